//! Homes are started, finished and sold in three different years; here each is counted (method 2.5).

use crate::plan::{HomesPlan, PhasePlan, Plan};
use serde::Serialize;

/// Guards a product such as `0.1 * 30` against falling just short of a whole home.
const WHOLE: f64 = 1e-9;

/// What happens to the homes of one kind in one phase: cumulative counts by month.
pub(crate) struct Progress<'a> {
    phase: &'a PhasePlan,
    homes: &'a HomesPlan,
}

impl<'a> Progress<'a> {
    pub(crate) fn of(phase: &'a PhasePlan, homes: &'a HomesPlan) -> Self {
        Self { phase, homes }
    }

    /// Homes finished by the end of month `m`: nothing before the first, then evenly to the last.
    #[inline]
    pub(crate) fn ready(&self, month: usize) -> u32 {
        let (first, last) = (self.phase.first_completion, self.phase.last_completion());
        if month < first {
            return 0;
        }
        if month >= last {
            return self.homes.count;
        }
        let share = (month - first + 1) as f64 / (last - first + 1) as f64;
        ((f64::from(self.homes.count) * share + 0.5 + WHOLE) as u32).min(self.homes.count)
    }

    /// Homes sold or transferred by the end of month `m`: what is ready, but no faster than the market takes.
    #[inline]
    pub(crate) fn sold(&self, month: usize) -> u32 {
        let ready = self.ready(month);
        let Some(pace) = self.homes.sales_a_month else { return ready };
        let months = month as i32 - self.homes.sale_lag - self.homes.launch + 1;
        let demand = pace * f64::from(months) + WHOLE;
        if demand <= 0.0 { 0 } else { ready.min(demand as u32) }
    }
}

/// Homes by reporting year, phase and row of homes: started, finished, sold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HomesByYear {
    /// Counts for each row of homes of each phase, in the order of the deal.
    pub rows: Vec<HomesCount>,
    /// The month in which the last homes are finished.
    pub last_completion: usize,
    /// The month in which the last homes are sold or transferred, where any are.
    pub last_sale: Option<usize>,
}

/// The homes of one kind in one phase.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HomesCount {
    /// The place of the phase in the deal.
    pub phase: usize,
    /// The place of the row among the phase's homes.
    pub row: usize,
    /// The tenure.
    pub tenure: crate::deal::Tenure,
    /// Started, by reporting year.
    pub started: Vec<u32>,
    /// Finished, by reporting year.
    pub completed: Vec<u32>,
    /// Sold or transferred, by reporting year.
    pub sold: Vec<u32>,
}

/// Counts every row of homes of the plan.
pub(crate) fn homes_by_year(plan: &Plan) -> HomesByYear {
    let mut result = HomesByYear { rows: Vec::new(), last_completion: 0, last_sale: None };
    for (phase_index, phase) in plan.phases.iter().enumerate() {
        result.last_completion = result.last_completion.max(phase.last_completion());
        for (row_index, homes) in phase.homes.iter().enumerate() {
            let (count, last_sale) = count(plan, phase, homes, (phase_index, row_index));
            result.last_sale = result.last_sale.max(last_sale);
            result.rows.push(count);
        }
    }
    result
}

fn count(plan: &Plan, phase: &PhasePlan, homes: &HomesPlan, place: (usize, usize)) -> (HomesCount, Option<usize>) {
    let years = plan.years;
    let none = vec![0; years.count];
    let mut result = HomesCount {
        phase: place.0,
        row: place.1,
        tenure: homes.tenure,
        started: none.clone(),
        completed: none.clone(),
        sold: none,
    };
    result.started[years.of_month(phase.start)] = homes.count;
    let progress = Progress::of(phase, homes);
    let (mut ready, mut sold, mut last_sale) = (0, 0, None);
    for month in phase.first_completion..plan.months {
        let (ready_now, sold_now) = (progress.ready(month), progress.sold(month));
        let year = years.of_month(month);
        result.completed[year] += ready_now - ready;
        result.sold[year] += sold_now - sold;
        if sold_now > sold {
            last_sale = Some(month);
        }
        (ready, sold) = (ready_now, sold_now);
        if sold == homes.count {
            break;
        }
    }
    (result, last_sale)
}
