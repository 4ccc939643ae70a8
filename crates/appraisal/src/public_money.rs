//! Public money: leverage, and public cost with its denominators (method 3.5).

use crate::appraise::{Appraisal, PartnerResult, ValueAndCost};
use crate::borne::Borne;
use crate::check::CheckedDeal;
use crate::measures::discounting::{Schedule, annual_factor, monthly_factors, real_present_value};
use crate::stages::cash::CashBook;
use crate::stages::indices::index;
use crate::units::{Pence, add, subtract};
use deal::{IndexName, YearMonth};
use serde::Serialize;

/// Public money in the deal, in pence (method 3.5).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PublicMoney {
    /// Cash paid in by public partners, including under guarantees.
    pub cash: Pence,
    /// Grant to the venture, from any funder.
    pub grant: Pence,
    /// Land contributed by public partners, at its accepted value.
    pub land: Pence,
    /// Gross public cash per home: `(cash + grant) / homes finished`; none where no homes are finished.
    pub cash_per_home: Option<Pence>,
    /// Leverage L1: `(total development cost - cash) / cash`; none without public cash.
    pub leverage_of_cash: Option<f64>,
    /// Leverage L2: `(total development cost - public) / public`, where public is land, cash and grant; none without
    /// public money.
    pub private_to_public: Option<f64>,
    /// L2 excluding land, from both cost and public money.
    pub private_to_public_without_land: Option<f64>,
}

pub(crate) fn public_money(
    public: &[bool],
    partners: &[PartnerResult],
    value: &ValueAndCost,
    grant: Pence,
    homes: u32,
) -> PublicMoney {
    let of_public = |sum: fn(&PartnerResult) -> Pence| -> Pence {
        partners.iter().zip(public).filter(|(_, public)| **public).map(|(partner, _)| sum(partner)).sum()
    };
    let cash = of_public(|partner| partner.cash_in + partner.guarantees_in);
    let land = of_public(|partner| partner.land_in);
    let total = value.total_development_cost;
    let ratio = |over: Pence, under: Pence| under.is_positive().then(|| over.as_f64() / under.as_f64());
    PublicMoney {
        cash,
        grant,
        land,
        cash_per_home: (homes > 0).then(|| (cash + grant).times(1.0 / f64::from(homes))),
        leverage_of_cash: ratio(total - cash, cash),
        private_to_public: ratio(total - cash - grant - land, cash + grant + land),
        private_to_public_without_land: ratio(total - value.land - cash - grant, cash + grant),
    }
}

/// What a public cost is divided by; the label of the figure names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Denominator {
    /// Homes finished.
    HomesFinished,
    /// Homes finished less those that would have been built anyway and those displaced.
    NetAdditionalHomes,
    /// Net additional construction jobs a year, full-time equivalents: they last as long as the works and are not
    /// permanent.
    NetBuildingJobsAYear,
}

/// Public cost per unit of one denominator, in pence (method 3.5).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CostPer {
    /// What the cost is divided by.
    pub denominator: Denominator,
    /// The number of units.
    pub number: f64,
    /// `gross public cost / number`; none where the number is zero.
    pub gross: Option<Pence>,
    /// `net public cost / number`, in present value; negative where the public side gets back more than it pays.
    pub net: Option<Pence>,
}

/// What the deal costs the public side (method 3.5).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PublicCost {
    /// Gross public cost, nominal: cash of public partners plus grant.
    pub gross: Pence,
    /// Net public cost in present value: `sum over k of (cash in + land in + grant - receipts - grant returned) / P(k)
    /// x DF(k)`, real, at Green Book rates. Loans that a public partner bears count only if unpaid at the end.
    pub net_present_value: Pence,
    /// Both costs for each denominator.
    pub per: Vec<CostPer>,
}

/// Calculates the public cost of a deal from its appraisal. Loans from public partners to the venture are not a cost
/// here, as long as they are repaid: their subsidy is reported as a flag.
#[must_use]
pub fn public_cost(checked: &CheckedDeal, appraisal: &Appraisal) -> PublicCost {
    public_cost_at(checked, appraisal, checked.deal.start)
}

