//! Tests of the words of the inputs.

use super::*;

#[test]
fn a_reason_that_is_too_long_says_by_how_much() {
    assert_eq!(review_note_error(&"é".repeat(2_000)), None);
    let said = review_note_error(&"é".repeat(2_001));
    assert_eq!(said.as_deref(), Some("Shorten the reason to 2,000 characters: it has 2,001"));
}

#[test]
fn a_time_point_is_shown_as_it_is_read() {
    use crate::words::format::{moment_long, moment_short};
    let field = appraisal::fields::of_pattern("/costs/programme/*/month").unwrap();
    let start = YearMonth::new(2009, 4).unwrap();
    let shown = |k: i32| calendar(field, &k.into(), start).unwrap();
    assert_eq!((shown(24).as_str(), shown(0).as_str()), ("end of March 2011", "start of April 2009"));
    assert_eq!(beside(&shown(24)), "End of March 2011. ");
    for k in 0..=720 {
        let moment = Moment::of(start, k);
        for text in [shown(k), moment_long(moment), moment_short(moment), value(field, &k.into(), &Value::Null)] {
            assert_eq!(appraisal::deal::reading::read(&text, field, start), Ok(k.into()), "{text}");
        }
    }
}

/// No name of the document is ever said, and nothing is said as nothing.
#[test]
fn every_choice_of_every_field_has_the_words_of_its_menu() {
    use serde_json::json;
    let mut tried = 0;
    for field in appraisal::fields::all() {
        let said = |own: Value| value(field, &own, &Value::Null);
        let options: Vec<(&str, &str)> = match field.kind {
            Kind::Choice(of) | Kind::Choices(of) | Kind::Order(of) => {
                of.iter().map(|choice| (choice.name, choice.label)).collect()
            }
            Kind::Variants(of) => of.iter().map(|kind| (kind.name, kind.label)).collect(),
            _ => Vec::new(),
        };
        tried += options.len();
        for (name, label) in options {
            match field.kind {
                Kind::Choices(_) | Kind::Order(_) => assert_eq!(said(json!([name])), label, "{}", field.pattern),
                _ => assert_eq!(said(name.into()), label, "{}", field.pattern),
            }
            if matches!(field.kind, Kind::Variants(_)) {
                assert_eq!(said(json!({ name: { "percent": 1.0 } })), label, "{}", field.pattern);
            }
        }
        let is_value = !matches!(field.kind, Kind::List(_) | Kind::Keyed(_) | Kind::Part);
        if is_value && field.left_out != LeftOut::Never && field.left_out != LeftOut::Default(Literal::Text("")) {
            let nothing = said(Value::Null);
            assert!(!nothing.is_empty() && !nothing.contains('_'), "{}: {nothing}", field.pattern);
        }
    }
    assert!(tried > 100, "{tried}");
    let field = |path| appraisal::fields::of(path).unwrap();
    let order = json!(["preferred_return", "capital"]);
    assert_eq!(value(field("/sharing/order"), &order, &Value::Null), "Preferred return, then return of capital");
    let tenures = json!(["market_sale", "social_rent"]);
    assert_eq!(value(field("/overage/x/test/sales/tenures"), &tenures, &Value::Null), "Market sale and social rent");
    let points = json!([[0.0, 0.0], [0.5, 0.25], [1.0, 1.0]]);
    let curve = field("/phases/x/spending_curve/custom/points");
    assert_eq!(value(curve, &points, &Value::Null), "25% of the total after 50% of the time");
    let rows = json!({ "partners": [{ "id": "a", "short_name": "council" }, { "id": "b", "short_name": "Lovell" }] });
    assert_eq!(value(field("/sharing/tiers/x/class"), &json!(["a", "b"]), &rows), "Council and Lovell");
}

/// The list and the row are named: several contributions may have the same partner.
#[test]
fn a_refusal_names_what_is_used_and_the_list_that_needs_more() {
    use appraisal::deal::form;
    let deal = crate::link::opened(&appraisal::samples::NORWICH_2009).unwrap().to_document();
    let hca = "/partners/hca";
    let said =
        |document: &Value, path: &str| not_edited(path, &form::remove_row(document, path).unwrap_err(), document);
    assert_eq!(
        said(&deal, hca),
        "There must be at least 2 rows in “Partners”. Add a partner first; nothing was removed."
    );
    let (three, _) = form::add_row(&deal, "/partners").unwrap();
    let used = said(&three, hca);
    assert!(used.contains("“Partner” of HCA in “What each partner puts in”"), "{used}");
    assert!(used.contains("HCA in “Split of the surplus”"), "{used}");
    let contribution = three["contributions"].as_array().unwrap().iter().find_map(|row| {
        let fields = appraisal::deal::path::row(row);
        (fields["partner"] == "hca").then(|| format!("/contributions/{}", fields["id"].as_str().unwrap()))
    });
    let (two, _) = form::copy_row(&three, &contribution.unwrap()).unwrap();
    let used = said(&two, hca);
    for which in ["HCA (1 of 2) in “What each partner puts in”", "HCA (2 of 2) in “What each partner puts in”"]
    {
        assert!(used.contains(which), "{used}");
    }
    let phase = deal["phases"][0]["id"].as_str().unwrap();
    let name = deal["phases"][0]["name"].as_str().unwrap();
    let mut one = deal.clone();
    one["phases"][0]["homes"].as_array_mut().unwrap().truncate(1);
    let home = one["phases"][0]["homes"][0]["id"].as_str().unwrap();
    assert_eq!(
        said(&one, &format!("/phases/{phase}/homes/{home}")),
        format!(
            "There must be at least one row in “Homes of the phase, {name}”. Add homes of a type first; nothing was removed."
        )
    );
    let full = not_edited("/partners", &NotEdited::Full(8), &deal);
    assert_eq!(full, "There may be at most 8 rows in “Partners”. Remove one first.");
}

