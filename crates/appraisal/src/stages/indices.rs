//! Prices and costs move with their indices, month by month (method 2.3).

use crate::plan::Plan;
use deal::IndexName;

/// Each index by month, relative to the month of the price base.
pub(crate) struct Indices {
    series: Vec<Vec<f64>>,
    /// Where the series of each name stands: indices that grow alike share one.
    place: [usize; IndexName::COUNT],
}

impl Indices {
    /// `I(m) = prod over j < m of (1 + g(j))^(1/12)`, divided by `I(price base)`, for months 0 to N.
    pub(crate) fn of(plan: &Plan) -> Self {
        let mut indices = Self { series: Vec::with_capacity(IndexName::COUNT), place: [0; IndexName::COUNT] };
        for (name, rows) in plan.growth.iter().enumerate() {
            let alike = plan.growth[..name].iter().position(|others| others == rows);
            indices.place[name] = alike.map_or(indices.series.len(), |other| indices.place[other]);
            if alike.is_none() {
                indices.series.push(index(rows, plan.price_base_month, plan.months));
            }
        }
        indices
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
}

/// `I(m) / I(base)` by month, from the rows of growth.
pub(crate) fn index(rows: &[(usize, f64)], base: i32, months: usize) -> Vec<f64> {
    if rows.iter().all(|(_, growth)| *growth == 0.0) {
        return vec![1.0; months + 1];
    }
    let factors: Vec<(i32, f64)> =
        rows.iter().map(|(from, growth)| (*from as i32, libm::pow(1.0 + growth, 1.0 / 12.0))).collect();
    let at_base = if base < 0 {
        monthly(&factors, base).take(base.unsigned_abs() as usize).fold(1.0, |product, factor| product / factor)
    } else {
        monthly(&factors, 0).take(base as usize).fold(1.0, |product, factor| product * factor)
    };
    let mut value = 1.0;
    let mut series = Vec::with_capacity(months + 1);
    for factor in monthly(&factors, 0).take(months + 1) {
        series.push(value / at_base);
        value *= factor;
    }
    series
}

/// The factor of each month: that of the latest row, and before the first row that of the first, which so also carries a
/// base before the start.
fn monthly(factors: &[(i32, f64)], start: i32) -> impl Iterator<Item = f64> {
    let holds_at = |month: i32| {
        let latest = factors.iter().filter(|(from, _)| *from <= month).max_by_key(|(from, _)| *from);
        latest.or_else(|| factors.iter().min_by_key(|(from, _)| *from)).map_or(1.0, |(_, factor)| *factor)
    };
    let mut holds = holds_at(start);
    (start..).map(move |month| {
        if factors.iter().any(|(from, _)| *from == month) {
            holds = holds_at(month);
        }
        holds
    })
}

#[cfg(test)]
mod tests {
    use super::index;

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
}
