//! A deal as text in the fragment of an address. Browsers never send the fragment to a server.
//!
//! The address reads `#from=norwich-2009&deal=...`: the sample that the deal was made from, if any, and the whole document,
//! deflated and encoded in URL-safe base64. The bytes are the same on every machine. Every number of the deal is in the link;
//! only marks and sources are left to the sample while they are the same there. `#deal=example` is the worked example.

use crate::papers::Papers;
use appraisal::Deal;
use appraisal::document::{self, MOST_BYTES, NotOpened};
use appraisal::samples::{self, Sample};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// The strongest compression: a link is made once and read by many.
const LEVEL: u8 = 9;

/// The maximum length of a link. A deal of sixty phases is well below it.
const MOST_CHARACTERS: usize = 200_000;

/// What a link has in place of a deal if it asks for the worked example.
const EXAMPLE: &str = "example";

/// The samples that a link may name. The small ones are for tests, and would add to every first load.
const SAMPLES: [Sample; 1] = [samples::NORWICH_2009];

/// Why a link cannot be opened.
#[derive(Clone, Debug, PartialEq)]
pub enum BrokenLink {
    /// A part is missing or was changed on the way.
    Damaged,
    /// It is too long to be a deal.
    TooLong,
    /// It is not a deal, or a deal of a later version.
    NotOpened(NotOpened),
}

/// Writes the fragment of a deal; empty for an unchanged worked example.
#[must_use]
pub fn fragment(papers: &Papers) -> String {
    let kept = &*papers.kept;
    let began_as = |sample: &Sample| {
        let opened = with_scenarios(sample)?;
        (*opened.kept == *kept).then_some((sample.name, opened))
    };
    match SAMPLES.iter().find_map(began_as) {
        Some((name, example)) if name == samples::NORWICH_2009.name && example.holds_the_same(papers) => String::new(),
        Some((name, _)) => format!("from={name}&deal={}", packed(&without_marks_of(kept, papers.whole()))),
        None => format!("deal={}", packed(&papers.whole())),
    }
}

/// The same for code and links that others open, where no deal would mean that a part was lost.
#[must_use]
pub fn fragment_to_publish(papers: &Papers) -> String {
    let fragment = fragment(papers);
    if fragment.is_empty() { format!("deal={EXAMPLE}") } else { fragment }
}

/// Whether a fragment asks for the worked example.
#[must_use]
pub fn asks_for_the_example(fragment: &str) -> bool {
    value_of(fragment, "deal") == Some(EXAMPLE)
}

fn packed(deal: &Deal) -> String {
    URL_SAFE_NO_PAD.encode(compress_to_vec(document::write(deal).as_bytes(), LEVEL))
}

fn without_marks_of(base: &Deal, mut deal: Deal) -> Deal {
    if deal.marks == base.marks && deal.sources == base.sources {
        deal.marks.clear();
        deal.sources.clear();
    }
    deal
}

fn with_marks_of(base: &Deal, mut deal: Deal) -> Deal {
    if deal.marks.is_empty() && deal.sources.is_empty() {
        deal.marks.clone_from(&base.marks);
        deal.sources.clone_from(&base.sources);
    }
    deal
}

/// Reads the deal in a fragment; `None` if there is none.
///
/// # Errors
/// Why a link with a deal cannot be opened.
pub fn open(fragment: &str) -> Result<Option<Papers>, BrokenLink> {
    let fragment = fragment.trim_start_matches('#');
    if fragment.len() > MOST_CHARACTERS {
        return Err(BrokenLink::TooLong);
    }
    let Some(packed) = value_of(fragment, "deal") else { return Ok(None) };
    if asks_for_the_example(fragment) {
        return Ok(with_scenarios(&samples::NORWICH_2009));
    }
    // Mail programs insert spaces into long addresses and add full stops after them.
    let packed: String = packed.chars().filter(|letter| !letter.is_whitespace() && *letter != '.').collect();
    let packed = URL_SAFE_NO_PAD.decode(packed.trim_end_matches('=')).map_err(|_| BrokenLink::Damaged)?;
    let text = decompress_to_vec_with_limit(&packed, MOST_BYTES).map_err(|_| BrokenLink::Damaged)?;
    let text = String::from_utf8(text).map_err(|_| BrokenLink::Damaged)?;
    let deal = document::open(&text).map_err(BrokenLink::NotOpened)?;
    let sample = value_of(fragment, "from").and_then(|name| SAMPLES.iter().find(|sample| sample.name == name));
    Ok(Some(match sample.and_then(opened) {
        Some(kept) => Papers { kept: kept.clone().into(), ..Papers::of_whole(with_marks_of(&kept, deal)) },
        None => Papers::of_whole(deal),
    }))
}

