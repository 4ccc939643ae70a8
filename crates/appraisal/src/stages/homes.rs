//! Counts homes started, finished and sold, which can fall in three different years (method 2.5).

use crate::plan::{HomesPlan, PhasePlan, Plan};
use crate::stages::timetable::Timetable;
use deal::Tenure;
use deal::calendar::ReportingYears;
use serde::Serialize;

/// Stops a product such as `0.1 * 30` from falling just short of a whole home.
const WHOLE: f64 = 1e-9;

/// Homes finished, sold or transferred, and let, by the end of a month.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Count {
    pub(crate) ready: u32,
    pub(crate) sold: u32,
    pub(crate) let_: u32,
}

impl Count {
    /// Homes sold or let.
    pub(crate) fn occupied(self) -> u32 {
        self.sold + self.let_
    }
}

/// Progress of one row of homes: cumulative counts by month.
#[derive(Clone, Debug, Default)]
pub(crate) struct Progress {
    /// The month in which the first homes are finished.
    first: usize,
    /// From that month to the one in which the last home is sold or let, or to the end.
    counts: Vec<Count>,
}

impl Progress {
    pub(crate) fn of(phase: &PhasePlan, homes: &HomesPlan, months: usize) -> Self {
        let mut progress = Self::default();
        progress.fill(phase, homes, months);
        progress
    }

    /// Refills the counts, reusing the buffer.
    pub(crate) fn fill(&mut self, phase: &PhasePlan, homes: &HomesPlan, months: usize) {
        self.first = phase.first_completion;
        self.counts.clear();
        for month in self.first..months {
            let count = count(phase, homes, month);
            self.counts.push(count);
            if count.occupied() == homes.count {
                break;
            }
        }
    }

    /// The months in which homes are finished, sold or let, with the counts by the end of each.
    #[inline]
    pub(crate) fn months(&self) -> impl Iterator<Item = (usize, Count)> {
        (self.first..).zip(self.counts.iter().copied())
    }

    /// The counts by the end of a month.
    #[inline]
    pub(crate) fn at(&self, month: usize) -> Count {
        let Some(place) = month.checked_sub(self.first) else { return Count::default() };
        self.counts.get(place).or(self.counts.last()).copied().unwrap_or_default()
    }

    /// The last month counted.
    pub(crate) fn last(&self) -> usize {
        (self.first + self.counts.len()).saturating_sub(1)
    }
}

/// The month in which the last home of a row is sold, if all are sold within this many months.
pub(crate) fn sold_out(phase: &PhasePlan, homes: &HomesPlan, months: usize) -> Option<usize> {
    (phase.first_completion..months).find(|month| count(phase, homes, *month).sold == homes.count)
}

/// Homes are finished evenly from the first month of completion to the last, and sold or let as they are finished, up
/// to the sales rate of the market.
#[inline]
fn count(phase: &PhasePlan, homes: &HomesPlan, month: usize) -> Count {
    let (first, last) = (phase.first_completion, phase.last_completion());
    let ready = if month >= last {
        homes.count
    } else {
        let share = (month - first + 1) as f64 / (last - first + 1) as f64;
        ((f64::from(homes.count) * share + 0.5 + WHOLE) as u32).min(homes.count)
    };
    // The cast turns a negative number into zero.
    let at_pace = |pace: f64, months: i32| ready.min((pace * f64::from(months) + WHOLE) as u32);
    if let Some(letting) = &homes.letting {
        let let_ = letting.lets_a_month.map_or(ready, |pace| at_pace(pace, (month + 1 - first) as i32));
        return Count { ready, sold: 0, let_ };
    }
    let on_the_market = month as i32 - homes.sale_lag - homes.launch + 1;
    let sold = homes.sales_a_month.map_or(ready, |pace| at_pace(pace, on_the_market));
    Count { ready, sold, let_: 0 }
}

/// Homes and plots by reporting year, phase and row of homes: started, finished, sold, let.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HomesByYear {
    /// Counts for each row of homes of each phase, in the order of the deal.
    pub rows: Vec<HomesCount>,
    /// The month in which the last homes are finished.
    pub last_completion: usize,
    /// The month in which the last homes are sold or transferred, where any are.
    pub last_sale: Option<usize>,
}

/// The homes of one row in one phase.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HomesCount {
    /// The index of the phase in the deal.
    pub phase: usize,
    /// The index of the row among the phase's homes.
    pub row: usize,
    /// The tenure.
    pub tenure: Tenure,
    /// Counts by reporting year.
    pub by_year: Vec<YearOfHomes>,
}

/// The homes of one row, one phase and one reporting year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct YearOfHomes {
    /// Started.
    pub started: u32,
    /// Finished.
    pub completed: u32,
    /// Sold or transferred.
    pub sold: u32,
    /// Let for the first time.
    #[serde(rename = "let")]
    pub let_: u32,
}

/// Collects the progress of every row of homes by reporting year.
pub(crate) fn homes_by_year(plan: &Plan, timetable: &Timetable) -> HomesByYear {
    let rows = plan.phases.iter().map(|phase| phase.homes.len()).sum();
    let mut result = HomesByYear { rows: Vec::with_capacity(rows), last_completion: 0, last_sale: None };
    for (phase_index, (phase, progress)) in plan.phases.iter().zip(&timetable.progress).enumerate() {
        result.last_completion = result.last_completion.max(phase.last_completion());
        for (row_index, (homes, progress)) in phase.homes.iter().zip(progress).enumerate() {
            let by_year = vec![YearOfHomes::default(); plan.years.count];
            let mut row = HomesCount { phase: phase_index, row: row_index, tenure: homes.tenure, by_year };
            row.by_year[plan.years.of_month(phase.start)].started = homes.count;
            result.last_sale = result.last_sale.max(row.gather(progress, &plan.years));
            result.rows.push(row);
        }
    }
    result
}

impl HomesCount {
    /// Adds each month's homes finished, sold and let to its year, and returns the month of the last sale.
    fn gather(&mut self, progress: &Progress, years: &ReportingYears) -> Option<usize> {
        let (mut before, mut last_sale) = (Count::default(), None);
        for (month, count) in progress.months() {
            let year = &mut self.by_year[years.of_month(month)];
            year.completed += count.ready - before.ready;
            year.sold += count.sold - before.sold;
            year.let_ += count.let_ - before.let_;
            if count.sold > before.sold {
                last_sale = Some(month);
            }
            before = count;
        }
        last_sale
    }
}
