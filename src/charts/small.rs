//! Small charts side by side, one for each case, all on one scale, with the base repeated in each.

use yew::prelude::*;

use super::axis::{Anchor, AxisWords, LINE, level_grid, px, view_box, words_at};
use super::scale::{Scale, ends, ticks};
use crate::components::Paint;

/// What a small chart draws.
#[derive(Clone, Debug, PartialEq)]
pub enum SmallSeries {
    /// A sum that changes in steps: when, as a decimal year, and the sum from then on.
    Steps(Vec<(f64, f64)>),
    /// A count for each year.
    Bars(Vec<(i32, f64)>),
}

impl SmallSeries {
    fn highest(&self) -> f64 {
        let fold = |most: f64, value: f64| if value.is_finite() { most.max(value) } else { most };
        match self {
            Self::Steps(points) => points.iter().map(|(_, sum)| *sum).fold(0.0, fold),
            Self::Bars(bars) => bars.iter().map(|(_, count)| *count).fold(0.0, fold),
        }
    }

    /// The first and last year of the series; of bars, those above zero.
    fn years(&self) -> Option<(f64, f64)> {
        match self {
            Self::Steps(points) => Some((points.first()?.0.floor(), points.last()?.0.ceil())),
            Self::Bars(bars) => {
                let mut built = bars.iter().filter(|(_, count)| *count > 0.0).map(|(year, _)| f64::from(*year));
                let first = built.next()?;
                Some((first, built.next_back().unwrap_or(first)))
            }
        }
    }
}

/// One case of a row of small charts.
#[derive(Clone, Debug, PartialEq)]
pub struct SmallCase {
    /// What the case is called.
    pub name: AttrValue,
    /// One sentence that says what its picture shows.
    pub said: AttrValue,
    /// The total of the series: "£57.04m".
    pub end: AttrValue,
    /// What is drawn.
    pub series: SmallSeries,
}

/// A row of small charts; the first case is the base.
#[derive(Clone, Debug, PartialEq)]
pub struct SmallCharts {
    /// The cases.
    pub cases: Vec<SmallCase>,
    /// The colour of the series.
    pub paint: Paint,
    /// Their total width.
    pub width: f64,
}

const HEIGHT: f64 = 122.0;
const TOP: f64 = 8.0;
const FOOT: f64 = 98.0;
const LEFT: f64 = 34.0;
/// The room beside a plot in which its end is named.
const BESIDE: f64 = 80.0;
/// The minimum width of a small chart.
const LEAST: f64 = 225.0;
const GAP: f64 = 16.0;

/// Draws the row: as many side by side as fit.
pub fn small_charts(charts: &SmallCharts) -> Html {
    let across = ((charts.width + GAP) / (LEAST + GAP)).floor().clamp(1.0, 4.0).min(charts.cases.len().max(1) as f64);
    // Whole pixels: a tenth too much would wrap the last chart to the next line.
    let width = ((charts.width - GAP * (across - 1.0)) / across).floor();
    let plot = Plot::new(charts, width);
    let base = charts.cases.first().map(|case| &case.series);
    let one = |(place, case): (usize, &SmallCase)| {
        let ghost = base.filter(|base| place > 0 && **base != case.series);
        html! {
            <div class="small-charts__one" key={place}>
                <p class="small-charts__name">{ case.name.clone() }</p>
                { drawing(case, ghost, charts.paint, &plot) }
            </div>
        }
    };
    html! { <div class="small-charts">{ for charts.cases.iter().enumerate().map(one) }</div> }
}

struct Plot {
    width: f64,
    right: f64,
    across: Scale,
    up: Scale,
    ticks: Vec<f64>,
    years: (f64, f64),
}

impl Plot {
    fn new(charts: &SmallCharts, width: f64) -> Self {
        let highest = charts.cases.iter().map(|case| case.series.highest()).fold(0.0, f64::max);
        let years = charts.cases.iter().filter_map(|case| case.series.years());
        let years = years.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1))).unwrap_or((0.0, 1.0));
        let ticks = ticks(0.0, highest, 2);
        let right = (width - BESIDE).max(LEFT + 60.0);
        // Bars are centred on their year, and need half a year on either side.
        let is_bars = charts.cases.iter().any(|case| matches!(case.series, SmallSeries::Bars(_)));
        let edge = if is_bars { 0.5 } else { 0.0 };
        let span = (years.0 - edge, (years.1 + edge).max(years.0 + 1.0));
        Self {
            width,
            right,
            across: Scale::new(span, (LEFT, right)),
            up: Scale::new(ends(&ticks), (FOOT, TOP)),
            ticks,
            years,
        }
    }
}

