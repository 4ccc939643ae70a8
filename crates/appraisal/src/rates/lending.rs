//! Loans and grant (method 1.8, 4.2).

use super::Rate;
use super::Value::{Named, One, Rule};
use deal::MarkKind::{Calculated, Source, Unverified};

#[rustfmt::skip]
pub(super) const ROWS: &[Rate] = &[
    Rate { id: "lending.senior_rate", what: "Interest on senior debt", value: One(8.0), unit: "% a year", from: "", to: "", sources: &[], mark: Unverified, note: "A suggestion only: type the rate" },
    Rate { id: "lending.senior_fee", what: "Arrangement fee on senior debt", value: One(1.5), unit: "% of the limit", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "lending.loan_to_cost", what: "Loan to cost (LTC), maximum", value: One(60.0), unit: "%", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "lending.loan_to_value", what: "Loan to gross development value, maximum", value: One(60.0), unit: "%", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "lending.pwlb_hra_margin", what: "Public Works Loan Board (PWLB), housing revenue account (HRA) rate: above gilts", value: One(0.40), unit: "points", from: "", to: "2025-06-30", sources: &["L10", "L11"], mark: Source, note: "Extended to June 2025 in November 2023; the day is our reading; check whether it was extended again" },
    Rate { id: "lending.pwlb_hra_discount", what: "Public Works Loan Board (PWLB), housing revenue account (HRA) rate: below the standard rate", value: One(0.60), unit: "points", from: "", to: "2025-06-30", sources: &["L10", "L11"], mark: Source, note: "" },
    Rate { id: "lending.pwlb_standard_margin", what: "Public Works Loan Board (PWLB), standard rate: above gilts", value: One(1.00), unit: "points", from: "", to: "", sources: &["L10"], mark: Calculated, note: "0.40 + 0.60" },
    Rate { id: "lending.pwlb_certainty_discount", what: "Public Works Loan Board (PWLB), certainty rate: below the standard rate", value: One(0.20), unit: "points", from: "", to: "", sources: &["L10"], mark: Source, note: "" },
    Rate { id: "lending.pwlb_certainty_margin", what: "Public Works Loan Board (PWLB), certainty rate: above the 20-year gilt", value: One(0.80), unit: "points", from: "", to: "", sources: &["L10"], mark: Calculated, note: "1.00 - 0.20; type the gilt yield" },
    Rate { id: "lending.national_housing_bank", what: "National Housing Bank: funds available", value: Named(&[("in all", 16.0), ("capital", 10.5), ("of it loans at low interest", 2.5), ("guarantees", 5.5)]), unit: "£bn", from: "2025-06-18", to: "", sources: &["L20"], mark: Source, note: "A subsidiary of Homes England; the equivalent today of the 2009 agency as a cash partner" },
    Rate { id: "lending.low_interest_loan", what: "Loans at low interest: rate offered", value: One(0.1), unit: "% a year", from: "2026-01-28", to: "", sources: &["L14"], mark: Source, note: "From a headline; the date is that of the rent announcement published with it" },
    Rate { id: "lending.grant_programme", what: "Social and Affordable Homes Programme 2026-36", value: Named(&[("£bn", 39.0), ("homes, about", 300_000.0), ("% social rent", 60.0)]), unit: "as named", from: "2025-11-07", to: "", sources: &["L19"], mark: Source, note: "" },
    Rate { id: "lending.grant_section_106", what: "Grant on homes under section 106", value: Rule("Nil, unless there is a reason: the 2026-36 programme did not change the rule"), unit: "", from: "2025-11-07", to: "", sources: &["L19"], mark: Source, note: "A change was being considered for London only" },
    Rate { id: "lending.grant_share", what: "Grant as a share of the cost of affordable homes", value: One(20.0), unit: "% of development cost", from: "2023-01-01", to: "", sources: &["J14"], mark: Source, note: "A suggestion from a 2023 article; use the actual offer" },
];
