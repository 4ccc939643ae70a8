//! How costs are funded (method 2.7).

use crate::defaults::{hundred, is_zero, yes};
use serde::{Deserialize, Serialize};

/// How costs are funded (method 2.7).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Funding {
    /// Funding order (method 2.7, step 5).
    pub order: FundingOrder,
    /// Minimum cash balance, in pounds (min_cash in method 2.7, step 5).
    #[serde(default)]
    pub minimum_cash: f64,
    /// Interest earned on cash, in percent a year (method 2.7, step 1).
    #[serde(default)]
    pub cash_interest_percent: f64,
    /// The share of free cash that repays loans before partners are paid, in percent (sweep % in method 2.7, step 6).
    #[serde(default = "hundred")]
    pub sweep_percent: f64,
    /// Loans drawn on need, in the order of their rank (facilities in method 2.7).
    #[serde(default)]
    pub facilities: Vec<Facility>,
    /// Scheduled loans, drawn on a date and served every half-year, such as those of the Public Works Loan Board (method 2.7, step
    /// 4).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scheduled_loans: Vec<ScheduledLoan>,
    /// Payments by partners when no other source remains, in this order (guarantees in method 1.5, 2.7).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guarantees: Vec<Guarantee>,
    /// Loan covenants, tested every quarter; a breach is flagged, never corrected (method 1.8).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub covenants: Vec<Covenant>,
}

impl Default for Funding {
    /// Equity first, and no loans.
    fn default() -> Self {
        Self {
            order: FundingOrder::EquityFirst,
            minimum_cash: 0.0,
            cash_interest_percent: 0.0,
            sweep_percent: hundred(),
            facilities: Vec::new(),
            scheduled_loans: Vec::new(),
            guarantees: Vec::new(),
            covenants: Vec::new(),
        }
    }
}

/// Funding order when cash is needed and grant has been drawn (method 2.7, step 5).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum FundingOrder {
    /// Partners' cash, pro rata to remaining commitments, then loans.
    EquityFirst,
    /// Loans and partners together, in fixed shares.
    ProRata {
        /// The share that loans pay, in percent (share in method 2.7, step 5).
        facility_share_percent: f64,
    },
    /// Partners' cash up to a ratio of the land credited to date, then loans.
    Matched {
        /// Pounds of cash for each pound of land (ratio in method 2.7, step 5).
        ratio: f64,
        /// When the cash is called (timing in method 2.7, step 5).
        #[serde(default)]
        timing: MatchTiming,
    },
    /// Loans, then partners.
    DebtFirst,
}

/// When cash that matches land is called (method 2.7, step 5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MatchTiming {
    /// When it is needed.
    #[default]
    OnNeed,
    /// When the land is credited, needed or not.
    AtCredit,
}

/// A loan drawn on a date and served every half-year (method 1.8).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScheduledLoan {
    /// The name of this row in paths.
    pub id: String,
    /// The name of the loan.
    pub name: String,
    /// The partner that lends it on, if any (`onlent_pwlb` in method 1.3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lender: Option<String>,
    /// The time point at which it is drawn (method 2.7, step 2).
    pub month: u32,
    /// The sum in pounds (B in method 2.7, step 4).
    pub amount: f64,
    /// Nominal interest a year, in percent, half of it each half-year (r in method 2.7, step 4).
    pub rate_percent: f64,
    /// The margin of the partner that lends it on, in percentage points; part of the rate that the venture pays (the margin
    /// of method 1.3).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub margin_percent: f64,
    /// Its term in years (method 2.15).
    pub years: u32,
    /// How it is repaid (the shape of method 1.8).
    pub shape: LoanShape,
}

/// How a scheduled loan is repaid (method 1.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LoanShape {
    /// All at the end.
    Maturity,
    /// Equal instalments of principal.
    EqualPrincipal,
    /// Level payments of interest and principal together.
    Annuity,
}

/// A payment by a partner when no other source remains: never repaid, and counted neither as capital nor in hurdles
/// (method 2.7, step 5).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Guarantee {
    /// The name of this row in paths.
    pub id: String,
    /// The partner that guarantees.
    pub partner: String,
    /// What is guaranteed; all kinds are called in the same way (the kind of method 1.5).
    pub kind: GuaranteeKind,
    /// The maximum paid, in pounds (cap in method 1.5).
    pub limit: f64,
}

/// What is guaranteed (method 1.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GuaranteeKind {
    /// Cost overruns.
    CostOverrun,
    /// Interest.
    Interest,
    /// Completion of the homes.
    Completion,
}

/// A loan covenant, tested every quarter (method 1.8).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Covenant {
    /// The name of this row in paths.
    pub id: String,
    /// What is tested (method 1.8).
    pub measure: CovenantMeasure,
    /// The maximum allowed, or the minimum for cover, as a ratio (method 1.8).
    pub limit: f64,
}

/// What a covenant tests (method 1.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CovenantMeasure {
    /// Facilities with rolled interest over cost to date with land: at most.
    LoanToCost,
    /// Facilities over the value of finished unsold homes, work in progress at cost, and land: at most.
    LoanToValue,
    /// Facilities over gross development value: at most.
    LoanToGrossDevelopmentValue,
    /// Net rent of twelve months over interest of twelve months: at least.
    InterestCover,
    /// Net rent of twelve months over interest and principal of twelve months: at least.
    DebtServiceCover,
    /// Net rent of twelve months after major repairs, less development management and with interest earned on cash, over interest of
    /// twelve months (EBITDA-MRI, the measure of housing associations): at least.
    EbitdaMriInterestCover,
    /// Debt over debt and partners' capital: at most.
    Gearing,
}

/// A loan drawn on need and repaid from free cash (method 1.8, 2.7).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Facility {
    /// The name of this row in paths.
    pub id: String,
    /// The name of the loan.
    pub name: String,
    /// The limit of the loan, in pounds (the money limit of method 2.7).
    pub limit: f64,
    /// Nominal interest a year, in percent (r in method 2.7, step 1).
    pub rate_percent: f64,
    /// How a month's interest is calculated (method 2.7, step 1).
    #[serde(default)]
    pub interest: InterestBasis,
    /// Fee at the first draw, in percent of the limit (the arrangement fee of method 1.8).
    #[serde(default)]
    pub arrangement_fee_percent: f64,
    /// Yearly non-utilisation fee on the undrawn amount, from the first draw, in percent (non-utilisation in method 2.7, step 1).
    #[serde(default)]
    pub non_utilisation_fee_percent: f64,
    /// Fee when repaid, in percent of the limit (the exit fee of method 2.7, step 6).
    #[serde(default)]
    pub exit_fee_percent: f64,
    /// Maximum loan to cost to date, in percent (LTC in method 2.7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loan_to_cost_percent: Option<f64>,
    /// Maximum loan to gross development value, in percent (LTGDV in method 2.7).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loan_to_value_percent: Option<f64>,
    /// The last time point at which interest is added to the loan; none means the end (cap_end in method 2.7, step 4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rolled_to_month: Option<u32>,
    /// The last time point at which it can be drawn; none means the end (avail_end in method 2.7, 2.15).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available_to_month: Option<u32>,
    /// Whether repaid amounts can be drawn again (revolving in method 2.7).
    #[serde(default = "yes")]
    pub revolving: bool,
}

/// How a month's interest is calculated (method 2.7, step 1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum InterestBasis {
    /// A twelfth of the yearly rate.
    #[default]
    Twelfths,
    /// The days of the month over 365.
    #[serde(rename = "actual_365")]
    Actual365,
}
