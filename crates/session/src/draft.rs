//! The text that is being typed in one box.

use crate::field_text::Fault;
use crate::scenarios::Open;
use appraisal::deal::Mark;
use serde_json::Value;

/// The text being typed in one box.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The text, exactly as typed.
    pub text: String,
    /// Why it is not accepted, if it is not.
    pub fault: Option<Fault>,
    /// Whether the box was left since, so that the fault is shown.
    pub was_left: bool,
    /// The value before typing began and its mark, which Escape restores.
    pub(crate) before: (Value, Option<Mark>),
    /// The last complete value: the one before typing began, or one that was typed and whose figures were announced. It applies
    /// while the text is invalid.
    pub(crate) settled: Value,
}

impl Draft {
    /// A draft that nothing was typed in yet, over the value of its field.
    pub(crate) fn over(value: Value, mark: Option<Mark>) -> Self {
        Self { text: String::new(), fault: None, was_left: false, before: (value.clone(), mark), settled: value }
    }
}

/// Drafts with the case and the path of their fields.
pub type Drafts = Vec<((Open, String), Draft)>;
