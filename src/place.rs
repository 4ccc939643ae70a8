//! Where in the product one is, as it stands in the address beside the deal: `#page=compare&open=s1&deal=...`.
//!
//! The style of an embed is in the address in the same way: [`EmbedStyle`].

use crate::embed_style::EmbedStyle;
use crate::link::{self, value_of};
use crate::papers::{Open, Papers};
use appraisal::glossary::{self, Term};

/// A page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The working page of a deal.
    #[default]
    Deal,
    /// Scenarios side by side.
    Compare,
    /// Where a deal starts.
    Deals,
    /// How the deal is shown on another page.
    Embed,
    /// The terms of the trade in plain words.
    Glossary,
}

impl Page {
    /// The pages of the bar, in its order.
    pub const BAR: &'static [Self] = &[Self::Deal, Self::Compare, Self::Deals, Self::Embed];

    /// Every page.
    pub const ALL: &'static [Self] = &[Self::Deal, Self::Compare, Self::Deals, Self::Embed, Self::Glossary];

    /// Its name in the address.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Deal => "deal",
            Self::Compare => "compare",
            Self::Deals => "deals",
            Self::Embed => "snippet",
            Self::Glossary => "glossary",
        }
    }
}

/// The name in the address of the base case among the papers.
const BASE: &str = "base";

/// Where an address leads, as far as it says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The page.
    pub page: Option<Page>,
    /// Which of the papers is open.
    pub open: Option<Open>,
    /// The term of the glossary to go to.
    pub term: Option<&'static Term>,
    /// The style of an embed.
    pub style: EmbedStyle,
}

impl Place {
    /// Reads what stands behind `#`. What is not known is left out: it may be of a later version.
    #[must_use]
    pub fn read(fragment: &str) -> Self {
        let page =
            value_of(fragment, "page").and_then(|name| Page::ALL.iter().copied().find(|page| page.name() == name));
        let open = value_of(fragment, "open").map(|id| (id != BASE).then(|| id.to_owned()));
        let term = value_of(fragment, "term").and_then(glossary::of);
        Self { page, open, term, style: EmbedStyle::read(fragment) }
    }

    /// Writes it for behind `#`; nothing for the base case on the working page.
    #[must_use]
    pub fn written(page: Page, open: &Open) -> String {
        let page = (page != Page::default()).then(|| format!("page={}", page.name()));
        let open = open.as_ref().map(|id| format!("open={id}"));
        page.into_iter().chain(open).collect::<Vec<_>>().join("&")
    }
}

/// What stands behind `#` for a page, how it looks, and the papers on it.
#[must_use]
pub fn fragment(page: Page, style: &EmbedStyle, papers: &Papers) -> String {
    let parts = [style.fragment(), Place::written(page, &papers.open), link::fragment(papers)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("&")
}

/// The link to a page.
#[must_use]
pub fn link_to_page(page: Page) -> String {
    format!("#page={}", page.name())
}

/// The link to a term of the glossary.
#[must_use]
pub fn link_to_term(term: &Term) -> String {
    format!("{}&term={}", link_to_page(Page::Glossary), term.id)
}

/// The link to one of the papers.
#[must_use]
pub fn link_to_paper(open: &Open) -> String {
    format!("#open={}", open.as_deref().unwrap_or(BASE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_as_it_was_written() {
        for page in Page::ALL {
            for open in [None, Some("s1".to_owned())] {
                let read = Place::read(&Place::written(*page, &open));
                assert_eq!((read.page.unwrap_or_default(), read.open.unwrap_or_default()), (*page, open));
            }
        }
        assert_eq!(Place::written(Page::Deal, &None), "");
    }

    #[test]
    fn links_lead_there_and_leave_the_rest() {
        assert_eq!(Place::read(&link_to_page(Page::Compare)), Place { page: Some(Page::Compare), ..Place::default() });
        assert_eq!(Place::read(&link_to_paper(&None)), Place { open: Some(None), ..Place::default() });
        let irr = glossary::of("irr");
        let place = Place::read(&link_to_term(irr.unwrap()));
        assert_eq!(place, Place { page: Some(Page::Glossary), term: irr, ..Place::default() });
        assert_eq!(Place::read("#page=moon&term=cheese&deal=abc"), Place::default());
    }
}
