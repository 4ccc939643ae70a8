//! Costs are spread over the months of work, raised with their index and posted (method 2.4).

use crate::deal::IndexName;
use crate::plan::{HomesPlan, PhasePlan, Plan, SpendPlan};
use crate::postings::{Line, Postings};
use crate::rates::stamp_duty;
use crate::stages::homes::Progress;
use crate::stages::indices::Indices;
use crate::units::{Pence, split_by_shares};

/// Posts every cost of the plan but those of sale.
pub(crate) fn post_costs(plan: &Plan, indices: &Indices, postings: &mut Postings) {
    let mut base = vec![Pence::ZERO; plan.months];
    for phase in &plan.phases {
        base.fill(Pence::ZERO);
        post_works(plan, phase, indices, &mut base, postings);
        post_contingency(plan, indices, &base, postings);
        post_fees(plan, phase, indices, base.iter().sum(), postings);
        post_planning(phase, indices, plan.months, postings);
        post_land(plan, phase, postings);
    }
    post_management(plan, indices, postings);
    for &(k, amount) in &plan.costs.programme {
        let line = if amount < Pence::ZERO { Line::OtherIncome } else { Line::Programme };
        postings.post(line, k, amount.abs());
    }
}

/// Building, externals, abnormals and infrastructure; `base` gathers them at base prices by month.
fn post_works(plan: &Plan, phase: &PhasePlan, indices: &Indices, base: &mut [Pence], postings: &mut Postings) {
    let of_homes = |cost: fn(&HomesPlan) -> f64| -> Pence {
        Pence::from_pounds(phase.homes.iter().map(|row| f64::from(row.count) * cost(row)).sum())
    };
    let build = of_homes(|row| row.build_cost);
    let roads = of_homes(|row| row.infrastructure_cost);
    let over_building = |line, amount| SpendPlan { line, amount, from: phase.start, curve: Vec::new() };
    let standard = [
        over_building(Line::Build, build),
        over_building(Line::Externals, build.times(plan.costs.externals)),
        over_building(Line::Infrastructure, roads),
    ];
    for spend in standard.iter().chain(&phase.spends) {
        let curve = if spend.curve.is_empty() { &phase.curve } else { &spend.curve };
        spread(spend, curve, vat_on(plan, spend.line), indices, base, postings);
    }
}

/// Spreads a total cumulatively in base-price pence, then posts each part times its index (method 2.1).
fn spread(
    spend: &SpendPlan,
    curve: &[f64],
    vat_lost: f64,
    indices: &Indices,
    base: &mut [Pence],
    postings: &mut Postings,
) {
    if spend.amount == Pence::ZERO {
        return;
    }
    let index = indices.series(index_of(spend.line));
    let mut before = Pence::ZERO;
    for (offset, share) in curve[1..].iter().enumerate() {
        let (month, so_far) = (spend.from + offset, spend.amount.times(*share));
        let part = so_far - before;
        before = so_far;
        base[month] += part;
        postings.construction_at_base_prices[month] += part;
        post_with_vat(spend.line, month, part.times(index[month]), vat_lost, postings);
    }
}

