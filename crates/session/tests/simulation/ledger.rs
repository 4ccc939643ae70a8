//! Where saved data went: what was saved once must be found again, or have been changed by who knew it.

use crate::work::{Seen, Work};
use crate::world::{CLEARED, Checked, User, World};
use session::moment::Moment;
use session::saved_deal::{Saved, deal_name, id_of, versions, versions_name};
use session::state::Kept;
use session::store::{Save, stamp_of};
use std::collections::{BTreeMap, BTreeSet};

/// Versions are kept at intervals of five minutes, counted from the latest version that is there.
const BETWEEN_VERSIONS: Moment = 5 * 60_000;

/// What is stored of a user's deals, by the stamps of the data.
#[derive(Default)]
pub(crate) struct Ledger {
    /// The stamp and the time of all data under a name, the latest first.
    at: BTreeMap<String, Vec<(String, Option<Moment>)>>,
    /// By the stamp of data that was saved over: the stamp of what was made of it.
    next: BTreeMap<String, String>,
    /// The stamps of what was lost where no tab is told.
    unnoticed: BTreeSet<String>,
}

impl Ledger {
    fn is_stored(&self, stamp: &str) -> bool {
        self.at.values().flatten().any(|(own, _)| own == stamp)
    }

    /// Whether data is stored, or what the user made of it.
    pub(crate) fn has(&self, stamp: &str) -> bool {
        let made_of = |stamp: &&str| self.next.get(*stamp).map(String::as_str);
        std::iter::successors(Some(stamp), made_of).any(|stamp| self.is_stored(stamp))
    }

    /// Whether data was lost without a sign that a tab can see: the last of what was made of it.
    pub(crate) fn is_lost_unnoticed(&self, stamp: &str) -> bool {
        let made_of = |stamp: &&str| self.next.get(*stamp).map(String::as_str);
        std::iter::successors(Some(stamp), made_of).last().is_some_and(|last| self.unnoticed.contains(last))
    }

    /// The stamps under a name.
    pub(crate) fn stamps(&self, name: &str) -> impl Iterator<Item = &String> {
        self.at.get(name).into_iter().flatten().map(|(stamp, _)| stamp)
    }

    /// The time of the latest version in a slot.
    pub(crate) fn latest_version(&self, slot: &str) -> Option<Option<Moment>> {
        self.at.get(&versions_name(slot))?.first().map(|(_, at)| *at)
    }

    /// What is under a name is damaged, and nobody is told.
    pub(crate) fn lose_unnoticed(&mut self, name: &str) {
        self.unnoticed.extend(self.at.get(name).into_iter().flatten().map(|(stamp, _)| stamp.clone()));
    }

    /// Data was saved over by who knew it.
    pub(crate) fn made_of(&mut self, before: &Saved, now: &Saved) {
        self.next.insert(stamp_of(before), stamp_of(now));
    }
}

impl User {
    /// The data under a name that was touched.
    fn stored_in(&self, name: &str) -> Vec<Saved> {
        let Some(text) = self.store.texts.get(name) else { return Vec::new() };
        match id_of(name) {
            Some(_) => Saved::read(text).into_iter().collect(),
            None if name.starts_with(&versions_name("")) => versions(text).unwrap_or_default(),
            None => Vec::new(),
        }
    }

    /// Whether a deal is a version in a slot, or saved beside it or in a slot of its own.
    pub(crate) fn has_version(&self, slot: &str, deal: &Saved) -> bool {
        let names = [versions_name(slot), deal_name(slot)];
        self.ledger.is_stored(&stamp_of(deal))
            || names.iter().any(|name| self.stored_in(name).iter().any(|own| own.is_same_deal(deal)))
    }

    /// Whether the versions of a deal can be written: else the deal comes first.
    fn can_keep_versions(&self, slot: &str) -> bool {
        self.store.room.is_none() && !self.unreadable.contains_key(&versions_name(slot))
    }
}

impl World {
    /// What is stored is looked at again where it was touched.
    pub(crate) fn check_store(&mut self, nth: usize) -> Checked {
        let user = &mut self.users[nth];
        for name in std::mem::take(&mut user.store.touched) {
            let text = user.store.texts.get(&name);
            if user.unreadable.get(&name).is_some_and(|kept| Some(kept) != text) {
                return Err(format!("user {nth}: {name}, which cannot be read, was overwritten"));
            }
            let slot = id_of(&name).or(name.strip_prefix(&versions_name(""))).unwrap_or_default().to_owned();
            let stored = user.stored_in(&name);
            for place in stored.iter().filter_map(|saved| place_in(&saved.whole)) {
                let known = user.places.entry(slot.clone()).or_insert_with(|| place.to_owned());
                if *known != place {
                    return Err(format!("user {nth}: {name} has the work of another deal"));
                }
            }
            let stamps = stored.iter().map(|saved| (stamp_of(saved), saved.moment())).collect();
            user.ledger.at.insert(name, stamps);
        }
        Ok(())
    }

    /// What was saved over was known, is not newer, and is a version now if one was due. `latest`: the time of the latest version
    /// before.
    pub(crate) fn check_over(
        &mut self,
        nth: usize,
        save: &Save,
        before: Option<&Saved>,
        latest: Option<Option<Moment>>,
    ) -> Checked {
        let (tab, user) = (&self.tabs[nth], &mut self.users[nth / 2]);
        let Some(before) = before else {
            self.tabs[nth].replaced_after = None;
            return Ok(());
        };
        let stamp = stamp_of(before);
        if !tab.known.contains_key(&stamp) {
            return Err(format!("tab {nth} saved over data {stamp} that it did not know"));
        }
        user.ledger.made_of(before, &save.saved);
        let place = |is_it: &dyn Fn(&Seen) -> bool| tab.seen.iter().rposition(is_it);
        let newer = place(&|seen| seen.safe.stamp() == Some(&stamp));
        let own = newer.and_then(|_| place(&|seen| Work::saved(&save.saved).is_some_and(|own| own == seen.work)));
        let is_replaced = newer > own || tab.replaced_after.is_some_and(|changes| save.saved.changes > changes);
        let is_due = is_replaced
            || match (latest, save.saved.moment()) {
                (Some(Some(then)), Some(now)) => now < then || now - then >= BETWEEN_VERSIONS,
                _ => true,
            };
        let name = versions_name(&save.slot);
        let is_kept = || {
            let is_same = |saved: &Saved| saved.is_same_deal(before);
            user.ledger.stamps(&name).any(|own| *own == stamp) || user.stored_in(&name).iter().any(is_same)
        };
        if is_due && !before.is_same_deal(&save.saved) && user.can_keep_versions(&save.slot) && !is_kept() {
            return Err(format!("tab {nth}: what it saved over is no version, though one was due"));
        }
        if is_replaced {
            self.tabs[nth].replaced_after = None;
        }
        Ok(())
    }

    /// Whether a tab will still be told of what happened to its slot, or to that of which it has an earlier state.
    pub(crate) fn is_to_be_told(&self, nth: usize) -> bool {
        let state = &self.tabs[nth].state;
        let newer = if let Kept::Newer(slot) = state.kept() { Some(deal_name(slot)) } else { None };
        let names = [Some(deal_name(&state.slot())), newer, Some(CLEARED.to_owned())];
        self.tabs[nth].events.iter().any(|event| names.iter().flatten().any(|name| name == event))
    }
}

/// The place of a deal in its document.
fn place_in(document: &str) -> Option<&str> {
    document.split_once("\"place\":\"")?.1.split('"').next()
}
