//! What the venture retains: rent from homes, unsold shares and commercial space, the costs of letting, and the sale
//! price or capital value at its yield (method 2.6).

use crate::plan::{CommercialPlan, ExitPlan, LettingPlan, PhasePlan, Plan, SharedOwnershipPlan};
use crate::postings::{Line, Postings};
use crate::stages::homes::Progress;
use crate::stages::indices::{Indices, MONTHS_AFTER_END};
use crate::stages::receipts::Sale;
use crate::units::Pence;
use deal::{IndexName, Upkeep};

/// Converts a weekly rent to a monthly one.
const WEEKS_A_MONTH: f64 = 52.0 / 12.0;

/// The rent of one month, its costs and the shares bought, each as posted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct MonthOfRent {
    gross: Pence,
    /// Rent not received, and costs in proportion to rent.
    lost: Pence,
    upkeep: Pence,
    staircasing: Pence,
}

impl MonthOfRent {
    /// Rent less its costs; payments for shares bought are not rent.
    fn net(self) -> Pence {
        self.gross - self.lost - self.upkeep
    }
}

impl ExitPlan {
    /// The last month of rent: the month of the sale, or the end of the deal (X in method 2.6).
    fn last_month(&self, months: usize) -> usize {
        self.month.unwrap_or(usize::MAX).min(months - 1)
    }

    /// `rnd(max(0, NR) / yield x (1 - purchaser's costs))`, on the net rent NR of the next twelve months.
    fn value_of(&self, net_rent: Pence) -> Pence {
        let share = self.yield_rate.map_or(0.0, |rate| (1.0 - self.purchasers_costs) / rate);
        net_rent.or_zero().times(share)
    }
}

/// Posts each month's rent at its close. At the close of the last month it posts the sale price of the investment, or
/// records its capital value if it is retained.
fn post_rents(
    plan: &Plan,
    exit: &ExitPlan,
    (gross, lost): (Line, Line),
    mut rent_of: impl FnMut(usize) -> MonthOfRent,
    postings: &mut Postings,
) {
    let last = exit.last_month(plan.months);
    for month in 0..=last {
        let rent = rent_of(month);
        let lines = [(gross, rent.gross), (lost, rent.lost), (Line::Upkeep, rent.upkeep)];
        for (line, amount) in lines.into_iter().chain([(Line::Staircasing, rent.staircasing)]) {
            postings.post(line, month + 1, amount);
        }
    }
    if exit.yield_rate.is_none() {
        return;
    }
    let net_rent = (last + 1..=last + MONTHS_AFTER_END).map(|month| rent_of(month).net()).sum();
    let value = exit.value_of(net_rent);
    postings.investments[exit.kind as usize] += value;
    match exit.month {
        Some(_) => postings.post(Line::InvestmentSales, last + 1, value),
        None => postings.retain(last + 1, value),
    }
}

/// The upkeep of homes in one month, each kind rounded: `rnd(homes x pounds a year / 12 x CPI(m))`.
struct UpkeepCosts<'a> {
    upkeep: &'a Upkeep,
    /// The month in which major repairs start: `e + 1 + 12 (y - 1)`.
    major_repairs_from: usize,
    prices: &'a [f64],
}

impl<'a> UpkeepCosts<'a> {
    fn of(upkeep: &'a Upkeep, phase: &PhasePlan, indices: &'a Indices) -> Self {
        let years = upkeep.major_repairs_from_year.saturating_sub(1) as usize;
        Self {
            upkeep,
            major_repairs_from: phase.last_completion() + 1 + 12 * years,
            prices: indices.series(IndexName::ConsumerPrices),
        }
    }

    fn in_month(&self, month: usize, homes: u32, repaired: u32) -> Pence {
        let cost = |homes: u32, a_year: f64| self.sum(month, homes, a_year);
        let major = if month < self.major_repairs_from { 0.0 } else { self.upkeep.major_repairs_a_year };
        cost(homes, self.upkeep.management_a_year) + cost(repaired, self.upkeep.repairs_a_year) + cost(homes, major)
    }

    fn sum(&self, month: usize, homes: u32, a_year: f64) -> Pence {
        Pence::from_pounds(f64::from(homes) * a_year / 12.0 * self.prices[month])
    }
}

