//! The window's title, printing, and whether an element has left the screen.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, HtmlDialogElement, HtmlElement, HtmlScriptElement, IntersectionObserver, IntersectionObserverEntry,
    ResizeObserver,
};
use yew::{Callback, NodeRef};

/// Sets the title of the window.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Sets the scheme of light and dark; the reader's own where none is given.
pub fn set_scheme(scheme: Option<&str>) {
    if let Some(root) = document().document_element() {
        // The attribute is one of ours, which no browser refuses.
        let _ = match scheme {
            Some(scheme) => root.set_attribute("data-theme", scheme),
            None => root.remove_attribute("data-theme"),
        };
    }
}

/// Sets a property of the stylesheet for the whole page, or leaves it to the stylesheet.
pub fn set_property(name: &str, value: Option<&str>) {
    let root = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok());
    if let Some(root) = root {
        // What a browser does not understand it leaves as it was.
        let _ = match value {
            Some(value) => root.style().set_property(name, value),
            None => root.style().remove_property(name).map(|_| ()),
        };
    }
}

/// Marks the whole page with a class.
pub fn mark_page(class: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.class_list().add_1(class);
    }
}

/// Loads a script of the site once.
pub fn load_script(address: &str) {
    const ID: &str = "loaded-script";
    if is_there(ID) {
        return;
    }
    let script =
        document().create_element("script").ok().and_then(|script| script.dyn_into::<HtmlScriptElement>().ok());
    if let (Some(script), Some(head)) = (script, document().head()) {
        script.set_id(ID);
        script.set_src(address);
        // A script that is not there leaves the page as it is.
        let _ = head.append_child(&script);
    }
}

/// Opens the browser's print dialogue.
pub fn print() {
    // A browser that cannot print says so itself.
    let _ = window().print();
}

/// Calls back when the page is about to be printed, by its own button or the browser's, for as long as the listener is
/// kept.
pub fn before_print(call: impl Fn() + 'static) -> EventListener {
    EventListener::new(&window(), "beforeprint", move |_| call())
}

/// Something that is to be done once the page has been drawn, unless this is dropped before.
pub struct OnceDrawn {
    is_wanted: Rc<Cell<bool>>,
}

impl Drop for OnceDrawn {
    fn drop(&mut self) {
        self.is_wanted.set(false);
    }
}

/// Does something as soon as the page as it is now has been drawn: in the turn after the next frame.
#[must_use]
pub fn once_drawn(call: impl FnOnce() + 'static) -> OnceDrawn {
    let is_wanted = Rc::new(Cell::new(true));
    let wanted = is_wanted.clone();
    let later = move || {
        if wanted.get() {
            call();
        }
    };
    // A frame is drawn after what was asked for it has run; what is put off from there runs after drawing.
    let frame = Closure::once_into_js(move || Timeout::new(0, later).forget());
    // Where there is no frame to come there is nobody who waits for figures.
    let _ = window().request_animation_frame(frame.unchecked_ref());
    OnceDrawn { is_wanted }
}

/// Whether the fold that an event of opening or closing comes from stands open now.
#[must_use]
pub fn is_open(event: &web_sys::Event) -> bool {
    let fold = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    fold.is_some_and(|fold| fold.has_attribute("open"))
}

/// The value of an attribute of the nearest element, from where an event comes from outward, that has it.
#[must_use]
pub fn attribute_near(event: &web_sys::Event, name: &str) -> Option<String> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(&format!("[{name}]")).ok().flatten()?.get_attribute(name)
}

/// Calls back when the page is about to go away or out of sight, for as long as the listeners are kept: a telephone may end a
/// page that is out of sight without another word.
pub fn on_leaving(call: impl Fn() + Clone + 'static) -> [EventListener; 2] {
    let hidden = call.clone();
    [
        EventListener::new(&window(), "pagehide", move |_| call()),
        EventListener::new(&document(), "visibilitychange", move |_| hidden()),
    ]
}

/// Puts the focus in an element, for when the button that was pressed goes away.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Whether an element is on the page.
#[must_use]
pub fn is_there(id: &str) -> bool {
    document().get_element_by_id(id).is_some()
}

fn dialog(id: &str) -> Option<HtmlDialogElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Opens a dialog over the page, which is inert until it is closed; Escape closes it.
pub fn show_modal(id: &str) {
    if let Some(dialog) = dialog(id).filter(|dialog| !dialog.open()) {
        // A browser without dialogs shows it in its place.
        let _ = dialog.show_modal();
    }
}

/// Closes a dialog; the focus goes back to what had it before.
pub fn close_modal(id: &str) {
    if let Some(dialog) = dialog(id) {
        dialog.close();
    }
}

/// Puts the focus in an element that is about to be drawn.
pub fn focus_once_drawn(id: impl Into<String>) {
    let id = id.into();
    Timeout::new(0, move || focus(&id)).forget();
}

/// Brings an element to the top of the screen and puts the focus in it.
///
/// A link to `#name` would do the same, but what stands behind `#` is the deal.
pub fn go_to(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    element.scroll_into_view();
    focus(id);
}

/// Watches the size of an element for as long as this is kept.
pub struct SizeWatch {
    observer: ResizeObserver,
    /// Kept alive for the observer, which holds no claim on it.
    _call: Closure<dyn FnMut(JsValue)>,
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls back with every size that an element has, the first one too.
#[must_use]
pub fn watch_size(element: &Element, mut call: impl FnMut() + 'static) -> Option<SizeWatch> {
    let closure = Closure::<dyn FnMut(JsValue)>::new(move |_: JsValue| call());
    let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(SizeWatch { observer, _call: closure })
}

/// Watches an element for as long as this is kept.
pub struct Watch {
    observer: IntersectionObserver,
    /// Kept alive for the observer, which holds no claim on it.
    _call: Closure<dyn Fn(js_sys::Array)>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls back with whether the element has been scrolled out above the screen.
#[must_use]
pub fn watch_leaving(place: &NodeRef, call: Callback<bool>) -> Option<Watch> {
    let element = place.cast::<Element>()?;
    let closure = Closure::new(move |entries: js_sys::Array| {
        if let Some(entry) = entries.iter().last().and_then(|entry| entry.dyn_into::<IntersectionObserverEntry>().ok())
        {
            call.emit(!entry.is_intersecting() && entry.bounding_client_rect().bottom() <= 0.0);
        }
    });
    let observer = IntersectionObserver::new(closure.as_ref().unchecked_ref()).ok()?;
    observer.observe(&element);
    Some(Watch { observer, _call: closure })
}

/// Sets the text of an element of `index.html`.
pub fn set_text(id: &str, text: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.set_text_content(Some(text));
    }
}

/// The element that the page is drawn in, without the text that it has while the program loads.
#[must_use]
pub fn place_of_the_page() -> Option<Element> {
    let place = document().get_element_by_id("app")?;
    place.set_inner_html("");
    Some(place)
}

/// Notes why the program panics, for `static/boot.js`: the trap that follows a panic carries no message, and after it nothing of
/// the program may be used.
pub fn note_panic(panic: &std::panic::PanicHookInfo<'_>) {
    if let Some(root) = document().document_element() {
        // The attribute is one of ours, which no browser refuses.
        let _ = root.set_attribute("data-panic", &panic.to_string());
    }
}
