//! The land, and what a landowner gets of later gain.

use super::build::*;
use super::choices::{INDICES, PARTNERS, PHASES, TENURES, VALUE_BASES};
use super::{Choice, Field, Group, Unit, Variant};
use crate::marks::MarkKind::Source;

const APPORTIONED: &[Choice] = &[named("homes", "Homes"), named("floor_area", "Floor area of the homes")];

const LAND_RULES: &[Choice] = &[
    named("fixed", "Agreed value"),
    named("indexed", "Agreed value, indexed by land values"),
    named("revalued", "As revalued at drawdown"),
    named("residual", "The residual land value of the phase"),
    named("greater_of", "The higher of agreed and revalued value"),
];

const TRUE_UPS: &[Choice] = &[named("up_only", "Only in favour of the landowner"), named("two_way", "Both ways")];

const HELD_FOR: &[Choice] = &[named("housing", "Housing purposes"), named("planning", "Planning purposes")];

const RANKS: &[Choice] = &[named("payable", "After loans, before partners"), named("operating", "When due, as a cost")];

const QUANTITIES: &[Choice] = &[named("home", "Each home"), named("square_metre", "Each square metre")];

const OVERAGE_TESTS: &[Variant] = &[
    variant(
        "sales",
        "Sale receipts, less sales costs, above a threshold",
        &["threshold", "threshold_for", "index", "tenures"],
    ),
    variant("planning", "Value uplift from a new planning consent", &["month", "value", "price_paid", "index"]),
];

#[rustfmt::skip]
pub(super) const SITES: &[Field] = &grouped(Group::SitesAndPhases, [
    list("/sites", "Sites", "Each site has one owner.", "a site", 1, MOST_PHASES).also("land plots parcels"),
    name("/sites/*/name", "Name of the site", ""),
    reference("/sites/*/owner", "Owner", "", PARTNERS).also("landowner"),
    money("/sites/*/value", "Land value agreed", "Credited to the landowner when each phase draws down its land.").also("LV0 market value red book"),
    choice("/sites/*/basis", "The value assumes", "", VALUE_BASES).or_name("planned_use").also("basis of value"),
    money("/sites/*/existing_use_value", "Existing use value (EUV)", "").means("not given").also("value in existing use benchmark land value BLV"),
    money("/sites/*/unrestricted_value", "Unrestricted (best consideration) value", "Section 123 tests the price against it.").means("not given").also("UV s123"),
    number("/sites/*/area_ha", "Area", "In hectares.", 0.0, 100_000.0).unit(Unit::Hectares).or(0.0).also("ha site area"),
    choice("/sites/*/apportioned_by", "Value is shared among phases by", "", APPORTIONED).or_name("homes").also("split apportionment"),
    choice("/sites/*/drawdown_value", "Value accepted at drawdown", "", LAND_RULES).or_name("fixed").also("LVp rule RLV indexed revalue"),
    option("/sites/*/true_up", "True-up", "When a phase is completed: a share of the actual value less the accepted one.", "no true-up").also("land value adjustment"),
    percent("/sites/*/true_up/share_percent", "Landowner’s share of the difference", "%."),
    choice("/sites/*/true_up/mode", "True-up goes", "", TRUE_UPS),
    choice("/sites/*/held_for", "Purpose for which a council holds it", "Land held for housing or planning may need another consent.", HELD_FOR).means("other purposes, or not held by a council").see(&["public_law.other_consents"]).also("s32 s233 consent regime"),
    switch("/sites/*/open_space", "Some of it is open space", "Its disposal must be advertised first.").or_no().see(&["public_law.open_space"]).also("s123(2A) F-OPEN"),
]);

#[rustfmt::skip]
pub(super) const EXTRAS: &[Field] = &grouped(Group::LandExtras, [
    list("/overage", "Overage", "Shares of later gain, paid to a landowner before the partners share.", "an overage", 0, MOST_PHASES).or_empty().see(&["costs.overage_period"]).also("uplift claw-up"),
    reference("/overage/*/phase", "Phase", "", PHASES),
    percent("/overage/*/share_percent", "Landowner’s share of the gain", "%.").at(50.0).mark(Source, &["costs.overage_share"]),
    variants("/overage/*/test", "Gain is measured on", "", OVERAGE_TESTS),
    money("/overage/*/test/sales/threshold", "Threshold", "In pounds a home or a square metre."),
    choice("/overage/*/test/sales/threshold_for", "Threshold counts", "", QUANTITIES).or_name("home"),
    choice("/overage/*/test/sales/index", "Threshold indexed by", "", INDICES).means("not indexed").also("indexation"),
    choices("/overage/*/test/sales/tenures", "Tenures whose sales count", "If blank, market and discount market sale.", TENURES).or_empty(),
    month("/overage/*/test/planning/month", "New consent", "In months from the start.").also("planning permission"),
    money("/overage/*/test/planning/value", "Value with the new consent", ""),
    money("/overage/*/test/planning/price_paid", "Price that was paid", ""),
    choice("/overage/*/test/planning/index", "Price paid indexed by", "", INDICES).means("not indexed").also("indexation"),
    choice("/overage/*/rank", "Overage is paid", "", RANKS).or_name("payable").also("payable operating"),
    list("/clawback", "Clawback", "Grant or undervalue that is paid back out of profit, tested once.", "a clawback", 0, FEW).or_empty().also("grant recovery"),
    reference("/clawback/*/partner", "Paid to", "", PARTNERS).means("a body outside the venture"),
    month_end("/clawback/*/month", "Clawback is tested"),
    percent("/clawback/*/share_percent", "Share of the profit above the allowance", ""),
    money("/clawback/*/allowed_profit", "Profit allowed", ""),
    money("/clawback/*/limit", "Maximum repaid", "").also("cap"),
]);
