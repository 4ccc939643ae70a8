//! The state of the page: the cases, drafts, history, and the last complete result. An action comes in, a new state goes
//! out; nothing here knows of a browser.
//!
//! Typing changes the deal at once. Nothing here runs the calculation: [`State::work`] says what is to be worked out, and the
//! page sends the result once it has drawn what was typed. No key press waits for a figure.

mod event;
mod editing;
mod opening;
mod arrival;
mod typing;
mod autosave;
mod sharing;
mod work;

use arrival::Came;
use autosave::Autosave;
pub use autosave::{AGAIN, Begin, Kept, MOST, Mark};
pub use event::{Action, Edit, Effect, Event, FileFault, NotFollowed};
pub use sharing::Share;
pub use work::{Figures, Work};

use crate::draft::{Draft, Drafts};
use crate::example;
use crate::field_text;
use crate::history::{History, Step, Turn, UndoLabel};
use crate::levers::{self, Kind, Lever};
use crate::lineage::Lineage;
use crate::link::BrokenLink;
use crate::saved_deal::{Saved, Unreadable};
use crate::scenarios::{Cases, Open, is_count_of_homes};
use appraisal::deal::form::{self, NotEdited};
use appraisal::deal::{Change, Operation, difference, path};
use appraisal::fields::{self, Group};
use appraisal::{CheckedDeal, Deal, Finding, check};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A deal that passed its check.
#[derive(Clone, Debug)]
struct Sound {
    deal: Rc<Deal>,
    checked: Rc<CheckedDeal>,
}

impl Sound {
    /// A deal with its check.
    fn new(deal: &Rc<Deal>) -> Result<Self, Vec<Finding>> {
        Ok(Self { deal: deal.clone(), checked: Rc::new(check(deal)?) })
    }
}

/// A step of a value beyond its limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtLimit {
    /// The path of its field.
    pub path: String,
    /// The direction of the step.
    pub by: i32,
    /// The number of the action: each such step is announced.
    turn: u64,
}

/// The state.
#[derive(Clone, Debug)]
pub struct State {
    /// The number of actions so far.
    turn: u64,
    /// The last complete results, once there are some of this deal.
    figures: Option<Figures>,
    /// Base case and scenarios.
    pub cases: Cases,
    /// The steps to undo and redo.
    pub history: History,
    /// The baseline: the base case as last set; in an embed, the open case as published.
    baseline: Rc<Deal>,
    /// The same, unless it has errors.
    sound_baseline: Option<Sound>,
    /// The document of the open deal, from which boxes read their values.
    document: Rc<Value>,
    /// The document of the baseline.
    baseline_document: Rc<Value>,
    /// The differences between the open deal and the baseline.
    differences: Rc<[Change]>,
    /// The findings of the open deal.
    findings: Vec<Finding>,
    /// The findings that are shown: the others are about text that is still being typed.
    shown: Vec<Finding>,
    /// Of each case the last deal without errors, whose figures are shown while the case has one.
    sound: BTreeMap<Open, Sound>,
    /// The levers of the open deal, worked out once for each change, since every part of the page uses them.
    levers: Rc<[Lever]>,
    /// The levers of the baseline.
    base_levers: Rc<[Lever]>,
    /// The drafts, by paper and path of the field.
    drafts: BTreeMap<(Open, String), Draft>,
    /// Of each case the deal whose mix the number of all homes was last spread in.
    mixes: BTreeMap<Open, Rc<Deal>>,
    /// The path of the box whose typing is the last step: one step for any number of key presses.
    typing: Option<String>,
    /// The path of the last box that was typed in and left.
    left_last: Option<String>,
    /// How often Enter was pressed in a box: each time, the errors that are left are announced again.
    pub enters: u32,
    /// How often a step was undone or redone, which is announced at once.
    pub turns: u32,
    /// The step that changed nothing, since the value is at its limit.
    pub at_limit: Option<AtLimit>,
    /// Why the last link was not followed.
    pub not_followed: Option<NotFollowed>,
    /// Why the last edit was not made, with the path of its target.
    pub not_edited: Option<(String, NotEdited)>,
    /// What the last action did, if it was a step: some steps are said until the next action.
    pub just_did: Option<UndoLabel>,
    /// The worked example with its scenarios, if the deal was made from it.
    example: Option<Rc<Cases>>,
    /// How many deals have replaced another.
    pub openings: u32,
    /// How often the cases were changed since they were opened: the address is written only after the first change.
    pub edits: u32,
    /// Where and when the deal is saved.
    autosave: Autosave,
    /// What came by a link or a file and is still to be compared.
    came: Option<Came>,
    /// What came last, beside the copy of it in this browser.
    lineage: Option<Rc<Lineage>>,
}

