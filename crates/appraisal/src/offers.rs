//! Comparison of several offers for one scheme (method 3.9). There is no score unless the user gives weights.

use crate::appraise::{Appraisal, appraise_under};
use crate::borne::Borne;
use crate::check::CheckedDeal;
use crate::council_accounts::council_of;
use crate::council_revenue::nominated_share;
use crate::flags::{FlagCode, flags};
use crate::ledger::{Account, Entry, Movement, Side};
use crate::measures::discounting::{carried_back, net_present_value};
use crate::measures::payback::Dated;
use crate::public_money::{Denominator, public_cost_at};
use crate::run::Run;
use crate::sensitivity::{REQUIRED, SensitivityName};
use crate::units::{Pence, total};
use crate::verdict::Unfunded;
use deal::{Deal, Tenure, YearMonth};
use serde::{Serialize, Serializer};

/// One offer, by the columns of the comparison (method 3.9).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Offer {
    /// The name of the deal.
    pub title: String,
    /// The index of the partner that the offer is to: the council, or where no partner is one, the landowner.
    pub council: usize,
    /// Whether that partner is a council.
    pub is_to_council: bool,
    /// The rate at which it values every offer, as a fraction: its discount rate in the base case.
    pub rate: f64,
    /// The month to which every present value is discounted, so that a later start has its cost.
    pub valued_at: YearMonth,
    /// Present value to the council, in pence: what the venture pays it less the cash it puts in, and less the loans it
    /// bears that are unpaid at the end. The pot is no part of it.
    pub council_present_value: Pence,
    /// The same present value under the required downside.
    pub council_present_value_downside: Pence,
    /// What the venture cannot pay then.
    pub unfunded_downside: Unfunded,
    /// The required sensitivities under which it cannot pay everything, each with what it cannot pay. The JSON results name
    /// them alone.
    #[serde(serialize_with = "names_alone")]
    pub unfunded_tests: Vec<(SensitivityName, Unfunded)>,
    /// Present value of payments to the pot, in pence, at the same rate.
    pub pot_present_value: Pence,
    /// The first time point by which the council has received half of its total; none where it receives nothing.
    pub half_received_k: Option<usize>,
    /// Whether a price of land paid at the opening of the month that starts then completes that half.
    pub half_received_at_opening: bool,
    /// Planned homes by tenure.
    pub homes: Vec<(Tenure, u32)>,
    /// Share of first lettings nominated by the council, as a fraction; none where no rented homes give nominations.
    pub nominations: Option<f64>,
    /// The council's peak exposure, and when: what it puts in less what it receives, and the loans it bears.
    pub peak_exposure: Dated,
    /// The council's largest loss, in pence, and the required sensitivity that makes it larger than in the deal itself;
    /// none where no sensitivity does. Money in and loans it bears that are unpaid, less money out.
    pub worst_loss: (Pence, Option<SensitivityName>),
    /// The council's share of votes, as a fraction.
    pub votes: f64,
    /// Net public cost per net additional home, in present value; negative where the public side gains.
    pub public_cost_per_additional_home: Option<Pence>,
    /// The flags that apply, each once.
    pub flags: Vec<FlagCode>,
}

fn names_alone<S: Serializer>(tests: &[(SensitivityName, Unfunded)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(tests.iter().map(|(name, _)| name))
}

/// The earliest start of several deals: the date at which their present values are compared.
#[must_use]
pub fn earliest_start<'a>(deals: impl IntoIterator<Item = &'a Deal>) -> Option<YearMonth> {
    deals.into_iter().map(|deal| deal.start).min()
}

/// Compares offers, in the order given. The council values them all at its rate in the base case and at one date:
/// otherwise the comparison would be of rates, and a delay would cost nothing.
#[must_use]
pub fn compare_offers(base: &Deal, offers: &[(&CheckedDeal, &Appraisal)], valued_at: YearMonth) -> Vec<Offer> {
    let rate = base.partners[party_to(base)].discount_rate_percent / 100.0;
    offers.iter().map(|(checked, appraisal)| offer(checked, appraisal, rate, valued_at)).collect()
}

/// The partner that offers are to: the council, or where no partner is one, the owner of the first site.
fn party_to(deal: &Deal) -> usize {
    let owner = || deal.sites.first().and_then(|site| deal.partners.iter().position(|own| own.id == site.owner));
    council_of(deal).or_else(owner).unwrap_or(0)
}

