//! What the deal gives the place: social value, what the community owns, the register of assets, what each party asks for
//! and offers (method 3.7, 3.8); and on what terms a partner may leave (method 1.7).

use crate::defaults::{hundred, is_false, is_hundred, is_zero};
use crate::land::ValueBasis;
use serde::{Deserialize, Serialize};

/// What the deal gives the place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Community {
    /// Social value, by kind.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub social_value: Vec<SocialValue>,
    /// Homes and value held by a community land trust, a co-operative or a parish.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub holdings: Vec<Holding>,
    /// The register of assets that land of the deal is drawn from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assets: Vec<Asset>,
    /// What each party asks for and offers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub asks_and_offers: Vec<AskOrOffer>,
}

impl Community {
    pub(crate) fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// One kind of social value. Proxies of value are licensed: only what the user types is used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SocialValue {
    /// The name of this row in paths.
    pub id: String,
    /// What it is, such as "apprenticeship weeks".
    pub name: String,
    /// How much of it.
    pub quantity: f64,
    /// What it is counted in.
    pub unit: String,
    /// What one unit is taken to be worth, in pounds; none means that no value is set on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_of_one: Option<f64>,
}

/// What a community body holds of the deal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Holding {
    /// The name of this row in paths.
    pub id: String,
    /// Who holds it.
    pub holder: String,
    /// Homes.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub homes: f64,
    /// The value of what is held, in pounds.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub value: f64,
}

/// One line of the register of assets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Asset {
    /// The name of this row in paths.
    pub id: String,
    /// What it is.
    pub name: String,
    /// Who owns it, in words or by the id of a partner.
    pub owner: String,
    /// The area in hectares.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub area_ha: f64,
    /// What it is used for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub present_use: String,
    /// The value in pounds.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub value: f64,
    /// The use that the value assumes.
    #[serde(default)]
    pub basis: ValueBasis,
    /// The date of the value, `YYYY-MM-DD`, or nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub valued_on: String,
    /// Where planning stands.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub planning_status: String,
    /// What stands in the way.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub constraints: String,
    /// The phase of the deal that it is drawn into, by id, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<String>,
    /// Whether it is offered to the community.
    #[serde(default, skip_serializing_if = "is_false")]
    pub is_offered_to_community: bool,
}

/// What a party asks for, or offers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskOrOffer {
    /// The name of this row in paths.
    pub id: String,
    /// Who, in words or by the id of a partner.
    pub party: String,
    /// Whether it is asked for or offered.
    pub side: Side,
    /// What kind of thing.
    pub kind: ExchangeKind,
    /// How much.
    pub quantity: f64,
    /// What it is counted in: only rows of one kind and one unit are set against each other.
    pub unit: String,
    /// By when, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by_when: String,
    /// On what condition.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub condition: String,
}

/// Which side of the table a row stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Asked for.
    Ask,
    /// Offered.
    Offer,
}

/// What is asked for or offered (method 3.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ExchangeKind {
    /// Land.
    Land,
    /// Cash.
    Cash,
    /// A guarantee.
    Guarantee,
    /// Homes; the tenure is part of the unit.
    Homes,
    /// Rights to fill homes.
    Nominations,
    /// Jobs.
    Jobs,
    /// Skills and training.
    Skills,
    /// Planning.
    Planning,
    /// Services.
    Services,
    /// Data.
    Data,
}

/// At what price a partner may leave: `d x W_i(X)` (method 1.7).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Exit {
    /// The name of this row in paths.
    pub id: String,
    /// The partner that leaves.
    pub partner: String,
    /// The time point (X).
    pub month: u32,
    /// What is paid of the partner's share, in percent (d).
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    pub share_percent: f64,
    /// What finished and unsold homes fetch, in percent of their price at that month.
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    pub finished_homes_percent: f64,
    /// What work in progress fetches, in percent of what it has cost.
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    pub work_in_progress_percent: f64,
    /// What is kept and let fetches, in pounds.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub kept_value: f64,
    /// What land that is drawn down and not built on is worth now, in percent of its accepted value.
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    pub unbuilt_land_percent: f64,
    /// What realising all of it costs, in percent of what it fetches.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub costs_percent: f64,
}

/// Somebody who joins later and buys a part of a partner's interest, paid between the two (method 1.6).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// The name of this row in paths.
    pub id: String,
    /// Who joins.
    pub name: String,
    /// The partner that sells.
    pub partner: String,
    /// The time point at which it is sold: from the next on the buyer pays and receives its part.
    pub month: u32,
    /// The part of the partner's interest, in percent.
    pub share_percent: f64,
    /// The price in pounds; none means par: that part of the capital and notes that stand then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<f64>,
}
