//! Where each value comes from.

use crate::Deal;
use crate::fields::{self, LeftOut, Literal};
use serde::{Deserialize, Serialize};

/// Where a value comes from (the mark of method 2.15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// How reliable it is.
    pub kind: MarkKind,
    /// The codes of the sources, by the deal's list of sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// A remark on the value, such as "fitted".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The reason for this value, in a sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The parties' position on the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// The reason, or the value asked for instead.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub review_note: String,
}

/// The parties' position on a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// All parties accept it.
    Agreed,
    /// A party does not accept it.
    Challenged,
}

/// How reliable a value is, and where that is stated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sure<'a> {
    /// The deal states it for the field, or for a part that includes the field.
    ByDeal(&'a Mark),
    /// The deal does not state it; the catalogue does, for the field's starting value, with its public rates.
    ByCatalogue(MarkKind, &'static [&'static str]),
    /// Nothing states it.
    Unsaid,
}

impl Deal {
    /// The mark of the value at a path, unless another deal has the same one. A value that differs from the other deal's, without
    /// a mark of its own, was typed by the user.
    #[must_use]
    pub fn own_mark(&self, other: &Self, path: &str) -> Option<&Mark> {
        self.marks.get(path).filter(|mark| other.marks.get(path) != Some(mark))
    }

    /// How reliable the value at a path is: the nearest mark at or above it, or else, while it has its starting value, the
    /// mark in the catalogue.
    #[must_use]
    pub fn sure(&self, path: &str, value: &serde_json::Value) -> Sure<'_> {
        let mut nearest = Some(path);
        while let Some(at) = nearest.filter(|at| !at.is_empty()) {
            if let Some(mark) = self.marks.get(at) {
                return Sure::ByDeal(mark);
            }
            nearest = at.rsplit_once('/').map(|(outer, _)| outer);
        }
        let Some(field) = fields::of(path) else { return Sure::Unsaid };
        let is = |literal: &Literal| match literal {
            Literal::Number(number) => value.as_f64() == Some(*number),
            Literal::Text(text) => value.as_str() == Some(text),
            Literal::Switch(is_on) => value.as_bool() == Some(*is_on),
            _ => false,
        };
        let is_default = matches!(field.left_out, LeftOut::Default(_)) && value.is_null();
        if is_default
            || field.starts.as_ref().is_some_and(is)
            || matches!(&field.left_out, LeftOut::Default(it) if is(it))
        {
            Sure::ByCatalogue(field.mark, field.rates)
        } else {
            Sure::Unsaid
        }
    }
}

impl Mark {
    /// A mark of a kind, without details.
    #[must_use]
    pub fn of(kind: MarkKind) -> Self {
        let (note, reason, review_note) = (String::new(), String::new(), String::new());
        Self { kind, sources: Vec::new(), note, reason, review: None, review_note }
    }

    /// This mark with the review and its note of the mark before it: another value was typed, and what was said about it stays.
    #[must_use]
    pub fn with_review_of(self, before: &Self) -> Self {
        Self { review: before.review, review_note: before.review_note.clone(), ..self }
    }
}

/// How reliable a value is (method, marks).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// Read in the source named.
    Source,
    /// Quoted from another publication's use of the source.
    SecondHand,
    /// General knowledge, unverified.
    Unverified,
    /// Calculated from sourced figures.
    Calculated,
    /// Assumed.
    Assumed,
    /// Typed by the user.
    Yours,
}

/// A source cited by a mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Publisher, title and year.
    pub title: String,
    /// Its web address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{document, samples};

    #[test]
    fn the_nearest_mark_speaks_and_then_the_catalogue() {
        let deal = document::open(samples::NORWICH_2009.document).unwrap();
        let sure = |path: &str, value: f64| deal.sure(path, &value.into());
        assert!(matches!(sure("/home_types/market/price", 186_000.0), Sure::ByDeal(mark) if mark.note == "fitted"));
        let senior = deal.marks.get("/funding/facilities/senior/limit").unwrap();
        assert_eq!(sure("/funding/facilities/senior/limit", 4e7), Sure::ByDeal(senior));
        assert!(matches!(sure("/sharing/look_ahead_months", 12.0), Sure::ByCatalogue(MarkKind::Assumed, [_, ..])));
        assert_eq!(sure("/sharing/look_ahead_months", 7.0), Sure::Unsaid);
        let mut marked = deal.clone();
        marked.marks.insert("/funding".to_owned(), senior.clone());
        assert_eq!(marked.sure("/funding/sweep_percent", &100.0.into()), Sure::ByDeal(senior));
    }
}
