//! How the deal is saved: a short line if it is, and a notice if it is not.

use super::bar::save_as_file;
use crate::autosave::{Autosave, saved_in, text_of};
use crate::browser::{clock, download, screen};
use crate::saved_deal::{Saved, Unreadable};
use crate::words::deals as text;
use crate::words::page::SAVING;
use crate::words::{names, which};
use crate::workspace::{Action, Kept, Sender};
use session::scenarios::Cases;
use session::store::NotSaved;
use yew::prelude::*;

/// The line or the notice under the bar.
pub(crate) fn autosave_notice(autosave: &Autosave, workspace: &Sender, say: &Callback<String>) -> Html {
    let warning = text::warning(&autosave.kept);
    let time = match &autosave.kept {
        Kept::At(at) | Kept::Unreadable(.., Some(at)) => clock::local(*at),
        _ => String::new(),
    };
    html! {
        <section class="page keeping" aria-label={SAVING}>
            <p class="keeping__line">{ text::kept(&autosave.kept, &time) }</p>
            <div role="alert">
                if let Some((heading, words)) = warning {
                    <div class="notice" id="keeping-notice">
                        <p class="notice__words"><strong>{ heading }</strong>{ " " }{ words }</p>
                        <div class="notice__actions">{ remedy(&autosave.kept, workspace, say) }</div>
                    </div>
                }
            </div>
            <div role="alert">
                { for autosave.left.iter().map(|left| left_unsaved(left, say)) }
            </div>
            <div role="alert">
                { for autosave.too_large.iter().map(|title| html! {
                    <div class="notice" key={title.clone()}><p class="notice__words">{ text::left_too_large(names::deal(title)) }</p></div>
                }) }
            </div>
        </section>
    }
}

/// What can be done about it, if anything.
fn remedy(kept: &Kept, workspace: &Sender, say: &Callback<String>) -> Html {
    match kept.clone() {
        Kept::Newer(slot) => {
            let (workspace, say) = (workspace.clone(), say.clone());
            let onclick = move |_| {
                workspace.dispatch(Action::OpenSaved(slot.clone(), text_of(&slot)));
                // What is no longer there, or cannot be read, is said by a notice.
                if saved_in(&slot).is_some() {
                    say.emit(text::LATEST_SHOWN.to_owned());
                    screen::focus_after_paint("page-title");
                }
            };
            html! { <button type="button" class="button" {onclick}>{ text::SHOW_LATEST }</button> }
        }
        Kept::Not(NotSaved::Denied | NotSaved::Full) => {
            let (workspace, say) = (workspace.clone(), say.clone());
            let onclick = move |_| save_all(&workspace.cases(), &say);
            html! { <button type="button" class="button" {onclick}>{ text::SAVE_ALL }</button> }
        }
        Kept::Unreadable(slot, Unreadable::Damaged, _) => {
            let onclick = move |_| download_text(&slot);
            html! { <button type="button" class="button" {onclick}>{ text::SAVE_DAMAGED }</button> }
        }
        _ => Html::default(),
    }
}

/// The notice about a deal that was left and cannot be saved, with a button that saves it as a file.
fn left_unsaved(left: &Saved, say: &Callback<String>) -> Html {
    let title = names::deal(&left.title).to_owned();
    let words = text::left_unsaved(&title);
    let (key, called) = (left.stamp.clone(), which(&title));
    let (left, say) = (left.clone(), say.clone());
    let onclick = move |_| left.cases().ok().into_iter().for_each(|cases| save_all(&cases, &say));
    html! {
        <div class="notice" {key}>
            <p class="notice__words">{ words }</p>
            <div class="notice__actions">
                <button type="button" class="button" {onclick}>{ text::SAVE_AS_FILE }<span class="visually-hidden">{ called }</span></button>
            </div>
        </div>
    }
}

/// Saves all cases as a file.
fn save_all(cases: &Cases, say: &Callback<String>) {
    if let Ok(name) = save_as_file(cases) {
        say.emit(text::saved_as(&name));
    }
}

/// Saves what cannot be read as a file.
pub(super) fn download_text(slot: &str) {
    download::download("damaged-deal.txt", "text/plain", &text_of(slot).unwrap_or_default());
}
