//! Money over time: the pot above, each partner's money back less money in below, on one time axis.

use yew::prelude::*;

use super::axis::{
    Anchor, AxisWords, LINE, count, level_grid, lines_at, px, read_among, read_mark, view_box, words_at,
};
use super::frame::{Canvas, Picture};
use super::scale::{Scale, ends, spread, text_width, ticks, wrapped};
use crate::components::Paint;

/// How a line is drawn, so that partners who share a colour can be told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stroke {
    /// Unbroken.
    #[default]
    Solid,
    /// Long dashes.
    Dash,
    /// Dots.
    Dot,
    /// The base, behind the line it is compared with.
    Ghost,
}

impl Stroke {
    const fn class(self) -> &'static str {
        match self {
            Self::Solid => "chart__step",
            Self::Dash => "chart__step chart__step--dash",
            Self::Dot => "chart__step chart__step--dot",
            Self::Ghost => "chart__step chart__step--ghost",
        }
    }
}

/// A sum that changes in steps.
#[derive(Clone, Debug, PartialEq)]
pub struct StepLine {
    /// What it is: "Council land: each phase repaid in turn".
    pub label: AttrValue,
    /// Its shortest name, where there is no room for more: "Council".
    pub name: AttrValue,
    /// Its last figure, as shown in bold: "£57.04m". May be empty.
    pub total: AttrValue,
    /// Whose it is.
    pub paint: Paint,
    /// How it is drawn.
    pub stroke: Stroke,
    /// When, as a decimal year (2013.75), and the sum from then on, in the order of time.
    pub points: Vec<(f64, f64)>,
}

/// Money over time.
pub struct MoneyOverTime {
    /// One sentence that says what the picture shows.
    pub name: AttrValue,
    /// The first and last year of the axis.
    pub years: (i32, i32),
    /// What has been paid into the pot so far; a deal without a pot has only the partners' panel.
    pub pot: Option<StepLine>,
    /// The same in the base case, if it differs.
    pub ghost: Option<StepLine>,
    /// Each partner's money back less money in.
    pub partners: Vec<StepLine>,
    /// When each row of the table is, as a decimal year.
    pub rows: Vec<f64>,
    /// The width to draw at, and the row that is being read.
    pub canvas: Canvas,
}

const UPPER: (f64, f64) = (10.0, 128.0);
const LOWER: (f64, f64) = (168.0, 246.0);
/// The years under both panels.
const YEARS: f64 = 26.0;

/// Draws two panels on one time axis. Payments are steps and are drawn as steps.
pub fn money_over_time(chart: &MoneyOverTime) -> Picture {
    let plot = StepPlot::new(chart);
    let plain = AxisWords { prefix: "", suffix: "" };
    let sides = (plot.left, plot.right);
    let html = html! {
        <div class="chart">
            <svg class="chart__plot" role="img" aria-label={chart.name.clone()}
                width={px(chart.canvas.width)} height={px(plot.below.1 + YEARS)} viewBox={view_box(chart.canvas.width, plot.below.1 + YEARS)}>
                <g>
                    if let Some(line) = &chart.pot {
                        { level_grid(&plot.upper_ticks, &plot.upper, sides, &plain) }
                        { pot(line, chart.ghost.as_ref(), &plot) }
                        { pot_labels(line, chart.ghost.as_ref(), &plot) }
                    }
                </g>
                { level_grid(&plot.lower_ticks, &plot.lower, sides, &plain) }
                { partners(chart, &plot) }
                { partner_labels(chart, &plot) }
                { years(&plot, chart.years) }
                { read_mark(plot.mark(chart)) }
            </svg>
        </div>
    };
    let at = |when: Option<&f64>| when.map(|when| plot.at(*when));
    Picture { html, rows: None, span: at(chart.rows.first()).zip(at(chart.rows.last())) }
}

struct StepPlot {
    left: f64,
    right: f64,
    /// How many characters fit beside the plot.
    beside: usize,
    across: Scale,
    upper: Scale,
    lower: Scale,
    /// Top and foot of the partners' panel.
    below: (f64, f64),
    upper_ticks: Vec<f64>,
    lower_ticks: Vec<f64>,
}

impl StepPlot {
    fn new(chart: &MoneyOverTime) -> Self {
        let (first, last) = (f64::from(chart.years.0), f64::from(chart.years.1));
        let upper_ticks = reach(chart.pot.iter().chain(&chart.ghost), 3);
        // A deal without a pot has one panel. Names of many partners need more room than their lines.
        let (top, about) = if chart.pot.is_some() { (LOWER.0, 2) } else { (UPPER.0, 4) };
        let below = (top, LOWER.1.max(top + (LINE + 3.0) * count(chart.partners.len())));
        let lower_ticks = reach(chart.partners.iter(), about);
        let (left, right) = (34.0, chart.canvas.width - (chart.canvas.width * 0.27).clamp(76.0, 116.0));
        let room = chart.canvas.width - right - 8.0;
        Self {
            left,
            right,
            beside: (1..40).rev().find(|length| text_width("x") * count(*length) <= room).unwrap_or(8),
            across: Scale::new((first, last), (left, right)),
            upper: Scale::new(ends(&upper_ticks), (UPPER.1, UPPER.0)),
            lower: Scale::new(ends(&lower_ticks), (below.1, below.0)),
            below,
            upper_ticks,
            lower_ticks,
        }
    }
}

