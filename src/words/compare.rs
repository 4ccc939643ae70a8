//! The Compare page.

mod figures;
mod measures;
mod pictures;

pub use figures::{
    Scale, amount, amount_in, at_its_own_start, beyond, difference, heard, months_moved, rate_difference, sum_moved,
    with_its_money, with_jobs, with_put_in, with_share,
};
pub use measures::{Basis, SurplusUse, group, lead, measure, measure_of_lead, seat, short_measure};
pub use pictures::{
    AFFORDABLE_PICTURED, FUNDING_PICTURED, MARKET_PICTURED, POT_PICTURED, Pictured, end_of, file_column, finding,
    hardly_differ_by, homes, not_counted, not_pictured, picture,
};

use super::format::{count, millions, month_long};
use super::names::{named, owner, verb};
use super::scale::together;
use super::steps::Difference;
use appraisal::sensitivity::SensitivityName;
use appraisal::{Pence, YearMonth};

/// The jump links to the outcomes, the changes, the leads, the charts and the offers.
pub const JUMP: [(&str, &str); 5] = [
    ("outcomes", OUTCOMES),
    ("changed", WHAT_WAS_CHANGED),
    ("leads", LEADS),
    ("pictures", "Charts"),
    ("offers-and-alternatives", "Offers and alternatives"),
];
/// The line under the heading.
pub const LEAD: &str = "Each difference is marked, and rounded once: it may not be that of the figures as shown. Tests start from each case’s own values; those with slower sales run until the homes are sold, even after the model period. There is no overall score: what suits one partner may not suit another.";
/// The heading above the table.
pub const OUTCOMES: &str = "Outcomes";
/// The caption of the table.
pub const CAPTION: &str = "Outcomes of each scenario";
/// The label of the list of cases to compare with.
pub const COMPARE_WITH: &str = "Compare with";
/// The name of the ticks that choose the other columns.
pub const COLUMNS: &str = "Cases to show";
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
/// The heading of what was changed.
pub const WHAT_WAS_CHANGED: &str = "What was changed";
/// The note on a case without differences.
pub const NOTHING_CHANGED: &str = "No input differs.";
/// The source of a value that is as in the base case.
pub const AS_IN_BASE: &str = "As in the base case";
/// Read out between a new value and its source: "Alder cash: from £6,000,000 to £8,000,000. Yours".
pub const CHANGE_ENDS: &str = ".";
/// The note if there is nothing to compare.
pub const NOTHING_TO_COMPARE: &str =
    "There is only the base case so far. On the Deal page, change something and save it as a new scenario.";
/// The note on a case with errors.
pub const HAS_ERRORS: &str = "Not up to date: an input has an error.";
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

/// The heading of the notice that a case is not up to date.
#[must_use]
pub fn not_up_to_date(case: &str) -> String {
    format!("{case}: not up to date")
}

/// What that means for this page, before its errors.
#[must_use]
pub fn until_fixed(errors: usize) -> &'static str {
    if errors == 1 {
        "Its figures are not compared until this is fixed:"
    } else {
        "Its figures are not compared until these are fixed:"
    }
}

/// What is announced once another comparison is chosen: "Compared with “Offer B”. 3 cases shown, 12 rows."
#[must_use]
pub fn announced(base: &str, cases: usize, rows: usize) -> String {
    let cases = if cases == 1 { "1 case".to_owned() } else { format!("{cases} cases") };
    let rows = if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") };
    format!("Compared with {}. {cases} shown, {rows}.", quoted(base))
}

/// Read out before the old value and before the new one, as [`super::steps::in_one_line`] says them; nothing if there is no old one.
#[must_use]
pub const fn change_heard(difference: &Difference) -> [&'static str; 2] {
    if difference.was.is_empty() { ["", ""] } else { [": from", " to"] }
}

/// The line under the heading of what was changed.
#[must_use]
pub fn everything_else(base: &str) -> String {
    format!("Compared with {}. All other inputs are the same.", quoted(base))
}

/// The same while the base case is edited: its edits are listed as its own.
pub const AS_LAST_SET: &str = "Compared with the base case as last set. All other inputs are the same.";

