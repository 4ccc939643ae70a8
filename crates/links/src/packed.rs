//! The value of `deal` in an address: URL-safe base64 of a mark, a checksum and the content.
//!
//! | bytes | |
//! |---|---|
//! | 1 | the format, in the five high bits, and 110, with which no deflate stream begins: links of the first format had no mark |
//! | 4 | the first bytes of the SHA-256 of all other bytes |
//! | rest | the content, by format |
//!
//! Format 1: a byte with the number of the base, 0 for none; then, deflated with the text of the base as dictionary, a line of
//! JSON with what the link says beside the document ([`Beside`]), and the document. Mark and checksum are the same in every
//! format to come, so that a changed link is told from one of a later version.

use crate::TooLong;
use crate::bases::Base;
use crate::deflated::{deflated, inflated};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use deal::document::MOST_BYTES;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

const MARK_BITS: u32 = 3;
const MARK: u8 = 0b110;
const FORMAT: u8 = 1;
const CHECKSUM: usize = 4;

/// What a link says beside the document. Names that are not known are of a later version, and ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Beside {
    /// The number of the base that differences are shown from; none if that is the deal itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) baseline: Option<u8>,
    /// The id of the open scenario; none for the base case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) open: Option<String>,
}

/// Why a value cannot be unpacked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotUnpacked {
    /// It was changed on the way.
    Damaged,
    /// It is of a later version.
    FromALaterVersion,
    /// It has no mark, and may be of the first format.
    NoMark,
}

/// Packs a document, if it can be unpacked again.
pub(crate) fn packed(beside: &Beside, document: &str, base: &Base) -> Result<String, TooLong> {
    // Numbers and texts always have a JSON form.
    let text = format!("{}\n{document}", serde_json::to_string(beside).unwrap_or_default());
    if text.len() > MOST_BYTES {
        return Err(TooLong::Document(text.len()));
    }
    let mut bytes = vec![FORMAT << MARK_BITS | MARK, 0, 0, 0, 0, base.number];
    bytes.extend(deflated(text.as_bytes(), base.text.as_bytes()));
    let checksum = checksum(&bytes);
    bytes[1..=CHECKSUM].copy_from_slice(&checksum);
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// Unpacks what stands beside a document, and its text.
pub(crate) fn unpacked(value: &str) -> Result<(Beside, String), NotUnpacked> {
    let bytes = URL_SAFE_NO_PAD.decode(value).map_err(|_| NotUnpacked::Damaged)?;
    let [mark, sum @ .., _] = bytes.get(..CHECKSUM + 2).ok_or(NotUnpacked::Damaged)? else {
        return Err(NotUnpacked::Damaged);
    };
    if mark & !(u8::MAX << MARK_BITS) != MARK {
        return Err(NotUnpacked::NoMark);
    }
    if *sum != checksum(&bytes) {
        return Err(NotUnpacked::Damaged);
    }
    if mark >> MARK_BITS != FORMAT {
        return Err(NotUnpacked::FromALaterVersion);
    }
    content(&bytes[CHECKSUM + 1..])
}

fn content(bytes: &[u8]) -> Result<(Beside, String), NotUnpacked> {
    let (number, packed) = bytes.split_first().ok_or(NotUnpacked::Damaged)?;
    let dictionary = match number {
        0 => "",
        other => Base::of(*other).ok_or(NotUnpacked::FromALaterVersion)?.text,
    };
    let text = inflated(packed, dictionary.as_bytes()).and_then(|text| String::from_utf8(text).ok());
    let text = text.ok_or(NotUnpacked::Damaged)?;
    let (beside, document) = text.split_once('\n').ok_or(NotUnpacked::Damaged)?;
    let beside = serde_json::from_str(beside).map_err(|_| NotUnpacked::Damaged)?;
    Ok((beside, document.to_owned()))
}

fn checksum(bytes: &[u8]) -> [u8; CHECKSUM] {
    let (mark, content) = (&bytes[..1], &bytes[CHECKSUM + 1..]);
    let digest = Sha256::new().chain_update(mark).chain_update(content).finalize();
    [digest[0], digest[1], digest[2], digest[3]]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A value whose checksum is right, with any mark, base and text.
    fn value(mark: u8, number: u8, text: &str) -> String {
        let dictionary = Base::of(number).map_or("", |base| base.text);
        let mut bytes = vec![mark, 0, 0, 0, 0, number];
        bytes.extend(deflated(text.as_bytes(), dictionary.as_bytes()));
        let checksum = checksum(&bytes);
        bytes[1..=CHECKSUM].copy_from_slice(&checksum);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    const OURS: u8 = FORMAT << MARK_BITS | MARK;

    #[test]
    fn what_a_later_version_adds_is_ignored_or_told_from_damage() {
        let beside = Beside { baseline: Some(2), open: None };
        let added = value(OURS, 0, "{\"baseline\":2,\"later\":[1]}\n{}");
        assert_eq!(unpacked(&added), Ok((beside, "{}".to_owned())));
        for later in [value((FORMAT + 1) << MARK_BITS | MARK, 1, ""), value(OURS, 200, "{}\n{}")] {
            assert_eq!(unpacked(&later), Err(NotUnpacked::FromALaterVersion));
            let changed = format!("{}{}", &later[..later.len() - 2], if later.ends_with('A') { "gg" } else { "AA" });
            assert_eq!(unpacked(&changed), Err(NotUnpacked::Damaged));
        }
    }

    #[test]
    fn content_that_no_program_wrote_is_damaged() {
        for text in ["", "{}", "{", "\n{}", "3\n{}", "{\"baseline\":999}\n{}"] {
            assert_eq!(unpacked(&value(OURS, 1, text)), Err(NotUnpacked::Damaged), "{text}");
        }
        for value in ["", "Dg", "DgAAAAA", "DgAAAAAB"] {
            assert_eq!(unpacked(value), Err(NotUnpacked::Damaged), "{value}");
        }
    }

    /// The mark that tells this format from the first: no deflate stream has a block of the type that it would begin with.
    #[test]
    fn no_link_of_the_first_format_has_the_mark() {
        for text in ["", "a", "{\"version\":1}", &"x".repeat(100_000), &"é{\"}".repeat(999)] {
            let packed = deflated(text.as_bytes(), b"");
            assert_ne!(packed[0] & !(u8::MAX << MARK_BITS), MARK);
            assert_eq!(unpacked(&URL_SAFE_NO_PAD.encode([&packed[..], &[0; 9]].concat())), Err(NotUnpacked::NoMark));
        }
    }
}
