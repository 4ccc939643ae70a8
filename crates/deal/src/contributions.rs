//! What each party puts in (method 1.3).

use crate::Deal;
use crate::defaults::{hundred, is_false, is_hundred, is_unsigned_zero, is_zero};
use crate::sharing::Compounding;
use serde::{Deserialize, Serialize};

/// What a partner puts in (method 1.3). Forms of land may be mixed on one site by shares; mixed capital, such as a
/// tenth equity and the rest loan note, is two contributions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Contribution {
    /// Land credited to the landowner's capital at its accepted value when each phase is drawn down. No cash moves
    /// (`land_in_kind` in method 1.3).
    LandInKind {
        /// The name of this row in paths.
        id: String,
        /// The site that is put in; its owner is credited.
        site: String,
        /// The part of the site's value that is put in this way, in percent (`split` of LVp in method 1.3).
        #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
        share_percent: f64,
    },
    /// Land credited at its accepted value as debt owed to the landowner, paid only in the order of payment (method
    /// 1.3).
    LandLoanNote {
        /// The name of this row in paths.
        id: String,
        /// The site that is put in; its owner receives the note.
        site: String,
        /// The part of the site's value that is put in this way, in percent (`split` of LVp in method 1.3).
        #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
        share_percent: f64,
        /// Coupon a year, in percent (c in method 2.7, step 1).
        coupon_percent: f64,
        /// Whether unpaid coupon itself earns (Q in method 2.7, step 1).
        #[serde(default)]
        coupon: Compounding,
        /// The time point after which an unpaid note is flagged (maturity in method 2.7).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        maturity_month: Option<u32>,
    },
    /// Land paid for in cash, by instalments, after drawdown (method 1.3).
    LandDeferred {
        /// The name of this row in paths.
        id: String,
        /// The site that is put in; its owner is paid.
        site: String,
        /// The part of the site's value that is put in this way, in percent (`split` of LVp in method 1.3).
        #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
        share_percent: f64,
        /// Shares of the price, each with its trigger; never due before drawdown (the schedule of method 1.3).
        instalments: Vec<LandInstalment>,
        /// The time point by which all is paid; none means the end (the long stop of method 1.3).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        long_stop_month: Option<u32>,
    },
    /// Cash capital, called on need up to a limit, or paid in on dates (method 1.3).
    CashEquity {
        /// The name of this row in paths.
        id: String,
        /// The partner that pays.
        partner: String,
        /// The maximum called on need, in pounds (the commitment of method 2.7, step 5).
        #[serde(default)]
        amount: f64,
        /// The first time point at which it can be called (from_month in method 1.3).
        #[serde(default)]
        from_month: u32,
        /// Sums paid in on dates, whether needed or not (scheduled cash in method 2.7, step 2).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        schedule: Vec<DatedSum>,
        /// Whether capital that was returned can be called again (revolving in method 2.8).
        #[serde(default, skip_serializing_if = "is_false")]
        revolving: bool,
        /// The price of each pound of capital credited, in percent: 100 is par (price of a late joiner in method 1.6).
        #[serde(default = "hundred", skip_serializing_if = "is_hundred")]
        price_percent: f64,
    },
    /// A partner's loan to the venture, called on need up to a limit or paid in on dates, and repaid in the order of
    /// payment (method 1.3).
    CashLoanNote {
        /// The name of this row in paths.
        id: String,
        /// The partner that pays, and receives the note.
        partner: String,
        /// The maximum called on need, in pounds (the commitment of method 2.7, step 5).
        #[serde(default)]
        amount: f64,
        /// The first time point at which it can be called (from_month in method 1.3).
        #[serde(default)]
        from_month: u32,
        /// Sums paid in on dates, whether needed or not (scheduled cash in method 2.7, step 2).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        schedule: Vec<DatedSum>,
        /// Coupon a year, in percent (c in method 2.7, step 1).
        coupon_percent: f64,
        /// Whether unpaid coupon itself earns (Q in method 2.7, step 1).
        #[serde(default)]
        coupon: Compounding,
        /// The time point after which an unpaid note is flagged (maturity in method 2.7).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        maturity_month: Option<u32>,
    },
    /// Grant to the venture, drawn on need before all other funding or paid on dates. It is neither receipt nor equity
    /// (method 1.8).
    Grant {
        /// The name of this row in paths.
        id: String,
        /// The giver, as text.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        giver: String,
        /// The partner that gives it, if any: shown with the partner's receipts and payments outside the venture
        /// (with indirect, method 2.9).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        partner: Option<String>,
        /// The maximum drawn on need, in pounds (method 2.7, step 5).
        #[serde(default, skip_serializing_if = "is_zero")]
        amount: f64,
        /// The first time point at which it can be drawn (from_month in method 1.3).
        #[serde(default, skip_serializing_if = "is_unsigned_zero")]
        from_month: u32,
        /// Sums paid on dates, whether needed or not (scheduled grant in method 2.7, step 3).
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        schedule: Vec<DatedSum>,
        /// The time point at which the amount drawn must be repaid; none means never (a payable of method 2.7, step 3).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        repayable_month: Option<u32>,
    },
    /// Work done by a partner instead of cash: a cost of the venture and capital of the partner at the same time point
    /// (method 1.3).
    ServicesInKind {
        /// The name of this row in paths.
        id: String,
        /// The partner that does the work.
        partner: String,
        /// The value of the work, and when it is done (k in method 1.3).
        schedule: Vec<DatedSum>,
        /// The maximum credited, in pounds (the cap of method 1.3).
        limit: f64,
    },
}

