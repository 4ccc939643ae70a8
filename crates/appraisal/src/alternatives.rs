//! The landowner's alternatives to the venture: selling its land today, or building alone on borrowed money. Both are
//! calculated for every deal (method 1.2 P9 and P10, 1.11, 3.5).

use crate::appraise::Appraisal;
use crate::borne::Borne;
use crate::check::CheckedDeal;
use crate::council_accounts::council_of;
use crate::measures::discounting::{carried_back, net_present_value};
use crate::measures::payback::{Dated, peak};
use crate::measures::rate_of_return::{RatesOfReturn, monthly};
use crate::plan::{FacilityPlan, LandForm, LandShare, OveragePlan, OverageTestPlan, PhasePlan, Plan};
use crate::run::Run;
use crate::stages::land::LandDates;
use crate::stress::Stress;
use crate::units::{Pence, subtract};
use deal::{
    CapitalOrder, Claim, Compounding, Deal, DistributionDates, FundingOrder, InterestBasis, LandDue, LandPreference,
    OverageRank, Tenure, YearMonth, seats,
};
use serde::Serialize;

/// A limit larger than any deal could need.
const NO_LIMIT: Pence = Pence(1_000_000_000_000_000);

/// The index of the partner that represents all sellers of land to the landowner building alone.
const SELLER: usize = 1;

/// The landowner's alternatives, and how the venture compares.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Alternatives {
    /// The index of the landowner among the partners: the council if it owns land in the deal, or else the owner of the
    /// first phase's land.
    pub landowner: usize,
    /// The yearly rate at which all three are valued, as a fraction: the landowner's own discount rate.
    pub rate: f64,
    /// The month to which all three are discounted: the start of the deal, unless it is compared with an earlier one.
    pub valued_at: YearMonth,
    /// Selling all of its land on the first day.
    pub sale: SaleToday,
    /// Building everything alone.
    pub alone: BuildAlone,
    /// Present value of the venture to the landowner, in pence: payments to it less the cash it puts in, and less the
    /// loans it bears that are unpaid at the end, at its own rate.
    pub venture_present_value: Pence,
    /// Receipt equivalence, in pence: `present value of the venture - present value of the sale today - present value
    /// of the holding costs that a sale avoids`.
    pub receipt_equivalence: Pence,
    /// The probability of success at which the venture is worth as much as the sale, if failure brings nothing and
    /// holding costs are excluded: `sale / present value if it succeeds` (method 3.5).
    pub break_even_probability: Option<f64>,
}

/// Selling the land today, in pence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SaleToday {
    /// The price.
    pub price: Pence,
    /// Overage over the life of the scheme, as if the buyer built it.
    pub overage: Pence,
    /// Present value of price and overage at the landowner's rate.
    pub present_value: Pence,
    /// Present value of the holding costs that the sale avoids, from the first day to the last drawdown of its own
    /// land.
    pub holding_costs_avoided: Pence,
}

/// Building alone, in pence: other owners' land bought for cash, all funding borrowed, the whole surplus the
/// landowner's.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BuildAlone {
    /// Profit with all land at its accepted value.
    pub profit: Pence,
    /// Total paid out to the landowner.
    pub received: Pence,
    /// Present value of that at its own rate, less debt outstanding at the end.
    pub present_value: Pence,
    /// Peak exposure: the largest sum of land put in less received and debt, and when.
    pub peak_exposure: Dated,
    /// Interest over the life of the deal.
    pub interest: Pence,
    /// Peak debt, and when.
    pub peak_debt: Dated,
    /// Debt outstanding at the end.
    pub debt_at_end: Pence,
    /// Rates of return with land at its accepted value, on the monthly grid.
    pub rates: RatesOfReturn,
}

/// Calculates both alternatives for a deal from its appraisal.
#[must_use]
pub fn alternatives(checked: &CheckedDeal, appraisal: &Appraisal) -> Alternatives {
    alternatives_at(checked, appraisal, checked.deal.start)
}

