//! The stages of an appraisal, in the order in which they run. Each is a pure function of the plan and of the stages
//! before it.

pub(crate) mod cash;
pub(crate) mod costs;
pub(crate) mod homes;
pub(crate) mod indices;
pub(crate) mod land;
pub(crate) mod receipts;
pub(crate) mod retained;
pub(crate) mod scheduled_loans;
pub(crate) mod timetable;
