//! Comparators of the deal: the residual value of its land, and the landowner's alternatives.

use crate::defaults::{is_zero, yes};
use serde::{Deserialize, Serialize};

/// Terms of the residual land value: the price at which the scheme earns exactly the required return (method 2.11).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ResidualLand {
    /// The return required.
    pub target: ResidualTarget,
    /// Yearly interest on all money outstanding, in percent.
    pub finance_percent: f64,
    /// Legal costs of the land purchase, in percent of its price.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub legal_percent: f64,
    /// Whether stamp duty is paid on the price.
    #[serde(default = "yes")]
    pub stamp_duty: bool,
}

/// The return required once the land is paid for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ResidualTarget {
    /// Profit over gross development value, blended by tenure.
    ProfitOnValue {
        /// On market sale, market rent and serviced plots, in percent.
        market_percent: f64,
        /// On every affordable tenure, in percent.
        affordable_percent: f64,
        /// On commercial space, in percent.
        commercial_percent: f64,
    },
    /// Profit over total development cost.
    ProfitOnCost {
        /// In percent.
        percent: f64,
    },
    /// A rate of return without finance.
    RateOfReturn {
        /// Effective rate a year, in percent.
        percent: f64,
    },
}

/// The landowner's alternatives, calculated for every deal (method 1.2, P9 and P10).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Alternatives {
    /// The price of a sale of all the land on the first day, in pounds; none means its unrestricted value, or else its
    /// value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sale_price: Option<f64>,
    /// Overage on the sale: the seller's share of receipts above the threshold, in percent.
    #[serde(skip_serializing_if = "is_zero")]
    pub sale_overage_percent: f64,
    /// The threshold in pounds for each home sold on the market.
    #[serde(skip_serializing_if = "is_zero")]
    pub sale_overage_threshold: f64,
    /// The landowner's yearly cost of holding the land until it is drawn down, in pounds: avoided by a sale.
    #[serde(skip_serializing_if = "is_zero")]
    pub holding_cost_a_year: f64,
    /// The interest on the landowner's loan to build alone, in percent a year; none means its discount rate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_borrowing_percent: Option<f64>,
}

impl Alternatives {
    pub(crate) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}
