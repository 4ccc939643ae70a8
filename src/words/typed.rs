//! Reading what a person typed or pasted into a box.
//!
//! The reader is generous about dress (pounds, commas, spaces, "m", "per cent") and strict about sense: anything that
//! could mean two different numbers is refused, because a wrong reading is worse than a question. "1,5" is refused
//! since it is one and a half to some readers and a slip to others; "1,500" is not in doubt.
//!
//! A percentage is returned as the number in front of the sign, "2.5%" as 2.5, because the box's own unit says what
//! the number means.

use super::format::month_named;

/// Why a typed value could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misread {
    /// Nothing was typed.
    Empty,
    /// The text is not one number: words, two numbers, or broken commas.
    NotANumber,
    /// It is a number, but larger than can be held.
    TooLarge,
    /// A whole number was asked for and a part was given.
    NotWhole,
    /// The text is not a month and a year.
    NotAMonth,
    /// The text is not a day.
    NotADate,
}

/// The number in a box: "£7.5m", "7.5 million", "1,300", "82k", "2.5%", "5 per cent", "(3,000)", "−3".
///
/// # Errors
/// When nothing was typed, when it is not one number, or when the number is too large to hold.
pub fn number(text: &str) -> Result<f64, Misread> {
    let tidy = tidied(text);
    if tidy.is_empty() {
        return Err(Misread::Empty);
    }
    let (negative, rest) = without_sign(&tidy)?;
    let (digits, scale) = split_scale(rest)?;
    // Read as the numbers of a document are, by the reader that is here for them: another would weigh 12 KB. Digits
    // alone are refused by it only where they are more than a number can hold.
    let size = serde_json::from_str::<f64>(&plain_digits(digits)?).map_err(|_| Misread::TooLarge)? * scale;
    if !size.is_finite() {
        return Err(Misread::TooLarge);
    }
    Ok(if negative && size != 0.0 { -size } else { size })
}

/// A whole number, for counts of homes, months and the like.
///
/// # Errors
/// As [`number`], and when the number has a part, or is beyond what can be counted exactly.
pub fn whole(text: &str) -> Result<i64, Misread> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let value = number(text)?;
    if value.fract() != 0.0 {
        return Err(Misread::NotWhole);
    }
    if value.abs() > EXACT {
        return Err(Misread::TooLarge);
    }
    // Whole and within the exact range, both just checked.
    #[allow(clippy::cast_possible_truncation)]
    Ok(value as i64)
}

/// A month and year: "2009-04", "April 2009", "apr 2009", "04/2009", "1 April 2009". A day, if given, is dropped,
/// since the model counts whole months. Returns the year and the month from 1 to 12.
///
/// # Errors
/// When nothing was typed, or it is not a month with a year of four figures from 1900 to 2199.
pub fn month(text: &str) -> Result<(i32, u32), Misread> {
    let tidy = tidied(text);
    if tidy.is_empty() {
        return Err(Misread::Empty);
    }
    let parts = parts_of(&tidy);
    let (year, month) = match parts.as_slice() {
        [year, month] if year.len() == 4 && year.starts_with(|c: char| c.is_ascii_digit()) => (year, month_in(month)),
        [year, month, day] if year.len() == 4 && is_day(day) => (year, month_in(month)),
        [month, year] => (year, month_in(month)),
        [day, month, year] if is_day(day) => (year, month_in(month)),
        _ => return Err(Misread::NotAMonth),
    };
    let year = year_in(year).ok_or(Misread::NotAMonth)?;
    Ok((year, month.ok_or(Misread::NotAMonth)?))
}

/// A day: "1 April 2009", "2009-04-01", "01/04/2009". Returns it as documents have it, `YYYY-MM-DD`.
///
/// # Errors
/// When nothing was typed, or it is not a day with a year of four figures from 1900 to 2199.
pub fn date(text: &str) -> Result<String, Misread> {
    let tidy = tidied(text);
    if tidy.is_empty() {
        return Err(Misread::Empty);
    }
    let (year, month, day) = match parts_of(&tidy).as_slice() {
        [year, month, day] if year.len() == 4 => (year_in(year), month_in(month), *day),
        [day, month, year] => (year_in(year), month_in(month), *day),
        _ => return Err(Misread::NotADate),
    };
    let digits = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    match (year, month, digits.parse::<u32>().ok().filter(|_| is_day(day))) {
        (Some(year), Some(month), Some(day)) => Ok(format!("{year:04}-{month:02}-{day:02}")),
        _ => Err(Misread::NotADate),
    }
}

