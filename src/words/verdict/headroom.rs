//! Headroom in words: how far prices and costs can move, what fails beyond that, and how it changed.

use super::{back_what_they_put_in, is_only_short_of_cash};
use crate::outcome::Outcome;
use crate::words::NO_CHANGE;
use crate::words::format::{MINUS, decimal, percent};
use crate::words::names::{named, verb};
use crate::words::scale::Places;
use appraisal::deal::Partner;
use appraisal::verdict::{Failure, Headroom, TARGET_HEADROOM};
use appraisal::{Verdict, sole_partner};

/// What starts to fail, as the end of a sentence: "cash runs short".
pub(super) fn fails(failure: Failure, outcome: &Outcome) -> String {
    match failure {
        Failure::PartnerLoses => format!("{} to lose money", starts(outcome)),
        Failure::DebtUnpaid => "a debt is not repaid".to_owned(),
        Failure::CashShort => "cash runs short".to_owned(),
    }
}

/// The single reason that ends headroom on both sides; none if there are two, or none.
fn only_failure(verdict: &Verdict) -> Option<Failure> {
    match (verdict.price_failure, verdict.cost_failure) {
        (Some(one), Some(other)) => (one == other).then_some(one),
        (one, other) => one.or(other),
    }
}

/// "a partner loses", or the only one with a stake: "the council loses".
fn loser(outcome: &Outcome) -> String {
    sole(outcome).map_or_else(
        || "a partner loses".to_owned(),
        |own| format!("{} {}", named(&own.short_name), verb(&own.short_name, "loses", "lose")),
    )
}

/// "a partner starts", or the only one with a stake: "the council starts".
fn starts(outcome: &Outcome) -> String {
    sole(outcome).map_or_else(
        || "a partner starts".to_owned(),
        |own| format!("{} {}", named(&own.short_name), verb(&own.short_name, "starts", "start")),
    )
}

fn sole(outcome: &Outcome) -> Option<&Partner> {
    sole_partner(&outcome.deal).and_then(|place| outcome.deal.partners.get(place))
}

/// The heading of the headroom: before what fails, or what would be needed.
#[must_use]
pub fn headroom_title(outcome: &Outcome) -> String {
    let verdict = &outcome.verdict;
    let failure = only_failure(verdict);
    if verdict.prices.is_there() {
        match failure {
            Some(Failure::PartnerLoses) => format!("Before {} money", loser(outcome)),
            Some(Failure::DebtUnpaid) => "Before a debt is left unpaid".to_owned(),
            Some(Failure::CashShort) => "Before cash runs short".to_owned(),
            None => "Before the deal falls short".to_owned(),
        }
    } else if is_only_short_of_cash(outcome) || failure == Some(Failure::CashShort) {
        "To close the cash shortfall".to_owned()
    } else {
        format!("To give {}", back_what_they_put_in(outcome))
    }
}

