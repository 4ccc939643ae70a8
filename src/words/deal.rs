//! The sentences about a deal: the findings above the charts, the issues to resolve.

mod checks;
mod prices;

pub use checks::{Check, checks, issues};

use super::builds::{self, Builds};
use super::capitalised;
use super::format::{
    MINUS, NO_BREAK, at_moment, count, decimal, financial_year, millions, moment_long, moment_short, month_long,
    month_short,
};
use super::names::{named, owner, verb};
use super::scale::{MoneyScale, together};
use crate::outcome::Outcome;
use crate::workspace::Workspace;
use appraisal::calendar::{Moment, YearLabel};
use appraisal::deal::Tenure;
use appraisal::explain::exposure_openings;
use appraisal::verdict::State;
use appraisal::{Appraisal, Deal, PartnerResult, Pence, Verdict, sole_partner};

/// Month `m` of a deal, in which something happens: for sentences. A time point is named by [`long_time_point`].
#[must_use]
pub fn long_month(appraisal: &Appraisal, m: usize) -> String {
    let month = appraisal.start.plus(m as i32);
    month_long(month.year, month.month)
}

/// Month `m` of a deal, for tables.
#[must_use]
pub fn short_month(appraisal: &Appraisal, m: usize) -> String {
    let month = appraisal.start.plus(m as i32);
    month_short(month.year, month.month)
}

/// The first day of month `m` of a deal, as a spreadsheet reads it: "1 Apr 2011".
#[must_use]
pub fn first_day(appraisal: &Appraisal, m: usize) -> String {
    format!("1 {}", short_month(appraisal, m))
}

/// A time point by the month that ends there, for sentences.
#[must_use]
pub fn long_time_point(appraisal: &Appraisal, k: usize) -> String {
    moment_long(appraisal.moment(k))
}

/// The same after a verb: "in March 2011".
#[must_use]
pub fn at_time_point(appraisal: &Appraisal, k: usize) -> String {
    at_moment(appraisal.moment(k))
}

/// The same of a peak: "in March 2011", or "first in March 2011" where it is reached at other time points too.
#[must_use]
pub fn at_peak(appraisal: &Appraisal, k: usize, recurs: bool) -> String {
    format!("{}{}", if recurs { "first " } else { "" }, at_time_point(appraisal, k))
}

/// The same for tables.
#[must_use]
pub fn short_time_point(appraisal: &Appraisal, k: usize) -> String {
    moment_short(appraisal.moment(k))
}

/// The moment of a partner's peak exposure, for tables: at the start of a month where its land is then credited or paid for.
#[must_use]
pub fn short_exposure(outcome: &Outcome, partner: usize, k: usize) -> String {
    if exposure_openings(&outcome.checked, partner).contains(&k) {
        short_opening(&outcome.appraisal, k)
    } else {
        short_time_point(&outcome.appraisal, k)
    }
}

/// The opening of month `m`, as when land is drawn down, for sentences: "the start of April 2029". It is the same moment as
/// the end of March, and in the year that ends there.
#[must_use]
pub fn long_opening(appraisal: &Appraisal, m: usize) -> String {
    moment_long(Moment::StartOf(appraisal.start.plus(m as i32)))
}

/// The same for tables: "Apr 2029 (start)".
#[must_use]
pub fn short_opening(appraisal: &Appraisal, m: usize) -> String {
    moment_short(Moment::StartOf(appraisal.start.plus(m as i32)))
}

/// The name of a reporting year, in a sentence.
#[must_use]
pub fn year_name(appraisal: &Appraisal, year: usize) -> String {
    match appraisal.years.label(year) {
        YearLabel::EndingMarch(end) => financial_year(end),
        YearLabel::Scheme(number) => format!("year {number}"),
    }
}

/// The name of a reporting year under a bar: the year in which it ends.
#[must_use]
pub fn year_tick(appraisal: &Appraisal, year: usize) -> String {
    year_end(appraisal, year).to_string()
}

/// The number of a reporting year: the calendar year in which it ends, or its number in the scheme.
#[must_use]
pub fn year_end(appraisal: &Appraisal, year: usize) -> i32 {
    match appraisal.years.label(year) {
        YearLabel::EndingMarch(end) => end,
        YearLabel::Scheme(number) => number as i32,
    }
}

/// What a year means under a chart.
#[must_use]
pub fn year_measure(appraisal: &Appraisal) -> &'static str {
    match appraisal.years.label(0) {
        YearLabel::EndingMarch(_) => "year ending 31 March",
        YearLabel::Scheme(_) => "year of the scheme",
    }
}

