//! A second calculation of steps 1 to 8 of the method's sections 2.7 and 2.8, written from the method as plainly as
//! possible, to compare the two month by month.

use appraisal::deal::*;
use appraisal::postings::Line;
use appraisal::{Appraisal, Pence};

/// The results of the second calculation at each time point.
#[derive(Default)]
pub(crate) struct Ledger {
    pub(crate) cash: Vec<i64>,
    pub(crate) debt: Vec<i64>,
    pub(crate) shortfall: Vec<i64>,
    pub(crate) interest_and_fees: Vec<i64>,
    pub(crate) distributed: Vec<i64>,
    pub(crate) pot: Vec<i64>,
    /// By partner, then time point.
    pub(crate) cash_in: Vec<Vec<i64>>,
    pub(crate) preferred_return: Vec<Vec<i64>>,
    pub(crate) capital: Vec<Vec<i64>>,
    pub(crate) split: Vec<Vec<i64>>,
}

/// `rnd` of section 2.1.
pub(crate) fn rnd(x: f64) -> i64 {
    (x.signum() * (x.abs() + 0.5 + 0.0001).floor()) as i64
}

/// `split` of section 2.1: floors, then a penny each to the largest remainders, ties to the lowest index.
pub(crate) fn shared(total: i64, weights: &[i64]) -> Vec<i64> {
    let sum: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    if sum == 0 {
        return vec![0; weights.len()];
    }
    let exact = |place: usize| i128::from(total) * i128::from(weights[place]);
    let mut parts: Vec<i64> = (0..weights.len()).map(|place| (exact(place) / sum) as i64).collect();
    let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
    by_remainder.sort_by_key(|place| (std::cmp::Reverse(exact(*place) % sum), *place));
    let left = total - parts.iter().sum::<i64>();
    by_remainder.into_iter().take(left as usize).for_each(|place| parts[place] += 1);
    parts
}

#[derive(Clone, Default)]
struct Loan {
    owed: i64,
    ever_drawn: i64,
    accrued: i64,
    started: bool,
    left_with_fee: bool,
}

#[derive(Clone, Default)]
struct Account {
    partner: usize,
    is_cash: bool,
    capital: i64,
    unpaid: i64,
}

struct Run<'a> {
    deal: &'a Deal,
    result: &'a Appraisal,
    book: Ledger,
    cash: i64,
    shortfall: i64,
    cost_to_date: i64,
    loans: Vec<Loan>,
    accounts: Vec<Account>,
    /// Partner, first time point, amount remaining.
    commitments: Vec<(usize, usize, i64)>,
    /// Profit to date before tax.
    profit: i64,
    tax_charged: i64,
    tax_fallen_due: i64,
    /// When the last charge is paid, and its amount.
    tax_waiting: (usize, i64),
}

/// Calculates the cash of a deal again from its operating flows and the land credited.
pub(crate) fn ledger(deal: &Deal, result: &Appraisal) -> Ledger {
    let place = |id: &str| deal.partners.iter().position(|partner| partner.id == id).unwrap();
    let commitment = |row: &Contribution| match row {
        Contribution::CashEquity { partner, amount, from_month, .. } => {
            Some((place(partner), *from_month as usize, rnd(100.0 * amount)))
        }
        _ => None,
    };
    let mut commitments: Vec<_> = deal.contributions.iter().filter_map(commitment).collect();
    commitments.sort_by_key(|(partner, ..)| *partner);
    let account = |place: usize| Account { partner: place / 2, is_cash: place % 2 == 1, ..Account::default() };
    let series = vec![vec![0; deal.months as usize + 1]; deal.partners.len()];
    let book = Ledger {
        cash_in: series.clone(),
        preferred_return: series.clone(),
        capital: series.clone(),
        split: series,
        ..Ledger::default()
    };
    let mut run = Run {
        deal,
        result,
        book,
        cash: 0,
        shortfall: 0,
        cost_to_date: 0,
        loans: vec![Loan::default(); deal.funding.facilities.len()],
        accounts: (0..2 * deal.partners.len()).map(account).collect(),
        commitments,
        profit: 0,
        tax_charged: 0,
        tax_fallen_due: 0,
        tax_waiting: (0, 0),
    };
    for k in 0..=deal.months as usize {
        run.time_point(k);
    }
    run.book
}

