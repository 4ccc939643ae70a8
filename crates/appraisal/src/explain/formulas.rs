//! The formula of each figure in words, with its operands.

use super::catalogue::key;
use super::inputs::{Ground, grounds_of, line_name, rule_of};
use super::sums::{Draft, Enters, Sum};
use super::values::{line, value};
use super::{OpenBook, Operand, Step, Value};
use crate::appraise::fill_partners_cash_out;
use crate::ledger::Movement as M;
use crate::measures::discounting::monthly_factors;
use crate::measures::payback::Dated;
use crate::measures::rate_of_return::{RatesOfReturn, dated_value_at, monthly_value_at};
use crate::postings::Line;
use crate::units::{Pence, add};
use deal::{IndexName, Tenure};

/// Land as it is credited in any form.
const LAND: [M; 3] = [M::LandToCapital, M::LandToNote, M::LandDeferred];
/// Cash that partners pay in.
const CASH_IN: [M; 3] = [M::CapitalCalled, M::NoteAdvanced, M::GuaranteeCalled];
/// What partners receive.
const RECEIPTS: [M; 12] = [
    M::CouponPaid,
    M::LandNotePrincipalPaid,
    M::CashNotePrincipalPaid,
    M::PreferredReturnPaid,
    M::LandCapitalReturned,
    M::CashCapitalReturned,
    M::TierPaid,
    M::SplitPaid,
    M::LandPaid,
    M::OverageAtOnce,
    M::OveragePaid,
    M::ClawbackPaid,
];
const INTEREST: [M; 3] = [M::FacilityInterestAccrued, M::NonUtilisationAccrued, M::LoanFee];
const FACILITIES: [M; 4] = [M::FacilityDrawn, M::FacilityInterestRolled, M::LoanFee, M::FacilityRepaid];
const SCHEDULED: [M; 2] = [M::ScheduledLoanDrawn, M::ScheduledLoanRepaid];
/// What lenders are paid in cash.
const LENDERS: [M; 4] = [M::FacilityInterestPaid, M::ScheduledInterestPaid, M::FacilityRepaid, M::ScheduledLoanRepaid];
const PHASED: Ground = ("building months", "/phases/*/build_months");

/// How a figure comes about; none where there is no such figure.
pub(super) fn draft(book: &OpenBook<'_>, id: &str) -> Option<Draft> {
    let segments: Vec<&str> = id.split('/').collect();
    match segments.as_slice() {
        ["homes", rest @ ..] => homes(book, rest),
        ["jobs", rest @ ..] => jobs(book, rest),
        ["value", name] => value_and_cost(book, name),
        ["line", name] => line(name).map(|line| of_line(book, line)),
        ["together", "rate_of_return"] => Some(together(book)),
        ["partner", id, name] => partner(book, id, name),
        ["pot", name] => pot(book, name),
        ["peak_funding", rest @ ..] => peak(book, rest),
        ["shortfall", _] => Some(shortfall(book)),
        ["public_money", name] => public_money(book, name),
        ["money", year, rest @ ..] => money(book, year.parse().ok()?, rest),
        _ => None,
    }
}

