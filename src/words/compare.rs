//! The Compare page.

use super::NONE;
use super::format::{
    NO_BREAK, as_in_millions, change, change_finely, count, decimal, millions, month_long, pence, rate_of_return, times,
};
use appraisal::compare::{Amount, Measure};
use appraisal::deal::Brings;
use appraisal::sensitivity::SensitivityName;
use appraisal::{Pence, YearMonth};

/// The line under the heading.
pub const LEAD: &str = "Differences are marked, not judged: what suits one partner may not suit another.";
/// The heading above the table.
pub const OUTCOMES: &str = "Outcomes";
/// The caption of the table.
pub const CAPTION: &str = "Outcomes of each scenario";
/// The label of the list of cases to compare with.
pub const COMPARE_WITH: &str = "Compare with";
/// The name of the ticks that choose the other columns.
pub const COLUMNS: &str = "Columns";
/// The row of verdicts.
pub const VERDICT: &str = "Verdict";
/// The note if no row differs.
pub const NOTHING_DIFFERS: &str = "No row differs between these cases.";
/// The name of the ticks.
pub const SHOW: &str = "Show";
/// The label of the tick that hides equal rows.
pub const ONLY_DIFFERENT: &str = "Only rows that differ";
/// The label of the tick that shows changes.
pub const SHOW_CHANGES: &str = "The change beside each figure";
/// The mark of a figure that does not differ.
pub const SAME: &str = "same";
/// Read out before a change.
pub const CHANGED: &str = "changed";
/// The heading of what was changed.
pub const WHAT_WAS_CHANGED: &str = "What was changed";
/// The note on a case without differences.
pub const NOTHING_CHANGED: &str = "No input differs.";
/// The source of a value that is as in the base case.
pub const AS_IN_BASE: &str = "As in the base case";
/// The link to a scenario.
pub const OPEN: &str = "Open";
/// Read out before an old value.
pub const WAS: &str = "was";
/// The note if there is nothing to compare.
pub const NOTHING_TO_COMPARE: &str =
    "There is only the base case so far. On the Deal page, change something and save it as a new scenario.";
/// The note on a scenario with errors.
pub const CANNOT_SAY: &str = "The figures cannot be worked out until its errors are fixed.";
/// The heading of the offers.
pub const OFFERS: &str = "Offers for the same scheme";
/// The heading of the first column.
pub const MEASURE: &str = "Measure";
/// The columns of the alternatives.
pub const SELL: &str = "Sell outright";
/// See [`SELL`].
pub const BUILD_ALONE: &str = "Build alone";
/// No score.
pub const NO_SCORE: &str = "There is no overall score.";

/// The heading of the page: the base case counts as a case.
#[must_use]
pub fn title(cases: usize) -> String {
    match cases {
        1 => "Compare cases".to_owned(),
        2 => "Compare two cases".to_owned(),
        3 => "Compare three cases".to_owned(),
        many => format!("Compare {many} cases"),
    }
}

/// The line under the heading of what was changed.
#[must_use]
pub fn everything_else(base: &str) -> String {
    format!("Compared with {base}. All other inputs are the same.")
}

/// The line above the table that names its groups, so that those out of view are known.
#[must_use]
pub fn scrolls<'a>(groups: impl Iterator<Item = &'a str>) -> String {
    let groups: Vec<&str> = groups.collect();
    format!("Scroll the table to see every group: {}", groups.join(" · "))
}

/// The name of a seat in which the cases have different partners: by what it brings, with a number if several bring it.
#[must_use]
pub fn seat(brings: Brings, number: Option<usize>) -> String {
    let name = match brings {
        Brings::Land => "Land partner",
        Brings::Cash => "Cash partner",
    };
    number.map_or_else(|| name.to_owned(), |number| format!("{name} {number}"))
}

