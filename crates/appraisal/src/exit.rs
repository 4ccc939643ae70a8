//! Exit prices: `d x W_i(X)`, where `W_i(X)` is what partner i would receive if all assets were realised at X at stated
//! values less costs (method 1.7).

use crate::check::CheckedDeal;
use crate::holdings::Holdings;
use crate::plan::Plan;
use crate::run::Run;
use crate::stages::cash::{self, CashInputs};
use crate::stages::land::LandDates;
use crate::stages::scheduled_loans::ScheduledLoans;
use crate::stress::Stress;
use crate::units::Pence;
use deal::Exit;
use serde::Serialize;

/// The price of one partner's interest at one time point.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ExitPrice {
    /// The index of the row in the deal.
    pub exit: usize,
    /// The index of the leaving partner.
    pub partner: usize,
    /// The time point (X).
    pub k: usize,
    /// The proceeds of the assets.
    pub realised: Realised,
    /// What each partner would then receive in pence (W), in the order of the deal.
    pub receipts: Vec<Pence>,
    /// The price paid to the leaving partner, in pence: `d x W_i(X)`.
    pub price: Pence,
    /// Land drawn down but not built on: phase, and the value in pence at which it returns to the landowner, the lower
    /// of its outstanding accepted value and its current value.
    pub land_returned: Vec<(usize, Pence)>,
}

/// The proceeds of the venture's assets at one time point, in pence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Realised {
    /// Finished and unsold homes.
    pub finished_homes: Pence,
    /// Work in progress.
    pub work_in_progress: Pence,
    /// Retained homes and space.
    pub kept: Pence,
    /// Land of unfinished phases.
    pub land: Pence,
    /// Costs of realisation.
    pub costs: Pence,
    /// Proceeds less costs.
    pub net: Pence,
}

/// Calculates every exit price of a deal.
#[must_use]
pub fn exits(checked: &CheckedDeal) -> Vec<ExitPrice> {
    if checked.deal.exits.is_empty() {
        return Vec::new();
    }
    let run = Run::of(&checked.plan, &Stress::NONE);
    let holdings = Holdings::of(&checked.plan);
    let rows = checked.deal.exits.iter().enumerate();
    rows.map(|(exit, row)| {
        let partner = checked.deal.partners.iter().position(|partner| partner.id == row.partner).unwrap_or(0);
        let k = row.month as usize;
        let realised = realised(&holdings, row, k);
        let receipts = receipts(&checked.plan, &run, k, realised.net);
        ExitPrice {
            exit,
            partner,
            k,
            realised,
            price: receipts[partner].times(row.share_percent / 100.0),
            receipts,
            land_returned: land_returned(&checked.plan, row, k),
        }
    })
    .collect()
}

fn realised(holdings: &Holdings<'_>, row: &Exit, k: usize) -> Realised {
    let finished_homes = holdings.finished_unsold(k).times(row.finished_homes_percent / 100.0);
    let work_in_progress = holdings.work_in_progress(k).times(row.work_in_progress_percent / 100.0);
    let land = holdings.land(k).times((row.unbuilt_land_percent / 100.0).min(1.0));
    let kept = Pence::from_pounds(row.kept_value);
    let gross = finished_homes + work_in_progress + kept + land;
    let costs = gross.times(row.costs_percent / 100.0);
    Realised { finished_homes, work_in_progress, kept, land, costs, net: gross - costs }
}

/// `min(accepted value outstanding, current value)` of each phase drawn down by X and not started before it.
fn land_returned(plan: &Plan, row: &Exit, k: usize) -> Vec<(usize, Pence)> {
    let share = (row.unbuilt_land_percent / 100.0).min(1.0);
    let phases = plan.phases.iter().enumerate();
    let unbuilt = phases.filter(|(_, phase)| phase.drawdown <= k && phase.start >= k);
    unbuilt.map(|(index, phase)| (index, phase.land_value.times(share))).collect()
}

/// Ends the deal at `k`: postings so far, and the proceeds of the assets, are paid out as at the end of a deal.
fn receipts(plan: &Plan, run: &Run, k: usize, realised: Pence) -> Vec<Pence> {
    let ended = ended(plan, k);
    let land = land_until(plan, run, k);
    let loans = ScheduledLoans::of(&ended);
    let book =
        cash::run(&CashInputs { plan: &ended, operations: &run.operations, land: &land, loans: &loans, realised });
    let at_end = |series: &&[Pence]| series.get(k).copied().unwrap_or_default();
    book.partners.iter().map(|book| book.receipts().iter().map(at_end).sum()).collect()
}

/// The plan without items dated after `k`.
fn ended(plan: &Plan, k: usize) -> Plan {
    let mut ended = plan.clone();
    ended.months = k;
    ended.funding.scheduled_loans.retain(|loan| loan.k < k);
    ended.cash.iter_mut().for_each(|cash| cash.schedule.retain(|(at, _)| *at < k));
    ended.services.iter_mut().for_each(|services| services.schedule.retain(|(at, _)| *at < k));
    for grant in &mut ended.grants {
        grant.schedule.retain(|(at, _)| *at < k);
        grant.repayable = grant.repayable.filter(|at| *at <= k);
    }
    ended
}

/// Amounts due on land drawn down by `k`. Land of phases not finished by then has no true-up; the rest of a deferred
/// price is paid at `k`.
fn land_until(plan: &Plan, run: &Run, k: usize) -> LandDates {
    let mut known = plan.clone();
    known.phases.iter_mut().filter(|phase| phase.start + phase.months > k).for_each(|phase| phase.true_up = None);
    let mut until = LandDates::of(&known, &run.timetable, 1.0);
    until.drawdowns.retain(|(at, _)| *at <= k);
    until.instalments.retain(|instalment| plan.phases[instalment.phase].drawdown <= k);
    until.instalments.iter_mut().for_each(|instalment| instalment.k = instalment.k.min(k));
    until.overage.retain(|due| due.k <= k);
    until
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Deal, check, document, samples};

    fn priced(month: u32, share_percent: f64) -> ExitPrice {
        let mut deal: Deal = document::open(samples::GD_1.document).unwrap();
        deal.exits = vec![Exit {
            id: "one".to_owned(),
            partner: "P".to_owned(),
            month,
            share_percent,
            finished_homes_percent: 100.0,
            work_in_progress_percent: 100.0,
            kept_value: 0.0,
            unbuilt_land_percent: 100.0,
            costs_percent: 0.0,
        }];
        exits(&check(&deal).unwrap()).remove(0)
    }

    /// GD-1 at k = 1. Work at cost is the partner's first call, £195,866.67; the land is worth £1,200,000.00; together
    /// £1,395,866.67. The council's preferred return of one month, 0.486755% of £1.2m, is £5,841.06 and is paid first.
    /// The remaining £1,390,025.61 goes to capital by balance: 1,200,000.00 : 195,866.67, so £195,047.06 to the
    /// partner.
    #[test]
    fn first_month_of_gd_1_by_hand() {
        let price = priced(1, 100.0);
        assert_eq!(price.realised.net, Pence(139_586_667));
        assert_eq!(price.receipts, [Pence(584_106 + 119_497_855), Pence(19_504_706)]);
        assert_eq!(price.price, Pence(19_504_706));
        assert_eq!(priced(1, 90.0).price, Pence(17_554_235));
    }

    /// When everything is sold nothing remains to realise, and the price is the last payment.
    #[test]
    fn at_the_end_nothing_is_left() {
        assert_eq!(priced(36, 100.0).realised.net, Pence::ZERO);
        assert_eq!(priced(36, 100.0).price, Pence::ZERO);
    }
}
