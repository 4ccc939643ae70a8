//! Overage is tested on receipts, and true-ups of deferred land are held back for (method 1.4, 2.8).

use super::{appraised, checked, deal};
use appraisal::deal::{Contribution, Deal, Exit, LandDue, LandInstalment};
use appraisal::{Pence, exits};

/// Every overage, as time point and amount.
fn overage(deal: &Deal) -> Vec<(usize, Pence)> {
    let due = appraised(deal).cash.overage_due;
    due.into_iter().enumerate().filter(|(_, due)| *due != Pence::ZERO).collect()
}

/// Ten homes at a contract sum of 1,000,000, paid in stages: 50% x (1,000,000 - 10 x 90,000), whatever prices are when
/// the homes are handed over.
#[test]
fn overage_is_on_the_stage_payments_received() {
    assert_eq!(overage(&deal("overage_on_stages")), [(12, Pence(5_000_000))]);
}

/// Sales costs are deducted from each stage payment: 3% of 1,000,000 leaves 970,000, so 50% x 70,000.
#[test]
fn overage_on_stage_payments_is_after_costs_of_sale() {
    let mut deal = deal("overage_on_stages");
    deal.home_types[0].has_sales_costs = Some(true);
    deal.costs.sales_cost_percent = 3.0;
    assert_eq!(overage(&deal), [(12, Pence(3_500_000))]);
}

/// A contract at the price of a later start: with building from month 12, 1,000,000 x 1.1, so 50% x 200,000 at k = 24.
#[test]
fn overage_on_stage_payments_is_on_the_contract_sum() {
    let mut deal = deal("overage_on_stages");
    deal.months = 36;
    deal.phases[0].build_start_month = 12;
    assert_eq!(overage(&deal), [(24, Pence(10_000_000))]);
}

/// The last sale is in month 11; the let home is never sold.
#[test]
fn let_homes_do_not_delay_an_overage_test() {
    assert_eq!(overage(&deal("overage_with_let_homes")), [(12, Pence(891_598))]);
    let mut without = deal("overage_with_let_homes");
    without.phases[0].homes.pop();
    assert_eq!(overage(&without), [(12, Pence(891_598))]);
}

/// Income of 250,000 at k = 6, and 200,000 due on the true-up at k = 12: 50,000 can be distributed, and cash is never
/// short.
#[test]
fn an_upward_true_up_of_deferred_land_is_held_back() {
    let result = appraised(&deal("true_up_not_held_back"));
    assert_eq!(result.cash.distributed[6], Pence(5_000_000));
    assert_eq!(result.cash.land_paid[12], Pence(20_000_000));
    assert_eq!(result.shortfall, None);
}

/// An actual value of 40,000 cuts 60,000 from the 80,000 due at k = 16: 20,000 is held back, and 230,000 distributed.
#[test]
fn a_downward_true_up_of_deferred_land_is_not_held_back() {
    let result = appraised(&trued_down());
    assert_eq!(result.cash.distributed[6], Pence(23_000_000));
    assert_eq!(result.cash.land_paid[16], Pence(2_000_000));
    assert_eq!(result.partners[0].land_in, Pence(4_000_000));
}

fn trued_down() -> Deal {
    let mut deal = deal("true_up_not_held_back");
    deal.phases[0].actual_land_value = Some(40_000.0);
    let row = |id: &str, percent: f64, due: LandDue| LandInstalment { id: id.to_owned(), percent, due };
    for contribution in &mut deal.contributions {
        if let Contribution::LandDeferred { instalments, .. } = contribution {
            *instalments = vec![row("now", 20.0, LandDue::Drawdown), row("later", 80.0, LandDue::Date { month: 16 })];
        }
    }
    deal
}

/// The price of leaving before completion does not depend on a true-up that has not happened.
#[test]
fn a_true_up_after_the_exit_of_a_partner_does_not_count() {
    for mut with in [deal("true_up_not_held_back"), trued_down()] {
        with.exits = vec![Exit {
            id: "exit".to_owned(),
            partner: "C".to_owned(),
            month: 8,
            share_percent: 100.0,
            finished_homes_percent: 100.0,
            work_in_progress_percent: 100.0,
            kept_value: 0.0,
            unbuilt_land_percent: 100.0,
            costs_percent: 0.0,
        }];
        // Without a look-ahead nothing is held back in the run up to the exit.
        with.sharing.look_ahead_months = 0;
        let mut without = with.clone();
        without.sites[0].true_up = None;
        assert_eq!(exits(&checked(&with))[0].receipts, exits(&checked(&without))[0].receipts);
    }
}
