//! The page as a whole: the workspace, its effects outside the page (title, address), and the choice of page.

use crate::announcer::{REST_BEFORE_SAYING, use_announcement};
use crate::autosave::{self, Autosave, use_effects};
use crate::browser::keys::{Key, on_key};
use crate::browser::storage::Browser;
use crate::browser::{address, clipboard, clock, files, press, screen};
use crate::charts::csv;
use crate::embed_style::{EmbedStyle, Scheme};
use crate::embedded::{self, Embedded};
use crate::history::{Turn, UndoLabel};
use crate::link::{self, Parts};
use crate::pages::compare::ComparePage;
use crate::pages::deal::{DealPage, FormPlace, notices, tab_id, use_form_place};
use crate::pages::deals::{DealsPage, open_read};
use crate::pages::embed::{self, EmbedPage};
use crate::pages::glossary::{self, GlossaryPage};
use crate::pages::{Bar, Foot, LineageNotice, autosave_notice};
use crate::route::{self, Page, Route};
use crate::words::{self, stopped};
use crate::workspace::{Action, Begin, Kept, Mark, Sender, Share, State, Workspace};
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// The whole page.
#[component]
pub fn App() -> Html {
    let start = use_memo((), |()| begin());
    use_effect_with((), |()| {
        let listeners = (clipboard::on_cells_copied(csv::copied), press::follow(), screen::keep_focus_in_fields());
        move || drop(listeners)
    });
    html! {
        if let Some(start) = &*start {
            if start.style.is_embedded {
                <Embedded workspace={start.workspace.clone()} appearance={start.style.clone()} />
            } else {
                <Desk ..start.clone() />
            }
        }
    }
}

/// The start: the deal in the address, unless the page itself wrote it there for a deal that is saved in this browser. An embed
/// saves nothing: a frame may have no storage, and two frames of one page must not share one.
fn begin() -> Option<DeskProps> {
    let fragment = address::fragment();
    let route = Route::read(&fragment);
    if route.style.is_embedded {
        return Some(DeskProps { workspace: embedded::start()?, page: Page::default(), style: route.style });
    }
    let whole = address::whole();
    let begin = Begin {
        seed: clock::seed(),
        at: clock::moment(),
        asked: link::open(&whole),
        // A mark of an earlier version of the page says no more than that the page wrote the address.
        mark: address::mark().map(|mark| Mark::read(&mark).unwrap_or_default()),
        noted: autosave::noted(),
        wants_example: link::starts_with_the_example(&fragment),
        open: Route::read(&whole).open,
    };
    let workspace = Workspace::from(State::start(begin, &Browser)?).worked_out();
    Some(DeskProps { workspace, page: route.page.unwrap_or_default(), style: route.style })
}

#[derive(Clone, PartialEq, Properties)]
struct DeskProps {
    workspace: Workspace,
    page: Page,
    style: EmbedStyle,
}

#[component]
fn Desk(props: &DeskProps) -> Html {
    let start = props.workspace.clone();
    let workspace = use_reducer(move || start);
    let page = use_state_eq(|| props.page);
    let style = use_embed_style(&props.style);
    use_title(&workspace, *page);
    let seen = use_address(&workspace, &page, &style);
    use_figures(&workspace);
    use_effects(&workspace, *page, &style, &seen);
    let autosave = Autosave::of(&workspace);
    use_words_for_a_stop(&workspace, &autosave.kept);
    let (said, say) = use_announcement(&workspace, false, true);
    use_keys(&workspace, &say);
    let choices = use_state_eq(embed::Choices::default);
    let share = use_share(&workspace);
    let place = use_form_place();
    // Go by the address, as a link does.
    let turn_to = use_callback((), |page, ()| address::follow(&route::link_to_page(page)));
    use_dropped_files(&workspace, &turn_to);
    html! {
        <>
            <a class="skip-link" href="#main" onclick={skip}>{ words::page::SKIP }</a>
            <Bar workspace={workspace.clone()} page={*page} share={share.clone()} say={say.clone()} />
            { autosave_notice(&autosave, &Sender::of(&workspace), &say) }
            <div class="page page--notices">
                { notices(&workspace) }
                <LineageNotice lineage={workspace.lineage().cloned()} workspace={Sender::of(&workspace)} say={say.clone()} />
            </div>
            <div class="page-of" key={page.name()}>{ draw(*page, &workspace, &autosave, (&choices, &share, &place), &turn_to, &say) }</div>
            <Foot cases={workspace.cases.clone()} />
            { said }
        </>
    }
}

