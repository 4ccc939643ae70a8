//! Times as text: milliseconds since 1970 as `2026-11-27T18:30:00.000Z`, and back.

/// A time, in milliseconds since 1970, by a clock that may be changed.
pub type Moment = u64;

const DAY: u64 = 86_400_000;
/// The days of 400 years, after which the calendar repeats.
const DAYS_OF_400_YEARS: u64 = 146_097;
/// The days from 1 March of the year 0 to 1 January 1970.
const DAYS_BEFORE_1970: u64 = 719_468;
/// The last moment of the year 9999, which has four digits.
const LATEST: Moment = 253_402_300_799_999;

/// A time as text.
#[must_use]
pub fn written(at: Moment) -> String {
    let at = at.min(LATEST);
    let (year, month, day) = date_of(at / DAY);
    let (hour, minute) = (at % DAY / 3_600_000, at % 3_600_000 / 60_000);
    let (second, rest) = (at % 60_000 / 1_000, at % 1_000);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{rest:03}Z")
}

/// The time of a text; `None` if it is not one of these.
#[must_use]
pub fn read(text: &str) -> Option<Moment> {
    if !text.is_ascii() || text.len() != 24 {
        return None;
    }
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u64>().ok();
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second, rest) = (number(11, 13)?, number(14, 16)?, number(17, 19)?, number(20, 23)?);
    let is_time = (1..=12).contains(&month) && (1..=31).contains(&day) && hour < 24 && minute < 60 && second < 60;
    let days = days_of(year, month, day).filter(|_| is_time)?;
    Some(days * DAY + hour * 3_600_000 + minute * 60_000 + second * 1_000 + rest)
}

/// The date of a number of days since 1970. Years begin in March, so that the day that a leap year adds is its last.
fn date_of(days: u64) -> (u64, u64, u64) {
    let days = days + DAYS_BEFORE_1970;
    let (era, day) = (days / DAYS_OF_400_YEARS, days % DAYS_OF_400_YEARS);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let of_month = day - (153 * month + 2) / 5 + 1;
    let calendar = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year + u64::from(calendar <= 2), calendar, of_month)
}

/// The number of days since 1970 of a date; `None` before that.
fn days_of(year: u64, month: u64, day: u64) -> Option<u64> {
    let year = year.checked_sub(u64::from(month <= 2))?;
    let (era, year) = (year / 400, year % 400);
    let month = if month > 2 { month - 3 } else { month + 9 };
    let days = era * DAYS_OF_400_YEARS + year * 365 + year / 4 - year / 100 + (153 * month + 2) / 5 + day - 1;
    days.checked_sub(DAYS_BEFORE_1970)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_browsers_write_them() {
        for (at, text) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_399_999, "2000-02-28T23:59:59.999Z"),
            (951_827_696_789, "2000-02-29T12:34:56.789Z"),
            (1_795_804_200_000, "2026-11-27T18:30:00.000Z"),
            (LATEST, "9999-12-31T23:59:59.999Z"),
        ] {
            assert_eq!((written(at).as_str(), read(text)), (text, Some(at)));
        }
        for day in 0..60_000 {
            assert_eq!(read(&written(day * DAY)), Some(day * DAY));
        }
        for text in ["", "now", "2026-13-27T18:30:00.000Z", "2026-11-27", "1969-12-31T23:59:59.999Z"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
