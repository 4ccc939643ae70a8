//! The real view and the real-terms deal, on random deals (method 2.3, 2.14 I14).

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

#[path = "support/generator.rs"]
mod generator;

use appraisal::deal::*;
use appraisal::measures::rate_of_return::Headline;
use appraisal::{Appraisal, Pence, appraise, check, real_terms, real_twin};

const GROWTH_PERCENT: f64 = 2.5;

/// A random deal changed to meet the conditions of I14: growth equals inflation on every index, no debt, commitments
/// that are never used up, nothing held back, no value at exit, and no amount fixed in money after the first day (stage
/// payments are fixed when construction starts).
fn within_bounds(number: u64) -> Option<Deal> {
    let mut deal = generator::numbered(number);
    let is_retained = |home: &HomeType| home.letting.is_some() || home.shared_ownership.is_some();
    if deal.home_types.iter().any(is_retained) || deal.phases.iter().any(|phase| !phase.commercial.is_empty()) {
        return None;
    }
    let row = GrowthRow { id: "all".to_owned(), from_month: 0, percent: GROWTH_PERCENT };
    deal.growth.lists_mut().into_iter().for_each(|list| *list = vec![row.clone()]);
    deal.price_base_month = -1;
    deal.home_types.iter_mut().for_each(|home| home.stages = None);
    deal.funding = Funding {
        order: FundingOrder::EquityFirst,
        minimum_cash: 0.0,
        cash_interest_percent: 0.0,
        sweep_percent: 100.0,
        facilities: Vec::new(),
        scheduled_loans: Vec::new(),
        guarantees: Vec::new(),
        covenants: Vec::new(),
    };
    deal.sharing = Sharing { look_ahead_months: 0, ..Sharing::default() };
    deal.overage.clear();
    deal.clawback.clear();
    deal.costs.programme.clear();
    // Tax is charged on nominal profit: costs at earlier prices are deducted from receipts at later ones.
    deal.costs.corporation_tax_percent = 0.0;
    deal.contributions = deal.sites.iter().map(|site| Contribution::land_in_kind(&site.id, &site.id)).collect();
    deal.contributions.push(Contribution::cash_equity("cash", "0", 1e9, 0));
    deal.contributions.push(Contribution::cash_equity("more", "1", 1e9, 0));
    for site in &mut deal.sites {
        (site.true_up, site.drawdown_value) = (None, LandValueRule::Fixed);
    }
    for phase in &mut deal.phases {
        phase.drawdown_month = 0;
        phase.community_infrastructure_levy = None;
        phase.levies.clear();
        phase.section_106.iter_mut().for_each(|row| row.index = Some(IndexName::ConsumerPrices));
    }
    Some(deal)
}

fn together(result: &Appraisal) -> Option<f64> {
    if let Headline::Rate(rate) = result.together.headline { Some(rate) } else { None }
}

/// I14: `1 + IRR = (1 + real IRR)(1 + CPI)` within 0.01% for all partners combined.
#[test]
fn the_real_terms_deal_earns_the_real_rate() {
    let mut held = 0;
    for number in 0..1_200 {
        let Some(deal) = within_bounds(number) else { continue };
        let Ok(checked) = check(&deal) else { continue };
        let nominal = appraise(&checked);
        let real = appraise(&check(&real_twin(&deal).deal).unwrap());
        let (Some(rate), Some(real_rate)) = (together(&nominal), together(&real)) else { continue };
        let wanted = (1.0 + real_rate) * (1.0 + GROWTH_PERCENT / 100.0) - 1.0;
        assert!((rate - wanted).abs() <= 1e-4 * (1.0 + wanted.abs()), "deal {number}: {rate} against {wanted}");
        // The real view of the same run also gives the real rate, without another run.
        let view = real_terms(&checked, &nominal);
        let Headline::Rate(of_view) = view.together.headline else { panic!("deal {number}") };
        assert!((of_view - real_rate).abs() <= 1e-4 * (1.0 + real_rate.abs()), "deal {number}: {of_view}, {real_rate}");
        held += 1;
    }
    assert!(held > 60, "{held} deals");
}

/// In every deal, years add up to totals and partners' flows to their sums, and no real amount is mixed with a nominal
/// one.
#[test]
fn real_amounts_add_up() {
    for number in 0..200 {
        let deal = generator::numbered(number);
        let checked = check(&deal).unwrap();
        let nominal = appraise(&checked);
        let real = real_terms(&checked, &nominal);
        assert_eq!(real.price_levels.len(), nominal.net.len());
        for (place, partner) in real.partners.iter().enumerate() {
            let paid: Pence = real.money_by_year.iter().map(|year| year.to_partners[place]).sum();
            assert_eq!(paid, partner.received, "deal {number}");
            let flows: Pence = partner.cash.iter().sum();
            assert_eq!(flows, partner.received - partner.cash_in - partner.guarantees_in, "deal {number}");
        }
        assert_eq!(real.money_by_year.iter().map(|year| year.to_pot).sum::<Pence>(), real.pot);
        let value = &real.value;
        assert_eq!(value.profit, value.gross_development_value - value.sales_costs - value.total_development_cost);
    }
}
