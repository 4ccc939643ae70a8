//! Everything that is worked out from a deal.

use appraisal::flags::{Flag, flags};
use appraisal::picture::{Picture, picture};
use appraisal::verdict::{Shortage, shortage};
use appraisal::{Appraisal, CheckedDeal, Deal, Finding, Verdict, appraise, check, verdict};
use std::ops::Deref;
use std::rc::Rc;

/// Everything that is worked out from a deal.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The checked deal.
    pub checked: Rc<CheckedDeal>,
    /// The deal that was appraised.
    pub deal: Rc<Deal>,
    /// Its figures.
    pub appraisal: Appraisal,
    /// The verdict on it.
    pub verdict: Verdict,
    /// Why its money does not cover a shortfall, and what would; none where cash is never short.
    pub shortage: Option<Shortage>,
    /// Its flags: points for advice, or to check.
    pub flags: Vec<Flag>,
    /// The data of its charts.
    pub picture: Picture,
}

impl Outcome {
    /// Works out a deal.
    ///
    /// # Errors
    /// The findings, if the deal cannot be worked out.
    pub fn of(deal: Rc<Deal>) -> Result<Self, Vec<Finding>> {
        let checked = check(&deal)?;
        Ok(Self::of_checked(deal, Rc::new(checked)))
    }

    /// Works out a deal that has been checked.
    #[must_use]
    pub fn of_checked(deal: Rc<Deal>, checked: Rc<CheckedDeal>) -> Self {
        let appraisal = appraise(&checked);
        let verdict = verdict(&checked, &appraisal);
        let shortage = appraisal.shortfall.as_ref().map(|short| shortage(&checked, &appraisal, short));
        let picture = picture(&appraisal);
        let flags = flags(&checked, &appraisal);
        Self { checked, deal, appraisal, verdict, shortage, flags, picture }
    }
}

/// A shared outcome. Two are equal if they are the same object: outcomes never change, and comparing every figure would cost
/// more than drawing.
#[derive(Clone, Debug)]
pub struct Answer(Rc<Outcome>);

impl PartialEq for Answer {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Answer {
    type Target = Outcome;
    fn deref(&self) -> &Outcome {
        &self.0
    }
}

impl From<Outcome> for Answer {
    fn from(outcome: Outcome) -> Self {
        Self(Rc::new(outcome))
    }
}
