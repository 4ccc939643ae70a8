//! The phases: their land, dates and homes, and the costs of a single phase.

use crate::defaults::{is_unsigned_zero, is_zero, one};
use crate::growth::IndexName;
use serde::{Deserialize, Serialize};

/// A part of the programme with its own land, dates and homes (p in method 2.4).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// The name of this row in paths.
    pub id: String,
    /// The name of the phase.
    pub name: String,
    /// The site that the land is drawn from (method 1.4).
    pub site: String,
    /// The month on whose first day the land is drawn down (open of the drawdown month in method 2.2).
    pub drawdown_month: u32,
    /// The accepted value of this phase's land in pounds, instead of a share of the site's value by homes (LVp in
    /// method 1.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub land_value: Option<f64>,
    /// The month in which building starts (b in method 2.4).
    pub build_start_month: u32,
    /// Construction period in months (D in method 2.4).
    pub build_months: u32,
    /// How spending is spread over building (F in method 2.4).
    #[serde(default)]
    pub spending_curve: Curve,
    /// Months from the start of building to the first finished homes (first_lag in method 2.5).
    pub first_completion_months: u32,
    /// Months before building over which early fees are paid (P in method 2.4).
    #[serde(default, skip_serializing_if = "is_unsigned_zero")]
    pub early_fees_months: u32,
    /// The homes of the phase (method 2.5).
    pub homes: Vec<HomesRow>,
    /// Homes demolished (demolished in method 3.1).
    #[serde(default, skip_serializing_if = "is_unsigned_zero")]
    pub demolished: u32,
    /// Abnormal costs, as sums in base prices (method 2.4).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub abnormals: Vec<Spend>,
    /// Infrastructure, as sums in base prices, in addition to the infrastructure cost per home (method 2.4).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub infrastructure: Vec<Spend>,
    /// Planning obligations under section 106 (s106 in method 1.9).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub section_106: Vec<Obligation>,
    /// Community infrastructure levy (CIL in method 1.9).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub community_infrastructure_levy: Option<CommunityInfrastructureLevy>,
    /// Other levies by floor area, such as the building safety levy (method 1.9).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levies: Vec<Levy>,
    /// The value of this phase's land in pounds as revalued at drawdown, for the rules that ask for it (`revalue` in
    /// method 1.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revalued: Option<f64>,
    /// The value of this phase's land in pounds when it is finished, for the true-up (LV_actual in method 1.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actual_land_value: Option<f64>,
    /// Shops, offices and other space that is let and sold (commercial in method 2.6).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commercial: Vec<Commercial>,
}

/// Space that is built, let and sold (method 2.6).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Commercial {
    /// The name of this row in paths.
    pub id: String,
    /// Its description.
    pub name: String,
    /// The floor area in square metres (area in method 2.6).
    pub area_m2: f64,
    /// Build cost per m² in pounds at base prices (build in method 2.4).
    pub build_cost_per_m2: f64,
    /// Rent per m² and year, in pounds at base prices (£/m2 in method 2.6).
    pub rent_per_m2: f64,
    /// Months after completion in which it is empty (void months in method 2.6).
    pub void_months: u32,
    /// Months after that in which the tenant pays no rent (free months in method 2.6).
    pub rent_free_months: u32,
    /// Rent lost to voids, in percent (void % in method 2.6).
    pub void_percent: f64,
    /// Letting costs, in percent of the rent (cost % in method 2.6).
    pub cost_percent: f64,
    /// The yield at which it is valued, in percent (yield in method 2.6).
    pub yield_percent: f64,
    /// A buyer's own costs, deducted from the price, in percent (purchaser's costs in method 2.6).
    pub purchasers_costs_percent: f64,
    /// The last month of rent, at whose close it is sold; none means retained to the end (X in method 2.6).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exit_month: Option<u32>,
}

/// The number of homes of one type in a phase (method 2.5).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct HomesRow {
    /// The name of this row in paths.
    pub id: String,
    /// The home type (u in method 2.5).
    pub home_type: String,
    /// The number of homes (n in method 2.5).
    pub count: u32,
}

/// How a total is spread over a period: a curve from (0, 0) to (1, 1) (method 2.4).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Curve {
    /// The same every month.
    #[default]
    Straight,
    /// Slow, fast, slow: `x^2 (3 - 2x)`.
    Smooth,
    /// The public-sector S-curve `x + C x^2 - C x - (6x^3 - 9x^2 + 3x) / K`.
    Hudson {
        /// C (method 2.4).
        c: f64,
        /// K (method 2.4).
        k: f64,
    },
    /// Points from (0, 0) to (1, 1) joined by straight lines.
    Custom {
        /// Pairs of share of time and share of total (method 2.4).
        points: Vec<(f64, f64)>,
    },
}

