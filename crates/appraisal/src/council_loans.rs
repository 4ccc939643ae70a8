//! The council's provision for its loans to the venture, by financial year: principal received instead of provision,
//! the expected loss, or the life of the asset (method 1.11). None of it is cash of the venture.

use crate::appraise::Appraisal;
use crate::cash_notes::cash_notes;
use crate::check::CheckedDeal;
use crate::plan::{Plan, ScheduledLoanPlan};
use crate::stages::cash::CashBook;
use crate::stages::scheduled_loans::owed;
use crate::units::{Pence, split, subtract, to_date};
use deal::calendar::{ReportingYears, YearBasis};
use deal::{Deal, LoanProvision, LoanTreatment};
use serde::Serialize;

/// One loan of the council in its own accounts, in pence (method 1.11).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProvidedLoan {
    /// The index of the row in the deal.
    pub row: usize,
    /// Total lent.
    pub lent: Pence,
    /// Total repaid.
    pub repaid: Pence,
    /// Financial years from the start of the deal to the last charge.
    pub years: Vec<YearOfLoan>,
    /// The amount neither repaid nor charged by the last year shown: still to be provided for.
    pub unprovided: Pence,
    /// The part of asset-life charges made in years that start with nothing outstanding. The life is the asset's, so
    /// charges continue after the loan is repaid (method 1.11).
    pub charged_after_repayment: Pence,
}

/// One financial year of a loan, in pence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct YearOfLoan {
    /// The calendar year in which the financial year ends, on 31 March.
    pub ending: i32,
    /// Lent in the year.
    pub lent: Pence,
    /// Principal received in the year.
    pub principal: Pence,
    /// Outstanding at the end of the year.
    pub owed: Pence,
    /// Principal set aside instead of provision.
    pub in_place_of_provision: Pence,
    /// Charged to revenue: provision, or the change in the expected loss, negative where the expected loss falls.
    pub charge: Pence,
}

/// Calculates the provision for every loan that the deal names.
#[must_use]
pub fn council_loans(checked: &CheckedDeal, appraisal: &Appraisal) -> Vec<ProvidedLoan> {
    let rows = checked.deal.public.accounts.loans.iter().enumerate();
    rows.filter_map(|(place, row)| {
        let flows = LoanFlows::of(checked, appraisal, row)?;
        Some(provided(place, row.treatment, &flows, &checked.deal))
    })
    .collect()
}

/// A loan's advances and repayments, at time points 0 to N.
struct LoanFlows {
    lent: Vec<Pence>,
    repaid: Vec<Pence>,
}

impl LoanFlows {
    fn of(checked: &CheckedDeal, appraisal: &Appraisal, row: &LoanProvision) -> Option<Self> {
        let deal = &checked.deal;
        if let Some(place) = deal.funding.scheduled_loans.iter().position(|loan| loan.id == row.loan) {
            return Some(Self::scheduled(&checked.plan, &appraisal.cash, place));
        }
        let place = deal.contributions.iter().position(|contribution| contribution.id() == row.loan)?;
        let note = checked.plan.notes.iter().position(|note| note.row == place && !note.is_land)?;
        let flows = cash_notes(&checked.plan).swap_remove(note);
        Some(Self { lent: flows.advanced, repaid: flows.principal_paid })
    }

    /// By schedule; the balance at the end is repaid in the proportion that all scheduled loans together are.
    fn scheduled(plan: &Plan, cash: &CashBook, place: usize) -> Self {
        let loans = &plan.funding.scheduled_loans;
        let mut flows = Self { lent: vec![Pence::ZERO; plan.months + 1], repaid: vec![Pence::ZERO; plan.months + 1] };
        flows.lent[loans[place].k] += loans[place].amount;
        let periods = owed(&loans[place], plan.months);
        for (number, (k, _, balance)) in periods.iter().enumerate() {
            let after = periods.get(number + 1).map_or(Pence::ZERO, |(.., next)| *next);
            // The last period ends with the remaining balance: zero after the last payment, the rest at the end of the
            // deal.
            flows.repaid[*k] += *balance - after;
        }
        let unpaid = cash.scheduled_debt.last().copied().unwrap_or_default();
        let left: Vec<Pence> = loans.iter().map(|loan| left_at_end(loan, plan.months)).collect();
        let mut parts = vec![Pence::ZERO; left.len()];
        split(unpaid, &left, &mut parts);
        flows.repaid[plan.months] -= parts[place];
        flows
    }

    /// Lent less repaid, to date.
    fn balance(&self) -> Vec<Pence> {
        let mut net = self.lent.clone();
        subtract(&mut net, &self.repaid);
        to_date(&net)
    }
}

