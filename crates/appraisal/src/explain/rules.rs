//! The rule of each ledger line, and the inputs it depends on (method 2.4 to 2.8).

use super::inputs::Ground;
use crate::ledger::Movement;
use crate::postings::Line;

const HOMES: Ground = ("homes", "/phases/*/homes/*/count");
const PRICE: Ground = ("price", "/home_types/*/price");
const SHARE_OF_PRICE: Ground = ("% of price", "/home_types/*/percent_of_price");
const PRICE_GROWTH: Ground = ("house price growth", "/growth/house_price/*/percent");
const COST_GROWTH: Ground = ("build cost growth", "/growth/build_cost/*/percent");
const INFRASTRUCTURE_GROWTH: Ground = ("infrastructure growth", "/growth/infrastructure/*/percent");
const FEE_GROWTH: Ground = ("fee growth", "/growth/fees/*/percent");
const PRICES_GROWTH: Ground = ("CPI", "/growth/consumer_prices/*/percent");
const SITE: Ground = ("site value", "/sites/*/value");
const PHASE_LAND: Ground = ("land value of the phase", "/phases/*/land_value");
const SHARE_OF_LAND: Ground = ("share of the site", "/contributions/*/share_percent");
const COMMITMENT: Ground = ("commitment", "/contributions/*/amount");
const DATED: Ground = ("dated payment", "/contributions/*/schedule/*/amount");

/// The rule of a line (method 2.4 to 2.6), and the inputs it depends on.
pub(super) fn rule_of(line: Line) -> (&'static str, &'static [Ground]) {
    if line.is_receipt() { rule_of_receipt(line) } else { rule_of_cost(line) }
}

fn rule_of_cost(line: Line) -> (&'static str, &'static [Ground]) {
    match line {
        Line::Build => BUILD,
        Line::Externals => (
            "Externals % x build cost at base prices, spread like build cost, indexed by build cost growth (method 2.4).",
            &[("externals %", "/costs/externals_percent"), COST_GROWTH],
        ),
        Line::Abnormals => (
            "Each abnormal cost, spread over its period at base prices, indexed by build cost growth (method 2.4).",
            &[("abnormal cost", "/phases/*/abnormals/*/amount"), COST_GROWTH],
        ),
        Line::Infrastructure => INFRASTRUCTURE,
        Line::Contingency => (
            "Contingency % x works at base prices to date, less the contingency of earlier months, indexed by build cost growth (method \
             2.4).",
            &[("contingency %", "/costs/contingency_percent"), COST_GROWTH],
        ),
        Line::Fees => (
            "Fees % x works at base prices. The early fees % is spread over the months before the build start, the rest like \
             build cost; indexed by fee growth (method 2.4).",
            &[("fees %", "/costs/fees_percent"), ("early fees %", "/costs/early_fees_percent"), FEE_GROWTH],
        ),
        Line::Management => (
            "Management % x works, contingency and fees of the month as posted, and a monthly sum indexed by CPI (method 2.4).",
            &[
                ("management %", "/costs/management/percent"),
                ("monthly sum", "/costs/management/per_month"),
                PRICES_GROWTH,
            ],
        ),
        Line::VatLost => VAT_LOST,
        Line::Programme => PROGRAMME,
        Line::SalesCosts => (
            "Sales cost % x receipt + sales x sales cost per home x index, in the month of sale (method 2.4).",
            &[("sales cost %", "/costs/sales_cost_percent"), ("sales cost per home", "/costs/sales_cost_per_home")],
        ),
        Line::Section106 | Line::CommunityInfrastructureLevy | Line::Levies => rule_of_levy(line),
        Line::StampDuty | Line::LandLegal => rule_of_land_cost(line),
        _ => rule_of_letting(line),
    }
}

const BUILD: (&str, &[Ground]) = (
    "Each phase: homes x build cost per home (or per m\u{b2}), and floor area x build cost per m\u{b2} of commercial space, \
     spread over the build period by its curve at base prices, each part indexed by build cost growth (method 2.4).",
    &[
        HOMES,
        ("build cost per home", "/home_types/*/build_cost"),
        ("build cost per m\u{b2}", "/home_types/*/build_cost_per_m2"),
        ("build cost per m\u{b2} of commercial space", "/phases/*/commercial/*/build_cost_per_m2"),
        ("build period", "/phases/*/build_months"),
        COST_GROWTH,
    ],
);

