//! The sentences about a deal: the findings above the charts, the issues to resolve.

use super::capitalised;
use super::format::{
    at_moment, count, decimal, financial_year, millions, moment_long, moment_short, month_long, month_short,
};
use super::names::{named, owner, verb};
use crate::outcome::Outcome;
use appraisal::calendar::{Moment, YearLabel};
use appraisal::compare::Differences;
use appraisal::deal::{Deal, MarkKind, Tenure};
use appraisal::explain::exposure_openings;
use appraisal::verdict::{State, TestName};
use appraisal::{Appraisal, Pence};

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

/// The word of a state on a narrow screen.
#[must_use]
pub fn badge_short(state: State) -> &'static str {
    if state == State::WorksWithWeakPoint { "Works" } else { badge(state) }
}

/// The word while an input has an error.
pub const NOT_UP_TO_DATE: &str = "Not up to date";

/// The first sentence while an input has an error.
#[must_use]
pub fn stale_first(faults: usize) -> String {
    match faults {
        0 | 1 => "The figures cannot be worked out until the error is fixed.".to_owned(),
        many => {
            const NUMBERS: [&str; 8] = ["two", "three", "four", "five", "six", "seven", "eight", "nine"];
            let number = NUMBERS.get(many - 2).map_or_else(|| many.to_string(), |number| (*number).to_owned());
            format!("The figures cannot be worked out until {number} errors are fixed.")
        }
    }
}

/// The first sentence while the figures wait for the other of two fields that must fit each other.
#[must_use]
pub fn waiting_first(path: &str) -> String {
    let label = appraisal::fields::of(path).map_or("", |field| field.label);
    format!("The figures wait for “{label}”, which does not fit what you have just entered. Change one of the two.")
}

/// The second sentence while an input has an error: which figures are shown.
#[must_use]
pub const fn stale_second(are_of_base: bool) -> &'static str {
    if are_of_base {
        "The figures below are those of the saved base case."
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

/// The label and the sum of the main result: the pot if the whole surplus goes to it, otherwise the surplus.
#[must_use]
pub fn main_result(outcome: &Outcome) -> (&'static str, Pence) {
    if is_all_reinvested(outcome) {
        (super::page::POT, outcome.appraisal.pot.total)
    } else {
        (super::page::figures::SURPLUS, outcome.appraisal.value.surplus)
    }
}

/// The change in the main result: of the pot, or of the surplus, never of one against the other.
#[must_use]
pub fn main_change(outcome: &Outcome, changes: &Differences) -> Pence {
    if is_all_reinvested(outcome) { changes.pot } else { changes.surplus }
}

/// The announcement after a change: the main result, its change unless another deal was open before, and the state.
#[must_use]
pub fn announcement(outcome: &Outcome, changes: Option<&Differences>) -> String {
    let (what, sum) = main_result(outcome);
    let by = match changes.map_or(0, |changes| main_change(outcome, changes).0) {
        0 => String::new(),
        up if up > 0 => format!(", up {}", millions(up)),
        down => format!(", down {}", millions(-down)),
    };
    format!("{what} {}{by}. {}.", millions(sum.0), badge(outcome.verdict.state))
}

/// The announcement of another case that was opened: its name and figures.
#[must_use]
pub fn announcement_of_case(name: &str, outcome: &Outcome) -> String {
    format!("“{name}” is open. {}", announcement(outcome, None))
}

/// The heading above the homes.
#[must_use]
pub fn homes_finding(outcome: &Outcome) -> String {
    let Some((year, most)) = outcome.picture.homes_peak else { return "No homes are completed".to_owned() };
    format!("Building peaks at {} homes in {}", count(i64::from(most)), year_name(&outcome.appraisal, year))
}

/// The heading above the money.
#[must_use]
pub fn money_finding(outcome: &Outcome) -> String {
    let partners = outcome.deal.partners.iter().zip(&outcome.appraisal.partners);
    let Some((partner, result)) = partners.max_by_key(|(_, result)| result.cash_in) else { return String::new() };
    let name = capitalised(&named(&partner.short_name));
    let verb = |one, many| verb(&partner.short_name, one, many);
    if result.loss().is_positive() {
        let (received, put_in) = (millions(result.received.0), millions(result.put_in().0));
        return format!("{name} {} {received} back for {put_in} put in", verb("gets", "get"));
    }
    if result.unrepaid().is_positive() {
        return format!(
            "{} capital is not all repaid; the return already paid covers it",
            capitalised(&owner(&partner.short_name))
        );
    }
    // The chart shows the same month beside the partner's line.
    let Some(k) = result.repaid_k() else { return format!("{name} {} in no cash as capital", verb("puts", "put")) };
    let back =
        format!("{name} {} capital back by {}", verb("has its", "have their"), long_time_point(&outcome.appraisal, k));
    if is_all_reinvested(outcome) && outcome.appraisal.pot.total.is_positive() {
        format!("{back}; after that nearly all goes to the pot")
    } else {
        back
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
                (true, _) => "reinvest",
                (false, true) => "reinvest and share",
                (false, false) => "share",
            };
            format!("Of every £100 that comes in, £{} is left to {to}", decimal(share * 100.0, 0))
        }
        _ => "No surplus".to_owned(),
    }
}

