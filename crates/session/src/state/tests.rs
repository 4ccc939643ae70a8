//! What typing, editing, undo and scenarios do to the state.

use super::*;
use crate::example::opened;
use crate::field_text::Fault;
use crate::inputs;
use crate::outcome::Answer;
use crate::saved_deal::Stamped;
use appraisal::deal::reading::Misread;
use appraisal::deal::{MarkKind, Review, Sure};
use appraisal::{document, samples};

fn state() -> State {
    worked_out(State::on_the_example().unwrap())
}

const PRICE: &str = "/home_types/market/price";
const HOMES: &str = field_text::HOMES;

/// Applies an action, and works out the figures.
#[allow(clippy::needless_pass_by_value, reason = "reads as a chain of actions")]
fn act(state: State, action: Action) -> State {
    worked_out(state.after(action))
}

fn worked_out(state: State) -> State {
    match state.work() {
        Some(work) => state.after(Action::WorkedOut(Box::new(work.done()))),
        None => state,
    }
}

impl State {
    fn current(&self) -> &Answer {
        &self.figures().unwrap().current
    }

    fn base(&self) -> &Answer {
        &self.figures().unwrap().base
    }
}

/// Types into the box of a field.
fn typed(state: State, path: &str, text: &str) -> State {
    act(state, Action::Typed(path.to_owned(), text.to_owned()))
}

fn left(state: State, path: &str) -> State {
    act(state, Action::Left(path.to_owned()))
}

fn pot(state: &State) -> i64 {
    state.current().appraisal.pot.total.0
}

#[test]
fn typing_updates_the_figures_at_once_and_keeps_the_text() {
    let before = state();
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
    let other = state().cases.scenarios[0].id.clone();
    let edited = || left(typed(state(), "/home_types/market/build_cost", "90,000"), "/home_types/market/build_cost");
    // A text that cannot be read, and a value that does not fit the rest of the deal.
    for (path, text) in [(PRICE, ""), ("/phases/three-score-1/build_months", "0")] {
        let faulty = left(typed(edited(), path, text), path);
        assert!(faulty.is_stale() && pot(&faulty) == pot(&edited()), "{path}");
        let elsewhere = act(faulty.clone(), Action::Open(Some(other.clone())));
        assert!(!elsewhere.is_stale() && elsewhere.current() != faulty.current(), "{path}");
        let back = act(elsewhere, Action::Open(None));
        assert!(back.is_stale(), "{path}");
        assert_eq!(pot(&back), pot(&faulty), "{path}");
        // As the page is loaded again.
        let saved = Saved::read(&Saved::of(&back, Stamped::default()).written()).unwrap();
        let restored = worked_out(State::restored(&saved).unwrap());
        assert_eq!(pot(&restored), pot(&faulty), "{path}");
    }
}

