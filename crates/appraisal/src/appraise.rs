//! The appraisal: every figure shown, calculated once from the run.

use crate::buffers::clear;
use crate::check::CheckedDeal;
use crate::jobs::{JobsResult, jobs};
use crate::measures::discounting::net_present_value;
use crate::measures::payback::{Dated, Payback, payback, peak, years_out};
use crate::measures::rate_of_return::{RatesOfReturn, dated, monthly};
use crate::plan::Plan;
use crate::postings::{Line, Postings};
use crate::public_money::{PublicMoney, public_money};
use crate::run::Run;
use crate::stages::cash::{self, CashBook, Operations, PartnerBook};
use crate::stages::homes::{HomesByYear, YearOfHomes, homes_by_year};
use crate::stages::timetable::Timetable;
use crate::stress::Stress;
use crate::units::{Pence, add, subtract};
use deal::Tenure;
use deal::calendar::{Moment, ReportingYears, YearMonth};
use serde::Serialize;

/// Every result of a deal. Money is in pence, rates are yearly effective fractions, `k` counts time points from the
/// start: `k` is the first day of month `k` (method 2.2).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Appraisal {
    /// The first month of the deal.
    pub start: YearMonth,
    /// The reporting years.
    pub years: ReportingYears,
    /// Homes by year, and totals.
    pub homes: Homes,
    /// Jobs by year, and how many of them are additional.
    pub jobs: JobsResult,
    /// The value and cost of the scheme.
    pub value: ValueAndCost,
    /// Rates of return of all partners combined, on the monthly grid.
    pub together: RatesOfReturn,
    /// What each partner puts in and gets back, in the order of the deal's partners.
    pub partners: Vec<PartnerResult>,
    /// The reinvestment pot.
    pub pot: PotResult,
    /// Peak funding (maximum exposure) of the venture.
    pub peak: PeakFunding,
    /// Costs that could not be funded, if any.
    pub shortfall: Option<Shortfall>,
    /// Public money in the deal.
    pub public_money: PublicMoney,
    /// Money in and out by reporting year.
    pub money_by_year: Vec<YearOfMoney>,
    /// Operating receipts less costs, at time points 0 to N.
    pub net: Vec<Pence>,
    /// The operating flows.
    pub postings: Postings,
    /// The cash of the venture and of each partner.
    pub cash: CashBook,
}

/// Homes of the deal (method 3.1).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Homes {
    /// Homes planned; serviced plots are counted separately.
    pub planned: u32,
    /// Homes finished by the end of the model period.
    pub completed: u32,
    /// Homes sold or transferred.
    pub sold: u32,
    /// Homes let by the venture.
    pub let_homes: u32,
    /// Homes finished but neither sold nor let at the end: `completed - sold - let_homes`, never below zero.
    pub unsold: u32,
    /// Planned homes that are care and extra care.
    pub care: u32,
    /// Serviced plots; a plot is not a home of the venture.
    pub plots: u32,
    /// Plots not sold at the end.
    pub plots_unsold: u32,
    /// Net additions: homes planned less homes demolished, with care and extra care counted separately (method 2.6).
    pub net: i64,
    /// Planned homes that are affordable.
    pub affordable: u32,
    /// Planned homes by tenure, for each tenure that has homes.
    pub by_tenure: Vec<(Tenure, u32)>,
    /// Homes finished by reporting year, one list for each tenure of `by_tenure`.
    pub completed_by_year: Vec<Vec<u32>>,
    /// Counts by phase and row of homes.
    pub by_row: HomesByYear,
}

/// Value and cost of the scheme, in pence (method 3.4).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ValueAndCost {
    /// Homes' total value (GDV): every capital receipt plus `kept_value`.
    pub gross_development_value: Pence,
    /// Capital value of what the venture retains at the end, at its yield: part of the GDV, not of cash (method 2.6).
    pub kept_value: Pence,
    /// Costs of sale.
    pub sales_costs: Pence,
    /// Land at its accepted value, in every form of contribution.
    pub land: Pence,
    /// Interest and fees on loans, paid or rolled up.
    pub interest_and_fees: Pence,
    /// Total development cost: land, operating costs other than sales costs, services, interest and fees.
    pub total_development_cost: Pence,
    /// Profit: GDV less sales costs less total development cost.
    pub profit: Pence,
    /// `profit / total development cost`, as a fraction; none where the cost is zero.
    pub profit_on_cost: Option<f64>,
    /// `profit / GDV`, as a fraction; none where the GDV is zero.
    pub profit_on_value: Option<f64>,
    /// Profit of the venture in cash: `profit - kept_value + net rent + other income + interest on cash + grant -
    /// payables`, with tax among the payables. The cash identity I5 checks it (method 2.14).
    pub venture_profit: Pence,
    /// Corporation tax due; it reduces the profit that is shared (method 2.10).
    pub corporation_tax: Pence,
    /// Surplus after preferred return and capital: the amount in the pot plus the amount split.
    pub surplus: Pence,
    /// Present value of the operating flows in start-date prices, at the Green Book's real rates: slow sales in a
    /// rising market cannot improve it (method 2.3, 2.13).
    pub real_value: Pence,
}

