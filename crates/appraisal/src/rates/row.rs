//! What a row of public rates holds.

use deal::{MarkKind, YearMonth};
use serde::Serialize;

/// One rate, threshold or prompt, and what is known about it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Rate {
    /// The name by which it is looked up: subject, dot, name. Rows of different dates may share it.
    pub id: &'static str,
    /// What it is, in words.
    pub what: &'static str,
    /// The figure or figures.
    pub value: Value,
    /// What the figures are measured in.
    pub unit: &'static str,
    /// The first day on which it holds, or the day it was observed, `YYYY-MM-DD`; empty: no first day is known.
    pub from: &'static str,
    /// The last day on which it holds; empty: no last day is known.
    pub to: &'static str,
    /// The codes of the publications that it was read in.
    pub sources: &'static [&'static str],
    /// How sure it is.
    pub mark: MarkKind,
    /// What more there is to say beside the figure.
    pub note: &'static str,
}

/// The figure or figures of a row.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// One figure.
    One(f64),
    /// The usual figure, the least and the most.
    Usual(f64, f64, f64),
    /// From one figure to another, with none of them usual.
    Between(f64, f64),
    /// Steps: up to and with the first figure of a pair, the second holds; the last step also holds beyond its end.
    UpTo(&'static [(f64, f64)]),
    /// Bands: on what lies above the first figure of a pair, the second holds, up to the next.
    Above(&'static [(f64, f64)]),
    /// Several figures, each with its name.
    Named(&'static [(&'static str, f64)]),
    /// A rule in words.
    Rule(&'static str),
}

impl Rate {
    /// Whether the row holds on a day, written `YYYY-MM-DD`.
    #[must_use]
    pub fn holds_on(&self, day: &str) -> bool {
        self.from <= day && (self.to.is_empty() || day <= self.to)
    }

    /// The same for the first day of a month, without writing it out: a run asks for every April.
    #[must_use]
    pub(super) fn holds_on_first_of(&self, month: YearMonth) -> bool {
        !self.begins_after_first_of(month) && parts(self.to).is_none_or(|last| (month, 1) <= last)
    }

    /// Whether the first day of a month is before the first on which the row holds.
    pub(super) fn begins_after_first_of(&self, month: YearMonth) -> bool {
        parts(self.from).is_some_and(|first| first > (month, 1))
    }
}

/// The month and the day of the month of a day written `YYYY-MM-DD`; nothing of an empty one.
fn parts(day: &str) -> Option<(YearMonth, u32)> {
    Some((day.get(..7)?.parse().ok()?, day.get(8..)?.parse().ok()?))
}

impl Value {
    /// Every figure, in order; none of a rule in words.
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

    /// The figure, or the usual one; nothing of anything else.
    #[must_use]
    pub fn one(&self) -> f64 {
        match *self {
            Self::One(figure) | Self::Usual(figure, ..) => figure,
            _ => 0.0,
        }
    }

    /// The pairs of steps or bands; none of anything else.
    #[must_use]
    pub fn pairs(&self) -> &'static [(f64, f64)] {
        match *self {
            Self::UpTo(pairs) | Self::Above(pairs) => pairs,
            _ => &[],
        }
    }
}
