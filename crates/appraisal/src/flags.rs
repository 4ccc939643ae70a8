//! Flags: public law thresholds that a deal crosses, and problems its run leaves unresolved (method 1.10, 2.7, 2.14). A
//! flag says which advice to take or what to check; none says that a deal may or may not be made.

mod codes;
mod disposals;
mod matched;
mod outcome;
mod partners;
mod subsidy;
#[cfg(test)]
mod tests;

pub use codes::FlagCode;
pub use disposals::{Consideration, consideration};
pub use subsidy::grant_equivalent_of_loans;

use crate::appraise::Appraisal;
use crate::check::CheckedDeal;
use crate::rates;
use crate::units::Pence;
use deal::{Deal, MarkKind};
use serde::Serialize;

/// The referral threshold in sensitive sectors.
const SENSITIVE_REFERRAL: &str = "public_law.subsidy_referral_sensitive";

/// The name of a figure in a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OperandName {
    /// Unrestricted value (UV).
    UnrestrictedValue,
    /// Present value of the consideration without contingent items.
    NonContingentConsideration,
    /// Present value of the consideration including contingent items.
    WholeConsideration,
    /// Unrestricted value less consideration without contingent items.
    Undervalue,
    /// The same, counting contingent items.
    UndervalueWithContingent,
    /// The threshold of the rule.
    Threshold,
    /// Gross grant equivalent of land: the undervalue, never below zero.
    GrantEquivalentOfLand,
    /// Gross grant equivalent of loans below market rate.
    GrantEquivalentOfLoans,
    /// Grant at its face value.
    Grant,
    /// Net present value of a public partner with its indirect flows.
    PresentValueWithIndirect,
    /// Build cost of a home by its cost per home.
    BuildCostPerHome,
    /// Build cost of a home by its cost per m² and floor area.
    BuildCostOfArea,
    /// Both together.
    BuildCostInAll,
    /// How much more the deal is worth to the landowner than a sale of its land, counting the grant it gives; negative
    /// if less.
    OverSaleWithGrant,
    /// Total of all advantages.
    Advantage,
    /// Public funding.
    PublicFunding,
    /// Accepted value of land.
    AcceptedValue,
    /// Residual value of land; if negative, the funding gap.
    ResidualValue,
    /// The most owed on loans drawn when needed.
    LoanDrawn,
    /// Their limits together.
    LoanLimit,
    /// Their arrangement and exit fees.
    LoanFees,
    /// Cash that a partner has committed.
    CashCommitted,
    /// Cash called: of a partner, or of all at the time point with the largest shortfall.
    CashCalled,
    /// Cash that partners have committed and that was never called.
    CashNotCalled,
    /// Cash that matches the land credited to date.
    CashToMatch,
    /// An amount unpaid or owed.
    Unpaid,
    /// Cash missing when most is.
    CashShortAtMost,
    /// Cash still missing at the end.
    CashShortAtEnd,
    /// An amount that never falls due.
    NeverDue,
    /// Principal of notes.
    Notes,
    /// Capital that earns preferred return.
    PreferredCapital,
}

/// One figure behind a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Operand {
    /// Its name.
    pub name: OperandName,
    /// The amount, in pence.
    pub amount: Pence,
}

/// An issue to take advice on, or to check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Flag {
    /// Its code.
    pub code: FlagCode,
    /// The id of the site, partner or phase it applies to; empty for the whole deal.
    pub subject: String,
    /// How many homes, plots or rows it concerns, if it counts any.
    pub count: Option<u32>,
    /// The figures behind it, in pence.
    pub operands: Vec<Operand>,
    /// The codes of the publications that state the rule.
    pub sources: &'static [&'static str],
    /// How reliable the rule is.
    pub mark: MarkKind,
}

/// Every flag of a deal, from its appraisal, in the order of their codes.
#[must_use]
pub fn flags(checked: &CheckedDeal, appraisal: &Appraisal) -> Vec<Flag> {
    let mut found = Found { checked, appraisal, flags: Vec::new() };
    found.disposals();
    found.subsidy();
    found.conduct();
    found.councils_not_public();
    found.grant_of_partners();
    found.build_costs();
    found.double_counting();
    found.run();
    found.matched_cash();
    found.flags.sort_by_key(|flag| flag.code);
    found.flags
}

/// A threshold of the dated rates, in pence.
fn threshold(id: &str, day: &str) -> Option<Pence> {
    rates::on(id, day).and_then(|row| row.value.numbers().first().copied()).map(Pence::from_pounds)
}

struct Found<'a> {
    checked: &'a CheckedDeal,
    appraisal: &'a Appraisal,
    flags: Vec<Flag>,
}

impl<'a> Found<'a> {
    fn deal(&self) -> &'a Deal {
        &self.checked.deal
    }

    fn raise(&mut self, code: FlagCode, subject: &str, operands: &[(OperandName, Pence)]) {
        self.raise_count(code, subject, None, operands);
    }

    fn raise_count(&mut self, code: FlagCode, subject: &str, count: Option<u32>, operands: &[(OperandName, Pence)]) {
        let is_sensitive = code == FlagCode::SubsidyReferral && self.deal().public.law.sensitive_sector;
        let id = if is_sensitive { Some(SENSITIVE_REFERRAL) } else { code.rule() };
        let rule = id.and_then(|id| rates::on(id, &self.deal().rule_set));
        // Flags that follow from the run are calculated from the deal, not from a source.
        let (sources, mark) = rule.map_or((&[][..], MarkKind::Calculated), |row| (row.sources, row.mark));
        let operands = operands.iter().map(|(name, amount)| Operand { name: *name, amount: *amount }).collect();
        self.flags.push(Flag { code, subject: subject.to_owned(), count, operands, sources, mark });
    }
}
