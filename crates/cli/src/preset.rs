//! `preset`: the deals supplied with the program.

use crate::failure::Failure;
use appraisal::document;
use appraisal::samples::{ALL, PRESETS};
use std::io::Write;

/// Lists the presets, or writes the one with this name.
pub(crate) fn run(name: Option<&str>, out: &mut impl Write) -> Result<(), Failure> {
    let Some(name) = name else {
        return list(out);
    };
    let Some(sample) = ALL.iter().find(|sample| sample.name == name) else {
        let names: Vec<&str> = ALL.iter().map(|sample| sample.name).collect();
        return Err(Failure::Bad(format!("There is no preset {name}. The presets are: {}.", names.join(", "))));
    };
    out.write_all(sample.document.as_bytes())?;
    Ok(())
}

/// Lists the presets by the ids of method 1.2, each with its sentence, followed by the titles of the other golden cases.
fn list(out: &mut impl Write) -> Result<(), Failure> {
    let width = ALL.iter().map(|sample| sample.name.len()).max().unwrap_or(0);
    for preset in PRESETS {
        writeln!(out, "{:<3}  {:<width$}  {}. {}", preset.id, preset.name, preset.title, preset.sentence)?;
    }
    writeln!(out, "P9 and P10 are also calculated for every deal: see the key alternatives in --json.")?;
    for sample in ALL.iter().filter(|sample| PRESETS.iter().all(|preset| preset.name != sample.name)) {
        let deal = document::open(sample.document).map_err(|why| Failure::Bad(why.to_string()))?;
        writeln!(out, "     {:<width$}  {}", sample.name, deal.title)?;
    }
    Ok(())
}
