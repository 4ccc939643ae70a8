//! Carries out what the session asks for outside the page, and lists what is saved in this browser.

use crate::app::Seen;
use crate::browser::storage::{self, Browser, NOTE};
use crate::browser::{address, screen};
use crate::embed_style::EmbedStyle;
use crate::link;
use crate::route::{self, Page, Route};
use crate::saved_deal::{PREFIX, Saved, Unreadable, deal_name, id_of, versions, versions_name};
use crate::words::names;
use crate::workspace::{Action, Effect, Kept, Mark, Sender, Share, Workspace};
use gloo::timers::callback::Timeout;
use session::lineage::{self, Copy, Kin};
use session::scenarios::Cases;
use session::store::{self, Deleted, NotSaved, Restored, Storage};
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// The saved deal that this tab had open before it was loaded again.
#[must_use]
pub fn noted() -> Option<String> {
    storage::noted(NOTE)
}

/// A saved deal, as shown in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Its title, and when it was saved; or why it cannot be read.
    pub read: Result<(String, String), Unreadable>,
    /// The other copy of the same deal, if there is one.
    pub kin: Option<Kin>,
}

impl Entry {
    /// The entry of a name, and the deal in it.
    fn of(name: &str) -> Option<(Self, Option<Copy>)> {
        let id = id_of(name)?.to_owned();
        let saved = Saved::read(&text_at(name)?).and_then(|saved| saved.cases().map(|_| saved));
        let copy = saved.as_ref().ok().and_then(|saved| Copy::of(&id, saved, versions_of(&id).unwrap_or_default()));
        let read = saved.map(|saved| (names::deal(&saved.title).to_owned(), saved.at));
        Some((Self { id, read, kin: None }, copy))
    }

    /// Its title, if it can be read.
    #[must_use]
    pub fn title(&self) -> &str {
        self.read.as_ref().map_or("", |(title, _)| title)
    }
}

fn text_at(name: &str) -> Option<String> {
    Browser.read(name).ok().flatten()
}

/// What is saved under the id of a deal, as text.
#[must_use]
pub fn text_of(id: &str) -> Option<String> {
    text_at(&deal_name(id))
}

/// What is saved in a slot, if it can be read.
#[must_use]
pub fn saved_in(id: &str) -> Option<Saved> {
    store::there(id, &Browser).ok().flatten().map(|saved| *saved)
}

/// The action for what is saved in a slot now, once this page or another tab has changed it.
#[must_use]
pub fn looked_at_again(id: &str) -> Action {
    Action::ChangedElsewhere(id.to_owned(), store::there(id, &Browser))
}

/// Tells the session that everything was deleted, and what has been saved since in the slots that it knows.
pub(crate) fn look_at_all_again(sender: &Sender) {
    for slot in sender.known_slots() {
        sender.dispatch(Action::ChangedElsewhere(slot.clone(), Ok(None)));
        sender.dispatch(looked_at_again(&slot));
    }
}

/// The saved deals, the latest first, and then those that cannot be read.
#[must_use]
pub fn entries() -> Vec<Entry> {
    let (mut entries, copies): (Vec<Entry>, Vec<Option<Copy>>) =
        storage::names().iter().filter_map(|name| Entry::of(name)).unzip();
    let copies: Vec<Copy> = copies.into_iter().flatten().collect();
    for entry in &mut entries {
        let own = copies.iter().find(|copy| copy.slot == entry.id);
        entry.kin = own.and_then(|own| Kin::of(own, &copies));
    }
    let at = |entry: &Entry| entry.read.as_ref().map(|(_, at)| at.clone()).unwrap_or_default();
    entries.sort_by_key(|entry| std::cmp::Reverse(at(entry)));
    entries
}

/// The saved copies of the deal with an id.
fn copies_of(id: &str) -> Vec<Copy> {
    let names = storage::names();
    lineage::copies(id, names.iter().filter_map(|name| id_of(name)).map(str::to_owned), &Browser)
}

/// The saved versions of a deal, the latest first.
///
/// # Errors
/// Why they cannot be read.
pub fn versions_of(id: &str) -> Result<Vec<Saved>, Unreadable> {
    text_at(&versions_name(id)).map_or(Ok(Vec::new()), |text| versions(&text))
}

/// Deletes one saved deal and its versions, and returns them.
#[must_use]
pub fn delete(entry: &Entry) -> Deleted {
    store::delete(&entry.id, &mut Browser)
}

/// Restores a deleted deal, over nothing that was saved since.
///
/// # Errors
/// Why it was not restored.
pub fn restore(deleted: &Deleted) -> Result<Restored, NotSaved> {
    store::restore(deleted, &mut Browser)
}

/// Deletes all saved deals.
pub fn delete_everything() {
    storage::names().iter().filter(|name| name.starts_with(PREFIX)).for_each(|name| Browser.remove(name));
}

