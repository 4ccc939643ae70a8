//! The order of work at each time point: accrue, credit, operate, serve debt, fund, sweep, distribute, record
//! (method 2.7 and 2.8). This is the only stage that carries balances from one month to the next.

use crate::plan::{FacilityPlan, PhasePlan, Plan, SharingPlan};
use crate::postings::{Line, Postings};
use crate::units::{Pence, split, split_by_shares};
use deal::{CapitalOrder, Claim, Compounding, DistributionDates, InterestBasis};
use serde::Serialize;
use std::iter::Peekable;
use std::vec::IntoIter;

/// The most partners a deal may have, and so the most capital accounts: land and cash apart for each.
pub(crate) const MOST_PARTNERS: usize = 8;
const MOST_ACCOUNTS: usize = 2 * MOST_PARTNERS;

/// What each partner puts in and gets back, at time points 0 to N.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartnerBook {
    /// Land credited, at its accepted value.
    pub land_in: Vec<Pence>,
    /// Cash called.
    pub cash_in: Vec<Pence>,
    /// Preferred return paid.
    pub preferred_return: Vec<Pence>,
    /// Capital returned, on land and cash together.
    pub capital: Vec<Pence>,
    /// Capital returned on cash.
    pub cash_capital: Vec<Pence>,
    /// Share of what is left.
    pub split: Vec<Pence>,
    /// Capital not returned at the end.
    pub capital_unpaid: Pence,
    /// Preferred return not paid at the end.
    pub preferred_return_unpaid: Pence,
}

/// The cash of the venture, at time points 0 to N.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CashBook {
    /// Cash held after everything is paid.
    pub cash: Vec<Pence>,
    /// Interest earned on cash.
    pub cash_interest: Vec<Pence>,
    /// Loans owed.
    pub debt: Vec<Pence>,
    /// Drawn from loans, with interest and fees that are added to them.
    pub drawn: Vec<Pence>,
    /// Paid to lenders off what is owed.
    pub repaid: Vec<Pence>,
    /// Interest and fees of loans as they accrue, added to the loan or paid.
    pub interest_and_fees: Vec<Pence>,
    /// What could not be funded and is due again next month.
    pub shortfall: Vec<Pence>,
    /// Paid out: to partners and to the pot.
    pub distributed: Vec<Pence>,
    /// Paid to the reinvestment pot.
    pub pot: Vec<Pence>,
    /// Each partner's own book, in the order of the deal.
    pub partners: Vec<PartnerBook>,
}

impl CashBook {
    fn new(time_points: usize, partners: usize) -> Self {
        let series = || vec![Pence::ZERO; time_points];
        let partner = || PartnerBook {
            land_in: series(),
            cash_in: series(),
            preferred_return: series(),
            capital: series(),
            cash_capital: series(),
            split: series(),
            capital_unpaid: Pence::ZERO,
            preferred_return_unpaid: Pence::ZERO,
        };
        Self {
            cash: series(),
            cash_interest: series(),
            debt: series(),
            drawn: series(),
            repaid: series(),
            interest_and_fees: series(),
            shortfall: series(),
            distributed: series(),
            pot: series(),
            partners: (0..partners).map(|_| partner()).collect(),
        }
    }

    /// Step 8: what has moved at a time point, and what is left after it.
    fn record(&mut self, k: usize, balances: &Balances) {
        let flows = &balances.flows;
        self.cash[k] = balances.cash;
        self.cash_interest[k] = flows.cash_interest;
        self.debt[k] = balances.loans.iter().map(|loan| loan.owed).sum();
        self.drawn[k] = flows.drawn;
        self.repaid[k] = flows.repaid;
        self.interest_and_fees[k] = flows.interest_and_fees;
        self.shortfall[k] = balances.shortfall;
        self.distributed[k] = flows.distributed;
        self.pot[k] = flows.pot;
        for (book, flows) in self.partners.iter_mut().zip(&flows.partners) {
            book.land_in[k] = flows.land_in;
            book.cash_in[k] = flows.cash_in;
            book.preferred_return[k] = flows.preferred_return;
            book.capital[k] = flows.capital;
            book.cash_capital[k] = flows.cash_capital;
            book.split[k] = flows.split;
        }
    }
}

