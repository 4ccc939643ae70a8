//! All deals: those saved in this browser, a file, the worked examples, or a blank one.

use super::autosave::download_text;
use crate::autosave::{self, Autosave, Entry};
use crate::browser::{clock, fetch, files, screen, storage};
use crate::pages::removed::{self, removed};
use crate::route::{Page, link_to_page};
use crate::scenarios::Cases;
use crate::words::steps::sentence;
use crate::words::{about, deals as text, lineage, lowered, names, which};
use crate::workspace::{Action, FileFault, Sender, Workspace};
use appraisal::Deal;
use appraisal::deal::form;
use appraisal::document::Document;
use appraisal::samples::{PRESETS, Preset};
use gloo::file::callbacks::FileReader;
use session::store::{Deleted, NotSaved};
use std::rc::Rc;
use yew::prelude::*;

/// Props of [`DealsPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct DealsPageProps {
    /// The workspace.
    pub workspace: UseReducerHandle<Workspace>,
    /// How and where the open deal is saved.
    pub autosave: Autosave,
    /// Goes to another page.
    pub turn_to: Callback<Page>,
    /// Announces a text at once.
    pub say: Callback<String>,
}

/// The page of all deals.
#[component]
pub fn DealsPage(props: &DealsPageProps) -> Html {
    html! {
        <main class="page" id="main" tabindex="-1">
            { super::page_head(text::TITLE, text::LEAD) }
            <div class="deals">
                <NewDeal ..props.clone() />
                <Kept ..props.clone() />
                <Versions ..props.clone() />
                <Gallery ..props.clone() />
            </div>
        </main>
    }
}

/// Opens the read document as a deal and goes to its page; if it cannot be read, says so and changes nothing.
pub(crate) fn open_read(
    dispatcher: &UseReducerDispatcher<Workspace>,
    turn_to: &Callback<Page>,
    name: &str,
    read: Option<&[u8]>,
) {
    match cases_of(read) {
        Ok(cases) => {
            dispatcher.dispatch(Action::Followed(Box::new(cases)));
            turn_to.emit(Page::Deal);
        }
        Err(why) => dispatcher.dispatch(Action::FileNotOpened(name.to_owned(), why)),
    }
}

/// The deal in the bytes of a file.
fn cases_of(read: Option<&[u8]>) -> Result<Cases, FileFault> {
    let document = Document::read(read.ok_or(FileFault::NotRead)?).map_err(FileFault::NotOpened)?;
    Cases::of_document(document).map_err(FileFault::Scenario)
}

/// A blank deal, or one from a file.
#[component]
fn NewDeal(props: &DealsPageProps) -> Html {
    let reader = use_mut_ref(|| None::<FileReader>);
    let (dispatcher, turn_to) = (props.workspace.dispatcher(), props.turn_to.clone());
    let blank = {
        let (dispatcher, turn_to) = (dispatcher.clone(), turn_to.clone());
        move |_| {
            // Tests check the blank deal against the types.
            if let Ok(deal) = Deal::of_document(&form::blank()) {
                dispatcher.dispatch(Action::Followed(Box::new(Cases::of(Rc::new(deal)))));
                turn_to.emit(Page::Deal);
            }
        }
    };
    let onchange = move |event: Event| {
        let Some(file) = files::chosen(&event) else { return };
        let (dispatcher, turn_to) = (dispatcher.clone(), turn_to.clone());
        let done = Callback::from(move |(name, read): files::Read| {
            open_read(&dispatcher, &turn_to, &name, read.as_deref());
        });
        *reader.borrow_mut() = Some(files::read(&file, done));
    };
    html! {
        <section class="panel" aria-labelledby="new-heading">
            <h2 id="new-heading">{ text::NEW }</h2>
            <p class="panel__lead">{ text::NEW_LEAD }</p>
            <div class="panel__actions">
                <button type="button" class="button button--filled" onclick={blank}>{ text::BLANK }</button>
                <label class="file-box">
                    <span>{ text::OPEN_A_FILE }</span>
                    <input type="file" id="open-file" accept=".json,application/json" {onchange} />
                </label>
            </div>
            <p class="field__hint">{ text::DROP }</p>
        </section>
    }
}

