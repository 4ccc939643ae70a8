//! Losses of over half of what a partner puts in, under a standard test and in the deal as planned.

use super::{event, own_loss, pairs};
use crate::outcome::Outcome;
use crate::words::listed;
use crate::words::names::{named, verb};
use crate::words::partners::not_funded_beside;
use crate::words::scale::MoneyScale;
use appraisal::deal::Partner;
use appraisal::verdict::{HEAVY_LOSS_SHARE, TestLoss, TestName, TestResult, Unfunded};
use appraisal::{PartnerResult, Pence};

/// The heavy losses of partners that do not lose everything in the deal as planned, test by test.
fn losses(outcome: &Outcome) -> impl Iterator<Item = &TestLoss> {
    outcome.verdict.heavy_losses.iter().filter(|loss| can_lose(loss, outcome))
}

/// Whether its partner does not lose everything in the deal as planned.
fn can_lose(loss: &TestLoss, outcome: &Outcome) -> bool {
    let loses_all = |own: &PartnerResult| own.loss().is_positive() && own.loss() == own.put_in();
    outcome.appraisal.partners.get(loss.partner).is_some_and(|own| !loses_all(own))
}

/// Those under the first test that has any: a single condition comes before the combined downside.
#[must_use]
pub fn heavier_losses(outcome: &Outcome) -> Vec<&TestLoss> {
    let first = losses(outcome).next().map(|loss| loss.test);
    losses(outcome).take_while(|loss| Some(loss.test) == first).collect()
}

/// The tests whose heavy losses are said: the first that has any, and the combined downside if it is another and has some too.
#[must_use]
pub fn heavy_tests(outcome: &Outcome) -> Vec<TestName> {
    let mut tests: Vec<TestName> = heavier_losses(outcome).first().map(|loss| loss.test).into_iter().collect();
    let has_downside = losses(outcome).any(|loss| loss.test == TestName::Downside);
    if has_downside && tests != [TestName::Downside] {
        tests.push(TestName::Downside);
    }
    tests
}

/// What partners lose under these tests, in each of which one loses over half of what it puts in: "If prices are 10% lower,
/// costs 10% higher and homes sell half as fast (the combined downside), the council loses all of the £3.4m it puts in."
#[must_use]
pub fn heavy_losses(outcome: &Outcome) -> Option<String> {
    let said: Vec<String> = heavy_tests(outcome).into_iter().map(|test| losses_under(test, outcome)).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// What each partner loses under one test, and what cannot be paid in it; of a partner that alone has a stake, with what it owes.
pub(super) fn losses_under(test: TestName, outcome: &Outcome) -> String {
    let losses = losses_of(test, outcome);
    let lost = |loss: &TestLoss| loss.put_in - loss.received;
    let sums = losses.iter().flat_map(|loss| [loss.put_in, lost(loss), loss.own_debt, lost(loss) + loss.own_debt]);
    let (unfunded, own_debts) = (unfunded_under(test, outcome), losses.iter().map(|loss| loss.own_debt).sum());
    let sums: Vec<i64> = sums.chain([unfunded.shortfall, unfunded.owed - own_debts]).map(|sum| sum.0).collect();
    // A loss of less than half is that of the partner table, to the place.
    let is_as_in_table = !losses.iter().all(TestLoss::is_heavy);
    let scale = MoneyScale::of_sentence(&sums, if is_as_in_table { 2 } else { 1 });
    let said = |loss: &TestLoss| {
        let partner = outcome.deal.partners.get(loss.partner)?;
        let (lost, put_in) = (lost(loss), loss.put_in);
        if loss.own_debt.is_positive() {
            return Some(own_loss(partner, [lost, put_in, loss.own_debt], scale));
        }
        let verb = |one, many| verb(&partner.short_name, one, many);
        let (loses, puts_in) = (verb("loses", "lose"), verb("it puts in", "they put in"));
        let part = if loss.received == Pence::ZERO { "all".to_owned() } else { scale.money(lost.0) };
        Some(format!("{} {loses} {part} of the {} {puts_in}", named(&partner.short_name), scale.money(put_in.0)))
    };
    let losers: Vec<String> = losses.iter().filter_map(said).collect();
    let name = if test == TestName::Downside { " (the combined downside)" } else { "" };
    let result = listed(&losers) + &not_funded_beside(unfunded, own_debts, scale);
    format!("If {}{name}, {}.", event(test, &outcome.deal), result.trim_start_matches("; "))
}

/// The result of a test under which the deal is not sound, or keeps little.
fn weak_point(test: TestName, outcome: &Outcome) -> Option<&TestResult> {
    outcome.verdict.weak_points.iter().find(|weak| weak.name == test)
}

/// What cannot be paid under a test.
fn unfunded_under(test: TestName, outcome: &Outcome) -> Unfunded {
    match test {
        TestName::Downside => outcome.verdict.downside.unfunded,
        _ => weak_point(test, outcome).map(|weak| weak.unfunded).unwrap_or_default(),
    }
}

/// The losses that are said of a test: those of over half, and beside them every smaller one.
fn losses_of(test: TestName, outcome: &Outcome) -> Vec<TestLoss> {
    if test == TestName::Downside {
        return outcome.verdict.downside.losses().filter(|loss| can_lose(loss, outcome)).collect();
    }
    let heavy = losses(outcome).filter(|loss| loss.test == test);
    let smaller = weak_point(test, outcome).into_iter().flat_map(|weak| &weak.losses).filter(|loss| !loss.is_heavy());
    let mut all: Vec<TestLoss> = heavy.chain(smaller).copied().collect();
    all.sort_by_key(|loss| loss.partner);
    all
}

/// Whether they lose over half as entered too, so that it is no news of the test.
#[must_use]
pub fn are_heavy_as_entered(outcome: &Outcome) -> bool {
    let is_heavy = |own: &PartnerResult| own.received < own.put_in().times(HEAVY_LOSS_SHARE);
    let partners = &outcome.appraisal.partners;
    heavier_losses(outcome).iter().all(|loss| partners.get(loss.partner).is_some_and(is_heavy))
}

/// What these partners lose as entered: "As entered, the council loses £5.4m and HCA loses £5.4m."; none if they
/// lose nothing.
#[must_use]
pub fn losses_as_planned(outcome: &Outcome) -> Option<String> {
    let of = |loss: &&TestLoss| {
        let own = pairs(outcome).nth(loss.partner)?;
        own.1.loss().is_positive().then_some(own)
    };
    let losers: Vec<_> = heavier_losses(outcome).iter().filter_map(of).collect();
    let scale = MoneyScale::of_sentence(&losers.iter().map(|(_, own)| own.loss().0).collect::<Vec<_>>(), 1);
    let said = |(partner, own): &(&Partner, &PartnerResult)| {
        let name = &partner.short_name;
        format!("{} {} {}", named(name), verb(name, "loses", "lose"), scale.money(own.loss().0))
    };
    let said: Vec<String> = losers.iter().map(said).collect();
    (!said.is_empty()).then(|| format!("As entered, {}.", listed(&said)))
}
