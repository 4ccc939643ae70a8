//! Files that the user downloads.

use gloo::file::{Blob, ObjectUrl};
use gloo::timers::callback::Timeout;
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

/// How long the file stays reachable: long enough for the browser to have read it.
const KEPT_FOR: u32 = 10_000;

/// Offers a text as a file. Nothing leaves the browser.
pub fn download(name: &str, kind: &str, text: &str) {
    let blob = Blob::new_with_options(text, Some(kind));
    let address = ObjectUrl::from(blob);
    let Ok(link) = document().create_element("a") else { return };
    let Ok(link) = link.dyn_into::<HtmlAnchorElement>() else { return };
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Timeout::new(KEPT_FOR, move || drop(address)).forget();
}
