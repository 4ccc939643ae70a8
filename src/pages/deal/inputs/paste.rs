//! A block of cells pasted into a list: what was read is told before anything is put in.

use super::Form;
use crate::components::{Fold, TextBlock, text_block};
use crate::inputs::Input;
use crate::paste::{self, Refused};
use crate::words::paste as text;
use crate::workspace::{Action, Edit, Workspace};
use yew::prelude::*;

/// The fold in which rows are pasted, of a list that takes them.
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
    let is_in = use_state_eq(|| false);
    let (workspace, list) = (&props.workspace, &props.input.path);
    let read = paste::read(workspace.deal(), workspace.document(), list, &block);
    let on_input = {
        let (block, is_in) = (block.setter(), is_in.setter());
        Callback::from(move |typed| {
            block.set(typed);
            is_in.set(false);
        })
    };
    let onclick = {
        let (dispatcher, list) = (workspace.dispatcher(), list.clone());
        let (block, is_in, is_read) = (block.clone(), is_in.clone(), read.is_ok());
        move |_| {
            if is_read {
                dispatcher.dispatch(Action::Edited(Edit::Paste(list.clone(), (*block).clone())));
                block.set(String::new());
                is_in.set(true);
            }
        }
    };
    let id = format!("paste{}", list.replace('/', "-"));
    let said_in = format!("{id}-read");
    let columns = paste::columns(workspace.document(), props.input.field);
    let Some(kind) = props.input.field.list() else { return Html::default() };
    html! {
        <div class="group__body">
            { text_block(TextBlock {
                id: id.clone().into(),
                label: text::BLOCK.into(),
                hint: text::hint(&columns, kind).into(),
                value: (*block).clone().into(),
                on_input: Some(on_input),
                said_in: Some(said_in.clone().into()),
            }) }
            <div id={said_in} role="status">{ told(&read, *is_in) }</div>
            <div class="inputs__add"><button type="button" class="button" {onclick}>{ text::PUT_IN }</button></div>
        </div>
    }
}

/// What was read, or what is wrong.
fn told(read: &Result<paste::Pasted, Vec<Refused>>, is_in: bool) -> Html {
    let faults = match read {
        Ok(pasted) => return html! { <p>{ text::read(pasted) }</p> },
        Err(faults) if is_in && matches!(faults[..], [Refused::Empty]) => return html! { <p>{ text::IN }</p> },
        Err(faults) => faults,
    };
    let told = faults.iter().take(text::MOST_TOLD).enumerate();
    html! {
        <>
            <ul>{ for told.map(|(place, fault)| html! { <li key={place}>{ text::refused(fault) }</li> }) }</ul>
            <p>{ text::and_more(faults.len().saturating_sub(text::MOST_TOLD)) }</p>
        </>
    }
}
