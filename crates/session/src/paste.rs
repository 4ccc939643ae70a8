//! A block of cells copied from a spreadsheet, as rows of a list: a line a row, a cell a field. The first line may name the
//! columns; without that they are in the order of the form.
//!
//! A line with the name of an existing row changes that row; the others are new rows. In phases a column may be named after a
//! home type and then says how many of it there are. A line of totals is left out and named. Nothing is added if a cell
//! cannot be read, or could be read in two ways.

mod cells;
mod doubts;
mod headings;

pub use doubts::{Doubt, Missing, to_fill_in, value_after};

use crate::field_text::{self, Fault};
use crate::inputs::row_label;
use appraisal::deal::form;
use appraisal::deal::path::{get, put, row};
use appraisal::deal::reading::Misread;
use appraisal::fields::{self, Choice, Field, Kind, Target, Unit};
use appraisal::{Deal, Problem, YearMonth, check};
use headings::Heading;
use serde_json::Value;

/// The lists into which a block can be pasted.
pub const LISTS: &[&str] = &["/phases", "/phases/*/homes", "/home_types"];

/// The most lines of a title above the names of the columns.
const MOST_TITLES: usize = 5;

/// The list of phases, whose homes may have columns of their own.
const PHASES: &str = "/phases";

/// The content of a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Column {
    /// A field of the row.
    Field(&'static Field),
    /// The number of homes of the type with this id and name.
    Homes(String, String),
    /// Anything else, by its heading; it is left out.
    Unknown(String),
}

impl Column {
    /// The name of the column.
    #[must_use]
    pub fn label(&self) -> &str {
        match self {
            Self::Field(field) => field.label,
            Self::Homes(_, name) | Self::Unknown(name) => name,
        }
    }
}

/// A block as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Pasted {
    /// The document with its rows.
    pub document: Value,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, in the order of the lines.
    pub rows: Vec<Row>,
    /// The lines of totals, which are left out: number and name.
    pub totals: Vec<(usize, String)>,
    /// What may be meant otherwise than it is read.
    pub doubts: Vec<Doubt>,
}

impl Pasted {
    /// The number of new rows, and of existing ones in which a value changes.
    #[must_use]
    pub fn counts(&self) -> (usize, usize) {
        let new = self.rows.iter().filter(|row| row.is_new).count();
        (new, self.rows.iter().filter(|row| !row.is_new && row.is_changed()).count())
    }
}

/// A line as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The number of the line.
    pub line: usize,
    /// The path of the row.
    pub path: String,
    /// Whether the row is new; otherwise it changes an existing one.
    pub is_new: bool,
    /// The new and old value of each column; `None` if the cell is empty.
    pub cells: Vec<Option<Change>>,
}

impl Row {
    /// Whether a value of the row changes.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        let is_same = |change: &Change| {
            let sizes = (change.now.as_f64(), change.was.as_f64());
            change.now == change.was || sizes.0.is_some() && sizes.0 == sizes.1
        };
        !self.cells.iter().flatten().all(is_same)
    }
}

/// A value as read, and the old value.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The value.
    pub now: Value,
    /// The old value; null in a new row.
    pub was: Value,
}

/// Why a block is not added.
#[derive(Clone, Debug, PartialEq)]
pub enum Refused {
    /// It has no lines.
    Empty,
    /// It is a table in Markdown.
    Markdown,
    /// It is words, or HTML, or a table whose columns are spaces apart.
    NotATable,
    /// The columns have names, but none of them names the rows: what a row is called.
    NoNameColumn(&'static str),
    /// A quotation mark opens a cell of this line and is not closed.
    OpenQuote(usize),
    /// No column has a known name.
    NoColumn,
    /// The first line names no columns, and this one does.
    NamesBelow(usize),
    /// Two columns are read as one: its name, and the two headings.
    TwoColumns(String, [String; 2]),
    /// A heading gives a unit that the field does not have.
    Heading(String, &'static Field, Misread),
    /// There would be more rows than this number.
    TooMany(usize),
    /// A line has more cells than there are columns: its number, its cells, the columns, and the first cell too many.
    MoreCells(usize, usize, usize, String),
    /// A line has no name, and may be a total.
    NoName(usize),
    /// A line has the name of an earlier one: its number, the name, and the number of the other.
    Twice(usize, String, usize),
    /// Two cells of a line could be one number with a comma in it.
    BrokenNumber(usize, String, String),
    /// A cell cannot be read: the line, the column, what it says, and why.
    Cell(usize, String, String, CellFault),
    /// A row would go past the end of the model period: the line, the column, and the last month.
    AfterTheEnd(usize, String, i64),
}

/// Why a cell cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub enum CellFault {
    /// The same fault as in a box.
    Box(&'static Field, Fault),
    /// It names nothing in the deal; the allowed names.
    NoSuch(Vec<String>),
    /// A number of homes cannot be read.
    NotHomes(Misread),
    /// A number of homes is below zero.
    FewerThanNone,
    /// A year where a month is asked for.
    YearAlone,
    /// A month before the first month of the deal.
    BeforeTheFirst(YearMonth),
    /// With the thousands or millions of the heading it comes to this many pounds.
    TooMuchWithHeading(String, f64),
}

/// The columns of a list in the order of the form: fields of one value, and in phases the home types.
#[must_use]
pub fn columns(document: &Value, list: &Field) -> Vec<Column> {
    let own = fields::children(list.pattern).iter().filter(|field| is_cell(field) && field.group == list.group);
    own.map(|field| Column::Field(field)).chain(homes_columns(document, list)).collect()
}

fn homes_columns<'a>(document: &'a Value, list: &Field) -> impl Iterator<Item = Column> + use<'a> {
    let types = get(document, "/home_types").filter(|_| list.pattern == PHASES);
    let types = types.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    types.iter().filter_map(|kind| {
        let text = |name: &str| row(kind).get(name).and_then(Value::as_str).map(str::to_owned);
        Some(Column::Homes(text("id")?, text("name")?))
    })
}

