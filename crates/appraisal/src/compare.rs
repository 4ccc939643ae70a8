//! The differences between appraisals.

use crate::alternatives::against_sale;
use crate::appraise::{Appraisal, PartnerResult, appraise_under};
use crate::check::CheckedDeal;
use crate::measures::discounting::{carried_back, factors_by_month, real_present_value};
use crate::stages::indices::index;
use crate::units::Pence;
use crate::verdict::{DOWNSIDE, Failure, Headroom, State, Verdict};
use deal::{Deal, IndexName, YearMonth};

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

/// A measure in a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// Present value of the venture to the landowner, less that of selling its land today.
    AgainstSale,
    /// Homes finished within the deal.
    HomesFinished,
    /// Affordable homes planned.
    AffordableHomes,
    /// The month in which the last home is finished.
    LastHome,
    /// Building jobs a year.
    JobsAYear,
    /// What a partner puts in, land at its accepted value.
    PutsIn(usize),
    /// What a partner receives.
    GetsBack(usize),
    /// The present value of what it receives, at its own rate.
    PresentValue(usize),
    /// When its capital is repaid.
    RepaidBy(usize),
    /// Its rate of return.
    Return(usize),
    /// Its equity multiple.
    Multiple(usize),
    /// The surplus: pot plus split.
    Surplus,
    /// Paid into the pot; none where the deal has no pot.
    Pot,
    /// The present value of the pot; none where the deal has no pot.
    PotPresentValue,
    /// Peak funding: partners' cash and loans.
    PeakFunding,
    /// Peak debt.
    PeakLoan,
    /// How far prices can fall before the deal fails, or must rise.
    PriceHeadroom,
    /// How far costs can rise before the deal fails, or must fall.
    CostHeadroom,
    /// What a partner receives in the combined downside.
    GetsBackInDownside(usize),
    /// The surplus in the combined downside.
    SurplusInDownside,
    /// Gross public cash per home.
    PublicCashPerHome,
    /// The scheme's value in real terms, at the Green Book's real rate.
    RealValue,
    /// What the venture retains at the end, at its yield.
    KeptValue,
}

impl Measure {
    /// The index of the partner measured.
    #[must_use]
    pub const fn partner(self) -> Option<usize> {
        match self {
            Self::PutsIn(place)
            | Self::GetsBack(place)
            | Self::PresentValue(place)
            | Self::RepaidBy(place)
            | Self::Return(place)
            | Self::Multiple(place)
            | Self::GetsBackInDownside(place) => Some(place),
            _ => None,
        }
    }

    /// The same measure of the partner at another index.
    #[must_use]
    pub const fn of_partner(self, place: usize) -> Self {
        match self {
            Self::PutsIn(_) => Self::PutsIn(place),
            Self::GetsBack(_) => Self::GetsBack(place),
            Self::PresentValue(_) => Self::PresentValue(place),
            Self::RepaidBy(_) => Self::RepaidBy(place),
            Self::Return(_) => Self::Return(place),
            Self::Multiple(_) => Self::Multiple(place),
            Self::GetsBackInDownside(_) => Self::GetsBackInDownside(place),
            other => other,
        }
    }

    /// Whether it is discounted, so that a comparison discounts it to one date (method 2.13, 3.9).
    #[must_use]
    pub const fn is_present_value(self) -> bool {
        matches!(self, Self::AgainstSale | Self::PresentValue(_) | Self::PotPresentValue | Self::RealValue)
    }

