//! The verdict in brief, at the top of the screen once the verdict itself is scrolled out of view.

use yew::prelude::*;

use super::figure::{Change, change_note};
use super::verdict::{VerdictState, badge};

/// One figure of the bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StickyFigure {
    /// What it measures; also its key.
    pub label: AttrValue,
    /// The figure.
    pub value: AttrValue,
    /// Its change.
    pub change: Option<Change>,
}

/// The bar.
pub struct StickyBar {
    /// Whether the verdict is scrolled out of view.
    pub shown: bool,
    /// The scenario's name.
    pub scenario: String,
    /// The state.
    pub state: VerdictState,
    /// The badge's words.
    pub badge: &'static str,
    /// One sentence of at most 75 characters.
    pub sentence: String,
    /// The sentence on a narrow screen: "1,300 homes, £57.0m to reinvest".
    pub sentence_short: String,
    /// Up to five figures; left out on a narrow screen.
    pub figures: Vec<StickyFigure>,
}

/// Draws the bar. It repeats the page, so it is always hidden from screen readers, which would otherwise read everything
/// twice; changes are announced once, by the page's live region.
pub fn sticky_bar(bar: StickyBar) -> Html {
    let is_stale = bar.state == VerdictState::CannotSay;
    let class = classes!("sticky-bar", bar.shown.then_some("sticky-bar--shown"), is_stale.then_some("is-stale"));
    html! {
        <div {class} aria-hidden="true">
            <div class="sticky-bar__inner">
                <div class="sticky-bar__words">
                    <p class="sticky-bar__head">
                        <span class="sticky-bar__scenario">{ bar.scenario }</span>
                        { badge(bar.state, bar.badge) }
                    </p>
                    <p class="sticky-bar__sentence">
                        <span class="sticky-bar__wide">{ bar.sentence }</span>
                        <span class="sticky-bar__narrow">{ bar.sentence_short }</span>
                    </p>
                </div>
                <ul class="sticky-bar__figures">{ for bar.figures.into_iter().map(figure) }</ul>
            </div>
        </div>
    }
}

fn figure(figure: StickyFigure) -> Html {
    html! {
        <li key={figure.label.to_string()}>
            <span class="sticky-bar__label">{ figure.label }</span>
            <span class="sticky-bar__value">{ figure.value }</span>
            { change_note(figure.change) }
        </li>
    }
}
