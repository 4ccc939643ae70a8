//! The value of each figure, read from the appraisal.

use super::catalogue::key;
use super::{OpenBook, Value};
use crate::appraise::{PartnerResult, YearOfMoney};
use crate::postings::Line;
use crate::units::Pence;

fn count(number: impl Into<i64>) -> Option<Value> {
    Some(Value::Count(number.into()))
}

fn pence(sum: Pence) -> Option<Value> {
    Some(Value::Pence(sum))
}

fn number(number: Option<f64>) -> Option<Value> {
    Some(number.map_or(Value::None, Value::Number))
}

fn time_point(k: Option<usize>) -> Option<Value> {
    Some(k.map_or(Value::None, Value::TimePoint))
}

/// The value of a figure; none if the appraisal has no such figure.
pub(super) fn value(book: &OpenBook<'_>, id: &str) -> Option<Value> {
    let segments: Vec<&str> = id.split('/').collect();
    let result = book.appraisal;
    match segments.as_slice() {
        ["homes", rest @ ..] => homes(book, rest),
        ["jobs", rest @ ..] => jobs(book, rest),
        ["value", name] => value_and_cost(book, name),
        ["line", name] => line(name).and_then(|line| pence(result.postings.total(line))),
        ["together", "rate_of_return"] => Some(Value::Rates(result.together.clone())),
        ["partner", id, name] => partner(book, result.partners.get(book.partner_place(id)?)?, name),
        ["pot", name] => pot(book, name),
        ["peak_funding"] => Some(Value::Dated(result.peak.funding)),
        ["peak_funding", name] => peak(book, name),
        ["shortfall", name] => shortfall(book, name),
        ["public_money", name] => public_money(book, name),
        ["money", year, rest @ ..] => money(book, result.money_by_year.get(year.parse::<usize>().ok()?)?, rest),
        _ => None,
    }
}

/// The line with this name.
pub(super) fn line(name: &str) -> Option<Line> {
    Line::ALL.into_iter().find(|line| key(line) == name)
}

fn homes(book: &OpenBook<'_>, name: &[&str]) -> Option<Value> {
    let homes = &book.appraisal.homes;
    let place = |tenure: &str| homes.by_tenure.iter().position(|(of, _)| key(of) == tenure);
    match *name {
        ["planned"] => count(homes.planned),
        ["completed"] => count(homes.completed),
        ["sold"] => count(homes.sold),
        ["let_homes"] => count(homes.let_homes),
        ["unsold"] => count(homes.unsold),
        ["care"] => count(homes.care),
        ["plots"] => count(homes.plots),
        ["plots_unsold"] => count(homes.plots_unsold),
        ["net"] => count(homes.net),
        ["affordable"] => count(homes.affordable),
        ["by_tenure", tenure] => count(homes.by_tenure.get(place(tenure)?)?.1),
        ["completed_by_year", tenure, year] => {
            count(*homes.completed_by_year.get(place(tenure)?)?.get(year.parse::<usize>().ok()?)?)
        }
        _ => None,
    }
}

fn jobs(book: &OpenBook<'_>, name: &[&str]) -> Option<Value> {
    let jobs = &book.appraisal.jobs;
    let of_year = |series: &[f64], year: &str| number(Some(*series.get(year.parse::<usize>().ok()?)?));
    match *name {
        ["person_years"] => number(Some(jobs.person_years)),
        ["years_of_work"] => count(jobs.years_of_work as i64),
        ["a_year"] => number(Some(jobs.a_year)),
        ["low_a_year"] => number(Some(jobs.low_a_year)),
        ["net_a_year"] => number(Some(jobs.net_a_year)),
        ["net_homes"] => number(Some(jobs.net_homes)),
        ["chain", step] => number(Some(jobs.chain.iter().find(|of| key(of.step) == step)?.after)),
        ["spending_by_year", year] => pence(*jobs.spending_by_year.get(year.parse::<usize>().ok()?)?),
        ["by_year", year] => of_year(&jobs.by_year, year),
        ["low_by_year", year] => of_year(&jobs.low_by_year, year),
        _ => None,
    }
}

fn value_and_cost(book: &OpenBook<'_>, name: &str) -> Option<Value> {
    let value = &book.appraisal.value;
    match name {
        "gross_development_value" => pence(value.gross_development_value),
        "kept_value" => pence(value.kept_value),
        "sales_costs" => pence(value.sales_costs),
        "land" => pence(value.land),
        "interest_and_fees" => pence(value.interest_and_fees),
        "total_development_cost" => pence(value.total_development_cost),
        "profit" => pence(value.profit),
        "profit_on_cost" => number(value.profit_on_cost),
        "profit_on_value" => number(value.profit_on_value),
        "venture_profit" => pence(value.venture_profit),
        "corporation_tax" => pence(value.corporation_tax),
        "surplus" => pence(value.surplus),
        "real_value" => pence(value.real_value),
        _ => None,
    }
}

