//! Home types: tenure, cost, price and sales rate.

use crate::defaults::{hundred, is_hundred, is_persons, is_signed_zero, is_zero, persons};
use crate::growth::IndexName;
use serde::{Deserialize, Serialize};

/// A home type: tenure, cost, price and sales rate (u in method 2.5).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HomeType {
    /// The name of this row in paths.
    pub id: String,
    /// The name of the type.
    pub name: String,
    /// How it is disposed of (method 2.6).
    pub tenure: Tenure,
    /// The price or value of one home in pounds, before `percent_of_price` (price or value in method 2.6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<f64>,
    /// Instead of a price of its own: the home type whose price is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_from: Option<String>,
    /// The share of the price that is received, in percent: below 100 for transfers and discount market sale (% of
    /// value in method 2.6).
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    pub percent_of_price: f64,
    /// Build cost of one home in pounds; none means that the venture does not pay for it (build in method 2.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub build_cost: Option<f64>,
    /// Infrastructure (roads and services) for one home, in pounds, spread like construction (infrastructure in method 2.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub infrastructure_cost: Option<f64>,
    /// Instead of costs of its own: the home type whose costs are used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub costs_from: Option<String>,
    /// Gross internal floor area of one home, in square metres (GIA in method 2.4).
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
    /// Stage payments of a transfer; none means paid as finished (method 2.6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stages: Option<Stages>,
    /// The index of the price; none means house prices, and the land index for serviced plots (I in method
    /// 2.6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_index: Option<IndexName>,
    /// Build cost per m² in pounds, in addition to the cost per home (build in method 2.4).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub build_cost_per_m2: f64,
    /// Whether there are sales costs; none means yes for homes sold one by one (sales costs in method 2.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub has_sales_costs: Option<bool>,
    /// Retained by the venture and let; none means sold or transferred (retained rent in method 2.6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letting: Option<Letting>,
    /// Retained by the venture as shared ownership: a first share is sold, and rent is paid on the rest (method 2.6).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared_ownership: Option<SharedOwnership>,
    /// Who receives the homes, as text or the id of a partner (the recipient of method 2.5).
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub recipient: String,
    /// Bedrooms of one home (method 3.1).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub bedrooms: f64,
    /// People in one home (method 3.1).
    #[serde(default = "persons", skip_serializing_if = "is_persons")]
    pub persons: f64,
    /// The share of first lettings nominated by the council, in percent (nom% in method 3.1).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub nominations_percent: f64,
    /// The share of homes relet in a year, in percent (relets/yr in method 3.1).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub relets_percent: f64,
    /// The share of relettings nominated by the council, in percent (relet nom% in method 3.1).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub relet_nominations_percent: f64,
}

impl HomeType {
    /// The build cost of one home in pounds: its cost per home, plus its cost per m² times its area (build in method 2.4). The costs
    /// of another home type, where it uses those, are not included.
    #[must_use]
    pub fn own_build_cost(&self) -> f64 {
        self.build_cost.unwrap_or(0.0) + self.build_cost_per_m2 * self.area_m2
    }
}

/// A new row: a home sold at full price, with nothing else filled in.
impl Default for HomeType {
    fn default() -> Self {
        Self {
            id: String::new(),
            name: String::new(),
            tenure: Tenure::MarketSale,
            price: None,
            price_from: None,
            percent_of_price: 100.0,
            build_cost: None,
            infrastructure_cost: None,
            costs_from: None,
            area_m2: 0.0,
            launch_month: 0,
            sales_a_month: None,
            sale_lag_months: 0,
            stages: None,
            price_index: None,
            build_cost_per_m2: 0.0,
            has_sales_costs: None,
            letting: None,
            shared_ownership: None,
            recipient: String::new(),
            bedrooms: 0.0,
            persons: persons(),
            nominations_percent: 0.0,
            relets_percent: 0.0,
            relet_nominations_percent: 0.0,
        }
    }
}

/// Homes that the venture retains and lets (method 2.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Letting {
    /// Rent of one home a week, in pounds at base prices (week in method 2.6).
    pub rent_a_week: f64,
    /// Homes let in a month in each phase; none means let as finished (a_let in method 2.5).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lets_a_month: Option<f64>,
    /// The index of the rent (R in method 2.6).
    pub rent_index: RentIndex,
    /// Rent lost to voids, in percent (v in method 2.6).
    pub void_percent: f64,
    /// Bad debt, in percent of rent (w in method 2.6).
    pub bad_debt_percent: f64,
    /// Upkeep of one home (method 2.6).
    pub upkeep: Upkeep,
    /// Service charge of one home a year, in pounds: lost while it is empty (service in method 2.6).
    pub service_charge_a_year: f64,
    /// The yield at which the homes are valued, in percent (yield in method 2.6).
    pub yield_percent: f64,
    /// A buyer's own costs, deducted from the price, in percent (purchaser's costs in method 2.6).
    pub purchasers_costs_percent: f64,
    /// The last month of rent, at whose close the homes are sold; none means retained to the end (X in method 2.6).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exit_month: Option<u32>,
}

