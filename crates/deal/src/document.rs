//! The versioned JSON document that a deal travels in: a file, a link and the browser's own storage all hold one.

mod place;

use crate::Deal;
use serde::Deserialize;
use serde_json::Value;
use serde_json::error::Category;
use std::borrow::Cow;

/// The version that is written.
pub const VERSION: u64 = 1;

/// The largest document that is read, in bytes. The largest deal that can be typed is well below it.
pub const MOST_BYTES: usize = 1_000_000;

/// What turns a document into one of the next version, in place.
type Migration = fn(&mut Value);

/// The migrations in order; the first turns a document of version 1 into one of version 2. A version more is a line more
/// here, and a folder more of kept documents in `tests/documents`.
const MIGRATIONS: [Migration; VERSION as usize - 1] = [];

/// Why a document cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotOpened {
    /// The document is longer than any deal.
    #[error("the document is larger than {MOST_BYTES} bytes")]
    TooLarge,
    /// The document is not JSON.
    #[error("line {line}, column {column}: {reason}")]
    NotJson {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
        /// What the reader says.
        reason: String,
    },
    /// The document is not a deal of this product.
    #[error("the document does not say that it is a deal")]
    NotADeal,
    /// The document was written by a later version.
    #[error("the document is of version {0}, later than this one reads")]
    FromALaterVersion(u64),
    /// A field is missing, unknown or of the wrong kind.
    #[error("{path}: {reason}")]
    Field {
        /// The path of the field.
        path: String,
        /// What the reader says.
        reason: String,
    },
}

/// What every version of the document says of itself.
#[derive(Deserialize)]
struct Header {
    version: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    #[serde(rename = "version")]
    _version: u64,
    deal: Deal,
}

/// Writes a deal as a document.
#[must_use]
pub fn write(deal: &Deal) -> String {
    written(deal).to_string()
}

/// Writes a deal as a document for people to read.
#[must_use]
pub fn write_readable(deal: &Deal) -> String {
    format!("{:#}", written(deal))
}

/// A deal with the version of its document. Every writer goes through the plain document, and every reader through its
/// text: each way to write or read all the types of a deal weighs a fifth of the page's program.
fn written(deal: &Deal) -> Value {
    serde_json::json!({ "version": VERSION, "deal": deal.to_document() })
}

/// Opens a document of this or an earlier version. Unknown keys are refused with their path.
///
/// # Errors
/// Says what is wrong and where; nothing is repaired silently.
pub fn open(text: &str) -> Result<Deal, NotOpened> {
    if text.len() > MOST_BYTES {
        return Err(NotOpened::TooLarge);
    }
    let header: Header = serde_json::from_str(text).map_err(|error| match error.classify() {
        Category::Data => NotOpened::NotADeal,
        Category::Io | Category::Syntax | Category::Eof => not_json(&error),
    })?;
    if header.version == 0 {
        return Err(NotOpened::NotADeal);
    }
    if header.version > VERSION {
        return Err(NotOpened::FromALaterVersion(header.version));
    }
    let text = &*raised(text, header.version, &MIGRATIONS)?;
    let read: Read = serde_json::from_str(text).map_err(|error| NotOpened::Field {
        path: place::path_at(text, error.line(), error.column()),
        reason: error.to_string(),
    })?;
    Ok(read.deal)
}

/// The text of a document raised from its version to the present one; that of the present version as it came.
fn raised<'a>(text: &'a str, version: u64, migrations: &[Migration]) -> Result<Cow<'a, str>, NotOpened> {
    let done = usize::try_from(version).unwrap_or(usize::MAX).saturating_sub(1);
    let Some(left) = migrations.get(done..).filter(|left| !left.is_empty()) else { return Ok(text.into()) };
    let mut document: Value = serde_json::from_str(text).map_err(|error| not_json(&error))?;
    left.iter().for_each(|migrate| migrate(&mut document));
    Ok(document.to_string().into())
}

fn not_json(error: &serde_json::Error) -> NotOpened {
    NotOpened::NotJson { line: error.line(), column: error.column(), reason: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples;

    #[test]
    fn comes_back_as_it_was_written() {
        for sample in samples::ALL {
            let deal = open(sample.document).unwrap();
            assert_eq!(open(&write(&deal)).unwrap(), deal);
            assert_eq!(open(&write_readable(&deal)).unwrap(), deal);
        }
    }

    #[test]
    fn refuses_unknown_keys_with_their_path() {
        let text = samples::NORWICH_2009.document.replace("\"build_months\"", "\"build_month\"");
        let Err(NotOpened::Field { path, reason }) = open(&text) else { panic!() };
        assert!(path.starts_with("deal.phases[0]"), "{path}");
        assert!(reason.contains("build_month"), "{reason}");
    }

    #[test]
    fn raises_a_document_by_the_steps_that_it_has_not_taken() {
        let steps: [Migration; 2] = [
            |document| document["seen"] = format!("{}a", document["seen"].as_str().unwrap()).into(),
            |document| document["seen"] = format!("{}b", document["seen"].as_str().unwrap()).into(),
        ];
        let seen = |version: u64| raised("{\"seen\":\"-\"}", version, &steps).unwrap();
        assert_eq!(seen(1), "{\"seen\":\"-ab\"}");
        assert_eq!(seen(2), "{\"seen\":\"-b\"}");
        assert!(matches!(seen(3), Cow::Borrowed("{\"seen\":\"-\"}")), "the present version is read as it came");
    }

    #[test]
    fn refuses_what_is_no_deal() {
        assert_eq!(open("[]"), Err(NotOpened::NotADeal));
        assert_eq!(open("{\"version\": 0}"), Err(NotOpened::NotADeal));
        assert_eq!(open("{\"version\": 2}"), Err(NotOpened::FromALaterVersion(2)));
        assert_eq!(open(&" ".repeat(MOST_BYTES + 1)), Err(NotOpened::TooLarge));
        assert!(matches!(open("{\"version\": "), Err(NotOpened::NotJson { .. })));
        assert!(matches!(open("{\"version\": 1}"), Err(NotOpened::Field { .. })));
        let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
        assert!(open(&deep).is_err());
    }
}
