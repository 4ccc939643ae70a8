//! The identities of the method's section 2.14 on random deals. Each test names its identity. 256 deals per test;
//! 10,000 if COMMON_GROUND_LONG is set.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

#[path = "support/generator.rs"]
mod generator;
#[path = "support/identities.rs"]
mod identities;
#[path = "support/retained.rs"]
mod retained;
#[path = "support/ledger.rs"]
mod ledger;

use appraisal::alternatives::alternatives;
use appraisal::deal::*;
use appraisal::fields::{self, Unit};
use appraisal::postings::Line;
use appraisal::residual::{Residual, over_target, residual};
use appraisal::sensitivity::{REQUIRED, sensitivities};
use appraisal::units::{split, split_by_shares};
use appraisal::{Appraisal, PartnerBook, Pence, appraise, appraise_under, check, document};
use identities::{assert_cash_identities, assert_identities};
use proptest::prelude::*;

fn cases() -> ProptestConfig {
    let cases = if std::env::var_os("COMMON_GROUND_LONG").is_some() { 10_000 } else { 256 };
    ProptestConfig { cases, failure_persistence: None, max_shrink_iters: 20_000, ..ProptestConfig::default() }
}

/// A deal whose debug output is its document.
#[derive(Clone)]
struct Generated(Deal);

impl std::fmt::Debug for Generated {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&document::write(&self.0))
    }
}

/// Deals from lists of choices; a shorter list, or a smaller choice, gives a plainer deal.
fn deals() -> impl Strategy<Value = Generated> {
    prop::collection::vec(any::<u32>(), 0..400).prop_map(|choices| {
        let mut choices = choices.into_iter();
        Generated(generator::deal(|count| choices.next().unwrap_or(0) % count))
    })
}

fn appraised(deal: &Deal) -> Appraisal {
    let checked = check(deal).unwrap_or_else(|findings| panic!("{findings:?}"));
    appraise(&checked)
}

/// Every amount of money in a deal multiplied by a whole number.
fn scaled(deal: &Deal, factor: f64) -> Deal {
    fn scale(value: &mut serde_json::Value, path: &str, factor: f64) {
        use serde_json::Value;
        match value {
            Value::Object(fields) => {
                fields.iter_mut().for_each(|(name, inner)| scale(inner, &format!("{path}/{name}"), factor));
            }
            Value::Array(rows) => rows.iter_mut().for_each(|row| scale(row, &format!("{path}/*"), factor)),
            Value::Number(number) => {
                // A contribution is nested in the name of its kind, which its path omits.
                let kinds =
                    ["land_in_kind", "land_loan_note", "land_deferred", "cash_equity", "cash_loan_note", "grant"];
                let kinds = kinds.iter().chain(&["services_in_kind"]);
                let path = kinds.fold(path.to_owned(), |path, kind| {
                    path.replacen(&format!("/contributions/*/{kind}/"), "/contributions/*/", 1)
                });
                let unit = fields::number(&path).map(|number| number.unit);
                if matches!(unit, Some(Unit::Pounds | Unit::PoundsASquareMetre)) {
                    *value = serde_json::json!(number.as_f64().unwrap() * factor);
                }
            }
            _ => {}
        }
    }
    let mut document = deal.to_document();
    scale(&mut document, "", factor);
    serde_json::from_value(document).unwrap()
}

/// Whether a surplus is ever shared before any contribution, and so equally by default.
fn shares_equally_by_default(deal: &Deal, result: &Appraisal) -> bool {
    let mut put_in = Pence::ZERO;
    deal.sharing.split.is_empty()
        && (0..=deal.months as usize).any(|k| {
            let partners = &result.cash.partners;
            let of = |partner: &PartnerBook| -> Pence {
                let kind = partner.land_in[k] + partner.land_note_in[k] + partner.services_in[k];
                kind + partner.cash_in[k] + partner.cash_note_in[k]
            };
            put_in += partners.iter().map(of).sum();
            result.cash.distributed[k] > Pence::ZERO && put_in == Pence::ZERO
        })
}

