//! Invalid documents: broken, absurd, or changed at random. Nothing panics; each fails to open, has findings, or gives
//! an appraisal that satisfies every identity.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

#[path = "support/generator.rs"]
mod generator;
#[path = "support/identities.rs"]
mod identities;
#[path = "support/retained.rs"]
mod retained;
#[path = "support/ledger.rs"]
mod ledger;

use appraisal::deal::Curve;
use appraisal::fields::Unit;
use appraisal::{Appraisal, Deal, appraise, check, document, fields, path, samples, verdict};
use identities::assert_identities;
use proptest::prelude::*;
use serde_json::{Value, json};

/// The result of trying a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    NotOpened,
    Findings,
    Appraised,
}

fn try_out(text: &str) -> Outcome {
    match document::open(text) {
        Err(_) => Outcome::NotOpened,
        Ok(deal) => try_deal(&deal),
    }
}

fn try_deal(deal: &Deal) -> Outcome {
    match check(deal) {
        Err(findings) => {
            assert!(!findings.is_empty() && findings.iter().all(|finding| finding.path.starts_with('/')));
            Outcome::Findings
        }
        Ok(checked) => {
            let result = appraise(&checked);
            assert_identities(deal, &result);
            assert_exact(&result);
            drop(verdict(&checked, &result));
            Outcome::Appraised
        }
    }
}

/// Amounts are within the exact range of a 64-bit float, and none has reached the limit of a 64-bit integer.
fn assert_exact(result: &Appraisal) {
    let book = &result.cash;
    let series = [&result.net, &book.cash, &book.debt, &book.shortfall, &book.distributed, &book.pot];
    let partners = result.partners.iter().flat_map(|partner| [&partner.economic, &partner.cash]);
    for sum in series.into_iter().chain(partners).flatten().chain([&result.value.real_value]) {
        assert!(sum.0.abs() <= 9_007_199_254_740_992, "{sum:?} is not exact");
    }
}

/// Values of the wrong type or extreme size for any field.
fn absurd() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(""),
        json!("/"),
        json!("a/b"),
        json!("no-such-row"),
        json!([]),
        json!({}),
        json!(-1),
        json!(0),
        json!(0.5),
        json!(1),
        json!(1e-300),
        json!(719),
        json!(720),
        json!(5000),
        json!(1e9),
        json!(1e10),
        json!(-1e10),
        json!(1e308),
        json!(-1e308),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(-0.0),
        json!(100.000_000_1),
        json!("2027-13"),
        json!("9".repeat(4_000)),
    ]
}

