//! The window's title, printing, and whether an element is scrolled out of view.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, Event, HtmlDialogElement, HtmlElement, HtmlInputElement, HtmlScriptElement, IntersectionObserver,
    IntersectionObserverEntry, MutationObserver, MutationObserverInit, ResizeObserver,
};
use yew::{Callback, NodeRef};

/// Sets the title of the window.
pub fn set_title(title: &str) {
    document().set_title(title);
}

/// Sets the colour scheme, light or dark; without one, the user's own setting.
pub fn set_scheme(scheme: Option<&str>) {
    if let Some(root) = document().document_element() {
        // Browsers accept any attribute of this kind.
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
        // A browser ignores a value that it does not understand.
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
        // A missing script changes nothing.
        let _ = head.append_child(&script);
    }
}

/// Opens the browser's print dialogue, once the page is drawn as it is on paper: the dialogue stops all drawing.
pub fn print() {
    call_before_print();
    after_next_frame(|| {
        let began = Rc::new(Cell::new(false));
        let noted = began.clone();
        let listener = EventListener::new(&window(), "beforeprint", move |_| noted.set(true));
        // A browser that cannot print tells the user.
        let _ = window().print();
        drop(listener);
        // A frame in a sandbox may not print: then no event says that printing is over.
        if let Some(over) = Event::new("afterprint").ok().filter(|_| !began.get()) {
            // A browser that refuses its own kind of event leaves the page as it is on paper.
            let _ = window().dispatch_event(&over);
        }
    });
}

/// What is called before the page is printed.
#[derive(Default)]
struct BeforePrint {
    listener: Option<EventListener>,
    calls: Vec<(u32, Rc<dyn Fn()>)>,
    next: u32,
}

thread_local! {
    static BEFORE_PRINT: RefCell<BeforePrint> = RefCell::default();
}

/// A call before the page is printed, until this is dropped.
pub struct BeforePrintCall(u32);

impl Drop for BeforePrintCall {
    fn drop(&mut self) {
        BEFORE_PRINT.with_borrow_mut(|before| before.calls.retain(|(number, _)| *number != self.0));
    }
}

/// Calls back when the page is about to be printed, from its own button or the browser's. There is one listener for all: after
/// each listener the page is drawn, and a drawing that takes long puts off the next until the paper is laid out.
#[must_use]
pub fn before_print(call: impl Fn() + 'static) -> BeforePrintCall {
    BEFORE_PRINT.with_borrow_mut(|before| {
        let listen = || EventListener::new(&window(), "beforeprint", |_| call_before_print());
        before.listener.get_or_insert_with(listen);
        before.next += 1;
        before.calls.push((before.next, Rc::new(call)));
        BeforePrintCall(before.next)
    })
}

fn call_before_print() {
    let calls: Vec<Rc<dyn Fn()>> =
        BEFORE_PRINT.with_borrow(|before| before.calls.iter().map(|(_, call)| call.clone()).collect());
    calls.iter().for_each(|call| call());
}

/// Calls back once that is over.
pub fn after_print(call: impl Fn() + 'static) -> EventListener {
    EventListener::new(&window(), "afterprint", move |_| call())
}

/// A task that runs once the page has been drawn, unless this is dropped first.
pub struct AfterPaint {
    is_wanted: Rc<Cell<bool>>,
}

impl Drop for AfterPaint {
    fn drop(&mut self) {
        self.is_wanted.set(false);
    }
}

/// Runs a task as soon as the current page has been drawn: in the task after the next frame.
#[must_use]
pub fn after_paint(call: impl FnOnce() + 'static) -> AfterPaint {
    let is_wanted = Rc::new(Cell::new(true));
    let wanted = is_wanted.clone();
    after_next_frame(move || {
        if wanted.get() {
            call();
        }
    });
    AfterPaint { is_wanted }
}

fn after_next_frame(call: impl FnOnce() + 'static) {
    // Animation frame callbacks run before drawing; a timeout set in one runs after it.
    let frame = Closure::once_into_js(move || Timeout::new(0, call).forget());
    // Without a next frame, nothing is waiting for the figures.
    let _ = window().request_animation_frame(frame.unchecked_ref());
}

/// Whether the fold that a toggle event comes from is now open.
#[must_use]
pub fn is_open(event: &web_sys::Event) -> bool {
    let fold = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    fold.is_some_and(|fold| fold.has_attribute("open"))
}

/// The value of an attribute of the nearest element, outward from the target of an event, that has it.
#[must_use]
pub fn attribute_near(event: &web_sys::Event, name: &str) -> Option<String> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(&format!("[{name}]")).ok().flatten()?.get_attribute(name)
}

