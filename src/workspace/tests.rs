//! What typing, editing, undo and scenarios do to the workspace.

use super::*;
use crate::inputs;
use crate::link::opened;
use appraisal::deal::{MarkKind, Review, Sure};

fn workspace() -> Rc<Workspace> {
    Rc::new(Workspace::on_the_example().unwrap())
}

const PRICE: &str = "/home_types/market/price";
const HOMES: &str = field_text::HOMES;

/// Applies an action, and works out the figures.
fn act(workspace: Rc<Workspace>, action: Action) -> Rc<Workspace> {
    workspace.reduce(action).reduce(Action::WorkOut)
}

/// Types into the box of a field.
fn typed(workspace: Rc<Workspace>, path: &str, text: &str) -> Rc<Workspace> {
    act(workspace, Action::Typed(path.to_owned(), text.to_owned()))
}

fn left(workspace: Rc<Workspace>, path: &str) -> Rc<Workspace> {
    act(workspace, Action::Left(path.to_owned()))
}

fn pot(workspace: &Workspace) -> i64 {
    workspace.current.appraisal.pot.total.0
}

#[test]
fn typing_updates_the_figures_at_once_and_keeps_the_text() {
    let before = workspace();
    let after = typed(before.clone(), PRICE, "£176.7k");
    assert!(pot(&after) < pot(&before));
    assert_eq!(after.text(PRICE), "£176.7k");
    assert_eq!(after.changes().len(), 1);
    let after = left(after, PRICE);
    assert_eq!(after.text(PRICE), "176,700");
}

/// "The figures below are from before that change" must not be said over those of the case that was open before.
#[test]
fn a_case_with_an_error_shows_its_own_last_figures() {
    let other = workspace().papers.scenarios[0].id.clone();
    let edited =
        || left(typed(workspace(), "/home_types/market/build_cost", "90,000"), "/home_types/market/build_cost");
    // A text that cannot be read, and a value that does not fit the rest of the deal.
    for (path, text) in [(PRICE, ""), ("/phases/three-score-1/build_months", "0")] {
        let faulty = left(typed(edited(), path, text), path);
        assert!(faulty.is_stale() && pot(&faulty) == pot(&edited()), "{path}");
        let elsewhere = act(faulty.clone(), Action::Open(Some(other.clone())));
        assert!(!elsewhere.is_stale() && elsewhere.current != faulty.current, "{path}");
        let back = act(elsewhere, Action::Open(None));
        assert!(back.is_stale(), "{path}");
        assert_eq!(pot(&back), pot(&faulty), "{path}");
        // As the page is loaded again.
        let saved = Saved::read(&Saved::of(&back, String::new(), String::new()).written()).unwrap();
        let restored = Rc::new(Workspace::restored(&saved).unwrap()).reduce(Action::WorkOut);
        assert_eq!(pot(&restored), pot(&faulty), "{path}");
    }
}

#[test]
fn a_fault_keeps_the_text_and_the_last_complete_result() {
    let before = workspace();
    for text in ["", "about 90k", "-5", "1e30", "999999999999999"] {
        let after = typed(before.clone(), PRICE, text);
        assert!(after.is_stale(), "{text}");
        assert_eq!(after.current, before.current, "{text}");
        assert!(after.faults().is_empty(), "{text}: the box still has the focus");
        let after = left(after, PRICE);
        assert_eq!(after.text(PRICE), text);
        assert_eq!(after.faults().len(), 1, "{text}");
        let after = typed(after, PRICE, "186,000");
        assert!(!after.is_stale() && after.faults().is_empty(), "{text}");
    }
}

#[test]
fn part_of_a_number_that_becomes_invalid_changes_nothing() {
    let before = workspace();
    let mut after = before.clone();
    for text in ["1", "18", "18,", "18,6", "18,60"] {
        after = typed(after, PRICE, text);
    }
    let after = left(after, PRICE);
    assert_eq!((after.deal(), after.changes().len()), (before.deal(), 0));
    assert_eq!(after.current, before.current);
    assert_eq!(after.text(PRICE), "18,60");
    let other = typed(after, HOMES, "1000");
    assert_eq!(other.deal().home_types[0].price, Some(186_000.0));
}

/// The deal, the box and Undo after an invalid text over a value of 190,000.
fn keeps_190k(workspace: &Rc<Workspace>, text: &str) {
    assert_eq!(workspace.deal().home_types[0].price, Some(190_000.0), "{text}");
    assert_eq!((workspace.text(PRICE).as_str(), workspace.faults().len()), (text, 1));
    assert_eq!(workspace.current.deal.home_types[0].price, Some(190_000.0), "the figures are from before the error");
    let undone = act(workspace.clone(), Action::Turn(Turn::Undo));
    assert_eq!((undone.text(PRICE).as_str(), undone.is_stale()), ("186,000", false));
    let saved = Saved::of(workspace, String::new(), String::new());
    let restored = Workspace::restored(&saved).unwrap();
    assert_eq!((restored.deal(), restored.text(PRICE).as_str()), (workspace.deal(), text));
}

