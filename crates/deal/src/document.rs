//! The versioned JSON document of a deal, used in files, links and the browser's storage.

mod place;
mod words;
mod wrong;

pub use wrong::{Expected, JsonKind, Wrong};

use crate::Deal;
use crate::encoding::{Encoding, NotText};
use serde::Deserialize;
use serde_json::Value;
use serde_json::error::Category;
use std::borrow::Cow;

/// The version that is written.
pub const VERSION: u64 = 1;

/// The largest document that is read, in bytes. The largest deal that can be typed is well below this.
pub const MOST_BYTES: usize = 1_000_000;

/// The largest file that is read, in bytes: UTF-16 has two bytes where a document has one.
pub const MOST_FILE_BYTES: usize = 2 * MOST_BYTES;

/// Changes a document, in place, into one of the next version.
type Migration = fn(&mut Value);

/// The migrations in order; the first turns a document of version 1 into one of version 2. A new version needs a line
/// here, and a folder of saved documents in `tests/documents`.
const MIGRATIONS: [Migration; VERSION as usize - 1] = [];

/// Why a document cannot be opened. Its text is a sentence for people; page and command line add what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotOpened {
    /// The document is longer than any deal.
    #[error("The file is larger than 1,000,000 characters, more than any deal needs.")]
    TooLarge,
    /// The file is not text.
    #[error("{}", words::not_text(*.0))]
    NotText(NotText),
    /// The document is not JSON.
    #[error("The deal cannot be read from line {line}, column {column}: {}.", words::expected(*expected))]
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What should be there.
        expected: Expected,
    },
    /// The document is not a deal of this product.
    #[error("This is not a Common Ground deal.")]
    NotADeal,
    /// The document was written by a later version.
    #[error("This deal has document version {0}; this program reads versions up to {VERSION}. Use a newer program.")]
    FromALaterVersion(u64),
    /// A field is missing, unknown or of the wrong kind.
    #[error("{}", words::field(path, wrong))]
    Field {
        /// The path of the field, as `deal.phases[0].build_months`.
        path: String,
        /// What is wrong with it.
        wrong: Wrong,
    },
}

/// The part that every version of the document has.
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

/// The number of bytes of a document that is too large to be opened again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The deal has {0} characters, more than {MOST_BYTES}.")]
pub struct TooLarge(pub usize);

/// Writes a deal as a file that opens: for people to read, or without spaces if it is too large for them.
///
/// # Errors
/// If it would be too large to be opened even so.
pub fn write_file(deal: &Deal) -> Result<String, TooLarge> {
    let fits = |text: &String| text.len() <= MOST_BYTES;
    let readable = Some(write_readable(deal)).filter(fits);
    readable.map_or_else(|| Some(write(deal)).filter(fits).ok_or_else(|| TooLarge(write(deal).len())), Ok)
}

/// A deal with the version of its document. Every writer uses the plain document, and every reader its text: each further
/// way to write or read all types of a deal would add a fifth to the page's program.
fn written(deal: &Deal) -> Value {
    serde_json::json!({ "version": VERSION, "deal": deal.to_document() })
}

/// Opens the document in the bytes of a file.
///
/// # Errors
/// As [`open`], and if the bytes are not text.
pub fn read(bytes: &[u8]) -> Result<Deal, NotOpened> {
    let encoding = Encoding::of(bytes);
    let most = if encoding == Encoding::Utf8 { MOST_BYTES } else { MOST_FILE_BYTES };
    // Before decoding: a file that is too large may have been cut within a character.
    if bytes.len() > most {
        return Err(NotOpened::TooLarge);
    }
    open(&encoding.decode(bytes).map_err(NotOpened::NotText)?)
}

/// Opens a document of this or an earlier version. Unknown keys are refused with their path.
///
/// # Errors
/// Returns what is wrong and where; nothing is corrected silently.
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
    let text = &*migrated(text, header.version, &MIGRATIONS)?;
    let read: Read = serde_json::from_str(text).map_err(|error| misfit("", text, &error))?;
    Ok(read.deal)
}

/// The field of a text that serde could not read as the type of the field. The text is the part of a document under `root`.
pub(crate) fn misfit(root: &str, text: &str, error: &serde_json::Error) -> NotOpened {
    let path = place::path_at(root, text, error.line(), error.column());
    NotOpened::Field { path, wrong: Wrong::of(error) }
}

/// The text of a document migrated to the present version; unchanged if it already has that version.
fn migrated<'a>(text: &'a str, version: u64, migrations: &[Migration]) -> Result<Cow<'a, str>, NotOpened> {
    let done = usize::try_from(version).unwrap_or(usize::MAX).saturating_sub(1);
    let Some(left) = migrations.get(done..).filter(|left| !left.is_empty()) else { return Ok(text.into()) };
    let mut document: Value = serde_json::from_str(text).map_err(|error| not_json(&error))?;
    left.iter().for_each(|migrate| migrate(&mut document));
    Ok(document.to_string().into())
}

fn not_json(error: &serde_json::Error) -> NotOpened {
    NotOpened::NotJson { line: error.line(), column: error.column(), expected: Expected::of(error) }
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
    fn a_file_that_is_written_opens() {
        let with_notes = |many: usize| {
            let mut deal = open(samples::GD_1.document).unwrap();
            let mark = crate::Mark { note: "n".repeat(10), ..crate::Mark::of(crate::MarkKind::Yours) };
            deal.marks = (0..many).map(|nth| (format!("/sites/{nth}/value"), mark.clone())).collect();
            deal
        };
        for (many, is_readable) in [(1, true), (12_000, false)] {
            let deal = with_notes(many);
            let text = write_file(&deal).unwrap();
            assert_eq!((text.contains('\n'), open(&text)), (is_readable, Ok(deal)));
        }
        let too_many = with_notes(20_000);
        assert_eq!(write_file(&too_many), Err(TooLarge(write(&too_many).len())));
        assert_eq!(open(&write(&too_many)), Err(NotOpened::TooLarge));
    }

    #[test]
    fn refuses_unknown_keys_with_their_path() {
        let text = samples::NORWICH_2009.document.replace("\"build_months\"", "\"build_month\"");
        let Err(NotOpened::Field { path, wrong: Wrong::UnknownKey { key, known } }) = open(&text) else { panic!() };
        assert_eq!((&*path, &*key), ("deal.phases[0].build_month", "build_month"));
        assert!(known.iter().any(|name| name == "build_months"), "{known:?}");
    }

    #[test]
    fn migrates_a_document_from_its_version_only() {
        let steps: [Migration; 2] = [
            |document| document["seen"] = format!("{}a", document["seen"].as_str().unwrap()).into(),
            |document| document["seen"] = format!("{}b", document["seen"].as_str().unwrap()).into(),
        ];
        let seen = |version: u64| migrated("{\"seen\":\"-\"}", version, &steps).unwrap();
        assert_eq!(seen(1), "{\"seen\":\"-ab\"}");
        assert_eq!(seen(2), "{\"seen\":\"-b\"}");
        assert!(matches!(seen(3), Cow::Borrowed("{\"seen\":\"-\"}")), "a document of the present version is unchanged");
    }

    #[test]
    fn refuses_text_that_is_not_a_deal() {
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
