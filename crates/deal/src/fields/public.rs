//! The public side beyond the cash of the venture: public law, the council's revenue and accounts, landlords, the economic
//! case.

use super::build::*;
use super::choices::{HOME_TYPES, LOANS, PHASES, RENT_INDICES};
use super::{Choice, Field, Group, Unit, Variant};
use crate::marks::MarkKind::{Assumed, Unverified};

const PROVISIONS: &[Choice] = &[
    named("straight_line", "The same every year (straight line)"),
    named("annuity", "The principal of a level annuity (annuity method)"),
];

const TREATMENTS: &[Variant] = &[
    variant("principal_receipts", "Setting aside principal received (capital receipts)", &[]),
    variant("expected_credit_loss", "Setting aside the expected credit loss (ECL)", &["percent"]),
    variant("asset_life", "Even charges over the asset’s life, even after the loan is repaid", &["years"]),
];

const COUNTERFACTUALS: &[Variant] =
    &[variant("held", "would be held", &[]), variant("sold", "would be sold", &["buyers_value"])];

const WORKS: &[Choice] = &[
    named("standard_buildings", "Standard buildings"),
    named("non_standard_buildings", "Non-standard buildings"),
    named("standard_civil", "Standard civil engineering"),
    named("non_standard_civil", "Non-standard civil engineering"),
];

const BIAS: &[&str] = &[
    "optimism_bias.standard_buildings",
    "optimism_bias.non_standard_buildings",
    "optimism_bias.standard_civil",
    "optimism_bias.non_standard_civil",
];

const PROVISION: &[&str] = &["council.minimum_revenue_provision"];

const fn band(pattern: &'static str, label: &'static str) -> Field {
    percent(pattern, label, "% of the homes; the bands add up to 100%.").see(&["council.band_ratios"])
}

