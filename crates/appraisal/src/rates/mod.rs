//! Public rates as dated data: value, unit, from, to, source, mark (method 4). Nothing here is a formula of its own.

pub mod rent_settlement;
pub mod stamp_duty;