/// Whether a field is a single value that fits in a cell.
const fn is_cell(field: &Field) -> bool {
    matches!(
        field.kind,
        Kind::Number(_)
            | Kind::Text(_)
            | Kind::Choice(_)
            | Kind::Switch
            | Kind::Month
            | Kind::Date
            | Kind::Reference(_)
    )
}

/// Reads a block into a list of a deal.
///
/// # Errors
/// Why each line or cell cannot be read, or why there is nothing to read.
pub fn read(deal: &Deal, document: &Value, list: &str, text: &str) -> Result<Pasted, Vec<Refused>> {
    let field = fields::of(list).ok_or_else(|| vec![Refused::Empty])?;
    let cells::Block { lines, between } = cells::of(text)?;
    let first = lines.first().ok_or_else(|| vec![Refused::Empty])?;
    let named = headings::named(deal, document, field, &first.cells)?;
    let is_named = named.is_some();
    let names_below = lines.iter().skip(1).take(MOST_TITLES).filter(|_| !is_named);
    if let Some(line) = names_below.into_iter().find(|line| headings::are_names(deal, document, field, &line.cells)) {
        return Err(vec![Refused::NamesBelow(line.number)]);
    }
    if !is_named && !lines.iter().any(|line| line.cells.len() > 1) {
        return Err(vec![Refused::NotATable]);
    }
    let headings = named.unwrap_or_else(|| columns(document, field).into_iter().map(Heading::from).collect());
    if lines.len() <= usize::from(is_named) {
        return Err(vec![Refused::Empty]);
    }
    let mut block = Block::new(deal, document, list, headings, between);
    if block.key.is_none() {
        return Err(vec![Refused::NoNameColumn(field.list().map_or("row", |kind| kind.noun()))]);
    }
    for line in lines.iter().skip(usize::from(is_named)) {
        block.put_line(line);
    }
    let is_heading = !is_named && !first.cells.iter().any(|cell| cell.contains(|letter: char| letter.is_ascii_digit()));
    if block.refused.iter().any(|why| matches!(why, Refused::Cell(line, ..) if *line == first.number && is_heading)) {
        return Err(vec![Refused::NoColumn]);
    }
    block.done()
}

/// Whether two names are the same except for case, hyphens and spaces.
fn is_same(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.to_lowercase().replace(['_', '-', ' ', '’', '\''], "");
    !other.is_empty() && plain(one) == plain(other)
}

/// Whether two rows have the same name except for case and spaces: "Phase 1-1" is not "Phase 11".
fn is_same_row(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    !other.is_empty() && plain(one) == plain(other)
}

/// Whether a cell names a line of totals: just so, since a phase may be called "Total Route".
fn names_total(cell: &str) -> bool {
    let name: String = cell.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect();
    matches!(name.as_str(), "total" | "totals" | "subtotal" | "subtotals" | "grandtotal" | "sum")
}

/// A block while it is read into a document.
struct Block<'a> {
    deal: &'a Deal,
    document: Value,
    list: &'a str,
    headings: Vec<Heading>,
    between: char,
    /// The index of the column that names a row.
    key: Option<usize>,
    rows: Vec<Row>,
    names: Vec<(usize, String)>,
    totals: Vec<(usize, String)>,
    doubts: Vec<Doubt>,
    refused: Vec<Refused>,
}