    /// The figure of the open book that explains it; none where other runs produce it, where it is only a date, or where
    /// it is discounted to another month than the start of the deal.
    #[must_use]
    pub fn figure(self, deal: &Deal, valued_at: YearMonth) -> Option<String> {
        if self.is_present_value() && deal.start != valued_at {
            return None;
        }
        let of = |place: usize, name: &str| Some(format!("partner/{}/{name}", deal.partners.get(place)?.id));
        let own = match self {
            Self::PutsIn(place) => return of(place, "put_in"),
            Self::GetsBack(place) => return of(place, "received"),
            Self::PresentValue(place) => return of(place, "present_value_received"),
            Self::RepaidBy(place) => return of(place, "last_capital_k"),
            Self::Return(place) => return of(place, "rate_of_return"),
            Self::Multiple(place) => return of(place, "multiple"),
            Self::HomesFinished => "homes/completed",
            Self::AffordableHomes => "homes/affordable",
            Self::JobsAYear => "jobs/a_year",
            Self::Pot => "pot/total",
            Self::PotPresentValue => "pot/present_value",
            Self::Surplus => "value/surplus",
            Self::PeakFunding => "peak_funding",
            Self::PeakLoan => "peak_funding/debt",
            Self::PublicCashPerHome => "public_money/cash_per_home",
            Self::RealValue => "value/real_value",
            Self::KeptValue => "value/kept_value",
            Self::AgainstSale
            | Self::LastHome
            | Self::PriceHeadroom
            | Self::CostHeadroom
            | Self::GetsBackInDownside(_)
            | Self::SurplusInDownside => return None,
        };
        Some(own.to_owned())
    }
}

/// Fractions that differ by less than this are the same.
const NOISE: f64 = 1e-9;

/// The value of a measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// Money.
    Money(Pence),
    /// A whole number.
    Count(i64),
    /// Jobs, with fractions.
    Jobs(f64),
    /// A fraction.
    Fraction(f64),
    /// A multiple.
    Times(f64),
    /// A calendar month, in which something happens or at whose end it is paid: deals that start in different months are
    /// compared by it.
    Month(YearMonth),
    /// Headroom, and what fails where it ends.
    Headroom(Headroom, Option<Failure>),
    /// Money more than an alternative, or less if negative.
    Beyond(Pence),
    /// No date, because capital is never repaid.
    NotRepaid,
    /// No date: capital is not repaid, but the return already paid covers it, so that nothing is lost.
    CoveredByReturn,
    /// No value.
    None,
}

impl Amount {
    /// The difference from another of the same kind; none where they are the same or cannot be subtracted.
    #[must_use]
    pub fn less(self, other: Self) -> Option<Self> {
        self.minus(other).filter(|difference| !difference.is_nothing())
    }

    /// Whether two amounts are the same: money to the penny.
    #[must_use]
    pub fn is_same(self, other: Self) -> bool {
        // Headroom of one size may end for different reasons.
        let is_measured = !matches!(self, Self::Headroom(..));
        self == other || (is_measured && self.minus(other).is_some_and(Self::is_nothing))
    }

    fn minus(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Money(now), Self::Money(was)) | (Self::Beyond(now), Self::Beyond(was)) => {
                Some(Self::Money(now - was))
            }
            (Self::Count(now), Self::Count(was)) => Some(Self::Count(now - was)),
            (Self::Jobs(now), Self::Jobs(was)) => Some(Self::Jobs(now - was)),
            (Self::Fraction(now), Self::Fraction(was)) => Some(Self::Fraction(now - was)),
            (Self::Times(now), Self::Times(was)) => Some(Self::Times(now - was)),
            (Self::Month(now), Self::Month(was)) => Some(Self::Count(i64::from(now.months_since(was)))),
            (Self::Headroom(now, _), Self::Headroom(was, _)) => now.less(was).map(Self::Fraction),
            _ => None,
        }
    }

    /// Whether a difference is zero, or only the noise of floating-point numbers.
    fn is_nothing(self) -> bool {
        match self {
            Self::Money(sum) => sum == Pence::ZERO,
            Self::Count(number) => number == 0,
            Self::Jobs(number) | Self::Fraction(number) | Self::Times(number) => number.abs() < NOISE,
            _ => false,
        }
    }

    /// Whether a difference is an increase.
    fn is_more(self) -> bool {
        match self {
            Self::Money(sum) => sum.is_positive(),
            Self::Count(number) => number > 0,
            Self::Jobs(number) | Self::Fraction(number) | Self::Times(number) => number > 0.0,
            _ => false,
        }
    }
}

