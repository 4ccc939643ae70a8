//! Figures as people read them: pounds, percentages, counts and months.
//!
//! Every function formats a figure from the calculation; none adds, divides or compares two figures. Each rounds once, half
//! away from zero, from the exact value, so that a figure shown at two precisions is never rounded twice. A negative figure
//! has a true minus (U+2212); a figure that rounds to zero has no sign.

pub use session::plain_text::{MINUS, month_long, plain_number, plain_pounds};

use appraisal::deal::calendar::Moment;
use session::plain_text::{grouped, month_name};

/// Between a sign and the pound sign, where a line must not break: U+2060, which has no width.
pub const NO_BREAK: char = '\u{2060}';

const PENCE_IN_A_POUND: i64 = 100;
const PENCE_IN_A_MILLION: i64 = 100_000_000;

/// Whole pounds: "£57,041,248". For the ledger and wherever every pound is shown.
#[must_use]
pub fn money(pence: i64) -> String {
    signed_pounds(pence, &whole_pounds(pence))
}

/// Pounds and pence: "£1,234.56".
#[must_use]
pub fn pence(pence: i64) -> String {
    let size = pence.unsigned_abs();
    let text = format!("{}.{:02}", grouped(&(size / 100).to_string()), size % 100);
    signed_pounds(pence, &text)
}

/// Millions to two places, for tables and headline figures: "£57.04m". Under a million, whole pounds: "£850,000".
#[must_use]
pub fn millions(pence: i64) -> String {
    in_millions(pence, 2)
}

/// Millions to two places without the pound sign and the m, for tables that say so in their heading: "57.04", "−0.01". Zero
/// is a dash.
#[must_use]
pub fn bare_millions(pence: i64) -> String {
    match pence {
        0 => super::NONE.to_owned(),
        some => decimal(some as f64 / PENCE_IN_A_MILLION as f64, 2),
    }
}

/// Pounds and pence as a spreadsheet reads them: "57041248.00", "-0.01".
#[must_use]
pub fn exact(pence: i64) -> String {
    let (sign, size) = (if pence < 0 { "-" } else { "" }, pence.unsigned_abs());
    format!("{sign}{}.{:02}", size / 100, size % 100)
}

/// A fraction as a percentage to one place: 0.257 is "25.7%".
#[must_use]
pub fn percent(fraction: f64) -> String {
    format!("{}%", decimal(fraction * 100.0, 1))
}

/// A rate of return: "7.4%". A rate below −99%, which rounding would make −100%, is "less than −99%".
#[must_use]
pub fn rate_of_return(rate: f64) -> String {
    if rate < -0.99 { format!("less than {MINUS}99%") } else { percent(rate) }
}

/// A fraction as a signed change: "+37.3%", "−25.7%". Zero is "0.0%", without a sign.
#[must_use]
pub fn percent_change(fraction: f64) -> String {
    let text = percent(fraction);
    let rose = fraction > 0.0 && text != "0.0%";
    with_plus(rose, text)
}

/// A whole number with thousands commas: "1,300".
#[must_use]
pub fn count(number: i64) -> String {
    let text = grouped(&number.unsigned_abs().to_string());
    if number < 0 { format!("{MINUS}{text}") } else { text }
}

/// A multiple in words, to two places: "1.46 times".
#[must_use]
pub fn times(multiple: f64) -> String {
    format!("{} times", decimal(multiple, 2))
}

/// A number to a given number of decimal places, with thousands commas: "1,234.5". A figure that is not a number is shown as
/// a dash.
#[must_use]
pub fn decimal(number: f64, places: usize) -> String {
    if !number.is_finite() {
        return super::NONE.to_owned();
    }
    let text = rounded(number.abs(), places);
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let text = format!("{}{rest}", grouped(whole));
    if number < 0.0 && text.contains(|c: char| c.is_ascii_digit() && c != '0') {
        format!("{MINUS}{text}")
    } else {
        text
    }
}

/// "Oct 2013", for tables and axes.
#[must_use]
pub fn month_short(year: i32, month: u32) -> String {
    let (year, name) = month_name(year, month);
    format!("{} {year}", name.get(..3).unwrap_or(name))
}

/// A moment within a sentence, where "at the end of" is understood: "March 2011", "the start of April 2009".
#[must_use]
pub fn moment_long(moment: Moment) -> String {
    let name = month_long(moment.month().year, moment.month().month);
    match moment {
        Moment::StartOf(_) => format!("the start of {name}"),
        Moment::EndOf(_) => name,
    }
}

/// A moment after a verb: "in March 2011", "at the start of April 2009".
#[must_use]
pub fn at_moment(moment: Moment) -> String {
    let preposition = if matches!(moment, Moment::StartOf(_)) { "at" } else { "in" };
    format!("{preposition} {}", moment_long(moment))
}

