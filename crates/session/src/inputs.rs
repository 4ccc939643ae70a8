//! The content of the form of all inputs: the field catalogue applied to a deal's document, group by group.

use crate::plain_text::capitalised;
use appraisal::deal::form;
use appraisal::deal::path::{get, rest_of, row};
use appraisal::fields::{self, Field, Group, Kind, LeftOut, List, Literal, Target, Variant};
use appraisal::{Deal, Pence, ValueAndCost};
use serde_json::Value;

/// One thing that the form shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A field with a value.
    Field(Input),
    /// Fields that belong together, under a heading.
    Part(Input, Vec<Item>),
    /// A part that is not included, and may be added.
    Absent(Input),
    /// A choice of kinds, and the fields of the chosen kind.
    Kinds(Input, Vec<Item>),
    /// Rows that may be added, duplicated, moved and removed.
    Rows(Input, Vec<Row>),
}

/// A field of the document and its catalogue entry.
#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Its path.
    pub path: String,
    /// Its catalogue entry.
    pub field: &'static Field,
}

/// A row of a list. Its content is worked out when it is opened: a deal may have sixty phases.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its path.
    pub path: String,
    /// Its name.
    pub name: String,
}

/// The form's items of a group.
#[must_use]
pub fn of_group(document: &Value, group: Group) -> Vec<Item> {
    items(document, "", "", group, None)
}

/// The form's items of a row.
#[must_use]
pub fn of_row(document: &Value, list: &'static Field, path: &str, group: Group) -> Vec<Item> {
    let kinds = fields::children(list.pattern).iter().find(|field| field.pattern.ends_with("/*"));
    match kinds {
        Some(field) => vec![kinds_of(document, path.to_owned(), field, group)],
        None => items(document, path, list.pattern, group, None),
    }
}

/// Fields that the form leaves out: the page shows nominal figures, whatever programs are to show first.
const NOT_ON_PAGE: [&str; 1] = ["/view"];

/// The fields within a pattern; of a choice of kinds, those of the chosen one.
fn items(document: &Value, path: &str, pattern: &str, group: Group, kind: Option<&Variant>) -> Vec<Item> {
    let is_of_kind = |field: &&&Field| kind.is_none_or(|kind| kind.fields.contains(&field.name()));
    let own = fields::children(pattern).iter().filter(|field| fields::reaches(field.pattern, group));
    own.filter(is_of_kind)
        .filter(|field| !NOT_ON_PAGE.contains(&field.pattern))
        .filter_map(|field| {
            let path = format!("{path}/{}", field.name());
            item(document, path, field, group)
        })
        .collect()
}

fn item(document: &Value, path: String, field: &'static Field, group: Group) -> Option<Item> {
    let input = |path| Input { path, field };
    Some(match field.kind {
        Kind::Keyed(_) => return None,
        Kind::List(list) => {
            let rows = rows(document, &path, &list);
            Item::Rows(input(path), rows)
        }
        Kind::Part => {
            let has_defaults = field.left_out == LeftOut::Default(Literal::Empty);
            if !has_defaults && get(document, &path).is_none() {
                return (field.group == group).then(|| Item::Absent(input(path)));
            }
            let inner = items(document, &path, field.pattern, group, None);
            Item::Part(input(path), inner)
        }
        Kind::Variants(_) => kinds_of(document, path, field, group),
        _ => Item::Field(input(path)),
    })
}

fn kinds_of(document: &Value, path: String, field: &'static Field, group: Group) -> Item {
    let Kind::Variants(variants) = field.kind else { return Item::Field(Input { path, field }) };
    let chosen = form::chosen(document, &path).and_then(|name| variants.iter().find(|variant| variant.name == name));
    let inner = chosen.map_or_else(Vec::new, |variant| {
        if field.pattern.ends_with("/*") {
            return items(document, &path, field.pattern, group, Some(variant));
        }
        let within = format!("{}/{}/", field.pattern, variant.name);
        let own = fields::children(field.pattern).iter().filter(|child| child.pattern.starts_with(&within));
        let path_of = |child: &Field| format!("{path}/{}/{}", variant.name, child.name());
        own.filter_map(|child| item(document, path_of(child), child, group)).collect()
    });
    Item::Kinds(Input { path, field }, inner)
}

fn rows(document: &Value, path: &str, list: &List) -> Vec<Row> {
    let found = get(document, path).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let named = |(place, value): (usize, &Value)| {
        let fields = row(value);
        let id = fields.get("id").and_then(Value::as_str)?;
        let own = ["name", "label", "title"].iter().find_map(|name| fields.get(*name).and_then(Value::as_str));
        let name = own
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .or_else(|| list.named_by.iter().find_map(|target| name_of(document, &format!("{}/{id}", target.list))))
            .or_else(|| {
                ["partner", "home_type", "site", "phase"]
                    .iter()
                    .find_map(|field| named_through(document, fields, field))
            })
            .map_or_else(|| numbered(list, place), |name| capitalised(&name));
        Some(Row { path: format!("{path}/{id}"), name })
    };
    found.iter().enumerate().filter_map(named).collect()
}

