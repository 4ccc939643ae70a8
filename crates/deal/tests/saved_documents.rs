//! Documents of every published version still open, and give the same deal as on the day they were saved.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

use deal::document::{self, Document, VERSION};
use deal::samples;
use std::fs;
use std::path::{Path, PathBuf};

fn saved(version: u64) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/documents/v{version}"));
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn every_published_version_opens() {
    for version in 1..=VERSION {
        let documents = saved(version);
        assert!(documents.len() >= 18, "too few documents of version {version} are saved: {}", documents.len());
        for path in documents {
            let text = fs::read_to_string(&path).unwrap();
            let deal = document::open(&text).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
            assert_eq!(document::open(&document::write(&deal)).as_ref(), Ok(&deal), "{}", path.display());
            let whole = Document::open(&text).unwrap();
            assert_eq!((whole.identity.is_some(), &whole.open), (version >= 2, &None), "{}", path.display());
            assert_eq!(Document::open(&whole.written()).as_ref(), Ok(&whole), "{}", path.display());
        }
    }
}

#[test]
fn the_worked_example_saved_in_version_1_is_still_the_same_deal() {
    let path = saved(1).into_iter().find(|path| path.ends_with("norwich-2009.json")).unwrap();
    let kept = document::open(&fs::read_to_string(path).unwrap()).unwrap();
    let now = document::open(samples::NORWICH_2009.document).unwrap();
    let figures = |deal: &deal::Deal| (deal.months, deal.start, deal.partners.clone(), deal.phases.clone());
    assert_eq!(figures(&kept), figures(&now));
}
