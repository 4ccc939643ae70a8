//! A block of cells copied from a spreadsheet, as rows of a list: a line a row, a cell a field. The first line may name the
//! columns; without that they stand in the order of the form.
//!
//! A line whose name is that of a row that is there changes that row; the others are new rows. In phases a column may be named
//! after a kind of home and then holds how many of it there are. Nothing is put in where a cell cannot be read.

use crate::entry::{self, Fault};
use crate::words::typed::{self, Misread};
use appraisal::Deal;
use appraisal::deal::form;
use appraisal::deal::path::{get, put, row};
use appraisal::fields::{self, Choice, Field, Kind, Target, Unit};
use serde_json::Value;

/// The lists into which a block can be pasted.
pub const LISTS: &[&str] = &["/phases", "/phases/*/homes", "/home_types"];

/// The list of phases, whose homes may stand in columns of their own.
const PHASES: &str = "/phases";

/// What a column holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Column {
    /// A field of the row.
    Field(&'static Field),
    /// How many homes there are of the kind with this id, and its name.
    Homes(String, String),
    /// Something else, by the name it has; it is left out.
    Unknown(String),
}

impl Column {
    /// What the column is called.
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
    /// How many rows are new.
    pub new: usize,
    /// How many rows were there and are changed.
    pub changed: usize,
    /// The columns.
    pub columns: Vec<Column>,
}

/// Why a block is not put in.
#[derive(Clone, Debug, PartialEq)]
pub enum Refused {
    /// There is no line in it.
    Empty,
    /// None of the columns has a name that the list knows.
    NoColumn,
    /// There would be more rows than so many.
    TooMany(usize),
    /// A cell cannot be read: the line, the column, and why.
    Cell(usize, String, CellFault),
}

/// Why a cell cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub enum CellFault {
    /// The same as of a box.
    Box(&'static Field, Fault),
    /// It names nothing of the deal; what may be named.
    NoSuch(Vec<String>),
    /// A number of homes cannot be read.
    NotHomes(Misread),
}

/// The columns of a list in the order of the form: fields of one value, and in phases the kinds of homes.
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

/// Whether a field is one value, that one cell can hold.
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
/// Says of every cell that cannot be read why, or why there is nothing to read.
pub fn read(deal: &Deal, document: &Value, list: &str, text: &str) -> Result<Pasted, Vec<Refused>> {
    let field = fields::of(list).ok_or_else(|| vec![Refused::Empty])?;
    let lines = cells(text);
    let first = lines.first().ok_or_else(|| vec![Refused::Empty])?;
    let named = named_columns(document, field, first);
    let (columns, skip) = named.map_or_else(|| (columns(document, field), 0), |columns| (columns, 1));
    if lines.len() <= skip {
        return Err(vec![Refused::Empty]);
    }
    if columns.iter().all(|column| matches!(column, Column::Unknown(_))) {
        return Err(vec![Refused::NoColumn]);
    }
    let mut block =
        Block { deal, document: document.clone(), list, columns: &columns, new: 0, changed: 0, refused: Vec::new() };
    for (place, line) in lines.iter().enumerate().skip(skip) {
        block.put_line(place + 1, line);
    }
    if block.refused.is_empty() {
        Ok(Pasted { document: block.document, new: block.new, changed: block.changed, columns })
    } else {
        Err(block.refused)
    }
}

/// The lines and cells of a text: tabs, as spreadsheets copy them, or semicolons or commas, as they write files.
fn cells(text: &str) -> Vec<Vec<String>> {
    let first = text.lines().next().unwrap_or_default();
    let between = ['\t', ';', ','].into_iter().find(|mark| first.contains(*mark)).unwrap_or('\t');
    let reader = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(between).unwrap_or(b'\t'))
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let lines = reader.into_records().filter_map(Result::ok);
    let lines = lines.map(|line| line.iter().map(str::to_owned).collect::<Vec<_>>());
    lines.filter(|line| line.iter().any(|cell| !cell.is_empty())).collect()
}