/// What one partner puts in and gets back over the life of the deal, in pence (method 2.9).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartnerResult {
    /// Land contributed in any form, at its accepted value with true-ups.
    pub land_in: Pence,
    /// Cash paid in, as capital and as loan notes.
    pub cash_in: Pence,
    /// The part of `cash_in` above the capital credited for it; negative if credited above par.
    pub cash_premium: Pence,
    /// Services contributed instead of cash.
    pub services_in: Pence,
    /// Cash paid under guarantees.
    pub guarantees_in: Pence,
    /// Coupon received on loan notes.
    pub coupon: Pence,
    /// Principal received on loan notes.
    pub note_principal: Pence,
    /// Preferred return received.
    pub preferred_return: Pence,
    /// Capital returned.
    pub capital: Pence,
    /// Share of the tiers and of the final split.
    pub split: Pence,
    /// Price of land received in cash, at the start or deferred.
    pub land_paid: Pence,
    /// Overage received.
    pub overage: Pence,
    /// Clawback received.
    pub clawback: Pence,
    /// Total received: the sum of the eight receipts above.
    pub received: Pence,
    /// Capital not repaid at the end. It is a loss only to the extent of [`PartnerResult::loss`].
    pub capital_unpaid: Pence,
    /// Preferred return accrued but not paid at the end.
    pub preferred_return_unpaid: Pence,
    /// Principal and coupon of loan notes unpaid at the end.
    pub notes_unpaid: Pence,
    /// Economic view: receipts less cash and contributions in kind, by time point, with land at its accepted value.
    pub economic: Vec<Pence>,
    /// Cash view: receipts less cash paid in, by time point.
    pub cash: Vec<Pence>,
    /// Rates of return (IRR) of the economic view, on the monthly grid (method 2.12).
    pub rates: RatesOfReturn,
    /// Rates of return (IRR) of the cash view, on the monthly grid (method 2.12).
    pub cash_rates: RatesOfReturn,
    /// Equity multiple: `received / put in`; none where nothing is put in (method 2.12).
    pub multiple: Option<f64>,
    /// When cumulative economic flows return to zero (method 2.12).
    pub payback: Payback,
    /// Peak exposure: the largest cumulative amount put in less received, and when (method 2.12).
    pub most_at_risk: Dated,
    /// The last time point at which capital is repaid; none if none is.
    pub last_capital_k: Option<usize>,
    /// The last time point at which anything is received; none if nothing is.
    pub last_receipt_k: Option<usize>,
    /// Present value of receipts, at its own discount rate (method 2.13).
    pub present_value_received: Pence,
    /// Net present value (NPV) of the economic flows, at its own discount rate (method 2.13).
    pub net_present_value: Pence,
    /// Notional share of the pot: what it would receive if the pot were split.
    pub notional_pot: Pence,
}

impl Appraisal {
    /// The moment of a time point. No deal is longer than 720 months.
    #[must_use]
    pub fn moment(&self, k: usize) -> Moment {
        Moment::of(self.start, k as i32)
    }
}

impl PartnerResult {
    /// Total put in, in pence: land at its accepted value, cash, services and payments under guarantees.
    #[must_use]
    pub fn put_in(&self) -> Pence {
        self.land_in + self.cash_in + self.services_in + self.guarantees_in
    }

    /// The years for which a pound it puts in is out on average, until it is received back; none where it puts nothing in.
    #[must_use]
    pub fn years_out(&self) -> Option<f64> {
        years_out(&self.economic, self.put_in())
    }

    /// Loss in pence: money put in less money received, or zero where it receives as much.
    #[must_use]
    pub fn loss(&self) -> Pence {
        cash::loss(self.put_in(), self.received)
    }