/// Posts at the close of a month, with the value added tax that is lost on the posting.
fn post_with_vat(line: Line, month: usize, amount: Pence, vat_lost: f64, postings: &mut Postings) {
    postings.post(line, month + 1, amount);
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

/// The share of value added tax that is lost on one of the first six lines.
fn vat_on(plan: &Plan, line: Line) -> f64 {
    plan.costs.vat_lost.get(line as usize).copied().unwrap_or(0.0)
}

/// Contingency is cumulative on the works at base prices, so that its parts add to the share of the whole.
fn post_contingency(plan: &Plan, indices: &Indices, base: &[Pence], postings: &mut Postings) {
    if plan.costs.contingency == 0.0 {
        return;
    }
    let index = indices.series(IndexName::BuildCost);
    let vat = vat_on(plan, Line::Contingency);
    let (mut works, mut before) = (Pence::ZERO, Pence::ZERO);
    for (month, part) in base.iter().enumerate().filter(|(_, part)| **part != Pence::ZERO) {
        works += *part;
        let so_far = works.times(plan.costs.contingency);
        let part = so_far - before;
        before = so_far;
        postings.construction_at_base_prices[month] += part;
        post_with_vat(Line::Contingency, month, part.times(index[month]), vat, postings);
    }
}

/// Professional fees: a part straight over the months before building, the rest as building is spent.
fn post_fees(plan: &Plan, phase: &PhasePlan, indices: &Indices, works: Pence, postings: &mut Postings) {
    let total = works.times(plan.costs.fees);
    let early = if phase.early_fees_months == 0 { Pence::ZERO } else { total.times(plan.costs.early_fees) };
    let index = indices.series(IndexName::Fees);
    let vat = vat_on(plan, Line::Fees);
    let mut post = |from: usize, total: Pence, share_at: &dyn Fn(usize) -> f64, months: usize| {
        let mut before = Pence::ZERO;
        for offset in 0..months {
            let so_far = total.times(share_at(offset + 1));
            let amount = (so_far - before).times(index[from + offset]);
            before = so_far;
            post_with_vat(Line::Fees, from + offset, amount, vat, postings);
        }
    };
    let months = phase.early_fees_months;
    post(phase.start - months, early, &|i| i as f64 / months as f64, months);
    post(phase.start, total - early, &|i| phase.curve[i], phase.months);
}

/// Section 106, community infrastructure levy and other levies, each in the month of its trigger.
fn post_planning(phase: &PhasePlan, indices: &Indices, months: usize, postings: &mut Postings) {
    for obligation in &phase.obligations {
        let Some(month) = trigger_month(phase, obligation.at_occupation, months) else { continue };
        let index = obligation.index.map_or(1.0, |name| indices.at(name, month));
        postings.post(Line::Section106, month + 1, obligation.amount.times(index));
    }
    for levy in &phase.levies {
        postings.post(levy.line, levy.month + 1, levy.amount);
    }
}

/// The start of building, or the month in which so many homes of the phase are occupied; none if that is never.
pub(crate) fn trigger_month(phase: &PhasePlan, at_occupation: Option<u32>, months: usize) -> Option<usize> {
    let Some(count) = at_occupation else { return Some(phase.start) };
    let occupied = |month: usize| phase.homes.iter().map(|row| Progress::of(phase, row).sold(month)).sum::<u32>();
    (phase.first_completion..months).find(|month| occupied(*month) >= count)
}

/// Stamp duty and legal costs, at the opening of the month of drawdown.
fn post_land(plan: &Plan, phase: &PhasePlan, postings: &mut Postings) {
    if let Some(share) = plan.costs.stamp_duty_share {
        let charged = phase.land_value.times(share);
        postings.post(Line::StampDuty, phase.drawdown, stamp_duty::due(charged, &plan.costs.stamp_duty_bands));
    }
    postings.post(Line::LandLegal, phase.drawdown, phase.land_value.times(plan.costs.land_legal));
}

/// Development management on the posted works and fees of each month, and a monthly sum.
fn post_management(plan: &Plan, indices: &Indices, postings: &mut Postings) {
    let Some(management) = plan.costs.management else { return };
    let base = postings.series_of(|line| line <= Line::Fees);
    let prices = indices.series(IndexName::ConsumerPrices);
    for month in management.from..=management.to.min(plan.months - 1) {
        let amount = base[month + 1].times(management.share) + management.per_month.times(prices[month]);
        postings.post(Line::Management, month + 1, amount);
    }
}

/// Shares a levy over its instalments; used when the plan is made.
pub(crate) fn instalments(total: Pence, shares: &[f64]) -> Vec<Pence> {
    let mut parts = vec![Pence::ZERO; shares.len()];
    split_by_shares(total, shares, &mut parts);
    parts
}
