//! Rows of a list: each folds, and can be duplicated, moved and removed; one can be added at the end.

use super::field::box_id_of;
use super::{Form, draw};
use crate::browser::screen;
use crate::components::{Fold, Sign, icon};
use crate::history::{Turn, UndoLabel};
use crate::inputs::{self, Input, Row};
use crate::levers::box_id;
use crate::pages::removed::removed;
use crate::words::inputs as text;
use crate::words::rows::summary;
use crate::words::{page, steps, which};
use crate::workspace::{Action, Edit};
use appraisal::deal::form::{self, NotEdited};
use appraisal::fields::{self, Field, Group, List};
use serde_json::Value;
use yew::prelude::*;

/// The rows of a list.
pub(super) fn rows(form: &Form, input: &Input, list: &[Row], group: Group) -> Html {
    let field = input.field;
    let Some(kind) = field.list() else { return Html::default() };
    let is_own = field.group == group;
    html! {
        <div class="inputs__rows" id={is_own.then(|| box_id_of(&input.path))} role="group" aria-label={field.label} tabindex="-1" key={input.path.clone()}>
            <p class="inputs__rows-name">
                <strong>{ field.label }</strong>
                <span class="field__hint">{ format!(" {}", field.hint) }</span>
            </p>
            <div>
                if is_own {
                    { form.errors_at(&input.path, list) }
                }
            </div>
            <div>{ for (0..list.len()).map(|place| row_of(form, input, list, place, group, is_own)) }</div>
            <div role="status">
                if is_own {
                    { removed_row(form, &input.path) }
                }
            </div>
            <div class="inputs__add">
                if is_own {
                    { adding(form, input, kind, group) }
                }
            </div>
            <div>
                if is_own {
                    { super::paste::pasting(form, input) }
                }
            </div>
        </div>
    }
}

/// The button that adds a row. Where each row belongs to one of another list and all of those have one, it adds one of those.
fn adding(form: &Form, input: &Input, kind: &List, group: Group) -> Html {
    let path = input.path.as_str();
    let document = form.workspace.document();
    let other = match form::needed_first(document, path) {
        Err(NotEdited::NothingToName(other)) => fields::of(other).and_then(Field::list).map(|list| (other, list)),
        _ => None,
    };
    let (words, onclick) = match other {
        Some((other, list)) => (text::add(list, &[]), add(form, other, fields::of(other).map_or(group, |of| of.group))),
        None if form::adds_all(document, path) => (text::add_each(kind), add(form, path, group)),
        None => (text::add(kind, &also_added(document, path)), add(form, path, group)),
    };
    // The button adds to the list that needs a row first.
    let to = match other.and_then(|(other, list)| Some((list, fields::of(other)?))) {
        Some((list, field)) => text::to_list(list, field.label),
        None => text::to_list(kind, input.field.label),
    };
    html! {
        <>
            <span>
                if let Some((other, _)) = other {
                    { text::each_has_one(other) }{ " " }
                }
            </span>
            <button type="button" class="button" id={add_id(path)} {onclick}>
                { icon(Sign::Add) }{ words }<span class="visually-hidden">{ to }</span>
            </button>
        </>
    }
}

/// The lists that get a row too when one is added to a list.
fn also_added(document: &Value, path: &str) -> Vec<&'static List> {
    match form::needed_first(document, path) {
        Ok(Some(_)) => form::add_row(document, path)
            .map_or_else(|_| Vec::new(), |(edited, _)| form::also_added(document, &edited, path)),
        _ => Vec::new(),
    }
}

/// Adds a row, says which, opens it and moves the focus to it.
fn add(form: &Form, list: &str, group: Group) -> Callback<MouseEvent> {
    let (workspace, opened, list) = (form.workspace.clone(), form.opened.dispatcher(), list.to_owned());
    let say = form.say.clone();
    Callback::from(move |_| {
        let added = form::add_row(workspace.document(), &list);
        // Before the step: after it the workspace has the row already.
        let said = added.as_ref().ok().map(|(with, _)| steps::added(&list, workspace.document(), with));
        workspace.dispatch(Action::Edited(Edit::AddRow(list.clone())));
        if let (Ok((_, row)), Some(said)) = (added, said) {
            say.emit(steps::sentence(&said));
            opened.dispatch((row_key(&row, group), true));
            screen::focus_after_paint(row_id(&row));
        }
    })
}

/// The key under which the form stores whether a row is open.
pub(super) fn row_key(path: &str, group: Group) -> String {
    format!("{path}{}", group.label())
}

/// The id of the summary of a row.
pub(super) fn row_id(path: &str) -> String {
    format!("row-{}", box_id(path))
}

/// The id of the button that adds a row to a list.
fn add_id(list: &str) -> String {
    format!("add-{}", box_id(list))
}

