//! A block pasted from a spreadsheet: what it is, how each value is read, what is wrong with it.

use super::format::count;
use super::{inputs, listed, problems};
use crate::paste::{CellFault, Column, Pasted, Refused, Row};
use appraisal::YearMonth;
use appraisal::fields::{Kind, List};
use serde_json::Value;

/// The fold.
pub const PASTE: &str = "Paste rows from a spreadsheet";
/// The box.
pub const BLOCK: &str = "Cells, as copied";
/// The button that adds the rows.
pub const ADD: &str = "Add these rows";
/// The button that adds nothing.
pub const CANCEL: &str = "Cancel";
/// The maximum number of faults listed one by one.
pub const MOST_LISTED: usize = 8;
/// Announced once the rows are added.
pub const ADDED: &str = "The rows are added. Undo removes them.";
/// Announced once the box is emptied.
pub const CANCELLED: &str = "Nothing was added.";
/// The caption of the preview.
pub const PREVIEW: &str = "Rows as they will be added";
/// The column of the preview that says what happens to a row.
pub const WHAT: &str = "Row";
/// See [`WHAT`].
pub const LINE: &str = "Line";
/// A cell that leaves a value as it is.
pub const AS_IT_IS: &str = "as it is";
/// A cell that leaves a value of a new row to fill in.
pub const AT_START: &str = "to fill in";

/// The line over the box: which columns there may be.
#[must_use]
pub fn hint(columns: &[Column], kind: &List) -> String {
    let names: Vec<String> = columns.iter().map(|column| column.label().to_owned()).collect();
    let homes = columns.iter().any(|column| matches!(column, Column::Homes(..)));
    let homes = if homes { " A column named after a home type gives its number of homes." } else { "" };
    format!(
        "Copy the cells in the spreadsheet and paste them here. Nothing changes until you add them. The first line may name the columns, in \
         any order: {}. Without names they are read in this order.{homes} A line with the name of a row that is already there changes that {}; \
         other lines are added.",
        listed(&names),
        kind.noun()
    )
}

/// What was read, and what is left out and why.
#[must_use]
pub fn read(pasted: &Pasted) -> String {
    let new = pasted.rows.iter().filter(|row| row.is_new).count();
    let rows = |number: usize, one: &str, many: &str| match number {
        0 => None,
        1 => Some(format!("1 row {one}")),
        number => Some(format!("{number} rows {many}")),
    };
    let parts: Vec<String> =
        [rows(new, "is new", "are new"), rows(pasted.rows.len() - new, "is changed", "are changed")]
            .into_iter()
            .flatten()
            .collect();
    let totals =
        pasted.totals.iter().map(|(line, name)| format!("Line {line}, “{name}”, is left out: it looks like a total."));
    let unknown = pasted.columns.iter().filter_map(|column| match column {
        Column::Unknown(name) if !name.is_empty() => {
            Some(format!("Column “{name}” is left out: it is not in the list above."))
        }
        _ => None,
    });
    let read = format!("Read, not yet added: {}.", listed(&parts));
    std::iter::once(read).chain(totals).chain(unknown).collect::<Vec<_>>().join(" ")
}

/// The columns of the preview: those that are read.
#[must_use]
pub fn shown_columns(pasted: &Pasted) -> Vec<(usize, &Column)> {
    pasted.columns.iter().enumerate().filter(|(_, column)| !matches!(column, Column::Unknown(_))).collect()
}

/// What happens to a row.
#[must_use]
pub const fn becomes(row: &Row) -> &'static str {
    if row.is_new { "New" } else { "Changed" }
}

/// A value of the preview as it will be read, with the old value if it differs.
#[must_use]
pub fn value(pasted: &Pasted, row: &Row, place: usize, start: YearMonth) -> String {
    let Some(Some(change)) = row.cells.get(place) else {
        return if row.is_new { AT_START } else { AS_IT_IS }.to_owned();
    };
    let written = |value: &Value| written(pasted, place, value, start);
    if change.was.is_null() || change.was == change.now {
        return written(&change.now);
    }
    format!("{} (was {})", written(&change.now), written(&change.was))
}

fn written(pasted: &Pasted, place: usize, value: &Value, start: YearMonth) -> String {
    let Some(Column::Field(field)) = pasted.columns.get(place) else {
        return count(value.as_i64().unwrap_or_default());
    };
    let own = inputs::value(field, value, &pasted.document);
    match inputs::calendar(field, value, start) {
        Some(calendar) => format!("{} ({own})", super::capitalised(&calendar)),
        None => own,
    }
}

/// Why a block is not added, and what to do.
#[must_use]
pub fn refused(refused: &Refused) -> String {
    match refused {
        Refused::Empty => "There is nothing to read yet.".to_owned(),
        Refused::Markdown => "This is a Markdown table. Copy the cells from a spreadsheet instead.".to_owned(),
        Refused::OpenQuote(line) => format!(
            "Line {line}: a quotation mark opens a cell and is not closed on the same line. Remove it, or the line break in the cell."
        ),
        Refused::NoColumn => {
            "None of the columns has a name from the list above. Name at least one as it is written there.".to_owned()
        }
        Refused::TwoColumns(name) => format!("Two columns are read as “{name}”. Remove one of them."),
        Refused::Heading(heading, field, why) => {
            format!(
                "Column “{heading}”: {}.",
                problems::misread(*why, &quoted(field.label), &problems::like(field, &Value::Null))
            )
        }
        Refused::TooMany(most) => {
            format!("There may be at most {most} of these. Paste fewer lines, or remove some first.")
        }
        Refused::MoreCells(line, cells, columns, more) => format!(
            "Line {line} has {cells} cells and there are {columns} columns: “{more}” is one too many. If a figure has a comma in it, put the \
             figure in quotation marks, or copy the cells from the spreadsheet."
        ),
        Refused::NoName(line) => format!("Line {line} has no name. Name it, or remove it if it is a total."),
        Refused::Twice(line, name, other) => {
            format!("Line {line}: “{name}” is on line {other} too. Give each line a name of its own.")
        }
        Refused::BrokenNumber(line, one, other) => format!(
            "Line {line}: “{one}” and “{other}” could be {one},{other}. Put figures with commas in quotation marks, or copy the cells from the \
             spreadsheet."
        ),
        Refused::Cell(line, column, cell, why) => format!("Line {line}, {column}, “{cell}”: {}.", fault(column, why)),
    }
}

fn quoted(label: &str) -> String {
    format!("“{label}”")
}

fn fault(column: &str, why: &CellFault) -> String {
    match why {
        CellFault::Box(field, fault) => {
            let like = match field.kind {
                Kind::Number(_) | Kind::Month | Kind::Date => problems::like(field, &Value::Null),
                _ => String::new(),
            };
            problems::sentence(fault, field.label, &quoted(field.label), &like)
        }
        CellFault::NoSuch(names) => format!("write one of {}", listed(names)),
        CellFault::NotHomes(why) => problems::misread(*why, &format!("the number of {column}"), "40"),
    }
}

/// How many more faults there are.
#[must_use]
pub fn and_more(more: usize) -> String {
    if more == 0 { String::new() } else { format!("And {more} more.") }
}
