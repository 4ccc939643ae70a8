//! Drafts of derivations, and figures that are sums of the ledger: filters, with their names.

use super::catalogue::key;
use super::names::line_name;
use super::{Counted, Enters, Made, OpenBook, Operand, Step, Term, Value};
use crate::ledger::{Account, Movement};
use crate::postings::Line;
use crate::units::Pence;
use std::ops::RangeInclusive;

/// The formula of a sum of the ledger without entries.
const NOTHING_BOOKED: &str = "no ledger entry";
/// The formula of any other sum without terms.
const NOTHING_COUNTED: &str = "nothing to add up";

/// A derivation under construction.
pub(super) struct Draft {
    pub(super) made: Made,
    pub(super) formula: String,
    pub(super) rule: String,
    pub(super) operands: Vec<Operand>,
    pub(super) terms: Vec<Term>,
    pub(super) steps: Vec<Step>,
    /// The range of their time points that matters, if not all.
    pub(super) shown: Option<(usize, usize)>,
}

impl Draft {
    fn new(made: Made, formula: String, rule: &str, operands: Vec<Operand>) -> Self {
        Self { made, formula, rule: rule.to_owned(), operands, terms: Vec::new(), steps: Vec::new(), shown: None }
            .named()
    }

    /// A figure that is the sum of the signed operands; the others are inputs of the rule.
    pub(super) fn sum(operands: Vec<Operand>, rule: &str) -> Self {
        Self::new(Made::Sum, formula_of(&operands), rule, operands).or_no(NOTHING_COUNTED)
    }

    /// A figure calculated by the formula.
    pub(super) fn arithmetic(formula: impl Into<String>, operands: Vec<Operand>, rule: &str) -> Self {
        Self::new(Made::Arithmetic, formula.into(), rule, operands)
    }

    /// A figure found in the series of its steps.
    pub(super) fn found(formula: &str, operands: Vec<Operand>, steps: Vec<Step>) -> Self {
        Self { steps, ..Self::new(Made::Found, formula.to_owned(), "", operands) }
    }

    /// Says what there is none of, if the sum has no terms.
    pub(super) fn or_no(self, what: &str) -> Self {
        let has_terms = self.operands.iter().any(|operand| operand.enters.is_some());
        if has_terms { self } else { Self { formula: format!("{what}, so the figure is zero"), ..self } }
    }

    pub(super) fn with_steps(self, steps: Vec<Step>) -> Self {
        Self { steps, ..self }
    }

    /// Appends to the rule the names of inputs it does not mention.
    fn named(mut self) -> Self {
        let text = format!("{} {}", self.formula, self.rule).to_lowercase();
        let mut missing: Vec<&str> = Vec::new();
        for operand in &self.operands {
            if !text.contains(&operand.name.to_lowercase()) && !missing.contains(&operand.name) {
                missing.push(operand.name);
            }
        }
        if !missing.is_empty() {
            self.rule = format!("{} Inputs: {}.", self.rule, missing.join(", ")).trim_start().to_owned();
        }
        self
    }
}

/// Operands that are added.
pub(super) fn added(operands: Vec<Operand>) -> Vec<Operand> {
    operands.into_iter().map(|operand| operand.entering(Enters::Added)).collect()
}

/// Operands that are subtracted.
pub(super) fn taken_off(operands: Vec<Operand>) -> Vec<Operand> {
    operands.into_iter().map(|operand| operand.entering(Enters::TakenOff)).collect()
}

/// The names of the signed operands; a name shared by consecutive operands appears once. Where all are subtracted the minus
/// is before a bracket: "less a - b" could be read as less (a - b).
fn formula_of(operands: &[Operand]) -> String {
    let mut entering: Vec<(&str, Enters)> =
        operands.iter().filter_map(|operand| Some((operand.name, operand.enters?))).collect();
    entering.dedup();
    if !entering.is_empty() && entering.iter().all(|(_, enters)| *enters == Enters::TakenOff) {
        let names: Vec<&str> = entering.iter().map(|(name, _)| *name).collect();
        return if names.len() == 1 { format!("minus {}", names[0]) } else { format!("minus ({})", names.join(" + ")) };
    }
    let join = |formula: String, (name, enters): (&str, Enters)| match (formula.is_empty(), enters) {
        (true, Enters::Added) => name.to_owned(),
        (true, Enters::TakenOff) => format!("minus {name}"),
        (false, Enters::Added) => format!("{formula} + {name}"),
        (false, Enters::TakenOff) => format!("{formula} - {name}"),
    };
    entering.into_iter().fold(String::new(), join)
}

/// The sign with which amounts of a term enter a figure; payments are negative in the ledger.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Flow {
    /// Receipts, or a memo line: added.
    In,
    /// Payments, shown as a positive amount: the negative amounts are subtracted.
    Out,
    /// Payments, deducted from the figure: the negative amounts are added.
    LessOut,
    /// Receipts, or a memo line, deducted from the figure.
    LessIn,
}

