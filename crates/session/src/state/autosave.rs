//! Saving without being asked: when, where, and what follows from how it ended.
//!
//! Work is at risk for [`MOST`] at most while it is being typed, and for [`REST`] once it is not. A deal is saved in the slot that
//! it has, and only over the data that this tab knows to be there; otherwise it is saved as a copy, in a slot of its own.

mod elsewhere;
mod start;

pub use start::Begin;

use super::{Effect, Share, State};
use crate::example::worked_example;
use crate::lineage::Sent;
use crate::moment::Moment;
use crate::saved_deal::{Saved, Stamped, Unreadable};
use crate::scenarios::Open;
use crate::store::{Ended, Keep, NotSaved, Save};
use appraisal::deal::identity::Identity;
use appraisal::{Deal, document};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

/// The delay after the last change, in milliseconds.
const REST: Moment = 400;

/// The longest delay after the first change that is not saved.
pub const MOST: Moment = 900;

/// The delay after which saving is tried again where there was no room or no storage.
pub const AGAIN: Moment = 5_000;

/// The delay before the address is written: browsers refuse an address that changes on every key press.
const BEFORE_ADDRESS: Moment = 300;

/// The longest delay of the address while changes go on: no longer than that of saving, or a link that was followed would be opened
/// again in place of what was made of it.
const MOST_BEFORE_ADDRESS: Moment = MOST;

/// The most that is remembered of what was sent of a deal.
const MOST_SENT: usize = 50;

/// How the open deal is saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Kept {
    /// Nothing has been changed yet.
    #[default]
    NotYet,
    /// Saved at this time.
    At(Moment),
    /// Another tab has saved something newer in this slot, and nothing has been changed here since.
    Newer(String),
    /// Not saved, and why.
    Not(NotSaved),
    /// It was saved, and is no longer: it was deleted in this or another tab, or the browser's data was cleared.
    Gone,
    /// Something else is saved in its place; it is saved as a copy since this time, once it is.
    Copied(Option<Moment>),
    /// What is saved in this slot cannot be read, and is left unchanged: what is changed is saved in another, since this time.
    Unreadable(String, Unreadable, Option<Moment>),
}

/// Changes that wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Waiting {
    /// When the first was made.
    since: Moment,
    /// When the last was made.
    last: Moment,
}

impl Waiting {
    /// What is due at once.
    const NOW: Self = Self { since: 0, last: 0 };

    fn with(before: Option<Self>, at: Moment) -> Option<Self> {
        // By a clock that went back nobody can say how long it has waited: it is due at once.
        let since = |before: Self| if at < before.last { 0 } else { before.since };
        Some(Self { since: before.map_or(at, since), last: at })
    }

    /// The time until it has rested, or has waited for long enough. A clock that went back makes it due at once.
    fn left(self, now: Moment, rest: Moment, most: Moment) -> Moment {
        if now < self.last {
            return 0;
        }
        (self.last + rest).min(self.since + most).saturating_sub(now)
    }
}

/// An attempt to save that has not ended.
#[derive(Clone, Debug)]
struct Attempt {
    save: Save,
    at: Moment,
    waiting: Waiting,
    /// How many openings, undos and redos there had been, after which something else may be open in the same slot; none if
    /// something else is.
    since: Option<(u32, u32)>,
}

/// Data that is known to be in a slot.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    stamp: String,
    fingerprint: u64,
    at: Option<Moment>,
    /// The tab that saved it.
    by: String,
    /// Whether another tab has deleted it.
    is_gone: bool,
}

impl Known {
    fn of(saved: &Saved) -> Self {
        Self {
            stamp: crate::store::stamp_of(saved),
            fingerprint: saved.fingerprint(),
            at: saved.moment(),
            by: saved.by.clone(),
            is_gone: false,
        }
    }
}

