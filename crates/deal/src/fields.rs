//! The field catalogue: every field of a deal once, with its label, hint, kind, limits, default, starting value in a
//! new row, and how reliable that value is. Form, messages, checks, schema and tables all read it.
//!
//! A path belongs to the row whose pattern matches it; `*` matches the id of any row. Groups are those of the input
//! dictionary (method 2.15). To add a field, add a line to the file of its group: tests compare the catalogue with the
//! types, both ways.

mod build;
mod choices;
mod meta;
mod partners;
mod indices;
mod phases;
mod homes;
mod costs;
mod contributions;
mod funding;
mod sharing;
mod land;
mod outputs;
mod community;
mod public;
mod sources;
mod tree;

pub use tree::{all, children, matches, of, of_pattern, reaches};

use crate::marks::MarkKind;

/// The groups of the input dictionary (method 2.15), in its order; the last is what marks name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The deal itself: its name, dates and length.
    Meta,
    /// The parties, and the terms on which they may leave.
    Partners,
    /// Growth of prices and costs.
    Indices,
    /// The land, and the phases in which it is built on.
    SitesAndPhases,
    /// The home types, for sale, for transfer and to let.
    Homes,
    /// Costs of the programme and of each phase.
    Costs,
    /// What each party puts in.
    Contributions,
    /// Loans, guarantees and the funding order.
    Funding,
    /// How cash is paid out: the waterfall.
    Sharing,
    /// Overage and clawback.
    LandExtras,
    /// Jobs, residual land value, social value, the council's side.
    Outputs,
    /// Where values come from.
    Sources,
}

impl Group {
    /// Every group, in the order in which forms show them.
    pub const ALL: [Self; 12] = [
        Self::Meta,
        Self::Partners,
        Self::Indices,
        Self::SitesAndPhases,
        Self::Homes,
        Self::Costs,
        Self::Contributions,
        Self::Funding,
        Self::Sharing,
        Self::LandExtras,
        Self::Outputs,
        Self::Sources,
    ];

    /// The label of the group.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Meta => "The deal",
            Self::Partners => "Partners",
            Self::Indices => "Price growth (indexation)",
            Self::SitesAndPhases => "Land and phases",
            Self::Homes => "Homes",
            Self::Costs => "Costs",
            Self::Contributions => "Contributions",
            Self::Funding => "Loans and funding",
            Self::Sharing => "How cash is shared",
            Self::LandExtras => "Overage and clawback",
            Self::Outputs => "Jobs, outputs and public accounts",
            Self::Sources => "Sources",
        }
    }
}

/// The unit of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Pounds.
    Pounds,
    /// Pounds per m².
    PoundsASquareMetre,
    /// Percent.
    Percent,
    /// Percent a year.
    PercentAYear,
    /// A number of months.
    Months,
    /// A month counted from the start of the deal: 0 is the first month.
    MonthNumber,
    /// A time point counted from the start of the deal: 0 is its first day, any other number the end of that many months
    /// (method 2.2).
    MonthEnd,
    /// Homes.
    Homes,
    /// Homes a month.
    HomesAMonth,
    /// Square metres.
    SquareMetres,
    /// Hectares.
    Hectares,
    /// A number of years.
    Years,
    /// A plain number.
    Number,
    /// Person-years of work per £1m.
    PersonYearsAMillion,
}

/// One row of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// The path, with `*` for the id of a row. It omits the kind of a row, but not that of any other choice:
    /// `/contributions/*/amount`, `/overage/*/test/sales/threshold`.
    pub pattern: &'static str,
    /// Its group in the dictionary. A phase's costs are in a different group from the phase.
    pub group: Group,
    /// Its label, unique among the fields of its row, or of its group if it is in no row.
    pub label: &'static str,
    /// A hint, or empty.
    pub hint: &'static str,
    /// Other words to search for: trade terms.
    pub words: &'static str,
    /// Its kind.
    pub kind: Kind,
    /// The meaning of leaving it out.
    pub left_out: LeftOut,
    /// Its value in a new row or part; none means it is left out there.
    pub starts: Option<Literal>,
    /// How reliable its starting or default value is.
    pub mark: MarkKind,
    /// The related public rates, by id, the source of its starting value first: their value, dates, sources and mark
    /// are in `appraisal::rates`, and a form shows them as suggestions.
    pub rates: &'static [&'static str],
}

