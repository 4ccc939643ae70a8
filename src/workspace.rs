//! The state of the page: the papers, drafts, history, and the last complete result. An action comes in, a new workspace goes
//! out; nothing here knows of a browser.
//!
//! Typing changes the deal at once. Its figures follow with [`Action::WorkOut`], which the page sends once it has drawn what
//! was typed: no key press waits for a figure.

mod action;
mod opening;
mod typing;

pub use action::{Action, Edit, FileFault, NotFollowed};
pub use typing::Draft;

use crate::field_text::{self, Fault};
use crate::history::{History, Turn, UndoLabel};
use crate::inputs;
use crate::levers::{self, Kind, Lever};
use crate::link::{self, BrokenLink, opened};
use crate::outcome::{Answer, Outcome};
use crate::papers::{Open, Papers, is_count_of_homes};
use crate::shelf::Saved;
use appraisal::deal::form::{self, NotEdited};
use appraisal::deal::path::get;
use appraisal::deal::{Change, Mark, MarkKind, Operation, Review, Sure, difference};
use appraisal::fields::{self, Group};
use appraisal::{CheckedDeal, Deal, Finding, check, samples};
use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::Reducible;

/// A deal that passed its check.
#[derive(Clone, Debug)]
struct Sound {
    deal: Rc<Deal>,
    checked: Rc<CheckedDeal>,
}

/// The workspace.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// The number of actions so far.
    turn: u64,
    /// The result of the baseline: the base case as last set.
    pub base: Answer,
    /// The last complete result.
    pub current: Answer,
    /// Base case and scenarios.
    pub papers: Papers,
    /// The steps to undo and redo.
    pub history: History,
    /// The document of the open deal, from which boxes read their values.
    document: Rc<Value>,
    /// The document of the baseline.
    kept_document: Rc<Value>,
    /// The differences between the open deal and the baseline.
    differences: Rc<[Change]>,
    /// The findings of the open deal.
    findings: Vec<Finding>,
    /// The findings that are shown: the others are about text that is still being typed.
    shown: Vec<Finding>,
    /// The deal to work out: the open one or, while it has errors, the last one without.
    wanted: Option<Sound>,
    /// The levers of the open deal, worked out once for each change, since every part of the page uses them.
    levers: Rc<[Lever]>,
    /// The levers of the baseline.
    base_levers: Rc<[Lever]>,
    /// The drafts, by paper and path of the field.
    drafts: BTreeMap<(Open, String), Draft>,
    /// The path of the box whose typing is the last step: one step for any number of key presses.
    typing: Option<String>,
    /// The path of the last box that was typed in and left.
    left_last: Option<String>,
    /// Why the last link was not followed.
    pub not_followed: Option<NotFollowed>,
    /// Why the last edit was not made, with the path of its target.
    pub not_edited: Option<(String, NotEdited)>,
    /// What the last action did, if it was a step: some steps are said until the next action.
    pub just_did: Option<UndoLabel>,
    /// Whether the deal was made from the worked example.
    pub is_example: bool,
    /// How many deals have replaced another.
    pub openings: u32,
    /// How often the papers were changed since they were opened: the address is written only after the first change.
    pub edits: u32,
}

impl PartialEq for Workspace {
    /// A page has one workspace, and every action makes a new one: comparing the papers would cost more than drawing.
    fn eq(&self, other: &Self) -> bool {
        self.turn == other.turn
    }
}

impl Workspace {
    /// The workspace on the worked example; `None` only if the example is broken, which tests rule out.
    #[must_use]
    pub fn on_the_example() -> Option<Self> {
        Self::on(link::with_scenarios(&samples::NORWICH_2009)?).ok()
    }

    /// The workspace on papers whose baseline can be worked out.
    ///
    /// # Errors
    /// The findings of the baseline.
    fn on(papers: Papers) -> Result<Self, Vec<Finding>> {
        let base = Answer::from(Outcome::of(papers.kept.clone())?);
        let base_levers: Rc<[Lever]> = levers::levers(&papers.kept).into();
        let example = opened(&samples::NORWICH_2009);
        let workspace = Self {
            turn: 0,
            current: base.clone(),
            is_example: example.is_some_and(|example| example == *papers.kept),
            base,
            papers,
            history: History::default(),
            document: Rc::default(),
            kept_document: Rc::default(),
            differences: Rc::default(),
            findings: Vec::new(),
            shown: Vec::new(),
            wanted: None,
            levers: base_levers.clone(),
            base_levers,
            drafts: BTreeMap::new(),
            typing: None,
            left_last: None,
            not_followed: None,
            not_edited: None,
            just_did: None,
            openings: 0,
            edits: 0,
        };
        Ok(workspace.with_kept_document().refresh_derived().worked_out())
    }

    /// The workspace on the deal in an address; the example if there is none or it cannot be opened.
    #[must_use]
    pub fn at(address: Result<Option<Papers>, BrokenLink>) -> Option<Self> {
        let example = Self::on_the_example()?;
        Some(match address.transpose() {
            None => example,
            Some(Ok(papers)) => Self { history: History::default(), ..example.followed(papers) },
            Some(Err(broken)) => example.not_followed(NotFollowed::Broken(broken)),
        })
    }

