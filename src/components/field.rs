//! One box to type a figure in, with its label, hint, error, source and steps.

use gloo::events::EventListener;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::icons::{Sign, icon};
use crate::browser::press;
use crate::browser::screen::{AfterPaint, after_paint, on_leaving};
use crate::words;

/// The layout of the field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldLayout {
    /// In a form: mark and note under the box.
    #[default]
    Form,
    /// As a lever: mark beside the label, [`FieldProps::aside`] beside the box, note under both.
    Lever,
}

/// The width of the box: a hint at the expected length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldWidth {
    /// About four digits.
    Short,
    /// About nine digits.
    Medium,
    /// The full width.
    #[default]
    Full,
}

/// Which keys a touch screen offers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keypad {
    /// Digits and a point.
    #[default]
    Decimal,
    /// Digits only.
    Whole,
    /// Letters too, as for months.
    Text,
}

/// Props of [`Field`].
#[derive(Clone, PartialEq, Properties)]
pub struct FieldProps {
    /// The box's id; those of the hint, error, mark and note are made from it.
    pub id: AttrValue,
    /// The label.
    pub label: AttrValue,
    /// A line under the label.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// Whether the text may have several sentences: the box then has several lines.
    #[prop_or_default]
    pub is_long: bool,
    /// A unit before the box, such as "£". Hidden from screen readers: give it in `unit_said`.
    #[prop_or_default]
    pub prefix: Option<AttrValue>,
    /// A unit after the box, such as "%". Hidden from screen readers: give it in `unit_said`.
    #[prop_or_default]
    pub suffix: Option<AttrValue>,
    /// The unit in words, added to the label for screen readers unless the hint begins with it: "in pounds".
    #[prop_or_default]
    pub unit_said: Option<AttrValue>,
    /// The text in the box, exactly as typed: the box never changes text while the user types.
    pub value: AttrValue,
    /// The error message, if the value is wrong.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// The source of the value: a `SourceMark`.
    #[prop_or_default]
    pub mark: Html,
    /// A note about the value: "Was £82,000. Restore", or a lever's effect.
    #[prop_or_default]
    pub note: Html,
    /// A button beside the mark.
    #[prop_or_default]
    pub act: Html,
    /// The content beside the box of a lever: its curve.
    #[prop_or_default]
    pub aside: Html,
    /// Called with the whole text at each key press, once the browser has drawn it.
    pub on_input: Callback<String>,
    /// Called when the box gets the focus.
    #[prop_or_default]
    pub on_enter: Callback<()>,
    /// Called when the box is left, or Enter is pressed in it: the value may be applied.
    #[prop_or_default]
    pub on_leave: Callback<()>,
    /// Called after [`Self::on_leave`] if that was Enter: what is wrong may be announced again.
    #[prop_or_default]
    pub on_apply: Callback<()>,
    /// Called on Escape: the text before typing should be restored.
    #[prop_or_default]
    pub on_escape: Callback<()>,
    /// Called with −1 or 1 by the buttons and by Down and Up in the box. Without it there are no buttons, and the browser
    /// handles the arrow keys.
    #[prop_or_default]
    pub on_step: Option<Callback<i32>>,
    /// Which keys a touch screen offers.
    #[prop_or_default]
    pub keypad: Keypad,
    /// How wide the box is.
    #[prop_or_default]
    pub width: FieldWidth,
    /// The layout of the field.
    #[prop_or_default]
    pub layout: FieldLayout,
}

/// Typed text that has not been passed on yet. The browser draws a pressed key first; the page reacts after that frame, so
/// that no key press waits for the page.
#[derive(Clone, Default)]
struct Typed(Rc<RefCell<Option<Waiting>>>);

/// A waiting text, and what passes it on: the frame, or the page being left before it.
struct Waiting {
    text: AttrValue,
    _drawn: AfterPaint,
    _leaving: [EventListener; 2],
}

impl Typed {
    fn text(&self) -> Option<AttrValue> {
        self.0.borrow().as_ref().map(|waiting| waiting.text.clone())
    }

    /// Passes a text on once it has been drawn, instead of any that waits.
    fn later(&self, text: String, on_input: &Callback<String>) {
        let hand_on = {
            let (typed, on_input) = (self.clone(), on_input.clone());
            move || typed.now(&on_input)
        };
        let (_drawn, _leaving) = (after_paint(hand_on.clone()), on_leaving(hand_on));
        self.0.replace(Some(Waiting { text: text.into(), _drawn, _leaving }));
    }

    /// Passes the waiting text on.
    fn now(&self, on_input: &Callback<String>) {
        let waiting = self.0.take();
        if let Some(waiting) = waiting {
            on_input.emit(waiting.text.to_string());
        }
    }
}

