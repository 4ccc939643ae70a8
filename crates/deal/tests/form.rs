//! The catalogue agrees with the types: every row, part, kind and choice that a form offers gives a
//! document that opens.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use deal::fields::{self, Field, Kind, LeftOut, Literal};
use deal::form::{self, NotEdited};
use deal::path::{get, put, row};
use deal::{Deal, document, samples};
use serde_json::Value;
use std::collections::BTreeSet;

fn sample_documents() -> impl Iterator<Item = Value> {
    samples::ALL.iter().map(|sample| document::open(sample.document).unwrap().to_document())
}

/// The samples, and some of them with a partner more and every part that a deal may have.
fn documents() -> Vec<Value> {
    let full = [samples::NORWICH_2009, samples::PRIORITY_RETURN, samples::GD_3].map(|sample| {
        let document = document::open(sample.document).unwrap().to_document();
        let (document, _) = form::add_row(&document, "/partners").unwrap();
        let parts = fields::all().filter(|field| matches!(field.kind, Kind::Part) && !field.pattern.contains('*'));
        parts.fold(document, |document, part| {
            if get(&document, part.pattern).is_some() {
                document
            } else {
                form::add_part(&document, part.pattern).unwrap()
            }
        })
    });
    sample_documents().chain(full).collect()
}

fn assert_opens(document: &Value, what: &str) {
    if let Err(why) = Deal::of_document(document) {
        panic!("{what}: {why}");
    }
}

