//! The assumptions on which a lead rests: with those of another case in every case, another may lead.

use super::Case;
use super::leads::is_seen;
use super::seating::Seating;
use crate::outcome::{Answer, Outcome};
use crate::words::compare::{Then, Undone};
use crate::words::steps;
use crate::workspace::inputs_that_differ;
use appraisal::Deal;
use appraisal::compare::{Amount, Measure, can_lead, leads};
use appraisal::deal::{Change, is_assumption, path};
use serde_json::Value;
use std::rc::Rc;

/// A lead: the measure, the index of the case, and its amount.
pub(super) type Lead = (Measure, usize, Amount);

/// The cases that compete, with every measure of each.
pub(super) struct Contest<'a> {
    /// Those that can lead, and those that fall short and may lead with the assumptions of another.
    pub(super) cases: &'a [Case],
    pub(super) seating: &'a Seating,
    pub(super) all: &'a [Vec<(Measure, Amount)>],
    /// Cases that fall short and equal one that can lead but for assumptions: no rivals, but their assumptions test the leads too.
    pub(super) alike: &'a [Case],
}

/// The measures of each case; none of a case that cannot be worked out.
type Moved = Vec<Option<Vec<(Measure, Amount)>>>;

/// What undoes each lead, and the cases with whose assumptions in every case none can lead.
#[derive(Debug)]
pub(super) struct Tested {
    pub(super) undone: Vec<Undone>,
    pub(super) leaderless: Vec<String>,
}

/// A case whose assumptions are put into all.
struct Source<'a> {
    case: &'a Case,
    /// The inputs in which the others differ from it.
    inputs: Vec<String>,
    /// The measures of all with its assumptions.
    moved: Moved,
}

impl Contest<'_> {
    /// Tests each lead with the assumptions of each case in all, the leader's own too.
    pub(super) fn test(&self, found: &[Lead]) -> Tested {
        let (leaderless, sources): (Vec<_>, Vec<_>) = self.sources().partition(|source| is_leaderless(&source.moved));
        Tested {
            undone: found.iter().map(|lead| self.undone(lead, &sources)).collect(),
            leaderless: leaderless.into_iter().map(|source| source.case.name.clone()).collect(),
        }
    }

    /// On whose assumptions the first case is not the only one that does not fall short, by which do not then.
    pub(super) fn of_the_only_one(&self) -> Undone {
        let mut undone = Undone::default();
        for source in self.sources() {
            let able = able(&source.moved);
            if able != [0] {
                let names = able.iter().map(|place| self.cases[*place].name.clone()).collect();
                undone.add(&source.inputs, source.case.name.clone(), Then::Able(names));
            }
        }
        undone
    }

    fn sources(&self) -> impl Iterator<Item = Source<'_>> {
        self.cases.iter().chain(self.alike).map(|case| self.source(case))
    }

    /// What undoes a lead, by who leads instead, and with which cases it holds.
    fn undone(&self, (measure, leader, _): &Lead, sources: &[Source<'_>]) -> Undone {
        let mut undone = Undone::default();
        for source in sources {
            let Some(led) = led_by(*leader, &source.moved, self.seating.seller) else { continue };
            let name = source.case.name.clone();
            if led.contains(measure) {
                undone.holds.push(name);
                continue;
            }
            undone.add(&source.inputs, name, self.leader_of(*measure, &source.moved));
        }
        undone
    }

    /// Which case leads on a measure.
    fn leader_of(&self, measure: Measure, moved: &Moved) -> Then {
        let leads =
            |place: &usize| led_by(*place, moved, self.seating.seller).is_some_and(|led| led.contains(&measure));
        let name = |place: usize| self.cases[place].name.clone();
        let able = |place: &usize| moved[*place].iter().flatten().any(|(_, amount)| amount.can_lead());
        match &(0..moved.len()).filter(able).collect::<Vec<_>>()[..] {
            [alone] => Then::Alone(name(*alone)),
            _ => (0..moved.len()).find(leads).map_or(Then::NoCase, |place| Then::Leads(name(place))),
        }
    }

    /// A case with what its assumptions make of all.
    fn source<'a>(&self, case: &'a Case) -> Source<'a> {
        let document = case.deal.to_document();
        let changes: Vec<Vec<Change>> =
            self.cases.iter().map(|own| assumptions_that_differ(&own.deal.to_document(), &document)).collect();
        let moved = changes.iter().enumerate().map(|(place, changes)| match &changes[..] {
            [] => Some(self.all[place].clone()),
            changes => self.with(place, &document, changes),
        });
        let mut inputs: Vec<String> = Vec::new();
        for change in changes.iter().flatten() {
            let name = steps::name_of_assumption(change, &document);
            if !inputs.contains(&name) {
                inputs.push(name);
            }
        }
        Source { case, moved: moved.collect(), inputs }
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
fn seen_ahead(pair: &[Vec<(Measure, Amount)>; 2], seller: Option<usize>) -> Vec<Measure> {
    let is_seen = |lead: &Lead| lead.1 == 0 && is_seen(lead, pair, seller);
    let led = leads(pair).into_iter().filter(is_seen).map(|(measure, ..)| measure);
    let is_only = |((_, own), (_, its)): &(&(Measure, Amount), &(Measure, Amount))| own.can_lead() && !its.can_lead();
    let alone = pair[0].iter().zip(&pair[1]).filter(is_only).map(|((measure, _), _)| *measure);
    led.chain(alone).collect()
}

