//! Homes bring in money when they are sold or handed over; sales cost money (method 2.6).

use crate::deal::{IndexName, Tenure};
use crate::plan::{HomesPlan, PhasePlan, Plan};
use crate::postings::{Line, Postings};
use crate::stages::homes::Progress;
use crate::stages::indices::Indices;
use crate::units::Pence;

/// Posts every receipt of the plan and the costs of sale.
pub(crate) fn post_receipts(plan: &Plan, indices: &Indices, postings: &mut Postings) {
    let prices = indices.series(IndexName::HousePrice);
    for phase in &plan.phases {
        for homes in &phase.homes {
            match homes.stages {
                Some(stages) => post_stages(plan, phase, homes, stages, prices, postings),
                None => post_sales(plan, phase, homes, prices, postings),
            }
        }
    }
}

fn line_of(tenure: Tenure) -> Line {
    match tenure {
        Tenure::MarketSale => Line::MarketSales,
        Tenure::DiscountMarketSale => Line::DiscountSales,
        Tenure::SocialRent | Tenure::AffordableRent | Tenure::SharedOwnership => Line::Transfers,
    }
}

/// `rnd(new sales x price x I(m))` at the close of the month of sale, and the costs of sale with it.
fn post_sales(plan: &Plan, phase: &PhasePlan, homes: &HomesPlan, prices: &[f64], postings: &mut Postings) {
    let progress = Progress::of(phase, homes);
    let has_costs = homes.tenure.is_sold_to_households();
    let mut before = 0;
    for (month, index) in prices.iter().enumerate().take(plan.months).skip(phase.first_completion) {
        let sold = progress.sold(month);
        let new_sales = f64::from(sold - before);
        before = sold;
        if new_sales > 0.0 {
            let receipt = Pence::from_pounds(new_sales * homes.price * index);
            postings.post(line_of(homes.tenure), month + 1, receipt);
            if has_costs {
                let per_home = Pence::from_pounds(new_sales * plan.costs.sales_cost_per_home * index);
                postings.post(Line::SalesCosts, month + 1, receipt.times(plan.costs.sales_cost) + per_home);
            }
        }
        if sold == homes.count {
            break;
        }
    }
}

/// A transfer paid in stages: the contract sum is fixed at the start of building; a part is paid for the land, a part by
/// build progress, the rest as homes are finished.
fn post_stages(
    plan: &Plan,
    phase: &PhasePlan,
    homes: &HomesPlan,
    (land, build, golden_brick): (f64, f64, usize),
    prices: &[f64],
    postings: &mut Postings,
) {
    let line = line_of(homes.tenure);
    let contract = Pence::from_pounds(f64::from(homes.count) * homes.price * prices[phase.start]);
    let (for_land, for_build) = (contract.times(land), contract.times(build));
    postings.post(line, phase.start + golden_brick + 1, for_land);
    let rest = contract - for_land - for_build;
    let progress = Progress::of(phase, homes);
    let (mut build_before, mut rest_before) = (Pence::ZERO, Pence::ZERO);
    for month in phase.start..plan.months.min(phase.start + phase.months) {
        let build_so_far = for_build.times(phase.curve[month - phase.start + 1]);
        let handed_over = f64::from(progress.ready(month)) / f64::from(homes.count);
        let rest_so_far = rest.times(handed_over);
        postings.post(line, month + 1, build_so_far - build_before + (rest_so_far - rest_before));
        (build_before, rest_before) = (build_so_far, rest_so_far);
    }
}
