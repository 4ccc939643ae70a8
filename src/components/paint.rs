//! The colours that have a meaning, named by it.

use yew::prelude::*;

/// The meaning of a colour, the same on every page. Only the stylesheet knows the colour itself, so that themes, print and
/// forced colours can change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// A partner who contributes land.
    Land,
    /// A partner who contributes cash.
    Cash,
    /// Shared by the partners, such as the pot.
    Pot,
    /// Loans.
    Lender,
    /// Homes for market sale.
    Market,
    /// Homes for social and affordable rent.
    Social,
    /// Shared ownership and other part-sale.
    Shared,
    /// Anything else.
    Other,
    /// Money going out.
    Cost,
    /// Money coming in.
    Income,
    /// Building jobs: one hue, since they belong to no partner.
    Jobs,
    /// Money lost, and nothing else.
    Loss,
}

impl Paint {
    /// The class that sets the colour inside an element.
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

/// The small coloured square before a partner's or a tenure's name. Hidden from screen readers, since the name follows.
pub fn swatch(paint: Paint) -> Html {
    html! {
        <svg class={classes!("swatch", paint.class())} viewBox="0 0 10 10" width="10" height="10" aria-hidden="true" focusable="false">
            <rect class="paint-fill" width="10" height="10" rx="1.5" />
            // On paper, where colours do not tell partners apart.
            <path class="swatch__hatch" d="M0 4L4 0M0 9L9 0M3 10L10 3" />
        </svg>
    }
}
