//! Small deals for which the calculation once gave a wrong figure, each with the right one. The deals are the `.json`
//! files of this folder.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod clawback;
mod homes;
mod land;
mod prices;
mod rates_of_return;
mod start_later;

use appraisal::{Appraisal, CheckedDeal, Deal, appraise, check, document};
use std::fs;
use std::path::Path;

/// The deal in a file of this folder.
fn deal(name: &str) -> Deal {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/found").join(format!("{name}.json"));
    document::open(&fs::read_to_string(file).unwrap()).unwrap()
}

fn checked(deal: &Deal) -> CheckedDeal {
    check(deal).unwrap_or_else(|findings| panic!("{findings:?}"))
}

fn appraised(deal: &Deal) -> Appraisal {
    appraise(&checked(deal))
}
