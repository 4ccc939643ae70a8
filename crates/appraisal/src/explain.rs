//! The open book: how any figure of an appraisal is calculated. A figure has a formula, operands that lead to other
//! figures or to inputs of the deal with their marks, and, if it is a sum of the ledger, the ledger entries themselves.

mod accounts;
mod catalogue;
mod formulas;
mod inputs;
mod names;
mod rules;
mod sums;
mod values;

use crate::appraise::{Appraisal, appraise};
use crate::check::CheckedDeal;
use crate::ledger::{Account, Entry, Side};
use crate::measures::payback::Dated;
use crate::measures::rate_of_return::RatesOfReturn;
use crate::run::Run;
use crate::units::Pence;
use deal::{Deal, MarkKind};
use serde::Serialize;
use serde_json::Value as Json;

pub use names::{line_name, movement_name};

/// A figure that can be explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// Its id; `*` is replaced by the id of a partner, the index of a year, a tenure or a line.
    pub id: &'static str,
    /// Its label.
    pub label: &'static str,
}

/// The value of a figure or an operand.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Money in pence.
    Pence(Pence),
    /// A whole number.
    Count(i64),
    /// Any other number: a ratio, or an input in the unit of its field.
    Number(f64),
    /// A time point k.
    TimePoint(usize),
    /// An amount and its time point.
    Dated(Dated),
    /// Rates of return as yearly fractions.
    Rates(RatesOfReturn),
    /// No value.
    None,
}

/// The sign of an operand in a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Enters {
    /// It is added.
    Added,
    /// It is subtracted.
    TakenOff,
}

/// An operand of a figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Operand {
    /// Its name in the formula.
    pub name: &'static str,
    /// The names of the rows of the deal it belongs to: a phase, a home type, a partner.
    pub of: Vec<String>,
    /// Its value.
    pub value: Value,
    /// Whether it is added or subtracted, if the figure is a sum; none for an input that only the rule mentions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enters: Option<Enters>,
    /// The id of its own figure, if it has one.
    pub figure: Option<String>,
    /// The path of the input in the deal, if it is one.
    pub path: Option<String>,
    /// How reliable the input is.
    pub mark: Option<MarkKind>,
    /// The value of the input in the base deal, if it is another number there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub was: Option<Value>,
    /// The codes of its sources, by the deal's list of sources.
    pub sources: Vec<String>,
}

impl Operand {
    /// An operand that is neither a figure nor an input.
    fn plain(name: &'static str, value: Value) -> Self {
        let (of, sources) = (Vec::new(), Vec::new());
        Self { name, of, value, enters: None, figure: None, path: None, mark: None, was: None, sources }
    }

    fn entering(self, enters: Enters) -> Self {
        Self { enters: Some(enters), ..self }
    }
}

/// How the figure follows from the derivation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Made {
    /// The signed operands add up to it; so do the ledger entries, if any are listed.
    Sum,
    /// The formula is arithmetic on the operands. Percentages count as fractions.
    Arithmetic,
    /// It is found in the series of the steps: a rate, a maximum, a date or a present value.
    Found,
}

/// Which amount of a ledger line is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// The amount posted.
    Amount,
    /// The amount at base prices.
    Base,
}

/// A filter of the ledger: the lines of some accounts, of all partners or of one, within a range of time points.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Term {
    /// The name of these lines in the formula.
    pub name: &'static str,
    /// Whether the signed amounts are added; otherwise they are subtracted, as for payments, which are negative.
    pub plus: bool,
    /// The accounts.
    pub accounts: Vec<Account>,
    /// The id of the partner; none for all lines.
    pub partner: Option<String>,
    /// The first time point.
    pub from_k: usize,
    /// The last time point.
    pub to_k: usize,
    /// Which amount is counted.
    pub counted: Counted,
    /// The total of the term, with its sign, in pence.
    pub total: Pence,
}

impl Term {
    /// The amount that an entry adds to the figure.
    fn counts(&self, entry: &Entry) -> Pence {
        let amount = match self.counted {
            Counted::Amount => entry.amount,
            Counted::Base => entry.base.map_or(Pence::ZERO, |(base, _)| base),
        };
        if self.plus { amount } else { -amount }
    }
}

