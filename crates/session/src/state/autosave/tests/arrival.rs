//! A deal comes back to a browser that has it already.

use super::*;
use crate::lineage::{Differences, Kin, Standing, Why};
use crate::link;
use crate::state::Share;
use appraisal::deal::MarkKind;
use appraisal::document::Document;
use serde_json::Value;

/// What is sent, as it comes out of the link.
fn through_a_link(tab: &Tab, share: Share) -> Cases {
    link::open(&link::fragment(&tab.state.cases.shared(share)).unwrap()).unwrap().unwrap()
}

/// Another browser opens what was sent, and sends it back at another price.
fn changed_by_another(sent: Cases, price: u32) -> Cases {
    let mut other = Tab::new(&Shared::default(), 77);
    other.act(Action::Followed(Box::new(sent)));
    assert_eq!(other.state.lineage(), None, "the other browser did not have it");
    other.saved(price);
    through_a_link(&other, Share::All)
}

/// The relation, the time at which the own deal was saved, and the prices, own and new.
type Said = (Standing, Option<Moment>, Vec<[Option<f64>; 2]>);

fn said(tab: &Tab) -> Option<Said> {
    let lineage = tab.state.lineage()?;
    let price = |document: &Value| document["home_types"][0]["price"].as_f64();
    let prices = lineage.differences.cases.iter().map(|case| [price(&case.base), price(&case.other)]).collect();
    Some((lineage.standing, lineage.own.at, prices))
}

/// The name of the case with which what came is compared.
fn name_of(differences: &Differences) -> Option<&str> {
    differences.with.as_ref().map(|with| with.name.as_str())
}

#[test]
fn a_deal_that_comes_back_is_compared_with_the_users_own_which_stays_as_it_is() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let own = tab.saved(190_000);
    let before = storage.borrow().saved(&own);
    let back = changed_by_another(through_a_link(&tab, Share::All), 200_000);
    tab.act(Action::Followed(Box::new(back)));
    tab.wait(2_000);
    let prices = vec![[Some(190_000.0), Some(200_000.0)]];
    assert_eq!(said(&tab), Some((Standing::Later, before.moment(), prices)));
    assert_eq!((tab.state.lineage().unwrap().own.slot.as_str(), tab.own_price()), (&*own, Some(200_000.0)));
    assert_ne!(tab.state.slot(), own);
    assert_eq!(storage.borrow().saved(&own), before, "nothing is overwritten");
    assert_eq!(storage.borrow().slots().len(), 2);
    // One step leads back to the own deal, and one more to what came.
    tab.act(Action::Turn(Turn::Undo));
    assert_eq!((said(&tab), tab.state.slot(), tab.own_price()), (None, own.clone(), Some(190_000.0)));
    tab.act(Action::Turn(Turn::Redo));
    assert!(said(&tab).is_some());
    tab.open(&own);
    assert_eq!((said(&tab), tab.own_price()), (None, Some(190_000.0)));
    tab.act(Action::Turn(Turn::Undo));
    assert!(said(&tab).is_some());
    tab.act(Action::LineageRead);
    assert_eq!(said(&tab), None);
}

#[test]
fn it_is_compared_in_a_tab_that_starts_with_it_too() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let own = tab.saved(190_000);
    let back = changed_by_another(through_a_link(&tab, Share::All), 200_000);
    let begin = Begin { asked: Ok(Some(back)), ..Tab::begin(&storage, tab.at, 2) };
    let mut other = Tab::start(&storage, begin);
    let at = storage.borrow().saved(&own).moment();
    assert_eq!(said(&other), Some((Standing::Later, at, vec![[Some(190_000.0), Some(200_000.0)]])));
    other.saved(210_000);
    assert_ne!(other.state.slot(), own);
    assert_eq!(storage.borrow().price(&own), Some(190_000.0));
    // It was changed here since: the two saved deals still say which was made from which.
    let slots = storage.borrow().slots();
    let identity = storage.borrow().saved(&own).identity.unwrap();
    let copies = lineage::copies(&identity.id, slots.into_iter(), &*storage.borrow());
    let kin = |slot: &str| Kin::of(copies.iter().find(|copy| copy.slot == slot).unwrap(), &copies).unwrap();
    let told = |slot: &str| (kin(slot).standing, kin(slot).inputs, kin(slot).is_received);
    assert_eq!(told(&other.state.slot()), (Standing::Later, 1, true));
    assert_eq!(told(&own), (Standing::Earlier, 1, false));
    // What this browser saved itself is no arrival.
    assert_eq!(said(&other.reloaded(3)), None);
}

