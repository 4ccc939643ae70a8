//! The page of a deal: the verdict, the figures, the levers, the charts, the tables, the issues to resolve.

mod charts;
mod challenged;
mod checks;
mod compact;
mod curves;
mod drawer;
mod figures;
mod head;
mod inputs;
mod levers;
mod partners;
mod printed;
mod scenarios;
mod sticky;
mod years;

use crate::browser::{address, screen};
use crate::components::{ErrorSummary, Fault, Stale, jump, jump_links};
use crate::curves::Drawn;
use crate::levers::box_id;
use crate::outcome::Answer;
use crate::route::Route;
use crate::words;
use crate::words::page as text;
use crate::workspace::{Figures, Workspace};
use appraisal::Deal;
use appraisal::deal::Contribution;
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

use crate::components::Paint;
use challenged::challenged;
use charts::charts;
use checks::Checks;
pub(crate) use compact::not_shown;
pub use compact::{Compact, CompactProps};
pub(super) use drawer::{Drawer, Opened, use_opened};
pub(super) use figures::shown;
use figures::{figures_panel, no_figures};
pub(crate) use head::notices;
use head::{change_strip, head};
pub(crate) use inputs::{FormPlace, use_form_place};
use inputs::{Inputs, Sought};
use levers::Levers;
pub(super) use levers::shape;
use partners::Partners;
use printed::Printed;
use scenarios::Scenarios;
pub(crate) use scenarios::tab_id;
use sticky::Sticky;
use years::Years;

/// Props of [`DealPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct DealPageProps {
    /// The workspace.
    pub workspace: UseReducerHandle<Workspace>,
    /// What is open in the form of all inputs, and what is looked for.
    pub(crate) place: FormPlace,
    /// Announces a text at once.
    pub say: Callback<String>,
}

/// The page of a deal.
#[component]
pub fn DealPage(props: &DealPageProps) -> Html {
    let workspace = &props.workspace;
    let verdict = use_node_ref();
    let Opened { figures, on_open, on_change } = use_opened();
    let chosen = use_state_eq(|| None::<Drawn>);
    let on_drawn = {
        let chosen = chosen.setter();
        Callback::from(move |answer| chosen.set(Some(answer)))
    };
    let (sought, on_seek) = use_seeking();
    let typed = use_mut_ref(BTreeSet::new);
    let oninput = {
        let typed = typed.clone();
        move |event: InputEvent| note_typed(&event, &mut typed.borrow_mut())
    };
    let shown = workspace.figures();
    let drawn = shown.map_or(Drawn::Surplus, |shown| drawn_of(*chosen, &shown.current));
    let stale = words::deal::not_up_to_date(workspace).map(AttrValue::from);
    let sticky = |shown: &Figures| html! { <Sticky workspace={workspace.clone()} figures={shown.clone()} verdict={verdict.clone()} /> };
    let levers = |shown: &Figures| html! { <Levers workspace={workspace.clone()} current={shown.current.clone()} {drawn} on_drawn={on_drawn.clone()} /> };
    let drawer = |shown: &Figures| html! { <Drawer answer={shown.current.clone()} base={shown.base.clone()} {stale} opened={figures} {on_change} on_seek={on_seek.clone()} /> };
    // A deal that gets its first figures keeps its inputs as they are, with the focus: what needs figures comes around them.
    html! {
        <ContextProvider<Stale> context={Stale(words::deal::old_figures(workspace).map(AttrValue::from))}>
            { shown.map(sticky).unwrap_or_default() }
            <main class="page" id="main" tabindex="-1" {oninput}>
                { head(workspace, &on_seek) }
                <p class="printed-name">{ text::printed_name(&workspace.cases) }</p>
                { error_summary(workspace, &typed.borrow(), &on_seek) }
                <Scenarios workspace={workspace.clone()} say={props.say.clone()} />
                <div ref={verdict.clone()}>{ shown.map_or_else(|| no_figures(workspace), |shown| figures_panel(workspace, shown, &on_open)) }</div>
                <div>{ shown.map(|shown| leads(&shown.current)) }</div>
                { change_strip(workspace, &on_seek, &props.say) }
                <div class={classes!("columns", shown.is_none().then_some("columns--alone"))}>
                    <div class="column">
                        { shown.map(levers).unwrap_or_default() }
                        <Inputs workspace={workspace.clone()} place={props.place.clone()} say={props.say.clone()} {drawn} {sought} on_seek={on_seek.clone()} />
                    </div>
                    <div class="column">
                        { shown.map(|shown| results(workspace, shown, &on_open, &on_seek)).unwrap_or_default() }
                        <Printed workspace={workspace.clone()} />
                    </div>
                </div>
            </main>
            { shown.map(drawer).unwrap_or_default() }
        </ContextProvider<Stale>>
    }
}

