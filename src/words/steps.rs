//! What was done and what differs, in words: "Land value: from £7.50m to £8.00m".

use super::builds;
use super::inputs as text;
use super::page;
use crate::field_text;
use crate::history::{History, Turn, UndoLabel};
use crate::inputs::{self, name_of};
use crate::levers;
use crate::papers::Papers;
use crate::workspace::Workspace;
use appraisal::Deal;
use appraisal::deal::form;
use appraisal::deal::path::{get, row};
use appraisal::deal::{Change, Operation};
use appraisal::fields::{self, Kind, LeftOut, Literal, Unit};
use serde_json::Value;

/// What the next step of undo or redo did: "Market sale price: from £186,000 to £176,700"; `None` if there is no step.
#[must_use]
pub fn next(turn: Turn, history: &History, now: &Papers) -> Option<String> {
    let step = history.step(turn)?;
    Some(match turn {
        Turn::Undo => did(&step.did, &step.papers, now),
        Turn::Redo => did(&step.did, now, &step.papers),
    })
}

/// The text of the button: "Undo" or "Redo".
#[must_use]
pub const fn word(turn: Turn) -> &'static str {
    match turn {
        Turn::Undo => "Undo",
        Turn::Redo => "Redo",
    }
}

/// The button's title, with what it would do: "Undo: Market sale price: from £186,000 to £176,700".
#[must_use]
pub fn title(turn: Turn, did: Option<&str>) -> String {
    let nothing = match turn {
        Turn::Undo => "nothing to undo",
        Turn::Redo => "nothing to redo",
    };
    format!("{}: {}", word(turn), did.unwrap_or(nothing))
}

/// Announced after the next step of undo or redo: "Undone. Market sale price, per home: £186,000."; `None` if there is no step.
#[must_use]
pub fn said(turn: Turn, history: &History, now: &Papers) -> Option<String> {
    let step = history.step(turn)?;
    let back = step.papers.deal();
    let said = match (turn, &step.did) {
        (Turn::Undo, UndoLabel::Set(path)) => format!("Undone. {}", value_now(path, back)),
        (Turn::Redo, UndoLabel::Set(path)) => format!("Redone. {}", value_now(path, back)),
        (Turn::Undo, UndoLabel::UndoAllChanges) => "Restored: all changes.".to_owned(),
        (Turn::Undo, UndoLabel::RemovedRow(path) | UndoLabel::RemovedPart(path)) => {
            format!("Restored: {}.", called(path, back))
        }
        (Turn::Undo, UndoLabel::DeletedScenario(name)) => format!("Restored: scenario “{name}”."),
        (Turn::Undo, did) => format!("Undone: {}.", self::did(did, &step.papers, now)),
        (Turn::Redo, did) => format!("Redone: {}.", self::did(did, now, &step.papers)),
    };
    let is_other_case = step.did != UndoLabel::Opened && step.papers.open != now.open;
    Some(if is_other_case { format!("{said} {}", page::open_now(&step.papers)) } else { said })
}

/// What undo or redo leaves as it is: the errors of texts in other boxes of the open case, which are no steps; `None` if there
/// are none.
#[must_use]
pub fn left_as_is(turn: Turn, workspace: &Workspace) -> Option<String> {
    let names: Vec<String> = workspace.errors_after(turn).iter().map(|path| called(path, workspace.deal())).collect();
    (!names.is_empty()).then(|| page::errors_remain(&names))
}

/// A field with its value, in a form that fits any label: "Rates and rules as at: 1 April 2009." Long texts are cut short.
#[must_use]
pub fn value_now(path: &str, deal: &Deal) -> String {
    let value = told(path, deal);
    let value = if value.is_empty() { "blank" } else { &value };
    super::ended(&format!("{}: {}", called(path, deal), super::shortened(value)))
}

/// A label within a sentence; that of a row with a name, or one that begins with a partner's name, keeps its capital.
fn in_sentence(label: &str, path: &str, document: &Value) -> String {
    let named = name_of(document, path).is_some();
    let partners = get(document, "/partners").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let mut names = partners.iter().filter_map(|partner| row(partner).get("short_name")?.as_str());
    if named || names.any(|name| !name.is_empty() && label.starts_with(name)) {
        label.to_owned()
    } else {
        super::in_sentence(label)
    }
}

/// The value of a field with its unit.
fn told(path: &str, deal: &Deal) -> String {
    let document = deal.to_document();
    with_unit(path, &field_text::value_at(deal, &document, path), &document)
}

