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
        Measure::PriceHeadroom => "Headroom on prices before a loss".to_owned(),
        Measure::CostHeadroom => "Headroom on costs before a loss".to_owned(),
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
        Measure::PeakFunding
        | Measure::PeakLoan
        | Measure::PriceHeadroom
        | Measure::CostHeadroom
        | Measure::PotInDownside => "Funding and risk",
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
        Amount::Headroom(headroom) => super::verdict::headroom(headroom),
        Amount::NotRepaid => "not repaid".to_owned(),
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
        Amount::TimePoint(_) | Amount::Headroom(_) | Amount::NotRepaid | Amount::None => String::new(),
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

/// The heading of the small charts.
pub const SIDE_BY_SIDE: &str = "Side by side, on the same scales";
/// The line under it.
pub const DASHED: &str = "Dashed lines and black ticks repeat the first case.";
/// The first column of their tables.
pub const AT_THE_END_OF: &str = "Year";
/// The heading of who leads.
pub const LEADS: &str = "Which leads on what";
/// What is said where none leads on anything.
pub const NO_LEAD: &str = "None of them leads on any of these.";

/// What a row of small charts shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pictured {
    /// What it is called in a sentence.
    pub what: &'static str,
    /// Measure and unit.
    pub subtitle: &'static str,
}

/// The pot.
pub const POT_PICTURED: Pictured = Pictured { what: "the pot", subtitle: "Paid into the reinvestment pot so far, £m" };
/// What is out.
pub const FUNDING_PICTURED: Pictured =
    Pictured { what: "peak funding", subtitle: "Partners’ cash not yet back and loans, £m" };
/// Affordable homes.
pub const AFFORDABLE_PICTURED: Pictured =
    Pictured { what: "the number of affordable homes", subtitle: "Affordable homes finished in the year" };
/// Other homes.
pub const MARKET_PICTURED: Pictured =
    Pictured { what: "the number of market homes", subtitle: "Market homes finished in the year" };

/// "587 homes".
#[must_use]
pub fn homes(number: &str) -> String {
    format!("{number} homes")
}

/// What a row of small charts finds: which case has most and which least.
#[must_use]
pub fn finding(pictured: &Pictured, totals: &[(String, i64)], said: impl Fn(i64) -> String) -> String {
    let most = totals.iter().max_by_key(|(_, total)| *total);
    // Of several that are least the first is named.
    let least = totals.iter().min_by_key(|(_, total)| *total);
    let what = super::capitalised(pictured.what);
    match (most, least) {
        (Some((_, most)), Some((_, least))) if most == least => format!("{what} is the same in all, {}", said(*most)),
        (Some((most_name, most)), Some((least_name, least))) => {
            format!("{what} is highest in {most_name}, {}, and lowest in {least_name}, {}", said(*most), said(*least))
        }
        _ => what,
    }
}

/// "Slow sales looks £2.59m better and is £2.78m worse".
#[must_use]
pub fn paradox(name: &str, pot: i64, real: i64) -> String {
    let (seems, is) = if pot > 0 { ("better", "worse") } else { ("worse", "better") };
    format!("{name} looks {} {seems} and is {} {is}", millions(pot.abs()), millions(real.abs()))
}

/// Why, and which measure to trust.
#[must_use]
pub fn paradox_why(real: [String; 2], peak: [String; 2], pot: i64) -> String {
    let [was, now] = real;
    let [peak_was, peak_now] = peak;
    let grows = if pot > 0 { "grows" } else { "shrinks" };
    let loan = if peak_was == peak_now {
        format!("the peak loan stays at {peak_now}")
    } else {
        format!("the peak loan goes from {peak_was} to {peak_now}")
    };
    format!(
        "The pot {grows} in cash, in which prices that rise while homes wait count in full. With inflation taken off, at the Green \
         Book’s real rate, the scheme goes from {was} to {now}, and {loan}. Judge this pair on value in real terms."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_charts_names_the_most_and_the_least() {
        let totals = |totals: &[(&str, i64)]| -> Vec<(String, i64)> {
            totals.iter().map(|(name, total)| ((*name).to_owned(), *total)).collect()
        };
        let found = finding(&AFFORDABLE_PICTURED, &totals(&[("Base case", 474), ("Offer B", 587)]), |total| {
            homes(&count(total))
        });
        assert_eq!(
            found,
            "The number of affordable homes is highest in Offer B, 587 homes, and lowest in Base case, 474 homes"
        );
        let same = finding(&POT_PICTURED, &totals(&[("A", 5), ("B", 5)]), millions);
        assert_eq!(same, "The pot is the same in all, £0");
    }

    #[test]
    fn what_looks_better_and_is_worse_is_said_so() {
        assert_eq!(
            paradox("Slow sales", 259_000_000, -278_000_000),
            "Slow sales looks £2.59m better and is £2.78m worse"
        );
        assert_eq!(paradox("Fast", -100_000_000, 200_000_000), "Fast looks £1.00m worse and is £2.00m better");
    }
}
