//! Homes bring in money when they are sold or handed over, and while they are kept; sales cost money (method 2.6).

use crate::ledger::Row;
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
    for (place, (phase, progress)) in plan.phases.iter().zip(&timetable.progress).enumerate() {
        for (row, (homes, progress)) in phase.homes.iter().zip(progress).enumerate() {
            postings.log.turn_to(Some(place), Some(Row::Homes(row)));
            let sale = Sale::of(homes, progress, timetable, price);
            if let Some(letting) = &homes.letting {
                post_letting(plan, phase, &timetable.indices, (letting, progress), postings);
            } else if let Some(kept) = &homes.shared_ownership {
                post_sales(&plan.costs, &sale.of_share(kept.first_share), postings);
                post_shared_ownership(plan, phase, &timetable.indices, (kept, &sale), postings);
            } else if let Some(stages) = homes.stages {
                post_stages(phase, &sale, stages, plan.months, postings);
            } else {
                post_sales(&plan.costs, &sale, postings);
            }
        }
        for (row, space) in phase.commercial.iter().enumerate() {
            postings.log.turn_to(Some(place), Some(Row::Space(row)));
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

/// `rnd(new sales x price x I(m))` at the close of the month of sale, and the costs of sale with it.
fn post_sales(costs: &CostPlan, sale: &Sale, postings: &mut Postings) {
    let line = line_of(sale.homes);
    for sold in sale.months(costs) {
        let at_base = || Some((Pence::from_pounds(f64::from(sold.homes) * sale.price), sale.prices[sold.month]));
        postings.post_of(line, sold.month + 1, sold.receipt, at_base);
        postings.post(Line::SalesCosts, sold.month + 1, sold.costs);
    }
}

/// The sales of one row of homes in one month: posted at its close.
pub(crate) struct MonthOfSales {
    pub(crate) month: usize,
    pub(crate) homes: u32,
    /// `rnd(new sales x price x I(m))`.
    pub(crate) receipt: Pence,
    /// `rnd(% x receipt) + rnd(new sales x £ x I(m))`.
    pub(crate) costs: Pence,
}

impl<'a> Sale<'a> {
    /// The homes of a row at prices times `price`.
    pub(crate) fn of(homes: &'a HomesPlan, progress: &'a Progress, timetable: &'a Timetable, price: f64) -> Self {
        let prices = timetable.indices.series(homes.price_index);
        Self { homes, price: homes.price * price, progress, prices }
    }

    /// The months in which homes are sold.
    pub(crate) fn months(&self, costs: &CostPlan) -> impl Iterator<Item = MonthOfSales> + 'a {
        let Self { homes, price, progress, prices } = *self;
        let (share, a_home) = (costs.sales_cost, costs.sales_cost_per_home);
        let mut before = 0;
        progress.months().filter_map(move |(month, count)| {
            let new_sales = count.sold - std::mem::replace(&mut before, count.sold);
            (new_sales > 0).then(|| {
                let number = f64::from(new_sales);
                let receipt = Pence::from_pounds(number * price * prices[month]);
                let of_homes = Pence::from_pounds(number * a_home * prices[month]);
                let costs = if homes.has_sales_costs { receipt.times(share) + of_homes } else { Pence::ZERO };
                MonthOfSales { month, homes: new_sales, receipt, costs }
            })
        })
    }
}

/// A transfer paid in stages: the contract sum is fixed at the start of building; a part is paid for the land, a part by
/// build progress, the rest as homes are finished.
fn post_stages(
    phase: &PhasePlan,
    sale: &Sale,
    (land, build, golden_brick): (f64, f64, usize),
    months: usize,
    postings: &mut Postings,
) {
    let line = line_of(sale.homes);
    let homes = f64::from(sale.homes.count);
    let contract = Pence::from_pounds(homes * sale.price * sale.prices[phase.start]);
    let (for_land, for_build) = (contract.times(land), contract.times(build));
    postings.post(line, phase.start + golden_brick + 1, for_land);
    let rest = contract - for_land - for_build;
    let (mut build_before, mut rest_before) = (Pence::ZERO, Pence::ZERO);
    for month in phase.start..months.min(phase.start + phase.months) {
        let build_so_far = for_build.times(phase.curve[month - phase.start + 1]);
        let handed_over = f64::from(sale.progress.at(month).ready) / homes;
        let rest_so_far = rest.times(handed_over);
        postings.post(line, month + 1, build_so_far - build_before + (rest_so_far - rest_before));
        (build_before, rest_before) = (build_so_far, rest_so_far);
    }
}
