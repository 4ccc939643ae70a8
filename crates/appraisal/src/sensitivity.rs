//! The required sensitivities, and the break-evens of prices and costs (method 3.10).

use crate::check::CheckedDeal;
use crate::simulation::{Outcome, Simulation};
use crate::stress::Stress;
use crate::units::Pence;
use serde::Serialize;
use std::borrow::Cow;

/// The search for a break-even ends at this fraction.
const FURTHEST: f64 = 0.9;

/// A break-even is found to this fraction.
const STEP: f64 = 0.0001;

/// The required set, in the order in which it is shown.
pub const REQUIRED: &[(SensitivityName, Stress)] = &[
    (SensitivityName::PricesHigher, Stress { price: 1.1, ..Stress::NONE }),
    (SensitivityName::PricesLower, Stress { price: 0.9, ..Stress::NONE }),
    (SensitivityName::CostsHigher, Stress { cost: 1.1, ..Stress::NONE }),
    (SensitivityName::CostsLower, Stress { cost: 0.9, ..Stress::NONE }),
    (SensitivityName::SalesSlower, Stress { sales_rate: 0.5, ..Stress::NONE }),
    (SensitivityName::StartLater, Stress { start_later: 12, ..Stress::NONE }),
    (SensitivityName::RatesHigher, Stress { rate_points: 0.02, ..Stress::NONE }),
    (SensitivityName::NoGrant, Stress { no_grant: true, ..Stress::NONE }),
    (SensitivityName::Downside, Stress { price: 0.9, cost: 1.1, sales_rate: 0.5, ..Stress::NONE }),
];

/// A required sensitivity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SensitivityName {
    /// Prices 10% higher.
    PricesHigher,
    /// Prices 10% lower.
    PricesLower,
    /// Costs 10% higher.
    CostsHigher,
    /// Costs 10% lower.
    CostsLower,
    /// Sales half as fast.
    SalesSlower,
    /// All construction starts twelve months later.
    StartLater,
    /// Interest on every loan two percentage points higher.
    RatesHigher,
    /// No grant.
    NoGrant,
    /// Prices 10% lower, costs 10% higher, sales half as fast.
    Downside,
}

/// The results of a deal under changed conditions, in pence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sensitivity {
    /// The conditions.
    pub name: SensitivityName,
    /// Profit of the venture.
    pub venture_profit: Pence,
    /// Surplus after preferred return and capital: the pot plus the split.
    pub surplus: Pence,
    /// Each partner's net present value at its own discount rate.
    pub net_present_values: Vec<Pence>,
    /// What each partner receives.
    pub received: Vec<Pence>,
    /// Each partner's loss: money put in less money received, or zero.
    pub losses: Vec<Pence>,
    /// Peak debt.
    pub peak_debt: Pence,
    /// The largest cash shortfall.
    pub shortfall: Pence,
}

/// Runs the required set.
#[must_use]
pub fn sensitivities(checked: &CheckedDeal) -> Vec<Sensitivity> {
    let mut simulation = Simulation::of(checked);
    let run = |(name, stress): &(SensitivityName, Stress)| {
        under(checked, &mut simulation, stress, |outcome| sensitivity(*name, outcome))
    };
    REQUIRED.iter().map(run).collect()
}

/// A measure of the deal under changed conditions, with land at residual value valued again.
fn under<T>(checked: &CheckedDeal, simulation: &mut Simulation, stress: &Stress, measure: impl Fn(&Outcome) -> T) -> T {
    match checked.revalued(stress) {
        Cow::Borrowed(_) => measure(simulation.run(stress)),
        Cow::Owned(revalued) => measure(Simulation::of(&revalued).run(stress)),
    }
}

fn sensitivity(name: SensitivityName, outcome: &Outcome) -> Sensitivity {
    Sensitivity {
        name,
        venture_profit: outcome.venture_profit,
        surplus: outcome.surplus,
        net_present_values: outcome.partners.iter().map(|partner| partner.net_present_value).collect(),
        received: outcome.partners.iter().map(|partner| partner.received).collect(),
        losses: outcome.partners.iter().map(|partner| partner.loss).collect(),
        peak_debt: outcome.peak_debt,
        shortfall: outcome.shortfall,
    }
}

/// How far a condition can move before a measure is zero, as a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BreakEven {
    /// The measure is zero when the condition has moved by this fraction: a fall in prices, or a rise in costs. If
    /// negative, it must move the other way.
    At(f64),
    /// The measure does not change sign within the range searched.
    NotWithin(f64),
}

/// The break-evens of a deal.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BreakEvens {
    /// The fall in prices at which the venture makes no profit.
    pub price_fall_to_no_profit: BreakEven,
    /// The rise in costs at which the venture makes no profit.
    pub cost_rise_to_no_profit: BreakEven,
    /// The fall in prices at which each partner's net present value is zero.
    pub price_fall_to_no_value: Vec<BreakEven>,
    /// The rise in costs at which each partner's net present value is zero.
    pub cost_rise_to_no_value: Vec<BreakEven>,
}