/// The same, with every present value discounted to one month, so that deals with different starts can be compared.
#[must_use]
pub fn alternatives_at(checked: &CheckedDeal, appraisal: &Appraisal, valued_at: YearMonth) -> Alternatives {
    let sold = LandSale::of(checked, valued_at);
    let venture = sold.venture(checked, appraisal, sold.seller);
    let LandSale { seller: landowner, rate, terms: sale, .. } = sold;
    let mut alone = build_alone(&checked.plan, landowner, borrowing(&checked.deal, rate), rate);
    alone.present_value = carried_back(alone.present_value, rate, checked.deal.start.months_since(valued_at));
    let break_even =
        venture.is_positive().then(|| sale.present_value.as_f64() / venture.as_f64()).filter(|chance| *chance <= 1.0);
    Alternatives {
        landowner,
        rate,
        valued_at,
        receipt_equivalence: sale.beaten_by(venture),
        sale,
        alone,
        venture_present_value: venture,
        break_even_probability: break_even,
    }
}

impl SaleToday {
    /// How much more the venture is worth than the sale, in pence, counting the holding costs that the sale avoids;
    /// negative if less.
    #[must_use]
    pub fn beaten_by(&self, venture: Pence) -> Pence {
        venture - self.present_value - self.holding_costs_avoided
    }
}

/// The sale of a deal's land, with which the ventures of several cases are compared: one price, rate and month for all
/// (method 3.9).
#[derive(Clone, Debug, PartialEq)]
pub struct LandSale {
    /// The deal whose land is sold.
    deal: Deal,
    /// The index of the seller among its partners.
    pub seller: usize,
    /// The yearly rate of all present values, as a fraction: the seller's own.
    pub rate: f64,
    /// The month of the sale, to which every present value is discounted.
    pub valued_at: YearMonth,
    /// The sale.
    pub terms: SaleToday,
}

impl LandSale {
    /// The sale of a deal's land by its landowner, in a month no later than its start.
    #[must_use]
    pub fn of(checked: &CheckedDeal, valued_at: YearMonth) -> Self {
        Self::by(checked, landowner_of(checked), valued_at)
    }

    fn by(checked: &CheckedDeal, seller: usize, valued_at: YearMonth) -> Self {
        let deal = checked.deal.clone();
        let rate = deal.partners[seller].discount_rate_percent / 100.0;
        let terms = sale_at(&deal, &checked.plan, seller, rate, valued_at);
        Self { deal, seller, rate, valued_at, terms }
    }

    /// How much more the venture of a case is worth to the seller than this sale, in pence: its receipt equivalence (method
    /// 1.11). None where the case has no partner in the seller's seat.
    #[must_use]
    pub fn beaten_by(&self, checked: &CheckedDeal, appraisal: &Appraisal) -> Option<Pence> {
        Some(self.terms.beaten_by(self.venture(checked, appraisal, self.seller_in(&checked.deal)?)))
    }

    /// The index of the partner of a case in the seller's seat.
    #[must_use]
    pub fn seller_in(&self, deal: &Deal) -> Option<usize> {
        let seats = seats(&[&self.deal, deal]);
        seats.iter().find(|seat| seat.partners[0] == Some(self.seller))?.partners[1]
    }

    /// The venture to the partner at an index, in pence of the month of the sale.
    fn venture(&self, checked: &CheckedDeal, appraisal: &Appraisal, partner: usize) -> Pence {
        let venture = venture_value(checked, appraisal, partner, self.rate);
        carried_back(venture, self.rate, checked.deal.start.months_since(self.valued_at))
    }
}

/// The sale of the landowner's land on the first day of the deal, and how much more the venture is worth to it, in pence.
#[must_use]
pub fn beside_sale(checked: &CheckedDeal, appraisal: &Appraisal) -> (LandSale, Pence) {
    let sale = LandSale::of(checked, checked.deal.start);
    let gap = sale.terms.beaten_by(sale.venture(checked, appraisal, sale.seller));
    (sale, gap)
}

/// Receipt equivalence in pence: `PV(venture to the partner) - PV(sale today) - PV(holding costs avoided)`, at the
/// partner's own rate (method 1.11).
pub(crate) fn receipt_equivalence(checked: &CheckedDeal, appraisal: &Appraisal, partner: usize) -> Pence {
    let sale = LandSale::by(checked, partner, checked.deal.start);
    sale.terms.beaten_by(sale.venture(checked, appraisal, partner))
}

