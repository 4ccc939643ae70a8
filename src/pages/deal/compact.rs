//! A deal in a frame of another page: the verdict, four figures, three levers and a chart.

use super::charts::homes::HomesChart;
use super::compared_with;
use super::curves::use_curves;
use super::drawer::{Drawer, Opened, use_opened};
use super::figures::{compact_figures, compact_verdict};
use super::head::put_in;
use super::levers::{lever_item, lever_text};
use crate::browser::{address, screen};
use crate::components::{Sign, Stale, error_line, icon};
use crate::curves::{Drawn, Wanted};
use crate::field_text::Fault;
use crate::levers::box_id;
use crate::outcome::Answer;
use crate::route::fragment_to_publish;
use crate::words::compact as text;
use crate::words::deal::{not_up_to_date, old_figures};
use crate::words::names;
use crate::words::page::{PRODUCT, printed_name};
use crate::words::problems;
use crate::workspace::Workspace;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// The number of levers.
const LEVERS: usize = 3;

/// How long the deal stays unchanged before it is written into the link to the full page.
const REST_BEFORE_LINK: u32 = 250;

/// Props of [`Compact`].
#[derive(Clone, PartialEq, Properties)]
pub struct CompactProps {
    /// The workspace.
    pub workspace: UseReducerHandle<Workspace>,
    /// Whether values are text that cannot be edited.
    pub is_readonly: bool,
}

/// The compact view.
#[component]
pub fn Compact(props: &CompactProps) -> Html {
    let workspace = &props.workspace;
    let cases = &workspace.cases;
    let Opened { figures, on_open, on_change } = use_opened();
    let on_change = on_change.reform(|opened: Vec<String>| {
        if opened.is_empty() {
            screen::scroll_to_focus();
        }
        opened
    });
    let link = use_link(workspace);
    let made_from = (cases.baseline.clone(), workspace.baseline().clone(), cases.scenario().is_some());
    let changed = use_memo(made_from, |(origin, published, is_scenario)| {
        text::published_changes(origin, published, *is_scenario)
    });
    let stale = not_up_to_date(workspace).map(AttrValue::from);
    let Some(shown) = workspace.figures() else { return Html::default() };
    let current = &shown.current;
    html! {
        <ContextProvider<Stale> context={Stale(old_figures(workspace).map(AttrValue::from))}>
            <main class="compact" id="main" tabindex="-1">
                <div class="compact__head">
                    <div>
                        <h1 id="page-title" tabindex="-1">{ names::deal(&workspace.deal().title) }</h1>
                        <p class="compact__scenario">
                            if cases.scenario().is_some() {
                                { printed_name(cases) }
                            }
                        </p>
                        <p>{ summary(workspace, current) }</p>
                        <p>{ (*changed).clone() }</p>
                    </div>
                    <p class="compact__brand">{ super::super::bar::brand_mark() }{ PRODUCT }</p>
                </div>
                { compact_verdict(workspace, current) }
                <div>{ errors_elsewhere(workspace) }</div>
                <p class="compact__measured">
                    if compared_with(shown).is_some() {
                        { text::MEASURED_FROM }
                    }
                </p>
                <dl class="figures compact__figures">{ compact_figures(shown, &on_open) }</dl>
                <div class="compact__columns">
                    <Levers workspace={workspace.clone()} current={current.clone()} is_readonly={props.is_readonly} />
                    <div class="compact__chart"><HomesChart current={current.clone()} /></div>
                </div>
                <div class="compact__foot">
                    <a class="button button--filled" href={link} target="_blank" rel="noopener" title={text::LINK_HOLDS_THE_DEAL}>
                        { icon(Sign::Away) }{ text::OPEN_FULL }<span class="visually-hidden">{ text::NEW_TAB }</span>
                    </a>
                    <p>{ text::NOTHING_SENT }</p>
                    <details class="compact__how">
                        <summary>{ text::HOW }</summary>
                        <p>{ text::HOW_IT_WORKS }</p>
                    </details>
                </div>
            </main>
            <Drawer answer={current.clone()} base={shown.base.clone()} {stale} opened={figures} {on_change} />
        </ContextProvider<Stale>>
    }
}

