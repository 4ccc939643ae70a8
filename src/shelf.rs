//! The deals that a browser keeps: each under a name of its own, with versions to go back to. What is kept is text; this
//! room knows how it reads, and another where it lies.

use crate::papers::{Open, Papers};
use crate::workspace::Workspace;
use appraisal::document;
use serde::{Deserialize, Serialize};

/// What the names of everything kept begin with.
pub const PREFIX: &str = "common-ground/";

/// The most versions of a deal that are kept.
pub const MOST_VERSIONS: usize = 20;

/// A deal as it is kept: the documents as text, so that they are read by the one reader there is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// What the deal is called.
    pub title: String,
    /// When it was kept.
    pub at: String,
    /// Which tab kept it: another tab that has opened it sees that it is no longer its own.
    pub by: String,
    /// The document of the base case as it was kept last by hand.
    pub kept: String,
    /// The document of the deal with its scenarios.
    pub whole: String,
    /// Which of the papers is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Open,
    /// What is being typed and not taken: the paper, the path, the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drafts: Vec<(Open, String, String)>,
}

impl Saved {
    /// A workspace as it is kept.
    #[must_use]
    pub fn of(workspace: &Workspace, at: String, by: String) -> Self {
        let papers = &workspace.papers;
        Self {
            title: papers.base.title.clone(),
            at,
            by,
            kept: document::write(&papers.kept),
            whole: document::write(&papers.whole()),
            open: papers.open.clone(),
            drafts: workspace.faulty_drafts(),
        }
    }

    /// As text.
    #[must_use]
    pub fn written(&self) -> String {
        // Texts and lists always have a JSON form.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads what was kept; nothing where it is damaged.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The papers in it; nothing where a document in it cannot be opened.
    #[must_use]
    pub fn papers(&self) -> Option<Papers> {
        let whole = document::open(&self.whole).ok()?;
        let kept = document::open(&self.kept).ok()?;
        let papers = Papers { kept: kept.into(), open: self.open.clone(), ..Papers::of_whole(whole) };
        let is_there = papers.open.is_none() || papers.scenario().is_some();
        Some(if is_there { papers } else { Papers { open: None, ..papers } })
    }

    /// Whether it holds the same deal, whenever and by whom it was kept.
    #[must_use]
    pub fn is_same_deal(&self, other: &Self) -> bool {
        (&self.kept, &self.whole, &self.drafts) == (&other.kept, &other.whole, &other.drafts)
    }
}

/// The name under which a deal is kept.
#[must_use]
pub fn deal_name(id: &str) -> String {
    format!("{PREFIX}deal/{id}")
}

/// The name under which the versions of a deal are kept.
#[must_use]
pub fn versions_name(id: &str) -> String {
    format!("{PREFIX}versions/{id}")
}

/// The id of the deal that is kept under a name.
#[must_use]
pub fn id_of(name: &str) -> Option<&str> {
    name.strip_prefix(PREFIX)?.strip_prefix("deal/")
}

/// The versions of a deal, the latest first.
#[must_use]
pub fn versions(text: &str) -> Vec<Saved> {
    serde_json::from_str(text).unwrap_or_default()
}

/// The versions with one more in front, as text; the oldest are let go.
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
    use crate::workspace::Action;
    use std::rc::Rc;
    use yew::Reducible;

    fn edited() -> Rc<Workspace> {
        let act = |workspace: Rc<Workspace>, action| workspace.reduce(action);
        let start = Rc::new(Workspace::on_the_example().unwrap());
        let typed = act(start, Action::Typed("/home_types/market/price".to_owned(), "170,000".to_owned()));
        let scenario = act(typed, Action::AddScenario("Low prices".to_owned(), None));
        let faulty = act(scenario, Action::Typed("/months".to_owned(), "many".to_owned()));
        act(faulty, Action::Left("/months".to_owned()))
    }

    #[test]
    fn a_workspace_comes_back_with_its_scenarios_and_what_was_being_typed() {
        let before = edited();
        let saved = Saved::of(&before, "now".to_owned(), "me".to_owned());
        let read = Saved::read(&saved.written()).unwrap();
        assert_eq!(read, saved);
        let after = Workspace::restored(&read).unwrap();
        assert_eq!(after.papers, before.papers);
        assert_eq!((after.text("/months"), after.faults().len()), ("many".to_owned(), 1));
    }

    #[test]
    fn a_deal_that_cannot_be_worked_out_comes_back_too() {
        let act = |workspace: Rc<Workspace>, action| workspace.reduce(action);
        let start = Rc::new(Workspace::on_the_example().unwrap());
        let unsound = act(start, Action::Typed("/months".to_owned(), "30".to_owned()));
        let unsound = act(unsound, Action::Left("/months".to_owned()));
        assert!(!unsound.faults().is_empty());
        let after = Workspace::restored(&Saved::of(&unsound, String::new(), String::new())).unwrap();
        assert_eq!((after.deal().months, after.faults().is_empty()), (30, false));
    }

    #[test]
    fn what_is_damaged_is_refused() {
        let written = Saved::of(&edited(), String::new(), String::new()).written();
        assert!(Saved::read(&written[..written.len() - 9]).is_none());
        let mut saved = Saved::read(&written).unwrap();
        saved.whole.truncate(100);
        assert!(saved.papers().is_none() && Workspace::restored(&saved).is_none());
    }

    #[test]
    fn versions_are_kept_once_each_and_not_for_ever() {
        let one = Saved::of(&edited(), "1".to_owned(), String::new());
        let same = Saved { at: "2".to_owned(), ..one.clone() };
        let once = versions(&with_version(versions(&with_version(Vec::new(), one.clone())), same));
        assert_eq!(once, std::slice::from_ref(&one));
        let many = (0..30).fold(Vec::new(), |versions_so_far, n| {
            versions(&with_version(versions_so_far, Saved { kept: n.to_string(), ..one.clone() }))
        });
        assert_eq!((many.len(), many[0].kept.as_str()), (MOST_VERSIONS, "29"));
    }
}
