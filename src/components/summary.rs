//! The list of errors, at the top of the page.

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDetailsElement, HtmlElement};
use yew::prelude::*;

/// One error.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The id of the field it is about.
    pub field: AttrValue,
    /// The same words as beside the field.
    pub message: AttrValue,
    /// Opens the place of the field, if it is not on the page until then.
    pub on_seek: Callback<()>,
}

/// Props of [`ErrorSummary`].
#[derive(Clone, PartialEq, Properties)]
pub struct ErrorSummaryProps {
    /// The heading: "There is a problem".
    pub title: AttrValue,
    /// A sentence under it.
    #[prop_or_default]
    pub lead: Option<AttrValue>,
    /// The errors, in the order of the page. If empty, the summary is hidden.
    pub faults: Vec<Fault>,
    /// The number of requests to take focus: each new count above zero takes it once, so that a second request works even if
    /// nothing else has changed.
    #[prop_or_default]
    pub focus_asked: u32,
}

/// The error summary. Each line opens the folds around its field, scrolls the label into view and focuses the field.
#[component]
pub fn ErrorSummary(props: &ErrorSummaryProps) -> Html {
    let place = use_node_ref();
    use_effect_with(props.focus_asked, {
        let place = place.clone();
        move |asked| {
            if let (true, Some(summary)) = (*asked > 0, place.cast::<HtmlElement>()) {
                // A summary that cannot take focus can still be read.
                let _ = summary.focus();
            }
        }
    });
    html! {
        <div ref={place} class="error-summary" role="group" tabindex="-1" aria-labelledby="error-summary-title" hidden={props.faults.is_empty()}>
            <h2 class="error-summary__title" id="error-summary-title">{ props.title.clone() }</h2>
            <p class="error-summary__lead">{ props.lead.clone() }</p>
            <ul class="error-summary__list">
                { for props.faults.iter().map(line) }
            </ul>
        </div>
    }
}

fn line(fault: &Fault) -> Html {
    let (field, on_seek) = (fault.field.clone(), fault.on_seek.clone());
    let onclick = move |event: MouseEvent| {
        // The fragment of the address contains the page and the deal; following the link would lose them.
        event.prevent_default();
        if !go_to_field(&field) {
            on_seek.emit(());
        }
    };
    html! {
        <li key={format!("{} {}", fault.field, fault.message)}>
            <a href={format!("#{}", fault.field)} {onclick}>{ fault.message.clone() }</a>
        </li>
    }
}

/// Focuses a field and scrolls its label into view. The label comes last, since focusing only scrolls as far as the box,
/// which leaves the label above it out of view. False if the field is not on the page.
fn go_to_field(id: &str) -> bool {
    let Some(field) = document().get_element_by_id(id) else { return false };
    while let Ok(Some(folded)) = field.closest("details:not([open])") {
        let Ok(folded) = folded.dyn_into::<HtmlDetailsElement>() else { break };
        folded.set_open(true);
    }
    if let Some(field) = field.dyn_ref::<HtmlElement>() {
        // A field that cannot take focus is still scrolled to.
        let _ = field.focus();
    }
    let label = document().get_element_by_id(&format!("{id}-label"));
    label.unwrap_or(field).scroll_into_view();
    true
}
