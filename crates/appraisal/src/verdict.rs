//! The verdict: whether the deal works, what it depends on, and how far prices and costs can move before it fails, and
//! how. The tests are data ([`TESTS`]); each one runs the whole deal again.

mod shortage;

pub use shortage::{LoanCap, MoreCash, Shortage, shortage, would_draw};

use crate::appraise::{Appraisal, Homes};
use crate::borne::sole_partner;
use crate::check::CheckedDeal;
use crate::plan::Plan;
use crate::postings::Postings;
use crate::run::{Reruns, Run};
use crate::stages::cash::{Balances, CashBook, CashInputs, Operations, PartnerBook, loss};
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
pub const FURTHEST: f64 = fraction(FURTHEST_STEPS);

/// The same in the steps of the search: tenths of a percent, as headroom is shown. So room is rounded down and a required move
/// up: each figure shown does what it says.
const FURTHEST_STEPS: u32 = 500;

/// A number of such steps as a fraction.
const fn fraction(steps: u32) -> f64 {
    steps as f64 / 1_000.0
}

/// A test that leaves less than this fraction of the surplus is a weak point, as is one under which the deal is not sound.
pub const WEAK_SHARE: f64 = 0.5;

/// A partner that gets back less than this fraction of what it puts in has a heavy loss.
pub const HEAVY_LOSS_SHARE: f64 = 0.5;

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
    /// The combined downside. It is not one of [`TESTS`]: no state depends on it.
    Downside,
}

/// Whether the deal works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum State {
    /// No partner loses money, all capital is repaid, cash is never short, and headroom on prices and costs meets the target.
    Works,
    /// It works, but under a standard test it is not sound, or loses over 50% of its surplus.
    WorksWithWeakPoint,
    /// No partner loses money, but headroom is below the target, or some capital is covered only by preferred return.
    Tight,
    /// A partner loses money, a loan or payable is not repaid, cash is short, or homes are not finished or sold.
    FallsShort,
}

/// Why a deal is not sound. Where several reasons apply, the first of them in this order is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Failure {
    /// A partner receives less than it puts in.
    PartnerLoses,
    /// A loan or payable is outstanding at the end.
    DebtUnpaid,
    /// Cash is short at some time: more cash or a loan is needed.
    CashShort,
}

/// How far one condition can worsen before the deal is not sound, or must improve until it is (method 3.10).
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
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TestResult {
    /// The test.
    pub name: TestName,
    /// The surplus under the test, in pence.
    pub surplus: Pence,
    /// What all partners together put in under the test, in pence.
    pub put_in: Pence,
    /// What they receive, in pence.
    pub received: Pence,
    /// Real present value of the operating flows under the test, in pence: see `ValueAndCost::real_value`.
    pub real_value: Pence,
    /// Whether the deal is still sound: no cash shortfall, lenders repaid, no partner losing money.
    pub is_sound: bool,
    /// Why not, where it is not sound.
    pub failure: Option<Failure>,
    /// What each partner that loses money puts in and gets back: for words, not a figure of the results.
    #[serde(skip)]
    pub losses: Vec<TestLoss>,
    /// What cannot be paid under the test.
    pub unfunded: Unfunded,
}

/// What a partner that loses money puts in and gets back under a test.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct TestLoss {
    /// The test.
    pub test: TestName,
    /// The partner, by its index.
    pub partner: usize,
    /// What it receives under the test, in pence.
    pub received: Pence,
    /// What it puts in under the test, in pence.
    pub put_in: Pence,
    /// What it still owes on the venture's loans at the end, in pence: all of them where it alone has a stake, otherwise nothing.
    pub own_debt: Pence,
}

impl TestLoss {
    /// Whether the partner gets back less than [`HEAVY_LOSS_SHARE`] of what it puts in.
    #[must_use]
    pub fn is_heavy(&self) -> bool {
        self.received < self.put_in.times(HEAVY_LOSS_SHARE)
    }
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
    /// What fails just beyond the headroom on prices, or remains until they have risen enough; none where nothing fails
    /// within the search.
    pub price_failure: Option<Failure>,
    /// The same for costs.
    pub cost_failure: Option<Failure>,
    /// The results of the standard tests.
    pub tests: Vec<TestResult>,
    /// The tests under which the deal is not sound, then those that leave less than half of its surplus; of each kind the one
    /// that leaves least is first.
    pub weak_points: Vec<TestResult>,
    /// The results under the combined downside.
    pub downside: Downside,
    /// The losses of over half of what a partner puts in under each test, the combined downside last.
    pub heavy_losses: Vec<TestLoss>,
}