/// The note above the table where cases have prices of different months: "Prices and costs are as entered: April 2009 prices in
/// “Base case”; April 2012 prices in “Late”. A later start does not raise them. "
#[must_use]
pub fn months_of_prices(cases: &[(&str, YearMonth)]) -> String {
    let mut months: Vec<YearMonth> = cases.iter().map(|(_, month)| *month).collect();
    months.sort_unstable();
    months.dedup();
    if months.len() < 2 {
        return String::new();
    }
    let in_month = |month: &YearMonth| {
        let of_month = cases.iter().filter(|(_, own)| own == month);
        let names: Vec<String> = of_month.map(|(name, _)| (*name).to_owned()).collect();
        format!("{} prices in {}", month_long(month.year, month.month), quoted_all(&names))
    };
    let listed: Vec<String> = months.iter().map(in_month).collect();
    format!("Prices and costs are as entered: {}. A later start does not raise them. ", listed.join("; "))
}

/// The note above the table where cases start in different months: the month of all present values, the earliest start.
#[must_use]
pub fn valued_in(month: YearMonth, differ: bool) -> String {
    if !differ {
        return String::new();
    }
    let month = month_long(month.year, month.month);
    format!(
        "Present values are in {month}, the earliest start of these cases, and the land is assumed to be sold then. A deal’s own \
         page uses its own start: that figure is below, where it differs. "
    )
}

/// That all cases are compared with one sale of land, where the pages of some compare with a sale at their own price: the price
/// of all, then each other price with the cases that use it.
#[must_use]
pub fn own_sales(prices: &[(Pence, Vec<String>)]) -> String {
    let Some(((price, at_it), own @ [_, ..])) = prices.split_first() else { return String::new() };
    let said = |(price, cases): &(Pence, Vec<String>)| match &cases[..] {
        [one] => format!("the page of {} uses {}", quoted(one), millions(price.0)),
        _ if (own.len(), at_it.len()) == (1, 1) => format!("the pages of the other cases use {}", millions(price.0)),
        some => format!("the pages of {} use {}", quoted_all(some), millions(price.0)),
    };
    let said: Vec<String> = own.iter().map(said).collect();
    let said = match &said[..] {
        [rest @ .., last] if !rest.is_empty() => format!("{}, and {last}", rest.join(", ")),
        said => said.concat(),
    };
    format!("All cases are compared with one sale of the land, for {}; {said}. ", millions(price.0))
}

/// A price or cost with the month in whose prices it is: "£325,000 (October 2027 prices)".
#[must_use]
pub fn in_prices_of(value: &str, month: YearMonth) -> String {
    if value.is_empty() {
        return String::new();
    }
    format!("{value} ({} prices)", month_long(month.year, month.month))
}

/// Before the links above the table to its groups, so that those out of view are known; cases may be, too.
pub const SCROLLS: &str = "Scroll the table to see every case and group: ";
/// Between two of them.
pub const BETWEEN_GROUPS: &str = " · ";

/// A case with its own partner, unless its name has it: "Offer B (Lovell)", "Lovell Homes".
#[must_use]
pub fn with_partner(case: &str, partner: Option<&str>) -> String {
    let partner = partner.filter(|partner| !case.contains(partner));
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
    let (counts, a_body) = (verb(name, "counts", "count"), verb(name, "a public body", "public bodies"));
    let its = verb(name, "its", "their");
    format!(
        "{} still {counts} as {a_body}, as under {its} earlier name: {its} cash is counted as public cash.",
        super::capitalised(&named(name))
    )
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
    format!("Dashed lines and ticks on bars show {}.", quoted(base))
}
/// The first column of their tables.
pub const AT_THE_END_OF: &str = "Year";
/// The heading of the leads.
pub const LEADS: &str = "Which case leads";
/// Whether the base case takes part in the leads.
#[must_use]
pub const fn leads_among(base_is_left_out: bool) -> &'static str {
    if base_is_left_out {
        "Only offers are compared here. The base case is left out, even where its figure is as good or better. "
    } else {
        ""
    }
}

/// That tests take no part in the leads.
#[must_use]
pub const fn tests_left_out(tests: usize) -> &'static str {
    match tests {
        0 => "",
        1 => "The test is left out here, even where its figure is as good or better. ",
        _ => "The tests are left out here, even where their figures are as good or better. ",
    }
}

/// The base case in a sentence.
pub const THE_BASE_CASE: &str = "the base case";

