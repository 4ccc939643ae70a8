//! What the deal is, whether a link could be followed, and what has been changed.

use crate::browser::screen;
use crate::components::{Sign, icon};
use crate::words::page as text;
use crate::words::{levers, problems, steps};
use crate::workspace::{Action, Workspace};
use appraisal::deal::Change;
use yew::prelude::*;

/// The title of the deal and what it is.
pub(super) fn head(workspace: &Workspace, on_seek: &Callback<String>) -> Html {
    let on_seek = on_seek.clone();
    html! {
        <div class="deal-head">
            <div class="deal-head__words">
                <p class="kicker">{ if workspace.is_example { text::WORKED_EXAMPLE } else { text::A_DEAL } }</p>
                <h1 id="page-title" tabindex="-1">{ &workspace.deal().title }</h1>
                <p class="lede">
                    { &workspace.deal().summary }{ " " }
                    <button type="button" class="linklike" onclick={move |_| on_seek.emit("/title".to_owned())}>{ text::NAME_THE_DEAL }</button>
                </p>
            </div>
        </div>
    }
}

/// Says that a link could not be followed, why, and that nothing is lost.
pub(in crate::pages) fn notices(workspace: &UseReducerHandle<Workspace>) -> Html {
    let dispatcher = workspace.dispatcher();
    let is_untouched = workspace.is_example && workspace.differences().is_empty();
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

/// The most differences that are listed one by one.
const MOST_LISTED: usize = 6;

/// Says what differs from the base case as it was kept, with the ways on and back.
pub(super) fn change_strip(workspace: &UseReducerHandle<Workspace>) -> Html {
    let differences = workspace.differences();
    html! {
        <div class="change-strip">
            if !differences.is_empty() {
                <div class="notice" id="changes">
                    <div class="notice__words">
                        <strong>{ text::inputs_differ(differences.len()) }</strong>
                        <ul>
                            { for differences.iter().take(MOST_LISTED).map(|change| difference(change, workspace)) }
                        </ul>
                        <p>{ text::and_more(differences.len().saturating_sub(MOST_LISTED)) }</p>
                    </div>
                    <div class="notice__actions">{ strip_actions(workspace) }</div>
                </div>
            }
        </div>
    }
}

fn difference(change: &Change, workspace: &Workspace) -> Html {
    let lever = workspace.levers().iter().find(|lever| lever.path == change.path);
    let difference = match lever.and_then(|now| Some((workspace.base_lever(now.kind)?, now))) {
        // A lever is called here as it is beside its box.
        Some((was, now)) => steps::Difference {
            label: levers::words(now, workspace.deal()).label,
            was: levers::with_unit(was),
            now: levers::with_unit(now),
        },
        None => steps::difference(change, workspace.kept_document(), workspace.document()),
    };
    html! { <li key={change.path.clone()}>{ steps::in_one_line(&difference) }</li> }
}

fn strip_actions(workspace: &UseReducerHandle<Workspace>) -> Html {
    let act = |action: Action, focus: &'static str| {
        let dispatcher = workspace.dispatcher();
        move |_| {
            screen::focus(focus);
            dispatcher.dispatch(action.clone());
        }
    };
    let name = text::scenario_name(workspace.papers.scenarios.len() + 1);
    let is_base = workspace.papers.open.is_none();
    html! {
        <>
            <button type="button" class="button" onclick={act(Action::PutAllBack, "levers")}>{ text::UNDO_ALL }</button>
            if is_base {
                <>
                    <button type="button" class="button" onclick={act(Action::KeepBase, "levers")}>{ text::KEEP_BASE }</button>
                    <button type="button" class="button button--filled" onclick={act(Action::AddScenario(name), "levers")}>
                        { icon(Sign::Add) }{ text::KEEP_AS_SCENARIO }
                    </button>
                </>
            }
        </>
    }
}