/// If a surplus is shared by contributions, a penny of a call changes the split by the surplus for each penny
/// contributed.
fn surplus_over_least_put_in(deal: &Deal, result: &Appraisal) -> i64 {
    if !deal.sharing.split.is_empty() {
        return 0;
    }
    let shared: Pence = result.partners.iter().map(|partner| partner.split).sum();
    // Contributions when a surplus is shared may be less than those over the life of the deal.
    shared.0 / first_put_in(result).max(1) + 1
}

/// Credited capital and notes at the first time point with a surplus to share.
fn first_put_in(result: &Appraisal) -> i64 {
    let partners = &result.cash.partners;
    let shared_at = |k: usize| partners.iter().any(|partner| partner.split[k].is_positive());
    let Some(first) = (0..result.net.len()).find(|k| shared_at(*k)) else { return i64::MAX };
    let to_date = |line: &[Pence]| line.iter().take(first + 1).sum::<Pence>().0;
    let credited =
        |book: &PartnerBook| book.contributions().map(to_date).iter().sum::<i64>() - to_date(&book.cash_premium);
    partners.iter().map(credited).sum()
}

/// The effect in pence on sales at the lowest generated yield of twelve months of six postings, each off by up to a
/// penny and a half.
fn sold_at_a_yield(deal: &Deal) -> i64 {
    let homes = deal.phases.iter().flat_map(|phase| &phase.homes);
    let kinds = homes.filter_map(|row| deal.home_types.iter().find(|home| home.id == row.home_type));
    let retained = kinds.filter(|home| home.letting.is_some() || home.shared_ownership.is_some()).count();
    let spaces: usize = deal.phases.iter().map(|phase| phase.commercial.len()).sum();
    2_600 * (retained + spaces) as i64
}

/// The identities of cash also apply under every required condition.
fn assert_identities_under(checked: &appraisal::CheckedDeal, deal: &Deal) {
    for (_, stress) in REQUIRED {
        let result = appraise_under(checked, stress);
        let longer = Deal { months: result.net.len() as u32 - 1, ..deal.clone() };
        assert_cash_identities(&longer, &result);
    }
}

fn assert_near(what: &str, first: Pence, second: Pence, pence: i64) {
    assert!((first - second).abs() <= Pence(pence), "{what}: {first:?} against {second:?}, {pence}p allowed");
}

type Feature = fn(&Deal, &Appraisal) -> bool;