/// The cases that neither fall short nor cannot be worked out.
fn able(moved: &Moved) -> Vec<usize> {
    let is_able = |place: &usize| moved[*place].iter().flatten().any(|(_, amount)| amount.can_lead());
    (0..moved.len()).filter(is_able).collect()
}

/// Whether no case can lead: each falls short or cannot be worked out.
fn is_leaderless(moved: &Moved) -> bool {
    able(moved).is_empty()
}

/// The measures on which a case leads, as seen; none if it cannot be worked out. A rival that cannot be counts for nothing.
fn led_by(leader: usize, moved: &Moved, seller: Option<usize>) -> Option<Vec<Measure>> {
    let own = moved[leader].as_ref()?;
    let mut led: Vec<Measure> =
        own.iter().filter(|(_, amount)| amount.can_lead()).map(|(measure, _)| *measure).collect();
    for its in moved.iter().enumerate().filter(|(place, _)| *place != leader).filter_map(|(_, its)| its.as_ref()) {
        let ahead = seen_ahead(&[own.clone(), its.clone()], seller);
        led.retain(|measure| ahead.contains(measure));
    }
    Some(led)
}

/// The assumptions that differ, as changes of the first to the second.
fn assumptions_that_differ(its: &Value, own: &Value) -> Vec<Change> {
    let is_text = |change: &Change| matches!(change.path.as_str(), "/title" | "/summary");
    let mut changes = inputs_that_differ(its, own);
    changes.retain(|change| is_assumption(change) && !is_text(change));
    changes
}

/// Whether two cases are equal on the same assumptions.
pub(super) fn is_same_but_for_assumptions(one: &Case, other: &Case) -> bool {
    inputs_that_differ(&one.deal.to_document(), &other.deal.to_document()).iter().all(is_assumption)
}

