//! Payback and peak exposure (method 2.12).

use crate::units::Pence;
use serde::Serialize;

/// An amount and its time point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Dated {
    /// The amount, in pence.
    pub amount: Pence,
    /// The time point k.
    pub k: usize,
}

impl Dated {
    /// Whether a series, of which this is the peak, reaches it at several time points. A peak of zero is never reached.
    #[must_use]
    pub fn recurs_in(self, series: &[Pence]) -> bool {
        self.amount.is_positive() && series.iter().filter(|amount| **amount == self.amount).count() > 1
    }
}

/// When cumulative flows return to zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Payback {
    /// The first time point from which the cumulative flow never falls below zero again.
    pub lasting: Option<usize>,
    /// The first time point at which it returns to zero after being below.
    pub first_touch: Option<usize>,
}

/// Payback of a series of net flows, as time points; none for a series that never goes below zero (method 2.12).
#[must_use]
pub fn payback(flows: &[Pence]) -> Payback {
    let mut sum = Pence::ZERO;
    let mut result = Payback::default();
    let mut has_been_below = false;
    for (k, flow) in flows.iter().enumerate() {
        sum += *flow;
        if sum < Pence::ZERO {
            has_been_below = true;
            result.lasting = None;
        } else if has_been_below {
            result.first_touch = result.first_touch.or(Some(k));
            result.lasting = result.lasting.or(Some(k));
        }
    }
    result
}

/// The years for which a pound put in is out on average: `sum of max(0, put in less received) at each time point / (12 x put
/// in)`. None where nothing is put in. A multiple earned over these years, not over the whole deal, gives the rate of return.
#[must_use]
pub fn years_out(flows: &[Pence], put_in: Pence) -> Option<f64> {
    let mut out = Pence::ZERO;
    let months = flows.iter().map(|flow| {
        out -= *flow;
        out.or_zero().as_f64()
    });
    let months: f64 = months.sum();
    put_in.is_positive().then(|| months / (12.0 * put_in.as_f64()))
}

/// The largest amount of a series and its first time point; zero at k = 0 where no amount is positive (method 2.12).
#[must_use]
pub fn peak(series: impl IntoIterator<Item = Pence>) -> Dated {
    let mut best = Dated::default();
    for (k, amount) in series.into_iter().enumerate() {
        if amount > best.amount {
            best = Dated { amount, k };
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_touch_from_a_lasting_payback() {
        let flows = [-100, 100, -50, 20, 30, 10].map(Pence);
        assert_eq!(payback(&flows), Payback { lasting: Some(4), first_touch: Some(1) });
        assert_eq!(payback(&[Pence(5)]), Payback::default());
        assert_eq!(payback(&[Pence(-5)]), Payback::default());
    }

    #[test]
    fn only_a_positive_peak_recurs() {
        let recurs = |series: &[Pence]| peak(series.iter().copied()).recurs_in(series);
        assert!(recurs(&[3, 5, 5].map(Pence)));
        assert!(!recurs(&[3, 5, 4].map(Pence)));
        assert!(!recurs(&[0, 0, -1].map(Pence)));
    }

    /// 100 out for 12 months and 100 for 6: 0.75 years on average, however late the profit comes.
    #[test]
    fn money_repaid_soon_is_not_out_until_the_last_receipt() {
        let mut flows = [Pence::ZERO; 121];
        (flows[0], flows[12], flows[24], flows[30], flows[120]) =
            (Pence(-100), Pence(100), Pence(-100), Pence(100), Pence(76));
        assert_eq!(years_out(&flows, Pence(200)), Some(0.75));
        assert_eq!(years_out(&flows, Pence::ZERO), None);
    }
}
