//! What to do about a value that is not accepted, and about a link that cannot be opened.

use super::format::{count, plain_number};
use super::levers::LeverWords;
use crate::field_text::Fault;
use crate::link::BrokenLink;
use crate::scenarios::DoesNotApply;
use crate::workspace::{NotFollowed, Workspace};
use appraisal::deal::reading::Misread;
use appraisal::document::NotOpened;
use appraisal::fields::{self, Field, Kind, Unit};
use appraisal::{Finding, Problem};

/// What to do about the value of a lever.
#[must_use]
pub fn fault(fault: &Fault, lever: &LeverWords) -> String {
    sentence(fault, &lever.subject, &lever.like)
}

/// What to do about the value at a path, with the name of its row: "Phase 2: Land must be drawn down …".
#[must_use]
pub fn of(path: &str, fault_of: &Fault, workspace: &Workspace) -> String {
    let words = super::levers::names_of(path, workspace);
    let said = fault(fault_of, &words);
    if workspace.levers().iter().any(|lever| lever.path == path) {
        return said;
    }
    match crate::inputs::row_name(workspace.document(), path) {
        Some(row) => format!("{row}: {said}"),
        None => said,
    }
}

/// What to do about the value of a field: `subject` names it in a sentence, `like` is an example that would be accepted.
#[must_use]
pub fn sentence(fault: &Fault, subject: &str, like: &str) -> String {
    match fault {
        Fault::Misread(why) => misread(*why, subject, like),
        Fault::Finding(finding) => problem(&finding.problem, subject, like),
    }
}

/// What to type instead of a text that could not be read; `subject` as in a sentence ("the build cost"), `like` an example
/// that would be accepted ("82,000").
#[must_use]
pub fn misread(why: Misread, subject: &str, like: &str) -> String {
    match why {
        Misread::Empty => format!("Enter {}{subject}, like {like}", a_value_for(subject)),
        Misread::NotANumber => format!("Enter {subject} as a number, like {like}"),
        Misread::TooLarge => format!("Enter {subject} as a smaller number, like {like}"),
        Misread::NotWhole => format!("Enter {subject} as a whole number, like {like}"),
        Misread::Comma => {
            format!("Commas go between thousands, and a point before decimals. Enter {subject}, like {like}")
        }
        Misread::Point => {
            format!(
                "A point before three digits could mean thousands. Enter {subject} with commas between thousands, like {like}"
            )
        }
        Misread::OtherUnit(unit) => format!("Enter {subject}{}, like {like}", asked_in(unit)),
        Misread::OtherCurrency => format!("Enter {subject} in pounds sterling, like {like}"),
        Misread::Change => format!("Enter {}{subject}, like {like}, not a change to it", a_value_for(subject)),
        Misread::MinusBehind => format!("A minus goes before the number. Enter {subject}, like {like}"),
        Misread::NotAMonth => format!("Enter {subject} as a month and year, like {like}"),
        Misread::NotAMonthNumber => {
            format!(
                "Enter {subject} as a month and year, like April 2027, or as a number of months from the start, like {like}"
            )
        }
        Misread::TooLong { characters, most } => {
            let count = |characters: usize| count(i64::try_from(characters).unwrap_or(i64::MAX));
            format!("Shorten {subject} to {} characters: it has {}", count(most), count(characters))
        }
        Misread::PartOfYear => format!("A quarter is not a month. Enter {subject} as its first month, like April 2027"),
        Misread::FinancialYear => {
            format!("A financial year is not a month. Enter {subject} as a month and year, like April 2027")
        }
        Misread::NotADate => format!("Enter {subject} as day, month and year, like {like}"),
        Misread::NoSuchDay => {
            let like = if like.contains(char::is_alphabetic) { like } else { "April 2027" };
            format!("That month has no such day. Enter {subject}, like {like}")
        }
    }
}

/// What is entered where a label is quoted: not every label is the name of a value.
fn a_value_for(subject: &str) -> &'static str {
    if subject.starts_with('“') { "a value for " } else { "" }
}

/// The unit that is asked for, as it follows the name of a value.
const fn asked_in(unit: Unit) -> &'static str {
    match unit {
        Unit::Pounds => " in pounds",
        Unit::PoundsASquareMetre => " in pounds per m²",
        Unit::Percent => " as a percentage",
        Unit::PercentAYear => " as a percentage a year",
        Unit::Months => " as a number of months",
        Unit::MonthNumber | Unit::MonthEnd => " in months from the start",
        Unit::Homes => " as a whole number",
        Unit::HomesAMonth => " as homes a month",
        Unit::SquareMetres => " in square metres",
        Unit::Hectares => " in hectares",
        Unit::Years => " as a number of years",
        Unit::Number | Unit::PersonYearsAMillion => " as a plain number",
    }
}

