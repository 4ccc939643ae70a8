//! What the charts have in common: text, gridlines, hatching, keys.

use yew::prelude::*;

use super::scale::{Scale, places};
use crate::components::Paint;
use crate::words::format::{MINUS, decimal};

/// Which way a label runs from its position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// A coordinate, to a tenth of a pixel: more digits make edges no sharper and the page longer.
pub(super) fn px(place: f64) -> String {
    let text = format!("{place:.1}");
    text.strip_suffix(".0").map(ToOwned::to_owned).unwrap_or(text)
}

/// The view box of a picture that is drawn at its own size.
pub(super) fn view_box(width: f64, height: f64) -> String {
    format!("0 0 {} {}", px(width), px(height))
}

/// Text at a position.
pub(super) fn words_at(x: f64, y: f64, anchor: Anchor, class: &'static str, text: &str) -> Html {
    html! {
        <text x={px(x)} y={px(y)} text-anchor={anchor.name()} {class}>{ text.to_owned() }</text>
    }
}

/// Lines of text, one under the other.
pub(super) fn lines_at(x: f64, y: f64, class: Classes, lines: &[String]) -> Html {
    html! {
        <text {class}>
            { for lines.iter().enumerate().map(|(place, line)| {
                // A line that is copied or searched has its space before the next.
                let line = if place + 1 < lines.len() { format!("{line} ") } else { line.clone() };
                let down = if place == 0 { "0" } else { LINE_EM };
                if place == 0 {
                    html! { <tspan key={place} x={px(x)} y={px(y)}>{ line }</tspan> }
                } else {
                    html! { <tspan key={place} x={px(x)} dy={down}>{ line }</tspan> }
                }
            }) }
        </text>
    }
}

/// From one line of a label to the next.
pub(super) const LINE: f64 = 15.0;
const LINE_EM: &str = "15";

/// The names of the values along an axis: a prefix and a suffix around the number, the minus before both.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct AxisWords {
    pub(super) prefix: &'static str,
    pub(super) suffix: &'static str,
}

impl AxisWords {
    pub(super) fn of(&self, ticks: &[f64], value: f64) -> String {
        let size = decimal(value.abs(), places(ticks));
        let zero = !size.contains(|c: char| c.is_ascii_digit() && c != '0');
        if zero {
            return size;
        }
        let sign = if value < 0.0 { MINUS.to_string() } else { String::new() };
        format!("{sign}{}{size}{}", self.prefix, self.suffix)
    }
}

/// Horizontal gridlines with their values at the left; the line at zero is darker.
pub(super) fn level_grid(ticks: &[f64], scale: &Scale, (left, right): (f64, f64), named: &AxisWords) -> Html {
    html! {
        <g class="chart__grid">
            { for ticks.iter().enumerate().map(|(place, value)| {
                let y = scale.at(*value);
                html! {
                    <g key={place}>
                        <line class={grid_class(*value)} x1={px(left)} x2={px(right)} y1={px(y)} y2={px(y)} />
                        { words_at(left - 8.0, y + 4.0, Anchor::End, "chart__axis", &named.of(ticks, *value)) }
                    </g>
                }
            }) }
        </g>
    }
}

pub(super) fn grid_class(value: f64) -> &'static str {
    if value == 0.0 { "chart__zero" } else { "chart__line" }
}

/// The hatching that tells parts apart where colours cannot: in print and in forced colours. Otherwise hidden.
pub(super) fn hatch(id: &str) -> Html {
    html! {
        <defs>
            <pattern id={format!("{id}-hatch")} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <line class="chart__hatch-line" x1="0" x2="0" y1="0" y2="5" />
            </pattern>
        </defs>
    }
}

/// A filled block, with hatching over it for where colours cannot be told apart.
pub(super) fn block(id: &str, paint: Paint, (x, y): (f64, f64), (width, height): (f64, f64)) -> Html {
    let (x, y, width, height) = (px(x), px(y), px(width.max(0.0)), px(height.max(0.0)));
    let hatched = format!("url(#{id}-hatch)");
    html! {
        <g class={paint.class()}>
            <rect class="paint-fill" x={x.clone()} y={y.clone()} width={width.clone()} height={height.clone()} />
            <rect class="chart__hatch" fill={hatched} {x} {y} {width} {height} />
        </g>
    }
}

