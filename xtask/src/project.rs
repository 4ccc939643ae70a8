//! The project's folder and what its lock file pins.

use crate::run::Result;
use std::env;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The target the page is compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The folder of the workspace.
pub(crate) struct Project {
    /// The folder of the root `Cargo.toml`.
    pub(crate) root: PathBuf,
}

impl Project {
    /// Finds the folder from the path of this crate, which cargo sets.
    pub(crate) fn find() -> Result<Self> {
        let crate_folder = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let root = crate_folder.as_deref().and_then(|folder| folder.parent());
        match root {
            Some(root) => Ok(Self { root: root.to_owned() }),
            None => Err("The project's folder is unknown. Start this with `cargo xtask`.".to_owned()),
        }
    }

    /// A program to be run in the project's folder.
    pub(crate) fn program(&self, name: &str) -> Command {
        let mut command = Command::new(name);
        command.current_dir(&self.root);
        command
    }

    /// Cargo in the project's folder, with these words after it.
    pub(crate) fn cargo(&self, words: &str) -> Command {
        let mut command = self.program("cargo");
        command.args(words.split_whitespace());
        command
    }

    /// The version of a package that Cargo.lock pins.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String> {
        let path = self.root.join("Cargo.lock");
        let lock = fs::read_to_string(&path).map_err(|error| format!("Cannot read {}: {error}.", path.display()))?;
        version_in(&lock, package).map(str::to_owned).ok_or_else(|| {
            format!("Cargo.lock has no package {package}. Run `cargo update --workspace` to correct it.")
        })
    }
}

/// The line after `name = "package"` is its version; cargo always writes them so.
fn version_in<'lock>(lock: &'lock str, package: &str) -> Option<&'lock str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::version_in;

    const LOCK: &str = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.79\"\n\n\
                        [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\n";

    #[test]
    fn finds_the_version_of_exactly_the_package_asked_for() {
        assert_eq!(version_in(LOCK, "wasm-bindgen"), Some("0.2.129"));
    }

    #[test]
    fn knows_when_a_package_is_absent() {
        assert_eq!(version_in(LOCK, "wasm"), None);
    }
}
