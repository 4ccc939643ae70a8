//! The same deal under changed conditions: prices, costs, sales rate, start, interest and grant.

use crate::buffers::refill;
use crate::plan::{ExitPlan, LettingPlan, Plan, SharedOwnershipPlan};
use crate::stages::homes::sold_out;
use crate::units::Pence;
use deal::IndexName;
use serde::Serialize;
use std::borrow::Cow;

/// Months added after the last sale when slower sales extend the model period, so that look-aheads have ended.
const MONTHS_AFTER_LAST_SALE: usize = 12;
pub(crate) const MOST_MONTHS: usize = 720;

/// How conditions differ from those of the deal.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Stress {
    /// Multiplies every price of a home or plot, and what depends on it; not rents.
    pub price: f64,
    /// Multiplies every cost of works: building, externals, abnormals, infrastructure, and what depends on them.
    pub cost: f64,
    /// Multiplies the sales rate, including of first shares and plots. Where homes or plots would be left unsold the
    /// model period is extended; lettings do not change, and a sale at a yield does not move.
    pub sales_rate: f64,
    /// Whether house prices stay flat while costs continue to rise.
    pub flat_prices: bool,
    /// Months by which all construction starts later; the model period is extended by the same number.
    pub start_later: usize,
    /// Added to the interest rate of every loan, as a yearly fraction.
    pub rate_points: f64,
    /// Whether there is no grant.
    pub no_grant: bool,
}

impl Stress {
    /// The conditions of the deal itself.
    pub const NONE: Self = Self {
        price: 1.0,
        cost: 1.0,
        sales_rate: 1.0,
        flat_prices: false,
        start_later: 0,
        rate_points: 0.0,
        no_grant: false,
    };

    /// Whether only prices and costs change, and so no date or term of the plan.
    fn moves_money_alone(&self) -> bool {
        *self == Self { price: self.price, cost: self.cost, ..Self::NONE }
    }
}

impl Plan {
    /// The plan with the changed dates and terms. Changes to prices and costs apply as they are posted.
    pub(crate) fn under(&self, stress: &Stress) -> Cow<'_, Self> {
        if stress.moves_money_alone() {
            return Cow::Borrowed(self);
        }
        let mut moved = self.clone();
        moved.move_from(self, stress);
        Cow::Owned(moved)
    }

    /// Sets every date and term that conditions can change, in a copy of the plan that earlier conditions may have
    /// changed.
    pub(crate) fn move_from(&mut self, plan: &Self, stress: &Stress) {
        let by = stress.start_later.min(MOST_MONTHS.saturating_sub(plan.months));
        self.delay_from(plan, by);
        let rows =
            self.phases.iter_mut().zip(&plan.phases).flat_map(|(phase, of)| phase.homes.iter_mut().zip(&of.homes));
        for (homes, of) in rows {
            homes.sales_a_month = of.sales_a_month.map(|pace| pace * stress.sales_rate);
        }
        let house_price = IndexName::HousePrice as usize;
        let growth = if stress.flat_prices { &[][..] } else { &plan.growth[house_price] };
        refill(&mut self.growth[house_price], growth.iter().copied());
        self.set_grants(plan, !stress.no_grant);
        for (facility, of) in self.funding.facilities.iter_mut().zip(&plan.funding.facilities) {
            facility.rate = of.rate + stress.rate_points;
            facility.monthly_rate = facility.rate / 12.0;
        }
        for (loan, of) in self.funding.scheduled_loans.iter_mut().zip(&plan.funding.scheduled_loans) {
            loan.rate = of.rate + stress.rate_points;
        }
        let needed = if stress.sales_rate < 1.0 { self.months_to_sell() } else { 0 };
        self.end_at(plan, needed.max(plan.months + by));
    }

    /// Months until every home and plot for sale is sold and look-aheads have ended, up to the maximum allowed.
    fn months_to_sell(&self) -> usize {
        let rows = self.phases.iter().flat_map(|phase| phase.homes.iter().map(move |homes| (phase, homes)));
        let for_sale = rows.filter(|(_, homes)| homes.letting.is_none());
        let last_sale = for_sale.filter_map(|(phase, homes)| sold_out(phase, homes, MOST_MONTHS)).max();
        (last_sale.unwrap_or(0) + 1 + MONTHS_AFTER_LAST_SALE).min(MOST_MONTHS)
    }

    /// The plan at the longest model period that any conditions can cause, with everything unsold until its end.
    pub(crate) fn longest(&self, flat_prices: bool) -> Self {
        let mut longest = self.clone();
        longest.move_from(self, &Stress { sales_rate: 0.0, flat_prices, ..Stress::NONE });
        longest.end_at(self, MOST_MONTHS);
        longest
    }

    /// Ends the plan at a month no earlier than the other plan's end. Terms that last to the end of the deal name no
    /// month, so they last to the new end.
    fn end_at(&mut self, plan: &Self, months: usize) {
        self.months = months;
        self.years = plan.years.lengthened(months);
    }

    /// Moves all construction, sales and lettings to a later month, as if the drawdown and start of every phase were
    /// edited. Items with dates of their own do not move: cash and grant on dates, programme costs, loans, tests. Sales
    /// at a yield and programme infrastructure move with construction.
    fn delay_from(&mut self, plan: &Self, by: usize) {
        for (phase, of) in self.phases.iter_mut().zip(&plan.phases) {
            phase.drawdown = of.drawdown + by;
            phase.land_value =
                of.indexed_from.map_or(of.land_value, |value| value.times(plan.land_index(phase.drawdown)));
            phase.start = of.start + by;
            phase.first_completion = of.first_completion + by;
            phase.spends.iter_mut().zip(&of.spends).for_each(|(spend, of)| spend.from = of.from + by);
            phase.levies.iter_mut().zip(&of.levies).for_each(|(levy, of)| levy.month = of.month + by);
            for (homes, of) in phase.homes.iter_mut().zip(&of.homes) {
                homes.launch = of.launch + by as i32;
                homes.letting = of.letting.map(|terms| LettingPlan { exit: terms.exit.later(by), ..terms });
                homes.shared_ownership =
                    of.shared_ownership.map(|terms| SharedOwnershipPlan { exit: terms.exit.later(by), ..terms });
            }
            for (space, of) in phase.commercial.iter_mut().zip(&of.commercial) {
                space.from = of.from + by;
                space.exit = of.exit.later(by);
            }
        }
        let infrastructure = self.costs.infrastructure.iter_mut().zip(&plan.costs.infrastructure);
        infrastructure.for_each(|(spend, of)| spend.from = of.from + by);
    }

    /// Sets the grants to those of a plan, or to zero.
    fn set_grants(&mut self, plan: &Self, are_given: bool) {
        let given = |sum: Pence| if are_given { sum } else { Pence::ZERO };
        for (grant, of) in self.grants.iter_mut().zip(&plan.grants) {
            grant.amount = given(of.amount);
            grant.schedule.iter_mut().zip(&of.schedule).for_each(|(row, of)| row.1 = given(of.1));
        }
    }
}

impl ExitPlan {
    fn later(self, by: usize) -> Self {
        Self { month: self.month.map(|month| month + by), ..self }
    }
}
