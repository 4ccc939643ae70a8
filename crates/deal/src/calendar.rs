//! Months, dates and reporting years. The model is monthly: time is a month number from the start of the deal, and
//! calendar dates exist for indices that step each April, for dated rates, for XIRR and for display (method 2.2).

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// The English names of the months, in order.
pub const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A calendar month, written `2009-04`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct YearMonth {
    /// The calendar year, 1900 to 2200.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u32,
}

/// Whether a text is a calendar date, written `2009-04-01`; 31 February is not.
#[must_use]
pub fn is_day(text: &str) -> bool {
    text.parse::<Date>().is_ok()
}

/// Why a text is not a month.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("a month is written as year and month, like 2009-04")]
pub struct NotAMonth;

impl YearMonth {
    /// A month of the years 1900 to 2200; none outside them.
    #[must_use]
    pub fn new(year: i32, month: u32) -> Option<Self> {
        ((1900..=2200).contains(&year) && (1..=12).contains(&month)).then_some(Self { year, month })
    }

    /// The month `months` later (or earlier where negative).
    #[must_use]
    pub fn plus(self, months: i32) -> Self {
        let total = self.year * 12 + self.month as i32 - 1 + months;
        Self { year: total.div_euclid(12), month: total.rem_euclid(12) as u32 + 1 }
    }

    /// Months from an earlier month to this one; negative where this one is earlier.
    #[must_use]
    pub const fn months_since(self, earlier: Self) -> i32 {
        (self.year - earlier.year) * 12 + self.month as i32 - earlier.month as i32
    }

    /// Days from 1 March of the year 0 to the first of this month in the Gregorian calendar; only differences matter.
    #[must_use]
    pub fn day_number(self) -> i64 {
        let shifted = i64::from(self.plus(-2).year);
        let month = (i64::from(self.month) + 9) % 12;
        365 * shifted + shifted.div_euclid(4) - shifted.div_euclid(100)
            + shifted.div_euclid(400)
            + (153 * month + 2) / 5
    }

    /// Days in this month.
    #[must_use]
    pub fn days(self) -> i64 {
        self.plus(1).day_number() - self.day_number()
    }
}

impl fmt::Display for YearMonth {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year, self.month)
    }
}

impl FromStr for YearMonth {
    type Err = NotAMonth;
    fn from_str(text: &str) -> Result<Self, NotAMonth> {
        let (year, month) = text.split_once('-').ok_or(NotAMonth)?;
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || month.len() != 2 || !is_digits(year) || !is_digits(month) {
            return Err(NotAMonth);
        }
        Self::new(year.parse().map_err(|_| NotAMonth)?, month.parse().map_err(|_| NotAMonth)?).ok_or(NotAMonth)
    }
}

/// A calendar date, written `2009-04-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Its month.
    pub month: YearMonth,
    /// The day of the month, from 1.
    pub day: u32,
}

/// Why a text is not a day.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("a day is written as year, month and day, like 2009-04-01")]
pub struct NotADate;

impl Date {
    /// A day of a month; none where the month has no such day.
    #[must_use]
    pub fn new(month: YearMonth, day: u32) -> Option<Self> {
        (1..=month.days()).contains(&i64::from(day)).then_some(Self { month, day })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{:02}", self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = NotADate;
    fn from_str(text: &str) -> Result<Self, NotADate> {
        let (month, day) =
            text.rsplit_once('-').filter(|(_, day)| day.len() == 2 && !day.contains('+')).ok_or(NotADate)?;
        let month = month.parse().map_err(|_| NotADate)?;
        Self::new(month, day.parse().map_err(|_| NotADate)?).ok_or(NotADate)
    }
}

impl Serialize for YearMonth {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for YearMonth {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

/// Written by hand, because a month is serialised as text and not as the fields of its type.
#[cfg(feature = "schema")]
impl schemars::JsonSchema for YearMonth {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "YearMonth".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A calendar month of the years 1900 to 2200, like 2009-04.",
            "pattern": "^(19[0-9]{2}|2[01][0-9]{2}|2200)-(0[1-9]|1[0-2])$",
        })
    }
}

/// When a time point is, as people say it (method 2.2). The first day of a month and the end of the month before are the
/// same moment; since ordinary payments close a month, it is named by the month that ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// The start of a month: of the first one of the deal.
    StartOf(YearMonth),
    /// The end of a month.
    EndOf(YearMonth),
}

impl Moment {
    /// The moment of time point `k` of a deal with this first month.
    #[must_use]
    pub fn of(start: YearMonth, k: i32) -> Self {
        if k > 0 { Self::EndOf(start.plus(k - 1)) } else { Self::StartOf(start.plus(k)) }
    }

    /// The time point of this moment.
    #[must_use]
    pub const fn time_point(self, start: YearMonth) -> i32 {
        match self {
            Self::StartOf(month) => month.months_since(start),
            Self::EndOf(month) => month.months_since(start) + 1,
        }
    }

    /// The month that it opens or ends.
    #[must_use]
    pub const fn month(self) -> YearMonth {
        match self {
            Self::StartOf(month) | Self::EndOf(month) => month,
        }
    }
}

/// How months are grouped into reporting years (method 2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum YearBasis {
    /// Years ending 31 March, as councils report.
    Financial,
    /// Years counted from the start of the deal.
    Scheme,
}

/// The reporting years of one deal: which year a month falls in, and what each year is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ReportingYears {
    basis: YearBasis,
    start: YearMonth,
    /// The number of years that the deal spans.
    pub count: usize,
}

