//! A group of checkboxes.

use std::rc::Rc;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::field::foot;

/// Props of [`Ticks`].
#[derive(Clone, PartialEq, Properties)]
pub struct TicksProps {
    /// The id of the group; those of the boxes are made from it.
    pub id: AttrValue,
    /// The label.
    pub label: AttrValue,
    /// A line under the label.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// The options: names and labels.
    pub items: Vec<(String, String)>,
    /// The ticked names.
    pub ticked: Rc<[String]>,
    /// The source of the value: a `SourceMark`.
    #[prop_or_default]
    pub mark: Html,
    /// A note about the value.
    #[prop_or_default]
    pub note: Html,
    /// A button beside the mark.
    #[prop_or_default]
    pub act: Html,
    /// Called with the ticked names, in order.
    pub on_change: Callback<Vec<String>>,
}

/// A group of checkboxes.
#[component]
pub fn Ticks(props: &TicksProps) -> Html {
    let tick = |(name, label): &(String, String)| {
        let (on_change, ticked, own) = (props.on_change.clone(), props.ticked.clone(), name.clone());
        let order: Vec<String> = props.items.iter().map(|(name, _)| name.clone()).collect();
        let onchange = move |event: Event| {
            let is_on = event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked());
            let is_kept = |name: &&String| if **name == own { is_on } else { ticked.contains(name) };
            on_change.emit(order.iter().filter(is_kept).cloned().collect());
        };
        html! {
            <label class="tick" key={name.clone()}>
                <input type="checkbox" id={format!("{}-{name}", props.id)} checked={props.ticked.contains(name)} {onchange} />
                { label.clone() }
            </label>
        }
    };
    html! {
        <fieldset class="field field--list" id={props.id.clone()} tabindex="-1">
            <legend class="field__label">{ props.label.clone() }</legend>
            <p class="field__hint">{ props.hint.clone() }</p>
            <div class="ticks">{ for props.items.iter().map(tick) }</div>
            { foot(&props.id, &props.mark, &props.note, &props.act) }
        </fieldset>
    }
}