/// The name of a tenure.
#[must_use]
pub fn tenure(tenure: Tenure) -> &'static str {
    match tenure {
        Tenure::MarketSale => "Market sale",
        Tenure::DiscountMarketSale => "Discount market sale",
        Tenure::SocialRent => "Social rent",
        Tenure::AffordableRent => "Affordable rent",
        Tenure::SharedOwnership => "Shared ownership",
        Tenure::MarketRent => "Market rent",
        Tenure::ExtraCare => "Extra care",
        Tenure::ServicedPlot => "Serviced plots",
    }
}

/// The word of a state; of several weak points it says so.
#[must_use]
pub fn badge(verdict: &Verdict) -> &'static str {
    match verdict.state {
        State::Works => "Works",
        State::WorksWithWeakPoint if verdict.weak_points.len() == 1 => "Works, with one weak point",
        State::WorksWithWeakPoint => "Works, with weak points",
        State::Tight => "Tight",
        State::FallsShort => "Falls short",
    }
}

/// The word while an input has an error.
pub const NOT_UP_TO_DATE: &str = "Not up to date";

/// The first sentence while an input has an error.
#[must_use]
pub fn stale_first(faults: usize) -> String {
    match faults {
        0 | 1 => "The figures cannot be worked out until the error is fixed.".to_owned(),
        many => format!("The figures cannot be worked out until {} errors are fixed.", in_letters(many)),
    }
}

/// A number of things in a sentence, in letters up to nine.
#[must_use]
pub fn in_letters(number: usize) -> String {
    const NUMBERS: [&str; 9] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    let place = number.checked_sub(1);
    place.and_then(|place| NUMBERS.get(place)).map_or_else(|| number.to_string(), |letters| (*letters).to_owned())
}

/// The first sentence while the figures wait for the other of two fields that must fit each other.
#[must_use]
pub fn waiting_first(path: &str) -> String {
    let label = appraisal::fields::of(path).map_or("", |field| field.label);
    format!("The figures wait for “{label}”, which does not fit what you have just entered. Change one of the two.")
}

/// Why the figures are not up to date; none if they are.
#[must_use]
pub fn why_not_up_to_date(workspace: &Workspace) -> Option<String> {
    let waiting = || workspace.waits_for().map(|path| waiting_first(&path));
    workspace.is_stale().then(|| waiting().unwrap_or_else(|| stale_first(workspace.faults().len())))
}

/// The same where no badge says that they are not: "Not up to date: the figures cannot be worked out until …".
#[must_use]
pub fn not_up_to_date(workspace: &Workspace) -> Option<String> {
    why_not_up_to_date(workspace).map(|why| format!("{NOT_UP_TO_DATE}: {}", super::lowered(&why)))
}

/// At the head of a panel of figures, and at the end of a file of them, while an input has an error: "Not up to date: the
/// figures here are from before the error."
#[must_use]
pub fn old_figures(workspace: &Workspace) -> Option<String> {
    let which =
        if workspace.figures_are_of_base() { "those of the base case as last set" } else { "from before the error" };
    workspace.is_stale().then(|| format!("{NOT_UP_TO_DATE}: the figures here are {which}."))
}

/// What a link or a code contains that is made while the figures are not up to date. A text that cannot be read is not part of
/// the deal; an error between two values is.
#[must_use]
pub fn made_of_old(what: &str, workspace: &Workspace) -> Option<String> {
    let why = not_up_to_date(workspace)?;
    let contains = if workspace.has_findings() { "that error" } else { "the last values without errors" };
    Some(format!("{why} The {what} contains {contains}."))
}

/// The badge of a deal with errors that has never been worked out.
pub const NO_FIGURES: &str = "No figures yet";
/// The sentence after how many errors it has.
pub const NO_FIGURES_YET: &str = "The deal is saved and can be sent as it is.";

/// The second sentence while an input has an error: which figures are shown.
#[must_use]
pub const fn stale_second(are_of_base: bool) -> &'static str {
    if are_of_base {
        "The figures below are those of the base case as last set."
    } else {
        "The figures below are from before the error."
    }
}

/// The name of the surplus in this deal: the pot if all of it is reinvested.
pub(super) fn surplus_name(outcome: &Outcome) -> &'static str {
    if is_all_reinvested(outcome) { "the pot" } else { "the surplus" }
}

/// Whether the whole surplus goes to the pot, so that the pot is the main result.
#[must_use]
pub fn is_all_reinvested(outcome: &Outcome) -> bool {
    outcome.deal.sharing.reinvests_all()
}

/// The label of the main result: the pot if the whole surplus goes to it, otherwise the surplus.
#[must_use]
pub fn main_result(outcome: &Outcome) -> &'static str {
    if is_all_reinvested(outcome) { super::page::POT } else { super::page::figures::SURPLUS }
}