impl<'a> Block<'a> {
    fn new(deal: &'a Deal, document: &Value, list: &'a str, headings: Vec<Heading>, between: char) -> Self {
        let is_key = |heading: &Heading| matches!(heading.column, Column::Field(field) if matches!(field.name(), "name" | "home_type"));
        let key = headings.iter().position(is_key);
        let document = document.clone();
        let (rows, names, totals, doubts, refused) = Default::default();
        Self { deal, document, list, headings, between, key, rows, names, totals, doubts, refused }
    }

    fn done(mut self) -> Result<Pasted, Vec<Refused>> {
        self.look_past_the_end();
        if !self.refused.is_empty() {
            return Err(self.refused);
        }
        if self.rows.is_empty() {
            return Err(vec![Refused::Empty]);
        }
        self.doubt_sums();
        let columns = self.headings.into_iter().map(|heading| heading.column).collect();
        Ok(Pasted { document: self.document, columns, rows: self.rows, totals: self.totals, doubts: self.doubts })
    }

    /// A last row of sums may be a total, whatever its name.
    fn doubt_sums(&mut self) {
        let Some(line) = doubts::line_of_sums(&self.headings, &self.rows) else { return };
        let name =
            self.names.iter().find(|(number, _)| *number == line).map_or_else(String::new, |(_, name)| name.clone());
        let doubt = Doubt::Total(line, name);
        if !self.doubts.contains(&doubt) {
            self.doubts.push(doubt);
        }
    }

    /// Refuses rows that would go past the end of the model period, which no cell shows by itself.
    fn look_past_the_end(&mut self) {
        let Some(Err(findings)) = Deal::of_document(&self.document).ok().as_ref().map(check) else { return };
        for finding in findings {
            let Problem::AfterTheEnd { last } = finding.problem else { continue };
            let row = self
                .rows
                .iter()
                .find(|row| finding.path.strip_prefix(&row.path).is_some_and(|rest| rest.starts_with('/')));
            let label = fields::of(&finding.path).map_or("", |field| field.label);
            self.refused.extend(row.map(|row| Refused::AfterTheEnd(row.line, label.to_owned(), last)));
        }
    }

    fn put_line(&mut self, line: &cells::Line) {
        if self.is_total(line) || !self.can_be_row(line) {
            return;
        }
        let Some((path, is_new)) = self.row_of(&line.cells) else { return };
        let before = self.document.clone();
        let mut homes = Vec::new();
        let mut row = Row { line: line.number, path: path.clone(), is_new, cells: Vec::new() };
        for (heading, cell) in self.headings.clone().iter().zip(&line.cells) {
            let read = match &heading.column {
                Column::Field(field) => self.put_cell(&row, field, heading, cell),
                Column::Homes(..) if cell.is_empty() => Ok(None),
                Column::Homes(kind, _) => count_of(cell).map(|count| {
                    homes.push((kind.clone(), count));
                    Some((homes_of(&before, &path, kind), count.into()))
                }),
                Column::Unknown(_) => Ok(None),
            };
            match read {
                Ok(change) => {
                    row.cells
                        .push(change.map(|(was, now)| Change { now, was: if is_new { Value::Null } else { was } }));
                }
                Err(why) => {
                    self.refused.push(Refused::Cell(line.number, heading.column.label().to_owned(), cell.clone(), why));
                }
            }
        }
        if !homes.is_empty() {
            self.put_homes(&path, is_new, &homes);
        }
        self.rows.push(row);
    }

    /// A line of totals is left out, unless a row of the deal has its name.
    fn is_total(&mut self, line: &cells::Line) -> bool {
        let first = line.cells.iter().find(|cell| !cell.is_empty());
        let key = self.key.and_then(|place| line.cells.get(place));
        let Some(name) = key.into_iter().chain(first).find(|cell| names_total(cell)) else {
            self.doubts.extend(
                key.filter(|name| doubts::may_be_total(name)).map(|name| Doubt::Total(line.number, name.clone())),
            );
            return false;
        };
        if self.named_row(&line.cells).is_some() {
            return false;
        }
        self.totals.push((line.number, name.clone()));
        true
    }

