//! The verdict: whether the deal works, what it depends on, and how far prices and costs can move before a partner
//! loses money. The tests are data ([`TESTS`]); each one runs the whole deal again.

use crate::appraise::{Appraisal, Homes};
use crate::check::CheckedDeal;
use crate::plan::Plan;
use crate::postings::Postings;
use crate::run::{Reruns, Run};
use crate::stages::cash::{Balances, CashBook, CashInputs, Operations, PartnerBook};
use crate::stages::costs::post_costs;
use crate::stages::land::LandDates;
use crate::stages::receipts::post_receipts;
use crate::stages::scheduled_loans::ScheduledLoans;
use crate::stages::timetable::Timetable;
use crate::stress::Stress;
use crate::units::Pence;
use serde::Serialize;

/// The headroom on prices and on costs that a deal needs to work, as a fraction.
pub const TARGET_HEADROOM: f64 = 0.10;

/// The search for headroom ends at this fraction.
pub const FURTHEST: f64 = 0.50;

/// Headroom is found to this fraction, so that it is right to 0.1%.
const HEADROOM_STEP: f64 = 0.0005;

/// A test that leaves less than this fraction of the surplus is a weak point.
pub const WEAK_SHARE: f64 = 0.5;

/// The standard tests, one condition at a time (method 3.10).
pub const TESTS: &[(TestName, Stress)] = &[
    (TestName::PricesLower, Stress { price: 0.9, ..Stress::NONE }),
    (TestName::CostsHigher, Stress { cost: 1.1, ..Stress::NONE }),
    (TestName::SalesSlower, Stress { sales_rate: 0.5, ..Stress::NONE }),
    (TestName::PricesFlat, Stress { flat_prices: true, ..Stress::NONE }),
];

/// The combined downside: prices 10% lower, costs 10% higher, sales half as fast.
pub const DOWNSIDE: Stress = Stress { price: 0.9, cost: 1.1, sales_rate: 0.5, ..Stress::NONE };

/// A standard test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum TestName {
    /// Prices 10% lower.
    PricesLower,
    /// Costs 10% higher.
    CostsHigher,
    /// Sales half as fast.
    SalesSlower,
    /// House prices stay flat while costs continue to rise.
    PricesFlat,
}

/// Whether the deal works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum State {
    /// No partner loses money, all capital is repaid, cash is never short, and headroom on prices and costs meets the target.
    Works,
    /// It works, but one standard test cuts the surplus by over 50%.
    WorksWithWeakPoint,
    /// No partner loses money, but headroom is below the target, or some capital is covered only by preferred return.
    Tight,
    /// A partner loses money, a loan or payable is not repaid, cash is short, or homes are not finished or sold.
    FallsShort,
}

/// How far one condition can worsen before a partner loses money, or must improve until none does (method 3.10).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub enum Headroom {
    /// It can worsen by this fraction.
    CanMove(f64),
    /// It can worsen by at least this fraction, the limit of the search.
    AtLeast(f64),
    /// It must improve by this fraction.
    MustMove(f64),
    /// Even an improvement at the limit of the search is not enough.
    NoMoveHelps,
}

/// The result of a standard test.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct TestResult {
    /// The test.
    pub name: TestName,
    /// The surplus under the test, in pence.
    pub surplus: Pence,
    /// Real present value of the operating flows under the test, in pence: see `ValueAndCost::real_value`.
    pub real_value: Pence,
    /// Whether the deal is still sound: no cash shortfall, lenders repaid, no partner losing money.
    pub is_sound: bool,
}

/// The verdict on a deal (method 3.10).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    /// Whether it works.
    pub state: State,
    /// How far prices can fall, or must rise.
    pub prices: Headroom,
    /// How far costs can rise, or must fall.
    pub costs: Headroom,
    /// The results of the standard tests.
    pub tests: Vec<TestResult>,
    /// The test that leaves the least surplus, where that is less than half of the base surplus.
    pub weak_point: Option<TestResult>,
    /// The results under the combined downside.
    pub downside: Downside,
}

