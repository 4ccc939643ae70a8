//! Net additional homes deduct demolished homes first (method 3.1, 3.3).

use super::checked;
use appraisal::{Deal, appraise, document, homes_cube, public_cost, samples};

/// GD-1 builds 24 homes.
fn demolishing(homes: u32) -> Deal {
    let mut deal: Deal = document::open(samples::GD_1.document).unwrap();
    deal.phases[0].demolished = homes;
    deal.jobs.deadweight_percent = 25.0;
    deal.jobs.displacement_percent = 20.0;
    deal
}

/// `(built - demolished) x 75% x 80%`, wherever it is shown or used as a denominator.
#[test]
fn demolished_homes_are_deducted_first() {
    for (demolished, additional) in [(0, 14.4), (4, 12.0), (24, 0.0), (34, -6.0)] {
        let checked = checked(&demolishing(demolished));
        let result = appraise(&checked);
        let cost = &public_cost(&checked, &result).per[1];
        for found in [result.jobs.net_homes, homes_cube(&checked, &result).additional, cost.number] {
            assert!((found - additional).abs() < 1e-9, "{demolished} demolished: {found}");
            assert!(found != 0.0 || found.is_sign_positive(), "negative zero");
        }
        assert_eq!(cost.net.is_some(), additional > 0.0);
    }
}
