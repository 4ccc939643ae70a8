//! The curve of a lever: its values against a result.

use yew::prelude::*;

use super::axis::px;
use super::scale::Scale;
use crate::components::{Paint, use_width};
use crate::curves::Point;

/// Props of [`LeverCurve`].
#[derive(Clone, PartialEq, Properties)]
pub struct LeverCurveProps {
    /// One sentence that says what the picture shows.
    pub name: AttrValue,
    /// The curve, in the order of the lever's values; its ends are the ends of the range.
    pub points: Vec<Point>,
    /// The lever's current point.
    pub now: Point,
    /// Its point in the base case, once it has been moved.
    #[prop_or_default]
    pub default: Option<Point>,
    /// The lowest and highest result of all levers: every curve has the same scale, so that the steep ones are the ones that
    /// matter.
    pub answers: (f64, f64),
    /// The lower end of the range, as shown.
    pub from_text: AttrValue,
    /// The upper end of the range, as shown.
    pub to_text: AttrValue,
    /// The colour of the result.
    pub paint: Paint,
}

const HEIGHT: f64 = 52.0;
const TOP: f64 = 4.0;
const FOOT: f64 = 38.0;
/// Half the width of the line that crosses the curve at a point.
const TICK: f64 = 4.0;

/// The curve on its ground, a line at zero, crossed lines for now and dashed ones for the base case once the lever has moved.
/// A dot on a line would look like a slider to be dragged.
#[component]
pub fn LeverCurve(props: &LeverCurveProps) -> Html {
    let (place, width) = use_width();
    html! {
        <div class="curve" ref={place}>
            if width > 0.0 {
                { drawing(props, width) }
            }
        </div>
    }
}

fn drawing(props: &LeverCurveProps, width: f64) -> Html {
    let (first, last) = (props.points.first().map_or(0.0, |s| s.lever), props.points.last().map_or(1.0, |s| s.lever));
    let across = Scale::new((first, last), (4.0, width - 4.0));
    let (low, high) = props.answers;
    let up = Scale::new((low.min(0.0), high.max(low.min(0.0) + f64::EPSILON)), (FOOT, TOP));
    let zero = up.at(0.0);
    let line: Vec<String> = props
        .points
        .iter()
        .map(|point| format!("{} {}", px(across.at(point.lever)), px(up.at(point.answer))))
        .collect();
    let line = line.join(" L");
    let (from, to) = (px(across.at(first)), px(across.at(last)));
    let area = format!("M{from} {0} L{line} L{to} {0} Z", px(zero));
    html! {
        <svg class={classes!("chart__plot", props.paint.class())} role="img" aria-label={props.name.clone()}
            width={px(width)} height={px(HEIGHT)} viewBox={format!("0 0 {} {}", px(width), px(HEIGHT))}>
            <rect class="curve__ground" x={from.clone()} y="0" width={px(across.at(last) - across.at(first))} height={px(FOOT)} />
            <path class="chart__area" d={area} />
            <line class="chart__zero" x1={from} x2={to} y1={px(zero)} y2={px(zero)} />
            <path class="chart__step" d={format!("M{line}")} />
            { now(props, &across, &up) }
            <text class="curve__end" x="4" y={px(HEIGHT - 2.0)}>{ props.from_text.clone() }</text>
            <text class="curve__end" x={px(width - 4.0)} y={px(HEIGHT - 2.0)} text-anchor="end">{ props.to_text.clone() }</text>
        </svg>
    }
}

fn now(props: &LeverCurveProps, across: &Scale, up: &Scale) -> Html {
    let crossed = |point: Point| {
        let (x, y) = (across.at(point.lever), up.at(point.answer));
        format!("M{} 0 V{} M{} {} H{}", px(x), px(FOOT), px(x - TICK), px(y), px(x + TICK))
    };
    html! {
        <g>
            <g>
                if let Some(point) = props.default {
                    <path class="curve__default" d={crossed(point)} />
                }
            </g>
            <path class="curve__now" d={crossed(props.now)} />
        </g>
    }
}
