//! Turns a valid deal into the plan that the calculation uses.

use super::rules::{costs_of, price_of};
use crate::plan::{
    CashCommitment, CashInto, ClawbackPlan, CommercialPlan, CostPlan, ExitPlan, FacilityPlan, FundingPlan, GrantPlan,
    HomesPlan, InvestmentKind, LandForm, LandShare, LettingPlan, LevyPlan, ManagementPlan, NotePlan, ObligationPlan,
    OveragePlan, OverageTestPlan, PhasePlan, Plan, ScheduledLoanPlan, ServicesPlan, SharedOwnershipPlan, SharingPlan,
    SpendPlan, TierPlan, TierTestPlan, TrueUpPlan, cumulative, shares_of,
};
use crate::postings::Line;
use crate::rates::{green_book, stamp_duty};
use crate::stages::costs::instalments;
use crate::stages::indices::index_at;
use crate::units::{Pence, split};
use deal::calendar::ReportingYears;
use deal::{
    Apportionment, Claim, Commercial, Compounding, Contribution, DatedSum, Deal, Facility, GrowthRow, HomeType,
    HomesRow, IndexName, LandValueRule, Letting, Levy, OverageTest, Phase, Quantity, ScheduledLoan, SharedOwnership,
    Site, Spend, Tenure, Tier, TierTest, TrueUpMode,
};

pub(super) fn compile(deal: &Deal) -> Plan {
    let months = deal.months as usize;
    let ids: Vec<&str> = deal.partners.iter().map(|partner| partner.id.as_str()).collect();
    let notes = notes(deal, &ids);
    let phases = phases(deal, &ids, &notes);
    Plan {
        months,
        start: deal.start,
        years: ReportingYears::new(deal.year_basis, deal.start, months),
        price_base_month: deal.price_base_month,
        discount_rates: green_book(&deal.rule_set),
        growth: deal.growth.lists().map(|(_, list)| rows(list)),
        overage: overage(deal),
        clawback: clawback(deal, &ids),
        phases,
        costs: costs(deal),
        partners: ids.len(),
        cash: commitments(deal, &ids, &notes),
        notes: notes.into_iter().map(|(_, note)| note).collect(),
        grants: grants(deal, &ids),
        services: services(deal, &ids),
        funding: funding(deal, &ids),
        sharing: sharing(deal, &ids),
    }
}

fn rows(rows: &[GrowthRow]) -> Vec<(usize, f64)> {
    rows.iter().map(|row| (row.from_month as usize, row.percent / 100.0)).collect()
}

fn place(ids: &[&str], id: &str) -> usize {
    ids.iter().position(|other| *other == id).unwrap_or(0)
}

fn sums(rows: &[DatedSum]) -> Vec<(usize, Pence)> {
    rows.iter().map(|row| (row.month as usize, Pence::from_pounds(row.amount))).collect()
}

fn site_of<'a>(deal: &'a Deal, id: &str) -> Option<&'a Site> {
    deal.sites.iter().find(|site| site.id == id)
}

/// Every loan note with the id of its contribution, in the order of the partners, land before cash, then of the rows.
fn notes<'a>(deal: &'a Deal, ids: &[&str]) -> Vec<(&'a str, NotePlan)> {
    let note = |(place_in_deal, row): (usize, &'a Contribution)| {
        let (id, owner, is_land, coupon_percent, coupon, maturity) = match row {
            Contribution::LandLoanNote { id, site, coupon_percent, coupon, maturity_month, .. } => {
                (id, site_of(deal, site)?.owner.as_str(), true, coupon_percent, coupon, maturity_month)
            }
            Contribution::CashLoanNote { id, partner, coupon_percent, coupon, maturity_month, .. } => {
                (id, partner.as_str(), false, coupon_percent, coupon, maturity_month)
            }
            _ => return None,
        };
        let plan = NotePlan {
            row: place_in_deal,
            partner: place(ids, owner),
            is_land,
            monthly_coupon: coupon_percent / 100.0 / 12.0,
            compounding: *coupon == Compounding::Compounding,
            maturity: maturity.map(|month| month as usize),
        };
        Some((id.as_str(), plan))
    };
    let mut notes: Vec<_> = deal.contributions.iter().enumerate().filter_map(note).collect();
    notes.sort_by_key(|(_, note)| (note.partner, !note.is_land));
    notes
}