#[test]
fn an_invalid_text_leaves_the_steps_before_it_in_the_deal() {
    let step = |workspace, _| act(workspace, Action::Stepped(PRICE.to_owned(), 1));
    let stepped = (0..4).fold(workspace(), step);
    for entered in [stepped.clone(), act(stepped.clone(), Action::Entered(PRICE.to_owned()))] {
        let faulty = ["1", "19", "19x"].iter().fold(entered, |so_far, text| typed(so_far, PRICE, text));
        keeps_190k(&left(faulty, PRICE), "19x");
    }
    let escape = |workspace| act(typed(workspace, PRICE, "2"), Action::Escaped(PRICE.to_owned()));
    assert_eq!(escape(act(stepped.clone(), Action::Entered(PRICE.to_owned()))).text(PRICE), "190,000");
    assert_eq!(escape(stepped).text(PRICE), "186,000", "steps by keys in the box belong to the visit");
}

#[test]
fn an_invalid_text_leaves_an_announced_value_in_the_deal() {
    let announced = act(typed(workspace(), PRICE, "190000"), Action::Settled);
    assert!(!announced.is_settling());
    keeps_190k(&left(typed(announced.clone(), PRICE, "190000x"), PRICE), "190000x");
    let faulty = ["1", "18", "18,60"].iter().fold(announced, |so_far, text| typed(so_far, PRICE, text));
    keeps_190k(&left(faulty.clone(), PRICE), "18,60");
    let escaped = act(faulty, Action::Escaped(PRICE.to_owned()));
    assert_eq!(escaped.text(PRICE), "186,000");
}

#[test]
fn figures_wait_until_every_fault_is_fixed() {
    let faulty = left(typed(workspace(), HOMES, "many"), HOMES);
    let typed_on = typed(faulty, PRICE, "176,700");
    assert_eq!(typed_on.current, typed_on.base);
    let right = typed(typed_on, HOMES, "1,300");
    assert!(pot(&right) < pot(&workspace()));
}

#[test]
fn escape_restores_the_value_before_typing() {
    let changed = left(typed(workspace(), PRICE, "180,000"), PRICE);
    let typing = typed(typed(changed, PRICE, "18"), PRICE, "1");
    let escaped = act(typing, Action::Escaped(PRICE.to_owned()));
    assert_eq!(escaped.text(PRICE), "180,000");
    assert_eq!(escaped.current.deal.home_types[0].price, Some(180_000.0));
}

#[test]
fn steps_fall_on_round_numbers_and_stop_at_the_limits() {
    let after = typed(workspace(), PRICE, "186,400");
    let step =
        |workspace: &Rc<Workspace>, path: &str, by| workspace.clone().reduce(Action::Stepped(path.to_owned(), by));
    let up = step(&after, PRICE, 1);
    assert_eq!(up.text(PRICE), "187,000");
    let down = step(&after, PRICE, -1);
    assert_eq!(down.text(PRICE), "186,000");
    const RECYCLED: &str = "/sharing/recycled_percent";
    let all = typed(workspace(), RECYCLED, "100");
    assert_eq!(step(&all, RECYCLED, 1).text(RECYCLED), "100");
}

/// A sum says nothing about its size on the way back from zero: the + button goes on in the steps that it had.
#[test]
fn a_lever_below_its_base_case_keeps_the_step_of_that() {
    let step_of = |workspace: &Workspace| {
        workspace.levers().iter().find(|lever| matches!(lever.kind, Kind::Land(_))).map(|lever| lever.step).unwrap()
    };
    let land = workspace().levers().iter().find(|lever| matches!(lever.kind, Kind::Land(_))).unwrap().path.clone();
    let before = step_of(&workspace());
    assert!(before >= 500e3, "{before}");
    let none = left(typed(workspace(), &land, "0"), &land);
    assert_eq!(step_of(&none), before);
    let up = act(none, Action::Stepped(land.clone(), 1));
    assert_eq!(up.deal().number(&land), Some(before));
    assert_eq!(step_of(&up), before);
    let twice = act(up, Action::Stepped(land.clone(), 1));
    assert_eq!(twice.deal().number(&land), Some(2.0 * before));
    // Above its value there, a lever has the step of its own size.
    let more = left(typed(workspace(), &land, "30,000,000"), &land);
    assert_eq!(step_of(&more), 5e6);
}

