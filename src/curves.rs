//! The curve of the chosen result across the range of each lever, and the effect of one step of a lever.
//!
//! Every point of a curve is a full appraisal of the deal with another value of the lever, so a curve is traced point by
//! point, as long as the caller has time.

use crate::field_text;
use crate::levers::{Kind, Lever, levers, levers_beside};
use crate::words::builds::{self, Builds};
use appraisal::fields::{self, Unit};
use appraisal::{Appraisal, Deal, Pence, YearMonth, appraise, check};
use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The result drawn beside the levers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drawn {
    /// What is paid to the reinvestment pot.
    #[default]
    Pot,
    /// The surplus after preferred return and capital: the pot and the split.
    Surplus,
    /// Profit of the venture: it also changes if there is no surplus.
    Profit,
    /// A partner's net present value (NPV), by its index.
    Value(usize),
    /// A partner's yearly rate of return, by its index.
    Rate(usize),
    /// A partner's notional share of the pot, by its index.
    Notional(usize),
    /// Peak funding: the highest total of partners' cash and loans.
    PeakFunding,
    /// Homes finished.
    Homes,
    /// The month of the last home: months since year 0.
    LastHome,
}

/// The unit of a result: results in one unit are drawn on one scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measured {
    /// Pence.
    Money,
    /// A fraction a year.
    Rate,
    /// Homes.
    Homes,
    /// Months.
    Months,
}

impl Drawn {
    /// The result shown first: the pot if the surplus is all reinvested, the surplus if it is shared, the profit if there is
    /// none.
    #[must_use]
    pub fn first_of(deal: &Deal, appraisal: &Appraisal) -> Self {
        match appraisal.value.surplus {
            Pence::ZERO => Self::Profit,
            _ if deal.sharing.reinvests_all() => Self::Pot,
            _ => Self::Surplus,
        }
    }

    /// The results of a deal to choose from: the pot and the homes only if there are any.
    #[must_use]
    pub fn choices(deal: &Deal) -> Vec<Self> {
        let partners = || 0..deal.partners.len();
        let has_pot = deal.sharing.recycled_percent > 0.0;
        let pot = has_pot.then_some(Self::Pot);
        let has_homes = builds::of_deal(deal) != Builds::Plots;
        let notional = partners().filter(|_| has_pot).map(Self::Notional);
        pot.into_iter()
            .chain([Self::Surplus, Self::Profit])
            .chain(partners().map(Self::Value))
            .chain(partners().map(Self::Rate))
            .chain(notional)
            .chain([Self::PeakFunding])
            .chain(has_homes.then_some(Self::Homes))
            .chain([Self::LastHome])
            .collect()
    }

    /// The results to try for a lever: this one, then the others. A rate is only drawn if it was chosen.
    fn candidates(self, deal: &Deal) -> Vec<Self> {
        let others =
            Self::choices(deal).into_iter().filter(|other| *other != self && other.measured() != Measured::Rate);
        std::iter::once(self).chain(others).collect()
    }

    /// Its unit.
    #[must_use]
    pub const fn measured(self) -> Measured {
        match self {
            Self::Rate(_) => Measured::Rate,
            Self::Homes => Measured::Homes,
            Self::LastHome => Measured::Months,
            _ => Measured::Money,
        }
    }

    /// The smallest difference that counts as an effect of a lever: £1,000, a twentieth of a percentage point, or one.
    const fn least_move(self) -> f64 {
        match self.measured() {
            Measured::Money => 100_000.0,
            Measured::Rate => 0.0005,
            Measured::Homes | Measured::Months => 1.0,
        }
    }

