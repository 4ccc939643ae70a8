//! Saved deals: each under its own name, with earlier versions. They are saved as text; this module reads and writes the
//! text, another stores it.

use crate::lineage::Sent;
use crate::moment::{self, Moment};
use crate::scenarios::{Cases, Open, Origin};
use crate::state::State;
use appraisal::deal::identity::Identity;
use appraisal::document::{self, NotOpened};
use serde::{Deserialize, Serialize};
use std::hash::{DefaultHasher, Hash, Hasher};

/// The prefix of the names of saved deals.
pub const PREFIX: &str = "common-ground/";

/// The maximum number of versions of a deal.
pub const MOST_VERSIONS: usize = 20;

/// The form of saved deals that is written. The first had no number.
const FORM: u32 = 2;

/// Why saved data cannot be read. It is never overwritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is damaged.
    Damaged,
    /// A later version of the page saved it.
    Later,
}

/// A saved deal: its documents as text, so that the same reader reads them as any other. They are of version 1, with the
/// identity beside them, so that an earlier version of the page in another tab can read them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// The title of the deal.
    pub title: String,
    /// When it was saved.
    pub at: String,
    /// The tab that saved it.
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
    /// The number of the form; none for the first.
    #[serde(default)]
    pub form: u32,
    /// A name of its own: whoever saves over it says which data it knows to be there.
    #[serde(default)]
    pub stamp: String,
    /// How often the deal was changed up to here.
    #[serde(default)]
    pub changes: u64,
    /// Which deal it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Identity>,
    /// The code of the version that was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<String>,
    /// What was sent of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sent: Vec<Sent>,
}

/// What every form of saved data has.
#[derive(Deserialize)]
struct Header {
    #[serde(default)]
    form: u32,
}

/// What is said of saved data by who saves it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stamped {
    /// When.
    pub at: Moment,
    /// Which tab.
    pub by: String,
    /// Its own name.
    pub stamp: String,
    /// How often the deal was changed.
    pub changes: u64,
}

impl Saved {
    /// The saved form of a state.
    #[must_use]
    pub fn of(state: &State, stamped: Stamped) -> Self {
        Self { drafts: state.faulty_drafts(), ..Self::of_cases(&state.cases, stamped) }
    }

    /// The saved form of cases.
    #[must_use]
    pub fn of_cases(cases: &Cases, stamped: Stamped) -> Self {
        Self::over(document::write(&cases.baseline), cases, stamped)
    }

    /// The saved form of cases whose baseline has been written.
    pub(crate) fn over(baseline: String, cases: &Cases, Stamped { at, by, stamp, changes }: Stamped) -> Self {
        Self {
            title: cases.base.title.clone(),
            at: moment::written(at),
            by,
            baseline,
            whole: document::write(&cases.whole()),
            open: cases.open.clone(),
            drafts: Vec::new(),
            form: FORM,
            stamp,
            changes,
            identity: cases.origin.identity.clone(),
            opened: cases.origin.opened.clone(),
            sent: Vec::new(),
        }
    }

    /// Writes it as text.
    #[must_use]
    pub fn written(&self) -> String {
        // Texts and lists always have a JSON form.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads saved text, and its documents.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let header: Header = serde_json::from_str(text).map_err(|_| Unreadable::Damaged)?;
        if header.form > FORM {
            return Err(Unreadable::Later);
        }
        serde_json::from_str(text).map_err(|_| Unreadable::Damaged)
    }

    /// Its cases.
    ///
    /// # Errors
    /// Why a document in it cannot be opened.
    pub fn cases(&self) -> Result<Cases, Unreadable> {
        let open = |text: &str| {
            document::open(text).map_err(|why| match why {
                NotOpened::FromALaterVersion(_) => Unreadable::Later,
                _ => Unreadable::Damaged,
            })
        };
        let (whole, baseline) = (open(&self.whole)?, open(&self.baseline)?);
        let origin = Origin { identity: self.identity.clone(), opened: self.opened.clone(), slot: String::new() };
        let cases = Cases::of_whole(whole).map_err(|_| Unreadable::Damaged)?;
        let cases = Cases { baseline: baseline.into(), open: self.open.clone(), origin, ..cases };
        let is_there = cases.open.is_none() || cases.scenario().is_some();
        Ok(if is_there { cases } else { Cases { open: None, ..cases } })
    }

    /// When it was saved; `None` if its time cannot be read.
    #[must_use]
    pub fn moment(&self) -> Option<Moment> {
        moment::read(&self.at)
    }

    /// Whether it is the same deal, whenever and by whichever tab it was saved.
    #[must_use]
    pub fn is_same_deal(&self, other: &Self) -> bool {
        (&self.baseline, &self.whole, &self.drafts) == (&other.baseline, &other.whole, &other.drafts)
    }