/// The name of the row that a field refers to.
fn named_through(document: &Value, fields: &Value, field: &str) -> Option<String> {
    let id = fields.get(field)?.as_str()?;
    let list = match field {
        "partner" => "/partners",
        "home_type" => "/home_types",
        "site" => "/sites",
        _ => "/phases",
    };
    name_of(document, &format!("{list}/{id}"))
}

/// The name of the row at a path.
#[must_use]
pub fn name_of(document: &Value, path: &str) -> Option<String> {
    let row = get(document, path)?;
    let name = row.get("short_name").or(row.get("name")).or(row.get("label"))?.as_str()?;
    (!name.is_empty()).then(|| name.to_owned())
}

/// The name of the row that a field refers to, by its id.
#[must_use]
pub fn row_label(targets: &[Target], id: &str, document: &Value) -> String {
    let name = targets.iter().find_map(|target| name_of(document, &format!("{}/{id}", target.list)));
    name.map_or_else(|| id.to_owned(), |name| capitalised(&name))
}

/// The share of cost that limits a loan, over the whole deal.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShareOfCost {
    /// The share, in percent.
    pub percent: f64,
    /// Land at its accepted value.
    pub land: Pence,
    /// All other costs but sales costs, and interest and fees, which depend on the loan.
    pub other_costs: Pence,
    /// What the share comes to, in pounds, up to full thousands.
    pub sum: f64,
}

/// The share of cost that limits a loan, for the path of its limit. None if no share is given.
#[must_use]
pub fn share_of_cost(deal: &Deal, value: &ValueAndCost, path: &str) -> Option<ShareOfCost> {
    let id = path.strip_prefix("/funding/facilities/")?.strip_suffix("/limit")?;
    let percent = deal.funding.facilities.iter().find(|loan| loan.id == id)?.loan_to_cost_percent?;
    let cost = value.total_development_cost - value.interest_and_fees;
    let sum = (cost.times(percent / 100.0).pounds() / 1_000.0).ceil() * 1_000.0;
    Some(ShareOfCost { percent, land: value.land, other_costs: cost - value.land, sum })
}

/// The rows of the list at a path.
#[must_use]
pub fn rows_at(document: &Value, list: &str) -> Vec<Row> {
    fields::of(list).and_then(Field::list).map_or_else(Vec::new, |kind| rows(document, list, kind))
}

/// The name of the innermost row that a path is in, or that it is.
#[must_use]
pub fn row_name(document: &Value, path: &str) -> Option<String> {
    row_around(document, path).map(|(_, row)| row.name)
}

/// The innermost row that a path is in, or that it is, after the path of its list.
#[must_use]
pub fn row_around(document: &Value, path: &str) -> Option<(String, Row)> {
    let mut outer = Some(path);
    while let Some(at) = outer.filter(|at| !at.is_empty()) {
        let list = at.rsplit_once('/').map_or("", |(list, _)| list);
        if fields::of(list).and_then(Field::list).is_some() {
            let row = rows_at(document, list).into_iter().find(|row| row.path == at)?;
            return Some((list.to_owned(), row));
        }
        outer = Some(list);
    }
    None
}

fn numbered(list: &List, place: usize) -> String {
    format!("{} {}", capitalised(list.noun()), place + 1)
}

/// Where a field or row is in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Its group.
    pub group: Group,
    /// The paths of the rows to open on the way, the outermost first; a row itself is opened too.
    pub rows: Vec<String>,
    /// Whether it is a row.
    pub is_row: bool,
}

/// Where a field or a row is; `None` if the catalogue has neither.
#[must_use]
pub fn way_to(path: &str) -> Option<Way> {
    let list_of = |path: &str| {
        let (list, _) = path.rsplit_once('/')?;
        fields::of(list).filter(|field| field.list().is_some())
    };
    let own_list = list_of(path);
    let field = own_list.or_else(|| fields::of(path))?;
    let ends = path.match_indices('/').skip(1).map(|(at, _)| at).chain([path.len()]);
    let rows = ends.map(|end| path[..end].to_owned()).filter(|part| list_of(part).is_some()).collect();
    Some(Way { group: field.group, rows, is_row: own_list.is_some() })
}

/// The path of the input, part, row or list of the form that shows a path, or is nearest around it.
#[must_use]
pub fn nearest(document: &Value, path: &str) -> Option<String> {
    let in_group = |group| nearest_in(document, &of_group(document, group), group, path);
    Group::ALL.into_iter().filter_map(in_group).max_by_key(String::len)
}

