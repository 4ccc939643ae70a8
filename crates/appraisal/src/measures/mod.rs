//! Measures of a series of flows: rates of return, discounting, payback.

pub mod discounting;
pub mod payback;
pub mod modified;
pub mod rate_of_return;