/// A case with its own partner: "Offer B (Lovell)".
#[must_use]
pub fn with_partner(case: &str, partner: Option<&str>) -> String {
    partner.map_or_else(|| case.to_owned(), |partner| format!("{case} ({partner})"))
}

/// The partners of a case, under its name: "with Lovell".
#[must_use]
pub fn with_partners(partners: &[String]) -> String {
    if partners.is_empty() { String::new() } else { format!("with {}", super::listed(partners)) }
}

/// The note on a partner with a new name that counts as a public body.
#[must_use]
pub fn still_public(name: &str) -> String {
    format!("{name} still counts as a public body, as under its earlier name: its cash is counted as public cash.")
}

/// The combined downside, after the name of a measure.
const DOWNSIDE: &str = "if prices fall 10%, costs rise 10% and sales halve";

/// The name of a measure; partners by the names of their seats. Present values are of one month in all cases.
#[must_use]
pub fn measure(measure: Measure, seats: &[String], valued_at: YearMonth) -> String {
    let month = || month_long(valued_at.year, valued_at.month);
    let name = |place: usize| super::capitalised(seats.get(place).map_or("", String::as_str));
    match measure {
        Measure::AgainstSale => format!("Against selling the land today, net present value (NPV) in {}", month()),
        Measure::HomesFinished => "Homes finished".to_owned(),
        Measure::AffordableHomes => "Affordable homes".to_owned(),
        Measure::LastHome => "Last home finished".to_owned(),
        Measure::JobsAYear => "Building jobs a year".to_owned(),
        Measure::PutsIn(place) => format!("{} puts in", name(place)),
        Measure::GetsBack(place) => format!("{} gets back", name(place)),
        Measure::PresentValue(place) => {
            format!("{}: present value (PV) of receipts in {}, at its own rate", name(place), month())
        }
        Measure::RepaidBy(place) => format!("{} has its capital back by", name(place)),
        Measure::Return(place) => format!("{}: rate of return (IRR), monthly", name(place)),
        Measure::Multiple(place) => format!("{}: money multiple", name(place)),
        Measure::Pot => "Reinvestment pot".to_owned(),
        Measure::PotPresentValue => format!("Reinvestment pot, present value (PV) in {}", month()),
        Measure::KeptValue => "Homes and space kept: value at the end".to_owned(),
        Measure::Surplus => "Surplus, reinvested and shared".to_owned(),
        Measure::PeakFunding => "Peak funding (maximum exposure)".to_owned(),
        Measure::PeakLoan => "Peak loan".to_owned(),
        Measure::PriceHeadroom => "Headroom on prices".to_owned(),
        Measure::CostHeadroom => "Headroom on costs".to_owned(),
        Measure::GetsBackInDownside(place) => format!("{} gets back {DOWNSIDE}", name(place)),
        Measure::SurplusInDownside => format!("Surplus {DOWNSIDE}"),
        Measure::PublicCashPerHome => "Public cash per home".to_owned(),
        Measure::RealValue => format!("Scheme value in real terms, {} prices", month()),
    }
}

/// What it means to lead on a measure.
#[must_use]
pub fn lead(measure: Measure, seats: &[String], valued_at: YearMonth) -> String {
    match measure {
        Measure::AffordableHomes => "Most affordable homes".to_owned(),
        Measure::LastHome => "Finished first".to_owned(),
        Measure::PeakLoan => "Lowest peak loan".to_owned(),
        Measure::PriceHeadroom => "Most room for prices to fall".to_owned(),
        Measure::GetsBack(_) => format!("{} most", self::measure(measure, seats, valued_at)),
        Measure::PotPresentValue => {
            format!("Highest present value of the pot in {}", month_long(valued_at.year, valued_at.month))
        }
        other => format!("Highest {}", super::lowered(&self::measure(other, seats, valued_at))),
    }
}

