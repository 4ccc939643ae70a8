//! Which of several deals leads on each measure.

use super::{Amount, Measure};
use crate::verdict::{State, Verdict};

/// Whether a deal can lead on a measure: one that falls short is not paid for, so that none of its figures is sure.
#[must_use]
pub fn can_lead(verdict: &Verdict) -> bool {
    verdict.state != State::FallsShort
}

/// Which of several deals leads on each measure that has a better and a worse: the measure, the index of the deal, and the
/// amount. Deals without an amount, or that cannot pay everything, do not count. Where the best are equal none leads, and the
/// measure is omitted. There is no overall score.
#[must_use]
pub fn leads(deals: &[Vec<(Measure, Amount)>]) -> Vec<(Measure, usize, Amount)> {
    let lead = |measure: Measure| {
        let more_is_better = measure.more_is_better()?;
        let amounts = amounts_of(deals, measure);
        let ahead_of_all = |(place, amount): &&(usize, Amount)| {
            amounts.iter().all(|(other, its)| other == place || is_better(*amount, *its, more_is_better) == Some(true))
        };
        let (place, amount) = amounts.iter().find(ahead_of_all)?;
        (amounts.len() > 1).then_some((measure, *place, *amount))
    };
    deals.first().into_iter().flatten().filter_map(|(measure, _)| lead(*measure)).collect()
}

/// The amount of each deal that can lead with it, with the index of the deal.
fn amounts_of(deals: &[Vec<(Measure, Amount)>], measure: Measure) -> Vec<(usize, Amount)> {
    let of = |deal: &[(Measure, Amount)]| deal.iter().find(|(own, _)| *own == measure).map(|(_, amount)| *amount);
    let amounts = deals.iter().enumerate().filter_map(|(place, deal)| Some((place, of(deal)?)));
    amounts.filter(|(_, amount)| amount.can_lead()).collect()
}

/// Whether one amount is better than another; none where they are the same or cannot be compared.
fn is_better(one: Amount, other: Amount, more_is_better: bool) -> Option<bool> {
    let is_open = |amount: Amount| matches!(amount, Amount::NotRepaid | Amount::CoveredByReturn);
    match (one, other) {
        // A headroom that is only a bound counts at its size.
        (Amount::Headroom(one, _), Amount::Headroom(other, _)) => {
            (one.signed() != other.signed()).then(|| (one.signed() > other.signed()) == more_is_better)
        }
        (Amount::Month(_), open) if is_open(open) => Some(true),
        (open, Amount::Month(_)) if is_open(open) => Some(false),
        _ => one.less(other).map(|difference| difference.is_more() == more_is_better),
    }
}
