//! The session at the start of the page: what is opened of what is saved, noted and in the address.

use super::{Autosave, Kept, Mark, Stamped, State, Waiting};
use crate::example::worked_example;
use crate::link::BrokenLink;
use crate::moment::Moment;
use crate::saved_deal::{Saved, deal_name};
use crate::scenarios::{Cases, Open};
use crate::state::NotFollowed;
use crate::store::{Keep, LAST, Note, Storage, there};

/// What the session begins with.
#[derive(Clone, Debug)]
pub struct Begin {
    /// A number that no other tab begins with: names are made from it.
    pub seed: u64,
    /// The time.
    pub at: Moment,
    /// The deal in the address.
    pub asked: Result<Option<Cases>, BrokenLink>,
    /// What the page wrote beside the address; none if the page did not write the address.
    pub mark: Option<Mark>,
    /// The saved deal that this tab had open before it was loaded again.
    pub noted: Option<String>,
    /// Whether the worked example is asked for, whatever is saved.
    pub wants_example: bool,
    /// The case that the address names.
    pub open: Option<Open>,
}

/// The slot that a tab had open before it was loaded again: where it saved last, unless what it wrote into the address is newer than
/// that, or than what is there now: an earlier version of the page, which counts no changes, may have saved there since.
fn slot_before(noted: Option<Note>, mark: &Mark, storage: &impl Storage) -> Option<String> {
    let in_address = Some(mark.slot.clone()).filter(|slot| !slot.is_empty());
    let there = |slot: &str| there(slot, storage).ok().flatten();
    let is_newest = |noted: &Note, changes: u64| {
        there(&noted.slot).map_or(changes, |saved| saved.changes.min(changes)) >= mark.changes
    };
    match noted {
        Some(noted) if noted.changes.is_none_or(|changes| is_newest(&noted, changes)) => Some(noted.slot),
        noted => in_address.or(noted.map(|noted| noted.slot)),
    }
}

/// The slot that was saved last; none if the address names a case that only the worked example has.
fn last_slot(storage: &impl Storage, open: Option<&Open>) -> Option<String> {
    let slot = storage.read(LAST).ok().flatten()?;
    let saved = || there(&slot, storage).ok().flatten();
    let lacks = |case: &Open| saved().and_then(|saved| saved.cases().ok()).is_some_and(|cases| !cases.has(case));
    let is_of_example = |case: &Open| lacks(case) && worked_example().is_some_and(|example| example.has(case));
    (!open.is_some_and(is_of_example)).then_some(slot)
}

impl State {
    /// The session at the start of the page: the deal in the address, unless the page itself wrote it there for a deal that is
    /// saved in this browser. Of the two the newer is opened, and the other becomes a version. `None` only if the worked example
    /// is broken.
    #[must_use]
    pub fn start(begin: Begin, storage: &impl Storage) -> Option<Self> {
        let Begin { seed, asked, mark, noted, wants_example, open, at } = begin;
        let is_broken = asked.is_err();
        let has_work = matches!(asked, Ok(Some(_))) && mark.as_ref().is_some_and(|mark| mark.changes > 0);
        let mut autosave = Autosave::of_tab(seed);
        let is_elsewhere = wants_example || !matches!(asked, Ok(None)) && mark.is_none();
        let noted = noted.as_deref().map(Note::read);
        // A new tab without a deal in its address, such as that of a link of the page, has the deal that was saved last.
        let last = if mark.is_none() { last_slot(storage, open.as_ref()) } else { None };
        let mark = mark.unwrap_or_default();
        // What is saved and written from now on is newer.
        let before = noted.as_ref().and_then(|noted| noted.changes).unwrap_or(0);
        autosave.changes = mark.changes.max(before + u64::from(is_elsewhere && noted.is_some()));
        let slot = slot_before(noted, &mark, storage).or(last);
        let slot = slot.filter(|_| !is_elsewhere);
        let text = slot.as_ref().and_then(|slot| storage.read(&deal_name(slot)).ok().flatten());
        // Work that is nowhere else keeps its baseline; what came from outside is unchanged.
        let seen = |asked: Option<Cases>| if has_work { asked } else { asked.map(|cases| cases.received()) };
        let mut there = None;
        let mut state = match slot.zip(text) {
            None => Self { autosave, ..Self::at(asked.map(seen))? }.saving_if(has_work).named().arrived(None),
            Some((slot, text)) => match Saved::read(&text).and_then(|saved| Ok((Self::restored(&saved)?, saved))) {
                Ok((restored, saved)) => {
                    let example = worked_example().filter(|_| mark.is_example).map(|example| (*example).clone());
                    let address = asked.ok().flatten().or(example).filter(|_| mark.slot == slot);
                    let state = Self { autosave, ..restored }.newest(&slot, &saved, address, &mark);
                    there = Some(saved);
                    state
                }
                Err(why) => {
                    autosave.found_unreadable(&slot, why);
                    let mut state = Self { autosave, ..Self::at(asked.map(seen))? };
                    if has_work {
                        // Saving it takes the place of what is said of the slot.
                        state.not_followed = Some(NotFollowed::Saved(Some(why)));
                    }
                    state.saving_if(has_work)
                }
            },
        };
        if let Some(open) = open.filter(|_| !is_broken) {
            state = state.opened(open);
        }
        if state.edits + state.openings > 0 {
            state.autosave.unwritten = Waiting::with(None, at);
        }
        let state = if is_broken { state.leaving_the_address() } else { state }.named();
        let has_new = there.is_some_and(|there| state.differs_from(&there));
        Some(state.saving_if(has_new))
    }

    /// The newer of a saved deal and of what the page wrote into the address for it.
    fn newest(self, slot: &str, saved: &Saved, address: Option<Cases>, mark: &Mark) -> Self {
        let stamped = Stamped { at: mark.at, by: mark.tab.clone(), changes: mark.changes, stamp: String::new() };
        // A link has a baseline only if that is a preset.
        let baseline = |cases: &Cases| if cases.is_edited() { &cases.baseline } else { &self.cases.baseline }.clone();
        let address = address.map(|cases| Cases { baseline: baseline(&cases), ..cases });
        let in_address = address.as_ref().map(|cases| Saved::of_cases(cases, stamped));
        // A text that could not be read is not in the address.
        let is_other =
            |own: &Saved| (&own.baseline, &own.whole, &own.open) != (&saved.baseline, &saved.whole, &saved.open);
        let Some((cases, own)) = address.zip(in_address).filter(|(_, own)| is_other(own)) else {
            return self.saved_in(slot, saved);
        };
        // Only another case is open: looking at it was no change to save.
        if (&own.baseline, &own.whole) == (&saved.baseline, &saved.whole) {
            let state = self.saved_in(slot, saved);
            return if state.cases.has(&cases.open) { state.opened(cases.open) } else { state };
        }
        // Not by the clock, which may have gone back.
        if mark.changes <= saved.changes {
            // What the address has becomes a version.
            let is_of_another = mark.tab != saved.by;
            let mut state = self.saved_in(slot, saved).saving_if(is_of_another);
            state.autosave.also = is_of_another.then_some(own);
            return state;
        }
        // It has no texts that cannot be read.
        let cases = Cases { origin: self.cases.origin.clone(), ..cases };
        let state = Self::of(cases).with_texts(&saved.drafts);
        let mut state = Self { autosave: self.autosave, edits: 1, ..state }.saved_in(slot, saved);
        state.autosave.changes = state.autosave.changes.max(mark.changes);
        state.autosave.keep(Keep::Always);
        state.autosave.kept = Kept::NotYet;
        state
    }
}
