//! Any of a few names, each with a box to tick.

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
    /// What may be ticked: names and what they say.
    pub items: Vec<(String, String)>,
    /// The names that are ticked.
    pub ticked: Rc<[String]>,
    /// Where the value comes from: a `SourceMark`.
    #[prop_or_default]
    pub mark: Html,
    /// A line about the value.
    #[prop_or_default]
    pub note: Html,
    /// What is done with the value: a button beside the mark.
    #[prop_or_default]
    pub act: Html,
    /// Called with the names that are ticked, in their order.
    pub on_change: Callback<Vec<String>>,
}

/// A group of boxes to tick.
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
