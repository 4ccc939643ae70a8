//! The title of the deal, whether a link could be opened, and what has been changed.

use crate::browser::screen;
use crate::components::{Sign, icon};
use crate::outcome::Answer;
use crate::words::explain::GO_TO_INPUT;
use crate::words::page as text;
use crate::words::{about, compare, levers, names, problems, steps};
use crate::workspace::{Action, Workspace, count_of_inputs};
use appraisal::deal::{Change, Partner, renamed_public};
use appraisal::{PartnerResult, Pence};
use yew::prelude::*;

/// The title and summary of the deal.
pub(super) fn head(workspace: &Workspace, on_seek: &Callback<String>) -> Html {
    let on_seek = on_seek.clone();
    html! {
        <div class="deal-head">
            <div class="deal-head__words">
                <p class="kicker">{ text::kicker(workspace.is_example(), workspace.cases.scenario().is_some()) }</p>
                <h1 id="page-title" tabindex="-1">
                    { names::deal(&workspace.deal().title) }
                    <span class="visually-hidden">{ text::in_scenario(&workspace.cases) }</span>
                </h1>
                <p class="lede">
                    { summary(workspace) }{ " " }
                    <button type="button" class="linklike" onclick={move |_| on_seek.emit("/title".to_owned())}>{ text::NAME_THE_DEAL }</button>
                </p>
            </div>
        </div>
    }
}

/// The deal's own summary. If values differ from the base case that it was written for, it is labelled as that of the base
/// case, with what the partners put in here.
pub(super) fn summary(workspace: &Workspace) -> String {
    let own = &workspace.deal().summary;
    if own.is_empty() || workspace.differences().is_empty() || *own != workspace.cases.baseline.summary {
        return own.clone();
    }
    let Some(figures) = workspace.figures() else { return own.clone() };
    let (was, now) = (put_in(&figures.base), put_in(&figures.current));
    text::summary_of_base(own, (was != now).then_some(&now[..]))
}

/// What each partner puts in, in words: of cash, what is promised, since what is called of it depends on the need.
pub(super) fn put_in(answer: &Answer) -> Vec<String> {
    let results = answer.deal.partners.iter().zip(&answer.appraisal.partners);
    let one = |(partner, own): (&Partner, &PartnerResult)| {
        let cash = Pence::from_pounds(answer.deal.cash_promised(&partner.id));
        text::partner_puts_in(&partner.short_name, own.land_in.0, cash.0)
    };
    results.filter_map(one).collect()
}

/// The notice that a link could not be opened, why, and that nothing is lost.
pub(crate) fn notices(workspace: &UseReducerHandle<Workspace>) -> Html {
    let dispatcher = workspace.dispatcher();
    let is_untouched = workspace.is_untouched_example();
    let onclick = move |_| {
        screen::focus("main");
        dispatcher.dispatch(Action::NoticeRead);
    };
    html! {
        <div role="alert">
            if let Some(why) = &workspace.not_followed {
                <div class="notice" id="link-notice">
                    <p class="notice__words"><strong>{ problems::not_opened_heading(why) }</strong>{ " " }{ problems::not_followed(why, is_untouched) }</p>
                    <div class="notice__actions">
                        <button type="button" class="button" {onclick}>{ problems::NOTICE_READ }</button>
                    </div>
                </div>
            }
        </div>
    }
}

/// The maximum number of differences listed one by one.
const MOST_LISTED: usize = 6;

/// The strip of differences from the baseline, with buttons to save or undo them.
pub(super) fn change_strip(
    workspace: &UseReducerHandle<Workspace>,
    on_seek: &Callback<String>,
    say: &Callback<String>,
) -> Html {
    let differences = workspace.differences();
    let (base, other) = (workspace.baseline_document(), workspace.document());
    let public = renamed_public(&workspace.cases.baseline, workspace.deal());
    html! {
        <div class="change-strip">
            if !differences.is_empty() {
                <div class="notice" id="changes">
                    <div class="notice__words">
                        <strong>{ text::inputs_differ(workspace.count_of_changes(), &workspace.cases) }</strong>
                        <ul>
                            { for differences.iter().take(MOST_LISTED).map(|change| difference(change, workspace)) }
                        </ul>
                        <p>{ text::and_more(count_of_inputs(differences.iter().skip(MOST_LISTED), base, other)) }</p>
                        <div>{ for public.iter().map(|partner| still_public(partner, on_seek)) }</div>
                    </div>
                    <div class="notice__actions">{ strip_actions(workspace, say) }</div>
                </div>
            }
        </div>
    }
}

/// The note that a partner with a new name counts as the public body that it replaces, with a button to change that.
fn still_public(partner: &Partner, on_seek: &Callback<String>) -> Html {
    let (on_seek, path) = (on_seek.clone(), format!("/partners/{}/public", partner.id));
    html! {
        <p key={partner.id.clone()}>
            { compare::still_public(&partner.short_name) }{ " " }
            <button type="button" class="linklike" onclick={move |_| on_seek.emit(path.clone())}>
                { GO_TO_INPUT }<span class="visually-hidden">{ about(&partner.short_name) }</span>
            </button>
        </p>
    }
}

fn difference(change: &Change, workspace: &Workspace) -> Html {
    let (base, other) = (workspace.baseline_document(), workspace.document());
    let difference = match workspace.levers().iter().find(|lever| lever.path == change.path) {
        // A lever has the same name as beside its box.
        Some(lever) => steps::difference_called(change, base, other, |_| levers::words(lever, workspace.deal()).label),
        None => steps::difference(change, base, other),
    };
    html! { <li key={change.path.clone()}>{ steps::in_one_line(&difference) }</li> }
}

fn strip_actions(workspace: &UseReducerHandle<Workspace>, say: &Callback<String>) -> Html {
    let act = |action: Action, focus: &'static str| {
        let dispatcher = workspace.dispatcher();
        let said = match &action {
            Action::AddScenario(name, from) => super::scenarios::added(workspace, name, from),
            Action::UndoAllChanges => text::ALL_UNDONE.to_owned(),
            // The note beside the scenarios says it.
            _ => String::new(),
        };
        let say = say.clone();
        move |_| {
            screen::focus(focus);
            say.emit(said.clone());
            dispatcher.dispatch(action.clone());
        }
    };
    let name = workspace.cases.free_name(text::scenario_name);
    let is_base = workspace.cases.open.is_none();
    html! {
        <>
            <button type="button" class="button" onclick={act(Action::UndoAllChanges, "levers")}>{ text::UNDO_ALL }</button>
            <button type="button" class="button" onclick={act(Action::SetBase, "levers")}>{ text::KEEP_BASE }</button>
            if is_base {
                <button type="button" class="button button--filled" onclick={act(Action::AddScenario(name, None), "levers")}>
                    { icon(Sign::Add) }{ text::KEEP_AS_SCENARIO }
                </button>
            }
        </>
    }
}
