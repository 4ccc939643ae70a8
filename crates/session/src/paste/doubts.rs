//! What a block leaves open: values that may mean another size, lines that may be totals, and what is still to fill in.

use super::headings::Heading;
use super::{Change, Column, Pasted, Row};
use appraisal::deal::path::{get, row};
use appraisal::fields::{Field, Kind, LeftOut, Unit};
use serde_json::Value;

/// Something that is read as it is written, but may be meant otherwise.
#[derive(Clone, Debug, PartialEq)]
pub enum Doubt {
    /// A percentage below 1 without its sign, by line and column: 0.55 may be 55%.
    Fraction(usize, String, f64),
    /// The price or cost of a home below £1,000, by line and column: 180 may be £180,000.
    Thousands(usize, String, f64),
    /// A line that may be a total, by its name or its numbers of homes.
    Total(usize, String),
}

/// The doubts about a cell as it was read.
pub(super) fn of_cell(line: usize, field: &Field, cell: &str, value: &Value) -> Option<Doubt> {
    let size = value.as_f64().filter(|size| *size > 0.0)?;
    let label = || field.label.to_owned();
    match field.number()?.unit {
        Unit::Percent | Unit::PercentAYear if size < 1.0 && !cell.contains('%') => {
            Some(Doubt::Fraction(line, label(), size))
        }
        Unit::Pounds if is_of_a_home(field) && size < 1_000.0 => Some(Doubt::Thousands(line, label(), size)),
        _ => None,
    }
}

/// Whether a field is the price or the cost of one home.
fn is_of_a_home(field: &Field) -> bool {
    matches!(field.pattern, "/home_types/*/price" | "/home_types/*/build_cost" | "/home_types/*/infrastructure_cost")
}

/// The most that a figure under a heading in thousands or millions may come to, in pounds: more was in pounds already.
pub(super) fn most_of_scaled(field: &Field) -> f64 {
    if field.pattern.starts_with("/home_types") { 10e6 } else { 1e9 }
}

/// Whether a name that is not exactly that of a total may be one.
pub(super) fn may_be_total(name: &str) -> bool {
    let name = name.to_lowercase();
    let mut words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    match words.next().unwrap_or_default() {
        "total" | "totals" | "subtotal" | "average" | "mean" | "overall" | "sum" => true,
        // Not "All Saints".
        "all" => words.all(|word| OF_ALL.contains(&word)),
        _ => false,
    }
}

/// The words that may follow "all" in the name of a total.
const OF_ALL: [&str; 14] = [
    "the",
    "phases",
    "homes",
    "units",
    "dwellings",
    "plots",
    "properties",
    "houses",
    "flats",
    "types",
    "tenures",
    "sites",
    "blocks",
    "total",
];

/// The line of the last row if its numbers of homes are the sums of the rows above, in every column that has any.
pub(super) fn line_of_sums(headings: &[Heading], rows: &[Row]) -> Option<usize> {
    let (last, above) = rows.split_last().filter(|(_, above)| above.len() > 1)?;
    let homes = |row: &Row, place: usize| {
        let cell = row.cells.get(place).and_then(Option::as_ref);
        cell.and_then(|change| change.now.as_u64()).unwrap_or_default()
    };
    let is_of_homes = |(_, heading): &(usize, &Heading)| matches!(heading.column, Column::Homes(..));
    let columns = headings.iter().enumerate().filter(is_of_homes);
    let sums = columns.map(|(place, _)| (above.iter().map(|row| homes(row, place)).sum::<u64>(), homes(last, place)));
    let mut figures = sums.filter(|sums| *sums != (0, 0)).peekable();
    (figures.peek().is_some() && figures.all(|(sum, own)| sum == own)).then_some(last.line)
}

/// What the block does not say about its new rows, as far as the deal still has it so.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Missing {
    /// The labels of the columns that still have the form's start value, such as month 0.
    pub at_start: Vec<String>,
    /// Whether a phase has no homes yet.
    pub homes: bool,
}

/// What the block does not say about its new rows, as far as a document still has it as the block left it.
#[must_use]
pub fn to_fill_in(pasted: &Pasted, columns: &[Column], document: &Value) -> Missing {
    let is_needed = |field: &&Field| {
        // A blank cell below one with a choice may be of a merged cell. The form starts with market sale, which is much to assume.
        let is_asked = match field.kind {
            Kind::Text(_) => false,
            Kind::Choice(_) => field.name() == "tenure" || pasted.columns.iter().any(|column| is_of(column, field)),
            _ => true,
        };
        field.starts.is_some() && is_asked && (field.left_out == LeftOut::Never || field.name() == "price")
    };
    let is_missing = |field: &&Field| {
        let lacks = |row: &Row| !is_given(pasted, row, field) && !takes_from_another(pasted, row, field);
        let is_untouched = |row: &Row| {
            let path = format!("{}/{}", row.path, field.name());
            get(document, &row.path).is_some() && get(document, &path) == get(&pasted.document, &path)
        };
        pasted.rows.iter().any(|row| row.is_new && lacks(row) && is_untouched(row))
    };
    let fields = columns.iter().filter_map(|column| match column {
        Column::Field(field) => Some(*field),
        _ => None,
    });
    let labels = fields.filter(is_needed).filter(is_missing).map(|field| field.label.to_owned());
    let asks_homes = columns.iter().any(|column| matches!(column, Column::Homes(..)));
    let homes = asks_homes && pasted.rows.iter().any(|row| row.is_new && has_no_homes(document, row));
    Missing { at_start: labels.collect(), homes }
}

/// Whether a phase is in a document, and no home in the phase.
fn has_no_homes(document: &Value, phase: &Row) -> bool {
    let Some(_) = get(document, &phase.path) else { return false };
    let homes = get(document, &format!("{}/homes", phase.path)).and_then(Value::as_array);
    let count = |home: &Value| row(home).get("count").and_then(Value::as_f64).unwrap_or_default();
    homes.is_none_or(|homes| homes.iter().all(|home| count(home) == 0.0))
}

/// Whether a home type takes the price from another, so that its own is not used.
fn takes_from_another(pasted: &Pasted, row: &Row, field: &Field) -> bool {
    let from = get(&pasted.document, &format!("{}/price_from", row.path));
    field.pattern == "/home_types/*/price" && from.is_some_and(|from| from.as_str().is_some_and(|id| !id.is_empty()))
}

fn is_of(column: &Column, field: &Field) -> bool {
    matches!(column, Column::Field(own) if own.pattern == field.pattern)
}

fn is_given(pasted: &Pasted, row: &Row, field: &Field) -> bool {
    pasted.columns.iter().zip(&row.cells).any(|(column, cell)| is_of(column, field) && cell.is_some())
}

/// What a column of a row has after the block is added: its cell, or what the row has without one.
#[must_use]
pub fn value_after(pasted: &Pasted, row_of: &Row, place: usize) -> Option<Change> {
    if let Some(Some(change)) = row_of.cells.get(place) {
        return Some(change.clone());
    }
    let now = match pasted.columns.get(place)? {
        Column::Field(field) => get(&pasted.document, &format!("{}/{}", row_of.path, field.name()))?.clone(),
        Column::Homes(kind, _) => {
            let homes = get(&pasted.document, &format!("{}/homes", row_of.path))?.as_array()?;
            let is_of = |home: &&Value| row(home).get("home_type").and_then(Value::as_str) == Some(kind);
            row(homes.iter().find(is_of)?).get("count")?.clone()
        }
        Column::Unknown(_) => return None,
    };
    Some(Change { now, was: Value::Null })
}
