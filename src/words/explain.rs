//! The drawer that explains a figure: its value, formula, operands, monthly series and ledger entries; also as text and CSV.

mod copied;

pub use copied::{as_text, ledger_file};

use super::NONE;
use super::deal::{at_peak, first_day, long_opening, long_time_point, short_month, short_opening, short_time_point};
use super::format::{bare_millions, count, decimal, money, plain_number};
use super::tables;
use appraisal::deal::Tenure;
use appraisal::explain::{
    CountedLine, Derivation, Enters, LedgerLine, Made, NoRate, Operand, Step, Value, line_name, movement_name,
};
use appraisal::ledger::{Account, Movement as M, Side};
use appraisal::{Appraisal, Deal, Pence};
use std::collections::BTreeMap;

/// Read out for a figure that opens.
const OPENS: &str = "shows its calculation";
/// Read out before it while an input has an error.
const STALE: &str = "not up to date";

/// The name of a figure that opens: "Reinvestment pot: £57.03m, shows its calculation".
#[must_use]
pub fn opening(named: &str, is_stale: bool) -> String {
    if is_stale { format!("{named}, {STALE}, {OPENS}") } else { format!("{named}, {OPENS}") }
}

/// Read out for a ledger entry that leads to an input.
pub const LEADS: &str = "goes to its input";
/// The line above the title of the drawer.
pub const HOW_MADE: &str = "How this figure is worked out";
/// The line above the title of the drawer, after the name of the case if there are several.
#[must_use]
pub fn how_made(case: &str) -> String {
    if case.is_empty() { HOW_MADE.to_owned() } else { format!("{case} · {HOW_MADE}") }
}

/// The buttons and headings of the drawer.
pub const CLOSE: &str = "Close";
/// See [`CLOSE`].
pub const BACK: &str = "Back";
/// See [`CLOSE`].
pub const FORMULA: &str = "Formula";
/// Instead of [`FORMULA`], over the reason why a sum without terms is zero.
pub const WHY_ZERO: &str = "Why it is zero";
/// See [`CLOSE`].
pub const FIGURES: &str = "Figures";
/// In copied text, after the total: what a sum depends on, which is not part of it.
pub const BEHIND: &str = "Figures and inputs";
/// See [`CLOSE`].
pub const STEPS: &str = "Steps";
/// See [`CLOSE`].
pub const MONTH_BY_MONTH: &str = "Month by month";
/// See [`CLOSE`].
pub const SERIES_CSV: &str = "Download the months as CSV";
/// See [`CLOSE`].
pub const TOTAL: &str = "Total";
/// See [`CLOSE`].
pub const LEDGER: &str = "Ledger entries";
/// See [`CLOSE`].
pub const COPY_AS_TEXT: &str = "Copy as text";
/// Announced once the text is copied.
pub const COPIED: &str = "Copied";
/// Announced if the browser does not allow it.
pub const NOT_COPIED: &str = "This browser does not let the page copy. Select the text and copy it by hand.";
/// The headings of the ledger.
pub const COLUMNS: &[&str] = &["Month", "Ledger entry", "Relates to", "Amount"];
/// The heading of the dates of a series that counts days.
pub const DATE: &str = "Date";
/// The heading of the month ends of any other series.
pub const MONTH_END: &str = "Month end";
/// The caption of the ledger.
pub const LEDGER_CAPTION: &str = "Ledger entries that add up to this figure";
/// The note that the entries add up.
pub const ADDS_UP: &str = "The entries add up to the figure, to the penny.";
/// The button that leads to an input.
pub const GO_TO_INPUT: &str = "Go to the input";

/// The headings of the ledger in a file: the unit is in the heading, the cells are numbers.
pub const FILE_COLUMNS: &[&str] = &["Month", "Ledger entry", "Relates to", "Amount (£)"];

