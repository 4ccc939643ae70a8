//! The project's commands, each started as `cargo xtask NAME`.

mod bench;
mod method;
mod mutants;
mod page;
mod project;
mod run;
mod screenshots;
mod serve;
mod test;
mod tools;

use project::Project;
use run::Result;
use std::env;
use std::process::ExitCode;

const COMMANDS: &str = "\
The commands are:
  cargo xtask serve [--port N]         Builds the release page and serves it on this machine.
  cargo xtask test [--long] [STEP...]  Runs every check, or only the named steps, and counts the tests.
  cargo xtask bench                    Measures the first load, a key press, and runs of the calculation.
  cargo xtask screenshots [FOLDER]     Takes pictures of every page and state at three widths, light and dark.
  cargo xtask mutants [--count N] [--seed N]
                                       Changes the calculation line by line and checks that a test fails.
Each installs what it needs into the user's cache folder the first time.";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match run_command(&arguments) {
        Ok(code) => code,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn run_command(arguments: &[String]) -> Result<ExitCode> {
    let Some((command, rest)) = arguments.split_first() else {
        println!("{COMMANDS}");
        return Ok(ExitCode::SUCCESS);
    };
    let project = Project::find()?;
    match command.as_str() {
        "serve" => serve::run(&project, rest).map(|()| ExitCode::SUCCESS),
        "test" => test::run(&project, rest),
        "bench" => bench::run(&project).map(|()| ExitCode::SUCCESS),
        "screenshots" => screenshots::run(&project, rest).map(|()| ExitCode::SUCCESS),
        "mutants" => mutants::run(&project, rest).map(|()| ExitCode::SUCCESS),
        other => Err(format!("Unknown command: {other}.\n{COMMANDS}")),
    }
}