/// The results under the combined downside, in pence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Downside {
    /// The surplus: what is left after capital and preferred return.
    pub surplus: Pence,
    /// What each partner puts in: more than in the deal itself where the venture needs more cash.
    pub put_in: Vec<Pence>,
    /// What each partner receives.
    pub received: Vec<Pence>,
    /// What each still owes on the venture's loans at the end: all of them where it alone has a stake, otherwise nothing.
    pub own_debt: Vec<Pence>,
    /// Paid into the pot.
    pub pot: Pence,
    /// What cannot be paid.
    pub unfunded: Unfunded,
}

/// What a run cannot pay, in pence: its other money is sure only if this is nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Unfunded {
    /// The largest cash shortfall.
    pub shortfall: Pence,
    /// Loans and payables outstanding at the end.
    pub owed: Pence,
}

impl Downside {
    /// The losses of all partners, over half of what they put in or not.
    pub fn losses(&self) -> impl Iterator<Item = TestLoss> {
        let sums = self.put_in.iter().zip(&self.received).zip(&self.own_debt).enumerate();
        sums.filter(|(_, ((put_in, received), _))| loss(**put_in, **received).is_positive()).map(
            |(partner, ((put_in, received), own_debt))| TestLoss {
                test: TestName::Downside,
                partner,
                received: *received,
                put_in: *put_in,
                own_debt: *own_debt,
            },
        )
    }
}

impl Unfunded {
    /// What a run cannot pay.
    #[must_use]
    pub fn of(cash: &CashBook) -> Self {
        Self {
            shortfall: cash.shortfall.iter().copied().max().unwrap_or_default(),
            owed: cash.debt.last().copied().unwrap_or_default() + cash.payables_unpaid,
        }
    }

    /// Whether there is any.
    #[must_use]
    pub fn is_any(self) -> bool {
        self.shortfall.is_positive() || self.owed.is_positive()
    }
}

/// Judges a deal from its appraisal.
#[must_use]
pub fn verdict(checked: &CheckedDeal, appraisal: &Appraisal) -> Verdict {
    let plan = &checked.plan;
    let sound = failure(&appraisal.cash).is_none();
    let (prices, costs) = headrooms(plan, sound);
    let mut reruns = Reruns::of(plan);
    let price_failure = prices.fails_at.and_then(|fall| failure_under(&mut reruns, &price_stress(fall)));
    let cost_failure = costs.fails_at.and_then(|rise| failure_under(&mut reruns, &cost_stress(rise)));
    let (prices, costs) = (prices.headroom, costs.headroom);
    let sole = sole_partner(&checked.deal);
    let tests: Vec<TestResult> = TESTS.iter().map(|(name, stress)| test(&mut reruns, *name, stress, sole)).collect();
    let weak_points = weak_points(&tests, appraisal.value.surplus);
    let state = if !(sound && is_built_and_sold(&appraisal.homes)) {
        State::FallsShort
    } else if !(has_target_headroom(prices, costs) && is_all_repaid(appraisal)) {
        State::Tight
    } else if weak_points.is_empty() {
        State::Works
    } else {
        State::WorksWithWeakPoint
    };
    let downside = downside(&mut reruns, sole);
    let losses = tests.iter().flat_map(|test| test.losses.iter().copied()).chain(downside.losses());
    let heavy_losses = losses.filter(TestLoss::is_heavy).collect();
    Verdict { state, prices, costs, price_failure, cost_failure, tests, weak_points, downside, heavy_losses }
}

impl Headroom {
    /// Whether the condition can worsen by at least this fraction.
    #[must_use]
    pub fn is_at_least(self, fraction: f64) -> bool {
        self.is_there() && self.signed() >= fraction
    }