impl OpenBook<'_> {
    /// Another figure as an operand.
    fn figure(&self, name: &'static str, id: impl Into<String>) -> Vec<Operand> {
        let id = id.into();
        let operand = value(self, &id).map(|value| Operand {
            name,
            value,
            enters: None,
            figure: Some(id),
            path: None,
            mark: None,
            sources: Vec::new(),
        });
        operand.into_iter().collect()
    }

    fn figures<const COUNT: usize>(&self, named: [(&'static str, &str); COUNT]) -> Vec<Operand> {
        named.into_iter().flat_map(|(name, id)| self.figure(name, id)).collect()
    }

    /// The numbers of homes of the rows of some tenures.
    fn homes_of(&self, is_of_kind: impl Fn(Tenure) -> bool) -> Vec<Operand> {
        let deal = &self.checked.deal;
        let rows = deal.phases.iter().flat_map(|phase| phase.homes.iter().map(move |row| (phase, row)));
        let kind = |id: &str| deal.home_types.iter().find(|home| home.id == id).map(|home| home.tenure);
        let of_kind = rows.filter(|(_, row)| kind(&row.home_type).is_some_and(&is_of_kind));
        of_kind
            .filter_map(|(phase, row)| self.input("homes", format!("/phases/{}/homes/{}/count", phase.id, row.id)))
            .collect()
    }

    fn year_ids(&self, name: &'static str, prefix: &str) -> Vec<Operand> {
        (0..self.appraisal.years.count).flat_map(|year| self.figure(name, format!("{prefix}/{year}"))).collect()
    }
}

fn joined(first: Vec<Operand>, second: Vec<Operand>) -> Vec<Operand> {
    first.into_iter().chain(second).collect()
}

fn homes(book: &OpenBook<'_>, name: &[&str]) -> Option<Draft> {
    let dates: &[Ground] = &[
        ("start of building", "/phases/*/build_start_month"),
        PHASED,
        ("months to the first finished homes", "/phases/*/first_completion_months"),
    ];
    let pace: &[Ground] = &[("sales a month", "/home_types/*/sales_a_month"), ("months of the deal", "/months")];
    let of = |tenure: &str| Tenure::ALL.into_iter().find(|of| key(of) == tenure);
    let draft = match *name {
        ["planned"] => Draft::of(
            "The homes of every row of every phase, without serviced plots (3.1).",
            book.homes_of(Tenure::is_home),
        ),
        ["completed"] => Draft::of(
            "The homes of every row that are finished within the deal: evenly from the start of building plus the months \
             to the first finished homes to the last of the building months (2.5).",
            joined(book.homes_of(Tenure::is_home), book.inputs(dates)),
        ),
        ["sold"] => Draft::of(
            "The homes finished, sold no faster than the sales a month within the months of the deal, or handed over as \
             finished; not those that are let (2.5).",
            joined(book.homes_of(Tenure::is_home), book.inputs(pace)),
        ),
        ["let_homes"] => Draft::of(
            "The homes kept by the venture, let as finished and no faster than the lettings a month (2.5).",
            joined(
                book.homes_of(Tenure::is_let),
                book.inputs(&[("lettings a month", "/home_types/*/letting/lets_a_month")]),
            ),
        ),
        ["unsold"] => Draft::of(
            "Homes finished less homes sold less homes let (2.5).",
            book.figures([
                ("Homes finished", "homes/completed"),
                ("homes sold", "homes/sold"),
                ("homes let", "homes/let_homes"),
            ]),
        ),
        ["care"] => Draft::of(
            "The homes of the rows of care and extra care (2.6).",
            book.homes_of(|of| of == Tenure::ExtraCare),
        ),
        ["plots"] => Draft::of(
            "The serviced plots, which are no homes of the venture: the counts of homes of plot rows (2.5).",
            book.homes_of(|of| !of.is_home()),
        ),
        ["plots_unsold"] => Draft::of(
            "Serviced plots less those sold by the sales a month within the months of the deal (2.5).",
            joined(book.figure("Serviced plots", "homes/plots"), book.inputs(pace)),
        ),
        ["net"] => Draft::of(
            "Homes planned less homes demolished (3.1).",
            joined(
                book.figure("Homes planned", "homes/planned"),
                book.inputs(&[("homes demolished", "/phases/*/demolished")]),
            ),
        ),
        ["affordable"] => Draft::of(
            "The homes of the rows of discount market sale, social rent, affordable rent and shared ownership (3.1).",
            book.homes_of(Tenure::is_affordable),
        ),
        ["by_tenure", tenure] => {
            let tenure = of(tenure)?;
            Draft::of("The homes of the rows of the tenure (3.1).", book.homes_of(|of| of == tenure))
        }
        ["completed_by_year", tenure, _] => {
            let tenure = of(tenure)?;
            Draft::of(
                "The homes of the rows of the tenure that are finished in the months of the year: evenly from the start \
                 of building plus the months to the first finished homes to the last of the building months (2.5).",
                joined(book.homes_of(|of| of == tenure), book.inputs(dates)),
            )
        }
        _ => return None,
    };
    Some(draft)
}

fn jobs(book: &OpenBook<'_>, name: &[&str]) -> Option<Draft> {
    const COEFFICIENT: Ground = ("person-years for each £1m", "/jobs/person_years_per_million");
    const LOW: Ground = ("lowest person-years for each £1m", "/jobs/low_person_years_per_million");
    let spending = || book.year_ids("construction at base prices", "jobs/spending_by_year");
    let of_year = |coefficient: Ground, year: &str| {
        joined(
            book.figure("construction at base prices", format!("jobs/spending_by_year/{year}")),
            book.inputs(&[coefficient]),
        )
    };
    let draft = match *name {
        ["person_years"] => Draft::of(
            "The construction at base prices of all years in £m x person-years for each £1m (3.2).",
            joined(spending(), book.inputs(&[COEFFICIENT])),
        ),
        ["years_of_work"] => Draft::of("The years in which there is construction at base prices (3.2).", spending()),
        ["a_year"] => Draft::of(
            "Person-years of construction work / years in which anything is built (3.2).",
            book.figures([
                ("Person-years of construction work", "jobs/person_years"),
                ("years in which anything is built", "jobs/years_of_work"),
            ]),
        ),
        ["low_a_year"] => Draft::of(
            "The construction at base prices of all years in £m x lowest person-years for each £1m / years in which \
             anything is built (3.2).",
            joined(
                joined(spending(), book.inputs(&[LOW])),
                book.figure("years in which anything is built", "jobs/years_of_work"),
            ),
        ),
        ["net_a_year"] | ["chain", _] => chain(book, name.get(1).copied()),
        ["net_homes"] => Draft::of(
            "Homes planned less homes demolished x (1 - deadweight) x (1 - displacement) (3.3).",
            joined(
                book.figure("Homes planned less homes demolished", "homes/net"),
                book.inputs(&[("deadweight", "/jobs/deadweight_percent"), ("displacement", "/jobs/displacement_percent")]),
            ),
        ),
        ["spending_by_year", year] => Sum::of(book).in_year(year.parse().ok()?).works_at_base().by(
            "Building, externals, abnormal costs, infrastructure and contingency of the months of the year, before they \
             are raised by an index (3.2).",
            Vec::new(),
        ),
        ["by_year", year] => {
            Draft::of("The construction at base prices of the year in £m x person-years for each £1m (3.2).", of_year(COEFFICIENT, year))
        }
        ["low_by_year", year] => {
            Draft::of("The construction at base prices of the year in £m x lowest person-years for each £1m (3.2).", of_year(LOW, year))
        }
        _ => return None,
    };
    Some(draft)
}

/// From gross to net, up to a step.
fn chain(book: &OpenBook<'_>, last: Option<&str>) -> Draft {
    let mut steps = Vec::new();
    for step in &book.appraisal.jobs.chain {
        let name = match step.step {
            crate::jobs::Step::Deadweight => "deadweight",
            crate::jobs::Step::Leakage => "leakage",
            crate::jobs::Step::Displacement => "displacement",
            crate::jobs::Step::Substitution => "substitution",
            crate::jobs::Step::Multiplier => "multiplier",
        };
        steps.push(Step::Factor { name, factor: step.factor, after: step.after });
        if last == Some(key(step.step).as_str()) {
            break;
        }
    }
    let inputs = book.inputs(&[
        ("deadweight", "/jobs/deadweight_percent"),
        ("leakage", "/jobs/leakage_percent"),
        ("displacement", "/jobs/displacement_percent"),
        ("substitution", "/jobs/substitution_percent"),
        ("multiplier", "/jobs/multiplier"),
    ]);
    let formula = "Building jobs a year x (1 - deadweight) x (1 - leakage) x (1 - displacement) x (1 - substitution) x \
                   multiplier, as far as the step (3.3).";
    Draft::of(formula, joined(book.figure("Building jobs a year", "jobs/a_year"), inputs)).with_steps(steps)
}

fn value_and_cost(book: &OpenBook<'_>, name: &str) -> Option<Draft> {
    let whole = || Sum::of(book);
    let interest = |sum: Sum<'_>| -> Draft {
        sum.term(Enters::In, "interest, fees on what is not drawn, arrangement and exit fees of facilities", &INTEREST)
            .term(Enters::Out, "interest of scheduled loans", &[M::ScheduledInterestPaid])
            .by("As they accrue, whether paid or added to the loan (2.7).", loan_inputs(book))
    };
    let draft = match name {
        "gross_development_value" => whole()
            .lines(Enters::In, Line::is_development_value)
            .term(Enters::In, "value of what is kept", &[M::KeptValue])
            .by("Every capital receipt, and the capital value of what is kept (3.4).", Vec::new()),
        "kept_value" => whole().term(Enters::In, "value of what is kept", &[M::KeptValue]).by(
            "Net rent of the twelve months after the end / yield x (1 - buyer's costs) (2.6).",
            book.inputs(grounds_of(M::KeptValue)),
        ),
        "sales_costs" => of_line(book, Line::SalesCosts),
        "land" => whole().term(Enters::In, "land credited in every form, with true-ups", &LAND).by(
            "Each phase at its accepted value when it is drawn down, and the true-up when it is finished (1.4, 2.7).",
            book.inputs(grounds_of(M::LandToCapital)),
        ),
        "interest_and_fees" => interest(whole()),
        "total_development_cost" => whole()
            .term(Enters::In, "land at its accepted value", &LAND)
            .lines(Enters::Out, Line::is_development_cost)
            .term(Enters::In, "work done instead of cash", &[M::Services])
            .term(Enters::In, "interest and fees of facilities", &INTEREST)
            .term(Enters::Out, "interest of scheduled loans", &[M::ScheduledInterestPaid])
            .by("Land, every cost but those of sale, interest and fees (3.4).", Vec::new()),
        "profit" => Draft::of(
            "Gross development value - costs of sale - total development cost (3.4).",
            book.figures([
                ("Gross development value", "value/gross_development_value"),
                ("costs of sale", "value/sales_costs"),
                ("total development cost", "value/total_development_cost"),
            ]),
        ),
        "profit_on_cost" => Draft::of(
            "Profit / total development cost; none where there is no cost (3.4).",
            book.figures([("Profit", "value/profit"), ("total development cost", "value/total_development_cost")]),
        ),
        "profit_on_value" => Draft::of(
            "Profit / gross development value; none where there is no value (3.4).",
            book.figures([("Profit", "value/profit"), ("gross development value", "value/gross_development_value")]),
        ),
        "venture_profit" => venture_profit(book),
        "corporation_tax" => Sum::of(book).term(Enters::In, "tax of each year", &[M::TaxDue]).by(
            "At the end of each year, rate x profit to date after interest, less tax charged before; paid nine months later (2.10).",
            book.inputs(grounds_of(M::TaxDue)),
        ),
        "surplus" => whole()
            .term(Enters::Out, "paid through tiers", &[M::TierPaid])
            .term(Enters::Out, "paid by the last split", &[M::SplitPaid])
            .term(Enters::Out, "paid to the pot", &[M::PotPaid])
            .by("What is left after payables, coupon, principal, preferred return and capital (2.8).", Vec::new()),
        "real_value" => real_value(book),
        _ => return None,
    };
    Some(draft)
}

