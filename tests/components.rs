//! The components, mounted one at a time in a real browser.
#![cfg(target_arch = "wasm32")]
// Tests may panic where the page may not; the lints exempt test functions but not their helpers.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use common_ground::charts::{Canvas, ChartFrame, Part, StackedBar, StackedBars, csv, stacked_bars};
use common_ground::components::{
    Choice, ChoiceItem, Column, DataTable, ErrorSummary, Fault, Field, Keypad, Paint, RowKind, StickyBar, TableRow,
    TextBlock, Ticks, VerdictState, data_table, sticky_bar, text_block,
};
use gloo::timers::callback::Timeout;
use gloo::utils::document;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

/// A future that ends after a number of milliseconds.
struct Pause {
    over: Rc<Cell<bool>>,
    waiting: Rc<RefCell<Option<Waker>>>,
    _timer: Timeout,
}

impl Pause {
    fn of(milliseconds: u32) -> Self {
        let (over, waiting) = (Rc::new(Cell::new(false)), Rc::new(RefCell::new(None::<Waker>)));
        let (over_then, waiting_then) = (over.clone(), waiting.clone());
        let timer = Timeout::new(milliseconds, move || {
            over_then.set(true);
            if let Some(waker) = waiting_then.borrow_mut().take() {
                waker.wake();
            }
        });
        Self { over, waiting, _timer: timer }
    }
}

impl Future for Pause {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        if self.over.get() {
            return Poll::Ready(());
        }
        *self.waiting.borrow_mut() = Some(context.waker().clone());
        Poll::Pending
    }
}

/// Waits until a change has been drawn and measured.
async fn drawn() {
    Pause::of(60).await;
}

/// A component drawn by a function, and redrawn when the test changes the function's state.
#[derive(Clone, PartialEq, Properties)]
struct StageProps {
    draw: Callback<(), Html>,
    again: Rc<RefCell<Callback<()>>>,
}

#[component]
fn Stage(props: &StageProps) -> Html {
    let turn = use_state(|| 0_u32);
    let count = Rc::new(Cell::new(*turn));
    *props.again.borrow_mut() = Callback::from({
        let turn = turn.setter();
        move |()| {
            count.set(count.get() + 1);
            turn.set(count.get());
        }
    });
    props.draw.emit(())
}

struct Mounted {
    root: Element,
    again: Rc<RefCell<Callback<()>>>,
}

impl Mounted {
    async fn new(draw: impl Fn() -> Html + 'static) -> Self {
        let root = document().create_element("div").unwrap();
        document().body().unwrap().append_child(&root).unwrap();
        let again = Rc::new(RefCell::new(Callback::noop()));
        let props = StageProps { draw: Callback::from(move |()| draw()), again: again.clone() };
        yew::Renderer::<Stage>::with_root_and_props(root.clone(), props).render();
        drawn().await;
        Self { root, again }
    }

    async fn redraw(&self) {
        let again = self.again.borrow().clone();
        again.emit(());
        drawn().await;
    }

    fn find<T: JsCast>(&self, selector: &str) -> T {
        let found = self.root.query_selector(selector).unwrap();
        found.unwrap_or_else(|| panic!("no {selector} in {}", self.root.inner_html())).dyn_into().unwrap()
    }

    fn count(&self, selector: &str) -> u32 {
        self.root.query_selector_all(selector).unwrap().length()
    }

    fn text(&self, selector: &str) -> String {
        self.find::<Element>(selector).text_content().unwrap()
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.root.remove();
    }
}

/// Sends an event written as the browser's own constructor call.
fn send(element: &Element, event: &str) {
    let send = js_sys::Function::new_with_args("element", &format!("element.dispatchEvent(new {event})"));
    send.call1(&wasm_bindgen::JsValue::NULL, element).unwrap();
}

fn press(element: &Element, key: &str) {
    send(element, &format!("KeyboardEvent('keydown', {{key: '{key}', bubbles: true, cancelable: true}})"));
}

