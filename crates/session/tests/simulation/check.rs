//! The promises, and when each must hold.
//!
//! Always, whatever the storage does:
//! - nothing that cannot be read is overwritten, no slot gets another deal's work, and nothing is saved over unknown data;
//! - what is shown as saved was saved as it is on the screen, unless the tab has not been told yet that it is gone;
//! - work older than a second is saved, or the page says that it is not; what was saved is found again (`ledger.rs`), or the page says
//!   that it is gone;
//! - what cannot be read in a slot is said to be so, also once the work is saved elsewhere;
//! - undo then redo is the identity, undo to the start is the start, and texts of a case that neither changes stay (`texts.rs`);
//! - a damaged link changes nothing and stays, and the address is soon of what is on the screen (`address.rs`);
//! - what leaves with one case contains nothing of another (`private.rs`);
//! - a tab that is loaded again opens the newest of what can be read: in its slot, or in its address.
//!
//! From [`TO_RECOVER`] after the last fault of a storage on, work older than a second is saved, and loading a tab again gives all
//! of it: the deal with its marks, scenarios, baseline, open case, and texts that cannot be read.

use crate::mail::is_too_large;
use crate::step::Step;
use crate::work::{Safe, Seen, Work, is_same_deal, is_same_whole};
use crate::world::{Address, Checked, Tab, World};
use appraisal::deal::identity::Identity;
use session::history::{Turn, UndoLabel};
use session::saved_deal::Saved;
use session::scenarios::{Cases, Open};
use session::state::{AGAIN, Action, Event, Kept, NotFollowed, State};
use session::store::Ended;

/// The longest time that work may be at risk.
const AT_RISK: u64 = 1_000;

/// How long a session may take to save again after a fault: it tries again at intervals.
const TO_RECOVER: u64 = AGAIN + 2 * AT_RISK;

impl Tab {
    /// The oldest work that must be safe: what was there a second ago.
    fn least(&self, now: u64) -> Option<usize> {
        self.seen.iter().rposition(|seen| seen.since + AT_RISK <= now)
    }

    /// The place of the work in its address.
    fn in_address(&self) -> Option<usize> {
        let Address::Written(cases, _) = &self.address else { return None };
        let written = self.addressed.filter(|_| !is_too_large(cases))?;
        self.seen.iter().rposition(|seen| seen.turn <= written && is_same_deal(&seen.work.cases, cases))
    }

    /// Whether it saved in a slot last.
    fn has_noted(&self, slot: &str) -> bool {
        self.note.as_ref().is_some_and(|note| note.split(' ').next() == Some(slot))
    }

    /// Forgets what is older than all that matters.
    pub(crate) fn forget(&mut self, now: u64) {
        let saved = self.seen.iter().rposition(|seen| seen.safe != Safe::No).unwrap_or(0);
        let oldest = saved.min(self.least(now).unwrap_or(0)).min(self.in_address().unwrap_or(saved));
        self.seen.drain(..oldest);
    }

    /// Whether the page says that something is not saved.
    fn is_told(&self) -> bool {
        matches!(self.state.kept(), Kept::Not(_) | Kept::Gone)
    }

    /// Whether a deal that was left is open again, or was left again later: what is newer is judged.
    fn has_newer_of(&self, left: &Seen, from: usize) -> bool {
        let is_same = |cases: &Cases| id_of(&cases.origin.identity) == id_of(&left.work.cases.origin.identity);
        is_same(&self.state.cases) || self.left[from..].iter().any(|later| is_same(&later.work.cases))
    }

    /// Whether the page says that a deal that was left is not saved, and it can never be.
    fn is_said_to_be_too_large(&self, left: &Seen) -> bool {
        let mut said = self.state.left_too_large();
        is_too_large(&left.work.cases) && said.any(|title| *title == left.work.cases.base.title)
    }

    /// Whether the page says that what was saved is there no longer.
    fn is_told_of_loss(&self) -> bool {
        self.is_told() || matches!(self.state.kept(), Kept::Unreadable(..))
    }

    /// Whether the page says that what is in a slot cannot be read.
    pub(crate) fn says_unreadable(&self) -> bool {
        matches!(self.state.kept(), Kept::Unreadable(..))
            || matches!(self.state.not_followed, Some(NotFollowed::Saved(Some(_))))
    }

    /// Whether the page says that everything is saved.
    fn is_shown_as_saved(&self) -> bool {
        matches!(self.state.kept(), Kept::At(_) | Kept::Copied(Some(_))) && !self.state.is_unsaved()
    }
}

impl World {
    /// Takes a step, and checks what must hold after it.
    pub(crate) fn take(&mut self, step: Step) -> Checked {
        self.do_step(step)?;
        for nth in 0..self.tabs.len() {
            self.check_tab(nth)?;
            // Only what the step changed can be undone in another way than before.
            if std::mem::take(&mut self.tabs[nth].is_changed) {
                self.check_turns(nth)?;
            }
        }
        (0..self.users.len()).try_for_each(|user| self.check_store(user))
    }

