//! Opening cases: another case, a new baseline, a deal from the address or from storage.

use super::{NotFollowed, State};
use crate::history::UndoLabel;
use crate::saved_deal::Saved;
use crate::scenarios::{Cases, Open};
use crate::store::Keep;
use std::rc::Rc;

impl State {
    /// The base case replaces a scenario that is not in the deal, and the reason is said, unless the whole link is broken.
    pub(super) fn opened(mut self, open: Open) -> Self {
        self.cases.open = open;
        if self.cases.lacks_open() {
            self.cases.open = None;
            self.not_followed.get_or_insert(NotFollowed::NoScenario);
        } else if self.not_followed == Some(NotFollowed::NoScenario) {
            self.not_followed = None;
        }
        self.typing = None;
        self.edits += 1;
        self.refresh_derived().show_all_findings()
    }

    /// Sets the open case as the baseline, if it can be worked out.
    pub(super) fn set_base(self) -> Self {
        if self.has_findings() {
            return self;
        }
        let cases = self.cases.with_new_baseline();
        let mut set = self;
        set.autosave.keep(Keep::Now);
        let texts = set.drafts_with_faults();
        if let open @ Some(_) = set.cases.open.clone() {
            // The base case that it replaces is gone, with what was typed there.
            set.move_case(&None, None);
            set.move_case(&open, Some(&None));
        }
        set.stepped_from(texts, UndoLabel::SetBase, cases).rebased().refresh_derived()
    }

    /// Adds a scenario and opens it. Its figures are at first those of the case that it copies.
    pub(super) fn with_scenario(mut self, name: String, from: &Open) -> Self {
        let cases = self.cases.with_scenario(&name, from);
        // A scenario that was deleted may have had the same id.
        self.move_case(&cases.open, None);
        self.move_texts_with_rows(&cases);
        if let Some(sound) = self.sound.get(from).cloned() {
            self.sound.insert(cases.open.clone(), sound);
        }
        let baseline_is_other = !Rc::ptr_eq(&cases.baseline, &self.cases.baseline);
        let stepped = self.stepped_to(UndoLabel::AddedScenario(name), cases);
        if baseline_is_other { stepped.rebased().refresh_derived() } else { stepped }
    }

    pub(super) fn without_scenario(mut self, id: &str) -> Self {
        let named = self.cases.scenarios.iter().find(|scenario| scenario.id == id);
        let Some(name) = named.map(|scenario| scenario.name.clone()) else { return self };
        let cases = self.cases.without(id);
        self.autosave.keep(Keep::Now);
        self.stepped_to(UndoLabel::DeletedScenario(name), cases)
    }

    /// Opens other cases, as a step that can be undone.
    pub(super) fn followed(self, cases: Cases) -> Self {
        let (before, is_from_outside) = (self.cases.clone(), cases.origin.slot.is_empty());
        let cases = if is_from_outside { cases.received() } else { cases };
        let opened = self.replaced(Self::of(cases));
        if is_from_outside { opened.arrived(Some(before)) } else { opened }
    }

    /// Opens the deal that the host of an embed asked for: what a visitor changes is measured from its open case.
    pub(super) fn published(self, cases: Cases) -> Self {
        match Self::on_case(cases.deal().clone(), cases) {
            Ok(opened) => Self { turn: self.turn, openings: self.openings + 1, ..opened },
            Err(why) => self.not_followed(why),
        }
    }

    /// Opens a saved deal with its drafts. One that cannot be read changes nothing. The deal that is open stays as it is: where
    /// another tab saved something newer, it is in another slot. One that was left is opened as it waits to be saved.
    pub(super) fn opened_saved(self, slot: &str, text: Option<&str>) -> Self {
        let is_open = slot == self.cases.origin.slot;
        if is_open && text.is_some_and(|text| Saved::read(text).is_ok()) {
            return self;
        }
        if let Some(saved) = self.waiting_in(slot).filter(|_| !is_open).cloned()
            && let Ok(opened) = Self::restored(&saved)
        {
            return self.replaced(opened.in_slot(slot));
        }
        let read = text.map(|text| Saved::read(text).and_then(|saved| Ok((Self::restored(&saved)?, saved))));
        match read {
            Some(Ok((opened, saved))) => {
                let opened = self.replaced(opened).saved_in(slot, &saved);
                let has_new = opened.differs_from(&saved);
                opened.saving_if(has_new)
            }
            Some(Err(why)) => self.not_followed(NotFollowed::Saved(Some(why))),
            None => self.not_followed(NotFollowed::Saved(None)),
        }
    }

    /// The state with its deal in a slot.
    fn in_slot(mut self, slot: &str) -> Self {
        slot.clone_into(&mut self.cases.origin.slot);
        self
    }

    /// Opens a version of the open deal, in its slot.
    pub(super) fn opened_version(self, saved: &Saved) -> Self {
        let slot = self.cases.origin.slot.clone();
        match Self::restored(saved) {
            Ok(opened) => {
                let before = self.autosave.clone();
                let mut opened = self.replaced(opened.in_slot(&slot));
                opened.autosave.saying_as(before);
                opened.autosave.keep(Keep::Always);
                opened
            }
            Err(why) => self.not_followed(NotFollowed::Saved(Some(why))),
        }
    }

    /// Another deal takes the place of the one that is open.
    fn replaced(self, opened: Self) -> Self {
        let texts = self.drafts_with_faults();
        let (mut history, mut autosave) = (self.history, self.autosave);
        history.remember(UndoLabel::Opened, self.cases, texts);
        autosave.kept_before_opening();
        let (turn, openings, lineage) = (self.turn, self.openings + 1, self.lineage);
        Self { history, autosave, turn, openings, lineage, ..opened }.named()
    }
}
