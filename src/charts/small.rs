//! Small charts side by side, one for each case, all on one scale, with the base repeated in each.

use yew::prelude::*;

use super::axis::{Anchor, AxisWords, LINE, level_grid, px, read_among, read_mark, view_box, words_at};
use super::frame::{Canvas, Picture};
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
    /// Where each row of the table is, as a decimal year or the year of a bar, in the order of time.
    pub rows: Vec<f64>,
}

/// A row of small charts; the first case is the base.
#[derive(Clone, Debug, PartialEq)]
pub struct SmallCharts {
    /// The cases.
    pub cases: Vec<SmallCase>,
    /// The colour of the series.
    pub paint: Paint,
    /// Their total width, and the row that is being read.
    pub canvas: Canvas,
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

/// Draws the row: as many side by side as fit. The rows of the table can be read as far as the drawing goes.
pub fn small_charts(charts: &SmallCharts) -> Picture {
    let room = charts.canvas.width;
    let across = ((room + GAP) / (LEAST + GAP)).floor().clamp(1.0, 4.0).min(charts.cases.len().max(1) as f64);
    // Whole pixels: a tenth too much would wrap the last chart to the next line.
    let width = ((room - GAP * (across - 1.0)) / across).floor();
    let plot = Plot::new(charts, width);
    let base = charts.cases.first().map(|case| &case.series);
    let one = |(place, case): (usize, &SmallCase)| {
        let ghost = base.filter(|base| place > 0 && **base != case.series);
        html! {
            <div class="small-charts__one" key={place}>
                <p class="small-charts__name">{ case.name.clone() }</p>
                { drawing(case, ghost, (charts.paint, charts.canvas.read), &plot) }
            </div>
        }
    };
    let html = html! { <div class="small-charts">{ for charts.cases.iter().enumerate().map(one) }</div> };
    Picture { html, rows: Some(plot.rows), span: None }
}

struct Plot {
    width: f64,
    right: f64,
    across: Scale,
    up: Scale,
    ticks: Vec<f64>,
    years: (f64, f64),
    /// How many rows of the table are drawn.
    rows: usize,
    /// The width of what marks a row: a bar's year, or a line.
    mark: f64,
}

impl Plot {
    fn new(charts: &SmallCharts, width: f64) -> Self {
        let highest = charts.cases.iter().map(|case| case.series.highest()).fold(0.0, f64::max);
        let years = charts.cases.iter().filter_map(|case| case.series.years());
        let years = years.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1))).unwrap_or((0.0, 1.0));
        // From the first row on, so that every row that is read has a place.
        let starts = charts.cases.iter().filter_map(|case| case.rows.first()).map(|first| first.floor());
        let years = (starts.fold(years.0, f64::min), years.1);
        let drawn = |case: &SmallCase| {
            case.rows.iter().position(|row| *row >= years.1).map_or(case.rows.len(), |last| last + 1)
        };
        let rows = charts.cases.iter().map(drawn).max().unwrap_or(0);
        let ticks = ticks(0.0, highest, 2);
        let right = (width - BESIDE).max(LEFT + 60.0);
        // Bars are centred on their year, and need half a year on either side.
        let is_bars = charts.cases.iter().any(|case| matches!(case.series, SmallSeries::Bars(_)));
        let edge = if is_bars { 0.5 } else { 0.0 };
        let span = (years.0 - edge, (years.1 + edge).max(years.0 + 1.0));
        let across = Scale::new(span, (LEFT, right));
        let mark = if is_bars { across.at(span.0 + 1.0) - LEFT } else { 2.0 };
        Self { width, right, across, up: Scale::new(ends(&ticks), (FOOT, TOP)), ticks, years, rows, mark }
    }

    /// The ground behind the row that is being read; a balance's last year may end after the drawing.
    fn mark(&self, case: &SmallCase, read: Option<usize>) -> Option<((f64, f64), (f64, f64))> {
        let when = case.rows.get(read_among(read, self.rows)?)?;
        let left = (self.across.at(*when) - self.mark / 2.0).clamp(LEFT, self.right - self.mark);
        Some(((left, TOP), (self.mark, FOOT - TOP)))
    }
}

fn drawing(case: &SmallCase, ghost: Option<&SmallSeries>, (paint, read): (Paint, Option<usize>), plot: &Plot) -> Html {
    let named = AxisWords { prefix: "", suffix: "" };
    html! {
        <svg class={classes!("chart__plot", paint.class())} role="img" aria-label={case.said.clone()}
            width={px(plot.width)} height={px(HEIGHT)} viewBox={view_box(plot.width, HEIGHT)}>
            { read_mark(plot.mark(case, read)) }
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
                let line = |class: &'static str| html! { <line {class} x1={px(left - 1.0)} x2={px(right + 1.0)} y1={y.clone()} y2={y.clone()} /> };
                // On a bar of any colour, and beside it.
                html! { <g key={*year}>{ line("chart__halo") }{ line("chart__base") }</g> }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn plot(series: SmallSeries, rows: &[f64]) -> (Plot, SmallCase) {
        let case = SmallCase { name: "A".into(), said: "A".into(), end: "1".into(), series, rows: rows.to_vec() };
        let canvas = Canvas { width: 300.0, read: None };
        let charts = SmallCharts { cases: vec![case.clone()], paint: Paint::Pot, canvas };
        (Plot::new(&charts, 300.0), case)
    }

    /// The slider went on for years after the end of the drawing, and nothing marked the year.
    #[test]
    fn only_the_years_that_are_drawn_are_read_and_each_is_marked() {
        let rows = [2010.25, 2011.25, 2012.25, 2013.25, 2014.25, 2015.25];
        let (steps, case) = plot(SmallSeries::Steps(vec![(2011.5, 1.0), (2012.75, 2.0)]), &rows);
        assert_eq!((steps.years, steps.rows), ((2010.0, 2013.0), 4));
        let middle = |read: usize| steps.mark(&case, Some(read)).map(|((left, _), (width, _))| left + width / 2.0);
        assert!((middle(1).unwrap() - steps.across.at(2011.25)).abs() < 0.01);
        assert!(middle(3).unwrap() <= steps.right && middle(9) == middle(3));
        assert_eq!(steps.mark(&case, None), None);
        let bars = SmallSeries::Bars(vec![(2010, 0.0), (2011, 5.0), (2012, 7.0), (2013, 0.0)]);
        let (bars, case) = plot(bars, &[2010.0, 2011.0, 2012.0, 2013.0]);
        assert_eq!((bars.years, bars.rows), ((2010.0, 2012.0), 3));
        let ((left, _), (width, _)) = bars.mark(&case, Some(1)).unwrap();
        assert!((left + width / 2.0 - bars.across.at(2011.0)).abs() < 0.01);
    }
}
