//! A table that is shown on request.

use web_sys::HtmlDetailsElement;
use yew::prelude::*;

use super::table::{Column, DataTable, TableRow, data_table};
use crate::browser::screen;
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

/// A table in a native `details`; it is drawn only once it is opened or the page is printed.
#[component]
pub fn FoldedTable(props: &FoldedTableProps) -> Html {
    let opened = use_state_eq(|| false);
    let is_open = use_state_eq(|| false);
    use_effect_with(opened.setter(), |opened| {
        let opened = opened.clone();
        let listener = screen::before_print(move || opened.set(true));
        move || drop(listener)
    });
    let ontoggle = {
        let (opened, is_open) = (opened.setter(), is_open.setter());
        move |event: Event| {
            let now = event.target_dyn_into::<HtmlDetailsElement>().is_some_and(|details| details.open());
            is_open.set(now);
            if now {
                opened.set(true);
            }
        }
    };
    html! {
        <details class="chart-frame__table" {ontoggle}>
            <summary>
                { if *is_open { words::HIDE_THE_TABLE } else { words::SHOW_AS_A_TABLE } }
                <span class="visually-hidden">{ words::about(&props.caption) }</span>
            </summary>
            <div>
                if *opened {
                    { data_table(DataTable {
                        id: &props.id,
                        caption: props.caption.clone(),
                        caption_hidden: false,
                        columns: &props.columns,
                        rows: &props.rows,
                        class: None,
                        opening: None,
                    }) }
                }
            </div>
        </details>
    }
}
