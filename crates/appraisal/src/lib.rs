//! The calculation.
