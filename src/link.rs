//! Papers as a link, and back. Writing and reading themselves are in the crate `links`.

use crate::papers::Papers;
use appraisal::Deal;
use appraisal::document;
use appraisal::samples::{self, Sample};
pub use links::{BrokenLink, Parts, TooLong};
use links::{EXAMPLE, Sent};
use std::rc::Rc;

/// Writes the fragment of a deal; empty for an unchanged worked example.
///
/// # Errors
/// If it would be too long to open.
pub fn fragment(papers: &Papers) -> Result<String, TooLong> {
    let is_example = with_scenarios(&samples::NORWICH_2009).is_some_and(|example| example.holds_the_same(papers));
    if is_example {
        return Ok(String::new());
    }
    let baseline = Some((*papers.kept).clone());
    links::written(&Sent { whole: papers.whole(), baseline, open: papers.open.clone() })
}

/// The same for code and links that others open, where no deal would mean that a part was lost.
///
/// # Errors
/// If it would be too long to open.
pub fn fragment_to_publish(papers: &Papers) -> Result<String, TooLong> {
    let fragment = fragment(papers)?;
    Ok(if fragment.is_empty() { format!("deal={EXAMPLE}") } else { fragment })
}

/// Whether a fragment asks for the worked example.
#[must_use]
pub fn asks_for_the_example(fragment: &str) -> bool {
    links::asks_for_the_example(&Parts::read(fragment))
}

/// Reads the deal in a fragment; `None` if there is none.
///
/// # Errors
/// Why a link with a deal cannot be opened.
pub fn open(fragment: &str) -> Result<Option<Papers>, BrokenLink> {
    Ok(links::read(fragment)?.map(papers_of))
}

fn papers_of(sent: Sent) -> Papers {
    let papers = Papers::of_whole(sent.whole);
    let kept = sent.baseline.map_or_else(|| papers.kept.clone(), Rc::new);
    let open = sent.open.filter(|id| papers.scenarios.iter().any(|scenario| scenario.id == *id));
    Papers { kept, open, ..papers }
}

/// Whether the page is to start with the worked example, whatever is saved in this browser: the way out where the saved deal cannot
/// be opened. `static/boot.js` writes it.
pub(crate) fn starts_with_the_example(fragment: &str) -> bool {
    Parts::read(fragment).value("start") == Some(EXAMPLE)
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
    use links::OTHER_NAMES;

    fn norwich() -> Deal {
        opened(&samples::NORWICH_2009).unwrap()
    }

    #[test]
    fn a_changed_deal_comes_back_with_its_base() {
        let base = norwich();
        let deal = base.with("/home_types/market/price", 176_700.into()).unwrap();
        let link = fragment(&Papers { base: deal.clone().into(), ..Papers::of(base.clone().into()) }).unwrap();
        assert!(link.len() < 300, "{} characters", link.len());
        let papers = open(&format!("#{link}")).unwrap().unwrap();
        assert_eq!((&*papers.base, &*papers.kept), (&deal, &base));
        let alone = fragment(&Papers::of(deal.clone().into())).unwrap();
        assert_eq!(open(&alone), Ok(Some(Papers::of(deal.into()))));
    }

    #[test]
    fn the_open_case_comes_back() {
        let example = with_scenarios(&samples::NORWICH_2009).unwrap();
        let dearer = norwich().with("/home_types/market/price", 190_000.into()).unwrap();
        for open_case in [None, Some(example.scenarios[0].id.clone())] {
            let papers = Papers { base: dearer.clone().into(), open: open_case, ..example.clone() };
            assert_eq!(open(&fragment(&papers).unwrap()), Ok(Some(papers)));
        }
    }

    #[test]
    fn the_worked_example_needs_no_link() {
        assert_eq!(fragment(&with_scenarios(&samples::NORWICH_2009).unwrap()), Ok(String::new()));
        assert_ne!(
            fragment(&Papers::of(norwich().into())),
            Ok(String::new()),
            "without its scenario it is another deal"
        );
        assert_eq!(open(""), Ok(None));
        assert_eq!(open("#levers"), Ok(None));
    }

    #[test]
    fn a_link_that_others_open_names_the_worked_example() {
        let example = with_scenarios(&samples::NORWICH_2009).unwrap();
        assert_eq!(fragment_to_publish(&example), Ok("deal=example".to_owned()));
        assert_eq!(open("#open=as-later-reported&deal=example"), Ok(Some(example)));
        assert_eq!(open("#deal="), Err(BrokenLink::Damaged));
    }

    #[test]
    fn the_reader_of_links_knows_every_name_in_an_address() {
        use crate::embed_style::EmbedStyle;
        use crate::place::{Page, Place, link_to_input, link_to_term};
        let style =
            "embed=yes&readonly=yes&theme=dark&accent=7b1e4b&accent-ink=ffffff&ground=ffffff&radius=3&font=Georgia";
        let style = EmbedStyle::read(style).fragment();
        let term = link_to_term(&appraisal::glossary::TERMS[0]);
        let place = Place::written(Page::Compare, &Some("s1".to_owned()));
        let all = [style, term, place, link_to_input(&None, "/months")].join("&");
        for part in all.split(['&', '#']).filter(|part| !part.is_empty()) {
            let name = part.split('=').next().unwrap();
            assert!(OTHER_NAMES.contains(&name), "{name}");
        }
    }
}
