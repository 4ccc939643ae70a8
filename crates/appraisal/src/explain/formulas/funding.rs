//! The pot, peak funding and shortfall.

use super::loans::{facilities, loan_inputs, loans};
use super::{CASH_IN, cash_from_outside, cash_to_others, joined, money};
use crate::explain::rules::grounds_of;
use crate::explain::sums::{Draft, Flow, Sum, taken_off};
use crate::explain::{OpenBook, Step, Value};
use crate::ledger::Movement as M;
use crate::picture::funding;
use crate::units::Pence;

pub(super) fn pot(book: &OpenBook<'_>, name: &str) -> Option<Draft> {
    let paid = vec![Step::series("paid to the pot", book.appraisal.cash.pot.clone())];
    let whole = book.figure("reinvestment pot", "pot/total");
    let draft = match name {
        "total" => pot_total(book),
        "present_value" => {
            let first = book.checked.deal.partners.first()?;
            let rate = book.input("discount rate", format!("/partners/{}/discount_rate_percent", first.id));
            Draft::found(
                "Each payment to the reinvestment pot x (1 + discount rate)^(-k/12), at the first partner's discount rate, \
                 added up and rounded once; k is the number of months from the start (method 1.5).",
                joined(whole, rate.into_iter().collect()),
                paid,
            )
        }
        "first_k" => {
            Draft::found("The first month end at which the reinvestment pot is paid (method 1.5).", whole, paid)
        }
        "last_k" => Draft::found("The last month end at which the reinvestment pot is paid (method 1.5).", whole, paid),
        _ => return None,
    };
    Some(draft)
}

/// The pot from the cash account: cash received, less all other payments, less cash at the end (method 2.14, I1). The
/// ledger behind it lists the payments themselves.
fn pot_total(book: &OpenBook<'_>) -> Draft {
    let moved = cash_to_others(cash_from_outside(Sum::of(book))).by("", Vec::new());
    let cash = &book.appraisal.cash;
    let at_end = |series: &[Pence]| series.last().copied().unwrap_or_default();
    let held = money("cash held at the end, less any shortfall", at_end(&cash.cash) - at_end(&cash.shortfall));
    let partners = book.checked.deal.partners.iter();
    let paid_out =
        partners.flat_map(|partner| book.figure("paid to partners", format!("partner/{}/received", partner.id)));
    let operands = moved.operands.into_iter().chain(taken_off(paid_out.chain([held]).collect()));
    let operands = operands.filter(|operand| operand.value != Value::Pence(Pence::ZERO));
    let rule = "At each payment, share reinvested x what remains after loan notes, preferred return and capital, before profit \
                tiers (method 2.8). The ledger entries are the payments to the pot.";
    let sum = Draft::sum(operands.chain(book.inputs(grounds_of(M::PotPaid))).collect(), rule);
    Draft { terms: Sum::of(book).term(Flow::Out, "paid to the pot", &[M::PotPaid]).by("", Vec::new()).terms, ..sum }
}

pub(super) fn peak(book: &OpenBook<'_>, name: &[&str]) -> Option<Draft> {
    let (cash, peak) = (&book.appraisal.cash, &book.appraisal.peak);
    let up_to = |k: usize| Sum::of(book).up_to(k);
    let highest = |name: &'static str, values: Vec<Pence>, peak| vec![Step::series(name, values), Step::Maximum(peak)];
    let draft = match *name {
        [] => {
            let out = funding(cash);
            loans(partners_cash(up_to(peak.funding.k)))
                .by("Partners' cash outstanding plus loans owed, at the month end at which that is highest (method 2.12).", Vec::new())
                .with_steps(highest("partners' cash and loans", out, peak.funding))
        }
        ["partners_cash"] => {
            partners_cash(up_to(peak.funding.k)).by("Up to the month end of peak funding (method 2.12).", Vec::new())
        }
        ["loans"] => loans(up_to(peak.funding.k))
            .by("Up to the month end of peak funding (method 2.12).", loan_inputs(book, 0..=peak.funding.k)),
        ["debt"] => loans(up_to(peak.debt.k))
            .by(
                "Loans owed, at the month end at which that is highest (method 2.12).",
                loan_inputs(book, 0..=peak.debt.k),
            )
            .with_steps(peak_debt(book)),
        ["facilities"] => {
            let owed = cash.debt.iter().zip(&cash.scheduled_debt).map(|(debt, scheduled)| *debt - *scheduled).collect();
            facilities(up_to(peak.facilities.k))
                .by(
                    "Owed on facilities, at the month end at which that is highest (method 2.12).",
                    loan_inputs(book, 0..=peak.facilities.k),
                )
                .with_steps(highest("facilities owed", owed, peak.facilities))
        }
        ["debt_at_end"] => loans(Sum::of(book))
            .by("Loans owed at the end of the deal (method 2.7).", loan_inputs(book, Sum::of(book).points())),
        _ => return None,
    };
    Some(draft)
}

/// What is owed in all with its maximum, then on each loan.
fn peak_debt(book: &OpenBook<'_>) -> Vec<Step> {
    let mut steps = book.loans_owed(None);
    steps.insert(1, Step::Maximum(book.appraisal.peak.debt));
    steps
}

fn partners_cash(sum: Sum<'_>) -> Sum<'_> {
    sum.term(Flow::In, "cash paid in as capital, loan notes and guarantees", &CASH_IN).term(
        Flow::LessOut,
        "capital and principal returned on cash",
        &[M::CashCapitalReturned, M::CashNotePrincipalPaid],
    )
}

pub(super) fn shortfall(book: &OpenBook<'_>, name: &str) -> Option<Draft> {
    const RULE: &str = "A shortfall is what minimum cash and payments need and no grant, partner, loan or guarantee can pay; it \
                        is due again at the next month end (method 2.7, step 5).";
    let which = match name {
        "first_k" => "The first month end with a shortfall of cash.",
        "deepest" => "The highest shortfall of cash, and the first month end at which it is reached.",
        "at_end" => "The shortfall of cash at the end of the deal.",
        _ => return None,
    };
    let deepest = book.appraisal.shortfall.filter(|_| name == "deepest").map(|short| Step::Maximum(short.deepest));
    let series = Step::series("shortfall", book.appraisal.cash.shortfall.clone());
    let inputs = book.inputs(&[("minimum cash", "/funding/minimum_cash")]);
    let steps = [series].into_iter().chain(deepest).collect();
    Some(Draft::found(&format!("{which} {RULE}"), inputs, steps))
}
