//! Loans: what is drawn and repaid, interest and fees, with the rules and inputs of the loans that bear them.

use super::{DRAWN, FEES, INTEREST, REPAID};
use crate::explain::rules::grounds_of;
use crate::explain::sums::{Draft, Flow, Sum};
use crate::explain::{OpenBook, Operand};
use crate::ledger::{Account, Entry, Movement as M, Row};
use crate::stages::scheduled_loans::ScheduledLoans;
use crate::units::Pence;
use deal::InterestBasis;
use std::ops::RangeInclusive;

/// Interest and fees as they accrue, for a year or the whole deal.
pub(super) fn interest_and_fees(sum: Sum<'_>) -> Sum<'_> {
    sum.term(Flow::In, "loan interest", &[M::FacilityInterestAccrued])
        .term(Flow::In, "commitment fees", &[M::NonUtilisationAccrued])
        .term(Flow::In, "arrangement fees", &[M::ArrangementFee])
        .term(Flow::In, "exit fees", &[M::ExitFee])
        .term(Flow::Out, "scheduled loan interest", &[M::ScheduledInterestPaid])
}

/// Loans drawn, with interest and fees added to them, less repaid.
pub(super) fn loans(sum: Sum<'_>) -> Sum<'_> {
    owed(sum, &DRAWN, &REPAID)
}

/// The same, without scheduled loans.
pub(super) fn facilities(sum: Sum<'_>) -> Sum<'_> {
    owed(sum, &[M::FacilityDrawn], &[M::FacilityRepaid])
}

fn owed<'b>(sum: Sum<'b>, drawn: &[M], repaid: &[M]) -> Sum<'b> {
    sum.term(Flow::In, "loans drawn", drawn)
        .term(Flow::In, "interest and any commitment fees added to loans", &[M::FacilityInterestRolled])
        .term(Flow::In, "fees added to loans", &FEES)
        .term(Flow::LessOut, "loans repaid, with interest added to them", repaid)
}

/// The derivation of interest and fees: the rules and inputs of the loans that bear them, and what is owed on each from the
/// start of the first month that counts.
pub(super) fn interest(book: &OpenBook<'_>, sum: Sum<'_>) -> Draft {
    let points = sum.points();
    let shown = (!sum.is_of_whole_life()).then(|| (points.start().saturating_sub(1), *points.end()));
    let steps = book.loans_owed(shown);
    let inputs = loan_inputs(book, points.clone());
    Draft { steps, shown, ..interest_and_fees(sum).by(&interest_rule(book, points, &inputs), inputs) }
}

/// The inputs of the loans that bear interest or fees within these time points, and of no others.
pub(super) fn loan_inputs(book: &OpenBook<'_>, points: RangeInclusive<usize>) -> Vec<Operand> {
    let facilities = &book.checked.deal.funding.facilities;
    let of_facilities = INTEREST.map(|movement| {
        let bearing = book.bearing(movement, points.clone());
        let paths = bearing.into_iter().filter_map(|rank| facilities.get(rank));
        (movement, paths.map(|loan| format!("/funding/facilities/{}/", loan.id)).collect::<Vec<_>>())
    });
    let scheduled = book.scheduled_bearing(points);
    let scheduled = scheduled.into_iter().map(|id| format!("/funding/scheduled_loans/{id}/")).collect();
    let each = of_facilities.into_iter().chain([(M::ScheduledInterestPaid, scheduled)]);
    let mut inputs: Vec<Operand> = Vec::new();
    for (movement, paths) in each {
        let is_of = |operand: &Operand| {
            operand.path.as_ref().is_some_and(|path| paths.iter().any(|loan| path.starts_with(loan)))
        };
        for operand in book.inputs(grounds_of(movement)).into_iter().filter(is_of) {
            // The limit is an input of both fees.
            if !inputs.contains(&operand) {
                inputs.push(operand);
            }
        }
    }
    inputs
}

impl OpenBook<'_> {
    /// The ranks of the facilities with an entry of a kind within these time points.
    fn bearing(&self, movement: M, points: RangeInclusive<usize>) -> Vec<usize> {
        let of_kind = |entry: &&Entry| entry.account == Account::Movement(movement) && points.contains(&entry.k);
        let rank = |entry: &Entry| if let Some(Row::Facility(rank)) = entry.row { Some(rank) } else { None };
        let mut ranks: Vec<usize> = self.entries.iter().filter(of_kind).filter_map(rank).collect();
        ranks.sort_unstable();
        ranks.dedup();
        ranks
    }

    /// The ids of the scheduled loans that pay interest within these time points.
    fn scheduled_bearing(&self, points: RangeInclusive<usize>) -> Vec<&str> {
        let plan = &self.checked.plan;
        let rows = self.checked.deal.funding.scheduled_loans.iter().zip(&plan.funding.scheduled_loans);
        let pays =
            |interest: &[Pence]| interest.iter().enumerate().any(|(k, sum)| points.contains(&k) && *sum != Pence::ZERO);
        rows.filter(|(_, loan)| pays(&ScheduledLoans::alone(loan, plan.months).interest))
            .map(|(row, _)| row.id.as_str())
            .collect()
    }
}

/// The rules of the interest and fees within these time points.
fn interest_rule(book: &OpenBook<'_>, points: RangeInclusive<usize>, inputs: &[Operand]) -> String {
    let has = |name: &str| inputs.iter().any(|input| input.name == name);
    let mut rules = vec![
        "Interest and fees count as they accrue, whether they are paid or added to the loan (method 2.7).".to_owned(),
    ];
    let bearing = book.bearing(M::FacilityInterestAccrued, points);
    let facilities = &book.checked.plan.funding.facilities;
    let by_days = |rank: &usize| facilities.get(*rank).is_some_and(|loan| loan.interest == InterestBasis::Actual365);
    if has("loan rate") {
        let rate = match (bearing.iter().any(by_days), bearing.iter().all(by_days)) {
            (false, _) => "loan rate / 12",
            (true, true) => "loan rate x days of the month / 365",
            (true, false) => "loan rate / 12, or x loan rate x days of the month / 365, as the loan says",
        };
        rules.push(format!(
            "A month's loan interest is what is owed on the facility at the start of the month x {rate} (method 2.7, step 1)."
        ));
    }
    if has("commitment fee") {
        rules.push(
            "A month's commitment fee is (loan limit - owed at its start) x commitment fee / 12 (method 2.7, step 1)."
                .to_owned(),
        );
    }
    let fees = match (has("arrangement fee"), has("exit fee")) {
        (false, false) => None,
        (true, false) => Some("The arrangement fee is"),
        (false, true) => Some("The exit fee is"),
        (true, true) => Some("Arrangement fee and exit fee are"),
    };
    rules.extend(fees.map(|fees| format!("{fees} a percentage of the loan limit, due once (method 1.8).")));
    if has("scheduled loan rate") {
        let rate = if has("margin") { "(scheduled loan rate + margin)" } else { "scheduled loan rate" };
        rules.push(format!(
            "A scheduled loan pays interest each half-year: what is owed on it at the start of the half-year x {rate} / 2, and \
             for a part of a half-year at the end of the deal in proportion to its months (method 2.7, step 4)."
        ));
    }
    rules.join(" ")
}
