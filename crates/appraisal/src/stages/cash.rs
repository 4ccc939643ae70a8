//! The order of work at each time point: accrue, credit, operate, serve debt, fund, sweep, distribute, record
//! (method 2.7 and 2.8). This is the only stage that carries balances from one month to the next.

mod book;
mod credit;
mod funding;
mod loans;
mod paying;
mod tax;

pub(crate) use book::loss;
pub use book::{CashBook, PartnerBook};
pub(crate) use paying::share_surplus;

use crate::buffers::{refill, refilled};
use crate::check::{MOST_CONTRIBUTIONS, MOST_PHASES};
use crate::ledger::{Log, Movement, Row};
use crate::plan::{Plan, TierTestPlan};
use crate::postings::{Line, Postings};
use crate::stages::land::LandDates;
use crate::stages::scheduled_loans::ScheduledLoans;
use crate::units::{Pence, add};
use book::{Flows, PartnerFlows};
use deal::{Compounding, LandPreference, OverageRank};
use tax::TaxAccount;

/// The maximum number of partners, which limits the capital accounts: one for land and one for cash for each.
pub(crate) const MOST_PARTNERS: usize = 8;
const MOST_ACCOUNTS: usize = 2 * MOST_PARTNERS;

/// The maximum number of payables at one time: grant repayments, clawback, overage, and the final tax.
const MOST_PAYABLES: usize = MOST_CONTRIBUTIONS + MOST_PARTNERS + MOST_PHASES + 1;

/// The totals of the operating flows.
#[derive(Default)]
pub(crate) struct Operations {
    /// Receipts less costs at each time point.
    pub(crate) net: Vec<Pence>,
    /// Total development cost posted at each time point, without land and finance; empty if no loan needs it.
    development_cost: Vec<Pence>,
    development_value: Pence,
}

impl Operations {
    pub(crate) fn fill(&mut self, plan: &Plan, postings: &Postings) {
        postings.fill_net(&mut self.net);
        self.development_cost.clear();
        if plan.funding.facilities.iter().any(|facility| facility.loan_to_cost.is_some()) {
            postings.fill_series(&mut self.development_cost, Line::is_development_cost);
        }
        self.development_value = postings.development_value();
    }

    /// Adds other postings.
    pub(crate) fn add(&mut self, other: &Self) {
        add(&mut self.net, &other.net);
        add(&mut self.development_cost, &other.development_cost);
        self.development_value += other.development_value;
    }
}

/// The input of the cash stage: everything known before anything is funded or paid out.
pub(crate) struct CashInputs<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) operations: &'a Operations,
    pub(crate) land: &'a LandDates,
    pub(crate) loans: &'a ScheduledLoans,
    /// Proceeds of the assets at the end, if a deal is ended early to price an interest in it.
    pub(crate) realised: Pence,
}

impl CashInputs<'_> {
    /// The flows that the hold-back looks ahead at: operating flows with deferred land, scheduled grant, scheduled
    /// loans, overage and grant repayments; not facilities, calls or clawback (method 2.8).
    fn fill_known(&self, known: &mut Vec<Pence>) {
        known.clone_from(&self.operations.net);
        for instalment in &self.land.instalments {
            known[instalment.k] -= instalment.amount;
        }
        for overage in &self.land.overage {
            known[overage.k] -= overage.amount;
        }
        for (k, sum) in self.plan.grants.iter().flat_map(|grant| &grant.schedule) {
            known[*k] += *sum;
        }
        for (k, known) in known.iter_mut().enumerate().take(self.loans.drawn.len()) {
            *known += self.loans.drawn[k] - self.loans.interest[k] - self.loans.principal[k];
        }
    }

    fn is_end(&self, k: usize) -> bool {
        k == self.plan.months
    }

    fn minimum_cash(&self, k: usize) -> Pence {
        if self.is_end(k) { Pence::ZERO } else { self.plan.funding.minimum_cash }
    }
}

#[derive(Clone, Copy, Default)]
struct Loan {
    owed: Pence,
    ever_drawn: Pence,
    accrued: Pence,
    is_drawn: bool,
    exit_fee_charged: bool,
}

#[derive(Clone, Copy, Default)]
struct Note {
    principal: Pence,
    coupon: Pence,
}

/// An amount that the venture owes and pays before its partners.
#[derive(Clone, Copy, Default)]
struct Payable {
    balance: Pence,
    to: Payee,
    /// The row of the plan that it is due under.
    row: Option<Row>,
}

/// Who is paid, and in which line of their book.
#[derive(Clone, Copy, Default)]
enum Payee {
    /// No partner: grant repaid, tax, and clawback that names no partner.
    #[default]
    Outside,
    /// The overage of this partner.
    Overage(usize),
    /// The clawback of this partner.
    Clawback(usize),
}