/// Every measure of a deal with this many partners, in the order of a comparison. Present values are discounted to one
/// month for all deals compared, no later than any of their starts: otherwise a delay would cost nothing.
#[must_use]
pub fn measures(
    checked: &CheckedDeal,
    appraisal: &Appraisal,
    verdict: &Verdict,
    partners: usize,
    valued_at: YearMonth,
) -> Vec<(Measure, Amount)> {
    let back = |value: Pence, place: usize| present_value_at(checked, place, value, valued_at);
    let homes = &appraisal.homes;
    let downside = appraise_under(checked, &DOWNSIDE).value.surplus;
    let has_pot = checked.deal.sharing.recycled_percent > 0.0;
    let pot = |sum: Pence| if has_pot { Amount::Money(sum) } else { Amount::None };
    let mut measures = vec![
        (Measure::AgainstSale, Amount::Beyond(against_sale(checked, appraisal, valued_at))),
        (Measure::HomesFinished, Amount::Count(i64::from(homes.completed))),
        (Measure::AffordableHomes, Amount::Count(i64::from(homes.affordable))),
        (Measure::LastHome, Amount::Month(appraisal.start.plus(homes.by_row.last_completion as i32))),
        (Measure::JobsAYear, Amount::Jobs(appraisal.jobs.a_year)),
    ];
    measures.extend((0..partners).flat_map(|place| of_partner(appraisal, place, &back)));
    measures.extend([
        (Measure::Surplus, Amount::Money(appraisal.value.surplus)),
        (Measure::Pot, pot(appraisal.pot.total)),
        (Measure::PotPresentValue, pot(back(appraisal.pot.present_value, 0))),
        (Measure::KeptValue, kept_value(appraisal)),
        (Measure::PeakFunding, Amount::Money(appraisal.peak.funding.amount)),
        (Measure::PeakLoan, Amount::Money(appraisal.peak.debt.amount)),
        (Measure::PriceHeadroom, Amount::Headroom(verdict.prices, verdict.price_failure)),
        (Measure::CostHeadroom, Amount::Headroom(verdict.costs, verdict.cost_failure)),
    ]);
    let in_downside =
        |place: usize| verdict.downside.received.get(place).map_or(Amount::None, |sum| Amount::Money(*sum));
    measures.extend((0..partners).map(|place| (Measure::GetsBackInDownside(place), in_downside(place))));
    measures.extend([
        (Measure::SurplusInDownside, Amount::Money(downside)),
        (Measure::PublicCashPerHome, appraisal.public_money.cash_per_home.map_or(Amount::None, Amount::Money)),
        (Measure::RealValue, Amount::Money(real_value_at(checked, appraisal, valued_at))),
    ]);
    measures
}

/// A present value at the rate of the partner at an index, discounted to a month no later than the start of the deal.
fn present_value_at(checked: &CheckedDeal, place: usize, value: Pence, valued_at: YearMonth) -> Pence {
    let rate = checked.deal.partners.get(place).map_or(0.0, |partner| partner.discount_rate_percent / 100.0);
    carried_back(value, rate, checked.deal.start.months_since(valued_at))
}

/// The scheme's value in real terms, in pence: in the prices of one month and discounted to it at the Green Book's real
/// rates, no later than the start of the deal (method 2.3, 2.13).
fn real_value_at(checked: &CheckedDeal, appraisal: &Appraisal, valued_at: YearMonth) -> Pence {
    let wait = appraisal.start.months_since(valued_at).max(0);
    let prices = index(&checked.plan.growth[IndexName::ConsumerPrices as usize], -wait, appraisal.net.len() - 1);
    let factors = factors_by_month(checked.plan.discount_rates).skip(wait as usize);
    real_present_value(&appraisal.net, prices.into_iter(), factors)
}

/// None where the venture retains nothing.
fn kept_value(appraisal: &Appraisal) -> Amount {
    let kept = appraisal.value.kept_value;
    if kept.is_positive() { Amount::Money(kept) } else { Amount::None }
}

