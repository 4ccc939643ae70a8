//! What has changed between two appraisals of the same partners.

use crate::appraise::Appraisal;
use crate::units::Pence;
use crate::verdict::{Room, Verdict};

/// Differences, the later less the earlier.
#[derive(Clone, Debug, PartialEq)]
pub struct Differences {
    /// Homes planned.
    pub homes: i64,
    /// Building jobs a year.
    pub jobs_a_year: f64,
    /// The surplus: pot and split together.
    pub surplus: Pence,
    /// What each partner receives, where both deals have it.
    pub received: Vec<Pence>,
    /// Peak funding.
    pub peak_funding: Pence,
    /// Public cash for each home.
    pub public_cash_per_home: Option<Pence>,
    /// How far prices can fall, as a fraction; none where they must rise in either.
    pub price_room: Option<f64>,
}

/// Compares two appraisals.
#[must_use]
pub fn differences(before: (&Appraisal, &Verdict), after: (&Appraisal, &Verdict)) -> Differences {
    let (was, now) = (before.0, after.0);
    let partners = was.partners.iter().zip(&now.partners);
    let per_home = |appraisal: &Appraisal| appraisal.public_money.cash_per_home;
    let room = |verdict: &Verdict| match verdict.prices {
        Room::CanMove(fraction) | Room::AtLeast(fraction) => Some(fraction),
        Room::MustMove(_) | Room::NoMoveHelps => None,
    };
    Differences {
        homes: i64::from(now.homes.planned) - i64::from(was.homes.planned),
        jobs_a_year: now.jobs.a_year - was.jobs.a_year,
        surplus: now.value.surplus - was.value.surplus,
        received: partners.map(|(was, now)| now.received - was.received).collect(),
        peak_funding: now.peak.funding.amount - was.peak.funding.amount,
        public_cash_per_home: per_home(now).zip(per_home(was)).map(|(now, was)| now - was),
        price_room: room(after.1).zip(room(before.1)).map(|(now, was)| now - was),
    }
}