/// The sum of the main result, in pence, and that of another deal: of the pot, or of the surplus, never of one against the other.
#[must_use]
pub fn main_sums(outcome: &Outcome, was: Option<&Outcome>) -> (i64, Option<i64>) {
    (main_sum(outcome, outcome), was.map(|was| main_sum(outcome, was)))
}

/// Of a deal, what is the main result of the open one: its pot or its surplus, in pence.
fn main_sum(open: &Outcome, of: &Outcome) -> i64 {
    if is_all_reinvested(open) { of.appraisal.pot.total.0 } else { of.appraisal.value.surplus.0 }
}

/// The pot beside the surplus, in pence, and that of another deal; none where the pot is the main result, or neither deal has
/// one.
#[must_use]
pub fn reinvested_sums(outcome: &Outcome, was: Option<&Outcome>) -> Option<(i64, Option<i64>)> {
    let pot = |of: &Outcome| of.appraisal.pot.total.0;
    let is_any = pot(outcome) != 0 || was.is_some_and(|was| pot(was) != 0);
    (is_any && !is_all_reinvested(outcome)).then(|| (pot(outcome), was.map(pot)))
}

/// The announcement after a change: the main result, the pot beside it, each with its change unless another deal was open
/// before, and the state; where the deal falls short, why, unless the reason is unchanged: it guides whoever corrects the deal.
#[must_use]
pub fn announcement(outcome: &Outcome, was: Option<&Outcome>) -> String {
    let why = |outcome: &Outcome| {
        let falls_short = outcome.verdict.state == State::FallsShort;
        falls_short.then(|| super::verdict::verdict_first(outcome))
    };
    let new = why(outcome).filter(|now| was.and_then(why).as_ref() != Some(now));
    let why = new.map_or_else(String::new, |why| format!(" {why}"));
    let (now, before) = main_sums(outcome, was);
    let (sum, change) = MoneyScale::following(now, before);
    let by = change.map_or_else(String::new, |change| match sign_and_size(&change) {
        (true, size) => format!(", up {size}"),
        (false, size) if size == super::NO_CHANGE => format!(", {size}"),
        (false, size) => format!(", down {size}"),
    });
    let pot = reinvested_sums(outcome, was).map_or_else(String::new, |(now, was)| reinvested(now, was));
    format!("{} {sum}{by}{pot}. {}.{why}", main_result(outcome), badge(&outcome.verdict))
}

/// The pot after the surplus, with its change: "; £28.52m of it reinvested, £28.52m less".
fn reinvested(now: i64, was: Option<i64>) -> String {
    let (sum, change) = MoneyScale::following(now, was);
    let by = change.map_or_else(String::new, |change| match sign_and_size(&change) {
        (true, size) => format!(", {size} more"),
        (false, size) if size == super::NO_CHANGE => format!(", {size}"),
        (false, size) => format!(", {size} less"),
    });
    format!("; {sum} of it reinvested{by}")
}

/// Whether a change as shown is up, and it without its sign.
fn sign_and_size(change: &str) -> (bool, &str) {
    (change.starts_with('+'), change.trim_start_matches(['+', MINUS, NO_BREAK]))
}

/// Announced after the figures where the number of issues to resolve has changed: "Issues to resolve: 5, was 4."
#[must_use]
pub fn issues_said(outcome: &Outcome, was: &Outcome, base: &Deal) -> Option<String> {
    let [now, before] = [outcome, was].map(|outcome| issues(outcome, base));
    (now != before).then(|| format!("Issues to resolve: {now}, was {before}."))
}

/// Announced before the figures of another case that was opened: its name.
#[must_use]
pub fn case_opened(name: &str) -> String {
    format!("“{name}” is open.")
}

/// The heading above the homes: where none are completed, what the deal builds instead.
#[must_use]
pub fn homes_finding(outcome: &Outcome) -> String {
    let Some((year, most)) = outcome.picture.homes_peak else {
        let homes = &outcome.appraisal.homes;
        if builds::finished(homes) == Builds::Homes {
            return "No homes are completed".to_owned();
        }
        let plots = Builds::Plots.counted(homes.plots.into());
        return format!("{plots} by {}, and no homes", long_month(&outcome.appraisal, homes.by_row.last_completion));
    };
    let (most, year) = (count(i64::from(most)), year_name(&outcome.appraisal, year));
    match outcome.picture.homes_peak_years {
        0 | 1 => format!("Building peaks at {most} homes in {year}"),
        _ => format!("Building peaks at {most} homes a year, first in {year}"),
    }
}