/// The group of a measure.
#[must_use]
pub const fn group(measure: Measure) -> &'static str {
    match measure {
        Measure::AgainstSale => "Does it beat a sale?",
        Measure::HomesFinished | Measure::AffordableHomes | Measure::LastHome | Measure::JobsAYear => "Homes and jobs",
        Measure::PutsIn(_)
        | Measure::GetsBack(_)
        | Measure::PresentValue(_)
        | Measure::RepaidBy(_)
        | Measure::Return(_)
        | Measure::Multiple(_)
        | Measure::Pot
        | Measure::PotPresentValue
        | Measure::Surplus
        | Measure::KeptValue => "What the partners get",
        Measure::PeakFunding
        | Measure::PeakLoan
        | Measure::PriceHeadroom
        | Measure::CostHeadroom
        | Measure::GetsBackInDownside(_)
        | Measure::SurplusInDownside => "Funding and risk",
        Measure::PublicCashPerHome | Measure::RealValue => "Public money",
    }
}

/// A figure.
#[must_use]
pub fn amount(amount: Amount) -> String {
    match amount {
        Amount::Money(sum) => millions(sum.0),
        Amount::Count(number) => count(number),
        Amount::Jobs(jobs) => decimal(jobs, 0),
        Amount::Fraction(rate) => rate_of_return(rate),
        Amount::Times(number) => times(number),
        Amount::Month(month) => month_long(month.year, month.month),
        Amount::Headroom(headroom, failure) => super::verdict::headroom(headroom, failure),
        Amount::Beyond(sum) => beyond(sum.0),
        Amount::CoveredByReturn => "still open; the return already paid covers it".to_owned(),
        Amount::NotRepaid => "not repaid".to_owned(),
        Amount::None => NONE.to_owned(),
    }
}

/// A sum compared with an alternative: "£1.90m less".
#[must_use]
pub fn beyond(pence: i64) -> String {
    match pence {
        0 => "the same".to_owned(),
        more if more > 0 => format!("{} more", millions(more)),
        less => format!("{} less", millions(-less)),
    }
}

/// The difference between two amounts: exact enough to agree with both as they are shown. `None` if they are the same or
/// cannot be subtracted.
#[must_use]
pub fn difference(measure: Measure, now: Amount, was: Amount) -> Option<String> {
    let difference = now.less(was)?;
    Some(match (difference, now, was) {
        (Amount::Money(_), Amount::Money(now) | Amount::Beyond(now), Amount::Money(was) | Amount::Beyond(was)) => {
            money_difference(now.0, was.0)
        }
        (Amount::Count(months), ..) if matches!(measure, Measure::LastHome | Measure::RepaidBy(_)) => {
            months_moved(months)
        }
        (Amount::Count(number), ..) => signed(&count(number.abs()), number > 0),
        (_, Amount::Jobs(now), Amount::Jobs(was)) => number_difference(now, was, 0),
        (_, Amount::Fraction(now), Amount::Fraction(was)) => points(now, was),
        (_, Amount::Headroom(now, _), Amount::Headroom(was, _)) => points(now.signed(), was.signed()),
        (_, Amount::Times(now), Amount::Times(was)) => format!("{} times", number_difference(now, was, 2)),
        _ => return None,
    })
}

/// A difference in money: with one more digit if the two sums as shown differ by another amount, and with pence under £1.
fn money_difference(now: i64, was: i64) -> String {
    let difference = now - was;
    let said = change(difference);
    if difference.abs() < 100 {
        signed(&format!("{NO_BREAK}{}", pence(difference.abs())), difference > 0)
    } else if said == change(as_in_millions(now) - as_in_millions(was)) {
        said
    } else {
        change_finely(difference)
    }
}

fn points(now: f64, was: f64) -> String {
    format!("{} points", number_difference(now * 100.0, was * 100.0, 1))
}