#[test]
fn versions_are_told_apart_whoever_made_them() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let own = tab.saved(190_000);
    let first = through_a_link(&tab, Share::All);
    let follow = |tab: &mut Tab, cases: &Cases| {
        tab.open(&own);
        tab.act(Action::Followed(Box::new(cases.clone())));
        said(tab).map(|(standing, ..)| standing)
    };
    assert_eq!(follow(&mut tab, &first), Some(Standing::Same));
    // Five minutes later what was sent is a version.
    tab.open(&own);
    tab.wait(6 * 60_000);
    tab.saved(195_000);
    let theirs = changed_by_another(first.clone(), 200_000);
    assert_eq!(follow(&mut tab, &first), Some(Standing::Earlier));
    assert_eq!(follow(&mut tab, &theirs), Some(Standing::Branched));
    // The other browser has a change of its own when another comes, and when the first one comes again.
    let mut other = Tab::new(&Shared::default(), 5);
    other.act(Action::Followed(Box::new(first.clone())));
    let slot = other.saved(210_000);
    for (came, standing) in [(&theirs, Standing::Sibling), (&first, Standing::Earlier)] {
        other.open(&slot);
        other.act(Action::Followed(Box::new(came.clone())));
        let told = other.state.lineage().unwrap();
        assert_eq!((told.standing, told.own.slot.as_str()), (standing, &*slot));
    }
}

/// Values typed over a baseline that only this browser has are sent with marks of their own.
#[test]
fn what_was_sent_without_its_baseline_is_recognised() {
    let mut tab = Tab::new(&Shared::default(), 1);
    tab.act(Action::Chosen("/months".to_owned(), 151.into()));
    tab.act(Action::SetBase);
    let own = tab.saved(190_000);
    let link = link::fragment_to_publish(&tab.state.cases.shared(Share::All)).unwrap();
    let file = tab.state.cases.shared(Share::All).without_baseline().document().written();
    let by_file = Cases::of_document(Document::open(&file).unwrap()).unwrap();
    for (sent, price) in [(link::open(&link).unwrap().unwrap(), 200_000), (by_file, 210_000)] {
        tab.open(&own);
        tab.act(Action::Followed(Box::new(sent.clone())));
        assert_eq!(said(&tab).map(|(standing, _, prices)| (standing, prices)), Some((Standing::Same, vec![])));
        assert!(!tab.state.lineage().unwrap().differences.is_marked_otherwise);
        tab.open(&own);
        tab.act(Action::Followed(Box::new(changed_by_another(sent, price))));
        assert_eq!(said(&tab).unwrap().0, Standing::Later);
    }
}

#[test]
fn two_answers_to_one_version_are_each_compared_with_it() {
    let mut tab = Tab::new(&Shared::default(), 1);
    let own = tab.saved(190_000);
    let sent = through_a_link(&tab, Share::All);
    for price in [200_000, 210_000] {
        tab.act(Action::Followed(Box::new(changed_by_another(sent.clone(), price))));
        tab.wait(2_000);
        let told = tab.state.lineage().unwrap();
        assert_eq!((told.standing, told.own.slot.as_str()), (Standing::Later, &*own), "{price}");
    }
    assert_eq!(tab.state.lineage().unwrap().others, 1);
}

#[test]
fn a_scenario_that_was_sent_alone_is_compared_with_that_scenario() {
    let mut tab = Tab::new(&Shared::default(), 1);
    for (name, price) in [("Quince", 191_919), ("Medlar", 171_717)] {
        tab.act(Action::Open(None));
        tab.act(Action::AddScenario(name.to_owned(), None));
        tab.saved(price);
    }
    let back = changed_by_another(through_a_link(&tab, Share::OpenCase), 191_000);
    tab.act(Action::Followed(Box::new(back)));
    assert_eq!(said(&tab).unwrap().0, Standing::Later);
    let differences = &tab.state.lineage().unwrap().differences;
    assert_eq!((name_of(differences), differences.inputs()), (Some("Medlar"), 1), "the price alone, no title");
    assert_eq!(said(&tab).unwrap().2, [[Some(171_717.0), Some(191_000.0)]]);
}