/// Calls back when the page is about to go away or out of sight, until the listeners are dropped: a phone may close a hidden
/// page without another event.
pub fn on_leaving(call: impl Fn() + Clone + 'static) -> [EventListener; 2] {
    let hidden = call.clone();
    [
        EventListener::new(&window(), "pagehide", move |_| call()),
        EventListener::new(&document(), "visibilitychange", move |_| hidden()),
    ]
}

/// Lets the browser ask before the page is closed, until the listener is dropped.
pub fn ask_before_leaving() -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&window(), "beforeunload", options, |event| event.prevent_default())
}

/// Moves the focus to an element, for when the pressed button disappears.
pub fn focus(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // If the element cannot take focus, the focus does not move.
        let _ = element.focus();
    }
}

/// The control that a field is for, and one of its other controls that has the focus: "Restore" beside a box.
struct BesideBox {
    in_focus: Element,
    control: HtmlElement,
}

/// Follows the focus until this is dropped.
pub struct FocusWatch {
    observer: MutationObserver,
    /// Keeps the callback alive: the observer does not own it.
    _call: Closure<dyn FnMut()>,
    _listener: EventListener,
}

impl Drop for FocusWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Gives the focus to the control of a field if another control of it, which has the focus, goes away: "Restore" goes when the
/// old value is typed, or after Undo.
#[must_use]
pub fn keep_focus_in_fields() -> Option<FocusWatch> {
    let followed: Rc<RefCell<Option<BesideBox>>> = Rc::default();
    let follow = followed.clone();
    let listener = EventListener::new(&document(), "focusin", move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        *follow.borrow_mut() = target.and_then(beside_box);
    });
    let call = Closure::<dyn FnMut()>::new(move || {
        let is_gone = |beside: &BesideBox| !beside.in_focus.is_connected();
        let gone = followed.borrow_mut().take_if(|beside| is_gone(beside));
        let is_lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
        if let Some(BesideBox { control, .. }) = gone.filter(|_| is_lost) {
            // A control that is gone too cannot take the focus.
            let _ = control.focus();
        }
    });
    let observer = MutationObserver::new(call.as_ref().unchecked_ref()).ok()?;
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    observer.observe_with_options(document().body()?.as_ref(), &options).ok()?;
    Some(FocusWatch { observer, _call: call, _listener: listener })
}

fn beside_box(in_focus: Element) -> Option<BesideBox> {
    let field = in_focus.closest(".field").ok().flatten()?;
    let control = field.query_selector("input, select, textarea").ok().flatten()?.dyn_into::<HtmlElement>().ok()?;
    (**control != *in_focus).then_some(BesideBox { in_focus, control })
}

/// Whether the element with an id has the focus.
pub fn has_focus(id: &str) -> bool {
    in_focus().is_some_and(|element| element.id() == id)
}

/// The element that has the focus.
fn in_focus() -> Option<Element> {
    document().active_element().filter(|element| element.tag_name() != "BODY")
}

/// Keeps the focus through the next drawing: an element that is moved loses it and gets it back, and if the element is gone, the
/// focus goes to another, or to what is nearest on the page: a row that undo takes away leaves the reader in its list.
pub fn keep_focus(otherwise: impl Into<String>) {
    let Some(had) = in_focus() else { return };
    let outward = std::iter::successors(had.parent_element(), |element| element.parent_element());
    let around = outward.take_while(|element| element.id() != "main").collect();
    let place = FocusPlace { had, otherwise: otherwise.into(), around };
    Timeout::new(0, move || once_lost(place, FRAMES_AWAITED)).forget();
}

/// Where the focus was.
struct FocusPlace {
    had: Element,
    /// The id of another element for it.
    otherwise: String,
    /// What is around it, outward.
    around: Vec<Element>,
}

/// Gives the focus back once it is lost: the drawing may come some frames later.
fn once_lost(place: FocusPlace, frames: u32) {
    let is_lost = || in_focus().is_none();
    if !is_lost() {
        if frames > 0 {
            after_next_frame(move || once_lost(place, frames - 1));
        }
        return;
    }
    if let Some(element) = place.had.dyn_ref::<HtmlElement>() {
        // An element that is gone cannot take the focus.
        let _ = element.focus();
    }
    if is_lost() {
        focus(&place.otherwise);
    }
    for element in place.around.iter().filter(|element| element.is_connected()) {
        if is_lost() {
            focus_last_control(element);
        }
    }
    if is_lost() {
        focus("main");
    }
}

