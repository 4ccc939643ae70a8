use super::*;
use crate::example::with_scenarios;
use crate::saved_deal::Stamped;
use crate::scenarios::Origin;
use appraisal::deal::identity::Identity;
use appraisal::deal::{Mark, MarkKind};
use appraisal::samples;
use std::rc::Rc;

fn with(cases: &Cases, path: &str, value: Value) -> Cases {
    cases.with(Rc::new(cases.deal().with(path, value).unwrap()))
}

#[test]
fn scenarios_are_compared_each_with_its_own_and_named_where_one_version_lacks_them() {
    let own = with_scenarios(&samples::NORWICH_2009).unwrap().with_scenario("Low", &None);
    let low = with(&own, "/home_types/market/price", 170_000.into());
    let came = with(&low, "/months", 150.into()).with_scenario("New", &None).without(&own.scenarios[0].id);
    let found = Differences::since(&own, &[], [], &came);
    assert_eq!((found.with.as_ref(), found.inputs()), (None, 2));
    let low = &found.cases[0];
    assert_eq!((low.scenario.as_deref(), low.changes.len(), found.cases.len()), (Some("Low"), 2, 1));
    assert_eq!((found.added, found.removed), (vec!["New".to_owned()], vec![own.scenarios[0].name.clone()]));
}

#[test]
fn marks_are_no_inputs_but_are_said_to_differ() {
    let own = Cases { scenarios: Vec::new(), ..with_scenarios(&samples::NORWICH_2009).unwrap() };
    let mut deal = (*own.base).clone();
    deal.marks.insert("/months".to_owned(), Mark { note: "Agreed".to_owned(), ..Mark::of(MarkKind::Yours) });
    let found = Differences::since(&own, &[], [], &own.with(Rc::new(deal)));
    assert_eq!((found.inputs(), found.is_marked_otherwise), (0, true));
    assert_eq!(Differences::since(&own, &[], [], &own), Differences::default());
}

fn offers() -> Cases {
    let base = Cases { scenarios: Vec::new(), ..with_scenarios(&samples::NORWICH_2009).unwrap() };
    let offer = |cases: &Cases, name: &str, price: u32| {
        let open = Cases { open: None, ..cases.clone() }.with_scenario(name, &None);
        with(&open, "/home_types/market/price", price.into())
    };
    offer(&offer(&base, "Offer A", 180_000), "Offer B", 190_000)
}

/// A deal as it was received: it was made from this version.
fn made_from(cases: Cases, version: &Cases) -> Cases {
    let identity = Some(Identity { id: "3f2a".to_owned(), from: None });
    Cases { origin: Origin { identity, opened: Some(version_of(&version.whole())), slot: String::new() }, ..cases }
}

#[test]
fn scenarios_are_paired_by_name_unless_all_of_them_were_sent() {
    let own = offers();
    let other = Cases { scenarios: Vec::new(), open: None, ..own.clone() }.with_scenario("Ours", &None);
    let other = with(&other, "/months", 150.into()).with_scenario("Offer B", &None);
    assert_eq!(other.scenarios[0].id, own.scenarios[0].id);
    let found = Differences::since(&own, &[], [], &other);
    assert_eq!((found.added, found.removed), (vec!["Ours".to_owned()], vec!["Offer A".to_owned()]));
    assert_eq!(found.cases.iter().map(|case| case.scenario.as_deref()).collect::<Vec<_>>(), [Some("Offer B")]);
    let renamed = made_from(own.renamed(&own.scenarios[0].id, "Ours"), &own);
    let found = Differences::since(&own, &[], [], &renamed);
    let name = [["Offer A", "Ours"].map(str::to_owned)];
    assert_eq!(found, Differences { renamed: name.to_vec(), ..Differences::default() });
}

/// An offer was changed since it was sent, and no version of it was kept: what was sent tells from which the answer was made.
#[test]
fn what_was_sent_is_known_when_it_or_its_answer_comes() {
    let own = offers();
    let b = Cases { open: Some(own.scenarios[1].id.clone()), ..own.clone() };
    let sent = vec![Sent::of(&b, Share::OpenCase)];
    let left = b.alone();
    let answer = with(&made_from(left.clone(), &left), "/months", 150.into());
    // More like the other offer by now.
    let answer = with(&answer, "/home_types/market/price", 180_000.into());
    let now = with(&b, "/home_types/market/price", 195_000.into());
    let own = Copy { sent, ..copy("own", 1, now) };
    let told = Lineage::of(&answer, vec![own.clone()]).unwrap();
    let with_b = |why| Some(With { name: "Offer B".to_owned(), why });
    assert_eq!((told.standing, told.differences.with), (Standing::Branched, with_b(Why::MadeFrom)));
    // The same without it: by its name.
    let told = Lineage::of(&answer, vec![Copy { sent: Vec::new(), ..own.clone() }]).unwrap();
    assert_eq!(told.differences.with, with_b(Why::Named));
    let told = Lineage::of(&made_from(left.clone(), &left), vec![own]).unwrap();
    assert_eq!((told.standing, told.differences.with), (Standing::Earlier, with_b(Why::MadeFrom)));
}

