//! Comparison of several offers for one scheme (method 3.9). There is no score unless the user gives weights.

use crate::appraise::{Appraisal, appraise_under};
use crate::check::CheckedDeal;
use crate::council_accounts::council_of;
use crate::council_revenue::nominated_share;
use crate::flags::{FlagCode, flags};
use crate::measures::discounting::net_present_value;
use crate::measures::payback::Dated;
use crate::public_money::{Denominator, public_cost};
use crate::sensitivity::{REQUIRED, SensitivityName};
use crate::units::{Pence, total};
use deal::Tenure;
use serde::Serialize;

/// One offer, by the columns of the comparison (method 3.9).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Offer {
    /// The name of the deal.
    pub title: String,
    /// The index of the council among the partners.
    pub council: usize,
    /// The rate at which the council values every offer, as a fraction: its discount rate in the first offer.
    pub rate: f64,
    /// Present value to the council, in pence: what the venture pays it less the cash it puts in, at that rate.
    pub council_present_value: Pence,
    /// The same present value under the required downside.
    pub council_present_value_downside: Pence,
    /// The first time point by which the council has received half of its total; none where it receives nothing.
    pub half_received_k: Option<usize>,
    /// Planned homes by tenure.
    pub homes: Vec<(Tenure, u32)>,
    /// Share of first lettings nominated by the council, as a fraction; none where no rented homes give nominations.
    pub nominations: Option<f64>,
    /// The council's peak exposure, and when.
    pub peak_exposure: Dated,
    /// The council's largest loss, money in less money out, in pence, and the required sensitivity that makes it larger
    /// than in the deal itself; none where no sensitivity does.
    pub worst_loss: (Pence, Option<SensitivityName>),
    /// The council's share of votes, as a fraction.
    pub votes: f64,
    /// Net public cost per net additional home, in present value.
    pub public_cost_per_additional_home: Option<Pence>,
    /// The flags that apply, each once.
    pub flags: Vec<FlagCode>,
}

/// Compares offers, in the order given.
#[must_use]
pub fn compare_offers(offers: &[(&CheckedDeal, &Appraisal)]) -> Vec<Offer> {
    let Some((first, _)) = offers.first() else { return Vec::new() };
    // The council values every offer at one rate; otherwise the comparison would be of rates.
    let rate = first.deal.partners[council_of(&first.deal)].discount_rate_percent / 100.0;
    offers.iter().map(|(checked, appraisal)| offer(checked, appraisal, rate)).collect()
}

fn offer(checked: &CheckedDeal, appraisal: &Appraisal, rate: f64) -> Offer {
    let deal = &checked.deal;
    let council = council_of(deal);
    let (downside, worst_loss) = under_stress(checked, appraisal, council, rate);
    let per = public_cost(checked, appraisal).per;
    let of_additional = per.iter().find(|per| per.denominator == Denominator::NetAdditionalHomes);
    let mut codes: Vec<FlagCode> = flags(checked, appraisal).iter().map(|flag| flag.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let result = &appraisal.partners[council];
    Offer {
        title: deal.title.clone(),
        council,
        rate,
        council_present_value: net_present_value(&result.cash, rate),
        council_present_value_downside: downside,
        half_received_k: half_received(&appraisal.cash.partners[council].receipts()),
        homes: appraisal.homes.by_tenure.clone(),
        nominations: nominations(checked),
        peak_exposure: result.most_at_risk,
        worst_loss,
        votes: deal.partners[council].votes_percent / 100.0,
        public_cost_per_additional_home: of_additional.and_then(|per| per.net),
        flags: codes,
    }
}

/// The present value under the downside, and the largest loss in the deal itself or in the required set.
fn under_stress(
    checked: &CheckedDeal,
    appraisal: &Appraisal,
    council: usize,
    rate: f64,
) -> (Pence, (Pence, Option<SensitivityName>)) {
    let (mut downside, mut worst) = (Pence::ZERO, (appraisal.partners[council].loss(), None));
    for (name, stress) in REQUIRED {
        let run = appraise_under(checked, stress);
        let result = &run.partners[council];
        let loss = result.loss();
        if loss > worst.0 {
            worst = (loss, Some(*name));
        }
        if *name == SensitivityName::Downside {
            downside = net_present_value(&result.cash, rate);
        }
    }
    (downside, worst)
}

/// The first k at which at least half of the total has been received.
fn half_received(lines: &[&[Pence]]) -> Option<usize> {
    let total: Pence = lines.iter().map(|line| line.iter().sum::<Pence>()).sum();
    let months = lines.first().map_or(0, |line| line.len());
    let mut so_far = Pence::ZERO;
    let reaches = |k: &usize| {
        so_far += lines.iter().map(|line| line[*k]).sum();
        so_far + so_far >= total
    };
    if total.is_positive() { (0..months).find(reaches) } else { None }
}

fn nominations(checked: &CheckedDeal) -> Option<f64> {
    let phases = checked.deal.phases.iter().enumerate();
    let rows =
        phases.flat_map(|(phase, of)| of.homes.iter().enumerate().map(move |(row, homes)| (phase, row, homes.count)));
    let households = total(rows.map(|(phase, row, count)| f64::from(count) * nominated_share(checked, phase, row)));
    (households > 0.0).then_some(households)
}

/// The weight of each column in a score, none negative. If every weight is zero there is no score.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Weights {
    /// Present value to the council.
    pub present_value: f64,
    /// Present value in the downside.
    pub downside: f64,
    /// Affordable homes.
    pub affordable_homes: f64,
    /// Peak exposure: less is better.
    pub peak_exposure: f64,
    /// Loss in the worst case: less is better.
    pub worst_loss: f64,
    /// Votes.
    pub votes: f64,
}

