//! Common Ground: the page. Modules are in reading order.

pub mod papers;
pub mod history;
pub mod outcome;
pub mod field_text;
pub mod inputs;
pub mod search;
pub mod paste;
pub mod levers;
pub mod curves;
pub mod workspace;
pub mod link;
pub mod shelf;
pub mod embed_style;
pub mod place;
pub mod words;
pub mod components;
pub mod charts;
pub mod pages;
pub mod keeping;
pub mod embedded;
pub mod app;
pub mod browser;