/// A saved deal, with its buttons.
fn saved_deal(props: &DealsPageProps, entry: &Entry, on_delete: Callback<Entry>) -> Html {
    let (dispatcher, turn_to, id) = (props.workspace.dispatcher(), props.turn_to.clone(), entry.id.clone());
    let is_open = entry.id == props.autosave.slot;
    let kin = entry.kin.as_ref().map(|kin| lineage::kin(kin, &kin.at.map_or_else(String::new, clock::local)));
    let (title, hint, action, onclick) = match &entry.read {
        Ok((title, at)) => {
            let onclick = Callback::from(move |_: MouseEvent| {
                dispatcher.dispatch(Action::OpenSaved(id.clone(), autosave::text_of(&id)));
                turn_to.emit(Page::Deal);
            });
            (title.as_str(), text::kept_at(&local(at), is_open), text::OPEN, onclick)
        }
        Err(why) => {
            let onclick = Callback::from(move |_: MouseEvent| download_text(&id));
            (text::UNREADABLE, text::unreadable(*why).to_owned(), text::SAVE_AS_FILE, onclick)
        }
    };
    let deleted = entry.clone();
    let called = which(&text::called(title, &hint));
    html! {
        <li class="deals__one" key={entry.id.clone()}>
            <div class="deals__words">
                <strong>{ title }</strong><span class="field__hint">{ hint }</span><span class="field__hint">{ kin }</span>
            </div>
            <div class="deals__actions">
                <button type="button" class="button" {onclick}>
                    { action }<span class="visually-hidden">{ called.clone() }</span>
                </button>
                <button type="button" class="button button--quiet" onclick={move |_| on_delete.emit(deleted.clone())}>
                    { text::DELETE }<span class="visually-hidden">{ called }</span>
                </button>
            </div>
        </li>
    }
}

/// How often the list of saved deals was looked at.
#[derive(Clone, Copy, PartialEq)]
struct Looks(u32);

impl Reducible for Looks {
    type Action = ();

    fn reduce(self: Rc<Self>, (): ()) -> Rc<Self> {
        Rc::new(Self(self.0 + 1))
    }
}

/// The saved deals, looked at again whenever this tab or another one has saved, changed or deleted one, and when asked to.
#[hook]
fn use_entries(autosave: &Autosave) -> (Rc<Vec<Entry>>, Callback<()>) {
    let looks = use_reducer(|| Looks(0));
    let look = {
        let dispatcher = looks.dispatcher();
        use_callback((), move |(), ()| dispatcher.dispatch(()))
    };
    use_effect_with(look.clone(), |look| {
        let look = look.clone();
        let listener = storage::on_changed_elsewhere(move |_| look.emit(()));
        move || drop(listener)
    });
    (use_memo((*looks, autosave.clone()), |_| autosave::entries()), look)
}