impl ReportingYears {
    /// The years spanned by `months` months from `start`.
    #[must_use]
    pub fn new(basis: YearBasis, start: YearMonth, months: usize) -> Self {
        let years = Self { basis, start, count: 0 };
        Self { count: years.of_month(months.saturating_sub(1)) + 1, ..years }
    }

    /// The same years for a deal of `months` months.
    #[must_use]
    pub fn lengthened(&self, months: usize) -> Self {
        Self::new(self.basis, self.start, months)
    }

    /// The index of the year that includes month `m`.
    #[must_use]
    pub fn of_month(&self, month: usize) -> usize {
        (month + self.months_before_start()) / 12
    }

    /// Months of the first year before the deal.
    fn months_before_start(&self) -> usize {
        match self.basis {
            YearBasis::Scheme => 0,
            YearBasis::Financial => (self.start.month as usize + 8) % 12,
        }
    }

    /// The year of a time point `k`: interest, calls and payments at `k` belong to month `max(0, k - 1)` (method 2.2).
    #[must_use]
    pub fn of_time_point(&self, k: usize) -> usize {
        self.of_month(k.saturating_sub(1))
    }

    /// The time points of a year, of those from 0 to `months`.
    #[must_use]
    pub fn time_points(&self, index: usize, months: usize) -> Range<usize> {
        // The month after the last month of a year, counted from the start, is the first time point of the next year.
        let after = |year: usize| (12 * year).saturating_sub(self.months_before_start()) + 1;
        let from = if index == 0 { 0 } else { after(index) };
        from.min(months + 1)..after(index + 1).min(months + 1)
    }

    /// The calendar year in which reporting year `index` ends on 31 March, or the number of the scheme year.
    #[must_use]
    pub fn label(&self, index: usize) -> YearLabel {
        match self.basis {
            YearBasis::Scheme => YearLabel::Scheme(index + 1),
            YearBasis::Financial => {
                let first_end = self.start.year + i32::from(self.start.month > 3);
                YearLabel::EndingMarch(first_end + index as i32)
            }
        }
    }
}

/// The name of a reporting year; the page gives the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum YearLabel {
    /// The financial year that ends on 31 March of this calendar year.
    EndingMarch(i32),
    /// The first, second, ... year of the scheme.
    Scheme(usize),
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> YearMonth {
        text.parse().unwrap()
    }

    #[test]
    fn counts_days_across_leap_years() {
        assert_eq!(month("2028-03").day_number() - month("2027-03").day_number(), 366);
        assert_eq!(month("2100-03").day_number() - month("2099-03").day_number(), 365);
        assert_eq!(month("2028-02").days(), 29);
        assert_eq!(month("2027-02").days(), 28);
        assert_eq!(month("2031-04").day_number() - month("2027-04").day_number(), 1461);
        assert_eq!((1..=12).map(|m| YearMonth::new(2027, m).unwrap().days()).sum::<i64>(), 365);
    }

    #[test]
    fn names_a_time_point_by_the_month_that_ends_there() {
        let start = month("2009-04");
        assert_eq!(Moment::of(start, 0), Moment::StartOf(start));
        assert_eq!(Moment::of(start, 1), Moment::EndOf(start));
        assert_eq!(Moment::of(start, 24), Moment::EndOf(month("2011-03")));
        let years = ReportingYears::new(YearBasis::Financial, start, 720);
        for k in 0..=720_usize {
            let moment = Moment::of(start, k as i32);
            assert_eq!(moment.time_point(start), k as i32);
            // The month named is in the reporting year that has the time point.
            assert_eq!(years.of_month(moment.month().months_since(start) as usize), years.of_time_point(k));
        }
    }

    #[test]
    fn gathers_months_into_years() {
        let financial = ReportingYears::new(YearBasis::Financial, month("2009-04"), 156);
        assert_eq!((financial.count, financial.of_month(11), financial.of_month(12)), (13, 0, 1));
        assert_eq!(financial.label(0), YearLabel::EndingMarch(2010));
        let january = ReportingYears::new(YearBasis::Financial, month("2027-01"), 12);
        assert_eq!((january.of_month(2), january.of_month(3), january.count), (0, 1, 2));
        assert_eq!(january.label(0), YearLabel::EndingMarch(2027));
        assert_eq!(ReportingYears::new(YearBasis::Scheme, month("2027-01"), 36).count, 3);
    }

    #[test]
    fn gives_each_year_its_time_points() {
        for (basis, start, months) in [
            (YearBasis::Financial, "2009-04", 156),
            (YearBasis::Financial, "2027-01", 30),
            (YearBasis::Scheme, "2027-01", 1),
        ] {
            let years = ReportingYears::new(basis, month(start), months);
            let of_years: Vec<usize> =
                (0..years.count).flat_map(|year| years.time_points(year, months).map(move |_| year)).collect();
            assert_eq!(of_years, (0..=months).map(|k| years.of_time_point(k)).collect::<Vec<_>>());
            assert_eq!(years.time_points(0, months).start, 0);
        }
    }

    #[test]
    fn reads_and_refuses_months() {
        assert_eq!(month("2009-04").plus(-4), month("2008-12"));
        for text in ["2009", "2009-13", "2009-4", "09-04", "2009-04-01", "x", "2009-+4"] {
            assert!(text.parse::<YearMonth>().is_err(), "{text}");
        }
    }

    #[test]
    fn reads_days_and_refuses_those_that_a_month_does_not_have() {
        assert_eq!("2028-02-29".parse::<Date>().unwrap().to_string(), "2028-02-29");
        for text in
            ["2027-02-29", "2027-02-31", "2027-04-31", "2027-04-00", "2027-4-01", "2027-04-1", "2027-04-+1", "2027-04"]
        {
            assert_eq!(text.parse::<Date>(), Err(NotADate), "{text}");
        }
    }
}
