//! The page and case in the address, beside the deal: `#page=compare&open=s1&deal=...`.
//!
//! The style of an embed is in the address in the same way: [`EmbedStyle`].

use crate::embed_style::EmbedStyle;
use crate::fragment::{decoded, encoded, value_of};
use crate::scenarios::{BASE, Open};
use appraisal::glossary::{self, Term};

/// A page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The working page of a deal.
    #[default]
    Deal,
    /// Scenarios side by side.
    Compare,
    /// All deals: open or start one.
    Deals,
    /// The embed code.
    Embed,
    /// The glossary.
    Glossary,
}

impl Page {
    /// The pages in the bar, in order.
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

/// What an address contains beside the deal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The page.
    pub page: Option<Page>,
    /// The open case.
    pub open: Option<Open>,
    /// The glossary term to go to.
    pub term: Option<&'static Term>,
    /// The path of the input to go to, on the page of the deal.
    pub field: Option<String>,
    /// The style of an embed.
    pub style: EmbedStyle,
}

impl Route {
    /// Reads a fragment. Unknown values are ignored: they may be of a later version.
    #[must_use]
    pub fn read(fragment: &str) -> Self {
        let page =
            value_of(fragment, "page").and_then(|name| Page::ALL.iter().copied().find(|page| page.name() == name));
        let open = value_of(fragment, "open").map(|id| (id != BASE).then(|| decoded(id)));
        let term = value_of(fragment, "term").and_then(glossary::of);
        let field = value_of(fragment, "field").map(decoded);
        Self { page, open, term, field, style: EmbedStyle::read(fragment) }
    }

    /// Writes it as a fragment; empty for the base case on the page of the deal.
    #[must_use]
    pub fn written(page: Page, open: &Open) -> String {
        let page = (page != Page::default()).then(|| format!("page={}", page.name()));
        let open = open.as_ref().map(|id| format!("open={}", encoded(id)));
        page.into_iter().chain(open).collect::<Vec<_>>().join("&")
    }
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

/// The link to a case.
#[must_use]
pub fn link_to_case(open: &Open) -> String {
    format!("#open={}", open.as_deref().map_or_else(|| BASE.to_owned(), encoded))
}

/// The link to an input of a case.
#[must_use]
pub fn link_to_input(open: &Open, path: &str) -> String {
    format!("{}&field={}", link_to_case(open), encoded(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_as_it_was_written() {
        for page in Page::ALL {
            for open in [None, Some("s1".to_owned())] {
                let read = Route::read(&Route::written(*page, &open));
                assert_eq!((read.page.unwrap_or_default(), read.open.unwrap_or_default()), (*page, open));
            }
        }
        assert_eq!(Route::written(Page::Deal, &None), "");
    }

    /// Ids are as typed in a file.
    #[test]
    fn signs_with_a_meaning_in_an_address_come_back_too() {
        let (open, path) = (Some("a&b=c#d 50% é".to_owned()), "/home_types/a&b/price");
        let read = Route::read(&link_to_input(&open, path));
        assert_eq!((read.open, read.field.as_deref()), (Some(open.clone()), Some(path)));
        assert_eq!(Route::read(&Route::written(Page::Compare, &open)).open, Some(open));
        assert_eq!(link_to_input(&None, "/home_types/market/price"), "#open=base&field=/home_types/market/price");
        assert_eq!(Route::read("field=50%&open=%zz").field.as_deref(), Some("50%"));
    }

    #[test]
    fn links_change_only_their_own_part() {
        assert_eq!(Route::read(&link_to_page(Page::Compare)), Route { page: Some(Page::Compare), ..Route::default() });
        assert_eq!(Route::read(&link_to_case(&None)), Route { open: Some(None), ..Route::default() });
        let input = Route::read(&link_to_input(&Some("s1".to_owned()), "/home_types/market/price"));
        assert_eq!(
            (input.open, input.field.as_deref()),
            (Some(Some("s1".to_owned())), Some("/home_types/market/price"))
        );
        let irr = glossary::of("irr");
        let place = Route::read(&link_to_term(irr.unwrap()));
        assert_eq!(place, Route { page: Some(Page::Glossary), term: irr, ..Route::default() });
        assert_eq!(Route::read("#page=moon&term=cheese&deal=abc"), Route::default());
    }
}