/// The measures of the partner at an index; without amounts if there is none. Present values are discounted by `back`.
fn of_partner(appraisal: &Appraisal, place: usize, back: &dyn Fn(Pence, usize) -> Pence) -> [(Measure, Amount); 6] {
    let of = |value: &dyn Fn(&PartnerResult) -> Amount| appraisal.partners.get(place).map_or(Amount::None, value);
    let repaid_by = |partner: &PartnerResult| match partner.last_capital_k {
        _ if partner.capital_unpaid.is_positive() && partner.loss() == Pence::ZERO => Amount::CoveredByReturn,
        _ if partner.capital_unpaid.is_positive() => Amount::NotRepaid,
        Some(k) => Amount::Month(appraisal.moment(k).month()),
        None => Amount::None,
    };
    let rate = |partner: &PartnerResult| partner.rates.rate().map_or(Amount::None, Amount::Fraction);
    [
        (Measure::PutsIn(place), of(&|partner| Amount::Money(partner.put_in()))),
        (Measure::GetsBack(place), of(&|partner| Amount::Money(partner.received))),
        (Measure::PresentValue(place), of(&|partner| Amount::Money(back(partner.present_value_received, place)))),
        (Measure::RepaidBy(place), of(&repaid_by)),
        (Measure::Return(place), of(&rate)),
        (Measure::Multiple(place), of(&|partner| partner.multiple.map_or(Amount::None, Amount::Times))),
    ]
}

/// Two measures of one deal that move in opposite directions: a sum in cash, and the scheme's value in real terms. Trust
/// the second: prices and returns that grow while homes wait to be sold inflate the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paradox {
    /// The sum: the surplus, or what a partner gets back.
    pub sum: Measure,
    /// How much larger it is than in the other deal.
    pub more: Pence,
    /// How much more the scheme is worth in real terms.
    pub real_value: Pence,
    /// What both schemes are worth in real terms, at the date of the earlier start.
    pub real_values: [Pence; 2],
}

/// Whether a sum in cash and the real value of a deal differ from another deal's in opposite directions: the surplus, or
/// else what the partner with the largest such difference gets back. Both deals have the same partners.
#[must_use]
pub fn paradox(base: (&CheckedDeal, &Appraisal), other: (&CheckedDeal, &Appraisal)) -> Option<Paradox> {
    let at = base.1.start.min(other.1.start);
    let real_values = [base, other].map(|(checked, appraisal)| real_value_at(checked, appraisal, at));
    let real_value = real_values[1] - real_values[0];
    let (base, other) = (base.1, other.1);
    let is_opposite = |more: &Pence| (more.0 > 0 && real_value.0 < 0) || (more.0 < 0 && real_value.0 > 0);
    let surplus = other.value.surplus - base.value.surplus;
    let partners = base.partners.iter().zip(&other.partners).map(|(was, now)| now.received - was.received);
    let received = || {
        let opposite = partners.enumerate().filter(|(_, more)| is_opposite(more));
        opposite.max_by_key(|(_, more)| more.0.abs()).map(|(place, more)| (Measure::GetsBack(place), more))
    };
    let of_surplus = Some((Measure::Surplus, surplus)).filter(|(_, more)| is_opposite(more));
    of_surplus.or_else(received).map(|(sum, more)| Paradox { sum, more, real_value, real_values })
}

/// The measures by which a comparison says which deal leads, and whether more of it leads, for a deal with a first
/// partner.
const LEADS: [(Measure, bool); 9] = [
    (Measure::AffordableHomes, true),
    (Measure::GetsBack(0), true),
    (Measure::Surplus, true),
    (Measure::PotPresentValue, true),
    (Measure::RealValue, true),
    (Measure::PriceHeadroom, true),
    (Measure::SurplusInDownside, true),
    (Measure::PeakLoan, false),
    (Measure::LastHome, false),
];

/// Whether a deal can lead on a measure: one that falls short is not paid for, so that none of its figures is sure.
#[must_use]
pub fn can_lead(verdict: &Verdict) -> bool {
    verdict.state != State::FallsShort
}

