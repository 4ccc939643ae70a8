//! The open book: every figure is explained, its lines add up to it to the penny, and every line leads to the deal.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

#[path = "support/deals.rs"]
mod deals;
#[path = "support/formula.rs"]
mod formula;
#[path = "support/generator.rs"]
mod generator;

use appraisal::deal::{Contribution, LandDue, LandInstalment, MarkKind};
use appraisal::explain::{
    Counted, Derivation, Enters, LedgerLine, Made, OpenBook, Step, Term, Value, explain, exposure_openings, figures,
};
use appraisal::ledger::{Account, Movement, Side};
use appraisal::postings::Line;
use appraisal::{Appraisal, Deal, Pence, appraise, check, document, path, samples};
use deals::deals;
use serde_json::Value as Json;
use std::collections::BTreeSet;

fn case(name: &str) -> Deal {
    let sample = samples::ALL.iter().find(|sample| sample.name == name).unwrap();
    document::open(sample.document).unwrap()
}

/// The value of a figure in the serialised appraisal.
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

/// A value as the appraisal serialises it.
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

/// The total of the whole ledger through the terms, whatever the derivation claims to count.
fn summed(term: &Term, ledger: &[LedgerLine]) -> i64 {
    let amounts = ledger.iter().filter(|line| is_of(term, line)).map(|line| match term.counted {
        Counted::Amount => line.amount.0,
        Counted::Base => line.base.unwrap_or_default().0,
    });
    let sum: i64 = amounts.sum();
    if term.plus { sum } else { -sum }
}

/// The amount of a figure.
fn money_of(value: &Value) -> Option<i64> {
    match value {
        Value::Pence(sum) => Some(sum.0),
        Value::Dated(dated) => Some(dated.amount.0),
        _ => None,
    }
}

/// A whole number: pence or a count, including an input that is a count, such as homes.
fn whole(value: &Value) -> i64 {
    match value {
        Value::Pence(sum) => sum.0,
        Value::Dated(dated) => dated.amount.0,
        Value::Count(number) => *number,
        Value::Number(number) if number.fract() == 0.0 => *number as i64,
        other => panic!("{other:?} is no whole number"),
    }
}

/// The signed operands add up to the figure; a figure that is not a sum has none.
fn assert_operands(what: &str, derived: &Derivation) {
    let entered: Vec<i64> = derived
        .operands
        .iter()
        .filter_map(|operand| match operand.enters? {
            Enters::Added => Some(whole(&operand.value)),
            Enters::TakenOff => Some(-whole(&operand.value)),
        })
        .collect();
    match derived.made {
        Made::Sum => assert_eq!(entered.iter().sum::<i64>(), whole(&derived.value), "{what}: {entered:?}"),
        Made::Arithmetic | Made::Found => assert!(entered.is_empty() && derived.terms.is_empty(), "{what}"),
    }
}

/// The listed lines are ledger lines, each once, with the sign of their term, and add up to the figure. A derivation
/// without lines does not claim to add up.
fn assert_lines(what: &str, ledger: &[LedgerLine], derived: &Derivation) {
    assert_eq!(derived.adds_up(), !derived.ledger.is_empty(), "{what}");
    if derived.terms.is_empty() {
        assert!(derived.ledger.is_empty(), "{what}");
        return;
    }
    let figure = money_of(&derived.value).unwrap_or_else(|| panic!("{what} is a sum of money"));
    assert_eq!(derived.ledger.iter().map(|listed| listed.counts.0).sum::<i64>(), figure, "{what}: {}", derived.formula);
    assert_eq!(derived.terms.iter().map(|term| summed(term, ledger)).sum::<i64>(), figure, "{what}");
    assert_eq!(derived.terms.iter().map(|term| term.total.0).sum::<i64>(), figure, "{what}");
    // Every ledger line that a term finds is listed once, in the order of time and then of the ledger, and no other line is:
    // the end of a month comes before the start of the next.
    let mut ordered: Vec<&LedgerLine> = ledger.iter().collect();
    ordered.sort_by_key(|line| (line.k, line.side == Side::Open));
    let mut listed = derived.ledger.iter();
    for line in ordered {
        let terms: Vec<&Term> = derived.terms.iter().filter(|term| is_of(term, line)).collect();
        assert!(terms.len() < 2, "{what}: {line:?} is in two terms");
        let counts = terms.first().map_or(0, |term| summed(term, std::slice::from_ref(line)));
        if counts != 0 {
            let found = listed.next().unwrap_or_else(|| panic!("{what}: {line:?} is missing"));
            assert_eq!((&found.line, found.counts.0), (line, counts), "{what}");
        }
    }
    assert!(listed.next().is_none(), "{what}");
}