fn loan_inputs(book: &OpenBook<'_>) -> Vec<Operand> {
    let of = |movement| book.inputs(grounds_of(movement));
    let facilities = joined(of(M::FacilityInterestAccrued), of(M::NonUtilisationAccrued));
    joined(joined(facilities, of(M::LoanFee)), of(M::ScheduledInterestPaid))
}

fn venture_profit(book: &OpenBook<'_>) -> Draft {
    Sum::of(book)
        .lines(Enters::In, Line::is_receipt)
        .term(Enters::In, "interest on cash", &[M::CashInterest])
        .term(Enters::In, "grant", &[M::Grant])
        .lines(Enters::LessOut, |line| !line.is_receipt())
        .term(Enters::LessIn, "land at its accepted value", &LAND)
        .term(Enters::LessIn, "work done instead of cash", &[M::Services])
        .term(Enters::LessIn, "interest and fees of facilities", &INTEREST)
        .term(Enters::LessOut, "interest of scheduled loans", &[M::ScheduledInterestPaid])
        .term(
            Enters::LessIn,
            "overage, clawback, grant to be repaid and tax, when due",
            &[M::OverageDue, M::ClawbackDue, M::GrantDue, M::TaxDue],
        )
        .by("What the venture earns before its partners are paid (2.14, I5).", Vec::new())
}

