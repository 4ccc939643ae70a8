//! What the host and the browser must agree on to the last bit: every figure of every sample, and of many made deals.

use super::generator;
use appraisal::samples::Sample;
use appraisal::{Deal, appraise, check, document, verdict};
use sha2::{Digest, Sha256};
use std::fmt::Write;

const MADE_DEALS: u64 = 1_000;

const NOTE: &str = "\
# SHA-256 of the figures, written as JSON. This machine and the browser must both come to it. Where a change of figures
# is meant, it is rewritten by: COMMON_GROUND_BLESS=1 cargo test -p appraisal --test fingerprints
";

/// The fingerprints of one sample, as its `fingerprint.txt` holds them.
pub(crate) fn of_sample(sample: &Sample) -> String {
    let figures = figures(&document::open(sample.document).unwrap());
    let lines = ["appraisal", "verdict", "dated rates"].into_iter().zip(&figures);
    lines.fold(NOTE.to_owned(), |text, (what, json)| format!("{text}{what}: {}\n", hexadecimal(json)))
}

/// One fingerprint over many made deals.
pub(crate) fn of_made_deals() -> String {
    let mut all = String::new();
    for number in 0..MADE_DEALS {
        figures(&generator::numbered(number)).iter().for_each(|json| all.push_str(json));
    }
    format!("{NOTE}{MADE_DEALS} made deals: {}\n", hexadecimal(&all))
}

/// Everything that is worked out of a deal; JSON holds each number to the last bit.
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