/// What a tab knows about saving.
#[derive(Clone, Debug, Default)]
pub(super) struct Autosave {
    /// Whether anything is saved: an embed saves nothing.
    is_on: bool,
    /// The name of this tab.
    tab: String,
    /// From which names that nobody else has are made, and how many were.
    seed: u64,
    names: u64,
    /// The data that this tab knows to be in slots.
    known: BTreeMap<String, Known>,
    /// How often the deal was changed.
    changes: u64,
    unsaved: Option<Waiting>,
    unwritten: Option<Waiting>,
    /// Whether the address has a link that cannot be opened, which stays until something is changed.
    has_broken_link: bool,
    attempt: Option<Attempt>,
    /// What is to be saved after it, of deals that are no longer open.
    queue: VecDeque<(Save, Waiting)>,
    /// The titles of what was left and is too large to be saved, by slot.
    too_large: BTreeMap<String, String>,
    /// A version to save beside the deal: what the address held, where another tab has saved something newer.
    also: Option<Saved>,
    /// When saving failed last.
    failed: Option<Moment>,
    /// When the data that is there becomes a version: at once where what was opened, or deleted, takes its place.
    keep: Keep,
    /// What was sent of the deals in slots.
    sent: BTreeMap<String, Vec<Sent>>,
    /// The last baseline that was saved, and its document.
    baseline: Option<(Rc<Deal>, Rc<str>)>,
    /// Whether the browser was asked to keep what is saved.
    is_persistent: bool,
    /// The slot, of the deal that was open here, whose data cannot be read.
    unreadable: Option<(String, Unreadable)>,
    /// Whether the open deal is a copy: something else has been saved where it was.
    is_copy: bool,
    /// The slot that is noted as open.
    noted: Option<String>,
    /// How the open deal is saved, but for what cannot be saved now.
    kept: Kept,
    /// That something cannot be saved, which is said before all else: [`Kept::Not`].
    not_saved: Option<Kept>,
}

impl Autosave {
    /// Of a tab that saves, with a seed that no other tab has.
    pub(super) fn of_tab(seed: u64) -> Self {
        let mut autosave = Self { is_on: true, seed, ..Self::default() };
        autosave.tab = autosave.fresh_name();
        autosave
    }

    /// A name that nobody else has (SplitMix64 over the seed).
    fn fresh_name(&mut self) -> String {
        self.names += 1;
        let mut mixed = self.seed.wrapping_add(self.names.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        format!("{:016x}", mixed ^ (mixed >> 31))
    }

    /// The stamp of the data that this tab knows to be in a slot.
    fn expected(&self, slot: &str) -> Option<String> {
        self.known.get(slot).map(|known| known.stamp.clone())
    }

    /// What is there becomes a version with the next save.
    pub(super) fn keep(&mut self, keep: Keep) {
        self.keep = self.keep.max(keep);
    }

    /// What is said of the slot stays so with another version in it.
    pub(super) fn saying_as(&mut self, before: Self) {
        if matches!(before.kept, Kept::Unreadable(..) | Kept::Copied(_)) {
            self.kept = before.kept;
        }
        (self.unreadable, self.is_copy) = (before.unreadable, before.is_copy);
    }

    /// Another deal is opened: how the one before is saved says nothing of it, unless nothing can be saved.
    pub(super) fn kept_before_opening(&mut self) {
        if self.not_saved.take_if(|not| *not == Kept::Not(NotSaved::TooLarge)).is_some() {
            self.failed = None;
        }
        self.kept = Kept::NotYet;
        self.keep = Keep::WhenDue;
        self.unreadable = None;
        self.is_copy = false;
    }

    /// Something else is saved in the slot of the open deal, which becomes a copy.
    fn found_other(&mut self) {
        self.is_copy = true;
        self.kept = Kept::Copied(None);
    }

    /// The open deal is as it was saved at a time. What cannot be saved of another is still said.
    fn is_saved_since(&mut self, at: Option<Moment>) {
        self.kept = at.map_or(Kept::NotYet, Kept::At);
        if !self.waits() {
            self.not_saved = None;
        }
    }

    /// What could not be read was deleted.
    fn unreadable_is_gone(&mut self, slot: &str) {
        if self.unreadable.take_if(|(own, _)| own == slot).is_some()
            && let Kept::Unreadable(.., at) = self.kept
        {
            self.kept = at.map_or(Kept::NotYet, Kept::At);
        }
    }

    /// Whether something waits to be saved.
    fn waits(&self) -> bool {
        self.unsaved.is_some() || self.attempt.is_some() || !self.queue.is_empty()
    }

    /// What is in a slot, of the deal that is open, cannot be read: that is said from now on.
    fn found_unreadable(&mut self, slot: &str, why: Unreadable) {
        let (slot, why) = self.unreadable.get_or_insert_with(|| (slot.to_owned(), why)).clone();
        self.kept = Kept::Unreadable(slot, why, None);
    }
}

/// What the page wrote into the address, beside the address itself: which saved deal it is, and how new.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The slot.
    pub slot: String,
    /// The tab that wrote it.
    pub tab: String,
    /// How often the deal had been changed.
    pub changes: u64,
    /// When it was written.
    pub at: Moment,
    /// Whether it is the unchanged worked example, of which the address has nothing.
    pub is_example: bool,
}

