//! The frame of every chart: the finding, the measure, the table, the download.

use yew::prelude::*;

use crate::browser::screen;
use crate::components::{Column, FoldedTable, RowReader, TableRow, use_width};
use crate::words;

/// The width of A4 between the margins of static/print.css, in CSS pixels.
const PAPER: f64 = 686.0;
/// The same for one of two charts side by side.
pub const HALF_PAPER: f64 = 334.0;

/// The narrowest that a chart is drawn: its labels need more room than a narrower window has, which then scrolls.
const NARROWEST: f64 = 160.0;

/// What a chart is drawn for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Canvas {
    /// The width to draw at.
    pub width: f64,
    /// The row of the table that is being read, to be marked.
    pub read: Option<usize>,
}

/// A drawn chart.
pub struct Picture {
    /// The drawing.
    pub html: Html,
    /// Which rows of the table can be read from it; all, if it does not say.
    pub rows: Option<usize>,
    /// Where the first and the last of them are, from left to right.
    pub span: Option<(f64, f64)>,
}

impl From<Html> for Picture {
    fn from(html: Html) -> Self {
        Self { html, rows: None, span: None }
    }
}

/// Half the width of a slider's thumb, in CSS pixels: as far as it stays from the ends of the slider.
const HALF_THUMB: f64 = 8.0;

/// The room beside a slider whose thumb moves from one place to another.
fn beside((from, to): (f64, f64), width: f64) -> (u32, u32) {
    let whole = |room: f64| (room - HALF_THUMB).max(0.0).round() as u32;
    (whole(from), whole(width - to))
}

/// Props of [`ChartFrame`].
#[derive(Clone, PartialEq, Properties)]
pub struct ChartFrameProps {
    /// The frame's id; those of its heading and table are made from it.
    pub id: AttrValue,
    /// The finding, as a sentence.
    pub heading: AttrValue,
    /// The measure, its unit, and the place or time.
    pub subtitle: AttrValue,
    /// Draws the chart.
    pub draw: Callback<Canvas, Picture>,
    /// What the table shows.
    pub caption: AttrValue,
    /// The table's headings.
    pub columns: Vec<Column>,
    /// The table's rows.
    pub rows: Vec<TableRow>,
    /// What its slider reads, where that is only a part of the table.
    #[prop_or_default]
    pub read_as: Option<AttrValue>,
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
    let width = if is_printed { props.on_paper } else { measured.max(NARROWEST) };
    let read = use_state_eq(|| None::<usize>);
    let picture = (measured > 0.0).then(|| props.draw.emit(Canvas { width, read: *read }));
    let span = picture.as_ref().and_then(|picture| picture.span);
    let beside = span.map_or((0, 0), |span| beside(span, width));
    let mut rows = props.rows.clone();
    rows.truncate(picture.as_ref().and_then(|picture| picture.rows).unwrap_or(rows.len()));
    let on_read = Callback::from({
        let read = read.setter();
        move |row| read.set(row)
    });
    let heading_id = format!("{}-heading", props.id);
    html! {
        // Without a name of its own: its heading and the picture are read out already.
        <figure class="chart-frame panel" id={props.id.clone()}>
            <h3 class="chart-frame__heading" id={heading_id}>{ props.heading.clone() }</h3>
            <p class="chart-frame__subtitle">{ props.subtitle.clone() }</p>
            <div class="chart-frame__plot" ref={place}>
                if let Some(picture) = picture {
                    { picture.html }
                }
            </div>
            <RowReader id={format!("{}-reader", props.id)} of={props.read_as.clone().unwrap_or_else(|| props.caption.clone())} columns={props.columns.clone()} {rows}
                read={*read} {on_read} {beside} />
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
            <span class="visually-hidden">{ words::about(words::charts::without_unit(&props.caption)) }</span>
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::beside;

    #[test]
    fn the_thumb_stops_under_the_first_and_last_bar() {
        assert_eq!(beside((50.0, 392.0), 500.0), (42, 100));
        // At the very edge there is no room for half a thumb.
        assert_eq!(beside((4.0, 500.0), 500.0), (0, 0));
    }
}
