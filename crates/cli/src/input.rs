//! From a file, standard input or a line of text to a checked deal.

use crate::failure::Failure;
use crate::words;
use appraisal::document::{self, MOST_FILE_BYTES, NotOpened};
use appraisal::{CheckedDeal, Finding, check};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The name for standard input.
const STANDARD_INPUT: &str = "-";

/// Why a text is not a deal that can be calculated.
pub(crate) enum Refused {
    /// It is not a document of a deal.
    NotOpened(NotOpened),
    /// The deal has errors.
    Findings(Vec<Finding>),
}

impl Refused {
    /// The errors, by field.
    pub(crate) fn findings(&self) -> &[Finding] {
        match self {
            Self::Findings(findings) => findings,
            Self::NotOpened(_) => &[],
        }
    }

    /// The error, in a sentence.
    pub(crate) fn sentence(&self) -> String {
        match self {
            Self::NotOpened(why) => words::printable(&why.to_string()),
            Self::Findings(findings) if findings.len() == 1 => "One value must be corrected.".to_owned(),
            Self::Findings(findings) => format!("{} values must be corrected.", findings.len()),
        }
    }
}

/// Reads, opens and checks the deal of a file.
pub(crate) fn checked(file: &Path) -> Result<CheckedDeal, Failure> {
    let bytes = read(file).map_err(|error| {
        Failure::Io(format!("{} could not be read: {error}.", words::printable(&file.display().to_string())))
    })?;
    opened(&bytes).map_err(|refused| {
        let mut text = format!("{}: {}", words::printable(&file.display().to_string()), refused.sentence());
        for finding in refused.findings() {
            text.push_str("\n  ");
            text.push_str(&words::finding(finding));
        }
        Failure::Bad(text)
    })
}

/// Whether a name means standard input.
pub(crate) fn is_standard_input(file: &Path) -> bool {
    file.as_os_str() == STANDARD_INPUT
}

/// Opens and checks the deal of a text.
pub(crate) fn opened(bytes: &[u8]) -> Result<CheckedDeal, Refused> {
    let deal = document::read(bytes).map_err(Refused::NotOpened)?;
    check(&deal).map_err(Refused::Findings)
}

/// Reads one byte more than the limit, which is enough to reject a file that is too long.
fn read(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = MOST_FILE_BYTES as u64 + 1;
    if is_standard_input(file) {
        io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    } else {
        File::open(file)?.take(most).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}
