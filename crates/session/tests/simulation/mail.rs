//! What is sent: the one place that knows how a deal becomes a link, and a link a deal.

use appraisal::document::Document;
use session::fragment::BrokenLink;
use session::scenarios::Cases;

/// A link that was sent, and what it was made of.
pub(crate) struct Sent {
    pub(crate) text: String,
    pub(crate) cases: Cases,
}

impl Sent {
    pub(crate) fn of(cases: Cases) -> Self {
        Self { text: cases.document().written(), cases }
    }
}

/// The deal in a link.
pub(crate) fn opened(text: &str) -> Result<Cases, BrokenLink> {
    let document = Document::open(text).map_err(BrokenLink::NotOpened)?;
    Cases::of_document(document).map_err(BrokenLink::Scenario)
}

/// A link of which a mail program has lost the end.
pub(crate) fn cut(text: &str) -> String {
    text.chars().take(text.chars().count() * 3 / 4).collect()
}