/// Finds every break-even by bisection.
#[must_use]
pub fn break_evens(checked: &CheckedDeal) -> BreakEvens {
    let at_prices = |fall: f64| Stress { price: 1.0 - fall, ..Stress::NONE };
    let at_costs = |rise: f64| Stress { cost: 1.0 + rise, ..Stress::NONE };
    let mut simulation = Simulation::of(checked);
    let mut turns = |stress: &dyn Fn(f64) -> Stress, measure: &dyn Fn(&Outcome) -> Pence| {
        break_even(|moved| under(checked, &mut simulation, &stress(moved), measure))
    };
    let profit = |outcome: &Outcome| outcome.venture_profit;
    let value = |place: usize| move |outcome: &Outcome| outcome.partners[place].net_present_value;
    let partners = 0..checked.deal.partners.len();
    BreakEvens {
        price_fall_to_no_profit: turns(&at_prices, &profit),
        cost_rise_to_no_profit: turns(&at_costs, &profit),
        price_fall_to_no_value: partners.clone().map(|place| turns(&at_prices, &value(place))).collect(),
        cost_rise_to_no_value: partners.map(|place| turns(&at_costs, &value(place))).collect(),
    }
}

/// The move at which a decreasing measure is zero, searched on the side where it must be.
fn break_even(mut measure: impl FnMut(f64) -> Pence) -> BreakEven {
    let is_left = measure(0.0) >= Pence::ZERO;
    let direction = if is_left { 1.0 } else { -1.0 };
    let mut is_same = |moved: f64| (measure(direction * moved) >= Pence::ZERO) == is_left;
    if is_same(FURTHEST) {
        return BreakEven::NotWithin(direction * FURTHEST);
    }
    let (mut same, mut turned) = (0.0, FURTHEST);
    while turned - same > STEP {
        let middle = 0.5 * (same + turned);
        if is_same(middle) { same = middle } else { turned = middle }
    }
    // Adding zero turns -0.0 into 0.0.
    BreakEven::At(direction * same + 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Method 3.10: prices and costs 10% either way, sales half as fast, a start a year later, interest two points
    /// higher, no grant; and lower prices, higher costs and slower sales combined.
    #[test]
    fn the_required_set_is_that_of_the_method() {
        let of = |name: SensitivityName| REQUIRED.iter().find(|(own, _)| *own == name).unwrap().1;
        let by_hand = |change: fn(&mut Stress)| {
            let mut stress = Stress::NONE;
            change(&mut stress);
            stress
        };
        assert_eq!(of(SensitivityName::PricesHigher), by_hand(|stress| stress.price = 1.1));
        assert_eq!(of(SensitivityName::PricesLower), by_hand(|stress| stress.price = 0.9));
        assert_eq!(of(SensitivityName::CostsHigher), by_hand(|stress| stress.cost = 1.1));
        assert_eq!(of(SensitivityName::CostsLower), by_hand(|stress| stress.cost = 0.9));
        assert_eq!(of(SensitivityName::SalesSlower), by_hand(|stress| stress.sales_rate = 0.5));
        assert_eq!(of(SensitivityName::StartLater), by_hand(|stress| stress.start_later = 12));
        assert_eq!(of(SensitivityName::RatesHigher), by_hand(|stress| stress.rate_points = 0.02));
        assert_eq!(of(SensitivityName::NoGrant), by_hand(|stress| stress.no_grant = true));
        let downside = |stress: &mut Stress| (stress.price, stress.cost, stress.sales_rate) = (0.9, 1.1, 0.5);
        assert_eq!(of(SensitivityName::Downside), by_hand(downside));
        assert_eq!(REQUIRED.len(), 9);
    }

    #[test]
    fn profit_turns_at_the_break_even() {
        turns_at_the_break_even(&crate::document::open(crate::samples::GD_1.document).unwrap());
    }

    /// Land at its residual value is worth less as prices fall, as when they are edited.
    #[test]
    fn land_at_its_residual_value_is_valued_again_on_the_way_to_the_break_even() {
        let mut deal = crate::document::open(crate::samples::GD_1.document).unwrap();
        deal.sites[0].drawdown_value = deal::LandValueRule::Residual;
        let target = deal::ResidualTarget::ProfitOnCost { percent: 10.0 };
        let terms = deal::ResidualLand { target, finance_percent: 6.0, legal_percent: 1.0, stamp_duty: false };
        deal.residual_land = Some(terms);
        turns_at_the_break_even(&deal);
    }

    /// At the break-even the venture still makes a profit; one step further it does not.
    fn turns_at_the_break_even(deal: &deal::Deal) {
        let checked = crate::check(deal).unwrap();
        let found = break_evens(&checked);
        let profit = |stress: Stress| crate::appraise_under(&checked, &stress).value.venture_profit;
        let BreakEven::At(fall) = found.price_fall_to_no_profit else { panic!() };
        let BreakEven::At(rise) = found.cost_rise_to_no_profit else { panic!() };
        assert!(fall > 0.0 && rise > 0.0);
        let at = |price: f64, cost: f64| profit(Stress { price, cost, ..Stress::NONE });
        assert!(at(1.0 - fall, 1.0) >= Pence::ZERO && at(1.0 - fall - 2.0 * STEP, 1.0) < Pence::ZERO);
        assert!(at(1.0, 1.0 + rise) >= Pence::ZERO && at(1.0, 1.0 + rise + 2.0 * STEP) < Pence::ZERO);
    }
}