/// The heading above the partners.
#[must_use]
pub fn partners_finding(outcome: &Outcome) -> String {
    let results = &outcome.appraisal.partners;
    if results.iter().any(|partner| partner.loss().is_positive()) {
        return "Not every partner gets back what it puts in".to_owned();
    }
    let with_return = results.iter().any(|partner| partner.received > partner.put_in());
    let (back, surplus) = match super::verdict::funders_get_back(outcome) {
        Some(back) => (back, ", and there is a surplus"),
        None => ("Each partner gets back what it puts in".to_owned(), ", and a share of the surplus"),
    };
    let more = match (is_all_reinvested(outcome), outcome.appraisal.value.surplus.is_positive(), with_return) {
        (true, true, _) => "; the surplus goes to the pot",
        (false, true, _) => surplus,
        (_, false, true) => "; there is a return but no surplus",
        (_, false, false) => ", and nothing more",
    };
    format!("{back}{more}")
}

/// The heading above the table by year.
#[must_use]
pub fn years_finding(outcome: &Outcome) -> String {
    let peak = &outcome.appraisal.peak;
    if peak.debt.amount == Pence::ZERO {
        return funded_without_a_loan(outcome);
    }
    let month = at_time_point(&outcome.appraisal, peak.debt.k);
    format!("The loan is highest {month}, at {}", millions(peak.debt.amount.0))
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

/// The name of a reporting year at the head of a column, with an en dash: "2010–11". Spreadsheets read "10/11" as a date.
#[must_use]
pub fn year_column(appraisal: &Appraisal, year: usize) -> String {
    match appraisal.years.label(year) {
        YearLabel::EndingMarch(end) => financial_year(end).replace('-', "–"),
        YearLabel::Scheme(number) => number.to_string(),
    }
}

/// An issue or a note before the deal goes to committee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Whether it is an issue to resolve, and not only for information.
    pub act: bool,
    /// The heading.
    pub heading: String,
    /// The explanation.
    pub text: String,
    /// The path of the input to look at, if any.
    pub path: Option<String>,
}

/// The issues to resolve, as prompts for advice, never legal opinions.
#[must_use]
pub fn checks(outcome: &Outcome, base: &Deal) -> Vec<Check> {
    let mut checks = Vec::new();
    checks.extend(outcome.flags.iter().map(|flag| super::flags::check(flag, &outcome.deal)));
    checks.extend(slow_sales(outcome));
    checks.extend(return_out_of_capital(outcome));
    checks.extend(heavy_loss(outcome));
    checks.extend(fitted(outcome, base));
    checks.extend(weak_jobs(outcome));
    checks.push(Check {
        act: false,
        heading: format!("Rules and rates are those of {}", super::page::date(&outcome.deal.rule_set)),
        text: "Other rules may apply to a deal signed today: take advice.".to_owned(),
        path: Some("/rule_set".to_owned()),
    });
    // Issues come before information.
    checks.sort_by_key(|check| !check.act);
    checks
}

