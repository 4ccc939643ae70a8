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

use crate::link;
use crate::scenarios::Cases;
use crate::workspace::{Share, Workspace};
use appraisal::Deal;
use std::rc::Rc;
use yew::prelude::*;

/// The cases that leave with a link, a file or an embed code. Without the base case that it was written for, a description leaves
/// as it is shown.
fn leaving(workspace: &Workspace, share: Share) -> Cases {
    let cases = workspace.shared(share);
    let is_open_case =
        cases.scenario().is_none() && (workspace.cases.scenario().is_none() || cases.scenarios.is_empty());
    let summary = deal::summary(workspace);
    if !is_open_case || link::takes_baseline(&cases) || summary == cases.base.summary {
        return cases;
    }
    let base = Rc::new(Deal { summary, ..(*cases.base).clone() });
    Cases { base, ..cases }
}

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
