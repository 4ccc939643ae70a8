//! The pages of the product, and what stands around each.

mod bar;
pub mod compare;
pub mod deal;
mod foot;

pub(crate) use bar::Bar;
pub(crate) use foot::Foot;
