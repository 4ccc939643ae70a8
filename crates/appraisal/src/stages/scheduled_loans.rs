//! Scheduled loans, drawn on a date and serviced every half-year, such as those of the Public Works Loan Board (PWLB): all of
//! their flows are known before anything is funded (method 1.8, 2.7).

use crate::buffers::clear;
use crate::plan::{Plan, ScheduledLoanPlan};
use crate::units::Pence;
use deal::LoanShape;

/// Months of a half-year.
const HALF_YEAR: usize = 6;

/// The flows of all scheduled loans, at time points 0 to N.
#[derive(Clone, Debug, Default)]
pub(crate) struct ScheduledLoans {
    /// Drawn.
    pub(crate) drawn: Vec<Pence>,
    /// Interest paid.
    pub(crate) interest: Vec<Pence>,
    /// Principal paid by schedule; the balance at the end is repaid at par from cash.
    pub(crate) principal: Vec<Pence>,
}

impl ScheduledLoans {
    /// Calculates every loan of the plan. A deal without scheduled loans has empty series.
    pub(crate) fn of(plan: &Plan) -> Self {
        let mut loans = Self::default();
        loans.fill(plan);
        loans
    }

    /// Refills the flows, reusing the buffers.
    pub(crate) fn fill(&mut self, plan: &Plan) {
        let loans = &plan.funding.scheduled_loans;
        let time_points = if loans.is_empty() { 0 } else { plan.months + 1 };
        for series in [&mut self.drawn, &mut self.interest, &mut self.principal] {
            clear(series, time_points);
        }
        for loan in loans {
            self.add(loan, plan.months);
        }
    }

    /// One loan alone.
    pub(crate) fn alone(loan: &ScheduledLoanPlan, end: usize) -> Self {
        let series = || vec![Pence::ZERO; end + 1];
        let mut alone = Self { drawn: series(), interest: series(), principal: series() };
        alone.add(loan, end);
        alone
    }

    fn add(&mut self, loan: &ScheduledLoanPlan, end: usize) {
        self.drawn[loan.k] += loan.amount;
        let payments = 2 * loan.years;
        let level = instalment(loan.amount, loan.rate, payments);
        let mut owed = loan.amount;
        for number in 1..=payments {
            let k = loan.k + HALF_YEAR * number;
            if k > end {
                // A part half-year at the end of the deal.
                let months = end - (k - HALF_YEAR);
                self.interest[end] += owed.times(loan.rate / 2.0 * months as f64 / HALF_YEAR as f64);
                return;
            }
            let interest = owed.times(loan.rate / 2.0);
            let so_far = |number: usize| loan.amount.times(number as f64 / payments as f64);
            let principal = match loan.shape {
                _ if number == payments => owed,
                LoanShape::Maturity => Pence::ZERO,
                LoanShape::EqualPrincipal => so_far(number) - so_far(number - 1),
                LoanShape::Annuity => (level - interest).min(owed),
            };
            self.interest[k] += interest;
            self.principal[k] += principal;
            owed -= principal;
        }
    }
}

/// The balance of one loan before each interest payment: time point, months since the last payment, amount.
pub(crate) fn owed(loan: &ScheduledLoanPlan, end: usize) -> Vec<(usize, usize, Pence)> {
    let alone = ScheduledLoans::alone(loan, end);
    let (mut balance, mut last) = (loan.amount, loan.k);
    let mut periods = Vec::new();
    while last < end && balance.is_positive() {
        let k = (last + HALF_YEAR).min(end);
        periods.push((k, k - last, balance));
        balance -= alone.principal[k];
        last = k;
    }
    periods
}

/// The level half-yearly payment of an annuity: `rnd(A i / (1 - (1 + i)^-n))`, i half the yearly rate.
#[must_use]
pub(crate) fn instalment(amount: Pence, rate: f64, payments: usize) -> Pence {
    let half = rate / 2.0;
    if half == 0.0 {
        return amount.times(1.0 / payments as f64);
    }
    amount.times(half / (1.0 - libm::pow(1.0 + half, -(payments as f64))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loan(shape: LoanShape, years: usize) -> ScheduledLoanPlan {
        ScheduledLoanPlan { k: 0, amount: Pence(100_000_000), rate: 0.05, years, shape }
    }

    #[test]
    fn serves_as_published() {
        assert_eq!(instalment(Pence(100_000_000), 0.05, 50), Pence(3_525_806));
        let equal = ScheduledLoans::alone(&loan(LoanShape::EqualPrincipal, 25), 360);
        assert_eq!((equal.interest[6], equal.interest[12]), (Pence(2_500_000), Pence(2_450_000)));
        assert_eq!((equal.principal[6], equal.principal[12]), (Pence(2_000_000), Pence(2_000_000)));
    }

    #[test]
    fn repays_the_whole_by_its_last_payment() {
        for shape in [LoanShape::Maturity, LoanShape::EqualPrincipal, LoanShape::Annuity] {
            let all = ScheduledLoans::alone(&loan(shape, 7), 120);
            assert_eq!(all.principal.iter().sum::<Pence>(), Pence(100_000_000), "{shape:?}");
            assert_eq!(all.principal[85..].iter().sum::<Pence>(), Pence::ZERO, "{shape:?}");
        }
    }

    #[test]
    fn pays_interest_for_a_broken_half_year_at_the_end() {
        let all = ScheduledLoans::alone(&loan(LoanShape::Maturity, 25), 10);
        assert_eq!((all.interest[6], all.interest[10]), (Pence(2_500_000), Pence(1_666_667)));
    }
}
