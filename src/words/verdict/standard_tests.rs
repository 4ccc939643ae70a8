//! The standard tests in words: which are weak points, how each ends, and what the combined downside cannot pay.

use super::heavy_tests;
use super::losses::losses_under;
use crate::outcome::Outcome;
use crate::words::builds::of_deal;
use crate::words::deal::surplus_name;
use crate::words::format::decimal;
use crate::words::names::{named, verb};
use crate::words::scale::MoneyScale;
use crate::words::{capitalised, listed};
use appraisal::Pence;
use appraisal::deal::Deal;
use appraisal::verdict::{State, TARGET_HEADROOM, TestLoss, TestName, TestResult, Unfunded};

/// Under every standard test the deal is sound, and keeps at least half of its surplus.
pub(super) fn no_weak_point(outcome: &Outcome) -> String {
    format!(
        "None of the four standard tests on its own (prices 10% lower, costs 10% higher, sales half as fast, flat prices) cuts {} by over 50%, leaves cash short or makes a partner lose money.",
        surplus_name(outcome)
    )
}

/// "If prices are 10% lower, the surplus is £2.5m; if homes sell half as fast, cash is short by up to £1.8m." The test whose
/// losses are said in full is left out.
pub(super) fn results_of(tests: &[TestResult], outcome: &Outcome, scale: MoneyScale) -> Option<String> {
    let in_full = heavy_tests(outcome);
    let said =
        |test: &TestResult| format!("if {}, {}", event(test.name, &outcome.deal), result_of(test, outcome, scale));
    let said: Vec<String> = tests.iter().filter(|test| !in_full.contains(&test.name)).map(said).collect();
    (!said.is_empty()).then(|| format!("{}.", capitalised(&said.join("; "))))
}

/// What a test ends in: every reason why the deal is not sound under it, or else its surplus.
fn result_of(test: &TestResult, outcome: &Outcome, scale: MoneyScale) -> String {
    let surplus = test.is_sound.then(|| format!("{} is {}", surplus_name(outcome), scale.money(test.surplus.0)));
    let reasons = lose_money(&test.losses, outcome).into_iter().chain(unpaid(test.unfunded, scale)).chain(surplus);
    listed(&reasons.collect::<Vec<_>>())
}

/// Which partners lose money: "the council loses money", "both partners lose money".
fn lose_money(losses: &[TestLoss], outcome: &Outcome) -> Option<String> {
    let partners = &outcome.deal.partners;
    let losers: Vec<&str> = losses.iter().filter_map(|loss| Some(&*partners.get(loss.partner)?.short_name)).collect();
    Some(match &losers[..] {
        [] => return None,
        [one] => format!("{} {} money", named(one), verb(one, "loses", "lose")),
        all if all.len() < partners.len() => {
            format!("{} lose money", listed(&all.iter().map(|name| named(name)).collect::<Vec<_>>()))
        }
        [_, _] => "both partners lose money".to_owned(),
        _ => "all partners lose money".to_owned(),
    })
}

/// "debts of £5.7m are left unpaid", "cash is short by up to £1.8m".
fn unpaid(run: Unfunded, scale: MoneyScale) -> impl Iterator<Item = String> {
    let owed = run.owed.is_positive().then(|| format!("debts of {} are left unpaid", scale.money(run.owed.0)));
    let cash = run.shortfall.is_positive().then(|| format!("cash is short by up to {}", scale.money(run.shortfall.0)));
    owed.into_iter().chain(cash)
}

/// How the combined downside ends, where its heavy losses do not say it: what it cannot pay, with what partners lose in it; of a
/// deal that does not fall short, also what they lose where all is paid; of one that works, that less is left than in any single
/// test.
pub(super) fn in_downside(outcome: &Outcome, scale: MoneyScale) -> Option<String> {
    let verdict = &outcome.verdict;
    let downside = &verdict.downside;
    let works = matches!(verdict.state, State::Works | State::WorksWithWeakPoint);
    let is_said = heavy_tests(outcome).contains(&TestName::Downside);
    let can_lose = verdict.state != State::FallsShort && downside.losses().next().is_some();
    let has_losses = downside.unfunded.is_any() || can_lose;
    match has_losses {
        _ if is_said => None,
        true => Some(losses_under(TestName::Downside, outcome)),
        false => (works && downside.surplus < least_kept(outcome)).then(|| {
            let left = format!("{} is {}", surplus_name(outcome), scale.money(downside.surplus.0));
            format!("If {} (the combined downside), {left}.", event(TestName::Downside, &outcome.deal))
        }),
    }
}

/// The least surplus that a single test leaves.
fn least_kept(outcome: &Outcome) -> Pence {
    outcome.verdict.tests.iter().map(|test| test.surplus).min().unwrap_or_default()
}

/// The tests under which a tight deal is not sound, but for those that its little headroom on prices or on costs already tells.
pub(super) fn beyond_headroom(outcome: &Outcome) -> Vec<TestResult> {
    let verdict = &outcome.verdict;
    let is_said = |test: &TestResult| match test.name {
        TestName::PricesLower => !verdict.prices.is_at_least(TARGET_HEADROOM),
        TestName::CostsHigher => !verdict.costs.is_at_least(TARGET_HEADROOM),
        _ => false,
    };
    verdict.weak_points.iter().filter(|test| !test.is_sound && !is_said(test)).cloned().collect()
}

/// The condition of a test, after "if".
pub(super) fn event(test: TestName, deal: &Deal) -> String {
    match test {
        TestName::PricesLower => "prices are 10% lower".to_owned(),
        TestName::CostsHigher => "costs are 10% higher".to_owned(),
        TestName::SalesSlower => format!("{} sell half as fast", of_deal(deal).many()),
        TestName::PricesFlat => match &deal.growth.build_cost[..] {
            [row] if row.percent > 0.0 => {
                format!("prices stay flat while costs still rise {}% a year", decimal(row.percent, 1))
            }
            [] => "prices stay flat".to_owned(),
            _ => "prices stay flat while costs change as planned".to_owned(),
        },
        TestName::Downside => {
            let what = of_deal(deal).many();
            format!("prices are 10% lower, costs 10% higher and {what} sell half as fast")
        }
    }
}

/// "The weak point is the pace of sales."; of several, the first is the weakest.
pub(super) fn weak_point_named(weak: &[TestResult]) -> String {
    let Some(first) = weak.first() else { return String::new() };
    let what = match first.name {
        TestName::PricesLower => "the sale price",
        TestName::CostsHigher => "the cost of building",
        TestName::SalesSlower => "the pace of sales",
        TestName::PricesFlat => "price growth",
        TestName::Downside => "the combined downside",
    };
    let how = if weak.len() == 1 { "weak" } else { "weakest" };
    format!("The {how} point is {what}.")
}

/// What the badge of a deal with a weak point leaves open: which it is. Empty for any other deal.
#[must_use]
pub fn verdict_second_short(outcome: &Outcome) -> String {
    match outcome.verdict.state {
        State::WorksWithWeakPoint => weak_point_named(&outcome.verdict.weak_points),
        _ => String::new(),
    }
}
