//! `cargo xtask test`: every check in turn, each reported with its time, and a last line with the count.

use crate::page;
use crate::project::{Project, WASM};
use crate::run::{self, Finished, Result};
use crate::tools::{self, Tools};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

/// Journeys wait more than they work, so two files at once take little longer than one on any number of cores.
const JOURNEYS_AT_ONCE: &str = "--test-concurrency=2";

/// One step of the check; its name is also the word that runs it alone.
struct Step {
    name: &'static str,
    doing: &'static str,
    work: fn(&Bench) -> Result<Report>,
}

const STEPS: [Step; 7] = [
    Step { name: "format", doing: "Formatting", work: format },
    Step { name: "lint", doing: "Lints for this machine", work: lint },
    Step { name: "lint-wasm", doing: "Lints for the browser", work: lint_wasm },
    Step { name: "host", doing: "Tests on this machine", work: host },
    Step { name: "components", doing: "Tests of components in the browser", work: components },
    Step { name: "page", doing: "Building the page", work: build_page },
    Step { name: "journeys", doing: "Journeys through the built page", work: journeys },
];

/// What every step needs.
struct Bench<'project> {
    project: &'project Project,
    tools: Tools<'project>,
    long: bool,
}

/// The result of a step.
struct Report {
    count: Count,
    /// What to show if anything failed.
    text: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Count {
    passed: usize,
    failed: usize,
}

/// The options of the command line.
struct Wanted {
    long: bool,
    steps: Vec<&'static Step>,
}

/// Runs the wanted steps and says how many tests passed and failed.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    let wanted = wanted(arguments)?;
    let tools = Tools::of(project)?;
    if let Err(reason) = tools.ready_for_tests() {
        println!("{reason}\n0 passed, 1 failed");
        return Ok(ExitCode::FAILURE);
    }
    let bench = Bench { project, tools, long: wanted.long };
    let mut total = Count::default();
    for step in wanted.steps {
        let found = report(step, &bench);
        total = total + found;
        if step.name == "page" && found.failed > 0 {
            println!("The journeys are skipped: there is no page to test.");
            break;
        }
    }
    println!("{} passed, {} failed", total.passed, total.failed);
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn wanted(arguments: &[String]) -> Result<Wanted> {
    let (flags, names): (Vec<&String>, Vec<&String>) = arguments.iter().partition(|word| word.starts_with("--"));
    if let Some(other) = flags.iter().find(|flag| **flag != "--long") {
        return Err(format!("Unknown option: {other}. The only option is --long."));
    }
    if let Some(other) = names.iter().find(|name| !STEPS.iter().any(|step| step.name == **name)) {
        let known = STEPS.map(|step| step.name).join(", ");
        return Err(format!("Unknown step: {other}. The steps are: {known}."));
    }
    let asked = |name: &str| names.iter().any(|word| *word == name);
    // Journeys need the page of the current sources, so they build it first.
    let chosen = |step: &&Step| names.is_empty() || asked(step.name) || (step.name == "page" && asked("journeys"));
    Ok(Wanted { long: !flags.is_empty(), steps: STEPS.iter().filter(chosen).collect() })
}

/// Runs one step with one line of progress; a step that cannot be run counts as one failure.
fn report(step: &Step, bench: &Bench) -> Count {
    run::announce(step.doing);
    let started = Instant::now();
    let report = (step.work)(bench).unwrap_or_else(|text| Report { count: Count { passed: 0, failed: 1 }, text });
    let Count { passed, failed } = report.count;
    let result = if failed > 0 { "FAILED" } else { "ok" };
    println!("{result}, {passed} passed, {failed} failed, {:.1} s", started.elapsed().as_secs_f64());
    if failed > 0 {
        println!("{}\nTo run this step alone: cargo xtask test {}\n", report.text.trim_end(), step.name);
    }
    report.count
}

fn format(bench: &Bench) -> Result<Report> {
    one_check(bench.project.cargo("fmt --all --check -- --color never"))
}

fn lint(bench: &Bench) -> Result<Report> {
    one_check(bench.project.cargo("clippy --workspace --all-targets --locked -- -D warnings"))
}

fn lint_wasm(bench: &Bench) -> Result<Report> {
    let words = format!("clippy --lib --bins --tests --target {WASM} --locked -- -D warnings");
    one_check(bench.project.cargo(&words))
}

fn host(bench: &Bench) -> Result<Report> {
    let mut command = bench.project.cargo("test --workspace --locked --no-fail-fast");
    if bench.long {
        command.env("COMMON_GROUND_LONG", "1");
    }
    counted(run::captured(command)?, cargo_count)
}

/// Runs the test files that are marked as for the browser, one package after the other.
fn components(bench: &Bench) -> Result<Report> {
    let mut whole = Finished { succeeded: true, text: String::new(), by_hand: String::new() };
    for package in browser_packages(&bench.project.root)? {
        let part = run::captured(in_browser(bench, &package))?;
        whole.succeeded &= part.succeeded;
        whole.text.push_str(&part.text);
        whole.by_hand = [whole.by_hand, part.by_hand].join("\n  ");
    }
    counted(whole, cargo_count)
}

fn in_browser(bench: &Bench, package: &BrowserPackage) -> Command {
    let mut command = bench.project.cargo(&format!("test --target {WASM} --locked --no-fail-fast"));
    if let Some(manifest) = &package.manifest {
        command.arg("--manifest-path").arg(manifest);
    }
    for test in &package.tests {
        command.args(["--test", test]);
    }
    tools::drive_browser(&mut command, bench.project, &bench.tools);
    command
}

fn build_page(bench: &Bench) -> Result<Report> {
    page::build(bench.project, &bench.tools)?;
    Ok(Report { count: Count::default(), text: String::new() })
}

fn journeys(bench: &Bench) -> Result<Report> {
    let folder = bench.project.root.join("tests/journeys");
    let mut command = bench.project.program("node");
    command.args(["--test", "--test-reporter=spec", JOURNEYS_AT_ONCE]).env_remove("FORCE_COLOR");
    command.args(files_in(&folder)?.into_iter().filter(|file| file.to_string_lossy().ends_with(".test.mjs")));
    if let Some(chromium) = tools::chromium() {
        command.env("CHROMIUM", chromium);
    }
    if let Some(firefox) = tools::firefox() {
        command.env("FIREFOX", firefox);
    }
    counted(run::captured(command)?, node_count)
}

/// A check that passes or fails as a whole counts as one test.
fn one_check(command: Command) -> Result<Report> {
    run::must(command)?;
    Ok(Report { count: Count { passed: 1, failed: 0 }, text: String::new() })
}

/// Counts the tests in a runner's output. A runner that failed, or ran nothing, counts as at least one failure.
fn counted(finished: Finished, count: fn(&str) -> Count) -> Result<Report> {
    let mut count = count(&finished.text);
    let mut text = finished.text;
    if finished.succeeded && count == Count::default() {
        text.push_str("\nNo test ran.");
    }
    if count.failed == 0 && (!finished.succeeded || count.passed == 0) {
        count.failed = 1;
    }
    text.push_str(&format!("\nThe command was:\n  {}", finished.by_hand.trim_start()));
    Ok(Report { count, text })
}

/// Adds up the last lines of cargo's test programs, in the browser as on this machine.
fn cargo_count(text: &str) -> Count {
    let results = text.lines().filter_map(|line| line.trim_start().strip_prefix("test result: "));
    results.map(|line| Count { passed: before(line, " passed"), failed: before(line, " failed") }).sum()
}

/// Reads the summary of node's test runner.
fn node_count(text: &str) -> Count {
    let figure = |name: &str| {
        let of = |line: &str| line.split_once(' ')?.1.strip_prefix(name)?.trim().parse::<usize>().ok();
        text.lines().rev().find_map(of).unwrap_or(0)
    };
    Count { passed: figure("pass "), failed: figure("fail ") + figure("cancelled ") }
}

/// The number before a word.
fn before(line: &str, word: &str) -> usize {
    let number = line.split_once(word).and_then(|(before, _)| before.rsplit(' ').next());
    number.and_then(|digits| digits.parse().ok()).unwrap_or(0)
}

/// A package that has test files for the browser.
struct BrowserPackage {
    /// Its Cargo.toml; none for the root package.
    manifest: Option<PathBuf>,
    tests: Vec<String>,
}

fn browser_packages(root: &Path) -> Result<Vec<BrowserPackage>> {
    let mut packages = vec![BrowserPackage { manifest: None, tests: browser_tests(root)? }];
    for folder in files_in(&root.join("crates"))? {
        packages.push(BrowserPackage { tests: browser_tests(&folder)?, manifest: Some(folder.join("Cargo.toml")) });
    }
    packages.retain(|package| !package.tests.is_empty());
    Ok(packages)
}

/// The names of a package's test files that run in a browser.
fn browser_tests(package: &Path) -> Result<Vec<String>> {
    let asks = |file: &PathBuf| fs::read_to_string(file).is_ok_and(|text| text.contains("run_in_browser"));
    let files = files_in(&package.join("tests"))?;
    let rust = files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "rs") && asks(file));
    Ok(rust.filter_map(|file| Some(file.file_stem()?.to_string_lossy().into_owned())).collect())
}