/// What moves at one time point: see [`CashBook`] for each.
#[derive(Clone, Copy, Default)]
struct Flows {
    cash_interest: Pence,
    drawn: Pence,
    repaid: Pence,
    interest_and_fees: Pence,
    distributed: Pence,
    pot: Pence,
    partners: [PartnerFlows; MOST_PARTNERS],
}

#[derive(Clone, Copy, Default)]
struct PartnerFlows {
    land_in: Pence,
    cash_in: Pence,
    preferred_return: Pence,
    capital: Pence,
    cash_capital: Pence,
    split: Pence,
}

#[derive(Clone, Copy, Default)]
struct Loan {
    owed: Pence,
    ever_drawn: Pence,
    accrued: Pence,
    is_drawn: bool,
    exit_fee_charged: bool,
}

/// Balances at one time point.
struct Balances<'a> {
    plan: &'a Plan,
    net: &'a [Pence],
    /// Phases whose land is still to come, by time point.
    drawdowns: Peekable<IntoIter<&'a PhasePlan>>,
    /// Total development cost posted at each time point, without finance.
    development_cost: Vec<Pence>,
    development_value: Pence,
    cost_to_date: Pence,
    cash: Pence,
    shortfall: Pence,
    loans: Vec<Loan>,
    /// Capital by account: partner by partner, land before cash.
    capital: [Pence; MOST_ACCOUNTS],
    /// Preferred return due and not paid, by account.
    preferred: [Pence; MOST_ACCOUNTS],
    contributed: [Pence; MOST_PARTNERS],
    uncalled: Vec<Pence>,
    preferred_factor: f64,
    flows: Flows,
}

/// Runs every time point from 0 to N.
pub(crate) fn run(plan: &Plan, postings: &Postings, net: &[Pence]) -> CashBook {
    let mut book = CashBook::new(plan.months + 1, plan.partners);
    let mut balances = Balances::new(plan, postings, net);
    for k in 0..=plan.months {
        balances.step(k);
        book.record(k, &balances);
    }
    balances.close(&mut book);
    book
}

/// Whether a run pays everything back: no shortfall at any time, no loan left, no capital left.
pub(crate) fn repays(plan: &Plan, postings: &Postings, net: &[Pence]) -> bool {
    let mut balances = Balances::new(plan, postings, net);
    let never_short = (0..=plan.months).all(|k| {
        balances.step(k);
        balances.shortfall == Pence::ZERO
    });
    never_short && !balances.owes() && balances.capital.iter().all(|capital| *capital == Pence::ZERO)
}

impl<'a> Balances<'a> {
    fn new(plan: &'a Plan, postings: &Postings, net: &'a [Pence]) -> Self {
        let monthly = |rate: f64| libm::pow(1.0 + rate, 1.0 / 12.0) - 1.0;
        let preferred_factor = match plan.sharing.compounding {
            Compounding::Compounding => monthly(plan.sharing.preferred_return),
            Compounding::Simple => plan.sharing.preferred_return / 12.0,
        };
        let mut drawdowns: Vec<_> = plan.phases.iter().collect();
        drawdowns.sort_by_key(|phase| phase.drawdown);
        let needs_cost = plan.funding.facilities.iter().any(|facility| facility.loan_to_cost.is_some());
        let development_cost = if needs_cost { postings.series_of(Line::is_development_cost) } else { Vec::new() };
        Self {
            plan,
            net,
            drawdowns: drawdowns.into_iter().peekable(),
            development_cost,
            development_value: postings.total_of(Line::is_development_value),
            cost_to_date: Pence::ZERO,
            cash: Pence::ZERO,
            shortfall: Pence::ZERO,
            loans: vec![Loan::default(); plan.funding.facilities.len()],
            capital: [Pence::ZERO; MOST_ACCOUNTS],
            preferred: [Pence::ZERO; MOST_ACCOUNTS],
            contributed: [Pence::ZERO; MOST_PARTNERS],
            uncalled: plan.cash.iter().map(|commitment| commitment.amount).collect(),
            preferred_factor,
            flows: Flows::default(),
        }
    }

    fn accounts(&self) -> usize {
        2 * self.plan.partners
    }

    fn is_end(&self, k: usize) -> bool {
        k == self.plan.months
    }

    fn minimum_cash(&self, k: usize) -> Pence {
        if self.is_end(k) { Pence::ZERO } else { self.plan.funding.minimum_cash }
    }

