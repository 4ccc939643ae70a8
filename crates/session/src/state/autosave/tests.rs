//! Tabs over one storage: what is saved where, and when.

mod arrival;
mod told;
#[path = "../../../tests/simulation/storage.rs"]
#[allow(dead_code, reason = "the simulation uses the rest")]
mod storage;

use super::*;
use crate::history::Turn;
use crate::lineage;
use crate::link::BrokenLink;
use crate::saved_deal::{deal_name, versions, versions_name};
use crate::scenarios::Cases;
use crate::state::{Action, Event, NotFollowed};
use crate::store;
use appraisal::deal::Review;
use appraisal::samples;
use std::cell::RefCell;
use storage::Texts;

const PRICE: &str = "/home_types/market/price";
const DAY: Moment = 24 * 3_600_000;

impl Texts {
    fn saved(&self, slot: &str) -> Saved {
        self.read_deal(slot).unwrap()
    }

    fn price(&self, slot: &str) -> Option<f64> {
        self.saved(slot).cases().unwrap().deal().home_types[0].price
    }

    fn versions(&self, slot: &str) -> Vec<Saved> {
        self.texts.get(&versions_name(slot)).map_or_else(Vec::new, |text| versions(text).unwrap())
    }
}

type Shared = Rc<RefCell<Texts>>;

/// A tab, as a page runs it.
struct Tab {
    state: State,
    storage: Shared,
    at: Moment,
    wakes: Option<Moment>,
    address: Option<(Cases, Mark)>,
    is_persistent: bool,
}

impl Tab {
    fn begin(storage: &Shared, at: Moment, seed: u64) -> Begin {
        let noted = storage.borrow().note.clone();
        let (asked, mark, open) = (Ok(None), None, None);
        Begin { seed, at, asked, mark, noted, wants_example: false, open }
    }

    fn start(storage: &Shared, begin: Begin) -> Self {
        let at = begin.at;
        let state = State::start(begin, &*storage.borrow()).unwrap();
        let (wakes, address) = (None, None);
        let mut tab = Self { state, storage: storage.clone(), at, wakes, address, is_persistent: false };
        tab.act(Action::Woke);
        tab
    }

    fn new(storage: &Shared, seed: u64) -> Self {
        Self::start(storage, Self::begin(storage, 1_000_000 * DAY / 1_000, seed))
    }

    /// The page is loaded again, in the same tab.
    fn reloaded(self, seed: u64) -> Self {
        let mut begin = Self::begin(&self.storage, self.at + 50, seed);
        if let Some((cases, mark)) = self.address {
            let text = crate::link::fragment(&cases).unwrap();
            begin = Begin { asked: crate::link::open(&text), mark: Some(mark), ..begin };
        }
        Self::start(&self.storage, begin)
    }

    fn act(&mut self, action: Action) {
        let (state, effects) = self.state.update(Event { at: self.at, action });
        self.state = state;
        self.wakes = None;
        for effect in effects {
            match effect {
                Effect::Save(save) => {
                    let ended = store::save(&save, &mut *self.storage.borrow_mut());
                    self.act(Action::SaveEnded(save.saved.stamp, ended));
                }
                Effect::NoteOpen(slot, changes) => store::note_open(&slot, changes, &mut *self.storage.borrow_mut()),
                Effect::WriteAddress(cases, mark) => self.address = Some((*cases, mark)),
                Effect::Wake(after) => self.wakes = Some(self.at + after),
                Effect::Persist => self.is_persistent = true,
                Effect::FindCopies(id) => {
                    let slots = self.storage.borrow().slots();
                    let copies = lineage::copies(&id, slots.into_iter(), &*self.storage.borrow());
                    self.act(Action::Found(copies));
                }
            }
        }
    }

    fn wait(&mut self, time: Moment) {
        let until = self.at + time;
        while let Some(at) = self.wakes.filter(|at| *at <= until) {
            self.at = self.at.max(at);
            self.act(Action::Woke);
        }
        self.at = until;
    }

    fn price(&mut self, price: u32) {
        self.act(Action::Typed(PRICE.to_owned(), price.to_string()));
    }

    fn saved(&mut self, price: u32) -> String {
        self.price(price);
        self.act(Action::Left(PRICE.to_owned()));
        self.wait(2_000);
        self.state.slot()
    }

    fn open(&mut self, slot: &str) {
        let text = self.storage.borrow().texts.get(&deal_name(slot)).cloned();
        self.act(Action::OpenSaved(slot.to_owned(), text));
    }

    fn follow(&mut self, sample: &samples::Sample) {
        self.act(Action::Followed(Box::new(crate::example::with_scenarios(sample).unwrap())));
    }

    fn own_price(&self) -> Option<f64> {
        self.state.deal().home_types[0].price
    }
}

#[test]
fn work_is_at_risk_for_less_than_a_second_while_it_is_typed_without_pause() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    assert_eq!(storage.borrow().slots(), Vec::<String>::new(), "the example alone is not saved");
    let mut typed: Vec<(Moment, f64)> = Vec::new();
    for step in 1..=80_u32 {
        let price = 186_000 + 1_000 * step;
        tab.price(price);
        typed.push((tab.at, f64::from(price)));
        tab.wait(250);
        // The renderer is killed here.
        let saved = storage.borrow().slots().first().and_then(|slot| storage.borrow().price(slot));
        let oldest_lost = typed.iter().find(|(_, price)| saved.is_none_or(|saved| *price > saved));
        assert!(oldest_lost.is_none_or(|(at, _)| tab.at - at < 1_000), "step {step}: {saved:?}");
    }
    assert_eq!(storage.borrow().slots().len(), 1);
    assert!(tab.is_persistent, "the browser is asked to keep it");
    tab.wait(REST);
    assert!(!tab.state.is_unsaved() && matches!(tab.state.kept(), Kept::At(_)));
}

