//! A shortage of cash in words: which money is used up, what stops the loans, and what would fund the deal.

use super::{has_loan, pairs};
use crate::outcome::Outcome;
use crate::words::deal::{at_time_point, long_time_point};
use crate::words::format::{millions, money, plain_number};
use crate::words::names::owner;
use crate::words::scale::together;
use crate::words::{capitalised, listed};
use appraisal::deal::{Facility, Partner};
use appraisal::verdict::{Headroom, LoanCap, MoreCash, Shortage};
use appraisal::{Appraisal, PartnerResult};

/// How deep the shortfall is, and why no money covers it.
pub(super) fn shortfall(outcome: &Outcome) -> Option<String> {
    let (appraisal, shortage) = (&outcome.appraisal, outcome.shortage.as_ref()?);
    let short = appraisal.shortfall.as_ref()?;
    let [deepest, at_end] = together([short.deepest.amount.0, short.at_end.0]);
    let end = if short.at_end.is_positive() {
        format!(", and {at_end} is still missing at the end")
    } else {
        ", and is covered later".to_owned()
    };
    Some(format!(
        "The shortfall is deepest, {deepest}, {}{end}. {}.",
        at_time_point(appraisal, short.deepest.k),
        capitalised(&used_up(outcome, shortage)),
    ))
}

/// Which sources of money are used up, of those that the deal has, and what stops the others.
fn used_up(outcome: &Outcome, shortage: &Shortage) -> String {
    let puts_in_cash = |(_, result): &(&Partner, &PartnerResult)| result.cash_in.is_positive();
    let payers: Vec<&Partner> = pairs(outcome).filter(puts_in_cash).map(|(partner, _)| partner).collect();
    let cash = match &payers[..] {
        [] => None,
        [one] => Some(format!("{} cash", owner(&one.short_name))),
        _ => Some("the partners’ cash".to_owned()),
    };
    let funding = &outcome.deal.funding;
    let (the_loan, is) = match funding.facilities.len() + funding.scheduled_loans.len() {
        0 | 1 => ("the loan", "is"),
        _ => ("the loans", "are"),
    };
    let loan = match stopped(outcome, shortage) {
        Some(stopped) => stopped,
        None if !has_loan(&outcome.deal) => "there is no loan".to_owned(),
        None => match cash {
            Some(cash) if shortage.is_cash_used_up => return format!("{cash} and {the_loan} are used up"),
            Some(_) => format!("{the_loan} {is} used up"),
            None => return format!("{the_loan} {is} used up, and no partner puts in cash"),
        },
    };
    match cash {
        Some(cash) if shortage.is_cash_used_up => format!("{cash} is used up, and {loan}"),
        Some(cash) => format!("{cash} cannot all be called by then, and {loan}"),
        None => format!("no partner puts in cash, and {loan}"),
    }
}

/// "no more of the loan can be drawn: its loan to cost (LTC) is at most 5%"; none where only its limit stops it, or nothing.
fn stopped(outcome: &Outcome, shortage: &Shortage) -> Option<String> {
    shortage.caps.iter().find(|(_, cap)| *cap != LoanCap::Limit)?;
    let facilities = &outcome.deal.funding.facilities;
    let said = |(place, cap): &(usize, LoanCap)| Some(cap_of(facilities.get(*place)?, *cap, outcome));
    let caps: Vec<String> = shortage.caps.iter().filter_map(said).collect();
    let what = match (facilities.len(), outcome.appraisal.peak.facilities.amount.is_positive()) {
        (1, true) => "no more of the loan can be drawn",
        (1, false) => "the loan cannot be drawn",
        _ => "no more of the loans can be drawn",
    };
    Some(format!("{what}: {}", listed(&caps)))
}

/// What a term of a loan allows, by its name where the deal has others: "its loan to cost (LTC) is at most 5%".
fn cap_of(facility: &Facility, cap: LoanCap, outcome: &Outcome) -> String {
    let (whose, which) = match outcome.deal.funding.facilities.len() {
        1 => ("its".to_owned(), "it".to_owned()),
        _ => (format!("“{}”’s", facility.name), format!("“{}”", facility.name)),
    };
    let share = |percent: Option<f64>| plain_number(percent.unwrap_or_default());
    match cap {
        LoanCap::Limit => format!("{whose} limit is {}", millions(appraisal::Pence::from_pounds(facility.limit).0)),
        LoanCap::LoanToCost => {
            format!("{whose} loan to cost (LTC) is at most {}%", share(facility.loan_to_cost_percent))
        }
        LoanCap::LoanToValue => format!(
            "{whose} loan to gross development value (LTGDV) is at most {}%",
            share(facility.loan_to_value_percent)
        ),
        LoanCap::LastDraw => format!("{which} can be drawn only until {}", last_draw(facility, &outcome.appraisal)),
    }
}

fn last_draw(facility: &Facility, appraisal: &Appraisal) -> String {
    long_time_point(appraisal, facility.available_to_month.unwrap_or_default() as usize)
}

