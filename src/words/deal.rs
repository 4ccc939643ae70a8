//! The sentences about a deal: the verdict, the findings above the charts, the points to check.

use super::format::{count, decimal, financial_year, millions, millions_short, month_long, month_short, percent};
use super::{capitalised, listed};
use crate::outcome::Outcome;
use appraisal::calendar::YearLabel;
use appraisal::deal::{Deal, MarkKind, Partner, Tenure};
use appraisal::verdict::{Room, State, TestName, TestResult};
use appraisal::{Appraisal, PartnerResult, Pence};

/// A time point as a month, for sentences.
#[must_use]
pub fn long_month_of(appraisal: &Appraisal, k: usize) -> String {
    let month = appraisal.start.plus(k as i32);
    month_long(month.year, month.month)
}

/// A time point as a month, for tables.
#[must_use]
pub fn short_month_of(appraisal: &Appraisal, k: usize) -> String {
    let month = appraisal.start.plus(k as i32);
    month_short(month.year, month.month)
}

/// The name of a reporting year, in a sentence.
#[must_use]
pub fn year_name(appraisal: &Appraisal, year: usize) -> String {
    match appraisal.years.label(year) {
        YearLabel::EndingMarch(end) => financial_year(end),
        YearLabel::Scheme(number) => format!("year {number}"),
    }
}

/// The name of a reporting year, under a bar: the year in which it ends.
#[must_use]
pub fn year_tick(appraisal: &Appraisal, year: usize) -> String {
    year_end(appraisal, year).to_string()
}

/// The number of a reporting year: the calendar year in which it ends, or its place in the scheme.
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

/// The word of a state.
#[must_use]
pub fn badge(state: State) -> &'static str {
    match state {
        State::Works => "Works",
        State::WorksWithWeakPoint => "Works, with one weak point",
        State::Tight => "Tight",
        State::FallsShort => "Falls short",
    }
}

/// The word of a state where there is little room.
#[must_use]
pub fn badge_short(state: State) -> &'static str {
    if state == State::WorksWithWeakPoint { "Works" } else { badge(state) }
}

/// The word where a box holds a fault.
pub const NOT_UP_TO_DATE: &str = "Not up to date";

/// The first sentence where a box holds a fault.
#[must_use]
pub fn stale_first(faults: usize) -> String {
    match faults {
        0 | 1 => "The figures cannot be worked out until one thing is put right.".to_owned(),
        many => {
            const NUMBERS: [&str; 8] = ["two", "three", "four", "five", "six", "seven", "eight", "nine"];
            let number = NUMBERS.get(many - 2).map_or_else(|| many.to_string(), |number| (*number).to_owned());
            format!("The figures cannot be worked out until {number} things are put right.")
        }
    }
}

/// The second sentence where a box holds a fault.
pub const STALE_SECOND: &str = "What stands below is the last whole answer, from before that change.";

/// All partners, as the subject of a sentence.
fn everybody(deal: &Deal) -> &'static str {
    if deal.partners.len() == 2 { "Both partners" } else { "All partners" }
}

fn homes_by(outcome: &Outcome) -> String {
    let homes = &outcome.appraisal.homes;
    format!(
        "{} homes by {}",
        count(i64::from(homes.completed)),
        long_month_of(&outcome.appraisal, homes.by_row.last_completion)
    )
}

/// What is left and what for: "£57.0m is left to reinvest in Norwich".
fn what_is_left(outcome: &Outcome, only: &str) -> String {
    let (surplus, pot) = (outcome.appraisal.value.surplus, outcome.appraisal.pot.total);
    let place = match outcome.deal.place.as_str() {
        "" => String::new(),
        place => format!(" in {place}"),
    };
    let sum = millions_short(surplus.0);
    if surplus == Pence::ZERO {
        "nothing is left over".to_owned()
    } else if pot == surplus {
        format!("{only}{sum} is left to reinvest{place}")
    } else if pot == Pence::ZERO {
        format!("{only}{sum} is left to share")
    } else {
        format!("{only}{sum} is left, {} of it to reinvest{place}", millions_short(pot.0))
    }
}

