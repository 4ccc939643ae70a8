//! Two users with two tabs each: what the page does with a session, and what must hold after every step.

use crate::mail;
use crate::step::Step;
use crate::storage::Store;
use appraisal::deal::identity::Identity;
use appraisal::samples::{self, Sample};
use session::example::with_scenarios;
use session::history::Turn;
use session::moment::Moment;
use session::saved_deal::{Saved, Stamped, deal_name, id_of};
use session::scenarios::{BASE_CASE, Cases};
use session::state::{AGAIN, Action, Begin, Effect, Event, Kept, Mark, Share, State};
use session::store::{self, Ended, Save};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

const SUMMARY: &str = "/summary";
const PRESETS: [Sample; 4] = [samples::GD_1, samples::GD_2, samples::GD_3, samples::GD_5];

/// The longest time that work may be at risk.
const AT_RISK: u64 = 1_000;

/// How long a session may take to save again after a fault: it tries again at intervals.
const TO_RECOVER: u64 = AGAIN + 2 * AT_RISK;

/// A step that broke a promise, and which.
pub(crate) type Checked = Result<(), String>;

/// What is held of a deal by whoever can lose it.
#[derive(Clone, PartialEq, Eq)]
struct Work {
    baseline: String,
    whole: String,
    drafts: Vec<(Option<String>, String, String)>,
}

impl Work {
    fn of(saved: &Saved) -> Self {
        Self { baseline: saved.baseline.clone(), whole: saved.whole.clone(), drafts: saved.drafts.clone() }
    }

    fn in_state(state: &State) -> Self {
        Self::of(&Saved::of(state, Stamped::default()))
    }
}

/// What a tab had open from a moment on.
struct Seen {
    since: u64,
    work: Work,
    is_saved: bool,
}

struct Tab {
    state: State,
    started_as: Cases,
    wakes: Option<u64>,
    note: Option<String>,
    address: Option<(String, Option<Mark>)>,
    seen: Vec<Seen>,
    /// The stamps of the data that it has read or saved.
    known: BTreeSet<String>,
    /// Storage events that wait.
    events: Vec<String>,
    /// After how many effects more it is killed.
    fuse: Option<u32>,
    /// Whether the last step changed its deal.
    is_changed: bool,
    /// The cases at its last change.
    cases: Option<Cases>,
}

#[derive(Default)]
struct User {
    store: Store,
    mail: Vec<mail::Sent>,
    /// When a fault of the storage, or what another tab wrote, was met last.
    fault: Option<u64>,
    jump: i64,
    /// What cannot be read, and must stay as it is.
    unreadable: BTreeMap<String, String>,
    /// Which deal each slot is of, by title and id: the simulated users never change a title.
    deals: BTreeMap<String, (String, Option<Identity>)>,
}

pub(crate) struct World {
    users: [User; 2],
    tabs: Vec<Tab>,
    now: u64,
    names: u64,
}

impl World {
    pub(crate) fn new() -> Self {
        let mut world = Self { users: Default::default(), tabs: Vec::new(), now: 0, names: 0 };
        for tab in 0..4 {
            let started = world.fresh(tab);
            world.tabs.push(started);
        }
        world
    }

    /// Takes a step, and checks what must hold after it.
    pub(crate) fn take(&mut self, step: Step) -> Checked {
        self.do_step(step)?;
        for tab in 0..self.tabs.len() {
            self.check_tab(tab)?;
            // Only what the step changed can be undone in another way than before.
            if self.tabs[tab].is_changed {
                self.check_undo(tab)?;
                self.tabs[tab].is_changed = false;
            }
        }
        self.check_slots()
    }

    /// What must hold at the end: undo leads to the start.
    pub(crate) fn check_end(&self) -> Checked {
        for (nth, tab) in self.tabs.iter().enumerate() {
            let mut state = tab.state.clone();
            while state.history.step(Turn::Undo).is_some() {
                state = state.update(Event { at: 0, action: Action::Turn(Turn::Undo) }).0;
            }
            if !state.cases.is_same_deal(&tab.started_as) {
                return Err(format!("tab {nth}: undo to the start is not the start"));
            }
        }
        Ok(())
    }

    fn name(&mut self) -> String {
        self.names += 1;
        format!("w{:06}w", self.names)
    }

    fn clock(&self, user: usize) -> Moment {
        (1_795_000_000_000 + self.now as i64 + self.users[user].jump * 1_000) as u64
    }

