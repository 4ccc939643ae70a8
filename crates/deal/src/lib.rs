//! The deal: everything the parties decide, as one plain document.
//!
//! A `Deal` may contain anything a user can type; the calculation reads it only once it has been checked. Money is in
//! pounds, rates in percent, times in months from the start of the deal (method 2.15). Rows of a list are named by their
//! `id`, so that a path such as `/home_types/market/price` stays valid when rows are added or moved.

pub mod calendar;
mod partners;
mod contributions;
mod land;
mod homes;
mod phases;
mod costs;
mod growth;
mod funding;
mod sharing;
mod jobs;
mod outputs;
mod community;
mod comparison;
mod public;
mod council;
mod marks;
mod defaults;
pub mod document;
pub mod encoding;
pub mod fields;
pub mod identity;
pub mod form;
pub mod glossary;
pub mod path;
pub mod reading;
mod fingerprint;
pub mod samples;
mod scenarios;
mod seats;

pub use calendar::{Date, YearMonth};
pub use community::{AskOrOffer, Asset, Community, ExchangeKind, Exit, Holding, Join, Side, SocialValue};
pub use comparison::{Alternatives, ResidualLand, ResidualTarget};
pub use contributions::{Contribution, DatedSum, LandDue, LandInstalment};
pub use costs::{
    Costs, Management, PaidCost, PartnerIncome, ProgrammeCost, ProgrammeInfrastructure, StampDuty, VatLost,
};
pub use council::{BusinessRates, Landlord, LoanProvision, LoanTreatment, NewHomesBonus};
pub use fingerprint::fingerprint;
pub use funding::{
    Covenant, CovenantMeasure, Facility, Funding, FundingOrder, Guarantee, GuaranteeKind, InterestBasis, LoanShape,
    MatchTiming, ScheduledLoan,
};
pub use growth::{Growth, GrowthRow, IndexName, View};
pub use homes::{HomeType, Letting, RentIndex, SharedOwnership, Stages, Tenure, Upkeep};
pub use jobs::Jobs;
pub use land::{
    Apportionment, Clawback, HeldFor, LandValueRule, Overage, OverageRank, OverageTest, Quantity, Site, TrueUp,
    TrueUpMode, ValueBasis,
};
pub use marks::{Mark, MarkKind, Review, Source, Sure};
pub use outputs::{Adjustments, Area, AreaMeasure, Floorspace, Outputs, ReferenceCase};
pub use partners::{Partner, PartnerKind};
pub use phases::{
    Commercial, CommunityInfrastructureLevy, Curve, HomesRow, Instalment, Levy, Obligation, Phase, Spend, SpendWindow,
};
pub use public::{
    CouncilAccounts, CouncilTax, CouncilTaxBands, Counterfactual, EconomicCase, ExternalEffect,
    MinimumRevenueProvision, OptimismBias, PhaseValue, ProvisionMethod, PublicCase, PublicLaw, RightToBuy,
    TemporaryAccommodation, WorksKind,
};
pub use scenarios::{
    Change, Operation, Scenario, apply, difference, is_assumption, is_at_base_prices, is_price, is_timing,
};
pub use seats::{Brings, Seat, renamed_public, seats};
pub use sharing::{
    CapitalOrder, Claim, Compounding, DistributionDates, LandPreference, Sharing, SplitShare, Tier, TierTest,
};

use calendar::YearBasis;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One joint venture of land and cash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Deal {
    /// The name of the deal.
    pub title: String,
    /// A description of the deal in one or two sentences.
    #[serde(default)]
    pub summary: String,
    /// The place whose homes and jobs are counted (the target area of method 3.3).
    #[serde(default)]
    pub place: String,
    /// The date of the public rates and rules that apply, `YYYY-MM-DD` (the rule set of method 2.15).
    pub rule_set: String,
    /// The first month of the deal (month 0 in method 2.2).
    pub start: YearMonth,
    /// The model period in months (N in method 2.2), 1 to 720.
    pub months: u32,
    /// The month in whose prices amounts are given; negative is before the start (price_base in method 2.3).
    #[serde(default)]
    pub price_base_month: i32,
    /// How months are grouped into reporting years (method 2.2).
    #[serde(default = "default_year_basis")]
    pub year_basis: YearBasis,
    /// Whether real or nominal figures are shown first (view in method 2.15).
    #[serde(default, skip_serializing_if = "View::is_nominal")]
    pub view: View,
    /// Two to eight partners (method 1.6).
    pub partners: Vec<Partner>,
    /// What each partner puts in (method 1.3).
    pub contributions: Vec<Contribution>,
    /// The land, by site (method 1.4).
    pub sites: Vec<Site>,
    /// The home types, each with its tenure, price, cost and sales rate (method 2.4 to 2.6).
    pub home_types: Vec<HomeType>,
    /// The phases in which the homes are built (p in method 2.4).
    pub phases: Vec<Phase>,
    /// Costs that apply to every phase, and programme costs (method 2.4).
    pub costs: Costs,
    /// Shares of later gain for landowners (Ov in method 1.4).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub overage: Vec<Overage>,
    /// Grant or undervalue repaid from profit (Cl in method 1.4).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub clawback: Vec<Clawback>,
    /// Growth of prices and costs (g in method 2.3).
    #[serde(default)]
    pub growth: Growth,
    /// How costs are funded (method 2.7).
    pub funding: Funding,
    /// How cash is paid out (method 2.8).
    pub sharing: Sharing,
    /// Jobs and additionality (method 3.2, 3.3).
    #[serde(default)]
    pub jobs: Jobs,
    /// Inputs for outputs.
    #[serde(default, skip_serializing_if = "Outputs::is_default")]
    pub outputs: Outputs,
    /// Benefits of the deal to the place.
    #[serde(default, skip_serializing_if = "Community::is_default")]
    pub community: Community,
    /// The prices at which partners may leave.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exits: Vec<Exit>,
    /// Partners that join later by buying part of a partner's interest.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joins: Vec<Join>,
    /// Terms of the residual land value; none means not calculated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residual_land: Option<ResidualLand>,
    /// Alternatives of the landowner.
    #[serde(default, skip_serializing_if = "Alternatives::is_default")]
    pub alternatives: Alternatives,
    /// Inputs for the public side, outside the venture's cash (method 1.10, 1.11, 3.5, 3.6).
    #[serde(default, skip_serializing_if = "PublicCase::is_default")]
    pub public: PublicCase,
    /// Landlords that acquire homes, and their cash flows (method 3.4, 3.5).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub landlords: Vec<Landlord>,
    /// Where each value comes from: by path of the field (the mark of method 2.15).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub marks: BTreeMap<String, Mark>,
    /// The sources that marks name, by code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sources: BTreeMap<String, Source>,
    /// The same deal under other assumptions; without a scenario, figures are of the base case (scenarios in method 2.15).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scenarios: Vec<Scenario>,
}

/// Every number of a document is finite, so that a deal equals itself. For `Rc` that is the reason to compare places first, and the
/// content only where they differ.
impl Eq for Deal {}

fn default_year_basis() -> YearBasis {
    YearBasis::Financial
}