    /// The result: pence, a yearly fraction, homes or months. `None` if there is no single rate.
    #[must_use]
    pub fn of(self, appraisal: &Appraisal) -> Option<f64> {
        let pence = |sum: Pence| sum.0 as f64;
        match self {
            Self::Pot => Some(pence(appraisal.pot.total)),
            Self::Surplus => Some(pence(appraisal.value.surplus)),
            Self::Value(place) => appraisal.partners.get(place).map(|partner| pence(partner.net_present_value)),
            Self::Rate(place) => appraisal.partners.get(place)?.rates.rate(),
            Self::Profit => Some(pence(appraisal.value.venture_profit)),
            Self::Notional(place) => appraisal.partners.get(place).map(|partner| pence(partner.notional_pot)),
            Self::PeakFunding => Some(pence(appraisal.peak.funding.amount)),
            Self::Homes => Some(f64::from(appraisal.homes.completed)),
            Self::LastHome => Some(month_number(appraisal.start.plus(appraisal.homes.by_row.last_completion as i32))),
        }
    }
}

/// A point of a curve: the lever's value and the result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// The lever's value; months since year 0 for a date.
    pub lever: f64,
    /// The result.
    pub answer: f64,
}

/// The figures shown with a rate of return, which is never given alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beside {
    /// The change in what the partner receives.
    pub received: Pence,
    /// Its money multiple.
    pub multiple: Option<f64>,
    /// The years for which a pound it puts in is out on average; none where it puts nothing in.
    pub years_out: Option<f64>,
}

/// The curve of one lever.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// The result that is drawn.
    pub drawn: Drawn,
    /// The ends of the range.
    pub range: (f64, f64),
    /// The points in the order of the lever's values, without those that are not a valid deal or have no result.
    pub points: Vec<Point>,
    /// The lever's current point.
    pub now: Option<Point>,
    /// Its point at the baseline's value, if the lever has been moved; on the current curve.
    pub kept: Option<Point>,
    /// One step of the lever, and its effect on the result: upwards, or downwards if no higher value is valid.
    pub step: Option<(f64, f64)>,
    /// Whether the lever changes none of the results that can be drawn: terms for a surplus that the deal does not have, cash
    /// that is not called, a value that only what stands beside the run uses.
    pub has_no_effect: bool,
    /// For a rate of return, the other effects of that step.
    pub beside: Option<Beside>,
    /// Where in the range the result falls to zero or rises above it, in order.
    pub zeros: Vec<Zero>,
}

/// Where a result falls to zero: two neighbouring values of the lever, in the unit in which they are said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zero {
    /// The one without a result above zero; the present value, if that is between them and has none.
    pub without: f64,
    /// The one with a result above zero.
    pub with: f64,
    /// The one of the two with the result nearest to zero.
    pub nearest: f64,
}

/// The number of points of a curve, including its ends.
const POINTS: usize = 9;

/// What to trace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    /// Nothing.
    #[default]
    Nothing,
    /// The first levers, up to a number.
    Levers(usize),
    /// The number at a path.
    Field(String),
}

/// The number at a path as a lever, if it is a number of this deal: the lever of these that moves it, or one of its own.
fn field(deal: &Deal, levers: Vec<Lever>, path: &str) -> Option<Lever> {
    let number = fields::number(path)?;
    let value = deal.number(path)?;
    let (step, limits) = field_text::step(path);
    let own = Lever { kind: Kind::Field(number.unit), path: path.to_owned(), value: value.into(), step, limits };
    Some(levers.into_iter().find(|lever| lever.path == path).unwrap_or(own))
}

/// The lever's value as a number.
#[must_use]
pub fn number(value: &Value) -> Option<f64> {
    match value {
        Value::String(text) => text.parse::<YearMonth>().ok().map(month_number),
        value => value.as_f64(),
    }
}

/// Months since year 0.
fn month_number(month: YearMonth) -> f64 {
    f64::from(month.year * 12 + month.month as i32 - 1)
}

