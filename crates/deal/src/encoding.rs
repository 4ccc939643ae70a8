//! From the bytes of a file to its text: UTF-8 and UTF-16, with or without a byte order mark, as Windows programs write them.

use std::borrow::Cow;

/// Why bytes are not read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// They are Windows-1252 (“ANSI”): read in another encoding, its £ signs and accents are lost.
    Windows1252,
    /// They are in an unknown encoding.
    Unknown,
}

/// An encoding that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, the low byte of each unit first: what PowerShell writes with `>`.
    Utf16Le,
    /// UTF-16, the high byte of each unit first.
    Utf16Be,
}

impl Encoding {
    /// The encoding of a text by its first bytes: a byte order mark, or the zero byte that UTF-16 has next to an ASCII character.
    #[must_use]
    pub const fn of(bytes: &[u8]) -> Self {
        match bytes {
            [0xFF, 0xFE, ..] => Self::Utf16Le,
            [0xFE, 0xFF, ..] | [0, 0x01..=0xFF, ..] => Self::Utf16Be,
            [0x01..=0xFF, 0, ..] => Self::Utf16Le,
            _ => Self::Utf8,
        }
    }

    /// The text of bytes, without its byte order mark.
    ///
    /// # Errors
    /// If the bytes are not text in this encoding.
    pub fn decode(self, bytes: &[u8]) -> Result<Cow<'_, str>, NotText> {
        let unit = match self {
            Self::Utf8 => return utf8(bytes),
            Self::Utf16Le => u16::from_le_bytes,
            Self::Utf16Be => u16::from_be_bytes,
        };
        let (pairs, rest) = bytes.as_chunks::<2>();
        if !rest.is_empty() {
            return Err(NotText::Unknown);
        }
        let units = pairs.iter().map(|pair| unit(*pair));
        let text: String = char::decode_utf16(units).collect::<Result<_, _>>().map_err(|_| NotText::Unknown)?;
        Ok(text.strip_prefix(MARK).map(str::to_owned).unwrap_or(text).into())
    }
}

/// The byte order mark.
const MARK: char = '\u{FEFF}';

fn utf8(bytes: &[u8]) -> Result<Cow<'_, str>, NotText> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix(MARK).unwrap_or(text).into()),
        Err(_) if is_windows_1252(bytes) => Err(NotText::Windows1252),
        Err(_) => Err(NotText::Unknown),
    }
}

/// Whether bytes that are not UTF-8 are a Windows-1252 text: mostly ASCII without control characters, the rest characters
/// that Windows-1252 has.
fn is_windows_1252(bytes: &[u8]) -> bool {
    let is_character = |byte: &u8| match byte {
        b'\t' | b'\n' | b'\r' => true,
        0x81 | 0x8D | 0x8F | 0x90 | 0x9D => false,
        byte => !byte.is_ascii_control(),
    };
    let ascii = bytes.iter().filter(|byte| byte.is_ascii()).count();
    2 * ascii > bytes.len() && bytes.iter().all(is_character)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, NotText> {
        Encoding::of(bytes).decode(bytes)
    }

    const TEXT: &str = "{\"sum\": \"£7.50m – 1\u{1F600}\"}";

    fn utf16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    #[test]
    fn reads_utf_8_and_utf_16_with_and_without_their_mark() {
        let marked = format!("{MARK}{TEXT}");
        for text in [TEXT, &marked] {
            assert_eq!(decode(text.as_bytes()).unwrap(), TEXT);
            assert_eq!(decode(&utf16(text, u16::to_le_bytes)).unwrap(), TEXT);
            assert_eq!(decode(&utf16(text, u16::to_be_bytes)).unwrap(), TEXT);
        }
        assert_eq!(decode(b"").unwrap(), "");
        assert!(matches!(decode(TEXT.as_bytes()), Ok(Cow::Borrowed(_))), "the usual case copies nothing");
    }

    #[test]
    fn names_windows_1252_and_never_reads_it() {
        assert_eq!(decode(b"{\"sum\": \"\xA37.50m \x96 \x80\"}"), Err(NotText::Windows1252));
    }

    #[test]
    fn refuses_what_is_no_text() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), Err(NotText::Unknown));
        assert_eq!(decode(b"\xFF"), Err(NotText::Unknown));
        assert_eq!(decode(b"{\"a\x8D\": 1}"), Err(NotText::Unknown), "not a character of Windows-1252");
        assert_eq!(decode(b"\xFF\xFE{\x00\x00\xD8"), Err(NotText::Unknown), "half a pair");
        assert_eq!(decode(b"\xFF\xFE{"), Err(NotText::Unknown), "half a unit");
    }
}
