//! Names and values in the fragment of an address: `name=value&name=value`.

use crate::scenarios::DoesNotApply;
use appraisal::document::NotOpened;

/// Why a link cannot be opened.
#[derive(Clone, Debug, PartialEq)]
pub enum BrokenLink {
    /// A part is missing or was changed on the way.
    Damaged,
    /// It is too long to be a deal.
    TooLong,
    /// It is not a deal, or a deal of a later version.
    NotOpened(NotOpened),
    /// A scenario of it does not apply to its base case.
    Scenario(DoesNotApply),
}

/// The value of a name in a fragment.
#[must_use]
pub fn value_of<'a>(fragment: &'a str, name: &str) -> Option<&'a str> {
    fragment.trim_start_matches('#').split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// A text as the value of a name in a fragment: letters, digits, and signs without a meaning there stay as they are.
#[must_use]
pub fn encoded(text: &str) -> String {
    let sign = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(sign).collect()
}

/// The text that was encoded; a percent sign that encodes nothing stays.
#[must_use]
pub fn decoded(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).and_then(|digits| str::from_utf8(digits).ok()).filter(|_| *first == b'%');
        let code = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
