//! The address of the page: its route, the style of an embed, and the deal.

pub use session::route::*;

use crate::embed_style::EmbedStyle;
use crate::link;
use crate::scenarios::Cases;

/// The fragment of a page, the style of an embed, and the cases. In an embed it is never without a deal.
#[must_use]
pub fn fragment(page: Page, style: &EmbedStyle, cases: &Cases) -> String {
    let deal = if style.is_embedded { link::fragment_to_publish(cases) } else { link::fragment(cases) };
    let parts = [style.fragment(), Route::written(page, &cases.open), deal];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("&")
}

/// The fragment of a deal for others to open: with its open case, and never empty.
#[must_use]
pub fn fragment_to_publish(cases: &Cases) -> String {
    fragment_to_send(Page::Deal, cases)
}

/// The same for a page.
#[must_use]
pub fn fragment_to_send(page: Page, cases: &Cases) -> String {
    let parts = [Route::written(page, &cases.open), link::fragment_to_publish(cases)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("&")
}
