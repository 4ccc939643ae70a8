//! `check`: whether a deal can be calculated.

use crate::failure::Failure;
use crate::{input, outcome, words};
use std::io::Write;
use std::path::Path;

/// Reports that a deal can be calculated; errors are returned as the failure.
pub(crate) fn run(file: &Path, out: &mut impl Write) -> Result<(), Failure> {
    let checked = input::checked(file)?;
    let deal = checked.deal();
    writeln!(out, "{}: no errors. Deal {}.", words::printable(&deal.title), outcome::name_of(deal))?;
    Ok(())
}
