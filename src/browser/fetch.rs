//! Files of the site.

use gloo::utils::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;
use yew::Callback;

/// Reads a file of the site; calls back with `None` if it is missing.
pub fn text(address: &str, done: Callback<Option<String>>) {
    let asked = window().fetch_with_str(address);
    spawn_local(async move { done.emit(read(asked).await) });
}

async fn read(asked: js_sys::Promise) -> Option<String> {
    let response: Response = JsFuture::from(asked).await.ok()?.dyn_into().ok()?;
    if !response.ok() {
        return None;
    }
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}
