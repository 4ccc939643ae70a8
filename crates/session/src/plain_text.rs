//! Numbers, months and dates as the plain text of a box: without a unit, and not rounded. `src/words` formats figures.

use appraisal::deal::Date;
use appraisal::deal::calendar::MONTH_NAMES;

/// The minus sign used wherever a figure is shown: U+2212, which is as wide as a digit and is read out as "minus".
pub const MINUS: char = '\u{2212}';

/// "October 2013". A month outside 1 to 12 falls in a neighbouring year.
#[must_use]
pub fn month_long(year: i32, month: u32) -> String {
    let (year, name) = month_name(year, month);
    format!("{name} {year}")
}

/// A date such as "2009-04-01", in words: "1 April 2009".
#[must_use]
pub fn date(text: &str) -> String {
    text.parse::<Date>().map_or_else(
        |_| text.to_owned(),
        |date| format!("{} {}", date.day, month_long(date.month.year, date.month.month)),
    )
}

/// The shortest text for an input box that reads back as the same number: "82,000", "2.5", "30.56".
///
/// A plain hyphen would be read as a minus too, but the box shows the same sign as the rest of the page.
#[must_use]
pub fn plain_number(number: f64) -> String {
    if !number.is_finite() {
        return String::new();
    }
    let text = format!("{}", number.abs());
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let text = format!("{}{rest}", grouped(whole));
    if number < 0.0 { format!("{MINUS}{text}") } else { text }
}

/// Pounds with commas, and with two places if there are pence: "180,000", "180,000.50".
#[must_use]
pub fn plain_pounds(pounds: f64) -> String {
    let text = plain_number(pounds);
    let is_short = text.split_once('.').is_some_and(|(_, pence)| pence.len() == 1);
    if is_short { format!("{text}0") } else { text }
}

/// Digits with commas between thousands.
#[must_use]
pub fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The year and the name of a month; a month outside 1 to 12 falls in a neighbouring year.
#[must_use]
pub fn month_name(year: i32, month: u32) -> (i32, &'static str) {
    let months = i64::from(year) * 12 + i64::from(month) - 1;
    let year = i32::try_from(months.div_euclid(12)).unwrap_or(year);
    let index = usize::try_from(months.rem_euclid(12)).unwrap_or(0);
    (year, MONTH_NAMES.get(index).copied().unwrap_or_default())
}

/// A text with a capital first letter. Only English letters change: the tables for other letters would add 5 KB to the first
/// load.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_ascii_uppercase(), letters.as_str()))
}
