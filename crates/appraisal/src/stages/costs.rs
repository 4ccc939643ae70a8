//! Costs are spread over the months of work, indexed and posted (method 2.4).

use crate::ledger::Row;
use crate::plan::{HomesPlan, LandForm, PhasePlan, Plan, SpendPlan};
use crate::postings::{Line, Postings};
use crate::rates::stamp_duty;
use crate::stages::homes::Progress;
use crate::stages::indices::Indices;
use crate::stages::timetable::Timetable;
use crate::units::{Pence, split_by_shares};
use deal::IndexName;
use std::ops::Range;

/// Posts every cost of the plan except sales costs, with costs of works multiplied by `cost`.
pub(crate) fn post_costs(plan: &Plan, timetable: &Timetable, cost: f64, postings: &mut Postings) {
    let indices = &timetable.indices;
    for (place, (phase, progress)) in plan.phases.iter().zip(&timetable.progress).enumerate() {
        postings.log.turn_to(Some(place), None);
        let months = months_of_work(phase);
        postings.works[months.clone()].fill(Pence::ZERO);
        post_works(plan, phase, cost, indices, postings);
        post_contingency(plan, indices, months.clone(), postings);
        let fees = Fees {
            works: postings.works[months].iter().sum(),
            start: phase.start,
            curve: &phase.curve,
            early_months: phase.early_fees_months,
        };
        fees.post(plan, indices, postings);
        post_planning(phase, progress, indices, postings);
        post_land(plan, phase, postings);
    }
    for (place, spend) in plan.costs.infrastructure.iter().enumerate() {
        postings.log.turn_to(None, Some(Row::ProgrammeInfrastructure(place)));
        post_programme_infrastructure(plan, spend, cost, indices, postings);
    }
    postings.log.turn_to(None, None);
    post_management(plan, indices, postings);
    for (place, &(k, amount)) in plan.costs.programme.iter().enumerate() {
        postings.log.turn_to_row(Row::ProgrammeCost(place));
        let line = if amount < Pence::ZERO { Line::OtherIncome } else { Line::Programme };
        postings.post(line, k, amount.abs());
    }
}

/// From the first month of works on the phase to the last.
fn months_of_work(phase: &PhasePlan) -> Range<usize> {
    let own = phase.spends.iter().filter(|spend| !spend.curve.is_empty());
    own.map(|spend| spend.from..spend.from + spend.curve.len() - 1)
        .fold(phase.start..phase.start + phase.months, |all, one| all.start.min(one.start)..all.end.max(one.end))
}

/// Building, externals, abnormals and infrastructure.
fn post_works(plan: &Plan, phase: &PhasePlan, cost: f64, indices: &Indices, postings: &mut Postings) {
    let of_homes = |a_home: fn(&HomesPlan) -> f64| -> Pence {
        Pence::from_pounds(phase.homes.iter().map(|row| f64::from(row.count) * (a_home(row) * cost)).sum())
    };
    let space: f64 = phase.commercial.iter().map(|space| space.area_m2 * (space.build_cost * cost)).sum();
    let build = of_homes(|row| row.build_cost) + Pence::from_pounds(space);
    let externals = build.times(plan.costs.externals);
    let roads = of_homes(|row| row.infrastructure_cost);
    let of_phase = postings.log.phase();
    let mut post = |row: Option<Row>, line: Line, amount: Pence, from: usize, curve: &[f64]| {
        postings.log.turn_to(of_phase, row);
        let spread = Spread { line, amount, from, curve };
        spread.post(vat_on(plan, line), indices, postings);
    };
    for (line, amount) in [(Line::Build, build), (Line::Externals, externals), (Line::Infrastructure, roads)] {
        post(None, line, amount, phase.start, &phase.curve);
    }
    for (place, spend) in phase.spends.iter().enumerate() {
        let curve = if spend.curve.is_empty() { &phase.curve } else { &spend.curve };
        post(Some(Row::Spend(place)), spend.line, spend.amount.times(cost), spend.from, curve);
    }
    postings.log.turn_to(of_phase, None);
}

