//! The form of all inputs: units, values in a sentence, buttons.

use super::format::{MINUS, NO_BREAK, millions, moment_words, month_long, plain_number};
use super::levers::LeverWords;
use crate::field_text::{TITLE, shown_in};
use crate::inputs::{ShareOfCost, name_of, row_around, row_label, rows_at};
use appraisal::YearMonth;
use appraisal::calendar::Moment;
use appraisal::deal::Review;
use appraisal::deal::form::NotEdited;
use appraisal::deal::path::get;
use appraisal::deal::reading;
use appraisal::fields::{self, Choice, Field, Kind, LeftOut, List, Literal, Unit, Variant};
use serde_json::Value;

/// The heading of the form.
pub const ALL_INPUTS: &str = "All inputs";
/// The label of the search box.
pub const FIND: &str = "Find an input";
/// The line under it.
pub const FIND_HINT: &str = "Search by name, trade term or abbreviation, such as GDV or IRR, or by phase.";
/// The entry in a list for a field that is left out.
pub const LEFT_OUT: &str = "Not given";
/// The buttons of a row.
pub const COPY: &str = "Duplicate";
/// See [`COPY`].
pub const UP: &str = "Move up";
/// See [`COPY`].
pub const DOWN: &str = "Move down";
/// See [`COPY`].
pub const REMOVE: &str = "Remove";
/// The value of a switch.
pub const YES: &str = "Yes";
/// See [`YES`].
pub const NO: &str = "No";
/// The line under the heading of the form.
pub const ALL_INPUTS_LEAD: &str =
    "Each input shows the source of its value. Use Review to agree to a value or challenge it.";
/// The button that opens the review of a value.
pub const REVIEW: &str = "Review";
/// The label of the choice.
pub const REVIEW_LABEL: &str = "Is this value agreed?";
/// The label of the note.
pub const REVIEW_NOTE: &str = "Reason, or the value proposed instead";
/// It has not been reviewed.
pub const REVIEW_NOTHING: &str = "Not reviewed";

/// Read out after [`REVIEW`]: what it does, and to which input.
#[must_use]
pub fn review_of(label: &str) -> String {
    format!(" {label}: agree or challenge")
}

/// What an empty box means: "Leave blank for 0%." Nothing where the box must be filled.
#[must_use]
pub fn empty(field: &Field) -> Option<String> {
    let means = match field.left_out {
        LeftOut::Means("") | LeftOut::Never | LeftOut::Default(Literal::Text("")) => return None,
        LeftOut::Means(means) => format!("If blank, {means}. "),
        LeftOut::Default(Literal::Number(_) | Literal::Text(_)) => {
            format!("Leave blank for {}. ", super::in_sentence(&left_out(field)))
        }
        LeftOut::Default(_) => return None,
    };
    Some(means)
}

/// Why a value of a home type is not used: "Not used: the price is that of Flat."
#[must_use]
pub fn unused(path: &str, document: &Value) -> Option<String> {
    let (row, name) = path.rsplit_once('/')?;
    row.strip_prefix("/home_types/").filter(|rest| !rest.contains('/'))?;
    let (other, what) = match name {
        "price" => ("price_from", "price is that"),
        "build_cost" | "build_cost_per_m2" | "infrastructure_cost" => ("costs_from", "costs are those"),
        _ => return None,
    };
    let id = get(document, &format!("{row}/{other}"))?.as_str()?;
    let name = name_of(document, &format!("/home_types/{id}")).unwrap_or_else(|| id.to_owned());
    Some(format!("Not used: the {what} of {name}. "))
}

/// The result of a search: "3 inputs, 2 places to add inputs and 1 glossary term found."
#[must_use]
pub fn found(inputs: usize, places: usize, terms: usize, most: usize) -> String {
    let counted = |number: usize, one: &str, many: &str| match number {
        0 => None,
        1 => Some(format!("1 {one}")),
        number => Some(format!("{number} {many}")),
    };
    let counts = [
        counted(inputs, "input", "inputs"),
        counted(places, "place to add inputs", "places to add inputs"),
        counted(terms, "glossary term", "glossary terms"),
    ];
    let first = if inputs + places >= most { "the first " } else { "" };
    let parts: Vec<String> = counts.into_iter().flatten().collect();
    match parts.as_slice() {
        [] => "Nothing found. Try another word for it, or the start of a word.".to_owned(),
        parts => format!("{} found.", super::capitalised(&format!("{first}{}", super::listed(parts)))),
    }
}

