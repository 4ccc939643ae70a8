//! The words that rows of the catalogue are written in.

use super::{Choice, Field, Group, Kind, LeftOut, List, Literal, Number, Target, Unit, Variant};
use crate::marks::MarkKind;

/// The most money a single field may hold, in pounds.
pub(super) const MOST_POUNDS: f64 = 10e9;

/// The most letters of a name, and of a text of several sentences.
const NAME: usize = 100;
const PROSE: usize = 2_000;

/// The hint of every time point.
const MONTH_END: Text = "Month end, counted from the start: 0 = first day.";

/// The most rows of most lists, of phases and sites, of contributions, and of partners and what hangs on them.
pub(super) const MOST_ROWS: usize = 200;
pub(super) const MOST_PHASES: usize = 60;
pub(super) const MOST_CONTRIBUTIONS: usize = 40;
pub(super) const FEW: usize = 8;

type Text = &'static str;

/// A field that must be given.
const fn field(pattern: Text, label: Text, hint: Text, kind: Kind, starts: Literal) -> Field {
    Field {
        pattern,
        group: Group::Meta,
        label,
        hint,
        words: "",
        kind,
        left_out: LeftOut::Never,
        starts: Some(starts),
        mark: MarkKind::Assumed,
        rates: &[],
    }
}

const fn numeric(pattern: Text, label: Text, hint: Text, unit: Unit, (least, most): (f64, f64), whole: bool) -> Field {
    let starts = if least > 0.0 { least } else { 0.0 };
    field(pattern, label, hint, Kind::Number(Number { unit, least, most, whole }), Literal::Number(starts))
}

pub(super) const fn money(pattern: Text, label: Text, hint: Text) -> Field {
    numeric(pattern, label, hint, Unit::Pounds, (0.0, MOST_POUNDS), false)
}

pub(super) const fn percent(pattern: Text, label: Text, hint: Text) -> Field {
    numeric(pattern, label, hint, Unit::Percent, (0.0, 100.0), false)
}

pub(super) const fn yearly(pattern: Text, label: Text, hint: Text, most: f64) -> Field {
    numeric(pattern, label, hint, Unit::PercentAYear, (0.0, most), false)
}

/// A time point: 0 is the first day of the deal, any other number the end of that many months.
pub(super) const fn month_end(pattern: Text, label: Text) -> Field {
    numeric(pattern, label, MONTH_END, Unit::MonthEnd, (0.0, 720.0), true)
}

/// A month counted from the start of the deal, or from the start of building where the hint says so.
pub(super) const fn month(pattern: Text, label: Text, hint: Text) -> Field {
    numeric(pattern, label, hint, Unit::MonthNumber, (0.0, 720.0), true)
}

pub(super) const fn area(pattern: Text, label: Text, hint: Text, most: f64) -> Field {
    numeric(pattern, label, hint, Unit::SquareMetres, (0.0, most), false)
}

pub(super) const fn rate_a_square_metre(pattern: Text, label: Text, hint: Text) -> Field {
    numeric(pattern, label, hint, Unit::PoundsASquareMetre, (0.0, 100_000.0), false)
}

pub(super) const fn number(pattern: Text, label: Text, hint: Text, least: f64, most: f64) -> Field {
    numeric(pattern, label, hint, Unit::Number, (least, most), false)
}

pub(super) const fn pace(pattern: Text, label: Text, hint: Text) -> Field {
    numeric(pattern, label, hint, Unit::HomesAMonth, (0.01, 1_000.0), false)
}

pub(super) const fn years(pattern: Text, label: Text, hint: Text) -> Field {
    numeric(pattern, label, hint, Unit::Years, (1.0, 60.0), true)
}

/// A whole number of something.
pub(super) const fn count(pattern: Text, label: Text, hint: Text, unit: Unit, most: f64) -> Field {
    numeric(pattern, label, hint, unit, (0.0, most), true)
}

/// A name or a few words.
pub(super) const fn text(pattern: Text, label: Text, hint: Text) -> Field {
    field(pattern, label, hint, Kind::Text(NAME), Literal::Text(""))
}

/// The name of a row, which is numbered until it has one.
pub(super) const fn name(pattern: Text, label: Text, hint: Text) -> Field {
    field(pattern, label, hint, Kind::Text(NAME), Literal::Numbered)
}

/// A few sentences.
pub(super) const fn prose(pattern: Text, label: Text, hint: Text) -> Field {
    field(pattern, label, hint, Kind::Text(PROSE), Literal::Text(""))
}

pub(super) const fn calendar_month(pattern: Text, label: Text, hint: Text, starts: Text) -> Field {
    field(pattern, label, hint, Kind::Month, Literal::Text(starts))
}

pub(super) const fn date(pattern: Text, label: Text, hint: Text, starts: Text) -> Field {
    field(pattern, label, hint, Kind::Date, Literal::Text(starts))
}

pub(super) const fn switch(pattern: Text, label: Text, hint: Text) -> Field {
    field(pattern, label, hint, Kind::Switch, Literal::Switch(false))
}

pub(super) const fn choice(pattern: Text, label: Text, hint: Text, of: &'static [Choice]) -> Field {
    field(pattern, label, hint, Kind::Choice(of), Literal::Text(of[0].name))
}

pub(super) const fn choices(pattern: Text, label: Text, hint: Text, of: &'static [Choice]) -> Field {
    field(pattern, label, hint, Kind::Choices(of), Literal::Empty)
}

pub(super) const fn order(pattern: Text, label: Text, hint: Text, of: &'static [Choice]) -> Field {
    field(pattern, label, hint, Kind::Order(of), Literal::Empty)
}