impl PartialEq for State {
    /// A page has one state, and every action of the user makes a new one: comparing the cases would cost more than drawing. How
    /// the deal is saved does not count.
    fn eq(&self, other: &Self) -> bool {
        self.turn == other.turn
    }
}

impl State {
    /// The state on the worked example; `None` only if the example is broken, which tests rule out.
    #[must_use]
    pub fn on_the_example() -> Option<Self> {
        example::worked_example().map(|example| Self::of((*example).clone()))
    }

    /// The state on cases, without figures yet.
    fn of(cases: Cases) -> Self {
        Self::on(cases.baseline.clone(), cases)
    }

    /// The state on cases with a baseline. Each deal is checked once.
    fn on(baseline: Rc<Deal>, cases: Cases) -> Self {
        let example = example::worked_example();
        let state = Self {
            turn: 0,
            figures: None,
            example: example.filter(|example| example.baseline == cases.baseline),
            sound_baseline: Sound::new(&baseline).ok(),
            base_levers: levers::levers(&baseline).into(),
            baseline,
            cases,
            history: History::default(),
            document: Rc::default(),
            baseline_document: Rc::default(),
            differences: Rc::default(),
            findings: Vec::new(),
            shown: Vec::new(),
            sound: BTreeMap::new(),
            levers: Rc::default(),
            drafts: BTreeMap::new(),
            mixes: BTreeMap::new(),
            typing: None,
            left_last: None,
            enters: 0,
            turns: 0,
            at_limit: None,
            not_followed: None,
            not_edited: None,
            just_did: None,
            openings: 0,
            edits: 0,
            autosave: Autosave::default(),
            came: None,
            lineage: None,
        };
        state.with_baseline_document().refresh_derived().show_all_findings()
    }

    /// The state on the deal in an address; the example if there is none or it cannot be opened.
    #[must_use]
    pub fn at(address: Result<Option<Cases>, BrokenLink>) -> Option<Self> {
        match address.transpose() {
            None => Self::on_the_example(),
            Some(Ok(cases)) => Some(Self { openings: 1, ..Self::of(cases) }),
            Some(Err(broken)) => Some(Self::on_the_example()?.not_followed(NotFollowed::Broken(broken))),
        }
    }

    /// The state of an embed on the deal in its address; `None` only if the worked example is broken. `changed` is the deal
    /// as a visitor has changed it.
    #[must_use]
    pub fn of_embed(published: Result<Cases, BrokenLink>, changed: Option<Cases>) -> Option<Self> {
        let not_shown = |why| Some(Self::on_the_example()?.not_followed(why));
        let published = match published {
            Ok(cases) => cases,
            Err(broken) => return not_shown(NotFollowed::Broken(broken)),
        };
        let baseline = published.deal().clone();
        // What the published deal was made from stays the same, whatever the visitor changed.
        let changed = changed.map(|cases| Cases { baseline: published.baseline.clone(), ..cases });
        let changed = changed.and_then(|cases| Self::on_case(baseline.clone(), cases).ok());
        // Another style of the host leaves the visitor's changes in the address.
        let changed = changed.map(|state| Self { edits: 1, ..state });
        match changed.map_or_else(|| Self::on_case(baseline, published), Ok) {
            Ok(opened) => Some(opened),
            Err(why) => not_shown(why),
        }
    }

    /// The state on cases whose open case is among them and can be worked out, as an embed shows it.
    fn on_case(baseline: Rc<Deal>, cases: Cases) -> Result<Self, NotFollowed> {
        if cases.lacks_open() {
            return Err(NotFollowed::NoScenario);
        }
        let state = Self::on(baseline, cases);
        if state.findings.is_empty() { Ok(state) } else { Err(NotFollowed::Findings(state.findings)) }
    }

