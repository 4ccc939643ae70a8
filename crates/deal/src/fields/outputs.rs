//! Jobs, what outputs are counted by, the residual value of the land, and what the landowner could do instead.

use super::build::*;
use super::choices::{AREA_MEASURES, SPACES};
use super::{Field, Group, Unit, Variant};
use crate::marks::MarkKind::{Assumed, Calculated, SecondHand, Unverified};

const TARGETS: &[Variant] = &[
    variant("profit_on_value", "Profit on value", &["market_percent", "affordable_percent", "commercial_percent"]),
    variant("profit_on_cost", "Profit on cost", &["percent"]),
    variant("rate_of_return", "A rate of return before finance (IRR)", &["percent"]),
];

const DENSITIES: &[&str] = &[
    "jobs.density_office",
    "jobs.density_office_by_type",
    "jobs.density_retail",
    "jobs.density_light_industrial",
    "jobs.density_general_industrial",
    "jobs.density_storage",
    "jobs.density_hotel",
    "jobs.density_leisure",
];

const LEAKAGE: &[&str] = &["jobs.leakage", "jobs.cross_check_housing", "jobs.cross_check_regeneration"];
const DISPLACEMENT: &[&str] = &["jobs.displacement", "jobs.cross_check_housing", "jobs.cross_check_regeneration"];
const MULTIPLIERS: &[&str] = &["jobs.multiplier_local", "jobs.multiplier_regional"];
const MARGIN: &[&str] = &["costs.margin_blended", "costs.margin_market", "costs.margin_affordable"];
const ELSEWHERE: &str = "Goes outside the area (leakage)";
const TAKEN: &str = "Taken from elsewhere in the area (displacement)";
const REPLACED: &str = "In place of something else (substitution)";