/// Moves the focus to the last control within an element; one that is hidden cannot take it.
fn focus_last_control(element: &Element) {
    let Ok(controls) = element.query_selector_all("summary, button, a[href], input, select, textarea") else { return };
    let last = controls.item(controls.length().saturating_sub(1));
    if let Some(control) = last.and_then(|control| control.dyn_into::<HtmlElement>().ok()) {
        let _ = control.focus();
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

/// Opens a dialog over the page, which is inert until it is closed; Escape closes it. Returns whether it was closed before.
pub fn show_modal(id: &str) -> bool {
    let closed = dialog(id).filter(|dialog| !dialog.open());
    if let Some(dialog) = &closed {
        // A browser without dialogs shows it inline.
        let _ = dialog.show_modal();
        scroll_to_focus();
    }
    closed.is_some()
}

/// Scrolls to the focused element, in the pages around a frame too. A browser gives a dialog the focus, and returns it, without
/// scrolling: in a frame higher than the window the dialog would open out of sight, and so would be what it was opened from.
pub fn scroll_to_focus() {
    if let Some(element) = document().active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Only an element that does not have the focus is scrolled to as it gets it.
        let _ = element.blur();
        let _ = element.focus();
    }
}

/// Whether a dialog is open over the page: none is open in another way.
#[must_use]
pub fn has_modal() -> bool {
    matches!(document().query_selector("dialog[open]"), Ok(Some(_)))
}

/// Closes a dialog; the focus returns to the element that had it before.
pub fn close_modal(id: &str) {
    if let Some(dialog) = dialog(id) {
        dialog.close();
    }
}

/// For how many frames an element is awaited: a second or two, and longer where each takes long.
const FRAMES_AWAITED: u32 = 100;

/// Runs a task on an element as soon as it is on the page. Where drawing takes over 16 ms, Yew lets the browser go on with
/// changes still to be drawn, so the next task may come before them.
fn once_there(id: String, frames: u32, call: fn(&str)) {
    if is_there(&id) {
        call(&id);
    } else if frames > 0 {
        after_next_frame(move || once_there(id, frames - 1, call));
    }
}

/// Moves the focus to an element that is about to be drawn.
pub fn focus_after_paint(id: impl Into<String>) {
    let id = id.into();
    Timeout::new(0, move || once_there(id, FRAMES_AWAITED, focus)).forget();
}

/// The same for a box with a suggested text, which is selected: typing replaces it.
pub fn select_after_paint(id: impl Into<String>) {
    let id = id.into();
    Timeout::new(0, move || once_there(id, FRAMES_AWAITED, select)).forget();
}

fn select(id: &str) {
    focus(id);
    let element = document().get_element_by_id(id);
    if let Some(text) = element.and_then(|element| element.dyn_into::<HtmlInputElement>().ok()) {
        text.select();
    }
}

/// Scrolls an element to the top of the screen and moves the focus to it, once it is drawn.
///
/// A link to `#name` would do the same, but the fragment contains the deal.
pub fn go_to(id: &str) {
    once_there(id.to_owned(), FRAMES_AWAITED, |id| {
        if let Some(element) = document().get_element_by_id(id) {
            element.scroll_into_view();
        }
        focus(id);
    });
}

/// Watches the size of an element until this is dropped.
pub struct SizeWatch {
    observer: ResizeObserver,
    /// Keeps the callback alive: the observer does not own it.
    _call: Closure<dyn FnMut(JsValue)>,
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls back with each size of an element, starting with the current one.
#[must_use]
pub fn watch_size(element: &Element, mut call: impl FnMut() + 'static) -> Option<SizeWatch> {
    let closure = Closure::<dyn FnMut(JsValue)>::new(move |_: JsValue| call());
    let observer = ResizeObserver::new(closure.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(SizeWatch { observer, _call: closure })
}

/// Watches an element until this is dropped.
pub struct Watch {
    observer: IntersectionObserver,
    /// Keeps the callback alive: the observer does not own it.
    _call: Closure<dyn Fn(js_sys::Array)>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Calls back with whether the element has been scrolled off the top of the screen.
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

/// The element that the page is drawn in, cleared of the text shown while the program loads.
#[must_use]
pub fn place_of_the_page() -> Option<Element> {
    let place = document().get_element_by_id("app")?;
    place.set_inner_html("");
    Some(place)
}

/// Stores the reason for a panic where `static/boot.js` reads it: the trap that follows has no message, and after it the
/// program cannot be called.
pub fn note_panic(panic: &std::panic::PanicHookInfo<'_>) {
    if let Some(root) = document().document_element() {
        // Browsers accept any attribute of this kind.
        let _ = root.set_attribute("data-panic", &panic.to_string());
    }
}
