//! Real terms: every posting divided by CPI growth up to its time point, without a second run; and the deal with all
//! inputs in real terms, with a list of the inputs that cannot be converted exactly (method 2.3).

mod twin;

pub use twin::{RealTwin, real_twin, without_real_twin};

use crate::appraise::{Appraisal, PartnerResult, ValueAndCost, YearOfMoney};
use crate::appraise::{money_by_year, partner, together_rates, value_and_cost};
use crate::check::CheckedDeal;
use crate::measures::rate_of_return::RatesOfReturn;
use crate::stages::cash::{CashBook, PartnerBook};
use crate::stages::indices::index;
use crate::units::Pence;
use deal::{IndexName, View};
use serde::Serialize;

/// A deal in real terms (start-date prices), to show with the same figures in nominal prices. Real and nominal amounts
/// are never added.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RealTerms {
    /// Whether the deal shows real terms first.
    pub is_shown_first: bool,
    /// The price level `P(k) = I_cpi(k)` at time points 0 to N: 1 on the first day.
    pub price_levels: Vec<f64>,
    /// Value, cost and profit: each posting at k over P(k). Retained value is deflated at the end.
    pub value: ValueAndCost,
    /// Each partner's sums and flows over P(k), with rates of return of the real flows. Unpaid balances are deflated at
    /// the end; present values are those of the appraisal, already at the first day.
    pub partners: Vec<PartnerResult>,
    /// Rates of return of the real flows of all partners combined.
    pub together: RatesOfReturn,
    /// Paid into the pot, in real pence.
    pub pot: Pence,
    /// Money in and out by reporting year. The change in cash is real receipts less real payments; inflation also
    /// reduces the value of cash carried forward.
    pub money_by_year: Vec<YearOfMoney>,
    /// The paths of inputs fixed in nominal money that cannot be converted exactly.
    pub without_real_twin: Vec<String>,
}

/// `P(k) = I_cpi(k)` at time points 0 to N.
pub(crate) fn price_levels(checked: &CheckedDeal, months: usize) -> Vec<f64> {
    index(&checked.plan.growth[IndexName::ConsumerPrices as usize], 0, months)
}

/// The real view of a deal, from its appraisal.
#[must_use]
pub fn real_terms(checked: &CheckedDeal, appraisal: &Appraisal) -> RealTerms {
    let plan = &checked.plan;
    let price_levels = price_levels(checked, appraisal.net.len() - 1);
    let factors: Vec<f64> = price_levels.iter().map(|level| 1.0 / level).collect();
    let (postings, cash) = (appraisal.postings.times(&factors), deflated(&appraisal.cash, &factors));
    let net = postings.net();
    let partners: Vec<PartnerResult> = cash
        .partners
        .iter()
        .zip(&appraisal.partners)
        .map(|(book, nominal)| real_partner(book, nominal, &appraisal.pot.total, cash.pot.iter().sum()))
        .collect();
    let mut years = money_by_year(plan, &appraisal.homes, &postings, &net, &cash);
    for year in &mut years {
        let inward = year.receipts + year.grant + year.cash_in + year.loans;
        let paid = year.to_pot + year.to_others + year.to_partners.iter().sum();
        year.change_in_cash = inward - year.interest_and_fees - year.costs - year.programme - paid;
    }
    RealTerms {
        is_shown_first: checked.deal.view == View::Real,
        value: value_and_cost(&postings, &cash, appraisal.value.real_value),
        together: together_rates(&partners),
        partners,
        pot: cash.pot.iter().sum(),
        money_by_year: years,
        without_real_twin: without_real_twin(&checked.deal),
        price_levels,
    }
}

/// Every flow and balance multiplied by the factor of its time point, rounded once.
fn deflated(cash: &CashBook, factors: &[f64]) -> CashBook {
    let mut real = cash.clone();
    let times = |series: &mut Vec<Pence>| {
        series.iter_mut().zip(factors).for_each(|(sum, factor)| *sum = sum.times(*factor));
    };
    real.series_mut().for_each(times);
    for book in &mut real.partners {
        book.series_mut().for_each(times);
        let at_end = factors.last().copied().unwrap_or(1.0);
        for sum in [&mut book.capital_unpaid, &mut book.preferred_return_unpaid, &mut book.notes_unpaid] {
            *sum = sum.times(at_end);
        }
    }
    real
}

