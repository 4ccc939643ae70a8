//! The browser comes to the figures of this machine, to the last bit.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

#[path = "support/fingerprints.rs"]
mod fingerprints;
#[path = "support/generator.rs"]
mod generator;

use appraisal::samples;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const HELD: [(&str, &str); 3] = [
    ("norwich-2009", include_str!("../../../cases/norwich-2009/fingerprint.txt")),
    ("gd-1", include_str!("../../../cases/gd-1/fingerprint.txt")),
    ("gd-2", include_str!("../../../cases/gd-2/fingerprint.txt")),
    ("gd-7", include_str!("../../../cases/gd-7/fingerprint.txt")),
];

#[wasm_bindgen_test]
fn samples_come_to_the_same_figures() {
    for sample in samples::ALL {
        let held = HELD.iter().find(|(name, _)| *name == sample.name).map(|(_, held)| *held);
        assert_eq!(held, Some(fingerprints::of_sample(sample).as_str()), "{}", sample.name);
    }
}

#[wasm_bindgen_test]
fn made_deals_come_to_the_same_figures() {
    assert_eq!(include_str!("made_deals.fingerprint.txt"), fingerprints::of_made_deals());
}
