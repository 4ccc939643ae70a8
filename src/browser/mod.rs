//! The only module that uses the browser's own interfaces: address, clipboard, files, title, screen. Nothing here knows what
//! a deal is, and nothing fails loudly: if the browser refuses something, the page works without it.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod download;
pub mod fetch;
pub mod files;
pub mod frame;
pub mod keys;
pub mod press;
pub mod screen;
pub mod storage;
