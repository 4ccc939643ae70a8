//! Growth of prices and costs (method 2.3).

use serde::{Deserialize, Serialize};

/// The indices (method 2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// Market rents.
    MarketRent,
    /// Commercial rents.
    CommercialRent,
    /// Land and serviced plots.
    Land,
    /// Council tax.
    CouncilTax,
    /// The deflator of gross domestic product (GDP).
    GdpDeflator,
}

/// Whether real or nominal figures are shown first; the run is the same (method 2.3, 2.15).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// Nominal prices.
    #[default]
    Nominal,
    /// Real (start-date) prices: every flow divided by the growth of consumer prices up to it.
    Real,
}

impl View {
    pub(crate) fn is_nominal(&self) -> bool {
        *self == Self::Nominal
    }
}

/// Yearly growth of each index, in rows with the month from which each applies; no rows means no growth (method 2.3).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Growth {
    /// House prices (method 2.3).
    pub house_price: Vec<GrowthRow>,
    /// Building, externals, abnormals and contingency (build cost in method 2.3).
    pub build_cost: Vec<GrowthRow>,
    /// Infrastructure (method 2.3).
    pub infrastructure: Vec<GrowthRow>,
    /// Professional fees (method 2.3).
    pub fees: Vec<GrowthRow>,
    /// Consumer prices (CPI in method 2.3).
    pub consumer_prices: Vec<GrowthRow>,
    /// Market rents (method 2.3).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub market_rent: Vec<GrowthRow>,
    /// Commercial rents (method 2.3).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub commercial_rent: Vec<GrowthRow>,
    /// Land and serviced plots (method 2.3).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub land: Vec<GrowthRow>,
    /// Council tax (method 2.3).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub council_tax: Vec<GrowthRow>,
    /// The deflator of gross domestic product (GDP); no rows means consumer prices (method 2.3, 2.13).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gdp_deflator: Vec<GrowthRow>,
}

impl Growth {
    /// Every list, mutable, in the order of [`IndexName`].
    pub fn lists_mut(&mut self) -> [&mut Vec<GrowthRow>; IndexName::COUNT] {
        [
            &mut self.house_price,
            &mut self.build_cost,
            &mut self.infrastructure,
            &mut self.fees,
            &mut self.consumer_prices,
            &mut self.market_rent,
            &mut self.commercial_rent,
            &mut self.land,
            &mut self.council_tax,
            &mut self.gdp_deflator,
        ]
    }

    /// Every list with its name, in the order of [`IndexName`].
    #[must_use]
    pub fn lists(&self) -> [(&'static str, &Vec<GrowthRow>); IndexName::COUNT] {
        [
            ("house_price", &self.house_price),
            ("build_cost", &self.build_cost),
            ("infrastructure", &self.infrastructure),
            ("fees", &self.fees),
            ("consumer_prices", &self.consumer_prices),
            ("market_rent", &self.market_rent),
            ("commercial_rent", &self.commercial_rent),
            ("land", &self.land),
            ("council_tax", &self.council_tax),
            ("gdp_deflator", &self.gdp_deflator),
        ]
    }
}

/// Growth from a month on (method 2.3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GrowthRow {
    /// The name of this row in paths.
    pub id: String,
    /// The first month (from in method 2.3).
    #[serde(default)]
    pub from_month: u32,
    /// Growth a year, in percent (g in method 2.3).
    pub percent: f64,
}

impl IndexName {
    /// The number of indices.
    pub const COUNT: usize = 10;
}
