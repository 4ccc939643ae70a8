//! The calculation behind Common Ground: what a joint venture of land and cash builds, costs, earns and pays.
//!
//! Data flows one way: a [`Deal`] (anything a user may type) is [`check`]ed, and only a [`CheckedDeal`] can be
//! [`appraise`]d. The crate uses no web, clock or random numbers.

mod check;
mod plan;
mod buffers;
mod stages;
mod cash_notes;
mod run;
pub mod ledger;
pub mod postings;
mod appraise;
pub mod jobs;
mod joining;
pub mod public_money;
pub mod council_revenue;
pub mod flags;
pub mod council_accounts;
pub mod council_loans;
mod borne;
pub mod landlords;
pub mod indirect;
pub mod economic_case;
pub mod offers;
pub mod measures;
pub mod stress;
pub mod simulation;
pub mod verdict;
pub mod residual;
pub mod returns;
pub mod real_terms;
pub mod alternatives;
mod holdings;
pub mod covenants;
pub mod exit;
pub mod homes_cube;
pub mod local_jobs;
pub mod community;
pub mod sensitivity;
pub mod slower_sales;
pub mod mistyped;
pub mod compare;
pub mod picture;
pub mod explain;
pub mod units;
pub mod rates;
pub mod results;

pub use appraise::{
    Appraisal, Homes, PartnerResult, PeakFunding, PotResult, Shortfall, ValueAndCost, YearOfMoney, appraise,
    appraise_under,
};
pub use borne::{peak_borne, public_borne, sole_partner};
pub use check::{CashCommitted, CheckedDeal, Finding, Problem, check};
pub use community::{CommunityResult, community};
pub use council_accounts::council_accounts;
pub use council_revenue::{CouncilRevenue, council_revenue};
pub use covenants::{CovenantResult, covenants};
pub use deal::{self, Deal, YearMonth, calendar, document, fields, fingerprint, glossary, path, samples};
pub use economic_case::economic_case;
pub use exit::{ExitPrice, exits};
pub use flags::{Flag, FlagCode, flags};
pub use homes_cube::{HomesCube, homes_cube};
pub use indirect::{IndirectFlows, indirect};
pub use joining::{JoinResult, joins};
pub use landlords::{LandlordResult, landlords};
pub use local_jobs::{LocalJobs, local_jobs};
pub use offers::{Offer, compare_offers};
pub use public_money::{PublicMoney, public_cost};
pub use real_terms::{RealTerms, RealTwin, real_terms, real_twin, without_real_twin};
pub use results::Results;
pub use returns::{Returns, returns};
pub use simulation::{Outcome, PartnerOutcome, Simulation};
pub use stages::cash::{CashBook, PartnerBook};
pub use stages::homes::{HomesByYear, HomesCount, YearOfHomes};
pub use units::Pence;
pub use verdict::{Verdict, verdict};