/// A difference between two numbers shown with so many decimal places: with more of them if the numbers as shown differ by
/// another amount, or it would be zero.
fn number_difference(now: f64, was: f64, places: usize) -> String {
    let size = (now - was).abs();
    // A number as shown, in units of its last place.
    let shown = |number: f64| -> i64 {
        let digits: String = decimal(number.abs(), places).chars().filter(char::is_ascii_digit).collect();
        digits.parse::<i64>().unwrap_or_default() * if number < 0.0 { -1 } else { 1 }
    };
    let agrees = (shown(now) - shown(was)).abs() == shown(size);
    let is_zero = |places: &usize| !decimal(size, *places).contains(|digit: char| ('1'..='9').contains(&digit));
    let from = if agrees { places } else { places + 1 };
    let places = (from..from + MOST_DIGITS).find(|places| !is_zero(places)).unwrap_or(from);
    signed(&decimal(size, places), now > was)
}

/// The most decimal places that are added to show a small difference.
const MOST_DIGITS: usize = 6;

/// A difference of a rate of return, always with the difference in money back.
#[must_use]
pub fn rate_difference(points: &str, money: Option<Pence>) -> String {
    match money {
        None => format!("{points}; gets back the same"),
        Some(sum) => {
            let word = if sum.is_positive() { "more" } else { "less" };
            format!("{points}; gets back {} {word}", millions(sum.0.abs()))
        }
    }
}

fn months_moved(months: i64) -> String {
    let (size, word) = (months.abs(), if months > 0 { "later" } else { "sooner" });
    if size == 1 { format!("1 month {word}") } else { format!("{size} months {word}") }
}

fn signed(text: &str, is_more: bool) -> String {
    format!("{}{text}", if is_more { "+" } else { "−" })
}

/// The name of a sensitivity.
#[must_use]
pub const fn sensitivity(name: SensitivityName) -> &'static str {
    match name {
        SensitivityName::PricesHigher => "prices 10% higher",
        SensitivityName::PricesLower => "prices 10% lower",
        SensitivityName::CostsHigher => "costs 10% higher",
        SensitivityName::CostsLower => "costs 10% lower",
        SensitivityName::SalesSlower => "sales half as fast",
        SensitivityName::StartLater => "a start a year later",
        SensitivityName::RatesHigher => "interest 2 points higher",
        SensitivityName::NoGrant => "no grant",
        SensitivityName::Downside => "the combined downside",
    }
}

/// The number of issues to resolve.
#[must_use]
pub fn issues(issues: usize) -> String {
    if issues == 0 { "none".to_owned() } else { count(issues as i64) }
}

/// The heading of the small charts.
pub const SIDE_BY_SIDE: &str = "Side by side, on the same scales";
/// The line under it.
#[must_use]
pub fn dashed(base: &str) -> String {
    format!("Dashed lines and black ticks show {base}.")
}
/// The first column of their tables.
pub const AT_THE_END_OF: &str = "Year";
/// The heading of the leads.
pub const LEADS: &str = "Which case leads on each measure";
/// The note if there are no leads.
pub const NO_LEAD: &str = "No case leads on any of these measures.";

/// The cases that cannot lead.
#[must_use]
pub fn cannot_lead(cases: &[String]) -> String {
    match cases {
        [] => String::new(),
        [one] => format!("{one} falls short, so it cannot lead. "),
        many => format!("{} fall short, so they cannot lead. ", super::listed(many)),
    }
}

/// The assumptions behind a lead, where the cases have different ones: "assumes price, per home, Market sale: £320,000".
#[must_use]
pub fn assumes(assumptions: &[String]) -> String {
    if assumptions.is_empty() { String::new() } else { format!("assumes {}", super::listed(assumptions)) }
}

/// What a row of small charts shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pictured {
    /// Its name in a sentence.
    pub what: &'static str,
    /// Measure and unit.
    pub subtitle: &'static str,
}

