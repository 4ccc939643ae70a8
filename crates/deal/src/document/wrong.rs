//! What is wrong with a document, as data. The messages of serde_json are parsed here and never shown.

use serde_json::Error;

/// What is wrong with a field of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// There is no field of this name here.
    UnknownKey {
        /// The name.
        key: String,
        /// The names that are known here.
        known: Vec<String>,
    },
    /// The field cannot have this value.
    UnknownChoice {
        /// The value.
        found: String,
        /// The values that it can have.
        choices: Vec<String>,
    },
    /// A field of this name is needed here.
    Missing(String),
    /// A field of this name is given twice.
    Twice(String),
    /// The value is of the wrong kind.
    WrongKind {
        /// What it is.
        found: JsonKind,
        /// What it must be.
        wanted: JsonKind,
    },
    /// The value is a number, but not one that the field can have.
    OtherNumber {
        /// The number, as in the message.
        found: String,
        /// The kind of number that it must be.
        wanted: JsonKind,
    },
    /// A calendar month is not written like 2027-04.
    NotAMonth,
    /// A number is too large for the calculation.
    NumberTooLarge,
    /// A list, or a choice with fields of its own, is too short, too long or of another shape.
    WrongShape,
}

/// A kind of value in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonKind {
    /// Nothing.
    Null,
    /// True or false.
    Switch,
    /// A whole number, not negative.
    Count,
    /// A whole number.
    Whole,
    /// A number.
    Number,
    /// Text.
    Text,
    /// A list.
    List,
    /// Fields in braces.
    Fields,
}

/// What JSON requires at the place of a syntax error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// More: the text ends too soon.
    More,
    /// The quotation mark that closes a text.
    Quote,
    /// A value.
    Value,
    /// The name of a field.
    Name,
    /// The colon after a name.
    Colon,
    /// A comma, or the brace that closes the fields.
    CommaOrBrace,
    /// A comma, or the bracket that closes the list.
    CommaOrBracket,
    /// Something after a comma.
    AfterComma,
    /// Nothing.
    Nothing,
    /// A number.
    Number,
    /// Text without line breaks or single backslashes.
    PlainText,
    /// Fewer brackets within brackets.
    LessDepth,
}

impl JsonKind {
    const fn is_number(self) -> bool {
        matches!(self, Self::Count | Self::Whole | Self::Number)
    }
}

impl Wrong {
    /// Parses the message of an error in the type of a value.
    pub(super) fn of(error: &Error) -> Self {
        let text = error.to_string();
        let reason = text.rsplit_once(" at line ").map_or(&*text, |(reason, _)| reason);
        if let Some(rest) = reason.strip_prefix("unknown field `") {
            let (key, known) = found_and_known(rest);
            return Self::UnknownKey { key, known };
        }
        if let Some(rest) = reason.strip_prefix("unknown variant `") {
            let (found, choices) = found_and_known(rest);
            return Self::UnknownChoice { found, choices };
        }
        let name_after = |start| Some(reason.strip_prefix(start)?.trim_end_matches('`').to_owned());
        if let Some(name) = name_after("missing field `") {
            return Self::Missing(name);
        }
        if let Some(name) = name_after("duplicate field `") {
            return Self::Twice(name);
        }
        match reason.split_once(": ").and_then(|(_, kinds)| kinds.rsplit_once(", expected ")) {
            Some((found, wanted)) => match (kind(found), kind(wanted)) {
                (Some(JsonKind::Number), Some(wanted)) if wanted.is_number() => {
                    Self::OtherNumber { found: found.split('`').nth(1).unwrap_or_default().to_owned(), wanted }
                }
                (Some(found), Some(wanted)) => Self::WrongKind { found, wanted },
                _ => Self::WrongShape,
            },
            None if reason.contains("month") => Self::NotAMonth,
            None if reason.contains("number") => Self::NumberTooLarge,
            None => Self::WrongShape,
        }
    }
}

/// From `x`, expected one of `a`, `b`: x, and a and b.
fn found_and_known(text: &str) -> (String, Vec<String>) {
    let (found, known) =
        text.rsplit_once("`, expected ").or_else(|| text.rsplit_once("`, there are ")).unwrap_or((text, ""));
    let names = known.split('`').skip(1).step_by(2).map(str::to_owned);
    (found.to_owned(), names.collect())
}

/// The kind of value that a message names: the one found, or the type expected.
fn kind(name: &str) -> Option<JsonKind> {
    let first = name.split([' ', '(']).next()?;
    Some(match (first, name) {
        ("null" | "unit" | "Option", _) => JsonKind::Null,
        ("boolean" | "bool", _) | (_, "a boolean") => JsonKind::Switch,
        ("u8" | "u16" | "u32" | "u64" | "usize", _) => JsonKind::Count,
        ("i8" | "i16" | "i32" | "i64" | "isize", _) => JsonKind::Whole,
        ("integer" | "floating" | "f64" | "number", _) => JsonKind::Number,
        ("string" | "character", _) | (_, "a string") => JsonKind::Text,
        ("sequence", _) | (_, "a sequence") => JsonKind::List,
        ("tuple", _) | (_, "an array of length 2") => JsonKind::List,
        ("map" | "struct", _) | (_, "a map") => JsonKind::Fields,
        _ => return None,
    })
}

impl Expected {
    /// Parses the message of an error in JSON syntax.
    pub(super) fn of(error: &Error) -> Self {
        const MESSAGES: [(&str, Expected); 12] = [
            ("EOF while parsing a string", Expected::Quote),
            ("EOF", Expected::More),
            ("expected `:`", Expected::Colon),
            ("expected `,` or `}`", Expected::CommaOrBrace),
            ("expected `,` or `]`", Expected::CommaOrBracket),
            ("key must be a string", Expected::Name),
            ("trailing comma", Expected::AfterComma),
            ("trailing characters", Expected::Nothing),
            ("invalid number", Expected::Number),
            ("number out of range", Expected::Number),
            ("recursion limit", Expected::LessDepth),
            ("expected", Expected::Value),
        ];
        let text = error.to_string();
        // All other messages are about text: control characters, escapes and surrogates.
        MESSAGES.iter().find(|(start, _)| text.starts_with(start)).map_or(Self::PlainText, |(_, expected)| *expected)
    }
}
