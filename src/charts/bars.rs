//! Bars in parts, one for each year.

use yew::prelude::*;

use super::axis::{
    Anchor, AxisWords, KeyEntry, LINE, NARROW, block, count, hatch, key_above, level_grid, lines_at, named_totals,
    names_every, px, read_among, read_mark, view_box, words_at,
};
use super::frame::{Canvas, Picture};
use super::scale::{Scale, ends, spread, text_width, ticks, wrapped};
use crate::components::Paint;

/// One part of every bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// "Social rent".
    pub label: AttrValue,
    /// Its total over all bars, as shown: "419".
    pub total: AttrValue,
    /// Its colour.
    pub paint: Paint,
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct StackedBar {
    /// "2012".
    pub label: AttrValue,
    /// One value for each part, lowest part first.
    pub values: Vec<f64>,
    /// The height of the whole bar.
    pub total: f64,
    /// The total, as shown: "91".
    pub total_text: AttrValue,
}

/// Stacked bars.
pub struct StackedBars {
    /// A unique id, for its patterns.
    pub id: &'static str,
    /// One sentence that says what the picture shows.
    pub name: AttrValue,
    /// The parts, lowest first.
    pub parts: Vec<Part>,
    /// The bars, in the order of time.
    pub bars: Vec<StackedBar>,
    /// The width to draw at, and the bar that is being read.
    pub canvas: Canvas,
}

/// The height of charts with vertical bars.
pub(super) const HEIGHT: f64 = 264.0;

/// Draws bars from zero, with the total above each; the parts are named beside the last bar, or above the plot if there is no
/// room beside it.
pub fn stacked_bars(chart: &StackedBars) -> Picture {
    let plot = BarPlot::new(chart);
    let named = AxisWords { prefix: "", suffix: "" };
    let html = html! {
        <div class="chart">
            <div class="chart__key">
                if plot.narrow {
                    { key_above(chart.id, &key_entries(&chart.parts)) }
                }
            </div>
            <svg class="chart__plot" role="img" aria-label={chart.name.clone()}
                width={px(chart.canvas.width)} height={px(HEIGHT)} viewBox={view_box(chart.canvas.width, HEIGHT)}>
                { hatch(chart.id) }
                { plot.mark(chart.canvas.read, chart.bars.len()) }
                { level_grid(&plot.ticks, &plot.up, (plot.left, plot.right), &named) }
                { bars(chart, &plot) }
                { years(&chart.bars.iter().map(|bar| bar.label.clone()).collect::<Vec<_>>(), &plot) }
                <g class="chart__labels">
                    if !plot.narrow {
                        { part_labels(chart, &plot) }
                    }
                </g>
            </svg>
        </div>
    };
    Picture { html, rows: Some(chart.bars.len()), span: plot.span(chart.bars.len()) }
}

/// The layout of the bars of a plot.
pub(super) struct BarPlot {
    pub(super) narrow: bool,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) foot: f64,
    pub(super) band: f64,
    pub(super) ticks: Vec<f64>,
    pub(super) up: Scale,
}

impl BarPlot {
    fn new(chart: &StackedBars) -> Self {
        let lines = chart.parts.iter().flat_map(|part| label_lines(part, chart.parts.len()));
        let widest = lines.map(|line| text_width(&line)).fold(0.0, f64::max);
        let highest = chart.bars.iter().map(|bar| bar.total).fold(0.0, f64::max);
        Self::laid_out(chart.canvas.width, widest + 22.0, highest, chart.bars.len())
    }

    /// Lays out a number of bars up to the highest, with room beside them for labels.
    pub(super) fn laid_out(width: f64, labels: f64, highest: f64, bars: usize) -> Self {
        const ABOVE: f64 = 18.0;
        const BELOW: f64 = 26.0;
        let narrow = width < NARROW;
        let ticks = ticks(0.0, highest, 3);
        let shown: Vec<f64> = ticks.iter().copied().filter(|tick| *tick <= highest * 1.02).collect();
        let ticks = if shown.len() > 1 { shown } else { ticks };
        let left = 8.0 + ticks.iter().map(|tick| text_width(&format!("{tick:.0}"))).fold(0.0, f64::max);
        let right = if narrow { width - 2.0 } else { (width - labels).max(left + 40.0) };
        let foot = HEIGHT - BELOW;
        let (_, top_tick) = ends(&ticks);
        let up = Scale::new((0.0, highest.max(top_tick)), (foot, ABOVE));
        Self { narrow, left, right, foot, band: (right - left) / count(bars.max(1)), ticks, up }
    }

    pub(super) fn bar_width(&self) -> f64 {
        (self.band * 0.74).clamp(2.0, 44.0)
    }