fn offer(checked: &CheckedDeal, appraisal: &Appraisal, rate: f64, valued_at: YearMonth) -> Offer {
    let deal = &checked.deal;
    let council = party_to(deal);
    let at = |value: Pence| carried_back(value, rate, deal.start.months_since(valued_at));
    let UnderStress { downside, unfunded_downside, unfunded_tests, worst_loss } =
        under_stress(checked, appraisal, council, rate);
    let per = public_cost_at(checked, appraisal, valued_at).per;
    let of_additional = per.iter().find(|per| per.denominator == Denominator::NetAdditionalHomes);
    let mut codes: Vec<FlagCode> = flags(checked, appraisal).iter().map(|flag| flag.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let result = &appraisal.partners[council];
    let borne = Borne::of(deal, &checked.plan, &appraisal.cash, council);
    let half = half_received(&appraisal.cash.partners[council].receipts(), &land_paid_at_opening(checked, council));
    Offer {
        title: deal.title.clone(),
        council,
        is_to_council: council_of(deal).is_some(),
        rate,
        valued_at,
        council_present_value: at(net_present_value(&borne.falls_on(&result.cash), rate)),
        council_present_value_downside: at(downside),
        unfunded_downside,
        unfunded_tests,
        pot_present_value: at(net_present_value(&appraisal.cash.pot, rate)),
        half_received_k: half.map(|(k, _)| k),
        half_received_at_opening: half.is_some_and(|(_, is_at_opening)| is_at_opening),
        homes: appraisal.homes.by_tenure.clone(),
        nominations: nominations(checked),
        peak_exposure: borne.peak_exposure(&result.economic),
        worst_loss,
        votes: deal.partners[council].votes_percent / 100.0,
        public_cost_per_additional_home: of_additional.and_then(|per| per.net),
        flags: codes,
    }
}

/// The results of the required set.
struct UnderStress {
    /// The present value under the downside.
    downside: Pence,
    unfunded_downside: Unfunded,
    unfunded_tests: Vec<(SensitivityName, Unfunded)>,
    /// The largest loss in the deal itself or in the set.
    worst_loss: (Pence, Option<SensitivityName>),
}

/// Runs the required set.
fn under_stress(checked: &CheckedDeal, appraisal: &Appraisal, council: usize, rate: f64) -> UnderStress {
    let planned = Borne::of(&checked.deal, &checked.plan, &appraisal.cash, council);
    let mut found = UnderStress {
        downside: Pence::ZERO,
        unfunded_downside: Unfunded::default(),
        unfunded_tests: Vec::new(),
        worst_loss: (planned.loss(&appraisal.partners[council]), None),
    };
    for (name, stress) in REQUIRED {
        let run = appraise_under(checked, stress);
        let result = &run.partners[council];
        let borne = Borne::of(&checked.deal, &checked.revalued(stress).plan.under(stress), &run.cash, council);
        let loss = borne.loss(result);
        if loss > found.worst_loss.0 {
            found.worst_loss = (loss, Some(*name));
        }
        let unfunded = Unfunded::of(&run.cash);
        if unfunded.is_any() {
            found.unfunded_tests.push((*name, unfunded));
        }
        if *name == SensitivityName::Downside {
            found.downside = net_present_value(&borne.falls_on(&result.cash), rate);
            found.unfunded_downside = unfunded;
        }
    }
    found
}

/// The first k at which at least half of the total has been received, and whether what is then paid at the opening of a month
/// completes it: what closes the month before comes first.
fn half_received(lines: &[&[Pence]], at_opening: &[Pence]) -> Option<(usize, bool)> {
    let total: Pence = lines.iter().map(|line| line.iter().sum::<Pence>()).sum();
    let months = lines.first().map_or(0, |line| line.len());
    let is_half = |sum: Pence| sum + sum >= total;
    let mut so_far = Pence::ZERO;
    let mut reaches = |k: usize| {
        so_far += lines.iter().map(|line| line[k]).sum();
        is_half(so_far).then(|| (k, !is_half(so_far - at_opening[k])))
    };
    if total.is_positive() { (0..months).find_map(&mut reaches) } else { None }
}

/// What a partner is paid for its land at the opening of a month, by time point.
fn land_paid_at_opening(checked: &CheckedDeal, partner: usize) -> Vec<Pence> {
    let mut paid = vec![Pence::ZERO; checked.plan.months + 1];
    let is_price = |entry: &&Entry| {
        entry.account == Account::Movement(Movement::LandPaid)
            && entry.partner == Some(partner)
            && entry.month().1 == Side::Open
    };
    let (_, entries) = Run::logged(&checked.plan);
    entries.iter().filter(is_price).for_each(|entry| paid[entry.k] -= entry.amount);
    paid
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
        let none = [Pence::ZERO; 4];
        assert_eq!(half_received(&[&line], &none), Some((2, false)));
        assert_eq!(half_received(&[&none], &none), None);
        // 15 of the 30 close the month before: only the other 15, at the opening of the next, make it half.
        let half_at = |opening: i64| half_received(&[&line], &[0, 0, opening, 0].map(Pence));
        assert_eq!([half_at(10), half_at(15)], [Some((2, false)), Some((2, true))]);
    }

    /// At a tenth of the price the council loses all of its land, and nothing makes that worse: no test is blamed.
    #[test]
    fn a_test_is_blamed_only_for_a_loss_that_it_makes_larger() {
        let of = |price: f64| {
            let deal = document::open(samples::GD_1.document).unwrap();
            let deal = check(&deal.with("/home_types/market/price", price.into()).unwrap()).unwrap();
            let appraisal = appraise(&deal);
            (
                compare_offers(deal.deal(), &[(&deal, &appraisal)], deal.deal().start)[0].worst_loss,
                appraisal.partners[0].loss(),
            )
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
        let offers = compare_offers(&deals[0].deal, &pairs, deals[0].deal.start);
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

    fn offers_of(deals: &[Deal], valued_at: YearMonth) -> Vec<Offer> {
        let checked: Vec<CheckedDeal> = deals.iter().map(|deal| check(deal).unwrap()).collect();
        let results: Vec<Appraisal> = checked.iter().map(appraise).collect();
        compare_offers(&deals[0], &checked.iter().zip(&results).collect::<Vec<_>>(), valued_at)
    }

    fn opened(sample: samples::Sample) -> Deal {
        document::open(sample.document).unwrap()
    }

    /// The same deal two years later is worth two years' discount less, to the council, in the downside and in the pot; and
    /// its net public gain two years' real discount and inflation less.
    #[test]
    fn present_values_of_offers_are_of_one_date() {
        let deal = opened(samples::NORWICH_2009);
        let mut later = deal.clone();
        later.start = deal.start.plus(24);
        let offers = offers_of(&[deal.clone(), later], deal.start);
        let (now, then) = (&offers[0], &offers[1]);
        assert_eq!((now.valued_at, then.valued_at), (deal.start, deal.start));
        let two_years = |rate: f64| (1.0 + rate) * (1.0 + rate);
        let values = |offer: &Offer| {
            [offer.council_present_value, offer.council_present_value_downside, offer.pot_present_value]
        };
        for (now, then) in values(now).into_iter().zip(values(then)) {
            assert!(now.is_positive() && (now.times(1.0 / two_years(offers[0].rate)) - then).abs() <= Pence(1));
        }
        let inflation = deal.growth.consumer_prices[0].percent / 100.0;
        let real = two_years(0.035) * two_years(inflation);
        let per_home = |offer: &Offer| offer.public_cost_per_additional_home.unwrap();
        assert!((per_home(now).times(1.0 / real) - per_home(then)).abs() <= Pence(1), "{now:?} {then:?}");
        assert_eq!(earliest_start([&deal]), Some(deal.start));
    }

    /// Developer, agency and association: there is no council, so the offers are to the landowner, and no account is kept
    /// for a council.
    #[test]
    fn a_deal_without_a_council_is_an_offer_to_its_landowner() {
        let deal = opened(samples::THREE_PARTY);
        let offer = offers_of(std::slice::from_ref(&deal), deal.start).remove(0);
        assert!(!offer.is_to_council);
        assert_eq!(deal.partners[offer.council].id, "developer");
        let checked = check(&deal).unwrap();
        let accounts = crate::council_accounts(&checked, &appraise(&checked));
        assert_eq!((accounts.receipt_equivalence, accounts.stamp_duty_share.suggested), (None, None));
        assert!(offers_of(&[opened(samples::GD_1)], deal.start)[0].is_to_council);
    }

    /// A council that builds alone owes what its venture owes: the deal and the alternative calculated beside it are one,
    /// also where sales do not repay the loan.
    #[test]
    fn a_council_that_builds_alone_bears_the_loan() {
        for price in [310_000.0, 200_000.0] {
            let mut deal = opened(samples::BUILT_ALONE);
            deal.home_types.iter_mut().filter(|home| home.id == "market").for_each(|home| home.price = Some(price));
            let checked = check(&deal).unwrap();
            let result = appraise(&checked);
            let alone = crate::alternatives::alternatives(&checked, &result).alone;
            let offer = offers_of(std::slice::from_ref(&deal), deal.start).remove(0);
            assert_eq!(offer.peak_exposure, alone.peak_exposure);
            assert!(offer.peak_exposure.amount >= result.peak.debt.amount);
            assert_eq!(offer.council_present_value, alone.present_value);
            let unpaid = result.peak.debt_at_end;
            assert_eq!(unpaid.is_positive(), price < 300_000.0);
            assert_eq!(crate::public_borne(&checked, &result), (result.peak.debt, unpaid));
            let cost = crate::public_cost(&checked, &result).net_present_value;
            assert_eq!(cost.is_positive() && offer.council_present_value < Pence::ZERO, unpaid.is_positive());
            // At 200,000 the council loses its land and the whole loan; every sensitivity counts that.
            assert!(!unpaid.is_positive() || offer.worst_loss.0 > result.partners[0].loss() + unpaid);
        }
    }

    /// Rent and sale: the council puts in land of 3.4m, the last of it at k = 36, and lends 4.5m at k = 30 at 5.5% and 0.5%
    /// over 25 years. Its half-yearly instalment is 174,894.72, so 39,894.72 is repaid at k = 36.
    #[test]
    fn what_a_council_lends_is_part_of_its_exposure() {
        let deal = opened(samples::RENT_AND_SALE);
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        let offer = offers_of(std::slice::from_ref(&deal), deal.start).remove(0);
        assert!(offer.peak_exposure.amount > result.partners[0].most_at_risk.amount);
        assert_eq!(offer.peak_exposure, Dated { amount: Pence(340_000_000 + 450_000_000 - 3_989_472), k: 36 });
        assert_eq!(crate::public_borne(&checked, &result).1, Pence::ZERO);
    }
}