fn has_focus(element: &Element) -> bool {
    document().active_element().as_ref() == Some(element)
}

fn shared<T>(value: T) -> (Rc<RefCell<T>>, Rc<RefCell<T>>) {
    let shared = Rc::new(RefCell::new(value));
    (shared.clone(), shared)
}

#[derive(Clone, Default)]
struct Surroundings {
    value: &'static str,
    error: Option<&'static str>,
    hint: Option<&'static str>,
    note: Option<&'static str>,
    prefix: Option<&'static str>,
    stepped: bool,
    before: bool,
    after: bool,
}

fn field_among(state: &Surroundings) -> Html {
    let note = state.note.map(|note| html! { <button type="button">{ note }</button> });
    html! {
        <div>
            <div>if state.before { <p>{ "before" }</p> }</div>
            <div>
                <Field id="cost" label="Build cost" value={state.value} error={state.error} hint={state.hint}
                    prefix={state.prefix} note={note.unwrap_or_default()} on_input={Callback::noop()}
                    on_step={state.stepped.then(Callback::noop)} />
            </div>
            <div>if state.after { <Field id="next" label="Next" value="1" on_input={Callback::noop()} /> }</div>
        </div>
    }
}

/// Puts the caret after the third digit, changes the surroundings, and checks that it is the same box, with the same text,
/// focus and caret.
async fn keeps_its_place(change: impl FnOnce(&mut Surroundings)) {
    let (state, drawn_from) = shared(Surroundings { value: "82,00", ..Default::default() });
    let stage = Mounted::new(move || field_among(&drawn_from.borrow())).await;
    let input: HtmlInputElement = stage.find("#cost");
    input.focus().unwrap();
    input.set_selection_range(3, 3).unwrap();
    change(&mut state.borrow_mut());
    stage.redraw().await;
    let after: HtmlInputElement = stage.find("#cost");
    assert!(input == after, "the box was replaced");
    assert!(has_focus(&input), "the focus was lost");
    assert_eq!(input.value(), "82,00");
    assert_eq!(input.selection_start().unwrap(), Some(3), "the caret moved");
}

#[wasm_bindgen_test]
async fn a_box_keeps_its_place_when_an_error_appears() {
    keeps_its_place(|state| state.error = Some("Enter the build cost as a number, like 82,000")).await;
}

