//! Every sentence the page shows, and how figures and months are written and read.
//!
//! Components and charts contain no prose: it is passed in, or comes from here. This file has the words of components that
//! any page may use; sentences about deals are in the files beside it.

pub use session::plain_text::capitalised;

pub mod builds;
pub mod charts;
pub mod compact;
pub mod compare;
pub mod curves;
pub mod deal;
pub mod deals;
pub mod explain;
pub mod flags;
pub mod glossary;
pub mod groups;
pub mod inputs;
pub mod levers;
pub mod lineage;
pub mod names;
pub mod offers;
pub mod page;
pub mod partners;
pub mod paste;
pub mod problems;
pub mod rows;
pub mod scale;
pub mod steps;
pub mod stopped;
pub mod tables;
pub mod verdict;
pub mod format;

/// The text of an empty cell: an en dash, which most screen readers do not read out.
pub const NONE: &str = "–";
/// The minus sign, as text.
pub const MINUS_SIGN: &str = "−";
/// The text for a figure that has not changed.
pub const NO_CHANGE: &str = "no change";
/// The summary of the table under every chart.
pub const SHOW_AS_A_TABLE: &str = "Show as a table";
/// Closes it again.
pub const HIDE_THE_TABLE: &str = "Hide the table";
/// The button beside it.
pub const DOWNLOAD_CSV: &str = "Download CSV";
/// Read out before an error, where the screen shows an icon.
pub const ERROR_SAID: &str = "Error: ";
/// The sign on the button that makes a value smaller; [`less_of`] is its name.
pub const LESS_SIGN: &str = "−";
/// The sign on the button that makes a value larger; [`more_of`] is its name.
pub const MORE_SIGN: &str = "+";

/// The text beside it until it is moved.
pub const MOVE_TO_READ: &str = "Move the slider to read the chart";

/// In the description of a box with steps.
pub const STEP_KEYS: &str = "Arrow up and down change it.";

/// The label of the slider under a chart: "Read the chart: homes by year".
#[must_use]
pub fn read_the_chart(of: &str) -> String {
    format!("Read the chart: {}", lowered(of))
}

/// A row of a chart's table in a sentence: "2012–13: Market sale 91 homes, Social rent no homes".
#[must_use]
pub fn read_row<'a>(header: &str, cells: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let cells: Vec<String> = cells.map(|(column, text)| format!("{column} {text}")).collect();
    format!("{header}: {}", cells.join(", "))
}

/// The name of a figure where a reader goes from button to button: what it is (row, then column) and its value: "Loan interest,
/// 2012–13: −£190,362".
#[must_use]
pub fn named_figure(of: &[&str], value: &str) -> String {
    format!("{}: {}", of.join(", "), read_out(value))
}

/// A text as it is read out: without the sign that keeps minus and pound in one line, which some readers say.
#[must_use]
pub fn read_out(text: &str) -> String {
    text.replace(format::NO_BREAK, "")
}

/// The name of the button that makes a field's value smaller: "Market sale price: less".
#[must_use]
pub fn less_of(label: &str) -> String {
    format!("{label}: less")
}

/// The name of the button that makes a field's value larger: "Market sale price: more".
#[must_use]
pub fn more_of(label: &str) -> String {
    format!("{label}: more")
}

/// Added for screen readers to a control that is on a page several times, so that each has its own name: the object of its verb,
/// as in "Remove Three Score 2". It begins without a sign: browsers put a space before text that is hidden from the screen.
#[must_use]
pub fn which(of: &str) -> String {
    format!(" {of}")
}

/// The same where the words of the control have an object already: "Download CSV (Homes completed, by tenure and year)".
#[must_use]
pub fn about(of: &str) -> String {
    format!(" ({of})")
}

/// A text of the catalogue or the calculation with the page's apostrophes.
#[must_use]
pub fn curly(text: &str) -> String {
    text.replace('\'', "’")
}

/// The address of a section of the method, such as "2.12", or of the whole of it.
#[must_use]
pub fn method_page(section: &str) -> String {
    if section.is_empty() { "method.html".to_owned() } else { format!("method.html#{section}") }
}

/// A text with a lower-case first letter.
#[must_use]
pub fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_ascii_lowercase(), letters.as_str()))
}

/// A label within a sentence. Names and abbreviations keep their capital: "Right to Buy", "Section 106, per home", "VAT lost on
/// fees", "Hudson’s S-curve".
#[must_use]
pub fn in_sentence(label: &str) -> String {
    // Only the label itself: what follows a comma or a bracket may be the name of a row, or an abbreviation.
    let own = label.split([',', '(', ':']).next().unwrap_or(label).trim_end();
    let is_capital = |word: &str| word.starts_with(|letter: char| letter.is_ascii_uppercase());
    let is_name = own.split(' ').skip(1).any(|word| is_capital(word) && word.len() > 1);
    let first = own.split(' ').next().unwrap_or_default();
    let is_owner = is_capital(first) && first.ends_with("’s");
    let is_short = first.chars().skip(1).any(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit());
    let is_law = first == "Section";
    if is_name || is_owner || is_short || is_law { label.to_owned() } else { lowered(label) }
}

/// A text that ends like a sentence.
#[must_use]
pub fn ended(text: &str) -> String {
    if text.ends_with(['.', '?', '!', '…']) { text.to_owned() } else { format!("{text}.") }
}

/// The most letters of a text within a name or an announcement.
const MOST_LETTERS: usize = 80;

/// A text that is short enough for a name or an announcement: a longer one ends with "…" after a whole word.
#[must_use]
pub fn shortened(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(MOST_LETTERS) else { return text.to_owned() };
    let start = text.get(..end).unwrap_or(text);
    let whole = start.rsplit_once(' ').map_or(start, |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', '.', ':', ';', ' ']))
}

/// A list in a sentence: "a, b and c".
#[must_use]
pub fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{in_sentence, named_figure};

    #[test]
    fn a_figure_is_named_by_row_column_and_value() {
        let said = named_figure(&["Loan interest", "2012–13"], &super::format::money(-19_036_232));
        assert_eq!(said, "Loan interest, 2012–13: −£190,362");
        assert_eq!(named_figure(&["Homes"], "1,300"), "Homes: 1,300");
    }

    #[test]
    fn names_and_abbreviations_keep_their_capital_within_a_sentence() {
        for kept in [
            "HCA cash",
            "VAT lost on fees",
            "New Homes Bonus",
            "Right to Buy (RTB)",
            "Section 106, per home, Three Score 1",
            "Hudson’s S-curve (parameters C and K)",
            "C of Hudson’s curve",
            "S106",
            "GDP deflator",
        ] {
            assert_eq!(in_sentence(kept), kept);
        }
        assert_eq!(in_sentence("Price, per home, Market sale"), "price, per home, Market sale");
        assert_eq!(in_sentence("Homes in band A"), "homes in band A");
        assert_eq!(in_sentence("Stamp duty on the land (SDLT)"), "stamp duty on the land (SDLT)");
    }
}