#[test]
fn a_clock_that_goes_back_while_typing_does_not_put_off_saving() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    tab.price(190_000);
    tab.wait(250);
    tab.at -= 2 * DAY;
    for step in 1..=8_u32 {
        tab.price(190_000 + 1_000 * step);
        tab.wait(250);
    }
    let slot = tab.state.slot();
    assert!(storage.borrow().price(&slot) >= Some(195_000.0), "nothing of the last second but one is saved");
}

#[test]
fn what_was_typed_is_saved_when_the_page_is_left_and_when_another_deal_is_opened() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    tab.price(190_000);
    let slot = tab.state.slot();
    tab.act(Action::Leaving);
    assert_eq!(storage.borrow().price(&slot), Some(190_000.0));
    tab.price(191_000);
    tab.follow(&samples::GD_1);
    assert_eq!(storage.borrow().price(&slot), Some(191_000.0));
    assert_ne!(tab.state.slot(), slot);
}

#[test]
fn undo_after_opening_a_saved_deal_leaves_that_deal_as_it_is() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let first = tab.saved(190_000);
    tab.follow(&samples::GD_1);
    tab.wait(2_000);
    let second = tab.state.slot();
    tab.open(&first);
    tab.wait(2_000);
    assert_eq!((tab.state.slot(), tab.own_price()), (first.clone(), Some(190_000.0)));
    tab.act(Action::Turn(Turn::Undo));
    tab.wait(2_000);
    assert_eq!(tab.state.slot(), second);
    assert_eq!(storage.borrow().price(&first), Some(190_000.0));
    assert_eq!(storage.borrow().saved(&second).title, tab.state.deal().title);
    let reloaded = tab.reloaded(2);
    assert_eq!(reloaded.state.slot(), second);
    assert_eq!(storage.borrow().slots().len(), 2);
}

#[test]
fn a_saved_deal_that_cannot_be_read_is_said_so_and_never_overwritten() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let first = tab.saved(190_000);
    tab.follow(&samples::GD_1);
    tab.wait(2_000);
    let broken = [("damaged", Unreadable::Damaged), ("{\"form\":99}", Unreadable::Later)];
    for (text, why) in broken {
        storage.borrow_mut().texts.insert(deal_name(&first), text.to_owned());
        let before = (tab.state.slot(), tab.state.cases.clone());
        tab.open(&first);
        assert_eq!(tab.state.not_followed, Some(NotFollowed::Saved(Some(why))));
        assert_eq!((tab.state.slot(), tab.state.cases.clone()), before);
        tab.follow(&samples::GD_2);
        tab.wait(2_000);
        assert_ne!(tab.state.slot(), first);
        assert_eq!(storage.borrow().texts[&deal_name(&first)], text);
        // At the start of the page, too.
        storage.borrow_mut().note = Some(first.clone());
        let mut other = Tab::new(&storage, 5);
        assert_eq!(other.state.kept(), &Kept::Unreadable(first.clone(), why, None));
        other.saved(191_000);
        assert_eq!(storage.borrow().texts[&deal_name(&first)], text);
    }
    // Damaged while the deal is open: it is saved in another slot.
    let slot = tab.state.slot();
    storage.borrow_mut().texts.insert(deal_name(&slot), "damaged".to_owned());
    tab.act(Action::Chosen("/title".to_owned(), "Mill Lane".into()));
    tab.wait(2_000);
    assert_eq!(storage.borrow().texts[&deal_name(&slot)], "damaged");
    assert_eq!(storage.borrow().saved(&tab.state.slot()).title, "Mill Lane");
}

#[test]
fn after_a_full_storage_the_newer_deal_is_that_of_the_address_and_the_older_becomes_a_version() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let slot = tab.saved(190_000);
    storage.borrow_mut().room = Some(0);
    tab.saved(200_000);
    assert_eq!(tab.state.kept(), &Kept::Not(NotSaved::Full));
    assert_eq!(storage.borrow().price(&slot), Some(190_000.0));
    let mut tab = tab.reloaded(2);
    assert_eq!(tab.own_price(), Some(200_000.0), "the newer one");
    assert_eq!(tab.state.kept(), &Kept::Not(NotSaved::Full));
    storage.borrow_mut().room = None;
    tab.wait(AGAIN + MOST);
    assert_eq!((tab.state.slot(), storage.borrow().price(&slot)), (slot.clone(), Some(200_000.0)));
    let versions = storage.borrow().versions(&slot);
    assert_eq!(versions[0].cases().unwrap().deal().home_types[0].price, Some(190_000.0));
}