/// Which of several deals leads on each measure: the measure, the index of the deal, and the amount. Deals without an
/// amount do not count. Where the best are equal none leads, and the measure is omitted. There is no overall score.
#[must_use]
pub fn leads(deals: &[Vec<(Measure, Amount)>]) -> Vec<(Measure, usize, Amount)> {
    let of = |deal: &[(Measure, Amount)], measure: Measure| {
        deal.iter().find(|(own, _)| *own == measure).map_or(Amount::None, |(_, amount)| *amount)
    };
    // A headroom that is only a bound counts at its size.
    let is_more = |one: Amount, other: Amount| match (one, other) {
        (Amount::Headroom(one, _), Amount::Headroom(other, _)) => {
            (one.signed() != other.signed()).then(|| one.signed() > other.signed())
        }
        _ => one.less(other).map(Amount::is_more),
    };
    let lead = |(measure, more): (Measure, bool)| {
        let amounts = deals.iter().map(|deal| of(deal, measure)).enumerate();
        let amounts: Vec<(usize, Amount)> = amounts.filter(|(_, amount)| *amount != Amount::None).collect();
        let is_ahead = |one: Amount, other: Amount| is_more(one, other) == Some(more);
        let ahead_of_all = |(place, amount): &&(usize, Amount)| {
            amounts.iter().all(|(other, its)| other == place || is_ahead(*amount, *its))
        };
        let (place, amount) = amounts.iter().find(ahead_of_all)?;
        (amounts.len() > 1).then_some((measure, *place, *amount))
    };
    LEADS.into_iter().filter_map(lead).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{appraise, check, document, samples, verdict};

    fn worked(deal: &deal::Deal) -> (Appraisal, Verdict) {
        let checked = check(deal).unwrap();
        let appraisal = appraise(&checked);
        let verdict = verdict(&checked, &appraisal);
        (appraisal, verdict)
    }

    fn measured(deal: &deal::Deal) -> Vec<(Measure, Amount)> {
        measured_at(deal, deal.start)
    }

    fn measured_at(deal: &deal::Deal, valued_at: YearMonth) -> Vec<(Measure, Amount)> {
        let (appraisal, verdict) = worked(deal);
        measures(&check(deal).unwrap(), &appraisal, &verdict, 2, valued_at)
    }

    /// Norwich a year later: every flow is the same and comes twelve months after, so that at one date it is worth a year's
    /// discount less; the scheme's real value also a year's inflation less. To its own start each would be worth the same.
    #[test]
    fn a_later_start_has_its_cost_in_every_present_value() {
        let deal = document::open(samples::NORWICH_2009.document).unwrap();
        let later = deal.with("/start", "2010-04".into()).unwrap();
        let (now, then) = (measured(&deal), measured_at(&later, deal.start));
        let money = |measures: &[(Measure, Amount)], measure: Measure| match amount(measures, measure) {
            Amount::Money(sum) | Amount::Beyond(sum) => sum,
            other => panic!("{other:?}"),
        };
        let rate = |place: usize| 1.0 + deal.partners[place].discount_rate_percent / 100.0;
        for (measure, factor) in [
            (Measure::PresentValue(0), rate(0)),
            (Measure::PresentValue(1), rate(1)),
            (Measure::PotPresentValue, rate(0)),
            (Measure::RealValue, 1.035 * (1.0 + deal.growth.consumer_prices[0].percent / 100.0)),
        ] {
            let by_hand = money(&now, measure).times(1.0 / factor);
            assert!((money(&then, measure) - by_hand).abs() <= Pence(1), "{measure:?}");
            assert_eq!(money(&measured(&later), measure), money(&now, measure), "{measure:?}");
            assert_eq!(measure.figure(&later, deal.start), None);
        }
        // The land is sold today for both: only what the venture brings comes a year later.
        let (gap, later_gap) = (money(&now, Measure::AgainstSale), money(&then, Measure::AgainstSale));
        let waiting = money(&now, Measure::PresentValue(0)) - money(&then, Measure::PresentValue(0));
        assert!((gap - later_gap - waiting).abs() <= Pence(1), "{gap:?}, {later_gap:?}");
        assert_eq!(money(&then, Measure::GetsBack(0)), money(&now, Measure::GetsBack(0)));
        let found = leads(&[now, then]);
        assert!(found.iter().any(|(measure, place, _)| (*measure, *place) == (Measure::RealValue, 0)));
    }

    fn amount(measures: &[(Measure, Amount)], measure: Measure) -> Amount {
        measures.iter().find(|(own, _)| *own == measure).unwrap().1
    }

    fn sample(sample: samples::Sample) -> deal::Deal {
        document::open(sample.document).unwrap()
    }

    /// Norwich reinvests its whole surplus; GD-1 shares it.
    #[test]
    fn a_deal_without_a_pot_has_a_surplus_and_leads_need_two_amounts() {
        let (norwich, shared) = (measured(&sample(samples::NORWICH_2009)), measured(&sample(samples::GD_1)));
        assert!(matches!(amount(&norwich, Measure::Pot), Amount::Money(sum) if sum.is_positive()));
        assert_eq!(amount(&norwich, Measure::Pot), amount(&norwich, Measure::Surplus));
        assert_eq!(
            (amount(&shared, Measure::Pot), amount(&shared, Measure::PotPresentValue)),
            (Amount::None, Amount::None)
        );
        for measure in [Measure::Surplus, Measure::GetsBackInDownside(0)] {
            assert!(matches!(amount(&shared, measure), Amount::Money(sum) if sum.is_positive()), "{measure:?}");
        }
        assert!(matches!(amount(&norwich, Measure::SurplusInDownside), Amount::Money(sum) if sum.is_positive()));
        let leader = |deals: &[Vec<(Measure, Amount)>], of| leads(deals).into_iter().find(|(own, ..)| *own == of);
        let mut fuller = norwich.clone();
        fuller
            .iter_mut()
            .filter(|(own, _)| *own == Measure::PotPresentValue)
            .for_each(|(_, own)| *own = Amount::Money(Pence(9_999_999_999)));
        assert_eq!(leader(&[norwich.clone(), shared.clone()], Measure::PotPresentValue), None);
        let lead = leader(&[norwich, shared, fuller], Measure::PotPresentValue).map(|(_, place, _)| place);
        assert_eq!(lead, Some(2), "the deal without a pot does not count");
    }

    #[test]
    fn a_deal_that_falls_short_cannot_lead() {
        let verdict = |of| worked(&sample(of)).1;
        assert!(can_lead(&verdict(samples::NORWICH_2009)) && !can_lead(&verdict(samples::GD_2)));
    }

    /// GD-7 leaves capital unpaid that the preferred return covers; GD-2 loses some.
    #[test]
    fn capital_that_the_return_covers_is_not_called_unpaid() {
        let repaid = |of, place| amount(&measured(&sample(of)), Measure::RepaidBy(place));
        assert_eq!(repaid(samples::GD_7, 0), Amount::CoveredByReturn);
        assert_eq!(repaid(samples::GD_2, 1), Amount::NotRepaid);
    }

    #[test]
    fn the_venture_is_compared_with_a_sale_today_in_every_deal() {
        for one in samples::ALL {
            let deal = document::open(one.document).unwrap();
            let checked = check(&deal).unwrap();
            let found = crate::alternatives::alternatives(&checked, &appraise(&checked)).receipt_equivalence;
            assert_eq!(amount(&measured(&deal), Measure::AgainstSale), Amount::Beyond(found), "{}", one.name);
        }
    }

    #[test]
    fn amounts_are_the_same_only_to_the_penny() {
        let money = |pence: i64| Amount::Money(Pence(pence));
        assert!(!money(3_955_655_644).is_same(money(3_956_374_977)) && !money(1).is_same(money(2)));
        assert!(money(5).is_same(money(5)) && Amount::Fraction(0.1 + 0.2).is_same(Amount::Fraction(0.3)));
        assert!(Amount::None.is_same(Amount::None) && !Amount::NotRepaid.is_same(Amount::CoveredByReturn));
    }

    #[test]
    fn measures_of_one_deal_differ_in_nothing_and_of_another_by_what_was_changed() {
        let deal = document::open(samples::NORWICH_2009.document).unwrap();
        let base = measured(&deal);
        assert!(base.iter().all(|(_, amount)| amount.less(*amount).is_none()));
        let fewer = measured(&deal.with("/phases/small-sites/homes/social/count", 98.into()).unwrap());
        let change = |measure: Measure| {
            let of = |measures: &[(Measure, Amount)]| measures.iter().find(|(own, _)| *own == measure).unwrap().1;
            of(&fewer).less(of(&base))
        };
        assert_eq!(change(Measure::HomesFinished), Some(Amount::Count(-10)));
        assert_eq!(change(Measure::AffordableHomes), Some(Amount::Count(-10)));
        // The association builds those homes: the venture neither pays for them nor is paid.
        assert_eq!((change(Measure::Pot), change(Measure::PeakLoan)), (None, None));
    }

    /// With ten social homes fewer and homes for sale at £176,700 Norwich has ten homes fewer and less to share;
    /// neither partner gets back more than it puts in.
    #[test]
    fn differences_are_what_is_now_less_what_was() {
        let deal = document::open(samples::NORWICH_2009.document).unwrap();
        let base = worked(&deal);
        let other = deal.with("/phases/small-sites/homes/social/count", 98.into()).unwrap();
        let other = worked(&other.with("/home_types/market/price", 176_700.into()).unwrap());
        let between = |was: &(Appraisal, Verdict), now: &(Appraisal, Verdict)| differences(&was.0, &now.0);
        let (same, there, back) = (between(&base, &base), between(&base, &other), between(&other, &base));
        let (none, nobody) = (Pence::ZERO, vec![Pence::ZERO; 2]);
        assert_eq!((same.homes, same.jobs_a_year, same.surplus, same.received), (0, 0.0, none, nobody.clone()));
        assert_eq!((same.peak_funding, same.public_cash_per_home), (none, Some(none)));
        assert_eq!(base.1.prices.less(base.1.prices), Some(0.0));
        assert_eq!((there.homes, back.homes), (-10, 10));
        assert_eq!((there.affordable, back.affordable), (-10, 10));
        assert_eq!(there.surplus, other.0.value.surplus - base.0.value.surplus);
        assert!(there.surplus < none && back.surplus == -there.surplus);
        assert_eq!(there.pot, other.0.pot.total - base.0.pot.total);
        assert_eq!(there.received, nobody);
        // £8.00m over ten homes fewer is more per home; cheaper homes leave less headroom.
        assert!(there.public_cash_per_home.is_some_and(Pence::is_positive));
        assert!(other.1.prices.less(base.1.prices).is_some_and(|by| by < 0.0));
    }

    #[test]
    fn headroom_keeps_its_sign_and_capital_that_is_never_repaid_has_no_date() {
        let open = |sample: samples::Sample| document::open(sample.document).unwrap();
        let [good, bad] = [samples::GD_1, samples::GD_2].map(|sample| measured(&open(sample)));
        let of = |measures: &[(Measure, Amount)], measure| measures.iter().find(|(own, _)| *own == measure).unwrap().1;
        assert!(matches!(
            of(&bad, Measure::PriceHeadroom),
            Amount::Headroom(Headroom::MustMove(_), Some(Failure::PartnerLoses))
        ));
        assert_eq!(of(&bad, Measure::RepaidBy(1)), Amount::NotRepaid);
        assert!(matches!(of(&good, Measure::RepaidBy(0)), Amount::Month(_)));
        let led = leads(&[bad, good]);
        assert!(led.iter().any(|(measure, place, _)| (*measure, *place) == (Measure::PriceHeadroom, 1)));
        let open_ended =
            (Amount::Headroom(Headroom::AtLeast(0.5), None), Amount::Headroom(Headroom::CanMove(0.2), None));
        assert_eq!(open_ended.0.less(open_ended.1), None);
    }

    #[test]
    fn a_measure_stands_at_what_its_figure_stands_at() {
        use crate::explain::{OpenBook, Value};
        let mut held = 0;
        for sample in samples::ALL {
            let deal = document::open(sample.document).unwrap();
            let checked = check(&deal).unwrap();
            let appraisal = appraise(&checked);
            let book = OpenBook::of(&checked, &appraisal);
            let verdict = verdict(&checked, &appraisal);
            for (measure, amount) in measures(&checked, &appraisal, &verdict, deal.partners.len(), deal.start) {
                let Some(figure) = measure.figure(&deal, deal.start) else { continue };
                let opened = book.explain(&figure).unwrap().value;
                let is_same = match (amount, opened) {
                    (Amount::Money(own), Value::Pence(sum)) => own == sum,
                    (Amount::Money(own), Value::Dated(dated)) => own == dated.amount,
                    (Amount::Count(own), Value::Count(number)) => own == number,
                    (Amount::Jobs(own) | Amount::Fraction(own) | Amount::Times(own), Value::Number(number)) => {
                        own == number
                    }
                    (Amount::Month(own), Value::TimePoint(k)) => own == appraisal.moment(k).month(),
                    (Amount::Fraction(own), Value::Rates(rates)) => rates.rate() == Some(own),
                    (Amount::None, Value::Rates(rates)) => rates.rate().is_none(),
                    (Amount::None, Value::None | Value::Pence(Pence::ZERO)) => true,
                    (Amount::NotRepaid | Amount::CoveredByReturn, Value::None | Value::TimePoint(_)) => true,
                    // Without a pot its figure is zero, and is not shown.
                    (Amount::None, Value::Pence(sum)) => sum == Pence::ZERO,
                    _ => false,
                };
                assert!(is_same, "{figure} of {}", sample.name);
                held += 1;
            }
        }
        assert!(held > 200, "{held}");
    }

    #[test]
    fn deals_that_start_in_different_months_are_compared_by_the_calendar() {
        let deal = document::open(samples::NORWICH_2009.document).unwrap();
        let later = deal.with("/start", "2010-04".into()).unwrap();
        let last_home = |deal: &deal::Deal| {
            measured(deal).into_iter().find(|(measure, _)| *measure == Measure::LastHome).unwrap().1
        };
        assert_eq!(last_home(&later).less(last_home(&deal)), Some(Amount::Count(12)));
        let led = leads(&[measured(&deal), measured(&later)]);
        assert!(led.iter().any(|(measure, place, _)| (*measure, *place) == (Measure::LastHome, 0)));
    }

    #[test]
    fn slow_sales_swell_the_pot_and_lower_the_real_value_and_each_deal_leads_on_its_own() {
        let deal = document::open(samples::NORWICH_2009.document).unwrap();
        let slow = deal.with("/home_types/market/sales_a_month", 3.5.into()).unwrap();
        let slow = slow.with("/months", 190.into()).unwrap();
        let of_both = |deal: &deal::Deal| (worked(deal).0, measured(deal));
        let checked = [&deal, &slow].map(|deal| check(deal).unwrap());
        let (base, slow) = (of_both(&deal), of_both(&slow));
        let (base_of, slow_of) = ((&checked[0], &base.0), (&checked[1], &slow.0));
        let found = paradox(base_of, slow_of).unwrap();
        assert!(found.more.is_positive() && !found.real_value.is_positive());
        assert_eq!(found.sum, Measure::Surplus);
        assert_eq!(paradox(base_of, base_of), None);
        let back = paradox(slow_of, base_of).unwrap();
        assert_eq!((back.more, back.real_value), (-found.more, -found.real_value));
        let led = leads(&[base.1.clone(), slow.1]);
        let leader = |measure: Measure| led.iter().find(|(own, ..)| *own == measure).map(|(_, place, _)| *place);
        assert_eq!((leader(Measure::RealValue), leader(Measure::PeakLoan)), (Some(0), Some(0)));
        // Both finish the same affordable homes, and both partners get back the same.
        assert_eq!((leader(Measure::AffordableHomes), leader(Measure::GetsBack(0))), (None, None));
        assert!(leads(&[base.1]).is_empty());
    }
}