/// What a mark says of the unchanged worked example.
const EXAMPLE: &str = " example";

impl Mark {
    /// Writes it as text.
    #[must_use]
    pub fn written(&self) -> String {
        let Self { slot, tab, changes, at, is_example } = self;
        format!("{slot} {tab} {changes} {at}{}", if *is_example { EXAMPLE } else { "" })
    }

    /// Reads it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let (slot, tab) = (parts.next()?.to_owned(), parts.next()?.to_owned());
        let (changes, at) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Self { slot, tab, changes, at, is_example: parts.next().is_some() })
    }
}

/// What changes whenever there is something new to save.
pub(super) type Change = (u32, u32, Vec<(Open, String, String)>);

impl State {
    /// How the open deal is saved.
    #[must_use]
    pub fn kept(&self) -> &Kept {
        self.autosave.not_saved.as_ref().unwrap_or(&self.autosave.kept)
    }

    /// The deals that were left and cannot be saved, each as it was when it was left last.
    pub fn left_unsaved(&self) -> impl Iterator<Item = &Saved> {
        let Autosave { not_saved, queue, attempt, .. } = &self.autosave;
        let attempted = attempt.iter().filter(|attempt| attempt.since.is_none()).map(|attempt| &attempt.save);
        let waiting = attempted.chain(queue.iter().map(|(save, _)| save)).filter(|_| not_saved.is_some());
        let waiting = waiting.map(|save| (&save.slot, &save.saved));
        let left = waiting.filter(|(slot, _)| **slot != self.cases.origin.slot);
        left.collect::<BTreeMap<_, _>>().into_values()
    }

    /// The titles of the deals that were left and are too large to be saved, or to be opened from a file.
    pub fn left_too_large(&self) -> impl Iterator<Item = &String> {
        let is_open = self.autosave.not_saved == Some(Kept::Not(NotSaved::TooLarge));
        let own = &self.cases.origin.slot;
        self.autosave.too_large.iter().filter(move |(slot, _)| *slot != own || !is_open).map(|(_, title)| title)
    }

    /// Whether something typed is lost if the page is closed.
    #[must_use]
    pub fn is_at_risk(&self) -> bool {
        self.autosave.waits() && self.autosave.not_saved.is_some() || !self.autosave.too_large.is_empty()
    }

    /// The slot in which the open deal is saved.
    #[must_use]
    pub fn slot(&self) -> String {
        self.cases.origin.slot.clone()
    }

    /// What waits to be saved in a slot, of a deal that was left.
    pub(super) fn waiting_in(&self, slot: &str) -> Option<&Saved> {
        let Autosave { queue, attempt, .. } = &self.autosave;
        let attempted = attempt.iter().map(|attempt| &attempt.save);
        let mut waiting = queue.iter().rev().map(|(save, _)| save).chain(attempted);
        waiting.find(|save| save.slot == slot).map(|save| &save.saved)
    }