    /// Where the first and the last bar stand.
    pub(super) fn span(&self, bars: usize) -> Option<(f64, f64)> {
        (bars > 0).then(|| (self.middle(0), self.middle(bars - 1)))
    }

    /// The ground behind the bar that is being read.
    pub(super) fn mark(&self, read: Option<usize>, bars: usize) -> Html {
        let left = |place: usize| self.left + self.band * count(place);
        read_mark(read_among(read, bars).map(|place| ((left(place), 0.0), (self.band, self.foot))))
    }

    pub(super) fn middle(&self, place: usize) -> f64 {
        self.left + self.band * (count(place) + 0.5)
    }
}

fn bars(chart: &StackedBars, plot: &BarPlot) -> Html {
    let totals: Vec<(f64, AttrValue)> = chart.bars.iter().map(|bar| (bar.total, bar.total_text.clone())).collect();
    let named = named_totals(plot.band, &totals);
    html! {
        <g class="chart__bars">
            { for chart.bars.iter().zip(named).enumerate().map(|(place, (bar, named))| html! {
                <g key={place}>
                    { bar_parts(chart, plot, place, bar) }
                    <g>
                        if named {
                            { words_at(plot.middle(place), plot.up.at(bar.total) - 5.0, Anchor::Middle, "chart__value", &bar.total_text) }
                        }
                    </g>
                </g>
            }) }
        </g>
    }
}

fn bar_parts(chart: &StackedBars, plot: &BarPlot, place: usize, bar: &StackedBar) -> Html {
    const GAP: f64 = 1.5;
    let width = plot.bar_width();
    let left = plot.middle(place) - width / 2.0;
    let mut reached = 0.0;
    let blocks = chart.parts.iter().zip(&bar.values).enumerate().map(|(place, (part, value))| {
        let (foot, top) = (plot.up.at(reached), plot.up.at(reached + value));
        let gap = if reached > 0.0 { GAP } else { 0.0 };
        reached += value;
        html! { <g key={place}>{ block(chart.id, part.paint, (left, top), (width, foot - top - gap)) }</g> }
    });
    html! { <g>{ for blocks }</g> }
}

/// The names under the bars.
pub(super) fn years(names: &[AttrValue], plot: &BarPlot) -> Html {
    let every = names_every(plot.band, names);
    html! {
        <g class="chart__years">
            { for names.iter().enumerate().step_by(every).map(|(place, name)| html! {
                <g key={place}>{ words_at(plot.middle(place), plot.foot + 18.0, Anchor::Middle, "chart__axis", name) }</g>
            }) }
        </g>
    }
}

/// The name of a part in lines: if there are few, each has room for two lines, which leaves more width for the bars.
fn label_lines(part: &Part, parts: usize) -> Vec<String> {
    const FEW: usize = 4;
    const LENGTH: usize = 12;
    if parts <= FEW { wrapped(&part.label, LENGTH) } else { vec![part.label.to_string()] }
}

/// The parts' names beside the last bar, each as level with its part as the others allow.
fn part_labels(chart: &StackedBars, plot: &BarPlot) -> Html {
    let mut reached = 0.0;
    let last = chart.bars.last().map(|bar| bar.values.as_slice()).unwrap_or_default();
    let wanted: Vec<f64> = (0..chart.parts.len())
        .map(|place| {
            let value = last.get(place).copied().unwrap_or(0.0);
            reached += value;
            plot.up.at(reached - value / 2.0) - 2.0
        })
        .collect();
    let names: Vec<Vec<String>> = chart.parts.iter().map(|part| label_lines(part, chart.parts.len())).collect();
    let most = count(names.iter().map(Vec::len).max().unwrap_or(1));
    let places = spread(&wanted, (most + 1.0) * LINE + 10.0, (24.0, plot.foot - most * LINE));
    html! {
        <g>
            { for chart.parts.iter().zip(&names).zip(places).enumerate().map(|(place, ((part, name), y))| html! {
                <g key={place}>
                    { block(chart.id, part.paint, (plot.right + 8.0, y - 9.0), (9.0, 9.0)) }
                    { lines_at(plot.right + 22.0, y, classes!("chart__label"), name) }
                    { lines_at(plot.right + 22.0, y + LINE * count(name.len()), classes!("chart__label", "chart__label--total"), &[part.total.to_string()]) }
                </g>
            }) }
        </g>
    }
}

fn key_entries(parts: &[Part]) -> Vec<KeyEntry> {
    let entry =
        |part: &Part| KeyEntry { paint: part.paint, class: "", name: part.label.clone(), total: part.total.clone() };
    parts.iter().map(entry).collect()
}
