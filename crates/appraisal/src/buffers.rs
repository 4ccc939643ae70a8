//! Lists and series that are refilled in place, so that a second run does not allocate.

use crate::units::Pence;

/// Sizes a series and fills it with zeros.
pub(crate) fn clear(series: &mut Vec<Pence>, time_points: usize) {
    series.clear();
    series.resize(time_points, Pence::ZERO);
}

/// Replaces the rows of a list.
pub(crate) fn refill<T>(list: &mut Vec<T>, rows: impl IntoIterator<Item = T>) {
    list.clear();
    list.extend(rows);
}

/// Refills the list and returns it.
pub(crate) fn refilled<T>(list: &mut Vec<T>, rows: impl IntoIterator<Item = T>) -> Vec<T> {
    refill(list, rows);
    std::mem::take(list)
}
