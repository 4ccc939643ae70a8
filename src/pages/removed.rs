//! The note that something was removed, with Undo.

use crate::words::{page as text, which};
use yew::prelude::*;

/// The id of its Undo button.
pub(super) const UNDO: &str = "undo-removal";

/// The note. It is drawn in an element with the role `status`, and so is read out.
pub(super) fn removed(words: &str, undo: Callback<MouseEvent>) -> Html {
    html! {
        <div class="notice">
            <p class="notice__words">{ words }</p>
            <div class="notice__actions">
                <button type="button" class="button" id={UNDO} onclick={undo}>
                    { text::UNDO }<span class="visually-hidden">{ which(words) }</span>
                </button>
            </div>
        </div>
    }
}