#[rustfmt::skip]
pub(super) const ROWS: &[Field] = &grouped(Group::Outputs, [
    part("/jobs", "Jobs", "").also("employment additionality"),
    number("/jobs/person_years_per_million", "Person-years of work per £1m", "Per £1m at the prices of the deal’s price base: near 20 at 2015 prices, lower as prices rise.", 0.0, 200.0).unit(Unit::PersonYearsAMillion).or(15.0).mark(Unverified, &["jobs.person_years_per_million", "jobs.cost_per_person_year", "jobs.per_home_2024"]).also("coefficient construction jobs"),
    number("/jobs/low_person_years_per_million", "Person-years per £1m, lowest source", "", 0.0, 200.0).unit(Unit::PersonYearsAMillion).or(4.8).mark(Calculated, &["jobs.low_person_years_per_million"]).also("person-years"),
    percent("/jobs/deadweight_percent", "Would happen anyway (deadweight)", "").or(25.0).mark(Assumed, &["jobs.default_set", "jobs.cross_check_housing", "jobs.cross_check_regeneration"]).also("deadweight"),
    percent("/jobs/leakage_percent", ELSEWHERE, "").or(10.0).mark(Assumed, &["jobs.default_set", "jobs.leakage"]).also("leakage"),
    percent("/jobs/displacement_percent", TAKEN, "").or(25.0).mark(Assumed, &["jobs.default_set", "jobs.displacement"]).also("displacement"),
    percent("/jobs/substitution_percent", REPLACED, "").or(0.0).mark(Assumed, &["jobs.default_set", "jobs.substitution"]).also("substitution"),
    number("/jobs/multiplier", "Local multiplier", "Jobs in the area for each job.", 1.0, 5.0).or(1.1).mark(Assumed, &["jobs.default_set", "jobs.multiplier_local"]).also("indirect induced"),
    part("/outputs", "Outputs", ""),
    number("/outputs/years_gained", "Homes brought forward by (acceleration)", "In years.", 0.0, 60.0).unit(Unit::Years).or(0.0).also("acceleration"),
    number("/outputs/apprentices_per_home", "Apprentices, per home", "", 0.0, 10.0).or(0.0).see(&["jobs.per_home_2018", "jobs.per_home_2024", "jobs.apprentices"]),
    number("/outputs/apprentices_per_million", "Apprentices for each £1m", "Of building at base prices.", 0.0, 100.0).or(0.0).see(&["jobs.apprentices"]),
    percent("/outputs/new_entrants_percent", "Construction person-years for new entrants", "A share of person-years, not a head count.").or(0.0).see(&["jobs.new_entrants"]).also("building jobs new entrants training skills"),
    list("/outputs/floorspace", "Floor space for jobs", "", "a space", 0, MOST_ROWS).or_empty().also("floorspace permanent jobs FTE"),
    name("/outputs/floorspace/*/name", "What it is", ""),
    reference("/outputs/floorspace/*/commercial", "Commercial space of a phase", "Uses its floor area.", SPACES).means("an area of its own"),
    area("/outputs/floorspace/*/area_m2", "Floor area", "Where no commercial space is named.", 10_000_000.0).or(0.0).also("m2"),
    choice("/outputs/floorspace/*/measured", "Area is measured as", "", AREA_MEASURES).or_name("net_internal").also("NIA GIA"),
    choice("/outputs/floorspace/*/density_for", "Space for each job is measured as", "", AREA_MEASURES).or_name("net_internal").also("NIA GIA"),
    percent("/outputs/floorspace/*/net_to_gross_percent", "Net area", "% of gross area.").within(1.0, 100.0).or(80.0).mark(Unverified, &["jobs.net_to_gross_area"]).also("NIA GIA efficiency"),
    percent("/outputs/floorspace/*/occupancy_percent", "Space in use", "").or(100.0).also("occupancy"),
    number("/outputs/floorspace/*/density_m2", "Space for each job", "In square metres.", 0.1, 100_000.0).unit(Unit::SquareMetres).at(12.0).mark(SecondHand, DENSITIES).also("employment density FTE"),
    list("/outputs/areas", "Net jobs by area", "What would happen anyway or goes elsewhere is deducted for each area.", "an area", 0, FEW).or_empty().also("additionality region city"),
    name("/outputs/areas/*/name", "Name of the area", ""),
    percent("/outputs/areas/*/deadweight_percent", "Would happen anyway (deadweight)", "Not where there is a reference case.").or(0.0).see(&["jobs.default_set", "jobs.cross_check_housing", "jobs.cross_check_regeneration"]).also("deadweight"),
    part("/outputs/areas/*/adjustments", "From gross to net", "").starts(super::Literal::Fresh).also("additionality"),
    percent("/outputs/areas/*/adjustments/leakage_percent", ELSEWHERE, "").or(0.0).see(LEAKAGE).also("leakage"),
    percent("/outputs/areas/*/adjustments/displacement_percent", TAKEN, "").or(0.0).see(DISPLACEMENT).also("displacement"),
    percent("/outputs/areas/*/adjustments/substitution_percent", REPLACED, "").or(0.0).see(&["jobs.substitution"]).also("substitution"),
    number("/outputs/areas/*/adjustments/multiplier", "Multiplier", "Jobs in the area for each job.", 1.0, 5.0).or(1.0).see(MULTIPLIERS),
    option("/outputs/areas/*/reference", "Reference case", "What would be there without the deal.", "deadweight is used instead").also("counterfactual"),
    number("/outputs/areas/*/reference/jobs", "Jobs without the deal", "", 0.0, 1e6),
    part("/outputs/areas/*/reference/adjustments", "From gross to net, without the deal", ""),
    percent("/outputs/areas/*/reference/adjustments/leakage_percent", "Goes outside the area (leakage), without the deal", "").or(0.0).see(LEAKAGE).also("leakage"),
    percent("/outputs/areas/*/reference/adjustments/displacement_percent", "Taken from elsewhere (displacement), without the deal", "").or(0.0).see(DISPLACEMENT).also("displacement"),
    percent("/outputs/areas/*/reference/adjustments/substitution_percent", "In place of something else (substitution), without the deal", "").or(0.0).see(&["jobs.substitution"]).also("substitution"),
    number("/outputs/areas/*/reference/adjustments/multiplier", "Multiplier, without the deal", "Jobs for each job.", 1.0, 5.0).or(1.0).see(MULTIPLIERS),
    option("/residual_land", "Residual land value (RLV)", "The price that leaves just the required return.", "not included").also("residual value of the land"),
    variants("/residual_land/target", "Required return (developer’s profit)", "", TARGETS).also("RLV developer's profit margin"),
    percent("/residual_land/target/profit_on_value/market_percent", "Profit on market homes", "% of value.").at(17.5).mark(Unverified, MARGIN).also("GDV margin"),
    percent("/residual_land/target/profit_on_value/affordable_percent", "Profit on affordable homes", "% of value.").at(6.0).mark(Unverified, MARGIN).also("GDV margin"),
    percent("/residual_land/target/profit_on_value/commercial_percent", "Profit on commercial space", "% of value.").at(15.0).mark(Unverified, MARGIN).also("GDV margin"),
    percent("/residual_land/target/profit_on_cost/percent", "Profit on cost", "").at(20.0).mark(Unverified, &[]).also("POC"),
    yearly("/residual_land/target/rate_of_return/percent", "Rate of return before finance (IRR)", "", 1_000.0).at(15.0).also("ungeared IRR"),
    yearly("/residual_land/finance_percent", "Finance rate for the residual, a year", "On the outstanding balance.", 30.0).at(8.0).mark(Unverified, &["lending.senior_rate"]),
    percent("/residual_land/legal_percent", "Legal costs of buying", "% of the price.").or(0.0),
    switch("/residual_land/stamp_duty", "Stamp duty is paid on the residual price", "").or_yes().see(&["tax.stamp_duty_non_residential"]).also("SDLT"),
    part("/alternatives", "Alternatives for the landowner", "").also("what the landowner could do instead comparator"),
    money("/alternatives/sale_price", "Sale price of the land today", "Of all the land.").means("the unrestricted value or, failing that, the agreed value").also("outright sale"),
    percent("/alternatives/sale_overage_percent", "Seller’s share above the threshold", "").or(0.0).also("overage"),
    money("/alternatives/sale_overage_threshold", "Threshold, per home", "").or(0.0).also("overage"),
    money("/alternatives/holding_cost_a_year", "Cost of holding the land, a year", "Avoided by a sale. Counted in full until the last land is drawn down.").or(0.0),
    yearly("/alternatives/public_borrowing_percent", "Public borrowing, a year", "If the landowner built alone.", 30.0).means("its discount rate").also("PWLB"),
]);