/// How many issues are to be resolved.
#[must_use]
pub fn issues(outcome: &Outcome, base: &Deal) -> usize {
    checks(outcome, base).iter().filter(|check| check.act).count()
}

/// Slower sales can make the surplus look bigger while prices grow; the value in real terms is the one to rely on.
fn slow_sales(outcome: &Outcome) -> Option<Check> {
    let slow = outcome.verdict.tests.iter().find(|test| test.name == TestName::SalesSlower)?;
    let value = &outcome.appraisal.value;
    // Waiting costs the partners nothing only where their money earns no preferred return.
    let is_free = outcome.deal.sharing.preferred_return_percent == 0.0;
    let why = if is_free {
        "prices grow and the partners’ money has no cost"
    } else {
        "prices grow while homes wait to be sold"
    };
    (slow.surplus > value.surplus && slow.real_value < value.real_value).then(|| Check {
        act: true,
        heading: format!("Slower sales make {} look bigger", surplus_name(outcome)),
        text: format!(
            "Halving the rate of sale lifts it to {} because {why}. In real terms, at the Green Book rate of 3.5%, its present value in {} is then {}, down from {}. Rely on the real value.",
            millions(slow.surplus.0),
            long_month(&outcome.appraisal, 0),
            millions(slow.real_value.0),
            millions(value.real_value.0),
        ),
        path: None,
    })
}

/// A preferred return that is paid while capital is not repaid is paid out of capital.
fn return_out_of_capital(outcome: &Outcome) -> Option<Check> {
    let results = &outcome.appraisal.partners;
    let unrepaid: Pence = results.iter().map(|partner| partner.capital_unpaid).sum();
    let paid: Pence = results.iter().map(|partner| partner.preferred_return).sum();
    (unrepaid.is_positive() && paid.is_positive()).then(|| Check {
        act: true,
        heading: "Preferred return is paid while capital is not repaid".to_owned(),
        text: format!(
            "Partners receive {} of preferred return, and {} of their capital is not repaid. A rate of return above zero can hide that: judge by money in and money out.",
            millions(paid.0),
            millions(unrepaid.0),
        ),
        path: Some("/sharing/preferred_return_percent".to_owned()),
    })
}

/// A partner loses over half of what it puts in under a standard test, alone or combined.
fn heavy_loss(outcome: &Outcome) -> Option<Check> {
    let text = super::verdict::heavy_losses(outcome)?;
    let partners = outcome.deal.partners.len();
    let heading = match outcome.verdict.first_heavy_losses().len() {
        0 | 1 => "A standard test costs a partner over half of what it puts in".to_owned(),
        2 if partners == 2 => "A standard test costs both partners over half of what they put in".to_owned(),
        all if all == partners => "A standard test costs all partners over half of what they put in".to_owned(),
        many => format!("A standard test costs {many} partners over half of what they put in"),
    };
    Some(Check { act: true, heading, text, path: None })
}

/// A value that was fitted to a target, until another is typed.
fn fitted(outcome: &Outcome, base: &Deal) -> Option<Check> {
    let (path, mark) = outcome
        .deal
        .marks
        .iter()
        .find(|(path, mark)| mark.note == "fitted" && outcome.deal.number(path) == base.number(path))?;
    let heading = format!("Fitted, not observed: {}", super::steps::called(path, &outcome.deal));
    Some(Check { act: true, heading, text: mark.reason.clone(), path: Some(path.clone()) })
}

