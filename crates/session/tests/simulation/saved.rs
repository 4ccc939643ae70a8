//! The saved deals: opened, deleted, restored, and changed in another tab.

use crate::work::{Safe, Work};
use crate::world::{CLEARED, Checked, World};
use session::saved_deal::{Saved, deal_name, id_of, versions};
use session::state::Action;
use session::store;

impl World {
    /// A saved deal is opened from the list: also the one that is open.
    pub(crate) fn open_saved(&mut self, tab: usize, nth: usize) -> Checked {
        let store = &self.users[tab / 2].store;
        let slots = store.slots();
        if store.is_denied || slots.is_empty() {
            return Ok(());
        }
        let slot = slots[nth % slots.len()].clone();
        let text = store.texts.get(&deal_name(&slot)).cloned();
        let saved = store.read_deal(&slot);
        let is_read = saved.is_some();
        self.tabs[tab].known.extend(saved.clone().map(|saved| (store::stamp_of(&saved), saved)));
        let is_to_die = self.tabs[tab].fuse.is_some();
        self.act(tab, Action::OpenSaved(slot.clone(), text))?;
        let tab = &mut self.tabs[tab];
        // What was left, and waits to be saved there, is opened in its place.
        if !is_read && !is_to_die && !tab.says_unreadable() && tab.state.slot() != slot {
            return Err("a saved deal that cannot be read is not said to be".to_owned());
        }
        // It is what the storage has.
        let there = saved.as_ref().and_then(|saved| Some((Work::saved(saved)?, store::stamp_of(saved))));
        if let Some((last, there)) = tab.seen.last_mut().zip(there).filter(|(last, (work, _))| *work == last.work) {
            last.safe = Safe::As(there.1.clone());
            tab.saved = Some(there);
        }
        Ok(())
    }

    /// A saved deal is deleted on the page of all deals: also the one that is open.
    pub(crate) fn delete(&mut self, tab: usize, nth: usize) -> Checked {
        let user = &mut self.users[tab / 2];
        let slots = user.store.slots();
        if user.store.is_denied || slots.is_empty() {
            return Ok(());
        }
        let slot = &slots[nth % slots.len()];
        self.tabs[tab].deleted = Some(store::delete(slot, &mut user.store));
        self.count("saved deal deleted");
        self.was_changed_on_the_page(tab)?;
        self.look_again(tab, slot)
    }

    /// All saved deals are deleted there.
    pub(crate) fn delete_all(&mut self, tab: usize) -> Checked {
        let store = &mut self.users[tab / 2].store;
        if store.is_denied {
            return Ok(());
        }
        store.touched = store.texts.keys().cloned().collect();
        store.texts.clear();
        self.tabs[tab].deleted = None;
        self.count("all saved deals deleted");
        self.was_changed_on_the_page(tab)?;
        self.look_at_all_again(tab)
    }

    /// The deal that was deleted last is restored, over nothing.
    pub(crate) fn restore(&mut self, tab: usize) -> Checked {
        let Some(deleted) = self.tabs[tab].deleted.clone() else { return Ok(()) };
        let store = &mut self.users[tab / 2].store;
        let before = store.texts.clone();
        let restored = store::restore(&deleted, store);
        if let Some(torn) = store.torn.take() {
            self.count("torn write");
            if restored.is_ok() && id_of(&torn).is_some() {
                return Err(format!("tab {tab}: what is torn is said to be restored"));
            }
        }
        let store = &self.users[tab / 2].store;
        let is_as_before = |name: &String| before.get(name).is_none_or(|text| store.texts.get(name) == Some(text));
        if !store.touched.iter().all(is_as_before) {
            return Err(format!("tab {tab}: restoring a deal overwrites what is there"));
        }
        if restored.is_ok() {
            self.tabs[tab].deleted = None;
            self.count("saved deal restored");
        }
        self.was_changed_on_the_page(tab)?;
        let slot = self.tabs[tab].state.slot();
        self.look_again(tab, &slot)
    }

    /// The page of all deals has changed the storage: the other tab is told by the browser.
    fn was_changed_on_the_page(&mut self, tab: usize) -> Checked {
        let user = &mut self.users[tab / 2];
        user.fault = Some(self.now);
        let names = user.store.touched.clone();
        for name in &names {
            user.unreadable.remove(name);
            let Some(text) = user.store.texts.get(name) else {
                user.places.remove(id_of(name).unwrap_or_default());
                continue;
            };
            let is_read = if id_of(name).is_some() { Saved::read(text).is_ok() } else { versions(text).is_ok() };
            if !is_read && name != store::LAST {
                user.unreadable.insert(name.clone(), text.clone());
            }
        }
        self.tell((tab ^ 1)..(tab ^ 1) + 1, &names);
        self.check_store(tab / 2)
    }

    /// A storage event arrives.
    pub(crate) fn deliver(&mut self, tab: usize, nth: usize) -> Checked {
        let events = &mut self.tabs[tab].events;
        if events.is_empty() {
            return Ok(());
        }
        let name = events.remove(nth % events.len());
        if nth > 0 {
            self.count("storage event out of order");
        }
        match id_of(&name) {
            _ if name == CLEARED => self.look_at_all_again(tab),
            Some(slot) => self.look_again(tab, slot),
            None => Ok(()),
        }
    }

    /// A tab is told that everything was deleted.
    fn look_at_all_again(&mut self, tab: usize) -> Checked {
        let slots: Vec<String> = self.tabs[tab].state.known_slots().cloned().collect();
        slots.iter().try_for_each(|slot| {
            self.act(tab, Action::ChangedElsewhere(slot.clone(), Ok(None)))?;
            self.look_again(tab, slot)
        })
    }

    /// A tab is told what is in a slot now.
    fn look_again(&mut self, tab: usize, slot: &str) -> Checked {
        let store = &self.users[tab / 2].store;
        let there = store::there(slot, store);
        let is_gone = !matches!(there, Ok(Some(_)));
        // The same deal, saved by another, is known.
        let known = &mut self.tabs[tab].known;
        let is_same = |saved: &Saved, own: &Saved| own.is_same_deal(saved) && own.identity == saved.identity;
        let saved = there.as_ref().ok().and_then(Option::as_deref);
        if let Some(saved) = saved.filter(|saved| known.values().any(|own| is_same(saved, own))) {
            known.insert(store::stamp_of(saved), saved.clone());
        }
        let is_to_die = self.tabs[tab].fuse.is_some();
        let is_deleted = there == Ok(None);
        self.act(tab, Action::ChangedElsewhere(slot.to_owned(), there))?;
        // What could not be read, and was deleted, is no longer mentioned.
        let own = &mut self.tabs[tab];
        own.is_unreadable &= !is_deleted || own.says_unreadable();
        if is_to_die { Ok(()) } else { self.check_told(tab, slot, is_gone) }
    }
}
