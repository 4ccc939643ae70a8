//! Prints the time of one appraisal of Norwich 2009 on this machine.

use std::hint::black_box;
use std::time::Instant;

const APPRAISALS: u32 = 2_000;
const ROUNDS: usize = 9;

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Median over rounds of the microseconds that one call takes.
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

fn main() {
    let Ok(deal) = appraisal::document::open(appraisal::samples::NORWICH_2009.document) else { return };
    let Ok(checked) = appraisal::check(&deal) else { return };
    let figures = appraisal::appraise(&checked);
    println!(
        "native: {:.1} us per appraisal (median of {ROUNDS} rounds of {APPRAISALS})",
        microseconds(APPRAISALS, || appraisal::appraise(black_box(&checked)))
    );
    println!("native: {:.1} us per check", microseconds(500, || appraisal::check(black_box(&deal))));
    println!("native: {:.1} us per verdict", microseconds(200, || appraisal::verdict(black_box(&checked), &figures)));
}
