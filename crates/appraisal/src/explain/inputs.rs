//! The inputs behind a figure: paths of the deal, with the marks that say how sure each is.

use super::{LedgerLine, OpenBook, Operand, Value};
use crate::ledger::{Account, Entry, Movement, Row};
use crate::postings::Line;
use deal::path::{get, row};
use deal::{Contribution, Deal, MarkKind};
use serde_json::Value as Json;

/// Inputs of a kind: what they are called, and the paths of all of them.
pub(super) type Ground = (&'static str, &'static str);

const HOMES: Ground = ("homes", "/phases/*/homes/*/count");
const PRICE: Ground = ("price of a home", "/home_types/*/price");
const SHARE_OF_PRICE: Ground = ("share of the price", "/home_types/*/percent_of_price");
const PRICE_GROWTH: Ground = ("growth of house prices", "/growth/house_price/*/percent");
const COST_GROWTH: Ground = ("growth of building costs", "/growth/build_cost/*/percent");
const INFRASTRUCTURE_GROWTH: Ground = ("growth of infrastructure costs", "/growth/infrastructure/*/percent");
const FEE_GROWTH: Ground = ("growth of fees", "/growth/fees/*/percent");
const PRICES_GROWTH: Ground = ("growth of consumer prices", "/growth/consumer_prices/*/percent");
const SITE: Ground = ("value of the site", "/sites/*/value");
const PHASE_LAND: Ground = ("land value of the phase", "/phases/*/land_value");
const SHARE_OF_LAND: Ground = ("share of the site", "/contributions/*/share_percent");
const COMMITMENT: Ground = ("commitment", "/contributions/*/amount");
const DATED: Ground = ("dated sum", "/contributions/*/schedule/*/amount");

/// What a line of the operating book is called.
pub(super) fn line_name(line: Line) -> &'static str {
    match line {
        Line::Build => "building",
        Line::Externals => "external works",
        Line::Abnormals => "abnormal costs",
        Line::Infrastructure => "infrastructure",
        Line::Contingency => "contingency",
        Line::Fees => "professional fees",
        Line::Section106 => "section 106",
        Line::CommunityInfrastructureLevy => "community infrastructure levy",
        Line::Levies => "other levies",
        Line::Management => "development management",
        Line::VatLost => "value added tax lost",
        Line::StampDuty => "stamp duty land tax",
        Line::LandLegal => "legal costs of land",
        Line::Programme => "programme costs",
        Line::SalesCosts => "costs of sale",
        Line::RentLost => "rent lost",
        Line::Upkeep => "upkeep",
        Line::CommercialCosts => "costs of commercial space",
        Line::MarketSales => "market sales",
        Line::DiscountSales => "discount market sales",
        Line::FirstShares => "first shares",
        Line::Staircasing => "later shares",
        Line::Transfers => "transfers to landlords",
        Line::Plots => "serviced plots",
        Line::InvestmentSales => "sales of what was kept",
        Line::Rent => "rent of homes",
        Line::SharedOwnershipRent => "rent of shared ownership",
        Line::CommercialRent => "rent of commercial space",
        Line::OtherIncome => "other income",
    }
}

