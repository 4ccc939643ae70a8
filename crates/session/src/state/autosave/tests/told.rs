//! What was saved and is no longer there, or no longer as it was: what is said, and where the work is.

use super::*;
use crate::history::UndoLabel;
use crate::store::Restored;

fn there(storage: &Shared, slot: &str) -> store::There {
    store::there(slot, &*storage.borrow())
}

/// A tab with a deal at a price, and its slot: it has a version at £190,000.
fn with_version(storage: &Shared, price: u32) -> (Tab, String) {
    let mut tab = Tab::new(storage, 1);
    tab.wait(600_000);
    let slot = tab.saved(190_000);
    tab.wait(600_000);
    tab.saved(price);
    (tab, slot)
}

#[test]
fn what_is_deleted_or_damaged_under_a_tab_is_said_until_it_is_saved_again() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let slot = tab.saved(190_000);
    storage.borrow_mut().texts.clear();
    tab.act(Action::ChangedElsewhere("another".to_owned(), Ok(None)));
    assert!(matches!(tab.state.kept(), Kept::At(_)));
    tab.act(Action::ChangedElsewhere(slot.clone(), Ok(None)));
    assert_eq!(tab.state.kept(), &Kept::Gone);
    tab.saved(191_000);
    assert!(matches!(tab.state.kept(), Kept::At(_)));
    // Damaged: the work is saved in another slot, and that there is a damaged one is said after that too.
    storage.borrow_mut().texts.insert(deal_name(&slot), "damaged".to_owned());
    tab.act(Action::ChangedElsewhere(slot.clone(), there(&storage, &slot)));
    let unreadable = |at| Kept::Unreadable(slot.clone(), Unreadable::Damaged, at);
    assert!(matches!(tab.state.kept(), Kept::Unreadable(of, Unreadable::Damaged, _) if *of == slot));
    tab.wait(MOST);
    assert_ne!(tab.state.slot(), slot);
    assert_eq!(storage.borrow().price(&tab.state.slot()), Some(191_000.0));
    tab.saved(192_000);
    let at = storage.borrow().saved(&tab.state.slot()).moment();
    assert_eq!(tab.state.kept(), &unreadable(at));
    // The copy is deleted too.
    storage.borrow_mut().texts.clear();
    tab.act(Action::ChangedElsewhere(tab.state.slot(), Ok(None)));
    assert_eq!(tab.state.kept(), &Kept::Gone);
}

#[test]
fn a_deal_that_a_later_page_saved_is_left_to_it_and_what_is_changed_here_is_another_deal() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let slot = tab.saved(190_000);
    storage.borrow_mut().texts.insert(deal_name(&slot), "{\"form\":99}".to_owned());
    tab.act(Action::ChangedElsewhere(slot.clone(), there(&storage, &slot)));
    tab.wait(2_000);
    assert_eq!(storage.borrow().slots(), std::slice::from_ref(&slot), "nothing was changed here");
    tab.saved(191_000);
    assert!(matches!(tab.state.kept(), Kept::Unreadable(of, Unreadable::Later, Some(_)) if *of == slot));
    assert_eq!(storage.borrow().price(&tab.state.slot()), Some(191_000.0));
    assert_eq!(storage.borrow().texts[&deal_name(&slot)], "{\"form\":99}");
}

#[test]
fn a_deleted_deal_is_restored_over_nothing_that_was_saved_since() {
    let storage = Shared::default();
    let (mut tab, slot) = with_version(&storage, 191_000);
    let (texts, versions) = (storage.borrow().texts[&deal_name(&slot)].clone(), storage.borrow().versions(&slot));
    assert!(!versions.is_empty());
    let deleted = store::delete(&slot, &mut *storage.borrow_mut());
    assert!(storage.borrow().slots().is_empty());
    tab.act(Action::ChangedElsewhere(slot.clone(), Ok(None)));
    tab.saved(200_000);
    let restored = store::restore(&deleted, &mut *storage.borrow_mut());
    assert_eq!(restored, Ok(Restored { is_copy: true, has_versions: true }));
    assert_eq!(storage.borrow().price(&slot), Some(200_000.0));
    let copy = format!("{slot}-2");
    assert_eq!(storage.borrow().texts[&deal_name(&copy)], texts);
    assert_eq!(storage.borrow().versions(&copy), versions);
    // Where it was, if nothing is there; without its versions, if there is no room for them; not at all, and nothing is written.
    let deleted = store::delete(&copy, &mut *storage.borrow_mut());
    let size = storage.borrow().size();
    storage.borrow_mut().room = Some(size);
    assert_eq!(store::restore(&deleted, &mut *storage.borrow_mut()), Err(NotSaved::Full));
    assert_eq!(storage.borrow().size(), size);
    storage.borrow_mut().room = Some(size + texts.len());
    assert_eq!(
        store::restore(&deleted, &mut *storage.borrow_mut()),
        Ok(Restored { is_copy: false, has_versions: false })
    );
    assert_eq!((&storage.borrow().texts[&deal_name(&copy)], storage.borrow().versions(&copy)), (&texts, Vec::new()));
}

