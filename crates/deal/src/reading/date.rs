//! Reads months and days: day before month, as in Britain, or year first, as in documents and databases.

use super::Misread;
use crate::calendar::{Date, MONTH_NAMES, Moment, YearMonth};

/// The month that a tidy text names. The model counts whole months, so a day is ignored, but must exist in the month.
pub(super) fn month(text: &str) -> Result<YearMonth, Misread> {
    let (month, day) = read(text, Misread::NotAMonth)?;
    day.map_or(Ok(month), |day| Date::new(month, day).map(|date| date.month).ok_or(Misread::NoSuchDay))
}

/// The moment that a tidy text names: the end of a month, unless it says its start or its first day. Payments fall at
/// the end of their month, so any later day counts as its end.
pub(super) fn moment(text: &str) -> Result<Moment, Misread> {
    let text = text.strip_prefix("the ").unwrap_or(text);
    if let Some(month) = text.strip_prefix("start of ").or_else(|| text.strip_suffix(" (start)")) {
        return self::month(month).map(Moment::StartOf);
    }
    let (month, day) = read(text.strip_prefix("end of ").unwrap_or(text), Misread::NotAMonth)?;
    let day = day.map(|day| Date::new(month, day).ok_or(Misread::NoSuchDay)).transpose()?;
    Ok(if day.is_some_and(|date| date.day == 1) { Moment::StartOf(month) } else { Moment::EndOf(month) })
}

/// The day that a tidy text names.
pub(super) fn day(text: &str) -> Result<Date, Misread> {
    let (month, day) = read(text, Misread::NotADate)?;
    Date::new(month, day.ok_or(Misread::NotADate)?).ok_or(Misread::NoSuchDay)
}

/// The month, and the day if there is one.
fn read(text: &str, otherwise: Misread) -> Result<(YearMonth, Option<u32>), Misread> {
    if text.is_empty() {
        return Err(Misread::Empty);
    }
    let text = without_time(text);
    let is_between = |letter: char| letter.is_whitespace() || matches!(letter, '-' | '/' | ',' | '.');
    let parts: Vec<&str> = text.split(is_between).filter(|part| !part.is_empty() && *part != "of").collect();
    if parts.iter().any(|part| names_part_of_year(part)) {
        return Err(Misread::PartOfYear);
    }
    if names_financial_year(&parts) {
        return Err(Misread::FinancialYear);
    }
    let (year, month, day) = match parts.as_slice() {
        [year, month] if year.len() == 4 && is_digits(year) => (*year, *month, None),
        [year, month, day] if year.len() == 4 && is_digits(year) => (*year, *month, Some(*day)),
        [month, year] => (*year, *month, None),
        [day, month, year] => (*year, *month, Some(*day)),
        _ => return Err(otherwise),
    };
    let month = year_in(year).zip(month_in(month)).and_then(|(year, month)| YearMonth::new(year, month));
    let day = day.map(|day| day_in(day).ok_or(otherwise)).transpose()?;
    Ok((month.ok_or(otherwise)?, day))
}

/// A text without the time of day at its end, as databases write it: "2027-04-01 00:00:00".
fn without_time(text: &str) -> &str {
    let Some(colon) = text.find(':') else { return text };
    let date = text[..colon].trim_end_matches(|letter: char| letter.is_ascii_digit());
    date.strip_suffix('t').unwrap_or(date).trim_end()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// "Q2", "H1".
fn names_part_of_year(part: &str) -> bool {
    let rest = part.strip_prefix(['q', 'h']);
    matches!(part, "quarter" | "half") || rest.is_some_and(|rest| matches!(rest, "1" | "2" | "3" | "4"))
}

/// "2027/28", "2027-2028", "27/28", "FY27". "2009-10" could also be October, so it is refused.
fn names_financial_year(parts: &[&str]) -> bool {
    if parts.iter().any(|part| part.strip_prefix("fy").is_some_and(|rest| rest.is_empty() || is_digits(rest))) {
        return true;
    }
    let [first, second] = parts else { return false };
    if !is_digits(first) || !is_digits(second) || !matches!((first.len(), second.len()), (4, 2 | 4) | (2, 2)) {
        return false;
    }
    let year = |part: &str| part.parse::<u32>().map_or(0, |year| year % 100);
    (year(first) + 1) % 100 == year(second)
}

fn month_in(text: &str) -> Option<u32> {
    if text.len() <= 2 && is_digits(text) {
        return text.parse().ok();
    }
    let letters = if text == "sept" { "sep" } else { text };
    let is_named = |name: &&str| {
        let is_begun = name.get(..letters.len()).is_some_and(|start| start.eq_ignore_ascii_case(letters));
        is_begun && (letters.len() == 3 || letters.len() == name.len())
    };
    MONTH_NAMES.iter().position(is_named).and_then(|place| u32::try_from(place + 1).ok())
}

/// A year of four digits, or of two from 2000 to 2079: nobody starts a deal of the last century now.
fn year_in(text: &str) -> Option<i32> {
    let text = text.trim_start_matches(['\'', '’']);
    let year = text.parse::<i32>().ok().filter(|_| is_digits(text))?;
    match text.len() {
        4 => Some(year),
        2 if year < 80 => Some(2_000 + year),
        _ => None,
    }
}

/// "1", "1st".
fn day_in(text: &str) -> Option<u32> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let ending = text.get(digits.len()..)?;
    (matches!(ending, "" | "st" | "nd" | "rd" | "th") && is_digits(digits) && digits.len() <= 2)
        .then(|| digits.parse().ok())
        .flatten()
}