#[test]
fn where_nothing_is_saved_the_open_deal_is_compared() {
    let storage = Shared::default();
    storage.borrow_mut().is_denied = true;
    let mut tab = Tab::new(&storage, 1);
    tab.saved(190_000);
    let back = changed_by_another(through_a_link(&tab, Share::All), 200_000);
    tab.act(Action::Followed(Box::new(back)));
    assert_eq!(said(&tab), Some((Standing::Later, None, vec![[Some(190_000.0), Some(200_000.0)]])));
    let own = tab.state.lineage().unwrap().own.cases.clone();
    tab.act(Action::Followed(Box::new(own)));
    assert_eq!((said(&tab), tab.own_price()), (None, Some(190_000.0)));
    // A deal of no known origin, such as an example, is not compared.
    tab.follow(&samples::GD_1);
    assert_eq!(said(&tab), None);
}

#[test]
fn an_answer_to_an_offer_that_is_no_longer_there_or_was_changed_is_compared_with_that_offer() {
    let two_offers = || {
        let mut council = Tab::new(&Shared::default(), 1);
        for (name, price) in [("Offer A", 180_000), ("Offer B", 190_000)] {
            council.act(Action::Open(None));
            council.act(Action::AddScenario(name.to_owned(), None));
            council.saved(price);
        }
        // What was sent becomes a version with the next change.
        council.wait(6 * 60_000);
        let back = changed_by_another(through_a_link(&council, Share::OpenCase), 170_000);
        (council, back)
    };
    let prices_after = |council: &mut Tab, back: Cases| {
        council.wait(2_000);
        council.act(Action::Followed(Box::new(back)));
        let with = council.state.lineage().unwrap().differences.with.clone().unwrap();
        (with.name, with.why, said(council).unwrap().2)
    };
    let (mut council, back) = two_offers();
    let open = council.state.cases.open.clone().unwrap();
    council.act(Action::DeleteScenario(open));
    let (name, why, prices) = prices_after(&mut council, back);
    assert_eq!((name.as_str(), why), ("Offer B", Why::MadeFromBefore));
    assert_eq!(prices, [[Some(190_000.0), Some(170_000.0)]], "the price alone, no title");
    let (mut council, back) = two_offers();
    council.saved(200_000);
    let (open, own) = (council.state.cases.open.clone().unwrap(), council.state.slot());
    for name in ["Offer B", "Final"] {
        // Renamed, it is still that offer.
        council.open(&own);
        council.act(Action::RenameScenario(open.clone(), name.to_owned()));
        let (told, why, prices) = prices_after(&mut council, back.clone());
        assert_eq!((told.as_str(), why, prices), (name, Why::MadeFrom, vec![[Some(200_000.0), Some(170_000.0)]]));
    }
}

/// A council has two offers and sends one of them alone; the partner answers it with a scenario, whose id is that of the other.
#[test]
fn an_answer_to_one_offer_is_compared_with_that_offer_in_every_case() {
    let mut council = Tab::new(&Shared::default(), 1);
    for (name, price) in [("Offer A", 180_000), ("Offer B", 190_000)] {
        council.act(Action::Open(None));
        council.act(Action::AddScenario(name.to_owned(), None));
        council.saved(price);
    }
    let offer_a = council.state.cases.scenarios.iter().find(|own| own.name == "Offer A").unwrap().id.clone();
    let mut partner = Tab::new(&Shared::default(), 77);
    partner.act(Action::Followed(Box::new(through_a_link(&council, Share::OpenCase))));
    partner.act(Action::AddScenario("Our counter-offer".to_owned(), None));
    partner.saved(170_000);
    let back = through_a_link(&partner, Share::All);
    assert_eq!(back.scenarios[0].id, offer_a);
    council.act(Action::Followed(Box::new(back)));
    council.wait(2_000);
    let told = council.state.lineage().unwrap();
    let found = &told.differences;
    assert_eq!((told.standing, name_of(found)), (Standing::Later, Some("Offer B")));
    let cases: Vec<Option<&str>> = found.cases.iter().map(|case| case.scenario.as_deref()).collect();
    assert_eq!((cases, found.inputs()), (vec![Some("Our counter-offer")], 1), "the price alone, no title");
    assert_eq!(said(&council).unwrap().2, [[Some(190_000.0), Some(170_000.0)]]);
    assert_eq!((&found.added, &found.removed), (&vec![], &vec![]));
}

