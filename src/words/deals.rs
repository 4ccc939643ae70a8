//! The page of all deals, and how a deal is saved.

use super::problems;
use crate::saved_deal::Unreadable;
use crate::workspace::{FileFault, Kept};
use appraisal::document::NotOpened;
use session::store::{NotSaved, Restored};

/// The heading of the page.
pub const TITLE: &str = "Open or start a deal";
/// The line under it.
pub const LEAD: &str = "Everything stays in this browser. To share a deal, copy its link or save it as a file.";
/// The heading of the ways to start.
pub const NEW: &str = "Start a deal";
/// The line under it.
pub const NEW_LEAD: &str = "A blank deal has two partners, one site and one phase, with round numbers to replace.";
/// The button.
pub const BLANK: &str = "Start with a blank deal";
/// The label of the box for a file.
pub const OPEN_A_FILE: &str = "Deal file (.json)";
/// The other way to open a file.
pub const DROP: &str = "You can also drop a file anywhere on the page.";
/// The heading of the saved deals.
pub const SAVED_DEALS: &str = "Saved in this browser";
/// The line shown while there are none.
pub const NO_SAVED_DEALS: &str = "No saved deals. A deal is saved here as soon as you change it.";
/// The button that opens a deal.
pub const OPEN: &str = "Open";
/// The button that deletes one.
pub const DELETE: &str = "Delete";
/// The button that deletes all.
pub const DELETE_ALL: &str = "Delete all saved deals";
/// The question before that.
pub const ARE_YOU_SURE: &str = "This deletes every saved deal and version from this browser. It cannot be undone.";
/// What the button that deletes all says about itself.
pub const IS_FINAL: &str = "It cannot be undone.";
/// Announced once all are deleted.
pub const ALL_DELETED: &str = "All saved deals deleted.";
/// The answers.
pub const YES_DELETE: &str = "Yes, delete all";
/// See [`YES_DELETE`].
pub const NO_KEEP: &str = "No, keep them";
/// The heading of the versions.
pub const VERSIONS: &str = "Earlier versions of the open deal";
/// The line under it.
pub const VERSIONS_LEAD: &str = "While you work, a version is saved every few minutes.";
/// The line shown while there are none.
pub const NO_VERSIONS: &str = "None yet.";
/// The button that restores one.
pub const RESTORE: &str = "Restore";
/// The heading of the examples.
pub const GALLERY: &str = "Start from an example";
/// The line under it.
pub const GALLERY_LEAD: &str =
    "Each is a complete deal based on a structure used in practice. The figures are examples to replace.";
/// The button of an example.
pub const START_FROM: &str = "Start from this example";
/// Announced once a file is saved.
#[must_use]
pub fn saved_as(name: &str) -> String {
    format!("Saved as {name}.")
}

/// The two alternatives to a joint venture.
pub const COMPARATORS: &str = "Every deal is compared with selling the land outright and building alone.";
/// The link to them.
pub const SEE_COMPARE: &str = "See them on Compare";
/// The button that saves a file.
pub const SAVE_FILE: &str = "Save file";
/// The same once it is done.
pub const FILE_SAVED: &str = "File saved";
/// The title of the button.
pub const SAVE_FILE_LONG: &str = "Save this deal as a file";
/// The name in the list of saved data that cannot be read.
pub const UNREADABLE: &str = "Unreadable saved deal";
/// The button that downloads it.
pub const SAVE_AS_FILE: &str = "Save as a file";
/// Why it cannot be read.
#[must_use]
pub const fn unreadable(why: Unreadable) -> &'static str {
    match why {
        Unreadable::Damaged => "The saved data is damaged. It has not been changed.",
        Unreadable::Later => "A later version of this page saved it. Reload the page to get that version.",
    }
}
/// The button that saves the deal with all scenarios as a file.
pub const SAVE_ALL: &str = "Save everything as a file";
/// The button that opens what another tab has saved.
pub const SHOW_LATEST: &str = "Show the latest";
/// Announced after it.
pub const LATEST_SHOWN: &str = "The deal is now as it was last saved.";
/// The button that saves what cannot be read.
pub const SAVE_DAMAGED: &str = "Save the damaged data as a file";

