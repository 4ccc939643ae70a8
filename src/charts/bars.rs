//! Bars in parts, one for each year.

use yew::prelude::*;

use super::axis::{
    Anchor, AxisWords, KeyEntry, LINE, NARROW, block, count, hatch, key_above, level_grid, lines_at, named_totals,
    names_every, px, words_at,
};
use super::scale::{Scale, ends, spread, text_width, ticks};
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
    /// The whole, as shown: "91".
    pub total_text: AttrValue,
}

/// Props of [`StackedBars`].
#[derive(Clone, PartialEq, Properties)]
pub struct StackedBarsProps {
    /// An id of its own, for its patterns.
    pub id: AttrValue,
    /// One sentence that says what the picture shows.
    pub name: AttrValue,
    /// The parts, lowest first.
    pub parts: Vec<Part>,
    /// The bars, in the order of time.
    pub bars: Vec<StackedBar>,
    /// The width to draw at.
    pub width: f64,
    /// The height to draw at.
    #[prop_or(264.0)]
    pub height: f64,
}

/// Stacked bars from nought, the total above each; the parts are named beside the last bar, or above the plot where
/// there is no room beside it.
#[component]
pub fn StackedBars(props: &StackedBarsProps) -> Html {
    let plot = BarPlot::new(props);
    let named = AxisWords { prefix: AttrValue::default(), suffix: AttrValue::default() };
    html! {
        <div class="chart">
            <div class="chart__key">
                if plot.narrow {
                    { key_above(&props.id, &key_entries(&props.parts)) }
                }
            </div>
            <svg class="chart__plot" role="img" aria-label={props.name.clone()}
                width={px(props.width)} height={px(props.height)} viewBox={format!("0 0 {} {}", px(props.width), px(props.height))}>
                { hatch(&props.id) }
                { level_grid(&plot.ticks, &plot.up, (plot.left, plot.right), &named) }
                { bars(props, &plot) }
                { years(&props.bars.iter().map(|bar| bar.label.clone()).collect::<Vec<_>>(), &plot) }
                <g class="chart__labels">
                    if !plot.narrow {
                        { part_labels(props, &plot) }
                    }
                </g>
            </svg>
        </div>
    }
}

/// Where the bars of a plot stand.
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
    fn new(props: &StackedBarsProps) -> Self {
        let widest = props.parts.iter().map(|part| text_width(&part.label)).fold(0.0, f64::max);
        let highest = props.bars.iter().map(|bar| bar.total).fold(0.0, f64::max);
        Self::laid_out((props.width, props.height), widest + 18.0, highest, props.bars.len())
    }

    /// Lays out so many bars up to a height, with room beside them for labels.
    pub(super) fn laid_out((width, height): (f64, f64), labels: f64, highest: f64, bars: usize) -> Self {
        const ABOVE: f64 = 18.0;
        const BELOW: f64 = 26.0;
        let narrow = width < NARROW;
        let ticks = ticks(0.0, highest, 3);
        let shown: Vec<f64> = ticks.iter().copied().filter(|tick| *tick <= highest * 1.02).collect();
        let ticks = if shown.len() > 1 { shown } else { ticks };
        let left = 8.0 + ticks.iter().map(|tick| text_width(&format!("{tick:.0}"))).fold(0.0, f64::max);
        let right = if narrow { width - 2.0 } else { (width - labels).max(left + 40.0) };
        let foot = height - BELOW;
        let (_, top_tick) = ends(&ticks);
        let up = Scale::new((0.0, highest.max(top_tick)), (foot, ABOVE));
        Self { narrow, left, right, foot, band: (right - left) / count(bars.max(1)), ticks, up }
    }

    pub(super) fn bar_width(&self) -> f64 {
        (self.band * 0.74).clamp(2.0, 44.0)
    }

    pub(super) fn middle(&self, place: usize) -> f64 {
        self.left + self.band * (count(place) + 0.5)
    }
}

fn bars(props: &StackedBarsProps, plot: &BarPlot) -> Html {
    let totals: Vec<(f64, AttrValue)> = props.bars.iter().map(|bar| (bar.total, bar.total_text.clone())).collect();
    let named = named_totals(plot.band, &totals);
    html! {
        <g class="chart__bars">
            { for props.bars.iter().zip(named).enumerate().map(|(place, (bar, named))| html! {
                <g key={place}>
                    { bar_parts(props, plot, place, bar) }
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

fn bar_parts(props: &StackedBarsProps, plot: &BarPlot, place: usize, bar: &StackedBar) -> Html {
    const GAP: f64 = 1.5;
    let width = plot.bar_width();
    let left = plot.middle(place) - width / 2.0;
    let mut reached = 0.0;
    let blocks = props.parts.iter().zip(&bar.values).enumerate().map(|(place, (part, value))| {
        let (foot, top) = (plot.up.at(reached), plot.up.at(reached + value));
        let gap = if reached > 0.0 { GAP } else { 0.0 };
        reached += value;
        html! { <g key={place}>{ block(&props.id, part.paint, (left, top), (width, foot - top - gap)) }</g> }
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

/// The parts' names beside the last bar, each level with its part as far as the others let it.
fn part_labels(props: &StackedBarsProps, plot: &BarPlot) -> Html {
    let mut reached = 0.0;
    let last = props.bars.last().map(|bar| bar.values.as_slice()).unwrap_or_default();
    let wanted: Vec<f64> = (0..props.parts.len())
        .map(|place| {
            let value = last.get(place).copied().unwrap_or(0.0);
            reached += value;
            plot.up.at(reached - value / 2.0) - 2.0
        })
        .collect();
    let places = spread(&wanted, 2.0 * LINE + 10.0, (24.0, plot.foot - LINE));
    html! {
        <g>
            { for props.parts.iter().zip(places).enumerate().map(|(place, (part, y))| html! {
                <g key={place}>
                    { block(&props.id, part.paint, (plot.right + 8.0, y - 9.0), (9.0, 9.0)) }
                    { lines_at(plot.right + 22.0, y, classes!("chart__label"), &[part.label.to_string()]) }
                    { lines_at(plot.right + 22.0, y + LINE, classes!("chart__label", "chart__label--total"), &[part.total.to_string()]) }
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