/// The value of a lever at a number.
fn value_at(lever: &Lever, number: f64) -> Value {
    if lever.value.is_string() {
        let months = number.round() as i32;
        let month = YearMonth::new(months.div_euclid(12), months.rem_euclid(12) as u32 + 1);
        return month.map_or(Value::Null, |month| month.to_string().into());
    }
    // Whole numbers are written without a point, as documents have them.
    if is_whole(lever) { (number as i64).into() } else { number.into() }
}

/// The range of a curve: around the baseline's value, on round numbers, within the lever's limits, and extended to its
/// current value.
fn range(lever: &Lever, kept: f64, now: f64) -> (f64, f64) {
    let (low, high) = match lever.kind {
        Kind::Price(_) | Kind::BuildCost(_) | Kind::BuildCostPerM2(_) => (0.7 * kept, 1.3 * kept),
        Kind::PriceGrowth | Kind::BuildCostGrowth | Kind::LoanRate(_) => (kept - 3.0, kept + 3.0),
        Kind::Homes => (0.5 * kept, 1.5 * kept),
        Kind::SalesPace(_) => (0.25 * kept, 1.75 * kept),
        Kind::Cash(_) | Kind::Land(_) | Kind::LoanLimit(_) => (0.0, 2.0 * kept.max(lever.step)),
        Kind::PreferredReturn => (0.0, (2.0 * kept).max(10.0)),
        Kind::Share(_) | Kind::Recycled => (0.0, 100.0),
        Kind::Start => (kept - 24.0, kept + 24.0),
        Kind::Field(unit) => range_of(unit, kept, lever.step),
    };
    let on_step = |end: f64, by: fn(f64) -> f64| tidy(by(end / lever.step) * lever.step);
    let (low, high) = (on_step(low, f64::floor).min(now), on_step(high, f64::ceil).max(now));
    if lever.value.is_string() { (low, high) } else { (low.max(lever.limits.0), high.min(lever.limits.1)) }
}

/// What values of a lever are said in: tenths of its step or, if that is smaller, of the step of its field; hundredths of homes a
/// month; or whole numbers.
fn unit(lever: &Lever) -> f64 {
    let tenth = field_text::step(&lever.path).0.min(lever.step) / 10.0;
    match lever.kind {
        // Few homes a month make a large difference each.
        Kind::SalesPace(_) | Kind::Field(Unit::HomesAMonth) => tenth / 10.0,
        _ if is_whole(lever) => tenth.max(1.0),
        _ => tenth,
    }
}

/// A sum of steps without its rounding error.
fn tidy(number: f64) -> f64 {
    (number * 1e6).round() / 1e6
}

/// Numbers of units that differ by less are the same.
const ALIKE: f64 = 1e-6;

/// The range of a field by its unit: shares from 0% to 100%, rates by a few percentage points, dates by two years, anything
/// else by half.
fn range_of(unit: Unit, kept: f64, step: f64) -> (f64, f64) {
    match unit {
        Unit::Percent => (kept - 25.0, kept + 25.0),
        Unit::PercentAYear => (kept - 3.0, kept + 3.0),
        Unit::MonthNumber | Unit::MonthEnd => (kept - 24.0, kept + 24.0),
        _ if kept == 0.0 => (0.0, 10.0 * step),
        _ => (0.5 * kept, 1.5 * kept),
    }
}

/// A deal with one of its levers, to be run with other values of it.
struct Traced {
    lever: Lever,
    /// What values of the lever are said in.
    unit: f64,
    /// The baseline's value, if it differs.
    was: Option<f64>,
    /// The current value.
    stands: f64,
    /// The results to try, in the order of preference.
    candidates: Vec<Drawn>,
    /// The candidates' results, point by point.
    answers: Vec<(f64, Vec<Option<f64>>)>,
    curve: Curve,
    todo: Todo,
}

/// The next run.
enum Todo {
    /// The point of this index.
    Point(usize),
    /// The deal with the baseline's value.
    Kept(f64),
    /// One step on.
    Step(f64),
    /// A bisection between a value with a result above zero and one without, and the bisections still to do.
    Nothing((f64, f64), Vec<(f64, f64)>),
    /// None.
    Done,
}

