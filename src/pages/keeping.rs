//! How the deal is saved: a short line if it is, and a notice if it is not.

use crate::browser::{clock, download, storage};
use crate::keeping::{Keeping, Kept};
use crate::words::deals as text;
use crate::words::page::SAVING;
use yew::prelude::*;

/// The line or the notice under the bar.
pub(crate) fn keeping_notice(keeping: &Keeping) -> Html {
    let warning = text::warning(&keeping.kept);
    let time = match &keeping.kept {
        Kept::At(at) => clock::local(at),
        _ => String::new(),
    };
    html! {
        <section class="page keeping" aria-label={SAVING}>
            <p class="keeping__line">{ text::kept(&keeping.kept, &time) }</p>
            <div role="alert">
                if let Some((heading, words)) = warning {
                    <div class="notice" id="keeping-notice">
                        <p class="notice__words"><strong>{ heading }</strong>{ " " }{ words }</p>
                        <div class="notice__actions">{ save_damaged(&keeping.kept) }</div>
                    </div>
                }
            </div>
        </section>
    }
}

fn save_damaged(kept: &Kept) -> Html {
    let Kept::Damaged(name) = kept else { return Html::default() };
    let name = name.clone();
    let onclick = move |_| {
        download::download("damaged-deal.txt", "text/plain", &storage::read(&name).unwrap_or_default());
    };
    html! { <button type="button" class="button" {onclick}>{ text::SAVE_DAMAGED }</button> }
}