/// The heading above the money: of the partner with the largest loss; without one, of that with most capital not repaid; else
/// of the one, of those whose capital is repaid, that puts in most, land and cash together.
#[must_use]
pub fn money_finding(outcome: &Outcome) -> String {
    let partners = outcome.deal.partners.iter().zip(&outcome.appraisal.partners);
    let weight = |own: &PartnerResult| {
        (own.loss(), own.unrepaid(), own.repaid_k().is_some(), own.land_in + own.cash_in, own.cash_in)
    };
    let Some((partner, result)) = partners.max_by_key(|(_, result)| weight(result)) else { return String::new() };
    if let Some(short) = &outcome.appraisal.shortfall {
        let (most, from) = (millions(short.deepest.amount.0), long_time_point(&outcome.appraisal, short.first_k));
        return format!("Not funded: cash is short by up to {most} from {from}");
    }
    let name = capitalised(&named(&partner.short_name));
    let verb = |one, many| verb(&partner.short_name, one, many);
    if result.loss().is_positive() {
        let [received, put_in] = together([result.received.0, result.put_in().0]);
        return format!("{name} {} {received} back for {put_in} put in", verb("gets", "get"));
    }
    if result.unrepaid().is_positive() {
        let pairs = outcome.deal.partners.iter().zip(&outcome.appraisal.partners);
        let unrepaid = pairs.filter(|(_, own)| own.unrepaid().is_positive());
        let whose: Vec<String> = unrepaid.map(|(partner, _)| owner(&partner.short_name)).collect();
        return format!(
            "{} capital is not all repaid; the return already paid covers it",
            capitalised(&super::listed(&whose))
        );
    }
    // The chart shows the same months beside the partners' lines.
    let month = |k: usize| long_time_point(&outcome.appraisal, k);
    let Some(k) = result.repaid_k() else {
        return format!("{name} {} in no land or cash as capital", verb("puts", "put"));
    };
    // The lines of the chart cross zero earlier: the return is money back too.
    let what = if outcome.deal.sharing.pays_return_first() { "preferred return and capital" } else { "capital" };
    let Some((whoever, last)) = super::verdict::all_repaid(outcome) else {
        return format!("{name} {} {what} back by {}", verb("has its", "have their"), month(k));
    };
    let back = format!("{whoever} {what} back by {}", month(last));
    let filled = outcome.picture.pot_so_far.iter().find(|(_, sum)| sum.is_positive());
    match filled.filter(|_| is_all_reinvested(outcome)) {
        // A pot may be paid before the last capital is repaid, as where each phase is settled by itself.
        Some((first, _)) if *first < last => {
            format!("The pot starts to fill {}; {back}", at_time_point(&outcome.appraisal, *first))
        }
        Some(_) => format!("{}; after that the surplus goes to the pot", capitalised(&back)),
        None => capitalised(&back),
    }
}

/// The heading above the jobs.
#[must_use]
pub fn jobs_finding(outcome: &Outcome) -> String {
    let jobs = &outcome.deal.jobs;
    format!(
        "About {} building jobs a year, assuming {} per £1m",
        decimal(outcome.appraisal.jobs.a_year, 0),
        decimal(jobs.person_years_per_million, 1).trim_end_matches(".0"),
    )
}

/// The heading over where the money goes.
#[must_use]
pub fn flow_finding(outcome: &Outcome) -> String {
    match outcome.picture.left_over {
        Some(share) if share > 0.0 => {
            let sharing = &outcome.deal.sharing;
            let to = match (sharing.reinvests_all(), sharing.has_pot()) {
                (true, _) => " to reinvest",
                (false, true) => " to reinvest and share",
                (false, false) if sole_partner(&outcome.deal).is_some() => "",
                (false, false) => " to share",
            };
            format!("Of every £100 that comes in, £{} is left{to}", decimal(share * 100.0, 0))
        }
        _ => "No surplus".to_owned(),
    }
}

/// The heading above the partners.
#[must_use]
pub fn partners_finding(outcome: &Outcome) -> String {
    let results = &outcome.appraisal.partners;
    match results.iter().filter(|partner| partner.loss().is_positive()).count() {
        0 => {}
        2 if results.len() == 2 => return "Neither partner gets back what it puts in".to_owned(),
        all if all == results.len() && all > 1 => return "No partner gets back what it puts in".to_owned(),
        _ => return "Not every partner gets back what it puts in".to_owned(),
    }
    let gains = |partner: &&PartnerResult| partner.received > partner.put_in();
    let (with_return, funders) =
        (results.iter().filter(gains).count(), results.iter().filter(|partner| partner.put_in().is_positive()).count());
    let (back, surplus) = match super::verdict::funders_get_back(outcome) {
        Some(back) => (back, ", and there is a surplus"),
        None => ("Each partner gets back what it puts in".to_owned(), ", and a share of the surplus"),
    };
    let more = match (is_all_reinvested(outcome), outcome.appraisal.value.surplus.is_positive(), with_return) {
        (true, true, _) => "; the surplus goes to the pot",
        (false, true, _) => surplus,
        (_, false, 0) => ", and nothing more",
        (_, false, some) if some < funders => ", some with a return; there is no surplus",
        (_, false, _) => ", with a return; there is no surplus",
    };
    let (is_short, owed) = (outcome.appraisal.shortfall.is_some(), outcome.appraisal.peak.debt_at_end);
    let unless = match (is_short, owed.is_positive()) {
        (true, _) => ", if the missing cash is found",
        (false, true) => ", but a loan is not repaid",
        (false, false) => more,
    };
    format!("{back}{unless}")
}

