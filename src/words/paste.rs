//! A block pasted from a spreadsheet: what it is, how each value is read, what is wrong with it.

use super::format::{count, month_long, plain_number, plain_pounds};
use super::{NONE, inputs, listed, problems};
use crate::paste::{CellFault, Column, Doubt, Missing, Pasted, Refused, Row, value_after};
use appraisal::YearMonth;
use appraisal::fields::Kind;
use serde_json::Value;

/// The fold.
pub const PASTE: &str = "Paste rows from a spreadsheet";
/// The box.
pub const BLOCK: &str = "Cells, as copied";
/// The button that adds nothing.
pub const CANCEL: &str = "Cancel";
/// The maximum number of faults listed one by one.
pub const MOST_LISTED: usize = 8;
/// Announced once the box is emptied.
pub const CANCELLED: &str = "Nothing was added.";
/// The caption of the preview.
pub const PREVIEW: &str = "Rows as they will be read";
/// The column of the preview that says what happens to a row.
pub const WHAT: &str = "Row";
/// See [`WHAT`].
pub const LINE: &str = "Line";
/// A cell that leaves a value as it is.
const AS_IT_IS: &str = "unchanged";
/// A cell of a column that is left out.
const NOT_READ: &str = "not read";
/// The button that copies the names of the columns.
pub const COPY_EMPTY: &str = "Copy an empty table";
/// Announced once they are copied, or not.
pub const COPIED: [&str; 2] = [
    "The column names are copied: paste them into a spreadsheet.",
    "The browser did not allow copying. Type the column names.",
];

/// The line over the box: which columns there may be.
#[must_use]
pub fn hint(columns: &[Column]) -> String {
    let names: Vec<&str> = columns.iter().map(Column::label).collect();
    let homes = columns.iter().any(|column| matches!(column, Column::Homes(..)));
    let of_types =
        |column: &Column| matches!(column, Column::Field(field) if field.pattern.starts_with("/home_types/"));
    let homes = if columns.iter().any(of_types) {
        " Numbers of homes belong to the phases: enter or paste them there."
    } else if homes {
        " A column named after a home type gives its number of homes."
    } else {
        ""
    };
    format!(
        "Copy the cells in the spreadsheet and paste them here. Nothing changes until you add them. The first line may name the columns, in \
         any order; without names they are read in the order below.{homes} A line with the name of an existing row changes that row; \
         other lines are added. Columns: {}.",
        names.join("; ")
    )
}

/// The names of the columns, for a spreadsheet.
#[must_use]
pub fn empty_table(columns: &[Column]) -> String {
    columns.iter().map(Column::label).collect::<Vec<_>>().join("\t")
}

/// The button that adds and changes the rows; none if nothing would change.
#[must_use]
pub fn add(pasted: &Pasted) -> Option<&'static str> {
    match pasted.counts() {
        (0, 0) => None,
        (_, 0) => Some("Add these rows"),
        (0, _) => Some("Change these rows"),
        _ => Some("Add and change these rows"),
    }
}

/// Announced once the rows are added or changed, with what is still to fill in.
#[must_use]
pub fn added(pasted: &Pasted, missing: &Missing) -> String {
    let done = match pasted.counts() {
        (0, _) => "The rows are changed. Undo restores them.",
        (_, 0) => "The rows are added. Undo removes them.",
        _ => "The rows are added and changed. Undo reverses both.",
    };
    format!("{done}{}", still_to_fill_in(missing))
}

/// What new rows do not have from the block: " Check the start values in the new rows: “Building starts”."
#[must_use]
pub fn still_to_fill_in(missing: &Missing) -> String {
    let at_start = match missing.at_start.as_slice() {
        [] => String::new(),
        labels => {
            let labels: Vec<String> = labels.iter().map(|label| quoted(label)).collect();
            format!(" Check the start values in the new rows: {}.", listed(&labels))
        }
    };
    let homes = if missing.homes { " Still to fill in: the homes of each new phase." } else { "" };
    format!("{at_start}{homes}")
}

/// What may be meant otherwise than it is read.
#[must_use]
pub fn doubt(doubt: &Doubt) -> String {
    match doubt {
        Doubt::Fraction(line, column, size) => format!(
            "Line {line}, {column}: {0}% – did you mean {1}%? If so, write {1}%.",
            plain_number(*size),
            plain_number((size * 1e6).round() / 1e4)
        ),
        Doubt::Thousands(line, column, pounds) => format!(
            "Line {line}, {column}: £{} – did you mean £{}? If so, write it in pounds.",
            plain_pounds(*pounds),
            plain_pounds(pounds * 1e3)
        ),
        Doubt::Total(line, name) => {
            format!("Line {line}, “{name}”, is read as a row. If it is a total or an average, remove the line.")
        }
    }
}

/// What was read, and what is left out and why.
#[must_use]
pub fn read(pasted: &Pasted) -> String {
    let (new, changed) = pasted.counts();
    let rows = |number: usize, one: &str, many: &str| match number {
        0 => None,
        1 => Some(format!("1 row {one}")),
        number => Some(format!("{number} rows {many}")),
    };
    let parts: Vec<String> =
        [rows(new, "is new", "are new"), rows(changed, "is changed", "are changed")].into_iter().flatten().collect();
    let totals =
        pasted.totals.iter().map(|(line, name)| format!("Line {line}, “{name}”, is left out: it looks like a total."));
    let unknown = pasted.columns.iter().filter_map(|column| match column {
        Column::Unknown(name) if !name.is_empty() => {
            Some(format!("Column “{name}” is left out: it is not in the list above."))
        }
        _ => None,
    });
    let read = match parts.as_slice() {
        [] => "Nothing would change.".to_owned(),
        parts => format!("Read, not yet {}: {}.", if new > 0 { "added" } else { "changed" }, listed(parts)),
    };
    std::iter::once(read).chain(totals).chain(unknown).collect::<Vec<_>>().join(" ")
}

