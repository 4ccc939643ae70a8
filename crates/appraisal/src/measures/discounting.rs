//! Discounting (method 2.13).

use crate::units::Pence;

/// Present value at a constant yearly nominal rate, in pence: `sum over k of F(k) (1 + r)^(-k/12)`, rounded once
/// (method 2.13).
#[must_use]
pub fn net_present_value(flows: &[Pence], yearly_rate: f64) -> Pence {
    let monthly = libm::pow(1.0 + yearly_rate, -1.0 / 12.0);
    // Starting at the last flow needs only one multiplication a month.
    let value = flows.iter().rev().fold(0.0, |later, flow| later * monthly + flow.as_f64());
    Pence::round(value)
}

/// A present value at an earlier day, in pence: `PV (1 + r)^(-months/12)`. Present values of deals that start in
/// different months are compared at one date; otherwise a delay would cost nothing (method 2.13, 3.9).
#[must_use]
pub fn carried_back(value: Pence, yearly_rate: f64, months: i32) -> Pence {
    value.times(libm::pow(1.0 + yearly_rate, -f64::from(months) / 12.0))
}

/// A schedule of rates: pairs of a last year and the percentage up to it; the last percentage also applies beyond. The
/// Green Book's schedules are in [`crate::rates`], by date.
pub type Schedule = [(f64, f64)];

/// Discount factor of year `t` in the annual view: the product of `1 / (1 + rate)` over years 1 to t, so year 0 is 1
/// (method 2.13).
#[must_use]
pub fn annual_factor(schedule: &Schedule, year: u32) -> f64 {
    (1..=year).map(|t| 1.0 / (1.0 + rate_in(schedule, t))).product()
}

/// Monthly discount factors at time points 0 to `months`; a lower rate of later years applies only to later months
/// (method 2.13).
#[must_use]
pub fn monthly_factors(schedule: &Schedule, months: usize) -> Vec<f64> {
    factors_by_month(schedule).take(months + 1).collect()
}

/// The same factors as an iterator.
pub(crate) fn factors_by_month(schedule: &Schedule) -> impl Iterator<Item = f64> {
    // One power per row of the schedule, instead of one per month.
    let (mut factor, mut rate, mut of_a_month) = (1.0, 0.0, 1.0);
    let later = (0..).map(move |month: u32| {
        let of_the_year = rate_in(schedule, month / 12 + 1);
        if of_the_year != rate {
            (rate, of_a_month) = (of_the_year, libm::pow(1.0 + of_the_year, -1.0 / 12.0));
        }
        factor *= of_a_month;
        factor
    });
    std::iter::once(1.0).chain(later)
}

fn rate_in(schedule: &Schedule, year: u32) -> f64 {
    let row = schedule.iter().find(|(last, _)| f64::from(year) <= *last).or(schedule.last());
    row.map_or(0.0, |(_, percent)| percent / 100.0)
}

/// Real present value of nominal flows, in pence: `sum over k of F(k) / P(k) x DF(k)`, rounded once. P(k) is the price
/// level at each time point, 1 on the first day of the deal (method 2.3, 2.13).
pub(crate) fn real_present_value(
    flows: &[Pence],
    price_levels: impl Iterator<Item = f64>,
    factors: impl Iterator<Item = f64>,
) -> Pence {
    let flows = flows.iter().zip(price_levels).zip(factors);
    Pence::round(flows.map(|((flow, level), factor)| flow.as_f64() / level * factor).sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rates::green_book;

    #[test]
    fn declines_as_published() {
        let schedule = green_book("2026-04-01");
        for (year, factor) in [(1, 0.966_184), (10, 0.708_919), (30, 0.356_278), (31, 0.345_901), (60, 0.146_782)] {
            assert!((annual_factor(schedule, year) - factor).abs() < 5e-7, "year {year}");
            let monthly = monthly_factors(schedule, 12 * year as usize)[12 * year as usize];
            assert!((monthly - factor).abs() < 5e-7, "month {}", 12 * year);
        }
    }

    /// £1,100 in a year from now, at 10% a year: £1,000.
    #[test]
    fn a_later_start_makes_a_present_value_smaller() {
        assert_eq!(carried_back(Pence(110_000), 0.10, 12), Pence(100_000));
        assert_eq!(carried_back(Pence(110_000), 0.10, 0), Pence(110_000));
    }

    #[test]
    fn discounts_back_to_the_start() {
        let mut flows = vec![Pence::ZERO; 25];
        flows[24] = Pence(125_440_000);
        assert_eq!(net_present_value(&flows, 0.12), Pence(100_000_000));
    }
}
