//! Public rates, thresholds and suggestions as dated data (method 4): their meaning, dates, sources and reliability.
//! There are no formulas here.
//!
//! To add or change a fact, copy a row and edit the text between the quotation marks. When a rate changes, do not
//! change the old row: set its last day in `to`, and add a row with the same `id` for the new rate.
//!
//! A row is a default or a suggestion, never a fact about a deal: the page shows its mark, and marks a value that the
//! user types instead as theirs.

mod row;
mod programme;
mod costs;
mod tenure_values;
mod rents;
mod jobs;
mod appraisal;
mod council;
mod tax;
mod lending;
mod public_law;
mod optimism_bias;
mod discount_rates;
mod value_for_money;
mod recheck;
mod sources;
pub mod rent_settlement;
pub mod stamp_duty;

pub use discount_rates::green_book;
pub use recheck::{RECHECK, Recheck};
pub use row::{Rate, Value};
pub use sources::{Publication, SOURCES};

/// Every row, in order of subject.
pub fn all() -> impl Iterator<Item = &'static Rate> {
    [
        programme::ROWS,
        costs::ROWS,
        tenure_values::ROWS,
        rents::ROWS,
        jobs::ROWS,
        appraisal::ROWS,
        council::ROWS,
        tax::ROWS,
        lending::ROWS,
        public_law::ROWS,
        optimism_bias::ROWS,
        discount_rates::ROWS,
        value_for_money::ROWS,
    ]
    .into_iter()
    .flatten()
}

/// The row with an id in force on a day, written `YYYY-MM-DD`; none if there is none.
#[must_use]
pub fn on(id: &str, day: &str) -> Option<&'static Rate> {
    all().find(|row| row.id == id && row.holds_on(day))
}

/// The publication with a code.
#[must_use]
pub fn source(code: &str) -> Option<&'static Publication> {
    SOURCES.iter().find(|source| source.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use deal::MarkKind;

    fn is_day(text: &str) -> bool {
        let parts: Vec<&str> = text.split('-').collect();
        parts.iter().map(|part| part.len()).eq([4, 2, 2]) && parts.iter().all(|part| part.parse::<u32>().is_ok())
    }

    #[test]
    fn every_row_names_its_sources_unless_it_is_unverified_or_assumed() {
        for row in all() {
            for code in row.sources {
                assert!(source(code).is_some(), "{}: no source {code}", row.id);
            }
            let may_lack = matches!(row.mark, MarkKind::Unverified | MarkKind::Assumed);
            assert!(may_lack || !row.sources.is_empty(), "{}: no source", row.id);
            assert_ne!(row.mark, MarkKind::Yours, "{}: only a user's value may have that mark", row.id);
        }
    }

    #[test]
    fn every_source_is_named_by_a_row_and_listed_once() {
        for (place, source) in SOURCES.iter().enumerate() {
            assert!(all().any(|row| row.sources.contains(&source.code)), "{} is named by no row", source.code);
            assert!(SOURCES[..place].iter().all(|other| other.code != source.code), "{} appears twice", source.code);
            assert!(!source.title.is_empty(), "{} has no title", source.code);
            let is_address = |address: &&str| address.starts_with("https://") || address.starts_with("http://");
            assert!(source.addresses.iter().all(is_address), "{} has no address", source.code);
        }
    }

    #[test]
    fn dates_are_in_order_and_rows_of_one_id_do_not_overlap() {
        for (place, row) in all().enumerate() {
            for day in [row.from, row.to] {
                assert!(day.is_empty() || is_day(day), "{}: {day} is no day", row.id);
            }
            assert!(
                row.from.is_empty() || row.to.is_empty() || row.from <= row.to,
                "{}: ends before it begins",
                row.id
            );
            for other in all().take(place).filter(|other| other.id == row.id) {
                let follows = |early: &Rate, late: &Rate| !early.to.is_empty() && early.to < late.from;
                assert!(follows(other, row) || follows(row, other), "{}: two rows are in force on one day", row.id);
            }
        }
    }

    #[test]
    fn every_row_says_what_it_is() {
        for row in all() {
            let (subject, name) = row.id.split_once('.').unwrap();
            assert!(!subject.is_empty() && !name.is_empty() && !row.what.is_empty(), "{}", row.id);
            let numbers = row.value.numbers();
            assert!(numbers.iter().all(|number| !number.is_nan()), "{}", row.id);
            assert_eq!(row.unit.is_empty(), numbers.is_empty(), "{}: numbers need a unit and rules have none", row.id);
            if let Value::Usual(usual, least, most) = row.value {
                assert!((least..=most).contains(&usual), "{}", row.id);
            }
            if let Value::UpTo(steps) | Value::Above(steps) = row.value {
                assert!(steps.windows(2).all(|pair| pair[0].0 < pair[1].0), "{}", row.id);
            }
        }
    }

    #[test]
    fn what_is_to_be_checked_again_is_there() {
        for item in RECHECK {
            assert!(!item.what.is_empty() && !item.rows.is_empty());
            for id in item.rows {
                assert!(all().any(|row| row.id == *id), "no row {id}");
            }
        }
    }

    #[test]
    fn the_method_page_lists_every_source_and_every_row_that_is_not_evidence() {
        let page = include_str!("../../../../docs/method.md");
        for source in SOURCES {
            assert!(page.contains(&format!("| {} | {} |", source.code, source.title)), "{}", source.code);
        }
        for row in all().filter(|row| matches!(row.mark, MarkKind::Unverified | MarkKind::Assumed)) {
            assert!(page.contains(&format!("| `{}` | {} |", row.id, row.what)), "{}", row.id);
        }
        for item in RECHECK {
            assert!(page.contains(&format!("| {} |", item.what)), "{}", item.what);
        }
    }

    #[test]
    fn a_rate_is_found_by_its_day() {
        let threshold = |day| on("public_law.subsidy_referral", day).map(|row| row.value);
        assert_eq!(threshold("2025-08-03"), Some(Value::One(10_000_000.0)));
        assert_eq!(threshold("2025-08-04"), Some(Value::One(25_000_000.0)));
        assert_eq!(on("lending.pwlb_hra_margin", "2027-04-01"), None);
        assert_eq!(on("no.such_row", "2027-04-01"), None);
    }

    #[test]
    fn defaults_of_a_new_deal_are_those_of_the_rows() {
        let jobs = deal::Jobs::default();
        let one = |id| on(id, "2026-11-22").map(|row| row.value);
        assert_eq!(one("jobs.person_years_per_million"), Some(Value::Usual(jobs.person_years_per_million, 5.0, 15.0)));
        assert_eq!(one("jobs.low_person_years_per_million"), Some(Value::One(jobs.low_person_years_per_million)));
        let additionality = Value::Named(&[
            ("deadweight", 25.0),
            ("leakage", 10.0),
            ("displacement", 25.0),
            ("substitution", 0.0),
            ("multiplier", 1.1),
        ]);
        assert_eq!(one("jobs.default_set"), Some(additionality));
        assert_eq!(
            additionality.numbers(),
            [
                jobs.deadweight_percent,
                jobs.leakage_percent,
                jobs.displacement_percent,
                jobs.substitution_percent,
                jobs.multiplier
            ]
        );
    }
}
