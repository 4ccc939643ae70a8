//! Growth of prices and costs (method 2.3).

use serde::{Deserialize, Serialize};

/// The indices (method 2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IndexName {
    /// House prices.
    HousePrice,
    /// Building costs.
    BuildCost,
    /// Infrastructure costs.
    Infrastructure,
    /// Professional fees.
    Fees,
    /// Consumer prices.
    ConsumerPrices,
}

/// Yearly growth of each index, by rows with the month from which they hold; no rows means none (method 2.3).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Growth {
    /// House prices.
    pub house_price: Vec<GrowthRow>,
    /// Building, externals, abnormals and contingency.
    pub build_cost: Vec<GrowthRow>,
    /// Infrastructure.
    pub infrastructure: Vec<GrowthRow>,
    /// Professional fees.
    pub fees: Vec<GrowthRow>,
    /// Consumer prices.
    pub consumer_prices: Vec<GrowthRow>,
}

/// Growth from a month on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrowthRow {
    /// The name of this row in paths.
    pub id: String,
    /// The first month.
    #[serde(default)]
    pub from_month: u32,
    /// Growth a year, in percent.
    pub percent: f64,
}

impl IndexName {
    /// How many indices there are.
    pub const COUNT: usize = 5;
}
