//! Money in whole pence, its one rounding rule, and the fair split (method 2.1).

use serde::{Deserialize, Serialize};
use std::iter::Sum;
use std::ops::{Add, AddAssign, Neg, Sub, SubAssign};

/// The guard of 0.0001p that makes a half out of 0.49999999, so that any order of multiplication gives the same penny.
const ROUNDING_GUARD: f64 = 0.0001;

/// Share weights are scaled to integers by this factor before a split, so that the split itself is exact.
const SHARE_SCALE: f64 = 1e9;

/// An amount of money in whole pence. Sums saturate instead of overflowing: `check` rejects deals whose figures could
/// come near the limit, so saturation is only a safeguard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pence(pub i64);

impl Pence {
    /// Zero.
    pub const ZERO: Self = Self(0);

    /// Rounds to the nearest penny, halves away from zero: `rnd(x) = sgn(x) * floor(|x| + 0.5 + 0.0001)` (method 2.1).
    #[must_use]
    #[inline]
    pub fn round(pence: f64) -> Self {
        // The cast truncates towards zero, which is `floor` of a positive number; it saturates at the ends.
        let magnitude = (pence.abs() + (0.5 + ROUNDING_GUARD)) as i64;
        Self(if pence < 0.0 { -magnitude } else { magnitude })
    }

    /// Converts an input in pounds: `rnd(100 x)`.
    #[must_use]
    pub fn from_pounds(pounds: f64) -> Self {
        Self::round(100.0 * pounds)
    }

    /// The amount in pounds, for ratios and drawing; never for further amounts of money.
    #[must_use]
    pub fn pounds(self) -> f64 {
        self.as_f64() / 100.0
    }

    /// The number of pence as a float.
    #[must_use]
    #[inline]
    pub fn as_f64(self) -> f64 {
        self.0 as f64
    }

    /// `rnd(self * factor)`: the sum times an index, a rate or a share, rounded once.
    #[must_use]
    #[inline]
    pub fn times(self, factor: f64) -> Self {
        Self::round(self.as_f64() * factor)
    }

    /// The amount, or zero if negative.
    #[must_use]
    #[inline]
    pub fn or_zero(self) -> Self {
        self.max(Self::ZERO)
    }

    /// The absolute amount.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// Whether the amount is above zero.
    #[must_use]
    #[inline]
    pub fn is_positive(self) -> bool {
        self.0 > 0
    }
}