#[wasm_bindgen_test]
async fn a_box_keeps_its_place_when_siblings_appear() {
    keeps_its_place(|state| state.after = true).await;
    keeps_its_place(|state| state.before = true).await;
    keeps_its_place(|state| {
        state.before = true;
        state.after = true;
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_box_keeps_its_place_when_its_own_parts_appear() {
    keeps_its_place(|state| state.note = Some("Restore")).await;
    keeps_its_place(|state| state.hint = Some("Before fees")).await;
    keeps_its_place(|state| state.prefix = Some("£")).await;
    keeps_its_place(|state| state.stepped = true).await;
    keeps_its_place(|_| {}).await;
}

#[wasm_bindgen_test]
async fn an_error_appears_beside_the_box_and_disappears() {
    let (state, drawn_from) = shared(Surroundings { value: "five", ..Default::default() });
    let stage = Mounted::new(move || field_among(&drawn_from.borrow())).await;
    let input: HtmlInputElement = stage.find("#cost");
    assert_eq!(input.get_attribute("aria-invalid"), None);
    state.borrow_mut().error = Some("Enter the build cost as a number, like 82,000");
    stage.redraw().await;
    assert_eq!(input.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert!(input.get_attribute("aria-describedby").unwrap().contains("cost-error"));
    assert_eq!(stage.text("#cost-error"), "Error: Enter the build cost as a number, like 82,000");
    state.borrow_mut().error = None;
    stage.redraw().await;
    assert_eq!(input.get_attribute("aria-invalid"), None);
    assert_eq!(stage.text("#cost-error"), "");
}

#[wasm_bindgen_test]
async fn typing_leaving_escaping_and_stepping_call_back() {
    let (heard, told) = shared(Vec::<String>::new());
    let stage = Mounted::new(move || {
        let tell = |what: &'static str| {
            let told = told.clone();
            move |()| told.borrow_mut().push(what.to_owned())
        };
        let (typed, stepped) = (told.clone(), told.clone());
        html! {
            <Field id="cost" label="Build cost" unit_said="in pounds" value="82,000"
                on_input={move |text: String| typed.borrow_mut().push(format!("typed {text}"))}
                on_leave={tell("left")} on_escape={tell("escaped")}
                on_step={Callback::from(move |by: i32| stepped.borrow_mut().push(format!("step {by}")))} />
        }
    })
    .await;
    let input: HtmlInputElement = stage.find("#cost");
    input.set_value("82,00");
    send(&input, "InputEvent('input', {bubbles: true})");
    press(&input, "Enter");
    press(&input, "Escape");
    press(&input, "ArrowUp");
    press(&input, "ArrowDown");
    press(&input, "5");
    send(&input, "FocusEvent('blur')");
    stage.find::<HtmlElement>("button[aria-label='Build cost: less']").click();
    stage.find::<HtmlElement>("button[aria-label='Build cost: more']").click();
    assert_eq!(*heard.borrow(), ["typed 82,00", "left", "escaped", "step 1", "step -1", "left", "step -1", "step 1"]);
    assert_eq!(stage.text("label"), "Build cost (in pounds)");
}

#[wasm_bindgen_test]
async fn a_box_follows_a_value_changed_from_outside() {
    let (state, drawn_from) = shared(Surroundings { value: "82,000", ..Default::default() });
    let stage = Mounted::new(move || field_among(&drawn_from.borrow())).await;
    state.borrow_mut().value = "83,000";
    stage.redraw().await;
    assert_eq!(stage.find::<HtmlInputElement>("#cost").value(), "83,000");
}

#[wasm_bindgen_test]
async fn a_choice_shows_its_value_and_reports_changes() {
    let (chosen, drawn_from) = shared("b");
    let (heard, told) = shared(Vec::<String>::new());
    let stage = Mounted::new(move || {
        let told = told.clone();
        let item = |value: &'static str| ChoiceItem { value: value.into(), text: value.into() };
        html! {
            <Choice id="order" label="Order" items={vec![item("a"), item("b"), item("c")]} value={*drawn_from.borrow()}
                on_change={move |value: String| told.borrow_mut().push(value)} />
        }
    })
    .await;
    let list: HtmlSelectElement = stage.find("#order");
    assert_eq!(list.value(), "b");
    *chosen.borrow_mut() = "c";
    stage.redraw().await;
    assert_eq!(list.value(), "c");
    list.set_value("a");
    send(&list, "Event('change', {bubbles: true})");
    assert_eq!(*heard.borrow(), ["a"]);
}

/// Each kind of field that a form is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum FieldKind {
    Money,
    Count,
    Month,
    List,
    Ticks,
    Block,
}

/// The state of a field and its surroundings.
#[derive(Clone, Default)]
struct Around {
    /// The value after the user's last step.
    value: &'static str,
    error: Option<&'static str>,
    note: bool,
    siblings: bool,
}

fn field_of(kind: FieldKind, around: &Around) -> Html {
    let note = if around.note {
        html! { <button type="button">{ "Restore" }</button> }
    } else {
        Html::default()
    };
    let (value, error) = (around.value, around.error);
    let keypad = match kind {
        FieldKind::Count => Keypad::Whole,
        FieldKind::Month => Keypad::Text,
        _ => Keypad::Decimal,
    };
    let field = match kind {
        FieldKind::Money | FieldKind::Count | FieldKind::Month => {
            html! { <Field id="kind" label="Label" {value} {error} {note} {keypad} on_input={Callback::noop()} /> }
        }
        FieldKind::List => {
            let items = ["1", "2", "3"].map(|value| ChoiceItem { value: value.into(), text: value.into() }).to_vec();
            html! { <Choice id="kind" label="Label" {items} {value} {error} {note} on_change={Callback::noop()} /> }
        }
        FieldKind::Ticks => {
            let items = ["1", "2", "3"].map(|value| (value.to_owned(), value.to_owned())).to_vec();
            let ticked = Rc::<[String]>::from([value.to_owned()]);
            html! { <Ticks id="kind" label="Label" {items} {ticked} {note} on_change={Callback::noop()} /> }
        }
        FieldKind::Block => text_block(TextBlock {
            id: "kind".into(),
            label: "Label".into(),
            hint: error.unwrap_or_default().into(),
            value: value.into(),
            on_input: Some(Callback::noop()),
            said_in: None,
            is_wrong: false,
        }),
    };
    html! {
        <div>
            <div>if around.siblings { <p>{ "before" }</p> }</div>
            <div>{ field }</div>
            <div>if around.siblings { <Field id="next" label="Next" value="1" on_input={Callback::noop()} /> }</div>
        </div>
    }
}

#[wasm_bindgen_test]
async fn every_kind_of_field_keeps_focus_caret_and_text_through_a_redraw_an_error_and_an_undo() {
    use FieldKind::{Block, Count, List, Money, Month, Ticks};
    for kind in [Money, Count, Month, List, Ticks, Block] {
        let (around, drawn_from) = shared(Around { value: "2", ..Default::default() });
        let stage = Mounted::new(move || field_of(kind, &drawn_from.borrow())).await;
        let selector = if kind == Ticks { "input[type=checkbox]" } else { "#kind" };
        let element: HtmlElement = stage.find(selector);
        element.focus().unwrap();
        let text = element.dyn_ref::<HtmlInputElement>().filter(|_| kind != Ticks);
        let block = element.dyn_ref::<web_sys::HtmlTextAreaElement>();
        // The user is typing, with the caret before the end.
        if let Some(input) = text {
            input.set_value("1234");
            send(&element, "InputEvent('input', {bubbles: true})");
            input.set_selection_range(2, 2).unwrap();
        }
        if let Some(block) = block {
            block.set_selection_range(1, 1).unwrap();
        }
        let caret = || {
            text.map(|input| input.selection_start().unwrap()).or(block.map(|block| block.selection_start().unwrap()))
        };
        let before = caret();
        let changes: [fn(&mut Around); 4] = [
            |_| {},
            |around| around.error = Some("Enter it as a number"),
            |around| (around.note, around.siblings) = (true, true),
            |around| *around = Around { value: around.value, ..Default::default() },
        ];
        for (step, change) in changes.into_iter().enumerate() {
            change(&mut around.borrow_mut());
            if text.is_some() {
                around.borrow_mut().value = "1234";
            }
            stage.redraw().await;
            assert!(text.is_none_or(|input| input.value() == "1234"), "{kind:?}, step {step}: the text was lost");
            assert!(stage.find::<HtmlElement>(selector) == element, "{kind:?}, step {step}: the element was replaced");
            assert!(has_focus(&element), "{kind:?}, step {step}: the focus was lost");
            assert_eq!(caret(), before, "{kind:?}, step {step}: the caret moved");
        }
        // Undone elsewhere: the value changes, the element and the focus do not.
        around.borrow_mut().value = "3";
        stage.redraw().await;
        assert!(stage.find::<HtmlElement>(selector) == element && has_focus(&element), "{kind:?}: undo took the focus");
        let value = match kind {
            Money | Count | Month => text.map(HtmlInputElement::value),
            List => element.dyn_ref::<web_sys::HtmlSelectElement>().map(web_sys::HtmlSelectElement::value),
            Block => block.map(web_sys::HtmlTextAreaElement::value),
            Ticks => Some(if stage.count("input:checked") == 1 { "3" } else { "" }.to_owned()),
        };
        assert_eq!(value.as_deref(), Some("3"), "{kind:?}: undo is not shown");
    }
}

#[wasm_bindgen_test]
async fn the_summary_opens_the_group_and_goes_to_the_field() {
    let address = gloo::utils::window().location().href().unwrap();
    let stage = Mounted::new(|| {
        let faults =
            vec![Fault { field: "cost".into(), message: "Enter the build cost".into(), on_seek: Callback::noop() }];
        html! {
            <div>
                <ErrorSummary title="There is a problem" {faults} focus_asked={0} />
                <details><summary>{ "Costs" }</summary>
                    <Field id="cost" label="Build cost" value="" on_input={Callback::noop()} />
                </details>
            </div>
        }
    })
    .await;
    stage.find::<HtmlElement>(".error-summary a").click();
    assert!(has_focus(&stage.find("#cost")));
    assert!(stage.find::<Element>("details").has_attribute("open"));
    assert_eq!(
        gloo::utils::window().location().href().unwrap(),
        address,
        "the address contains the deal and must not change"
    );
}

#[wasm_bindgen_test]
async fn the_summary_takes_focus_at_each_request() {
    let (asked, drawn_from) = shared(0);
    let stage = Mounted::new(move || {
        let faults =
            vec![Fault { field: "cost".into(), message: "Enter the build cost".into(), on_seek: Callback::noop() }];
        html! {
            <div>
                <ErrorSummary title="There is a problem" {faults} focus_asked={*drawn_from.borrow()} />
                <button id="elsewhere">{ "Elsewhere" }</button>
            </div>
        }
    })
    .await;
    let (summary, elsewhere) = (stage.find::<Element>(".error-summary"), stage.find::<HtmlElement>("#elsewhere"));
    assert!(!has_focus(&summary));
    for count in 1..3 {
        elsewhere.focus().unwrap();
        *asked.borrow_mut() = count;
        stage.redraw().await;
        assert!(has_focus(&summary), "asked {count} times");
    }
    elsewhere.focus().unwrap();
    stage.redraw().await;
    assert!(has_focus(&elsewhere), "nobody asked again");
}

fn two_rows() -> (Vec<Column>, Vec<TableRow>) {
    let row = |header: &'static str, cell: &'static str| TableRow {
        header: header.into(),
        cells: vec![cell.into()],
        kind: RowKind::Plain,
    };
    (vec![Column::plain("Year"), Column::plain("Homes")], vec![row("2012", "91"), row("2013", "239")])
}

fn table(id: &str, caption: &'static str, columns: &[Column], rows: &[TableRow]) -> Html {
    data_table(DataTable {
        id,
        caption: caption.into(),
        caption_hidden: false,
        columns,
        rows,
        class: None,
        opening: None,
    })
}

#[wasm_bindgen_test]
async fn a_table_has_a_caption_and_headers_and_scrolls_by_keyboard() {
    let (columns, rows) = two_rows();
    let stage = Mounted::new(move || table("homes", "Homes by year", &columns, &rows)).await;
    assert_eq!(stage.count("th[scope=col]"), 2);
    assert_eq!(stage.count("tbody th[scope=row]"), 2);
    assert_eq!(stage.count("tbody td"), 2);
    assert_eq!(stage.text("caption"), "Homes by year");
    let region: Element = stage.find("[role=region]");
    assert_eq!(region.get_attribute("tabindex").as_deref(), Some("0"));
    assert_eq!(stage.text(&format!("#{}", region.get_attribute("aria-labelledby").unwrap())), "Homes by year");
}

#[wasm_bindgen_test]
async fn a_chart_has_a_name_a_table_and_a_download() {
    let (heard, told) = shared(0);
    let stage = Mounted::new(move || {
        let (columns, rows) = two_rows();
        let told = told.clone();
        let draw = Callback::from(|canvas: Canvas| {
            let parts = vec![Part { label: "Market sale".into(), total: "330".into(), paint: Paint::Market }];
            let bar = |year: &'static str, homes: f64| StackedBar {
                label: year.into(),
                values: vec![homes],
                total: homes,
                total_text: homes.to_string().into(),
            };
            let bars = vec![bar("2012", 91.0), bar("2013", 239.0)];
            stacked_bars(&StackedBars { id: "bars", name: "239 homes in 2013".into(), parts, bars, canvas })
        });
        html! {
            <ChartFrame id="homes" heading="Building peaks" subtitle="Homes finished" {draw} caption="homes by year"
                {columns} {rows} on_csv={move |()| *told.borrow_mut() += 1} />
        }
    })
    .await;
    let plot: Element = stage.find("svg[role=img]");
    assert_eq!(plot.get_attribute("aria-label").as_deref(), Some("239 homes in 2013"));
    let width = stage.find::<Element>(".chart-frame__plot").client_width();
    assert_eq!(plot.get_attribute("width"), Some(width.to_string()), "drawn at the width it has");
    assert_eq!(stage.count("table"), 0, "nothing is written until it is asked for");
    assert_eq!(stage.text("summary"), "Show as a table (homes by year)");
    stage.find::<HtmlElement>("summary").click();
    drawn().await;
    assert_eq!(stage.count("table tbody tr"), 2);
    assert_eq!(stage.text("summary"), "Hide the table (homes by year)");
    stage.find::<HtmlElement>("button").click();
    assert_eq!(*heard.borrow(), 1);
    assert_eq!(stage.text("button"), "Download CSV (homes by year)");
}

#[wasm_bindgen_test]
async fn a_chart_is_redrawn_when_its_width_changes() {
    let stage = Mounted::new(|| {
        let (columns, rows) = two_rows();
        let draw = Callback::from(|canvas: Canvas| {
            html! { <svg role="img" aria-label="empty" width={canvas.width.to_string()}></svg> }.into()
        });
        html! { <ChartFrame id="c" heading="h" subtitle="s" {draw} caption="c" {columns} {rows} on_csv={Callback::noop()} /> }
    })
    .await;
    stage.root.set_attribute("hidden", "").unwrap();
    drawn().await;
    stage.root.remove_attribute("hidden").unwrap();
    stage.root.set_attribute("style", "width: 300px").unwrap();
    drawn().await;
    let width = stage.find::<Element>(".chart-frame__plot").client_width();
    assert!((1..=300).contains(&width));
    assert_eq!(stage.find::<Element>("svg[role=img]").get_attribute("width"), Some(width.to_string()));
}

#[wasm_bindgen_test]
async fn the_sticky_bar_repeats_the_page_and_is_never_read_out() {
    let stage = Mounted::new(|| {
        sticky_bar(StickyBar {
            shown: true,
            scenario: "Base case".to_owned(),
            state: VerdictState::Works,
            badge: "Works",
            sentence: "1,300 homes".to_owned(),
            sentence_short: "1,300 homes".to_owned(),
            figures: vec![],
        })
    })
    .await;
    assert_eq!(stage.find::<Element>(".sticky-bar").get_attribute("aria-hidden").as_deref(), Some("true"));
    assert_eq!(stage.count("a, button, input, [tabindex]"), 0, "nothing hidden may take focus");
}

#[wasm_bindgen_test]
async fn nothing_sets_a_style_attribute() {
    let (columns, rows) = two_rows();
    let stage = Mounted::new(move || {
        html! {
            <div>
                { field_among(&Surroundings { value: "1", error: Some("no"), stepped: true, after: true, ..Default::default() }) }
                { table("t", "c", &columns, &rows) }
            </div>
        }
    })
    .await;
    assert_eq!(stage.count("[style]"), 0);
}

#[wasm_bindgen_test]
fn a_table_is_written_as_a_spreadsheet_reads_it() {
    let rows = vec![vec!["Year".to_owned(), "Homes".to_owned()], vec!["2012".to_owned(), "=1+1".to_owned()]];
    assert_eq!(csv::text(&rows), "\u{feff}Year,Homes\r\n2012,'=1+1\r\n");
}
