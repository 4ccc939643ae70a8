//! Where each value comes from.

use crate::Deal;
use crate::fields::{self, LeftOut, Literal};
use serde::{Deserialize, Serialize};

/// Where a value comes from (the mark of method 2.15).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// How sure it is.
    pub kind: MarkKind,
    /// The codes of the sources, by the deal's list of sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// What more there is to say beside the value, such as "fitted".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Why this value and no other, in a sentence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What the parties say of the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// Why, or what is asked for instead.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub review_note: String,
}

/// What the parties say of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// All parties work with it.
    Agreed,
    /// A party does not accept it.
    Challenged,
}

/// How sure a value is, and where that is said.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sure<'a> {
    /// The deal says so of the field, or of a part of the deal that it lies in.
    ByDeal(&'a Mark),
    /// The deal says nothing; the catalogue says so of the value that the field starts with, with the public rates behind it.
    ByCatalogue(MarkKind, &'static [&'static str]),
    /// Nobody says.
    Unsaid,
}

impl Deal {
    /// How sure the value at a path is: the nearest mark on the way up from it, and otherwise, while it is the value that the
    /// catalogue starts it with, what the catalogue says.
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
        let stands = matches!(field.left_out, LeftOut::Stands(_)) && value.is_null();
        if stands || field.starts.as_ref().is_some_and(is) || matches!(&field.left_out, LeftOut::Stands(it) if is(it)) {
            Sure::ByCatalogue(field.mark, field.rates)
        } else {
            Sure::Unsaid
        }
    }
}

impl Mark {
    /// A mark of a kind, and nothing more.
    #[must_use]
    pub fn of(kind: MarkKind) -> Self {
        let (note, reason, review_note) = (String::new(), String::new(), String::new());
        Self { kind, sources: Vec::new(), note, reason, review: None, review_note }
    }
}

/// How sure a value is (method, marks).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MarkKind {
    /// Read in the source named.
    Source,
    /// Read in somebody else's use of the source.
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

/// A source that a mark names.
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
