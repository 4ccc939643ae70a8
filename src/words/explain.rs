//! The drawer in which a figure opens: what it stands at, in words, in figures, and the lines of the ledger behind it.

use super::NONE;
use super::deal::{long_month_of, short_month_of};
use super::format::{count, decimal, money, percent, plain_number};
use super::page;
use appraisal::explain::{Derivation, Enters, LedgerLine, Operand, Step, Value};
use appraisal::ledger::Account;
use appraisal::measures::rate_of_return::Headline;
use appraisal::{Appraisal, Deal};

/// What is said of a figure that opens.
pub const OPENS: &str = "opens its working";
/// What is said of a line of the ledger that leads to an input.
pub const LEADS: &str = "goes to its input";
/// Over the title of the drawer.
pub const HOW_MADE: &str = "How this figure is made";
/// Over the title of the drawer; after the name of the case where there are several.
#[must_use]
pub fn how_made(case: &str) -> String {
    if case.is_empty() { HOW_MADE.to_owned() } else { format!("{case} · {HOW_MADE}") }
}

/// The buttons and headings of the drawer.
pub const CLOSE: &str = "Close";
/// See [`CLOSE`].
pub const BACK: &str = "Back";
/// See [`CLOSE`].
pub const IN_WORDS: &str = "In words";
/// See [`CLOSE`].
pub const IN_FIGURES: &str = "In figures";
/// See [`CLOSE`].
pub const ON_THE_WAY: &str = "Worked out on the way";
/// See [`CLOSE`].
pub const IN_THE_LEDGER: &str = "In the monthly ledger";
/// See [`CLOSE`].
pub const COPY_AS_TEXT: &str = "Copy as text";
/// What it says once it is done.
pub const COPIED: &str = "Copied";
/// The headings of the ledger.
pub const COLUMNS: &[&str] = &["Month", "Booked to", "Phase or partner", "£"];
/// The caption of the ledger.
pub const LEDGER_CAPTION: &str = "Lines of the ledger behind this figure";
/// What is said where the lines add up.
pub const ADDS_UP: &str = "Adds up to the penny with the ledger.";
/// The button that leads to an input.
pub const GO_TO_INPUT: &str = "Go to the input";

/// The line under the figure.
#[must_use]
pub fn months(start: &str, lines: usize) -> String {
    match lines {
        0 => format!("Cash of the day, counted from {start}."),
        1 => "One line of the ledger stands behind it.".to_owned(),
        many => format!("{} lines of the ledger stand behind it.", count(many as i64)),
    }
}

/// The words of the engine as they are printed: with a minus that is one, and curved quotes.
#[must_use]
pub fn formula(words: &str) -> String {
    super::capitalised(&words.replace(" - ", " \u{2212} ").replace('\'', "’"))
}

/// Before what the terms of a sum come to.
pub const EQUALS: &str = "=";

/// The sign before a term of a sum; nothing before the first where it is added.
#[must_use]
pub const fn sign(enters: Enters, is_first: bool) -> &'static str {
    match (enters, is_first) {
        (Enters::Added, true) => "",
        (Enters::Added, false) => "+",
        (Enters::TakenOff, _) => "\u{2212}",
    }
}

/// The button that shows every line.
#[must_use]
pub fn all_lines(lines: usize) -> String {
    format!("Show all {} lines", count(lines as i64))
}

/// What the figure is called; a partner's by its short name.
#[must_use]
pub fn title(derivation: &Derivation, deal: &Deal) -> String {
    let partner = derivation.figure.strip_prefix("partner/").and_then(|rest| rest.split('/').next());
    let name = partner.and_then(|id| deal.partners.iter().find(|partner| partner.id == id));
    match name {
        Some(partner) => format!("{}: {}", super::capitalised(&partner.short_name), derivation.label),
        None => super::capitalised(derivation.label),
    }
}

