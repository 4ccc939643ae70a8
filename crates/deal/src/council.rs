//! The council's side outside the venture: its loans in its own accounts, business rates and New Homes Bonus; and the results
//! of landlords that acquire homes (method 1.11, 3.4, 3.5).

use crate::defaults::{hundred, is_false, is_hundred, is_zero};
use crate::homes::{RentIndex, Upkeep};
use serde::{Deserialize, Serialize};

/// How the council provides for one of its loans to the venture (method 1.11).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LoanProvision {
    /// The name of this row in paths.
    pub id: String,
    /// The loan: the id of a scheduled loan, or of a cash loan note among the contributions.
    pub loan: String,
    /// How it is provided for (method 1.11).
    pub treatment: LoanTreatment,
}

/// How a council provides for a loan (method 1.11).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum LoanTreatment {
    /// A capital loan repaid by instalments: principal received is set aside instead of provision.
    PrincipalReceipts,
    /// A service loan: the expected loss is set aside.
    ExpectedCreditLoss {
        /// The expected loss, in percent of the amount owed (method 1.11).
        percent: f64,
    },
    /// A commercial loan: spread evenly over the asset life.
    AssetLife {
        /// The life of the asset in years (L in method 1.11).
        years: u32,
    },
}

/// Business rates of new commercial space: `rateable value x multiplier x (1 - reliefs) x collection x share retained` (method
/// 3.5).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BusinessRates {
    /// Rateable value in pounds a year at base prices (method 3.5).
    pub rateable_value: f64,
    /// The multiplier, in pence in the pound: the dated rates have none, so it must be typed (method 3.5).
    pub multiplier_pence: f64,
    /// Lost to reliefs and empty space, in percent (method 3.5).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub reliefs_percent: f64,
    /// Collected, in percent (method 3.5).
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    pub collection_percent: f64,
    /// Retained by the council, in percent (method 3.5).
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    pub retained_percent: f64,
    /// The first month; none means the month after the last commercial space, or else the last home, is finished (method
    /// 3.5).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_month: Option<u32>,
}

/// New Homes Bonus, paid until 2025-26 (method 3.5).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct NewHomesBonus {
    /// The council's share of the bonus, in percent (method 3.5).
    pub share_percent: f64,
    /// Homes added to the council's whole stock in a year that earn nothing since 2017-18: 0.4% of it (method 3.5).
    pub baseline_homes: f64,
}

impl Default for NewHomesBonus {
    fn default() -> Self {
        Self { share_percent: hundred(), baseline_homes: 0.0 }
    }
}

/// A landlord that acquires homes: a council's housing revenue account, or a housing association (method 3.4, 3.5).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Landlord {
    /// The name of this row in paths.
    pub id: String,
    /// Its name, such as "Housing revenue account".
    pub name: String,
    /// The home types it acquires, by id; none means every type transferred at social or affordable rent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub home_types: Vec<String>,
    /// Its price per home, in pounds; none means the venture's receipts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_per_home: Option<f64>,
    /// Its own purchase costs, in percent of the price.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub on_costs_percent: f64,
    /// Grant to the landlord per home, in pounds: not grant to the venture.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub grant_per_home: f64,
    /// Rent per home in pounds a week at base prices.
    pub rent_a_week: f64,
    /// The index of the rent.
    #[serde(default)]
    pub rent_index: RentIndex,
    /// Rent lost to voids, in percent.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub void_percent: f64,
    /// Bad debt, in percent.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub bad_debt_percent: f64,
    /// Upkeep of one home.
    #[serde(default)]
    pub upkeep: Upkeep,
    /// Interest on its loan, in percent a year.
    pub borrowing_percent: f64,
    /// Its discount rate, in percent a year; none means the interest on its loan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount_percent: Option<f64>,
    /// The number of years shown.
    #[serde(default = "thirty")]
    pub years: u32,
    /// Whether the homes can be bought under the Right to Buy, as the council's panel on it says (method 1.11).
    #[serde(default, skip_serializing_if = "is_false")]
    pub right_to_buy: bool,
}

fn thirty() -> u32 {
    30
}
