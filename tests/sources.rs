//! Rules for every source file that no compiler checks.

#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a source that cannot be read fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Lines of the page's sources that contain a text, outside the named folders.
fn lines_with(text: &str, allowed: &[&str]) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 20, "the sources were not found");
    let mut found = Vec::new();
    for file in files {
        let place = file.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        if allowed.iter().any(|folder| place.starts_with(folder)) {
            continue;
        }
        let lines = fs::read_to_string(&file).unwrap();
        found.extend(lines.lines().filter(|line| line.contains(text)).map(|line| format!("{place}: {}", line.trim())));
    }
    found
}

#[test]
fn browser_interfaces_are_used_only_in_their_own_module_and_in_components() {
    for name in ["web_sys", "js_sys"] {
        assert_eq!(lines_with(name, &["browser", "components"]), Vec::<String>::new());
    }
}

#[test]
fn there_are_no_style_attributes_which_the_content_policy_would_block() {
    assert_eq!(lines_with("style=", &[]), Vec::<String>::new());
}

/// The classes of the rules of a style sheet that contain a declaration, without the state of their elements.
fn classes_with(style: &str, is_found: impl Fn(&str) -> bool) -> Vec<String> {
    let rules = style.split('}').filter_map(|rule| {
        let (before, declarations) = rule.rsplit_once('{')?;
        let selectors = before.rsplit(['{', ';', '/']).next()?;
        is_found(declarations).then_some(selectors)
    });
    let selectors = rules.flat_map(|selectors| selectors.split(','));
    selectors.map(|selector| selector.split('[').next().unwrap_or_default().trim().to_owned()).collect()
}

/// Text hidden from the screen is positioned absolutely: in a container that scrolls and is not positioned, it lies outside, and
/// makes what is around the container scroll over nothing.
#[test]
fn everything_that_scrolls_is_positioned() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("static");
    let sheets = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let sheets = sheets.filter(|path| path.extension().is_some_and(|ending| ending == "css"));
    let style: String = sheets.map(|path| fs::read_to_string(path).unwrap()).collect();
    let is_scrolling = |line: &str| line.trim_start().starts_with("overflow") && line.ends_with(": auto;");
    let scrolling = classes_with(&style, |declarations| declarations.lines().any(is_scrolling));
    assert!(scrolling.len() >= 4, "{scrolling:?}");
    let positioned = classes_with(&style, |declarations| declarations.contains("position: "));
    for class in scrolling {
        assert!(positioned.contains(&class), "{class} scrolls and is not positioned");
    }
}