/// An example for a field: one that fits its unit and its name, always the same.
#[must_use]
pub fn like(field: &Field) -> String {
    match &field.kind {
        Kind::Number(number) => plain_number(typical(field, number.unit).clamp(number.least, number.most)),
        Kind::Month => "April 2027".to_owned(),
        Kind::Date => "1 April 2027".to_owned(),
        _ => String::new(),
    }
}

/// An example for the lever at a path, within its limits; all homes have no field of their own.
#[must_use]
pub fn like_at(path: &str, (least, most): (f64, f64)) -> String {
    match fields::of(path) {
        Some(field) => like(field),
        None => plain_number(200_f64.clamp(least, most.max(least))),
    }
}

fn typical(field: &Field, unit: Unit) -> f64 {
    match unit {
        Unit::Pounds => typical_pounds(field),
        Unit::PoundsASquareMetre => 1_500.0,
        Unit::Percent => 10.0,
        Unit::PercentAYear => 2.5,
        Unit::Months | Unit::MonthNumber | Unit::MonthEnd => 18.0,
        Unit::Homes => 40.0,
        Unit::HomesAMonth => 4.0,
        Unit::SquareMetres => 90.0,
        Unit::Hectares => 1.5,
        Unit::Years => 30.0,
        Unit::PersonYearsAMillion => 15.0,
        Unit::Number => 1.0,
    }
}

/// Sums of one home, of a week, of a year and of the whole deal differ too much for one example.
fn typical_pounds(field: &Field) -> f64 {
    match field.name() {
        "price" if field.pattern.starts_with("/home_types") => 250_000.0,
        "threshold" | "sale_overage_threshold" => 250_000.0,
        "build_cost" | "price_per_home" => 150_000.0,
        "grant_per_home" | "rateable_value" => 50_000.0,
        "infrastructure_cost" | "cost_a_year" => 15_000.0,
        "per_month" => 5_000.0,
        "band_d" => 2_000.0,
        "build_cost_per_m2" => 1_500.0,
        "sales_cost_per_home" | "service_charge_a_year" => 750.0,
        "management_a_year" | "repairs_a_year" | "major_repairs_a_year" => 600.0,
        "rent_a_week" | "rent_per_m2" => 150.0,
        _ => 1_000_000.0,
    }
}

/// What to do about a problem of a field; `subject` as in a sentence, `like` an example that would be accepted.
#[must_use]
pub fn problem(problem: &Problem, subject: &str, like: &str) -> String {
    match problem {
        Problem::OutOfRange { least, most } => {
            format!("Enter {subject} as a number from {} to {}, like {like}", plain_number(*least), plain_number(*most))
        }
        Problem::NotWhole => format!("Enter {subject} as a whole number, like {like}"),
        Problem::WrongNumberOfRows { least, most } => format!("There must be {least} to {most} of these"),
        Problem::PointsNowhere { name } => format!("Nothing in the deal is named “{name}”"),
        Problem::SharesDoNotAddUp { sum } => {
            format!("The shares add up to {}%. They must add up to 100%", plain_number((*sum * 100.0).round() / 100.0))
        }
        Problem::AfterTheEnd { last } => {
            format!(
                "Enter an earlier or shorter time for {subject}: it goes past month {}, the end of the model period",
                count(*last)
            )
        }
        Problem::SoldBeforeFinished { first } => {
            format!("This can be sold from month {}, when all of it is completed", count(*first))
        }
        Problem::TooLarge => {
            format!(
                "Enter {subject} as a smaller number, like {like}: with this one the sums are too large to be exact to the penny"
            )
        }
        other => without_values(other).to_owned(),
    }
}