/// Whether the page is to start with the worked example, whatever is saved in this browser: the way out where the saved deal cannot
/// be opened. `static/boot.js` writes it.
pub(crate) fn starts_with_the_example(fragment: &str) -> bool {
    value_of(fragment, "start") == Some("example")
}

/// The value of a name in a fragment.
pub(crate) fn value_of<'a>(fragment: &'a str, name: &str) -> Option<&'a str> {
    fragment.trim_start_matches('#').split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// A text as the value of a name in a fragment: letters, digits, and signs without a meaning there stay as they are.
pub(crate) fn encoded(text: &str) -> String {
    let sign = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(sign).collect()
}

/// The text that was encoded; a percent sign that encodes nothing stays.
pub(crate) fn decoded(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).and_then(|digits| str::from_utf8(digits).ok()).filter(|_| *first == b'%');
        let code = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A sample's base case. Tests check that every sample opens.
#[must_use]
pub fn opened(sample: &Sample) -> Option<Deal> {
    let whole = document::open(sample.document).ok()?;
    Some(Deal { scenarios: Vec::new(), ..whole })
}

/// A sample with its scenarios.
#[must_use]
pub fn with_scenarios(sample: &Sample) -> Option<Papers> {
    document::open(sample.document).ok().map(Papers::of_whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn norwich() -> Deal {
        opened(&samples::NORWICH_2009).unwrap()
    }

    #[test]
    fn a_changed_deal_comes_back_with_its_base() {
        let base = norwich();
        let deal = base.with("/home_types/market/price", 176_700.into()).unwrap();
        let link = fragment(&Papers { base: deal.clone().into(), ..Papers::of(base.clone().into()) });
        assert!(link.starts_with("from=norwich-2009&deal="), "{link}");
        assert!(link.len() < 2_200, "{} characters", link.len());
        let papers = open(&format!("#{link}")).unwrap().unwrap();
        assert_eq!((&*papers.base, &*papers.kept), (&deal, &base));
        let alone = fragment(&Papers::of(deal.clone().into()));
        assert_eq!(open(&alone), Ok(Some(Papers::of(deal.into()))));
    }

    #[test]
    fn the_worked_example_needs_no_link() {
        assert_eq!(fragment(&with_scenarios(&samples::NORWICH_2009).unwrap()), "");
        assert_ne!(fragment(&Papers::of(norwich().into())), "", "without its scenario it is another deal");
        assert_eq!(open(""), Ok(None));
        assert_eq!(open("#levers"), Ok(None));
    }

    #[test]
    fn a_link_that_others_open_names_the_worked_example() {
        let example = with_scenarios(&samples::NORWICH_2009).unwrap();
        assert_eq!(fragment_to_publish(&example), "deal=example");
        assert_eq!(open("#open=as-later-reported&deal=example"), Ok(Some(example)));
        assert_eq!(open("#deal="), Err(BrokenLink::Damaged));
    }

    #[test]
    fn a_link_survives_what_mail_does_to_it() {
        let deal = norwich().with("/months", 160.into()).unwrap();
        let link = fragment(&Papers::of(deal.into()));
        let (head, tail) = link.split_at(60);
        assert!(open(&format!("#{head}\r\n {tail}.")).unwrap().is_some());
    }

    #[test]
    fn broken_and_hostile_links_are_refused() {
        let deal = norwich();
        let link = fragment(&Papers::of(deal.with("/months", 160.into()).unwrap().into()));
        assert_eq!(open(&link[..link.len() / 2]), Err(BrokenLink::Damaged));
        assert_eq!(open("#deal=%3Cscript%3E"), Err(BrokenLink::Damaged));
        assert_eq!(open(&format!("#deal={}", "A".repeat(MOST_CHARACTERS))), Err(BrokenLink::TooLong));
        let bomb = URL_SAFE_NO_PAD.encode(compress_to_vec(&vec![b' '; 50 * MOST_BYTES], LEVEL));
        assert_eq!(open(&format!("deal={bomb}")), Err(BrokenLink::Damaged));
        let other = URL_SAFE_NO_PAD.encode(compress_to_vec(b"{\"version\":99}", LEVEL));
        assert_eq!(open(&format!("deal={other}")), Err(BrokenLink::NotOpened(NotOpened::FromALaterVersion(99))));
    }
}