/// Shared ownership that the venture retains (method 2.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct SharedOwnership {
    /// The first share sold, in percent (s in method 2.6).
    pub first_share_percent: f64,
    /// Yearly rent on the unsold share, in percent of its value (r in method 2.6).
    pub rent_percent: f64,
    /// Staircasing: the part of the unsold share bought each year, in percent (t in method 2.6).
    pub staircasing_percent: f64,
    /// The index of the rent (R in method 2.6).
    pub rent_index: RentIndex,
    /// Months from the sale of a home for which the landlord repairs it; none means no limit (method 2.6).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub landlord_repairs_months: Option<u32>,
    /// Upkeep of one home (method 2.6).
    pub upkeep: Upkeep,
    /// The yield at which the rents are valued, in percent (yield in method 2.6).
    pub yield_percent: f64,
    /// A buyer's own costs, deducted from the price, in percent (purchaser's costs in method 2.6).
    pub purchasers_costs_percent: f64,
    /// The last month of rent, at whose close the rents are sold; none means retained to the end (X in method 2.6).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exit_month: Option<u32>,
}

/// Upkeep of one home a year, in pounds at base prices; rises with CPI (method 2.6).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Upkeep {
    /// Management (method 2.6).
    pub management_a_year: f64,
    /// Repairs (method 2.6).
    pub repairs_a_year: f64,
    /// Major repairs (method 2.6).
    pub major_repairs_a_year: f64,
    /// The year, counted from the first after the last home is finished, in which major repairs start (y in method
    /// 2.6).
    pub major_repairs_from_year: u32,
}

impl Default for Upkeep {
    fn default() -> Self {
        Self { management_a_year: 0.0, repairs_a_year: 0.0, major_repairs_a_year: 0.0, major_repairs_from_year: 1 }
    }
}

/// The index of a rent (R in method 2.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RentIndex {
    /// Social rents: each April by consumer prices and one percent, while the settlement lasts (method 2.3).
    #[default]
    SocialRent,
    /// Market rents.
    MarketRent,
    /// Consumer prices.
    ConsumerPrices,
}

/// Stage payments of a transfer: a part for the land ("golden brick"), a part by build progress, the rest as homes are
/// finished (method 2.6).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Stages {
    /// Paid for the land, in percent of the contract sum (x in method 2.6).
    pub land_percent: f64,
    /// Paid by build progress, in percent of the contract sum (y in method 2.6).
    pub build_percent: f64,
    /// When the land part is paid, in months after the start of building (brick lag in method 2.6).
    #[serde(default)]
    pub golden_brick_month: u32,
}

/// The tenure of a home (method 2.6). `letting` and `shared_ownership` state whether the venture retains it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tenure {
    /// Sold at full price.
    MarketSale,
    /// Sold below full price to buyers who qualify.
    DiscountMarketSale,
    /// Social rent: transferred to a landlord, or let.
    SocialRent,
    /// Affordable rent: transferred to a landlord, or let.
    AffordableRent,
    /// Transferred to a landlord for shared ownership, or retained as such.
    SharedOwnership,
    /// Let at a market rent.
    MarketRent,
    /// Care and extra care: counted separately from general homes.
    ExtraCare,
    /// A serviced plot, sold to a builder: not a home of the venture.
    ServicedPlot,
}

impl Tenure {
    /// Every tenure, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::MarketSale,
        Self::DiscountMarketSale,
        Self::SocialRent,
        Self::AffordableRent,
        Self::SharedOwnership,
        Self::MarketRent,
        Self::ExtraCare,
        Self::ServicedPlot,
    ];

    /// Whether the homes count as affordable.
    #[must_use]
    pub fn is_affordable(self) -> bool {
        matches!(self, Self::DiscountMarketSale | Self::SocialRent | Self::AffordableRent | Self::SharedOwnership)
    }

    /// Whether the homes are sold one by one to households, at the market's sales rate and with sales costs.
    #[must_use]
    pub fn is_sold_to_households(self) -> bool {
        matches!(self, Self::MarketSale | Self::DiscountMarketSale | Self::ServicedPlot)
    }

    /// Whether homes of this tenure may be retained and let.
    #[must_use]
    pub fn is_let(self) -> bool {
        matches!(self, Self::SocialRent | Self::AffordableRent | Self::MarketRent | Self::ExtraCare)
    }

    /// Whether it counts as a home of the venture (method 2.5).
    #[must_use]
    pub fn is_home(self) -> bool {
        self != Self::ServicedPlot
    }

    /// The place of the tenure in [`Self::ALL`].
    #[must_use]
    pub fn index(self) -> usize {
        self as usize
    }
}
