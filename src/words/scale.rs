//! One unit and precision for all figures of a row, fine enough to tell them apart.
//!
//! A difference is the exact one, rounded once. The same difference then looks the same wherever it is shown, beside whatever
//! figures; from figures that are rounded themselves, a reader may find one that is a last digit more or less.

use super::NO_CHANGE;
use super::format::{NO_BREAK, decimal, millions, millions_with, money, pence};

/// Differences of fractions below this are noise.
const NOISE: f64 = 1e-9;

/// A sum of a sentence is shown to within this part of itself: a twentieth.
const SHOWN_TO_WITHIN: i64 = 20;

/// The sums of one sentence, in pence, in one unit, with two places of a million: "£4.98m", "£0.45m". All are in pounds if a
/// sum is too small for millions, or none is that large.
#[must_use]
pub fn together<const N: usize>(sums: [i64; N]) -> [String; N] {
    let scale = MoneyScale::of_sentence(&sums, 2);
    sums.map(|sum| scale.money(sum))
}

/// In pence: a smaller change of a sum alone is not said.
pub(super) const HALF_A_POUND: i64 = 50;

/// The unit and precision of the sums of a row or a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyScale {
    /// Millions, with two or three decimal places.
    Millions(u32),
    /// Whole pounds.
    Pounds,
    /// Pounds and pence.
    Pence,
}

impl MoneyScale {
    /// The coarsest that tells sums apart, in pence.
    #[must_use]
    pub fn of(sums: &[i64]) -> Self {
        const SCALES: [MoneyScale; 3] = [MoneyScale::Millions(2), MoneyScale::Millions(3), MoneyScale::Pounds];
        let has_millions = sums.iter().any(|sum| millions(*sum).ends_with('m'));
        let exact: Vec<f64> = sums.iter().map(|sum| *sum as f64).collect();
        let fits = |scale: &Self| {
            let shown: Vec<f64> = sums.iter().map(|sum| scale.rounded(*sum) as f64).collect();
            (has_millions || *scale == Self::Pounds) && tells_apart(&exact, &shown)
        };
        SCALES.into_iter().find(fits).unwrap_or(Self::Pence)
    }

    /// The coarsest that shows each sum of a sentence, in pence: millions with so many places, or two, or else pounds.
    #[must_use]
    pub fn of_sentence(sums: &[i64], places: u32) -> Self {
        let has_millions = sums.iter().any(|sum| millions(*sum).ends_with('m'));
        let mut scales = (places..=2).map(Self::Millions).filter(|_| has_millions);
        scales.find(|scale| sums.iter().all(|sum| scale.shows(*sum))).unwrap_or(Self::Pounds)
    }

    /// A sum. Zero has no decimal places.
    #[must_use]
    pub fn money(self, sum: i64) -> String {
        match self {
            _ if sum == 0 => money(0),
            Self::Millions(places) => millions_with(sum, places),
            Self::Pounds => money(sum),
            Self::Pence => pence(sum),
        }
    }

    /// The difference of two sums, signed.
    #[must_use]
    pub fn difference(self, now: i64, was: i64) -> String {
        let difference = self.gap(now, was);
        let said = self.money(difference);
        if difference > 0 { format!("+{NO_BREAK}{said}") } else { said }
    }

    /// The difference of two sums, rounded as it is shown, in pence.
    #[must_use]
    pub fn gap(self, now: i64, was: i64) -> i64 {
        self.rounded(now - was)
    }

    /// A sum, and its change from an earlier one if there is one; no change if that is less than half a pound.
    #[must_use]
    pub fn beside(now: i64, was: Option<i64>) -> (String, Option<String>) {
        Self::with_change(now, was, Self::difference)
    }

    /// The same with the earlier sum, where it is not shown elsewhere: "£6.54m", "+£5.57m from £0.97m".
    #[must_use]
    pub fn beside_earlier(now: i64, was: Option<i64>) -> (String, Option<String>) {
        Self::with_change(now, was, |scale, now, was| {
            format!("{} from {}", scale.difference(now, was), scale.money(was))
        })
    }

    fn with_change(now: i64, was: Option<i64>, said: fn(Self, i64, i64) -> String) -> (String, Option<String>) {
        match was {
            None => (millions(now), None),
            Some(was) if (now - was).abs() < HALF_A_POUND => (millions(now), Some(NO_CHANGE.to_owned())),
            Some(was) => {
                let scale = Self::of(&[now, was]);
                (scale.money(now), Some(said(scale, now, was)))
            }
        }
    }

    /// Whether a sum is shown to within a twentieth of itself.
    #[must_use]
    pub fn shows(self, sum: i64) -> bool {
        (self.rounded(sum) - sum).abs() <= sum.abs() / SHOWN_TO_WITHIN
    }

