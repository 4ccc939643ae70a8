//! The page as a whole: the workspace, its effects outside the page (title, address, announcements), and the choice of page.

use crate::autosave::{self, Autosave, use_effects};
use crate::browser::keys::{Key, on_key};
use crate::browser::storage::Browser;
use crate::browser::{address, clipboard, clock, files, press, screen};
use crate::charts::csv;
use crate::embed_style::{EmbedStyle, Scheme};
use crate::embedded::{self, Embedded};
use crate::field_text::Fault;
use crate::history::{Turn, UndoLabel};
use crate::link::{self, Parts};
use crate::pages::compare::ComparePage;
use crate::pages::deal::{DealPage, FormPlace, notices, tab_id, use_form_place};
use crate::pages::deals::{DealsPage, open_read};
use crate::pages::embed::{self, EmbedPage};
use crate::pages::glossary::{self, GlossaryPage};
use crate::pages::{Bar, Foot, LineageNotice, autosave_notice};
use crate::route::{self, Page, Route};
use crate::scenarios::Open;
use crate::words::{self, stopped};
use crate::workspace::{Action, AtLimit, Begin, Figures, Kept, Mark, Sender, Share, State, Workspace};
use appraisal::Deal;
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// How long the figures are unchanged before they are announced, so that not every key press is.
pub(crate) const REST_BEFORE_SAYING: u32 = 1_000;

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
    let (dispatcher, turn_to, set_style) = (workspace.dispatcher(), page.setter(), style.setter());
    let asked_for = use_mut_ref(|| deal_in(&address::fragment()));
    let noted = seen.clone();
    use_effect_with((), move |()| {
        let listener = address::on_followed(move |fragment| {
            let place = Route::read(&fragment);
            set_style.set(place.style.clone());
            let deal = deal_in(&fragment);
            let is_same = asked_for.replace(deal.clone()) == deal;
            if !place.style.is_embedded {
                open_followed(&fragment, place, &dispatcher, &turn_to);
            } else if !is_same {
                // A host that changes only the style must not restore the deal.
                dispatcher.dispatch(embedded::opening(&fragment));
            }
            noted.replace(fragment);
        });
        move || drop(listener)
    });
    seen
}

/// Opens the deal, the case and the page in a fragment that the user follows.
fn open_followed(
    fragment: &str,
    place: Route,
    dispatcher: &UseReducerDispatcher<Workspace>,
    turn_to: &UseStateSetter<Page>,
) {
    // Going back to a fragment that the page itself wrote must not restore the deal as it was then.
    let followed = if address::is_ours() { Ok(None) } else { link::open(fragment) };
    match followed {
        Ok(None) => {}
        Ok(Some(cases)) => dispatcher.dispatch(Action::Followed(Box::new(cases))),
        Err(broken) => dispatcher.dispatch(Action::NotFollowed(broken)),
    }
    // A scenario opens on the page of the deal, where inputs are; so does the plain address, to which Back may lead.
    let is_deal = address::is_ours() || place.open.is_some() || place.field.is_some() || fragment.is_empty();
    if let Some(open) = place.open {
        dispatcher.dispatch(Action::Open(open));
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

/// The words of the live region, counted so that the same words are read out again.
#[derive(Clone, Debug, Default, PartialEq)]
struct Said {
    words: String,
    nth: usize,
}

impl Reducible for Said {
    type Action = String;

    fn reduce(self: Rc<Self>, words: String) -> Rc<Self> {
        Rc::new(Self { words, nth: self.nth + 1 })
    }
}

/// A shown error: the path of its box, what it says, and the text of the box.
#[derive(Clone, Debug, PartialEq)]
struct ShownError {
    path: String,
    words: String,
    text: String,
}

/// The errors that are new, or whose box has another text that is wrong too.
fn new_errors<'a>(before: &[ShownError], now: &'a [ShownError]) -> Vec<&'a str> {
    now.iter().filter(|error| !before.contains(error)).map(|error| error.words.as_str()).collect()
}

/// How a case came to be open since the last announcement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    /// It is to be named, with its figures.
    Chosen,
    /// Undo has named it, or it is of another deal: its figures are announced without a name.
    Named,
    /// It was just added, which is announced at once: only its first change is.
    Added,
}