/// A weight, and the value it applies to: more is better.
type WeightedColumn<'a> = (f64, &'a dyn Fn(&Offer) -> f64);

/// Scores from 0 to 1 by the user's own weights: in each column the best offer scores 1, the worst 0 and the rest in
/// proportion; offers that are equal score 1. None without a weight.
#[must_use]
pub fn weighted(offers: &[Offer], weights: &Weights) -> Option<Vec<f64>> {
    let affordable = |offer: &Offer| -> f64 {
        let homes = offer.homes.iter().filter(|(tenure, _)| tenure.is_affordable());
        f64::from(homes.map(|(_, count)| count).sum::<u32>())
    };
    let columns: [WeightedColumn; 6] = [
        (weights.present_value, &|offer| offer.council_present_value.as_f64()),
        (weights.downside, &|offer| offer.council_present_value_downside.as_f64()),
        (weights.affordable_homes, &affordable),
        (weights.peak_exposure, &|offer| -offer.peak_exposure.amount.as_f64()),
        (weights.worst_loss, &|offer| -offer.worst_loss.0.as_f64()),
        (weights.votes, &|offer| offer.votes),
    ];
    let whole = total(columns.iter().map(|(weight, _)| *weight));
    if whole <= 0.0 {
        return None;
    }
    let mut scores = vec![0.0; offers.len()];
    for (weight, value) in columns {
        let values: Vec<f64> = offers.iter().map(value).collect();
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        for (score, value) in scores.iter_mut().zip(values) {
            let place = if most > least { (value - least) / (most - least) } else { 1.0 };
            *score += weight / whole * place;
        }
    }
    Some(scores)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{appraise, check, document, samples};

    #[test]
    fn half_of_the_money() {
        // 10, 20, 30, 40: half of 100 is reached at 60 received, at k = 2.
        let line = [10, 20, 30, 40].map(Pence);
        assert_eq!(half_received(&[&line]), Some(2));
        assert_eq!(half_received(&[&[Pence::ZERO; 4]]), None);
    }

    /// At a tenth of the price the council loses all of its land, and nothing makes that worse: no test is blamed.
    #[test]
    fn a_test_is_blamed_only_for_a_loss_that_it_makes_larger() {
        let of = |price: f64| {
            let deal = document::open(samples::GD_1.document).unwrap();
            let deal = check(&deal.with("/home_types/market/price", price.into()).unwrap()).unwrap();
            let appraisal = appraise(&deal);
            (compare_offers(&[(&deal, &appraisal)])[0].worst_loss, appraisal.partners[0].loss())
        };
        let (worst, own) = of(20_000.0);
        assert!(own.is_positive());
        assert_eq!(worst, (own, None));
        let (worst, own) = of(120_000.0);
        assert!(worst.0 > own && worst.1 == Some(SensitivityName::Downside), "{worst:?} {own:?}");
    }

    #[test]
    fn offers_are_compared_at_one_rate() {
        let plain = document::open(samples::GD_1.document).unwrap();
        let mut rented = plain.clone();
        let mut better = plain.clone();
        better.sharing.preferred_return_percent = 0.0;
        for home in better.home_types.iter_mut().chain(&mut rented.home_types) {
            home.nominations_percent = 50.0;
        }
        rented.home_types.iter_mut().for_each(|home| home.tenure = Tenure::SocialRent);
        better.partners[0].discount_rate_percent = 25.0;
        let deals = [plain, better].map(|deal| check(&deal).unwrap());
        let results: Vec<_> = deals.iter().map(appraise).collect();
        let pairs: Vec<_> = deals.iter().zip(&results).collect();
        let offers = compare_offers(&pairs);
        // GD-1 pays the council 1,750,546.80 with preference and 1,739,563.15 without; one rate values both.
        assert!(offers[0].council_present_value > offers[1].council_present_value);
        assert_eq!(offers[0].rate, offers[1].rate);
        // Homes for sale house no households from the register, whatever nominations are typed.
        assert_eq!((offers[0].nominations, offers[1].nominations), (None, None));
        assert_eq!(nominations(&check(&rented).unwrap()), Some(12.0));
        assert_eq!(offers[0].peak_exposure.amount, Pence(120_000_000));
        assert!(offers[0].council_present_value_downside < offers[0].council_present_value);
        // The present value alone: the first is best, the second worst.
        let weights = Weights { present_value: 2.0, ..Weights::default() };
        assert_eq!(weighted(&offers, &weights), Some(vec![1.0, 0.0]));
        assert_eq!(weighted(&offers, &Weights::default()), None);
    }
}
