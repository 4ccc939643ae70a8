//! Rules that every source file keeps and no compiler checks.

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

/// Lines of the page's sources in which a text stands, outside the folders named.
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
fn the_browser_is_touched_only_in_its_own_room_and_in_components() {
    for name in ["web_sys", "js_sys"] {
        assert_eq!(lines_with(name, &["browser", "components"]), Vec::<String>::new());
    }
}

#[test]
fn no_style_attribute_stands_where_the_content_policy_would_block_it() {
    assert_eq!(lines_with("style=", &[]), Vec::<String>::new());
}
