//! Files that the user opens.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::file::callbacks::{FileReader, read_as_bytes};
use gloo::file::{File, FileList};
use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Event, HtmlInputElement};
use yew::Callback;

/// A file: its name, and its bytes if it could be read.
pub type Read = (String, Option<Vec<u8>>);

/// The file chosen in a file input, which is then cleared so that the same file can be chosen again.
#[must_use]
pub fn chosen(event: &Event) -> Option<File> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = FileList::from(input.files()?).first().cloned();
    input.set_value("");
    file
}

/// Reads a file; the reading stops when what is returned is dropped.
#[must_use]
pub fn read(file: &File, done: Callback<Read>) -> FileReader {
    let name = file.name();
    // As bytes: from a text in another encoding the browser would drop every £ and say nothing.
    read_as_bytes(file, move |bytes| done.emit((name, bytes.ok())))
}

/// Calls back with a file that is dropped anywhere on the page, until the listeners are dropped.
pub fn on_dropped(call: Callback<File>) -> [EventListener; 2] {
    let options = EventListenerOptions::enable_prevent_default;
    let over = EventListener::new_with_options(&document(), "dragover", options(), |event| {
        if files_of(event).is_some() {
            event.prevent_default();
        }
    });
    let dropped = EventListener::new_with_options(&document(), "drop", options(), move |event| {
        if let Some(files) = files_of(event) {
            event.prevent_default();
            if let Some(file) = FileList::from(files).first() {
                call.emit(file.clone());
            }
        }
    });
    [over, dropped]
}

/// The dragged files; none for texts and pictures, which the element they are dropped on handles.
fn files_of(event: &Event) -> Option<web_sys::FileList> {
    let transfer = event.dyn_ref::<DragEvent>()?.data_transfer()?;
    transfer.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files")).then(|| transfer.files())?
}
