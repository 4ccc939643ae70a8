//! The open book: every figure is explained, its lines add up to it to the penny, and every line leads back to the deal.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

#[path = "support/generator.rs"]
mod generator;

use appraisal::deal::MarkKind;
use appraisal::explain::{Counted, Derivation, Enters, LedgerLine, OpenBook, Step, Term, Value, explain, figures};
use appraisal::ledger::{Account, Side};
use appraisal::postings::Line;
use appraisal::{Appraisal, Deal, Pence, appraise, check, document, path, samples};
use serde_json::Value as Json;
use std::collections::BTreeSet;

const MADE_DEALS: u64 = 300;

fn case(name: &str) -> Deal {
    let sample = samples::ALL.iter().find(|sample| sample.name == name).unwrap();
    document::open(sample.document).unwrap()
}

/// Every case, then deals made at random.
fn deals() -> impl Iterator<Item = (String, Deal)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let documents = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().join("deal.json"));
    let cases = documents.filter(|file| file.exists()).map(|file| {
        let text = std::fs::read_to_string(&file).unwrap();
        (file.display().to_string(), document::open(&text).unwrap())
    });
    cases.chain((0..MADE_DEALS).map(|number| (format!("made deal {number}"), generator::numbered(number))))
}

/// Where a figure stands in an appraisal as it is written.
fn written(appraisal: &Json, deal: &Deal, id: &str) -> Json {
    let place = |id: &str| deal.partners.iter().position(|partner| partner.id == id).unwrap();
    let tenure = |id: &str| {
        let tenures = appraisal["homes"]["by_tenure"].as_array().unwrap();
        tenures.iter().position(|row| row[0] == id).unwrap()
    };
    let at = |pointer: String| appraisal.pointer(&pointer).unwrap_or_else(|| panic!("{pointer}")).clone();
    let segments: Vec<&str> = id.split('/').collect();
    match segments.as_slice() {
        ["homes", "by_tenure", name] => at(format!("/homes/by_tenure/{}/1", tenure(name))),
        ["homes", "completed_by_year", name, year] => at(format!("/homes/completed_by_year/{}/{year}", tenure(name))),
        ["jobs", "chain", name] => {
            let chain = appraisal["jobs"]["chain"].as_array().unwrap();
            chain.iter().find(|step| step["step"].as_str().unwrap().to_lowercase() == *name).unwrap()["after"].clone()
        }
        ["line", name] => {
            let sums = appraisal["postings"].get(*name).and_then(Json::as_array);
            Json::from(sums.into_iter().flatten().map(|sum| sum.as_i64().unwrap()).sum::<i64>())
        }
        ["together", _] => at("/together".to_owned()),
        ["partner", id, name] => match *name {
            "rate_of_return" => at(format!("/partners/{}/rates", place(id))),
            "cash_rate_of_return" => at(format!("/partners/{}/cash_rates", place(id))),
            "payback" => at(format!("/partners/{}/payback/lasting", place(id))),
            "payback_first_touch" => at(format!("/partners/{}/payback/first_touch", place(id))),
            "put_in" => {
                let of = |name: &str| at(format!("/partners/{}/{name}", place(id))).as_i64().unwrap();
                Json::from(of("land_in") + of("cash_in") + of("services_in") + of("guarantees_in"))
            }
            name => at(format!("/partners/{}/{name}", place(id))),
        },
        ["peak_funding"] => at("/peak/funding".to_owned()),
        ["peak_funding", name] => at(format!("/peak/{name}")),
        ["shortfall", name] => appraisal["shortfall"].get(*name).cloned().unwrap_or(Json::Null),
        ["money", year, "to_partners", id] => at(format!("/money_by_year/{year}/to_partners/{}", place(id))),
        ["money", year, "loans_less_interest"] => {
            let of = |name: &str| at(format!("/money_by_year/{year}/{name}")).as_i64().unwrap();
            Json::from(of("loans") - of("interest_and_fees"))
        }
        ["money", year, name] => at(format!("/money_by_year/{year}/{name}")),
        _ => at(format!("/{id}")),
    }
}