/// The line under the figure: for money the prices it is in, then how many entries it is based on.
#[must_use]
pub fn basis(derivation: &Derivation, start: &str) -> String {
    let prices = match &derivation.value {
        Value::Pence(_) | Value::Dated(_) | Value::Rates(_) => Some(prices(&derivation.figure, start)),
        _ => None,
    };
    let entries = match derivation.ledger.len() {
        0 => None,
        1 => Some("Based on 1 ledger entry.".to_owned()),
        many => Some(format!("Based on {} ledger entries.", count(many as i64))),
    };
    prices.into_iter().chain(entries).collect::<Vec<_>>().join(" ")
}

/// The prices that a figure of money, or a rate, is in.
fn prices(figure: &str, start: &str) -> String {
    match figure {
        "value/real_value" => format!("In real terms, discounted to the start of {start}."),
        _ if figure.starts_with("jobs/spending_by_year/") => "At base prices, without inflation.".to_owned(),
        _ if figure.contains("present_value") => format!("Nominal, discounted to the start of {start}."),
        _ => "In the prices of each month (nominal), inflation included.".to_owned(),
    }
}

/// The heading over the formula: a sum without terms has none, only the reason why it is zero.
#[must_use]
pub fn formula_heading(derivation: &Derivation) -> &'static str {
    let is_sum_of_none = derivation.made == Made::Sum && derivation.operands.iter().all(|part| part.enters.is_none());
    if is_sum_of_none { WHY_ZERO } else { FORMULA }
}

/// The sign of a figure in the table by year, where payments are negative; they are positive where they are explained. None for a
/// figure with the same sign in both.
#[must_use]
pub fn in_the_table(derivation: &Derivation) -> Option<String> {
    let is_payment = match derivation.figure.split('/').collect::<Vec<_>>().as_slice() {
        ["money", _, name] => matches!(*name, "costs" | "programme" | "interest_and_fees" | "to_pot" | "to_others"),
        ["money", _, "to_partners", _] => true,
        _ => false,
    };
    let Value::Pence(sum) = derivation.value else { return None };
    let how = if sum.is_positive() { "a minus, as a payment" } else { "no minus, as a receipt" };
    let is_zero_there = bare_millions(sum.0) == bare_millions(0);
    (is_payment && !is_zero_there).then(|| format!("In the table by year, which is in £m, it has {how}."))
}

/// Text from the calculation with typographic minus and multiplication signs and curved quotes.
#[must_use]
pub fn formula(words: &str) -> String {
    super::capitalised(&super::curly(&words.replace(" - ", " \u{2212} ").replace(" x ", " \u{d7} ")))
}

/// A piece of a rule: words, or a citation of the method and the number of its section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// "method 2.5" or only "2.6" after it, and the section.
    Method(&'a str, &'a str),
}

/// A rule in pieces: each section of the method that it cites apart, as in "(method 2.5, 2.6)".
#[must_use]
pub fn pieces(words: &str) -> Vec<Piece<'_>> {
    const METHOD: &str = "method ";
    let mut pieces = Vec::new();
    let (mut begin, mut at) = (0, 0);
    while let Some(found) = words[at..].find(METHOD) {
        let mut cited = at + found;
        let mut section = cited + METHOD.len();
        at = section;
        while let Some(end) = end_of_section(words, section) {
            pieces
                .extend([Piece::Words(&words[begin..cited]), Piece::Method(&words[cited..end], &words[section..end])]);
            (begin, at, cited, section) = (end, end, end + 2, end + 2);
            if !words[end..].starts_with(", ") {
                break;
            }
        }
    }
    pieces.push(Piece::Words(&words[begin..]));
    pieces.retain(|piece| *piece != Piece::Words(""));
    pieces
}

/// Where the number of a section, such as "2.12", ends that begins here; none where there is no such number.
fn end_of_section(words: &str, from: usize) -> Option<usize> {
    let rest = words.get(from..)?;
    let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(rest.len());
    let number = rest[..end].trim_end_matches('.');
    number.contains('.').then_some(from + number.len())
}

