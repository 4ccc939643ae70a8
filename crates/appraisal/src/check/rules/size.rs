//! The size of a deal: every figure exact to the penny.

use super::super::{Finding, Problem};
use crate::plan::{CashCommitment, CashInto, CommercialPlan, ExitPlan, HomesPlan, PhasePlan, Plan};
use crate::rates::rent_settlement::most_above_prices;
use crate::units::Pence;
use deal::{IndexName, RentIndex, Upkeep};

/// Figures up to this many pence stay exact in a 64-bit float.
const EXACT_PENCE: f64 = 9e15;

/// Whether every figure of the run stays exact to the penny: spending and receipts at the highest index, contributions
/// with their return compounded to the end, and loans at their limits with all interest and fees.
pub(in crate::check) fn size(plan: &Plan) -> Option<Finding> {
    let years = plan.months as f64 / 12.0;
    // Falling prices have been higher before, so the steepest growth in either direction counts, to and from the price
    // base. Rents are calculated for a year after the end, and their yearly steps may include one more April.
    let reach = years + 2.0 + f64::from(plan.price_base_month.unsigned_abs()) / 12.0;
    let raised = libm::exp(steepest_growth(plan) * reach);
    let monthly = plan.costs.management.map_or(0.0, |management| management.per_month.as_f64());
    let at_base: f64 = plan.phases.iter().map(|phase| phase_at_base(plan, phase)).sum();
    let programme = plan.costs.programme.iter().map(|(_, amount)| amount.abs().as_f64()).sum::<f64>();
    // Legal costs and stamp duty can add up to twice the land value.
    let land = 3.0 * plan.phases.iter().map(|phase| phase.land_value.as_f64()).sum::<f64>();
    // Below par, cash is credited with capital of more than its amount.
    let credited = |commitment: &CashCommitment| {
        let price = if let CashInto::Capital { price, .. } = commitment.into { price.min(1.0) } else { 1.0 };
        commitment.committed().as_f64() / price
    };
    let put_in = land + plan.cash.iter().map(credited).sum::<f64>();
    let owed = put_in * libm::pow(1.0 + plan.sharing.preferred_return, years);
    let on_cash = libm::pow(1.0 + plan.funding.monthly_cash_interest, plan.months as f64);
    // Fees on the whole limit twice, and interest and the non-utilisation fee at 30% a year each.
    let lent = plan.funding.facilities.iter().map(|facility| facility.limit.as_f64()).sum::<f64>();
    let finance = lent * (3.0 + 0.6 * years);
    let retained: f64 = plan.phases.iter().map(|phase| retained_at_base(plan, phase)).sum();
    let flows = raised * (at_base + retained + monthly * plan.months as f64) + programme;
    // Deflating increases a sum where CPI has fallen.
    let largest = owed.max(2.0 * on_cash * (flows + put_in + finance)).max(raised * flows);
    (largest > EXACT_PENCE).then(|| Finding { path: "/months".to_owned(), problem: Problem::TooLarge })
}

/// The most that a phase can spend and receive at base prices, in pence.
fn phase_at_base(plan: &Plan, phase: &PhasePlan) -> f64 {
    let a_home =
        |row: &HomesPlan| row.price + row.build_cost + row.infrastructure_cost + plan.costs.sales_cost_per_home;
    let homes: f64 = phase.homes.iter().map(|row| 100.0 * f64::from(row.count) * a_home(row)).sum();
    let space: f64 = phase.commercial.iter().map(|space| 100.0 * space.area_m2 * space.build_cost).sum();
    let sums = phase.spends.iter().map(|spend| spend.amount).chain(phase.levies.iter().map(|levy| levy.amount));
    let sums: Pence = sums.chain(phase.obligations.iter().map(|row| row.amount)).sum();
    // Externals, contingency, fees, management and lost VAT can each add at most the whole base again.
    32.0 * (homes + space + sums.as_f64())
}

/// The steepest yearly growth in either direction, as a logarithm; social rents rise faster than CPI.
fn steepest_growth(plan: &Plan) -> f64 {
    let indices = plan.growth.iter().flatten().map(|(_, growth)| libm::log(1.0 + growth).abs()).fold(0.0, f64::max);
    let of_row = |row: &HomesPlan| {
        let of_shared = row.shared_ownership.map(|terms| terms.rent_index);
        row.letting.map(|letting| letting.rent_index).or(of_shared) == Some(RentIndex::SocialRent)
    };
    if !plan.phases.iter().flat_map(|phase| &phase.homes).any(of_row) {
        return indices;
    }
    let prices = plan.growth[IndexName::ConsumerPrices as usize].iter().map(|(_, growth)| *growth).fold(0.0, f64::max);
    indices.max(libm::log(1.0 + prices + most_above_prices()))
}

/// The most that the retained homes and space of a phase can earn, cost and sell for at base prices, in pence. Later
/// shares are within the price of the homes.
fn retained_at_base(plan: &Plan, phase: &PhasePlan) -> f64 {
    let years = plan.months as f64 / 12.0 + 1.0;
    // The rent, at most the same again lost or spent, and the capital value of one year's rent.
    let earned = |a_year: f64, exit: &ExitPlan| a_year * (2.0 * years + exit.yield_rate.map_or(0.0, |rate| 1.0 / rate));
    let upkeep = |of: &Upkeep| years * (of.management_a_year + of.repairs_a_year + of.major_repairs_a_year);
    let a_home = |row: &HomesPlan| {
        let letting = row.letting.map_or(0.0, |terms| {
            earned(52.0 * terms.rent_a_week, &terms.exit) + upkeep(&terms.upkeep) + years * terms.service_charge
        });
        let shared = row.shared_ownership;
        letting + shared.map_or(0.0, |terms| earned(row.price * terms.rent, &terms.exit) + upkeep(&terms.upkeep))
    };
    let homes: f64 = phase.homes.iter().map(|row| f64::from(row.count) * a_home(row)).sum();
    let space = |space: &CommercialPlan| earned(space.area_m2 * space.rent, &space.exit);
    100.0 * (homes + phase.commercial.iter().map(space).sum::<f64>())
}
