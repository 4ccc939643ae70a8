//! Taxes (method 1.11, 2.4).

use super::Rate;
use super::Value::{Above, Named, Rule};
use deal::MarkKind::{Source, Unverified};

#[rustfmt::skip]
pub(super) const ROWS: &[Rate] = &[
    Rate { id: "tax.stamp_duty_non_residential", what: "Stamp duty land tax (SDLT) on non-residential land: rate above each threshold", value: Above(&[(0.0, 0.0), (150_000.0, 2.0), (250_000.0, 5.0)]), unit: "% of the slice", from: "2016-03-17", to: "", sources: &[], mark: Unverified, note: "The bands and their first day are general knowledge" },
    Rate { id: "tax.stamp_duty_partnership", what: "Stamp duty (SDLT) on land contributed to a partnership", value: Rule("Market value x (1 - sum of the lower proportions), plus the price paid x that sum"), unit: "", from: "2004-07-22", to: "", sources: &["L9"], mark: Source, note: "Since a change of 2006 only the owner or a connected individual counts, so a council that joins through its own company may have a sum of 0: take advice. The first day is that of the version read" },
    Rate { id: "tax.vat_lost", what: "Irrecoverable VAT, by line", value: Named(&[("new building", 0.0), ("fees of homes retained to let", 20.0)]), unit: "%", from: "", to: "", sources: &[], mark: Unverified, note: "First sales of new homes are zero-rated; letting is exempt, so VAT on fees is lost; land may be opted to tax" },
];
