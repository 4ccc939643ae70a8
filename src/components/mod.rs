//! The parts any page may be built from: fields, marks, tables, figures, the verdict.
//!
//! A part is a function that draws. It is a component only where it holds state, never more than what the browser itself
//! would hold (an opened table, a measured width), or where it saves drawing: a component weighs about 2 KB of the
//! program. No part holds prose: every sentence is given to it. Each draws the same elements whatever it is given, so that
//! the element a person is typing in is never replaced because something near it came or went.

mod choice;
mod field;
mod figure;
mod fold;
mod folded_table;
mod icons;
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
pub use field::{Field, FieldLayout, FieldWidth, Keypad};
pub use figure::{Change, HeadlineFigure, change_note, headline_figure};
pub use fold::Fold;
pub use folded_table::FoldedTable;
pub use icons::{Sign, icon};
pub use mark::{MarkKind, source_mark};
pub use opens::opens;
pub use paint::{Paint, swatch};
pub use row_reader::{RowReader, RowReaderProps};
pub use sticky::{StickyBar, StickyFigure, sticky_bar};
pub use summary::{ErrorSummary, Fault};
pub use table::{Cell, Column, DataTable, Opening, RowKind, TableRow, data_table};
pub use text_block::{TextBlock, text_block};
pub use ticks::Ticks;
pub use verdict::{HeadroomGauge, HeadroomKind, HeadroomRow, Verdict, VerdictState, badge, headroom_gauge, verdict};
pub use width::use_width;
