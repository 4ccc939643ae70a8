//! The phases: their land, dates and homes.

use super::build::*;
use super::choices::{CURVES, HOME_TYPES, SITES};
use super::{Field, Group, Unit};
use crate::marks::MarkKind::Unverified;

#[rustfmt::skip]
pub(super) const ROWS: &[Field] = &grouped(Group::SitesAndPhases, [
    list("/phases", "Phases", "Parts of the programme, each with its own land, dates and homes.", "a phase", 1, MOST_PHASES).also("programme tranche stage"),
    name("/phases/*/name", "Name of the phase", ""),
    reference("/phases/*/site", "Land is drawn from", "", SITES).also("site"),
    month("/phases/*/drawdown_month", "Land is drawn down", "In months from the start.").also("draw month"),
    money("/phases/*/land_value", "Land value of the phase", "Overrides the phase’s share of the site value.").means("a share of the value of the site").also("LVp"),
    money("/phases/*/revalued", "Land value at drawdown", "As revalued then.").means("not revalued").also("revalue"),
    money("/phases/*/actual_land_value", "Land value on completion", "For the true-up.").means("not given"),
    month("/phases/*/build_start_month", "Building starts", "In months from the start.").see(&["programme.pre_construction"]).also("start on site b"),
    count("/phases/*/build_months", "Building lasts", "In months, until the last homes are completed.", Unit::Months, 120.0).within(1.0, 120.0).at(18.0).mark(Unverified, &["programme.build_months"]).also("build period D"),
    variants("/phases/*/spending_curve", "Spending is spread", "Over building.", CURVES).or_name("straight").also("S-curve cash flow"),
    number("/phases/*/spending_curve/hudson/c", "C of Hudson’s curve", "", -100.0, 100.0),
    number("/phases/*/spending_curve/hudson/k", "K of Hudson’s curve", "Not 0.", -1_000.0, 1_000.0).at(6.0),
    points("/phases/*/spending_curve/custom/points", "Points of the curve", "Share of time and share of total, from (0, 0) to (1, 1)."),
    count("/phases/*/first_completion_months", "First homes completed", "In months after building starts; the rest follow evenly.", Unit::Months, 119.0).also("first lag practical completion PC"),
    count("/phases/*/early_fees_months", "Early fees", "In months before building.", Unit::Months, 120.0).or(0.0).also("pre-construction P"),
    list("/phases/*/homes", "Homes of the phase", "", "homes of a type", 1, MOST_ROWS).also("units mix"),
    reference("/phases/*/homes/*/home_type", "Home type", "", HOME_TYPES).also("unit type tenure"),
    count("/phases/*/homes/*/count", "Homes", "", Unit::Homes, 5_000.0).at(1.0).also("units number n"),
    count("/phases/*/demolished", "Homes demolished", "", Unit::Homes, 5_000.0).or(0.0).also("net additions regeneration"),
    list("/phases/*/commercial", "Shops, offices and other space", "Built, let and sold.", "a space", 0, MOST_ROWS).or_empty().also("commercial mixed use"),
    name("/phases/*/commercial/*/name", "What it is", "").or_empty().starts(super::Literal::Numbered),
    area("/phases/*/commercial/*/area_m2", "Floor area", "", 10_000_000.0).or(0.0).also("GIA m2 NIA"),
    money("/phases/*/commercial/*/build_cost_per_m2", "Build cost per m²", "At prices of the first month.").or(0.0),
    money("/phases/*/commercial/*/rent_per_m2", "Rent of a square metre, a year", "At prices of the first month.").or(0.0).also("ERV"),
    count("/phases/*/commercial/*/void_months", "Void period", "In months after completion.", Unit::Months, 720.0).or(0.0).also("void letting period"),
    count("/phases/*/commercial/*/rent_free_months", "Rent-free period", "In months after that.", Unit::Months, 720.0).or(0.0).also("rent-free incentive"),
    percent("/phases/*/commercial/*/void_percent", "Rent lost to voids", "").or(0.0).also("void"),
    percent("/phases/*/commercial/*/cost_percent", "Costs of letting", "% of the rent.").or(0.0),
    percent("/phases/*/commercial/*/yield_percent", "Yield", "Net rent a year over the value.").or(0.0).also("capitalisation cap rate"),
    percent("/phases/*/commercial/*/purchasers_costs_percent", "Buyer’s costs", "% of the value.").or(0.0).also("purchaser's costs"),
    month("/phases/*/commercial/*/exit_month", "Sold after month", "In months from the start.").means("retained").also("exit disposal"),
]);