/// What must become a version has to be saved before it is overwritten.
#[test]
fn a_version_is_restored_only_if_what_it_replaces_can_be_kept() {
    let storage = Shared::default();
    let (mut tab, slot) = with_version(&storage, 191_000);
    let version = storage.borrow().versions(&slot).remove(0);
    tab.saved(200_000);
    let size = storage.borrow().size();
    // Room for the deal, but for one version only: the oldest goes.
    storage.borrow_mut().room = Some(size + 100);
    tab.act(Action::OpenVersion(Box::new(version.clone())));
    tab.wait(2 * AGAIN);
    assert!(matches!(tab.state.kept(), Kept::At(_)), "{:?}", tab.state.kept());
    let latest = storage.borrow().versions(&slot).remove(0);
    assert_eq!(latest.cases().unwrap().base.home_types[0].price, Some(200_000.0));
    // No room for any version: the deal stays as it is.
    tab.saved(210_000);
    let before = storage.borrow().texts.clone();
    let own = before[&deal_name(&slot)].len();
    storage.borrow_mut().texts.remove(&versions_name(&slot));
    let bare = storage.borrow().texts.clone();
    let size = storage.borrow().size();
    storage.borrow_mut().room = Some(size + own / 2);
    tab.act(Action::OpenVersion(Box::new(version)));
    tab.wait(2 * AGAIN);
    assert_eq!(tab.state.kept(), &Kept::Not(NotSaved::Full));
    assert_eq!(storage.borrow().texts, bare);
    // Versions that cannot be read stay, and what is replaced becomes a deal of its own.
    storage.borrow_mut().room = None;
    storage.borrow_mut().texts.insert(versions_name(&slot), "damaged".to_owned());
    tab.wait(2 * AGAIN);
    assert!(matches!(tab.state.kept(), Kept::At(_)), "{:?}", tab.state.kept());
    assert_eq!(storage.borrow().texts[&versions_name(&slot)], "damaged");
    let other = storage.borrow().slots().into_iter().find(|other| *other != slot).unwrap();
    let prices = [storage.borrow().price(&slot), storage.borrow().price(&other)];
    assert_eq!(prices, [Some(190_000.0), Some(210_000.0)]);
}

#[test]
fn the_deal_that_is_open_stays_as_it_is_when_it_is_opened_again() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let slot = tab.saved(190_000);
    tab.price(200_000);
    tab.open(&slot);
    assert_eq!(tab.own_price(), Some(200_000.0));
    tab.wait(2_000);
    assert_eq!(storage.borrow().price(&slot), Some(200_000.0));
    assert_ne!(tab.state.history.step(Turn::Undo).map(|step| &step.did), Some(&UndoLabel::Opened));
}

#[test]
fn a_deal_that_was_left_unsaved_is_opened_as_it_was_left() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let slot = tab.saved(190_000);
    storage.borrow_mut().room = Some(0);
    tab.saved(200_000);
    tab.follow(&samples::GD_1);
    tab.open(&slot);
    assert_eq!(tab.own_price(), Some(200_000.0));
    assert_eq!(tab.state.kept(), &Kept::Not(NotSaved::Full));
    tab.price(201_000);
    storage.borrow_mut().room = None;
    tab.wait(2 * AGAIN);
    assert_eq!((storage.borrow().price(&slot), tab.state.slot()), (Some(201_000.0), slot));
}

