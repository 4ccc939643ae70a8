//! A whole answer: everything that is worked out from a deal.

use appraisal::flags::{Flag, flags};
use appraisal::picture::{Picture, picture};
use appraisal::{Appraisal, CheckedDeal, Deal, Finding, Verdict, appraise, check, verdict};
use std::ops::Deref;
use std::rc::Rc;

/// Everything that is worked out from a deal.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The deal that was appraised, as it was checked.
    pub checked: Rc<CheckedDeal>,
    /// The deal that was appraised.
    pub deal: Rc<Deal>,
    /// Its figures.
    pub appraisal: Appraisal,
    /// The verdict on it.
    pub verdict: Verdict,
    /// What it asks to take advice on, or to look at.
    pub flags: Vec<Flag>,
    /// What its charts draw.
    pub picture: Picture,
}

impl Outcome {
    /// Works out a deal.
    ///
    /// # Errors
    /// Gives the findings where it cannot be worked out.
    pub fn of(deal: Rc<Deal>) -> Result<Self, Vec<Finding>> {
        let checked = check(&deal)?;
        Ok(Self::of_checked(deal, Rc::new(checked)))
    }

    /// Works out a deal that has been checked.
    #[must_use]
    pub fn of_checked(deal: Rc<Deal>, checked: Rc<CheckedDeal>) -> Self {
        let appraisal = appraise(&checked);
        let verdict = verdict(&checked, &appraisal);
        let picture = picture(&appraisal);
        let flags = flags(&checked, &appraisal);
        Self { checked, deal, appraisal, verdict, flags, picture }
    }
}

/// A shared outcome. Two are alike where they are the same one: outcomes are never changed, and comparing every figure
/// to see that nothing needs drawing would cost more than drawing.
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