pub(super) const fn reference(pattern: Text, label: Text, hint: Text, to: &'static [Target]) -> Field {
    field(pattern, label, hint, Kind::Reference(to), Literal::FirstRow)
}

pub(super) const fn references(pattern: Text, label: Text, hint: Text, to: &'static [Target]) -> Field {
    field(pattern, label, hint, Kind::References(to), Literal::Empty)
}

pub(super) const fn points(pattern: Text, label: Text, hint: Text) -> Field {
    field(pattern, label, hint, Kind::Points, Literal::Fresh)
}

/// A list of rows: what one is called, the fewest and the most.
pub(super) const fn list(pattern: Text, label: Text, hint: Text, row: Text, least: usize, most: usize) -> Field {
    field(pattern, label, hint, Kind::List(List { row, least, most, named_by: &[] }), Literal::Fresh)
}

pub(super) const fn keyed(pattern: Text, label: Text, hint: Text, row: Text, most: usize) -> Field {
    field(pattern, label, hint, Kind::Keyed(List { row, least: 0, most, named_by: &[] }), Literal::Empty)
}

/// Fields that belong together, and use their defaults if left out.
pub(super) const fn part(pattern: Text, label: Text, hint: Text) -> Field {
    field(pattern, label, hint, Kind::Part, Literal::Fresh).or_empty()
}

/// Fields that are included or left out together, and what it means to leave them out.
pub(super) const fn option(pattern: Text, label: Text, hint: Text, means: Text) -> Field {
    field(pattern, label, hint, Kind::Part, Literal::Fresh).means(means)
}

pub(super) const fn variants(pattern: Text, label: Text, hint: Text, of: &'static [Variant]) -> Field {
    field(pattern, label, hint, Kind::Variants(of), Literal::FirstKind)
}

pub(super) const fn named(name: Text, label: Text) -> Choice {
    Choice { name, label }
}

pub(super) const fn variant(name: Text, label: Text, fields: &'static [&'static str]) -> Variant {
    Variant { name, label, fields, needs: &[] }
}

pub(super) const fn rows_of(list: Text) -> Target {
    Target { list, variant: "" }
}

/// The rows of a file, in their group.
pub(super) const fn grouped<const N: usize>(group: Group, mut rows: [Field; N]) -> [Field; N] {
    let mut place = 0;
    while place < N {
        rows[place].group = group;
        place += 1;
    }
    rows
}

impl Variant {
    /// The same kind, which cannot do without these.
    pub(super) const fn needs(self, needs: &'static [&'static str]) -> Self {
        Self { needs, ..self }
    }
}

impl Field {
    /// The same number within other limits.
    pub(super) const fn within(self, least: f64, most: f64) -> Self {
        match self.kind {
            Kind::Number(number) => {
                let starts = if least > 0.0 { least } else { 0.0 };
                let kind = Kind::Number(Number { least, most, ..number });
                Self { kind, starts: Some(Literal::Number(starts)), ..self }
            }
            _ => self,
        }
    }

    /// The same number in another unit.
    pub(super) const fn unit(self, unit: Unit) -> Self {
        match self.kind {
            Kind::Number(number) => Self { kind: Kind::Number(Number { unit, ..number }), ..self },
            _ => self,
        }
    }

    /// A list whose rows are named by those of another.
    pub(super) const fn named_by(self, named_by: &'static [Target]) -> Self {
        match self.kind {
            Kind::List(list) => Self { kind: Kind::List(List { named_by, ..list }), ..self },
            _ => self,
        }
    }

    /// If left out, it has this value; a new row leaves it out.
    const fn with_default(self, literal: Literal) -> Self {
        Self { left_out: LeftOut::Default(literal), starts: None, ..self }
    }

    pub(super) const fn or(self, number: f64) -> Self {
        self.with_default(Literal::Number(number))
    }

    pub(super) const fn or_name(self, name: Text) -> Self {
        self.with_default(Literal::Text(name))
    }

    pub(super) const fn or_names(self, names: &'static [&'static str]) -> Self {
        self.with_default(Literal::Names(names))
    }

    pub(super) const fn or_no(self) -> Self {
        self.with_default(Literal::Switch(false))
    }

    pub(super) const fn or_yes(self) -> Self {
        self.with_default(Literal::Switch(true))
    }

    /// No text, no rows, or no fields.
    pub(super) const fn or_empty(self) -> Self {
        match self.kind {
            Kind::Text(_) | Kind::Date => self.with_default(Literal::Text("")),
            _ => self.with_default(Literal::Empty),
        }
    }

    /// If left out, it has no value, which means this; a new row leaves it out.
    pub(super) const fn means(self, means: Text) -> Self {
        Self { left_out: LeftOut::Means(means), starts: None, ..self }
    }

    /// Its value in a new row.
    pub(super) const fn starts(self, starts: Literal) -> Self {
        Self { starts: Some(starts), ..self }
    }

    /// Its number in a new row.
    pub(super) const fn at(self, number: f64) -> Self {
        self.starts(Literal::Number(number))
    }

    /// The evidence for its starting or default value, and the public rates that the value comes from.
    pub(super) const fn mark(self, mark: MarkKind, rates: &'static [&'static str]) -> Self {
        Self { mark, rates, ..self }
    }

    /// The public rates that speak of it, where it starts with none of them.
    pub(super) const fn see(self, rates: &'static [&'static str]) -> Self {
        Self { rates, ..self }
    }

    /// Other words by which it may be looked for.
    pub(super) const fn also(self, words: Text) -> Self {
        Self { words, ..self }
    }
}
