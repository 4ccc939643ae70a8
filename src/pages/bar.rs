//! The bar at the top of every page: the pages, undo and redo, print, link and file.

use crate::browser::{address, clipboard, download, screen};
use crate::components::{Sign, icon};
use crate::embed_style::EmbedStyle;
use crate::history::Turn;
use crate::link::TooLong;
use crate::papers::Papers;
use crate::place::{Page, link_to_page};
use crate::words::deal::made_of_old;
use crate::words::{deals, page as text, steps};
use crate::workspace::{Action, Workspace};
use appraisal::document::{self, TooLarge};
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct BarProps {
    pub(crate) workspace: UseReducerHandle<Workspace>,
    pub(crate) page: Page,
    /// Announces a text at once.
    pub(crate) say: Callback<String>,
}

/// The id of the button that opens the menu.
const MENU: &str = "menu";

/// The bar at the top.
#[component]
pub(crate) fn Bar(props: &BarProps) -> Html {
    let opened = use_state_eq(|| false);
    let toggle = {
        let opened = opened.clone();
        move |_| opened.set(!*opened)
    };
    let on_escape = {
        let opened = opened.clone();
        move |event: KeyboardEvent| {
            if *opened && event.key() == "Escape" {
                opened.set(false);
                screen::focus(MENU);
            }
        }
    };
    // The page that is turned to takes the focus after the button.
    let on_turn = {
        let opened = opened.clone();
        move |_| {
            if *opened {
                opened.set(false);
                screen::focus(MENU);
            }
        }
    };
    html! {
        <header class={classes!("bar", opened.then_some("bar--open"))} onkeydown={on_escape}>
            <div class="bar__inner">
                <a class="brand" href="./">
                    { brand_mark() }
                    { text::PRODUCT }
                </a>
                <button type="button" class="button bar__menu" id={MENU} aria-expanded={opened.to_string()} aria-controls="pages actions" onclick={toggle}>
                    { text::MENU }
                </button>
                <nav class="bar__pages" id="pages" aria-label={text::PAGES} onclick={on_turn}>
                    { for Page::BAR.iter().map(|page| page_link(*page, props.page)) }
                </nav>
                <div class="bar__actions" id="actions">
                    { turn_button(props, Turn::Undo, Sign::Undo) }
                    { turn_button(props, Turn::Redo, Sign::Redo) }
                    <span class="bar__rule" aria-hidden="true"></span>
                    <SaveFile papers={props.workspace.papers.clone()} say={props.say.clone()} />
                    <button type="button" class="button" onclick={|_| screen::print()}>
                        { icon(Sign::Print) }{ text::PRINT }
                    </button>
                    <CopyLink papers={props.workspace.papers.clone()} stale={made_of_old(text::LINK, &props.workspace)} page={props.page} say={props.say.clone()} />
                </div>
            </div>
        </header>
    }
}

/// The logo: land, cash and the ground between them.
pub(super) fn brand_mark() -> Html {
    html! {
        <svg class="brand__mark" width="30" height="20" viewBox="0 0 30 20" aria-hidden="true" focusable="false">
            <rect class="brand__land" x="0" y="0" width="20" height="20" rx="2" />
            <rect class="brand__cash" x="10" y="0" width="20" height="20" rx="2" />
            <rect class="brand__pot" x="10" y="0" width="10" height="20" />
        </svg>
    }
}

fn page_link(page: Page, current: Page) -> Html {
    html! {
        <a href={link_to_page(page)} aria-current={(page == current).then_some("page")} key={page.name()}>
            { text::page(page) }
        </a>
    }
}