/// One box with its label, hint, error and notes.
///
/// The text is controlled and is never altered here, and everything beside the box is inside an element that is always there,
/// so that an error or a note can appear or disappear without the box losing its text, its caret or the focus.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let id = &props.id;
    let typed = (*use_memo((), |()| Typed::default())).clone();
    let is_entered = use_mut_ref(|| false);
    // Drawn again once it is left: "180k" over a value of 180,000 changes no prop.
    let again = use_force_update();
    let mut props = after_typed_text(props, &typed);
    let leave = props.on_leave.clone();
    props.on_leave = Callback::from(move |()| {
        leave.emit(());
        again.force_update();
    });
    let props = &props;
    html! {
        <div class={field_class(props)}>
            { label(id, &props.label, props.unit_said.as_ref().filter(|unit| !is_in_hint(unit, props.hint.as_ref()))) }
            { hint(id, props.hint.as_ref()) }
            { error_line(id, props.error.as_ref()) }
            <div class="field__box">
                <span class="field__step">{ step_button(props, -1) }</span>
                <span class="field__unit field__unit--before" aria-hidden="true">{ props.prefix.clone() }</span>
                { text_box(props, &typed, &is_entered) }
                { step_keys(props) }
                <span class="field__unit field__unit--after" aria-hidden="true">{ props.suffix.clone() }</span>
                <span class="field__step">{ step_button(props, 1) }</span>
            </div>
            <div class="field__aside">{ props.aside.clone() }</div>
            { foot(id, &props.mark, &props.note, &props.act) }
        </div>
    }
}

/// The same props, but every other event of the box comes after its typed text.
fn after_typed_text(props: &FieldProps, typed: &Typed) -> FieldProps {
    let after = |call: &Callback<()>| {
        let (typed, on_input, call) = (typed.clone(), props.on_input.clone(), call.clone());
        Callback::from(move |()| {
            typed.now(&on_input);
            call.emit(());
        })
    };
    let on_step = props.on_step.as_ref().map(|step| {
        let (typed, on_input, step) = (typed.clone(), props.on_input.clone(), step.clone());
        Callback::from(move |by| {
            typed.now(&on_input);
            step.emit(by);
        })
    });
    FieldProps { on_leave: after(&props.on_leave), on_escape: after(&props.on_escape), on_step, ..props.clone() }
}

/// The text box. The first press on a box of figures selects all, as the Tab key does: what is typed next replaces the value.
/// The second sets the caret. `is_entered` is whether the box got the focus and has not been pressed since.
fn text_box(props: &FieldProps, typed: &Typed, is_entered: &Rc<RefCell<bool>>) -> Html {
    let oninput = {
        let (typed, on_input) = (typed.clone(), props.on_input.clone());
        move |event: InputEvent| {
            let text = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value());
            let text = text.or_else(|| event.target_dyn_into::<HtmlTextAreaElement>().map(|input| input.value()));
            if let Some(text) = text {
                typed.later(text, &on_input);
            }
        }
    };
    let (on_enter, on_leave) = (props.on_enter.clone(), props.on_leave.clone());
    let [entered, pressed, clicked] = [(); 3].map(|()| is_entered.clone());
    let is_text = props.keypad == Keypad::Text;
    let value = typed.text().unwrap_or_else(|| props.value.clone());
    let mut described = described_by(&props.id, props.hint.is_some(), props.error.is_some());
    if props.on_step.is_some() {
        described.push_str(&format!(" {}-keys", props.id));
    }
    let is_long = props.is_long;
    let line_only = |attribute: &'static str| (!is_long).then_some(attribute);
    html! {
        <@{if is_long { "textarea" } else { "input" }}
            class={classes!("field__input", is_long.then_some("field__input--long"))}
            id={props.id.clone()}
            type={line_only("text")}
            inputmode={line_only(inputmode(props.keypad))}
            autocomplete={line_only("off")}
            spellcheck={line_only("false")}
            rows={is_long.then_some("3")}
            {value}
            aria-invalid={props.error.is_some().then_some("true")}
            aria-describedby={described}
            {oninput}
            onfocus={move |_| {
                entered.replace(true);
                on_enter.emit(());
            }}
            onmousedown={move |event: MouseEvent| {
                // The press that enters the box comes before the focus.
                if event.target() == gloo::utils::document().active_element().map(Into::into) {
                    pressed.replace(false);
                }
            }}
            onclick={move |event: MouseEvent| {
                if clicked.replace(false) && !is_text {
                    select_all(&event);
                }
            }}
            onblur={move |_| {
                let on_leave = on_leave.clone();
                press::after_press(move || on_leave.emit(()));
            }}
            // In a box of several lines Enter begins a line.
            onkeydown={(!is_long).then(|| on_key(props))}
        />
    }
}

