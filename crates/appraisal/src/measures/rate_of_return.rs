//! Internal rates of return (IRR): none, one or several, and which of them is shown as the headline (method 2.12).
//!
//! The present value is searched in `x = ln(1 + i)` from -30 to 23, in cells of 0.01. It is receipts less payments, and
//! the value of each only falls (or only rises) with x. So where the smaller value of one at one end of an interval
//! exceeds the larger value of the other at the other end, the interval contains no root, and the search skips it.

use crate::buffers::refill;
use crate::units::Pence;
use serde::{Deserialize, Serialize};

const LOWEST: f64 = -30.0;
const CELL: f64 = 0.01;
/// Number of cells from -30 to 0, and from -30 to 23.
const CELLS_BELOW_ZERO: u32 = 3000;
const CELLS: u32 = 5300;
/// A present value below this fraction of the gross flows counts as a touching root.
const TOUCH: f64 = 1e-12;

/// The rates at which the net present value of a series of flows is zero.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RatesOfReturn {
    /// Every rate as a yearly effective fraction, lowest first.
    pub roots: Vec<f64>,
    /// The one rate to show, if any.
    pub headline: Headline,
}

impl RatesOfReturn {
    /// The headline rate as a yearly effective fraction, if there is one.
    #[must_use]
    pub fn rate(&self) -> Option<f64> {
        match self.headline {
            Headline::Rate(rate) => Some(rate),
            Headline::None | Headline::NotUnique => None,
        }
    }
}

/// The one rate to show.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Headline {
    /// No rate exists.
    None,
    /// The rate, as a yearly effective fraction.
    Rate(f64),
    /// Several rates exist, and no single one of them has the sign of the total.
    NotUnique,
}

/// Rates of return on the monthly grid: every yearly effective `i` with `sum over k of F(k) (1 + i)^(-k/12) = 0`
/// (method 2.12).
#[must_use]
pub fn monthly(flows: &[Pence]) -> RatesOfReturn {
    let mut search = Search::default();
    let headline = search.monthly(flows);
    RatesOfReturn { roots: search.rates, headline }
}

/// XIRR, as in Excel: the exponent is days from the first date divided by 365. `days` gives the day number of each flow
/// (method 2.12).
#[must_use]
pub fn dated(flows: &[Pence], days: &[i64]) -> RatesOfReturn {
    let mut search = Search::default();
    let headline = search.run(&Dates::of(flows, days), flows);
    RatesOfReturn { roots: search.rates, headline }
}

/// A search for rates, with buffers for the next search.
#[derive(Default)]
pub(crate) struct Search {
    steps: Vec<(f64, f64, f64)>,
    cells: Vec<u32>,
    rates: Vec<f64>,
}

impl Search {
    /// Reserves buffers for any search over this many time points.
    pub(crate) fn reserve(&mut self, time_points: usize) {
        self.steps.reserve(time_points);
        self.cells.reserve(CELLS as usize);
        // By Descartes' rule of signs there are no more roots than flows.
        self.rates.reserve(time_points);
    }

    /// Finds every rate on the monthly grid and returns the headline.
    pub(crate) fn monthly(&mut self, flows: &[Pence]) -> Headline {
        let steps = std::mem::take(&mut self.steps);
        let grid = MonthlyGrid::of(flows, steps);
        let headline = self.run(&grid, flows);
        self.steps = grid.steps;
        headline
    }

    fn run(&mut self, worth: &impl Flows, flows: &[Pence]) -> Headline {
        self.rates.clear();
        match changes_of_sign(flows) {
            0 => {}
            1 => self.rates.extend(only_root(worth)),
            _ => all_roots(worth, &mut self.cells, &mut self.rates),
        }
        // Plus zero, so that a zero rate is never -0.0.
        self.rates.iter_mut().for_each(|root| *root = libm::expm1(*root) + 0.0);
        headline(&self.rates, flows.iter().sum())
    }
}

/// Net present value of monthly flows at a rate, divided by the gross present value (method 2.12).
#[must_use]
pub fn monthly_value_at(flows: &[Pence], rate: f64) -> f64 {
    MonthlyGrid::of(flows, Vec::new()).at(libm::log1p(rate)).relative()
}

/// The same ratio for dated flows.
#[must_use]
pub fn dated_value_at(flows: &[Pence], days: &[i64], rate: f64) -> f64 {
    Dates::of(flows, days).at(libm::log1p(rate)).relative()
}

/// Present values of receipts and payments at one rate, and their derivatives in x. For `x >= 0` values are discounted
/// to the first flow, for `x < 0` compounded to the last, so that nothing overflows.
#[derive(Clone, Copy)]
struct Value {
    inward: f64,
    outward: f64,
    inward_slope: f64,
    outward_slope: f64,
}

