//! Properties of homes, covenants, exits and community benefits that apply to every deal.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

#[path = "support/generator.rs"]
mod generator;

use appraisal::deal::CovenantMeasure;
use appraisal::{
    Pence, Results, appraise, check, community, council_accounts, council_revenue, covenants, document, exits,
    homes_cube, indirect, joins, landlords, local_jobs, returns, samples,
};
use proptest::prelude::*;
use serde_json::Value;

proptest! {
    #![proptest_config(ProptestConfig {
        cases: if std::env::var_os("COMMON_GROUND_LONG").is_some() { 2_000 } else { 64 },
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn outputs_add_up(number in any::<u64>()) {
        let deal = generator::numbered_with_outputs(number);
        prop_assert_eq!(&document::open(&document::write(&deal)).unwrap(), &deal);
        let checked = check(&deal).unwrap_or_else(|findings| panic!("{findings:?}"));
        let appraisal = appraise(&checked);

        let cube = homes_cube(&checked, &appraisal);
        let rows = || cube.rows.iter().flat_map(|row| &row.by_year);
        prop_assert_eq!(rows().map(|year| year.completed).sum::<u32>(), appraisal.homes.completed);
        prop_assert_eq!(rows().map(|year| year.started).sum::<u32>(), appraisal.homes.planned);
        prop_assert_eq!(rows().map(|year| year.sold).sum::<u32>(), appraisal.homes.sold);
        prop_assert_eq!(rows().map(|year| year.let_).sum::<u32>(), appraisal.homes.let_homes);
        prop_assert_eq!(cube.gross + cube.care, appraisal.homes.completed);
        prop_assert!(cube.net <= i64::from(cube.gross) && cube.additional <= (cube.net as f64).max(0.0));

        let place = community(&checked, &appraisal);
        let covered = |cover: f64| (0.0..=1.0).contains(&cover);
        prop_assert!(place.covers.iter().filter_map(|row| row.cover).all(covered));
        let jobs = local_jobs(&checked, &appraisal);
        prop_assert!(jobs.person_years_range.0 <= jobs.person_years_range.1);

        for covenant in covenants(&checked, &appraisal) {
            prop_assert!(covenant.tests.iter().all(|test| test.value.is_finite() && test.k <= deal.months as usize));
            prop_assert!(covenant.breaches.iter().all(|breach| covenant.tests.contains(breach)));
            let measure = deal.funding.covenants[covenant.covenant].measure;
            if matches!(measure, CovenantMeasure::Gearing | CovenantMeasure::LoanToCost) {
                prop_assert!(covenant.tests.iter().all(|test| test.value >= 0.0));
            }
        }
        for loan in council_accounts(&checked, &appraisal).loans {
            prop_assert_eq!(loan.years.iter().map(|year| year.lent).sum::<Pence>(), loan.lent);
            prop_assert_eq!(loan.years.iter().map(|year| year.principal).sum::<Pence>(), loan.repaid);
            prop_assert!(loan.repaid <= loan.lent && loan.years.iter().all(|year| year.owed >= Pence::ZERO));
        }
        for landlord in landlords(&checked, &appraisal) {
            let last = landlord.years.last().unwrap();
            prop_assert_eq!(last.debt, landlord.debt_at_end);
            let worked: Pence = landlord.years.iter().map(|year| year.rent - year.lost - year.upkeep - year.interest).sum();
            prop_assert_eq!(worked, landlord.surplus);
        }
        let beside = indirect(&checked, &appraisal);
        for (flows, partner) in beside.iter().zip(&appraisal.partners) {
            let economic: Pence = partner.economic.iter().sum();
            let all = flows.fees + flows.build_margin + flows.loan_margin + flows.grant_returned + flows.council_tax;
            let total = flows.with_indirect.as_ref().map(|view| view.total);
            prop_assert!(total.is_none_or(|total| total == economic + all - flows.grant_given));
        }
        let given: Pence = beside.iter().map(|flows| flows.grant_given).sum();
        prop_assert!(given <= appraisal.cash.grant.iter().sum());
        let rates = council_revenue(&checked).business_rates;
        prop_assert!(rates.is_none_or(|rates| rates.total == rates.by_year.iter().sum()));
        let returns = returns(&checked, &appraisal);
        for (found, partner) in returns.partners.iter().zip(&appraisal.partners) {
            prop_assert_eq!(&found.economic.monthly, &partner.rates);
            prop_assert_eq!(found.economic.is_not_unique, partner.rates.roots.len() > 1);
        }
        for exit in exits(&checked) {
            let realised = exit.realised;
            let gross = realised.finished_homes + realised.work_in_progress + realised.kept + realised.land;
            prop_assert_eq!(realised.net, gross - realised.costs);
            prop_assert!(exit.receipts.iter().all(|paid| *paid >= Pence::ZERO));
            prop_assert!(exit.price >= Pence::ZERO && exit.price <= exit.receipts[exit.partner]);
        }
        for join in joins(&checked, &appraisal) {
            // The sale neither creates nor destroys money between the two, and nothing is paid before it.
            let seller = &appraisal.partners[join.seller];
            let both = join.flows.iter().zip(&join.seller_after).map(|(flow, after)| *flow + *after);
            prop_assert!(both.eq(seller.cash.iter().copied()));
            prop_assert!(join.flows[..join.k].iter().all(|flow| *flow == Pence::ZERO));
            prop_assert!(join.outstanding >= Pence::ZERO && join.flows[join.k] == -join.price);
        }
    }
}

/// The paths of every number that is -0.0.
fn negative_zeros(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, inner)| negative_zeros(inner, &format!("{path}/{name}"), found));
        }
        Value::Array(rows) => {
            rows.iter().enumerate().for_each(|(place, row)| negative_zeros(row, &format!("{path}/{place}"), found));
        }
        Value::Number(number) if number.as_f64().is_some_and(|number| number == 0.0 && number.is_sign_negative()) => {
            found.push(path.to_owned());
        }
        _ => {}
    }
}

/// A reader takes -0.0 for a loss too small to show, so no output is -0.0.
#[test]
fn no_output_is_negative_zero() {
    let samples = samples::ALL.iter().map(|sample| document::open(sample.document).unwrap());
    let mut found = Vec::new();
    for (number, deal) in samples.chain((0..40).map(generator::numbered_with_outputs)).enumerate() {
        let results = Results::of(&check(&deal).unwrap());
        negative_zeros(&serde_json::to_value(&results).unwrap(), &format!("deal {number}"), &mut found);
    }
    assert_eq!(found, Vec::<String>::new());
}

/// Deadweight and a reference case deduct the same jobs twice.
#[test]
fn a_reference_case_with_deadweight_is_refused() {
    let with_reference = |number: &u64| {
        let deal = generator::numbered_with_outputs(*number);
        deal.outputs.areas[0].reference.is_some()
    };
    let mut deal = generator::numbered_with_outputs((0..100).find(with_reference).unwrap());
    deal.outputs.areas[0].deadweight_percent = 25.0;
    let findings = check(&deal).unwrap_err();
    assert_eq!(findings[0].path, "/outputs/areas/city/deadweight_percent");
}
