//! The page as an embed: one deal, compact, in a frame that resizes to fit it. Nothing is saved in the browser, so that frames of
//! one page share nothing and a frame without storage works like any other.

use crate::app::{use_address, use_announcement, use_embed_style, use_figures, use_keys, use_window_title};
use crate::browser::{frame, screen};
use crate::embed_style::EmbedStyle;
use crate::pages::deal::{Compact, not_shown};
use crate::place::Page;
use crate::words::{compact as text, page as words, problems, stopped};
use crate::workspace::Workspace;
use appraisal::check;
use yew::prelude::*;

/// The id of the whole embed, which the height of the frame follows.
const ROOT: &str = "embed";

/// Props of [`Embedded`].
#[derive(Clone, PartialEq, Properties)]
pub struct EmbeddedProps {
    /// The workspace at the start.
    pub workspace: Workspace,
    /// The style of the embed.
    pub appearance: EmbedStyle,
}

/// The embed. A deal that cannot be shown is replaced by the reason: the host asked for that deal and no other.
#[component]
pub fn Embedded(props: &EmbeddedProps) -> Html {
    let start = props.workspace.clone();
    let workspace = use_reducer(move || start);
    let page = use_state_eq(Page::default);
    let style = use_embed_style(&props.appearance);
    let why_not = use_memo(workspace.clone(), |workspace| why_not_shown(workspace));
    use_window_title(match &*why_not {
        Some(_) => text::NOT_SHOWN.to_owned(),
        None => words::window_title(workspace.deal(), !workspace.faults().is_empty()),
    });
    use_address(&workspace, &page, &style);
    use_figures(&workspace);
    let (said, say) = use_announcement(&workspace);
    use_keys(&workspace, &say);
    use_effect_with((), |()| {
        screen::mark_page("embedded");
        screen::set_text("stopped-saved", stopped::IN_A_FRAME);
        let reporting = frame::report_height(ROOT);
        move || drop(reporting)
    });
    html! {
        <>
            <div id={ROOT}>
                if let Some(why) = &*why_not {
                    { not_shown(why.clone()) }
                } else {
                    <Compact {workspace} is_readonly={style.is_readonly} />
                }
            </div>
            { said }
        </>
    }
}

/// Why the host's deal cannot be shown; `None` if it can. Text typed by a visitor is not a reason.
fn why_not_shown(workspace: &Workspace) -> Option<String> {
    let papers = &workspace.papers;
    if let Some(why) = &workspace.not_followed {
        return Some(text::not_opened(why));
    }
    if papers.open.is_some() && papers.scenario().is_none() {
        return Some(text::NO_SCENARIO.to_owned());
    }
    let is_as_asked = workspace.edits <= u32::from(papers.open.is_some());
    let findings = check(workspace.deal()).err().filter(|_| is_as_asked)?;
    Some(problems::cannot_be_worked_out(findings.first()))
}