impl Contribution {
    /// The land of a whole site, put in as capital.
    #[must_use]
    pub fn land_in_kind(id: &str, site: &str) -> Self {
        Self::LandInKind { id: id.to_owned(), site: site.to_owned(), share_percent: hundred() }
    }

    /// Cash capital called on need.
    #[must_use]
    pub fn cash_equity(id: &str, partner: &str, amount: f64, from_month: u32) -> Self {
        let (id, partner) = (id.to_owned(), partner.to_owned());
        let (schedule, revolving, price_percent) = (Vec::new(), false, hundred());
        Self::CashEquity { id, partner, amount, from_month, schedule, revolving, price_percent }
    }

    /// The name of the row in paths.
    #[must_use]
    pub fn id(&self) -> &str {
        match self {
            Self::LandInKind { id, .. }
            | Self::LandLoanNote { id, .. }
            | Self::LandDeferred { id, .. }
            | Self::CashEquity { id, .. }
            | Self::CashLoanNote { id, .. }
            | Self::Grant { id, .. }
            | Self::ServicesInKind { id, .. } => id,
        }
    }

    /// The site and the share of its value, in percent, if land is put in.
    #[must_use]
    pub fn land(&self) -> Option<(&str, f64)> {
        match self {
            Self::LandInKind { site, share_percent, .. }
            | Self::LandLoanNote { site, share_percent, .. }
            | Self::LandDeferred { site, share_percent, .. } => Some((site, *share_percent)),
            _ => None,
        }
    }

    /// The partner named, if any.
    #[must_use]
    pub fn partner(&self) -> Option<&str> {
        match self {
            Self::CashEquity { partner, .. }
            | Self::CashLoanNote { partner, .. }
            | Self::ServicesInKind { partner, .. } => Some(partner),
            Self::Grant { partner, .. } => partner.as_deref(),
            _ => None,
        }
    }

    /// The dated sums.
    #[must_use]
    pub fn schedule(&self) -> &[DatedSum] {
        match self {
            Self::CashEquity { schedule, .. }
            | Self::CashLoanNote { schedule, .. }
            | Self::Grant { schedule, .. }
            | Self::ServicesInKind { schedule, .. } => schedule,
            _ => &[],
        }
    }
}

impl Deal {
    /// The most cash that a partner has promised, in pounds, as capital and as loan notes: on need and on dates.
    #[must_use]
    pub fn cash_promised(&self, partner: &str) -> f64 {
        let of = |row: &Contribution| match row {
            Contribution::CashEquity { partner: own, amount, schedule, .. }
            | Contribution::CashLoanNote { partner: own, amount, schedule, .. }
                if own == partner =>
            {
                amount + schedule.iter().map(|sum| sum.amount).sum::<f64>()
            }
            _ => 0.0,
        };
        self.contributions.iter().map(of).sum()
    }
}

/// A sum at a time point k (method 2.2).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DatedSum {
    /// The name of this row in paths.
    pub id: String,
    /// The time point k (method 2.2).
    pub month: u32,
    /// The sum in pounds (amount in method 1.3).
    pub amount: f64,
}

/// A part of a deferred price of land (method 1.3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LandInstalment {
    /// The name of this row in paths.
    pub id: String,
    /// The share of the price, in percent (method 1.3).
    pub percent: f64,
    /// Its trigger (method 1.3).
    pub due: LandDue,
}

/// The trigger of an instalment of the price of land, phase by phase (method 1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum LandDue {
    /// The drawdown of the phase.
    Drawdown,
    /// The start of building (k = b).
    Start,
    /// The close of the month in which this many homes and plots of the phase are sold or transferred.
    Sale {
        /// The number (n-th sale in method 2.5).
        number: u32,
    },
    /// A time point.
    Date {
        /// The time point k (method 2.2).
        month: u32,
    },
}
