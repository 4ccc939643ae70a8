//! By how much more than consumer prices social rents may rise each April (method 2.3).

use deal::YearMonth;

/// What holds from one April to another.
pub struct Settlement {
    /// The April of the first step, `YYYY-MM`.
    pub from: &'static str,
    /// The April of the last step, `YYYY-MM`.
    pub last: &'static str,
    /// Percentage points a year above consumer prices.
    pub above_prices: f64,
    /// Where the figures come from.
    pub source: &'static str,
    /// How sure they are, by the marks of the method.
    pub mark: deal::MarkKind,
}

/// Settlements, newest first. A settlement to 31 March 2036 has its last step in April 2035.
pub const SETTLEMENTS: &[Settlement] = &[Settlement {
    from: "2026-04",
    last: "2035-04",
    above_prices: 1.0,
    source: "MHCLG, outcome of the consultations on social rent policy and convergence, 28 January 2026 (method L14)",
    mark: deal::MarkKind::Source,
}];

/// What the step of an April adds to the growth of consumer prices, as a fraction; after the last settlement that is
/// held nothing, before the first the same as in it.
#[must_use]
pub fn above_prices(april: YearMonth) -> f64 {
    let april = april.to_string();
    let oldest = SETTLEMENTS.last().filter(|set| april.as_str() < set.from);
    let holds = |set: &&Settlement| (set.from..=set.last).contains(&april.as_str());
    SETTLEMENTS.iter().find(holds).or(oldest).map_or(0.0, |set| set.above_prices / 100.0)
}

/// The most that any settlement adds in a year, as a fraction.
#[must_use]
pub fn most_above_prices() -> f64 {
    SETTLEMENTS.iter().map(|set| set.above_prices / 100.0).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_with_the_last_step_of_the_settlement() {
        let at = |april: &str| above_prices(april.parse().unwrap());
        assert_eq!([at("2026-04"), at("2035-04"), at("2036-04"), at("2080-04")], [0.01, 0.01, 0.0, 0.0]);
        assert_eq!(at("2010-04"), 0.01, "before the first that is held");
        assert_eq!(most_above_prices(), 0.01);
    }
}
