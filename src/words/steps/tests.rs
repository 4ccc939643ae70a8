//! Tests of what is said of steps and differences.

use super::*;
use crate::workspace::{Action, inputs_that_differ};
use appraisal::{document, samples};
use std::rc::Rc;
use yew::Reducible;

fn differences(edits: &[(&str, Value)]) -> Vec<String> {
    let base = document::open(samples::NORWICH_2009.document).unwrap();
    let other = edits.iter().fold(base.clone(), |deal, (path, value)| deal.with(path, value.clone()).unwrap());
    let (base, other) = (base.to_document(), other.to_document());
    let changes = inputs_that_differ(&base, &other);
    changes.iter().map(|change| in_one_line(&super::difference(change, &base, &other))).collect()
}

/// One step adds the home type too, and Undo says so.
#[test]
fn a_row_added_with_what_it_names_says_so() {
    let mut thin = form::blank();
    thin["home_types"] = Value::Array(Vec::new());
    let added = |list: &str| {
        let (with, _) = form::add_row(&thin, list).unwrap();
        super::added(list, &thin, &with)
    };
    assert_eq!(added("/phases/phase-1/homes"), "Home type 1 added to Homes of the phase, Phase 1, with a home type");
    assert_eq!(added("/sites"), "Site 2 added");
}

/// What is announced after an input of the example is changed, undone and redone; and what the button says before.
fn undone(path: &str, value: Value) -> [String; 3] {
    let changed = Workspace::on_the_example().map(Rc::new).unwrap().reduce(Action::Chosen(path.to_owned(), value));
    let turned = |workspace: &Rc<Workspace>, turn| said(turn, &workspace.history, &workspace.cases).unwrap();
    let button = title(Turn::Undo, next(Turn::Undo, &changed.history, &changed.cases).as_deref());
    let undone = turned(&changed, Turn::Undo);
    let back = changed.reduce(Action::Turn(Turn::Undo));
    [undone, turned(&back, Turn::Redo), button]
}

#[test]
fn what_is_undone_is_said_in_a_form_that_fits_any_label() {
    let [undo, redo, _] = undone("/rule_set", "2012-04-01".into());
    assert!(undo.starts_with("Undone. Rates and rules as at: "), "{undo}");
    assert_eq!(redo, "Redone. Rates and rules as at: 1 April 2012.");
    let [undo, _, _] = undone("/home_types/market/price", 190_000.into());
    assert_eq!(undo, "Undone. Market sale price, per home: £186,000.");
    for (path, value) in [("/home_types/social-rent/price_from", Value::Null), ("/summary", "".into())] {
        for said in undone(path, value) {
            let is_broken = said.contains(" is is ") || said.contains(" is back to") || said.contains("..");
            assert!(!is_broken && !said.contains(": ."), "{said}");
        }
    }
}

