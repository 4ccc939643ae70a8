//! Golden cases: every folder of `cases/` contains a deal, the figures it must give, and their sources.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use appraisal::alternatives::alternatives;
use appraisal::residual::residual;
use appraisal::{Deal, appraise, check, document, samples};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const PENCE_IN_A_MILLION: f64 = 1e8;

/// `expected.toml`: the figures of one deal, under its own conditions and under others.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// Where the figures come from.
    source: String,
    run: Vec<Run>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Run {
    name: String,
    /// Changes to the deal, by path of the field.
    #[serde(default)]
    changes: BTreeMap<String, Value>,
    figures: Vec<Figure>,
}

/// A figure: its description, its location in the result, and its expected value.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Figure {
    what: String,
    /// One number of the result; `*` matches every row of a list, and the numbers are added.
    at: Option<String>,
    /// Lists of numbers, or single numbers, that are added.
    sum: Option<OneOrMore>,
    /// The last time point added by `sum`.
    up_to: Option<usize>,
    pounds: Option<f64>,
    millions: Option<f64>,
    number: Option<f64>,
    more_than: Option<f64>,
    less_than: Option<f64>,
    /// The tolerance in the figure's unit; none means exact.
    #[serde(default)]
    tolerance: f64,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl Figure {
    /// The figure in the result, in pence or as a plain number.
    fn found(&self, result: &Value) -> Result<f64, String> {
        let paths: &[String] = match (&self.at, &self.sum) {
            (Some(path), None) => std::slice::from_ref(path),
            (None, Some(OneOrMore::One(path))) => std::slice::from_ref(path),
            (None, Some(OneOrMore::More(paths))) => paths,
            _ => return Err("names its place neither by `at` nor by `sum`, or by both".to_owned()),
        };
        let mut numbers = Vec::new();
        for path in paths {
            let before = numbers.len();
            let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
            gather(result, &segments, self.up_to, &mut numbers);
            if numbers.len() == before {
                return Err(format!("there is no number at {path}"));
            }
        }
        if self.at.is_some() && numbers.len() != 1 {
            return Err("`at` names more than one number".to_owned());
        }
        Ok(numbers.iter().sum())
    }

    /// Checks the figure against its expected value.
    fn verify(&self, result: &Value) -> Result<(), String> {
        let found = self.found(result)?;
        let pence = |pounds: f64| (100.0 * pounds).round();
        match (self.pounds, self.millions, self.number, self.more_than, self.less_than) {
            (Some(wanted), None, None, None, None) => near(found, pence(wanted), pence(self.tolerance), 100.0),
            (None, Some(wanted), None, None, None) => {
                near(found, wanted * PENCE_IN_A_MILLION, self.tolerance * PENCE_IN_A_MILLION, PENCE_IN_A_MILLION)
            }
            (None, None, Some(wanted), None, None) => near(found, wanted, self.tolerance, 1.0),
            (None, None, None, Some(pounds), None) if found > pence(pounds) => Ok(()),
            (None, None, None, None, Some(pounds)) if found < pence(pounds) => Ok(()),
            (None, None, None, None, None) => Err("does not say what it must be".to_owned()),
            _ => Err(format!("comes to {} pounds, or is given in more than one unit", found / 100.0)),
        }
    }
}

fn near(found: f64, wanted: f64, tolerance: f64, unit: f64) -> Result<(), String> {
    let off = (found - wanted).abs();
    if off <= tolerance { Ok(()) } else { Err(format!("comes to {}, not {}", found / unit, wanted / unit)) }
}

fn gather(value: &Value, segments: &[&str], up_to: Option<usize>, numbers: &mut Vec<f64>) {
    match (segments, value) {
        ([], Value::Array(rows)) => {
            let used = up_to.map_or(rows.len(), |last| last + 1);
            numbers.extend(rows.iter().take(used).filter_map(Value::as_f64));
        }
        ([], single) => numbers.extend(single.as_f64()),
        (["*", rest @ ..], Value::Array(rows)) => rows.iter().for_each(|row| gather(row, rest, up_to, numbers)),
        ([name, rest @ ..], Value::Object(fields)) => {
            fields.get(*name).into_iter().for_each(|inner| gather(inner, rest, up_to, numbers));
        }
        ([place, rest @ ..], Value::Array(rows)) => {
            let row = place.parse().ok().and_then(|place: usize| rows.get(place));
            row.into_iter().for_each(|inner| gather(inner, rest, up_to, numbers));
        }
        _ => {}
    }
}

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases")
}

fn folders() -> BTreeSet<String> {
    let entries = fs::read_dir(cases()).unwrap().map(|entry| entry.unwrap());
    let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir());
    folders.map(|entry| entry.file_name().into_string().unwrap()).collect()
}

fn changed(deal: &Deal, changes: &BTreeMap<String, Value>) -> Deal {
    let change = |deal: Deal, (path, value): (&String, &Value)| {
        let before = appraisal::path::get(&deal.to_document(), path).cloned();
        assert!(before.is_some_and(|before| before != *value), "{path} changes nothing");
        deal.with(path, value.clone()).unwrap()
    };
    changes.iter().fold(deal.clone(), change)
}

