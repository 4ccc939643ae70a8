//! The frame of every chart: the finding, the measure, the table, the download.

use yew::prelude::*;

use crate::browser::screen;
use crate::components::{Column, FoldedTable, RowReader, TableRow, use_width};
use crate::words;

/// The width of A4 between the margins of static/print.css, in CSS pixels.
const PAPER: f64 = 686.0;
/// The same for one of two charts side by side.
pub const HALF_PAPER: f64 = 334.0;

/// Props of [`ChartFrame`].
#[derive(Clone, PartialEq, Properties)]
pub struct ChartFrameProps {
    /// The frame's id; those of its heading and table are made from it.
    pub id: AttrValue,
    /// The finding, as a sentence.
    pub heading: AttrValue,
    /// The measure, its unit, and the place or time.
    pub subtitle: AttrValue,
    /// Draws the chart at a given width.
    pub draw: Callback<f64, Html>,
    /// What the table shows.
    pub caption: AttrValue,
    /// The table's headings.
    pub columns: Vec<Column>,
    /// The table's rows.
    pub rows: Vec<TableRow>,
    /// Called by "Download CSV".
    pub on_csv: Callback<()>,
    /// Its width on paper, in CSS pixels.
    #[prop_or(PAPER)]
    pub on_paper: f64,
}

/// A chart in its frame. The width is measured here and passed to the chart, so that its text is never scaled, and on paper
/// has its size too; the table is drawn only once it is opened.
#[component]
pub fn ChartFrame(props: &ChartFrameProps) -> Html {
    let (place, measured) = use_width();
    let is_printed = use_is_printed();
    let width = if is_printed && measured > 0.0 { props.on_paper } else { measured };
    let heading_id = format!("{}-heading", props.id);
    html! {
        // Without a name of its own: its heading and the picture are read out already.
        <figure class="chart-frame panel" id={props.id.clone()}>
            <h3 class="chart-frame__heading" id={heading_id}>{ props.heading.clone() }</h3>
            <p class="chart-frame__subtitle">{ props.subtitle.clone() }</p>
            <div class="chart-frame__plot" ref={place}>
                if width > 0.0 {
                    { props.draw.emit(width) }
                }
            </div>
            <RowReader id={format!("{}-reader", props.id)} of={props.caption.clone()} columns={props.columns.clone()} rows={props.rows.clone()} />
            <div class="chart-frame__foot">
                <FoldedTable id={format!("{}-table", props.id)} caption={props.caption.clone()}
                    columns={props.columns.clone()} rows={props.rows.clone()} />
                { download_button(props) }
            </div>
        </figure>
    }
}

/// Whether the page is being printed.
#[hook]
fn use_is_printed() -> bool {
    let is_printed = use_state_eq(|| false);
    use_effect_with(is_printed.setter(), |is_printed| {
        let (starts, ends) = (is_printed.clone(), is_printed.clone());
        let listeners = (screen::before_print(move || starts.set(true)), screen::after_print(move || ends.set(false)));
        move || drop(listeners)
    });
    *is_printed
}

fn download_button(props: &ChartFrameProps) -> Html {
    let on_csv = props.on_csv.clone();
    html! {
        <button type="button" class="linklike" onclick={move |_| on_csv.emit(())}>
            { words::DOWNLOAD_CSV }
            <span class="visually-hidden">{ words::about(&props.caption) }</span>
        </button>
    }
}
