//! What happens to a session: the actions of the user, of the address and of the browser; and what follows from them outside it.

use super::autosave::Mark;
use super::{Figures, Share};
use crate::history::{Turn, UndoLabel};
use crate::lineage::Copy;
use crate::link::BrokenLink;
use crate::moment::Moment;
use crate::paste;
use crate::saved_deal::{Saved, Unreadable};
use crate::scenarios::{Cases, DoesNotApply, Open};
use crate::store::{Ended, Save, There};
use appraisal::deal::Review;
use appraisal::deal::form::{self, NotEdited};
use appraisal::document::NotOpened;
use appraisal::{Deal, Finding};
use serde_json::Value;

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// When.
    pub at: Moment,
    /// What.
    pub action: Action,
}

/// What is to be done outside the session.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Save a deal, with [`crate::store::save`], and send how that ended.
    Save(Box<Save>),
    /// Note for this tab and for new ones that the deal in a slot is open, with [`crate::store::note_open`].
    NoteOpen(String, u64),
    /// Write these cases into the address, with this mark beside it.
    WriteAddress(Box<Cases>, Mark),
    /// Send [`Action::Woke`] after this many milliseconds, in place of any time said before.
    Wake(Moment),
    /// Ask the browser not to delete what is saved when it needs room.
    Persist,
    /// Look for saved copies of the deal with this id, and send [`Action::Found`].
    FindCopies(String),
}

/// An action of the user, of the address or of the browser.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The box of the field at a path now contains this text.
    Typed(String, String),
    /// The box of a field got the focus.
    Entered(String),
    /// What was typed has stayed for a while, so that it is complete.
    Settled,
    /// The box of a field was left.
    Left(String),
    /// Enter was pressed in a box, which was then left.
    PressedEnter,
    /// Escape: restore the value before typing.
    Escaped(String),
    /// The button or arrow key of a box was pressed.
    Stepped(String, i32),
    /// A value was chosen for the field at a path.
    Chosen(String, Value),
    /// An edit of the deal's structure.
    Edited(Edit),
    /// The value at a path was agreed or challenged, with the reason.
    Reviewed(String, Option<Review>, String),
    /// Restore the baseline's value at a path.
    RestoreValue(String),
    /// Restore every value of the baseline.
    UndoAllChanges,
    /// What [`State::work`](super::State::work) asked for is worked out.
    WorkedOut(Box<Figures>),
    /// Undo the last step, or redo the one undone last.
    Turn(Turn),
    /// Open one of the cases.
    Open(Open),
    /// Set the edited base case as the baseline.
    SetBase,
    /// Add a scenario of this name, as a copy of this case.
    AddScenario(String, Open),
    /// Rename a scenario.
    RenameScenario(String, String),
    /// Delete a scenario.
    DeleteScenario(String),
    /// The address contains other cases.
    Followed(Box<Cases>),
    /// The host of an embed asks for another deal.
    Published(Box<Cases>),
    /// A file of this name cannot be opened.
    FileNotOpened(String, FileFault),
    /// An example of this title cannot be loaded.
    ExampleNotLoaded(String),
    /// Open a saved deal, by its slot, with what is saved there; nothing if it was deleted.
    OpenSaved(String, Option<String>),
    /// Open a version of the open deal.
    OpenVersion(Box<Saved>),
    /// The time that an effect named has come.
    Woke,
    /// The page may not be there much longer.
    Leaving,
    /// The address is to be written again, such as for another page.
    TurnedPage,
    /// A link, a file or an embed code of these cases was copied or saved.
    Sent(Share),
    /// The user went to an address without a deal to open: whether the page wrote it, for a deal as it was then.
    Navigated(bool),
    /// An attempt to save ended: its stamp, and how.
    SaveEnded(String, Ended),
    /// What is saved in a slot was changed by another tab, or on another page of this one: its id, and what is there now.
    ChangedElsewhere(String, There),
    /// The address contains a link that cannot be opened.
    NotFollowed(BrokenLink),
    /// These copies of the deal that came are saved.
    Found(Vec<Copy>),
    /// The notice about a link was closed.
    NoticeRead,
    /// The notice about the copy of what came was closed.
    LineageRead,
}

