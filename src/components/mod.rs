//! The parts any page may be built from: fields, marks, tables, figures, the verdict.
//!
//! None holds state of its own beyond what the browser itself would hold (an opened table, a measured width), and none
//! holds prose: every sentence arrives as a prop. Each draws the same elements whatever it is given, so that the
//! element a person is typing in is never replaced because something near it came or went.

mod choice;
mod field;
mod figure;
mod folded_table;
mod icons;
mod mark;
mod paint;
mod sticky;
mod summary;
mod table;
mod verdict;
mod width;

pub use choice::{Choice, ChoiceItem};
pub use field::{Field, FieldLayout, FieldWidth, Keypad};
pub use figure::{Change, ChangeNote, HeadlineFigure};
pub use folded_table::FoldedTable;
pub use icons::{Icon, Sign};
pub use mark::{MarkKind, SourceMark};
pub use paint::{Paint, Swatch};
pub use sticky::{StickyBar, StickyFigure};
pub use summary::{ErrorSummary, Fault};
pub use table::{Column, DataTable, RowKind, TableRow};
pub use verdict::{Badge, RoomGauge, RoomKind, RoomRow, Verdict, VerdictState};
pub use width::use_width;
