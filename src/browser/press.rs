//! The press of a pointer, from down to up. A box is left as soon as another place is pressed; were its error shown then, it would
//! move what is pressed away, and the click would be lost.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::document;
use std::cell::Cell;

thread_local! {
    static IS_PRESSED: Cell<bool> = const { Cell::new(false) };
}

/// Follows the presses of the page until the listeners are dropped.
pub fn follow() -> [EventListener; 3] {
    let listen = |event: &'static str, is_pressed| {
        let capture = EventListenerOptions::run_in_capture_phase();
        EventListener::new_with_options(&document(), event, capture, move |_| IS_PRESSED.set(is_pressed))
    };
    [listen("pointerdown", true), listen("pointerup", false), listen("pointercancel", false)]
}

/// Acts at once, or if something is being pressed, after its click.
pub fn after_press(act: impl FnOnce() + 'static) {
    if !IS_PRESSED.get() {
        return act();
    }
    let act = Cell::new(Some(act));
    let later = move || {
        if let Some(act) = act.take() {
            // The click follows the end of the press.
            Timeout::new(0, act).forget();
        }
    };
    let later = std::rc::Rc::new(later);
    for event in ["pointerup", "pointercancel"] {
        let later = later.clone();
        EventListener::once(&document(), event, move |_| later()).forget();
    }
}
