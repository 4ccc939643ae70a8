//! Steps 1, 4, 5 and 6 for loans: accrual, debt service, draws within their limits, and the sweep.

use super::{Balances, CashInputs};
use crate::ledger::{Movement, Row};
use crate::plan::{FacilityPlan, Plan};
use crate::units::Pence;
use deal::InterestBasis;

impl Balances {
    /// Step 1: interest, and the non-utilisation fee.
    pub(super) fn accrue_facilities(&mut self, plan: &Plan, k: usize) {
        let facilities = &plan.funding.facilities;
        let drawn = self.facilities.iter_mut().zip(facilities).enumerate().filter(|(_, (loan, _))| loan.is_drawn);
        for (rank, (loan, facility)) in drawn {
            let row = Some(Row::Facility(rank));
            loan.accrued = interest(facility, plan, k - 1, loan.owed);
            self.log.moved(Movement::FacilityInterestAccrued, loan.accrued, None, row);
            if facility.monthly_non_utilisation > 0.0 && k <= facility.available_to.unwrap_or_else(|| plan.last_build())
            {
                let fee = (facility.limit - loan.owed).or_zero().times(facility.monthly_non_utilisation);
                loan.accrued += fee;
                self.log.moved(Movement::NonUtilisationAccrued, fee, None, row);
            }
            self.cost_to_date += loan.accrued;
            self.profit_to_date -= loan.accrued;
            self.flows.interest_and_fees += loan.accrued;
        }
    }

    /// Step 4: scheduled loans are serviced; interest and fees of facilities are added to the loan within its limit, or
    /// paid.
    pub(super) fn serve_debt(&mut self, inputs: &CashInputs<'_>, k: usize) {
        if let Some(interest) = inputs.loans.interest.get(k) {
            let principal = inputs.loans.principal[k];
            self.cash -= *interest + principal;
            self.scheduled_debt -= principal;
            self.flows.scheduled_interest += *interest;
            self.flows.interest_and_fees += *interest;
            self.flows.repaid += principal;
            self.log.moved(Movement::ScheduledInterestPaid, -*interest, None, None);
            self.log.moved(Movement::ScheduledLoanRepaid, -principal, None, None);
            self.cost_to_date += *interest;
            self.profit_to_date -= *interest;
        }
        let facilities = &inputs.plan.funding.facilities;
        let due = self.facilities.iter_mut().zip(facilities).enumerate();
        for (rank, (loan, facility)) in due.filter(|(_, (loan, _))| loan.accrued.is_positive()) {
            let headroom = (facility.limit - if facility.revolving { loan.owed } else { loan.ever_drawn }).or_zero();
            let is_rolled = facility.rolled_to.is_none_or(|last| k <= last);
            let rolled = if is_rolled { loan.accrued.min(headroom) } else { Pence::ZERO };
            loan.owed += rolled;
            loan.ever_drawn += rolled;
            self.flows.drawn += rolled;
            self.cash -= loan.accrued - rolled;
            self.log.moved(Movement::FacilityInterestRolled, rolled, None, Some(Row::Facility(rank)));
            self.log.moved(Movement::FacilityInterestPaid, rolled - loan.accrued, None, Some(Row::Facility(rank)));
            loan.accrued = Pence::ZERO;
        }
    }

    /// Draws facilities by rank, and returns the need still unmet.
    pub(super) fn draw_facilities(&mut self, inputs: &CashInputs<'_>, k: usize, mut need: Pence) -> Pence {
        for rank in 0..self.facilities.len() {
            let facility = &inputs.plan.funding.facilities[rank];
            if !need.is_positive() || facility.available_to.is_some_and(|last| k > last) {
                continue;
            }
            let fee = if self.facilities[rank].is_drawn { Pence::ZERO } else { facility.arrangement_fee };
            let draw = need.min(self.headroom(inputs, rank, fee));
            if !draw.is_positive() {
                continue;
            }
            let loan = &mut self.facilities[rank];
            loan.is_drawn = true;
            loan.owed += draw;
            loan.ever_drawn += draw;
            self.flows.drawn += draw;
            self.log.moved(Movement::FacilityDrawn, draw, None, Some(Row::Facility(rank)));
            self.charge_fee(rank, Movement::ArrangementFee, fee);
            need -= draw;
        }
        need
    }

