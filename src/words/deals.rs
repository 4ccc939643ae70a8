//! The page on which a deal starts, and how a deal is kept.

use super::problems;
use crate::browser::storage::NotKept;
use crate::keeping::Kept;
use appraisal::document::NotOpened;

/// The heading of the page.
pub const TITLE: &str = "Open or start a deal";
/// The line under it.
pub const LEAD: &str = "Everything stays in this browser. To hand a deal on, copy its link or save it as a file.";
/// The heading of what is new.
pub const NEW: &str = "Start a deal";
/// The line under it.
pub const NEW_LEAD: &str = "A blank deal has two partners, one site and one phase, with round numbers to type over.";
/// The button.
pub const BLANK: &str = "Start from blank";
/// The label of the box for a file.
pub const OPEN_A_FILE: &str = "Open a deal file";
/// What else can be done with a file.
pub const DROP: &str = "A file can also be dropped anywhere on the page.";
/// The heading of what is kept.
pub const KEPT: &str = "Kept in this browser";
/// What is said where nothing is kept.
pub const NOTHING_KEPT: &str = "Nothing yet. A deal is kept here as soon as you change it.";
/// The button that opens a deal.
pub const OPEN: &str = "Open";
/// The button that forgets one.
pub const FORGET: &str = "Forget";
/// The button that forgets all.
pub const FORGET_ALL: &str = "Forget everything";
/// What is asked first.
pub const ARE_YOU_SURE: &str = "This deletes every deal and version from this browser. It cannot be undone.";
/// The answers.
pub const YES_FORGET: &str = "Yes, forget everything";
/// See [`YES_FORGET`].
pub const NO_KEEP: &str = "No, keep it";
/// The heading of the versions.
pub const VERSIONS: &str = "Earlier versions of the open deal";
/// The line under it.
pub const VERSIONS_LEAD: &str = "While you work, the deal as it stood is set aside every few minutes.";
/// What is said where there are none.
pub const NO_VERSIONS: &str = "None yet.";
/// The button that goes back to one.
pub const GO_BACK: &str = "Go back to it";
/// The heading of the examples.
pub const GALLERY: &str = "Start from an example";
/// The line under it.
pub const GALLERY_LEAD: &str =
    "Each is a whole deal of a kind that has been practised. Their figures are examples to type over.";
/// The button of an example.
pub const START_FROM: &str = "Start from this";
/// The two alternatives that are no deals.
pub const COMPARATORS: &str = "Selling the land outright and building alone are worked out beside every deal.";
/// The link to them.
pub const SEE_COMPARE: &str = "See them under Compare";
/// The button that saves a file.
pub const SAVE_FILE: &str = "Save file";
/// The title of the button.
pub const SAVE_FILE_LONG: &str = "Save this deal, with its scenarios, as a file";
/// The button that downloads what is damaged.
pub const SAVE_DAMAGED: &str = "Save what is there as a file";

/// The line under the heading of what is kept.
#[must_use]
pub const fn kept_lead(is_allowed: bool) -> &'static str {
    if is_allowed {
        "Saved by itself while you type. Clearing the browser’s data deletes it."
    } else {
        "This browser does not let the page keep anything. Links and files still work."
    }
}

/// The name of a deal's file, without its ending: its letters and numbers.
#[must_use]
pub fn file_name(title: &str) -> String {
    let plain: String = title
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { ' ' })
        .collect();
    let name = plain.split_whitespace().collect::<Vec<_>>().join("-");
    if name.is_empty() { "deal".to_owned() } else { name }
}

/// When a deal was kept.
#[must_use]
pub fn kept_at(at: &str, is_open: bool) -> String {
    if is_open { format!("Open now, saved {at}") } else { format!("Saved {at}") }
}

/// Which version it is.
#[must_use]
pub fn as_it_stood(at: &str) -> String {
    format!("As it stood {at}")
}

/// How the deal is kept, in a quiet line; `time` as the user's clock has it.
#[must_use]
pub fn kept(kept: &Kept, time: &str) -> String {
    match kept {
        Kept::At(_) => format!("Saved in this browser {time}."),
        Kept::Copied(_) => "Saved in this browser as a copy of its own.".to_owned(),
        Kept::NotYet | Kept::Not(_) | Kept::Damaged(_) => String::new(),
    }
}

/// What the user must know of how the deal is kept; nothing where all is well.
#[must_use]
pub fn warning(kept: &Kept) -> Option<(&'static str, &'static str)> {
    match kept {
        Kept::NotYet | Kept::At(_) => None,
        Kept::Not(NotKept::Denied) => Some((
            "This browser does not let the page save.",
            "The deal is lost when the page is closed. Copy its link, or save it as a file.",
        )),
        Kept::Not(NotKept::Full) => Some((
            "The browser’s room for saved deals is full.",
            "What you type from now on is not saved. Copy the link or save a file, or forget deals that you no longer need.",
        )),
        Kept::Copied(_) => Some((
            "This deal is open in another tab, too.",
            "What you change here is kept as a copy beside it: neither overwrites the other.",
        )),
        Kept::Damaged(_) => Some((
            "The deal that was open here could not be read back.",
            "What was saved is damaged. It was left as it is; save it as a file, and send it to whoever looks after this page.",
        )),
    }
}

/// Why a file was not opened, and what to do; nothing where it could not be read at all.
#[must_use]
pub fn file_not_opened(name: &str, why: Option<&NotOpened>) -> String {
    let reason = match why {
        None => "It could not be read. Check that it is there and try again.".to_owned(),
        Some(NotOpened::NotJson { line, column, .. }) => format!(
            "It is no deal file: it cannot be read from line {line}, column {column} on. Open a file that this page has saved."
        ),
        Some(NotOpened::TooLarge) => "It is larger than any deal can be.".to_owned(),
        Some(NotOpened::NotADeal) => {
            "It holds something else than a deal. Open a file that this page has saved.".to_owned()
        }
        Some(NotOpened::FromALaterVersion(version)) => problems::later_version(*version),
        Some(NotOpened::Field { path, reason }) => {
            format!(
                "The field “{path}” is missing, unknown or of the wrong kind ({reason}). Mend it, or ask for the file again."
            )
        }
    };
    format!("“{name}” was not opened. {reason} Nothing was changed.")
}