fn copy(slot: &str, at: Moment, cases: Cases) -> Copy {
    let identity = Some(Identity { id: "3f2a".to_owned(), from: None });
    let origin = Origin { identity, slot: slot.to_owned(), ..cases.origin };
    Copy {
        slot: slot.to_owned(),
        at: Some(at),
        cases: Cases { origin, ..cases },
        versions: Vec::new(),
        sent: Vec::new(),
    }
}

/// An earlier version of the page saved a received copy with the preset that the link names as its baseline.
#[test]
fn a_received_copy_that_was_never_changed_is_compared_only_where_there_is_no_other() {
    let own = offers();
    let answer = with(&Cases { open: None, ..own.clone() }, "/months", 150.into());
    let received = [made_from(answer.clone(), &answer), made_from(answer.clone(), &answer.without_baseline())];
    for received in received {
        let copies = vec![copy("own", 1, own.clone()), copy("received", 2, received.clone())];
        let told = Lineage::of(&received, copies).unwrap();
        assert_eq!((told.own.slot.as_str(), told.others), ("own", 1));
        let told = Lineage::of(&received, vec![copy("received", 2, received.clone())]).unwrap();
        assert_eq!((told.own.slot.as_str(), told.standing), ("received", Standing::Same));
        // One that was changed since is work of the user's own.
        let changed = with(&received, "/months", 140.into());
        let copies = vec![copy("own", 1, own.clone()), copy("changed", 2, changed)];
        assert_eq!(Lineage::of(&received, copies).unwrap().own.slot, "changed");
    }
}

#[test]
fn two_copies_differ_in_the_same_inputs_whichever_is_asked_about() {
    let own = offers();
    let alone = own.alone().without_baseline();
    let answer = with(&made_from(alone.clone(), &alone), "/months", 150.into());
    let saved = [copy("council", 1, own.clone()), copy("partner", 2, answer.clone())];
    let kin = |nth: usize| Kin::of(&saved[nth], &saved).unwrap();
    let case = Some(With { name: "Offer B".to_owned(), why: Why::MadeFrom });
    assert_eq!(
        (kin(1).standing, kin(1).inputs, kin(1).case, kin(1).own_case),
        (Standing::Later, 1, case.clone(), None)
    );
    assert_eq!((kin(0).standing, kin(0).inputs, kin(0).case, kin(0).own_case), (Standing::Earlier, 1, None, case));
    // Of two with several cases, differences are those from the one from which the other was made.
    let answer = with(&answer.with_scenario("Ours", &None), "/home_types/market/price", 170_000.into());
    let saved = [copy("council", 1, own), copy("partner", 2, answer)];
    let kin = |nth: usize| Kin::of(&saved[nth], &saved).unwrap();
    assert_eq!(
        (kin(1).inputs, kin(0).inputs, kin(1).case),
        (2, 2, Some(With { name: "Offer B".to_owned(), why: Why::MadeFrom }))
    );
}

/// What only one of the two knows of them is said of both.
#[test]
fn two_copies_are_related_the_same_way_whichever_is_asked_about() {
    let own = offers();
    let one = Cases { open: Some(own.scenarios[0].id.clone()), ..own.clone() }.alone();
    let (one, all) = (made_from(one.clone(), &one), made_from(own.clone(), &own));
    let earlier =
        |cases: &Cases| Saved::of_cases(cases, Stamped { at: 0, by: String::new(), changes: 0, stamp: String::new() });
    let of_a =
        |months: u32| with(&Cases { open: Some(own.scenarios[0].id.clone()), ..all.clone() }, "/months", months.into());
    let kin = |one: &Cases, changed: &Cases| {
        let all = Copy { versions: vec![earlier(&all)], ..copy("all", 2, changed.clone()) };
        let saved = [copy("one", 1, one.clone()), all];
        [0, 1].map(|nth| Kin::of(&saved[nth], &saved).unwrap().standing)
    };
    assert_eq!(kin(&one, &of_a(150)), [Standing::Earlier, Standing::Later]);
    assert_eq!(kin(&with(&one, "/months", 140.into()), &of_a(150)), [Standing::Branched, Standing::Sibling]);
    let bare = [one.without_baseline(), all.without_baseline()];
    assert_eq!(kin(&bare[0], &bare[1]), [Standing::Same, Standing::Same]);
}