/// The variety that the generator must reach for the tests to be meaningful.
#[test]
fn random_deals_are_varied() {
    let counted: Vec<(&str, Feature)> = vec![
        ("a loan is drawn", |_, result| result.peak.debt.amount.is_positive()),
        ("a loan is outstanding at the end", |_, result| result.peak.debt_at_end.is_positive()),
        ("two loans", |deal, result| deal.funding.facilities.len() == 2 && result.peak.debt.amount.is_positive()),
        ("a shortfall", |_, result| result.shortfall.is_some()),
        ("a shortfall that is recovered", |_, result| result.shortfall.is_some_and(|short| short.at_end.0 == 0)),
        ("homes unsold at the end", |_, result| result.homes.unsold > 0),
        ("capital not returned", |_, result| result.partners.iter().any(|partner| partner.capital_unpaid.0 > 0)),
        ("preferred return paid", |_, result| result.partners.iter().any(|partner| partner.preferred_return.0 > 0)),
        ("a pot", |_, result| result.pot.total.is_positive()),
        ("a split", |_, result| result.partners.iter().any(|partner| partner.split.is_positive())),
        ("a split by contribution", |deal, result| deal.sharing.split.is_empty() && result.value.surplus.0 > 0),
        ("a loss", |_, result| result.value.venture_profit < Pence::ZERO),
        ("five partners", |deal, _| deal.partners.len() == 5),
        ("land and cash of one partner", |_, result| {
            result.partners.iter().any(|partner| partner.land_in.0 > 0 && partner.cash_in.0 > 0)
        }),
        ("several rates of return", |_, result| result.partners.iter().any(|partner| partner.rates.roots.len() > 1)),
        ("interest on cash", |_, result| result.cash.cash_interest.iter().any(|interest| interest.0 > 0)),
        ("coupon paid", |_, result| result.partners.iter().any(|partner| partner.coupon.0 > 0)),
        ("note principal paid", |_, result| result.partners.iter().any(|partner| partner.note_principal.0 > 0)),
        ("notes left", |_, result| result.partners.iter().any(|partner| partner.notes_unpaid.0 > 0)),
        ("a deferred price of land", |_, result| result.partners.iter().any(|partner| partner.land_paid.0 > 0)),
        ("overage", |_, result| result.partners.iter().any(|partner| partner.overage.0 > 0)),
        ("overage at once", |_, result| result.cash.overage_at_once.iter().any(|paid| paid.0 > 0)),
        ("clawback", |_, result| result.cash.clawback_due.iter().any(|due| due.0 > 0)),
        ("tax paid on its day", |_, result| result.cash.tax_paid.iter().any(|paid| paid.0 > 0)),
        ("tax of the last year", |_, result| result.cash.tax_due.last().is_some_and(|due| due.0 > 0)),
        ("grant", |_, result| result.cash.grant.iter().any(|sum| sum.0 > 0)),
        ("payables left", |_, result| result.cash.payables_unpaid.0 > 0),
        ("a guarantee called", |_, result| result.partners.iter().any(|partner| partner.guarantees_in.0 > 0)),
        ("services", |_, result| result.partners.iter().any(|partner| partner.services_in.0 > 0)),
        ("a scheduled loan", |_, result| result.cash.scheduled_debt.iter().any(|owed| owed.0 > 0)),
        ("a tier passed", |deal, result| !deal.sharing.tiers.is_empty() && result.cash.tiers_paid[1].0 > 0),
        ("a true-up down", |_, result| result.cash.land.iter().any(|land| land.0 < 0)),
        ("each order of funding", |deal, result| {
            matches!(deal.funding.order, FundingOrder::Matched { .. }) && result.peak.funding.amount.0 > 0
        }),
        ("homes let", |_, result| result.homes.let_homes > 0),
        ("homes retained to the end at a value", |_, result| result.value.kept_value.is_positive()),
        ("what was let is sold", |_, result| result.postings.total(Line::InvestmentSales).is_positive()),
        ("rent and later shares of shared ownership", |_, result| {
            [Line::SharedOwnershipRent, Line::Staircasing].iter().all(|line| result.postings.total(*line).is_positive())
        }),
        ("the landlord's repairs end", |deal, _| {
            let shared_ownership = deal.home_types.iter().filter_map(|home| home.shared_ownership);
            shared_ownership.filter_map(|terms| terms.landlord_repairs_months).any(|months| months + 30 < deal.months)
        }),
        ("rent of space", |_, result| result.postings.total(Line::CommercialRent).is_positive()),
        ("plots", |_, result| result.homes.plots > 0),
        ("only homes for sale", |_, result| result.postings.total_of(Line::is_rent) == Pence::ZERO),
        ("a dozen lines of cost and receipt", |_, result| {
            Line::ALL.iter().filter(|line| result.postings.total(**line).0 != 0).count() >= 12
        }),
    ];
    let made: Vec<(Deal, Appraisal)> =
        (0..400).map(generator::numbered).map(|deal| (deal.clone(), appraised(&deal))).collect();
    for (what, has_feature) in counted {
        let count = made.iter().filter(|(deal, result)| has_feature(deal, result)).count();
        assert!(count >= 5, "{what}: only {count} of {}", made.len());
    }
    for line in Line::ALL {
        assert!(made.iter().any(|(_, result)| result.postings.total(line).0 != 0), "{line:?} is never used");
    }
    made.iter().for_each(|(deal, result)| assert_identities(deal, result));
}