/// The description of the deal. One that was written for other contributions is replaced by what the partners put in here.
fn summary(workspace: &Workspace, current: &Answer) -> String {
    let (deal, origin) = (workspace.deal(), &workspace.cases.baseline);
    let is_own = deal.summary != origin.summary;
    let is_so = (&deal.contributions, &deal.sites, &deal.partners, deal.months, &deal.sharing)
        == (&origin.contributions, &origin.sites, &origin.partners, origin.months, &origin.sharing);
    if is_own || is_so { deal.summary.clone() } else { text::put_in(&put_in(current)) }
}

/// The reason, if the deal cannot be shown.
pub(crate) fn not_shown(why: String) -> Html {
    let page = address::with_fragment("");
    html! {
        <main class="compact" id="main" tabindex="-1">
            <div class="compact__head">
                <div role="alert">
                    <h1 id="page-title" tabindex="-1">{ text::NOT_SHOWN }</h1>
                    <p>{ why }</p>
                    <p>
                        { text::ASK_THE_OWNER }{ " " }
                        <a href={page.clone()} target="_blank" rel="noopener">
                            { text::OPEN_COMMON_GROUND }<span class="visually-hidden">{ text::NEW_TAB }</span>
                        </a>
                        // A frame whose sandbox opens no new tab has the address to copy.
                        { " (" }<span class="compact__address">{ page }</span>{ ")" }
                    </p>
                </div>
                <p class="compact__brand">{ super::super::bar::brand_mark() }{ PRODUCT }</p>
            </div>
        </main>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct LeversProps {
    workspace: UseReducerHandle<Workspace>,
    current: Answer,
    is_readonly: bool,
}

#[component]
fn Levers(props: &LeversProps) -> Html {
    let workspace = &props.workspace;
    let curves =
        use_curves(workspace, Drawn::first_of(&props.current.deal, &props.current.appraisal), Wanted::Levers(LEVERS));
    let faults = workspace.faults();
    let item = |lever: &crate::levers::Lever| {
        if props.is_readonly {
            lever_text(workspace, lever, curves.as_ref())
        } else {
            lever_item(workspace, lever, &faults, curves.as_ref())
        }
    };
    html! {
        <section class="levers" id="levers" aria-labelledby="levers-heading">
            <h2 class="visually-hidden" id="levers-heading">{ text::levers(props.is_readonly) }</h2>
            <ul class="levers__list">{ for workspace.levers().iter().take(LEVERS).map(item) }</ul>
        </section>
    }
}

/// The errors that no lever of this view shows: the figures never stop without saying why.
fn errors_elsewhere(workspace: &Workspace) -> Html {
    let has_lever = |path: &str| workspace.levers().iter().take(LEVERS).any(|lever| lever.path == path);
    let faults = workspace.faults().into_iter().filter(|(path, _)| !has_lever(path));
    let line = |(path, fault): (String, Fault)| {
        let error = problems::of(&path, &fault, workspace);
        html! { <div key={path.clone()}>{ error_line(&box_id(&path).into(), Some(&error.into())) }</div> }
    };
    html! { <>{ for faults.map(line) }</> }
}

/// The address of the full page with the current deal.
#[hook]
fn use_link(workspace: &UseReducerHandle<Workspace>) -> String {
    let written =
        |workspace: &Workspace| address::with_fragment(&fragment_to_publish(&workspace.cases).unwrap_or_default());
    let link = {
        let workspace = workspace.clone();
        use_state_eq(move || written(&workspace))
    };
    let (setter, latest) = (link.setter(), workspace.clone());
    use_effect_with(workspace.edits + workspace.openings, move |changes| {
        let write = (*changes > 0).then(|| Timeout::new(REST_BEFORE_LINK, move || setter.set(written(&latest))));
        move || drop(write)
    });
    (*link).clone()
}
