//! Real values are in prices of the first day, and social rents rise by the CPI of the September before (method 2.3).

use super::{appraised, checked, deal};
use appraisal::postings::Line;
use appraisal::{Pence, public_cost, real_terms};

/// 1,020,000 at k = 12 with prices 2% higher and a 3.5% discount rate: 1,020,000 / 1.02 / 1.035. Nothing is indexed, so
/// the price base changes nothing.
#[test]
fn real_values_are_in_prices_of_the_first_day_whatever_the_price_base() {
    for price_base in [-12, 0, 7] {
        let mut deal = deal("real_value_price_base");
        deal.price_base_month = price_base;
        let (checked, result) = (checked(&deal), appraised(&deal));
        assert_eq!(result.value.real_value, Pence(96_618_357), "price base {price_base}");
        assert_eq!(public_cost(&checked, &result).net_present_value, Pence(4_328_881), "price base {price_base}");
        let real = real_terms(&checked, &result);
        assert_eq!((real.price_levels[0], real.value.real_value), (1.0, Pence(96_618_357)));
    }
}

/// Each monthly rent from the first.
fn rents(name: &str) -> Vec<i64> {
    appraised(&deal(name)).postings.line(Line::Rent).iter().map(|rent| rent.0).collect()
}

/// 200.00 a week is 866.67 a month. CPI is 3.1% a year in September 2021 and 10% from April 2022, so April 2022 rises by
/// 3.1% + 1% to 902.20, as published by a landlord: 200.00 to 208.20 a week.
#[test]
fn social_rents_rise_by_cpi_of_the_september_before() {
    let rents = rents("social_rent_2021");
    assert_eq!(rents[12], 86_667, "month 11, March 2022");
    assert_eq!(rents[13], 90_220, "month 12, April 2022");
    // April 2023: seven months at 3.1% and five at 10% up to September 2022, and 1%.
    let step = 1.031_f64.powf(7.0 / 12.0) * 1.1_f64.powf(5.0 / 12.0) + 0.01;
    assert_eq!(rents[25], (20_000.0 * 52.0 / 12.0 * 1.041 * step).round() as i64);
}

/// CPI is 2%, and 5% from month 18. Septembers are months 5, 17 and 29: the steps of April 2028 and 2029 (months 12 and
/// 24) are 3%, that of April 2030 (month 36) has one month at 2% and eleven at 5%.
#[test]
fn a_change_in_cpi_reaches_social_rents_in_the_next_april() {
    let rents = rents("social_rent_september");
    let full = 24.0 * 150.0 * 52.0 / 12.0 * 100.0;
    // All 24 homes are let by month 24; a month's rent is posted at its close.
    assert_eq!(rents[36], (full * 1.03 * 1.03_f64).round() as i64);
    let step = 1.02_f64.powf(1.0 / 12.0) * 1.05_f64.powf(11.0 / 12.0) + 0.01;
    assert_eq!(rents[37], (full * 1.03 * 1.03 * step).round() as i64);
    assert_eq!(rents[49], (full * 1.03 * 1.03 * step * 1.06).round() as i64);
}
