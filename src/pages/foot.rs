//! The foot of every page.

use crate::browser::screen;
use crate::route::{Page, link_to_page};
use crate::scenarios::Cases;
use crate::words::compact::NEW_TAB;
use crate::words::page as text;
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use yew::prelude::*;

/// The delay after typing before the code follows, in milliseconds: it is worked out from the whole document. On paper it follows
/// at once.
const REST: u32 = 500;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct FootProps {
    pub(crate) cases: Cases,
}

/// Version, rates, the short code of the deal, and what happens to data.
#[component]
pub(crate) fn Foot(props: &FootProps) -> Html {
    let cases = &props.cases;
    let code = use_state_eq(|| cases.code());
    use_effect_with(cases.clone(), {
        let code = code.setter();
        move |cases| {
            let cases = cases.clone();
            let follow = Rc::new(move || code.set(cases.code()));
            let printed = screen::before_print({
                let follow = follow.clone();
                move || follow()
            });
            let rested = Timeout::new(REST, move || follow());
            move || drop((rested, printed))
        }
    });
    html! {
        <footer class="page">
            <div class="foot">
                <p class="foot__version">{ text::version_line(env!("CARGO_PKG_VERSION"), cases.deal(), &code) }</p>
                <p class="foot__links">
                    { text::NOTHING_SENT }{ " " }<a href={link_to_page(Page::Glossary)}>{ text::page(Page::Glossary) }</a>
                    { " " }<a href={crate::words::method_page("")} target="_blank" rel="noopener">{ text::METHOD }<span class="visually-hidden">{ NEW_TAB }</span></a>
                </p>
            </div>
        </footer>
    }
}
