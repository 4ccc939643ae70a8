//! Building the release page into `dist`, once for each state of its sources.

use crate::method;
use crate::project::Project;
use crate::run::{self, Result};
use crate::tools::Tools;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Everything the built page is made from.
const SOURCES: [&str; 9] =
    ["src", "crates", "cases", "static", "index.html", "Trunk.toml", "Cargo.toml", "Cargo.lock", method::SOURCE];

/// The folder of the built page.
pub(crate) fn folder(project: &Project) -> PathBuf {
    project.root.join("dist")
}

/// Builds the page unless `dist` is already built from these sources.
pub(crate) fn build(project: &Project, tools: &Tools) -> Result {
    let stamp = project.root.join("target/page-built-from");
    let sources = fingerprint(project, tools)?;
    if is_fresh(project, &stamp, sources) {
        return Ok(());
    }
    run::must(trunk(project, tools)?)?;
    method::write(project)?;
    let built = fs::read(folder(project).join("index.html"));
    let cannot = |error: io::Error| format!("Cannot write down what the page was built from: {error}.");
    fs::create_dir_all(project.root.join("target")).map_err(cannot)?;
    fs::write(&stamp, mark(sources, &built.map_err(cannot)?)).map_err(cannot)
}

/// The page is fresh if it was built from these sources and nothing else was built over it since: its `index.html` names every
/// other file by its hash.
fn is_fresh(project: &Project, stamp: &Path, sources: u64) -> bool {
    match (fs::read_to_string(stamp), fs::read(folder(project).join("index.html"))) {
        (Ok(noted), Ok(built)) => noted == mark(sources, &built),
        _ => false,
    }
}

fn mark(sources: u64, built: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    built.hash(&mut hasher);
    format!("{sources:016x} {:016x}\n", hasher.finish())
}

fn trunk(project: &Project, tools: &Tools) -> Result<Command> {
    let mut command = project.program("trunk");
    command.args(["build", "--release", "--locked", "--color", "never"]);
    // Trunk 0.21 reads NO_COLOR as one of its own options and fails on the usual value of 1. Its backtraces are long and say
    // nothing about the page.
    command.env("PATH", tools.path()?).env_remove("NO_COLOR").env_remove("RUST_BACKTRACE");
    Ok(command)
}

fn fingerprint(project: &Project, tools: &Tools) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    tools.versions().hash(&mut hasher);
    for source in SOURCES {
        let path = project.root.join(source);
        add(&path, &mut hasher).map_err(|error| format!("Cannot read {}: {error}.", path.display()))?;
    }
    Ok(hasher.finish())
}

/// Adds a file's name and content, or those of everything in a folder, in an order that does not change.
fn add(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    path.hash(hasher);
    if !path.is_dir() {
        fs::read(path)?.hash(hasher);
        return Ok(());
    }
    let mut entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    entries.iter().try_for_each(|entry| add(entry, hasher))
}
