//! Saving in a storage that may be denied or full, and that other tabs write too. Nothing is overwritten that the session does not
//! know to be there, and nothing that cannot be read.

use crate::moment::Moment;
use crate::saved_deal::{Saved, Unreadable, deal_name, versions, versions_name, with_versions};
use appraisal::document::MOST_BYTES;

/// The minimum age of the latest version before another is saved, in milliseconds.
const VERSION_AFTER: Moment = 5 * 60_000;

/// The name under which a browser stores which deal was open last.
pub const LAST: &str = "common-ground/last";

/// Why something was not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotSaved {
    /// The browser does not let the page save anything.
    Denied,
    /// The storage is full.
    Full,
    /// The deal is larger than a document that can be opened again.
    TooLarge,
}

/// A storage of texts by name, and the note of a tab, which no other tab sees and which survives a reload.
pub trait Storage {
    /// The text under a name.
    ///
    /// # Errors
    /// If the storage is denied.
    fn read(&self, name: &str) -> Result<Option<String>, NotSaved>;

    /// Saves a text under a name.
    ///
    /// # Errors
    /// Why it was not saved.
    fn write(&mut self, name: &str, text: &str) -> Result<(), NotSaved>;

    /// Deletes the text under a name.
    fn remove(&mut self, name: &str);

    /// Notes for this tab which saved deal it has open: the text of a [`Note`].
    fn note(&mut self, note: &str);
}

/// What a tab notes of the saved deal that it has open: where it is, and how new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    pub(crate) slot: String,
    /// How often the deal had been changed; none in a note of an earlier version of the page.
    pub(crate) changes: Option<u64>,
}

impl Note {
    fn written(slot: &str, changes: u64) -> String {
        format!("{slot} {changes}")
    }

    pub(crate) fn read(text: &str) -> Self {
        let (slot, changes) = text.split_once(' ').unwrap_or((text, ""));
        Self { slot: slot.to_owned(), changes: changes.parse().ok() }
    }
}

/// A deal to save.
#[derive(Clone, Debug, PartialEq)]
pub struct Save {
    /// The id of the saved deal.
    pub slot: String,
    /// The stamp of the data that is there; none if nothing is.
    pub expected: Option<String>,
    /// The data.
    pub saved: Saved,
    /// Whether the data that is there becomes a version, however young the latest version is.
    pub keeps_version: bool,
    /// Another version to keep beside it.
    pub also: Option<Saved>,
}

/// How saving ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It is saved.
    Saved,
    /// There was no room, or no storage.
    Not(NotSaved),
    /// Something else is there: another tab has saved, or what is there cannot be read.
    Taken(Option<Unreadable>),
}

/// Saves a deal.
pub fn save(wanted: &Save, storage: &mut impl Storage) -> Ended {
    match saved(wanted, storage) {
        Ok(()) => Ended::Saved,
        Err(why) => why,
    }
}

fn saved(wanted: &Save, storage: &mut impl Storage) -> Result<(), Ended> {
    if wanted.saved.whole.len().max(wanted.saved.baseline.len()) > MOST_BYTES {
        return Err(Ended::Not(NotSaved::TooLarge));
    }
    let name = deal_name(&wanted.slot);
    let there = storage.read(&name).map_err(Ended::Not)?;
    if let Some(text) = &there {
        let before = Saved::read(text).map_err(|why| Ended::Taken(Some(why)))?;
        if wanted.expected.as_deref() != Some(stamp_of(&before).as_str()) {
            return Err(Ended::Taken(None));
        }
        keep_versions(before, wanted, storage);
    }
    let text = wanted.saved.written();
    write_with_room(&name, &text, &versions_name(&wanted.slot), storage).map_err(Ended::Not)?;
    if storage.read(&name) != Ok(Some(text)) {
        return Err(Ended::Not(NotSaved::Denied));
    }
    note_open(&wanted.slot, wanted.saved.changes, storage);
    Ok(())
}

/// Notes for this tab and for new ones that the deal in a slot is open, after so many changes.
pub fn note_open(slot: &str, changes: u64, storage: &mut impl Storage) {
    storage.note(&Note::written(slot, changes));
    // Without room for the name of the deal that was open last, nothing important is lost.
    let _ = storage.write(LAST, slot);
}

/// The stamp of saved data. The first form had none: its time and tab are one.
#[must_use]
pub fn stamp_of(saved: &Saved) -> String {
    if saved.stamp.is_empty() { format!("{} {}", saved.at, saved.by) } else { saved.stamp.clone() }
}

/// Keeps the data that is there as a version, if the latest version is old enough, and the other one that is to be kept. A time in
/// the future is by a clock that went back.
fn keep_versions(before: Saved, wanted: &Save, storage: &mut impl Storage) {
    let is_new = |own: &Saved| !own.is_same_deal(&wanted.saved);
    let also = wanted.also.clone().filter(is_new);
    let name = versions_name(&wanted.slot);
    let known = match storage.read(&name) {
        Ok(Some(text)) => versions(&text),
        Ok(None) => Ok(Vec::new()),
        Err(_) => return,
    };
    // Versions that cannot be read stay as they are.
    let Ok(known) = known else { return };
    let is_old = |latest: &Saved| match (latest.moment(), wanted.saved.moment()) {
        (Some(then), Some(now)) => now < then || now - then >= VERSION_AFTER,
        _ => true,
    };
    let is_time = wanted.keeps_version || known.first().is_none_or(is_old);
    let more: Vec<Saved> = also.into_iter().chain(Some(before).filter(|own| is_time && is_new(own))).collect();
    if !more.is_empty() {
        // A version without room is not saved; the deal comes first.
        let _ = storage.write(&name, &with_versions(known, more));
    }
}

/// Writes a deal. If the storage is full, its versions make room, the oldest first.
fn write_with_room(name: &str, text: &str, versions_of: &str, storage: &mut impl Storage) -> Result<(), NotSaved> {
    let written = storage.write(name, text);
    if written != Err(NotSaved::Full) {
        return written;
    }
    let Some(all) = storage.read(versions_of)? else { return written };
    let Ok(mut known) = versions(&all) else { return written };
    storage.remove(versions_of);
    if let Err(why) = storage.write(name, text) {
        // They fitted before.
        let _ = storage.write(versions_of, &all);
        return Err(why);
    }
    while known.pop().is_some() && !known.is_empty() {
        let rest = serde_json::to_string(&known).unwrap_or_default();
        if storage.write(versions_of, &rest).is_ok() {
            break;
        }
    }
    Ok(())
}
