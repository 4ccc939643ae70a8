//! How wide a part of the page is, so that a chart can be drawn at that width instead of being stretched.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, ResizeObserver};
use yew::prelude::*;

/// The place to put on an element, and its width in CSS pixels: nought until the element has been drawn once, and
/// followed from then on.
#[hook]
pub fn use_width() -> (NodeRef, f64) {
    let place = use_node_ref();
    let width = use_state_eq(|| 0.0_f64);
    use_effect_with((), {
        let (place, width) = (place.clone(), width.setter());
        move |()| {
            let watch = place.cast::<Element>().and_then(|element| follow(&element, width));
            move || drop(watch)
        }
    });
    (place, *width)
}

/// Watches an element for as long as this is kept.
struct Watch {
    observer: ResizeObserver,
    /// Kept alive for the observer, which holds no claim on it.
    _seen: Closure<dyn FnMut(JsValue)>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

fn follow(element: &Element, width: UseStateSetter<f64>) -> Option<Watch> {
    let seen = Closure::<dyn FnMut(JsValue)>::new({
        let element = element.clone();
        move |_: JsValue| width.set(f64::from(element.client_width()))
    });
    let observer = ResizeObserver::new(seen.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(Watch { observer, _seen: seen })
}