    /// A new tab, on a small deal: the worked example would take most of the time of a run.
    fn fresh(&mut self, tab: usize) -> Tab {
        let text = mail::Sent::of(self.preset(tab)).text;
        self.started(tab, None, Some((text, None)))
    }

    /// A deal of a preset, with a title that no other has.
    fn preset(&mut self, nth: usize) -> Cases {
        let mut cases = with_scenarios(&PRESETS[nth % PRESETS.len()]).unwrap();
        Rc::make_mut(&mut cases.base).title = self.name();
        cases.baseline = cases.base.clone();
        cases
    }

    fn started(&mut self, tab: usize, note: Option<String>, address: Option<(String, Option<Mark>)>) -> Tab {
        let user = tab / 2;
        self.names += 1;
        let (text, mark) = address.clone().unwrap_or_default();
        let (has_fragment, noted) = (!text.is_empty(), note.clone());
        let asked = if has_fragment { mail::opened(&text).map(Some) } else { Ok(None) };
        let (seed, at) = (self.names, self.clock(user));
        let begin = Begin { seed, at, asked, mark, noted, has_fragment, wants_example: false, open: None };
        let store = &self.users[user].store;
        let state = State::start(begin, store).unwrap();
        let read = store.saved(&deal_name(&state.slot())).map(|saved| store::stamp_of(&saved));
        let first = Seen { since: self.now, work: Work::in_state(&state), is_saved: true };
        Tab {
            started_as: state.cases.clone(),
            state,
            wakes: Some(self.now),
            note,
            address,
            seen: vec![first],
            known: read.into_iter().collect(),
            events: Vec::new(),
            fuse: None,
            is_changed: false,
            cases: None,
        }
    }

    fn do_step(&mut self, step: Step) -> Checked {
        let turn = |turn| Action::Turn(turn);
        match step {
            Step::Wait(time) => self.wait(time),
            Step::Type(tab) => {
                let text = self.name();
                self.act(tab, Action::Typed(SUMMARY.to_owned(), text))
            }
            Step::Leave(tab) => self.act(tab, Action::Left(SUMMARY.to_owned())),
            Step::TypeWrong(tab) => self.act(tab, Action::Typed("/months".to_owned(), "many".to_owned())),
            Step::Undo(tab) => self.act(tab, turn(Turn::Undo)),
            Step::Redo(tab) => self.act(tab, turn(Turn::Redo)),
            Step::AddScenario(tab) => {
                let (name, from) = (self.name(), self.tabs[tab].state.cases.open.clone());
                self.act(tab, Action::AddScenario(name, from))
            }
            Step::DeleteScenario(tab, nth) => match self.case(tab, nth) {
                Some(id) => self.act(tab, Action::DeleteScenario(id)),
                None => Ok(()),
            },
            Step::OpenCase(tab, nth) => {
                let open = self.case(tab, nth);
                self.act(tab, Action::Open(open))
            }
            Step::SetBase(tab) => self.act(tab, Action::SetBase),
            Step::Start(tab, nth) => {
                let cases = self.preset(nth);
                self.act(tab, Action::Followed(Box::new(cases)))
            }
            Step::OpenSaved(tab, nth) => self.open_saved(tab, nth),
            Step::Send(tab, is_all) => self.send(tab, if is_all { Share::All } else { Share::OpenCase }),
            Step::Follow(tab, nth, is_cut) => self.follow(tab, nth, is_cut),
            Step::Reload(tab) => {
                self.act(tab, Action::Leaving)?;
                self.loaded_again(tab)
            }
            Step::NewTab(tab) => {
                self.act(tab, Action::Leaving)?;
                self.tabs[tab] = self.fresh(tab);
                Ok(())
            }
            Step::Kill(tab) => self.loaded_again(tab),
            Step::KillAfter(tab, many) => {
                self.tabs[tab].fuse = Some(many);
                Ok(())
            }
            Step::Deliver(tab, nth) => self.deliver(tab, nth),
            step => {
                self.fault(step);
                Ok(())
            }
        }
    }

    /// The id of a case of a tab: the base case, or a scenario.
    fn case(&self, tab: usize, nth: usize) -> Option<String> {
        let scenarios = &self.tabs[tab].state.cases.scenarios;
        scenarios.get(nth % (scenarios.len() + 1)).map(|scenario| scenario.id.clone())
    }

