//! Rates of return are found from -99.99999999999% upwards (method 2.12).

use super::{appraised, deal};

use appraisal::measures::rate_of_return::{Headline, dated, monthly};
use appraisal::units::Pence;

fn cash_rate(name: &str) -> f64 {
    let result = appraised(&deal(name));
    let Headline::Rate(rate) = result.partners[1].cash_rates.headline else { panic!("{name}: no rate") };
    rate
}

/// 1,000,000 in and 0.01 back after a year: `1e-8 - 1`.
#[test]
fn a_penny_returned_of_a_million_is_a_rate() {
    assert!((cash_rate("rate_of_return_a") - (1e-8 - 1.0)).abs() < 1e-14);
}

/// 10% back after a month: `0.1^12 - 1`.
#[test]
fn a_tenth_returned_after_a_month_is_a_rate() {
    assert!((cash_rate("rate_of_return_c") - (1e-12 - 1.0)).abs() < 1e-15);
}

/// The same by dates: 30 of 365 days, so `0.1^(365 / 30) - 1`, and with two changes of sign.
#[test]
fn a_steep_loss_is_found_by_dates_and_with_another_rate() {
    let flows = [Pence(-1_000_000), Pence(100_000)];
    let rate = dated(&flows, &[0, 30]).rate().unwrap();
    assert!((rate - (0.1_f64.powf(365.0 / 30.0) - 1.0)).abs() < 1e-15);
    // (q - 0.1)(q - 2) at the monthly growth q: -1, 2.1, -0.2.
    let found = monthly(&[Pence(-10_000_000), Pence(21_000_000), Pence(-2_000_000)]);
    assert_eq!(found.roots.len(), 2, "{found:?}");
    assert!((found.roots[0] - (1e-12 - 1.0)).abs() < 1e-15 && (found.roots[1] / 4_095.0 - 1.0).abs() < 1e-9);
}
