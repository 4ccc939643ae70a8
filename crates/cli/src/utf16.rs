//! Standard input of a batch as UTF-8, whichever encoding a Windows program wrote it in.

use appraisal::deal::encoding::Encoding;
use std::io::{self, BufRead, BufReader, Cursor, Read};

/// A byte that no UTF-8 text has. It replaces half a UTF-16 pair, so that only its line is refused.
const NO_TEXT: u8 = 0xFF;

/// The input as UTF-8, by the encoding of its first two bytes.
pub(crate) fn as_utf8(mut input: impl Read + Send + 'static) -> io::Result<Box<dyn BufRead + Send>> {
    let mut start = Vec::new();
    input.by_ref().take(2).read_to_end(&mut start)?;
    let unit_of = match Encoding::of(&start) {
        Encoding::Utf8 => return Ok(Box::new(BufReader::new(Cursor::new(start).chain(input)))),
        Encoding::Utf16Le => u16::from_le_bytes,
        Encoding::Utf16Be => u16::from_be_bytes,
    };
    Ok(Box::new(BufReader::new(Utf16 { input, unit_of, raw: start, text: Cursor::default() })))
}

/// Reads UTF-16 as UTF-8.
struct Utf16<R> {
    input: R,
    unit_of: fn([u8; 2]) -> u16,
    /// Bytes not yet decoded.
    raw: Vec<u8>,
    /// Decoded text not yet read.
    text: Cursor<Vec<u8>>,
}

impl<R: Read> Read for Utf16<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.text.read(out)? {
                0 if !out.is_empty() => {}
                read => return Ok(read),
            }
            let mut chunk = [0; 8192];
            let read = self.input.read(&mut chunk)?;
            self.raw.extend_from_slice(&chunk[..read]);
            if read == 0 && self.raw.is_empty() {
                return Ok(0);
            }
            self.text = Cursor::new(self.decoded(read == 0));
        }
    }
}

impl<R> Utf16<R> {
    /// The text of the bytes so far. Half a unit or half a pair waits for the next bytes, except at the end.
    fn decoded(&mut self, is_last: bool) -> Vec<u8> {
        let (pairs, rest) = self.raw.as_chunks::<2>();
        let mut units: Vec<u16> = pairs.iter().map(|pair| (self.unit_of)(*pair)).collect();
        let mut kept = rest.len();
        if !is_last && units.pop_if(|unit| (0xD800..0xDC00).contains(unit)).is_some() {
            kept += 2;
        }
        let mut text = Vec::with_capacity(units.len());
        for letter in char::decode_utf16(units) {
            match letter {
                Ok(letter) => text.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
                Err(_) => text.push(NO_TEXT),
            }
        }
        if is_last {
            text.extend(rest.iter().map(|_| NO_TEXT));
            kept = 0;
        }
        self.raw.drain(..self.raw.len() - kept);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, as a slow program may.
    struct Slow(Cursor<Vec<u8>>);

    impl Read for Slow {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let most = out.len().min(1);
            self.0.read(&mut out[..most])
        }
    }

    fn read(bytes: &[u8]) -> Vec<u8> {
        let mut text = Vec::new();
        as_utf8(Slow(Cursor::new(bytes.to_vec()))).unwrap().read_to_end(&mut text).unwrap();
        text
    }

    #[test]
    fn reads_every_encoding_a_byte_at_a_time() {
        let text = "\u{FEFF}£1\n\u{10A}\u{1F600}\n";
        let units = || text.encode_utf16();
        assert_eq!(read(text.as_bytes()), text.as_bytes());
        assert_eq!(read(&units().flat_map(u16::to_le_bytes).collect::<Vec<_>>()), text.as_bytes());
        assert_eq!(read(&units().flat_map(u16::to_be_bytes).collect::<Vec<_>>()), text.as_bytes());
        assert_eq!(read(b""), b"");
    }

    #[test]
    fn marks_half_a_pair_and_half_a_unit() {
        let text = [0xFF, 0xFE, b'a', 0, 0x3D, 0xD8, b'\n', 0, b'b', 0, b'c'];
        assert_eq!(read(&text), "\u{FEFF}a".bytes().chain([NO_TEXT, b'\n', b'b', NO_TEXT]).collect::<Vec<_>>());
    }
}