/// The curves of a deal as they are being traced.
pub struct Tracing {
    deal: Rc<Deal>,
    kept: Rc<Deal>,
    drawn: Drawn,
    now: Appraisal,
    levers: Vec<Traced>,
    /// The lever that is being traced.
    at: usize,
}

impl Tracing {
    /// Starts to trace what is wanted of a deal, with its appraisal and the baseline.
    #[must_use]
    pub fn of((deal, appraisal): (Rc<Deal>, &Appraisal), kept: &Rc<Deal>, drawn: Drawn, wanted: &Wanted) -> Self {
        let mut kept_levers = levers(kept);
        let beside = levers_beside(&deal, &kept_levers);
        let own: Vec<Lever> = match wanted {
            Wanted::Levers(most) => beside.into_iter().take(*most).collect(),
            Wanted::Field(path) => {
                kept_levers = field(kept, kept_levers, path).into_iter().collect();
                field(&deal, beside, path).into_iter().collect()
            }
            Wanted::Nothing => Vec::new(),
        };
        let was = |lever: &Lever| kept_levers.iter().find(|kept| kept.kind == lever.kind).map(|kept| &kept.value);
        let candidates = drawn.candidates(&deal);
        let now: Vec<_> = candidates.iter().map(|drawn| drawn.of(appraisal)).collect();
        let traced = |lever: &Lever| {
            let stands = number(&lever.value)?;
            let was = was(lever).and_then(number).unwrap_or(stands);
            let curve = Curve { drawn, range: range(lever, was, stands), ..Curve::default() };
            let was = (was != stands).then_some(was);
            let unit = unit(lever);
            let (mut lever, candidates, answers) = (lever.clone(), candidates.clone(), vec![(stands, now.clone())]);
            // The sentence is of the step of the buttons beside it; all else of an input is the same wherever it is said.
            if matches!(wanted, Wanted::Field(_)) {
                lever.step = field_text::step(&lever.path).0;
            }
            Some(Traced { lever, unit, was, stands, candidates, answers, curve, todo: Todo::Point(0) })
        };
        let levers = own.iter().filter_map(traced).collect();
        Self { levers, deal, kept: kept.clone(), drawn, now: appraisal.clone(), at: 0 }
    }

    /// Traces one point; returns whether there is more to do.
    pub fn trace(&mut self) -> bool {
        let Some(traced) = self.levers.get_mut(self.at) else { return false };
        let run = |lever: &Lever, number: f64| {
            let deal = field_text::set(&self.deal, &self.kept, &lever.path, value_at(lever, number)).ok()?;
            Some(appraise(&check(&deal).ok()?))
        };
        traced.go_on(run, &self.now);
        if matches!(traced.todo, Todo::Done) {
            self.at += 1;
        }
        self.at < self.levers.len()
    }

    /// The traced curves, by the path of the lever.
    #[must_use]
    pub fn curves(self) -> Curves {
        let curves = self.levers.into_iter().map(|traced| (traced.lever.path.clone(), (traced.lever, traced.curve)));
        Curves { drawn: self.drawn, curves: curves.collect() }
    }
}