/// A nominal rate on nominal flows gives the same present value as its real equivalent on real flows, so it is not
/// recalculated.
fn real_partner(book: &PartnerBook, nominal: &PartnerResult, pot: &Pence, real_pot: Pence) -> PartnerResult {
    let share = if pot.is_positive() { nominal.notional_pot.as_f64() / pot.as_f64() } else { 0.0 };
    PartnerResult {
        present_value_received: nominal.present_value_received,
        net_present_value: nominal.net_present_value,
        ..partner(book, 0.0, real_pot.times(share))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::rate_of_return::Headline;
    use crate::{appraise, check, document, samples};
    use deal::{Deal, GrowthRow};

    pub(super) fn grown(percent: f64) -> Deal {
        let mut deal: Deal = document::open(samples::GD_10.document).unwrap();
        let growth = &mut deal.growth;
        for list in [&mut growth.house_price, &mut growth.build_cost, &mut growth.fees, &mut growth.consumer_prices] {
            *list = vec![GrowthRow { id: "all".to_owned(), from_month: 0, percent }];
        }
        deal.price_base_month = -1;
        deal
    }

    fn rate(rates: &RatesOfReturn) -> f64 {
        let Headline::Rate(rate) = rates.headline else { panic!("{rates:?}") };
        rate
    }

    /// GD-10 earns 1,094,400.00 in real terms and 1,225,744.88 with growth of 2.5% a year (method 9). Every flow except
    /// the land, which is credited on the first day, grows with CPI up to its time point; so deflating gives the real
    /// deal again, within a penny a posting. The partners' combined rate is that of the real deal, 29.4687%.
    #[test]
    fn gives_the_real_deal_back() {
        let checked = check(&grown(2.5)).unwrap();
        let nominal = appraise(&checked);
        assert_eq!(nominal.value.venture_profit, Pence(122_574_488));
        let real = real_terms(&checked, &nominal);
        let flows: usize = nominal.net.iter().filter(|flow| flow.0 != 0).count() * 6;
        assert!((real.value.venture_profit - Pence(109_440_000)).abs() <= Pence(flows as i64), "{real:?}");
        assert!((rate(&real.together) - 0.294_687).abs() < 5e-7);
        assert!((real.price_levels[12] - 1.025).abs() < 1e-12 && real.price_levels[0] == 1.0);
        // The year's money still adds up, and home counts do not change.
        for (real, nominal) in real.money_by_year.iter().zip(&nominal.money_by_year) {
            assert_eq!(real.homes, nominal.homes);
            assert!(real.receipts <= nominal.receipts);
        }
        assert_eq!(real.partners[0].net_present_value, nominal.partners[0].net_present_value);
    }

    /// A receipt of 1,025.00 at k = 12 with prices 2.5% higher is 1,000.00 in start-date prices.
    #[test]
    fn each_flow_is_over_the_price_level_of_its_time_point() {
        let checked = check(&grown(2.5)).unwrap();
        let nominal = appraise(&checked);
        let real = real_terms(&checked, &nominal);
        for (place, partner) in real.partners.iter().enumerate() {
            for (k, flow) in partner.cash.iter().enumerate() {
                let by_hand = nominal.partners[place].cash[k].as_f64() / f64::powf(1.025, k as f64 / 12.0);
                assert!((flow.as_f64() - by_hand).abs() <= 4.0, "{place} at {k}: {flow:?} against {by_hand}");
            }
        }
    }

    #[test]
    fn without_inflation_both_views_are_one() {
        let checked = check(&document::open(samples::GD_1.document).unwrap()).unwrap();
        let nominal = appraise(&checked);
        let real = real_terms(&checked, &nominal);
        assert_eq!((real.value, real.partners), (nominal.value, nominal.partners));
        assert_eq!(real.money_by_year, nominal.money_by_year);
    }
}
