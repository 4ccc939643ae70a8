//! The press of a pointer, from down to up. A box is left as soon as another place is pressed; were its error shown then, it would
//! move what is pressed away, and the click would be lost.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{Event, EventTarget, MouseEvent};

thread_local! {
    static IS_PRESSED: Cell<bool> = const { Cell::new(false) };
    static WAITING: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
}

/// What ends a press. Where the release does not reach the page, as over a menu, the next key does.
const ENDS: [&str; 4] = ["pointerup", "pointercancel", "contextmenu", "keydown"];

/// Follows the presses of the page until the listeners are dropped.
pub fn follow() -> Vec<EventListener> {
    let page: EventTarget = document().into();
    let mut listeners = vec![listen(&page, "pointerdown", |event| {
        let is_primary = event.dyn_ref::<MouseEvent>().is_some_and(|event| event.button() == 0);
        IS_PRESSED.set(is_primary);
    })];
    listeners.extend(ENDS.map(|name| listen(&page, name, |_| end())));
    // Not in the capture phase, in which the window hears of every box that is left.
    listeners.push(EventListener::new(&window(), "blur", |_| end()));
    listeners
}

fn listen(target: &EventTarget, name: &'static str, call: impl Fn(&Event) + 'static) -> EventListener {
    EventListener::new_with_options(target, name, EventListenerOptions::run_in_capture_phase(), call)
}

fn end() {
    IS_PRESSED.set(false);
    if WAITING.with_borrow(Vec::is_empty) {
        return;
    }
    // The click follows the end of the press.
    Timeout::new(0, || WAITING.take().into_iter().for_each(|act| act())).forget();
}

/// Acts at once, or if something is being pressed, after its click.
pub fn after_press(act: impl FnOnce() + 'static) {
    if IS_PRESSED.get() {
        WAITING.with_borrow_mut(|waiting| waiting.push(Box::new(act)));
    } else {
        act();
    }
}
