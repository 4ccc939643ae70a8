//! The page as an embed: one deal, compact, in a frame that resizes to fit it. Nothing is saved in the browser, so that frames of
//! one page share nothing and a frame without storage works like any other.

use crate::announcer::use_announcement;
use crate::app::{use_address, use_embed_style, use_figures, use_keys, use_window_title};
use crate::autosave::use_effects;
use crate::browser::{address, frame, screen};
use crate::embed_style::EmbedStyle;
use crate::link::{self, BrokenLink};
use crate::pages::deal::{Compact, not_shown};
use crate::route::{Page, Route};
use crate::scenarios::Cases;
use crate::words::{compact as text, page as words, stopped};
use crate::workspace::{Action, State, Workspace};
use yew::prelude::*;

/// The id of the whole embed, which the height of the frame follows.
const ROOT: &str = "embed";

/// The workspace at the start: the deal that the host asked for. Once a visitor has changed it, the frame's own address contains
/// the deal as changed.
pub(crate) fn start() -> Option<Workspace> {
    let changed = address::is_ours().then(|| published(&address::fragment()).ok()).flatten();
    State::of_embed(published(&address::asked()), changed).map(|state| Workspace::from(state).worked_out())
}

/// The action that opens the deal in another address of the host.
pub(crate) fn opening(fragment: &str) -> Action {
    match published(fragment) {
        Ok(cases) => Action::Published(Box::new(cases)),
        Err(broken) => Action::NotFollowed(broken),
    }
}

/// The deal in a fragment, with the case that it opens. Without one, a part of the host's code has been lost.
fn published(fragment: &str) -> Result<Cases, BrokenLink> {
    let cases = link::open(fragment)?.ok_or(BrokenLink::Damaged)?;
    Ok(match Route::read(fragment).open {
        Some(open) => Cases { open, ..cases },
        None => cases,
    })
}

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
        None => words::window_title(Page::Deal, &workspace.cases, !workspace.faults().is_empty()),
    });
    let seen = use_address(&workspace, &page, &style);
    use_effects(&workspace, *page, &style, &seen);
    use_figures(&workspace);
    let (said, say) = use_announcement(&workspace, why_not.is_some(), false);
    use_keys(&workspace, &say);
    use_effect_with((), |()| {
        screen::mark_page("embedded");
        screen::set_text("stopped-saved", stopped::IN_A_FRAME);
        let reporting = frame::report_height(ROOT);
        move || drop(reporting)
    });
    // After the effect that says that the page is there; and again for each deal that cannot be shown.
    use_effect_with(workspace.clone(), |workspace| {
        if why_not_shown(workspace).is_some() {
            frame::report_refused();
        }
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

/// Why the host's deal cannot be shown; `None` if it can.
fn why_not_shown(workspace: &Workspace) -> Option<String> {
    workspace.not_followed.as_ref().map(text::not_opened)
}
