//! The verdict in brief, at the top of the screen once the verdict itself has left it.

use yew::prelude::*;

use super::figure::{Change, ChangeNote};
use super::verdict::{Badge, VerdictState};

/// One figure of the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StickyFigure {
    /// What it measures; also its key.
    pub label: AttrValue,
    /// The figure.
    pub value: AttrValue,
    /// What has become of it.
    pub change: Option<Change>,
}

/// Props of [`StickyBar`].
#[derive(Clone, PartialEq, Properties)]
pub struct StickyBarProps {
    /// Whether the verdict has left the screen.
    pub shown: bool,
    /// The scenario's name.
    pub scenario: AttrValue,
    /// The state.
    pub state: VerdictState,
    /// The badge's words.
    pub badge: AttrValue,
    /// The badge's word where there is little room: "Works".
    pub badge_short: AttrValue,
    /// One sentence of at most 75 characters.
    pub sentence: AttrValue,
    /// The sentence where there is little room: "1,300 homes, £57.0m to reinvest".
    pub sentence_short: AttrValue,
    /// Up to five figures; left out where there is little room.
    pub figures: Vec<StickyFigure>,
}

/// The bar. It repeats what stands in the page, so it is always hidden from readers, who would otherwise hear everything
/// twice; changes are told once, by the page's own live region.
#[component]
pub fn StickyBar(props: &StickyBarProps) -> Html {
    html! {
        <div class={classes!("sticky-bar", props.shown.then_some("sticky-bar--shown"))} aria-hidden="true">
            <div class="sticky-bar__inner">
                <div class="sticky-bar__words">
                    <p class="sticky-bar__head">
                        <span class="sticky-bar__scenario">{ props.scenario.clone() }</span>
                        <span class="sticky-bar__wide"><Badge state={props.state} word={props.badge.clone()} /></span>
                        <span class="sticky-bar__narrow"><Badge state={props.state} word={props.badge_short.clone()} /></span>
                    </p>
                    <p class="sticky-bar__sentence">
                        <span class="sticky-bar__wide">{ props.sentence.clone() }</span>
                        <span class="sticky-bar__narrow">{ props.sentence_short.clone() }</span>
                    </p>
                </div>
                <ul class="sticky-bar__figures">{ for props.figures.iter().map(figure) }</ul>
            </div>
        </div>
    }
}

fn figure(figure: &StickyFigure) -> Html {
    html! {
        <li key={figure.label.to_string()}>
            <span class="sticky-bar__label">{ figure.label.clone() }</span>
            <span class="sticky-bar__value">{ figure.value.clone() }</span>
            <ChangeNote change={figure.change.clone()} />
        </li>
    }
}