    /// Capital and loan notes not repaid at the end, in pence, whether or not preferred return already paid covers
    /// them.
    #[must_use]
    pub fn unrepaid(&self) -> Pence {
        self.capital_unpaid + self.notes_unpaid
    }

    /// Whether all its capital and loan notes are repaid at the end; none where it puts none in, as where its land is sold.
    #[must_use]
    pub fn is_repaid(&self) -> Option<bool> {
        let unrepaid = self.unrepaid();
        (self.capital + self.note_principal + unrepaid).is_positive().then(|| !unrepaid.is_positive())
    }

    /// The time point at which its last capital is repaid; none while any is outstanding.
    #[must_use]
    pub fn repaid_k(&self) -> Option<usize> {
        self.last_capital_k.filter(|_| !self.capital_unpaid.is_positive())
    }

    /// XIRR of the economic view: the rate Excel shows for dated flows, with days over 365 as exponent (method 2.12).
    #[must_use]
    pub fn dated_rates(&self, start: YearMonth) -> RatesOfReturn {
        let days: Vec<i64> = (0..self.economic.len()).map(|k| start.plus(k as i32).day_number()).collect();
        dated(&self.economic, &days)
    }
}

/// The reinvestment pot, in pence (method 1.5).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PotResult {
    /// Paid into the pot over the life of the deal.
    pub total: Pence,
    /// Present value of those payments, at the discount rate of the first partner.
    pub present_value: Pence,
    /// The first time point at which anything is paid in.
    pub first_k: Option<usize>,
    /// The last time point at which anything is paid in.
    pub last_k: Option<usize>,
}

/// Peak funding: the largest sum of partners' cash outstanding and loans outstanding, and when (method 2.12). A
/// partner's cash is outstanding until it is returned as capital or principal.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PeakFunding {
    /// Peak of partners' cash and loans combined.
    pub funding: Dated,
    /// The partners' cash in that peak.
    pub partners_cash: Pence,
    /// The loans in that peak.
    pub loans: Pence,
    /// Peak debt: the most owed to lenders, and when.
    pub debt: Dated,
    /// Peak of the facilities: the most owed on loans without a repayment schedule, and when.
    pub facilities: Dated,
    /// Loans outstanding at the end.
    pub debt_at_end: Pence,
}

/// Costs that exceeded the cash available (method 2.7).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Shortfall {
    /// The first time point with a cash shortfall.
    pub first_k: usize,
    /// The largest shortfall, and when.
    pub deepest: Dated,
    /// The shortfall at the end.
    pub at_end: Pence,
}

/// Money in and out in one reporting year, in pence.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct YearOfMoney {
    /// Homes finished.
    pub homes: u32,
    /// Receipts of every kind, including interest on cash.
    pub receipts: Pence,
    /// Grant received.
    pub grant: Pence,
    /// Partners' cash paid in.
    pub cash_in: Pence,
    /// Loans drawn less loans repaid, including interest added to the loan.
    pub loans: Pence,
    /// Interest and fees of loans.
    pub interest_and_fees: Pence,
    /// Operating costs other than programme costs.
    pub costs: Pence,
    /// Programme costs.
    pub programme: Pence,
    /// Paid to each partner.
    pub to_partners: Vec<Pence>,
    /// Paid to the pot.
    pub to_pot: Pence,
    /// Grant repaid, tax, and overage or clawback paid outside the venture.
    pub to_others: Pence,
    /// Net cash movement: cash at the end of the year less cash at its start, after shortfalls.
    pub change_in_cash: Pence,
}

/// Calculates every figure of a checked deal.
#[must_use]
pub fn appraise(checked: &CheckedDeal) -> Appraisal {
    appraise_under(checked, &Stress::NONE)
}

