//! A later start equals the deal with its months, drawdowns and starts moved (method 3.10).

use super::{checked, deal};
use appraisal::Pence;
use appraisal::sensitivity::{SensitivityName, sensitivities};

fn profit(name: &str) -> Pence {
    let found = sensitivities(&checked(&deal(name)));
    found.iter().find(|row| row.name == SensitivityName::StartLater).unwrap().venture_profit
}

/// The non-utilisation fee runs to the end of construction, which is later.
#[test]
fn a_non_utilisation_fee_runs_to_the_later_end_of_construction() {
    assert_eq!(profit("start_later_unused_loan_fee"), Pence(108_591_838));
}

/// Land at 1,200,000 is worth 6% more when drawn down a year later: 72,000 less profit than 1,094,400.
#[test]
fn land_is_indexed_to_the_later_drawdown() {
    assert_eq!(profit("start_later_indexed_land"), Pence(102_240_000));
}
