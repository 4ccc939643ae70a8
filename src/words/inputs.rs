//! The form of all inputs: units, values in a sentence, buttons.

use super::format::{MINUS, plain_number};
use super::levers::LeverWords;
use crate::entry::shown;
use crate::inputs::name_of;
use crate::workspace::Workspace;
use appraisal::YearMonth;
use appraisal::deal::Review;
use appraisal::deal::form::NotEdited;
use appraisal::fields::{Field, Kind, LeftOut, List, Literal, Unit};
use serde_json::Value;

/// The heading of the form.
pub const ALL_INPUTS: &str = "All inputs";
/// The label of the search box.
pub const FIND: &str = "Find an input";
/// The line under it.
pub const FIND_HINT: &str = "By its name, the trade’s word for it, or the phase it belongs to.";
/// What stands in a list for a field that is left out.
pub const LEFT_OUT: &str = "Not given";
/// The buttons of a row.
pub const COPY: &str = "Copy";
/// See [`COPY`].
pub const UP: &str = "Move up";
/// See [`COPY`].
pub const DOWN: &str = "Move down";
/// See [`COPY`].
pub const REMOVE: &str = "Remove";
/// The word of a value that the user has typed.
pub const YES: &str = "Yes";
/// See [`YES`].
pub const NO: &str = "No";
/// The line under the heading of the form.
pub const ALL_INPUTS_LEAD: &str =
    "Each shows where its value comes from. Review one to agree to it or to challenge it.";
/// The button that opens what the parties say of a value.
pub const REVIEW: &str = "Review";
/// The label of the choice.
pub const REVIEW_LABEL: &str = "What the parties say of it";
/// The label of the note.
pub const REVIEW_NOTE: &str = "Why, or what is asked for instead";
/// Nothing is said.
pub const REVIEW_NOTHING: &str = "Nothing yet";

/// What is said after [`REVIEW`] for the ear: what it does, and of which input.
#[must_use]
pub fn review_of(label: &str) -> String {
    format!(", agree or challenge: {label}")
}

/// What it means that a box is empty: "Empty means 0%." Nothing where it may not be.
#[must_use]
pub fn empty(field: &Field) -> Option<String> {
    let means = match field.left_out {
        LeftOut::Means(means) => means.to_owned(),
        LeftOut::Stands(Literal::Number(_) | Literal::Text(_)) => super::lowered(&left_out(field)),
        LeftOut::Never | LeftOut::Stands(_) => return None,
    };
    (!means.is_empty()).then(|| format!("Empty means {means}. "))
}

/// What a search came to.
#[must_use]
pub fn found(number: usize, most: usize) -> String {
    match number {
        0 => "No input of this deal has that in its name.".to_owned(),
        1 => "1 input found.".to_owned(),
        many if many >= most => format!("The first {most} inputs found. Type more to find fewer."),
        many => format!("{many} inputs found."),
    }
}

/// Where an input lies: "Land and phases, Three Score 1".
#[must_use]
pub fn within(names: &[String]) -> String {
    names.join(", ")
}

/// The button that adds a row.
#[must_use]
pub fn add(list: &List) -> String {
    format!("Add {}", list.row)
}

/// The button that adds a part.
#[must_use]
pub fn add_part(field: &Field) -> String {
    format!("Add: {}", field.label)
}

/// The button that takes a part away.
#[must_use]
pub fn remove_part(field: &Field) -> String {
    format!("Take away: {}", field.label)
}

/// What stands beside a part that is left out.
#[must_use]
pub fn absent(field: &Field) -> String {
    match field.left_out {
        LeftOut::Means(means) => format!("Left out: {means}."),
        _ => "Left out.".to_owned(),
    }
}

/// The calendar month that a number of months comes to.
#[must_use]
pub fn calendar(month: YearMonth) -> String {
    format!("{}. ", super::format::month_long(month.year, month.month))
}

/// What a closed group says: what it holds, and how much of it was changed.
#[must_use]
pub fn held(summary: &str, changes: usize) -> String {
    let changed = changed(changes);
    if changed.is_empty() { summary.to_owned() } else { format!("{summary} · {changed}") }
}

/// What a group holds, while it is closed.
#[must_use]
pub fn changed(changes: usize) -> String {
    match changes {
        0 => String::new(),
        1 => "1 changed".to_owned(),
        many => format!("{many} changed"),
    }
}

/// The units before and after a box, and as they are said.
#[must_use]
pub fn units(field: &Field) -> (Option<&'static str>, Option<&'static str>, &'static str) {
    let Some(number) = field.number() else {
        return match field.kind {
            Kind::Month => (None, None, "month and year"),
            Kind::Date => (None, None, "day, month and year"),
            _ => (None, None, ""),
        };
    };
    unit_signs(number.unit)
}

/// What stands before and after a number of a unit, and how the unit is said.
#[must_use]
pub const fn unit_signs(unit: Unit) -> (Option<&'static str>, Option<&'static str>, &'static str) {
    match unit {
        Unit::Pounds => (Some("£"), None, "in pounds"),
        Unit::PoundsASquareMetre => (Some("£"), Some("/m²"), "in pounds a square metre"),
        Unit::Percent => (None, Some("%"), "in percent"),
        Unit::PercentAYear => (None, Some("%"), "in percent a year"),
        Unit::Months => (None, Some("months"), "in months"),
        Unit::MonthNumber => (Some("month"), None, "in months"),
        Unit::Homes => (None, Some("homes"), "in homes"),
        Unit::HomesAMonth => (None, Some("a month"), "in homes a month"),
        Unit::SquareMetres => (None, Some("m²"), "in square metres"),
        Unit::Hectares => (None, Some("ha"), "in hectares"),
        Unit::Years => (None, Some("years"), "in years"),
        Unit::Number | Unit::PersonYearsAMillion => (None, None, ""),
    }
}

