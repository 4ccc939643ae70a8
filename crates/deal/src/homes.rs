//! The kinds of home: what each is, what it costs and fetches, how fast it sells.

use crate::defaults::{hundred, is_hundred, is_signed_zero, is_zero};
use serde::{Deserialize, Serialize};

/// A kind of home: what it is, what it costs and fetches, how fast it sells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HomeType {
    /// The name of this row in paths.
    pub id: String,
    /// The name of the kind.
    pub name: String,
    /// How it is disposed of.
    pub tenure: Tenure,
    /// The price or value of one home in pounds, before `percent_of_price`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<f64>,
    /// Instead of a price of its own: the home type whose price is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_from: Option<String>,
    /// The share of the price that is received, in percent: below 100 for transfers and discount market sale.
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    pub percent_of_price: f64,
    /// Cost of building one home, in pounds; none means that the venture does not pay for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub build_cost: Option<f64>,
    /// Roads and services for one home, in pounds, spread like building.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub infrastructure_cost: Option<f64>,
    /// Instead of costs of its own: the home type whose costs are used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub costs_from: Option<String>,
    /// Gross internal floor area of one home, in square metres.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub area_m2: f64,
    /// First sales after the start of building, in months; may be negative (l = b + launch in method 2.5).
    #[serde(default, skip_serializing_if = "is_signed_zero")]
    pub launch_month: i32,
    /// Sales a month in each phase; none means sold as finished (a in method 2.5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sales_a_month: Option<f64>,
    /// Months from reservation to cash (q in method 2.5).
    #[serde(default, skip_serializing_if = "is_signed_zero")]
    pub sale_lag_months: i32,
    /// Stage payments of a transfer; none means paid as finished.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stages: Option<Stages>,
}

/// Stage payments of a transfer: a part for the land ("golden brick"), a part by build progress, the rest as homes are
/// finished (method 2.6).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stages {
    /// Paid for the land, in percent of the contract sum.
    pub land_percent: f64,
    /// Paid by build progress, in percent of the contract sum.
    pub build_percent: f64,
    /// When the land part is paid, in months after the start of building.
    #[serde(default)]
    pub golden_brick_month: u32,
}

/// How a home is disposed of. The ways that keep a home (rent, shared ownership kept) are not modelled yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tenure {
    /// Sold at full price.
    MarketSale,
    /// Sold below full price to buyers who qualify.
    DiscountMarketSale,
    /// Transferred to a landlord for social rent.
    SocialRent,
    /// Transferred to a landlord for affordable rent.
    AffordableRent,
    /// Transferred to a landlord for shared ownership.
    SharedOwnership,
}

impl Tenure {
    /// Every tenure, in the order in which they are shown.
    pub const ALL: [Self; 5] =
        [Self::MarketSale, Self::DiscountMarketSale, Self::SocialRent, Self::AffordableRent, Self::SharedOwnership];

    /// Whether the homes count as affordable.
    #[must_use]
    pub fn is_affordable(self) -> bool {
        self != Self::MarketSale
    }

    /// Whether the homes are sold one by one to households, at the pace of the market and with costs of sale.
    #[must_use]
    pub fn is_sold_to_households(self) -> bool {
        matches!(self, Self::MarketSale | Self::DiscountMarketSale)
    }

    /// The place of the tenure in [`Self::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }
}
