//! What the browser keeps for this page: its local storage, and a note for one tab. Any of it may be denied or full.

use gloo::events::EventListener;
use gloo::utils::window;
use wasm_bindgen::JsCast;
use web_sys::{Storage, StorageEvent};

/// Why something was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKept {
    /// The browser does not let the page keep anything.
    Denied,
    /// There is no room left.
    Full,
}

fn local() -> Option<Storage> {
    // Asking throws where storage is denied, and gives nothing in some frames.
    window().local_storage().ok().flatten()
}

/// Whether the page may keep anything.
#[must_use]
pub fn is_allowed() -> bool {
    local().is_some()
}

/// What is kept under a name.
#[must_use]
pub fn read(name: &str) -> Option<String> {
    local()?.get_item(name).ok().flatten()
}

/// Keeps a text under a name.
///
/// # Errors
/// Says why it was not kept.
pub fn write(name: &str, text: &str) -> Result<(), NotKept> {
    local().ok_or(NotKept::Denied)?.set_item(name, text).map_err(|_| NotKept::Full)
}

/// Forgets what is kept under a name.
pub fn remove(name: &str) {
    if let Some(storage) = local() {
        // What is not there needs no forgetting.
        let _ = storage.remove_item(name);
    }
}

/// The names under which something is kept.
#[must_use]
pub fn names() -> Vec<String> {
    let Some(storage) = local() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    (0..count).filter_map(|place| storage.key(place).ok().flatten()).collect()
}

/// Calls back with the name whenever another tab has changed what is kept under it, for as long as the listener is kept.
pub fn on_changed_elsewhere(call: impl Fn(String) + 'static) -> EventListener {
    EventListener::new(&window(), "storage", move |event| {
        if let Some(name) = event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key) {
            call(name);
        }
    })
}

/// What this tab has noted under a name; it survives a reload, and no other tab sees it.
#[must_use]
pub fn noted(name: &str) -> Option<String> {
    window().session_storage().ok().flatten()?.get_item(name).ok().flatten()
}

/// Notes a text for this tab.
pub fn note(name: &str, text: &str) {
    if let Ok(Some(storage)) = window().session_storage() {
        // Without the note a reload opens what the address holds.
        let _ = storage.set_item(name, text);
    }
}
