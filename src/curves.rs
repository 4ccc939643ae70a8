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
    /// A partner's present value, by its place.
    Value(usize),
    /// A partner's yearly rate of return, by its place.
    Rate(usize),
    /// Homes finished.
    Homes,
}

impl Drawn {
    /// What a deal is first looked at for: the pot where all that is left goes there.
    #[must_use]
    pub fn first_of(deal: &Deal) -> Self {
        if deal.sharing.reinvests_all() { Self::Pot } else { Self::Surplus }
    }

    /// What can be drawn of a deal.
    #[must_use]
    pub fn choices(deal: &Deal) -> Vec<Self> {
        let partners = 0..deal.partners.len();
        let values = partners.clone().map(Self::Value);
        [Self::Pot, Self::Surplus]
            .into_iter()
            .chain(values)
            .chain(partners.map(Self::Rate))
            .chain([Self::Homes])
            .collect()
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
            Self::Homes => Some(f64::from(appraisal.homes.completed)),
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

/// One lever against the answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
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
        Value::String(text) => {
            text.parse::<YearMonth>().ok().map(|month| f64::from(month.year * 12 + month.month as i32 - 1))
        }
        value => value.as_f64(),
    }
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
        Kind::Price(_) | Kind::BuildCost(_) => (0.7 * kept, 1.3 * kept),
        Kind::PriceGrowth | Kind::BuildCostGrowth | Kind::LoanRate(_) => (kept - 3.0, kept + 3.0),
        Kind::Homes => (0.5 * kept, 1.5 * kept),
        Kind::SalesPace(_) => (0.25 * kept, 1.75 * kept),
        Kind::Cash(_) | Kind::Land(_) | Kind::LoanLimit(_) => (0.0, 2.0 * kept.max(lever.step)),
        Kind::PreferredReturn => (0.0, (2.0 * kept).max(10.0)),
        Kind::Share(_) | Kind::Recycled => (0.0, 100.0),
        Kind::Start => (kept - 24.0, kept + 24.0),
        Kind::Field(unit) => range_of(unit, kept, lever.step),
    };
    let on_step = |end: f64, by: fn(f64) -> f64| by(end / lever.step) * lever.step;
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
    now: Option<f64>,
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
        let now = drawn.of(appraisal);
        let traced = |lever: &Lever| {
            let stands = number(&lever.value)?;
            let was = was(lever).and_then(number).unwrap_or(stands);
            let curve = Curve {
                range: range(lever, was, stands),
                now: now.map(|answer| Spot { lever: stands, answer }),
                ..Curve::default()
            };
            let was = (was != stands).then_some(was);
            Some(Traced { lever: lever.clone(), was, curve, todo: Todo::Spot(0) })
        };
        let levers = levers_of(&deal).iter().filter_map(traced).collect();
        Self { levers, deal, kept: kept.clone(), drawn, now, at: 0 }
    }

    /// Traces one spot; whether there is more to do.
    pub fn trace(&mut self) -> bool {
        let Some(traced) = self.levers.get_mut(self.at) else { return false };
        let now = traced.curve.now.map_or(0.0, |spot| spot.lever);
        let run = |lever: &Lever, number: f64| {
            if number == now {
                return self.now;
            }
            let deal = entry::set(&self.deal, &self.kept, &lever.path, value_at(lever, number)).ok()?;
            self.drawn.of(&appraise(&check(&deal).ok()?))
        };
        traced.go_on(run);
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
    fn go_on(&mut self, run: impl Fn(&Lever, f64) -> Option<f64>) {
        let run = |number: f64| run(&self.lever, number);
        let (low, high) = self.curve.range;
        match self.todo {
            Todo::Spot(place) => {
                let part = (high - low) * place as f64 / (SPOTS - 1) as f64;
                let whole = is_whole(&self.lever);
                let number = if whole { (low + part).round() } else { low + part };
                self.curve.spots.extend(run(number).map(|answer| Spot { lever: number, answer }));
                self.todo = if place + 1 < SPOTS { Todo::Spot(place + 1) } else { self.after_spots() };
            }
            Todo::Kept(number) => {
                self.curve.kept = run(number).map(|answer| Spot { lever: number, answer });
                self.todo = self.step();
            }
            Todo::Step(by) => {
                let now = self.curve.now;
                let there = now.and_then(|now| Some(run(now.lever + by)? - now.answer));
                self.curve.step = there.map(|adds| (by, adds));
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

    fn after_spots(&mut self) -> Todo {
        // A curve passes through where the lever stands, be that between two spots.
        if let Some(now) = self.curve.now {
            let place = self.curve.spots.partition_point(|spot| spot.lever < now.lever);
            if self.curve.spots.get(place).is_none_or(|spot| spot.lever != now.lever) {
                self.curve.spots.insert(place, now);
            }
        }
        self.was.map_or_else(|| self.step(), Todo::Kept)
    }

    fn step(&self) -> Todo {
        let Some(now) = self.curve.now else { return Todo::Done };
        let is_at_most = !self.lever.value.is_string() && now.lever + self.lever.step > self.lever.limits.1;
        Todo::Step(if is_at_most { -self.lever.step } else { self.lever.step })
    }

    /// The two neighbouring spots between which the answer falls to nothing: the one above it, and the other.
    fn edge(&self) -> Option<(f64, f64)> {
        let is_above = |spot: &Spot| spot.answer > 0.0;
        self.curve.spots.windows(2).find_map(|pair| match pair {
            [one, other] if is_above(one) != is_above(other) => {
                Some(if is_above(one) { (one.lever, other.lever) } else { (other.lever, one.lever) })
            }
            _ => None,
        })
    }
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

    /// The lowest and the highest answer of all curves: the one scale that they are drawn to.
    #[must_use]
    pub fn scale(&self) -> (f64, f64) {
        let answers = self.curves.values().flat_map(|(_, curve)| curve.spots.iter().map(|spot| spot.answer));
        answers.fold((0.0, 0.0), |(low, high), answer| (answer.min(low), answer.max(high)))
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
        assert_eq!(choices.len(), 7);
        for drawn in choices {
            let (curves, levers) = curves(drawn);
            assert_eq!(curves.drawn, drawn);
            let (low, high) = curves.scale();
            assert!(low < high, "{drawn:?}");
            assert!(levers.iter().any(|lever| curves.of(&lever.path).is_some_and(|curve| curve.spots.len() > 2)));
        }
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
