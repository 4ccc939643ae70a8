//! What the chosen answer is across the range of each lever, and what one step of a lever does to it.
//!
//! Every spot of a curve is a whole appraisal of the deal with that lever elsewhere, so a curve is traced spot by spot,
//! for as long as the caller has time.

use crate::entry;
use crate::levers::{Kind, Lever, levers};
use appraisal::fields::{self, Unit};
use appraisal::{Appraisal, Deal, Pence, YearMonth, appraise, check};
use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;

/// The answer that is drawn beside the levers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drawn {
    /// What is paid to the reinvestment pot.
    #[default]
    Pot,
    /// What is left after preferred return and capital: the pot and the split.
    Surplus,
    /// Profit of the venture: it moves where there is no surplus too.
    Profit,
    /// A partner's present value, by its place.
    Value(usize),
    /// A partner's yearly rate of return, by its place.
    Rate(usize),
    /// A partner's share of the pot on paper, by its place.
    Notional(usize),
    /// The most of partners' cash and loans that is out at one time.
    PeakFunding,
    /// Homes finished.
    Homes,
    /// The month of the last home: months since year 0.
    LastHome,
}

/// What an answer is measured in: answers in one unit are drawn on one scale.
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
    /// What a deal is first looked at for: the pot where all that is left goes there, the surplus where it is shared, the
    /// profit where there is none.
    #[must_use]
    pub fn first_of(deal: &Deal, appraisal: &Appraisal) -> Self {
        match appraisal.value.surplus {
            Pence::ZERO => Self::Profit,
            _ if deal.sharing.reinvests_all() => Self::Pot,
            _ => Self::Surplus,
        }
    }

    /// What can be drawn of a deal: the pot only where something is reinvested.
    #[must_use]
    pub fn choices(deal: &Deal) -> Vec<Self> {
        let partners = || 0..deal.partners.len();
        let has_pot = deal.sharing.recycled_percent > 0.0;
        let pot = has_pot.then_some(Self::Pot);
        let notional = partners().filter(|_| has_pot).map(Self::Notional);
        pot.into_iter()
            .chain([Self::Surplus, Self::Profit])
            .chain(partners().map(Self::Value))
            .chain(partners().map(Self::Rate))
            .chain(notional)
            .chain([Self::PeakFunding, Self::Homes, Self::LastHome])
            .collect()
    }

    /// What is drawn of a lever: this answer, or else the first other that the lever moves; never a rate that was not chosen.
    fn candidates(self, deal: &Deal) -> Vec<Self> {
        let others =
            Self::choices(deal).into_iter().filter(|other| *other != self && other.measured() != Measured::Rate);
        std::iter::once(self).chain(others).collect()
    }

    /// What it is measured in.
    #[must_use]
    pub const fn measured(self) -> Measured {
        match self {
            Self::Rate(_) => Measured::Rate,
            Self::Homes => Measured::Homes,
            Self::LastHome => Measured::Months,
            _ => Measured::Money,
        }
    }

    /// The least by which answers must differ for a lever to be said to move them: £1,000, a twentieth of a point, or one.
    const fn least_move(self) -> f64 {
        match self.measured() {
            Measured::Money => 100_000.0,
            Measured::Rate => 0.0005,
            Measured::Homes | Measured::Months => 1.0,
        }
    }

    /// The answer: pence, a yearly fraction, or homes. Nothing where there is no one rate.
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

/// A spot of a curve: what the lever stands at there, and the answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// The lever's value; months since year 0 for a date.
    pub lever: f64,
    /// The answer.
    pub answer: f64,
}

/// What stands beside a rate of return, which is never given alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beside {
    /// What the partner receives more, or less.
    pub received: Pence,
    /// What it receives over what it puts in.
    pub multiple: Option<f64>,
    /// The years until it receives the last of it.
    pub years: f64,
}

/// One lever against the answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// The answer that is drawn.
    pub drawn: Drawn,
    /// The ends of the range.
    pub range: (f64, f64),
    /// The spots in the order of the lever's values, without those that no deal allows or that have no answer.
    pub spots: Vec<Spot>,
    /// Where the lever stands.
    pub now: Option<Spot>,
    /// Where it stood in the kept base case, once it has been moved; on the curve as it is now.
    pub kept: Option<Spot>,
    /// One step of the lever, and what it adds to the answer: upward, or downward where it stands at its most.
    pub step: Option<(f64, f64)>,
    /// Whether the lever moves no answer at all: terms of a surplus that the deal does not have, cash that is not called.
    pub is_still: bool,
    /// For a rate of return, what else that step does.
    pub beside: Option<Beside>,
    /// Where, in the range, the answer falls to nothing.
    pub nothing_at: Option<f64>,
}

