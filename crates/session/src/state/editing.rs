//! Edits of a value or of the deal's structure, each one step of the history, and the marks that they leave.

use super::{Edit, State};
use crate::field_text;
use crate::history::UndoLabel;
use crate::levers;
use crate::store::Keep;
use appraisal::Deal;
use appraisal::deal::form;
use appraisal::deal::path::{NotSet, get};
use appraisal::deal::{Mark, MarkKind, Operation, Review, Sure};
use appraisal::fields;
use serde_json::Value;
use std::rc::Rc;

impl State {
    pub(super) fn chosen(mut self, path: &str, value: Value) -> Self {
        self.drafts.remove(&self.box_of(path));
        match self.with_value(path, value) {
            Ok(deal) => {
                let cases = self.cases.with(Rc::new(self.with_mark_of_typed(deal, path)));
                self.stepped_to(UndoLabel::Set(path.to_owned()), cases)
            }
            Err(_) => self,
        }
    }

    /// The open deal with a value, and the mix noted that a number of homes is spread in: typing "1" on the way to "1,310" must
    /// not lose it.
    pub(super) fn with_value(&mut self, path: &str, value: Value) -> Result<Deal, NotSet> {
        let mix = self.mix();
        let deal = field_text::set(self.deal(), &mix, path, value);
        if path == field_text::HOMES {
            self.mixes.insert(self.cases.open.clone(), mix);
        }
        deal
    }

    /// The deal that the homes of the open one are spread like: the one that they were last spread like, or the baseline; or the
    /// open deal, if its mix was changed since.
    pub(super) fn mix(&self) -> Rc<Deal> {
        let known = self.mixes.get(&self.cases.open).into_iter().chain([&self.baseline]);
        known.into_iter().find(|mix| levers::has_mix_of(self.deal(), mix)).unwrap_or_else(|| self.deal()).clone()
    }

    /// Marks a value as the user's own where its difference from the baseline does not show it: in a row or part that the
    /// baseline does not have, and over a value with a mark of its own, such as a sourced one of a scenario.
    pub(super) fn with_mark_of_typed(&self, mut deal: Deal, path: &str) -> Deal {
        if fields::of(path).is_some() && self.is_of_new(path) {
            deal.marks.insert(path.to_owned(), Mark::of(MarkKind::Yours));
        } else if let Some(own) = deal.own_mark(&self.cases.baseline, path).cloned() {
            let is_back = field_text::value_at(&deal, &deal.to_document(), path) == self.baseline_value(path);
            let source = if is_back { self.source_in_base(path) } else { Mark::of(MarkKind::Yours) };
            let is_said = !is_back || own.review.is_some() || self.baseline.marks.contains_key(path);
            if is_said {
                deal.marks.insert(path.to_owned(), source.with_review_of(&own));
            } else {
                deal.marks.remove(path);
            }
        }
        deal
    }

    /// The mark that a value has in the baseline, said there or by the catalogue.
    fn source_in_base(&self, path: &str) -> Mark {
        match self.baseline.sure(path, &self.baseline_value(path)) {
            Sure::ByDeal(mark) => mark.clone(),
            Sure::ByCatalogue(kind, _) => Mark::of(kind),
            Sure::Unsaid => Mark::of(MarkKind::Assumed),
        }
    }

    /// The document with the values of a copied row that differ from the baseline marked as the user's own, like those of its
    /// original.
    pub(super) fn with_marks_of_copy(&self, mut document: Value, edit: &Edit) -> Value {
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

    pub(super) fn edited(mut self, edit: &Edit) -> Self {
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
        let cases = self.cases.with(Rc::new(deal));
        self.stepped_to(edit.undo_label(), cases)
    }

    /// Records whether the parties agree on a value; the value does not change.
    pub(super) fn reviewed(self, path: String, review: Option<Review>, note: String) -> Self {
        let mut deal = (**self.deal()).clone();
        let is_changed = self.differences.iter().any(|change| change.path == path);
        let said = match deal.sure(&path, &self.value(&path)) {
            _ if is_changed && deal.own_mark(&self.cases.baseline, &path).is_none() => Mark::of(MarkKind::Yours),
            Sure::ByDeal(mark) => mark.clone(),
            Sure::ByCatalogue(kind, _) => Mark::of(kind),
            Sure::Unsaid => Mark::of(MarkKind::Assumed),
        };
        deal.marks.insert(path.clone(), Mark { review, review_note: note, ..said });
        let cases = self.cases.with(Rc::new(deal));
        self.stepped_to(UndoLabel::Marked(path), cases)
    }

    pub(super) fn restore_value(mut self, path: &str) -> Self {
        let was = self.baseline_value(path);
        if get(&self.baseline_document, path).is_none() {
            return self.chosen(path, was);
        }
        // Value and mark together, as one step: a mark alone may differ.
        let Ok(mut deal) = self.with_value(path, was) else { return self };
        deal.marks.remove(path);
        deal.marks.extend(self.baseline.marks.get(path).map(|mark| (path.to_owned(), mark.clone())));
        let mut restored = self;
        restored.drafts.remove(&restored.box_of(path));
        let cases = restored.cases.with(Rc::new(deal));
        restored.stepped_to(UndoLabel::Set(path.to_owned()), cases)
    }

    /// Sets or removes the mark of a value, as part of the last step.
    pub(super) fn with_mark(mut self, path: &str, mark: Option<Mark>) -> Self {
        if self.deal().marks.get(path) == mark.as_ref() {
            return self;
        }
        let mut deal = (**self.deal()).clone();
        deal.marks.remove(path);
        deal.marks.extend(mark.map(|mark| (path.to_owned(), mark)));
        self.cases = self.cases.with(Rc::new(deal));
        self.edits += 1;
        self.refresh_derived()
    }

    pub(super) fn undo_all_changes(mut self) -> Self {
        let open = self.cases.open.clone();
        self.autosave.keep(Keep::Now);
        self.drafts.retain(|(paper, _), _| *paper != open);
        let cases = self.cases.with(self.baseline.clone());
        self.stepped_to(UndoLabel::UndoAllChanges, cases)
    }
}