const INFRASTRUCTURE: (&str, &[Ground]) = (
    "Infrastructure of a phase or of the programme, and homes x roads and services per home, spread over their months at \
     base prices, indexed by infrastructure growth (method 2.4).",
    &[
        ("infrastructure of a phase", "/phases/*/infrastructure/*/amount"),
        ("programme", "/costs/infrastructure/*/amount"),
        HOMES,
        ("roads and services per home", "/home_types/*/infrastructure_cost"),
        INFRASTRUCTURE_GROWTH,
    ],
);

const VAT_LOST: (&str, &[Ground]) = (
    "Irrecoverable VAT % x each posting of the line it applies to (method 2.4).",
    &[
        ("irrecoverable VAT %", "/costs/vat_lost/build_percent"),
        ("irrecoverable VAT %", "/costs/vat_lost/externals_percent"),
        ("irrecoverable VAT %", "/costs/vat_lost/abnormals_percent"),
        ("irrecoverable VAT %", "/costs/vat_lost/infrastructure_percent"),
        ("irrecoverable VAT %", "/costs/vat_lost/contingency_percent"),
        ("irrecoverable VAT %", "/costs/vat_lost/fees_percent"),
    ],
);

const PROGRAMME: (&str, &[Ground]) =
    ("Each programme cost on its date, not indexed (method 2.4).", &[("programme cost", "/costs/programme/*/amount")]);

const OTHER_INCOME: (&str, &[Ground]) = (
    "Each negative programme cost, which is income, on its date, not indexed (method 2.4).",
    &[("programme cost (negative: income)", "/costs/programme/*/amount")],
);

fn rule_of_levy(line: Line) -> (&'static str, &'static [Ground]) {
    match line {
        Line::Section106 => (
            "Homes x sum per home + lump sum, in the month of its trigger, indexed (method 1.9).",
            &[
                HOMES,
                ("sum per home", "/phases/*/section_106/*/per_home"),
                ("lump sum", "/phases/*/section_106/*/lump_sum"),
            ],
        ),
        Line::CommunityInfrastructureLevy => (
            "CIL rate x chargeable area x index ratio, by instalments (method 1.9).",
            &[
                ("CIL rate", "/phases/*/community_infrastructure_levy/rate"),
                ("chargeable area", "/phases/*/community_infrastructure_levy/area_m2"),
                ("index ratio", "/phases/*/community_infrastructure_levy/index_ratio"),
            ],
        ),
        _ => (
            "Rate of each levy x chargeable area, at start or completion (method 1.9).",
            &[("rate of each levy", "/phases/*/levies/*/rate"), ("chargeable area", "/phases/*/levies/*/area_m2")],
        ),
    }
}

fn rule_of_land_cost(line: Line) -> (&'static str, &'static [Ground]) {
    match line {
        Line::StampDuty => (
            "The bands of the rule set on the accepted value of land x (1 - sum of lower proportions), and on land bought for \
             cash, in the month of drawdown (method 2.4).",
            &[("sum of lower proportions", "/costs/stamp_duty/sum_of_lower_proportions_percent"), SITE, PHASE_LAND],
        ),
        _ => (
            "Legal costs % x accepted value of the land of the phase, in the month of drawdown (method 2.4).",
            &[("legal costs %", "/costs/land_legal_percent"), SITE, PHASE_LAND],
        ),
    }
}

