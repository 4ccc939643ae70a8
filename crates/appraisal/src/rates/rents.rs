//! The rent settlement for social rents (method 2.3, 4.3).

use super::Rate;
use super::Value::One;
use deal::MarkKind::{Assumed, Source};

#[rustfmt::skip]
pub(super) const ROWS: &[Rate] = &[
    Rate { id: "rents.above_consumer_prices", what: "Addition to CPI in social rents, each 1 April", value: One(1.0), unit: "points", from: "2026-04-01", to: "2036-03-31", sources: &["L14"], mark: Source, note: "Ten years: the last step with 1% is in April 2035" },
    Rate { id: "rents.above_consumer_prices", what: "Addition to CPI in social rents, each 1 April", value: One(0.0), unit: "points", from: "2036-04-01", to: "", sources: &[], mark: Assumed, note: "No settlement extends this far" },
    Rate { id: "rents.convergence", what: "Rent convergence: maximum extra rise for homes below formula rent", value: One(1.0), unit: "£ a week", from: "2027-04-01", to: "2028-03-31", sources: &["L14"], mark: Source, note: "" },
    Rate { id: "rents.convergence", what: "Rent convergence: maximum extra rise for homes below formula rent", value: One(2.0), unit: "£ a week", from: "2028-04-01", to: "", sources: &["L14"], mark: Source, note: "" },
];
