//! The contents of a row of public rates.

use deal::{MarkKind, YearMonth};
use serde::Serialize;

/// One rate, threshold or suggestion, with its source and reliability.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Rate {
    /// The id for looking it up: subject, dot, name. Rows for different dates may share an id.
    pub id: &'static str,
    /// Its description.
    pub what: &'static str,
    /// The figure or figures.
    pub value: Value,
    /// The unit of the figures.
    pub unit: &'static str,
    /// The first day in force, or the day it was observed, `YYYY-MM-DD`; empty if not known.
    pub from: &'static str,
    /// The last day in force; empty if not known.
    pub to: &'static str,
    /// The codes of the publications that state it.
    pub sources: &'static [&'static str],
    /// How reliable it is.
    pub mark: MarkKind,
    /// Further information for the reader.
    pub note: &'static str,
}

/// The figure or figures of a row.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// One figure.
    One(f64),
    /// The usual figure, the lowest and the highest.
    Usual(f64, f64, f64),
    /// A range from one figure to another, without a usual one.
    Between(f64, f64),
    /// Steps: the second figure of a pair applies up to and including the first; the last also applies beyond.
    UpTo(&'static [(f64, f64)]),
    /// Bands: the second figure of a pair applies to the part above the first, up to the next band.
    Above(&'static [(f64, f64)]),
    /// Several figures, each with its name.
    Named(&'static [(&'static str, f64)]),
    /// A rule in words.
    Rule(&'static str),
}

impl Rate {
    /// Whether the row is in force on a day, written `YYYY-MM-DD`.
    #[must_use]
    pub fn holds_on(&self, day: &str) -> bool {
        self.from <= day && (self.to.is_empty() || day <= self.to)
    }

    /// The same for the first day of a month, without formatting it: a run asks for every April.
    #[must_use]
    pub(super) fn holds_on_first_of(&self, month: YearMonth) -> bool {
        !self.begins_after_first_of(month) && parts(self.to).is_none_or(|last| (month, 1) <= last)
    }

    /// Whether the first day of a month is before the row's first day in force.
    pub(super) fn begins_after_first_of(&self, month: YearMonth) -> bool {
        parts(self.from).is_some_and(|first| first > (month, 1))
    }
}

/// The month and day of the month of a day written `YYYY-MM-DD`; none if empty.
fn parts(day: &str) -> Option<(YearMonth, u32)> {
    Some((day.get(..7)?.parse().ok()?, day.get(8..)?.parse().ok()?))
}

impl Value {
    /// Every figure, in order; none for a rule.
    #[must_use]
    pub fn numbers(&self) -> Vec<f64> {
        match *self {
            Self::One(one) => vec![one],
            Self::Usual(usual, least, most) => vec![usual, least, most],
            Self::Between(least, most) => vec![least, most],
            Self::UpTo(pairs) | Self::Above(pairs) => pairs.iter().map(|(_, figure)| *figure).collect(),
            Self::Named(named) => named.iter().map(|(_, figure)| *figure).collect(),
            Self::Rule(_) => Vec::new(),
        }
    }

    /// The figure, or the usual one; none for other kinds.
    #[must_use]
    pub fn one(&self) -> f64 {
        match *self {
            Self::One(figure) | Self::Usual(figure, ..) => figure,
            _ => 0.0,
        }
    }

    /// The pairs of steps or bands; empty for other kinds.
    #[must_use]
    pub fn pairs(&self) -> &'static [(f64, f64)] {
        match *self {
            Self::UpTo(pairs) | Self::Above(pairs) => pairs,
            _ => &[],
        }
    }
}
