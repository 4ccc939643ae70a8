//! Input never errors; it has findings. `check` reads a whole deal and gives either the deal that the arithmetic may
//! assume, or findings tied to fields.

mod compile;
mod rules;

pub(crate) use rules::{MOST_CONTRIBUTIONS, MOST_PHASES, MOST_ROWS};

use crate::plan::Plan;
use crate::residual::residual_of_phase;
use deal::{Deal, LandValueRule, ResidualLand};
use serde::Serialize;

/// Something that must be put right before the figures can be worked out, and the field it belongs to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The path of the field.
    pub path: String,
    /// What is wrong.
    pub problem: Problem,
}

/// What can be wrong with a field. The words are the page's; the operands are here.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Problem {
    /// The number is outside its limits.
    OutOfRange {
        /// The least that is allowed.
        least: f64,
        /// The most that is allowed.
        most: f64,
    },
    /// The number must be whole.
    NotWhole,
    /// A number that the catalogue of fields does not know.
    NotInCatalogue,
    /// There must be from `least` to `most` rows.
    WrongNumberOfRows {
        /// The fewest rows.
        least: usize,
        /// The most rows.
        most: usize,
    },
    /// The id is empty or holds a slash, which paths are made of, or another row of the list has the same.
    IdNotUnique,
    /// The name points at nothing in the deal.
    PointsNowhere {
        /// The name that was given.
        name: String,
    },
    /// The site is put in by no contribution, or by more than one.
    LandNotPutInOnce,
    /// The home type has no price, or takes it from one that has none of its own.
    NoPrice,
    /// The shares must add up to 100%.
    SharesDoNotAddUp {
        /// What they add up to, in percent.
        sum: f64,
    },
    /// The month lies after the end of the deal.
    AfterTheEnd {
        /// The last month that is allowed.
        last: i64,
    },
    /// The month lies before the start of the deal.
    BeforeTheStart,
    /// The land is drawn down after building starts.
    DrawnDownAfterStart,
    /// The first homes are finished after the last.
    FirstHomesAfterLast,
    /// The phase has no homes.
    NoHomes,
    /// The curve does not rise from nothing to the whole.
    NotASpendingCurve,
    /// The homes are disposed of in more than one way.
    DisposedOfTwice,
    /// Land at its residual value needs the terms on which that is found.
    NoResidualTerms,
    /// What is sold at a yield needs one.
    NoYield,
    /// What is let is sold before all of it is finished.
    SoldBeforeFinished {
        /// The first month that is allowed.
        first: i64,
    },
    /// Homes of this tenure are not kept in this way.
    NotKeptSo,
    /// Nothing of the tier reaches the partners it is measured on, so it would never end.
    TierNeverEnds,
    /// The order must name each line of payment once.
    NotAnOrder,
    /// The date is not written as year, month and day.
    NotADate,
    /// The address is not a web address.
    NotAnAddress,
    /// A change of the scenario leads nowhere in the base case, or makes something that is no deal.
    DoesNotApply,
    /// Nobody puts anything in.
    NobodyPutsAnythingIn,
    /// A reference case and deadweight take the same off twice.
    ReferenceAndDeadweight,
    /// A loan that the council provides for is lent by somebody else.
    NotACouncilLoan,
    /// The figures would be too large to be exact to the penny.
    TooLarge,
}

/// A deal whose every number is within its limits and whose every reference points somewhere. Only [`check`] makes one.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedDeal {
    pub(crate) deal: Deal,
    pub(crate) plan: Plan,
}

impl CheckedDeal {
    /// The deal as it was checked.
    #[must_use]
    pub fn deal(&self) -> &Deal {
        &self.deal
    }
}

/// Reads a whole deal.
///
/// # Errors
/// Gives every finding, in the order of the document.
pub fn check(deal: &Deal) -> Result<CheckedDeal, Vec<Finding>> {
    let findings = rules::findings(deal);
    if !findings.is_empty() {
        return Err(findings);
    }
    let mut plan = compile::compile(deal);
    if let Some(terms) = &deal.residual_land {
        value_by_residual(deal, terms, &mut plan);
    }
    match rules::size(&plan) {
        Some(finding) => Err(vec![finding]),
        None => Ok(CheckedDeal { deal: deal.clone(), plan }),
    }
}

/// Land that is accepted at its residual value is valued phase by phase (method 1.4).
fn value_by_residual(deal: &Deal, terms: &ResidualLand, plan: &mut Plan) {
    let is_residual =
        |id: &str| deal.sites.iter().any(|site| site.id == id && site.drawdown_value == LandValueRule::Residual);
    for (index, phase) in deal.phases.iter().enumerate() {
        if is_residual(&phase.site) {
            plan.phases[index].land_value = residual_of_phase(plan, index, terms);
        }
    }
}