fn assert_explained(what: &str, ledger: &[LedgerLine], derived: &Derivation, held: &Json) {
    let what = format!("{} of {what}", derived.figure);
    if !derived.figure.ends_with("dated_rate_of_return") {
        assert_eq!(plain(&derived.value), *held, "{what}");
    }
    assert!(!derived.formula.is_empty() && !derived.label.is_empty(), "{what}");
    let text = format!("{} {}", derived.formula, derived.rule).to_lowercase();
    assert!(text.contains("(method "), "{what}: {text}");
    for operand in &derived.operands {
        assert!(text.contains(&operand.name.to_lowercase()), "{what}: {} in {text}", operand.name);
        assert!(operand.figure.is_some() || operand.path.is_none() || operand.mark.is_some(), "{what}");
    }
    assert_operands(&what, derived);
    assert_lines(&what, ledger, derived);
    formula::assert_gives(&what, derived);
    formula::assert_peak(&what, derived);
}

/// Operating lines equal the postings, and all cash movements add up to the cash balance.
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
fn every_figure_of_an_appraisal_is_in_the_catalogue() {
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
fn marks_say_how_reliable_an_input_is() {
    let base = case("norwich-2009");
    let deal = base.with("/jobs/multiplier", Json::from(1.25)).unwrap();
    let checked = check(&deal).unwrap();
    let result = appraise(&checked);
    let book = OpenBook::of(&checked, &result).changed_from(&base);
    let derived = book.explain("jobs/net_a_year").unwrap();
    let input = |path: &str| derived.operands.iter().find(|operand| operand.path.as_deref() == Some(path)).unwrap();
    let mark = |path: &str| input(path).mark;
    assert_eq!(mark("/jobs/multiplier"), Some(MarkKind::Yours));
    assert_eq!(input("/jobs/multiplier").was, base.number("/jobs/multiplier").map(Value::Number));
    assert_eq!(input("/jobs/leakage_percent").was, None);
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

/// Net present value of dated flows over the gross, as in Excel's XIRR: calculated here from flows and dates.
fn dated_value(deal: &Deal, flows: &[Pence], rate: f64) -> f64 {
    let day = |k: usize| deal.start.plus(k as i32).day_number();
    let at = |(k, flow): (usize, &Pence)| flow.0 as f64 * (1.0 + rate).powf(-((day(k) - day(0)) as f64) / 365.0);
    let worth: Vec<f64> = flows.iter().enumerate().map(at).collect();
    worth.iter().sum::<f64>() / worth.iter().map(|one| one.abs()).sum::<f64>()
}

#[test]
fn flows_of_a_rate_by_dates_have_zero_present_value_at_it() {
    for (what, deal) in deals().take(120) {
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        for partner in &deal.partners {
            let id = format!("partner/{}/dated_rate_of_return", partner.id);
            let derived = explain(&checked, &result, &id).unwrap();
            let Step::Series { values, .. } = &derived.steps[0] else { panic!("{what}") };
            for step in derived.steps[1..].iter().filter(|step| !matches!(step, Step::NoRate(_))) {
                let Step::Root { rate, .. } = step else { panic!("{what}") };
                assert!(dated_value(&deal, values, *rate).abs() < 1e-6, "{rate} of {what}");
            }
        }
    }
}

#[test]
fn no_figure_leads_to_itself() {
    for (what, deal) in deals().filter(|(what, _)| !what.starts_with("random")) {
        let checked = check(&deal).unwrap();
        let appraisal = appraise(&checked);
        let book = OpenBook::of(&checked, &appraisal);
        for derived in book.ids().iter().filter_map(|id| book.explain(id)) {
            for id in derived.operands.iter().filter_map(|operand| operand.figure.as_ref()) {
                // Neither to the same figure nor to one that is explained by the same words and figures.
                let other = book.explain(id).unwrap();
                let is_same = (&other.rule, &other.operands) == (&derived.rule, &derived.operands);
                assert!(*id != derived.figure && !is_same, "{} of {what} leads to {id}", derived.figure);
            }
        }
    }
}

#[test]
fn sales_list_only_the_inputs_of_what_is_sold() {
    let deal = case("norwich-2009");
    let checked = check(&deal).unwrap();
    let derived = explain(&checked, &appraise(&checked), "line/market_sales").unwrap();
    let paths: Vec<&str> = derived.operands.iter().filter_map(|operand| operand.path.as_deref()).collect();
    let types: BTreeSet<&str> =
        paths.iter().filter_map(|path| path.strip_prefix("/home_types/")?.split('/').next()).collect();
    assert_eq!(types, BTreeSet::from(["market"]), "{paths:?}");
    assert!(paths.iter().any(|path| path.ends_with("/homes/market/count")), "{paths:?}");
    assert!(!paths.iter().any(|path| path.contains("/homes/social")), "{paths:?}");
    // One term for each phase with homes for sale, and nothing to open but inputs.
    let terms: Vec<_> = derived.operands.iter().filter(|operand| operand.enters.is_some()).collect();
    assert!(terms.len() > 1 && terms.iter().all(|term| term.figure.is_none() && term.of.len() == 1), "{terms:?}");
}

#[test]
fn unknown_figures_are_not_explained() {
    let checked = check(&case("norwich-2009")).unwrap();
    let result = appraise(&checked);
    for id in ["", "value", "value/nothing", "partner/nobody/cash_in", "money/99/grant", "money/x/grant", "line/x/y"] {
        assert_eq!(explain(&checked, &result, id), None, "{id}");
    }
}

/// The pot is explained by money in less other payments, not by its own payments: £182.06m of market sales, £44.23m of
/// transfers, £7.5m of the partners' cash, less among others what the partners get back.
#[test]
fn the_pot_is_explained_by_money_in_less_other_payments() {
    let checked = check(&case("norwich-2009")).unwrap();
    let result = appraise(&checked);
    let pot = explain(&checked, &result, "pot/total").unwrap();
    assert!(pot.formula.starts_with("market sales + transfers to landlords + "), "{}", pot.formula);
    let enters = |name: &str| {
        let found = pot.operands.iter().find(|operand| operand.name == name).unwrap();
        (found.value.clone(), found.enters)
    };
    assert_eq!(enters("market sales"), (Value::Pence(Pence(18_206_244_408)), Some(Enters::Added)));
    assert_eq!(enters("partners' cash paid in"), (Value::Pence(Pence(750_000_000)), Some(Enters::Added)));
    assert_eq!(pot.operands.iter().filter(|operand| operand.name == "paid to partners").count(), 2);
}

/// Loans in a year, net of interest and fees, in cash: drawn less repaid and paid. Interest and fees added to the loan,
/// and interest as it accrues, are not listed: interest would count twice. Interest and fees list a fee only where it is charged.
#[test]
fn loans_of_a_year_list_cash_movements() {
    const CASH: [Movement; 6] = [
        Movement::FacilityDrawn,
        Movement::ScheduledLoanDrawn,
        Movement::FacilityRepaid,
        Movement::ScheduledLoanRepaid,
        Movement::FacilityInterestPaid,
        Movement::ScheduledInterestPaid,
    ];
    let mut with_fees = [0; 4];
    for (what, deal) in deals().take(120) {
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        let book = OpenBook::of(&checked, &result);
        for (year, money) in result.money_by_year.iter().enumerate() {
            let loans = book.explain(&format!("money/{year}/loans_less_interest")).unwrap();
            let is_cash = |account| matches!(account, Account::Movement(moved) if CASH.contains(&moved));
            for listed in &loans.ledger {
                assert!(is_cash(listed.line.account) && listed.counts == listed.line.amount, "{listed:?} of {what}");
            }
            let sum: Pence = loans.ledger.iter().map(|listed| listed.counts).sum();
            assert_eq!(sum, money.loans - money.interest_and_fees, "year {year} of {what}");
            let interest = book.explain(&format!("money/{year}/interest_and_fees")).unwrap();
            let fees = [(Movement::ArrangementFee, "arrangement fee"), (Movement::ExitFee, "exit fee")];
            let charged = fees.map(|(movement, name)| {
                let is_charged =
                    interest.ledger.iter().any(|listed| listed.line.account == Account::Movement(movement));
                let is_listed = |name: &str| interest.operands.iter().any(|operand| operand.name == name);
                assert_eq!(is_listed(name), is_charged, "{name} in year {year} of {what}");
                assert_eq!(is_listed(&format!("{name}s")), is_charged, "{name} in year {year} of {what}");
                is_charged
            });
            let limits: Vec<_> = interest.operands.iter().filter(|operand| operand.name == "loan limit").collect();
            assert!(limits.iter().enumerate().all(|(place, limit)| !limits[..place].contains(limit)), "{what}");
            with_fees[usize::from(charged[0]) + 2 * usize::from(charged[1])] += 1;
        }
    }
    assert!(with_fees.iter().all(|years| *years > 0), "no year with one fee, the other, both or none: {with_fees:?}");
}

/// The table of partners and the drawer name peak exposure alike: in every deal, and where the peak is at the start of
/// building, at which a part of the price of land is paid.
#[test]
fn peak_exposure_is_at_an_opening_in_the_table_where_it_is_in_the_drawer() {
    let assert_alike = |name: &str, deal: &Deal| {
        let checked = check(deal).unwrap();
        let appraisal = appraise(&checked);
        let book = OpenBook::of(&checked, &appraisal);
        for (place, partner) in deal.partners.iter().enumerate() {
            let derived = book.explain(&format!("partner/{}/most_at_risk", partner.id)).unwrap();
            assert_eq!(exposure_openings(&checked, place), derived.openings, "{name}, {}", partner.id);
        }
        let k = appraisal.partners[0].most_at_risk.k;
        (exposure_openings(&checked, 0).contains(&k), k)
    };
    deals().for_each(|(name, deal)| {
        assert_alike(&name, &deal);
    });
    let mut deal = case("sold-outright");
    let start = deal.phases[0].build_start_month;
    assert!(start > deal.phases[0].drawdown_month);
    let instalments = |row: &mut Contribution| {
        if let Contribution::LandDeferred { instalments, .. } = row {
            instalments[0].percent = 50.0;
            instalments.push(LandInstalment { id: "rest".to_owned(), percent: 50.0, due: LandDue::Start });
        }
    };
    deal.contributions.iter_mut().for_each(instalments);
    let cash = serde_json::json!({ "cash_equity": {
        "id": "council-cash", "partner": "council", "amount": 0,
        "schedule": [{ "id": "at-start", "month": start, "amount": 5_000_000 }],
    } });
    deal.contributions.push(serde_json::from_value(cash).unwrap());
    assert_eq!(assert_alike("sold in two parts", &deal), (true, start as usize));
}