/// What was announced last: the figures shown, and the open case with its deal and its errors. Where another case was opened
/// since, that case as it was opened.
#[derive(Clone)]
struct LastSaid {
    figures: Option<Figures>,
    open: Open,
    /// The name of the open case.
    case: String,
    deal: Rc<Deal>,
    errors: Vec<ShownError>,
    enters: u32,
    turns: u32,
    at_limit: Option<AtLimit>,
    /// Whether the open case was just added.
    is_added: bool,
    /// Whether the figures shown are not yet those of the open case.
    is_due: bool,
    /// Why the figures wait for the other of two fields.
    waiting: Option<String>,
    /// Whether the page lists the issues to resolve.
    has_issues: bool,
    /// How the open case came to be open, until that is announced.
    opening: Option<Opening>,
    /// What was changed in the cases that were left before it could be announced.
    left: Vec<String>,
}

impl LastSaid {
    fn of(workspace: &Workspace) -> Self {
        let error = |(path, fault): (String, Fault)| {
            let (words, text) = (words::problems::of(&path, &fault, workspace), workspace.text(&path));
            ShownError { path, words, text }
        };
        Self {
            figures: workspace.figures().cloned(),
            open: workspace.cases.open.clone(),
            case: words::page::case_name(&workspace.cases),
            deal: workspace.deal().clone(),
            errors: workspace.faults().into_iter().map(error).collect(),
            enters: workspace.enters,
            turns: workspace.turns,
            at_limit: workspace.at_limit.clone(),
            is_added: matches!(workspace.just_did, Some(UndoLabel::AddedScenario(_))),
            is_due: workspace.work().is_some(),
            waiting: workspace.waits_for().map(|path| words::deal::waiting_first(&path)),
            has_issues: true,
            opening: None,
            left: Vec::new(),
        }
    }

    /// Whether both have figures of one baseline, or neither has any.
    fn is_same_deal(&self, now: &Self) -> bool {
        let base = |said: &Self| said.figures.as_ref().map(|figures| figures.base.clone());
        base(self) == base(now)
    }

    /// The announcement of what is shown now, and of a step that changed nothing.
    fn words_of(&self, now: &Self) -> Option<String> {
        let limit = now.at_limit.as_ref().filter(|_| self.at_limit != now.at_limit);
        let limit = limit.map(|limit| words::steps::at_limit(&limit.path, limit.by, &now.deal));
        let opened = (self.opening == Some(Opening::Chosen)).then(|| words::deal::case_opened(&now.case));
        let before = self.left.iter().cloned().chain(opened);
        let said: Vec<String> = before.chain(self.words_of_figures(now)).chain(limit).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }

    /// The announcement of the figures or errors; none if nothing has changed, unless an error was put right.
    fn words_of_figures(&self, now: &Self) -> Option<String> {
        if !now.errors.is_empty() {
            return self.words_of_errors(now);
        }
        if now.waiting.is_some() {
            return now.waiting.clone();
        }
        let figures = now.figures.as_ref()?;
        let is_opened = matches!(self.opening, Some(Opening::Chosen | Opening::Named));
        let is_unchanged = match self.opening {
            Some(Opening::Added) => self.deal == now.deal,
            _ => self.figures == now.figures,
        };
        if !is_opened && is_unchanged && self.errors.is_empty() {
            return None;
        }
        // A case or a deal that was just opened, or brought back by undo, is not compared with the one before it.
        let before = self.figures.as_ref().filter(|_| !is_opened && !self.is_due && self.is_same_deal(now));
        let (current, was) = (&figures.current, before.map(|before| &*before.current));
        let issues =
            was.filter(|_| now.has_issues).and_then(|was| words::deal::issues_said(current, was, &figures.base.deal));
        // Undo and redo have said what they changed.
        let is_change = self.turns == now.turns && (was.is_some() || self.opening.is_some());
        let changed = is_change.then(|| self.changed_since(now));
        let said = changed.into_iter().flatten().chain([words::deal::announcement(current, was)]).chain(issues);
        Some(said.collect::<Vec<_>>().join(" "))
    }

    /// What was changed since, and what is right now.
    fn changed_since(&self, now: &Self) -> Vec<String> {
        let fixed: Vec<&str> = self.errors.iter().map(|error| error.path.as_str()).collect();
        words::steps::changed(&fixed, &self.deal, &now.deal)
    }