    /// The saved workspace; `None` if it is damaged. All findings are shown, since nobody is typing.
    #[must_use]
    pub fn restored(saved: &Saved) -> Option<Self> {
        let mut workspace = Self::on(saved.papers()?).ok()?;
        let open = workspace.papers.open.clone();
        for (paper, path, text) in &saved.drafts {
            workspace.papers.open.clone_from(paper);
            workspace = workspace.refresh_derived().typed(path, text.clone()).left(path);
        }
        workspace.papers.open = open;
        workspace.history = History::default();
        Some(workspace.refresh_derived().show_all_findings())
    }

    /// The drafts with faults: paper, path, text.
    #[must_use]
    pub fn faulty_drafts(&self) -> Vec<(Open, String, String)> {
        let faulty = self.drafts.iter().filter(|(_, draft)| draft.fault.is_some());
        faulty.map(|((paper, path), draft)| (paper.clone(), path.clone(), draft.text.clone())).collect()
    }

    /// The open deal.
    #[must_use]
    pub fn deal(&self) -> &Rc<Deal> {
        self.papers.deal()
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

    /// The document of the baseline.
    #[must_use]
    pub fn kept_document(&self) -> &Value {
        &self.kept_document
    }

    /// The number of differences in a group of inputs.
    #[must_use]
    pub fn changes_in(&self, group: Group) -> usize {
        let field = |path: &str| {
            let outer = path.rsplit_once('/').map_or("", |(outer, _)| outer);
            fields::of(path).or_else(|| fields::of(outer))
        };
        self.differences.iter().filter(|change| field(&change.path).is_some_and(|field| field.group == group)).count()
    }

    /// The value of the field at a path in the baseline.
    #[must_use]
    pub fn kept_value(&self, path: &str) -> Value {
        field_text::value_at(&self.papers.kept, &self.kept_document, path)
    }

    /// The document of the open deal.
    #[must_use]
    pub fn document(&self) -> &Rc<Value> {
        &self.document
    }

    /// The draft of the field at a path.
    #[must_use]
    pub fn draft(&self, path: &str) -> Option<&Draft> {
        self.drafts.get(&self.box_of(path))
    }

    /// The text in the box of a field.
    #[must_use]
    pub fn text(&self, path: &str) -> String {
        self.draft(path).map_or_else(|| field_text::shown_at(path, &self.value(path)), |draft| draft.text.clone())
    }

    /// Whether there is an error, so that the figures are from before it.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        !self.findings.is_empty() || self.has_unread_text(&self.papers.open)
    }

    /// Whether a box of a case has a text that cannot be read, so that its deal is from before that text.
    #[must_use]
    pub fn has_unread_text(&self, case: &Open) -> bool {
        self.drafts.iter().any(|((of, _), draft)| of == case && draft.fault.is_some())
    }