    /// What must hold at the end.
    pub(crate) fn check_end(&self) -> Checked {
        (0..self.tabs.len()).try_for_each(|tab| self.check_undo_to_the_start(tab))
    }

    fn turned(&self, state: &State, nth: usize, turn: Turn) -> State {
        state.update(Event { at: self.clock(nth / 2), action: Action::Turn(turn) }).0
    }

    /// Undo then redo is the identity, and redo then undo.
    fn check_turns(&self, nth: usize) -> Checked {
        let state = &self.tabs[nth].state;
        for (turn, back) in [(Turn::Undo, Turn::Redo), (Turn::Redo, Turn::Undo)] {
            if let Some(step) = state.history.step(turn) {
                let other = self.turned(state, nth, turn);
                if step.did != UndoLabel::Opened && other.slot() != state.slot() {
                    return Err(format!("tab {nth}: {turn:?} in a deal leads to another slot"));
                }
                let stays = |(case, ..): &&(Open, String, String)| {
                    other.cases.has(case) && other.cases.deal_of(case) == state.cases.deal_of(case)
                };
                let texts = state.faulty_drafts();
                let are_kept = texts.iter().filter(stays).all(|text| other.faulty_drafts().contains(text));
                // These steps have the texts that they replace.
                let is_replacing = matches!(step.did, UndoLabel::Opened | UndoLabel::SetBase);
                if !is_replacing && !are_kept {
                    return Err(format!("tab {nth}: {turn:?} drops a text of a case that it does not change"));
                }
                let again = self.turned(&other, nth, back);
                if is_replacing && again.faulty_drafts() != texts {
                    return Err(format!("tab {nth}: {turn:?} and {back:?} of {:?} change the texts", step.did));
                }
                if !is_same_whole(&again.cases, &state.cases) || again.cases.origin != state.cases.origin {
                    return Err(format!("tab {nth}: {turn:?} and {back:?} change the deal"));
                }
                if again.document() != state.document() || again.differences() != state.differences() {
                    return Err(format!("tab {nth}: {turn:?} and {back:?} change what is shown"));
                }
            }
        }
        Ok(())
    }

    pub(crate) fn check_undo_to_the_start(&self, nth: usize) -> Checked {
        let tab = &self.tabs[nth];
        let to_the_end = |state: &State, turn| {
            let (mut state, mut many) = (state.clone(), 0);
            while state.history.step(turn).is_some() {
                state = self.turned(&state, nth, turn);
                many += 1;
            }
            (state, many)
        };
        let (start, many) = to_the_end(&tab.state, Turn::Undo);
        if !is_same_deal(&start.cases, &tab.started_as) {
            return Err(format!("tab {nth}: undo to the start is not the start"));
        }
        let now = (0..many).fold(start, |state, _| self.turned(&state, nth, Turn::Redo));
        if !is_same_whole(&now.cases, &tab.state.cases) {
            return Err(format!("tab {nth}: all undone and redone is another deal"));
        }
        Ok(())
    }

    /// Whether a user's storage works, and has for long enough.
    fn is_sound(&self, user: usize) -> bool {
        let user = &self.users[user];
        let is_well = user.store.room.is_none() && !user.store.is_denied;
        is_well && user.fault.is_none_or(|at| at + TO_RECOVER < self.now)
    }

    fn check_tab(&self, nth: usize) -> Checked {
        let tab = &self.tabs[nth];
        if let Some(fault) = tab.fault {
            return Err(format!("tab {nth}: {fault}"));
        }
        self.check_back(nth)?;
        let is_safe = |seen: &Seen| self.is_safe(nth, &seen.safe);
        let is_at_risk = tab.least(self.now).is_some_and(|least| !tab.seen[least..].iter().any(is_safe));
        if is_at_risk && self.is_never_saved(nth) {
            self.check_said(nth, "work")?;
        } else if is_at_risk && !tab.is_told_of_loss() && !self.is_to_be_told(nth) {
            return Err(format!("tab {nth}: what it had saved is nowhere, and it does not say so"));
        }
        let is_at_risk = |(nth, left): (usize, &Seen)| {
            let is_old = left.safe == Safe::No && left.since + AT_RISK <= self.now;
            is_old && !tab.has_newer_of(left, nth + 1) && !tab.is_said_to_be_too_large(left)
        };
        if tab.left.iter().enumerate().any(is_at_risk) {
            self.check_said(nth, "a deal that was left")?;
        }
        if tab.is_shown_as_saved() && !tab.seen.last().is_some_and(|seen| seen.safe != Safe::No) {
            return Err(format!("tab {nth}: shown as saved, and is not"));
        }
        Ok(())
    }