/// The next deal that was saved had it among its versions.
#[test]
fn a_version_that_only_the_address_had_stays_with_its_deal() {
    let storage = Shared::default();
    let mut one = Tab::new(&storage, 1);
    let slot = one.saved(190_000);
    let mut two = Tab::start(&storage, Begin { noted: Some(slot.clone()), ..Tab::begin(&storage, one.at, 2) });
    storage.borrow_mut().room = Some(0);
    one.saved(200_000);
    storage.borrow_mut().room = None;
    two.saved(195_000);
    two.saved(196_000);
    storage.borrow_mut().room = Some(0);
    storage.borrow_mut().note = Some(slot.clone());
    let mut one = one.reloaded(3);
    one.wait(1_000);
    one.follow(&samples::GD_1);
    one.act(Action::Chosen("/title".to_owned(), "Mill Lane".into()));
    storage.borrow_mut().room = None;
    one.wait(4 * AGAIN);
    let other = one.state.slot();
    assert_eq!(storage.borrow().saved(&other).title, "Mill Lane");
    assert_eq!(storage.borrow().versions(&other), []);
    let kept = storage.borrow().versions(&slot);
    assert!(kept.iter().any(|own| own.cases().unwrap().base.home_types[0].price == Some(200_000.0)), "{kept:?}");
}

#[test]
fn texts_that_cannot_be_read_come_back_with_their_deal() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let slot = tab.saved(190_000);
    let type_in = |tab: &mut Tab, text: &str| {
        tab.act(Action::Typed("/months".to_owned(), text.to_owned()));
        tab.act(Action::Left("/months".to_owned()));
    };
    type_in(&mut tab, "many");
    tab.wait(2_000);
    tab.follow(&samples::GD_1);
    type_in(&mut tab, "few");
    tab.act(Action::Turn(Turn::Undo));
    assert_eq!((tab.state.slot(), tab.state.text("/months").as_str()), (slot.clone(), "many"));
    tab.wait(2_000);
    assert_eq!(storage.borrow().saved(&slot).drafts.len(), 1);
    tab.act(Action::Turn(Turn::Redo));
    assert_eq!(tab.state.text("/months"), "few");
}

#[test]
fn texts_come_back_where_a_scenario_took_the_place_of_the_base_case() {
    let mut tab = Tab::new(&Shared::default(), 1);
    let text = |tab: &Tab| tab.state.text("/months");
    tab.act(Action::Typed("/months".to_owned(), "many".to_owned()));
    let scenario = Some(tab.state.cases.scenarios[0].id.clone());
    tab.act(Action::Open(scenario.clone()));
    tab.act(Action::Typed("/months".to_owned(), "few".to_owned()));
    tab.act(Action::SetBase);
    assert_eq!((text(&tab).as_str(), &tab.state.cases.open), ("few", &None));
    tab.act(Action::Turn(Turn::Undo));
    assert_eq!((text(&tab).as_str(), &tab.state.cases.open), ("few", &scenario));
    tab.act(Action::Open(None));
    assert_eq!(text(&tab), "many");
    tab.act(Action::Turn(Turn::Redo));
    assert_eq!(text(&tab), "few");
}

#[test]
fn escape_takes_back_what_was_typed_and_saves_that_but_no_review() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let scenario = tab.state.cases.scenarios[0].id.clone();
    tab.act(Action::Open(Some(scenario)));
    let cash = tab.state.levers().iter().find(|lever| lever.path.ends_with("/amount")).unwrap().path.clone();
    let (value, mark) = (tab.state.value(&cash), tab.state.deal().marks.get(&cash).cloned());
    assert!(mark.is_some());
    tab.act(Action::Typed(cash.clone(), value.to_string()));
    tab.wait(2_000);
    tab.act(Action::Escaped(cash.clone()));
    assert_eq!(tab.state.deal().marks.get(&cash).cloned(), mark);
    tab.wait(2_000);
    assert_eq!(storage.borrow().saved(&tab.state.slot()).cases().unwrap().deal().marks.get(&cash), mark.as_ref());
    // A review of the value beside a text that cannot be read.
    tab.act(Action::Typed(cash.clone(), "abc".to_owned()));
    tab.act(Action::Left(cash.clone()));
    tab.act(Action::Reviewed(cash.clone(), Some(Review::Challenged), "Too much".to_owned()));
    let reviewed = tab.state.deal().marks.get(&cash).cloned();
    tab.act(Action::Escaped(cash.clone()));
    assert_eq!(tab.state.deal().marks.get(&cash).cloned(), reviewed);
    tab.act(Action::Turn(Turn::Undo));
    assert_eq!(tab.state.deal().marks.get(&cash).cloned(), mark);
}

