//! Saves the workspace automatically in the browser, under a unique name. If another tab has the same deal open, changes here
//! are saved as a copy, so that neither overwrites the other.

use crate::browser::storage::{self, NotKept};
use crate::browser::{clock, screen};
use crate::saved_deal::{PREFIX, Saved, deal_name, id_of, versions, versions_name, with_version};
use crate::scenarios::Open;
use crate::workspace::{Action, State, Workspace};
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// The delay after typing before saving: less than a second may be lost.
const REST: u32 = 400;

/// The minimum age of the latest version before another is saved.
const VERSION_AFTER_MINUTES: f64 = 5.0;

/// The names under which a tab and a browser store which deal was open last.
const TAB: &str = "common-ground/tab";
const LAST: &str = "common-ground/last";

/// How the open deal is saved.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Kept {
    /// Nothing has been changed yet.
    #[default]
    NotYet,
    /// Saved at this time.
    At(String),
    /// Not saved, and why.
    Not(NotKept),
    /// Another tab has opened it; this one now saves a copy.
    Copied(String),
    /// The saved data under this name is damaged; it is left unchanged.
    Damaged(String),
}

/// A saved deal, as shown in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it was saved.
    pub at: String,
}

/// The saved deals, the latest first.
#[must_use]
pub fn entries() -> Vec<Entry> {
    let entry = |name: String| {
        let id = id_of(&name)?.to_owned();
        let saved = Saved::read(&storage::read(&name)?)?;
        Some(Entry { id, title: saved.title, at: saved.at })
    };
    let mut entries: Vec<Entry> = storage::names().into_iter().filter_map(entry).collect();
    entries.sort_by(|one, other| other.at.cmp(&one.at));
    entries
}

/// A saved deal.
#[must_use]
pub fn saved(id: &str) -> Option<Saved> {
    Saved::read(&storage::read(&deal_name(id))?)
}

/// The saved versions of a deal, the latest first.
#[must_use]
pub fn versions_of(id: &str) -> Vec<Saved> {
    storage::read(&versions_name(id)).map_or_else(Vec::new, |text| versions(&text))
}

/// A deleted deal, which can be restored while the page is open: its names in the storage with their texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deleted {
    /// The title of the deal.
    pub title: String,
    texts: Vec<(String, String)>,
}

/// Deletes one saved deal and its versions, and returns them.
#[must_use]
pub fn delete(entry: &Entry) -> Deleted {
    let names = [deal_name(&entry.id), versions_name(&entry.id)];
    let texts = names.into_iter().filter_map(|name| Some((name.clone(), storage::read(&name)?))).collect::<Vec<_>>();
    texts.iter().for_each(|(name, _)| storage::remove(name));
    Deleted { title: entry.title.clone(), texts }
}

/// Restores a deleted deal; whether there was room for it.
#[must_use]
pub fn restore(deleted: &Deleted) -> bool {
    deleted.texts.iter().all(|(name, text)| storage::write(name, text).is_ok())
}

/// Deletes all saved deals.
pub fn forget_everything() {
    storage::names().iter().filter(|name| name.starts_with(PREFIX)).for_each(|name| storage::remove(name));
}

/// The state at the start.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Start {
    /// The id of a deal that is already saved.
    pub id: Option<String>,
    /// How it is saved.
    pub kept: Kept,
}

/// Finds the deal that this tab had open or, if the address has none, the one open last.
#[must_use]
pub fn start(address_holds_a_deal: bool) -> (Option<Workspace>, Start) {
    let last = || if address_holds_a_deal { None } else { storage::read(LAST) };
    let Some(id) = storage::noted(TAB).or_else(last) else { return (None, Start::default()) };
    let Some(text) = storage::read(&deal_name(&id)) else { return (None, Start::default()) };
    match Saved::read(&text).as_ref().and_then(State::restored) {
        Some(state) => (Some(state.into()), Start { id: Some(id), kept: Kept::NotYet }),
        None => (None, Start { id: None, kept: Kept::Damaged(deal_name(&id)) }),
    }
}

/// The tab, and the deal that it saves.
struct Tab {
    /// The name of this tab.
    by: String,
    /// The id of the deal.
    id: String,
    /// The number of deals opened when the id was given.
    openings: u32,
    /// The existing id of the next deal opened.
    next_id: Option<String>,
}

/// The access of pages to saved deals.
#[derive(Clone, PartialEq)]
pub struct Keeping {
    /// How the deal is saved.
    pub kept: Kept,
    /// Opens a saved deal, by its id.
    pub open: Callback<String>,
    /// Opens a version of the open deal, by its index.
    pub open_version: Callback<Saved>,
    /// The id of the open deal.
    pub id: String,
}

/// Saves the workspace while the page is open.
#[hook]
pub fn use_keeping(workspace: &UseReducerHandle<Workspace>, start: &Start) -> Keeping {
    let kept = {
        let kept = start.kept.clone();
        use_state_eq(move || kept)
    };
    let tab = {
        let id = start.id.clone();
        use_mut_ref(move || Tab {
            by: clock::fresh_name(),
            id: id.unwrap_or_else(clock::fresh_name),
            openings: 0,
            next_id: None,
        })
    };
    use_claim(&tab, start.id.is_some(), workspace);
    use_saving(&tab, &kept, workspace);
    use_notice_of_other_tabs(&tab, &kept);
    let open = {
        let (tab, dispatcher) = (tab.clone(), workspace.dispatcher());
        Callback::from(move |id: String| {
            if let Some(saved) = saved(&id) {
                tab.borrow_mut().next_id = Some(id);
                dispatcher.dispatch(Action::Restored(Box::new(saved)));
            }
        })
    };
    let open_version = {
        let (tab, dispatcher) = (tab.clone(), workspace.dispatcher());
        Callback::from(move |saved: Saved| {
            let id = tab.borrow().id.clone();
            tab.borrow_mut().next_id = Some(id);
            dispatcher.dispatch(Action::Restored(Box::new(saved)));
        })
    };
    let id = tab.borrow().id.clone();
    Keeping { kept: (*kept).clone(), open, open_version, id }
}

