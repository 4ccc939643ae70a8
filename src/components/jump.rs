//! Links to the parts of a page.

use crate::browser::screen;
use yew::prelude::*;

/// A link within the page that does not change the address.
pub fn jump(id: &str, words: impl Into<AttrValue>) -> Html {
    let href = format!("#{id}");
    let id = id.to_owned();
    let onclick = {
        let id = id.clone();
        move |event: MouseEvent| {
            event.prevent_default();
            screen::go_to(&id);
        }
    };
    html! { <a {href} {onclick} key={id}>{ words.into() }</a> }
}

/// A row of links to the parts of the page, each by its id and its words.
pub fn jump_links(label: &'static str, parts: &[(&'static str, &'static str)]) -> Html {
    html! {
        <nav class="jump-links" aria-label={label}>
            { for parts.iter().map(|(id, words)| jump(id, *words)) }
        </nav>
    }
}