/// What to do about a problem that needs no value of the field to be named.
const fn without_values(problem: &Problem) -> &'static str {
    match problem {
        Problem::IdNotUnique => "Two rows have the same internal name. Remove one.",
        Problem::LandNotPutInOnce => {
            "The contributions of this site must add up to 100% of it: change “Share of the site”, or remove one"
        }
        Problem::NoPrice => "Give this home type a price",
        Problem::BeforeTheStart => "This must not be before the start of the deal",
        Problem::DrawnDownAfterStart => {
            "Land must be drawn down by the time building starts: enter an earlier month, or a later “Building starts”"
        }
        Problem::FirstHomesAfterLast => {
            "The first homes must be completed before building ends: enter fewer months, or a longer “Building lasts”"
        }
        Problem::NoHomes => "Each phase needs at least one home",
        Problem::NotASpendingCurve => "The spending curve must rise from 0% to 100%",
        Problem::DisposedOfTwice => "Homes can be let, retained as shared ownership or paid for in stages: choose one",
        Problem::NoResidualTerms => "Enter the terms for residual land value, or choose another rule",
        Problem::NoYield => "A sale at a yield needs a yield above 0%",
        Problem::NotKeptSo => "Homes of this tenure cannot be retained in this way: choose another tenure",
        Problem::TierNeverEnds => "Give a share of this tier to the partners whose return it is measured on",
        Problem::NotAnOrder => "The order of payment must name each line once",
        Problem::NotADate => "Enter the date as day, month and year, like 1 April 2027",
        Problem::DoesNotApply => "This scenario changes a value that the base case does not have",
        Problem::NotAnAddress => "A source’s address must begin with https:// or http://",
        Problem::NobodyPutsAnythingIn => "At least one partner must put in land or cash",
        Problem::ReferenceAndDeadweight => {
            "Use a reference case or deadweight, not both: each deducts what would have happened anyway"
        }
        Problem::NotACouncilLoan => {
            "Choose a loan or cash loan note of the council: a bank’s or another partner’s cannot be used here"
        }
        Problem::NotInCatalogue => "This field is not known",
        // These name a value.
        Problem::OutOfRange { .. }
        | Problem::NotWhole
        | Problem::WrongNumberOfRows { .. }
        | Problem::PointsNowhere { .. }
        | Problem::SharesDoNotAddUp { .. }
        | Problem::AfterTheEnd { .. }
        | Problem::SoldBeforeFinished { .. }
        | Problem::TooLarge => "",
    }
}

/// The heading of the notice about a link or a file.
#[must_use]
pub const fn not_opened_heading(why: &NotFollowed) -> &'static str {
    match why {
        NotFollowed::Broken(_) | NotFollowed::Findings(_) => "The link could not be opened.",
        NotFollowed::NoScenario => "The scenario could not be opened.",
        NotFollowed::File(..) => "The file could not be opened.",
        NotFollowed::Example(_) => "The example could not be opened.",
        NotFollowed::Saved(_) => "The saved deal could not be opened.",
    }
}

/// The button that closes the notice.
pub const NOTICE_READ: &str = "Close this message";
/// The heading of the error summary.
pub const THERE_IS_A_PROBLEM: &str = "There is a problem";
/// The sentence under it.
#[must_use]
pub const fn until_fixed(errors: usize) -> &'static str {
    match errors {
        0 | 1 => "The figures are not updated until this error is fixed. Nothing you typed is lost.",
        _ => "The figures are not updated until these errors are fixed. Nothing you typed is lost.",
    }
}
/// Put before the title of the page while there is a problem.
pub const ERROR_IN_TITLE: &str = "Error: ";

/// Why a link was not opened, and what to do.
#[must_use]
pub fn not_followed(why: &NotFollowed, shows_example: bool) -> String {
    let reason = not_followed_because(why);
    let shown = match why {
        NotFollowed::File(..) | NotFollowed::Example(_) | NotFollowed::Saved(_) => return reason,
        NotFollowed::NoScenario => "The base case is shown instead.",
        _ if shows_example => "The worked example is shown instead.",
        _ => "The deal that was open before is still shown; nothing was changed.",
    };
    format!("{reason} {shown}")
}

/// The reason alone.
#[must_use]
pub fn not_followed_because(why: &NotFollowed) -> String {
    match why {
        NotFollowed::Broken(BrokenLink::Damaged) => {
            "Part of it is missing or was changed on the way. Copy the whole link again.".to_owned()
        }
        NotFollowed::Broken(BrokenLink::TooLong) => "It is too long to be a deal. Ask for a new link.".to_owned(),
        NotFollowed::Broken(BrokenLink::FromALaterVersion) => LATER_VERSION.to_owned(),
        NotFollowed::Broken(BrokenLink::NotOpened(why)) => not_opened(why),
        NotFollowed::Broken(BrokenLink::Scenario(why)) => format!("{} Ask for a new link.", does_not_apply(why)),
        NotFollowed::Findings(findings) => cannot_be_worked_out(findings.first()),
        NotFollowed::NoScenario => "The scenario named in the link is not in the deal.".to_owned(),
        NotFollowed::File(name, why) => super::deals::file_not_opened(name, why),
        NotFollowed::Example(title) => {
            format!("“{title}” could not be loaded. Check your connection and try again. Nothing was changed.")
        }
        NotFollowed::Saved(Some(why)) => format!("{} Nothing else was changed.", super::deals::unreadable(*why)),
        NotFollowed::Saved(None) => "It was deleted. Nothing else was changed.".to_owned(),
    }
}

/// Which scenario of a document does not apply.
#[must_use]
pub fn does_not_apply(why: &DoesNotApply) -> String {
    format!("Its scenario “{}” changes a value that the base case does not have, or to one that it cannot have.", why.0)
}

/// What to do about a link of a later version.
pub(super) const LATER_VERSION: &str =
    "It was made by a later version of this page. Reload this page to get the newest version.";

