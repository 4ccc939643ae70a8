//! A headline figure, and how a change in one is shown.

use yew::prelude::*;

use super::opens::opens;
use super::paint::{Paint, swatch};

/// The change of a figure since the version it is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// "−£11.06m", or "no change".
    pub text: AttrValue,
    /// Whether it differs: only then is it marked, never as good or bad.
    pub differs: bool,
}

/// The change of a figure, marked in neutral yellow if it differs; without one the line is empty.
pub fn change_note(change: Option<Change>) -> Html {
    let class = match &change {
        Some(change) if change.differs => "change change--differs",
        Some(_) => "change",
        None => "change change--none",
    };
    html! { <span {class}>{ change.map(|change| change.text) }</span> }
}

/// One figure of the headline strip.
#[derive(Default)]
pub struct HeadlineFigure {
    /// What it measures.
    pub label: AttrValue,
    /// The figure.
    pub value: AttrValue,
    /// Words after it, smaller: "a year".
    pub unit: &'static str,
    /// One line with its date or its denominator.
    pub context: AttrValue,
    /// Its colour.
    pub paint: Option<Paint>,
    /// Its change.
    pub change: Option<Change>,
    /// Opens its calculation, if it has one.
    pub on_open: Option<Callback<()>>,
}

/// Draws a figure: a group of a description list, so it must be directly in a `dl` of class `figures`.
pub fn headline_figure(figure: HeadlineFigure) -> Html {
    let value = opens(&[&figure.label], &figure.value, figure.on_open);
    html! {
        <div class="figure">
            <dt class="figure__label">
                <span class="figure__key">{ for figure.paint.map(swatch) }</span>
                { figure.label }
            </dt>
            <dd class="figure__value">
                { value }
                <span class="figure__unit">
                    if !figure.unit.is_empty() {
                        { format!(" {}", figure.unit) }
                    }
                </span>
            </dd>
            <dd class="figure__context">{ figure.context }</dd>
            <dd class="figure__change">{ change_note(figure.change) }</dd>
        </div>
    }
}
