//! A figure that opens.

use super::icons::{Sign, icon};
use crate::words::explain::opening;
use crate::words::named_figure;
use yew::prelude::*;

/// That the figures within are not up to date, in a sentence; none if they are. Each that opens says so in its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stale(pub Option<AttrValue>);

/// Whether the figures around a component are not up to date.
#[hook]
pub fn use_stale() -> bool {
    use_why_stale().is_some()
}

/// That the figures around a component are not up to date, in a sentence; none if they are.
#[hook]
pub fn use_why_stale() -> Option<AttrValue> {
    use_context::<Stale>().unwrap_or_default().0
}

/// At the head of a panel: that its figures are not up to date; nothing if they are.
#[component]
pub fn StaleNote() -> Html {
    use_why_stale().map_or_else(
        Html::default,
        |why| html! { <p class="field__error">{ icon(Sign::Error) }<span>{ why }</span></p> },
    )
}

/// A value as a button with the dotted line that means "opens", named by what it is (row, then column) and the value; plain text
/// if there is nothing to open.
pub fn opens(of: &[&str], value: &AttrValue, on_open: Option<Callback<()>>) -> Html {
    let Some(on_open) = on_open else { return html! { { value.clone() } } };
    html! { <Opens named={named_figure(of, value)} value={value.clone()} {on_open} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct OpensProps {
    named: String,
    value: AttrValue,
    on_open: Callback<()>,
}

#[component]
fn Opens(props: &OpensProps) -> Html {
    let (name, on_open) = (opening(&props.named, use_stale()), props.on_open.clone());
    html! {
        <button type="button" class="opens" aria-haspopup="dialog" aria-label={name} onclick={move |_| on_open.emit(())}>
            { props.value.clone() }
        </button>
    }
}
