//! Rates of return, present values and dates: measures found in a series of flows.

use super::partner::at_risk;
use super::{joined, money};
use crate::explain::sums::Draft;
use crate::explain::{NoRate, OpenBook, Operand, Step, Value};
use crate::measures::rate_of_return::{RatesOfReturn, dated_value_at, monthly_value_at};
use crate::stages::cash::PartnerBook;
use crate::units::{Pence, add};

const MONTHLY_RATE: &str = "The yearly rate i at which the flows, each multiplied by (1 + i)^(-k/12), add up to zero; k is the \
     number of months from the start. Some flows have several such rates. If more is received than put in, the positive one is \
     shown; if less, the negative one. If there are several of that sign, no rate is shown (method 2.12). Flow: received less \
     put in.";
const CASH_RATE: &str = "The yearly rate i at which the flows without land and work in kind, each multiplied by (1 + i)^(-k/12), \
     add up to zero; k is the number of months from the start to the month end. Flow: received less cash in and guarantees (method 2.9, 2.12).";
const DATED_RATE: &str = "The yearly rate i at which the flows, each multiplied by (1 + i)^(-days from the first date / 365), add \
     up to zero, as Excel's XIRR has it (method 2.12). XIRR counts days, so what falls at the end of a month is dated the first \
     day of the next month: the same moment. Flow: received less put in.";

