//! From values to positions: round ticks, linear scales, labels that do not overlap.

/// A linear scale from values to positions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    start: f64,
    end: f64,
}

impl Scale {
    /// Draws `low` at `start` and `high` at `end`; either pair may run downwards.
    pub(super) fn new((low, high): (f64, f64), (start, end): (f64, f64)) -> Self {
        Self { low, high, start, end }
    }

    /// The position of a value. NaN is at the start, and no position is outside the scale by more than its length, so that no
    /// value can draw over the page.
    pub(super) fn at(&self, value: f64) -> f64 {
        let span = self.high - self.low;
        let share = if span == 0.0 || !value.is_finite() { 0.0 } else { (value - self.low) / span };
        self.start + share.clamp(-1.0, 2.0) * (self.end - self.start)
    }
}

/// Round values at equal steps of 1, 2, 4 or 5 (times a power of ten) that cover both ends, in about the requested number of
/// steps.
pub(super) fn ticks(low: f64, high: f64, about: u32) -> Vec<f64> {
    let (low, high) = if low.is_finite() && high.is_finite() { (low.min(high), low.max(high)) } else { (0.0, 1.0) };
    let span = if high > low { high - low } else { 1.0 };
    let step = round_step(span / f64::from(about.max(1)));
    let (first, last) = ((low / step).floor(), (high / step).ceil());
    let count = (last - first).clamp(1.0, 24.0);
    let mut values = Vec::new();
    let mut place = 0.0;
    while place <= count {
        values.push((first + place) * step);
        place += 1.0;
    }
    values
}

/// The round step nearest below or above, whichever is closer in proportion.
fn round_step(rough: f64) -> f64 {
    let base = 10.0_f64.powf(rough.log10().floor());
    let step = match rough / base {
        share if share < 1.5 => 1.0,
        share if share < 3.0 => 2.0,
        share if share < 4.5 => 4.0,
        share if share < 7.0 => 5.0,
        _ => 10.0,
    };
    let step = step * base;
    if step.is_finite() && step > 0.0 { step } else { 1.0 }
}

/// The lowest and highest tick.
pub(super) fn ends(ticks: &[f64]) -> (f64, f64) {
    (ticks.first().copied().unwrap_or(0.0), ticks.last().copied().unwrap_or(1.0))
}

/// How many decimal places the ticks need: none for whole steps.
pub(super) fn places(ticks: &[f64]) -> usize {
    let step = match ticks {
        [first, second, ..] => second - first,
        _ => 1.0,
    };
    // A step is rarely exact: 0.9999999999 is 1.
    let is_whole = |value: f64| (value - value.round()).abs() < 1e-6;
    (0..6).find(|places| is_whole(step * 10.0_f64.powi(*places))).map_or(6, |places| places as usize)
}

/// Moves label positions apart until each has enough room, in the same order and within the limits if they can be.
pub(super) fn spread(wanted: &[f64], room: f64, (top, bottom): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let mut places = wanted.to_vec();
    let mut least = top;
    for &label in &order {
        places[label] = places[label].max(least);
        least = places[label] + room;
    }
    let mut most = bottom;
    for &label in order.iter().rev() {
        places[label] = places[label].min(most);
        most = places[label] - room;
    }
    places
}

