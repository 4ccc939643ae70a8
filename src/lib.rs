//! Common Ground: the page. Modules are in reading order.

pub use session::{
    embed_style, field_text, history, inputs, levers, link, outcome, paste, route, saved_deal, scenarios,
};

pub mod search;
pub mod curves;
pub mod workspace;
pub mod words;
pub mod components;
pub mod charts;
pub mod pages;
pub mod autosave;
pub mod announcer;
pub mod embedded;
pub mod app;
pub mod browser;
