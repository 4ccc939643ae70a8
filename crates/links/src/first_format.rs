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
    let deal = document::open(&text).map_err(|why| not_opened(&text, why))?;
    let baseline = from.map(|name| sample(name).ok_or(BrokenLink::Damaged)).transpose()?;
    let whole = match &baseline {
        Some(base) => with_marks_of(base, deal),
        None => deal,
    };
    Ok(Sent { whole, identity: None, baseline, open: None })
}

/// This format has no checksum: a document that is no longer JSON was changed on the way.
fn not_opened(text: &str, why: NotOpened) -> BrokenLink {
    let is_changed = matches!(why, NotOpened::NotJson { .. }) && text.starts_with("{\"version\":");
    if is_changed { BrokenLink::Damaged } else { BrokenLink::NotOpened(why) }
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
