//! Undo and redo: the cases before each step, and what the step did.

use crate::draft::Drafts;
use crate::scenarios::Cases;
use std::rc::Rc;

/// What a step did, for the label of Undo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UndoLabel {
    /// Changed the value of the field at a path.
    Set(String),
    /// Restored every field to its value in the baseline.
    UndoAllChanges,
    /// Added a row to the list at a path.
    AddedRow(String),
    /// Pasted rows into the list at a path.
    Pasted(String),
    /// Duplicated the row at a path.
    CopiedRow(String),
    /// Moved the row at a path up or down.
    MovedRow(String),
    /// Removed the row at a path.
    RemovedRow(String),
    /// Added the part at a path.
    AddedPart(String),
    /// Removed the part at a path.
    RemovedPart(String),
    /// Reviewed the value at a path.
    Marked(String),
    /// Added a scenario of this name.
    AddedScenario(String),
    /// Renamed a scenario to this.
    RenamedScenario(String),
    /// Deleted the scenario of this name.
    DeletedScenario(String),
    /// Set the edited deal as the base case.
    SetBase,
    /// Opened another deal.
    Opened,
}

impl UndoLabel {
    /// Whether a step replaces what is typed in every case: by undo the texts before it are there again.
    pub(crate) const fn replaces_texts(&self) -> bool {
        matches!(self, Self::Opened | Self::SetBase)
    }
}

/// One step: what it did, and the cases to go back (or forward) to.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it did.
    pub did: UndoLabel,
    /// The cases that undo (or redo) restores.
    pub cases: Cases,
    /// The texts that cannot be read, if the step replaces them.
    pub texts: Drafts,
}

/// The direction: undo or redo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Undoes the last step.
    Undo,
    /// Redoes the step undone last.
    Redo,
}

/// The steps to undo, and those to redo, without a limit: cases share unchanged parts, so a step is small. Every action copies the
/// state, so steps are shared too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    undone: Vec<Rc<Step>>,
    done: Vec<Rc<Step>>,
}

impl History {
    /// The step that undo or redo would take.
    #[must_use]
    pub fn step(&self, turn: Turn) -> Option<&Step> {
        match turn {
            Turn::Undo => self.done.last(),
            Turn::Redo => self.undone.last(),
        }
        .map(Rc::as_ref)
    }

    /// The cases of every step.
    pub(crate) fn cases_mut(&mut self) -> impl Iterator<Item = &mut Cases> {
        self.done.iter_mut().chain(&mut self.undone).map(|step| &mut Rc::make_mut(step).cases)
    }

    /// Records a step from these cases and texts, and clears the steps to redo.
    pub fn remember(&mut self, did: UndoLabel, before: Cases, texts: Drafts) {
        self.undone.clear();
        self.done.push(Rc::new(Step { did, cases: before, texts }));
    }

    /// Removes the last step if it changed nothing, and returns whether it did.
    pub fn forget_if_nothing(&mut self, now: &Cases) -> bool {
        let came_to_nothing = self.done.last().is_some_and(|step| step.cases == *now);
        if came_to_nothing {
            self.done.pop();
        }
        came_to_nothing
    }

    /// Takes one step of undo or redo, which leads from these cases and texts, and returns it.
    pub fn take(&mut self, turn: Turn, now: Cases, texts: Drafts) -> Option<Step> {
        let (from, to) = match turn {
            Turn::Undo => (&mut self.done, &mut self.undone),
            Turn::Redo => (&mut self.undone, &mut self.done),
        };
        let step = Rc::unwrap_or_clone(from.pop()?);
        to.push(Rc::new(Step { did: step.did.clone(), cases: now, texts }));
        Some(step)
    }
}