/// Versions are otherwise minutes apart, and undo is forgotten by a reload.
#[test]
fn what_is_deleted_is_in_a_version() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    tab.act(Action::AddScenario("Harbour".to_owned(), None));
    let slot = tab.saved(190_000);
    tab.wait(60_000);
    tab.saved(200_000);
    let id = tab.state.cases.open.clone().unwrap();
    tab.act(Action::DeleteScenario(id.clone()));
    tab.wait(2_000);
    let there = |nth: usize| {
        let version = storage.borrow().versions(&slot).remove(nth).cases().unwrap();
        version.scenarios.iter().find(|own| own.id == id).and_then(|own| own.deal.home_types[0].price)
    };
    assert_eq!(there(0), Some(200_000.0));
    tab.act(Action::UndoAllChanges);
    tab.saved(210_000);
    tab.act(Action::UndoAllChanges);
    tab.wait(2_000);
    assert_eq!(storage.borrow().versions(&slot)[0].cases().unwrap().base.home_types[0].price, Some(210_000.0));
}

#[test]
fn undo_of_an_opening_saves_nothing_again() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let slot = tab.saved(190_000);
    let at = storage.borrow().saved(&slot).moment();
    tab.wait(60_000);
    tab.follow(&samples::GD_1);
    tab.wait(60_000);
    tab.act(Action::Turn(Turn::Undo));
    assert_eq!(Some(tab.state.kept()), at.map(Kept::At).as_ref());
    tab.wait(60_000);
    assert_eq!(storage.borrow().saved(&slot).moment(), at);
    tab.saved(200_000);
    assert_eq!(storage.borrow().price(&slot), Some(200_000.0));
}

#[test]
fn what_was_sent_is_saved_with_its_deal() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let slot = tab.saved(190_000);
    tab.act(Action::Sent(Share::All));
    tab.wait(2_000);
    let sent = storage.borrow().saved(&slot).sent;
    assert_eq!(sent, [Sent::of(&tab.state.cases, Share::All)]);
    let mut tab = tab.reloaded(2);
    tab.saved(200_000);
    assert_eq!(storage.borrow().saved(&slot).sent, sent);
}

/// Undo leads back to a deal that was deleted while another was open.
#[test]
fn a_deal_that_is_gone_is_saved_again_when_undo_leads_back_to_it() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let slot = tab.saved(190_000);
    tab.follow(&samples::GD_1);
    tab.wait(2_000);
    storage.borrow_mut().texts.clear();
    let known: Vec<String> = tab.state.known_slots().cloned().collect();
    assert!(known.contains(&slot));
    known.into_iter().for_each(|slot| tab.act(Action::ChangedElsewhere(slot, Ok(None))));
    assert_eq!(tab.state.kept(), &Kept::Gone);
    tab.act(Action::Turn(Turn::Undo));
    tab.wait(2_000);
    assert_eq!(storage.borrow().price(&slot), Some(190_000.0));
}

#[test]
fn what_cannot_be_saved_is_said_until_it_is_beside_how_the_open_deal_is() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let slot = tab.saved(190_000);
    // Too large, and left: it will never be saved.
    tab.act(Action::Chosen("/summary".to_owned(), "x".repeat(1_100_000).into()));
    tab.follow(&samples::GD_1);
    tab.wait(2_000);
    assert_eq!((tab.state.left_too_large().count(), tab.state.is_at_risk()), (1, true));
    tab.act(Action::Turn(Turn::Undo));
    tab.act(Action::Chosen("/summary".to_owned(), "short".into()));
    tab.wait(2_000);
    assert_eq!((tab.state.left_too_large().count(), tab.state.is_at_risk()), (0, false));
    // Another tab's newer work in the slot, while there is no room for what was left.
    storage.borrow_mut().room = Some(0);
    tab.saved(191_000);
    tab.follow(&samples::GD_1);
    tab.wait(2_000);
    assert_eq!(tab.state.kept(), &Kept::Not(NotSaved::Full));
    tab.act(Action::ChangedElsewhere(tab.state.slot(), Ok(None)));
    assert_eq!(tab.state.kept(), &Kept::Not(NotSaved::Full));
    storage.borrow_mut().room = None;
    tab.wait(2 * AGAIN);
    assert_eq!(storage.borrow().price(&slot), Some(191_000.0));
}

