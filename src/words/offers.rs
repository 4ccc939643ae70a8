//! The table of offers.

use super::capitalised;
use super::deal::tenure;
use super::format::{count, millions, month_long, percent};
use super::names::{label, named, owner, verb};
use appraisal::YearMonth;
use appraisal::deal::Tenure;

/// A row of the table.
pub const DOWNSIDE: &str = "The same in the combined downside: prices 10% lower, costs 10% higher, sales half as fast";
/// See [`DOWNSIDE`].
pub const HALF: &str = "Date by which half of that sum is received";
/// See [`DOWNSIDE`].
pub const HOMES: &str = "Homes by tenure";
/// See [`DOWNSIDE`].
pub const NOMINATIONS: &str = "First lettings nominated by the council";
/// See [`DOWNSIDE`].
pub const NO_LOSS: &str = "none";
/// See [`DOWNSIDE`].
pub const AGAINST_SALE: &str = "Against selling today, counting the holding costs a sale avoids";
/// See [`DOWNSIDE`].
pub const FLAGS: &str = "Issues to resolve";

/// The council, whatever its name.
pub const COUNCIL: &str = "council";
/// The landowner of offers that name different ones.
const LANDOWNER: &str = "landowner";

/// Whom the offers are to: the council, or if no partner is one, the landowner by name.
#[must_use]
pub fn party(names: &[String]) -> String {
    match names {
        [first, rest @ ..] if rest.iter().all(|name| name == first) => first.clone(),
        _ => LANDOWNER.to_owned(),
    }
}

/// The first row, with the rate and the date at which all are valued.
#[must_use]
pub fn present_value(party: &str, rate: f64, valued_at: YearMonth) -> String {
    let (name, gets) = (label(party), verb(party, "gets", "get"));
    let month = month_long(valued_at.year, valued_at.month);
    format!("{name} {gets}, less cash put in: present value (PV) in {month} at {}", percent(rate))
}

/// The row of the pot, which is no part of the first row.
#[must_use]
pub fn pot(party: &str, rate: f64) -> String {
    format!("Reinvestment pot, not counted as {}: present value at {}", owner(party), percent(rate))
}

/// "Council’s", at the start of a label.
fn whose(party: &str) -> String {
    capitalised(owner(party).trim_start_matches("the "))
}

/// See [`DOWNSIDE`].
#[must_use]
pub fn exposure(party: &str) -> String {
    format!("{} peak exposure, with loans borne", whose(party))
}

/// See [`DOWNSIDE`].
#[must_use]
pub fn largest_loss(party: &str) -> String {
    format!("{} largest loss, as planned or in a test", whose(party))
}

/// See [`DOWNSIDE`].
#[must_use]
pub fn votes(party: &str) -> String {
    format!("{} share of votes", whose(party))
}

/// The row of public cost per home, in prices of the same date.
#[must_use]
pub fn per_home(valued_at: YearMonth) -> String {
    let month = month_long(valued_at.year, valued_at.month);
    format!("Net public cost per additional home, present value in {month}")
}

/// A net public cost; a negative one is a gain.
#[must_use]
pub fn cost_or_gain(cost: i64) -> String {
    if cost < 0 { format!("gain of {}", millions(-cost)) } else { millions(cost) }
}

/// What the rows of exposure, loss and present value count, beside the partner’s own capital.
#[must_use]
pub fn loans_borne(party: &str) -> String {
    format!(
        "Loans borne by {} are those it lends to the venture, or all loans if it alone has a stake in the venture. What is outstanding counts in peak exposure; what is unpaid at the end counts as money put in.",
        named(party)
    )
}

/// The line under the heading.
#[must_use]
pub fn lead(party: &str) -> String {
    format!(
        "What each offer means for {}, compared with selling the land outright and building alone. Make each partner’s offer a scenario.",
        named(party)
    )
}

/// The heading while there are no offers.
#[must_use]
pub fn instead(party: &str) -> String {
    format!("What {} could do instead", named(party))
}

/// The caption of the table.
#[must_use]
pub fn caption(party: &str) -> String {
    format!("Offers, and what {} could do instead", named(party))
}

/// Homes by tenure: "826 market sale, 419 social rent".
#[must_use]
pub fn homes(homes: &[(Tenure, u32)]) -> String {
    let some = homes.iter().filter(|(_, number)| *number > 0);
    some.map(|(of, number)| format!("{} {}", count(i64::from(*number)), tenure(*of).to_lowercase()))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A sum and when.
#[must_use]
pub fn sum_in(sum: &str, month: &str) -> String {
    format!("{sum}, {month}")
}

/// A loss, and the test that makes it larger than it is as planned.
#[must_use]
pub fn worst(loss: &str, under: Option<&str>) -> String {
    match under {
        Some(test) => format!("{loss}, with {test}"),
        None => format!("{loss} as planned; no test makes it larger"),
    }
}

/// The scenarios that are tests, below the table.
#[must_use]
pub fn not_offers(tests: &[String]) -> String {
    match tests {
        [] => String::new(),
        [one] => format!("{one} is a test, not an offer: it changes only prices, costs, timing or interest. "),
        many => format!(
            "{} are tests, not offers: they change only prices, costs, timing or interest. ",
            super::listed(many)
        ),
    }
}

/// The verdict on an offer: its word and the short sentence.
#[must_use]
pub fn verdict(badge: &str, sentence: &str) -> String {
    format!("{badge}. {sentence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gain_is_said_as_a_gain() {
        assert_eq!(cost_or_gain(-4_399_800), "gain of £43,998");
        assert_eq!(cost_or_gain(4_399_800), "£43,998");
        assert_eq!(cost_or_gain(0), "£0");
    }

    #[test]
    fn rows_name_whom_the_offers_are_to() {
        let party = |names: &[&str]| super::party(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(votes(&party(&["council", "council"])), "Council’s share of votes");
        assert_eq!(exposure(&party(&["developer"])), "Developer’s peak exposure, with loans borne");
        assert_eq!(largest_loss(&party(&["developer", "Lovell"])), "Landowner’s largest loss, as planned or in a test");
        let start = YearMonth { year: 2027, month: 4 };
        assert_eq!(
            present_value("council", 0.045, start),
            "Council gets, less cash put in: present value (PV) in April 2027 at 4.5%"
        );
    }
}
