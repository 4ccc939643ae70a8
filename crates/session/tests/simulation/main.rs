//! Deterministic simulation: two users with two tabs each, over storages, clocks and mail with faults. A seed gives the steps, and
//! after every step every promise of the session is checked (`check.rs`).
//!
//! `COMMON_GROUND_SEEDS` and `COMMON_GROUND_STEPS` set how many; `COMMON_GROUND_FIRST` the first seed; after `COMMON_GROUND_MINUTES`
//! no other seed is begun. The long run:
//!
//!     COMMON_GROUND_SEEDS=1000 COMMON_GROUND_STEPS=10000 \
//!         cargo test -p session --profile simulation --test simulation no_seed -- --nocapture

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod address;
mod check;
mod doing;
mod faults;
mod kept;
mod ledger;
mod mail;
mod private;
mod saved;
mod step;
mod storage;
mod texts;
#[path = "../../../links/tests/common/ways.rs"]
mod ways;
mod work;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use step::{Step, shrunk, steps_of};
use world::{Counts, World};

/// What a list of steps breaks, and after how many of them.
fn broken_after(steps: &[Step], counts: &mut Counts) -> Option<(usize, String)> {
    let mut taken = 0;
    let run = || {
        let mut world = World::new();
        let checked = steps.iter().try_for_each(|step| {
            taken += 1;
            world.take(*step)
        });
        checked.and_then(|()| world.check_end()).map(|()| world.counts)
    };
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(Ok(found)) => {
            found.into_iter().for_each(|(what, many)| *counts.entry(what).or_default() += many);
            None
        }
        Ok(Err(why)) => Some((taken, why)),
        Err(_) => Some((taken, "it panics".to_owned())),
    }
}

/// What a list of steps breaks.
fn broken(steps: &[Step]) -> Option<String> {
    broken_after(steps, &mut Counts::new()).map(|(_, why)| why)
}

/// The kind of what is broken: its words, without the numbers and names of the run.
fn kind(why: &str) -> String {
    why.split(' ').filter(|word| !word.contains(|sign: char| sign.is_ascii_digit())).collect()
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// How many seeds were run, those that fail, with what they break and the steps up to there; and what was done in the others.
#[derive(Default)]
struct Found {
    seeds: u64,
    failed: Vec<(u64, String, Vec<Step>)>,
    counts: Counts,
}

fn run(first: u64, seeds: u64, many: usize) -> Found {
    let (next, found) = (AtomicU64::new(first), Mutex::new(Found::default()));
    let (begun, longest) = (Instant::now(), Duration::from_secs(60 * number("COMMON_GROUND_MINUTES", 1_000_000)));
    let work = || {
        let mut counts = Counts::new();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= first + seeds || begun.elapsed() > longest {
                break;
            }
            let mut steps = steps_of(seed, many);
            found.lock().unwrap().seeds += 1;
            if let Some((taken, why)) = broken_after(&steps, &mut counts) {
                println!("seed {seed}, step {taken}: {why}");
                steps.truncate(taken);
                found.lock().unwrap().failed.push((seed, why, steps));
            }
        }
        let all = &mut found.lock().unwrap().counts;
        counts.into_iter().for_each(|(what, many)| *all.entry(what).or_default() += many);
    };
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, usize::from);
        (0..threads).for_each(|_| drop(scope.spawn(work)));
    });
    found.into_inner().unwrap()
}

#[test]
fn no_seed_breaks_a_promise() {
    let (first, seeds) = (number("COMMON_GROUND_FIRST", 0), number("COMMON_GROUND_SEEDS", 40));
    let many = usize::try_from(number("COMMON_GROUND_STEPS", 200)).unwrap();
    let Found { seeds, mut failed, counts } = run(first, seeds, many);
    let passed = seeds - failed.len() as u64;
    println!("{passed} of {seeds} seeds of {many} steps break no promise: {} steps", passed * many as u64);
    counts.iter().for_each(|(what, times)| println!("{times:>9} {what}"));
    let mut kinds = Vec::new();
    // Of each kind the shortest list is enough to find its cause.
    failed.sort_by_key(|(.., steps)| steps.len());
    for (seed, why, steps) in &failed {
        if !kinds.contains(&kind(why)) {
            kinds.push(kind(why));
            let short = shrunk(steps.clone(), |steps| {
                let broken = broken_after(steps, &mut Counts::new());
                broken.filter(|(_, other)| kind(other) == kind(why)).map(|(taken, _)| taken)
            });
            println!("seed {seed}: {why}, {} steps: {short:?}", short.len());
        }
    }
    let failed: Vec<_> = failed.iter().map(|(seed, why, _)| (seed, why)).collect();
    assert!(failed.is_empty(), "{} of {seeds} seeds: {failed:?}", failed.len());
}