/// Homes let in a month pay rent from the next month; after the last month of rent no more are let.
pub(crate) fn post_letting(
    plan: &Plan,
    phase: &PhasePlan,
    indices: &Indices,
    (letting, progress): (&LettingPlan, &Progress),
    postings: &mut Postings,
) {
    let last = letting.exit.last_month(plan.months);
    let rents = indices.rents(letting.rent_index);
    let costs = UpkeepCosts::of(&letting.upkeep, phase, indices);
    let rent_of = |month: usize| {
        let homes = month.checked_sub(1).map_or(0, |before| progress.at(before.min(last)).let_);
        let rent = f64::from(homes) * letting.rent_a_week * WEEKS_A_MONTH * rents[month];
        let gross = Pence::from_pounds(rent);
        let service_lost = costs.sum(month, homes, letting.void * letting.service_charge);
        MonthOfRent {
            gross,
            lost: gross.times(letting.lost),
            upkeep: costs.in_month(month, homes, homes) + service_lost,
            staircasing: Pence::ZERO,
        }
    };
    post_rents(plan, &letting.exit, (Line::Rent, Line::RentLost), rent_of, postings);
}

/// Homes with a first share sold pay rent on the unsold share, from the month after the sale.
pub(crate) fn post_shared_ownership(
    plan: &Plan,
    phase: &PhasePlan,
    indices: &Indices,
    (terms, sale): (&SharedOwnershipPlan, &Sale),
    postings: &mut Postings,
) {
    let last = terms.exit.last_month(plan.months);
    let costs = UpkeepCosts::of(&terms.upkeep, phase, indices);
    let mut roll = RentRoll { terms, sale, rents: indices.rents(terms.rent_index), last, rent: 0.0, unsold: 0.0 };
    let sold_by = |month: Option<usize>| month.map_or(0, |month| sale.progress.at(month.min(last)).sold);
    let rent_of = |month: usize| {
        let before = month.checked_sub(1);
        let homes = sold_by(before);
        // The landlord's years of repairs have ended for homes sold this long ago.
        let over =
            terms.landlord_repairs_months.map_or(0, |months| sold_by(before.and_then(|m| m.checked_sub(months))));
        let (gross, staircasing) = roll.month(month);
        let upkeep = costs.in_month(month, homes, homes - over);
        MonthOfRent { gross, lost: Pence::ZERO, upkeep, staircasing }
    };
    post_rents(plan, &terms.exit, (Line::SharedOwnershipRent, Line::RentLost), rent_of, postings);
}

/// The rent roll of one row of shared ownership and its unsold equity, both unrounded.
struct RentRoll<'a> {
    terms: &'a SharedOwnershipPlan,
    sale: &'a Sale<'a>,
    rents: &'a [f64],
    /// The last month in which homes are sold or shares bought.
    last: usize,
    /// Yearly rent, in pounds (A).
    rent: f64,
    /// Unsold equity, in homes (E).
    unsold: f64,
}

impl RentRoll<'_> {
    /// The rent of a month and the shares bought in it; call it once for each month, in order.
    fn month(&mut self, month: usize) -> (Pence, Pence) {
        if month > 0 {
            self.rent *= self.rents[month] / self.rents[month - 1];
        }
        let rent = Pence::from_pounds(self.rent / 12.0);
        if month > self.last {
            return (rent, Pence::ZERO);
        }
        let left = self.terms.unsold_after_a_month;
        let value = self.sale.price * self.sale.prices[month];
        let bought = Pence::from_pounds(self.unsold * (1.0 - left) * value);
        let before = month.checked_sub(1).map_or(0, |before| self.sale.progress.at(before).sold);
        let new_shares = (1.0 - self.terms.first_share) * f64::from(self.sale.progress.at(month).sold - before);
        self.rent = self.rent * left + self.terms.rent * value * new_shares;
        self.unsold = self.unsold * left + new_shares;
        (rent, bought)
    }
}

/// Posts the rent of commercial space, from the end of its void and rent-free months. Voids and letting costs are
/// shares of the gross rent.
pub(crate) fn post_space(plan: &Plan, indices: &Indices, space: &CommercialPlan, postings: &mut Postings) {
    let rents = indices.series(IndexName::CommercialRent);
    let rent_of = |month: usize| {
        if month < space.from {
            return MonthOfRent::default();
        }
        let gross = Pence::from_pounds(space.area_m2 * space.rent / 12.0 * rents[month]);
        let lost = gross.times(space.void) + gross.times(space.costs);
        MonthOfRent { gross, lost, ..MonthOfRent::default() }
    };
    post_rents(plan, &space.exit, (Line::CommercialRent, Line::CommercialCosts), rent_of, postings);
}