    /// Whether a line has the cells and the name of a row; otherwise records why not.
    fn can_be_row(&mut self, line: &cells::Line) -> bool {
        let (columns, number) = (self.headings.len(), line.number);
        let mut refused = Vec::new();
        if let Some(more) = line.cells.iter().skip(columns).find(|cell| !cell.is_empty()) {
            refused.push(Refused::MoreCells(number, line.cells.len(), columns, more.clone()));
        } else if let Some((one, other)) = self.broken_number(&line.cells) {
            refused.push(Refused::BrokenNumber(number, one.to_owned(), other.to_owned()));
        }
        if let Some(key) = self.key {
            let name = line.cells.get(key).map_or("", String::as_str);
            match self.names.iter().find(|(_, other)| is_same_row(other, name)) {
                _ if name.is_empty() => refused.push(Refused::NoName(number)),
                Some((other, _)) => refused.push(Refused::Twice(number, name.to_owned(), *other)),
                None => self.names.push((number, name.to_owned())),
            }
        }
        let is_sound = refused.is_empty();
        self.refused.extend(refused);
        is_sound
    }

    /// "250" and "000" in cells of their own, where commas divide cells: a sum of pounds that was split.
    fn broken_number<'b>(&self, cells: &'b [String]) -> Option<(&'b str, &'b str)> {
        let is_digits = |text: &str, most: usize| {
            (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let is_money = |heading: &Heading| matches!(heading.column, Column::Field(field) if field.number().is_some_and(|number| number.unit == Unit::Pounds));
        let pairs = self.headings.iter().zip(cells.windows(2)).filter(|_| self.between == ',');
        let mut broken = pairs.filter_map(|(heading, pair)| {
            let [one, other] = pair else { return None };
            let is_taken_apart = is_digits(one.trim_start_matches('£'), 3) && is_digits(other, 3) && other.len() == 3;
            (is_money(heading) && is_taken_apart).then_some((one.as_str(), other.as_str()))
        });
        broken.next()
    }

    /// The row of a line: the one with its name, or a new one.
    fn row_of(&mut self, cells: &[String]) -> Option<(String, bool)> {
        if let Some(path) = self.named_row(cells) {
            return Some((path, false));
        }
        match form::add_row(&self.document, self.list) {
            Ok((document, path)) => {
                self.document = document;
                Some((path, true))
            }
            Err(form::NotEdited::Full(most)) => {
                let full = Refused::TooMany(most);
                if !self.refused.contains(&full) {
                    self.refused.push(full);
                }
                None
            }
            Err(_) => None,
        }
    }

    fn named_row(&self, cells: &[String]) -> Option<String> {
        let place = self.key?;
        let Column::Field(field) = self.headings.get(place)?.column else { return None };
        let name = cells.get(place).filter(|name| !name.is_empty())?;
        let sought = match field.kind {
            Kind::Reference(targets) => self.id_of(targets, name)?,
            _ => name.clone(),
        };
        let rows = get(&self.document, self.list)?.as_array()?;
        let named = rows
            .iter()
            .map(row)
            .find(|own| own.get(field.name()).and_then(Value::as_str).is_some_and(|own| is_same_row(own, &sought)))?;
        Some(format!("{}/{}", self.list, named.get("id")?.as_str()?))
    }

    /// Sets a field of a row from a cell; returns its old and new value. An empty cell changes nothing.
    fn put_cell(
        &mut self,
        row: &Row,
        field: &'static Field,
        heading: &Heading,
        cell: &str,
    ) -> Result<Option<(Value, Value)>, CellFault> {
        if cell.is_empty() {
            return Ok(None);
        }
        let path = format!("{}/{}", row.path, field.name());
        let value = self.value_of(&path, field, &format!("{cell}{}", heading.scale))?;
        let size = value.as_f64().unwrap_or_default();
        if !heading.scale.is_empty() && size > doubts::most_of_scaled(field) {
            return Err(CellFault::TooMuchWithHeading(heading.text.clone(), size));
        }
        self.doubts.extend(doubts::of_cell(row.line, field, cell, &value));
        let was = get(&self.document, &path).cloned().unwrap_or_default();
        put(&mut self.document, &path, value.clone());
        if row.is_new {
            self.mark_as_typed(path);
        }
        Ok(Some((was, value)))
    }

    /// A value in a new row is the user's own; elsewhere the difference from the baseline shows it.
    fn mark_as_typed(&mut self, path: String) {
        self.document["marks"][path] = serde_json::json!({ "kind": "yours" });
    }

    fn value_of(&self, path: &str, field: &'static Field, cell: &str) -> Result<Value, CellFault> {
        let no_such =
            |choices: &[Choice]| CellFault::NoSuch(choices.iter().map(|choice| choice.label.to_owned()).collect());
        match field.kind {
            Kind::Choice(choices) => {
                let name = if field.name() == "tenure" { headings::tenure_named(cell).unwrap_or(cell) } else { cell };
                let chosen = choices.iter().find(|choice| is_same(choice.label, name) || is_same(choice.name, name));
                chosen.map(|choice| choice.name.into()).ok_or_else(|| no_such(choices))
            }
            Kind::Switch => match cell.to_lowercase().as_str() {
                "yes" | "true" | "y" => Ok(true.into()),
                "no" | "false" | "n" => Ok(false.into()),
                _ => Err(CellFault::NoSuch(vec!["yes".to_owned(), "no".to_owned()])),
            },
            Kind::Reference(targets) => self.id_of(targets, cell).map(Value::from).ok_or_else(|| {
                let ids = form::ids_of(&self.document, targets);
                CellFault::NoSuch(ids.iter().map(|id| row_label(targets, id, &self.document)).collect())
            }),
            _ => field_text::read(self.deal, path, cell).map_err(|fault| self.fault_of(field, cell, fault)),
        }
    }

    /// Why a month is not accepted, where the limits of its number do not say so: "2027", or a month before the first.
    fn fault_of(&self, field: &'static Field, cell: &str, fault: Fault) -> CellFault {
        let is_month = field.number().is_some_and(|number| matches!(number.unit, Unit::MonthNumber | Unit::MonthEnd));
        let is_year = cell.len() == 4 && cell.parse().is_ok_and(|year: u32| (1_900..2_200).contains(&year));
        let is_named = cell.contains(|letter: char| letter.is_ascii_alphabetic() || letter == '/');
        match &fault {
            Fault::Finding(_) if is_month && is_year => CellFault::YearAlone,
            Fault::Finding(_) if is_month && is_named => CellFault::BeforeTheFirst(self.deal.start),
            _ => CellFault::Box(field, fault),
        }
    }

    /// The id of the row that a cell names by id or name.
    fn id_of(&self, targets: &[Target], name: &str) -> Option<String> {
        let mut ids = form::ids_of(&self.document, targets).into_iter();
        ids.find(|id| id == name || is_same_row(&row_label(targets, id, &self.document), name))
    }

    /// Sets the number of homes of each type of a phase, in the order that is there; types without homes are removed.
    fn put_homes(&mut self, phase: &str, is_new: bool, homes: &[(String, u64)]) {
        let list = format!("{phase}/homes");
        let Some(mut rows) = get(&self.document, &list).and_then(Value::as_array).cloned() else { return };
        let kind_of = |home: &Value| row(home).get("home_type").and_then(Value::as_str).map(str::to_owned);
        let given = |kind: Option<&str>| homes.iter().find(|(own, _)| kind == Some(own)).map(|(_, count)| *count);
        // A new phase starts with a home of the first type, which was not pasted.
        if is_new && homes.iter().any(|(_, count)| *count > 0) {
            rows.clear();
        }
        rows.retain(|home| given(kind_of(home).as_deref()) != Some(0));
        for home in &mut rows {
            if let (Some(count), Some(fields)) = (given(kind_of(home).as_deref()), home.as_object_mut()) {
                fields.insert("count".to_owned(), count.into());
            }
        }
        for (kind, count) in homes.iter().filter(|(_, count)| *count > 0) {
            if rows.iter().any(|home| kind_of(home).as_ref() == Some(kind)) {
                continue;
            }
            let is_taken = rows.iter().any(|home| row(home).get("id").and_then(Value::as_str) == Some(kind.as_str()));
            let id = if is_taken { format!("{kind}-pasted") } else { kind.clone() };
            self.mark_as_typed(format!("{list}/{id}/count"));
            rows.push(serde_json::json!({ "id": id, "home_type": kind, "count": count }));
        }
        put(&mut self.document, &list, rows.into());
    }
}

/// The number of homes of a type in a phase.
fn homes_of(document: &Value, phase: &str, kind: &str) -> Value {
    let rows = get(document, &format!("{phase}/homes")).and_then(Value::as_array);
    let mut of_kind =
        rows.into_iter().flatten().map(row).filter(|home| home.get("home_type").and_then(Value::as_str) == Some(kind));
    of_kind.next().and_then(|home| home.get("count").cloned()).unwrap_or_else(|| 0.into())
}

/// The number of homes in a cell; a dash is none.
fn count_of(cell: &str) -> Result<u64, CellFault> {
    if matches!(cell, "-" | "–" | "—") {
        return Ok(0);
    }
    let count = field_text::homes(cell).map_err(CellFault::NotHomes)?;
    u64::try_from(count).map_err(|_| CellFault::FewerThanNone)
}

#[cfg(test)]
mod tests;