    /// Whether the figures are out of date and can be worked out.
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.wanted.as_ref().is_some_and(|wanted| !Rc::ptr_eq(&wanted.deal, &self.current.deal))
    }

    /// The faults that are shown, with the paths of their fields: those of the levers first, in their order.
    #[must_use]
    pub fn faults(&self) -> Vec<(String, Fault)> {
        let of_boxes = self.open_drafts().filter(|(_, draft)| draft.was_left);
        let of_boxes = of_boxes.filter_map(|(path, draft)| Some((path.clone(), draft.fault.clone()?)));
        let mut faults: Vec<(String, Fault)> = of_boxes.collect();
        for finding in &self.shown {
            if faults.iter().all(|(path, _)| *path != finding.path) {
                faults.push((finding.path.clone(), Fault::Finding(finding.clone())));
            }
        }
        let place = |path: &str| self.levers.iter().position(|lever| lever.path == path).unwrap_or(usize::MAX);
        faults.sort_by_key(|(path, _)| place(path));
        faults
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

    fn box_of(&self, path: &str) -> (Open, String) {
        (self.papers.open.clone(), path.to_owned())
    }

    fn open_drafts(&self) -> impl Iterator<Item = (&String, &Draft)> {
        self.drafts.iter().filter(|((open, _), _)| *open == self.papers.open).map(|((_, path), draft)| (path, draft))
    }

    fn with_kept_document(mut self) -> Self {
        self.kept_document = Rc::new(self.papers.kept.to_document());
        self
    }

    /// Refreshes everything derived from the papers.
    fn refresh_derived(mut self) -> Self {
        let deal = self.deal().clone();
        self.document = Rc::new(deal.to_document());
        self.differences = inputs_that_differ(&self.kept_document, &self.document).into();
        self.levers = levers::levers(&deal).into();
        self.drop_drafts_without_a_box();
        match check(&deal) {
            Ok(checked) => {
                self.findings = Vec::new();
                if self.open_drafts().all(|(_, draft)| draft.fault.is_none()) {
                    self.wanted = Some(Sound { deal, checked: Rc::new(checked) });
                }
            }
            Err(findings) => self.findings = findings,
        }
        let still = |finding: &Finding| self.findings.contains(finding);
        self.shown = std::mem::take(&mut self.shown).into_iter().filter(still).collect();
        self
    }

    /// A text that cannot be read would otherwise stop the figures after its row was removed.
    fn drop_drafts_without_a_box(&mut self) {
        let (open, document, levers) = (&self.papers.open, &self.document, &self.levers);
        let has_box = |path: &str| {
            levers.iter().any(|lever| lever.path == path) || inputs::nearest(document, path).as_deref() == Some(path)
        };
        self.drafts.retain(|(paper, path), draft| paper != open || draft.fault.is_none() || has_box(path));
    }

    /// Shows all findings: nothing is being typed.
    fn show_all_findings(mut self) -> Self {
        self.shown.clone_from(&self.findings);
        self
    }

    /// Shows all findings except new ones that wait for their other field.
    fn show_findings_except(mut self, waits: impl Fn(&Finding) -> bool) -> Self {
        let is_shown = |finding: &&Finding| self.shown.contains(finding) || !waits(finding);
        self.shown = self.findings.iter().filter(is_shown).cloned().collect();
        self
    }

    /// The path of the field that the figures wait for: the other one of an error between two fields of which one was typed.
    #[must_use]
    pub fn waits_for(&self) -> Option<String> {
        let typed = self.left_last.as_deref()?;
        let waiting = self.findings.iter().filter(|finding| !self.shown.contains(finding));
        waiting.filter_map(|finding| typing::other_field(finding, typed)).next()
    }

    /// Changes the papers in one step.
    fn stepped_to(mut self, did: UndoLabel, papers: Papers) -> Self {
        if papers == self.papers {
            return self;
        }
        let before = std::mem::replace(&mut self.papers, papers);
        self.history.remember(did.clone(), before);
        self.just_did = Some(did);
        self.typing = None;
        self.left_last = None;
        self.edits += 1;
        self.refresh_derived().show_all_findings()
    }

    /// Works out the wanted deal, unless its result is known.
    fn worked_out(mut self) -> Self {
        let Some(wanted) = self.wanted.clone() else { return self };
        if *wanted.deal == *self.base.deal {
            self.current = self.base.clone();
        } else if *wanted.deal != *self.current.deal {
            self.current = Outcome::of_checked(wanted.deal, wanted.checked.clone()).into();
        }
        self.wanted = Some(Sound { deal: self.current.deal.clone(), checked: wanted.checked });
        self
    }

    fn chosen(mut self, path: &str, value: Value) -> Self {
        self.drafts.remove(&self.box_of(path));
        match field_text::set(self.deal(), &self.papers.kept, path, value) {
            Ok(deal) => {
                let papers = self.papers.with(Rc::new(self.with_mark_of_typed(deal, path)));
                self.stepped_to(UndoLabel::Set(path.to_owned()), papers)
            }
            Err(_) => self,
        }
    }

    /// Marks a value as the user's own where the baseline has no such row or part: elsewhere the difference shows it.
    fn with_mark_of_typed(&self, mut deal: Deal, path: &str) -> Deal {
        let outer = path.rsplit_once('/').map_or("", |(outer, _)| outer);
        if fields::of(path).is_some() && !outer.is_empty() && get(&self.kept_document, outer).is_none() {
            deal.marks.insert(path.to_owned(), Mark::of(MarkKind::Yours));
        }
        deal
    }

    /// The document with the values of a copied row that differ from the baseline marked as the user's own, like those of its
    /// original.
    fn with_marks_of_copy(&self, mut document: Value, edit: &Edit) -> Value {
        let (Edit::CopyRow(from), Ok((_, to))) = (edit, form::copy_row(&self.document, edit.path())) else {
            return document;
        };
        for change in self.differences.iter().filter(|change| matches!(change.operation, Operation::Set(_))) {
            if let Some(rest) = change.path.strip_prefix(from.as_str()).filter(|rest| rest.starts_with('/')) {
                document["marks"][format!("{to}{rest}")] = serde_json::json!({ "kind": "yours" });
            }
        }
        document
    }

    fn edited(mut self, edit: &Edit) -> Self {
        let document = match edit.made(self.deal(), &self.document) {
            Ok(document) => document,
            Err(why) => {
                self.not_edited = Some((edit.path().to_owned(), why));
                return self;
            }
        };
        let document = self.with_marks_of_copy(document, edit);
        // Rows and parts from the catalogue are valid for the types: tests compare the two.
        let Ok(deal) = Deal::of_document(&document) else { return self };
        let papers = self.papers.with(Rc::new(deal));
        self.stepped_to(edit.undo_label(), papers)
    }

    /// Records whether the parties agree on a value; the value does not change.
    fn reviewed(self, path: String, review: Option<Review>, note: String) -> Self {
        let mut deal = (**self.deal()).clone();
        let said = match deal.sure(&path, &self.value(&path)) {
            Sure::ByDeal(mark) => mark.clone(),
            Sure::ByCatalogue(kind, _) => Mark::of(kind),
            Sure::Unsaid => Mark::of(MarkKind::Assumed),
        };
        deal.marks.insert(path.clone(), Mark { review, review_note: note, ..said });
        let papers = self.papers.with(Rc::new(deal));
        self.stepped_to(UndoLabel::Marked(path), papers)
    }

    fn restore_value(self, path: &str) -> Self {
        let was = self.kept_value(path);
        let mark = self.papers.kept.marks.get(path).cloned();
        let mut restored = self.chosen(path, was);
        if restored.deal().marks.get(path) != mark.as_ref() && get(&restored.kept_document, path).is_some() {
            let mut deal = (**restored.deal()).clone();
            deal.marks.remove(path);
            deal.marks.extend(mark.map(|mark| (path.to_owned(), mark)));
            restored.papers = restored.papers.with(Rc::new(deal));
            restored = restored.refresh_derived();
        }
        restored
    }

    fn undo_all_changes(mut self) -> Self {
        let open = self.papers.open.clone();
        self.drafts.retain(|(paper, _), _| *paper != open);
        let papers = self.papers.with(self.papers.kept.clone());
        self.stepped_to(UndoLabel::UndoAllChanges, papers)
    }

    fn turned(mut self, turn: Turn) -> Self {
        let (open, was, deal_was) = (self.papers.open.clone(), self.document.clone(), self.deal().clone());
        let Some(papers) = self.history.take(turn, self.papers.clone()) else { return self };
        let kept_is_other = papers.kept != self.papers.kept;
        self.papers = papers;
        self.typing = None;
        self.edits += 1;
        // Drafts elsewhere stay; a draft over a value that has changed would hide it.
        let (deal, now) = (self.deal().clone(), self.deal().to_document());
        self.drafts.retain(|(paper, path), _| {
            *paper != open || field_text::value_at(&deal, &now, path) == field_text::value_at(&deal_was, &was, path)
        });
        if kept_is_other { self.rebased() } else { self }.refresh_derived().show_all_findings()
    }

    /// Works out a new baseline.
    fn rebased(mut self) -> Self {
        if let Ok(base) = Outcome::of(self.papers.kept.clone()) {
            self.base = base.into();
            self.base_levers = levers::levers(&self.papers.kept).into();
        }
        self.with_kept_document()
    }

    fn not_followed(self, why: NotFollowed) -> Self {
        Self { not_followed: Some(why), ..self }
    }
}