    /// From now on the work in a slot is saved in another one, whichever step undo returns to.
    fn move_work(&mut self, from: &str) {
        let to = self.autosave.fresh_name();
        let move_it = |slot: &mut String| {
            if slot == from {
                slot.clone_from(&to);
            }
        };
        move_it(&mut self.cases.origin.slot);
        self.history.cases_mut().for_each(|cases| move_it(&mut cases.origin.slot));
        let Autosave { queue, attempt, .. } = &mut self.autosave;
        queue.iter_mut().for_each(|(save, _)| move_it(&mut save.slot));
        attempt.iter_mut().for_each(|attempt| move_it(&mut attempt.save.slot));
        if let Some(title) = self.autosave.too_large.remove(from) {
            self.autosave.too_large.insert(to.clone(), title);
        }
        if let Some(sent) = self.autosave.sent.get(from).cloned() {
            self.autosave.sent.insert(to, sent);
        }
    }

    /// Knows what was sent of a deal by the tab that saved it.
    fn knows_sent(&mut self, slot: &str, saved: &Saved) {
        let sent = self.autosave.sent.entry(slot.to_owned()).or_default();
        let more: Vec<Sent> = saved.sent.iter().filter(|own| !sent.contains(own)).cloned().collect();
        sent.splice(..0, more);
        sent.drain(..sent.len().saturating_sub(MOST_SENT));
    }

    /// The slots whose data this tab knows: all of them are to be looked at again where everything was deleted.
    pub fn known_slots(&self) -> impl Iterator<Item = &String> {
        let unreadable = self.autosave.unreadable.iter().map(|(slot, _)| slot);
        self.autosave.known.keys().chain(unreadable)
    }

    /// What was sent of the deal in a slot.
    pub(super) fn sent_of(&self, slot: &str) -> &[Sent] {
        self.autosave.sent.get(slot).map_or(&[], Vec::as_slice)
    }

    /// Remembers what was sent, so that what is made of it is known when it comes back.
    pub(super) fn sent(mut self, share: Share, at: Moment) -> Self {
        let (slot, sent) = (self.slot(), Sent::of(&self.cases, share));
        let autosave = &mut self.autosave;
        let all = autosave.sent.entry(slot.clone()).or_default();
        if !autosave.is_on || all.contains(&sent) {
            return self;
        }
        all.push(sent);
        all.drain(..all.len().saturating_sub(MOST_SENT));
        // A deal that was only opened is saved with its first change.
        if autosave.known.get(&slot).is_some_and(|known| !known.is_gone) {
            autosave.unsaved = Waiting::with(autosave.unsaved, at);
        }
        self
    }

