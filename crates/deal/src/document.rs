//! The versioned JSON document of a deal, used in files, links and the browser's storage.

mod place;
mod words;
mod wrong;

pub use wrong::{Expected, JsonKind, Wrong};

use crate::Deal;
use crate::encoding::{Encoding, NotText};
use crate::identity::Identity;
use serde::Deserialize;
use serde_json::Value;
use serde_json::error::Category;
use std::borrow::Cow;

/// The latest version. A document of a deal alone is written as version 1, which earlier programs read too.
pub const VERSION: u64 = 2;

/// The largest document that is read, in bytes. The largest deal that can be typed is well below this.
pub const MOST_BYTES: usize = 1_000_000;

/// The largest file that is read, in bytes: UTF-16 has two bytes where a document has one.
pub const MOST_FILE_BYTES: usize = 2 * MOST_BYTES;

/// Changes a document, in place, into one of the next version; none if the next version reads it as it is.
type Migration = Option<fn(&mut Value)>;

/// The migrations in order; the first turns a document of version 1 into one of version 2. A new version needs a line
/// here, and a folder of saved documents in `tests/documents`. Version 2 added the identity and the open scenario, which a
/// document may lack.
const MIGRATIONS: [Migration; VERSION as usize - 1] = [None];

/// Why a document cannot be opened. Its text is a sentence for people; page and command line add what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotOpened {
    /// The document is longer than any deal.
    #[error("The file is larger than 1,000,000 characters, more than any deal needs.")]
    TooLarge,
    /// The file is not text.
    #[error("{}", words::not_text(*.0))]
    NotText(NotText),
    /// The file has nothing in it, or only spaces.
    #[error("The file is empty.")]
    Empty,
    /// The file is a web page, such as a sign-in page that was saved instead of a file.
    #[error("This is a web page, not a deal file.")]
    WebPage,
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
    #[serde(default)]
    identity: Option<Identity>,
    #[serde(default)]
    open: Option<String>,
    deal: Deal,
}

/// A deal with its identity, and as it was seen.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Which deal it is; none for a deal alone.
    pub identity: Option<Identity>,
    /// The id of the scenario that was open; none for the base case. A page opens it, the calculation does not need it.
    pub open: Option<String>,
    /// The deal.
    pub deal: Deal,
}

impl Document {
    /// Opens a document, with its identity.
    ///
    /// # Errors
    /// As [`open`].
    pub fn open(text: &str) -> Result<Self, NotOpened> {
        let Read { identity, open, deal, .. } = opened(text)?;
        Ok(Self { identity, open, deal })
    }

    /// Opens the document in the bytes of a file, with its identity.
    ///
    /// # Errors
    /// As [`read`].
    pub fn read(bytes: &[u8]) -> Result<Self, NotOpened> {
        Self::open(&decoded(bytes)?)
    }

    /// Writes it.
    #[must_use]
    pub fn written(&self) -> String {
        self.as_json().to_string()
    }

    /// Writes it as a file that opens: for people to read, or without spaces if it is too large for them.
    ///
    /// # Errors
    /// If it would be too large to be opened even so.
    pub fn written_file(&self) -> Result<String, TooLarge> {
        let fits = |text: &String| text.len() <= MOST_BYTES;
        let whole = || Some(self.written()).filter(fits).ok_or_else(|| TooLarge(self.written().len()));
        Some(self.written_readable()).filter(fits).map_or_else(whole, Ok)
    }

    /// Writes it for people to read.
    #[must_use]
    pub fn written_readable(&self) -> String {
        format!("{:#}", self.as_json())
    }

    fn as_json(&self) -> Value {
        written(self.identity.as_ref(), self.open.as_deref(), &self.deal)
    }
}

/// Writes a deal as a document.
#[must_use]
pub fn write(deal: &Deal) -> String {
    written(None, None, deal).to_string()
}

/// Writes a deal as a document for people to read.
#[must_use]
pub fn write_readable(deal: &Deal) -> String {
    format!("{:#}", written(None, None, deal))
}

/// The number of bytes of a document that is too large to be opened again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("The deal has {0} characters, more than {MOST_BYTES}.")]
pub struct TooLarge(pub usize);

