//! Whether the deal works, what it depends on, and how much headroom there is.

use yew::prelude::*;

use super::icons::{Sign, icon};

/// The states of a deal, as the engine decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerdictState {
    /// No partner loses money, with headroom to spare.
    Works,
    /// The same, with weak points.
    WorksWithWeakPoint,
    /// The same with little headroom.
    Tight,
    /// A partner loses money, or something else is not paid.
    FallsShort,
    /// An input is missing or wrong; the figures shown are from before.
    CannotSay,
}

impl VerdictState {
    const fn class(self) -> &'static str {
        match self {
            Self::Works | Self::WorksWithWeakPoint => "state-works",
            Self::Tight => "state-tight",
            Self::FallsShort => "state-falls-short",
            Self::CannotSay => "state-cannot-say",
        }
    }

    const fn sign(self) -> Sign {
        match self {
            Self::Works | Self::WorksWithWeakPoint => Sign::Works,
            Self::Tight => Sign::Tight,
            Self::FallsShort => Sign::FallsShort,
            Self::CannotSay => Sign::Know,
        }
    }
}

/// The state as an icon and words ("Works, with one weak point") in a coloured pill.
pub fn badge(state: VerdictState, word: &'static str) -> Html {
    html! {
        <span class={classes!("badge", state.class())}>
            { icon(state.sign()) }
            <span>{ word }</span>
        </span>
    }
}

/// The verdict.
pub struct Verdict {
    /// The state.
    pub state: VerdictState,
    /// The badge's word.
    pub badge: &'static str,
    /// The first sentence: homes, by when, what partners get back, the surplus. It is a heading.
    pub first: String,
    /// The second: what the deal depends on.
    pub second: String,
    /// The gauge.
    pub gauge: Html,
}

/// Draws the verdict: a coloured bar, a badge, two sentences, and the gauge beside them.
pub fn verdict(verdict: Verdict) -> Html {
    html! {
        <section class={classes!("verdict", verdict.state.class())} aria-labelledby="verdict">
            <div class="verdict__words">
                <p class="verdict__badge">{ badge(verdict.state, verdict.badge) }</p>
                <h2 class="verdict__first" id="verdict">{ verdict.first }</h2>
                <p class="verdict__second">{ verdict.second }</p>
            </div>
            <div class="verdict__aside">{ verdict.gauge }</div>
        </section>
    }
}

/// The style of a row of the gauge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadroomKind {
    /// Headroom at or past the target.
    Enough,
    /// Some headroom, but less.
    Little,
    /// None: how far prices or costs must improve. A dashed outline.
    Missing,
}

/// One row of the gauge.
#[derive(Clone, Debug, PartialEq)]
pub struct HeadroomRow {
    /// "Prices can fall".
    pub label: AttrValue,
    /// "by 25.7%".
    pub text: AttrValue,
    /// How far, as a fraction: 0.257. The track ends at 0.5; larger headroom is drawn to its end.
    pub size: f64,
    /// Its style.
    pub kind: HeadroomKind,
}

/// How far prices and costs can move before the deal fails.
pub struct HeadroomGauge {
    /// "Before a partner loses money", "Before cash runs short", or "To give both partners back what they put in".
    pub title: AttrValue,
    /// The rows.
    pub rows: Vec<HeadroomRow>,
    /// The target, as a fraction, where the tick is, and its label: "Target: 10%, both met". None where nothing is to be met.
    pub target: Option<(f64, AttrValue)>,
}

/// Draws the gauge. The bars repeat the words beside them.
pub fn headroom_gauge(gauge: &HeadroomGauge) -> Html {
    html! {
        <div class="gauge">
            <h3 class="gauge__title">{ gauge.title.clone() }</h3>
            <dl class="gauge__rows">
                { for gauge.rows.iter().map(|row| gauge_row(row, gauge.target.as_ref().map(|(at, _)| *at))) }
            </dl>
            <div>
                if let Some((at, text)) = &gauge.target {
                    <svg class="gauge__test" height="20" aria-hidden="true" focusable="false">
                        <text x={along(*at)} y="15">{ text.clone() }</text>
                    </svg>
                    <p class="visually-hidden">{ text.clone() }</p>
                }
            </div>
        </div>
    }
}

fn gauge_row(row: &HeadroomRow, target: Option<f64>) -> Html {
    let class = match row.kind {
        HeadroomKind::Enough => "gauge__bar gauge__bar--enough",
        HeadroomKind::Little => "gauge__bar gauge__bar--little",
        HeadroomKind::Missing => "gauge__bar gauge__bar--missing",
    };
    html! {
        <div class="gauge__row" key={row.label.to_string()}>
            <dt>{ row.label.clone() }</dt>
            <dd>{ row.text.clone() }</dd>
            <dd class="gauge__track">
                <svg height="14" aria-hidden="true" focusable="false">
                    <rect class="gauge__ground" x="0" y="3" width="100%" height="9" rx="1" />
                    <rect {class} x="0" y="3" width={along(row.size)} height="9" rx="1" />
                    <g>
                        if let Some(target) = target {
                            <line class="gauge__tick" x1={along(target)} x2={along(target)} y1="0" y2="14" />
                        }
                    </g>
                </svg>
            </dd>
        </div>
    }
}

/// A position on the track, which runs from 0 to 0.5.
fn along(fraction: f64) -> String {
    let share = if fraction.is_finite() { (fraction.abs() / 0.5).min(1.0) } else { 0.0 };
    format!("{:.2}%", share * 100.0)
}
