//! What other tabs, and the page of all deals, do to what is saved.

use super::{Kept, Known, State, Waiting};
use crate::saved_deal::Unreadable;
use crate::store::There;

impl State {
    /// Another tab changed a slot: from now on this one saves a copy, and says so at once; or, with nothing to save, that there is
    /// something newer. A tab that saved the same deal, such as with another case open, changed nothing.
    pub(in crate::state) fn changed_elsewhere(mut self, slot: &str, there: &There) -> Self {
        let is_open_slot = self.cases.origin.slot == slot;
        if *there == Ok(None) {
            self.autosave.unreadable_is_gone(slot);
        }
        let saved = there.as_ref().ok().and_then(Option::as_deref);
        if let Some(saved) = saved.filter(|_| self.autosave.known.contains_key(slot)) {
            self.knows_sent(slot, saved);
        }
        let autosave = &mut self.autosave;
        let known_there = saved.map(Known::of);
        if let (Some(saved), Some(there), Some(known)) = (saved, &known_there, autosave.known.get_mut(slot))
            && known.fingerprint == there.fingerprint
        {
            known.stamp.clone_from(&there.stamp);
            known.is_gone = false;
            autosave.changes = autosave.changes.max(saved.changes);
            // How new it is here is noted again.
            autosave.noted.take_if(|noted| noted == slot);
            // It was deleted, and is restored.
            let is_back = autosave.kept == Kept::Gone && autosave.unsaved.is_none() && is_open_slot;
            autosave.kept = saved.moment().filter(|_| is_back).map_or_else(|| autosave.kept.clone(), Kept::At);
            return self;
        }
        if let Some(known) = autosave.known.get_mut(slot) {
            known.is_gone = *there == Ok(None);
        }
        let stamp = known_there.as_ref().map(|there| there.stamp.as_str());
        let waits = autosave.unsaved.is_some() || autosave.attempt.is_some();
        let is_said = matches!(autosave.kept, Kept::At(_) | Kept::Copied(Some(_)) | Kept::Unreadable(..));
        let is_shown = is_open_slot && autosave.known.contains_key(slot) && (is_said || !waits);
        let is_newer = autosave.kept == Kept::Newer(slot.to_owned());
        match there {
            Ok(None) if is_shown || is_newer => {
                autosave.kept = Kept::Gone;
                autosave.is_copy = false;
            }
            Err(why) if is_shown || is_newer => {
                autosave.found_unreadable(slot, *why);
                // A later version of the page saved over this work, which it knew; what is damaged no longer has it.
                if is_shown && *why == Unreadable::Damaged {
                    autosave.unsaved = autosave.unsaved.or(Some(Waiting::NOW));
                }
                self.move_work(slot);
                return self;
            }
            _ => {}
        }
        let is_ours = stamp.is_none()
            || autosave.attempt.as_ref().is_some_and(|attempt| Some(attempt.save.saved.stamp.as_str()) == stamp);
        if is_ours || !autosave.known.contains_key(slot) {
            return self;
        }
        if is_open_slot {
            // What this tab had saved and was gone before that is nowhere else.
            let is_own = autosave.known.get(slot).is_some_and(|known| known.by == autosave.tab);
            let is_gone = is_own && autosave.kept == Kept::Gone;
            let due = is_gone.then_some(Waiting::NOW);
            autosave.unsaved = autosave.unsaved.or(due);
            let has_work = autosave.unsaved.is_some() || autosave.attempt.is_some();
            if has_work {
                autosave.found_other();
            } else {
                autosave.kept = Kept::Newer(slot.to_owned());
                autosave.is_copy = true;
            }
            // Whether it succeeds or not, what is being saved there is not in the copy.
            let attempt = autosave.attempt.as_ref().filter(|attempt| attempt.save.slot == slot);
            autosave.unsaved = autosave.unsaved.or(attempt.map(|attempt| attempt.waiting));
        }
        self.move_work(slot);
        self
    }
}
