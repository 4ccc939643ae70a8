//! The clipboard: a text that a button copies, and the cells of a table that the user selects and copies.

use super::keys::is_in_a_box;
use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::{document, window};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ClipboardEvent, Element, HtmlTableCellElement, Node, Range};
use yew::Callback;

/// The attribute of a cell that is copied as something other than its text.
const COPIED_AS: &str = "data-copied-as";

/// Copies a text and says whether the browser allowed it. A page that is not served securely has no clipboard at all.
pub fn copy(text: &str, done: Callback<bool>) {
    if !is_allowed() {
        return done.emit(false);
    }
    let navigator = window().navigator();
    let promise = navigator.clipboard().write_text(text);
    spawn_local(async move { done.emit(JsFuture::from(promise).await.is_ok()) });
}

/// Copies a text and announces one of two sentences: copied, or not copied.
pub fn copy_and_say(text: &str, say: &Callback<String>, [copied, not_copied]: [&'static str; 2]) {
    copy(text, say.reform(move |done| if done { copied } else { not_copied }.to_owned()));
}

/// Whether there is a clipboard and the page may write to it: a frame may not unless its host says so, and trying anyway
/// would log an error in the host's console.
fn is_allowed() -> bool {
    let get = |of: &JsValue, name: &str| Reflect::get(of, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED);
    let has_clipboard = get(&window().navigator(), "clipboard").is_object();
    let policy = get(&document(), "featurePolicy");
    let ask = Some(&policy).filter(|policy| policy.is_object()).map(|policy| get(policy, "allowsFeature"));
    let ask = ask.and_then(|ask| ask.dyn_into::<Function>().ok());
    let answer = ask.and_then(|ask| ask.call1(&policy, &JsValue::from_str("clipboard-write")).ok());
    // A browser without such a policy reports success or failure when it copies.
    has_clipboard && answer.is_none_or(|answer| answer.is_truthy())
}

/// Writes the cells that the user copies from a table of the page, for as long as the listener is kept. `write` returns the
/// plain text and the HTML for the clipboard from the rows of cells.
///
/// A selection that reaches outside of tables is left to the browser.
pub fn on_cells_copied(write: impl Fn(&[Vec<String>]) -> [String; 2] + 'static) -> EventListener {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document(), "copy", options, move |event| {
        let Some(event) = event.dyn_ref::<ClipboardEvent>().filter(|event| !is_in_a_box(event)) else { return };
        let Some((clipboard, rows)) = event.clipboard_data().zip(selected_rows()) else { return };
        let [text, html] = write(&rows);
        if clipboard.set_data("text/plain", &text).is_ok() && clipboard.set_data("text/html", &html).is_ok() {
            event.prevent_default();
        }
    })
}

/// The selected cells by row, or nothing if something other than cells is selected too.
fn selected_rows() -> Option<Vec<Vec<String>>> {
    let selection = window().get_selection().ok()??;
    // Firefox has a range for each cell that is selected with Ctrl.
    let ranges = (0..selection.range_count()).filter_map(|place| selection.get_range_at(place).ok());
    let rows = ranges.filter(|range| !range.collapsed()).map(|range| rows_of(&range)).collect::<Option<Vec<_>>>()?;
    let rows = rows.concat();
    (!rows.is_empty()).then_some(rows)
}

/// The rows of one selected range.
fn rows_of(range: &Range) -> Option<Vec<Vec<String>>> {
    let copy = document().create_element("div").ok()?;
    let contents = range.clone_contents().ok()?;
    copy.append_child(&contents).ok()?;
    all(&copy, ".visually-hidden").iter().for_each(Element::remove);
    let text = copy.text_content().unwrap_or_default();
    let cells = all(&copy, "caption, th, td");
    if cells.is_empty() {
        return cell_around(&range.common_ancestor_container().ok()?).map(|_| vec![vec![in_one_line(&text)]]);
    }
    let in_cells = cells.iter().filter_map(|cell| cell.text_content()).map(|text| letters(&text)).sum::<usize>();
    if in_cells < letters(&text) {
        return None;
    }
    let mut rows = by_row(&cells);
    // A selection that starts within a row leaves out the cells before it: the others must stay in their columns.
    let start = range.start_container().ok().and_then(|node| cell_around(&node));
    let before = start.map_or(0, |start| usize::try_from(start.cell_index()).unwrap_or(0));
    if let [first, _, ..] = &mut rows[..] {
        first.splice(0..0, vec![String::new(); before]);
    }
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    Some(rows)
}

/// What cells say, those of one row together. A caption is a row of its own.
fn by_row(cells: &[Element]) -> Vec<Vec<String>> {
    let same_row = |left: &Element, right: &Element| left.parent_node() == right.parent_node();
    cells.chunk_by(same_row).map(|row| row.iter().map(said).collect()).collect()
}

fn said(cell: &Element) -> String {
    let text = cell.get_attribute(COPIED_AS).or_else(|| cell.text_content());
    in_one_line(&text.unwrap_or_default())
}

fn cell_around(node: &Node) -> Option<HtmlTableCellElement> {
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
    element.closest("th, td").ok()??.dyn_into().ok()
}

fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|place| found.get(place)?.dyn_into().ok()).collect()
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn letters(text: &str) -> usize {
    text.chars().filter(|letter| !letter.is_whitespace()).count()
}