fn result_of(deal: &Deal) -> Value {
    let checked = check(deal).unwrap_or_else(|findings| panic!("{findings:?}"));
    let appraisal = appraise(&checked);
    let beside = alternatives(&checked, &appraisal);
    let mut result = serde_json::to_value(&appraisal).unwrap();
    result["residual"] = serde_json::to_value(residual(&checked)).unwrap();
    result["alternatives"] = serde_json::to_value(beside).unwrap();
    result
}

#[test]
fn every_case_is_a_sample_with_its_figures_and_their_sources() {
    let samples: BTreeSet<String> = samples::ALL.iter().map(|sample| sample.name.to_owned()).collect();
    assert_eq!(folders(), samples);
    for name in folders() {
        let read = |file: &str| fs::read_to_string(cases().join(&name).join(file));
        let note = read("note.md").unwrap_or_else(|_| panic!("{name} has no note.md"));
        assert!(note.len() > 200, "{name}: the note says where the figures come from");
        let expected = read("expected.toml").unwrap_or_else(|_| panic!("{name} has no expected.toml"));
        let expected: Expected = toml::from_str(&expected).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(!expected.source.is_empty() && !expected.run.is_empty(), "{name}");
    }
}

/// Verifies a case: returns the number of figures checked, and the wrong ones.
fn verify_case(name: &str) -> (usize, Vec<String>) {
    let read = |file: &str| fs::read_to_string(cases().join(name).join(file)).unwrap();
    let deal = document::open(&read("deal.json")).unwrap();
    let expected: Expected = toml::from_str(&read("expected.toml")).unwrap();
    let (mut count, mut wrong) = (0, Vec::new());
    for run in &expected.run {
        let result = result_of(&changed(&deal, &run.changes));
        assert!(!run.figures.is_empty(), "{name}, {} asks for nothing", run.name);
        count += run.figures.len();
        for figure in &run.figures {
            if let Err(reason) = figure.verify(&result) {
                wrong.push(format!("{name}, {}, {}: {reason}", run.name, figure.what));
            }
        }
    }
    (count, wrong)
}

#[test]
fn every_case_gives_its_figures() {
    let all: Vec<(usize, Vec<String>)> = samples::ALL.iter().map(|sample| verify_case(sample.name)).collect();
    assert!(all.iter().all(|(count, _)| *count > 0), "every case asks for something");
    let count: usize = all.iter().map(|(count, _)| count).sum();
    let wrong: Vec<String> = all.into_iter().flat_map(|(_, wrong)| wrong).collect();
    assert!(wrong.is_empty(), "{} of {count} figures are wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Checks that the test above can fail.
#[test]
fn a_wrong_figure_is_found() {
    let result = serde_json::json!({ "a": [100, 200], "rows": [{ "n": 1 }, { "n": 2 }] });
    let verify = |text: &str| toml::from_str::<Figure>(&format!("what = \"x\"\n{text}")).unwrap().verify(&result);
    assert_eq!(verify("sum = \"/a\"\npounds = 3.00"), Ok(()));
    assert_eq!(verify("sum = \"/a\"\nup_to = 0\npounds = 1.00"), Ok(()));
    assert_eq!(verify("sum = \"/rows/*/n\"\nnumber = 3"), Ok(()));
    assert_eq!(verify("at = \"/a/1\"\nmore_than = 1.99"), Ok(()));
    for wrong in [
        "sum = \"/a\"\npounds = 3.01",
        "sum = \"/a\"\npounds = 3.02\ntolerance = 0.01",
        "sum = \"/a\"\nmillions = 3.0",
        "at = \"/a\"\npounds = 3.00",
        "at = \"/b\"\npounds = 0.00",
        "sum = [\"/a\", \"/b\"]\npounds = 3.00",
        "at = \"/a/1\"\nmore_than = 2.00",
        "at = \"/a/1\"\nless_than = 2.00",
        "at = \"/a/1\"",
        "pounds = 3.00",
    ] {
        assert!(verify(wrong).is_err(), "{wrong}");
    }
}

/// P10 is a preset, and is also calculated for every deal: both give the same.
#[test]
fn building_alone_is_the_same_as_alternative_and_as_preset() {
    let worked = |sample: samples::Sample| {
        let checked = check(&document::open(sample.document).unwrap()).unwrap();
        let result = appraise(&checked);
        (alternatives(&checked, &result), result)
    };
    let (beside, _) = worked(samples::LABV_MATCHED_EQUITY);
    let (_, own) = worked(samples::BUILT_ALONE);
    let council = &own.partners[0];
    assert_eq!(beside.alone.received, council.received);
    assert_eq!(beside.alone.present_value, council.present_value_received);
    assert_eq!(beside.alone.peak_debt.amount, own.peak.debt.amount);
    assert_eq!(beside.alone.interest, own.value.interest_and_fees);
    assert_eq!(beside.alone.profit, own.value.venture_profit);
    assert_eq!(beside.alone.rates, council.rates);
    // P9: the price only, since the matched-equity deal has no overage.
    let (_, sold) = worked(samples::SOLD_OUTRIGHT);
    assert_eq!(beside.sale.price, sold.partners[0].land_paid);
}