    /// Where what is in the slot of a tab cannot be read, that is still said when its work is saved in another.
    pub(crate) fn check_unreadable_said(&mut self, nth: usize, is_open: bool, ended: Ended) -> Checked {
        let tab = &mut self.tabs[nth];
        if !is_open {
            return Ok(());
        }
        let is_said = tab.says_unreadable();
        // That a deal that was left cannot be saved is said first.
        let is_put_off = matches!(tab.state.kept(), Kept::Not(_));
        let was_unreadable = std::mem::replace(&mut tab.is_unreadable, matches!(ended, Ended::Taken(Some(_))));
        if ended == Ended::Saved && was_unreadable && !is_said && !is_put_off {
            return Err(format!("tab {nth}: it no longer says that what was in its slot cannot be read"));
        }
        tab.is_unreadable |= was_unreadable && (ended != Ended::Saved || is_put_off);
        Ok(())
    }

    /// Whether work can be found: in the storage, or where it came from.
    fn is_safe(&self, nth: usize, safe: &Safe) -> bool {
        let ledger = &self.users[nth / 2].ledger;
        match safe {
            Safe::No => false,
            Safe::CameFromElsewhere => true,
            Safe::As(stamp) => ledger.has(stamp) || ledger.is_lost_unnoticed(stamp),
        }
    }

    /// Whether the work that must be safe was never saved.
    fn is_never_saved(&self, nth: usize) -> bool {
        let tab = &self.tabs[nth];
        tab.least(self.now).is_some_and(|least| tab.seen[least..].iter().all(|seen| seen.safe == Safe::No))
    }

    /// What is not saved is said to be, and only while the storage does not work.
    fn check_said(&self, nth: usize, which: &str) -> Checked {
        let when = match self.is_sound(nth / 2) {
            true => "though the storage works",
            false if !self.tabs[nth].is_told() => "and not said to be",
            false => return Ok(()),
        };
        Err(format!("tab {nth}: {which} of more than a second is saved nowhere, {when}"))
    }

    /// A tab that was told that its deal is no longer there does not show it as saved.
    pub(crate) fn check_told(&self, nth: usize, slot: &str, is_gone: bool) -> Checked {
        let tab = &self.tabs[nth];
        // It may have saved again at once.
        let saved = self.users[nth / 2].store.read_deal(slot);
        let is_there = saved.is_some_and(|saved| saved.by == tab.state.mark(0).tab);
        if is_gone && !is_there && tab.state.slot() == slot && tab.is_shown_as_saved() {
            return Err(format!("tab {nth}: shown as saved, though it was told that nothing is there"));
        }
        Ok(())
    }

    /// The tab is gone and loaded again.
    pub(crate) fn loaded_again(&mut self, nth: usize, was_left: bool) -> Checked {
        let gone = &self.tabs[nth];
        let tab = self.started(nth, gone.note.clone(), gone.address.clone());
        let gone = std::mem::replace(&mut self.tabs[nth], tab);
        self.expect_address_saved(nth, &gone);
        self.tabs[nth].back.clone_from(&gone.back);
        let (tab, slot) = (&self.tabs[nth], gone.state.slot());
        let own = &tab.seen[0].work;
        let there = self.read(nth, &slot).filter(|saved| saved.by == gone.state.mark(0).tab);
        let stored = there.as_ref().and_then(Work::saved);
        // What was open is still saved, though the page shows the link that it cannot open.
        if matches!(gone.address, Address::Damaged(_)) {
            if tab.state.not_followed.is_none() {
                return Err(format!("tab {nth}: a damaged link in the address is not said"));
            }
            return self.check_least(nth, &gone, was_left, stored.as_ref());
        }
        self.check_source(nth, &gone)?;
        if self.opens_newer_of_another(nth, &gone) {
            return Ok(());
        }
        let saved = stored.as_ref().filter(|_| gone.has_noted(&slot));
        let saved = saved.and_then(|stored| {
            gone.seen.iter().rposition(|seen| seen.turn <= gone.saved_after && seen.work == *stored)
        });
        // A saved deal that was opened within the last second may be left for the one before, which the address still has.
        let is_left = gone.opened > 0 && gone.opened + AT_RISK > self.now && tab.state.slot() != slot;
        let newest = saved.max(gone.in_address()).filter(|_| !is_left);
        let has_whole = |seen: &Seen| is_same_deal(&seen.work.cases, &own.cases);
        if newest.is_some_and(|from| !gone.seen[from..].iter().any(has_whole)) {
            return Err(format!("tab {nth}: loaded again, it opens older work than can be read"));
        }
        self.check_least(nth, &gone, was_left, stored.is_some().then_some(own))
    }

