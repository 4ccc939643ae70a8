//! What becomes of the keys in a box: a draft while the text is being typed, and a step of the history for each visit.

use super::{Sound, Workspace};
use crate::entry::{self, Fault};
use crate::history::Did;
use appraisal::deal::reading::Misread;
use appraisal::{Finding, Problem, check};
use serde_json::Value;
use std::rc::Rc;

/// What is being typed in one box.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The text, exactly as typed.
    pub text: String,
    /// Why it is not taken, if it is not.
    pub fault: Option<Fault>,
    /// Whether the box has been left since, so that the fault is shown.
    pub was_left: bool,
    /// What stood there before typing began.
    before: Value,
}

impl Workspace {
    pub(super) fn typed(mut self, path: &str, text: String) -> Self {
        let key = self.box_of(path);
        let (was_left, before) = self
            .drafts
            .get(&key)
            .map_or_else(|| (false, self.value(path)), |draft| (draft.was_left, draft.before.clone()));
        let (fault, value) = match entry::read(self.deal(), path, &text) {
            // Half of a number that then turns wrong was never meant: what stood there before holds until it is right.
            Err(fault) => (Some(fault), before.clone()),
            // The box of a lever stays where it is: it is emptied only on the way to another number.
            Ok(Value::Null) if self.is_lever(path) || !self.can_do_without(path) => {
                (Some(Fault::Misread(Misread::Empty)), before.clone())
            }
            Ok(value) => (None, value),
        };
        let was_stale = self.is_stale();
        let was_left = was_left && fault.is_some();
        self.drafts.insert(key, Draft { text, fault, was_left, before: before.clone() });
        let typed = self.put(path, value);
        if typed.is_stale() && !was_stale { typed.wanting_what_stood_before(path, before) } else { typed }
    }

    pub(super) fn is_lever(&self, path: &str) -> bool {
        self.levers.iter().any(|lever| lever.path == path)
    }

    /// Whether the deal has no fewer faults with a field than without it.
    pub(super) fn can_do_without(&self, path: &str) -> bool {
        entry::set(self.deal(), &self.papers.kept, path, Value::Null)
            .is_ok_and(|deal| check(&deal).err().is_none_or(|findings| findings.len() <= self.findings.len()))
    }

    /// Gives a field a value while it is being typed: all that is typed in one visit to a box is one step.
    pub(super) fn put(mut self, path: &str, value: Value) -> Self {
        let Ok(deal) = entry::set(self.deal(), &self.papers.kept, path, value) else { return self };
        if deal != **self.deal() {
            let papers = self.papers.with(Rc::new(deal));
            let before = std::mem::replace(&mut self.papers, papers);
            if self.typing.as_deref() != Some(path) {
                self.history.remember(Did::Set(path.to_owned()), before);
                self.typing = Some(path.to_owned());
            } else if self.history.forget_if_nothing(&self.papers) {
                self.typing = None;
            }
            self.edits += 1;
        }
        self.settled()
    }

    /// The first fault leaves the answer of what stood before typing, not of half a number.
    pub(super) fn wanting_what_stood_before(mut self, path: &str, before: Value) -> Self {
        if let Ok(deal) = entry::set(self.deal(), &self.papers.kept, path, before)
            && let Ok(checked) = check(&deal)
        {
            self.wanted = Some(Sound { deal: Rc::new(deal), checked: Rc::new(checked) });
        }
        self
    }

    pub(super) fn left(mut self, path: &str) -> Self {
        let key = self.box_of(path);
        let typed_before = match self.typing.as_deref() == Some(path) {
            true => self.left_last.replace(path.to_owned()),
            false => None,
        };
        if let Some(draft) = self.drafts.get_mut(&key) {
            draft.was_left = true;
            if draft.fault.is_none() {
                self.drafts.remove(&key);
            }
        }
        self.typing = None;
        // An error that ties two fields waits, after one was typed, until the other has been typed or left as it is.
        let typed_last = self.left_last.clone();
        self.told_but(|finding| {
            let other = typed_last.as_deref().and_then(|typed| partner_field(finding, typed));
            other.is_some_and(|other| path != other && typed_before.as_deref() != Some(other.as_str()))
        })
    }

    pub(super) fn escaped(mut self, path: &str) -> Self {
        let Some(draft) = self.drafts.remove(&self.box_of(path)) else { return self };
        self.put(path, draft.before).told()
    }

    pub(super) fn stepped(self, path: &str, by: i32) -> Self {
        let from = entry::read(self.deal(), path, &self.text(path)).unwrap_or_else(|_| self.value(path));
        let (step, limits) = self.step_of(path);
        self.typed(path, entry::shown(&entry::stepped(&from, by, step, limits)))
    }

    /// What one press of a button adds to a field, and its limits.
    pub(super) fn step_of(&self, path: &str) -> (f64, (f64, f64)) {
        let lever = self.levers.iter().find(|lever| lever.path == path);
        lever.map_or_else(|| entry::step(path), |lever| (lever.step, lever.limits))
    }
}

/// The other field of a finding that ties this one to it, where both are typed one after the other.
fn partner_field(finding: &Finding, path: &str) -> Option<String> {
    let (row, name) = finding.path.rsplit_once('/')?;
    let other = match (&finding.problem, name) {
        (Problem::DrawnDownAfterStart, _) | (Problem::BeforeTheStart, "early_fees_months") => "build_start_month",
        (Problem::FirstHomesAfterLast, _) => "build_months",
        _ => return None,
    };
    let other = format!("{row}/{other}");
    if path == finding.path { Some(other) } else { (path == other).then(|| finding.path.clone()) }
}
