//! The icons beside words. None is used alone: each is hidden from screen readers, and the word says the same.

use yew::prelude::*;

/// Which icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Circle with a tick: works, met.
    Works,
    /// Circle with two bars: tight.
    Tight,
    /// Circle with a cross: falls short.
    FallsShort,
    /// Circle with an i: for information.
    Know,
    /// Circle with an exclamation mark: an error.
    Error,
    /// Triangle with an exclamation mark: to resolve.
    Act,
    /// Arrow turning back.
    Undo,
    /// Arrow turning forward.
    Redo,
    /// Arrow down to a line.
    Download,
    /// A printer.
    Print,
    /// Two links of a chain.
    Link,
    /// A box that an arrow leaves: opens elsewhere.
    Away,
    /// A magnifying glass.
    Find,
    /// A plus.
    Add,
    /// Arrow to the right.
    Onward,
    /// Chevron that points down when closed and is turned by the stylesheet when open.
    Opens,
}

impl Sign {
    /// The lines of the icon in a box of 16 by 16, drawn with a stroke.
    const fn lines(self) -> &'static str {
        match self {
            Self::Works => "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13ZM5 8.2l2.1 2.1L11 6.2",
            Self::Tight => "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13ZM5 6.5h6M5 9.5h6",
            Self::FallsShort => "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13ZM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4",
            Self::Know => "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13ZM8 7.4v3.8M8 4.6v.4",
            Self::Error => "M8 1.5a6.5 6.5 0 1 1 0 13a6.5 6.5 0 0 1 0-13ZM8 4.6v4M8 11v.4",
            Self::Act => "M8 2L14.6 13.6H1.4ZM8 6.4v3.4M8 11.4v.4",
            Self::Undo => "M5.5 3L2.5 6l3 3M2.5 6h7a3.6 3.6 0 0 1 0 7.2H7",
            Self::Redo => "M10.5 3l3 3l-3 3M13.5 6h-7a3.6 3.6 0 0 0 0 7.2H9",
            Self::Download => "M8 2v8M4.8 7L8 10.2L11.2 7M2.5 13.5h11",
            Self::Print => "M4.5 6V2.2h7V6M4.5 11.5H2.2V6h11.6v5.5h-2.3M4.5 9.5h7v4.3h-7Z",
            Self::Link => {
                "M6.6 9.4a2.8 2.8 0 0 0 4 0l2.4-2.4a2.8 2.8 0 0 0-4-4L8 4M9.4 6.6a2.8 2.8 0 0 0-4 0L3 9a2.8 2.8 0 0 0 4 4L8 12"
            }
            Self::Away => "M6.5 3.5h-4v10h10v-4M9.5 2.5h4v4M13.5 2.5L7.5 8.5",
            Self::Find => "M7 2.2a4.8 4.8 0 1 1 0 9.6a4.8 4.8 0 0 1 0-9.6ZM10.5 10.5L14 14",
            Self::Add => "M8 2.5v11M2.5 8h11",
            Self::Onward => "M2.5 8h11M9.5 4l4 4l-4 4",
            Self::Opens => "M3.5 6L8 10.5L12.5 6",
        }
    }
}

/// An icon the height of a line of text, in the colour of the text beside it.
pub fn icon(sign: Sign) -> Html {
    html! {
        <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <path d={sign.lines()} />
        </svg>
    }
}
