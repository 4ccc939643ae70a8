//! The open book: how any figure of an appraisal is worked out. A figure has a formula, operands that lead back to other
//! figures or to inputs of the deal with their marks, and, where it is a sum of the ledger, the ledger entries themselves.

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
    /// Its name; `*` stands for the id of a partner, the number of a year from 0, a tenure or a line.
    pub id: &'static str,
    /// What it is called.
    pub label: &'static str,
}

/// What a figure or an operand stands at.
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
    /// A sum and the time point at which it stands.
    Dated(Dated),
    /// Rates of return as yearly fractions.
    Rates(RatesOfReturn),
    /// There is none.
    None,
}

/// How an operand enters a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Enters {
    /// It is added.
    Added,
    /// It is taken off.
    TakenOff,
}

/// Something that a figure is worked out of.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Operand {
    /// What it is called in the formula.
    pub name: &'static str,
    /// The names of the rows of the deal that it belongs to: a phase, a home type, a partner.
    pub of: Vec<String>,
    /// Its value.
    pub value: Value,
    /// Whether it is added or taken off, where the figure is a sum; an input that a rule mentions does not enter the sum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enters: Option<Enters>,
    /// The figure that it is, where it is worked out itself.
    pub figure: Option<String>,
    /// The path of the input in the deal, where it is one.
    pub path: Option<String>,
    /// How sure the input is.
    pub mark: Option<MarkKind>,
    /// The codes of its sources, by the deal's list of sources.
    pub sources: Vec<String>,
}

impl Operand {
    /// An operand that is neither a figure of its own nor an input.
    fn plain(name: &'static str, value: Value) -> Self {
        let (of, sources) = (Vec::new(), Vec::new());
        Self { name, of, value, enters: None, figure: None, path: None, mark: None, sources }
    }

    fn entering(self, enters: Enters) -> Self {
        Self { enters: Some(enters), ..self }
    }
}

/// How a figure follows from what its derivation lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Made {
    /// The operands that enter, with their signs, add up to it; so do the ledger entries, where any are listed.
    Sum,
    /// The formula is arithmetic on the operands. A percentage counts as a fraction.
    Arithmetic,
    /// It is found in the series of the steps: a rate, a maximum, a date or a present value.
    Found,
}

/// Which amount of a line is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    /// What was booked.
    Amount,
    /// What it is at base prices.
    Base,
}

/// A filter of the ledger: the lines of some accounts, all or those of one partner, in a stretch of time.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Term {
    /// What the lines are together.
    pub name: &'static str,
    /// Whether the signed amounts are added; otherwise they are taken off, as with what goes out (which is negative).
    pub plus: bool,
    /// The accounts.
    pub accounts: Vec<Account>,
    /// The id of the partner; none means the lines of all.
    pub partner: Option<String>,
    /// The first time point.
    pub from_k: usize,
    /// The last time point.
    pub to_k: usize,
    /// Which amount is counted.
    pub counted: Counted,
    /// What the term comes to, with its sign.
    pub total: Pence,
}

impl Term {
    /// What an entry that it finds adds to the figure.
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
    /// Where in its month it stands.
    pub side: Side,
    /// What it is booked to.
    pub account: Account,
    /// Whether no cash moves.
    pub memo: bool,
    /// Cash in is positive, cash out negative; a memo line is positive where it adds to what it records.
    pub amount: Pence,
    /// The amount at base prices, where it is raised by an index.
    pub base: Option<Pence>,
    /// The index by which it is raised.
    pub index: Option<f64>,
    /// The id of the phase, where it belongs to one.
    pub phase: Option<String>,
    /// The id of the partner, where it belongs to one.
    pub partner: Option<String>,
    /// The path of the row of the deal that it comes from, where it comes from one.
    pub row: Option<String>,
}

/// A line of the ledger as part of a figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CountedLine {
    /// The line.
    #[serde(flatten)]
    pub line: LedgerLine,
    /// What it adds to the figure: the amount that its term counts, with the sign with which it enters.
    pub counts: Pence,
}

/// What is worked out on the way to a figure that is no sum of lines.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Sums at time points 0 to N.
    Series {
        /// What they are.
        name: &'static str,
        /// The sums, in pence.
        values: Vec<Pence>,
    },
    /// Factors at time points 0 to N.
    Factors {
        /// What they are.
        name: &'static str,
        /// The factors.
        values: Vec<f64>,
    },
    /// The largest sum of a series, and the first time point at which it stands.
    Maximum(Dated),
    /// A rate that was found, and what the flows are worth at it: the present value over the gross present value.
    Root {
        /// The rate, as a yearly fraction.
        rate: f64,
        /// Present value at this rate over that of all flows taken without their sign.
        present_value_over_gross: f64,
    },
    /// What is left after a factor is applied.
    Factor {
        /// What the factor stands for.
        name: &'static str,
        /// The factor.
        factor: f64,
        /// What is left.
        after: f64,
    },
}