/// The account of a tier: the hurdle its class has yet to reach, and the amount paid through it.
#[derive(Clone, Copy, Default)]
struct TierAccount {
    hurdle: Pence,
    paid: Pence,
}

/// Balances at one time point.
#[derive(Default)]
pub(crate) struct Balances {
    known: Vec<Pence>,
    drawdowns_done: usize,
    true_ups_done: usize,
    cost_to_date: Pence,
    /// Profit of the venture to date (I5 in method 2.14).
    profit_to_date: Pence,
    cash: Pence,
    shortfall: Pence,
    facilities: Vec<Loan>,
    scheduled_debt: Pence,
    notes: Vec<Note>,
    /// Capital by account: for each partner, land before cash.
    capital: [Pence; MOST_ACCOUNTS],
    /// Preferred return due and unpaid, by account.
    preferred: [Pence; MOST_ACCOUNTS],
    /// Land credited to capital and notes with true-ups, services and cash: the contributions that hurdles count.
    contributed: [Pence; MOST_PARTNERS],
    /// The part of that cash above the capital credited for it, which shares by contribution exclude.
    premium: [Pence; MOST_PARTNERS],
    /// Coupon, principal, preferred return, capital and split: the receipts that hurdles count.
    received: [Pence; MOST_PARTNERS],
    uncalled: Vec<Pence>,
    grants_left: Vec<Pence>,
    guarantees_left: Vec<Pence>,
    land_to_capital: Pence,
    land_credited: Pence,
    cash_called: Pence,
    payables: Vec<Payable>,
    tax: TaxAccount,
    tiers: Vec<TierAccount>,
    split_after_tiers: Pence,
    preferred_factor: f64,
    flows: Flows,
    partner_flows: [PartnerFlows; MOST_PARTNERS],
    pub(crate) log: Log,
}

/// Runs every time point from 0 to N once, without a ledger.
pub(crate) fn run(inputs: &CashInputs<'_>) -> CashBook {
    let mut book = CashBook::default();
    Balances::default().run(inputs, &mut book);
    book
}

impl Balances {
    /// Runs every time point from 0 to N and records it.
    pub(crate) fn run(&mut self, inputs: &CashInputs<'_>, book: &mut CashBook) {
        book.reserve(inputs.plan.months + 1, inputs.plan.partners);
        self.begin(inputs);
        for k in 0..=inputs.plan.months {
            self.step(inputs, k);
            book.record_all(k, self);
        }
        self.close(inputs.plan, book);
    }

    /// Whether a run is sound: no cash shortfall, no loan or payable outstanding, and no partner receives less than it
    /// puts in.
    pub(crate) fn is_sound(&mut self, inputs: &CashInputs<'_>) -> bool {
        self.begin(inputs);
        let mut gained = [Pence::ZERO; MOST_PARTNERS];
        let never_short = (0..=inputs.plan.months).all(|k| {
            self.step(inputs, k);
            gained.iter_mut().zip(&self.partner_flows).for_each(|(sum, flows)| *sum += flows.net());
            self.shortfall == Pence::ZERO
        });
        let nobody_loses = gained.iter().all(|gain| loss(Pence::ZERO, *gain) == Pence::ZERO);
        never_short && self.owes_nothing() && nobody_loses
    }

    /// Resets every balance to its start, reusing the buffers.
    fn begin(&mut self, inputs: &CashInputs<'_>) {
        let plan = inputs.plan;
        let monthly = |rate: f64| libm::pow(1.0 + rate, 1.0 / 12.0) - 1.0;
        inputs.fill_known(&mut self.known);
        *self = Self {
            known: std::mem::take(&mut self.known),
            facilities: refilled(&mut self.facilities, plan.funding.facilities.iter().map(|_| Loan::default())),
            notes: refilled(&mut self.notes, plan.notes.iter().map(|_| Note::default())),
            uncalled: refilled(&mut self.uncalled, plan.cash.iter().map(|commitment| commitment.amount)),
            grants_left: refilled(&mut self.grants_left, plan.grants.iter().map(|grant| grant.amount)),
            guarantees_left: refilled(&mut self.guarantees_left, plan.funding.guarantees.iter().map(|row| row.1)),
            payables: refilled(&mut self.payables, []),
            tiers: refilled(&mut self.tiers, plan.sharing.tiers.iter().map(|_| TierAccount::default())),
            preferred_factor: match plan.sharing.compounding {
                Compounding::Compounding => monthly(plan.sharing.preferred_return),
                Compounding::Simple => plan.sharing.preferred_return / 12.0,
            },
            log: std::mem::take(&mut self.log),
            ..Self::default()
        };
        self.payables.reserve(inputs.land.overage.len() + plan.clawback.len() + plan.grants.len() + 1);
    }

