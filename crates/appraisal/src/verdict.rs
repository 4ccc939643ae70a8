//! The verdict: whether the deal works, what it leans on, and how far prices and costs can move before a partner loses
//! money. The tests are data ([`TESTS`]); every one of them is a whole run of the deal.

use crate::appraise::Appraisal;
use crate::check::CheckedDeal;
use crate::plan::Plan;
use crate::postings::Postings;
use crate::run::{Reruns, Run};
use crate::stages::cash::{Balances, CashBook, Operations, Outlook};
use crate::stages::costs::post_costs;
use crate::stages::land::LandDates;
use crate::stages::receipts::post_receipts;
use crate::stages::scheduled_loans::ScheduledLoans;
use crate::stages::timetable::Timetable;
use crate::stress::Stress;
use crate::units::Pence;
use serde::Serialize;

/// The room on prices and on costs that a deal needs to be said to work, as a fraction.
pub const STANDARD_ROOM: f64 = 0.10;

/// The most room that is looked for, as a fraction.
pub const MOST_ROOM: f64 = 0.50;

/// Room is found to this fraction, which shows as a tenth of a percent.
const ROOM_STEP: f64 = 0.0005;

/// A test that leaves less than this share of the surplus is a weak point.
pub const WEAK_SHARE: f64 = 0.5;

/// The standard tests (method 3.10), one condition at a time.
pub const TESTS: &[(TestName, Stress)] = &[
    (TestName::PricesLower, Stress { price: 0.9, ..Stress::NONE }),
    (TestName::CostsHigher, Stress { cost: 1.1, ..Stress::NONE }),
    (TestName::SalesSlower, Stress { sales_rate: 0.5, ..Stress::NONE }),
    (TestName::PricesFlat, Stress { flat_prices: true, ..Stress::NONE }),
];

/// The combined downside: prices a tenth lower, costs a tenth higher, sales half as fast.
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
    /// House prices stay flat while costs go on rising.
    PricesFlat,
}

/// Whether the deal works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum State {
    /// All capital is back, nothing is short, and there is the standard room on prices and costs.
    Works,
    /// It works, but one standard test takes more than half the surplus.
    WorksWithWeakPoint,
    /// All capital is back, but there is less than the standard room.
    Tight,
    /// Capital or a loan is not repaid, cash is short, or homes are left unsold.
    FallsShort,
}

/// How far one condition can move, or must move.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub enum Room {
    /// It can move so far before a partner loses money.
    CanMove(f64),
    /// It can move at least as far as is looked for.
    AtLeast(f64),
    /// It must move so far the other way for both partners to be repaid.
    MustMove(f64),
    /// No move that is looked for would repay both partners.
    NoMoveHelps,
}

/// What a test leaves.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct TestResult {
    /// The test.
    pub name: TestName,
    /// The surplus under the test.
    pub surplus: Pence,
    /// The operating flows in real terms, discounted: see `ValueAndCost::real_value`.
    pub real_value: Pence,
    /// Whether every partner still gets its capital back.
    pub repaid: bool,
}

/// The verdict on a deal.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Verdict {
    /// Whether it works.
    pub state: State,
    /// How far prices can fall, or must rise.
    pub prices: Room,
    /// How far costs can rise, or must fall.
    pub costs: Room,
    /// The standard tests.
    pub tests: Vec<TestResult>,
    /// The test that leaves least, where that is less than half the surplus.
    pub weak_point: Option<TestResult>,
    /// What the combined downside leaves.
    pub downside: Downside,
}

/// What the combined downside leaves.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Downside {
    /// What each partner receives.
    pub received: Vec<Pence>,
    /// The pot.
    pub pot: Pence,
}

/// Judges a deal whose appraisal is at hand.
#[must_use]
pub fn verdict(checked: &CheckedDeal, appraisal: &Appraisal) -> Verdict {
    let plan = &checked.plan;
    let repaid = repays(&appraisal.cash);
    let homes = &appraisal.homes;
    let holds = repaid && homes.unsold == 0 && homes.plots_unsold == 0 && homes.completed == homes.planned;
    let (prices, costs) = rooms(plan, repaid);
    let mut reruns = Reruns::of(plan);
    let tests: Vec<TestResult> = TESTS.iter().map(|(name, stress)| test(&mut reruns, *name, stress)).collect();
    let weak_point = weakest(&tests, appraisal.value.surplus);
    let has_room = [prices, costs].iter().all(|room| room.is_at_least(STANDARD_ROOM));
    let state = match (holds, has_room, weak_point) {
        (false, _, _) => State::FallsShort,
        (true, false, _) => State::Tight,
        (true, true, Some(_)) => State::WorksWithWeakPoint,
        (true, true, None) => State::Works,
    };
    Verdict { state, prices, costs, tests, weak_point, downside: downside(&mut reruns) }
}