/// A deal with the version of its document. Every writer uses the plain document, and every reader its text: each further
/// way to write or read all types of a deal would add a fifth to the page's program.
fn written(identity: Option<&Identity>, open: Option<&str>, deal: &Deal) -> Value {
    let is_alone = identity.is_none() && open.is_none();
    let mut document = serde_json::json!({ "version": if is_alone { 1 } else { 2 } });
    if let Some(identity) = identity {
        document["identity"] = serde_json::json!(identity);
    }
    if let Some(open) = open {
        document["open"] = open.into();
    }
    document["deal"] = deal.to_document();
    document
}

/// Opens the document in the bytes of a file.
///
/// # Errors
/// As [`open`], and if the bytes are not text.
pub fn read(bytes: &[u8]) -> Result<Deal, NotOpened> {
    open(&decoded(bytes)?)
}

fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, NotOpened> {
    let encoding = Encoding::of(bytes);
    let most = if encoding == Encoding::Utf8 { MOST_BYTES } else { MOST_FILE_BYTES };
    // Before decoding: a file that is too large may have been cut within a character.
    if bytes.len() > most {
        return Err(NotOpened::TooLarge);
    }
    encoding.decode(bytes).map_err(NotOpened::NotText)
}

/// Opens a document of this or an earlier version. Unknown keys are refused with their path.
///
/// # Errors
/// Returns what is wrong and where; nothing is corrected silently.
pub fn open(text: &str) -> Result<Deal, NotOpened> {
    Ok(opened(text)?.deal)
}

fn opened(text: &str) -> Result<Read, NotOpened> {
    if text.len() > MOST_BYTES {
        return Err(NotOpened::TooLarge);
    }
    let header: Header = serde_json::from_str(text).map_err(|error| match error.classify() {
        Category::Data => NotOpened::NotADeal,
        Category::Io | Category::Syntax | Category::Eof => no_deal_in(text, &error),
    })?;
    if header.version == 0 {
        return Err(NotOpened::NotADeal);
    }
    if header.version > VERSION {
        return Err(NotOpened::FromALaterVersion(header.version));
    }
    let text = &*migrated(text, header.version, &MIGRATIONS)?;
    serde_json::from_str(text).map_err(|error| misfit("", text, &error))
}

/// The field of a text that serde could not read as the type of the field. The text is the part of a document under `root`.
pub(crate) fn misfit(root: &str, text: &str, error: &serde_json::Error) -> NotOpened {
    let path = place::path_at(root, text, error.line(), error.column());
    NotOpened::Field { path, wrong: Wrong::of(error) }
}

/// The text of a document migrated to the present version; unchanged if it already has that version.
fn migrated<'a>(text: &'a str, version: u64, migrations: &[Migration]) -> Result<Cow<'a, str>, NotOpened> {
    let done = usize::try_from(version).unwrap_or(usize::MAX).saturating_sub(1);
    let left: Vec<_> = migrations.iter().skip(done).flatten().collect();
    if left.is_empty() {
        return Ok(text.into());
    }
    let mut document: Value = serde_json::from_str(text).map_err(|error| not_json(&error))?;
    left.iter().for_each(|migrate| migrate(&mut document));
    Ok(document.to_string().into())
}

