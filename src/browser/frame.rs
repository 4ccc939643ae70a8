//! Messages to and from the page that embeds this one. It is sent the height of this page once it has asked for it; from then on
//! only its window and origin receive messages.

use super::screen::{SizeWatch, mark_page, watch_size};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use js_sys::{JSON, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, MessageEvent, Window};

/// The version of the messages between the two pages; `static/embed.js` has the same.
const VERSION: f64 = 1.0;

/// The milliseconds after which a frame has its new width.
const SETTLED: u32 = 150;

/// Reports the height until it is dropped.
pub struct Reporting {
    _heard: EventListener,
    _resized: SizeWatch,
}

/// Reports the height of an element to the page that embeds this one; nothing if no page does.
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
        let (host, is_due) = (host.clone(), Rc::new(Cell::new(false)));
        EventListener::new(&window(), "message", move |event| {
            let Some(asks_from) = event.dyn_ref::<MessageEvent>().and_then(|event| greeting(event, &host)) else {
                return;
            };
            // Only the first origin that asks gets an answer: a page that replaces it must not learn of this one.
            let is_first = *origin.borrow_mut().get_or_insert_with(|| asks_from.clone()) == asks_from;
            // However often the host asks, the height is measured twice in this time at most.
            if is_first && !is_due.replace(true) {
                mark_page("resizes");
                tell();
                // A frame out of view gets its new width only later, and no observer reports what follows from it.
                let (tell, is_due) = (tell.clone(), is_due.clone());
                Timeout::new(SETTLED, move || {
                    is_due.set(false);
                    tell();
                })
                .forget();
            }
        })
    };
    // This says only that the page is there, so any page may receive it.
    post(&host, &format!(r#"{{"commonGround":{VERSION},"say":"ready"}}"#), "*");
    Some(Reporting { _heard: heard, _resized: resized })
}

/// Tells the page that embeds this one that the deal it asked for cannot be shown; nothing if no page does.
pub fn report_refused() {
    if let Some(host) = window().parent().ok().flatten().filter(|host| *host != window()) {
        // The host has asked for this deal: it learns nothing else.
        post(&host, &format!(r#"{{"commonGround":{VERSION},"say":"refused"}}"#), "*");
    }
}

fn height_of(element: &Element) -> f64 {
    element.get_bounding_client_rect().height().ceil()
}

fn post(host: &Window, message: &str, origin: &str) {
    if let Ok(message) = JSON::parse(message) {
        // A host that has gone receives nothing.
        let _ = host.post_message(&message, origin);
    }
}

/// The origin of the embedding page if the message is its greeting; nothing for any other message.
fn greeting(event: &MessageEvent, host: &Window) -> Option<String> {
    let data = event.data();
    let get = |name: &str| Reflect::get(&data, &JsValue::from_str(name)).ok();
    let source = event.source()?;
    let is_host = source.loose_eq(host);
    let greets = get("commonGround")?.as_f64() == Some(VERSION) && get("say")?.as_string().as_deref() == Some("hello");
    // A page without an origin of its own, such as a file, cannot be answered.
    (is_host && greets && event.origin() != "null").then(|| event.origin())
}