/// Which figures open, and the way to the parts of the page.
fn leads(current: &Answer) -> Html {
    html! {
        <>
            <p class="page-note">
                { text::FIGURES_OPEN }
                <span>
                    if let Some(more) = text::more_partners(current.deal.partners.len()) {
                        <>{ " " }{ jump("partners", more) }</>
                    }
                </span>
            </p>
            { jump_links(text::ON_THIS_PAGE, text::JUMP) }
        </>
    }
}

/// The charts and tables of the results, and what to look into.
fn results(
    workspace: &UseReducerHandle<Workspace>,
    shown: &Figures,
    on_open: &Callback<String>,
    on_seek: &Callback<String>,
) -> Html {
    let Figures { base, current } = shown;
    html! {
        <>
            { charts(workspace, shown) }
            <Partners current={current.clone()} on_open={on_open.clone()} />
            <Years current={current.clone()} on_open={on_open.clone()} />
            <Checks base={base.clone()} current={current.clone()} on_seek={on_seek.clone()} />
            <div>{ challenged(workspace) }</div>
        </>
    }
}

/// The input or row to go to, and the way to ask for one. A link may lead to an input, from another page or while this page is
/// shown.
#[hook]
fn use_seeking() -> (Option<Sought>, Callback<String>) {
    let sought = use_reducer(Seeking::default);
    let on_seek = {
        let sought = sought.dispatcher();
        use_callback((), move |path: String, ()| sought.dispatch(path))
    };
    {
        let on_seek = on_seek.clone();
        use_effect_with((), move |()| {
            let seek =
                move |fragment: String| Route::read(&fragment).field.iter().for_each(|path| on_seek.emit(path.clone()));
            seek(address::fragment());
            let listener = address::on_followed(seek);
            move || drop(listener)
        });
    }
    (sought.0.clone(), on_seek)
}

/// What is sought, counted by request.
#[derive(Default)]
struct Seeking(Option<Sought>);

impl Reducible for Seeking {
    type Action = String;

    fn reduce(self: Rc<Self>, path: String) -> Rc<Self> {
        let nth = self.0.as_ref().map_or(0, |sought| sought.nth + 1);
        Rc::new(Self(Some(Sought { path, nth })))
    }
}

/// The chosen result, if the deal has it; otherwise the first.
fn drawn_of(chosen: Option<Drawn>, current: &Answer) -> Drawn {
    let is_there = |drawn: &Drawn| Drawn::choices(&current.deal).contains(drawn);
    chosen.filter(is_there).unwrap_or_else(|| Drawn::first_of(&current.deal, &current.appraisal))
}

/// The baseline, if the open deal differs from it.
fn compared_with(figures: &Figures) -> Option<&Answer> {
    Some(&figures.base).filter(|base| **base != figures.current)
}

/// Notes in which boxes of the form of all inputs a text was last typed: those of a lever have another.
fn note_typed(event: &InputEvent, typed: &mut BTreeSet<String>) {
    let Some(id) = screen::attribute_near(event, "id") else { return };
    let of_form = |id: &str| id.strip_prefix("found-").unwrap_or(id).to_owned();
    if of_form(&id).starts_with(inputs::BOX) {
        typed.insert(of_form(&id));
    } else {
        typed.remove(&format!("{}{id}", inputs::BOX));
    }
}

/// Every error that is shown, each with the way to its lever, or to its place in the form of all inputs if it was typed there.
fn error_summary(workspace: &Workspace, typed: &BTreeSet<String>, on_seek: &Callback<String>) -> Html {
    let fault = |(path, fault): (String, crate::field_text::Fault)| {
        let is_lever = workspace.levers().iter().any(|lever| lever.path == path);
        let place = crate::inputs::nearest(workspace.document(), &path).unwrap_or_else(|| path.clone());
        let in_form = inputs::box_id_of(&place);
        Fault {
            field: if is_lever && !typed.contains(&in_form) { box_id(&path) } else { in_form }.into(),
            message: words::problems::of(&path, &fault, workspace).into(),
            on_seek: on_seek.reform(move |()| place.clone()),
        }
    };
    let faults: Vec<Fault> = workspace.faults().into_iter().map(fault).collect();
    html! {
        <ErrorSummary title={words::problems::THERE_IS_A_PROBLEM} lead={words::problems::until_fixed(faults.len())} {faults} />
    }
}

/// The colour of a partner: by what it brings.
fn paint_of(deal: &Deal, place: usize) -> Paint {
    let id = deal.partners.get(place).map_or("", |partner| partner.id.as_str());
    let owns = |site: &str| deal.sites.iter().any(|own| own.id == site && own.owner == id);
    let brings_land = deal.contributions.iter().filter_map(Contribution::land).any(|(site, _)| owns(site));
    if brings_land { Paint::Land } else { Paint::Cash }
}
