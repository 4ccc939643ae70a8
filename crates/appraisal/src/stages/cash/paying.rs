//! Clawback tests, and step 7, the distribution: cash is paid to the ranked lines, then to the pot, then through the
//! tiers (method 2.8).

use super::{Balances, CashInputs, MOST_ACCOUNTS, MOST_PARTNERS, MOST_PAYABLES, Payable, Payee};
use crate::check::MOST_CONTRIBUTIONS;
use crate::ledger::{Movement, Row};
use crate::plan::{Plan, SharingPlan, TierTestPlan};
use crate::units::{Pence, split, split_by_shares};
use deal::{CapitalOrder, Claim, DistributionDates};

impl Balances {
    /// `max(0, min(limit, a x (profit to date - profit allowed)))`, a payable from the day of the test.
    pub(super) fn test_clawback(&mut self, plan: &Plan, k: usize) {
        for (index, clawback) in plan.clawback.iter().enumerate().filter(|(_, clawback)| clawback.k == k) {
            let row = Some(Row::Clawback(index));
            let over = (self.profit_to_date - clawback.allowed).or_zero();
            let due = over.times(clawback.share).min(clawback.limit);
            let to = clawback.partner.map_or(Payee::Outside, Payee::Clawback);
            self.payables.push(Payable { balance: due, to, row });
            self.flows.payables_due += due;
            self.flows.clawback_due += due;
            self.log.moved(Movement::ClawbackDue, due, clawback.partner, row);
            self.profit_to_date -= due;
        }
    }

    /// Whether step 7 runs: no facility is outstanding (or the deal distributes regardless) and `k` is a payment date,
    /// or the end.
    pub(super) fn is_distribution(&self, inputs: &CashInputs<'_>, k: usize) -> bool {
        let sharing = &inputs.plan.sharing;
        let is_date = match sharing.dates {
            DistributionDates::Monthly => true,
            DistributionDates::Quarterly => k.is_multiple_of(3),
            DistributionDates::Yearly => k.is_multiple_of(12),
            DistributionDates::AtEnd => false,
        };
        inputs.is_end(k) || (k >= 1 && is_date && (sharing.while_loans_stand || !self.owes_facilities()))
    }

    /// The hold-back: the largest need within the look-ahead, so that cash paid out is not called back, plus tax on the
    /// profit to date.
    fn held_back(&self, inputs: &CashInputs<'_>, k: usize) -> Pence {
        if inputs.is_end(k) {
            return Pence::ZERO;
        }
        let last = inputs.plan.months.min(k + inputs.plan.sharing.look_ahead);
        let (mut sum, mut deepest) = (Pence::ZERO, Pence::ZERO);
        for (at, flow) in (k + 1..).zip(&self.known[k + 1..=last]) {
            sum += *flow - self.grant_to_repay(inputs.plan, at);
            deepest = deepest.min(sum);
        }
        self.tax_to_come(inputs.plan) - deepest
    }

    /// Grant drawn to date that must be repaid at a later time point.
    fn grant_to_repay(&self, plan: &Plan, k: usize) -> Pence {
        let repaid_then = plan.grants.iter().zip(&self.grants_left).filter(|(grant, _)| grant.repayable == Some(k));
        let drawn = repaid_then
            .map(|(grant, left)| grant.amount - *left + grant.schedule.iter().map(|(_, sum)| sum).sum::<Pence>());
        drawn.sum()
    }

    /// Step 7.
    pub(super) fn distribute(&mut self, inputs: &CashInputs<'_>, k: usize) {
        let plan = inputs.plan;
        let available = self.cash - inputs.minimum_cash(k);
        if !available.is_positive() {
            return;
        }
        let paid_out = (available - self.held_back(inputs, k)).or_zero();
        if !paid_out.is_positive() {
            return;
        }
        let mut left = self.pay_payables(paid_out);
        for claim in &plan.sharing.order {
            left = match claim {
                Claim::NoteCoupon => self.pay_coupon(plan, left),
                Claim::NotePrincipal => self.pay_note_principal(plan, left),
                Claim::PreferredReturn => self.pay_preferred_return(plan, left),
                Claim::Capital => self.pay_capital(plan, left),
            };
        }
        let pot = left.times(plan.sharing.recycled);
        self.flows.pot = pot;
        self.log.moved(Movement::PotPaid, -pot, None, None);
        let left = self.pay_tiers(plan, left - pot);
        self.pay_split(plan, left);
        self.flows.distributed = paid_out;
        self.cash -= paid_out;
    }