    /// The saved state. All findings are shown, since nobody is typing.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub fn restored(saved: &Saved) -> Result<Self, Unreadable> {
        Ok(Self::of(saved.cases()?).with_texts(&saved.drafts))
    }

    /// The state with texts that cannot be read in their boxes, as at the start. The deal stays as it was saved.
    fn with_texts(mut self, texts: &[(Open, String, String)]) -> Self {
        for (case, path, text) in texts.iter().filter(|(case, ..)| self.cases.has(case)) {
            let draft = Draft::restored(self.cases.deal_of(case), path, text);
            self.drafts.extend(draft.map(|draft| ((case.clone(), path.clone()), draft)));
        }
        self.refresh_derived().show_all_findings()
    }

    /// The open deal.
    #[must_use]
    pub fn deal(&self) -> &Rc<Deal> {
        self.cases.deal()
    }

    /// Whether the open deal is that of the worked example: its base case, or the same scenario. `None` if it was not made from it.
    #[must_use]
    pub fn is_example(&self) -> Option<bool> {
        let example = self.example.as_ref()?;
        Some(match self.cases.scenario() {
            None => example.base == *self.deal(),
            Some(open) => example.scenarios.iter().any(|own| own.id == open.id && own.deal == open.deal),
        })
    }

    /// Whether the open deal is the base case of the worked example, unchanged.
    #[must_use]
    pub fn is_untouched_example(&self) -> bool {
        self.cases.scenario().is_none() && self.is_example() == Some(true)
    }

    /// The levers of the open deal.
    #[must_use]
    pub fn levers(&self) -> &[Lever] {
        &self.levers
    }

    /// A lever of the baseline.
    #[must_use]
    pub fn base_lever(&self, kind: Kind) -> Option<&Lever> {
        self.base_levers.iter().find(|lever| lever.kind == kind)
    }

    /// The value of the field at a path.
    #[must_use]
    pub fn value(&self, path: &str) -> Value {
        field_text::value_at(self.deal(), &self.document, path)
    }

    /// The differences between the open deal and the baseline.
    #[must_use]
    pub fn differences(&self) -> &[Change] {
        &self.differences
    }

    /// The baseline.
    #[must_use]
    pub fn baseline(&self) -> &Rc<Deal> {
        &self.baseline
    }

    /// Whether the mark of a value of the baseline describes another value: that of the deal from which a published case was
    /// made.
    #[must_use]
    pub fn has_mark_of_another_value(&self, path: &str) -> bool {
        let origin = &self.cases.baseline;
        !Rc::ptr_eq(origin, &self.baseline)
            && self.baseline.own_mark(origin, path).is_none()
            && field_text::value_at(origin, &origin.to_document(), path) != self.baseline_value(path)
    }

    /// Whether the field at a path is of a row, part or kind that the baseline does not have: then its value is the user's only if
    /// it was typed, and there is no earlier one to restore.
    #[must_use]
    pub fn is_of_new(&self, path: &str) -> bool {
        form::is_of_new(&self.baseline_document, &self.document, path)
    }

    /// The document of the baseline.
    #[must_use]
    pub fn baseline_document(&self) -> &Value {
        &self.baseline_document
    }

    /// The number of inputs of the open deal that differ from the baseline.
    #[must_use]
    pub fn count_of_changes(&self) -> usize {
        count_of_inputs(&*self.differences, &self.baseline_document, &self.document)
    }

    /// The number of differences in a group of inputs.
    #[must_use]
    pub fn changes_in(&self, group: Group) -> usize {
        let field = |path: &str| {
            let outer = path.rsplit_once('/').map_or("", |(outer, _)| outer);
            fields::of(path).or_else(|| fields::of(outer))
        };
        let own =
            self.differences.iter().filter(|change| field(&change.path).is_some_and(|field| field.group == group));
        count_of_inputs(own, &self.baseline_document, &self.document)
    }

    /// The value of the field at a path in the baseline.
    #[must_use]
    pub fn baseline_value(&self, path: &str) -> Value {
        field_text::value_at(&self.baseline, &self.baseline_document, path)
    }

    /// The document of the open deal.
    #[must_use]
    pub fn document(&self) -> &Rc<Value> {
        &self.document
    }

    /// Whether the open case has an error and has never been worked out, so that the baseline's figures are shown.
    #[must_use]
    pub fn figures_are_of_base(&self) -> bool {
        !self.sound.contains_key(&self.cases.open)
    }

    /// The levers that differ from the baseline, each with its old value.
    #[must_use]
    pub fn changes(&self) -> Vec<(Lever, Lever)> {
        let changed = |now: &Lever| {
            let was = self.base_lever(now.kind)?;
            (was.value != now.value).then(|| (was.clone(), now.clone()))
        };
        self.levers.iter().filter_map(changed).collect()
    }

    fn with_baseline_document(mut self) -> Self {
        self.baseline_document = Rc::new(self.baseline.to_document());
        self
    }

    /// Refreshes everything derived from the cases.
    fn refresh_derived(mut self) -> Self {
        let deal = self.deal().clone();
        self.document = Rc::new(deal.to_document());
        self.differences = inputs_that_differ(&self.baseline_document, &self.document).into();
        self.levers = levers::levers_beside(&deal, &self.base_levers).into();
        self.drop_drafts_without_a_box();
        match self.checked(&deal) {
            Ok(sound) => {
                self.findings = Vec::new();
                // While a text cannot be read, the figures wait, once there are some of this case.
                let is_read = self.open_drafts().all(|(_, draft)| draft.fault.is_none());
                if is_read || !self.sound.contains_key(&self.cases.open) {
                    self.sound.insert(self.cases.open.clone(), sound);
                }
            }
            Err(findings) => self.findings = findings,
        }
        let still = |finding: &Finding| self.findings.contains(finding);
        self.shown = std::mem::take(&mut self.shown).into_iter().filter(still).collect();
        self
    }

    /// Changes the cases in one step, from these texts of the cases whose texts it replaces.
    fn stepped_from(mut self, texts: Drafts, did: UndoLabel, cases: Cases) -> Self {
        if cases == self.cases {
            // A text that could not be read may be gone.
            return self.refresh_derived();
        }
        let before = std::mem::replace(&mut self.cases, cases);
        self.history.remember(did.clone(), before, texts);
        self.just_did = Some(did);
        self.typing = None;
        self.left_last = None;
        self.edits += 1;
        self.refresh_derived().show_all_findings()
    }

    /// Changes the cases in one step.
    fn stepped_to(self, did: UndoLabel, cases: Cases) -> Self {
        self.stepped_from(Drafts::new(), did, cases)
    }

    /// Whether another deal, or what another slot has, may be open after an action.
    fn may_replace(&self, action: &Action) -> bool {
        match action {
            Action::Followed(_) | Action::OpenSaved(..) | Action::OpenVersion(_) => true,
            Action::Turn(turn) => self.history.step(*turn).is_some_and(|step| step.did == UndoLabel::Opened),
            _ => false,
        }
    }

    fn turned(mut self, turn: Turn) -> Self {
        let Some(did) = self.history.step(turn).map(|step| step.did.clone()) else { return self };
        let mut texts = Drafts::new();
        if did.replaces_texts() {
            texts = self.drafts_with_faults();
            self.drafts.clear();
        }
        let Some(Step { cases, texts, .. }) = self.history.take(turn, self.cases.clone(), texts) else { return self };
        let baseline_is_other = cases.baseline != self.cases.baseline;
        if did == UndoLabel::Opened {
            self.figures = None;
            self.openings += 1;
            self.autosave.kept_before_opening();
        }
        self.drop_texts_over_other_values(&cases);
        self.move_texts_with_rows(&cases);
        self.cases = cases;
        self.typing = None;
        self.edits += 1;
        self.turns += 1;
        self.drafts.extend(texts);
        if baseline_is_other { self.rebased() } else { self }.refresh_derived().show_all_findings()
    }

    /// Takes a new baseline.
    fn rebased(mut self) -> Self {
        self.baseline = self.cases.baseline.clone();
        self.sound_baseline = self.checked(&self.baseline).ok();
        self.sound.clear();
        self.base_levers = levers::levers(&self.baseline).into();
        self.with_baseline_document()
    }

    fn not_followed(self, why: NotFollowed) -> Self {
        Self { not_followed: Some(why), ..self }
    }
}