/// The values accepted between two deals, as sentences: those at paths whose error was put right, and those that differ.
#[must_use]
pub fn accepted(fixed: &[&str], was: &Deal, now: &Deal) -> Vec<String> {
    let (old, new) = (was.to_document(), now.to_document());
    // The error of a row that was removed has no value.
    let is_there = |path: &str| path.rsplit_once('/').is_none_or(|(row, _)| row.is_empty() || get(&new, row).is_some());
    let is_value = |path: &str| fields::of(path).is_some_and(|field| field.list().is_none());
    let has_value = |path: &&&str| **path == field_text::HOMES || is_value(path) && is_there(path);
    let mut said: Vec<String> = fixed.iter().filter(has_value).map(|path| value_now(path, now)).collect();
    for change in crate::workspace::inputs_that_differ(&old, &new) {
        let value = match change.operation {
            Operation::Set(_) if fields::of(&change.path).is_some() || change.path == field_text::HOMES => {
                value_now(&change.path, now)
            }
            _ => super::ended(&in_one_line(&difference(&change, &old, &new))),
        };
        if !said.contains(&value) {
            said.push(value);
        }
    }
    said
}

/// The label of the lever at a path, if its field is one.
fn lever_name(path: &str, deal: &Deal) -> Option<String> {
    let lever = levers::levers(deal).into_iter().find(|lever| lever.path == path)?;
    Some(super::levers::words(&lever, deal).label).filter(|label| !label.is_empty())
}

/// What a step did, from the papers before and after it.
fn did(did: &UndoLabel, before: &Papers, after: &Papers) -> String {
    let (was, now) = (before.deal(), after.deal());
    match did {
        UndoLabel::Set(path) => set(path, was, now),
        UndoLabel::UndoAllChanges => "all changes undone".to_owned(),
        UndoLabel::AddedRow(list) => added(list, &was.to_document(), &now.to_document()),
        UndoLabel::Pasted(list) => format!("rows pasted into {}", called(list, now)),
        UndoLabel::CopiedRow(path) => format!("{} duplicated", called(path, now)),
        UndoLabel::MovedRow(path) => format!("{} moved", called(path, now)),
        UndoLabel::RemovedRow(path) => format!("{} removed", called(path, was)),
        UndoLabel::AddedPart(path) => format!("{} added", called(path, now)),
        UndoLabel::RemovedPart(path) => format!("{} removed", called(path, was)),
        UndoLabel::Marked(path) => format!("review of {}", called(path, now)),
        UndoLabel::AddedScenario(name) => format!("scenario “{name}” added"),
        UndoLabel::RenamedScenario(name) => format!("scenario renamed to “{name}”"),
        UndoLabel::DeletedScenario(name) => format!("scenario “{name}” deleted"),
        UndoLabel::KeptBase => "set as base case".to_owned(),
        UndoLabel::Opened => format!("“{}” opened", after.base.title),
    }
}

/// "Home type 5 added", "Flat added to Homes of the phase, Three Score 2, with a home type": rows that had to be there first are
/// said too.
#[must_use]
pub fn added(list: &str, was: &Value, now: &Value) -> String {
    let also: Vec<String> = form::also_added(was, now, list).into_iter().map(|list| list.row.to_owned()).collect();
    let with = if also.is_empty() { String::new() } else { format!(", with {}", super::listed(&also)) };
    let names: Vec<String> = inputs::rows_at(now, list)
        .into_iter()
        .filter(|row| get(was, &row.path).is_none())
        .map(|row| row.name)
        .collect();
    let kind = fields::of(list).and_then(|field| Some((field.list()?, field.label)));
    let names_its_rows = kind.is_some_and(|(kind, label)| text::names_its_rows(kind, label));
    let is_clear = names_its_rows && rows_above(now, list).is_empty();
    let to = if is_clear { String::new() } else { format!(" to {}", called_in(list, now)) };
    format!("{} added{to}{with}", super::listed(&names))
}

/// A step as a sentence: "Home type 5 added."
#[must_use]
pub fn sentence(did: &str) -> String {
    format!("{}.", super::capitalised(did))
}

/// "Market sale price: from £186,000 to £176,700". Of texts too long for one name, only that they were changed.
fn set(path: &str, was: &Deal, now: &Deal) -> String {
    let (label, from, to) = (called(path, now), told(path, was), told(path, now));
    let is_long = |text: &String| super::shortened(text) != *text;
    if is_long(&from) || is_long(&to) { format!("{label}: changed") } else { format!("{label}: from {from} to {to}") }
}

/// A value with its unit, as in a list of changes, without a box that shows the rest. This is the one rule for the unit of a
/// value, whether it was changed by a lever or in the form.
pub(super) fn with_unit(path: &str, value: &Value, document: &Value) -> String {
    if path == field_text::HOMES {
        return builds::of_document(document).counted(value.as_u64().unwrap_or_default());
    }
    let Some(field) = fields::of(path) else { return field_text::shown(value) };
    if value.is_object() {
        return contents(path, document);
    }
    let text = text::value(field, value, document);
    match field.number().filter(|_| value.is_number()).map(|number| number.unit) {
        Some(Unit::PercentAYear) if !field.label.ends_with("a year") => format!("{text} a year"),
        Some(Unit::PersonYearsAMillion) => format!("{text} person-years per £1m"),
        Some(Unit::Homes) => {
            let (row, _) = path.rsplit_once('/').unwrap_or_default();
            text.replace("home", builds::of_row(document, row).one())
        }
        _ => text,
    }
}