/// Why cases with other preferred returns lead on a date or on the surplus.
pub const RETURNS_DIFFER: &str = " Preferred returns differ here. Money paid as preferred return is neither capital repaid nor \
     surplus, so with a higher one the capital may be back later and the surplus lower, even where each partner gets the same money.";

/// Why a case with a lower value for the land leads on a rate or a multiple.
pub const LAND_DIFFERS: &str = " The value credited for the land differs here: the same land credited at less counts as less put in, \
     so its owner’s rate of return and money multiple are higher, even where it gets back less money.";

/// The note if there are no leads.
pub const NO_LEAD: &str = "No case leads on any measure of the table.";

/// The cases that cannot lead: those that fall short, and those that are not up to date.
#[must_use]
pub fn cannot_lead(short: &[String], behind: &[String]) -> String {
    let short = match short {
        [] => String::new(),
        [one] => format!("{} falls short as entered, so it cannot lead. ", quoted(one)),
        many => format!("{} fall short as entered, so they cannot lead. ", quoted_all(many)),
    };
    let behind = match behind {
        [] => String::new(),
        [one] => format!("{} is not up to date, so it cannot lead. ", quoted(one)),
        many => format!("{} are not up to date, so they cannot lead. ", quoted_all(many)),
    };
    short + &behind
}

/// Where all cases, or all offers among them, but one fall short: "Only “£2m grant” gives both partners back what they put in. No
/// case beats selling the land."; `gives` is none if the others give it too and fall short otherwise; `but` is on whose assumptions
/// it is not the only one, or nothing. The gap of that case to a sale is in pence, and may be negative where another beats one; none where the case is no offer to the seller.
#[must_use]
pub fn only_one(
    case: &str,
    of_offers: bool,
    gives: Option<&str>,
    but: &str,
    gap: Option<i64>,
    any_beats: bool,
) -> String {
    let case = quoted(case);
    let (only, none) = if of_offers { ("Of the offers, only", "No offer") } else { ("Only", "No case") };
    let only = match gives {
        Some(gives) => format!("{only} {case} gives {gives}."),
        None => format!("{only} {case} does not fall short."),
    };
    let only = format!("{only} {but}").trim_end().to_owned();
    let sale = match gap {
        None => return only,
        Some(gap) if gap > 0 => format!("{case} beats selling the land by {}.", millions(gap)),
        _ if any_beats => format!("{case} does not beat selling the land."),
        _ => format!("{none} beats selling the land."),
    };
    format!("{only} {sale}")
}

/// The name of a case in a sentence.
#[must_use]
pub fn quoted(case: &str) -> String {
    format!("“{case}”")
}

/// The names of cases in a sentence: "“A”, “B” and “C”".
#[must_use]
pub fn quoted_all(cases: &[String]) -> String {
    super::listed(&cases.iter().map(|case| quoted(case)).collect::<Vec<_>>())
}

/// How the leads are tested.
#[must_use]
pub fn leads_tested(leaderless: &[String]) -> String {
    let without = match leaderless {
        [] => String::new(),
        cases => format!(
            "With those of {}, no case can lead, because each falls short or cannot be worked out. ",
            either(cases)
        ),
    };
    let time = if leaderless.is_empty() { "time" } else { "other time" };
    format!(
        "Each lead is checked again with each case’s prices, costs, interest and timing put into all cases. {without}A lead \
         without a “But” beside it holds every {time} that its own case can be worked out. "
    )
}

/// The cases whose assumptions undo a lead in one way: with those of any of them in every case, one other leads, or none.
#[derive(Clone, Debug, PartialEq)]
pub struct Undoing {
    /// The cases.
    pub sources: Vec<String>,
    /// Which case then leads.
    pub then: Then,
}

/// Which case leads with the assumptions of another in every case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// This one.
    Leads(String),
    /// None has a figure to lead with but this one, because all others fall short or cannot be worked out: that is no lead.
    Alone(String),
    /// None.
    NoCase,
    /// These do not fall short, where only one did not as entered.
    Able(Vec<String>),
}

impl Then {
    fn words(&self) -> String {
        match self {
            Self::Leads(case) => format!("{} leads", quoted(case)),
            Self::Alone(case) => format!("only {} can lead", quoted(case)),
            Self::NoCase => "no case leads".to_owned(),
            Self::Able(cases) => match &cases[..] {
                [] => "each falls short or cannot be worked out".to_owned(),
                [only] => format!("only {} does not fall short", quoted(only)),
                cases => format!("{} do not fall short", quoted_all(cases)),
            },
        }
    }
}

