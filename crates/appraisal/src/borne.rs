//! The loans that a partner bears: those of a venture in which it alone has a stake, and those that it lends itself. They
//! are no capital, so the figures of method 2.9 leave them out; a comparison of offers counts them (method 3.9).

use crate::appraise::{Appraisal, PartnerResult};
use crate::check::CheckedDeal;
use crate::council_loans::balance_of_scheduled;
use crate::measures::payback::{Dated, peak};
use crate::plan::Plan;
use crate::stages::cash::{CashBook, loss};
use crate::units::{Pence, add};
use deal::{Contribution, DatedSum, Deal};

/// The index of the only partner with a stake: the venture is its own undertaking, so it disposes of no land to it and
/// bears all of its loans. None where several partners have a stake, or none has. A stake is land, cash, services or a
/// guarantee put in, or a share of the surplus; land sold to the venture for cash is none.
#[must_use]
pub fn sole_partner(deal: &Deal) -> Option<usize> {
    let mut with_stake = (0..deal.partners.len()).filter(|place| has_stake(deal, &deal.partners[*place].id));
    let first = with_stake.next().filter(|_| deal.joins.is_empty())?;
    with_stake.next().is_none().then_some(first)
}

fn has_stake(deal: &Deal, partner: &str) -> bool {
    let owns = |id: &str| deal.sites.iter().any(|site| site.id == id && site.owner == partner);
    let pays = |schedule: &[DatedSum]| schedule.iter().any(|sum| sum.amount > 0.0);
    let puts_in = |row: &Contribution| match row {
        Contribution::LandInKind { site, .. } | Contribution::LandLoanNote { site, .. } => owns(site),
        Contribution::CashEquity { partner: own, amount, schedule, .. }
        | Contribution::CashLoanNote { partner: own, amount, schedule, .. } => {
            own == partner && (*amount > 0.0 || pays(schedule))
        }
        Contribution::ServicesInKind { partner: own, schedule, .. } => own == partner && pays(schedule),
        Contribution::LandDeferred { .. } | Contribution::Grant { .. } => false,
    };
    let guarantees = || deal.funding.guarantees.iter().any(|row| row.partner == partner);
    let mut splits = deal.sharing.tiers.iter().map(|tier| &tier.split).chain([&deal.sharing.split]);
    let mut shares = || splits.any(|split| split.iter().any(|share| share.id == partner && share.percent > 0.0));
    deal.contributions.iter().any(puts_in) || guarantees() || shares()
}

/// The loans that a partner bears in one run of a deal.
pub(crate) struct Borne {
    /// Outstanding at time points 0 to N, in pence.
    balances: Vec<Pence>,
}

impl Borne {
    /// All loans and shortfalls of a venture in which it alone has a stake; otherwise the scheduled loans it lends.
    pub(crate) fn of(deal: &Deal, plan: &Plan, cash: &CashBook, partner: usize) -> Self {
        if sole_partner(deal) == Some(partner) {
            return Self::of_all(cash);
        }
        let mut balances = vec![Pence::ZERO; cash.debt.len()];
        let id = Some(deal.partners[partner].id.as_str());
        let rows = deal.funding.scheduled_loans.iter().enumerate();
        for (place, _) in rows.filter(|(_, loan)| loan.lender.as_deref() == id) {
            add(&mut balances, &balance_of_scheduled(plan, cash, place));
        }
        Self { balances }
    }

    /// All loans and shortfalls.
    pub(crate) fn of_all(cash: &CashBook) -> Self {
        let mut balances = cash.debt.clone();
        add(&mut balances, &cash.shortfall);
        Self { balances }
    }

    /// The amount unpaid at the end, in pence.
    pub(crate) fn unpaid(&self) -> Pence {
        self.balances.last().copied().unwrap_or_default()
    }

