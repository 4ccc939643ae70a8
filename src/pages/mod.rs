//! The pages, and what they have in common.

mod bar;
pub mod compare;
pub mod deal;
pub mod deals;
pub mod embed;
mod foot;
pub mod glossary;
mod autosave;
mod lineage;
mod removed;

pub(crate) use autosave::autosave_notice;
pub(crate) use bar::Bar;
pub(crate) use foot::Foot;
pub(crate) use lineage::LineageNotice;

use yew::prelude::*;

/// The title and lead of a page other than the deal's.
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