fn real_value(book: &OpenBook<'_>) -> Draft {
    let net = &book.appraisal.net;
    let prices = book.run.timetable.indices.series(IndexName::ConsumerPrices);
    let steps = vec![
        Step::Series { name: "net operating flow", values: net.clone() },
        Step::Factors { name: "consumer prices", values: prices.iter().take(net.len()).copied().collect() },
        Step::Factors {
            name: "discount factor",
            values: monthly_factors(book.checked.plan.discount_rates, net.len() - 1),
        },
    ];
    let formula = "The sum over time points of net operating flow / consumer prices x discount factor, rounded once; \
                   consumer prices rise with their growth a year, factors are the Green Book's (2.3, 2.13).";
    Draft::of(formula, book.inputs(&[("growth a year", "/growth/consumer_prices/*/percent")])).with_steps(steps)
}

fn of_line(book: &OpenBook<'_>, line: Line) -> Draft {
    let (rule, grounds) = rule_of(line);
    let enters = if line.is_receipt() { Enters::In } else { Enters::Out };
    let sum = Sum::of(book).lines(enters, |of| of == line);
    sum.by(&format!("The line is {}. {rule}", line_name(line)), book.inputs(grounds))
}

/// The flows, the roots that were found and what the flows are worth at each.
fn rates(flows: Vec<Pence>, name: &'static str, found: &RatesOfReturn, at: impl Fn(&[Pence], f64) -> f64) -> Vec<Step> {
    let root = |rate: &f64| Step::Root { rate: *rate, present_value_over_gross: at(&flows, *rate) };
    let roots: Vec<Step> = found.roots.iter().map(root).collect();
    [Step::Series { name, values: flows }].into_iter().chain(roots).collect()
}

const MONTHLY_RATE: &str = "The rates i at which the sum over k of flow(k) x (1 + i)^(-k/12) is nothing; the headline is the \
     only rate, or the only one with the sign of what comes back less what goes in (2.12). Flow: received less put in.";

fn together(book: &OpenBook<'_>) -> Draft {
    let mut flows = vec![Pence::ZERO; book.appraisal.net.len()];
    book.appraisal.partners.iter().for_each(|partner| add(&mut flows, &partner.economic));
    let ids = book.checked.deal.partners.iter().map(|partner| &partner.id);
    let operands = ids.flat_map(|id| {
        joined(
            book.figure("received", format!("partner/{id}/received")),
            book.figure("put in", format!("partner/{id}/put_in")),
        )
    });
    let steps = rates(flows, "net flow of all partners", &book.appraisal.together, monthly_value_at);
    Draft::of(MONTHLY_RATE, operands.collect()).with_steps(steps)
}

/// What a partner puts in or receives by one kind of movement.
fn by_movements(name: &str) -> Option<(Enters, &'static str, &'static [M], &'static str)> {
    let (enters, words, movements, rule): (_, _, &[M], _) = match name {
        "land_in" => (
            Enters::In,
            "land credited to capital, notes and deferred price, with true-ups",
            &[M::LandToCapital, M::LandToNote, M::LandDeferred],
            "At its accepted value when each phase is drawn down (1.4).",
        ),
        "cash_in" => (
            Enters::In,
            "capital called and notes advanced",
            &[M::CapitalCalled, M::NoteAdvanced],
            "On dates, or pro rata to what each partner has still to pay when cash is needed (2.7, step 5).",
        ),
        "cash_premium" => (
            Enters::In,
            "cash above the capital that it is credited with",
            &[M::PremiumPaid],
            "What is called, less what is called over the price of a pound of capital, rounded (1.6).",
        ),
        "services_in" => (Enters::In, "work credited", &[M::Services], "On its dates up to its limit (1.3)."),
        "guarantees_in" => (
            Enters::In,
            "called under guarantees",
            &[M::GuaranteeCalled],
            "In the order of the list, when nothing else is left (2.7, step 5).",
        ),
        "coupon" => (Enters::Out, "coupon paid", &[M::CouponPaid], "By the order of payment, by balances (2.8)."),
        "note_principal" => (
            Enters::Out,
            "principal paid",
            &[M::LandNotePrincipalPaid, M::CashNotePrincipalPaid],
            "By the order of payment, by balances (2.8).",
        ),
        "preferred_return" => (
            Enters::Out,
            "preferred return paid",
            &[M::PreferredReturnPaid],
            "By the order of payment, by balances (2.8).",
        ),
        "capital" => (
            Enters::Out,
            "capital returned on land, cash and work",
            &[M::LandCapitalReturned, M::CashCapitalReturned],
            "By the order of payment, by balances (2.8).",
        ),
        "split" => (
            Enters::Out,
            "share of the tiers and of the last split",
            &[M::TierPaid, M::SplitPaid],
            "What is left after payables, notes, preferred return, capital and the pot, by agreed shares or by what each \
             has put in (2.8).",
        ),
        "land_paid" => (Enters::Out, "price of land paid", &[M::LandPaid], "By instalments as they fall due (1.3)."),
        "overage" => (
            Enters::Out,
            "overage paid",
            &[M::OverageAtOnce, M::OveragePaid],
            "Share of the gain, at once or before partners are paid (1.4, 2.8).",
        ),
        "clawback" => (
            Enters::Out,
            "clawback paid",
            &[M::ClawbackPaid],
            "Share of the profit above what is allowed, before partners are paid (1.4, 2.8).",
        ),
        _ => return None,
    };
    Some((enters, words, movements, rule))
}

