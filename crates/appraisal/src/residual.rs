//! Residual land value: the price that leaves exactly the required return, whatever price the partners have agreed
//! (method 2.11).

use crate::check::CheckedDeal;
use crate::measures::discounting::net_present_value;
use crate::plan::Plan;
use crate::postings::{Line, Postings};
use crate::rates::stamp_duty;
use crate::stages::costs::post_costs;
use crate::stages::receipts::post_receipts;
use crate::stages::timetable::Timetable;
use crate::stress::Stress;
use crate::units::{Pence, add};
use deal::{ResidualLand, ResidualTarget};
use serde::Serialize;

/// The residual value of the land of a deal, or of one phase (method 2.11).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Residual {
    /// The most that can be paid for the land, to the nearest pound, in pence.
    Value(Pence),
    /// No positive land value: the funding gap in pence, which is the deficit at a price of zero.
    FundingGap(Pence),
}

impl Residual {
    /// The land value in pence, never below zero.
    #[must_use]
    pub fn or_zero(self) -> Pence {
        match self {
            Self::Value(value) => value,
            Self::FundingGap(_) => Pence::ZERO,
        }
    }
}

/// Residual value of all the land of a deal; none where the deal gives no terms for it (method 2.11).
#[must_use]
pub fn residual(checked: &CheckedDeal) -> Option<Residual> {
    let terms = checked.deal.residual_land.as_ref()?;
    Some(solve(&checked.plan, terms, &Stress::NONE))
}

/// Profit above the required return, in pence, if the land costs `price`; none where the deal gives no terms for its
/// residual value (method 2.11).
#[must_use]
pub fn over_target(checked: &CheckedDeal, price: Pence) -> Option<Pence> {
    let terms = checked.deal.residual_land.as_ref()?;
    Some(Scheme::of(&checked.plan, terms, &Stress::NONE).over_target(price))
}

/// The residual value of one phase, without programme costs. The dates and terms of the plan are already those of the
/// conditions; their prices and costs are applied here.
pub(crate) fn residual_of_phase(plan: &Plan, phase: usize, terms: &ResidualLand, stress: &Stress) -> Pence {
    solve(&alone(plan, phase), terms, stress).or_zero()
}

/// The value of one phase's land in its new use at its drawdown, with costs of works multiplied by `cost`: its residual
/// value, or the deficit as a negative. The deficit is found at the end with its finance, so it is discounted to the
/// drawdown.
pub(crate) fn new_use_value(plan: &Plan, phase: usize, terms: &ResidualLand, cost: f64) -> Pence {
    let drawdown = plan.phases[phase].drawdown as f64;
    match solve(&alone(plan, phase), terms, &Stress { cost, ..Stress::NONE }) {
        Residual::Value(value) => value,
        Residual::FundingGap(gap) => {
            let factor = match terms.target {
                // A rate of return already gives a value at time point 0.
                ResidualTarget::RateOfReturn { percent } => libm::pow(1.0 + percent / 100.0, drawdown / 12.0),
                _ => libm::pow(1.0 + terms.finance_percent / 1_200.0, drawdown - plan.months as f64),
            };
            -gap.times(factor)
        }
    }
}

/// One phase without the rest of the programme.
fn alone(plan: &Plan, phase: usize) -> Plan {
    let mut alone = plan.of_phase(phase);
    if let Some(management) = &mut alone.costs.management {
        management.per_month = Pence::ZERO;
    }
    alone
}

fn solve(plan: &Plan, terms: &ResidualLand, stress: &Stress) -> Residual {
    let scheme = Scheme::of(plan, terms, stress);
    let at = |price: i64| scheme.over_target(Pence(price));
    let missing = at(0);
    if missing < Pence::ZERO {
        return Residual::FundingGap(-missing);
    }
    // Bisects whole pence, so that the answer is the same on every machine.
    let (mut pays, mut fails) = (0, scheme.value.0 + 100);
    if at(fails) >= Pence::ZERO {
        // Income without homes can support any price: the search ends at the value of what is sold.
        pays = fails;
    }
    while fails - pays > 1 {
        let middle = pays + (fails - pays) / 2;
        if at(middle) >= Pence::ZERO { pays = middle } else { fails = middle }
    }
    let pounds = Pence::round(pays as f64 / 100.0);
    Residual::Value(Pence(100 * pounds.0))
}