    /// Runs one time point, step by step.
    fn step(&mut self, inputs: &CashInputs<'_>, k: usize) {
        self.flows = Flows::default();
        self.partner_flows[..inputs.plan.partners].fill(PartnerFlows::default());
        self.log.turn_to_time(k);
        if k > 0 {
            self.accrue(inputs.plan, k);
        }
        self.credit(inputs, k);
        self.operate(inputs, k);
        self.serve_debt(inputs, k);
        self.fund(inputs, k);
        if inputs.is_end(k) {
            self.realise(inputs.realised);
        }
        self.sweep(inputs, k);
        self.test_clawback(inputs.plan, k);
        self.charge_tax(inputs.plan, k);
        if self.is_distribution(inputs, k) {
            self.distribute(inputs, k);
        }
    }

    /// Step 1: interest and fees on loans, coupon on notes, preferred return, hurdles and interest on cash; all on
    /// balances after k - 1.
    fn accrue(&mut self, plan: &Plan, k: usize) {
        self.accrue_facilities(plan, k);
        for (place, (note, terms)) in self.notes.iter_mut().zip(&plan.notes).enumerate() {
            let unpaid = if terms.compounding { note.coupon } else { Pence::ZERO };
            let coupon = (note.principal + unpaid).times(terms.monthly_coupon);
            note.coupon += coupon;
            self.log.moved(Movement::CouponAccrued, coupon, Some(terms.partner), Some(Row::Note(place)));
        }
        self.accrue_preferred_return(plan);
        for (place, (account, tier)) in self.tiers.iter_mut().zip(&plan.sharing.tiers).enumerate() {
            if let TierTestPlan::RateOfReturn(monthly) = tier.test {
                let growth = account.hurdle.times(monthly);
                account.hurdle += growth;
                self.log.moved(Movement::HurdleAccrued, growth, None, Some(Row::Tier(place)));
            }
        }
        if plan.funding.monthly_cash_interest > 0.0 {
            self.flows.cash_interest = self.cash.times(plan.funding.monthly_cash_interest);
            self.log.moved(Movement::CashInterest, self.flows.cash_interest, None, None);
        }
    }

    /// `rnd((C + U) x factor)`, or on capital only if simple, separately for land and cash of each partner.
    fn accrue_preferred_return(&mut self, plan: &Plan) {
        if self.preferred_factor == 0.0 {
            return;
        }
        let compounding = plan.sharing.compounding == Compounding::Compounding;
        let matched = match plan.sharing.land_preference_from {
            LandPreference::MatchingCashDate if self.land_to_capital.is_positive() => {
                (self.cash_called.as_f64() / self.land_to_capital.as_f64()).min(1.0)
            }
            _ => 1.0,
        };
        for account in 0..2 * plan.partners {
            let is_land = account % 2 == 0;
            let capital = self.capital[account];
            let earns = if is_land && matched < 1.0 { capital.times(matched) } else { capital };
            let unpaid = if compounding { self.preferred[account] } else { Pence::ZERO };
            let due = (earns + unpaid).times(self.preferred_factor);
            self.preferred[account] += due;
            let row = Row::of_account(account);
            self.log.moved(Movement::PreferredReturnAccrued, due, Some(account / 2), Some(row));
        }
    }

    /// Step 3: operating flows and interest on cash, tax, instalments of land, scheduled grant and overage paid at
    /// once; other overage and grant repayments become payables.
    fn operate(&mut self, inputs: &CashInputs<'_>, k: usize) {
        let net = inputs.operations.net[k];
        self.cash += net + self.flows.cash_interest;
        self.profit_to_date += net + self.flows.cash_interest;
        if let Some(cost) = inputs.operations.development_cost.get(k) {
            self.cost_to_date += *cost;
        }
        self.pay_tax(k);
        self.pay_instalments(inputs, k);
        self.take_grant_and_services(inputs.plan, k);
        let overage = inputs.land.overage.iter().enumerate();
        for (index, due) in overage.filter(|(_, due)| due.k == k && due.amount.is_positive()) {
            let row = Some(Row::Overage(index));
            self.flows.overage_due += due.amount;
            self.flows.payables_due += due.amount;
            self.profit_to_date -= due.amount;
            self.log.moved(Movement::OverageDue, due.amount, Some(due.owner), row);
            match due.rank {
                OverageRank::Payable => {
                    self.payables.push(Payable { balance: due.amount, to: Payee::Overage(due.owner), row });
                }
                OverageRank::Operating => {
                    self.cash -= due.amount;
                    self.flows.overage_at_once += due.amount;
                    self.log.moved(Movement::OverageAtOnce, -due.amount, Some(due.owner), row);
                    self.partner_flows[due.owner].overage += due.amount;
                }
            }
        }
    }