/// Calculates every figure of a checked deal under changed conditions.
#[must_use]
pub fn appraise_under(checked: &CheckedDeal, stress: &Stress) -> Appraisal {
    let checked = &*checked.revalued(stress);
    let (plan, deal) = (&*checked.plan.under(stress), &checked.deal);
    let run = Run::of_moved(plan, stress);
    let real_value = run.real_value(plan);
    let Run { timetable, postings, operations: Operations { net, .. }, cash, .. } = run;
    let homes = homes(plan, &timetable);
    let value = value_and_cost(&postings, &cash, real_value);
    let rates: Vec<f64> = deal.partners.iter().map(|partner| partner.discount_rate_percent / 100.0).collect();
    let pot = pot(&cash, rates.first().copied().unwrap_or(0.0));
    let partners = partners(plan, &cash, &rates, pot.total);
    let public = deal.partners.iter().map(|partner| partner.public).collect::<Vec<_>>();
    Appraisal {
        start: plan.start,
        years: plan.years,
        jobs: jobs(&deal.jobs, plan, &postings, homes.net),
        public_money: public_money(&public, &partners, &value, cash.grant.iter().sum(), homes.completed),
        peak: peaks(&cash),
        shortfall: shortfall(&cash),
        money_by_year: money_by_year(plan, &homes, &postings, &net, &cash),
        homes,
        value,
        together: together_rates(&partners),
        partners,
        pot,
        net,
        postings,
        cash,
    }
}

fn homes(plan: &Plan, timetable: &Timetable) -> Homes {
    let by_row = homes_by_year(plan, timetable);
    let planned: u32 = plan.phases.iter().map(|phase| phase.homes_count()).sum();
    let count = |of_kind: fn(Tenure) -> bool, counted: fn(&YearOfHomes) -> u32| -> u32 {
        let rows = by_row.rows.iter().filter(|row| of_kind(row.tenure));
        rows.flat_map(|row| &row.by_year).map(counted).sum()
    };
    let of_homes = |counted| count(Tenure::is_home, counted);
    let of_plots = |counted| count(|tenure| !tenure.is_home(), counted);
    let (completed, sold) = (of_homes(|year| year.completed), of_homes(|year| year.sold));
    let let_homes = of_homes(|year| year.let_);
    let plots = of_plots(|year| year.started);
    let mut by_tenure = Vec::new();
    let mut completed_by_year = Vec::new();
    for tenure in Tenure::ALL.into_iter().filter(|tenure| tenure.is_home()) {
        let of_tenure = || plan.phases.iter().flat_map(|phase| &phase.homes).filter(move |row| row.tenure == tenure);
        if of_tenure().next().is_none() {
            continue;
        }
        by_tenure.push((tenure, of_tenure().map(|row| row.count).sum()));
        let mut years = vec![0; plan.years.count];
        for row in by_row.rows.iter().filter(|row| row.tenure == tenure) {
            years.iter_mut().zip(&row.by_year).for_each(|(sum, year)| *sum += year.completed);
        }
        completed_by_year.push(years);
    }
    let affordable = by_tenure.iter().filter(|(tenure, _)| tenure.is_affordable()).map(|(_, count)| count).sum();
    let demolished: u32 = plan.phases.iter().map(|phase| phase.demolished).sum();
    let care = count(|tenure| tenure == Tenure::ExtraCare, |year| year.started);
    Homes {
        planned,
        completed,
        sold,
        let_homes,
        unsold: completed.saturating_sub(sold + let_homes),
        care,
        plots,
        plots_unsold: plots.saturating_sub(of_plots(|year| year.sold)),
        net: i64::from(planned) - i64::from(care) - i64::from(demolished),
        affordable,
        by_tenure,
        completed_by_year,
        by_row,
    }
}

pub(crate) fn value_and_cost(postings: &Postings, cash: &CashBook, real_value: Pence) -> ValueAndCost {
    let gross_development_value = postings.development_value();
    let sales_costs = postings.total(Line::SalesCosts);
    let land: Pence = cash.land.iter().sum();
    let services: Pence = cash.services.iter().sum();
    let interest_and_fees: Pence = cash.interest_and_fees.iter().sum();
    let total_development_cost = land + postings.total_of(Line::is_development_cost) + services + interest_and_fees;
    let profit = gross_development_value - sales_costs - total_development_cost;
    let share_of = |whole: Pence| (whole.is_positive()).then(|| profit.as_f64() / whole.as_f64());
    let payables: Pence = cash.payables_due.iter().sum();
    let grant: Pence = cash.grant.iter().sum();
    let net_rent = postings.total_of(Line::is_rent) - postings.total_of(Line::is_cost_of_rent);
    let other_income = postings.total(Line::OtherIncome) + cash.cash_interest.iter().sum() + grant - payables;
    let split: Pence = cash.partners.iter().map(|partner| partner.split.iter().sum::<Pence>()).sum();
    ValueAndCost {
        gross_development_value,
        kept_value: postings.kept_value,
        sales_costs,
        land,
        interest_and_fees,
        total_development_cost,
        profit,
        profit_on_cost: share_of(total_development_cost),
        profit_on_value: share_of(gross_development_value),
        venture_profit: profit - postings.kept_value + net_rent + other_income,
        corporation_tax: cash.tax_due.iter().sum(),
        surplus: split + cash.pot.iter().sum(),
        real_value,
    }
}