#[test]
fn values_are_restored_one_by_one_and_all_at_once() {
    let changed = typed(typed(workspace(), PRICE, "170,000"), HOMES, "1000");
    assert_eq!(changed.changes().len(), 2);
    let one = act(changed.clone(), Action::RestoreValue(PRICE.to_owned()));
    assert_eq!(one.changes().len(), 1);
    let all = act(changed, Action::UndoAllChanges);
    assert_eq!((all.changes().len(), all.drafts.len()), (0, 0));
    assert_eq!(all.current, all.base);
}

#[test]
fn a_broken_link_changes_nothing_and_a_good_one_opens() {
    let changed = typed(workspace(), PRICE, "170,000");
    let broken = changed.clone().reduce(Action::NotFollowed(BrokenLink::Damaged));
    assert_eq!((broken.deal(), &broken.drafts), (changed.deal(), &changed.drafts));
    assert!(broken.not_followed.is_some());
    let good = act(broken, Action::Followed(Box::new(changed.papers.clone())));
    assert_eq!(pot(&good), pot(&changed));
    assert!(good.not_followed.is_none() && good.edits == 0);
    assert_eq!(good.changes().len(), 1);
    let mut deal = (**changed.deal()).clone();
    deal.months = 1;
    let wrong = act(changed, Action::Followed(Box::new(Papers::of(deal.into()))));
    assert!(matches!(wrong.not_followed, Some(NotFollowed::Findings(_))));
}

#[test]
fn a_link_to_a_scenario_that_is_not_there_opens_the_base_case_and_says_why() {
    let missing = act(workspace(), Action::Open(Some("s9".to_owned())));
    assert_eq!(missing.papers.open, None);
    assert_eq!(missing.not_followed, Some(NotFollowed::NoScenario));
    let there = act(missing, Action::Open(Some("as-later-reported".to_owned())));
    assert!(there.papers.scenario().is_some() && there.not_followed.is_none());
    // Of a link that is broken as a whole, that is the reason.
    let broken = act(workspace().reduce(Action::NotFollowed(BrokenLink::Damaged)), Action::Open(Some("s9".to_owned())));
    assert_eq!(broken.papers.open, None);
    assert_eq!(broken.not_followed, Some(NotFollowed::Broken(BrokenLink::Damaged)));
}

#[test]
fn the_start_is_a_month() {
    let after = typed(workspace(), "/start", "1 June 2026");
    assert_eq!(after.current.deal.start.to_string(), "2026-06");
    assert!(typed(after.clone(), "/start", "soon").is_stale());
    let next = act(after, Action::Stepped("/start".to_owned(), 1));
    assert_eq!(next.current.deal.start.to_string(), "2026-07");
}

#[test]
fn typing_in_one_box_is_one_step_and_is_undone_with_its_figures() {
    let start = workspace();
    let mut after = start.clone();
    for text in ["1", "17", "170", "170,000"] {
        after = typed(after, PRICE, text);
    }
    let after = typed(left(after, PRICE), HOMES, "1000");
    let once = act(after.clone(), Action::Turn(Turn::Undo));
    assert_eq!((once.text(HOMES).as_str(), once.text(PRICE).as_str()), ("1,300", "170,000"));
    assert_eq!(pot(&once), pot(&left(typed(start.clone(), PRICE, "170,000"), PRICE)));
    let twice = act(once, Action::Turn(Turn::Undo));
    assert_eq!((twice.deal(), pot(&twice)), (start.deal(), pot(&start)));
    assert!(twice.history.step(Turn::Undo).is_none());
    let again = act(act(twice, Action::Turn(Turn::Redo)), Action::Turn(Turn::Redo));
    assert_eq!((again.deal(), pot(&again)), (after.deal(), pot(&after)));
}

#[test]
fn a_value_typed_and_typed_back_is_not_a_step() {
    let after = typed(typed(workspace(), PRICE, "170,000"), PRICE, "186,000");
    assert!(after.history.step(Turn::Undo).is_none());
    let after = typed(after, PRICE, "171,000");
    assert_eq!(act(after, Action::Turn(Turn::Undo)).text(PRICE), "186,000");
}

#[test]
fn undo_leaves_an_invalid_text_in_another_box() {
    let after = left(typed(left(typed(workspace(), PRICE, "170,000"), PRICE), HOMES, "many"), HOMES);
    let undone = act(after, Action::Turn(Turn::Undo));
    assert_eq!((undone.text(PRICE).as_str(), undone.text(HOMES).as_str()), ("186,000", "many"));
    assert_eq!(undone.faults().len(), 1);
}

#[test]
fn edits_become_a_scenario_and_the_base_case_is_restored() {
    let edited = left(typed(workspace(), PRICE, "170,000"), PRICE);
    let scenario = act(edited.clone(), Action::AddScenario("Low prices".to_owned(), None));
    assert_eq!(scenario.papers.base, scenario.papers.kept);
    assert_eq!((scenario.text(PRICE).as_str(), pot(&scenario)), ("170,000", pot(&edited)));
    let base = act(scenario, Action::Open(None));
    assert_eq!((base.text(PRICE).as_str(), base.current == base.base), ("186,000", true));
    let deleted = act(base, Action::DeleteScenario("s1".to_owned()));
    assert!(deleted.papers.scenarios.iter().all(|scenario| scenario.name != "Low prices"));
    assert_eq!(act(deleted, Action::Turn(Turn::Undo)).papers.scenarios[1].name, "Low prices");
}