    /// While there are errors: new ones; otherwise what was accepted and how many are left; and all of them each time Enter is
    /// pressed, and of another case.
    fn words_of_errors(&self, now: &Self) -> Option<String> {
        let said = |errors: Vec<&str>| words::page::errors_said(&errors, now.errors.len());
        if self.opening.is_some() || !self.is_same_deal(now) {
            return Some(said(new_errors(&[], &now.errors)));
        }
        let new = new_errors(&self.errors, &now.errors);
        if !new.is_empty() {
            return Some(said(new));
        }
        let is_fixed = |error: &&ShownError| now.errors.iter().all(|left| left.path != error.path);
        let fixed: Vec<&str> = self.errors.iter().filter(is_fixed).map(|error| error.path.as_str()).collect();
        // Undo and redo have said what they changed, and which errors remain.
        if self.turns == now.turns && (!fixed.is_empty() || self.deal != now.deal) {
            let accepted = words::steps::accepted(&fixed, &self.deal, &now.deal);
            return Some(words::page::accepted_said(&accepted, now.errors.len()));
        }
        (self.enters != now.enters).then(|| said(new_errors(&[], &now.errors)))
    }
}

/// What was announced last, and what was shown when that last changed.
struct Announcer {
    said: LastSaid,
    latest: LastSaid,
}

impl Announcer {
    fn on(workspace: &Workspace) -> Self {
        Self { said: LastSaid::of(workspace), latest: LastSaid::of(workspace) }
    }

    /// Follows the user to another case: it is announced as it is, and never as a change of the one before it.
    fn follow(&mut self, now: &LastSaid) {
        let latest = std::mem::replace(&mut self.latest, now.clone());
        let is_same_deal = latest.is_same_deal(now);
        if !is_same_deal {
            // What was changed in the deal that was left is not said with the figures of another.
            self.said.left.clear();
            self.said.opening = self.said.opening.take().map(|_| Opening::Named);
        }
        if latest.open == now.open {
            return;
        }
        let opening = match now.is_added {
            true => Opening::Added,
            false if is_same_deal && latest.turns == now.turns => Opening::Chosen,
            false => Opening::Named,
        };
        let mut left = std::mem::take(&mut self.said.left);
        // Undo and redo have said what they changed; errors stay with their case.
        if is_same_deal && !now.is_added && self.said.turns == latest.turns && latest.errors.is_empty() {
            left.extend(words::steps::changed_in(&latest.case, &self.said.changed_since(&latest)));
        }
        self.said = LastSaid { opening: Some(opening), left, ..now.clone() };
    }

    /// The announcement of what is shown now.
    fn words(&mut self, now: &LastSaid) -> Option<String> {
        std::mem::replace(&mut self.said, now.clone()).words_of(now)
    }
}

