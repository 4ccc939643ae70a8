//! What was done and what differs, in words: "Land value: from £7.50m to £8.00m".

use super::builds;
use super::inputs as text;
use super::page;
use crate::field_text;
use crate::history::{History, Step, Turn, UndoLabel};
use crate::inputs::{self, name_of};
use crate::levers;
use crate::scenarios::{Cases, Open};
use crate::workspace::Workspace;
use appraisal::Deal;
use appraisal::deal::form;
use appraisal::deal::path::{get, row};
use appraisal::deal::{Change, Operation};
use appraisal::fields::{self, Kind, LeftOut, Literal, Unit};
use serde_json::Value;
use std::rc::Rc;

/// What the next step of undo or redo did: "Market sale price: from £186,000 to £176,700"; `None` if there is no step.
#[must_use]
pub fn next(turn: Turn, history: &History, now: &Cases) -> Option<String> {
    let step = history.step(turn)?;
    let [there, here] = where_made(step, now);
    let did = step_did(turn, &step.did, &there, &here);
    let is_elsewhere = here.open != now.open && is_within_a_case(&step.did);
    Some(if is_elsewhere { format!("{did}, in “{}”", page::case_name(&here)) } else { did })
}

fn step_did(turn: Turn, label: &UndoLabel, there: &Cases, here: &Cases) -> String {
    match turn {
        Turn::Undo => did(label, there, here),
        Turn::Redo => did(label, here, there),
    }
}

/// The cases of a step and those now, both at the case that the step changed, whichever is open.
fn where_made(step: &Step, now: &Cases) -> [Cases; 2] {
    let at = |cases: &Cases, open: &Open| Cases { open: open.clone(), ..cases.clone() };
    let is_changed = |open: &Open| {
        let (one, other) = (step.cases.deal_of(open), now.deal_of(open));
        !Rc::ptr_eq(one, other) && one != other
    };
    let scenarios = step.cases.scenarios.iter().map(|scenario| Some(scenario.id.clone()));
    let opens = [step.cases.open.clone(), None].into_iter().chain(scenarios);
    let open = opens.into_iter().find(is_changed).unwrap_or_else(|| step.cases.open.clone());
    [at(&step.cases, &open), at(now, &open)]
}

