//! How costs are funded: the order, loans, guarantees and what lenders test (method 1.8, 2.7).

use super::build::*;
use super::choices::PARTNERS;
use super::{Choice, Field, Group, Unit, Variant};
use crate::marks::MarkKind::{Assumed, Unverified};

const ORDERS: &[Variant] = &[
    variant("equity_first", "Partners’ cash, then loans", &[]),
    variant("pro_rata", "Loans and partners side by side", &["facility_share_percent"]),
    variant("matched", "Partners’ cash to match the land, then loans", &["ratio", "timing"]),
    variant("debt_first", "Loans, then partners’ cash", &[]),
];

const TIMINGS: &[Choice] = &[named("on_need", "When it is needed"), named("at_credit", "When the land is credited")];

const INTEREST: &[Choice] =
    &[named("twelfths", "A twelfth each month"), named("actual_365", "Actual days / 365 (Actual/365)")];

const SHAPES: &[Choice] = &[
    named("maturity", "All at the end"),
    named("equal_principal", "Equal instalments of principal"),
    named("annuity", "Level payments"),
];

const GUARANTEES: &[Choice] = &[
    named("cost_overrun", "Cost overruns"),
    named("interest", "Interest"),
    named("completion", "Completion of the homes"),
];

const COVENANTS: &[Choice] = &[
    named("loan_to_cost", "Loan to cost (LTC), at most"),
    named("loan_to_value", "Loan to value (LTV), at most"),
    named("loan_to_gross_development_value", "Loan to gross development value (LTGDV), at most"),
    named("interest_cover", "Interest cover (ICR), at least"),
    named("debt_service_cover", "Debt service cover (DSCR), at least"),
    named("ebitda_mri_interest_cover", "EBITDA-MRI interest cover, at least"),
    named("gearing", "Gearing, at most"),
];

const PWLB: &[&str] = &[
    "lending.pwlb_certainty_margin",
    "lending.pwlb_standard_margin",
    "lending.pwlb_hra_margin",
    "lending.low_interest_loan",
];

#[rustfmt::skip]
pub(super) const ROWS: &[Field] = &grouped(Group::Funding, [
    part("/funding", "Funding", "").also("finance"),
    variants("/funding/order", "Funding order", "When cash is needed and grant has been drawn.", ORDERS).also("who pays first equity first debt first pro rata match"),
    percent("/funding/order/pro_rata/facility_share_percent", "Share that loans pay", "Partners pay the rest.").at(60.0).also("pro rata"),
    number("/funding/order/matched/ratio", "Cash for each £1 of land", "", 0.0, 1_000.0).at(1.0).also("match ratio"),
    choice("/funding/order/matched/timing", "Matching cash is called", "", TIMINGS).or_name("on_need").also("match timing"),
    money("/funding/minimum_cash", "Minimum cash balance", "").or(0.0).mark(Assumed, &["appraisal.minimum_cash"]).also("min cash reserve"),
    yearly("/funding/cash_interest_percent", "Interest earned on cash", "", 30.0).or(0.0).also("deposit"),
    percent("/funding/sweep_percent", "Free cash that repays loans (cash sweep)", "").or(100.0).also("cash sweep"),
    list("/funding/facilities", "Loans drawn when needed", "In the order of their rank.", "a loan", 0, FEW).or_empty().also("facilities senior debt mezzanine debt"),
    name("/funding/facilities/*/name", "Name of the loan", ""),
    money("/funding/facilities/*/limit", "Loan limit", "The maximum that can be owed. £0 = nothing can be drawn.").also("facility"),
    yearly("/funding/facilities/*/rate_percent", "Loan interest, a year", "", 30.0).at(8.0).mark(Unverified, &["lending.senior_rate"]).also("rate margin"),
    choice("/funding/facilities/*/interest", "A month’s interest is", "", INTEREST).or_name("twelfths").also("day count actual 365"),
    percent("/funding/facilities/*/arrangement_fee_percent", "Arrangement fee", "% of the limit.").or(0.0).at(1.5).mark(Unverified, &["lending.senior_fee"]),
    yearly("/funding/facilities/*/non_utilisation_fee_percent", "Commitment fee on undrawn loan", "", 30.0).or(0.0).also("non-utilisation commitment fee"),
    percent("/funding/facilities/*/exit_fee_percent", "Exit fee", "% of the limit, due when the loan is first repaid in full.").or(0.0),
    percent("/funding/facilities/*/loan_to_cost_percent", "Loan to cost (LTC)", "The most owed, % of cost to date: land, costs, loan interest and fees. The loan limit applies too.").means("no limit of this kind").at(60.0).mark(Unverified, &["lending.loan_to_cost"]).also("LTC"),
    percent("/funding/facilities/*/loan_to_value_percent", "Loan to gross development value (LTGDV)", "The most owed, % of the homes’ total value; the loan limit applies too.").means("no limit of this kind").at(60.0).mark(Unverified, &["lending.loan_to_value"]).also("LTGDV LTV"),
    month_end("/funding/facilities/*/rolled_to_month", "Interest is added to the loan until").means("the end").also("rolled up capitalised"),
    month_end("/funding/facilities/*/available_to_month", "Can be drawn until").means("the end").also("availability period"),
    switch("/funding/facilities/*/revolving", "Repaid amounts can be drawn again (revolving)", "").or_yes().also("revolving"),
    list("/funding/scheduled_loans", "Scheduled loans", "Interest and repayments every half-year.", "a scheduled loan", 0, FEW).or_empty().also("PWLB on-lent council loan"),
    name("/funding/scheduled_loans/*/name", "Name of the loan", ""),
    reference("/funding/scheduled_loans/*/lender", "On-lent by", "", PARTNERS).means("no partner").also("on-lending"),
    month_end("/funding/scheduled_loans/*/month", "Loan is drawn"),
    money("/funding/scheduled_loans/*/amount", "Loan", "Drawn on its date."),
    yearly("/funding/scheduled_loans/*/rate_percent", "Loan interest, a year", "Half is charged each half-year.", 30.0).see(PWLB).also("PWLB gilt"),
    yearly("/funding/scheduled_loans/*/margin_percent", "Margin of the lending partner, a year", "", 30.0).or(0.0).also("on-lending margin"),
    count("/funding/scheduled_loans/*/years", "Loan runs for", "In years.", Unit::Years, 60.0).within(1.0, 60.0).at(30.0),
    choice("/funding/scheduled_loans/*/shape", "Loan is repaid", "", SHAPES).also("maturity EIP annuity"),
    list("/funding/guarantees", "Guarantees", "What partners pay when no other funding is left, in this order.", "a guarantee", 0, FEW).or_empty(),
    reference("/funding/guarantees/*/partner", "Guarantor", "", PARTNERS),
    choice("/funding/guarantees/*/kind", "What is guaranteed", "", GUARANTEES),
    money("/funding/guarantees/*/limit", "Guarantee", "The most that is paid.").also("cap"),
    list("/funding/covenants", "Covenants", "What lenders test every quarter; a breach is flagged.", "a covenant", 0, FEW).or_empty().also("what lenders test LTC LTV ICR DSCR gearing"),
    choice("/funding/covenants/*/measure", "What is tested", "", COVENANTS).also("LTC LTV LTGDV ICR DSCR gearing"),
    number("/funding/covenants/*/limit", "Covenant", "As a ratio.", 0.0, 100.0),
]);