/// Before the total of a sum.
pub const EQUALS: &str = "=";

/// The sign before a term of a sum; empty before the first if it is added.
#[must_use]
pub const fn sign(enters: Enters, is_first: bool) -> &'static str {
    match (enters, is_first) {
        (Enters::Added, true) => "",
        (Enters::Added, false) => "+",
        (Enters::TakenOff, _) => "\u{2212}",
    }
}

/// What the rows of a table are, in the words about how many of them are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Ledger entries.
    Entries,
    /// Months of a series.
    Months,
}

impl Rows {
    /// "29 entries", "1 month".
    fn counted(self, rows: usize) -> String {
        let (one, many) = match self {
            Self::Entries => ("entry", "entries"),
            Self::Months => ("row", "rows"),
        };
        format!("{} {}", count(rows as i64), if rows == 1 { one } else { many })
    }
}

/// The button that shows every row of a table.
#[must_use]
pub fn show_all(rows: usize, what: Rows) -> String {
    format!("Show all {}", what.counted(rows))
}

/// Announced once they are shown.
#[must_use]
pub fn all_shown(rows: usize, what: Rows) -> String {
    format!("All {} are shown.", what.counted(rows))
}

/// The header of the total of the ledger, which is of all entries even if only the first are shown.
#[must_use]
pub fn total(entries: usize, shown: usize) -> String {
    if shown < entries { format!("{TOTAL} of all {}", Rows::Entries.counted(entries)) } else { TOTAL.to_owned() }
}

/// The name of the figure, with its partner, year, tenure or ledger line.
#[must_use]
pub fn title(derivation: &Derivation, answer: (&Appraisal, &Deal)) -> String {
    let segments: Vec<&str> = derivation.figure.split('/').collect();
    let label = formula(derivation.label);
    match segments.as_slice() {
        ["partner", id, "received"] => super::names::gets_back(partner_name(answer.1, id)),
        ["partner", id, "put_in"] => super::names::puts_in(partner_name(answer.1, id)),
        ["partner", id, _] => format!("{}: {label}", super::capitalised(partner_name(answer.1, id))),
        ["line", _] => formula(&derivation.formula),
        // As their rows of the table by year.
        ["money", _, "to_partners", id] => {
            let row = tables::back_to(&super::capitalised(partner_name(answer.1, id)));
            format!("{row}: {}", of_figure(&derivation.figure, answer.0))
        }
        ["money", _, "to_pot"] => format!("{}: {}", tables::TO_THE_POT, of_figure(&derivation.figure, answer.0)),
        _ => match of_figure(&derivation.figure, answer.0) {
            of if of.is_empty() => label,
            of => format!("{label}: {of}"),
        },
    }
}

fn partner_name<'a>(deal: &'a Deal, id: &'a str) -> &'a str {
    deal.partners.iter().find(|partner| partner.id == id).map_or(id, |partner| &partner.short_name)
}

/// The tenure and the year in the key of a figure.
fn of_figure(figure: &str, appraisal: &Appraisal) -> String {
    let year = |number: &str| number.parse().ok().map(|year| super::deal::year_name(appraisal, year));
    let tenure = |name: &str| {
        let is_named = |of: &Tenure| serde_json::to_value(of).is_ok_and(|key| key.as_str() == Some(name));
        Tenure::ALL.into_iter().find(is_named).map(super::deal::tenure)
    };
    let parts: Vec<String> = match figure.split('/').collect::<Vec<_>>().as_slice() {
        ["money", number, ..] | ["jobs", _, number] => year(number).into_iter().collect(),
        ["homes", "by_tenure", name] => tenure(name).map(str::to_owned).into_iter().collect(),
        ["homes", "completed_by_year", name, number] => {
            tenure(name).map(str::to_owned).into_iter().chain(year(number)).collect()
        }
        _ => Vec::new(),
    };
    parts.join(", ")
}

