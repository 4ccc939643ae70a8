//! Costs: rates that apply to every phase, costs of the whole programme, and costs of single phases.

use super::build::*;
use super::choices::{CURVES, INDICES, PARTNERS};
use super::{Choice, Field, Group, Unit};
use crate::marks::MarkKind::{SecondHand, Unverified};

const PAID_COSTS: &[Choice] = &[
    named("management", "Development management"),
    named("building", "Building, external works and abnormal costs"),
    named("infrastructure", "Infrastructure"),
    named("professional_fees", "Professional fees"),
    named("sales", "Marketing, agents and lawyers of sales"),
    named("programme", "Dated costs of the programme"),
    named("planning", "Section 106 and community infrastructure levy"),
];

const fn vat(pattern: &'static str, label: &'static str) -> Field {
    percent(pattern, label, "% of the cost.").or(0.0).see(&["tax.vat_lost"]).also("irrecoverable VAT")
}

#[rustfmt::skip]
pub(super) const ROWS: &[Field] = &grouped(Group::Costs, [
    part("/costs", "Costs of the programme", "They apply to every phase.").starts(super::Literal::Fresh).also("on-costs"),
    percent("/costs/externals_percent", "External works", "% of build cost.").or(0.0).at(15.0).mark(SecondHand, &["costs.externals"]).also("externals"),
    percent("/costs/contingency_percent", "Contingency", "% of build cost, external works, abnormal costs and infrastructure. It grows with build cost.").or(0.0).at(5.0).mark(Unverified, &["costs.contingency", "costs.contingency_cross_check"]),
    percent("/costs/fees_percent", "Professional fees", "% of build cost, external works, abnormal costs and infrastructure, at base prices. Grows only with the growth of fees.").or(0.0).at(10.0).mark(Unverified, &["costs.fees", "costs.fees_cross_check"]).also("consultants"),
    percent("/costs/early_fees_percent", "Fees paid before building", "% of the fees.").or(0.0).also("pre-share pre-construction"),
    percent("/costs/sales_cost_percent", "Sales costs", "% of the price.").or(0.0).at(3.0).mark(Unverified, &["costs.sales_cost"]).also("marketing agent legal"),
    money("/costs/sales_cost_per_home", "Sales costs, per home", "Rises with house prices.").or(0.0).at(750.0).mark(Unverified, &["costs.sales_cost_per_home"]).also("legal"),
    percent("/costs/corporation_tax_percent", "Corporation tax", "Of a company, on its profit to date. A partnership pays none.").or(0.0).also("company tax CT"),
    percent("/costs/land_legal_percent", "Legal costs of land", "% of its value.").or(0.0).also("acquisition"),
    option("/costs/management", "Development management costs", "", "none").also("DM fee overhead"),
    percent("/costs/management/percent", "Development management", "% of cost.").or(0.0).at(3.0).mark(Unverified, &["costs.management"]).also("DM fee"),
    money("/costs/management/per_month", "Development management fee, a month", "").or(0.0),
    month("/costs/management/from_month", "Management starts", "In months from the start.").or(0.0),
    month("/costs/management/to_month", "Management ends", "In months from the start.").means("the last month of the deal"),
    option("/costs/stamp_duty", "Stamp duty on the land (SDLT)", "Take advice.", "not charged").see(&["tax.stamp_duty_partnership", "tax.stamp_duty_non_residential"]).also("SDLT"),
    percent("/costs/stamp_duty/sum_of_lower_proportions_percent", "Sum of the lower proportions (SLP)", "Take advice.").also("SLP SDLT"),
    part("/costs/vat_lost", "VAT that cannot be recovered", "").also("irrecoverable VAT"),
    vat("/costs/vat_lost/build_percent", "VAT lost on building"),
    vat("/costs/vat_lost/externals_percent", "VAT lost on external works"),
    vat("/costs/vat_lost/abnormals_percent", "VAT lost on abnormal costs"),
    vat("/costs/vat_lost/infrastructure_percent", "VAT lost on infrastructure"),
    vat("/costs/vat_lost/contingency_percent", "VAT lost on contingency"),
    vat("/costs/vat_lost/fees_percent", "VAT lost on fees"),
    list("/costs/infrastructure", "Infrastructure of the whole programme", "In base prices.", "an infrastructure cost", 0, MOST_ROWS).or_empty().also("roads utilities enabling"),
    name("/costs/infrastructure/*/label", "What it is for", ""),
    money("/costs/infrastructure/*/amount", "Infrastructure of the programme", ""),
    month("/costs/infrastructure/*/from_month", "Spending starts", "In months from the start."),
    count("/costs/infrastructure/*/months", "Spending lasts", "In months.", Unit::Months, 720.0).within(1.0, 720.0),
    variants("/costs/infrastructure/*/curve", "Spending is spread", "", CURVES).or_name("straight").also("S-curve"),
    number("/costs/infrastructure/*/curve/hudson/c", "C of Hudson’s curve", "", -100.0, 100.0),
    number("/costs/infrastructure/*/curve/hudson/k", "K of Hudson’s curve", "Not 0.", -1_000.0, 1_000.0).at(6.0),
    points("/costs/infrastructure/*/curve/custom/points", "Points of the curve", "Share of time and share of total, from (0, 0) to (1, 1)."),
    list("/costs/partner_income", "Fees and margin paid to a partner", "Included in the costs above; shown beside the partner’s cash flow.", "a partner’s income", 0, MOST_CONTRIBUTIONS).or_empty().also("related party fees margin"),
    reference("/costs/partner_income/*/partner", "Partner that earns it", "", PARTNERS),
    choice("/costs/partner_income/*/cost", "Cost that includes it", "", PAID_COSTS),
    percent("/costs/partner_income/*/percent", "Partner’s income in a cost", "A fee, or margin in the price.").or(100.0),
    list("/costs/programme", "Dated costs and income of the programme", "Not indexed.", "a dated cost", 0, MOST_ROWS).or_empty().also("one-off"),
    name("/costs/programme/*/label", "What it is for", ""),
    month_end("/costs/programme/*/month", "When"),
    money("/costs/programme/*/amount", "Programme cost", "Negative figures are income.").within(-MOST_POUNDS, MOST_POUNDS),
]);