/// The line under the heading of the saved deals.
#[must_use]
pub const fn kept_lead(is_allowed: bool, kept: &Kept) -> &'static str {
    match kept {
        _ if !is_allowed => "This browser does not let the page save anything. Links and files still work.",
        Kept::Not(_) => "Not everything is saved: see above. Links and files still work.",
        _ => "Saved automatically while you type. Clearing the browser’s data deletes them.",
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

/// What was done to a saved deal.
#[must_use]
pub fn deleted(title: &str) -> String {
    format!("“{title}” deleted")
}

/// Announced once it is restored, or could not be.
#[must_use]
pub fn restored(title: &str, restored: Result<Restored, NotSaved>) -> String {
    match restored {
        Ok(Restored { is_copy, has_versions }) => {
            let versions = if has_versions { "" } else { " There was no room for its earlier versions." };
            if is_copy {
                format!("Restored as a separate copy: “{title}”. It has been changed and saved since.{versions}")
            } else {
                format!("Restored: “{title}”.{versions}")
            }
        }
        Err(_) => format!(
            "“{title}” could not be restored: the browser’s storage is full or switched off. Delete deals that you no longer need, and try again."
        ),
    }
}

/// When a deal was saved.
#[must_use]
pub fn kept_at(at: &str, is_open: bool) -> String {
    if is_open { format!("Open now, saved {at}") } else { format!("Saved {at}") }
}

/// A saved deal among others that may have the same title: "Norwich 2009, saved 30/11/2026, 10:30".
#[must_use]
pub fn called(title: &str, hint: &str) -> String {
    format!("{title}, {}", super::lowered(hint))
}

/// The time of a version.
#[must_use]
pub fn version_of(at: &str) -> String {
    format!("Version saved {at}")
}

/// How the deal is saved, in one line; `time` by the user's clock.
#[must_use]
pub fn kept(kept: &Kept, time: &str) -> String {
    match kept {
        Kept::At(_) => format!("Saved in this browser {time}."),
        Kept::Copied(Some(_)) => "Saved in this browser as a separate copy.".to_owned(),
        Kept::Unreadable(.., Some(_)) => format!("Saved in this browser {time}, as another deal."),
        Kept::NotYet | Kept::Gone | Kept::Newer(_) | Kept::Not(_) | Kept::Copied(None) | Kept::Unreadable(.., None) => {
            String::new()
        }
    }
}

/// A warning about saving; `None` if the deal is saved.
#[must_use]
pub fn warning(kept: &Kept) -> Option<(&'static str, &'static str)> {
    match kept {
        Kept::NotYet | Kept::At(_) => None,
        Kept::Not(NotSaved::Denied) => Some((
            "This browser does not let the page save.",
            "The deal is lost when you close the page. Save it as a file, with all scenarios, or copy its link.",
        )),
        Kept::Not(NotSaved::TooLarge) => Some((
            "The deal is too large to be saved.",
            "Changes from now on are not saved. Shorten its texts: it may have 1,000,000 characters.",
        )),
        Kept::Not(NotSaved::Full) => Some((
            "The browser’s storage is full.",
            "Changes from now on are not saved. Save a file, with all scenarios, or delete deals that you no longer need.",
        )),
        Kept::Gone => Some((
            "This deal is no longer saved in this browser.",
            "It was deleted here or in another tab, or the browser’s data was cleared. Your next change saves it again; until then it is only on this page.",
        )),
        Kept::Newer(_) => Some((
            "This deal has been changed in another tab.",
            "Here you see it as it was before. What you change here is saved as a separate copy.",
        )),
        Kept::Copied(_) => Some((
            "This deal has been changed in another tab, too.",
            "Your changes here are saved as a separate copy: neither overwrites the other.",
        )),
        Kept::Unreadable(_, Unreadable::Later, _) => Some((
            "The deal that was open here was saved by a later version of this page.",
            "It has not been changed. Reload the page to get that version. What you change here is saved as another deal.",
        )),
        Kept::Unreadable(_, Unreadable::Damaged, _) => Some((
            "The deal that was open here could not be read.",
            "The saved data is damaged. It has not been changed; save it as a file, and send it to the people who run this page. What you change here is saved as another deal.",
        )),
    }
}

/// What is said of a deal that was left before it could be saved.
#[must_use]
pub fn left_unsaved(title: &str) -> String {
    format!("“{title}”, which was open before, is not saved. Save it as a file, or go back to it with Undo or Redo.")
}

/// What is said of a deal that was left and is too large to be saved.
#[must_use]
pub fn left_too_large(title: &str) -> String {
    format!(
        "“{title}”, which was open before, is too large to be saved. Go back to it with Undo or Redo, and shorten its texts."
    )
}

/// Why a file was not opened, and what to do.
#[must_use]
pub fn file_not_opened(name: &str, why: &FileFault) -> String {
    let reason = match why {
        FileFault::NotRead => "It could not be read. Check that the file still exists and try again.".to_owned(),
        FileFault::NotOpened(NotOpened::FromALaterVersion(version)) => problems::later_version(*version),
        FileFault::NotOpened(why @ NotOpened::Field { .. }) => format!("{why} Correct it, or ask for a new copy."),
        FileFault::NotOpened(why @ NotOpened::NotText(_)) => why.to_string(),
        // Not "a file saved from this page": a browser's own Save makes a web page.
        FileFault::NotOpened(why @ NotOpened::WebPage) => format!("{why} Open one that “{SAVE_FILE}” has made."),
        FileFault::NotOpened(why) => format!("{why} Open a file saved from this page."),
        FileFault::Scenario(why) => {
            format!("{} Correct it, or ask for a new copy.", problems::does_not_apply(why))
        }
    };
    format!("“{name}” was not opened. {reason} Nothing was changed.")
}