/// The flows under their name, then the roots found with the present value at each, or why there are none; `parts` are what is
/// put in and received.
fn rates(
    flows: Vec<Pence>,
    (name, parts): (&'static str, &[Operand]),
    found: &RatesOfReturn,
    at: impl Fn(&[Pence], f64) -> f64,
) -> Vec<Step> {
    let root = |rate: &f64| Step::Root { rate: *rate, present_value_over_gross: at(&flows, *rate) };
    let roots: Vec<Step> = found.roots.iter().map(root).collect();
    let moves = parts.iter().any(|part| part.value != Value::Pence(Pence::ZERO));
    let no_rate = roots.is_empty().then(|| Step::NoRate(NoRate::of(&flows, moves)));
    [Step::series(name, flows)].into_iter().chain(roots).chain(no_rate).collect()
}

fn series(name: &'static str, values: &[Pence]) -> Step {
    Step::series(name, values.to_vec())
}

pub(super) fn together(book: &OpenBook<'_>) -> Draft {
    let mut flows = vec![Pence::ZERO; book.appraisal.net.len()];
    book.appraisal.partners.iter().for_each(|partner| add(&mut flows, &partner.economic));
    let ids = book.checked.deal.partners.iter().map(|partner| &partner.id);
    let operands: Vec<Operand> = ids.flat_map(|id| received_and_put_in(book, id)).collect();
    let steps = rates(flows, ("net flow of all partners", &operands), &book.appraisal.together, monthly_value_at);
    Draft::found(MONTHLY_RATE, operands, steps)
}

fn received_and_put_in(book: &OpenBook<'_>, id: &str) -> Vec<Operand> {
    let of = |name: &'static str, figure: &str| book.figure(name, format!("partner/{id}/{figure}"));
    joined(of("received", "received"), of("put in", "put_in"))
}

/// A partner's measures that are not sums of the ledger.
pub(super) fn measure(book: &OpenBook<'_>, id: &str, name: &str) -> Option<Draft> {
    rate(book, id, name)
        .or_else(|| multiple_and_dates(book, id, name))
        .or_else(|| present_value(book, id, name))
        .or_else(|| (name == "notional_pot").then(|| notional_pot(book, id)).flatten())
}

fn rate(book: &OpenBook<'_>, id: &str, name: &str) -> Option<Draft> {
    let result = book.appraisal.partners.get(book.partner_place(id)?)?;
    let both = received_and_put_in(book, id);
    let with_land = |found: &RatesOfReturn, at: &dyn Fn(&[Pence], f64) -> f64| {
        rates(result.economic.clone(), ("net flow with land", &both), found, at)
    };
    let draft = match name {
        "rate_of_return" => {
            let steps = with_land(&result.rates, &monthly_value_at);
            Draft::found(MONTHLY_RATE, both, steps)
        }
        "cash_rate_of_return" => {
            let of = |name: &'static str, figure: &str| book.figure(name, format!("partner/{id}/{figure}"));
            let operands =
                [of("received", "received"), of("cash in", "cash_in"), of("guarantees", "guarantees_in")].concat();
            let steps =
                rates(result.cash.clone(), ("net flow without land", &operands), &result.cash_rates, monthly_value_at);
            Draft::found(CASH_RATE, operands, steps)
        }
        "dated_rate_of_return" => {
            let start = book.appraisal.start;
            let days: Vec<i64> = (0..result.economic.len()).map(|k| start.plus(k as i32).day_number()).collect();
            let at = |flows: &[Pence], rate: f64| dated_value_at(flows, &days, rate);
            let steps = with_land(&result.dated_rates(start), &at);
            Draft::found(DATED_RATE, both, steps)
        }
        _ => return None,
    };
    Some(draft)
}

fn multiple_and_dates(book: &OpenBook<'_>, id: &str, name: &str) -> Option<Draft> {
    let place = book.partner_place(id)?;
    let (result, cash) = (book.appraisal.partners.get(place)?, book.appraisal.cash.partners.get(place)?);
    let both = received_and_put_in(book, id);
    let of = |name: &'static str, figure: &str| book.figure(name, format!("partner/{id}/{figure}"));
    let draft = match name {
        "multiple" => Draft::arithmetic("received / put in", both, "Blank if nothing is put in (method 2.12)."),
        "payback" => Draft::found(
            "The first month end from which put in less received, to date, is zero or less and stays so (method 2.12).",
            both,
            at_risk(&result.economic, result.most_at_risk),
        ),
        "payback_first_touch" => Draft::found(
            "The first month end at which put in less received, to date, is back at zero or less (method 2.12).",
            both,
            at_risk(&result.economic, result.most_at_risk),
        ),
        "last_capital_k" => Draft::found(
            "The last month end at which capital returned is paid (method 2.8).",
            of("capital returned", "capital"),
            vec![series("capital returned", &cash.capital)],
        ),
        "last_receipt_k" => Draft::found(
            "The last month end at which anything is received (method 2.9).",
            of("received", "received"),
            vec![series("received", &received_by_date(cash))],
        ),
        _ => return None,
    };
    Some(draft)
}

fn received_by_date(cash: &PartnerBook) -> Vec<Pence> {
    let mut sum = vec![Pence::ZERO; cash.capital.len()];
    cash.receipts().into_iter().for_each(|line| add(&mut sum, line));
    sum
}

fn present_value(book: &OpenBook<'_>, id: &str, name: &str) -> Option<Draft> {
    let place = book.partner_place(id)?;
    let (result, cash) = (book.appraisal.partners.get(place)?, book.appraisal.cash.partners.get(place)?);
    let rate = book.input("discount rate", format!("/partners/{id}/discount_rate_percent"));
    let both = received_and_put_in(book, id).into_iter();
    let draft = match name {
        "present_value_received" => Draft::found(
            "Each sum received x (1 + discount rate)^(-k/12), added up and rounded once; k is the number of months from the \
             start (method 2.12).",
            both.take(1).chain(rate).collect(),
            vec![series("received", &received_by_date(cash))],
        ),
        "net_present_value" => Draft::found(
            "Received less put in at each month end x (1 + discount rate)^(-k/12), added up and rounded once; k is the number of \
             months from the start (method 2.12).",
            both.chain(rate).collect(),
            vec![series("net flow with land", &result.economic)],
        ),
        _ => return None,
    };
    Some(draft)
}

/// The pot by the agreed shares, or else by contributions, or else equally.
fn notional_pot(book: &OpenBook<'_>, id: &str) -> Option<Draft> {
    const RULE: &str = "The partner's notional share of the pot, which is not paid to it (method 1.5).";
    let rule = format!("{RULE}{}", odd_pennies(book));
    let pot = book.figure("reinvestment pot", "pot/total");
    let draft = |share: &str, operands: Vec<Operand>| {
        Draft::arithmetic(format!("reinvestment pot x {share}"), joined(pot.clone(), operands), &rule)
    };
    if !book.checked.deal.sharing.split.is_empty() {
        let share = book.input("share of the final split", format!("/sharing/split/{id}/percent"));
        return Some(
            share.map_or_else(|| draft("0", Vec::new()), |share| draft("share of the final split", vec![share])),
        );
    }
    let books = &book.appraisal.cash.partners;
    let own = books.get(book.partner_place(id)?)?.contributed();
    let all: Pence = books.iter().map(PartnerBook::contributed).sum();
    if all == Pence::ZERO {
        let partners = Operand::plain("number of partners", Value::Count(books.len() as i64));
        return Some(draft("1 / number of partners", vec![partners]));
    }
    let operands = vec![money("own credited contributions", own), money("credited contributions of all partners", all)];
    Some(draft("own credited contributions / credited contributions of all partners", operands))
}

/// Which partners' notional shares of the pot are rounded up, where it does not divide into whole pence.
fn odd_pennies(book: &OpenBook<'_>) -> String {
    let weights = pot_weights(book);
    let pot_by_weight = book.appraisal.pot.total.as_f64() / weights.iter().sum::<f64>();
    let partners = book.checked.deal.partners.iter().zip(&book.appraisal.partners);
    // A thousandth of a penny is far more than the error of the product.
    let is_up = |notional: Pence, weight: &f64| notional.as_f64() > pot_by_weight * weight + 0.001;
    let up = partners.zip(&weights).filter(|((_, result), weight)| is_up(result.notional_pot, weight));
    let names: Vec<&str> = up.map(|((partner, _), _)| partner.name.as_str()).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => format!(" The odd penny goes to {one} (method 2.1)."),
        several => format!(" An odd penny each goes to {} (method 2.1).", several.join(", ")),
    }
}

/// The weights by which [`crate::stages::cash::share_surplus`] shares the pot.
fn pot_weights(book: &OpenBook<'_>) -> Vec<f64> {
    let books = &book.appraisal.cash.partners;
    let contributed: Vec<f64> = books.iter().map(|own| own.contributed().or_zero().as_f64()).collect();
    match &book.checked.plan.sharing.split {
        Some(shares) => shares.clone(),
        None if contributed.iter().any(|sum| *sum > 0.0) => contributed,
        None => vec![1.0; contributed.len()],
    }
}