/// The heading above the table by year.
#[must_use]
pub fn years_finding(outcome: &Outcome) -> String {
    let peak = &outcome.appraisal.peak;
    if peak.debt.amount == Pence::ZERO {
        return funded_without_a_loan(outcome);
    }
    let month = at_time_point(&outcome.appraisal, peak.debt.k);
    let funding = &outcome.deal.funding;
    let is_one = funding.facilities.len() + funding.scheduled_loans.len() < 2;
    let (most, recurs) = (millions(peak.debt.amount.0), peak.debt.recurs_in(&outcome.appraisal.cash.debt));
    match (is_one, recurs) {
        (true, false) => format!("The loan is highest {month}, at {most}"),
        (false, false) => format!("All loans together are highest {month}, at {most}"),
        (true, true) => format!("The loan first reaches its highest, {most}, {month}"),
        (false, true) => format!("All loans together first reach their highest, {most}, {month}"),
    }
}

fn funded_without_a_loan(outcome: &Outcome) -> String {
    let puts_in_cash = outcome.appraisal.partners.iter().any(|partner| partner.cash_in.is_positive());
    let who = if puts_in_cash { "Sales and the partners’ cash" } else { "Sales" };
    if let Some(short) = &outcome.appraisal.shortfall {
        let loan = if super::verdict::has_loan(&outcome.deal) { "no loan is drawn" } else { "there is no loan" };
        return format!(
            "{who} do not fund the deal, and {loan}: cash is short by up to {}",
            millions(short.deepest.amount.0)
        );
    }
    format!("{who} fund the deal; no loan is needed")
}