/// A value as the appraisal writes it.
fn plain(value: &Value) -> Json {
    match value {
        Value::Pence(sum) => Json::from(sum.0),
        Value::Count(number) => Json::from(*number),
        Value::Number(number) => Json::from(*number),
        Value::TimePoint(k) => Json::from(*k),
        Value::Dated(dated) => serde_json::to_value(dated).unwrap(),
        Value::Rates(rates) => serde_json::to_value(rates).unwrap(),
        Value::None => Json::Null,
    }
}

fn is_of(term: &Term, line: &LedgerLine) -> bool {
    let of_partner = term.partner.is_none() || term.partner == line.partner;
    of_partner && (term.from_k..=term.to_k).contains(&line.k) && term.accounts.contains(&line.account)
}

/// What the lines of a term come to.
fn summed(term: &Term, lines: &[LedgerLine]) -> i64 {
    let sums = lines.iter().filter(|line| is_of(term, line)).map(|line| match term.counted {
        Counted::Amount => line.amount.0,
        Counted::Base => line.base.unwrap_or_default().0,
    });
    let sum: i64 = sums.sum();
    if term.plus { sum } else { -sum }
}

/// The operands that enter a sum come to the figure, by their signs.
fn assert_sum(what: &str, derived: &Derivation) {
    let entered: Vec<i64> = derived
        .operands
        .iter()
        .filter_map(|operand| match (&operand.value, operand.enters?) {
            (Value::Pence(sum), Enters::Added) => Some(sum.0),
            (Value::Pence(sum), Enters::TakenOff) => Some(-sum.0),
            (other, _) => panic!("{what}: {} enters and stands at {other:?}", operand.name),
        })
        .collect();
    let stands_at = match &derived.value {
        Value::Pence(sum) => sum.0,
        Value::Dated(dated) => dated.amount.0,
        _ => 0,
    };
    assert!(entered.is_empty() || entered.iter().sum::<i64>() == stands_at, "{what}: {entered:?}");
}

fn assert_explained(what: &str, ledger: &[LedgerLine], derived: &Derivation, held: &Json) {
    let what = format!("{} of {what}", derived.figure);
    if !derived.figure.ends_with("dated_rate_of_return") {
        assert_eq!(plain(&derived.value), *held, "{what}");
    }
    assert!(!derived.formula.is_empty() && !derived.label.is_empty(), "{what}");
    for operand in &derived.operands {
        assert!(derived.formula.contains(operand.name), "{what}: {} in {}", operand.name, derived.formula);
        assert!(operand.figure.is_some() || operand.path.is_none() || operand.mark.is_some(), "{what}");
    }
    assert_sum(&what, derived);
    if derived.terms.is_empty() {
        assert!(derived.ledger.is_empty(), "{what}");
        return;
    }
    let sum = match derived.value {
        Value::Pence(sum) => sum,
        Value::Dated(dated) => dated.amount,
        ref other => panic!("{what} is a sum and stands at {other:?}"),
    };
    for lines in [ledger, &derived.ledger] {
        let terms = derived.terms.iter().map(|term| summed(term, lines));
        assert_eq!(terms.sum::<i64>(), sum.0, "{what}: {}", derived.formula);
    }
    assert_eq!(derived.terms.iter().map(|term| term.total).sum::<Pence>(), sum, "{what}");
    assert!(
        derived.ledger.iter().all(|line| derived.terms.iter().filter(|term| is_of(term, line)).count() == 1),
        "{what}"
    );
}

