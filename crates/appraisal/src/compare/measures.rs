//! Every measure of a deal.

use super::{Amount, Measure};
use crate::alternatives::LandSale;
use crate::appraise::{Appraisal, PartnerResult, appraise_under};
use crate::check::CheckedDeal;
use crate::measures::discounting::{carried_back, factors_by_month, real_present_value};
use crate::stages::indices::index;
use crate::units::Pence;
use crate::verdict::{DOWNSIDE, Unfunded, Verdict};
use deal::{IndexName, YearMonth};

/// Every measure of a deal with this many partners, in the order of a comparison. All deals compared are compared with one
/// sale of land, and their present values are discounted to its month, no later than any of their starts: otherwise a delay
/// would cost nothing.
#[must_use]
pub fn measures(
    checked: &CheckedDeal,
    appraisal: &Appraisal,
    verdict: &Verdict,
    partners: usize,
    sale: &LandSale,
) -> Vec<(Measure, Amount)> {
    let valued_at = sale.valued_at;
    let back = |value: Pence, place: usize| present_value_at(checked, place, value, valued_at);
    let homes = &appraisal.homes;
    let downside = surplus_in_downside(checked);
    let has_pot = checked.deal.sharing.has_pot();
    let pot = |sum: Pence| if has_pot { Amount::Money(sum) } else { Amount::None };
    let mut measures = vec![
        (Measure::AgainstSale, sale.beaten_by(checked, appraisal).map_or(Amount::None, Amount::Beyond)),
        (Measure::HomesFinished, Amount::Count(i64::from(homes.completed))),
        (Measure::AffordableHomes, Amount::Count(i64::from(homes.affordable))),
        (Measure::AffordableShare, affordable_share(homes.affordable, homes.planned)),
        (Measure::LastHome, Amount::Month(appraisal.start.plus(homes.by_row.last_completion as i32))),
        (Measure::PersonYears, Amount::Jobs(appraisal.jobs.person_years)),
        (Measure::JobsAYear, Amount::Jobs(appraisal.jobs.a_year)),
    ];
    measures.extend((0..partners).flat_map(|place| of_partner(checked, appraisal, place, &back)));
    measures.extend([
        (Measure::Surplus, Amount::Money(appraisal.value.surplus)),
        (Measure::Pot, pot(appraisal.pot.total)),
        (Measure::PotPresentValue, pot(back(appraisal.pot.present_value, 0))),
        (Measure::KeptValue, kept_value(appraisal)),
        (Measure::PeakFunding, Amount::Money(appraisal.peak.funding.amount)),
        (Measure::PeakLoan, Amount::Money(appraisal.peak.debt.amount)),
        (Measure::PriceHeadroom, Amount::Headroom(verdict.prices, verdict.price_failure)),
        (Measure::CostHeadroom, Amount::Headroom(verdict.costs, verdict.cost_failure)),
    ]);
    let stressed = &verdict.downside;
    let in_downside = |place: usize| {
        let (back, put_in) = (*stressed.received.get(place)?, *stressed.put_in.get(place)?);
        let own_debt = *stressed.own_debt.get(place)?;
        Some(Amount::BackFor { back, put_in, own_debt, unfunded: stressed.unfunded })
    };
    measures.extend(
        (0..partners).map(|place| (Measure::GetsBackInDownside(place), in_downside(place).unwrap_or(Amount::None))),
    );
    measures.extend([
        (Measure::SurplusInDownside, downside),
        (Measure::PublicCashPerHome, appraisal.public_money.cash_per_home.map_or(Amount::None, Amount::Money)),
        (Measure::RealValue, Amount::Money(real_value_at(checked, appraisal, valued_at))),
    ]);
    measures
}

/// The surplus in the combined downside, and what the deal cannot pay then.
fn surplus_in_downside(checked: &CheckedDeal) -> Amount {
    let downside = appraise_under(checked, &DOWNSIDE);
    let (sum, unfunded) = (downside.value.surplus, Unfunded::of(&downside.cash));
    if unfunded.is_any() { Amount::IfFunded { sum, unfunded } } else { Amount::Money(sum) }
}

/// A present value at the rate of the partner at an index, discounted to a month no later than the start of the deal.
pub(super) fn present_value_at(checked: &CheckedDeal, place: usize, value: Pence, valued_at: YearMonth) -> Pence {
    let rate = checked.deal.partners.get(place).map_or(0.0, |partner| partner.discount_rate_percent / 100.0);
    carried_back(value, rate, checked.deal.start.months_since(valued_at))
}

/// The scheme's value in real terms, in pence: in the prices of one month and discounted to it at the Green Book's real
/// rates, no later than the start of the deal (method 2.3, 2.13).
pub(super) fn real_value_at(checked: &CheckedDeal, appraisal: &Appraisal, valued_at: YearMonth) -> Pence {
    let wait = appraisal.start.months_since(valued_at).max(0);
    let prices = index(&checked.plan.growth[IndexName::ConsumerPrices as usize], -wait, appraisal.net.len() - 1);
    let factors = factors_by_month(checked.plan.discount_rates).skip(wait as usize);
    real_present_value(&appraisal.net, prices.into_iter(), factors)
}

/// None where no homes are planned.
fn affordable_share(affordable: u32, planned: u32) -> Amount {
    if planned == 0 { Amount::None } else { Amount::Fraction(f64::from(affordable) / f64::from(planned)) }
}

/// What a partner puts in; with what it has committed, where not all of that is called. Cash that is returned may be called again.
fn put_in(partner: &PartnerResult, committed: Pence) -> Amount {
    let (put_in, uncalled) = (partner.put_in(), committed - partner.cash_in);
    if uncalled.is_positive() {
        Amount::PutInOf { put_in, committed: put_in + uncalled }
    } else {
        Amount::Money(put_in)
    }
}

/// None where the venture retains nothing.
fn kept_value(appraisal: &Appraisal) -> Amount {
    let kept = appraisal.value.kept_value;
    if kept.is_positive() { Amount::Money(kept) } else { Amount::None }
}

/// The measures of the partner at an index; without amounts if there is none. Present values are discounted by `back`.
fn of_partner(
    checked: &CheckedDeal,
    appraisal: &Appraisal,
    place: usize,
    back: &dyn Fn(Pence, usize) -> Pence,
) -> [(Measure, Amount); 6] {
    let of = |value: &dyn Fn(&PartnerResult) -> Amount| appraisal.partners.get(place).map_or(Amount::None, value);
    let repaid_by = |partner: &PartnerResult| match partner.last_capital_k {
        _ if partner.capital_unpaid.is_positive() && partner.loss() == Pence::ZERO => Amount::CoveredByReturn,
        _ if partner.capital_unpaid.is_positive() => Amount::NotRepaid,
        Some(k) => Amount::Month(appraisal.moment(k).month()),
        None => Amount::None,
    };
    let rate = |partner: &PartnerResult| partner.rates.rate().map_or(Amount::None, Amount::Fraction);
    [
        (Measure::PutsIn(place), of(&|partner| put_in(partner, checked.plan.committed_by(place)))),
        (Measure::GetsBack(place), of(&|partner| Amount::Money(partner.received))),
        (Measure::PresentValue(place), of(&|partner| Amount::Money(back(partner.present_value_received, place)))),
        (Measure::RepaidBy(place), of(&repaid_by)),
        (Measure::Return(place), of(&rate)),
        (Measure::Multiple(place), of(&|partner| partner.multiple.map_or(Amount::None, Amount::Times))),
    ]
}
