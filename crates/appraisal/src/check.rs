//! Any input is accepted as a document; faults in it are findings. `check` reads a whole deal and returns either the
//! deal that the calculation can rely on, or findings tied to fields.

mod compile;
mod rules;

pub(crate) use rules::{MOST_CONTRIBUTIONS, MOST_PHASES, MOST_ROWS, costs_of};

use crate::plan::{CashCommitment, Plan};
use crate::residual::residual_of_phase;
use crate::stress::Stress;
use crate::units::Pence;
use deal::{Deal, LandValueRule, ResidualLand, Site};
use serde::Serialize;
use std::borrow::Cow;

/// A fault that must be corrected before the figures can be calculated, and its field.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The path of the field.
    pub path: String,
    /// What is wrong.
    pub problem: Problem,
}

/// A fault in a field. The page supplies the words, this type the values.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Problem {
    /// The number is outside its limits.
    OutOfRange {
        /// The lowest number allowed.
        least: f64,
        /// The highest number allowed.
        most: f64,
    },
    /// The number must be whole.
    NotWhole,
    /// The catalogue of fields does not include this number.
    NotInCatalogue,
    /// There must be from `least` to `most` rows.
    WrongNumberOfRows {
        /// The fewest rows.
        least: usize,
        /// The most rows.
        most: usize,
    },
    /// The id is empty, contains a slash (the separator of paths), or is used by another row of the list.
    IdNotUnique,
    /// The name matches nothing in the deal.
    PointsNowhere {
        /// The name that was given.
        name: String,
    },
    /// The site is contributed by no row, or by more than one.
    LandNotPutInOnce,
    /// The home type has no price, or is priced from one without a price of its own.
    NoPrice,
    /// The shares must add up to 100%.
    SharesDoNotAddUp {
        /// Their sum, in percent.
        sum: f64,
    },
    /// The month is after the end of the deal.
    AfterTheEnd {
        /// The last month allowed.
        last: i64,
    },
    /// The month is before the start of the deal.
    BeforeTheStart,
    /// The land is drawn down after construction starts.
    DrawnDownAfterStart,
    /// The first homes are finished after the last.
    FirstHomesAfterLast,
    /// The phase has no homes.
    NoHomes,
    /// The curve does not rise from 0% to 100%.
    NotASpendingCurve,
    /// The homes are disposed of in more than one way.
    DisposedOfTwice,
    /// Land at residual value needs residual terms.
    NoResidualTerms,
    /// A sale at a yield needs a yield.
    NoYield,
    /// Retained homes or space are sold before all of them are finished.
    SoldBeforeFinished {
        /// The first month allowed.
        first: i64,
    },
    /// Homes of this tenure cannot be retained in this way.
    NotKeptSo,
    /// None of the tier reaches the partners it is measured on, so it would never end.
    TierNeverEnds,
    /// The order must name each payment once.
    NotAnOrder,
    /// The date is not written as year, month and day.
    NotADate,
    /// The address is not a web address.
    NotAnAddress,
    /// A change of the scenario does not match the base case, or does not give a valid deal.
    DoesNotApply,
    /// No partner contributes anything.
    NobodyPutsAnythingIn,
    /// A reference case and deadweight deduct the same jobs twice.
    ReferenceAndDeadweight,
    /// A loan that the council makes provision for has another lender.
    NotACouncilLoan,
    /// The figures would be too large to be exact to the penny.
    TooLarge,
}

/// A deal whose every number is within its limits and whose every reference is valid. Only [`check`] makes one.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckedDeal {
    pub(crate) deal: Deal,
    pub(crate) plan: Plan,
}

/// The cash that a partner commits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CashCommitted {
    /// The most it can pay in, on need and on dates, in pence.
    pub sum: Pence,
    /// Whether some of it is called only on need, so that the sum is a limit.
    pub has_limit: bool,
}

impl CheckedDeal {
    /// The deal that was checked.
    #[must_use]
    pub fn deal(&self) -> &Deal {
        &self.deal
    }

    /// The cash that a partner commits, called or not.
    #[must_use]
    pub fn cash_committed(&self, partner: usize) -> CashCommitted {
        let on_need = |commitment: &CashCommitment| commitment.partner == partner && commitment.amount.is_positive();
        CashCommitted { sum: self.plan.committed_by(partner), has_limit: self.plan.cash.iter().any(on_need) }
    }

    /// The deal with land at residual value valued again under other conditions, as it is when their inputs are edited.
    pub(crate) fn revalued(&self, stress: &Stress) -> Cow<'_, Self> {
        let is_valued = |site: &Site| site.drawdown_value == LandValueRule::Residual;
        let Some(terms) = &self.deal.residual_land else { return Cow::Borrowed(self) };
        if *stress == Stress::NONE || !self.deal.sites.iter().any(is_valued) {
            return Cow::Borrowed(self);
        }
        let mut moved = self.plan.under(stress).into_owned();
        value_by_residual(&self.deal, terms, stress, &mut moved);
        let mut revalued = self.clone();
        // Indexed land is valued at its drawdown, wherever the conditions move it.
        let phases =
            revalued.plan.phases.iter_mut().zip(&moved.phases).filter(|(phase, _)| phase.indexed_from.is_none());
        phases.for_each(|(phase, of)| phase.land_value = of.land_value);
        Cow::Owned(revalued)
    }
}

/// Checks a whole deal.
///
/// # Errors
/// Returns every finding, in the order of the document.
pub fn check(deal: &Deal) -> Result<CheckedDeal, Vec<Finding>> {
    let findings = rules::findings(deal);
    if !findings.is_empty() {
        return Err(findings);
    }
    let mut plan = compile::compile(deal);
    if let Some(terms) = &deal.residual_land {
        value_by_residual(deal, terms, &Stress::NONE, &mut plan);
    }
    match rules::size(&plan) {
        Some(finding) => Err(vec![finding]),
        None => Ok(CheckedDeal { deal: deal.clone(), plan }),
    }
}

/// Values land accepted at its residual value, phase by phase (method 1.4).
fn value_by_residual(deal: &Deal, terms: &ResidualLand, stress: &Stress, plan: &mut Plan) {
    let is_residual =
        |id: &str| deal.sites.iter().any(|site| site.id == id && site.drawdown_value == LandValueRule::Residual);
    for (index, phase) in deal.phases.iter().enumerate() {
        if is_residual(&phase.site) {
            plan.phases[index].land_value = residual_of_phase(plan, index, terms, stress);
        }
    }
}