/// How a figure is worked out.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Derivation {
    /// The id of the figure.
    pub figure: String,
    /// What it is called.
    pub label: &'static str,
    /// Its value.
    pub value: Value,
    /// How it follows from what is listed.
    pub made: Made,
    /// The formula: arithmetic on the names of the operands, or a sentence where the figure is found in a series.
    pub formula: String,
    /// The rule behind it, with its section of the method; formula and rule name every operand.
    pub rule: String,
    /// What it is worked out of.
    pub operands: Vec<Operand>,
    /// Where the figure is a sum of the ledger: the filters that find its lines.
    pub terms: Vec<Term>,
    /// The lines that the filters find, each once: `counts` adds up to the figure.
    pub ledger: Vec<CountedLine>,
    /// What is worked out on the way.
    pub steps: Vec<Step>,
}

impl Derivation {
    /// What the listed ledger lines add up to; none where no line is listed.
    #[must_use]
    pub fn ledger_total(&self) -> Option<Pence> {
        (!self.ledger.is_empty()).then(|| self.ledger.iter().map(|line| line.counts).sum())
    }

    /// Whether the listed ledger lines add up to the figure. A figure without lines does not claim to.
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

/// How one figure of an appraisal comes about; none where the appraisal has no such figure.
#[must_use]
pub fn explain(checked: &CheckedDeal, appraisal: &Appraisal, id: &str) -> Option<Derivation> {
    OpenBook::of(checked, appraisal).explain(id)
}

/// An appraisal with its ledger, open for any question.
pub struct OpenBook<'a> {
    checked: &'a CheckedDeal,
    appraisal: &'a Appraisal,
    document: Json,
    base: Option<Json>,
    run: Run,
    entries: Vec<Entry>,
}

impl<'a> OpenBook<'a> {
    /// Runs the deal once more, with a ledger. The appraisal must be that of the deal as it stands.
    #[must_use]
    pub fn of(checked: &'a CheckedDeal, appraisal: &'a Appraisal) -> Self {
        let (run, entries) = Run::logged(&checked.plan);
        let document = checked.deal.to_document();
        Self { checked, appraisal, document, base: None, run, entries }
    }

    /// The same, where every input that differs from another deal was typed by the user.
    #[must_use]
    pub fn changed_from(self, base: &Deal) -> Self {
        Self { base: Some(base.to_document()), ..self }
    }

    /// The names of all figures of this appraisal, in the order of the catalogue.
    #[must_use]
    pub fn ids(&self) -> Vec<String> {
        let ids = figures().iter().flat_map(|figure| catalogue::expand(figure.id, self));
        ids.filter(|id| values::value(self, id).is_some()).collect()
    }

    /// How one figure comes about.
    #[must_use]
    pub fn explain(&self, id: &str) -> Option<Derivation> {
        let figure = catalogue::find(id)?;
        let value = values::value(self, id)?;
        let draft = formulas::draft(self, id)?;
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
            steps: draft.steps,
        })
    }

    /// The whole ledger, in the order in which it was booked.
    #[must_use]
    pub fn ledger(&self) -> Vec<LedgerLine> {
        self.entries.iter().map(|entry| self.line(entry)).collect()
    }

    /// The inputs behind one line of the ledger, with their marks.
    #[must_use]
    pub fn inputs_of(&self, line: &LedgerLine) -> Vec<Operand> {
        inputs::of_line(self, line)
    }

    /// The lines that terms find, with what each adds to the figure.
    fn counted(&self, terms: &[Term]) -> Vec<CountedLine> {
        let line = |entry: &Entry| {
            let term = terms.iter().find(|term| self.is_of(term, entry))?;
            let counts = term.counts(entry);
            (counts != Pence::ZERO).then(|| CountedLine { line: self.line(entry), counts })
        };
        self.entries.iter().filter_map(line).collect()
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

/// Works out a deal and opens its book for one figure.
#[must_use]
pub fn explained(checked: &CheckedDeal, id: &str) -> Option<Derivation> {
    explain(checked, &appraise(checked), id)
}
