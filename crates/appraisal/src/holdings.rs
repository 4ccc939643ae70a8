//! The venture's assets at a time point: finished homes, work in progress at cost, and land (method 1.7, 1.8).

use crate::plan::{HomesPlan, PhasePlan, Plan};
use crate::postings::{Line, Postings};
use crate::stages::costs::post_costs;
use crate::stages::homes::Count;
use crate::stages::timetable::Timetable;
use crate::units::{Pence, to_date};
use deal::IndexName;

/// The assets phase by phase, and the cost of each phase up to each time point.
pub(crate) struct Holdings<'a> {
    plan: &'a Plan,
    timetable: Timetable,
    /// Works and fees of each phase, posted up to and at each time point.
    works_to_date: Vec<Vec<Pence>>,
}

impl<'a> Holdings<'a> {
    pub(crate) fn of(plan: &'a Plan) -> Self {
        let works_to_date = (0..plan.phases.len()).map(|phase| works_to_date(plan, phase)).collect();
        Self { plan, timetable: Timetable::of(plan), works_to_date }
    }

    /// Finished and unsold homes at the prices of the month that closes at `k`; let homes are not for sale.
    pub(crate) fn finished_unsold(&self, k: usize) -> Pence {
        let Some(month) = k.checked_sub(1) else { return Pence::ZERO };
        let value = |homes: &HomesPlan, count: Count| {
            let price = homes.price * self.timetable.indices.at(homes.price_index, month);
            Pence::from_pounds(f64::from(count.ready - count.sold) * price)
        };
        let for_sale = self.counts(month).filter(|(homes, _)| homes.letting.is_none());
        for_sale.map(|(homes, count)| value(homes, count)).sum()
    }

    /// Let homes, at one year's net rent over their yield.
    pub(crate) fn let_homes(&self, k: usize) -> Pence {
        let Some(month) = k.checked_sub(1) else { return Pence::ZERO };
        self.counts(month).map(|(homes, count)| self.value_let(homes, count.let_, month)).sum()
    }

    fn value_let(&self, homes: &HomesPlan, let_: u32, month: usize) -> Pence {
        let Some(letting) = &homes.letting else { return Pence::ZERO };
        let Some(yield_rate) = letting.exit.yield_rate else { return Pence::ZERO };
        let indices = &self.timetable.indices;
        let rent = letting.rent_a_week * 52.0 * indices.rents(letting.rent_index)[month] * (1.0 - letting.lost);
        let upkeep = letting.upkeep.management_a_year
            + letting.upkeep.repairs_a_year
            + letting.upkeep.major_repairs_a_year
            + letting.void * letting.service_charge;
        let net = rent - upkeep * indices.at(IndexName::ConsumerPrices, month);
        Pence::from_pounds(f64::from(let_) * net.max(0.0) / yield_rate * (1.0 - letting.exit.purchasers_costs))
    }

    /// Works and fees at cost, for the unfinished part of each phase.
    pub(crate) fn work_in_progress(&self, k: usize) -> Pence {
        (0..self.plan.phases.len()).map(|phase| self.works_to_date[phase][k].times(self.unfinished(phase, k))).sum()
    }

    /// Land drawn down, at its accepted value, for the unfinished part of each phase.
    pub(crate) fn land(&self, k: usize) -> Pence {
        let drawn = |phase: &PhasePlan| phase.drawdown <= k;
        let phases = self.plan.phases.iter().enumerate().filter(|(_, phase)| drawn(phase));
        phases.map(|(index, phase)| phase.land_value.times(self.unfinished(index, k))).sum()
    }

    /// The share of a phase's homes and plots unfinished at `k`.
    fn unfinished(&self, phase: usize, k: usize) -> f64 {
        let planned: u32 = self.plan.phases[phase].homes.iter().map(|row| row.count).sum();
        let Some(month) = k.checked_sub(1) else { return 1.0 };
        let ready: u32 = self.timetable.progress[phase].iter().map(|row| row.at(month).ready).sum();
        1.0 - f64::from(ready) / f64::from(planned.max(1))
    }

    fn counts(&self, month: usize) -> impl Iterator<Item = (&HomesPlan, Count)> {
        let rows = self.plan.phases.iter().zip(&self.timetable.progress);
        rows.flat_map(move |(phase, progress)| {
            phase.homes.iter().zip(progress).map(move |(homes, progress)| (homes, progress.at(month)))
        })
    }
}

/// Postings are by line and not by phase, so this posts one phase separately.
fn works_to_date(plan: &Plan, phase: usize) -> Vec<Pence> {
    let mut alone = plan.of_phase(phase);
    alone.costs.management = None;
    let mut postings = Postings::new(plan.months);
    post_costs(&alone, &Timetable::of(&alone), 1.0, &mut postings);
    to_date(&postings.series_of(|line| line <= Line::Fees))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{check, document, samples};

    /// GD-6 lets its homes. Without growth a let home is worth `(52 x rent x (1 - lost) - upkeep) / yield x (1 -
    /// buyer's costs)`, at any time.
    #[test]
    fn homes_that_are_let_are_worth_their_net_rent_over_the_yield() {
        let mut deal = document::open(samples::GD_6.document).unwrap();
        deal.growth.lists_mut().into_iter().for_each(Vec::clear);
        let home = deal.home_types.iter_mut().find(|home| home.letting.is_some()).unwrap();
        let letting = home.letting.as_mut().unwrap();
        letting.yield_percent = 5.0;
        letting.purchasers_costs_percent = 2.0;
        letting.bad_debt_percent = 1.0;
        letting.rent_index = deal::RentIndex::ConsumerPrices;
        let (letting, id) = (*letting, home.id.clone());
        let rows = deal.phases.iter().flat_map(|phase| &phase.homes).filter(|row| row.home_type == id);
        let homes: u32 = rows.map(|row| row.count).sum();
        let lost = (letting.void_percent + letting.bad_debt_percent) / 100.0;
        let upkeep = letting.upkeep.management_a_year
            + letting.upkeep.repairs_a_year
            + letting.upkeep.major_repairs_a_year
            + letting.void_percent / 100.0 * letting.service_charge_a_year;
        let net = letting.rent_a_week * 52.0 * (1.0 - lost) - upkeep;
        let by_hand = f64::from(homes) * net / 0.05 * 0.98;
        let checked = check(&deal).unwrap();
        let found = Holdings::of(&checked.plan).let_homes(120);
        assert!(by_hand > 0.0 && (found.pounds() - by_hand).abs() <= 1.0, "{found:?} {by_hand}");
        assert_eq!(Holdings::of(&checked.plan).let_homes(0), Pence::ZERO);
    }
}
