//! Conditions to run a deal under: each one used somewhere, and many that mix them.

use appraisal::sensitivity::REQUIRED;
use appraisal::stress::Stress;
use appraisal::verdict::{DOWNSIDE, TESTS};

/// Conditions that alternate between dates, so that a run shows any remains of the run before.
pub(crate) fn conditions() -> Vec<Stress> {
    let named = REQUIRED.iter().map(|(_, stress)| *stress).chain(TESTS.iter().map(|(_, stress)| *stress));
    let extremes = [
        Stress::NONE,
        Stress { price: 1.5, cost: 0.5, ..Stress::NONE },
        Stress { sales_rate: 0.1, start_later: 24, flat_prices: true, ..Stress::NONE },
        Stress { sales_rate: 2.0, rate_points: -0.01, ..Stress::NONE },
        Stress { start_later: 720, no_grant: true, ..DOWNSIDE },
        Stress { price: 0.0, cost: 2.0, sales_rate: 0.0, ..Stress::NONE },
    ];
    named.chain(extremes).chain((0..20).map(mixed)).chain([Stress::NONE]).collect()
}

fn mixed(number: usize) -> Stress {
    let step = |of: usize, least: f64, most: f64| least + (most - least) * (number * of % 17) as f64 / 16.0;
    Stress {
        price: step(3, 0.7, 1.3),
        cost: step(5, 0.8, 1.4),
        sales_rate: step(7, 0.3, 1.7),
        flat_prices: number.is_multiple_of(3),
        start_later: number * 11 % 25,
        rate_points: step(2, -0.01, 0.03),
        no_grant: number.is_multiple_of(4),
    }
}
