//! All inputs: a group for each part of the deal, closed until it is opened, and a box that finds any input.

mod field;
mod finder;
mod paste;
mod review;
mod rows;

pub(super) use field::{BOX, box_id_of};

use crate::browser::screen;
use crate::components::{Fold, error_line};
use crate::curves::{Drawn, Wanted};
use crate::field_text::Fault;
use crate::inputs::{self, Item};
use crate::words::groups;
use crate::words::inputs as text;
use crate::words::page;
use crate::words::problems;
use crate::words::steps;
use crate::workspace::{Action, Edit, Workspace};
use appraisal::fields::Group;
use std::collections::BTreeSet;
use std::rc::Rc;
use yew::prelude::*;

use super::curves::{Traced, use_curves};
use finder::Finder;
use rows::rows;

/// The context of everything in the form.
#[derive(Clone, PartialEq)]
pub(super) struct Form {
    workspace: UseReducerHandle<Workspace>,
    /// The shown faults, collected once for all boxes.
    faults: Vec<Shown>,
    /// The paths of the rows and groups that are open.
    opened: UseReducerHandle<Opened>,
    /// Says something to readers.
    say: Callback<String>,
    /// The effect of the field that was last in focus on the drawn result. It stays until another is traced: nothing may move
    /// between the press and the release of a button.
    traced: Option<Traced>,
}

/// A shown fault.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    /// The path of the input, part, row or list beside which it is shown.
    at: String,
    /// The path that it is about.
    path: String,
    fault: Fault,
}

/// What is open in the form, and what is looked for. It is kept while the user is on another page.
#[derive(Clone, PartialEq)]
pub(crate) struct FormPlace {
    opened: UseReducerHandle<Opened>,
    query: UseStateHandle<String>,
}

/// The place in the form, nothing being open at first.
#[hook]
pub(crate) fn use_form_place() -> FormPlace {
    FormPlace { opened: use_reducer_eq(Opened::default), query: use_state_eq(String::new) }
}

/// The paths of the rows and groups that are open.
#[derive(Clone, Debug, Default, PartialEq)]
struct Opened(BTreeSet<String>);

impl Reducible for Opened {
    /// A row or group, and whether it is now open.
    type Action = (String, bool);

    fn reduce(self: Rc<Self>, (key, is_open): Self::Action) -> Rc<Self> {
        let mut keys = self.0.clone();
        let is_other = if is_open { keys.insert(key) } else { keys.remove(&key) };
        if is_other { Rc::new(Self(keys)) } else { self }
    }
}

impl Form {
    /// Adds or removes a part, and says which: the focus goes to what takes the place of the button.
    fn act_on_part(&self, edit: Edit, said: fn(&str) -> String) -> Callback<MouseEvent> {
        let said = said(&steps::called_in(edit.path(), self.workspace.document()));
        let (dispatcher, say, id) = (self.workspace.dispatcher(), self.say.clone(), field::box_id_of(edit.path()));
        Callback::from(move |_| {
            dispatcher.dispatch(Action::Edited(edit.clone()));
            say.emit(said.clone());
            screen::focus_after_paint(id.clone());
        })
    }

    /// The fault that is shown beside the input at a path.
    fn fault_at(&self, path: &str) -> Option<Fault> {
        self.faults.iter().find(|shown| shown.at == path).map(|shown| shown.fault.clone())
    }

    /// The errors that are shown beside a part or a list, with those of its rows, which may be closed.
    fn errors_at(&self, path: &str, rows: &[inputs::Row]) -> Html {
        let is_here = |shown: &&Shown| shown.at == path || rows.iter().any(|row| row.path == shown.at);
        let line = |shown: &Shown| {
            let error = problems::of(&shown.path, &shown.fault, &self.workspace);
            html! { <div key={error.clone()}>{ error_line(&box_id_of(&shown.at).into(), Some(&error.into())) }</div> }
        };
        html! { <div class="inputs__errors">{ for self.faults.iter().filter(is_here).map(line) }</div> }
    }

    /// The number of errors within a row or group.
    fn errors_in(&self, key: &str) -> usize {
        let is_on_way =
            |shown: &&Shown| inputs::way_to(&shown.at).is_some_and(|way| keys_on(&way).any(|on_way| on_way == key));
        self.faults.iter().filter(is_on_way).count()
    }

    fn is_open(&self, key: &str) -> bool {
        self.opened.0.contains(key)
    }