    fn take_grant_and_services(&mut self, plan: &Plan, k: usize) {
        for (index, grant) in plan.grants.iter().enumerate() {
            for (_, sum) in grant.schedule.iter().filter(|(date, _)| *date == k) {
                self.cash += *sum;
                self.flows.grant += *sum;
                self.log.moved(Movement::Grant, *sum, grant.partner, Some(Row::Grant(index)));
                self.profit_to_date += *sum;
            }
            if grant.repayable == Some(k) {
                let scheduled: Pence = grant.schedule.iter().filter(|(date, _)| *date <= k).map(|(_, sum)| sum).sum();
                let drawn = grant.amount - self.grants_left[index] + scheduled;
                // A grant that must be repaid can no longer be drawn.
                self.grants_left[index] = Pence::ZERO;
                let row = Some(Row::Grant(index));
                self.payables.push(Payable { balance: drawn, to: Payee::Outside, row });
                self.flows.payables_due += drawn;
                self.log.moved(Movement::GrantDue, drawn, None, row);
                self.profit_to_date -= drawn;
            }
        }
        for (place, services) in plan.services.iter().enumerate() {
            for (_, sum) in services.schedule.iter().filter(|(date, _)| *date == k) {
                self.put_in(plan, services.partner, *sum);
                self.capital[2 * services.partner + 1] += *sum;
                self.partner_flows[services.partner].services_in += *sum;
                self.flows.services += *sum;
                self.log.moved(Movement::Services, *sum, Some(services.partner), Some(Row::Services(place)));
                self.cost_to_date += *sum;
                self.profit_to_date -= *sum;
            }
        }
    }

    /// Counts a contribution of a partner, or the amount a true-up deducts from it, in contributions and hurdles.
    fn put_in(&mut self, plan: &Plan, partner: usize, sum: Pence) {
        self.contributed[partner] += sum;
        for (account, tier) in self.tiers.iter_mut().zip(&plan.sharing.tiers) {
            if tier.class[partner] {
                account.hurdle += sum;
            }
        }
    }

    /// Counts a receipt of a partner in hurdles.
    fn get_out(&mut self, plan: &Plan, partner: usize, sum: Pence) {
        self.received[partner] += sum;
        for (account, tier) in self.tiers.iter_mut().zip(&plan.sharing.tiers) {
            if tier.class[partner] {
                account.hurdle -= sum;
            }
        }
    }

    /// Proceeds of the assets pay the shortfall first; the rest is cash.
    fn realise(&mut self, sum: Pence) {
        let paid = sum.min(self.shortfall);
        self.shortfall -= paid;
        self.cash += sum - paid;
        self.profit_to_date += sum;
    }

    fn facilities_owed(&self) -> Pence {
        self.facilities.iter().map(|loan| loan.owed).sum()
    }

    fn owes_facilities(&self) -> bool {
        self.facilities.iter().any(|loan| loan.owed.is_positive())
    }

    /// Whether no loan or payable is outstanding.
    fn owes_nothing(&self) -> bool {
        let payables = self.payables.iter().map(|payable| payable.balance).sum::<Pence>();
        !self.owes_facilities() && self.scheduled_debt + payables == Pence::ZERO
    }

    /// Records what is still due to partners at the end.
    fn close(&self, plan: &Plan, book: &mut CashBook) {
        for (index, partner) in book.partners.iter_mut().enumerate() {
            let notes = self.notes.iter().zip(&plan.notes).filter(|(_, terms)| terms.partner == index);
            partner.capital_unpaid = self.capital[2 * index] + self.capital[2 * index + 1];
            partner.preferred_return_unpaid = self.preferred[2 * index] + self.preferred[2 * index + 1];
            partner.notes_unpaid = notes.map(|(note, _)| note.principal + note.coupon).sum();
        }
        refill(&mut book.tiers_paid, self.tiers.iter().map(|tier| tier.paid).chain([self.split_after_tiers]));
        book.payables_unpaid = self.payables.iter().map(|payable| payable.balance).sum();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_assets_fetch_pays_what_is_short_before_it_is_cash() {
        let after = |sum: i64| {
            let mut balances = Balances { shortfall: Pence(30), ..Balances::default() };
            balances.realise(Pence(sum));
            (balances.shortfall.0, balances.cash.0, balances.profit_to_date.0)
        };
        assert_eq!(after(100), (0, 70, 100));
        assert_eq!(after(10), (20, 0, 10));
    }
}
