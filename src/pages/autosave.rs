//! How the deal is saved: a short line if it is, and a notice if it is not.

use crate::autosave::{Autosave, text_of};
use crate::browser::{clock, download};
use crate::words::deals as text;
use crate::words::page::SAVING;
use crate::workspace::Kept;
use yew::prelude::*;

/// The line or the notice under the bar.
pub(crate) fn autosave_notice(autosave: &Autosave) -> Html {
    let warning = text::warning(&autosave.kept);
    let time = match &autosave.kept {
        Kept::At(at) => clock::local(*at),
        _ => String::new(),
    };
    html! {
        <section class="page keeping" aria-label={SAVING}>
            <p class="keeping__line">{ text::kept(&autosave.kept, &time) }</p>
            <div role="alert">
                if let Some((heading, words)) = warning {
                    <div class="notice" id="keeping-notice">
                        <p class="notice__words"><strong>{ heading }</strong>{ " " }{ words }</p>
                        <div class="notice__actions">{ save_unreadable(&autosave.kept) }</div>
                    </div>
                }
            </div>
        </section>
    }
}

fn save_unreadable(kept: &Kept) -> Html {
    let Kept::Unreadable(slot, _) = kept else { return Html::default() };
    let slot = slot.clone();
    let onclick = move |_| download_text(&slot);
    html! { <button type="button" class="button" {onclick}>{ text::SAVE_DAMAGED }</button> }
}

/// Saves what cannot be read as a file.
pub(super) fn download_text(slot: &str) {
    download::download("damaged-deal.txt", "text/plain", &text_of(slot).unwrap_or_default());
}
