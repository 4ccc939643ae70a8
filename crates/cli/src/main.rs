//! Common Ground on the command line: the same calculation as the page's, for scripts and for other programs.
//!
//! One module for each command. A command reads, works out, and writes to `out`; it gives a [`Failure`] where it cannot.

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

/// Works out joint ventures of land against cash: homes, jobs, money over time and what each partner gets back.
///
/// FILE is a deal as JSON, or - for standard input. Money in JSON results is in pence. The exit code is 0 where all
/// went well, 1 where a file could not be read or written, 2 for a deal that cannot be worked out and for wrong usage.
#[derive(Parser)]
#[command(name = "common-ground", version, arg_required_else_help = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Work out a deal and print its main figures.
    Appraise {
        /// The deal; - for standard input.
        file: PathBuf,
        /// Print every figure, as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Say whether a deal can be worked out, and what to put right where it cannot.
    Check {
        /// The deal; - for standard input.
        file: PathBuf,
    },
    /// List the deals that come with the program, or print one.
    Preset {
        /// The deal to print.
        name: Option<String>,
    },
    /// Set the main figures of several deals side by side.
    Compare {
        /// The deals; one of them may be - for standard input.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Print them as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Say how a figure comes about, as JSON; without a figure, list the figures of the deal.
    Explain {
        /// The deal; - for standard input.
        file: PathBuf,
        /// The figure, such as partner/C/received.
        figure: Option<String>,
    },
    /// Print the JSON Schema of a deal's document.
    Schema,
    /// Work out one deal a line of standard input, and write one result a line, in the same order.
    ///
    /// A line that cannot be worked out gives {"line": its number, "error": why}; the rest goes on, and the exit code
    /// is then 2.
    Batch {
        /// Write the main figures only, as compare --json does.
        #[arg(long)]
        brief: bool,
    },
}

fn main() -> ExitCode {
    let command = CommandLine::parse().command;
    let mut out = BufWriter::new(io::stdout().lock());
    let done = run(command, &mut out);
    // What was written before a failure is still to be seen; a second failure would say nothing new.
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