/// The two rows of the gauge. Each says what fails first if that is not the same for both.
#[must_use]
pub fn gauge(verdict: &Verdict) -> [(&'static str, String); 2] {
    let differ = only_failure(verdict).is_none();
    let row = |(label, text): (&'static str, String), headroom: Headroom, failure: Option<Failure>| match failure {
        Some(failure) if differ && headroom.is_there() => {
            (label, format!("{text}, then {}", what_fails(Some(failure))))
        }
        _ => (label, text),
    };
    [
        row(price_headroom(verdict), verdict.prices, verdict.price_failure),
        row(cost_headroom(verdict), verdict.costs, verdict.cost_failure),
    ]
}

/// Headroom on prices: "Prices can fall", "by 25.7%".
#[must_use]
pub fn price_headroom(verdict: &Verdict) -> (&'static str, String) {
    let labels = ["Prices can fall", "Prices must rise", "Higher prices"];
    labelled(verdict.prices, verdict.price_failure, labels)
}

/// Headroom on the costs of building, infrastructure, contingency and fees together: "All building costs can rise", "by 37.3%".
#[must_use]
pub fn cost_headroom(verdict: &Verdict) -> (&'static str, String) {
    // An alternative, where higher prices would do too.
    let prices_help = !is_helpless(verdict.prices, verdict.price_failure);
    let must = if prices_help { "Or all building costs must fall" } else { "All building costs must fall" };
    let labels = ["All building costs can rise", must, "Lower building costs"];
    labelled(verdict.costs, verdict.cost_failure, labels)
}

fn labelled(headroom: Headroom, failure: Option<Failure>, labels: [&'static str; 3]) -> (&'static str, String) {
    let [can, must, helpless] = labels;
    match headroom {
        _ if headroom.is_there() => (can, by(headroom)),
        _ if is_helpless(headroom, failure) => (helpless, "would not help".to_owned()),
        _ => (must, by(headroom)),
    }
}

/// Whether no move helps because cash is short.
fn is_helpless(headroom: Headroom, failure: Option<Failure>) -> bool {
    headroom == Headroom::NoMoveHelps && failure == Some(Failure::CashShort)
}

const fn what_fails(failure: Option<Failure>) -> &'static str {
    match failure {
        Some(Failure::PartnerLoses) | None => "a loss",
        Some(Failure::DebtUnpaid) => "unpaid debt",
        Some(Failure::CashShort) => "a cash shortage",
    }
}

/// Headroom in a table whose row says of what: "25.7%, then a loss", or "none: must rise by 12.5%", where `must` is the move that
/// would help, "rise" or "fall".
#[must_use]
pub fn headroom(headroom: Headroom, failure: Option<Failure>, must: &str) -> String {
    let size = size(headroom);
    match (headroom, failure) {
        (Headroom::CanMove(_), Some(_)) => format!("{size}, then {}", what_fails(failure)),
        (Headroom::NoMoveHelps, Some(Failure::CashShort)) => "none: cash is short".to_owned(),
        _ if headroom.is_there() => size,
        _ => format!("none: must {must} by {size}"),
    }
}

/// How headroom on prices changed: "2.1 points more", where both figures are of one kind; otherwise what it was. `None` where
/// both are only known to be over 50%.
#[must_use]
pub fn price_headroom_change(now: &Verdict, was: &Verdict) -> Option<String> {
    let before = || {
        let (label, text) = price_headroom(was);
        Some(format!("was: {} {text}", crate::words::lowered(label)))
    };
    let (now, was) = match (now.prices, was.prices) {
        (Headroom::CanMove(now), Headroom::CanMove(was)) | (Headroom::MustMove(now), Headroom::MustMove(was)) => {
            (now, was)
        }
        (Headroom::AtLeast(_), Headroom::AtLeast(_)) | (Headroom::NoMoveHelps, Headroom::NoMoveHelps) => return None,
        _ => return before(),
    };
    let by = Places(1).change(100.0 * now, 100.0 * was);
    Some(match by.strip_prefix('+') {
        _ if by == NO_CHANGE => by,
        Some(size) => format!("{size} points more"),
        None => format!("{} points less", by.trim_start_matches(MINUS)),
    })
}

fn by(headroom: Headroom) -> String {
    format!("by {}", size(headroom))
}

fn size(headroom: Headroom) -> String {
    match headroom {
        _ if headroom.is_bound() => "over 50%".to_owned(),
        Headroom::CanMove(by) if is_nothing(by) => format!("less than {SMALLEST}"),
        _ => percent(headroom.signed().abs()),
    }
}

/// Headroom is searched and shown in these steps.
pub(super) const SMALLEST: &str = "0.1%";

/// Room that would be shown as zero.
pub(super) fn is_nothing(by: f64) -> bool {
    percent(by) == "0.0%"
}

/// The label of the gauge's tick: the headroom that both prices and costs need, and which of them have it: "Target: 10%, both met".
/// None where the deal fails as it is: then the figures are what it lacks, not headroom.
#[must_use]
pub fn target(verdict: &Verdict) -> Option<String> {
    let both = [verdict.prices, verdict.costs];
    if !both.into_iter().any(Headroom::is_there) {
        return None;
    }
    let met = match both.map(|headroom| headroom.is_at_least(TARGET_HEADROOM)) {
        [true, true] => "both met",
        [false, false] => "not met",
        [true, false] => "met by prices only",
        [false, true] => "met by costs only",
    };
    Some(format!("Target: {}%, {met}", decimal(TARGET_HEADROOM * 100.0, 0)))
}
