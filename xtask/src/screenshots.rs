//! `cargo xtask screenshots`: pictures of every page and state at three widths, light and dark, to look at.

use crate::bench::script;
use crate::page;
use crate::project::Project;
use crate::run::{self, Result};
use crate::tools::Tools;

/// The default folder.
const FOLDER: &str = "target/screenshots";

/// Builds the page and takes the pictures.
pub(crate) fn run(project: &Project, words: &[String]) -> Result {
    let folder = match words {
        [] => FOLDER,
        [folder] => folder,
        _ => return Err("Use `cargo xtask screenshots [FOLDER]`.".to_owned()),
    };
    let tools = Tools::of(project)?;
    tools.ready_for_page()?;
    tools.ready_for_browser()?;
    run::timed("Building the page", || page::build(project, &tools))?;
    let mut command = script(project, "tests/screenshots.mjs");
    command.arg(folder);
    run::shown(command)
}
