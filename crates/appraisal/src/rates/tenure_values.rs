//! Value, running costs and income of homes by tenure (method 4.3).

use super::Rate;
use super::Value::{Between, One, Rule};
use deal::MarkKind::{Assumed, Source, Unverified};

#[rustfmt::skip]
pub(super) const ROWS: &[Rate] = &[
    Rate { id: "tenure_values.social_rent_transfer", what: "Transfer price, social rent", value: One(40.0), unit: "% of market value", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "tenure_values.affordable_rent_transfer", what: "Transfer price, affordable rent", value: One(50.0), unit: "% of market value", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "tenure_values.shared_ownership_transfer", what: "Transfer price, shared ownership", value: One(65.0), unit: "% of market value", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "tenure_values.discount_market_sale", what: "Price of a First Home or other discount market sale", value: One(70.0), unit: "% of market value", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "tenure_values.least_first_share", what: "Shared ownership: minimum first share", value: One(25.0), unit: "%", from: "", to: "2021-03-31", sources: &["L18"], mark: Source, note: "" },
    Rate { id: "tenure_values.least_first_share", what: "Shared ownership: minimum first share", value: One(10.0), unit: "%", from: "2021-04-01", to: "", sources: &["L18"], mark: Source, note: "" },
    Rate { id: "tenure_values.staircasing", what: "Shared ownership: staircasing", value: Rule("1% a year for 15 years, otherwise in steps of 5%"), unit: "", from: "2021-04-01", to: "", sources: &["L18"], mark: Source, note: "The model from that date" },
    Rate { id: "tenure_values.landlord_repairs", what: "Shared ownership: landlord's repair period", value: One(10.0), unit: "years", from: "2021-04-01", to: "", sources: &["L18"], mark: Source, note: "The model from that date" },
    Rate { id: "tenure_values.first_share", what: "Shared ownership: typical first share", value: One(35.0), unit: "%", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "tenure_values.shared_ownership_rent", what: "Shared ownership: rent on the unsold share", value: One(2.75), unit: "% of its value a year", from: "", to: "", sources: &[], mark: Unverified, note: "Up to 3%" },
    Rate { id: "tenure_values.shared_ownership_rent_cross_check", what: "Shared ownership: rent on the unsold share, normally", value: One(3.0), unit: "% of its value a year", from: "", to: "", sources: &["L18"], mark: Source, note: "" },
    Rate { id: "tenure_values.voids", what: "Voids: rent lost while homes are empty", value: One(2.5), unit: "% of rent", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "tenure_values.bad_debt", what: "Bad debt", value: One(1.0), unit: "% of rent", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "tenure_values.headline_social_housing_cost", what: "Headline social housing cost of a landlord, median", value: One(5_136.0), unit: "£ per home and year", from: "2023-04-01", to: "2024-03-31", sources: &["E16"], mark: Source, note: "Cost of the whole business with major repairs of old homes; new homes cost less" },
    Rate { id: "tenure_values.upkeep", what: "Management, repairs and major repairs of a new home", value: One(1_900.0), unit: "£ per home and year", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "tenure_values.right_to_buy_attrition", what: "Council homes lost to the Right to Buy", value: Between(0.0, 0.3), unit: "% a year", from: "", to: "", sources: &[], mark: Assumed, note: "0% while new homes are exempt; 0.3% under the older rules" },
];