/// The rule of a line in words (method 2.4 to 2.6), and the inputs that it hangs on.
pub(super) fn rule_of(line: Line) -> (&'static str, &'static [Ground]) {
    match line {
        Line::Build => (
            "Each phase: homes x build cost of a home (and floor area x build cost of space), spread over the building \
             months by the curve at base prices, each part raised with the growth of building costs (2.4).",
            &[
                HOMES,
                ("build cost of a home", "/home_types/*/build_cost"),
                ("build cost of a square metre", "/home_types/*/build_cost_per_m2"),
                ("build cost of space", "/phases/*/commercial/*/build_cost_per_m2"),
                ("building months", "/phases/*/build_months"),
                COST_GROWTH,
            ],
        ),
        Line::Externals => (
            "Percent for externals x building at base prices, spread like building, raised with the growth of building \
             costs (2.4).",
            &[("Percent for externals", "/costs/externals_percent"), COST_GROWTH],
        ),
        Line::Abnormals => (
            "Each abnormal sum, spread over its window at base prices, raised with the growth of building costs (2.4).",
            &[("abnormal sum", "/phases/*/abnormals/*/amount"), COST_GROWTH],
        ),
        Line::Infrastructure => (
            "Infrastructure sum of a phase or of the programme, and homes x roads and services of a home, spread over \
             their months at base prices, raised with the growth of infrastructure costs (2.4).",
            &[
                ("Infrastructure sum of a phase", "/phases/*/infrastructure/*/amount"),
                ("programme", "/costs/infrastructure/*/amount"),
                HOMES,
                ("roads and services of a home", "/home_types/*/infrastructure_cost"),
                INFRASTRUCTURE_GROWTH,
            ],
        ),
        Line::Contingency => (
            "Percent for contingency x works at base prices to date, less what was posted before, raised with the growth \
             of building costs (2.4).",
            &[("Percent for contingency", "/costs/contingency_percent"), COST_GROWTH],
        ),
        Line::Fees => (
            "Percent for fees x works at base prices; the share of early fees over the months before building, the rest \
             like building; raised with the growth of fees (2.4).",
            &[
                ("Percent for fees", "/costs/fees_percent"),
                ("share of early fees", "/costs/early_fees_percent"),
                FEE_GROWTH,
            ],
        ),
        Line::Section106 => (
            "Homes of the phase (homes) x sum per home + lump sum, in the month of its trigger, raised with its index (1.9).",
            &[
                HOMES,
                ("sum per home", "/phases/*/section_106/*/per_home"),
                ("lump sum", "/phases/*/section_106/*/lump_sum"),
            ],
        ),
        Line::CommunityInfrastructureLevy => (
            "Rate of the levy x area charged x ratio of indices, by instalments (1.9).",
            &[
                ("Rate of the levy", "/phases/*/community_infrastructure_levy/rate"),
                ("area charged", "/phases/*/community_infrastructure_levy/area_m2"),
                ("ratio of indices", "/phases/*/community_infrastructure_levy/index_ratio"),
            ],
        ),
        Line::Levies => (
            "Rate of each levy x area charged, at start or completion (1.9).",
            &[("Rate of each levy", "/phases/*/levies/*/rate"), ("area charged", "/phases/*/levies/*/area_m2")],
        ),
        Line::Management => (
            "Percent for management x works, contingency and fees of the month as posted, and a sum a month raised with \
             the growth of consumer prices (2.4).",
            &[
                ("Percent for management", "/costs/management/percent"),
                ("sum a month", "/costs/management/per_month"),
                PRICES_GROWTH,
            ],
        ),
        Line::VatLost => (
            "Percent of tax lost x each posting of the line it is lost on (2.4).",
            &[
                ("Percent of tax lost", "/costs/vat_lost/build_percent"),
                ("Percent of tax lost", "/costs/vat_lost/externals_percent"),
                ("Percent of tax lost", "/costs/vat_lost/abnormals_percent"),
                ("Percent of tax lost", "/costs/vat_lost/infrastructure_percent"),
                ("Percent of tax lost", "/costs/vat_lost/contingency_percent"),
                ("Percent of tax lost", "/costs/vat_lost/fees_percent"),
            ],
        ),
        Line::StampDuty => (
            "The bands of the rule set on the accepted value of land x (1 - sum of the lower proportions), and on what is \
             paid for in cash, at the opening of the month of drawdown (2.4).",
            &[("sum of the lower proportions", "/costs/stamp_duty/sum_of_lower_proportions_percent"), SITE, PHASE_LAND],
        ),
        Line::LandLegal => (
            "Percent for legal costs x accepted value of the land of the phase, at the opening of the month of drawdown \
             (2.4).",
            &[("Percent for legal costs", "/costs/land_legal_percent"), SITE, PHASE_LAND],
        ),
        Line::Programme | Line::OtherIncome => (
            "Each dated sum of the programme at its time point, not indexed; a negative one is income (2.4).",
            &[("dated sum of the programme", "/costs/programme/*/amount")],
        ),
        Line::SalesCosts => (
            "Percent for sales x receipt + new sales x costs of sale of a home x index, in the month of sale (2.4).",
            &[
                ("Percent for sales", "/costs/sales_cost_percent"),
                ("costs of sale of a home", "/costs/sales_cost_per_home"),
            ],
        ),
        Line::MarketSales | Line::DiscountSales => (
            "New sales of the month x price of a home x share of the price, raised with the growth of house prices, each \
             month rounded once; homes are sold as finished, at no more than the sales a month (2.5, 2.6).",
            &[HOMES, PRICE, SHARE_OF_PRICE, ("sales a month", "/home_types/*/sales_a_month"), PRICE_GROWTH],
        ),
        Line::Transfers => (
            "Homes handed over in the month x price of a home x share of the price, raised with the growth of house \
             prices; by stage payments where there are any (2.6). Homes: the number of homes of each row.",
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
            "Plots sold in the month (homes of plot rows) x price of a home, raised with the growth of land values (2.6).",
            &[HOMES, PRICE, ("growth of land values", "/growth/land/*/percent")],
        ),
        Line::FirstShares | Line::Staircasing | Line::SharedOwnershipRent => (
            "The first share of the price of a home as sold; later shares by the share bought later a year; rent at its \
             percent of what is not sold (2.6).",
            &[
                HOMES,
                PRICE,
                ("first share", "/home_types/*/shared_ownership/first_share_percent"),
                ("share bought later a year", "/home_types/*/shared_ownership/staircasing_percent"),
                ("rent at its percent", "/home_types/*/shared_ownership/rent_percent"),
                PRICE_GROWTH,
            ],
        ),
        Line::Rent => (
            "Homes let by the month before x rent a week x 52 / 12, raised with its index (2.6). Homes: those of each row.",
            &[("rent a week", "/home_types/*/letting/rent_a_week"), HOMES],
        ),
        Line::RentLost => (
            "Gross rent x (void + bad debt) (2.6).",
            &[("void", "/home_types/*/letting/void_percent"), ("bad debt", "/home_types/*/letting/bad_debt_percent")],
        ),
        Line::Upkeep => (
            "Homes kept x (management + repairs + major repairs) a year / 12, and the service charge of empty homes, \
             raised with the growth of consumer prices (2.6).",
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
        Line::CommercialRent | Line::CommercialCosts => (
            "Floor area of space x rent of a square metre / 12, raised with the growth of commercial rents; void and costs \
             of letting are percents of that rent (2.6).",
            &[
                ("Floor area of space", "/phases/*/commercial/*/area_m2"),
                ("rent of a square metre", "/phases/*/commercial/*/rent_per_m2"),
                ("void", "/phases/*/commercial/*/void_percent"),
                ("costs of letting", "/phases/*/commercial/*/cost_percent"),
                ("growth of commercial rents", "/growth/commercial_rent/*/percent"),
            ],
        ),
        Line::InvestmentSales => {
            ("Net rent of the twelve months after the last month of rent / yield x (1 - buyer's costs) (2.6).", YIELDS)
        }
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

/// The inputs that a movement of the cash stage hangs on (method 2.7, 2.8).
pub(super) fn grounds_of(movement: Movement) -> &'static [Ground] {
    use Movement as M;
    match movement {
        M::CashInterest => &[("interest on cash", "/funding/cash_interest_percent")],
        M::CapitalCalled | M::NoteAdvanced | M::Grant => &[COMMITMENT, DATED],
        M::PremiumPaid => &[("price of capital", "/contributions/*/price_percent")],
        M::Services => &[DATED, ("limit", "/contributions/*/limit")],
        M::GuaranteeCalled => &[("guarantee", "/funding/guarantees/*/limit")],
        M::FacilityDrawn | M::FacilityRepaid => {
            &[("limit of the loan", "/funding/facilities/*/limit"), ("sweep", "/funding/sweep_percent")]
        }
        M::FacilityInterestPaid | M::FacilityInterestAccrued | M::FacilityInterestRolled => {
            &[("rate of the loan", "/funding/facilities/*/rate_percent")]
        }
        M::NonUtilisationAccrued => {
            &[("fee on what is not drawn", "/funding/facilities/*/non_utilisation_fee_percent")]
        }
        M::LoanFee => &[
            ("arrangement fee", "/funding/facilities/*/arrangement_fee_percent"),
            ("exit fee", "/funding/facilities/*/exit_fee_percent"),
            ("limit of the loan", "/funding/facilities/*/limit"),
        ],
        M::ScheduledLoanDrawn | M::ScheduledLoanRepaid => {
            &[("scheduled loan", "/funding/scheduled_loans/*/amount"), ("years", "/funding/scheduled_loans/*/years")]
        }
        M::ScheduledInterestPaid => &[
            ("rate of the scheduled loan", "/funding/scheduled_loans/*/rate_percent"),
            ("margin", "/funding/scheduled_loans/*/margin_percent"),
        ],
        M::LandPaid | M::LandDeferred | M::LandToCapital | M::LandToNote => &[
            SITE,
            PHASE_LAND,
            SHARE_OF_LAND,
            ("value when finished", "/phases/*/actual_land_value"),
            ("share of the true-up", "/sites/*/true_up/share_percent"),
        ],
        M::LandNotePrincipalPaid | M::LandCapitalReturned => &[SITE, PHASE_LAND],
        M::CashNotePrincipalPaid | M::CashCapitalReturned => &[COMMITMENT],
        M::OverageAtOnce | M::OveragePaid | M::OverageDue => &[
            ("share of the gain", "/overage/*/share_percent"),
            ("threshold", "/overage/*/test/sales/threshold"),
            ("value with the new consent", "/overage/*/test/planning/value"),
        ],
        M::ClawbackPaid | M::PayablesPaid | M::ClawbackDue | M::GrantDue => &[
            ("share of the profit", "/clawback/*/share_percent"),
            ("profit allowed", "/clawback/*/allowed_profit"),
            ("repaid in month", "/contributions/*/repayable_month"),
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
        M::SplitPaid => &[("share of the rest", "/sharing/split/*/percent")],
        M::PotPaid => &[("share reinvested", "/sharing/recycled_percent")],
        M::KeptValue => YIELDS,
    }
}

impl OpenBook<'_> {
    /// The input at a path, where there is a number.
    pub(super) fn input(&self, name: &'static str, path: String) -> Option<Operand> {
        let value = get(&self.document, &path)?.as_f64()?;
        let (kind, sources) = self.mark(&path);
        Some(Operand {
            name,
            value: Value::Number(value),
            enters: None,
            figure: None,
            path: Some(path),
            mark: Some(kind),
            sources,
        })
    }

    /// Every input of some kinds.
    pub(super) fn inputs(&self, grounds: &[Ground]) -> Vec<Operand> {
        let found = grounds.iter().flat_map(|(name, pattern)| {
            paths(&self.document, pattern).into_iter().filter_map(|path| self.input(name, path))
        });
        found.collect()
    }

    /// The same, without the contributions, sites and shares of other partners.
    pub(super) fn inputs_of_partner(&self, id: &str, grounds: &[Ground]) -> Vec<Operand> {
        let deal = &self.checked.deal;
        let is_own = |operand: &Operand| {
            let path = operand.path.as_deref().unwrap_or_default();
            let mut segments = path.split('/').skip(1);
            match (segments.next(), segments.next()) {
                (Some("contributions"), Some(row)) => owner_of(deal, row) == Some(id),
                (Some("sites"), Some(row)) => deal.sites.iter().any(|site| site.id == row && site.owner == id),
                (Some("sharing"), _) if path.contains("/split/") => path.contains(&format!("/split/{id}/")),
                _ => true,
            }
        };
        self.inputs(grounds).into_iter().filter(is_own).collect()
    }

    /// How sure an input is: typed by the user where it differs from the deal it was changed from, else by its mark, and
    /// without one assumed.
    fn mark(&self, path: &str) -> (MarkKind, Vec<String>) {
        let was_changed = self.base.as_ref().is_some_and(|base| get(base, path) != get(&self.document, path));
        match self.checked.deal.marks.get(path) {
            _ if was_changed => (MarkKind::Yours, Vec::new()),
            Some(mark) => (mark.kind, mark.sources.clone()),
            None => (MarkKind::Assumed, Vec::new()),
        }
    }
}

/// The partner that a contribution belongs to: named, or the owner of the land.
fn owner_of<'a>(deal: &'a Deal, id: &str) -> Option<&'a str> {
    let row = deal.contributions.iter().find(|row| row.id() == id)?;
    let of_site = |site: &str| deal.sites.iter().find(|other| other.id == site).map(|site| site.owner.as_str());
    row.partner().or_else(|| row.land().and_then(|(site, _)| of_site(site)))
}

