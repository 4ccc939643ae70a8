//! What a drawer shows of a share of the surplus and of overage gives the figure: recalculated from its operands alone.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

#[path = "support/deals.rs"]
mod deals;
#[path = "support/generator.rs"]
mod generator;

use appraisal::explain::{Derivation, Operand, Value, explain};
use appraisal::{Deal, appraise, check, document, samples};
use deals::deals;

/// Pence, a count, or the number of an input.
fn number(operand: &Operand) -> f64 {
    match operand.value {
        Value::Pence(sum) => sum.0 as f64,
        Value::Count(count) => count as f64,
        Value::Number(number) => number,
        ref other => panic!("{} is {other:?}", operand.name),
    }
}

/// The operand of this name, of the tier or phase of another.
fn beside<'a>(derived: &'a Derivation, name: &str, of: &Operand) -> Option<&'a Operand> {
    derived.operands.iter().find(|operand| operand.name == name && operand.of.first() == of.of.first())
}

fn derived(deal: &Deal, id: &str) -> Derivation {
    let checked = check(deal).unwrap();
    explain(&checked, &appraise(&checked), id).unwrap()
}

/// Each part of a share of the surplus is its share of what all partners are paid there, a penny off for each payment at most.
fn assert_shares(what: &str, derived: &Derivation) -> usize {
    let paid = derived.operands.iter().filter(|operand| operand.enters.is_some());
    let mut tiers = 0;
    for own in paid {
        let (all, share) = match own.name {
            "paid through the tier" => ("paid through the tier to all partners", "share of the tier"),
            "paid by the final split" => ("paid by the final split to all partners", "share of the final split"),
            other => panic!("{other} in {what}"),
        };
        let is_final = own.name == "paid by the final split";
        let of_name = |name: &str| derived.operands.iter().find(|operand| operand.name == name);
        let beside = |name| if is_final { of_name(name) } else { beside(derived, name, own) };
        let all = beside(all).unwrap_or_else(|| panic!("no {all} in {what}"));
        // Without agreed shares the final split is by contributions to date, which may change between payments.
        let Some(share) = beside(share) else {
            assert!(is_final && of_name("own credited contributions").is_some(), "{what}");
            continue;
        };
        assert!(is_final || beside("hurdle").is_some(), "{what}");
        let wanted = number(all) * number(share) / 100.0;
        assert!((number(own) - wanted).abs() <= derived.ledger.len() as f64, "{what}: {wanted}");
        tiers += usize::from(!is_final);
    }
    tiers
}

#[test]
fn a_share_of_the_surplus_is_recalculated_tier_by_tier() {
    let (mut tiers, mut splits) = (0, 0);
    for (what, deal) in deals() {
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        for partner in &deal.partners {
            let derived = explain(&checked, &result, &format!("partner/{}/split", partner.id)).unwrap();
            tiers += assert_shares(&format!("{what}, {}", partner.name), &derived);
            splits += usize::from(derived.operands.iter().any(|operand| operand.name == "share of the final split"));
        }
    }
    assert!(tiers > 20 && splits > 100, "{tiers}, {splits}");
}

/// Half of £2,226,720.25 through the tier and 40% of £5,460,936.70 of the final split; the hurdle is the developer's.
#[test]
fn the_council_of_the_priority_return_sees_its_two_shares() {
    let deal = document::open(samples::PRIORITY_RETURN.document).unwrap();
    let derived = derived(&deal, "partner/council/split");
    let shown = |name: &str| number(derived.operands.iter().find(|operand| operand.name == name).unwrap());
    assert_eq!(shown("paid through the tier to all partners"), 222_672_025.0);
    assert_eq!(shown("paid by the final split to all partners"), 546_093_670.0);
    let shares = ["share of the tier", "share of the final split", "hurdle"].map(shown);
    assert_eq!(shares, [50.0, 40.0, 15.0]);
    let developer = &deal.partners.iter().find(|partner| partner.id == "developer").unwrap().name;
    let measured = format!("Tier 1 applies until the rate of return (IRR) of {developer} reaches the hurdle.");
    assert!(derived.rule.contains(&measured), "{}", derived.rule);
    assert_eq!(derived.formula, "paid through the tier + paid by the final split");
}

/// Each overage due is its share of its gain, and each gain on sales is what was received less the threshold of what was sold.
fn assert_overage(what: &str, derived: &Derivation) -> usize {
    let mut due = 0;
    for gain in derived.operands.iter().filter(|operand| operand.name == "gain") {
        let beside = |name| beside(derived, name, gain).map(number);
        let threshold = beside("threshold per home").zip(beside("homes sold"));
        let threshold = threshold.or_else(|| beside("threshold per m²").zip(beside("floor area sold, in m²")));
        if let Some((threshold, sold)) = threshold {
            let all = threshold * 100.0 * sold * beside("index of the threshold").unwrap_or(1.0);
            assert!((beside("threshold in all").unwrap() - all).abs() < 1.0, "{what}: {all}");
            let received = beside("receipts tested, less sales costs").unwrap();
            assert_eq!(received - beside("threshold in all").unwrap(), number(gain), "{what}");
        } else {
            let price = beside("price paid").unwrap() * 100.0 * beside("index of the price").unwrap_or(1.0);
            assert!(
                (beside("value with the new consent").unwrap() * 100.0 - price - number(gain)).abs() < 1.0,
                "{what}"
            );
        }
        let wanted = number(gain).max(0.0) * beside("share of gain").unwrap() / 100.0;
        assert!((beside("overage due").unwrap_or(0.0) - wanted).abs() <= 0.5, "{what}: {wanted}");
        due += usize::from(wanted >= 1.0);
    }
    due
}

#[test]
fn overage_is_recalculated_from_what_it_is_tested_on() {
    let found = ["overage_on_stages", "overage_with_let_homes"].map(|name| {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/found");
        let text = std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
        (name.to_owned(), document::open(&text).unwrap())
    });
    let mut due = 0;
    for (what, deal) in deals().chain(found) {
        // Two overages of one phase have the same name here.
        if deal
            .overage
            .iter()
            .enumerate()
            .any(|(place, row)| deal.overage[..place].iter().any(|of| of.phase == row.phase))
        {
            continue;
        }
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        for partner in &deal.partners {
            let derived = explain(&checked, &result, &format!("partner/{}/overage", partner.id)).unwrap();
            due += assert_overage(&format!("{what}, {}", partner.name), &derived);
        }
    }
    assert!(due > 10, "{due}");
}

/// The overage of land sold outright names its three phases, the unit of the threshold, and when it is paid.
#[test]
fn the_overage_of_land_sold_outright_names_its_phases_and_its_rank() {
    let deal = document::open(samples::SOLD_OUTRIGHT.document).unwrap();
    let derived = derived(&deal, "partner/council/overage");
    for name in ["threshold per home", "homes sold", "gain", "share of gain"] {
        let of: Vec<&Vec<String>> = derived.operands.iter().filter(|of| of.name == name).map(|of| &of.of).collect();
        let phases: Vec<Vec<String>> = deal.phases.iter().map(|phase| vec![phase.name.clone()]).collect();
        assert_eq!(of, phases.iter().collect::<Vec<_>>(), "{name}");
    }
    assert!(derived.rule.contains("paid after loans and before partners"), "{}", derived.rule);
    assert!(!derived.rule.contains("at once"), "{}", derived.rule);
}