#[test]
fn a_fault_keeps_the_text_and_the_last_complete_result() {
    let before = state();
    for text in ["", "about 90k", "-5", "1e30", "999999999999999"] {
        let after = typed(before.clone(), PRICE, text);
        assert!(after.is_stale(), "{text}");
        assert_eq!(after.current(), before.current(), "{text}");
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
    let before = state();
    let mut after = before.clone();
    for text in ["1", "18", "18,", "18,6", "18,60"] {
        after = typed(after, PRICE, text);
    }
    let after = left(after, PRICE);
    assert_eq!((after.deal(), after.changes().len()), (before.deal(), 0));
    assert_eq!(after.current(), before.current());
    assert_eq!(after.text(PRICE), "18,60");
    let other = typed(after, HOMES, "1000");
    assert_eq!(other.deal().home_types[0].price, Some(186_000.0));
}

/// The deal, the box and Undo after an invalid text over a value of 190,000.
fn keeps_190k(state: &State, text: &str) {
    assert_eq!(state.deal().home_types[0].price, Some(190_000.0), "{text}");
    assert_eq!((state.text(PRICE).as_str(), state.faults().len()), (text, 1));
    assert_eq!(state.current().deal.home_types[0].price, Some(190_000.0), "the figures are from before the error");
    let undone = act(state.clone(), Action::Turn(Turn::Undo));
    assert_eq!((undone.text(PRICE).as_str(), undone.is_stale()), ("186,000", false));
    let saved = Saved::of(state, Stamped::default());
    let restored = State::restored(&saved).unwrap();
    assert_eq!((restored.deal(), restored.text(PRICE).as_str()), (state.deal(), text));
}

#[test]
fn an_invalid_text_leaves_the_steps_before_it_in_the_deal() {
    let step = |state, _| act(state, Action::Stepped(PRICE.to_owned(), 1));
    let stepped = (0..4).fold(state(), step);
    for entered in [stepped.clone(), act(stepped.clone(), Action::Entered(PRICE.to_owned()))] {
        let faulty = ["1", "19", "19x"].iter().fold(entered, |so_far, text| typed(so_far, PRICE, text));
        keeps_190k(&left(faulty, PRICE), "19x");
    }
    let escape = |state| act(typed(state, PRICE, "2"), Action::Escaped(PRICE.to_owned()));
    assert_eq!(escape(act(stepped.clone(), Action::Entered(PRICE.to_owned()))).text(PRICE), "190,000");
    assert_eq!(escape(stepped).text(PRICE), "186,000", "steps by keys in the box belong to the visit");
}

#[test]
fn an_invalid_text_leaves_an_announced_value_in_the_deal() {
    let announced = act(typed(state(), PRICE, "190000"), Action::Settled);
    assert!(!announced.is_settling());
    keeps_190k(&left(typed(announced.clone(), PRICE, "190000x"), PRICE), "190000x");
    let faulty = ["1", "18", "18,60"].iter().fold(announced, |so_far, text| typed(so_far, PRICE, text));
    keeps_190k(&left(faulty.clone(), PRICE), "18,60");
    let escaped = act(faulty, Action::Escaped(PRICE.to_owned()));
    assert_eq!(escaped.text(PRICE), "186,000");
}

#[test]
fn figures_wait_until_every_fault_is_fixed() {
    let faulty = left(typed(state(), HOMES, "many"), HOMES);
    let typed_on = typed(faulty, PRICE, "176,700");
    assert_eq!(typed_on.current(), typed_on.base());
    let right = typed(typed_on, HOMES, "1,300");
    assert!(pot(&right) < pot(&state()));
}

#[test]
fn escape_restores_the_value_before_typing() {
    let changed = left(typed(state(), PRICE, "180,000"), PRICE);
    let typing = typed(typed(changed, PRICE, "18"), PRICE, "1");
    let escaped = act(typing, Action::Escaped(PRICE.to_owned()));
    assert_eq!(escaped.text(PRICE), "180,000");
    assert_eq!(escaped.current().deal.home_types[0].price, Some(180_000.0));
}

#[test]
fn steps_fall_on_round_numbers_and_stop_at_the_limits() {
    let after = typed(state(), PRICE, "186,400");
    let step = |state: &State, path: &str, by| state.clone().after(Action::Stepped(path.to_owned(), by));
    let up = step(&after, PRICE, 1);
    assert_eq!(up.text(PRICE), "187,000");
    let down = step(&after, PRICE, -1);
    assert_eq!(down.text(PRICE), "186,000");
    const RECYCLED: &str = "/sharing/recycled_percent";
    let all = typed(state(), RECYCLED, "100");
    assert_eq!(step(&all, RECYCLED, 1).text(RECYCLED), "100");
}

/// A sum says nothing about its size on the way back from zero: the + button goes on in the steps that it had.
#[test]
fn a_lever_below_its_base_case_keeps_the_step_of_that() {
    let step_of = |state: &State| {
        state.levers().iter().find(|lever| matches!(lever.kind, Kind::Land(_))).map(|lever| lever.step).unwrap()
    };
    let land = state().levers().iter().find(|lever| matches!(lever.kind, Kind::Land(_))).unwrap().path.clone();
    let before = step_of(&state());
    assert!(before >= 500e3, "{before}");
    let none = left(typed(state(), &land, "0"), &land);
    assert_eq!(step_of(&none), before);
    let up = act(none, Action::Stepped(land.clone(), 1));
    assert_eq!(up.deal().number(&land), Some(before));
    assert_eq!(step_of(&up), before);
    let twice = act(up, Action::Stepped(land.clone(), 1));
    assert_eq!(twice.deal().number(&land), Some(2.0 * before));
    // Above its value there, a lever has the step of its own size.
    let more = left(typed(state(), &land, "30,000,000"), &land);
    assert_eq!(step_of(&more), 5e6);
}

#[test]
fn values_are_restored_one_by_one_and_all_at_once() {
    let changed = typed(typed(state(), PRICE, "170,000"), HOMES, "1000");
    assert_eq!(changed.changes().len(), 2);
    let one = act(changed.clone(), Action::RestoreValue(PRICE.to_owned()));
    assert_eq!(one.changes().len(), 1);
    let all = act(changed, Action::UndoAllChanges);
    assert_eq!((all.changes().len(), all.drafts.len()), (0, 0));
    assert_eq!(all.current(), all.base());
}

#[test]
fn a_broken_link_changes_nothing_and_a_good_one_opens() {
    let changed = typed(state(), PRICE, "170,000");
    let broken = changed.after(Action::NotFollowed(BrokenLink::Damaged));
    assert_eq!((broken.deal(), &broken.drafts), (changed.deal(), &changed.drafts));
    assert!(broken.not_followed.is_some());
    let good = act(broken, Action::Followed(Box::new(changed.cases.clone())));
    assert_eq!(pot(&good), pot(&changed));
    assert!(good.not_followed.is_none() && good.edits == 0);
    assert_eq!(good.changes().len(), 0, "what comes from outside is the unchanged base case");
    assert_eq!(good.value(PRICE), changed.value(PRICE));
    let undone = good.after(Action::Turn(Turn::Undo));
    assert!(undone.openings > good.openings, "undo opens another deal too");
}

fn found(name: &str) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/found/");
    std::fs::read_to_string(format!("{folder}{name}")).unwrap()
}

