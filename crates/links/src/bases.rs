//! The presets as they were when links were first written against them. A link names its base by number, so a base never changes:
//! a preset whose text changes gets a base with a new number, and the old one stays for old links.

use deal::Deal;
use deal::document;
use std::sync::OnceLock;

/// A preset as it was.
#[derive(Debug)]
pub(crate) struct Base {
    /// Its number in links; never used again.
    pub(crate) number: u8,
    /// The name of its sample.
    pub(crate) name: &'static str,
    /// Its document, as it was written.
    pub(crate) text: &'static str,
    /// Its deal, opened when first needed: each link that is written is compared with it.
    opened: OnceLock<Option<Deal>>,
}

/// Every base, in the order of their numbers.
pub(crate) static BASES: [Base; 10] = [
    base(1, "norwich-2009", include_str!("../bases/1.json")),
    base(2, "labv-matched-equity", include_str!("../bases/2.json")),
    base(3, "priority-return", include_str!("../bases/3.json")),
    base(4, "incremental-90-10", include_str!("../bases/4.json")),
    base(5, "land-for-nominations", include_str!("../bases/5.json")),
    base(6, "three-party", include_str!("../bases/6.json")),
    base(7, "equal-funders", include_str!("../bases/7.json")),
    base(8, "rent-and-sale", include_str!("../bases/8.json")),
    base(9, "sold-outright", include_str!("../bases/9.json")),
    base(10, "built-alone", include_str!("../bases/10.json")),
];

const fn base(number: u8, name: &'static str, text: &'static str) -> Base {
    Base { number, name, text, opened: OnceLock::new() }
}

/// How a document names the id of a row.
const ID: &str = "\"id\":\"";

impl Base {
    /// The base with a number.
    pub(crate) fn of(number: u8) -> Option<&'static Self> {
        BASES.iter().find(|base| base.number == number)
    }

    /// The first base of a sample: links of the first format name the sample alone, and were written against it.
    pub(crate) fn first_of(name: &str) -> Option<&'static Self> {
        BASES.iter().find(|base| base.name == name)
    }

    /// The latest base with the same deal, apart from scenarios.
    pub(crate) fn same_as(deal: &Deal) -> Option<&'static Self> {
        Self::titled(&deal.title).find(|base| base.deal() == Some(deal))
    }

    /// The base that is the most like a document: the one that has the most ids in common with it.
    pub(crate) fn like(document: &str) -> &'static Self {
        let ids = |base: &Self| base.text.split(ID).skip(1).filter_map(|rest| rest.split('"').next());
        let is_common = |id: &&str| document.contains(&format!("{ID}{id}\""));
        let found = BASES.iter().rev().max_by_key(|base| ids(base).filter(is_common).count());
        found.unwrap_or(&BASES[0])
    }

    /// The bases with a title, the latest first: to open every base for each link that is written would take too long.
    fn titled(title: &str) -> impl Iterator<Item = &'static Self> {
        let titled = format!("\"title\":{},", serde_json::Value::from(title));
        BASES.iter().rev().filter(move |base| base.text.contains(&titled))
    }

    /// Its deal without scenarios. Tests check that every base opens.
    pub(crate) fn deal(&self) -> Option<&Deal> {
        let open = || {
            let whole = document::open(self.text).ok()?;
            Some(Deal { scenarios: Vec::new(), ..whole })
        };
        self.opened.get_or_init(open).as_ref()
    }
}
