//! Flags, public cost, the council's accounts and the economic case on random deals: properties of every deal.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

#[path = "support/generator.rs"]
mod generator;

use appraisal::deal::{Alternatives, Contribution, EconomicCase, PublicCase, PublicLaw};
use appraisal::economic_case::{BenefitCostRatio, CaseAtRates};
use appraisal::flags::{FlagCode, OperandName, consideration, grant_equivalent_of_loans};
use appraisal::offers::{Weights, weighted};
use appraisal::{
    Deal, Pence, appraise, check, compare_offers, council_accounts, council_revenue, document, economic_case, flags,
    public_cost,
};

/// Every random deal that has a public case.
fn made() -> impl Iterator<Item = Deal> {
    (0..400).map(generator::numbered).filter(|deal| deal.public != PublicCase::default())
}

#[test]
fn deals_with_a_public_case_round_trip() {
    assert!(made().count() > 80);
    for deal in made() {
        assert_eq!(document::open(&document::write(&deal)).unwrap(), deal);
    }
}

#[test]
fn a_deal_without_a_public_case_is_written_as_before() {
    let deal = Deal { public: PublicCase::default(), ..generator::numbered(1) };
    assert!(!document::write(&deal).contains("\"public\":{"));
}

/// `BCR x PVC = PVB`, `NPSV = PVB - PVC`, and each total is the sum of its lines.
fn assert_adds_up(case: &CaseAtRates) {
    let uplift: Pence = case.uplift.iter().map(|phase| phase.present_value).sum();
    assert_eq!(case.benefits, uplift + case.external_effects.iter().sum());
    let lines = &case.public_cost;
    assert_eq!(case.costs, lines.grant + lines.cash + lines.fees_waived - lines.receipts + lines.land);
    assert_eq!(case.net_present_value, case.benefits - case.costs);
    match case.ratio {
        BenefitCostRatio::Ratio(ratio) => {
            assert!(case.costs.is_positive());
            let error = (ratio * case.costs.as_f64() - case.benefits.as_f64()).abs();
            assert!(error <= 1e-9 * case.benefits.as_f64().abs() + 1e-3, "{error}");
        }
        BenefitCostRatio::NoNetPublicCost => assert!(!case.costs.is_positive()),
    }
}

#[test]
fn the_economic_case_adds_up() {
    let mut cases = 0;
    for deal in made() {
        let Some(result) = economic_case(&check(&deal).unwrap()) else { continue };
        assert!(result.cost_multiplier >= 1.0);
        assert_adds_up(&result.central);
        assert_eq!(result.at_lower_rates.is_some(), result.years > 50 && deal.rule_set.as_str() >= "2026-02-01");
        result.at_lower_rates.iter().for_each(assert_adds_up);
        cases += 1;
    }
    assert!(cases > 20, "{cases}");
}

#[test]
fn an_economic_case_does_not_change_the_run() {
    for deal in made().take(40) {
        let plain = Deal { public: PublicCase::default(), ..deal.clone() };
        assert_eq!(appraise(&check(&deal).unwrap()), appraise(&check(&plain).unwrap()));
    }
}

#[test]
fn public_cost_is_one_sum_over_each_denominator() {
    for deal in made() {
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        let cost = public_cost(&checked, &result);
        assert_eq!(cost.gross, result.public_money.cash + result.public_money.grant);
        for per in cost.per {
            for (part, whole) in [(per.gross, cost.gross), (per.net, cost.net_present_value)] {
                assert_eq!(part.is_some(), per.number > 0.0);
                let back = part.map(|part| part.as_f64() * per.number - whole.as_f64());
                assert!(back.is_none_or(|error| error.abs() <= 0.51 * per.number.max(1.0) + 1.0), "{back:?}");
            }
        }
    }
}

#[test]
fn provision_and_homes_left_are_whole() {
    for deal in made() {
        let checked = check(&deal).unwrap();
        let result = council_accounts(&checked, &appraise(&checked));
        if let (Some(terms), Some(run)) = (deal.public.accounts.minimum_revenue_provision, result.provision) {
            assert_eq!(run.charges.iter().sum::<Pence>(), Pence::from_pounds(terms.amount));
            assert_eq!(run.charges.len(), terms.years as usize);
            assert!(run.charges.iter().all(|charge| *charge >= Pence::ZERO));
        }
        if let Some(left) = result.right_to_buy {
            assert!(left.by_year.windows(2).all(|pair| pair[1] <= pair[0] && pair[1] >= 0.0));
            assert!((left.by_year[0] - left.by_year.last().unwrap() - left.bought).abs() < 1e-9);
        }
    }
}

