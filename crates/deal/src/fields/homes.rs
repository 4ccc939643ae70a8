//! The kinds of home: what each is, costs and fetches; what is transferred in stages, let, or kept as shared ownership.

use super::build::*;
use super::choices::{HOME_TYPES, INDICES, RENT_INDICES, TENURES};
use super::{Field, Group, Unit};
use crate::marks::MarkKind::Unverified;

const TRANSFERS: &[&str] = &[
    "tenure_values.social_rent_transfer",
    "tenure_values.affordable_rent_transfer",
    "tenure_values.shared_ownership_transfer",
    "tenure_values.discount_market_sale",
];

const YIELD: &str = "Net rent a year over the value.";

#[rustfmt::skip]
pub(super) const ROWS: &[Field] = &grouped(Group::Homes, [
    list("/home_types", "Home types", "", "a home type", 1, MOST_ROWS).also("kinds of home unit types products tenures affordable"),
    name("/home_types/*/name", "Name of the home type", ""),
    choice("/home_types/*/tenure", "Tenure", "How it is disposed of.", TENURES).also("affordable market sale rent"),
    money("/home_types/*/price", "Price, per home", "At prices of the first month.").means("that of another home type, or none where it is let").at(0.0).also("sales value OMV GDV gross development value"),
    reference("/home_types/*/price_from", "Price is that of", "Uses another home type’s price.", HOME_TYPES).means("a price of its own"),
    percent("/home_types/*/percent_of_price", "Share of market price paid", "").within(0.0, 200.0).or(100.0).see(TRANSFERS).also("transfer value % of OMV DMS First Homes"),
    money("/home_types/*/build_cost", "Build cost, per home", "At prices of the first month, before fees.").means("only the cost per m², if given").also("construction"),
    money("/home_types/*/build_cost_per_m2", "Build cost per m²", "Times the floor area; in addition to any cost per home.").or(0.0).see(&["costs.build_private", "costs.build_social"]).also("£/m2 BCIS"),
    money("/home_types/*/infrastructure_cost", "Roads and services, per home", "At prices of the first month.").means("not paid by the venture").also("infrastructure plot"),
    reference("/home_types/*/costs_from", "Costs are those of", "Uses another home type’s costs.", HOME_TYPES).means("costs of its own"),
    area("/home_types/*/area_m2", "Floor area, per home", "Gross internal area.", 10_000.0).or(0.0).also("GIA m2 size"),
    month("/home_types/*/launch_month", "First sales", "In months after building starts.").unit(Unit::Months).within(-120.0, 720.0).or(0.0).also("launch off-plan"),
    pace("/home_types/*/sales_a_month", "Sales a month", "In each phase that is on sale.").means("sold as completed").see(&["programme.sales_per_outlet_week", "programme.homes_per_outlet_year", "programme.outlets"]).also("absorption rate of sale"),
    month("/home_types/*/sale_lag_months", "From reservation to cash", "In months.").unit(Unit::Months).within(0.0, 120.0).or(0.0).at(3.0).mark(Unverified, &["programme.sale_lag"]).also("lag exchange completion q"),
    choice("/home_types/*/price_index", "Price moves with", "", INDICES).means("house prices, and the land index for serviced plots").also("indexation"),
    switch("/home_types/*/has_sales_costs", "Sales costs apply", "").means("only where homes are sold one by one").also("marketing agent"),
    text("/home_types/*/recipient", "Who receives the homes", "The name of a partner, or of anyone else.").or_empty().also("RP registered provider transferee council HRA"),
    number("/home_types/*/bedrooms", "Bedrooms, per home", "", 0.0, 20.0).or(0.0).also("beds"),
    number("/home_types/*/persons", "Persons, per home", "", 0.0, 20.0).or(2.4).mark(Unverified, &["programme.persons_per_home"]).also("household size"),
    percent("/home_types/*/nominations_percent", "First lettings nominated by the council", "Of rented homes.").or(0.0).also("nominations"),
    percent("/home_types/*/relets_percent", "Relets, a year", "").or(0.0).also("let again turnover"),
    percent("/home_types/*/relet_nominations_percent", "Later lettings nominated by the council", "").or(0.0).also("relet nominations"),
    option("/home_types/*/stages", "Stage payments of a transfer", "", "paid as homes are completed").also("golden brick package deal"),
    percent("/home_types/*/stages/land_percent", "Paid for the land", "").also("golden brick x"),
    percent("/home_types/*/stages/build_percent", "Paid as building goes on", "").also("y"),
    month("/home_types/*/stages/golden_brick_month", "Land payment", "In months after building starts.").unit(Unit::Months).or(0.0).also("golden brick lag"),
    option("/home_types/*/letting", "Letting by the venture", "Homes are retained and let.", "sold or transferred").also("build to rent retained"),
    money("/home_types/*/letting/rent_a_week", "Rent, a week", "Of one home, at prices of the first month.").or(0.0),
    pace("/home_types/*/letting/lets_a_month", "Homes let a month", "In each phase.").means("let as completed").also("lease-up"),
    choice("/home_types/*/letting/rent_index", "Rent moves with", "", RENT_INDICES).or_name("social_rent").see(&["rents.above_consumer_prices"]).also("CPI + 1%"),
    percent("/home_types/*/letting/void_percent", "Rent lost to voids", "").or(0.0).at(2.5).mark(Unverified, &["tenure_values.voids"]).also("voids"),
    percent("/home_types/*/letting/bad_debt_percent", "Bad debts", "").or(0.0).at(1.0).mark(Unverified, &["tenure_values.bad_debt"]).also("bad debt arrears"),
    money("/home_types/*/letting/service_charge_a_year", "Service charge, a year", "Lost while a home is empty.").or(0.0),
    part("/home_types/*/letting/upkeep", "Upkeep of a home that is let", "").see(&["tenure_values.upkeep"]).also("opex"),
    money("/home_types/*/letting/upkeep/management_a_year", "Management, a year", "Of one home.").or(0.0),
    money("/home_types/*/letting/upkeep/repairs_a_year", "Repairs, a year", "Of one home.").or(0.0).also("maintenance"),
    money("/home_types/*/letting/upkeep/major_repairs_a_year", "Major repairs, a year", "Of one home.").or(0.0).also("capital works sinking fund"),
    years("/home_types/*/letting/upkeep/major_repairs_from_year", "Major repairs begin in year", "").or(1.0),
    percent("/home_types/*/letting/yield_percent", "Yield", YIELD).or(0.0).also("capitalisation"),
    percent("/home_types/*/letting/purchasers_costs_percent", "Buyer’s costs", "% of the value.").or(0.0).also("purchaser's costs"),
    month("/home_types/*/letting/exit_month", "Sold after month", "In months from the start.").means("retained").also("exit"),
    option("/home_types/*/shared_ownership", "Shared ownership retained by the venture", "A first share is sold, the rest pays rent.", "sold or transferred").see(&["tenure_values.least_first_share"]).also("SO part buy part rent"),
    percent("/home_types/*/shared_ownership/first_share_percent", "First share sold", "").or(0.0).at(35.0).mark(Unverified, &["tenure_values.first_share", "tenure_values.least_first_share"]).also("initial tranche"),
    yearly("/home_types/*/shared_ownership/rent_percent", "Rent on the unsold share", "% of its value.", 30.0).or(0.0).at(2.75).mark(Unverified, &["tenure_values.shared_ownership_rent", "tenure_values.shared_ownership_rent_cross_check"]),
    yearly("/home_types/*/shared_ownership/staircasing_percent", "Staircasing, a year", "% of the unsold share.", 99.0).or(0.0).see(&["tenure_values.staircasing"]).also("staircasing"),
    choice("/home_types/*/shared_ownership/rent_index", "Shared ownership rent moves with", "", RENT_INDICES).or_name("social_rent"),
    count("/home_types/*/shared_ownership/landlord_repairs_months", "Landlord repairs for", "In months from the sale.", Unit::Months, 720.0).means("for ever").see(&["tenure_values.landlord_repairs"]),
    part("/home_types/*/shared_ownership/upkeep", "Upkeep of a shared ownership home", "").see(&["tenure_values.upkeep"]),
    money("/home_types/*/shared_ownership/upkeep/management_a_year", "Shared ownership management, a year", "Of one home.").or(0.0),
    money("/home_types/*/shared_ownership/upkeep/repairs_a_year", "Shared ownership repairs, a year", "Of one home.").or(0.0).also("maintenance"),
    money("/home_types/*/shared_ownership/upkeep/major_repairs_a_year", "Shared ownership major repairs, a year", "Of one home.").or(0.0),
    years("/home_types/*/shared_ownership/upkeep/major_repairs_from_year", "Shared ownership major repairs begin in year", "").or(1.0),
    percent("/home_types/*/shared_ownership/yield_percent", "Yield of shared ownership rents", YIELD).or(0.0).also("capitalisation"),
    percent("/home_types/*/shared_ownership/purchasers_costs_percent", "Buyer’s costs of shared ownership rents", "% of the value.").or(0.0).also("purchaser's costs"),
    month("/home_types/*/shared_ownership/exit_month", "Shared ownership rents sold after month", "In months from the start.").means("retained").also("exit"),
]);
