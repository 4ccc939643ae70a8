//! A simulation gives the figures of the appraisal under the same conditions, to the last bit, whatever was run before.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

#[path = "support/conditions.rs"]
mod conditions;
#[path = "support/generator.rs"]
mod generator;

use appraisal::measures::rate_of_return::Headline;
use appraisal::{Appraisal, CheckedDeal, Outcome, PartnerOutcome, Pence, Simulation};
use appraisal::{appraise_under, check, document, samples};
use conditions::conditions;

const RANDOM_DEALS: u64 = 200;

/// The figures as the appraisal gives them.
fn outcome_of(result: &Appraisal) -> Outcome {
    let partners = result.partners.iter().map(|partner| PartnerOutcome {
        put_in: partner.land_in + partner.cash_in + partner.services_in + partner.guarantees_in,
        received: partner.received,
        net_present_value: partner.net_present_value,
        rate: partner.rates.headline,
        loss: partner.loss(),
    });
    Outcome {
        pot: result.pot.total,
        surplus: result.value.surplus,
        venture_profit: result.value.venture_profit,
        real_value: result.value.real_value,
        peak_funding: result.peak.funding.amount,
        peak_debt: result.peak.debt.amount,
        shortfall: result.shortfall.map_or(Pence::ZERO, |short| short.deepest.amount),
        homes_completed: result.homes.completed,
        partners: partners.collect(),
    }
}

fn bits(outcome: &Outcome) -> Vec<Option<u64>> {
    let bits = |rate: Headline| if let Headline::Rate(rate) = rate { Some(rate.to_bits()) } else { None };
    outcome.partners.iter().map(|partner| bits(partner.rate)).collect()
}

fn assert_same(name: &str, checked: &CheckedDeal) {
    let mut simulation = Simulation::of(checked);
    for stress in conditions() {
        let wanted = outcome_of(&appraise_under(checked, &stress));
        let found = simulation.run(&stress);
        assert_eq!(*found, wanted, "{name} under {stress:?}");
        assert_eq!(bits(found), bits(&wanted), "{name} under {stress:?}");
    }
}

#[test]
fn samples_give_the_figures_of_their_appraisals() {
    for sample in samples::ALL {
        assert_same(sample.name, &check(&document::open(sample.document).unwrap()).unwrap());
    }
}

#[test]
fn random_deals_give_the_figures_of_their_appraisals() {
    for number in 0..RANDOM_DEALS {
        assert_same(&format!("deal {number}"), &check(&generator::numbered(number)).unwrap());
    }
}

/// The figures that a worker sends arrive unchanged.
#[test]
fn an_outcome_round_trips_as_json() {
    let checked = check(&document::open(samples::NORWICH_2009.document).unwrap()).unwrap();
    let sent = serde_json::to_string(Simulation::of(&checked).run(&conditions()[1])).unwrap();
    let received: Outcome = serde_json::from_str(&sent).unwrap();
    assert_eq!(received, *Simulation::of(&checked).run(&conditions()[1]));
}

/// Each condition changes the figures on its own: no run returns those of the run before.
#[test]
fn each_condition_changes_the_outcome() {
    let checked = check(&document::open(samples::NORWICH_2009.document).unwrap()).unwrap();
    let mut simulation = Simulation::of(&checked);
    let outcomes: Vec<Outcome> = conditions().iter().map(|stress| simulation.run(stress).clone()).collect();
    let moved = outcomes.windows(2).filter(|pair| pair[0] != pair[1]).count();
    assert!(moved + 4 >= outcomes.len(), "{moved} of {} differ from the one before", outcomes.len());
}
