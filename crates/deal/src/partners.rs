//! The parties to the deal.

use serde::{Deserialize, Serialize};

/// A party to the deal (method 1.6).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// The name of this row in paths.
    pub id: String,
    /// The full name.
    pub name: String,
    /// The name used in sentences and tables, such as "HCA".
    pub short_name: String,
    /// The type of body (method 2.15).
    pub kind: PartnerKind,
    /// Whether its money is public money (method 3.5).
    #[serde(default)]
    pub public: bool,
    /// Its share of the votes, in percent; independent of its share of the money (method 1.2).
    #[serde(default)]
    pub votes_percent: f64,
    /// Its yearly nominal discount rate, in percent (r of NPV in method 2.12, 2.13).
    #[serde(default)]
    pub discount_rate_percent: f64,
}

/// The kinds of partner (method 2.15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum PartnerKind {
    /// A local authority.
    Council,
    /// A national or regional public agency.
    Agency,
    /// A registered provider of social housing.
    HousingAssociation,
    /// A developer or house builder.
    Developer,
    /// A pension fund or other investor.
    Investor,
    /// A community land trust, co-operative or parish.
    Community,
    /// Any other body.
    Other,
}