/// A deal with another's value in the place of each change, or without one that the other lacks; none if it does not fit.
pub(super) fn with_values_of(deal: &Deal, other: &Value, changes: &[Change]) -> Option<Deal> {
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

    fn tested(cases: &[Case], alike: &[Case]) -> (Vec<Lead>, Tested) {
        let seating = seated(cases);
        let all = seating.measures(cases);
        let mut found = leads(&all);
        found.retain(|lead| is_seen(lead, &all, seating.seller));
        let tested = Contest { cases, seating: &seating, all: &all, alike }.test(&found);
        (found, tested)
    }

    /// The case that leads on a measure, and what undoes that.
    fn led(cases: &[Case], measure: Measure) -> (usize, String) {
        let (found, tested) = tested(cases, &[]);
        let place = found.iter().position(|lead| lead.0 == measure).unwrap();
        let (leader, among) = (found[place].1, text::Among { cases: cases.len(), are_offers: false });
        (leader, text::undone_by(&cases[leader].name, &tested.undone[place], among))
    }

    /// Offer B has a higher price. With less cash than the base case it leads on the surplus only by that price; with more
    /// cash it leads at the base case's price too, so that nothing undoes it.
    #[test]
    fn what_undoes_a_lead_is_said_with_who_leads_then() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let offer = |cash: i64| {
            let offer = base.with("/contributions/hca-cash/amount", cash.into()).unwrap();
            case_of("Offer B", &offer.with("/home_types/market/price", 190_000.into()).unwrap())
        };
        let cases = [case_of("Base", &base), offer(5_000_000)];
        let said = "But with the market sale price of “Base” or “Offer B” in every case, “Base” leads.";
        assert_eq!(led(&cases, Measure::Surplus), (1, said.to_owned()));
        assert_eq!(led(&cases, Measure::PeakLoan), (0, String::new()));
        let cases = [case_of("Base", &base), offer(12_000_000)];
        assert_eq!(led(&cases, Measure::Surplus), (1, String::new()));
    }

    /// A case leads by its high price beside lower ones, and at a low price of all, but not where all have its price: no "only
    /// because" would be so.
    #[test]
    fn a_lead_that_the_leader_s_own_value_undoes_says_so() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let with = |price: i64, preferred: i64, recycled: i64| {
            let deal = base.with("/home_types/market/price", price.into()).unwrap();
            let deal = deal.with("/sharing/preferred_return_percent", preferred.into()).unwrap();
            deal.with("/sharing/recycled_percent", recycled.into()).unwrap()
        };
        let cases = [case_of("Base", &with(142_000, 8, 100)), case_of("Share", &with(220_000, 0, 50))];
        let said =
            "But with the market sale price of “Base” in every case, “Base” leads. With its own, “Share” still leads.";
        assert_eq!(led(&cases, Measure::GetsBack(1)), (1, said.to_owned()));
        let turned = [case_of("Base", &with(220_000, 8, 100)), case_of("Share", &with(142_000, 0, 50))];
        let (leader, said) = led(&turned, Measure::GetsBack(1));
        assert_eq!(
            (leader, said.as_str()),
            (
                1,
                "But with the market sale price of “Share” in every case, “Base” leads. With that of “Base”, “Share” still leads."
            )
        );
    }

    /// At £132,000 a case without the grant falls short: that the other alone does not is no lead.
    #[test]
    fn the_only_case_that_does_not_fall_short_is_not_said_to_lead() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let with = |price: i64| base.with("/home_types/market/price", price.into()).unwrap();
        let granted = |deal: &Deal| {
            let grant = serde_json::json!({ "grant": { "id": "more", "giver": "Agency", "amount": 9_000_000 } });
            let document = deal.to_document();
            let mut list = document["contributions"].as_array().cloned().unwrap();
            list.push(grant);
            deal.with("/contributions", list.into()).unwrap()
        };
        let cases = [case_of("Low", &granted(&with(132_000))), case_of("High", &with(220_000))];
        let (leader, said) = led(&cases, Measure::Surplus);
        let (alone, then) = (
            "But with the market sale price of “Low” in every case, only “Low” can lead.",
            "With that of “High”, “Low” leads.",
        );
        assert_eq!((leader, said), (1, format!("{alone} {then}")));
    }

    /// An input that does not move a measure is not named as its reason: only what differs from the source is put in.
    #[test]
    fn a_lead_on_work_is_not_put_down_to_prices_alone() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let low = base.with("/home_types/market/price", 170_000.into()).unwrap();
        let cost = base.number("/home_types/market/build_cost").unwrap() * 1.1;
        let dear = base.with("/home_types/market/build_cost", cost.into()).unwrap();
        let cases = [case_of("Base", &base), case_of("Low", &low), case_of("Dear", &dear)];
        let (found, tested) = tested(&cases, &[]);
        let place = found.iter().position(|lead| lead.0 == Measure::PersonYears).unwrap();
        assert_eq!(found[place].1, 2);
        let undone = &tested.undone[place].by;
        assert!(undone.iter().all(|undoing| undoing.then == Then::NoCase), "level in all: {tested:?}");
    }

    /// The offer has a cost that the base case leaves blank.
    #[test]
    fn a_value_that_the_other_case_lacks_does_not_silence_the_reasons() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let offer = base.with("/contributions/hca-cash/amount", 5_000_000.into()).unwrap();
        let offer = offer.with("/home_types/market/price", 190_000.into()).unwrap();
        let offer = offer.with("/costs/land_legal_percent", 1.into()).unwrap();
        let (leader, said) = led(&[case_of("Base", &base), case_of("Offer B", &offer)], Measure::Surplus);
        assert_eq!(leader, 1);
        assert!(said.ends_with(" of “Base” or “Offer B” in every case, “Base” leads."), "{said}");
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

    #[test]
    fn each_bid_s_price_and_start_test_the_leads() {
        let cases = four_bids();
        let (found, tested) = tested(&cases, &[]);
        let said = |measure: Measure| {
            let place = found.iter().position(|lead| lead.0 == measure).unwrap();
            let (leader, among) = (&cases[found[place].1].name, text::Among { cases: cases.len(), are_offers: false });
            (leader.clone(), text::undone_by(leader, &tested.undone[place], among))
        };
        let (leader, repaid) = said(Measure::RepaidBy(1));
        assert_eq!(leader, "Westbrook");
        assert!(
            repaid.starts_with(
                "But with the start and market sale price of “Northfield” or “Eastway” in every case, no case leads."
            ),
            "{repaid}"
        );
        assert_eq!(said(Measure::Surplus), ("Southgate".to_owned(), String::new()));
    }

    /// At £90,000 a home both fall short: no lead holds with that price, and none is lost by it to another.
    #[test]
    fn a_case_that_falls_short_tests_the_leads_of_the_others() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let cash = |cash: i64| base.with("/contributions/hca-cash/amount", cash.into()).unwrap();
        let cases = [case_of("Base", &base), case_of("More cash", &cash(9_000_000))];
        let low = case_of("Low", &base.with("/home_types/market/price", 90_000.into()).unwrap());
        let (_, plain) = tested(&cases, &[]);
        assert_eq!(plain.leaderless, [""; 0]);
        let (_, with_low) = tested(&cases, std::slice::from_ref(&low));
        assert_eq!(with_low.leaderless, ["Low"]);
        assert_eq!(with_low.undone, plain.undone);
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
        let (found, tested) = tested(&cases, &[]);
        for ((measure, leader, _), undone) in found.into_iter().zip(&tested.undone) {
            let leads_in = |led: &Vec<Lead>| led.iter().any(|(own, place, _)| (*own, *place) == (measure, leader));
            assert_eq!(alike.iter().all(leads_in), undone.by.is_empty(), "{measure:?}");
        }
    }
}
