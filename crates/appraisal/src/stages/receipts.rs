//! Homes bring in money when they are sold or handed over, and while they are kept; sales cost money (method 2.6).

use crate::plan::{CostPlan, HomesPlan, PhasePlan, Plan};
use crate::postings::{Line, Postings};
use crate::stages::homes::Progress;
use crate::stages::kept::{post_letting, post_shared_ownership, post_space};
use crate::stages::timetable::Timetable;
use crate::units::Pence;
use deal::Tenure;

/// Posts every receipt of the plan, the costs of sale and those of letting, with every price of a home times `price`.
/// Rents that are given as such, and what is sold at a yield on them, do not hang on prices.
pub(crate) fn post_receipts(plan: &Plan, timetable: &Timetable, price: f64, postings: &mut Postings) {
    for (phase, progress) in plan.phases.iter().zip(&timetable.progress) {
        for (homes, progress) in phase.homes.iter().zip(progress) {
            let prices = timetable.indices.series(homes.price_index);
            let sale = Sale { homes, price: homes.price * price, progress, prices };
            if let Some(letting) = &homes.letting {
                post_letting(plan, phase, &timetable.indices, (letting, progress), postings);
            } else if let Some(kept) = &homes.shared_ownership {
                post_sales(&plan.costs, &sale.of_share(kept.first_share), postings);
                post_shared_ownership(plan, phase, &timetable.indices, (kept, &sale), postings);
            } else if let Some(stages) = homes.stages {
                post_stages(plan, phase, &sale, stages, postings);
            } else {
                post_sales(&plan.costs, &sale, postings);
            }
        }
        for space in &phase.commercial {
            post_space(plan, &timetable.indices, space, postings);
        }
    }
}

/// The homes of one row as they are sold.
#[derive(Clone, Copy)]
pub(crate) struct Sale<'a> {
    pub(crate) homes: &'a HomesPlan,
    /// What one home fetches in pounds at base prices.
    pub(crate) price: f64,
    pub(crate) progress: &'a Progress,
    /// The index of prices by month.
    pub(crate) prices: &'a [f64],
}

impl Sale<'_> {
    /// A receipt at the close of a month, and the costs of sale with it where the row has them: `rnd(% x receipt)` and
    /// `rnd(new sales x pounds x price index)` (method 2.4).
    fn post(&self, costs: &CostPlan, month: usize, receipt: Pence, new_sales: u32, postings: &mut Postings) {
        postings.post(line_of(self.homes), month + 1, receipt);
        if self.homes.has_sales_costs {
            let sales = f64::from(new_sales);
            let per_home = Pence::from_pounds(sales * costs.sales_cost_per_home * self.prices[month]);
            postings.post(Line::SalesCosts, month + 1, receipt.times(costs.sales_cost) + per_home);
        }
    }

    /// The sale of a share of each home.
    fn of_share(self, share: f64) -> Self {
        Self { price: self.price * share, ..self }
    }
}

fn line_of(homes: &HomesPlan) -> Line {
    match homes.tenure {
        _ if homes.shared_ownership.is_some() => Line::FirstShares,
        Tenure::MarketSale => Line::MarketSales,
        Tenure::DiscountMarketSale => Line::DiscountSales,
        Tenure::ServicedPlot => Line::Plots,
        _ => Line::Transfers,
    }
}

/// `rnd(new sales x price x I(m))` at the close of the month of sale.
fn post_sales(costs: &CostPlan, sale: &Sale, postings: &mut Postings) {
    let mut before = 0;
    for (month, count) in sale.progress.months() {
        let new_sales = count.sold - before;
        before = count.sold;
        if new_sales > 0 {
            let receipt = Pence::from_pounds(f64::from(new_sales) * sale.price * sale.prices[month]);
            sale.post(costs, month, receipt, new_sales, postings);
        }
    }
}

/// A transfer paid in stages: the contract sum is fixed at the start of building; a part is paid for the land, a part by
/// build progress, the rest as homes are finished.
fn post_stages(
    plan: &Plan,
    phase: &PhasePlan,
    sale: &Sale,
    (land, build, golden_brick): (f64, f64, usize),
    postings: &mut Postings,
) {
    let homes = f64::from(sale.homes.count);
    let contract = Pence::from_pounds(homes * sale.price * sale.prices[phase.start]);
    let (for_land, for_build) = (contract.times(land), contract.times(build));
    sale.post(&plan.costs, phase.start + golden_brick, for_land, 0, postings);
    let rest = contract - for_land - for_build;
    let (mut build_before, mut rest_before, mut ready_before) = (Pence::ZERO, Pence::ZERO, 0);
    for month in phase.start..plan.months.min(phase.start + phase.months) {
        let build_so_far = for_build.times(phase.curve[month - phase.start + 1]);
        let ready = sale.progress.at(month).ready;
        let rest_so_far = rest.times(f64::from(ready) / homes);
        let receipt = build_so_far - build_before + (rest_so_far - rest_before);
        sale.post(&plan.costs, month, receipt, ready - ready_before, postings);
        (build_before, rest_before, ready_before) = (build_so_far, rest_so_far, ready);
    }
}