/// Marks a saved deal that this tab has opened as its own.
#[hook]
fn use_claim(tab: &Rc<RefCell<Tab>>, is_taken: bool, workspace: &UseReducerHandle<Workspace>) {
    let (tab, workspace) = (tab.clone(), workspace.clone());
    use_effect_with((), move |()| {
        if is_taken {
            let tab = tab.borrow();
            let _ = write(&tab, saved(&tab.id), &workspace);
        }
    });
}

/// The values that change when there is something new to save.
type Change = (u32, u32, Vec<(Open, String, String)>);

fn change_of(workspace: &Workspace) -> Change {
    (workspace.edits, workspace.openings, workspace.faulty_drafts())
}

/// Saves changes after a pause in typing, or before that if the page is left. The state at the start is already saved, or is
/// not the user's work.
#[hook]
fn use_saving(tab: &Rc<RefCell<Tab>>, kept: &UseStateHandle<Kept>, workspace: &UseReducerHandle<Workspace>) {
    let change = change_of(workspace);
    let kept_change = {
        let change = change.clone();
        use_mut_ref(move || change)
    };
    let keep = {
        let (tab, kept, latest) = (tab.clone(), kept.setter(), workspace.clone());
        Rc::new(move || {
            // The handle reads the current workspace: the page is not drawn again while it is left.
            let now = change_of(&latest);
            if kept_change.replace(now.clone()) != now {
                kept.set(keep(&tab, &latest));
            }
        })
    };
    let on_leaving = keep.clone();
    use_effect_with((), move |()| {
        let listeners = screen::on_leaving(move || on_leaving());
        move || drop(listeners)
    });
    use_effect_with(change, move |_| {
        let rested = Timeout::new(REST, move || keep());
        move || drop(rested)
    });
}

/// Notices at once if another tab opens the deal.
#[hook]
fn use_notice_of_other_tabs(tab: &Rc<RefCell<Tab>>, kept: &UseStateHandle<Kept>) {
    let (tab, kept) = (tab.clone(), kept.setter());
    use_effect_with((), move |()| {
        let listener = storage::on_changed_elsewhere(move |name| {
            let tab = tab.borrow();
            if name == deal_name(&tab.id) && saved(&tab.id).is_some_and(|saved| saved.by != tab.by) {
                kept.set(Kept::Copied(tab.id.clone()));
            }
        });
        move || drop(listener)
    });
}

/// Saves the deal, under another id if another tab has it or another deal was opened.
fn keep(tab: &Rc<RefCell<Tab>>, workspace: &Workspace) -> Kept {
    let mut tab = tab.borrow_mut();
    let is_other_deal = tab.openings != workspace.openings;
    if is_other_deal {
        tab.openings = workspace.openings;
        tab.id = tab.next_id.take().unwrap_or_else(clock::fresh_name);
    }
    let mut before = saved(&tab.id);
    let copied = !is_other_deal && before.as_ref().is_some_and(|before| before.by != tab.by);
    if copied {
        tab.id = clock::fresh_name();
        before = None;
    }
    match write(&tab, before, workspace) {
        Ok(at) if !copied => Kept::At(at),
        Ok(_) => Kept::Copied(tab.id.clone()),
        Err(why) => Kept::Not(why),
    }
}

/// Saves the deal over the earlier data.
fn write(tab: &Tab, before: Option<Saved>, workspace: &Workspace) -> Result<String, NotKept> {
    let now = clock::now();
    let saved_now = Saved::of(workspace, now.clone(), tab.by.clone());
    if let Some(before) = before {
        keep_version(&tab.id, before, &saved_now);
    }
    let text = saved_now.written();
    let name = deal_name(&tab.id);
    if storage::write(&name, &text) == Err(NotKept::Full) {
        // If the storage is full, versions are deleted before the deal is given up.
        storage::remove(&versions_name(&tab.id));
        storage::write(&name, &text)?;
    }
    storage::note(TAB, &tab.id);
    // If there is no room for the name of the last open deal, nothing important is lost.
    let _ = storage::write(LAST, &tab.id);
    if storage::read(&name).as_deref() == Some(&text) { Ok(now) } else { Err(NotKept::Denied) }
}

/// Saves the earlier data as a version, if the latest version is old enough.
fn keep_version(id: &str, before: Saved, now: &Saved) {
    if before.is_same_deal(now) {
        return;
    }
    let versions = versions_of(id);
    let is_old = |latest: &Saved| clock::minutes_between(&latest.at, &now.at) >= VERSION_AFTER_MINUTES;
    if versions.first().is_none_or(is_old) {
        // A version without room is not saved; the deal comes first.
        let _ = storage::write(&versions_name(id), &with_version(versions, before));
    }
}
