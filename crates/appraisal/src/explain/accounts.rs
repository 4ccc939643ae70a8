//! Accounts by month, rebuilt from the ledger: on what a preferred return or a coupon is earned, what is earned, paid and
//! unpaid; and what is owed on each loan.

use super::formulas::FACILITIES;
use super::{OpenBook, Step, StillEarned};
use crate::ledger::{Account, Entry, Movement as M, Row};
use crate::plan::CashInto;
use crate::stages::scheduled_loans::ScheduledLoans;
use crate::units::{Pence, split};
use deal::{Compounding, LandPreference};

/// An account in which a return is earned each month on a balance.
struct Earning {
    /// Whose it is, if a partner has several.
    of: Option<String>,
    /// The capital or principal that earns, after each time point.
    earns: Vec<Pence>,
    /// Earned at each time point, on the balances after the one before.
    earned: Vec<Pence>,
    /// Paid at each time point.
    paid: Vec<Pence>,
    /// The names of its columns.
    names: [&'static str; 5],
}

impl Earning {
    fn is_used(&self) -> bool {
        self.earned.iter().chain(&self.paid).any(|sum| *sum != Pence::ZERO)
    }

    /// What earns and what is unpaid at the start of each month, earned and paid in it, and unpaid at its end.
    fn steps(self) -> [Step; 5] {
        let changes = self.earned.iter().zip(&self.paid).map(|(earned, paid)| *earned - *paid);
        let unpaid = running(changes.collect());
        let columns = [at_start(&self.earns), at_start(&unpaid), self.earned, self.paid, unpaid];
        let mut columns = self.names.into_iter().zip(columns);
        std::array::from_fn(|_| {
            let (name, values) = columns.next().unwrap_or_default();
            Step::Series { name, of: self.of.clone(), values }
        })
    }
}

/// The totals after each time point.
fn running(mut changes: Vec<Pence>) -> Vec<Pence> {
    let mut sum = Pence::ZERO;
    for change in &mut changes {
        sum += *change;
        *change = sum;
    }
    changes
}

/// The balances after the time point before: zero before the first.
fn at_start(balances: &[Pence]) -> Vec<Pence> {
    [Pence::ZERO].into_iter().chain(balances.iter().copied()).take(balances.len()).collect()
}

/// The columns of every account in use; the owner is named only where there are several.
fn columns(accounts: Vec<Earning>) -> Vec<Step> {
    let used: Vec<Earning> = accounts.into_iter().filter(Earning::is_used).collect();
    let is_one = used.len() == 1;
    let named = used.into_iter().map(|account| if is_one { Earning { of: None, ..account } } else { account });
    named.flat_map(Earning::steps).collect()
}

impl OpenBook<'_> {
    /// The amounts of the entries that satisfy a test, with the sign it gives, at each time point.
    fn by_time(&self, sign: impl Fn(&Entry, M) -> i64) -> Vec<Pence> {
        let mut sums = vec![Pence::ZERO; self.appraisal.net.len()];
        for entry in &self.entries {
            if let Account::Movement(movement) = entry.account {
                sums[entry.k] += Pence(sign(entry, movement) * entry.amount.0);
            }
        }
        sums
    }

    /// A partner's preferred return month by month: the run keeps its land and its cash apart.
    pub(super) fn preferred_return(&self, partner: usize) -> Vec<Step> {
        columns(vec![
            self.preferred_account(partner, Row::LandAccount),
            self.preferred_account(partner, Row::CashAccount),
        ])
    }

    fn preferred_account(&self, partner: usize, row: Row) -> Earning {
        let is_land = row == Row::LandAccount;
        let own = |entry: &Entry| entry.partner == Some(partner);
        let of_account = |entry: &Entry| own(entry) && entry.row == Some(row);
        let capital = running(self.by_time(|entry, movement| match movement {
            M::LandToCapital | M::LandCapitalReturned if is_land && own(entry) => 1,
            M::CapitalCalled | M::Services | M::CashCapitalReturned if !is_land && own(entry) => 1,
            M::PremiumPaid if !is_land && own(entry) => -1,
            _ => 0,
        }));
        let earned = |entry: &Entry, movement| i64::from(movement == M::PreferredReturnAccrued && of_account(entry));
        let paid = |entry: &Entry, movement| -i64::from(movement == M::PreferredReturnPaid && of_account(entry));
        Earning {
            of: Some(if is_land { "land" } else { "cash" }.to_owned()),
            earns: if is_land { self.matched(capital) } else { capital },
            earned: self.by_time(earned),
            paid: self.by_time(paid),
            names: [
                "capital that earns, at the start",
                "preferred return unpaid at the start",
                "preferred return earned",
                "preferred return paid",
                "preferred return unpaid",
            ],
        }
    }

    /// The capital of land that earns: as much of it as is matched by cash, if the deal says so (method 1.5).
    fn matched(&self, capital: Vec<Pence>) -> Vec<Pence> {
        if self.checked.plan.sharing.land_preference_from != LandPreference::MatchingCashDate {
            return capital;
        }
        let called = running(self.by_time(|_, of| i64::from(matches!(of, M::CapitalCalled | M::NoteAdvanced))));
        let land = running(self.by_time(|_, of| i64::from(of == M::LandToCapital)));
        let share = |(called, land): (Pence, Pence)| {
            if land.is_positive() { (called.as_f64() / land.as_f64()).min(1.0) } else { 1.0 }
        };
        let shares = called.into_iter().zip(land).map(share);
        capital.into_iter().zip(shares).map(|(sum, share)| if share < 1.0 { sum.times(share) } else { sum }).collect()
    }