/// The rules for costs of letting.
fn rule_of_letting(line: Line) -> (&'static str, &'static [Ground]) {
    match line {
        Line::RentLost => (
            "Gross rent x (void + bad debt) (method 2.6).",
            &[("void", "/home_types/*/letting/void_percent"), ("bad debt", "/home_types/*/letting/bad_debt_percent")],
        ),
        Line::Upkeep => (
            "Let homes x (management + repairs + major repairs) a year / 12, and the service charge of empty homes, indexed by \
             CPI (method 2.6).",
            &[
                ("management", "/home_types/*/letting/upkeep/management_a_year"),
                ("repairs", "/home_types/*/letting/upkeep/repairs_a_year"),
                ("major repairs", "/home_types/*/letting/upkeep/major_repairs_a_year"),
                ("management", "/home_types/*/shared_ownership/upkeep/management_a_year"),
                ("repairs", "/home_types/*/shared_ownership/upkeep/repairs_a_year"),
                ("major repairs", "/home_types/*/shared_ownership/upkeep/major_repairs_a_year"),
                ("service charge", "/home_types/*/letting/service_charge_a_year"),
                PRICES_GROWTH,
            ],
        ),
        _ => COMMERCIAL,
    }
}

const COMMERCIAL: (&str, &[Ground]) = (
    "Floor area x rent per m\u{b2} / 12, indexed by commercial rent growth; void and letting costs are percentages of that rent \
     (method 2.6).",
    &[
        ("floor area", "/phases/*/commercial/*/area_m2"),
        ("rent per m\u{b2}", "/phases/*/commercial/*/rent_per_m2"),
        ("void", "/phases/*/commercial/*/void_percent"),
        ("letting costs", "/phases/*/commercial/*/cost_percent"),
        ("commercial rent growth", "/growth/commercial_rent/*/percent"),
    ],
);

fn rule_of_receipt(line: Line) -> (&'static str, &'static [Ground]) {
    match line {
        Line::OtherIncome => OTHER_INCOME,
        Line::Transfers => (
            "Homes transferred in the month x price x % of price, indexed by house price growth, or paid by stage payments where \
             the deal has them (method 2.6).",
            &[
                HOMES,
                PRICE,
                SHARE_OF_PRICE,
                ("stage payments", "/home_types/*/stages/land_percent"),
                ("stage payments", "/home_types/*/stages/build_percent"),
                PRICE_GROWTH,
            ],
        ),
        Line::Plots => (
            "Plots sold in the month x price, indexed by land value growth (method 2.6). Homes here is the number of plots.",
            &[HOMES, PRICE, ("land value growth", "/growth/land/*/percent")],
        ),
        Line::FirstShares | Line::Staircasing | Line::SharedOwnershipRent => (
            "First share x price on sale; later shares by staircasing a year; rent % of the unsold share (method 2.6).",
            &[
                HOMES,
                PRICE,
                ("first share", "/home_types/*/shared_ownership/first_share_percent"),
                ("staircasing a year", "/home_types/*/shared_ownership/staircasing_percent"),
                ("rent %", "/home_types/*/shared_ownership/rent_percent"),
                PRICE_GROWTH,
            ],
        ),
        Line::Rent => (
            "Homes let by the month before x weekly rent x 52 / 12, indexed (method 2.6).",
            &[("weekly rent", "/home_types/*/letting/rent_a_week"), HOMES],
        ),
        Line::CommercialRent => COMMERCIAL,
        Line::InvestmentSales => (
            "Net rent of the twelve months after the last month of rent / yield x (1 - buyer's costs) (method 2.6).",
            YIELDS,
        ),
        _ => (
            "Homes sold in the month x price x % of price, indexed by house price growth, each month rounded once. Completed homes \
             sell no faster than the sales a month (method 2.5, 2.6).",
            &[HOMES, PRICE, SHARE_OF_PRICE, ("sales a month", "/home_types/*/sales_a_month"), PRICE_GROWTH],
        ),
    }
}

const YIELDS: &[Ground] = &[
    ("yield", "/home_types/*/letting/yield_percent"),
    ("buyer's costs", "/home_types/*/letting/purchasers_costs_percent"),
    ("yield", "/home_types/*/shared_ownership/yield_percent"),
    ("buyer's costs", "/home_types/*/shared_ownership/purchasers_costs_percent"),
    ("yield", "/phases/*/commercial/*/yield_percent"),
    ("buyer's costs", "/phases/*/commercial/*/purchasers_costs_percent"),
];

