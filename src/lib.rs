//! Common Ground: the page.
pub mod words;
