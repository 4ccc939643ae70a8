//! The same deal under other conditions: prices, costs and the pace of sale moved all at once.

use crate::plan::Plan;
use crate::stages::homes::Progress;
use deal::IndexName;
use serde::Serialize;
use std::borrow::Cow;

/// Months kept after the last sale when slower sales make the deal longer, so that the look-ahead has run out.
const MONTHS_AFTER_LAST_SALE: usize = 12;
const MOST_MONTHS: usize = 720;

/// How conditions differ from those of the deal.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Stress {
    /// Every price of a home or plot times this, and what is reckoned on it; not rents that are given as such.
    pub price: f64,
    /// Every cost of works times this: building, externals, abnormals, infrastructure, and what is reckoned on them.
    pub cost: f64,
    /// The pace of sale times this, of first shares and plots as well. Where homes or plots would be left unsold the deal
    /// is made longer; what is let keeps its pace, and what is sold at a yield keeps its month.
    pub sales_rate: f64,
    /// Whether house prices stay flat while costs go on rising.
    pub flat_prices: bool,
    /// Months by which everything that is built starts later; the deal is made as much longer.
    pub start_later: usize,
    /// Added to the interest of every loan, as a fraction a year.
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

    /// Whether only prices and costs move, and so no date and no term of the plan.
    fn moves_money_alone(&self) -> bool {
        *self == Self { price: self.price, cost: self.cost, ..Self::NONE }
    }
}

impl Plan {
    /// The plan with other dates, where conditions move them. Prices and costs move as they are posted.
    pub(crate) fn under(&self, stress: &Stress) -> Cow<'_, Self> {
        if stress.moves_money_alone() {
            return Cow::Borrowed(self);
        }
        let mut plan = self.clone();
        for homes in plan.phases.iter_mut().flat_map(|phase| &mut phase.homes) {
            homes.sales_a_month = homes.sales_a_month.map(|pace| pace * stress.sales_rate);
        }
        if stress.flat_prices {
            plan.growth[IndexName::HousePrice as usize].clear();
        }
        if stress.no_grant {
            plan.grants.clear();
        }
        for facility in &mut plan.funding.facilities {
            facility.rate += stress.rate_points;
            facility.monthly_rate = facility.rate / 12.0;
        }
        for loan in &mut plan.funding.scheduled_loans {
            loan.rate += stress.rate_points;
        }
        plan.delay(stress.start_later);
        if stress.sales_rate < 1.0 {
            plan.lengthen();
        }
        Cow::Owned(plan)
    }

    /// Makes the deal long enough for every home and plot that is for sale to be sold, up to the longest that is allowed.
    fn lengthen(&mut self) {
        let rows = self.phases.iter().flat_map(|phase| phase.homes.iter().map(move |homes| (phase, homes)));
        let rows = rows.filter(|(_, homes)| homes.letting.is_none());
        let last_sale = rows.filter_map(|(phase, homes)| Progress::of(phase, homes, MOST_MONTHS).sold_out(homes)).max();
        let needed = (last_sale.unwrap_or(0) + 1 + MONTHS_AFTER_LAST_SALE).min(MOST_MONTHS);
        self.end_at(needed);
    }

    /// Makes the deal longer, with every term that holds to its end.
    fn end_at(&mut self, needed: usize) {
        if needed > self.months {
            for facility in &mut self.funding.facilities {
                facility.outlast(self.months, needed);
            }
            if let Some(management) = self.costs.management.as_mut().filter(|row| row.to + 1 >= self.months) {
                management.to = needed - 1;
            }
            self.months = needed;
            self.years = self.years.lengthened(needed);
        }
    }

    /// Moves everything that is built, sold and let to a later month. What is given by a date of its own stays: cash
    /// and grant on dates, programme costs, loans, tests.
    fn delay(&mut self, months: usize) {
        let by = months.min(MOST_MONTHS.saturating_sub(self.months));
        if by == 0 {
            return;
        }
        self.end_at(self.months + by);
        let later = |month: &mut usize| *month += by;
        for phase in &mut self.phases {
            [&mut phase.drawdown, &mut phase.start, &mut phase.first_completion].into_iter().for_each(later);
            phase.spends.iter_mut().for_each(|spend| spend.from += by);
            phase.levies.iter_mut().for_each(|levy| levy.month += by);
            for homes in &mut phase.homes {
                homes.launch += by as i32;
                let kept = homes.letting.as_mut().map(|kept| &mut kept.exit);
                let kept = kept.into_iter().chain(homes.shared_ownership.as_mut().map(|kept| &mut kept.exit));
                kept.filter_map(|exit| exit.month.as_mut()).for_each(later);
            }
            for space in &mut phase.commercial {
                space.from += by;
                space.exit.month.iter_mut().for_each(later);
            }
        }
        self.costs.infrastructure.iter_mut().for_each(|spend| spend.from += by);
    }
}

impl crate::plan::FacilityPlan {
    /// A facility that holds to the end of the deal holds to the end of the longer one.
    fn outlast(&mut self, end: usize, longer: usize) {
        for month in [&mut self.rolled_to, &mut self.available_to, &mut self.non_utilisation_to] {
            if *month == end {
                *month = longer;
            }
        }
    }
}
