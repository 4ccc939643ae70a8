//! A figure that opens.

use crate::words::explain::OPENS;
use yew::prelude::*;

/// A value as a button with the dotted line that always means "open me", named by what it is, unless its row and column say that, and its value; only the value where
/// there is nothing to open.
pub fn opens(what: &str, value: &AttrValue, on_open: Option<Callback<()>>) -> Html {
    let Some(on_open) = on_open else { return html! { { value.clone() } } };
    let name = if what.is_empty() { format!("{value}, {OPENS}") } else { format!("{what} {value}, {OPENS}") };
    html! {
        <button type="button" class="opens" aria-haspopup="dialog" aria-label={name} onclick={move |_| on_open.emit(())}>
            { value.clone() }
        </button>
    }
}
