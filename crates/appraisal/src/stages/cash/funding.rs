//! Step 5: grant first, then partners and facilities in the agreed order, then guarantees. What cannot be funded is the
//! shortfall: it is due again next month, and the run continues to show its size.

use super::{Balances, CashInputs};
use crate::check::MOST_CONTRIBUTIONS;
use crate::ledger::{Movement, Row};
use crate::plan::Plan;
use crate::units::{Pence, split};
use deal::FundingOrder;

impl Balances {
    pub(super) fn fund(&mut self, inputs: &CashInputs<'_>, k: usize) {
        self.cash -= self.shortfall;
        let mut need = (inputs.minimum_cash(k) - self.cash).or_zero();
        if need.is_positive() {
            self.cash += need;
            need = self.draw_grant(inputs.plan, k, need);
            need = self.fund_in_order(inputs, k, need);
            need = self.call_guarantees(inputs.plan, need);
        }
        self.shortfall = need;
    }

    fn fund_in_order(&mut self, inputs: &CashInputs<'_>, k: usize, need: Pence) -> Pence {
        let plan = inputs.plan;
        match plan.funding.order {
            FundingOrder::EquityFirst => {
                let left = self.call_partners(plan, k, need);
                self.draw_facilities(inputs, k, left)
            }
            FundingOrder::DebtFirst => {
                let left = self.draw_facilities(inputs, k, need);
                self.call_partners(plan, k, left)
            }
            FundingOrder::ProRata { facility_share_percent } => {
                let of_facilities = need.times(facility_share_percent / 100.0);
                let drawn = of_facilities - self.draw_facilities(inputs, k, of_facilities);
                let left = self.call_partners(plan, k, need - drawn);
                self.draw_facilities(inputs, k, left)
            }
            FundingOrder::Matched { ratio, .. } => {
                // Before any land is credited a call is an advance, which counts later.
                let is_advance = self.land_credited == Pence::ZERO;
                let of_partners = if is_advance { need } else { need.min(self.match_headroom(ratio)) };
                let missing = self.call_partners(plan, k, of_partners);
                self.draw_facilities(inputs, k, need - of_partners + missing)
            }
        }
    }

    /// `rnd(ratio x land credited to date) - cash called to date`, never below zero.
    pub(super) fn match_headroom(&self, ratio: f64) -> Pence {
        (self.land_credited.times(ratio) - self.cash_called).or_zero()
    }

    fn draw_grant(&mut self, plan: &Plan, k: usize, mut need: Pence) -> Pence {
        let open = plan.grants.iter().zip(&mut self.grants_left).enumerate().filter(|(_, (grant, _))| grant.from <= k);
        for (place, (grant, left)) in open {
            let drawn = need.min(*left);
            *left -= drawn;
            need -= drawn;
            self.flows.grant += drawn;
            self.log.moved(Movement::Grant, drawn, grant.partner, Some(Row::Grant(place)));
            self.profit_to_date += drawn;
        }
        need
    }

    /// Calls partners in proportion to their remaining commitments, and returns the need still unmet.
    pub(super) fn call_partners(&mut self, plan: &Plan, k: usize, need: Pence) -> Pence {
        let open = |(index, left): (usize, &Pence)| if plan.cash[index].from <= k { *left } else { Pence::ZERO };
        let count = self.uncalled.len();
        let mut available = [Pence::ZERO; MOST_CONTRIBUTIONS];
        for (available, row) in available.iter_mut().zip(self.uncalled.iter().enumerate()) {
            *available = open(row);
        }
        let call = need.min(available[..count].iter().sum());
        if !call.is_positive() {
            return need;
        }
        let mut parts = [Pence::ZERO; MOST_CONTRIBUTIONS];
        split(call, &available[..count], &mut parts);
        for (index, part) in parts[..count].iter().enumerate() {
            self.uncalled[index] -= *part;
            self.pay_in(plan, index, *part);
        }
        need - call
    }

    /// In list order: cash that is not repaid and counts neither as capital nor in hurdles.
    fn call_guarantees(&mut self, plan: &Plan, mut need: Pence) -> Pence {
        let guarantees = plan.funding.guarantees.iter().zip(&mut self.guarantees_left);
        for (place, ((partner, _), left)) in guarantees.enumerate() {
            let paid = need.min(*left);
            *left -= paid;
            need -= paid;
            self.partner_flows[*partner].guarantees_in += paid;
            self.log.moved(Movement::GuaranteeCalled, paid, Some(*partner), Some(Row::Guarantee(place)));
        }
        need
    }
}