/// The columns that the first line names; nothing where it names none, and so is a row like the others.
fn named_columns(document: &Value, list: &'static Field, line: &[String]) -> Option<Vec<Column>> {
    let known = columns(document, list);
    let find = |cell: &String| {
        let is = |name: &str| is_same(name, cell);
        let by_label = known.iter().find(|column| is(column.label()));
        by_label.cloned().or_else(|| {
            let field =
                known.iter().filter_map(|column| if let Column::Field(field) = column { Some(*field) } else { None });
            let mut named =
                field.filter(|field| is(field.name()) || field.words.split(' ').any(|word| word.len() > 3 && is(word)));
            named.next().map(Column::Field)
        })
    };
    let find = |cell: &String| find(cell).or_else(|| only_of_tenure(document, list, cell));
    let columns: Vec<Column> =
        line.iter().map(|cell| find(cell).unwrap_or_else(|| Column::Unknown(cell.clone()))).collect();
    let is_known = |column: &Column| !matches!(column, Column::Unknown(_));
    let has_figures = line.iter().any(|cell| typed::number(cell).is_ok());
    (columns.iter().any(is_known) && !has_figures).then_some(columns)
}

/// The kind of home whose tenure a column is named after, where there is just one of that tenure.
fn only_of_tenure(document: &Value, list: &Field, cell: &str) -> Option<Column> {
    let tenures = fields::of("/home_types/any/tenure").map(|field| field.kind);
    let Some(Kind::Choice(tenures)) = tenures else { return None };
    let tenure = tenures.iter().find(|tenure| is_same(tenure.label, cell) || is_same(tenure.name, cell))?;
    let types = get(document, "/home_types")?.as_array()?;
    let is_of_it = |id: &str| {
        let own = types.iter().map(row).find(|own| own.get("id").and_then(Value::as_str) == Some(id));
        own.and_then(|own| own.get("tenure")?.as_str()) == Some(tenure.name)
    };
    let mut of_it =
        homes_columns(document, list).filter(|column| matches!(column, Column::Homes(id, _) if is_of_it(id)));
    of_it.next().filter(|_| of_it.next().is_none())
}

/// Whether two names are the same but for case, strokes and spaces.
fn is_same(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.to_lowercase().replace(['_', '-', ' ', '’', '\''], "");
    !other.is_empty() && plain(one) == plain(other)
}

/// A block while it is put into a document.
struct Block<'a> {
    deal: &'a Deal,
    document: Value,
    list: &'a str,
    columns: &'a [Column],
    new: usize,
    changed: usize,
    refused: Vec<Refused>,
}

