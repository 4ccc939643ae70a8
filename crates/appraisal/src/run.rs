//! One run: the stages in order with the output of each, without measures.

use crate::ledger::{Entry, Log};
use crate::measures::discounting::{factors_by_month, real_present_value};
use crate::plan::Plan;
use crate::postings::Postings;
use crate::stages::cash::{Balances, CashBook, CashInputs, Operations};
use crate::stages::costs::post_costs;
use crate::stages::land::LandDates;
use crate::stages::receipts::post_receipts;
use crate::stages::scheduled_loans::ScheduledLoans;
use crate::stages::timetable::Timetable;
use crate::stress::Stress;
use crate::units::Pence;

/// The output of each stage. A run that is filled again reuses its buffers.
#[derive(Default)]
pub(crate) struct Run {
    pub(crate) timetable: Timetable,
    pub(crate) loans: ScheduledLoans,
    pub(crate) postings: Postings,
    pub(crate) operations: Operations,
    pub(crate) land: LandDates,
    balances: Balances,
    pub(crate) cash: CashBook,
}

impl Run {
    /// Runs a plan once under changed conditions.
    pub(crate) fn of(plan: &Plan, stress: &Stress) -> Self {
        Self::of_moved(&plan.under(stress), stress)
    }

    /// Runs a plan that already has the changed conditions.
    pub(crate) fn of_moved(plan: &Plan, stress: &Stress) -> Self {
        let mut run = Self::default();
        run.fill_dates(plan);
        run.fill_flows(plan, stress);
        run
    }

    /// Runs a plan with a ledger, and returns its entries too.
    pub(crate) fn logged(plan: &Plan) -> (Self, Vec<Entry>) {
        let mut run = Self::default();
        run.postings.log = Log::on();
        run.fill_dates(plan);
        run.fill_flows(plan, &Stress::NONE);
        let entries = std::mem::take(&mut run.balances.log).entries();
        (run, entries)
    }

    /// Runs the stages that depend only on dates and terms, on a plan that already has the changed conditions.
    pub(crate) fn fill_dates(&mut self, plan: &Plan) {
        self.timetable.fill(plan);
        self.loans.fill(plan);
    }

    /// Runs the stages that also depend on prices and costs.
    pub(crate) fn fill_flows(&mut self, plan: &Plan, stress: &Stress) {
        self.postings.clear(plan.months);
        post_costs(plan, &self.timetable, stress.cost, &mut self.postings);
        post_receipts(plan, &self.timetable, stress.price, &mut self.postings);
        self.operations.fill(plan, &self.postings);
        self.land.fill(plan, &self.timetable, stress.price);
        self.balances.log = std::mem::take(&mut self.postings.log);
        let Self { operations, land, loans, balances, cash, .. } = self;
        balances.run(&CashInputs { plan, operations, land, loans, realised: Pence::ZERO }, cash);
    }

    /// Real present value of the operating flows at Green Book rates, in pence: each flow over P(k), times its discount
    /// factor (method 2.3, 2.13).
    pub(crate) fn real_value(&self, plan: &Plan) -> Pence {
        let price_levels = self.timetable.indices.price_levels();
        real_present_value(&self.operations.net, price_levels, factors_by_month(plan.discount_rates))
    }
}

/// One plan, run repeatedly under different conditions in the same buffers.
pub(crate) struct Reruns {
    plan: Plan,
    /// The plan under the conditions of the last run.
    moved: Plan,
    /// Those conditions, except prices and costs.
    dates: Option<Stress>,
    run: Run,
}

impl Reruns {
    pub(crate) fn of(plan: &Plan) -> Self {
        Self { plan: plan.clone(), moved: plan.clone(), dates: None, run: Run::default() }
    }

    /// Reserves buffers for the longest model period that conditions can cause, so that no later run allocates.
    pub(crate) fn reserve(&mut self) {
        for flat_prices in [true, false] {
            let longest = self.plan.longest(flat_prices);
            self.run.fill_dates(&longest);
            self.run.fill_flows(&longest, &Stress::NONE);
        }
        self.dates = None;
    }

    /// Runs the plan under changed conditions. Dates are recalculated only if they differ from those of the last run.
    pub(crate) fn run(&mut self, stress: &Stress) {
        let dates = Stress { price: 1.0, cost: 1.0, ..*stress };
        if self.dates != Some(dates) {
            self.moved.move_from(&self.plan, stress);
            self.run.fill_dates(&self.moved);
            self.dates = Some(dates);
        }
        self.run.fill_flows(&self.moved, stress);
    }

    /// The last run, and the plan under its conditions.
    pub(crate) fn last(&self) -> (&Plan, &Run) {
        (&self.moved, &self.run)
    }
}