impl Traced {
    fn go_on(&mut self, run: impl Fn(&Lever, f64) -> Option<Appraisal>, appraisal: &Appraisal) {
        let drawn = self.curve.drawn;
        let whole = |number: f64| run(&self.lever, number);
        let run = |number: f64| if number == self.stands { drawn.of(appraisal) } else { drawn.of(&whole(number)?) };
        let (low, high) = self.curve.range;
        match self.todo {
            Todo::Point(place) => {
                let part = (high - low) * place as f64 / (POINTS - 1) as f64;
                let number = if is_whole(&self.lever) { (low + part).round() } else { low + part };
                if number != self.stands
                    && let Some(there) = whole(number)
                {
                    let answers = self.candidates.iter().map(|drawn| drawn.of(&there)).collect();
                    self.answers.push((number, answers));
                }
                self.todo = if place + 1 < POINTS { Todo::Point(place + 1) } else { self.after_points() };
            }
            Todo::Kept(number) => {
                self.curve.kept = run(number).map(|answer| Point { lever: number, answer });
                self.todo = self.step();
            }
            Todo::Step(by) => {
                let now = self.curve.now;
                let there = now.and_then(|now| whole(now.lever + by));
                if there.is_none() && by > 0.0 {
                    // The next value up is not a valid deal, as a month after another month that must follow it.
                    self.todo = Todo::Step(-by);
                    return;
                }
                let adds = |there: &Appraisal| Some(drawn.of(there)? - now?.answer);
                self.curve.step = there.as_ref().and_then(adds).map(|adds| (by, adds));
                self.curve.beside = there.and_then(|there| beside(drawn, appraisal, &there));
                self.todo = bisection(self.edges());
            }
            Todo::Nothing((above, below), ref rest) => match self.between(above, below) {
                Some(middle) => {
                    let is_above = run(middle).is_some_and(|answer| answer > 0.0);
                    let pair = if is_above { (middle, below) } else { (above, middle) };
                    self.todo = Todo::Nothing(pair, rest.clone());
                }
                None => {
                    let todo = bisection(rest.clone());
                    let found = [above, below].map(|lever| Some(Point { lever, answer: run(lever)? }));
                    // At the edge of values that have no result, such as no single rate, it does not fall to zero.
                    if let [over, Some(under)] = found {
                        let zero = self.said(above, below);
                        let is_over_nearer = over.is_some_and(|over| over.answer < -under.answer);
                        self.curve
                            .zeros
                            .push(Zero { nearest: if is_over_nearer { zero.with } else { zero.without }, ..zero });
                    }
                    self.curve.points = with_points(&self.curve.points, found);
                    self.todo = todo;
                }
            },
            Todo::Done => {}
        }
    }

    /// The value midway between two, in the unit in which values are said; none if there is no such value between them.
    fn between(&self, one: f64, other: f64) -> Option<f64> {
        let (low, high) = (one.min(other), one.max(other));
        let first = (low / self.unit + ALIKE).floor() + 1.0;
        let last = (high / self.unit - ALIKE).ceil() - 1.0;
        (first <= last).then(|| tidy(f64::midpoint(first, last).round() * self.unit))
    }

    /// The zero as it is said: each value is rounded to its own side, so that what is said of the values beyond it is so.
    fn said(&self, above: f64, below: f64) -> Zero {
        let down = |number: f64| tidy((number / self.unit + ALIKE).floor() * self.unit);
        let up = |number: f64| tidy((number / self.unit - ALIKE).ceil() * self.unit);
        let (without, with) = if above > below { (down(below), up(above)) } else { (up(below), down(above)) };
        let without = if below == self.stands { below } else { without };
        Zero { without, with, nearest: without }
    }

    /// Draws the first candidate that the lever changes, through the current point, even if that is between two others.
    fn after_points(&mut self) -> Todo {
        let moved = (0..self.candidates.len()).find(|place| self.moves(*place));
        self.curve.has_no_effect = moved.is_none();
        let place = moved.unwrap_or(0);
        self.curve.drawn = self.candidates.get(place).copied().unwrap_or_default();
        self.answers.sort_by(|one, other| one.0.total_cmp(&other.0));
        let point =
            |(lever, answers): &(f64, Vec<Option<f64>>)| Some(Point { lever: *lever, answer: (*answers.get(place)?)? });
        self.curve.points = self.answers.iter().filter_map(point).collect();
        self.curve.now = self.curve.points.iter().find(|point| point.lever == self.stands).copied();
        self.was.map_or_else(|| self.step(), Todo::Kept)
    }

