//! What a user can lose of a deal, and what a tab has had open.

use appraisal::Deal;
use session::saved_deal::Saved;
use session::scenarios::{Cases, Open};
use session::state::State;
use std::rc::Rc;

/// The whole of a deal: cases with their marks, and texts that cannot be read. Which case is open is looked at, and no work.
#[derive(Clone)]
pub(crate) struct Work {
    pub(crate) cases: Cases,
    pub(crate) drafts: Vec<(Open, String, String)>,
}

impl Work {
    pub(crate) fn of(state: &State) -> Self {
        Self { cases: state.cases.clone(), drafts: state.faulty_drafts() }
    }

    /// What opens from saved data.
    pub(crate) fn saved(saved: &Saved) -> Option<Self> {
        Some(Self { cases: saved.cases().ok()?, drafts: saved.drafts.clone() })
    }

    /// Whether it is what a state has open.
    pub(crate) fn is_of(&self, state: &State) -> bool {
        is_same_deal(&self.cases, &state.cases)
            && is_same(&self.cases.baseline, &state.cases.baseline)
            && self.drafts == state.faulty_drafts()
    }
}

impl PartialEq for Work {
    fn eq(&self, other: &Self) -> bool {
        is_same_deal(&self.cases, &other.cases)
            && is_same(&self.cases.baseline, &other.cases.baseline)
            && self.drafts == other.drafts
    }
}

/// Whether two deals are the same, without comparing one with itself.
fn is_same(one: &Rc<Deal>, other: &Rc<Deal>) -> bool {
    Rc::ptr_eq(one, other) || one == other
}

/// Whether both have the same base case and scenarios.
pub(crate) fn is_same_deal(one: &Cases, other: &Cases) -> bool {
    let mut pairs = one.scenarios.iter().zip(&other.scenarios);
    one.scenarios.len() == other.scenarios.len()
        && is_same(&one.base, &other.base)
        && pairs.all(|(own, other)| (&own.id, &own.name) == (&other.id, &other.name) && is_same(&own.deal, &other.deal))
}

/// The same, with the same case open.
pub(crate) fn is_same_whole(one: &Cases, other: &Cases) -> bool {
    one.open == other.open && is_same_deal(one, other)
}

/// What a tab had open from a moment on.
pub(crate) struct Seen {
    pub(crate) since: u64,
    /// After how many actions: several may come at one moment.
    pub(crate) turn: u64,
    pub(crate) work: Work,
    pub(crate) safe: Safe,
}

/// Where work is, besides in the tab.
#[derive(Clone, PartialEq)]
pub(crate) enum Safe {
    /// Nowhere: it is to be saved.
    No,
    /// Nothing was changed yet of what came by a link, or is an example.
    CameFromElsewhere,
    /// It was saved with this stamp.
    As(String),
}

impl Safe {
    /// The stamp with which it was saved.
    pub(crate) const fn stamp(&self) -> Option<&String> {
        if let Self::As(stamp) = self { Some(stamp) } else { None }
    }
}