/// `PV(payments to the partner - its cash - loans it bears that are unpaid at the end)`, in pence.
fn venture_value(checked: &CheckedDeal, appraisal: &Appraisal, partner: usize, rate: f64) -> Pence {
    let borne = Borne::of(&checked.deal, &checked.plan, &appraisal.cash, partner);
    net_present_value(&borne.falls_on(&appraisal.partners[partner].cash), rate)
}

/// The council if it owns land of any phase; or else the owner of the first phase's land.
fn landowner_of(checked: &CheckedDeal) -> usize {
    let owners = || checked.plan.phases.iter().map(|phase| phase.owner);
    let council = council_of(&checked.deal).filter(|council| owners().any(|owner| owner == *council));
    council.or_else(|| owners().next()).unwrap_or(0)
}

/// The yearly rate at which building alone borrows, as a fraction: that of public borrowing if it is entered, or else the
/// landowner's discount rate.
#[must_use]
pub fn borrowing(deal: &Deal, rate: f64) -> f64 {
    deal.alternatives.public_borrowing_percent.map_or(rate, |percent| percent / 100.0)
}

/// The price of a sale by the landowner of a deal, in pence.
#[must_use]
pub fn own_sale_price(checked: &CheckedDeal) -> Pence {
    sale_price(&checked.deal, &checked.deal.partners[landowner_of(checked)].id)
}

/// The price of a sale, in pence: as entered, or else the unrestricted value or accepted value of the owner's sites.
#[must_use]
pub fn sale_price(deal: &Deal, owner: &str) -> Pence {
    let own = deal.sites.iter().filter(|site| site.owner == owner);
    let value = own.map(|site| Pence::from_pounds(site.unrestricted_value.unwrap_or(site.value))).sum();
    deal.alternatives.sale_price.map_or(value, Pence::from_pounds)
}

/// A sale in the month `today`, at or before the start, in pence of that month: the price is received then, and the land is
/// no longer held from then on. The buyer sells its homes on the deal's own dates.
fn sale_at(deal: &Deal, plan: &Plan, landowner: usize, rate: f64, today: YearMonth) -> SaleToday {
    let wait = usize::try_from(deal.start.months_since(today)).unwrap_or(0);
    let terms = &deal.alternatives;
    let price = sale_price(deal, &deal.partners[landowner].id);
    let overage = sale_overage(plan, landowner, terms.sale_overage_percent / 100.0, terms.sale_overage_threshold);
    let mut flows = vec![Pence::ZERO; wait + plan.months + 1];
    flows[0] += price;
    overage.iter().for_each(|(k, sum)| flows[wait + *k] += *sum);
    // This partner bears no holding costs of other partners' land.
    let own = plan.phases.iter().filter(|phase| phase.owner == landowner);
    let last_drawdown = own.map(|phase| phase.drawdown).max().unwrap_or(0);
    let a_month = Pence::from_pounds(terms.holding_cost_a_year / 12.0);
    let mut held = vec![a_month; wait + last_drawdown + 1];
    held[0] = Pence::ZERO;
    SaleToday {
        price,
        overage: overage.iter().map(|(_, sum)| *sum).sum(),
        present_value: net_present_value(&flows, rate),
        holding_costs_avoided: net_present_value(&held, rate),
    }
}

/// The seller's share of market receipts above the threshold, phase by phase, as the buyer sells.
fn sale_overage(plan: &Plan, landowner: usize, share: f64, threshold: f64) -> Vec<(usize, Pence)> {
    if share == 0.0 {
        return Vec::new();
    }
    let mut sold = plan.clone();
    let tenures = vec![Tenure::MarketSale, Tenure::DiscountMarketSale];
    let of_owner = plan.phases.iter().enumerate().filter(|(_, phase)| phase.owner == landowner);
    sold.overage = of_owner
        .map(|(phase, _)| OveragePlan {
            phase,
            share,
            rank: OverageRank::Payable,
            test: OverageTestPlan::Sales { threshold, by_area: false, index: None, tenures: tenures.clone() },
        })
        .collect();
    let timetable = crate::stages::timetable::Timetable::of(&sold);
    LandDates::of(&sold, &timetable, 1.0).overage.iter().map(|due| (due.k, due.amount)).collect()
}

