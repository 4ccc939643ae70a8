//! The issues to resolve before the deal goes to committee.

use crate::components::{Sign, StaleNote, icon};
use crate::outcome::Answer;
use crate::words::deal::{Check, checks};
use crate::words::explain::GO_TO_INPUT;
use crate::words::{about, page as text};
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ChecksProps {
    pub(super) base: Answer,
    pub(super) current: Answer,
    /// Goes to the input at a path.
    pub(super) on_seek: Callback<String>,
}

/// The list of issues.
#[component]
pub(super) fn Checks(props: &ChecksProps) -> Html {
    let checks = checks(&props.current, &props.base.deal);
    html! {
        <section class="panel" id="checks" tabindex="-1" aria-labelledby="checks-heading">
            <h2 id="checks-heading">{ text::BEFORE_COMMITTEE }</h2>
            <StaleNote />
            <p class="panel__lead">{ text::PROMPTS }</p>
            <ul class="checks">{ for checks.iter().map(|check| point(check, &props.on_seek)) }</ul>
        </section>
    }
}

fn point(check: &Check, on_seek: &Callback<String>) -> Html {
    let (class, sign, said) = if check.act {
        ("check check--act", Sign::Act, text::TO_RESOLVE)
    } else {
        ("check check--know", Sign::Know, text::FOR_INFORMATION)
    };
    html! {
        <li {class} key={check.heading.clone()}>
            { icon(sign) }
            <div class="check__words">
                <h3><span class="visually-hidden">{ said }</span>{ &check.heading }</h3>
                <p>{ &check.text }</p>
            </div>
            <div class="check__act">{ way(check, on_seek) }</div>
        </li>
    }
}

/// The button that goes to the input of an issue.
fn way(check: &Check, on_seek: &Callback<String>) -> Html {
    let Some(path) = check.path.clone() else { return Html::default() };
    let on_seek = on_seek.clone();
    html! {
        <button type="button" class="linklike" onclick={move |_| on_seek.emit(path.clone())}>
            { GO_TO_INPUT }<span class="visually-hidden">{ about(&check.heading) }</span>
        </button>
    }
}