impl StepPlot {
    /// Where a moment is; a reporting year may end after the axis.
    fn at(&self, when: f64) -> f64 {
        self.across.at(when).clamp(self.left, self.right)
    }

    /// A line through both panels at the row that is being read.
    fn mark(&self, chart: &MoneyOverTime) -> Option<((f64, f64), (f64, f64))> {
        const WIDTH: f64 = 2.0;
        let row = read_among(chart.canvas.read, chart.rows.len())?;
        let x = self.at(*chart.rows.get(row)?);
        Some(((x - WIDTH / 2.0, UPPER.0), (WIDTH, self.below.1 - UPPER.0)))
    }
}

/// Round ticks over all the sums of some lines, always with zero.
fn reach<'a>(lines: impl Iterator<Item = &'a StepLine>, about: u32) -> Vec<f64> {
    let sums = lines.flat_map(|line| line.points.iter().map(|(_, sum)| *sum)).filter(|sum| sum.is_finite());
    let (low, high) = sums.fold((0.0_f64, 0.0_f64), |(low, high), sum| (low.min(sum), high.max(sum)));
    ticks(low, high, about)
}

/// The steps of a line as a path that continues at its last sum to the end of the axis.
fn path(line: &StepLine, across: &Scale, up: &Scale, end: f64) -> String {
    let mut path = String::new();
    for (when, sum) in &line.points {
        let (x, y) = (px(across.at(*when)), px(up.at(*sum)));
        if path.is_empty() {
            path = format!("M{x} {y}");
        } else {
            path.push_str(&format!("H{x}V{y}"));
        }
    }
    if !path.is_empty() {
        path.push_str(&format!("H{}", px(end)));
    }
    path
}

fn pot(pot: &StepLine, ghost: Option<&StepLine>, plot: &StepPlot) -> Html {
    let line = path(pot, &plot.across, &plot.upper, plot.right);
    let start = pot.points.first().map_or(plot.left, |(when, _)| plot.across.at(*when));
    let area =
        if line.is_empty() { String::new() } else { format!("{line}V{0}H{1}Z", px(plot.upper.at(0.0)), px(start)) };
    html! {
        <g class={pot.paint.class()}>
            <path class="chart__area" d={area} />
            <g>
                if let Some(ghost) = ghost {
                    <path class={Stroke::Ghost.class()} d={path(ghost, &plot.across, &plot.upper, plot.right)} />
                }
            </g>
            <path class={pot.stroke.class()} d={line} />
        </g>
    }
}

fn partners(chart: &MoneyOverTime, plot: &StepPlot) -> Html {
    html! {
        <g class="chart__partners">
            { for chart.partners.iter().enumerate().map(|(place, line)| html! {
                <g key={place} class={line.paint.class()}>
                    <path class={line.stroke.class()} d={path(line, &plot.across, &plot.lower, plot.right)} />
                </g>
            }) }
        </g>
    }
}

