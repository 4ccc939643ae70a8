//! A table of figures that scrolls in its own place, and whose figures may open.

use yew::prelude::*;

use super::paint::{Paint, swatch};
use crate::browser::screen;
use crate::words::explain;

/// The heading of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it says; with the unit, where the figures carry none.
    pub text: AttrValue,
    /// The partner or tenure it stands for.
    pub paint: Option<Paint>,
}

impl Column {
    /// A heading with no colour key.
    #[must_use]
    pub fn plain(text: impl Into<AttrValue>) -> Self {
        Self { text: text.into(), paint: None }
    }
}

/// How a row is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowKind {
    /// Like its neighbours.
    #[default]
    Plain,
    /// Set apart in weight.
    Strong,
    /// Under a rule, as a sum.
    Total,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: AttrValue,
    /// The name of the figure that it opens, where it opens one.
    pub opens: Option<AttrValue>,
}

impl Cell {
    /// A cell that opens the working of a figure.
    #[must_use]
    pub fn opening(text: impl Into<AttrValue>, figure: impl Into<AttrValue>) -> Self {
        Self { text: text.into(), opens: Some(figure.into()) }
    }
}

impl<T: Into<AttrValue>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self { text: text.into(), opens: None }
    }
}

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// What the row is about.
    pub header: AttrValue,
    /// One for each column after the first.
    pub cells: Vec<Cell>,
    /// How the row is set.
    pub kind: RowKind,
}

/// A captioned table.
pub struct DataTable<'a> {
    /// The table's id; the caption's is made from it.
    pub id: &'a str,
    /// What the table shows. It names the region that scrolls, too.
    pub caption: AttrValue,
    /// Keeps the caption for readers only, where a heading just above says the same.
    pub caption_hidden: bool,
    /// The headings, that of the row headers first.
    pub columns: &'a [Column],
    /// The rows.
    pub rows: &'a [TableRow],
    /// A class for a table with a layout of its own.
    pub class: Option<&'static str>,
    /// What becomes of cells that open something; without it none does.
    pub opening: Option<Opening>,
}

/// How cells open.
#[derive(Clone)]
pub struct Opening {
    /// Called with the name of what a cell opens.
    pub call: Callback<String>,
    /// Whether that is the working of a figure, in a dialog; otherwise the cell leads to an input.
    pub is_figure: bool,
    /// Whether the keyboard stops at each. A table of a hundred has another way in.
    pub stops: bool,
}

/// Draws a table with column and row headers, in a region that takes focus, so that it can be scrolled with the
/// keyboard where the page itself never scrolls sideways.
pub fn data_table(table: DataTable<'_>) -> Html {
    let caption_id = format!("{}-caption", table.id);
    let caption_class = table.caption_hidden.then_some("visually-hidden");
    let opening = table.opening.as_ref();
    let draw = |(place, row): (usize, &TableRow)| draw_row(place, row, opening);
    html! {
        <div class="table-region" role="region" aria-labelledby={caption_id.clone()} tabindex="0" onclick={on_click(opening)}>
            <table class={classes!("table", table.class)} id={table.id.to_owned()}>
                <caption class={classes!("table__caption", caption_class)} id={caption_id}>{ table.caption }</caption>
                <thead>
                    <tr>{ for table.columns.iter().enumerate().map(heading) }</tr>
                </thead>
                <tbody>{ for table.rows.iter().enumerate().map(draw) }</tbody>
            </table>
        </div>
    }
}

fn heading((place, column): (usize, &Column)) -> Html {
    html! {
        <th key={place} scope="col">
            <span class="table__key">{ for column.paint.map(swatch) }</span>
            <span>{ column.text.clone() }</span>
        </th>
    }
}

fn draw_row(place: usize, row: &TableRow, opening: Option<&Opening>) -> Html {
    let class = match row.kind {
        RowKind::Plain => None,
        RowKind::Strong => Some("table__strong"),
        RowKind::Total => Some("table__total"),
    };
    let cell = |(place, cell): (usize, &Cell)| html! { <td key={place}>{ draw_cell(cell, opening) }</td> };
    let says_nothing = row
        .cells
        .iter()
        .all(|cell| !cell.text.contains(|letter: char| !matches!(letter, '0' | '.' | '£' | 'm' | '–' | '−')));
    html! {
        <tr key={place} class={classes!(class, says_nothing.then_some("table__nothing"))}>
            <th scope="row">{ row.header.clone() }</th>
            { for row.cells.iter().enumerate().map(cell) }
        </tr>
    }
}

/// The attribute that names what a cell opens.
const OPENS: &str = "data-opens";

/// Readers say the headers of row and column themselves: a cell that named them would say them twice.
fn draw_cell(cell: &Cell, opening: Option<&Opening>) -> Html {
    let Some((name, opening)) = cell.opens.clone().zip(opening) else { return html! { { cell.text.clone() } } };
    let (class, popup, said) =
        if opening.is_figure { ("opens", Some("dialog"), explain::OPENS) } else { ("linklike", None, explain::LEADS) };
    let label = format!("{}, {said}", cell.text);
    html! {
        <button type="button" {class} aria-haspopup={popup} aria-label={label} data-opens={name} tabindex={(!opening.stops).then_some("-1")}>
            { cell.text.clone() }
        </button>
    }
}

/// One listener for the whole table: a hundred would be made anew at every key press.
fn on_click(opening: Option<&Opening>) -> Option<Callback<MouseEvent>> {
    let call = opening?.call.clone();
    Some(Callback::from(move |event: MouseEvent| {
        if let Some(name) = screen::attribute_near(&event, OPENS) {
            call.emit(name);
        }
    }))
}
