//! Periods, rates and terms that a new appraisal starts from (method 4.2, 4.5).

use super::Rate;
use super::Value::{Between, Named, One, Rule};
use deal::MarkKind::{Assumed, Calculated, Source, Unverified};

#[rustfmt::skip]
pub(super) const ROWS: &[Rate] = &[
    Rate { id: "appraisal.period", what: "Appraisal period of homes in the economic case", value: Named(&[("usual", 60.0), ("as an option", 30.0)]), unit: "years", from: "", to: "", sources: &[], mark: Unverified, note: "" },
    Rate { id: "appraisal.developer_rate", what: "A developer's nominal discount rate", value: One(8.0), unit: "% a year", from: "", to: "", sources: &[], mark: Assumed, note: "" },
    Rate { id: "appraisal.housing_association_rate", what: "A housing association's discount rate, without debt", value: One(5.5), unit: "% a year", from: "", to: "", sources: &["J13"], mark: Calculated, note: "Midpoint of 5% to 6%" },
    Rate { id: "appraisal.provider_return", what: "Target return without debt of housing associations and for-profit providers", value: Between(5.0, 6.0), unit: "% a year, about", from: "", to: "", sources: &["J13"], mark: Source, note: "" },
    Rate { id: "appraisal.council_rate", what: "A council's discount rate", value: Rule("Its Public Works Loan Board (PWLB) rate"), unit: "", from: "", to: "", sources: &[], mark: Assumed, note: "" },
    Rate { id: "appraisal.preferred_return", what: "Preferred return", value: One(6.0), unit: "% a year", from: "", to: "", sources: &[], mark: Assumed, note: "To be negotiated" },
    Rate { id: "appraisal.promote", what: "Promote: rate of return above which the partner takes the larger share, and that share", value: Named(&[("above a rate of return of", 15.0), ("partner's share", 60.0)]), unit: "%", from: "", to: "", sources: &[], mark: Assumed, note: "To be negotiated" },
    Rate { id: "appraisal.minimum_cash", what: "Minimum cash balance", value: One(0.0), unit: "£", from: "", to: "", sources: &[], mark: Assumed, note: "" },
    Rate { id: "appraisal.look_ahead", what: "Months of costs covered before cash is paid out", value: One(12.0), unit: "months", from: "", to: "", sources: &[], mark: Assumed, note: "" },
];
