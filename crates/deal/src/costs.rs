//! Costs that apply to every phase, and programme costs (method 2.4).

use crate::defaults::{hundred, is_hundred, is_zero};
use crate::phases::Curve;
use serde::{Deserialize, Serialize};

/// Costs that apply to every phase, and programme costs (method 2.4).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Costs {
    /// External works, in percent of building (externals in method 2.4).
    pub externals_percent: f64,
    /// Contingency, in percent of building, externals, abnormals and infrastructure (c in method 2.4).
    pub contingency_percent: f64,
    /// Professional fees, in percent of the same sum (f in method 2.4).
    pub fees_percent: f64,
    /// The part of the fees that is paid before building, in percent (pre in method 2.4).
    pub early_fees_percent: f64,
    /// Marketing, agents and lawyers, in percent of the price of homes sold to households (method 2.4).
    pub sales_cost_percent: f64,
    /// The same in pounds a sale, rising with prices (method 2.4).
    pub sales_cost_per_home: f64,
    /// Development management (method 2.4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub management: Option<Management>,
    /// Legal costs of acquiring the land, in percent of its accepted value (% of LV in method 2.4).
    pub land_legal_percent: f64,
    /// Stamp duty land tax on the land, where it is charged (SDLT in method 2.4).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stamp_duty: Option<StampDuty>,
    /// Value added tax that cannot be recovered, in percent of each line (v in method 2.4).
    #[serde(skip_serializing_if = "VatLost::is_none")]
    pub vat_lost: VatLost,
    /// Corporation tax where the venture is a company, in percent of its profit to date; zero if the partners are
    /// taxed instead (method 2.10).
    #[serde(skip_serializing_if = "is_zero")]
    pub corporation_tax_percent: f64,
    /// Infrastructure of the programme as a whole: treated as a phase with that line only (method 2.4).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub infrastructure: Vec<ProgrammeInfrastructure>,
    /// Costs of the venture that are income of a partner: fees, and margin within the price of building (method 2.9).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub partner_income: Vec<PartnerIncome>,
    /// Dated costs (or, where negative, income) of the programme as a whole; not indexed (method 2.4).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub programme: Vec<ProgrammeCost>,
}

/// Infrastructure of the programme as a whole, over its own months (method 2.4).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProgrammeInfrastructure {
    /// The name of this row in paths.
    pub id: String,
    /// Its description.
    pub label: String,
    /// The sum in pounds, in base prices (lump in method 2.4).
    pub amount: f64,
    /// The first month (own window in method 2.4).
    pub from_month: u32,
    /// The number of months (own window in method 2.4).
    pub months: u32,
    /// How it is spread (F in method 2.4).
    #[serde(default)]
    pub curve: Curve,
}

/// Development management: a share of cost, a monthly sum that rises with consumer prices, or both (method 2.4).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Management {
    /// Percent of building, externals, abnormals, infrastructure, contingency and fees of the month (method 2.4).
    #[serde(default)]
    pub percent: f64,
    /// Pounds a month (method 2.4).
    #[serde(default)]
    pub per_month: f64,
    /// The first month (its window in method 2.4).
    #[serde(default)]
    pub from_month: u32,
    /// The last month; none means the last of the deal (its window in method 2.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to_month: Option<u32>,
}

/// A part of a cost of the venture that is income of a partner: shown separately, never in the venture's flows (method 2.9).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PartnerIncome {
    /// The name of this row in paths.
    pub id: String,
    /// The partner that earns it.
    pub partner: String,
    /// The cost of which it is part.
    pub cost: PaidCost,
    /// The partner's share of that cost, in percent: 100 for a fee, or the margin within a price.
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    pub percent: f64,
}

/// Costs of the venture that may be paid to a partner (method 2.9).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PaidCost {
    /// Development management.
    #[default]
    Management,
    /// Building, external works and abnormal costs: the margin of a partner that builds.
    Building,
    /// Infrastructure.
    Infrastructure,
    /// Professional fees.
    ProfessionalFees,
    /// Marketing, agents and lawyers of sales.
    Sales,
    /// Dated costs of the programme.
    Programme,
    /// Section 106 and the community infrastructure levy: income of a council, which it may have to spend.
    Planning,
}

/// Stamp duty land tax on land that a partner puts in (method 1.11).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct StampDuty {
    /// The sum of the lower proportions, in percent: that part of the market value is not charged (SLP in method 1.11).
    pub sum_of_lower_proportions_percent: f64,
}

/// Value added tax that cannot be recovered, in percent of each line's postings (v in method 2.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct VatLost {
    /// On building (v in method 2.4).
    pub build_percent: f64,
    /// On external works (v in method 2.4).
    pub externals_percent: f64,
    /// On abnormal costs (v in method 2.4).
    pub abnormals_percent: f64,
    /// On infrastructure (v in method 2.4).
    pub infrastructure_percent: f64,
    /// On contingency (v in method 2.4).
    pub contingency_percent: f64,
    /// On professional fees (v in method 2.4).
    pub fees_percent: f64,
}

impl VatLost {
    fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// A dated cost of the programme, or income where negative, at a time point; not indexed (method 2.4).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ProgrammeCost {
    /// The name of this row in paths.
    pub id: String,
    /// Its purpose.
    pub label: String,
    /// The time point k (method 2.2).
    pub month: u32,
    /// The sum in pounds; negative is income (method 2.4).
    pub amount: f64,
}
