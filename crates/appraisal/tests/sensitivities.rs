//! Every required sensitivity equals the deal with the same inputs edited by hand, for every preset and golden case.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use appraisal::deal::{Contribution, LandValueRule, ResidualLand, ResidualTarget};
use appraisal::sensitivity::{REQUIRED, Sensitivity, SensitivityName, sensitivities};
use appraisal::units::Pence;
use appraisal::{Appraisal, CheckedDeal, Deal, appraise, appraise_under, check, document, samples};

fn raise_prices(deal: &mut Deal, factor: f64) {
    deal.home_types.iter_mut().filter_map(|home| home.price.as_mut()).for_each(|price| *price *= factor);
}

fn raise_costs(deal: &mut Deal, factor: f64) {
    for home in &mut deal.home_types {
        home.build_cost_per_m2 *= factor;
        home.build_cost.iter_mut().chain(&mut home.infrastructure_cost).for_each(|cost| *cost *= factor);
    }
    for phase in &mut deal.phases {
        phase.abnormals.iter_mut().chain(&mut phase.infrastructure).for_each(|spend| spend.amount *= factor);
        phase.commercial.iter_mut().for_each(|space| space.build_cost_per_m2 *= factor);
    }
    deal.costs.infrastructure.iter_mut().for_each(|row| row.amount *= factor);
}

fn slow_sales(deal: &mut Deal, factor: f64) {
    deal.home_types.iter_mut().filter_map(|home| home.sales_a_month.as_mut()).for_each(|pace| *pace *= factor);
}

/// Sales at a yield and programme infrastructure move with construction.
fn start_later(deal: &mut Deal, months: u32) {
    for phase in &mut deal.phases {
        phase.drawdown_month += months;
        phase.build_start_month += months;
        phase.commercial.iter_mut().filter_map(|space| space.exit_month.as_mut()).for_each(|month| *month += months);
    }
    for home in &mut deal.home_types {
        let exits = [
            home.letting.as_mut().and_then(|letting| letting.exit_month.as_mut()),
            home.shared_ownership.as_mut().and_then(|shares| shares.exit_month.as_mut()),
        ];
        exits.into_iter().flatten().for_each(|month| *month += months);
    }
    deal.costs.infrastructure.iter_mut().for_each(|row| row.from_month += months);
}

fn raise_rates(deal: &mut Deal, points: f64) {
    deal.funding.facilities.iter_mut().for_each(|loan| loan.rate_percent += points);
    deal.funding.scheduled_loans.iter_mut().for_each(|loan| loan.rate_percent += points);
}

fn edited(deal: &Deal, name: SensitivityName, months: usize) -> Deal {
    let mut deal = Deal { months: months as u32, ..deal.clone() };
    match name {
        SensitivityName::PricesHigher => raise_prices(&mut deal, 1.1),
        SensitivityName::PricesLower => raise_prices(&mut deal, 0.9),
        SensitivityName::CostsHigher => raise_costs(&mut deal, 1.1),
        SensitivityName::CostsLower => raise_costs(&mut deal, 0.9),
        SensitivityName::SalesSlower => slow_sales(&mut deal, 0.5),
        SensitivityName::StartLater => start_later(&mut deal, 12),
        SensitivityName::RatesHigher => raise_rates(&mut deal, 2.0),
        SensitivityName::NoGrant => deal.contributions.retain(|row| !matches!(row, Contribution::Grant { .. })),
        SensitivityName::Downside => {
            raise_prices(&mut deal, 0.9);
            raise_costs(&mut deal, 1.1);
            slow_sales(&mut deal, 0.5);
        }
    }
    deal
}

fn assert_is_of(what: &str, row: &Sensitivity, result: &Appraisal) {
    assert_eq!(row.venture_profit, result.value.venture_profit, "{what}: profit");
    assert_eq!(row.surplus, result.value.surplus, "{what}: surplus");
    assert_eq!(row.peak_debt, result.peak.debt.amount, "{what}: peak debt");
    let shortfall = result.shortfall.map(|short| short.deepest.amount).unwrap_or_default();
    assert_eq!(row.shortfall, shortfall, "{what}: shortfall");
    let partners = row.net_present_values.iter().zip(&row.received).zip(&row.losses).zip(&result.partners);
    for (((present_value, received), loss), partner) in partners {
        assert_eq!(*present_value, partner.net_present_value, "{what}: net present value");
        assert_eq!(*received, partner.received, "{what}: received");
        assert_eq!(*loss, partner.loss(), "{what}: loss");
    }
}

