//! Public money: leverage and public cost per home (method 3.5).

use crate::appraise::{PartnerResult, ValueAndCost};
use crate::units::Pence;
use serde::Serialize;

/// Public money in the deal.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PublicMoney {
    /// Cash that public partners pay in.
    pub cash: Pence,
    /// Land that public partners put in, at its accepted value.
    pub land: Pence,
    /// Gross public cash over homes finished.
    pub cash_per_home: Option<Pence>,
    /// All other money over the cash of public partners: `(total development cost - cash) / cash`.
    pub leverage_of_cash: Option<f64>,
    /// Private over public money, with land counted as public money.
    pub private_to_public: Option<f64>,
    /// Private over public money, with land left out of both.
    pub private_to_public_without_land: Option<f64>,
}

pub(crate) fn public_money(
    public: &[bool],
    partners: &[PartnerResult],
    value: &ValueAndCost,
    homes: u32,
) -> PublicMoney {
    let of_public = |sum: fn(&PartnerResult) -> Pence| -> Pence {
        partners.iter().zip(public).filter(|(_, public)| **public).map(|(partner, _)| sum(partner)).sum()
    };
    let (cash, land) = (of_public(|partner| partner.cash_in), of_public(|partner| partner.land_in));
    let total = value.total_development_cost;
    let ratio = |over: Pence, under: Pence| under.is_positive().then(|| over.as_f64() / under.as_f64());
    PublicMoney {
        cash,
        land,
        cash_per_home: (homes > 0).then(|| cash.times(1.0 / f64::from(homes))),
        leverage_of_cash: ratio(total - cash, cash),
        private_to_public: ratio(total - cash - land, cash + land),
        private_to_public_without_land: ratio(total - value.land - cash, cash),
    }
}