#[test]
fn what_is_typed_after_escape_is_another_step() {
    let mut tab = Tab::new(&Shared::default(), 1);
    let homes = |tab: &Tab| tab.state.value("/homes");
    let (before, row) = (homes(&tab), "/phases/three".to_owned());
    tab.act(Action::Typed("/homes".to_owned(), "145".to_owned()));
    tab.act(Action::Edited(crate::state::Edit::RemoveRow(row)));
    tab.act(Action::Escaped("/homes".to_owned()));
    let escaped = homes(&tab);
    tab.act(Action::Typed("/homes".to_owned(), "185".to_owned()));
    tab.act(Action::Settled);
    tab.act(Action::Escaped("/homes".to_owned()));
    assert_eq!((homes(&tab), before), (escaped.clone(), escaped));
}

/// The other tab had not been told of the later work when it saved where everything had been cleared.
#[test]
fn what_was_cleared_is_saved_as_a_copy_where_another_tab_has_saved_since() {
    let storage = Shared::default();
    let mut one = Tab::new(&storage, 1);
    let slot = one.saved(190_000);
    let mut two = Tab::start(&storage, Begin { noted: Some(slot.clone()), ..Tab::begin(&storage, one.at, 2) });
    one.saved(200_000);
    storage.borrow_mut().texts.clear();
    two.saved(195_000);
    assert_eq!((two.state.slot(), storage.borrow().price(&slot)), (slot.clone(), Some(195_000.0)));
    one.act(Action::ChangedElsewhere(slot.clone(), Ok(None)));
    one.act(Action::ChangedElsewhere(slot.clone(), there(&storage, &slot)));
    one.wait(2_000);
    assert_eq!(storage.borrow().price(&one.state.slot()), Some(200_000.0));
    assert_eq!(storage.borrow().price(&slot), Some(195_000.0));
    assert!(matches!(one.state.kept(), Kept::Copied(Some(_))));
}

/// A reload opened what was saved last, which had been left.
#[test]
fn a_deal_that_was_left_is_not_noted_as_open_when_it_is_saved() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let first = tab.saved(190_000);
    tab.follow(&samples::GD_1);
    tab.wait(2_000);
    storage.borrow_mut().room = Some(0);
    tab.act(Action::Chosen("/summary".to_owned(), "Left".into()));
    tab.wait(2_000);
    let second = tab.state.slot();
    tab.open(&first);
    storage.borrow_mut().room = None;
    // The page carries out one round of what follows while it is left.
    let (state, effects) = tab.state.update(Event { at: tab.at + AGAIN, action: Action::Leaving });
    tab.state = state;
    let saves =
        effects.into_iter().filter_map(|effect| if let Effect::Save(save) = effect { Some(save) } else { None });
    let saved: Vec<String> = saves
        .map(|save| {
            assert_eq!(store::save(&save, &mut *storage.borrow_mut()), store::Ended::Saved);
            save.slot
        })
        .collect();
    assert_eq!(saved, [second]);
    assert!(storage.borrow().note.as_ref().is_some_and(|note| note.starts_with(&first)));
}

/// The version was on its way into the slot when undo led back to what was saved there before.
#[test]
fn undo_of_a_version_within_a_second_is_saved() {
    let storage = Shared::default();
    let (mut tab, slot) = with_version(&storage, 200_000);
    let version = storage.borrow().versions(&slot).remove(0);
    tab.act(Action::OpenVersion(Box::new(version)));
    tab.wait(200);
    tab.act(Action::Turn(Turn::Undo));
    tab.wait(2_000);
    assert_eq!((tab.own_price(), storage.borrow().price(&slot)), (Some(200_000.0), Some(200_000.0)));
}

/// Older versions had made room for a version that did not fit either.
#[test]
fn a_version_that_cannot_be_restored_leaves_the_others() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    tab.wait(600_000);
    tab.act(Action::Chosen("/summary".to_owned(), "x".repeat(3_000).into()));
    let slot = tab.saved(190_000);
    tab.wait(600_000);
    tab.act(Action::Chosen("/summary".to_owned(), String::new().into()));
    tab.saved(200_000);
    let before = storage.borrow().texts.clone();
    let version = storage.borrow().versions(&slot).remove(0);
    let size = storage.borrow().size();
    storage.borrow_mut().room = Some(size);
    let text = (None, "/months".to_owned(), "many ".repeat(1_000));
    tab.act(Action::OpenVersion(Box::new(Saved { drafts: vec![text], ..version })));
    tab.wait(2 * AGAIN);
    assert_eq!(tab.state.kept(), &Kept::Not(NotSaved::Full));
    assert!(storage.borrow().texts == before);
}