/// The note that a row of the list was just removed, with Undo.
fn removed_row(form: &Form, list: &str) -> Html {
    let workspace = &form.workspace;
    let Some(UndoLabel::RemovedRow(path)) = &workspace.just_did else { return Html::default() };
    let step = workspace.history.step(Turn::Undo).filter(|_| path.rsplit_once('/').is_some_and(|(of, _)| of == list));
    if step.is_none() {
        return Html::default();
    }
    let did = steps::next(Turn::Undo, &workspace.history, &workspace.cases).unwrap_or_default();
    let (dispatcher, say, id) = (workspace.dispatcher(), form.say.clone(), row_id(path));
    let restored = steps::said(Turn::Undo, &workspace.history, &workspace.cases).unwrap_or_default();
    let undo = Callback::from(move |_| {
        dispatcher.dispatch(Action::Turn(Turn::Undo));
        say.emit(restored.clone());
        screen::focus_after_paint(id.clone());
    });
    removed(&steps::sentence(&did), &did, undo)
}

fn row_of(form: &Form, list: &Input, rows: &[Row], place: usize, group: Group, is_own: bool) -> Html {
    let Some(row) = rows.get(place) else { return Html::default() };
    let key = row_key(&row.path, group);
    let is_open = form.is_open(&key);
    let document = form.workspace.document();
    let items = if is_open { inputs::of_row(document, list.field, &row.path, group) } else { Vec::new() };
    let note = summary(document, list.field, row, group, form.workspace.deal().start);
    let note = text::held(&note, 0, form.errors_in(&key));
    html! {
        <Fold key={row.path.clone()} id={is_own.then(|| AttrValue::from(row_id(&row.path)))} name={row.name.clone()} {note} class="group group--row" level=4 {is_open} on_toggle={form.toggled(&key)}>
            // Screen readers read out the row of the inputs on the way in.
            <div class="group__body" role="group" aria-label={row.name.clone()}>
                { for items.iter().map(|item| draw(form, item, group)) }
            </div>
            <div class="inputs__actions">
                if is_own && is_open {
                    { row_actions(form, list, rows, place, group) }
                }
            </div>
        </Fold>
    }
}

fn row_actions(form: &Form, list: &Input, rows: &[Row], place: usize, group: Group) -> Html {
    let Some(row) = rows.get(place) else { return Html::default() };
    let Some(kind) = list.field.list() else { return Html::default() };
    let is_named = !kind.named_by.is_empty();
    let of = text::row_of_list(kind, list.field.label, &row.name);
    let button = |words: &'static str, onclick: Callback<MouseEvent>| {
        html! {
            <button type="button" class="button button--quiet" {onclick} key={words}>
                { words }<span class="visually-hidden">{ which(&of) }</span>
            </button>
        }
    };
    let mut buttons =
        vec![button(text::UP, move_row(form, rows, place, -1)), button(text::DOWN, move_row(form, rows, place, 1))];
    if !is_named {
        buttons.push(button(text::COPY, copy_row(form, row, group)));
    }
    buttons.push(button(text::REMOVE, remove_row(form, &list.path, rows, place)));
    html! { <>{ for buttons }</> }
}

/// Moves a row, says where it is now, and keeps the focus on the button.
fn move_row(form: &Form, rows: &[Row], place: usize, by: isize) -> Callback<MouseEvent> {
    let Some(row) = rows.get(place) else { return Callback::noop() };
    let now = place.saturating_add_signed(by).min(rows.len().saturating_sub(1));
    let said = page::moved(&row.name, now + 1, rows.len());
    let (dispatcher, say, path) = (form.workspace.dispatcher(), form.say.clone(), row.path.clone());
    Callback::from(move |_| {
        screen::keep_focus(row_id(&path));
        dispatcher.dispatch(Action::Edited(Edit::MoveRow(path.clone(), by)));
        say.emit(said.clone());
    })
}

/// Duplicates a row, and opens the copy and moves the focus to it.
fn copy_row(form: &Form, row: &Row, group: Group) -> Callback<MouseEvent> {
    let (workspace, opened, say) = (form.workspace.clone(), form.opened.dispatcher(), form.say.clone());
    let (path, said) = (row.path.clone(), page::duplicated(&row.name));
    Callback::from(move |_| {
        let copy = form::copy_row(workspace.document(), &path);
        workspace.dispatch(Action::Edited(Edit::CopyRow(path.clone())));
        if let Ok((_, copy)) = copy {
            say.emit(said.clone());
            opened.dispatch((row_key(&copy, group), true));
            screen::focus_after_paint(row_id(&copy));
        }
    })
}

/// Removes a row. The focus goes to the next row, the one before, or the button that adds one.
fn remove_row(form: &Form, list: &str, rows: &[Row], place: usize) -> Callback<MouseEvent> {
    let Some(row) = rows.get(place) else { return Callback::noop() };
    let beside = rows.get(place + 1).or_else(|| rows.get(place.checked_sub(1)?));
    let next = beside.map_or_else(|| add_id(list), |row| row_id(&row.path));
    let (dispatcher, path) = (form.workspace.dispatcher(), row.path.clone());
    Callback::from(move |_| {
        // If the row cannot be removed, the focus stays.
        screen::keep_focus(next.clone());
        dispatcher.dispatch(Action::Edited(Edit::RemoveRow(path.clone())));
    })
}
