//! What a partner puts in and receives.

use super::{CASH, LAND, RECEIPTS, money, receipts};
use crate::explain::rules::grounds_of;
use crate::explain::sums::{Draft, Flow, Sum, taken_off};
use crate::explain::{OpenBook, Step, Value};
use crate::ledger::Movement as M;
use crate::measures::payback::Dated;
use crate::units::Pence;
use deal::LandPreference;

pub(super) fn partner(book: &OpenBook<'_>, id: &str, name: &str) -> Option<Draft> {
    match name {
        "preferred_return" | "coupon" => return earned_less_unpaid(book, id, name),
        "capital" | "note_principal" => return credited_less_unpaid(book, id, name),
        "split" => return super::surplus::share(book, id),
        "overage" => return super::overage::received(book, id),
        _ => {}
    }
    if let Some((flow, words, movements, rule)) = by_movements(name) {
        let inputs = movements.first().map(|first| book.inputs_of_partner(id, grounds_of(*first)));
        return Some(Sum::of(book).of_partner(id).term(flow, words, movements).by(rule, inputs.unwrap_or_default()));
    }
    totals(book, id, name).or_else(|| balances(book, id, name)).or_else(|| super::returns::measure(book, id, name))
}

/// A partner's contribution or receipt from one kind of movement.
fn by_movements(name: &str) -> Option<(Flow, &'static str, &'static [M], &'static str)> {
    let rule_of_receipt = match name {
        "land_paid" => Some("By instalments as they fall due (method 1.3)."),
        "clawback" => {
            Some("A share of the profit above the allowed profit, before partners are paid (method 1.4, 2.8).")
        }
        _ => None,
    };
    if let Some(rule) = rule_of_receipt {
        let (_, words, movements) = RECEIPTS.into_iter().find(|(kind, ..)| *kind == name)?;
        return Some((Flow::Out, words, movements, rule));
    }
    let (words, movements, rule): (_, &[M], _) = match name {
        "land_in" => (
            "land credited to capital, loan notes and deferred price, with true-ups",
            &LAND,
            "At its accepted value when each phase is drawn down (method 1.4).",
        ),
        "cash_in" => (
            "cash paid in as capital and loan notes",
            &CASH,
            "On agreed dates, or when cash is needed, in proportion to what each partner has still to pay (method 2.7, step 5).",
        ),
        "cash_premium" => (
            "cash paid in above the capital it buys",
            &[M::PremiumPaid],
            "Cash called, less cash called / price of capital, rounded (method 1.6).",
        ),
        "services_in" => ("work in kind credited", &[M::Services], "On its dates, up to its limit (method 1.3)."),
        "guarantees_in" => (
            "paid under guarantees",
            &[M::GuaranteeCalled],
            "In the order of the list, when no other source remains (method 2.7, step 5).",
        ),
        _ => return None,
    };
    Some((Flow::In, words, movements, rule))
}

fn totals(book: &OpenBook<'_>, id: &str, name: &str) -> Option<Draft> {
    let figure = |kind: &str| format!("partner/{id}/{kind}");
    let own = Sum::of(book).of_partner(id);
    match name {
        "put_in" => Some(
            own.figure(Flow::In, "land", &LAND, figure("land_in"))
                .figure(Flow::In, "work in kind", &[M::Services], figure("services_in"))
                .figure(Flow::In, "cash", &CASH, figure("cash_in"))
                .figure(Flow::In, "guarantees", &[M::GuaranteeCalled], figure("guarantees_in"))
                .by(
                    "Land at its accepted value (as capital, as a loan note or for a deferred price), work in kind, cash, and payments under guarantees (method 2.9).",
                    Vec::new(),
                ),
        ),
        "received" => Some(
            receipts(own, Flow::Out, |kind| Some(figure(kind)))
                .by("Everything received in cash (method 2.9).", Vec::new()),
        ),
        _ => None,
    }
}

