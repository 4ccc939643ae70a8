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
            let sale = Sale::of(homes, progress, timetable, price);
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

impl<'a> Sale<'a> {
    /// The homes of a row at prices times `price`.
    pub(crate) fn of(homes: &'a HomesPlan, progress: &'a Progress, timetable: &'a Timetable, price: f64) -> Self {
        let prices = timetable.indices.series(homes.price_index);
        Self { homes, price: homes.price * price, progress, prices }
    }

    /// The months in which homes are sold.
    pub(crate) fn months(&self) -> impl Iterator<Item = MonthOfSales> + 'a {
        let Self { price, progress, prices, .. } = *self;
        let mut before = 0;
        progress.months().filter_map(move |(month, count)| {
            let homes = count.sold - std::mem::replace(&mut before, count.sold);
            let receipt = Pence::from_pounds(f64::from(homes) * price * prices[month]);
            (homes > 0).then_some(MonthOfSales { month, homes, receipt })
        })
    }

    /// `rnd(% x receipt) + rnd(new sales x pounds x price index)`, where selling the row costs money (method 2.4).
    pub(crate) fn costs(&self, costs: &CostPlan, month: usize, receipt: Pence, new_sales: u32) -> Pence {
        if !self.homes.has_sales_costs {
            return Pence::ZERO;
        }
        let of_homes = f64::from(new_sales) * costs.sales_cost_per_home * self.prices[month];
        receipt.times(costs.sales_cost) + Pence::from_pounds(of_homes)
    }

    /// A receipt at the close of a month, and the costs of sale with it.
    fn post(&self, costs: &CostPlan, month: usize, receipt: Pence, new_sales: u32, postings: &mut Postings) {
        postings.post(line_of(self.homes), month + 1, receipt);
        postings.post(Line::SalesCosts, month + 1, self.costs(costs, month, receipt, new_sales));
    }

    /// The sale of a share of each home.
    pub(crate) fn of_share(self, share: f64) -> Self {
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
    for sold in sale.months() {
        sale.post(costs, sold.month, sold.receipt, sold.homes, postings);
    }
}

/// The sales of one row of homes in one month.
pub(crate) struct MonthOfSales {
    pub(crate) month: usize,
    pub(crate) homes: u32,
    /// `rnd(new sales x price x I(m))`.
    pub(crate) receipt: Pence,
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