    /// Line 1: overage, clawback and grant repayments, in proportion to balances.
    fn pay_payables(&mut self, left: Pence) -> Pence {
        if self.payables.is_empty() {
            return left;
        }
        let (mut due, mut parts) = ([Pence::ZERO; MOST_PAYABLES], [Pence::ZERO; MOST_PAYABLES]);
        let count = self.payables.len().min(MOST_PAYABLES);
        due.iter_mut().zip(&self.payables).for_each(|(due, payable)| *due = payable.balance);
        let paid = pay(left, &due[..count], &mut parts);
        for (payable, part) in self.payables.iter_mut().zip(parts) {
            payable.balance -= part;
            let (movement, partner) = match payable.to {
                Payee::Overage(partner) => {
                    self.partner_flows[partner].overage += part;
                    (Movement::OveragePaid, Some(partner))
                }
                Payee::Clawback(partner) => {
                    self.partner_flows[partner].clawback += part;
                    (Movement::ClawbackPaid, Some(partner))
                }
                Payee::Outside => (Movement::PayablesPaid, None),
            };
            self.log.moved(movement, -part, partner, payable.row);
        }
        self.flows.payables_paid += paid;
        self.payables.retain(|payable| payable.balance.is_positive());
        left - paid
    }

    fn pay_coupon(&mut self, plan: &Plan, left: Pence) -> Pence {
        let (mut due, mut parts) = ([Pence::ZERO; MOST_CONTRIBUTIONS], [Pence::ZERO; MOST_CONTRIBUTIONS]);
        due.iter_mut().zip(&self.notes).for_each(|(due, note)| *due = note.coupon);
        let count = self.notes.len();
        let paid = pay(left, &due[..count], &mut parts);
        for (index, part) in parts[..count].iter().enumerate() {
            let partner = plan.notes[index].partner;
            self.notes[index].coupon -= *part;
            self.partner_flows[partner].coupon += *part;
            self.log.moved(Movement::CouponPaid, -*part, Some(partner), Some(Row::Note(index)));
            self.get_out(plan, partner, *part);
        }
        left - paid
    }

    fn pay_note_principal(&mut self, plan: &Plan, left: Pence) -> Pence {
        let (mut due, mut parts) = ([Pence::ZERO; MOST_CONTRIBUTIONS], [Pence::ZERO; MOST_CONTRIBUTIONS]);
        due.iter_mut().zip(&self.notes).for_each(|(due, note)| *due = note.principal);
        let count = self.notes.len();
        let paid = pay(left, &due[..count], &mut parts);
        for (index, part) in parts[..count].iter().enumerate() {
            let terms = plan.notes[index];
            self.notes[index].principal -= *part;
            let flows = &mut self.partner_flows[terms.partner];
            flows.note_principal += *part;
            if !terms.is_land {
                flows.cash_note_principal += *part;
            }
            let movement =
                if terms.is_land { Movement::LandNotePrincipalPaid } else { Movement::CashNotePrincipalPaid };
            self.log.moved(movement, -*part, Some(terms.partner), Some(Row::Note(index)));
            self.get_out(plan, terms.partner, *part);
        }
        left - paid
    }

    fn pay_preferred_return(&mut self, plan: &Plan, left: Pence) -> Pence {
        if self.preferred_factor == 0.0 {
            return left;
        }
        let count = 2 * plan.partners;
        let mut parts = [Pence::ZERO; MOST_ACCOUNTS];
        let paid = pay(left, &self.preferred[..count], &mut parts);
        for (account, part) in parts[..count].iter().enumerate() {
            self.preferred[account] -= *part;
            self.partner_flows[account / 2].preferred_return += *part;
            let row = Row::of_account(account);
            self.log.moved(Movement::PreferredReturnPaid, -*part, Some(account / 2), Some(row));
            self.get_out(plan, account / 2, *part);
        }
        left - paid
    }

