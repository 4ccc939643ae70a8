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
                let cases =
                    workspace.history.step(turn).filter(|step| matches!(step.did, UndoLabel::DeletedScenario(_)));
                let otherwise = cases.map_or_else(String::new, |step| tab_id(&step.cases.open));
                let errors = words::steps::left_as_is(turn, &workspace);
                say.emit([Some(said), errors].into_iter().flatten().collect::<Vec<_>>().join(" "));
                workspace.dispatch(Action::Turn(turn));
                screen::keep_focus(otherwise);
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

/// What was announced last: the figures shown, and the open case with its deal and its errors.
#[derive(Clone)]
struct LastSaid {
    figures: Option<Figures>,
    open: Open,
    deal: Rc<Deal>,
    errors: Vec<ShownError>,
    enters: u32,
    turns: u32,
    at_limit: Option<AtLimit>,
    /// Whether the open case was just added, which is announced at once.
    is_added: bool,
    /// Whether the page lists the issues to resolve.
    has_issues: bool,
}

impl LastSaid {
    fn of(workspace: &Workspace) -> Self {
        let figures = workspace.figures().cloned();
        let error = |(path, fault): (String, Fault)| {
            let (words, text) = (words::problems::of(&path, &fault, workspace), workspace.text(&path));
            ShownError { path, words, text }
        };
        let errors = workspace.faults().into_iter().map(error).collect();
        let (open, deal) = (workspace.cases.open.clone(), workspace.deal().clone());
        let is_added = matches!(workspace.just_did, Some(UndoLabel::AddedScenario(_)));
        let (enters, turns, at_limit) = (workspace.enters, workspace.turns, workspace.at_limit.clone());
        Self { figures, open, deal, errors, enters, turns, at_limit, is_added, has_issues: true }
    }

    /// Whether both have figures of one baseline, or neither has any.
    fn is_same_deal(&self, now: &Self) -> bool {
        let base = |said: &Self| said.figures.as_ref().map(|figures| figures.base.clone());
        base(self) == base(now)
    }

    /// A case with the same figures, such as a new copy, needs no announcement of its own: its first change is announced as one.
    /// A case that is not worked out yet still shows the figures of the one before it.
    fn follow_copy(&mut self, now: &Self) {
        let is_of_deal = now.figures.as_ref().is_some_and(|figures| now.deal == figures.current.deal);
        if self.open != now.open && self.figures == now.figures && is_of_deal {
            // The errors stay with the case before it.
            *self = now.clone();
        }
    }

    /// The announcement of what is shown now, and of a step that changed nothing.
    fn words_of(&self, now: &Self, case: &str) -> Option<String> {
        let limit = now.at_limit.as_ref().filter(|_| self.at_limit != now.at_limit);
        let limit = limit.map(|limit| words::steps::at_limit(&limit.path, limit.by, &now.deal));
        let said: Vec<String> = self.words_of_figures(now, case).into_iter().chain(limit).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }

    /// The announcement of the figures or errors; none if nothing has changed, unless an error was put right.
    fn words_of_figures(&self, now: &Self, case: &str) -> Option<String> {
        if !now.errors.is_empty() {
            return self.words_of_errors(now);
        }
        let current = &now.figures.as_ref()?.current;
        let before = self.figures.as_ref().filter(|_| self.is_same_deal(now));
        let is_same_deal = before.is_some();
        if is_same_deal && self.open != now.open {
            // Another case is not a change of the one before it. Undo has said which it opened.
            let is_turned = self.turns != now.turns;
            return match now.is_added {
                true => None,
                false if is_turned => Some(words::deal::announcement(current, None)),
                false => Some(words::deal::announcement_of_case(case, current)),
            };
        }
        if self.figures == now.figures && self.errors.is_empty() {
            return None;
        }
        // A deal that was just opened, or brought back by undo, is not compared with the one before it.
        let was = before.map(|before| &*before.current);
        let base = &now.figures.as_ref()?.base.deal;
        let issues = was.filter(|_| now.has_issues).and_then(|was| words::deal::issues_said(current, was, base));
        // Undo and redo have said what they changed.
        let changed = was.filter(|_| self.turns == now.turns).map(|_| self.changed_since(now));
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
        if self.open != now.open || !self.is_same_deal(now) {
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

/// The one live region: the answer and how it changed since the last announcement, once it stays unchanged; and other
/// announcements at once. It is silent, and empty, where the page shows no figures.
#[hook]
pub(crate) fn use_announcement(
    workspace: &UseReducerHandle<Workspace>,
    is_silent: bool,
    has_issues: bool,
) -> (Html, Callback<String>) {
    let said = use_reducer(Said::default);
    let last_said = use_mut_ref(|| LastSaid::of(workspace));
    let waiting = workspace.waits_for().map(|path| words::deal::waiting_first(&path));
    let now = LastSaid { has_issues, ..LastSaid::of(workspace) };
    let (current, dispatcher) = (workspace.figures().cloned(), said.dispatcher());
    let (open, case) = (workspace.cases.open.clone(), words::page::case_name(&workspace.cases));
    let errors = now.errors.clone();
    // While there are errors, the figures do not show what is accepted, and Enter asks for the errors again.
    let asked = (!errors.is_empty()).then_some((workspace.enters, workspace.edits));
    let asked = (asked, workspace.at_limit.clone());
    use_effect_with((current, open, errors, waiting, asked, is_silent), move |(_, _, _, waiting, _, is_silent)| {
        let waiting = waiting.clone();
        last_said.borrow_mut().follow_copy(&now);
        if *is_silent {
            dispatcher.dispatch(String::new());
        }
        let say = (!is_silent).then(|| {
            Timeout::new(REST_BEFORE_SAYING, move || {
                let before = last_said.replace(now.clone());
                let waiting = waiting.filter(|_| now.errors.is_empty());
                if let Some(words) = waiting.or_else(|| before.words_of(&now, &case)) {
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

    #[test]
    fn the_first_edit_of_a_new_scenario_is_announced_as_a_change() {
        let after = |workspace: &Workspace, action: Action| workspace.after(action).worked_out();
        let example = Workspace::on_the_example().unwrap();
        let mut said = LastSaid::of(&example);
        let added = after(&example, Action::AddScenario("Slow sales".to_owned(), None));
        said.follow_copy(&LastSaid::of(&added));
        assert_eq!(said.words_of(&LastSaid::of(&added), "Slow sales"), None);
        let edited = after(&added, Action::Chosen("/home_types/market/price".to_owned(), 190_000.into()));
        let words = said.words_of(&LastSaid::of(&edited), "Slow sales").unwrap();
        let price = "Market sale price, per home: £190,000. ";
        assert!(words.starts_with(&format!("{price}Reinvestment pot £61.78m, up £4.75m")), "{words}");
        let opened = edited.after(Action::Open(None));
        let mut said = LastSaid::of(&edited);
        said.follow_copy(&LastSaid::of(&opened));
        let base = opened.worked_out();
        let words = said.words_of(&LastSaid::of(&base), "Base case").unwrap();
        assert!(words.starts_with("“Base case” is open. Reinvestment pot £57.03m"), "{words}");
    }

    /// The copy of a scenario that was not open has other figures than those shown before.
    #[test]
    fn a_new_scenario_is_announced_once() {
        let example = Workspace::on_the_example().unwrap();
        let from = Some(example.cases.scenarios[0].id.clone());
        let added = example.after(Action::AddScenario("Offer E".to_owned(), from)).worked_out();
        let mut said = LastSaid::of(&example);
        said.follow_copy(&LastSaid::of(&added));
        let now = LastSaid::of(&added);
        assert!(said.figures != now.figures && said.open != now.open);
        assert_eq!(said.words_of(&now, "Offer E"), None);
        let price = Action::Chosen("/home_types/market/price".to_owned(), 190_000.into());
        let edited = LastSaid::of(&added.after(price).worked_out());
        let words = now.words_of(&edited, "Offer E").unwrap();
        assert!(words.contains(", up £"), "{words}");
    }

    /// A wrong text stays with the base case: it was not put right in the copy.
    #[test]
    fn the_errors_of_another_case_are_not_said_to_be_right() {
        let example = Workspace::on_the_example().unwrap();
        let growth = "/growth/house_price/all/percent".to_owned();
        let wrong =
            example.after(Action::Typed(growth.clone(), "x".to_owned())).after(Action::Left(growth)).worked_out();
        let mut said = LastSaid::of(&wrong);
        let added = wrong.after(Action::AddScenario("Slow sales".to_owned(), None)).worked_out();
        said.follow_copy(&LastSaid::of(&added));
        assert_eq!(said.words_of(&LastSaid::of(&added), "Slow sales"), None);
        assert_eq!(words::steps::left_in_base(&wrong), ["House price growth, a year"]);
        // Undo says what it changed and what remains.
        let price = "/home_types/market/price".to_owned();
        let priced = wrong.after(Action::Chosen(price, 190_000.into())).worked_out();
        let undone = priced.after(Action::Turn(Turn::Undo)).worked_out();
        assert_eq!(LastSaid::of(&priced).words_of(&LastSaid::of(&undone), "Base case"), None);
    }

    #[test]
    fn a_case_that_undo_opens_is_not_named_twice() {
        let example = Workspace::on_the_example().unwrap();
        let open = Action::Open(Some(example.cases.scenarios[0].id.clone()));
        let deleted = example.after(open).worked_out();
        let deleted = deleted.after(Action::DeleteScenario(deleted.cases.scenarios[0].id.clone())).worked_out();
        let undone = deleted.after(Action::Turn(Turn::Undo)).worked_out();
        let words = LastSaid::of(&deleted).words_of(&LastSaid::of(&undone), "£8.0m").unwrap();
        assert!(words.starts_with("Reinvestment pot £57.04m"), "{words}");
    }

    #[test]
    fn a_step_at_the_limit_says_so_each_time() {
        let example = Rc::new(Workspace::on_the_example().unwrap());
        let reinvested = example.levers().iter().find(|lever| lever.kind == Kind::Recycled).unwrap().path.clone();
        let step = |from: &Rc<Workspace>, by| Rc::new(from.after(Action::Stepped(reinvested.clone(), by)));
        let words =
            |from: &Rc<Workspace>, to: &Rc<Workspace>| LastSaid::of(from).words_of(&LastSaid::of(to), "Base case");
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
        let words =
            |from: &Rc<Workspace>, to: &Rc<Workspace>| LastSaid::of(from).words_of(&LastSaid::of(to), "Base case");
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
        let said = LastSaid::of(&example).words_of(&in_an_embed, "Base case").unwrap();
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
        let words = |from: &Workspace, to: &Workspace| LastSaid::of(from).words_of(&LastSaid::of(to), "Base case");
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
