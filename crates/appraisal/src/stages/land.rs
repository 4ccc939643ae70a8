//! What falls due on the land: drawdowns, true-ups, instalments of a deferred price, and shares of later gain. Dates and
//! first amounts hang on the plan and on sales alone, so they are known before anything is funded (method 1.3, 1.4).

use crate::check::{MOST_CONTRIBUTIONS, MOST_ROWS};
use crate::plan::{LandForm, OveragePlan, OverageTestPlan, PhasePlan, Plan};
use crate::stages::receipts::Sale;
use crate::stages::timetable::Timetable;
use crate::units::{Pence, split_by_shares};
use deal::{LandDue, OverageRank};

/// Everything that falls due on the land.
#[derive(Clone, Debug, Default)]
pub(crate) struct LandDates {
    /// Time point and phase of each drawdown, in the order of time.
    pub(crate) drawdowns: Vec<(usize, usize)>,
    /// Time point and phase of each true-up (k = b + D), in the order of time.
    pub(crate) true_ups: Vec<(usize, usize)>,
    /// Instalments of deferred prices, in the order of the phases, forms and rows.
    pub(crate) instalments: Vec<Instalment>,
    /// Overage by row of the plan.
    pub(crate) overage: Vec<OverageDue>,
}

/// A part of a deferred price.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Instalment {
    pub(crate) k: usize,
    pub(crate) phase: usize,
    /// The place of the form among those of the phase.
    pub(crate) form: usize,
    pub(crate) amount: Pence,
}

/// An overage when it falls due.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OverageDue {
    pub(crate) k: usize,
    pub(crate) owner: usize,
    pub(crate) amount: Pence,
    pub(crate) rank: OverageRank,
}

impl LandDates {
    /// Finds every date, with sales at prices times `price`.
    pub(crate) fn of(plan: &Plan, timetable: &Timetable, price: f64) -> Self {
        let mut dates = Self::default();
        dates.fill(plan, timetable, price);
        dates
    }

    /// The same in the room that there is.
    pub(crate) fn fill(&mut self, plan: &Plan, timetable: &Timetable, price: f64) {
        self.drawdowns.clear();
        self.true_ups.clear();
        self.instalments.clear();
        for (index, phase) in plan.phases.iter().enumerate() {
            self.drawdowns.push((phase.drawdown, index));
            if phase.true_up.is_some() {
                self.true_ups.push((phase.start + phase.months, index));
            }
            let mut parts = [Pence::ZERO; MOST_CONTRIBUTIONS];
            share_over_forms(phase, phase.land_value, &mut parts[..phase.land.len()]);
            for (form, part) in parts[..phase.land.len()].iter().enumerate() {
                self.add_instalments(plan, timetable, (index, form), *part);
            }
        }
        // Of those at one time point the first phase comes first.
        self.drawdowns.sort_unstable();
        self.true_ups.sort_unstable();
        self.overage.clear();
        self.overage.extend(plan.overage.iter().map(|row| overage(plan, timetable, price, row)));
    }

    fn add_instalments(&mut self, plan: &Plan, timetable: &Timetable, (phase, form): (usize, usize), price: Pence) {
        let of_phase = &plan.phases[phase];
        let LandForm::Deferred(parts, long_stop) = &of_phase.land[form].form else { return };
        let (mut shares, mut amounts) = ([0.0; MOST_ROWS], [Pence::ZERO; MOST_ROWS]);
        shares.iter_mut().zip(parts).for_each(|(share, (of, _))| *share = *of);
        split_by_shares(price, &shares[..parts.len()], &mut amounts);
        for ((_, due), amount) in parts.iter().zip(amounts) {
            let trigger = match *due {
                LandDue::Drawdown => Some(of_phase.drawdown),
                LandDue::Start => Some(of_phase.start),
                LandDue::Sale { number } => timetable.nth_sale(phase, number).map(|month| month + 1),
                LandDue::Date { month } => Some(month as usize),
            };
            let k = trigger.unwrap_or(*long_stop).min(*long_stop).clamp(of_phase.drawdown, plan.months);
            self.instalments.push(Instalment { k, phase, form, amount });
        }
    }
}

/// Shares a sum over the forms of a phase's land.
pub(crate) fn share_over_forms(phase: &PhasePlan, sum: Pence, parts: &mut [Pence]) {
    match phase.land.as_slice() {
        [_] => parts[0] = sum,
        forms => {
            let mut shares = [0.0; MOST_CONTRIBUTIONS];
            shares.iter_mut().zip(forms).for_each(|(share, form)| *share = form.share);
            split_by_shares(sum, &shares[..forms.len()], parts);
        }
    }
}

/// `share x max(0, R - B)`, due at the close of the month of the test.
fn overage(plan: &Plan, timetable: &Timetable, price: f64, row: &OveragePlan) -> OverageDue {
    let phase = &plan.phases[row.phase];
    let index_at =
        |name: Option<deal::IndexName>, month: usize| name.map_or(1.0, |name| timetable.indices.at(name, month));
    let (month, gain) = match &row.test {
        OverageTestPlan::Planning { month, value, price_paid, index } => {
            (*month, *value - price_paid.times(index_at(*index, *month)))
        }
        OverageTestPlan::Sales { threshold, by_area, index, tenures } => {
            let (mut last_sale, mut received, mut quantity, mut all_sold) = (0, Pence::ZERO, 0.0, true);
            let rows = phase.homes.iter().zip(&timetable.progress[row.phase]);
            for (homes, progress) in rows.filter(|(homes, _)| tenures.contains(&homes.tenure)) {
                let mut sold = 0;
                let sale = Sale::of(homes, progress, timetable, price);
                let sale = homes.shared_ownership.map_or(sale, |kept| sale.of_share(kept.first_share));
                for month in sale.months() {
                    last_sale = last_sale.max(month.month);
                    received += month.receipt - sale.costs(&plan.costs, month.month, month.receipt, month.homes);
                    sold += month.homes;
                }
                quantity += f64::from(sold) * if *by_area { homes.area_m2 } else { 1.0 };
                all_sold &= sold == homes.count;
            }
            let month = if all_sold { last_sale } else { plan.months - 1 };
            (month, received - Pence::from_pounds(threshold * quantity * index_at(*index, month)))
        }
    };
    OverageDue { k: month + 1, owner: phase.owner, amount: gain.or_zero().times(row.share), rank: row.rank }
}