fn partner(book: &OpenBook<'_>, partner: &PartnerResult, name: &str) -> Option<Value> {
    match name {
        "land_in" => pence(partner.land_in),
        "cash_in" => pence(partner.cash_in),
        "cash_premium" => pence(partner.cash_premium),
        "services_in" => pence(partner.services_in),
        "guarantees_in" => pence(partner.guarantees_in),
        "put_in" => pence(partner.put_in()),
        "coupon" => pence(partner.coupon),
        "note_principal" => pence(partner.note_principal),
        "preferred_return" => pence(partner.preferred_return),
        "capital" => pence(partner.capital),
        "split" => pence(partner.split),
        "land_paid" => pence(partner.land_paid),
        "overage" => pence(partner.overage),
        "clawback" => pence(partner.clawback),
        "received" => pence(partner.received),
        "capital_unpaid" => pence(partner.capital_unpaid),
        "preferred_return_unpaid" => pence(partner.preferred_return_unpaid),
        "notes_unpaid" => pence(partner.notes_unpaid),
        "rate_of_return" => Some(Value::Rates(partner.rates.clone())),
        "cash_rate_of_return" => Some(Value::Rates(partner.cash_rates.clone())),
        "dated_rate_of_return" => Some(Value::Rates(partner.dated_rates(book.appraisal.start))),
        "multiple" => number(partner.multiple),
        "payback" => time_point(partner.payback.lasting),
        "payback_first_touch" => time_point(partner.payback.first_touch),
        "most_at_risk" => Some(Value::Dated(partner.most_at_risk)),
        "last_capital_k" => time_point(partner.last_capital_k),
        "last_receipt_k" => time_point(partner.last_receipt_k),
        "present_value_received" => pence(partner.present_value_received),
        "net_present_value" => pence(partner.net_present_value),
        "notional_pot" => pence(partner.notional_pot),
        _ => None,
    }
}

fn pot(book: &OpenBook<'_>, name: &str) -> Option<Value> {
    let pot = &book.appraisal.pot;
    match name {
        "total" => pence(pot.total),
        "present_value" => pence(pot.present_value),
        "first_k" => time_point(pot.first_k),
        "last_k" => time_point(pot.last_k),
        _ => None,
    }
}

fn peak(book: &OpenBook<'_>, name: &str) -> Option<Value> {
    let peak = &book.appraisal.peak;
    match name {
        "partners_cash" => pence(peak.partners_cash),
        "loans" => pence(peak.loans),
        "debt" => Some(Value::Dated(peak.debt)),
        "facilities" => Some(Value::Dated(peak.facilities)),
        "debt_at_end" => pence(peak.debt_at_end),
        _ => None,
    }
}

/// Without a shortfall each of these figures exists, with no value.
fn shortfall(book: &OpenBook<'_>, name: &str) -> Option<Value> {
    let short = book.appraisal.shortfall;
    let value = match name {
        "first_k" => short.map(|short| Value::TimePoint(short.first_k)),
        "deepest" => short.map(|short| Value::Dated(short.deepest)),
        "at_end" => short.map(|short| Value::Pence(short.at_end)),
        _ => return None,
    };
    Some(value.unwrap_or(Value::None))
}

fn public_money(book: &OpenBook<'_>, name: &str) -> Option<Value> {
    let public = &book.appraisal.public_money;
    match name {
        "cash" => pence(public.cash),
        "grant" => pence(public.grant),
        "land" => pence(public.land),
        "cash_per_home" => Some(public.cash_per_home.map_or(Value::None, Value::Pence)),
        "leverage_of_cash" => number(public.leverage_of_cash),
        "private_to_public" => number(public.private_to_public),
        "private_to_public_without_land" => number(public.private_to_public_without_land),
        _ => None,
    }
}

fn money(book: &OpenBook<'_>, year: &YearOfMoney, name: &[&str]) -> Option<Value> {
    match *name {
        ["homes"] => count(year.homes),
        ["receipts"] => pence(year.receipts),
        ["grant"] => pence(year.grant),
        ["cash_in"] => pence(year.cash_in),
        ["loans"] => pence(year.loans),
        ["loans_less_interest"] => pence(year.loans - year.interest_and_fees),
        ["interest_and_fees"] => pence(year.interest_and_fees),
        ["costs"] => pence(year.costs),
        ["programme"] => pence(year.programme),
        ["to_partners", id] => pence(*year.to_partners.get(book.partner_place(id)?)?),
        ["to_pot"] => pence(year.to_pot),
        ["to_others"] => pence(year.to_others),
        ["change_in_cash"] => pence(year.change_in_cash),
        _ => None,
    }
}