/// A value with its unit, as it stands in a sentence.
#[must_use]
pub fn value(field: &Field, value: &Value, document: &Value) -> String {
    match (&field.kind, value) {
        (_, Value::Null) => left_out(field),
        (Kind::Choice(choices), Value::String(name)) => choices
            .iter()
            .find(|choice| choice.name == name)
            .map_or_else(|| name.clone(), |choice| choice.label.to_owned()),
        (Kind::Switch, Value::Bool(is_on)) => if *is_on { YES } else { NO }.to_owned(),
        (Kind::Reference(targets), Value::String(id)) => {
            let name = |list: &str| name_of(document, &format!("{list}/{id}"));
            targets.iter().find_map(|target| name(target.list)).unwrap_or_else(|| id.clone())
        }
        (Kind::Number(_), value) => {
            let (prefix, suffix, _) = units(field);
            let number = shown(value);
            match (prefix, number.strip_prefix(MINUS)) {
                // The minus stands before the sign of pounds.
                (Some("£"), Some(size)) => format!("{MINUS}£{size}"),
                (Some("£"), None) => format!("£{number}"),
                (Some(word), _) => format!("{word} {number}"),
                (None, _) => format!("{number}{}", suffix.map_or_else(String::new, spaced)),
            }
        }
        (_, value) => shown(value),
    }
}

fn spaced(suffix: &str) -> String {
    if suffix == "%" { "%".to_owned() } else { format!(" {suffix}") }
}

/// What it means that a field is left out.
#[must_use]
pub fn left_out(field: &Field) -> String {
    match field.left_out {
        LeftOut::Never => LEFT_OUT.to_owned(),
        LeftOut::Means(means) => super::capitalised(means),
        LeftOut::Stands(literal) => match literal {
            Literal::Number(number) => value(field, &number.into(), &Value::Null),
            Literal::Text(text) => value(field, &text.into(), &Value::Null),
            Literal::Switch(is_on) => value(field, &is_on.into(), &Value::Null),
            _ => LEFT_OUT.to_owned(),
        },
    }
}

/// The words of an input in front of which a problem is told.
#[must_use]
pub fn words(field: &Field, path: &str, workspace: &Workspace) -> LeverWords {
    let (prefix, suffix, unit_said) = units(field);
    let like = match (&field.kind, workspace.kept_value(path)) {
        (Kind::Number(limits), value) => {
            plain_number(value.as_f64().unwrap_or(limits.least).clamp(limits.least, limits.most))
        }
        (Kind::Month, Value::Null) => "April 2027".to_owned(),
        (Kind::Date, Value::Null) => "1 April 2027".to_owned(),
        (_, value) => shown(&value),
    };
    let label = field.label.to_owned();
    LeverWords { subject: format!("“{label}”"), label, hint: field.hint, like, prefix, suffix, unit_said }
}

/// What a value was before it was changed.
#[must_use]
pub fn was(value: &str) -> String {
    format!("Was {value}. ")
}

/// What the parties say of a value.
#[must_use]
pub const fn review(review: Option<Review>) -> &'static str {
    match review {
        None => REVIEW_NOTHING,
        Some(Review::Agreed) => "Agreed",
        Some(Review::Challenged) => "Challenged",
    }
}

/// What is said of a value, with why.
#[must_use]
pub fn reviewed(said: Review, note: &str) -> String {
    let word = review(Some(said));
    if note.is_empty() { format!("{word}.") } else { format!("{word}: {note}") }
}

/// The heading of the list of what is challenged.
pub const CHALLENGED_HEADING: &str = "Challenged assumptions";

/// The line under it.
#[must_use]
pub fn challenged_lead(challenged: usize, agreed: usize) -> String {
    let one = |number: usize, of: &str| {
        if number == 1 { format!("1 value is {of}") } else { format!("{number} values are {of}") }
    };
    format!("{}, {}.", one(challenged, "challenged"), one(agreed, "agreed"))
}

/// Why an edit was not made, and what to do.
#[must_use]
pub fn not_edited(why: &NotEdited, document: &Value) -> String {
    match why {
        NotEdited::NothingThere(_) => "That is no longer there. Nothing was changed.".to_owned(),
        NotEdited::Full(most) => format!("There may be at most {most} of these. Remove one first."),
        NotEdited::TooFew(1) => "There must be at least one of these. Add another one first.".to_owned(),
        NotEdited::TooFew(least) => format!("There must be at least {least} of these. Add another one first."),
        NotEdited::NothingToName => "There is nothing left that a new one could belong to. Add that first.".to_owned(),
        NotEdited::StillNamed(paths) => {
            let places: Vec<String> = paths.iter().map(|path| place(path, document)).collect();
            format!("It is still used by {}. Change that first; nothing was removed.", super::listed(&places))
        }
    }
}

/// What a path is called: "“Owner” of City land".
fn place(path: &str, document: &Value) -> String {
    let label = appraisal::fields::of(path).map_or(path, |field| field.label);
    let row = path.rsplit_once('/').map_or("", |(row, _)| row);
    match name_of(document, row) {
        Some(name) => format!("“{label}” of {name}"),
        None => format!("“{label}”"),
    }
}
