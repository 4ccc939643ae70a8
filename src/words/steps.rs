//! What was done and what differs, in words: "land value £7.50m → £8.00m".

use super::format::count;
use super::inputs as text;
use crate::entry;
use crate::history::{Did, History, Turn};
use crate::inputs::name_of;
use crate::papers::Papers;
use appraisal::deal::path::{get, row};
use appraisal::deal::{Change, Operation};
use appraisal::{Deal, fields};
use serde_json::Value;

/// What the step that a turn would take did: "Market sale price £186,000 → £176,700"; nothing where there is none.
#[must_use]
pub fn next(turn: Turn, history: &History, now: &Papers) -> Option<String> {
    let step = history.step(turn)?;
    Some(match turn {
        Turn::Undo => did(&step.did, &step.papers, now),
        Turn::Redo => did(&step.did, now, &step.papers),
    })
}

/// The word on the button of a turn.
#[must_use]
pub const fn word(turn: Turn) -> &'static str {
    match turn {
        Turn::Undo => "Undo",
        Turn::Redo => "Redo",
    }
}

/// The button of a turn, and what it would do: "Undo: Market sale price £186,000 → £176,700".
#[must_use]
pub fn title(turn: Turn, did: Option<&str>) -> String {
    let nothing = match turn {
        Turn::Undo => "nothing to undo",
        Turn::Redo => "nothing to do again",
    };
    format!("{}: {}", word(turn), did.unwrap_or(nothing))
}

/// What is said once a turn has been taken.
#[must_use]
pub fn said(turn: Turn, did: &str) -> String {
    match turn {
        Turn::Undo => format!("Undone: {did}."),
        Turn::Redo => format!("Done again: {did}."),
    }
}

/// What a step did, by the papers before and after it.
fn did(did: &Did, before: &Papers, after: &Papers) -> String {
    let (was, now) = (before.deal(), after.deal());
    match did {
        Did::Set(path) => set(path, was, now),
        Did::PutAllBack => "all values put back".to_owned(),
        Did::AddedRow(list) => format!("a row added to {}", called(list, now)),
        Did::Pasted(list) => format!("rows pasted into {}", called(list, now)),
        Did::CopiedRow(path) => format!("{} copied", called(path, now)),
        Did::MovedRow(path) => format!("{} moved", called(path, now)),
        Did::RemovedRow(path) => format!("{} removed", called(path, was)),
        Did::AddedPart(path) => format!("{} added", called(path, now)),
        Did::RemovedPart(path) => format!("{} taken away", called(path, was)),
        Did::Marked(path) => format!("what is said of {}", called(path, now)),
        Did::AddedScenario(name) => format!("scenario “{name}” added"),
        Did::RenamedScenario(name) => format!("scenario renamed to “{name}”"),
        Did::DeletedScenario(name) => format!("scenario “{name}” deleted"),
        Did::KeptBase => "base case kept".to_owned(),
        Did::Opened => format!("“{}” opened", after.base.title),
    }
}

fn set(path: &str, was: &Deal, now: &Deal) -> String {
    let (before, after) = (was.to_document(), now.to_document());
    let value = |deal: &Deal, document: &Value| match fields::of(path) {
        Some(field) => text::value(field, &entry::value_at(deal, document, path), document),
        None => entry::shown(&entry::value_at(deal, document, path)),
    };
    format!("{} {} → {}", called_in(path, &after), value(was, &before), value(now, &after))
}

fn called(path: &str, deal: &Deal) -> String {
    called_in(path, &deal.to_document())
}

/// What a path is called: the label of its field, with the row that it belongs to, or the name of the row itself.
#[must_use]
pub fn called_in(path: &str, document: &Value) -> String {
    if path == entry::HOMES {
        return "Homes, in all phases".to_owned();
    }
    let Some(field) = fields::of(path).filter(|field| !field.pattern.ends_with("/*")) else {
        return name_of(document, path).unwrap_or_else(|| "a row".to_owned());
    };
    let row = path.rsplit_once('/').map_or("", |(row, _)| row);
    match name_of(document, row).filter(|_| !row.is_empty()) {
        Some(name) => format!("{}, {name}", field.label),
        None => field.label.to_owned(),
    }
}

/// A difference from the base case, as label, what it was, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What differs.
    pub label: String,
    /// What it was, or nothing for what is new.
    pub was: String,
    /// What it is, or nothing for what is gone.
    pub now: String,
}

/// A change in words.
#[must_use]
pub fn difference(change: &Change, base: &Value, other: &Value) -> Difference {
    let path = &change.path;
    let new = |now: &str, label| Difference { label, was: String::new(), now: now.to_owned() };
    match &change.operation {
        Operation::Insert(inserted) => {
            let id = row(inserted).get("id").and_then(Value::as_str).unwrap_or_default();
            new("added", called_in(&format!("{path}/{id}"), other))
        }
        Operation::Order(_) => new("in another order", called_in(path, other)),
        Operation::Remove if fields::of(path).is_none_or(|field| field.pattern.ends_with("/*")) => {
            new("removed", called_in(path, base))
        }
        _ => value_of(path, base, other),
    }
}

fn value_of(path: &str, base: &Value, other: &Value) -> Difference {
    let label = called_in(path, other);
    if path == entry::HOMES {
        let homes = |document| count(entry::homes_in(document) as i64);
        return Difference { label, was: homes(base), now: homes(other) };
    }
    let field = fields::of(path);
    let told = |document: &Value| {
        let value = get(document, path).cloned().unwrap_or(Value::Null);
        match field {
            _ if value.is_object() || value.is_array() => "set".to_owned(),
            Some(field) => text::value(field, &value, document),
            None => entry::shown(&value),
        }
    };
    Difference { label, was: told(base), now: told(other) }
}

/// A difference as one line: "Market sale price £186,000 → £176,700".
#[must_use]
pub fn in_one_line(difference: &Difference) -> String {
    let Difference { label, was, now } = difference;
    if was.is_empty() { format!("{label}: {now}") } else { format!("{label} {was} → {now}") }
}