    /// Whether a candidate's result changes over the range.
    fn moves(&self, place: usize) -> bool {
        let Some(drawn) = self.candidates.get(place) else { return false };
        let answers = self.answers.iter().filter_map(|(_, answers)| answers.get(place).copied().flatten());
        let (low, high) =
            answers.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), answer| (answer.min(low), answer.max(high)));
        high - low >= drawn.least_move()
    }

    fn step(&self) -> Todo {
        let Some(now) = self.curve.now else { return Todo::Done };
        let is_at_most = !self.lever.value.is_string() && now.lever + self.lever.step > self.lever.limits.1;
        Todo::Step(if is_at_most { -self.lever.step } else { self.lever.step })
    }

    /// The pairs of neighbouring points between which the result crosses zero, in order: the one above, and the other.
    fn edges(&self) -> Vec<(f64, f64)> {
        if !matches!(self.curve.drawn.measured(), Measured::Money | Measured::Rate) {
            return Vec::new();
        }
        let is_above = |point: &Point| point.answer > 0.0;
        let crossed = |pair: &[Point]| match pair {
            [one, other] if is_above(one) && !is_above(other) => Some((one.lever, other.lever)),
            [one, other] if !is_above(one) && is_above(other) => Some((other.lever, one.lever)),
            _ => None,
        };
        self.curve.points.windows(2).filter_map(crossed).collect()
    }
}

/// The bisection of the first of some pairs, then of the others.
fn bisection(mut edges: Vec<(f64, f64)>) -> Todo {
    if edges.is_empty() { Todo::Done } else { Todo::Nothing(edges.remove(0), edges) }
}

/// The points of a curve with those on both sides of a crossing: a straight line past it would leave zero too early.
fn with_points(points: &[Point], found: [Option<Point>; 2]) -> Vec<Point> {
    let mut points: Vec<Point> = points.iter().copied().chain(found.into_iter().flatten()).collect();
    points.sort_by(|one, other| one.lever.total_cmp(&other.lever));
    points.dedup_by_key(|point| point.lever);
    points
}

/// A partner's other figures at a point.
fn beside(drawn: Drawn, now: &Appraisal, there: &Appraisal) -> Option<Beside> {
    let Drawn::Rate(place) = drawn else { return None };
    let (now, there) = (now.partners.get(place)?, there.partners.get(place)?);
    let received = there.received - now.received;
    Some(Beside { received, multiple: there.multiple, years_out: there.years_out() })
}

/// Whether only whole numbers are allowed.
fn is_whole(lever: &Lever) -> bool {
    matches!(lever.kind, Kind::Homes | Kind::Start) || fields::number(&lever.path).is_some_and(|number| number.whole)
}

/// The curves of a deal's levers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curves {
    /// The result that is drawn.
    pub drawn: Drawn,
    curves: BTreeMap<String, (Lever, Curve)>,
}

impl Curves {
    /// The curve of a lever, by its path.
    #[must_use]
    pub fn of(&self, path: &str) -> Option<&Curve> {
        self.with_lever(path).map(|(_, curve)| curve)
    }

    /// The same, with the lever.
    #[must_use]
    pub fn with_lever(&self, path: &str) -> Option<(&Lever, &Curve)> {
        self.curves.get(path).map(|(lever, curve)| (lever, curve))
    }

    /// The lowest and highest result of all curves in one unit: their common scale. Except for months, it includes zero.
    #[must_use]
    pub fn scale(&self, measured: Measured) -> (f64, f64) {
        let curves = self.curves.values().map(|(_, curve)| curve).filter(|curve| curve.drawn.measured() == measured);
        let answers = curves.flat_map(|curve| curve.points.iter().map(|point| point.answer));
        let from = if measured == Measured::Months { (f64::INFINITY, f64::NEG_INFINITY) } else { (0.0, 0.0) };
        answers.fold(from, |(low, high), answer| (answer.min(low), answer.max(high)))
    }
}

#[cfg(test)]
mod tests;
