//! Slower sales that raise the surplus, or what partners get back, but cut the value in real terms: prices grow while homes
//! wait to be sold.

use crate::appraise::{Appraisal, PartnerResult, appraise};
use crate::check::{CheckedDeal, check};
use crate::units::Pence;
use crate::verdict::{TestName, TestResult, Verdict};
use deal::Deal;

/// What slower sales do to a sum in cash and to the real value: before and after, in pence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlowerSales {
    /// Which sum looks better after.
    pub of: Flattered,
    /// That sum: a loss is lower after, the others are higher.
    pub sum: [Pence; 2],
    /// Real present value of the operating flows: lower after.
    pub real_value: [Pence; 2],
}

/// The sum that slower sales make look better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flattered {
    /// The surplus, if there is one before or after.
    Surplus,
    /// Otherwise what all partners together get back, if they put in as much.
    Received,
    /// Otherwise what they gain together: money out less money in.
    Gain,
    /// Or what they lose: money in less money out.
    Loss,
}

/// The figures of a deal that slower sales move.
#[derive(Clone, Copy)]
struct Sums {
    surplus: Pence,
    put_in: Pence,
    received: Pence,
    real_value: Pence,
}

impl Sums {
    fn of(appraisal: &Appraisal) -> Self {
        let value = &appraisal.value;
        Self {
            surplus: value.surplus,
            put_in: appraisal.partners.iter().map(PartnerResult::put_in).sum(),
            received: appraisal.partners.iter().map(|partner| partner.received).sum(),
            real_value: value.real_value,
        }
    }

    fn under(test: &TestResult) -> Self {
        let TestResult { surplus, put_in, received, real_value, .. } = *test;
        Self { surplus, put_in, received, real_value }
    }
}

impl SlowerSales {
    /// None unless the sum is better and the real value lower. What partners get back for putting more in is not compared, only
    /// what they gain or lose.
    fn only_if_misleading(before: Sums, after: Sums) -> Option<Self> {
        let both = [before, after];
        let (of, sum) = match () {
            () if both.iter().any(|sums| sums.surplus.is_positive()) => {
                (Flattered::Surplus, both.map(|sums| sums.surplus))
            }
            () if before.put_in == after.put_in => (Flattered::Received, both.map(|sums| sums.received)),
            () if both.iter().all(|sums| sums.received >= sums.put_in) => {
                (Flattered::Gain, both.map(|sums| sums.received - sums.put_in))
            }
            () => (Flattered::Loss, both.map(|sums| sums.put_in - sums.received)),
        };
        let is_better = match of {
            Flattered::Loss => sum[1] < sum[0] && sum[1].is_positive(),
            Flattered::Surplus | Flattered::Received | Flattered::Gain => sum[1] > sum[0],
        };
        let real_value = both.map(|sums| sums.real_value);
        (is_better && real_value[1] < real_value[0]).then_some(Self { of, sum, real_value })
    }
}

/// If its sales are slower than in a base deal: what that does to a deal, all else being as it is.
#[must_use]
pub fn slower_than(base: &Deal, checked: &CheckedDeal, appraisal: &Appraisal) -> Option<SlowerSales> {
    let faster = check(&at_pace_of(base, checked.deal())?).ok()?;
    SlowerSales::only_if_misleading(Sums::of(&appraise(&faster)), Sums::of(appraisal))
}