/// The number of inputs of a deal that differ from the baseline.
#[must_use]
pub fn count_that_differ(kept: &Rc<Deal>, deal: &Rc<Deal>) -> usize {
    if Rc::ptr_eq(kept, deal) { 0 } else { inputs_that_differ(&kept.to_document(), &deal.to_document()).len() }
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

impl Reducible for Workspace {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut workspace = Self { turn: self.turn + 1, ..(*self).clone() };
        if !matches!(action, Action::WorkOut | Action::Settled | Action::Entered(_)) {
            workspace.not_edited = None;
            workspace.just_did = None;
        }
        let papers = |papers: &Papers, did| workspace.clone().stepped_to(did, papers.clone());
        Rc::new(match action {
            Action::Typed(path, text) => workspace.typed(&path, text),
            Action::Entered(path) => workspace.entered(&path),
            Action::Settled => workspace.settled(),
            Action::Left(path) => workspace.left(&path),
            Action::Escaped(path) => workspace.escaped(&path),
            Action::Stepped(path, by) => workspace.stepped(&path, by),
            Action::Chosen(path, value) => workspace.chosen(&path, value),
            Action::Edited(edit) => workspace.edited(&edit),
            Action::Reviewed(path, review, note) => workspace.reviewed(path, review, note),
            Action::RestoreValue(path) => workspace.restore_value(&path),
            Action::UndoAllChanges => workspace.undo_all_changes(),
            Action::WorkOut => workspace.worked_out(),
            Action::Turn(turn) => workspace.turned(turn),
            Action::Open(open) => workspace.opened(open),
            Action::KeepBase => workspace.kept_base(),
            Action::AddScenario(name, from) => {
                papers(&workspace.papers.with_scenario(&name, &from), UndoLabel::AddedScenario(name))
            }
            Action::RenameScenario(id, name) => {
                papers(&workspace.papers.renamed(&id, &name), UndoLabel::RenamedScenario(name))
            }
            Action::DeleteScenario(id) => workspace.without_scenario(&id),
            Action::Followed(papers) => workspace.followed(*papers),
            Action::FileNotOpened(name, why) => workspace.not_followed(NotFollowed::File(name, why)),
            Action::Restored(saved) => workspace.reopened(&saved),
            Action::NotFollowed(broken) => workspace.not_followed(NotFollowed::Broken(broken)),
            Action::NoticeRead => Self { not_followed: None, ..workspace },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace() -> Rc<Workspace> {
        Rc::new(Workspace::on_the_example().unwrap())
    }

    const PRICE: &str = "/home_types/market/price";
    const HOMES: &str = field_text::HOMES;

    /// Applies an action, and works out the figures.
    fn act(workspace: Rc<Workspace>, action: Action) -> Rc<Workspace> {
        workspace.reduce(action).reduce(Action::WorkOut)
    }

    /// Types into the box of a field.
    fn typed(workspace: Rc<Workspace>, path: &str, text: &str) -> Rc<Workspace> {
        act(workspace, Action::Typed(path.to_owned(), text.to_owned()))
    }

    fn left(workspace: Rc<Workspace>, path: &str) -> Rc<Workspace> {
        act(workspace, Action::Left(path.to_owned()))
    }

    fn pot(workspace: &Workspace) -> i64 {
        workspace.current.appraisal.pot.total.0
    }

    #[test]
    fn typing_updates_the_figures_at_once_and_keeps_the_text() {
        let before = workspace();
        let after = typed(before.clone(), PRICE, "£176.7k");
        assert!(pot(&after) < pot(&before));
        assert_eq!(after.text(PRICE), "£176.7k");
        assert_eq!(after.changes().len(), 1);
        let after = left(after, PRICE);
        assert_eq!(after.text(PRICE), "176,700");
    }

    #[test]
    fn a_fault_keeps_the_text_and_the_last_complete_result() {
        let before = workspace();
        for text in ["", "about 90k", "-5", "1e30", "999999999999999"] {
            let after = typed(before.clone(), PRICE, text);
            assert!(after.is_stale(), "{text}");
            assert_eq!(after.current, before.current, "{text}");
            assert!(after.faults().is_empty(), "{text}: the box still has the focus");
            let after = left(after, PRICE);
            assert_eq!(after.text(PRICE), text);
            assert_eq!(after.faults().len(), 1, "{text}");
            let after = typed(after, PRICE, "186,000");
            assert!(!after.is_stale() && after.faults().is_empty(), "{text}");
        }
    }

    #[test]
    fn part_of_a_number_that_becomes_invalid_changes_nothing() {
        let before = workspace();
        let mut after = before.clone();
        for text in ["1", "18", "18,", "18,6", "18,60"] {
            after = typed(after, PRICE, text);
        }
        let after = left(after, PRICE);
        assert_eq!((after.deal(), after.changes().len()), (before.deal(), 0));
        assert_eq!(after.current, before.current);
        assert_eq!(after.text(PRICE), "18,60");
        let other = typed(after, HOMES, "1000");
        assert_eq!(other.deal().home_types[0].price, Some(186_000.0));
    }

    /// The deal, the box and Undo after an invalid text over a value of 190,000.
    fn keeps_190k(workspace: &Rc<Workspace>, text: &str) {
        assert_eq!(workspace.deal().home_types[0].price, Some(190_000.0), "{text}");
        assert_eq!((workspace.text(PRICE).as_str(), workspace.faults().len()), (text, 1));
        assert_eq!(
            workspace.current.deal.home_types[0].price,
            Some(190_000.0),
            "the figures are from before the error"
        );
        let undone = act(workspace.clone(), Action::Turn(Turn::Undo));
        assert_eq!((undone.text(PRICE).as_str(), undone.is_stale()), ("186,000", false));
        let saved = Saved::of(workspace, String::new(), String::new());
        let restored = Workspace::restored(&saved).unwrap();
        assert_eq!((restored.deal(), restored.text(PRICE).as_str()), (workspace.deal(), text));
    }

    #[test]
    fn an_invalid_text_leaves_the_steps_before_it_in_the_deal() {
        let step = |workspace, _| act(workspace, Action::Stepped(PRICE.to_owned(), 1));
        let stepped = (0..4).fold(workspace(), step);
        for entered in [stepped.clone(), act(stepped.clone(), Action::Entered(PRICE.to_owned()))] {
            let faulty = ["1", "19", "19x"].iter().fold(entered, |so_far, text| typed(so_far, PRICE, text));
            keeps_190k(&left(faulty, PRICE), "19x");
        }
        let escape = |workspace| act(typed(workspace, PRICE, "2"), Action::Escaped(PRICE.to_owned()));
        assert_eq!(escape(act(stepped.clone(), Action::Entered(PRICE.to_owned()))).text(PRICE), "190,000");
        assert_eq!(escape(stepped).text(PRICE), "186,000", "steps by keys in the box belong to the visit");
    }

    #[test]
    fn an_invalid_text_leaves_an_announced_value_in_the_deal() {
        let announced = act(typed(workspace(), PRICE, "190000"), Action::Settled);
        assert!(!announced.is_settling());
        keeps_190k(&left(typed(announced.clone(), PRICE, "190000x"), PRICE), "190000x");
        let faulty = ["1", "18", "18,60"].iter().fold(announced, |so_far, text| typed(so_far, PRICE, text));
        keeps_190k(&left(faulty.clone(), PRICE), "18,60");
        let escaped = act(faulty, Action::Escaped(PRICE.to_owned()));
        assert_eq!(escaped.text(PRICE), "186,000");
    }

    #[test]
    fn figures_wait_until_every_fault_is_fixed() {
        let faulty = left(typed(workspace(), HOMES, "many"), HOMES);
        let typed_on = typed(faulty, PRICE, "176,700");
        assert_eq!(typed_on.current, typed_on.base);
        let right = typed(typed_on, HOMES, "1,300");
        assert!(pot(&right) < pot(&workspace()));
    }

    #[test]
    fn escape_restores_the_value_before_typing() {
        let changed = left(typed(workspace(), PRICE, "180,000"), PRICE);
        let typing = typed(typed(changed, PRICE, "18"), PRICE, "1");
        let escaped = act(typing, Action::Escaped(PRICE.to_owned()));
        assert_eq!(escaped.text(PRICE), "180,000");
        assert_eq!(escaped.current.deal.home_types[0].price, Some(180_000.0));
    }

    #[test]
    fn steps_fall_on_round_numbers_and_stop_at_the_limits() {
        let after = typed(workspace(), PRICE, "186,400");
        let step =
            |workspace: &Rc<Workspace>, path: &str, by| workspace.clone().reduce(Action::Stepped(path.to_owned(), by));
        let up = step(&after, PRICE, 1);
        assert_eq!(up.text(PRICE), "187,000");
        let down = step(&after, PRICE, -1);
        assert_eq!(down.text(PRICE), "186,000");
        const RECYCLED: &str = "/sharing/recycled_percent";
        let all = typed(workspace(), RECYCLED, "100");
        assert_eq!(step(&all, RECYCLED, 1).text(RECYCLED), "100");
    }

    #[test]
    fn values_are_restored_one_by_one_and_all_at_once() {
        let changed = typed(typed(workspace(), PRICE, "170,000"), HOMES, "1000");
        assert_eq!(changed.changes().len(), 2);
        let one = act(changed.clone(), Action::RestoreValue(PRICE.to_owned()));
        assert_eq!(one.changes().len(), 1);
        let all = act(changed, Action::UndoAllChanges);
        assert_eq!((all.changes().len(), all.drafts.len()), (0, 0));
        assert_eq!(all.current, all.base);
    }

    #[test]
    fn a_broken_link_changes_nothing_and_a_good_one_opens() {
        let changed = typed(workspace(), PRICE, "170,000");
        let broken = changed.clone().reduce(Action::NotFollowed(BrokenLink::Damaged));
        assert_eq!((broken.deal(), &broken.drafts), (changed.deal(), &changed.drafts));
        assert!(broken.not_followed.is_some());
        let good = act(broken, Action::Followed(Box::new(changed.papers.clone())));
        assert_eq!(pot(&good), pot(&changed));
        assert!(good.not_followed.is_none() && good.edits == 0);
        assert_eq!(good.changes().len(), 1);
        let mut deal = (**changed.deal()).clone();
        deal.months = 1;
        let wrong = act(changed, Action::Followed(Box::new(Papers::of(deal.into()))));
        assert!(matches!(wrong.not_followed, Some(NotFollowed::Findings(_))));
    }

    #[test]
    fn the_start_is_a_month() {
        let after = typed(workspace(), "/start", "1 June 2026");
        assert_eq!(after.current.deal.start.to_string(), "2026-06");
        assert!(typed(after.clone(), "/start", "soon").is_stale());
        let next = act(after, Action::Stepped("/start".to_owned(), 1));
        assert_eq!(next.current.deal.start.to_string(), "2026-07");
    }

    #[test]
    fn typing_in_one_box_is_one_step_and_is_undone_with_its_figures() {
        let start = workspace();
        let mut after = start.clone();
        for text in ["1", "17", "170", "170,000"] {
            after = typed(after, PRICE, text);
        }
        let after = typed(left(after, PRICE), HOMES, "1000");
        let once = act(after.clone(), Action::Turn(Turn::Undo));
        assert_eq!((once.text(HOMES).as_str(), once.text(PRICE).as_str()), ("1,300", "170,000"));
        assert_eq!(pot(&once), pot(&left(typed(start.clone(), PRICE, "170,000"), PRICE)));
        let twice = act(once, Action::Turn(Turn::Undo));
        assert_eq!((twice.deal(), pot(&twice)), (start.deal(), pot(&start)));
        assert!(twice.history.step(Turn::Undo).is_none());
        let again = act(act(twice, Action::Turn(Turn::Redo)), Action::Turn(Turn::Redo));
        assert_eq!((again.deal(), pot(&again)), (after.deal(), pot(&after)));
    }

    #[test]
    fn a_value_typed_and_typed_back_is_not_a_step() {
        let after = typed(typed(workspace(), PRICE, "170,000"), PRICE, "186,000");
        assert!(after.history.step(Turn::Undo).is_none());
        let after = typed(after, PRICE, "171,000");
        assert_eq!(act(after, Action::Turn(Turn::Undo)).text(PRICE), "186,000");
    }

    #[test]
    fn undo_leaves_an_invalid_text_in_another_box() {
        let after = left(typed(left(typed(workspace(), PRICE, "170,000"), PRICE), HOMES, "many"), HOMES);
        let undone = act(after, Action::Turn(Turn::Undo));
        assert_eq!((undone.text(PRICE).as_str(), undone.text(HOMES).as_str()), ("186,000", "many"));
        assert_eq!(undone.faults().len(), 1);
    }

    #[test]
    fn edits_become_a_scenario_and_the_base_case_is_restored() {
        let edited = left(typed(workspace(), PRICE, "170,000"), PRICE);
        let scenario = act(edited.clone(), Action::AddScenario("Low prices".to_owned(), None));
        assert_eq!(scenario.papers.base, scenario.papers.kept);
        assert_eq!((scenario.text(PRICE).as_str(), pot(&scenario)), ("170,000", pot(&edited)));
        let base = act(scenario, Action::Open(None));
        assert_eq!((base.text(PRICE).as_str(), base.current == base.base), ("186,000", true));
        let deleted = act(base, Action::DeleteScenario("s1".to_owned()));
        assert!(deleted.papers.scenarios.iter().all(|scenario| scenario.name != "Low prices"));
        assert_eq!(act(deleted, Action::Turn(Turn::Undo)).papers.scenarios[1].name, "Low prices");
    }

    #[test]
    fn what_the_last_step_did_is_said_until_the_next_action() {
        let scenario = act(workspace(), Action::AddScenario("Low".to_owned(), None));
        let deleted = act(scenario, Action::DeleteScenario("s1".to_owned()));
        assert_eq!(deleted.just_did, Some(UndoLabel::DeletedScenario("Low".to_owned())));
        for next in [Action::Open(None), Action::Typed(PRICE.to_owned(), "1".to_owned()), Action::Turn(Turn::Undo)] {
            assert_eq!(deleted.clone().reduce(next).just_did, None);
        }
        assert!(deleted.history.step(Turn::Undo).is_some(), "Undo still reaches it");
    }

    #[test]
    fn a_scenario_can_become_the_base_case_and_the_others_follow() {
        let low = left(typed(workspace(), PRICE, "170,000"), PRICE);
        let low = act(low, Action::AddScenario("Low prices".to_owned(), None));
        let fewer = act(low, Action::AddScenario("Fewer homes".to_owned(), None));
        let fewer = left(typed(fewer, HOMES, "1,000"), HOMES);
        let low = fewer.papers.scenarios.iter().find(|one| one.name == "Low prices").map(|one| one.id.clone());
        let set = act(act(fewer, Action::Open(low)), Action::KeepBase);
        assert_eq!((set.papers.open.clone(), set.differences().len()), (None, 0));
        assert_eq!((set.text(PRICE).as_str(), &set.base.deal), ("170,000", &set.papers.base));
        assert!(set.papers.scenarios.iter().all(|one| one.name != "Low prices"));
        let other = set.papers.scenarios.last().map(|one| one.id.clone());
        let other = act(set, Action::Open(other));
        assert_eq!((other.text(PRICE).as_str(), other.text(HOMES).as_str()), ("170,000", "1,000"));
    }

    /// 48 and 12 homes become 36 and 24: the total is the same, and each row is listed.
    #[test]
    fn another_mix_of_homes_is_listed_row_by_row_and_another_total_as_one() {
        let base = workspace().deal().to_document();
        let deal = workspace().deal().clone();
        let phase = deal.phases.iter().find(|phase| phase.homes.len() > 1).unwrap();
        let row = |place: usize| format!("/phases/{}/homes/{}/count", phase.id, phase.homes[place].id);
        let count = |place: usize| phase.homes[place].count;
        let mixed = deal.with(&row(0), (count(0) - 12).into()).unwrap();
        let mixed = mixed.with(&row(1), (count(1) + 12).into()).unwrap();
        let paths: Vec<String> =
            inputs_that_differ(&base, &mixed.to_document()).into_iter().map(|change| change.path).collect();
        assert_eq!(paths, [row(0), row(1)]);
        let fewer = left(typed(workspace(), HOMES, "1,000"), HOMES);
        let paths: Vec<&str> = fewer.differences().iter().map(|change| change.path.as_str()).collect();
        assert_eq!(paths, [HOMES]);
    }

    #[test]
    fn an_error_between_two_fields_waits_until_both_are_typed() {
        let phase = format!("/phases/{}", workspace().deal().phases[0].id);
        let (drawdown, build) = (format!("{phase}/drawdown_month"), format!("{phase}/build_start_month"));
        let first = left(typed(workspace(), &drawdown, "30"), &drawdown);
        assert!(first.is_stale() && first.faults().is_empty(), "{:?}", first.faults());
        assert_eq!(first.waits_for().as_deref(), Some(build.as_str()));
        let right = left(typed(first.clone(), &build, "31"), &build);
        assert!(!right.is_stale() && right.faults().is_empty());
        // Both are typed and still do not fit; or the other is left unchanged; or another field is typed.
        for wrong in [
            left(typed(first.clone(), &build, "29"), &build),
            left(first.clone(), &build),
            left(typed(first.clone(), PRICE, "170,000"), PRICE),
        ] {
            assert_eq!(wrong.faults()[0].0, drawdown);
            assert_eq!(wrong.waits_for(), None);
        }
        // A field that is only passed on the way to the other does not count.
        let passed = left(first, &format!("{phase}/revalued"));
        assert!(passed.faults().is_empty() && passed.waits_for().is_some());
    }

    #[test]
    fn a_step_past_another_field_shows_its_error_at_once() {
        let path = format!("/phases/{}/drawdown_month", workspace().deal().phases[0].id);
        let mut after = workspace();
        for _ in 0..40 {
            after = act(after, Action::Stepped(path.clone(), 1));
        }
        assert!(after.is_stale());
        assert_eq!(after.faults().len(), 1);
    }

    #[test]
    fn a_text_that_cannot_be_read_goes_with_its_row() {
        let row = format!("/phases/{}", workspace().deal().phases[1].id);
        let path = format!("{row}/build_start_month");
        let faulty = left(typed(workspace(), &path, "soon"), &path);
        assert!(faulty.is_stale());
        let without = act(faulty, Action::Edited(Edit::RemoveRow(row)));
        assert!(!without.is_stale() && without.faults().is_empty());
    }

    #[test]
    fn a_value_typed_in_a_new_row_is_yours_and_a_default_is_not() {
        let added = act(workspace(), Action::Edited(Edit::AddRow("/funding/facilities".to_owned())));
        let row = format!("/funding/facilities/{}", added.deal().funding.facilities.last().unwrap().id);
        let (limit, fee) = (format!("{row}/limit"), format!("{row}/arrangement_fee_percent"));
        let typed = left(typed(added, &limit, "17m"), &limit);
        let kept = act(typed.clone(), Action::KeepBase);
        for workspace in [&typed, &kept] {
            let kind = |path: &str| workspace.deal().marks.get(path).map(|mark| mark.kind);
            assert_eq!((kind(&limit), kind(&fee)), (Some(MarkKind::Yours), None));
        }
        let fee_again = left(self::typed(typed, &fee, "1.5"), &fee);
        assert_eq!(
            fee_again.deal().marks.get(&fee).map(|mark| mark.kind),
            Some(MarkKind::Yours),
            "typed as it started"
        );
        let copied = act(kept, Action::Edited(Edit::CopyRow(row.clone())));
        let copy = format!("/funding/facilities/{}", copied.deal().funding.facilities.last().unwrap().id);
        assert_ne!(copy, row);
        let kind = |name: &str| copied.deal().marks.get(&format!("{copy}/{name}")).map(|mark| mark.kind);
        assert_eq!((kind("limit"), kind("arrangement_fee_percent")), (Some(MarkKind::Yours), None));
    }

    #[test]
    fn a_new_contribution_and_new_shares_do_not_stop_the_figures() {
        let list = "/contributions";
        let added = act(workspace(), Action::Edited(Edit::AddRow(list.to_owned())));
        assert!(!added.is_stale(), "{:?}", added.faults());
        let mut deal = (**workspace().deal()).clone();
        deal.sharing.split.clear();
        let papers = Papers::of(Rc::new(deal));
        let shared =
            act(Rc::new(Workspace::on(papers).unwrap()), Action::Edited(Edit::AddRow("/sharing/split".to_owned())));
        let shares: Vec<f64> = shared.deal().sharing.split.iter().map(|share| share.percent).collect();
        assert_eq!(shares, [50.0, 50.0]);
        assert!(!shared.is_stale(), "{:?}", shared.faults());
    }

    /// The figures never stop without an error at an input: over every field of every sample and what may be typed there.
    #[test]
    fn whenever_the_figures_stop_an_error_is_shown_at_an_input() {
        let mut tried = std::collections::BTreeSet::new();
        for sample in samples::ALL {
            let papers = Papers::of(Rc::new(opened(sample).unwrap()));
            let start = Rc::new(Workspace::on(papers).unwrap());
            let mut paths = std::collections::BTreeSet::new();
            crate::inputs::tests::leaves(start.document(), "", &mut paths);
            let document = start.document().clone();
            paths.retain(|path| fields::of(path).is_some_and(|field| tried.insert(field.pattern)));
            for path in paths.iter().filter(|path| inputs::nearest(&document, path).as_ref() == Some(path)) {
                for text in ["", "x", "0", "20", "719", "99,999,999,999"] {
                    let typed = start.clone().reduce(Action::Typed(path.clone(), text.to_owned()));
                    let after = typed.reduce(Action::Left(path.clone()));
                    let faults = after.faults();
                    assert!(
                        !after.is_stale() || !faults.is_empty() || after.waits_for().is_some(),
                        "{}: {path}: {text}",
                        sample.name
                    );
                    for (at, _) in faults {
                        let is_lever = after.levers().iter().any(|lever| lever.path == at);
                        let place = inputs::nearest(after.document(), &at);
                        let is_found = place.is_some_and(|place| inputs::way_to(&place).is_some());
                        assert!(is_lever || is_found, "{}: {path}: {text}: {at}", sample.name);
                    }
                }
            }
        }
    }

    #[test]
    fn differences_are_shown_from_the_baseline_and_setting_it_can_be_undone() {
        let kept = act(left(typed(workspace(), PRICE, "170,000"), PRICE), Action::KeepBase);
        assert_eq!((kept.changes().len(), kept.papers.is_edited()), (0, false));
        assert!(kept.differences().is_empty(), "the list of changes is empty, too");
        assert_eq!(kept.base.deal, *kept.deal());
        let undone = act(kept, Action::Turn(Turn::Undo));
        assert_eq!((undone.changes().len(), undone.papers.is_edited()), (1, true));
        assert_eq!(undone.base.deal.home_types[0].price, Some(186_000.0));
    }
}