/// The number of inputs of a deal that differ from the baseline.
#[must_use]
pub fn count_that_differ(baseline: &Rc<Deal>, deal: &Rc<Deal>) -> usize {
    if Rc::ptr_eq(baseline, deal) {
        return 0;
    }
    let (base, other) = (baseline.to_document(), deal.to_document());
    count_of_inputs(&inputs_that_differ(&base, &other), &base, &other)
}

/// The number of inputs in differences between two documents: in a row or part that only one has, each that was typed there, or
/// the row itself; another kind of a choice, and each that was typed in it.
#[must_use]
pub fn count_of_inputs<'a>(changes: impl IntoIterator<Item = &'a Change>, base: &Value, other: &Value) -> usize {
    let count = |change: &Change| {
        let path = match &change.operation {
            Operation::Insert(row) => {
                let id = path::row(row).get("id").and_then(Value::as_str);
                format!("{}/{}", change.path, id.unwrap_or_default())
            }
            _ => change.path.clone(),
        };
        let typed = [base, other].map(|document| typed_within(document, &path));
        match [base, other].map(|document| path::get(document, &path).is_some()) {
            [true, false] => typed[0].len().max(1),
            [false, true] => typed[1].len().max(1),
            _ if matches!(change.operation, Operation::Set(_)) => 1 + typed[0].symmetric_difference(&typed[1]).count(),
            _ => 1,
        }
    };
    changes.into_iter().map(count).sum()
}