impl Value {
    /// Net value divided by gross value: it has the sign and the zeros of the present value.
    fn relative(self) -> f64 {
        let gross = self.inward + self.outward;
        if gross > 0.0 { (self.inward - self.outward) / gross } else { 0.0 }
    }
}

trait Flows {
    fn at(&self, x: f64) -> Value;
}

/// Flows on the monthly grid: a polynomial in one discount factor, in which most terms may be zero.
struct MonthlyGrid {
    /// Years since the previous flow, receipts, payments; months without a flow are omitted.
    steps: Vec<(f64, f64, f64)>,
}

impl MonthlyGrid {
    fn of(flows: &[Pence], mut steps: Vec<(f64, f64, f64)>) -> Self {
        let mut before = None;
        let used = flows.iter().enumerate().filter(|(_, flow)| flow.0 != 0).map(|(month, flow)| {
            let months = month - before.replace(month).unwrap_or(month);
            let (inward, outward) = parts(*flow);
            (months as f64 / 12.0, inward, outward)
        });
        refill(&mut steps, used);
        Self { steps }
    }
}

impl Flows for MonthlyGrid {
    fn at(&self, x: f64) -> Value {
        let mut value = Value { inward: 0.0, outward: 0.0, inward_slope: 0.0, outward_slope: 0.0 };
        // Payments come at regular intervals: one power serves while the interval is the same.
        let (mut interval, mut factor) = (0.0, 1.0);
        let mut add = |years: f64, inward: f64, outward: f64| {
            if years != interval {
                (interval, factor) = (years, libm::exp(-x.abs() * years));
            }
            let turn = if x >= 0.0 { -years } else { years };
            value.inward_slope = (value.inward_slope + value.inward * turn) * factor;
            value.outward_slope = (value.outward_slope + value.outward * turn) * factor;
            value.inward = value.inward * factor + inward;
            value.outward = value.outward * factor + outward;
        };
        if x >= 0.0 {
            let mut years_after = 0.0;
            for (years, inward, outward) in self.steps.iter().rev() {
                add(years_after, *inward, *outward);
                years_after = *years;
            }
        } else {
            self.steps.iter().for_each(|(years, inward, outward)| add(*years, *inward, *outward));
        }
        value
    }
}

/// Flows at any dates.
struct Dates {
    /// Years from the first flow, receipts, payments.
    flows: Vec<(f64, f64, f64)>,
    span: f64,
}

impl Dates {
    fn of(flows: &[Pence], days: &[i64]) -> Self {
        let used: Vec<_> = flows.iter().zip(days).filter(|(flow, _)| flow.0 != 0).collect();
        let first = used.first().map_or(0, |(_, day)| **day);
        let years = |day: i64| (day - first) as f64 / 365.0;
        let span = used.last().map_or(0.0, |(_, day)| years(**day));
        let flows = used.iter().map(|(flow, day)| (years(**day), parts(**flow).0, parts(**flow).1)).collect();
        Self { flows, span }
    }
}

impl Flows for Dates {
    fn at(&self, x: f64) -> Value {
        let mut value = Value { inward: 0.0, outward: 0.0, inward_slope: 0.0, outward_slope: 0.0 };
        for (years, inward, outward) in &self.flows {
            let time = if x >= 0.0 { *years } else { years - self.span };
            let factor = libm::exp(-x * time);
            value.inward += inward * factor;
            value.outward += outward * factor;
            value.inward_slope -= inward * factor * time;
            value.outward_slope -= outward * factor * time;
        }
        value
    }
}

fn parts(flow: Pence) -> (f64, f64) {
    (flow.or_zero().as_f64(), (-flow).or_zero().as_f64())
}

fn changes_of_sign(flows: &[Pence]) -> usize {
    let signs = flows.iter().filter(|flow| flow.0 != 0).map(|flow| flow.0.signum());
    signs.fold((0, 0), |(before, changes), sign| (sign, changes + usize::from(before != 0 && sign != before))).1
}

/// The headline: the only root, or, of several, the one that shares the sign of the total, if exactly one does.
fn headline(rates: &[f64], total: Pence) -> Headline {
    match rates {
        [] => Headline::None,
        [rate] => Headline::Rate(*rate),
        several => {
            let sign = total.0.signum();
            let mut alike = several.iter().filter(|rate| sign != 0 && (**rate > 0.0) == (sign > 0) && **rate != 0.0);
            match (alike.next(), alike.next()) {
                (Some(rate), None) => Headline::Rate(*rate),
                _ => Headline::NotUnique,
            }
        }
    }
}