    /// Whether there is work that is not saved.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.autosave.unsaved.is_some() || self.autosave.attempt.is_some()
    }

    pub(super) fn change(&self) -> Change {
        (self.edits, self.openings, self.faulty_drafts())
    }

    /// Gives the deal a slot and an identity, if it has none: the first form of saved deals had no identity.
    pub(super) fn named(mut self) -> Self {
        let (autosave, origin) = (&mut self.autosave, &mut self.cases.origin);
        if autosave.is_on {
            if origin.slot.is_empty() {
                origin.slot = autosave.fresh_name();
            }
            origin.identity.get_or_insert_with(|| Identity { id: autosave.fresh_name(), from: None });
        }
        self
    }

    /// The deal is that of a slot with this data in it.
    pub(super) fn saved_in(mut self, slot: &str, saved: &Saved) -> Self {
        slot.clone_into(&mut self.cases.origin.slot);
        self.autosave.known.insert(slot.to_owned(), Known::of(saved));
        self.autosave.changes = self.autosave.changes.max(saved.changes);
        self.knows_sent(slot, saved);
        self.autosave.is_saved_since(saved.moment());
        self
    }

    /// The deal is saved as soon as possible, if there is something to save. A deal that is only opened is not: the tab with the work
    /// would have to save a copy.
    pub(super) fn saving_if(mut self, has_work: bool) -> Self {
        if has_work {
            self.autosave.unsaved = Some(Waiting::NOW);
        }
        self
    }

    /// Whether a deal to which undo or redo has led is as it was saved, which is then said.
    pub(super) fn is_as_saved(&mut self) -> bool {
        // Something else may be on its way into the slot.
        if self.waiting_in(&self.cases.origin.slot).is_some() {
            return false;
        }
        let known = self.autosave.known.get(&self.cases.origin.slot).filter(|known| !known.is_gone).cloned();
        let fingerprint = |own: &Self| Saved::of(own, Stamped::default()).fingerprint();
        let Some(known) = known.filter(|known| fingerprint(self) == known.fingerprint) else { return false };
        self.autosave.is_saved_since(known.at);
        true
    }

    /// Whether there is something to save that saved data does not have.
    pub(super) fn differs_from(&self, there: &Saved) -> bool {
        Saved::of(self, Stamped::default()).fingerprint() != there.fingerprint()
    }

    /// Has it noted which saved deal is open, once for each.
    fn noting(&mut self) -> Option<Effect> {
        let slot = self.slot();
        let autosave = &mut self.autosave;
        let is_new = autosave.is_on && autosave.known.contains_key(&slot) && autosave.noted.as_ref() != Some(&slot);
        is_new.then(|| {
            autosave.noted = Some(slot.clone());
            Effect::NoteOpen(slot, autosave.changes)
        })
    }

    /// Notes that something changed.
    pub(super) fn changed(mut self, at: Moment) -> Self {
        let autosave = &mut self.autosave;
        autosave.changes += 1;
        autosave.unwritten = Waiting::with(autosave.unwritten, at);
        autosave.has_broken_link = false;
        if autosave.is_on {
            autosave.unsaved = Waiting::with(autosave.unsaved, at);
        }
        self
    }

    /// The address is to be written again, such as with another page.
    pub(super) fn turned_page(mut self, at: Moment) -> Self {
        if self.edits + self.openings > 0 && !self.autosave.has_broken_link {
            self.autosave.unwritten = Waiting::with(self.autosave.unwritten, at);
        }
        self
    }

    /// The address that the user went to is to have the deal as it is now. One that the page wrote may have the deal as it was, also
    /// where nothing was changed since the page was loaded again.
    pub(super) fn navigated(mut self, is_own: bool, at: Moment) -> Self {
        self.autosave.has_broken_link = false;
        if !is_own {
            return self.turned_page(at);
        }
        self.autosave.unwritten = Waiting::with(self.autosave.unwritten, at);
        self
    }

    /// A link that cannot be opened stays in the address until something is changed, so that it can be copied and asked about.
    pub(super) fn leaving_the_address(mut self) -> Self {
        self.autosave.unwritten = None;
        self.autosave.has_broken_link = true;
        self
    }

    /// What is due, and when to look again. `is_leaving`: nothing can wait, since the page may not be there later.
    pub(super) fn due(mut self, now: Moment, is_leaving: bool) -> (Self, Vec<Effect>) {
        let mut effects = Vec::from_iter(self.noting());
        if let Some(waiting) = self.autosave.unwritten
            && (is_leaving || waiting.left(now, BEFORE_ADDRESS, MOST_BEFORE_ADDRESS) == 0)
        {
            self.autosave.unwritten = None;
            effects.push(Effect::WriteAddress(Box::new(self.cases.clone()), self.mark(now)));
        }
        let waiting = self.autosave.unsaved.or(self.autosave.queue.front().map(|(_, waiting)| *waiting));
        if let Some(waiting) = waiting.filter(|_| self.autosave.attempt.is_none())
            && (is_leaving || self.until_saving(waiting, now) == 0)
        {
            let queued = if self.goes_first() { None } else { self.next_in_queue(now) };
            effects.push(queued.unwrap_or_else(|| Effect::Save(Box::new(self.begun(waiting, now)))));
        }
        let waiting = self.autosave.unsaved.or(self.autosave.queue.front().map(|(_, waiting)| *waiting));
        let saving = waiting.filter(|_| self.autosave.attempt.is_none());
        let saving = saving.map(|waiting| self.until_saving(waiting, now));
        let writing = self.autosave.unwritten.map(|waiting| waiting.left(now, BEFORE_ADDRESS, MOST_BEFORE_ADDRESS));
        // Said each time: a timer that was set for the same moment may have gone off in vain.
        effects.extend(saving.into_iter().chain(writing).min().map(Effect::Wake));
        (self, effects)
    }

    /// Whether the open deal is saved before those that were left: one of them may have no room where this one has.
    fn goes_first(&self) -> bool {
        self.autosave.failed.is_some() && self.autosave.unsaved.is_some() && !self.waits_in_queue()
    }

    /// Whether something waits to be saved in the slot of the open deal.
    fn waits_in_queue(&self) -> bool {
        self.autosave.queue.iter().any(|(save, _)| save.slot == self.cases.origin.slot)
    }

    /// Where only saving is waited for, the time after which a failed attempt is made again has passed, whatever a clock that went
    /// back says.
    pub(super) fn woken(mut self) -> Self {
        if self.autosave.unwritten.is_none() {
            self.autosave.failed = self.autosave.failed.map(|_| 0);
        }
        self
    }

    fn until_saving(&self, waiting: Waiting, now: Moment) -> Moment {
        let left = waiting.left(now, REST, MOST);
        match self.autosave.failed {
            Some(failed) if now >= failed => left.max((failed + AGAIN).saturating_sub(now)),
            _ => left,
        }
    }

    /// What is written beside the address at a time.
    #[must_use]
    pub fn mark(&self, at: Moment) -> Mark {
        let autosave = &self.autosave;
        let is_example = worked_example().is_some_and(|example| example.is_same_deal(&self.cases));
        Mark { slot: self.slot(), tab: autosave.tab.clone(), changes: autosave.changes, at, is_example }
    }

    /// What is unsaved is saved now, before another deal may take its place.
    pub(super) fn flushed(mut self, at: Moment) -> (Self, Vec<Effect>) {
        let Some(waiting) = self.autosave.unsaved else { return (self, Vec::new()) };
        let is_free = self.autosave.attempt.is_none();
        // An earlier save in the same slot that waits would replace this one.
        if is_free && !self.waits_in_queue() {
            let save = self.begun(waiting, at);
            return (self, vec![Effect::Save(Box::new(save))]);
        }
        let save = self.save_now(at);
        self.autosave.unsaved = None;
        self.autosave.queue.push_back((save, waiting));
        let next = if is_free { self.next_in_queue(at) } else { None };
        (self, next.into_iter().collect())
    }

    fn save_now(&mut self, at: Moment) -> Save {
        let (slot, stamp) = (self.slot(), self.autosave.fresh_name());
        let (by, changes) = (self.autosave.tab.clone(), self.autosave.changes);
        let (drafts, baseline) = (self.faulty_drafts(), self.baseline_text());
        let sent = self.sent_of(&slot).to_vec();
        let saved = Saved { drafts, sent, ..Saved::over(baseline, &self.cases, Stamped { at, by, stamp, changes }) };
        let expected = self.autosave.expected(&slot);
        let Autosave { keep, also, .. } = &mut self.autosave;
        Save { expected, slot, saved, is_open: true, keep: *keep, also: also.take() }
    }

    /// The document of the baseline, which is written once for each.
    fn baseline_text(&mut self) -> String {
        let baseline = &self.cases.baseline;
        match &self.autosave.baseline {
            Some((of, text)) if Rc::ptr_eq(of, baseline) => text.to_string(),
            _ => {
                let text = document::write(baseline);
                self.autosave.baseline = Some((baseline.clone(), text.as_str().into()));
                text
            }
        }
    }

    /// Begins to save.
    fn begun(&mut self, waiting: Waiting, at: Moment) -> Save {
        let save = self.save_now(at);
        self.autosave.unsaved = None;
        let since = Some((self.openings, self.turns));
        self.autosave.attempt = Some(Attempt { save: save.clone(), at, waiting, since });
        save
    }

    /// The next one that waits for its turn.
    fn next_in_queue(&mut self, at: Moment) -> Option<Effect> {
        let slot = self.slot();
        let autosave = &mut self.autosave;
        let (mut save, waiting) = autosave.queue.pop_front()?;
        save.is_open = save.slot == slot;
        save.expected = autosave.expected(&save.slot);
        autosave.attempt = Some(Attempt { save: save.clone(), at, waiting, since: None });
        Some(Effect::Save(Box::new(save)))
    }

    /// What follows from how an attempt ended.
    pub(super) fn ended(mut self, stamp: &str, ended: Ended, at: Moment) -> (Self, Vec<Effect>) {
        let is_it = |attempt: &mut Attempt| attempt.save.saved.stamp == stamp;
        let Some(Attempt { save, at: begun, waiting, since }) = self.autosave.attempt.take_if(is_it) else {
            return (self, Vec::new());
        };
        let is_in_slot = save.slot == self.slot();
        let is_open = is_in_slot && since == Some((self.openings, self.turns));
        self.autosave.failed = matches!(ended, Ended::Not(_)).then_some(begun);
        let mut effects = Vec::new();
        match ended {
            Ended::Saved => effects.extend(self.was_saved(save, begun, is_open)),
            // It will never be saved.
            Ended::Not(NotSaved::TooLarge) if !is_open => {
                self.autosave.failed = None;
                self.autosave.too_large.insert(save.slot, save.saved.title);
            }
            Ended::Not(why) => {
                self.autosave.not_saved = Some(Kept::Not(why));
                self.waits_again(save, waiting, is_open);
            }
            Ended::Taken(why) => {
                match why {
                    Some(why) if is_in_slot => self.autosave.found_unreadable(&save.slot, why),
                    None if is_in_slot => self.autosave.found_other(),
                    _ => {}
                }
                let slot = save.slot.clone();
                self.waits_again(save, waiting, is_open);
                self.move_work(&slot);
            }
        }
        if self.autosave.failed.is_none() {
            effects.extend(self.next_in_queue(at));
        }
        (self, effects)
    }

    fn was_saved(&mut self, save: Save, at: Moment, is_open: bool) -> Option<Effect> {
        let autosave = &mut self.autosave;
        if is_open {
            autosave.keep = Keep::WhenDue;
            autosave.kept = match &autosave.unreadable {
                Some((slot, why)) => Kept::Unreadable(slot.clone(), *why, Some(at)),
                None if autosave.is_copy => Kept::Copied(Some(at)),
                None => Kept::At(at),
            };
        }
        // The others may have room now.
        autosave.not_saved.take_if(|_| autosave.queue.is_empty());
        if save.is_open {
            autosave.noted = Some(save.slot.clone());
        }
        autosave.too_large.remove(&save.slot);
        autosave.known.insert(save.slot, Known::of(&save.saved));
        (!std::mem::replace(&mut autosave.is_persistent, true)).then_some(Effect::Persist)
    }

    /// What was to be saved waits again: the open deal with what came since, another deal as it was.
    fn waits_again(&mut self, save: Save, waiting: Waiting, is_open: bool) {
        let autosave = &mut self.autosave;
        if is_open {
            autosave.also = save.also;
            let last = autosave.unsaved.map_or(waiting.last, |since| since.last);
            autosave.unsaved = Some(Waiting { last, ..waiting });
        } else {
            autosave.queue.push_front((save, waiting));
        }
    }
}

#[cfg(test)]
mod tests;