/// The paths within a row or part whose values the user typed: in a new one each is marked.
fn typed_within<'a>(document: &'a Value, outer: &str) -> BTreeSet<&'a str> {
    let is_within = |path: &str| path::rest_of(path, outer).is_some_and(|rest| !rest.is_empty());
    let marks = document.get("marks").and_then(Value::as_object).into_iter().flatten();
    let typed = marks.filter(|(path, mark)| is_within(path) && mark["kind"] == "yours");
    typed.map(|(path, _)| path.as_str()).collect()
}

/// The number of errors between the values of a deal.
#[must_use]
pub fn count_of_findings(deal: &Deal) -> usize {
    check(deal).err().map_or(0, |findings| findings.len())
}

/// The differences between two documents of a deal. Marks do not count: they describe a value, but do not change it. If the
/// number of homes differs in the same proportion in all phases, that is one difference.
#[must_use]
pub fn inputs_that_differ(base: &Value, other: &Value) -> Vec<Change> {
    let mut changes = difference(base, other);
    changes.retain(|change| !change.path.starts_with("/marks"));
    let is_count = |change: &Change| is_count_of_homes(&change.path);
    let is_spread = || levers::spread(field_text::homes_in(other), &field_text::home_counts(base));
    let counts = changes.iter().filter(|change| is_count(change)).count();
    if counts > 1 && is_spread() == field_text::home_counts(other) {
        changes.retain(|change| !is_count(change));
        let homes = Operation::Set(field_text::homes_in(other).into());
        changes.push(Change { path: field_text::HOMES.to_owned(), operation: homes });
    }
    changes
}

/// An action by which another deal or case may be looked at, without a change: what is saved stays as it is.
enum Look {
    /// A saved deal is opened.
    Saved,
    /// Another case of these is opened, with these texts.
    Case(Cases, Vec<(Open, String, String)>),
    /// Undo or redo may lead back to a saved deal.
    Turn,
    /// None of these.
    No,
}

impl Look {
    fn of(action: &Action, now: &State) -> Self {
        match action {
            Action::OpenSaved(..) => Self::Saved,
            Action::Open(_) => Self::Case(now.cases.clone(), now.faulty_drafts()),
            Action::Turn(_) if now.may_replace(action) => Self::Turn,
            _ => Self::No,
        }
    }

    /// Whether nothing was changed by it.
    fn changes_nothing(&self, state: &mut State) -> bool {
        match self {
            Self::Saved => true,
            Self::Case(cases, texts) => {
                let open = state.cases.open.clone();
                state.cases == Cases { open, ..cases.clone() } && state.faulty_drafts() == *texts
            }
            Self::Turn => state.is_as_saved(),
            Self::No => false,
        }
    }
}