#[rustfmt::skip]
pub(super) const OF_PHASES: &[Field] = &grouped(Group::Costs, [
    list("/phases/*/abnormals", "Abnormal costs", "In base prices.", "an abnormal cost", 0, MOST_ROWS).or_empty().also("remediation demolition enabling"),
    money("/phases/*/abnormals/*/amount", "Abnormal cost", ""),
    option("/phases/*/abnormals/*/window", "Own spending dates", "", "over building"),
    month("/phases/*/abnormals/*/window/from_month", "Spending starts", "In months after building starts.").unit(Unit::Months).within(-720.0, 720.0),
    count("/phases/*/abnormals/*/window/months", "Spending lasts", "In months.", Unit::Months, 720.0).within(1.0, 720.0),
    variants("/phases/*/abnormals/*/window/curve", "Spending is spread", "", CURVES).or_name("straight").also("S-curve"),
    number("/phases/*/abnormals/*/window/curve/hudson/c", "C of Hudson’s curve", "", -100.0, 100.0),
    number("/phases/*/abnormals/*/window/curve/hudson/k", "K of Hudson’s curve", "Not 0.", -1_000.0, 1_000.0).at(6.0),
    points("/phases/*/abnormals/*/window/curve/custom/points", "Points of the curve", "Share of time and share of total, from (0, 0) to (1, 1)."),
    list("/phases/*/infrastructure", "Infrastructure of the phase", "In base prices, in addition to the sum per home.", "an infrastructure cost", 0, MOST_ROWS).or_empty().also("roads utilities"),
    money("/phases/*/infrastructure/*/amount", "Infrastructure", ""),
    option("/phases/*/infrastructure/*/window", "Own spending dates", "", "over building"),
    month("/phases/*/infrastructure/*/window/from_month", "Spending starts", "In months after building starts.").unit(Unit::Months).within(-720.0, 720.0),
    count("/phases/*/infrastructure/*/window/months", "Spending lasts", "In months.", Unit::Months, 720.0).within(1.0, 720.0),
    variants("/phases/*/infrastructure/*/window/curve", "Spending is spread", "", CURVES).or_name("straight").also("S-curve"),
    number("/phases/*/infrastructure/*/window/curve/hudson/c", "C of Hudson’s curve", "", -100.0, 100.0),
    number("/phases/*/infrastructure/*/window/curve/hudson/k", "K of Hudson’s curve", "Not 0.", -1_000.0, 1_000.0).at(6.0),
    points("/phases/*/infrastructure/*/window/curve/custom/points", "Points of the curve", "Share of time and share of total, from (0, 0) to (1, 1)."),
    list("/phases/*/section_106", "Planning obligations (S106)", "Under section 106.", "an obligation", 0, MOST_ROWS).or_empty().also("s106 S106 contributions"),
    money("/phases/*/section_106/*/per_home", "Section 106, per home", "").or(0.0).also("s106"),
    money("/phases/*/section_106/*/lump_sum", "Section 106, lump sum", "").or(0.0).also("s106"),
    count("/phases/*/section_106/*/at_occupation", "Due at", "Homes occupied.", Unit::Homes, 5_000.0).within(1.0, 5_000.0).means("the start of building").also("trigger"),
    choice("/phases/*/section_106/*/index", "Indexed by", "", INDICES).means("not indexed").also("indexation"),
    option("/phases/*/community_infrastructure_levy", "Community infrastructure levy (CIL) of the phase", "", "none").also("CIL"),
    rate_a_square_metre("/phases/*/community_infrastructure_levy/rate", "Community infrastructure levy", "A square metre.").also("CIL rate"),
    area("/phases/*/community_infrastructure_levy/area_m2", "Floor area charged", "Net additional floor area.", 10_000_000.0).also("GIA CIL"),
    number("/phases/*/community_infrastructure_levy/index_ratio", "Ratio of indices", "Index in the year of permission ÷ index in the year of the charging schedule.", 0.0, 10.0).or(1.0).also("CIL index"),
    list("/phases/*/community_infrastructure_levy/instalments", "Instalments of the levy", "If blank, all at the start of building.", "an instalment", 0, MOST_ROWS).or_empty().also("CIL"),
    month("/phases/*/community_infrastructure_levy/instalments/*/months_after_start", "Instalment", "In months after building starts.").unit(Unit::Months),
    percent("/phases/*/community_infrastructure_levy/instalments/*/percent", "Share of the levy", "").starts(super::Literal::Rest),
    list("/phases/*/levies", "Other levies by floor area", "", "a levy", 0, MOST_ROWS).or_empty().see(&["costs.building_safety_levy"]).also("building safety levy BSL tariff"),
    rate_a_square_metre("/phases/*/levies/*/rate", "Levy", "A square metre."),
    area("/phases/*/levies/*/area_m2", "Floor area charged", "", 10_000_000.0).also("GIA"),
    switch("/phases/*/levies/*/at_completion", "Due when the last homes are completed", "Otherwise due when building starts.").or_no(),
]);
