//! Losses of over half of what a partner puts in, under a standard test and in the deal as planned.

use super::pairs;
use crate::outcome::Outcome;
use crate::words::listed;
use crate::words::names::{named, verb};
use crate::words::scale::MoneyScale;
use appraisal::PartnerResult;
use appraisal::deal::Partner;
use appraisal::verdict::{HeavyLoss, TestName};

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

/// Those in the combined downside.
pub(super) fn losses_in_downside(outcome: &Outcome) -> Vec<&HeavyLoss> {
    losses(outcome).filter(|loss| loss.test == TestName::Downside).collect()
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