/// The button that goes to a list or part that a search has found.
#[must_use]
pub fn go_to(label: &str) -> String {
    format!("Go to {label}")
}

/// Where an input is: "Land and phases, Three Score 1".
#[must_use]
pub fn within(names: &[String]) -> String {
    names.join(", ")
}

/// The button that adds a row, with what else it adds: "Add homes of a type and a home type".
#[must_use]
pub fn add(list: &List, also: &[&List]) -> String {
    let rows: Vec<String> = std::iter::once(&list).chain(also).map(|list| list.row.to_owned()).collect();
    format!("Add {}", super::listed(&rows))
}

/// Added for screen readers to the button that adds a row, unless the list is named after its rows: " to House prices".
#[must_use]
pub fn to_list(list: &List, label: &str) -> String {
    if names_its_rows(list, label) { String::new() } else { format!(" to {label}") }
}

/// A row in the names of its buttons: "Three Score 2", "Dated sum 1, Sums on dates".
#[must_use]
pub fn row_of_list(list: &List, label: &str, row: &str) -> String {
    if names_its_rows(list, label) { row.to_owned() } else { format!("{row}, {label}") }
}

/// Whether a list is named after its rows: then a row need not be named with its list.
#[must_use]
pub fn names_its_rows(list: &List, label: &str) -> bool {
    let (label, row) = (label.to_ascii_lowercase(), list.noun().to_ascii_lowercase());
    label.contains(&row) || row.contains(label.trim_end_matches('s'))
}

/// The button that adds a row for each row of another list: "Add a share for each partner".
#[must_use]
pub fn add_each(list: &List) -> String {
    let other = list.named_by.first().and_then(|target| list_at(target.list)).map_or("row", List::noun);
    format!("Add {} for each {other}", list.row)
}

/// Why no row can be added to a list whose rows belong to those of another: "Every partner already has a row here. For another row,
/// add a partner first."
#[must_use]
pub fn each_has_one(list: &str) -> String {
    let list = list_at(list);
    let (noun, row) = list.map_or(("row", "a row"), |list| (list.noun(), list.row));
    format!("Every {noun} already has a row here. For another row, add {row} first.")
}

fn list_at(path: &str) -> Option<&'static List> {
    appraisal::fields::of(path)?.list()
}

/// The button that adds a part.
#[must_use]
pub fn add_part(field: &Field) -> String {
    format!("Add {}", super::in_sentence(field.label))
}

/// The button that removes a part.
#[must_use]
pub fn remove_part(field: &Field) -> String {
    format!("Remove {}", super::in_sentence(field.label))
}

/// The note on a part that is left out and replaced by nothing.
const NOT_INCLUDED: &str = "Not included.";

/// The note on a part that is left out: what applies without it.
#[must_use]
pub fn absent(field: &Field) -> String {
    match field.left_out {
        LeftOut::Means(means) if !["not ", "no ", "none"].iter().any(|no| means.starts_with(no)) => {
            format!("Without it: {means}.")
        }
        _ => NOT_INCLUDED.to_owned(),
    }
}

/// The calendar text of a value that is counted in months from the start: a month, "April 2011", or the end of one, "end of
/// March 2011". None for any other value.
#[must_use]
pub fn calendar(field: &Field, value: &Value, start: YearMonth) -> Option<String> {
    let unit = field.number()?.unit;
    let months = i32::try_from(value.as_i64()?).ok()?;
    match unit {
        Unit::MonthNumber => {
            let month = start.plus(months);
            Some(month_long(month.year, month.month))
        }
        Unit::MonthEnd => Some(moment_words(Moment::of(start, months))),
        _ => None,
    }
}