/// The first sentence of the verdict: homes, by when, what partners get back, what is left.
#[must_use]
pub fn verdict_first(outcome: &Outcome) -> String {
    let appraisal = &outcome.appraisal;
    match outcome.verdict.state {
        State::Works | State::WorksWithWeakPoint => {
            let everybody = everybody(&outcome.deal);
            let left = what_is_left(outcome, "");
            format!("{}. {everybody} get back what they put in, and {left}.", homes_by(outcome))
        }
        State::Tight => {
            let last = appraisal.partners.iter().filter_map(|partner| partner.last_capital_k).max();
            let when = last.map_or_else(String::new, |k| format!(", but not until {}", long_month_of(appraisal, k)));
            let left = what_is_left(outcome, "only ");
            format!("{}. {} get back what they put in{when}, and {left}.", homes_by(outcome), everybody(&outcome.deal))
        }
        State::FallsShort => falls_short(outcome),
    }
}

fn falls_short(outcome: &Outcome) -> String {
    let appraisal = &outcome.appraisal;
    let mut losses: Vec<String> = (outcome.deal.partners.iter().zip(&appraisal.partners))
        .filter(|(_, result)| result.capital_unpaid.is_positive())
        .map(|(partner, result)| loss(partner, result))
        .collect();
    let debt = appraisal.peak.debt_at_end;
    if debt.is_positive() {
        losses.push(format!("{} of the loan is not repaid", millions_short(debt.0)));
    }
    if let Some(short) = &appraisal.shortfall {
        let most = millions_short(short.deepest.amount.0);
        losses.push(format!("cash is short by up to {most} from {}", long_month_of(appraisal, short.first_k)));
    }
    if appraisal.homes.unsold > 0 {
        losses.push(format!("{} homes are left unsold at the end", count(i64::from(appraisal.homes.unsold))));
    }
    let homes = count(i64::from(appraisal.homes.completed));
    format!("{homes} homes are built, but {}.", listed(&losses))
}

fn loss(partner: &Partner, result: &PartnerResult) -> String {
    let of = match (result.land_in.is_positive(), result.cash_in.is_positive()) {
        (true, false) => "its land value",
        (false, true) => "its cash",
        _ => "what it puts in",
    };
    format!("the {} loses {} of {of}", partner.short_name, millions_short(result.capital_unpaid.0))
}

/// The second sentence of the verdict: what the deal leans on.
#[must_use]
pub fn verdict_second(outcome: &Outcome) -> String {
    let verdict = &outcome.verdict;
    match (verdict.state, &verdict.weak_point) {
        (State::FallsShort, _) => falls_short_second(outcome),
        (State::Tight, _) => tight_second(outcome),
        (_, Some(weak)) => weak_point(weak, outcome),
        (_, None) => {
            let what = surplus_name(outcome);
            format!(
                "None of the four standard tests takes more than half of {what}: prices 10% lower, costs 10% higher, sales half as fast, or flat prices."
            )
        }
    }
}

fn falls_short_second(outcome: &Outcome) -> String {
    let verdict = &outcome.verdict;
    let mut sentences = Vec::new();
    if let Some(short) = &outcome.appraisal.shortfall {
        let appraisal = &outcome.appraisal;
        let end = if short.at_end.is_positive() {
            format!(", and {} is still missing at the end", millions_short(short.at_end.0))
        } else {
            ", and is made up later".to_owned()
        };
        sentences.push(format!(
            "The shortfall is deepest, {}, in {}{end}: partners’ cash and the loan are used up.",
            millions(short.deepest.amount.0),
            long_month_of(appraisal, short.deepest.k),
        ));
    }
    if is_only_short_of_cash(outcome) {
        sentences.push("That much more of cash or loan would carry the deal.".to_owned());
        return sentences.join(" ");
    }
    let ways: Vec<String> = [
        if let Room::MustMove(rise) = verdict.prices { Some(format!("prices {} higher", percent(rise))) } else { None },
        if let Room::MustMove(fall) = verdict.costs { Some(format!("costs {} lower", percent(fall))) } else { None },
    ]
    .into_iter()
    .flatten()
    .collect();
    sentences.push(if ways.is_empty() {
        "Neither prices nor costs moved by half would repay everybody.".to_owned()
    } else {
        format!("{} would repay everybody.", capitalised(&ways.join(", or ")))
    });
    sentences.join(" ")
}