    fn pay_capital(&mut self, plan: &Plan, mut left: Pence) -> Pence {
        // Land accounts are 0, cash accounts 1, modulo 2.
        let turns: &[&[usize]] = match plan.sharing.capital_order {
            CapitalOrder::SideBySide => &[&[0, 1]],
            CapitalOrder::LandFirst => &[&[0], &[1]],
            CapitalOrder::CashFirst => &[&[1], &[0]],
        };
        let count = 2 * plan.partners;
        if self.capital[..count].iter().all(|capital| *capital == Pence::ZERO) {
            return left;
        }
        for kinds in turns {
            let mut due = [Pence::ZERO; MOST_ACCOUNTS];
            for account in (0..count).filter(|account| kinds.contains(&(account % 2))) {
                due[account] = self.capital[account];
            }
            let mut parts = [Pence::ZERO; MOST_ACCOUNTS];
            left -= pay(left, &due[..count], &mut parts);
            for (account, part) in parts[..count].iter().enumerate() {
                self.return_capital(plan, account, *part);
            }
        }
        left
    }

    fn return_capital(&mut self, plan: &Plan, account: usize, part: Pence) {
        let partner = account / 2;
        self.capital[account] -= part;
        let flows = &mut self.partner_flows[partner];
        flows.capital += part;
        let of_land = account.is_multiple_of(2);
        let movement = if of_land { Movement::LandCapitalReturned } else { Movement::CashCapitalReturned };
        self.log.moved(movement, -part, Some(partner), None);
        if account % 2 == 1 {
            flows.cash_capital += part;
            let revolving = plan.cash.iter().position(|row| row.partner == partner && row.into.is_revolving());
            if let Some(index) = revolving {
                self.uncalled[index] += part;
            }
        }
        self.get_out(plan, partner, part);
    }

    /// Each tier receives what its test still allows, split by its own shares.
    fn pay_tiers(&mut self, plan: &Plan, mut left: Pence) -> Pence {
        for (index, tier) in plan.sharing.tiers.iter().enumerate() {
            if !left.is_positive() {
                break;
            }
            let of_class = |sums: &[Pence]| -> Pence {
                sums.iter().zip(&tier.class).filter(|(_, of)| **of).map(|(sum, _)| sum).sum()
            };
            let missing = match tier.test {
                TierTestPlan::RateOfReturn(_) => self.tiers[index].hurdle.or_zero().times(1.0 / tier.class_share),
                TierTestPlan::Multiple(times) => {
                    let wanted = of_class(&self.contributed).as_f64() * times - of_class(&self.received).as_f64();
                    Pence::round(wanted.max(0.0) / tier.class_share)
                }
                TierTestPlan::Amount(sum) => sum - self.tiers[index].paid,
            };
            let paid = left.min(missing.or_zero());
            self.tiers[index].paid += paid;
            let mut parts = [Pence::ZERO; MOST_PARTNERS];
            split_by_shares(paid, &tier.split, &mut parts[..plan.partners]);
            self.pay_shares(plan, &parts, Movement::TierPaid, Some(Row::Tier(index)));
            left -= paid;
        }
        left
    }

    /// The final split: by the agreed shares, or in proportion to contributions to date.
    fn pay_split(&mut self, plan: &Plan, left: Pence) {
        if !left.is_positive() {
            return;
        }
        self.split_after_tiers += left;
        let (mut parts, mut credited) = ([Pence::ZERO; MOST_PARTNERS], self.contributed);
        credited.iter_mut().zip(&self.premium).for_each(|(credited, premium)| *credited -= *premium);
        share_surplus(left, &plan.sharing, &credited[..plan.partners], &mut parts);
        self.pay_shares(plan, &parts, Movement::SplitPaid, None);
    }

    /// Pays each partner its part of a tier or of the final split.
    fn pay_shares(&mut self, plan: &Plan, parts: &[Pence], movement: Movement, row: Option<Row>) {
        for (partner, part) in parts[..plan.partners].iter().enumerate() {
            self.partner_flows[partner].split += *part;
            self.log.moved(movement, -*part, Some(partner), row);
            self.get_out(plan, partner, *part);
        }
    }
}