/// Every path of a document that a pattern fits.
fn paths(document: &Json, pattern: &str) -> Vec<String> {
    let mut found = vec![(String::new(), document)];
    for segment in pattern.split('/').skip(1) {
        found = found.into_iter().flat_map(|(path, value)| steps(&path, value, segment)).collect();
    }
    found.into_iter().map(|(path, _)| path).collect()
}

fn steps<'a>(path: &str, value: &'a Json, segment: &str) -> Vec<(String, &'a Json)> {
    if segment != "*" {
        return value.get(segment).map(|inner| (format!("{path}/{segment}"), inner)).into_iter().collect();
    }
    let rows = value.as_array().into_iter().flatten().map(row);
    rows.filter_map(|row| Some((format!("{path}/{}", row.get("id")?.as_str()?), row))).collect()
}

/// The path of the row of the deal that a line comes from.
pub(super) fn row_of(deal: &Deal, entry: &Entry) -> Option<String> {
    let phase = || entry.phase.and_then(|place| deal.phases.get(place));
    let contribution = |place: usize, is_of_kind: fn(&Contribution) -> bool| {
        deal.contributions
            .iter()
            .filter(|row| is_of_kind(row))
            .nth(place)
            .map(|row| format!("/contributions/{}", row.id()))
    };
    match entry.row? {
        Row::Homes(place) => {
            phase().and_then(|of| Some(format!("/phases/{}/homes/{}", of.id, of.homes.get(place)?.id)))
        }
        Row::Space(place) => {
            phase().and_then(|of| Some(format!("/phases/{}/commercial/{}", of.id, of.commercial.get(place)?.id)))
        }
        Row::Spend(place) => phase().and_then(|of| {
            // Abnormal costs stand before infrastructure.
            let (list, rows, place) = match place.checked_sub(of.abnormals.len()) {
                None => ("abnormals", &of.abnormals, place),
                Some(place) => ("infrastructure", &of.infrastructure, place),
            };
            Some(format!("/phases/{}/{list}/{}", of.id, rows.get(place)?.id))
        }),
        Row::Obligation(place) => {
            phase().and_then(|of| Some(format!("/phases/{}/section_106/{}", of.id, of.section_106.get(place)?.id)))
        }
        Row::ProgrammeInfrastructure(place) => {
            deal.costs.infrastructure.get(place).map(|row| format!("/costs/infrastructure/{}", row.id))
        }
        Row::ProgrammeCost(place) => deal.costs.programme.get(place).map(|row| format!("/costs/programme/{}", row.id)),
        Row::Cash(place) => sorted_rows(deal, place, |row| {
            matches!(row, Contribution::CashEquity { .. } | Contribution::CashLoanNote { .. })
        }),
        Row::Note(place) => sorted_rows(deal, place, |row| {
            matches!(row, Contribution::LandLoanNote { .. } | Contribution::CashLoanNote { .. })
        }),
        Row::Grant(place) => contribution(place, |row| matches!(row, Contribution::Grant { .. })),
        Row::Services(place) => contribution(place, |row| matches!(row, Contribution::ServicesInKind { .. })),
        Row::Facility(place) => deal.funding.facilities.get(place).map(|row| format!("/funding/facilities/{}", row.id)),
        Row::Guarantee(place) => {
            deal.funding.guarantees.get(place).map(|row| format!("/funding/guarantees/{}", row.id))
        }
        Row::Tier(place) => deal.sharing.tiers.get(place).map(|row| format!("/sharing/tiers/{}", row.id)),
        Row::TrueUp => {
            let site = phase()?.site.clone();
            Some(format!("/sites/{site}/true_up"))
        }
    }
}