/// A total at base prices and its spread over time.
struct Spread<'a> {
    line: Line,
    amount: Pence,
    from: usize,
    /// F at 0, 1/D, ... 1.
    curve: &'a [f64],
}

impl Spread<'_> {
    /// Spreads the total cumulatively in base-price pence, then posts each part times its index (method 2.1).
    fn post(&self, vat_lost: f64, indices: &Indices, postings: &mut Postings) {
        if self.amount == Pence::ZERO {
            return;
        }
        let index = indices.series(index_of(self.line));
        let mut before = Pence::ZERO;
        for (month, share) in (self.from..).zip(&self.curve[1..]) {
            let so_far = self.amount.times(*share);
            let part = so_far - before;
            before = so_far;
            postings.works[month] += part;
            postings.construction_at_base_prices[month] += part;
            post_with_vat(self.line, month, (part, index[month]), vat_lost, postings);
        }
    }
}

/// Posts an amount at base prices times its index at the close of a month, with the VAT lost on the posting.
#[inline(always)]
fn post_with_vat(line: Line, month: usize, (base, index): (Pence, f64), vat_lost: f64, postings: &mut Postings) {
    let amount = postings.post_raised(line, month + 1, base, index);
    if vat_lost > 0.0 {
        postings.post(Line::VatLost, month + 1, amount.times(vat_lost));
    }
}

fn index_of(line: Line) -> IndexName {
    match line {
        Line::Infrastructure => IndexName::Infrastructure,
        Line::Fees => IndexName::Fees,
        _ => IndexName::BuildCost,
    }
}

/// The share of VAT lost on one of the first six lines.
fn vat_on(plan: &Plan, line: Line) -> f64 {
    plan.costs.vat_lost.get(line as usize).copied().unwrap_or(0.0)
}

/// Contingency is cumulative on the works at base prices, so that its parts add up to the share of the total.
fn post_contingency(plan: &Plan, indices: &Indices, months: Range<usize>, postings: &mut Postings) {
    if plan.costs.contingency == 0.0 {
        return;
    }
    let index = indices.series(IndexName::BuildCost);
    let vat = vat_on(plan, Line::Contingency);
    let (mut works, mut before) = (Pence::ZERO, Pence::ZERO);
    for month in months {
        works += postings.works[month];
        let so_far = works.times(plan.costs.contingency);
        let part = so_far - before;
        before = so_far;
        postings.construction_at_base_prices[month] += part;
        post_with_vat(Line::Contingency, month, (part, index[month]), vat, postings);
    }
}

/// Programme infrastructure: a phase with that line only.
fn post_programme_infrastructure(
    plan: &Plan,
    spend: &SpendPlan,
    cost: f64,
    indices: &Indices,
    postings: &mut Postings,
) {
    let months = spend.from..spend.from + spend.curve.len() - 1;
    postings.works[months.clone()].fill(Pence::ZERO);
    let spread = Spread { line: spend.line, amount: spend.amount.times(cost), from: spend.from, curve: &spend.curve };
    spread.post(vat_on(plan, spend.line), indices, postings);
    post_contingency(plan, indices, months.clone(), postings);
    let works = postings.works[months].iter().sum();
    let fees = Fees { works, start: spend.from, curve: &spend.curve, early_months: 0 };
    fees.post(plan, indices, postings);
}

/// Professional fees on works at base prices.
struct Fees<'a> {
    works: Pence,
    start: usize,
    /// F at 0, 1/D, ... 1.
    curve: &'a [f64],
    early_months: usize,
}

