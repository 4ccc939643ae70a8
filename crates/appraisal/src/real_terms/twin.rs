//! The deal with every input in real terms, and the inputs that cannot be converted exactly (method 2.3, 2.14 I14).

use deal::{
    Claim, Compounding, Contribution, Deal, GrowthRow, HomeType, InterestBasis, LandValueRule, OverageTest, RentIndex,
    TierTest, View,
};

/// The month of the price base at which a base-price sum has its full value at the close of each month's work.
const EXACT_PRICE_BASE: i32 = -1;

/// A deal in real terms.
#[derive(Clone, Debug, PartialEq)]
pub struct RealTwin {
    /// The deal with real growth and real rates.
    pub deal: Deal,
    /// The paths of inputs without an exact real equivalent, unchanged or approximated.
    pub without_real_twin: Vec<String>,
}

/// Converts a deal to real terms: growth `(1 + g)/(1 + CPI) - 1` for each index and for yearly effective rates; loans
/// and coupons `12 ((1 + r/12)/(1 + CPI)^(1/12) - 1)`, and half-yearly ones likewise. Fixed money does not change, and
/// is listed.
#[must_use]
pub fn real_twin(deal: &Deal) -> RealTwin {
    let mut real = deal.clone();
    let prices = deal.growth.consumer_prices.clone();
    let inflation = first_growth(&prices);
    for list in real.growth.lists_mut() {
        *list = real_growth(list, &prices);
    }
    real.growth.consumer_prices.clear();
    if deal.growth.gdp_deflator.is_empty() {
        real.growth.gdp_deflator.clear();
    }
    let yearly = |percent: &mut f64| *percent = real_rate(*percent, inflation, 1.0);
    let monthly = |percent: &mut f64| *percent = real_rate(*percent, inflation, 12.0);
    real.partners.iter_mut().for_each(|partner| yearly(&mut partner.discount_rate_percent));
    match real.sharing.preferred_return {
        Compounding::Compounding => yearly(&mut real.sharing.preferred_return_percent),
        Compounding::Simple => monthly(&mut real.sharing.preferred_return_percent),
    }
    for tier in &mut real.sharing.tiers {
        if let TierTest::RateOfReturn { percent } = &mut tier.test {
            yearly(percent);
        }
    }
    for row in &mut real.contributions {
        if let Contribution::LandLoanNote { coupon_percent, .. } | Contribution::CashLoanNote { coupon_percent, .. } =
            row
        {
            monthly(coupon_percent);
        }
    }
    real.funding.facilities.iter_mut().for_each(|facility| monthly(&mut facility.rate_percent));
    real.funding.scheduled_loans.iter_mut().for_each(|loan| {
        loan.rate_percent = real_rate(loan.rate_percent + loan.margin_percent, inflation, 2.0);
        loan.margin_percent = 0.0;
    });
    monthly(&mut real.funding.cash_interest_percent);
    real.view = View::Real;
    RealTwin { without_real_twin: without_real_twin(deal), deal: real }
}

/// The CPI growth used to convert rates: that of the first row.
fn first_growth(prices: &[GrowthRow]) -> f64 {
    prices.iter().min_by_key(|row| row.from_month).map_or(0.0, |row| row.percent / 100.0)
}

/// `n ((1 + r/n)/(1 + CPI)^(1/n) - 1)` in percent, never below zero: a rate with n payments a year in real terms. A
/// yearly rate of zero, which means "no rate", stays zero.
fn real_rate(percent: f64, inflation: f64, times_a_year: f64) -> f64 {
    if percent == 0.0 || inflation == 0.0 {
        return percent;
    }
    let growth = (1.0 + percent / 100.0 / times_a_year) / libm::pow(1.0 + inflation, 1.0 / times_a_year);
    (100.0 * times_a_year * (growth - 1.0)).max(0.0)
}

/// `(1 + g)/(1 + CPI) - 1` from each month at which either changes.
fn real_growth(rows: &[GrowthRow], prices: &[GrowthRow]) -> Vec<GrowthRow> {
    if prices.iter().all(|row| row.percent == 0.0) {
        return rows.to_vec();
    }
    let mut months: Vec<u32> = rows.iter().chain(prices).map(|row| row.from_month).collect();
    months.sort_unstable();
    months.dedup();
    let real = |from_month: u32| GrowthRow {
        id: from_month.to_string(),
        from_month,
        percent: 100.0 * ((1.0 + growth_at(rows, from_month)) / (1.0 + growth_at(prices, from_month)) - 1.0),
    };
    months.into_iter().map(real).collect()
}

