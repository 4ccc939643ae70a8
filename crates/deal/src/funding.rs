//! How need for cash is met (method 2.7).

use crate::defaults::{hundred, yes};
use serde::{Deserialize, Serialize};

/// How need for cash is met (method 2.7).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Funding {
    /// Who pays first.
    pub order: FundingOrder,
    /// Cash that is always kept, in pounds.
    #[serde(default)]
    pub minimum_cash: f64,
    /// Interest earned on cash, in percent a year.
    #[serde(default)]
    pub cash_interest_percent: f64,
    /// The share of free cash that repays loans before partners are paid, in percent.
    #[serde(default = "hundred")]
    pub sweep_percent: f64,
    /// Loans drawn on need, in the order of their rank.
    #[serde(default)]
    pub facilities: Vec<Facility>,
}

/// Who pays first when cash is needed. Only equity first is modelled yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FundingOrder {
    /// Partners' cash, pro rata to what each has still to pay, then loans.
    EquityFirst,
}

/// A loan drawn on need and repaid from free cash.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facility {
    /// The name of this row in paths.
    pub id: String,
    /// The name of the loan.
    pub name: String,
    /// The most that can be owed, in pounds.
    pub limit: f64,
    /// Nominal interest a year, in percent.
    pub rate_percent: f64,
    /// How a month's interest is reckoned.
    #[serde(default)]
    pub interest: InterestBasis,
    /// Fee at the first draw, in percent of the limit.
    #[serde(default)]
    pub arrangement_fee_percent: f64,
    /// Yearly fee on what is not drawn, from the first draw, in percent.
    #[serde(default)]
    pub non_utilisation_fee_percent: f64,
    /// Fee when repaid, in percent of the limit.
    #[serde(default)]
    pub exit_fee_percent: f64,
    /// The most that can be owed, in percent of cost to date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loan_to_cost_percent: Option<f64>,
    /// The most that can be owed, in percent of gross development value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loan_to_value_percent: Option<f64>,
    /// The last time point at which interest is added to the loan; none means the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rolled_to_month: Option<u32>,
    /// The last time point at which it can be drawn; none means the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub available_to_month: Option<u32>,
    /// Whether what is repaid can be drawn again.
    #[serde(default = "yes")]
    pub revolving: bool,
}

/// How a month's interest is reckoned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InterestBasis {
    /// A twelfth of the yearly rate.
    #[default]
    Twelfths,
    /// The days of the month over 365.
    #[serde(rename = "actual_365")]
    Actual365,
}
