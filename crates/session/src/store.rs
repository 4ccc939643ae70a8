//! Saving in a storage that may be denied or full, and that other tabs write too. Nothing is overwritten that the session does not
//! know to be there, and nothing that cannot be read.

use crate::moment::Moment;
use crate::saved_deal::{Saved, Unreadable, deal_name, list, versions, versions_name, with_versions};
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

/// What is in a slot: a saved deal, nothing, or something that cannot be read.
pub type There = Result<Option<Box<Saved>>, Unreadable>;

/// What is in a slot now.
///
/// # Errors
/// Why it cannot be read.
pub fn there(slot: &str, storage: &impl Storage) -> There {
    let text = storage.read(&deal_name(slot)).ok().flatten();
    text.map(|text| Saved::read(&text).map(Box::new)).transpose()
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
    /// Whether it is the deal that is open, or was until now: that is noted.
    pub is_open: bool,
    /// Whether the data that is there becomes a version.
    pub keep: Keep,
    /// Another version to keep beside it.
    pub also: Option<Saved>,
}

/// When the data that is there becomes a version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Keep {
    /// When the latest version is old enough.
    #[default]
    WhenDue,
    /// Now, if there is room.
    Now,
    /// Now; without room for it nothing is saved.
    Always,
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
    let before = there.as_deref().map(Saved::read).transpose().map_err(|why| Ended::Taken(Some(why)))?;
    if before.as_ref().is_some_and(|before| wanted.expected.as_deref() != Some(stamp_of(before).as_str())) {
        return Err(Ended::Taken(None));
    }
    let versions = versions_name(&wanted.slot);
    let known = storage.read(&versions).map_err(Ended::Not)?;
    let text = wanted.saved.written();
    let written = keep_versions(before, known.as_deref(), wanted, storage)
        .and_then(|least| write_with_room(&name, &text, &versions, least, storage));
    if let Err(why) = written {
        // Older versions make room only for what is saved. The deal comes first: all of this fitted before.
        put_back(&name, there.as_deref(), storage).map_err(Ended::Not)?;
        put_back(&versions, known.as_deref(), storage).map_err(Ended::Not)?;
        return Err(Ended::Not(why));
    }
    if storage.read(&name) != Ok(Some(text)) {
        return Err(Ended::Not(NotSaved::Denied));
    }
    if wanted.is_open {
        note_open(&wanted.slot, wanted.saved.changes, storage);
    }
    Ok(())
}