#[test]
fn what_the_last_step_did_is_said_until_the_next_action() {
    let scenario = act(workspace(), Action::AddScenario("Low".to_owned(), None));
    let deleted = act(scenario, Action::DeleteScenario("s1".to_owned()));
    assert_eq!(deleted.just_did, Some(UndoLabel::DeletedScenario("Low".to_owned())));
    for next in [Action::Open(None), Action::Typed(PRICE.to_owned(), "1".to_owned()), Action::Turn(Turn::Undo)] {
        assert_eq!(deleted.clone().reduce(next).just_did, None);
    }
    assert!(deleted.history.step(Turn::Undo).is_some(), "Undo still reaches it");
}

#[test]
fn a_scenario_can_become_the_base_case_and_the_others_follow() {
    let low = left(typed(workspace(), PRICE, "170,000"), PRICE);
    let low = act(low, Action::AddScenario("Low prices".to_owned(), None));
    let fewer = act(low, Action::AddScenario("Fewer homes".to_owned(), None));
    let fewer = left(typed(fewer, HOMES, "1,000"), HOMES);
    let low = fewer.papers.scenarios.iter().find(|one| one.name == "Low prices").map(|one| one.id.clone());
    let set = act(act(fewer, Action::Open(low)), Action::KeepBase);
    assert_eq!((set.papers.open.clone(), set.differences().len()), (None, 0));
    assert_eq!((set.text(PRICE).as_str(), &set.base.deal), ("170,000", &set.papers.base));
    assert!(set.papers.scenarios.iter().all(|one| one.name != "Low prices"));
    let other = set.papers.scenarios.last().map(|one| one.id.clone());
    let other = act(set, Action::Open(other));
    assert_eq!((other.text(PRICE).as_str(), other.text(HOMES).as_str()), ("170,000", "1,000"));
}

/// 48 and 12 homes become 36 and 24: the total is the same, and each row is listed.
#[test]
fn another_mix_of_homes_is_listed_row_by_row_and_another_total_as_one() {
    let base = workspace().deal().to_document();
    let deal = workspace().deal().clone();
    let phase = deal.phases.iter().find(|phase| phase.homes.len() > 1).unwrap();
    let row = |place: usize| format!("/phases/{}/homes/{}/count", phase.id, phase.homes[place].id);
    let count = |place: usize| phase.homes[place].count;
    let mixed = deal.with(&row(0), (count(0) - 12).into()).unwrap();
    let mixed = mixed.with(&row(1), (count(1) + 12).into()).unwrap();
    let paths: Vec<String> =
        inputs_that_differ(&base, &mixed.to_document()).into_iter().map(|change| change.path).collect();
    assert_eq!(paths, [row(0), row(1)]);
    let fewer = left(typed(workspace(), HOMES, "1,000"), HOMES);
    let paths: Vec<&str> = fewer.differences().iter().map(|change| change.path.as_str()).collect();
    assert_eq!(paths, [HOMES]);
}

#[test]
fn an_error_between_two_fields_waits_until_both_are_typed() {
    let phase = format!("/phases/{}", workspace().deal().phases[0].id);
    let (drawdown, build) = (format!("{phase}/drawdown_month"), format!("{phase}/build_start_month"));
    let first = left(typed(workspace(), &drawdown, "30"), &drawdown);
    assert!(first.is_stale() && first.faults().is_empty(), "{:?}", first.faults());
    assert_eq!(first.waits_for().as_deref(), Some(build.as_str()));
    let right = left(typed(first.clone(), &build, "31"), &build);
    assert!(!right.is_stale() && right.faults().is_empty());
    // Both are typed and still do not fit; or the other is left unchanged; or another field is typed.
    for wrong in [
        left(typed(first.clone(), &build, "29"), &build),
        left(first.clone(), &build),
        left(typed(first.clone(), PRICE, "170,000"), PRICE),
    ] {
        assert_eq!(wrong.faults()[0].0, drawdown);
        assert_eq!(wrong.waits_for(), None);
    }
    // A field that is only passed on the way to the other does not count.
    let passed = left(first, &format!("{phase}/revalued"));
    assert!(passed.faults().is_empty() && passed.waits_for().is_some());
}