/// A deal that cannot be worked out opens from a file or a link, with its errors and without figures of another deal.
#[test]
fn an_unfinished_deal_opens_with_its_findings_and_is_finished_and_undone() {
    let deal = document::open(&found("wip.json")).unwrap();
    let months = "/months";
    let opened = act(typed(state(), PRICE, "170,000"), Action::Followed(Box::new(Cases::of(Rc::new(deal)))));
    assert_eq!((opened.deal().months, opened.figures(), opened.work().is_none()), (40, None, true));
    assert!(opened.is_stale() && !opened.faults().is_empty() && opened.not_followed.is_none());
    // A scenario of it has none either, and the deal travels as it is.
    let scenario = act(opened.clone(), Action::AddScenario("Longer".to_owned(), None));
    assert_eq!(scenario.figures(), None);
    let back = document::open(&document::write(&scenario.cases.whole())).unwrap();
    assert_eq!(Cases::of_whole(back).unwrap().scenarios, scenario.cases.scenarios);
    // Finished, it has figures; there are none to compare it with.
    let finished = left(typed(opened, months, "156"), months);
    assert!(!finished.is_stale() && finished.current() == finished.base(), "{:?}", finished.faults());
    let set = act(finished, Action::SetBase);
    assert!(set.differences().is_empty() && set.base().deal.months == 156);
    // Undo returns to the unfinished baseline, and undo to the start to the deal before.
    let undone = act(set, Action::Turn(Turn::Undo));
    assert_eq!((undone.baseline().months, undone.deal().months), (40, 156));
    assert!(undone.current() == undone.base() && undone.current().deal.months == 156);
    let unfinished = act(undone, Action::Turn(Turn::Undo));
    assert_eq!((unfinished.deal().months, unfinished.is_stale()), (40, true));
    let before = act(unfinished, Action::Turn(Turn::Undo));
    assert_eq!((before.text(PRICE).as_str(), before.is_stale()), ("170,000", false));
    assert_eq!(before.base().deal.home_types[0].price, Some(186_000.0));
}

/// Opening a link checks each deal once, and works out no figures.
#[test]
fn a_link_is_worked_out_once_and_by_nobody_else() {
    let deal = Rc::new(document::open(samples::GD_1.document).unwrap());
    let opened = State::at(Ok(Some(Cases::of(deal)))).unwrap();
    assert!(opened.figures().is_none());
    let figures = opened.work().unwrap().done();
    assert!(figures.base == figures.current, "one deal has one outcome");
    let shown = opened.after(Action::WorkedOut(Box::new(figures)));
    assert!(shown.figures().is_some() && shown.work().is_none());
    // Results that come late, of a deal that is no longer open, are not shown.
    let late = shown.work().is_none().then(|| shown.figures().unwrap().clone()).unwrap();
    let other = State::on_the_example().unwrap().after(Action::WorkedOut(Box::new(late)));
    assert!(other.figures().is_none() && other.work().is_some());
}

#[test]
fn a_link_to_a_scenario_that_is_not_there_opens_the_base_case_and_says_why() {
    let missing = act(state(), Action::Open(Some("s9".to_owned())));
    assert_eq!(missing.cases.open, None);
    assert_eq!(missing.not_followed, Some(NotFollowed::NoScenario));
    let there = act(missing, Action::Open(Some("as-later-reported".to_owned())));
    assert!(there.cases.scenario().is_some() && there.not_followed.is_none());
    // Of a link that is broken as a whole, that is the reason.
    let broken = act(state().after(Action::NotFollowed(BrokenLink::Damaged)), Action::Open(Some("s9".to_owned())));
    assert_eq!(broken.cases.open, None);
    assert_eq!(broken.not_followed, Some(NotFollowed::Broken(BrokenLink::Damaged)));
}

#[test]
fn the_start_is_a_month() {
    let after = typed(state(), "/start", "1 June 2026");
    assert_eq!(after.current().deal.start.to_string(), "2026-06");
    assert!(typed(after.clone(), "/start", "soon").is_stale());
    let next = act(after, Action::Stepped("/start".to_owned(), 1));
    assert_eq!(next.current().deal.start.to_string(), "2026-07");
}

#[test]
fn typing_in_one_box_is_one_step_and_is_undone_with_its_figures() {
    let start = state();
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
    let after = typed(typed(state(), PRICE, "170,000"), PRICE, "186,000");
    assert!(after.history.step(Turn::Undo).is_none());
    let after = typed(after, PRICE, "171,000");
    assert_eq!(act(after, Action::Turn(Turn::Undo)).text(PRICE), "186,000");
}

#[test]
fn undo_leaves_an_invalid_text_in_another_box() {
    let after = left(typed(left(typed(state(), PRICE, "170,000"), PRICE), HOMES, "many"), HOMES);
    let undone = act(after, Action::Turn(Turn::Undo));
    assert_eq!((undone.text(PRICE).as_str(), undone.text(HOMES).as_str()), ("186,000", "many"));
    assert_eq!(undone.faults().len(), 1);
}

#[test]
fn undo_in_one_case_leaves_an_invalid_text_in_another() {
    let edited = left(typed(state(), PRICE, "170,000"), PRICE);
    let open = Some(edited.cases.scenarios[0].id.clone());
    let faulty = left(typed(act(edited, Action::Open(open.clone())), CASH, "abc"), CASH);
    let undone = act(faulty, Action::Turn(Turn::Undo));
    assert_eq!((undone.cases.open.clone(), undone.text(PRICE).as_str()), (None, "186,000"));
    assert_eq!(act(undone, Action::Open(open)).text(CASH), "abc");
}

#[test]
fn edits_become_a_scenario_and_the_base_case_is_restored() {
    let edited = left(typed(state(), PRICE, "170,000"), PRICE);
    let scenario = act(edited.clone(), Action::AddScenario("Low prices".to_owned(), None));
    assert_eq!(scenario.cases.base, scenario.cases.baseline);
    assert_eq!((scenario.text(PRICE).as_str(), pot(&scenario)), ("170,000", pot(&edited)));
    let base = act(scenario, Action::Open(None));
    assert_eq!((base.text(PRICE).as_str(), base.current() == base.base()), ("186,000", true));
    let deleted = act(base, Action::DeleteScenario("s1".to_owned()));
    assert!(deleted.cases.scenarios.iter().all(|scenario| scenario.name != "Low prices"));
    assert_eq!(act(deleted, Action::Turn(Turn::Undo)).cases.scenarios[1].name, "Low prices");
}