/// Puts back what was under a name, where it is no longer so.
fn put_back(name: &str, before: Option<&str>, storage: &mut impl Storage) -> Result<(), NotSaved> {
    match before {
        _ if storage.read(name)?.as_deref() == before => Ok(()),
        Some(text) => storage.write(name, text),
        None => {
            storage.remove(name);
            Ok(())
        }
    }
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

/// Keeps the data that is there as a version, if the latest version is old enough or it must be kept, and the other one that is to
/// be kept; returns how many of the latest versions must stay. `known` is the text of the versions that are there. A time in the
/// future is by a clock that went back.
fn keep_versions(
    before: Option<Saved>,
    known: Option<&str>,
    wanted: &Save,
    storage: &mut impl Storage,
) -> Result<usize, NotSaved> {
    let is_new = |own: &Saved| !own.is_same_deal(&wanted.saved);
    let (also, before) = (wanted.also.clone().filter(is_new), before.filter(is_new));
    let Ok(known) = known.map_or(Ok(Vec::new()), versions) else {
        // Versions that cannot be read stay as they are.
        let kept = also.into_iter().chain(before.filter(|_| wanted.keep == Keep::Always));
        return kept.map(|saved| save_alone(&saved, storage)).collect::<Result<Vec<()>, _>>().map(|_| 0);
    };
    let is_old = |latest: &Saved| match (latest.moment(), wanted.saved.moment()) {
        (Some(then), Some(now)) => now < then || now - then >= VERSION_AFTER,
        _ => true,
    };
    let must_stay = also.is_some() || wanted.keep == Keep::Always && before.is_some();
    let is_time = wanted.keep > Keep::WhenDue || known.first().is_none_or(is_old);
    let more: Vec<Saved> = also.into_iter().chain(before.filter(|_| is_time)).collect();
    if more.is_empty() {
        return Ok(0);
    }
    let least = if must_stay { more.len() } else { 0 };
    let name = versions_name(&wanted.slot);
    let mut all = with_versions(known, more);
    loop {
        match storage.write(&name, &list(&all)) {
            Ok(()) => return Ok(least),
            // One that may be missing is not saved without room; the deal comes first.
            Err(_) if !must_stay => return Ok(0),
            Err(NotSaved::Full) if all.len() > least => all.truncate(all.len() - 1),
            Err(why) => return Err(why),
        }
    }
}

/// Saves what must be kept in a slot of its own, once, however often it is attempted.
fn save_alone(saved: &Saved, storage: &mut impl Storage) -> Result<(), NotSaved> {
    for slot in slots_from(&format!("{:016x}", saved.fingerprint())) {
        match storage.read(&deal_name(&slot))? {
            None => return storage.write(&deal_name(&slot), &saved.written()),
            Some(text) if Saved::read(&text).is_ok_and(|own| own.is_same_deal(saved)) => return Ok(()),
            Some(_) => {}
        }
    }
    Err(NotSaved::Full)
}

/// A slot, and others like it for where something else is in it.
fn slots_from(slot: &str) -> impl Iterator<Item = String> {
    std::iter::once(slot.to_owned()).chain((2_u32..).map(move |more| format!("{slot}-{more}")))
}

/// Writes a deal. If the storage is full, its versions make room, the oldest first, but for those that must stay.
fn write_with_room(
    name: &str,
    text: &str,
    versions_of: &str,
    least: usize,
    storage: &mut impl Storage,
) -> Result<(), NotSaved> {
    let written = storage.write(name, text);
    if written != Err(NotSaved::Full) {
        return written;
    }
    let Some(all) = storage.read(versions_of)? else { return written };
    let Ok(mut known) = versions(&all) else { return written };
    storage.remove(versions_of);
    if storage.write(name, text).is_err() {
        return written;
    }
    loop {
        known.pop();
        if known.len() < least {
            return written;
        }
        if known.is_empty() || storage.write(versions_of, &list(&known)).is_ok() {
            return Ok(());
        }
    }
}

/// A deleted deal, which can be restored while the page is open: the texts of the deal and of its versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deleted {
    /// Its slot.
    pub slot: String,
    deal: Option<String>,
    versions: Option<String>,
}

impl Deleted {
    /// Whether there was a deal to delete.
    #[must_use]
    pub const fn is_deal(&self) -> bool {
        self.deal.is_some()
    }
}

/// How a deleted deal was restored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Whether it is in a slot of its own: something else has been saved where it was.
    pub is_copy: bool,
    /// Whether there was room for its versions.
    pub has_versions: bool,
}

/// Deletes the saved deal in a slot and its versions, and returns them.
pub fn delete(slot: &str, storage: &mut impl Storage) -> Deleted {
    let mut take = |name: String| {
        let text = storage.read(&name).ok().flatten();
        storage.remove(&name);
        text
    };
    Deleted { slot: slot.to_owned(), deal: take(deal_name(slot)), versions: take(versions_name(slot)) }
}

/// Restores a deleted deal, over nothing that was saved since. Its versions are restored if there is room for them.
///
/// # Errors
/// Why it was not restored.
pub fn restore(deleted: &Deleted, storage: &mut impl Storage) -> Result<Restored, NotSaved> {
    for (nth, slot) in slots_from(&deleted.slot).enumerate() {
        let (deal, versions) = (deal_name(&slot), versions_name(&slot));
        if storage.read(&deal)?.is_some() || storage.read(&versions)?.is_some() {
            continue;
        }
        let text = deleted.deal.as_deref().unwrap_or_default();
        storage.write(&deal, text)?;
        if storage.read(&deal)?.as_deref() != Some(text) {
            storage.remove(&deal);
            return Err(NotSaved::Denied);
        }
        let has_versions = deleted.versions.as_ref().is_none_or(|text| storage.write(&versions, text).is_ok());
        return Ok(Restored { is_copy: nth > 0, has_versions });
    }
    Err(NotSaved::Full)
}
