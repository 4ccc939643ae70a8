//! `explain`: the derivation of one figure of a deal, or the list of figures.

use crate::failure::Failure;
use crate::{input, words};
use appraisal::appraise;
use appraisal::explain::OpenBook;
use std::io::Write;
use std::path::Path;

/// Writes the derivation of a figure as JSON: formula, operands with their marks, ledger lines, steps. Without a figure
/// it lists the figures of the deal, one per line.
pub(crate) fn run(file: &Path, figure: Option<&str>, out: &mut impl Write) -> Result<(), Failure> {
    let checked = input::checked(file)?;
    let appraisal = appraise(&checked);
    let book = OpenBook::of(&checked, &appraisal);
    let Some(figure) = figure else {
        for id in book.ids() {
            writeln!(out, "{}", words::printable(&id))?;
        }
        return Ok(());
    };
    let Some(derivation) = book.explain(figure) else {
        return Err(Failure::Bad(format!(
            "The deal has no figure \"{figure}\". `common-ground explain {}` lists those it has.",
            file.display()
        )));
    };
    writeln!(out, "{}", words::json(&derivation, true))?;
    Ok(())
}
