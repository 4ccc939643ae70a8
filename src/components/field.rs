//! One box to type a figure in, with its label, hint, error, source and steps.

use gloo::events::EventListener;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::icons::{Sign, icon};
use crate::browser::screen::{OnceDrawn, on_leaving, once_drawn};
use crate::words;

/// How the field stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldLayout {
    /// In a form: mark and note under the box.
    #[default]
    Form,
    /// As a lever: mark beside the label, [`FieldProps::aside`] beside the box, note under both.
    Lever,
}

/// How wide the box is: a hint at the length of what is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldWidth {
    /// About four figures.
    Short,
    /// About nine figures.
    Medium,
    /// All the room there is.
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
    /// A unit before the box, such as "£". Hidden from readers: say it in `unit_said`.
    #[prop_or_default]
    pub prefix: Option<AttrValue>,
    /// A unit after the box, such as "%". Hidden from readers: say it in `unit_said`.
    #[prop_or_default]
    pub suffix: Option<AttrValue>,
    /// The unit in words, added to the label for readers: "in pounds".
    #[prop_or_default]
    pub unit_said: Option<AttrValue>,
    /// The text in the box, exactly as typed: the box never corrects a person while they type.
    pub value: AttrValue,
    /// What to do about the value, when it is wrong.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// Where the value comes from: a `SourceMark`.
    #[prop_or_default]
    pub mark: Html,
    /// A line about the value: "Was £82,000. Put it back", or a lever's effect.
    #[prop_or_default]
    pub note: Html,
    /// What is done with the value: a button beside the mark.
    #[prop_or_default]
    pub act: Html,
    /// What stands beside the box in a lever: its curve.
    #[prop_or_default]
    pub aside: Html,
    /// Called with the whole text as it is typed, each time once the browser has drawn it.
    pub on_input: Callback<String>,
    /// Called when the box is left, or Enter is pressed in it: the value may be applied.
    #[prop_or_default]
    pub on_leave: Callback<()>,
    /// Called on Escape: what stood there before should be put back.
    #[prop_or_default]
    pub on_escape: Callback<()>,
    /// Called with −1 or 1 by the buttons and by Down and Up in the box. Without it there are no buttons, and the
    /// arrow keys are left to the browser.
    #[prop_or_default]
    pub on_step: Option<Callback<i32>>,
    /// Which keys a touch screen offers.
    #[prop_or_default]
    pub keypad: Keypad,
    /// How wide the box is.
    #[prop_or_default]
    pub width: FieldWidth,
    /// How the field stands.
    #[prop_or_default]
    pub layout: FieldLayout,
}

/// The text that has been typed and is not handed on yet. The browser draws a key that is pressed by itself; whatever follows from
/// it comes after that frame, so that no key waits for the page.
#[derive(Clone, Default)]
struct Typed(Rc<RefCell<Option<Waiting>>>);

/// A text that waits, and what hands it on: the frame, or the page going away before it.
struct Waiting {
    text: AttrValue,
    _drawn: OnceDrawn,
    _leaving: [EventListener; 2],
}

impl Typed {
    fn text(&self) -> Option<AttrValue> {
        self.0.borrow().as_ref().map(|waiting| waiting.text.clone())
    }

    /// Hands a text on once it has been drawn, in the place of any that waits.
    fn later(&self, text: String, on_input: &Callback<String>) {
        let hand_on = {
            let (typed, on_input) = (self.clone(), on_input.clone());
            move || typed.now(&on_input)
        };
        let (_drawn, _leaving) = (once_drawn(hand_on.clone()), on_leaving(hand_on));
        self.0.replace(Some(Waiting { text: text.into(), _drawn, _leaving }));
    }

    /// Hands on what waits.
    fn now(&self, on_input: &Callback<String>) {
        let waiting = self.0.take();
        if let Some(waiting) = waiting {
            on_input.emit(waiting.text.to_string());
        }
    }
}