    fn wait(&mut self, time: u64) -> Checked {
        let until = self.now + time;
        loop {
            let due = |tab: &Tab| tab.wakes.filter(|at| *at <= until);
            let next = (0..self.tabs.len()).filter_map(|nth| Some((due(&self.tabs[nth])?, nth))).min();
            let Some((at, tab)) = next else { break };
            self.now = self.now.max(at);
            self.tabs[tab].wakes = None;
            self.act(tab, Action::Woke)?;
        }
        self.now = until;
        Ok(())
    }

    fn open_saved(&mut self, tab: usize, nth: usize) -> Checked {
        let store = &self.users[tab / 2].store;
        let slots = store.slots();
        if store.is_denied || slots.is_empty() {
            return Ok(());
        }
        let slot = slots[nth % slots.len()].clone();
        let text = store.texts.get(&deal_name(&slot)).cloned();
        let stamp = store.saved(&deal_name(&slot)).map(|saved| store::stamp_of(&saved));
        // What the tab has unsaved is saved first, and may be in this slot.
        let is_own = slot == self.tabs[tab].state.slot() && self.tabs[tab].state.is_unsaved();
        if is_own {
            return Ok(());
        }
        self.tabs[tab].known.extend(stamp);
        self.act(tab, Action::OpenSaved(slot, text))
    }

    fn send(&mut self, tab: usize, share: Share) -> Checked {
        let state = &self.tabs[tab].state;
        let sent = mail::Sent::of(state.shared(share));
        if share == Share::OpenCase && state.has_private_others() {
            let own = state.deal();
            let others = state.cases.scenarios.iter().filter(|other| state.cases.open.as_ref() != Some(&other.id));
            let base = (BASE_CASE, &state.cases.base);
            let others = others.map(|other| (other.name.as_str(), &other.deal)).chain([base]);
            for (name, deal) in others {
                let secrets =
                    [name, &deal.summary].into_iter().filter(|text| text.starts_with('w') && text.ends_with('w'));
                if let Some(secret) =
                    secrets.into_iter().find(|text| **text != own.summary && sent.document.contains(*text))
                {
                    return Err(format!("tab {tab}: {secret} of another case is in the link of one"));
                }
            }
        }
        self.users[1 - tab / 2].mail.push(sent);
        Ok(())
    }

    fn follow(&mut self, tab: usize, nth: usize, is_cut: bool) -> Checked {
        let mail = &self.users[tab / 2].mail;
        if mail.is_empty() {
            return Ok(());
        }
        let sent = &mail[nth % mail.len()];
        let text = if is_cut { mail::cut(&sent.text) } else { sent.text.clone() };
        match mail::opened(&text) {
            Ok(_) if is_cut => Err("a link that was cut opens a deal".to_owned()),
            Ok(opened) if opened.whole() != sent.cases.whole() => {
                Err("a link opens another deal than was sent".to_owned())
            }
            Ok(opened) => {
                self.tabs[tab].address = Some((text, None));
                self.act(tab, Action::Followed(Box::new(opened)))
            }
            Err(_) if !is_cut => Err("a link that nobody changed does not open".to_owned()),
            Err(why) => {
                let (before, is_to_die) = (self.tabs[tab].state.cases.clone(), self.tabs[tab].fuse.is_some());
                self.act(tab, Action::NotFollowed(why))?;
                let state = &self.tabs[tab].state;
                let is_said = state.not_followed.is_some() && state.cases.is_same_deal(&before);
                if is_said || is_to_die {
                    Ok(())
                } else {
                    Err(format!("tab {tab}: a cut link is not said to be damaged"))
                }
            }
        }
    }

    fn deliver(&mut self, tab: usize, nth: usize) -> Checked {
        let events = &mut self.tabs[tab].events;
        if events.is_empty() {
            return Ok(());
        }
        let name = events.remove(nth % events.len());
        let Some(slot) = id_of(&name).map(str::to_owned) else { return Ok(()) };
        let stamp = self.users[tab / 2].store.saved(&name).map(|saved| store::stamp_of(&saved));
        self.act(tab, Action::ChangedElsewhere(slot, stamp))
    }

