//! Links of every format, written when it was new, open for good and give the deal that was sent.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

mod common;

use deal::{document, samples};
use links::{Sent, read, written};
use std::fs;
use std::path::{Path, PathBuf};

/// Every saved link: its name, what stood behind `#`, and the document that was sent.
fn saved(format: &str) -> Vec<(String, String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(format);
    let text = |path: &Path| fs::read_to_string(path).unwrap().trim_end().to_owned();
    let links = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let links = links.filter(|path| path.extension().is_some_and(|end| end == "txt"));
    let saved = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, text(&path), text(&path.with_extension("json")))
    };
    links.map(saved).collect()
}

#[test]
fn every_saved_link_opens_the_deal_that_was_sent() {
    for (format, least) in [("first", 10), ("1", 14)] {
        let links = saved(format);
        assert!(links.len() >= least, "too few links of the format {format} are saved: {}", links.len());
        for (name, link, sent) in links {
            let opened = read(&link).unwrap_or_else(|why| panic!("{format}, {name}: {why}")).unwrap();
            assert!(opened.whole == document::open(&sent).unwrap(), "{format}, {name}: another deal");
        }
    }
}

#[test]
fn a_saved_link_opens_at_its_scenario_and_with_its_baseline() {
    let norwich = common::whole(&samples::NORWICH_2009);
    let of = |format: &str, name: &str| {
        let (_, link, _) = saved(format).into_iter().find(|(saved, ..)| saved == name).unwrap();
        read(&link).unwrap().unwrap()
    };
    for name in ["norwich-price", "norwich-20-marked"] {
        assert!(of("first", name).baseline == Some(common::base(&norwich)), "{name}");
        assert!(of("1", name).baseline == Some(common::base(&norwich)), "{name}");
    }
    assert_eq!(of("first", "norwich-alone").baseline, None);
    assert_eq!(of("1", "norwich-20-marked").open.as_deref(), Some("as-later-reported"));
    assert_eq!(of("1", "awkward").open.as_deref(), Some("a&b=c#d 50% é"));
}

/// The base of a preset never changes, but a preset may: its new text is then a new base, and links are written against that.
#[test]
fn every_preset_is_the_baseline_of_a_link() {
    for sample in common::presets() {
        let whole = common::whole(&sample);
        let sent = Sent {
            whole: common::changed(&whole, 1, false),
            identity: None,
            baseline: Some(common::base(&whole)),
            open: None,
        };
        let opened = read(&written(&sent).unwrap()).unwrap().unwrap();
        assert!(
            opened == sent,
            "{} has changed since its last base: add one to crates/links/bases, with the next number and this text, \
             and leave the others as they are:\n{}",
            sample.name,
            document::write(&whole)
        );
    }
}
