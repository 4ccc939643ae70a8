//! Every section of the method that code, cases, documents or drawers cite is a heading of `docs/method.md`, and the files
//! and functions that the method names exist.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, reason = "a file that cannot be read fails the test")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Where sections are cited, from the top of the repository.
const PLACES: &[&str] =
    &["src", "crates", "cases", "docs", "tests", "static", "xtask", "README.md", "ARCHITECTURE.md", "CHANGELOG.md"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Text files below a path, without build output and packages.
fn text_files(path: &Path, found: &mut Vec<PathBuf>) {
    const ENDINGS: &[&str] = &["rs", "md", "toml", "json", "mjs", "js", "html"];
    if path.is_dir() {
        if path.file_name().is_some_and(|name| name == "node_modules" || name == "target") {
            return;
        }
        for entry in fs::read_dir(path).unwrap() {
            text_files(&entry.unwrap().path(), found);
        }
    } else if path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known)) {
        found.push(path.to_owned());
    }
}

/// The number at the start of a text, such as 2.14, without a full stop that ends a sentence.
fn number(text: &str) -> Option<&str> {
    let end = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(text.len());
    let number = text.get(..end)?.trim_end_matches('.');
    (!number.is_empty()).then_some(number)
}

/// The sections that a text cites: "method 2.7", and lists such as "method 1.4, 2.3 and 2.8" or "Method, section 5.4". In a
/// list only numbers with a point are taken, so that "method 9, 24 homes" cites section 9 alone.
fn cited(text: &str) -> Vec<&str> {
    let starts = ["ethod ", "ethod, section "].into_iter().flat_map(|words| {
        text.match_indices(words).map(move |(at, _)| at + words.len()).filter_map(|at| text.get(at..))
    });
    let mut sections = Vec::new();
    for mut rest in starts {
        let mut next = number(rest);
        while let Some(section) = next {
            sections.push(section);
            rest = &rest[section.len()..];
            let after = [", ", " and "].into_iter().find_map(|word| rest.strip_prefix(word));
            rest = after.unwrap_or("");
            next = number(rest).filter(|section| section.contains('.'));
        }
    }
    sections
}

/// The numbers of the headings of the method.
fn sections(method: &str) -> BTreeSet<&str> {
    let headings = method.lines().filter_map(|line| line.strip_prefix("### ").or_else(|| line.strip_prefix("## ")));
    headings.filter_map(number).collect()
}

#[test]
fn every_section_cited_is_a_heading_of_the_method() {
    let method = fs::read_to_string(root().join("docs/method.md")).unwrap();
    let sections = sections(&method);
    let mut files = Vec::new();
    PLACES.iter().for_each(|place| text_files(&root().join(place), &mut files));
    let (mut missing, mut citations) = (Vec::new(), 0);
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for section in cited(&text) {
            citations += 1;
            if !sections.contains(section) {
                missing.push(format!("{}: method {section}", file.display()));
            }
        }
    }
    assert!(citations > 500, "only {citations} citations were found");
    assert_eq!(missing, Vec::<String>::new());
}

/// The last column of the list of results has bare numbers of sections.
#[test]
fn every_section_in_the_list_of_results_is_a_heading_of_the_method() {
    let method = fs::read_to_string(root().join("docs/method.md")).unwrap();
    let results = fs::read_to_string(root().join("docs/results.md")).unwrap();
    let rows = results.lines().filter(|line| line.starts_with("| `"));
    let cells = rows.filter_map(|row| row.trim_end_matches(['|', ' ']).rsplit('|').next());
    let cited: Vec<&str> = cells.flat_map(|cell| cell.split(", ")).filter_map(|cell| number(cell.trim())).collect();
    assert!(cited.len() > 20, "only {} sections were found", cited.len());
    let sections = sections(&method);
    assert_eq!(cited.into_iter().filter(|section| !sections.contains(section)).collect::<Vec<_>>(), Vec::<&str>::new());
}

/// The text between backquotes in the method: files and names in the code.
fn places(method: &str) -> BTreeSet<&str> {
    method.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

/// If a place in the code moves or is renamed, the method must follow.
#[test]
fn every_file_and_function_of_the_method_exists() {
    let method = fs::read_to_string(root().join("docs/method.md")).unwrap();
    let mut files = Vec::new();
    ["crates", "src"].iter().for_each(|place| text_files(&root().join(place), &mut files));
    let code: Vec<String> = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let names: BTreeSet<&str> = code.iter().flat_map(|text| text.split(|letter| !is_word(letter))).collect();
    let folders = ["crates/appraisal/src", "crates/appraisal/tests", "crates/appraisal", ""];
    let is_there = |path: &str| folders.iter().any(|folder| root().join(folder).join(path).exists());
    let is_path = |place: &&str| place.ends_with(".rs") || place.starts_with("crates/") || place.starts_with("cases/");
    let is_name = |place: &&str| place.contains('_') && place.chars().all(is_word);
    let (paths, others): (Vec<&str>, Vec<&str>) = places(&method).into_iter().partition(is_path);
    assert!(paths.len() > 60, "only {} paths were found", paths.len());
    let lost = paths.into_iter().filter(|path| !is_there(path));
    let unknown = others.into_iter().filter(is_name).filter(|name| !names.contains(name));
    assert_eq!(lost.chain(unknown).collect::<Vec<_>>(), Vec::<&str>::new());
}

/// Lists are read whole, plain numbers after a section are not sections, and a missing section is found.
#[test]
fn citations_are_read_as_they_are_written() {
    assert_eq!(cited("as agreed (method 2.14, I5), and method 1.4, 2.3 and 2.8."), ["2.14", "1.4", "2.3", "2.8"]);
    assert_eq!(cited("method 9, 24 homes; the method says so"), ["9"]);
    assert_eq!(cited("Method, section 5.4 and 5.5: the run"), ["5.4", "5.5"]);
    assert_eq!(sections("# Method\n## 2. The calculation\n### 2.1 Units\ntext 2.2"), BTreeSet::from(["2", "2.1"]));
}