/// What to do about a document of a later version.
#[must_use]
pub fn later_version(version: u64) -> String {
    format!(
        "It was made by a later version of this page (document version {version}). Reload this page to get the newest version."
    )
}

fn not_opened(why: &NotOpened) -> String {
    match why {
        NotOpened::FromALaterVersion(version) => later_version(*version),
        NotOpened::Field { .. } => format!("{why} Ask for a new link."),
        NotOpened::TooLarge
        | NotOpened::NotText(_)
        | NotOpened::Empty
        | NotOpened::WebPage
        | NotOpened::NotJson { .. }
        | NotOpened::NotADeal => "This is not a Common Ground deal. Ask for a new link.".to_owned(),
    }
}

/// Which input of a deal has an error, and what to do.
#[must_use]
pub fn cannot_be_worked_out(finding: Option<&Finding>) -> String {
    finding.map_or_else(String::new, |finding| {
        let label = appraisal::fields::of(&finding.path).map_or("The value", |field| field.label);
        let problem = problem(&finding.problem, "the value", "0");
        format!("The deal in it cannot be worked out. “{label}” ({}): {problem}.", finding.path)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::Action;
    use appraisal::deal::reading;
    use appraisal::fields;

    #[test]
    fn every_misreading_says_what_to_type() {
        assert_eq!(
            misread(Misread::Change, "the sale price", "250,000"),
            "Enter the sale price, like 250,000, not a change to it"
        );
        assert_eq!(
            misread(Misread::NotANumber, "the build cost", "82,000"),
            "Enter the build cost as a number, like 82,000"
        );
        assert_eq!(
            misread(Misread::OtherUnit(Unit::Pounds), "the sale price", "186,000"),
            "Enter the sale price in pounds, like 186,000"
        );
        assert_eq!(
            misread(Misread::FinancialYear, "the start", "April 2009"),
            "A financial year is not a month. Enter the start as a month and year, like April 2027"
        );
    }

    /// A label has commas of its own, and a sentence that begins with it reads as broken.
    #[test]
    fn no_error_begins_with_the_label() {
        let workspace = Workspace::on_the_example().unwrap();
        let words = super::super::levers::names_of("/growth/house_price/all/percent", &workspace);
        let said = |of: &Problem| problem(of, &words.subject, "2.5");
        let range = Problem::OutOfRange { least: -20.0, most: 30.0 };
        assert_eq!(said(&range), "Enter house price growth as a number from −20 to 30, like 2.5");
        for other in [range, Problem::NotWhole, Problem::AfterTheEnd { last: 156 }, Problem::TooLarge] {
            let said = said(&other);
            assert!(said.starts_with("Enter ") && said.contains("house price growth"), "{said}");
        }
    }

    /// An example is no link: without a connection the page said that a link could not be opened.
    #[test]
    fn an_example_that_is_not_loaded_is_called_one() {
        let why = Workspace::on_the_example().unwrap().after(Action::ExampleNotLoaded("Incremental 90:10".to_owned()));
        let why = why.not_followed.clone().unwrap();
        assert_eq!(not_opened_heading(&why), "The example could not be opened.");
        assert!(not_followed(&why, true).starts_with("“Incremental 90:10” could not be loaded. Check your connection"));
    }

    #[test]
    fn one_error_is_not_called_several() {
        assert!(until_fixed(1).contains("this error is fixed") && until_fixed(2).contains("these errors are fixed"));
    }

    #[test]
    fn the_example_of_every_field_is_accepted() {
        let start = appraisal::YearMonth::new(2027, 4).unwrap();
        for field in fields::all().filter(|field| matches!(field.kind, Kind::Number(_) | Kind::Month | Kind::Date)) {
            let like = like(field);
            let read =
                reading::read(&like, field, start).unwrap_or_else(|why| panic!("{}: {like}: {why:?}", field.pattern));
            if let Some(number) = field.number() {
                let size = read.as_f64().unwrap();
                assert!((number.least..=number.most).contains(&size) && size > 0.0, "{}: {like}", field.pattern);
            }
        }
    }

    /// Only the base case of the example is announced as the example shown instead.
    #[test]
    fn a_broken_link_leaves_an_open_scenario_of_the_example() {
        let said = |state: &Workspace| {
            let broken = state.after(Action::NotFollowed(BrokenLink::Damaged));
            not_followed(broken.not_followed.as_ref().unwrap(), broken.is_untouched_example())
        };
        let example = Workspace::on_the_example().unwrap();
        assert!(said(&example).ends_with("The worked example is shown instead."));
        let scenario = example.cases.scenarios[0].id.clone();
        let still = said(&example.after(Action::Open(Some(scenario))));
        assert!(still.ends_with("The deal that was open before is still shown; nothing was changed."), "{still}");
    }
}
