//! The one live region of the page: which words follow from what is shown now and what was announced last.

use crate::field_text::Fault;
use crate::history::UndoLabel;
use crate::scenarios::Open;
use crate::words;
use crate::workspace::{AtLimit, Figures, Workspace};
use appraisal::Deal;
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use yew::prelude::*;

/// How long the figures are unchanged before they are announced, so that not every key press is.
pub(crate) const REST_BEFORE_SAYING: u32 = 1_000;

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
    use crate::history::Turn;
    use crate::levers::Kind;
    use crate::workspace::{Action, Edit};

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
