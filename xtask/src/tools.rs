//! The tools that the commands need in addition to cargo, and how each is installed.
//!
//! Everything goes into the user's cache folder under a name with its version, so that a second run finds it and a new version
//! never uses an old copy.

use crate::project::{Project, WASM};
use crate::run::{self, Result};
use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The newest Trunk that the pinned Rust can build.
const TRUNK: &str = "0.21.14";
/// The wasm-opt that is known to accept what the pinned Rust writes; Debian's own is too old.
const BINARYEN: &str = "132.0.0";
const CARGO_MUTANTS: &str = "27.1.0";

/// The tools of one version of the project.
pub(crate) struct Tools<'project> {
    project: &'project Project,
    cache: PathBuf,
    bindgen: String,
}

impl<'project> Tools<'project> {
    /// Finds which tools the project needs; installs nothing.
    pub(crate) fn of(project: &'project Project) -> Result<Self> {
        Ok(Self { project, cache: cache_folder()?, bindgen: project.locked_version("wasm-bindgen")? })
    }

    /// Installs what is missing to build the page.
    pub(crate) fn ready_for_page(&self) -> Result {
        self.wasm_target()?;
        self.cargo_tool("trunk", TRUNK, &["--no-default-features", "--features", "rustls"], "bin/trunk")?;
        self.cargo_tool("wasm-bindgen-cli", &self.bindgen, &[], "bin/wasm-bindgen-test-runner")?;
        self.binaryen()
    }

    /// Installs what is missing to run the tests.
    pub(crate) fn ready_for_tests(&self) -> Result {
        self.component("rustfmt", "fmt")?;
        self.component("clippy", "clippy")?;
        self.ready_for_page()?;
        self.firefox();
        self.ready_for_browser()
    }

    /// Installs what is missing to open the built page in a browser from a script.
    pub(crate) fn ready_for_browser(&self) -> Result {
        self.chromium()?;
        self.journey_packages()
    }

    /// The search path with the cached tools in front.
    pub(crate) fn path(&self) -> Result<OsString> {
        let ours = [
            self.folder("trunk", TRUNK).join("bin"),
            self.folder("wasm-bindgen-cli", &self.bindgen).join("bin"),
            self.folder("binaryen", BINARYEN).join("node_modules/.bin"),
        ];
        let inherited = env::var_os("PATH").unwrap_or_default();
        env::join_paths(ours.into_iter().chain(env::split_paths(&inherited)))
            .map_err(|error| format!("The cache folder's name cannot be used in PATH: {error}. Set XDG_CACHE_HOME."))
    }

    /// The program that runs component tests in a browser.
    pub(crate) fn test_runner(&self) -> PathBuf {
        self.folder("wasm-bindgen-cli", &self.bindgen).join("bin/wasm-bindgen-test-runner")
    }

    /// The versions that the built page depends on.
    pub(crate) fn versions(&self) -> String {
        format!("trunk {TRUNK}, wasm-bindgen {}, binaryen {BINARYEN}", self.bindgen)
    }

    /// Installs cargo-mutants and returns its path.
    pub(crate) fn ready_for_mutants(&self) -> Result<PathBuf> {
        const PROGRAM: &str = "bin/cargo-mutants";
        self.cargo_tool("cargo-mutants", CARGO_MUTANTS, &[], PROGRAM)?;
        Ok(self.folder("cargo-mutants", CARGO_MUTANTS).join(PROGRAM))
    }

    fn folder(&self, name: &str, version: &str) -> PathBuf {
        self.cache.join(format!("{name}-{version}"))
    }

    fn wasm_target(&self) -> Result {
        let mut find = self.project.program("rustc");
        find.args(["--print", "target-libdir", "--target", WASM]);
        let found = run::captured(find)?;
        if found.succeeded && Path::new(found.text.trim()).is_dir() {
            return Ok(());
        }
        run::timed("Adding the WebAssembly target to Rust", || {
            let mut add = self.project.program("rustup");
            add.args(["target", "add", WASM]);
            run::must(add)
        })
    }

    fn component(&self, name: &str, subcommand: &str) -> Result {
        if run::succeeds(self.project.cargo(&format!("{subcommand} --version"))) {
            return Ok(());
        }
        run::timed(&format!("Adding {name} to Rust"), || {
            let mut add = self.project.program("rustup");
            add.args(["component", "add", name]);
            run::must(add)
        })
    }

    /// Builds a tool from the Rust registry, unoptimised: it compiles in half the time and is fast enough.
    fn cargo_tool(&self, name: &str, version: &str, features: &[&str], proof: &str) -> Result {
        let doing = format!("Installing {name} {version}, which takes some minutes");
        self.install(&doing, &self.folder(name, version), proof, |partial| {
            let mut install = self.project.cargo("install --locked --debug");
            // A shared build folder would be locked for minutes, and filled with files that are needed once.
            install.env_remove("CARGO_TARGET_DIR");
            install.args(features).arg("--root").arg(partial).arg(format!("{name}@{version}"));
            install
        })
    }

    fn binaryen(&self) -> Result {
        let doing = format!("Installing binaryen {BINARYEN}");
        self.install(&doing, &self.folder("binaryen", BINARYEN), "node_modules/.bin/wasm-opt", |partial| {
            let mut install = self.project.program("npm");
            install.args(["install", "--no-audit", "--no-fund", "--prefix"]).arg(partial);
            install.arg(format!("binaryen@{BINARYEN}"));
            install
        })
    }