/// The timer of saving was not set again where a failed attempt left the same moment due.
#[test]
fn a_failed_attempt_is_made_again_without_another_change() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    storage.borrow_mut().is_denied = true;
    tab.saved(190_000);
    assert_eq!(tab.state.kept(), &Kept::Not(NotSaved::Denied), "denied is not full");
    assert!(tab.state.is_unsaved());
    storage.borrow_mut().is_denied = false;
    tab.wait(AGAIN + 100);
    assert_eq!(storage.borrow().price(&tab.state.slot()), Some(190_000.0));
    assert!(matches!(tab.state.kept(), Kept::At(_)));
}

/// The clock goes back three seconds while it waits.
#[test]
fn a_failed_attempt_is_made_again_when_its_time_has_passed_by_any_clock() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    storage.borrow_mut().is_denied = true;
    tab.saved(190_000);
    storage.borrow_mut().is_denied = false;
    tab.at = tab.wakes.unwrap() - 3_000;
    tab.act(Action::Woke);
    assert_eq!(storage.borrow().price(&tab.state.slot()), Some(190_000.0));
}

#[test]
fn a_clock_that_goes_back_stops_neither_saving_nor_versions() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let slot = tab.saved(190_000);
    tab.wait(600_000);
    tab.saved(191_000);
    assert_eq!(storage.borrow().versions(&slot).len(), 1);
    tab.at -= 2 * DAY;
    tab.price(192_000);
    tab.at -= 100;
    tab.act(Action::Woke);
    assert_eq!(storage.borrow().price(&slot), Some(192_000.0), "not after two days");
    assert_eq!(storage.borrow().versions(&slot).len(), 2);
    let tab = tab.reloaded(2);
    assert_eq!((tab.own_price(), tab.state.slot()), (Some(192_000.0), slot));
}

#[test]
fn two_tabs_with_one_deal_save_a_copy_each() {
    let storage = Shared::default();
    let mut one = Tab::new(&storage, 1);
    let slot = one.saved(190_000);
    let mut other = Tab::new(&storage, 2);
    assert_eq!((other.state.slot(), other.own_price()), (slot.clone(), Some(190_000.0)));
    // The storage says so at once, or not at all.
    for is_told in [true, false] {
        other.saved(165_000);
        if is_told {
            let there = storage.borrow().saved(&slot);
            one.price(200_000);
            one.act(Action::ChangedElsewhere(slot.clone(), Ok(Some(Box::new(there)))));
            assert_eq!(one.state.kept(), &Kept::Copied(None));
        }
        one.saved(200_000);
        other.saved(170_000);
        assert_eq!((storage.borrow().price(&slot), other.state.slot()), (Some(170_000.0), slot.clone()));
        assert_eq!(storage.borrow().price(&one.state.slot()), Some(200_000.0));
        assert!(matches!(one.state.kept(), Kept::Copied(Some(_))));
        assert_eq!(storage.borrow().slots().len(), 2);
    }
    // Undo in the copy stays in the copy.
    one.act(Action::Turn(Turn::Undo));
    one.wait(2_000);
    assert_eq!(storage.borrow().price(&slot), Some(170_000.0));
    assert_eq!(storage.borrow().slots().len(), 2);
}

#[test]
fn a_tab_that_only_looks_leaves_the_deal_to_the_one_with_the_work() {
    let storage = Shared::default();
    let mut one = Tab::new(&storage, 1);
    let slot = one.saved(190_000);
    let at = storage.borrow().saved(&slot).at;
    let mut other = Tab::new(&storage, 2);
    other.wait(60_000);
    assert_eq!((other.state.slot(), storage.borrow().saved(&slot).at), (slot.clone(), at), "opened is not saved");
    one.saved(200_000);
    assert_eq!((storage.borrow().price(&slot), storage.borrow().slots().len()), (Some(200_000.0), 1));
    // What it does not change is still the deal of the one that works, whichever case is open.
    let mut third = Tab::new(&storage, 3);
    third.act(Action::AddScenario("Offer".to_owned(), None));
    third.wait(2_000);
    let there = storage.borrow().saved(&slot);
    one.act(Action::ChangedElsewhere(slot.clone(), Ok(Some(Box::new(there)))));
    assert_eq!(one.state.kept(), &Kept::Newer(slot.clone()));
    one.open(&slot);
    third.act(Action::Open(None));
    third.wait(2_000);
    third.act(Action::RenameScenario("s1".to_owned(), "Offer".to_owned()));
    third.wait(2_000);
    let there = storage.borrow().saved(&slot);
    one.act(Action::ChangedElsewhere(slot.clone(), Ok(Some(Box::new(there)))));
    one.saved(205_000);
    assert_eq!((one.state.slot(), storage.borrow().slots().len()), (slot.clone(), 1));
    // It is told that there is something newer, and can show that.
    let there = storage.borrow().saved(&slot);
    other.act(Action::ChangedElsewhere(slot.clone(), Ok(Some(Box::new(there)))));
    assert_eq!((other.state.kept(), other.own_price()), (&Kept::Newer(slot.clone()), Some(190_000.0)));
    // Looking at another case there changes nothing.
    other.act(Action::Open(other.state.cases.scenarios.first().map(|scenario| scenario.id.clone())));
    other.wait(2_000);
    assert_eq!((other.state.kept(), storage.borrow().slots().len()), (&Kept::Newer(slot.clone()), 1));
    other.open(&slot);
    assert!(matches!(other.state.kept(), Kept::At(_)));
    other.saved(210_000);
    assert_eq!((other.state.slot(), storage.borrow().price(&slot)), (slot, Some(210_000.0)));
    assert_eq!(storage.borrow().slots().len(), 1);
}