/// The name of a path in a deal: a lever has the same name everywhere.
#[must_use]
pub fn called(path: &str, deal: &Deal) -> String {
    lever_name(path, deal).unwrap_or_else(|| called_in(path, &deal.to_document()))
}

/// The name of a path: the label of its field with its row, or the name of the row itself.
#[must_use]
pub fn called_in(path: &str, document: &Value) -> String {
    if path == field_text::HOMES {
        return super::levers::in_all_phases(builds::of_document(document).many());
    }
    let Some(field) = fields::of(path).filter(|field| !field.pattern.ends_with("/*")) else {
        return row_name(document, path);
    };
    let rows = rows_above(document, path);
    match &rows[..] {
        [] => field.label.to_owned(),
        // As its lever, which only one of the shares has.
        [partner, ..] if field.pattern == "/sharing/split/*/percent" => super::levers::share_of_surplus(partner),
        rows => format!("{}, {}", field.label, rows.join(", ")),
    }
}

/// The name of a row: its own, or what it is and whose: "Cash, Lovell".
fn row_name(document: &Value, path: &str) -> String {
    if let Some(name) = name_of(document, path) {
        return name;
    }
    let list = path.rsplit_once('/').and_then(|(list, _)| fields::of(list)?.list());
    let noun = list.map_or_else(|| "row".to_owned(), |list| list.noun().to_owned());
    match belongs_to(document, path) {
        Some(owner) => format!("{}, {owner}", super::capitalised(&noun)),
        // The same name as in the form: "Home type 2".
        None => inputs::row_name(document, path).unwrap_or_else(|| super::capitalised(&noun)),
    }
}

/// The names of the rows around a field, the innermost first; a row without a name has that of its owner.
fn rows_above(document: &Value, path: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut rest = path;
    while let Some((outer, _)) = rest.rsplit_once('/').filter(|(outer, _)| !outer.is_empty()) {
        let name = name_of(document, outer).or_else(|| belongs_to(document, outer));
        names.extend(name.filter(|name| !names.contains(name)));
        rest = outer;
    }
    names
}

/// The owner of a row without a name.
fn belongs_to(document: &Value, path: &str) -> Option<String> {
    const OWNERS: [(&str, &str); 8] = [
        ("partner", "/partners"),
        ("owner", "/partners"),
        ("lender", "/partners"),
        ("preferred", "/partners"),
        ("home_type", "/home_types"),
        ("site", "/sites"),
        ("phase", "/phases"),
        ("facility", "/funding/facilities"),
    ];
    let own = row(get(document, path)?);
    let by_field = OWNERS.iter().find_map(|(key, list)| {
        let id = own.get(key)?.as_str()?;
        name_of(document, &format!("{list}/{id}"))
    });
    let named_by = || {
        let (list, id) = path.rsplit_once('/')?;
        let named_by = fields::of(list)?.list()?.named_by;
        named_by.iter().find_map(|target| name_of(document, &format!("{}/{id}", target.list)))
    };
    by_field.or_else(named_by)
}

/// A difference from the base case, as label, what it was, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What differs.
    pub label: String,
    /// The old value; empty if it is new.
    pub was: String,
    /// The new value, or what was done to a row.
    pub now: String,
}

/// A change in words.
#[must_use]
pub fn difference(change: &Change, base: &Value, other: &Value) -> Difference {
    difference_called(change, base, other, |path| {
        let lever = Deal::of_document(other).ok().and_then(|deal| lever_name(path, &deal));
        lever.unwrap_or_else(|| called_in(path, other))
    })
}

/// The same, where the name of a field is known.
#[must_use]
pub fn difference_called(change: &Change, base: &Value, other: &Value, called: impl Fn(&str) -> String) -> Difference {
    let path = &change.path;
    let new = |now: String, label| Difference { label, was: String::new(), now };
    match &change.operation {
        Operation::Insert(_) => {
            let path = path_of(change);
            new(with_contents("added", &path, other), called_in(&path, other))
        }
        Operation::Order(_) => new("in another order".to_owned(), called_in(path, other)),
        Operation::Remove if fields::of(path).is_none_or(|field| field.pattern.ends_with("/*")) => {
            new(with_contents("removed", path, base), called_in(path, base))
        }
        _ => value_of(path, called(path), base, other),
    }
}

/// The path of what changed: of the row itself if one was added to a list.
fn path_of(change: &Change) -> String {
    match &change.operation {
        Operation::Insert(inserted) => {
            format!("{}/{}", change.path, row(inserted).get("id").and_then(Value::as_str).unwrap_or_default())
        }
        _ => change.path.clone(),
    }
}

