//! The points the figures raise before the deal goes to committee.

use crate::components::{Sign, icon};
use crate::outcome::Answer;
use crate::words::deal::{Check, checks};
use crate::words::page as text;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ChecksProps {
    pub(super) base: Answer,
    pub(super) current: Answer,
}

/// The list of points.
#[component]
pub(super) fn Checks(props: &ChecksProps) -> Html {
    let checks = checks(&props.current, &props.base.deal);
    html! {
        <section class="panel" id="checks" tabindex="-1" aria-labelledby="checks-heading">
            <h2 id="checks-heading">{ text::BEFORE_COMMITTEE }</h2>
            <p class="panel__lead">{ text::PROMPTS }</p>
            <ul class="checks">{ for checks.iter().map(point) }</ul>
        </section>
    }
}

fn point(check: &Check) -> Html {
    let (class, sign, said) = if check.act {
        ("check check--act", Sign::Act, text::TO_ACT_ON)
    } else {
        ("check check--know", Sign::Know, text::TO_KNOW)
    };
    html! {
        <li {class} key={check.heading.clone()}>
            { icon(sign) }
            <div class="check__words">
                <h3><span class="visually-hidden">{ said }</span>{ &check.heading }</h3>
                <p>{ &check.text }</p>
            </div>
        </li>
    }
}
