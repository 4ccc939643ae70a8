//! Stamp duty land tax on non-residential land.

use super::tax;
use crate::units::Pence;

const BANDS: &str = "tax.stamp_duty_non_residential";

/// The bands on a rule set's date, as pairs of a threshold in pounds and the percentage on the part above it, up to the
/// next threshold. Before the first set known, the oldest applies.
#[must_use]
pub fn non_residential(at: &str) -> &'static [(f64, f64)] {
    let sets = || tax::ROWS.iter().filter(|row| row.id == BANDS);
    let set = sets().find(|row| row.holds_on(at)).or_else(|| sets().min_by_key(|row| row.from));
    set.map_or(&[], |row| row.value.pairs())
}

/// The tax on an amount: each slice at its own rate, rounded once.
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
        let bands = non_residential("2027-04-01");
        for (price, tax) in [(1e6, 39_500.0), (3e6, 139_500.0), (6e6, 289_500.0), (150_000.0, 0.0), (0.0, 0.0)] {
            assert_eq!(due(Pence::from_pounds(price), bands), Pence::from_pounds(tax), "tax on {price}");
        }
    }

    #[test]
    fn before_the_first_set_the_oldest_holds() {
        assert_eq!(non_residential("2009-04-01"), non_residential("2016-03-17"));
    }
}