/// The inputs a movement of the cash stage depends on (method 2.7, 2.8).
pub(super) fn grounds_of(movement: Movement) -> &'static [Ground] {
    use Movement as M;
    match movement {
        M::CashInterest => &[("interest on cash", "/funding/cash_interest_percent")],
        M::CapitalCalled | M::NoteAdvanced | M::Grant => &[COMMITMENT, DATED],
        M::PremiumPaid => &[("price of capital", "/contributions/*/price_percent")],
        M::Services => &[DATED, ("limit", "/contributions/*/limit")],
        M::GuaranteeCalled => &[("guarantee", "/funding/guarantees/*/limit")],
        M::LandPaid | M::LandDeferred | M::LandToCapital | M::LandToNote => &[
            SITE,
            PHASE_LAND,
            SHARE_OF_LAND,
            ("value on completion", "/phases/*/actual_land_value"),
            ("share of the true-up", "/sites/*/true_up/share_percent"),
        ],
        M::LandNotePrincipalPaid | M::LandCapitalReturned => &[SITE, PHASE_LAND],
        M::CashNotePrincipalPaid | M::CashCapitalReturned => &[COMMITMENT],
        M::OverageAtOnce | M::OveragePaid | M::OverageDue => &[
            ("share of gain", "/overage/*/share_percent"),
            ("threshold", "/overage/*/test/sales/threshold"),
            ("value with the new consent", "/overage/*/test/planning/value"),
        ],
        M::ClawbackPaid | M::PayablesPaid | M::ClawbackDue | M::GrantDue => &[
            ("share of profit", "/clawback/*/share_percent"),
            ("allowed profit", "/clawback/*/allowed_profit"),
            ("month repaid", "/contributions/*/repayable_month"),
        ],
        M::TaxPaid | M::TaxDue => &[("rate of corporation tax", "/costs/corporation_tax_percent")],
        M::CouponPaid | M::CouponAccrued => &[("coupon a year", "/contributions/*/coupon_percent")],
        M::PreferredReturnPaid | M::PreferredReturnAccrued => {
            &[("preferred return a year", "/sharing/preferred_return_percent")]
        }
        M::TierPaid | M::HurdleAccrued => &[
            ("hurdle", "/sharing/tiers/*/test/rate_of_return/percent"),
            ("hurdle", "/sharing/tiers/*/test/multiple/times"),
            ("hurdle", "/sharing/tiers/*/test/amount/pounds"),
            ("share of the tier", "/sharing/tiers/*/split/*/percent"),
        ],
        M::SplitPaid => &[("share of the final split", "/sharing/split/*/percent")],
        M::PotPaid => &[("share reinvested", "/sharing/recycled_percent")],
        M::KeptValue => YIELDS,
        _ => grounds_of_loan(movement),
    }
}

/// The same for a movement of a loan.
fn grounds_of_loan(movement: Movement) -> &'static [Ground] {
    use Movement as M;
    match movement {
        M::FacilityDrawn | M::FacilityRepaid => {
            &[("loan limit", "/funding/facilities/*/limit"), ("cash sweep", "/funding/sweep_percent")]
        }
        M::FacilityInterestPaid | M::FacilityInterestAccrued | M::FacilityInterestRolled => {
            &[("loan rate", "/funding/facilities/*/rate_percent")]
        }
        M::NonUtilisationAccrued => &[("commitment fee", "/funding/facilities/*/non_utilisation_fee_percent")],
        M::ArrangementFee => &[
            ("arrangement fee", "/funding/facilities/*/arrangement_fee_percent"),
            ("loan limit", "/funding/facilities/*/limit"),
        ],
        M::ExitFee => {
            &[("exit fee", "/funding/facilities/*/exit_fee_percent"), ("loan limit", "/funding/facilities/*/limit")]
        }
        M::ScheduledLoanDrawn | M::ScheduledLoanRepaid => {
            &[("scheduled loan", "/funding/scheduled_loans/*/amount"), ("years", "/funding/scheduled_loans/*/years")]
        }
        M::ScheduledInterestPaid => &[
            ("scheduled loan rate", "/funding/scheduled_loans/*/rate_percent"),
            ("margin", "/funding/scheduled_loans/*/margin_percent"),
        ],
        _ => &[],
    }
}
