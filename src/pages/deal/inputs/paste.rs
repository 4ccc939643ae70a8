//! A block of cells pasted into a list: every value is shown as it will be read before anything is added.

use super::Form;
use crate::browser::{clipboard, screen};
use crate::components::{
    Cell, Column, DataTable, Fold, RowKind, Sign, TableRow, TextBlock, data_table, icon, text_block,
};
use crate::inputs::Input;
use crate::paste::{self, Pasted, Refused};
use crate::words::paste as text;
use crate::workspace::{Action, Edit, Workspace};
use appraisal::YearMonth;
use appraisal::deal::path::get;
use serde_json::Value;
use std::rc::Rc;
use yew::prelude::*;

/// The fold to paste rows, of a list that allows it.
pub(super) fn pasting(form: &Form, input: &Input) -> Html {
    if !paste::LISTS.contains(&input.field.pattern) {
        return Html::default();
    }
    let key = format!("{} pasting", input.path);
    html! {
        <Fold name={text::PASTE} class="group group--row" level=4 is_open={form.is_open(&key)} on_toggle={form.toggled(&key)}>
            <div>
                if form.is_open(&key) {
                    <PasteBox workspace={form.workspace.clone()} input={input.clone()} />
                }
            </div>
        </Fold>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct PasteBoxProps {
    workspace: UseReducerHandle<Workspace>,
    input: Input,
}

#[component]
fn PasteBox(props: &PasteBoxProps) -> Html {
    let block = use_state_eq(String::new);
    // What was done with the last block, while the box is empty.
    let done = use_state_eq(|| None::<Done>);
    let (workspace, list) = (&props.workspace, &props.input.path);
    let read = paste::read(workspace.deal(), workspace.document(), list, &block);
    let columns = paste::columns(workspace.document(), props.input.field);
    let done_said = done.as_ref().and_then(|done| words_of(done, &columns, workspace.document()));
    let id = format!("paste{}", list.replace('/', "-"));
    let on_input = {
        let (block, done) = (block.setter(), done.setter());
        Callback::from(move |typed| {
            block.set(typed);
            done.set(None);
        })
    };
    // Both buttons empty the box and go away, so the focus goes back to the box.
    let empty = {
        let (block, done, id) = (block.setter(), done.setter(), id.clone());
        Callback::from(move |now_done: Done| {
            block.set(String::new());
            done.set(Some(now_done));
            screen::focus_after_paint(id.clone());
        })
    };
    let copy = {
        let (names, done) = (text::empty_table(&columns), done.setter());
        move |_| {
            let done = done.clone();
            let say = Callback::from(move |said| done.set(Some(Done::Said(said))));
            clipboard::copy_and_say(&names, &say, text::COPIED);
        }
    };
    let act = match &read {
        Ok(pasted) => buttons(props, &block, pasted, empty),
        Err(_) => Html::default(),
    };
    let said_in = format!("{id}-read");
    html! {
        <div class="group__body group__body--wide">
            { text_block(TextBlock {
                id: id.clone().into(),
                label: text::BLOCK.into(),
                hint: text::hint(&columns).into(),
                value: (*block).clone().into(),
                on_input: Some(on_input),
                said_in: Some(said_in.clone().into()),
                is_wrong: read.as_ref().is_err_and(|faults| !is_empty(faults)),
            }) }
            <div>
                <button type="button" class="button button--quiet" onclick={copy}>{ text::COPY_EMPTY }</button>
            </div>
            <div id={said_in} role="status">{ said(&read, &columns, done_said) }</div>
            <div>{ for read.as_ref().ok().map(|pasted| preview(&id, pasted, workspace.deal().start)) }</div>
            <div class="inputs__actions">{ act }</div>
        </div>
    }
}

/// What was done with the last block.
#[derive(Clone, PartialEq)]
enum Done {
    /// Something else than adding it, in words.
    Said(String),
    /// Its rows were added or changed.
    Added(Rc<Pasted>),
}

/// What is said of the last block, as far as it is still so.
fn words_of(done: &Done, columns: &[paste::Column], document: &Value) -> Option<String> {
    match done {
        Done::Said(words) => Some(words.clone()),
        Done::Added(pasted) => {
            let is_there = pasted.rows.iter().any(|row| get(document, &row.path).is_some());
            is_there.then(|| text::added(pasted, &paste::to_fill_in(pasted, columns, document)))
        }
    }
}

/// The buttons that add the rows or cancel; none if nothing would change.
fn buttons(props: &PasteBoxProps, block: &str, pasted: &Pasted, empty: Callback<Done>) -> Html {
    let Some(words) = text::add(pasted) else { return Html::default() };
    let paste = Action::Edited(Edit::Paste(props.input.path.clone(), block.to_owned()));
    let (dispatcher, add_then, added) = (props.workspace.dispatcher(), empty.clone(), Rc::new(pasted.clone()));
    let add = move |_| {
        dispatcher.dispatch(paste.clone());
        add_then.emit(Done::Added(added.clone()));
    };
    let cancel = move |_| empty.emit(Done::Said(text::CANCELLED.to_owned()));
    html! {
        <>
            <button type="button" class="button" onclick={add}>{ words }</button>
            <button type="button" class="button button--quiet" onclick={cancel}>{ text::CANCEL }</button>
        </>
    }
}

/// Whether nothing is pasted, which is no error.
fn is_empty(faults: &[Refused]) -> bool {
    matches!(faults, [Refused::Empty])
}

/// What was read and what is left out, or what is wrong.
fn said(read: &Result<Pasted, Vec<Refused>>, columns: &[paste::Column], done: Option<String>) -> Html {
    let faults = match read {
        Ok(pasted) => {
            let doubts = pasted.doubts.iter().map(text::doubt);
            return html! {
                <>
                    <p>{ text::read(pasted) }{ text::still_to_fill_in(&paste::to_fill_in(pasted, columns, &pasted.document)) }</p>
                    <ul>{ for doubts.map(|doubt| html! { <li key={doubt.clone()}>{ doubt }</li> }) }</ul>
                </>
            };
        }
        Err(faults) if is_empty(faults) => {
            return html! { <p>{ done.unwrap_or_else(|| text::refused(&Refused::Empty)) }</p> };
        }
        Err(faults) => faults,
    };
    let told = faults.iter().take(text::MOST_LISTED).enumerate();
    html! {
        <>
            <p class="field__error">{ icon(Sign::Error) }<span>{ text::problem(faults) }</span></p>
            <ul>{ for told.map(|(place, fault)| html! { <li key={place}>{ text::refused(fault) }</li> }) }</ul>
            <p>{ text::and_more(faults.len().saturating_sub(text::MOST_LISTED)) }</p>
        </>
    }
}

/// Every row and value as it will be read.
fn preview(id: &str, pasted: &Pasted, start: YearMonth) -> Html {
    let shown = text::shown_columns(pasted);
    let headings = shown.iter().map(|(_, heading)| Column::plain(heading.clone()));
    let columns: Vec<Column> =
        [Column::plain(text::LINE), Column::plain(text::WHAT)].into_iter().chain(headings).collect();
    let row = |row: &paste::Row| TableRow {
        header: row.line.to_string().into(),
        cells: std::iter::once(Cell::from(text::becomes(row)))
            .chain(shown.iter().map(|(place, _)| text::value(pasted, row, *place, start).into()))
            .collect(),
        kind: RowKind::Plain,
    };
    let rows: Vec<TableRow> = pasted.rows.iter().map(row).collect();
    let table = format!("{id}-preview");
    data_table(DataTable {
        id: &table,
        caption: text::PREVIEW.into(),
        caption_hidden: false,
        columns: &columns,
        rows: &rows,
        class: Some("table--text"),
        opening: None,
    })
}
