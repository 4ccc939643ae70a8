//! The only room that touches the browser: the address, the clipboard, files, the title, the screen. Nothing here knows
//! what a deal is, and nothing here can fail loudly: where a browser denies a thing, the page goes on without it.

pub mod address;
pub mod clipboard;
pub mod clock;
pub mod download;
pub mod fetch;
pub mod files;
pub mod frame;
pub mod keys;
pub mod screen;
pub mod storage;
