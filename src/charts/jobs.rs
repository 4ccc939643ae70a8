//! Two readings of one measure in one bar: the pale default, and the solid lowest source inside it.

use yew::prelude::*;

use super::axis::{
    Anchor, AxisWords, KeyEntry, LINE, block, hatch, key_above, level_grid, lines_at, named_totals, px, view_box,
    words_at,
};
use super::bars::{BarPlot, HEIGHT, years};
use super::frame::{Canvas, Picture};
use super::scale::{spread, text_width};
use crate::components::Paint;

/// What one of the two readings is called.
#[derive(Clone, Debug, PartialEq)]
pub struct PairKey {
    /// "15 a £m".
    pub head: AttrValue,
    /// Lines under it: "our default,", "unverified".
    pub lines: Vec<AttrValue>,
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// "2012".
    pub label: AttrValue,
    /// The pale bar's height.
    pub outer: f64,
    /// The solid bar's height.
    pub inner: f64,
    /// The text above: the pale bar's figure.
    pub text: AttrValue,
}

/// Bars inside bars.
pub struct PairedBars {
    /// A unique id, for its patterns.
    pub id: &'static str,
    /// One sentence that says what the picture shows.
    pub name: AttrValue,
    /// The bars, in the order of time.
    pub pairs: Vec<Pair>,
    /// What the pale bars are.
    pub outer: PairKey,
    /// What the solid bars are.
    pub inner: PairKey,
    /// The width to draw at, and the bar that is being read.
    pub canvas: Canvas,
}

/// Draws pale bars with a firm top edge, solid bars inside them.
pub fn paired_bars(chart: &PairedBars) -> Picture {
    let plot = plot(chart);
    let named = AxisWords { prefix: "", suffix: "" };
    let names: Vec<AttrValue> = chart.pairs.iter().map(|pair| pair.label.clone()).collect();
    let html = html! {
        <div class="chart">
            <div class="chart__key">
                if plot.narrow {
                    { key_above(chart.id, &[key_entry(&chart.outer, "key__note key__pale"), key_entry(&chart.inner, "key__note")]) }
                }
            </div>
            <svg class="chart__plot" role="img" aria-label={chart.name.clone()}
                width={px(chart.canvas.width)} height={px(HEIGHT)} viewBox={view_box(chart.canvas.width, HEIGHT)}>
                { hatch(chart.id) }
                { plot.mark(chart.canvas.read, chart.pairs.len()) }
                { level_grid(&plot.ticks, &plot.up, (plot.left, plot.right), &named) }
                { bars(chart, &plot) }
                { years(&names, &plot) }
                <g class="chart__labels">
                    if !plot.narrow {
                        { labels(chart, &plot) }
                    }
                </g>
            </svg>
        </div>
    };
    Picture { html, rows: Some(chart.pairs.len()), span: plot.span(chart.pairs.len()) }
}

fn plot(chart: &PairedBars) -> BarPlot {
    let lines = [&chart.outer, &chart.inner].into_iter().flat_map(|key| key.lines.iter().chain([&key.head]));
    let widest = lines.map(|line| text_width(line)).fold(0.0, f64::max);
    let highest = chart.pairs.iter().map(|pair| pair.outer.max(pair.inner)).fold(0.0, f64::max);
    BarPlot::laid_out(chart.canvas.width, widest + 14.0, highest, chart.pairs.len())
}

fn bars(chart: &PairedBars, plot: &BarPlot) -> Html {
    let totals: Vec<(f64, AttrValue)> = chart.pairs.iter().map(|pair| (pair.outer, pair.text.clone())).collect();
    let named = named_totals(plot.band, &totals);
    html! {
        <g class="chart__bars">
            { for chart.pairs.iter().zip(named).enumerate().map(|(place, (pair, named))| html! {
                <g key={place}>
                    { bar(chart.id, plot, place, pair) }
                    <g>
                        if named {
                            { words_at(plot.middle(place), plot.up.at(pair.outer) - 6.0, Anchor::Middle, "chart__value", &pair.text) }
                        }
                    </g>
                </g>
            }) }
        </g>
    }
}

fn bar(id: &str, plot: &BarPlot, place: usize, pair: &Pair) -> Html {
    let width = plot.bar_width();
    let left = plot.middle(place) - width / 2.0;
    let (outer, inner) = (plot.up.at(pair.outer), plot.up.at(pair.inner));
    html! {
        <g class="paint-jobs">
            <rect class="chart__pale" x={px(left)} y={px(outer)} width={px(width)} height={px((plot.foot - outer).max(0.0))} />
            <line class="chart__cap" x1={px(left)} x2={px(left + width)} y1={px(outer)} y2={px(outer)} />
            { block(id, Paint::Jobs, (left, inner), (width, plot.foot - inner)) }
        </g>
    }
}

/// Each reading's name beside the last bar, at its own height.
fn labels(chart: &PairedBars, plot: &BarPlot) -> Html {
    let (outer, inner) = chart.pairs.last().map_or((0.0, 0.0), |pair| (pair.outer, pair.inner));
    let places =
        spread(&[plot.up.at(outer) + 4.0, plot.up.at(inner) + 4.0], 3.0 * LINE + 6.0, (16.0, plot.foot - LINE));
    let keys = [&chart.outer, &chart.inner];
    html! {
        <g>
            { for keys.into_iter().zip(places).enumerate().map(|(place, (key, y))| {
                let lines: Vec<String> = key.lines.iter().map(ToString::to_string).collect();
                html! {
                    <g key={place}>
                        { lines_at(plot.right + 8.0, y, classes!("chart__label"), &[key.head.to_string()]) }
                        { lines_at(plot.right + 8.0, y + LINE, classes!("chart__label", "chart__label--quiet"), &lines) }
                    </g>
                }
            }) }
        </g>
    }
}

fn key_entry(key: &PairKey, class: &'static str) -> KeyEntry {
    let lines: Vec<&str> = key.lines.iter().map(AttrValue::as_str).collect();
    KeyEntry { paint: Paint::Jobs, class, name: key.head.clone(), total: lines.join(" ").into() }
}