/// Which cases leave: for each deal that is opened, the open case alone at first.
#[hook]
fn use_share(workspace: &Workspace) -> UseStateHandle<Share> {
    let share = use_state_eq(Share::default);
    let setter = share.setter();
    // What is asked for is asked for these cases: one that is added later is not among them.
    let ids: Vec<String> = workspace.cases.scenarios.iter().map(|scenario| scenario.id.clone()).collect();
    use_effect_with((workspace.openings, ids), move |_| setter.set(Share::default()));
    share
}

fn draw(
    page: Page,
    workspace: &UseReducerHandle<Workspace>,
    autosave: &Autosave,
    (choices, share, place): (&UseStateHandle<embed::Choices>, &UseStateHandle<Share>, &FormPlace),
    turn_to: &Callback<Page>,
    say: &Callback<String>,
) -> Html {
    let (workspace, turn_to) = (workspace.clone(), turn_to.clone());
    match page {
        Page::Deal => html! { <DealPage {workspace} place={place.clone()} say={say.clone()} /> },
        Page::Compare => html! { <ComparePage {workspace} say={say.clone()} /> },
        Page::Deals => html! { <DealsPage {workspace} autosave={autosave.clone()} {turn_to} say={say.clone()} /> },
        Page::Embed => {
            html! { <EmbedPage {workspace} share={share.clone()} choices={choices.clone()} say={say.clone()} /> }
        }
        Page::Glossary => html! { <GlossaryPage /> },
    }
}

/// The style in the address, now and as it changes.
#[hook]
pub(crate) fn use_embed_style(start: &EmbedStyle) -> UseStateHandle<EmbedStyle> {
    let style = {
        let start = start.clone();
        use_state_eq(move || start)
    };
    use_effect_with((*style).clone(), |style| {
        screen::set_scheme(style.scheme.map(Scheme::name));
        style.properties().iter().for_each(|(name, value)| screen::set_property(name, value.as_deref()));
    });
    style
}

/// Opens a deal file that is dropped on the page.
#[hook]
fn use_dropped_files(workspace: &UseReducerHandle<Workspace>, turn_to: &Callback<Page>) {
    let (dispatcher, turn_to) = (workspace.dispatcher(), turn_to.clone());
    let reader = use_mut_ref(|| None);
    use_effect_with((), move |()| {
        let opened = Callback::from(move |(name, read): files::Read| {
            open_read(&dispatcher, &turn_to, &name, read.as_deref());
        });
        let listeners = files::on_dropped(Callback::from(move |file| {
            *reader.borrow_mut() = Some(files::read(&file, opened.clone()));
        }));
        move || drop(listeners)
    });
}

/// Goes to the main part and leaves the address, which contains the deal, as it is.
#[allow(clippy::needless_pass_by_value, reason = "the shape of a handler")]
fn skip(event: MouseEvent) {
    event.prevent_default();
    screen::go_to("main");
}

/// Undo and redo with Ctrl+Z and Ctrl+Shift+Z, outside boxes.
#[hook]
pub(crate) fn use_keys(workspace: &UseReducerHandle<Workspace>, say: &Callback<String>) {
    let (workspace, say) = (workspace.clone(), say.clone());
    use_effect(move || {
        let listener = on_key(move |key| {
            let turn = match key {
                Key::Undo => Turn::Undo,
                Key::Redo => Turn::Redo,
            };
            if let Some(said) = words::steps::said(turn, &workspace.history, &workspace.cases) {
                let adds_or_deletes =
                    |did: &UndoLabel| matches!(did, UndoLabel::AddedScenario(_) | UndoLabel::DeletedScenario(_));
                let step = workspace.history.step(turn).filter(|step| adds_or_deletes(&step.did));
                let open = step.map(|step| tab_id(&step.cases.open));
                let is_on_tab = screen::has_focus(&tab_id(&workspace.cases.open));
                let errors = words::steps::left_as_is(turn, &workspace);
                say.emit([Some(said), errors].into_iter().flatten().collect::<Vec<_>>().join(" "));
                workspace.dispatch(Action::Turn(turn));
                match open {
                    Some(open) if is_on_tab => screen::focus_after_paint(open),
                    open => screen::keep_focus(open.unwrap_or_default()),
                }
            }
        });
        move || drop(listener)
    });
}

/// The window title: the page, the deal and its scenario, and whether there is an error.
#[hook]
pub(crate) fn use_title(workspace: &UseReducerHandle<Workspace>, page: Page) {
    use_window_title(words::page::window_title(page, &workspace.cases, !workspace.faults().is_empty()));
}

/// The title of the window.
#[hook]
pub(crate) fn use_window_title(title: String) {
    use_effect_with(title, |title| screen::set_title(title));
}

