//! Deterministic simulation: two users with two tabs each, over storages, clocks and mail with faults. A seed gives the steps, and
//! after every step every promise of the session is checked.
//!
//! `COMMON_GROUND_SEEDS` and `COMMON_GROUND_STEPS` set how many; `COMMON_GROUND_FIRST` the first seed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

mod kept;
mod mail;
mod step;
mod storage;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};
use step::{Step, shrunk, steps_of};
use world::World;

/// What a list of steps breaks.
fn broken(steps: &[Step]) -> Option<String> {
    let run = || {
        let mut world = World::new();
        steps.iter().try_for_each(|step| world.take(*step))?;
        world.check_end()
    };
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(checked) => checked.err(),
        Err(_) => Some("it panics".to_owned()),
    }
}

/// The kind of what is broken: its words, without the numbers and names of the run.
fn kind(why: &str) -> String {
    why.split(' ').filter(|word| !word.contains(|sign: char| sign.is_ascii_digit())).collect()
}

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

#[test]
fn no_seed_breaks_a_promise() {
    let (first, seeds) = (number("COMMON_GROUND_FIRST", 0), number("COMMON_GROUND_SEEDS", 12));
    let many = usize::try_from(number("COMMON_GROUND_STEPS", 200)).unwrap();
    let mut failed = Vec::new();
    for seed in first..first + seeds {
        let steps = steps_of(seed, many);
        if let Some(why) = broken(&steps) {
            println!("seed {seed}: {why}");
            // One list of each kind is enough to find its cause.
            if !failed.iter().any(|(_, before): &(u64, String)| kind(before) == kind(&why)) {
                let short = shrunk(steps, |steps| broken(steps).is_some_and(|other| kind(&other) == kind(&why)));
                println!("    {} steps: {short:?}", short.len());
            }
            failed.push((seed, why));
        }
    }
    assert!(failed.is_empty(), "{} of {seeds} seeds: {failed:?}", failed.len());
}