/// The name of a reporting year at the head of a column: "2010–11", or its number in the scheme.
#[must_use]
pub fn year_column(appraisal: &Appraisal, year: usize) -> String {
    match appraisal.years.label(year) {
        YearLabel::EndingMarch(end) => financial_year(end),
        YearLabel::Scheme(number) => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field_text;
    use crate::levers::{Kind, levers};
    use crate::route::Page;
    use crate::workspace::Action;
    use appraisal::samples;
    use std::rc::Rc;
    use yew::Reducible;

    pub(super) fn norwich() -> Deal {
        crate::link::opened(&samples::NORWICH_2009).unwrap()
    }

    pub(super) fn with(changes: &[(Kind, f64)]) -> Outcome {
        let base = norwich();
        let moved = |deal: Deal, (kind, to): &(Kind, f64)| {
            let lever = levers(&deal).into_iter().find(|lever| lever.kind == *kind).unwrap();
            field_text::set(&deal, &base, &lever.path, (*to).into()).unwrap()
        };
        Outcome::of(changes.iter().fold(base.clone(), moved).into()).unwrap()
    }

    #[test]
    fn an_announcement_compares_like_with_like() {
        let (pot, shared) = (with(&[]), with(&[(Kind::Recycled, 0.0)]));
        // The base case shares its surplus, so its pot is nothing: the whole pot is new.
        let change = |(now, was)| MoneyScale::beside(now, was).1;
        assert_eq!(change(main_sums(&pot, Some(&shared))).as_deref(), Some("+\u{2060}£57.03m"));
        assert_eq!(change(main_sums(&shared, Some(&pot))).as_deref(), Some("no change"));
        let dearer = with(&[(Kind::Price(0), 187_000.0)]);
        let said = announcement(&dearer, Some(&pot));
        assert_eq!(said, "Reinvestment pot £58.22m, up £1.19m. Works, with one weak point.");
        let cheaper = announcement(&pot, Some(&dearer));
        assert_eq!(cheaper, "Reinvestment pot £57.03m, down £1.19m. Works, with one weak point.");
        assert_eq!(announcement(&dearer, None), "Reinvestment pot £58.22m. Works, with one weak point.");
        // One announcement after another has the same decimals, however small the change.
        let little = with(&[(Kind::Price(0), 186_001.0)]);
        let said = announcement(&little, Some(&pot));
        assert!(said.starts_with("Reinvestment pot £57.03m, up £1,"), "{said}");
    }

    /// The surplus alone would hide that the pot has halved.
    #[test]
    fn a_pot_beside_the_surplus_is_announced_with_its_change() {
        let recycled = |percent| with(&[(Kind::Recycled, percent)]);
        let (all, half, none) = (with(&[]), recycled(50.0), recycled(0.0));
        let said = |now: &Outcome, was: Option<&Outcome>| {
            let said = announcement(now, was);
            said.split_once(". ").map(|(figures, _)| figures.to_owned()).unwrap()
        };
        assert_eq!(said(&half, Some(&all)), "Surplus £57.03m, no change; £28.52m of it reinvested, £28.52m less");
        assert_eq!(said(&half, Some(&none)), "Surplus £57.03m, no change; £28.52m of it reinvested, £28.52m more");
        assert_eq!(said(&none, Some(&half)), "Surplus £57.03m, no change; £0 of it reinvested, £28.52m less");
        assert_eq!(said(&half, None), "Surplus £57.03m; £28.52m of it reinvested");
        assert_eq!(said(&none, None), "Surplus £57.03m");
        assert_eq!(said(&all, Some(&half)), "Reinvestment pot £57.03m, up £28.52m");
        let beside = |now: &Outcome, was: &Outcome| {
            let change = |(now, was)| MoneyScale::beside_earlier(now, was).1;
            let main = change(main_sums(now, Some(was))).unwrap();
            super::super::page::surplus_change(main, reinvested_sums(now, Some(was)).and_then(change))
        };
        assert_eq!(beside(&half, &all), "no change; reinvested −\u{2060}£28.52m from £57.03m");
        assert_eq!(beside(&none, &none), "no change");
    }

    /// A start in January spreads two years of building over three financial years, so fewer jobs a year.
    #[test]
    fn jobs_a_year_name_the_years_they_are_averaged_over() {
        let months_of_building = |start: &str| {
            let deal = appraisal::Deal::of_document(&appraisal::deal::form::blank()).unwrap();
            let deal = deal.with("/phases/phase-1/build_months", 24.into()).unwrap();
            let deal = deal.with("/start", start.into()).unwrap();
            let outcome = Outcome::of(deal.into()).unwrap();
            super::super::page::jobs_context(&outcome.appraisal.jobs, outcome.deal.year_basis)
        };
        let (april, january) = (months_of_building("2027-04"), months_of_building("2027-01"));
        assert!(april.starts_with("averaged over the 2 financial years with building; "), "{april}");
        assert!(january.starts_with("averaged over the 3 financial years with building; "), "{january}");
    }

    #[test]
    fn receipts_are_named_for_what_they_have() {
        let named = |deal: &Deal| super::super::tables::receipts(&Outcome::of(deal.clone().into()).unwrap().appraisal);
        // Norwich has the receipt from a housing association.
        assert_eq!(named(&norwich()), "Sales, other income");
        let mut without = norwich();
        without.costs.programme.retain(|row| row.amount > 0.0);
        assert_eq!(named(&without), "Sales and transfers");
    }

    /// The council’s land is repaid then too.
    #[test]
    fn the_money_says_when_all_partners_have_their_capital_back() {
        let said = money_finding(&with(&[]));
        let all = "both partners have their capital back by ";
        assert!(said.starts_with("The pot starts to fill in ") && said.contains(all), "{said}");
        assert!(!said.contains("after that"), "{said}");
        let paid_first = norwich().with("/sharing/preferred_return_percent", 6.into()).unwrap();
        let said = money_finding(&Outcome::of(paid_first.into()).unwrap());
        assert!(said.contains("both partners have their preferred return and capital back by "), "{said}");
    }

    /// A partner that puts in land alone is the news where the other puts in nothing; of two that lose, the one that loses most.
    #[test]
    fn the_money_speaks_of_the_partner_with_most_at_stake() {
        let mut alone = with(&[]);
        let [council, hca] = &mut alone.appraisal.partners[..] else { panic!() };
        (hca.cash_in, hca.capital, hca.received, hca.last_capital_k) = (Pence::ZERO, Pence::ZERO, Pence::ZERO, None);
        assert!(council.land_in.is_positive() && council.cash_in == Pence::ZERO);
        let said = money_finding(&alone);
        assert!(!said.contains("puts in no") && said.contains("the council has its capital back by "), "{said}");
        let mut losing = with(&[]);
        losing.appraisal.partners[0].received = Pence::ZERO;
        losing.appraisal.partners[1].received -= Pence(1);
        assert!(money_finding(&losing).starts_with("The council gets £0 back for £7.5"), "{}", money_finding(&losing));
        losing.appraisal.partners[0].received = losing.appraisal.partners[0].put_in() - Pence(1);
        losing.appraisal.partners[1].received = Pence::ZERO;
        assert!(money_finding(&losing).starts_with("HCA gets £0 back for £7.5"), "{}", money_finding(&losing));
    }

    /// In every sample the heading has the order of its series.
    #[test]
    fn the_pot_is_said_to_follow_the_capital_only_where_it_does() {
        let mut orders = [0; 2];
        for sample in samples::ALL {
            let outcome = Outcome::of(crate::link::opened(sample).unwrap().into()).unwrap();
            let said = money_finding(&outcome);
            let last = outcome.appraisal.partners.iter().filter_map(appraisal::PartnerResult::repaid_k).max();
            let before = |k: usize| outcome.appraisal.cash.pot.iter().take(k).copied().sum::<Pence>();
            if let Some(last) = last.filter(|_| said.contains("the surplus goes to the pot")) {
                assert_eq!(before(last), Pence::ZERO, "{}: {said}", sample.name);
                orders[0] += 1;
            }
            if let Some(last) = last.filter(|_| said.starts_with("The pot starts")) {
                assert!(before(last).is_positive(), "{}: {said}", sample.name);
                orders[1] += 1;
            }
        }
        assert!(orders[1] > 0, "{orders:?}");
    }

    #[test]
    fn what_a_partner_gets_back_later_is_said_in_months() {
        let said =
            |sum: &str, months| super::super::page::received_change(sum.to_owned(), [0; 2], months, [Some(true); 2]);
        assert_eq!(said("no change", 75), "same amount, 75 months later");
        assert_eq!(said("no change", -1), "same amount, 1 month sooner");
        assert_eq!(said("no change", 0), "no change");
        // An overage that is no longer paid: what is left was always paid on that day. A share of the surplus delays no capital.
        assert_eq!(said("−£1.13m", -120), "−£1.13m");
        assert_eq!(said("+£14.26m", 84), "+£14.26m");
        // More back for more in is a larger loss: £7.95m for £9.00m, where £6.10m came back for £7.00m.
        let with = |sum: &str, put_in| super::super::page::received_change(sum.to_owned(), put_in, 0, [Some(true); 2]);
        let (less, more) = (700_000_000, 900_000_000);
        assert_eq!(with("+£1.85m from £6.10m", [less, more]), "+£1.85m from £6.10m, £2.00m more put in");
        assert_eq!(with("no change", [more, less]), "same amount, £2.00m less put in");
        // As Compare shows it.
        assert_eq!(with("no change", [700_000_000, 759_716_700]), "same amount, £0.60m more put in");
    }

    /// Six of nine years have the peak: the chart shows them all.
    #[test]
    fn a_peak_that_several_years_or_months_have_is_said_of_the_first() {
        let mut outcome = with(&[]);
        assert_eq!(homes_finding(&outcome), "Building peaks at 239 homes in 2012–13");
        outcome.picture.homes_peak_years = 6;
        assert_eq!(homes_finding(&outcome), "Building peaks at 239 homes a year, first in 2012–13");
        let peak = outcome.appraisal.peak.debt;
        outcome.appraisal.cash.debt[peak.k + 1] = peak.amount;
        let said = years_finding(&outcome);
        assert!(said.starts_with("The loan first reaches its highest, £") && said.contains(", in "), "{said}");
    }

    #[test]
    fn the_peak_of_several_loans_is_not_that_of_one() {
        assert!(years_finding(&with(&[])).starts_with("The loan is highest"));
        let three = Outcome::of(crate::link::opened(&samples::THREE_PARTY).unwrap().into()).unwrap();
        assert!(years_finding(&three).starts_with("All loans together are highest"), "{}", years_finding(&three));
    }

    /// A second weak point makes the word plural.
    #[test]
    fn the_badge_keeps_the_weak_point_and_counts() {
        let one = with(&[]).verdict;
        assert_eq!(badge(&one), "Works, with one weak point");
        let two = Outcome::of(crate::link::opened(&samples::PRIORITY_RETURN).unwrap().into()).unwrap().verdict;
        assert_eq!(badge(&two), "Works, with weak points");
        let none = Outcome::of(crate::link::opened(&samples::GD_4).unwrap().into()).unwrap().verdict;
        assert_eq!(badge(&none), "Works");
    }

    /// The last payment of a partner that is never repaid is not what the other deal's last payment is.
    #[test]
    fn a_partner_that_is_not_repaid_has_no_months_later() {
        let of = |repaid| super::super::page::received_change("−£1.98m".to_owned(), [0; 2], 24, repaid);
        let said = |repaid: [bool; 2]| of(repaid.map(Some));
        // There is no capital to repay where it puts none in.
        assert_eq!([of([Some(false), None]), of([None, Some(false)]), of([None; 2])], ["−£1.98m"; 3]);
        assert_eq!(said([true, true]), "−£1.98m");
        assert_eq!(said([true, false]), "−£1.98m, capital no longer repaid in full");
        assert_eq!(said([false, true]), "−£1.98m, capital now repaid in full");
        assert_eq!(said([false, false]), "−£1.98m");
        let tile =
            |is_repaid| super::super::page::for_what_it_put_in(750_000_000, 0, Some("September 2020"), is_repaid);
        assert_eq!(tile(true), "for £7.50m land, by September 2020");
        assert_eq!(tile(false), "for £7.50m land; capital not repaid in full, last payment September 2020");
    }

    #[test]
    fn every_partner_whose_capital_the_return_covers_is_named_over_the_chart() {
        let mut outcome = Outcome::of(crate::link::opened(&samples::GD_7).unwrap().into()).unwrap();
        let covered = |whose: &str| format!("{whose} capital is not all repaid; the return already paid covers it");
        assert_eq!(money_finding(&outcome), covered("The council’s and the partner’s"));
        outcome.appraisal.partners[1].capital_unpaid = Pence::ZERO;
        assert_eq!(money_finding(&outcome), covered("The council’s"));
    }

    #[test]
    fn the_edited_base_case_is_compared_with_the_one_before_the_edits() {
        let mut cases = crate::link::with_scenarios(&samples::NORWICH_2009).unwrap();
        let said = |cases: &crate::scenarios::Cases| super::super::page::inputs_differ(1, cases);
        assert_eq!(said(&cases), "1 input differs from the base case as last set.");
        cases.open = Some(cases.scenarios[0].id.clone());
        assert_eq!(said(&cases), "1 input differs from the base case.");
        assert_eq!(super::super::page::changes_are_from(&cases), None);
        assert_eq!(super::super::charts::dashed(&cases), "Base case");
        // While the base case is edited, its scenarios are compared with what it was.
        let edited = cases.base.with("/home_types/market/price", 190_000.into()).unwrap();
        cases.base = Rc::new(edited);
        assert_eq!(said(&cases), "1 input differs from the base case as last set.");
        let from = super::super::page::changes_are_from(&cases);
        assert_eq!(from.as_deref(), Some("Changes are from the base case as last set."));
        assert_eq!(super::super::charts::dashed(&cases), "Base case as last set");
        cases.open = None;
        assert_eq!(super::super::charts::dashed(&cases), "Unedited");
    }

    #[test]
    fn what_was_made_before_an_error_was_corrected_says_what_it_contains() {
        let mut workspace = Rc::new(Workspace::on_the_example().unwrap());
        assert_eq!(made_of_old("link", &workspace), None);
        let price = "/home_types/market/price".to_owned();
        workspace =
            workspace.reduce(Action::Typed(price.clone(), "abc".to_owned())).reduce(Action::Left(price.clone()));
        let why = "Not up to date: the figures cannot be worked out until the error is fixed.";
        assert_eq!(not_up_to_date(&workspace).as_deref(), Some(why));
        let here = "Not up to date: the figures here are from before the error.";
        assert_eq!(old_figures(&workspace).as_deref(), Some(here));
        let said = made_of_old("link", &workspace).unwrap();
        assert_eq!(said, format!("{why} The link contains the last values without errors."));
        workspace = workspace.reduce(Action::Escaped(price));
        assert_eq!((made_of_old("link", &workspace), old_figures(&workspace)), (None, None));
        let drawn = format!("/phases/{}/drawdown_month", workspace.deal().phases[0].id);
        workspace = workspace.reduce(Action::Chosen(drawn, 100.into()));
        assert!(made_of_old("code", &workspace).unwrap().ends_with(" The code contains that error."));
    }

    #[test]
    fn the_title_of_the_window_begins_with_the_error_and_names_the_scenario() {
        use super::super::page::window_title;
        let mut cases = crate::link::with_scenarios(&samples::NORWICH_2009).unwrap();
        let title = cases.deal().title.clone();
        assert_eq!(window_title(Page::Compare, &cases, true), format!("Error: Compare: {title} – Common Ground"));
        cases = cases.with_scenario("Slow sales", &None);
        let said = window_title(Page::Deal, &cases, false);
        assert_eq!(said, format!("{title} (scenario: Slow sales) – Common Ground"));
    }

    #[test]
    fn the_year_of_what_is_due_at_the_start_of_one_is_said_by_its_dates() {
        let outcome = with(&[]);
        let note = super::super::tables::years_note(&outcome.appraisal);
        assert!(note.contains("Land due on 1 April is counted in the year that ends on 31 March."), "{note}");
        // A balance below zero is no payment.
        assert!(
            note.starts_with("Negative figures are payments; for loans and net cash movement, more out than in. "),
            "{note}"
        );
        let by_scheme = norwich().with("/year_basis", "scheme".into()).unwrap();
        let outcome = Outcome::of(by_scheme.into()).unwrap();
        let note = super::super::tables::years_note(&outcome.appraisal);
        assert!(note.contains("first day of a year is counted in the year before"), "{note}");
    }
}
