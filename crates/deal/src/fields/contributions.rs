//! Contributions (method 1.3).

use super::build::*;
use super::choices::{COMPOUNDING, PARTNERS, SITES};
use super::{Field, Group, Literal, Unit, Variant};

const KINDS: &[Variant] = &[
    variant("land_in_kind", "Land, credited as capital", &["site", "share_percent"]),
    variant(
        "land_loan_note",
        "Land, credited as a loan note",
        &["site", "share_percent", "coupon_percent", "coupon", "maturity_month"],
    ),
    variant(
        "land_deferred",
        "Land, paid for later in cash",
        &["site", "share_percent", "instalments", "long_stop_month"],
    ),
    variant(
        "cash_equity",
        "Cash, as capital",
        &["partner", "amount", "from_month", "schedule", "revolving", "price_percent"],
    )
    .needs(&["partner"]),
    variant(
        "cash_loan_note",
        "Cash, as a loan note",
        &["partner", "amount", "from_month", "schedule", "coupon_percent", "coupon", "maturity_month"],
    )
    .needs(&["partner"]),
    variant("grant", "Grant", &["giver", "partner", "amount", "from_month", "schedule", "repayable_month"]),
    variant("services_in_kind", "Work in kind", &["partner", "schedule", "limit"]).needs(&["partner", "schedule"]),
];

const DUE: &[Variant] = &[
    variant("drawdown", "Drawdown of the phase", &[]),
    variant("start", "The start of building", &[]),
    variant("sale", "Number of homes sold", &["number"]),
    variant("date", "A date", &["month"]),
];

#[rustfmt::skip]
pub(super) const ROWS: &[Field] = &grouped(Group::Contributions, [
    list("/contributions", "What each partner puts in", "", "a contribution", 1, MOST_CONTRIBUTIONS).also("equity land cash grant"),
    variants("/contributions/*", "Type of contribution", "", KINDS).also("land in kind loan note deferred cash equity grant services in kind"),
    reference("/contributions/*/site", "Site that is put in", "Its owner is credited or paid.", SITES),
    percent("/contributions/*/share_percent", "Share of the site", "% of its value.").or(100.0).also("split"),
    reference("/contributions/*/partner", "Partner", "Who pays, does the work or gives the grant.", PARTNERS).means("no partner"),
    text("/contributions/*/giver", "Who gives the grant", "In words.").or_empty().also("Homes England"),
    money("/contributions/*/amount", "Amount", "The most that is paid in. It is called for costs, or to match land, as the funding order says; not to repay loans drawn when needed.").or(0.0).see(&["lending.grant_share", "lending.grant_section_106"]).also("cash commitment equity grant"),
    month_end("/contributions/*/from_month", "First call").or(0.0),
    list("/contributions/*/schedule", "Sums on dates", "Paid whether needed or not.", "a dated sum", 0, MOST_ROWS).or_empty().also("scheduled"),
    month_end("/contributions/*/schedule/*/month", "When"),
    money("/contributions/*/schedule/*/amount", "Sum", "Paid on its date, needed or not."),
    switch("/contributions/*/revolving", "Returned capital can be called again", "").or_no().also("revolving"),
    percent("/contributions/*/price_percent", "Price of capital", "% of par; more than 100 where a partner joins late and pays for it.").within(10.0, 1_000.0).or(100.0).also("late joiner premium discount"),
    yearly("/contributions/*/coupon_percent", "Coupon, a year", "Paid in the order of payment (waterfall).", 30.0).also("interest loan note"),
    choice("/contributions/*/coupon", "Unpaid coupon", "", COMPOUNDING).or_name("compounding").also("compounding simple roll-up PIK"),
    month_end("/contributions/*/maturity_month", "Note falls due").means("no date").also("maturity"),
    list("/contributions/*/instalments", "Instalments of the price of land", "They add up to 100%.", "an instalment", 1, MOST_ROWS).also("deferred land payment"),
    percent("/contributions/*/instalments/*/percent", "Share of the price of land", "").starts(Literal::Rest),
    variants("/contributions/*/instalments/*/due", "Instalment is due on", "", DUE).also("trigger"),
    count("/contributions/*/instalments/*/due/sale/number", "Due at", "Homes sold.", Unit::Homes, 5_000.0).within(1.0, 5_000.0),
    month_end("/contributions/*/instalments/*/due/date/month", "Due"),
    month_end("/contributions/*/long_stop_month", "Latest payment for land (long-stop)").means("the end").also("long stop"),
    month_end("/contributions/*/repayable_month", "Grant is repaid").means("never").also("recoverable"),
    money("/contributions/*/limit", "Maximum credited", "").also("cap"),
]);
