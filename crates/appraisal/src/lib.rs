//! The calculation behind Common Ground: what a joint venture of land against cash builds, costs, earns and pays.
//!
//! One direction of flow: a [`Deal`] (anything a person may type) is [`check`]ed; only a [`CheckedDeal`] can be
//! [`appraise`]d. The crate knows nothing of the web, of the clock or of chance.

pub mod deal;
pub mod document;
pub mod fields;
pub mod path;
mod check;
mod plan;
mod stages;
pub mod postings;
mod appraise;
pub mod jobs;
mod public_money;
pub mod measures;
pub mod stress;
pub mod verdict;
pub mod compare;
pub mod picture;
pub mod calendar;
pub mod units;
pub mod rates;
mod fingerprint;
pub mod samples;

pub use appraise::{
    Appraisal, Homes, PartnerResult, PeakFunding, PotResult, Shortfall, ValueAndCost, YearOfMoney, appraise,
};
pub use calendar::YearMonth;
pub use check::{CheckedDeal, Finding, Problem, check};
pub use deal::Deal;
pub use fingerprint::fingerprint;
pub use public_money::PublicMoney;
pub use stages::cash::{CashBook, PartnerBook};
pub use stages::homes::{HomesByYear, HomesCount};
pub use units::Pence;
pub use verdict::{Verdict, verdict};