/// The deals saved in this browser.
#[component]
fn Kept(props: &DealsPageProps) -> Html {
    let (entries, look) = use_entries(&props.autosave);
    // With its title, and why it could not be restored.
    let gone = use_state_eq(|| None::<(String, Deleted, Option<NotSaved>)>);
    let row = |entry: &Entry| {
        let (look, gone, workspace) = (look.clone(), gone.clone(), props.workspace.clone());
        let on_delete = Callback::from(move |deleted: Entry| {
            screen::focus_after_paint(removed::UNDO);
            let texts = autosave::delete(&deleted);
            gone.set(texts.is_deal().then(|| (deleted.title().to_owned(), texts, None)));
            look.emit(());
            // Other tabs are told by the browser.
            workspace.dispatch(autosave::looked_at_again(&deleted.id));
        });
        saved_deal(props, entry, on_delete)
    };
    let deleted = {
        let (look, gone, say) = (look.clone(), gone.clone(), props.say.clone());
        let sender = Sender::of(&props.workspace);
        Callback::from(move |()| {
            look.emit(());
            gone.set(None);
            autosave::look_at_all_again(&sender);
            say.emit(text::ALL_DELETED.to_owned());
        })
    };
    let undo = {
        let (look, gone, say) = (look.clone(), gone.clone(), props.say.clone());
        let workspace = props.workspace.clone();
        Callback::from(move |_| {
            let Some((title, deleted, _)) = &*gone else { return };
            let restored = autosave::restore(deleted);
            say.emit(text::restored(title, restored));
            if restored.is_ok() {
                screen::focus("kept-heading");
            }
            // Without room it can be restored later.
            gone.set(restored.err().map(|why| (title.clone(), deleted.clone(), Some(why))));
            workspace.dispatch(autosave::looked_at_again(&deleted.slot));
            look.emit(());
        })
    };
    html! {
        <section class="panel" aria-labelledby="kept-heading">
            <h2 id="kept-heading" tabindex="-1">{ text::SAVED_DEALS }</h2>
            <p class="panel__lead">{ text::kept_lead(storage::is_allowed(), &props.autosave.kept) }</p>
            <ul class="deals__list">{ for entries.iter().map(row) }</ul>
            <p>{ if entries.is_empty() { text::NO_SAVED_DEALS } else { "" } }</p>
            <div role="status">
                if let Some((title, _, fault)) = &*gone {
                    { removed(&fault.map_or_else(|| sentence(&text::deleted(title)), |why| text::restored(title, Err(why))), &text::deleted(title), undo) }
                }
            </div>
            <DeleteAll is_empty={entries.is_empty()} {deleted} />
        </section>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct DeleteAllProps {
    /// Whether there is nothing to delete.
    is_empty: bool,
    /// Called once everything is deleted.
    deleted: Callback<()>,
}

/// Deletes everything, once that has been confirmed.
#[component]
fn DeleteAll(props: &DeleteAllProps) -> Html {
    let is_sure = use_state_eq(|| false);
    let ask = {
        let is_sure = is_sure.clone();
        move |_| {
            is_sure.set(true);
            screen::focus_after_paint("delete-all");
        }
    };
    let delete_all = {
        let (is_sure, deleted) = (is_sure.clone(), props.deleted.clone());
        move |_| {
            screen::focus("page-title");
            autosave::delete_everything();
            is_sure.set(false);
            deleted.emit(());
        }
    };
    let keep = {
        let is_sure = is_sure.clone();
        move |_| {
            is_sure.set(false);
            screen::focus_after_paint("ask-delete-all");
        }
    };
    html! {
        <div class="panel__actions">
            if !props.is_empty && !*is_sure {
                <>
                    <button type="button" class="button button--quiet" id="ask-delete-all" aria-describedby="delete-all-is-final" onclick={ask}>{ text::DELETE_ALL }</button>
                    <span class="field__hint" id="delete-all-is-final">{ text::IS_FINAL }</span>
                </>
            }
            if *is_sure {
                <>
                    <span id="delete-all-question">{ text::ARE_YOU_SURE }</span>
                    <button type="button" class="button" id="delete-all" aria-describedby="delete-all-question" onclick={delete_all}>{ text::YES_DELETE }</button>
                    <button type="button" class="button" onclick={keep}>{ text::NO_KEEP }</button>
                </>
            }
        </div>
    }
}

/// A time of saved data in the user's own clock.
fn local(at: &str) -> String {
    session::moment::read(at).map_or_else(String::new, clock::local)
}

/// The versions of the deal that is open.
#[component]
fn Versions(props: &DealsPageProps) -> Html {
    let read = autosave::versions_of(&props.autosave.slot);
    let none = match &read {
        Ok(versions) if versions.is_empty() => text::NO_VERSIONS,
        Ok(_) => "",
        Err(why) => text::unreadable(*why),
    };
    let versions = read.unwrap_or_default();
    let row = |saved: &crate::saved_deal::Saved| {
        let (dispatcher, turn_to, version) = (props.workspace.dispatcher(), props.turn_to.clone(), saved.clone());
        let at = local(&saved.at);
        let onclick = move |_| {
            dispatcher.dispatch(Action::OpenVersion(Box::new(version.clone())));
            turn_to.emit(Page::Deal);
        };
        html! {
            <li class="deals__one" key={saved.at.clone()}>
                <div><strong>{ names::deal(&saved.title) }</strong><span class="field__hint">{ text::version_of(&at) }</span></div>
                <div class="deals__actions">
                    <button type="button" class="button" {onclick}>
                        { text::RESTORE }<span class="visually-hidden">{ which(&lowered(&text::version_of(&at))) }</span>
                    </button>
                </div>
            </li>
        }
    };
    html! {
        <section class="panel" aria-labelledby="versions-heading">
            <h2 id="versions-heading">{ text::VERSIONS }</h2>
            <p class="panel__lead">{ text::VERSIONS_LEAD }</p>
            <ul class="deals__list">{ for versions.iter().map(row) }</ul>
            <p>{ none }</p>
        </section>
    }
}

/// The worked examples.
#[component]
fn Gallery(props: &DealsPageProps) -> Html {
    let one = |preset: &Preset| {
        let (dispatcher, turn_to, name) = (props.workspace.dispatcher(), props.turn_to.clone(), preset.name);
        let title = preset.title;
        let onclick = move |_| {
            let (dispatcher, turn_to) = (dispatcher.clone(), turn_to.clone());
            let done = Callback::from(move |read: Option<String>| match read {
                Some(text) => open_read(&dispatcher, &turn_to, name, Some(text.as_bytes())),
                None => dispatcher.dispatch(Action::ExampleNotLoaded(title.to_owned())),
            });
            fetch::text(&format!("./cases/{name}/deal.json"), done);
        };
        html! {
            <li class="deals__preset" key={preset.name}>
                <h3>{ preset.title }</h3>
                <p>{ preset.sentence }</p>
                <button type="button" class="button" {onclick}>
                    { text::START_FROM }<span class="visually-hidden">{ about(preset.title) }</span>
                </button>
            </li>
        }
    };
    html! {
        <section class="panel deals__gallery" aria-labelledby="gallery-heading">
            <h2 id="gallery-heading">{ text::GALLERY }</h2>
            <p class="panel__lead">{ text::GALLERY_LEAD }</p>
            <ul class="deals__presets">{ for PRESETS.iter().map(one) }</ul>
            <p class="field__hint">
                { text::COMPARATORS }{ " " }<a href={link_to_page(Page::Compare)}>{ text::SEE_COMPARE }</a>
            </p>
        </section>
    }
}