fn value_of(path: &str, label: String, base: &Value, other: &Value) -> Difference {
    if path == field_text::HOMES {
        let homes = |document| with_unit(path, &field_text::homes_in(document).into(), document);
        return Difference { label, was: homes(base), now: homes(other) };
    }
    // A choice is a value, also where its kind has fields of its own.
    let is_value = is_choice(path) || fields::of(path).is_some_and(|field| field.list().is_none());
    let is_whole = |value: Option<&Value>| {
        value.is_some_and(|value| value.is_object() && !is_choice(path) || value.is_array() && !is_value)
    };
    let (was, now) = (get(base, path), get(other, path));
    let new = |label, now: String| Difference { label, was: String::new(), now };
    match (is_whole(was), is_whole(now)) {
        (true, true) => {
            let (was, now) = (contents(path, base), contents(path, other));
            if was == now { new(label, "changed".to_owned()) } else { Difference { label, was, now } }
        }
        (false, true) if was.is_none() => new(label, with_contents("added", path, other)),
        (true, false) if now.is_none() => new(label, with_contents("removed", path, base)),
        _ => {
            let said = |value: Option<&Value>, document| with_unit(path, value.unwrap_or(&Value::Null), document);
            Difference { label, was: said(was, base), now: said(now, other) }
        }
    }
}

/// "added: 60%", or only "added" if nothing more can be said.
fn with_contents(did: &str, path: &str, document: &Value) -> String {
    let contents = contents(path, document);
    if contents.is_empty() { did.to_owned() } else { format!("{did}: {contents}") }
}

/// The most values of a row that are listed.
const MOST_VALUES: usize = 4;

/// Whether a path is that of a choice of kinds that is no row.
fn is_choice(path: &str) -> bool {
    let is_kinds = |field: &&fields::Field| matches!(field.kind, Kind::Variants(_));
    fields::of(path).filter(is_kinds).is_some_and(|field| !field.pattern.ends_with("/*"))
}

/// The label of the kind chosen at a path.
fn kind_at(path: &str, document: &Value) -> Option<&'static str> {
    let Kind::Variants(kinds) = fields::of(path)?.kind else { return None };
    let chosen = form::chosen(document, path)?;
    kinds.iter().find(|kind| kind.name == chosen).map(|kind| kind.label)
}

/// What a row, part or choice contains: its kind and its values, such as "grant £2,000,000", "coupon, a year 5% a year; cash
/// £2,000,000" or "Loans and partners side by side (share that loans pay 60%)". Values that are as if left out, and names
/// that its label has, are omitted.
fn contents(path: &str, document: &Value) -> String {
    let kind = kind_at(path, document);
    let mut values = Vec::new();
    if let Some(value) = get(document, path) {
        gather_values(path, row(value), document, &mut values);
    }
    let said = match &values[..] {
        [(_, only)] if !is_choice(path) => only.clone(),
        values => {
            let listed = values.iter().take(MOST_VALUES).map(|(label, value)| format!("{label} {value}"));
            let rest = values.len().saturating_sub(MOST_VALUES);
            let more = (rest > 0).then(|| format!("and {rest} more"));
            listed.chain(more).collect::<Vec<_>>().join("; ")
        }
    };
    let joint = if values.len() > 1 { ": " } else { " " };
    match (kind, said.is_empty()) {
        // In the words of its menu.
        (Some(kind), true) if is_choice(path) => kind.to_owned(),
        (Some(kind), false) if is_choice(path) => format!("{kind} ({said})"),
        (Some(kind), true) => super::in_sentence(kind),
        (Some(kind), false) => format!("{}{joint}{said}", super::in_sentence(kind)),
        (None, _) => said,
    }
}

/// The values within a row or part, each with its label.
fn gather_values(path: &str, value: &Value, document: &Value, values: &mut Vec<(String, String)>) {
    match value {
        Value::Object(inner) => {
            for (name, value) in inner.iter().filter(|(name, _)| !NAMES.contains(&name.as_str())) {
                let path = format!("{path}/{name}");
                let kind = kind_at(&path, document).filter(|_| value.is_object());
                let label = fields::of(&path).map_or("", |field| field.label);
                values.extend(kind.map(|kind| (super::in_sentence(label), super::in_sentence(kind))));
                gather_values(&path, value, document, values);
            }
        }
        Value::Array(rows) if fields::of(path).is_none_or(|field| field.list().is_some()) => {
            for one in rows {
                let Some(id) = row(one).get("id").and_then(Value::as_str) else { continue };
                gather_values(&format!("{path}/{id}"), row(one), document, values);
            }
        }
        value => {
            let is_told = |field: &&fields::Field| !value.is_null() && *value != "" && !is_left_out(field, value);
            if let Some(field) = fields::of(path).filter(is_told) {
                values.push((super::in_sentence(field.label), with_unit(path, value, document)));
            }
        }
    }
}