    /// Installs into a folder beside the final one and renames it at the end, so that an interrupted install never
    /// looks finished. The lock keeps two commands started at once from doing the same work.
    fn install(&self, doing: &str, folder: &Path, proof: &str, command: impl FnOnce(&Path) -> Command) -> Result {
        if folder.join(proof).exists() {
            return Ok(());
        }
        let cannot = |error| format!("Cannot install into {}: {error}. Set XDG_CACHE_HOME.", self.cache.display());
        fs::create_dir_all(&self.cache).map_err(cannot)?;
        let lock = File::create(self.cache.join("lock")).map_err(cannot)?;
        lock.lock().map_err(cannot)?;
        if folder.join(proof).exists() {
            return Ok(());
        }
        run::timed(doing, || {
            let partial = self.cache.join("partial");
            remove(&partial).map_err(cannot)?;
            fs::create_dir(&partial).map_err(cannot)?;
            run::must(command(&partial))?;
            remove(folder).map_err(cannot)?;
            fs::rename(&partial, folder).map_err(cannot)
        })
    }

    /// The browser comes from Debian, not from the test tools' own servers.
    fn chromium(&self) -> Result {
        if chromium().is_some() && chromedriver().is_some() {
            return Ok(());
        }
        self.install_packages("Chromium and its driver", "chromium chromium-driver")
    }

    /// A few journeys need Firefox; they are skipped where it cannot be installed.
    fn firefox(&self) {
        if firefox().is_some() {
            return;
        }
        if let Err(why) = self.install_packages("Firefox", "firefox-esr") {
            println!("The journeys in Firefox are skipped. {why}");
        }
    }

    /// Installs packages of the system, or says how to do it by hand.
    fn install_packages(&self, what: &str, packages: &str) -> Result {
        let by_hand = format!("apt-get update && apt-get install -y --no-install-recommends {packages}");
        let Some(shell) = self.root_shell() else {
            return Err(format!("The tests need {what}. As root, run:\n  {by_hand}"));
        };
        run::timed(&format!("Installing {what}"), || {
            let mut install = shell;
            // Another install may have Debian's lock for a while.
            let patient = by_hand.replace("apt-get", "apt-get -o DPkg::Lock::Timeout=300");
            install.arg(format!("export DEBIAN_FRONTEND=noninteractive; {patient}"));
            run::must(install)
        })
    }

    /// A shell with the rights to install packages, without its script; none if that needs a password.
    fn root_shell(&self) -> Option<Command> {
        let id = run::captured(self.command("id", &["-u"])).ok()?;
        if id.text.trim() == "0" {
            return Some(self.command("sh", &["-c"]));
        }
        let without_password = run::succeeds(self.command("sudo", &["-n", "true"]));
        without_password.then(|| self.command("sudo", &["-n", "sh", "-c"]))
    }

    fn command(&self, name: &str, words: &[&str]) -> Command {
        let mut command = self.project.program(name);
        command.args(words);
        command
    }

    /// Installs the journeys' packages again when their lock file has changed.
    fn journey_packages(&self) -> Result {
        let folder = self.project.root.join("tests");
        let lock = folder.join("package-lock.json");
        let installed = folder.join("node_modules/.installed-from.json");
        let wanted = fs::read(&lock).map_err(|error| format!("Cannot read {}: {error}.", lock.display()))?;
        if fs::read(&installed).is_ok_and(|last| last == wanted) {
            return Ok(());
        }
        run::timed("Installing the journeys' packages", || {
            run::must(self.command("npm", &["ci", "--no-audit", "--no-fund", "--prefix", "tests"]))?;
            fs::write(&installed, &wanted).map_err(|error| format!("Cannot write {}: {error}.", installed.display()))
        })
    }
}

/// Makes a cargo command for the browser's target run its tests in a browser without a window.
pub(crate) fn drive_browser(command: &mut Command, project: &Project, tools: &Tools) {
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools.test_runner());
    command.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", project.root.join("webdriver.json"));
    command.env_remove("RUST_BACKTRACE");
    // The runner's default of twenty seconds is short for a busy machine with two cores.
    command.env("WASM_BINDGEN_TEST_TIMEOUT", "120").env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "30");
    if let Some(driver) = chromedriver() {
        command.env("CHROMEDRIVER", driver);
    }
}

/// The browser the tests drive.
pub(crate) fn chromium() -> Option<PathBuf> {
    located("CHROMIUM", "chromium")
}

/// The second browser, which a few journeys drive.
pub(crate) fn firefox() -> Option<PathBuf> {
    located("FIREFOX", "firefox-esr")
}

/// The program through which component tests drive the browser.
pub(crate) fn chromedriver() -> Option<PathBuf> {
    located("CHROMEDRIVER", "chromedriver")
}

/// The path of a program: the setting's, or else the first on the search path.
fn located(setting: &str, name: &str) -> Option<PathBuf> {
    if let Some(path) = env::var_os(setting) {
        return Some(PathBuf::from(path));
    }
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

fn cache_folder() -> Result<PathBuf> {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("XDG_CACHE_HOME")
        .or_else(|| Some(set("HOME")?.join(".cache")))
        .map(|folder| folder.join("common-ground"))
        .ok_or_else(|| "There is no cache folder for the tools. Set XDG_CACHE_HOME.".to_owned())
}

fn remove(folder: &Path) -> std::io::Result<()> {
    if folder.exists() { fs::remove_dir_all(folder) } else { Ok(()) }
}
