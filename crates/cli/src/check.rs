//! `check`: whether a deal can be worked out.

use crate::failure::Failure;
use crate::{input, outcome, words};
use std::io::Write;
use std::path::Path;

/// Says that a deal can be worked out; what is to be put right comes as the failure.
pub(crate) fn run(file: &Path, out: &mut impl Write) -> Result<(), Failure> {
    let checked = input::checked(file)?;
    let deal = checked.deal();
    writeln!(out, "{}: nothing to put right. Deal {}.", words::printable(&deal.title), outcome::name_of(deal))?;
    Ok(())
}
