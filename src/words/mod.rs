//! Every sentence the page shows, and how figures and months are written and read.
//!
//! Components and charts contain no prose: they are given it, or take it from here. This file has the words of parts that
//! any page may use; sentences about deals have files of their own beside it.

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
pub mod names;
pub mod offers;
pub mod page;
pub mod paste;
pub mod problems;
pub mod rows;
pub mod steps;
pub mod stopped;
pub mod verdict;
pub mod format;

/// What a cell says when there is nothing to say: an en dash, read out as nothing by most screen readers.
pub const NONE: &str = "–";
/// The minus sign, as text.
pub const MINUS_SIGN: &str = "−";
/// The change of a figure that has not changed.
pub const NO_CHANGE: &str = "no change";
/// The summary of the table under every chart.
pub const SHOW_AS_A_TABLE: &str = "Show as a table";
/// Closes it again.
pub const HIDE_THE_TABLE: &str = "Hide the table";
/// The button beside it.
pub const DOWNLOAD_CSV: &str = "Download CSV";
/// Read out before an error, so that the word stands where sighted readers have the icon.
pub const ERROR_SAID: &str = "Error: ";
/// The sign on the button that makes a value smaller; [`less_of`] is its name.
pub const LESS_SIGN: &str = "−";
/// The sign on the button that makes a value larger; [`more_of`] is its name.
pub const MORE_SIGN: &str = "+";

/// The text beside it until it is moved.
pub const MOVE_TO_READ: &str = "Move the slider to read the chart";

/// The label of the slider under a chart: "Read the chart: homes by year".
#[must_use]
pub fn read_the_chart(of: &str) -> String {
    format!("Read the chart: {}", lowered(of))
}

/// A row of a chart's table in a sentence: "2012-13: Market sale 91, Social rent 147".
#[must_use]
pub fn read_row<'a>(header: &str, cells: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let cells: Vec<String> = cells.map(|(column, text)| format!("{column} {text}")).collect();
    format!("{header}: {}", cells.join(", "))
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

/// What is added for readers to a control that stands many times on a page, so that each has a name of its own:
/// "Download CSV: homes by year".
#[must_use]
pub fn which(of: &str) -> String {
    format!(": {of}")
}

/// A text with its first letter large. Only English letters change: the tables of all others weigh 5 KB of the first
/// load, for names that begin with one and were typed small.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_ascii_uppercase(), letters.as_str()))
}

/// A text with its first letter small.
#[must_use]
pub fn lowered(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_ascii_lowercase(), letters.as_str()))
}

/// Parts of a sentence in a row: "a, b and c".
#[must_use]
pub fn listed(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
