//! A select box.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::field::{described_by, error_line, foot, hint, label};

/// One option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceItem {
    /// The value reported when it is chosen; also its key, so it must be unique.
    pub value: AttrValue,
    /// Its text.
    pub text: AttrValue,
}

/// Props of [`Choice`].
#[derive(Clone, PartialEq, Properties)]
pub struct ChoiceProps {
    /// The list's id; those of the hint, error, mark and note are made from it.
    pub id: AttrValue,
    /// The label.
    pub label: AttrValue,
    /// A line under the label.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// The options.
    pub items: Vec<ChoiceItem>,
    /// The value of the selected option.
    pub value: AttrValue,
    /// The error message, if the choice is wrong.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// The source of the choice: a `SourceMark`.
    #[prop_or_default]
    pub mark: Html,
    /// A note about the choice.
    #[prop_or_default]
    pub note: Html,
    /// A button beside the mark.
    #[prop_or_default]
    pub act: Html,
    /// Called with the chosen value.
    pub on_change: Callback<String>,
}

/// A native `select`. Each option says whether it is selected, since the framework does not track the value of the `select`.
#[component]
pub fn Choice(props: &ChoiceProps) -> Html {
    let id = &props.id;
    let on_change = props.on_change.clone();
    let onchange = move |event: Event| {
        if let Some(list) = event.target_dyn_into::<HtmlSelectElement>() {
            on_change.emit(list.value());
        }
    };
    html! {
        <div class={classes!("field", props.error.is_some().then_some("field--wrong"))}>
            { label(id, &props.label, None) }
            { hint(id, props.hint.as_ref()) }
            { error_line(id, props.error.as_ref()) }
            <div class="field__box">
                <select
                    class="field__input field__input--list"
                    id={id.clone()}
                    aria-invalid={props.error.is_some().then_some("true")}
                    aria-describedby={described_by(id, props.hint.is_some(), props.error.is_some())}
                    {onchange}
                >
                    { for props.items.iter().map(|item| line(item, &props.value)) }
                </select>
            </div>
            { foot(id, &props.mark, &props.note, &props.act) }
        </div>
    }
}

/// A select box of a few names, which reports the index of the chosen one.
pub fn choice_by_place(
    id: &'static str,
    label: &'static str,
    names: impl Iterator<Item = AttrValue>,
    chosen: usize,
    on_change: &Callback<usize>,
) -> Html {
    let item = |(place, text): (usize, AttrValue)| ChoiceItem { value: place.to_string().into(), text };
    let items: Vec<ChoiceItem> = names.enumerate().map(item).collect();
    let on_change = on_change.reform(|place: String| place.parse().unwrap_or_default());
    html! { <Choice {id} {label} {items} value={chosen.to_string()} {on_change} /> }
}

fn line(item: &ChoiceItem, chosen: &AttrValue) -> Html {
    html! {
        <option key={item.value.to_string()} value={item.value.clone()} selected={item.value == *chosen}>
            { item.text.clone() }
        </option>
    }
}