/// The same, with net costs in the prices of one month and discounted to it, no later than the start of the deal: the
/// date at which deals with different starts are compared.
pub(crate) fn public_cost_at(checked: &CheckedDeal, appraisal: &Appraisal, valued_at: YearMonth) -> PublicCost {
    let mut flows = grant_flows(&appraisal.cash);
    let partners = checked.deal.partners.iter().zip(&appraisal.partners).enumerate();
    for (place, (_, result)) in partners.filter(|(_, (partner, _))| partner.public) {
        let borne = Borne::of(&checked.deal, &checked.plan, &appraisal.cash, place);
        subtract(&mut flows, &borne.falls_on(&result.economic));
    }
    let real = RealView::valued_at(checked, checked.plan.discount_rates, flows.len() - 1, valued_at);
    let (gross, net) = (appraisal.public_money.cash + appraisal.public_money.grant, real.present_value(&flows));
    let per = |denominator, number: f64| {
        let over = |cost: Pence| (number > 0.0).then(|| cost.times(1.0 / number));
        CostPer { denominator, number, gross: over(gross), net: over(net) }
    };
    PublicCost {
        gross,
        net_present_value: net,
        per: vec![
            per(Denominator::HomesFinished, f64::from(appraisal.homes.completed)),
            per(Denominator::NetAdditionalHomes, appraisal.jobs.net_homes),
            per(Denominator::NetBuildingJobsAYear, appraisal.jobs.net_a_year),
        ],
    }
}

/// Grant paid less grant and clawback returned, by time point. What is paid before partners, and is no partner's
/// overage or clawback, goes back to the grant funders.
pub(crate) fn grant_flows(cash: &CashBook) -> Vec<Pence> {
    let mut flows = cash.grant.clone();
    subtract(&mut flows, &cash.payables_paid);
    subtract(&mut flows, &cash.overage_at_once);
    for partner in &cash.partners {
        add(&mut flows, &partner.overage);
        add(&mut flows, &partner.clawback);
    }
    flows
}

/// The GDP deflator at each time point, or CPI where the deal gives no deflator: 1 at the base, a month that may come
/// before the first.
fn deflator(checked: &CheckedDeal, base: i32, months: usize) -> Vec<f64> {
    let growth = &checked.plan.growth;
    let own = &growth[IndexName::GdpDeflator as usize];
    let rows = if own.is_empty() { &growth[IndexName::ConsumerPrices as usize] } else { own };
    index(rows, base, months)
}

/// Converts nominal flows to real present values: each flow divided by the price level at its time point, times its
/// discount factor (method 2.3, 2.13).
pub(crate) struct RealView {
    prices: Vec<f64>,
    pub(crate) factors: Vec<f64>,
    /// Discount factors for flows at the opening of the month that starts at a time point.
    openings: Vec<f64>,
}

impl RealView {
    /// Deflates by the GDP deflator, or by CPI where the deal gives no deflator.
    pub(crate) fn of(checked: &CheckedDeal, schedule: &Schedule, months: usize) -> Self {
        Self::valued_at(checked, schedule, months, checked.deal.start)
    }

    /// The same in the prices of another month and discounted to it, no later than the start of the deal.
    fn valued_at(checked: &CheckedDeal, schedule: &Schedule, months: usize, valued_at: YearMonth) -> Self {
        let wait = checked.deal.start.months_since(valued_at).max(0);
        let factors = monthly_factors(schedule, months + wait as usize).split_off(wait as usize);
        Self { prices: deflator(checked, -wait, months), openings: factors.clone(), factors }
    }