    fn fault(&mut self, step: Step) {
        let now = self.now;
        let spoilt = |user: &mut User, nth: usize, text: &dyn Fn(&str) -> String| {
            let slots = user.store.slots();
            let Some(slot) = slots.get(nth % slots.len().max(1)) else { return };
            let name = deal_name(slot);
            let text = text(&user.store.texts[&name]);
            user.fault = Some(now);
            user.unreadable.insert(name.clone(), text.clone());
            user.store.texts.insert(name, text);
        };
        match step {
            Step::Full(user, is_full) => {
                let user = &mut self.users[user];
                user.fault = Some(now);
                user.store.is_full = is_full;
            }
            Step::Deny(user, is_denied) => {
                let user = &mut self.users[user];
                user.fault = Some(now);
                user.store.is_denied = is_denied;
            }
            Step::Tear(user) => self.users[user].store.tears = true,
            Step::Damage(user, nth) => {
                spoilt(&mut self.users[user], nth, &|text| text[..text.len() * 2 / 3].to_owned());
            }
            Step::SaveLater(user, nth) => spoilt(&mut self.users[user], nth, &|_| "{\"form\":99}".to_owned()),
            Step::SaveOld(user, nth) => self.save_old(user, nth),
            Step::Jump(user, by) => self.users[user].jump = (self.users[user].jump + by).clamp(-1_000_000, 1_000_000),
            _ => {}
        }
    }

    /// The page before stamps: it saves over whatever is there.
    fn save_old(&mut self, user: usize, nth: usize) {
        let (now, at) = (self.now, self.clock(user));
        let text = self.name();
        let own = &mut self.users[user];
        let slots = own.store.slots();
        let Some(name) = slots.get(nth % slots.len().max(1)).map(|slot| deal_name(slot)) else { return };
        let Some(saved) = own.store.saved(&name) else { return };
        let old = Saved { at: session::moment::written(at), by: text, stamp: String::new(), form: 0, ..saved };
        own.fault = Some(now);
        own.store.texts.insert(name.clone(), old.written());
        (2 * user..2 * user + 2).for_each(|tab| self.tabs[tab].events.push(name.clone()));
    }

    /// Sends an action to a tab, and carries out what follows, as the page does.
    fn act(&mut self, nth: usize, action: Action) -> Checked {
        let mut effects = VecDeque::new();
        self.update(nth, action, &mut effects);
        while let Some(effect) = effects.pop_front() {
            if let Some(left) = &mut self.tabs[nth].fuse {
                if *left == 0 {
                    return self.loaded_again(nth);
                }
                *left -= 1;
            }
            match effect {
                Effect::Save(save) => {
                    let ended = self.save(nth, &save)?;
                    self.update(nth, Action::SaveEnded(save.saved.stamp, ended), &mut effects);
                }
                Effect::WriteAddress(cases, mark) => {
                    let text = mail::Sent::of(*cases).text;
                    self.tabs[nth].address = Some((text, Some(mark)));
                }
                Effect::Wake(after) => self.tabs[nth].wakes = Some(self.now + after),
                Effect::Persist | Effect::FindCopies(_) => {}
            }
        }
        Ok(())
    }

    fn update(&mut self, nth: usize, action: Action, effects: &mut VecDeque<Effect>) {
        let at = self.clock(nth / 2);
        let now = self.now;
        let tab = &mut self.tabs[nth];
        let (state, more) = tab.state.update(Event { at, action });
        tab.state = state;
        effects.extend(more);
        if tab.cases.as_ref() == Some(&tab.state.cases)
            && tab.state.faulty_drafts() == tab.seen[tab.seen.len() - 1].work.drafts
        {
            return;
        }
        tab.is_changed = true;
        tab.cases = Some(tab.state.cases.clone());
        let work = Work::in_state(&tab.state);
        if tab.seen.last().is_none_or(|last| last.work != work) {
            // The same as before is as safe as it was.
            let is_saved = tab.seen.iter().any(|seen| seen.is_saved && seen.work == work);
            tab.seen.push(Seen { since: now, work, is_saved });
        }
    }

