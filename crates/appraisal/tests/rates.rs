//! Rates of return compared with another program's, and a check that no change of sign is missed (method 2.12).

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use appraisal::measures::rate_of_return::{Headline, RatesOfReturn, dated, monthly};
use appraisal::{Pence, YearMonth};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Published {
    series: Vec<Series>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Series {
    name: String,
    start: YearMonth,
    flows: Vec<(usize, usize, f64)>,
    rates: Vec<f64>,
    dated: Option<f64>,
}

impl Series {
    fn flows(&self) -> Vec<Pence> {
        let last = self.flows.iter().map(|(_, last, _)| *last).max().unwrap();
        let mut flows = vec![Pence::ZERO; last + 1];
        for (first, last, pounds) in &self.flows {
            flows[*first..=*last].iter_mut().for_each(|flow| *flow += Pence::from_pounds(*pounds));
        }
        flows
    }
}

fn assert_rates(name: &str, found: &RatesOfReturn, expected: &[f64], total: Pence) {
    assert_eq!(found.roots.len(), expected.len(), "{name}: {:?} against {expected:?}", found.roots);
    for (found, expected) in found.roots.iter().zip(expected) {
        assert!((found - expected).abs() <= 1e-10 * expected.abs().max(1.0), "{name}: {found} against {expected}");
    }
    let with_sign_of_total: Vec<f64> = found.roots.iter().copied().filter(|rate| rate * total.as_f64() > 0.0).collect();
    let headline = match (&found.roots[..], &with_sign_of_total[..]) {
        ([], _) => Headline::None,
        ([rate], _) | (_, [rate]) => Headline::Rate(*rate),
        _ => Headline::NotUnique,
    };
    assert_eq!(found.headline, headline, "{name}");
}

#[test]
fn rates_match_another_program() {
    let published: Published = toml::from_str(include_str!("rates_of_return.toml")).unwrap();
    assert!(published.series.len() >= 25);
    for series in &published.series {
        let flows = series.flows();
        let total = flows.iter().sum();
        assert_rates(&series.name, &monthly(&flows), &series.rates, total);
        let days: Vec<i64> = (0..flows.len()).map(|k| series.start.plus(k as i32).day_number()).collect();
        if let Some(rate) = series.dated {
            assert_rates(&series.name, &dated(&flows, &days), &[rate], total);
        }
        // More months without flows, before or after, change nothing.
        let mut longer = flows.clone();
        longer.resize(flows.len() + 36, Pence::ZERO);
        longer.rotate_right(24);
        assert_rates(&series.name, &monthly(&longer), &series.rates, total);
        // One side's payments are the other's receipts.
        let turned: Vec<Pence> = flows.iter().map(|flow| -*flow).collect();
        assert_eq!(monthly(&turned).roots.len(), series.rates.len(), "{}", series.name);
    }
}

/// Net over gross present value at `x = ln(1 + i)`, powers taken from the end at which they cannot overflow.
fn relative_value(flows: &[Pence], x: f64) -> f64 {
    let from = if x < 0.0 { flows.len() - 1 } else { 0 };
    let value = |(k, flow): (usize, &Pence)| flow.as_f64() * (-x * (k as f64 - from as f64) / 12.0).exp();
    let (net, gross) =
        flows.iter().enumerate().map(value).fold((0.0, 0.0), |(net, gross), value| (net + value, gross + value.abs()));
    if gross > 0.0 { net / gross } else { 0.0 }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: if std::env::var_os("COMMON_GROUND_LONG").is_some() { 10_000 } else { 256 },
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// There is a root between two points of opposite sign, and the value is zero at each root (I12).
    #[test]
    fn no_change_of_sign_is_missed(
        flows in prop::collection::vec(prop_oneof![Just(0_i64), -100_i64..100, -1_000_000_000_i64..1_000_000_000], 2..60),
        step in 1_usize..13,
    ) {
        let mut spaced = vec![Pence::ZERO; (flows.len() - 1) * step + 1];
        flows.iter().enumerate().for_each(|(k, flow)| spaced[k * step] = Pence(*flow));
        let rates = monthly(&spaced);
        let roots: Vec<f64> = rates.roots.iter().map(|rate| rate.ln_1p()).collect();
        // A rate near -100% is only accurate to 16 digits: the error of its logarithm is up to EPSILON / (1 + i).
        let years = spaced.len() as f64 / 12.0;
        for (root, rate) in roots.iter().zip(&rates.roots) {
            let tolerance = 1e-9 + f64::EPSILON / (1.0 + rate) * years;
            prop_assert!(relative_value(&spaced, *root).abs() <= tolerance, "I12 at {root}");
        }
        // Off the cells of the search.
        let grid = |cell: i32| -15.9971 + 0.0313 * f64::from(cell);
        for cell in 0..1_245 {
            let (low, high) = (relative_value(&spaced, grid(cell)), relative_value(&spaced, grid(cell + 1)));
            if low.abs() > 1e-12 && high.abs() > 1e-12 && low.signum() != high.signum() {
                let inside = roots.iter().filter(|root| (grid(cell)..=grid(cell + 1)).contains(root)).count();
                prop_assert!(inside % 2 == 1, "{inside} roots from {} to {}", grid(cell), grid(cell + 1));
            }
        }
    }
}