/// The columns of the preview, with those that are left out.
#[must_use]
pub fn shown_columns(pasted: &Pasted) -> Vec<(usize, String)> {
    let heading = |column: &Column| match column {
        Column::Unknown(name) => format!("{} (left out)", quoted(name)),
        known => known.label().to_owned(),
    };
    let is_named = |column: &Column| !matches!(column, Column::Unknown(name) if name.is_empty());
    let columns = pasted.columns.iter().enumerate().filter(|(_, column)| is_named(column));
    columns.map(|(place, column)| (place, heading(column))).collect()
}

/// What happens to a row.
#[must_use]
pub fn becomes(row: &Row) -> &'static str {
    match (row.is_new, row.is_changed()) {
        (true, _) => "New",
        (false, true) => "Changed",
        (false, false) => "No change",
    }
}

/// A value of the preview as it will be read, with the old value if it differs.
#[must_use]
pub fn value(pasted: &Pasted, row: &Row, place: usize, start: YearMonth) -> String {
    let is_given = row.cells.get(place).is_some_and(Option::is_some);
    if matches!(pasted.columns.get(place), Some(Column::Unknown(_))) {
        return NOT_READ.to_owned();
    }
    let written = |value: &Value| written(pasted, place, value, start);
    let after = value_after(pasted, row, place);
    if !is_given && !row.is_new {
        let own = after.filter(|change| !change.now.is_null()).map(|change| written(&change.now));
        return own.map_or_else(|| AS_IT_IS.to_owned(), |own| format!("{AS_IT_IS} ({own})"));
    }
    let Some(change) = after else { return NONE.to_owned() };
    if !is_given {
        return format!("{} (start value)", written(&change.now));
    }
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

/// Above what is wrong with a block: "There is a problem: correct these 3 cells. Nothing is added until then."
#[must_use]
pub fn problem(faults: &[Refused]) -> String {
    let are_cells = faults.iter().all(|fault| matches!(fault, Refused::Cell(..)));
    let what = match faults.len() {
        1 if are_cells => "correct this cell".to_owned(),
        many if are_cells => format!("correct these {many} cells"),
        _ => "correct it and paste again".to_owned(),
    };
    format!("There is a problem: {what}. Nothing is added until then.")
}

/// Why a block is not added, and what to do.
#[must_use]
pub fn refused(refused: &Refused) -> String {
    match refused {
        Refused::Empty => "Nothing is pasted yet.".to_owned(),
        Refused::Markdown => "This is a Markdown table. Copy the cells from a spreadsheet instead.".to_owned(),
        Refused::NotATable => {
            "This is not a table: copy the cells in a spreadsheet, so that tabs, semicolons or commas divide them."
                .to_owned()
        }
        Refused::NoNameColumn(noun) => {
            format!(
                "No column has the name of each {noun}. Add a column “Name”, so that each line says which {noun} it is."
            )
        }
        Refused::AfterTheEnd(line, column, last) => format!(
            "Line {line}, {column}: this goes past month {}, the end of the model period. Enter an earlier or shorter time, or \
             lengthen the model period first.",
            count(*last)
        ),
        Refused::OpenQuote(line) => format!(
            "Line {line}: a quotation mark opens a cell and is not closed at the end of that cell. Close it there, or remove it."
        ),
        Refused::NoColumn => {
            "None of the columns has a name from the list above. Name at least one as it is written there.".to_owned()
        }
        Refused::NamesBelow(line @ ..=2) => {
            format!("Line {line} looks like the column names. Remove the line above it.")
        }
        Refused::NamesBelow(line) => format!("Line {line} looks like the column names. Remove the lines above it."),
        Refused::TwoColumns(name, [one, other]) => {
            format!("Columns “{one}” and “{other}” are both read as “{name}”. Remove one of them.")
        }
        Refused::Heading(heading, field, why) => {
            format!("Column “{heading}”: {}.", problems::misread(*why, &quoted(field.label), &problems::like(field)))
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
            format!("Line {line}: “{name}” is on line {other} too. Give each line its own name.")
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
                Kind::Number(_) | Kind::Month | Kind::Date => problems::like(field),
                _ => String::new(),
            };
            problems::sentence(fault, &quoted(field.label), &like)
        }
        CellFault::NoSuch(names) => match names.as_slice() {
            [only] => format!("write “{only}”"),
            [others @ .., last] => format!("write {} or {last}", others.join(", ")),
            [] => "there is nothing to name yet".to_owned(),
        },
        CellFault::FewerThanNone => "a number of homes cannot be less than 0".to_owned(),
        CellFault::YearAlone => "this is a year. Write its month too, like April 2027".to_owned(),
        CellFault::BeforeTheFirst(start) => {
            format!("this is before the first month of the deal, {}", month_long(start.year, start.month))
        }
        CellFault::TooMuchWithHeading(heading, pounds) => format!(
            "under “{heading}” this would be £{}. Change the heading to pounds, or the figure",
            plain_number(*pounds)
        ),
        CellFault::NotHomes(why) => {
            problems::misread(*why, &format!("the number of homes of type {}", quoted(column)), "40")
        }
    }
}

/// How many more faults there are.
#[must_use]
pub fn and_more(more: usize) -> String {
    if more == 0 { String::new() } else { format!("And {more} more.") }
}

#[cfg(test)]
mod tests;
