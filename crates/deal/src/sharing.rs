//! How cash is paid out (method 2.8).

use crate::defaults::twelve;
use serde::{Deserialize, Serialize};

/// How cash is paid out (method 2.8).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sharing {
    /// Return on capital paid before the split, in percent a year.
    #[serde(default)]
    pub preferred_return_percent: f64,
    /// Whether unpaid preferred return itself earns.
    #[serde(default)]
    pub preferred_return: Compounding,
    /// The order in which the lines before the split are paid.
    #[serde(default = "default_payment_order")]
    pub order: Vec<Claim>,
    /// The order in which capital is returned.
    #[serde(default)]
    pub capital_order: CapitalOrder,
    /// The part of what is left after those lines that goes to the reinvestment pot, in percent.
    #[serde(default)]
    pub recycled_percent: f64,
    /// How the rest is split; no rows means by contribution to date.
    #[serde(default)]
    pub split: Vec<SplitShare>,
    /// When cash is paid out.
    #[serde(default)]
    pub dates: DistributionDates,
    /// Months of need looked ahead for before cash is paid out.
    #[serde(default = "twelve")]
    pub look_ahead_months: u32,
    /// Whether partners are paid while loans stand.
    #[serde(default)]
    pub while_loans_stand: bool,
}

fn default_payment_order() -> Vec<Claim> {
    vec![Claim::PreferredReturn, Claim::Capital]
}

/// A line of payment before the split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// Preferred return on capital.
    PreferredReturn,
    /// Return of capital.
    Capital,
}

/// Whether unpaid preferred return itself earns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compounding {
    /// On capital and unpaid return, at the effective yearly rate.
    #[default]
    Compounding,
    /// On capital only, a twelfth of the rate a month.
    Simple,
}

/// The order in which capital is returned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CapitalOrder {
    /// Side by side, by balance.
    #[default]
    SideBySide,
    /// All land before cash.
    LandFirst,
    /// All cash before land.
    CashFirst,
}

/// A partner's share of what is left.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SplitShare {
    /// The partner: also the name of this row in paths.
    pub id: String,
    /// Its share, in percent.
    pub percent: f64,
}

/// When cash is paid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DistributionDates {
    /// Every month.
    #[default]
    Monthly,
    /// Every third month from the start.
    Quarterly,
    /// Every twelfth month from the start.
    Yearly,
    /// Only at the end.
    AtEnd,
}
