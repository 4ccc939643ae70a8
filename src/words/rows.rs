//! The summary of a closed row, in one line.

use super::builds;
use super::format::month_long;
use super::inputs::{unused, value};
use crate::inputs::{Input, Item, Row, of_row};
use appraisal::YearMonth;
use appraisal::deal::form;
use appraisal::deal::path::get;
use appraisal::fields::{Field, Group, Kind, Unit};
use serde_json::Value;

/// The maximum number of values: more would not fit in a line.
const MOST_NAMED: usize = 3;

/// The summary of a row: of a phase its dates and homes, of any other row its first values.
#[must_use]
pub fn summary(document: &Value, list: &'static Field, row: &Row, group: Group, start: YearMonth) -> String {
    if list.pattern == "/phases" {
        return if group == Group::SitesAndPhases { phase(document, &row.path, start) } else { String::new() };
    }
    let items = of_row(document, list, &row.path, group);
    let mut named: Vec<(&Field, String)> = Vec::new();
    gather(document, &items, start, &mut named);
    match named.as_slice() {
        [(_, only)] => only.clone(),
        many => {
            let line = |(field, value): &(&Field, String)| match field.kind {
                Kind::Number(_) => format!("{} {value}", field.label),
                _ => value.clone(),
            };
            let first = many.iter().take(MOST_NAMED);
            let second_cost = many.iter().skip(MOST_NAMED).filter(|(field, _)| adds_to_cost(document, field, row));
            first.chain(second_cost).map(line).collect::<Vec<_>>().join(" · ")
        }
    }
}

/// Whether a field is a cost per m² that is counted in addition to a cost per home.
fn adds_to_cost(document: &Value, field: &Field, row: &Row) -> bool {
    let is_given = |name: &str| {
        let own = get(document, &format!("{}/{name}", row.path)).and_then(Value::as_f64);
        own.is_some_and(|cost| cost > 0.0)
    };
    field.pattern == "/home_types/*/build_cost_per_m2" && is_given("build_cost") && is_given(field.name())
}

/// "Built from April 2012 over 36 months · 150 homes".
fn phase(document: &Value, path: &str, start: YearMonth) -> String {
    let whole = |name: &str| get(document, &format!("{path}/{name}")).and_then(Value::as_i64);
    let homes = get(document, &format!("{path}/homes")).and_then(Value::as_array).map_or(0, |rows| {
        let counts = rows.iter().filter_map(|one| appraisal::deal::path::row(one).get("count")?.as_u64());
        counts.sum::<u64>()
    });
    let built = whole("build_start_month").zip(whole("build_months")).and_then(|(from, months)| {
        let from = start.plus(i32::try_from(from).ok()?);
        Some(format!("Built from {} over {months} months", month_long(from.year, from.month)))
    });
    let homes = builds::of_phase(document, path).counted(homes);
    built.map_or_else(|| homes.clone(), |built| format!("{built} · {homes}"))
}

fn gather<'a>(document: &Value, items: &'a [Item], start: YearMonth, named: &mut Vec<(&'a Field, String)>) {
    for item in items {
        match item {
            Item::Field(input) => named.extend(given(document, input, start).map(|value| (input.field, value))),
            Item::Kinds(input, inner) => {
                let kind = form::chosen(document, &input.path);
                let Kind::Variants(variants) = input.field.kind else { continue };
                let label = variants.iter().find(|variant| Some(variant.name) == kind);
                named.extend(label.map(|variant| (input.field, variant.label.to_owned())));
                gather(document, inner, start, named);
            }
            Item::Part(..) | Item::Absent(_) | Item::Rows(..) => {}
        }
    }
}

/// A value of the document that is worth showing. "From month 0" is not.
fn given(document: &Value, input: &Input, start: YearMonth) -> Option<String> {
    let own = get(document, &input.path).filter(|own| !own.is_null() && unused(&input.path, document).is_none())?;
    match input.field.kind {
        Kind::Number(number) if matches!(number.unit, Unit::MonthNumber | Unit::MonthEnd) => {
            super::inputs::calendar(input.field, own, start).filter(|_| own.as_i64() != Some(0))
        }
        Kind::Number(number) if number.unit == Unit::PercentAYear => {
            Some(format!("{} a year", value(input.field, own, document)))
        }
        Kind::Number(_) | Kind::Choice(_) => Some(value(input.field, own, document)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use appraisal::{document, fields, samples};

    #[test]
    fn a_row_has_a_summary() {
        let deal = document::open(samples::NORWICH_2009.document).unwrap();
        let document = deal.to_document();
        let said = |list: &str, path: &str, group| {
            let row = Row { path: path.to_owned(), name: String::new() };
            summary(&document, fields::of(list).unwrap(), &row, group, deal.start)
        };
        assert_eq!(
            said("/phases", "/phases/three-score-3", Group::SitesAndPhases),
            "Built from October 2013 over 18 months · 169 homes"
        );
        assert_eq!(said("/phases", "/phases/three-score-3", Group::Costs), "");
        assert_eq!(said("/growth/house_price", "/growth/house_price/all", Group::Indices), "2.5% a year");
        assert_eq!(
            said("/home_types", "/home_types/market", Group::Homes),
            "Market sale · Price, per home £186,000 · Build cost, per home £82,000"
        );
        let both = deal.with("/home_types/market/build_cost_per_m2", 1_750.into()).unwrap().to_document();
        let row = Row { path: "/home_types/market".to_owned(), name: String::new() };
        let said_of_both = summary(&both, fields::of("/home_types").unwrap(), &row, Group::Homes, deal.start);
        assert!(said_of_both.ends_with("£82,000 · Build cost per m² £1,750"), "{said_of_both}");
        // A receipt is a negative cost: the minus is before the pound sign.
        let receipt = said("/costs/programme", "/costs/programme/orwell-receipt", Group::Costs);
        assert_eq!(receipt, "When end of September 2011 · Programme cost −\u{2060}£500,000");
    }
}