fn partner(book: &OpenBook<'_>, id: &str, name: &str) -> Option<Draft> {
    let result = book.appraisal.partners.get(book.partner_place(id)?)?;
    let own = || Sum::of(book).of_partner(id);
    if let Some((enters, words, movements, rule)) = by_movements(name) {
        let inputs = movements.first().map(|first| book.inputs_of_partner(id, grounds_of(*first)));
        return Some(own().term(enters, words, movements).by(rule, inputs.unwrap_or_default()));
    }
    let put_in = |sum: Sum<'_>| {
        sum.term(Enters::In, "land", &LAND)
            .term(Enters::In, "work done", &[M::Services])
            .term(Enters::In, "cash", &[M::CapitalCalled, M::NoteAdvanced])
            .term(Enters::In, "guarantees", &[M::GuaranteeCalled])
            .by("Land at its accepted value in every form, work, cash and guarantees (2.9).", Vec::new())
    };
    let draft = match name {
        "put_in" => put_in(own()),
        "received" => own().term(Enters::Out, "everything received", &RECEIPTS).by(
            "Coupon, principal, preferred return, capital, shares of the surplus, price of land, overage and clawback (2.9).",
            received(book, id),
        ),
        "capital_unpaid" => own()
            .term(Enters::In, "land to capital", &[M::LandToCapital])
            .term(Enters::In, "cash capital", &[M::CapitalCalled])
            .term(Enters::LessIn, "premium on it", &[M::PremiumPaid])
            .term(Enters::In, "work done", &[M::Services])
            .term(Enters::LessOut, "capital returned", &[M::LandCapitalReturned, M::CashCapitalReturned])
            .by("The balance of capital at the end (2.7, 2.14 I4).", Vec::new()),
        "preferred_return_unpaid" => own()
            .term(Enters::In, "preferred return accrued", &[M::PreferredReturnAccrued])
            .term(Enters::LessOut, "preferred return paid", &[M::PreferredReturnPaid])
            .by(
                "The balance at the end, at the preferred return a year (1.5).",
                book.inputs_of_partner(id, grounds_of(M::PreferredReturnAccrued)),
            ),
        "notes_unpaid" => own()
            .term(Enters::In, "land and cash against notes", &[M::LandToNote, M::NoteAdvanced])
            .term(Enters::In, "coupon accrued", &[M::CouponAccrued])
            .term(
                Enters::LessOut,
                "coupon and principal paid",
                &[M::CouponPaid, M::LandNotePrincipalPaid, M::CashNotePrincipalPaid],
            )
            .by(
                "The balance at the end, at the coupon a year (2.7).",
                book.inputs_of_partner(id, grounds_of(M::CouponAccrued)),
            ),
        "most_at_risk" => own()
            .up_to(result.most_at_risk.k)
            .term(Enters::In, "put in", &[&LAND[..], &CASH_IN[..], &[M::Services]].concat())
            .term(Enters::LessOut, "received", &RECEIPTS)
            .by("Put in less received to date, at the time point at which that is the most (2.12).", Vec::new())
            .with_steps(at_risk(&result.economic, result.most_at_risk)),
        _ => return measure(book, id, name),
    };
    Some(draft)
}

fn received(book: &OpenBook<'_>, id: &str) -> Vec<Operand> {
    let of = |name: &'static str, figure: &str| book.figure(name, format!("partner/{id}/{figure}"));
    [
        of("Coupon", "coupon"),
        of("principal", "note_principal"),
        of("preferred return", "preferred_return"),
        of("capital", "capital"),
        of("shares of the surplus", "split"),
        of("price of land", "land_paid"),
        of("overage", "overage"),
        of("clawback", "clawback"),
    ]
    .concat()
}

/// Put in less received, to date, and its maximum.
fn at_risk(economic: &[Pence], most: Dated) -> Vec<Step> {
    let mut sum = Pence::ZERO;
    let to_date = economic.iter().map(|flow| {
        sum -= *flow;
        sum
    });
    vec![Step::Series { name: "put in less received, to date", values: to_date.collect() }, Step::Maximum(most)]
}

