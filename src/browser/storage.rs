//! The browser's local storage, and the session storage of one tab. Either may be denied or full.

use gloo::events::EventListener;
use gloo::utils::window;
use js_sys::Reflect;
use session::store::NotSaved;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Storage, StorageEvent};

/// The name under which a tab notes the saved deal that it has open.
pub const NOTE: &str = "common-ground/tab";

/// The storage of this browser, and the note of this tab.
pub struct Browser;

impl session::store::Storage for Browser {
    fn read(&self, name: &str) -> Result<Option<String>, NotSaved> {
        local().ok_or(NotSaved::Denied)?.get_item(name).map_err(|_| NotSaved::Denied)
    }

    fn write(&mut self, name: &str, text: &str) -> Result<(), NotSaved> {
        local().ok_or(NotSaved::Denied)?.set_item(name, text).map_err(|error| why_not(&error))
    }

    fn remove(&mut self, name: &str) {
        if let Some(storage) = local() {
            // A missing name needs no deleting.
            let _ = storage.remove_item(name);
        }
    }

    fn note(&mut self, slot: &str) {
        if let Ok(Some(storage)) = window().session_storage() {
            // Without it a reload opens the deal in the address.
            let _ = storage.set_item(NOTE, slot);
        }
    }
}

/// Whether there was no room, or no permission.
fn why_not(error: &JsValue) -> NotSaved {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default();
    // Firefox has a name of its own.
    match name.as_str() {
        "QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED" => NotSaved::Full,
        _ => NotSaved::Denied,
    }
}

/// Asks the browser not to delete what is saved when it needs room. It may refuse, and not every browser can be asked.
pub fn persist() {
    let _ = window().navigator().storage().persist();
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

/// The names in use.
#[must_use]
pub fn names() -> Vec<String> {
    let Some(storage) = local() else { return Vec::new() };
    let count = storage.length().unwrap_or(0);
    (0..count).filter_map(|place| storage.key(place).ok().flatten()).collect()
}

/// Calls back with the name whenever another tab changes the text saved under it, or without one where it clears everything, until
/// the listener is dropped.
pub fn on_changed_elsewhere(call: impl Fn(Option<String>) + 'static) -> EventListener {
    EventListener::new(&window(), "storage", move |event| {
        if let Some(event) = event.dyn_ref::<StorageEvent>() {
            call(event.key());
        }
    })
}

/// The text this tab saved under a name; it survives a reload, and no other tab sees it.
#[must_use]
pub fn noted(name: &str) -> Option<String> {
    window().session_storage().ok().flatten()?.get_item(name).ok().flatten()
}