/// The fields that a row is named by: its own names, and those of its owner.
const NAMES: [&str; 10] =
    ["id", "name", "short_name", "label", "partner", "owner", "lender", "preferred", "home_type", "phase"];

/// Whether a value is the one used where the field is left out.
fn is_left_out(field: &fields::Field, value: &Value) -> bool {
    let LeftOut::Default(literal) = field.left_out else { return false };
    match literal {
        Literal::Number(number) => value.as_f64() == Some(number),
        Literal::Text(text) => value.as_str() == Some(text),
        Literal::Switch(is_on) => value.as_bool() == Some(is_on),
        _ => false,
    }
}

/// An assumption of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Assumption {
    /// The month in which it starts.
    Start(String),
    /// The value of an input: "£320,000 for its market sale price".
    Value {
        /// The value.
        now: String,
        /// The name of the input.
        label: String,
    },
    /// Any other, with its name.
    Other(String),
}

/// An assumption that differs, with its value in the second document; `in_prices` adds the month of its prices to a value.
#[must_use]
pub fn assumption(change: &Change, base: &Value, other: &Value, in_prices: impl Fn(String) -> String) -> Assumption {
    let Difference { label, now, .. } = difference(change, base, other);
    if change.path == "/start" {
        return Assumption::Start(now);
    }
    let document = if matches!(change.operation, Operation::Remove) { base } else { other };
    let label = in_sentence(&label, &path_of(change), document);
    let is_value = matches!(get(other, &change.path), Some(Value::Number(_) | Value::String(_)));
    if is_value {
        Assumption::Value { now: in_prices(now), label: without_units(&label) }
    } else {
        Assumption::Other(format!("{label}: {now}"))
    }
}

/// A label without the units that its value has.
fn without_units(label: &str) -> String {
    label.split(", ").filter(|part| !["per home", "a year"].contains(part)).collect::<Vec<_>>().join(", ")
}