/// One line of the ledger.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LedgerLine {
    /// The time point.
    pub k: usize,
    /// The month it belongs to.
    pub month: usize,
    /// Whether it falls at the opening or the close of its month.
    pub side: Side,
    /// What it records.
    pub account: Account,
    /// Whether it moves no cash.
    pub memo: bool,
    /// In pence: receipts are positive, payments negative; a memo line is positive where it adds to the balance it
    /// records.
    pub amount: Pence,
    /// The amount at base prices, if it is indexed.
    pub base: Option<Pence>,
    /// The index applied.
    pub index: Option<f64>,
    /// The id of the phase, if any.
    pub phase: Option<String>,
    /// The id of the partner, if any.
    pub partner: Option<String>,
    /// The path of the row of the deal it comes from, if any.
    pub row: Option<String>,
}

/// A line of the ledger as part of a figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CountedLine {
    /// The line.
    #[serde(flatten)]
    pub line: LedgerLine,
    /// The names of what it is for: a phase or a partner, then the row of the deal, such as a home type, a loan or a tier.
    pub of: Vec<String>,
    /// The amount it adds to the figure: the amount its term counts, with the sign of the term.
    pub counts: Pence,
}

/// An intermediate result of a figure that is not a sum of ledger lines.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Amounts at time points 0 to N.
    Series {
        /// Their name.
        name: &'static str,
        /// The loan, loan note or account they belong to, where there are several.
        #[serde(skip_serializing_if = "Option::is_none")]
        of: Option<String>,
        /// The amounts, in pence.
        values: Vec<Pence>,
    },
    /// Factors at time points 0 to N.
    Factors {
        /// Their name.
        name: &'static str,
        /// The factors.
        values: Vec<f64>,
    },
    /// The largest amount of a series, and the first time point that reaches it.
    Maximum(Dated),
    /// A rate found, and the net present value at it divided by the gross present value.
    Root {
        /// The rate, as a yearly fraction.
        rate: f64,
        /// Net present value at this rate divided by the present value of all flows without their signs.
        present_value_over_gross: f64,
    },
    /// Why no rate is found.
    NoRate(NoRate),
    /// The result after applying a factor.
    Factor {
        /// The name of the factor.
        name: &'static str,
        /// The factor.
        factor: f64,
        /// The result.
        after: f64,
    },
}

/// Why a series of flows has no rate of return.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoRate {
    /// Nothing is put in or received.
    NoFlows,
    /// Of what is put in and received, each month's payments cancel out.
    CancelsOut,
    /// No flow is below zero.
    NothingIn,
    /// No flow is above zero.
    NothingBack,
    /// At every rate that is searched, what is received is worth more than what is put in.
    AlwaysMore,
    /// At every rate that is searched, what is received is worth less than what is put in.
    AlwaysLess,
}

impl NoRate {
    /// The reason that net flows without a rate give; `moves` is whether anything is put in or received.
    fn of(flows: &[Pence], moves: bool) -> Self {
        let has = |is_of_kind: fn(&Pence) -> bool| flows.iter().any(is_of_kind);
        match (has(|sum| *sum < Pence::ZERO), has(|sum| *sum > Pence::ZERO)) {
            (false, false) if moves => Self::CancelsOut,
            (false, false) => Self::NoFlows,
            (false, true) => Self::NothingIn,
            (true, false) => Self::NothingBack,
            // The net present value has no root among the rates that are searched, so its sign there is that of the total, its
            // value at 0%.
            (true, true) if flows.iter().sum::<Pence>().is_positive() => Self::AlwaysMore,
            (true, true) => Self::AlwaysLess,
        }
    }
}

impl Step {
    fn series(name: &'static str, values: Vec<Pence>) -> Self {
        Self::Series { name, of: None, values }
    }
}