/// A link that is followed in a tab is saved as a deal, and is opened again in other tabs.
#[test]
fn what_comes_again_is_compared_with_the_users_own_and_not_with_what_came_first() {
    let storage = Shared::default();
    let mut tab = Tab::new(&storage, 1);
    let own = tab.saved(190_000);
    let back = changed_by_another(through_a_link(&tab, Share::All), 200_000);
    let told_again = |storage: &Shared| {
        let mut first = Tab::new(storage, 2);
        first.act(Action::Followed(Box::new(back.clone())));
        first.wait(2_000);
        let begin = Begin { asked: Ok(Some(back.clone())), ..Tab::begin(storage, first.at, 3) };
        let told = Tab::start(storage, begin).state.lineage().unwrap().clone();
        (told.standing, told.own.slot.clone(), first.state.slot())
    };
    let (standing, slot, first) = told_again(&storage);
    assert_eq!((standing, &slot), (Standing::Later, &own));
    assert!(storage.borrow().slots().contains(&first));
    // Where there is no other copy, it is the one that came first.
    let (standing, slot, first) = told_again(&Shared::default());
    assert_eq!((standing, slot), (Standing::Same, first));
}

/// The sender's base case differs from the worked example; the receiver has nothing that it was made from.
#[test]
fn what_comes_by_a_link_is_the_unchanged_base_case_with_the_typed_values_as_the_users_own() {
    let mut sender = Tab::new(&Shared::default(), 1);
    sender.saved(190_000);
    let sent = through_a_link(&sender, Share::All);
    assert_eq!(sent.baseline, sender.state.cases.baseline, "the link names the example");
    let storage = Shared::default();
    let begin = Tab::begin(&storage, 1_000_000 * DAY / 1_000, 2);
    let mut followed = Tab::start(&storage, begin.clone());
    followed.act(Action::Followed(Box::new(sent.clone())));
    let started = Tab::start(&storage, Begin { asked: Ok(Some(sent.clone())), ..begin.clone() });
    for mut tab in [followed, started] {
        assert_eq!((tab.own_price(), tab.state.differences().len()), (Some(190_000.0), 0));
        assert_eq!(tab.state.deal().marks[PRICE].kind, MarkKind::Yours);
        assert_eq!(tab.state.cases.code(), sender.state.cases.code(), "both read one code of the deal");
        assert!(!tab.state.cases.has_private_others(), "the scenario of the example is public");
        // The receiver's own edits move into a scenario, and the base case is again what was sent.
        tab.saved(200_000);
        assert_eq!(tab.state.differences().len(), 1);
        tab.act(Action::AddScenario("Ours".to_owned(), None));
        assert_eq!(tab.state.cases.base.home_types[0].price, Some(190_000.0));
    }
    // A tab that is loaded again with work that only its address has keeps what it was made from.
    let mark = Mark { changes: 3, ..Mark::default() };
    let again = Tab::start(&storage, Begin { asked: Ok(Some(sent.clone())), mark: Some(mark), ..begin });
    assert_eq!((again.state.cases.baseline.clone(), again.state.differences().len()), (sent.baseline, 1));
}

/// The address has no baseline, since that is no preset.
#[test]
fn a_received_deal_that_was_changed_is_loaded_again_as_it_was_and_leaves_no_version() {
    let storage = Shared::default();
    let mut sender = Tab::new(&Shared::default(), 1);
    sender.saved(190_000);
    let mut tab = Tab::new(&storage, 2);
    tab.act(Action::Followed(Box::new(through_a_link(&sender, Share::All))));
    let slot = tab.saved(200_000);
    let cases = tab.state.cases.clone();
    for seed in [3, 4, 5] {
        let address = tab.address.clone();
        tab = tab.reloaded(seed);
        tab.wait(2_000);
        tab.address = tab.address.or(address);
        assert_eq!((&tab.state.cases, tab.state.slot()), (&cases, slot.clone()));
        assert_eq!(storage.borrow().versions(&slot), []);
    }
}