/// A difference as one line: "Market sale price: from £186,000 to £176,700", "Contribution 3 added: grant £2,000,000".
#[must_use]
pub fn in_one_line(difference: &Difference) -> String {
    let Difference { label, was, now } = difference;
    if was.is_empty() { format!("{label} {now}") } else { format!("{label}: from {was} to {now}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::{Action, inputs_that_differ};
    use appraisal::{document, samples};
    use std::rc::Rc;
    use yew::Reducible;

    fn differences(edits: &[(&str, Value)]) -> Vec<String> {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let other = edits.iter().fold(base.clone(), |deal, (path, value)| deal.with(path, value.clone()).unwrap());
        let (base, other) = (base.to_document(), other.to_document());
        let changes = inputs_that_differ(&base, &other);
        changes.iter().map(|change| in_one_line(&super::difference(change, &base, &other))).collect()
    }

    /// One step adds the home type too, and Undo says so.
    #[test]
    fn a_row_added_with_what_it_names_says_so() {
        let mut thin = form::blank();
        thin["home_types"] = Value::Array(Vec::new());
        let added = |list: &str| {
            let (with, _) = form::add_row(&thin, list).unwrap();
            super::added(list, &thin, &with)
        };
        assert_eq!(
            added("/phases/phase-1/homes"),
            "Home type 1 added to Homes of the phase, Phase 1, with a home type"
        );
        assert_eq!(added("/sites"), "Site 2 added");
    }

    /// What is announced after an input of the example is changed, undone and redone; and what the button says before.
    fn undone(path: &str, value: Value) -> [String; 3] {
        let changed = Workspace::on_the_example().map(Rc::new).unwrap().reduce(Action::Chosen(path.to_owned(), value));
        let turned = |workspace: &Rc<Workspace>, turn| said(turn, &workspace.history, &workspace.papers).unwrap();
        let button = title(Turn::Undo, next(Turn::Undo, &changed.history, &changed.papers).as_deref());
        let undone = turned(&changed, Turn::Undo);
        let back = changed.reduce(Action::Turn(Turn::Undo));
        [undone, turned(&back, Turn::Redo), button]
    }

    #[test]
    fn what_is_undone_is_said_in_a_form_that_fits_any_label() {
        let [undo, redo, _] = undone("/rule_set", "2012-04-01".into());
        assert!(undo.starts_with("Undone. Rates and rules as at: "), "{undo}");
        assert_eq!(redo, "Redone. Rates and rules as at: 1 April 2012.");
        let [undo, _, _] = undone("/home_types/market/price", 190_000.into());
        assert_eq!(undo, "Undone. Market sale price, per home: £186,000.");
        for (path, value) in [("/home_types/social-rent/price_from", Value::Null), ("/summary", "".into())] {
            for said in undone(path, value) {
                let is_broken = said.contains(" is is ") || said.contains(" is back to") || said.contains("..");
                assert!(!is_broken && !said.contains(": ."), "{said}");
            }
        }
    }

    /// The kinds of every choice in any sample, and in a blank deal, by path.
    fn choices_in(path: &str, value: &Value, found: &mut Vec<(String, &'static [fields::Variant])>) {
        if let Some(Kind::Variants(kinds)) = fields::of(path).map(|field| field.kind) {
            found.push((path.to_owned(), kinds));
        }
        match value {
            Value::Object(inner) => {
                inner.iter().for_each(|(name, own)| choices_in(&format!("{path}/{name}"), own, found))
            }
            Value::Array(rows) => {
                for own in rows.iter().map(row).filter(|own| own.get("id").is_some_and(Value::is_string)) {
                    choices_in(&format!("{path}/{}", own["id"].as_str().unwrap()), own, found);
                }
            }
            _ => {}
        }
    }

    /// Also those that are stored with fields of their own, from any kind to any other.
    #[test]
    fn every_choice_of_a_kind_is_said_in_the_words_of_its_menu() {
        let mut tried = std::collections::BTreeSet::new();
        let samples = samples::ALL.iter().map(|sample| document::open(sample.document).unwrap().to_document());
        for document in samples.chain([form::blank()]) {
            let mut found = Vec::new();
            choices_in("", &document, &mut found);
            for (path, kinds) in found {
                // One path of each field is enough.
                if !tried.insert(fields::of(&path).unwrap().pattern) {
                    continue;
                }
                for (from, to) in kinds.iter().flat_map(|from| kinds.iter().map(move |to| (from, to))) {
                    let chosen = |kind: &fields::Variant| form::choose(&document, &path, kind.name);
                    let (Ok(was), Ok(now)) = (chosen(from), chosen(to)) else { continue };
                    if was == now {
                        continue;
                    }
                    let changes = inputs_that_differ(&was, &now);
                    assert_eq!(changes.len(), 1, "{path}: {changes:?}");
                    let said = super::difference(&changes[0], &was, &now);
                    let has = |said: &str, kind: &fields::Variant| {
                        said.to_lowercase().starts_with(&kind.label.to_lowercase()) && !said.contains(kind.name)
                            || !kind.name.contains('_') && said.to_lowercase().starts_with(&kind.label.to_lowercase())
                    };
                    assert!(has(&said.was, from) && has(&said.now, to), "{path}: {said:?}");
                }
            }
        }
        assert!(tried.len() > 6 && tried.contains("/funding/order") && tried.contains("/contributions/*"), "{tried:?}");
    }

    #[test]
    fn the_funding_order_is_said_in_words_wherever_it_is_said() {
        use crate::workspace::Edit;
        let chosen = |name: &str| {
            let edit = Edit::Choose("/funding/order".to_owned(), name.to_owned());
            Workspace::on_the_example().map(Rc::new).unwrap().reduce(Action::Edited(edit))
        };
        let strip = |workspace: &Workspace| {
            let (was, now) = (workspace.kept_document(), workspace.document());
            let said = |change: &Change| in_one_line(&super::difference(change, was, now));
            workspace.differences().iter().map(said).collect::<Vec<_>>()
        };
        for (name, said) in [
            ("debt_first", "Loans, then partners’ cash"),
            ("pro_rata", "Loans and partners side by side (share that loans pay 60%)"),
            ("matched", "Partners’ cash to match the land, then loans (cash for each £1 of land 1)"),
        ] {
            let workspace = chosen(name);
            let line = format!("Funding order: from Partners’ cash, then loans to {said}");
            let button = next(Turn::Undo, &workspace.history, &workspace.papers).unwrap();
            assert!(button == line || button == "Funding order: changed", "{button}");
            assert_eq!(strip(&workspace), [line]);
            let undone = super::said(Turn::Undo, &workspace.history, &workspace.papers).unwrap();
            assert_eq!(undone, "Undone. Funding order: Partners’ cash, then loans.");
            let back = workspace.reduce(Action::Turn(Turn::Undo));
            let redone = super::said(Turn::Redo, &back.history, &back.papers).unwrap();
            assert_eq!(redone, format!("Redone. Funding order: {said}."));
        }
    }

    /// A lever and a box of the form change the same field.
    #[test]
    fn a_cost_per_m2_has_one_unit_whoever_changed_it() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let per_m2 = |deal: &Deal, id: &str, cost: i64| {
            deal.with(&format!("/home_types/{id}/build_cost_per_m2"), cost.into()).unwrap()
        };
        let base = per_m2(&per_m2(&base, "market", 1_750), "social-rent", 1_750);
        let other = per_m2(&per_m2(&base, "market", 1_925), "social-rent", 1_925);
        let lever = levers::levers(&other).into_iter().find(|lever| lever.path.ends_with("market/build_cost_per_m2"));
        assert_eq!(super::super::levers::with_unit(&lever.unwrap()), "£1,925");
        let (base, other) = (base.to_document(), other.to_document());
        let lines: Vec<String> = inputs_that_differ(&base, &other)
            .iter()
            .map(|change| in_one_line(&super::difference(change, &base, &other)))
            .collect();
        assert_eq!(lines.len(), 2);
        assert!(lines.iter().all(|line| line.ends_with(": from £1,750 to £1,925")), "{lines:?}");
    }

    /// A description of several sentences is not read out whole, let alone twice.
    #[test]
    fn a_long_text_is_cut_short_where_it_is_read_out() {
        let [undo, redo, button] = undone("/summary", "The council puts in land. ".repeat(20).into());
        assert!(undo.starts_with("Undone. What the deal is: ") && undo.ends_with('…') && undo.len() < 130, "{undo}");
        assert!(redo.ends_with("The council puts in land…"), "{redo}");
        assert_eq!(button, "Undo: What the deal is: changed");
        let field = fields::of("/summary").unwrap();
        let was = text::was(field, &"The council puts in land. ".repeat(20).into(), &Value::Null);
        assert!(was.starts_with("Was The council") && was.ends_with("… ") && was.len() < 100, "{was}");
    }

    #[test]
    fn undoing_a_review_or_all_changes_is_said_as_that() {
        let example = Workspace::on_the_example().map(Rc::new).unwrap();
        let undone = |workspace: Rc<Workspace>| said(Turn::Undo, &workspace.history, &workspace.papers).unwrap();
        let review = Action::Reviewed("/months".to_owned(), Some(appraisal::deal::Review::Agreed), String::new());
        assert_eq!(undone(example.clone().reduce(review)), "Undone: review of Model period.");
        let changed = example.reduce(Action::Chosen("/home_types/market/price".to_owned(), 190_000.into()));
        assert_eq!(undone(changed.reduce(Action::UndoAllChanges)), "Restored: all changes.");
    }

    #[test]
    fn undoing_an_added_scenario_says_which_case_is_open() {
        let example = Workspace::on_the_example().map(Rc::new).unwrap();
        let said = |turn, workspace: &Rc<Workspace>| said(turn, &workspace.history, &workspace.papers).unwrap();
        let added = example.reduce(Action::AddScenario("Low".to_owned(), None));
        assert_eq!(said(Turn::Undo, &added), "Undone: scenario “Low” added. The base case is open now.");
        let undone = added.reduce(Action::Turn(Turn::Undo));
        assert_eq!(said(Turn::Redo, &undone), "Redone: scenario “Low” added. “Low” is open now.");
    }

    /// A text that cannot be read is no step, so undo is that of another input.
    #[test]
    fn undo_says_which_error_it_leaves() {
        let typed = |workspace: Rc<Workspace>, path: &str, text: &str| {
            let typed = workspace.reduce(Action::Typed(path.to_owned(), text.to_owned()));
            typed.reduce(Action::Left(path.to_owned()))
        };
        let (price, homes) = ("/home_types/market/price", field_text::HOMES);
        let example = Workspace::on_the_example().map(Rc::new).unwrap();
        let wrong = typed(typed(example.clone(), homes, "1,000"), price, "abc");
        let remains = Some("The error in “Market sale price, per home” remains.".to_owned());
        assert_eq!(left_as_is(Turn::Undo, &wrong), remains);
        let undone = wrong.reduce(Action::Turn(Turn::Undo));
        assert_eq!((left_as_is(Turn::Undo, &undone), undone.text(price)), (remains, "abc".to_owned()));
        // Undo of the input’s own change replaces its text.
        let own = typed(example.clone().reduce(Action::Stepped(price.to_owned(), 1)), price, "abc");
        assert_eq!(left_as_is(Turn::Undo, &own), None);
        assert_eq!(left_as_is(Turn::Undo, &example), None);
    }

    /// As in the form, and as the row of a list of others of its kind.
    #[test]
    fn a_row_without_a_name_is_named_by_its_number() {
        let (document, path) = form::add_row(&form::blank(), "/home_types").unwrap();
        let name = crate::inputs::row_name(&document, &path).unwrap();
        let number = name.rsplit_once(' ').and_then(|(_, number)| number.parse::<u32>().ok());
        assert!(number.is_some(), "{name}");
        assert_eq!(called_in(&path, &document), name);
    }

    #[test]
    fn a_difference_names_whose_it_is_and_its_unit() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let cash =
            format!("£{}", crate::words::format::plain_number(base.number("/contributions/hca-cash/amount").unwrap()));
        let found = differences(&[("/contributions/hca-cash/amount", 9_500_000.into())]);
        assert_eq!(found.len(), 1);
        assert_eq!(found, [format!("HCA cash: from {cash} to £9,500,000")], "a lever has its own name");
        let found = differences(&[("/home_types/market/sales_a_month", 3.5.into())]);
        assert!(found[0].ends_with("from 7 a month to 3.5 a month"), "{found:?}");
        let found = differences(&[("/growth/house_price/all/percent", 1.into())]);
        assert_eq!(found, ["House price growth, a year: from 2.5% to 1%"], "the label already says the unit");
        let found = differences(&[("/sharing/split/hca/percent", 40.into())]);
        assert_eq!(found, ["HCA’s share of the surplus: from 50% to 40%"]);
        let homes = differences(&[
            ("/phases/small-sites/homes/social/count", 98.into()),
            ("/phases/three-score-1/homes/social/count", 10.into()),
        ]);
        assert!(homes.len() == 2 && homes.iter().all(|line| line.ends_with(" homes")), "{homes:?}");
    }

    #[test]
    fn rows_that_are_added_or_removed_have_their_values() {
        let base = document::open(samples::NORWICH_2009.document).unwrap().to_document();
        let mut other = base.clone();
        let grant = serde_json::json!({"grant": {"id": "g1", "giver": "", "amount": 2_000_000.0, "from_month": 0}});
        other["contributions"].as_array_mut().unwrap().push(grant);
        other["sharing"]["split"].as_array_mut().unwrap().remove(1);
        let lines = |base: &Value, other: &Value| -> Vec<String> {
            let changes = inputs_that_differ(base, other);
            changes.iter().map(|change| in_one_line(&super::difference(change, base, other))).collect()
        };
        let there = lines(&base, &other);
        assert!(there.contains(&"Contribution 3 added: grant £2,000,000".to_owned()), "{there:?}");
        assert!(there.iter().any(|line| line.ends_with(", HCA removed: 50%")), "{there:?}");
        let back = lines(&other, &base);
        assert!(back.iter().any(|line| line.ends_with(", HCA added: 50%")), "{back:?}");
    }

    /// The names of partners and rows keep their capital within a sentence; other labels do not.
    #[test]
    fn a_value_within_a_sentence_keeps_the_capital_of_a_name() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let said = |path: &str, value: Value| {
            let (base, other) = (base.to_document(), base.with(path, value).unwrap().to_document());
            let changes = inputs_that_differ(&base, &other);
            text_of(assumption(&changes[0], &base, &other, |said| said))
        };
        assert_eq!(said("/contributions/hca-cash/amount", 9_500_000.into()), "£9,500,000 for its HCA cash");
        assert_eq!(said("/growth/house_price/all/percent", 1.into()), "1% for its house price growth");
        assert_eq!(said("/home_types/market/price", 190_000.into()), "£190,000 for its market sale price");
        assert_eq!(said("/start", "2009-10".into()), "October 2009");
        let vat = said("/costs/vat_lost/fees_percent", 20.into());
        assert!(vat.starts_with("VAT that cannot be recovered: added"), "{vat}");
        let (mut other, base) = (base.to_document(), base.to_document());
        other["home_types"][0]["id"] = "lovell".into();
        other["home_types"][0]["name"] = "Lovell flat".into();
        let changes = inputs_that_differ(&base, &other);
        let added = changes.iter().map(|change| text_of(assumption(change, &base, &other, |said| said)));
        assert!(added.into_iter().any(|line| line.starts_with("Lovell flat: added")));
    }

    fn text_of(assumption: Assumption) -> String {
        match assumption {
            Assumption::Start(text) | Assumption::Other(text) => text,
            Assumption::Value { now, label } => format!("{now} for its {label}"),
        }
    }

    /// Only one of two shares has a lever.
    #[test]
    fn both_shares_of_a_surplus_are_named_alike() {
        let base = document::open(samples::LABV_MATCHED_EQUITY.document).unwrap();
        let share = |deal: &Deal, id: &str, share: i64| {
            deal.with(&format!("/sharing/split/{id}/percent"), share.into()).unwrap()
        };
        let other = share(&share(&base, "council", 60), "developer", 40);
        let (base, other) = (base.to_document(), other.to_document());
        let changes = inputs_that_differ(&base, &other);
        let labels: Vec<String> = changes.iter().map(|change| super::difference(change, &base, &other).label).collect();
        assert_eq!(labels, ["The council’s share of the surplus", "The partner’s share of the surplus"]);
    }

    /// Nothing is only "set" or "added" between any two samples where there is more to say.
    #[test]
    fn every_row_added_in_any_sample_says_what_it_is() {
        let of = |sample: &samples::Sample| document::open(sample.document).unwrap().to_document();
        let norwich = of(&samples::NORWICH_2009);
        for sample in samples::ALL {
            let other = of(sample);
            for change in inputs_that_differ(&norwich, &other) {
                let line = in_one_line(&super::difference(&change, &norwich, &other));
                assert!(!line.ends_with(" added") && !line.ends_with(" set"), "{}: {line}", sample.name);
            }
        }
    }
}
