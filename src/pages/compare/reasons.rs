//! The assumptions on which a lead rests: with the same ones in every case, the case does not lead.

use super::Case;
use super::cases::in_prices;
use super::leads::is_seen;
use super::seating::Seating;
use crate::outcome::{Answer, Outcome};
use crate::words::steps::{self, Assumption};
use crate::workspace::inputs_that_differ;
use appraisal::Deal;
use appraisal::compare::{Amount, Measure, can_lead, leads};
use appraisal::deal::{Change, is_assumption, path};
use serde_json::Value;
use std::cell::LazyCell;
use std::rc::Rc;

/// A lead: the measure, the index of the case, and its amount.
pub(super) type Lead = (Measure, usize, Amount);

/// Assumptions with the names of the cases that have them: none if the leader has.
pub(super) type Assumed = (Vec<String>, Vec<Assumption>);

/// The case that leads, if any, and the cases with whose assumptions it does.
pub(super) type LedBy = (Option<String>, Vec<String>);

/// What a lead rests on; nothing if it holds on the assumptions of each case in turn.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Reasons {
    /// The assumptions that decide it: with the leader's in every case it does not lead, nor with a rival's in their place.
    pub(super) own: Vec<Assumed>,
    /// Where none decides it: the cases with whose in every case it does not lead, which may be its own, by the case that then does.
    pub(super) others: Vec<LedBy>,
}

/// The cases that can lead, with every measure of each.
pub(super) struct Contest<'a> {
    pub(super) cases: &'a [Case],
    pub(super) seating: &'a Seating,
    pub(super) all: &'a [Vec<(Measure, Amount)>],
    /// The case that all are compared with, which may not lead.
    pub(super) base: &'a Case,
    /// Cases that fall short: they cannot lead, but their assumptions test the leads too.
    pub(super) short: &'a [Case],
}

/// The measures of each case; none of a case that cannot be worked out.
type Moved = Vec<Option<Vec<(Measure, Amount)>>>;

/// What each lead rests on, and the cases with whose assumptions in every case none can lead.
#[derive(Debug)]
pub(super) struct Tested {
    pub(super) reasons: Vec<Reasons>,
    pub(super) leaderless: Vec<String>,
}

