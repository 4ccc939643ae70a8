//! How wide a part of the page is, so that a chart can be drawn at that width instead of being stretched.

use crate::browser::screen;
use web_sys::Element;
use yew::prelude::*;

/// A node reference for an element, and the element's width in CSS pixels: zero until it has been drawn, then kept up to
/// date.
#[hook]
pub fn use_width() -> (NodeRef, f64) {
    let place = use_node_ref();
    let width = use_state_eq(|| 0.0_f64);
    use_effect_with((), {
        let (place, width) = (place.clone(), width.setter());
        move |()| {
            let watch = place.cast::<Element>().and_then(|element| {
                let own = element.clone();
                screen::watch_size(&element, move || width.set(f64::from(own.client_width())))
            });
            move || drop(watch)
        }
    });
    (place, *width)
}
