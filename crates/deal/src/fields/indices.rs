//! Growth of prices and costs: a list for each index, with the month from which each rate applies.

use super::build::*;
use super::{Field, Group, Unit};
use crate::marks::MarkKind::Assumed;

const fn growth(pattern: &'static str, label: &'static str) -> Field {
    number(pattern, label, "Enter a fall as a negative figure.", -20.0, 30.0).unit(Unit::PercentAYear)
}

const fn from(pattern: &'static str) -> Field {
    month(pattern, "From", "In months from the start.").or(0.0)
}

#[rustfmt::skip]
pub(super) const ROWS: &[Field] = &grouped(Group::Indices, [
    part("/growth", "Growth", "").also("indexation inflation"),
    list("/growth/house_price", "House prices", "If blank, no growth.", "a rate of house price growth", 0, MOST_ROWS).or_empty().also("HPI house price inflation"),
    from("/growth/house_price/*/from_month"),
    growth("/growth/house_price/*/percent", "House price growth, a year").at(2.5).mark(Assumed, &["costs.growth_prices"]),
    list("/growth/build_cost", "Building costs", "If blank, no growth.", "a rate of building cost growth", 0, MOST_ROWS).or_empty().also("BCIS build cost inflation tender price"),
    from("/growth/build_cost/*/from_month"),
    growth("/growth/build_cost/*/percent", "Build cost growth, a year").at(2.5).mark(Assumed, &["costs.growth_costs"]),
    list("/growth/infrastructure", "Infrastructure costs", "If blank, no growth.", "a rate of infrastructure cost growth", 0, MOST_ROWS).or_empty().also("civils"),
    from("/growth/infrastructure/*/from_month"),
    growth("/growth/infrastructure/*/percent", "Infrastructure cost growth, a year"),
    list("/growth/fees", "Professional fees", "If blank, no growth.", "a rate of professional fee growth", 0, MOST_ROWS).or_empty(),
    from("/growth/fees/*/from_month"),
    growth("/growth/fees/*/percent", "Fee growth, a year"),
    list("/growth/consumer_prices", "Consumer prices", "If blank, no growth.", "a rate of consumer price growth", 0, MOST_ROWS).or_empty().also("CPI inflation"),
    from("/growth/consumer_prices/*/from_month"),
    growth("/growth/consumer_prices/*/percent", "Consumer price growth, a year"),
    list("/growth/market_rent", "Market rents", "If blank, no growth.", "a rate of market rent growth", 0, MOST_ROWS).or_empty().also("PRS rental growth"),
    from("/growth/market_rent/*/from_month"),
    growth("/growth/market_rent/*/percent", "Market rent growth, a year"),
    list("/growth/commercial_rent", "Commercial rents", "If blank, no growth.", "a rate of commercial rent growth", 0, MOST_ROWS).or_empty(),
    from("/growth/commercial_rent/*/from_month"),
    growth("/growth/commercial_rent/*/percent", "Commercial rent growth, a year"),
    list("/growth/land", "Land and serviced plots", "If blank, no growth.", "a rate of land value growth", 0, MOST_ROWS).or_empty(),
    from("/growth/land/*/from_month"),
    growth("/growth/land/*/percent", "Land value growth, a year"),
    list("/growth/council_tax", "Council tax", "If blank, no growth.", "a rate of council tax growth", 0, MOST_ROWS).or_empty(),
    from("/growth/council_tax/*/from_month"),
    growth("/growth/council_tax/*/percent", "Council tax growth, a year"),
    list("/growth/gdp_deflator", "GDP deflator", "If blank, consumer prices.", "a rate of growth of the GDP deflator", 0, MOST_ROWS).or_empty().also("Green Book real terms"),
    from("/growth/gdp_deflator/*/from_month"),
    growth("/growth/gdp_deflator/*/percent", "Growth of the GDP deflator, a year"),
]);
