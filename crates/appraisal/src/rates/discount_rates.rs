//! The Green Book's real discount rates, by year from the base year (method 2.13).

use super::Rate;
use super::Value::UpTo;
use deal::MarkKind::{Source, Unverified};

#[rustfmt::skip]
pub(super) const ROWS: &[Rate] = &[
    Rate { id: "discount_rates.green_book", what: "Real discount rate up to each year", value: UpTo(&[(30.0, 3.5), (75.0, 3.0), (125.0, 2.5)]), unit: "% a year", from: "", to: "", sources: &["E1", "E2"], mark: Source, note: "An independent review was published on 30 June 2026; its outcome is not in the copies read" },
    Rate { id: "discount_rates.green_book_later", what: "Real discount rate up to each year, after year 125", value: UpTo(&[(200.0, 2.0), (300.0, 1.5), (1_000.0, 1.0)]), unit: "% a year", from: "", to: "", sources: &[], mark: Unverified, note: "The last rate continues without end. No deal reaches it: the longest is 60 years" },
    Rate { id: "discount_rates.green_book_low", what: "Lower real discount rate up to each year, a sensitivity for periods over 50 years", value: UpTo(&[(30.0, 3.0), (75.0, 2.57), (125.0, 2.14)]), unit: "% a year", from: "2026-02-01", to: "", sources: &["E1"], mark: Source, note: "The steps are assumed to end in the same years as the standard schedule" },
];

/// The standard schedule on a day, as pairs of a last year and the percentage in force up to it.
#[must_use]
pub fn green_book(day: &str) -> &'static [(f64, f64)] {
    let of_day = ROWS.iter().find(|row| row.id == "discount_rates.green_book" && row.holds_on(day));
    of_day.map_or(&[], |row| row.value.pairs())
}