    /// Adds a fee to the loan.
    fn charge_fee(&mut self, rank: usize, movement: Movement, fee: Pence) {
        let loan = &mut self.facilities[rank];
        loan.owed += fee;
        loan.ever_drawn += fee;
        self.cost_to_date += fee;
        self.profit_to_date -= fee;
        self.flows.interest_and_fees += fee;
        self.flows.loan_fees += fee;
        self.log.moved(movement, fee, None, Some(Row::Facility(rank)));
        self.flows.drawn += fee;
    }

    /// The amount that can still be drawn once `fee` is added: the lowest of the money limit, loan to cost (LTC) and
    /// loan to value (LTV).
    fn headroom(&self, inputs: &CashInputs<'_>, rank: usize, fee: Pence) -> Pence {
        let facility = &inputs.plan.funding.facilities[rank];
        let loan = &self.facilities[rank];
        let used = if facility.revolving { loan.owed } else { loan.ever_drawn };
        let with_ranks_above = self.facilities[..=rank].iter().map(|loan| loan.owed).sum::<Pence>() + fee;
        let mut headroom = facility.limit - used - fee;
        if let Some(share) = facility.loan_to_cost {
            headroom = headroom.min((self.cost_to_date + fee).times(share) - with_ranks_above);
        }
        if let Some(share) = facility.loan_to_value {
            headroom = headroom.min(inputs.operations.development_value.times(share) - with_ranks_above);
        }
        headroom.or_zero()
    }

    /// Step 6: free cash repays facilities by rank before any payment to partners; at the end it then repays scheduled
    /// loans at par.
    pub(super) fn sweep(&mut self, inputs: &CashInputs<'_>, k: usize) {
        let is_end = inputs.is_end(k);
        let share = if is_end { 1.0 } else { inputs.plan.funding.sweep };
        let free = (self.cash - inputs.minimum_cash(k)).or_zero();
        if self.owes_facilities() && free.is_positive() {
            self.sweep_facilities(inputs.plan, free.times(share));
        }
        if is_end && self.scheduled_debt.is_positive() {
            let repaid = self.cash.or_zero().min(self.scheduled_debt);
            self.scheduled_debt -= repaid;
            self.cash -= repaid;
            self.flows.repaid += repaid;
            self.log.moved(Movement::ScheduledLoanRepaid, -repaid, None, Some(Row::BalanceAtEnd));
        }
    }

    fn sweep_facilities(&mut self, plan: &Plan, mut free: Pence) {
        for (rank, facility) in plan.funding.facilities.iter().enumerate() {
            if !self.facilities[rank].owed.is_positive() || !free.is_positive() {
                continue;
            }
            let would_clear = free >= self.facilities[rank].owed;
            if would_clear && !self.facilities[rank].exit_fee_charged && facility.exit_fee.is_positive() {
                self.facilities[rank].exit_fee_charged = true;
                self.charge_fee(rank, Movement::ExitFee, facility.exit_fee);
            }
            let loan = &mut self.facilities[rank];
            let repaid = free.min(loan.owed);
            loan.owed -= repaid;
            free -= repaid;
            self.cash -= repaid;
            self.flows.repaid += repaid;
            self.log.moved(Movement::FacilityRepaid, -repaid, None, Some(Row::Facility(rank)));
        }
    }
}

fn interest(facility: &FacilityPlan, plan: &Plan, month: usize, owed: Pence) -> Pence {
    if !owed.is_positive() {
        return Pence::ZERO;
    }
    match facility.interest {
        InterestBasis::Twelfths => owed.times(facility.monthly_rate),
        InterestBasis::Actual365 => owed.times(facility.rate * plan.start.plus(month as i32).days() as f64 / 365.0),
    }
}