/// The one live region: the answer and how it changed since the last announcement, once it stays unchanged; and other
/// announcements at once. It is silent, and empty, where the page shows no figures.
#[hook]
pub(crate) fn use_announcement(
    workspace: &UseReducerHandle<Workspace>,
    is_silent: bool,
    has_issues: bool,
) -> (Html, Callback<String>) {
    let said = use_reducer(Said::default);
    let announcer = use_mut_ref(|| Announcer::on(workspace));
    let now = LastSaid { has_issues, ..LastSaid::of(workspace) };
    let dispatcher = said.dispatcher();
    // While there are errors, the figures do not show what is accepted, and Enter asks for the errors again.
    let asked = (!now.errors.is_empty()).then_some((workspace.enters, workspace.edits));
    let shown = (now.figures.clone(), now.open.clone(), now.errors.clone(), now.waiting.clone(), now.is_due, now.turns);
    let asked = (asked, workspace.at_limit.clone());
    use_effect_with((shown, asked, is_silent), move |(_, _, is_silent)| {
        announcer.borrow_mut().follow(&now);
        if *is_silent {
            dispatcher.dispatch(String::new());
        }
        // Figures that are still due have another rest of their own.
        let say = (!is_silent && !now.is_due).then(|| {
            Timeout::new(REST_BEFORE_SAYING, move || {
                if let Some(words) = announcer.borrow_mut().words(&now) {
                    dispatcher.dispatch(words);
                }
            })
        });
        move || drop(say)
    });
    let say = {
        let dispatcher = said.dispatcher();
        use_callback((), move |words: String, ()| dispatcher.dispatch(words))
    };
    let region = html! {
        <p class="visually-hidden" role="status" aria-live="polite" aria-atomic="true" id="said">
            { for std::iter::once(html! { <span key={said.nth}>{ &said.words }</span> }) }
        </p>
    };
    (region, say)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::Kind;
    use crate::workspace::Edit;

    /// What is announced once this is shown and at rest.
    fn announced(announcer: &mut Announcer, shown: &Workspace) -> Option<String> {
        let now = LastSaid::of(shown);
        announcer.follow(&now);
        announcer.words(&now)
    }

    #[test]
    fn the_first_edit_of_a_new_scenario_is_announced_as_a_change() {
        let after = |workspace: &Workspace, action: Action| workspace.after(action).worked_out();
        let example = Workspace::on_the_example().unwrap();
        let mut said = Announcer::on(&example);
        let added = after(&example, Action::AddScenario("Slow sales".to_owned(), None));
        assert_eq!(announced(&mut said, &added), None);
        let edited = after(&added, Action::Chosen("/home_types/market/price".to_owned(), 190_000.into()));
        let words = announced(&mut said, &edited).unwrap();
        let price = "Market sale price, per home: £190,000. ";
        assert!(words.starts_with(&format!("{price}Reinvestment pot £61.78m, up £4.75m")), "{words}");
        let opened = edited.after(Action::Open(None));
        said.follow(&LastSaid::of(&opened));
        let words = announced(&mut said, &opened.worked_out()).unwrap();
        assert!(words.starts_with("“Base case” is open. Reinvestment pot £57.03m"), "{words}");
    }

    /// The copy of a scenario that was not open has other figures than those shown before.
    #[test]
    fn a_new_scenario_is_announced_once() {
        let example = Workspace::on_the_example().unwrap();
        let from = Some(example.cases.scenarios[0].id.clone());
        let added = example.after(Action::AddScenario("Offer E".to_owned(), from)).worked_out();
        let mut said = Announcer::on(&example);
        let now = LastSaid::of(&added);
        assert!(said.said.figures != now.figures && said.said.open != now.open);
        assert_eq!(announced(&mut said, &added), None);
        let price = Action::Chosen("/home_types/market/price".to_owned(), 190_000.into());
        let words = announced(&mut said, &added.after(price).worked_out()).unwrap();
        assert!(words.contains(", up £"), "{words}");
    }

    /// A wrong text stays with the base case: it was not put right in the copy.
    #[test]
    fn the_errors_of_another_case_are_not_said_to_be_right() {
        let example = Workspace::on_the_example().unwrap();
        let growth = "/growth/house_price/all/percent".to_owned();
        let wrong =
            example.after(Action::Typed(growth.clone(), "x".to_owned())).after(Action::Left(growth)).worked_out();
        let mut said = Announcer::on(&wrong);
        let added = wrong.after(Action::AddScenario("Slow sales".to_owned(), None)).worked_out();
        assert_eq!(announced(&mut said, &added), None);
        assert_eq!(words::steps::left_in_base(&wrong), ["House price growth, a year"]);
        // Undo says what it changed and what remains.
        let price = "/home_types/market/price".to_owned();
        let priced = wrong.after(Action::Chosen(price, 190_000.into())).worked_out();
        let undone = priced.after(Action::Turn(Turn::Undo)).worked_out();
        assert_eq!(LastSaid::of(&priced).words_of(&LastSaid::of(&undone)), None);
    }

    /// The example at its first scenario, and the actions that open each of its two cases.
    fn at_the_scenario() -> (Workspace, Action, Action) {
        let example = Workspace::on_the_example().unwrap();
        let open = Action::Open(Some(example.cases.scenarios[0].id.clone()));
        (example.after(open.clone()).worked_out(), open, Action::Open(None))
    }

    /// Undo has named its value, not the case that is opened after it.
    #[test]
    fn a_case_opened_just_after_undo_is_named() {
        let (scenario, _, base) = at_the_scenario();
        let price = Action::Stepped("/home_types/market/price".to_owned(), -1);
        let cheaper = scenario.after(price).worked_out();
        let mut said = Announcer::on(&cheaper);
        let undone = cheaper.after(Action::Turn(Turn::Undo)).worked_out();
        said.follow(&LastSaid::of(&undone));
        let words = announced(&mut said, &undone.after(base).worked_out()).unwrap();
        assert!(words.starts_with("“Base case” is open. Reinvestment pot £57.03m. Works"), "{words}");
    }

    /// Back within a second, the case is not compared with itself, and what was changed in the other is not lost.
    #[test]
    fn a_change_in_a_case_that_was_left_is_announced_in_its_name() {
        let (scenario, open, base) = at_the_scenario();
        let mut said = Announcer::on(&scenario);
        let steps = [base, Action::Stepped("/home_types/market/price".to_owned(), -1), open];
        let mut now = scenario;
        for action in steps {
            now = now.after(action).worked_out();
            said.follow(&LastSaid::of(&now));
        }
        let words = announced(&mut said, &now).unwrap();
        let begins = "In “Base case, edited”: Market sale price, per home: £185,000. “£8.0m, as the council later reported” is open. Reinvestment pot £57.04m. Works";
        assert!(words.starts_with(begins), "{words}");
        assert_eq!(announced(&mut said, &now), None);
    }

    #[test]
    fn what_was_changed_in_a_deal_that_was_left_is_not_said_with_another() {
        let (scenario, _, base) = at_the_scenario();
        let mut said = Announcer::on(&scenario);
        let other = session::example::with_scenarios(&appraisal::samples::GD_1).unwrap();
        let mut now = scenario;
        for action in
            [Action::Stepped("/home_types/market/price".to_owned(), -1), base, Action::Followed(Box::new(other))]
        {
            now = now.after(action).worked_out();
            said.follow(&LastSaid::of(&now));
        }
        let words = announced(&mut said, &now).unwrap();
        assert!(!words.contains("In “") && !words.contains("is open"), "{words}");
    }

    /// The figures of the case before it are still shown when a case is opened and changed at once.
    #[test]
    fn a_change_just_after_a_case_was_opened_is_announced_with_its_name() {
        let (scenario, _, base) = at_the_scenario();
        let mut said = Announcer::on(&scenario);
        let opened = scenario.after(base);
        said.follow(&LastSaid::of(&opened));
        let dearer = opened.after(Action::Stepped("/home_types/market/price".to_owned(), 1)).worked_out();
        let words = announced(&mut said, &dearer).unwrap();
        let begins =
            "“Base case, edited” is open. Market sale price, per home: £187,000. Reinvestment pot £58.22m. Works";
        assert!(words.starts_with(begins), "{words}");
    }

    #[test]
    fn a_case_that_undo_opens_is_not_named_twice() {
        let example = Workspace::on_the_example().unwrap();
        let open = Action::Open(Some(example.cases.scenarios[0].id.clone()));
        let deleted = example.after(open).worked_out();
        let deleted = deleted.after(Action::DeleteScenario(deleted.cases.scenarios[0].id.clone())).worked_out();
        let undone = deleted.after(Action::Turn(Turn::Undo)).worked_out();
        let words = announced(&mut Announcer::on(&deleted), &undone).unwrap();
        assert!(words.starts_with("Reinvestment pot £57.04m"), "{words}");
    }

    #[test]
    fn a_step_at_the_limit_says_so_each_time() {
        let example = Rc::new(Workspace::on_the_example().unwrap());
        let reinvested = example.levers().iter().find(|lever| lever.kind == Kind::Recycled).unwrap().path.clone();
        let step = |from: &Rc<Workspace>, by| Rc::new(from.after(Action::Stepped(reinvested.clone(), by)));
        let words = |from: &Rc<Workspace>, to: &Rc<Workspace>| LastSaid::of(from).words_of(&LastSaid::of(to));
        let at_most = step(&example, 1);
        assert_eq!(words(&example, &at_most).as_deref(), Some("Surplus reinvested: 100% is the most."));
        assert_eq!(words(&at_most, &at_most), None);
        assert_eq!(words(&at_most, &step(&at_most, 1)), words(&example, &at_most));
        let less = Rc::new(step(&at_most, -1).worked_out());
        assert!(!words(&at_most, &less).unwrap().contains("most"));
        let none = Rc::new(less.after(Action::Chosen(reinvested.clone(), 0.into())).worked_out());
        assert_eq!(words(&none, &step(&none, -1)).as_deref(), Some("Surplus reinvested: 0% is the least."));
    }

    /// The figures alone would be the same sentence after each of two changes that do not move them.
    #[test]
    fn what_was_changed_is_announced_before_the_figures_once() {
        let example = Rc::new(Workspace::on_the_example().unwrap());
        let words = |from: &Rc<Workspace>, to: &Rc<Workspace>| LastSaid::of(from).words_of(&LastSaid::of(to));
        let after = |from: &Rc<Workspace>, action| Rc::new(from.after(action).worked_out());
        let site = format!("/sites/{}/unrestricted_value", example.deal().sites[0].id);
        let typed = after(&example, Action::Typed(site.clone(), "9000000".to_owned()));
        let said = words(&example, &typed).unwrap();
        let begins =
            "Unrestricted (best consideration) value, City land: £9,000,000. Reinvestment pot £57.03m, no change. ";
        assert!(said.starts_with(begins), "{said}");
        // An issue to resolve came with it.
        assert!(said.ends_with(". Issues to resolve: 5, was 4."), "{said}");
        // An embed has no list of them.
        let in_an_embed = LastSaid { has_issues: false, ..LastSaid::of(&typed) };
        let said = LastSaid::of(&example).words_of(&in_an_embed).unwrap();
        assert!(said.starts_with(begins) && !said.contains("Issues"), "{said}");
        // Leaving the box says nothing more, and undo has said what it changed.
        assert_eq!(words(&typed, &after(&typed, Action::Left(site))), None);
        let undone = words(&typed, &after(&typed, Action::Turn(Turn::Undo))).unwrap();
        assert!(undone.starts_with("Reinvestment pot £57.03m, no change. "), "{undone}");
        let redone = after(&after(&typed, Action::Turn(Turn::Undo)), Action::Turn(Turn::Redo));
        assert!(words(&example, &redone).unwrap().starts_with("Reinvestment pot "));
        let price = "/home_types/market/price".to_owned();
        let more = words(&example, &after(&example, Action::Stepped(price.clone(), 1))).unwrap();
        assert!(more.starts_with("Market sale price, per home: £187,000. Reinvestment pot £58.22m, up"), "{more}");
        let wrong =
            after(&after(&example, Action::Typed(price.clone(), "abc".to_owned())), Action::Left(price.clone()));
        let fixed = words(&wrong, &after(&wrong, Action::Typed(price, "186,000".to_owned()))).unwrap();
        assert!(
            fixed.starts_with("Market sale price, per home: £186,000. Reinvestment pot £57.03m, no change."),
            "{fixed}"
        );
        // A new row is announced as it is added.
        let added = Action::Edited(Edit::AddRow("/costs/programme".to_owned()));
        let row = words(&example, &after(&example, added)).unwrap();
        assert!(row.starts_with("Reinvestment pot "), "{row}");
        let share = example.levers().iter().find(|lever| lever.path.starts_with("/sharing/split/")).unwrap();
        let both = words(&example, &after(&example, Action::Chosen(share.path.clone(), 60.into()))).unwrap();
        let begins = "The council’s share of the surplus: 60%. HCA’s share of the surplus: 40%. Reinvestment pot ";
        assert!(both.starts_with(begins), "{both}");
    }

    #[test]
    fn errors_are_announced_as_they_come_and_a_good_value_before_those_left() {
        let path = |name: &str| format!("/home_types/market/{name}");
        let entered = |workspace: Workspace, name: &str, text: &str| {
            let typed = workspace.after(Action::Typed(path(name), text.to_owned()));
            typed.after(Action::Left(path(name))).worked_out()
        };
        let words = |from: &Workspace, to: &Workspace| LastSaid::of(from).words_of(&LastSaid::of(to));
        let sound = Workspace::on_the_example().unwrap();
        let one = entered(sound.clone(), "price", "abc");
        let first = words(&sound, &one).unwrap();
        assert!(first.starts_with("Error: Enter the sale price as a number"), "{first}");
        let two = entered(one.clone(), "build_cost", "lots");
        let second = words(&one, &two).unwrap();
        assert!(second.starts_with("Error: Enter the build cost") && !second.contains("the sale price"), "{second}");
        let again = words(&two, &entered(two.clone(), "build_cost", "many")).unwrap();
        assert!(again.starts_with("Error: Enter the build cost"), "{again}");
        assert_eq!(words(&two, &two), None);
        // The price is right: it is said so, and the other error is not read out as a new one.
        let fixed = words(&two, &entered(two.clone(), "price", "186,000"));
        assert_eq!(fixed.as_deref(), Some("Market sale price, per home: £186,000. One error left."));
        let other = words(&two, &entered(two.clone(), "sales_a_month", "5"));
        assert_eq!(other.as_deref(), Some("Market sales a month: 5 a month. Two errors left."));
        let asked = words(&two, &two.after(Action::PressedEnter)).unwrap();
        assert_eq!(asked.matches("Error: ").count(), 2, "{asked}");
    }
}
