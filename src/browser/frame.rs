//! The page that embeds this one. It is told how high this one is, once it has asked from a window and an origin that are then
//! held to: what this page says reaches nobody else.

use super::screen::{SizeWatch, watch_size};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use js_sys::{JSON, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, MessageEvent, Window};

/// The version of what is said between the two pages; `static/embed.js` has the same.
const VERSION: f64 = 1.0;

/// The milliseconds after which a frame has its new width.
const SETTLED: u32 = 150;

/// Reports the height for as long as it is kept.
pub struct Reporting {
    _heard: EventListener,
    _resized: SizeWatch,
}

/// Reports the height of an element to the page that embeds this one; nothing where none does.
#[must_use]
pub fn report_height(id: &str) -> Option<Reporting> {
    let host = window().parent().ok().flatten().filter(|host| *host != window())?;
    let element = document().get_element_by_id(id)?;
    let origin = Rc::new(RefCell::new(None::<String>));
    let tell = {
        let (host, origin, element) = (host.clone(), origin.clone(), element.clone());
        move || {
            if let Some(origin) = &*origin.borrow() {
                let height = height_of(&element);
                post(&host, &format!(r#"{{"commonGround":{VERSION},"say":"height","pixels":{height}}}"#), origin);
            }
        }
    };
    let resized = watch_size(&element, tell.clone())?;
    let heard = {
        let host = host.clone();
        EventListener::new(&window(), "message", move |event| {
            let Some(asks_from) = event.dyn_ref::<MessageEvent>().and_then(|event| greeting(event, &host)) else {
                return;
            };
            // The first origin that asks is held to: a page that took its place must not hear of this one.
            let is_held_to = *origin.borrow_mut().get_or_insert_with(|| asks_from.clone()) == asks_from;
            if is_held_to {
                tell();
                // A frame out of sight hears of its new width only later, and no observer of what follows from it.
                Timeout::new(SETTLED, tell.clone()).forget();
            }
        })
    };
    // Says nothing but that it is there, and so may be said to anyone.
    post(&host, &format!(r#"{{"commonGround":{VERSION},"say":"ready"}}"#), "*");
    Some(Reporting { _heard: heard, _resized: resized })
}

fn height_of(element: &Element) -> f64 {
    element.get_bounding_client_rect().height().ceil()
}

fn post(host: &Window, message: &str, origin: &str) {
    if let Ok(message) = JSON::parse(message) {
        // A host that has gone hears nothing.
        let _ = host.post_message(&message, origin);
    }
}

/// The origin from which the embedding page itself greets; nothing for any other message.
fn greeting(event: &MessageEvent, host: &Window) -> Option<String> {
    let data = event.data();
    let get = |name: &str| Reflect::get(&data, &JsValue::from_str(name)).ok();
    let source = event.source()?;
    let is_host = source.loose_eq(host);
    let greets = get("commonGround")?.as_f64() == Some(VERSION) && get("say")?.as_string().as_deref() == Some("hello");
    // A page without an origin of its own, such as a file, cannot be answered.
    (is_host && greets && event.origin() != "null").then(|| event.origin())
}
