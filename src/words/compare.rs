//! The page that compares.

use super::format::{change, count, decimal, millions, percent};
use super::{NONE, deal as sentences};
use crate::outcome::Outcome;
use appraisal::compare::{Amount, Measure};
use appraisal::flags::FlagCode;
use appraisal::sensitivity::SensitivityName;

/// The line under the heading.
pub const LEAD: &str = "Differences are marked, not judged: what suits one partner may not suit another.";
/// The caption of the table.
pub const CAPTION: &str = "Outcomes of each scenario";
/// The label of the list of bases.
pub const COMPARE_WITH: &str = "Compare with";
/// The name of the ticks.
pub const SHOW: &str = "Show";
/// The label of the tick that hides what is the same.
pub const ONLY_DIFFERENT: &str = "Only rows that differ";
/// The label of the tick that shows changes.
pub const SHOW_CHANGES: &str = "The change beside each figure";
/// What stands where nothing differs.
pub const SAME: &str = "same";
/// What is read out before a change.
pub const CHANGED: &str = "changed";
/// The heading of what was changed.
pub const WHAT_WAS_CHANGED: &str = "What was changed";
/// The line under it.
pub const EVERYTHING_ELSE: &str = "Everything else is the same in all of them.";
/// The link to a scenario.
pub const OPEN: &str = "Open";
/// What is read out before an old value.
pub const WAS: &str = "was";
/// What is said where there is nothing to compare.
pub const NOTHING_TO_COMPARE: &str =
    "There is only the base case so far. Change something on the page of the deal and keep it as a new scenario.";
/// What is said of a scenario with findings.
pub const CANNOT_SAY: &str = "The figures cannot be worked out until what is wrong in it is put right.";
/// The heading of the offers.
pub const OFFERS: &str = "Offers for the same scheme";
/// The line under it.
pub const OFFERS_LEAD: &str = "What each offer means for the council, beside selling the land outright and building alone. Make each partner’s offer a scenario.";
/// The caption of the table.
pub const OFFERS_CAPTION: &str = "Offers, and what the council could do instead";
/// The heading of the first column.
pub const MEASURE: &str = "Measure";
/// The columns of the alternatives.
pub const SELL: &str = "Sell outright";
/// See [`SELL`].
pub const BUILD_ALONE: &str = "Build alone";
/// No score.
pub const NO_SCORE: &str = "There is no overall score.";

/// The heading of the page.
#[must_use]
pub fn title(cases: usize) -> String {
    match cases {
        1 => "Compare scenarios".to_owned(),
        2 => "Compare two scenarios".to_owned(),
        3 => "Compare three scenarios".to_owned(),
        many => format!("Compare {many} scenarios"),
    }
}

/// What a measure is called; partners by their short names.
#[must_use]
pub fn measure(measure: Measure, partners: &[String]) -> String {
    let name = |place: usize| super::capitalised(partners.get(place).map_or("", String::as_str));
    match measure {
        Measure::HomesFinished => "Homes finished".to_owned(),
        Measure::AffordableHomes => "Affordable homes".to_owned(),
        Measure::LastHome => "Last home finished".to_owned(),
        Measure::JobsAYear => "Building jobs a year".to_owned(),
        Measure::PutsIn(place) => format!("{} puts in", name(place)),
        Measure::GetsBack(place) => format!("{} gets back", name(place)),
        Measure::PresentValue(place) => format!("{} gets back, present value at its rate", name(place)),
        Measure::RepaidBy(place) => format!("{} has its capital back by", name(place)),
        Measure::Return(place) => format!("{}: rate of return a year", name(place)),
        Measure::Pot => "Reinvestment pot".to_owned(),
        Measure::PotPresentValue => "Reinvestment pot, present value".to_owned(),
        Measure::Surplus => "Surplus in all".to_owned(),
        Measure::PeakFunding => "Peak funding".to_owned(),
        Measure::PeakLoan => "Peak loan".to_owned(),
        Measure::PriceRoom => "Prices can fall before a loss".to_owned(),
        Measure::CostRoom => "Costs can rise before a loss".to_owned(),
        Measure::PotInDownside => "Pot if prices fall 10%, costs rise 10% and sales halve".to_owned(),
        Measure::PublicCashPerHome => "Public cash per home".to_owned(),
        Measure::RealValue => "Scheme value in real terms".to_owned(),
    }
}

/// The group that a measure stands in.
#[must_use]
pub const fn group(measure: Measure) -> &'static str {
    match measure {
        Measure::HomesFinished | Measure::AffordableHomes | Measure::LastHome | Measure::JobsAYear => "Homes and jobs",
        Measure::PutsIn(_)
        | Measure::GetsBack(_)
        | Measure::PresentValue(_)
        | Measure::RepaidBy(_)
        | Measure::Return(_)
        | Measure::Pot
        | Measure::PotPresentValue
        | Measure::Surplus => "What the partners get",
        Measure::PeakFunding | Measure::PeakLoan | Measure::PriceRoom | Measure::CostRoom | Measure::PotInDownside => {
            "Funding and risk"
        }
        Measure::PublicCashPerHome | Measure::RealValue => "Public money",
    }
}

/// A figure.
#[must_use]
pub fn amount(amount: Amount, outcome: &Outcome) -> String {
    match amount {
        Amount::Money(sum) => millions(sum.0),
        Amount::Count(number) => count(number),
        Amount::Jobs(jobs) => decimal(jobs, 0),
        Amount::Fraction(fraction) => percent(fraction),
        Amount::TimePoint(k) => sentences::long_month_of(&outcome.appraisal, k),
        Amount::None => NONE.to_owned(),
    }
}

/// A difference.
#[must_use]
pub fn difference(measure: Measure, difference: Amount) -> String {
    match difference {
        Amount::Money(sum) => change(sum.0),
        Amount::Count(months) if matches!(measure, Measure::LastHome | Measure::RepaidBy(_)) => months_moved(months),
        Amount::Count(number) => signed(&count(number.abs()), number > 0),
        Amount::Jobs(jobs) => signed(&decimal(jobs.abs(), 0), jobs > 0.0),
        Amount::Fraction(fraction) => format!("{} points", signed(&decimal(fraction.abs() * 100.0, 1), fraction > 0.0)),
        Amount::TimePoint(_) | Amount::None => String::new(),
    }
}

fn months_moved(months: i64) -> String {
    let (size, word) = (months.abs(), if months > 0 { "later" } else { "sooner" });
    if size == 1 { format!("1 month {word}") } else { format!("{size} months {word}") }
}

fn signed(text: &str, is_more: bool) -> String {
    format!("{}{text}", if is_more { "+" } else { "−" })
}

/// What a required sensitivity is called.
#[must_use]
pub const fn sensitivity(name: SensitivityName) -> &'static str {
    match name {
        SensitivityName::PricesHigher => "prices 10% higher",
        SensitivityName::PricesLower => "prices 10% lower",
        SensitivityName::CostsHigher => "costs 10% higher",
        SensitivityName::CostsLower => "costs 10% lower",
        SensitivityName::SalesSlower => "sales half as fast",
        SensitivityName::StartLater => "a start a year later",
        SensitivityName::RatesHigher => "interest 2 points higher",
        SensitivityName::NoGrant => "no grant",
        SensitivityName::Downside => "prices, costs and sales together",
    }
}

/// The flags that stand, by their codes.
#[must_use]
pub fn flags(flags: &[FlagCode]) -> String {
    if flags.is_empty() { "none".to_owned() } else { count(flags.len() as i64) }
}
