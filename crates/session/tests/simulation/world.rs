//! Two users with two tabs each: what the page does with a session, and what happens to it.

use crate::ledger::Ledger;
use crate::mail::{self, Sent};
use crate::storage::Texts;
use crate::texts::{Text, Visit, is_of_visit, own_texts};
use crate::work::{Safe, Seen, Work, is_same_deal};
use appraisal::samples::{self, Sample};
use session::example::{with_scenarios, worked_example};
use session::history::UndoLabel;
use session::lineage;
use session::link;
use session::moment::Moment;
use session::route::{Page, Route};
use session::saved_deal::{Saved, deal_name, versions_name};
use session::scenarios::{Cases, Open};
use session::state::{self, Action, Begin, Effect, Event, Mark, State};
use session::store::{self, Ended, Save};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

/// Small presets: the worked example takes several times as long.
const PRESETS: [Sample; 4] = [samples::GD_1, samples::GD_3, samples::GD_5, samples::GD_8];

/// In place of every so manyth preset there is the worked example.
const EXAMPLE_AMONG: usize = 16;

/// How much mail is kept.
const MOST_MAIL: usize = 16;

/// How many deals that were left and are saved are remembered.
const MOST_LEFT: usize = 64;

/// How many states are remembered that may wait to be saved.
const MOST_FLUSHED: usize = 64;

/// The storage event of everything that was cleared at once has no name.
pub(crate) const CLEARED: &str = "";

/// A step that broke a promise, and which.
pub(crate) type Checked = Result<(), String>;

/// What the address of a tab contains.
#[derive(Clone)]
pub(crate) enum Address {
    /// What was asked for.
    Asked(String),
    /// A damaged link, which stays until something is changed.
    Damaged(String),
    /// What the page wrote: a link is only made of it once it is read.
    Written(Box<Cases>, Mark),
}

impl Address {
    /// What is in the address bar.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Asked(text) | Self::Damaged(text) => text.clone(),
            Self::Written(cases, _) => mail::shown_address(cases),
        }
    }

    fn read(self) -> (String, Option<Mark>) {
        match self {
            Self::Asked(text) | Self::Damaged(text) => (text, None),
            Self::Written(cases, mark) => (mail::address(&cases), Some(mark)),
        }
    }
}

pub(crate) struct Tab {
    pub(crate) state: State,
    pub(crate) started_as: Cases,
    pub(crate) wakes: Option<u64>,
    pub(crate) note: Option<String>,
    pub(crate) address: Address,
    /// The entries of its history before that, and the page that it shows.
    pub(crate) back: Vec<Address>,
    pub(crate) page: Page,
    /// When it went back to an entry that it wrote, until it writes its address.
    pub(crate) went_back: Option<u64>,
    /// After how many actions a damaged link came, and which case was open then.
    pub(crate) arrived: (u64, Open),
    /// After how many actions the address was written, if it is of the deal that is open; and when it saved last.
    pub(crate) addressed: Option<u64>,
    pub(crate) saved_after: u64,
    /// What it had open, the latest last.
    pub(crate) seen: Vec<Seen>,
    /// What it had open of deals that it has left, until that is saved.
    pub(crate) left: Vec<Seen>,
    /// What was open when something else was asked for: it may wait to be saved, whatever came of that.
    pub(crate) flushed: VecDeque<Work>,
    /// What it saved last, with its stamp.
    pub(crate) saved: Option<(Work, String)>,
    /// After how many changes a version took the place of what is saved.
    pub(crate) replaced_after: Option<u64>,
    /// The data that it has read or saved, by stamp.
    pub(crate) known: BTreeMap<String, Saved>,
    /// Storage events that wait.
    pub(crate) events: Vec<String>,
    /// The deal that was deleted last.
    pub(crate) deleted: Option<store::Deleted>,
    /// After how many effects more it is killed.
    pub(crate) fuse: Option<u32>,
    /// Since when it has had its deal open; zero from the start of the tab.
    pub(crate) opened: u64,
    /// The texts that cannot be read of each deal, by its place: case, path and text.
    pub(crate) texts: BTreeSet<(String, Text)>,
    /// What is wrong with the texts after the last action.
    pub(crate) fault: Option<&'static str>,
    /// The value and its mark before the box that is being typed in.
    pub(crate) visit: Option<Visit>,
    /// Whether the last step changed its deal or a text.
    pub(crate) is_changed: bool,
    /// Whether its slot was found to have what cannot be read.
    pub(crate) is_unreadable: bool,
    /// What is being worked out.
    pub(crate) work: Option<state::Work>,
}

