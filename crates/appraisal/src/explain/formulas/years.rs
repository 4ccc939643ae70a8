//! Money in and out in a reporting year.

use super::loans::{interest, loan_inputs, loans};
use super::{CASH_IN, DRAWN, INTEREST_PAID, OTHERS, REPAID, cash_from_outside, cash_to_others, receipts};
use crate::explain::OpenBook;
use crate::explain::catalogue::key;
use crate::explain::rules::grounds_of;
use crate::explain::sums::{Draft, Flow, Sum, added};
use crate::ledger::Movement as M;
use crate::postings::Line;

pub(super) fn money(book: &OpenBook<'_>, year: usize, name: &[&str]) -> Option<Draft> {
    let of_year = || Sum::of(book).in_year(year);
    let none = Vec::new;
    let draft = match *name {
        ["homes"] => {
            let tenures = book.appraisal.homes.by_tenure.iter().map(|(tenure, _)| key(tenure));
            let ids = tenures.map(|tenure| format!("homes/completed_by_year/{tenure}/{year}"));
            let operands = ids.flat_map(|id| book.figure("homes completed", id)).collect();
            Draft::sum(added(operands), "Homes of every tenure completed in the year (method 3.1).")
                .or_no("no homes are completed in the year")
        }
        ["receipts"] => of_year()
            .lines(Flow::In, Line::is_receipt)
            .term(Flow::In, "interest on cash", &[M::CashInterest])
            .by("All receipts (method 2.6).", none()),
        ["grant"] => of_year()
            .term(Flow::In, "grant", &[M::Grant])
            .by("On agreed dates, or drawn when cash is needed, before all other funding (method 2.7).", none()),
        ["cash_in"] => of_year()
            .term(Flow::In, "cash paid in as capital, loan notes and guarantees", &CASH_IN)
            .by("Cash of all partners (method 2.7, step 5).", none()),
        ["loans"] => loans(of_year()).by("With interest and fees that are added to the loan (method 2.7).", none()),
        ["interest_and_fees"] => interest(book, of_year()),
        ["loans_less_interest"] => of_year()
            .term(Flow::In, "loans drawn", &DRAWN)
            .term(Flow::LessOut, "loans repaid, with interest added to them", &REPAID)
            .term(Flow::LessOut, "loan interest and fees paid", &INTEREST_PAID)
            .by(
                "Cash from lenders less cash to lenders. Interest and fees added to a loan move no cash until the loan is \
                 repaid (method 2.7).",
                loan_inputs(book, of_year().points()),
            ),
        ["costs"] => of_year()
            .lines(Flow::Out, |line| !line.is_receipt() && line != Line::Programme)
            .by("Every operating cost except programme costs (method 2.4).", none()),
        ["programme"] => {
            of_year().lines(Flow::Out, |line| line == Line::Programme).by("On their dates (method 2.4).", none())
        }
        ["to_partners", id] => receipts(of_year().of_partner(id), Flow::Out, |_| None)
            .by("Everything the partner receives in cash in the year (method 2.9).", none()),
        ["to_pot"] => of_year()
            .term(Flow::Out, "paid to the pot", &[M::PotPaid])
            .by("By the share reinvested (method 2.8).", book.inputs(grounds_of(M::PotPaid))),
        ["to_others"] => of_year()
            .term(Flow::Out, "tax, grant and other sums repaid", &OTHERS)
            .by("Paid before partners (method 2.8).", none()),
        ["change_in_cash"] => {
            let sum = receipts(cash_to_others(cash_from_outside(of_year())), Flow::LessOut, |_| None);
            sum.term(Flow::LessOut, "paid to the pot", &[M::PotPaid])
                .by("All cash received less all cash paid in the year. A cash shortfall counts as a negative balance (method 2.14).", none())
        }
        _ => return None,
    };
    Some(draft)
}
