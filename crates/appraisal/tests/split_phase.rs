//! I17 of method 2.14: splitting a phase into two equal halves with the same dates does not change the totals, but for
//! rounding.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

#[path = "support/generator.rs"]
mod generator;

use appraisal::deal::Phase;
use appraisal::postings::Line;
use appraisal::{Deal, appraise, check, document, samples};

/// The deal without growth and with every count of homes doubled, and the same with the first phase without amounts of
/// its own split into two equal halves on the same dates: each half sells at half the rate.
fn whole_and_halves(mut deal: Deal) -> Option<(Deal, Deal)> {
    deal.growth.lists_mut().into_iter().for_each(Vec::clear);
    let is_plain = |phase: &Phase| {
        phase.abnormals.is_empty()
            && phase.infrastructure.is_empty()
            && phase.section_106.is_empty()
            && phase.commercial.is_empty()
            && phase.community_infrastructure_levy.is_none()
            && phase.levies.is_empty()
            && [phase.land_value, phase.revalued, phase.actual_land_value].iter().all(Option::is_none)
    };
    let place = deal.phases.iter().position(is_plain)?;
    deal.phases[place].homes.iter_mut().for_each(|row| row.count *= 2);
    let mut halves = deal.clone();
    let mut half = halves.phases[place].clone();
    half.homes.iter_mut().for_each(|row| row.count /= 2);
    for row in &mut half.homes {
        let mut kind = halves.home_types.iter().find(|kind| kind.id == row.home_type)?.clone();
        kind.id = format!("{}-half", kind.id);
        kind.sales_a_month = kind.sales_a_month.map(|pace| pace / 2.0);
        if let Some(letting) = &mut kind.letting {
            letting.lets_a_month = letting.lets_a_month.map(|pace| pace / 2.0);
        }
        row.home_type.clone_from(&kind.id);
        if halves.home_types.iter().all(|other| other.id != kind.id) {
            halves.home_types.push(kind);
        }
    }
    let second = Phase { id: format!("{}-second", half.id), ..half.clone() };
    halves.phases[place] = half;
    halves.phases.insert(place + 1, second);
    Some((deal, halves))
}

/// Asserts that both give the same; none if they cannot be compared.
fn come_to_the_same(what: &str, deal: Deal) -> Option<()> {
    let (whole, halves) = whole_and_halves(deal)?;
    let (whole, halves) = (check(&whole).ok()?, check(&halves).ok()?);
    let (one, two) = (appraise(&whole), appraise(&halves));
    assert_eq!((one.homes.planned, one.homes.completed), (two.homes.planned, two.homes.completed), "{what}");
    if one.homes.sold != two.homes.sold || one.homes.let_homes != two.homes.let_homes {
        // A home type that is sold or let in one deal and still selling or letting in the other gives different counts
        // at the end.
        return None;
    }
    let months = f64::from(whole.deal().months);
    for line in [Line::Build, Line::Infrastructure, Line::Fees, Line::Contingency, Line::MarketSales, Line::Transfers] {
        let (one, two) = (one.postings.total(line).as_f64(), two.postings.total(line).as_f64());
        assert!((one - two).abs() <= 2.0 * months, "{what} {line:?}: {one} {two}");
    }
    let land = (one.value.land.as_f64(), two.value.land.as_f64());
    assert!((land.0 - land.1).abs() <= months, "{what}: {land:?}");
    Some(())
}

#[test]
fn a_split_phase_gives_the_same_totals() {
    let opened = samples::ALL.iter().map(|sample| (sample.name, document::open(sample.document).unwrap()));
    let tried = opened.filter_map(|(name, deal)| come_to_the_same(name, deal)).count();
    assert!(tried >= 6, "{tried}");
}

/// Random deals in which the first phase has no amounts of its own, since halving the homes would not halve those.
#[test]
fn a_split_phase_gives_the_same_totals_in_any_deal() {
    let made = (0..1_000).map(|number| {
        let mut deal = generator::numbered(number);
        let phase = &mut deal.phases[0];
        phase.abnormals.clear();
        phase.infrastructure.clear();
        phase.section_106.clear();
        phase.commercial.clear();
        phase.levies.clear();
        phase.community_infrastructure_levy = None;
        (phase.land_value, phase.revalued, phase.actual_land_value) = (None, None, None);
        (number, deal)
    });
    let tried = made.filter_map(|(number, deal)| come_to_the_same(&format!("random deal {number}"), deal)).count();
    assert!(tried >= 300, "{tried}");
}