/// What a figure or an operand stands at, exactly.
#[must_use]
pub fn value(value: &Value, appraisal: &Appraisal) -> String {
    match value {
        Value::Pence(sum) => exact(sum.0),
        Value::Count(number) => count(*number),
        Value::Number(number) => plain_number(*number),
        Value::TimePoint(k) => long_month_of(appraisal, *k),
        Value::Dated(dated) => format!("{}, {}", exact(dated.amount.0), long_month_of(appraisal, dated.k)),
        Value::Rates(rates) => match rates.headline {
            Headline::Rate(rate) => percent(rate),
            Headline::None => "No rate exists".to_owned(),
            Headline::NotUnique => "More than one rate fits".to_owned(),
        },
        Value::None => NONE.to_owned(),
    }
}

/// What an operand stands at: an input with its unit.
#[must_use]
pub fn operand_value(operand: &Operand, appraisal: &Appraisal) -> String {
    let input = operand.path.as_deref().and_then(appraisal::fields::of).filter(|field| field.number().is_some());
    match (&operand.value, input) {
        (Value::Number(number), Some(field)) => {
            super::inputs::value(field, &(*number).into(), &serde_json::Value::Null)
        }
        (own, _) => value(own, appraisal),
    }
}

/// Pounds, with pence where there are any.
fn exact(pence: i64) -> String {
    if pence % 100 == 0 { money(pence) } else { super::format::pence(pence) }
}

/// What an operand is called: with the partner or phase that it belongs to, where its path or figure says so.
#[must_use]
pub fn operand(operand: &Operand, deal: &Deal) -> String {
    let belongs = operand.figure.as_deref().and_then(|figure| figure.strip_prefix("partner/"));
    let name = belongs.and_then(|rest| rest.split('/').next());
    let name = name.and_then(|id| deal.partners.iter().find(|partner| partner.id == id));
    match name {
        Some(partner) => format!("{} ({})", formula(operand.name), partner.short_name),
        None => formula(operand.name),
    }
}

/// What a line is booked to.
#[must_use]
pub fn account(account: Account) -> String {
    match account {
        Account::Operating(line) => page::line(line).to_owned(),
        Account::Movement(movement) => {
            // Movements are named in full words: "land capital returned".
            let name = serde_json::to_value(movement).ok().and_then(|name| name.as_str().map(str::to_owned));
            super::capitalised(&name.unwrap_or_default().replace('_', " "))
        }
    }
}

/// The month of a line.
#[must_use]
pub fn month(line: &LedgerLine, appraisal: &Appraisal) -> String {
    short_month_of(appraisal, line.k)
}

/// Whose a line is.
#[must_use]
pub fn whose(line: &LedgerLine, deal: &Deal) -> String {
    let partner = line.partner.as_ref().and_then(|id| deal.partners.iter().find(|partner| partner.id == *id));
    let phase = line.phase.as_ref().and_then(|id| deal.phases.iter().find(|phase| phase.id == *id));
    match (phase, partner) {
        (Some(phase), _) => phase.name.clone(),
        (None, Some(partner)) => super::capitalised(&partner.short_name),
        (None, None) => NONE.to_owned(),
    }
}

/// The sum of a line.
#[must_use]
pub fn sum(line: &LedgerLine) -> String {
    exact(line.amount.0)
}

/// What is worked out on the way, in a line.
#[must_use]
pub fn step(step: &Step, appraisal: &Appraisal) -> String {
    match step {
        Step::Series { name, values } => format!("{}: {} sums, month by month", formula(name), values.len()),
        Step::Factors { name, values } => {
            let last = values.last().copied().unwrap_or(1.0);
            format!("{}: factors from 1 to {}", formula(name), decimal(last, 4))
        }
        Step::Maximum(dated) => {
            format!("The most is {}, in {}", exact(dated.amount.0), long_month_of(appraisal, dated.k))
        }
        Step::Root { rate, .. } => format!("At {} a year the flows are worth nothing", decimal(rate * 100.0, 4) + "%"),
        Step::Factor { name, factor, after } => {
            format!("{} leaves {} of it: {}", formula(name), percent(*factor), decimal(*after, 1))
        }
    }
}