/// Amounts unpaid at the end, and peak exposure.
fn balances(book: &OpenBook<'_>, id: &str, name: &str) -> Option<Draft> {
    let result = book.appraisal.partners.get(book.partner_place(id)?)?;
    let own = Sum::of(book).of_partner(id);
    let inputs = |movement: M| book.inputs_of_partner(id, grounds_of(movement));
    let draft = match name {
        "capital_unpaid" => capital(own)
            .term(Flow::LessOut, "capital returned", &[M::LandCapitalReturned, M::CashCapitalReturned])
            .by("The balance of capital at the end (method 2.7, 2.14 I4).", Vec::new()),
        "preferred_return_unpaid" => own
            .term(Flow::In, "preferred return earned", &[M::PreferredReturnAccrued])
            .term(Flow::LessOut, "preferred return paid", &[M::PreferredReturnPaid])
            .by(&format!("The balance at the end. {}", preferred_return_rule(book)), inputs(M::PreferredReturnAccrued))
            .with_steps(book.preferred_return(book.partner_place(id)?)),
        "notes_unpaid" => own
            .term(Flow::In, "land and cash against loan notes", &[M::LandToNote, M::NoteAdvanced])
            .term(Flow::In, "coupon earned", &[M::CouponAccrued])
            .term(
                Flow::LessOut,
                "coupon and principal paid",
                &[M::CouponPaid, M::LandNotePrincipalPaid, M::CashNotePrincipalPaid],
            )
            .by(
                &format!("Principal and coupon unpaid at the end. {}", coupon_rule(book, book.partner_place(id)?)),
                inputs(M::CouponAccrued),
            )
            .with_steps(book.coupons(book.partner_place(id)?)),
        "most_at_risk" => {
            let put_in = own
                .up_to(result.most_at_risk.k)
                .term(Flow::In, "land", &LAND)
                .term(Flow::In, "work in kind", &[M::Services])
                .term(Flow::In, "cash", &CASH)
                .term(Flow::In, "guarantees", &[M::GuaranteeCalled]);
            receipts(put_in, Flow::LessOut, |_| None)
                .by("Put in less received, up to the month end at which that is highest. A positive figure is money not yet received back; the \
                      chart of money over time shows the same as a negative figure. A land loan note counts as land put in; other \
                      loans that a partner makes to the venture, or owes itself, do not count (method 2.12).", Vec::new())
                .with_steps(at_risk(&result.economic, result.most_at_risk))
        }
        _ => return None,
    };
    Some(draft)
}

