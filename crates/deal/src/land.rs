//! The land: its value, how that value is accepted, and what the landowner receives if it proves to be worth more
//! (method 1.4).

use crate::defaults::{is_false, is_zero};
use crate::growth::IndexName;
use crate::homes::Tenure;
use serde::{Deserialize, Serialize};

/// A piece of land with one owner (method 1.4).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// The name of this row in paths.
    pub id: String,
    /// The name of the land.
    pub name: String,
    /// The partner that owns it (method 1.4, 2.15).
    pub owner: String,
    /// The market value in pounds at the valuation date, apportioned to phases unless a phase names its own (LV0 in
    /// method 1.4).
    pub value: f64,
    /// The use that the value assumes (the basis of LV0 in method 1.4).
    #[serde(default, skip_serializing_if = "ValueBasis::is_planned_use")]
    pub basis: ValueBasis,
    /// The value in its existing use, in pounds (EUV in method 1.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub existing_use_value: Option<f64>,
    /// The unrestricted value in pounds, against which section 123 tests the price (UV in method 1.4, 1.10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unrestricted_value: Option<f64>,
    /// The area in hectares (method 2.15).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub area_ha: f64,
    /// The basis on which the value is apportioned to phases (`split` of LV0 in method 1.4).
    #[serde(default, skip_serializing_if = "Apportionment::is_by_homes")]
    pub apportioned_by: Apportionment,
    /// How the accepted value of a phase is found when it is drawn down (the rule of LVp in method 1.4).
    #[serde(default, skip_serializing_if = "LandValueRule::is_fixed")]
    pub drawdown_value: LandValueRule,
    /// How the accepted value follows the actual value when a phase is finished (T in method 1.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub true_up: Option<TrueUp>,
    /// The purpose for which a council holds it: other consent regimes may apply (F-S123d in method 1.10).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_for: Option<HeldFor>,
    /// Whether any of it is open space, whose disposal must be advertised (F-OPEN in method 1.10).
    #[serde(default, skip_serializing_if = "is_false")]
    pub open_space: bool,
}

/// The use that a value of land assumes (method 1.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ValueBasis {
    /// The use planned by the deal.
    #[default]
    PlannedUse,
    /// The existing use.
    ExistingUse,
}

impl ValueBasis {
    fn is_planned_use(&self) -> bool {
        *self == Self::PlannedUse
    }
}

/// The basis on which a value is apportioned (method 1.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Apportionment {
    /// Homes of each phase.
    #[default]
    Homes,
    /// Floor area of the homes of each phase.
    FloorArea,
}

impl Apportionment {
    fn is_by_homes(&self) -> bool {
        *self == Self::Homes
    }
}

/// How the accepted value of a phase is found when it is drawn down (method 1.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LandValueRule {
    /// As given, or the phase's part of the value of the site.
    #[default]
    Fixed,
    /// Agreed value, indexed by land values to the month of drawdown.
    Indexed,
    /// The value typed for the phase as revalued at drawdown.
    Revalued,
    /// The residual land value of the phase, never below zero (method 2.11).
    Residual,
    /// The higher of the fixed and the revalued value.
    GreaterOf,
}

impl LandValueRule {
    fn is_fixed(&self) -> bool {
        *self == Self::Fixed
    }
}

/// `T = s x (actual value - accepted value)` when a phase is finished (method 1.4).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TrueUp {
    /// The landowner's share of the difference, in percent (s in method 1.4).
    pub share_percent: f64,
    /// Its direction (the mode of method 1.4).
    pub mode: TrueUpMode,
}

/// The direction of a true-up (method 1.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TrueUpMode {
    /// Only in favour of the landowner.
    UpOnly,
    /// Both ways.
    TwoWay,
}

/// The purpose a council holds land for (method 1.10).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum HeldFor {
    /// Housing: section 32 of the Housing Act 1985.
    Housing,
    /// Planning: section 233 of the Town and Country Planning Act 1990.
    Planning,
}

/// A share of later gain, paid to the landowner of one phase before the partners are paid (method 1.4).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Overage {
    /// The name of this row in paths.
    pub id: String,
    /// The phase (p in method 1.4).
    pub phase: String,
    /// The landowner's share of the gain, in percent (sh in method 1.4).
    pub share_percent: f64,
    /// The basis on which the gain is measured (R and B in method 1.4).
    pub test: OverageTest,
    /// When it is paid (the rank of method 1.4).
    #[serde(default)]
    pub rank: OverageRank,
}

/// The basis of an overage: `share x max(0, R - B)` (method 1.4).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum OverageTest {
    /// Sales receipts less sales costs, over a threshold for each home or m² sold; tested when the phase is sold out, or at
    /// the end.
    Sales {
        /// The threshold in pounds a home or a square metre (B in method 1.4).
        threshold: f64,
        /// The unit of the threshold (quantity sold in method 1.4).
        #[serde(default)]
        threshold_for: Quantity,
        /// The index of the threshold up to the month of the test, if any (method 1.4, 2.3).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        index: Option<IndexName>,
        /// The tenures whose sales count; none means market and discount market sale (R in method 1.4).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        tenures: Vec<Tenure>,
    },
    /// The value with a new consent, over the price paid.
    Planning {
        /// The month of the new consent (method 1.4).
        month: u32,
        /// The value with the new consent, in pounds (R in method 1.4).
        value: f64,
        /// The price paid, in pounds (B in method 1.4).
        price_paid: f64,
        /// The index of the price up to the month of the test, if any (method 1.4, 2.3).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        index: Option<IndexName>,
    },
}

/// The unit of a threshold (method 1.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Quantity {
    /// Each home.
    #[default]
    Home,
    /// Each square metre of floor area.
    SquareMetre,
}

/// When an overage is paid (method 1.4, 2.7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OverageRank {
    /// After loans, before partners.
    #[default]
    Payable,
    /// At once, and funded like a cost.
    Operating,
}

/// Grant or undervalue repaid from profit, tested once (method 1.4).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Clawback {
    /// The name of this row in paths.
    pub id: String,
    /// The partner it is paid to; none means a party outside the venture (a payable of method 2.8).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partner: Option<String>,
    /// The time point of the test (k in method 1.4).
    pub month: u32,
    /// The share of the profit above the profit allowed, in percent (a in method 1.4).
    pub share_percent: f64,
    /// The profit allowed, in pounds (method 1.4).
    pub allowed_profit: f64,
    /// The maximum paid back, in pounds (cap in method 1.4).
    pub limit: f64,
}
