//! The field catalogue: label, hint, unit and limits of every number a deal holds, once. Form, messages, checks and
//! tables all read it. A path matches the first row whose pattern fits; `*` stands for the id of any row.

use std::collections::HashMap;
use std::sync::OnceLock;

/// What a number is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Pounds.
    Pounds,
    /// Pounds for each square metre.
    PoundsASquareMetre,
    /// Percent.
    Percent,
    /// Percent a year.
    PercentAYear,
    /// A number of months.
    Months,
    /// A month counted from the start of the deal.
    MonthNumber,
    /// Homes.
    Homes,
    /// Homes a month.
    HomesAMonth,
    /// Square metres.
    SquareMetres,
    /// Hectares.
    Hectares,
    /// A number of years.
    Years,
    /// A plain number.
    Number,
    /// Person-years of work for each £1m.
    PersonYearsAMillion,
}

/// One row of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// The path, with `*` for the id of a row.
    pub pattern: &'static str,
    /// What the field is called.
    pub label: &'static str,
    /// What more there is to know, or nothing.
    pub hint: &'static str,
    /// What it is measured in.
    pub unit: Unit,
    /// The least that is allowed.
    pub least: f64,
    /// The most that is allowed.
    pub most: f64,
    /// Whether only whole numbers are allowed.
    pub whole: bool,
}

/// The most money a single field may hold, in pounds.
const MOST_POUNDS: f64 = 10e9;

const fn money(pattern: &'static str, label: &'static str, hint: &'static str) -> Field {
    Field { pattern, label, hint, unit: Unit::Pounds, least: 0.0, most: MOST_POUNDS, whole: false }
}

const fn percent(pattern: &'static str, label: &'static str, hint: &'static str) -> Field {
    Field { pattern, label, hint, unit: Unit::Percent, least: 0.0, most: 100.0, whole: false }
}

const fn yearly(pattern: &'static str, label: &'static str, hint: &'static str, most: f64) -> Field {
    Field { pattern, label, hint, unit: Unit::PercentAYear, least: 0.0, most, whole: false }
}

const fn growth(pattern: &'static str, label: &'static str, hint: &'static str) -> Field {
    Field { pattern, label, hint, unit: Unit::PercentAYear, least: -20.0, most: 30.0, whole: false }
}

const fn month(pattern: &'static str, label: &'static str, hint: &'static str) -> Field {
    Field { pattern, label, hint, unit: Unit::MonthNumber, least: 0.0, most: 720.0, whole: true }
}

const fn area(pattern: &'static str, label: &'static str, most: f64) -> Field {
    Field { pattern, label, hint: "", unit: Unit::SquareMetres, least: 0.0, most, whole: false }
}

const fn rate_a_square_metre(pattern: &'static str, label: &'static str) -> Field {
    Field { pattern, label, hint: "", unit: Unit::PoundsASquareMetre, least: 0.0, most: 100_000.0, whole: false }
}

const fn number(pattern: &'static str, label: &'static str, hint: &'static str, least: f64, most: f64) -> Field {
    Field { pattern, label, hint, unit: Unit::Number, least, most, whole: false }
}

const fn pace(pattern: &'static str, label: &'static str, hint: &'static str) -> Field {
    Field { pattern, label, hint, unit: Unit::HomesAMonth, least: 0.01, most: 1_000.0, whole: false }
}

const fn years(pattern: &'static str, label: &'static str) -> Field {
    Field { pattern, label, hint: "", unit: Unit::Years, least: 1.0, most: 60.0, whole: true }
}

const fn yield_of(pattern: &'static str) -> Field {
    let hint = "Net rent a year over the value.";
    Field { pattern, label: "Yield", hint, unit: Unit::Percent, least: 0.0, most: 100.0, whole: false }
}

/// The same field with other bounds.
const fn within(field: Field, least: f64, most: f64) -> Field {
    Field { least, most, ..field }
}

/// The same field in another unit.
const fn in_unit(field: Field, unit: Unit) -> Field {
    Field { unit, ..field }
}

/// A whole number of something.
const fn count(pattern: &'static str, label: &'static str, hint: &'static str, unit: Unit, most: f64) -> Field {
    Field { pattern, label, hint, unit, least: 0.0, most, whole: true }
}