/// The row that is being read, among the rows that are drawn.
pub(super) fn read_among(read: Option<usize>, rows: usize) -> Option<usize> {
    read.filter(|_| rows > 0).map(|row| row.min(rows - 1))
}

/// A pale ground behind what is being read, if anything is: its place and size.
pub(super) fn read_mark(mark: Option<((f64, f64), (f64, f64))>) -> Html {
    html! {
        <g class="chart__mark">
            if let Some(((x, y), (width, height))) = mark {
                <rect class="chart__read" x={px(x)} y={px(y)} width={px(width.max(0.0))} height={px(height)} />
            }
        </g>
    }
}

/// One entry of a key above a plot.
pub(super) struct KeyEntry {
    pub(super) paint: Paint,
    pub(super) class: &'static str,
    pub(super) name: AttrValue,
    pub(super) total: AttrValue,
}

/// The key above a narrow plot. Hidden from screen readers: the picture's name and table say it.
pub(super) fn key_above(id: &str, entries: &[KeyEntry]) -> Html {
    html! {
        <ul class="key" aria-hidden="true">
            { for entries.iter().enumerate().map(|(place, entry)| html! {
                <li key={place} class={entry.class}>
                    <svg class="swatch" viewBox="0 0 10 10" width="10" height="10">
                        { block(id, entry.paint, (0.0, 0.0), (10.0, 10.0)) }
                    </svg>
                    <span class="key__name">{ entry.name.clone() }</span>
                    <span class="key__total">{ entry.total.clone() }</span>
                </li>
            }) }
        </ul>
    }
}

/// The width under which a chart has its narrow form.
pub(super) const NARROW: f64 = 376.0;

/// Which of some equally wide bands are named: each one, or every second, third and so on if names would touch.
pub(super) fn names_every(band: f64, names: &[AttrValue]) -> usize {
    let widest = names.iter().map(|name| super::scale::spaced_width(name)).fold(0.0, f64::max);
    (1..names.len().max(2)).find(|every| band * count(*every) >= widest + 4.0).unwrap_or(names.len().max(1))
}

/// A small count as an `f64`.
pub(super) fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

/// Which bars show their totals: all, or the two ends and the highest if the totals would touch.
pub(super) fn named_totals(band: f64, totals: &[(f64, AttrValue)]) -> Vec<bool> {
    let widest = totals.iter().map(|(_, text)| super::scale::spaced_width(text)).fold(0.0, f64::max);
    let highest = totals.iter().map(|(value, _)| *value).fold(f64::NEG_INFINITY, f64::max);
    let peak = totals.iter().position(|(value, _)| *value == highest);
    let all = band >= 26.0_f64.max(widest + 1.0);
    (0..totals.len()).map(|place| all || place == 0 || place + 1 == totals.len() || Some(place) == peak).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_minus_is_before_the_pound_sign() {
        let named = AxisWords { prefix: "£", suffix: "m" };
        let ticks = [-100.0, 0.0, 100.0];
        assert_eq!(named.of(&ticks, -100.0), "−£100m");
        assert_eq!(named.of(&ticks, 0.0), "0");
        assert_eq!(named.of(&[0.0, 0.5], 0.5), "£0.5m");
    }

    #[test]
    fn places_are_short() {
        assert_eq!(px(12.0), "12");
        assert_eq!(px(12.34), "12.3");
    }

    #[test]
    fn crowded_totals_keep_the_ends_and_the_peak() {
        let totals: Vec<(f64, AttrValue)> =
            [91.0, 239.0, 127.0, 169.0].map(|v| (v, AttrValue::from(v.to_string()))).into();
        assert_eq!(named_totals(30.0, &totals), [true; 4]);
        assert_eq!(named_totals(20.0, &totals), [true, true, false, true]);
    }

    #[test]
    fn crowded_years_are_named_in_turn() {
        let years: Vec<AttrValue> = (2012..2021).map(|year| AttrValue::from(year.to_string())).collect();
        assert_eq!(names_every(44.0, &years), 1);
        // "2012" and "2013" would touch there with more space between letters.
        assert_eq!(names_every(36.0, &years), 2);
        assert_eq!(names_every(12.0, &years), 4);
    }
}