impl Run<'_> {
    fn last(&self) -> usize {
        self.deal.months as usize
    }

    fn minimum(&self, k: usize) -> i64 {
        if k == self.last() { 0 } else { rnd(100.0 * self.deal.funding.minimum_cash) }
    }

    fn time_point(&mut self, k: usize) {
        for series in [&mut self.book.interest_and_fees, &mut self.book.distributed, &mut self.book.pot] {
            series.push(0);
        }
        let earned = if k > 0 { self.accrue(k) } else { 0 };
        for partner in 0..self.deal.partners.len() {
            let land = self.result.cash.partners[partner].land_in[k].0;
            self.accounts[2 * partner].capital += land;
            self.cost_to_date += land;
            self.profit -= land;
        }
        let postings = &self.result.postings;
        let cost = Line::ALL.iter().filter(|line| line.is_development_cost()).map(|line| postings.line(*line)[k].0);
        self.cost_to_date += cost.sum::<i64>();
        self.cash += self.result.net[k].0 + earned;
        self.profit += self.result.net[k].0 + earned;
        if self.tax_waiting.0 == k {
            self.cash -= self.tax_waiting.1;
            self.tax_fallen_due += self.tax_waiting.1;
        }
        self.serve(k);
        self.fund(k);
        self.sweep(k);
        self.profit -= self.book.interest_and_fees[k];
        self.charge_tax(k);
        self.distribute(k);
        self.book.cash.push(self.cash);
        self.book.shortfall.push(self.shortfall);
        self.book.debt.push(self.loans.iter().map(|loan| loan.owed).sum());
    }

    /// Section 2.10: at the end of each year, and of the deal.
    fn charge_tax(&mut self, k: usize) {
        if k > 0 && (k.is_multiple_of(12) || k == self.last()) {
            let charge = (self.tax_on_profit() - self.tax_charged).max(0);
            self.tax_charged += charge;
            if k < self.last() && charge > 0 {
                self.tax_waiting = (self.last().min(k + 9), charge);
            }
        }
    }

    fn tax_on_profit(&self) -> i64 {
        rnd(self.profit.max(0) as f64 * self.deal.costs.corporation_tax_percent / 100.0)
    }

    /// Step 1; returns the interest on cash.
    fn accrue(&mut self, k: usize) -> i64 {
        let deal = self.deal;
        let last_build = deal.phases.iter().map(|phase| phase.build_start_month + phase.build_months).max().unwrap();
        let days = deal.start.plus(k as i32).day_number() - deal.start.plus(k as i32 - 1).day_number();
        for (loan, terms) in self.loans.iter_mut().zip(&deal.funding.facilities) {
            let rate = terms.rate_percent / 100.0;
            loan.accrued = match terms.interest {
                InterestBasis::Twelfths => rnd(loan.owed as f64 * rate / 12.0),
                InterestBasis::Actual365 => rnd(loan.owed as f64 * rate * days as f64 / 365.0),
            };
            if loan.started && k as u32 <= terms.available_to_month.unwrap_or(last_build) {
                let undrawn = (rnd(100.0 * terms.limit) - loan.owed).max(0);
                loan.accrued += rnd(undrawn as f64 * terms.non_utilisation_fee_percent / 100.0 / 12.0);
            }
            self.book.interest_and_fees[k] += loan.accrued;
            self.cost_to_date += loan.accrued;
        }
        let rate = deal.sharing.preferred_return_percent / 100.0;
        for account in &mut self.accounts {
            account.unpaid += match deal.sharing.preferred_return {
                Compounding::Simple => rnd(account.capital as f64 * rate / 12.0),
                Compounding::Compounding => {
                    let monthly = (1.0 + rate).powf(1.0 / 12.0) - 1.0;
                    rnd((account.capital + account.unpaid) as f64 * monthly)
                }
            };
        }
        rnd(self.cash as f64 * deal.funding.cash_interest_percent / 100.0 / 12.0)
    }

    /// Step 4.
    fn serve(&mut self, k: usize) {
        for (loan, terms) in self.loans.iter_mut().zip(&self.deal.funding.facilities) {
            let used = if terms.revolving { loan.owed } else { loan.ever_drawn };
            let is_rolled = k <= terms.rolled_to_month.map_or(self.deal.months as usize, |month| month as usize);
            let room = (rnd(100.0 * terms.limit) - used).max(0);
            let rolled = if is_rolled { loan.accrued.min(room) } else { 0 };
            loan.owed += rolled;
            loan.ever_drawn += rolled;
            self.cash -= loan.accrued - rolled;
            loan.accrued = 0;
        }
    }

    /// Step 5, equity first.
    fn fund(&mut self, k: usize) {
        let mut need = (self.minimum(k) - self.cash + self.shortfall).max(0);
        self.cash -= self.shortfall;
        let open: Vec<i64> =
            self.commitments.iter().map(|(_, from, left)| if *from <= k { *left } else { 0 }).collect();
        let call = need.min(open.iter().sum());
        for (place, part) in shared(call, &open).into_iter().enumerate() {
            let partner = self.commitments[place].0;
            self.commitments[place].2 -= part;
            self.accounts[2 * partner + 1].capital += part;
            self.book.cash_in[partner][k] += part;
        }
        need -= call;
        self.cash += call;
        for rank in 0..self.loans.len() {
            let drawn = self.draw(k, rank, need);
            need -= drawn;
            self.cash += drawn;
        }
        self.cash += need;
        self.shortfall = need;
    }

    fn draw(&mut self, k: usize, rank: usize, need: i64) -> i64 {
        let terms = &self.deal.funding.facilities[rank];
        if need == 0 || terms.available_to_month.is_some_and(|month| k > month as usize) {
            return 0;
        }
        let limit = rnd(100.0 * terms.limit);
        let loan = &self.loans[rank];
        let fee = if loan.started { 0 } else { rnd(limit as f64 * terms.arrangement_fee_percent / 100.0) };
        let used = fee + if terms.revolving { loan.owed } else { loan.ever_drawn };
        let above = fee + self.loans[..=rank].iter().map(|loan| loan.owed).sum::<i64>();
        let mut room = limit - used;
        if let Some(percent) = terms.loan_to_cost_percent {
            room = room.min(rnd((self.cost_to_date + fee) as f64 * percent / 100.0) - above);
        }
        if let Some(percent) = terms.loan_to_value_percent {
            let value = self.result.value.gross_development_value;
            room = room.min(rnd(value.0 as f64 * percent / 100.0) - above);
        }
        let drawn = need.min(room).max(0);
        if drawn > 0 {
            let loan = &mut self.loans[rank];
            loan.started = true;
            loan.owed += drawn + fee;
            loan.ever_drawn += drawn + fee;
            self.cost_to_date += fee;
            self.book.interest_and_fees[k] += fee;
        }
        drawn
    }

    /// Step 6.
    fn sweep(&mut self, k: usize) {
        let percent = if k == self.last() { 100.0 } else { self.deal.funding.sweep_percent };
        let mut free = rnd((self.cash - self.minimum(k)).max(0) as f64 * percent / 100.0);
        for (loan, terms) in self.loans.iter_mut().zip(&self.deal.funding.facilities) {
            let fee = rnd(rnd(100.0 * terms.limit) as f64 * terms.exit_fee_percent / 100.0);
            if loan.owed > 0 && free > 0 && free >= loan.owed && !loan.left_with_fee {
                loan.left_with_fee = true;
                loan.owed += fee;
                loan.ever_drawn += fee;
                self.cost_to_date += fee;
                self.book.interest_and_fees[k] += fee;
            }
            let repaid = free.min(loan.owed);
            loan.owed -= repaid;
            free -= repaid;
            self.cash -= repaid;
        }
    }

    /// Step 7, and section 2.8.
    fn distribute(&mut self, k: usize) {
        let sharing = &self.deal.sharing;
        let is_date = match sharing.dates {
            DistributionDates::Monthly => true,
            DistributionDates::Quarterly => k.is_multiple_of(3),
            DistributionDates::Yearly => k.is_multiple_of(12),
            DistributionDates::AtEnd => false,
        };
        let is_clear = sharing.while_loans_stand || self.loans.iter().all(|loan| loan.owed == 0);
        if k != self.last() && (k == 0 || !is_date || !is_clear) {
            return;
        }
        let ahead = if k == self.last() { 0 } else { sharing.look_ahead_months as usize };
        let known = self.result.net[k + 1..].iter().take(ahead);
        let sums = known.scan(0, |sum, flow| {
            *sum += flow.0;
            Some(-*sum)
        });
        let mut held_back = sums.max().unwrap_or(0).max(0);
        let tax = self.tax_charged.max(self.tax_on_profit()) - self.tax_fallen_due;
        if k != self.last() {
            held_back += tax;
        }
        let mut left = (self.cash - self.minimum(k) - held_back).max(0);
        self.book.distributed[k] = left;
        self.cash -= left;
        if k == self.last() {
            left -= tax.min(left);
        }
        for claim in &sharing.order {
            left -= match claim {
                Claim::NoteCoupon | Claim::NotePrincipal => 0,
                Claim::PreferredReturn => self.pay_preferred_return(k, left),
                Claim::Capital => self.pay_capital(k, left),
            };
        }
        self.book.pot[k] = rnd(left as f64 * sharing.recycled_percent / 100.0);
        self.pay_split(k, left - self.book.pot[k]);
    }

    fn pay_preferred_return(&mut self, k: usize, left: i64) -> i64 {
        let due: Vec<i64> = self.accounts.iter().map(|account| account.unpaid).collect();
        let paid = left.min(due.iter().sum());
        for (account, part) in self.accounts.iter_mut().zip(shared(paid, &due)) {
            account.unpaid -= part;
            self.book.preferred_return[account.partner][k] += part;
        }
        paid
    }

    fn pay_capital(&mut self, k: usize, left: i64) -> i64 {
        let turns: &[fn(&Account) -> bool] = match self.deal.sharing.capital_order {
            CapitalOrder::SideBySide => &[|_| true],
            CapitalOrder::LandFirst => &[|account| !account.is_cash, |account| account.is_cash],
            CapitalOrder::CashFirst => &[|account| account.is_cash, |account| !account.is_cash],
        };
        let mut paid = 0;
        for turn in turns {
            let due: Vec<i64> =
                self.accounts.iter().map(|account| if turn(account) { account.capital } else { 0 }).collect();
            let pay = (left - paid).min(due.iter().sum());
            for (account, part) in self.accounts.iter_mut().zip(shared(pay, &due)) {
                account.capital -= part;
                self.book.capital[account.partner][k] += part;
            }
            paid += pay;
        }
        paid
    }

    fn pay_split(&mut self, k: usize, left: i64) {
        let put_in = |partner: usize| {
            let book = &self.result.cash.partners[partner];
            let land: i64 = book.land_in[..=k].iter().map(|land: &Pence| land.0).sum();
            land + self.book.cash_in[partner][..=k].iter().sum::<i64>()
        };
        let partners = 0..self.deal.partners.len();
        let rows = &self.deal.sharing.split;
        let agreed = |partner: usize| {
            let id = &self.deal.partners[partner].id;
            rows.iter().find(|row| row.id == *id).map_or(0, |row| rnd(row.percent / 100.0 * 1e9))
        };
        let mut weights: Vec<i64> =
            if rows.is_empty() { partners.map(put_in).collect() } else { partners.map(agreed).collect() };
        if weights.iter().all(|weight| *weight == 0) {
            weights.fill(1);
        }
        for (partner, part) in shared(left, &weights).into_iter().enumerate() {
            self.book.split[partner][k] = part;
        }
    }
}
