//! The bar at the top of every page: the pages, undo and redo, print, link and file.

use crate::autosave::write_address;
use crate::browser::{address, clipboard, clock, download, screen};
use crate::components::{Sign, icon};
use crate::embed_style::EmbedStyle;
use crate::history::Turn;
use crate::link::TooLong;
use crate::route::{Page, link_to_page};
use crate::scenarios::Cases;
use crate::words::deal::made_of_old;
use crate::words::{deals, page as text, steps};
use crate::workspace::{Action, Sender, Share, Workspace};
use appraisal::document::TooLarge;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct BarProps {
    pub(crate) workspace: UseReducerHandle<Workspace>,
    pub(crate) page: Page,
    /// Which cases leave with a link or a file.
    pub(crate) share: UseStateHandle<Share>,
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
    let (cases, share) = (props.workspace.cases.clone(), *props.share);
    let leaves = text::all_that_leaves(&props.workspace, share).map(AttrValue::from);
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
                    <span class="bar__link">{ sharing(props) }</span>
                    <SaveFile cases={cases.clone()} {share} leaves={leaves.clone()} workspace={Sender::of(&props.workspace)} say={props.say.clone()} />
                    <button type="button" class="button" onclick={|_| screen::print()}>
                        { icon(Sign::Print) }{ text::PRINT }
                    </button>
                    <CopyLink workspace={props.workspace.clone()} {cases} {share} {leaves} stale={made_of_old(text::LINK, &props.workspace)} page={props.page} say={props.say.clone()} />
                </div>
            </div>
        </header>
    }
}

/// The choice of what leaves, where there are other cases than the open one, and what that is.
fn sharing(props: &BarProps) -> Html {
    let Some(leaves) = text::leaves(&props.workspace, *props.share) else { return Html::default() };
    let share = props.share.clone();
    let onchange = move |_| share.set(if *share == Share::All { Share::OpenCase } else { Share::All });
    html! {
        <label class="bar__all" title={leaves}>
            <input type="checkbox" id="share-all" checked={*props.share == Share::All} {onchange} />{ text::SEND_ALL }
        </label>
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
    let did = steps::next(turn, &workspace.history, &workspace.cases);
    let (title, is_idle) = (steps::title(turn, did.as_deref()), did.is_none());
    let errors = steps::left_as_is(turn, workspace);
    let (workspace, say, alone) = (workspace.clone(), props.say.clone(), format!("{title}."));
    let title = [Some(title), errors.clone()].into_iter().flatten().collect::<Vec<_>>().join(". ");
    let onclick = move |_| {
        let said = steps::said(turn, &workspace.history, &workspace.cases).unwrap_or_else(|| alone.clone());
        say.emit([Some(said), errors.clone()].into_iter().flatten().collect::<Vec<_>>().join(" "));
        workspace.dispatch(Action::Turn(turn));
    };
    html! {
        // A tooltip on the button itself would be read out after its name, which is the same.
        <button type="button" class={classes!("button", "button--quiet", is_idle.then_some("button--idle"))} aria-label={title.clone()} {onclick}>
            <span class="bar__turn" {title}>{ icon(sign) }{ steps::word(turn) }</span>
        </button>
    }
}

/// Saves cases as a file, and returns its name.
pub(super) fn save_as_file(cases: &Cases) -> Result<String, TooLarge> {
    let name = format!("{}.json", deals::file_name(&cases.base.title));
    let file = cases.without_baseline().document().written_file()?;
    download::download(&name, "application/json", &file);
    Ok(name)
}

#[derive(Clone, PartialEq, Properties)]
struct SaveFileProps {
    cases: Cases,
    share: Share,
    /// What leaves, where there is a choice.
    leaves: Option<AttrValue>,
    workspace: Sender,
    say: Callback<String>,
}

/// Saves the deal with its scenarios as a file, and says so until the deal changes.
#[component]
fn SaveFile(props: &SaveFileProps) -> Html {
    let saved = use_state_eq(|| None::<Result<(), TooLong>>);
    use_effect_with((props.cases.clone(), props.share), {
        let saved = saved.setter();
        move |_| saved.set(None)
    });
    let onclick = {
        let (cases, say, saved) = (props.cases.clone(), props.say.clone(), saved.setter());
        let (leaves, workspace, share) = (props.leaves.clone(), props.workspace.clone(), props.share);
        move |_| {
            let written = save_as_file(&cases.shared(share)).map_err(|TooLarge(bytes)| TooLong::Document(bytes));
            match &written {
                Ok(name) => {
                    workspace.dispatch(Action::Sent(share));
                    say.emit(text::with_leaves(&deals::saved_as(name), leaves.as_deref()));
                }
                Err(why) => say.emit(text::too_long(*why)),
            }
            saved.set(Some(written.map(|_| ())));
        }
    };
    html! {
        <>
            <button type="button" class="button" title={text::with_leaves(deals::SAVE_FILE_LONG, props.leaves.as_deref())} {onclick}>
                { icon(Sign::Download) }{ if *saved == Some(Ok(())) { deals::FILE_SAVED } else { deals::SAVE_FILE } }
            </button>
            { what_left(props.leaves.as_ref().filter(|_| *saved == Some(Ok(())))) }
            { too_long((*saved).and_then(Result::err)) }
        </>
    }
}

/// What a link or a file contains, once there is one.
fn what_left(leaves: Option<&AttrValue>) -> Html {
    html! {
        <span class="bar__link">
            if let Some(leaves) = leaves {
                <span class="bar__leaves">{ leaves }</span>
            }
        </span>
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
    workspace: UseReducerHandle<Workspace>,
    cases: Cases,
    share: Share,
    /// What leaves, where there is a choice.
    leaves: Option<AttrValue>,
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
        let (deal, copied) = ((props.cases.clone(), props.share, props.stale.clone()), copied.setter());
        use_effect_with(deal, move |_| copied.set(None));
    }
    // Made only when needed: packing a deal at every key press would cost more than working it out.
    let fragment = {
        let (cases, share, page) = (props.cases.clone(), props.share, props.page);
        move || crate::route::fragment_to_send(page, &cases.shared(share))
    };
    let onclick = {
        let (fragment, say, copied) = (fragment.clone(), props.say.clone(), copied.setter());
        let (workspace, page, share) = (props.workspace.clone(), props.page, props.share);
        let copied_said = text::with_leaves(&text::link_copied(props.stale.as_deref()), props.leaves.as_deref());
        let said = [copied_said, text::LINK_NOT_COPIED.to_owned()];
        move |_| {
            let ([done_said, not_said], say, copied) = (said.clone(), say.clone(), copied.clone());
            match fragment() {
                Ok(fragment) => {
                    let tell = Callback::from(move |done| {
                        say.emit(if done { &done_said } else { &not_said }.clone());
                        copied.set(Some(Ok(done)));
                    });
                    // The address follows a change with a delay: what was copied must not be newer than it.
                    let mark = workspace.mark(clock::moment());
                    write_address(page, &EmbedStyle::default(), &workspace.cases, &mark);
                    workspace.dispatch(Action::Sent(share));
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
            { what_left(props.leaves.as_ref().filter(|_| matches!(*copied, Some(Ok(_))))) }
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
