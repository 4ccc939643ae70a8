//! Turns a deal that keeps every rule into the plan that the arithmetic uses.

use super::rules::{costs_of, price_of};
use crate::plan::{
    CashCommitment, CostPlan, FacilityPlan, FundingPlan, HomesPlan, LevyPlan, ManagementPlan, ObligationPlan,
    PhasePlan, Plan, SharingPlan, SpendPlan, cumulative, shares_of,
};
use crate::postings::Line;
use crate::rates::stamp_duty;
use crate::stages::costs::instalments;
use crate::units::{Pence, split};
use deal::calendar::ReportingYears;
use deal::{Contribution, Deal, Facility, GrowthRow, HomesRow, Levy, Phase, Spend};

pub(super) fn compile(deal: &Deal) -> Plan {
    let months = deal.months as usize;
    let growth = &deal.growth;
    let ids: Vec<&str> = deal.partners.iter().map(|partner| partner.id.as_str()).collect();
    let phases = phases(deal, &ids);
    let last_build = phases.iter().map(|phase| phase.start + phase.months).max().unwrap_or(0);
    Plan {
        months,
        start: deal.start,
        years: ReportingYears::new(deal.year_basis, deal.start, months),
        price_base_month: deal.price_base_month,
        growth: [
            rows(&growth.house_price),
            rows(&growth.build_cost),
            rows(&growth.infrastructure),
            rows(&growth.fees),
            rows(&growth.consumer_prices),
        ],
        phases,
        costs: costs(deal, months),
        partners: ids.len(),
        cash: commitments(deal, &ids),
        funding: funding(deal, months, last_build),
        sharing: sharing(deal, &ids),
    }
}

fn rows(rows: &[GrowthRow]) -> Vec<(usize, f64)> {
    rows.iter().map(|row| (row.from_month as usize, row.percent / 100.0)).collect()
}

fn place(ids: &[&str], id: &str) -> usize {
    ids.iter().position(|other| *other == id).unwrap_or(0)
}

/// In the order of the partners, then of the rows: the odd penny of a call goes to the first (method 2.1).
fn commitments(deal: &Deal, ids: &[&str]) -> Vec<CashCommitment> {
    let mut commitments: Vec<_> = deal.contributions.iter().filter_map(|row| commitment(row, ids)).collect();
    commitments.sort_by_key(|commitment| commitment.partner);
    commitments
}

fn commitment(row: &Contribution, ids: &[&str]) -> Option<CashCommitment> {
    match row {
        Contribution::CashEquity { partner, amount, from_month, .. } => Some(CashCommitment {
            partner: place(ids, partner),
            amount: Pence::from_pounds(*amount),
            from: *from_month as usize,
        }),
        Contribution::LandInKind { .. } => None,
    }
}

fn phases(deal: &Deal, ids: &[&str]) -> Vec<PhasePlan> {
    let values = land_values(deal);
    let owner = |phase: &Phase| deal.sites.iter().find(|site| site.id == phase.site).map_or("", |site| &site.owner);
    let phase = |(phase, value): (&Phase, Pence)| phase_plan(deal, phase, place(ids, owner(phase)), value);
    deal.phases.iter().zip(values).map(phase).collect()
}

/// The accepted value of each phase: its own, or its share of the site's value by homes (method 1.4).
fn land_values(deal: &Deal) -> Vec<Pence> {
    let mut values: Vec<Pence> =
        deal.phases.iter().map(|phase| Pence::from_pounds(phase.land_value.unwrap_or(0.0))).collect();
    for site in &deal.sites {
        let shares: Vec<Pence> = deal
            .phases
            .iter()
            .map(|phase| {
                let takes_part = phase.site == site.id && phase.land_value.is_none();
                Pence(if takes_part { phase.homes.iter().map(|row| i64::from(row.count)).sum() } else { 0 })
            })
            .collect();
        let mut parts = vec![Pence::ZERO; shares.len()];
        split(Pence::from_pounds(site.value), &shares, &mut parts);
        for (value, part) in values.iter_mut().zip(parts) {
            *value += part;
        }
    }
    values
}

fn phase_plan(deal: &Deal, phase: &Phase, owner: usize, land_value: Pence) -> PhasePlan {
    let (start, months) = (phase.build_start_month as usize, phase.build_months as usize);
    let spend = |line: Line| move |spend: &Spend| spend_plan(line, spend, start);
    let abnormals = phase.abnormals.iter().map(spend(Line::Abnormals));
    let infrastructure = phase.infrastructure.iter().map(spend(Line::Infrastructure));
    PhasePlan {
        drawdown: phase.drawdown_month as usize,
        owner,
        land_value,
        start,
        months,
        curve: cumulative(&phase.spending_curve, months),
        first_completion: start + phase.first_completion_months as usize,
        early_fees_months: phase.early_fees_months as usize,
        homes: phase.homes.iter().filter_map(|row| homes(deal, row, start)).collect(),
        demolished: phase.demolished,
        spends: abnormals.chain(infrastructure).collect(),
        obligations: obligations(phase),
        levies: levies(phase),
    }
}

fn spend_plan(line: Line, spend: &Spend, start: usize) -> SpendPlan {
    let amount = Pence::from_pounds(spend.amount);
    match &spend.window {
        // No curve of its own: spread like building.
        None => SpendPlan { line, amount, from: start, curve: Vec::new() },
        Some(window) => SpendPlan {
            line,
            amount,
            from: start.saturating_add_signed(window.from_month as isize),
            curve: cumulative(&window.curve, window.months as usize),
        },
    }
}

