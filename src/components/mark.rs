//! The source mark of a value: a shape and a word.

use crate::words::compact::NEW_TAB;
use yew::prelude::*;

/// The six kinds of source mark. Each has its own shape, so that colour is never needed to tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// Read in a primary source: a full disc.
    Source,
    /// Secondary source: half a disc.
    SecondHand,
    /// Worked out from other values: an equals sign.
    Calculated,
    /// Assumed: a ring.
    Assumed,
    /// Stated, but not checked: a dotted ring.
    Unverified,
    /// Typed by the user: a pen.
    Yours,
}

/// A source that a mark names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// Its code.
    pub code: String,
    /// Publisher, title and year.
    pub title: String,
    /// Its web address, if it can be opened.
    pub address: Option<String>,
}

/// The mark beside a value: its words ("Source", "Assumed, fitted", "Yours"), and its sources ("Source: N1, N2"), each a link
/// with its title if it can be opened.
pub fn source_mark(kind: MarkKind, text: String, sources: &[Cited]) -> Html {
    let class = classes!("mark", (kind == MarkKind::Yours).then_some("mark--yours"));
    let source = |(place, source): (usize, &Cited)| {
        html! { <span key={place}>{ if place == 0 { ": " } else { ", " } }{ code(source) }</span> }
    };
    html! {
        <span {class}>
            { shape(kind) }
            <span class="mark__text">
                { text }{ for sources.iter().enumerate().map(source) }
            </span>
        </span>
    }
}

fn code(source: &Cited) -> Html {
    let Some(href) = source.address.clone() else { return html! { { source.code.clone() } } };
    html! {
        // The words of the mark describe the field beside it, so the title is not among them.
        <a {href} target="_blank" rel="noopener" title={format!("{}{NEW_TAB}", source.title)}>{ source.code.clone() }</a>
    }
}

fn shape(kind: MarkKind) -> Html {
    let (class, d) = match kind {
        MarkKind::Source => ("mark__solid", "M6 1.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 0 1 0-9Z"),
        MarkKind::SecondHand => ("mark__half", "M6 2a4 4 0 0 1 0 8ZM6 2a4 4 0 1 0 0 8a4 4 0 0 0 0-8Z"),
        MarkKind::Calculated => ("mark__line", "M1.5 4.2h9M1.5 7.8h9"),
        MarkKind::Assumed => ("mark__line", "M6 2.2a3.8 3.8 0 1 1 0 7.6a3.8 3.8 0 0 1 0-7.6Z"),
        MarkKind::Unverified => ("mark__dotted", "M6 2a4 4 0 1 1 0 8a4 4 0 0 1 0-8Z"),
        MarkKind::Yours => ("mark__pen", "M1.5 10.5l.7-2.6L8.6 1.5l1.9 1.9l-6.4 6.4Z"),
    };
    html! {
        <svg class={classes!("mark__shape", class)} viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" focusable="false">
            <path {d} />
        </svg>
    }
}
