//! A slider that reads a chart.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::table::{Column, TableRow};
use crate::words;

/// Props of [`RowReader`].
#[derive(Clone, PartialEq, Properties)]
pub struct RowReaderProps {
    /// The slider's id.
    pub id: AttrValue,
    /// The name of the chart that it reads.
    pub of: AttrValue,
    /// The headings of the table behind the chart.
    pub columns: Vec<Column>,
    /// Its rows, read one at a time.
    pub rows: Vec<TableRow>,
}

/// A slider that reads the chart row by row, by finger, mouse or arrow keys: what the picture shows at one position, in
/// words.
#[component]
pub fn RowReader(props: &RowReaderProps) -> Html {
    let place = use_state_eq(|| None::<usize>);
    let last = props.rows.len().saturating_sub(1);
    let at = place.unwrap_or(last).min(last);
    let Some(row) = props.rows.get(at) else { return Html::default() };
    let cells = row.cells.iter().enumerate().map(|(cell, text)| {
        let column = props.columns.get(cell + 1).map_or("", |column| column.text.as_str());
        (column, text.text.as_str())
    });
    let read = words::read_row(&row.header, cells);
    let oninput = {
        let place = place.setter();
        move |event: InputEvent| {
            let chosen = event.target_dyn_into::<HtmlInputElement>();
            place.set(chosen.and_then(|slider| slider.value().parse().ok()));
        }
    };
    html! {
        <div class="chart-frame__reader">
            <label class="visually-hidden" for={props.id.clone()}>{ words::read_the_chart(&props.of) }</label>
            <input type="range" id={props.id.clone()} min="0" max={last.to_string()} step="1" value={at.to_string()} aria-valuetext={read.clone()} {oninput} />
            // Screen readers read it out from the slider.
            <span class="chart-frame__read" aria-hidden="true">{ if place.is_some() { read } else { words::MOVE_TO_READ.to_owned() } }</span>
        </div>
    }
}
