//! Figures that are sums of lines of the ledger: filters, with the words for them.

use super::catalogue::key;
use super::{Counted, OpenBook, Operand, Step, Term, Value};
use crate::explain::inputs::line_name;
use crate::ledger::{Account, Movement};
use crate::postings::Line;
use crate::units::Pence;

/// A derivation as it is put together.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) formula: String,
    pub(super) operands: Vec<Operand>,
    pub(super) terms: Vec<Term>,
    pub(super) steps: Vec<Step>,
}

impl Draft {
    /// A figure that is no sum of lines.
    pub(super) fn of(formula: &str, operands: Vec<Operand>) -> Self {
        Self { formula: formula.to_owned(), operands, ..Self::default() }.named()
    }

    pub(super) fn with_steps(self, steps: Vec<Step>) -> Self {
        Self { steps, ..self }
    }

    /// Names at the end of the formula the operands that it has not named.
    pub(super) fn named(mut self) -> Self {
        let mut missing: Vec<&str> = Vec::new();
        for name in self.operands.iter().map(|operand| operand.name) {
            if !self.formula.contains(name) && !missing.contains(&name) {
                missing.push(name);
            }
        }
        if !missing.is_empty() {
            self.formula = format!("{} Inputs: {}.", self.formula, missing.join(", "));
        }
        self
    }
}

/// How the signed amounts of a term enter the figure.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Enters {
    /// What comes in, or a memo line: added.
    In,
    /// What goes out, shown as a positive sum: its negative amounts are taken off.
    Out,
    /// What goes out, taken off the figure: its negative amounts are added.
    LessOut,
    /// What comes in, or a memo line, taken off the figure.
    LessIn,
}

impl Enters {
    fn is_added(self) -> bool {
        matches!(self, Self::In | Self::LessOut)
    }

    fn is_less(self) -> bool {
        matches!(self, Self::LessOut | Self::LessIn)
    }
}

/// A sum as it is put together.
pub(super) struct Sum<'b> {
    book: &'b OpenBook<'b>,
    partner: Option<String>,
    from_k: usize,
    to_k: usize,
    draft: Draft,
}

impl<'b> Sum<'b> {
    /// Over the whole life of the deal.
    pub(super) fn of(book: &'b OpenBook<'b>) -> Self {
        let to_k = book.appraisal.net.len().saturating_sub(1);
        Self { book, partner: None, from_k: 0, to_k, draft: Draft::default() }
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
        // A year without a time point: a stretch that holds none.
        let (from_k, to_k) = if points.is_empty() { (1, 0) } else { (points.start, points.end - 1) };
        Self { from_k, to_k, ..self }
    }

    pub(super) fn term(self, enters: Enters, name: &'static str, movements: &[Movement]) -> Self {
        self.accounts(enters, name, movements.iter().copied().map(Account::Movement).collect(), None)
    }

    /// One term for each line of a kind that is used.
    pub(super) fn lines(mut self, enters: Enters, is_of_kind: impl Fn(Line) -> bool) -> Self {
        for line in Line::ALL.into_iter().filter(|line| is_of_kind(*line)) {
            if self.book.entries.iter().any(|entry| entry.account == Account::Operating(line)) {
                let figure = Some(format!("line/{}", key(line))).filter(|_| self.is_of_whole_life());
                self = self.accounts(enters, line_name(line), vec![Account::Operating(line)], figure);
            }
        }
        self
    }

    fn is_of_whole_life(&self) -> bool {
        self.from_k == 0 && self.to_k + 1 == self.book.appraisal.net.len()
    }

    /// Works at base prices.
    pub(super) fn works_at_base(mut self) -> Self {
        let works = [Line::Build, Line::Externals, Line::Abnormals, Line::Infrastructure, Line::Contingency];
        self = self.accounts(
            Enters::In,
            "works and contingency at base prices",
            works.map(Account::Operating).to_vec(),
            None,
        );
        if let (Some(term), Some(operand)) = (self.draft.terms.last_mut(), self.draft.operands.last_mut()) {
            term.counted = Counted::Base;
            let of_term = self.book.entries.iter().filter(|entry| self.book.is_of(term, entry));
            term.total = of_term.filter_map(|entry| entry.base).map(|(base, _)| base).sum();
            operand.value = Value::Pence(term.total);
        }
        self
    }

    fn accounts(mut self, enters: Enters, name: &'static str, accounts: Vec<Account>, figure: Option<String>) -> Self {
        let mut term = Term {
            name,
            plus: enters.is_added(),
            accounts,
            partner: self.partner.clone(),
            from_k: self.from_k,
            to_k: self.to_k,
            counted: Counted::Amount,
            total: Pence::ZERO,
        };
        let of_term = self.book.entries.iter().filter(|entry| self.book.is_of(&term, entry));
        let sum: Pence = of_term.map(|entry| entry.amount).sum();
        term.total = if term.plus { sum } else { -sum };
        let shown = if enters.is_less() { -term.total } else { term.total };
        let joined = match (self.draft.terms.is_empty(), enters.is_less()) {
            (true, false) => "",
            (true, true) => "less ",
            (false, false) => " + ",
            (false, true) => " - ",
        };
        self.draft.formula.push_str(joined);
        self.draft.formula.push_str(name);
        let operand = Operand {
            name,
            value: Value::Pence(shown),
            enters: Some(if enters.is_less() { super::Enters::TakenOff } else { super::Enters::Added }),
            figure,
            path: None,
            mark: None,
            sources: Vec::new(),
        };
        self.draft.operands.push(operand);
        self.draft.terms.push(term);
        self
    }

    /// The formula ends with a rule in words; the inputs that it hangs on come after the terms.
    pub(super) fn by(mut self, rule: &str, inputs: Vec<Operand>) -> Draft {
        if self.draft.terms.is_empty() {
            self.draft.formula.push_str("nothing: there is no such line");
        }
        self.draft.formula = format!("{}. {rule}", self.draft.formula);
        self.draft.operands.extend(inputs);
        self.draft.named()
    }
}