impl Action {
    /// Whether another case may be open after it. A box of the case before is then left, also where the browser says so later.
    pub(super) const fn changes_case(&self) -> bool {
        matches!(self, Self::Open(_) | Self::SetBase | Self::AddScenario(..) | Self::DeleteScenario(_))
    }
}

/// Why the address could not be followed.
#[derive(Clone, Debug, PartialEq)]
pub enum NotFollowed {
    /// The link is broken.
    Broken(BrokenLink),
    /// The deal to embed cannot be worked out.
    Findings(Vec<Finding>),
    /// The link names a scenario that the deal does not have.
    NoScenario,
    /// A file of this name was not opened.
    File(String, FileFault),
    /// An example of this title was not loaded: there may be no connection.
    Example(String),
    /// A saved deal cannot be read, or is no longer there.
    Saved(Option<Unreadable>),
}

/// Why a file was not opened.
#[derive(Clone, Debug, PartialEq)]
pub enum FileFault {
    /// The browser could not read it.
    NotRead,
    /// It is not the document of a deal.
    NotOpened(NotOpened),
    /// A scenario of it does not apply to its base case.
    Scenario(DoesNotApply),
}

/// An edit of the deal's structure, with the path of its target.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Adds a row to a list.
    AddRow(String),
    /// Duplicates a row.
    CopyRow(String),
    /// Moves a row up (negative) or down.
    MoveRow(String, isize),
    /// Removes a row.
    RemoveRow(String),
    /// Adds a part that was not included.
    AddPart(String),
    /// Removes a part.
    RemovePart(String),
    /// Chooses a kind by its name.
    Choose(String, String),
    /// Pastes rows into a list.
    Paste(String, String),
}

impl Edit {
    /// The path of the target.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::AddRow(path) | Self::CopyRow(path) | Self::MoveRow(path, _) | Self::RemoveRow(path) => path,
            Self::AddPart(path) | Self::RemovePart(path) | Self::Choose(path, _) | Self::Paste(path, _) => path,
        }
    }

    pub(super) fn made(&self, deal: &Deal, document: &Value) -> Result<Value, NotEdited> {
        match self {
            Self::AddRow(list) => form::add_row(document, list).map(|(document, _)| document),
            Self::CopyRow(row) => form::copy_row(document, row).map(|(document, _)| document),
            Self::MoveRow(row, by) => form::move_row(document, row, *by),
            Self::RemoveRow(row) => form::remove_row(document, row),
            Self::AddPart(path) => form::add_part(document, path),
            Self::RemovePart(path) => form::remove(document, path),
            Self::Choose(path, name) => form::choose(document, path, name),
            // The form reports every cell that cannot be read, and then does not send this edit.
            Self::Paste(list, text) => paste::read(deal, document, list, text)
                .map(|pasted| pasted.document)
                .map_err(|_| NotEdited::NothingThere(list.clone())),
        }
    }

    pub(super) fn undo_label(&self) -> UndoLabel {
        let path = self.path().to_owned();
        match self {
            Self::AddRow(_) => UndoLabel::AddedRow(path),
            Self::CopyRow(_) => UndoLabel::CopiedRow(path),
            Self::MoveRow(..) => UndoLabel::MovedRow(path),
            Self::RemoveRow(_) => UndoLabel::RemovedRow(path),
            Self::AddPart(_) => UndoLabel::AddedPart(path),
            Self::RemovePart(_) => UndoLabel::RemovedPart(path),
            Self::Choose(..) => UndoLabel::Set(path),
            Self::Paste(..) => UndoLabel::Pasted(path),
        }
    }
}
