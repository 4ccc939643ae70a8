//! Which columns the first line of a block names, and the unit that a heading gives.

use super::{Column, Refused, columns, homes_columns, is_same};
use appraisal::Deal;
use appraisal::deal::path::{get, row};
use appraisal::deal::reading::{self, Misread};
use appraisal::fields::{self, Field, Kind};
use serde_json::Value;

/// A column, the unit of figures in its heading ("k", "m" or none), and the heading as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Heading {
    pub(super) column: Column,
    pub(super) scale: &'static str,
    pub(super) text: String,
}

impl From<Column> for Heading {
    fn from(column: Column) -> Self {
        let text = column.label().to_owned();
        Self { column, scale: "", text }
    }
}

/// What people call the columns, besides the names on the page and the trade terms of the catalogue.
const ALSO: &[(&str, &[&str])] = &[
    ("/home_types/*/name", &["house type", "type", "unit type", "dwelling type", "type of home", "home"]),
    (
        "/home_types/*/price",
        &["sale price", "average price", "average sale price", "sales price", "unit price", "price per unit"],
    ),
    (
        "/home_types/*/build_cost",
        &[
            "build cost per unit",
            "construction",
            "construction cost",
            "construction cost per home",
            "construction cost per unit",
        ],
    ),
    ("/home_types/*/area_m2", &["floor area", "area", "area m2", "area sqm", "size", "unit size", "gia"]),
    ("/home_types/*/bedrooms", &["beds"]),
    ("/home_types/*/persons", &["household size"]),
    (
        "/home_types/*/sales_a_month",
        &["sales rate", "sales per month", "sales a month", "absorption", "absorption rate"],
    ),
    (
        "/home_types/*/percent_of_price",
        &["share of market price", "percent of market price", "% of market price", "transfer value, % of omv"],
    ),
    ("/home_types/*/recipient", &["recipient", "registered provider", "transferee"]),
    ("/home_types/*/relets_percent", &["turnover"]),
    ("/phases/*/demolished", &["demolitions"]),
    ("/phases/*/site", &["site"]),
    ("/phases/*/name", &["phase name", "name of phase", "phase"]),
    ("/phases/*/drawdown_month", &["drawdown", "land drawdown", "drawdown date", "draw down"]),
    (
        "/phases/*/build_start_month",
        &["build start", "start on site", "start date", "start", "construction start", "site start"],
    ),
    (
        "/phases/*/build_months",
        &["build duration", "build period", "construction period", "construction duration", "build length"],
    ),
    ("/phases/*/homes/*/home_type", &["house type", "type", "unit type", "dwelling type", "type of home", "name"]),
    (
        "/phases/*/homes/*/count",
        &["homes", "units", "number", "number of homes", "number of units", "no of homes", "no of units"],
    ),
];

/// What people call tenures.
const TENURES: &[(&str, &[&str])] = &[
    ("market_sale", &["market", "private", "private sale", "open market", "open market sale", "oms", "ms"]),
    ("discount_market_sale", &["dms", "discounted market sale", "first homes"]),
    ("social_rent", &["social", "sr"]),
    ("affordable_rent", &["ar"]),
    ("shared_ownership", &["so", "shared"]),
    ("market_rent", &["prs", "btr", "build to rent", "private rent"]),
];

/// The name in a document of a tenure by what people call it.
pub(super) fn tenure_named(cell: &str) -> Option<&'static str> {
    let is_it = |names: &[&str]| names.iter().any(|name| is_same(name, cell));
    TENURES.iter().find(|(_, names)| is_it(names)).map(|(name, _)| *name)
}

/// The columns that a line names; `None` if it names none and so is a row.
pub(super) fn named(
    deal: &Deal,
    document: &Value,
    list: &'static Field,
    line: &[String],
) -> Result<Option<Vec<Heading>>, Vec<Refused>> {
    if line.iter().any(|cell| reading::is_figure(cell)) {
        return Ok(None);
    }
    let known = columns(document, list);
    let find = |cell: &String| {
        let found = heading(deal, document, list, &known, cell)?;
        Ok(Heading { text: cell.clone(), ..found })
    };
    let headings: Vec<Result<Heading, Refused>> = line.iter().map(find).collect();
    let is_known = |heading: &&Heading| !matches!(heading.column, Column::Unknown(_));
    let (good, bad): (Vec<_>, Vec<_>) = headings.into_iter().partition(Result::is_ok);
    let mut refused: Vec<Refused> = bad.into_iter().filter_map(Result::err).collect();
    let named: Vec<Heading> = good.into_iter().filter_map(Result::ok).collect();
    if refused.is_empty() && !named.iter().any(|heading| is_known(&heading)) {
        return Ok(None);
    }
    for (place, heading) in named.iter().enumerate().filter(|(_, heading)| is_known(heading)) {
        if let Some(other) = named.iter().take(place).find(|other| other.column == heading.column) {
            let both = [other.text.clone(), heading.text.clone()];
            refused.push(Refused::TwoColumns(heading.column.label().to_owned(), both));
        }
    }
    if refused.is_empty() { Ok(Some(named)) } else { Err(refused) }
}

/// Whether a line below the first looks like the names of the columns: two or more of its cells are.
pub(super) fn are_names(deal: &Deal, document: &Value, list: &'static Field, line: &[String]) -> bool {
    let known = columns(document, list);
    let is_name = |cell: &&String| {
        let found = heading(deal, document, list, &known, cell);
        !found.is_ok_and(|heading| matches!(heading.column, Column::Unknown(_)))
    };
    !line.iter().any(|cell| reading::is_figure(cell)) && line.iter().filter(is_name).count() > 1
}