/// Whether everybody is repaid and only cash is missing on the way.
#[must_use]
pub fn is_only_short_of_cash(outcome: &Outcome) -> bool {
    let appraisal = &outcome.appraisal;
    appraisal.shortfall.is_some_and(|short| !short.at_end.is_positive())
        && !appraisal.peak.debt_at_end.is_positive()
        && appraisal.partners.iter().all(|partner| !partner.capital_unpaid.is_positive())
}

/// After how much of a move a partner loses money; nothing where it is beyond what is tried.
fn lost_after(room: Room) -> Option<String> {
    match room {
        Room::CanMove(room) | Room::MustMove(room) => Some(percent(room)),
        Room::NoMoveHelps => Some(percent(0.0)),
        Room::AtLeast(_) => None,
    }
}

fn tight_second(outcome: &Outcome) -> String {
    let verdict = &outcome.verdict;
    let prices = lost_after(verdict.prices).map(|room| format!("{room} fall in prices"));
    let costs = lost_after(verdict.costs).map(|room| match prices {
        Some(_) => format!("{room} on costs"),
        None => format!("{room} rise in costs"),
    });
    let ways: Vec<String> = prices.into_iter().chain(costs).collect();
    let lost = if ways.is_empty() {
        "No partner loses money while prices or costs move by half.".to_owned()
    } else {
        let ways = ways.join(", or ");
        let comma = if ways.contains(',') { "," } else { "" };
        format!("A further {ways}{comma} and a partner starts to lose money.")
    };
    format!("{lost} At the peak {} is needed.", millions_short(outcome.appraisal.peak.funding.amount.0))
}

/// What the surplus is called in this deal: the pot where all of it is reinvested.
fn surplus_name(outcome: &Outcome) -> &'static str {
    if is_all_reinvested(outcome) { "the pot" } else { "the surplus" }
}

/// Whether all that is left goes to the pot, so that the pot is the answer of the deal.
#[must_use]
pub fn is_all_reinvested(outcome: &Outcome) -> bool {
    outcome.deal.sharing.reinvests_all()
}

fn weak_point(weak: &TestResult, outcome: &Outcome) -> String {
    let costs_rise = match &outcome.deal.growth.build_cost[..] {
        [row] if row.percent > 0.0 => format!(" while costs still rise {}% a year", decimal(row.percent, 1)),
        [] => String::new(),
        _ => " while costs go on as planned".to_owned(),
    };
    let (what, event) = match weak.name {
        TestName::PricesLower => ("the sale price", "prices are 10% lower".to_owned()),
        TestName::CostsHigher => ("the cost of building", "costs are 10% higher".to_owned()),
        TestName::SalesSlower => ("the pace of sales", "homes sell half as fast".to_owned()),
        TestName::PricesFlat => ("price growth", format!("prices stay flat{costs_rise}")),
    };
    let result = if weak.repaid {
        format!("{} is {}", surplus_name(outcome), millions_short(weak.surplus.0))
    } else {
        "somebody loses money".to_owned()
    };
    format!("The weak point is {what}. If {event}, {result}.")
}

/// The short form of the first sentence, for the bar: at most 75 characters in ordinary deals.
#[must_use]
pub fn sticky(outcome: &Outcome) -> String {
    let repaid = if outcome.deal.partners.len() == 2 { "both partners repaid" } else { "all partners repaid" };
    match outcome.verdict.state {
        State::FallsShort => format!("{}; {}.", homes_by(outcome), sticky_short_of(outcome)),
        _ => format!("{}; {repaid}; {}.", homes_by(outcome), sticky_left(outcome)),
    }
}

/// The same where there is little room.
#[must_use]
pub fn sticky_short(outcome: &Outcome) -> String {
    let homes = count(i64::from(outcome.appraisal.homes.completed));
    match outcome.verdict.state {
        State::FallsShort => format!("{homes} homes, {}", sticky_short_of(outcome)),
        _ => format!("{homes} homes, {}", sticky_left(outcome).replace(" left", "")),
    }
}

fn sticky_short_of(outcome: &Outcome) -> String {
    let appraisal = &outcome.appraisal;
    match &appraisal.shortfall {
        Some(short) if is_only_short_of_cash(outcome) => {
            format!("cash is short by {}", millions_short(short.deepest.amount.0))
        }
        None if appraisal.homes.unsold > 0
            && !appraisal.partners.iter().any(|one| one.capital_unpaid.is_positive()) =>
        {
            format!("{} homes left unsold", count(i64::from(appraisal.homes.unsold)))
        }
        _ => "somebody is not repaid".to_owned(),
    }
}

