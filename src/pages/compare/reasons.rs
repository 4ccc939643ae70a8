//! The assumptions on which a lead rests: those without which the case would not lead.

use super::Case;
use super::seating::Seating;
use crate::outcome::{Answer, Outcome};
use crate::words::steps;
use crate::workspace::inputs_that_differ;
use appraisal::Deal;
use appraisal::compare::{Amount, Measure, can_lead, leads};
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
    /// For each lead, the assumptions that decide it: with the value of another case in its place, the case does not lead.
    pub(super) fn reasons(&self, found: &[Lead]) -> Vec<Vec<String>> {
        let documents: Vec<Value> = self.cases.iter().map(|case| case.deal.to_document()).collect();
        let mut reasons = vec![Vec::new(); found.len()];
        for place in 0..self.cases.len() {
            let led: Vec<usize> = (0..found.len()).filter(|lead| found[*lead].1 == place).collect();
            for other in (0..self.cases.len()).filter(|other| *other != place && !led.is_empty()) {
                let lost = |changes: &[Change]| {
                    let still = self.still_led(place, &documents[other], changes);
                    led.iter().copied().filter(|lead| !still.contains(&found[*lead].0)).collect::<Vec<usize>>()
                };
                for (lead, change) in deciding(&documents[other], &documents[place], lost) {
                    let said = steps::value_said(&change, &documents[other], &documents[place]);
                    if !reasons[lead].contains(&said) {
                        reasons[lead].push(said);
                    }
                }
            }
        }
        reasons
    }

    /// The measures on which a case still leads with the values of another in place of its own. All, if it cannot be worked
    /// out: nothing can be said then.
    fn still_led(&self, place: usize, other: &Value, changes: &[Change]) -> Vec<Measure> {
        let order: Vec<Measure> = self.all[place].iter().map(|(measure, _)| *measure).collect();
        let deal = with_values_of(&self.cases[place].deal, other, changes);
        let Some(answer) = deal.and_then(|deal| Outcome::of(Rc::new(deal)).ok()).map(Answer::from) else {
            return order;
        };
        if !can_lead(&answer.verdict) {
            return Vec::new();
        }
        let mut all = self.all.to_vec();
        all[place] = self.seating.by_seat(place, Some(&answer), &order);
        leads(&all).into_iter().filter(|(_, leader, _)| *leader == place).map(|(measure, ..)| measure).collect()
    }
}

/// The changes that decide leads, with the index of the lead: each alone or, where none does so alone, all together.
fn deciding(other: &Value, own: &Value, lost: impl Fn(&[Change]) -> Vec<usize>) -> Vec<(usize, Change)> {
    let is_text = |change: &Change| matches!(change.path.as_str(), "/title" | "/summary");
    let changes = inputs_that_differ(other, own).into_iter();
    let changes: Vec<Change> = changes.filter(|change| is_assumption(change) && !is_text(change)).collect();
    if changes.is_empty() {
        return Vec::new();
    }
    let together = lost(&changes);
    if together.is_empty() {
        return Vec::new();
    }
    let alone: Vec<Vec<usize>> = changes.iter().map(|change| lost(std::slice::from_ref(change))).collect();
    let mut found = Vec::new();
    for lead in together {
        let is_alone = |place: &usize| alone[*place].contains(&lead);
        let none_alone = !(0..changes.len()).any(|place| is_alone(&place));
        let places = (0..changes.len()).filter(|place| none_alone || is_alone(place));
        found.extend(places.map(|place| (lead, changes[place].clone())));
    }
    found
}

/// A deal with another's value in the place of each change; none where one of them has no such value.
fn with_values_of(deal: &Deal, other: &Value, changes: &[Change]) -> Option<Deal> {
    changes.iter().try_fold(deal.clone(), |deal, change| {
        let value = path::get(other, &change.path)?;
        deal.with(&change.path, value.clone()).ok()
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
}
