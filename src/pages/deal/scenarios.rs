//! The base case and its scenarios, as tabs above the verdict.

use crate::browser::screen;
use crate::components::{Field as Box_, Keypad, Sign, choice_by_place, icon};
use crate::field_text::is_blank;
use crate::history::{Turn, UndoLabel};
use crate::pages::removed::{self, removed};
use crate::route::{Page, link_to_case, link_to_page};
use crate::scenarios::{Cases, Open};
use crate::words::{ERROR_SAID, page as text, steps};
use crate::workspace::{Action, Workspace, count_of_findings, count_that_differ};
use appraisal::Deal;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ScenariosProps {
    pub(super) workspace: UseReducerHandle<Workspace>,
    /// Announces a text at once.
    pub(super) say: Callback<String>,
}

/// The tabs, and the form that names a scenario.
#[component]
pub(super) fn Scenarios(props: &ScenariosProps) -> Html {
    let workspace = &props.workspace;
    let naming = use_naming(workspace);
    // What was done before the page was turned to is not said again.
    let edits_before = use_memo((), |()| workspace.edits);
    let cases = &workspace.cases;
    let tab = |open: Open, name: &str, deal: &Rc<Deal>| {
        let known = (cases.open == open).then(|| workspace.count_of_changes());
        let key = open.clone().unwrap_or_default();
        let unread = workspace.unread_texts(&open);
        let shown = known.map(|changes| (changes, workspace.faults().len()));
        html! { <Tab {key} {open} name={name.to_owned()} kept={cases.baseline.clone()} deal={deal.clone()} {shown} {unread} /> }
    };
    let base = tab(None, text::BASE_CASE, &cases.base);
    let others = cases.scenarios.iter().map(|one| tab(Some(one.id.clone()), &one.name, &one.deal));
    let start = |naming_of: Naming| {
        let naming = naming.clone();
        Callback::from(move |_: MouseEvent| {
            naming.set(Some(naming_of.clone()));
            screen::select_after_paint(NAME_BOX);
        })
    };
    let add = start(Naming::of_new(cases));
    html! {
        <div class="scenarios-head">
            <nav class="scenarios" aria-label={text::SCENARIOS}>
                { base }
                { for others }
            </nav>
            <div class="scenarios__actions">
                // While its form is open, the button that submits it has the same name.
                <span>
                    if naming.as_ref().is_none_or(|naming| naming.id.is_some()) {
                        <button type="button" class="linklike" id={ADD} onclick={add}>{ icon(Sign::Add) }{ text::ADD_SCENARIO }</button>
                    }
                </span>
                <span>{ scenario_actions(workspace, &start, naming.as_ref().is_some_and(|naming| naming.id.is_some()), &props.say) }</span>
                <span>
                    if !cases.scenarios.is_empty() {
                        <a class="button" href={link_to_page(Page::Compare)}>
                            { text::compare_all(cases.scenarios.len() + 1) }{ icon(Sign::Onward) }
                        </a>
                    }
                </span>
            </div>
            <div role="status" id="deletion" class="scenarios__deleted">{ just_done(workspace, *edits_before, &props.say) }</div>
            <div class="scenarios__name">
                if let Some(of) = &*naming {
                    <NameForm workspace={workspace.clone()} of={of.clone()} say={props.say.clone()} done={let naming = naming.clone(); Callback::from(move |()| naming.set(None))} />
                }
            </div>
        </div>
    }
}

/// The scenario that is being named, until it or its deal is gone: another may have the same id later.
#[hook]
fn use_naming(workspace: &Workspace) -> UseStateHandle<Option<Naming>> {
    let naming = use_state_eq(|| None::<Naming>);
    let is_gone = naming.as_ref().is_some_and(|naming| !workspace.cases.has(&naming.id));
    let setter = naming.setter();
    use_effect_with((workspace.openings, is_gone), move |_| setter.set(None));
    naming
}

const NAME_BOX: &str = "scenario-name";
const ADD: &str = "add-scenario";
const RENAME: &str = "rename-scenario";

#[derive(Clone, PartialEq, Properties)]
struct TabProps {
    open: Open,
    name: AttrValue,
    kept: Rc<Deal>,
    deal: Rc<Deal>,
    /// Of the open case: the number of differing inputs and of errors shown, which are known.
    shown: Option<(usize, usize)>,
    /// The number of texts in its boxes that cannot be read.
    unread: usize,
}

/// The id of the tab of a case.
pub(crate) fn tab_id(open: &Open) -> String {
    format!("case{}", open.as_ref().map_or_else(String::new, |id| format!("-{id}")))
}

