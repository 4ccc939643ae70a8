//! Inputs for outputs: jobs on site, apprentices, areas, and homes that come sooner (method 3.1 to 3.3).

use crate::defaults::{hundred, is_hundred, is_zero, one};
use serde::{Deserialize, Serialize};

/// Inputs for outputs, in addition to [`crate::Jobs`].
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Outputs {
    /// How many years sooner the homes come than they would have without the deal.
    #[serde(skip_serializing_if = "is_zero")]
    pub years_gained: f64,
    /// Space in which people will work.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub floorspace: Vec<Floorspace>,
    /// Apprentices for each home finished; used if `apprentices_per_million` is not given.
    #[serde(skip_serializing_if = "is_zero")]
    pub apprentices_per_home: f64,
    /// Apprentices for each £1m of construction spending at base prices.
    #[serde(skip_serializing_if = "is_zero")]
    pub apprentices_per_million: f64,
    /// The share of construction jobs that goes to new entrants, in percent.
    #[serde(skip_serializing_if = "is_zero")]
    pub new_entrants_percent: f64,
    /// The areas for which jobs are converted from gross to net.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<Area>,
}

impl Outputs {
    pub(crate) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Space in which people will work: `FTE = internal area x occupancy / density` (method 3.2).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Floorspace {
    /// The name of this row in paths.
    pub id: String,
    /// Its description.
    pub name: String,
    /// The commercial space of a phase, by id, whose floor area is used; none means its own area.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commercial: Option<String>,
    /// Floor area in square metres, where no commercial space is named.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub area_m2: f64,
    /// How the area is measured.
    #[serde(default)]
    pub measured: AreaMeasure,
    /// How the area of the density is measured.
    #[serde(default)]
    pub density_for: AreaMeasure,
    /// Net internal area over gross internal area, in percent: usually 80 to 85.
    #[serde(default = "net_to_gross", skip_serializing_if = "is_net_to_gross")]
    pub net_to_gross_percent: f64,
    /// The share of the space that is in use, in percent.
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    pub occupancy_percent: f64,
    /// Square metres for each full-time job.
    pub density_m2: f64,
}

/// How a floor area is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AreaMeasure {
    /// Net internal area.
    #[default]
    NetInternal,
    /// Gross internal area.
    GrossInternal,
}

/// From gross to net in one area, by a reference case or by deadweight, never both (method 3.3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// The name of this row in paths.
    pub id: String,
    /// The name of the area, such as the city or the region.
    pub name: String,
    /// Deadweight: jobs that would exist anyway, in percent; none if there is a reference case.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub deadweight_percent: f64,
    /// The deal's adjustments from gross to net.
    pub adjustments: Adjustments,
    /// The reference case: what would be there without the deal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<ReferenceCase>,
}

/// Shares deducted, and the multiplier (L, Dp, S and M in method 3.3).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Adjustments {
    /// Leakage: jobs that go to people outside the area, in percent (L).
    pub leakage_percent: f64,
    /// Displacement: activity taken from elsewhere in the area, in percent (Dp).
    pub displacement_percent: f64,
    /// Substitution: activity that replaces other activity of the same firms, in percent (S).
    pub substitution_percent: f64,
    /// Multiplier: jobs in the area for each job, through suppliers and wages (M).
    pub multiplier: f64,
}

impl Default for Adjustments {
    fn default() -> Self {
        Self { leakage_percent: 0.0, displacement_percent: 0.0, substitution_percent: 0.0, multiplier: one() }
    }
}

/// The reference case: what would be there without the deal, with its own adjustments (GI*, L*, Dp*, S* and M*).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReferenceCase {
    /// Permanent jobs on the site (GI*).
    pub jobs: f64,
    /// Their adjustments from gross to net.
    pub adjustments: Adjustments,
}

fn net_to_gross() -> f64 {
    80.0
}

fn is_net_to_gross(value: &f64) -> bool {
    *value == net_to_gross()
}