#[test]
fn a_step_past_another_field_shows_its_error_at_once() {
    let path = format!("/phases/{}/drawdown_month", workspace().deal().phases[0].id);
    let mut after = workspace();
    for _ in 0..40 {
        after = act(after, Action::Stepped(path.clone(), 1));
    }
    assert!(after.is_stale());
    assert_eq!(after.faults().len(), 1);
}

#[test]
fn a_text_that_cannot_be_read_goes_with_its_row() {
    let row = format!("/phases/{}", workspace().deal().phases[1].id);
    let path = format!("{row}/build_start_month");
    let faulty = left(typed(workspace(), &path, "soon"), &path);
    assert!(faulty.is_stale());
    let without = act(faulty, Action::Edited(Edit::RemoveRow(row)));
    assert!(!without.is_stale() && without.faults().is_empty());
}

#[test]
fn a_value_typed_in_a_new_row_is_yours_and_a_default_is_not() {
    let added = act(workspace(), Action::Edited(Edit::AddRow("/funding/facilities".to_owned())));
    let row = format!("/funding/facilities/{}", added.deal().funding.facilities.last().unwrap().id);
    let (limit, fee) = (format!("{row}/limit"), format!("{row}/arrangement_fee_percent"));
    let typed = left(typed(added, &limit, "17m"), &limit);
    let kept = act(typed.clone(), Action::KeepBase);
    for workspace in [&typed, &kept] {
        let kind = |path: &str| workspace.deal().marks.get(path).map(|mark| mark.kind);
        assert_eq!((kind(&limit), kind(&fee)), (Some(MarkKind::Yours), None));
    }
    let fee_again = left(self::typed(typed, &fee, "1.5"), &fee);
    assert_eq!(fee_again.deal().marks.get(&fee).map(|mark| mark.kind), Some(MarkKind::Yours), "typed as it started");
    let copied = act(kept, Action::Edited(Edit::CopyRow(row.clone())));
    let copy = format!("/funding/facilities/{}", copied.deal().funding.facilities.last().unwrap().id);
    assert_ne!(copy, row);
    let kind = |name: &str| copied.deal().marks.get(&format!("{copy}/{name}")).map(|mark| mark.kind);
    assert_eq!((kind("limit"), kind("arrangement_fee_percent")), (Some(MarkKind::Yours), None));
}

#[test]
fn a_new_contribution_and_new_shares_do_not_stop_the_figures() {
    let list = "/contributions";
    let added = act(workspace(), Action::Edited(Edit::AddRow(list.to_owned())));
    assert!(!added.is_stale(), "{:?}", added.faults());
    let mut deal = (**workspace().deal()).clone();
    deal.sharing.split.clear();
    let papers = Papers::of(Rc::new(deal));
    let shared = act(
        Rc::new(Workspace::on(papers.kept.clone(), papers).unwrap()),
        Action::Edited(Edit::AddRow("/sharing/split".to_owned())),
    );
    let shares: Vec<f64> = shared.deal().sharing.split.iter().map(|share| share.percent).collect();
    assert_eq!(shares, [50.0, 50.0]);
    assert!(!shared.is_stale(), "{:?}", shared.faults());
}

/// The figures never stop without an error at an input: over every field of every sample and what may be typed there.
#[test]
fn whenever_the_figures_stop_an_error_is_shown_at_an_input() {
    let mut tried = std::collections::BTreeSet::new();
    for sample in samples::ALL {
        let papers = Papers::of(Rc::new(opened(sample).unwrap()));
        let start = Rc::new(Workspace::on(papers.kept.clone(), papers).unwrap());
        let mut paths = std::collections::BTreeSet::new();
        crate::inputs::tests::leaves(start.document(), "", &mut paths);
        let document = start.document().clone();
        paths.retain(|path| fields::of(path).is_some_and(|field| tried.insert(field.pattern)));
        for path in paths.iter().filter(|path| inputs::nearest(&document, path).as_ref() == Some(path)) {
            for text in ["", "x", "0", "20", "719", "99,999,999,999"] {
                let typed = start.clone().reduce(Action::Typed(path.clone(), text.to_owned()));
                let after = typed.reduce(Action::Left(path.clone()));
                let faults = after.faults();
                assert!(
                    !after.is_stale() || !faults.is_empty() || after.waits_for().is_some(),
                    "{}: {path}: {text}",
                    sample.name
                );
                for (at, _) in faults {
                    let is_lever = after.levers().iter().any(|lever| lever.path == at);
                    let place = inputs::nearest(after.document(), &at);
                    let is_found = place.is_some_and(|place| inputs::way_to(&place).is_some());
                    assert!(is_lever || is_found, "{}: {path}: {text}: {at}", sample.name);
                }
            }
        }
    }
}

