//! Reads typed text as the value of a field: on the page, in a pasted cell, in a document.
//!
//! The reader knows the unit of the field. It accepts any format (pounds, commas, spaces, "m", "per cent", "a year")
//! but no ambiguity: a text that could mean two different values is refused, since a wrong reading is worse than a
//! question. "1,500" is clear; "1,5", "250.000" and a percentage in a field for pounds are not. A plus sign is read only where
//! a value may be below zero, as growth may: elsewhere "+10" could mean ten more.

mod date;
mod number;
mod unit;

use crate::calendar::YearMonth;
use crate::fields::{Field, Kind, Unit};
use serde_json::Value;

/// Why a text is not read as the value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misread {
    /// The text is empty.
    Empty,
    /// The text is not one number: words, two numbers, or a measure that the field does not ask for.
    NotANumber,
    /// It is a number, but too large.
    TooLarge,
    /// A whole number is required, and this has a fraction.
    NotWhole,
    /// A comma that does not mark thousands: "7,5", "180.000,00".
    Comma,
    /// A point that could mark thousands: "250.000".
    Point,
    /// Its unit is not the one required.
    OtherUnit(Unit),
    /// Its currency is not pounds sterling.
    OtherCurrency,
    /// The minus comes after the number: "3,000-".
    MinusBehind,
    /// A change where the value itself is required: "+10", or "−10%" of a price.
    Change,
    /// The text is not a month and a year.
    NotAMonth,
    /// The text is neither a month and a year nor a number of months.
    NotAMonthNumber,
    /// It names a quarter or half of a year, whose first month is ambiguous.
    PartOfYear,
    /// It names a financial year, or could: "2027/28".
    FinancialYear,
    /// The text is not a day.
    NotADate,
    /// The month has no such day: 31 February.
    NoSuchDay,
    /// The text has more characters than the field may have.
    TooLong {
        /// The characters that it has.
        characters: usize,
        /// The characters that it may have.
        most: usize,
    },
}

/// The value of a field in its document form. `start` is the first month of the deal, from which a calendar month is
/// counted if the field is a number of months from the start. Limits are not checked.
///
/// # Errors
/// States why the text has no reading, or more than one.
pub fn read(text: &str, field: &Field, start: YearMonth) -> Result<Value, Misread> {
    let tidy = || tidied(text);
    match &field.kind {
        Kind::Number(asked) if asked.unit == Unit::MonthNumber => {
            counted(&tidy(), field, |text| date::month(text).map(|month| month.months_since(start)))
        }
        Kind::Number(asked) if asked.unit == Unit::MonthEnd => {
            counted(&tidy(), field, |text| date::moment(text).map(|moment| moment.time_point(start)))
        }
        Kind::Number(_) => number::read(&tidy(), field),
        Kind::Month => date::month(&tidy()).map(|month| month.to_string().into()),
        Kind::Date => date::day(&tidy()).map(|day| day.to_string().into()),
        Kind::Text(most) => short_enough(text, *most).map(Value::from),
        _ => Ok(text.into()),
    }
}

/// A text, if it has no more characters than it may have: a deal of such texts can be saved and sent.
///
/// # Errors
/// How many characters it has, and may have.
pub fn short_enough(text: &str, most: usize) -> Result<&str, Misread> {
    let characters = text.chars().count();
    if characters > most { Err(Misread::TooLong { characters, most }) } else { Ok(text) }
}

/// Whether a text is a number of any unit, or a month, and so not a heading.
#[must_use]
pub fn is_figure(text: &str) -> bool {
    let tidy = tidied(text);
    number::is_number(&tidy) || date::month(&tidy).is_ok()
}

/// A number of months from the start, or the one that a calendar date counts.
fn counted(tidy: &str, field: &Field, by_calendar: impl Fn(&str) -> Result<i32, Misread>) -> Result<Value, Misread> {
    let number = tidy.strip_prefix("month ").map_or(tidy, |rest| rest.strip_prefix("end ").unwrap_or(rest));
    match number::read(number, field) {
        Err(Misread::NotANumber) => {}
        read => return read,
    }
    match by_calendar(tidy) {
        Ok(months) => Ok(months.into()),
        Err(Misread::NotAMonth) => Err(Misread::NotAMonthNumber),
        Err(why) => Err(why),
    }
}

/// A text in lower case, with the plain form of every space, minus, digit and sign.
fn tidied(text: &str) -> String {
    let plain = text.chars().filter_map(|letter| match letter {
        '\u{2212}' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{FE63}' => Some('-'),
        '\u{FFE1}' => Some('£'),
        // Full-width letters, digits and signs are in the same order as the plain ones.
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(letter) - 0xFEE0),
        '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{200E}' | '\u{200F}' => None,
        letter if letter.is_whitespace() => Some(' '),
        letter => Some(letter),
    });
    plain.collect::<String>().trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests;
