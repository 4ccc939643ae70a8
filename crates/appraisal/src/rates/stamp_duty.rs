//! Stamp duty land tax on non-residential land.

use crate::units::Pence;

/// A set of bands with the dates between which it holds.
pub struct Bands {
    /// The first day, `YYYY-MM-DD`.
    pub from: &'static str,
    /// Threshold in pounds, and the rate in percent on what lies above it up to the next threshold.
    pub bands: &'static [(f64, f64)],
    /// Where the figures come from.
    pub source: &'static str,
    /// How sure they are, by the marks of the method.
    pub mark: deal::MarkKind,
}

/// Non-residential bands, newest first. The dates of change are general knowledge and marked so.
pub const NON_RESIDENTIAL: &[Bands] = &[Bands {
    from: "2016-03-17",
    bands: &[(0.0, 0.0), (150_000.0, 2.0), (250_000.0, 5.0)],
    source: "method 1.11: general professional knowledge, to be checked before release",
    mark: deal::MarkKind::Unverified,
}];

/// The bands for a rule set's date; before the first set that is held, the oldest.
#[must_use]
pub fn non_residential(at: &str) -> &'static Bands {
    NON_RESIDENTIAL.iter().find(|set| set.from <= at).unwrap_or(&NON_RESIDENTIAL[NON_RESIDENTIAL.len() - 1])
}

/// The tax on a sum: each slice at its own rate, rounded once.
#[must_use]
pub fn due(charged: Pence, bands: &[(f64, f64)]) -> Pence {
    let mut tax = 0.0;
    for (index, (threshold, percent)) in bands.iter().enumerate() {
        let top = bands.get(index + 1).map_or(f64::INFINITY, |(next, _)| next * 100.0);
        let slice = (charged.as_f64().min(top) - threshold * 100.0).max(0.0);
        tax += slice * percent / 100.0;
    }
    Pence::round(tax)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn charges_each_slice_at_its_own_rate() {
        let bands = non_residential("2027-04-01").bands;
        for (price, tax) in [(1e6, 39_500.0), (3e6, 139_500.0), (6e6, 289_500.0), (150_000.0, 0.0), (0.0, 0.0)] {
            assert_eq!(due(Pence::from_pounds(price), bands), Pence::from_pounds(tax), "tax on {price}");
        }
    }
}
