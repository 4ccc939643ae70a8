//! The figures of every sample and of many random deals equal the committed ones, to the last bit. `browser.rs` checks
//! the same in the browser.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

#[path = "support/fingerprints.rs"]
mod fingerprints;
#[path = "support/generator.rs"]
mod generator;

use appraisal::samples;
use std::fs;
use std::path::Path;

/// Compares with the file, or rewrites it if requested.
fn assert_unchanged(file: &Path, found: &str) {
    if std::env::var_os("COMMON_GROUND_BLESS").is_some() {
        fs::write(file, found).unwrap();
    }
    let expected = fs::read_to_string(file).unwrap_or_default();
    assert!(expected == found, "{} has\n{expected}but the figures give\n{found}", file.display());
}

#[test]
fn figures_of_samples_are_unchanged() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    for sample in samples::ALL {
        assert_unchanged(&cases.join(sample.name).join("fingerprint.txt"), &fingerprints::of_sample(sample));
    }
}

#[test]
fn figures_of_random_deals_are_unchanged() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/random_deals.fingerprint.txt");
    assert_unchanged(&file, &fingerprints::of_random_deals());
}