    /// The same where one sum is read out after another, as in announcements: a sum has the places that it has alone, and only a
    /// change too small for them is in pounds.
    #[must_use]
    pub fn following(now: i64, was: Option<i64>) -> (String, Option<String>) {
        let (plain, change) = (Self::Millions(2), was.map_or(0, |was| now - was));
        let is_shown = |was: i64| (plain.gap(now, was) - change).abs() <= change.abs() / SHOWN_TO_WITHIN;
        let has_millions = |sum: i64| millions(sum).ends_with('m');
        let difference = |was: i64| {
            if change.abs() < HALF_A_POUND {
                return NO_CHANGE.to_owned();
            }
            let is_plain = (has_millions(change) || has_millions(now) && has_millions(was)) && is_shown(was);
            if is_plain { plain } else { Self::Pounds }.difference(now, was)
        };
        (millions(now), was.map(difference))
    }

    /// A sum as shown, in pence.
    fn rounded(self, sum: i64) -> i64 {
        let step = match self {
            Self::Millions(places) => 100_000_000 / 10_i64.pow(places),
            Self::Pounds => 100,
            Self::Pence => 1,
        };
        (sum.abs() + step / 2) / step * step * sum.signum()
    }
}

/// The most decimal places that are added to tell numbers apart.
const MOST_ADDED: usize = 6;

/// The decimal places of the numbers of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Places(pub usize);

impl Places {
    /// The fewest, from a number of them on, that tell numbers apart.
    #[must_use]
    pub fn of(numbers: &[f64], least: usize) -> Self {
        let fits = |places: &usize| {
            let unit = 10_f64.powi(*places as i32);
            let shown: Vec<f64> = numbers.iter().map(|number| Self(*places).units(*number) as f64 / unit).collect();
            tells_apart(numbers, &shown)
        };
        Self((least..=least + MOST_ADDED).find(fits).unwrap_or(least))
    }

    /// The difference of two numbers, signed; none if it is shown as zero.
    #[must_use]
    pub fn difference(self, now: f64, was: f64) -> Option<String> {
        let difference = now - was;
        let sign = if difference > 0.0 { "+" } else { super::MINUS_SIGN };
        (self.units(difference) != 0).then(|| format!("{sign}{}", decimal(difference.abs(), self.0)))
    }

    /// The same, or "no change" if it is shown as zero.
    #[must_use]
    pub fn change(self, now: f64, was: f64) -> String {
        self.difference(now, was).unwrap_or_else(|| NO_CHANGE.to_owned())
    }

    /// A number as shown, in units of its last place.
    fn units(self, number: f64) -> i64 {
        let digits: String = decimal(number.abs(), self.0).chars().filter(char::is_ascii_digit).collect();
        digits.parse::<i64>().unwrap_or_default() * if number < 0.0 { -1 } else { 1 }
    }
}

