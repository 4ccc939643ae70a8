//! The assumptions on which a lead rests: where both have the same, the case is not ahead of the best of the others.

use super::Case;
use super::cases::in_prices;
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
    /// For each lead, the assumptions that decide it: where the leader and the best other case have one value, be it that of
    /// the one or of the other, the leader is not ahead. Where several others are level, it must be so beside each.
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

    /// For each measure, the assumptions of which the same value leaves a case not ahead of its rival: each alone or, where
    /// none does so alone, all together.
    fn deciding(&self, leader: usize, rival: usize, measures: &[Measure]) -> Vec<Vec<String>> {
        if measures.is_empty() {
            return Vec::new();
        }
        let [own, its] = [leader, rival].map(|place| self.cases[place].deal.to_document());
        let is_text = |change: &Change| matches!(change.path.as_str(), "/title" | "/summary");
        let mut changes = inputs_that_differ(&its, &own);
        changes.retain(|change| is_assumption(change) && !is_text(change));
        let ahead_without =
            |changes: &[Change]| self.ahead_at_the_same([leader, rival], [&own, &its], changes, measures);
        let alone: Vec<Vec<Measure>> =
            changes.iter().map(|change| ahead_without(std::slice::from_ref(change))).collect();
        let is_decided = |measure: &Measure| alone.iter().any(|ahead| !ahead.contains(measure));
        // All together are worked out only if they are needed.
        let is_open = changes.len() > 1 && !measures.iter().all(is_decided);
        let together = if is_open { ahead_without(&changes) } else { measures.to_vec() };
        let said = |change: &Change| self.said(change, [leader, rival], [&own, &its]);
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

    /// The value of an assumption in the leader; with the month in whose prices it is, where its rival's are of another.
    fn said(&self, change: &Change, places: [usize; 2], [own, its]: [&Value; 2]) -> String {
        let said = steps::value_said(change, its, own);
        let [own_month, its_month] = places.map(|place| self.cases[place].deal.price_base());
        in_prices(said, own, change, own_month, its_month)
    }

    /// The measures on which a case is seen to be ahead of its rival where both have the rival's values, or both its own. All,
    /// if that cannot be worked out: nothing can be said then.
    fn ahead_at_the_same(
        &self,
        [leader, rival]: [usize; 2],
        [own, its]: [&Value; 2],
        changes: &[Change],
        measures: &[Measure],
    ) -> Vec<Measure> {
        let Some(moved) = self.with(leader, its, changes) else { return measures.to_vec() };
        let mut ahead = seen_ahead(&[moved, self.all[rival].clone()]);
        if measures.iter().all(|measure| ahead.contains(measure)) {
            return ahead;
        }
        let Some(moved) = self.with(rival, own, changes) else { return measures.to_vec() };
        ahead.extend(seen_ahead(&[self.all[leader].clone(), moved]));
        ahead
    }

    /// Every measure of a case with the values of another; without amounts if it falls short, and none if it cannot be worked
    /// out.
    fn with(&self, place: usize, other: &Value, changes: &[Change]) -> Option<Vec<(Measure, Amount)>> {
        let order: Vec<Measure> = self.all[place].iter().map(|(measure, _)| *measure).collect();
        let deal = with_values_of(&self.cases[place].deal, other, changes)?;
        let answer = Answer::from(Outcome::of(Rc::new(deal)).ok()?);
        let able = Some(&answer).filter(|answer| can_lead(&answer.verdict));
        Some(self.seating.by_seat(place, able, &order))
    }
}

/// The measures on which the first of two is seen to be ahead, or is the only one with an amount.
fn seen_ahead(pair: &[Vec<(Measure, Amount)>; 2]) -> Vec<Measure> {
    let led = leads(pair).into_iter().filter(|lead| lead.1 == 0 && is_seen(lead, pair)).map(|(measure, ..)| measure);
    let is_only =
        |((_, own), (_, its)): &(&(Measure, Amount), &(Measure, Amount))| *own != Amount::None && *its == Amount::None;
    let alone = pair[0].iter().zip(&pair[1]).filter(is_only).map(|((measure, _), _)| *measure);
    led.chain(alone).collect()
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

    /// A preferred return gives the cash partner more at a low price, a share of the surplus more at a high one: each offer is
    /// ahead at its own price, so that neither price is the reason.
    #[test]
    fn an_assumption_is_no_reason_where_the_leader_is_ahead_at_its_own_value() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let with = |price: i64, preferred: i64, recycled: i64| {
            let deal = base.with("/home_types/market/price", price.into()).unwrap();
            let deal = deal.with("/sharing/preferred_return_percent", preferred.into()).unwrap();
            deal.with("/sharing/recycled_percent", recycled.into()).unwrap()
        };
        let cases = [case_of("Base", &with(142_000, 8, 100)), case_of("Share", &with(220_000, 0, 50))];
        let seating = Seating::of(&cases);
        let all = seating.measures(&cases);
        let contest = Contest { cases: &cases, seating: &seating, all: &all };
        let [its, own] = [0, 1].map(|place: usize| cases[place].deal.to_document());
        let price: Vec<Change> = inputs_that_differ(&its, &own).into_iter().filter(is_assumption).collect();
        let cheap = contest.with(1, &its, &price).unwrap();
        assert!(!seen_ahead(&[cheap, all[0].clone()]).contains(&Measure::GetsBack(1)), "ahead at the lower price too");
        assert_eq!(reasons_of(&cases, Measure::GetsBack(1)), (1, Vec::new()));
    }

    #[test]
    fn a_price_that_decides_says_its_month_where_the_cases_start_in_different_months() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let offer = base.with("/contributions/hca-cash/amount", 5_000_000.into()).unwrap();
        let offer = offer.with("/home_types/market/price", 190_000.into()).unwrap();
        let offer = offer.with("/start", "2009-10".into()).unwrap();
        let (leader, reasons) = reasons_of(&[case_of("Base", &base), case_of("Offer B", &offer)], Measure::Surplus);
        assert_eq!(leader, 1);
        let price = reasons.iter().find(|reason| reason.contains("£190,000")).unwrap();
        assert!(price.ends_with("£190,000 in October 2009 prices"), "{reasons:?}");
    }

    /// The offer has a cost that the base case leaves blank.
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
