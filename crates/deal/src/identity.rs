//! Which deal a document is of, and which version it was made from.

use crate::Deal;
use crate::document;
use crate::fingerprint::fingerprint;
use serde::{Deserialize, Deserializer, Serialize};

/// The longest id or code, in bytes.
const LONGEST: usize = 64;

/// Which deal a document is of. Two copies of one deal have one id, whatever their titles; deals made separately have two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// The id of the deal: letters, digits and hyphens.
    #[serde(deserialize_with = "short")]
    pub id: String,
    /// The code of the version that this one was made from; none for the first.
    #[serde(default, deserialize_with = "short_if_any", skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
}

/// How one version of a deal is related to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// It is the same version.
    Same,
    /// It was made from the other.
    Later,
    /// The other was made from it.
    Earlier,
    /// Both are versions of one deal, and neither was made from the other.
    Parallel,
    /// It is another deal.
    Other,
}

/// The code of a version: the same for the same deal with the same scenarios, on every machine.
#[must_use]
pub fn version_of(deal: &Deal) -> String {
    fingerprint(&document::write(deal))
}

/// How a version with this identity and code is related to another.
#[must_use]
pub fn relation((own, code): (&Identity, &str), (other, other_code): (&Identity, &str)) -> Relation {
    match () {
        () if own.id != other.id => Relation::Other,
        () if code == other_code => Relation::Same,
        () if own.from.as_deref() == Some(other_code) => Relation::Later,
        () if other.from.as_deref() == Some(code) => Relation::Earlier,
        () => Relation::Parallel,
    }
}

/// Whether a text can be an id or a code.
fn is_short(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=LONGEST).contains(&text.len()) && text.bytes().all(is_plain)
}

fn short<'a, D: Deserializer<'a>>(reader: D) -> Result<String, D::Error> {
    let text = String::deserialize(reader)?;
    if is_short(&text) {
        return Ok(text);
    }
    Err(serde::de::Error::invalid_length(text.len(), &"1 to 64 letters, digits and hyphens"))
}

fn short_if_any<'a, D: Deserializer<'a>>(reader: D) -> Result<Option<String>, D::Error> {
    short(reader).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_a_deal_are_told_apart() {
        let of = |id: &str, from: Option<&str>| Identity { id: id.to_owned(), from: from.map(str::to_owned) };
        let (first, second, third) = (of("a", None), of("a", Some("1")), of("a", Some("1")));
        assert_eq!(relation((&first, "1"), (&first, "1")), Relation::Same);
        assert_eq!(relation((&second, "2"), (&first, "1")), Relation::Later);
        assert_eq!(relation((&first, "1"), (&second, "2")), Relation::Earlier);
        assert_eq!(relation((&second, "2"), (&third, "3")), Relation::Parallel);
        assert_eq!(relation((&of("b", None), "1"), (&first, "1")), Relation::Other, "the same text, made separately");
    }

    #[test]
    fn an_id_is_short_and_plain() {
        for text in ["", "a b", "é", &"a".repeat(65), "<script>"] {
            let read = serde_json::from_value::<Identity>(serde_json::json!({ "id": text }));
            assert!(read.is_err(), "{text}");
        }
        assert!(serde_json::from_str::<Identity>(r#"{"id":"3f-a","from":"7f3a-91c2"}"#).is_ok());
    }
}
