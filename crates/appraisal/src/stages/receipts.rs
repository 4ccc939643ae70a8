//! Receipts from homes sold, transferred or retained, and sales costs (method 2.6).

use crate::ledger::Row;
use crate::plan::{CostPlan, HomesPlan, PhasePlan, Plan};
use crate::postings::{Line, Postings};
use crate::stages::homes::Progress;
use crate::stages::retained::{post_letting, post_shared_ownership, post_space};
use crate::stages::timetable::Timetable;
use crate::units::Pence;
use deal::Tenure;

/// Posts every receipt of the plan, with sales and letting costs, and every price of a home multiplied by `price`.
/// Rents, and sales at a yield on them, do not depend on prices.
pub(crate) fn post_receipts(plan: &Plan, timetable: &Timetable, price: f64, postings: &mut Postings) {
    for (place, (phase, progress)) in plan.phases.iter().zip(&timetable.progress).enumerate() {
        for (row, (homes, progress)) in phase.homes.iter().zip(progress).enumerate() {
            postings.log.turn_to(Some(place), Some(Row::Homes(row)));
            let sale = Sale::of(homes, progress, timetable, price);
            if let Some(letting) = &homes.letting {
                post_letting(plan, phase, &timetable.indices, (letting, progress), postings);
            } else if let Some(terms) = &homes.shared_ownership {
                post_sales(&plan.costs, &sale.of_share(terms.first_share), postings);
                post_shared_ownership(plan, phase, &timetable.indices, (terms, &sale), postings);
            } else if homes.stages.is_some() {
                post_stages(plan, phase, (&sale, row), postings);
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

/// The sales of one row of homes.
#[derive(Clone, Copy)]
pub(crate) struct Sale<'a> {
    pub(crate) homes: &'a HomesPlan,
    /// Price of one home in pounds at base prices.
    pub(crate) price: f64,
    pub(crate) progress: &'a Progress,
    /// The price index by month.
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

    /// `rnd(% x receipt) + rnd(new sales x pounds x price index)`, if selling the row has costs (method 2.4).
    pub(crate) fn costs(&self, costs: &CostPlan, month: usize, receipt: Pence, new_sales: u32) -> Pence {
        if !self.homes.has_sales_costs {
            return Pence::ZERO;
        }
        let of_homes = f64::from(new_sales) * costs.sales_cost_per_home * self.prices[month];
        receipt.times(costs.sales_cost) + Pence::from_pounds(of_homes)
    }

    /// Every receipt of the row as it is paid: in stages if the transfer is staged, otherwise by month as homes sell.
    pub(crate) fn receipts(&self, phase: &'a PhasePlan, months: usize) -> impl Iterator<Item = MonthOfSales> + 'a {
        let staged = self.homes.stages.map(|stages| self.stages(phase, months, stages));
        let whole = self.homes.stages.is_none().then(|| self.months());
        staged.into_iter().flatten().chain(whole.into_iter().flatten())
    }

    /// The stage payments of a transfer. The contract sum is fixed at the start of construction; one part is paid for
    /// the land, one by construction progress, the rest as homes are finished (method 2.6).
    fn stages(
        &self,
        phase: &'a PhasePlan,
        months: usize,
        (land, build, golden_brick): (f64, f64, usize),
    ) -> impl Iterator<Item = MonthOfSales> + 'a {
        let (count, progress) = (f64::from(self.homes.count), self.progress);
        let contract = Pence::from_pounds(count * self.price * self.prices[phase.start]);
        let (for_land, for_build) = (contract.times(land), contract.times(build));
        let rest = contract - for_land - for_build;
        let (mut paid_before, mut ready_before) = (Pence::ZERO, 0);
        let by_progress = move |month: usize| {
            let ready = progress.at(month).ready;
            let paid = for_build.times(phase.curve[month - phase.start + 1]) + rest.times(f64::from(ready) / count);
            MonthOfSales {
                month,
                homes: ready - std::mem::replace(&mut ready_before, ready),
                receipt: paid - std::mem::replace(&mut paid_before, paid),
            }
        };
        let for_land = MonthOfSales { month: phase.start + golden_brick, homes: 0, receipt: for_land };
        let building = phase.start..months.min(phase.start + phase.months);
        std::iter::once(for_land).chain(building.map(by_progress))
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
        let at_base = || Some((Pence::from_pounds(f64::from(sold.homes) * sale.price), sale.prices[sold.month]));
        postings.post_of(line_of(sale.homes), sold.month + 1, sold.receipt, at_base);
        let costs = sale.costs(costs, sold.month, sold.receipt, sold.homes);
        postings.post(Line::SalesCosts, sold.month + 1, costs);
    }
}

/// The receipts of one row of homes in one month.
pub(crate) struct MonthOfSales {
    pub(crate) month: usize,
    /// Homes sold or transferred.
    pub(crate) homes: u32,
    /// `rnd(new sales x price x I(m))`, or the stage payments of the month.
    pub(crate) receipt: Pence,
}

/// Posts each stage payment of a transfer, with sales costs on it.
fn post_stages(plan: &Plan, phase: &PhasePlan, (sale, row): (&Sale, usize), postings: &mut Postings) {
    for (stage, paid) in sale.receipts(phase, plan.months).enumerate() {
        // The first is the payment for land.
        postings.log.turn_to_row(if stage == 0 { Row::HomesLand(row) } else { Row::Homes(row) });
        postings.post(line_of(sale.homes), paid.month + 1, paid.receipt);
        let costs = sale.costs(&plan.costs, paid.month, paid.receipt, paid.homes);
        postings.post(Line::SalesCosts, paid.month + 1, costs);
    }
}
