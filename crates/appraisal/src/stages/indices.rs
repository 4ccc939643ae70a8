//! Indices of prices and costs, month by month (method 2.3).

use crate::plan::Plan;
use crate::rates::rent_settlement::above_prices;
use deal::calendar::YearMonth;
use deal::{IndexName, RentIndex};

/// Months after the end for which indices continue: retained homes are valued on the rent of the next twelve months
/// (method 2.6).
pub(crate) const MONTHS_AFTER_END: usize = 12;

/// Each index by month, relative to the month of the price base.
#[derive(Default)]
pub(crate) struct Indices {
    series: [Vec<f64>; IndexName::COUNT],
    social_rent: Vec<f64>,
    /// The series each index uses: indices with the same growth share one.
    place: [usize; IndexName::COUNT],
}

impl Indices {
    /// `I(m) = prod over j < m of (1 + g(j))^(1/12)`, divided by `I(price base)`, for months 0 to N and twelve more.
    pub(crate) fn of(plan: &Plan) -> Self {
        let mut indices = Self::default();
        indices.fill(plan);
        indices
    }

    /// Refills the indices, reusing the buffers.
    pub(crate) fn fill(&mut self, plan: &Plan) {
        let months = plan.months + MONTHS_AFTER_END;
        for (name, rows) in plan.growth.iter().enumerate() {
            let alike = plan.growth[..name].iter().position(|others| others == rows);
            self.place[name] = alike.unwrap_or(name);
            if alike.is_none() {
                fill_index(&mut self.series[name], rows, plan.price_base_month, months);
            }
        }
        let prices = &plan.growth[IndexName::ConsumerPrices as usize];
        fill_social_rent(&mut self.social_rent, prices, plan.start, plan.price_base_month, months);
    }

    /// The index at a month of work, sale or rent.
    #[inline]
    pub(crate) fn at(&self, name: IndexName, month: usize) -> f64 {
        self.series(name)[month]
    }

    /// The index at every month.
    #[inline]
    pub(crate) fn series(&self, name: IndexName) -> &[f64] {
        &self.series[self.place[name as usize]]
    }

    /// The price level P(k): CPI relative to the first day of the deal, whatever the price base (method 2.3).
    pub(crate) fn price_levels(&self) -> impl Iterator<Item = f64> {
        let prices = self.series(IndexName::ConsumerPrices);
        prices.iter().map(|price| price / prices[0])
    }

    /// The index that a rent follows, at every month (R in method 2.6).
    pub(crate) fn rents(&self, name: RentIndex) -> &[f64] {
        match name {
            RentIndex::SocialRent => &self.social_rent,
            RentIndex::MarketRent => self.series(IndexName::MarketRent),
            RentIndex::ConsumerPrices => self.series(IndexName::ConsumerPrices),
        }
    }
}

/// The months of a year, over which the rent settlement measures CPI growth.
const YEAR: i32 = 12;

/// Months from the September whose CPI growth sets the step to the April of the step.
const SEPTEMBER_TO_APRIL: i32 = 7;

/// `R(m) / R(base)` of social rents by month: a step each 1 April of `1 + c + s`, where c is CPI growth over the twelve
/// months to the September before, and s is the addition in the settlement (method 2.3).
fn fill_social_rent(series: &mut Vec<f64>, prices: &[(usize, f64)], start: YearMonth, base: i32, months: usize) {
    let first = base.min(0);
    let mut level = 1.0;
    let step = |month: i32| {
        let date = start.plus(month);
        if month > first && date.month == 4 {
            level *= 1.0 + growth_to(prices, month - SEPTEMBER_TO_APRIL) + above_prices(date);
        }
        level
    };
    series.clear();
    series.extend((first..=(months as i32).max(base)).map(step));
    let at_base = series[(base - first).unsigned_abs() as usize];
    series.drain(..first.unsigned_abs() as usize);
    series.truncate(months + 1);
    series.iter_mut().for_each(|level| *level /= at_base);
}

/// Growth of an index over the twelve months to a month: `I(m) / I(m - 12) - 1`.
fn growth_to(rows: &[(usize, f64)], month: i32) -> f64 {
    let yearly: [f64; YEAR as usize] = std::array::from_fn(|place| growth_in(rows, month - YEAR + place as i32));
    // A year of one rate gives exactly that rate.
    let runs = yearly.chunk_by(|one, next| one == next);
    runs.map(|run| libm::pow(1.0 + run[0], run.len() as f64 / f64::from(YEAR))).product::<f64>() - 1.0
}

/// `I(m) / I(base)` by month, from the rows of growth.
pub(crate) fn index(rows: &[(usize, f64)], base: i32, months: usize) -> Vec<f64> {
    let mut series = Vec::new();
    fill_index(&mut series, rows, base, months);
    series
}