/// The plan holds contributions in the order of the partners, land before cash, then of the rows.
fn sorted_rows(deal: &Deal, place: usize, is_of_kind: fn(&Contribution) -> bool) -> Option<String> {
    let mut rows: Vec<&Contribution> = deal.contributions.iter().filter(|row| is_of_kind(row)).collect();
    let partner = |row: &Contribution| {
        let owner = owner_of(deal, row.id());
        deal.partners.iter().position(|partner| Some(partner.id.as_str()) == owner)
    };
    rows.sort_by_key(|row| (partner(row), row.land().is_none()));
    rows.get(place).map(|row| format!("/contributions/{}", row.id()))
}

/// The inputs behind one line: those of its account that belong to its phase, its row, its kind of home or its partner.
pub(super) fn of_line(book: &OpenBook<'_>, line: &LedgerLine) -> Vec<Operand> {
    let grounds = match line.account {
        Account::Operating(line) => rule_of(line).1,
        Account::Movement(movement) => grounds_of(movement),
    };
    let found = match &line.partner {
        Some(id) => book.inputs_of_partner(id, grounds),
        None => book.inputs(grounds),
    };
    let home_types = home_types_of(&book.checked.deal, line);
    let is_of_line = |operand: &Operand| {
        let path = operand.path.as_deref().unwrap_or_default();
        let is_within = |list: &str, row: &str| !path.starts_with(list) || path.starts_with(&format!("{row}/"));
        let of_phase = line.phase.as_ref().is_none_or(|id| is_within("/phases/", &format!("/phases/{id}")));
        let of_row = line.row.as_ref().is_none_or(|row| {
            let list = row.rsplit_once('/').map_or("", |(list, _)| list);
            is_within(&format!("{list}/"), row)
        });
        let of_home = home_types.is_empty()
            || home_types.iter().any(|id| is_within("/home_types/", &format!("/home_types/{id}")));
        of_phase && of_row && of_home
    };
    found.into_iter().filter(is_of_line).collect()
}

/// The kinds of home of a line's row or phase, and those that they take prices and costs from.
fn home_types_of<'a>(deal: &'a Deal, line: &LedgerLine) -> Vec<&'a str> {
    let rows = deal.phases.iter().filter(|phase| line.phase.as_ref() == Some(&phase.id)).flat_map(|phase| {
        let is_row = |id: &str| {
            let path = format!("/phases/{}/homes/{id}", phase.id);
            line.row.as_ref().is_none_or(|row| !row.contains("/homes/") || *row == path)
        };
        phase.homes.iter().filter(move |row| is_row(&row.id))
    });
    let kinds = rows.filter_map(|row| deal.home_types.iter().find(|home| home.id == row.home_type));
    kinds
        .flat_map(|home| {
            let others = home.price_from.iter().chain(&home.costs_from).map(String::as_str);
            others.chain([home.id.as_str()])
        })
        .collect()
}