fn place_of_note(notes: &[(&str, NotePlan)], id: &str) -> usize {
    notes.iter().position(|(other, _)| *other == id).unwrap_or(0)
}

/// In the order of the partners, then of the rows: the odd penny of a call goes to the first (method 2.1).
fn commitments(deal: &Deal, ids: &[&str], notes: &[(&str, NotePlan)]) -> Vec<CashCommitment> {
    let commitment = |row: &Contribution| {
        let (partner, amount, from_month, schedule, into) = match row {
            Contribution::CashEquity { partner, amount, from_month, schedule, revolving, price_percent, .. } => {
                let into = CashInto::Capital { price: price_percent / 100.0, revolving: *revolving };
                (partner, amount, from_month, schedule, into)
            }
            Contribution::CashLoanNote { id, partner, amount, from_month, schedule, .. } => {
                (partner, amount, from_month, schedule, CashInto::Note(place_of_note(notes, id)))
            }
            _ => return None,
        };
        Some(CashCommitment {
            partner: place(ids, partner),
            amount: Pence::from_pounds(*amount),
            from: *from_month as usize,
            schedule: sums(schedule),
            into,
        })
    };
    let mut commitments: Vec<_> = deal.contributions.iter().filter_map(commitment).collect();
    commitments.sort_by_key(|commitment| commitment.partner);
    commitments
}

fn grants(deal: &Deal, ids: &[&str]) -> Vec<GrantPlan> {
    let grant = |row: &Contribution| match row {
        Contribution::Grant { partner, amount, from_month, schedule, repayable_month, .. } => Some(GrantPlan {
            partner: partner.as_ref().map(|id| place(ids, id)),
            amount: Pence::from_pounds(*amount),
            from: *from_month as usize,
            schedule: sums(schedule),
            repayable: repayable_month.map(|month| month as usize),
        }),
        _ => None,
    };
    deal.contributions.iter().filter_map(grant).collect()
}

/// Services are credited in the order of their dates until the limit is reached.
fn services(deal: &Deal, ids: &[&str]) -> Vec<ServicesPlan> {
    let services = |row: &Contribution| match row {
        Contribution::ServicesInKind { partner, schedule, limit, .. } => {
            let mut left = Pence::from_pounds(*limit);
            let mut schedule = sums(schedule);
            schedule.sort_by_key(|(k, _)| *k);
            for (_, sum) in &mut schedule {
                *sum = (*sum).min(left);
                left -= *sum;
            }
            Some(ServicesPlan { partner: place(ids, partner), schedule })
        }
        _ => None,
    };
    deal.contributions.iter().filter_map(services).collect()
}

fn overage(deal: &Deal) -> Vec<OveragePlan> {
    let phase = |id: &str| deal.phases.iter().position(|phase| phase.id == id).unwrap_or(0);
    let plan = |row: &deal::Overage| OveragePlan {
        phase: phase(&row.phase),
        share: row.share_percent / 100.0,
        rank: row.rank,
        test: match &row.test {
            OverageTest::Sales { threshold, threshold_for, index, tenures } => OverageTestPlan::Sales {
                threshold: *threshold,
                by_area: *threshold_for == Quantity::SquareMetre,
                index: *index,
                tenures: match tenures.as_slice() {
                    [] => vec![Tenure::MarketSale, Tenure::DiscountMarketSale],
                    named => named.to_vec(),
                },
            },
            OverageTest::Planning { month, value, price_paid, index } => OverageTestPlan::Planning {
                month: *month as usize,
                value: Pence::from_pounds(*value),
                price_paid: Pence::from_pounds(*price_paid),
                index: *index,
            },
        },
    };
    deal.overage.iter().map(plan).collect()
}

fn clawback(deal: &Deal, ids: &[&str]) -> Vec<ClawbackPlan> {
    let plan = |row: &deal::Clawback| ClawbackPlan {
        partner: row.partner.as_ref().map(|id| place(ids, id)),
        k: row.month as usize,
        share: row.share_percent / 100.0,
        allowed: Pence::from_pounds(row.allowed_profit),
        limit: Pence::from_pounds(row.limit),
    };
    deal.clawback.iter().map(plan).collect()
}

