//! `compare`: the main figures of several deals in columns.

use crate::failure::Failure;
use crate::input::{self, is_standard_input};
use crate::outcome::{self, FIGURES, Outcome, PARTNER_FIGURES, PartnerOutcome};
use crate::words::{self, NO_FIGURE, table};
use appraisal::alternatives::{Alternatives, alternatives_at};
use appraisal::offers::earliest_start;
use appraisal::{Appraisal, CheckedDeal, Offer, appraise, compare_offers};
use serde::Serialize;
use std::io::Write;
use std::path::PathBuf;

/// The widest column heading, in characters.
const WIDEST: usize = 32;

/// Several deals, in the order in which they were named.
#[derive(Serialize)]
struct Compared {
    version: u32,
    deals: Vec<Outcome>,
    /// Each as an offer to the council of the first deal, by the columns of method 3.9; present values at the earliest
    /// start.
    offers: Vec<Offer>,
    /// The alternatives of the landowner of the first deal, at the same date: a sale today, and building alone.
    instead: Option<Alternatives>,
}

impl Compared {
    fn of(deals: Vec<Outcome>, pairs: &[(&CheckedDeal, &Appraisal)]) -> Self {
        let first = pairs.first().zip(earliest_start(pairs.iter().map(|(checked, _)| checked.deal())));
        let offers = first.map(|((checked, _), at)| compare_offers(checked.deal(), pairs, at));
        let instead = first.map(|((checked, result), at)| alternatives_at(checked, result, at));
        Self { version: outcome::VERSION, deals, offers: offers.unwrap_or_default(), instead }
    }
}

/// Calculates several deals and compares them.
pub(crate) fn run(files: &[PathBuf], json: bool, out: &mut impl Write) -> Result<(), Failure> {
    if files.iter().filter(|file| is_standard_input(file)).count() > 1 {
        return Err(Failure::Bad("Standard input can be named once only.".to_owned()));
    }
    let checked = files.iter().map(|file| input::checked(file)).collect::<Result<Vec<_>, _>>()?;
    let appraisals: Vec<Appraisal> = checked.iter().map(appraise).collect();
    let pairs: Vec<_> = checked.iter().zip(&appraisals).collect();
    let deals: Vec<Outcome> = pairs.iter().map(|(checked, result)| Outcome::of(checked.deal(), result)).collect();
    if json {
        writeln!(out, "{}", words::json(&Compared::of(deals, &pairs), true))?;
    } else {
        out.write_all(side_by_side(&deals).as_bytes())?;
    }
    Ok(())
}

/// A column for each deal, a row for each figure, and the partners of all deals by their ids.
fn side_by_side(deals: &[Outcome]) -> String {
    let row = |label: String, cell: &dyn Fn(&Outcome) -> String| -> Vec<String> {
        std::iter::once(label).chain(deals.iter().map(cell)).collect()
    };
    let mut rows = vec![row(String::new(), &|deal| shortened(&deal.deal))];
    rows.push(row("Deal".to_owned(), &|deal| deal.fingerprint.clone()));
    rows.push(row("Months".to_owned(), &|deal| deal.months.to_string()));
    rows.extend(FIGURES.iter().map(|(label, write)| row((*label).to_owned(), write)));
    for known in partners(deals) {
        for (label, write) in PARTNER_FIGURES {
            let cell = |deal: &Outcome| {
                let partner = deal.partners.iter().find(|partner| partner.id == known.id);
                partner.map_or_else(|| NO_FIGURE.to_owned(), write)
            };
            rows.push(row(format!("{}: {label}", known.name), &cell));
        }
    }
    table(&rows)
}

/// Every partner once, with the name from the first deal that includes it.
fn partners(deals: &[Outcome]) -> Vec<&PartnerOutcome> {
    let mut known: Vec<&PartnerOutcome> = Vec::new();
    for partner in deals.iter().flat_map(|deal| &deal.partners) {
        if !known.iter().any(|other| other.id == partner.id) {
            known.push(partner);
        }
    }
    known
}

fn shortened(title: &str) -> String {
    if title.chars().count() <= WIDEST {
        return title.to_owned();
    }
    let kept: String = title.chars().take(WIDEST - 1).collect();
    format!("{}…", kept.trim_end())
}