/// What becomes of a lead with the assumptions of each case in every case.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Undone {
    /// The names of the inputs in which the cases that undo it differ from the others.
    pub inputs: Vec<String>,
    /// The cases that undo it, by who leads then.
    pub by: Vec<Undoing>,
    /// The cases with which it holds.
    pub holds: Vec<String>,
}

impl Undone {
    /// Adds a case that undoes the lead, with the inputs in which the others differ from it.
    pub fn add(&mut self, inputs: &[String], source: String, then: Then) {
        let new = inputs.iter().filter(|input| !self.inputs.contains(input)).cloned().collect::<Vec<_>>();
        self.inputs.extend(new);
        match self.by.iter_mut().find(|known| known.then == then) {
            Some(known) => known.sources.push(source),
            None => self.by.push(Undoing { sources: vec![source], then }),
        }
    }
}

/// The cases among which one leads.
#[derive(Clone, Copy, Debug)]
pub struct Among {
    /// How many there are.
    pub cases: usize,
    /// Whether they are the offers among all cases.
    pub are_offers: bool,
}

impl Among {
    const fn noun(self) -> &'static str {
        if self.are_offers { "offer" } else { "case" }
    }

    /// Some of the cases: all, all but the leader, or by name; and whether they are named.
    fn some(self, leader: &str, cases: &[String]) -> (String, bool) {
        let noun = self.noun();
        match cases.len() {
            all if all == self.cases && all > 2 => (format!("any {noun}"), false),
            others if others > 1 && others + 1 == self.cases && !cases.iter().any(|case| case == leader) => {
                (format!("any other {noun}"), false)
            }
            _ => (either(cases), true),
        }
    }
}

/// The most inputs that are named.
const MOST_NAMED: usize = 3;

/// What undoes the lead of a case, and what does not: "But with the market sale price of “A” or “B” in every case, “B” leads. With
/// those of “C”, no case leads. With its own, “A” still leads."
#[must_use]
pub fn undone_by(leader: &str, undone: &Undone, among: Among) -> String {
    let Undone { inputs, by, holds } = undone;
    let what = match inputs.len() {
        1..=MOST_NAMED => super::listed(inputs),
        _ => "prices, costs, interest and timing".to_owned(),
    };
    let those = if inputs.len() == 1 { "that" } else { "those" };
    let part = |(place, Undoing { sources, then }): (usize, &Undoing)| {
        let then = then.words();
        match (place, among.some(leader, sources)) {
            (0, (cases, true)) => format!("But with the {what} of {cases} in every case, {then}."),
            (0, (cases, false)) => format!("But with {cases}’s {what} in every case, {then}."),
            (_, (cases, _)) => format!("With {those} of {cases}, {then}."),
        }
    };
    let undoing: usize = by.iter().map(|undoing| undoing.sources.len()).sum();
    let still = (!by.is_empty() && !holds.is_empty()).then(|| match &holds[..] {
        [own] if own == leader => format!("With its own, {} still leads.", quoted(leader)),
        holds if holds.len() > 1 && undoing + holds.len() == among.cases => {
            format!("With {those} of every other {}, {} still leads.", among.noun(), quoted(leader))
        }
        holds => format!("With {those} of {}, {} still leads.", either(holds), quoted(leader)),
    });
    by.iter().enumerate().map(part).chain(still).collect::<Vec<_>>().join(" ")
}

/// Why no case leads on a measure in which the cases differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoLeader {
    /// The best figures are equal or almost equal.
    Level,
    /// Fewer than two cases can pay everything.
    Unfunded,
    /// Only one case has a figure.
    Alone,
}