fn sticky_left(outcome: &Outcome) -> String {
    let to = if is_all_reinvested(outcome) { "reinvest" } else { "share" };
    format!("{} left to {to}", millions_short(outcome.appraisal.value.surplus.0))
}

/// What is said once after a change: the answer, how it moved, and the state.
#[must_use]
pub fn announcement(outcome: &Outcome, moved: Pence) -> String {
    let what = if is_all_reinvested(outcome) { "Reinvestment pot" } else { "Surplus" };
    let now = millions(outcome.appraisal.value.surplus.0);
    let by = match moved.0 {
        0 => String::new(),
        up if up > 0 => format!(", up {}", millions(up)),
        down => format!(", down {}", millions(-down)),
    };
    format!("{what} {now}{by}. {}.", badge(outcome.verdict.state))
}

/// The heading over the homes.
#[must_use]
pub fn homes_finding(outcome: &Outcome) -> String {
    let Some((year, most)) = outcome.picture.homes_peak else { return "No homes are finished".to_owned() };
    format!("Building peaks at {} homes in {}", count(i64::from(most)), year_name(&outcome.appraisal, year))
}

/// The heading over the money.
#[must_use]
pub fn money_finding(outcome: &Outcome) -> String {
    let partners = outcome.deal.partners.iter().zip(&outcome.appraisal.partners);
    let Some((partner, result)) = partners.max_by_key(|(_, result)| result.cash_in) else { return String::new() };
    let name = &partner.short_name;
    if result.capital_unpaid.is_positive() {
        return format!("The {name} does not get all its money back");
    }
    let Some(k) = result.payback.lasting else { return format!("The {name} puts in no cash that it waits for") };
    let back = format!("The {name} has its money back by {}", long_month_of(&outcome.appraisal, k));
    if is_all_reinvested(outcome) && outcome.appraisal.pot.total.is_positive() {
        format!("{back}; after that nearly all feeds the pot")
    } else {
        back
    }
}

/// The heading over the jobs.
#[must_use]
pub fn jobs_finding(outcome: &Outcome) -> String {
    let jobs = &outcome.deal.jobs;
    format!(
        "About {} building jobs a year, if {} for each £1m is right",
        decimal(outcome.appraisal.jobs.a_year, 0),
        decimal(jobs.person_years_per_million, 1).trim_end_matches(".0"),
    )
}

/// The heading over where the money goes.
#[must_use]
pub fn flow_finding(outcome: &Outcome) -> String {
    match outcome.picture.left_over {
        Some(share) if share > 0.0 => {
            let to = if is_all_reinvested(outcome) { "reinvest" } else { "share" };
            format!("Of every £100 that comes in, £{} is left to {to}", decimal(share * 100.0, 0))
        }
        _ => "Nothing is left of what comes in".to_owned(),
    }
}

/// The heading over the partners.
#[must_use]
pub fn partners_finding(outcome: &Outcome) -> String {
    let results = &outcome.appraisal.partners;
    if results.iter().any(|partner| partner.capital_unpaid.is_positive()) {
        return "Not every partner gets back what it put in".to_owned();
    }
    match (is_all_reinvested(outcome), outcome.appraisal.value.surplus.is_positive()) {
        (true, true) => "Each partner gets back what it put in; what they share is the pot".to_owned(),
        (false, true) => "Each partner gets back what it put in, and a share of what is left".to_owned(),
        (_, false) => "Each partner gets back what it put in, and nothing more".to_owned(),
    }
}

/// The heading over the table by year.
#[must_use]
pub fn years_finding(outcome: &Outcome) -> String {
    let peak = &outcome.appraisal.peak;
    if peak.debt.amount == Pence::ZERO {
        return "Sales and the partners’ cash carry the deal; no loan is needed".to_owned();
    }
    let month = long_month_of(&outcome.appraisal, peak.debt.k);
    format!("The loan is highest in {month}, at {}", millions(peak.debt.amount.0))
}