/// Land, cash and work in kind credited as capital.
fn capital(own: Sum<'_>) -> Sum<'_> {
    own.term(Flow::In, "land capital", &[M::LandToCapital])
        .term(Flow::In, "cash capital", &[M::CapitalCalled])
        .term(Flow::LessIn, "premium on it", &[M::PremiumPaid])
        .term(Flow::In, "work in kind", &[M::Services])
}

/// Capital or principal repaid by what is credited less what is not repaid at the end; its ledger entries are the payments.
fn credited_less_unpaid(book: &OpenBook<'_>, id: &str, name: &str) -> Option<Draft> {
    let (_, words, paid) = RECEIPTS.into_iter().find(|(kind, ..)| *kind == name)?;
    let own = || Sum::of(book).of_partner(id);
    let total = |draft: &Draft| draft.terms.iter().map(|term| term.total).sum::<Pence>();
    let returned = own().term(Flow::Out, words, paid).by("", Vec::new());
    let (credited, unpaid) = if name == "capital" {
        let unpaid = book.figure("capital not repaid", format!("partner/{id}/capital_unpaid"));
        (capital(own()).by("", Vec::new()), unpaid)
    } else {
        let lent = own().term(Flow::In, "land and cash against loan notes", &[M::LandToNote, M::NoteAdvanced]);
        let lent = lent.by("", Vec::new());
        let unpaid = money("loan notes not repaid, without coupon", total(&lent) - total(&returned));
        (lent, vec![unpaid])
    };
    let unpaid = taken_off(unpaid).into_iter().filter(|operand| operand.value != Value::Pence(Pence::ZERO));
    let operands = credited.operands.into_iter().chain(unpaid).collect();
    let rule = "What is credited, less what is not repaid at the end. It is repaid in the order of payment, in proportion to balances \
                (method 2.8). The ledger entries are the payments.";
    Some(Draft { terms: returned.terms, ..Draft::sum(operands, rule) })
}

/// A return by what is earned less what is unpaid at the end; its ledger entries are the payments.
fn earned_less_unpaid(book: &OpenBook<'_>, id: &str, name: &str) -> Option<Draft> {
    const BY_ORDER: &str = "It is paid in the order of payment, in proportion to balances (method 2.8). The ledger entries are \
                            the payments.";
    let place = book.partner_place(id)?;
    let is_coupon = name == "coupon";
    let (rule, earned, accrued, steps) = if is_coupon {
        (coupon_rule(book, place), "coupon earned", M::CouponAccrued, book.coupons(place))
    } else {
        (
            preferred_return_rule(book),
            "preferred return earned",
            M::PreferredReturnAccrued,
            book.preferred_return(place),
        )
    };
    let (_, words, paid) = RECEIPTS.into_iter().find(|(kind, ..)| *kind == name)?;
    let of_partner = || Sum::of(book).of_partner(id);
    let all = of_partner().term(Flow::In, earned, &[accrued]).term(Flow::LessOut, words, paid).by("", Vec::new());
    let unpaid = all.terms.iter().map(|term| term.total).sum();
    let left = if is_coupon {
        vec![money("coupon unpaid at the end", unpaid)]
    } else {
        book.figure("preferred return unpaid at the end", format!("partner/{id}/preferred_return_unpaid"))
    };
    let earned = all.operands.into_iter().filter(|operand| operand.name == earned);
    let left = taken_off(left).into_iter().filter(|operand| operand.value != Value::Pence(Pence::ZERO));
    let operands = earned.chain(left).chain(book.inputs_of_partner(id, grounds_of(accrued))).collect();
    let terms = of_partner().term(Flow::Out, words, paid).by("", Vec::new()).terms;
    Some(Draft { terms, steps, ..Draft::sum(operands, &format!("{rule} {BY_ORDER}")) })
}

/// How a month's preferred return is calculated, by the terms of the deal.
fn preferred_return_rule(book: &OpenBook<'_>) -> String {
    let month = if book.preferred_return_compounds() {
        "A month's preferred return is (capital that earns + preferred return unpaid, both at the start of the month) x ((1 + \
         preferred return a year)^(1/12) - 1), rounded to the penny: unpaid return compounds."
    } else {
        "A month's preferred return is capital that earns at the start of the month x preferred return a year / 12, rounded to \
         the penny: it is simple, so unpaid return earns nothing."
    };
    let land = if book.checked.plan.sharing.land_preference_from == LandPreference::MatchingCashDate {
        " Land earns as far as it is matched: x all cash called / all land credited to capital, if that is below 1."
    } else {
        ""
    };
    format!("{month}{land} Land and cash are calculated separately (method 1.5).")
}

/// How a month's coupon is calculated, by the terms of the partner's loan notes.
fn coupon_rule(book: &OpenBook<'_>, partner: usize) -> String {
    let (earns, kind) = match book.kinds_of_coupon(partner) {
        [_, false] => ("principal at its start", "it is simple, so unpaid coupon earns nothing"),
        [false, true] => ("(principal + coupon unpaid, both at its start)", "unpaid coupon compounds"),
        [true, true] => {
            ("principal at its start", "where a note compounds, unpaid coupon is added to its principal first")
        }
    };
    format!("A month's coupon is {earns} x coupon a year / 12, rounded to the penny: {kind} (method 2.7, step 1).")
}

/// Cumulative contributions less receipts, and the maximum.
pub(super) fn at_risk(economic: &[Pence], most: Dated) -> Vec<Step> {
    let mut sum = Pence::ZERO;
    let to_date = economic.iter().map(|flow| {
        sum -= *flow;
        sum
    });
    vec![Step::series("put in less received, to date", to_date.collect()), Step::Maximum(most)]
}