#[rustfmt::skip]
pub(super) const ROWS: &[Field] = &grouped(Group::Outputs, [
    part("/public", "The public side", "None of it is cash of the venture. Flags and Compare use it; the other figures are in the results of the command line (appraise --json)."),
    part("/public/law", "Public law", "Other facts needed for the legal flags.").also("subsidy control procurement"),
    yearly("/public/law/market_interest_percent", "Market interest, a year", "On loans of public partners. Each below-market loan is counted separately.", 100.0).means("loans are not compared with the market").also("subsidy gross grant equivalent"),
    switch("/public/law/sensitive_sector", "The subsidy falls in a sensitive sector", "").or_no().see(&["public_law.subsidy_referral_sensitive"]).also("subsidy advice unit SAU"),
    switch("/public/law/partner_delivers_works", "A partner also delivers works or services", "").or_no().see(&["public_law.procurement"]).also("procurement F-PROC"),
    switch("/public/law/yield_only_assets", "The venture owns assets primarily for yield (PWLB test)", "").or_no().see(&["public_law.pwlb_access"]).also("PWLB F-PWLB"),
    option("/public/council_tax", "Council tax of the new homes", "All precepts, unless the share retained by this council is entered.", "not included"),
    money("/public/council_tax/band_d", "Band D, a year", "With all precepts, at prices of the first month.").means("the England average").see(&["council.band_d"]),
    part("/public/council_tax/bands", "How the homes fall into bands", ""),
    band("/public/council_tax/bands/a", "Homes in band A").or(0.0),
    band("/public/council_tax/bands/b", "Homes in band B").or(0.0),
    band("/public/council_tax/bands/c", "Homes in band C").or(0.0),
    band("/public/council_tax/bands/d", "Homes in band D").or(100.0),
    band("/public/council_tax/bands/e", "Homes in band E").or(0.0),
    band("/public/council_tax/bands/f", "Homes in band F").or(0.0),
    band("/public/council_tax/bands/g", "Homes in band G").or(0.0),
    band("/public/council_tax/bands/h", "Homes in band H").or(0.0),
    percent("/public/council_tax/discounts_percent", "Lost to discounts", "").or(10.0).mark(Unverified, &["council.tax_discounts"]),
    percent("/public/council_tax/collection_percent", "Collected", "").or(98.0).mark(Unverified, &["council.tax_collection"]).also("collection rate"),
    percent("/public/council_tax/retained_percent", "Share of council tax retained by this council", "100% includes every precept: county, police, fire and parish too. A billing authority retains only its own share: enter that.").or(100.0).mark(Assumed, &["council.tax_retained"]).also("precepts share"),
    option("/public/temporary_accommodation", "Temporary accommodation no longer needed", "", "not included").also("TA homelessness"),
    money("/public/temporary_accommodation/cost_a_year", "Temporary accommodation, a year", "Of one household.").or(0.0),
    percent("/public/temporary_accommodation/share_percent", "From temporary accommodation", "Of nominated first lettings.").or(0.0),
    option("/public/business_rates", "Business rates of new space", "", "not included").also("NNDR"),
    money("/public/business_rates/rateable_value", "Rateable value, a year", "At prices of the first month.").also("RV"),
    number("/public/business_rates/multiplier_pence", "Business rates multiplier", "In pence in the pound. No default: enter it.", 0.0, 200.0).also("UBR poundage"),
    percent("/public/business_rates/reliefs_percent", "Lost to reliefs and empty space", "").or(0.0),
    percent("/public/business_rates/collection_percent", "Business rates collected", "").or(100.0),
    percent("/public/business_rates/retained_percent", "Business rates retained by the council", "").or(100.0).also("retention"),
    month("/public/business_rates/from_month", "Business rates begin", "In months from the start.").means("the month after the last space, or else the last home, is completed"),
    option("/public/new_homes_bonus", "New Homes Bonus", "Last paid for 2025-26.", "not included").see(&["council.new_homes_bonus_years"]).also("NHB"),
    percent("/public/new_homes_bonus/share_percent", "Bonus that the council receives", "").or(100.0).also("NHB two-tier"),
    number("/public/new_homes_bonus/baseline_homes", "Baseline: homes a year without bonus", "Since 2017-18.", 0.0, 100_000.0).or(0.0).see(&["council.new_homes_bonus_baseline"]).also("NHB baseline deadweight"),
    part("/public/accounts", "The council’s own accounts", ""),
    option("/public/accounts/minimum_revenue_provision", "Provision for repaying debt (MRP)", "The charge is under the table of partners.", "not included").see(PROVISION).also("MRP"),
    money("/public/accounts/minimum_revenue_provision/amount", "Sum provided for", "What the council has borrowed.").also("MRP"),
    years("/public/accounts/minimum_revenue_provision/years", "Provided for over", "In years.").at(40.0).also("MRP asset life"),
    month("/public/accounts/minimum_revenue_provision/spent_month", "Sum is spent", "In months from the start.").or(0.0),
    month("/public/accounts/minimum_revenue_provision/operational_month", "In use", "In months from the start.").means("no wait").also("operational MRP holiday"),
    choice("/public/accounts/minimum_revenue_provision/method", "Provision runs", "", PROVISIONS).or_name("straight_line").also("MRP annuity"),
    yearly("/public/accounts/minimum_revenue_provision/annuity_percent", "Rate of the annuity", "", 30.0).or(0.0),
    list("/public/accounts/loans", "How the council provides for its loans (MRP)", "Scheduled loans and cash loan notes of the council.", "a provision for a loan", 0, MOST_CONTRIBUTIONS).or_empty().see(PROVISION).also("MRP capital loan expected credit loss"),
    reference("/public/accounts/loans/*/loan", "Loan that is provided for", "", LOANS),
    variants("/public/accounts/loans/*/treatment", "Loan is provided for by", "", TREATMENTS).also("MRP"),
    percent("/public/accounts/loans/*/treatment/expected_credit_loss/percent", "Expected credit loss (ECL)", "% of what is owed.").also("ECL"),
    years("/public/accounts/loans/*/treatment/asset_life/years", "Life of the asset", "In years. The charge runs for the whole life, even if the loan is repaid sooner.").at(40.0),
    option("/public/accounts/right_to_buy", "Right to Buy (RTB)", "Of the council’s own rented homes.", "not included").see(&["council.right_to_buy_eligibility", "council.right_to_buy_discount", "council.right_to_buy_receipts", "council.right_to_buy_cost_floor"]).also("RTB"),
    count("/public/accounts/right_to_buy/homes", "Rented homes of the council", "", Unit::Homes, 100_000.0).means("the planned homes at social and affordable rent that the council receives").also("HRA stock"),
    yearly("/public/accounts/right_to_buy/attrition_percent", "Bought, a year", "% of those left.", 100.0).at(0.0).mark(Assumed, &["tenure_values.right_to_buy_attrition"]).also("RTB attrition"),
    month("/public/accounts/right_to_buy/exemption_from_month", "New homes are exempt from", "In months from the start.").means("no exemption"),
    count("/public/accounts/right_to_buy/exempt_years", "Exempt for", "In years after completion.", Unit::Years, 60.0).or(0.0).see(&["council.right_to_buy_exemption"]),
    years("/public/accounts/right_to_buy/years", "Years shown", "").at(30.0),
    switch("/public/accounts/joins_through_company", "The council joins through a company of its own", "Stamp duty on the land may then be lower: take advice.").or_no().see(&["tax.stamp_duty_partnership"]).also("SLP SDLT wholly owned"),
    list("/landlords", "Landlords that take over homes", "", "a landlord", 0, FEW).or_empty().also("HRA RP thirty-year model"),
    name("/landlords/*/name", "Name of the landlord", "Such as Council (HRA)."),
    references("/landlords/*/home_types", "Home types taken over", "If blank, all that are transferred at social or affordable rent.", HOME_TYPES).or_empty(),
    money("/landlords/*/price_per_home", "Price paid, per home", "Otherwise what the venture receives.").means("what the venture receives"),
    percent("/landlords/*/on_costs_percent", "Landlord’s costs of buying", "% of the price.").or(0.0),
    money("/landlords/*/grant_per_home", "Grant to the landlord, per home", "Not grant to the venture.").or(0.0).see(&["lending.grant_programme", "lending.grant_section_106"]).also("SAHP social housing grant"),
    money("/landlords/*/rent_a_week", "Rent, a week", "Of one home, at prices of the first month."),
    choice("/landlords/*/rent_index", "Rent moves with", "", RENT_INDICES).or_name("social_rent").see(&["rents.above_consumer_prices", "rents.convergence"]).also("CPI + 1%"),
    percent("/landlords/*/void_percent", "Rent lost to voids", "").or(0.0).at(2.5).mark(Unverified, &["tenure_values.voids"]).also("voids"),
    percent("/landlords/*/bad_debt_percent", "Bad debts", "").or(0.0).at(1.0).mark(Unverified, &["tenure_values.bad_debt"]).also("bad debt arrears"),
    part("/landlords/*/upkeep", "Upkeep", "").see(&["tenure_values.upkeep", "tenure_values.headline_social_housing_cost"]),
    money("/landlords/*/upkeep/management_a_year", "Management, a year", "Of one home.").or(0.0),
    money("/landlords/*/upkeep/repairs_a_year", "Repairs, a year", "Of one home.").or(0.0).also("maintenance"),
    money("/landlords/*/upkeep/major_repairs_a_year", "Major repairs, a year", "Of one home.").or(0.0).also("capital works"),
    years("/landlords/*/upkeep/major_repairs_from_year", "Major repairs begin in year", "").or(1.0),
    yearly("/landlords/*/borrowing_percent", "Landlord’s borrowing, a year", "", 30.0),
    yearly("/landlords/*/discount_percent", "Landlord’s discount rate", "Otherwise what it pays on its loan.", 30.0).means("what it pays on its loan").see(&["appraisal.housing_association_rate"]).also("NPV"),
    years("/landlords/*/years", "Years of the landlord’s model", "").or(30.0),
    switch("/landlords/*/right_to_buy", "The homes can be bought under the Right to Buy", "").or_no().also("RTB"),
    option("/public/economic_case", "Economic case", "In real prices.", "not included").see(&["value_for_money.labels", "value_for_money.brownfield_pass", "value_for_money.appraisal_guide"]).also("Green Book BCR benefits costs value for money"),
    years("/public/economic_case/years", "Appraisal period", "In years.").within(30.0, 60.0).or(60.0).mark(Unverified, &["appraisal.period"]),
    variants("/public/economic_case/counterfactual", "Without the deal, the land…", "", COUNTERFACTUALS).or_name("held").also("do nothing counterfactual"),
    money("/public/economic_case/counterfactual/sold/buyers_value", "Land value with the buyer’s scheme", "").means("its unrestricted value"),
    list("/public/economic_case/new_use_values", "Land values in the new use", "Instead of the calculated residual value.", "a land value", 0, MOST_PHASES).or_empty().named_by(PHASES).see(&["value_for_money.new_use_value"]).also("land value uplift LVU"),
    money("/public/economic_case/new_use_values/*/value", "Land value in the new use", "At prices of the first month."),
    list("/public/economic_case/fees_waived", "Fees that public bodies waive", "", "a waived fee", 0, MOST_ROWS).or_empty(),
    month_end("/public/economic_case/fees_waived/*/month", "When"),
    money("/public/economic_case/fees_waived/*/amount", "Fees waived", ""),
    list("/public/economic_case/external_effects", "Effects on others", "At your own unit values.", "an effect", 0, MOST_ROWS).or_empty().also("externalities amenity health carbon"),
    name("/public/economic_case/external_effects/*/name", "What it is", "Amenity, health of affordable homes, carbon."),
    money("/public/economic_case/external_effects/*/unit_value", "Value of a unit, a year", "Negative figures are costs.").within(-MOST_POUNDS, MOST_POUNDS),
    number("/public/economic_case/external_effects/*/quantity", "Units", "", 0.0, 1_000_000.0),
    month_end("/public/economic_case/external_effects/*/from_month", "From").or(0.0),
    years("/public/economic_case/external_effects/*/years", "For", "In years; 1 is once."),
    list("/public/economic_case/optimism_bias", "Optimism bias of the works", "By type of works. If blank, none.", "an optimism bias", 0, FEW).or_empty().see(BIAS).also("Green Book"),
    choice("/public/economic_case/optimism_bias/*/kind", "Type of works", "", WORKS).see(BIAS),
    percent("/public/economic_case/optimism_bias/*/share_percent", "Share of the cost of works", "").or(100.0).starts(super::Literal::Rest),
    percent("/public/economic_case/optimism_bias/*/mitigated_percent", "Risk mitigated", "% of the way from the upper to the lower bound.").or(0.0),
]);