impl Flow {
    fn is_plus(self) -> bool {
        matches!(self, Self::In | Self::LessOut)
    }

    fn enters(self) -> Enters {
        if matches!(self, Self::LessOut | Self::LessIn) { Enters::TakenOff } else { Enters::Added }
    }
}

/// A sum of the ledger under construction.
pub(super) struct Sum<'b> {
    book: &'b OpenBook<'b>,
    partner: Option<String>,
    from_k: usize,
    to_k: usize,
    parts: Vec<(Term, Operand)>,
}

impl<'b> Sum<'b> {
    /// Over the whole life of the deal.
    pub(super) fn of(book: &'b OpenBook<'b>) -> Self {
        let to_k = book.appraisal.net.len().saturating_sub(1);
        Self { book, partner: None, from_k: 0, to_k, parts: Vec::new() }
    }

    /// The lines of one partner.
    pub(super) fn of_partner(self, id: &str) -> Self {
        Self { partner: Some(id.to_owned()), ..self }
    }

    /// Up to a time point.
    pub(super) fn up_to(self, k: usize) -> Self {
        Self { to_k: k, ..self }
    }

    /// Within a reporting year.
    pub(super) fn in_year(self, year: usize) -> Self {
        let points = self.book.appraisal.years.time_points(year, self.to_k);
        // A year without time points has an empty range.
        let (from_k, to_k) = if points.is_empty() { (1, 0) } else { (points.start, points.end - 1) };
        Self { from_k, to_k, ..self }
    }

    /// The movements of some kinds.
    pub(super) fn term(self, flow: Flow, name: &'static str, movements: &[Movement]) -> Self {
        self.accounts(flow, name, movements.iter().copied().map(Account::Movement).collect(), None)
    }

    /// The same, for movements with a figure of their own.
    pub(super) fn figure(self, flow: Flow, name: &'static str, movements: &[Movement], figure: String) -> Self {
        self.accounts(flow, name, movements.iter().copied().map(Account::Movement).collect(), Some(figure))
    }

    /// One term for each line of a kind.
    pub(super) fn lines(mut self, flow: Flow, is_of_kind: impl Fn(Line) -> bool) -> Self {
        for line in Line::ALL.into_iter().filter(|line| is_of_kind(*line)) {
            let figure = Some(format!("line/{}", key(line))).filter(|_| self.is_of_whole_life());
            self = self.accounts(flow, line_name(line), vec![Account::Operating(line)], figure);
        }
        self
    }

    /// The time points it is over.
    pub(super) fn points(&self) -> RangeInclusive<usize> {
        self.from_k..=self.to_k
    }

    pub(super) fn is_of_whole_life(&self) -> bool {
        self.from_k == 0 && self.to_k + 1 == self.book.appraisal.net.len()
    }

    /// Works at base prices.
    pub(super) fn works_at_base(self) -> Self {
        let works = [Line::Build, Line::Externals, Line::Abnormals, Line::Infrastructure, Line::Contingency];
        let accounts = works.map(Account::Operating).to_vec();
        self.counting(Counted::Base, Flow::In, "works and contingency at base prices", accounts, None)
    }

    fn accounts(self, flow: Flow, name: &'static str, accounts: Vec<Account>, figure: Option<String>) -> Self {
        self.counting(Counted::Amount, flow, name, accounts, figure)
    }

    /// Adds a term; a term without entries is omitted.
    fn counting(
        mut self,
        counted: Counted,
        flow: Flow,
        name: &'static str,
        accounts: Vec<Account>,
        figure: Option<String>,
    ) -> Self {
        let (partner, from_k, to_k) = (self.partner.clone(), self.from_k, self.to_k);
        let mut term =
            Term { name, plus: flow.is_plus(), accounts, partner, from_k, to_k, counted, total: Pence::ZERO };
        let of_term = self.book.entries.iter().filter(|entry| self.book.is_of(&term, entry));
        let amounts: Vec<Pence> = of_term.map(|entry| term.counts(entry)).collect();
        if amounts.iter().all(|amount| *amount == Pence::ZERO) {
            return self;
        }
        term.total = amounts.into_iter().sum();
        let enters = flow.enters();
        let shown = if enters == Enters::TakenOff { -term.total } else { term.total };
        let of = term.partner.as_deref().map(|id| self.book.partner_name(id)).into_iter().collect();
        let operand = Operand { of, figure, ..Operand::plain(name, Value::Pence(shown)) };
        self.parts.push((term, operand.entering(enters)));
        self
    }

    /// Ends with the rule and the inputs it depends on.
    pub(super) fn by(self, rule: &str, inputs: Vec<Operand>) -> Draft {
        let (terms, operands): (Vec<Term>, Vec<Operand>) = self.parts.into_iter().unzip();
        let operands = operands.into_iter().chain(inputs).collect();
        Draft { terms, ..Draft::sum(operands, rule) }.or_no(NOTHING_BOOKED)
    }
}