/// The pot.
pub const POT_PICTURED: Pictured = Pictured { what: "the pot", subtitle: "Paid into the reinvestment pot so far, £m" };
/// Peak funding.
pub const FUNDING_PICTURED: Pictured =
    Pictured { what: "peak funding", subtitle: "Partners’ cash not yet repaid, plus loans, £m" };
/// Affordable homes.
pub const AFFORDABLE_PICTURED: Pictured =
    Pictured { what: "the number of affordable homes", subtitle: "Affordable homes finished in the year" };
/// Other homes.
pub const MARKET_PICTURED: Pictured =
    Pictured { what: "the number of market homes", subtitle: "Market homes finished in the year" };

/// "587 homes".
#[must_use]
pub fn homes(number: &str) -> String {
    format!("{number} homes")
}

/// The finding of a row of small charts: which cases have most and least, as shown.
#[must_use]
pub fn finding(pictured: &Pictured, totals: &[(String, i64)], said: impl Fn(i64) -> String) -> String {
    let what = super::capitalised(pictured.what);
    let (Some(most), Some(least)) =
        (totals.iter().map(|(_, total)| *total).max(), totals.iter().map(|(_, total)| *total).min())
    else {
        return what;
    };
    let (most, least) = (said(most), said(least));
    if most == least {
        return format!("{what} is the same in all, {most}");
    }
    let with = |shown: &str| -> Vec<String> {
        totals.iter().filter(|(_, total)| said(*total) == shown).map(|(name, _)| name.clone()).collect()
    };
    let named = |names: Vec<String>, extreme: &str| match names.len() * 2 > totals.len() {
        // If many are level, only their number is given.
        true if names.len() > 2 => format!("{extreme} in {} cases", names.len()),
        _ => format!("{extreme} in {}", super::listed(&names)),
    };
    format!("{what} is {}, {most}, and {}, {least}", named(with(&most), "highest"), named(with(&least), "lowest"))
}

/// What a case that looks better than it is, or worse, is compared by: the surplus, or what a partner gets back.
#[must_use]
pub fn paradox_sum(partner: Option<&str>) -> String {
    partner.map_or_else(|| "the surplus".to_owned(), |name| format!("what {} gets back", super::names::named(name)))
}

/// "Slow sales looks £2.59m better than Base case but is £2.78m worse".
#[must_use]
pub fn paradox(name: &str, base: &str, more: i64, real: i64) -> String {
    let (seems, is) = if more > 0 { ("better", "worse") } else { ("worse", "better") };
    format!("{name} looks {} {seems} than {base} but is {} {is}", millions(more.abs()), millions(real.abs()))
}

