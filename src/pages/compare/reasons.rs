//! The assumptions on which a lead rests: those without which the case would not be ahead of the best of the others.

use super::Case;
use super::leads::is_seen;
use super::seating::Seating;
use crate::outcome::{Answer, Outcome};
use crate::words::steps;
use crate::workspace::inputs_that_differ;
use appraisal::Deal;
use appraisal::compare::{Amount, Measure, can_lead, leads, runners_up};
use appraisal::deal::{Change, is_assumption, path};
use serde_json::Value;
use std::rc::Rc;

/// A lead: the measure, the index of the case, and its amount.
pub(super) type Lead = (Measure, usize, Amount);

/// The cases that can lead, with every measure of each.
pub(super) struct Contest<'a> {
    pub(super) cases: &'a [Case],
    pub(super) seating: &'a Seating,
    pub(super) all: &'a [Vec<(Measure, Amount)>],
}

impl Contest<'_> {
    /// For each lead, the assumptions that decide it: with the value of the best other case in its place, the leader is not
    /// ahead of that case. Where several others are level, it must be so beside each.
    pub(super) fn reasons(&self, found: &[Lead]) -> Vec<Vec<String>> {
        let rivals: Vec<Vec<usize>> =
            found.iter().map(|(measure, leader, _)| runners_up(self.all, *measure, *leader)).collect();
        let mut reasons: Vec<Option<Vec<String>>> = vec![None; found.len()];
        let cases = 0..self.cases.len();
        for (leader, rival) in cases.clone().flat_map(|leader| cases.clone().map(move |rival| (leader, rival))) {
            let is_of_pair = |lead: &usize| found[*lead].1 == leader && rivals[*lead].contains(&rival);
            let led: Vec<usize> = (0..found.len()).filter(is_of_pair).collect();
            let measures: Vec<Measure> = led.iter().map(|lead| found[*lead].0).collect();
            for (lead, own) in led.iter().zip(self.deciding(leader, rival, &measures)) {
                let so_far = reasons[*lead].take();
                reasons[*lead] = Some(match so_far {
                    Some(so_far) => so_far.into_iter().filter(|reason| own.contains(reason)).collect(),
                    None => own,
                });
            }
        }
        reasons.into_iter().map(Option::unwrap_or_default).collect()
    }

    /// For each measure, the assumptions without which a case is not ahead of its rival: each alone or, where none is alone,
    /// all together.
    fn deciding(&self, leader: usize, rival: usize, measures: &[Measure]) -> Vec<Vec<String>> {
        if measures.is_empty() {
            return Vec::new();
        }
        let [own, its] = [leader, rival].map(|place| self.cases[place].deal.to_document());
        let is_text = |change: &Change| matches!(change.path.as_str(), "/title" | "/summary");
        let mut changes = inputs_that_differ(&its, &own);
        changes.retain(|change| is_assumption(change) && !is_text(change));
        let ahead_without = |changes: &[Change]| self.ahead(leader, rival, &its, changes);
        let alone: Vec<Vec<Measure>> =
            changes.iter().map(|change| ahead_without(std::slice::from_ref(change))).collect();
        let is_decided = |measure: &Measure| alone.iter().any(|ahead| !ahead.contains(measure));
        // All together are worked out only if they are needed.
        let is_open = changes.len() > 1 && !measures.iter().all(is_decided);
        let together = if is_open { ahead_without(&changes) } else { measures.to_vec() };
        let said = |change: &Change| steps::value_said(change, &its, &own);
        let reasons = |measure: &Measure| -> Vec<String> {
            if is_decided(measure) {
                let deciding = changes.iter().zip(&alone).filter(|(_, ahead)| !ahead.contains(measure));
                deciding.map(|(change, _)| said(change)).collect()
            } else if together.contains(measure) {
                Vec::new()
            } else {
                changes.iter().map(said).collect()
            }
        };
        measures.iter().map(reasons).collect()
    }

    /// The measures on which a case is seen to be ahead of its rival with the rival's values in place of its own. All, if it
    /// cannot be worked out: nothing can be said then.
    fn ahead(&self, leader: usize, rival: usize, its: &Value, changes: &[Change]) -> Vec<Measure> {
        let order: Vec<Measure> = self.all[leader].iter().map(|(measure, _)| *measure).collect();
        let deal = with_values_of(&self.cases[leader].deal, its, changes);
        let Some(answer) = deal.and_then(|deal| Outcome::of(Rc::new(deal)).ok()).map(Answer::from) else {
            return order;
        };
        if !can_lead(&answer.verdict) {
            return Vec::new();
        }
        let pair = [self.seating.by_seat(leader, Some(&answer), &order), self.all[rival].clone()];
        let found = leads(&pair).into_iter().filter(|lead| lead.1 == 0 && is_seen(lead, &pair));
        found.map(|(measure, ..)| measure).collect()
    }
}