/// A moment in a table: "Mar 2011", "Apr 2009 (start)".
#[must_use]
pub fn moment_short(moment: Moment) -> String {
    let name = month_short(moment.month().year, moment.month().month);
    match moment {
        Moment::StartOf(_) => format!("{name} (start)"),
        Moment::EndOf(_) => name,
    }
}

/// A moment in full: "end of March 2011", "start of April 2009".
#[must_use]
pub fn moment_words(moment: Moment) -> String {
    let name = month_long(moment.month().year, moment.month().month);
    match moment {
        Moment::StartOf(_) => format!("start of {name}"),
        Moment::EndOf(_) => format!("end of {name}"),
    }
}

/// The financial year that ends on 31 March of the year given: 2013 is "2012–13". With a hyphen a spreadsheet reads
/// "2009-10" as a month.
#[must_use]
pub fn financial_year(ending_year: i32) -> String {
    format!("{}–{:02}", ending_year - 1, ending_year.rem_euclid(100))
}

fn in_millions(pence: i64, places: u32) -> String {
    if pence.unsigned_abs() < PENCE_IN_A_MILLION.unsigned_abs() && whole_pounds(pence) != "1,000,000" {
        return money(pence);
    }
    millions_with(pence, places)
}

/// Millions to so many places, a sum under a million too: "£0.85m".
pub(super) fn millions_with(pence: i64, places: u32) -> String {
    let step = u128::from(PENCE_IN_A_MILLION.unsigned_abs()) / 10_u128.pow(places);
    let steps = (u128::from(pence.unsigned_abs()) + step / 2) / step;
    let whole = grouped(&(steps / 10_u128.pow(places)).to_string());
    let part = steps % 10_u128.pow(places);
    let width = places as usize;
    signed_pounds(pence, &format!("{whole}.{part:0width$}m"))
}

/// The size in whole pounds, half a pound rounded up, with commas and without a sign.
fn whole_pounds(pence: i64) -> String {
    let half = PENCE_IN_A_POUND.unsigned_abs() / 2;
    let pounds = (pence.unsigned_abs() + half) / PENCE_IN_A_POUND.unsigned_abs();
    grouped(&pounds.to_string())
}

fn signed_pounds(pence: i64, text: &str) -> String {
    if pence < 0 && text.contains(|c: char| c.is_ascii_digit() && c != '0') {
        format!("{MINUS}{NO_BREAK}£{text}")
    } else {
        format!("£{text}")
    }
}

fn with_plus(rose: bool, text: String) -> String {
    match (rose, text.starts_with('£')) {
        (true, true) => format!("+{NO_BREAK}{text}"),
        (true, false) => format!("+{text}"),
        (false, _) => text,
    }
}

/// A positive number to a given number of decimal places, halves rounded up.
///
/// Rounds the shortest decimal digits of the number, not its binary expansion: 1.005 is the decimal someone typed, and rounds
/// to 1.01.
fn rounded(size: f64, places: usize) -> String {
    let exact = format!("{size}");
    let (whole, part) = exact.split_once('.').unwrap_or((&exact, ""));
    if part.len() <= places {
        let point = if places == 0 { "" } else { "." };
        return format!("{whole}{point}{part:0<places$}");
    }
    let (kept, dropped) = part.split_at(places);
    let mut digits: Vec<u8> = whole.bytes().chain(kept.bytes()).collect();
    if dropped.as_bytes().first().is_some_and(|digit| *digit >= b'5') {
        add_one(&mut digits);
    }
    let point = digits.len() - places;
    let text: String = digits.iter().map(|digit| char::from(*digit)).collect();
    if places == 0 { text } else { format!("{}.{}", &text[..point], &text[point..]) }
}