impl Room {
    /// Whether the condition can move at least so far.
    #[must_use]
    pub fn is_at_least(self, fraction: f64) -> bool {
        match self {
            Self::CanMove(room) | Self::AtLeast(room) => room >= fraction,
            Self::MustMove(_) | Self::NoMoveHelps => false,
        }
    }
}

/// Whether a run pays everything back: no shortfall at any time, no loan, payable, note or capital left.
fn repays(cash: &CashBook) -> bool {
    let never_short = cash.shortfall.iter().all(|short| *short == Pence::ZERO);
    let debt = cash.debt.last().copied().unwrap_or_default();
    let of_partners = cash.partners.iter().map(|partner| partner.capital_unpaid + partner.notes_unpaid);
    never_short && debt == Pence::ZERO && of_partners.sum::<Pence>() + cash.payables_unpaid == Pence::ZERO
}

/// How far prices can fall, and how far costs can rise. While one moves the other stays, and so does its half of the
/// operating flows: it is made once.
fn rooms(plan: &Plan, repaid: bool) -> (Room, Room) {
    let mut half = Half::of(plan);
    half.post_costs(1.0);
    let costs = std::mem::take(&mut half.operations);
    let prices = room(repaid, |fall| {
        half.post_receipts(1.0 - fall);
        half.repays_beside(&costs, 1.0 - fall)
    });
    half.post_receipts(1.0);
    let receipts = std::mem::take(&mut half.operations);
    let costs = room(repaid, |rise| {
        half.post_costs(1.0 + rise);
        half.repays_beside(&receipts, 1.0)
    });
    (prices, costs)
}

/// Costs or receipts of a plan, posted by themselves again and again in the same room.
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

    /// Whether the deal pays everything back with the other half beside this one, and overage at prices times `price`.
    fn repays_beside(&mut self, other: &Operations, price: f64) -> bool {
        self.operations.add(other);
        self.land.fill(self.plan, &self.timetable, price);
        let Self { plan, operations, land, loans, balances, .. } = self;
        balances.repays(&Outlook { plan, operations, land, loans, realised: Pence::ZERO })
    }
}

/// Finds by halving how far a condition can move until somebody is not repaid, or must move the other way.
fn room(repaid_now: bool, mut repays_at: impl FnMut(f64) -> bool) -> Room {
    let direction = if repaid_now { 1.0 } else { -1.0 };
    if repays_at(direction * MOST_ROOM) == repaid_now {
        return if repaid_now { Room::AtLeast(MOST_ROOM) } else { Room::NoMoveHelps };
    }
    let (mut stays, mut turns) = (0.0, MOST_ROOM);
    while turns - stays > ROOM_STEP {
        let middle = 0.5 * (stays + turns);
        if repays_at(direction * middle) == repaid_now { stays = middle } else { turns = middle }
    }
    if repaid_now { Room::CanMove(stays) } else { Room::MustMove(turns) }
}

fn surplus(run: &Run) -> Pence {
    let split = run.cash.partners.iter().flat_map(|partner| &partner.split);
    split.chain(&run.cash.pot).sum()
}

fn test(reruns: &mut Reruns, name: TestName, stress: &Stress) -> TestResult {
    reruns.run(stress);
    let (plan, run) = reruns.last();
    TestResult { name, surplus: surplus(run), real_value: run.real_value(plan), repaid: repays(&run.cash) }
}

fn weakest(tests: &[TestResult], surplus: Pence) -> Option<TestResult> {
    let least = tests.iter().min_by_key(|test| test.surplus)?;
    (least.surplus < surplus.times(WEAK_SHARE)).then_some(*least)
}

fn downside(reruns: &mut Reruns) -> Downside {
    reruns.run(&DOWNSIDE);
    let cash = &reruns.last().1.cash;
    let received = cash
        .partners
        .iter()
        .map(|partner| partner.preferred_return.iter().chain(&partner.capital).chain(&partner.split).sum());
    Downside { received: received.collect(), pot: cash.pot.iter().sum() }
}
