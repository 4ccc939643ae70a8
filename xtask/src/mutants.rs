//! `cargo xtask mutants`: changes the calculation one line at a time and checks that a test fails.

use crate::project::Project;
use crate::run::{self, Result};
use crate::tools::Tools;
use std::path::Path;
use std::process::Command;

/// The default sample.
const COUNT: usize = 250;
const SEED: u64 = 1;

/// The sample to draw: how many mutants, and the seed.
struct Sample {
    count: usize,
    seed: u64,
}

/// Draws a sample of the mutants of the calculation and tests each in a copy of the sources; those for which no test failed are
/// listed in `target/mutants.out/missed.txt`.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result {
    let sample = sample_of(arguments)?;
    let tools = Tools::of(project)?;
    let program = run::timed("Installing cargo-mutants", || tools.ready_for_mutants())?;
    let listed = run::captured(command(project, &program, &["--list"]))?;
    let names = listed.text.lines().filter(|line| line.starts_with("crates/appraisal/")).map(str::to_owned);
    let chosen = drawn(names.collect(), &sample);
    println!("Testing {} mutants, at about 15 seconds each.", chosen.len());
    let pattern = format!("^({})$", chosen.iter().map(|name| escaped(name)).collect::<Vec<_>>().join("|"));
    let words =
        ["--test-package", "appraisal", "--profile", "mutants", "--timeout", "120", "--output", "target", "--re"];
    let mut tried = command(project, &program, &words);
    tried.arg(pattern).args(["--", "--locked"]);
    run::shown(tried)
}

fn sample_of(arguments: &[String]) -> Result<Sample> {
    let mut sample = Sample { count: COUNT, seed: SEED };
    for pair in arguments.chunks(2) {
        match pair {
            [name, number] if name == "--count" => sample.count = parsed(name, number)?,
            [name, number] if name == "--seed" => sample.seed = parsed(name, number)?,
            _ => return Err("Use `cargo xtask mutants [--count N] [--seed N]`.".to_owned()),
        }
    }
    Ok(sample)
}

fn parsed<T: std::str::FromStr>(name: &str, number: &str) -> Result<T> {
    number.parse().map_err(|_| format!("{name} takes a whole number, not {number}."))
}

fn command(project: &Project, program: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.current_dir(&project.root).arg("mutants").args(["--package", "appraisal", "--colors", "never"]).args(words);
    command
}

/// Draws the sample from the names without replacement, by Knuth's linear congruential generator.
fn drawn(mut names: Vec<String>, sample: &Sample) -> Vec<String> {
    names.sort();
    let mut state = sample.seed;
    let mut chosen = Vec::new();
    while chosen.len() < sample.count && !names.is_empty() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let place = (state >> 33) as usize % names.len();
        chosen.push(names.swap_remove(place));
    }
    chosen
}

/// A regular expression that matches this name only.
fn escaped(name: &str) -> String {
    name.chars()
        .flat_map(|letter| (!letter.is_alphanumeric() && letter != ' ').then_some('\\').into_iter().chain([letter]))
        .collect()
}