fn parts_of(text: &str) -> Vec<&str> {
    let between = |c: char| c.is_whitespace() || matches!(c, '-' | '/' | ',');
    text.split(between).filter(|part| !part.is_empty()).collect()
}

/// Trims, lowers the case, and makes every kind of space and of minus the plain one.
fn tidied(text: &str) -> String {
    let plain = text.chars().map(|c| match c {
        '\u{2212}' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{FE63}' | '\u{FF0D}' => '-',
        c if c.is_whitespace() || matches!(c, '\u{200B}' | '\u{2060}' | '\u{FEFF}') => ' ',
        c => c,
    });
    plain.collect::<String>().trim().to_ascii_lowercase()
}

/// Takes off the sign, brackets and pound sign, in whichever order they stand, each at most once.
fn without_sign(text: &str) -> Result<(bool, &str), Misread> {
    let bracketed =
        text.strip_prefix('(').map(|inner| inner.strip_suffix(')').ok_or(Misread::NotANumber)).transpose()?;
    let mut rest = bracketed.unwrap_or(text).trim();
    let mut negative = bracketed.is_some();
    let mut signs = usize::from(bracketed.is_some());
    let mut pounds = 0;
    loop {
        let after = if let Some(after) = rest.strip_prefix('-') {
            negative = true;
            signs += 1;
            after
        } else if let Some(after) = rest.strip_prefix('+') {
            signs += 1;
            after
        } else if let Some(after) = rest.strip_prefix('£') {
            pounds += 1;
            after
        } else {
            break;
        };
        rest = after.trim_start();
    }
    if signs > 1 || pounds > 1 { Err(Misread::NotANumber) } else { Ok((negative, rest)) }
}

/// Divides "7.5 million" into its digits and what they are to be multiplied by.
fn split_scale(text: &str) -> Result<(&str, f64), Misread> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' '))).unwrap_or(text.len());
    let (digits, word) = text.split_at(end);
    let scale = match word.trim() {
        "" | "%" | "per cent" | "percent" | "pc" => 1.0,
        "k" | "thousand" => 1_000.0,
        "m" | "mn" | "million" => 1_000_000.0,
        "bn" | "billion" => 1_000_000_000.0,
        _ => return Err(Misread::NotANumber),
    };
    Ok((digits.trim_end(), scale))
}

/// The digits as a plain number, their commas or spaces taken out; refused unless those stand before groups of exactly three.
fn plain_digits(text: &str) -> Result<String, Misread> {
    let (whole, part) = text.split_once('.').map_or((text, None), |(whole, part)| (whole, Some(part)));
    let digits = ungrouped(whole, ',').or_else(|| ungrouped(whole, ' ')).ok_or(Misread::NotANumber)?;
    let part_is_digits = part.is_none_or(|part| part.bytes().all(|b| b.is_ascii_digit()));
    let any = !digits.is_empty() || part.is_some_and(|part| !part.is_empty());
    if !part_is_digits || !any {
        return Err(Misread::NotANumber);
    }
    let digits = digits.trim_start_matches('0');
    Ok(format!("{}.{}0", if digits.is_empty() { "0" } else { digits }, part.unwrap_or_default()))
}

fn ungrouped(whole: &str, mark: char) -> Option<String> {
    let groups: Vec<&str> = whole.split(mark).collect();
    let grouped = groups.len() > 1;
    let sound = groups.iter().enumerate().all(|(place, group)| {
        let length_is_right = match (grouped, place) {
            (false, _) => true,
            (true, 0) => (1..=3).contains(&group.len()),
            (true, _) => group.len() == 3,
        };
        length_is_right && group.bytes().all(|b| b.is_ascii_digit())
    });
    sound.then(|| groups.concat())
}

fn month_in(text: &str) -> Option<u32> {
    if text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok().filter(|month| (1..=12).contains(month));
    }
    month_named(text)
}

fn year_in(text: &str) -> Option<i32> {
    let is_year = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    is_year.then(|| text.parse().ok()).flatten().filter(|year| (1900..2200).contains(year))
}

