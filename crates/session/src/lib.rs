//! The session: what a user has open, as one state without a browser. Modules are in reading order.

// The tests of saving share their storage with the simulation, which names this crate.
#[cfg(test)]
extern crate self as session;

pub mod scenarios;
pub mod history;
pub mod outcome;
pub mod draft;
pub mod example;
pub mod plain_text;
pub mod field_text;
pub mod inputs;
pub mod paste;
pub mod levers;
pub mod state;
pub mod moment;
pub mod saved_deal;
pub mod store;
pub mod lineage;
pub mod embed_style;
pub mod link;
pub mod route;

pub use state::State;
