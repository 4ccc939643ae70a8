//! Where the money goes: bars that step down from money in to the surplus.

use yew::prelude::*;

use super::axis::{
    Anchor, AxisWords, block, count, grid_class, hatch, names_every, px, read_among, read_mark, view_box, words_at,
};
use super::frame::{Canvas, Picture};
use super::scale::{Scale, ends, spaced_width, text_width, ticks};
use crate::components::Paint;

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// "Build".
    pub label: AttrValue,
    /// Its amount, as shown: "114.75".
    pub text: AttrValue,
    /// Where it begins and ends along the axis, in either order.
    pub from: f64,
    /// See `from`.
    pub to: f64,
    /// Its colour.
    pub paint: Paint,
    /// Whether it is the result, in bold.
    pub strong: bool,
}

/// Bars that step down.
pub struct FlowBars {
    /// A unique id, for its patterns.
    pub id: &'static str,
    /// One sentence that says what the picture shows.
    pub name: AttrValue,
    /// The bars, in the order of the sum.
    pub flows: Vec<Flow>,
    /// The prefix of the numbers of the axis: "£".
    pub axis_prefix: &'static str,
    /// Their suffix: "m".
    pub axis_suffix: &'static str,
    /// The width to draw at, and the bar that is being read.
    pub canvas: Canvas,
}

const ROW: f64 = 23.0;
/// The minimum gap between two names of the axis.
const BETWEEN: f64 = 8.0;
const BAR: f64 = 18.0;
const FOOT: f64 = 24.0;

/// Draws descending bars with the name at the left and the amount at the end of each. The height follows the number of
/// bars.
pub fn flow_bars(chart: &FlowBars) -> Picture {
    let plot = FlowPlot::new(chart);
    let height = plot.foot + FOOT;
    let read = read_among(chart.canvas.read, chart.flows.len());
    let mark = read.map(|place| ((0.0, ROW * count(place) + 4.0 - (ROW - BAR) / 2.0), (chart.canvas.width, ROW)));
    let html = html! {
        <div class="chart">
            <svg class="chart__plot" role="img" aria-label={chart.name.clone()}
                width={px(chart.canvas.width)} height={px(height)} viewBox={view_box(chart.canvas.width, height)}>
                { hatch(chart.id) }
                { read_mark(mark) }
                { grid(chart, &plot) }
                <g class="chart__bars">
                    { for chart.flows.iter().enumerate().map(|(place, flow)| row(chart, &plot, place, flow)) }
                </g>
            </svg>
        </div>
    };
    // The bars are one under the other: the slider is as wide as all, and the mark says which is read.
    Picture::from(html)
}

struct FlowPlot {
    left: f64,
    right: f64,
    foot: f64,
    ticks: Vec<f64>,
    along: Scale,
}

impl FlowPlot {
    fn new(chart: &FlowBars) -> Self {
        let widest = chart.flows.iter().map(|flow| spaced_width(&flow.label)).fold(0.0, f64::max);
        let figure = chart.flows.iter().map(|flow| text_width(&flow.text)).fold(0.0, f64::max);
        let reach =
            |pick: fn(f64, f64) -> f64| chart.flows.iter().fold(0.0, |most, flow| pick(pick(most, flow.from), flow.to));
        let (low, high) = (reach(f64::min), reach(f64::max));
        let left = (widest + 8.0).min(chart.canvas.width * 0.47);
        let right = (chart.canvas.width - figure - 10.0).max(left + 40.0);
        let about = if right - left > 150.0 { 3 } else { 2 };
        let mut ticks: Vec<f64> = ticks(low, high, about).into_iter().filter(|tick| *tick <= high * 1.02).collect();
        let (first, _) = ends(&ticks);
        let along = Scale::new((low.min(first), high.max(f64::MIN_POSITIVE)), (left, right));
        // A line is drawn only where there is room for its name.
        if let [first, second, ..] = ticks[..] {
            let every = names_every(along.at(second) - along.at(first) - BETWEEN, &names(chart, &ticks));
            // Zero among them.
            let zero = ticks.iter().position(|tick| *tick == 0.0).unwrap_or(0);
            ticks = ticks.into_iter().skip(zero % every).step_by(every).collect();
        }
        Self { left, right, foot: ROW * count(chart.flows.len()) + 4.0, ticks, along }
    }
}