/// The measures without a leader, by why: "No case leads where cash is short or debts are unpaid: Council gets back in the combined
/// downside; Surplus in the combined downside. "; and whether there are cases that fall short.
#[must_use]
pub fn without_leader(measures: &[(String, NoLeader)], some_fall_short: bool) -> String {
    let among = if some_fall_short { " among those that do not fall short" } else { "" };
    let level = format!(
        "the best figures are equal or almost equal{among} (sums that differ by less than one part in 5,000, other figures that \
         round to the same)"
    );
    let alone = format!("only one case{among} has a figure");
    let of = |(why, words): (NoLeader, &str)| {
        let named: Vec<&str> = measures.iter().filter(|(_, own)| *own == why).map(|(name, _)| name.as_str()).collect();
        if named.is_empty() { String::new() } else { format!("No case leads where {words}: {}. ", named.join("; ")) }
    };
    let reasons = [
        (NoLeader::Level, level.as_str()),
        (NoLeader::Unfunded, "cash is short or debts are unpaid"),
        (NoLeader::Alone, alone.as_str()),
    ];
    reasons.into_iter().map(of).collect()
}

/// "“Offer A”, “Offer B” or “Offer C”".
fn either(cases: &[String]) -> String {
    let quoted: Vec<String> = cases.iter().map(|case| quoted(case)).collect();
    match &quoted[..] {
        [rest @ .., last] if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        quoted => quoted.concat(),
    }
}

/// A sum in cash and what it is worth, in two cases.
#[derive(Clone, Copy, Debug)]
pub struct Paradox<'a> {
    /// The partner whose receipts the sum is; none for the surplus.
    pub partner: Option<&'a str>,
    /// Whether the worth is that of the scheme, and not of the partner's receipts.
    pub is_of_scheme: bool,
    /// How much larger the sum is than in the other case.
    pub more: i64,
    /// The worth in the other case, and in this one.
    pub worths: [i64; 2],
    /// How much larger the worth is.
    pub worth_more: i64,
    /// What the partner puts in, in the same order; nothing for the scheme.
    pub put_ins: [i64; 2],
    /// The peak loans, in the same order.
    pub peaks: [i64; 2],
}

/// "“Slow sales”: the surplus is £2.59m higher in cash than in “Base case”, but the scheme is worth £2.78m less in real terms".
#[must_use]
pub fn paradox(case: &str, base: &str, of: &Paradox) -> String {
    let (case, base) = (quoted(case), quoted(base));
    let [more, worth] = together([of.more.abs(), of.worth_more.abs()]);
    let (word, move_word, when) = if of.more > 0 { ("more", "lower", "later") } else { ("less", "higher", "sooner") };
    let sum = match of.partner {
        None => format!("the surplus is {more} {}", if of.more > 0 { "higher" } else { "lower" }),
        Some(name) => format!("{} {} back {more} {word}", named(name), verb(name, "gets", "get")),
    };
    let but = match of.partner.filter(|_| !of.is_of_scheme) {
        None => {
            let word = if of.worth_more > 0 { "more" } else { "less" };
            format!("the scheme is worth {worth} {word} in real terms")
        }
        Some(name) => {
            let its = verb(name, "its", "their");
            format!("{its} present value is {worth} {move_word}, because the money comes {when}")
        }
    };
    format!("{case}: {sum} in cash than in {base}, but {but}")
}

/// Why, and which figure to use.
#[must_use]
pub fn paradox_why(of: &Paradox) -> String {
    let ([was, now], [peak_was, peak_now]) = (of.worths, of.peaks);
    let [was, now, peak_was, peak_now] = together([was, now, peak_was, peak_now]);
    let loan = if peak_was == peak_now {
        format!("the peak loan stays at {peak_now}")
    } else {
        format!("the peak loan goes from {peak_was} to {peak_now}")
    };
    let why = "A total in cash counts money in full whenever it comes, and prices and returns rise as time passes.";
    match of.partner.filter(|_| !of.is_of_scheme) {
        None => format!(
            "{why} In real terms, at the Green Book’s real rate, the value of the scheme goes from {was} to {now}, and {loan}. \
             Compare these two cases by value in real terms."
        ),
        Some(name) => format!(
            "{why} At {} own rate, the present value of what {} {} back goes from {was} to {now}, and {loan}.{} Compare these \
             two cases by present value.",
            owner(name),
            named(name),
            verb(name, "gets", "get"),
            put_in(name, of.put_ins)
        ),
    }
}

