//! The deals supplied with the product, as they are opened.

use crate::scenarios::Cases;
use appraisal::Deal;
use appraisal::document;
use appraisal::samples::Sample;

/// A sample's base case. Tests check that every sample opens.
#[must_use]
pub fn opened(sample: &Sample) -> Option<Deal> {
    let whole = document::open(sample.document).ok()?;
    Some(Deal { scenarios: Vec::new(), ..whole })
}

/// A sample with its scenarios.
#[must_use]
pub fn with_scenarios(sample: &Sample) -> Option<Cases> {
    Cases::of_whole(document::open(sample.document).ok()?).ok()
}