fn drawing(case: &SmallCase, ghost: Option<&SmallSeries>, paint: Paint, plot: &Plot) -> Html {
    let named = AxisWords { prefix: "", suffix: "" };
    html! {
        <svg class={classes!("chart__plot", paint.class())} role="img" aria-label={case.said.clone()}
            width={px(plot.width)} height={px(HEIGHT)} viewBox={view_box(plot.width, HEIGHT)}>
            { level_grid(&plot.ticks, &plot.up, (LEFT, plot.right), &named) }
            { series(&case.series, plot) }
            <g>{ ghost.map(|ghost| ghost_of(ghost, plot)).unwrap_or_default() }</g>
            { words_at(plot.right + 6.0, end_height(&case.series, plot), Anchor::Start, "chart__label chart__label--total", &case.end) }
            { year_names(plot) }
        </svg>
    }
}

fn series(series: &SmallSeries, plot: &Plot) -> Html {
    match series {
        SmallSeries::Steps(points) => {
            let line = steps(points, plot);
            let start = points.first().map_or(LEFT, |(when, _)| plot.across.at(*when));
            let area = format!("{line}V{0}H{1}Z", px(plot.up.at(0.0)), px(start));
            html! { <g><path class="chart__area" d={area} /><path class="chart__step" d={line} /></g> }
        }
        SmallSeries::Bars(bars) => html! {
            <g>{ for bars.iter().filter(|(_, count)| *count > 0.0).map(|(year, count)| {
                let (left, right) = bar(*year, plot);
                let top = plot.up.at(*count);
                html! { <rect key={*year} class="paint-fill" x={px(left)} width={px(right - left)} y={px(top)} height={px(plot.up.at(0.0) - top)} /> }
            }) }</g>
        },
    }
}

/// The base again: a dashed line, or a tick on each bar.
fn ghost_of(series: &SmallSeries, plot: &Plot) -> Html {
    match series {
        SmallSeries::Steps(points) => html! { <path class="chart__step chart__step--ghost" d={steps(points, plot)} /> },
        SmallSeries::Bars(bars) => html! {
            <g>{ for bars.iter().filter(|(_, count)| *count > 0.0).map(|(year, count)| {
                let (left, right) = bar(*year, plot);
                let y = px(plot.up.at(*count));
                html! { <line key={*year} class="chart__cap" x1={px(left - 1.0)} x2={px(right + 1.0)} y1={y.clone()} y2={y} /> }
            }) }</g>
        },
    }
}

fn bar(year: i32, plot: &Plot) -> (f64, f64) {
    let middle = plot.across.at(f64::from(year));
    let half = (plot.across.at(f64::from(year) + 0.5) - middle) * 0.78;
    (middle - half, middle + half)
}

fn steps(points: &[(f64, f64)], plot: &Plot) -> String {
    let mut path = String::new();
    for (place, (when, sum)) in points.iter().enumerate() {
        let (x, y) = (px(plot.across.at(*when)), px(plot.up.at(*sum)));
        path.push_str(&if place == 0 { format!("M{x} {y}") } else { format!("H{x}V{y}") });
    }
    path.push_str(&format!("H{}", px(plot.right)));
    path
}

/// The height of a case's figure: its highest step, or the middle of its bars.
fn end_height(series: &SmallSeries, plot: &Plot) -> f64 {
    let height = match series {
        SmallSeries::Steps(_) => plot.up.at(series.highest()) + 4.0,
        SmallSeries::Bars(_) => f64::midpoint(TOP, FOOT),
    };
    height.clamp(TOP + LINE / 2.0, FOOT)
}

fn year_names(plot: &Plot) -> Html {
    let (first, last) = (plot.years.0 as i32, plot.years.1 as i32);
    let year = plot.across.at(f64::from(first) + 1.0) - plot.across.at(f64::from(first));
    let every = [1, 2, 4, 5, 10, 20].into_iter().find(|every| year * f64::from(*every) >= 44.0).unwrap_or(50);
    html! {
        <g>{ for (first..=last).step_by(every as usize).map(|year| html! {
            <g key={year}>{ words_at(plot.across.at(f64::from(year)), HEIGHT - 6.0, Anchor::Middle, "chart__axis", &year.to_string()) }</g>
        }) }</g>
    }
}
