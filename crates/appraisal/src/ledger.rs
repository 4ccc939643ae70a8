//! The ledger: every operating posting and every movement of the cash stage, line by line, so that any figure can be
//! recalculated. It is recorded only on request; otherwise each posting costs a run one test of a pointer.

use crate::postings::Line;
use crate::units::Pence;
use serde::Serialize;

/// What a ledger line records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(untagged)]
pub enum Account {
    /// A line of operating flow (method 2.4 to 2.6).
    Operating(Line),
    /// A movement of the cash stage, or a memo line (method 2.7, 2.8).
    Movement(Movement),
}

/// A movement of the cash stage. Receipts are positive, payments negative; a memo line moves no cash, and is positive
/// where it adds to the balance, value or cost that it records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Movement {
    /// Interest earned on cash.
    CashInterest,
    /// Cash capital paid in.
    CapitalCalled,
    /// Cash paid in as a loan note.
    NoteAdvanced,
    /// Cash paid under a guarantee.
    GuaranteeCalled,
    /// Grant received.
    Grant,
    /// Drawn from a facility.
    FacilityDrawn,
    /// Drawn from scheduled loans.
    ScheduledLoanDrawn,
    /// Interest and fees of a facility paid in cash.
    FacilityInterestPaid,
    /// Interest of scheduled loans paid.
    ScheduledInterestPaid,
    /// Facility repaid.
    FacilityRepaid,
    /// Scheduled loans repaid.
    ScheduledLoanRepaid,
    /// Price of land paid in cash.
    LandPaid,
    /// Overage paid at once, as a cost.
    OverageAtOnce,
    /// Corporation tax paid.
    TaxPaid,
    /// Overage paid out before partners.
    OveragePaid,
    /// Clawback paid to the named partner, before other payments to partners.
    ClawbackPaid,
    /// Grant repaid, tax at the end, and clawback to others outside the venture, paid before partners.
    PayablesPaid,
    /// Coupon of a loan note paid.
    CouponPaid,
    /// Principal paid on a loan note issued for land.
    LandNotePrincipalPaid,
    /// Principal paid on a loan note issued for cash.
    CashNotePrincipalPaid,
    /// Preferred return paid.
    PreferredReturnPaid,
    /// Capital on land returned.
    LandCapitalReturned,
    /// Capital on cash and services returned.
    CashCapitalReturned,
    /// Paid through a tier.
    TierPaid,
    /// Paid by the final split.
    SplitPaid,
    /// Paid to the reinvestment pot.
    PotPaid,
    /// Memo: land credited to capital, with true-ups.
    LandToCapital,
    /// Memo: land credited to a loan note, with true-ups.
    LandToNote,
    /// Memo: land contributed for a deferred price, with true-ups.
    LandDeferred,
    /// Memo: services contributed instead of cash: the partner's capital, and a cost of the venture.
    Services,
    /// Memo: cash paid in above the capital credited for it; negative below par.
    PremiumPaid,
    /// Memo: interest on a facility as it accrues.
    FacilityInterestAccrued,
    /// Memo: non-utilisation fee as it accrues.
    NonUtilisationAccrued,
    /// Memo: interest and fees of a facility added to its balance.
    FacilityInterestRolled,
    /// Memo: arrangement fee, added to the loan.
    ArrangementFee,
    /// Memo: exit fee, added to the loan.
    ExitFee,
    /// Memo: coupon of a loan note as it accrues.
    CouponAccrued,
    /// Memo: preferred return as it accrues.
    PreferredReturnAccrued,
    /// Memo: growth of a tier's hurdle.
    HurdleAccrued,
    /// Memo: overage as it falls due.
    OverageDue,
    /// Memo: clawback as it falls due.
    ClawbackDue,
    /// Memo: grant repayment as it falls due.
    GrantDue,
    /// Memo: corporation tax as it falls due.
    TaxDue,
    /// Memo: capital value of what is retained at the end, at its yield.
    KeptValue,
}

impl Movement {
    /// Whether the line moves no cash.
    #[must_use]
    pub fn is_memo(self) -> bool {
        self >= Self::LandToCapital
    }

    /// Whether it falls at the opening of its month at any time point: land at its drawdown.
    fn is_at_open(self) -> bool {
        (Self::LandToCapital..=Self::LandDeferred).contains(&self)
    }
}

impl Account {
    /// Whether the line moves no cash.
    #[must_use]
    pub fn is_memo(self) -> bool {
        matches!(self, Self::Movement(movement) if movement.is_memo())
    }
}

/// When in its month an entry falls (method 2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// At its opening: `k = m`. So is everything at the first time point.
    Open,
    /// At its close: `k = m + 1`.
    Close,
    /// Given by its time point: for reports it belongs to month `max(0, k - 1)`.
    TimePoint,
}

/// The row of the plan that a line belongs to, by index in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Row {
    Homes(usize),
    Space(usize),
    Spend(usize),
    Obligation(usize),
    ProgrammeInfrastructure(usize),
    ProgrammeCost(usize),
    Cash(usize),
    Note(usize),
    Grant(usize),
    Services(usize),
    Facility(usize),
    Guarantee(usize),
    Tier(usize),
    Overage(usize),
    Clawback(usize),
    /// The tax on profit to the end, which is due at the end.
    Tax,
    /// The payment for the land of a row of homes that is transferred in stages.
    HomesLand(usize),
    TrueUp,
    /// The true-up of the land of this loan note.
    NoteTrueUp(usize),
    /// The account of a partner's land, whose preferred return is calculated apart from that of its cash.
    LandAccount,
    /// The account of a partner's cash and work in kind.
    CashAccount,
    /// The balance of scheduled loans that is repaid at the end, beside the instalment due then.
    BalanceAtEnd,
    /// A price of land that falls due at the opening of a month: at drawdown, or when building starts.
    LandAtOpening,
}