/// The name of a reporting year at the head of a narrow column: "10/11".
#[must_use]
pub fn year_column(appraisal: &Appraisal, year: usize) -> String {
    match appraisal.years.label(year) {
        YearLabel::EndingMarch(end) => format!("{:02}/{:02}", (end - 1).rem_euclid(100), end.rem_euclid(100)),
        YearLabel::Scheme(number) => number.to_string(),
    }
}

/// A point to check before the deal goes to committee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Whether something should be done, and not only known.
    pub act: bool,
    /// The heading.
    pub heading: String,
    /// What the figures say.
    pub text: String,
    /// The path of the input to look at, where there is one.
    pub path: Option<String>,
}

/// The points that the figures raise. Prompts for advice, never an opinion on the law.
#[must_use]
pub fn checks(outcome: &Outcome, base: &Deal) -> Vec<Check> {
    let mut checks = Vec::new();
    checks.extend(outcome.flags.iter().map(|flag| super::flags::check(flag, &outcome.deal)));
    checks.extend(slow_sales(outcome));
    checks.extend(return_out_of_capital(outcome));
    checks.extend(fitted(outcome, base));
    checks.extend(weak_jobs(outcome));
    checks.push(Check {
        act: false,
        heading: "Rules and rates are those of the deal’s own date".to_owned(),
        text: format!(
            "The deal is worked out as at {}. For a deal signed today other rules apply: take advice.",
            super::page::date(&outcome.deal.rule_set)
        ),
        path: Some("/rule_set".to_owned()),
    });
    // What is to be done stands before what is to be known.
    checks.sort_by_key(|check| !check.act);
    checks
}

/// Slower sales can make the surplus look bigger while prices grow; the real value says which to trust.
fn slow_sales(outcome: &Outcome) -> Option<Check> {
    let slow = outcome.verdict.tests.iter().find(|test| test.name == TestName::SalesSlower)?;
    let value = &outcome.appraisal.value;
    (slow.surplus > value.surplus && slow.real_value < value.real_value).then(|| Check {
        act: true,
        heading: format!("Slower sales make {} look bigger", surplus_name(outcome)),
        text: format!(
            "Halving sales lifts it to {} because prices grow while the partners’ money costs nothing. In real terms, at the Green Book rate of 3.5%, the scheme is then worth {}, down from {}. Trust the real value.",
            millions(slow.surplus.0),
            millions(slow.real_value.0),
            millions(value.real_value.0),
        ),
        path: None,
    })
}

/// A preferred return that is paid while capital is lost is paid out of capital.
fn return_out_of_capital(outcome: &Outcome) -> Option<Check> {
    let results = &outcome.appraisal.partners;
    let lost = results.iter().any(|partner| partner.capital_unpaid.is_positive());
    let paid = results.iter().any(|partner| partner.preferred_return.is_positive());
    (lost && paid).then(|| Check {
        act: true,
        heading: "The return before the split is paid out of capital".to_owned(),
        text: "Partners receive a return while their capital does not all come back. A rate of return above nothing then hides a loss of capital."
            .to_owned(),
        path: Some("/sharing/preferred_return_percent".to_owned()),
    })
}

/// A value that was tuned to a target, as long as nobody has put another in its place.
fn fitted(outcome: &Outcome, base: &Deal) -> Option<Check> {
    let (path, mark) = outcome
        .deal
        .marks
        .iter()
        .find(|(path, mark)| mark.note == "fitted" && outcome.deal.number(path) == base.number(path))?;
    let heading = "The sale price is fitted, not observed".to_owned();
    Some(Check { act: true, heading, text: mark.reason.clone(), path: Some(path.clone()) })
}