/// The exact value of a figure or an operand.
#[must_use]
pub fn value(value: &Value, appraisal: &Appraisal) -> String {
    match value {
        Value::Pence(sum) => exact(sum.0),
        Value::Count(number) => count(*number),
        Value::Number(number) => plain_number(digits(*number, MOST_PLACES)),
        Value::TimePoint(k) => long_time_point(appraisal, *k),
        // A peak of nothing is at no time.
        Value::Dated(dated) if dated.amount == Pence::ZERO => exact(0),
        Value::Dated(dated) => format!("{}, {}", exact(dated.amount.0), long_time_point(appraisal, dated.k)),
        Value::Rates(rates) => super::tables::rate(rates),
        Value::None => NONE.to_owned(),
    }
}

/// The places after the point of a ratio or a count of jobs: enough to work with, without the noise of binary fractions.
const MOST_PLACES: i32 = 6;

/// A number rounded to so many places: 75.52912500000001 is 75.529125.
fn digits(number: f64, places: i32) -> f64 {
    let scale = 10_f64.powi(places);
    let rounded = (number * scale).round() / scale;
    if rounded.is_finite() { rounded } else { number }
}

/// The value of a figure: a multiple, a share or a number of jobs by its own format.
#[must_use]
pub fn figure_value(derivation: &Derivation, appraisal: &Appraisal) -> String {
    match derivation.value {
        Value::Dated(dated) if dated.amount != Pence::ZERO => {
            format!("{}, {}", exact(dated.amount.0), long_when(&derivation.openings, dated.k, appraisal))
        }
        _ => of_figure_or(&derivation.figure, &derivation.value, appraisal),
    }
}

fn of_figure_or(figure: &str, value: &Value, appraisal: &Appraisal) -> String {
    match (numbers_of(figure), value) {
        (Numbers::Multiple, Value::Number(number)) => times_exact(*number),
        (Numbers::Share, Value::Number(number)) => format!("{}%", plain_number(digits(number * 100.0, 4))),
        (Numbers::Jobs, Value::Number(number)) => plain_number(digits(*number, 2)),
        _ => self::value(value, appraisal),
    }
}

/// What the number of a figure is.
enum Numbers {
    Multiple,
    Share,
    Jobs,
    Other,
}

fn numbers_of(figure: &str) -> Numbers {
    match figure.split('/').collect::<Vec<_>>().as_slice() {
        ["partner", _, "multiple"]
        | ["public_money", "leverage_of_cash" | "private_to_public" | "private_to_public_without_land"] => {
            Numbers::Multiple
        }
        ["value", "profit_on_cost" | "profit_on_value"] => Numbers::Share,
        ["jobs", ..] => Numbers::Jobs,
        _ => Numbers::Other,
    }
}

/// A multiple to four places, at least two: "1.00 times", "2.246 times".
fn times_exact(multiple: f64) -> String {
    let text = decimal(multiple, 4);
    let two = text.len().saturating_sub(2);
    let (head, tail) = text.split_at(two);
    format!("{head}{} times", tail.trim_end_matches('0'))
}

/// The value of an operand: an input with its unit.
#[must_use]
pub fn operand_value(operand: &Operand, appraisal: &Appraisal) -> String {
    own_value(operand, &operand.value, appraisal)
}

/// A value of an operand, now or in the base case.
fn own_value(operand: &Operand, value: &Value, appraisal: &Appraisal) -> String {
    let input = operand.path.as_deref().and_then(appraisal::fields::of).filter(|field| field.number().is_some());
    match (value, input) {
        (Value::Number(number), Some(field)) => {
            super::inputs::value(field, &(*number).into(), &serde_json::Value::Null)
        }
        (own, _) => of_figure_or(operand.figure.as_deref().unwrap_or_default(), own, appraisal),
    }
}

/// The source mark of an input, and its value in the base case if it was changed: "Yours, was £186,000".
#[must_use]
pub fn operand_mark(operand: &Operand, appraisal: &Appraisal) -> Option<String> {
    let mark = super::levers::mark(operand.mark?, &operand.sources, "");
    Some(match &operand.was {
        Some(was) => format!("{mark}, was {}", own_value(operand, was, appraisal)),
        None => mark,
    })
}

