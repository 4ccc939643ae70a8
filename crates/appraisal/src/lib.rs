//! The calculation behind Common Ground: what a joint venture of land against cash builds, costs, earns and pays.
//!
//! One direction of flow: a [`Deal`] (anything a person may type) is [`check`]ed; only a [`CheckedDeal`] can be
//! [`appraise`]d. The crate knows nothing of the web, of the clock or of chance.

mod appraise;
pub mod calendar;
mod check;
pub mod deal;
pub mod document;
pub mod fields;
mod fingerprint;
pub mod jobs;
pub mod measures;
pub mod path;
mod plan;
pub mod postings;
mod public_money;
pub mod rates;
pub mod samples;
mod stages;
pub mod stress;
pub mod units;
pub mod verdict;

pub use appraise::{
    Appraisal, Homes, PartnerResult, PeakFunding, PotResult, Shortfall, ValueAndCost, YearOfMoney, appraise,
};
pub use calendar::YearMonth;
pub use check::{CheckedDeal, Finding, Problem, check};
pub use deal::Deal;
pub use fingerprint::fingerprint;
pub use units::Pence;
pub use verdict::{Verdict, verdict};
