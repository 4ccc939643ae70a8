//! The text in the box of a field as the value of the field in the deal's document, and back.
//!
//! Fields are named by their paths. `/homes`, all homes of the deal together, is the one path without a field of its own: it
//! changes the counts of every phase.

use crate::levers;
use crate::plain_text::{date, month_long, plain_number, plain_pounds};
use appraisal::deal::path::{self, NotSet};
use appraisal::deal::reading::{self, Misread};
use appraisal::fields::{self, Field, Kind, LeftOut, Unit};
use appraisal::{Deal, Finding, Problem, YearMonth};
use serde_json::Value;

/// All homes of the deal.
pub const HOMES: &str = "/homes";

/// The name of the deal, by which it is found again: a file may leave it out, a user may not.
pub const TITLE: &str = "/title";

/// The field that is read like [`HOMES`].
const HOMES_OF_A_KIND: &str = "/phases/*/homes/*/count";

/// A number of homes does not depend on the start.
const NO_MONTH: YearMonth = YearMonth { year: 2000, month: 1 };

/// Why a text in a box is not accepted.
#[derive(Clone, Debug, PartialEq)]
pub enum Fault {
    /// It could not be read.
    Misread(Misread),
    /// It was read, but the deal does not allow it.
    Finding(Finding),
}

/// The value of a field; null if it is left out.
#[must_use]
pub fn value_at(deal: &Deal, document: &Value, path: &str) -> Value {
    match path {
        HOMES => levers::homes(deal).into(),
        path => path::get(document, path).cloned().unwrap_or(Value::Null),
    }
}

/// The number of homes in a document.
#[must_use]
pub fn homes_in(document: &Value) -> u64 {
    home_counts(document).iter().sum()
}

/// The number of homes of each type in each phase of a document.
#[must_use]
pub fn home_counts(document: &Value) -> Vec<u64> {
    let rows = |of: &Value, name: &str| of.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let homes = rows(document, "phases").into_iter().flat_map(|phase| rows(&phase, "homes"));
    homes.filter_map(|row| row.get("count")?.as_u64()).collect()
}

/// Whether nobody can see a text: it has nothing but spaces and signs without a width.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    let is_unseen = |sign: char| {
        let has_no_width = matches!(
            sign,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        );
        has_no_width || sign.is_whitespace() || sign.is_control()
    };
    text.chars().all(is_unseen)
}

/// Reads a text as the value of a field.
///
/// # Errors
/// Why it cannot be read, or that no deal allows it.
pub fn read(deal: &Deal, path: &str, text: &str) -> Result<Value, Fault> {
    if path == HOMES {
        let count = homes(text).map_err(Fault::Misread)?;
        return within(path, count.into(), levers::homes_limits(deal));
    }
    if path == TITLE && is_blank(text) {
        return Err(Fault::Misread(Misread::Empty));
    }
    let Some(field) = fields::of(path) else { return Ok(text.into()) };
    if text.trim().is_empty() && field.left_out != LeftOut::Never {
        return Ok(Value::Null);
    }
    let value = reading::read(text, field, deal.start).map_err(Fault::Misread)?;
    match field.number() {
        Some(limits) => within(path, value, (limits.least, limits.most)),
        None => Ok(value),
    }
}

/// Reads a number of homes that has no field of its own.
///
/// # Errors
/// Why it cannot be read.
pub fn homes(text: &str) -> Result<i64, Misread> {
    let field = fields::of_pattern(HOMES_OF_A_KIND).ok_or(Misread::NotANumber)?;
    reading::read(text, field, NO_MONTH)?.as_i64().ok_or(Misread::NotANumber)
}

fn within(path: &str, value: Value, (least, most): (f64, f64)) -> Result<Value, Fault> {
    if value.as_f64().is_some_and(|number| (least..=most).contains(&number)) {
        return Ok(value);
    }
    Err(Fault::Finding(Finding { path: path.to_owned(), problem: Problem::OutOfRange { least, most } }))
}

/// The text of a value in a box in which nobody is typing.
#[must_use]
pub fn shown(value: &Value) -> String {
    match value {
        Value::Number(number) => number.as_f64().map_or_else(String::new, plain_number),
        Value::String(text) => {
            text.parse::<YearMonth>().map_or_else(|_| text.clone(), |month| month_long(month.year, month.month))
        }
        _ => String::new(),
    }
}

/// The text of a value of a field in a box in which nobody is typing: pounds with whole pence, a day in words.
#[must_use]
pub fn shown_in(field: &Field, value: &Value) -> String {
    match (&field.kind, value) {
        (Kind::Number(number), Value::Number(size))
            if matches!(number.unit, Unit::Pounds | Unit::PoundsASquareMetre) =>
        {
            size.as_f64().map_or_else(String::new, plain_pounds)
        }
        (Kind::Date, Value::String(text)) => date(text),
        (Kind::Number(_) | Kind::Month, value) => shown(value),
        // A name that looks like a month stays as it was typed.
        (_, Value::String(text)) => text.clone(),
        _ => String::new(),
    }
}

/// The text of the value at a path.
#[must_use]
pub fn shown_at(path: &str, value: &Value) -> String {
    fields::of(path).map_or_else(|| shown(value), |field| shown_in(field, value))
}

/// The step of the field at a path, and its limits.
#[must_use]
pub fn step(path: &str) -> (f64, (f64, f64)) {
    let Some(limits) = fields::number(path) else { return (1.0, (0.0, 0.0)) };
    let step = match limits.unit {
        Unit::Pounds => 1_000.0,
        Unit::Percent | Unit::PercentAYear => 0.5,
        _ => 1.0,
    };
    (step, (limits.least, limits.most))
}

/// The value after a number of steps. Steps fall on round numbers: 7.25 goes up to 7.5 and not to 7.75.
#[must_use]
pub fn stepped(value: &Value, by: i32, step: f64, (least, most): (f64, f64)) -> Value {
    match value {
        Value::String(text) => {
            text.parse::<YearMonth>().map_or_else(|_| value.clone(), |month| month.plus(by).to_string().into())
        }
        value => {
            let steps = value.as_f64().unwrap_or_default() / step;
            let next = if by > 0 { (steps + 1e-9).floor() + 1.0 } else { (steps - 1e-9).ceil() - 1.0 };
            (next * step).clamp(least, most).into()
        }
    }
}

/// The deal with a field set; null leaves an optional field out. Homes are spread over phases and types as in `mix` if the deal has
/// that mix ([`levers::with_homes`]); of two partners' shares the other gets the rest.
///
/// # Errors
/// If the path does not exist, or the value is not of the field's kind.
pub fn set(deal: &Deal, mix: &Deal, path: &str, value: Value) -> Result<Deal, NotSet> {
    if path == HOMES {
        return Ok(levers::with_homes(deal, mix, value.as_f64().unwrap_or_default()));
    }
    let moved = value.as_f64().and_then(|number| levers::with_value(deal, path, number));
    let deal = moved.map_or_else(|| deal.with(path, value), Ok)?;
    Ok(levers::with_the_rest(deal, path))
}