/// Selects the text of a box, unless a part of it was selected by dragging.
fn select_all(event: &MouseEvent) {
    let Some(text) = event.target_dyn_into::<HtmlInputElement>() else { return };
    if text.selection_start() == text.selection_end() {
        text.select();
    }
}

/// Enter applies, Escape restores, Up and Down step; the browser handles every other key, and any with a modifier.
fn on_key(props: &FieldProps) -> Callback<KeyboardEvent> {
    let (on_leave, on_apply) = (props.on_leave.clone(), props.on_apply.clone());
    let (on_escape, on_step) = (props.on_escape.clone(), props.on_step.clone());
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() {
            return;
        }
        match (event.key().as_str(), &on_step) {
            ("Enter", _) => {
                on_leave.emit(());
                on_apply.emit(());
            }
            ("Escape", _) => on_escape.emit(()),
            ("ArrowUp", Some(step)) => {
                event.prevent_default();
                step.emit(1);
            }
            ("ArrowDown", Some(step)) => {
                event.prevent_default();
                step.emit(-1);
            }
            _ => {}
        }
    })
}

/// What the arrow keys do in a box with steps, for its description.
fn step_keys(props: &FieldProps) -> Html {
    html! {
        <span>
            if props.on_step.is_some() {
                <span id={format!("{}-keys", props.id)} hidden={true}>{ words::STEP_KEYS }</span>
            }
        </span>
    }
}

fn step_button(props: &FieldProps, by: i32) -> Html {
    let Some(step) = props.on_step.clone() else { return Html::default() };
    let (name, sign) = if by < 0 {
        (words::less_of(&props.label), words::LESS_SIGN)
    } else {
        (words::more_of(&props.label), words::MORE_SIGN)
    };
    html! {
        // The arrow keys in the box do the same: these are for pointers.
        <button type="button" class="stepper" tabindex="-1" aria-label={name} onclick={move |_| step.emit(by)}>{ sign }</button>
    }
}

fn field_class(props: &FieldProps) -> Classes {
    let layout = match props.layout {
        FieldLayout::Form => None,
        FieldLayout::Lever => Some("field--lever"),
    };
    let width = match props.width {
        FieldWidth::Short => Some("field--short"),
        FieldWidth::Medium => Some("field--medium"),
        FieldWidth::Full => Some("field--full"),
    };
    let text = matches!(props.keypad, Keypad::Text).then_some("field--text");
    classes!("field", layout, width, text, props.error.is_some().then_some("field--wrong"))
}

const fn inputmode(keypad: Keypad) -> &'static str {
    match keypad {
        Keypad::Decimal => "decimal",
        Keypad::Whole => "numeric",
        Keypad::Text => "text",
    }
}

/// The ids read out after the label: the hint and the error if there is one, and always the mark and the note.
pub(super) fn described_by(id: &str, has_hint: bool, has_error: bool) -> String {
    let parts = [(has_hint, "hint"), (has_error, "error"), (true, "mark"), (true, "note")];
    let ids = parts.iter().filter(|(there, _)| *there).map(|(_, part)| format!("{id}-{part}"));
    ids.collect::<Vec<_>>().join(" ")
}

/// Whether the hint begins with the unit, so that it is not read out twice.
fn is_in_hint(unit: &str, hint: Option<&AttrValue>) -> bool {
    hint.is_some_and(|hint| words::lowered(hint).starts_with(unit))
}

pub(super) fn label(id: &AttrValue, text: &AttrValue, unit_said: Option<&AttrValue>) -> Html {
    let unit = unit_said.filter(|unit| !unit.is_empty()).map(|unit| format!(" ({unit})"));
    html! {
        <label class="field__label" id={format!("{id}-label")} for={id.clone()}>
            { text.clone() }
            <span class="visually-hidden">{ unit }</span>
        </label>
    }
}

pub(super) fn hint(id: &AttrValue, text: Option<&AttrValue>) -> Html {
    html! { <p class="field__hint" id={format!("{id}-hint")}>{ text.cloned() }</p> }
}

/// The error beside a control; empty without one.
pub fn error_line(id: &AttrValue, error: Option<&AttrValue>) -> Html {
    html! {
        <p class="field__error" id={format!("{id}-error")}>
            if let Some(error) = error {
                { icon(Sign::Error) }
                <span class="visually-hidden">{ words::ERROR_SAID }</span>
                <span>{ error.clone() }</span>
            }
        </p>
    }
}

/// The line under a control: the source of its value, a button, and a note. The button is not part of the control's
/// description.
pub(super) fn foot(id: &AttrValue, mark: &Html, note: &Html, act: &Html) -> Html {
    html! {
        <div class="field__foot">
            <span class="field__mark" id={format!("{id}-mark")}>{ mark.clone() }</span>
            <span class="field__act">{ act.clone() }</span>
            <span class="field__note" id={format!("{id}-note")}>{ note.clone() }</span>
        </div>
    }
}