/// How many spots a curve has between its ends, with them.
const SPOTS: usize = 9;

/// How often the place where the answer falls to nothing is closed in on.
const CLOSER: usize = 9;

/// What is traced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    /// Nothing.
    #[default]
    Nothing,
    /// The first levers, so many at most.
    Levers(usize),
    /// The number at a path.
    Field(String),
}

/// The number at a path as a lever, where it is one and stands in the deal.
fn field(deal: &Deal, path: &str) -> Option<Lever> {
    let number = fields::number(path)?;
    let value = deal.number(path)?;
    let (step, limits) = entry::step(path);
    Some(Lever { kind: Kind::Field(number.unit), path: path.to_owned(), value: value.into(), step, limits })
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

/// The range over which a lever is drawn: about its value in the kept base case, on round numbers, within its limits, and
/// as far as it stands now.
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
    // Sums of steps are a little beside round numbers.
    let tidy = |end: f64| (end * 1e6).round() / 1e6;
    let on_step = |end: f64, by: fn(f64) -> f64| tidy(by(end / lever.step) * lever.step);
    let (low, high) = (on_step(low, f64::floor).min(now), on_step(high, f64::ceil).max(now));
    if lever.value.is_string() { (low, high) } else { (low.max(lever.limits.0), high.min(lever.limits.1)) }
}

/// The range of a field by its unit: shares over all there can be of them, rates by a few points, dates by two years, anything
/// else by half.
fn range_of(unit: Unit, kept: f64, step: f64) -> (f64, f64) {
    match unit {
        Unit::Percent => (kept - 25.0, kept + 25.0),
        Unit::PercentAYear => (kept - 3.0, kept + 3.0),
        Unit::MonthNumber => (kept - 24.0, kept + 24.0),
        _ if kept == 0.0 => (0.0, 10.0 * step),
        _ => (0.5 * kept, 1.5 * kept),
    }
}

/// A deal with one of its levers, to be run with it elsewhere.
struct Traced {
    lever: Lever,
    /// Where it stood in the kept base case, where that is elsewhere.
    was: Option<f64>,
    /// Where it stands.
    stands: f64,
    /// What may be drawn, in the order of preference.
    candidates: Vec<Drawn>,
    /// The candidates' answers, spot by spot.
    answers: Vec<(f64, Vec<Option<f64>>)>,
    curve: Curve,
    todo: Todo,
}

/// What is to be run next.
enum Todo {
    /// The spot of this place.
    Spot(usize),
    /// The deal where the lever stood in the kept base case.
    Kept(f64),
    /// One step on.
    Step(f64),
    /// Between a value with an answer above nothing, and one without; and how often.
    Nothing(f64, f64, usize),
    /// Nothing is.
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
    /// Begins to trace what is wanted of a deal, of which the appraisal is at hand, beside a kept base case.
    #[must_use]
    pub fn of((deal, appraisal): (Rc<Deal>, &Appraisal), kept: &Rc<Deal>, drawn: Drawn, wanted: &Wanted) -> Self {
        let levers_of = |deal: &Deal| match wanted {
            Wanted::Levers(most) => levers(deal).into_iter().take(*most).collect(),
            Wanted::Field(path) => field(deal, path).into_iter().collect::<Vec<_>>(),
            Wanted::Nothing => Vec::new(),
        };
        let kept_levers = if let Wanted::Levers(_) = wanted { levers(kept) } else { levers_of(kept) };
        let was = |lever: &Lever| kept_levers.iter().find(|kept| kept.kind == lever.kind).map(|kept| &kept.value);
        let candidates = drawn.candidates(&deal);
        let now: Vec<_> = candidates.iter().map(|drawn| drawn.of(appraisal)).collect();
        let traced = |lever: &Lever| {
            let stands = number(&lever.value)?;
            let was = was(lever).and_then(number).unwrap_or(stands);
            let curve = Curve { drawn, range: range(lever, was, stands), ..Curve::default() };
            let was = (was != stands).then_some(was);
            let (lever, candidates, answers) = (lever.clone(), candidates.clone(), vec![(stands, now.clone())]);
            Some(Traced { lever, was, stands, candidates, answers, curve, todo: Todo::Spot(0) })
        };
        let levers = levers_of(&deal).iter().filter_map(traced).collect();
        Self { levers, deal, kept: kept.clone(), drawn, now: appraisal.clone(), at: 0 }
    }