/// One box with all that belongs to it.
///
/// The text is controlled and is never altered here, and every neighbour of the box has an element that is always
/// there, so that an error or a note may come and go without the box losing its text, its caret or the focus.
#[component]
pub fn Field(props: &FieldProps) -> Html {
    let id = &props.id;
    let typed = (*use_memo((), |()| Typed::default())).clone();
    let props = &after_what_was_typed(props, &typed);
    html! {
        <div class={field_class(props)}>
            { label(id, &props.label, props.unit_said.as_ref()) }
            { hint(id, props.hint.as_ref()) }
            { error_line(id, props.error.as_ref()) }
            <div class="field__box">
                <span class="field__step">{ step_button(props, -1) }</span>
                <span class="field__unit field__unit--before" aria-hidden="true">{ props.prefix.clone() }</span>
                { text_box(props, &typed) }
                <span class="field__unit field__unit--after" aria-hidden="true">{ props.suffix.clone() }</span>
                <span class="field__step">{ step_button(props, 1) }</span>
            </div>
            <div class="field__aside">{ props.aside.clone() }</div>
            { foot(id, &props.mark, &props.note, &props.act) }
        </div>
    }
}

/// The same, but whatever is done to the box is done after what was typed in it.
fn after_what_was_typed(props: &FieldProps, typed: &Typed) -> FieldProps {
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

fn text_box(props: &FieldProps, typed: &Typed) -> Html {
    let oninput = {
        let (typed, on_input) = (typed.clone(), props.on_input.clone());
        move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                typed.later(input.value(), &on_input);
            }
        }
    };
    let on_leave = props.on_leave.clone();
    html! {
        <input
            class="field__input"
            id={props.id.clone()}
            type="text"
            inputmode={inputmode(props.keypad)}
            autocomplete="off"
            spellcheck="false"
            value={typed.text().unwrap_or_else(|| props.value.clone())}
            aria-invalid={props.error.is_some().then_some("true")}
            aria-describedby={described_by(&props.id, props.hint.is_some(), props.error.is_some())}
            {oninput}
            onblur={move |_| on_leave.emit(())}
            onkeydown={on_key(props)}
        />
    }
}

/// Enter applies, Escape puts back, Up and Down step; every other key, and any with a modifier, is the browser's.
fn on_key(props: &FieldProps) -> Callback<KeyboardEvent> {
    let (on_leave, on_escape, on_step) = (props.on_leave.clone(), props.on_escape.clone(), props.on_step.clone());
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() {
            return;
        }
        match (event.key().as_str(), &on_step) {
            ("Enter", _) => on_leave.emit(()),
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

fn step_button(props: &FieldProps, by: i32) -> Html {
    let Some(step) = props.on_step.clone() else { return Html::default() };
    let (name, sign) = if by < 0 {
        (words::less_of(&props.label), words::LESS_SIGN)
    } else {
        (words::more_of(&props.label), words::MORE_SIGN)
    };
    html! {
        <button type="button" class="stepper" aria-label={name} onclick={move |_| step.emit(by)}>{ sign }</button>
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

/// The ids read out after the label: the hint and the error when there is one, and always the mark and the note.
pub(super) fn described_by(id: &str, has_hint: bool, has_error: bool) -> String {
    let parts = [(has_hint, "hint"), (has_error, "error"), (true, "mark"), (true, "note")];
    let ids = parts.iter().filter(|(there, _)| *there).map(|(_, part)| format!("{id}-{part}"));
    ids.collect::<Vec<_>>().join(" ")
}

pub(super) fn label(id: &AttrValue, text: &AttrValue, unit_said: Option<&AttrValue>) -> Html {
    let unit = unit_said.map(|unit| format!(", {unit}"));
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

pub(super) fn error_line(id: &AttrValue, error: Option<&AttrValue>) -> Html {
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

/// The line under a control: where its value comes from, what is done with it, and a note. What is done with it is no part
/// of the control's description.
pub(super) fn foot(id: &AttrValue, mark: &Html, note: &Html, act: &Html) -> Html {
    html! {
        <div class="field__foot">
            <span class="field__mark" id={format!("{id}-mark")}>{ mark.clone() }</span>
            <span class="field__act">{ act.clone() }</span>
            <span class="field__note" id={format!("{id}-note")}>{ note.clone() }</span>
        </div>
    }
}