/// The results under the combined downside, in pence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Downside {
    /// What each partner receives.
    pub received: Vec<Pence>,
    /// Paid into the pot.
    pub pot: Pence,
}

/// Judges a deal from its appraisal.
#[must_use]
pub fn verdict(checked: &CheckedDeal, appraisal: &Appraisal) -> Verdict {
    let plan = &checked.plan;
    let sound = is_sound(&appraisal.cash);
    let (prices, costs) = headrooms(plan, sound);
    let mut reruns = Reruns::of(plan);
    let tests: Vec<TestResult> = TESTS.iter().map(|(name, stress)| test(&mut reruns, *name, stress)).collect();
    let weak_point = weakest(&tests, appraisal.value.surplus);
    let state = if !(sound && is_built_and_sold(&appraisal.homes)) {
        State::FallsShort
    } else if !(has_target_headroom(prices, costs) && is_all_repaid(appraisal)) {
        State::Tight
    } else if weak_point.is_some() {
        State::WorksWithWeakPoint
    } else {
        State::Works
    };
    Verdict { state, prices, costs, tests, weak_point, downside: downside(&mut reruns) }
}

impl Headroom {
    /// Whether the condition can worsen by at least this fraction.
    #[must_use]
    pub fn is_at_least(self, fraction: f64) -> bool {
        self.is_there() && self.signed() >= fraction
    }

    /// Whether there is headroom: no partner loses money in the base case.
    #[must_use]
    pub const fn is_there(self) -> bool {
        matches!(self, Self::CanMove(_) | Self::AtLeast(_))
    }

    /// The headroom as a fraction, negative where the condition must improve. It is a bound where
    /// [`Headroom::is_bound`].
    #[must_use]
    pub const fn signed(self) -> f64 {
        match self {
            Self::CanMove(by) | Self::AtLeast(by) => by,
            Self::MustMove(by) => -by,
            Self::NoMoveHelps => -FURTHEST,
        }
    }

    /// Whether the true headroom lies beyond the limit of the search.
    #[must_use]
    pub const fn is_bound(self) -> bool {
        matches!(self, Self::AtLeast(_) | Self::NoMoveHelps)
    }

    /// How much more this is than another headroom, as a fraction; none where either is only a bound.
    #[must_use]
    pub fn less(self, other: Self) -> Option<f64> {
        (!self.is_bound() && !other.is_bound()).then(|| self.signed() - other.signed())
    }
}

fn is_built_and_sold(homes: &Homes) -> bool {
    homes.unsold == 0 && homes.plots_unsold == 0 && homes.completed == homes.planned
}

fn has_target_headroom(prices: Headroom, costs: Headroom) -> bool {
    prices.is_at_least(TARGET_HEADROOM) && costs.is_at_least(TARGET_HEADROOM)
}

/// Whether all capital and notes are repaid in their own right.
fn is_all_repaid(appraisal: &Appraisal) -> bool {
    appraisal.partners.iter().all(|partner| partner.unrepaid() == Pence::ZERO)
}

/// Whether a run is sound: no cash shortfall, no loan or payable outstanding, and no partner receives less than it puts
/// in.
fn is_sound(cash: &CashBook) -> bool {
    let never_short = cash.shortfall.iter().all(|short| *short == Pence::ZERO);
    let owed = cash.debt.last().copied().unwrap_or_default() + cash.payables_unpaid;
    never_short && owed + cash.partners.iter().map(PartnerBook::loss).sum() == Pence::ZERO
}

