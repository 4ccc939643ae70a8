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
    /// The row that is read, once the slider has been moved.
    pub read: Option<usize>,
    /// Called with the row to read.
    pub on_read: Callback<Option<usize>>,
    /// The room to the left and right of the slider, in whole CSS pixels, so that its thumb is under what it reads.
    #[prop_or_default]
    pub beside: (u32, u32),
}

/// A slider that reads the chart row by row, by finger, mouse or arrow keys: what the picture shows at one position, in
/// words.
#[component]
pub fn RowReader(props: &RowReaderProps) -> Html {
    let last = props.rows.len().saturating_sub(1);
    let at = props.read.unwrap_or(last).min(last);
    let Some(row) = props.rows.get(at) else { return Html::default() };
    let read = read(row, &props.columns);
    let oninput = {
        let on_read = props.on_read.clone();
        move |event: InputEvent| {
            let chosen = event.target_dyn_into::<HtmlInputElement>();
            on_read.emit(chosen.and_then(|slider| slider.value().parse().ok()));
        }
    };
    html! {
        <div class="chart-frame__reader">
            <label class="visually-hidden" for={props.id.clone()}>{ words::read_the_chart(&props.of) }</label>
            <span class="chart-frame__track">
                { room(props.beside.0) }
                <input type="range" id={props.id.clone()} min="0" max={last.to_string()} step="1" value={at.to_string()} aria-valuetext={words::read_out(&read)} {oninput} />
                { room(props.beside.1) }
            </span>
            // Screen readers read it out from the slider.
            <span class="chart-frame__read" aria-hidden="true">{ if props.read.is_some() { read } else { words::MOVE_TO_READ.to_owned() } }</span>
        </div>
    }
}

/// Empty room of a width that only the drawing knows: the content policy allows no style attribute.
fn room(width: u32) -> Html {
    html! { <svg aria-hidden="true" width={width.to_string()} height="1"></svg> }
}

/// A row in words, each value with its unit. A cell that is empty because its column has another unit is left out.
fn read(row: &TableRow, columns: &[Column]) -> String {
    let cells = row.cells.iter().zip(columns.iter().skip(1));
    let said = cells.filter_map(|(cell, column)| {
        let said = cell.said.as_deref().or_else(|| Some(&*cell.text).filter(|text| *text != words::NONE))?;
        Some((column.text.as_str(), said))
    });
    words::read_row(&row.header, said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::{Cell, RowKind};

    #[test]
    fn a_row_is_read_with_units_and_without_empty_cells() {
        let columns = ["Year", "Market sale", "Pot", "Jobs a year", "Person-years"].map(Column::plain);
        let cells =
            vec![Cell::from("0").said("no homes"), Cell::from("–").said("£0"), Cell::from("–"), Cell::from("12.5")];
        let row = TableRow { header: "2012–13".into(), cells, kind: RowKind::Plain };
        assert_eq!(read(&row, &columns), "2012–13: Market sale no homes, Pot £0, Person-years 12.5");
    }
}
