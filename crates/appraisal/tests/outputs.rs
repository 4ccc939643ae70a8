//! What holds of homes, covenants, exits and what the community gets, whatever the deal.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

#[path = "support/generator.rs"]
mod generator;

use appraisal::deal::CovenantMeasure;
use appraisal::{Pence, appraise, check, community, covenants, document, exits, homes_cube, local_jobs};
use proptest::prelude::*;

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
        prop_assert_eq!(cube.gross, appraisal.homes.completed);
        prop_assert!(cube.net <= i64::from(cube.gross) && cube.additional <= f64::from(cube.gross));

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
        for exit in exits(&checked) {
            let realised = exit.realised;
            let gross = realised.finished_homes + realised.work_in_progress + realised.kept + realised.land;
            prop_assert_eq!(realised.net, gross - realised.costs);
            prop_assert!(exit.receipts.iter().all(|paid| *paid >= Pence::ZERO));
            prop_assert!(exit.price >= Pence::ZERO && exit.price <= exit.receipts[exit.partner]);
        }
    }
}

/// Deadweight and a reference case take the same off twice.
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
