//! Saved deals: each under its own name, with earlier versions. They are saved as text; this module reads and writes the
//! text, another module stores it.

use crate::scenarios::{Cases, Open};
use crate::state::State;
use appraisal::document;
use serde::{Deserialize, Serialize};

/// The prefix of the names of saved deals.
pub const PREFIX: &str = "common-ground/";

/// The maximum number of versions of a deal.
pub const MOST_VERSIONS: usize = 20;

/// A saved deal: its documents as text, so that the same reader reads them as any other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The title of the deal.
    pub title: String,
    /// When it was saved.
    pub at: String,
    /// The tab that saved it: another tab with the same deal notices that it is no longer its own.
    pub by: String,
    /// The document of the baseline.
    #[serde(rename = "kept")]
    pub baseline: String,
    /// The document of the deal with its scenarios.
    pub whole: String,
    /// The open case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Open,
    /// The drafts with faults: case, path, text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drafts: Vec<(Open, String, String)>,
}

impl Saved {
    /// The saved form of a state.
    #[must_use]
    pub fn of(state: &State, at: String, by: String) -> Self {
        let cases = &state.cases;
        Self {
            title: cases.base.title.clone(),
            at,
            by,
            baseline: document::write(&cases.baseline),
            whole: document::write(&cases.whole()),
            open: cases.open.clone(),
            drafts: state.faulty_drafts(),
        }
    }

    /// Writes it as text.
    #[must_use]
    pub fn written(&self) -> String {
        // Texts and lists always have a JSON form.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads saved text; `None` if it is damaged.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// Its cases; `None` if a document in it cannot be opened.
    #[must_use]
    pub fn cases(&self) -> Option<Cases> {
        let whole = document::open(&self.whole).ok()?;
        let baseline = document::open(&self.baseline).ok()?;
        let cases = Cases { baseline: baseline.into(), open: self.open.clone(), ..Cases::of_whole(whole).ok()? };
        let is_there = cases.open.is_none() || cases.scenario().is_some();
        Some(if is_there { cases } else { Cases { open: None, ..cases } })
    }

    /// Whether it is the same deal, whenever and by whichever tab it was saved.
    #[must_use]
    pub fn is_same_deal(&self, other: &Self) -> bool {
        (&self.baseline, &self.whole, &self.drafts) == (&other.baseline, &other.whole, &other.drafts)
    }
}

/// The name under which a deal is saved.
#[must_use]
pub fn deal_name(id: &str) -> String {
    format!("{PREFIX}deal/{id}")
}

/// The name under which the versions of a deal are saved.
#[must_use]
pub fn versions_name(id: &str) -> String {
    format!("{PREFIX}versions/{id}")
}

/// The id of the deal saved under a name.
#[must_use]
pub fn id_of(name: &str) -> Option<&str> {
    name.strip_prefix(PREFIX)?.strip_prefix("deal/")
}

/// The versions of a deal, the latest first.
#[must_use]
pub fn versions(text: &str) -> Vec<Saved> {
    serde_json::from_str(text).unwrap_or_default()
}

/// The versions with a new one in front, as text; the oldest are dropped.
#[must_use]
pub fn with_version(mut versions: Vec<Saved>, saved: Saved) -> String {
    if versions.first().is_none_or(|latest| !latest.is_same_deal(&saved)) {
        versions.insert(0, saved);
    }
    versions.truncate(MOST_VERSIONS);
    serde_json::to_string(&versions).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Action;

    fn edited() -> State {
        let act = |state: State, action| state.after(action);
        let start = State::on_the_example().unwrap();
        let typed = act(start, Action::Typed("/home_types/market/price".to_owned(), "170,000".to_owned()));
        let scenario = act(typed, Action::AddScenario("Low prices".to_owned(), None));
        let faulty = act(scenario, Action::Typed("/months".to_owned(), "many".to_owned()));
        act(faulty, Action::Left("/months".to_owned()))
    }

    #[test]
    fn a_workspace_is_restored_with_its_scenarios_and_drafts() {
        let before = edited();
        let saved = Saved::of(&before, "now".to_owned(), "me".to_owned());
        let read = Saved::read(&saved.written()).unwrap();
        assert_eq!(read, saved);
        let after = State::restored(&read).unwrap();
        assert_eq!(after.cases, before.cases);
        assert_eq!((after.text("/months"), after.faults().len()), ("many".to_owned(), 1));
    }

    #[test]
    fn a_deal_that_cannot_be_worked_out_is_restored_too() {
        let act = |state: State, action| state.after(action);
        let start = State::on_the_example().unwrap();
        let unsound = act(start, Action::Typed("/months".to_owned(), "30".to_owned()));
        let unsound = act(unsound, Action::Left("/months".to_owned()));
        assert!(!unsound.faults().is_empty());
        let after = State::restored(&Saved::of(&unsound, String::new(), String::new())).unwrap();
        assert_eq!((after.deal().months, after.faults().is_empty()), (30, false));
    }

    #[test]
    fn damaged_text_is_refused() {
        let written = Saved::of(&edited(), String::new(), String::new()).written();
        assert!(Saved::read(&written[..written.len() - 9]).is_none());
        let mut saved = Saved::read(&written).unwrap();
        saved.whole.truncate(100);
        assert!(saved.cases().is_none() && State::restored(&saved).is_none());
    }

    #[test]
    fn versions_are_saved_once_each_and_limited() {
        let one = Saved::of(&edited(), "1".to_owned(), String::new());
        let same = Saved { at: "2".to_owned(), ..one.clone() };
        let once = versions(&with_version(versions(&with_version(Vec::new(), one.clone())), same));
        assert_eq!(once, std::slice::from_ref(&one));
        let many = (0..30).fold(Vec::new(), |versions_so_far, n| {
            versions(&with_version(versions_so_far, Saved { baseline: n.to_string(), ..one.clone() }))
        });
        assert_eq!((many.len(), many[0].baseline.as_str()), (MOST_VERSIONS, "29"));
    }
}