/// A partner's measures, which are no sums of lines.
fn measure(book: &OpenBook<'_>, id: &str, name: &str) -> Option<Draft> {
    let result = book.appraisal.partners.get(book.partner_place(id)?)?;
    let of = |name: &'static str, figure: &str| book.figure(name, format!("partner/{id}/{figure}"));
    let both = || joined(of("received", "received"), of("put in", "put_in"));
    let rate =
        || book.input("discount rate", format!("/partners/{id}/discount_rate_percent")).into_iter().collect::<Vec<_>>();
    let series = |name: &'static str, values: &[Pence]| Step::Series { name, values: values.to_vec() };
    let book_of = book.appraisal.cash.partners.get(book.partner_place(id)?)?;
    let received_by_date = || {
        let mut sum = vec![Pence::ZERO; result.economic.len()];
        book_of.receipts().into_iter().for_each(|line| add(&mut sum, line));
        sum
    };
    let draft = match name {
        "rate_of_return" => Draft::of(MONTHLY_RATE, both())
            .with_steps(rates(result.economic.clone(), "net flow with land", &result.rates, monthly_value_at)),
        "cash_rate_of_return" => Draft::of(
            "The same rates as of the economic view, of flows without land: the rates i at which the sum over k of \
             flow(k) x (1 + i)^(-k/12) is nothing; flow: received less cash in and guarantees (2.9, 2.12).",
            [of("received", "received"), of("cash in", "cash_in"), of("guarantees", "guarantees_in")].concat(),
        )
        .with_steps(rates(result.cash.clone(), "net flow without land", &result.cash_rates, monthly_value_at)),
        "dated_rate_of_return" => {
            let start = book.appraisal.start;
            let days: Vec<i64> = (0..result.economic.len()).map(|k| start.plus(k as i32).day_number()).collect();
            let found = result.dated_rates(start);
            let at = |flows: &[Pence], rate: f64| dated_value_at(flows, &days, rate);
            let formula = "The rates i at which the sum of flow x (1 + i)^(-days from the first date / 365) is nothing \
                           (2.12). Flow: received less put in.";
            Draft::of(formula, both()).with_steps(rates(result.economic.clone(), "net flow with land", &found, at))
        }
        "multiple" => Draft::of("Everything received / everything put in; none where nothing is put in (2.12).", both()),
        "payback" | "payback_first_touch" => Draft::of(
            "The first time point at which received less put in to date is back at nothing or more: for good, or for the \
             first time (2.12).",
            both(),
        )
        .with_steps(at_risk(&result.economic, result.most_at_risk)),
        "last_capital_k" => Draft::of("The last time point at which capital is returned.", of("capital", "capital"))
            .with_steps(vec![series("capital returned", &book_of.capital)]),
        "last_receipt_k" => Draft::of("The last time point at which anything is received.", of("received", "received"))
            .with_steps(vec![series("received", &received_by_date())]),
        "present_value_received" => Draft::of(
            "The sum over k of what is received(k) x (1 + discount rate)^(-k/12), rounded once (2.12).",
            joined(of("received", "received"), rate()),
        )
        .with_steps(vec![series("received", &received_by_date())]),
        "net_present_value" => Draft::of(
            "The sum over k of (received - put in)(k) x (1 + discount rate)^(-k/12), rounded once (2.12).",
            joined(both(), rate()),
        )
        .with_steps(vec![series("net flow with land", &result.economic)]),
        "notional_pot" => Draft::of(
            "The reinvestment pot by the share of the rest, or by what each has put in where no shares are agreed (1.5).",
            [
                book.figure("reinvestment pot", "pot/total"),
                of("put in", "put_in"),
                book.inputs_of_partner(id, grounds_of(M::SplitPaid)),
            ]
            .concat(),
        ),
        _ => return None,
    };
    Some(draft)
}

fn pot(book: &OpenBook<'_>, name: &str) -> Option<Draft> {
    let paid = || vec![Step::Series { name: "paid to the pot", values: book.appraisal.cash.pot.clone() }];
    let whole = || book.figure("reinvestment pot", "pot/total");
    let draft = match name {
        "total" => pot_total(book),
        "present_value" => {
            let first = book.checked.deal.partners.first()?;
            let rate = book.input("discount rate", format!("/partners/{}/discount_rate_percent", first.id));
            Draft::of(
                "The sum over k of what is paid to the reinvestment pot(k) x (1 + discount rate of the first \
                 partner)^(-k/12), rounded once.",
                joined(whole(), rate.into_iter().collect()),
            )
            .with_steps(paid())
        }
        "first_k" => {
            Draft::of("The first time point at which the reinvestment pot is paid.", whole()).with_steps(paid())
        }
        "last_k" => Draft::of("The last time point at which the reinvestment pot is paid.", whole()).with_steps(paid()),
        _ => return None,
    };
    Some(draft)
}

/// The pot by all that moves cash: what comes in, less everything else that is paid, less what is held at the end (2.14, I1). The
/// ledger behind it holds the payments themselves.
fn pot_total(book: &OpenBook<'_>) -> Draft {
    let moved = Sum::of(book)
        .lines(Enters::In, Line::is_receipt)
        .term(Enters::In, "interest on cash", &[M::CashInterest])
        .term(Enters::In, "grant", &[M::Grant])
        .term(Enters::In, "partners' cash paid in", &CASH_IN)
        .term(Enters::In, "loans drawn", &[M::FacilityDrawn, M::ScheduledLoanDrawn])
        .lines(Enters::LessOut, |line| !line.is_receipt())
        .term(Enters::LessOut, "paid to lenders", &LENDERS)
        .term(Enters::LessOut, "clawback, grant and tax paid", &[M::PayablesPaid, M::TaxPaid])
        .by("", Vec::new());
    let cash = &book.appraisal.cash;
    let at_end = |series: &[Pence]| series.last().copied().unwrap_or_default();
    let held = Operand {
        name: "cash held at the end, less what is short",
        value: Value::Pence(at_end(&cash.cash) - at_end(&cash.shortfall)),
        enters: Some(super::Enters::TakenOff),
        figure: None,
        path: None,
        mark: None,
        sources: Vec::new(),
    };
    let partners = book.checked.deal.partners.iter();
    let partners = partners.flat_map(|partner| book.figure("paid out", format!("partner/{}/received", partner.id)));
    let partners = partners.map(|operand| Operand { enters: Some(super::Enters::TakenOff), ..operand });
    let all = moved.operands.into_iter().chain(partners).chain([held]);
    let operands: Vec<Operand> = all.filter(|operand| operand.value != Value::Pence(Pence::ZERO)).collect();
    // What the partners are paid is named once for all of them.
    let mut named: Vec<&Operand> = operands.iter().collect();
    named.dedup_by_key(|operand| operand.name);
    let formula = named.iter().fold(String::new(), |formula, operand| match (formula.is_empty(), operand.enters) {
        (true, _) => operand.name.to_owned(),
        (false, Some(super::Enters::TakenOff)) => format!("{formula} - {}", operand.name),
        (false, _) => format!("{formula} + {}", operand.name),
    });
    let rule = "At each payment: share reinvested x what is left after notes, preferred return and capital, before tiers (2.8).";
    let paid = Sum::of(book).term(Enters::Out, "paid to the pot", &[M::PotPaid]);
    let inputs = book.inputs(grounds_of(M::PotPaid));
    Draft {
        formula: format!("{formula}. {rule}"),
        operands: operands.into_iter().chain(inputs).collect(),
        ..paid.by("", Vec::new())
    }
    .named()
}

