//! The clipboard.

use gloo::utils::{document, window};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::Callback;

/// Copies a text and says whether the browser allowed it. A page that is not served securely has no clipboard at all.
pub fn copy(text: &str, done: Callback<bool>) {
    if !is_allowed() {
        return done.emit(false);
    }
    let navigator = window().navigator();
    let promise = navigator.clipboard().write_text(text);
    spawn_local(async move { done.emit(JsFuture::from(promise).await.is_ok()) });
}

/// Copies a text and announces one of two sentences: copied, or not copied.
pub fn copy_and_say(text: &str, say: &Callback<String>, [copied, not_copied]: [&'static str; 2]) {
    copy(text, say.reform(move |done| if done { copied } else { not_copied }.to_owned()));
}

/// Whether there is a clipboard and the page may write to it: a frame may not unless its host says so, and trying anyway
/// would log an error in the host's console.
fn is_allowed() -> bool {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED);
    let has_clipboard = get(&window().navigator(), "clipboard").is_object();
    let policy = get(&document(), "featurePolicy");
    let ask = Some(&policy).filter(|policy| policy.is_object()).map(|policy| get(policy, "allowsFeature"));
    let ask = ask.and_then(|ask| ask.dyn_into::<Function>().ok());
    let answer = ask.and_then(|ask| ask.call1(&policy, &JsValue::from_str("clipboard-write")).ok());
    // A browser without such a policy reports success or failure when it copies.
    has_clipboard && answer.is_none_or(|answer| answer.is_truthy())
}