fn phases(deal: &Deal, ids: &[&str], notes: &[(&str, NotePlan)]) -> Vec<PhasePlan> {
    let phase = |(phase, fixed): (&Phase, Pence)| phase_plan(deal, phase, ids, notes, fixed);
    deal.phases.iter().zip(fixed_land_values(deal)).map(phase).collect()
}

/// The forms in which the land of a site is contributed, in the order of the rows.
fn land_shares(deal: &Deal, site: &str, notes: &[(&str, NotePlan)]) -> Vec<LandShare> {
    let share = |row: &Contribution| {
        let (named, percent) = row.land()?;
        if named != site {
            return None;
        }
        let form = match row {
            Contribution::LandLoanNote { id, .. } => LandForm::Note(place_of_note(notes, id)),
            Contribution::LandDeferred { instalments, long_stop_month, .. } => {
                let parts = instalments.iter().map(|row| (row.percent / 100.0, row.due)).collect();
                LandForm::Deferred(parts, long_stop_month.map(|month| month as usize))
            }
            _ => LandForm::InKind,
        };
        Some(LandShare { share: percent / 100.0, form })
    };
    deal.contributions.iter().filter_map(share).collect()
}

fn true_up(site: Option<&Site>, phase: &Phase) -> Option<TrueUpPlan> {
    let true_up = site?.true_up?;
    Some(TrueUpPlan {
        share: true_up.share_percent / 100.0,
        actual: Pence::from_pounds(phase.actual_land_value?),
        is_two_way: true_up.mode == TrueUpMode::TwoWay,
    })
}

/// The accepted value of a phase at drawdown, by the rule of its site. A residual value is solved once the plan is
/// complete (method 1.4).
fn accepted_land_value(deal: &Deal, phase: &Phase, rule: LandValueRule, fixed: Pence) -> Pence {
    let revalued = Pence::from_pounds(phase.revalued.unwrap_or(0.0));
    match rule {
        LandValueRule::Fixed | LandValueRule::Residual => fixed,
        LandValueRule::Indexed => {
            let growth = rows(&deal.growth.land);
            fixed.times(index_at(&growth, deal.price_base_month, phase.drawdown_month as usize))
        }
        LandValueRule::Revalued => revalued,
        LandValueRule::GreaterOf => fixed.max(revalued),
    }
}

/// The value of each phase: its own, or its share of the site's value by homes or floor area.
fn fixed_land_values(deal: &Deal) -> Vec<Pence> {
    let mut values: Vec<Pence> =
        deal.phases.iter().map(|phase| Pence::from_pounds(phase.land_value.unwrap_or(0.0))).collect();
    for site in &deal.sites {
        let weight = |phase: &Phase| match (phase.site == site.id && phase.land_value.is_none(), site.apportioned_by) {
            (false, _) => Pence::ZERO,
            (true, Apportionment::Homes) => Pence(phase.homes.iter().map(|row| i64::from(row.count)).sum()),
            (true, Apportionment::FloorArea) => phase.homes.iter().map(|row| floor_area(deal, row)).sum(),
        };
        let weights: Vec<Pence> = deal.phases.iter().map(weight).collect();
        let mut parts = vec![Pence::ZERO; weights.len()];
        split(Pence::from_pounds(site.value), &weights, &mut parts);
        for (value, part) in values.iter_mut().zip(parts) {
            *value += part;
        }
    }
    values
}

/// Hundredths of a square metre: whole, as weights are.
fn floor_area(deal: &Deal, row: &HomesRow) -> Pence {
    let area = deal.home_types.iter().find(|home| home.id == row.home_type).map_or(0.0, |home| home.area_m2);
    Pence::from_pounds(area * f64::from(row.count))
}

fn phase_plan(deal: &Deal, phase: &Phase, ids: &[&str], notes: &[(&str, NotePlan)], fixed: Pence) -> PhasePlan {
    let site = site_of(deal, &phase.site);
    let rule = site.map(|site| site.drawdown_value).unwrap_or_default();
    let (start, months) = (phase.build_start_month as usize, phase.build_months as usize);
    let spend = |line: Line| move |spend: &Spend| spend_plan(line, spend, start);
    let abnormals = phase.abnormals.iter().map(spend(Line::Abnormals));
    let infrastructure = phase.infrastructure.iter().map(spend(Line::Infrastructure));
    PhasePlan {
        drawdown: phase.drawdown_month as usize,
        owner: site.map_or(0, |site| place(ids, &site.owner)),
        land_value: accepted_land_value(deal, phase, rule, fixed),
        indexed_from: (rule == LandValueRule::Indexed).then_some(fixed),
        land: land_shares(deal, &phase.site, notes),
        is_own_land: false,
        true_up: true_up(site, phase),
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
        commercial: phase.commercial.iter().map(|space| commercial(space, start + months)).collect(),
    }
}

