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
}
