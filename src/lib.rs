//! Common Ground: the page.
pub mod words;
pub mod components;
pub mod charts;
