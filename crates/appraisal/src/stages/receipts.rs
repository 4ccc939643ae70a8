//! Homes bring in money when they are sold or handed over; sales cost money (method 2.6).

use crate::plan::{CostPlan, HomesPlan, PhasePlan, Plan};
use crate::postings::{Line, Postings};
use crate::stages::homes::Progress;
use crate::stages::timetable::Timetable;
use crate::units::Pence;
use deal::Tenure;

/// Posts every receipt of the plan and the costs of sale, with every price times `price`.
pub(crate) fn post_receipts(plan: &Plan, timetable: &Timetable, price: f64, postings: &mut Postings) {
    for (phase, progress) in plan.phases.iter().zip(&timetable.progress) {
        for (homes, progress) in phase.homes.iter().zip(progress) {
            if let Some(stages) = homes.stages {
                let prices = timetable.indices.series(homes.price_index);
                let sale = Sale { homes, price: homes.price * price, progress, prices };
                post_stages(phase, &sale, stages, plan.months, postings);
                continue;
            }
            for sale in sales(&plan.costs, homes, progress, timetable, price) {
                postings.post(line_of(homes.tenure), sale.month + 1, sale.receipt);
                postings.post(Line::SalesCosts, sale.month + 1, sale.costs);
            }
        }
    }
}

/// The homes of one row as they are handed over in stages.
struct Sale<'a> {
    homes: &'a HomesPlan,
    /// What one home fetches in pounds at base prices.
    price: f64,
    progress: &'a Progress,
    /// The index of prices by month.
    prices: &'a [f64],
}

fn line_of(tenure: Tenure) -> Line {
    match tenure {
        Tenure::MarketSale => Line::MarketSales,
        Tenure::DiscountMarketSale => Line::DiscountSales,
        Tenure::ServicedPlot => Line::Plots,
        _ => Line::Transfers,
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

/// The months in which homes of a row are sold, at prices times `price`.
pub(crate) fn sales<'a>(
    costs: &'a CostPlan,
    homes: &'a HomesPlan,
    progress: &'a Progress,
    timetable: &'a Timetable,
    price: f64,
) -> impl Iterator<Item = MonthOfSales> + 'a {
    let prices = timetable.indices.series(homes.price_index);
    let price = homes.price * price;
    let mut before = 0;
    progress.months().filter_map(move |(month, count)| {
        let new_sales = count.sold - std::mem::replace(&mut before, count.sold);
        (new_sales > 0).then(|| {
            let index = prices[month];
            let receipt = Pence::from_pounds(f64::from(new_sales) * price * index);
            let a_home = Pence::from_pounds(f64::from(new_sales) * costs.sales_cost_per_home * index);
            let costs = if homes.has_sales_costs { receipt.times(costs.sales_cost) + a_home } else { Pence::ZERO };
            MonthOfSales { month, homes: new_sales, receipt, costs }
        })
    })
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
    let line = line_of(sale.homes.tenure);
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
