//! Deflate with a dictionary: text that is in the dictionary costs next to nothing (RFC 1951; zlib calls it a preset dictionary).

use deal::document::MOST_BYTES;
use miniz_oxide::deflate::core::{CompressorOxide, TDEFLFlush, compress_to_output, create_comp_flags_from_zip_params};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

/// The strongest compression: a link is made once and read by many.
const LEVEL: i32 = 9;

/// A negative window leaves out the header of zlib; zero is the default strategy.
const RAW: i32 = -15;
const DEFAULT: i32 = 0;

/// Compresses a text; the reader needs the same dictionary.
pub(crate) fn deflated(text: &[u8], dictionary: &[u8]) -> Vec<u8> {
    let mut compressor = CompressorOxide::new(create_comp_flags_from_zip_params(LEVEL, RAW, DEFAULT));
    // What has been compressed up to a flush can be referred to after it: the dictionary is compressed, and its output dropped.
    if !dictionary.is_empty() {
        compress_to_output(&mut compressor, dictionary, TDEFLFlush::Sync, |_| true);
    }
    let mut output = Vec::new();
    compress_to_output(&mut compressor, text, TDEFLFlush::Finish, |bytes| {
        output.extend_from_slice(bytes);
        true
    });
    output
}

/// The text that was compressed; `None` if it is damaged, or longer than any document.
pub(crate) fn inflated(mut packed: &[u8], dictionary: &[u8]) -> Option<Vec<u8>> {
    let most = dictionary.len() + MOST_BYTES;
    let mut decompressor = Box::<DecompressorOxide>::default();
    let mut text = dictionary.to_vec();
    let mut filled = text.len();
    loop {
        let room = (2 * text.len()).max(filled + 4 * packed.len()).max(1).min(most);
        text.resize(room, 0);
        let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let (status, read, written) = decompress(&mut decompressor, packed, &mut text, filled, flags);
        (packed, filled) = (packed.get(read..)?, filled + written);
        match status {
            TINFLStatus::Done => {
                text.truncate(filled);
                return Some(text.split_off(dictionary.len()));
            }
            TINFLStatus::HasMoreOutput if text.len() < most => {}
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_with_its_dictionary_and_costs_little() {
        let dictionary: String = (0..2_000).map(|n| format!("{n} ")).collect();
        let text = dictionary.replace("1200 ", "twelve hundred ");
        let packed = deflated(text.as_bytes(), dictionary.as_bytes());
        assert!(packed.len() < 150, "{}", packed.len());
        assert_eq!(inflated(&packed, dictionary.as_bytes()).unwrap(), text.as_bytes());
        assert_ne!(inflated(&packed, b"").as_deref(), Some(text.as_bytes()));
        assert_eq!(inflated(&packed[..packed.len() - 1], dictionary.as_bytes()), None);
        assert_eq!(inflated(&deflated(b"", b""), b"").as_deref(), Some(&b""[..]));
    }

    #[test]
    fn the_longest_document_comes_back_and_a_bomb_is_refused() {
        let longest = vec![b' '; MOST_BYTES];
        assert_eq!(inflated(&deflated(&longest, b"abc"), b"abc").as_ref(), Some(&longest));
        for size in [MOST_BYTES + 1, 50 * MOST_BYTES] {
            assert_eq!(inflated(&deflated(&vec![b' '; size], b""), b""), None);
        }
    }
}
