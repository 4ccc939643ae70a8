//! A table of figures that scrolls in its own place.

use yew::prelude::*;

use super::paint::{Paint, swatch};

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

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// What the row is about.
    pub header: AttrValue,
    /// One text for each column after the first.
    pub cells: Vec<AttrValue>,
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
}

/// Draws a table with column and row headers, in a region that takes focus, so that it can be scrolled with the
/// keyboard where the page itself never scrolls sideways.
pub fn data_table(table: DataTable<'_>) -> Html {
    let caption_id = format!("{}-caption", table.id);
    let caption_class = table.caption_hidden.then_some("visually-hidden");
    html! {
        <div class="table-region" role="region" aria-labelledby={caption_id.clone()} tabindex="0">
            <table class={classes!("table", table.class)} id={table.id.to_owned()}>
                <caption class={classes!("table__caption", caption_class)} id={caption_id}>{ table.caption }</caption>
                <thead>
                    <tr>{ for table.columns.iter().enumerate().map(heading) }</tr>
                </thead>
                <tbody>{ for table.rows.iter().enumerate().map(row) }</tbody>
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

fn row((place, row): (usize, &TableRow)) -> Html {
    let class = match row.kind {
        RowKind::Plain => None,
        RowKind::Strong => Some("table__strong"),
        RowKind::Total => Some("table__total"),
    };
    html! {
        <tr key={place} class={classes!(class)}>
            <th scope="row">{ row.header.clone() }</th>
            { for row.cells.iter().enumerate().map(|(place, text)| html! { <td key={place}>{ text.clone() }</td> }) }
        </tr>
    }
}