/// Why a text that is not JSON is no deal.
fn no_deal_in(text: &str, error: &serde_json::Error) -> NotOpened {
    match text.trim_start().chars().next() {
        None => NotOpened::Empty,
        Some('<') => NotOpened::WebPage,
        Some(_) => not_json(error),
    }
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
    fn an_identity_makes_a_document_of_version_2_and_a_deal_alone_one_of_version_1() {
        let deal = open(samples::GD_1.document).unwrap();
        let identity = Some(Identity { id: "3f2a".to_owned(), from: Some("7f3a-91c2".to_owned()) });
        let with = Document { identity, open: None, deal: deal.clone() };
        assert!(with.written().starts_with("{\"version\":2,\"identity\":"));
        for text in [with.written(), with.written_readable()] {
            assert_eq!((Document::open(&text).as_ref(), open(&text)), (Ok(&with), Ok(deal.clone())));
        }
        let alone = Document { identity: None, open: None, deal };
        assert!(alone.written().starts_with("{\"version\":1,\"deal\":"));
        assert_eq!(Document::read(alone.written_readable().as_bytes()), Ok(alone));
        let long = with.written().replace("3f2a", &"a".repeat(65));
        assert!(matches!(open(&long), Err(NotOpened::Field { path, .. }) if path == "identity.id"));
    }

    #[test]
    fn a_document_says_which_scenario_was_open_and_its_deal_is_the_same() {
        let deal = open(samples::NORWICH_2009.document).unwrap();
        let seen = Document { identity: None, open: Some(deal.scenarios[0].id.clone()), deal: deal.clone() };
        assert!(seen.written().starts_with("{\"version\":2,\"open\":\"as-later-reported\",\"deal\":"));
        assert_eq!((Document::open(&seen.written()), open(&seen.written())), (Ok(seen), Ok(deal)));
    }

    #[test]
    fn a_file_that_is_written_opens() {
        let with_notes = |many: usize| {
            let mut deal = open(samples::GD_1.document).unwrap();
            let mark = crate::Mark { note: "n".repeat(10), ..crate::Mark::of(crate::MarkKind::Yours) };
            deal.marks = (0..many).map(|nth| (format!("/sites/{nth}/value"), mark.clone())).collect();
            deal
        };
        let alone = |deal: &Deal| Document { identity: None, open: None, deal: deal.clone() };
        for (many, is_readable) in [(1, true), (12_000, false)] {
            let deal = with_notes(many);
            let text = alone(&deal).written_file().unwrap();
            assert_eq!((text.contains('\n'), open(&text)), (is_readable, Ok(deal)));
        }
        let too_many = with_notes(20_000);
        assert_eq!(alone(&too_many).written_file(), Err(TooLarge(write(&too_many).len())));
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
            Some(|document| document["seen"] = format!("{}a", document["seen"].as_str().unwrap()).into()),
            Some(|document| document["seen"] = format!("{}b", document["seen"].as_str().unwrap()).into()),
        ];
        let seen = |version: u64| migrated("{\"seen\":\"-\"}", version, &steps).unwrap();
        assert_eq!(seen(1), "{\"seen\":\"-ab\"}");
        assert_eq!(seen(2), "{\"seen\":\"-b\"}");
        assert!(matches!(seen(3), Cow::Borrowed("{\"seen\":\"-\"}")), "a document of the present version is unchanged");
    }

    /// −3 was said to be a number, which must be a whole number.
    #[test]
    fn a_number_that_a_field_cannot_have_is_said() {
        let said = |months: &str| {
            let text = samples::NORWICH_2009.document.replacen("\"months\": 156", &format!("\"months\": {months}"), 1);
            open(&text).unwrap_err().to_string()
        };
        for (months, is) in [("-3", "−3"), ("36.5", "36.5"), ("-0.5", "−0.5"), ("5000000000", "5000000000")] {
            let expected = format!("“deal.months” (Model period) is {is}; it must be a whole number from 1 to 720.");
            assert_eq!(said(months), expected);
        }
        assert!(said("true").ends_with(" is true or false; it must be a whole number from 1 to 720."));
    }

    #[test]
    fn refuses_text_that_is_not_a_deal() {
        assert_eq!(open("[]"), Err(NotOpened::NotADeal));
        assert_eq!(open("{\"version\": 0}"), Err(NotOpened::NotADeal));
        assert_eq!(open("{\"version\": 3}"), Err(NotOpened::FromALaterVersion(3)));
        assert_eq!(open(&" ".repeat(MOST_BYTES + 1)), Err(NotOpened::TooLarge));
        assert!(matches!(open("{\"version\": "), Err(NotOpened::NotJson { .. })));
        for empty in ["", " ", "\n\t\n", "\u{a0}"] {
            assert_eq!(open(empty), Err(NotOpened::Empty), "{empty:?}");
        }
        assert_eq!(read(b"\xEF\xBB\xBF\r\n"), Err(NotOpened::Empty));
        for page in ["<!DOCTYPE html>\n<title>Sign in</title>", " \n<html lang=\"en\">"] {
            assert_eq!(open(page), Err(NotOpened::WebPage), "{page:?}");
        }
        assert!(matches!(open("{\"version\": 1}"), Err(NotOpened::Field { .. })));
        let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
        assert!(open(&deep).is_err());
    }
}
