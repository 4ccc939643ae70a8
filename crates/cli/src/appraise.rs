//! `appraise`: one deal, as a short report or with every figure.

use crate::failure::Failure;
use crate::input;
use crate::outcome::{self, FIGURES, Outcome, PARTNER_FIGURES};
use crate::words::{json as json_text, printable, table};
use appraisal::{CheckedDeal, Results, appraise};
use serde::Serialize;
use std::io::Write;
use std::path::Path;

/// Every figure of a deal, under stable keys. Amounts are in pence.
#[derive(Serialize)]
pub(crate) struct Result<'a> {
    version: u32,
    /// The line number in a batch.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    deal: &'a str,
    fingerprint: String,
    rule_set: &'a str,
    #[serde(flatten)]
    results: Results,
}

impl<'a> Result<'a> {
    /// The result as it is written.
    pub(crate) fn new(line: Option<u64>, checked: &'a CheckedDeal) -> Self {
        let deal = checked.deal();
        Self {
            version: outcome::VERSION,
            line,
            deal: &deal.title,
            fingerprint: outcome::name_of(deal),
            rule_set: &deal.rule_set,
            results: Results::of(checked),
        }
    }
}

/// Appraises a deal and writes its figures.
pub(crate) fn run(file: &Path, json: bool, out: &mut impl Write) -> std::result::Result<(), Failure> {
    let checked = input::checked(file)?;
    if json {
        writeln!(out, "{}", json_text(&Result::new(None, &checked), true))?;
    } else {
        let appraisal = appraise(&checked);
        out.write_all(report(&Outcome::of(checked.deal(), &appraisal)).as_bytes())?;
    }
    Ok(())
}

fn report(outcome: &Outcome) -> String {
    let Outcome { deal, fingerprint, months, start, .. } = outcome;
    let figure = |(label, write): &(&str, fn(&Outcome) -> String)| vec![(*label).to_owned(), write(outcome)];
    let figures: Vec<Vec<String>> = FIGURES.iter().map(figure).collect();
    let mut partners = vec![Vec::from(["Partner".to_owned()])];
    partners[0].extend(PARTNER_FIGURES.iter().map(|(label, _)| (*label).to_owned()));
    for partner in &outcome.partners {
        let mut row = vec![partner.name.clone()];
        row.extend(PARTNER_FIGURES.iter().map(|(_, write)| write(partner)));
        partners.push(row);
    }
    let deal = printable(deal);
    format!("{deal}\nDeal {fingerprint}, {months} months from {start}\n\n{}\n{}", table(&figures), table(&partners))
}