    /// Traces one spot; whether there is more to do.
    pub fn trace(&mut self) -> bool {
        let Some(traced) = self.levers.get_mut(self.at) else { return false };
        let run = |lever: &Lever, number: f64| {
            let deal = entry::set(&self.deal, &self.kept, &lever.path, value_at(lever, number)).ok()?;
            Some(appraise(&check(&deal).ok()?))
        };
        traced.go_on(run, &self.now);
        if matches!(traced.todo, Todo::Done) {
            self.at += 1;
        }
        self.at < self.levers.len()
    }

    /// The curves that are traced, by the path of the lever.
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
            Todo::Spot(place) => {
                let part = (high - low) * place as f64 / (SPOTS - 1) as f64;
                let number = if is_whole(&self.lever) { (low + part).round() } else { low + part };
                if number != self.stands
                    && let Some(there) = whole(number)
                {
                    let answers = self.candidates.iter().map(|drawn| drawn.of(&there)).collect();
                    self.answers.push((number, answers));
                }
                self.todo = if place + 1 < SPOTS { Todo::Spot(place + 1) } else { self.after_spots() };
            }
            Todo::Kept(number) => {
                self.curve.kept = run(number).map(|answer| Spot { lever: number, answer });
                self.todo = self.step();
            }
            Todo::Step(by) => {
                let now = self.curve.now;
                let there = now.and_then(|now| whole(now.lever + by));
                let adds = |there: &Appraisal| Some(drawn.of(there)? - now?.answer);
                self.curve.step = there.as_ref().and_then(adds).map(|adds| (by, adds));
                self.curve.beside = there.and_then(|there| beside(drawn, appraisal, &there));
                self.todo = self.edge().map_or(Todo::Done, |(above, below)| Todo::Nothing(above, below, CLOSER));
            }
            Todo::Nothing(above, below, times) => {
                let middle = f64::midpoint(above, below);
                let middle = if is_whole(&self.lever) { middle.round() } else { middle };
                let (above, below) =
                    if run(middle).is_some_and(|answer| answer > 0.0) { (middle, below) } else { (above, middle) };
                self.todo = if times > 0 {
                    Todo::Nothing(above, below, times - 1)
                } else {
                    self.curve.nothing_at = Some(below);
                    Todo::Done
                };
            }
            Todo::Done => {}
        }
    }

    /// Draws the first candidate that the lever moves, through where the lever stands, be that between two spots.
    fn after_spots(&mut self) -> Todo {
        let moved = (0..self.candidates.len()).find(|place| self.moves(*place));
        self.curve.is_still = moved.is_none();
        let place = moved.unwrap_or(0);
        self.curve.drawn = self.candidates.get(place).copied().unwrap_or_default();
        self.answers.sort_by(|one, other| one.0.total_cmp(&other.0));
        let spot =
            |(lever, answers): &(f64, Vec<Option<f64>>)| Some(Spot { lever: *lever, answer: (*answers.get(place)?)? });
        self.curve.spots = self.answers.iter().filter_map(spot).collect();
        self.curve.now = self.curve.spots.iter().find(|spot| spot.lever == self.stands).copied();
        self.was.map_or_else(|| self.step(), Todo::Kept)
    }

    /// Whether a candidate's answer differs over the range.
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

    /// The two neighbouring spots between which the answer falls to nothing: the one above it, and the other.
    fn edge(&self) -> Option<(f64, f64)> {
        if !matches!(self.curve.drawn.measured(), Measured::Money | Measured::Rate) {
            return None;
        }
        let is_above = |spot: &Spot| spot.answer > 0.0;
        self.curve.spots.windows(2).find_map(|pair| match pair {
            [one, other] if is_above(one) != is_above(other) => {
                Some(if is_above(one) { (one.lever, other.lever) } else { (other.lever, one.lever) })
            }
            _ => None,
        })
    }
}

/// What a partner gets there beside its rate.
fn beside(drawn: Drawn, now: &Appraisal, there: &Appraisal) -> Option<Beside> {
    let Drawn::Rate(place) = drawn else { return None };
    let (now, there) = (now.partners.get(place)?, there.partners.get(place)?);
    let years = there.last_receipt_k? as f64 / 12.0;
    Some(Beside { received: there.received - now.received, multiple: there.multiple, years })
}

