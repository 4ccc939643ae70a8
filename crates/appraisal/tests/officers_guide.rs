//! The deal worked by hand in the officer's guide has the figures of the product: every row of its tables, and the steps
//! that a reader recalculates.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a test may stop")]
#![allow(clippy::needless_range_loop, reason = "rows are numbered by time point, and look at the one before")]

use appraisal::deal::Deal;
use appraisal::postings::Line;
use appraisal::residual::{Residual, residual};
use appraisal::verdict::Headroom;
use appraisal::{Appraisal, PartnerResult, Pence, appraise, check, document, samples, verdict};

const GUIDE: &str = include_str!("../../../docs/officers-guide.md");

/// The last time point at which anything moves in GD-1.
const LAST: usize = 22;

fn gd_1() -> Deal {
    document::open(samples::GD_1.document).unwrap()
}

fn worked() -> Appraisal {
    appraise(&check(&gd_1()).unwrap())
}

/// A sum as the guide prints it, such as -1,200,000.00.
fn sum(amount: Pence) -> String {
    let digits = (amount.0.abs() / 100).to_string();
    let places = digits.len();
    let grouped: String = digits.char_indices().fold(String::new(), |text, (place, digit)| {
        let comma = if place > 0 && (places - place).is_multiple_of(3) { "," } else { "" };
        text + comma + &digit.to_string()
    });
    format!("{}{grouped}.{:02}", if amount.0 < 0 { "-" } else { "" }, amount.0.abs() % 100)
}

fn assert_row(first: &str, sums: &[Pence]) {
    let row: String = sums.iter().map(|amount| format!(" {} |", sum(*amount))).collect();
    assert!(GUIDE.contains(&format!("| {first} |{row}\n")), "the guide lacks the row | {first} |{row}");
}

fn assert_says(text: &str) {
    assert!(GUIDE.split_whitespace().collect::<Vec<_>>().join(" ").contains(text), "the guide does not say: {text}");
}

#[test]
fn costs_and_sales_month_by_month() {
    let result = worked();
    let lines = [Line::Build, Line::Contingency, Line::Fees, Line::MarketSales, Line::SalesCosts];
    let mut totals = vec![Pence::ZERO; 6];
    for k in 1..=LAST {
        let mut sums: Vec<Pence> = lines.iter().map(|line| result.postings.line(*line)[k]).collect();
        sums.push(result.net[k]);
        assert_row(&k.to_string(), &sums);
        totals.iter_mut().zip(&sums).for_each(|(total, amount)| *total += *amount);
    }
    assert_row("all", &totals);
    assert_eq!(result.net.iter().sum::<Pence>(), totals[5]);
}

#[test]
fn cash_and_the_loan() {
    let Appraisal { cash, net, .. } = worked();
    for k in 1..=14 {
        let interest = cash.interest_and_fees[k];
        let borrowed = cash.drawn[k] - interest;
        let (before, paid_in) = (cash.debt[k - 1], cash.partners[1].cash_in[k]);
        let sums = [net[k], paid_in, before, interest, borrowed, cash.repaid[k], cash.debt[k], cash.distributed[k]];
        assert_row(&k.to_string(), &sums);
        assert_eq!(interest, before.times(0.072 / 12.0));
    }
}

/// The preferred return as calculated in the guide: `rnd((C + U) x (1.06^(1/12) - 1))` on balances before the payments.
#[test]
fn preferred_return_of_the_cash_partner() {
    let Appraisal { cash, .. } = worked();
    let partner = &cash.partners[1];
    let rate = 1.06_f64.powf(1.0 / 12.0) - 1.0;
    let (mut capital, mut unpaid) = (Pence::ZERO, Pence::ZERO);
    for k in 1..=21 {
        let accrued = (capital + unpaid).times(rate);
        let (paid_in, paid, repaid) = (partner.cash_in[k], partner.preferred_return[k], partner.capital[k]);
        let after = (capital + paid_in - repaid, unpaid + accrued - paid);
        assert_row(&k.to_string(), &[capital, unpaid, accrued, paid_in, paid, repaid, after.0, after.1]);
        (capital, unpaid) = after;
    }
    assert_eq!((capital, unpaid), (Pence::ZERO, Pence::ZERO));
}

#[test]
fn distribution_by_line() {
    let Appraisal { cash, .. } = worked();
    let [council, partner] = &cash.partners[..] else { unreachable!("GD-1 has two partners") };
    let series = [
        &cash.distributed,
        &council.preferred_return,
        &partner.preferred_return,
        &council.capital,
        &partner.capital,
        &council.split,
        &partner.split,
    ];
    for k in 13..=LAST {
        assert_row(&k.to_string(), &series.map(|series| series[k]));
    }
    assert_row("all", &series.map(|series| series.iter().sum()));
}

#[test]
fn profit_and_results() {
    let Appraisal { value, postings, partners, .. } = worked();
    assert_row("sales", &[postings.total(Line::MarketSales)]);
    assert_row("less build", &[-postings.total(Line::Build)]);
    assert_row("less land at its accepted value", &[-value.land]);
    assert_row("less loan interest", &[-value.interest_and_fees]);
    assert_row("**profit of the venture**", &[value.venture_profit]);
    assert_says(&format!("The surplus is {}:", sum(value.surplus)));

    let both = |of: fn(&PartnerResult) -> Pence| [of(&partners[0]), of(&partners[1])];
    assert_row("land or cash put in", &both(|partner| partner.land_in + partner.cash_in));
    assert_row("preferred return", &both(|partner| partner.preferred_return));
    assert_row("capital", &both(|partner| partner.capital));
    assert_row("split", &both(|partner| partner.split));
    assert_row("received", &both(|partner| partner.received));
    let [council, partner] = both(|partner| partner.received);
    assert_says(&format!("The council receives {} more", sum(council - partner)));
}

/// The council's flows, each times `(1 + i)^(-k/12)` at the rate printed, add up to zero.
#[test]
fn the_councils_rate_of_return() {
    let result = worked();
    let printed: f64 = 28.059_824_74 / 100.0;
    assert_says("28.05982474%");
    let mut present = 0.0;
    for (k, flow) in result.partners[0].economic.iter().enumerate().filter(|(_, flow)| **flow != Pence::ZERO) {
        let factor = (1.0 + printed).powf(-(k as f64) / 12.0);
        present += flow.pounds() * factor;
        assert!(GUIDE.contains(&format!("| {k} | {} | {factor:.6} |", sum(*flow))), "k = {k}");
    }
    assert!(present.abs() < 0.01, "{present}");
    for (partner, rate) in result.partners.iter().zip(["28.0598%", "34.3307%"]) {
        assert_eq!(format!("{:.4}%", 100.0 * partner.rates.roots[0]), rate);
        assert!(GUIDE.contains(rate));
    }
}

#[test]
fn what_the_officer_should_see() {
    let checked = check(&gd_1()).unwrap();
    let verdict = verdict(&checked, &appraise(&checked));
    let (Headroom::CanMove(prices), Headroom::CanMove(costs)) = (verdict.prices, verdict.costs) else {
        unreachable!("GD-1 has headroom")
    };
    assert_says(&format!("Prices can fall by {:.1}%, and costs can rise by {:.1}%", 100.0 * prices, 100.0 * costs));
    assert_says(&format!("prices 10% lower leave {}", sum(verdict.weak_points[0].surplus)));
    let Some(Residual::Value(land)) = residual(&checked) else { unreachable!("the land of GD-1 has a value") };
    assert_says(&format!("the land is worth {}", sum(land)));
}
