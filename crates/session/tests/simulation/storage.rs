//! A browser's storage with faults: of the simulation, and of the tests of saving (`src/state/autosave/tests.rs`).

use session::saved_deal::{Saved, deal_name, id_of};
use session::store::{NotSaved, Storage};
use std::collections::BTreeMap;

#[derive(Debug, Default)]
pub(crate) struct Texts {
    pub(crate) texts: BTreeMap<String, String>,
    /// What the tab that saves notes.
    pub(crate) note: Option<String>,
    /// The size that all texts may have together; none if there is room for any.
    pub(crate) room: Option<usize>,
    pub(crate) is_denied: bool,
    /// Whether the next write is torn.
    pub(crate) tears: bool,
    /// The name of what was torn.
    pub(crate) torn: Option<String>,
    /// The names of what was written or removed, until they are looked at.
    pub(crate) touched: Vec<String>,
}

impl Texts {
    /// The ids of the saved deals.
    pub(crate) fn slots(&self) -> Vec<String> {
        self.texts.keys().filter_map(|name| id_of(name)).map(str::to_owned).collect()
    }

    /// The deal saved under an id, if it can be read.
    pub(crate) fn read_deal(&self, slot: &str) -> Option<Saved> {
        Saved::read(self.texts.get(&deal_name(slot))?).ok()
    }

    /// The size of all texts together.
    pub(crate) fn size(&self) -> usize {
        self.texts.values().map(String::len).sum()
    }

    /// Puts a text in its place, whatever the faults.
    pub(crate) fn put(&mut self, name: &str, text: String) {
        self.touched.push(name.to_owned());
        self.texts.insert(name.to_owned(), text);
    }
}

impl Storage for Texts {
    fn read(&self, name: &str) -> Result<Option<String>, NotSaved> {
        if self.is_denied { Err(NotSaved::Denied) } else { Ok(self.texts.get(name).cloned()) }
    }

    fn write(&mut self, name: &str, text: &str) -> Result<(), NotSaved> {
        if self.is_denied {
            return Err(NotSaved::Denied);
        }
        let others = || self.size() - self.texts.get(name).map_or(0, String::len);
        if self.room.is_some_and(|room| others() + text.len() > room) {
            return Err(NotSaved::Full);
        }
        let is_torn = std::mem::take(&mut self.tears);
        if is_torn {
            self.torn = Some(name.to_owned());
        }
        let end = if is_torn { text.floor_char_boundary(text.len() / 2) } else { text.len() };
        self.put(name, text[..end].to_owned());
        Ok(())
    }

    fn remove(&mut self, name: &str) {
        self.touched.push(name.to_owned());
        self.texts.remove(name);
    }

    fn note(&mut self, note: &str) {
        self.note = Some(note.to_owned());
    }
}