/// Every position in a document that has a value.
fn places(document: &Value) -> Vec<String> {
    fn gather(value: &Value, at: &str, places: &mut Vec<String>) {
        places.push(at.to_owned());
        match value {
            Value::Object(fields) => fields
                .iter()
                .for_each(|(name, inner)| gather(inner, &format!("{at}/{}", name.replace('/', "~1")), places)),
            Value::Array(rows) => {
                rows.iter().enumerate().for_each(|(index, row)| gather(row, &format!("{at}/{index}"), places));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    gather(document, "", &mut found);
    found
}

/// One change at a position: an absurd value, the field removed, a row duplicated, or the value of another position.
fn spoilt(document: &Value, places: &[String], place: usize, change: usize) -> Value {
    let mut spoilt = document.clone();
    let pointer = &places[place % places.len()];
    let absurd = absurd();
    let (parent, name) = pointer.rsplit_once('/').unwrap_or(("", ""));
    match change.checked_sub(absurd.len()) {
        None => *spoilt.pointer_mut(pointer).unwrap() = absurd[change].clone(),
        Some(0) => match spoilt.pointer_mut(parent) {
            Some(Value::Object(fields)) => drop(fields.remove(&name.replace("~1", "/"))),
            Some(Value::Array(rows)) => drop(rows.pop()),
            _ => {}
        },
        Some(1) => {
            if let Some(Value::Array(rows)) = spoilt.pointer_mut(pointer) {
                let doubled = rows.clone();
                rows.extend(doubled);
            }
        }
        Some(other) => {
            let from = document.pointer(&places[other % places.len()]).unwrap().clone();
            *spoilt.pointer_mut(pointer).unwrap() = from;
        }
    }
    spoilt
}

/// Deals that together use every part of the document, each small enough to try changes at every position.
const SPOILT: &[samples::Sample] =
    &[samples::GD_2, samples::GD_3, samples::GD_4, samples::GD_6, samples::GD_7, samples::GD_9];

fn documents() -> Vec<Value> {
    SPOILT.iter().map(|sample| serde_json::from_str(sample.document).unwrap()).collect()
}

/// Every absurd value at every position of every sample: none stops the program, and most are refused.
#[test]
fn absurd_values_are_refused_or_appraised() {
    let mut outcomes = [0; 3];
    for document in documents() {
        let places = places(&document);
        for place in 0..places.len() {
            for change in 0..absurd().len() + 2 {
                let outcome = try_out(&spoilt(&document, &places, place, change).to_string());
                outcomes[outcome as usize] += 1;
            }
        }
    }
    println!("not opened, findings, appraised: {outcomes:?}");
    assert!(outcomes.iter().all(|count| *count > 100), "{outcomes:?}");
}

/// A document cut at any byte, or with any byte changed, does not panic.
/// The shortest document of each outcome found among millions of changed ones; the file name states the outcome.
#[test]
fn the_corpus_gives_the_same_outcomes() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/hostile");
    let mut seen = [0; 3];
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let expected = match name.split_once('-') {
            Some(("refused", _)) => Outcome::NotOpened,
            Some(("findings", _)) => Outcome::Findings,
            _ => Outcome::Appraised,
        };
        assert_eq!(try_out(&std::fs::read_to_string(&path).unwrap()), expected, "{name}");
        seen[expected as usize] += 1;
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
}

#[test]
fn broken_texts_are_refused() {
    let text = samples::GD_2.document.trim_end();
    for length in 0..text.len() {
        assert_ne!(try_out(text.get(..length).unwrap_or_default()), Outcome::Appraised, "{length}");
    }
    let mut state = 1_u64;
    for _ in 0..2_000 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let mut bytes = text.as_bytes().to_vec();
        let at = (state >> 33) as usize % bytes.len();
        bytes[at] = b"0-9.e\"{}[],:x\0"[(state >> 20) as usize % 14];
        if let Ok(text) = String::from_utf8(bytes) {
            try_out(&text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: if std::env::var_os("COMMON_GROUND_LONG").is_some() { 10_000 } else { 256 },
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Several changes at once, to random deals.
    #[test]
    fn spoilt_deals_are_refused_or_appraised(
        number in any::<u64>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..60), 1..6),
    ) {
        let deal = generator::numbered(number);
        let mut document: Value = serde_json::from_str(&document::write(&deal)).unwrap();
        for (place, change) in changes {
            let places = places(&document);
            document = spoilt(&document, &places, place.index(places.len()), change);
        }
        try_out(&document.to_string());
    }

    /// Numbers at an end of their limits, a few at a time.
    #[test]
    fn numbers_at_their_limits_are_refused_or_appraised(
        number in any::<u64>(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 1..12),
    ) {
        let mut deal = generator::numbered(number);
        for (place, is_most) in changes {
            let numbers = numbers(&deal);
            let at = &numbers[place.index(numbers.len())];
            let field = fields::number(at).unwrap();
            let limit = if is_most { field.most } else { field.least };
            let value = if field.whole { json!(limit as i64) } else { json!(limit) };
            deal = deal.with(at, value).unwrap();
        }
        try_deal(&deal);
    }
}

/// One amount at its limit in the longest deal, with the fastest growth or fall in prices allowed.
#[test]
fn sums_that_grow_too_large_are_refused() {
    let growths = [(0, 30.0), (-600, 30.0), (720, -20.0), (0, -20.0), (0, 0.0)];
    let all = [samples::GD_2, samples::GD_7].into_iter().flat_map(|sample| growths.map(|growth| (sample, growth)));
    for (sample, (base, growth)) in all {
        let mut deal = document::open(sample.document).unwrap();
        deal.months = 720;
        deal.price_base_month = base;
        let all = &mut deal.growth;
        all.commercial_rent.clone_from(&all.consumer_prices);
        for rows in [
            &mut all.house_price,
            &mut all.build_cost,
            &mut all.infrastructure,
            &mut all.fees,
            &mut all.consumer_prices,
            &mut all.commercial_rent,
        ] {
            rows.iter_mut().for_each(|row| row.percent = growth);
        }
        deal.costs.management.iter_mut().for_each(|management| management.to_month = Some(719));
        try_deal(&deal);
        for at in numbers(&deal) {
            let field = fields::number(&at).unwrap();
            if matches!(field.unit, Unit::Pounds | Unit::PoundsASquareMetre) {
                for sum in [field.most, field.most / 1e3, field.most / 1e6] {
                    try_deal(&deal.with(&at, json!(sum)).unwrap());
                }
            }
        }
    }
}

/// Paths consist of ids: an id with a slash would name another position.
#[test]
fn ids_that_break_paths_are_refused() {
    for id in ["", "a/b", "/"] {
        let mut deal = document::open(samples::GD_1.document).unwrap();
        deal.phases[0].id = id.to_owned();
        assert_eq!(try_deal(&deal), Outcome::Findings, "{id}");
    }
}

/// A curve that jumps up and back between two steps would spend a fortune in a month.
#[test]
fn curves_that_jump_are_refused() {
    let mut deal = document::open(samples::GD_1.document).unwrap();
    let leap = vec![(0.0, 0.0), (0.665, 0.5), (0.666, 1e300), (0.667, 1e300), (0.6675, 0.6), (1.0, 1.0)];
    deal.phases[0].spending_curve = Curve::Custom { points: leap };
    assert_eq!(try_deal(&deal), Outcome::Findings);
}

/// The paths of all numbers of a deal, except curves.
fn numbers(deal: &Deal) -> Vec<String> {
    fn gather(value: &Value, at: &str, numbers: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                let kinds = fields.iter().filter(|(name, _)| *name != "curve" && *name != "spending_curve");
                kinds.for_each(|(name, inner)| gather(inner, &format!("{at}/{name}"), numbers));
            }
            Value::Array(rows) => {
                for row in rows {
                    let inner = match row.as_object().and_then(|fields| fields.values().next()) {
                        Some(inner) if inner.is_object() && row.get("id").is_none() => inner,
                        _ => row,
                    };
                    if let Some(id) = inner.get("id").and_then(Value::as_str) {
                        gather(inner, &format!("{at}/{id}"), numbers);
                    }
                }
            }
            Value::Number(_) => numbers.push(at.to_owned()),
            _ => {}
        }
    }
    let mut found = Vec::new();
    gather(&deal.to_document(), "", &mut found);
    found
}

#[test]
fn every_number_of_every_sample_is_in_the_catalogue() {
    for sample in samples::ALL {
        let deal = document::open(sample.document).unwrap();
        let numbers = numbers(&deal);
        assert!(numbers.len() > 25, "{}", sample.name);
        for at in numbers {
            let field = fields::of(&at).unwrap_or_else(|| panic!("{}: {at}", sample.name));
            let number = path::get(&deal.to_document(), &at).and_then(Value::as_f64).unwrap();
            let limits = field.number().unwrap();
            assert!((limits.least..=limits.most).contains(&number), "{}: {at}", sample.name);
            assert!(!field.label.is_empty());
        }
    }
    for field in fields::all() {
        assert_eq!(fields::of(field.pattern), Some(field), "a row that no path reaches");
    }
}