#[test]
fn differences_are_shown_from_the_baseline_and_setting_it_can_be_undone() {
    let kept = act(left(typed(workspace(), PRICE, "170,000"), PRICE), Action::KeepBase);
    assert_eq!((kept.changes().len(), kept.papers.is_edited()), (0, false));
    assert!(kept.differences().is_empty(), "the list of changes is empty, too");
    assert_eq!(kept.base.deal, *kept.deal());
    let undone = act(kept, Action::Turn(Turn::Undo));
    assert_eq!((undone.changes().len(), undone.papers.is_edited()), (1, true));
    assert_eq!(undone.base.deal.home_types[0].price, Some(186_000.0));
}

/// The worked example's scenario, open.
fn as_later_reported() -> Rc<Workspace> {
    act(workspace(), Action::Open(Some("as-later-reported".to_owned())))
}

const CASH: &str = "/contributions/hca-cash/amount";

/// The kind and sources of the own mark of the cash in the open case.
fn mark_of_cash(workspace: &Workspace) -> Option<(MarkKind, Vec<String>)> {
    let mark = workspace.deal().own_mark(&workspace.papers.kept, CASH)?;
    Some((mark.kind, mark.sources.clone()))
}

#[test]
fn a_value_of_a_scenario_has_its_own_source_until_another_is_typed() {
    let scenario = as_later_reported();
    let sourced = Some((MarkKind::Source, vec!["N3".to_owned()]));
    assert_eq!(mark_of_cash(&scenario), sourced);
    assert_eq!(scenario.differences().len(), 1, "the mark is no difference of its own");
    let typed_over = typed(scenario.clone(), CASH, "8.2m");
    assert_eq!(mark_of_cash(&typed_over), Some((MarkKind::Yours, Vec::new())));
    let undone = act(left(typed_over.clone(), CASH), Action::Turn(Turn::Undo));
    assert_eq!(mark_of_cash(&undone), sourced);
    let escaped = act(typed_over, Action::Escaped(CASH.to_owned()));
    assert_eq!((escaped.deal(), mark_of_cash(&escaped)), (scenario.deal(), sourced));
    assert!(escaped.history.step(Turn::Undo).is_none());
    let restored = act(scenario.clone(), Action::RestoreValue(CASH.to_owned()));
    assert_eq!(mark_of_cash(&restored), None);
    assert_eq!(mark_of_cash(&typed(scenario, CASH, "7.5m")), None, "as in the base case");
}

#[test]
fn a_review_of_a_typed_value_keeps_it_yours() {
    let typed = left(typed(workspace(), PRICE, "170,000"), PRICE);
    let agreed = act(typed, Action::Reviewed(PRICE.to_owned(), Some(Review::Agreed), String::new()));
    let mark = agreed.deal().own_mark(&agreed.papers.kept, PRICE);
    assert_eq!(mark.map(|mark| (mark.kind, mark.review)), Some((MarkKind::Yours, Some(Review::Agreed))));
}

#[test]
fn a_cost_per_home_may_be_left_blank_beside_one_per_m2() {
    const COST: &str = "/home_types/market/build_cost";
    const PER_M2: &str = "/home_types/market/build_cost_per_m2";
    let priced = left(typed(left(typed(workspace(), PER_M2, "1,750"), PER_M2), COST, "150,000"), COST);
    let emptied = typed(priced, COST, "");
    assert_eq!(emptied.value(COST), 150_000.0, "the box may be empty on the way to another number");
    let blank = left(emptied, COST);
    assert!(blank.value(COST).is_null() && !blank.is_stale() && blank.faults().is_empty());
    assert!(blank.levers().iter().all(|lever| lever.path != COST));
    let undone = act(blank, Action::Turn(Turn::Undo));
    assert_eq!(undone.value(COST), 150_000.0);
}

/// A press on a button leaves the box before, but the browser says so after the click.
#[test]
fn a_box_left_after_another_case_was_opened_is_left_in_its_own() {
    let act_then_leave = |workspace, action| left(act(workspace, action), PRICE);
    // The edits of the base case move into the scenario, with the text of the box.
    let added = act_then_leave(typed(workspace(), PRICE, "170,000"), Action::AddScenario("Low".to_owned(), None));
    assert_eq!((added.text(PRICE).as_str(), added.value(PRICE)), ("170,000", 170_000.0.into()));
    let base = act(added, Action::Open(None));
    assert_eq!(base.text(PRICE), "186,000");
    // A text that cannot be read stays where it was typed, and is shown as an error there.
    let scenario = act(workspace(), Action::AddScenario("Low".to_owned(), None));
    let id = scenario.papers.open.clone();
    let copied =
        act_then_leave(typed(scenario, PRICE, "abc"), Action::AddScenario("Copy of Low".to_owned(), id.clone()));
    assert!(!copied.is_stale());
    let back = act(copied, Action::Open(id));
    assert!(back.is_stale());
    assert_eq!((back.text(PRICE).as_str(), back.faults().len()), ("abc", 1));
}