/// The kind of a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A number.
    Number(Number),
    /// A text with a maximum number of characters.
    Text(usize),
    /// One of several names.
    Choice(&'static [Choice]),
    /// Any of several names, each at most once.
    Choices(&'static [Choice]),
    /// Some of several names, each at most once, in an order that matters.
    Order(&'static [Choice]),
    /// Yes or no.
    Switch,
    /// A calendar month, `YYYY-MM`.
    Month,
    /// A day, `YYYY-MM-DD`.
    Date,
    /// The id of a row of another list.
    Reference(&'static [Target]),
    /// The ids of rows of another list, each at most once.
    References(&'static [Target]),
    /// Pairs of share of time and share of total, from (0, 0) to (1, 1).
    Points,
    /// Rows, each with an id.
    List(List),
    /// Rows by a typed key, such as the code of a source.
    Keyed(List),
    /// A group of fields. If left out it means what `left_out` says; it is added and removed as a whole.
    Part,
    /// One of several kinds, each with fields of its own.
    Variants(&'static [Variant]),
}

/// The unit of a number, and its limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Its unit.
    pub unit: Unit,
    /// The lowest value allowed.
    pub least: f64,
    /// The highest value allowed.
    pub most: f64,
    /// Whether only whole numbers are allowed.
    pub whole: bool,
}

/// A name that a field can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its form in a document.
    pub name: &'static str,
    /// Its form for readers.
    pub label: &'static str,
}

/// A list whose rows a field may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// The pattern of the list.
    pub list: &'static str,
    /// The kind of row that may be named; empty means any.
    pub variant: &'static str,
}

/// The rows of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List {
    /// The name of a row, such as "a phase".
    pub row: &'static str,
    /// The fewest rows.
    pub least: usize,
    /// The most rows.
    pub most: usize,
    /// If rows take the name of a row elsewhere, as a partner's share does: the lists of those rows.
    pub named_by: &'static [Target],
}

impl List {
    /// The name of a row without its article: "phase".
    #[must_use]
    pub fn noun(&self) -> &'static str {
        self.row.strip_prefix("a ").or_else(|| self.row.strip_prefix("an ")).unwrap_or(self.row)
    }
}

/// One of several kinds of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Its form in a document.
    pub name: &'static str,
    /// Its form for readers.
    pub label: &'static str,
    /// Its fields, in the order shown.
    pub fields: &'static [&'static str],
    /// The fields that it requires, though another kind may not.
    pub needs: &'static [&'static str],
}

/// The meaning of leaving out a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LeftOut {
    /// It cannot be left out.
    Never,
    /// It then has this value.
    Default(Literal),
    /// It has no value, with this meaning.
    Means(&'static str),
}

/// A starting or default value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Literal {
    /// A number.
    Number(f64),
    /// A text, or the name of a choice.
    Text(&'static str),
    /// Yes or no.
    Switch(bool),
    /// Several names in order.
    Names(&'static [&'static str]),
    /// A list of the fewest rows, or a part with the starting values of its fields.
    Fresh,
    /// A list without rows, or a part without fields.
    Empty,
    /// The first kind, with the starting values of its fields.
    FirstKind,
    /// The first row that may be named.
    FirstRow,
    /// The name of the row with its number in the list: "Phase 3".
    Numbered,
    /// The rest of 100% after the other rows of the list.
    Rest,
}

impl Field {
    /// Unit and limits, if it is a number.
    #[must_use]
    pub const fn number(&self) -> Option<&Number> {
        match &self.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Its rows, if it is a list.
    #[must_use]
    pub const fn list(&self) -> Option<&List> {
        match &self.kind {
            Kind::List(list) => Some(list),
            _ => None,
        }
    }

    /// Its name in a document: the last step of its pattern.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.pattern.rsplit('/').next().unwrap_or_default()
    }
}

/// The number at a path, with its unit and limits.
#[must_use]
pub fn number(path: &str) -> Option<&'static Number> {
    of(path).and_then(Field::number)
}