    /// Stores whether a row or group is open: only open ones are drawn.
    fn toggled(&self, key: &str) -> Callback<bool> {
        let (opened, key) = (self.opened.dispatcher(), key.to_owned());
        Callback::from(move |is_open| opened.dispatch((key.clone(), is_open)))
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct InputsProps {
    pub(super) workspace: UseReducerHandle<Workspace>,
    /// Says something to readers.
    pub(super) say: Callback<String>,
    /// What is open, and what is looked for.
    pub(super) place: FormPlace,
    /// The result drawn beside the field in focus.
    pub(super) drawn: Drawn,
    /// The path of an input or row to go to.
    pub(super) sought: Option<Sought>,
    /// Goes to the input or row at a path.
    pub(super) on_seek: Callback<String>,
}

/// A path to go to in the form, counted so that it can be gone to again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sought {
    /// The path.
    pub(super) path: String,
    /// The number of requests.
    pub(super) nth: usize,
}

/// The panel of all inputs.
#[component]
pub(super) fn Inputs(props: &InputsProps) -> Html {
    let FormPlace { opened, query } = props.place.clone();
    use_sought(&opened, props.sought.clone());
    let focus = use_state_eq(String::new);
    let wanted = if focus.is_empty() { Wanted::Nothing } else { Wanted::Field((*focus).clone()) };
    let traced = use_curves(&props.workspace, props.drawn, wanted);
    let faults = shown_faults(&props.workspace);
    let form = Form { workspace: props.workspace.clone(), faults, opened, say: props.say.clone(), traced };
    html! {
        <section class="inputs panel" id="inputs" tabindex="-1" aria-labelledby="inputs-heading" onfocusin={field::on_focus(focus.setter())}>
            <div class="panel__head">
                <h2 id="inputs-heading">{ text::ALL_INPUTS }</h2>
                <p class="panel__lead">{ text::ALL_INPUTS_LEAD }</p>
            </div>
            <div role="alert">{ refusal(&form) }</div>
            <Finder form={form.clone()} {query} say={props.say.clone()} on_seek={props.on_seek.clone()} />
            <div class="inputs__groups">{ for shown_groups().map(|group| group_of(&form, group)) }</div>
            <div class="inputs__effect">{ field::effect(&form, &focus) }</div>
        </section>
    }
}

fn shown_faults(workspace: &Workspace) -> Vec<Shown> {
    let place = |path: &str| inputs::nearest(workspace.document(), path).unwrap_or_else(|| path.to_owned());
    workspace.faults().into_iter().map(|(path, fault)| Shown { at: place(&path), path, fault }).collect()
}

/// The keys of the group and the rows on the way to an input.
fn keys_on(way: &inputs::Way) -> impl Iterator<Item = String> {
    std::iter::once(way.group.label().to_owned()).chain(way.rows.iter().map(|row| rows::row_key(row, way.group)))
}

/// Opens the group and the rows that a path leads through, and goes there.
#[hook]
fn use_sought(opened: &UseReducerHandle<Opened>, sought: Option<Sought>) {
    let opened = opened.dispatcher();
    use_effect_with(sought, move |sought| {
        let drawn = sought.as_ref().and_then(|sought| {
            let way = inputs::way_to(&sought.path)?;
            keys_on(&way).for_each(|key| opened.dispatch((key, true)));
            let id = if way.is_row { rows::row_id(&sought.path) } else { field::box_id_of(&sought.path) };
            Some(screen::after_paint(move || screen::go_to(&id)))
        });
        move || drop(drawn)
    });
}

/// The groups of the form. Sources are shown beside their values.
fn shown_groups() -> impl Iterator<Item = Group> {
    Group::ALL.into_iter().filter(|group| *group != Group::Sources)
}

/// Why the last edit was not made, if it was made here.
fn refusal(form: &Form) -> Html {
    let Some((path, why)) = &form.workspace.not_edited else { return Html::default() };
    html! { <p class="notice" id="not-edited">{ text::not_edited(path, why, form.workspace.document()) }</p> }
}

fn group_of(form: &Form, group: Group) -> Html {
    let name = group.label();
    let is_open = form.is_open(name);
    let items = if is_open { inputs::of_group(form.workspace.document(), group) } else { Vec::new() };
    let summary = form.workspace.figures().map_or_else(String::new, |figures| groups::summary(group, &figures.current));
    html! {
        <Fold key={name} name={name} class="group" level=3 note={text::held(&summary, form.workspace.changes_in(group), form.errors_in(name))} {is_open} on_toggle={form.toggled(name)}>
            <div class="group__body">{ for items.iter().map(|item| draw(form, item, group)) }</div>
        </Fold>
    }
}

/// Draws one item of the form.
fn draw(form: &Form, item: &Item, group: Group) -> Html {
    match item {
        Item::Field(input) => field::input_field(form, input, ""),
        Item::Kinds(input, inner) => html! {
            <div class="inputs__kind" key={input.path.clone()}>
                { field::input_field(form, input, "") }
                <div>{ for inner.iter().map(|item| draw(form, item, group)) }</div>
            </div>
        },
        Item::Part(input, inner) => html! {
            <fieldset class="inputs__part" id={field::box_id_of(&input.path)} tabindex="-1" key={input.path.clone()}>
                <legend>{ input.field.label }</legend>
                { form.errors_at(&input.path, &[]) }
                <div>{ for inner.iter().map(|item| draw(form, item, group)) }</div>
                <div>{ removal(form, item) }</div>
            </fieldset>
        },
        Item::Absent(input) => html! {
            <div class="inputs__absent" id={field::box_id_of(&input.path)} tabindex="-1" key={input.path.clone()}>
                <p class="field__hint">{ format!("{}. {}", input.field.label, text::absent(input.field)) }</p>
                <button type="button" class="button" onclick={form.act_on_part(Edit::AddPart(input.path.clone()), page::added)}>
                    { text::add_part(input.field) }
                </button>
            </div>
        },
        Item::Rows(input, list) => rows(form, input, list, group),
    }
}

/// The button that removes a part, if the deal is valid without it.
fn removal(form: &Form, item: &Item) -> Html {
    let Item::Part(input, _) = item else { return Html::default() };
    if !matches!(input.field.left_out, appraisal::fields::LeftOut::Means(_)) {
        return Html::default();
    }
    html! {
        <button type="button" class="button button--quiet" onclick={form.act_on_part(Edit::RemovePart(input.path.clone()), page::removed)}>
            { text::remove_part(input.field) }
        </button>
    }
}
