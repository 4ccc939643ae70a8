//! The note that something was removed, with Undo.

use crate::history::Turn;
use crate::words::{page as text, steps};
use yew::prelude::*;

/// The id of its Undo button.
pub(super) const UNDO: &str = "undo-removal";

/// The note, with the name of the step that Undo undoes. It is drawn in an element with the role `status`, and so is read out.
pub(super) fn removed(words: &str, did: &str, undo: Callback<MouseEvent>) -> Html {
    let name = steps::title(Turn::Undo, Some(did));
    html! {
        <div class="notice">
            <p class="notice__words">{ words }</p>
            <div class="notice__actions">
                <button type="button" class="button" id={UNDO} aria-label={name} onclick={undo}>{ text::UNDO }</button>
            </div>
        </div>
    }
}
