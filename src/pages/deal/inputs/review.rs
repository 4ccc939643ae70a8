//! The review of a value: agreed, or challenged with a reason.

use crate::components::{Choice, ChoiceItem, Field as Box_, Keypad};
use crate::words::inputs as text;
use crate::workspace::{Action, Sender};
use appraisal::deal::Review;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ReviewedProps {
    /// The prefix of its ids.
    pub(super) id: AttrValue,
    /// The path of the value.
    pub(super) path: String,
    /// Whether the form is open.
    pub(super) is_open: bool,
    /// The current review.
    pub(super) said: Option<Review>,
    /// The reason.
    pub(super) note: AttrValue,
    pub(super) sender: Sender,
}

/// The names of the choices in the list.
const NOTHING: &str = "";
const AGREED: &str = "agreed";
const CHALLENGED: &str = "challenged";

/// The button that opens and closes the form.
pub(super) fn review_button(label: &str, is_open: &UseStateHandle<bool>) -> Html {
    let toggle = {
        let is_open = is_open.clone();
        move |_| is_open.set(!*is_open)
    };
    html! {
        <button type="button" class="linklike" aria-expanded={is_open.to_string()} onclick={toggle}>
            { text::REVIEW }<span class="visually-hidden">{ text::review_of(label) }</span>
        </button>
    }
}

/// The review of the value, and the form while it is open.
#[component]
pub(super) fn Reviewed(props: &ReviewedProps) -> Html {
    html! {
        <div class="review">
            <p class="review__line">{ said(props) }</p>
            <div>
                if props.is_open {
                    <Form ..props.clone() />
                }
            </div>
        </div>
    }
}

fn said(props: &ReviewedProps) -> Html {
    let Some(review) = props.said else { return Html::default() };
    let class = if review == Review::Challenged { "review__said review__said--challenged" } else { "review__said" };
    html! { <span {class}>{ text::reviewed(review, &props.note) }</span> }
}

#[component]
fn Form(props: &ReviewedProps) -> Html {
    let note = {
        let note = props.note.to_string();
        use_state_eq(move || note)
    };
    let error = text::review_note_error(&note);
    // A reason that is too long stays in its box, and the review keeps the one before it.
    let sent = if error.is_some() { props.note.to_string() } else { (*note).clone() };
    let on_change = {
        let (props, note) = (props.clone(), sent.clone());
        Callback::from(move |name: String| {
            let said = match name.as_str() {
                AGREED => Some(Review::Agreed),
                CHALLENGED => Some(Review::Challenged),
                _ => None,
            };
            props.sender.dispatch(Action::Reviewed(props.path.clone(), said, note.clone()));
        })
    };
    let on_input = {
        let note = note.clone();
        Callback::from(move |typed| note.set(typed))
    };
    let on_leave = {
        let props = props.clone();
        Callback::from(move |()| {
            if *sent != *props.note {
                props.sender.dispatch(Action::Reviewed(props.path.clone(), props.said, sent.clone()));
            }
        })
    };
    let item = |value: &'static str, words: &'static str| ChoiceItem { value: value.into(), text: words.into() };
    let items = vec![
        item(NOTHING, text::review(None)),
        item(AGREED, text::review(Some(Review::Agreed))),
        item(CHALLENGED, text::review(Some(Review::Challenged))),
    ];
    let value = match props.said {
        None => NOTHING,
        Some(Review::Agreed) => AGREED,
        Some(Review::Challenged) => CHALLENGED,
    };
    html! {
        <div class="review__form">
            <Choice id={format!("{}-review", props.id)} label={text::REVIEW_LABEL} {items} {value} {on_change} />
            <Box_ id={format!("{}-why", props.id)} label={text::REVIEW_NOTE} value={(*note).clone()} error={error.map(AttrValue::from)} {on_input} {on_leave} keypad={Keypad::Text} />
        </div>
    }
}
