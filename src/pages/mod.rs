//! The pages. Each draws what the workspace holds; none works anything out.

pub mod deal;