fn peak(book: &OpenBook<'_>, name: &[&str]) -> Option<Draft> {
    let (cash, peak) = (&book.appraisal.cash, &book.appraisal.peak);
    let up_to = |k: usize| Sum::of(book).up_to(k);
    let series = |name: &'static str, values: Vec<Pence>| Step::Series { name, values };
    let draft = match *name {
        [] => {
            let mut out = Vec::new();
            fill_partners_cash_out(cash, &mut out);
            add(&mut out, &cash.debt);
            loans_of(partners_of(up_to(peak.funding.k)))
                .by(
                    "Partners' cash that is out plus loans owed, at the time point at which that is the most (2.12).",
                    Vec::new(),
                )
                .with_steps(vec![series("partners' cash and loans", out), Step::Maximum(peak.funding)])
        }
        ["partners_cash"] => {
            partners_of(up_to(peak.funding.k)).by("To the time point of peak funding (2.12).", Vec::new())
        }
        ["loans"] => loans_of(up_to(peak.funding.k)).by("To the time point of peak funding (2.12).", loan_inputs(book)),
        ["debt"] => loans_of(up_to(peak.debt.k))
            .by("Loans owed, at the time point at which that is the most (2.12).", loan_inputs(book))
            .with_steps(vec![series("loans owed", cash.debt.clone()), Step::Maximum(peak.debt)]),
        ["facilities"] => {
            let owed = cash.debt.iter().zip(&cash.scheduled_debt).map(|(debt, scheduled)| *debt - *scheduled).collect();
            up_to(peak.facilities.k)
                .term(Enters::In, "facilities drawn, with interest and fees added, less repaid", &FACILITIES)
                .by("Owed on facilities, at the time point at which that is the most (2.12).", loan_inputs(book))
                .with_steps(vec![series("facilities owed", owed), Step::Maximum(peak.facilities)])
        }
        ["debt_at_end"] => loans_of(Sum::of(book)).by("Loans owed after the last time point (2.7).", loan_inputs(book)),
        _ => return None,
    };
    Some(draft)
}