impl Block<'_> {
    fn put_line(&mut self, line: usize, cells: &[String]) {
        let Some((path, is_new)) = self.row_of(cells) else { return };
        if is_new {
            self.new += 1;
        } else {
            self.changed += 1;
        }
        let mut homes = Vec::new();
        for (column, cell) in self.columns.iter().zip(cells) {
            let read = match column {
                Column::Field(field) => self.put_cell(&path, field, cell),
                Column::Homes(kind, _) => count_of(cell).map(|count| homes.push((kind.as_str(), count))),
                Column::Unknown(_) => Ok(()),
            };
            if let Err(why) = read {
                self.refused.push(Refused::Cell(line, column.label().to_owned(), why));
            }
        }
        if !homes.is_empty() {
            self.put_homes(&path, is_new, &homes);
        }
    }

    /// The row that a line is about: the one of its name, or a new one.
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
        let is_name =
            |column: &Column| matches!(column, Column::Field(field) if matches!(field.name(), "name" | "home_type"));
        let place = self.columns.iter().position(is_name)?;
        let Some(Column::Field(field)) = self.columns.get(place) else { return None };
        let name = cells.get(place).filter(|name| !name.is_empty())?;
        let sought = match field.kind {
            Kind::Reference(targets) => self.id_of(field, targets, name)?,
            _ => name.clone(),
        };
        let rows = get(&self.document, self.list)?.as_array()?;
        let named = rows
            .iter()
            .map(row)
            .find(|own| own.get(field.name()).and_then(Value::as_str).is_some_and(|own| is_same(own, &sought)))?;
        Some(format!("{}/{}", self.list, named.get("id")?.as_str()?))
    }

    fn put_cell(&mut self, row: &str, field: &'static Field, cell: &str) -> Result<(), CellFault> {
        // An empty cell leaves what a new row starts with, or what stands there.
        if cell.is_empty() {
            return Ok(());
        }
        let path = format!("{row}/{}", field.name());
        let value = self.value_of(&path, field, cell)?;
        put(&mut self.document, &path, value);
        Ok(())
    }

    fn value_of(&self, path: &str, field: &'static Field, cell: &str) -> Result<Value, CellFault> {
        let no_such =
            |choices: &[Choice]| CellFault::NoSuch(choices.iter().map(|choice| choice.label.to_owned()).collect());
        match field.kind {
            Kind::Choice(choices) => {
                let chosen = choices.iter().find(|choice| is_same(choice.label, cell) || is_same(choice.name, cell));
                chosen.map(|choice| choice.name.into()).ok_or_else(|| no_such(choices))
            }
            Kind::Switch => match cell.to_lowercase().as_str() {
                "yes" | "true" | "y" => Ok(true.into()),
                "no" | "false" | "n" => Ok(false.into()),
                _ => Err(CellFault::NoSuch(vec!["yes".to_owned(), "no".to_owned()])),
            },
            Kind::Reference(targets) => self.id_of(field, targets, cell).map(Value::from).ok_or_else(|| {
                let ids = form::ids_of(&self.document, targets);
                CellFault::NoSuch(ids.iter().map(|id| self.name_of(field, id)).collect())
            }),
            _ => {
                let months = self.months_to(field, cell);
                let read = months
                    .map_or_else(|| entry::read(self.deal, path, cell), |months| entry::read(self.deal, path, &months));
                read.map_err(|fault| CellFault::Box(field, fault))
            }
        }
    }

    /// A calendar month as the number of months from the start, where a field counts those.
    fn months_to(&self, field: &Field, cell: &str) -> Option<String> {
        let counts = field.number().is_some_and(|number| number.unit == Unit::MonthNumber);
        if !counts || typed::number(cell).is_ok() {
            return None;
        }
        let (year, month) = typed::month(cell).ok()?;
        let start = self.deal.start;
        Some(((year - start.year) * 12 + month as i32 - start.month as i32).to_string())
    }

    /// The row that a field may name by what a cell says: its id, or its name.
    fn id_of(&self, field: &Field, targets: &[Target], name: &str) -> Option<String> {
        let mut ids = form::ids_of(&self.document, targets).into_iter();
        ids.find(|id| is_same(id, name) || is_same(&self.name_of(field, id), name))
    }

    fn name_of(&self, field: &Field, id: &str) -> String {
        crate::words::inputs::value(field, &id.into(), &self.document)
    }

    /// Sets how many homes of each kind a phase has; kinds without any are taken out, others that it has stay.
    fn put_homes(&mut self, phase: &str, is_new: bool, homes: &[(&str, u64)]) {
        let list = format!("{phase}/homes");
        let Some(rows) = get(&self.document, &list).and_then(Value::as_array).cloned() else { return };
        let kind_of = |home: &Value| row(home).get("home_type").and_then(Value::as_str).map(str::to_owned);
        let mut kept: Vec<Value> = rows
            .iter()
            .filter(|home| {
                let kind = kind_of(home);
                let is_given = homes.iter().any(|(own, _)| kind.as_deref() == Some(*own));
                !is_given
            })
            .cloned()
            .collect();
        // A new phase starts with a home of the first kind, which nobody asked for.
        if is_new && homes.iter().any(|(_, count)| *count > 0) {
            kept.clear();
        }
        for (kind, count) in homes.iter().filter(|(_, count)| *count > 0) {
            let own = rows.iter().find(|home| kind_of(home).as_deref() == Some(*kind)).cloned();
            let is_taken = kept.iter().any(|home| row(home).get("id").and_then(Value::as_str) == Some(kind));
            let id = if is_taken { format!("{kind}-pasted") } else { (*kind).to_owned() };
            let fresh = || serde_json::json!({ "id": id, "home_type": kind, "count": 1 });
            let mut home = own.unwrap_or_else(fresh);
            if let Some(fields) = home.as_object_mut() {
                fields.insert("count".to_owned(), (*count).into());
            }
            kept.push(home);
        }
        put(&mut self.document, &list, kept.into());
    }
}

