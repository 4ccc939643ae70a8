//! Value for money in the economic case (method 3.6).

use super::Rate;
use super::Value::{Named, One, Rule};
use deal::MarkKind::{SecondHand, Source};

#[rustfmt::skip]
pub(super) const ROWS: &[Rate] = &[
    Rate { id: "value_for_money.labels", what: "Category of a benefit-cost ratio (BCR), starting at each figure; below the first it is poor", value: Named(&[("low", 1.0), ("medium", 1.5), ("high", 2.0), ("very high", 4.0)]), unit: "ratio", from: "", to: "", sources: &["E12"], mark: SecondHand, note: "The Department for Transport's categories; show the number first" },
    Rate { id: "value_for_money.brownfield_pass", what: "Pass mark for council bids for brownfield funding, after unmonetised effects", value: One(1.0), unit: "ratio", from: "2022-07-01", to: "", sources: &["E6"], mark: Source, note: "" },
    Rate { id: "value_for_money.new_use_value", what: "Value in the new use, for land value uplift", value: Rule("Gross development value less costs, fees and minimum profit"), unit: "", from: "", to: "", sources: &["E5"], mark: Source, note: "" },
    Rate { id: "value_for_money.appraisal_guide", what: "Edition of the department's appraisal guide", value: Rule("Third edition of 31 March 2025; fourth with a technical annex of 18 February 2026, the source for unit values"), unit: "", from: "2026-02-18", to: "", sources: &["E4"], mark: Source, note: "The tables were not read, so no unit value is given: type them" },
];
