//! Optimism bias on cost and time, for the economic case only (method 3.6).

use super::Rate;
use super::Value::Named;
use deal::MarkKind::Source;

#[rustfmt::skip]
pub(super) const ROWS: &[Rate] = &[
    Rate { id: "optimism_bias.standard_buildings", what: "Optimism bias: standard buildings", value: Named(&[("cost, upper", 24.0), ("cost, lower", 2.0), ("time, upper", 4.0), ("time, lower", 1.0)]), unit: "%", from: "2002-01-01", to: "", sources: &["E3"], mark: Source, note: "Kinds of works are weighted by cost. Contingency already in the cost is not added again" },
    Rate { id: "optimism_bias.non_standard_buildings", what: "Optimism bias: non-standard buildings", value: Named(&[("cost, upper", 51.0), ("cost, lower", 4.0), ("time, upper", 39.0), ("time, lower", 2.0)]), unit: "%", from: "2002-01-01", to: "", sources: &["E3"], mark: Source, note: "" },
    Rate { id: "optimism_bias.standard_civil", what: "Optimism bias: standard civil engineering", value: Named(&[("cost, upper", 44.0), ("cost, lower", 3.0), ("time, upper", 20.0), ("time, lower", 1.0)]), unit: "%", from: "2002-01-01", to: "", sources: &["E3"], mark: Source, note: "" },
    Rate { id: "optimism_bias.non_standard_civil", what: "Optimism bias: non-standard civil engineering", value: Named(&[("cost, upper", 66.0), ("cost, lower", 6.0), ("time, upper", 25.0), ("time, lower", 3.0)]), unit: "%", from: "2002-01-01", to: "", sources: &["E3"], mark: Source, note: "" },
];
