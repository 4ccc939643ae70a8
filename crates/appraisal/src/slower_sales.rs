//! Slower sales that raise the surplus but cut the value in real terms: prices grow while homes wait to be sold.

use crate::appraise::{Appraisal, appraise};
use crate::check::{CheckedDeal, check};
use crate::units::Pence;
use crate::verdict::{TestName, Verdict};
use deal::Deal;

/// What slower sales do to the surplus and the real value: before and after, in pence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlowerSales {
    /// The surplus: higher after.
    pub surplus: [Pence; 2],
    /// Real present value of the operating flows: lower after.
    pub real_value: [Pence; 2],
}

impl SlowerSales {
    fn only_if_misleading(self) -> Option<Self> {
        let ([surplus_before, surplus], [value_before, value]) = (self.surplus, self.real_value);
        (surplus > surplus_before && value < value_before).then_some(self)
    }
}

/// If its sales are slower than in a base deal: what that does to a deal, all else being as it is.
#[must_use]
pub fn slower_than(base: &Deal, checked: &CheckedDeal, appraisal: &Appraisal) -> Option<SlowerSales> {
    let faster = check(&at_pace_of(base, checked.deal())?).ok()?;
    let before = appraise(&faster).value;
    let (surplus, real_value) = (appraisal.value.surplus, appraisal.value.real_value);
    SlowerSales { surplus: [before.surplus, surplus], real_value: [before.real_value, real_value] }.only_if_misleading()
}

/// What the standard test of slower sales does to a deal.
#[must_use]
pub fn slower_in_the_test(appraisal: &Appraisal, verdict: &Verdict) -> Option<SlowerSales> {
    let (before, slow) = (&appraisal.value, verdict.tests.iter().find(|test| test.name == TestName::SalesSlower)?);
    SlowerSales { surplus: [before.surplus, slow.surplus], real_value: [before.real_value, slow.real_value] }
        .only_if_misleading()
}

/// A deal with the base deal's pace of every home type that sells slower than there; none if no home type does. Without a
/// pace, homes are sold as they are finished.
fn at_pace_of(base: &Deal, deal: &Deal) -> Option<Deal> {
    let mut faster = deal.clone();
    for home in &mut faster.home_types {
        let Some(was) = base.home_types.iter().find(|other| other.id == home.id) else { continue };
        if home.sales_a_month.is_some_and(|pace| was.sales_a_month.is_none_or(|faster| pace < faster)) {
            home.sales_a_month = was.sales_a_month;
        }
    }
    (faster != *deal).then_some(faster)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{document, samples, verdict};

    /// At three quarters of the pace the surplus of the matched deal grows and its real value falls. Half of that pace again
    /// leaves homes unsold, so that the standard test shows nothing. Of a deal that also costs more, only the pace is judged.
    #[test]
    fn slower_sales_that_inflate_the_surplus_are_found_at_any_pace() {
        let base = document::open(samples::LABV_MATCHED_EQUITY.document).unwrap();
        let market = base.home_types.iter().position(|home| home.sales_a_month.is_some()).unwrap();
        let of = |edit: &dyn Fn(&mut Deal)| {
            let mut deal = base.clone();
            edit(&mut deal);
            let checked = check(&deal).unwrap();
            let appraisal = appraise(&checked);
            let tested = slower_in_the_test(&appraisal, &verdict(&checked, &appraisal));
            (slower_than(&base, &checked, &appraisal), tested, appraisal.value)
        };
        let pace = |deal: &mut Deal, by: f64| {
            deal.home_types[market].sales_a_month = base.home_types[market].sales_a_month.map(|pace| pace * by);
        };
        let (alike, tested, was) = of(&|_| {});
        assert!(alike.is_none() && tested.is_some_and(|found| found.surplus[0] == was.surplus));
        let (slower, tested, now) = of(&|deal| pace(deal, 0.75));
        let found = slower.unwrap();
        assert_eq!(tested, None);
        assert_eq!((found.surplus, found.real_value), ([was.surplus, now.surplus], [was.real_value, now.real_value]));
        let dearer =
            |deal: &mut Deal| deal.home_types[market].price = deal.home_types[market].price.map(|price| price * 1.2);
        let (alone, _, dear) = of(&|deal| dearer(deal));
        assert_eq!(alone, None);
        let (both, ..) = of(&|deal| {
            dearer(deal);
            pace(deal, 0.75);
        });
        assert_eq!(both.map(|found| found.surplus[0]), Some(dear.surplus));
        let (faster, ..) = of(&|deal| pace(deal, 1.5));
        assert_eq!(faster, None);
    }
}