/// The derivation of a figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Derivation {
    /// The id of the figure.
    pub figure: String,
    /// Its label.
    pub label: &'static str,
    /// Its value.
    pub value: Value,
    /// How it follows from the operands, ledger lines or steps.
    pub made: Made,
    /// The formula: arithmetic on the names of the operands, or a sentence where the figure is found in a series.
    pub formula: String,
    /// The rule behind it, with its section of the method. Every operand is named in the formula or the rule.
    pub rule: String,
    /// The operands.
    pub operands: Vec<Operand>,
    /// The filters that find its ledger lines, if the figure is a sum of the ledger.
    pub terms: Vec<Term>,
    /// The lines found, each once: their `counts` add up to the figure.
    pub ledger: Vec<CountedLine>,
    /// Intermediate results.
    pub steps: Vec<Step>,
    /// The time points of its series at which something falls at the opening of a month: land at its drawdown, or its
    /// costs. Such a flow is at the same moment as the end of the month before, and in the year that ends there
    /// (method 2.2).
    pub openings: Vec<usize>,
    /// Those of them at which cash also moves at the end of the month before.
    pub shared_openings: Vec<usize>,
    /// The first and last time point of the series that matter to the figure; none if all do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shown: Option<(usize, usize)>,
    /// Until when its return is earned, if that is after the last payment to its partner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub still_earned: Option<StillEarned>,
}

/// A return that is still earned after the last payment to its partner, on what is unpaid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct StillEarned {
    /// The last time point at which it is earned.
    pub to_k: usize,
    /// The months from the last payment to it; none if the partner receives nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months_after_last: Option<usize>,
}

impl Derivation {
    /// The total of the listed ledger lines; none if no line is listed.
    #[must_use]
    pub fn ledger_total(&self) -> Option<Pence> {
        (!self.ledger.is_empty()).then(|| self.ledger.iter().map(|line| line.counts).sum())
    }

    /// Whether the listed ledger lines add up to the figure; false if there are none.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        let amount = match self.value {
            Value::Pence(sum) => Some(sum),
            Value::Dated(dated) => Some(dated.amount),
            _ => None,
        };
        amount.is_some() && self.ledger_total() == amount
    }
}

/// Every kind of figure that can be explained.
#[must_use]
pub fn figures() -> &'static [Figure] {
    catalogue::FIGURES
}

/// The derivation of one figure of an appraisal; none if the appraisal has no such figure.
#[must_use]
pub fn explain(checked: &CheckedDeal, appraisal: &Appraisal, id: &str) -> Option<Derivation> {
    OpenBook::of(checked, appraisal).explain(id)
}

/// An appraisal with its ledger, to derive any figure from.
pub struct OpenBook<'a> {
    checked: &'a CheckedDeal,
    appraisal: &'a Appraisal,
    document: Json,
    base: Option<Json>,
    run: Run,
    entries: Vec<Entry>,
}

impl<'a> OpenBook<'a> {
    /// Runs the deal again with a ledger. The appraisal must be of the same deal.
    #[must_use]
    pub fn of(checked: &'a CheckedDeal, appraisal: &'a Appraisal) -> Self {
        let (run, entries) = Run::logged(&checked.plan);
        let document = checked.deal.to_document();
        Self { checked, appraisal, document, base: None, run, entries }
    }

    /// The same, with every input that differs from a base deal marked as typed by the user, beside its value there.
    #[must_use]
    pub fn changed_from(self, base: &Deal) -> Self {
        Self { base: Some(base.to_document()), ..self }
    }