#[test]
fn a_new_scenario_has_nothing_of_a_deleted_one() {
    let added = act(workspace(), Action::AddScenario("A".to_owned(), None));
    let id = added.papers.open.clone();
    let faulty = left(typed(left(typed(added, PRICE, "150,000"), PRICE), CASH, "abc"), CASH);
    let deleted = act(faulty, Action::DeleteScenario(id.clone().unwrap()));
    let fresh = act(deleted, Action::AddScenario("B".to_owned(), None));
    assert_eq!(fresh.papers.open, id, "the id is used again");
    assert!(!fresh.is_stale() && fresh.text(CASH) != "abc");
    assert_eq!(pot(&fresh), pot(&workspace()));
}

#[test]
fn a_new_baseline_has_no_figures_of_the_one_before() {
    let other = workspace().papers.scenarios[0].id.clone();
    let own = pot(&act(workspace(), Action::Open(Some(other.clone()))));
    let faulty = left(typed(workspace(), PRICE, "abc"), PRICE);
    let set = act(act(faulty, Action::Open(Some(other))), Action::KeepBase);
    assert!(!set.is_stale() && set.text(PRICE) != "abc");
    assert_eq!(pot(&set), own);
}

#[test]
fn figures_of_the_base_case_are_said_to_be_its_own() {
    let scenario = act(workspace(), Action::AddScenario("Low".to_owned(), None));
    let edited = left(typed(scenario, PRICE, "170,000"), PRICE);
    let faulty =
        left(typed(edited.clone(), "/phases/three-score-1/build_months", "0"), "/phases/three-score-1/build_months");
    assert!(faulty.is_stale() && !faulty.figures_are_of_base());
    assert_eq!(pot(&faulty), pot(&edited));
    // As the page is loaded again: the figures of the scenario before its error are not saved.
    let saved = Saved::read(&Saved::of(&faulty, String::new(), String::new()).written()).unwrap();
    let restored = Rc::new(Workspace::restored(&saved).unwrap()).reduce(Action::WorkOut);
    assert!(restored.is_stale());
    assert_eq!(restored.figures_are_of_base(), pot(&restored) != pot(&edited));
}

#[test]
fn an_agreed_value_typed_back_has_the_source_of_the_base_case() {
    let open = act(workspace(), Action::Open(Some(workspace().papers.scenarios[0].id.clone())));
    let note = "As announced".to_owned();
    let agreed = act(open, Action::Reviewed(CASH.to_owned(), Some(Review::Agreed), note));
    let back = left(typed(agreed, CASH, "7,500,000"), CASH);
    let mark = back.deal().marks.get(CASH).unwrap();
    let in_base = back.papers.kept.sure(CASH, &back.value(CASH));
    assert_eq!(mark.review, Some(Review::Agreed));
    match in_base {
        Sure::ByDeal(own) => assert_eq!((mark.kind, &mark.sources), (own.kind, &own.sources)),
        Sure::ByCatalogue(kind, _) => assert_eq!(mark.kind, kind),
        Sure::Unsaid => assert_eq!(mark.kind, MarkKind::Assumed),
    }
}

/// Visitors never see the base case from which a published deal was made.
#[test]
fn in_an_embed_changes_are_measured_from_the_deal_as_published() {
    let papers = typed(workspace(), PRICE, "160,000").papers.clone();
    let other = Papers { open: Some(papers.scenarios[0].id.clone()), ..papers.clone() };
    for papers in [papers.clone(), other] {
        let embed = Rc::new(Workspace::of_embed(Ok(papers.clone()), None).unwrap());
        assert!(embed.changes().is_empty() && embed.differences().is_empty() && embed.current == embed.base);
        let published = embed.text(PRICE);
        let changed = left(typed(embed.clone(), PRICE, "170,000"), PRICE);
        assert_eq!(changed.base_lever(Kind::Price(0)).map(|was| was.value.clone()), Some(embed.value(PRICE)));
        assert_eq!((changed.differences().len(), pot(&changed) == pot(&embed)), (1, false));
        let restored = act(changed.clone(), Action::RestoreValue(PRICE.to_owned()));
        assert_eq!((restored.text(PRICE), restored.current == embed.base), (published, true));
        // As the frame is loaded again, and as the host sets the deal again.
        let again = Rc::new(Workspace::of_embed(Ok(papers.clone()), Some(changed.papers.clone())).unwrap());
        assert_eq!((again.text(PRICE).as_str(), again.baseline()), ("170,000", embed.deal()));
        let reset = act(changed, Action::Published(Box::new(papers)));
        assert!(reset.current == reset.base && reset.differences().is_empty() && pot(&reset) == pot(&embed));
    }
    // A deal of one's own, changed and loaded again, is still measured from what it was made from.
    let own = Papers::of(Rc::new(papers.base.with("/title", "Mill Lane".into()).unwrap()));
    let changed = Papers::of(Rc::new(own.base.with(PRICE, 170_000.into()).unwrap()));
    let again = Workspace::of_embed(Ok(own.clone()), Some(changed)).unwrap();
    assert_eq!((again.text(PRICE).as_str(), &again.papers.kept), ("170,000", &own.kept));
    // The mark of the example’s price does not describe the published one.
    let embed = Workspace::of_embed(Ok(papers), None).unwrap();
    assert!(
        embed.has_mark_of_another_value(PRICE) && !embed.has_mark_of_another_value("/home_types/market/build_cost")
    );
}