/// A sum in base prices spread over its own window, or over building if no window is given (method 2.4).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Spend {
    /// The name of this row in paths.
    pub id: String,
    /// The sum in pounds, in base prices (lump in method 2.4).
    pub amount: f64,
    /// The window; none means over building (own window in method 2.4).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<SpendWindow>,
}

/// A window of spending, counted from the start of building (method 2.4).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SpendWindow {
    /// The first month, counted from the start of building; may be negative (method 2.4).
    pub from_month: i32,
    /// The number of months (method 2.4).
    pub months: u32,
    /// How it is spread (F in method 2.4).
    #[serde(default)]
    pub curve: Curve,
}

/// A planning obligation in money (method 1.9).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Obligation {
    /// The name of this row in paths.
    pub id: String,
    /// A sum in pounds for each home of the phase (method 1.9).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub per_home: f64,
    /// A lump sum in pounds (method 1.9).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub lump_sum: f64,
    /// When it falls due: when this many homes are occupied, or at the start of building if none is given (n-th occupation
    /// in method 1.9).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_occupation: Option<u32>,
    /// Its index, if any (method 1.9, 2.3).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub index: Option<IndexName>,
}

/// Community infrastructure levy: rate, area, the ratio of indices, and instalments (method 1.9).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CommunityInfrastructureLevy {
    /// The rate in pounds per square metre (rate in method 1.9).
    pub rate: f64,
    /// Net additional floor area charged, in square metres (net additional GIA in method 1.9).
    pub area_m2: f64,
    /// The index of the year of permission over that of the schedule (method 1.9).
    #[serde(default = "one")]
    pub index_ratio: f64,
    /// Instalments; none means all at the start of building (the instalment table of method 1.9).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instalments: Vec<Instalment>,
}

/// A share of the amount, due this many months after the start of construction (method 1.9).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Instalment {
    /// The name of this row in paths.
    pub id: String,
    /// Months after the start of building (counted from b in method 2.4).
    pub months_after_start: u32,
    /// The share, in percent (method 2.4).
    pub percent: f64,
}

/// A levy by floor area (method 1.9).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Levy {
    /// The name of this row in paths.
    pub id: String,
    /// The rate in pounds per square metre (rate in method 1.9).
    pub rate: f64,
    /// The floor area charged, in square metres (method 1.9).
    pub area_m2: f64,
    /// Whether it is due when the last homes are finished, not when building starts (e and b in method 2.4).
    #[serde(default)]
    pub at_completion: bool,
}

impl Curve {
    /// F(x), the share of the total spent when the share `x` of the time has passed (method 2.4).
    #[must_use]
    pub fn at(&self, x: f64) -> f64 {
        match self {
            Self::Straight => x,
            Self::Smooth => x * x * (3.0 - 2.0 * x),
            Self::Hudson { c, k } => x + c * x * x - c * x - (6.0 * x * x * x - 9.0 * x * x + 3.0 * x) / k,
            Self::Custom { points } => interpolate(points, x),
        }
    }

    /// Whether the curve runs from (0, 0) to (1, 1) and never falls on 0, 0.01 .. 1.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        if let Self::Custom { points } = self {
            let ends = points.first() == Some(&(0.0, 0.0)) && points.last() == Some(&(1.0, 1.0));
            // Compared point by point: the steps below could miss a rise and fall between them.
            let rises = points.windows(2).all(|pair| pair[1].0 > pair[0].0 && pair[1].1 >= pair[0].1);
            return ends && rises;
        }
        let steps: Vec<f64> = (0..=100).map(|i| self.at(f64::from(i) / 100.0)).collect();
        steps.iter().all(|y| y.is_finite()) && steps.windows(2).all(|pair| pair[1] >= pair[0] - 1e-12)
    }
}

fn interpolate(points: &[(f64, f64)], x: f64) -> f64 {
    for pair in points.windows(2) {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        if x <= x1 {
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0);
        }
    }
    1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_curves_that_fall() {
        assert!(Curve::Hudson { c: -0.2, k: 6.0 }.is_valid());
        assert!(!Curve::Hudson { c: 0.0, k: 1.0 }.is_valid());
        assert!(!Curve::Hudson { c: 0.0, k: 0.0 }.is_valid());
        assert!(Curve::Custom { points: vec![(0.0, 0.0), (0.5, 0.2), (1.0, 1.0)] }.is_valid());
        assert!(!Curve::Custom { points: vec![(0.0, 0.0), (0.5, 0.7), (0.6, 0.5), (1.0, 1.0)] }.is_valid());
        assert!(!Curve::Custom { points: vec![(0.0, 0.0), (0.501, 0.9), (0.502, 0.5), (1.0, 1.0)] }.is_valid());
        assert!(!Curve::Custom { points: vec![(0.0, 0.1), (1.0, 1.0)] }.is_valid());
        assert!(!Curve::Custom { points: vec![] }.is_valid());
    }
}