    /// All that happens at one time point, in its order.
    fn step(&mut self, k: usize) {
        self.flows = Flows::default();
        if k > 0 {
            self.accrue(k);
        }
        self.credit_land(k);
        self.operate(k);
        self.serve_debt(k);
        self.fund(k);
        self.sweep(k);
        if self.is_distribution(k) {
            self.distribute(k);
        }
    }

    /// Step 1: interest and fees on loans, interest on cash, preferred return; all on balances after k - 1.
    fn accrue(&mut self, k: usize) {
        let month = k - 1;
        let facilities = &self.plan.funding.facilities;
        for (loan, facility) in self.loans.iter_mut().zip(facilities).filter(|(loan, _)| loan.is_drawn) {
            loan.accrued = interest(facility, self.plan, month, loan.owed);
            if k <= facility.non_utilisation_to && facility.monthly_non_utilisation > 0.0 {
                loan.accrued += (facility.limit - loan.owed).or_zero().times(facility.monthly_non_utilisation);
            }
            self.cost_to_date += loan.accrued;
            self.flows.interest_and_fees += loan.accrued;
        }
        if self.plan.funding.monthly_cash_interest > 0.0 {
            self.flows.cash_interest = self.cash.times(self.plan.funding.monthly_cash_interest);
        }
        if self.preferred_factor != 0.0 {
            let compounding = self.plan.sharing.compounding == Compounding::Compounding;
            for account in 0..self.accounts() {
                let unpaid = if compounding { self.preferred[account] } else { Pence::ZERO };
                self.preferred[account] += (self.capital[account] + unpaid).times(self.preferred_factor);
            }
        }
    }

    /// Step 2: land is credited to its owner's capital when it is drawn down, and not before.
    fn credit_land(&mut self, k: usize) {
        while let Some(phase) = self.drawdowns.next_if(|phase| phase.drawdown == k) {
            self.capital[2 * phase.owner] += phase.land_value;
            self.contributed[phase.owner] += phase.land_value;
            self.cost_to_date += phase.land_value;
            self.flows.partners[phase.owner].land_in += phase.land_value;
        }
    }

    /// Step 3: operating flows and interest on cash.
    fn operate(&mut self, k: usize) {
        self.cash += self.net[k] + self.flows.cash_interest;
        if let Some(cost) = self.development_cost.get(k) {
            self.cost_to_date += *cost;
        }
    }

    /// Step 4: interest and fees are added to the loan within its limit, or paid.
    fn serve_debt(&mut self, k: usize) {
        let facilities = &self.plan.funding.facilities;
        for (loan, facility) in self.loans.iter_mut().zip(facilities).filter(|(loan, _)| loan.accrued.is_positive()) {
            let room = (facility.limit - if facility.revolving { loan.owed } else { loan.ever_drawn }).or_zero();
            let rolled = if k <= facility.rolled_to { loan.accrued.min(room) } else { Pence::ZERO };
            loan.owed += rolled;
            loan.ever_drawn += rolled;
            self.flows.drawn += rolled;
            self.cash -= loan.accrued - rolled;
            loan.accrued = Pence::ZERO;
        }
    }

    /// Step 5, equity first: partners pro rata to what each has still to pay, then loans by rank. What cannot be funded
    /// is the shortfall: it is due again next month, and the run goes on so that its size is seen.
    fn fund(&mut self, k: usize) {
        self.cash -= self.shortfall;
        let mut need = (self.minimum_cash(k) - self.cash).or_zero();
        if need.is_positive() {
            self.cash += need;
            need = self.call_partners(k, need);
            need = self.draw_loans(k, need);
        }
        self.shortfall = need;
    }

    fn call_partners(&mut self, k: usize, need: Pence) -> Pence {
        let commitments = self.plan.cash.iter().zip(&self.uncalled);
        let open = commitments.map(|(row, left)| if row.from <= k { *left } else { Pence::ZERO });
        let call = need.min(open.clone().sum());
        if !call.is_positive() {
            return need;
        }
        let mut available = [Pence::ZERO; MOST_ACCOUNTS];
        available.iter_mut().zip(open).for_each(|(available, open)| *available = open);
        let count = self.uncalled.len();
        let mut parts = [Pence::ZERO; MOST_ACCOUNTS];
        split(call, &available[..count], &mut parts);
        for (index, commitment) in self.plan.cash.iter().enumerate() {
            self.uncalled[index] -= parts[index];
            self.capital[2 * commitment.partner + 1] += parts[index];
            self.contributed[commitment.partner] += parts[index];
            self.flows.partners[commitment.partner].cash_in += parts[index];
        }
        need - call
    }