fn spend_plan(line: Line, spend: &Spend, start: usize) -> SpendPlan {
    let amount = Pence::from_pounds(spend.amount);
    match &spend.window {
        // Without a curve of its own: spread like construction.
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
    let is_sold_one_by_one = home.tenure.is_sold_to_households() || home.shared_ownership.is_some();
    Some(HomesPlan {
        tenure: home.tenure,
        count: row.count,
        price: price_of(deal, home)?,
        price_index: price_index(home),
        has_sales_costs: home.has_sales_costs.unwrap_or(is_sold_one_by_one),
        area_m2: home.area_m2,
        letting: home.letting.as_ref().map(|terms| letting(terms, home.tenure)),
        shared_ownership: home.shared_ownership.as_ref().map(shared_ownership),
        build_cost,
        infrastructure_cost,
        launch: start as i32 + home.launch_month,
        sales_a_month: home.sales_a_month,
        sale_lag: home.sale_lag_months,
        stages,
    })
}

fn price_index(home: &HomeType) -> IndexName {
    let usual = if home.tenure == Tenure::ServicedPlot { IndexName::Land } else { IndexName::HousePrice };
    home.price_index.unwrap_or(usual)
}

fn exit(kind: InvestmentKind, month: Option<u32>, yield_percent: f64, purchasers_costs_percent: f64) -> ExitPlan {
    ExitPlan {
        kind,
        month: month.map(|month| month as usize),
        yield_rate: (yield_percent > 0.0).then_some(yield_percent / 100.0),
        purchasers_costs: purchasers_costs_percent / 100.0,
    }
}

fn letting(terms: &Letting, tenure: Tenure) -> LettingPlan {
    let is_affordable = tenure.is_affordable();
    let kind = if is_affordable { InvestmentKind::Affordable } else { InvestmentKind::Market };
    LettingPlan {
        rent_a_week: terms.rent_a_week,
        lets_a_month: terms.lets_a_month,
        rent_index: terms.rent_index,
        lost: (terms.void_percent + terms.bad_debt_percent) / 100.0,
        void: terms.void_percent / 100.0,
        service_charge: terms.service_charge_a_year,
        upkeep: terms.upkeep,
        exit: exit(kind, terms.exit_month, terms.yield_percent, terms.purchasers_costs_percent),
    }
}

fn shared_ownership(terms: &SharedOwnership) -> SharedOwnershipPlan {
    SharedOwnershipPlan {
        first_share: terms.first_share_percent / 100.0,
        rent: terms.rent_percent / 100.0,
        unsold_after_a_month: libm::pow(1.0 - terms.staircasing_percent / 100.0, 1.0 / 12.0),
        rent_index: terms.rent_index,
        landlord_repairs_months: terms.landlord_repairs_months.map(|months| months as usize),
        upkeep: terms.upkeep,
        exit: exit(InvestmentKind::Affordable, terms.exit_month, terms.yield_percent, terms.purchasers_costs_percent),
    }
}

fn commercial(space: &Commercial, after_building: usize) -> CommercialPlan {
    CommercialPlan {
        area_m2: space.area_m2,
        build_cost: space.build_cost_per_m2,
        rent: space.rent_per_m2,
        from: after_building + space.void_months as usize + space.rent_free_months as usize,
        void: space.void_percent / 100.0,
        costs: space.cost_percent / 100.0,
        exit: exit(InvestmentKind::Commercial, space.exit_month, space.yield_percent, space.purchasers_costs_percent),
    }
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

fn costs(deal: &Deal) -> CostPlan {
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
            to: management.to_month.map(|month| month as usize),
        }),
        land_legal: costs.land_legal_percent / 100.0,
        corporation_tax: costs.corporation_tax_percent / 100.0,
        stamp_duty_share: costs.stamp_duty.map(|duty| 1.0 - duty.sum_of_lower_proportions_percent / 100.0),
        stamp_duty_bands: stamp_duty::non_residential(&deal.rule_set).to_vec(),
        vat_lost: [
            vat.build_percent / 100.0,
            vat.externals_percent / 100.0,
            vat.abnormals_percent / 100.0,
            vat.infrastructure_percent / 100.0,
            vat.contingency_percent / 100.0,
            vat.fees_percent / 100.0,
        ],
        infrastructure: costs
            .infrastructure
            .iter()
            .map(|row| SpendPlan {
                line: Line::Infrastructure,
                amount: Pence::from_pounds(row.amount),
                from: row.from_month as usize,
                curve: cumulative(&row.curve, row.months as usize),
            })
            .collect(),
        programme: costs.programme.iter().map(|row| (row.month as usize, Pence::from_pounds(row.amount))).collect(),
    }
}