fn grid(cell: u32) -> f64 {
    LOWEST + CELL * f64::from(cell)
}

fn only_root(flows: &impl Flows) -> Option<f64> {
    let (low, high) = (grid(0), grid(CELLS));
    let (at_low, at_high) = (flows.at(low).relative(), flows.at(high).relative());
    if at_low == 0.0 {
        return Some(low);
    }
    (at_low.signum() != at_high.signum()).then(|| root_between(flows, low, high, at_low))
}

/// Newton's method on `ln(in / out)`, which is nearly straight in x, within a bracket that always contains the root.
fn root_between(flows: &impl Flows, mut low: f64, mut high: f64, at_low: f64) -> f64 {
    let mut x = if low < 0.0 && high > 0.0 { 0.0 } else { 0.5 * (low + high) };
    for _ in 0..200 {
        let value = flows.at(x);
        let relative = value.relative();
        if relative == 0.0 {
            return x;
        }
        if relative.signum() == at_low.signum() {
            low = x;
        } else {
            high = x;
        }
        let ratio = libm::log(value.inward / value.outward);
        let slope = value.inward_slope / value.inward - value.outward_slope / value.outward;
        let step = x - ratio / slope;
        let next = if step > low && step < high { step } else { 0.5 * (low + high) };
        if (next - x).abs() <= 4.0 * f64::EPSILON * x.abs().max(f64::EPSILON) || next <= low || next >= high {
            return next;
        }
        x = next;
    }
    x
}

fn all_roots(flows: &impl Flows, cells: &mut Vec<u32>, roots: &mut Vec<f64>) {
    cells.clear();
    let (lowest, zero, highest) = (flows.at(grid(0)), 0.0, flows.at(grid(CELLS)));
    // Below zero values are compounded to the last flow, from zero on discounted to the first.
    let below_zero = flows.at(-f64::MIN_POSITIVE);
    undecided(flows, (0, lowest), (CELLS_BELOW_ZERO, below_zero), cells);
    undecided(flows, (CELLS_BELOW_ZERO, flows.at(zero)), (CELLS, highest), cells);
    let mut from = 0;
    while from < cells.len() {
        let mut to = from;
        while to + 1 < cells.len() && cells[to + 1] == cells[to] + 1 {
            to += 1;
        }
        roots_in(flows, cells[from], cells[to] + 1, roots);
        from = to + 1;
    }
}

/// Collects the cells in which a root cannot be ruled out.
fn undecided(flows: &impl Flows, low: (u32, Value), high: (u32, Value), cells: &mut Vec<u32>) {
    let (a, b) = (low.1, high.1);
    let is_positive = a.inward.min(b.inward) > a.outward.max(b.outward);
    let is_negative = a.outward.min(b.outward) > a.inward.max(b.inward);
    if is_positive || is_negative {
        return;
    }
    if high.0 - low.0 == 1 {
        cells.push(low.0);
        return;
    }
    let middle = u32::midpoint(low.0, high.0);
    let value = flows.at(grid(middle));
    undecided(flows, low, (middle, value), cells);
    undecided(flows, (middle, value), high, cells);
}

/// Roots in a run of cells: one at each change of sign; at each dip between equal signs the extremum decides.
fn roots_in(flows: &impl Flows, from: u32, to: u32, roots: &mut Vec<f64>) {
    let value = |cell: u32| flows.at(grid(cell)).relative();
    let last = (to + 1).min(CELLS);
    let mut before: Option<f64> = from.checked_sub(1).map(value);
    let mut here = value(from);
    for cell in from..last {
        let next = value(cell + 1);
        if here == 0.0 {
            roots.push(grid(cell));
        } else if next != 0.0 && here.signum() != next.signum() && cell < to {
            roots.push(root_between(flows, grid(cell), grid(cell + 1), here));
        } else if let Some(previous) = before
            && previous.signum() == here.signum()
            && next.signum() == here.signum()
            && here.abs() <= previous.abs()
            && here.abs() < next.abs()
        {
            roots_at_dip(flows, grid(cell) - CELL, grid(cell) + CELL, here, roots);
        }
        (before, here) = (Some(here), next);
    }
}

