//! A block pasted from a spreadsheet: what it is, what was read, what is wrong with it.

use super::{listed, problems};
use crate::paste::{CellFault, Column, Pasted, Refused};
use appraisal::fields::{Kind, List};

/// The fold.
pub const PASTE: &str = "Paste rows from a spreadsheet";
/// The box.
pub const BLOCK: &str = "Cells, as copied";
/// The button.
pub const PUT_IN: &str = "Put them in";
/// The most faults that are told one by one.
pub const MOST_TOLD: usize = 8;
/// Said once the rows are in.
pub const IN: &str = "The rows are in. Undo takes them out again.";

/// The line over the box: which columns may stand there.
#[must_use]
pub fn hint(columns: &[Column], kind: &List) -> String {
    let names: Vec<String> = columns.iter().map(|column| column.label().to_owned()).collect();
    let homes = columns.iter().any(|column| matches!(column, Column::Homes(..)));
    let homes = if homes { " A column named after a kind of home holds how many of it there are." } else { "" };
    format!(
        "Copy the cells in the spreadsheet and paste them here. The first line may name the columns, in any order: {}. Without names \
         they stand in this order.{homes} A line whose name is there already changes that {}; the others are added.",
        listed(&names),
        kind.noun()
    )
}

/// What was read.
#[must_use]
pub fn read(pasted: &Pasted) -> String {
    let rows = |count: usize, of: &str| match count {
        1 => format!("1 row {of}"),
        many => format!("{many} rows {of}"),
    };
    let parts: Vec<String> = [(pasted.new, "is new", "are new"), (pasted.changed, "is changed", "are changed")]
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| rows(count, if count == 1 { one } else { many }))
        .collect();
    let left_out = pasted.columns.iter().filter_map(|column| match column {
        Column::Unknown(name) if !name.is_empty() => Some(format!("“{name}”")),
        _ => None,
    });
    let left_out: Vec<String> = left_out.collect();
    let left_out = if left_out.is_empty() { String::new() } else { format!(" Left out: {}.", listed(&left_out)) };
    format!("Read: {}.{left_out}", listed(&parts))
}

/// Why a block is not put in.
#[must_use]
pub fn refused(refused: &Refused) -> String {
    match refused {
        Refused::Empty => "There is nothing to read yet.".to_owned(),
        Refused::NoColumn => {
            "None of the columns has a name from the list above. Name at least one as it stands there.".to_owned()
        }
        Refused::TooMany(most) => {
            format!("There may be at most {most} of these. Paste fewer lines, or remove some first.")
        }
        Refused::Cell(line, column, why) => format!("Line {line}, {column}: {}.", cell(column, why)),
    }
}

fn cell(column: &str, why: &CellFault) -> String {
    match why {
        CellFault::Box(field, fault) => {
            let like = match field.kind {
                Kind::Number(limits) => super::format::plain_number(limits.least.max(0.0).min(limits.most)),
                Kind::Date => "2027-04-01".to_owned(),
                _ => "April 2027".to_owned(),
            };
            problems::told(fault, field.label, &format!("“{}”", field.label), &like)
        }
        CellFault::NoSuch(names) => format!("write one of {}", listed(names)),
        CellFault::NotHomes(why) => super::misread(*why, &format!("the number of {column}"), "40"),
    }
}

/// How many more faults there are.
#[must_use]
pub fn and_more(more: usize) -> String {
    if more == 0 { String::new() } else { format!("And {more} more.") }
}
