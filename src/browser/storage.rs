//! The browser's local storage, and the session storage of one tab. Either may be denied or full.

use gloo::events::EventListener;
use gloo::utils::window;
use wasm_bindgen::JsCast;
use web_sys::{Storage, StorageEvent};

/// Why something was not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// The browser does not let the page save anything.
    Denied,
    /// The storage is full.
    Full,
}

fn local() -> Option<Storage> {
    // Access throws if storage is denied, and gives nothing in some frames.
    window().local_storage().ok().flatten()
}

/// Whether the page may save anything.
#[must_use]
pub fn is_allowed() -> bool {
    local().is_some()
}

/// The text saved under a name.
#[must_use]
pub fn read(name: &str) -> Option<String> {
    local()?.get_item(name).ok().flatten()
}

/// Saves a text under a name.
///
/// # Errors
/// Why it was not saved.
pub fn write(name: &str, text: &str) -> Result<(), NotKept> {
    local().ok_or(NotKept::Denied)?.set_item(name, text).map_err(|_| NotKept::Full)
}

/// Deletes the text saved under a name.
pub fn remove(name: &str) {
    if let Some(storage) = local() {
        // A missing name needs no deleting.
        let _ = storage.remove_item(name);
    }
}

/// The names in use.
#[must_use]
pub fn names() -> Vec<String> {
    let Some(storage) = local() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    (0..count).filter_map(|place| storage.key(place).ok().flatten()).collect()
}

/// Calls back with the name whenever another tab changes the text saved under it, until the listener is dropped.
pub fn on_changed_elsewhere(call: impl Fn(String) + 'static) -> EventListener {
    EventListener::new(&window(), "storage", move |event| {
        if let Some(name) = event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key) {
            call(name);
        }
    })
}

/// The text this tab saved under a name; it survives a reload, and no other tab sees it.
#[must_use]
pub fn noted(name: &str) -> Option<String> {
    window().session_storage().ok().flatten()?.get_item(name).ok().flatten()
}

/// Saves a text for this tab.
pub fn note(name: &str, text: &str) {
    if let Ok(Some(storage)) = window().session_storage() {
        // Without it a reload opens the deal in the address.
        let _ = storage.set_item(name, text);
    }
}