/// One tab. The differences and errors of a case that is not open are counted again only if the case changes.
#[component]
fn Tab(props: &TabProps) -> Html {
    let key = (props.shown, props.unread, props.kept.clone(), props.deal.clone());
    let counts = use_memo(key, |(shown, unread, kept, deal)| {
        shown.unwrap_or_else(|| (count_that_differ(kept, deal), unread + count_of_findings(deal)))
    });
    let (changes, errors) = *counts;
    html! {
        <a class="scenario" id={tab_id(&props.open)} href={link_to_case(&props.open)} aria-current={props.shown.is_some().then_some("true")}>
            <strong>{ props.name.clone() }</strong>
            <span>{ text::tab_note(changes, errors) }</span>
        </a>
    }
}

/// The actions of the open scenario.
fn scenario_actions(
    workspace: &UseReducerHandle<Workspace>,
    start: &impl Fn(Naming) -> Callback<MouseEvent>,
    is_renaming: bool,
    say: &Callback<String>,
) -> Html {
    let Some(scenario) = workspace.cases.scenario() else { return Html::default() };
    let dispatcher = workspace.dispatcher();
    let id = scenario.id.clone();
    let delete = move |_| {
        screen::focus_after_paint(removed::UNDO);
        dispatcher.dispatch(Action::DeleteScenario(id.clone()));
    };
    let rename = start(Naming { id: Some(scenario.id.clone()), name: scenario.name.clone(), from: None });
    let copy = {
        let (dispatcher, from) = (workspace.dispatcher(), Some(scenario.id.clone()));
        let (name, say) = (workspace.cases.free_name_of_copy(&scenario.name, text::copy_name), say.clone());
        move |_| {
            say.emit(text::scenario_added(&name, 0, &[]));
            dispatcher.dispatch(Action::AddScenario(name.clone(), from.clone()));
        }
    };
    html! {
        <>
            <span>
                if !is_renaming {
                    <button type="button" class="linklike" id={RENAME} onclick={rename}>{ text::RENAME }</button>
                }
            </span>
            { " " }
            <button type="button" class="linklike" onclick={copy}>{ text::DUPLICATE }</button>
            { " " }
            <button type="button" class="linklike" onclick={delete}>{ text::DELETE_SCENARIO }</button>
        </>
    }
}

/// What the last action did to the cases, with Undo, until the next action or page.
fn just_done(workspace: &UseReducerHandle<Workspace>, edits_before: u32, say: &Callback<String>) -> Html {
    let said = match &workspace.just_did {
        Some(UndoLabel::DeletedScenario(name)) => text::scenario_deleted(name),
        Some(UndoLabel::SetBase) => text::base_set(workspace.cases.scenarios.len()),
        _ => return Html::default(),
    };
    if workspace.edits == edits_before {
        return Html::default();
    }
    let (dispatcher, say) = (workspace.dispatcher(), say.clone());
    let did = steps::next(Turn::Undo, &workspace.history, &workspace.cases).unwrap_or_default();
    let restored = steps::said(Turn::Undo, &workspace.history, &workspace.cases).unwrap_or_default();
    let open = workspace.history.step(Turn::Undo).map(|step| step.cases.open.clone()).unwrap_or_default();
    let undo = Callback::from(move |_| {
        screen::focus_after_paint(tab_id(&open));
        say.emit(restored.clone());
        dispatcher.dispatch(Action::Turn(Turn::Undo));
    });
    removed(&said, &did, undo)
}

/// A scenario that is being named: a new one with the case it starts from, or an existing one.
#[derive(Clone, Debug, PartialEq)]
struct Naming {
    id: Option<String>,
    name: String,
    from: Open,
}

impl Naming {
    fn of_new(cases: &Cases) -> Self {
        Self { id: None, name: cases.free_name(text::scenario_name), from: None }
    }
}

/// How many changes to the open base case move into a new scenario that starts from this case: all but the name of the deal.
fn moved(workspace: &Workspace, from: &Open) -> usize {
    let is_renamed = workspace.differences().iter().any(|change| change.path == "/title");
    if is_of_open_base(workspace, from) { workspace.count_of_changes() - usize::from(is_renamed) } else { 0 }
}

/// Whether a new scenario that starts from this case is made of the open base case.
fn is_of_open_base(workspace: &Workspace, from: &Open) -> bool {
    [&workspace.cases.open, from].iter().all(|open| workspace.cases.scenario_of(open).is_none())
}

/// Announced once a scenario is added that starts from this case: what moves into it, and what stays in the base case.
pub(super) fn added(workspace: &Workspace, name: &str, from: &Open) -> String {
    let errors = if is_of_open_base(workspace, from) { steps::left_in_base(workspace) } else { Vec::new() };
    text::scenario_added(name, moved(workspace, from), &errors)
}

/// What it means to start from this case.
fn starts_from(workspace: &Workspace, from: &Open) -> String {
    let scenario = workspace.cases.scenario_of(from);
    text::starts_from(moved(workspace, from), scenario.map(|one| one.name.as_str()))
}