/// The pot and its ghost are named where they end.
fn pot_labels(pot: &StepLine, ghost: Option<&StepLine>, plot: &StepPlot) -> Html {
    let x = plot.right + 8.0;
    let last = |line: &StepLine| plot.upper.at(line.points.last().map_or(0.0, |(_, sum)| *sum)) + 4.0;
    let ghost = ghost.into_iter().map(|ghost| (last(ghost), ghost, "chart__label chart__label--quiet"));
    let labels: Vec<(f64, &StepLine, &'static str)> = ghost.chain([(last(pot), pot, "chart__label")]).collect();
    let lines: Vec<Vec<String>> = labels.iter().map(|(_, line, _)| wrapped(&line.label, plot.beside)).collect();
    let most = LINE * count(lines.iter().map(Vec::len).max().unwrap_or(1));
    let wanted: Vec<f64> = labels.iter().map(|(y, _, _)| *y).collect();
    let places = spread(&wanted, most + LINE + 4.0, (UPPER.0 + 4.0, UPPER.1 - most));
    html! {
        <g class="chart__labels">
            { for labels.into_iter().zip(lines).zip(places).enumerate().map(|(place, (((_, line, class), lines), y))| html! {
                <g key={place}>
                    { lines_at(x, y, classes!(class), &lines) }
                    { words_at(x, y + LINE * count(lines.len()), Anchor::Start, "chart__label chart__label--total", &line.total) }
                </g>
            }) }
        </g>
    }
}

/// The partners are named in their own colour: the deepest under its recovery, if there is room, and the others beside the
/// plot.
fn partner_labels(chart: &MoneyOverTime, plot: &StepPlot) -> Html {
    let inside = inside_label(chart, plot);
    let outside: Vec<(usize, &StepLine)> = chart
        .partners
        .iter()
        .enumerate()
        .filter(|(place, _)| inside.as_ref().is_none_or(|found| found.0 != *place))
        .collect();
    let mut lines: Vec<Vec<String>> = outside.iter().map(|(_, line)| wrapped(&line.label, plot.beside)).collect();
    let longest = |lines: &[Vec<String>]| lines.iter().map(Vec::len).max().unwrap_or(1);
    if (LINE * count(longest(&lines)) + 3.0) * count(lines.len()) > plot.below.1 - plot.below.0 + LINE {
        lines =
            outside.iter().map(|(_, line)| wrapped(&line.name, plot.beside).into_iter().take(1).collect()).collect();
    }
    let most = longest(&lines);
    let wanted: Vec<f64> =
        outside.iter().map(|(_, line)| plot.lower.at(line.points.last().map_or(0.0, |p| p.1)) + 4.0).collect();
    let places =
        spread(&wanted, LINE * count(most) + 3.0, (plot.below.0 + 4.0, plot.below.1 - LINE * count(most.max(1) - 1)));
    html! {
        <g class="chart__labels">
            <g>
                if let Some((place, x, y, lines)) = inside {
                    { lines_at(x, y, label_class(&chart.partners, place), &lines) }
                }
            </g>
            <g>
                { for outside.iter().zip(places).zip(lines).map(|(((place, _), y), lines)| html! {
                    <g key={*place}>{ lines_at(plot.right + 8.0, y, label_class(&chart.partners, *place), &lines) }</g>
                }) }
            </g>
        </g>
    }
}

fn label_class(partners: &[StepLine], place: usize) -> Classes {
    classes!("chart__label", "paint-text", partners.get(place).map(|line| line.paint.class()))
}

/// The name of the deepest line if it recovers and leaves room below zero: which line, where, and its text.
fn inside_label(chart: &MoneyOverTime, plot: &StepPlot) -> Option<(usize, f64, f64, Vec<String>)> {
    let deepest = |line: &StepLine| line.points.iter().map(|(_, sum)| *sum).fold(0.0, f64::min);
    let (place, line) = chart.partners.iter().enumerate().min_by(|(_, a), (_, b)| deepest(a).total_cmp(&deepest(b)))?;
    let (low, _) = ends(&plot.lower_ticks);
    let back = chart.partners.iter().map(|line| back_up(line, 0.3 * low)).collect::<Option<Vec<f64>>>()?;
    let x = plot.across.at(back.into_iter().fold(f64::from(chart.years.0), f64::max)) + 10.0;
    let room = plot.right - x;
    let lines = (1..=3)
        .map(|lines| wrapped(&line.label, line.label.chars().count().div_ceil(lines) + 3))
        .find(|lines| lines.len() <= 3 && lines.iter().all(|line| text_width(line) <= room))?;
    let y = (plot.lower.at(0.62 * low) - LINE * (count(lines.len()) - 1.0) / 2.0).max(plot.lower.at(0.0) + 22.0);
    let fits = y + LINE * (count(lines.len()) - 1.0) <= plot.below.1 + 4.0;
    (chart.partners.len() > 1 && low < 0.0 && fits).then_some((place, x, y, lines))
}

/// When a sum last rose above a depth for good: the start of the axis if it was never below; `None` if it ends below.
fn back_up(line: &StepLine, depth: f64) -> Option<f64> {
    match line.points.iter().rposition(|(_, sum)| *sum < depth) {
        Some(last_below) => line.points.get(last_below + 1).map(|(when, _)| *when),
        None => Some(f64::MIN),
    }
}

fn years(plot: &StepPlot, (first, last): (i32, i32)) -> Html {
    let span = f64::from(last - first).max(1.0);
    let year = (plot.right - plot.left) / span;
    let every = [1, 2, 4, 5, 10, 20].into_iter().find(|every| year * f64::from(*every) >= 42.0).unwrap_or(50);
    let shown = (first..=last).step_by(usize::try_from(every).unwrap_or(1));
    html! {
        <g class="chart__years">
            { for shown.map(|year| html! {
                <g key={year}>
                    { words_at(plot.across.at(f64::from(year)), plot.below.1 + 20.0, Anchor::Middle, "chart__axis", &year.to_string()) }
                </g>
            }) }
        </g>
    }
}