#[test]
fn what_the_last_step_did_is_said_until_the_next_action() {
    let scenario = act(state(), Action::AddScenario("Low".to_owned(), None));
    let deleted = act(scenario, Action::DeleteScenario("s1".to_owned()));
    assert_eq!(deleted.just_did, Some(UndoLabel::DeletedScenario("Low".to_owned())));
    for next in [Action::Open(None), Action::Typed(PRICE.to_owned(), "1".to_owned()), Action::Turn(Turn::Undo)] {
        assert_eq!(deleted.clone().after(next).just_did, None);
    }
    assert!(deleted.history.step(Turn::Undo).is_some(), "Undo still reaches it");
}

#[test]
fn a_scenario_can_become_the_base_case_and_the_others_follow() {
    let low = left(typed(state(), PRICE, "170,000"), PRICE);
    let low = act(low, Action::AddScenario("Low prices".to_owned(), None));
    let fewer = act(low, Action::AddScenario("Fewer homes".to_owned(), None));
    let fewer = left(typed(fewer, HOMES, "1,000"), HOMES);
    let low = fewer.cases.scenarios.iter().find(|one| one.name == "Low prices").map(|one| one.id.clone());
    let set = act(act(fewer, Action::Open(low)), Action::SetBase);
    assert_eq!((set.cases.open.clone(), set.differences().len()), (None, 0));
    assert_eq!((set.text(PRICE).as_str(), &set.base().deal), ("170,000", &set.cases.base));
    assert!(set.cases.scenarios.iter().all(|one| one.name != "Low prices"));
    let other = set.cases.scenarios.last().map(|one| one.id.clone());
    let other = act(set, Action::Open(other));
    assert_eq!((other.text(PRICE).as_str(), other.text(HOMES).as_str()), ("170,000", "1,000"));
}

/// 48 and 12 homes become 36 and 24: the total is the same, and each row is listed.
#[test]
fn another_mix_of_homes_is_listed_row_by_row_and_another_total_as_one() {
    let base = state().deal().to_document();
    let deal = state().deal().clone();
    let phase = deal.phases.iter().find(|phase| phase.homes.len() > 1).unwrap();
    let row = |place: usize| format!("/phases/{}/homes/{}/count", phase.id, phase.homes[place].id);
    let count = |place: usize| phase.homes[place].count;
    let mixed = deal.with(&row(0), (count(0) - 12).into()).unwrap();
    let mixed = mixed.with(&row(1), (count(1) + 12).into()).unwrap();
    let paths: Vec<String> =
        inputs_that_differ(&base, &mixed.to_document()).into_iter().map(|change| change.path).collect();
    assert_eq!(paths, [row(0), row(1)]);
    let fewer = left(typed(state(), HOMES, "1,000"), HOMES);
    let paths: Vec<&str> = fewer.differences().iter().map(|change| change.path.as_str()).collect();
    assert_eq!(paths, [HOMES]);
}

#[test]
fn an_error_between_two_fields_waits_until_both_are_typed() {
    let phase = format!("/phases/{}", state().deal().phases[0].id);
    let (drawdown, build) = (format!("{phase}/drawdown_month"), format!("{phase}/build_start_month"));
    let first = left(typed(state(), &drawdown, "30"), &drawdown);
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
    let path = format!("/phases/{}/drawdown_month", state().deal().phases[0].id);
    let mut after = state();
    for _ in 0..40 {
        after = act(after, Action::Stepped(path.clone(), 1));
    }
    assert!(after.is_stale());
    assert_eq!(after.faults().len(), 1);
}

#[test]
fn a_text_that_cannot_be_read_goes_with_its_row() {
    let row = format!("/phases/{}", state().deal().phases[1].id);
    let path = format!("{row}/build_start_month");
    let faulty = left(typed(state(), &path, "soon"), &path);
    assert!(faulty.is_stale());
    let without = act(faulty, Action::Edited(Edit::RemoveRow(row)));
    assert!(!without.is_stale() && without.faults().is_empty());
}