#[test]
fn an_embed_of_a_scenario_that_the_deal_lacks_shows_no_other_case() {
    let asked = Papers { open: Some("s9".to_owned()), ..workspace().papers.clone() };
    let embed = Workspace::of_embed(Ok(asked.clone()), None).unwrap();
    assert_eq!(embed.not_followed, Some(NotFollowed::NoScenario));
    let changed = act(workspace(), Action::Published(Box::new(asked)));
    assert_eq!(changed.not_followed, Some(NotFollowed::NoScenario));
}

/// An edited example is not shown, printed or opened from a link as the example.
#[test]
fn a_changed_example_is_not_called_the_example() {
    use crate::words::page::kicker;
    let example = workspace();
    assert_eq!(kicker(example.is_example(), false), "Worked example, as first announced in June 2009");
    let edited = left(typed(example, "/home_types/market/price", "170000"), "/home_types/market/price");
    assert_eq!(kicker(edited.is_example(), false), "Changed from the worked example");
    let shared = Workspace::on(edited.papers.kept.clone(), edited.papers.clone()).unwrap();
    assert_eq!(shared.is_example(), Some(false));
    // Its own scenario is part of it, until it is changed.
    let scenario = workspace().papers.scenarios[0].id.clone();
    let scenario = act(workspace(), Action::Open(Some(scenario)));
    assert_eq!(kicker(scenario.is_example(), true), "Scenario of the worked example");
    let changed = left(typed(scenario, "/home_types/market/price", "170000"), "/home_types/market/price");
    assert_eq!(kicker(changed.is_example(), true), "Changed from the worked example");
    // A scenario of the user's own is none of the example's, whatever it starts from.
    let own = act(workspace(), Action::AddScenario("Own".to_owned(), None));
    assert_eq!(kicker(own.is_example(), true), "Changed from the worked example");
    // Without a difference from the new base case.
    let based = act(edited, Action::KeepBase);
    assert!(based.differences().is_empty());
    assert_eq!(based.is_example(), Some(false));
    // A scenario set as the base case is a scenario no longer, and not what was announced.
    let scenario = workspace().papers.scenarios[0].id.clone();
    let based = act(act(workspace(), Action::Open(Some(scenario))), Action::KeepBase);
    assert!(based.papers.scenario().is_none());
    assert_eq!(kicker(based.is_example(), false), "Changed from the worked example");
    let other = Papers::of(opened(&samples::GD_1).unwrap().into());
    assert_eq!(Workspace::on(other.kept.clone(), other).unwrap().is_example(), None);
}

/// Only the base case of the example is announced as the example shown instead.
#[test]
fn a_broken_link_leaves_an_open_scenario_of_the_example() {
    use crate::words::problems::not_followed;
    let said = |workspace: Rc<Workspace>| {
        let broken = act(workspace, Action::NotFollowed(BrokenLink::Damaged));
        not_followed(broken.not_followed.as_ref().unwrap(), broken.is_untouched_example())
    };
    assert!(said(workspace()).ends_with("The worked example is shown instead."));
    let scenario = workspace().papers.scenarios[0].id.clone();
    let still = said(act(workspace(), Action::Open(Some(scenario))));
    assert!(still.ends_with("The deal that was open before is still shown; nothing was changed."), "{still}");
}

/// A deal with a text of a million characters could be neither opened again nor sent.
#[test]
fn a_text_that_is_too_long_to_send_is_an_error_at_its_box() {
    let before = workspace();
    let summary = before.deal().summary.clone();
    let long = "n".repeat(1_100_000);
    let typed =
        act(act(before, Action::Typed("/summary".to_owned(), long.clone())), Action::Left("/summary".to_owned()));
    assert_eq!((typed.deal().summary.as_str(), typed.text("/summary").len()), (summary.as_str(), long.len()));
    let faults = typed.faults();
    let [(path, fault)] = &faults[..] else { panic!("{faults:?}") };
    let said = crate::words::problems::of(path, fault, &typed);
    assert_eq!(said, "Shorten “What the deal is” to 2,000 characters: it has 1,100,000");
    let shorter = act(typed, Action::Typed("/summary".to_owned(), "Short".to_owned()));
    assert_eq!(shorter.deal().summary, "Short");
}