    /// A number for the deal with its identity: another one for another deal, whichever case is open.
    pub(crate) fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (&self.baseline, &self.whole, &self.drafts).hash(&mut hasher);
        self.identity.as_ref().map(|identity| (&identity.id, &identity.from)).hash(&mut hasher);
        hasher.finish()
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
///
/// # Errors
/// Why they cannot be read.
pub fn versions(text: &str) -> Result<Vec<Saved>, Unreadable> {
    serde_json::from_str(text).map_err(|_| Unreadable::Damaged)
}

/// Versions as text.
#[must_use]
pub fn list(versions: &[Saved]) -> String {
    serde_json::to_string(versions).unwrap_or_default()
}

/// The versions with new ones in front, each deal once, as it was saved last; the oldest are dropped.
#[must_use]
pub fn with_versions(mut versions: Vec<Saved>, more: Vec<Saved>) -> Vec<Saved> {
    for saved in more {
        versions.retain(|own| !own.is_same_deal(&saved));
        versions.insert(0, saved);
    }
    versions.truncate(MOST_VERSIONS);
    versions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::Action;

    fn stamped(at: Moment) -> Stamped {
        Stamped { at, by: "me".to_owned(), stamp: "first".to_owned(), changes: 3 }
    }

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
        let saved = Saved::of(&before, stamped(1));
        let read = Saved::read(&saved.written()).unwrap();
        assert_eq!(read, saved);
        let after = State::restored(&read).unwrap();
        assert_eq!(after.cases, before.cases);
        assert_eq!((after.text("/months"), after.faults().len()), ("many".to_owned(), 1));
    }

    /// An emptied box of a row that the base case no longer had.
    #[test]
    fn a_text_without_a_box_leaves_the_restored_deal_as_it_was_saved() {
        let before = State::on_the_example().unwrap();
        let text = (None, "/home_types/gone/price".to_owned(), String::new());
        let saved = Saved { drafts: vec![text], ..Saved::of(&before, stamped(1)) };
        let after = State::restored(&saved).unwrap();
        assert!(after.cases == before.cases);
    }

    #[test]
    fn a_deal_that_cannot_be_worked_out_is_restored_too() {
        let act = |state: State, action| state.after(action);
        let start = State::on_the_example().unwrap();
        let unsound = act(start, Action::Typed("/months".to_owned(), "30".to_owned()));
        let unsound = act(unsound, Action::Left("/months".to_owned()));
        assert!(!unsound.faults().is_empty());
        let after = State::restored(&Saved::of(&unsound, stamped(1))).unwrap();
        assert_eq!((after.deal().months, after.faults().is_empty()), (30, false));
    }

    #[test]
    fn what_cannot_be_read_is_told_from_what_a_later_version_saved() {
        let written = Saved::of(&edited(), stamped(1)).written();
        assert_eq!(Saved::read(&written[..written.len() - 9]), Err(Unreadable::Damaged));
        let mut saved = Saved::read(&written).unwrap();
        saved.whole.truncate(100);
        assert_eq!(State::restored(&saved).err(), Some(Unreadable::Damaged));
        saved.whole = "{\"version\":99}".to_owned();
        assert_eq!(State::restored(&saved).err(), Some(Unreadable::Later));
        let later = written.replace("\"form\":2", "\"form\":3");
        assert_eq!(Saved::read(&later), Err(Unreadable::Later));
        // A later form may have other fields.
        assert_eq!(Saved::read("{\"form\":3,\"deals\":[]}"), Err(Unreadable::Later));
    }

    /// The form before stamps and identities.
    #[test]
    fn the_first_form_opens_and_the_page_that_wrote_it_reads_this_one() {
        let saved = Saved::of(&edited(), stamped(1));
        let mut value: serde_json::Value = serde_json::from_str(&saved.written()).unwrap();
        let fields = value.as_object_mut().unwrap();
        for name in ["form", "stamp", "changes", "identity", "opened"] {
            fields.remove(name);
        }
        let first = Saved::read(&value.to_string()).unwrap();
        assert_eq!(first.cases().unwrap().base, edited().cases.base);
        for document in [&saved.baseline, &saved.whole] {
            assert!(document.starts_with("{\"version\":1,"), "{}", &document[..40]);
        }
    }

    #[test]
    fn versions_are_saved_once_each_and_limited() {
        let one = Saved::of(&edited(), stamped(1));
        let same = Saved { at: moment::written(2), ..one.clone() };
        let once = with_versions(Vec::new(), vec![one.clone(), same.clone()]);
        assert_eq!(once, [same]);
        let many = (0..30).map(|n| Saved { baseline: n.to_string(), ..one.clone() }).collect();
        let many = with_versions(Vec::new(), many);
        assert_eq!(versions(&list(&many)).as_ref(), Ok(&many));
        assert_eq!((many.len(), many[0].baseline.as_str()), (MOST_VERSIONS, "29"));
    }
}
