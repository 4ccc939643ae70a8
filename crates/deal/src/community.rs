//! Benefits of the deal to the place: social value, community ownership, the asset register, what each party asks for
//! and offers, and partners that leave or join.

use crate::defaults::{hundred, is_false, is_hundred, is_zero};
use crate::land::ValueBasis;
use serde::{Deserialize, Serialize};

/// Benefits of the deal to the place.
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
    /// The asset register from which the deal's land comes.
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
    /// Its description, such as "apprenticeship weeks".
    pub name: String,
    /// The quantity.
    pub quantity: f64,
    /// Its unit.
    pub unit: String,
    /// The value of one unit in pounds; none means no value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value_of_one: Option<f64>,
}

/// Homes and value of the deal held by a community body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Holding {
    /// The name of this row in paths.
    pub id: String,
    /// The holder.
    pub holder: String,
    /// Homes.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub homes: f64,
    /// The value held, in pounds.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub value: f64,
}

/// One row of the asset register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Asset {
    /// The name of this row in paths.
    pub id: String,
    /// Its description.
    pub name: String,
    /// The owner, as text or the id of a partner.
    pub owner: String,
    /// The area in hectares.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub area_ha: f64,
    /// Its use.
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
    /// The planning status.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub planning_status: String,
    /// Constraints.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub constraints: String,
    /// The phase of the deal that uses it, by id, if any.
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
    /// The party, as text or the id of a partner.
    pub party: String,
    /// Whether it is asked for or offered.
    pub side: Side,
    /// Its kind.
    pub kind: ExchangeKind,
    /// The quantity.
    pub quantity: f64,
    /// Its unit: only rows of one kind and one unit are compared.
    pub unit: String,
    /// The deadline, as text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by_when: String,
    /// The condition, as text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub condition: String,
}

/// Whether a row asks or offers.
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
    /// Nomination rights.
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

/// The price at which a partner can leave: `d x W_i(X)` (method 1.7).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Exit {
    /// The name of this row in paths.
    pub id: String,
    /// The leaving partner.
    pub partner: String,
    /// The time point (X).
    pub month: u32,
    /// The percentage of its share that is paid (d).
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    pub share_percent: f64,
    /// Value of finished unsold homes, in percent of their price in that month.
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    pub finished_homes_percent: f64,
    /// Value of work in progress, in percent of its cost.
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    pub work_in_progress_percent: f64,
    /// Value of retained homes and space, in pounds.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub kept_value: f64,
    /// Current value of land drawn down and not built on, in percent of its accepted value.
    #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
    pub unbuilt_land_percent: f64,
    /// Disposal costs of the assets, in percent of their value.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub costs_percent: f64,
}

/// A partner that joins later and buys part of another partner's interest; the price is paid between the two (method 1.6).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Join {
    /// The name of this row in paths.
    pub id: String,
    /// The joining partner.
    pub name: String,
    /// The selling partner.
    pub partner: String,
    /// The time point of the sale: from the next, the buyer pays and receives its share.
    pub month: u32,
    /// The share of the partner's interest, in percent.
    pub share_percent: f64,
    /// The price in pounds; none means par: that share of the capital and notes outstanding at the time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<f64>,
}
