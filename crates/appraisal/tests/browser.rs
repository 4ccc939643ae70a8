//! The browser calculates the same figures as the host, to the last bit.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

#[path = "support/fingerprints.rs"]
mod fingerprints;
#[path = "support/generator.rs"]
mod generator;

use appraisal::samples;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The committed fingerprint of each case, by name.
macro_rules! held {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../cases/", $name, "/fingerprint.txt")))),*]
    };
}

const HELD: &[(&str, &str)] = held![
    "norwich-2009",
    "labv-matched-equity",
    "priority-return",
    "incremental-90-10",
    "land-for-nominations",
    "three-party",
    "equal-funders",
    "rent-and-sale",
    "sold-outright",
    "built-alone",
    "gd-1",
    "gd-2",
    "gd-3",
    "gd-4",
    "gd-5",
    "gd-6",
    "gd-7",
    "gd-8",
    "gd-9",
    "gd-10",
];

#[wasm_bindgen_test]
fn samples_give_the_same_figures() {
    for sample in samples::ALL {
        let held = HELD.iter().find(|(name, _)| *name == sample.name).map(|(_, held)| *held);
        assert_eq!(held, Some(fingerprints::of_sample(sample).as_str()), "{}", sample.name);
    }
}

#[wasm_bindgen_test]
fn random_deals_give_the_same_figures() {
    assert_eq!(include_str!("random_deals.fingerprint.txt"), fingerprints::of_random_deals());
}