/// Operating lines hold what the book holds, and all that moves cash comes to the cash that is held.
fn assert_complete(what: &str, deal: &Deal, result: &Appraisal, ledger: &[LedgerLine]) {
    for line in Line::ALL {
        let mut sums = vec![0; result.net.len()];
        for booked in ledger.iter().filter(|booked| booked.account == Account::Operating(line)) {
            sums[booked.k] += if line.is_receipt() { booked.amount.0 } else { -booked.amount.0 };
        }
        let held: Vec<i64> = result.postings.line(line).iter().map(|sum| sum.0).collect();
        assert_eq!(sums, held, "{line:?} of {what}");
    }
    let mut moved = vec![0; result.net.len()];
    ledger.iter().filter(|line| !line.memo).for_each(|line| moved[line.k] += line.amount.0);
    let mut held = 0;
    for (k, moved) in moved.into_iter().enumerate() {
        held += moved;
        assert_eq!(held, (result.cash.cash[k] - result.cash.shortfall[k]).0, "cash at {k} of {what}");
    }
    for line in ledger {
        let months = deal.months as usize;
        assert!(line.month < months || (line.side == Side::Open && line.month == months), "{line:?} of {what}");
        match line.side {
            Side::Open => assert_eq!(line.k, line.month),
            Side::Close => assert_eq!(line.k, line.month + 1),
            Side::TimePoint => assert_eq!(line.k.saturating_sub(1), line.month),
        }
        if let (Some(base), Some(index)) = (line.base, line.index)
            && matches!(line.account, Account::Operating(line) if !line.is_receipt())
        {
            assert_eq!(base.times(index), -line.amount, "{line:?} of {what}");
        }
    }
}

#[test]
fn every_figure_is_explained_and_adds_up() {
    let mut seen = BTreeSet::new();
    for (what, deal) in deals() {
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        let book = OpenBook::of(&checked, &result);
        let (ledger, held) = (book.ledger(), serde_json::to_value(&result).unwrap());
        assert_complete(&what, &deal, &result, &ledger);
        for id in book.ids() {
            let derived = book.explain(&id).unwrap_or_else(|| panic!("{id} of {what}"));
            let held = if id.ends_with("dated_rate_of_return") { Json::Null } else { written(&held, &deal, &id) };
            assert_explained(&what, &ledger, &derived, &held);
            seen.insert(derived.label);
        }
    }
    for figure in figures() {
        assert!(seen.contains(figure.label), "{} is never explained", figure.id);
    }
}

#[test]
fn every_figure_that_an_appraisal_holds_has_its_kind() {
    let checked = check(&case("norwich-2009")).unwrap();
    let held = serde_json::to_value(appraise(&checked)).unwrap();
    let has = |id: &str| figures().iter().any(|figure| figure.id == id || figure.id.starts_with(&format!("{id}/")));
    let others = ["by_row", "economic", "cash_rates", "rates"];
    let rooms = [("homes", "/homes"), ("jobs", "/jobs"), ("value", "/value"), ("pot", "/pot")];
    let rooms = rooms.into_iter().chain([("public_money", "/public_money"), ("partner/*", "/partners/0")]);
    for (prefix, pointer) in rooms.chain([("money/*", "/money_by_year/0"), ("peak_funding", "/peak")]) {
        for name in held.pointer(pointer).unwrap().as_object().unwrap().keys() {
            let is_series = pointer == "/partners/0" && name == "cash";
            let is_head = pointer == "/peak" && name == "funding";
            let is_other = others.contains(&name.as_str()) || is_series || is_head;
            assert!(is_other || has(&format!("{prefix}/{name}")), "{pointer}/{name}");
        }
    }
}

#[test]
fn every_line_leads_back_to_the_deal() {
    for (what, deal) in deals().take(80) {
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        let book = OpenBook::of(&checked, &result);
        let written = deal.to_document();
        let ledger = book.ledger();
        let lines = || ledger.iter().filter(|line| line.month % 12 == 0);
        for row in ledger.iter().filter_map(|line| line.row.as_ref()) {
            assert!(path::get(&written, row).is_some(), "{row} of {what}");
        }
        for line in lines() {
            for input in book.inputs_of(line) {
                let path = input.path.unwrap();
                assert_eq!(input.value, Value::Number(deal.number(&path).unwrap()), "{path} of {what}");
            }
            let is_priced = matches!(line.account, Account::Operating(Line::Build | Line::MarketSales));
            assert!(!is_priced || !book.inputs_of(line).is_empty(), "{line:?} of {what}");
        }
    }
}