/// What a partner puts in, where that differs: " The council puts in £50.00m, not £23.42m."
fn put_in(name: &str, [was, now]: [i64; 2]) -> String {
    let [was_said, now_said] = together([was, now]);
    if was_said == now_said {
        return String::new();
    }
    format!(" {} {} in {now_said}, not {was_said}.", super::capitalised(&named(name)), verb(name, "puts", "put"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_that_looks_better_but_is_worse_says_what_each_figure_is() {
        let of = |partner, more, worths: [i64; 2]| Paradox {
            partner,
            is_of_scheme: partner.is_none(),
            more,
            worths,
            worth_more: worths[1] - worths[0],
            put_ins: [750_000_000, 750_000_000],
            peaks: [149_000_000, 149_000_000],
        };
        assert_eq!(
            paradox("Slow sales", "Base case", &of(None, 259_000_000, [400_000_000, 122_000_000])),
            "“Slow sales”: the surplus is £2.59m higher in cash than in “Base case”, but the scheme is worth £2.78m less in real terms"
        );
        // One unit in a sentence.
        let one_unit = paradox("Slow sales", "Base case", &of(None, 259_000_000, [400_000_000, 350_000_000]));
        assert!(one_unit.contains(" £2.59m higher ") && one_unit.contains(" £0.50m less "), "{one_unit}");
        let council = of(Some("council"), 10_093_200, [500_000_000, 450_000_000]);
        assert_eq!(
            paradox("Half sales", "Base case", &council),
            "“Half sales”: the council gets back £100,932 more in cash than in “Base case”, but its present value is £500,000 lower, because the money comes later"
        );
        let landowners = of(Some("landowners"), -10_093_200, [450_000_000, 500_000_000]);
        assert!(paradox("Fast", "Base case", &landowners).ends_with(
            "the landowners get back £100,932 less in cash than in “Base case”, but their present value is £500,000 higher, because the money comes sooner"
        ));
        let loses = Paradox { is_of_scheme: true, ..of(Some("council"), 24_000_000, [500_000_000, 486_000_000]) };
        assert_eq!(
            paradox("Half sales", "Base case", &loses),
            "“Half sales”: the council gets back £240,000 more in cash than in “Base case”, but the scheme is worth £140,000 less in real terms"
        );
        assert!(paradox_why(&loses).ends_with("Compare these two cases by value in real terms."));
        let more_put_in = Paradox { put_ins: [2_342_000_000, 5_000_000_000], ..council };
        assert!(paradox_why(&more_put_in).contains("£1.49m. The council puts in £50.00m, not £23.42m. Compare these"));
        assert!(paradox_why(&council).ends_with(" stays at £1.49m. Compare these two cases by present value."));
        assert_eq!(
            still_public("landowners"),
            "The landowners still count as public bodies, as under their earlier name: their cash is counted as public cash."
        );
        assert!(paradox_why(&council).contains(
            "At the council’s own rate, the present value of what the council gets back goes from £5.00m to £4.50m, and the peak loan stays at £1.49m."
        ));
    }

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    /// What is said of the lead of "A" among cases.
    fn said(inputs: &[&str], by: &[(&[&str], Option<&str>)], holds: &[&str], cases: usize) -> String {
        let undoing = |(sources, leader): &(&[&str], Option<&str>)| Undoing {
            sources: names(sources),
            then: leader.map_or(Then::NoCase, |leader| Then::Leads(leader.to_owned())),
        };
        let undone = Undone { inputs: names(inputs), by: by.iter().map(undoing).collect(), holds: names(holds) };
        undone_by("A", &undone, Among { cases, are_offers: false })
    }

    #[test]
    fn a_lead_names_what_undoes_it_and_who_leads_then() {
        assert_eq!(said(&[], &[], &["A", "B"], 2), "");
        assert_eq!(
            said(&["start", "build cost"], &[(&["B", "C"], Some("B")), (&["D"], None)], &["A", "E"], 5),
            "But with the start and build cost of “B” or “C” in every case, “B” leads. With those of “D”, no case leads. With those of every other case, “A” still leads."
        );
        assert_eq!(
            said(&["start", "price", "cost", "rate"], &[(&["B"], Some("C"))], &["A"], 4),
            "But with the prices, costs, interest and timing of “B” in every case, “C” leads. With its own, “A” still leads."
        );
    }

    /// Four cases with the same result were four clauses.
    #[test]
    fn cases_that_all_undo_a_lead_in_one_way_are_not_listed() {
        let many = ["start", "price", "cost", "rate"];
        assert_eq!(
            said(&many, &[(&["B", "C", "D"], None)], &["A"], 4),
            "But with any other case’s prices, costs, interest and timing in every case, no case leads. With its own, “A” still leads."
        );
        assert_eq!(
            said(&many, &[(&["A", "B", "C", "D"], None)], &[], 4),
            "But with any case’s prices, costs, interest and timing in every case, no case leads."
        );
        // One of the five cannot be worked out with these.
        assert!(said(&many, &[(&["B", "C", "D"], None)], &["A"], 5).contains(" of “B”, “C” or “D” in every case, "));
        assert_eq!(
            said(&["price"], &[(&["A"], Some("B"))], &["B", "C", "D"], 4),
            "But with the price of “A” in every case, “B” leads. With that of every other case, “A” still leads."
        );
    }

    #[test]
    fn measures_without_a_leader_are_named_with_the_reason() {
        let of = |name: &str, why| (name.to_owned(), why);
        assert_eq!(
            without_leader(
                &[
                    of("Council gets back in the combined downside", NoLeader::Unfunded),
                    of("Association gets back", NoLeader::Level),
                    of("Surplus in the combined downside", NoLeader::Unfunded),
                ],
                false
            ),
            "No case leads where the best figures are equal or almost equal (sums that differ by less than one part in 5,000, other figures that round to the same): Association gets back. No case leads where cash is short or debts are unpaid: Council gets back in the combined downside; Surplus in the combined downside. "
        );
        assert_eq!(without_leader(&[], true), "");
        let level = without_leader(&[of("Surplus", NoLeader::Level)], true);
        assert!(level.contains(" almost equal among those that do not fall short (sums "), "{level}");
    }

    #[test]
    fn a_change_is_heard_as_one_sentence_before_its_source() {
        let heard = |was: &str| {
            let (was, now) = (was.to_owned(), "£8,000,000".to_owned());
            let difference = Difference { label: "Alder cash".to_owned(), was, now };
            let [from, to] = change_heard(&difference);
            let Difference { label, was, now } = difference;
            format!("{label}{from} {was}{to} {now}{CHANGE_ENDS} Yours")
        };
        assert_eq!(heard("£6,000,000"), "Alder cash: from £6,000,000 to £8,000,000. Yours");
        assert!(!heard("").contains("from") && !heard("").contains(" to "));
    }

    #[test]
    fn the_months_of_prices_are_said_only_where_they_differ() {
        let month = |year| YearMonth { year, month: 4 };
        assert_eq!(months_of_prices(&[("Base case", month(2009)), ("Low", month(2009))]), "");
        assert_eq!(
            months_of_prices(&[("Late", month(2012)), ("Base case", month(2009)), ("Low", month(2009))]),
            "Prices and costs are as entered: April 2009 prices in “Base case” and “Low”; April 2012 prices in “Late”. A later start does not raise them. "
        );
        let october = YearMonth { year: 2027, month: 10 };
        assert_eq!(in_prices_of("£325,000", october), "£325,000 (October 2027 prices)");
        assert_eq!(in_prices_of("", october), "");
    }

    #[test]
    fn a_case_that_is_not_up_to_date_cannot_lead() {
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            cannot_lead(&names(&["A"]), &names(&["B", "C"])),
            "“A” falls short as entered, so it cannot lead. “B” and “C” are not up to date, so they cannot lead. "
        );
        assert_eq!(
            only_one("£2m grant", false, Some("both partners back what they put in"), "", Some(-5), false),
            "Only “£2m grant” gives both partners back what they put in. No case beats selling the land."
        );
        assert_eq!(
            only_one("A", false, None, "", Some(250_000_000), true),
            "Only “A” does not fall short. “A” beats selling the land by £2.50m."
        );
        assert_eq!(
            only_one("A", true, None, "", Some(-5), false),
            "Of the offers, only “A” does not fall short. No offer beats selling the land."
        );
        assert!(only_one("A", false, None, "", Some(-5), true).ends_with("“A” does not beat selling the land."));
        assert_eq!(with_partner("Offer B", Some("Lovell")), "Offer B (Lovell)");
        assert_eq!(with_partner("Lovell Homes", Some("Lovell")), "Lovell Homes");
        assert_eq!(announced("Offer B", 3, 12), "Compared with “Offer B”. 3 cases shown, 12 rows.");
        assert_eq!(announced("Offer B", 1, 1), "Compared with “Offer B”. 1 case shown, 1 row.");
    }
}