fn add_one(digits: &mut Vec<u8>) {
    for digit in digits.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return;
        }
        *digit = b'0';
    }
    digits.insert(0, b'1');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_in_whole_pounds() {
        for (pence, text) in [
            (5_704_124_800, "£57,041,248"),
            (0, "£0"),
            (49, "£0"),
            (-49, "£0"),
            (50, "£1"),
            (-50, "−\u{2060}£1"),
            (99_999_950, "£1,000,000"),
            (-123_456_789, "−\u{2060}£1,234,568"),
            (i64::MAX, "£92,233,720,368,547,758"),
            (i64::MIN, "−\u{2060}£92,233,720,368,547,758"),
        ] {
            assert_eq!(money(pence), text, "{pence}");
        }
    }

    #[test]
    fn a_rate_that_loses_nearly_all_is_said_in_words() {
        for (rate, text) in
            [(0.074, "7.4%"), (-0.99, "−99.0%"), (-0.999_999_99, "less than −99%"), (-1.0, "less than −99%")]
        {
            assert_eq!(rate_of_return(rate), text, "{rate}");
        }
    }

    #[test]
    fn money_in_pence() {
        for (amount, text) in [
            (123_456, "£1,234.56"),
            (5, "£0.05"),
            (-5, "−\u{2060}£0.05"),
            (0, "£0.00"),
            (-100_000_000, "−\u{2060}£1,000,000.00"),
        ] {
            assert_eq!(pence(amount), text, "{amount}");
        }
    }

    #[test]
    fn money_in_millions() {
        for (pence, two, one) in [
            (5_704_124_800, "£57.04m", "£57.0m"),
            (-1_105_000_000, "−\u{2060}£11.05m", "−\u{2060}£11.1m"),
            (85_000_000, "£850,000", "£850,000"),
            (-85_000_000, "−\u{2060}£850,000", "−\u{2060}£850,000"),
            (99_999_949, "£999,999", "£999,999"),
            (99_999_950, "£1.00m", "£1.0m"),
            (100_000_000, "£1.00m", "£1.0m"),
            (100_500_000, "£1.01m", "£1.0m"),
            (123_456_789_000_000, "£1,234,567.89m", "£1,234,567.9m"),
            (0, "£0", "£0"),
            (-1, "£0", "£0"),
        ] {
            assert_eq!(millions(pence), two, "{pence}");
            assert_eq!(in_millions(pence, 1), one, "{pence}");
        }
    }

    #[test]
    fn percentages() {
        for (fraction, plain, signed) in [
            (0.257, "25.7%", "+25.7%"),
            (-0.257, "−25.7%", "−25.7%"),
            (0.373, "37.3%", "+37.3%"),
            (1.1, "110.0%", "+110.0%"),
            (0.0, "0.0%", "0.0%"),
            (-0.0, "0.0%", "0.0%"),
            (0.0004, "0.0%", "0.0%"),
            (-0.0004, "0.0%", "0.0%"),
            (0.0005, "0.1%", "+0.1%"),
            (12.345, "1,234.5%", "+1,234.5%"),
        ] {
            assert_eq!(percent(fraction), plain, "{fraction}");
            assert_eq!(percent_change(fraction), signed, "{fraction}");
        }
    }

    #[test]
    fn counts_and_multiples() {
        for (number, text) in [(1_300, "1,300"), (0, "0"), (999, "999"), (-1_300, "−1,300"), (1_000_000, "1,000,000")]
        {
            assert_eq!(count(number), text);
        }
        assert_eq!(times(1.456), "1.46 times");
        assert_eq!(times(0.0), "0.00 times");
    }

    #[test]
    fn decimals_round_half_away_from_zero() {
        for (number, places, text) in [
            (1.005, 2, "1.01"),
            (2.5, 0, "3"),
            (-2.5, 0, "−3"),
            (0.5, 0, "1"),
            (9.995, 2, "10.00"),
            (999.95, 1, "1,000.0"),
            (1234.5, 1, "1,234.5"),
            (-0.04, 1, "0.0"),
            (3.0, 2, "3.00"),
            (1e21, 0, "1,000,000,000,000,000,000,000"),
            (1e-7, 2, "0.00"),
            (f64::NAN, 1, "–"),
            (f64::INFINITY, 1, "–"),
        ] {
            assert_eq!(decimal(number, places), text, "{number} to {places}");
        }
    }

    #[test]
    fn months_and_years() {
        assert_eq!(month_long(2013, 10), "October 2013");
        assert_eq!(month_short(2013, 10), "Oct 2013");
        assert_eq!(month_short(2013, 5), "May 2013");
        assert_eq!(month_long(2013, 13), "January 2014");
        assert_eq!(month_long(2013, 0), "December 2012");
        assert_eq!(financial_year(2013), "2012–13");
        assert_eq!(financial_year(2000), "1999–00");
        assert_eq!(financial_year(2009), "2008–09");
    }

    #[test]
    fn input_boxes_show_the_shortest_number() {
        for (number, text) in [
            (82_000.0, "82,000"),
            (2.5, "2.5"),
            (186_000.0, "186,000"),
            (30.56, "30.56"),
            (7.50, "7.5"),
            (0.0, "0"),
            (-0.0, "0"),
            (-1_250.25, "−1,250.25"),
            (0.1, "0.1"),
            (f64::NAN, ""),
        ] {
            assert_eq!(plain_number(number), text, "{number}");
        }
    }

    #[test]
    fn what_a_box_shows_is_read_back_as_the_same_number() {
        for number in [82_000.0, 2.5, 30.56, -0.25, 1e9, 1e-6, 123_456.789, 0.1 + 0.2] {
            let field = appraisal::fields::of_pattern("/costs/programme/*/amount").unwrap();
            let start = appraisal::YearMonth::new(2027, 4).unwrap();
            let read = appraisal::deal::reading::read(&plain_number(number), field, start);
            assert_eq!(read, Ok(number.into()));
        }
    }
}
