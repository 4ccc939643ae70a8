//! A deal as text in the fragment of an address. Browsers never send the fragment to a server.
//!
//! The address reads `#from=norwich-2009&deal=...`: the sample that the deal was made from, if any, and the whole document,
//! deflated and encoded in URL-safe base64. The bytes are the same on every machine. Every number of the deal is in the link;
//! only marks and sources are left to the sample while they are the same there. `#deal=example` is the worked example.

pub use session::example::{opened, with_scenarios};
pub use session::fragment::BrokenLink;
pub(crate) use session::fragment::value_of;

use crate::scenarios::Cases;
use appraisal::Deal;
use appraisal::document::{Document, MOST_BYTES};
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

/// Writes the fragment of a deal; empty for an unchanged worked example.
#[must_use]
pub fn fragment(cases: &Cases) -> String {
    let kept = &*cases.baseline;
    let began_as = |sample: &Sample| {
        let opened = with_scenarios(sample)?;
        (*opened.baseline == *kept).then_some((sample.name, opened))
    };
    match SAMPLES.iter().find_map(began_as) {
        Some((name, example)) if name == samples::NORWICH_2009.name && example.is_same_deal(cases) => String::new(),
        Some((name, _)) => format!("from={name}&deal={}", packed(&without_marks_of(kept, cases.document()))),
        None => format!("deal={}", packed(&cases.document())),
    }
}

/// The same for code and links that others open, where no deal would mean that a part was lost.
#[must_use]
pub fn fragment_to_publish(cases: &Cases) -> String {
    let fragment = fragment(cases);
    if fragment.is_empty() { format!("deal={EXAMPLE}") } else { fragment }
}

/// Whether a fragment asks for the worked example.
#[must_use]
pub fn asks_for_the_example(fragment: &str) -> bool {
    value_of(fragment, "deal") == Some(EXAMPLE)
}

fn packed(document: &Document) -> String {
    URL_SAFE_NO_PAD.encode(compress_to_vec(document.written().as_bytes(), LEVEL))
}

fn without_marks_of(base: &Deal, mut document: Document) -> Document {
    let deal = &mut document.deal;
    if deal.marks == base.marks && deal.sources == base.sources {
        deal.marks.clear();
        deal.sources.clear();
    }
    document
}

fn with_marks_of(base: &Deal, mut document: Document) -> Document {
    let deal = &mut document.deal;
    if deal.marks.is_empty() && deal.sources.is_empty() {
        deal.marks.clone_from(&base.marks);
        deal.sources.clone_from(&base.sources);
    }
    document
}

/// Reads the deal in a fragment; `None` if there is none.
///
/// # Errors
/// Why a link with a deal cannot be opened.
pub fn open(fragment: &str) -> Result<Option<Cases>, BrokenLink> {
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
    let document = Document::open(&text).map_err(BrokenLink::NotOpened)?;
    let sample = value_of(fragment, "from").and_then(|name| SAMPLES.iter().find(|sample| sample.name == name));
    Ok(Some(match sample.and_then(opened) {
        Some(kept) => Cases { baseline: kept.clone().into(), ..cases_of(with_marks_of(&kept, document))? },
        None => cases_of(document)?,
    }))
}

fn cases_of(document: Document) -> Result<Cases, BrokenLink> {
    Cases::of_document(document).map_err(BrokenLink::Scenario)
}

/// Whether the page is to start with the worked example, whatever is saved in this browser: the way out where the saved deal cannot
/// be opened. `static/boot.js` writes it.
pub(crate) fn starts_with_the_example(fragment: &str) -> bool {
    value_of(fragment, "start") == Some("example")
}

#[cfg(test)]
mod tests {
    use super::*;
    use appraisal::document::NotOpened;

    fn norwich() -> Deal {
        opened(&samples::NORWICH_2009).unwrap()
    }

    #[test]
    fn a_changed_deal_comes_back_with_its_base() {
        let base = norwich();
        let deal = base.with("/home_types/market/price", 176_700.into()).unwrap();
        let link = fragment(&Cases { base: deal.clone().into(), ..Cases::of(base.clone().into()) });
        assert!(link.starts_with("from=norwich-2009&deal="), "{link}");
        assert!(link.len() < 2_200, "{} characters", link.len());
        let cases = open(&format!("#{link}")).unwrap().unwrap();
        assert_eq!((&*cases.base, &*cases.baseline), (&deal, &base));
        let alone = fragment(&Cases::of(deal.clone().into()));
        assert_eq!(open(&alone), Ok(Some(Cases::of(deal.into()))));
    }

    #[test]
    fn the_worked_example_needs_no_link() {
        assert_eq!(fragment(&with_scenarios(&samples::NORWICH_2009).unwrap()), "");
        assert_ne!(fragment(&Cases::of(norwich().into())), "", "without its scenario it is another deal");
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
        let link = fragment(&Cases::of(deal.into()));
        let (head, tail) = link.split_at(60);
        assert!(open(&format!("#{head}\r\n {tail}.")).unwrap().is_some());
    }

    #[test]
    fn broken_and_hostile_links_are_refused() {
        let deal = norwich();
        let link = fragment(&Cases::of(deal.with("/months", 160.into()).unwrap().into()));
        assert_eq!(open(&link[..link.len() / 2]), Err(BrokenLink::Damaged));
        assert_eq!(open("#deal=%3Cscript%3E"), Err(BrokenLink::Damaged));
        assert_eq!(open(&format!("#deal={}", "A".repeat(MOST_CHARACTERS))), Err(BrokenLink::TooLong));
        let bomb = URL_SAFE_NO_PAD.encode(compress_to_vec(&vec![b' '; 50 * MOST_BYTES], LEVEL));
        assert_eq!(open(&format!("deal={bomb}")), Err(BrokenLink::Damaged));
        let other = URL_SAFE_NO_PAD.encode(compress_to_vec(b"{\"version\":99}", LEVEL));
        assert_eq!(open(&format!("deal={other}")), Err(BrokenLink::NotOpened(NotOpened::FromALaterVersion(99))));
    }
}