    /// The loan notes of a partner month by month.
    pub(super) fn coupons(&self, partner: usize) -> Vec<Step> {
        let notes = self.checked.plan.notes.iter().enumerate().filter(|(_, note)| note.partner == partner);
        columns(notes.map(|(place, note)| self.note_account(place, note.row)).collect())
    }

    /// Whether the coupons of a partner's notes are simple and whether they compound.
    pub(super) fn kinds_of_coupon(&self, partner: usize) -> [bool; 2] {
        let own = || self.checked.plan.notes.iter().filter(|note| note.partner == partner);
        [own().any(|note| !note.compounding), own().any(|note| note.compounding)]
    }

    fn note_account(&self, note: usize, row: usize) -> Earning {
        let of_note = |entry: &Entry| match entry.row {
            Some(Row::Note(place) | Row::NoteTrueUp(place)) => place == note,
            Some(Row::Cash(place)) => self
                .checked
                .plan
                .cash
                .get(place)
                .is_some_and(|cash| matches!(cash.into, CashInto::Note(of) if of == note)),
            _ => false,
        };
        let principal = |entry: &Entry, movement: M| {
            let changes = [M::LandToNote, M::NoteAdvanced, M::LandNotePrincipalPaid, M::CashNotePrincipalPaid];
            i64::from(changes.contains(&movement) && of_note(entry))
        };
        let contribution = self.checked.deal.contributions.get(row);
        let of = contribution.map(|row| self.names_of(&format!("/contributions/{}", row.id())).join(", "));
        Earning {
            of,
            earns: running(self.by_time(principal)),
            earned: self.by_time(|entry, of| i64::from(of == M::CouponAccrued && of_note(entry))),
            paid: self.by_time(|entry, of| -i64::from(of == M::CouponPaid && of_note(entry))),
            names: [
                "principal at the start",
                "coupon unpaid at the start",
                "coupon earned",
                "coupon paid",
                "coupon unpaid",
            ],
        }
    }

    /// Until when the preferred return or coupon of a figure is earned, if that is after the last payment to its partner. What earns
    /// nothing, as a loan note without a coupon, has no entry.
    pub(super) fn still_earned(&self, id: &str) -> Option<StillEarned> {
        let accrued = match id.rsplit('/').next()? {
            "preferred_return" | "preferred_return_unpaid" => M::PreferredReturnAccrued,
            "coupon" | "notes_unpaid" => M::CouponAccrued,
            _ => return None,
        };
        let partner = self.partner_of(id)?;
        let own = |entry: &Entry, of: M| i64::from(of == accrued && entry.partner == Some(partner));
        let to_k = self.by_time(own).iter().rposition(|earned| earned.is_positive())?;
        let last = self.appraisal.partners.get(partner)?.last_receipt_k;
        let is_later = last.is_none_or(|last| to_k > last);
        is_later.then(|| StillEarned { to_k, months_after_last: last.map(|last| to_k - last) })
    }

    /// Whether unpaid preferred return earns too.
    pub(super) fn preferred_return_compounds(&self) -> bool {
        self.checked.plan.sharing.compounding == Compounding::Compounding
    }

    /// What is owed after each time point: in all and on each loan, of those owed within a range of time points.
    pub(super) fn loans_owed(&self, range: Option<(usize, usize)>) -> Vec<Step> {
        let owed = |of: Option<String>, values: Vec<Pence>| Step::Series { name: "loans owed", of, values };
        let facilities = self.checked.deal.funding.facilities.iter().enumerate().map(|(rank, loan)| {
            let of_loan = |entry: &Entry, movement: M| {
                i64::from(FACILITIES.contains(&movement) && entry.row == Some(Row::Facility(rank)))
            };
            (loan.name.clone(), running(self.by_time(of_loan)))
        });
        let scheduled = self.checked.deal.funding.scheduled_loans.iter().map(|loan| loan.name.clone());
        let loans = facilities.chain(scheduled.zip(self.scheduled_loans_owed()));
        let (from, to) = range.unwrap_or((0, usize::MAX));
        let is_owed = |(k, sum): (usize, &Pence)| (from..=to).contains(&k) && *sum != Pence::ZERO;
        let loans = loans.filter(|(_, values)| values.iter().enumerate().any(is_owed));
        let each: Vec<Step> = loans.map(|(name, values)| owed(Some(name), values)).collect();
        if each.len() == 1 {
            return each;
        }
        [owed(None, self.appraisal.cash.debt.clone())].into_iter().chain(each).collect()
    }

    /// Each scheduled loan by its schedule. What is repaid of them at the end is one sum: it counts in proportion.
    fn scheduled_loans_owed(&self) -> Vec<Vec<Pence>> {
        let by_schedule = |loan| {
            let alone = ScheduledLoans::alone(loan, self.checked.plan.months);
            running(alone.drawn.iter().zip(&alone.principal).map(|(drawn, repaid)| *drawn - *repaid).collect())
        };
        let mut loans: Vec<Vec<Pence>> = self.checked.plan.funding.scheduled_loans.iter().map(by_schedule).collect();
        let end = self.appraisal.net.len() - 1;
        let due: Vec<Pence> = loans.iter().map(|owed| owed[end]).collect();
        let left = self.appraisal.cash.scheduled_debt.get(end).copied().unwrap_or_default();
        let mut parts = vec![Pence::ZERO; due.len()];
        if due.iter().any(|sum| sum.is_positive()) {
            split(left, &due, &mut parts);
        }
        loans.iter_mut().zip(parts).for_each(|(owed, part)| owed[end] = part);
        loans
    }
}