fn weak_jobs(outcome: &Outcome) -> Option<Check> {
    let mark = outcome.deal.marks.get("/jobs/person_years_per_million");
    let jobs = &outcome.appraisal.jobs;
    mark.is_none_or(|mark| mark.kind == MarkKind::Unverified).then(|| Check {
        act: false,
        heading: "Sources on building jobs differ by a factor of three".to_owned(),
        text: format!(
            "The default gives {} a year, the lowest source {}. After what would happen anyway, what goes elsewhere and what is displaced, {} of the {} are additional. They last while building lasts and must not be added to permanent jobs.",
            decimal(jobs.a_year, 0),
            decimal(jobs.low_a_year, 0),
            decimal(jobs.net_a_year, 0),
            decimal(jobs.a_year, 0),
        ),
        path: Some("/jobs/person_years_per_million".to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry;
    use crate::levers::{Kind, levers};
    use appraisal::samples;

    fn norwich() -> Deal {
        crate::link::opened(&samples::NORWICH_2009).unwrap()
    }

    fn with(changes: &[(Kind, f64)]) -> Outcome {
        let base = norwich();
        let moved = |deal: Deal, (kind, to): &(Kind, f64)| {
            let lever = levers(&deal).into_iter().find(|lever| lever.kind == *kind).unwrap();
            entry::set(&deal, &base, &lever.path, (*to).into()).unwrap()
        };
        Outcome::of(changes.iter().fold(base.clone(), moved).into()).unwrap()
    }

    #[test]
    fn the_worked_example_works_with_one_weak_point() {
        let outcome = with(&[]);
        assert_eq!(
            verdict_first(&outcome),
            "1,300 homes by March 2020. Both partners get back what they put in, and £57.0m is left to reinvest in Norwich."
        );
        assert_eq!(
            verdict_second(&outcome),
            "The weak point is price growth. If prices stay flat while costs still rise 2.5% a year, the pot is £22.7m."
        );
        assert!(sticky(&outcome).chars().count() <= 75, "{}", sticky(&outcome));
    }

    #[test]
    fn a_low_price_is_tight_and_a_lower_one_falls_short() {
        let tight = with(&[(Kind::Price(0), 141_400.0)]);
        assert_eq!(badge(tight.verdict.state), "Tight");
        assert!(verdict_first(&tight).contains("but not until "), "{}", verdict_first(&tight));
        assert!(verdict_second(&tight).starts_with("A further 2."), "{}", verdict_second(&tight));
        let short = with(&[(Kind::Price(0), 130_000.0)]);
        assert_eq!(badge(short.verdict.state), "Falls short");
        assert!(
            verdict_first(&short).contains("the council loses £5.1m of its land value"),
            "{}",
            verdict_first(&short)
        );
        assert!(verdict_second(&short).contains("would repay everybody"), "{}", verdict_second(&short));
    }

    #[test]
    fn a_room_that_is_wider_than_what_is_tried_is_no_way_to_lose() {
        let deal = crate::link::opened(&samples::LAND_FOR_NOMINATIONS).unwrap();
        let outcome = Outcome::of(deal.into()).unwrap();
        assert!(matches!(outcome.verdict.prices, Room::AtLeast(_)));
        let second = verdict_second(&outcome);
        assert!(second.starts_with("A further 4.9% rise in costs and a partner starts to lose money."), "{second}");
    }

    #[test]
    fn a_shortfall_is_told_in_pounds_and_when() {
        // Everybody is repaid in the end; only the cash on the way is missing.
        let short = with(&[(Kind::Cash(1), 3e6), (Kind::LoanLimit(0), 1e6)]);
        let first = verdict_first(&short);
        assert!(first.contains("cash is short by up to £5.") && first.contains(" from "), "{first}");
        assert!(verdict_second(&short).starts_with("The shortfall is deepest, £5."), "{}", verdict_second(&short));
    }

    #[test]
    fn the_surplus_is_named_by_what_becomes_of_it() {
        let shared = with(&[(Kind::Recycled, 0.0)]);
        assert!(verdict_first(&shared).ends_with("£57.0m is left to share."), "{}", verdict_first(&shared));
        let both = with(&[(Kind::Recycled, 50.0)]);
        assert!(verdict_first(&both).contains("£57.0m is left, £28.5m of it to reinvest in Norwich"));
    }

    #[test]
    fn the_fitted_price_is_told_of_until_it_is_replaced() {
        let heading = "The sale price is fitted, not observed";
        let told = |outcome: &Outcome| checks(outcome, &norwich()).iter().any(|check| check.heading == heading);
        assert!(told(&with(&[])));
        assert!(!told(&with(&[(Kind::Price(0), 190_000.0)])));
    }

    #[test]
    fn slow_sales_are_shown_for_what_they_are() {
        let outcome = with(&[]);
        let checks = checks(&outcome, &norwich());
        let slow = checks.iter().find(|check| check.heading == "Slower sales make the pot look bigger").unwrap();
        assert!(slow.text.contains("£59.64m") && slow.text.contains("£37.18m, down from £39.97m"), "{}", slow.text);
    }
}