/// How many homes a cell says; none where it is empty or a dash.
fn count_of(cell: &str) -> Result<u64, CellFault> {
    if matches!(cell, "" | "-" | "–" | "—") {
        return Ok(0);
    }
    let count = typed::whole(cell).map_err(CellFault::NotHomes)?;
    u64::try_from(count).map_err(|_| CellFault::NotHomes(Misread::NotANumber))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::opened;
    use appraisal::samples;

    fn paste(list: &str, text: &str) -> Result<(Deal, Pasted), Vec<Refused>> {
        let deal = opened(&samples::NORWICH_2009).unwrap();
        let pasted = read(&deal, &deal.to_document(), list, text)?;
        Ok((Deal::of_document(&pasted.document).unwrap(), pasted))
    }

    #[test]
    fn a_block_of_phases_with_their_homes_and_dates() {
        let before = opened(&samples::NORWICH_2009).unwrap();
        let kind = &before.home_types[0];
        let text = format!(
            "Name of the phase\tLand is drawn down\tBuilding starts\tBuilding lasts\t{}\tNotes\nNorth\tApril 2011\tMay 2011\t18\t40\tfirst\nSouth\t40\t41\t24\t1,020\t\n{}\t\t\t30\t\t",
            kind.name, before.phases[1].name
        );
        let (deal, pasted) = paste("/phases", &text).unwrap();
        assert_eq!((pasted.new, pasted.changed), (2, 1));
        assert_eq!(pasted.columns[5], Column::Unknown("Notes".to_owned()));
        let [north, south] = &deal.phases[before.phases.len()..] else { panic!() };
        let months = (2011 - before.start.year) * 12 + 4 - before.start.month as i32;
        assert_eq!((north.drawdown_month as i32, north.build_start_month as i32), (months, months + 1));
        assert_eq!((south.drawdown_month, south.build_months), (40, 24));
        assert_eq!((north.homes.len(), north.homes[0].count, south.homes[0].count), (1, 40, 1_020));
        assert_eq!(north.homes[0].home_type, kind.id);
        assert_eq!(deal.phases[1].build_months, 30);
    }

    #[test]
    fn lines_without_names_of_columns_stand_in_the_order_of_the_form() {
        let (deal, pasted) = paste("/phases", "East\t\t20").unwrap();
        assert_eq!(pasted.new, 1);
        let east = deal.phases.last().unwrap();
        assert_eq!((east.name.as_str(), east.drawdown_month), ("East", 20));
    }

    #[test]
    fn a_cell_that_cannot_be_read_is_told_of_with_its_line_and_column_and_nothing_is_put_in() {
        let text = "Name of the phase,Building lasts,Land is drawn from\nNorth,soon,the moon\nSouth,500,\n";
        let refused = paste("/phases", text).unwrap_err();
        let places: Vec<(usize, String)> = refused
            .iter()
            .map(|refused| match refused {
                Refused::Cell(line, column, _) => (*line, column.clone()),
                other => panic!("{other:?}"),
            })
            .collect();
        let lasts = "Building lasts".to_owned();
        assert_eq!(places, [(2, lasts.clone()), (2, "Land is drawn from".to_owned()), (3, lasts)]);
        assert_eq!(paste("/phases", " \n\t\n").unwrap_err(), [Refused::Empty]);
    }

    #[test]
    fn kinds_of_homes_are_pasted_with_their_tenure_by_its_name() {
        let (deal, pasted) =
            paste("/home_types", "Name\tTenure\tPrice\nLoft\tmarket sale\t£210k").unwrap_or_else(|refused| {
                panic!(
                    "{refused:?}: {:?}",
                    columns(&opened(&samples::NORWICH_2009).unwrap().to_document(), fields::of("/home_types").unwrap())
                        .iter()
                        .map(|column| column.label().to_owned())
                        .collect::<Vec<_>>()
                )
            });
        assert_eq!(pasted.new, 1);
        assert_eq!(deal.home_types.last().unwrap().price, Some(210_000.0));
    }

    #[test]
    fn more_rows_than_there_may_be_are_refused() {
        let text: String = (0..80).map(|place| format!("Phase {place}\n")).collect();
        assert!(paste("/phases", &text).unwrap_err().contains(&Refused::TooMany(60)));
    }

    #[test]
    fn a_column_may_be_named_after_a_tenure_of_which_there_is_one_kind() {
        let text = |column: &str| format!("Name of the phase\t{column}\nNorth\t12");
        let homes = |column: &str| paste("/phases", &text(column)).unwrap().1.columns[1].clone();
        assert!(matches!(homes("shared_ownership"), Column::Homes(..)));
        // Norwich has two kinds of homes for social rent, and one of them is called so.
        assert_eq!(homes("Social rent").label(), "Social rent");
        assert!(matches!(homes("Affordable rent"), Column::Unknown(_)));
    }
}
