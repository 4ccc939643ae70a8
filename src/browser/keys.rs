//! Keys that the whole page listens to.

use super::screen;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

/// A key that means the same everywhere on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Undo the last step.
    Undo,
    /// Redo the step undone last.
    Redo,
}

/// Calls back on Ctrl+Z and Ctrl+Shift+Z (Command on a Mac; Ctrl+Y too), until the listener is dropped. In a text box the
/// browser handles these keys. While a dialog is open the page behind it does not change.
pub fn on_key(call: impl Fn(Key) + 'static) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "keydown", options, move |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if let Some(key) = meant(event).filter(|_| !is_in_a_box(event) && !screen::has_modal()) {
            event.prevent_default();
            call(key);
        }
    })
}

fn meant(event: &KeyboardEvent) -> Option<Key> {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
        return None;
    }
    match (event.key().as_str(), event.shift_key()) {
        ("z", false) => Some(Key::Undo),
        ("z" | "Z", true) | ("y", false) => Some(Key::Redo),
        _ => None,
    }
}

/// Whether an event comes from a box that text is typed in or a choice is made in.
pub(super) fn is_in_a_box(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}