/// What is outstanding on a scheduled loan at time points 0 to N.
pub(crate) fn balance_of_scheduled(plan: &Plan, cash: &CashBook, place: usize) -> Vec<Pence> {
    LoanFlows::scheduled(plan, cash, place).balance()
}

/// The balance of a scheduled loan when the deal ends, before its final repayment.
fn left_at_end(loan: &ScheduledLoanPlan, end: usize) -> Pence {
    let last_payment = loan.k + 12 * loan.years;
    if last_payment <= end {
        return Pence::ZERO;
    }
    owed(loan, end).last().map_or(loan.amount, |(.., balance)| *balance)
}

fn provided(place: usize, treatment: LoanTreatment, flows: &LoanFlows, deal: &Deal) -> ProvidedLoan {
    let months = flows.lent.len() - 1;
    let financial = ReportingYears::new(YearBasis::Financial, deal.start, months);
    let first = deal.start.year + i32::from(deal.start.month > 3);
    let balance = flows.balance();
    let year = |index: usize| {
        let points = financial.time_points(index, months);
        let sum = |series: &[Pence]| series[points.clone()].iter().sum::<Pence>();
        YearOfLoan {
            ending: first + index as i32,
            lent: sum(&flows.lent),
            principal: sum(&flows.repaid),
            owed: points.end.checked_sub(1).map_or(Pence::ZERO, |k| balance[k]),
            ..YearOfLoan::default()
        }
    };
    let mut years: Vec<YearOfLoan> = (0..financial.count).map(year).collect();
    match treatment {
        LoanTreatment::PrincipalReceipts => {
            years.iter_mut().for_each(|year| year.in_place_of_provision = year.principal);
        }
        LoanTreatment::ExpectedCreditLoss { percent } => expect_loss(&mut years, percent / 100.0),
        LoanTreatment::AssetLife { years: life } => over_life(&mut years, life),
    }
    let total = |of: fn(&YearOfLoan) -> Pence| years.iter().map(of).sum::<Pence>();
    let (lent, repaid) = (total(|year| year.lent), total(|year| year.principal));
    let unprovided = match treatment {
        LoanTreatment::AssetLife { .. } => lent - total(|year| year.charge),
        _ => lent - repaid - total(|year| year.charge),
    };
    let charged_after_repayment = match treatment {
        LoanTreatment::AssetLife { .. } => charged_with_nothing_owed(&years),
        _ => Pence::ZERO,
    };
    ProvidedLoan { row: place, lent, repaid, unprovided: unprovided.or_zero(), charged_after_repayment, years }
}

/// The charges of years that start with nothing outstanding.
fn charged_with_nothing_owed(years: &[YearOfLoan]) -> Pence {
    years.windows(2).filter(|pair| !pair[0].owed.is_positive()).map(|pair| pair[1].charge).sum()
}

/// `percent x outstanding at the end of the year`, less the amount already set aside.
fn expect_loss(years: &mut [YearOfLoan], percent: f64) {
    let mut set_aside = Pence::ZERO;
    for year in years {
        let wanted = year.owed.times(percent);
        year.charge = wanted - set_aside;
        set_aside = wanted;
    }
}

