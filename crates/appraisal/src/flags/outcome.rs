//! What the run shows: homes built at once or unsold, debts, shortfalls, a loan not drawn, and real against nominal (method 2.7).

use super::{FlagCode, Found, OperandName};
use crate::appraise::PartnerResult;
use crate::plan::PhasePlan;
use crate::real_terms::without_real_twin;
use crate::residual::{Residual, residual};
use crate::units::Pence;
use deal::{GrowthRow, View};

/// The share of its limit below which a loan is hardly drawn.
const HARDLY_DRAWN: f64 = 0.25;

impl Found<'_> {
    /// Problems that the run leaves unresolved.
    pub(super) fn run(&mut self) {
        let (checked, appraisal) = (self.checked, self.appraisal);
        self.built_at_once();
        let unsold = appraisal.homes.unsold + appraisal.homes.plots_unsold;
        if unsold > 0 {
            self.raise_count(FlagCode::UnsoldAtEnd, "", Some(unsold), &[]);
        }
        self.notes_after_maturity();
        let payables = appraisal.cash.payables_unpaid;
        if payables.is_positive() {
            self.raise(FlagCode::PayablesUnpaid, "", &[(OperandName::Unpaid, payables)]);
        }
        self.closing_debt();
        if let Some(short) = appraisal.shortfall {
            let sums =
                [(OperandName::CashShortAtMost, short.deepest.amount), (OperandName::CashShortAtEnd, short.at_end)];
            self.raise(FlagCode::Shortfall, "", &sums);
        }
        self.loans_drawn();
        self.obligations();
        self.real_and_nominal();
        if let Some(residual) = residual(checked) {
            let accepted: Pence = checked.plan.phases.iter().map(|phase| phase.land_value).sum();
            let value = match residual {
                Residual::Value(value) => value,
                Residual::FundingGap(gap) => -gap,
            };
            if accepted > value {
                let operands = [(OperandName::AcceptedValue, accepted), (OperandName::ResidualValue, value)];
                self.raise(FlagCode::AboveResidual, "", &operands);
            }
        }
    }

    /// Loans owed at the end, with committed cash that was not called while loans drawn when needed are owed: it is called for
    /// needs of cash, and repaying such a loan is none.
    fn closing_debt(&mut self) {
        let cash = &self.appraisal.cash;
        let last = |series: &[Pence]| series.last().copied().unwrap_or_default();
        let owed = self.appraisal.peak.debt_at_end;
        let mut operands = vec![(OperandName::Unpaid, owed)];
        let partners = self.appraisal.partners.iter().enumerate();
        let left = |(place, partner): (usize, &PartnerResult)| {
            (self.checked.plan.committed_by(place) - partner.cash_in).or_zero()
        };
        let not_called: Pence = partners.map(left).sum();
        if owed > last(&cash.scheduled_debt) && not_called.is_positive() {
            operands.push((OperandName::CashNotCalled, not_called));
        }
        if owed.is_positive() {
            self.raise(FlagCode::ClosingDebt, "", &operands);
        }
    }

    /// Loans drawn when needed of which nothing is drawn, or so little that fees on the limit are out of proportion.
    fn loans_drawn(&mut self) {
        let limit: Pence = self.checked.plan.funding.facilities.iter().map(|facility| facility.limit).sum();
        let drawn = self.appraisal.peak.facilities.amount;
        let fees: Pence = self.appraisal.cash.loan_fees.iter().sum();
        if limit.is_positive() && drawn == Pence::ZERO {
            self.raise(FlagCode::LoanNotDrawn, "", &[]);
        } else if fees.is_positive() && drawn < limit.times(HARDLY_DRAWN) {
            let operands = [OperandName::LoanDrawn, OperandName::LoanLimit, OperandName::LoanFees];
            self.raise(
                FlagCode::LoanHardlyDrawn,
                "",
                &[(operands[0], drawn), (operands[1], limit), (operands[2], fees)],
            );
        }
    }

    /// A phase whose first homes are finished in the month in which building starts: nobody builds a home in that time.
    fn built_at_once(&mut self) {
        let builds = |phase: &PhasePlan| phase.homes.iter().any(|row| row.count > 0 && row.tenure.is_home());
        for (phase, row) in self.checked.plan.phases.iter().zip(&self.deal().phases) {
            if row.first_completion_months == 0 && builds(phase) {
                self.raise(FlagCode::BuiltAtOnce, &row.id, &[]);
            }
        }
    }

    /// Real and nominal must not be mixed (method 2.3, 2.13).
    fn real_and_nominal(&mut self) {
        let deal = self.deal();
        let grows = |rows: &[GrowthRow]| rows.iter().any(|row| row.percent != 0.0);
        let deflates = grows(&deal.growth.consumer_prices) || grows(&deal.growth.gdp_deflator);
        if !deflates && deal.growth.lists().iter().any(|(_, rows)| grows(rows)) {
            self.raise(FlagCode::RealAndNominalMixed, "", &[]);
        }
        if deal.view == View::Real {
            let count = without_real_twin(deal).len() as u32;
            if count > 0 {
                self.raise_count(FlagCode::NoRealTwin, "", Some(count), &[]);
            }
        }
    }

    /// Notes of one partner are paid in proportion, so while any of its principal is unpaid, so is part of each note.
    fn notes_after_maturity(&mut self) {
        let plan = &self.checked.plan;
        for (place, partner) in self.deal().partners.iter().enumerate() {
            let notes = plan.notes.iter().filter(|note| note.partner == place);
            let within = notes.filter_map(|note| note.maturity).filter(|maturity| *maturity <= plan.months);
            let Some(maturity) = within.min() else { continue };
            let book = &self.appraisal.cash.partners[place];
            let to_date = |line: &[Pence]| line.iter().take(maturity + 1).sum::<Pence>();
            let put_in = to_date(&book.land_note_in) + to_date(&book.cash_note_in);
            let unpaid = put_in - to_date(&book.note_principal);
            if unpaid.is_positive() {
                self.raise(FlagCode::NoteAfterMaturity, &partner.id, &[(OperandName::Unpaid, unpaid)]);
            }
        }
    }

    /// An obligation triggered by an occupation that the phase never reaches is not posted.
    fn obligations(&mut self) {
        let rows = &self.appraisal.homes.by_row.rows;
        for (index, phase) in self.checked.plan.phases.iter().enumerate() {
            let years = rows.iter().filter(|row| row.phase == index).flat_map(|row| &row.by_year);
            let occupied: u32 = years.map(|year| year.sold + year.let_).sum();
            let never = phase.obligations.iter().filter(|row| row.at_occupation.is_some_and(|homes| homes > occupied));
            let (count, sum) = never.fold((0, Pence::ZERO), |(count, sum), row| (count + 1, sum + row.amount));
            if count > 0 {
                let id = &self.deal().phases[index].id;
                self.raise_count(FlagCode::ObligationNeverDue, id, Some(count), &[(OperandName::NeverDue, sum)]);
            }
        }
    }
}