/// Splits a surplus by the agreed shares, or else in proportion to contributions, or equally if there are none.
pub(crate) fn share_surplus(surplus: Pence, sharing: &SharingPlan, put_in: &[Pence], parts: &mut [Pence]) {
    match &sharing.split {
        Some(shares) => split_by_shares(surplus, shares, parts),
        None if put_in.iter().any(|sum| sum.is_positive()) => split(surplus, put_in, parts),
        None => split_by_shares(surplus, &[1.0; MOST_PARTNERS][..put_in.len()], parts),
    }
}

/// Pays as much of `due` as there is cash for, in proportion to balances, and returns the amount paid.
fn pay(left: Pence, due: &[Pence], parts: &mut [Pence]) -> Pence {
    let paid = left.min(due.iter().sum()).or_zero();
    if paid.is_positive() {
        split(paid, due, parts);
    }
    paid
}

#[cfg(test)]
mod tests {
    use super::super::TierAccount;
    use super::*;
    use crate::plan::TierPlan;
    use crate::{check, document, samples};
    use deal::Compounding;

    /// A plan of two partners with one tier, half and half, and a 40:60 split after it.
    fn plan(class: [bool; 2], class_share: f64) -> Plan {
        let deal = document::open(samples::GD_1.document).unwrap();
        let mut plan = check(&deal).unwrap().plan;
        plan.sharing.tiers = vec![TierPlan {
            test: TierTestPlan::RateOfReturn(0.0),
            class: class.to_vec(),
            split: vec![0.5, 0.5],
            class_share,
        }];
        plan.sharing.split = Some(vec![0.4, 0.6]);
        plan
    }

    /// The amounts each of two partners receives from £500,000: preferred return of £30,000 and £20,000 is due, capital
    /// of £200,000 and £100,000, and after those the hurdle of the class is £60,000.
    fn shared(class: [bool; 2], class_share: f64) -> [Pence; 2] {
        let pounds = |sum: i64| Pence(100 * sum);
        let plan = plan(class, class_share);
        let of_class = [230_000, 120_000].into_iter().zip(class).filter(|(_, of)| *of).map(|(sum, _)| sum);
        let hurdle = pounds(60_000 + of_class.sum::<i64>());
        let mut balances = Balances {
            preferred_factor: 0.01,
            tiers: vec![TierAccount { hurdle, paid: Pence::ZERO }],
            ..Balances::default()
        };
        // Cash accounts are 1 and 3.
        (balances.preferred[1], balances.preferred[3]) = (pounds(30_000), pounds(20_000));
        (balances.capital[1], balances.capital[3]) = (pounds(200_000), pounds(100_000));
        let left = balances.pay_preferred_return(&plan, pounds(500_000));
        let left = balances.pay_capital(&plan, left);
        let left = balances.pay_tiers(&plan, left);
        balances.pay_split(&plan, left);
        let paid = |partner: usize| {
            let flows = &balances.partner_flows[partner];
            flows.preferred_return + flows.capital + flows.split
        };
        [paid(0), paid(1)]
    }

    /// Test vector V10.
    #[test]
    fn cash_runs_down_the_lines_and_through_a_tier_to_its_hurdle() {
        assert_eq!(shared([true, true], 1.0), [Pence(29_600_000), Pence(20_400_000)]);
        assert_eq!(shared([false, true], 0.5), [Pence(30_200_000), Pence(19_800_000)]);
    }

    /// The second half of test vector V3: 8% on £1m for 24 months, posted month by month.
    #[test]
    fn preference_compounds_by_the_root_and_is_simple_by_the_twelfth() {
        let posted = |compounding: Compounding, factor: f64| {
            let mut plan = plan([true, true], 1.0);
            plan.sharing.compounding = compounding;
            let mut balances = Balances { preferred_factor: factor, ..Balances::default() };
            balances.capital[1] = Pence(100_000_000);
            (0..24).for_each(|_| balances.accrue_preferred_return(&plan));
            balances.preferred[1]
        };
        assert_eq!(posted(Compounding::Compounding, libm::pow(1.08, 1.0 / 12.0) - 1.0), Pence(16_640_000));
        assert_eq!(posted(Compounding::Simple, 0.08 / 12.0), Pence(16_000_008));
    }
}