impl Add for Pence {
    type Output = Self;
    #[inline]
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Pence {
    type Output = Self;
    #[inline]
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Neg for Pence {
    type Output = Self;
    #[inline]
    fn neg(self) -> Self {
        Self(self.0.saturating_neg())
    }
}

impl AddAssign for Pence {
    #[inline]
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl SubAssign for Pence {
    #[inline]
    fn sub_assign(&mut self, other: Self) {
        *self = *self - other;
    }
}

impl Sum for Pence {
    /// Without saturation, for speed: the sums of all time points stay far from the limit in any deal that `check`
    /// accepts.
    fn sum<I: Iterator<Item = Self>>(sums: I) -> Self {
        Self(sums.fold(0, |total: i64, sum| total.wrapping_add(sum.0)))
    }
}

impl<'a> Sum<&'a Self> for Pence {
    fn sum<I: Iterator<Item = &'a Self>>(sums: I) -> Self {
        sums.copied().sum()
    }
}

/// The sum of floats, 0.0 for none. `Iterator::sum` gives -0.0 for none, which would be shown as a loss.
pub(crate) fn total(numbers: impl IntoIterator<Item = f64>) -> f64 {
    numbers.into_iter().fold(0.0, |sum, number| sum + number)
}

/// Adds a series to another, time point by time point; without saturation, as in a sum.
pub(crate) fn add(series: &mut [Pence], other: &[Pence]) {
    series.iter_mut().zip(other).for_each(|(sum, amount)| sum.0 = sum.0.wrapping_add(amount.0));
}

/// Subtracts a series, in the same way.
pub(crate) fn subtract(series: &mut [Pence], other: &[Pence]) {
    series.iter_mut().zip(other).for_each(|(sum, amount)| sum.0 = sum.0.wrapping_sub(amount.0));
}

/// The running sum of a series.
pub(crate) fn to_date(series: &[Pence]) -> Vec<Pence> {
    let mut sum = Pence::ZERO;
    let sums = series.iter().map(|amount| {
        sum += *amount;
        sum
    });
    sums.collect()
}

/// Divides `total` in proportion to weights in money: each part is rounded down, then the remaining pence go to the
/// largest remainders, ties to the lowest index; the sign is restored at the end. The parts always add up to the total
/// (method 2.1).
///
/// Negative weights count as zero. Where no weight is positive all parts are zero: the caller makes sure that the total
/// is then zero.
pub fn split(total: Pence, weights: &[Pence], parts: &mut [Pence]) {
    let weight = |index: usize| i128::from(weights[index].or_zero().0);
    split_exact(total, weights.len(), weight, parts);
}

/// Divides `total` in proportion to fractions or percentages, scaled to integers first: see [`split`].
pub fn split_by_shares(total: Pence, shares: &[f64], parts: &mut [Pence]) {
    let weight = |index: usize| i128::from((shares[index].max(0.0) * SHARE_SCALE + 0.5) as i64);
    split_exact(total, shares.len(), weight, parts);
}

fn split_exact(total: Pence, count: usize, weight: impl Fn(usize) -> i128, parts: &mut [Pence]) {
    let parts = &mut parts[..count];
    parts.fill(Pence::ZERO);
    let sum: i128 = (0..count).map(&weight).sum();
    if sum == 0 || total == Pence::ZERO {
        return;
    }
    let magnitude = i128::from(total.0).abs();
    let mut left = magnitude;
    for (index, part) in parts.iter_mut().enumerate() {
        let floor = product_over(magnitude, weight(index), sum);
        left -= floor;
        *part = Pence(floor as i64);
    }
    while left > 0 {
        let mut best: Option<(usize, i128)> = None;
        for (index, part) in parts.iter().enumerate() {
            let remainder = magnitude * weight(index) - i128::from(part.0) * sum;
            if best.is_none_or(|(_, most)| remainder > most) {
                best = Some((index, remainder));
            }
        }
        let Some((index, _)) = best else { break };
        parts[index].0 += 1;
        left -= 1;
    }
    if total.0 < 0 {
        parts.iter_mut().for_each(|part| *part = -*part);
    }
}

/// `floor(a * b / c)` for non-negative numbers: in 64 bits where the product fits, since 128-bit division is slow.
fn product_over(a: i128, b: i128, c: i128) -> i128 {
    let product = a * b;
    match (u64::try_from(product), u64::try_from(c)) {
        (Ok(product), Ok(c)) => i128::from(product / c),
        _ => product / c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_halves_away_from_zero_with_a_guard() {
        for (from, to) in [(0.5, 1), (-0.5, -1), (0.49995, 1), (0.4998, 0), (-0.4998, 0), (2.5, 3), (-2.5, -3)] {
            assert_eq!(Pence::round(from), Pence(to), "rnd({from})");
        }
    }

    #[test]
    fn splits_to_the_largest_remainder_and_lowest_index() {
        let mut parts = [Pence::ZERO; 3];
        split(Pence(10_000), &[Pence(1), Pence(1), Pence(1)], &mut parts);
        assert_eq!(parts, [Pence(3_334), Pence(3_333), Pence(3_333)]);
        split(Pence(-10_000), &[Pence(1), Pence(1), Pence(1)], &mut parts);
        assert_eq!(parts, [Pence(-3_334), Pence(-3_333), Pence(-3_333)]);
        split_by_shares(Pence(100), &[0.5, 0.25, 0.25], &mut parts);
        assert_eq!(parts, [Pence(50), Pence(25), Pence(25)]);
    }

    #[test]
    fn the_sum_of_no_numbers_is_not_negative() {
        assert!(total([]).is_sign_positive() && total([-0.0, -0.0]).is_sign_positive());
        assert!((total([0.5, 0.25]) - 0.75).abs() < 1e-15);
    }

    #[test]
    fn splits_huge_sums_exactly() {
        let mut parts = [Pence::ZERO; 2];
        split(Pence(9_000_000_000_000_001), &[Pence(9_000_000_000_000_000), Pence(1)], &mut parts);
        assert_eq!(parts[0] + parts[1], Pence(9_000_000_000_000_001));
        assert_eq!(parts[1], Pence(1));
    }
}