    /// The ids of all figures of this appraisal, in the order of the catalogue.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        let ids = figures().iter().flat_map(|figure| catalogue::expand(figure.id, self));
        ids.filter(|id| values::value(self, id).is_some()).collect()
    }

    /// The derivation of one figure.
    #[must_use]
    pub fn explain(&self, id: &str) -> Option<Derivation> {
        let figure = catalogue::find(id)?;
        let value = values::value(self, id)?;
        let draft = formulas::draft(self, id)?;
        let openings = if draft.steps.is_empty() { Vec::new() } else { self.openings(id) };
        Some(Derivation {
            figure: id.to_owned(),
            label: figure.label,
            value,
            made: draft.made,
            formula: draft.formula,
            rule: draft.rule,
            operands: draft.operands,
            ledger: self.counted(&draft.terms),
            terms: draft.terms,
            shared_openings: self.shared(id, &openings),
            openings,
            steps: draft.steps,
            shown: draft.shown,
            still_earned: self.still_earned(id),
        })
    }

    /// The time points at which the flows behind a figure have an entry at the opening of a month.
    fn openings(&self, id: &str) -> Vec<usize> {
        openings_in(&self.entries, id, self.partner_of(id))
    }

    /// Those of some openings at which cash of the same partner, or of any, also moves at the end of the month before.
    fn shared(&self, id: &str, openings: &[usize]) -> Vec<usize> {
        let partner = self.partner_of(id);
        let is_of = |entry: &&Entry| partner.is_none_or(|place| entry.partner == Some(place));
        let moves = |entry: &Entry| entry.month().1 != Side::Open && !entry.account.is_memo();
        let closes = |k: &usize| self.entries.iter().filter(is_of).any(|entry| entry.k == *k && moves(entry));
        openings.iter().copied().filter(closes).collect()
    }

    /// The place of the partner in the id of a figure.
    fn partner_of(&self, id: &str) -> Option<usize> {
        self.partner_place(id.strip_prefix("partner/")?.split('/').next()?)
    }

    /// The whole ledger, in the order of posting.
    #[must_use]
    pub fn ledger(&self) -> Vec<LedgerLine> {
        self.entries.iter().map(|entry| self.line(entry)).collect()
    }

    /// The inputs behind one line of the ledger, with their marks.
    #[must_use]
    pub fn inputs_of(&self, line: &LedgerLine) -> Vec<Operand> {
        inputs::of_line(self, line)
    }

    /// The lines that terms find, with the amount each adds to the figure, in the order of time: at one moment, the end of a
    /// month comes before the start of the next.
    fn counted(&self, terms: &[Term]) -> Vec<CountedLine> {
        let line = |entry: &Entry| {
            let term = terms.iter().find(|term| self.is_of(term, entry))?;
            let counts = term.counts(entry);
            (counts != Pence::ZERO).then(|| {
                let line = self.line(entry);
                CountedLine { of: self.names_of_entry(entry, &line), line, counts }
            })
        };
        let mut lines: Vec<CountedLine> = self.entries.iter().filter_map(line).collect();
        lines.sort_by_key(|counted| (counted.line.k, counted.line.side == Side::Open));
        lines
    }

    fn line(&self, entry: &Entry) -> LedgerLine {
        let (month, side) = entry.month();
        let deal = &self.checked.deal;
        LedgerLine {
            k: entry.k,
            month,
            side,
            account: entry.account,
            memo: entry.account.is_memo(),
            amount: entry.amount,
            base: entry.base.map(|(base, _)| base),
            index: entry.base.map(|(_, index)| index),
            phase: entry.phase.and_then(|place| deal.phases.get(place)).map(|phase| phase.id.clone()),
            partner: entry.partner.and_then(|place| deal.partners.get(place)).map(|partner| partner.id.clone()),
            row: inputs::row_of(deal, entry),
        }
    }

    fn partner_place(&self, id: &str) -> Option<usize> {
        self.checked.deal.partners.iter().position(|partner| partner.id == id)
    }

    fn is_of(&self, term: &Term, entry: &Entry) -> bool {
        let of_partner =
            term.partner.as_ref().is_none_or(|id| entry.partner.is_some() && self.partner_place(id) == entry.partner);
        of_partner && (term.from_k..=term.to_k).contains(&entry.k) && term.accounts.contains(&entry.account)
    }
}

/// The time points at which entries behind a figure, of one partner or of all, fall at the opening of a month.
fn openings_in(entries: &[Entry], id: &str, partner: Option<usize>) -> Vec<usize> {
    let accounts = formulas::opening_accounts(id);
    let is_of = |entry: &&Entry| {
        entry.month().1 == Side::Open
            && accounts.contains(&entry.account)
            && partner.is_none_or(|place| entry.partner == Some(place))
    };
    let mut openings: Vec<usize> = entries.iter().filter(is_of).map(|entry| entry.k).collect();
    openings.sort_unstable();
    openings.dedup();
    openings
}

/// The time points at which money or land of a partner at risk moves at the opening of a month, as the derivation of its peak
/// exposure names them.
#[must_use]
pub fn exposure_openings(checked: &CheckedDeal, partner: usize) -> Vec<usize> {
    let (_, entries) = Run::logged(&checked.plan);
    openings_in(&entries, "partner/*/most_at_risk", Some(partner))
}

/// Appraises a deal and derives one figure.
#[must_use]
pub fn explained(checked: &CheckedDeal, id: &str) -> Option<Derivation> {
    explain(checked, &appraise(checked), id)
}
