//! The page where another page embeds it: one deal, compact, in a frame that follows its height. Nothing is kept in the browser,
//! so that frames of one page share nothing and a frame without storage lacks nothing.

use crate::app::{use_address, use_announcement, use_figures, use_keys, use_look, use_title};
use crate::browser::{frame, screen};
use crate::look::Look;
use crate::pages::deal::{COMPACT, Compact};
use crate::place::Page;
use crate::workspace::Workspace;
use yew::prelude::*;

/// Props of [`Embedded`].
#[derive(Clone, PartialEq, Properties)]
pub struct EmbeddedProps {
    /// What the page begins with.
    pub workspace: Workspace,
    /// How it looks.
    pub look: Look,
}

/// The page in a frame.
#[component]
pub fn Embedded(props: &EmbeddedProps) -> Html {
    let start = props.workspace.clone();
    let workspace = use_reducer(move || start);
    let page = use_state_eq(Page::default);
    let look = use_look(&props.look);
    use_title(&workspace, Page::Deal);
    use_address(&workspace, &page, &look);
    use_figures(&workspace);
    let (said, say) = use_announcement(&workspace);
    use_keys(&workspace, &say);
    use_effect_with((), |()| {
        screen::mark_page("embedded");
        let reporting = frame::report_height(COMPACT);
        move || drop(reporting)
    });
    html! {
        <>
            <Compact {workspace} is_readonly={look.is_readonly} {say} />
            <p class="visually-hidden" role="status" aria-live="polite" aria-atomic="true" id="said">{ said }</p>
        </>
    }
}