fn fill_index(series: &mut Vec<f64>, rows: &[(usize, f64)], base: i32, months: usize) {
    series.clear();
    if rows.iter().all(|(_, growth)| *growth == 0.0) {
        return series.resize(months + 1, 1.0);
    }
    let at_base = level(rows, base);
    let mut value = 1.0;
    series.extend(factors(rows, 0).take(months + 1).map(|factor| {
        let index = value / at_base;
        value *= factor;
        index
    }));
}

/// `I(m) / I(base)` at one month, equal to [`index`] but without a series.
pub(crate) fn index_at(rows: &[(usize, f64)], base: i32, month: usize) -> f64 {
    if rows.iter().all(|(_, growth)| *growth == 0.0) {
        return 1.0;
    }
    level(rows, month as i32) / level(rows, base)
}

/// `I(m)`, with I(0) = 1; months may be negative.
fn level(rows: &[(usize, f64)], month: i32) -> f64 {
    let factors = factors(rows, month.min(0)).take(month.unsigned_abs() as usize);
    if month < 0 {
        factors.fold(1.0, |product, factor| product / factor)
    } else {
        factors.fold(1.0, |product, factor| product * factor)
    }
}

/// `(1 + g(j))^(1/12)` for every month from a start.
fn factors(rows: &[(usize, f64)], start: i32) -> impl Iterator<Item = f64> {
    monthly(rows, start, |growth| libm::pow(1.0 + growth, 1.0 / 12.0))
}

/// The growth of each month from a start, as `of` returns it.
fn monthly(rows: &[(usize, f64)], start: i32, of: impl Fn(f64) -> f64) -> impl Iterator<Item = f64> {
    let mut current = of(growth_in(rows, start));
    (start..).map(move |month| {
        if rows.iter().any(|(from, _)| *from as i32 == month) {
            current = of(growth_in(rows, month));
        }
        current
    })
}

/// The yearly growth in force in a month: the row with the latest start by then; before the first row, the first row.
fn growth_in(rows: &[(usize, f64)], month: i32) -> f64 {
    let latest = rows.iter().filter(|(from, _)| *from as i32 <= month).max_by_key(|(from, _)| *from);
    latest.or_else(|| rows.iter().min_by_key(|(from, _)| *from)).map_or(0.0, |(_, growth)| *growth)
}

#[cfg(test)]
mod tests {
    use super::{fill_social_rent, index};
    use deal::calendar::YearMonth;

    fn social_rent(prices: &[(usize, f64)], start: YearMonth, base: i32, months: usize) -> Vec<f64> {
        let mut series = Vec::new();
        fill_social_rent(&mut series, prices, start, base, months);
        series
    }

    #[test]
    fn compounds_twelve_months_to_the_yearly_rate() {
        let series = index(&[(0, 0.12)], 0, 24);
        assert!((series[1] - 1.009_488_792_934_583).abs() < 1e-14);
        assert!((series[24] * 1_000_000.0 - 1_254_400.0).abs() < 1e-6);
    }

    #[test]
    fn takes_the_latest_row_and_moves_the_base() {
        let series = index(&[(20, 0.01), (0, 0.03)], 12, 40);
        assert!((series[12] - 1.0).abs() < 1e-15);
        assert!((series[0] - 1.0 / 1.03).abs() < 1e-14);
        assert!((series[32] / series[20] - 1.01).abs() < 1e-14);
        assert!((index(&[(6, 0.05)], -12, 12)[0] - 1.05).abs() < 1e-14);
    }

    #[test]
    fn social_rents_step_each_april_and_lose_their_one_percent() {
        let rents = social_rent(&[(0, 0.02)], "2027-04".parse().unwrap(), 0, 132);
        assert_eq!(rents[..12], [1.0; 12]);
        assert!((rents[12] - 1.03).abs() < 1e-14 && rents[23] == rents[12]);
        // Eight steps of 3% to April 2035, then 2%.
        assert!((rents[107] - f64::powi(1.03, 8)).abs() < 1e-13);
        assert!((rents[108] - f64::powi(1.03, 8) * 1.02).abs() < 1e-13);
        let earlier = social_rent(&[(0, 0.02)], "2027-04".parse().unwrap(), -12, 24);
        assert!((earlier[0] - 1.03).abs() < 1e-14, "the base month's own April is not a step, the start's is");
        let later = social_rent(&[(0, 0.02)], "2027-04".parse().unwrap(), 30, 24);
        assert!((later[0] - 1.03_f64.powi(-2)).abs() < 1e-14 && later.len() == 25);
    }
}