impl Fees<'_> {
    /// Part spread evenly over the months before construction, the rest in proportion to construction spending.
    fn post(&self, plan: &Plan, indices: &Indices, postings: &mut Postings) {
        let total = self.works.times(plan.costs.fees);
        let early = if self.early_months == 0 { Pence::ZERO } else { total.times(plan.costs.early_fees) };
        let index = indices.series(IndexName::Fees);
        let vat = vat_on(plan, Line::Fees);
        let mut post = |from: usize, total: Pence, share_at: &dyn Fn(usize) -> f64, months: usize| {
            let mut before = Pence::ZERO;
            for offset in 0..months {
                let so_far = total.times(share_at(offset + 1));
                let part = so_far - before;
                before = so_far;
                post_with_vat(Line::Fees, from + offset, (part, index[from + offset]), vat, postings);
            }
        };
        let months = self.early_months;
        post(self.start - months, early, &|i| i as f64 / months as f64, months);
        post(self.start, total - early, &|i| self.curve[i], self.curve.len() - 1);
    }
}

/// Section 106, community infrastructure levy and other levies, each in the month of its trigger.
fn post_planning(phase: &PhasePlan, progress: &[Progress], indices: &Indices, postings: &mut Postings) {
    for (place, obligation) in phase.obligations.iter().enumerate() {
        postings.log.turn_to_row(Row::Obligation(place));
        let Some(month) = trigger_month(phase, progress, obligation.at_occupation) else { continue };
        let index = obligation.index.map_or(1.0, |name| indices.at(name, month));
        postings.post_raised(Line::Section106, month + 1, obligation.amount, index);
    }
    postings.log.turn_to(postings.log.phase(), None);
    for levy in &phase.levies {
        postings.post(levy.line, levy.month + 1, levy.amount);
    }
}

/// The start of construction, or the month in which this many homes of the phase are occupied; none if never.
fn trigger_month(phase: &PhasePlan, progress: &[Progress], at_occupation: Option<u32>) -> Option<usize> {
    let Some(homes) = at_occupation else { return Some(phase.start) };
    let occupied = |month: usize| progress.iter().map(|row| row.at(month).occupied()).sum::<u32>();
    let last = progress.iter().map(Progress::last).max()?;
    (phase.first_completion..=last).find(|month| occupied(*month) >= homes)
}

/// Stamp duty and legal costs, at the opening of the month of drawdown.
fn post_land(plan: &Plan, phase: &PhasePlan, postings: &mut Postings) {
    if phase.is_own_land {
        return;
    }
    if let Some(share) = plan.costs.stamp_duty_share {
        // Land paid for in cash is charged on its price, at the sum of the lower proportions.
        let in_cash = phase.land.iter().filter(|part| matches!(part.form, LandForm::Deferred(..)));
        let cash_price = phase.land_value.times(in_cash.map(|part| part.share).sum());
        let charged = phase.land_value.times(share) + cash_price.times(1.0 - share);
        postings.post(Line::StampDuty, phase.drawdown, stamp_duty::due(charged, &plan.costs.stamp_duty_bands));
    }
    postings.post(Line::LandLegal, phase.drawdown, phase.land_value.times(plan.costs.land_legal));
}

/// Development management on the posted works and fees of each month, and a monthly sum.
fn post_management(plan: &Plan, indices: &Indices, postings: &mut Postings) {
    let Some(management) = plan.costs.management else { return };
    let prices = indices.series(IndexName::ConsumerPrices);
    let last = management.to.unwrap_or(usize::MAX).min(plan.months - 1);
    for (month, price) in prices.iter().enumerate().take(last + 1).skip(management.from) {
        let works = postings.at(month + 1, |line| line <= Line::Fees);
        let amount = works.times(management.share) + management.per_month.times(*price);
        postings.post(Line::Management, month + 1, amount);
    }
}

/// Splits a levy into its instalments; used when the plan is made.
pub(crate) fn instalments(total: Pence, shares: &[f64]) -> Vec<Pence> {
    let mut parts = vec![Pence::ZERO; shares.len()];
    split_by_shares(total, shares, &mut parts);
    parts
}