/// The calendar text of a duration of building, which ends with homes or plots: "Last homes: March 2029". None for any other
/// value.
#[must_use]
pub fn homes_finished(path: &str, value: &Value, document: &Value, start: YearMonth) -> Option<String> {
    let (phase, name) = path.rsplit_once('/').filter(|(phase, _)| phase.starts_with("/phases/"))?;
    let (which, months) = match name {
        "first_completion_months" => ("First", value.as_i64()?),
        "build_months" => ("Last", value.as_i64()? - 1),
        _ => return None,
    };
    let build_start = get(document, &format!("{phase}/build_start_month"))?.as_i64()?;
    let month = start.plus(i32::try_from(build_start + months).ok()?);
    let what = super::builds::of_phase(document, phase).many();
    Some(format!("{which} {what}: {}", month_long(month.year, month.month)))
}

/// The note on the limit of a loan that stops it before its share of cost does: "60% of the costs a loan can pay for is about
/// £1,590,000: land £1.20m, and building and other costs £1.45m, without sales costs, loan interest and fees. "
#[must_use]
pub fn below_share_of_cost(limit: f64, share: &ShareOfCost) -> String {
    let nothing = if limit == 0.0 { "At £0 nothing can be drawn. " } else { "" };
    format!(
        "{nothing}{}% of costs is about £{}: land {}, and building and other costs {}, without sales costs, loan interest and fees. ",
        plain_number(share.percent),
        plain_number(share.sum),
        millions(share.land.0),
        millions(share.other_costs.0),
    )
}

/// The button that sets the limit to that sum.
pub const USE_IT: &str = "Use it";

/// The same beside a box.
#[must_use]
pub fn beside(calendar: &str) -> String {
    format!("{}. ", super::capitalised(calendar))
}