#[derive(Default)]
pub(crate) struct User {
    pub(crate) store: Texts,
    pub(crate) mail: VecDeque<Sent<String>>,
    pub(crate) files: VecDeque<Sent<Vec<u8>>>,
    /// When the storage failed or was changed by a fault last.
    pub(crate) fault: Option<u64>,
    pub(crate) jump: i64,
    /// What cannot be read, and must stay as it is.
    pub(crate) unreadable: BTreeMap<String, String>,
    pub(crate) ledger: Ledger,
    /// Which deal each slot is of, by its place: the simulated users never change one.
    pub(crate) places: BTreeMap<String, String>,
}

/// How often each kind of step did something.
pub(crate) type Counts = BTreeMap<&'static str, u64>;

pub(crate) struct World {
    pub(crate) users: [User; 2],
    pub(crate) tabs: Vec<Tab>,
    pub(crate) now: u64,
    pub(crate) counts: Counts,
    names: u64,
    /// How many actions there were.
    pub(crate) turns: u64,
}

impl World {
    pub(crate) fn new() -> Self {
        let (users, counts) = (Default::default(), Counts::new());
        let mut world = Self { users, tabs: Vec::new(), now: 0, counts, names: 0, turns: 0 };
        for tab in 0..4 {
            let started = world.fresh(tab, tab == 0);
            world.tabs.push(started);
        }
        world
    }

    pub(crate) fn count(&mut self, what: &'static str) {
        *self.counts.entry(what).or_default() += 1;
    }

    /// A text that nobody has typed before.
    pub(crate) fn name(&mut self) -> String {
        self.names += 1;
        format!("w{:06}w", self.names)
    }

    /// A number that was not used lately.
    pub(crate) fn number(&mut self) -> u64 {
        self.names += 1;
        self.names
    }

    pub(crate) fn clock(&self, user: usize) -> Moment {
        (1_795_000_000_000 + self.now as i64 + self.users[user].jump * 1_000) as u64
    }

    /// A new tab, on a deal of its own or at the plain address.
    pub(crate) fn fresh(&mut self, tab: usize, is_plain: bool) -> Tab {
        let text = if is_plain { String::new() } else { mail::link(&self.preset(tab)) };
        self.started(tab, None, Address::Asked(text))
    }

    /// A deal of a preset, at a place that no other has; or now and then the worked example.
    pub(crate) fn preset(&mut self, nth: usize) -> Cases {
        if nth % EXAMPLE_AMONG == EXAMPLE_AMONG - 1 {
            return (*worked_example().unwrap()).clone();
        }
        let mut cases = with_scenarios(&PRESETS[nth % PRESETS.len()]).unwrap();
        Rc::make_mut(&mut cases.base).place = self.name();
        cases.baseline = cases.base.clone();
        cases
    }