    /// Whether there is headroom: the deal is sound as it is.
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

/// Why a run is not sound; none if no partner receives less than it puts in, no loan or payable is outstanding, and cash
/// is never short.
fn failure(cash: &CashBook) -> Option<Failure> {
    let unfunded = Unfunded::of(cash);
    if cash.partners.iter().any(|partner| partner.loss().is_positive()) {
        Some(Failure::PartnerLoses)
    } else if unfunded.owed.is_positive() {
        Some(Failure::DebtUnpaid)
    } else {
        unfunded.shortfall.is_positive().then_some(Failure::CashShort)
    }
}

fn failure_under(reruns: &mut Reruns, stress: &Stress) -> Option<Failure> {
    reruns.run(stress);
    failure(&reruns.last().1.cash)
}

const fn price_stress(fall: f64) -> Stress {
    Stress { price: 1.0 - fall, ..Stress::NONE }
}

const fn cost_stress(rise: f64) -> Stress {
    Stress { cost: 1.0 + rise, ..Stress::NONE }
}

/// How far prices can fall, and how far costs can rise. While one moves the other does not change, so its half of the
/// operating flows is calculated once.
fn headrooms(plan: &Plan, sound: bool) -> (Found, Found) {
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

/// A headroom, and the nearest move known to fail: beyond it, or short of it where the condition must improve.
struct Found {
    headroom: Headroom,
    fails_at: Option<f64>,
}

/// Finds by bisection the last step by which a condition can worsen while the deal stays sound, or the first by which it must
/// improve to become sound.
fn headroom(sound_now: bool, mut is_sound_at: impl FnMut(f64) -> bool) -> Found {
    let direction = if sound_now { 1.0 } else { -1.0 };
    if is_sound_at(direction * FURTHEST) == sound_now {
        return if sound_now {
            Found { headroom: Headroom::AtLeast(FURTHEST), fails_at: None }
        } else {
            Found { headroom: Headroom::NoMoveHelps, fails_at: Some(-FURTHEST) }
        };
    }
    let (mut stays, mut turns) = (0, FURTHEST_STEPS);
    while turns - stays > 1 {
        let middle = (stays + turns) / 2;
        if is_sound_at(direction * fraction(middle)) == sound_now { stays = middle } else { turns = middle }
    }
    let (stays, turns) = (fraction(stays), fraction(turns));
    if sound_now {
        Found { headroom: Headroom::CanMove(stays), fails_at: Some(turns) }
    } else {
        Found { headroom: Headroom::MustMove(turns), fails_at: Some(-stays) }
    }
}

fn surplus(run: &Run) -> Pence {
    let split = run.cash.partners.iter().flat_map(|partner| &partner.split);
    split.chain(&run.cash.pot).sum()
}

fn test(reruns: &mut Reruns, name: TestName, stress: &Stress, sole: Option<usize>) -> TestResult {
    reruns.run(stress);
    let (plan, run) = reruns.last();
    let losses = losses(name, &run.cash, sole).collect();
    let failure = failure(&run.cash);
    let of_all = |sum: fn(&PartnerBook) -> Pence| run.cash.partners.iter().map(sum).sum();
    TestResult {
        name,
        surplus: surplus(run),
        put_in: of_all(PartnerBook::put_in),
        received: of_all(PartnerBook::received),
        real_value: run.real_value(plan),
        is_sound: failure.is_none(),
        failure,
        losses,
        unfunded: Unfunded::of(&run.cash),
    }
}

/// What each partner of a run that loses money puts in and gets back.
fn losses(test: TestName, cash: &CashBook, sole: Option<usize>) -> impl Iterator<Item = TestLoss> {
    cash.partners.iter().enumerate().filter(|(_, book)| book.loss().is_positive()).map(move |(partner, book)| {
        TestLoss {
            test,
            partner,
            received: book.received(),
            put_in: book.put_in(),
            own_debt: own_debt(cash, sole, partner),
        }
    })
}

/// What a partner owes on the loans outstanding at the end: all of it where it alone has a stake, otherwise nothing.
fn own_debt(cash: &CashBook, sole: Option<usize>, partner: usize) -> Pence {
    let is_its_own = sole == Some(partner);
    cash.debt.last().copied().filter(|_| is_its_own).unwrap_or_default()
}

fn weak_points(tests: &[TestResult], surplus: Pence) -> Vec<TestResult> {
    let is_weak = |test: &&TestResult| !test.is_sound || test.surplus < surplus.times(WEAK_SHARE);
    let mut weak: Vec<TestResult> = tests.iter().filter(is_weak).cloned().collect();
    weak.sort_by_key(|test| (test.is_sound, test.surplus));
    weak
}

fn downside(reruns: &mut Reruns, sole: Option<usize>) -> Downside {
    reruns.run(&DOWNSIDE);
    let run = reruns.last().1;
    let cash = &run.cash;
    let of_each = |sum: fn(&PartnerBook) -> Pence| cash.partners.iter().map(sum).collect();
    Downside {
        surplus: surplus(run),
        own_debt: (0..cash.partners.len()).map(|place| own_debt(cash, sole, place)).collect(),
        put_in: of_each(PartnerBook::put_in),
        received: of_each(PartnerBook::received),
        pot: cash.pot.iter().sum(),
        unfunded: Unfunded::of(cash),
    }
}