/// Pounds, with pence if there are any.
fn exact(pence: i64) -> String {
    if pence % 100 == 0 { money(pence) } else { super::format::pence(pence) }
}

/// The name of an operand, with its partner, phase, home type or year.
#[must_use]
pub fn operand(operand: &Operand, appraisal: &Appraisal) -> String {
    let of = operand.figure.as_deref().map(|figure| of_figure(figure, appraisal)).filter(|of| !of.is_empty());
    let of: Vec<&str> = operand.of.iter().map(String::as_str).chain(of.as_deref()).collect();
    let name = formula(operand.name);
    if of.is_empty() { name } else { format!("{name} ({})", of.join(", ")) }
}

/// Each operand in the name of the button that goes to its input: "Homes, Three Score 1, Social rent".
#[must_use]
pub fn names_of_inputs(operands: &[Operand], appraisal: &Appraisal) -> Vec<String> {
    let name = |one: &Operand| operand(one, appraisal).replace(" (", ", ").replace(')', "");
    told_apart(&operands.iter().map(|one| (name(one), one.path.as_deref().unwrap_or_default())).collect::<Vec<_>>())
}

/// Each ledger entry in the name of the button that goes to its input: "Market sales (Three Score 1, Market sale)".
#[must_use]
pub fn names_of_entries(lines: &[CountedLine]) -> Vec<String> {
    let name = |listed: &CountedLine| match listed.of.as_slice() {
        [] => account(listed.line.account),
        of => format!("{} ({})", account(listed.line.account), of.join(", ")),
    };
    told_apart(&lines.iter().map(|one| (name(one), one.line.row.as_deref().unwrap_or_default())).collect::<Vec<_>>())
}

/// Names with what each leads to; one that leads to several places says which: "Commitment, developer, 2 of 2".
fn told_apart(names: &[(String, &str)]) -> Vec<String> {
    let mut places: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, to) in names {
        let known = places.entry(name).or_default();
        if !known.contains(to) {
            known.push(to);
        }
    }
    let said = |(name, to): &(String, &str)| {
        let known = places.get(name.as_str()).map_or(&[][..], Vec::as_slice);
        let place = known.iter().position(|known| known == to).filter(|_| known.len() > 1);
        place.map_or_else(|| name.clone(), |place| format!("{name}, {} of {}", place + 1, known.len()))
    };
    names.iter().map(said).collect()
}

/// The name of a ledger entry.
#[must_use]
pub fn account(account: Account) -> String {
    formula(match account {
        Account::Operating(line) => line_name(line),
        Account::Movement(movement) => movement_name(movement),
    })
}

/// The month of an entry: "Mar 2029", or "Apr 2029 (start)" for what falls at the opening of a month, such as land and its
/// stamp duty.
#[must_use]
pub fn month(line: &LedgerLine, appraisal: &Appraisal) -> String {
    match line.side {
        Side::Open => short_opening(appraisal, line.month),
        Side::Close | Side::TimePoint => short_month(appraisal, line.month),
    }
}

/// When the flows of a series fall: XIRR counts days, so its flows have a date. Otherwise as in the ledger, but a start of a month
/// is named with the month that ends there where the row before it is of the month before: a list of months has no gap.
fn when(derivation: &Derivation, k: usize, appraisal: &Appraisal) -> String {
    if has_dates(derivation) {
        first_day(appraisal, k)
    } else if k > 0
        && derivation.openings.contains(&k)
        && (derivation.shared_openings.contains(&k) || is_shown(derivation, k - 1))
    {
        format!("{}, with {}", short_time_point(appraisal, k), short_opening(appraisal, k))
    } else if derivation.openings.contains(&k) {
        short_opening(appraisal, k)
    } else {
        short_time_point(appraisal, k)
    }
}

