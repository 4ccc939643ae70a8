//! The derivation of each figure: one module per subject.

mod funding;
mod homes;
mod jobs;
mod loans;
mod overage;
mod partner;
mod public;
mod returns;
mod surplus;
mod value;
mod years;

pub(super) use surplus::tier_name;

use super::sums::{Draft, Flow, Sum};
use super::values::{line, value};
use super::{OpenBook, Operand, Value};
use crate::ledger::{Account, Movement as M};
use crate::postings::Line;

/// Land credited in any form.
const LAND: [M; 3] = [M::LandToCapital, M::LandToNote, M::LandDeferred];
/// Land credited or paid for, and its costs: what can fall at the opening of a month.
const LAND_FLOWS: &[Account] = &[
    Account::Movement(M::LandToCapital),
    Account::Movement(M::LandToNote),
    Account::Movement(M::LandDeferred),
    LAND_PAID,
];
const LAND_PAID: Account = Account::Movement(M::LandPaid);
const LAND_COSTS: &[Account] = &[Account::Operating(Line::StampDuty), Account::Operating(Line::LandLegal)];
/// Cash paid in as capital and as loan notes.
const CASH: [M; 2] = [M::CapitalCalled, M::NoteAdvanced];
/// Cash that partners pay in.
const CASH_IN: [M; 3] = [M::CapitalCalled, M::NoteAdvanced, M::GuaranteeCalled];
/// Receipts of partners: the figure, its name in a sum, and its movements.
const RECEIPTS: [(&str, &str, &[M]); 8] = [
    ("coupon", "loan note interest (coupon)", &[M::CouponPaid]),
    ("note_principal", "loan notes repaid", &[M::LandNotePrincipalPaid, M::CashNotePrincipalPaid]),
    ("preferred_return", "preferred return", &[M::PreferredReturnPaid]),
    ("capital", "capital returned", &[M::LandCapitalReturned, M::CashCapitalReturned]),
    ("split", "share of the surplus", &[M::TierPaid, M::SplitPaid]),
    ("land_paid", "land price", &[M::LandPaid]),
    ("overage", "overage", &[M::OverageAtOnce, M::OveragePaid]),
    ("clawback", "clawback", &[M::ClawbackPaid]),
];
const FEES: [M; 2] = [M::ArrangementFee, M::ExitFee];
const INTEREST: [M; 4] = [M::FacilityInterestAccrued, M::NonUtilisationAccrued, M::ArrangementFee, M::ExitFee];
pub(super) const FACILITIES: [M; 5] =
    [M::FacilityDrawn, M::FacilityInterestRolled, M::ArrangementFee, M::ExitFee, M::FacilityRepaid];
const DRAWN: [M; 2] = [M::FacilityDrawn, M::ScheduledLoanDrawn];
const REPAID: [M; 2] = [M::FacilityRepaid, M::ScheduledLoanRepaid];
const INTEREST_PAID: [M; 2] = [M::FacilityInterestPaid, M::ScheduledInterestPaid];
/// Clawback to parties outside the venture, grant and tax.
const OTHERS: [M; 2] = [M::PayablesPaid, M::TaxPaid];

/// The derivation of a figure; none if there is no such figure.
pub(super) fn draft(book: &OpenBook<'_>, id: &str) -> Option<Draft> {
    let segments: Vec<&str> = id.split('/').collect();
    match segments.as_slice() {
        ["homes", rest @ ..] => homes::homes(book, rest),
        ["jobs", rest @ ..] => jobs::jobs(book, rest),
        ["value", name] => value::value_and_cost(book, name),
        ["line", name] => line(name).map(|line| value::of_line(book, line)),
        ["together", "rate_of_return"] => Some(returns::together(book)),
        ["partner", id, name] => partner::partner(book, id, name),
        ["pot", name] => funding::pot(book, name),
        ["peak_funding", rest @ ..] => funding::peak(book, rest),
        ["shortfall", name] => funding::shortfall(book, name),
        ["public_money", name] => public::public_money(book, name),
        ["money", year, rest @ ..] => years::money(book, year.parse().ok()?, rest),
        _ => None,
    }
}

/// The accounts in the series of a figure that can fall at the opening of a month; none for balances of cash and loans.
pub(super) fn opening_accounts(id: &str) -> &'static [Account] {
    match id.split('/').collect::<Vec<_>>().as_slice() {
        ["value", "real_value"] => LAND_COSTS,
        ["partner", _, "cash_rate_of_return" | "last_receipt_k" | "present_value_received"] => &[LAND_PAID],
        // Balances at month ends, and what is earned on them.
        [
            "partner",
            _,
            "last_capital_k" | "preferred_return" | "preferred_return_unpaid" | "coupon" | "notes_unpaid",
        ] => &[],
        ["partner" | "together", ..] => LAND_FLOWS,
        _ => &[],
    }
}

impl OpenBook<'_> {
    /// Another figure as an operand.
    fn figure(&self, name: &'static str, id: impl Into<String>) -> Vec<Operand> {
        let id = id.into();
        let partner = id.strip_prefix("partner/").and_then(|rest| rest.split('/').next());
        let of: Vec<String> = partner.map(|id| self.partner_name(id)).into_iter().collect();
        let operand = value(self, &id).map(|value| Operand { of, figure: Some(id), ..Operand::plain(name, value) });
        operand.into_iter().collect()
    }

    fn figures<const COUNT: usize>(&self, named: [(&'static str, &str); COUNT]) -> Vec<Operand> {
        named.into_iter().flat_map(|(name, id)| self.figure(name, id)).collect()
    }

    fn year_ids(&self, name: &'static str, id: impl Fn(usize) -> String) -> Vec<Operand> {
        (0..self.appraisal.years.count).flat_map(|year| self.figure(name, id(year))).collect()
    }
}

fn joined(first: Vec<Operand>, second: Vec<Operand>) -> Vec<Operand> {
    first.into_iter().chain(second).collect()
}

/// A partner's receipts, one term for each kind.
fn receipts<'b>(sum: Sum<'b>, flow: Flow, figure: impl Fn(&str) -> Option<String>) -> Sum<'b> {
    RECEIPTS.into_iter().fold(sum, |sum, (kind, name, movements)| match figure(kind) {
        Some(figure) => sum.figure(flow, name, movements, figure),
        None => sum.term(flow, name, movements),
    })
}

/// Cash received from outside: receipts, interest, grant, partners' cash and loans; the first half of every cash
/// account.
fn cash_from_outside(sum: Sum<'_>) -> Sum<'_> {
    sum.lines(Flow::In, Line::is_receipt)
        .term(Flow::In, "interest on cash", &[M::CashInterest])
        .term(Flow::In, "grant", &[M::Grant])
        .term(Flow::In, "partners' cash paid in", &CASH_IN)
        .term(Flow::In, "loans drawn", &DRAWN)
}

/// Cash paid to parties other than partners and the pot.
fn cash_to_others(sum: Sum<'_>) -> Sum<'_> {
    sum.lines(Flow::LessOut, |line| !line.is_receipt())
        .term(Flow::LessOut, "loan interest and fees paid", &INTEREST_PAID)
        .term(Flow::LessOut, "loans repaid, with interest added to them", &REPAID)
        .term(Flow::LessOut, "tax, grant and other sums repaid", &OTHERS)
}

/// An amount of money as an operand without a figure.
fn money(name: &'static str, sum: crate::units::Pence) -> Operand {
    Operand::plain(name, Value::Pence(sum))
}
