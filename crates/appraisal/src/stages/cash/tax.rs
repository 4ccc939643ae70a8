//! Corporation tax of a venture that is a company (method 2.10). A partnership pays none: its partners are taxed.

use super::{Balances, Payable, Payee};
use crate::ledger::{Movement, Row};
use crate::plan::Plan;
use crate::units::Pence;

/// Months from the end of a tax year to its payment date.
const MONTHS_TO_PAY: usize = 9;
/// Months of a tax year, counted from the start of the deal.
const YEAR: usize = 12;

/// The tax charged, the part of it that has fallen due, and the charge awaiting payment: never more than one, since a
/// year is longer than the wait.
#[derive(Clone, Copy, Default)]
pub(super) struct TaxAccount {
    charged: Pence,
    fallen_due: Pence,
    waiting: Option<(usize, Pence)>,
}

impl Balances {
    /// At the end of each year, and of the deal: `rate x max(0, profit to date) - tax charged before`, on profit after
    /// interest and before tax. If profit falls tax is not repaid: tax already charged counts towards later years.
    pub(super) fn charge_tax(&mut self, plan: &Plan, k: usize) {
        let is_year_end = k > 0 && (k.is_multiple_of(YEAR) || k == plan.months);
        if !is_year_end {
            return;
        }
        let charge = (self.tax_on_profit(plan) - self.tax.charged).or_zero();
        if charge == Pence::ZERO {
            return;
        }
        self.tax.charged += charge;
        let day = (k + MONTHS_TO_PAY).min(plan.months);
        if day == k {
            // The last year ends with the deal: its tax is paid before the partners.
            self.fall_due(charge);
            self.payables.push(Payable { balance: charge, to: Payee::Outside, row: Some(Row::Tax) });
        } else {
            self.tax.waiting = Some((day, charge));
        }
    }

    /// Tax on the profit to date that has not fallen due: held back when partners are paid, so that none has to pay in
    /// again for tax on that profit.
    pub(super) fn tax_to_come(&self, plan: &Plan) -> Pence {
        self.tax_on_profit(plan).max(self.tax.charged) - self.tax.fallen_due
    }

    /// `rate x max(0, profit to date)`, on profit before tax.
    fn tax_on_profit(&self, plan: &Plan) -> Pence {
        (self.profit_to_date + self.tax.fallen_due).or_zero().times(plan.costs.corporation_tax)
    }

    /// Pays a charge on its payment date, as a cost.
    pub(super) fn pay_tax(&mut self, k: usize) {
        let Some((_, sum)) = self.tax.waiting.take_if(|(day, _)| *day == k) else { return };
        self.fall_due(sum);
        self.cash -= sum;
        self.flows.tax_paid += sum;
        self.log.moved(Movement::TaxPaid, -sum, None, None);
    }

    fn fall_due(&mut self, sum: Pence) {
        self.tax.fallen_due += sum;
        self.flows.payables_due += sum;
        self.flows.tax_due += sum;
        self.profit_to_date -= sum;
        self.log.moved(Movement::TaxDue, sum, None, None);
    }
}
