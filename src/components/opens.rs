//! A figure that opens.

use crate::words::explain::OPENS;
use crate::words::named_figure;
use yew::prelude::*;

/// A value as a button with the dotted line that means "opens", named by what it is (row, then column) and the value; plain text
/// if there is nothing to open.
pub fn opens(of: &[&str], value: &AttrValue, on_open: Option<Callback<()>>) -> Html {
    let Some(on_open) = on_open else { return html! { { value.clone() } } };
    let name = format!("{}, {OPENS}", named_figure(of, value));
    html! {
        <button type="button" class="opens" aria-haspopup="dialog" aria-label={name} onclick={move |_| on_open.emit(())}>
            { value.clone() }
        </button>
    }
}
