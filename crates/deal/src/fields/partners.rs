//! The partners, the terms on which they can leave, and partners that join later.

use super::build::*;
use super::choices::PARTNERS;
use super::{Choice, Field, Group};

const KINDS: &[Choice] = &[
    named("council", "Council"),
    named("agency", "Public agency"),
    named("housing_association", "Housing association"),
    named("developer", "Developer or house builder"),
    named("investor", "Pension fund or other investor"),
    named("community", "Community land trust, co-operative or parish"),
    named("other", "Other"),
];

const DISCOUNT_RATES: &[&str] =
    &["appraisal.developer_rate", "appraisal.housing_association_rate", "appraisal.council_rate"];

#[rustfmt::skip]
pub(super) const ROWS: &[Field] = &grouped(Group::Partners, [
    list("/partners", "Partners", "Two to eight.", "a partner", 2, FEW).also("parties"),
    name("/partners/*/name", "Full name", ""),
    name("/partners/*/short_name", "Short name", "Used in sentences and tables."),
    choice("/partners/*/kind", "Type of body", "", KINDS).also("council agency HA RP registered provider developer investor CLT"),
    switch("/partners/*/public", "Public body", "Its land and cash count in public cost.").or_no().also("public sector public money"),
    percent("/partners/*/votes_percent", "Share of votes", "").or(0.0).also("control governance deadlock"),
    yearly("/partners/*/discount_rate_percent", "Discount rate", "The partner’s own nominal rate.", 30.0).or(0.0).see(DISCOUNT_RATES).also("NPV net present value IRR MIRR cost of capital hurdle"),
    list("/exits", "Exit terms", "", "an exit", 0, FEW).or_empty().also("buy-out sale of interest Russian roulette Texas shoot-out"),
    reference("/exits/*/partner", "Who leaves", "", PARTNERS),
    month_end("/exits/*/month", "Date of exit").within(1.0, 720.0),
    percent("/exits/*/share_percent", "Share of the interest paid out on exit", "").or(100.0).also("discount"),
    percent("/exits/*/finished_homes_percent", "Sale price of completed homes on exit", "% of price.").within(0.0, 200.0).or(100.0).also("unsold stock"),
    percent("/exits/*/work_in_progress_percent", "Value of work in progress on exit", "% of cost.").within(0.0, 200.0).or(100.0).also("WIP"),
    money("/exits/*/kept_value", "Value of let property on exit", "").or(0.0).also("investment value"),
    percent("/exits/*/unbuilt_land_percent", "Value of undeveloped land on exit", "% of accepted value.").within(0.0, 1_000.0).or(100.0),
    percent("/exits/*/costs_percent", "Disposal costs", "% of the sale price.").or(0.0),
    list("/joins", "Partners that join later", "Each buys a part of a partner’s interest. New cash is a contribution with a first call and a price.", "a joining partner", 0, FEW).or_empty().also("late joiner transfer of interest buy in secondary sale"),
    name("/joins/*/name", "Who joins", ""),
    reference("/joins/*/partner", "Who sells", "", PARTNERS),
    month_end("/joins/*/month", "Date of joining").within(1.0, 720.0),
    percent("/joins/*/share_percent", "Part of the interest that is sold", "").at(50.0),
    money("/joins/*/price", "Price of the part", "Paid to the partner that sells.").means("par: that part of the capital and notes then outstanding"),
]);