/// Rates of return (IRR) of all partners combined, with land at its accepted value.
pub(crate) fn together_rates(partners: &[PartnerResult]) -> RatesOfReturn {
    let mut flows = vec![Pence::ZERO; partners.first().map_or(0, |partner| partner.economic.len())];
    partners.iter().for_each(|partner| add(&mut flows, &partner.economic));
    monthly(&flows)
}

fn pot(cash: &CashBook, rate: f64) -> PotResult {
    PotResult {
        total: cash.pot.iter().sum(),
        present_value: net_present_value(&cash.pot, rate),
        first_k: cash.pot.iter().position(|paid| paid.is_positive()),
        last_k: cash.pot.iter().rposition(|paid| paid.is_positive()),
    }
}

fn partners(plan: &Plan, cash: &CashBook, rates: &[f64], pot: Pence) -> Vec<PartnerResult> {
    let mut notional = vec![Pence::ZERO; plan.partners];
    let contributed: Vec<Pence> = cash.partners.iter().map(PartnerBook::contributed).collect();
    cash::share_surplus(pot, &plan.sharing, &contributed, &mut notional);
    let result = |((book, rate), notional)| partner(book, rate, notional);
    cash.partners.iter().zip(rates.iter().copied()).zip(notional).map(result).collect()
}

fn sum(line: &[Pence]) -> Pence {
    line.iter().sum()
}

/// Adds series, time point by time point.
fn together<const LINES: usize>(lines: [&[Pence]; LINES]) -> Vec<Pence> {
    let mut series = lines[0].to_vec();
    lines[1..].iter().for_each(|line| add(&mut series, line));
    series
}

pub(crate) fn partner(book: &PartnerBook, rate: f64, notional_pot: Pence) -> PartnerResult {
    let received = together(book.receipts());
    let mut cash = received.clone();
    book.payments().iter().for_each(|line| subtract(&mut cash, line));
    let mut economic = cash.clone();
    book.in_kind().iter().for_each(|line| subtract(&mut economic, line));
    let total = sum(&received);
    let land_in = sum(&book.land_in) + sum(&book.land_note_in) + sum(&book.land_deferred_in);
    let cash_in = sum(&book.cash_in) + sum(&book.cash_note_in);
    let (services_in, guarantees_in) = (sum(&book.services_in), sum(&book.guarantees_in));
    let put_in = land_in + cash_in + services_in + guarantees_in;
    let at_risk = economic.iter().scan(Pence::ZERO, |sum, flow| {
        *sum -= *flow;
        Some(*sum)
    });
    PartnerResult {
        land_in,
        cash_in,
        cash_premium: sum(&book.cash_premium),
        services_in,
        guarantees_in,
        coupon: sum(&book.coupon),
        note_principal: sum(&book.note_principal),
        preferred_return: sum(&book.preferred_return),
        capital: sum(&book.capital),
        split: sum(&book.split),
        land_paid: sum(&book.land_paid),
        overage: sum(&book.overage),
        clawback: sum(&book.clawback),
        received: total,
        capital_unpaid: book.capital_unpaid,
        preferred_return_unpaid: book.preferred_return_unpaid,
        notes_unpaid: book.notes_unpaid,
        rates: monthly(&economic),
        cash_rates: monthly(&cash),
        multiple: put_in.is_positive().then(|| total.as_f64() / put_in.as_f64()),
        payback: payback(&economic),
        most_at_risk: peak(at_risk),
        last_capital_k: book.capital.iter().rposition(|paid| paid.is_positive()),
        last_receipt_k: received.iter().rposition(|paid| paid.is_positive()),
        present_value_received: net_present_value(&received, rate),
        net_present_value: net_present_value(&economic, rate),
        notional_pot,
        economic,
        cash,
    }
}

/// Partners' cash outstanding at each time point: paid in, less capital and principal returned on it.
pub(crate) fn fill_partners_cash_out(cash: &CashBook, partners_cash: &mut Vec<Pence>) {
    clear(partners_cash, cash.debt.len());
    for partner in &cash.partners {
        partner.payments().iter().for_each(|line| add(partners_cash, line));
        subtract(partners_cash, &partner.cash_capital);
        subtract(partners_cash, &partner.cash_note_principal);
    }
    let mut out = Pence::ZERO;
    for sum in partners_cash {
        out += *sum;
        *sum = out;
    }
}