impl Row {
    /// The row of a capital account: for each partner, land before cash.
    pub(crate) fn of_account(account: usize) -> Self {
        if account.is_multiple_of(2) { Self::LandAccount } else { Self::CashAccount }
    }
}

/// A recorded line; names are looked up only for the lines that are shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) k: usize,
    pub(crate) account: Account,
    pub(crate) amount: Pence,
    /// The amount at base prices and its index.
    pub(crate) base: Option<(Pence, f64)>,
    pub(crate) phase: Option<usize>,
    pub(crate) partner: Option<usize>,
    pub(crate) row: Option<Row>,
}

impl Entry {
    /// The month of the posting, and opening or close (method 2.2).
    pub(crate) fn month(&self) -> (usize, Side) {
        let before = self.k.saturating_sub(1);
        let is_true_up = matches!(self.row, Some(Row::TrueUp | Row::NoteTrueUp(_)));
        match self.account {
            // The first time point has no month before it: everything there opens the first month.
            _ if self.k == 0 => (0, Side::Open),
            Account::Operating(Line::StampDuty | Line::LandLegal) => (self.k, Side::Open),
            Account::Operating(Line::Programme | Line::OtherIncome) => (before, Side::TimePoint),
            Account::Operating(_) => (before, Side::Close),
            Account::Movement(movement) if movement.is_at_open() && !is_true_up => (self.k, Side::Open),
            Account::Movement(Movement::LandPaid) if self.row == Some(Row::LandAtOpening) => (self.k, Side::Open),
            Account::Movement(_) => (before, Side::TimePoint),
        }
    }
}

/// Records the ledger if turned on.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Log(Option<Box<Recorded>>);

#[derive(Clone, Debug, Default, PartialEq)]
struct Recorded {
    entries: Vec<Entry>,
    /// The source of the next lines.
    k: usize,
    phase: Option<usize>,
    row: Option<Row>,
}

impl Log {
    /// A log that records every line.
    pub(crate) fn on() -> Self {
        Self(Some(Box::default()))
    }

    /// Every entry, in the order of posting.
    pub(crate) fn entries(self) -> Vec<Entry> {
        self.0.map_or_else(Vec::new, |recorded| recorded.entries)
    }

    /// Sets the source of the next lines.
    #[inline]
    pub(crate) fn turn_to(&mut self, phase: Option<usize>, row: Option<Row>) {
        if let Some(recorded) = &mut self.0 {
            (recorded.phase, recorded.row) = (phase, row);
        }
    }

    /// Sets the phase of the next lines.
    #[inline]
    pub(crate) fn phase(&self) -> Option<usize> {
        self.0.as_ref().and_then(|recorded| recorded.phase)
    }

    /// Sets the row within the phase.
    #[inline]
    pub(crate) fn turn_to_row(&mut self, row: Row) {
        if let Some(recorded) = &mut self.0 {
            recorded.row = Some(row);
        }
    }

    /// Sets the time point of the next movements.
    #[inline]
    pub(crate) fn turn_to_time(&mut self, k: usize) {
        if let Some(recorded) = &mut self.0 {
            (recorded.k, recorded.phase, recorded.row) = (k, None, None);
        }
    }

    /// An operating posting, with its value at base prices and its index where it has one.
    #[inline]
    pub(crate) fn posted(&mut self, line: Line, k: usize, amount: Pence, base: impl FnOnce() -> Option<(Pence, f64)>) {
        if let Some(recorded) = &mut self.0 {
            recorded.post(line, k, amount, base());
        }
    }

    /// Capital value of what is retained at the end, at its yield.
    pub(crate) fn retained(&mut self, k: usize, value: Pence) {
        if let Some(recorded) = &mut self.0 {
            recorded.enter(k, Account::Movement(Movement::KeptValue), value, None, None);
        }
    }

    /// A movement of the cash stage.
    #[inline]
    pub(crate) fn moved(&mut self, movement: Movement, amount: Pence, partner: Option<usize>, row: Option<Row>) {
        if let Some(recorded) = &mut self.0 {
            recorded.move_cash(movement, amount, partner, row);
        }
    }
}

/// Out of line, so that a run without a ledger only tests one pointer.
impl Recorded {
    #[cold]
    #[inline(never)]
    fn post(&mut self, line: Line, k: usize, amount: Pence, base: Option<(Pence, f64)>) {
        let amount = if line.is_receipt() { amount } else { -amount };
        self.enter(k, Account::Operating(line), amount, base, None);
    }

    #[cold]
    #[inline(never)]
    fn move_cash(&mut self, movement: Movement, amount: Pence, partner: Option<usize>, row: Option<Row>) {
        let own = self.row;
        self.row = row.or(own);
        self.enter(self.k, Account::Movement(movement), amount, None, partner);
        self.row = own;
    }

    fn enter(&mut self, k: usize, account: Account, amount: Pence, base: Option<(Pence, f64)>, partner: Option<usize>) {
        if amount != Pence::ZERO || base.is_some_and(|(base, _)| base != Pence::ZERO) {
            let (phase, row) = (self.phase, self.row);
            self.entries.push(Entry { k, account, amount, base, phase, partner, row });
        }
    }
}
