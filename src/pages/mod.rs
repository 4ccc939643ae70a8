//! The pages of the product, and what stands around each.

mod bar;
pub mod compare;
pub mod deal;
pub mod deals;
pub mod embed;
mod foot;
pub mod glossary;
mod keeping;

pub(crate) use bar::Bar;
pub(crate) use foot::Foot;
pub(crate) use keeping::keeping_notice;

use yew::prelude::*;

/// The title of a page that is not of one deal, and what it is for.
fn page_head(title: &'static str, lead: &'static str) -> Html {
    html! {
        <div class="deal-head">
            <div class="deal-head__words">
                <h1 id="page-title" tabindex="-1">{ title }</h1>
                <p class="lede">{ lead }</p>
            </div>
        </div>
    }
}