/// Undo or Redo, with what it would do; it is never disabled, and says if there is nothing to do.
fn turn_button(props: &BarProps, turn: Turn, sign: Sign) -> Html {
    let workspace = &props.workspace;
    let did = steps::next(turn, &workspace.history, &workspace.papers);
    let (title, is_idle) = (steps::title(turn, did.as_deref()), did.is_none());
    let said = steps::said(turn, &workspace.history, &workspace.papers).unwrap_or_else(|| format!("{title}."));
    let (title, said) = match steps::left_as_is(turn, workspace) {
        Some(errors) => (format!("{title}. {errors}"), format!("{said} {errors}")),
        None => (title, said),
    };
    let (dispatcher, say) = (workspace.dispatcher(), props.say.clone());
    let onclick = move |_| {
        say.emit(said.clone());
        dispatcher.dispatch(Action::Turn(turn));
    };
    html! {
        // A tooltip on the button itself would be read out after its name, which is the same.
        <button type="button" class={classes!("button", "button--quiet", is_idle.then_some("button--idle"))} aria-label={title.clone()} {onclick}>
            <span class="bar__turn" {title}>{ icon(sign) }{ steps::word(turn) }</span>
        </button>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct SaveFileProps {
    papers: Papers,
    say: Callback<String>,
}

/// Saves the deal with its scenarios as a file, and says so until the deal changes.
#[component]
fn SaveFile(props: &SaveFileProps) -> Html {
    let saved = use_state_eq(|| None::<Result<(), TooLong>>);
    use_effect_with(props.papers.clone(), {
        let saved = saved.setter();
        move |_| saved.set(None)
    });
    let onclick = {
        let (papers, say, saved) = (props.papers.clone(), props.say.clone(), saved.setter());
        move |_| {
            let name = format!("{}.json", deals::file_name(&papers.base.title));
            let written = document::write_file(&papers.whole()).map_err(|TooLarge(bytes)| TooLong::Document(bytes));
            match &written {
                Ok(text) => {
                    download::download(&name, "application/json", text);
                    say.emit(deals::saved_as(&name));
                }
                Err(why) => say.emit(text::too_long(*why)),
            }
            saved.set(Some(written.map(|_| ())));
        }
    };
    html! {
        <>
            <button type="button" class="button" title={deals::SAVE_FILE_LONG} {onclick}>
                { icon(Sign::Download) }{ if *saved == Some(Ok(())) { deals::FILE_SAVED } else { deals::SAVE_FILE } }
            </button>
            { too_long((*saved).and_then(Result::err)) }
        </>
    }
}

/// Why there is no link or file.
fn too_long(why: Option<TooLong>) -> Html {
    html! {
        <span class="bar__link">
            if let Some(why) = why {
                <span class="bar__stale">{ text::too_long(why) }</span>
            }
        </span>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct CopyLinkProps {
    papers: Papers,
    /// What the link contains while the figures are not up to date.
    stale: Option<String>,
    page: Page,
    say: Callback<String>,
}

/// Copies the link to the current deal; if the browser does not allow it, shows the link in a box.
#[component]
fn CopyLink(props: &CopyLinkProps) -> Html {
    let copied = use_state_eq(|| None::<Result<bool, TooLong>>);
    {
        let (deal, copied) = ((props.papers.clone(), props.stale.clone()), copied.setter());
        use_effect_with(deal, move |_| copied.set(None));
    }
    // Made only when needed: packing a deal at every key press would cost more than working it out.
    let fragment = {
        let (papers, page) = (props.papers.clone(), props.page);
        move || crate::place::fragment(page, &EmbedStyle::default(), &papers)
    };
    let onclick = {
        let (fragment, say, copied) = (fragment.clone(), props.say.clone(), copied.setter());
        let said = [text::link_copied(props.stale.as_deref()), text::LINK_NOT_COPIED.to_owned()];
        move |_| {
            let ([done_said, not_said], say, copied) = (said.clone(), say.clone(), copied.clone());
            match fragment() {
                Ok(fragment) => {
                    let tell = Callback::from(move |done| {
                        say.emit(if done { &done_said } else { &not_said }.clone());
                        copied.set(Some(Ok(done)));
                    });
                    // The address follows a change with a delay: the copied link must be in the address too.
                    address::replace_fragment(&fragment);
                    clipboard::copy(&address::with_fragment(&fragment), tell);
                }
                Err(why) => {
                    say.emit(text::too_long(why));
                    copied.set(Some(Err(why)));
                }
            }
        }
    };
    html! {
        <>
            <button type="button" class="button button--filled" title={text::LINK_HOLDS_THE_DEAL} {onclick}>
                { icon(Sign::Link) }{ if *copied == Some(Ok(true)) { text::LINK_COPIED } else { text::COPY_LINK } }
            </button>
            <span class="bar__link">
                if let Some(why) = props.stale.as_ref().filter(|_| matches!(*copied, Some(Ok(_)))) {
                    <span class="bar__stale">{ why }</span>
                }
            </span>
            <span class="bar__link">
                if *copied == Some(Ok(false)) {
                    <label for="link">{ text::COPY_THIS_LINK }</label>
                    <input id="link" class="field__input" readonly={true} value={address::with_fragment(&fragment().unwrap_or_default())} />
                }
            </span>
            { too_long((*copied).and_then(Result::err)) }
        </>
    }
}