#[test]
fn a_value_typed_in_a_new_row_is_yours_and_a_default_is_not() {
    let added = act(state(), Action::Edited(Edit::AddRow("/funding/facilities".to_owned())));
    let row = format!("/funding/facilities/{}", added.deal().funding.facilities.last().unwrap().id);
    let (limit, fee) = (format!("{row}/limit"), format!("{row}/arrangement_fee_percent"));
    let typed = left(typed(added, &limit, "17m"), &limit);
    let kept = act(typed.clone(), Action::SetBase);
    for state in [&typed, &kept] {
        let kind = |path: &str| state.deal().marks.get(path).map(|mark| mark.kind);
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
    let added = act(state(), Action::Edited(Edit::AddRow(list.to_owned())));
    assert!(!added.is_stale(), "{:?}", added.faults());
    let mut deal = (**state().deal()).clone();
    deal.sharing.split.clear();
    let cases = Cases::of(Rc::new(deal));
    let shared = act(worked_out(State::of(cases)), Action::Edited(Edit::AddRow("/sharing/split".to_owned())));
    let shares: Vec<f64> = shared.deal().sharing.split.iter().map(|share| share.percent).collect();
    assert_eq!(shares, [50.0, 50.0]);
    assert!(!shared.is_stale(), "{:?}", shared.faults());
}

/// The figures never stop without an error at an input: over every field of every sample and what may be typed there.
#[test]
fn whenever_the_figures_stop_an_error_is_shown_at_an_input() {
    let mut tried = std::collections::BTreeSet::new();
    for sample in samples::ALL {
        let cases = Cases::of(Rc::new(opened(sample).unwrap()));
        let start = worked_out(State::of(cases));
        let mut paths = std::collections::BTreeSet::new();
        crate::inputs::tests::leaves(start.document(), "", &mut paths);
        let document = start.document().clone();
        paths.retain(|path| fields::of(path).is_some_and(|field| tried.insert(field.pattern)));
        for path in paths.iter().filter(|path| inputs::nearest(&document, path).as_ref() == Some(path)) {
            for text in ["", "x", "0", "20", "719", "99,999,999,999"] {
                let typed = start.clone().after(Action::Typed(path.clone(), text.to_owned()));
                let after = typed.after(Action::Left(path.clone()));
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
    let kept = act(left(typed(state(), PRICE, "170,000"), PRICE), Action::SetBase);
    assert_eq!((kept.changes().len(), kept.cases.is_edited()), (0, false));
    assert!(kept.differences().is_empty(), "the list of changes is empty, too");
    assert_eq!(kept.base().deal, *kept.deal());
    let undone = act(kept, Action::Turn(Turn::Undo));
    assert_eq!((undone.changes().len(), undone.cases.is_edited()), (1, true));
    assert_eq!(undone.base().deal.home_types[0].price, Some(186_000.0));
}

/// The worked example's scenario, open.
fn as_later_reported() -> State {
    act(state(), Action::Open(Some("as-later-reported".to_owned())))
}

const CASH: &str = "/contributions/hca-cash/amount";

/// The kind and sources of the own mark of the cash in the open case.
fn mark_of_cash(state: &State) -> Option<(MarkKind, Vec<String>)> {
    let mark = state.deal().own_mark(&state.cases.baseline, CASH)?;
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
    let typed = left(typed(state(), PRICE, "170,000"), PRICE);
    let agreed = act(typed, Action::Reviewed(PRICE.to_owned(), Some(Review::Agreed), String::new()));
    let mark = agreed.deal().own_mark(&agreed.cases.baseline, PRICE);
    assert_eq!(mark.map(|mark| (mark.kind, mark.review)), Some((MarkKind::Yours, Some(Review::Agreed))));
}

#[test]
fn a_cost_per_home_may_be_left_blank_beside_one_per_m2() {
    const COST: &str = "/home_types/market/build_cost";
    const PER_M2: &str = "/home_types/market/build_cost_per_m2";
    let priced = left(typed(left(typed(state(), PER_M2, "1,750"), PER_M2), COST, "150,000"), COST);
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
    let act_then_leave = |state, action| left(act(state, action), PRICE);
    // The edits of the base case move into the scenario, with the text of the box.
    let added = act_then_leave(typed(state(), PRICE, "170,000"), Action::AddScenario("Low".to_owned(), None));
    assert_eq!((added.text(PRICE).as_str(), added.value(PRICE)), ("170,000", 170_000.0.into()));
    let base = act(added, Action::Open(None));
    assert_eq!(base.text(PRICE), "186,000");
    // A text that cannot be read stays where it was typed, and is shown as an error there.
    let scenario = act(state(), Action::AddScenario("Low".to_owned(), None));
    let id = scenario.cases.open.clone();
    let copied =
        act_then_leave(typed(scenario, PRICE, "abc"), Action::AddScenario("Copy of Low".to_owned(), id.clone()));
    assert!(!copied.is_stale());
    let back = act(copied, Action::Open(id));
    assert!(back.is_stale());
    assert_eq!((back.text(PRICE).as_str(), back.faults().len()), ("abc", 1));
}

#[test]
fn a_text_that_cannot_be_read_moves_into_a_scenario_with_its_row_and_back() {
    let added = act(state(), Action::Edited(Edit::AddRow("/home_types".to_owned())));
    let path = format!("/home_types/{}/price", added.deal().home_types.last().unwrap().id);
    let faulty = left(typed(added, &path, "many"), &path);
    assert!(faulty.errors_left_in_base().is_empty());
    let scenario = act(faulty, Action::AddScenario("More".to_owned(), None));
    let undone = act(scenario.clone(), Action::Turn(Turn::Undo));
    let redone = act(undone.clone(), Action::Turn(Turn::Redo));
    for state in [&scenario, &undone, &redone] {
        assert_eq!((state.text(&path).as_str(), state.faults().len()), ("many", 1));
        let restored = State::restored(&Saved::of(state, Stamped::default())).unwrap();
        assert_eq!(restored.faulty_drafts(), state.faulty_drafts());
    }
    assert!(!act(redone, Action::Open(None)).is_stale(), "the base case has no such row");
}

#[test]
fn a_new_scenario_has_nothing_of_a_deleted_one() {
    let added = act(state(), Action::AddScenario("A".to_owned(), None));
    let id = added.cases.open.clone();
    let faulty = left(typed(left(typed(added, PRICE, "150,000"), PRICE), CASH, "abc"), CASH);
    let deleted = act(faulty, Action::DeleteScenario(id.clone().unwrap()));
    let fresh = act(deleted, Action::AddScenario("B".to_owned(), None));
    assert_eq!(fresh.cases.open, id, "the id is used again");
    assert!(!fresh.is_stale() && fresh.text(CASH) != "abc");
    assert_eq!(pot(&fresh), pot(&state()));
}

#[test]
fn a_new_baseline_has_no_figures_of_the_one_before() {
    let other = state().cases.scenarios[0].id.clone();
    let own = pot(&act(state(), Action::Open(Some(other.clone()))));
    let faulty = left(typed(state(), PRICE, "abc"), PRICE);
    let set = act(act(faulty, Action::Open(Some(other))), Action::SetBase);
    assert!(!set.is_stale() && set.text(PRICE) != "abc");
    assert_eq!(pot(&set), own);
}

#[test]
fn figures_of_the_base_case_are_said_to_be_its_own() {
    let scenario = act(state(), Action::AddScenario("Low".to_owned(), None));
    let edited = left(typed(scenario, PRICE, "170,000"), PRICE);
    let faulty =
        left(typed(edited.clone(), "/phases/three-score-1/build_months", "0"), "/phases/three-score-1/build_months");
    assert!(faulty.is_stale() && !faulty.figures_are_of_base());
    assert_eq!(pot(&faulty), pot(&edited));
    // As the page is loaded again: the figures of the scenario before its error are not saved.
    let saved = Saved::read(&Saved::of(&faulty, Stamped::default()).written()).unwrap();
    let restored = worked_out(State::restored(&saved).unwrap());
    assert!(restored.is_stale());
    assert_eq!(restored.figures_are_of_base(), pot(&restored) != pot(&edited));
}

#[test]
fn an_agreed_value_typed_back_has_the_source_of_the_base_case() {
    let open = act(state(), Action::Open(Some(state().cases.scenarios[0].id.clone())));
    let note = "As announced".to_owned();
    let agreed = act(open, Action::Reviewed(CASH.to_owned(), Some(Review::Agreed), note));
    let back = left(typed(agreed, CASH, "7,500,000"), CASH);
    let mark = back.deal().marks.get(CASH).unwrap();
    let in_base = back.cases.baseline.sure(CASH, &back.value(CASH));
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
    let cases = typed(state(), PRICE, "160,000").cases;
    let other = Cases { open: Some(cases.scenarios[0].id.clone()), ..cases.clone() };
    for cases in [cases.clone(), other] {
        let embed = worked_out(State::of_embed(Ok(cases.clone()), None).unwrap());
        assert!(embed.changes().is_empty() && embed.differences().is_empty() && embed.current() == embed.base());
        let published = embed.text(PRICE);
        let changed = left(typed(embed.clone(), PRICE, "170,000"), PRICE);
        assert_eq!(changed.base_lever(Kind::Price(0)).map(|was| was.value.clone()), Some(embed.value(PRICE)));
        assert_eq!((changed.differences().len(), pot(&changed) == pot(&embed)), (1, false));
        let restored = act(changed.clone(), Action::RestoreValue(PRICE.to_owned()));
        assert_eq!((restored.text(PRICE), restored.current() == embed.base()), (published, true));
        // As the frame is loaded again, and as the host sets the deal again.
        let again = worked_out(State::of_embed(Ok(cases.clone()), Some(changed.cases.clone())).unwrap());
        assert_eq!((again.text(PRICE).as_str(), again.baseline()), ("170,000", embed.deal()));
        let reset = act(changed, Action::Published(Box::new(cases)));
        assert!(reset.current() == reset.base() && reset.differences().is_empty() && pot(&reset) == pot(&embed));
    }
    // A deal of one's own, changed and loaded again, is still measured from what it was made from.
    let own = Cases::of(Rc::new(cases.base.with("/title", "Mill Lane".into()).unwrap()));
    let changed = Cases::of(Rc::new(own.base.with(PRICE, 170_000.into()).unwrap()));
    let again = worked_out(State::of_embed(Ok(own.clone()), Some(changed)).unwrap());
    assert_eq!((again.text(PRICE).as_str(), &again.cases.baseline), ("170,000", &own.baseline));
    // The mark of the example’s price does not describe the published one.
    let embed = worked_out(State::of_embed(Ok(cases), None).unwrap());
    assert!(
        embed.has_mark_of_another_value(PRICE) && !embed.has_mark_of_another_value("/home_types/market/build_cost")
    );
}

/// A deal is found again by its name.
#[test]
fn a_deal_cannot_be_left_without_a_name() {
    let named = state().deal().title.clone();
    for blank in ["", "  "] {
        let emptied = left(typed(state(), "/title", blank), "/title");
        let (path, fault) = emptied.faults().first().cloned().unwrap();
        assert_eq!((path.as_str(), emptied.text("/title").as_str()), ("/title", blank));
        assert_eq!(fault, Fault::Misread(Misread::Empty));
        assert_eq!(emptied.deal().title, named);
        let renamed = left(typed(emptied, "/title", "Mill Lane"), "/title");
        assert_eq!((renamed.faults().len(), renamed.deal().title.as_str()), (0, "Mill Lane"));
    }
}

#[test]
fn an_embed_of_a_scenario_that_the_deal_lacks_shows_no_other_case() {
    let asked = Cases { open: Some("s9".to_owned()), ..state().cases };
    let embed = worked_out(State::of_embed(Ok(asked.clone()), None).unwrap());
    assert_eq!(embed.not_followed, Some(NotFollowed::NoScenario));
    let changed = act(state(), Action::Published(Box::new(asked)));
    assert_eq!(changed.not_followed, Some(NotFollowed::NoScenario));
}

/// An edited example is not shown, printed or opened from a link as the example.
#[test]
fn a_changed_example_is_not_called_the_example() {
    let example = state();
    assert_eq!(example.is_example(), Some(true));
    let edited = left(typed(example, "/home_types/market/price", "170000"), "/home_types/market/price");
    assert_eq!(edited.is_example(), Some(false));
    let shared = worked_out(State::of(edited.cases.clone()));
    assert_eq!(shared.is_example(), Some(false));
    // Its own scenario is part of it, until it is changed.
    let scenario = state().cases.scenarios[0].id.clone();
    let scenario = act(state(), Action::Open(Some(scenario)));
    assert_eq!(scenario.is_example(), Some(true));
    let changed = left(typed(scenario, "/home_types/market/price", "170000"), "/home_types/market/price");
    assert_eq!(changed.is_example(), Some(false));
    // A scenario of the user's own is none of the example's, whatever it starts from.
    let own = act(state(), Action::AddScenario("Own".to_owned(), None));
    assert_eq!(own.is_example(), Some(false));
    // Without a difference from the new base case.
    let based = act(edited, Action::SetBase);
    assert!(based.differences().is_empty());
    assert_eq!(based.is_example(), Some(false));
    // A scenario set as the base case is a scenario no longer, and not what was announced.
    let scenario = state().cases.scenarios[0].id.clone();
    let based = act(act(state(), Action::Open(Some(scenario))), Action::SetBase);
    assert!(based.cases.scenario().is_none());
    assert_eq!(based.is_example(), Some(false));
    let other = Cases::of(opened(&samples::GD_1).unwrap().into());
    assert_eq!(worked_out(State::of(other)).is_example(), None);
}

/// Homes of one type in one phase were changed: a text that cannot be read, or the same total typed again, keeps the mix.
#[test]
fn the_mix_of_homes_stays_while_their_total_is_typed() {
    let row = "/phases/three-score-1/homes/social/count";
    let mixed = left(typed(state(), row, "150"), row);
    let total = mixed.value(HOMES).as_f64().unwrap();
    for text in ["many", "", &total.to_string()] {
        let after = left(typed(mixed.clone(), HOMES, text), HOMES);
        assert_eq!(after.deal(), mixed.deal(), "{text:?}");
    }
}

/// A box that had no value though the deal needs one, was typed in and emptied again, is blank as before: that is no text that
/// cannot be read.
#[test]
fn a_blank_box_that_is_emptied_again_is_blank() {
    let deal = opened(&samples::NORWICH_2009).unwrap().with(PRICE, Value::Null).unwrap();
    let start = worked_out(State::of(Cases::of(Rc::new(deal))));
    let errors = start.faults();
    assert!(!errors.is_empty());
    let emptied = left(typed(typed(start.clone(), PRICE, "186000"), PRICE, ""), PRICE);
    assert!(!emptied.has_unread_text(&None), "{:?}", emptied.faults());
    assert_eq!((emptied.deal(), emptied.faults()), (start.deal(), errors));
    assert!(emptied.history.step(Turn::Undo).is_none(), "it came to nothing");
}

/// A deal with a text of a million characters could be neither opened again nor sent.
#[test]
fn a_text_that_is_too_long_to_send_is_an_error_at_its_box() {
    let before = state();
    let summary = before.deal().summary.clone();
    let long = "n".repeat(1_100_000);
    let typed =
        act(act(before, Action::Typed("/summary".to_owned(), long.clone())), Action::Left("/summary".to_owned()));
    assert_eq!((typed.deal().summary.as_str(), typed.text("/summary").len()), (summary.as_str(), long.len()));
    assert!(matches!(&typed.faults()[..], [(path, Fault::Misread(_))] if path == "/summary"));
    let shorter = act(typed, Action::Typed("/summary".to_owned(), "Short".to_owned()));
    assert_eq!(shorter.deal().summary, "Short");
}

/// A scenario with a mix of its own, of whose homes a number is then set with the lever.
#[test]
fn a_number_of_all_homes_keeps_the_mix_that_was_typed_and_comes_back_to_it() {
    let affordable = |state: &State| state.current().appraisal.homes.affordable;
    let mut mixed = act(state(), Action::AddScenario("Castle".to_owned(), None));
    for (kind, homes) in [("market", "85"), ("social", "85"), ("shared", "10")] {
        let row = format!("/phases/three-score-1/homes/{kind}/count");
        mixed = left(typed(mixed, &row, homes), &row);
    }
    let total = mixed.value(HOMES).as_u64().unwrap();
    let more = act(mixed.clone(), Action::Stepped(HOMES.to_owned(), 1));
    assert_eq!(more.value(HOMES).as_u64(), Some(total + 10));
    assert!(affordable(&more) >= affordable(&mixed), "{} of {}", affordable(&more), affordable(&mixed));
    let back = act(more, Action::Stepped(HOMES.to_owned(), -1));
    assert_eq!(back.deal(), mixed.deal());
    // Key by key, by way of numbers too small to have a mix.
    let keyed = ["1", "13", "131", "1310", "1", &total.to_string()]
        .into_iter()
        .fold(mixed.clone(), |state, text| typed(state, HOMES, text));
    assert_eq!(keyed.deal(), mixed.deal());
    // One step up adds what a deal with this mix alone gains.
    let alone = levers::with_homes(mixed.deal(), state().deal(), (total + 10) as f64);
    assert_eq!(act(mixed, Action::Stepped(HOMES.to_owned(), 1)).deal().phases, alone.phases);
}

/// Screen reader users press Escape to leave a box.
#[test]
fn what_was_typed_and_announced_before_escape_can_be_redone() {
    let pace = "/home_types/market/sales_a_month";
    let announced = act(typed(act(typed(state(), pace, "3.5"), Action::Settled), pace, "3"), Action::Settled);
    let escaped = act(announced.clone(), Action::Escaped(pace.to_owned()));
    assert_eq!((escaped.deal(), escaped.history.step(Turn::Undo)), (state().deal(), None));
    let redone = act(escaped, Action::Turn(Turn::Redo));
    assert_eq!(redone.deal(), announced.deal());
    assert_eq!(act(redone, Action::Turn(Turn::Undo)).deal(), state().deal());
    let part = act(typed(state(), pace, "3"), Action::Escaped(pace.to_owned()));
    assert!(part.history.step(Turn::Redo).is_none(), "part of a number is no step");
}

/// Undo returns to a baseline that has an error, and so no figures of its own.
#[test]
fn the_baseline_of_an_unfinished_deal_comes_back_with_undo() {
    let deal = opened(&samples::NORWICH_2009).unwrap().with(PRICE, Value::Null).unwrap();
    let start = worked_out(State::of(Cases::of(Rc::new(deal))));
    let finished = act(left(typed(start.clone(), PRICE, "190000"), PRICE), Action::SetBase);
    assert_eq!((finished.baseline(), finished.differences().len()), (finished.deal(), 0));
    let undone = act(finished.clone(), Action::Turn(Turn::Undo));
    assert_eq!((undone.baseline(), &undone.cases.baseline), (start.baseline(), &start.cases.baseline));
    assert_eq!((undone.differences().len(), undone.base_lever(Kind::Price(0))), (1, None));
    assert_eq!(undone.base().deal, *undone.deal(), "the figures of the open case stand in for those of the baseline");
    let start_again = act(undone.clone(), Action::Turn(Turn::Undo));
    assert_eq!((start_again.deal(), start_again.differences().len()), (start.deal(), 0));
    let redone = act(undone, Action::Turn(Turn::Redo));
    assert_eq!((redone.baseline(), redone.differences()), (finished.baseline(), finished.differences()));
    // Another deal that is opened from an unfinished one, and left again.
    let other = act(start.clone(), Action::Followed(Box::new(state().cases)));
    let back = act(other, Action::Turn(Turn::Undo));
    assert_eq!((back.baseline(), back.faults()), (start.baseline(), start.faults()));
}

/// A part or row that was added counts each input that was typed in it, however few differences it makes.
#[test]
fn every_input_typed_in_a_new_part_or_row_is_counted() {
    let blank = State::of(Cases::of(Rc::new(Deal::of_document(&form::blank()).unwrap())));
    let fill = |state: State, path: &str, text: &str| left(typed(state, path, text), path);
    let part = "/alternatives";
    let names = [("sale_price", "900000"), ("holding_cost_a_year", "25000"), ("public_borrowing_percent", "5.4")];
    let filled = names.iter().fold(blank, |state, (name, text)| fill(state, &format!("{part}/{name}"), text));
    assert_eq!((filled.differences().len(), filled.count_of_changes()), (1, 3));
    assert_eq!(count_that_differ(filled.baseline(), filled.deal()), 3);
    // The same number from the other side, where the part is removed.
    assert_eq!(count_that_differ(filled.deal(), filled.baseline()), 3);
    let loan = act(filled, Action::Edited(Edit::AddRow("/funding/facilities".to_owned())));
    assert_eq!(loan.count_of_changes(), 4);
    let row = format!("/funding/facilities/{}", loan.deal().funding.facilities.last().unwrap().id);
    let terms = [("limit", "1000000"), ("rate_percent", "7.25"), ("arrangement_fee_percent", "1")];
    let filled = terms.iter().fold(loan, |state, (name, text)| fill(state, &format!("{row}/{name}"), text));
    assert_eq!((filled.differences().len(), filled.count_of_changes()), (2, 6));
    assert_eq!(filled.changes_in(Group::Funding), 3);
}

/// What a kind brings is not the user's until it is typed.
#[test]
fn the_values_that_come_with_another_kind_are_not_typed() {
    let blank = State::of(Cases::of(Rc::new(Deal::of_document(&form::blank()).unwrap())));
    let row = format!("/contributions/{}", blank.deal().contributions[0].id());
    let coupon = &format!("{row}/coupon_percent");
    let chosen = act(blank, Action::Edited(Edit::Choose(row.clone(), "land_loan_note".to_owned())));
    assert!(chosen.is_of_new(coupon) && !chosen.is_of_new(&format!("{row}/site")));
    assert_eq!(chosen.count_of_changes(), 1);
    let typed = left(typed(chosen, coupon, "5"), coupon);
    assert_eq!(typed.deal().marks.get(coupon).map(|mark| mark.kind), Some(MarkKind::Yours));
    assert_eq!(typed.count_of_changes(), 2);
    let (base, now) = (typed.baseline().to_document(), typed.deal().to_document());
    assert_eq!(count_of_inputs(&inputs_that_differ(&now, &base), &now, &base), 2, "as many the other way round");
    // What comes with the kind again is not what was typed before.
    let other = act(typed, Action::Edited(Edit::Choose(row.clone(), "land_deferred".to_owned())));
    let again = act(other, Action::Edited(Edit::Choose(row, "land_loan_note".to_owned())));
    assert_eq!((again.deal().marks.get(coupon), again.count_of_changes()), (None, 1));
}
