//! A short code for a text, so that two people can see whether they have the same deal or the same figures.

use sha2::{Digest, Sha256};

/// The first eight hexadecimal digits of the SHA-256 of a text, as `7f3a-91c2`.
#[must_use]
pub fn fingerprint(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    format!("{:02x}{:02x}-{:02x}{:02x}", digest[0], digest[1], digest[2], digest[3])
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_a_text() {
        // SHA-256 of "abc" begins ba7816bf (FIPS 180-2, appendix B.1).
        assert_eq!(super::fingerprint("abc"), "ba78-16bf");
    }
}
