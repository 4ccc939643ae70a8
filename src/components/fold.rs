//! A part of a page that is closed until it is opened.

use super::icons::{Sign, icon};
use crate::browser::screen;
use yew::prelude::*;

/// Props of [`Fold`].
#[derive(Clone, PartialEq, Properties)]
pub struct FoldProps {
    /// What it is called.
    pub name: AttrValue,
    /// The id of its summary, the target of links.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// Its class.
    pub class: AttrValue,
    /// The level of its heading.
    pub level: u8,
    /// Its summary while it is closed.
    #[prop_or_default]
    pub note: AttrValue,
    /// Whether it is open.
    pub is_open: bool,
    /// Called when it is opened or closed.
    pub on_toggle: Callback<bool>,
    /// Its content.
    pub children: Html,
}

/// A native fold whose heading is its summary.
#[component]
pub fn Fold(props: &FoldProps) -> Html {
    let on_toggle = props.on_toggle.clone();
    let ontoggle = move |event: Event| on_toggle.emit(screen::is_open(&event));
    html! {
        <details class={props.class.clone()} open={props.is_open} {ontoggle}>
            <summary id={props.id.clone()}>
                <span class="group__name" role="heading" aria-level={props.level.to_string()}>{ props.name.clone() }</span>
                <span class="group__values">{ props.note.clone() }</span>
                { icon(Sign::Opens) }
            </summary>
            { props.children.clone() }
        </details>
    }
}