/// One heading: the name of a column, with or without its unit, as in "Price (£)".
fn heading(
    deal: &Deal,
    document: &Value,
    list: &'static Field,
    known: &[Column],
    cell: &str,
) -> Result<Heading, Refused> {
    let find = |name: &str| {
        of_name(list, known, name).or_else(|| only_of_tenure(document, list, name)).or_else(|| only_homes(known, name))
    };
    let unknown = || Heading::from(Column::Unknown(cell.to_owned()));
    let own = known.iter().find(|column| column.label().eq_ignore_ascii_case(cell)).cloned();
    let Some((name, unit)) = without_unit(cell).filter(|_| own.is_none()) else {
        return Ok(own.or_else(|| find(cell)).map_or_else(unknown, Heading::from));
    };
    let Some(column) = find(name) else { return Ok(unknown()) };
    let Column::Field(field) = column else { return Ok(column.into()) };
    match scale_of(deal, field, unit) {
        Ok(scale) => Ok(Heading { column, scale, text: cell.to_owned() }),
        // What is in brackets is no unit, and may say that this is another figure: "Price (2019)".
        Err(Misread::NotANumber) => Ok(unknown()),
        Err(why) => Err(Refused::Heading(cell.to_owned(), field, why)),
    }
}

fn of_name(list: &Field, known: &[Column], cell: &str) -> Option<Column> {
    let is = |name: &str| same_heading(name, cell);
    let by_label = known.iter().find(|column| is(column.label()));
    by_label.cloned().or_else(|| {
        let fields =
            known.iter().filter_map(|column| if let Column::Field(field) = column { Some(*field) } else { None });
        let is_field = |field: &&'static Field| {
            let is_row = field.name() == "name" && list.list().is_some_and(|kind| is(kind.noun()));
            let is_called = ALSO.iter().any(|(own, names)| *own == field.pattern && names.iter().any(|name| is(name)));
            // Not the words it is searched by: one of several, such as "homes" or "value", does not name it.
            is_row || is_called || is(field.name())
        };
        fields.into_iter().find(is_field).map(Column::Field)
    })
}

/// Whether two headings are the same except for case, signs and small words: "Land drawn down", "Land is drawn down".
fn same_heading(one: &str, other: &str) -> bool {
    const SMALL: [&str; 6] = ["is", "are", "the", "of", "a", "an"];
    let plain = |name: &str| {
        let name = name.to_lowercase();
        let words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !SMALL.contains(word));
        words.collect::<String>()
    };
    let other = plain(other);
    !other.is_empty() && plain(one) == other
}

/// A heading without the unit at its end, and the unit: "Price (£)", "Price £".
fn without_unit(cell: &str) -> Option<(&str, &str)> {
    if let Some(open) = cell.strip_suffix([')', ']']) {
        let place = open.rfind(['(', '['])?;
        return Some((open[..place].trim(), open[place + 1..].trim()));
    }
    let (name, unit) = cell.rsplit_once([' ', ','])?;
    let is_unit = unit.starts_with('£') || unit == "%";
    is_unit.then(|| (name.trim_end_matches([',', ' ']), unit))
}

/// The scale of figures under a heading with this unit.
fn scale_of(deal: &Deal, field: &Field, unit: &str) -> Result<&'static str, Misread> {
    let plain = unit.to_lowercase().replace(['\'', '’', ' '], "");
    let (unit, scale) = match plain.as_str() {
        "£000" | "£000s" | "000" | "000s" | "£k" | "k" | "thousand" | "thousands" | "£thousand" | "£thousands" => {
            ("£", "k")
        }
        "£m" | "£million" | "£mn" | "million" | "millions" | "£millions" => ("£", "m"),
        _ => (unit, ""),
    };
    if field.number().is_none() {
        return Ok("");
    }
    reading::read(&format!("1 {unit}"), field, deal.start).map(|_| scale)
}

/// The homes of a phase, where there is only one home type: "Units".
fn only_homes(known: &[Column], cell: &str) -> Option<Column> {
    let is_it = ["homes", "units", "number of homes", "number of units"].iter().any(|name| same_heading(name, cell));
    let mut homes = known.iter().filter(|column| matches!(column, Column::Homes(..)) && is_it);
    homes.next().filter(|_| homes.next().is_none()).cloned()
}

/// The home type whose tenure a column is named after, if there is only one of that tenure.
fn only_of_tenure(document: &Value, list: &Field, cell: &str) -> Option<Column> {
    let tenures = fields::of("/home_types/any/tenure").map(|field| field.kind);
    let Some(Kind::Choice(tenures)) = tenures else { return None };
    let cell = tenure_named(cell).unwrap_or(cell);
    let tenure = tenures.iter().find(|tenure| is_same(tenure.label, cell) || is_same(tenure.name, cell))?;
    let types = get(document, "/home_types")?.as_array()?;
    let is_of_it = |id: &str| {
        let own = types.iter().map(row).find(|own| own.get("id").and_then(Value::as_str) == Some(id));
        own.and_then(|own| own.get("tenure")?.as_str()) == Some(tenure.name)
    };
    let mut of_it =
        homes_columns(document, list).filter(|column| matches!(column, Column::Homes(id, _) if is_of_it(id)));
    of_it.next().filter(|_| of_it.next().is_none())
}
