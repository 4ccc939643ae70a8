//! Cases as a link, and back. Writing and reading themselves are in the crate `links`.

pub use crate::example::{opened, with_scenarios, worked_example};
pub use links::{Parts, TooLong};

use crate::scenarios::{Cases, DoesNotApply};
use appraisal::document::{Document, NotOpened};
use links::{EXAMPLE, Sent};
use std::rc::Rc;

/// Why a link cannot be opened.
#[derive(Clone, Debug, PartialEq)]
pub enum BrokenLink {
    /// A part is missing or was changed on the way.
    Damaged,
    /// It is too long to be a deal.
    TooLong,
    /// It is of a later version of the page.
    FromALaterVersion,
    /// It is not a deal, or a deal of a later version.
    NotOpened(NotOpened),
    /// A scenario of it does not apply to its base case.
    Scenario(DoesNotApply),
}

impl From<links::BrokenLink> for BrokenLink {
    fn from(why: links::BrokenLink) -> Self {
        match why {
            links::BrokenLink::Damaged => Self::Damaged,
            links::BrokenLink::TooLong => Self::TooLong,
            links::BrokenLink::FromALaterVersion => Self::FromALaterVersion,
            links::BrokenLink::NotOpened(why) => Self::NotOpened(why),
        }
    }
}

/// Writes the fragment of a deal; empty for an unchanged worked example.
///
/// # Errors
/// If it would be too long to open.
pub fn fragment(cases: &Cases) -> Result<String, TooLong> {
    let is_example = worked_example().is_some_and(|example| example.is_same_deal(cases));
    if is_example {
        return Ok(String::new());
    }
    let baseline = Some((*cases.baseline).clone());
    let Document { identity, open, deal: whole } = cases.document();
    links::written(&Sent { whole, identity, baseline, open })
}

/// Whether a link includes the baseline: it names one of the numbered bases, which every reader of links has.
#[must_use]
pub fn includes_baseline(cases: &Cases) -> bool {
    links::is_base(&cases.baseline)
}

/// The cases as whoever opens a link has them: without the baseline, unless a link includes it.
#[must_use]
pub fn sent(cases: &Cases) -> Cases {
    if includes_baseline(cases) { cases.clone() } else { cases.without_baseline() }
}

/// The same for code and links that others open, where no deal would mean that a part was lost.
///
/// # Errors
/// If it would be too long to open.
pub fn fragment_to_publish(cases: &Cases) -> Result<String, TooLong> {
    let fragment = fragment(&sent(cases))?;
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
pub fn open(fragment: &str) -> Result<Option<Cases>, BrokenLink> {
    links::read(fragment)?.map(cases_of).transpose()
}

fn cases_of(sent: Sent) -> Result<Cases, BrokenLink> {
    let document = Document { identity: sent.identity, open: sent.open, deal: sent.whole };
    let cases = Cases::of_document(document).map_err(BrokenLink::Scenario)?;
    let baseline = sent.baseline.map_or_else(|| cases.baseline.clone(), Rc::new);
    Ok(Cases { baseline, ..cases })
}

/// Whether the page is to start with the worked example, whatever is saved in this browser: the way out where the saved deal cannot
/// be opened. `static/boot.js` writes it.
#[must_use]
pub fn starts_with_the_example(fragment: &str) -> bool {
    Parts::read(fragment).value("start") == Some(EXAMPLE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use appraisal::{Deal, samples};
    use links::OTHER_NAMES;

    fn norwich() -> Deal {
        opened(&samples::NORWICH_2009).unwrap()
    }

    #[test]
    fn a_changed_deal_comes_back_with_its_base() {
        let base = norwich();
        let deal = base.with("/home_types/market/price", 176_700.into()).unwrap();
        let link = fragment(&Cases { base: deal.clone().into(), ..Cases::of(base.clone().into()) }).unwrap();
        assert!(link.len() < 300, "{} characters", link.len());
        let cases = open(&format!("#{link}")).unwrap().unwrap();
        assert_eq!((&*cases.base, &*cases.baseline), (&deal, &base));
        let alone = fragment(&Cases::of(deal.clone().into())).unwrap();
        assert_eq!(open(&alone), Ok(Some(Cases::of(deal.into()))));
    }

    #[test]
    fn the_open_case_comes_back() {
        let example = with_scenarios(&samples::NORWICH_2009).unwrap();
        let dearer = norwich().with("/home_types/market/price", 190_000.into()).unwrap();
        for open_case in [None, Some(example.scenarios[0].id.clone())] {
            let cases = Cases { base: dearer.clone().into(), open: open_case, ..example.clone() };
            assert_eq!(open(&fragment(&cases).unwrap()), Ok(Some(cases)));
        }
    }

    #[test]
    fn the_worked_example_needs_no_link() {
        assert_eq!(fragment(&with_scenarios(&samples::NORWICH_2009).unwrap()), Ok(String::new()));
        assert_ne!(
            fragment(&Cases::of(norwich().into())),
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
        use crate::route::{Page, Route, link_to_input, link_to_term};
        let style =
            "embed=yes&readonly=yes&theme=dark&accent=7b1e4b&accent-ink=ffffff&ground=ffffff&radius=3&font=Georgia";
        let style = EmbedStyle::read(style).fragment();
        let term = link_to_term(&appraisal::glossary::TERMS[0]);
        let route = Route::written(Page::Compare, &Some("s1".to_owned()));
        let all = [style, term, route, link_to_input(&None, "/months")].join("&");
        for part in all.split(['&', '#']).filter(|part| !part.is_empty()) {
            let name = part.split('=').next().unwrap();
            assert!(OTHER_NAMES.contains(&name), "{name}");
        }
    }
}