/// What a new scenario starts from: a choice if there are several cases, the base case first, and the way to keep changes in
/// the base case too.
fn origin(workspace: &UseReducerHandle<Workspace>, from: &UseStateHandle<Open>) -> Html {
    let cases = &workspace.cases;
    let opens: Vec<Open> =
        std::iter::once(None).chain(cases.scenarios.iter().map(|scenario| Some(scenario.id.clone()))).collect();
    let names = std::iter::once(text::BASE_CASE.into())
        .chain(cases.scenarios.iter().map(|scenario| AttrValue::from(scenario.name.clone())));
    let chosen = opens.iter().position(|open| *open == **from).unwrap_or(0);
    let has_choice = opens.len() > 1;
    let on_change = {
        let from = from.clone();
        Callback::from(move |place: usize| from.set(opens.get(place).cloned().flatten()))
    };
    let moved = moved(workspace, from);
    let dispatcher = workspace.dispatcher();
    let keep_base = move |_| {
        // The button goes away.
        screen::focus(NAME_BOX);
        dispatcher.dispatch(Action::SetBase);
    };
    html! {
        <div class="name-form__origin">
            <div>
                if has_choice {
                    { choice_by_place("scenario-from", text::STARTS_FROM, names, chosen, &on_change) }
                }
            </div>
            <div>
                if moved > 0 {
                    <p class="field__hint">
                        { text::OR_KEEP_BASE }{ " " }
                        <button type="button" class="linklike" onclick={keep_base}>{ text::KEEP_BASE }</button>
                    </p>
                }
            </div>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct NameFormProps {
    workspace: UseReducerHandle<Workspace>,
    of: Naming,
    say: Callback<String>,
    done: Callback<()>,
}

/// Why a scenario cannot have a name; `id` is that of the scenario, if it is there already.
fn fault_in_name(cases: &Cases, id: Option<&str>, name: &str) -> Option<String> {
    if is_blank(name) {
        return Some(text::NAME_THE_SCENARIO.to_owned());
    }
    cases.has_name(name, id).then(|| text::name_is_taken(name))
}

/// Renames the scenario, or adds one from another case, and says so.
fn give_name(props: &NameFormProps, name: &str, from: &Open) {
    props.say.emit(match &props.of.id {
        Some(_) => text::scenario_renamed(name),
        None => added(&props.workspace, name, from),
    });
    props.workspace.dispatch(match &props.of.id {
        Some(id) => Action::RenameScenario(id.clone(), name.to_owned()),
        None => Action::AddScenario(name.to_owned(), from.clone()),
    });
}

#[component]
fn NameForm(props: &NameFormProps) -> Html {
    let name = {
        let name = props.of.name.clone();
        use_state_eq(move || name)
    };
    let from = {
        let from = props.of.from.clone();
        use_state_eq(move || from)
    };
    let (was_refused, typed) = (use_state_eq(|| false), name.clone());
    let on_input = Callback::from(move |text| typed.set(text));
    let hint = props.of.id.is_none().then(|| AttrValue::from(starts_from(&props.workspace, &from)));
    let close = {
        let (done, opener) = (props.done.clone(), if props.of.id.is_some() { RENAME } else { ADD });
        Callback::from(move |()| {
            done.emit(());
            // It comes back as the form goes.
            screen::focus_after_paint(opener);
        })
    };
    let fault = fault_in_name(&props.workspace.cases, props.of.id.as_deref(), &name);
    let error = fault.clone().filter(|_| *was_refused).map(AttrValue::from);
    let submit = {
        let (name, from, close) = (name.clone(), (*from).clone(), close.clone());
        let props = props.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            match &fault {
                Some(fault) => {
                    props.say.emit(format!("{ERROR_SAID}{fault}."));
                    screen::focus(NAME_BOX);
                    was_refused.set(true);
                }
                None => {
                    give_name(&props, name.trim(), &from);
                    close.emit(());
                }
            }
        }
    };
    let cancel = {
        let close = close.clone();
        move |_| close.emit(())
    };
    html! {
        <form class="name-form" onsubmit={submit}>
            <Box_ id={NAME_BOX} label={text::NAME_OF_SCENARIO} {hint} value={(*name).clone()} {error} {on_input} on_escape={close} keypad={Keypad::Text} />
            <div>
                if props.of.id.is_none() {
                    { origin(&props.workspace, &from) }
                }
            </div>
            <button type="submit" class="button button--filled">
                { if props.of.id.is_some() { text::RENAME } else { text::ADD_SCENARIO } }
            </button>
            <button type="button" class="button" onclick={cancel}>{ text::CANCEL }</button>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_nobody_can_see_is_refused() {
        let workspace = Workspace::on_the_example().unwrap();
        let fault = |name: &str| fault_in_name(&workspace.cases, None, name);
        for name in ["", "  ", "\u{200B}", "\u{FEFF}", " \u{2060}\u{AD}"] {
            assert_eq!(fault(name).as_deref(), Some(text::NAME_THE_SCENARIO), "{name:?}");
        }
        assert_eq!(fault("\u{200B}Slow sales"), None);
        assert!(fault(" base case ").unwrap().starts_with("There is already a case called “base case”."));
    }
}
