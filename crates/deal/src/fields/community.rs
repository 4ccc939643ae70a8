//! Community benefits: social value, what the community holds, the register of assets, asks and offers.

use super::build::*;
use super::choices::{PHASES, VALUE_BASES};
use super::{Choice, Field, Group, Unit};

const SIDES: &[Choice] = &[named("ask", "Asked for"), named("offer", "Offered")];

const EXCHANGES: &[Choice] = &[
    named("land", "Land"),
    named("cash", "Cash"),
    named("guarantee", "A guarantee"),
    named("homes", "Homes"),
    named("nominations", "Nomination rights"),
    named("jobs", "Jobs"),
    named("skills", "Skills and training"),
    named("planning", "Planning"),
    named("services", "Services"),
    named("data", "Data"),
];

#[rustfmt::skip]
pub(super) const ROWS: &[Field] = &grouped(Group::Outputs, [
    part("/community", "Community benefits", ""),
    list("/community/social_value", "Social value", "Enter the value of each kind: the model has no values of its own.", "a kind of social value", 0, MOST_ROWS).or_empty().also("TOMs HACT SROI"),
    name("/community/social_value/*/name", "What it is", "Such as apprenticeship weeks."),
    number("/community/social_value/*/quantity", "Quantity", "", 0.0, 1e9),
    text("/community/social_value/*/unit", "Counted in", "").also("unit"),
    money("/community/social_value/*/value_of_one", "Value of one", "Only where you hold a licensed or agreed value.").means("no value is set on it").also("proxy"),
    list("/community/holdings", "Community assets", "", "a holding", 0, MOST_ROWS).or_empty().also("community land trust CLT co-operative parish"),
    name("/community/holdings/*/holder", "Who holds it", ""),
    number("/community/holdings/*/homes", "Homes held by the community", "", 0.0, 300_000.0).or(0.0),
    money("/community/holdings/*/value", "Value held by the community", "At today’s prices: set against gross development value (GDV) at today’s prices.").or(0.0),
    list("/community/assets", "Register of assets", "The land and buildings from which the deal draws its sites.", "an asset", 0, MOST_ROWS).or_empty().also("asset register"),
    name("/community/assets/*/name", "What it is", ""),
    text("/community/assets/*/owner", "Who owns it", "The name of a partner, or of anyone else."),
    number("/community/assets/*/area_ha", "Area", "In hectares.", 0.0, 100_000.0).unit(Unit::Hectares).or(0.0).also("ha"),
    text("/community/assets/*/present_use", "What it is used for", "").or_empty().also("existing use"),
    money("/community/assets/*/value", "Value", "").or(0.0),
    choice("/community/assets/*/basis", "The value assumes", "", VALUE_BASES).or_name("planned_use").also("basis of value"),
    date("/community/assets/*/valued_on", "Valued on", "", "").or_empty().also("valuation date"),
    text("/community/assets/*/planning_status", "Planning status", "").or_empty().also("allocation consent"),
    text("/community/assets/*/constraints", "Constraints", "").or_empty(),
    reference("/community/assets/*/phase", "Drawn into the phase", "", PHASES).means("none"),
    switch("/community/assets/*/is_offered_to_community", "Offered to the community", "").or_no().also("asset transfer CAT"),
    list("/community/asks_and_offers", "What each party asks for and offers", "", "an ask or offer", 0, MOST_ROWS).or_empty().also("ask offer"),
    text("/community/asks_and_offers/*/party", "Who", "The name of a partner, or of anyone else."),
    choice("/community/asks_and_offers/*/side", "Asked for or offered", "", SIDES),
    choice("/community/asks_and_offers/*/kind", "What it is", "", EXCHANGES),
    number("/community/asks_and_offers/*/quantity", "Quantity", "", 0.0, MOST_POUNDS),
    text("/community/asks_and_offers/*/unit", "Counted in", "Only rows of the same kind and unit are compared.").also("unit tenure"),
    text("/community/asks_and_offers/*/by_when", "By when", "").or_empty(),
    text("/community/asks_and_offers/*/condition", "On what condition", "").or_empty(),
]);
