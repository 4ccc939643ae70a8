//! Typing in a box: a draft while the text is typed, and one step of the history for each visit.

use super::{AtLimit, Sound, State};
use crate::draft::{Draft, Drafts};
use crate::field_text::{self, Fault};
use crate::history::{Turn, UndoLabel};
use crate::inputs;
use crate::levers::{self, Lever};
use crate::scenarios::{Cases, Open};
use appraisal::deal::Mark;
use appraisal::deal::reading::Misread;
use appraisal::fields::{self, LeftOut};
use appraisal::{Deal, Finding, Problem, check};
use serde_json::Value;
use std::rc::Rc;

impl Draft {
    /// A draft of a text that was saved, if it still cannot be read and has a box: one of a row that was removed has none.
    pub(super) fn restored(deal: &Deal, path: &str, text: &str) -> Option<Self> {
        let document = deal.to_document();
        let fault = match field_text::read(deal, path, text) {
            Err(fault) => fault,
            // Only a text that was not accepted is saved: a box may be empty on the way to another number.
            Ok(Value::Null) => Fault::Misread(Misread::Empty),
            Ok(_) => return None,
        };
        let draft = Self::over(field_text::value_at(deal, &document, path), deal.marks.get(path).cloned());
        let has_box = has_box(&document, &levers::levers(deal), path);
        has_box.then(|| Self { text: text.to_owned(), fault: Some(fault), was_left: true, ..draft })
    }
}

impl State {
    /// The drafts with faults: paper, path, text.
    #[must_use]
    pub fn faulty_drafts(&self) -> Vec<(Open, String, String)> {
        let faulty = self.drafts.iter().filter(|(_, draft)| draft.fault.is_some());
        faulty.map(|((paper, path), draft)| (paper.clone(), path.clone(), draft.text.clone())).collect()
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
        !self.findings.is_empty() || self.has_unread_text(&self.cases.open)
    }

    /// Whether the open deal itself has an error: values that each can be read, but do not fit one another.
    #[must_use]
    pub fn has_findings(&self) -> bool {
        !self.findings.is_empty()
    }

    /// Whether a box of a case has a text that cannot be read, so that its deal is from before that text.
    #[must_use]
    pub fn has_unread_text(&self, case: &Open) -> bool {
        self.unread_texts(case) > 0
    }

    /// The number of boxes of a case whose text cannot be read.
    #[must_use]
    pub fn unread_texts(&self, case: &Open) -> usize {
        self.drafts.iter().filter(|((of, _), draft)| of == case && draft.fault.is_some()).count()
    }