/// Whether only whole numbers are allowed.
fn is_whole(lever: &Lever) -> bool {
    matches!(lever.kind, Kind::Homes | Kind::Start) || fields::number(&lever.path).is_some_and(|number| number.whole)
}

/// The curves of a deal's levers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curves {
    /// The answer that is drawn.
    pub drawn: Drawn,
    curves: BTreeMap<String, (Lever, Curve)>,
}

impl Curves {
    /// The curve of a lever, by its path.
    #[must_use]
    pub fn of(&self, path: &str) -> Option<&Curve> {
        self.with_lever(path).map(|(_, curve)| curve)
    }

    /// The same, with the lever as it stood.
    #[must_use]
    pub fn with_lever(&self, path: &str) -> Option<(&Lever, &Curve)> {
        self.curves.get(path).map(|(lever, curve)| (lever, curve))
    }

    /// The lowest and the highest answer of all curves in one unit: the one scale that they are drawn to. Months have no
    /// zero to start from.
    #[must_use]
    pub fn scale(&self, measured: Measured) -> (f64, f64) {
        let curves = self.curves.values().map(|(_, curve)| curve).filter(|curve| curve.drawn.measured() == measured);
        let answers = curves.flat_map(|curve| curve.spots.iter().map(|spot| spot.answer));
        let from = if measured == Measured::Months { (f64::INFINITY, f64::NEG_INFINITY) } else { (0.0, 0.0) };
        answers.fold(from, |(low, high), answer| (answer.min(low), answer.max(high)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use appraisal::samples;

    fn curves(drawn: Drawn) -> (Curves, Vec<Lever>) {
        let deal = Rc::new(crate::link::opened(&samples::NORWICH_2009).unwrap());
        let levers = levers(&deal);
        let appraisal = appraise(&check(&deal).unwrap());
        let mut tracing = Tracing::of((deal.clone(), &appraisal), &deal, drawn, &Wanted::Levers(usize::MAX));
        while tracing.trace() {}
        (tracing.curves(), levers)
    }

    #[test]
    fn every_lever_has_a_curve_through_where_it_stands() {
        let (curves, levers) = curves(Drawn::Surplus);
        for lever in &levers {
            let curve = curves.of(&lever.path).unwrap();
            let now = curve.now.unwrap();
            assert!(curve.spots.contains(&now), "{}", lever.path);
            assert!(curve.spots.is_sorted_by(|one, other| one.lever < other.lever), "{}", lever.path);
            assert!(curve.spots.len() >= SPOTS, "{}: {} spots", lever.path, curve.spots.len());
            assert!(curve.step.is_some(), "{}", lever.path);
            assert!(curve.range.0 <= now.lever && now.lever <= curve.range.1, "{}", lever.path);
        }
    }

    #[test]
    fn a_step_and_the_end_of_the_answer_are_those_of_whole_appraisals() {
        let (curves, _) = curves(Drawn::Surplus);
        let price = "/home_types/market/price";
        let curve = curves.of(price).unwrap();
        let deal = crate::link::opened(&samples::NORWICH_2009).unwrap();
        let surplus = |price_is: f64| {
            let deal = deal.with(price, price_is.into()).unwrap();
            appraise(&check(&deal).unwrap()).value.surplus.0 as f64
        };
        assert_eq!(curve.step, Some((1_000.0, surplus(187_000.0) - surplus(186_000.0))));
        let end = curve.nothing_at.unwrap();
        assert_eq!(surplus(end), 0.0);
        assert!(surplus(end + 100.0) > 0.0, "nothing at {end}");
    }

    #[test]
    fn any_answer_can_be_drawn() {
        let deal = crate::link::opened(&samples::NORWICH_2009).unwrap();
        let choices = Drawn::choices(&deal);
        assert_eq!(choices.len(), 12);
        for drawn in choices {
            let (curves, levers) = curves(drawn);
            assert_eq!(curves.drawn, drawn);
            let (low, high) = curves.scale(drawn.measured());
            assert!(low < high, "{drawn:?}");
            assert!(levers.iter().any(|lever| curves.of(&lever.path).is_some_and(|curve| curve.spots.len() > 2)));
        }
    }

    fn traced(deal: &Deal, drawn: Option<Drawn>) -> (Curves, Vec<Lever>) {
        let deal = Rc::new(deal.clone());
        let appraisal = appraise(&check(&deal).unwrap());
        let drawn = drawn.unwrap_or_else(|| Drawn::first_of(&deal, &appraisal));
        let mut tracing = Tracing::of((deal.clone(), &appraisal), &deal, drawn, &Wanted::Levers(usize::MAX));
        while tracing.trace() {}
        (tracing.curves(), levers(&deal))
    }

    #[test]
    fn every_lever_of_every_sample_draws_an_answer_that_it_moves() {
        let mut flat = Vec::new();
        for sample in samples::ALL {
            let deal = crate::link::opened(sample).unwrap();
            let (curves, levers) = traced(&deal, None);
            for lever in &levers {
                let curve = curves.of(&lever.path).unwrap();
                let answers = || curve.spots.iter().map(|spot| spot.answer);
                let (low, high) =
                    (answers().fold(f64::INFINITY, f64::min), answers().fold(f64::NEG_INFINITY, f64::max));
                assert_eq!(curve.is_still, high - low < curve.drawn.least_move(), "{} of {}", lever.path, sample.name);
                if curve.is_still {
                    flat.push(format!("{} of {}", lever.path, sample.name));
                }
            }
        }
        // Cash that is never called, prices that no home is sold at, land that is given, and the sharing of no surplus.
        assert_eq!(
            flat,
            [
                "/contributions/developer-match/amount of incremental-90-10",
                "/growth/house_price/all/percent of land-for-nominations",
                "/sites/site/value of land-for-nominations",
                "/growth/house_price/all/percent of equal-funders",
                "/sharing/recycled_percent of gd-2",
                "/sharing/split/C/percent of gd-2",
                "/sharing/recycled_percent of gd-7",
                "/sharing/split/C/percent of gd-7",
                "/sharing/recycled_percent of gd-8",
                "/sharing/preferred_return_percent of gd-8",
                "/sharing/split/C/percent of gd-8",
            ]
        );
    }

    #[test]
    fn the_answer_is_one_of_the_open_deal() {
        let deal = crate::link::opened(&samples::NORWICH_2009).unwrap();
        let first = |deal: &Deal| Drawn::first_of(deal, &appraise(&check(deal).unwrap()));
        assert_eq!(first(&deal), Drawn::Pot);
        let shared = deal.with("/sharing/recycled_percent", 0.into()).unwrap();
        assert_eq!(first(&shared), Drawn::Surplus);
        assert!(!Drawn::choices(&shared).contains(&Drawn::Pot));
        let short = deal.with("/home_types/market/price", 130_000.into()).unwrap();
        assert_eq!(first(&short), Drawn::Profit);
        // The pot can still be asked for: a lever that does not move it shows what it does move.
        let (curves, _) = traced(&short, Some(Drawn::Pot));
        assert_eq!(curves.of("/home_types/market/price").unwrap().drawn, Drawn::Pot);
        let of_others = curves.curves.values().filter(|(_, curve)| curve.drawn != Drawn::Pot && !curve.is_still);
        assert!(of_others.count() > 3);
    }

    #[test]
    fn a_rate_is_never_without_money_multiple_and_years() {
        let deal = crate::link::opened(&samples::GD_1).unwrap();
        let (curves, levers) = traced(&deal, Some(Drawn::Rate(1)));
        let of_rates = levers.iter().map(|lever| curves.of(&lever.path).unwrap());
        let of_rates: Vec<_> = of_rates.filter(|curve| curve.drawn == Drawn::Rate(1) && curve.step.is_some()).collect();
        assert!(of_rates.len() > 4 && of_rates.iter().all(|curve| curve.beside.is_some()));
    }

    #[test]
    fn any_number_of_the_deal_can_be_traced() {
        for sample in samples::ALL {
            let deal = Rc::new(crate::link::opened(sample).unwrap());
            let appraisal = appraise(&check(&deal).unwrap());
            let (mut paths, mut traced) = (std::collections::BTreeSet::new(), 0);
            crate::inputs::tests::leaves(&deal.to_document(), "", &mut paths);
            for path in paths {
                let wanted = Wanted::Field(path.clone());
                let mut tracing = Tracing::of((deal.clone(), &appraisal), &deal, Drawn::Surplus, &wanted);
                while tracing.trace() {}
                if let Some(curve) = tracing.curves().of(&path) {
                    assert!(curve.spots.contains(&curve.now.unwrap()), "{path}");
                    traced += 1;
                }
            }
            assert!(traced > 10, "{}: {traced}", sample.name);
        }
    }
}
