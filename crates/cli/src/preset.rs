//! `preset`: the deals that come with the program.

use crate::failure::Failure;
use crate::words::not_opened;
use appraisal::document;
use appraisal::samples::ALL;
use std::io::Write;

/// Lists the presets, or writes the one of this name.
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

fn list(out: &mut impl Write) -> Result<(), Failure> {
    let width = ALL.iter().map(|sample| sample.name.len()).max().unwrap_or(0);
    for sample in ALL {
        let deal = document::open(sample.document).map_err(|why| Failure::Bad(not_opened(&why)))?;
        writeln!(out, "{:<width$}  {}", sample.name, deal.title)?;
    }
    Ok(())
}
