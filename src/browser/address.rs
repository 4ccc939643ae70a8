//! The fragment of the address: the part after `#`.

use gloo::events::EventListener;
use gloo::utils::{history, window};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, MouseEvent};

/// The fragment without its `#`.
#[must_use]
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// The whole address of the page with another fragment.
#[must_use]
pub fn with_fragment(fragment: &str) -> String {
    let whole = window().location().href().unwrap_or_default();
    let page = whole.split('#').next().unwrap_or_default();
    if fragment.is_empty() { page.to_owned() } else { format!("{page}#{fragment}") }
}

/// The scheme, name and port of the site, as a content policy names it.
#[must_use]
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// The address of the page's folder, with a slash at the end.
#[must_use]
pub fn folder() -> String {
    let page = with_fragment("");
    let page = page.split('?').next().unwrap_or_default();
    page.rsplit_once('/').map_or_else(String::new, |(folder, _)| format!("{folder}/"))
}

/// Marks an entry of the browser's history whose fragment the page wrote. What the page says of the fragment follows it, and the
/// fragment that was asked for; on a second line what the fragment leaves out: `ours <mark>#<asked>`, `<whole>`.
const OURS: &str = "ours";

/// Replaces the fragment without a new history entry, with a mark beside it, and the whole of which the fragment is what anyone may
/// see: an address is sent too. If the browser refuses, the address does not change.
pub fn replace_fragment(fragment: &str, mark: &str, whole: &str) {
    let whole = if whole == fragment { String::new() } else { format!("\n{whole}") };
    let state = JsValue::from_str(&format!("{OURS} {mark}#{}{whole}", asked()));
    let _ = history().replace_state_with_url(&state, "", Some(&with_fragment(fragment)));
}

/// The fragment that was asked for, before the page wrote its own over it.
#[must_use]
pub fn asked() -> String {
    let asked = |state: String| {
        state
            .lines()
            .next()
            .and_then(|line| line.split_once('#'))
            .map_or_else(String::new, |(_, asked)| asked.to_owned())
    };
    ours().map_or_else(fragment, asked)
}

/// The whole fragment, with what the page left out of the address.
#[must_use]
pub fn whole() -> String {
    ours().and_then(|state| state.split_once('\n').map(|(_, whole)| whole.to_owned())).unwrap_or_else(fragment)
}

/// The mark beside the fragment; none if the page did not write it.
#[must_use]
pub fn mark() -> Option<String> {
    let state = ours()?;
    let mark = state.split('#').next().unwrap_or_default();
    Some(mark.trim_start_matches(OURS).trim().to_owned())
}

/// The state of an entry whose fragment the page wrote.
fn ours() -> Option<String> {
    history().state().ok()?.as_string().filter(|state| state.starts_with(OURS))
}

/// Whether the page wrote the fragment: going back to it must not restore the earlier deal.
#[must_use]
pub fn is_ours() -> bool {
    ours().is_some()
}

/// Follows a link to another fragment.
pub fn follow(fragment: &str) {
    // If the browser refuses, the page does not change.
    let _ = window().location().set_hash(fragment);
}

/// Calls back whenever the user follows a link to a fragment, until the listeners are dropped. A link to the fragment that the
/// address has already is followed too: the browser says nothing of it, though another case may be open since.
pub fn on_followed(call: impl Fn(String) + 'static) -> [EventListener; 2] {
    let call = Rc::new(call);
    let again = call.clone();
    let changed = EventListener::new(&window(), "hashchange", move |_| call(fragment()));
    let clicked = EventListener::new(&window(), "click", move |event| {
        if leads_to(event).is_some_and(|link| !link.is_empty() && link == fragment()) {
            again(fragment());
        }
    });
    [changed, clicked]
}

/// The fragment that a click follows in this tab, if it is on a link to one.
fn leads_to(event: &Event) -> Option<String> {
    let click = event.dyn_ref::<MouseEvent>()?;
    if click.default_prevented() || click.ctrl_key() || click.meta_key() || click.shift_key() {
        return None;
    }
    let link = click.target()?.dyn_into::<Element>().ok()?.closest("a[href^='#']").ok()??;
    Some(link.get_attribute("href")?.trim_start_matches('#').to_owned())
}