/// A time point in a sentence, where some time points have flows at the opening of a month.
fn long_when(openings: &[usize], k: usize, appraisal: &Appraisal) -> String {
    if openings.contains(&k) { long_opening(appraisal, k) } else { long_time_point(appraisal, k) }
}

/// The note on entries and flows that are marked as at the start of a month; none where there are none.
#[must_use]
pub fn opening_note(derivation: &Derivation, appraisal: &Appraisal) -> Option<String> {
    let is_listed = |is_of: fn(&LedgerLine) -> bool| {
        derivation.ledger.iter().any(|listed| listed.line.side == Side::Open && is_of(&listed.line))
    };
    let is_in_series = !has_dates(derivation);
    let is_late = is_listed(|line| line.month > 0)
        || is_in_series && derivation.openings.iter().any(|k| *k > 0 && is_shown(derivation, *k));
    let is_first = is_listed(|line| line.month == 0) || is_in_series && is_shown(derivation, 0);
    let due = tables::due_at_start(appraisal);
    let first = if is_first { tables::FIRST_DAY } else { "" };
    match (is_late, is_first) {
        (false, false) => None,
        (false, true) => Some(format!("“(start)” marks what is due at the start of a month. {first}")),
        (true, _) => {
            let note = format!(
                "“(start)” marks what is due at the start of a month, such as land and its stamp duty. {due} {first}"
            );
            Some(note.trim_end().to_owned())
        }
    }
}

/// The note on land that is repaid at the moment at which it is drawn down: its entry is in the month before. None if no entry
/// is.
#[must_use]
pub fn moment_note(derivation: &Derivation, appraisal: &Appraisal) -> Option<&'static str> {
    let is_repaid = |account| matches!(account, Account::Movement(M::LandCapitalReturned | M::LandNotePrincipalPaid));
    let is_drawn_down = |k: usize| k > 0 && appraisal.cash.land.get(k).is_some_and(|land| land.is_positive());
    let listed = derivation.ledger.iter().any(|of| is_repaid(of.line.account) && is_drawn_down(of.line.k));
    listed.then_some(
        "The end of a month and the start of the next are the same moment, so land drawn down at the start of a month can be repaid \
         at the end of the month before.",
    )
}

/// That a return keeps accruing after the last payment to its partner, and until when; none where it does not.
#[must_use]
pub fn accruing_note(derivation: &Derivation, appraisal: &Appraisal) -> Option<String> {
    let still = derivation.still_earned?;
    let name = derivation.figure.rsplit('/').next()?;
    let earns = if matches!(name, "coupon" | "notes_unpaid") { "Coupon" } else { "Preferred return" };
    let after = match still.months_after_last {
        None => String::new(),
        Some(1) => ", 1 month after the last payment".to_owned(),
        Some(many) => format!(", {many} months after the last payment"),
    };
    Some(format!("{earns} keeps accruing until {}{after}.", long_time_point(appraisal, still.to_k)))
}

fn has_dates(derivation: &Derivation) -> bool {
    derivation.figure.ends_with("/dated_rate_of_return")
}

/// What an entry is for: its phase or partner, then its home type, loan, tier or other row.
#[must_use]
pub fn whose(listed: &CountedLine) -> String {
    if listed.of.is_empty() { NONE.to_owned() } else { super::capitalised(&listed.of.join(", ")) }
}

/// What an entry adds to the figure.
#[must_use]
pub fn counts(sum: Pence) -> String {
    exact(sum.0)
}