/// How the open deal is saved, and where, for the pages.
#[derive(Clone, PartialEq)]
pub struct Autosave {
    /// How.
    pub kept: Kept,
    /// The id of the saved deal.
    pub slot: String,
    /// The deals that were left before they could be saved.
    pub left: Vec<Saved>,
    /// The titles of those that were left and are too large to be saved.
    pub too_large: Vec<String>,
}

impl Autosave {
    /// Of a session.
    #[must_use]
    pub fn of(workspace: &Workspace) -> Self {
        Self {
            kept: workspace.kept().clone(),
            slot: workspace.slot(),
            left: workspace.left_unsaved().cloned().collect(),
            too_large: workspace.left_too_large().cloned().collect(),
        }
    }
}

/// The timer of the session: a new one takes the place of the one before.
type Timer = Rc<RefCell<Option<Timeout>>>;

/// Carries out effects while the page is open, and tells the session when the page may be left and what other tabs save.
#[hook]
pub(crate) fn use_effects(workspace: &UseReducerHandle<Workspace>, page: Page, style: &EmbedStyle, seen: &Seen) {
    let timer: Timer = use_mut_ref(|| None);
    let carry_out = {
        let (sender, style, seen) = (Sender::of(workspace), style.clone(), seen.clone());
        move || carry_out(&timer, &sender, page, &style, &seen)
    };
    let latest = use_mut_ref(|| Rc::new(|| ()) as Rc<dyn Fn()>);
    *latest.borrow_mut() = Rc::new(carry_out.clone());
    use_effect(carry_out);
    let sender = Sender::of(workspace);
    use_effect_with((), move |()| {
        // What waited before the page was there, such as the address of a link that was followed.
        sender.dispatch(Action::Woke);
        let on_leaving = {
            let sender = sender.clone();
            screen::on_leaving(move || {
                sender.dispatch(Action::Leaving);
                // The page is not drawn again while it is left.
                let carry_out = latest.borrow().clone();
                carry_out();
            })
        };
        let on_changed = storage::on_changed_elsewhere(move |name| match name {
            Some(name) => id_of(&name).into_iter().for_each(|id| sender.dispatch(looked_at_again(id))),
            None => look_at_all_again(&sender),
        });
        move || drop((on_leaving, on_changed))
    });
    use_effect_with(workspace.is_at_risk(), |is_at_risk| {
        let asking = is_at_risk.then(screen::ask_before_leaving);
        move || drop(asking)
    });
    let sender = Sender::of(workspace);
    let is_first = use_mut_ref(|| true);
    use_effect_with((page, style.clone()), move |_| {
        if !is_first.replace(false) {
            sender.dispatch(Action::TurnedPage);
        }
    });
}

fn carry_out(timer: &Timer, sender: &Sender, page: Page, style: &EmbedStyle, seen: &Seen) {
    for effect in sender.effects() {
        match effect {
            Effect::Save(save) => {
                let ended = store::save(&save, &mut Browser);
                sender.dispatch(Action::SaveEnded(save.saved.stamp, ended));
            }
            Effect::NoteOpen(slot, changes) => store::note_open(&slot, changes, &mut Browser),
            Effect::WriteAddress(cases, mark) => {
                // A link that was just followed is opened first, and the address is written later.
                if address::fragment() != *seen.borrow() && !address::is_ours() {
                    sender.dispatch(Action::TurnedPage);
                } else {
                    write_address(page, style, &cases, &mark);
                    seen.replace(address::fragment());
                }
            }
            Effect::Wake(after) => {
                let sender = sender.clone();
                let after = u32::try_from(after).unwrap_or(u32::MAX);
                let next = Timeout::new(after, move || sender.dispatch(Action::Woke));
                timer.replace(Some(next));
            }
            Effect::Persist => storage::persist(),
            Effect::FindCopies(id) => sender.dispatch(Action::Found(copies_of(&id))),
        }
    }
}

/// Writes the deal into the address, for a page that is loaded again. People send addresses: this one has what "Copy link" sends
/// unless asked for more, and the rest is kept beside it.
pub(crate) fn write_address(page: Page, style: &EmbedStyle, cases: &Cases, mark: &Mark) {
    let of = |cases: &Cases| route::fragment(page, style, cases);
    let mark = mark.written();
    match of(cases) {
        // What an embed shows is what it sends.
        Ok(whole) if style.is_embedded => address::replace_fragment(&whole, &mark, &whole),
        Ok(whole) => {
            let sent = link::sent(&cases.shared(Share::default()));
            let seen = if sent == *cases { Ok(whole.clone()) } else { of(&sent) };
            address::replace_fragment(&seen.unwrap_or_else(|_| Route::written(page, &cases.open)), &mark, &whole);
        }
        // The page without the deal, which is saved in this browser. An embed saves nothing.
        Err(_) if !style.is_embedded => {
            let place = Route::written(page, &cases.open);
            address::replace_fragment(&place, &mark, &place);
        }
        Err(_) => {}
    }
}
