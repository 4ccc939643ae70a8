//! Where each value comes from.

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
