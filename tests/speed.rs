//! Prints the time of one run and of one appraisal of Norwich 2009 in the browser. Run by `cargo xtask bench`, never in a
//! test run: timings on a shared machine prove nothing.

#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a sample that does not open is a fault of the measurement")]

use std::hint::black_box;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const RUNS: u32 = 2_000;
const ROUNDS: usize = 9;

/// Median over rounds of the microseconds that one call takes.
fn microseconds(mut work: impl FnMut()) -> f64 {
    let round = |_| {
        let start = js_sys::Date::now();
        for _ in 0..RUNS {
            work();
        }
        (js_sys::Date::now() - start) * 1e3 / f64::from(RUNS)
    };
    let mut times: Vec<f64> = (0..ROUNDS).map(round).collect();
    times.sort_by(f64::total_cmp);
    times[ROUNDS / 2]
}

#[wasm_bindgen_test]
#[ignore = "a measurement, not a test"]
fn speed_of_one_run() {
    let deal = appraisal::document::open(appraisal::samples::NORWICH_2009.document).unwrap();
    let checked = appraisal::check(&deal).unwrap();
    let mut simulation = appraisal::Simulation::of(&checked);
    let run = microseconds(|| {
        black_box(simulation.run(black_box(&appraisal::stress::Stress::NONE)));
    });
    let appraisal = microseconds(|| drop(black_box(appraisal::appraise(black_box(&checked)))));
    console_log!("Chromium: {run:.1} us per run without a ledger (median of {ROUNDS} rounds of {RUNS})");
    console_log!("Chromium: {appraisal:.1} us per appraisal (median of {ROUNDS} rounds of {RUNS})");
}
