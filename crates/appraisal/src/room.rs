//! Lists and series that are filled again in the room that they have, so that a second run makes no new room.

use crate::units::Pence;

/// Fills a series of so many time points with nothing.
pub(crate) fn clear(series: &mut Vec<Pence>, time_points: usize) {
    series.clear();
    series.resize(time_points, Pence::ZERO);
}

/// Puts other rows in a list.
pub(crate) fn refill<T>(list: &mut Vec<T>, rows: impl IntoIterator<Item = T>) {
    list.clear();
    list.extend(rows);
}

/// The same, and takes it out of its place.
pub(crate) fn refilled<T>(list: &mut Vec<T>, rows: impl IntoIterator<Item = T>) -> Vec<T> {
    refill(list, rows);
    std::mem::take(list)
}
