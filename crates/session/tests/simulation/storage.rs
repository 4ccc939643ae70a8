//! A browser's storage, with faults.

use session::saved_deal::{Saved, id_of};
use session::store::{NotSaved, Storage};
use std::collections::BTreeMap;

#[derive(Default)]
pub(crate) struct Store {
    pub(crate) texts: BTreeMap<String, String>,
    /// What the tab that saves notes.
    pub(crate) note: Option<String>,
    pub(crate) is_full: bool,
    pub(crate) is_denied: bool,
    /// Whether the next write is torn.
    pub(crate) tears: bool,
    /// Whether one was.
    pub(crate) torn: Option<String>,
}

impl Store {
    /// The slots in use.
    pub(crate) fn slots(&self) -> Vec<String> {
        self.texts.keys().filter_map(|name| id_of(name)).map(str::to_owned).collect()
    }

    /// The data under a name that can be read.
    pub(crate) fn saved(&self, name: &str) -> Option<Saved> {
        Saved::read(self.texts.get(name)?).ok()
    }
}

impl Storage for Store {
    fn read(&self, name: &str) -> Result<Option<String>, NotSaved> {
        if self.is_denied { Err(NotSaved::Denied) } else { Ok(self.texts.get(name).cloned()) }
    }

    fn write(&mut self, name: &str, text: &str) -> Result<(), NotSaved> {
        if self.is_denied {
            return Err(NotSaved::Denied);
        }
        let before = self.texts.get(name).map_or(0, String::len);
        if self.is_full && text.len() > before {
            return Err(NotSaved::Full);
        }
        let is_torn = std::mem::take(&mut self.tears);
        let written = if is_torn { &text[..text.len() / 2] } else { text };
        if is_torn {
            self.torn = Some(name.to_owned());
        }
        self.texts.insert(name.to_owned(), written.to_owned());
        Ok(())
    }

    fn remove(&mut self, name: &str) {
        self.texts.remove(name);
    }

    fn note(&mut self, slot: &str) {
        self.note = Some(slot.to_owned());
    }
}