/// Looks for the extremum between two points of equal sign: past zero there are two roots, at zero a touching one.
fn roots_at_dip(flows: &impl Flows, low: f64, high: f64, side: f64, roots: &mut Vec<f64>) {
    let height = |x: f64| flows.at(x).relative() * side.signum();
    let (mut a, mut b) = (low, high);
    const GOLDEN: f64 = 0.618_033_988_749_894_9;
    let (mut c, mut d) = (b - GOLDEN * (b - a), a + GOLDEN * (b - a));
    let (mut at_c, mut at_d) = (height(c), height(d));
    for _ in 0..60 {
        if at_c < at_d {
            (b, d, at_d) = (d, c, at_c);
            c = b - GOLDEN * (b - a);
            at_c = height(c);
        } else {
            (a, c, at_c) = (c, d, at_d);
            d = a + GOLDEN * (b - a);
            at_d = height(d);
        }
        let (lowest, x) = if at_c < at_d { (at_c, c) } else { (at_d, d) };
        if lowest < -TOUCH {
            roots.push(root_between(flows, low, x, side));
            roots.push(root_between(flows, x, high, -side));
            return;
        }
    }
    let (lowest, x) = if at_c < at_d { (at_c, c) } else { (at_d, d) };
    if lowest.abs() <= TOUCH {
        roots.push(x);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yearly(flows: &[i64]) -> Vec<Pence> {
        let mut months = vec![Pence::ZERO; 12 * (flows.len() - 1) + 1];
        for (year, flow) in flows.iter().enumerate() {
            months[12 * year] = Pence(*flow);
        }
        months
    }

    /// Test vector V5: the same flows by dates, in a year of 365 days, and on the monthly grid.
    #[test]
    fn dates_and_months_give_rates_of_their_own() {
        let start = deal::YearMonth::new(2027, 4).unwrap();
        let (months, sums) = ([0_i32, 24, 48], [-100_000_000, 40_000_000, 90_000_000].map(Pence));
        let days = months.map(|month| start.plus(month).day_number());
        let by_date = dated(&sums, &days).rate().unwrap();
        assert!((by_date - 0.081_381).abs() < 5e-7, "{by_date}");
        let mut flows = vec![Pence::ZERO; 49];
        months.iter().zip(sums).for_each(|(month, sum)| flows[*month as usize] = sum);
        let by_month = monthly(&flows).rate().unwrap();
        assert!((by_month - 0.081_451).abs() < 5e-7, "{by_month}");
    }

    fn assert_rates(flows: &[i64], expected: &[f64], headline: Option<f64>) {
        let found = monthly(&yearly(flows));
        assert_eq!(found.roots.len(), expected.len(), "{flows:?}: {found:?}");
        for (root, rate) in found.roots.iter().zip(expected) {
            assert!((root - rate).abs() < 1e-7, "{flows:?}: {root} against {rate}");
        }
        match (found.headline, headline) {
            (Headline::Rate(rate), Some(wanted)) => assert!((rate - wanted).abs() < 1e-7),
            (Headline::None, None) => assert!(expected.is_empty()),
            (Headline::NotUnique, None) => assert!(expected.len() > 1),
            (found, wanted) => panic!("{flows:?}: {found:?} against {wanted:?}"),
        }
    }

    #[test]
    fn finds_two_roots_none_and_a_touching_one() {
        assert_rates(&[-100, 230, -132], &[0.1, 0.2], None);
        assert_rates(&[-100, 100, -100], &[], None);
        assert_rates(&[-9, 24, -16], &[1.0 / 3.0], Some(1.0 / 3.0));
        assert_rates(&[-100, 200, -20], &[-0.894_427_191, 0.894_427_191], Some(0.894_427_191));
    }

    #[test]
    fn finds_single_roots_of_any_size() {
        assert_rates(&[-100, 110], &[0.1], Some(0.1));
        assert_rates(&[-100, 50], &[-0.5], Some(-0.5));
        assert_rates(&[-100, 100], &[0.0], Some(0.0));
        assert_rates(&[-1, 1_000_000], &[999_999.0], Some(999_999.0));
        assert_rates(&[-1_000_000, 1], &[-0.999_999], Some(-0.999_999));
        assert_rates(&[100, -110], &[0.1], Some(0.1));
        assert_rates(&[100, 10], &[], None);
        assert_rates(&[0, 0], &[], None);
    }

    #[test]
    fn dates_use_days_over_365() {
        let flows = [-100_000_000, 40_000_000, 90_000_000].map(Pence);
        let days = ["2027-04", "2029-04", "2031-04"]
            .map(|text| text.parse::<deal::calendar::YearMonth>().unwrap().day_number());
        let found = dated(&flows, &days);
        let Headline::Rate(rate) = found.headline else { panic!("{found:?}") };
        assert!((rate - 0.081_381).abs() < 5e-7, "{rate}");
        let mut months = vec![Pence::ZERO; 49];
        (months[0], months[24], months[48]) = (flows[0], flows[1], flows[2]);
        let Headline::Rate(rate) = monthly(&months).headline else { panic!() };
        assert!((rate - 0.081_451).abs() < 5e-7, "{rate}");
    }
}
