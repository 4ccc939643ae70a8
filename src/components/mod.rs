//! The components of any page: fields, marks, tables, figures, the verdict.
//!
//! Most are functions that draw. One is a Yew component only if it has state, never more than the browser itself would have
//! (an opened table, a measured width), or if that saves drawing: a component adds about 2 KB to the program. None contains
//! prose: every sentence is passed in. Each always draws the same elements, so that the element the user is typing in is
//! never replaced because something near it appears or disappears.

mod choice;
mod field;
mod figure;
mod fold;
mod folded_table;
mod icons;
mod jump;
mod opens;
mod mark;
mod paint;
mod row_reader;
mod sticky;
mod summary;
mod table;
mod text_block;
mod ticks;
mod verdict;
mod width;

pub use choice::{Choice, ChoiceItem, choice_by_place};
pub use field::{Field, FieldLayout, FieldWidth, Keypad, error_line};
pub use figure::{Change, HeadlineFigure, change_note, headline_figure};
pub use fold::Fold;
pub use folded_table::FoldedTable;
pub use icons::{Sign, icon};
pub use jump::{jump, jump_links};
pub use mark::{Cited, MarkKind, source_mark};
pub use opens::{Stale, StaleNote, opens, use_stale, use_why_stale};
pub use paint::{Paint, swatch};
pub use row_reader::{RowReader, RowReaderProps};
pub use sticky::{StickyBar, StickyFigure, sticky_bar};
pub use summary::{ErrorSummary, Fault};
pub use table::{Cell, Column, DataTable, Opening, RowKind, TableRow, data_table};
pub use text_block::{TextBlock, text_block};
pub use ticks::Ticks;
pub use verdict::{HeadroomGauge, HeadroomKind, HeadroomRow, Verdict, VerdictState, badge, headroom_gauge, verdict};
pub use width::use_width;
