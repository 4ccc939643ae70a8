//! Common Ground: the page. Modules stand in the order in which they are best read.

pub mod levers;
pub mod workspace;
pub mod link;
pub mod words;
pub mod components;
pub mod charts;
pub mod pages;
pub mod app;
pub mod browser;
