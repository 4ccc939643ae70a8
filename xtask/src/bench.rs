//! `cargo xtask bench`: the three figures that say whether the page feels light.

use crate::page;
use crate::project::{Project, WASM};
use crate::run::{self, Outcome};
use crate::tools::{self, Tools};
use std::process::Command;

/// Builds the page and prints its weight, its answer to a key press, and the cost of one appraisal.
pub(crate) fn run(project: &Project) -> Outcome {
    let tools = Tools::of(project)?;
    tools.ready_for_page()?;
    tools.ready_for_browser()?;
    run::timed("Building the page", || page::build(project, &tools))?;
    let figures = [
        ("First load", run::shown as Measure, first_load(project)),
        ("Key press to painted result", run::shown, key_press(project)),
        ("One appraisal, compiled for this machine", run::shown, native_appraisal(project)),
        ("One appraisal, in the browser", figure_alone, browser_appraisal(project, &tools)),
    ];
    let mut missing = Vec::new();
    for (title, measure, command) in figures {
        println!("\n{title}");
        if let Err(reason) = measure(command) {
            println!("{reason}");
            missing.push(title);
        }
    }
    if missing.is_empty() { Ok(()) } else { Err(format!("\nNot measured: {}.", missing.join("; "))) }
}

/// Runs a command that prints a figure.
type Measure = fn(Command) -> Outcome;

/// Shows only the line with the figure, out of all that a test runner says.
fn figure_alone(command: Command) -> Outcome {
    let finished = run::captured(command)?;
    match finished.text.lines().find(|line| line.contains("per appraisal")) {
        Some(figure) if finished.succeeded => println!("{figure}"),
        _ => return Err(format!("{}\nThis command gave no figure:\n  {}", finished.text, finished.by_hand)),
    }
    Ok(())
}

fn first_load(project: &Project) -> Command {
    script(project, "tests/bench/first_load.mjs")
}

fn key_press(project: &Project) -> Command {
    script(project, "tests/bench/key_press.mjs")
}

fn script(project: &Project, path: &str) -> Command {
    let mut command = project.program("node");
    command.arg(path);
    if let Some(chromium) = tools::chromium() {
        command.env("CHROMIUM", chromium);
    }
    command
}

fn native_appraisal(project: &Project) -> Command {
    project.cargo("run --quiet --release --locked --package appraisal --example speed")
}

/// The page shows nothing to scripts, so the browser's figure comes from a test that is ignored except here. It is the
/// same release code, but not run through wasm-opt as the page is.
fn browser_appraisal(project: &Project, tools: &Tools) -> Command {
    let words = format!("test --release --locked --target {WASM} --test speed -- --include-ignored --nocapture");
    let mut command = project.cargo(&words);
    tools::drive_browser(&mut command, project, tools);
    command
}
