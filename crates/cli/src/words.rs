//! Sentences and figures as plain text, for the command line only: the page's sentences refer to its boxes.

use appraisal::measures::rate_of_return::Headline;
use appraisal::{Finding, Pence, Problem, fields};
use serde::Serialize;

/// Shown where there is no figure.
pub(crate) const NO_FIGURE: &str = "–";

/// A field by path and name, and how to correct it.
pub(crate) fn finding(finding: &Finding) -> String {
    let label = fields::of(&finding.path).map_or_else(String::new, |field| format!(" ({})", field.label));
    printable(&format!("{}{label}: {}", finding.path, problem(&finding.problem)))
}

/// How to correct a value.
pub(crate) fn problem(problem: &Problem) -> String {
    let sentence = match problem {
        Problem::OutOfRange { least, most } => return format!("Give a number from {least} to {most}."),
        Problem::WrongNumberOfRows { least, most } => return format!("Give {least} to {most} rows."),
        Problem::PointsNowhere { name } => return format!("Nothing in the deal has the id \"{name}\"."),
        Problem::SharesDoNotAddUp { sum } => {
            return format!("The shares add up to {sum:.3}%; they must add up to 100%.");
        }
        Problem::AfterTheEnd { last } => return format!("Give a month up to {last}, within the deal."),
        Problem::NotWhole => "Give a whole number.",
        Problem::NotInCatalogue => "There is no such field; remove it.",
        Problem::IdNotUnique => "Give the row a unique id, without a slash.",
        Problem::LandNotPutInOnce => "The contributions of each site must add up to 100%.",
        Problem::NoPrice => "Give a price, or name a home type that has its own.",
        Problem::BeforeTheStart => "Give a month within the deal, not before its start.",
        Problem::DrawnDownAfterStart => "Draw the land down by the month in which construction starts.",
        Problem::FirstHomesAfterLast => "Complete the first homes before construction ends.",
        Problem::NoHomes => "Give the phase at least one home.",
        Problem::NotASpendingCurve => "The curve must start at 0%, end at 100% and never fall.",
        Problem::DisposedOfTwice => {
            "Let the homes, retain them as shared ownership, or use stage payments: choose one."
        }
        Problem::SoldBeforeFinished { first } => {
            return format!("Give a month from {first}, when all of it is completed.");
        }
        Problem::ReferenceAndDeadweight => "Give a reference case or deadweight, not both.",
        Problem::NotACouncilLoan => "Name a loan or cash loan note of the council, not of a bank or another partner.",
        Problem::NotKeptSo => "Homes of this tenure cannot be retained in this way; choose another tenure.",
        Problem::NoResidualTerms => "Give residual value terms, or choose another rule.",
        Problem::NoYield => "Give a yield above 0% for a sale at a yield.",
        Problem::TierNeverEnds => {
            "Give a share of this tier to the partners whose return it is measured on; otherwise it never ends."
        }
        Problem::NotAnOrder => "Name each payment once.",
        Problem::NotADate => "Give the date as year, month and day, like 2009-04-01.",
        Problem::DoesNotApply => "Change only fields and rows that the base case has.",
        Problem::NotAnAddress => "Give an address that starts with https:// or http://.",
        Problem::NobodyPutsAnythingIn => "At least one partner must contribute land or cash.",
        Problem::TooLarge => "Give smaller numbers: these sums are too large to be exact to the penny.",
    };
    sentence.to_owned()
}

/// A text from a document, safe to print on a terminal: control characters, line separators and marks of writing direction
/// are escaped, as `\u{1b}`.
pub(crate) fn printable(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_unsafe(letter) { shown.extend(letter.escape_default()) } else { shown.push(letter) }
    }
    shown
}

/// A result as JSON. Control characters that JSON allows within a text are escaped as well, so that none reaches a terminal.
pub(crate) fn json(result: &impl Serialize, is_readable: bool) -> String {
    let text = if is_readable { serde_json::to_string_pretty(result) } else { serde_json::to_string(result) };
    // Results consist of numbers, texts and lists, which all have a JSON form.
    let text = text.unwrap_or_default();
    let is_hidden = |letter: char| letter != '\n' && is_unsafe(letter);
    if !text.contains(is_hidden) {
        return text;
    }
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_hidden(letter) { shown.push_str(&format!("\\u{:04x}", u32::from(letter))) } else { shown.push(letter) }
    }
    shown
}

/// Control characters, line separators and marks of writing direction.
fn is_unsafe(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Whole pounds with thousands separators, halves away from zero: `-£1,234`.
pub(crate) fn pounds(sum: Pence) -> String {
    let whole = (sum.0.unsigned_abs() + 50) / 100;
    let sign = if sum.0 < 0 && whole > 0 { "-" } else { "" };
    format!("{sign}£{}", count(whole))
}

/// A whole number with thousands separators.
pub(crate) fn count(number: impl Into<u64>) -> String {
    let digits = number.into().to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A rate of return in percent, or why there is no single rate.
pub(crate) fn rate(rate: Headline) -> String {
    match rate {
        Headline::Rate(rate) if rate < -0.99 => "less than -99%".to_owned(),
        // Adding zero turns -0.0 into 0.0.
        Headline::Rate(rate) => format!("{:.1}%", (1000.0 * rate).round() / 10.0 + 0.0),
        Headline::None => "none".to_owned(),
        Headline::NotUnique => "several".to_owned(),
    }
}

/// A table as text: the first column aligned left, the others right.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| printable(cell)).collect()).collect();
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for row in &rows {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            match column {
                0 => line.push_str(&format!("{cell:<width$}")),
                _ => line.push_str(&format!("  {cell:>width$}")),
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_pounds_with_separators_and_rounds_halves_away_from_zero() {
        for (pence, text) in
            [(0, "£0"), (49, "£0"), (-49, "£0"), (50, "£1"), (-50, "-£1"), (12_345_678_900, "£123,456,789")]
        {
            assert_eq!(pounds(Pence(pence)), text, "{pence}");
        }
        assert_eq!(count(1_000_u32), "1,000");
    }

    #[test]
    fn escapes_what_a_terminal_would_obey() {
        assert_eq!(printable("£ é\u{1b}[2J\u{7}\n\u{9b}\u{202e}"), "£ é\\u{1b}[2J\\u{7}\\n\\u{9b}\\u{202e}");
        assert_eq!(json(&"\u{1b}\u{9b}£", false), "\"\\u001b\\u009b£\"");
    }

    #[test]
    fn lines_up_columns() {
        let rows = [vec!["a".to_owned(), "£1".to_owned()], vec!["bcd".to_owned(), "£100".to_owned()]];
        assert_eq!(table(&rows), "a      £1\nbcd  £100\n");
    }
}