/// Wraps a label at spaces into lines of about a given number of characters.
pub(super) fn wrapped(text: &str, length: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= length => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The approximate width of a text at the size used inside charts. The font depends on the device; this is enough for the
/// widest common one.
pub(super) fn text_width(text: &str) -> f64 {
    let wide = |letter: char| letter.is_ascii_digit() || letter.is_ascii_uppercase() || letter == '£';
    text.chars().map(|letter| if wide(letter) { 8.0 } else { 7.1 }).sum()
}

/// The same with the space between letters and words that a reader may set (WCAG 1.4.12: 0.12 and 0.16 of the size).
pub(super) fn spaced_width(text: &str) -> f64 {
    const SIZE: f64 = 12.5;
    text_width(text) + text.chars().map(|letter| if letter == ' ' { 0.28 } else { 0.12 } * SIZE).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_cover_both_ends() {
        for (low, high, about, expected) in [
            (0.0, 239.0, 3, vec![0.0, 100.0, 200.0, 300.0]),
            (0.0, 57.04, 3, vec![0.0, 20.0, 40.0, 60.0]),
            (0.0, 213.0, 3, vec![0.0, 100.0, 200.0, 300.0]),
            (-8.0, 0.0, 2, vec![-8.0, -4.0, 0.0]),
            (-5.3, 3.1, 2, vec![-8.0, -4.0, 0.0, 4.0]),
            (0.0, 0.0, 3, vec![0.0, 0.5]),
            (0.0, 1.0, 2, vec![0.0, 0.5, 1.0]),
        ] {
            let found = ticks(low, high, about);
            assert!(found.first() == expected.first(), "{low} to {high}: {found:?}");
            if high > low {
                assert_eq!(found, expected, "{low} to {high}");
            }
        }
    }

    #[test]
    fn ticks_survive_anything() {
        for (low, high) in
            [(f64::NAN, 1.0), (0.0, f64::INFINITY), (1e300, 1e301), (5.0, 5.0), (1.0, -1.0), (1e-300, 0.0)]
        {
            let found = ticks(low, high, 4);
            assert!((2..=26).contains(&found.len()), "{low} to {high}: {found:?}");
        }
    }

    #[test]
    fn a_scale_runs_either_way_and_is_bounded() {
        let up = Scale::new((0.0, 100.0), (200.0, 0.0));
        assert!((up.at(25.0) - 150.0).abs() < 1e-9);
        assert!((up.at(f64::NAN) - 200.0).abs() < 1e-9);
        assert!(up.at(1e12) >= -200.0);
        assert!((Scale::new((3.0, 3.0), (10.0, 20.0)).at(3.0) - 10.0).abs() < 1e-9);
    }

    #[test]
    fn labels_keep_their_room_and_their_order() {
        assert_eq!(spread(&[10.0, 12.0, 90.0], 20.0, (0.0, 100.0)), vec![10.0, 30.0, 90.0]);
        assert_eq!(spread(&[95.0, 99.0], 20.0, (0.0, 100.0)), vec![80.0, 100.0]);
        assert_eq!(spread(&[50.0, 10.0], 5.0, (0.0, 100.0)), vec![50.0, 10.0]);
        assert!(spread(&[], 5.0, (0.0, 1.0)).is_empty());
    }

    #[test]
    fn places_follow_the_step() {
        assert_eq!(places(&[0.0, 100.0]), 0);
        assert_eq!(places(&[0.0, 0.5, 1.0]), 1);
        assert_eq!(places(&[0.0, 0.25]), 2);
        assert_eq!(places(&[0.0]), 0);
    }

    #[test]
    fn places_are_few_where_a_step_is_not_exact() {
        assert_eq!(places(&[-1.0, -1.0e-12]), 0);
        assert_eq!(places(&[-0.1 * 3.0, -0.2, -0.1]), 1);
        // Sums of a few pence in £m, as a blank deal has them: steps of every size that ticks give.
        for exponent in -5..4 {
            for size in [1.0, 1.2, 2.0, 3.7, 4.0, 5.0, 6.1, 9.99] {
                for low in [-size * 10.0_f64.powi(exponent), 0.0] {
                    let ticks = ticks(low, size * 10.0_f64.powi(exponent), 3);
                    let most = usize::try_from(1 - exponent).unwrap_or(0);
                    assert!(places(&ticks) <= most, "{ticks:?}: {} places", places(&ticks));
                }
            }
        }
    }

    #[test]
    fn labels_break_at_spaces() {
        assert_eq!(wrapped("each phase repaid in turn", 12), vec!["each phase", "repaid in", "turn"]);
        assert_eq!(wrapped("indivisible", 4), vec!["indivisible"]);
        assert!(wrapped("  ", 4).is_empty());
    }
}