/// The growth in a month: the latest row's; before the first row, the first row's; zero without rows.
fn growth_at(rows: &[GrowthRow], month: u32) -> f64 {
    let latest = rows.iter().filter(|row| row.from_month <= month).max_by_key(|row| row.from_month);
    latest.or_else(|| rows.iter().min_by_key(|row| row.from_month)).map_or(0.0, |row| row.percent / 100.0)
}

/// The paths of every input fixed in money, or otherwise without an exact real equivalent: commitments, limits, sums
/// without an index, simple preferred return, amounts of tiers. Empty if CPI growth is zero: then real equals nominal.
#[must_use]
pub fn without_real_twin(deal: &Deal) -> Vec<String> {
    let prices = &deal.growth.consumer_prices;
    if prices.iter().all(|row| row.percent == 0.0) {
        return Vec::new();
    }
    let mut paths = Vec::new();
    if prices.iter().any(|row| row.percent != prices[0].percent) {
        paths.push("/growth/consumer_prices".to_owned());
    }
    if deal.price_base_month != EXACT_PRICE_BASE {
        paths.push("/price_base_month".to_owned());
    }
    paths.extend(deal.contributions.iter().filter_map(contribution));
    paths.extend(land(deal));
    paths.extend(phases(deal));
    paths.extend(costs(deal));
    // Tax is charged on nominal profit, where costs at earlier prices are deducted from receipts at later ones.
    paths.extend((deal.costs.corporation_tax_percent > 0.0).then(|| "/costs/corporation_tax_percent".to_owned()));
    paths.extend(funding(deal));
    paths.extend(sharing(deal));
    paths
}

/// Commitments and dated sums are fixed; land contributed as capital follows its site.
fn contribution(row: &Contribution) -> Option<String> {
    let is_land_capital = matches!(row, Contribution::LandInKind { .. });
    (!is_land_capital).then(|| format!("/contributions/{}", row.id()))
}

/// Land is indexed only if its rule says so, so it is real only where it is credited on the first day.
fn land(deal: &Deal) -> impl Iterator<Item = String> {
    let later = |site: &str| deal.phases.iter().any(|phase| phase.site == site && phase.drawdown_month > 0);
    let sites = deal.sites.iter().filter(move |site| {
        site.value > 0.0 && site.drawdown_value != LandValueRule::Indexed && later(&site.id) || site.true_up.is_some()
    });
    let overage = deal.overage.iter().filter(|row| match row.test {
        OverageTest::Sales { index, .. } | OverageTest::Planning { index, .. } => index.is_none(),
    });
    let clawback = deal.clawback.iter().map(|row| format!("/clawback/{}", row.id));
    sites
        .map(|site| format!("/sites/{}", site.id))
        .chain(overage.map(|row| format!("/overage/{}", row.id)))
        .chain(clawback)
}

fn phases(deal: &Deal) -> impl Iterator<Item = String> {
    let of_phase = deal.phases.iter().flat_map(|phase| {
        let levy = phase.community_infrastructure_levy.as_ref().map(|_| "community_infrastructure_levy".to_owned());
        let levies = phase.levies.iter().map(|row| format!("levies/{}", row.id));
        let fixed = phase.section_106.iter().filter(|row| row.index.is_none());
        let obligations = fixed.map(|row| format!("section_106/{}", row.id));
        levy.into_iter().chain(levies).chain(obligations).map(|name| format!("/phases/{}/{name}", phase.id))
    });
    // Social rents step once a year, and the contract sum of stage payments is fixed when building starts.
    let steps = |home: &&HomeType| {
        if home.stages.is_some() {
            return true;
        }
        let shared = home.shared_ownership.map(|terms| terms.rent_index);
        home.letting.map(|terms| terms.rent_index).or(shared) == Some(RentIndex::SocialRent)
    };
    of_phase.chain(deal.home_types.iter().filter(steps).map(|home| format!("/home_types/{}", home.id)))
}

fn costs(deal: &Deal) -> impl Iterator<Item = String> {
    let programme = deal.costs.programme.iter().filter(|row| row.amount != 0.0 && row.month > 0);
    let bands = deal.costs.stamp_duty.map(|_| "/costs/stamp_duty".to_owned());
    programme.map(|row| format!("/costs/programme/{}", row.id)).chain(bands)
}

fn funding(deal: &Deal) -> impl Iterator<Item = String> {
    let funding = &deal.funding;
    let minimum = (funding.minimum_cash > 0.0).then(|| "/funding/minimum_cash".to_owned());
    let facility = |row: &deal::Facility| {
        let by_days = row.interest == InterestBasis::Actual365;
        format!("/funding/facilities/{}/{}", row.id, if by_days { "interest" } else { "limit" })
    };
    let facilities = funding.facilities.iter().map(facility);
    let loans = funding.scheduled_loans.iter().map(|row| format!("/funding/scheduled_loans/{}", row.id));
    let guarantees = funding.guarantees.iter().map(|row| format!("/funding/guarantees/{}", row.id));
    minimum.into_iter().chain(facilities).chain(loans).chain(guarantees)
}

