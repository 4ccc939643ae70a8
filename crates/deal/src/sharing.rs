//! How cash is paid out (method 2.8).

use crate::defaults::twelve;
use serde::{Deserialize, Serialize};

/// How cash is paid out (method 2.8).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Sharing {
    /// Return on capital paid before the split, in percent a year (h in method 1.5).
    #[serde(default)]
    pub preferred_return_percent: f64,
    /// Whether unpaid preferred return itself earns (U in method 1.5).
    #[serde(default)]
    pub preferred_return: Compounding,
    /// The order in which the lines before the split are paid (lines 2 to 5 of method 2.8).
    #[serde(default = "default_payment_order")]
    pub order: Vec<Claim>,
    /// The order in which capital is returned (line 5 of method 2.8).
    #[serde(default)]
    pub capital_order: CapitalOrder,
    /// The part of the surplus after those lines that is paid into the reinvestment pot, in percent (rho in method 1.5,
    /// 2.8).
    #[serde(default)]
    pub recycled_percent: f64,
    /// From when preferred return runs on land (land_pref_from in method 1.5).
    #[serde(default, skip_serializing_if = "LandPreference::is_from_credit")]
    pub land_preference_from: LandPreference,
    /// Tiers: shares of the surplus that apply until a test is met, in this order (tiers in method 1.5, 2.8).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<Tier>,
    /// How the rest is split; no rows means by contribution to date (the residual vector of method 2.8).
    #[serde(default)]
    pub split: Vec<SplitShare>,
    /// When cash is paid out (distribution dates in method 2.7, step 7).
    #[serde(default)]
    pub dates: DistributionDates,
    /// The number of months whose need is held back before cash is paid out (look-ahead L in method 2.8).
    #[serde(default = "twelve")]
    pub look_ahead_months: u32,
    /// Whether partners are paid while loans are outstanding (`always` in method 2.7, step 7).
    #[serde(default)]
    pub while_loans_stand: bool,
}

impl Sharing {
    /// Whether all the surplus goes to the reinvestment pot.
    #[must_use]
    pub fn reinvests_all(&self) -> bool {
        self.recycled_percent >= 100.0
    }

    /// Whether partners are paid a preferred return before their capital.
    #[must_use]
    pub fn pays_return_first(&self) -> bool {
        let first = self.order.iter().find(|claim| matches!(claim, Claim::PreferredReturn | Claim::Capital));
        self.preferred_return_percent > 0.0 && first == Some(&Claim::PreferredReturn)
    }

    /// Whether any of the surplus goes to a reinvestment pot.
    #[must_use]
    pub fn has_pot(&self) -> bool {
        self.recycled_percent > 0.0
    }
}

impl Default for Sharing {
    /// No preferred return; capital returned, then a split in proportion to contributions, every month.
    fn default() -> Self {
        Self {
            preferred_return_percent: 0.0,
            preferred_return: Compounding::default(),
            order: default_payment_order(),
            capital_order: CapitalOrder::default(),
            recycled_percent: 0.0,
            land_preference_from: LandPreference::default(),
            tiers: Vec::new(),
            split: Vec::new(),
            dates: DistributionDates::default(),
            look_ahead_months: twelve(),
            while_loans_stand: false,
        }
    }
}

fn default_payment_order() -> Vec<Claim> {
    vec![Claim::NoteCoupon, Claim::NotePrincipal, Claim::PreferredReturn, Claim::Capital]
}

/// A line of payment before the split (method 2.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// Coupon of loan notes.
    NoteCoupon,
    /// Principal of loan notes.
    NotePrincipal,
    /// Preferred return on capital.
    PreferredReturn,
    /// Return of capital.
    Capital,
}

/// Whether unpaid return itself earns a return (method 1.5, 2.7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Compounding {
    /// On capital and unpaid return, at the effective yearly rate.
    #[default]
    Compounding,
    /// On capital only, a twelfth of the rate a month.
    Simple,
}

/// The order in which capital is returned (line 5 of method 2.8).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CapitalOrder {
    /// In proportion to balances.
    #[default]
    SideBySide,
    /// All land before cash.
    LandFirst,
    /// All cash before land.
    CashFirst,
}

/// From when preferred return runs on land (method 1.5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LandPreference {
    /// From the day the land is credited.
    #[default]
    Credit,
    /// As matching cash is paid in: on the land times cash called over land credited, never on more than the land.
    MatchingCashDate,
}

impl LandPreference {
    fn is_from_credit(&self) -> bool {
        *self == Self::Credit
    }
}

/// Shares of the surplus that apply until a test is met (method 1.5, 2.8).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// The name of this row in paths.
    pub id: String,
    /// What ends the tier (the test of method 1.5).
    pub test: TierTest,
    /// The partners that the test is measured on together; none means all (the class of method 2.8).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub class: Vec<String>,
    /// How the tier is split (the split vector of method 2.8).
    pub split: Vec<SplitShare>,
}

/// What ends a tier (method 1.5).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum TierTest {
    /// The class has earned this rate of return on the monthly grid.
    RateOfReturn {
        /// Effective rate a year, in percent (h in method 2.8).
        percent: f64,
    },
    /// The class has received this multiple of its contributions.
    Multiple {
        /// The multiple (x in method 2.8).
        times: f64,
    },
    /// This amount has been paid through the tier.
    Amount {
        /// Pounds (A in method 2.8).
        pounds: f64,
    },
}

/// A partner's share of the surplus (method 2.8).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SplitShare {
    /// The partner: also the name of this row in paths.
    pub id: String,
    /// Its share, in percent (method 2.8).
    pub percent: f64,
}

/// When cash is paid out (method 2.7, step 7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