/// A step of a derivation without a series, in one line.
#[must_use]
pub fn step(step: &Step, derivation: &Derivation, appraisal: &Appraisal) -> Option<String> {
    match step {
        Step::Series { .. } | Step::Factors { .. } => None,
        Step::Maximum(dated) if !dated.amount.is_positive() => Some(format!("Highest: {}", exact(dated.amount.0))),
        Step::Maximum(dated) => {
            let of_series =
                |step: &Step| matches!(step, Step::Series { of: None, values, .. } if dated.recurs_in(values));
            let when = match derivation.steps.iter().any(of_series) {
                false => long_when(&derivation.openings, dated.k, appraisal),
                true if derivation.openings.contains(&dated.k) => {
                    format!("first at {}", long_opening(appraisal, dated.k))
                }
                true => at_peak(appraisal, dated.k, true),
            };
            Some(format!("Highest: {}, {when}", exact(dated.amount.0)))
        }
        Step::Root { rate, .. } => {
            Some(format!("At {}% a year the net present value is zero", decimal(rate * 100.0, 4)))
        }
        Step::NoRate(why) => Some(no_rate(*why).to_owned()),
        Step::Factor { name, factor, after } => {
            Some(format!("After {name} (\u{d7} {}): {}", plain_number(digits(*factor, 6)), decimal(*after, 2)))
        }
    }
}

/// Why there is no rate of return.
const fn no_rate(why: NoRate) -> &'static str {
    match why {
        NoRate::NoFlows => "No rate exists: no money goes in and none comes back.",
        NoRate::NothingIn => "No rate exists: in no month does more go in than comes back.",
        NoRate::NothingBack => "No rate exists: in no month does more come back than goes in.",
        NoRate::CancelsOut => "No rate exists: in every month, what goes in and what comes back are equal.",
        NoRate::AlwaysMore => {
            "No rate exists: at every rate searched, what is received is worth more than what is put in."
        }
        NoRate::AlwaysLess => {
            "No rate exists: at every rate searched, what is received is worth less than what is put in."
        }
    }
}

/// The monthly series of a derivation as a table: a heading, and a row for every month that matters in which a series has a
/// sum; nothing if there is no such month. On screen and in a file the numbers differ only in format.
#[must_use]
pub fn series(derivation: &Derivation, appraisal: &Appraisal, is_file: bool) -> Vec<Vec<String>> {
    let named = |name: &str, of: &Option<String>| match of {
        Some(of) => format!("{} ({of})", formula(name)),
        None => formula(name),
    };
    let heading = |step: &Step| match step {
        Step::Series { name, of, .. } if is_file => Some(format!("{} (£)", named(name, of))),
        Step::Series { name, of, .. } => Some(named(name, of)),
        Step::Factors { name, .. } => Some(formula(name)),
        _ => None,
    };
    let time = if has_dates(derivation) { DATE } else { MONTH_END };
    let head: Vec<String> = [time.to_owned()].into_iter().chain(derivation.steps.iter().filter_map(heading)).collect();
    let Some(Step::Series { values, .. }) = derivation.steps.first() else { return Vec::new() };
    let cell = |step: &Step, k: usize| match step {
        Step::Series { values, .. } => {
            values.get(k).map(|sum| if is_file { super::format::exact(sum.0) } else { exact(sum.0) })
        }
        Step::Factors { values, .. } if is_file => values.get(k).map(f64::to_string),
        Step::Factors { values, .. } => values.get(k).map(|factor| decimal(*factor, 6)),
        _ => None,
    };
    let months: Vec<usize> = (0..values.len()).filter(|k| is_shown(derivation, *k)).collect();
    if months.is_empty() {
        return Vec::new();
    }
    let row = |k: usize| {
        let cells = derivation.steps.iter().filter_map(move |step| cell(step, k));
        [when(derivation, k, appraisal)].into_iter().chain(cells).collect()
    };
    [head].into_iter().chain(months.into_iter().map(row)).collect()
}

/// Whether a time point matters to the figure and one of its series has a sum there.
fn is_shown(derivation: &Derivation, k: usize) -> bool {
    let has_sum = |step: &Step| matches!(step, Step::Series { values, .. } if values.get(k).is_some_and(|sum| *sum != Pence::ZERO));
    derivation.shown.is_none_or(|(from, to)| (from..=to).contains(&k)) && derivation.steps.iter().any(has_sum)
}

#[cfg(test)]
mod tests;