    /// Work that only the address had, in place of which newer work of another tab is opened, is saved as a version of it.
    fn expect_address_saved(&mut self, nth: usize, gone: &Tab) {
        let tab = &self.tabs[nth];
        let is_latest = |at: &usize| gone.seen[*at..].iter().all(|seen| seen.safe == Safe::No);
        let in_address = gone.in_address().filter(is_latest).map(|at| &gone.seen[at]);
        let is_other = |seen: &&Seen| !is_same_deal(&seen.work.cases, &tab.state.cases);
        let Some(work) = in_address.filter(is_other).map(|seen| seen.work.clone()) else { return };
        let turn = self.turns;
        self.tabs[nth].left.push(Seen { since: self.now, turn, work, safe: Safe::No });
    }

    /// What can be read of a slot by a tab.
    fn read(&self, nth: usize, slot: &str) -> Option<Saved> {
        let store = &self.users[nth / 2].store;
        store.read_deal(slot).filter(|_| !store.is_denied)
    }

    /// What a tab opens when it is loaded again is what is saved in its slot, or what it wrote into its address.
    fn check_source(&self, nth: usize, gone: &Tab) -> Checked {
        let Address::Written(cases, _) = &gone.address else { return Ok(()) };
        // Then the address has no deal.
        if is_too_large(cases) {
            return Ok(());
        }
        let own = &self.tabs[nth].seen[0].work.cases;
        let stored = self.read(nth, &own.origin.slot).and_then(|saved| Work::saved(&saved));
        if is_same_deal(own, cases) && own.open != cases.open {
            return Err(format!("tab {nth}: loaded again, it opens another case than that of its address"));
        }
        if is_same_deal(own, cases) || stored.is_some_and(|stored| is_same_deal(own, &stored.cases)) {
            return Ok(());
        }
        Err(format!("tab {nth}: loaded again, it opens what is neither saved nor in its address"))
    }

    /// Whether what a tab opens when it is loaded again was saved by another tab, and is no older than its address.
    fn opens_newer_of_another(&self, nth: usize, gone: &Tab) -> bool {
        let is_newer = |saved: &Saved| match &gone.address {
            Address::Written(_, mark) => saved.changes >= mark.changes,
            _ => true,
        };
        let there = self.read(nth, &self.tabs[nth].state.slot());
        let of_another = there.filter(|saved| saved.by != gone.state.mark(0).tab && is_newer(saved));
        let own = &self.tabs[nth].seen[0].work.cases;
        of_another.and_then(|saved| Work::saved(&saved)).is_some_and(|work| is_same_deal(&work.cases, own))
    }

    /// Work older than a second has been kept, if the storage works: what the tab saved in its slot is the work; where another tab has
    /// saved there, or nothing is there, its own was saved before, or is in the address.
    fn check_least(&self, nth: usize, gone: &Tab, was_left: bool, kept: Option<&Work>) -> Checked {
        let least = if was_left { Some(gone.seen.len() - 1) } else { gone.least(self.now) };
        let least = least.filter(|_| self.is_sound(nth / 2));
        let Some(least) = least else { return Ok(()) };
        let is_kept =
            || gone.seen[least..].iter().any(|seen| seen.safe != Safe::No) || gone.in_address() >= Some(least);
        let what = match kept {
            Some(kept) => lost(&gone.seen[least..], kept),
            None => (!is_kept()).then_some("what another tab saved over"),
        };
        match what {
            Some(what) => Err(format!("tab {nth}: loaded again, {what} of more than a second ago is lost")),
            None => Ok(()),
        }
    }
}

fn id_of(identity: &Option<Identity>) -> Option<&str> {
    identity.as_ref().map(|own| own.id.as_str())
}

/// What a tab that is loaded again lacks of what it had had open for long enough. Each may be as new as the tab had it since.
fn lost(since: &[Seen], own: &Work) -> Option<&'static str> {
    let has_whole = |seen: &Seen| is_same_deal(&seen.work.cases, &own.cases);
    let has_baseline = |seen: &Seen| seen.work.cases.baseline == own.cases.baseline;
    let is_there = |case: &Open| case.is_none() || own.cases.scenarios.iter().any(|own| Some(&own.id) == case.as_ref());
    let texts = since[0].work.drafts.iter();
    let in_all = texts.filter(|text| since.iter().all(|seen| seen.work.drafts.contains(text)));
    let are_kept = in_all.filter(|text| is_there(&text.0)).all(|text| own.drafts.contains(text));
    let are_known = own.drafts.iter().all(|text| since.iter().any(|seen| seen.work.drafts.contains(text)));
    match () {
        () if !since.iter().any(has_whole) => Some("the deal"),
        () if !since.iter().any(has_baseline) => Some("the baseline"),
        () if !are_kept || !are_known => Some("a text that cannot be read"),
        () => None,
    }
}