fn partners_of(sum: Sum<'_>) -> Sum<'_> {
    sum.term(Enters::In, "cash capital, notes and guarantees paid in", &CASH_IN).term(
        Enters::LessOut,
        "capital and principal returned on cash",
        &[M::CashCapitalReturned, M::CashNotePrincipalPaid],
    )
}

fn loans_of(sum: Sum<'_>) -> Sum<'_> {
    sum.term(Enters::In, "facilities drawn, with interest and fees added, less repaid", &FACILITIES).term(
        Enters::In,
        "scheduled loans drawn, less repaid",
        &SCHEDULED,
    )
}

fn shortfall(book: &OpenBook<'_>) -> Draft {
    let short = &book.appraisal.cash.shortfall;
    let deepest = book.appraisal.shortfall.map(|short| Step::Maximum(short.deepest));
    let formula = "What is needed to hold the cash always kept, and no grant, partner, loan or guarantee can pay: it is due \
                   again at the next time point; the first, the deepest and the last of the series (2.7, step 5).";
    let series = Step::Series { name: "shortfall", values: short.clone() };
    Draft::of(formula, book.inputs(&[("cash always kept", "/funding/minimum_cash")]))
        .with_steps([series].into_iter().chain(deepest).collect())
}

fn public_money(book: &OpenBook<'_>, name: &str) -> Option<Draft> {
    let public = book.checked.deal.partners.iter().filter(|partner| partner.public);
    let sum_of_public = |words: &'static str, movements: &[M]| {
        public
            .clone()
            .fold(Sum::of(book), |sum, partner| sum.of_partner(&partner.id).term(Enters::In, words, movements))
    };
    let cost = ("Total development cost", "value/total_development_cost");
    let (cash, land) = (("public cash", "public_money/cash"), ("public land", "public_money/land"));
    let grant = ("grant", "public_money/grant");
    let draft = match name {
        "cash" => sum_of_public("cash of a public partner", &CASH_IN)
            .by("Capital, notes and guarantees paid in by public partners (3.5).", Vec::new()),
        "grant" => Sum::of(book)
            .term(Enters::In, "grant", &[M::Grant])
            .by("Grant to the venture, whoever gives it (3.5).", Vec::new()),
        "land" => sum_of_public("land of a public partner", &LAND)
            .by("Land of public partners at its accepted value, in every form (3.5).", Vec::new()),
        "cash_per_home" => Draft::of(
            "(public cash + grant) / homes finished, rounded to the penny; none where no home is finished (3.5).",
            book.figures([cash, grant, ("homes finished", "homes/completed")]),
        ),
        "leverage_of_cash" => Draft::of(
            "(Total development cost - public cash) / public cash; none without public cash (3.5).",
            book.figures([cost, cash]),
        ),
        "private_to_public" => Draft::of(
            "(Total development cost - public cash - grant - public land) / (public cash + grant + public land) (3.5).",
            book.figures([cost, cash, grant, land]),
        ),
        "private_to_public_without_land" => Draft::of(
            "(Total development cost - land at its accepted value - public cash - grant) / (public cash + grant) (3.5).",
            book.figures([cost, ("land at its accepted value", "value/land"), cash, grant]),
        ),
        _ => return None,
    };
    Some(draft)
}

fn money(book: &OpenBook<'_>, year: usize, name: &[&str]) -> Option<Draft> {
    let of_year = || Sum::of(book).in_year(year);
    let draft = match *name {
        ["homes"] => {
            let tenures = book.appraisal.homes.by_tenure.iter().map(|(tenure, _)| key(tenure));
            let ids = tenures.map(|tenure| format!("homes/completed_by_year/{tenure}/{year}"));
            let operands = ids.flat_map(|id| book.figure("homes of a tenure", id)).collect();
            Draft::of("The homes of a tenure finished in the year, of every tenure (3.1).", operands)
        }
        ["receipts"] => of_year()
            .lines(Enters::In, Line::is_receipt)
            .term(Enters::In, "interest on cash", &[M::CashInterest])
            .by("Receipts of every kind (2.6).", Vec::new()),
        ["grant"] => of_year()
            .term(Enters::In, "grant", &[M::Grant])
            .by("On dates, or drawn on need before anything else (2.7).", Vec::new()),
        ["cash_in"] => of_year()
            .term(Enters::In, "capital, notes and guarantees paid in", &CASH_IN)
            .by("Of all partners (2.7, step 5).", Vec::new()),
        ["loans"] => loans_of(of_year()).by("With interest and fees that are added to the loan (2.7).", Vec::new()),
        ["interest_and_fees"] => of_year()
            .term(Enters::In, "interest and fees of facilities", &INTEREST)
            .term(Enters::Out, "interest of scheduled loans", &[M::ScheduledInterestPaid])
            .by("As they accrue, whether paid or added to the loan (2.7).", loan_inputs(book)),
        // Fees that are added to a loan are lent and earned at once, and cancel.
        ["loans_less_interest"] => of_year()
            .term(
                Enters::In,
                "facilities drawn, with interest added, less repaid",
                &[M::FacilityDrawn, M::FacilityInterestRolled, M::FacilityRepaid],
            )
            .term(Enters::In, "scheduled loans drawn, less repaid", &SCHEDULED)
            .term(
                Enters::LessIn,
                "interest of facilities, and fees on what is not drawn",
                &[M::FacilityInterestAccrued, M::NonUtilisationAccrued],
            )
            .term(Enters::LessOut, "interest of scheduled loans", &[M::ScheduledInterestPaid])
            .by("What lenders bring in the year, less what they earn in it (2.7).", loan_inputs(book)),
        ["costs"] => of_year()
            .lines(Enters::Out, |line| !line.is_receipt() && line != Line::Programme)
            .by("Every operating cost but programme costs (2.4).", Vec::new()),
        ["programme"] => {
            of_year().lines(Enters::Out, |line| line == Line::Programme).by("On their dates (2.4).", Vec::new())
        }
        ["to_partners", id] => of_year()
            .of_partner(id)
            .term(Enters::Out, "everything received", &RECEIPTS)
            .by("All that the partner receives in cash in the year (2.9).", Vec::new()),
        ["to_pot"] => of_year()
            .term(Enters::Out, "paid to the pot", &[M::PotPaid])
            .by("By the share reinvested (2.8).", book.inputs(grounds_of(M::PotPaid))),
        ["to_others"] => of_year()
            .term(Enters::Out, "clawback, grant and tax paid", &[M::PayablesPaid, M::TaxPaid])
            .by("Paid out before partners (2.8).", Vec::new()),
        ["change_in_cash"] => {
            let sum = of_year().lines(Enters::In, Line::is_receipt).lines(Enters::LessOut, |line| !line.is_receipt());
            let inward = [&CASH_IN[..], &[M::CashInterest, M::Grant, M::FacilityDrawn, M::ScheduledLoanDrawn]].concat();
            let paid = [&RECEIPTS[..], &[M::PayablesPaid, M::TaxPaid, M::PotPaid]].concat();
            sum.term(Enters::In, "interest on cash, grant, partners' cash and loans drawn", &inward)
                .term(Enters::LessOut, "paid to lenders", &LENDERS)
                .term(Enters::LessOut, "paid to partners, others and the pot", &paid)
                .by("Every line in which cash moves; a shortfall counts as cash below nothing (2.14, I1).", Vec::new())
        }
        _ => return None,
    };
    Some(draft)
}
