//! Prints the time of one run of Norwich 2009 on this machine, to compare with the time in a browser; `cargo bench`
//! gives more detail. `count SIZE RUNS` only makes this many runs, for an instruction counter.

use appraisal::stress::Stress;
use appraisal::{CheckedDeal, Deal, Simulation, appraise, check, document, samples};
use std::hint::black_box;
use std::time::Instant;

const ROUNDS: usize = 9;

#[path = "../benches/support/sized.rs"]
mod sized;
use sized::sized;

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Median over rounds of the microseconds per call.
fn microseconds<T>(calls: u32, mut work: impl FnMut() -> T) -> f64 {
    let round = |_| {
        let start = Instant::now();
        for _ in 0..calls {
            black_box(work());
        }
        start.elapsed().as_secs_f64() * 1e6 / f64::from(calls)
    };
    median((0..ROUNDS).map(round).collect())
}

/// The microseconds of one simulation run.
fn of_a_run(checked: &CheckedDeal, calls: u32) -> f64 {
    let mut simulation = Simulation::of(checked);
    microseconds(calls, || {
        simulation.run(black_box(&Stress::NONE));
    })
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [command, what, runs] = &arguments[..]
        && command == "count"
    {
        return count(what, runs.parse().unwrap_or(1));
    }
    let Ok(norwich) = document::open(samples::NORWICH_2009.document) else { return };
    of_norwich(&norwich);
}

fn of_norwich(deal: &Deal) {
    let Ok(checked) = check(deal) else { return };
    let appraisal = microseconds(2_000, || appraise(black_box(&checked)));
    println!(
        "native: {:.1} us per run without a ledger (median of {ROUNDS} rounds of 2000)",
        of_a_run(&checked, 2_000)
    );
    println!("native: {appraisal:.1} us per appraisal (median of {ROUNDS} rounds of 2000)");
}

/// This many runs of Norwich, or of the largest deal, and nothing else that counts.
fn count(what: &str, runs: u32) {
    let deal = match what {
        "largest" => sized(30, 720, 8),
        _ => document::open(samples::NORWICH_2009.document).ok(),
    };
    let Some(checked) = deal.and_then(|deal| check(&deal).ok()) else { return };
    let mut simulation = Simulation::of(&checked);
    for _ in 0..runs {
        simulation.run(black_box(&Stress::NONE));
    }
}
