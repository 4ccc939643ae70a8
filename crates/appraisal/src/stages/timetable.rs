//! The timetable: indices, and homes finished and sold month by month. It does not depend on prices and costs, so all
//! runs that change only those share it.

use crate::plan::Plan;
use crate::stages::homes::Progress;
use crate::stages::indices::Indices;

/// Everything in a plan that depends only on dates.
#[derive(Default)]
pub(crate) struct Timetable {
    pub(crate) indices: Indices,
    /// By phase, then row of homes.
    pub(crate) progress: Vec<Vec<Progress>>,
}

impl Timetable {
    pub(crate) fn of(plan: &Plan) -> Self {
        let mut timetable = Self::default();
        timetable.fill(plan);
        timetable
    }

    /// Refills the timetable, reusing the buffers.
    pub(crate) fn fill(&mut self, plan: &Plan) {
        self.indices.fill(plan);
        self.progress.resize_with(plan.phases.len(), Vec::new);
        for (phase, rows) in plan.phases.iter().zip(&mut self.progress) {
            rows.resize_with(phase.homes.len(), Progress::default);
            for (homes, progress) in phase.homes.iter().zip(rows) {
                progress.fill(phase, homes, plan.months);
            }
        }
    }

    /// The month in which the n-th home or plot of a phase is sold or transferred, if ever.
    pub(crate) fn nth_sale(&self, phase: usize, number: u32) -> Option<usize> {
        let rows = &self.progress[phase];
        let last = rows.iter().map(Progress::last).max()?;
        (0..=last).find(|month| rows.iter().map(|row| row.at(*month).sold).sum::<u32>() >= number)
    }
}
