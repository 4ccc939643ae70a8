//! What was done, so that it can be undone: the papers before each step, and what the step was.

use crate::papers::Papers;

/// The most steps that are remembered. Papers share what they have in common, so a step is small.
const MOST_STEPS: usize = 500;

/// What a step did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Did {
    /// Gave the field at a path another value.
    Set(String),
    /// Gave every field of the base case back the value that was kept.
    PutAllBack,
    /// Added a row to the list at a path.
    AddedRow(String),
    /// A block of cells was put into the list at a path.
    Pasted(String),
    /// Copied the row at a path.
    CopiedRow(String),
    /// Moved the row at a path up or down.
    MovedRow(String),
    /// Removed the row at a path.
    RemovedRow(String),
    /// Added the part at a path.
    AddedPart(String),
    /// Removed the part at a path.
    RemovedPart(String),
    /// Changed how sure the value at a path is.
    Marked(String),
    /// Added a scenario of this name.
    AddedScenario(String),
    /// Gave a scenario this name.
    RenamedScenario(String),
    /// Deleted the scenario of this name.
    DeletedScenario(String),
    /// Kept the base case as it stands.
    KeptBase,
    /// Opened another deal.
    Opened,
}

/// One step: what it did, and the papers on its other side.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it did.
    pub did: Did,
    /// The papers that undoing (or doing again) brings back.
    pub papers: Papers,
}

/// Which way through the steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// Undoes the last step.
    Undo,
    /// Does again what was undone last.
    Redo,
}

/// Steps that can be undone, and those that can be done again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    undone: Vec<Step>,
    done: Vec<Step>,
}

impl History {
    /// The step that a turn would take.
    #[must_use]
    pub fn step(&self, turn: Turn) -> Option<&Step> {
        match turn {
            Turn::Undo => self.done.last(),
            Turn::Redo => self.undone.last(),
        }
    }

    /// Remembers a step from these papers. What was undone before cannot be done again after it.
    pub fn remember(&mut self, did: Did, before: Papers) {
        self.undone.clear();
        self.done.push(Step { did, papers: before });
        if self.done.len() > MOST_STEPS {
            self.done.remove(0);
        }
    }

    /// Forgets the last step where it came to nothing, and says whether it did.
    pub fn forget_if_nothing(&mut self, now: &Papers) -> bool {
        let came_to_nothing = self.done.last().is_some_and(|step| step.papers == *now);
        if came_to_nothing {
            self.done.pop();
        }
        came_to_nothing
    }

    /// The papers on the other side of the step that a turn takes.
    pub fn take(&mut self, turn: Turn, now: Papers) -> Option<Papers> {
        let (from, to) = match turn {
            Turn::Undo => (&mut self.done, &mut self.undone),
            Turn::Redo => (&mut self.undone, &mut self.done),
        };
        let Step { did, papers } = from.pop()?;
        to.push(Step { did, papers: now });
        Some(papers)
    }
}
