//! Deals that look better in cash than they are worth.

use super::Measure;
use super::measures::{present_value_at, real_value_at};
use crate::appraise::Appraisal;
use crate::check::CheckedDeal;
use crate::units::Pence;

/// A sum in cash and what it is worth, which move in opposite directions: the surplus and the scheme's value in real terms,
/// or what a partner gets back and the present value of that, or without a surplus the scheme's value. Trust the second: prices
/// and returns that grow while homes wait to be sold inflate the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paradox {
    /// The sum: the surplus, or what a partner gets back.
    pub sum: Measure,
    /// How much larger it is than in the other deal.
    pub more: Pence,
    /// What it is worth: the scheme's value in real terms, or the partner's present value.
    pub worth: Measure,
    /// The worth in both deals, at the date of the earlier start.
    pub worths: [Pence; 2],
}

impl Paradox {
    /// How much more it is worth than in the other deal.
    #[must_use]
    pub fn worth_more(&self) -> Pence {
        self.worths[1] - self.worths[0]
    }

    fn is_opposite(&self) -> bool {
        let worth = self.worth_more();
        (self.more.is_positive() && worth < Pence::ZERO) || (self.more < Pence::ZERO && worth.is_positive())
    }
}

/// The paradox between two deals with the same partners: of the surplus, or else of the partner with the largest such
/// difference. Where neither deal has a surplus, what a partner gets back for the same money stands for it.
#[must_use]
pub fn paradox(base: (&CheckedDeal, &Appraisal), other: (&CheckedDeal, &Appraisal)) -> Option<Paradox> {
    let at = base.1.start.min(other.1.start);
    let both = [base, other];
    let surplus = Paradox {
        sum: Measure::Surplus,
        more: other.1.value.surplus - base.1.value.surplus,
        worth: Measure::RealValue,
        worths: both.map(|(checked, appraisal)| real_value_at(checked, appraisal, at)),
    };
    let of_partner = |place: usize| Paradox {
        sum: Measure::GetsBack(place),
        more: other.1.partners[place].received - base.1.partners[place].received,
        worth: Measure::PresentValue(place),
        worths: both.map(|(checked, appraisal)| {
            present_value_at(checked, place, appraisal.partners[place].present_value_received, at)
        }),
    };
    let partners = || 0..base.1.partners.len().min(other.1.partners.len());
    let largest = |found: &mut dyn Iterator<Item = Paradox>| {
        found.filter(Paradox::is_opposite).max_by_key(|found| found.more.0.abs())
    };
    let is_alike = |place: &usize| base.1.partners[*place].put_in() == other.1.partners[*place].put_in();
    let without_surplus = || {
        let none = both.iter().all(|(_, appraisal)| appraisal.value.surplus == Pence::ZERO);
        let of_scheme = |place| Paradox { worth: surplus.worth, worths: surplus.worths, ..of_partner(place) };
        largest(&mut partners().filter(|place| none && is_alike(place)).map(of_scheme))
    };
    Some(surplus)
        .filter(Paradox::is_opposite)
        .or_else(|| largest(&mut partners().map(of_partner)))
        .or_else(without_surplus)
}
