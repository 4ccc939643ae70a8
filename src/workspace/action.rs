//! What comes in: what a user, or the address, does.

use crate::history::{Did, Turn};
use crate::link::BrokenLink;
use crate::papers::{Open, Papers};
use crate::paste;
use crate::shelf::Saved;
use appraisal::deal::Review;
use appraisal::deal::form::{self, NotEdited};
use appraisal::document::NotOpened;
use appraisal::{Deal, Finding};
use serde_json::Value;

/// What a user, or the address, does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// The box of the field at a path now holds this text.
    Typed(String, String),
    /// The box of a field was left.
    Left(String),
    /// What stood in the box before typing is wanted back.
    Escaped(String),
    /// The button or arrow key of a box was pressed.
    Stepped(String, i32),
    /// Something else than a text was chosen for the field at a path.
    Chosen(String, Value),
    /// The shape of the deal is edited.
    Edited(Edit),
    /// The parties say something of the value at a path: what, and why.
    Reviewed(String, Option<Review>, String),
    /// The value of the kept base case is wanted back.
    PutBack(String),
    /// Every value of the kept base case is wanted back.
    PutAllBack,
    /// The figures are wanted.
    WorkOut,
    /// The last step is to be undone, or the one undone last to be done again.
    Turn(Turn),
    /// One of the papers is opened.
    Open(Open),
    /// The base case as it stands is kept.
    KeepBase,
    /// A scenario of this name is made from a copy of this case.
    AddScenario(String, Open),
    /// A scenario is called something else.
    RenameScenario(String, String),
    /// A scenario is deleted.
    DeleteScenario(String),
    /// The address holds other papers.
    Followed(Box<Papers>),
    /// A file of this name cannot be opened.
    FileNotOpened(String, Option<NotOpened>),
    /// A deal that was kept is opened.
    Restored(Box<Saved>),
    /// The address holds a link that cannot be opened.
    NotFollowed(BrokenLink),
    /// The notice about a link has been read.
    NoticeRead,
}

/// Why the address could not be followed.
#[derive(Clone, Debug, PartialEq)]
pub enum NotFollowed {
    /// The link is broken.
    Broken(BrokenLink),
    /// The link holds a deal that cannot be worked out.
    Findings(Vec<Finding>),
    /// A file of this name was not opened; without a reason where it could not be read at all.
    File(String, Option<NotOpened>),
}

/// An edit that changes the shape of the deal: what it is done to is named by its path.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Adds a row to a list.
    AddRow(String),
    /// Copies a row.
    CopyRow(String),
    /// Moves a row up (negative) or down.
    MoveRow(String, isize),
    /// Removes a row.
    RemoveRow(String),
    /// Adds a part that was left out.
    AddPart(String),
    /// Leaves a part out.
    RemovePart(String),
    /// Chooses a kind by its name.
    Choose(String, String),
    /// Puts a block of cells into a list.
    Paste(String, String),
}

impl Edit {
    /// The path of what is edited.
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
            // The form says of every cell that cannot be read why, and does not ask for it to be put in.
            Self::Paste(list, text) => paste::read(deal, document, list, text)
                .map(|pasted| pasted.document)
                .map_err(|_| NotEdited::NothingThere(list.clone())),
        }
    }

    pub(super) fn did(&self) -> Did {
        let path = self.path().to_owned();
        match self {
            Self::AddRow(_) => Did::AddedRow(path),
            Self::CopyRow(_) => Did::CopiedRow(path),
            Self::MoveRow(..) => Did::MovedRow(path),
            Self::RemoveRow(_) => Did::RemovedRow(path),
            Self::AddPart(_) => Did::AddedPart(path),
            Self::RemovePart(_) => Did::RemovedPart(path),
            Self::Choose(..) => Did::Set(path),
            Self::Paste(..) => Did::Pasted(path),
        }
    }
}