/// A scheme before its land is paid for.
struct Scheme<'a> {
    terms: &'a ResidualLand,
    bands: &'a [(f64, f64)],
    /// Receipts less costs at each time point, excluding land, its legal costs and its tax; the capital value of what
    /// is retained is added at the end.
    flows: Vec<Pence>,
    /// The first drawdown, when the land is paid for.
    drawdown: usize,
    /// GDV, including what is retained.
    value: Pence,
    /// Development cost excluding land and finance.
    cost: Pence,
    /// The profit required as a share of value.
    required_of_value: Pence,
}

impl<'a> Scheme<'a> {
    /// The scheme with costs of works multiplied by `cost`.
    fn of(plan: &'a Plan, terms: &'a ResidualLand, stress: &Stress) -> Self {
        let timetable = Timetable::of(plan);
        let mut postings = Postings::new(plan.months);
        post_costs(plan, &timetable, stress.cost, &mut postings);
        post_receipts(plan, &timetable, stress.price, &mut postings);
        let is_of_land = |line: Line| matches!(line, Line::StampDuty | Line::LandLegal);
        let mut flows = postings.net();
        add(&mut flows, &postings.series_of(is_of_land));
        let value = postings.development_value();
        if let Some(last) = flows.last_mut() {
            *last += postings.kept_value;
        }
        Self {
            terms,
            bands: &plan.costs.stamp_duty_bands,
            flows,
            drawdown: plan.phases.iter().map(|phase| phase.drawdown).min().unwrap_or(0),
            value,
            cost: postings.total_of(|line| line.is_development_cost() && !is_of_land(line)),
            required_of_value: required_of_value(&terms.target, &postings),
        }
    }

    /// Profit above the requirement if the land is bought at this price.
    fn over_target(&self, price: Pence) -> Pence {
        let tax = if self.terms.stamp_duty { stamp_duty::due(price, self.bands) } else { Pence::ZERO };
        let paid = price + tax + price.times(self.terms.legal_percent / 100.0);
        if let ResidualTarget::RateOfReturn { percent } = self.terms.target {
            let mut flows = self.flows.clone();
            flows[self.drawdown] -= paid;
            return net_present_value(&flows, percent / 100.0);
        }
        let (profit, interest) = self.financed(paid);
        let required = match self.terms.target {
            ResidualTarget::ProfitOnCost { percent } => (self.cost + paid + interest).times(percent / 100.0),
            _ => self.required_of_value,
        };
        profit - required
    }

    /// The balance at the end and the interest, with everything financed by loan. Credit balances earn no interest.
    fn financed(&self, paid: Pence) -> (Pence, Pence) {
        let monthly = self.terms.finance_percent / 100.0 / 12.0;
        let (mut balance, mut interest) = (Pence::ZERO, Pence::ZERO);
        for (k, flow) in self.flows.iter().enumerate() {
            let charged = if balance < Pence::ZERO { (-balance).times(monthly) } else { Pence::ZERO };
            interest += charged;
            balance += *flow - charged;
            if k == self.drawdown {
                balance -= paid;
            }
        }
        (balance, interest)
    }
}

/// `sum over kinds of (required share x value of the kind)`.
fn required_of_value(target: &ResidualTarget, postings: &Postings) -> Pence {
    let ResidualTarget::ProfitOnValue { market_percent, affordable_percent, commercial_percent } = target else {
        return Pence::ZERO;
    };
    let [let_at_market, let_affordably, commercial] = postings.investments;
    let market = postings.total(Line::MarketSales) + postings.total(Line::Plots) + let_at_market;
    let affordable = [Line::DiscountSales, Line::FirstShares, Line::Staircasing, Line::Transfers];
    let affordable: Pence = affordable.into_iter().map(|line| postings.total(line)).sum::<Pence>() + let_affordably;
    market.times(market_percent / 100.0)
        + affordable.times(affordable_percent / 100.0)
        + commercial.times(commercial_percent / 100.0)
}
