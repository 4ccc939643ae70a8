//! The differences between appraisals, and deals side by side.

mod amount;
mod leads;
mod measure;
mod measures;
mod paradox;

pub use amount::Amount;
pub use leads::{can_lead, leads};
pub use measure::Measure;
pub use measures::measures;
pub use paradox::{Paradox, paradox};

use crate::appraise::{Appraisal, PartnerResult};

/// Differences: the later less the earlier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Differences {
    /// Homes planned.
    pub homes: i64,
    /// Affordable homes among them.
    pub affordable: i64,
    /// The months between the last receipts of each partner, where it receives something in both deals.
    pub last_receipts: Vec<Option<i32>>,
}

/// Compares two appraisals.
#[must_use]
pub fn differences(was: &Appraisal, now: &Appraisal) -> Differences {
    let last = |appraisal: &Appraisal, own: &PartnerResult| own.last_receipt_k.map(|k| appraisal.start.plus(k as i32));
    let partners = was.partners.iter().zip(&now.partners);
    Differences {
        homes: i64::from(now.homes.planned) - i64::from(was.homes.planned),
        affordable: i64::from(now.homes.affordable) - i64::from(was.homes.affordable),
        last_receipts: partners.map(|(own_was, own)| Some(last(now, own)?.months_since(last(was, own_was)?))).collect(),
    }
}

#[cfg(test)]
mod tests;