/// Every number of a deal.
pub const CATALOGUE: &[Field] = &[
    within(count("/months", "Length of the deal", "In months, up to 60 years.", Unit::Months, 720.0), 1.0, 720.0),
    within(
        month("/price_base_month", "Month of the price base", "0 is the start; before the start is negative."),
        -600.0,
        720.0,
    ),
    percent("/partners/*/votes_percent", "Share of votes", ""),
    yearly(
        "/partners/*/discount_rate_percent",
        "Discount rate",
        "The partner's own rate, before inflation is taken off.",
        30.0,
    ),
    money("/contributions/*/amount", "Cash", "The most it puts in; called when cash is needed."),
    month("/contributions/*/from_month", "First call", "In months from the start."),
    money("/sites/*/value", "Land value agreed", "Credited to the landowner as each phase starts."),
    percent("/contributions/*/share_percent", "Share of the site", "In percent of its value."),
    yearly("/contributions/*/coupon_percent", "Coupon, a year", "Paid by the order of payment.", 30.0),
    month("/contributions/*/maturity_month", "Note falls due", "In months from the start."),
    percent("/contributions/*/instalments/*/percent", "Share of the price of land", ""),
    within(
        count("/contributions/*/instalments/*/due/sale/number", "Due at", "Homes sold.", Unit::Homes, 5_000.0),
        1.0,
        5_000.0,
    ),
    month("/contributions/*/instalments/*/due/date/month", "Due", "In months from the start."),
    month("/contributions/*/long_stop_month", "Land is paid for by", "In months from the start."),
    month("/contributions/*/schedule/*/month", "When", "In months from the start."),
    money("/contributions/*/schedule/*/amount", "Sum", "Paid on its date, needed or not."),
    month("/contributions/*/repayable_month", "Grant is repaid", "In months from the start."),
    money("/contributions/*/limit", "Most that is credited", ""),
    money("/sites/*/existing_use_value", "Value in existing use", ""),
    money("/sites/*/unrestricted_value", "Unrestricted value", "What section 123 tests the price against."),
    in_unit(number("/sites/*/area_ha", "Area", "In hectares.", 0.0, 100_000.0), Unit::Hectares),
    percent("/sites/*/true_up/share_percent", "Landowner's share of the difference", "In percent."),
    money("/home_types/*/price", "Price, per home", "At prices of the first month."),
    within(percent("/home_types/*/percent_of_price", "Share of market price paid", ""), 0.0, 200.0),
    money("/home_types/*/build_cost", "Build cost, per home", "At prices of the first month, before fees."),
    money("/home_types/*/infrastructure_cost", "Roads and services, per home", "At prices of the first month."),
    area("/home_types/*/area_m2", "Floor area, per home", 10_000.0),
    within(month("/home_types/*/launch_month", "First sales", "In months after building starts."), -120.0, 720.0),
    pace("/home_types/*/sales_a_month", "Sales a month", "In each phase, at the pace of the market."),
    within(month("/home_types/*/sale_lag_months", "From reservation to cash", "In months."), 0.0, 120.0),
    percent("/home_types/*/stages/land_percent", "Paid for the land", ""),
    percent("/home_types/*/stages/build_percent", "Paid as building goes on", ""),
    month("/home_types/*/stages/golden_brick_month", "Land payment", "In months after building starts."),
    money("/home_types/*/build_cost_per_m2", "Build cost, a square metre", "Besides the cost of a home."),
    number("/home_types/*/bedrooms", "Bedrooms, per home", "", 0.0, 20.0),
    number("/home_types/*/persons", "Persons, per home", "", 0.0, 20.0),
    percent("/home_types/*/nominations_percent", "First lettings the council may fill", ""),
    percent("/home_types/*/relets_percent", "Homes let again, a year", ""),
    percent("/home_types/*/relet_nominations_percent", "Later lettings the council may fill", ""),
    money("/home_types/*/letting/rent_a_week", "Rent, a week", "Of one home, at prices of the first month."),
    pace("/home_types/*/letting/lets_a_month", "Homes let a month", "In each phase."),
    percent("/home_types/*/letting/void_percent", "Rent lost while empty", ""),
    percent("/home_types/*/letting/bad_debt_percent", "Rent never paid", ""),
    money("/home_types/*/letting/service_charge_a_year", "Service charge, a year", "Lost while a home stands empty."),
    money("/home_types/*/letting/upkeep/management_a_year", "Management, a year", "Of one home."),
    money("/home_types/*/letting/upkeep/repairs_a_year", "Repairs, a year", "Of one home."),
    money("/home_types/*/letting/upkeep/major_repairs_a_year", "Major repairs, a year", "Of one home."),
    years("/home_types/*/letting/upkeep/major_repairs_from_year", "Major repairs begin in year"),
    yield_of("/home_types/*/letting/yield_percent"),
    percent("/home_types/*/letting/purchasers_costs_percent", "Buyer's costs", "In percent of the value."),
    month("/home_types/*/letting/exit_month", "Sold after month", "In months from the start."),
    percent("/home_types/*/shared_ownership/first_share_percent", "First share sold", ""),
    yearly("/home_types/*/shared_ownership/rent_percent", "Rent on what is not sold", "In percent of its value.", 30.0),
    yearly(
        "/home_types/*/shared_ownership/staircasing_percent",
        "Bought later, a year",
        "In percent of the rest.",
        99.0,
    ),
    count(
        "/home_types/*/shared_ownership/landlord_repairs_months",
        "Landlord repairs for",
        "In months from the sale.",
        Unit::Months,
        720.0,
    ),
    money("/home_types/*/shared_ownership/upkeep/management_a_year", "Management, a year", "Of one home."),
    money("/home_types/*/shared_ownership/upkeep/repairs_a_year", "Repairs, a year", "Of one home."),
    money("/home_types/*/shared_ownership/upkeep/major_repairs_a_year", "Major repairs, a year", "Of one home."),
    years("/home_types/*/shared_ownership/upkeep/major_repairs_from_year", "Major repairs begin in year"),
    yield_of("/home_types/*/shared_ownership/yield_percent"),
    percent("/home_types/*/shared_ownership/purchasers_costs_percent", "Buyer's costs", "In percent of the value."),
    month("/home_types/*/shared_ownership/exit_month", "Sold after month", "In months from the start."),
    month("/phases/*/drawdown_month", "Land is drawn down", "In months from the start."),
    money("/phases/*/land_value", "Land value of the phase", ""),
    month("/phases/*/build_start_month", "Building starts", "In months from the start."),
    within(count("/phases/*/build_months", "Building lasts", "In months.", Unit::Months, 120.0), 1.0, 120.0),
    count(
        "/phases/*/first_completion_months",
        "First homes finished",
        "In months after building starts.",
        Unit::Months,
        119.0,
    ),
    count("/phases/*/early_fees_months", "Early fees", "In months before building.", Unit::Months, 120.0),
    count("/phases/*/homes/*/count", "Homes", "", Unit::Homes, 5_000.0),
    count("/phases/*/demolished", "Homes demolished", "", Unit::Homes, 5_000.0),
    money("/phases/*/abnormals/*/amount", "Abnormal cost", ""),
    within(
        month("/phases/*/abnormals/*/window/from_month", "Spending starts", "In months after building starts."),
        -720.0,
        720.0,
    ),
    within(
        count("/phases/*/abnormals/*/window/months", "Spending lasts", "In months.", Unit::Months, 720.0),
        1.0,
        720.0,
    ),
    money("/phases/*/infrastructure/*/amount", "Infrastructure", ""),
    within(
        month("/phases/*/infrastructure/*/window/from_month", "Spending starts", "In months after building starts."),
        -720.0,
        720.0,
    ),
    within(
        count("/phases/*/infrastructure/*/window/months", "Spending lasts", "In months.", Unit::Months, 720.0),
        1.0,
        720.0,
    ),
    money("/phases/*/section_106/*/per_home", "Section 106, per home", ""),
    money("/phases/*/section_106/*/lump_sum", "Section 106, lump sum", ""),
    within(
        count("/phases/*/section_106/*/at_occupation", "Due at", "Homes occupied.", Unit::Homes, 5_000.0),
        1.0,
        5_000.0,
    ),
    rate_a_square_metre("/phases/*/community_infrastructure_levy/rate", "Community infrastructure levy"),
    area("/phases/*/community_infrastructure_levy/area_m2", "Floor area charged", 10_000_000.0),
    number("/phases/*/community_infrastructure_levy/index_ratio", "Ratio of indices", "", 0.0, 10.0),
    month(
        "/phases/*/community_infrastructure_levy/instalments/*/months_after_start",
        "Instalment",
        "In months after building starts.",
    ),
    percent("/phases/*/community_infrastructure_levy/instalments/*/percent", "Share of the levy", ""),
    rate_a_square_metre("/phases/*/levies/*/rate", "Levy"),
    area("/phases/*/levies/*/area_m2", "Floor area charged", 10_000_000.0),
    money("/phases/*/revalued", "Land value at drawdown", "As revalued then."),
    money("/phases/*/actual_land_value", "Land value when finished", "For the true-up."),
    area("/phases/*/commercial/*/area_m2", "Floor area", 10_000_000.0),
    money("/phases/*/commercial/*/build_cost_per_m2", "Build cost, a square metre", "At prices of the first month."),
    money("/phases/*/commercial/*/rent_per_m2", "Rent of a square metre, a year", "At prices of the first month."),
    count("/phases/*/commercial/*/void_months", "Empty for", "In months after it is finished.", Unit::Months, 720.0),
    count("/phases/*/commercial/*/rent_free_months", "No rent for", "In months after that.", Unit::Months, 720.0),
    percent("/phases/*/commercial/*/void_percent", "Rent lost while empty", ""),
    percent("/phases/*/commercial/*/cost_percent", "Costs of letting", "In percent of the rent."),
    yield_of("/phases/*/commercial/*/yield_percent"),
    percent("/phases/*/commercial/*/purchasers_costs_percent", "Buyer's costs", "In percent of the value."),
    month("/phases/*/commercial/*/exit_month", "Sold after month", "In months from the start."),
    percent("/costs/externals_percent", "External works", "In percent of building."),
    percent("/costs/contingency_percent", "Contingency", "In percent of building and infrastructure."),
    percent("/costs/fees_percent", "Professional fees", "In percent of building and infrastructure."),
    percent("/costs/early_fees_percent", "Fees paid before building", "In percent of the fees."),
    percent("/costs/sales_cost_percent", "Costs of sale", "In percent of the price."),
    money("/costs/sales_cost_per_home", "Costs of sale, per home", ""),
    percent("/costs/management/percent", "Development management", "In percent of cost."),
    money("/costs/management/per_month", "Development management, a month", ""),
    month("/costs/management/from_month", "Management starts", "In months from the start."),
    month("/costs/management/to_month", "Management ends", "In months from the start."),
    percent("/costs/partner_income/*/percent", "Partner's income in a cost", "A fee, or margin in the price."),
    percent("/costs/land_legal_percent", "Legal costs of land", "In percent of its value."),
    percent("/costs/stamp_duty/sum_of_lower_proportions_percent", "Sum of the lower proportions", "Take advice."),
    percent("/costs/vat_lost/build_percent", "VAT lost on building", ""),
    percent("/costs/vat_lost/externals_percent", "VAT lost on external works", ""),
    percent("/costs/vat_lost/abnormals_percent", "VAT lost on abnormal costs", ""),
    percent("/costs/vat_lost/infrastructure_percent", "VAT lost on infrastructure", ""),
    percent("/costs/vat_lost/contingency_percent", "VAT lost on contingency", ""),
    percent("/costs/vat_lost/fees_percent", "VAT lost on fees", ""),
    money("/costs/infrastructure/*/amount", "Infrastructure of the programme", ""),
    month("/costs/infrastructure/*/from_month", "Spending starts", "In months from the start."),
    within(count("/costs/infrastructure/*/months", "Spending lasts", "In months.", Unit::Months, 720.0), 1.0, 720.0),
    month("/costs/programme/*/month", "When", "In months from the start."),
    within(
        money("/costs/programme/*/amount", "Programme cost", "Less than nothing is income."),
        -MOST_POUNDS,
        MOST_POUNDS,
    ),
    month("/growth/house_price/*/from_month", "From", "In months from the start."),
    month("/growth/build_cost/*/from_month", "From", "In months from the start."),
    month("/growth/infrastructure/*/from_month", "From", "In months from the start."),
    month("/growth/fees/*/from_month", "From", "In months from the start."),
    month("/growth/consumer_prices/*/from_month", "From", "In months from the start."),
    month("/growth/market_rent/*/from_month", "From", "In months from the start."),
    month("/growth/commercial_rent/*/from_month", "From", "In months from the start."),
    month("/growth/land/*/from_month", "From", "In months from the start."),
    month("/growth/council_tax/*/from_month", "From", "In months from the start."),
    month("/growth/gdp_deflator/*/from_month", "From", "In months from the start."),
    growth("/growth/house_price/*/percent", "House price growth, a year", ""),
    growth("/growth/build_cost/*/percent", "Build cost growth, a year", ""),
    growth("/growth/infrastructure/*/percent", "Infrastructure cost growth, a year", ""),
    growth("/growth/fees/*/percent", "Fee growth, a year", ""),
    growth("/growth/consumer_prices/*/percent", "Consumer price growth, a year", ""),
    growth("/growth/market_rent/*/percent", "Market rent growth, a year", ""),
    growth("/growth/commercial_rent/*/percent", "Commercial rent growth, a year", ""),
    growth("/growth/land/*/percent", "Land value growth, a year", ""),
    growth("/growth/council_tax/*/percent", "Council tax growth, a year", ""),
    growth("/growth/gdp_deflator/*/percent", "Growth of the GDP deflator, a year", ""),
    money("/funding/minimum_cash", "Cash always kept", ""),
    yearly("/funding/cash_interest_percent", "Interest earned on cash", "", 30.0),
    percent("/funding/sweep_percent", "Free cash that repays loans", ""),
    percent("/funding/order/pro_rata/facility_share_percent", "Share that loans pay", "Partners pay the rest."),
    number("/funding/order/matched/ratio", "Cash for each £1 of land", "", 0.0, 1_000.0),
    month("/funding/scheduled_loans/*/month", "Loan is drawn", "In months from the start."),
    money("/funding/scheduled_loans/*/amount", "Loan", "Drawn on its date."),
    yearly("/funding/scheduled_loans/*/rate_percent", "Loan interest, a year", "Half of it each half-year.", 30.0),
    yearly("/funding/scheduled_loans/*/margin_percent", "Margin of the lending partner, a year", "", 30.0),
    within(count("/funding/scheduled_loans/*/years", "Loan runs for", "In years.", Unit::Years, 60.0), 1.0, 60.0),
    money("/funding/guarantees/*/limit", "Guarantee", "The most that is paid."),
    number("/funding/covenants/*/limit", "Covenant", "As a ratio.", 0.0, 100.0),
    money("/funding/facilities/*/limit", "Loan limit", "The most that can be owed."),
    yearly("/funding/facilities/*/rate_percent", "Loan interest, a year", "", 30.0),
    percent("/funding/facilities/*/arrangement_fee_percent", "Arrangement fee", "In percent of the limit."),
    yearly("/funding/facilities/*/non_utilisation_fee_percent", "Fee on what is not drawn", "", 30.0),
    percent("/funding/facilities/*/exit_fee_percent", "Exit fee", "In percent of the limit."),
    percent("/funding/facilities/*/loan_to_cost_percent", "Loan to cost", ""),
    percent("/funding/facilities/*/loan_to_value_percent", "Loan to gross development value", ""),
    month("/funding/facilities/*/rolled_to_month", "Interest is added to the loan until", "In months from the start."),
    month("/funding/facilities/*/available_to_month", "Can be drawn until", "In months from the start."),
    yearly(
        "/sharing/preferred_return_percent",
        "Return paid before the split, a year",
        "Earned on land from the day it is credited and on cash from the day it is paid in.",
        30.0,
    ),
    percent("/sharing/recycled_percent", "Surplus reinvested", "The rest is paid to the partners."),
    yearly("/sharing/tiers/*/test/rate_of_return/percent", "Tier holds to a rate of return of", "", 1_000.0),
    number("/sharing/tiers/*/test/multiple/times", "Tier holds to a multiple of", "", 0.0, 1_000.0),
    money("/sharing/tiers/*/test/amount/pounds", "Tier holds for the first", ""),
    percent("/sharing/tiers/*/split/*/percent", "Share of the tier", ""),
    percent("/overage/*/share_percent", "Landowner's share of the gain", "In percent."),
    money("/overage/*/test/sales/threshold", "Threshold", "In pounds a home or a square metre."),
    month("/overage/*/test/planning/month", "New consent", "In months from the start."),
    money("/overage/*/test/planning/value", "Value with the new consent", ""),
    money("/overage/*/test/planning/price_paid", "Price that was paid", ""),
    month("/clawback/*/month", "Clawback is tested", "In months from the start."),
    percent("/clawback/*/share_percent", "Share of the profit above what is allowed", ""),
    money("/clawback/*/allowed_profit", "Profit that is allowed", ""),
    money("/clawback/*/limit", "Most that is paid back", ""),
    percent("/sharing/split/*/percent", "Share of the rest", ""),
    count("/sharing/look_ahead_months", "Look ahead before paying out", "In months.", Unit::Months, 720.0),
    percent("/residual_land/target/profit_on_value/market_percent", "Profit on market homes", "In percent of value."),
    percent(
        "/residual_land/target/profit_on_value/affordable_percent",
        "Profit on affordable homes",
        "In percent of value.",
    ),
    percent(
        "/residual_land/target/profit_on_value/commercial_percent",
        "Profit on commercial space",
        "In percent of value.",
    ),
    percent("/residual_land/target/profit_on_cost/percent", "Profit on cost", ""),
    yearly("/residual_land/target/rate_of_return/percent", "Rate of return before finance", "", 1_000.0),
    yearly("/residual_land/finance_percent", "Finance of the residual, a year", "On all money that is out.", 30.0),
    percent("/residual_land/legal_percent", "Legal costs of buying", "In percent of the price."),
    money("/alternatives/sale_price", "Price of a sale today", "Of all the land."),
    percent("/alternatives/sale_overage_percent", "Seller's share above the threshold", ""),
    money("/alternatives/sale_overage_threshold", "Threshold, per home", ""),
    money("/alternatives/holding_cost_a_year", "Cost of holding the land, a year", "Avoided by a sale."),
    yearly("/alternatives/public_borrowing_percent", "Public borrowing, a year", "If the landowner built alone.", 30.0),
    yearly(
        "/public/law/market_interest_percent",
        "Interest on the market, a year",
        "For loans of public partners.",
        100.0,
    ),
    money("/public/council_tax/band_d", "Band D, a year", "With all precepts, at prices of the first month."),
    percent("/public/council_tax/bands/a", "Homes in band A", ""),
    percent("/public/council_tax/bands/b", "Homes in band B", ""),
    percent("/public/council_tax/bands/c", "Homes in band C", ""),
    percent("/public/council_tax/bands/d", "Homes in band D", ""),
    percent("/public/council_tax/bands/e", "Homes in band E", ""),
    percent("/public/council_tax/bands/f", "Homes in band F", ""),
    percent("/public/council_tax/bands/g", "Homes in band G", ""),
    percent("/public/council_tax/bands/h", "Homes in band H", ""),
    percent("/public/council_tax/discounts_percent", "Lost to discounts", ""),
    percent("/public/council_tax/collection_percent", "Collected", ""),
    percent("/public/council_tax/retained_percent", "Kept by the council", ""),
    money("/public/temporary_accommodation/cost_a_year", "Temporary accommodation, a year", "Of one household."),
    percent(
        "/public/temporary_accommodation/share_percent",
        "From temporary accommodation",
        "Of nominated first lettings.",
    ),
    money("/public/business_rates/rateable_value", "Rateable value, a year", "At prices of the first month."),
    number("/public/business_rates/multiplier_pence", "Multiplier", "In pence in the pound.", 0.0, 200.0),
    percent("/public/business_rates/reliefs_percent", "Lost to reliefs and empty space", ""),
    percent("/public/business_rates/collection_percent", "Business rates collected", ""),
    percent("/public/business_rates/retained_percent", "Business rates kept by the council", ""),
    month("/public/business_rates/from_month", "Business rates begin", "In months from the start."),
    percent("/public/new_homes_bonus/share_percent", "Bonus that the council receives", ""),
    number("/public/new_homes_bonus/baseline_homes", "Homes a year without bonus", "Since 2017-18.", 0.0, 100_000.0),
    money("/public/accounts/minimum_revenue_provision/amount", "Sum provided for", "What the council has borrowed."),
    years("/public/accounts/minimum_revenue_provision/years", "Provided for over"),
    month("/public/accounts/minimum_revenue_provision/spent_month", "Sum is spent", "In months from the start."),
    month("/public/accounts/minimum_revenue_provision/operational_month", "In use", "In months from the start."),
    yearly("/public/accounts/minimum_revenue_provision/annuity_percent", "Rate of the annuity", "", 30.0),
    percent("/public/accounts/loans/*/treatment/expected_credit_loss/percent", "Loss expected", "Of what is owed."),
    years("/public/accounts/loans/*/treatment/asset_life/years", "Life of the asset"),
    count("/public/accounts/right_to_buy/homes", "Rented homes of the council", "", Unit::Homes, 100_000.0),
    yearly("/public/accounts/right_to_buy/attrition_percent", "Bought, a year", "In percent of those left.", 100.0),
    month(
        "/public/accounts/right_to_buy/exemption_from_month",
        "New homes are exempt from",
        "In months from the start.",
    ),
    count("/public/accounts/right_to_buy/exempt_years", "Exempt for", "In years after completion.", Unit::Years, 60.0),
    years("/public/accounts/right_to_buy/years", "Years shown"),
    within(years("/public/economic_case/years", "Appraisal period"), 30.0, 60.0),
    money("/public/economic_case/counterfactual/sold/buyers_value", "Land value with the buyer's scheme", ""),
    money("/public/economic_case/new_use_values/*/value", "Land value in the new use", "At prices of the first month."),
    month("/public/economic_case/fees_waived/*/month", "When", "In months from the start."),
    money("/public/economic_case/fees_waived/*/amount", "Fees waived", ""),
    within(
        money(
            "/public/economic_case/external_effects/*/unit_value",
            "Value of a unit, a year",
            "Less than nothing is a cost.",
        ),
        -MOST_POUNDS,
        MOST_POUNDS,
    ),
    number("/public/economic_case/external_effects/*/quantity", "Units", "", 0.0, 1_000_000.0),
    month("/public/economic_case/external_effects/*/from_month", "From", "In months from the start."),
    years("/public/economic_case/external_effects/*/years", "For"),
    percent("/public/economic_case/optimism_bias/*/share_percent", "Share of the cost of works", ""),
    percent(
        "/public/economic_case/optimism_bias/*/mitigated_percent",
        "Risk brought down",
        "From the upper figure to the lower.",
    ),
    in_unit(
        number("/jobs/person_years_per_million", "Person-years of work for each £1m", "", 0.0, 200.0),
        Unit::PersonYearsAMillion,
    ),
    in_unit(
        number("/jobs/low_person_years_per_million", "The same, lowest source", "", 0.0, 200.0),
        Unit::PersonYearsAMillion,
    ),
    percent("/jobs/deadweight_percent", "Would happen anyway", ""),
    percent("/jobs/leakage_percent", "Goes outside the area", ""),
    percent("/jobs/displacement_percent", "Taken from elsewhere in the area", ""),
    percent("/jobs/substitution_percent", "In place of something else", ""),
    number("/jobs/multiplier", "Local multiplier", "Jobs in the area for each job.", 1.0, 5.0),
    in_unit(number("/outputs/years_gained", "Homes come sooner by", "In years.", 0.0, 60.0), Unit::Years),
    area("/outputs/floorspace/*/area_m2", "Floor area", 10_000_000.0),
    within(percent("/outputs/floorspace/*/net_to_gross_percent", "Net area", "In percent of gross area."), 1.0, 100.0),
    percent("/outputs/floorspace/*/occupancy_percent", "Space in use", ""),
    in_unit(
        number("/outputs/floorspace/*/density_m2", "Space for each job", "In square metres.", 0.1, 100_000.0),
        Unit::SquareMetres,
    ),
    number("/outputs/apprentices_per_home", "Apprentices, per home", "", 0.0, 10.0),
    number("/outputs/apprentices_per_million", "Apprentices for each £1m", "Of building at base prices.", 0.0, 100.0),
    percent("/outputs/new_entrants_percent", "Building jobs for new entrants", ""),
    percent("/outputs/areas/*/deadweight_percent", "Would happen anyway", "Not where there is a reference case."),
    percent("/outputs/areas/*/adjustments/leakage_percent", "Goes outside the area", ""),
    percent("/outputs/areas/*/adjustments/displacement_percent", "Taken from elsewhere in the area", ""),
    percent("/outputs/areas/*/adjustments/substitution_percent", "In place of something else", ""),
    number("/outputs/areas/*/adjustments/multiplier", "Multiplier", "Jobs in the area for each job.", 1.0, 5.0),
    number("/outputs/areas/*/reference/jobs", "Jobs without the deal", "", 0.0, 1e6),
    percent("/outputs/areas/*/reference/adjustments/leakage_percent", "Goes outside the area", ""),
    percent("/outputs/areas/*/reference/adjustments/displacement_percent", "Taken from elsewhere in the area", ""),
    percent("/outputs/areas/*/reference/adjustments/substitution_percent", "In place of something else", ""),
    number("/outputs/areas/*/reference/adjustments/multiplier", "Multiplier", "Jobs for each job.", 1.0, 5.0),
    number("/community/social_value/*/quantity", "Quantity", "", 0.0, 1e9),
    money("/community/social_value/*/value_of_one", "Value of one", "Only where you hold a licensed or agreed value."),
    number("/community/holdings/*/homes", "Homes held by the community", "", 0.0, 300_000.0),
    money("/community/holdings/*/value", "Value held by the community", ""),
    in_unit(number("/community/assets/*/area_ha", "Area", "In hectares.", 0.0, 100_000.0), Unit::Hectares),
    money("/community/assets/*/value", "Value", ""),
    number("/community/asks_and_offers/*/quantity", "Quantity", "", 0.0, MOST_POUNDS),
    money("/landlords/*/price_per_home", "Price paid, per home", "Otherwise what the venture receives."),
    percent("/landlords/*/on_costs_percent", "Landlord's costs of buying", "In percent of the price."),
    money("/landlords/*/grant_per_home", "Grant to the landlord, per home", "Not grant to the venture."),
    money("/landlords/*/rent_a_week", "Rent, a week", "Of one home, at prices of the first month."),
    percent("/landlords/*/void_percent", "Rent lost while empty", ""),
    percent("/landlords/*/bad_debt_percent", "Rent never paid", ""),
    money("/landlords/*/upkeep/management_a_year", "Management, a year", "Of one home."),
    money("/landlords/*/upkeep/repairs_a_year", "Repairs, a year", "Of one home."),
    money("/landlords/*/upkeep/major_repairs_a_year", "Major repairs, a year", "Of one home."),
    years("/landlords/*/upkeep/major_repairs_from_year", "Major repairs begin in year"),
    yearly("/landlords/*/borrowing_percent", "Landlord's borrowing, a year", "", 30.0),
    yearly("/landlords/*/discount_percent", "Landlord's discount rate", "Otherwise what it pays on its loan.", 30.0),
    years("/landlords/*/years", "Years looked at"),
    within(month("/exits/*/month", "Leaves at", "In months from the start."), 1.0, 720.0),
    percent("/exits/*/share_percent", "Paid of its share", ""),
    within(percent("/exits/*/finished_homes_percent", "Finished homes fetch", "In percent of price."), 0.0, 200.0),
    within(percent("/exits/*/work_in_progress_percent", "Work in progress fetches", "In percent of cost."), 0.0, 200.0),
    money("/exits/*/kept_value", "What is let fetches", ""),
    within(
        percent("/exits/*/unbuilt_land_percent", "Land is worth now", "In percent of accepted value."),
        0.0,
        1_000.0,
    ),
    percent("/exits/*/costs_percent", "Costs of realising", "In percent of what it fetches."),
];

/// The row of the catalogue that a path belongs to.
#[must_use]
pub fn of(path: &str) -> Option<&'static Field> {
    CATALOGUE.iter().find(|field| matches(field.pattern, path))
}

/// The row of the catalogue with just this pattern: what [`of`] finds for every path of the pattern, without trying each.
#[must_use]
pub fn of_pattern(pattern: &str) -> Option<&'static Field> {
    static BY_PATTERN: OnceLock<HashMap<&'static str, &'static Field>> = OnceLock::new();
    let by_pattern = BY_PATTERN.get_or_init(|| CATALOGUE.iter().map(|field| (field.pattern, field)).collect());
    by_pattern.get(pattern).copied()
}

fn matches(pattern: &str, path: &str) -> bool {
    let mut segments = path.split('/');
    pattern.split('/').all(|wanted| segments.next().is_some_and(|found| wanted == "*" || wanted == found))
        && segments.next().is_none()
}