/// Peak of partners' cash and loans combined; leaves the partners' part in `partners_cash`.
pub(crate) fn peak_funding(cash: &CashBook, partners_cash: &mut Vec<Pence>) -> Dated {
    fill_partners_cash_out(cash, partners_cash);
    peak(partners_cash.iter().zip(&cash.debt).map(|(partners, debt)| *partners + *debt))
}

fn peaks(cash: &CashBook) -> PeakFunding {
    let mut partners_cash = Vec::new();
    let funding = peak_funding(cash, &mut partners_cash);
    PeakFunding {
        funding,
        partners_cash: partners_cash[funding.k],
        loans: cash.debt[funding.k],
        debt: peak(cash.debt.iter().copied()),
        facilities: peak(cash.debt.iter().zip(&cash.scheduled_debt).map(|(debt, scheduled)| *debt - *scheduled)),
        debt_at_end: cash.debt.last().copied().unwrap_or_default(),
    }
}

fn shortfall(cash: &CashBook) -> Option<Shortfall> {
    let first_k = cash.shortfall.iter().position(|short| short.is_positive())?;
    let deepest = peak(cash.shortfall.iter().copied());
    Some(Shortfall { first_k, deepest, at_end: cash.shortfall.last().copied().unwrap_or_default() })
}

pub(crate) fn money_by_year(
    plan: &Plan,
    homes: &Homes,
    postings: &Postings,
    net: &[Pence],
    cash: &CashBook,
) -> Vec<YearOfMoney> {
    let receipts = postings.series_of(Line::is_receipt);
    let programme = postings.line(Line::Programme);
    let mut before = Pence::ZERO;
    let year = |index: usize| {
        let points = plan.years.time_points(index, plan.months);
        let sum = |series: &[Pence]| series[points.clone()].iter().sum::<Pence>();
        let paid = |partner: &PartnerBook| partner.receipts().map(sum).into_iter().sum::<Pence>();
        let (all_receipts, programme) = (sum(&receipts), sum(programme));
        let held = points.end.checked_sub(1).map_or(before, |last| cash.cash[last] - cash.shortfall[last]);
        YearOfMoney {
            homes: homes.completed_by_year.iter().map(|counts| counts[index]).sum(),
            receipts: all_receipts + sum(&cash.cash_interest),
            grant: sum(&cash.grant),
            cash_in: cash.partners.iter().flat_map(|partner| partner.payments().map(sum)).sum(),
            loans: sum(&cash.drawn) - sum(&cash.repaid),
            interest_and_fees: sum(&cash.interest_and_fees),
            costs: all_receipts - sum(net) - programme,
            programme,
            to_partners: cash.partners.iter().map(paid).collect(),
            to_pot: sum(&cash.pot),
            to_others: sum(&cash.payables_paid) + sum(&cash.overage_at_once) + sum(&cash.tax_paid)
                - cash.partners.iter().map(|partner| sum(&partner.overage) + sum(&partner.clawback)).sum(),
            change_in_cash: held - std::mem::replace(&mut before, held),
        }
    };
    (0..plan.years.count).map(year).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{check, document, samples};
    use deal::{Contribution, Deal, LandDue, LandInstalment};

    /// At a low price GD-1 does not repay the council's land; sold for cash, the land is no capital.
    #[test]
    fn a_partner_that_sells_its_land_has_no_capital_to_repay() {
        let plain = document::open(samples::GD_1.document).unwrap();
        let at = |deal: &Deal, price: f64| {
            let deal = deal.with("/home_types/market/price", price.into()).unwrap();
            appraise(&check(&deal).unwrap()).partners[0].is_repaid()
        };
        let mut sold = plain.clone();
        let instalments = vec![LandInstalment { id: "all".to_owned(), percent: 100.0, due: LandDue::Drawdown }];
        for own in &mut sold.contributions {
            if let Contribution::LandInKind { id, site, .. } = own.clone() {
                let (share_percent, long_stop_month, instalments) = (100.0, None, instalments.clone());
                *own = Contribution::LandDeferred { id, site, share_percent, instalments, long_stop_month };
            }
        }
        assert_eq!([at(&plain, 400_000.0), at(&plain, 100_000.0)], [Some(true), Some(false)]);
        assert_eq!(at(&sold, 400_000.0), None);
    }
}