/// Whether figures as shown can stand for the exact ones: every difference between two of them, and between each and zero, is
/// shown to within a quarter of itself.
fn tells_apart(exact: &[f64], shown: &[f64]) -> bool {
    let pairs: Vec<(f64, f64)> =
        exact.iter().copied().zip(shown.iter().copied()).chain(std::iter::once((0.0, 0.0))).collect();
    pairs.iter().all(|(one, one_shown)| {
        pairs.iter().all(|(other, other_shown)| {
            let difference = (one - other).abs();
            difference < NOISE || ((one_shown - other_shown).abs() - difference).abs() <= difference / 4.0
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(sums: &[i64]) -> Vec<String> {
        let scale = MoneyScale::of(sums);
        sums.iter().map(|sum| scale.money(*sum).replace(NO_BREAK, "")).collect()
    }

    /// A change has the unit that the page shows it in, even where the new sum is zero.
    #[test]
    fn a_change_is_read_out_in_millions_where_it_is_one() {
        let read = |now, was| {
            let (sum, change) = MoneyScale::following(now, Some(was));
            (sum, change.unwrap().replace(NO_BREAK, ""))
        };
        let said = |sum: &str, change: &str| (sum.to_owned(), change.to_owned());
        assert_eq!(read(0, 5_703_280_500), said("£0", "−£57.03m"));
        assert_eq!(read(5_703_280_500, 0), said("£57.03m", "+£57.03m"));
        assert_eq!(read(5_703_280_500, 5_702_406_000), said("£57.03m", "+£8,745"));
    }

    #[test]
    fn a_row_has_one_unit_that_tells_its_sums_apart() {
        assert_eq!(shown(&[5_703_400_000, 85_000_000, 0]), ["£57.03m", "£0.85m", "£0"]);
        // £8,745 between two pots of £57m.
        assert_eq!(shown(&[5_703_454_200, 5_704_328_700]), ["£57.03m", "£57.04m"]);
        assert_eq!(shown(&[5_703_454_200, 5_703_900_000]), ["£57.035m", "£57.039m"]);
        assert_eq!(shown(&[168_000_000, 167_709_500]), ["£1.680m", "£1.677m"]);
        assert_eq!(shown(&[168_000_000, 290_500]), ["£1.680m", "£0.003m"]);
        assert_eq!(shown(&[168_000_000, 12_500]), ["£1,680,000", "£125"]);
        assert_eq!(shown(&[576_923, 615_385]), ["£5,769", "£6,154"]);
        assert_eq!(shown(&[100, 143]), ["£1.00", "£1.43"]);
        assert_eq!(shown(&[-168_000_000, -85_000_000]), ["−£1.68m", "−£0.85m"]);
    }

    #[test]
    fn the_sums_of_a_sentence_have_one_unit() {
        let short = |sums: [i64; 2]| sums.map(|sum| MoneyScale::of_sentence(&sums, 1).money(sum));
        assert_eq!(short([1_670_000_000, 70_781_800]), ["£16.7m", "£0.7m"]);
        assert_eq!(short([750_000_000, 45_000_000]), ["£7.50m", "£0.45m"]);
        assert_eq!(short([105_000_000, 0]), ["£1.1m", "£0"]);
        assert_eq!(together([498_000_000, 543_000_000, 45_000_000]), ["£4.98m", "£5.43m", "£0.45m"]);
        assert_eq!(together([85_000_000, 4_000]), ["£850,000", "£40"]);
        assert_eq!(short([120_000_000, 2_249_100]), ["£1,200,000", "£22,491"]);
    }

    #[test]
    fn a_difference_is_the_exact_one_rounded_once() {
        let difference = |now: i64, was: i64| MoneyScale::of(&[now, was]).difference(now, was).replace(NO_BREAK, "");
        // £57.034m and £45.976m, shown as £57.03m and £45.98m.
        assert_eq!(difference(4_597_600_000, 5_703_400_000), "−£11.06m");
        // Added to both, whatever it is, the same sum leaves the difference as it was.
        let beside = |sum: i64| MoneyScale::Millions(2).difference(sum + 157_844_200, sum);
        assert!([0, 245_000_000, 260_000_000, 88_600_000].map(beside).iter().all(|said| said.ends_with("£1.58m")));
        assert_eq!(difference(3_956_374_977, 3_955_655_644), "+£0.007m");
        assert_eq!(difference(143, 100), "+£0.43");
        assert_eq!(Places::of(&[25.74, 26.06], 1).difference(25.74, 26.06).as_deref(), Some("−0.32"));
        assert_eq!(Places::of(&[25.7, 26.1], 1).difference(25.7, 26.1).as_deref(), Some("−0.4"));
        assert_eq!(Places::of(&[120.3, 120.0], 0).difference(120.3, 120.0).as_deref(), Some("+0.3"));
        assert_eq!(Places(1).difference(25.74, 25.71), None);
        assert_eq!(Places::of(&[5.0, 5.0], 1), Places(1));
    }

    #[test]
    fn a_figure_and_its_change_are_in_one_unit() {
        let beside = |now: i64, was: i64| {
            let (sum, change) = MoneyScale::beside(now, Some(was));
            [sum, change.unwrap_or_default()].map(|text| text.replace(NO_BREAK, ""))
        };
        assert_eq!(beside(4_597_600_000, 5_703_400_000), ["£45.98m", "−£11.06m"]);
        assert_eq!(beside(5_703_900_000, 5_703_454_200), ["£57.039m", "+£0.004m"]);
        assert_eq!(beside(750_000_000, 750_000_049), ["£7.50m", NO_CHANGE]);
        assert_eq!(MoneyScale::beside(85_000_000, None), ("£850,000".to_owned(), None));
        let earlier = |now: i64, was: i64| MoneyScale::beside_earlier(now, Some(was)).1.unwrap().replace(NO_BREAK, "");
        // From £974,404 to £6,535,210.02, shown as £0.97m and £6.54m.
        assert_eq!(earlier(653_521_002, 97_440_400), "+£5.56m from £0.97m");
        assert_eq!(earlier(0, 5_703_454_200), "−£57.03m from £57.03m");
        assert_eq!(earlier(750_000_000, 750_000_049), NO_CHANGE);
        // 196.4 and 197.6 jobs a year are shown as 196 and 198.
        assert_eq!(Places(0).change(197.6, 196.4), "+1");
        assert_eq!(Places(0).change(196.4, 197.6), "−1");
        assert_eq!(Places(0).change(196.4, 196.0), NO_CHANGE);
    }
}