/// How far prices can fall, and how far costs can rise. While one moves the other does not change, so its half of the
/// operating flows is calculated once.
fn headrooms(plan: &Plan, sound: bool) -> (Headroom, Headroom) {
    let mut half = Half::of(plan);
    half.post_costs(1.0);
    let costs = std::mem::take(&mut half.operations);
    let prices = headroom(sound, |fall| {
        half.post_receipts(1.0 - fall);
        half.is_sound_beside(&costs, 1.0 - fall)
    });
    half.post_receipts(1.0);
    let receipts = std::mem::take(&mut half.operations);
    let costs = headroom(sound, |rise| {
        half.post_costs(1.0 + rise);
        half.is_sound_beside(&receipts, 1.0)
    });
    (prices, costs)
}

/// Either the costs or the receipts of a plan, posted repeatedly in the same buffers.
struct Half<'a> {
    plan: &'a Plan,
    timetable: Timetable,
    loans: ScheduledLoans,
    land: LandDates,
    postings: Postings,
    operations: Operations,
    balances: Balances,
}

impl<'a> Half<'a> {
    fn of(plan: &'a Plan) -> Self {
        Self {
            plan,
            timetable: Timetable::of(plan),
            loans: ScheduledLoans::of(plan),
            land: LandDates::default(),
            postings: Postings::default(),
            operations: Operations::default(),
            balances: Balances::default(),
        }
    }

    fn post_costs(&mut self, cost: f64) {
        self.postings.clear(self.plan.months);
        post_costs(self.plan, &self.timetable, cost, &mut self.postings);
        self.operations.fill(self.plan, &self.postings);
    }

    fn post_receipts(&mut self, price: f64) {
        self.postings.clear(self.plan.months);
        post_receipts(self.plan, &self.timetable, price, &mut self.postings);
        self.operations.fill(self.plan, &self.postings);
    }

    /// Whether the deal is sound with this half and the other combined, and overage at prices times `price`.
    fn is_sound_beside(&mut self, other: &Operations, price: f64) -> bool {
        self.operations.add(other);
        self.land.fill(self.plan, &self.timetable, price);
        let Self { plan, operations, land, loans, balances, .. } = self;
        balances.is_sound(&CashInputs { plan, operations, land, loans, realised: Pence::ZERO })
    }
}

/// Finds by bisection how far a condition can worsen while the deal stays sound, or must improve to become sound.
fn headroom(sound_now: bool, mut is_sound_at: impl FnMut(f64) -> bool) -> Headroom {
    let direction = if sound_now { 1.0 } else { -1.0 };
    if is_sound_at(direction * FURTHEST) == sound_now {
        return if sound_now { Headroom::AtLeast(FURTHEST) } else { Headroom::NoMoveHelps };
    }
    let (mut stays, mut turns) = (0.0, FURTHEST);
    while turns - stays > HEADROOM_STEP {
        let middle = 0.5 * (stays + turns);
        if is_sound_at(direction * middle) == sound_now { stays = middle } else { turns = middle }
    }
    if sound_now { Headroom::CanMove(stays) } else { Headroom::MustMove(turns) }
}

fn surplus(run: &Run) -> Pence {
    let split = run.cash.partners.iter().flat_map(|partner| &partner.split);
    split.chain(&run.cash.pot).sum()
}

fn test(reruns: &mut Reruns, name: TestName, stress: &Stress) -> TestResult {
    reruns.run(stress);
    let (plan, run) = reruns.last();
    TestResult { name, surplus: surplus(run), real_value: run.real_value(plan), is_sound: is_sound(&run.cash) }
}

fn weakest(tests: &[TestResult], surplus: Pence) -> Option<TestResult> {
    let least = tests.iter().min_by_key(|test| test.surplus)?;
    (least.surplus < surplus.times(WEAK_SHARE)).then_some(*least)
}

fn downside(reruns: &mut Reruns) -> Downside {
    reruns.run(&DOWNSIDE);
    let cash = &reruns.last().1.cash;
    Downside { received: cash.partners.iter().map(PartnerBook::received).collect(), pot: cash.pot.iter().sum() }
}
