//! Reads a number with its sign, thousands separators and unit.

use super::{Misread, unit};
use crate::fields::{Field, Number, Unit};
use serde_json::Value;

/// The number in a tidy text, for a field with a unit.
pub(super) fn read(text: &str, field: &Field) -> Result<Value, Misread> {
    let asked = field.number().ok_or(Misread::NotANumber)?;
    if text.is_empty() {
        return Err(Misread::Empty);
    }
    if unit::OTHER_CURRENCIES.iter().any(|sign| text.contains(sign)) {
        return Err(Misread::OtherCurrency);
    }
    let front = Front::of(text);
    let end = front.rest.find(|letter: char| !is_of_number(letter)).unwrap_or(front.rest.len());
    let (digits, behind) = front.rest.split_at(end);
    let behind = front.closed(behind.trim())?;
    if behind == "-" && !digits.is_empty() {
        return Err(Misread::MinusBehind);
    }
    let digits = digits.trim_end();
    let measure = unit::Measure::of(&behind, asked.unit)?;
    let plain = plain_digits(digits)?;
    if asked.least >= 0.0 && front.names_a_change(measure.is_percent(), asked.unit) {
        return Err(Misread::Change);
    }
    measure.fits(asked.unit, field, front.pounds)?;
    let size = size(&plain)?;
    if measure.scale.is_none() && could_be_thousands(digits, size, asked) {
        return Err(Misread::Point);
    }
    let size = size * measure.scale.unwrap_or(1.0);
    let number = if front.is_negative && size != 0.0 { -size } else { size };
    if asked.whole { whole(number) } else { finite(number).map(Value::from) }
}

/// Whether a text is digits with only a unit around them, any unit.
pub(super) fn is_number(text: &str) -> bool {
    let rest = Front::of(text).rest;
    let behind = rest.trim_start_matches(is_of_number).replacen(')', "", 1);
    rest.starts_with(|letter: char| letter.is_ascii_digit()) && unit::Measure::of(&behind, Unit::Number).is_ok()
}

const fn is_of_number(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, '.' | ',' | ' ')
}

/// The text before the digits.
#[derive(Default)]
struct Front<'a> {
    is_negative: bool,
    is_signed: bool,
    bracketed: bool,
    pounds: bool,
    /// A sign given twice, or a sign and a bracket.
    is_double: bool,
    rest: &'a str,
}

impl<'a> Front<'a> {
    /// Removes sign, bracket and currency, in any order.
    fn of(text: &'a str) -> Self {
        let mut front = Self { rest: text, ..Self::default() };
        loop {
            let (rest, again) = if let Some(rest) = front.rest.strip_prefix(['-', '+', '(']) {
                front.is_negative |= !front.rest.starts_with('+');
                front.bracketed |= front.rest.starts_with('(');
                (rest, std::mem::replace(&mut front.is_signed, true))
            } else if let Some(rest) = front.rest.strip_prefix('£').or_else(|| front.rest.strip_prefix("gbp")) {
                (rest, std::mem::replace(&mut front.pounds, true))
            } else {
                return front;
            };
            front.is_double |= again;
            front.rest = rest.trim_start();
        }
    }

    /// Whether the text reads as a change of a value rather than a value: "+10", or "−10%" where no percentage is asked for.
    const fn names_a_change(&self, is_percent: bool, asked: Unit) -> bool {
        let is_other = is_percent && !matches!(asked, Unit::Percent | Unit::PercentAYear);
        self.is_signed && (!self.is_negative || (is_other && !self.bracketed))
    }

    /// The text after the digits, without the bracket that closes the opening one.
    fn closed(&self, behind: &str) -> Result<String, Misread> {
        let closing = behind.matches(')').count();
        if self.is_double || closing != usize::from(self.bracketed) || behind.contains('(') {
            return Err(Misread::NotANumber);
        }
        Ok(behind.replacen(')', " ", 1).trim().to_owned())
    }
}

/// Digits with at most one point, without their commas or spaces; refused unless those separate groups of three.
fn plain_digits(text: &str) -> Result<String, Misread> {
    let (whole, part) = text.split_once('.').map_or((text, ""), |(whole, part)| (whole, part));
    if part.contains(',') {
        return Err(Misread::Comma);
    }
    if part.contains('.') && ungrouped(text, '.').is_some() {
        return Err(Misread::Point);
    }
    let digits = match (ungrouped(whole, ','), ungrouped(whole, ' ')) {
        (Some(digits), _) | (None, Some(digits)) => digits,
        (None, None) if whole.contains(',') && !whole.contains(' ') => return Err(Misread::Comma),
        (None, None) => return Err(Misread::NotANumber),
    };
    if !part.bytes().all(|byte| byte.is_ascii_digit()) || (digits.is_empty() && part.is_empty()) {
        return Err(Misread::NotANumber);
    }
    let digits = digits.trim_start_matches('0');
    Ok(format!("{}.{part}0", if digits.is_empty() { "0" } else { digits }))
}

fn ungrouped(whole: &str, mark: char) -> Option<String> {
    let groups: Vec<&str> = whole.split(mark).collect();
    let is_sound = |(place, group): (usize, &&str)| {
        let length_is_right = match (groups.len(), place) {
            (1, _) => true,
            (_, 0) => (1..=3).contains(&group.len()),
            _ => group.len() == 3,
        };
        length_is_right && group.bytes().all(|byte| byte.is_ascii_digit())
    };
    groups.iter().enumerate().all(is_sound).then(|| groups.concat())
}

/// Whether "250.000" could mean 250,000: a point before exactly three digits, in a field that allows such a number, or only
/// whole numbers.
fn could_be_thousands(digits: &str, size: f64, asked: &Number) -> bool {
    let Some((whole, part)) = digits.split_once('.') else { return false };
    let is_group = (1..=3).contains(&whole.len()) && !whole.starts_with('0') && part.len() == 3;
    is_group && (asked.whole || size * 1_000.0 <= asked.most)
}

/// The number of plain digits, by the reader of documents: another reader would add 12 KB. It refuses digits only if the
/// number is too large.
fn size(plain: &str) -> Result<f64, Misread> {
    serde_json::from_str::<f64>(plain).map_err(|_| Misread::TooLarge)
}

fn finite(number: f64) -> Result<f64, Misread> {
    if number.is_finite() { Ok(number) } else { Err(Misread::TooLarge) }
}

/// A whole number, written without a point, as documents have them.
fn whole(number: f64) -> Result<Value, Misread> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if finite(number)?.fract() != 0.0 {
        return Err(Misread::NotWhole);
    }
    if number.abs() > EXACT {
        return Err(Misread::TooLarge);
    }
    // Whole and within the exact range, both just checked.
    #[allow(clippy::cast_possible_truncation)]
    Ok((number as i64).into())
}
