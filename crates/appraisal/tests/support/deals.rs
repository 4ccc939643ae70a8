//! The deals that a rule is tested on.

use crate::generator;
use appraisal::{Deal, document};

const RANDOM_DEALS: u64 = 300;

/// Every case, then random deals.
pub(crate) fn deals() -> impl Iterator<Item = (String, Deal)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases");
    let documents = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().join("deal.json"));
    let cases = documents.filter(|file| file.exists()).map(|file| {
        let text = std::fs::read_to_string(&file).unwrap();
        (file.display().to_string(), document::open(&text).unwrap())
    });
    cases.chain((0..RANDOM_DEALS).map(|number| (format!("random deal {number}"), generator::numbered(number))))
}
