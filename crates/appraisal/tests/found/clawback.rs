//! Clawback that names a partner is that partner's receipt (method 1.4, 2.9).

use appraisal::{Appraisal, CheckedDeal, Deal, Pence, document, indirect, public_cost, samples};

/// GD-9, whose clawback of 53,597.87 is paid at k = 21 (method 9), with a public council that receives it or not.
fn worked(to_council: bool) -> (CheckedDeal, Appraisal) {
    let mut deal: Deal = document::open(samples::GD_9.document).unwrap();
    deal.partners[0].public = true;
    deal.clawback[0].partner = to_council.then(|| deal.partners[0].id.clone());
    let checked = super::checked(&deal);
    let result = appraisal::appraise(&checked);
    (checked, result)
}

const CLAWBACK: Pence = Pence(5_359_787);

#[test]
fn a_partner_receives_the_clawback_that_names_it() {
    let ((_, outside), (_, named)) = (worked(false), worked(true));
    let (before, after) = (&outside.partners[0], &named.partners[0]);
    assert_eq!((before.clawback, after.clawback), (Pence::ZERO, CLAWBACK));
    assert_eq!(after.received, before.received + CLAWBACK);
    let economic = |result: &Appraisal| result.partners[0].economic.iter().sum::<Pence>();
    assert_eq!(economic(&named), economic(&outside) + CLAWBACK);
    assert!(after.rates.rate() > before.rates.rate());
    let to_others = |result: &Appraisal| result.money_by_year.iter().map(|year| year.to_others).sum::<Pence>();
    assert_eq!(to_others(&named), to_others(&outside) - CLAWBACK);
}

/// It is paid before distributions to partners: hurdles, capital and the split do not change.
#[test]
fn clawback_to_a_partner_changes_nothing_else() {
    let ((_, outside), (_, named)) = (worked(false), worked(true));
    assert_eq!(outside.value, named.value);
    assert_eq!((&outside.cash.cash, &outside.cash.tiers_paid), (&named.cash.cash, &named.cash.tiers_paid));
    for (before, after) in outside.partners.iter().zip(&named.partners) {
        assert_eq!(
            (before.split, before.capital, before.preferred_return),
            (after.split, after.capital, after.preferred_return)
        );
    }
}

/// Clawback to a public partner reduces public cost once: as its receipt, and no longer as grant returned.
#[test]
fn clawback_lowers_public_cost_once() {
    let ((deal_outside, outside), (deal_named, named)) = (worked(false), worked(true));
    let cost = |deal, result| public_cost(deal, result).net_present_value;
    assert_eq!(cost(&deal_named, &named), cost(&deal_outside, &outside));
    let returned = |deal, result| indirect(deal, result).iter().map(|flows| flows.grant_returned).sum::<Pence>();
    assert!(returned(&deal_named, &named) <= returned(&deal_outside, &outside));
}
