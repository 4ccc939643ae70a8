//! The few colours that mean something, by what they mean.

use yew::prelude::*;

/// What a mark stands for. Colour follows meaning and the same meaning has the same colour on every page; the
/// stylesheet alone knows which colour that is, so that themes, print and forced colours can change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// Whoever brings land.
    Land,
    /// Whoever brings cash.
    Cash,
    /// What the partners share.
    Pot,
    /// Loans.
    Lender,
    /// Homes for market sale.
    Market,
    /// Homes for social and affordable rent.
    Social,
    /// Shared ownership and other part-sale.
    Shared,
    /// A part with no colour of its own.
    Other,
    /// Money going out.
    Cost,
    /// Money coming in.
    Income,
    /// Building jobs: one hue, since jobs belong to no partner.
    Jobs,
    /// Money lost, and nothing else.
    Loss,
}

impl Paint {
    /// The class that sets the colour for whatever is drawn inside the element.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Land => "paint-land",
            Self::Cash => "paint-cash",
            Self::Pot => "paint-pot",
            Self::Lender => "paint-lender",
            Self::Market => "paint-market",
            Self::Social => "paint-social",
            Self::Shared => "paint-shared",
            Self::Other => "paint-other",
            Self::Cost => "paint-cost",
            Self::Income => "paint-income",
            Self::Jobs => "paint-jobs",
            Self::Loss => "paint-loss",
        }
    }
}

/// The small coloured square before a partner's or a tenure's name. It is hidden from readers, since the name follows.
pub fn swatch(paint: Paint) -> Html {
    html! {
        <svg class={classes!("swatch", paint.class())} viewBox="0 0 10 10" width="10" height="10" aria-hidden="true" focusable="false">
            <rect class="paint-fill" width="10" height="10" rx="1.5" />
            // On paper, where colours do not tell partners apart.
            <path class="swatch__hatch" d="M0 4L4 0M0 9L9 0M3 10L10 3" />
        </svg>
    }
}