/// It looked while another tab opened another case and then changed the deal.
#[test]
fn a_tab_that_only_looked_is_loaded_again_with_the_newest() {
    let storage = Shared::default();
    let mut works = Tab::new(&storage, 1);
    let slot = works.saved(190_000);
    let mut looks = Tab::new(&storage, 2);
    looks.open(&slot);
    looks.wait(2_000);
    let note = storage.borrow().note.clone();
    works.act(Action::Open(works.state.cases.scenarios.first().map(|scenario| scenario.id.clone())));
    works.wait(2_000);
    storage.borrow_mut().note = note;
    let there = |storage: &Shared| Some(Box::new(storage.borrow().saved(&slot)));
    looks.act(Action::ChangedElsewhere(slot.clone(), Ok(there(&storage))));
    let note = storage.borrow().note.clone();
    works.act(Action::Open(None));
    works.saved(200_000);
    looks.act(Action::ChangedElsewhere(slot.clone(), Ok(there(&storage))));
    looks.wait(2_000);
    storage.borrow_mut().note = note;
    let again = looks.reloaded(3);
    assert_eq!((again.state.slot(), again.own_price()), (slot.clone(), Some(200_000.0)));
    assert_eq!(storage.borrow().slots().len(), 1);
}

#[test]
fn a_deal_that_was_only_opened_is_open_after_a_reload_and_in_a_new_tab() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let first = tab.saved(190_000);
    tab.follow(&samples::GD_3);
    tab.wait(2_000);
    assert_ne!(tab.state.slot(), first);
    let before = storage.borrow().saved(&first);
    tab.open(&first);
    tab.wait(2_000);
    assert_eq!(storage.borrow().saved(&first), before, "opened is not saved");
    assert_eq!(Tab::new(&storage, 2).state.slot(), first);
    tab.address = None;
    assert_eq!(tab.reloaded(3).state.slot(), first);
}

/// A tab whose page is of an earlier version saves without a stamp.
#[test]
fn a_stale_page_and_this_one_do_not_overwrite_each_other() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let slot = tab.saved(190_000);
    let mut stale = storage.borrow().saved(&slot);
    stale.stamp = String::new();
    stale.by = "stale".to_owned();
    storage.borrow_mut().texts.insert(deal_name(&slot), stale.written());
    tab.saved(200_000);
    assert_ne!(tab.state.slot(), slot);
    assert_eq!(storage.borrow().price(&slot), Some(190_000.0));
    // The first form, opened here, is this tab's from then on.
    tab.open(&slot);
    tab.saved(201_000);
    assert_eq!((tab.state.slot(), storage.borrow().price(&slot)), (slot.clone(), Some(201_000.0)));
}

/// It counts no changes: where it has saved in a copy, only the address has what the copy had.
#[test]
fn what_a_stale_page_has_saved_is_not_opened_in_place_of_a_newer_address() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let slot = tab.saved(190_000);
    let before = storage.borrow().saved(&slot);
    let of_another = Saved { stamp: "another".to_owned(), ..before.clone() };
    storage.borrow_mut().texts.insert(deal_name(&slot), of_another.written());
    tab.price(195_000);
    tab.wait(REST + 50);
    let copy = tab.state.slot();
    assert_eq!((storage.borrow().price(&copy), tab.address.as_ref().unwrap().1.slot.clone()), (Some(195_000.0), slot));
    let stale = Saved { stamp: String::new(), changes: 0, ..before };
    storage.borrow_mut().texts.insert(deal_name(&copy), stale.written());
    assert_eq!(tab.reloaded(2).own_price(), Some(195_000.0));
}

#[test]
fn what_is_deleted_or_cleared_elsewhere_is_saved_again_with_the_next_change() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let slot = tab.saved(190_000);
    storage.borrow_mut().texts.clear();
    tab.act(Action::ChangedElsewhere(slot.clone(), Ok(None)));
    tab.saved(191_000);
    assert_eq!(storage.borrow().price(&slot), Some(191_000.0));
    tab.open("nothing there");
    assert_eq!(tab.state.not_followed, Some(NotFollowed::Saved(None)));
}

#[test]
fn versions_make_room_for_the_deal_the_oldest_first_and_come_back_where_that_is_not_enough() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let mut slot = String::new();
    for price in 0..6 {
        tab.wait(600_000);
        slot = tab.saved(190_000 + price);
    }
    assert_eq!(storage.borrow().versions(&slot).len(), 5);
    let size = storage.borrow().size();
    tab.wait(600_000);
    storage.borrow_mut().room = Some(size - 100);
    // Not as much longer as one version is.
    tab.act(Action::Chosen("/summary".to_owned(), "x".repeat(1_000).into()));
    tab.wait(2_000);
    assert!(matches!(tab.state.kept(), Kept::At(_)), "{:?}", tab.state.kept());
    let left = storage.borrow().versions(&slot);
    assert!((1..5).contains(&left.len()), "{}", left.len());
    tab.act(Action::Chosen("/summary".to_owned(), "x".repeat(2 * size).into()));
    tab.wait(2_000);
    assert_eq!(tab.state.kept(), &Kept::Not(NotSaved::Full));
    assert_eq!(storage.borrow().versions(&slot), left);
}

