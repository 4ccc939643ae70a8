//! How long links are: every preset with twenty changed numbers, with and without marks. The table is printed by
//! `cargo test -p links --test lengths -- --nocapture`.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

mod common;

use deal::{Deal, document, samples};
use links::{Sent, written};
use miniz_oxide::deflate::compress_to_vec;

/// The most characters of a link with twenty changes, without notes and with one at each change.
const MOST: usize = 400;
const MOST_MARKED: usize = 850;

/// The most of a deal that was made from no preset, with a note at each change.
const MOST_OF_ANOTHER: usize = 2_000;

const CHANGES: usize = 20;

/// A link of the deal, made from another.
fn characters(deal: &Deal, baseline: &Deal) -> usize {
    let sent = Sent { whole: deal.clone(), identity: None, baseline: Some(baseline.clone()), open: None };
    written(&sent).unwrap().len()
}

/// The same in the first format: the whole document, deflated, in base64; for the worked example without its own marks.
fn characters_before(deal: &Deal) -> usize {
    let norwich = common::whole(&samples::NORWICH_2009);
    let packed = |deal: &Deal| (compress_to_vec(document::write(deal).as_bytes(), 9).len() * 4).div_ceil(3);
    if deal.marks != norwich.marks || deal.sources != norwich.sources {
        return "deal=".len() + packed(deal);
    }
    let (marks, sources) = Default::default();
    "from=norwich-2009&deal=".len() + packed(&Deal { marks, sources, ..deal.clone() })
}

#[test]
fn twenty_changes_of_every_preset_are_a_short_link() {
    println!("{:24} {:>8} {:>8} {:>14} {:>8}", "20 changes of", "before", "now", "marked, before", "now");
    for sample in common::presets() {
        let whole = common::whole(&sample);
        let (plain, marked) = [false, true].map(|is_marked| common::changed(&whole, CHANGES, is_marked)).into();
        let (now, now_marked) = (characters(&plain, &common::base(&whole)), characters(&marked, &common::base(&whole)));
        let (before, before_marked) = (characters_before(&plain), characters_before(&marked));
        println!("{:24} {before:8} {now:8} {before_marked:14} {now_marked:8}", sample.name);
        assert!(now <= MOST && now_marked <= MOST_MARKED, "{}: {now} and {now_marked}", sample.name);
    }
}

/// Nobody keeps the name of a preset, and its base case is set anew.
#[test]
fn a_preset_under_another_name_is_a_short_link_too() {
    for sample in common::presets() {
        let named =
            Deal { title: "Riverside, offer B".to_owned(), ..common::changed(&common::whole(&sample), CHANGES, false) };
        let now = characters(&common::changed(&named, 3, false), &common::base(&named));
        assert!(now <= MOST, "{}: {now}", sample.name);
    }
}

#[test]
fn a_deal_that_was_made_from_no_preset_is_not_a_long_link() {
    for sample in [samples::GD_2, samples::GD_7, samples::GD_9] {
        let deal = common::changed(&common::whole(&sample), CHANGES, true);
        let (before, now) = (characters_before(&deal), characters(&deal, &common::base(&deal)));
        println!("{:24} {before:>31} {now:8}", sample.name);
        assert!(now <= MOST_OF_ANOTHER && now < before, "{}: {now}, was {before}", sample.name);
    }
}