fn sharing(deal: &Deal) -> impl Iterator<Item = String> {
    let sharing = &deal.sharing;
    let has_preference = sharing.preferred_return_percent > 0.0;
    let is_simple = has_preference && sharing.preferred_return == Compounding::Simple;
    // Capital is fixed in money, so where it is returned before preferred return less of it is real.
    let before = sharing.order.iter().take_while(|claim| **claim != Claim::PreferredReturn);
    let is_late = has_preference && before.into_iter().any(|claim| *claim == Claim::Capital);
    let simple = (is_simple || is_late).then(|| "/sharing/preferred_return".to_owned());
    let fixed = sharing.tiers.iter().filter(|tier| !matches!(tier.test, TierTest::RateOfReturn { .. }));
    simple.into_iter().chain(fixed.map(|tier| format!("/sharing/tiers/{}", tier.id)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::grown;
    use super::*;
    use crate::measures::rate_of_return::Headline;
    use crate::{Appraisal, appraise, check, document, samples};

    fn together(deal: &Deal) -> f64 {
        let result: Appraisal = appraise(&check(deal).unwrap());
        let Headline::Rate(rate) = result.together.headline else { panic!() };
        rate
    }

    /// I14 on GD-10: 1 + 32.7054% = (1 + 29.4687%) x 1.025.
    #[test]
    fn the_twin_of_gd_10_is_the_deal_without_growth() {
        let nominal = grown(2.5);
        let twin = real_twin(&nominal);
        let growth = &twin.deal.growth;
        for row in growth.house_price.iter().chain(&growth.build_cost).chain(&growth.fees) {
            assert!(row.percent.abs() < 1e-12);
        }
        let (nominal_rate, real_rate) = (together(&nominal), together(&twin.deal));
        assert!((real_rate - 0.294_687).abs() < 5e-7, "{real_rate}");
        assert!(((1.0 + real_rate) * 1.025 - 1.0 - nominal_rate).abs() < 1e-4);
        // The partner's commitment is fixed in money.
        assert_eq!(twin.without_real_twin, ["/contributions/cash"]);
    }

    /// 8% a year over 2.5% is 5.3659%; 8% in twelfths: 12 (1.0066667 / 1.025^(1/12) - 1) = 5.5168%; 5% in halves:
    /// 2 (1.025 / 1.025^(1/2) - 1) = 2.4846%.
    #[test]
    fn rates_by_hand() {
        assert!((real_rate(8.0, 0.025, 1.0) - 5.365_854).abs() < 5e-7);
        assert!((real_rate(8.0, 0.025, 12.0) - 5.516_8).abs() < 5e-5, "{}", real_rate(8.0, 0.025, 12.0));
        assert!((real_rate(5.0, 0.025, 2.0) - 2.484_6).abs() < 5e-5);
        assert_eq!((real_rate(0.0, 0.025, 1.0), real_rate(1.0, 0.025, 1.0)), (0.0, 0.0));
    }

    /// 3% and from month 20 on 1%, over consumer prices of 2% and from month 12 on 0%: 1.03/1.02, 1.03, 1.01.
    #[test]
    fn growth_changes_where_either_does() {
        let row = |from_month: u32, percent| GrowthRow { id: from_month.to_string(), from_month, percent };
        let real = real_growth(&[row(0, 3.0), row(20, 1.0)], &[row(0, 2.0), row(12, 0.0)]);
        let found: Vec<(u32, f64)> = real.iter().map(|row| (row.from_month, row.percent)).collect();
        for ((month, percent), (wanted_month, wanted)) in found.iter().zip([(0, 0.980_392), (12, 3.0), (20, 1.0)]) {
            assert_eq!(*month, wanted_month);
            assert!((percent - wanted).abs() < 1e-6, "{percent}");
        }
    }

    /// GD-9 has fixed commitments, grant, clawback, simple preference, least cash, a tier by amount and one by multiple.
    #[test]
    fn fixed_money_is_listed_and_only_where_prices_move() {
        let mut deal: Deal = document::open(samples::GD_9.document).unwrap();
        assert!(without_real_twin(&deal).is_empty());
        deal.growth.consumer_prices = vec![GrowthRow { id: "all".to_owned(), from_month: 0, percent: 2.0 }];
        let paths = without_real_twin(&deal);
        for start in ["/contributions/", "/clawback/", "/sharing/preferred_return", "/funding/minimum_cash"] {
            assert!(paths.iter().any(|path| path.starts_with(start)), "{start} in {paths:?}");
        }
        assert_eq!(paths.iter().filter(|path| path.starts_with("/sharing/tiers/")).count(), 2);
    }
}