/// Why, and which measure to use.
#[must_use]
pub fn paradox_why(sum: &str, real: [String; 2], peak: [String; 2], more: i64) -> String {
    let [was, now] = real;
    let [peak_was, peak_now] = peak;
    let grows = if more > 0 { "grows" } else { "shrinks" };
    let loan = if peak_was == peak_now {
        format!("the peak loan stays at {peak_now}")
    } else {
        format!("the peak loan goes from {peak_was} to {peak_now}")
    };
    format!(
        "In cash terms {sum} {grows}, because prices and returns go on rising with time. In real terms, at the Green Book’s \
         real rate, the value of the scheme goes from {was} to {now}, and {loan}. Judge this pair on value in real terms."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_charts_names_the_highest_and_the_lowest() {
        let totals = |totals: &[(&str, i64)]| -> Vec<(String, i64)> {
            totals.iter().map(|(name, total)| ((*name).to_owned(), *total)).collect()
        };
        let found = finding(&AFFORDABLE_PICTURED, &totals(&[("Base case", 474), ("Offer B", 587)]), |total| {
            homes(&count(total))
        });
        assert_eq!(
            found,
            "The number of affordable homes is highest in Offer B, 587 homes, and lowest in Base case, 474 homes"
        );
        let many = finding(&POT_PICTURED, &totals(&[("A", 250_000_000), ("B", 0), ("C", 0), ("D", 0)]), millions);
        assert_eq!(many, "The pot is highest in A, £2.50m, and lowest in 3 cases, £0");
        let same = finding(&POT_PICTURED, &totals(&[("A", 5), ("B", 5)]), millions);
        assert_eq!(same, "The pot is the same in all, £0");
    }

    #[test]
    fn figures_that_look_the_same_do_not_differ() {
        let totals = |totals: &[i64]| -> Vec<(String, i64)> {
            ["Base case", "B", "C"].iter().zip(totals).map(|(name, total)| ((*name).to_owned(), *total)).collect()
        };
        let found = |sums: &[i64]| finding(&FUNDING_PICTURED, &totals(sums), millions);
        assert_eq!(found(&[949_000_001, 949_000_002, 949_000_040]), "Peak funding is the same in all, £9.49m");
        assert_eq!(
            found(&[949_000_001, 800_000_000, 949_000_040]),
            "Peak funding is highest in Base case and C, £9.49m, and lowest in B, £8.00m"
        );
    }

    #[test]
    fn a_case_that_looks_better_but_is_worse_is_explained() {
        assert_eq!(
            paradox("Slow sales", "Base case", 259_000_000, -278_000_000),
            "Slow sales looks £2.59m better than Base case but is £2.78m worse"
        );
        assert_eq!(
            paradox("Fast", "Slow", -100_000_000, 200_000_000),
            "Fast looks £1.00m worse than Slow but is £2.00m better"
        );
    }

    #[test]
    fn a_difference_in_rate_comes_with_its_money() {
        assert_eq!(rate_difference("+3.0 points", Some(Pence(-87_874_200))), "+3.0 points; gets back £878,742 less");
        assert_eq!(rate_difference("+3.0 points", None), "+3.0 points; gets back the same");
    }

    fn said(now: Amount, was: Amount) -> Option<String> {
        difference(Measure::Surplus, now, was)
    }

    #[test]
    fn a_difference_agrees_with_the_figures_it_stands_between() {
        let money = |now: i64, was: i64| {
            said(Amount::Money(Pence(now)), Amount::Money(Pence(was))).map(|text| text.replace(NO_BREAK, ""))
        };
        // £39.56m and £39.56m, but not the same.
        assert_eq!(money(3_956_374_977, 3_955_655_644).as_deref(), Some("+£7,193"));
        assert_eq!(money(143, 100).as_deref(), Some("+£0.43"));
        assert_eq!(money(5, 5), None);
        // £57.03m to £45.98m is 11.05; the exact difference rounds to 11.06.
        assert_eq!(money(4_597_600_000, 5_703_400_000).as_deref(), Some("−£11.058m"));
        assert_eq!(money(4_600_000_000, 5_700_000_000).as_deref(), Some("−£11.00m"));
        let headroom = |of: f64| Amount::Headroom(appraisal::verdict::Headroom::CanMove(of), None);
        assert_eq!(said(headroom(0.257_4), headroom(0.260_6)).as_deref(), Some("−0.32 points"));
        assert_eq!(said(headroom(0.257), headroom(0.261)).as_deref(), Some("−0.4 points"));
        assert_eq!(said(Amount::Fraction(0.100_1), Amount::Fraction(0.1)).as_deref(), Some("+0.01 points"));
        assert_eq!(said(Amount::Jobs(120.3), Amount::Jobs(120.0)).as_deref(), Some("+0.3"));
        assert_eq!(said(Amount::Times(1.25), Amount::Times(1.1)).as_deref(), Some("+0.15 times"));
    }

    #[test]
    fn a_case_is_compared_with_a_sale_in_words() {
        let amount = |pence| amount(Amount::Beyond(Pence(pence)));
        assert_eq!([amount(-190_000_000), amount(52_000_000), amount(0)], ["£1.90m less", "£520,000 more", "the same"]);
    }
}