fn weak_jobs(outcome: &Outcome) -> Option<Check> {
    let mark = outcome.deal.marks.get("/jobs/person_years_per_million");
    let jobs = &outcome.appraisal.jobs;
    mark.is_none_or(|mark| mark.kind == MarkKind::Unverified).then(|| Check {
        act: false,
        heading: "Sources on building jobs differ by a factor of three".to_owned(),
        text: format!(
            "The default gives {} a year, the lowest source {}. After what would happen anyway (deadweight), what goes outside the area (leakage) and what is taken from elsewhere (displacement), {} of the {} are net additional. They last only as long as construction and must not be added to permanent jobs.",
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
    use crate::field_text;
    use crate::levers::{Kind, levers};
    use appraisal::compare::differences;
    use appraisal::samples;

    fn norwich() -> Deal {
        crate::link::opened(&samples::NORWICH_2009).unwrap()
    }

    fn with(changes: &[(Kind, f64)]) -> Outcome {
        let base = norwich();
        let moved = |deal: Deal, (kind, to): &(Kind, f64)| {
            let lever = levers(&deal).into_iter().find(|lever| lever.kind == *kind).unwrap();
            field_text::set(&deal, &base, &lever.path, (*to).into()).unwrap()
        };
        Outcome::of(changes.iter().fold(base.clone(), moved).into()).unwrap()
    }

    #[test]
    fn the_fitted_price_is_mentioned_until_it_is_replaced() {
        let heading = "Fitted, not observed: Market sale price, per home";
        let has_fitted = |outcome: &Outcome| checks(outcome, &norwich()).iter().any(|check| check.heading == heading);
        assert!(has_fitted(&with(&[])));
        assert!(!has_fitted(&with(&[(Kind::Price(0), 190_000.0)])));
    }

    #[test]
    fn an_announcement_compares_like_with_like() {
        let (pot, shared) = (with(&[]), with(&[(Kind::Recycled, 0.0)]));
        let changes = |was: &Outcome, now: &Outcome| differences(&was.appraisal, &now.appraisal);
        let to_pot = changes(&shared, &pot);
        // The base case shares its surplus, so its pot is nothing: the whole pot is new.
        assert_eq!(main_change(&pot, &to_pot), pot.appraisal.pot.total);
        assert_eq!(main_change(&shared, &changes(&pot, &shared)), Pence::ZERO);
        let dearer = with(&[(Kind::Price(0), 187_000.0)]);
        let said = announcement(&dearer, Some(&changes(&pot, &dearer)));
        assert_eq!(said, "Reinvestment pot £58.22m, up £1.19m. Works, with one weak point.");
        assert_eq!(announcement(&dearer, None), "Reinvestment pot £58.22m. Works, with one weak point.");
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

    /// With a preferred return, waiting has a cost for the partners.
    #[test]
    fn slow_sales_are_free_only_without_a_preferred_return() {
        let why = |outcome: &Outcome| slow_sales(outcome).map(|check| check.text);
        assert!(why(&with(&[])).unwrap().contains("the partners’ money has no cost"));
        let priced = why(&with(&[(Kind::PreferredReturn, 1.0)])).unwrap();
        assert!(priced.contains("because prices grow while homes wait to be sold."), "{priced}");
    }

    #[test]
    fn a_heavy_loss_is_an_issue_to_resolve() {
        let of = |sample| Outcome::of(crate::link::opened(sample).unwrap().into()).unwrap();
        let has = |outcome: &Outcome| {
            let said = checks(outcome, &norwich());
            let mut heavy =
                said.iter().filter(|check| check.act && check.heading.starts_with("A standard test costs "));
            let losers = outcome.verdict.first_heavy_losses().len();
            heavy.any(|check| check.heading.contains(" a partner ") == (losers == 1))
        };
        assert!(has(&of(&samples::RENT_AND_SALE)) && has(&of(&samples::THREE_PARTY)));
        // Where both lose as much, the heading does not speak of one.
        let mut both = of(&samples::RENT_AND_SALE);
        let first = both.verdict.heavy_losses[0];
        both.verdict.heavy_losses = vec![first, appraisal::verdict::HeavyLoss { partner: 1 - first.partner, ..first }];
        assert_eq!(
            heavy_loss(&both).unwrap().heading,
            "A standard test costs both partners over half of what they put in"
        );
        assert!(!has(&with(&[])));
    }

    #[test]
    fn slow_sales_are_explained() {
        let outcome = with(&[]);
        let checks = checks(&outcome, &norwich());
        let slow = checks.iter().find(|check| check.heading == "Slower sales make the pot look bigger").unwrap();
        assert!(
            slow.text.contains("£59.56m")
                && slow.text.contains("its present value in April 2009 is then £37.18m, down from £39.97m"),
            "{}",
            slow.text
        );
    }
}