#[test]
fn marks_say_how_sure_an_input_is() {
    let base = case("norwich-2009");
    let deal = base.with("/jobs/multiplier", Json::from(1.25)).unwrap();
    let checked = check(&deal).unwrap();
    let result = appraise(&checked);
    let book = OpenBook::of(&checked, &result).changed_from(&base);
    let derived = book.explain("jobs/net_a_year").unwrap();
    let mark = |path: &str| derived.operands.iter().find(|operand| operand.path.as_deref() == Some(path)).unwrap().mark;
    assert_eq!(mark("/jobs/multiplier"), Some(MarkKind::Yours));
    let held = base.marks.get("/jobs/leakage_percent").map_or(MarkKind::Assumed, |mark| mark.kind);
    assert_eq!(mark("/jobs/leakage_percent"), Some(held));
    let sales = book.explain("line/market_sales").unwrap();
    assert!(sales.operands.iter().any(|operand| operand.path.as_deref() == Some("/home_types/market/price")));
    let (path, mark) = base.marks.iter().find(|(path, _)| path.starts_with("/home_types/market/")).unwrap();
    let building = book.explain("line/build").unwrap();
    let operands = sales.operands.iter().chain(&building.operands);
    let found = operands.filter(|operand| operand.path.as_ref() == Some(path)).map(|operand| operand.mark).next();
    assert!(found.is_none() || found == Some(Some(mark.kind)), "{path}");
}

#[test]
fn a_rate_shows_its_flows_and_is_worth_nothing_at_its_roots() {
    for (what, deal) in deals().take(120) {
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        for partner in &deal.partners {
            for kind in ["rate_of_return", "cash_rate_of_return", "dated_rate_of_return"] {
                let derived = explain(&checked, &result, &format!("partner/{}/{kind}", partner.id)).unwrap();
                assert!(matches!(derived.steps[0], Step::Series { .. }));
                for step in &derived.steps[1..] {
                    let Step::Root { rate, present_value_over_gross } = step else { panic!("{what}") };
                    assert!(present_value_over_gross.abs() < 1e-9, "{rate} of {what}: {present_value_over_gross}");
                }
            }
        }
    }
}

#[test]
fn what_does_not_exist_is_not_explained() {
    let checked = check(&case("norwich-2009")).unwrap();
    let result = appraise(&checked);
    for id in ["", "value", "value/nothing", "partner/nobody/cash_in", "money/99/grant", "money/x/grant", "line/x/y"] {
        assert_eq!(explain(&checked, &result, id), None, "{id}");
    }
}

/// The pot opens into all that comes in less all else that is paid, not into its own payments: £182.06m of market sales, £44.23m of
/// transfers, £8m of the partners' cash, less what the partners get back among the rest.
#[test]
fn the_pot_opens_into_all_that_comes_in_less_all_else_that_is_paid() {
    let checked = check(&case("norwich-2009")).unwrap();
    let result = appraise(&checked);
    let pot = explain(&checked, &result, "pot/total").unwrap();
    assert!(pot.formula.starts_with("market sales + transfers to landlords + "), "{}", pot.formula);
    let enters = |name: &str| {
        let found = pot.operands.iter().find(|operand| operand.name == name).unwrap();
        (found.value.clone(), found.enters)
    };
    assert_eq!(enters("market sales"), (Value::Pence(Pence(18_206_244_408)), Some(Enters::Added)));
    assert_eq!(enters("partners' cash paid in"), (Value::Pence(Pence(800_000_000)), Some(Enters::Added)));
    assert_eq!(pot.operands.iter().filter(|operand| operand.name == "paid out").count(), 2);
}