    /// The paths of the boxes of the open case whose text cannot be read, and which undo or redo leaves as they are.
    #[must_use]
    pub fn errors_after(&self, turn: Turn) -> Vec<String> {
        let faulty: Vec<&String> =
            self.open_drafts().filter(|(_, draft)| draft.fault.is_some()).map(|(path, _)| path).collect();
        let step = self.history.step(turn).filter(|_| !faulty.is_empty());
        let Some(step) = step else { return faulty.into_iter().cloned().collect() };
        if step.cases.open != self.cases.open {
            return Vec::new();
        }
        if step.did.replaces_texts() {
            let is_there = |path: &&&String| step.texts.iter().any(|(place, _)| *place == self.box_of(path));
            return faulty.iter().filter(is_there).map(|path| (*path).clone()).collect();
        }
        let (deal, document) = (step.cases.deal(), step.cases.deal().to_document());
        let stays = |path: &&&String| field_text::value_at(deal, &document, path) == self.value(path);
        faulty.iter().filter(stays).map(|path| (*path).clone()).collect()
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

    /// The paths of the errors that the base case keeps when its changes move into a new scenario: all but those in rows that move.
    #[must_use]
    pub fn errors_left_in_base(&self) -> Vec<String> {
        let stays = |path: &String| has_box(&self.baseline_document, &self.base_levers, path);
        self.faults().into_iter().map(|(path, _)| path).filter(stays).collect()
    }

    pub(super) fn box_of(&self, path: &str) -> (Open, String) {
        (self.cases.open.clone(), path.to_owned())
    }

    pub(super) fn open_drafts(&self) -> impl Iterator<Item = (&String, &Draft)> {
        self.drafts.iter().filter(|((open, _), _)| *open == self.cases.open).map(|((_, path), draft)| (path, draft))
    }

    /// A text that cannot be read would otherwise stop the figures after its row was removed.
    pub(super) fn drop_drafts_without_a_box(&mut self) {
        let (open, document, levers) = (&self.cases.open, &self.document, &self.levers);
        self.drafts
            .retain(|(case, path), draft| case != open || draft.fault.is_none() || has_box(document, levers, path));
    }

    /// Where other cases are about to be open, rows and parts that move from one to another take along what was typed in them.
    pub(super) fn move_texts_with_rows(&mut self, now: &Cases) {
        let (from, to) = (&self.cases.open, &now.open);
        let is_shown = |cases: &Cases, case: &Open, path: &str| {
            let deal = cases.deal_of(case);
            cases.has(case) && has_box(&deal.to_document(), &levers::levers(deal), path)
        };
        let moves =
            |case: &Open, path: &str| case == from && !is_shown(now, from, path) && !is_shown(&self.cases, to, path);
        let drafts = std::mem::take(&mut self.drafts).into_iter();
        let moved = drafts.map(|((case, path), draft)| {
            let case = if moves(&case, &path) { to.clone() } else { case };
            ((case, path), draft)
        });
        self.drafts = moved.collect();
    }

    /// Where other cases are about to be open, a text over a value that has changed would hide it: it stays where its case, or the
    /// one that is open in its place, has the same value. Texts of a case that is not there wait for it.
    pub(super) fn drop_texts_over_other_values(&mut self, now: &Cases) {
        let value = |cases: &Cases, case: &Open, path: &str| {
            let deal = cases.deal_of(case);
            field_text::value_at(deal, &deal.to_document(), path)
        };
        let open = &self.cases.open;
        self.drafts.retain(|(case, path), _| {
            let is_same = |other: &Open| value(&self.cases, case, path) == value(now, other, path);
            !now.has(case) || is_same(case) || case == open && is_same(&now.open)
        });
    }

    /// Shows all findings: nothing is being typed.
    pub(super) fn show_all_findings(mut self) -> Self {
        self.shown.clone_from(&self.findings);
        self
    }

    /// Shows all findings except new ones that wait for their other field.
    pub(super) fn show_findings_except(mut self, waits: impl Fn(&Finding) -> bool) -> Self {
        let is_shown = |finding: &&Finding| self.shown.contains(finding) || !waits(finding);
        self.shown = self.findings.iter().filter(is_shown).cloned().collect();
        self
    }

    /// The path of the field that the figures wait for: the other one of an error between two fields of which one was typed.
    #[must_use]
    pub fn waits_for(&self) -> Option<String> {
        let typed = self.left_last.as_deref()?;
        let waiting = self.findings.iter().filter(|finding| !self.shown.contains(finding));
        waiting.filter_map(|finding| other_field(finding, typed)).next()
    }

    pub(super) fn typed(mut self, path: &str, text: String) -> Self {
        let key = self.box_of(path);
        let Draft { was_left, before, settled, .. } =
            self.drafts.get(&key).cloned().unwrap_or_else(|| self.draft_over(path));
        let (fault, value) = match field_text::read(self.deal(), path, &text) {
            // Part of a number that becomes invalid was never meant: the last complete value applies until the text is valid.
            Err(fault) => (Some(fault), settled.clone()),
            // A box that was blank before is blank again.
            Ok(Value::Null) if settled.is_null() => (None, Value::Null),
            // A lever keeps its value while its box is empty, on the way to another number.
            Ok(Value::Null) if self.is_lever(path) || !self.can_do_without(path) => {
                (Some(Fault::Misread(Misread::Empty)), settled.clone())
            }
            Ok(value) => (None, value),
        };
        let was_stale = self.is_stale();
        let was_left = was_left && fault.is_some();
        self.drafts.insert(key, Draft { text, fault, was_left, before, settled: settled.clone() });
        let typed = self.put(path, value);
        if typed.is_stale() && !was_stale { typed.wanting_figures_of(path, settled) } else { typed }
    }

    fn draft_over(&self, path: &str) -> Draft {
        Draft::over(self.value(path), self.deal().marks.get(path).cloned())
    }

    /// Whether a text was typed whose value may still be part of another.
    #[must_use]
    pub fn is_settling(&self) -> bool {
        self.open_drafts().any(|(path, draft)| draft.fault.is_none() && draft.settled != self.value(path))
    }

    /// What is typed has stayed for a while, and its figures are announced: the values are complete.
    pub(super) fn settled(mut self) -> Self {
        let value = |path: &str| field_text::value_at(self.cases.deal(), &self.document, path);
        let open = &self.cases.open;
        for ((_, path), draft) in self.drafts.iter_mut().filter(|((paper, _), _)| paper == open) {
            if draft.fault.is_none() {
                draft.settled = value(path);
            }
        }
        self
    }

    pub(super) fn is_lever(&self, path: &str) -> bool {
        self.levers.iter().any(|lever| lever.path == path)
    }

    /// Whether the deal has no fewer faults with a field than without it.
    pub(super) fn can_do_without(&self, path: &str) -> bool {
        field_text::set(self.deal(), &self.mix(), path, Value::Null)
            .is_ok_and(|deal| check(&deal).err().is_none_or(|findings| findings.len() <= self.findings.len()))
    }

    /// Whether the box of a lever was emptied and the deal is valid without its value, such as a build cost per home beside one
    /// per m².
    fn is_left_blank(&self, path: &str) -> bool {
        let is_optional = fields::of(path).is_some_and(|field| matches!(field.left_out, LeftOut::Means(_)));
        let is_empty = self.draft(path).is_some_and(|draft| draft.fault == Some(Fault::Misread(Misread::Empty)));
        is_optional && is_empty && self.can_do_without(path)
    }

    /// Sets a field while it is being typed: everything typed in one visit to a box is one step.
    pub(super) fn put(mut self, path: &str, value: Value) -> Self {
        let Ok(deal) = self.with_value(path, value) else { return self };
        let is_typed = self.draft(path).is_some_and(|draft| draft.fault.is_none());
        let deal = if is_typed { self.with_mark_of_typed(deal, path) } else { deal };
        if deal != **self.deal() {
            let cases = self.cases.with(Rc::new(deal));
            let before = std::mem::replace(&mut self.cases, cases);
            if self.typing.as_deref() != Some(path) {
                self.history.remember(UndoLabel::Set(path.to_owned()), before, Drafts::new());
                self.typing = Some(path.to_owned());
            } else if self.history.forget_if_nothing(&self.cases) {
                self.typing = None;
            }
            self.edits += 1;
        }
        self.refresh_derived()
    }

    /// At the first fault, the figures are those of the last complete value, not of part of a number.
    fn wanting_figures_of(mut self, path: &str, settled: Value) -> Self {
        if let Ok(deal) = field_text::set(self.deal(), &self.mix(), path, settled)
            && let Ok(checked) = check(&deal)
        {
            let sound = Sound { deal: Rc::new(deal), checked: Rc::new(checked) };
            self.sound.insert(self.cases.open.clone(), sound);
        }
        self
    }

    pub(super) fn left(mut self, path: &str) -> Self {
        let key = self.box_of(path);
        if self.is_left_blank(path) {
            self.drafts.entry(key.clone()).and_modify(|draft| draft.fault = None);
            self = self.put(path, Value::Null);
        }
        let typed_before = match self.typing.as_deref() == Some(path) {
            true => self.left_last.replace(path.to_owned()),
            false => None,
        };
        if let Some(draft) = self.drafts.get_mut(&key) {
            draft.was_left = true;
            if draft.fault.is_none() {
                self.drafts.remove(&key);
            }
        }
        self.typing = None;
        // An error between two fields waits, after one was typed, until the other was typed or left unchanged.
        let typed_last = self.left_last.clone();
        self.show_findings_except(|finding| {
            let other = typed_last.as_deref().and_then(|typed| other_field(finding, typed));
            other.is_some_and(|other| path != other && typed_before.as_deref() != Some(other.as_str()))
        })
    }

    /// Leaves every box of the open case.
    pub(super) fn left_every_box(self) -> Self {
        let paths: Vec<String> = self.open_drafts().map(|(path, _)| path.clone()).collect();
        paths.iter().fold(self, |state, path| state.left(path))
    }

    /// The drafts with faults.
    pub(super) fn drafts_with_faults(&self) -> Drafts {
        let drafts = self.drafts.iter().filter(|(_, draft)| draft.fault.is_some());
        drafts.map(|(place, draft)| (place.clone(), draft.clone())).collect()
    }

    /// What was typed in a case, and its last figures, belong to another case from now on, if to any.
    pub(super) fn move_case(&mut self, from: &Open, to: Option<&Open>) {
        let drafts = std::mem::take(&mut self.drafts);
        let moved = drafts.into_iter().filter_map(|((case, path), draft)| match to {
            Some(to) if case == *from => Some(((to.clone(), path), draft)),
            _ => (case != *from).then_some(((case, path), draft)),
        });
        self.drafts = moved.collect();
        if let (Some(sound), Some(to)) = (self.sound.remove(from), to) {
            self.sound.insert(to.clone(), sound);
        }
    }

    /// Back to the value before typing began. What was typed and announced is a step that can be redone; part of a number is none.
    pub(super) fn escaped(mut self, path: &str) -> Self {
        let Some(draft) = self.drafts.remove(&self.box_of(path)) else { return self };
        let (value, before) = draft.before;
        // A review that was given since is not typed.
        let now = self.deal().marks.get(path);
        let is_reviewed = now.is_some_and(|now| {
            let own = |mark: &Mark| (mark.review, mark.review_note.clone());
            now.review.is_some() && before.as_ref().map(own) != Some(own(now))
        });
        let mark = if is_reviewed { now.cloned() } else { before };
        if draft.settled != value && self.typing.as_deref() == Some(path) {
            return self.taken_back();
        }
        let mut escaped = self.put(path, value).with_mark(path, mark);
        // What is typed next is another step.
        if escaped.typing.take().is_some() {
            escaped.history.forget_if_nothing(&escaped.cases);
        }
        escaped.show_all_findings()
    }

    /// Takes back the step that typing made.
    fn taken_back(mut self) -> Self {
        if let Some(step) = self.history.take(Turn::Undo, self.cases.clone(), Drafts::new()) {
            self.cases = step.cases;
            self.typing = None;
            self.edits += 1;
        }
        self.refresh_derived().show_all_findings()
    }

    /// A step gives a complete value.
    pub(super) fn stepped(mut self, path: &str, by: i32) -> Self {
        let from = field_text::read(self.deal(), path, &self.text(path)).unwrap_or_else(|_| self.value(path));
        let (step, limits) = self.step_of(path);
        let to = field_text::stepped(&from, by, step, limits);
        let is_at_limit = to.is_number() && to.as_f64() == from.as_f64();
        self.at_limit = is_at_limit.then(|| AtLimit { path: path.to_owned(), by, turn: self.turn });
        // A button is pressed without the box being left later.
        self.typed(path, field_text::shown_at(path, &to)).settled().show_all_findings()
    }

    /// A visit to a box begins with what its buttons, or edits elsewhere, made of the value before.
    pub(super) fn entered(mut self, path: &str) -> Self {
        let key = self.box_of(path);
        let Draft { before, settled, .. } = self.draft_over(path);
        match self.drafts.get_mut(&key) {
            Some(draft) if draft.fault.is_some() => (draft.before, draft.settled) = (before, settled),
            Some(_) => {
                self.drafts.remove(&key);
                self.typing = None;
            }
            None => {}
        }
        self
    }

    /// The step of a field, and its limits.
    pub(super) fn step_of(&self, path: &str) -> (f64, (f64, f64)) {
        let lever = self.levers.iter().find(|lever| lever.path == path);
        lever.map_or_else(|| field_text::step(path), |lever| (lever.step, lever.limits))
    }
}

/// Whether a document's form or a lever has a box for a path.
fn has_box(document: &Value, levers: &[Lever], path: &str) -> bool {
    levers.iter().any(|lever| lever.path == path) || inputs::nearest(document, path).as_deref() == Some(path)
}

/// The other field of a finding between two fields, if both are usually typed one after the other.
fn other_field(finding: &Finding, path: &str) -> Option<String> {
    let (row, name) = finding.path.rsplit_once('/')?;
    let other = match (&finding.problem, name) {
        (Problem::DrawnDownAfterStart, _) | (Problem::BeforeTheStart, "early_fees_months") => "build_start_month",
        (Problem::FirstHomesAfterLast, _) => "build_months",
        _ => return None,
    };
    let other = format!("{row}/{other}");
    if path == finding.path { Some(other) } else { (path == other).then(|| finding.path.clone()) }
}
