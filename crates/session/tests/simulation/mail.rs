//! What is sent: the one place that knows how a deal becomes a link, and a link a deal.

use session::link::{BrokenLink, fragment_to_publish, open, takes_baseline};
use session::scenarios::Cases;

/// A link that was sent, and what it was made of.
pub(crate) struct Sent {
    pub(crate) text: String,
    /// What the link unpacks to.
    pub(crate) document: String,
    pub(crate) cases: Cases,
}

impl Sent {
    pub(crate) fn of(cases: Cases) -> Self {
        let text = fragment_to_publish(&cases).unwrap();
        let cases = if takes_baseline(&cases) { cases } else { cases.without_baseline() };
        let document = opened(&text).map_or_else(|_| String::new(), |cases| cases.document().written());
        Self { text, document, cases }
    }
}

/// The deal in a link.
pub(crate) fn opened(text: &str) -> Result<Cases, BrokenLink> {
    open(text)?.ok_or(BrokenLink::Damaged)
}

/// A link of which a mail program has lost the end.
pub(crate) fn cut(text: &str) -> String {
    text.chars().take(text.chars().count() * 3 / 4).collect()
}