fn is_day(text: &str) -> bool {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &text[digits.len()..];
    matches!(ending, "" | "st" | "nd" | "rd" | "th") && digits.parse().is_ok_and(|day: u32| (1..=31).contains(&day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days() {
        for text in ["1 April 2009", "2009-04-01", "01/04/2009", "1st Apr 2009"] {
            assert_eq!(date(text).as_deref(), Ok("2009-04-01"), "{text}");
        }
        for text in ["April 2009", "32/04/2009", "1 Smarch 2009", "2009"] {
            assert_eq!(date(text), Err(Misread::NotADate), "{text}");
        }
    }

    #[test]
    fn numbers_as_people_type_them() {
        for (text, value) in [
            ("82000", 82_000.0),
            ("£7.5m", 7_500_000.0),
            ("£ 7.5 m", 7_500_000.0),
            ("7.5 million", 7_500_000.0),
            ("7.5 Million", 7_500_000.0),
            ("7.5 mn", 7_500_000.0),
            ("1,300", 1_300.0),
            (" 82k ", 82_000.0),
            ("82 thousand", 82_000.0),
            ("2.5%", 2.5),
            ("2.5 %", 2.5),
            ("5 per cent", 5.0),
            ("5 percent", 5.0),
            ("£1.2bn", 1_200_000_000.0),
            ("1 300", 1_300.0),
            ("1\u{a0}300", 1_300.0),
            ("1\u{202f}300\u{202f}000", 1_300_000.0),
            ("1,234,567.89", 1_234_567.89),
            ("−3", -3.0),
            ("-3", -3.0),
            ("–3", -3.0),
            ("+3", 3.0),
            ("- £3", -3.0),
            ("£-3", -3.0),
            ("(3,000)", -3_000.0),
            ("(£3,000)", -3_000.0),
            ("( 3k )", -3_000.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("0", 0.0),
            ("-0", 0.0),
            ("007", 7.0),
            ("\u{feff}12\n", 12.0),
        ] {
            assert_eq!(number(text), Ok(value), "{text:?}");
        }
        assert!(number("-0").is_ok_and(f64::is_sign_positive));
    }

    #[test]
    fn numbers_that_are_not_one_number() {
        for text in [
            "five",
            "1,2,3",
            "1,30",
            "1,3000",
            "1300,000",
            ",300",
            "1,300 000",
            "1 30",
            "12 34",
            "1.2.3",
            "1.5,000",
            "NaN",
            "inf",
            "infinity",
            "1e5",
            "1e400",
            "12 apples",
            "about 90k",
            "3 or 4",
            "3-4",
            "--3",
            "(-3)",
            "(3",
            "3)",
            "££3",
            "£",
            "%",
            "m",
            ".",
            "-",
            "5 km",
            "0x10",
            "１２",
            "3%%",
            "()",
        ] {
            assert_eq!(number(text), Err(Misread::NotANumber), "{text:?}");
        }
    }

    #[test]
    fn nothing_typed_and_numbers_too_large() {
        for text in ["", "   ", "\u{a0}", "\t\n"] {
            assert_eq!(number(text), Err(Misread::Empty), "{text:?}");
        }
        assert_eq!(number(&"9".repeat(400)), Err(Misread::TooLarge));
        assert_eq!(number(&format!("{}m", "9".repeat(305))), Err(Misread::TooLarge));
    }

    #[test]
    fn whole_numbers() {
        for (text, value) in [
            ("1,300", Ok(1_300)),
            ("3.0", Ok(3)),
            ("-3", Ok(-3)),
            ("1.3k", Ok(1_300)),
            ("3.5", Err(Misread::NotWhole)),
            ("", Err(Misread::Empty)),
            ("three", Err(Misread::NotANumber)),
            ("99999999999999999999", Err(Misread::TooLarge)),
        ] {
            assert_eq!(whole(text), value, "{text:?}");
        }
    }

    #[test]
    fn months_as_people_type_them() {
        for text in [
            "2009-04",
            "2009/4",
            "2009 04",
            "April 2009",
            "april, 2009",
            "apr 2009",
            "Apr-2009",
            "04/2009",
            "4/2009",
            "4 2009",
            "1 April 2009",
            "1st April 2009",
            "01/04/2009",
            "2009-04-30",
            "2009 April",
            " April\u{a0}2009 ",
        ] {
            assert_eq!(month(text), Ok((2009, 4)), "{text:?}");
        }
    }

    #[test]
    fn months_that_are_not_months() {
        for text in [
            "April",
            "2009",
            "13/2009",
            "0/2009",
            "2009-00",
            "April 09",
            "04/09",
            "32 April 2009",
            "0 April 2009",
            "1 2 3 2009",
            "1899-12",
            "2200-01",
            "Aprik 2009",
            "2009-2010",
            "next April",
            "1é April 2009",
        ] {
            assert_eq!(month(text), Err(Misread::NotAMonth), "{text:?}");
        }
        assert_eq!(month(" "), Err(Misread::Empty));
    }
}
