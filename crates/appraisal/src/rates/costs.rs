//! Costs, margins and growth (method 4.2, 2.11, 1.4, 1.9).

use super::Rate;
use super::Value::{Between, Named, One, Rule, Usual};
use deal::MarkKind::{Assumed, SecondHand, Source, Unverified};

#[rustfmt::skip]
pub(super) const ROWS: &[Rate] = &[
    Rate { id: "costs.build_private", what: "Build cost per m², homes for sale", value: Usual(1_800.0, 1_400.0, 2_300.0), unit: "£ per m²", from: "2025-01-01", to: "", sources: &["E12"], mark: SecondHand, note: "A suggestion only: type the build cost. First quarter of 2025, credited there to BCIS; weak" },
    Rate { id: "costs.build_social", what: "Build cost per m², social housing", value: Between(1_600.0, 2_500.0), unit: "£ per m²", from: "2025-01-01", to: "", sources: &["E12"], mark: SecondHand, note: "First quarter of 2025, credited there to BCIS; weak" },
    Rate { id: "costs.externals", what: "External works", value: Usual(15.0, 10.0, 25.0), unit: "% of build cost", from: "2025-01-01", to: "", sources: &["E12"], mark: SecondHand, note: "" },
    Rate { id: "costs.fees", what: "Professional fees", value: Usual(10.0, 8.0, 15.0), unit: "% of works", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "costs.fees_cross_check", what: "Professional fees, another source", value: Between(12.0, 20.0), unit: "% of works", from: "", to: "", sources: &["E12"], mark: SecondHand, note: "" },
    Rate { id: "costs.contingency", what: "Contingency", value: Named(&[("usual", 5.0), ("brownfield or refurbishment", 10.0)]), unit: "% of works", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "costs.contingency_cross_check", what: "Contingency, another source", value: Between(5.0, 15.0), unit: "% of works", from: "", to: "", sources: &["E12"], mark: SecondHand, note: "" },
    Rate { id: "costs.sales_cost", what: "Sales costs: marketing, agents and legal fees", value: One(3.0), unit: "% of market sales", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "costs.sales_cost_per_home", what: "Sales cost per home, in addition to the percentage", value: One(750.0), unit: "£ a home", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "costs.margin_market", what: "Developer's margin on market homes, in plan-making", value: Between(15.0, 20.0), unit: "% of gross development value", from: "", to: "", sources: &["E18"], mark: SecondHand, note: "A summary of planning practice guidance; 20% \"may be\" suitable in the draft of 2018. Standard inputs were being revised from December 2025 to mid 2026" },
    Rate { id: "costs.margin_affordable", what: "Developer's margin on affordable homes, in plan-making", value: One(6.0), unit: "% of gross development value", from: "", to: "", sources: &["E18"], mark: SecondHand, note: "The method gives the same figure without a source where it blends margins (2.11)" },
    Rate { id: "costs.margin_blended", what: "Margins blended by value for a residual land value", value: Named(&[("market", 17.5), ("affordable", 6.0), ("commercial", 15.0)]), unit: "% of gross development value", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "costs.management", what: "Development management", value: One(3.0), unit: "% of cost", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "costs.growth_prices", what: "House price growth", value: One(2.5), unit: "% a year", from: "", to: "", sources: &[], mark: Assumed, note: "Show the result without growth too" },
    Rate { id: "costs.growth_costs", what: "Build cost growth", value: One(2.5), unit: "% a year", from: "", to: "", sources: &[], mark: Assumed, note: "Show the result without growth too" },
    Rate { id: "costs.overage_share", what: "Landowner's share of overage, an example", value: One(50.0), unit: "%", from: "", to: "", sources: &["J16"], mark: Source, note: "" },
    Rate { id: "costs.overage_period", what: "Overage period, in two practice notes", value: Named(&[("one note, from", 5.0), ("one note, to", 20.0), ("another note, from", 5.0), ("another note, to", 30.0)]), unit: "years", from: "", to: "", sources: &["J16"], mark: Source, note: "" },
    Rate { id: "costs.building_safety_levy", what: "Building safety levy", value: Rule("Due from October 2026, by floor area; type the rate"), unit: "", from: "", to: "", sources: &[], mark: Unverified, note: "" },
];
