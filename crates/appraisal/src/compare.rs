//! The differences between appraisals, and deals side by side.

mod amount;
mod leads;
mod measure;
mod measures;
mod paradox;

pub use amount::Amount;
pub use leads::{can_lead, leads, runners_up};
pub use measure::Measure;
pub use measures::measures;
pub use paradox::{Paradox, paradox};

use crate::appraise::Appraisal;
use crate::units::Pence;

/// Differences: the later less the earlier.
#[derive(Clone, Debug, PartialEq)]
pub struct Differences {
    /// Homes planned.
    pub homes: i64,
    /// Affordable homes among them.
    pub affordable: i64,
    /// Building jobs a year.
    pub jobs_a_year: f64,
    /// The surplus: pot plus split.
    pub surplus: Pence,
    /// Paid into the pot.
    pub pot: Pence,
    /// What each partner receives, where both deals include it.
    pub received: Vec<Pence>,
    /// Peak funding.
    pub peak_funding: Pence,
    /// Gross public cash per home.
    pub public_cash_per_home: Option<Pence>,
}

/// Compares two appraisals.
#[must_use]
pub fn differences(was: &Appraisal, now: &Appraisal) -> Differences {
    let partners = was.partners.iter().zip(&now.partners);
    let per_home = |appraisal: &Appraisal| appraisal.public_money.cash_per_home;
    Differences {
        homes: i64::from(now.homes.planned) - i64::from(was.homes.planned),
        affordable: i64::from(now.homes.affordable) - i64::from(was.homes.affordable),
        jobs_a_year: now.jobs.a_year - was.jobs.a_year,
        surplus: now.value.surplus - was.value.surplus,
        pot: now.pot.total - was.pot.total,
        received: partners.map(|(was, now)| now.received - was.received).collect(),
        peak_funding: now.peak.funding.amount - was.peak.funding.amount,
        public_cash_per_home: per_home(now).zip(per_home(was)).map(|(now, was)| now - was),
    }
}

#[cfg(test)]
mod tests;
