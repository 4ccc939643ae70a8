//! Council revenue from new homes outside the venture, and the council's own accounts (method 1.11, 3.5, 4.3).

use super::Rate;
use super::Value::{Named, One, Rule};
use deal::MarkKind::{Assumed, Source, Unverified};

#[rustfmt::skip]
pub(super) const ROWS: &[Rate] = &[
    Rate { id: "council.band_d", what: "Band D council tax with all precepts, England average", value: One(2_280.0), unit: "£ a year", from: "2025-04-01", to: "2026-03-31", sources: &["L16"], mark: Source, note: "Use the local figure" },
    Rate { id: "council.band_ratios", what: "Council tax of each band, in ninths of Band D", value: Named(&[("A", 6.0), ("B", 7.0), ("C", 8.0), ("D", 9.0), ("E", 11.0), ("F", 13.0), ("G", 15.0), ("H", 18.0)]), unit: "ninths of Band D", from: "", to: "", sources: &[], mark: Unverified, note: "Local Government Finance Act 1992, section 5, from memory" },
    Rate { id: "council.tax_discounts", what: "Council tax lost to discounts", value: One(10.0), unit: "%", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "council.tax_collection", what: "Council tax collected", value: One(98.0), unit: "%", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "council.tax_retained", what: "Share of council tax counted: all precepts", value: One(100.0), unit: "%", from: "", to: "", sources: &[], mark: Assumed, note: "A billing authority retains only its own share of the bill: type that share" },
    Rate { id: "council.new_homes_bonus_years", what: "New Homes Bonus: years of average council tax paid for a new home", value: One(6.0), unit: "years", from: "", to: "2017-03-31", sources: &["L15"], mark: Source, note: "" },
    Rate { id: "council.new_homes_bonus_years", what: "New Homes Bonus: years of average council tax paid for a new home", value: Named(&[("first", 5.0), ("then", 4.0)]), unit: "years", from: "2017-04-01", to: "2026-03-31", sources: &["L15"], mark: Source, note: "Not paid after 2025-26" },
    Rate { id: "council.new_homes_bonus_baseline", what: "New Homes Bonus: baseline growth without payment", value: One(0.4), unit: "% of homes", from: "2017-04-01", to: "2026-03-31", sources: &["L15"], mark: Source, note: "" },
    Rate { id: "council.minimum_revenue_provision", what: "Provision (MRP) for a council's loans", value: Rule("Straight line or annuity over the asset life, from the year after the spending or after the asset is in use; for capital loans repaid by instalments, the receipts instead; for service loans the expected credit loss; for commercial loans over the life of the asset"), unit: "", from: "", to: "", sources: &["L17"], mark: Source, note: "Optional; not cash of the venture" },
    Rate { id: "council.right_to_buy_exemption", what: "Right to Buy: years for which a new home is exempt, as announced", value: One(35.0), unit: "years", from: "2025-07-02", to: "", sources: &["L12", "L13"], mark: Source, note: "Announced; not yet law in the copies read" },
    Rate { id: "council.right_to_buy_eligibility", what: "Right to Buy: years of tenancy required, older rule and as announced", value: Named(&[("older rule", 3.0), ("as announced", 10.0)]), unit: "years", from: "2025-07-02", to: "", sources: &["L12", "L13"], mark: Source, note: "Announced; not yet law in the copies read" },
    Rate { id: "council.right_to_buy_discount", what: "Right to Buy: discount, as announced", value: Named(&[("at first", 5.0), ("for each further year", 1.0), ("at most", 15.0)]), unit: "% of value, or a cap in cash", from: "2025-07-02", to: "", sources: &["L12", "L13"], mark: Source, note: "Announced; not yet law in the copies read" },
    Rate { id: "council.right_to_buy_receipts", what: "Right to Buy: share of receipts the council retains", value: One(100.0), unit: "%", from: "2025-07-02", to: "", sources: &["L12", "L13"], mark: Source, note: "May be combined with grant from 2026-27" },
    Rate { id: "council.right_to_buy_cost_floor", what: "Right to Buy: years in which the discount cannot reduce the price below cost (cost floor)", value: One(30.0), unit: "years", from: "", to: "", sources: &["L12"], mark: Source, note: "In force when the reform was announced" },
];