/// The entries of a folder, sorted; none if there is no such folder.
fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let cannot = |error| format!("Cannot read {}: {error}.", folder.display());
    let entries = fs::read_dir(folder).map_err(cannot)?;
    let mut files = entries.map(|entry| Ok(entry.map_err(cannot)?.path())).collect::<Result<Vec<_>>>()?;
    files.sort();
    Ok(files)
}

impl std::ops::Add for Count {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

impl std::iter::Sum for Count {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |total, count| total + count)
    }
}

#[cfg(test)]
mod tests {
    use super::{Count, cargo_count, counted, node_count, wanted};
    use crate::run::Finished;

    fn finished(succeeded: bool, text: &str) -> Finished {
        Finished { succeeded, text: text.to_owned(), by_hand: "runner".to_owned() }
    }

    #[test]
    fn adds_up_every_test_program_of_cargo() {
        let text = "test result: ok. 7 passed; 0 failed; 0 ignored\n\
                    test result: FAILED. 3 passed; 2 failed; 1 ignored\n";
        assert_eq!(cargo_count(text), Count { passed: 10, failed: 2 });
    }

    #[test]
    fn a_cancelled_journey_is_a_failed_one() {
        let text = "✔ opens (5ms)\nℹ tests 4\nℹ pass 2\nℹ fail 1\nℹ cancelled 1\nℹ skipped 0\n";
        assert_eq!(node_count(text), Count { passed: 2, failed: 2 });
    }

    #[test]
    fn a_runner_that_ran_nothing_has_failed() {
        let report = counted(finished(true, "no tests to run!"), cargo_count).unwrap();
        assert_eq!(report.count, Count { passed: 0, failed: 1 });
        assert!(report.text.contains("No test ran"));
    }

    #[test]
    fn a_runner_that_crashed_has_failed_even_if_tests_passed_before() {
        let report = counted(finished(false, "test result: ok. 7 passed; 0 failed"), cargo_count).unwrap();
        assert_eq!(report.count, Count { passed: 7, failed: 1 });
    }

    #[test]
    fn asking_for_journeys_asks_for_the_page() {
        let wanted = wanted(&["journeys".to_owned(), "--long".to_owned()]).unwrap();
        assert_eq!(wanted.steps.iter().map(|step| step.name).collect::<Vec<_>>(), ["page", "journeys"]);
        assert!(wanted.long);
    }

    #[test]
    fn an_unknown_step_is_refused_with_the_known_ones() {
        let reason = wanted(&["everything".to_owned()]).err().unwrap();
        assert!(reason.contains("format, lint, lint-wasm, host, components, page, journeys"), "{reason}");
    }
}
