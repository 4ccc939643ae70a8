//! A deal as a link: text behind the `#` of an address, which browsers never send to a server.
//!
//! `deal=...` has the whole document, packed against the preset that is most like it; `deal=example` is the worked example.
//! Reading undoes what mail and chat programs do to addresses. A link that was meant to have a deal opens the deal that was sent,
//! or says that it is damaged: never another deal.

mod bases;
mod deflated;
mod first_format;
mod packed;
mod parts;
mod percent;

pub use parts::{OTHER_NAMES, Parts};
pub use percent::{decoded, encoded};

use bases::Base;
use deal::document::{self, Document, MOST_BYTES, NotOpened};
use deal::identity::Identity;
use deal::{Deal, samples};
use packed::{Beside, NotUnpacked};

/// The maximum length of a deal in a link, when writing as when reading.
pub const MOST_CHARACTERS: usize = 200_000;

/// The maximum length of what is read: encoding makes an address longer.
const MOST_ENCODED: usize = 5 * MOST_CHARACTERS;

/// What a link has in place of a deal if it asks for the worked example.
pub const EXAMPLE: &str = "example";

/// What a link contains.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// The deal with its scenarios.
    pub whole: Deal,
    /// Which deal it is, if that is known.
    pub identity: Option<Identity>,
    /// The deal that it was made from, if that is another: embeds show differences from it.
    pub baseline: Option<Deal>,
    /// The id of the open scenario; none for the base case.
    pub open: Option<String>,
}

/// Why a link cannot be opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BrokenLink {
    /// A part is missing or was changed on the way.
    #[error("Part of the link is missing or was changed on the way.")]
    Damaged,
    /// It is too long to be a deal.
    #[error("The link is too long to be a deal.")]
    TooLong,
    /// It is of a later version of the page.
    #[error("The link was made by a later version of this page.")]
    FromALaterVersion,
    /// It is not a deal, or a deal of a later version.
    #[error("{0}")]
    NotOpened(NotOpened),
}

/// Why a deal cannot be a link: it would not open again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TooLong {
    /// The link would have this many characters.
    #[error("The link would have {0} characters, more than {MOST_CHARACTERS}.")]
    Link(usize),
    /// The document has this many bytes.
    #[error("The deal has {0} characters, more than {MOST_BYTES}.")]
    Document(usize),
}

/// Whether a deal is one of the numbered bases, which every reader of links has.
#[must_use]
pub fn is_base(deal: &Deal) -> bool {
    Base::same_as(deal).is_some()
}

/// Writes the part of an address with a deal.
///
/// # Errors
/// If the link would be too long to be read: what is written opens.
pub fn written(sent: &Sent) -> Result<String, TooLong> {
    let baseline = Base::same_as(sent.baseline.as_ref().unwrap_or(&sent.whole));
    // The open scenario is beside the document.
    let document = Document { identity: sent.identity.clone(), open: None, deal: sent.whole.clone() }.written();
    let base = baseline.unwrap_or_else(|| Base::like(&document));
    let beside = Beside { baseline: baseline.map(|base| base.number), open: sent.open.clone() };
    let packed = packed::packed(&beside, &document, base)?;
    if packed.len() > MOST_CHARACTERS {
        return Err(TooLong::Link(packed.len()));
    }
    Ok(format!("deal={packed}"))
}

/// Reads the deal in what follows `#`; `None` if no deal was meant.
///
/// # Errors
/// Why a link that was meant to have a deal cannot be opened.
pub fn read(fragment: &str) -> Result<Option<Sent>, BrokenLink> {
    if fragment.len() > MOST_ENCODED {
        return Err(BrokenLink::TooLong);
    }
    let parts = Parts::read(fragment);
    if !parts.mean_a_deal() {
        return Ok(None);
    }
    let values = parts.deals();
    let first = values.first().ok_or(BrokenLink::Damaged)?;
    if first.len() > MOST_CHARACTERS {
        return Err(BrokenLink::TooLong);
    }
    let from = parts.from();
    let mut opened = values.iter().map(|value| read_deal(value, from.as_deref()));
    let likeliest = opened.next().unwrap_or(Err(BrokenLink::Damaged));
    // Another reading is only a deal if nothing is missing from it.
    likeliest.or_else(|why| opened.find_map(Result::ok).ok_or(why)).map(Some)
}

/// Whether an address can name a scenario by its id: it is read as it was written.
#[must_use]
pub fn can_name(id: &str) -> bool {
    Parts::read(&format!("open={}", encoded(id))).text("open").as_deref() == Some(id)
}

/// Whether a part of an address asks for the worked example.
#[must_use]
pub fn asks_for_the_example(parts: &Parts) -> bool {
    parts.deals().first().is_some_and(|value| value.eq_ignore_ascii_case(EXAMPLE))
}

fn read_deal(value: &str, from: Option<&str>) -> Result<Sent, BrokenLink> {
    if value.eq_ignore_ascii_case(EXAMPLE) {
        let whole = document::open(samples::NORWICH_2009.document).map_err(BrokenLink::NotOpened)?;
        return Ok(Sent { whole, identity: None, baseline: None, open: None });
    }
    match packed::unpacked(value) {
        Ok((beside, text)) => opened(beside, &text),
        Err(NotUnpacked::NoMark) => first_format::read(value, from),
        Err(NotUnpacked::Damaged) => Err(BrokenLink::Damaged),
        Err(NotUnpacked::FromALaterVersion) => Err(BrokenLink::FromALaterVersion),
    }
}

fn opened(beside: Beside, text: &str) -> Result<Sent, BrokenLink> {
    let Document { identity, deal: whole, .. } = Document::open(text).map_err(BrokenLink::NotOpened)?;
    let base = |number| Base::of(number).and_then(Base::deal).ok_or(BrokenLink::FromALaterVersion);
    let baseline = beside.baseline.map(base).transpose()?.cloned();
    Ok(Sent { whole, identity, baseline, open: beside.open })
}