proptest! {
    #![proptest_config(cases())]

    /// I1 to I6, I10, I12, I15 and I16.
    #[test]
    fn identities_hold(Generated(deal) in deals()) {
        assert_identities(&deal, &appraised(&deal));
    }

    #[test]
    fn documents_round_trip(Generated(deal) in deals()) {
        prop_assert_eq!(document::open(&document::write(&deal)).unwrap(), deal);
    }

    /// I7. Tax bands do not scale. The second half excludes loans: a penny can decide whether a loan is cleared this
    /// month or next.
    #[test]
    fn money_scales(Generated(mut deal) in deals(), factor in 2_i64..8) {
        deal.costs.stamp_duty = None;
        let (one, many) = (appraised(&deal), appraised(&scaled(&deal, factor as f64)));
        // A posting of 1 is off by up to a penny and a half, which is multiplied; a phase makes about thirty a month.
        let rounding = factor * (48 * deal.phases.len() as i64 + sold_at_a_yield(&deal));
        for (k, (one, many)) in one.net.iter().zip(&many.net).enumerate() {
            assert_near(&format!("net at {k}"), Pence(factor * one.0), *many, rounding);
        }
        deal.funding.facilities.clear();
        if deal.sharing.split.is_empty() {
            deal.sharing.split = vec![SplitShare { id: "0".to_owned(), percent: 100.0 }];
        }
        let (one, many) = (appraised(&deal), appraised(&scaled(&deal, factor as f64)));
        let rounding = rounding * i64::from(deal.months);
        assert_near("profit", Pence(factor * one.value.venture_profit.0), many.value.venture_profit, rounding);
        for (one, many) in one.partners.iter().zip(&many.partners) {
            assert_near("received", Pence(factor * one.received.0), many.received, rounding);
        }
    }

    /// I8: the order of the partners changes only odd pence.
    #[test]
    fn partners_can_change_places(Generated(deal) in deals()) {
        let mut turned = deal.clone();
        turned.partners.reverse();
        let (first, second) = (appraised(&deal), appraised(&turned));
        let splits = first.cash.distributed.iter().filter(|paid| paid.is_positive()).count()
            + first.net.iter().filter(|flow| flow.0 < 0).count();
        let pence = 4 * splits as i64 * (1 + surplus_over_least_put_in(&deal, &first));
        prop_assert_eq!(&first.net, &second.net);
        prop_assert_eq!(&first.cash.debt, &second.cash.debt);
        prop_assert_eq!(&first.cash.distributed, &second.cash.distributed);
        assert_near("pot", first.pot.total, second.pot.total, pence);
        for (first, second) in first.partners.iter().zip(second.partners.iter().rev()) {
            assert_near("received", first.received, second.received, pence);
            assert_near("put in", first.cash_in, second.cash_in, pence);
        }
    }

    /// I9: a partner without rights changes nothing.
    #[test]
    fn an_idle_partner_changes_nothing(Generated(deal) in deals(), at in 0_usize..6) {
        let before = appraised(&deal);
        prop_assume!(!shares_equally_by_default(&deal, &before));
        let at = at.min(deal.partners.len());
        let mut with = deal.clone();
        let idle = Partner { id: "idle".to_owned(), public: false, ..deal.partners[0].clone() };
        with.partners.insert(at, idle);
        let mut after = appraised(&with);
        let idle = after.partners.remove(at);
        after.cash.partners.remove(at);
        prop_assert_eq!((idle.received, idle.cash_in, idle.land_in), Default::default());
        after.money_by_year.iter_mut().for_each(|year| {
            year.to_partners.remove(at);
        });
        // The pot is valued at the discount rate of the first partner.
        after.pot.present_value = before.pot.present_value;
        prop_assert_eq!(before, after);
    }

    /// I13: £1 less for the land leaves the required return, £1 more does not.
    #[test]
    fn residual_land_value_is_where_the_return_turns(Generated(deal) in deals()) {
        let checked = check(&deal).unwrap();
        let at = |price: Pence| over_target(&checked, price.or_zero()).unwrap();
        match residual(&checked) {
            None => prop_assert!(deal.residual_land.is_none()),
            Some(Residual::FundingGap(gap)) => {
                prop_assert!(gap.is_positive());
                prop_assert_eq!(at(Pence::ZERO), -gap);
            }
            Some(Residual::Value(value)) => {
                prop_assert!(at(value - Pence(100)) >= Pence::ZERO || value == Pence::ZERO);
                let most = appraised(&deal).value.gross_development_value;
                prop_assert!(at(value + Pence(100)) < Pence::ZERO || value >= most);
            }
        }
    }

    /// The landowner building alone gains the scheme's profit; and a longer, dearer or slower deal is calculated to its
    /// end.
    #[test]
    fn alternatives_and_sensitivities_are_consistent(Generated(deal) in deals()) {
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        let beside = alternatives(&checked, &result);
        let value = beside.venture_present_value - beside.sale.present_value - beside.sale.holding_costs_avoided;
        prop_assert_eq!(beside.receipt_equivalence, value);
        prop_assert!(beside.break_even_probability.is_none_or(|chance| (0.0..=1.0).contains(&chance)));
        for sensitivity in sensitivities(&checked) {
            prop_assert_eq!(sensitivity.received.len(), deal.partners.len());
            prop_assert!(sensitivity.losses.iter().all(|loss| loss.0 >= 0));
        }
        assert_identities_under(&checked, &deal);
    }

    /// I11: more money on one date leaves no partner worse off on that date. The date is the last, so nothing else
    /// changes.
    #[test]
    fn more_to_pay_out_harms_no_partner(Generated(mut deal) in deals(), more in 1.0_f64..1e6) {
        deal.sharing.look_ahead_months = 0;
        let before = appraised(&deal);
        let row = ProgrammeCost { id: "more".to_owned(), label: String::new(), month: deal.months, amount: -more };
        deal.costs.programme.push(row);
        let after = appraised(&deal);
        prop_assert!(after.cash.distributed.last() >= before.cash.distributed.last());
        for (before, after) in before.partners.iter().zip(&after.partners) {
            let lines = 5;
            prop_assert!(after.received.0 >= before.received.0 - lines, "{} {}", after.received.0, before.received.0);
        }
    }

    #[test]
    fn parts_of_a_split_add_up_and_are_fair(
        total in -9_000_000_000_000_000_i64..9_000_000_000_000_000,
        more in 0_i64..1_000_000,
        weights in prop::collection::vec(prop_oneof![0_i64..5, 0_i64..9_000_000_000_000_000], 1..16),
    ) {
        let weights: Vec<Pence> = weights.into_iter().map(Pence).collect();
        let (mut parts, mut larger) = (vec![Pence::ZERO; weights.len()], vec![Pence::ZERO; weights.len()]);
        split(Pence(total), &weights, &mut parts);
        let sum: i128 = weights.iter().map(|weight| i128::from(weight.0)).sum();
        prop_assume!(sum > 0);
        prop_assert_eq!(parts.iter().sum::<Pence>(), Pence(total));
        let plain: Vec<i64> = weights.iter().map(|weight| weight.0).collect();
        let again = ledger::shared(total.abs(), &plain).into_iter().map(|part| Pence(part * total.signum()));
        prop_assert!(parts.iter().copied().eq(again));
        split(Pence(total.abs() + more), &weights, &mut larger);
        prop_assert!(parts.iter().zip(&larger).all(|(part, larger)| larger.0 >= part.0.abs() - 1), "I11");
    }

    #[test]
    fn shares_of_a_split_add_up(total in -9_000_000_000_000_000_i64..9_000_000_000_000_000, shares in prop::collection::vec(0.0_f64..1.0, 1..8)) {
        prop_assume!(shares.iter().any(|share| *share > 1e-3));
        let mut parts = vec![Pence::ZERO; shares.len()];
        split_by_shares(Pence(total), &shares, &mut parts);
        prop_assert_eq!(parts.iter().sum::<Pence>(), Pence(total));
        let sum: f64 = shares.iter().sum();
        for (part, share) in parts.iter().zip(&shares) {
            let exact = total as f64 * share / sum;
            // Each share, and so their sum, is rounded to a billionth first.
            let off = 1.0 + (total as f64 / sum).abs() * 5e-9;
            prop_assert!((part.as_f64() - exact).abs() <= off, "{part:?} against {exact}");
        }
    }
}