/// The note of a group or row: its values or, since these are from before the error, how many errors it has; and how many were
/// changed.
#[must_use]
pub fn held(summary: &str, changes: usize, errors: usize) -> String {
    let first = if errors > 0 { self::errors(errors) } else { summary.to_owned() };
    [first, changed(changes)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// How many errors there are.
#[must_use]
pub fn errors(errors: usize) -> String {
    match errors {
        0 => String::new(),
        1 => "1 error".to_owned(),
        many => format!("{many} errors"),
    }
}

/// How many inputs of a group were changed.
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

/// The signs before and after a number of a unit, and the unit in words.
#[must_use]
pub const fn unit_signs(unit: Unit) -> (Option<&'static str>, Option<&'static str>, &'static str) {
    match unit {
        Unit::Pounds => (Some("£"), None, "in pounds"),
        Unit::PoundsASquareMetre => (Some("£"), Some("/m²"), "in pounds per square metre"),
        Unit::Percent => (None, Some("%"), "in percent"),
        Unit::PercentAYear => (None, Some("%"), "in percent a year"),
        Unit::Months => (None, Some("months"), "in months"),
        Unit::MonthNumber => (Some("month"), None, "in months"),
        Unit::MonthEnd => (Some("month end"), None, "as a month end"),
        Unit::Homes => (None, Some("homes"), "in homes"),
        Unit::HomesAMonth => (None, Some("a month"), "in homes a month"),
        Unit::SquareMetres => (None, Some("m²"), "in square metres"),
        Unit::Hectares => (None, Some("ha"), "in hectares"),
        Unit::Years => (None, Some("years"), "in years"),
        Unit::Number | Unit::PersonYearsAMillion => (None, None, ""),
    }
}

/// A value with its unit, for a sentence.
#[must_use]
pub fn value(field: &Field, value: &Value, document: &Value) -> String {
    match (&field.kind, value) {
        (_, Value::Null) => left_out(field),
        (Kind::Choice(choices), Value::String(name)) => label_of(choices, name),
        (Kind::Variants(kinds), value) => kind_label(kinds, value),
        (Kind::Switch, Value::Bool(is_on)) => if *is_on { YES } else { NO }.to_owned(),
        (Kind::Reference(targets), Value::String(id)) => row_label(targets, id, document),
        (_, Value::Array(names)) => several(field, names, document),
        (Kind::Number(_), value) => {
            let (prefix, suffix, _) = units(field);
            let number = shown_in(field, value);
            match (prefix, number.strip_prefix(MINUS)) {
                // The minus comes before the pound sign.
                (Some("£"), Some(size)) => format!("{MINUS}{NO_BREAK}£{size}"),
                (Some("£"), None) => format!("£{number}"),
                (Some(word), _) => format!("{word} {number}"),
                (None, _) => {
                    format!("{number}{}", suffix.map_or_else(String::new, |suffix| spaced(counted(suffix, &number))))
                }
            }
        }
        (_, value) => shown_in(field, value),
    }
}

/// Several names, as the form has them: "Market sale and social rent"; those in an order as "Preferred return, then return of
/// capital"; the points of a curve as "40% of the total after 50% of the time".
fn several(field: &Field, names: &[Value], document: &Value) -> String {
    let said = |label: &dyn Fn(&str) -> String| -> Vec<String> {
        let labels = names.iter().filter_map(Value::as_str).map(label).enumerate();
        labels.map(|(place, label)| if place == 0 { label } else { super::in_sentence(&label) }).collect()
    };
    match field.kind {
        // Stated as empty, which the default is not; nor has an empty default names to say.
        _ if names.is_empty() && matches!(field.left_out, LeftOut::Default(_)) => LEFT_OUT.to_owned(),
        _ if names.is_empty() => left_out(field),
        Kind::Choices(choices) => super::listed(&said(&|name| label_of(choices, name))),
        Kind::Order(choices) => said(&|name| label_of(choices, name)).join(", then "),
        Kind::References(targets) => {
            let rows = names.iter().filter_map(Value::as_str).map(|id| row_label(targets, id, document));
            super::listed(&rows.collect::<Vec<_>>())
        }
        Kind::Points => points(names),
        _ => String::new(),
    }
}

/// The points of a curve between its two ends, which are those of every curve.
fn points(points: &[Value]) -> String {
    let percent = |of: &Value| plain_number((of.as_f64().unwrap_or_default() * 1e6).round() / 1e4);
    let point =
        |at: &Value| Some(format!("{}% of the total after {}% of the time", percent(at.get(1)?), percent(at.get(0)?)));
    let between = points.get(1..points.len().saturating_sub(1)).unwrap_or_default();
    let said: Vec<String> = between.iter().filter_map(point).collect();
    if said.is_empty() { "The same every month".to_owned() } else { super::listed(&said) }
}

fn label_of(choices: &[Choice], name: &str) -> String {
    let choice = choices.iter().find(|choice| choice.name == name);
    choice.map_or_else(|| name.to_owned(), |choice| choice.label.to_owned())
}

/// The label of a kind, which is stored as its name or, if it has fields, as an object with its name.
fn kind_label(kinds: &[Variant], value: &Value) -> String {
    let name = value.as_str().or_else(|| value.as_object()?.keys().next().map(String::as_str)).unwrap_or_default();
    kinds.iter().find(|kind| kind.name == name).map_or_else(|| name.to_owned(), |kind| kind.label.to_owned())
}

/// The unit behind a number: "1 home", "2 homes".
#[must_use]
pub fn counted<'a>(unit: &'a str, number: &str) -> &'a str {
    let is_word = matches!(unit, "homes" | "months" | "years");
    if is_word && number == "1" { unit.trim_end_matches('s') } else { unit }
}

fn spaced(suffix: &str) -> String {
    if suffix == "%" { "%".to_owned() } else { format!(" {suffix}") }
}

/// The value used when a field is left out.
#[must_use]
pub fn left_out(field: &Field) -> String {
    match field.left_out {
        LeftOut::Never => LEFT_OUT.to_owned(),
        LeftOut::Means(means) => super::capitalised(means),
        LeftOut::Default(literal) => match literal {
            Literal::Number(number) => value(field, &number.into(), &Value::Null),
            Literal::Text(text) => value(field, &text.into(), &Value::Null),
            Literal::Switch(is_on) => value(field, &is_on.into(), &Value::Null),
            Literal::Names(names) => value(field, &names.iter().copied().collect(), &Value::Null),
            _ => LEFT_OUT.to_owned(),
        },
    }
}

/// The names of an input for messages about it.
#[must_use]
pub fn words(field: &Field) -> LeverWords {
    let (prefix, suffix, unit_said) = units(field);
    let like = super::problems::like(field);
    let label = field.label.to_owned();
    if field.pattern == TITLE {
        let (subject, like) = ("a name for the deal".to_owned(), "Mill Lane".to_owned());
        return LeverWords { subject, label, hint: field.hint, like, prefix, suffix, unit_said };
    }
    LeverWords { subject: format!("“{label}”"), label, hint: field.hint, like, prefix, suffix, unit_said }
}