/// What must be kept had its place beside versions that cannot be read, and was changed there since.
#[test]
fn what_is_kept_beside_unreadable_versions_is_written_once() {
    let storage = Shared::default();
    let (_, slot) = with_version(&storage, 191_000);
    let version = storage.borrow().versions(&slot).remove(0);
    storage.borrow_mut().texts.insert(versions_name(&slot), "damaged".to_owned());
    let there = storage.borrow().saved(&slot);
    let save = store::Save {
        slot: slot.clone(),
        expected: Some(store::stamp_of(&there)),
        saved: version,
        is_open: true,
        keep: Keep::Always,
        also: None,
    };
    let size = storage.borrow().size();
    // Room for what must be kept, not for the deal.
    storage.borrow_mut().room = Some(size + there.written().len());
    let save = store::Save { saved: Saved { title: "x".repeat(500), ..save.saved.clone() }, ..save };
    assert_eq!(store::save(&save, &mut *storage.borrow_mut()), store::Ended::Not(NotSaved::Full));
    let alone = storage.borrow().slots().into_iter().find(|own| *own != slot).unwrap();
    let changed = Saved { whole: there.whole.replace("191000", "205000"), ..there };
    storage.borrow_mut().room = None;
    storage.borrow_mut().texts.insert(deal_name(&alone), changed.written());
    assert_eq!(store::save(&save, &mut *storage.borrow_mut()), store::Ended::Saved);
    let prices = [alone.clone(), format!("{alone}-2")].map(|slot| storage.borrow().price(&slot));
    assert_eq!(prices, [Some(205_000.0), Some(191_000.0)]);
}

#[test]
fn what_another_tab_sent_of_a_deal_is_known_here_too() {
    let storage = Shared::default();
    let mut one = Tab::new(&storage, 1);
    let slot = one.saved(190_000);
    let mut two = Tab::start(&storage, Begin { noted: Some(slot.clone()), ..Tab::begin(&storage, one.at, 2) });
    one.act(Action::Sent(Share::All));
    one.wait(2_000);
    two.act(Action::ChangedElsewhere(slot.clone(), there(&storage, &slot)));
    two.saved(200_000);
    assert_eq!((two.state.slot(), storage.borrow().saved(&slot).sent.len()), (slot, 1));
}

#[test]
fn what_was_unreadable_and_is_deleted_is_no_longer_mentioned() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let slot = tab.saved(190_000);
    storage.borrow_mut().texts.insert(deal_name(&slot), "damaged".to_owned());
    tab.act(Action::ChangedElsewhere(slot.clone(), there(&storage, &slot)));
    tab.wait(2_000);
    assert!(tab.state.known_slots().any(|own| *own == slot));
    storage.borrow_mut().texts.remove(&deal_name(&slot));
    tab.act(Action::ChangedElsewhere(slot, Ok(None)));
    assert!(matches!(tab.state.kept(), Kept::At(_)));
    tab.saved(191_000);
    assert!(matches!(tab.state.kept(), Kept::At(_)));
}

#[test]
fn a_deleted_deal_is_saved_again_by_a_change_and_by_nothing_else() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let slot = tab.saved(190_000);
    storage.borrow_mut().texts.clear();
    tab.act(Action::ChangedElsewhere(slot, Ok(None)));
    tab.act(Action::Sent(Share::All));
    tab.wait(2_000);
    assert_eq!((storage.borrow().slots().len(), tab.state.kept()), (0, &Kept::Gone));
}

/// A tab that only looked at a deal, and deleted it, saves nothing when another tab goes on with it.
#[test]
fn a_deal_that_was_only_looked_at_and_deleted_is_not_saved_again() {
    let storage = Shared::default();
    let mut one = Tab::new(&storage, 1);
    let slot = one.saved(190_000);
    let mut two = Tab::start(&storage, Begin { noted: Some(slot.clone()), ..Tab::begin(&storage, one.at, 2) });
    storage.borrow_mut().texts.clear();
    two.act(Action::ChangedElsewhere(slot.clone(), Ok(None)));
    one.act(Action::ChangedElsewhere(slot.clone(), Ok(None)));
    one.saved(200_000);
    two.act(Action::ChangedElsewhere(slot.clone(), there(&storage, &slot)));
    two.wait(2_000);
    assert_eq!(storage.borrow().slots(), [slot]);
}
