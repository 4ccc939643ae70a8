//! How cash is paid out: the waterfall (method 2.8).

use super::build::*;
use super::choices::{COMPOUNDING, PARTNERS};
use super::{Choice, Field, Group, Literal, Unit, Variant};
use crate::marks::MarkKind::Assumed;

const CLAIMS: &[Choice] = &[
    named("note_coupon", "Coupon of loan notes"),
    named("note_principal", "Principal of loan notes"),
    named("preferred_return", "Preferred return"),
    named("capital", "Return of capital"),
];

/// The order where none is given.
const USUAL_ORDER: &[&str] = &["note_coupon", "note_principal", "preferred_return", "capital"];

const CAPITAL_ORDERS: &[Choice] = &[
    named("side_by_side", "In proportion to balances (pari passu)"),
    named("land_first", "All land before cash"),
    named("cash_first", "All cash before land"),
];

const LAND_PREFERENCES: &[Choice] = &[
    named("credit", "From the day the land is credited"),
    named("matching_cash_date", "As cash comes in to match it"),
];

const DATES: &[Choice] = &[
    named("monthly", "Every month"),
    named("quarterly", "Every third month"),
    named("yearly", "Every twelfth month"),
    named("at_end", "Only at the end"),
];

const TESTS: &[Variant] = &[
    variant("rate_of_return", "A rate of return (IRR)", &["percent"]),
    variant("multiple", "A multiple of what was put in (equity multiple)", &["times"]),
    variant("amount", "A sum that has been paid", &["pounds"]),
];

#[rustfmt::skip]
pub(super) const ROWS: &[Field] = &grouped(Group::Sharing, [
    part("/sharing", "How cash is shared", "").also("waterfall distribution"),
    yearly("/sharing/preferred_return_percent", "Preferred return, a year", "Earned on land from the day it is credited and on cash from the day it is paid in.", 30.0).or(0.0).at(6.0).mark(Assumed, &["appraisal.preferred_return"]).also("return paid before the split pref hurdle coupon"),
    choice("/sharing/preferred_return", "Unpaid preferred return", "", COMPOUNDING).or_name("compounding").also("preferred return compounding simple"),
    choice("/sharing/land_preference_from", "Preferred return on land runs", "", LAND_PREFERENCES).or_name("credit").also("land_pref_from matching cash"),
    order("/sharing/order", "Order of payment before the split (waterfall)", "", CLAIMS).or_names(USUAL_ORDER).also("waterfall ranking priority"),
    choice("/sharing/capital_order", "Capital is returned", "", CAPITAL_ORDERS).or_name("side_by_side").also("pari passu"),
    percent("/sharing/recycled_percent", "Surplus reinvested", "The rest is paid to the partners.").or(0.0).also("reinvestment pot recycling rho"),
    list("/sharing/tiers", "Tiers", "Shares of the surplus. Each tier applies until its test is met, in this order.", "a tier", 0, FEW).or_empty().see(&["appraisal.promote"]).also("promote hurdle waterfall IRR carried interest"),
    variants("/sharing/tiers/*/test", "Tier ends when this is reached", "", TESTS).also("hurdle"),
    yearly("/sharing/tiers/*/test/rate_of_return/percent", "Tier ends at a rate of return (IRR) of", "", 1_000.0).at(15.0).mark(Assumed, &["appraisal.promote"]).also("IRR hurdle"),
    number("/sharing/tiers/*/test/multiple/times", "Tier ends at a multiple of", "", 0.0, 1_000.0).at(1.0).also("equity multiple MOIC hurdle"),
    money("/sharing/tiers/*/test/amount/pounds", "Tier ends after the first", "").also("hurdle"),
    references("/sharing/tiers/*/class", "Partners whose return is tested", "If blank, all.", PARTNERS).or_empty().also("class"),
    list("/sharing/tiers/*/split", "Split of the tier", "It adds up to 100%.", "a share", 1, FEW).named_by(PARTNERS).also("promote"),
    percent("/sharing/tiers/*/split/*/percent", "Share of the tier", "").starts(Literal::Rest).also("promote"),
    list("/sharing/split", "Split of the surplus", "It adds up to 100%; if blank, shared in proportion to contributions.", "a share", 0, FEW).or_empty().named_by(PARTNERS).also("profit share residual"),
    percent("/sharing/split/*/percent", "Share of the surplus", "").starts(Literal::Rest).also("profit share"),
    choice("/sharing/dates", "Cash is paid out", "", DATES).or_name("monthly").also("distribution dates"),
    count("/sharing/look_ahead_months", "Cash reserve (look-ahead)", "In months of costs to come.", Unit::Months, 720.0).or(12.0).mark(Assumed, &["appraisal.look_ahead"]).also("hold-back reserve"),
    switch("/sharing/while_loans_stand", "Partners are paid while loans are owed", "Loans drawn when needed; scheduled loans never stop it.").or_no().also("distribution lock-up"),
]);
