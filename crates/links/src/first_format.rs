//! Links of the first format, written until November 2026: `from=norwich-2009&deal=...`. The deal is its whole document, deflated;
//! marks and sources were left out while they were those of the sample that `from` names. They open for good.

use crate::bases::Base;
use crate::deflated::inflated;
use crate::{BrokenLink, Sent};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use deal::Deal;
use deal::document::{self, NotOpened};

/// Reads a deal of the first format.
pub(crate) fn read(value: &str, from: Option<&str>) -> Result<Sent, BrokenLink> {
    let packed = URL_SAFE_NO_PAD.decode(value).map_err(|_| BrokenLink::Damaged)?;
    let text = inflated(&packed, &[]).and_then(|text| String::from_utf8(text).ok()).ok_or(BrokenLink::Damaged)?;
    let deal = document::open(&text).map_err(not_opened)?;
    let baseline = from.map(|name| sample(name).ok_or(BrokenLink::Damaged)).transpose()?;
    let whole = match &baseline {
        Some(base) => with_marks_of(base, deal),
        None => deal,
    };
    Ok(Sent { whole, identity: None, baseline, open: None })
}

/// This format has no checksum: what is not JSON was changed on the way, or is the rest of a link that has lost its beginning.
fn not_opened(why: NotOpened) -> BrokenLink {
    if matches!(why, NotOpened::NotJson { .. } | NotOpened::Empty | NotOpened::WebPage) {
        BrokenLink::Damaged
    } else {
        BrokenLink::NotOpened(why)
    }
}

fn sample(name: &str) -> Option<Deal> {
    // In quoted-printable text an equals sign is `=3D`.
    [name, name.trim_start_matches("3d")].into_iter().find_map(Base::first_of)?.deal().cloned()
}

fn with_marks_of(base: &Deal, mut deal: Deal) -> Deal {
    if deal.marks.is_empty() && deal.sources.is_empty() {
        deal.marks.clone_from(&base.marks);
        deal.sources.clone_from(&base.sources);
    }
    deal
}
