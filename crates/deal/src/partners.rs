//! The parties, and what each puts in.

use serde::{Deserialize, Serialize};

/// A party to the deal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// The name of this row in paths.
    pub id: String,
    /// The full name.
    pub name: String,
    /// The name used in sentences and tables, such as "HCA".
    pub short_name: String,
    /// What kind of body it is.
    pub kind: PartnerKind,
    /// Whether its money is public money.
    #[serde(default)]
    pub public: bool,
    /// Its share of the votes, in percent, apart from its share of the money.
    #[serde(default)]
    pub votes_percent: f64,
    /// The yearly nominal rate at which it values money, in percent.
    #[serde(default)]
    pub discount_rate_percent: f64,
}

/// The kinds of partner (method 2.15).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// What a partner puts in (method 1.3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Contribution {
    /// Land credited to the landowner's capital at its accepted value when each phase is drawn down. No cash moves.
    LandInKind {
        /// The name of this row in paths.
        id: String,
        /// The site that is put in; its owner is credited.
        site: String,
    },
    /// Cash capital, called on need up to a limit.
    CashEquity {
        /// The name of this row in paths.
        id: String,
        /// The partner that pays.
        partner: String,
        /// The most it pays, in pounds.
        amount: f64,
        /// The first time point at which it can be called.
        #[serde(default)]
        from_month: u32,
    },
}

impl Contribution {
    /// The name of the row in paths.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::LandInKind { id, .. } | Self::CashEquity { id, .. } => id,
        }
    }
}

/// A piece of land with one owner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// The name of this row in paths.
    pub id: String,
    /// The name of the land.
    pub name: String,
    /// The partner that owns it.
    pub owner: String,
    /// The accepted value in pounds, apportioned to phases by homes unless a phase names its own (LV0 in method 1.4).
    pub value: f64,
}
