//! A deal that came by a link or a file, beside the copy of it that this browser has.

use super::{Effect, State};
use crate::lineage::{Copy, Lineage};
use crate::scenarios::Cases;
use std::rc::Rc;

/// What came, until it is compared.
#[derive(Clone, Debug)]
pub(super) struct Came {
    cases: Cases,
    /// The same deal as it was open before; it may not be saved.
    before: Option<Cases>,
    is_asked_for: bool,
}

impl State {
    /// The open deal came by a link or a file. One that nobody else has is not looked for.
    pub(super) fn arrived(mut self, before: Option<Cases>) -> Self {
        let cases = self.cases.clone();
        let id = |cases: &Cases| cases.origin.identity.as_ref().map(|identity| identity.id.clone());
        let before = before.filter(|before| id(before) == id(&cases));
        self.came = cases.origin.opened.is_some().then_some(Came { cases, before, is_asked_for: false });
        self
    }

    /// Asks once for the copies of what came.
    pub(super) fn look_for_copies(&mut self) -> Option<Effect> {
        let came = self.came.as_mut().filter(|came| !came.is_asked_for)?;
        came.is_asked_for = true;
        Some(Effect::FindCopies(came.cases.origin.identity.as_ref()?.id.clone()))
    }

    /// Compares what came with its copies. The deal that was open before may be newer than what is saved of it.
    pub(super) fn compared(mut self, mut copies: Vec<Copy>) -> Self {
        let Some(Came { cases, before, .. }) = self.came.take() else { return self };
        copies.retain(|copy| copy.slot != cases.origin.slot);
        if let Some(before) = before {
            match copies.iter_mut().find(|copy| copy.slot == before.origin.slot) {
                Some(copy) => {
                    copy.sent = self.sent_of(&copy.slot).to_vec();
                    copy.cases = before;
                }
                None => {
                    let slot = before.origin.slot.clone();
                    let sent = self.sent_of(&slot).to_vec();
                    copies.push(Copy { slot, at: None, cases: before, versions: Vec::new(), sent });
                }
            }
        }
        self.lineage = Lineage::of(&cases, copies).map(Rc::new);
        self
    }

    /// What came by a link or a file, beside the copy of it in this browser; none once another deal is open.
    #[must_use]
    pub fn lineage(&self) -> Option<&Rc<Lineage>> {
        self.lineage.as_ref().filter(|lineage| lineage.slot == self.cases.origin.slot)
    }
}