/// Prepares what the panel of `index.html` says about the user's work if the program stops: after that it cannot be written.
#[hook]
fn use_words_for_a_stop(workspace: &Workspace, kept: &Kept) {
    let time = match kept {
        Kept::At(at) => clock::local(*at),
        _ => String::new(),
    };
    let words = stopped::saved(kept, words::names::deal(&workspace.deal().title), &time);
    use_effect_with(words, |words| screen::set_text("stopped-saved", words));
}

/// The packed deal and the scenario in a fragment.
fn deal_in(fragment: &str) -> [String; 2] {
    let parts = Parts::read(fragment);
    ["deal", "open"].map(|name| parts.value(name).unwrap_or_default().to_owned())
}

/// The fragment that was opened or written last. Another in the address is of a link that was just followed.
pub(crate) type Seen = Rc<RefCell<String>>;

/// Opens another address that the user follows, and notes it.
#[hook]
pub(crate) fn use_address(
    workspace: &UseReducerHandle<Workspace>,
    page: &UseStateHandle<Page>,
    style: &UseStateHandle<EmbedStyle>,
) -> Seen {
    let seen = use_mut_ref(address::fragment);
    let (sender, turn_to, set_style) = (Sender::of(workspace), page.setter(), style.setter());
    // Where a frame is loaded again, the fragment itself has what a visitor made of the deal.
    let asked_for = use_mut_ref(|| deal_in(&address::asked()));
    let noted = seen.clone();
    use_effect_with((), move |()| {
        let listener = address::on_followed(move |fragment| {
            let place = Route::read(&fragment);
            let deal = deal_in(&fragment);
            let is_same = asked_for.replace(deal.clone()) == deal;
            if !place.style.is_embedded {
                open_followed(&fragment, place, &sender, &turn_to, &set_style);
            } else {
                set_style.set(place.style);
                // A host that changes only the style must not restore the deal.
                if !is_same {
                    sender.dispatch(embedded::opening(&fragment));
                }
            }
            noted.replace(fragment);
        });
        move || drop(listener)
    });
    seen
}

/// Opens the deal, the case and the page in a fragment that the user follows; a broken link is left in the address, and opens
/// nothing.
fn open_followed(
    fragment: &str,
    place: Route,
    sender: &Sender,
    turn_to: &UseStateSetter<Page>,
    set_style: &UseStateSetter<EmbedStyle>,
) {
    // Going back to a fragment that the page itself wrote must not restore the deal as it was then.
    let is_ours = address::is_ours();
    match if is_ours { Ok(None) } else { link::open(fragment) } {
        Ok(None) => sender.dispatch(Action::Navigated(is_ours)),
        Ok(Some(cases)) => sender.dispatch(Action::Followed(Box::new(cases))),
        Err(broken) => return sender.dispatch(Action::NotFollowed(broken)),
    }
    set_style.set(place.style);
    // A scenario opens on the page of the deal, where inputs are; so does the plain address, to which Back may lead.
    let is_deal = is_ours || place.open.is_some() || place.field.is_some() || fragment.is_empty();
    // What the page wrote may name a scenario of a deal that was open before this one.
    if let Some(open) = place.open.filter(|open| !is_ours || sender.has(open)) {
        sender.dispatch(Action::Open(open));
    }
    if let Some(page) = place.page.or_else(|| is_deal.then(Page::default)) {
        turn_to.set(page);
        // The page of a deal goes to an input itself.
        if page != Page::Deal || place.field.is_none() {
            screen::focus_after_paint(place.term.map_or_else(|| "page-title".to_owned(), glossary::element_id));
        }
    }
}

/// Works out the figures as soon as the browser has drawn what was typed.
#[hook]
pub(crate) fn use_figures(workspace: &UseReducerHandle<Workspace>) {
    let sender = Sender::of(workspace);
    use_effect_with((workspace.work().is_some(), workspace.deal().clone()), move |(is_due, _)| {
        let drawn = is_due.then(|| screen::after_paint(move || sender.work_out()));
        move || drop(drawn)
    });
    use_settling(workspace);
}

/// Takes what is typed as complete once it stays for as long as its figures do before they are announced.
#[hook]
fn use_settling(workspace: &UseReducerHandle<Workspace>) {
    let dispatcher = workspace.dispatcher();
    use_effect_with((workspace.is_settling(), workspace.edits), move |(is_settling, _)| {
        let rested =
            is_settling.then(|| Timeout::new(REST_BEFORE_SAYING, move || dispatcher.dispatch(Action::Settled)));
        move || drop(rested)
    });
}
