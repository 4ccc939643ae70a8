//! What happens when, whatever homes cost and fetch: indices, and homes finished and sold month by month. It is worked out
//! once and serves every run in which only prices and costs differ.

use crate::plan::Plan;
use crate::stages::homes::Progress;
use crate::stages::indices::Indices;

/// Everything of a plan that hangs on dates alone.
pub(crate) struct Timetable {
    pub(crate) indices: Indices,
    /// By phase, then row of homes.
    pub(crate) progress: Vec<Vec<Progress>>,
}

impl Timetable {
    pub(crate) fn of(plan: &Plan) -> Self {
        let progress = plan
            .phases
            .iter()
            .map(|phase| phase.homes.iter().map(|homes| Progress::of(phase, homes, plan.months)).collect());
        Self { indices: Indices::of(plan), progress: progress.collect() }
    }

    /// The month in which the n-th home or plot of a phase is sold or transferred, if ever.
    pub(crate) fn nth_sale(&self, phase: usize, number: u32) -> Option<usize> {
        let rows = &self.progress[phase];
        let last = rows.iter().map(Progress::last).max()?;
        (0..=last).find(|month| rows.iter().map(|row| row.at(*month).sold).sum::<u32>() >= number)
    }
}
