//! Rows of a list: each folds, and can be duplicated, moved and removed; one can be added at the end.

use super::field::box_id_of;
use super::{Form, draw};
use crate::browser::screen;
use crate::components::{Fold, Sign, icon};
use crate::inputs::{self, Input, Row};
use crate::levers::box_id;
use crate::words::inputs as text;
use crate::words::rows::summary;
use crate::words::which;
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
        <div class="inputs__rows" id={is_own.then(|| box_id_of(&input.path))} tabindex="-1" key={input.path.clone()}>
            <p class="inputs__rows-name">
                <strong>{ field.label }</strong>
                <span class="field__hint">{ format!(" {}", field.hint) }</span>
            </p>
            <div>{ for list.iter().map(|row| row_of(form, input, row, group, is_own)) }</div>
            <div class="inputs__add">
                if is_own {
                    { adding(form, &input.path, kind, group) }
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
fn adding(form: &Form, path: &str, kind: &List, group: Group) -> Html {
    let document = form.workspace.document();
    let other = match form::needed_first(document, path) {
        Err(NotEdited::NothingToName(other)) => fields::of(other).and_then(Field::list).map(|list| (other, list)),
        _ => None,
    };
    let (words, onclick) = match other {
        Some((other, list)) => (text::add(list, &[]), form.act(Action::Edited(Edit::AddRow(other.to_owned())))),
        None => (text::add(kind, &also_added(document, path)), add(form, path, group)),
    };
    html! {
        <>
            <span>
                if let Some((other, _)) = other {
                    { text::each_has_one(other) }{ " " }
                }
            </span>
            <button type="button" class="button" {onclick}>{ icon(Sign::Add) }{ words }</button>
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

/// Adds a row, opens it and moves the focus to it.
fn add(form: &Form, list: &str, group: Group) -> Callback<MouseEvent> {
    let (workspace, opened, list) = (form.workspace.clone(), form.opened.dispatcher(), list.to_owned());
    Callback::from(move |_| {
        let added = form::add_row(workspace.document(), &list);
        workspace.dispatch(Action::Edited(Edit::AddRow(list.clone())));
        if let Ok((_, row)) = added {
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

fn row_of(form: &Form, list: &Input, row: &Row, group: Group, is_own: bool) -> Html {
    let key = row_key(&row.path, group);
    let is_open = form.is_open(&key);
    let document = form.workspace.document();
    let items = if is_open { inputs::of_row(document, list.field, &row.path, group) } else { Vec::new() };
    let note = summary(document, list.field, row, group, form.workspace.deal().start);
    html! {
        <Fold key={row.path.clone()} id={is_own.then(|| AttrValue::from(row_id(&row.path)))} name={row.name.clone()} {note} class="group group--row" level=4 {is_open} on_toggle={form.toggled(&key)}>
            // Screen readers read out the row of the inputs on the way in.
            <div class="group__body" role="group" aria-label={row.name.clone()}>
                { for items.iter().map(|item| draw(form, item, group)) }
            </div>
            <div class="inputs__actions">
                if is_own && is_open {
                    { row_actions(form, list, row) }
                }
            </div>
        </Fold>
    }
}

fn row_actions(form: &Form, list: &Input, row: &Row) -> Html {
    let is_named = list.field.list().is_some_and(|list| !list.named_by.is_empty());
    let path = &row.path;
    let button = |words: &'static str, edit: Edit| {
        html! {
            <button type="button" class="button button--quiet" onclick={form.act(Action::Edited(edit))} key={words}>
                { words }
                <span class="visually-hidden">{ which(&row.name) }</span>
            </button>
        }
    };
    let mut buttons =
        vec![button(text::UP, Edit::MoveRow(path.clone(), -1)), button(text::DOWN, Edit::MoveRow(path.clone(), 1))];
    if !is_named {
        buttons.push(button(text::COPY, Edit::CopyRow(path.clone())));
    }
    buttons.push(button(text::REMOVE, Edit::RemoveRow(path.clone())));
    html! { <>{ for buttons }</> }
}
