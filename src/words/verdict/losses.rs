//! Losses of over half of what a partner puts in, under a standard test and in the deal as planned.

use super::{event, own_loss, pairs, part_of};
use crate::outcome::Outcome;
use crate::words::listed;
use crate::words::names::{named, verb};
use crate::words::partners::not_funded;
use crate::words::scale::MoneyScale;
use appraisal::deal::Partner;
use appraisal::verdict::{HEAVY_LOSS_SHARE, HeavyLoss, TestName, Unfunded};
use appraisal::{PartnerResult, Pence};

/// The heavy losses of partners that do not lose everything in the deal as planned, test by test.
fn losses(outcome: &Outcome) -> impl Iterator<Item = &HeavyLoss> {
    let loses_all = |own: &PartnerResult| own.loss().is_positive() && own.loss() == own.put_in();
    let can_lose =
        move |loss: &&HeavyLoss| outcome.appraisal.partners.get(loss.partner).is_some_and(|own| !loses_all(own));
    outcome.verdict.heavy_losses.iter().filter(can_lose)
}

/// Those under the first test that has any: a single condition comes before the combined downside.
#[must_use]
pub fn heavier_losses(outcome: &Outcome) -> Vec<&HeavyLoss> {
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

/// The partners that lose over half of what they put in under these tests: "If prices are 10% lower, costs 10% higher and homes
/// sell half as fast (the combined downside), the council loses all of the £3.4m it puts in."
#[must_use]
pub fn heavy_losses(outcome: &Outcome) -> Option<String> {
    let said: Vec<String> = heavy_tests(outcome).into_iter().map(|test| losses_under(test, outcome)).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// What partners lose under one test; of a partner that alone has a stake, with what it owes.
fn losses_under(test: TestName, outcome: &Outcome) -> String {
    let losses: Vec<&HeavyLoss> = losses(outcome).filter(|loss| loss.test == test).collect();
    let lost = |loss: &HeavyLoss| loss.put_in - loss.received;
    let sums = losses.iter().flat_map(|loss| [loss.put_in, lost(loss), loss.own_debt, lost(loss) + loss.own_debt]);
    let scale = MoneyScale::of_sentence(&sums.map(|sum| sum.0).collect::<Vec<_>>(), 1);
    let said = |loss: &&HeavyLoss| {
        let partner = outcome.deal.partners.get(loss.partner)?;
        let (lost, put_in) = (lost(loss), loss.put_in);
        if loss.own_debt.is_positive() {
            return Some(own_loss(partner, [lost, put_in, loss.own_debt], scale));
        }
        let verb = |one, many| verb(&partner.short_name, one, many);
        let (loses, puts_in) = (verb("loses", "lose"), verb("it puts in", "they put in"));
        let (name, part) = (named(&partner.short_name), part_of(lost, put_in, scale));
        Some(format!("{name} {loses} {part} of the {} {puts_in}", scale.money(put_in.0)))
    };
    let (name, unpaid) = match test {
        TestName::Downside => {
            (" (the combined downside)", not_funded(unpaid_beside(&losses, outcome.verdict.downside.unfunded)))
        }
        _ => ("", String::new()),
    };
    let losers: Vec<String> = losses.iter().filter_map(said).collect();
    format!("If {}{name}, {}{unpaid}.", event(test, &outcome.deal), listed(&losers))
}

/// What a run cannot pay, but for the debts in losses that are said.
pub(super) fn unpaid_beside(said: &[&HeavyLoss], run: Unfunded) -> Unfunded {
    Unfunded { owed: run.owed - said.iter().map(|loss| loss.own_debt).sum::<Pence>(), ..run }
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
    let of = |loss: &&HeavyLoss| {
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
