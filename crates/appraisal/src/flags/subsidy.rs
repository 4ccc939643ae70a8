//! Subsidy: advantages to the venture, and the threshold for referral (method 1.10).

use super::{FlagCode, Found, OperandName, SENSITIVE_REFERRAL, consideration, threshold};
use crate::cash_notes::{CashNote, cash_notes};
use crate::check::CheckedDeal;
use crate::plan::{NotePlan, ScheduledLoanPlan};
use crate::stages::scheduled_loans::owed;
use crate::units::Pence;
use deal::ScheduledLoan;

/// `sum over k of (market interest - actual interest) x DF(k)` at the market rate, on loans of public partners:
/// scheduled loans that they lend on, and their notes for cash. A land note is consideration for land, and is not
/// counted twice. A loan above the market rate offsets nothing: another borrower may have the cheap one, and subsidy is
/// judged loan by loan, so each counts from zero up.
#[must_use]
pub fn grant_equivalent_of_loans(checked: &CheckedDeal) -> Option<Pence> {
    let market = checked.deal.public.law.market_interest_percent? / 100.0;
    let advantages = scheduled_loans_lent_on(checked, market).into_iter().chain(public_notes(checked, market));
    Some(advantages.map(|advantage| Pence::round(advantage).or_zero()).sum())
}

/// The present value of interest saved at each time point, in pence.
fn present_value(saved: impl Iterator<Item = (usize, f64)>, market: f64) -> f64 {
    let monthly = libm::pow(1.0 + market, -1.0 / 12.0);
    saved.map(|(k, saved)| saved * libm::pow(monthly, k as f64)).sum()
}

/// The advantage of each scheduled loan that a public partner lends, in pence.
fn scheduled_loans_lent_on(checked: &CheckedDeal, market: f64) -> Vec<f64> {
    let (deal, plan) = (&checked.deal, &checked.plan);
    let is_public = |id: &str| deal.partners.iter().any(|partner| partner.id == id && partner.public);
    let loans = plan.funding.scheduled_loans.iter().zip(&deal.funding.scheduled_loans);
    let lent_on = loans.filter(|(_, row)| row.lender.as_deref().is_some_and(is_public));
    let of_loan = |(loan, _): (&ScheduledLoanPlan, &ScheduledLoan)| {
        let saved =
            |(k, months, owed): (usize, usize, Pence)| (k, owed.as_f64() * (market - loan.rate) / 12.0 * months as f64);
        present_value(owed(loan, plan.months).into_iter().map(saved), market)
    };
    lent_on.map(of_loan).collect()
}

/// The advantage of each cash note of a public partner, in pence.
fn public_notes(checked: &CheckedDeal, market: f64) -> Vec<f64> {
    let (deal, plan) = (&checked.deal, &checked.plan);
    let is_counted = |note: &NotePlan| !note.is_land && deal.partners[note.partner].public;
    if !plan.notes.iter().any(is_counted) {
        return Vec::new();
    }
    let flows = cash_notes(plan);
    let notes = plan.notes.iter().zip(&flows).filter(|(note, _)| is_counted(note));
    let of_note = |(note, flows): (&NotePlan, &CashNote)| {
        let mut owed = Pence::ZERO;
        let saved = (0..=plan.months).map(|k| {
            let saved = owed.as_f64() * (market / 12.0 - note.monthly_coupon);
            owed += flows.advanced[k] - flows.principal_paid[k];
            (k, saved)
        });
        present_value(saved, market)
    };
    notes.map(of_note).collect()
}

impl Found<'_> {
    /// Advantages to the venture: land below value, loans below market rate, grant at face value.
    pub(super) fn subsidy(&mut self) {
        let deal = self.deal();
        let public = (0..deal.partners.len()).filter(|place| deal.partners[*place].public);
        let undervalues = public.filter_map(|place| {
            let owns = deal.sites.iter().any(|site| site.owner == deal.partners[place].id);
            (owns && !self.keeps_its_land(place)).then(|| consideration(self.checked, self.appraisal, place)).flatten()
        });
        let land: Pence = undervalues.map(|terms| terms.undervalue().or_zero()).sum();
        let loans = grant_equivalent_of_loans(self.checked).unwrap_or_default();
        let grant: Pence = self.appraisal.cash.grant.iter().sum();
        let advantage = land + loans + grant;
        if !advantage.is_positive() {
            return;
        }
        let day = &deal.rule_set;
        let operands = |threshold| {
            [
                (OperandName::GrantEquivalentOfLand, land),
                (OperandName::GrantEquivalentOfLoans, loans),
                (OperandName::Grant, grant),
                (OperandName::Advantage, advantage),
                (OperandName::Threshold, threshold),
            ]
        };
        let minimal = threshold("public_law.minimal_assistance", day).unwrap_or_default();
        self.raise(FlagCode::Subsidy, "", &operands(minimal));
        let sensitive = deal.public.law.sensitive_sector;
        let id = if sensitive { SENSITIVE_REFERRAL } else { "public_law.subsidy_referral" };
        if let Some(referral) = threshold(id, day).filter(|referral| advantage > *referral) {
            self.raise(FlagCode::SubsidyReferral, "", &operands(referral));
        }
    }
}