#[test]
fn a_version_is_opened_in_the_slot_of_its_deal_and_one_that_cannot_be_read_changes_nothing() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let slot = tab.saved(190_000);
    tab.wait(600_000);
    tab.saved(200_000);
    let version = storage.borrow().versions(&slot).remove(0);
    let broken = Saved { whole: "{".to_owned(), ..version.clone() };
    tab.act(Action::OpenVersion(Box::new(broken)));
    assert_eq!(tab.state.not_followed, Some(NotFollowed::Saved(Some(Unreadable::Damaged))));
    assert_eq!(tab.own_price(), Some(200_000.0));
    tab.act(Action::OpenVersion(Box::new(version)));
    tab.wait(2_000);
    assert_eq!((tab.state.slot(), tab.own_price()), (slot.clone(), Some(190_000.0)));
    assert_eq!(storage.borrow().price(&slot), Some(190_000.0));
    tab.act(Action::Turn(Turn::Undo));
    tab.wait(2_000);
    assert_eq!(storage.borrow().price(&slot), Some(200_000.0));
}

#[test]
fn a_mark_restored_alone_is_a_step_that_is_saved() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let start = tab.state.cases.clone();
    tab.act(Action::Reviewed(PRICE.to_owned(), Some(Review::Agreed), "Both agree".to_owned()));
    tab.wait(2_000);
    let agreed = tab.state.cases.clone();
    tab.act(Action::RestoreValue(PRICE.to_owned()));
    assert_eq!(tab.state.cases, start);
    tab.wait(2_000);
    let saved = storage.borrow().saved(&tab.state.slot()).cases().unwrap();
    assert_eq!(saved.base, start.base);
    tab.act(Action::Turn(Turn::Undo));
    assert_eq!(tab.state.cases, agreed);
}

#[test]
fn undo_has_no_limit() {
    let mut tab = Tab::new(&Shared::default(), 1);
    let start = tab.state.cases.clone();
    for step in 0..600 {
        tab.act(Action::Chosen("/title".to_owned(), format!("Mill Lane {step}").into()));
    }
    for _ in 0..600 {
        tab.act(Action::Turn(Turn::Undo));
    }
    assert_eq!(tab.state.cases, start);
    assert!(tab.state.history.step(Turn::Undo).is_none());
}

#[test]
fn the_mark_beside_an_address_comes_back() {
    for is_example in [false, true] {
        let mark = Mark { slot: "3f".to_owned(), tab: "2a".to_owned(), changes: 7, at: 1_795_804_200_000, is_example };
        assert_eq!(Mark::read(&mark.written()), Some(mark));
    }
    assert_eq!(Mark::read(""), None);
}

/// It would be saved, and called damaged when it is opened again.
#[test]
fn a_deal_that_is_too_large_to_be_opened_again_is_said_so_and_not_saved() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let slot = tab.saved(190_000);
    tab.act(Action::Chosen("/summary".to_owned(), "x".repeat(1_100_000).into()));
    tab.wait(2_000);
    assert_eq!(tab.state.kept(), &Kept::Not(NotSaved::TooLarge));
    assert_eq!(storage.borrow().price(&slot), Some(190_000.0));
    tab.act(Action::Chosen("/summary".to_owned(), "Short".into()));
    tab.wait(AGAIN);
    assert!(matches!(tab.state.kept(), Kept::At(_)));
}

/// Another tab saves between the moment at which this one begins to save and that at which it has.
#[test]
fn what_is_being_saved_while_another_tab_saves_ends_in_one_copy() {
    for is_first in [true, false] {
        let storage = Shared::default();
        let mut one = Tab::new(&storage, 1);
        let slot = one.saved(190_000);
        let mut other = Tab::new(&storage, 2);
        one.price(200_000);
        one.at += MOST;
        let (state, effects) = one.state.update(Event { at: one.at, action: Action::Woke });
        let Some(Effect::Save(save)) = effects.into_iter().find(|effect| matches!(effect, Effect::Save(_))) else {
            panic!()
        };
        one.state = state;
        let before = is_first.then(|| store::save(&save, &mut *storage.borrow_mut()));
        other.saved(170_000);
        let there = storage.borrow().saved(&slot);
        one.act(Action::ChangedElsewhere(slot.clone(), Ok(Some(Box::new(there)))));
        let ended = before.unwrap_or_else(|| store::save(&save, &mut *storage.borrow_mut()));
        one.act(Action::SaveEnded(save.saved.stamp.clone(), ended));
        one.wait(2 * AGAIN);
        let prices: Vec<_> = storage.borrow().slots().iter().map(|slot| storage.borrow().price(slot)).collect();
        assert_eq!(prices.len(), 2, "{prices:?}");
        assert_eq!(storage.borrow().price(&one.state.slot()), Some(200_000.0));
        assert_eq!(storage.borrow().price(&other.state.slot()), Some(170_000.0));
        assert_ne!(one.state.slot(), other.state.slot());
    }
}