impl Contest<'_> {
    /// Tests each lead with the assumptions of each case in all.
    pub(super) fn test(&self, found: &[Lead]) -> Tested {
        let documents: Vec<Value> = self.cases.iter().map(|case| case.deal.to_document()).collect();
        let sources: Vec<&Case> = self.cases.iter().chain(self.short).collect();
        let alike: Vec<Moved> =
            sources.iter().map(|source| self.moved(&documents, &source.deal.to_document(), &|_| true)).collect();
        let leaderless: Vec<bool> = alike.iter().map(is_leaderless).collect();
        let mut reasons = vec![Reasons::default(); found.len()];
        for leader in 0..documents.len() {
            let led: Vec<usize> = (0..found.len()).filter(|lead| found[*lead].1 == leader).collect();
            let holds =
                |lead: usize, source: usize| led_by(leader, &alike[source]).map(|led| led.contains(&found[lead].0));
            let lost: Vec<usize> = led.iter().copied().filter(|lead| holds(*lead, leader) == Some(false)).collect();
            let lost_measures: Vec<Measure> = lost.iter().map(|lead| found[*lead].0).collect();
            for (lead, own) in lost.into_iter().zip(self.deciding(&documents, leader, &alike[leader], &lost_measures)) {
                reasons[lead].own = own;
            }
            for lead in led {
                if reasons[lead].own.is_empty() {
                    let lost_with =
                        (0..sources.len()).filter(|source| !leaderless[*source] && holds(lead, *source) == Some(false));
                    let mut others: Vec<LedBy> = Vec::new();
                    for source in lost_with {
                        let then = self.leader_of(found[lead].0, &alike[source]);
                        group(&mut others, then, sources[source].name.clone());
                    }
                    reasons[lead].others = others;
                }
            }
        }
        let names = sources.iter().zip(leaderless).filter(|(_, is)| *is).map(|(case, _)| case.name.clone());
        Tested { reasons, leaderless: names.collect() }
    }

    /// The name of the case that leads on a measure, if one does.
    fn leader_of(&self, measure: Measure, moved: &Moved) -> Option<String> {
        let leads = |place: &usize| led_by(*place, moved).is_some_and(|led| led.contains(&measure));
        (0..moved.len()).find(leads).map(|place| self.cases[place].name.clone())
    }

    /// Whether a leader needs assumptions of its own to lead: with those of some rival in their place it does not.
    fn is_needed(&self, own: &[Change], lead: (usize, Measure), rivals: &[usize], documents: &[Value]) -> bool {
        let (leader, measure) = lead;
        rivals.iter().any(|rival| {
            let mut changes = assumptions_that_differ(&documents[leader], &documents[*rival]);
            changes.retain(|change| own.iter().any(|known| known.path == change.path));
            let mut moved: Moved = self.all.iter().cloned().map(Some).collect();
            moved[leader] = self.with(leader, &documents[*rival], &changes);
            led_by(leader, &moved).is_none_or(|led| !led.contains(&measure))
        })
    }

    /// For each measure on which a case does not lead with its assumptions in every case: those that decide it, each alone or,
    /// where none does so alone, all together. The measures with all of them in every case are known.
    fn deciding(&self, documents: &[Value], leader: usize, alike: &Moved, lost: &[Measure]) -> Vec<Vec<Assumed>> {
        if lost.is_empty() {
            return Vec::new();
        }
        let own = own_assumptions(documents, leader);
        let alone: Vec<Moved> = match &own[..] {
            // One assumption alone is what all together are.
            [_] => vec![alike.clone()],
            own => {
                let with = |path: &str| self.moved(documents, &documents[leader], &|change| change.path == path);
                own.iter().map(|change| with(&change.path)).collect()
            }
        };
        let led: Vec<Option<Vec<Measure>>> = alone.iter().map(|moved| led_by(leader, moved)).collect();
        let reasons = |measure: &Measure| -> Vec<Assumed> {
            let decides = |place: &usize| led[*place].as_ref().is_some_and(|led| !led.contains(measure));
            let any = (0..own.len()).any(|place| decides(&place));
            let mut assumed = Vec::new();
            // Whole appraisals, so once for all that decide together.
            let together = LazyCell::new(|| {
                let rivals = not_behind(leader, alike, *measure);
                self.is_needed(&own, (leader, *measure), &rivals, documents)
            });
            for place in (0..own.len()).filter(|place| !any || decides(place)) {
                let rivals = not_behind(leader, if any { &alone[place] } else { alike }, *measure);
                let said = self.assumed(&own[place], leader, &rivals, documents);
                let is_needed = |(cases, _): &(Vec<String>, Assumption)| {
                    let own = &own[place..=place];
                    let is_needed = || self.is_needed(own, (leader, *measure), &rivals, documents);
                    !cases.is_empty() || if any { is_needed() } else { *together }
                };
                for (cases, assumption) in said.into_iter().filter(is_needed) {
                    group(&mut assumed, cases, assumption);
                }
            }
            assumed
        };
        lost.iter().map(reasons).collect()
    }

    /// An assumption that decides a lead over rivals, with the cases that have it: the leader (no names), or the rivals that differ
    /// from it where they are the odd ones out. Nothing where no rival differs in it.
    fn assumed(
        &self,
        change: &Change,
        leader: usize,
        rivals: &[usize],
        documents: &[Value],
    ) -> Vec<(Vec<String>, Assumption)> {
        let own = &documents[leader];
        let to_own = |rival: usize| assumption_at(&change.path, &documents[rival], own);
        let rivals: Vec<usize> = rivals.iter().copied().filter(|rival| to_own(*rival).is_some()).collect();
        let Some(first) = rivals.first() else { return Vec::new() };
        let from_own = |rival: &usize| Some((*rival, assumption_at(&change.path, own, &documents[*rival])?));
        let theirs: Option<Vec<(usize, Change)>> = rivals.iter().map(from_own).collect();
        let Some(theirs) = theirs.filter(|_| self.is_shared(&change.path, leader, &rivals, documents)) else {
            return vec![(Vec::new(), self.said(change, leader, [own, &documents[*first]]))];
        };
        let mut said: Vec<(Vec<String>, Assumption)> = Vec::new();
        for (rival, change) in theirs {
            let (name, assumption) =
                (self.cases[rival].name.clone(), self.said(&change, rival, [&documents[rival], own]));
            match said.iter_mut().find(|(_, known)| *known == assumption) {
                Some((names, _)) => names.push(name),
                None => said.push((vec![name], assumption)),
            }
        }
        said
    }

    /// Whether the leader shares a value: with the case that all are compared with, or with another while a rival has one that no
    /// other case has. One that is itself compared with is the odd one out only if no rival is.
    fn is_shared(&self, path: &str, leader: usize, rivals: &[usize], documents: &[Value]) -> bool {
        let base = self.base.deal.to_document();
        let (value, in_base) = (|place: usize| path::get(&documents[place], path), path::get(&base, path));
        let is_base = |place: usize| self.cases[place].open == self.base.open;
        let others = |place: usize| (0..documents.len()).filter(move |other| *other != place);
        let is_alone = |place: &usize| {
            (is_base(*place) || in_base != value(*place)) && others(*place).all(|other| value(other) != value(*place))
        };
        if in_base == value(leader) && !is_base(leader) {
            return true;
        }
        let is_shared = is_base(leader) || others(leader).any(|other| value(other) == value(leader));
        is_shared && rivals.iter().any(is_alone)
    }

    /// An assumption of a case; with the month in whose prices it is, where those of another case are of another.
    fn said(&self, change: &Change, place: usize, [own, its]: [&Value; 2]) -> Assumption {
        let month = self.cases[place].deal.price_base();
        let other = self.cases.iter().map(|case| case.deal.price_base()).find(|other| *other != month);
        steps::assumption(change, its, own, |said| in_prices(said, own, change, month, other.unwrap_or(month)))
    }

    /// Every measure of each case with those assumptions of a source that are chosen.
    fn moved(&self, documents: &[Value], source: &Value, is_chosen: &dyn Fn(&Change) -> bool) -> Moved {
        let of_case = |place: usize| {
            let mut changes = assumptions_that_differ(&documents[place], source);
            changes.retain(is_chosen);
            match &changes[..] {
                [] => Some(self.all[place].clone()),
                changes => self.with(place, source, changes),
            }
        };
        (0..documents.len()).map(of_case).collect()
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
    let is_only = |((_, own), (_, its)): &(&(Measure, Amount), &(Measure, Amount))| own.can_lead() && !its.can_lead();
    let alone = pair[0].iter().zip(&pair[1]).filter(is_only).map(|((measure, _), _)| *measure);
    led.chain(alone).collect()
}