impl State {
    /// The state after an event, and what the page is to do outside it.
    #[must_use]
    pub fn update(&self, event: Event) -> (Self, Vec<Effect>) {
        let Event { at, action } = event;
        let is_leaving = action == Action::Leaving;
        let (now, mut effects) =
            if self.may_replace(&action) { self.clone().flushed(at) } else { (self.clone(), Vec::new()) };
        let (before, slot) = (now.change(), now.slot());
        let look = Look::of(&action, &now);
        let mut state = match action {
            Action::Woke => now.woken(),
            Action::Leaving => now,
            Action::TurnedPage => now.turned_page(at),
            Action::Sent(share) => now.sent(share, at),
            Action::Navigated(is_own) => now.navigated(is_own, at),
            Action::SaveEnded(stamp, ended) => {
                let (state, more) = now.ended(&stamp, ended, at);
                effects.extend(more);
                state
            }
            Action::ChangedElsewhere(slot, there) => now.changed_elsewhere(&slot, &there),
            action => now.acted(action),
        };
        let is_changed = state.change() != before;
        if is_changed && !look.changes_nothing(&mut state) {
            state = state.changed(at);
        } else if is_changed || state.slot() != slot {
            // The address says in which slot its deal is.
            state = state.turned_page(at);
        }
        let (mut state, due) = state.due(at, is_leaving);
        effects.extend(due);
        effects.extend(state.look_for_copies());
        (state, effects)
    }

    /// The state after an action, without what follows outside it.
    #[cfg(test)]
    pub(crate) fn after(&self, action: Action) -> Self {
        self.clone().acted(action)
    }

    fn acted(self, action: Action) -> Self {
        let mut state = Self { turn: self.turn + 1, ..self };
        if !matches!(
            action,
            Action::WorkedOut(_) | Action::Settled | Action::Entered(_) | Action::PressedEnter | Action::Found(_)
        ) {
            state.not_edited = None;
            state.just_did = None;
            state.at_limit = None;
        }
        if action.changes_case() {
            state = state.left_every_box();
        }
        match action {
            Action::Typed(path, text) => state.typed(&path, text),
            Action::Entered(path) => state.entered(&path),
            Action::Settled => state.settled(),
            Action::Left(path) => state.left(&path),
            Action::PressedEnter => Self { enters: state.enters + 1, ..state },
            Action::Escaped(path) => state.escaped(&path),
            Action::Stepped(path, by) => state.stepped(&path, by),
            Action::Chosen(path, value) => state.chosen(&path, value),
            Action::Edited(edit) => state.edited(&edit),
            Action::Reviewed(path, review, note) => state.reviewed(path, review, note),
            Action::RestoreValue(path) => state.restore_value(&path),
            Action::UndoAllChanges => state.undo_all_changes(),
            Action::WorkedOut(figures) => state.worked_out(*figures),
            Action::Turn(turn) => state.turned(turn),
            Action::Open(open) => state.opened(open),
            Action::SetBase => state.set_base(),
            Action::AddScenario(name, from) => state.with_scenario(name, &from),
            Action::RenameScenario(id, name) => {
                let cases = state.cases.renamed(&id, &name);
                state.stepped_to(UndoLabel::RenamedScenario(name), cases)
            }
            Action::DeleteScenario(id) => state.without_scenario(&id),
            Action::Followed(cases) => state.followed(*cases),
            Action::Published(cases) => state.published(*cases),
            Action::FileNotOpened(name, why) => state.not_followed(NotFollowed::File(name, why)),
            Action::ExampleNotLoaded(title) => state.not_followed(NotFollowed::Example(title)),
            Action::OpenSaved(slot, text) => state.opened_saved(&slot, text.as_deref()),
            Action::OpenVersion(saved) => state.opened_version(&saved),
            Action::NotFollowed(broken) => state.leaving_the_address().not_followed(NotFollowed::Broken(broken)),
            Action::Found(copies) => state.compared(copies),
            Action::NoticeRead => Self { not_followed: None, ..state },
            Action::LineageRead => Self { lineage: None, ..state },
            // These change nothing of the deal: see `update`.
            Action::Woke
            | Action::Leaving
            | Action::TurnedPage
            | Action::Sent(_)
            | Action::Navigated(_)
            | Action::SaveEnded(..)
            | Action::ChangedElsewhere(..) => state,
        }
    }
}

#[cfg(test)]
mod tests;