/// What the standard test of slower sales does to a deal. None where the deal leaves homes or plots unsold at the end of its
/// model period: the test runs until all are sold, so the two are not alike.
#[must_use]
pub fn slower_in_the_test(appraisal: &Appraisal, verdict: &Verdict) -> Option<SlowerSales> {
    if appraisal.homes.unsold > 0 || appraisal.homes.plots_unsold > 0 {
        return None;
    }
    let slow = verdict.tests.iter().find(|test| test.name == TestName::SalesSlower)?;
    SlowerSales::only_if_misleading(Sums::of(appraisal), Sums::under(slow))
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

    /// Partners that put in more because sales are slower, and gain more while the scheme is worth less.
    #[test]
    fn a_gain_that_grows_with_what_is_put_in_is_found() {
        let sums = |put_in, received, real_value| Sums {
            surplus: Pence::ZERO,
            put_in: Pence(put_in),
            received: Pence(received),
            real_value: Pence(real_value),
        };
        let of = |after: Sums| {
            SlowerSales::only_if_misleading(sums(100, 105, 50), after)
                .map(|found| (found.of, found.sum.map(|sum| sum.0)))
        };
        assert_eq!(of(sums(110, 118, 40)), Some((Flattered::Gain, [5, 8])));
        assert_eq!(of(sums(110, 114, 40)), None);
        assert_eq!(of(sums(110, 118, 50)), None);
        assert_eq!(of(sums(110, 100, 40)), None, "it is a loss then");
    }

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
        assert!(alike.is_none() && tested.is_some_and(|found| found.sum[0] == was.surplus));
        let (slower, tested, now) = of(&|deal| pace(deal, 0.75));
        let found = slower.unwrap();
        assert_eq!(tested, None);
        assert_eq!((found.sum, found.real_value), ([was.surplus, now.surplus], [was.real_value, now.real_value]));
        let dearer =
            |deal: &mut Deal| deal.home_types[market].price = deal.home_types[market].price.map(|price| price * 1.2);
        let (alone, _, dear) = of(&|deal| dearer(deal));
        assert_eq!(alone, None);
        let (both, ..) = of(&|deal| {
            dearer(deal);
            pace(deal, 0.75);
        });
        assert_eq!(both.map(|found| found.sum[0]), Some(dear.surplus));
        let (faster, ..) = of(&|deal| pace(deal, 1.5));
        assert_eq!(faster, None);
    }

    /// Without a surplus, what the partners get back for the same money in is judged.
    #[test]
    fn slower_sales_that_only_cut_a_loss_in_cash_are_found() {
        let mut deal = document::open(samples::PRIORITY_RETURN.document).unwrap();
        deal.home_types.iter_mut().for_each(|home| home.price = home.price.map(|price| price * 0.68));
        let checked = check(&deal).unwrap();
        let appraisal = appraise(&checked);
        let verdict = verdict(&checked, &appraisal);
        let found = slower_in_the_test(&appraisal, &verdict).unwrap();
        let slow = verdict.tests.iter().find(|test| test.name == TestName::SalesSlower).unwrap();
        let received: Pence = appraisal.partners.iter().map(|partner| partner.received).sum();
        assert_eq!((found.of, appraisal.value.surplus), (Flattered::Received, Pence::ZERO));
        assert_eq!((found.sum, found.real_value[1]), ([received, slow.received], slow.real_value));
        // Where more money goes in, money back is no like for like, and the loss is judged.
        let for_more = |more: Pence| {
            let dearer = TestResult { put_in: slow.put_in + more, ..slow.clone() };
            let mut other = verdict.clone();
            other.tests.iter_mut().filter(|test| test.name == dearer.name).for_each(|test| *test = dearer.clone());
            slower_in_the_test(&appraisal, &other)
        };
        let put_in: Pence = appraisal.partners.iter().map(PartnerResult::put_in).sum();
        let found = for_more(Pence(1)).unwrap();
        let losses = [put_in - received, slow.put_in + Pence(1) - slow.received];
        assert_eq!((found.of, found.sum), (Flattered::Loss, losses));
        assert_eq!(for_more(slow.received - received), None, "the loss is the same");
    }

    /// At 1.235 market sales a month homes are unsold at the end of the model period, but not in the test, which runs on.
    #[test]
    fn a_deal_that_leaves_homes_unsold_is_not_compared_with_a_test_that_sells_them() {
        let mut deal = document::open(samples::PRIORITY_RETURN.document).unwrap();
        let paced = deal.home_types.iter_mut().filter(|home| home.sales_a_month.is_some());
        paced.for_each(|home| home.sales_a_month = Some(1.235));
        let checked = check(&deal).unwrap();
        let mut appraisal = appraise(&checked);
        let verdict = verdict(&checked, &appraisal);
        assert!(appraisal.homes.unsold > 0);
        assert_eq!(slower_in_the_test(&appraisal, &verdict), None);
        // The same sums of a deal that sells all its homes are misleading.
        let unsold = std::mem::take(&mut appraisal.homes.unsold);
        assert!(slower_in_the_test(&appraisal, &verdict).is_some());
        appraisal.homes.plots_unsold = unsold;
        assert_eq!(slower_in_the_test(&appraisal, &verdict), None);
    }
}