/// The change of terms that would let a loan cover the shortfall: "a higher loan to cost (LTC)"; none where the deal has no loan
/// drawn when needed.
fn larger_loan(outcome: &Outcome, shortage: &Shortage) -> Option<String> {
    let way = |cap: LoanCap| match cap {
        LoanCap::Limit => "a higher loan limit (for its interest and fees too)",
        LoanCap::LoanToCost => "a higher loan to cost (LTC)",
        LoanCap::LoanToValue => "a higher loan to gross development value (LTGDV)",
        LoanCap::LastDraw => "a longer time to draw the loan",
    };
    let caps = shortage.caps.iter().map(|(_, cap)| way(*cap)).collect::<Vec<_>>();
    match &outcome.deal.funding.facilities[..] {
        [] => None,
        [_] if !caps.is_empty() => Some(caps.join(" with ")),
        _ => Some("a larger loan".to_owned()),
    }
}

/// What would fund a deal that is only short of cash: more cash, and other terms of its loan. A loan that the deal does not have
/// is only named beside cash that helps: no run shows what it would do.
pub(super) fn what_would_fund(outcome: &Outcome) -> Option<String> {
    let shortage = outcome.shortage.as_ref()?;
    // In whole pounds, rounded up: a penny less is not enough.
    let deepest = outcome.appraisal.shortfall.as_ref().map_or(0, |short| (short.deepest.amount.0 + 99) / 100 * 100);
    let cash = match shortage.more_cash {
        MoreCash::ThatMuch => Some(format!("{} more cash", money(deepest))),
        MoreCash::More => Some("more cash than that".to_owned()),
        MoreCash::NoHelp => None,
    };
    let loan = match larger_loan(outcome, shortage) {
        None => cash.as_ref().map(|_| "a loan that also covers its own interest and fees".to_owned()),
        larger => larger.filter(|_| shortage.larger_loan_helps),
    };
    let ways: Vec<String> = cash.into_iter().chain(loan).collect();
    let would_not =
        if outcome.verdict.prices == Headroom::NoMoveHelps { "; higher prices alone would not" } else { "" };
    (!ways.is_empty()).then(|| format!("{} would fund the deal{would_not}.", capitalised(&ways.join(" or "))))
}

/// What is needed where neither prices nor costs cure a shortage.
pub(super) fn needed(outcome: &Outcome) -> String {
    let shortage = outcome.shortage.as_ref();
    let cash = shortage.filter(|shortage| shortage.more_cash != MoreCash::NoHelp).map(|_| "more cash");
    let new_loan = || if has_loan(&outcome.deal) { "a larger loan" } else { "a loan" }.to_owned();
    let larger = shortage.filter(|shortage| shortage.larger_loan_helps);
    let loan = larger.and_then(|shortage| larger_loan(outcome, shortage)).unwrap_or_else(new_loan);
    let ways: Vec<String> = cash.map(str::to_owned).into_iter().chain([loan]).collect();
    capitalised(&ways.join(" or "))
}

/// Why no more of a loan can be drawn while cash is short; none where cash is not short, or only the loan limit stops it.
#[must_use]
pub fn no_more_of_the_loan(outcome: &Outcome) -> Option<String> {
    stopped(outcome, outcome.shortage.as_ref()?)
}

/// The input of the first term that stops a loan while cash is short.
#[must_use]
pub fn path_of_the_cap(outcome: &Outcome) -> Option<String> {
    let (place, cap) = *outcome.shortage.as_ref()?.caps.first()?;
    Some(path(outcome.deal.funding.facilities.get(place)?, cap))
}

fn path(facility: &Facility, cap: LoanCap) -> String {
    let field = match cap {
        LoanCap::Limit => "limit",
        LoanCap::LoanToCost => "loan_to_cost_percent",
        LoanCap::LoanToValue => "loan_to_value_percent",
        LoanCap::LastDraw => "available_to_month",
    };
    format!("/funding/facilities/{}/{field}", facility.id)
}

/// The term of each loan that lets nothing be drawn at any time, and the input of the first: "its loan to cost (LTC) is at most
/// 0%"; none where a loan has no such term.
#[must_use]
pub fn cannot_be_drawn(outcome: &Outcome) -> Option<(String, String)> {
    let facilities = &outcome.deal.funding.facilities;
    let of = |facility: &Facility| match facility {
        _ if facility.limit == 0.0 => Some(LoanCap::Limit),
        _ if facility.loan_to_cost_percent == Some(0.0) => Some(LoanCap::LoanToCost),
        _ if facility.loan_to_value_percent == Some(0.0) => Some(LoanCap::LoanToValue),
        _ => None,
    };
    let caps: Vec<(&Facility, LoanCap)> = facilities.iter().filter_map(|row| Some((row, of(row)?))).collect();
    let (first, cap) = *caps.first().filter(|_| caps.len() == facilities.len())?;
    let said: Vec<String> = caps.iter().map(|(row, cap)| cap_of(row, *cap, outcome)).collect();
    Some((listed(&said), path(first, cap)))
}
