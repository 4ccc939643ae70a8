//! How a scenario follows a new baseline: in every value that it does not change, and with every row that it adds.

use appraisal::deal::form;
use appraisal::deal::path::{get, row};
use appraisal::deal::{self, Change, Deal, Operation};
use appraisal::fields::{self, Field};
use serde_json::Value;

/// The deal of a scenario of one baseline as a scenario of another; `None` if its differences no longer apply.
///
/// A row that both add has the same id in both, though they are two: the scenario's gets another. Rows that are named by
/// another list, such as the share of a partner, are the same one.
pub(super) fn followed(was: &Value, now: &Value, scenario: &Value) -> Option<Deal> {
    let clashing = |change: &Change| {
        let id = row(inserted(change)?).get("id")?.as_str()?;
        let path = format!("{}/{id}", change.path);
        get(now, &path).is_some().then_some(path)
    };
    let mut own = scenario.clone();
    for path in deal::difference(was, scenario).iter().filter_map(clashing) {
        let (list, _) = path.rsplit_once('/')?;
        if !is_named_elsewhere(list) {
            let id = form::free_row_id(&[now, &own], list).ok()?;
            own = form::with_row_id(&own, &path, &id).ok()?;
        }
    }
    let mut changes = deal::difference(was, &own);
    for change in &mut changes {
        if let (Some(path), Some(row)) = (clashing(change), inserted(change).cloned()) {
            *change = Change { path, operation: Operation::Set(row) };
        }
    }
    let document = deal::apply(now, &changes).ok()?;
    Deal::of_document(&document).ok()
}

fn inserted(change: &Change) -> Option<&Value> {
    match &change.operation {
        Operation::Insert(row) => Some(row),
        _ => None,
    }
}

/// Whether the rows of a list have the ids of rows of another list.
fn is_named_elsewhere(list: &str) -> bool {
    fields::of(list).and_then(Field::list).is_some_and(|kind| !kind.named_by.is_empty())
}
