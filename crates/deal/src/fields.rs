//! The field catalogue: every field of a deal once, with its label, hint, kind, limits, what stands when it is left out, what
//! a new row gets, and how sure that is. Form, messages, checks, schema and tables all read it.
//!
//! A path belongs to the row whose pattern fits it; `*` stands for the id of any row. Groups are those of the input
//! dictionary (method 2.15). To add a field, add a line to the file of its group: tests hold the catalogue against the
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
    /// The parties, and on what terms they may leave.
    Partners,
    /// Growth of prices and costs.
    Indices,
    /// The land, and the phases in which it is built on.
    SitesAndPhases,
    /// The kinds of home, for sale, for transfer and to let.
    Homes,
    /// Costs of the programme and of each phase.
    Costs,
    /// What each party puts in.
    Contributions,
    /// Loans, guarantees and the order in which need is met.
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

    /// What the group is called.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Meta => "The deal",
            Self::Partners => "Partners",
            Self::Indices => "Growth of prices",
            Self::SitesAndPhases => "Land and phases",
            Self::Homes => "Homes",
            Self::Costs => "Costs",
            Self::Contributions => "What is put in",
            Self::Funding => "Loans and funding",
            Self::Sharing => "How cash is shared",
            Self::LandExtras => "Overage and clawback",
            Self::Outputs => "Outputs and public side",
            Self::Sources => "Sources",
        }
    }
}

/// What a number is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Pounds.
    Pounds,
    /// Pounds for each square metre.
    PoundsASquareMetre,
    /// Percent.
    Percent,
    /// Percent a year.
    PercentAYear,
    /// A number of months.
    Months,
    /// A month counted from the start of the deal.
    MonthNumber,
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
    /// Person-years of work for each £1m.
    PersonYearsAMillion,
}

/// One row of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// The path, with `*` for the id of a row. The kind of a row is left out of it, that of any other choice is not:
    /// `/contributions/*/amount`, `/overage/*/test/sales/threshold`.
    pub pattern: &'static str,
    /// The group of the dictionary that it belongs to. A phase's costs are of another group than the phase.
    pub group: Group,
    /// What the field is called: unique among the fields of its row, and of its group where it stands in none.
    pub label: &'static str,
    /// What more there is to know, or nothing.
    pub hint: &'static str,
    /// Other words by which it may be looked for: the trade's.
    pub words: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What it means when it is left out.
    pub left_out: LeftOut,
    /// What it holds in a new row or part; nothing means that it is left out there.
    pub starts: Option<Literal>,
    /// How sure the value is that it starts with, or that stands where it is left out.
    pub mark: MarkKind,
    /// The public rates that speak of it, by id, the one that it starts with first: value, dates, sources and mark stand
    /// there (`appraisal::rates`), and a form shows them as prompts.
    pub rates: &'static [&'static str],
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// A number.
    Number(Number),
    /// A text of at most so many letters.
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
    /// Rows by a key that is typed, such as the code of a source.
    Keyed(List),
    /// Fields that belong together. Left out it means what `left_out` says, and then it is added and taken away whole.
    Part,
    /// One of several kinds, each with fields of its own.
    Variants(&'static [Variant]),
}

/// What a number is measured in, and what is allowed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// What it is measured in.
    pub unit: Unit,
    /// The least that is allowed.
    pub least: f64,
    /// The most that is allowed.
    pub most: f64,
    /// Whether only whole numbers are allowed.
    pub whole: bool,
}

/// A name that a field may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// As it is written in a document.
    pub name: &'static str,
    /// As people read it.
    pub label: &'static str,
}

/// A list whose rows a field may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    /// The pattern of the list.
    pub list: &'static str,
    /// The kind of row that may be named; empty means every kind.
    pub variant: &'static str,
}

/// What a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct List {
    /// What a row is called, such as "a phase".
    pub row: &'static str,
    /// The fewest rows.
    pub least: usize,
    /// The most rows.
    pub most: usize,
    /// Where rows have no name of their own but that of a row elsewhere, such as a partner's share: the lists of those.
    pub named_by: &'static [Target],
}

impl List {
    /// What a row is called, without its article: "phase".
    #[must_use]
    pub fn noun(&self) -> &'static str {
        self.row.strip_prefix("a ").or_else(|| self.row.strip_prefix("an ")).unwrap_or(self.row)
    }
}

/// One of several kinds that a field may be of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variant {
    /// As it is written in a document.
    pub name: &'static str,
    /// As people read it.
    pub label: &'static str,
    /// The fields that it has, in the order in which they are shown.
    pub fields: &'static [&'static str],
    /// Those of them that it cannot do without, though another kind can.
    pub needs: &'static [&'static str],
}

/// What it means when a field is left out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LeftOut {
    /// It cannot be left out.
    Never,
    /// This value stands.
    Stands(Literal),
    /// There is none, and this is what that means.
    Means(&'static str),
}

/// A value that a field starts with, or that stands in its place.
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
    /// A list of the fewest rows, or a part whose fields start as they do.
    Fresh,
    /// A list without rows, or a part without fields.
    Empty,
    /// The first kind, with fields that start as they do.
    FirstKind,
    /// The first row that may be named.
    FirstRow,
    /// What the row is called, with its number in the list: "Phase 3".
    Numbered,
    /// What the other rows of the list leave of 100 percent.
    Rest,
}

impl Field {
    /// Unit and limits, where it holds a number.
    #[must_use]
    pub const fn number(&self) -> Option<&Number> {
        match &self.kind {
            Kind::Number(number) => Some(number),
            _ => None,
        }
    }

    /// What it is a list of, where it is one.
    #[must_use]
    pub const fn list(&self) -> Option<&List> {
        match &self.kind {
            Kind::List(list) => Some(list),
            _ => None,
        }
    }

    /// The name by which a document knows it: the last step of its pattern.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.pattern.rsplit('/').next().unwrap_or_default()
    }
}

/// The number that a path belongs to, with its unit and limits.
#[must_use]
pub fn number(path: &str) -> Option<&'static Number> {
    of(path).and_then(Field::number)
}