/// Whether no case can lead: each falls short or cannot be worked out.
fn is_leaderless(moved: &Moved) -> bool {
    moved.iter().flatten().flatten().all(|(_, amount)| !amount.can_lead())
}

/// The measures on which a case leads, as seen; none if it cannot be worked out. A rival that cannot be counts for nothing.
fn led_by(leader: usize, moved: &Moved) -> Option<Vec<Measure>> {
    let own = moved[leader].as_ref()?;
    let mut led: Vec<Measure> =
        own.iter().filter(|(_, amount)| amount.can_lead()).map(|(measure, _)| *measure).collect();
    for its in moved.iter().enumerate().filter(|(place, _)| *place != leader).filter_map(|(_, its)| its.as_ref()) {
        let ahead = seen_ahead(&[own.clone(), its.clone()]);
        led.retain(|measure| ahead.contains(measure));
    }
    Some(led)
}

/// The rivals over which a case is not seen ahead on a measure, of those that can be worked out.
fn not_behind(leader: usize, moved: &Moved, measure: Measure) -> Vec<usize> {
    let Some(own) = &moved[leader] else { return Vec::new() };
    let is_behind = |its: &Vec<(Measure, Amount)>| seen_ahead(&[own.clone(), its.clone()]).contains(&measure);
    let rivals = moved.iter().enumerate().filter(|(place, _)| *place != leader);
    rivals.filter(|(_, its)| its.as_ref().is_some_and(|its| !is_behind(its))).map(|(place, _)| place).collect()
}

