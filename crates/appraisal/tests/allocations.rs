//! A simulation run allocates nothing on the heap; checked by counting, under every kind of condition.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

#[path = "support/conditions.rs"]
mod conditions;
#[path = "support/generator.rs"]
mod generator;

use allocation_counter::measure;
use appraisal::stress::Stress;
use appraisal::{Deal, Simulation, appraise, check, document, samples};
use conditions::conditions;

const RANDOM_DEALS: u64 = 100;

/// The first run counts too: the simulation reserves its buffers when it is made.
fn assert_no_allocation(name: &str, deal: &Deal) {
    let mut simulation = Simulation::of(&check(deal).unwrap());
    for stress in conditions() {
        let counted = measure(|| {
            simulation.run(&stress);
        });
        assert_eq!(counted.count_total, 0, "{name} under {stress:?}: {counted:?}");
    }
}

#[test]
fn no_sample_allocates() {
    let names: Vec<&str> = samples::ALL.iter().map(|sample| sample.name).collect();
    for wanted in ["norwich-2009", "gd-3", "gd-4", "gd-9"] {
        assert!(names.contains(&wanted), "{wanted} is no sample");
    }
    for sample in samples::ALL {
        assert_no_allocation(sample.name, &document::open(sample.document).unwrap());
    }
}

#[test]
fn no_random_deal_allocates() {
    (0..RANDOM_DEALS).for_each(|number| assert_no_allocation(&format!("deal {number}"), &generator::numbered(number)));
}

/// Checks that the count itself works.
#[test]
fn an_appraisal_is_counted() {
    let checked = check(&document::open(samples::NORWICH_2009.document).unwrap()).unwrap();
    let counted = measure(|| drop(appraise(&checked)));
    assert!(counted.count_total > 10, "{counted:?}");
    let made = measure(|| {
        Simulation::of(&checked).run(&Stress::NONE);
    });
    assert!(made.count_total > 10, "{made:?}");
}