    pub(crate) fn started(&mut self, tab: usize, note: Option<String>, address: Address) -> Tab {
        let user = tab / 2;
        let seed = self.number();
        let (text, mark) = address.clone().read();
        let has_work = mark.as_ref().is_some_and(|mark| mark.changes > 0);
        let asked = session::link::open(&text);
        let begin = Begin {
            seed,
            at: self.clock(user),
            asked: asked.clone(),
            mark,
            noted: note.clone(),
            wants_example: link::starts_with_the_example(&text),
            open: Route::read(&text).open,
        };
        let store = &self.users[user].store;
        let state = State::start(begin, store).unwrap();
        let there = store.read_deal(&state.slot()).filter(|_| !store.is_denied);
        let known = there.iter().map(|saved| (store::stamp_of(saved), saved.clone())).collect();
        let work = Work::of(&state);
        // A link that was followed has it, or nothing has been changed yet.
        let is_stored = |saved: &&Saved| Work::saved(saved).is_some_and(|saved| saved == work);
        let safe = match there.as_ref().filter(is_stored) {
            Some(saved) => Safe::As(store::stamp_of(saved)),
            None if has_work && matches!(asked, Ok(Some(_))) => Safe::No,
            None => Safe::CameFromElsewhere,
        };
        Tab {
            started_as: state.cases.clone(),
            wakes: Some(self.now),
            note,
            address,
            back: Vec::new(),
            page: Page::default(),
            went_back: None,
            arrived: (self.turns, state.cases.open.clone()),
            addressed: Some(self.turns),
            saved_after: self.turns,
            saved: safe.stamp().map(|stamp| (work.clone(), stamp.clone())),
            replaced_after: None,
            seen: vec![Seen { since: self.now, turn: self.turns, work, safe }],
            left: Vec::new(),
            flushed: VecDeque::new(),
            known,
            events: Vec::new(),
            deleted: None,
            fuse: None,
            opened: 0,
            texts: BTreeSet::from_iter(own_texts(&state)),
            state,
            fault: None,
            visit: None,
            is_changed: false,
            is_unreadable: false,
            work: None,
        }
    }