/// The kinds of every choice in any sample, and in a blank deal, by path.
fn choices_in(path: &str, value: &Value, found: &mut Vec<(String, &'static [fields::Variant])>) {
    if let Some(Kind::Variants(kinds)) = fields::of(path).map(|field| field.kind) {
        found.push((path.to_owned(), kinds));
    }
    match value {
        Value::Object(inner) => inner.iter().for_each(|(name, own)| choices_in(&format!("{path}/{name}"), own, found)),
        Value::Array(rows) => {
            for own in rows.iter().map(row).filter(|own| own.get("id").is_some_and(Value::is_string)) {
                choices_in(&format!("{path}/{}", own["id"].as_str().unwrap()), own, found);
            }
        }
        _ => {}
    }
}

/// Also those that are stored with fields of their own, from any kind to any other.
#[test]
fn every_choice_of_a_kind_is_said_in_the_words_of_its_menu() {
    let mut tried = std::collections::BTreeSet::new();
    let samples = samples::ALL.iter().map(|sample| document::open(sample.document).unwrap().to_document());
    for document in samples.chain([form::blank()]) {
        let mut found = Vec::new();
        choices_in("", &document, &mut found);
        for (path, kinds) in found {
            // One path of each field is enough.
            if !tried.insert(fields::of(&path).unwrap().pattern) {
                continue;
            }
            for (from, to) in kinds.iter().flat_map(|from| kinds.iter().map(move |to| (from, to))) {
                let chosen = |kind: &fields::Variant| form::choose(&document, &path, kind.name);
                let (Ok(was), Ok(now)) = (chosen(from), chosen(to)) else { continue };
                if was == now {
                    continue;
                }
                let changes = inputs_that_differ(&was, &now);
                assert_eq!(changes.len(), 1, "{path}: {changes:?}");
                let said = super::difference(&changes[0], &was, &now);
                let has = |said: &str, kind: &fields::Variant| {
                    said.to_lowercase().starts_with(&kind.label.to_lowercase()) && !said.contains(kind.name)
                        || !kind.name.contains('_') && said.to_lowercase().starts_with(&kind.label.to_lowercase())
                };
                assert!(has(&said.was, from) && has(&said.now, to), "{path}: {said:?}");
            }
        }
    }
    assert!(tried.len() > 6 && tried.contains("/funding/order") && tried.contains("/contributions/*"), "{tried:?}");
}

#[test]
fn the_funding_order_is_said_in_words_wherever_it_is_said() {
    use crate::workspace::Edit;
    let chosen = |name: &str| {
        let edit = Edit::Choose("/funding/order".to_owned(), name.to_owned());
        Workspace::on_the_example().map(Rc::new).unwrap().reduce(Action::Edited(edit))
    };
    let strip = |workspace: &Workspace| {
        let (was, now) = (workspace.baseline_document(), workspace.document());
        let said = |change: &Change| in_one_line(&super::difference(change, was, now));
        workspace.differences().iter().map(said).collect::<Vec<_>>()
    };
    for (name, said) in [
        ("debt_first", "Loans, then partners’ cash"),
        ("pro_rata", "Loans and partners side by side (share that loans pay 60%)"),
        ("matched", "Partners’ cash to match the land, then loans (cash for each £1 of land 1)"),
    ] {
        let workspace = chosen(name);
        let line = format!("Funding order: from Partners’ cash, then loans to {said}");
        let button = next(Turn::Undo, &workspace.history, &workspace.cases).unwrap();
        assert_eq!(button, line);
        assert_eq!(strip(&workspace), [line]);
        let undone = super::said(Turn::Undo, &workspace.history, &workspace.cases).unwrap();
        assert_eq!(undone, "Undone. Funding order: Partners’ cash, then loans.");
        let back = workspace.reduce(Action::Turn(Turn::Undo));
        let redone = super::said(Turn::Redo, &back.history, &back.cases).unwrap();
        assert_eq!(redone, format!("Redone. Funding order: {said}."));
    }
}

/// A lever and a box of the form change the same field.
#[test]
fn a_cost_per_m2_has_one_unit_whoever_changed_it() {
    let base = document::open(samples::NORWICH_2009.document).unwrap();
    let per_m2 = |deal: &Deal, id: &str, cost: i64| {
        deal.with(&format!("/home_types/{id}/build_cost_per_m2"), cost.into()).unwrap()
    };
    let base = per_m2(&per_m2(&base, "market", 1_750), "social-rent", 1_750);
    let other = per_m2(&per_m2(&base, "market", 1_925), "social-rent", 1_925);
    let lever = levers::levers(&other).into_iter().find(|lever| lever.path.ends_with("market/build_cost_per_m2"));
    assert_eq!(super::super::levers::with_unit(&lever.unwrap()), "£1,925");
    let (base, other) = (base.to_document(), other.to_document());
    let lines: Vec<String> = inputs_that_differ(&base, &other)
        .iter()
        .map(|change| in_one_line(&super::difference(change, &base, &other)))
        .collect();
    assert_eq!(lines.len(), 2);
    assert!(lines.iter().all(|line| line.ends_with(": from £1,750 to £1,925")), "{lines:?}");
}

/// A description of several sentences is not read out whole, let alone twice.
#[test]
fn a_long_text_is_cut_short_where_it_is_read_out() {
    let [undo, redo, button] = undone("/summary", "The council puts in land. ".repeat(20).into());
    assert!(undo.starts_with("Undone. What the deal is: ") && undo.ends_with('…') && undo.len() < 130, "{undo}");
    assert!(redo.ends_with("The council puts in land…"), "{redo}");
    assert_eq!(button, "Undo: What the deal is: changed");
    let field = fields::of("/summary").unwrap();
    let was = text::was(field, &"The council puts in land. ".repeat(20).into(), &Value::Null);
    assert!(was.starts_with("Was The council") && was.ends_with("… ") && was.len() < 100, "{was}");
}

#[test]
fn undoing_a_review_or_all_changes_is_said_as_that() {
    let example = Workspace::on_the_example().map(Rc::new).unwrap();
    let undone = |workspace: Rc<Workspace>| said(Turn::Undo, &workspace.history, &workspace.cases).unwrap();
    let review = Action::Reviewed("/months".to_owned(), Some(appraisal::deal::Review::Agreed), String::new());
    assert_eq!(undone(example.clone().reduce(review)), "Undone: review of Model period.");
    let changed = example.reduce(Action::Chosen("/home_types/market/price".to_owned(), 190_000.into()));
    assert_eq!(undone(changed.reduce(Action::UndoAllChanges)), "Restored: all changes.");
}

#[test]
fn undoing_an_added_scenario_says_which_case_is_open() {
    let example = Workspace::on_the_example().map(Rc::new).unwrap();
    let said = |turn, workspace: &Rc<Workspace>| said(turn, &workspace.history, &workspace.cases).unwrap();
    let added = example.reduce(Action::AddScenario("Low".to_owned(), None));
    assert_eq!(said(Turn::Undo, &added), "Undone: scenario “Low” added. The base case is open now.");
    let undone = added.reduce(Action::Turn(Turn::Undo));
    assert_eq!(said(Turn::Redo, &undone), "Redone: scenario “Low” added. “Low” is open now.");
}

/// Undo opens the case in which the value was changed; redo opens the one that was open before undo.
#[test]
fn redo_of_a_value_in_another_case_than_it_opens_names_that_case() {
    let example = Workspace::on_the_example().map(Rc::new).unwrap();
    let said = |turn, workspace: &Rc<Workspace>| said(turn, &workspace.history, &workspace.cases).unwrap();
    let price = Action::Chosen("/home_types/market/price".to_owned(), 190_000.into());
    let changed = example.reduce(Action::AddScenario("Low".to_owned(), None)).reduce(price);
    let elsewhere = changed.reduce(Action::Open(None));
    let undo = "Undone. Market sale price, per home: £186,000. “Low” is open now.";
    assert_eq!(said(Turn::Undo, &elsewhere), undo);
    let undone = elsewhere.reduce(Action::Turn(Turn::Undo));
    let redo = "Redone. Market sale price, per home: £190,000. That is in “Low”. The base case is open now.";
    assert_eq!(said(Turn::Redo, &undone), redo);
}

/// A text that cannot be read is no step, so undo is that of another input.
#[test]
fn undo_says_which_error_it_leaves() {
    let typed = |workspace: Rc<Workspace>, path: &str, text: &str| {
        let typed = workspace.reduce(Action::Typed(path.to_owned(), text.to_owned()));
        typed.reduce(Action::Left(path.to_owned()))
    };
    let (price, homes) = ("/home_types/market/price", field_text::HOMES);
    let example = Workspace::on_the_example().map(Rc::new).unwrap();
    let wrong = typed(typed(example.clone(), homes, "1,000"), price, "abc");
    let remains = Some("The error in “Market sale price, per home” remains.".to_owned());
    assert_eq!(left_as_is(Turn::Undo, &wrong), remains);
    let undone = wrong.reduce(Action::Turn(Turn::Undo));
    assert_eq!((left_as_is(Turn::Undo, &undone), undone.text(price)), (remains, "abc".to_owned()));
    // Undo of the input’s own change replaces its text.
    let own = typed(example.clone().reduce(Action::Stepped(price.to_owned(), 1)), price, "abc");
    assert_eq!(left_as_is(Turn::Undo, &own), None);
    assert_eq!(left_as_is(Turn::Undo, &example), None);
}

/// As in the form, and as the row of a list of others of its kind.
#[test]
fn a_row_without_a_name_is_named_by_its_number() {
    let (document, path) = form::add_row(&form::blank(), "/home_types").unwrap();
    let name = crate::inputs::row_name(&document, &path).unwrap();
    let number = name.rsplit_once(' ').and_then(|(_, number)| number.parse::<u32>().ok());
    assert!(number.is_some(), "{name}");
    assert_eq!(called_in(&path, &document), name);
}

#[test]
fn a_difference_names_whose_it_is_and_its_unit() {
    let base = document::open(samples::NORWICH_2009.document).unwrap();
    let cash =
        format!("£{}", crate::words::format::plain_number(base.number("/contributions/hca-cash/amount").unwrap()));
    let found = differences(&[("/contributions/hca-cash/amount", 9_500_000.into())]);
    assert_eq!(found.len(), 1);
    assert_eq!(found, [format!("HCA cash: from {cash} to £9,500,000")], "a lever has its own name");
    let found = differences(&[("/home_types/market/sales_a_month", 3.5.into())]);
    assert!(found[0].ends_with("from 7 a month to 3.5 a month"), "{found:?}");
    let found = differences(&[("/growth/house_price/all/percent", 1.into())]);
    assert_eq!(found, ["House price growth, a year: from 2.5% to 1%"], "the label already says the unit");
    let found = differences(&[("/sharing/split/hca/percent", 40.into())]);
    assert_eq!(found, ["HCA’s share of the surplus: from 50% to 40%"]);
    let homes = differences(&[
        ("/phases/small-sites/homes/social/count", 98.into()),
        ("/phases/three-score-1/homes/social/count", 10.into()),
    ]);
    assert!(homes.len() == 2 && homes.iter().all(|line| line.ends_with(" homes")), "{homes:?}");
}

#[test]
fn rows_that_are_added_or_removed_have_their_values() {
    let base = document::open(samples::NORWICH_2009.document).unwrap().to_document();
    let mut other = base.clone();
    let grant = serde_json::json!({"grant": {"id": "g1", "giver": "", "amount": 2_000_000.0, "from_month": 0}});
    other["contributions"].as_array_mut().unwrap().push(grant);
    other["sharing"]["split"].as_array_mut().unwrap().remove(1);
    let lines = |base: &Value, other: &Value| -> Vec<String> {
        let changes = inputs_that_differ(base, other);
        changes.iter().map(|change| in_one_line(&super::difference(change, base, other))).collect()
    };
    let there = lines(&base, &other);
    assert!(there.contains(&"Contribution 3 added: grant £2,000,000".to_owned()), "{there:?}");
    assert!(there.iter().any(|line| line.ends_with(", HCA removed: 50%")), "{there:?}");
    let back = lines(&other, &base);
    assert!(back.iter().any(|line| line.ends_with(", HCA added: 50%")), "{back:?}");
}

/// The names of partners and rows keep their capital within a sentence; other labels do not.
#[test]
fn a_value_within_a_sentence_keeps_the_capital_of_a_name() {
    let base = document::open(samples::NORWICH_2009.document).unwrap();
    let said = |path: &str, value: Value| {
        let (base, other) = (base.to_document(), base.with(path, value).unwrap().to_document());
        let changes = inputs_that_differ(&base, &other);
        name_of_assumption(&changes[0], &other)
    };
    assert_eq!(said("/contributions/hca-cash/amount", 9_500_000.into()), "HCA cash");
    assert_eq!(said("/growth/house_price/all/percent", 1.into()), "house price growth");
    assert_eq!(said("/home_types/market/price", 190_000.into()), "market sale price");
    assert_eq!(said("/start", "2009-10".into()), "start");
    assert_eq!(said("/costs/vat_lost/fees_percent", 20.into()), "VAT that cannot be recovered");
    let (mut other, base) = (base.to_document(), base.to_document());
    other["home_types"][0]["id"] = "lovell".into();
    other["home_types"][0]["name"] = "Lovell flat".into();
    let changes = inputs_that_differ(&base, &other);
    let names: Vec<String> = changes.iter().map(|change| name_of_assumption(change, &other)).collect();
    assert!(names.iter().any(|name| name == "Lovell flat"), "{names:?}");
}

/// Only one of two shares has a lever.
#[test]
fn both_shares_of_a_surplus_are_named_alike() {
    let base = document::open(samples::LABV_MATCHED_EQUITY.document).unwrap();
    let share =
        |deal: &Deal, id: &str, share: i64| deal.with(&format!("/sharing/split/{id}/percent"), share.into()).unwrap();
    let other = share(&share(&base, "council", 60), "developer", 40);
    let (base, other) = (base.to_document(), other.to_document());
    let changes = inputs_that_differ(&base, &other);
    let labels: Vec<String> = changes.iter().map(|change| super::difference(change, &base, &other).label).collect();
    assert_eq!(labels, ["The council’s share of the surplus", "The partner’s share of the surplus"]);
}

/// Nothing is only "set" or "added" between any two samples where there is more to say.
#[test]
fn every_row_added_in_any_sample_says_what_it_is() {
    let of = |sample: &samples::Sample| document::open(sample.document).unwrap().to_document();
    let norwich = of(&samples::NORWICH_2009);
    for sample in samples::ALL {
        let other = of(sample);
        for change in inputs_that_differ(&norwich, &other) {
            let line = in_one_line(&super::difference(&change, &norwich, &other));
            assert!(!line.ends_with(" added") && !line.ends_with(" set"), "{}: {line}", sample.name);
        }
    }
}

/// In a deal of one row the lever of all homes sets that row.
#[test]
fn the_only_row_of_homes_has_the_name_of_its_lever() {
    let one = Deal::of_document(&form::blank()).unwrap();
    let row = |deal: &Deal| format!("/phases/{}/homes/{}/count", deal.phases[0].id, deal.phases[0].homes[0].id);
    let forty = one.with(&row(&one), 40.into()).unwrap();
    assert_eq!(changed(&[], &one, &forty), ["Homes, in all phases: 40 homes."]);
    let many = document::open(samples::NORWICH_2009.document).unwrap();
    assert!(called(&row(&many), &many).starts_with("Homes, "));
    assert_ne!(called(&row(&many), &many), called(field_text::HOMES, &many));
}

/// The step was made in a scenario, and the base case is open since: its values are those of the scenario.
#[test]
fn a_step_in_another_case_is_said_with_its_own_values_and_its_case() {
    let price = "/home_types/market/price";
    let example = Workspace::on_the_example().unwrap();
    let edited = example
        .after(Action::AddScenario("Low".to_owned(), None))
        .after(Action::Chosen(price.to_owned(), 170_000.into()))
        .after(Action::Chosen(price.to_owned(), 160_000.into()));
    let next = |workspace: &Workspace, turn| super::next(turn, &workspace.history, &workspace.cases).unwrap();
    let of_step = "Market sale price, per home: from £170,000 to £160,000";
    assert_eq!(next(&edited, Turn::Undo), of_step);
    let in_base = edited.after(Action::Open(None));
    assert_eq!(next(&in_base, Turn::Undo), format!("{of_step}, in “Low”"));
    let undone = in_base.after(Action::Turn(Turn::Undo)).after(Action::Open(None));
    assert_eq!(next(&undone, Turn::Redo), format!("{of_step}, in “Low”"));
}