fn build_alone(plan: &Plan, landowner: usize, borrowing: f64, rate: f64) -> BuildAlone {
    let alone = alone(plan, landowner, borrowing);
    let run = Run::of(&alone, &Stress::NONE);
    let book = &run.cash.partners[0];
    let received: Vec<Pence> = (0..=alone.months).map(|k| book.capital[k] + book.split[k]).collect();
    let mut economic = received.clone();
    subtract(&mut economic, &book.land_in);
    let total: Pence = received.iter().sum();
    let land: Pence = book.land_in.iter().sum();
    let closing = |series: &[Pence]| series.last().copied().unwrap_or_default();
    let borne = Borne::of_all(&run.cash);
    BuildAlone {
        // I5 with one partner and only a loan: payments to others for their land are already a cost.
        profit: total - land - closing(&run.cash.debt) - closing(&run.cash.shortfall),
        received: total,
        present_value: net_present_value(&borne.falls_on(&received), rate),
        peak_exposure: borne.peak_exposure(&economic),
        interest: run.cash.interest_and_fees.iter().sum(),
        peak_debt: peak(run.cash.debt.iter().copied()),
        debt_at_end: closing(&run.cash.debt),
        rates: monthly(&economic),
    }
}

/// The same scheme with the landowner as its only partner: its own land, contributed without tax; other owners' land
/// bought at its accepted value; the same grant; and a loan for the rest.
fn alone(plan: &Plan, landowner: usize, borrowing: f64) -> Plan {
    let mut alone = plan.clone();
    alone.phases.iter_mut().for_each(|phase| use_land_alone(phase, landowner, plan.months));
    // Sellers of land are paid and take no other part.
    alone.partners = if alone.phases.iter().any(|phase| phase.owner == SELLER) { 2 } else { 1 };
    alone.cash.clear();
    alone.notes.clear();
    alone.services.clear();
    alone.overage.clear();
    alone.clawback.clear();
    alone.grants.iter_mut().for_each(|grant| grant.partner = None);
    // A council pays no corporation tax.
    alone.costs.corporation_tax = 0.0;
    alone.funding.order = FundingOrder::DebtFirst;
    alone.funding.scheduled_loans.clear();
    alone.funding.guarantees.clear();
    alone.funding.facilities = vec![FacilityPlan {
        limit: NO_LIMIT,
        rate: borrowing,
        monthly_rate: borrowing / 12.0,
        interest: InterestBasis::Twelfths,
        arrangement_fee: Pence::ZERO,
        monthly_non_utilisation: 0.0,
        exit_fee: Pence::ZERO,
        loan_to_cost: None,
        loan_to_value: None,
        rolled_to: None,
        available_to: None,
        revolving: true,
    }];
    let sharing = &mut alone.sharing;
    sharing.preferred_return = 0.0;
    sharing.compounding = Compounding::Compounding;
    sharing.order = vec![Claim::Capital];
    sharing.capital_order = CapitalOrder::SideBySide;
    sharing.land_preference_from = LandPreference::Credit;
    sharing.recycled = 0.0;
    sharing.tiers.clear();
    sharing.split = Some((0..alone.partners).map(|partner| if partner == 0 { 1.0 } else { 0.0 }).collect());
    sharing.dates = DistributionDates::Monthly;
    alone
}

/// Its own land is capital; other owners' land is bought for cash at drawdown, at the accepted value. Overage and
/// true-ups agreed with them for the venture do not apply to a purchase.
fn use_land_alone(phase: &mut PhasePlan, landowner: usize, months: usize) {
    phase.is_own_land = phase.owner == landowner;
    phase.owner = if phase.is_own_land { 0 } else { SELLER };
    let at_drawdown = || LandForm::Deferred(vec![(1.0, LandDue::Drawdown)], Some(months));
    let form = if phase.is_own_land { LandForm::InKind } else { at_drawdown() };
    phase.land = vec![LandShare { share: 1.0, form }];
    phase.true_up = None;
}
