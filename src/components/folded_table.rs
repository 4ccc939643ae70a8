//! A table that is there for whoever opens it.

use web_sys::HtmlDetailsElement;
use yew::prelude::*;

use super::table::{Column, DataTable, TableRow};
use crate::words;

/// Props of [`FoldedTable`].
#[derive(Clone, PartialEq, Properties)]
pub struct FoldedTableProps {
    /// The table's id.
    pub id: AttrValue,
    /// What the table shows.
    pub caption: AttrValue,
    /// The headings.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<TableRow>,
}

/// A table behind a native disclosure; it is written only once someone has opened it.
#[component]
pub fn FoldedTable(props: &FoldedTableProps) -> Html {
    let opened = use_state_eq(|| false);
    let ontoggle = {
        let opened = opened.setter();
        move |event: Event| {
            if event.target_dyn_into::<HtmlDetailsElement>().is_some_and(|details| details.open()) {
                opened.set(true);
            }
        }
    };
    html! {
        <details class="chart-frame__table" {ontoggle}>
            <summary>
                { words::SHOW_AS_A_TABLE }
                <span class="visually-hidden">{ words::which(&props.caption) }</span>
            </summary>
            <div>
                if *opened {
                    <DataTable id={props.id.clone()} caption={props.caption.clone()}
                        columns={props.columns.clone()} rows={props.rows.clone()} />
                }
            </div>
        </details>
    }
}