/// A deal with another's value in the place of each change, or without one that the other lacks; none if it does not fit.
fn with_values_of(deal: &Deal, other: &Value, changes: &[Change]) -> Option<Deal> {
    changes.iter().try_fold(deal.clone(), |deal, change| {
        let value = path::get(other, &change.path).cloned().unwrap_or_default();
        deal.with(&change.path, value).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::compare::cases::tests::case_of;
    use appraisal::{document, samples};

    fn reasons_of(cases: &[Case], measure: Measure) -> (usize, Vec<String>) {
        let seating = Seating::of(cases);
        let all = seating.measures(cases);
        let found = leads(&all);
        let reasons = Contest { cases, seating: &seating, all: &all }.reasons(&found);
        let place = found.iter().position(|(own, ..)| *own == measure).unwrap();
        (found[place].1, reasons[place].clone())
    }

    /// Offer B has a higher price. With less cash than the base case it leads on the surplus only by that price; with more
    /// cash it leads at the base case's price too, so that the price is no reason.
    #[test]
    fn an_assumption_is_named_only_where_it_decides_who_leads() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let offer = |cash: i64| {
            let offer = base.with("/contributions/hca-cash/amount", cash.into()).unwrap();
            case_of("Offer B", &offer.with("/home_types/market/price", 190_000.into()).unwrap())
        };
        let cases = [case_of("Base", &base), offer(5_000_000)];
        let (leader, reasons) = reasons_of(&cases, Measure::Surplus);
        assert_eq!((leader, reasons.len()), (1, 1), "{reasons:?}");
        assert!(reasons[0].ends_with("£190,000"), "{reasons:?}");
        assert_eq!(reasons_of(&cases, Measure::PeakLoan), (0, Vec::new()));
        let cases = [case_of("Base", &base), offer(12_000_000)];
        assert_eq!(reasons_of(&cases, Measure::Surplus), (1, Vec::new()));
    }

    /// Less cash means a lower peak loan. The base case, next best, has the same price: that a third case has a lower one is
    /// no reason.
    #[test]
    fn a_leader_is_compared_with_the_best_of_the_others_only() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let offer = base.with("/contributions/hca-cash/amount", 8_000_000.into()).unwrap();
        let low = base.with("/home_types/market/price", 150_000.into()).unwrap();
        let cases = [case_of("Base", &base), case_of("Offer", &offer), case_of("Low", &low)];
        let seating = Seating::of(&cases);
        let all = seating.measures(&cases);
        let led: Vec<Measure> =
            leads(&all).into_iter().filter(|lead| lead.1 == 1).map(|(measure, ..)| measure).collect();
        assert!(!led.is_empty());
        for measure in led {
            let beside = runners_up(&all, measure, 1);
            let reasons = reasons_of(&cases, measure).1;
            assert!(!beside.contains(&0) || reasons.is_empty(), "{measure:?} {beside:?} {reasons:?}");
        }
    }

    /// The offer has a growth of prices that the base case leaves blank.
    #[test]
    fn a_value_that_the_other_case_lacks_does_not_silence_the_reasons() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let base = base.with("/home_types/market/infrastructure_cost", serde_json::Value::Null).unwrap();
        let offer = base.with("/home_types/market/infrastructure_cost", 1.into()).unwrap();
        let offer = offer.with("/home_types/market/price", 190_000.into()).unwrap();
        let (leader, reasons) = reasons_of(&[case_of("Base", &base), case_of("Offer", &offer)], Measure::Surplus);
        assert_eq!((leader, reasons.len()), (1, 1), "{reasons:?}");
        assert!(reasons[0].ends_with("£190,000"), "{reasons:?}");
    }
}
