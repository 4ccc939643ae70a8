//! The figures of every sample and of many made deals are those that were last looked at, to the last bit. The browser
//! is held to the same in `browser.rs`.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

#[path = "support/fingerprints.rs"]
mod fingerprints;
#[path = "support/generator.rs"]
mod generator;

use appraisal::samples;
use std::fs;
use std::path::Path;

/// Compares with the file, or rewrites it where that is asked for.
fn assert_held(file: &Path, found: &str) {
    if std::env::var_os("COMMON_GROUND_BLESS").is_some() {
        fs::write(file, found).unwrap();
    }
    let held = fs::read_to_string(file).unwrap_or_default();
    assert!(held == found, "{} holds\n{held}but the figures come to\n{found}", file.display());
}

#[test]
fn figures_of_samples_are_held() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    for sample in samples::ALL {
        assert_held(&cases.join(sample.name).join("fingerprint.txt"), &fingerprints::of_sample(sample));
    }
}

#[test]
fn figures_of_made_deals_are_held() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/made_deals.fingerprint.txt");
    assert_held(&file, &fingerprints::of_made_deals());
}