    fn save(&mut self, nth: usize, save: &Save) -> Result<Ended, String> {
        let user = &mut self.users[nth / 2];
        let name = deal_name(&save.slot);
        let before = user.store.saved(&name);
        let ended = store::save(save, &mut user.store);
        if let Some(torn) = user.store.torn.take() {
            user.fault = Some(self.now);
            let text = user.store.texts.get(&torn).cloned().unwrap_or_default();
            if torn.contains("/deal/") {
                user.unreadable.insert(torn, text);
            }
        }
        if ended != Ended::Saved {
            if matches!(ended, Ended::Not(_)) {
                user.fault = Some(self.now);
            }
            return Ok(ended);
        }
        let tab = &mut self.tabs[nth];
        if let Some(stamp) = before.map(|saved| store::stamp_of(&saved)).filter(|stamp| !tab.known.contains(stamp)) {
            return Err(format!("tab {nth} saved over data {stamp} that it did not know"));
        }
        tab.known.insert(store::stamp_of(&save.saved));
        tab.note = user.store.note.take().or(tab.note.take());
        let work = Work::of(&save.saved);
        tab.seen.iter_mut().filter(|seen| seen.work == work).for_each(|seen| seen.is_saved = true);
        let other = nth ^ 1;
        self.tabs[other].events.push(name);
        Ok(ended)
    }

    /// The tab is gone and loaded again: what is older than a second is there.
    fn loaded_again(&mut self, nth: usize) -> Checked {
        let gone = &self.tabs[nth];
        let (note, address) = (gone.note.clone(), gone.address.clone());
        let slot = gone.state.slot();
        let tab = self.started(nth, note, address);
        let gone = std::mem::replace(&mut self.tabs[nth], tab);
        let by = self.users[nth / 2].store.saved(&deal_name(&slot)).map(|saved| saved.by);
        let is_of_another = by.is_some_and(|by| by != gone.state.mark(0).tab);
        let own = &self.tabs[nth].seen[0].work;
        // The baseline is not in the address.
        let is_there = |seen: &Seen| seen.work.whole == own.whole;
        let Some(least) = self.least(&gone) else { return Ok(()) };
        if !self.is_sound(nth / 2) || is_of_another || gone.seen[least..].iter().any(is_there) {
            return Ok(());
        }
        Err(format!("tab {nth}: loaded again, work of more than a second is lost"))
    }

    /// The oldest work of a tab that must be safe: what was there a second ago.
    fn least(&self, tab: &Tab) -> Option<usize> {
        tab.seen.iter().rposition(|seen| seen.since + AT_RISK <= self.now)
    }

    /// Whether a user's storage works, and has for long enough.
    fn is_sound(&self, user: usize) -> bool {
        let User { store, fault, .. } = &self.users[user];
        !store.is_full && !store.is_denied && fault.is_none_or(|at| at + TO_RECOVER < self.now)
    }

    fn check_undo(&self, nth: usize) -> Checked {
        let tab = &self.tabs[nth];
        let event = |turn| Event { at: self.clock(nth / 2), action: Action::Turn(turn) };
        if tab.state.history.step(Turn::Undo).is_some() {
            let back = tab.state.update(event(Turn::Undo)).0.update(event(Turn::Redo)).0;
            if back.cases != tab.state.cases {
                return Err(format!("tab {nth}: undo and redo change the deal"));
            }
        }
        Ok(())
    }

    fn check_tab(&self, nth: usize) -> Checked {
        let tab = &self.tabs[nth];
        if !self.is_sound(nth / 2) {
            return Ok(());
        }
        let is_safe = |from: usize| tab.seen[from..].iter().any(|seen| seen.is_saved);
        if self.least(tab).is_some_and(|least| !is_safe(least)) {
            return Err(format!("tab {nth}: work of more than a second is saved nowhere"));
        }
        let is_said = matches!(tab.state.kept(), Kept::At(_) | Kept::Copied(Some(_))) && !tab.state.is_unsaved();
        let is_saved = tab.seen.last().is_some_and(|seen| seen.is_saved);
        if is_said && !is_saved {
            return Err(format!("tab {nth}: shown as saved, and is not"));
        }
        Ok(())
    }

    fn check_slots(&mut self) -> Checked {
        for (nth, user) in self.users.iter_mut().enumerate() {
            for (name, text) in &user.unreadable {
                if user.store.texts.get(name) != Some(text) {
                    return Err(format!("user {nth}: {name}, which cannot be read, was overwritten"));
                }
            }
            for slot in user.store.slots() {
                let Some(saved) = user.store.saved(&deal_name(&slot)) else { continue };
                let id = saved.identity.map(|own| Identity { from: None, ..own });
                let deal = (saved.title, id);
                let known = user.deals.entry(slot.clone()).or_insert_with(|| deal.clone());
                if *known != deal {
                    return Err(format!("user {nth}: slot {slot} has the work of another deal"));
                }
            }
        }
        Ok(())
    }
}
