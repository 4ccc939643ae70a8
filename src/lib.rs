//! Common Ground: the page. Modules are in reading order.

pub use session::{embed_style, field_text, history, inputs, levers, outcome, paste, saved_deal, scenarios};

pub mod search;
pub mod curves;
pub mod workspace;
pub mod link;
pub mod route;
pub mod words;
pub mod components;
pub mod charts;
pub mod pages;
pub mod autosave;
pub mod embedded;
pub mod app;
pub mod browser;
