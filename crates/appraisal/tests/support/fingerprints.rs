//! The figures on which host and browser must agree to the last bit: every figure of every sample, and of many random
//! deals.

use super::generator;
use appraisal::samples::Sample;
use appraisal::{Deal, appraise, check, document, verdict};
use sha2::{Digest, Sha256};
use std::fmt::Write;

const RANDOM_DEALS: u64 = 1_000;

const NOTE: &str = "\
# SHA-256 of the figures, written as JSON. This machine and the browser must both come to it. Where a change of figures
# is meant, it is rewritten by: COMMON_GROUND_BLESS=1 cargo test -p appraisal --test fingerprints
";

/// The fingerprints of one sample, as in its `fingerprint.txt`.
pub(crate) fn of_sample(sample: &Sample) -> String {
    let figures = figures(&document::open(sample.document).unwrap());
    let lines = ["appraisal", "verdict", "dated rates"].into_iter().zip(&figures);
    lines.fold(NOTE.to_owned(), |text, (what, json)| format!("{text}{what}: {}\n", hexadecimal(json)))
}

/// One fingerprint for many random deals.
pub(crate) fn of_random_deals() -> String {
    let mut all = String::new();
    for number in 0..RANDOM_DEALS {
        figures(&generator::numbered(number)).iter().for_each(|json| all.push_str(json));
    }
    format!("{NOTE}{RANDOM_DEALS} random deals: {}\n", hexadecimal(&all))
}

/// Every result of a deal; JSON records each number to the last bit.
fn figures(deal: &Deal) -> [String; 3] {
    let checked = check(deal).unwrap();
    let result = appraise(&checked);
    let dated: Vec<_> = result.partners.iter().map(|partner| partner.dated_rates(result.start)).collect();
    let verdict = serde_json::to_string(&verdict(&checked, &result)).unwrap();
    [serde_json::to_string(&result).unwrap(), verdict, serde_json::to_string(&dated).unwrap()]
}

fn hexadecimal(text: &str) -> String {
    let mut digits = String::new();
    Sha256::digest(text.as_bytes()).iter().for_each(|byte| write!(digits, "{byte:02x}").unwrap());
    digits
}
