//! What mail, chat and office programs make of a link, and what is read from it: the deal that was sent, or that it is damaged.

#![expect(clippy::unwrap_used, reason = "a test may stop")]

mod common;

use common::ways::{DAMAGED, READ, TRAILING};
use deal::samples;
use links::{BrokenLink, Sent, read, written};
use std::fs;
use std::path::Path;

fn sent() -> Vec<(String, Sent)> {
    let all =
        samples::ALL.iter().map(|sample| (sample.name.to_owned(), common::changed(&common::whole(sample), 3, false)));
    let named = all.chain([("awkward".to_owned(), common::awkward())]);
    named.map(|(name, whole)| (name, Sent { whole, identity: None, baseline: None, open: None })).collect()
}

/// Links of the first format with the deals that they had, written by the program of November 2026.
fn first_format() -> Vec<(String, String, Sent)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/first");
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap().trim_end().to_owned();
    let names = [
        "norwich-price",
        "norwich-20-marked",
        "norwich-alone",
        "awkward",
        "three-party",
        "gd-4",
        "gd-7",
        "built-alone",
    ];
    let link = |name: &str| {
        let (link, whole) =
            (read(&format!("{name}.txt")), deal::document::open(&read(&format!("{name}.json"))).unwrap());
        let norwich = common::base(&common::whole(&samples::NORWICH_2009));
        let baseline = link.contains("from=").then_some(norwich);
        (name.to_owned(), link, Sent { whole, identity: None, baseline, open: None })
    };
    names.map(link).into()
}

fn check(name: &str, link: &str, sent: &Sent) {
    for (way, change) in READ {
        let changed = change(link);
        assert!(
            read(&changed).as_ref() == Ok(&Some(sent.clone())),
            "{name} {way}: {:?}\n{changed}",
            read(&changed).map(|_| ())
        );
    }
    for tail in TRAILING.split(' ') {
        assert!(read(&format!("{link}{tail}")).as_ref() == Ok(&Some(sent.clone())), "{name} with {tail} behind it");
    }
    for (way, change) in DAMAGED {
        let opened = read(&change(link));
        assert!(opened == Err(BrokenLink::Damaged), "{name} {way}: {:?}\n{}", opened.map(|_| ()), change(link));
    }
    for end in link.find("deal=").unwrap()..link.len() {
        if end % 7 == 0 || end < 60 {
            assert!(end == 0 || read(&link[..end]).map(|_| ()) == Err(BrokenLink::Damaged), "{name} cut at {end}");
        }
    }
}

#[test]
fn every_sample_survives_every_way_or_says_that_it_is_damaged() {
    for (name, sent) in sent() {
        let link = written(&sent).unwrap();
        assert!(read(&link).unwrap().as_ref() == Some(&sent), "{name}");
        check(&name, &link, &sent);
    }
}

#[test]
fn links_of_the_first_format_survive_every_way_too() {
    for (name, link, sent) in first_format() {
        // A page or an open case in front is told apart from the deal.
        check(&name, &link[link.find("from=").or(link.find("deal=")).unwrap()..], &sent);
        assert!(read(&link).unwrap() == Some(sent), "{name}");
    }
}

#[test]
fn what_was_not_meant_as_a_deal_is_none() {
    for fragment in ["", "#", "levers", "#main", "page=compare", "open=s1", "#page=glossary&term=irr", "start=example"]
    {
        assert_eq!(read(fragment), Ok(None), "{fragment}");
    }
    let (_, safe_link) = READ.iter().find(|(way, _)| *way == "with the tail of a safe link").unwrap();
    assert_eq!(read(&safe_link("page=glossary&term=irr")), Ok(None));
    let long = format!("open={}&field=/home_types/{}/price", "a".repeat(90), "b".repeat(90));
    assert_eq!(read(&long), Ok(None));
}

#[test]
fn a_deal_that_was_meant_is_never_none() {
    for fragment in [
        "from=norwich-2009",
        "from=",
        "from",
        "fr",
        "deal",
        "deal=",
        "d",
        "page=compare&de",
        "#from=norwich-2009&",
        "from=norwich-2009&dea",
        "from%3Dnorwich-2009",
        "from=norwich-2009&embed=yes",
        "deal=exampl",
        "deal=%3Cscript%3E",
    ] {
        assert_eq!(read(fragment), Err(BrokenLink::Damaged), "{fragment}");
    }
    let (_, link, _) = first_format().swap_remove(0);
    for other in ["from=norwich-2010&", "from=norwich&", "from=&"] {
        assert_eq!(read(&link.replace("from=norwich-2009&", other)), Err(BrokenLink::Damaged), "{other}");
    }
}

#[test]
fn the_worked_example_is_asked_for_by_name() {
    let example = Sent { whole: common::whole(&samples::NORWICH_2009), identity: None, baseline: None, open: None };
    for fragment in [
        "deal=example",
        "#open=as-later-reported&deal=example",
        "deal=Example.",
        "embed%3Dyes%26deal%3Dexample",
        "deal=example&open=x",
    ] {
        assert!(read(fragment) == Ok(Some(example.clone())), "{fragment}");
    }
}

/// An id that ends as a sentence does could not be told from one with the end of a sentence behind it.
#[test]
fn an_id_that_an_address_can_name_is_read_as_it_was_written() {
    for id in ["s1", "as-later-reported", "a&b=c#d 50% é", "v1.2", "Offer (A)", "x_"] {
        assert!(links::can_name(id), "{id}");
    }
    for id in ["v1.", " s1", "s1\u{200b}", "3D", "Offer >"] {
        assert!(!links::can_name(id), "{id}");
    }
}