fn funding(deal: &Deal, ids: &[&str]) -> FundingPlan {
    let funding = &deal.funding;
    let guarantees = funding.guarantees.iter();
    FundingPlan {
        order: funding.order,
        minimum_cash: Pence::from_pounds(funding.minimum_cash),
        monthly_cash_interest: funding.cash_interest_percent / 100.0 / 12.0,
        sweep: funding.sweep_percent / 100.0,
        facilities: funding.facilities.iter().map(facility_plan).collect(),
        scheduled_loans: funding.scheduled_loans.iter().map(scheduled_loan).collect(),
        guarantees: guarantees.map(|row| (place(ids, &row.partner), Pence::from_pounds(row.limit))).collect(),
    }
}

fn scheduled_loan(loan: &ScheduledLoan) -> ScheduledLoanPlan {
    ScheduledLoanPlan {
        k: loan.month as usize,
        amount: Pence::from_pounds(loan.amount),
        rate: (loan.rate_percent + loan.margin_percent) / 100.0,
        years: loan.years as usize,
        shape: loan.shape,
    }
}

fn facility_plan(facility: &Facility) -> FacilityPlan {
    let limit = Pence::from_pounds(facility.limit);
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
        rolled_to: facility.rolled_to_month.map(|month| month as usize),
        available_to: facility.available_to_month.map(|month| month as usize),
        revolving: facility.revolving,
    }
}

fn sharing(deal: &Deal, ids: &[&str]) -> SharingPlan {
    let sharing = &deal.sharing;
    SharingPlan {
        preferred_return: sharing.preferred_return_percent / 100.0,
        compounding: sharing.preferred_return,
        order: order(&sharing.order),
        capital_order: sharing.capital_order,
        recycled: sharing.recycled_percent / 100.0,
        land_preference_from: sharing.land_preference_from,
        tiers: sharing.tiers.iter().map(|tier| tier_plan(tier, ids)).collect(),
        split: shares_of(&sharing.split, ids),
        dates: sharing.dates,
        look_ahead: sharing.look_ahead_months as usize,
        while_loans_stand: sharing.while_loans_stand,
    }
}

/// An order that does not name loan notes pays them first.
fn order(named: &[Claim]) -> Vec<Claim> {
    let notes = [Claim::NoteCoupon, Claim::NotePrincipal].into_iter().filter(|claim| !named.contains(claim));
    notes.chain(named.iter().copied()).collect()
}

fn tier_plan(tier: &Tier, ids: &[&str]) -> TierPlan {
    let class: Vec<bool> = ids.iter().map(|id| tier.class.is_empty() || tier.class.iter().any(|of| of == id)).collect();
    let split = shares_of(&tier.split, ids).unwrap_or_default();
    let class_share = split.iter().zip(&class).filter(|(_, of)| **of).map(|(share, _)| share).sum();
    let test = match tier.test {
        TierTest::RateOfReturn { percent } => {
            TierTestPlan::RateOfReturn(libm::pow(1.0 + percent / 100.0, 1.0 / 12.0) - 1.0)
        }
        TierTest::Multiple { times } => TierTestPlan::Multiple(times),
        TierTest::Amount { pounds } => TierTestPlan::Amount(Pence::from_pounds(pounds)),
    };
    TierPlan { test, class, split, class_share }
}
