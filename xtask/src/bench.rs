//! `cargo xtask bench`: how fast the page loads and responds, and what a run of the calculation costs.

use crate::page;
use crate::project::{Project, WASM};
use crate::run::{self, Result};
use crate::tools::{self, Tools};
use std::process::Command;

/// Builds the page and prints its size, its response to a key press, and the cost of runs.
pub(crate) fn run(project: &Project) -> Result {
    let tools = Tools::of(project)?;
    tools.ready_for_page()?;
    tools.ready_for_browser()?;
    run::timed("Building the page", || page::build(project, &tools))?;
    let figures = [
        ("First load", run::shown as Measure, first_load(project)),
        ("Key press to painted result", run::shown, key_press(project)),
        ("Lighthouse", run::shown, script(project, "tests/bench/lighthouse.mjs")),
        ("One run of Norwich, compiled for this machine", run::shown, native_speed(project)),
        ("The same in the browser", figure_alone, browser_speed(project, &tools)),
        ("Runs of every size, by criterion", run::shown, criterion(project)),
    ];
    let mut missing = Vec::new();
    for (title, measure, command) in figures {
        println!("\n{title}");
        if let Err(reason) = measure(command) {
            println!("{reason}");
            missing.push(title);
        }
    }
    println!("\nInstructions of one run");
    if let Err(reason) = instructions(project) {
        println!("{reason}");
        missing.push("Instructions of one run");
    }
    if missing.is_empty() { Ok(()) } else { Err(format!("\nNot measured: {}.", missing.join("; "))) }
}

/// Runs a command that prints a figure.
type Measure = fn(Command) -> Result;

/// Shows only the lines of a test runner's output that have figures.
fn figure_alone(command: Command) -> Result {
    let finished = run::captured(command)?;
    let figures: Vec<&str> = finished.text.lines().filter(|line| line.contains(" us per ")).collect();
    if figures.is_empty() || !finished.succeeded {
        return Err(format!("{}\nThis command printed no figure:\n  {}", finished.text, finished.by_hand));
    }
    figures.iter().for_each(|figure| println!("{figure}"));
    Ok(())
}

/// Instructions per run, as counted by callgrind: the count of many runs less that of few, over the difference in runs.
/// The result hardly depends on the load of the machine.
fn instructions(project: &Project) -> Result {
    const FEW: u64 = 10;
    const MANY: u64 = 60;
    for what in ["norwich", "largest"] {
        let (few, many) = (counted(project, what, FEW)?, counted(project, what, MANY)?);
        println!("{what}: {} instructions per run", many.saturating_sub(few) / (MANY - FEW));
    }
    Ok(())
}

fn counted(project: &Project, what: &str, runs: u64) -> Result<u64> {
    let mut command = project.program("valgrind");
    command.args([
        "--tool=callgrind",
        "--callgrind-out-file=/dev/null",
        "target/release/examples/speed",
        "count",
        what,
    ]);
    command.arg(runs.to_string());
    let absent = |_| "Not counted: valgrind is not installed. Debian and Ubuntu: apt-get install valgrind.".to_owned();
    let finished = run::captured(command).map_err(absent)?;
    let count = finished.text.lines().find_map(|line| line.split("Collected :").nth(1)?.trim().parse().ok());
    count.ok_or_else(|| format!("{}\nThis command printed no count:\n  {}", finished.text, finished.by_hand))
}

fn first_load(project: &Project) -> Command {
    script(project, "tests/bench/first_load.mjs")
}

fn key_press(project: &Project) -> Command {
    script(project, "tests/bench/key_press.mjs")
}

/// A script that drives the browser.
pub(crate) fn script(project: &Project, path: &str) -> Command {
    let mut command = project.program("node");
    command.arg(path);
    if let Some(chromium) = tools::chromium() {
        command.env("CHROMIUM", chromium);
    }
    command
}

fn native_speed(project: &Project) -> Command {
    project.cargo("run --quiet --release --locked --package appraisal --example speed")
}

/// The page has no interface for scripts, so the browser's figure comes from a test that is ignored except here. It is
/// the same release code, but without wasm-opt.
fn browser_speed(project: &Project, tools: &Tools) -> Command {
    let words = format!("test --release --locked --target {WASM} --test speed -- --include-ignored --nocapture");
    let mut command = project.cargo(&words);
    tools::drive_browser(&mut command, project, tools);
    command
}

fn criterion(project: &Project) -> Command {
    project.cargo("bench --quiet --locked --package appraisal --bench runs -- --noplot")
}