/// Every path of a document with its row of the catalogue, including fields left out.
fn paths(document: &Value) -> Vec<(String, &'static Field)> {
    fn visit(document: &Value, path: &str, pattern: &str, found: &mut Vec<(String, &'static Field)>) {
        for field in fields::children(pattern) {
            let rest = field.pattern.strip_prefix(pattern).unwrap();
            if let Some(inner) = rest.strip_prefix("/*") {
                let rows = get(document, path).and_then(Value::as_array).cloned().unwrap_or_default();
                for id in rows.iter().filter_map(|row_of| row(row_of).get("id").and_then(Value::as_str)) {
                    let path = format!("{path}/{id}{inner}");
                    found.push((path.clone(), field));
                    visit(document, &path, field.pattern, found);
                }
            } else {
                let path = format!("{path}{rest}");
                found.push((path.clone(), field));
                visit(document, &path, field.pattern, found);
            }
        }
    }
    let mut found = Vec::new();
    visit(document, "", "", &mut found);
    found
}

/// The paths at which there is, or can be, a value: the field around them is there, or is a part without fields by default.
fn open_paths(document: &Value) -> Vec<(String, &'static Field)> {
    fn is_open(document: &Value, path: &str) -> bool {
        let Some((outer, _)) = path.rsplit_once('/').filter(|(outer, _)| !outer.is_empty()) else { return true };
        match get(document, outer) {
            Some(value) => value.is_object() || value.is_array(),
            None => {
                let part = fields::of(outer).filter(|field| matches!(field.kind, Kind::Part));
                part.is_some_and(|part| part.left_out == LeftOut::Default(Literal::Empty)) && is_open(document, outer)
            }
        }
    }
    paths(document).into_iter().filter(|(path, _)| is_open(document, path)).collect()
}

#[test]
fn every_list_accepts_a_new_row_and_lets_it_be_removed() {
    let mut added = BTreeSet::new();
    for document in documents() {
        for (path, field) in open_paths(&document) {
            let Some(list) = field.list() else { continue };
            // A list of one kind of row cannot be in a row of another kind.
            let (edited, new) = match form::add_row(&document, &path) {
                Err(NotEdited::NothingToName(_) | NotEdited::Full(_)) => continue,
                other => other.unwrap_or_else(|why| panic!("{path}: {why}")),
            };
            if Deal::of_document(&edited).is_err() && path.starts_with("/contributions/") {
                continue;
            }
            assert_opens(&edited, &new);
            added.insert(field.pattern);
            let before = get(&document, &path).and_then(Value::as_array).map_or(0, Vec::len);
            let after = get(&edited, &path).and_then(Value::as_array).map_or(0, Vec::len);
            if form::adds_all(&document, &path) {
                let partners = get(&document, "/partners").and_then(Value::as_array).map_or(0, Vec::len);
                assert_eq!(after, partners, "{path}");
                continue;
            }
            assert_eq!(after, before + 1, "{path}");
            if list.named_by.is_empty() {
                let (copied, copy) = form::copy_row(&edited, &new).unwrap();
                assert_opens(&copied, &copy);
                let moved = form::move_row(&copied, &copy, -1).unwrap();
                assert_opens(&moved, &copy);
                assert_ne!(moved, copied, "{copy} moves up");
                assert_eq!(form::move_row(&moved, &copy, 1).unwrap(), copied);
            }
            if before >= list.least {
                let removed = form::remove_row(&edited, &new).unwrap();
                let rows =
                    |document: &Value| get(document, &path).and_then(Value::as_array).cloned().unwrap_or_default();
                assert_eq!(rows(&removed), rows(&document), "{new}");
            }
        }
    }
    let lists: BTreeSet<_> = fields::all().filter(|field| field.list().is_some()).map(|field| field.pattern).collect();
    let never: Vec<_> = lists.difference(&added).collect();
    assert!(never.is_empty(), "never tried: {never:?}");
}

/// Every reference of a row to an empty list: the row is added with the row that it names.
#[test]
fn a_row_that_must_name_another_adds_it() {
    let with = |list: &str, without: &[&str]| {
        let mut thin = form::blank();
        without.iter().for_each(|name| thin[*name] = Value::Array(Vec::new()));
        let (edited, row) = form::add_row(&thin, list).unwrap_or_else(|why| panic!("{list}: {why}"));
        assert_opens(&edited, &row);
        assert!(get(&edited, &row).is_some(), "{row}");
        form::also_added(&thin, &edited, list).into_iter().map(|list| list.row).collect::<BTreeSet<_>>()
    };
    let rows = |rows: &[&'static str]| rows.iter().copied().collect::<BTreeSet<_>>();
    assert_eq!(with("/phases/phase-1/homes", &["home_types"]), rows(&["a home type"]));
    assert_eq!(with("/phases", &["phases", "sites", "home_types"]), rows(&["a site", "a home type"]));
    assert_eq!(with("/contributions", &["contributions", "sites"]), rows(&["a site"]));
    assert_eq!(with("/overage", &["phases"]), rows(&["a phase"]));
    assert_eq!(with("/public/economic_case/new_use_values", &["phases"]), rows(&["a phase"]));
    assert_eq!(with("/funding/guarantees", &["partners"]), rows(&["a partner"]));
    assert_eq!(with("/costs/programme", &["partners", "sites", "home_types", "phases"]), rows(&[]));
}

/// Shares belong to partners: where each has one, it is a partner that is missing.
#[test]
fn a_list_named_by_partners_says_that_each_has_one() {
    let document = form::add_row(&form::blank(), "/sharing/split").unwrap().0;
    let shares = get(&document, "/sharing/split").and_then(Value::as_array).unwrap();
    let percent = |row: &Value| row["percent"].as_f64().unwrap();
    assert_eq!(shares.iter().map(percent).collect::<Vec<_>>(), [50.0, 50.0], "shares of all partners come at once");
    assert_eq!(form::add_row(&document, "/sharing/split"), Err(NotEdited::NothingToName("/partners")));
}

/// Land is put in once: a new contribution is cash, and the deal can still be worked out.
#[test]
fn a_new_contribution_is_cash_once_all_land_is_put_in() {
    let (edited, row) = form::add_row(&form::blank(), "/contributions").unwrap();
    assert_eq!(form::chosen(&edited, &row), Some("cash_equity"));
}

#[test]
fn a_copy_keeps_the_marks_of_its_row() {
    let blank = form::blank();
    let (edited, copy) = form::copy_row(&blank, "/home_types/home-type-1").unwrap();
    let mark = |path: String| edited["marks"].get(&path).cloned();
    assert!(mark(format!("{copy}/price")).is_some());
    assert_eq!(mark(format!("{copy}/price")), mark("/home_types/home-type-1/price".to_owned()));
}

/// Every list whose rows have a name: no copy is called as another row is, and a copy of a copy counts on.
#[test]
fn a_copy_has_a_name_of_its_own() {
    let mut tried = BTreeSet::new();
    for document in sample_documents() {
        for (list, field) in open_paths(&document) {
            let Some(kind) = field.list().filter(|kind| kind.named_by.is_empty()) else { continue };
            let rows = get(&document, &list).and_then(Value::as_array).map_or(0, Vec::len);
            let name = ["name", "short_name", "label"].into_iter().find(|name| {
                let first = get(&document, &list).and_then(|rows| rows.get(0)).map(deal::path::row);
                first.and_then(|row| row.get(*name)).is_some_and(Value::is_string)
            });
            let Some(name) = name.filter(|_| rows > 0 && rows + 3 <= kind.most) else { continue };
            let first = deal::path::row(&get(&document, &list).unwrap()[0])["id"].as_str().unwrap().to_owned();
            let said = |document: &Value, path: &str| get(document, path).unwrap()[name].as_str().unwrap().to_owned();
            let original = said(&document, &format!("{list}/{first}"));
            let (one, copy) = form::copy_row(&document, &format!("{list}/{first}")).unwrap();
            let (two, second) = form::copy_row(&one, &format!("{list}/{first}")).unwrap();
            let (three, third) = form::copy_row(&two, &copy).unwrap();
            assert_eq!(said(&three, &copy), format!("{original} (copy)"), "{list}");
            assert_eq!(said(&three, &second), format!("{original} (copy 2)"), "{list}");
            assert_eq!(said(&three, &third), format!("{original} (copy 3)"), "{list}");
            tried.insert(field.pattern);
        }
    }
    assert!(tried.len() > 4 && tried.contains("/home_types") && tried.contains("/costs/programme"), "{tried:?}");
}

#[test]
fn every_part_can_be_added_and_removed() {
    let mut added = BTreeSet::new();
    for document in sample_documents() {
        for (path, field) in open_paths(&document) {
            if matches!(field.kind, Kind::Part) && get(&document, &path).is_none() {
                let edited = form::add_part(&document, &path).unwrap();
                assert_opens(&edited, &path);
                let removed = Deal::of_document(&form::remove(&edited, &path).unwrap()).unwrap();
                assert!(removed == Deal::of_document(&document).unwrap(), "{path}");
                added.insert(field.pattern);
            }
        }
    }
    assert!(added.len() > 10, "{added:?}");
}

#[test]
fn every_kind_can_be_chosen_and_keeps_what_it_shares() {
    let mut chosen = BTreeSet::new();
    for document in sample_documents() {
        for (path, field) in open_paths(&document) {
            let Kind::Variants(variants) = field.kind else { continue };
            let Some(now) = form::chosen(&document, &path) else { continue };
            for variant in variants {
                let edited = form::choose(&document, &path, variant.name).unwrap();
                assert_opens(&edited, &format!("{path} as {}", variant.name));
                assert_eq!(form::chosen(&edited, &path), Some(variant.name), "{path}");
                if variant.name == now {
                    assert_eq!(edited, document, "{path}: the kind that it was");
                }
                chosen.insert((field.pattern, variant.name));
            }
        }
    }
    assert!(chosen.len() > 25, "{chosen:?}");
}

/// A grant is mostly given by a body outside the deal: the partner of a cash row does not become its giver unasked.
#[test]
fn a_row_that_becomes_a_grant_has_no_partner_as_its_giver() {
    let (cash, row) = form::add_row(&form::blank(), "/contributions").unwrap();
    let partner = |document: &Value| get(document, &format!("{row}/partner")).cloned();
    assert!(partner(&cash).is_some());
    let grant = form::choose(&cash, &row, "grant").unwrap();
    assert_eq!(partner(&grant), None);
    assert_eq!(get(&grant, &format!("{row}/amount")), get(&cash, &format!("{row}/amount")));
    let mut own = grant.clone();
    put(&mut own, &format!("{row}/partner"), partner(&cash).unwrap()).unwrap();
    assert_eq!(form::choose(&own, &row, "grant").unwrap(), own, "a partner chosen for the grant stays");
    assert!(partner(&form::choose(&grant, &row, "cash_equity").unwrap()).is_some());
}

#[test]
fn every_choice_is_one_that_documents_accept() {
    let mut tried = BTreeSet::new();
    for document in sample_documents() {
        let deal = Deal::of_document(&document).unwrap();
        for (path, field) in open_paths(&document) {
            if path.starts_with("/contributions/") || path.starts_with("/marks") {
                continue;
            }
            let values: Vec<Value> = match field.kind {
                Kind::Choice(choices) => choices.iter().map(|choice| choice.name.into()).collect(),
                Kind::Choices(choices) => vec![choices.iter().map(|choice| choice.name).collect()],
                Kind::Switch => vec![true.into(), false.into()],
                _ => continue,
            };
            for value in values {
                deal.with(&path, value.clone()).unwrap_or_else(|why| panic!("{path} as {value}: {why}"));
                tried.insert(field.pattern);
            }
        }
    }
    assert!(tried.len() > 30, "{tried:?}");
}

#[test]
fn default_and_starting_numbers_are_within_limits() {
    for field in fields::all() {
        let Some(limits) = field.number() else { continue };
        let of = |literal: &Literal| match literal {
            Literal::Number(number) => Some(*number),
            _ => None,
        };
        let default = match &field.left_out {
            LeftOut::Default(literal) => of(literal),
            _ => None,
        };
        for number in default.into_iter().chain(field.starts.as_ref().and_then(of)) {
            assert!((limits.least..=limits.most).contains(&number), "{}: {number}", field.pattern);
        }
    }
}

#[test]
fn labels_tell_the_fields_of_a_row_apart() {
    for field in fields::all() {
        assert!(!field.label.is_empty(), "{}", field.pattern);
        assert!(!field.label.ends_with('.') && field.label.len() <= 60, "{}", field.label);
    }
    for parent in fields::all().filter(|field| field.list().is_some() || matches!(field.kind, Kind::Part)) {
        let mut labels = BTreeSet::new();
        for child in fields::children(parent.pattern) {
            assert!(
                labels.insert((child.group as u8, child.label)),
                "{} appears twice in {}",
                child.label,
                parent.pattern
            );
        }
    }
}

/// "Rate of growth 1" under ten headings would say nothing of which.
#[test]
fn rows_with_a_number_for_a_name_are_told_apart_between_the_lists_of_a_group() {
    let mut seen = BTreeSet::new();
    let lists = fields::all().filter(|field| !field.pattern.contains('*'));
    for (field, list) in lists.filter_map(|field| field.list().map(|list| (field, list))) {
        assert!(seen.insert((field.group.label(), list.noun())), "{}: {}", field.pattern, list.row);
    }
}

#[test]
fn a_row_that_is_named_elsewhere_stays_and_says_where() {
    let norwich = document::open(samples::NORWICH_2009.document).unwrap().to_document();
    let council = format!("/partners/{}", norwich["partners"][0]["id"].as_str().unwrap());
    assert_eq!(form::remove_row(&norwich, &council), Err(NotEdited::TooFew(2)));
    let (three, new) = form::add_row(&norwich, "/partners").unwrap();
    assert!(form::remove_row(&three, &new).is_ok(), "nothing names the new partner");
    let Err(NotEdited::StillNamed(by)) = form::remove_row(&three, &council) else { panic!() };
    assert!(by.iter().any(|path| path.starts_with("/sites/") && path.ends_with("/owner")), "{by:?}");
    let shared = form::add_row(&three, "/sharing/split").unwrap().0;
    assert!(matches!(form::remove_row(&shared, &new), Err(NotEdited::StillNamed(by)) if by == ["/sharing/split"]));
}

#[test]
fn edits_of_absent_rows_are_refused() {
    let norwich = document::open(samples::NORWICH_2009.document).unwrap().to_document();
    for path in ["", "/", "/moon", "/title", "/phases/none", "/phases/none/homes"] {
        assert!(form::add_row(&norwich, path).is_err(), "{path}");
        assert!(form::copy_row(&norwich, path).is_err(), "{path}");
        assert!(form::move_row(&norwich, path, 1).is_err(), "{path}");
        assert!(form::remove_row(&norwich, path).is_err(), "{path}");
        assert!(form::choose(&norwich, path, "x").is_err(), "{path}");
    }
    assert!(form::choose(&norwich, "/funding/order", "moon").is_err());
}

#[test]
fn a_blank_deal_opens() {
    let blank = form::blank();
    assert_opens(&blank, "blank");
    assert_eq!(
        (&blank["partners"][1]["short_name"], &blank["phases"][0]["name"]),
        (&"association".into(), &"Phase 1".into())
    );
    // The council is a public body; rates and growth are there, each with a mark that says what it is.
    assert_eq!((&blank["partners"][0]["kind"], &blank["partners"][0]["public"]), (&"council".into(), &true.into()));
    for place in 0..2 {
        let partner = &blank["partners"][place];
        assert!(partner["discount_rate_percent"].as_f64().is_some_and(|percent| percent > 0.0), "{partner}");
        let path = format!("/partners/{}/discount_rate_percent", partner["id"].as_str().unwrap());
        assert!(blank["marks"][&path]["note"].is_string(), "{path}");
    }
    let jobs = &blank["marks"]["/jobs/person_years_per_million"]["note"];
    assert!(jobs.as_str().is_some_and(|note| note.contains("prices of the deal’s price base")), "{jobs}");
    for index in ["house_price", "build_cost", "consumer_prices"] {
        assert_eq!(blank["growth"][index].as_array().map(Vec::len), Some(1), "{index}");
        assert!(blank["marks"][format!("/growth/{index}/growth-1/percent")]["note"].is_string(), "{index}");
    }
}