#[test]
fn the_last_of_a_phase_of_plots_are_plots() {
    let said = |sample: &appraisal::samples::Sample| {
        let deal = crate::link::opened(sample).unwrap();
        let path = format!("/phases/{}/build_months", deal.phases[0].id);
        homes_finished(&path, &18.into(), &deal.to_document(), deal.start).unwrap()
    };
    assert!(said(&appraisal::samples::EQUAL_FUNDERS).starts_with("Last plots: "));
    assert!(said(&appraisal::samples::NORWICH_2009).starts_with("Last homes: "));
}

/// The parts of the cost are said, so that the sum can be checked against the table of costs.
#[test]
fn a_share_of_cost_says_what_is_in_it() {
    let (land, other_costs) = (appraisal::Pence(120_000_000), appraisal::Pence(145_000_000));
    let share = ShareOfCost { percent: 60.0, land, other_costs, sum: 1_590_000.0 };
    assert_eq!(
        below_share_of_cost(0.0, &share),
        "At £0 nothing can be drawn. 60% of costs is about £1,590,000: land £1.20m, and building and other costs £1.45m, without sales costs, loan interest and fees. "
    );
}

#[test]
fn no_hint_of_any_field_is_empty_or_says_the_same_twice() {
    for field in appraisal::fields::all() {
        let empty = empty(field).unwrap_or_default();
        let said = [empty, absent(field), was(field, &Value::Null, &Value::Null), field.hint.to_owned()];
        for text in said {
            assert!(
                !text.contains("= .") && !text.contains("Was .") && !text.contains(": ."),
                "{}: {text}",
                field.pattern
            );
            let (first, rest) = text.trim_end_matches(['.', ' ']).split_once(": ").unwrap_or((&text, ""));
            assert!(rest.is_empty() || !rest.eq_ignore_ascii_case(first), "{}: {text}", field.pattern);
        }
        assert!(!field.hint.contains("by the id"), "{}: no id is shown on the page", field.pattern);
    }
    let field = |path| appraisal::fields::of(path).unwrap();
    let document = serde_json::json!({ "home_types": [
        { "id": "flat", "name": "Flat" }, { "id": "x", "name": "House", "price": 0.0, "price_from": "flat" },
    ] });
    assert_eq!(unused("/home_types/x/price", &document).unwrap(), "Not used: the price is that of Flat. ");
    assert_eq!(unused("/home_types/flat/price", &document), None);
    assert_eq!(add_part(field("/sites/x/true_up")), "Add true-up");
    assert_eq!(add_part(field("/public/accounts/right_to_buy")), "Add Right to Buy (RTB)");
    assert_eq!(add_part(field("/costs/stamp_duty")), "Add stamp duty on the land (SDLT)");
    assert_eq!(absent(field("/public/economic_case")), "Not included.");
    assert_eq!(absent(field("/home_types/x/stages")), "Without it: paid as homes are completed.");
    assert_eq!(value(field("/phases/x/homes/y/count"), &1.into(), &Value::Null), "1 home");
    assert_eq!(value(field("/home_types/x/price"), &180_000.5.into(), &Value::Null), "£180,000.50");
    assert_eq!(value(field("/rule_set"), &"2026-12-01".into(), &Value::Null), "1 December 2026");
}

#[test]
fn durations_of_building_say_when_homes_are_finished() {
    let document = serde_json::json!({ "phases": [{ "id": "p", "build_start_month": 3 }] });
    let start = YearMonth::new(2027, 4).unwrap();
    let said = |name: &str, months: i64| homes_finished(&format!("/phases/p/{name}"), &months.into(), &document, start);
    assert_eq!(said("first_completion_months", 0).unwrap(), "First homes: July 2027");
    assert_eq!(said("build_months", 18).unwrap(), "Last homes: December 2028");
    assert_eq!(said("early_fees_months", 18), None);
}

#[test]
fn a_search_says_what_it_found() {
    assert_eq!(found(3, 0, 1, 30), "3 inputs and 1 glossary term found.");
    assert_eq!(found(30, 0, 0, 30), "The first 30 inputs found.");
    // A button that goes to a list or part is no input.
    assert_eq!(found(0, 8, 1, 30), "8 places to add inputs and 1 glossary term found.");
    assert_eq!(found(29, 1, 0, 30), "The first 29 inputs and 1 place to add inputs found.");
    assert_eq!(found(0, 0, 2, 30), "2 glossary terms found.");
    assert_eq!(found(0, 0, 0, 30), "Nothing found. Try another word for it, or the start of a word.");
}

/// An empty list in a document is not the default, and a default that is empty has words too.
#[test]
fn an_empty_list_is_not_said_as_the_default() {
    use serde_json::json;
    let order = appraisal::fields::of("/sharing/order").unwrap();
    assert_ne!(value(order, &Value::Null, &Value::Null), LEFT_OUT);
    assert_eq!(value(order, &json!([]), &Value::Null), LEFT_OUT);
    let without = Field { left_out: LeftOut::Default(Literal::Names(&[])), ..*order };
    assert_eq!(left_out(&without), LEFT_OUT);
}