#[test]
fn a_link_that_cannot_be_opened_stays_in_the_address_until_something_is_changed() {
    let mut tab = Tab::new(&Shared::default(), 1);
    tab.price(190_000);
    tab.act(Action::NotFollowed(BrokenLink::Damaged));
    tab.wait(5_000);
    assert!(tab.address.is_none() && !tab.state.is_unsaved());
    tab.act(Action::TurnedPage);
    tab.wait(5_000);
    assert!(tab.address.is_none(), "another style of the page changes nothing");
    tab.price(191_000);
    tab.wait(5_000);
    assert!(tab.address.is_some());
    // The page that the user goes to has an address of its own.
    tab.act(Action::NotFollowed(BrokenLink::Damaged));
    tab.address = None;
    tab.act(Action::Navigated(false));
    tab.act(Action::TurnedPage);
    tab.wait(5_000);
    assert!(tab.address.is_some());
}

#[test]
fn a_broken_link_at_the_start_opens_no_case_and_stays_in_the_address() {
    let storage = Shared::default();
    let begin = Tab::begin(&storage, 1_000, 1);
    let (asked, open) = (Err(BrokenLink::Damaged), Some(Some("as-later-reported".to_owned())));
    let mut tab = Tab::start(&storage, Begin { asked, open, ..begin });
    tab.wait(5_000);
    assert_eq!((tab.address.is_none(), tab.state.cases.open.clone()), (true, None));
    assert_eq!(tab.state.not_followed, Some(NotFollowed::Broken(BrokenLink::Damaged)));
    tab.price(190_000);
    tab.wait(5_000);
    assert!(tab.address.is_some());
}

/// The entry of the history to which the user goes back has the deal as it was when the page wrote it.
#[test]
fn an_address_to_which_the_user_goes_back_has_the_deal_as_it_is() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    tab.saved(190_000);
    tab.saved(191_000);
    let price = |tab: &mut Tab| {
        tab.address = None;
        tab.act(Action::Navigated(true));
        tab.wait(1_000);
        tab.address.as_ref().and_then(|(cases, _)| cases.base.home_types[0].price)
    };
    assert_eq!(price(&mut tab), Some(191_000.0));
    let mut tab = tab.reloaded(2);
    assert_eq!(price(&mut tab), Some(191_000.0), "also where nothing was changed since");
    // An untouched example needs no address: a link to a term of the glossary stays.
    let mut tab = Tab::new(&Shared::default(), 1);
    tab.act(Action::Navigated(false));
    tab.wait(1_000);
    assert!(tab.address.is_none());
}

/// The storage was denied, so that the address alone had it; nothing was changed after the reload.
#[test]
fn work_that_only_the_address_has_is_saved_after_a_reload() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    storage.borrow_mut().is_denied = true;
    tab.saved(190_000);
    let mut tab = tab.reloaded(2);
    storage.borrow_mut().is_denied = false;
    tab.wait(AGAIN + MOST);
    assert_eq!(storage.borrow().price(&tab.state.slot()), Some(190_000.0));
    // What was saved cannot be read: that is said, and stays said.
    let slot = tab.state.slot();
    storage.borrow_mut().texts.insert(deal_name(&slot), "damaged".to_owned());
    let mut tab = tab.reloaded(3);
    tab.wait(MOST);
    assert_eq!(tab.state.not_followed, Some(NotFollowed::Saved(Some(Unreadable::Damaged))));
    assert_eq!(storage.borrow().price(&tab.state.slot()), Some(190_000.0));
    assert_eq!(storage.borrow().texts[&deal_name(&slot)], "damaged");
}

/// A link has neither texts that cannot be read, nor a baseline that is no preset.
#[test]
fn a_newer_address_keeps_the_baseline_and_the_texts_of_the_saved_deal() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    tab.saved(190_000);
    tab.act(Action::SetBase);
    tab.act(Action::Typed("/months".to_owned(), "many".to_owned()));
    tab.wait(2_000);
    let baseline = tab.state.cases.baseline.clone();
    tab.price(200_000);
    tab.wait(BEFORE_ADDRESS + 50);
    assert_eq!(storage.borrow().price(&tab.state.slot()), Some(190_000.0), "not saved yet");
    let tab = tab.reloaded(2);
    assert_eq!((tab.own_price(), &tab.state.cases.baseline), (Some(200_000.0), &baseline));
    assert_eq!(tab.state.text("/months"), "many");
}

/// A link of the page has its page and case, and no deal. In a new tab the deal that was saved last opens, or the worked example
/// where only that has the case; a tab that shows the worked example has it after a reload too.
#[test]
fn a_link_of_the_page_opens_the_same_deal_in_a_new_tab() {
    let storage = Shared::default();
    let example = Tab::new(&storage, 1);
    let mut tab = Tab::new(&storage, 2);
    tab.price(190_000);
    tab.act(Action::AddScenario("Offer".to_owned(), None));
    let own = tab.state.cases.open.clone();
    tab.wait(REST + 50);
    let new = |tab: &Tab, open: Option<Open>| {
        let begin = Begin { noted: None, open, ..Tab::begin(&storage, tab.at, 3) };
        let State { cases, .. } = Tab::start(&storage, begin).state;
        (cases.origin.slot == tab.state.slot(), cases.open)
    };
    assert_eq!(new(&tab, None), (true, own.clone()), "such as Compare");
    assert_eq!(new(&tab, Some(own.clone())), (true, own));
    assert_eq!(new(&tab, Some(None)), (true, None));
    tab.follow(&samples::GD_1);
    tab.price(300_000);
    tab.wait(REST + 50);
    assert_eq!(new(&tab, None), (true, None));
    let of_example = Some(example.state.cases.scenarios[0].id.clone());
    assert_eq!(new(&tab, Some(of_example.clone())), (false, of_example));
    let mark = Mark { is_example: true, ..Mark::default() };
    let begin = Begin { noted: None, mark: Some(mark), ..Tab::begin(&storage, tab.at, 4) };
    assert!(Tab::start(&storage, begin).state.slot() != tab.state.slot());
}

