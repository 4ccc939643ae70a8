//! The deals supplied with the product, as they are opened.

use crate::scenarios::Cases;
use appraisal::Deal;
use appraisal::document;
use appraisal::samples::{NORWICH_2009, Sample};
use std::rc::Rc;

thread_local! {
    static WORKED_EXAMPLE: Option<Rc<Cases>> = with_scenarios(&NORWICH_2009).map(Rc::new);
}

/// The worked example with its scenarios, which is read once.
#[must_use]
pub fn worked_example() -> Option<Rc<Cases>> {
    WORKED_EXAMPLE.with(Clone::clone)
}

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
