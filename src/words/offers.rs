//! The table of offers.

use super::deal::tenure;
use super::format::{count, percent};
use appraisal::deal::Tenure;

/// A row of the table.
pub const DOWNSIDE: &str = "The same, if prices fall 10%, costs rise 10% and sales halve";
/// See [`DOWNSIDE`].
pub const HALF: &str = "Half of it received by";
/// See [`DOWNSIDE`].
pub const HOMES: &str = "Homes by tenure";
/// See [`DOWNSIDE`].
pub const NOMINATIONS: &str = "First lettings nominated by the council";
/// See [`DOWNSIDE`].
pub const EXPOSURE: &str = "Council’s peak exposure";
/// See [`DOWNSIDE`].
pub const WORST: &str = "Council’s largest loss, as planned or in a test";
/// See [`DOWNSIDE`].
pub const NO_LOSS: &str = "none";
/// See [`DOWNSIDE`].
pub const VOTES: &str = "Council’s share of votes";
/// See [`DOWNSIDE`].
pub const PER_HOME: &str = "Net public cost per additional home, present value";
/// See [`DOWNSIDE`].
pub const AGAINST_SALE: &str = "Against selling today, counting the holding costs a sale avoids";
/// See [`DOWNSIDE`].
pub const FLAGS: &str = "Issues to resolve";

/// The first row, with the rate that all are valued at.
#[must_use]
pub fn present_value(rate: f64) -> String {
    format!("Council gets, less cash it puts in: present value at {}", percent(rate))
}

/// Homes by tenure: "826 market sale, 419 social rent".
#[must_use]
pub fn homes(homes: &[(Tenure, u32)]) -> String {
    let some = homes.iter().filter(|(_, number)| *number > 0);
    some.map(|(of, number)| format!("{} {}", count(i64::from(*number)), tenure(*of).to_lowercase()))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A sum and when.
#[must_use]
pub fn sum_in(sum: &str, month: &str) -> String {
    format!("{sum}, {month}")
}

/// A loss, and the test that makes it larger than it is as planned.
#[must_use]
pub fn worst(loss: &str, under: Option<&str>) -> String {
    match under {
        Some(test) => format!("{loss}, with {test}"),
        None => format!("{loss} as planned; no test makes it larger"),
    }
}

/// The scenarios that are tests, below the table.
#[must_use]
pub fn not_offers(tests: &[String]) -> String {
    match tests {
        [] => String::new(),
        [one] => format!("{one} is a test and no offer: it changes only prices, costs, timing or interest. "),
        many => format!(
            "{} are tests and no offers: they change only prices, costs, timing or interest. ",
            super::listed(many)
        ),
    }
}

/// The verdict on an offer: its word and the short sentence.
#[must_use]
pub fn verdict(badge: &str, sentence: &str) -> String {
    format!("{badge}. {sentence}")
}
