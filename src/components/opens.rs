//! A figure that opens.

use crate::words::explain::OPENS;
use yew::prelude::*;

/// A value as a button with the dotted line that means "opens", named by its figure (unless row and column name it) and
/// value; plain text if there is nothing to open.
pub fn opens(what: &str, value: &AttrValue, on_open: Option<Callback<()>>) -> Html {
    let Some(on_open) = on_open else { return html! { { value.clone() } } };
    let name = if what.is_empty() { format!("{value}, {OPENS}") } else { format!("{what} {value}, {OPENS}") };
    html! {
        <button type="button" class="opens" aria-haspopup="dialog" aria-label={name} onclick={move |_| on_open.emit(())}>
            { value.clone() }
        </button>
    }
}