fn homes(deal: &Deal, row: &HomesRow, start: usize) -> Option<HomesPlan> {
    let home = deal.home_types.iter().find(|home| home.id == row.home_type)?;
    let (build_cost, infrastructure_cost) = costs_of(deal, home)?;
    let stages = home
        .stages
        .map(|stages| (stages.land_percent / 100.0, stages.build_percent / 100.0, stages.golden_brick_month as usize));
    Some(HomesPlan {
        tenure: home.tenure,
        count: row.count,
        price: price_of(deal, home)?,
        build_cost,
        infrastructure_cost,
        launch: start as i32 + home.launch_month,
        sales_a_month: home.sales_a_month,
        sale_lag: home.sale_lag_months,
        stages,
    })
}

fn obligations(phase: &Phase) -> Vec<ObligationPlan> {
    let homes: u32 = phase.homes.iter().map(|row| row.count).sum();
    phase
        .section_106
        .iter()
        .map(|row| ObligationPlan {
            amount: Pence::from_pounds(row.lump_sum + row.per_home * f64::from(homes)),
            at_occupation: row.at_occupation,
            index: row.index,
        })
        .collect()
}

fn levies(phase: &Phase) -> Vec<LevyPlan> {
    let start = phase.build_start_month as usize;
    let mut plans = Vec::new();
    if let Some(levy) = &phase.community_infrastructure_levy {
        let total = Pence::from_pounds(levy.rate * levy.area_m2 * levy.index_ratio);
        let line = Line::CommunityInfrastructureLevy;
        if levy.instalments.is_empty() {
            plans.push(LevyPlan { line, month: start, amount: total });
        }
        let shares: Vec<f64> = levy.instalments.iter().map(|row| row.percent / 100.0).collect();
        for (row, amount) in levy.instalments.iter().zip(instalments(total, &shares)) {
            plans.push(LevyPlan { line, month: start + row.months_after_start as usize, amount });
        }
    }
    let last = start + phase.build_months as usize - 1;
    plans.extend(phase.levies.iter().map(|Levy { rate, area_m2, at_completion, .. }| LevyPlan {
        line: Line::Levies,
        month: if *at_completion { last } else { start },
        amount: Pence::from_pounds(rate * area_m2),
    }));
    plans
}

fn costs(deal: &Deal, months: usize) -> CostPlan {
    let costs = &deal.costs;
    let vat = costs.vat_lost;
    CostPlan {
        externals: costs.externals_percent / 100.0,
        contingency: costs.contingency_percent / 100.0,
        fees: costs.fees_percent / 100.0,
        early_fees: costs.early_fees_percent / 100.0,
        sales_cost: costs.sales_cost_percent / 100.0,
        sales_cost_per_home: costs.sales_cost_per_home,
        management: costs.management.map(|management| ManagementPlan {
            share: management.percent / 100.0,
            per_month: Pence::from_pounds(management.per_month),
            from: management.from_month as usize,
            to: management.to_month.map_or(months - 1, |month| month as usize),
        }),
        land_legal: costs.land_legal_percent / 100.0,
        stamp_duty_share: costs.stamp_duty.map(|duty| 1.0 - duty.sum_of_lower_proportions_percent / 100.0),
        stamp_duty_bands: stamp_duty::non_residential(&deal.rule_set).bands.to_vec(),
        vat_lost: [
            vat.build_percent / 100.0,
            vat.externals_percent / 100.0,
            vat.abnormals_percent / 100.0,
            vat.infrastructure_percent / 100.0,
            vat.contingency_percent / 100.0,
            vat.fees_percent / 100.0,
        ],
        programme: costs.programme.iter().map(|row| (row.month as usize, Pence::from_pounds(row.amount))).collect(),
    }
}

fn funding(deal: &Deal, months: usize, last_build: usize) -> FundingPlan {
    let funding = &deal.funding;
    FundingPlan {
        minimum_cash: Pence::from_pounds(funding.minimum_cash),
        monthly_cash_interest: funding.cash_interest_percent / 100.0 / 12.0,
        sweep: funding.sweep_percent / 100.0,
        facilities: funding.facilities.iter().map(|facility| facility_plan(facility, months, last_build)).collect(),
    }
}

fn facility_plan(facility: &Facility, months: usize, last_build: usize) -> FacilityPlan {
    let limit = Pence::from_pounds(facility.limit);
    let available_to = facility.available_to_month.map(|month| month as usize);
    FacilityPlan {
        limit,
        rate: facility.rate_percent / 100.0,
        monthly_rate: facility.rate_percent / 100.0 / 12.0,
        interest: facility.interest,
        arrangement_fee: limit.times(facility.arrangement_fee_percent / 100.0),
        monthly_non_utilisation: facility.non_utilisation_fee_percent / 100.0 / 12.0,
        exit_fee: limit.times(facility.exit_fee_percent / 100.0),
        loan_to_cost: facility.loan_to_cost_percent.map(|percent| percent / 100.0),
        loan_to_value: facility.loan_to_value_percent.map(|percent| percent / 100.0),
        rolled_to: facility.rolled_to_month.map_or(months, |month| month as usize),
        available_to: available_to.unwrap_or(months),
        non_utilisation_to: available_to.unwrap_or(last_build),
        revolving: facility.revolving,
    }
}

fn sharing(deal: &Deal, ids: &[&str]) -> SharingPlan {
    let sharing = &deal.sharing;
    SharingPlan {
        preferred_return: sharing.preferred_return_percent / 100.0,
        compounding: sharing.preferred_return,
        order: sharing.order.clone(),
        capital_order: sharing.capital_order,
        recycled: sharing.recycled_percent / 100.0,
        split: shares_of(&sharing.split, ids),
        dates: sharing.dates,
        look_ahead: sharing.look_ahead_months as usize,
        while_loans_stand: sharing.while_loans_stand,
    }
}