    fn draw_loans(&mut self, k: usize, mut need: Pence) -> Pence {
        for rank in 0..self.loans.len() {
            let facility = &self.plan.funding.facilities[rank];
            if !need.is_positive() || k > facility.available_to {
                continue;
            }
            let fee = if self.loans[rank].is_drawn { Pence::ZERO } else { facility.arrangement_fee };
            let draw = need.min(self.room(rank, facility, fee));
            if !draw.is_positive() {
                continue;
            }
            let loan = &mut self.loans[rank];
            loan.is_drawn = true;
            loan.owed += draw + fee;
            loan.ever_drawn += draw + fee;
            self.cost_to_date += fee;
            self.flows.interest_and_fees += fee;
            self.flows.drawn += draw + fee;
            need -= draw;
        }
        need
    }

    /// What can still be drawn once `fee` is added: the least of the money limit, loan to cost and loan to value.
    fn room(&self, rank: usize, facility: &FacilityPlan, fee: Pence) -> Pence {
        let loan = &self.loans[rank];
        let used = if facility.revolving { loan.owed } else { loan.ever_drawn };
        let with_ranks_above = self.loans[..=rank].iter().map(|loan| loan.owed).sum::<Pence>() + fee;
        let mut room = facility.limit - used - fee;
        if let Some(share) = facility.loan_to_cost {
            room = room.min((self.cost_to_date + fee).times(share) - with_ranks_above);
        }
        if let Some(share) = facility.loan_to_value {
            room = room.min(self.development_value.times(share) - with_ranks_above);
        }
        room.or_zero()
    }

    /// Step 6: free cash repays loans by rank before anything goes to partners.
    fn sweep(&mut self, k: usize) {
        if !self.owes() {
            return;
        }
        let share = if self.is_end(k) { 1.0 } else { self.plan.funding.sweep };
        let mut free = (self.cash - self.minimum_cash(k)).or_zero().times(share);
        for (loan, facility) in self.loans.iter_mut().zip(&self.plan.funding.facilities) {
            if !loan.owed.is_positive() || !free.is_positive() {
                continue;
            }
            if free >= loan.owed && !loan.exit_fee_charged && facility.exit_fee.is_positive() {
                loan.exit_fee_charged = true;
                loan.owed += facility.exit_fee;
                loan.ever_drawn += facility.exit_fee;
                self.cost_to_date += facility.exit_fee;
                self.flows.interest_and_fees += facility.exit_fee;
                self.flows.drawn += facility.exit_fee;
            }
            let repaid = free.min(loan.owed);
            loan.owed -= repaid;
            free -= repaid;
            self.cash -= repaid;
            self.flows.repaid += repaid;
        }
    }

    /// Whether step 7 runs: no loan stands (or that does not matter) and `k` is a date of payment, or the end.
    fn is_distribution(&self, k: usize) -> bool {
        let is_date = match self.plan.sharing.dates {
            DistributionDates::Monthly => true,
            DistributionDates::Quarterly => k.is_multiple_of(3),
            DistributionDates::Yearly => k.is_multiple_of(12),
            DistributionDates::AtEnd => false,
        };
        self.is_end(k) || (k >= 1 && is_date && (self.plan.sharing.while_loans_stand || !self.owes()))
    }

    fn owes(&self) -> bool {
        self.loans.iter().any(|loan| loan.owed.is_positive())
    }

    /// The hold-back: the deepest need within the look-ahead, so that cash paid out is not called back.
    fn held_back(&self, k: usize) -> Pence {
        if self.is_end(k) {
            return Pence::ZERO;
        }
        let last = self.plan.months.min(k + self.plan.sharing.look_ahead);
        let (mut sum, mut deepest) = (Pence::ZERO, Pence::ZERO);
        for flow in &self.net[k + 1..=last] {
            sum += *flow;
            deepest = deepest.min(sum);
        }
        -deepest
    }

