//! The page and case in the address, beside the deal: `#deal=...&page=compare`.
//!
//! The style of an embed is in the address in the same way: [`EmbedStyle`].

use crate::embed_style::EmbedStyle;
use crate::link::{self, Parts, TooLong};
use crate::scenarios::{BASE, Cases, Open};
use appraisal::glossary::{self, Term};
use links::encoded;

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
        let parts = Parts::read(fragment);
        let page = parts.word("page", |name| Page::ALL.iter().copied().find(|page| page.name() == name));
        let open = parts.text("open").map(|id| (id != BASE).then_some(id));
        let term = parts.word("term", glossary::of);
        let field = parts.text("field");
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

/// The fragment of a page, the style of an embed, and the cases. In an embed it is never without a deal.
///
/// # Errors
/// If it would be too long to open.
pub fn fragment(page: Page, style: &EmbedStyle, cases: &Cases) -> Result<String, TooLong> {
    let deal = if style.is_embedded { link::fragment_to_publish(cases) } else { link::fragment(cases) }?;
    let beside = written_beside(&deal, page, cases);
    Ok(joined([style.fragment(), deal, beside]))
}

/// The fragment of a deal for others to open: with its open case, and never empty.
///
/// # Errors
/// If it would be too long to open.
pub fn fragment_to_publish(cases: &Cases) -> Result<String, TooLong> {
    fragment_to_send(Page::Deal, cases)
}

/// The same for a page.
///
/// # Errors
/// If it would be too long to open.
pub fn fragment_to_send(page: Page, cases: &Cases) -> Result<String, TooLong> {
    let deal = link::fragment_to_publish(cases)?;
    let beside = written_beside(&deal, page, cases);
    Ok(joined([deal, beside]))
}

/// The page and the open case beside a deal. A packed deal has its open case in it, where nothing can part them; and it goes before
/// the page, so that it is the deal that is found damaged where an address is cut.
fn written_beside(deal: &str, page: Page, cases: &Cases) -> String {
    let is_packed = !deal.is_empty() && !link::asks_for_the_example(deal);
    Route::written(page, if is_packed { &None } else { &cases.open })
}

fn joined<const PARTS: usize>(parts: [String; PARTS]) -> String {
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

    /// The page of the deal or the base case was opened without a word, though the deal itself was read.
    #[test]
    fn signs_of_the_text_around_a_link_are_no_part_of_what_it_opens() {
        let tails =
            "> ) , ; . \" ' ” ’ » ). ), \u{200b} \u{a0} \u{2060} %3E %22 %20 %E2%80%8B %E2%80%9D %C2%A0 &gt; &quot;";
        let open = Some(Some("as-later-reported".to_owned()));
        for tail in tails.split(' ') {
            assert_eq!(Route::read(&format!("deal=example&page=compare{tail}")).page, Some(Page::Compare), "{tail}");
            assert_eq!(Route::read(&format!("deal=example&open=as-later-reported{tail}")).open, open, "{tail}");
            assert_eq!(Route::read(&format!("open=base{tail}")).open, Some(None), "{tail}");
            let input = Route::read(&format!("open=base&field=/home_types/market/price{tail}"));
            assert_eq!(input.field.as_deref(), Some("/home_types/market/price"), "{tail}");
        }
        let quoted = Route::read("deal=3Dexample&page=3Dcompare&open=3Das-later-reported");
        assert_eq!((quoted.page, quoted.open), (Some(Page::Compare), open));
        assert_eq!(Route::read("page=compare, as agreed. Ann").page, Some(Page::Compare));
        assert_eq!(Route::read("page=compared").page, None);
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
        let route = Route::read(&link_to_term(irr.unwrap()));
        assert_eq!(route, Route { page: Some(Page::Glossary), term: irr, ..Route::default() });
        assert_eq!(Route::read("#page=moon&term=cheese&deal=abc"), Route::default());
    }
}