#[test]
fn council_revenue_by_year_sums_to_its_total() {
    for deal in made() {
        let revenue = council_revenue(&check(&deal).unwrap());
        for effect in revenue.council_tax.iter().chain(&revenue.temporary_accommodation) {
            assert_eq!(effect.total, effect.by_year.iter().sum());
        }
        assert_eq!(revenue.council_tax.is_some(), deal.public.council_tax.is_some());
    }
}

#[test]
fn flags_appear_once_per_subject_with_their_operands() {
    for deal in made() {
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        let found = flags(&checked, &result);
        for (place, flag) in found.iter().enumerate() {
            let again = found[..place].iter().any(|other| (other.code, &other.subject) == (flag.code, &flag.subject));
            assert!(!again, "{flag:?} appears twice");
        }
        let has = |code| found.iter().any(|flag| flag.code == code);
        assert_eq!(has(FlagCode::Shortfall), result.shortfall.is_some());
        assert_eq!(has(FlagCode::ClosingDebt), result.peak.debt_at_end.is_positive());
        assert!(!has(FlagCode::SubsidyReferral) || has(FlagCode::Subsidy));
        let grants = deal.contributions.iter().any(|row| matches!(row, Contribution::Grant { .. }));
        let drawn: Pence = result.cash.grant.iter().sum();
        assert!(!(grants && drawn.is_positive()) || has(FlagCode::Subsidy));
    }
}

#[test]
fn without_discounting_the_consideration_is_what_land_is_paid() {
    for mut deal in made() {
        deal.partners.iter_mut().for_each(|partner| partner.discount_rate_percent = 0.0);
        deal.sites.iter_mut().for_each(|site| site.unrestricted_value = Some(site.value));
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        for place in 0..deal.partners.len() {
            let terms = consideration(&checked, &result, place).unwrap();
            let partner = &result.partners[place];
            assert!(terms.non_contingent + terms.contingent <= partner.received + Pence(2 * result.net.len() as i64));
            if partner.cash_in == Pence::ZERO && partner.services_in == Pence::ZERO && partner.land_in.is_positive() {
                let odd = (terms.non_contingent + terms.contingent - partner.received).abs();
                // Payments under guarantees are not for land; a partner with land only is paid for land only, unless
                // its land is deferred and its split is agreed.
                let is_capital = result.cash.partners[place].land_in.iter().sum::<Pence>().is_positive();
                let without_capital = partner.split + partner.preferred_return;
                assert!(odd == Pence::ZERO || (!is_capital && odd <= without_capital), "{odd:?}");
            }
        }
    }
}

#[test]
fn a_loan_at_market_rate_gives_no_advantage() {
    for mut deal in made().take(60) {
        for row in &mut deal.contributions {
            if let Contribution::CashLoanNote { coupon_percent, .. } = row {
                *coupon_percent = 6.0;
            }
        }
        for loan in &mut deal.funding.scheduled_loans {
            (loan.rate_percent, loan.margin_percent) = (6.0, 0.0);
            loan.lender = Some("0".to_owned());
        }
        deal.partners[0].public = true;
        deal.public.law = PublicLaw { market_interest_percent: Some(6.0), ..PublicLaw::default() };
        let checked = check(&deal).unwrap();
        let given = grant_equivalent_of_loans(&checked).unwrap();
        assert!(given.abs() <= Pence(1), "{given:?}");
    }
}

#[test]
fn an_offer_equals_itself() {
    for deal in made().take(6) {
        let deal = Deal { alternatives: Alternatives::default(), ..deal };
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        let offers = compare_offers(&deal, &[(&checked, &result), (&checked, &result)], deal.start);
        assert_eq!(offers[0], offers[1]);
        let weights = Weights { present_value: 1.0, votes: 3.0, ..Weights::default() };
        assert_eq!(weighted(&offers, &weights), Some(vec![1.0, 1.0]));
        let subsidy = flags(&checked, &result).into_iter().find(|flag| flag.code == FlagCode::Subsidy);
        let parts = subsidy.map(|flag| {
            let of = |name| flag.operands.iter().find(|row| row.name == name).map(|row| row.amount).unwrap();
            let parts = [OperandName::GrantEquivalentOfLand, OperandName::GrantEquivalentOfLoans, OperandName::Grant];
            (parts.map(of).into_iter().sum::<Pence>(), of(OperandName::Advantage))
        });
        assert!(parts.is_none_or(|(sum, whole)| sum == whole));
    }
    assert_eq!(EconomicCase::default().years, 60);
}