#[test]
fn the_case_that_was_opened_last_is_open_after_a_reload() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    tab.saved(190_000);
    let scenario = Some(tab.state.cases.scenarios[0].id.clone());
    tab.act(Action::Open(scenario.clone()));
    tab.wait(BEFORE_ADDRESS + 50);
    let mut tab = tab.reloaded(2);
    assert_eq!(tab.state.cases.open, scenario);
    // It is not saved again to be looked at.
    tab.wait(60_000);
    assert_eq!(storage.borrow().saved(&tab.state.slot()).open, None);
    tab.saved(200_000);
    tab.act(Action::Open(None));
    tab.wait(BEFORE_ADDRESS + 50);
    assert_eq!(tab.reloaded(3).state.cases.open, None);
}

/// Where it saved last is not what it had open last: nothing can be saved since.
#[test]
fn a_reload_opens_what_is_in_the_address_if_that_is_newer_than_what_was_saved_elsewhere() {
    let storage = Shared::default();
    let mut one = Tab::new(&storage, 1);
    let slot = one.saved(190_000);
    let note = storage.borrow().note.clone();
    Tab::new(&storage, 2).saved(170_000);
    storage.borrow_mut().room = Some(0);
    one.saved(200_000);
    assert_ne!(one.state.slot(), slot, "to be saved as a copy");
    storage.borrow_mut().note.clone_from(&note);
    let mut one = one.reloaded(3);
    assert_eq!(one.own_price(), Some(200_000.0));
    // The same for a deal that was opened since.
    one.follow(&samples::GD_1);
    one.wait(2_000);
    let title = one.state.deal().title.clone();
    assert_eq!(one.reloaded(4).state.deal().title, title);
}

/// Its address has no deal: it was taken for that of the deal that was saved before.
#[test]
fn an_unchanged_example_is_open_after_a_reload_though_it_is_not_in_the_address() {
    for is_denied in [false, true] {
        let storage = Shared::default();
        let mut tab = Tab::new(&storage, 1);
        tab.saved(190_000);
        tab.follow(&samples::NORWICH_2009);
        storage.borrow_mut().is_denied = is_denied;
        tab.wait(if is_denied { 2_000 } else { BEFORE_ADDRESS + 50 });
        storage.borrow_mut().is_denied = false;
        let tab = tab.reloaded(2);
        assert_eq!((tab.own_price(), tab.state.is_untouched_example()), (Some(186_000.0), true), "{is_denied}");
    }
}

#[test]
fn a_saved_deal_of_the_first_form_gets_an_identity() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let slot = tab.saved(190_000);
    let first = Saved { form: 0, stamp: String::new(), identity: None, ..storage.borrow().saved(&slot) };
    storage.borrow_mut().texts.insert(deal_name(&slot), first.written());
    let mut tab = Tab::new(&storage, 2);
    assert!(tab.state.cases.origin.identity.is_some());
    tab.wait(MOST);
    assert_eq!(storage.borrow().saved(&slot).identity, tab.state.cases.origin.identity);
}

#[test]
fn a_full_storage_is_still_said_after_another_deal_was_opened() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    storage.borrow_mut().room = Some(0);
    tab.saved(190_000);
    tab.follow(&samples::GD_1);
    tab.wait(1_500);
    assert_eq!(tab.state.kept(), &Kept::Not(NotSaved::Full));
    // That the deal before was too large says nothing of this one.
    storage.borrow_mut().room = None;
    tab.act(Action::Chosen("/summary".to_owned(), "x".repeat(1_100_000).into()));
    tab.wait(AGAIN + MOST);
    assert_eq!(tab.state.kept(), &Kept::Not(NotSaved::TooLarge));
    tab.follow(&samples::GD_2);
    tab.wait(MOST);
    assert!(matches!(tab.state.kept(), Kept::At(_)));
}

/// The box is blank, its value is still the one before: leaving the box would set it.
#[test]
fn a_box_that_was_being_emptied_is_restored_without_a_change_of_the_deal() {
    const COST: &str = "/home_types/market/build_cost";
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    tab.act(Action::Typed("/home_types/market/build_cost_per_m2".to_owned(), "1,750".to_owned()));
    tab.act(Action::Typed(COST.to_owned(), "150,000".to_owned()));
    tab.act(Action::Settled);
    tab.act(Action::Typed(COST.to_owned(), String::new()));
    tab.wait(2_000);
    let before = tab.state.cases.clone();
    let tab = tab.reloaded(2);
    assert_eq!((&tab.state.cases.base, tab.state.text(COST)), (&before.base, String::new()));
}

/// It was needed when its box was emptied, and no longer is.
#[test]
fn a_value_whose_box_is_empty_is_not_removed_by_a_reload() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let price = "/home_types/association-rent/price".to_owned();
    tab.act(Action::Typed(price.clone(), String::new()));
    tab.act(Action::Left(price.clone()));
    tab.act(Action::Chosen("/home_types/association-rent/price_from".to_owned(), "market".into()));
    tab.wait(2_000);
    let before = tab.state.cases.clone();
    let tab = tab.reloaded(2);
    assert!(tab.state.cases.base == before.base && tab.state.text(&price).is_empty());
}

