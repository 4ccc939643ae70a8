//! Jobs and additionality (method 3.2, 3.3).

use serde::{Deserialize, Serialize};

/// Jobs and additionality (method 3.2, 3.3).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Jobs {
    /// Person-years of construction work for each £1m of construction spending (the coefficient of method 3.2).
    pub person_years_per_million: f64,
    /// The lowest figure found in a source, for the range (method 4.4).
    pub low_person_years_per_million: f64,
    /// Deadweight: jobs and homes that would exist anyway, in percent (dw in method 3.3).
    pub deadweight_percent: f64,
    /// Leakage: jobs that go to people outside the area, in percent (L in method 3.3).
    pub leakage_percent: f64,
    /// Displacement: activity taken from elsewhere in the area, in percent (Dp in method 3.3).
    pub displacement_percent: f64,
    /// Substitution: activity that replaces other activity of the same firms, in percent (S in method 3.3).
    pub substitution_percent: f64,
    /// Multiplier: jobs in the area for each job, through suppliers and wages (M in method 3.3).
    pub multiplier: f64,
}

impl Default for Jobs {
    /// The default set shown to a new user (method 4.4).
    fn default() -> Self {
        Self {
            person_years_per_million: 15.0,
            low_person_years_per_million: 4.8,
            deadweight_percent: 25.0,
            leakage_percent: 10.0,
            displacement_percent: 25.0,
            substitution_percent: 0.0,
            multiplier: 1.1,
        }
    }
}