    /// A partner's flows less the amount unpaid, which falls on it at the end.
    pub(crate) fn falls_on(&self, flows: &[Pence]) -> Vec<Pence> {
        let mut flows = flows.to_vec();
        if let Some(last) = flows.last_mut() {
            *last -= self.unpaid();
        }
        flows
    }

    /// The most outstanding, and when.
    fn most(&self) -> Dated {
        peak(self.balances.iter().copied())
    }

    /// The same, and whether as much is outstanding at other time points.
    fn most_and_recurs(&self) -> (Dated, bool) {
        let most = self.most();
        (most, most.recurs_in(&self.balances))
    }

    /// Peak exposure: the largest sum of the amount put in less received and the loans outstanding, and when.
    pub(crate) fn peak_exposure(&self, economic: &[Pence]) -> Dated {
        let at_risk = economic.iter().zip(&self.balances).scan(Pence::ZERO, |put_in, (flow, balance)| {
            *put_in -= *flow;
            Some(*put_in + *balance)
        });
        peak(at_risk)
    }

    /// Loss in pence: money put in and loans unpaid, less money received; zero where it receives as much.
    pub(crate) fn loss(&self, result: &PartnerResult) -> Pence {
        loss(result.put_in() + self.unpaid(), result.received)
    }
}

/// The most outstanding on the loans that each partner bears, when first, and whether at other time points too, in the order of
/// the partners. It is no part of its peak exposure or of public cash (method 2.12, 3.5).
#[must_use]
pub fn peak_borne(checked: &CheckedDeal, appraisal: &Appraisal) -> Vec<(Dated, bool)> {
    let of = |partner| Borne::of(&checked.deal, &checked.plan, &appraisal.cash, partner).most_and_recurs();
    (0..checked.deal.partners.len()).map(of).collect()
}

/// The most outstanding at one time on the loans that public bodies bear together, and when; and the amount unpaid at the
/// end, in pence. Loans that fall on different dates are not added, and the loans of a venture that is a public body's own
/// are counted once, whoever lends them.
#[must_use]
pub fn public_borne(checked: &CheckedDeal, appraisal: &Appraisal) -> (Dated, Pence) {
    let (deal, cash) = (&checked.deal, &appraisal.cash);
    let is_public = |partner: &usize| deal.partners[*partner].public;
    let all = match sole_partner(deal).filter(is_public) {
        Some(_) => Borne::of_all(cash),
        None => {
            let mut balances = vec![Pence::ZERO; cash.debt.len()];
            let public = (0..deal.partners.len()).filter(is_public);
            public.for_each(|partner| add(&mut balances, &Borne::of(deal, &checked.plan, cash, partner).balances));
            Borne { balances }
        }
    };
    (all.most(), all.unpaid())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::appraise::appraise;
    use crate::check::check;
    use deal::{LoanShape, samples};

    /// Two public lenders of 4m each: 8m at one time where the loans overlap, 4m where one is repaid before the other is
    /// drawn.
    #[test]
    fn loans_of_public_lenders_are_added_only_while_both_are_owed() {
        let most = |second_from: u32| {
            let mut deal = deal::document::open(samples::RENT_AND_SALE.document).unwrap();
            deal.partners.iter_mut().for_each(|partner| partner.public = true);
            let first = &mut deal.funding.scheduled_loans[0];
            (first.month, first.amount, first.years, first.shape) = (12, 4_000_000.0, 1, LoanShape::Maturity);
            let mut second = first.clone();
            (second.id, second.month) = ("second".to_owned(), second_from);
            second.lender = Some("association".to_owned());
            deal.funding.scheduled_loans.push(second);
            let checked = check(&deal).unwrap();
            public_borne(&checked, &appraise(&checked))
        };
        assert_eq!(most(30), (Dated { amount: Pence(400_000_000), k: 12 }, Pence::ZERO));
        assert_eq!(most(18), (Dated { amount: Pence(800_000_000), k: 18 }, Pence::ZERO));
    }
}
