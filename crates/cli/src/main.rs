//! Common Ground on the command line: the page's calculation, for scripts and other programs.
//!
//! One module per command. A command reads, calculates and writes to `out`, or returns a [`Failure`].

mod appraise;
mod batch;
mod check;
mod compare;
mod explain;
mod failure;
mod input;
mod outcome;
mod preset;
mod schema;
mod utf16;
mod words;

use clap::{Parser, Subcommand};
use failure::Failure;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Calculates joint ventures of land and cash: homes, jobs, money over time and what each partner gets back.
///
/// FILE is a deal as JSON, or - for standard input. Amounts in JSON results are in pence. The exit code is 0 on
/// success, 1 if a file could not be read or written, 2 for a deal that cannot be calculated and for incorrect usage.
#[derive(Parser)]
#[command(name = "common-ground", version, arg_required_else_help = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Calculate a deal and print its main figures.
    Appraise {
        /// The deal; - for standard input.
        file: PathBuf,
        /// Print every figure, as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Check whether a deal can be calculated, and list errors.
    Check {
        /// The deal; - for standard input.
        file: PathBuf,
    },
    /// List the deals supplied with the program, or print one.
    Preset {
        /// The deal to print.
        name: Option<String>,
    },
    /// Compare the main figures of several deals.
    Compare {
        /// The deals; one of them may be - for standard input.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Print them as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Explain a figure, as JSON; without a figure, list the figures of the deal.
    Explain {
        /// The deal; - for standard input.
        file: PathBuf,
        /// The figure, such as partner/C/received.
        figure: Option<String>,
    },
    /// Print the JSON Schema of a deal's document.
    Schema,
    /// Calculate one deal per line of standard input, and write one result per line, in the same order.
    ///
    /// A line that cannot be calculated gives {"line": its number, "error": why}; the other lines continue, and the
    /// exit code is 2.
    Batch {
        /// Write only the main figures, as compare --json does.
        #[arg(long)]
        brief: bool,
    },
}

fn main() -> ExitCode {
    let command = CommandLine::parse().command;
    let mut out = BufWriter::new(io::stdout().lock());
    let done = run(command, &mut out);
    // Output before a failure must still appear; a second failure would add nothing.
    let flushed = out.flush().map_err(Failure::from);
    match done.and(flushed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

fn run(command: Command, out: &mut impl Write) -> Result<(), Failure> {
    match command {
        Command::Appraise { file, json } => appraise::run(&file, json, out),
        Command::Check { file } => check::run(&file, out),
        Command::Preset { name } => preset::run(name.as_deref(), out),
        Command::Compare { files, json } => compare::run(&files, json, out),
        Command::Explain { file, figure } => explain::run(&file, figure.as_deref(), out),
        Command::Schema => schema::run(out),
        Command::Batch { brief } => batch::run(brief, out),
    }
}