/// A crash between the two would open the link again, without what was made of it.
#[test]
fn a_link_that_was_followed_is_replaced_in_the_address_before_its_deal_is_saved() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    tab.follow(&samples::GD_1);
    for step in 0..10 {
        assert!(storage.borrow().slots().is_empty() || tab.address.is_some(), "{step}");
        tab.act(Action::Typed("/summary".to_owned(), format!("Summary {step}")));
        tab.wait(95);
    }
    assert!(tab.address.is_some() && storage.borrow().slots().len() == 1);
}

/// It was only in the undo steps, which a reload forgets.
#[test]
fn what_was_open_before_a_version_becomes_a_version_itself() {
    for is_denied in [false, true] {
        let storage = Shared::default();
        let mut tab = Tab::new(&storage, 1);
        let slot = tab.saved(190_000);
        tab.wait(600_000);
        tab.saved(191_000);
        let version = storage.borrow().versions(&slot).remove(0);
        tab.price(200_000);
        storage.borrow_mut().is_denied = is_denied;
        tab.act(Action::OpenVersion(Box::new(version)));
        storage.borrow_mut().is_denied = false;
        tab.wait(2 * AGAIN);
        assert_eq!(storage.borrow().price(&slot), Some(190_000.0));
        let latest = storage.borrow().versions(&slot).remove(0);
        assert_eq!(latest.cases().unwrap().base.home_types[0].price, Some(200_000.0), "denied: {is_denied}");
    }
}

/// A text over a value that changed since is work too.
#[test]
fn a_text_that_cannot_be_read_stays_where_a_newer_address_has_another_value() {
    let storage = Shared::default();
    let row = "/phases/three-score-1/homes/social/count";
    let mut tab = Tab::new(&storage, 1);
    tab.act(Action::Typed(row.to_owned(), "many".to_owned()));
    tab.wait(2_000);
    tab.act(Action::Typed("/homes".to_owned(), "650".to_owned()));
    tab.wait(BEFORE_ADDRESS + 50);
    let tab = tab.reloaded(2);
    assert_eq!((tab.state.text("/homes").as_str(), tab.state.text(row).as_str()), ("650", "many"));
}

/// The address of the example has no deal: what had been undone came back.
#[test]
fn an_example_to_which_undo_has_returned_is_open_after_a_reload() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let slot = tab.saved(190_000);
    tab.act(Action::Turn(Turn::Undo));
    tab.wait(BEFORE_ADDRESS + 50);
    assert_eq!(storage.borrow().price(&slot), Some(190_000.0), "not saved yet");
    let mut tab = tab.reloaded(2);
    assert_eq!((tab.own_price(), tab.state.slot()), (Some(186_000.0), slot.clone()));
    tab.wait(MOST);
    assert_eq!(storage.borrow().price(&slot), Some(186_000.0));
}

/// The page shows how the deal that was opened is saved, though the one that was left cannot be.
#[test]
fn a_deal_that_was_left_and_cannot_be_saved_is_said_until_it_is() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let first = tab.saved(190_000);
    tab.follow(&samples::GD_1);
    tab.wait(2_000);
    let size = storage.borrow().size();
    storage.borrow_mut().room = Some(size);
    tab.act(Action::Chosen("/summary".to_owned(), "x".repeat(50_000).into()));
    tab.wait(2_000);
    let second = tab.state.slot();
    tab.open(&first);
    tab.wait(1_500);
    assert_eq!(tab.state.kept(), &Kept::Not(NotSaved::Full));
    let left = |tab: &Tab| tab.state.left_unsaved().map(|saved| saved.title.clone()).collect::<Vec<_>>();
    assert_eq!((left(&tab).len(), tab.state.is_at_risk()), (1, true));
    assert_eq!(left(&tab), [storage.borrow().saved(&second).title]);
    tab.act(Action::Turn(Turn::Undo));
    assert_eq!((left(&tab).len(), tab.state.is_at_risk()), (0, true));
    tab.act(Action::Turn(Turn::Redo));
    storage.borrow_mut().room = None;
    tab.wait(2 * AGAIN);
    assert!(matches!(tab.state.kept(), Kept::At(_)));
    assert_eq!((left(&tab).len(), tab.state.is_at_risk()), (0, false));
    assert_eq!(storage.borrow().saved(&second).cases().unwrap().base.summary.len(), 50_000);
}

/// Each time it was left it waits to be saved: the earlier state must not replace the later one.
#[test]
fn what_is_saved_of_a_deal_that_was_left_twice_is_the_latest() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let other = tab.saved(190_000);
    tab.follow(&samples::GD_1);
    let slot = tab.state.slot();
    storage.borrow_mut().is_denied = true;
    tab.act(Action::Chosen("/summary".to_owned(), "one".into()));
    tab.open(&other);
    tab.act(Action::Turn(Turn::Undo));
    tab.act(Action::Chosen("/summary".to_owned(), "two".into()));
    storage.borrow_mut().is_denied = false;
    tab.open(&other);
    tab.wait(2 * AGAIN);
    assert_eq!(storage.borrow().saved(&slot).cases().unwrap().base.summary, "two");
}