    /// Step 7: cash moves down the ranked lines, then to the pot, then to the split.
    fn distribute(&mut self, k: usize) {
        let available = self.cash - self.minimum_cash(k);
        if !available.is_positive() {
            return;
        }
        let paid_out = (available - self.held_back(k)).or_zero();
        if !paid_out.is_positive() {
            return;
        }
        let mut left = paid_out;
        for claim in &self.plan.sharing.order {
            left = match claim {
                Claim::NoteCoupon | Claim::NotePrincipal => left,
                Claim::PreferredReturn => self.pay_preferred_return(left),
                Claim::Capital => self.pay_capital(left),
            };
        }
        let pot = left.times(self.plan.sharing.recycled);
        self.flows.pot = pot;
        self.pay_split(left - pot);
        self.flows.distributed = paid_out;
        self.cash -= paid_out;
    }

    fn pay_preferred_return(&mut self, left: Pence) -> Pence {
        let count = self.accounts();
        if self.preferred_factor == 0.0 {
            return left;
        }
        let parts = pay(left, &mut self.preferred[..count]);
        for (account, part) in parts[..count].iter().enumerate() {
            self.flows.partners[account / 2].preferred_return += *part;
        }
        left - parts.iter().sum()
    }

    fn pay_capital(&mut self, mut left: Pence) -> Pence {
        // Land accounts are 0, cash accounts 1, modulo 2.
        let turns: &[&[usize]] = match self.plan.sharing.capital_order {
            CapitalOrder::SideBySide => &[&[0, 1]],
            CapitalOrder::LandFirst => &[&[0], &[1]],
            CapitalOrder::CashFirst => &[&[1], &[0]],
        };
        let count = self.accounts();
        if self.capital[..count].iter().all(|capital| *capital == Pence::ZERO) {
            return left;
        }
        for kinds in turns {
            let mut due = [Pence::ZERO; MOST_ACCOUNTS];
            for account in (0..count).filter(|account| kinds.contains(&(account % 2))) {
                due[account] = self.capital[account];
            }
            let parts = pay(left, &mut due[..count]);
            for (account, part) in parts[..count].iter().enumerate() {
                self.capital[account] -= *part;
                let partner = &mut self.flows.partners[account / 2];
                partner.capital += *part;
                if account % 2 == 1 {
                    partner.cash_capital += *part;
                }
                left -= *part;
            }
        }
        left
    }

    /// The last line: by the agreed shares, or by what each has put in to date.
    fn pay_split(&mut self, left: Pence) {
        if !left.is_positive() {
            return;
        }
        let mut parts = [Pence::ZERO; MOST_PARTNERS];
        let count = self.plan.partners;
        share_surplus(left, &self.plan.sharing, &self.contributed[..count], &mut parts);
        for (partner, part) in parts[..count].iter().enumerate() {
            self.flows.partners[partner].split += *part;
        }
    }

    /// What is left unpaid at the end is the partners' loss.
    fn close(&self, book: &mut CashBook) {
        for (index, partner) in book.partners.iter_mut().enumerate() {
            partner.capital_unpaid = self.capital[2 * index] + self.capital[2 * index + 1];
            partner.preferred_return_unpaid = self.preferred[2 * index] + self.preferred[2 * index + 1];
        }
    }
}

/// Shares a surplus by the agreed shares; else by what each has put in; equally where nobody has put in anything.
pub(crate) fn share_surplus(surplus: Pence, sharing: &SharingPlan, put_in: &[Pence], parts: &mut [Pence]) {
    match &sharing.split {
        Some(shares) => split_by_shares(surplus, shares, parts),
        None if put_in.iter().any(|sum| sum.is_positive()) => split(surplus, put_in, parts),
        None => split_by_shares(surplus, &[1.0; MOST_PARTNERS][..put_in.len()], parts),
    }
}

/// Pays as much of `due` as there is, shared by balances; takes the payments off the balances and gives them back.
fn pay(left: Pence, due: &mut [Pence]) -> [Pence; MOST_ACCOUNTS] {
    let mut parts = [Pence::ZERO; MOST_ACCOUNTS];
    let total = left.min(due.iter().sum());
    if total.is_positive() {
        split(total, due, &mut parts);
        for (balance, part) in due.iter_mut().zip(parts) {
            *balance -= part;
        }
    }
    parts
}

fn interest(facility: &FacilityPlan, plan: &Plan, month: usize, owed: Pence) -> Pence {
    if !owed.is_positive() {
        return Pence::ZERO;
    }
    match facility.interest {
        InterestBasis::Twelfths => owed.times(facility.monthly_rate),
        InterestBasis::Actual365 => owed.times(facility.rate * plan.start.plus(month as i32).days() as f64 / 365.0),
    }
}
