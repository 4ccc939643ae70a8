//! The modified rate of return (MIRR) and the profile of net present value: shown where flows have several rates of
//! return or none (method 2.12).

use super::discounting::net_present_value;
use crate::units::Pence;
use serde::Serialize;

/// Beyond this many pence either way a present value is no longer exact, and the profile omits it.
const EXACT_PENCE: i64 = 9_000_000_000_000_000;

/// The number of steps in a profile.
const STEPS: u32 = 40;

/// Every profile covers at least this range of rates, as yearly fractions.
const USUAL_REACH: (f64, f64) = (0.0, 0.3);

/// No profile extends beyond these rates, to keep it readable.
const FURTHEST: (f64, f64) = (-0.95, 2.0);

/// The profile extends beyond its outermost roots by this much, so that they are visible.
const MARGIN: f64 = 0.05;

/// The present value of flows at one rate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ProfilePoint {
    /// The rate, as a yearly effective fraction.
    pub rate: f64,
    /// Their net present value at that rate, in pence.
    pub present_value: Pence,
}

/// Modified rate of return (MIRR), as a yearly fraction: `(FV+(s) / PV-(f))^(1/T) - 1`. Receipts are compounded to the
/// last flow at the reinvestment rate s, payments discounted to the first flow at the finance rate f, T years apart.
/// None without flows in both directions, or if all flows fall on one day (method 2.12).
#[must_use]
pub fn modified(flows: &[Pence], finance_rate: f64, reinvestment_rate: f64) -> Option<f64> {
    let first = flows.iter().position(|flow| flow.0 != 0)?;
    let last = flows.iter().rposition(|flow| flow.0 != 0)?;
    let (months, used) = (last - first, &flows[first..=last]);
    let growth = |rate: f64, months: usize| libm::pow(1.0 + rate, months as f64 / 12.0);
    let (mut inward, mut outward) = (0.0, 0.0);
    for (month, flow) in used.iter().enumerate() {
        if flow.is_positive() {
            inward += flow.as_f64() * growth(reinvestment_rate, months - month);
        } else {
            outward -= flow.as_f64() / growth(finance_rate, month);
        }
    }
    (months > 0 && inward > 0.0 && outward > 0.0).then(|| libm::pow(inward / outward, 12.0 / months as f64) - 1.0)
}

/// Net present value at evenly spaced rates, from the lowest root or zero to the highest root or 30% (method 2.12).
#[must_use]
pub fn profile(flows: &[Pence], roots: &[f64]) -> Vec<ProfilePoint> {
    let lowest = roots.iter().map(|root| root - MARGIN).fold(USUAL_REACH.0, f64::min).max(FURTHEST.0);
    let highest = roots.iter().map(|root| root + MARGIN).fold(USUAL_REACH.1, f64::max).min(FURTHEST.1);
    let point = |step: u32| {
        let rate = lowest + (highest - lowest) * f64::from(step) / f64::from(STEPS);
        ProfilePoint { rate, present_value: net_present_value(flows, rate) }
    };
    (0..=STEPS).map(point).filter(|point| point.present_value.abs().0 <= EXACT_PENCE).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::rate_of_return::monthly;

    fn yearly(flows: &[i64]) -> Vec<Pence> {
        let mut months = vec![Pence::ZERO; 12 * (flows.len() - 1) + 1];
        for (year, flow) in flows.iter().enumerate() {
            months[12 * year] = Pence(*flow);
        }
        months
    }

    /// The published example of the spreadsheet function MIRR: 120,000 borrowed at 10%, returns of 39,000,
    /// 30,000, 21,000, 37,000 and 46,000 reinvested at 12%: 13% after five years (12.61%), -5% after three (-4.80%), and
    /// 13% (13.48%) where they are reinvested at 14%.
    #[test]
    fn is_that_of_the_published_example() {
        let flows = yearly(&[-120_000, 39_000, 30_000, 21_000, 37_000, 46_000]);
        let near = |found: Option<f64>, wanted: f64| (found.unwrap() - wanted).abs() < 5e-6;
        assert!(near(modified(&flows, 0.10, 0.12), 0.126_094), "{:?}", modified(&flows, 0.10, 0.12));
        assert!(near(modified(&flows[..37], 0.10, 0.12), -0.048_045), "{:?}", modified(&flows[..37], 0.10, 0.12));
        assert!(near(modified(&flows, 0.10, 0.14), 0.134_759), "{:?}", modified(&flows, 0.10, 0.14));
    }

    /// -100, 230, -132 has two rates, 10% and 20%; at 12% both ways: 230 x 1.12 = 257.60 at the end, and
    /// 100 + 132 / 1.2544 = 205.2296 at the start: (257.60 / 205.2296)^(1/2) - 1 = 12.0348%.
    #[test]
    fn stands_where_there_are_two_rates() {
        let flows = yearly(&[-10_000, 23_000, -13_200]);
        assert!((modified(&flows, 0.12, 0.12).unwrap() - 0.120_348).abs() < 5e-7);
        let points = profile(&flows, &monthly(&flows).roots);
        let signs: Vec<i64> =
            points.iter().map(|point| point.present_value.0.signum()).filter(|sign| *sign != 0).collect();
        assert_eq!(signs.windows(2).filter(|pair| pair[0] != pair[1]).count(), 2, "the profile crosses nothing twice");
        assert_eq!((points.len(), points[0].rate), (41, 0.0));
    }

    #[test]
    fn needs_flows_both_ways_and_time() {
        assert_eq!(modified(&[Pence(-5), Pence(-5)], 0.1, 0.1), None);
        assert_eq!(modified(&[Pence(5), Pence(5)], 0.1, 0.1), None);
        assert_eq!(modified(&[Pence(5)], 0.1, 0.1), None);
        assert_eq!(modified(&[], 0.1, 0.1), None);
        assert!(profile(&[Pence(i64::MAX)], &[]).is_empty());
    }
}
