//! A table of figures that scrolls in its own region, and whose figures may open.

use yew::prelude::*;

use super::paint::{Paint, swatch};
use crate::browser::screen;
use crate::words::{explain, named_figure};

/// The heading of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its text, with the unit if the figures have none.
    pub text: AttrValue,
    /// The colour of its partner or tenure.
    pub paint: Option<Paint>,
}

impl Column {
    /// A heading with no colour key.
    #[must_use]
    pub fn plain(text: impl Into<AttrValue>) -> Self {
        Self { text: text.into(), paint: None }
    }
}

/// The style of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowKind {
    /// Normal.
    #[default]
    Plain,
    /// Bold.
    Strong,
    /// A total, under a rule.
    Total,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its text.
    pub text: AttrValue,
    /// The figure that it opens, if any.
    pub opens: Option<AttrValue>,
    /// What is copied in place of its text: the exact figure behind a rounded one, or behind words.
    pub copied_as: Option<AttrValue>,
    /// Its value as it is read out alone, if its text leaves out the unit or what it is of, or is a dash for none.
    pub said: Option<AttrValue>,
}

impl Cell {
    /// A cell that opens the calculation of a figure.
    #[must_use]
    pub fn opening(text: impl Into<AttrValue>, figure: impl Into<AttrValue>) -> Self {
        Self { text: text.into(), opens: Some(figure.into()), copied_as: None, said: None }
    }

    /// The same, copied as another text.
    #[must_use]
    pub fn copied_as(self, text: Option<impl Into<AttrValue>>) -> Self {
        Self { copied_as: text.map(Into::into), ..self }
    }

    /// The same, with its value as it is read out.
    #[must_use]
    pub fn said(self, value: impl Into<AttrValue>) -> Self {
        Self { said: Some(value.into()), ..self }
    }
}

impl<T: Into<AttrValue>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self { text: text.into(), opens: None, copied_as: None, said: None }
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// The header of the row.
    pub header: AttrValue,
    /// One for each column after the first.
    pub cells: Vec<Cell>,
    /// The style of the row.
    pub kind: RowKind,
}

/// A captioned table.
pub struct DataTable<'a> {
    /// The table's id; the caption's is made from it.
    pub id: &'a str,
    /// What the table shows; also the name of the region that scrolls.
    pub caption: AttrValue,
    /// Whether the caption is for screen readers only, because a heading just above says the same.
    pub caption_hidden: bool,
    /// The headings, that of the row headers first.
    pub columns: &'a [Column],
    /// The rows.
    pub rows: &'a [TableRow],
    /// The class of a table with its own layout.
    pub class: Option<&'static str>,
    /// How cells open; without it none does.
    pub opening: Option<Opening>,
}

/// How cells open.
#[derive(Clone)]
pub struct Opening {
    /// Called with the name of the figure that a cell opens.
    pub call: Callback<String>,
    /// Whether it opens a calculation, in a dialog; otherwise the cell leads to an input.
    pub is_figure: bool,
    /// Whether the figures are not up to date.
    pub is_stale: bool,
    /// Whether each is a tab stop. A table of a hundred has another way in.
    pub stops: bool,
}

/// Draws a table with column and row headers, in a region that can take focus, so that it can be scrolled with the keyboard:
/// the page itself never scrolls sideways.
pub fn data_table(table: DataTable<'_>) -> Html {
    let caption_id = format!("{}-caption", table.id);
    let caption_class = table.caption_hidden.then_some("visually-hidden");
    let opening = table.opening.as_ref();
    let draw = |(place, row): (usize, &TableRow)| draw_row(place, row, table.columns, opening);
    html! {
        <div class="table-region" role="region" aria-labelledby={caption_id.clone()} tabindex="0" onclick={on_click(opening)}>
            <table role="table" class={classes!("table", table.class)} id={table.id.to_owned()}>
                <caption class={classes!("table__caption", caption_class)} id={caption_id}>{ table.caption }</caption>
                // The roles keep the table's meaning where the style sheet stacks cells of a row on a phone.
                <thead role="rowgroup">
                    <tr role="row">{ for table.columns.iter().enumerate().map(heading) }</tr>
                </thead>
                <tbody role="rowgroup">{ for table.rows.iter().enumerate().map(draw) }</tbody>
            </table>
        </div>
    }
}

fn heading((place, column): (usize, &Column)) -> Html {
    html! {
        <th key={place} role="columnheader" scope="col">
            <span class="table__key">{ for column.paint.map(swatch) }</span>
            <span>{ column.text.clone() }</span>
        </th>
    }
}

fn draw_row(place: usize, row: &TableRow, columns: &[Column], opening: Option<&Opening>) -> Html {
    let class = match row.kind {
        RowKind::Plain => None,
        RowKind::Strong => Some("table__strong"),
        RowKind::Total => Some("table__total"),
    };
    let cell = |(place, cell): (usize, &Cell)| {
        let column = columns.get(place + 1).map_or("", |column| column.text.as_str());
        let drawn = draw_cell(cell, [&row.header, column], opening);
        html! { <td key={place} role="cell" data-copied-as={cell.copied_as.clone()}>{ drawn }</td> }
    };
    let says_nothing = row
        .cells
        .iter()
        .all(|cell| !cell.text.contains(|letter: char| !matches!(letter, '0' | '.' | '£' | 'm' | '–' | '−')));
    html! {
        <tr key={place} role="row" class={classes!(class, says_nothing.then_some("table__nothing"))}>
            <th role="rowheader" scope="row">{ row.header.clone() }</th>
            { for row.cells.iter().enumerate().map(cell) }
        </tr>
    }
}

/// The attribute that names what a cell opens.
const OPENS: &str = "data-opens";

/// The text of a cell; the name of its button, if it opens a figure, has the headers of row and column too: not all readers go
/// through the table.
fn draw_cell(cell: &Cell, of: [&str; 2], opening: Option<&Opening>) -> Html {
    let Some((name, opening)) = cell.opens.clone().zip(opening) else { return html! { { cell.text.clone() } } };
    let said = cell.said.as_ref().unwrap_or(&cell.text);
    let (class, popup, label) = if opening.is_figure {
        let named = named_figure(&of, said);
        ("opens", Some("dialog"), explain::opening(&named, opening.is_stale))
    } else {
        ("linklike", None, format!("{said}, {}", explain::LEADS))
    };
    html! {
        <button type="button" {class} aria-haspopup={popup} aria-label={label} data-opens={name} tabindex={(!opening.stops).then_some("-1")}>
            { cell.text.clone() }
        </button>
    }
}

/// One listener for the whole table: a hundred would be recreated at every key press.
fn on_click(opening: Option<&Opening>) -> Option<Callback<MouseEvent>> {
    let call = opening?.call.clone();
    Some(Callback::from(move |event: MouseEvent| {
        if let Some(name) = screen::attribute_near(&event, OPENS) {
            call.emit(name);
        }
    }))
}
