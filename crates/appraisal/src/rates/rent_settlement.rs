//! The addition to CPI in the yearly step of social rents (method 2.3).

use super::{Rate, rents};
use deal::YearMonth;

const ABOVE_PRICES: &str = "rents.above_consumer_prices";

fn settlements() -> impl Iterator<Item = &'static Rate> {
    rents::ROWS.iter().filter(|row| row.id == ABOVE_PRICES)
}

fn fraction(row: &Rate) -> f64 {
    row.value.one() / 100.0
}

/// The addition to CPI growth in the step of an April, as a fraction; before the first settlement known, the addition
/// of that one.
#[must_use]
pub fn above_prices(april: YearMonth) -> f64 {
    let oldest = || settlements().min_by_key(|row| row.from).filter(|row| row.begins_after_first_of(april));
    settlements().find(|row| row.holds_on_first_of(april)).or_else(oldest).map_or(0.0, fraction)
}

/// The highest addition in any settlement, as a fraction a year.
#[must_use]
pub fn most_above_prices() -> f64 {
    settlements().map(fraction).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_with_the_last_step_of_the_settlement() {
        let at = |april: &str| above_prices(april.parse().unwrap());
        assert_eq!([at("2026-04"), at("2035-04"), at("2036-04"), at("2080-04")], [0.01, 0.01, 0.0, 0.0]);
        assert_eq!(at("2010-04"), 0.01, "before the first settlement known");
        assert_eq!(most_above_prices(), 0.01);
    }
}
