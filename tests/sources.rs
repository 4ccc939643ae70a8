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