    /// The annual view: each flow has the factor of its year, and year 0, the first twelve months, is not discounted. A
    /// flow that closes a month belongs to the year of that month; one that opens a month, such as a drawdown, to the
    /// year that starts there (method 2.2).
    pub(crate) fn annual(checked: &CheckedDeal, schedule: &Schedule, months: usize) -> Self {
        let years = (months / 12) as u32;
        let by_year: Vec<f64> = (0..=years).map(|year| annual_factor(schedule, year)).collect();
        let factors = (0..=months).map(|k| by_year[k.saturating_sub(1) / 12]).collect();
        let openings = (0..=months).map(|k| by_year[k / 12]).collect();
        Self { prices: deflator(checked, 0, months), factors, openings }
    }

    /// Real present value, in pence: `sum over k of F(k) / P(k) x DF(k)`, rounded once.
    pub(crate) fn present_value(&self, flows: &[Pence]) -> Pence {
        real_present_value(flows, self.prices.iter().copied(), self.factors.iter().copied())
    }

    /// The same for flows that open the month starting at their time point.
    pub(crate) fn present_value_of_openings(&self, flows: &[Pence]) -> Pence {
        real_present_value(flows, self.prices.iter().copied(), self.openings.iter().copied())
    }

    /// A nominal sum in start-date prices, not discounted.
    pub(crate) fn real(&self, k: usize, sum: Pence) -> Pence {
        self.prices.get(k).map_or(sum, |prices| sum.times(1.0 / prices))
    }

    /// The discount factor of a time point.
    pub(crate) fn factor(&self, k: usize) -> f64 {
        self.factors.get(k).copied().unwrap_or_default()
    }

    /// The discount factor of a flow that opens the month starting at a time point.
    pub(crate) fn factor_of_opening(&self, k: usize) -> f64 {
        self.openings.get(k).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{appraise, check, document, samples};
    use deal::{Deal, GrowthRow};

    fn gd_1() -> Deal {
        document::open(samples::GD_1.document).unwrap()
    }

    #[test]
    fn without_rates_and_prices_the_net_cost_is_what_is_not_got_back() {
        // GD-1: land 1,200,000 in, 1,750,546.80 out: at no rate of discount the council's deal costs -550,546.80.
        let mut deal = gd_1();
        for partner in &mut deal.partners {
            partner.public = partner.kind == deal::PartnerKind::Council;
        }
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        let council = &result.partners[0];
        let flat = RealView::of(&checked, &[(1_000.0, 0.0)], result.net.len() - 1);
        assert_eq!(flat.present_value(&council.economic), Pence(55_054_680));
        // At the Green Book's rates the gain is worth less, and gross cost is nothing: the council pays no cash.
        let cost = public_cost(&checked, &result);
        assert!(cost.net_present_value < Pence::ZERO && cost.net_present_value > Pence(-55_054_680));
        assert_eq!(cost.gross, Pence::ZERO);
        assert_eq!(cost.per[0].number, 24.0);
    }

    #[test]
    fn deflates_by_consumer_prices_where_there_is_no_deflator() {
        let mut deal = gd_1();
        let row = |percent| vec![GrowthRow { id: "0".to_owned(), from_month: 0, percent }];
        deal.growth.consumer_prices = row(10.0);
        let of = |deal: &Deal| RealView::of(&check(deal).unwrap(), &[(1_000.0, 0.0)], 24);
        // 121 in two years at 10% is 100 today; at a deflator of nothing it stays 121.
        assert_eq!(of(&deal).real(24, Pence(12_100)), Pence(10_000));
        deal.growth.gdp_deflator = row(0.0);
        assert_eq!(of(&deal).real(24, Pence(12_100)), Pence(12_100));
    }

    #[test]
    fn grant_counts_as_public_money() {
        // GD-9 draws 550,000 of grant (method 9).
        let result = appraise(&check(&document::open(samples::GD_9.document).unwrap()).unwrap());
        let money = &result.public_money;
        assert_eq!(money.grant, Pence(55_000_000));
        let public = money.cash + money.grant + money.land;
        let other = result.value.total_development_cost - public;
        assert_eq!(money.private_to_public, Some(other.as_f64() / public.as_f64()));
    }
}
