//! The pages of the product, and what stands around each.

mod bar;
pub mod compare;
pub mod deal;
pub mod deals;
pub mod embed;
mod foot;
mod keeping;

pub(crate) use bar::Bar;
pub(crate) use foot::Foot;
pub(crate) use keeping::keeping_notice;