    pub(crate) fn wait(&mut self, time: u64) -> Checked {
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

    /// Sends an action to a tab, and carries out what follows, as the page does.
    pub(crate) fn act(&mut self, nth: usize, action: Action) -> Checked {
        let mut effects = VecDeque::new();
        self.update(nth, action, &mut effects);
        while let Some(effect) = effects.pop_front() {
            if self.is_burnt(nth) {
                return self.loaded_again(nth, false);
            }
            self.carry_out(nth, effect, &mut effects)?;
        }
        Ok(())
    }

    /// The page is left: what follows is carried out once, and what follows from that no longer is.
    pub(crate) fn leave(&mut self, nth: usize) -> Checked {
        let (mut effects, mut later) = (VecDeque::new(), VecDeque::new());
        self.update(nth, Action::Leaving, &mut effects);
        for effect in effects {
            if self.is_burnt(nth) {
                return Ok(());
            }
            self.carry_out(nth, effect, &mut later)?;
        }
        Ok(())
    }

    /// Whether a tab is killed before its next effect.
    fn is_burnt(&mut self, nth: usize) -> bool {
        let Some(left) = &mut self.tabs[nth].fuse else { return false };
        let is_burnt = *left == 0;
        *left = left.saturating_sub(1);
        if is_burnt {
            self.count("crash between two effects");
        }
        is_burnt
    }

    fn carry_out(&mut self, nth: usize, effect: Effect, more: &mut VecDeque<Effect>) -> Checked {
        match effect {
            Effect::Save(save) => {
                let ended = self.save(nth, &save)?;
                let is_open = save.slot == self.tabs[nth].state.slot();
                self.update(nth, Action::SaveEnded(save.saved.stamp, ended), more);
                self.check_unreadable_said(nth, is_open, ended)
            }
            Effect::NoteOpen(slot, changes) => {
                self.note_open(nth, &slot, changes);
                Ok(())
            }
            Effect::WriteAddress(cases, mark) => {
                self.tabs[nth].check_written().map_err(|why| format!("tab {nth}: {why}"))?;
                self.tabs[nth].address = Address::Written(cases, mark);
                self.tabs[nth].addressed = Some(self.turns);
                self.tabs[nth].went_back = None;
                Ok(())
            }
            Effect::Wake(after) => {
                self.tabs[nth].wakes = Some(self.now + after);
                Ok(())
            }
            Effect::FindCopies(id) => {
                let store = &self.users[nth / 2].store;
                let found = lineage::copies(&id, store.slots().into_iter(), store);
                self.update(nth, Action::Found(found), more);
                self.check_lineage(nth)
            }
            Effect::Persist => Ok(()),
        }
    }

    /// What came is compared with another copy than itself.
    fn check_lineage(&mut self, nth: usize) -> Checked {
        let state = &self.tabs[nth].state;
        let Some(lineage) = state.lineage() else { return Ok(()) };
        if lineage.own.slot == state.slot() {
            return Err(format!("tab {nth}: what came is compared with itself"));
        }
        self.count("copy of what came");
        Ok(())
    }

    fn update(&mut self, nth: usize, action: Action, effects: &mut VecDeque<Effect>) {
        self.turns += 1;
        let (at, now, turn) = (self.clock(nth / 2), self.now, self.turns);
        let tab = &mut self.tabs[nth];
        let openings = tab.state.openings;
        if matches!(&action, Action::Followed(_) | Action::OpenSaved(..) | Action::OpenVersion(_) | Action::Turn(_)) {
            tab.flushed.extend(tab.seen.last().map(|last| last.work.clone()));
            tab.flushed.drain(..tab.flushed.len().saturating_sub(MOST_FLUSHED));
        }
        let is_turned = matches!(&action, Action::Turn(turn)
            if tab.state.history.step(*turn).is_some_and(|step| step.did == UndoLabel::Opened));
        let (is_version, changes) = (matches!(action, Action::OpenVersion(_)), tab.state.mark(0).changes);
        let texts = tab.state.faulty_drafts();
        if !is_of_visit(&action) {
            tab.visit = None;
        }
        let (state, more) = tab.state.update(Event { at, action });
        tab.state = state;
        effects.extend(more);
        let is_other_deal = is_turned || tab.state.openings != openings;
        if !is_other_deal && tab.seen.last().is_some_and(|last| last.work.is_of(&tab.state)) {
            return;
        }
        let is_left = tab.state.openings != openings && !is_turned;
        tab.look_at_texts(is_turned, is_left.then_some(&texts), at);
        tab.is_changed = true;
        if is_other_deal {
            tab.addressed = None;
            tab.opened = now;
            tab.left.extend(tab.seen.drain(..).next_back());
            // What is saved may be on its way to be saved again.
            let old = tab.left.len().saturating_sub(MOST_LEFT);
            let mut place = 0..;
            tab.left.retain(|left| left.safe == Safe::No || place.next() >= Some(old));
            tab.saved = None;
            tab.is_unreadable = false;
            tab.replaced_after = is_version.then_some(changes);
        }
        let work = Work::of(&tab.state);
        let same = tab.saved.as_ref().filter(|(saved, _)| *saved == work).map(|(_, stamp)| stamp);
        // Undo of an opening leads back to what was saved.
        let is_known = |(_, saved): &(&String, &Saved)| {
            is_turned && saved.title == work.cases.base.title && Work::saved(saved).as_ref() == Some(&work)
        };
        let stamp = same.or_else(|| tab.known.iter().find(is_known).map(|(stamp, _)| stamp));
        let safe = stamp.map_or(Safe::No, |stamp| Safe::As(stamp.clone()));
        tab.seen.push(Seen { since: now, turn, work, safe });
    }

    fn note_open(&mut self, nth: usize, slot: &str, changes: u64) {
        let store = &mut self.users[nth / 2].store;
        store::note_open(slot, changes, store);
        self.tabs[nth].note = store.note.take();
        if store.torn.take().is_some() {
            self.count("torn write");
        }
    }

    fn save(&mut self, nth: usize, save: &Save) -> Result<Ended, String> {
        let user = &mut self.users[nth / 2];
        let (before, latest) = (user.store.read_deal(&save.slot), user.ledger.latest_version(&save.slot));
        let ended = store::save(save, &mut user.store);
        let torn = user.store.torn.take();
        if torn.as_ref() == Some(&deal_name(&save.slot)) && ended == Ended::Saved {
            return Err(format!("tab {nth}: what is torn is said to be saved"));
        }
        if let Some(torn) = torn {
            self.was_torn(nth, torn);
        }
        if let Ended::Not(why) = ended {
            self.users[nth / 2].fault = Some(self.now);
            self.count(match why {
                store::NotSaved::Denied => "write denied",
                store::NotSaved::Full => "write refused: full",
                store::NotSaved::TooLarge => "deal too large",
            });
        }
        self.check_store(nth / 2)?;
        if ended == Ended::Saved {
            self.check_over(nth, save, before.as_ref(), latest)?;
            self.was_saved(nth, save)?;
        }
        Ok(ended)
    }

    fn was_torn(&mut self, nth: usize, name: String) {
        let user = &mut self.users[nth / 2];
        user.fault = Some(self.now);
        if name != store::LAST {
            let text = user.store.texts.get(&name).cloned().unwrap_or_default();
            user.unreadable.insert(name.clone(), text);
        }
        self.tabs[nth ^ 1].events.push(name);
        self.count("torn write");
    }

    /// What a tab saved is work that it had open.
    fn was_saved(&mut self, nth: usize, save: &Save) -> Checked {
        let (now, tab) = (self.now, &mut self.tabs[nth]);
        tab.known.insert(store::stamp_of(&save.saved), save.saved.clone());
        tab.note = self.users[nth / 2].store.note.take().or(tab.note.take());
        let work = Work::saved(&save.saved).ok_or_else(|| format!("tab {nth}: what it saved cannot be read"))?;
        let mut is_seen = tab.flushed.contains(&work);
        let stamp = store::stamp_of(&save.saved);
        for seen in tab.seen.iter_mut().chain(&mut tab.left).filter(|seen| seen.work == work) {
            (seen.safe, is_seen) = (Safe::As(stamp.clone()), true);
        }
        if !is_seen {
            return Err(format!("tab {nth}: what it saved was never open"));
        }
        let also = save.also.as_ref().filter(|also| self.users[nth / 2].has_version(&save.slot, also));
        if let Some((cases, stamp)) = also.and_then(|also| Some((also.cases().ok()?, store::stamp_of(also)))) {
            let left = tab.left.iter_mut().filter(|left| is_same_deal(&left.work.cases, &cases));
            left.for_each(|left| left.safe = Safe::As(stamp.clone()));
        }
        tab.saved = Some((work, stamp));
        tab.saved_after = self.turns;
        tab.forget(now);
        self.tabs[nth ^ 1].events.push(deal_name(&save.slot));
        Ok(())
    }

    pub(crate) fn post(&mut self, to: usize, sent: Sent<String>) {
        let mail = &mut self.users[to].mail;
        mail.push_back(sent);
        if mail.len() > MOST_MAIL {
            mail.pop_front();
        }
    }

    pub(crate) fn post_file(&mut self, to: usize, cases: &Cases) {
        let files = &mut self.users[to].files;
        files.push_back(Sent::file(cases));
        if files.len() > MOST_MAIL {
            files.pop_front();
        }
    }

    /// The versions of the deal that a tab has open.
    pub(crate) fn versions(&self, tab: usize) -> Vec<Saved> {
        let store = &self.users[tab / 2].store;
        let text = store.texts.get(&versions_name(&self.tabs[tab].state.slot())).filter(|_| !store.is_denied);
        text.and_then(|text| session::saved_deal::versions(text).ok()).unwrap_or_default()
    }
}