fn nearest_in(document: &Value, items: &[Item], group: Group, path: &str) -> Option<String> {
    let is_around = |outer: &str| rest_of(path, outer).is_some();
    items.iter().find_map(|item| match item {
        Item::Field(input) | Item::Absent(input) => is_around(&input.path).then(|| input.path.clone()),
        Item::Part(input, inner) | Item::Kinds(input, inner) => is_around(&input.path)
            .then(|| nearest_in(document, inner, group, path).unwrap_or_else(|| input.path.clone())),
        Item::Rows(input, rows) => is_around(&input.path).then(|| {
            let row = rows.iter().find(|row| is_around(&row.path));
            row.map_or_else(
                || input.path.clone(),
                |row| {
                    let inner = of_row(document, input.field, &row.path, group);
                    nearest_in(document, &inner, group, path).unwrap_or_else(|| row.path.clone())
                },
            )
        }),
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use appraisal::{document, samples};
    use std::collections::BTreeSet;

    fn gather(document: &Value, items: &[Item], group: Group, paths: &mut BTreeSet<String>) {
        for item in items {
            match item {
                Item::Field(input) | Item::Absent(input) => {
                    assert!(paths.insert(input.path.clone()), "{} is shown twice", input.path);
                }
                Item::Part(_, inner) | Item::Kinds(_, inner) => gather(document, inner, group, paths),
                Item::Rows(input, rows) => {
                    for row in rows {
                        gather(document, &of_row(document, input.field, &row.path, group), group, paths);
                    }
                }
            }
        }
    }

    /// Every path of a document with a value.
    pub(crate) fn leaves(value: &Value, path: &str, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                fields.iter().for_each(|(name, value)| leaves(value, &format!("{path}/{name}"), found));
            }
            Value::Array(rows) if rows.iter().all(|one| row(one).get("id").is_some()) => {
                for one in rows {
                    let id = row(one)["id"].as_str().unwrap();
                    leaves(row(one), &format!("{path}/{id}"), found);
                }
            }
            _ => {
                found.insert(path.to_owned());
            }
        }
    }

    #[test]
    fn there_is_a_way_to_every_field_and_row_and_to_nothing_else() {
        let way = way_to("/phases/p1/homes/market/count").unwrap();
        assert_eq!(way.rows, ["/phases/p1", "/phases/p1/homes/market"]);
        assert!(!way.is_row);
        let row = way_to("/home_types/market").unwrap();
        assert!(row.is_row && row.rows == ["/home_types/market"]);
        assert_eq!(way_to("/title").unwrap().rows, Vec::<String>::new());
        assert_eq!(way_to("/nowhere/at/all"), None);
    }

    #[test]
    fn every_value_of_every_sample_is_shown_once() {
        for sample in samples::ALL {
            let document = document::open(sample.document).unwrap().to_document();
            let mut shown = BTreeSet::new();
            Group::ALL.iter().for_each(|group| gather(&document, &of_group(&document, *group), *group, &mut shown));
            let mut there = BTreeSet::new();
            leaves(&document, "", &mut there);
            let is_choice =
                |path: &&String| fields::of(path).is_some_and(|field| matches!(field.kind, Kind::Variants(_)));
            there.retain(|path| {
                !path.ends_with("/id")
                    && !path.starts_with("/marks")
                    && !path.starts_with("/sources")
                    && !path.starts_with("/scenarios")
                    && !NOT_ON_PAGE.contains(&path.as_str())
                    && !is_choice(&path)
            });
            let missing: Vec<_> = there.difference(&shown).filter(|path| !path.ends_with("/points")).collect();
            assert!(missing.is_empty(), "{}: {missing:#?}", sample.name);
        }
    }

    /// "Real" would change no figure of the page, and only mark the deal as edited.
    #[test]
    fn a_field_that_changes_nothing_on_the_page_is_not_in_its_form() {
        let document = document::open(samples::NORWICH_2009.document).unwrap().with("/view", "real".into()).unwrap();
        let is_view = |item: &Item| matches!(item, Item::Field(input) if input.path == "/view");
        assert!(!of_group(&document.to_document(), Group::Meta).iter().any(is_view));
    }

    #[test]
    fn a_share_of_cost_is_that_of_all_costs_before_interest() {
        let deal = document::open(samples::NORWICH_2009.document).unwrap();
        let limit = "/funding/facilities/senior/limit";
        let of = |deal: &Deal| {
            let checked = appraisal::check(deal).unwrap();
            share_of_cost(deal, &appraisal::appraise(&checked).value, limit)
        };
        assert_eq!(of(&deal), None);
        let limited = deal.with("/funding/facilities/senior/loan_to_cost_percent", 60.0.into()).unwrap();
        let share = of(&limited).unwrap();
        let value = appraisal::appraise(&appraisal::check(&limited).unwrap()).value;
        let cost = (value.total_development_cost - value.interest_and_fees).pounds();
        assert!(share.percent == 60.0 && (0.0..1_000.0).contains(&(share.sum - 0.6 * cost)), "{share:?}");
        assert_eq!((share.land, (share.land + share.other_costs).pounds()), (value.land, cost));
    }

    #[test]
    fn a_blank_deal_can_be_worked_out() {
        let deal = appraisal::Deal::of_document(&form::blank()).unwrap();
        assert_eq!(appraisal::check(&deal).map(|_| ()), Ok(()));
    }
}