/// What a value was before it was changed.
#[must_use]
pub fn was(field: &Field, value: &Value, document: &Value) -> String {
    let is_blank = value.is_null() || value.as_str() == Some("");
    match field.left_out {
        _ if !is_blank => format!("Was {} ", super::ended(&super::shortened(&self::value(field, value, document)))),
        LeftOut::Means(means) if !matches!(field.kind, Kind::Number(_) | Kind::Text(_)) => format!("Was: {means}. "),
        _ => "Was blank. ".to_owned(),
    }
}

/// The state of a review.
#[must_use]
pub const fn review(review: Option<Review>) -> &'static str {
    match review {
        None => REVIEW_NOTHING,
        Some(Review::Agreed) => "Agreed",
        Some(Review::Challenged) => "Challenged",
    }
}

/// The state of a review, with its reason.
#[must_use]
pub fn reviewed(said: Review, note: &str) -> String {
    let word = review(Some(said));
    if note.is_empty() { format!("{word}.") } else { format!("{word}: {note}") }
}

/// What to do about a reason that is too long.
#[must_use]
pub fn review_note_error(note: &str) -> Option<String> {
    let Kind::Text(most) = fields::of_pattern("/marks/*/review_note")?.kind else { return None };
    let why = reading::short_enough(note, most).err()?;
    Some(super::problems::misread(why, "the reason", ""))
}

/// The heading of the list of challenged values.
pub const CHALLENGED_HEADING: &str = "Challenged assumptions";

/// The line under it.
#[must_use]
pub fn challenged_lead(challenged: usize, agreed: usize) -> String {
    let one = |number: usize, of: &str| {
        if number == 1 { format!("1 value is {of}") } else { format!("{number} values are {of}") }
    };
    format!("{}, {}.", one(challenged, "challenged"), one(agreed, "agreed"))
}

/// Why an edit of what is at a path was not made, and what to do.
#[must_use]
pub fn not_edited(path: &str, why: &NotEdited, document: &Value) -> String {
    // A row is removed from its list; one is added to the list itself.
    let list = if list_at(path).is_some() { path } else { path.rsplit_once('/').map_or(path, |(list, _)| list) };
    let (named, row) = (super::steps::called_in(list, document), list_at(list).map_or("a row", |list| list.row));
    match why {
        NotEdited::NothingThere(_) => "That has already been removed. Nothing was changed.".to_owned(),
        NotEdited::Full(most) => format!("There may be at most {most} rows in “{named}”. Remove one first."),
        NotEdited::TooFew(least) => {
            let rows = if *least == 1 { "one row".to_owned() } else { format!("{least} rows") };
            format!("There must be at least {rows} in “{named}”. Add {row} first; nothing was removed.")
        }
        NotEdited::NothingToName(list) => each_has_one(list),
        NotEdited::StillNamed(paths) => {
            let id = path.rsplit('/').next().unwrap_or_default();
            let places: Vec<String> = paths.iter().map(|path| place(path, id, document)).collect();
            format!("It is still used by {}. Change that first; nothing was removed.", super::listed(&places))
        }
    }
}

/// Where the row of an id is still used: "“Owner” of City land in “Sites”", or "HCA in “Split of the surplus”" where a row of
/// that list belongs to it. Of several rows with one name it says which.
fn place(path: &str, id: &str, document: &Value) -> String {
    let field = appraisal::fields::of(path);
    let label = field.map_or(path, |field| field.label);
    let is_list = field.is_some_and(|field| field.list().is_some());
    let row = if is_list { format!("{path}/{id}") } else { path.to_owned() };
    let Some((list, row)) = row_around(document, &row) else { return format!("“{label}”") };
    let same: Vec<_> = rows_at(document, &list).into_iter().filter(|other| other.name == row.name).collect();
    let which = same.iter().position(|other| other.path == row.path).filter(|_| same.len() > 1);
    let which = which.map_or_else(String::new, |place| format!(" ({} of {})", place + 1, same.len()));
    let of = format!("{}{which} in “{}”", row.name, super::steps::called_in(&list, document));
    if is_list { of } else { format!("“{label}” of {of}") }
}

#[cfg(test)]
mod tests;