fn names(chart: &FlowBars, ticks: &[f64]) -> Vec<AttrValue> {
    let named = AxisWords { prefix: chart.axis_prefix, suffix: chart.axis_suffix };
    ticks.iter().map(|value| named.of(ticks, *value).into()).collect()
}

fn grid(chart: &FlowBars, plot: &FlowPlot) -> Html {
    html! {
        <g class="chart__grid">
            { for plot.ticks.iter().zip(names(chart, &plot.ticks)).enumerate().map(|(place, (value, name))| {
                let x = plot.along.at(*value);
                html! {
                    <g key={place}>
                        <line class={grid_class(*value)} x1={px(x)} x2={px(x)} y1="0" y2={px(plot.foot)} />
                        { words_at(x, plot.foot + 17.0, Anchor::Middle, "chart__axis", &name) }
                    </g>
                }
            }) }
        </g>
    }
}

fn row(chart: &FlowBars, plot: &FlowPlot, place: usize, flow: &Flow) -> Html {
    let y = ROW * count(place) + 4.0;
    let (from, to) = (plot.along.at(flow.from.min(flow.to)), plot.along.at(flow.from.max(flow.to)));
    let words_y = y + BAR / 2.0 + 4.5;
    let (name, value) = if flow.strong {
        ("chart__label chart__label--total", "chart__value chart__label--total")
    } else {
        ("chart__label", "chart__value")
    };
    html! {
        <g key={place}>
            { words_at(plot.left - 8.0, words_y, Anchor::End, name, &flow.label) }
            { block(chart.id, flow.paint, (from, y), ((to - from).max(1.5), BAR)) }
            { join(chart, plot, place, y) }
            { words_at((to + 6.0).min(plot.right + 6.0), words_y, Anchor::Start, value, &flow.text) }
        </g>
    }
}

/// The hairline from the end of one bar to the beginning of the next, drawn only where they meet.
fn join(chart: &FlowBars, plot: &FlowPlot, place: usize, y: f64) -> Html {
    let meets = match (chart.flows.get(place), chart.flows.get(place + 1)) {
        (Some(this), Some(next)) => [next.from, next.to].into_iter().find(|end| *end == this.to),
        _ => None,
    };
    html! {
        <g>
            if let Some(end) = meets {
                <line class="chart__join" x1={px(plot.along.at(end))} x2={px(plot.along.at(end))} y1={px(y + BAR)} y2={px(y + ROW)} />
            }
        </g>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The axis said "0 £200m" under three lines.
    #[test]
    fn every_line_has_its_name() {
        let plot = |width| {
            let flow = |from, to| Flow {
                label: "Sales, other income".into(),
                text: "201.10".into(),
                from,
                to,
                paint: Paint::Income,
                strong: false,
            };
            let (flows, canvas) = (vec![flow(0.0, 201.1)], Canvas { width, read: None });
            let (axis_prefix, axis_suffix) = ("£", "m");
            let chart = FlowBars { id: "flow", name: "Flow".into(), flows, axis_prefix, axis_suffix, canvas };
            let plot = FlowPlot::new(&chart);
            let places: Vec<f64> = plot.ticks.iter().map(|tick| plot.along.at(*tick)).collect();
            let names = names(&chart, &plot.ticks);
            let is_apart = |place: usize| {
                let half = |place: usize| text_width(&names[place]) / 2.0;
                places[place + 1] - places[place] >= half(place) + half(place + 1)
            };
            assert!((0..places.len() - 1).all(is_apart), "{width}: {places:?} {names:?}");
            plot.ticks
        };
        assert_eq!(plot(500.0), [0.0, 50.0, 100.0, 150.0, 200.0]);
        let narrow: Vec<Vec<f64>> = (240..500).step_by(10).map(|width| plot(f64::from(width))).collect();
        assert!(narrow.iter().all(|ticks| ticks.len() > 1) && narrow.contains(&vec![0.0, 200.0]), "{narrow:?}");
    }
}
