//! Facts to check again before a release (method 4.6).

/// A fact to check again, and the rows that depend on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recheck {
    /// The ids of the rows.
    pub rows: &'static [&'static str],
    /// What to check.
    pub what: &'static str,
}

/// Everything to check again.
#[rustfmt::skip]
pub const RECHECK: &[Recheck] = &[
    Recheck { rows: &["discount_rates.green_book", "discount_rates.green_book_low"], what: "Whether the review of 30 June 2026 changed the Green Book's rates, and from when" },
    Recheck { rows: &["value_for_money.appraisal_guide"], what: "Unit values of the fourth edition of the department's appraisal guide" },
    Recheck { rows: &["costs.margin_market", "costs.margin_affordable", "costs.margin_blended"], what: "Planning practice guidance on viability, and the final National Planning Policy Framework of 2026" },
    Recheck { rows: &["council.right_to_buy_exemption", "council.right_to_buy_eligibility", "council.right_to_buy_discount", "council.right_to_buy_receipts", "tenure_values.right_to_buy_attrition"], what: "Whether the reform of the Right to Buy has become law" },
    Recheck { rows: &["lending.pwlb_hra_margin", "lending.pwlb_hra_discount"], what: "The last day of the housing revenue account rate" },
    Recheck { rows: &["lending.grant_programme", "lending.grant_section_106"], what: "Rules of the Social and Affordable Homes Programme, including grant on section 106 homes" },
    Recheck { rows: &["costs.building_safety_levy"], what: "Rates and first day of the building safety levy" },
    Recheck { rows: &["public_law.minimal_assistance"], what: "The minimal assistance threshold" },
    Recheck { rows: &["council.band_d"], what: "Band D council tax of 2026-27" },
    Recheck { rows: &["public_law.general_disposal_consent"], what: "Whether the General Disposal Consent threshold has been raised" },
    Recheck { rows: &["tax.stamp_duty_non_residential"], what: "The bands and their first day, which are general knowledge" },
];