fn checked(deal: &Deal) -> CheckedDeal {
    check(deal).unwrap_or_else(|findings| panic!("{findings:?}"))
}

#[test]
fn each_is_the_edited_deal() {
    for sample in samples::ALL {
        let deal = document::open(sample.document).unwrap();
        let base = checked(&deal);
        for ((name, stress), row) in REQUIRED.iter().zip(sensitivities(&base)) {
            let what = format!("{}, {name:?}", sample.name);
            let under = appraise_under(&base, stress);
            let by_hand = appraise(&checked(&edited(&deal, *name, under.net.len() - 1)));
            assert_is_of(&what, &row, &by_hand);
            assert_eq!(under.net, by_hand.net, "{what}");
            assert_eq!(under.value, by_hand.value, "{what}");
            assert_eq!(under.cash, by_hand.cash, "{what}");
        }
    }
}

/// Land at residual value is valued again: at prices a tenth lower it costs less, in the sensitivity as in the edited deal.
#[test]
fn land_at_residual_value_is_valued_again() {
    let mut deal = document::open(samples::GD_1.document).unwrap();
    deal.sites[0].drawdown_value = LandValueRule::Residual;
    let target = ResidualTarget::ProfitOnCost { percent: 10.0 };
    deal.residual_land = Some(ResidualLand { target, finance_percent: 6.0, legal_percent: 1.0, stamp_duty: false });
    let base = checked(&deal);
    let land = |result: &Appraisal| result.partners.iter().map(|partner| partner.land_in).sum::<Pence>();
    for ((name, stress), row) in REQUIRED.iter().zip(sensitivities(&base)) {
        let under = appraise_under(&base, stress);
        let by_hand = appraise(&checked(&edited(&deal, *name, under.net.len() - 1)));
        assert_is_of(&format!("{name:?}"), &row, &by_hand);
        assert_eq!(under.cash, by_hand.cash, "{name:?}");
        if *name == SensitivityName::PricesLower {
            assert!(land(&by_hand).is_positive() && land(&by_hand) < land(&appraise(&base)));
        }
    }
}

/// The model period is extended only as a condition requires: by a year for a later start, not at all for prices and
/// costs.
#[test]
fn only_time_extends_the_model_period() {
    for sample in samples::ALL {
        let deal = document::open(sample.document).unwrap();
        let base = checked(&deal);
        for (name, stress) in REQUIRED {
            let longer = appraise_under(&base, stress).net.len() - 1 - deal.months as usize;
            match name {
                SensitivityName::StartLater => assert_eq!(longer, 12),
                SensitivityName::SalesSlower | SensitivityName::Downside => {}
                _ => assert_eq!(longer, 0),
            }
        }
    }
}

/// Terms that last to the end of the deal last to its later end; terms with a month of their own do not move.
#[test]
fn terms_to_the_end_move_with_the_end_and_months_do_not() {
    let mut deal = document::open(samples::GD_2.document).unwrap();
    let last = deal.months;
    let terms: [fn(&mut Deal, u32); 3] = [
        |deal, last| deal.funding.facilities.iter_mut().for_each(|loan| loan.rolled_to_month = Some(last)),
        |deal, last| deal.funding.facilities.iter_mut().for_each(|loan| loan.available_to_month = Some(last)),
        |deal, last| deal.costs.management.iter_mut().for_each(|row| row.to_month = Some(last - 1)),
    ];
    for (number, set) in terms.into_iter().enumerate() {
        set(&mut deal, last);
        let base = checked(&deal);
        let (_, stress) = REQUIRED.iter().find(|(name, _)| *name == SensitivityName::StartLater).unwrap();
        let under = appraise_under(&base, stress);
        let by_hand = appraise(&checked(&edited(&deal, SensitivityName::StartLater, last as usize + 12)));
        assert_eq!(under.cash, by_hand.cash, "term {number}");
    }
}
