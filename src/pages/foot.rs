//! The foot of every page.

use crate::route::{Page, link_to_page};
use crate::scenarios::Cases;
use crate::words::compact::NEW_TAB;
use crate::words::page as text;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct FootProps {
    pub(crate) cases: Cases,
}

/// Version, rates, the short code of the deal, and what happens to data.
#[component]
pub(crate) fn Foot(props: &FootProps) -> Html {
    let cases = &props.cases;
    html! {
        <footer class="page">
            <div class="foot">
                <p class="foot__version">{ text::version_line(env!("CARGO_PKG_VERSION"), cases.deal(), &cases.code()) }</p>
                <p class="foot__links">
                    { text::NOTHING_SENT }{ " " }<a href={link_to_page(Page::Glossary)}>{ text::page(Page::Glossary) }</a>
                    { " " }<a href={crate::words::method_page("")} target="_blank" rel="noopener">{ text::METHOD }<span class="visually-hidden">{ NEW_TAB }</span></a>
                </p>
            </div>
        </footer>
    }
}
