//! What the deal is, whether a link could be followed, and what has been changed.

use crate::browser::screen;
use crate::words::page as text;
use crate::words::{levers as lever_words, problems};
use crate::workspace::{Action, Workspace};
use yew::prelude::*;

/// The title of the deal and what it is.
pub(super) fn head(workspace: &Workspace) -> Html {
    html! {
        <div class="deal-head">
            <div class="deal-head__words">
                <p class="kicker">{ if workspace.is_example { text::WORKED_EXAMPLE } else { text::FROM_A_LINK } }</p>
                <h1>{ &workspace.deal().title }</h1>
                <p class="lede">{ &workspace.deal().summary }</p>
            </div>
        </div>
    }
}

/// Says that a link could not be followed, why, and that nothing is lost.
pub(super) fn link_notice(workspace: &UseReducerHandle<Workspace>) -> Html {
    let dispatcher = workspace.dispatcher();
    let is_untouched = workspace.is_example && workspace.changes().is_empty();
    let onclick = move |_| {
        screen::focus("main");
        dispatcher.dispatch(Action::NoticeRead);
    };
    html! {
        <div role="alert">
            if let Some(why) = &workspace.not_followed {
                <div class="notice" id="link-notice">
                    <p class="notice__words"><strong>{ problems::LINK_NOT_OPENED }</strong>{ " " }{ problems::not_followed(why, is_untouched) }</p>
                    <div class="notice__actions">
                        <button type="button" class="button" {onclick}>{ problems::NOTICE_READ }</button>
                    </div>
                </div>
            }
        </div>
    }
}

/// Says what differs from the deal as it was opened, with a way back.
pub(super) fn change_strip(workspace: &UseReducerHandle<Workspace>) -> Html {
    let changes = workspace.changes();
    let change = |(was, now): &(crate::levers::Lever, crate::levers::Lever)| {
        let label = lever_words::words(now, workspace.deal()).label;
        html! { <li key={now.path.clone()}>{ text::change(&label, was, now) }</li> }
    };
    let dispatcher = workspace.dispatcher();
    let onclick = move |_| {
        screen::focus("levers");
        dispatcher.dispatch(Action::PutAllBack);
    };
    html! {
        <div class="change-strip">
            if !changes.is_empty() {
                <div class="notice" id="changes">
                    <div class="notice__words">
                        <strong>{ text::inputs_differ(changes.len()) }</strong>
                        <ul>{ for changes.iter().map(change) }</ul>
                    </div>
                    <div class="notice__actions">
                        <button type="button" class="button" {onclick}>{ text::PUT_ALL_BACK }</button>
                    </div>
                </div>
            }
        </div>
    }
}