/// Each year's lending spread evenly over the life of the asset, from the following year.
fn over_life(years: &mut Vec<YearOfLoan>, life: u32) {
    let life = life.max(1) as usize;
    let lent: Vec<Pence> = years.iter().map(|year| year.lent).collect();
    let last_lent = lent.iter().rposition(|lent| lent.is_positive());
    let needed = last_lent.map_or(0, |last| last + 1 + life);
    while years.len() < needed {
        let last = years.last().copied().unwrap_or_default();
        years.push(YearOfLoan { ending: last.ending + 1, owed: last.owed, ..YearOfLoan::default() });
    }
    for (index, lent) in lent.into_iter().enumerate().filter(|(_, lent)| lent.is_positive()) {
        let by = |number: usize| lent.times(number as f64 / life as f64);
        for number in 1..=life {
            years[index + number].charge += by(number) - by(number - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{appraise, check, document, samples};
    use deal::{Contribution, LoanShape, PartnerKind, ScheduledLoan};

    /// GD-6 without its own loan, and one of 600,000 at 5% in equal instalments over three years, drawn at k = 0:
    /// 100,000 is repaid at k = 6, 12, 18, 24, 30 and 36. From April 2027 two payments fall in each financial year.
    fn lent(treatment: LoanTreatment) -> ProvidedLoan {
        let mut deal = document::open(samples::GD_6.document).unwrap();
        deal.funding.scheduled_loans = vec![ScheduledLoan {
            id: "council-loan".to_owned(),
            name: "Loan of the council".to_owned(),
            lender: Some(deal.partners[0].id.clone()),
            month: 0,
            amount: 600_000.0,
            rate_percent: 5.0,
            margin_percent: 0.0,
            years: 3,
            shape: LoanShape::EqualPrincipal,
        }];
        let row = LoanProvision { id: "one".to_owned(), loan: "council-loan".to_owned(), treatment };
        deal.public.accounts.loans = vec![row];
        let checked = check(&deal).unwrap();
        council_loans(&checked, &appraise(&checked)).remove(0)
    }

    fn pounds(years: &[YearOfLoan], of: fn(&YearOfLoan) -> Pence) -> Vec<i64> {
        years.iter().map(|year| of(year).0 / 100).collect()
    }

    #[test]
    fn principal_received_takes_the_place_of_provision() {
        let found = lent(LoanTreatment::PrincipalReceipts);
        assert_eq!(found.years[0].ending, 2028);
        assert_eq!(pounds(&found.years[..4], |year| year.principal), [200_000, 200_000, 200_000, 0]);
        assert_eq!(pounds(&found.years[..4], |year| year.in_place_of_provision), [200_000, 200_000, 200_000, 0]);
        assert_eq!(pounds(&found.years[..4], |year| year.owed), [400_000, 200_000, 0, 0]);
        assert!(found.years.iter().all(|year| year.charge == Pence::ZERO));
        assert_eq!((found.lent, found.repaid, found.unprovided), (Pence(60_000_000), Pence(60_000_000), Pence::ZERO));
    }

    /// 5% of the balance at each 31 March: 20,000, then 10,000, then zero: charges of 20,000, -10,000 and -10,000.
    #[test]
    fn a_service_loan_sets_aside_the_loss_that_is_expected() {
        let found = lent(LoanTreatment::ExpectedCreditLoss { percent: 5.0 });
        assert_eq!(pounds(&found.years[..4], |year| year.charge), [20_000, -10_000, -10_000, 0]);
    }

    /// 600,000 over 40 years: 15,000 a year from the following year, beyond the 30 years of the deal.
    #[test]
    fn a_commercial_loan_is_charged_over_the_life_of_its_asset() {
        let found = lent(LoanTreatment::AssetLife { years: 40 });
        assert_eq!(pounds(&found.years, |year| year.charge)[..3], [0, 15_000, 15_000]);
        assert_eq!((found.years.len(), found.years[40].charge), (41, Pence(1_500_000)));
        assert_eq!(found.years.iter().map(|year| year.charge).sum::<Pence>(), Pence(60_000_000));
        assert_eq!(found.unprovided, Pence::ZERO);
    }

    /// GD-8 leaves its note unpaid: none of P's loan of 900,000, which replaces its capital, is repaid.
    #[test]
    fn what_is_not_repaid_is_still_to_be_provided_for() {
        let mut deal = document::open(samples::GD_8.document).unwrap();
        let cash = deal.contributions.iter_mut().find(|row| matches!(row, Contribution::CashEquity { .. })).unwrap();
        *cash = Contribution::CashLoanNote {
            id: "note".to_owned(),
            partner: "P".to_owned(),
            amount: 900_000.0,
            from_month: 0,
            schedule: Vec::new(),
            coupon_percent: 5.0,
            coupon: deal::Compounding::Simple,
            maturity_month: None,
        };
        let row = |id: &str, treatment| LoanProvision { id: id.to_owned(), loan: "note".to_owned(), treatment };
        deal.partners.iter_mut().for_each(|partner| partner.kind = PartnerKind::Council);
        deal.public.accounts.loans = vec![
            row("a", LoanTreatment::PrincipalReceipts),
            row("b", LoanTreatment::ExpectedCreditLoss { percent: 100.0 }),
        ];
        let checked = check(&deal).unwrap();
        let found = council_loans(&checked, &appraise(&checked));
        assert_eq!((found[0].lent, found[0].repaid), (Pence(90_000_000), Pence::ZERO));
        assert_eq!((found[0].unprovided, found[1].unprovided), (Pence(90_000_000), Pence::ZERO));
    }

    /// 300 lent and outstanding in the year to March 2027, over an asset life of three years: 100 in each of the next
    /// three years, and the loan stays outstanding.
    #[test]
    fn a_life_that_runs_on_adds_years_that_follow_each_other() {
        let mut years = vec![YearOfLoan { ending: 2027, lent: Pence(300), owed: Pence(300), ..YearOfLoan::default() }];
        over_life(&mut years, 3);
        assert_eq!(years.iter().map(|year| year.ending).collect::<Vec<_>>(), [2027, 2028, 2029, 2030]);
        assert!(years.iter().all(|year| year.owed == Pence(300)));
        assert_eq!(years.iter().map(|year| year.charge.0).collect::<Vec<_>>(), [0, 100, 100, 100]);
    }
}
