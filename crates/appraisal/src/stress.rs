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
}

impl Stress {
    /// The conditions of the deal itself.
    pub const NONE: Self = Self { price: 1.0, cost: 1.0, sales_rate: 1.0, flat_prices: false };
}

impl Plan {
    /// The plan with other dates, where conditions move them. Prices and costs move as they are posted.
    pub(crate) fn under(&self, stress: &Stress) -> Cow<'_, Self> {
        if stress.sales_rate == 1.0 && !stress.flat_prices {
            return Cow::Borrowed(self);
        }
        let mut plan = self.clone();
        for homes in plan.phases.iter_mut().flat_map(|phase| &mut phase.homes) {
            homes.sales_a_month = homes.sales_a_month.map(|pace| pace * stress.sales_rate);
        }
        if stress.flat_prices {
            plan.growth[IndexName::HousePrice as usize].clear();
        }
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
        if needed > self.months {
            for facility in &mut self.funding.facilities {
                facility.outlast(self.months, needed);
            }
            self.months = needed;
            self.years = self.years.lengthened(needed);
        }
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
