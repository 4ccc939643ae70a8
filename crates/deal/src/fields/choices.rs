//! Names and lists that several fields choose from.

use super::build::{named, rows_of, variant};
use super::{Choice, Target, Variant};

pub(super) const PARTNERS: &[Target] = &[rows_of("/partners")];
pub(super) const SITES: &[Target] = &[rows_of("/sites")];
pub(super) const HOME_TYPES: &[Target] = &[rows_of("/home_types")];
pub(super) const PHASES: &[Target] = &[rows_of("/phases")];
pub(super) const SPACES: &[Target] = &[rows_of("/phases/*/commercial")];
/// Loans that a council may have to provide for.
pub(super) const LOANS: &[Target] =
    &[rows_of("/funding/scheduled_loans"), Target { list: "/contributions", variant: "cash_loan_note" }];

pub(super) const INDICES: &[Choice] = &[
    named("house_price", "House prices"),
    named("build_cost", "Building costs"),
    named("infrastructure", "Infrastructure costs"),
    named("fees", "Professional fees"),
    named("consumer_prices", "Consumer prices"),
    named("market_rent", "Market rents"),
    named("commercial_rent", "Commercial rents"),
    named("land", "Land and serviced plots"),
    named("council_tax", "Council tax"),
    named("gdp_deflator", "GDP deflator"),
];

pub(super) const TENURES: &[Choice] = &[
    named("market_sale", "Market sale"),
    named("discount_market_sale", "Discount market sale"),
    named("social_rent", "Social rent"),
    named("affordable_rent", "Affordable rent"),
    named("shared_ownership", "Shared ownership"),
    named("market_rent", "Market rent"),
    named("extra_care", "Extra care"),
    named("serviced_plot", "Serviced plot"),
];

pub(super) const RENT_INDICES: &[Choice] = &[
    named("social_rent", "Social rents: consumer prices and what the settlement adds"),
    named("market_rent", "Market rents"),
    named("consumer_prices", "Consumer prices"),
];

pub(super) const VALUE_BASES: &[Choice] =
    &[named("planned_use", "As planned by the deal"), named("existing_use", "As it is used now")];

pub(super) const COMPOUNDING: &[Choice] =
    &[named("compounding", "Compounding: unpaid return earns too"), named("simple", "Simple: on the capital only")];

pub(super) const AREA_MEASURES: &[Choice] =
    &[named("net_internal", "Net internal area"), named("gross_internal", "Gross internal area")];

/// How a total is spread over time (method 2.4).
pub(super) const CURVES: &[Variant] = &[
    variant("straight", "The same every month", &[]),
    variant("smooth", "Slow, fast, slow", &[]),
    variant("hudson", "Hudson’s S-curve (parameters C and K)", &["c", "k"]),
    variant("custom", "Custom curve", &["points"]),
];