/// Whether a step changes one case, and not which cases there are.
const fn is_within_a_case(did: &UndoLabel) -> bool {
    !matches!(
        did,
        UndoLabel::AddedScenario(_)
            | UndoLabel::RenamedScenario(_)
            | UndoLabel::DeletedScenario(_)
            | UndoLabel::SetBase
            | UndoLabel::Opened
    )
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
pub fn said(turn: Turn, history: &History, now: &Cases) -> Option<String> {
    let step = history.step(turn)?;
    let [there, here] = where_made(step, now);
    let back = there.deal();
    let said = match (turn, &step.did) {
        (Turn::Undo, UndoLabel::Set(path)) => format!("Undone. {}", value_now(path, back)),
        (Turn::Redo, UndoLabel::Set(path)) => format!("Redone. {}", value_now(path, back)),
        (Turn::Undo, UndoLabel::UndoAllChanges) => "Restored: all changes.".to_owned(),
        (Turn::Undo, UndoLabel::RemovedRow(path) | UndoLabel::RemovedPart(path)) => {
            format!("Restored: {}.", called(path, back))
        }
        (Turn::Undo, UndoLabel::DeletedScenario(name)) => format!("Restored: scenario “{name}”."),
        (Turn::Undo, _) => format!("Undone: {}.", step_did(turn, &step.did, &there, &here)),
        (Turn::Redo, _) => format!("Redone: {}.", step_did(turn, &step.did, &there, &here)),
    };
    let is_other_case = step.did != UndoLabel::Opened && step.cases.open != now.open;
    // Redo of a value may open the case that was open before undo, which is not the one with the value.
    let is_elsewhere = matches!(step.did, UndoLabel::Set(_)) && there.open != step.cases.open;
    let made_in = is_elsewhere.then(|| format!(" That is in {}.", page::open_case(&there)));
    let open_now = is_other_case.then(|| format!(" {}", page::open_now(&step.cases)));
    Some([Some(said), made_in, open_now].into_iter().flatten().collect())
}

/// What undo or redo leaves as it is: the errors of texts in other boxes of the open case, which are no steps; `None` if there
/// are none.
#[must_use]
pub fn left_as_is(turn: Turn, workspace: &Workspace) -> Option<String> {
    let names = named(&workspace.errors_after(turn), workspace);
    (!names.is_empty()).then(|| page::errors_remain(&names, ""))
}

/// The inputs of the base case that keep an error when its changes move into a new scenario.
#[must_use]
pub fn left_in_base(workspace: &Workspace) -> Vec<String> {
    named(&workspace.errors_left_in_base(), workspace)
}

fn named(paths: &[String], workspace: &Workspace) -> Vec<String> {
    paths.iter().map(|path| called(path, workspace.deal())).collect()
}

/// A field with its value, in a form that fits any label: "Rates and rules as at: 1 April 2009." Long texts are cut short.
#[must_use]
pub fn value_now(path: &str, deal: &Deal) -> String {
    let value = told(path, deal);
    let value = if value.is_empty() { "blank" } else { &value };
    super::ended(&format!("{}: {}", called(path, deal), super::shortened(value)))
}

/// Announced after a step that the limit of a field does not allow: "Surplus reinvested: 100% is the most."
#[must_use]
pub fn at_limit(path: &str, by: i32, deal: &Deal) -> String {
    let which = if by > 0 { "most" } else { "least" };
    format!("{}: {} is the {which}.", called(path, deal), told(path, deal))
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

/// The most values that are announced before the figures: the shares of a split change together.
const MOST_CHANGED: usize = 2;

/// What was changed between two deals, as [`accepted`] has it, where that is a value or two. Rows and parts are announced as
/// they are added and removed.
#[must_use]
pub fn changed(fixed: &[&str], was: &Deal, now: &Deal) -> Vec<String> {
    let is_value =
        |field: &fields::Field| field.list().is_none() && field.kind != Kind::Part && !field.pattern.ends_with("/*");
    let changes = crate::workspace::inputs_that_differ(&was.to_document(), &now.to_document());
    let mut paths = changes.iter().map(|change| change.path.as_str());
    if paths.any(|path| path != field_text::HOMES && !fields::of(path).is_some_and(is_value)) {
        return Vec::new();
    }
    let said = accepted(fixed, was, now);
    if said.len() > MOST_CHANGED { Vec::new() } else { said }
}

/// What was changed in a case that is no longer open: "In “Low”: Market sale price, per home: £170,000."
#[must_use]
pub fn changed_in(case: &str, changed: &[String]) -> Option<String> {
    (!changed.is_empty()).then(|| format!("In “{case}”: {}", changed.join(" ")))
}

/// The label of the lever at a path, if its field is one. The only row of homes is all homes, which have a lever.
fn lever_name(path: &str, deal: &Deal) -> Option<String> {
    let is_only_count = fields::of(path).is_some_and(|field| field.pattern == "/phases/*/homes/*/count")
        && deal.phases.iter().map(|phase| phase.homes.len()).sum::<usize>() == 1;
    let path = if is_only_count { field_text::HOMES } else { path };
    let lever = levers::levers(deal).into_iter().find(|lever| lever.path == path)?;
    Some(super::levers::words(&lever, deal).label).filter(|label| !label.is_empty())
}

/// What a step did, from the cases before and after it.
fn did(did: &UndoLabel, before: &Cases, after: &Cases) -> String {
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
        UndoLabel::SetBase => "set as base case".to_owned(),
        UndoLabel::Opened => format!("“{}” opened", super::names::deal(&after.base.title)),
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
            // A text that was emptied has no words of its own.
            let now = Some(said(now, other)).filter(|now| !now.is_empty()).unwrap_or_else(|| "blank".to_owned());
            Difference { label, was: said(was, base), now }
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

/// The name of an assumption in a sentence, from a document that has it, or had it: "start", "market sale price".
#[must_use]
pub fn name_of_assumption(change: &Change, document: &Value) -> String {
    if change.path == "/start" {
        return "start".to_owned();
    }
    let Difference { label, .. } = difference(change, document, document);
    without_units(&in_sentence(&label, &path_of(change), document))
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
mod tests;
