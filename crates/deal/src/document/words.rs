//! Sentences that say why a document cannot be opened. Page and command line add what to do.

use super::wrong::{Expected, JsonKind, Wrong};
use crate::encoding::NotText;
use crate::fields::{self, Field, Kind};
use std::fmt::Write;

pub(super) const fn not_text(why: NotText) -> &'static str {
    match why {
        NotText::Windows1252 => {
            "The file is in Windows-1252 (“ANSI”), so £ signs and accents cannot be read reliably. Save it again as UTF-8."
        }
        NotText::Unknown => "The file is not text in UTF-8 or UTF-16.",
    }
}

pub(super) const fn expected(what: Expected) -> &'static str {
    match what {
        Expected::More => "the end is missing, such as a closing } or ]",
        Expected::Quote => "the closing quotation mark \" of a text is missing",
        Expected::Value => {
            "a value is expected here: a number, text in \" quotes, true, false, a list in [ ] or fields in { }"
        }
        Expected::Name => "the name of a field is expected here, in \" quotes",
        Expected::Colon => "a colon is expected here, between a name and its value",
        Expected::CommaOrBrace => "a comma or a closing } is expected here",
        Expected::CommaOrBracket => "a comma or a closing ] is expected here",
        Expected::AfterComma => "the comma before this is not needed; remove it",
        Expected::Nothing => "the deal ends before this; remove what follows",
        Expected::Number => "a number is expected here, like 1250.5, without commas",
        Expected::PlainText => {
            "text has a line break or a single backslash; write \\n for a line break, and \\\\ for a backslash"
        }
        Expected::LessDepth => "brackets are nested too deeply",
    }
}

/// The error in the field at a path, and the values that it may have.
pub(super) fn field(path: &str, wrong: &Wrong) -> String {
    let field = field_at(path);
    let named = || named(path, field);
    match wrong {
        Wrong::UnknownKey { key, known } => format!("There is no field “{path}”. {}", other_keys(path, key, known)),
        Wrong::UnknownChoice { found, choices } => {
            format!("{} cannot be “{found}”. Choose one of: {}.", named(), choices_at(path, choices))
        }
        Wrong::Missing(key) => {
            format!("The field {} is missing from “{path}”.", self::named(key, field_at(&format!("{path}.{key}"))))
        }
        Wrong::Twice(_) => format!("{} is given twice. Remove one of them.", named()),
        Wrong::WrongKind { found, wanted } => {
            format!("{} is {}; it must be {}.", named(), kind(*found), wanted_at(field, *wanted))
        }
        Wrong::OtherNumber { found, wanted } => {
            format!("{} is {}; it must be {}.", named(), signed(found), wanted_at(field, *wanted))
        }
        Wrong::NotAMonth => format!("{} must be a year and a month, like \"2027-04\".", named()),
        Wrong::NumberTooLarge => format!("{} is too large a number.", named()),
        Wrong::WrongShape => format!("{} is not valid: {}.", named(), shape_at(field)),
    }
}

/// A path, with the field's label on the page.
fn named(path: &str, field: Option<&Field>) -> String {
    field.map_or_else(|| format!("“{path}”"), |field| format!("“{path}” ({})", field.label))
}

/// The most similar key, or all known keys.
fn other_keys(path: &str, key: &str, known: &[String]) -> String {
    let shared = |name: &&String| name.chars().zip(key.chars()).take_while(|(one, other)| one == other).count();
    if let Some(close) = known.iter().max_by_key(shared).filter(|name| shared(name) >= 3) {
        let parent = path.strip_suffix(key).unwrap_or_default();
        return format!("Did you mean {}?", named(close, field_at(&format!("{parent}{close}"))));
    }
    match known {
        [] => "No fields are allowed here.".to_owned(),
        known => format!("The fields here are: {}.", known.join(", ")),
    }
}

/// Choices as written in a document, each with its label on the page.
fn choices_at(path: &str, names: &[String]) -> String {
    let parent = path.rsplit_once(['.', '[']).map_or("", |(parent, _)| parent);
    let known = [field_at(path), field_at(parent)];
    let mut text = String::new();
    for name in names {
        let separator = if text.is_empty() { "" } else { ", " };
        // Writing to a text cannot fail.
        let _ = match known.iter().flatten().find_map(|field| choice_label(field, name)) {
            Some(label) => write!(text, "{separator}{name} ({label})"),
            None => write!(text, "{separator}{name}"),
        };
    }
    text
}

fn choice_label(field: &Field, name: &str) -> Option<&'static str> {
    match field.kind {
        Kind::Choice(choices) | Kind::Choices(choices) | Kind::Order(choices) => {
            choices.iter().find(|choice| choice.name == name).map(|choice| choice.label)
        }
        Kind::Variants(variants) => variants.iter().find(|variant| variant.name == name).map(|variant| variant.label),
        _ => None,
    }
}

/// The value that a field must have: its limits if it is a number, otherwise its kind in JSON.
fn wanted_at(field: Option<&Field>, wanted: JsonKind) -> String {
    let Some(number) = field.and_then(Field::number) else { return kind(wanted).to_owned() };
    let whole = if number.whole { "a whole number" } else { "a number" };
    format!("{whole} from {} to {}", signed(&number.least.to_string()), number.most)
}

/// A number with a true minus.
fn signed(number: &str) -> String {
    number.strip_prefix('-').map_or_else(|| number.to_owned(), |size| format!("−{size}"))
}

fn shape_at(field: Option<&Field>) -> String {
    match field.map(|field| field.kind) {
        Some(Kind::Choice(choices)) => {
            let names: Vec<&str> = choices.iter().map(|choice| choice.name).collect();
            format!("it must be one of {}, in \" quotes", names.join(", "))
        }
        Some(Kind::Variants(variants)) => {
            let names: Vec<&str> = variants.iter().map(|variant| variant.name).collect();
            format!("it must be one of {}", names.join(", "))
        }
        Some(Kind::Points) => "it must be a list of pairs of numbers, like [[0, 0], [1, 1]]".to_owned(),
        _ => "compare it with the schema or a worked example".to_owned(),
    }
}

const fn kind(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Null => "empty (null)",
        JsonKind::Switch => "true or false",
        JsonKind::Count => "a whole number, 0 or more",
        JsonKind::Whole => "a whole number",
        JsonKind::Number => "a number",
        JsonKind::Text => "text in \" quotes",
        JsonKind::List => "a list in [ ]",
        JsonKind::Fields => "fields in { }",
    }
}

/// The row of the catalogue for a path as `deal.contributions[0].cash_equity.amount`. The catalogue leaves out the kind of a
/// row, here `cash_equity`.
fn field_at(path: &str) -> Option<&'static Field> {
    let mut found = String::new();
    let mut is_row = false;
    for step in path.strip_prefix("deal")?.split(['.', '[']).filter(|step| !step.is_empty()) {
        let length = found.len();
        found.push('/');
        found.push_str(step.trim_end_matches(']'));
        if is_row && fields::of(&found).is_none() {
            found.truncate(length);
        }
        is_row = step.ends_with(']');
    }
    fields::of(&found)
}
