//! What goes wrong: storages, other versions of the page, and clocks.

use crate::step::Step;
use crate::work::Work;
use crate::world::{CLEARED, User, World};
use session::saved_deal::{Saved, deal_name, id_of};
use session::state::AGAIN;
use session::store;
use std::ops::Range;
use std::rc::Rc;

impl User {
    /// The name of something stored.
    fn name(&self, nth: usize) -> Option<String> {
        self.store.texts.keys().nth(nth % self.store.texts.len().max(1)).cloned()
    }
}

impl World {
    pub(crate) fn fault(&mut self, step: Step) {
        let now = self.now;
        match step {
            Step::Fill(user, hundreds) => {
                let store = &mut self.users[user].store;
                store.room = Some(store.size() + 100 * hundreds);
                self.count("storage nearly full");
            }
            Step::Empty(user) => self.users[user].store.room = None,
            Step::Deny(user, is_denied) => {
                self.users[user].store.is_denied = is_denied;
                if is_denied {
                    self.count("storage denied");
                }
            }
            Step::Tear(user) => self.users[user].store.tears = true,
            Step::Damage(user, nth) => {
                let name = self.stored(user, nth);
                self.spoil(user, name, "key damaged", |text| {
                    text[..text.floor_char_boundary(text.len() * 2 / 3)].to_owned()
                });
            }
            Step::SaveLater(user, nth) => {
                let name = self.slot(user, nth).map(|slot| deal_name(&slot));
                self.spoil(user, name, "saved by a later page", |_| "{\"form\":99}".to_owned());
            }
            Step::SaveOld(user, nth) => self.save_old(user, nth),
            Step::ClearOne(user, nth) => {
                let name = self.stored(user, nth);
                self.clear(user, name.into_iter().collect(), "key cleared");
            }
            Step::Clear(user) => {
                let names = self.users[user].store.texts.keys().cloned().collect();
                self.remove(user, names, "storage cleared");
                self.tell(2 * user..2 * user + 2, &[CLEARED.to_owned()]);
            }
            Step::Jump(user, by) => {
                let own = &mut self.users[user];
                own.jump = (own.jump + by).clamp(-1_000_000, 1_000_000);
                // The time until another attempt is by this clock.
                own.fault = own.fault.map(|at| if at + AGAIN > now { now } else { at });
                self.count("clock jumped");
            }
            _ => return,
        }
        if let Step::Fill(user, _) | Step::Empty(user) | Step::Deny(user, _) = step {
            self.users[user].fault = Some(now);
        }
    }

    fn spoil(&mut self, user: usize, name: Option<String>, what: &'static str, damage: fn(&str) -> String) {
        let (now, own) = (self.now, &mut self.users[user]);
        let Some(name) = name.filter(|name| name != store::LAST) else { return };
        let text = damage(&own.store.texts[&name]);
        own.fault = Some(now);
        own.ledger.lose_unnoticed(&name);
        own.unreadable.insert(name.clone(), text.clone());
        own.store.put(&name, text);
        self.count(what);
    }

    /// A slot of a user: that of a deal that is open, every other time.
    fn slot(&self, user: usize, nth: usize) -> Option<String> {
        let slots = self.users[user].store.slots();
        let open = self.tabs[2 * user + nth / 2 % 2].state.slot();
        let is_open = nth.is_multiple_of(2) && slots.contains(&open);
        if is_open { Some(open) } else { slots.get(nth / 2 % slots.len().max(1)).cloned() }
    }

    /// The name of something stored: of a deal that is open, every other time.
    fn stored(&self, user: usize, nth: usize) -> Option<String> {
        match nth % 2 {
            0 => self.slot(user, nth).map(|slot| deal_name(&slot)),
            _ => self.users[user].name(nth / 2),
        }
    }

    /// Clears names; every tab is told of each.
    pub(crate) fn clear(&mut self, user: usize, names: Vec<String>, what: &'static str) {
        self.tell(2 * user..2 * user + 2, &names);
        self.remove(user, names, what);
    }

    /// Storage events for tabs.
    pub(crate) fn tell(&mut self, tabs: Range<usize>, names: &[String]) {
        self.tabs[tabs].iter_mut().for_each(|tab| tab.events.extend_from_slice(names));
    }

    fn remove(&mut self, user: usize, names: Vec<String>, what: &'static str) {
        let own = &mut self.users[user];
        own.fault = Some(self.now);
        for name in names {
            own.store.texts.remove(&name);
            own.unreadable.remove(&name);
            own.places.remove(id_of(&name).unwrap_or_default());
            own.store.touched.push(name);
        }
        self.count(what);
    }

    /// The page before stamps: it saves what it has over whatever is there.
    fn save_old(&mut self, user: usize, nth: usize) {
        let (now, at, by, text) = (self.now, self.clock(user), self.name(), self.name());
        let Some(slot) = self.slot(user, nth) else { return };
        let own = &mut self.users[user];
        let Some(saved) = own.store.read_deal(&slot) else { return };
        let Some(mut work) = Work::saved(&saved) else { return };
        Rc::make_mut(&mut work.cases.base).summary = text;
        let old = Saved::of_cases(&work.cases, Default::default());
        let at = session::moment::written(at);
        let old = Saved { at, by, form: 0, identity: None, opened: None, ..old };
        own.fault = Some(now);
        own.ledger.made_of(&saved, &old);
        own.store.put(&deal_name(&slot), old.written());
        (2 * user..2 * user + 2).for_each(|tab| self.tabs[tab].events.push(deal_name(&slot)));
        self.count("saved by an earlier page");
    }
}