/// Adds an item to those of the same group: an assumption to those of the same cases, a case to those with the same leader.
fn group<K: PartialEq, T>(groups: &mut Vec<(K, Vec<T>)>, of: K, item: T) {
    match groups.iter_mut().find(|(known, _)| *known == of) {
        Some((_, items)) => items.push(item),
        None => groups.push((of, vec![item])),
    }
}

/// The assumption at a path, as a change of the first to the second; none if they share it.
fn assumption_at(path: &str, its: &Value, own: &Value) -> Option<Change> {
    assumptions_that_differ(its, own).into_iter().find(|change| change.path == path)
}

/// Every assumption of a case that another does not share.
fn own_assumptions(documents: &[Value], own: usize) -> Vec<Change> {
    let mut found: Vec<Change> = Vec::new();
    for change in documents.iter().flat_map(|its| assumptions_that_differ(its, &documents[own])) {
        if found.iter().all(|known| known.path != change.path) {
            found.push(change);
        }
    }
    found
}

/// The assumptions that differ, as changes of the first to the second.
fn assumptions_that_differ(its: &Value, own: &Value) -> Vec<Change> {
    let is_text = |change: &Change| matches!(change.path.as_str(), "/title" | "/summary");
    let mut changes = inputs_that_differ(its, own);
    changes.retain(|change| is_assumption(change) && !is_text(change));
    changes
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
    use crate::pages::compare::seating::tests::seated;
    use crate::words::compare as text;
    use appraisal::{document, samples};

    fn all_reasons_of(cases: &[Case]) -> Vec<(Lead, Reasons)> {
        reasons_beside(&cases[0], cases)
    }

    fn reasons_beside(base: &Case, cases: &[Case]) -> Vec<(Lead, Reasons)> {
        let seating = seated(cases);
        let all = seating.measures(cases);
        let mut found = leads(&all);
        found.retain(|lead| is_seen(lead, &all));
        let reasons = Contest { cases, seating: &seating, all: &all, base, short: &[] }.test(&found).reasons;
        found.into_iter().zip(reasons).collect()
    }

    fn reasons_of(cases: &[Case], measure: Measure) -> (usize, Reasons) {
        let all = all_reasons_of(cases);
        let (lead, reasons) = all.into_iter().find(|((own, ..), _)| *own == measure).unwrap();
        (lead.1, reasons)
    }

    fn because(cases: &[Case], measure: Measure) -> (usize, String) {
        let (leader, reasons) = reasons_of(cases, measure);
        (leader, text::only_because(&reasons.own))
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
        let said = "only because it assumes £190,000 for its market sale price";
        assert_eq!(because(&cases, Measure::Surplus), (1, said.to_owned()));
        assert_eq!(reasons_of(&cases, Measure::PeakLoan), (0, Reasons::default()));
        let cases = [case_of("Base", &base), offer(12_000_000)];
        assert_eq!(reasons_of(&cases, Measure::Surplus), (1, Reasons::default()));
    }

    /// Less cash means a lower peak loan. The base case, next best, has the same price: that a third case has a lower one is
    /// no reason.
    #[test]
    fn the_lower_price_of_a_case_far_behind_is_no_reason() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let offer = base.with("/contributions/hca-cash/amount", 8_000_000.into()).unwrap();
        let low = base.with("/home_types/market/price", 150_000.into()).unwrap();
        let cases = [case_of("Base", &base), case_of("Offer", &offer), case_of("Low", &low)];
        let led: Vec<_> = all_reasons_of(&cases).into_iter().filter(|((_, leader, _), _)| *leader == 1).collect();
        assert!(!led.is_empty());
        assert!(led.iter().all(|(_, reasons)| reasons.own.is_empty()), "{led:?}");
    }

    /// The offer's low cost is not why it leads on the peak loan: with the base case's cost in both it leads too. With its own in
    /// both neither borrows, which is said.
    #[test]
    fn a_lead_that_is_lost_only_with_the_leader_s_own_assumptions_does_not_rest_on_them() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let with = |cash: i64, cost: i64| {
            let deal = base.with("/contributions/hca-cash/amount", cash.into()).unwrap();
            deal.with("/home_types/market/build_cost", cost.into()).unwrap()
        };
        let cost = base.number("/home_types/market/build_cost").unwrap() as i64;
        let cases = [case_of("Base", &base), case_of("Offer", &with(9_000_000, cost / 2))];
        let (leader, reasons) = reasons_of(&cases, Measure::PeakLoan);
        assert_eq!(
            (leader, &reasons.own[..], &reasons.others[..]),
            (1, &[][..], &[(None, vec!["Offer".to_owned()])][..])
        );
    }

    /// A preferred return gives the cash partner more at a low price, a share of the surplus more at a high one: at its own price
    /// in both the offer leads, so that the price is no reason; at that of the base case it does not, which is said.
    #[test]
    fn a_lead_that_holds_on_the_leader_s_assumptions_says_whose_undo_it() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let with = |price: i64, preferred: i64, recycled: i64| {
            let deal = base.with("/home_types/market/price", price.into()).unwrap();
            let deal = deal.with("/sharing/preferred_return_percent", preferred.into()).unwrap();
            deal.with("/sharing/recycled_percent", recycled.into()).unwrap()
        };
        let cases = [case_of("Base", &with(142_000, 8, 100)), case_of("Share", &with(220_000, 0, 50))];
        let (leader, reasons) = reasons_of(&cases, Measure::GetsBack(1));
        assert_eq!((leader, reasons.own.len()), (1, 0));
        assert_eq!(
            text::not_if(&reasons.others),
            "but with the prices, costs, interest and timing of “Base”, “Base” leads"
        );
    }

    #[test]
    fn a_price_that_decides_says_its_month_where_the_cases_start_in_different_months() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let offer = base.with("/contributions/hca-cash/amount", 5_000_000.into()).unwrap();
        let offer = offer.with("/home_types/market/price", 190_000.into()).unwrap();
        let offer = offer.with("/start", "2009-10".into()).unwrap();
        let (leader, because) = because(&[case_of("Base", &base), case_of("Offer B", &offer)], Measure::Surplus);
        assert_eq!(leader, 1);
        assert!(because.contains("assumes £190,000 (October 2009 prices) for its market sale price"), "{because}");
    }

    /// The offer has a cost that the base case leaves blank.
    #[test]
    fn a_value_that_the_other_case_lacks_does_not_silence_the_reasons() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let base = base.with("/home_types/market/infrastructure_cost", serde_json::Value::Null).unwrap();
        let offer = base.with("/home_types/market/infrastructure_cost", 1.into()).unwrap();
        let offer = offer.with("/home_types/market/price", 190_000.into()).unwrap();
        let cases = [case_of("Base", &base), case_of("Offer", &offer)];
        let said = "only because it assumes £190,000 for its market sale price";
        assert_eq!(because(&cases, Measure::Surplus), (1, said.to_owned()));
    }

    /// Offer D alone has a higher build cost. At the others' it would lead: its cost is the reason, not the one that all share.
    #[test]
    fn a_lead_that_a_rival_alone_undoes_names_the_rival_and_its_value() {
        let offer = |name: &str, cash: i64, cost: i64| {
            let base = document::open(samples::NORWICH_2009.document).unwrap();
            let deal = base.with("/contributions/hca-cash/amount", cash.into()).unwrap();
            case_of(name, &deal.with("/home_types/market/build_cost", cost.into()).unwrap())
        };
        let because = |base: &Case, offers: &[&Case]| {
            let offers: Vec<Case> = offers.iter().map(|case| (*case).clone()).collect();
            let all = reasons_beside(base, &offers);
            let (lead, reasons) = all.into_iter().find(|((of, ..), _)| *of == Measure::Surplus).unwrap();
            (offers[lead.1].name.clone(), text::only_because(&reasons.own))
        };
        let lead = |leader: &str, said: &str| (leader.to_owned(), format!("only because {said} for its build cost"));
        let (a, c) = (offer("A", 5_000_000, 100_000), offer("C", 4_000_000, 100_000));
        let odd = offer("D", 6_000_000, 105_000);
        let base = offer("Base", 4_500_000, 100_000);
        assert_eq!(because(&base, &[&a, &odd]), lead("A", "“D” assumes £105,000"));
        assert_eq!(because(&base, &[&a, &c, &odd]), lead("A", "“D” assumes £105,000"));
        // Compared with a case of another cost, the rival that is alone is still named; of two, the leader is the odd one.
        let dear = offer("Dear", 3_000_000, 110_000);
        assert_eq!(because(&dear, &[&a, &c, &odd]), lead("A", "“D” assumes £105,000"));
        assert_eq!(because(&dear, &[&a, &odd]), lead("A", "it assumes £100,000"));
        assert_eq!(because(&odd, &[&a, &odd]), lead("A", "it assumes £100,000"));
        assert_eq!(because(&a, &[&a, &odd]), lead("A", "“D” assumes £105,000"));
        let other = offer("E", 5_500_000, 105_000);
        assert_eq!(because(&a, &[&a, &odd, &other]), lead("A", "it assumes £100,000"));
        assert_eq!(
            because(&base, &[&a, &odd, &other]).1,
            "only because “D” and “E” assume £105,000 for their build cost"
        );
    }

    /// Four bids for one scheme, each with its own price and start.
    fn four_bids() -> Vec<Case> {
        let base = document::open(samples::LABV_MATCHED_EQUITY.document).unwrap();
        let bid = |name: &str, [cash, preferred, share, price]: [i64; 4], homes: [i64; 3], start: &str| {
            let terms = [
                ("/contributions/partner-cash/amount", cash),
                ("/sharing/preferred_return_percent", preferred),
                ("/sharing/split/council/percent", share),
                ("/sharing/split/developer/percent", 100 - share),
                ("/home_types/market/price", price),
            ];
            let deal = base.with("/start", start.into()).unwrap();
            let deal = terms.into_iter().fold(deal, |deal, (path, value)| deal.with(path, value.into()).unwrap());
            let types = ["market", "affordable-rent", "shared-ownership"];
            let counts =
                (1..=3).flat_map(|phase| types.into_iter().zip(homes).map(move |(of, count)| (phase, of, count)));
            let deal = counts.fold(deal, |deal, (phase, of, count)| {
                deal.with(&format!("/phases/phase-{phase}/homes/{of}/count"), count.into()).unwrap()
            });
            case_of(name, &deal)
        };
        vec![
            bid("Northfield", [5_000_000, 6, 60, 320_000], [90, 20, 10], "2027-10"),
            bid("Southgate", [8_000_000, 8, 50, 330_000], [96, 16, 8], "2028-04"),
            bid("Eastway", [6_000_000, 3, 40, 300_000], [72, 32, 16], "2027-07"),
            bid("Westbrook", [4_000_000, 10, 55, 340_000], [84, 24, 12], "2027-01"),
        ]
    }

    /// The next best may have a higher price or an earlier start; another case would lead on the same ones.
    #[test]
    fn a_lead_over_the_next_best_is_tested_beside_every_other_case() {
        let cases = four_bids();
        let all = all_reasons_of(&cases);
        let said = |measure: Measure, name: &str, words: &str| {
            let ((_, leader, _), reasons) = all.iter().find(|((own, ..), _)| *own == measure).unwrap();
            let said = text::only_because(&reasons.own) + &text::not_if(&reasons.others);
            assert_eq!((cases[*leader].name.as_str(), said.as_str()), (name, words), "{measure:?}");
        };
        let price = "only because it assumes £330,000 (April 2028 prices) for its market sale price";
        said(Measure::GetsBack(0), "Southgate", price);
        said(Measure::Multiple(0), "Southgate", price);
        said(Measure::LastHome, "Westbrook", "only because it starts in January 2027");
        let westbrooks = "£340,000 (January 2027 prices) for its market sale price";
        let both = format!("only because it starts in January 2027 and assumes {westbrooks}");
        said(Measure::RealValue, "Westbrook", &both);
        let undone = "but with the prices, costs, interest and timing of “Northfield” or “Eastway”, no case leads";
        said(Measure::RepaidBy(1), "Westbrook", undone);
        let undone = "but with the prices, costs, interest and timing of “Eastway”, “Southgate” leads";
        said(Measure::Multiple(1), "Westbrook", undone);
        said(Measure::Surplus, "Southgate", "");
    }

    /// At £90,000 a home both fall short: no lead holds with that price, and none is lost by it to another.
    #[test]
    fn a_case_that_falls_short_tests_the_leads_of_the_others() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let cash = |cash: i64| base.with("/contributions/hca-cash/amount", cash.into()).unwrap();
        let cases = [case_of("Base", &base), case_of("More cash", &cash(9_000_000))];
        let low = case_of("Low", &base.with("/home_types/market/price", 90_000.into()).unwrap());
        let seating = seated(&cases);
        let all = seating.measures(&cases);
        let mut found = leads(&all);
        found.retain(|lead| is_seen(lead, &all));
        let tested =
            |short| Contest { cases: &cases, seating: &seating, all: &all, base: &cases[0], short }.test(&found);
        assert_eq!(tested(&[]).leaderless, [""; 0]);
        let with_low = tested(std::slice::from_ref(&low));
        assert_eq!(with_low.leaderless, ["Low"]);
        assert_eq!(with_low.reasons, tested(&[]).reasons);
        let said = text::leads_tested(&with_low.leaderless);
        assert!(said.contains("With those of “Low”, no case can lead"), "{said}");
        assert!(said.contains("holds every other time"), "{said}");
    }

    /// Whatever the measure: if nothing is said, the case leads whichever case's prices and start all have.
    #[test]
    fn a_lead_without_a_reason_holds_on_the_assumptions_of_every_case() {
        let cases = four_bids();
        let alike = cases.iter().map(|source| {
            let same = cases.iter().map(|case| {
                let price = source.deal.home_types[0].price.unwrap();
                let deal = case.deal.with("/home_types/market/price", price.into()).unwrap();
                case_of(&case.name, &deal.with("/start", source.deal.start.to_string().into()).unwrap())
            });
            let same: Vec<Case> = same.collect();
            leads(&seated(&same).measures(&same))
        });
        let alike: Vec<Vec<Lead>> = alike.collect();
        for ((measure, leader, _), reasons) in all_reasons_of(&cases) {
            let leads_in = |led: &Vec<Lead>| led.iter().any(|(own, place, _)| (*own, *place) == (measure, leader));
            assert_eq!(alike.iter().all(leads_in), reasons == Reasons::default(), "{measure:?}");
        }
    }
}
