//! The differences between appraisals.

use crate::appraise::{Appraisal, PartnerResult};
use crate::units::Pence;
use crate::verdict::{Failure, Headroom, Verdict};
use deal::{Deal, YearMonth};

/// Differences: the later less the earlier.
#[derive(Clone, Debug, PartialEq)]
pub struct Differences {
    /// Homes planned.
    pub homes: i64,
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
    /// Paid into the pot.
    Pot,
    /// The present value of the pot.
    PotPresentValue,
    /// The surplus: pot plus split.
    Surplus,
    /// Peak funding: partners' cash and loans.
    PeakFunding,
    /// Peak debt.
    PeakLoan,
    /// How far prices can fall before the deal fails, or must rise.
    PriceHeadroom,
    /// How far costs can rise before the deal fails, or must fall.
    CostHeadroom,
    /// The pot in the combined downside.
    PotInDownside,
    /// Gross public cash per home.
    PublicCashPerHome,
    /// The scheme's value in real terms, at the Green Book's real rate.
    RealValue,
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
            | Self::Multiple(place) => Some(place),
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
            other => other,
        }
    }

    /// The figure of the open book that explains it; none where other runs produce it, or it is only a date.
    #[must_use]
    pub fn figure(self, deal: &Deal) -> Option<String> {
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
            Self::LastHome | Self::PriceHeadroom | Self::CostHeadroom | Self::PotInDownside => return None,
        };
        Some(own.to_owned())
    }
}

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
    /// No date, because capital is never repaid.
    NotRepaid,
    /// No value.
    None,
}

impl Amount {
    /// The difference from another of the same kind; none where they are equal or cannot be subtracted.
    #[must_use]
    pub fn less(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Money(now), Self::Money(was)) => Some(Self::Money(now - was)),
            (Self::Count(now), Self::Count(was)) => Some(Self::Count(now - was)),
            (Self::Jobs(now), Self::Jobs(was)) => Some(Self::Jobs(now - was)),
            (Self::Fraction(now), Self::Fraction(was)) => Some(Self::Fraction(now - was)),
            (Self::Times(now), Self::Times(was)) => Some(Self::Times(now - was)),
            (Self::Month(now), Self::Month(was)) => Some(Self::Count(i64::from(now.months_since(was)))),
            (Self::Headroom(now, _), Self::Headroom(was, _)) => now.less(was).map(Self::Fraction),
            _ => None,
        }
        .filter(|_| self != other)
    }

    /// Whether a difference is an increase.
    fn is_more(self) -> bool {
        match self {
            Self::Money(sum) => sum.is_positive(),
            Self::Count(number) => number > 0,
            Self::Jobs(number) | Self::Fraction(number) | Self::Times(number) => number > 0.0,
            Self::Month(_) | Self::Headroom(..) | Self::NotRepaid | Self::None => false,
        }
    }
}

/// Every measure of a deal with this many partners, in the order of a comparison.
#[must_use]
pub fn measures(appraisal: &Appraisal, verdict: &Verdict, partners: usize) -> Vec<(Measure, Amount)> {
    let homes = &appraisal.homes;
    let last_home = appraisal.start.plus(homes.by_row.last_completion as i32);
    let at = |k: Option<usize>| k.map_or(Amount::None, |k| Amount::Month(appraisal.moment(k).month()));
    let repaid_by = |partner: &PartnerResult| {
        if partner.capital_unpaid.is_positive() { Amount::NotRepaid } else { at(partner.last_capital_k) }
    };
    let fraction = |value: Option<f64>| value.map_or(Amount::None, Amount::Fraction);
    let mut measures = vec![
        (Measure::HomesFinished, Amount::Count(i64::from(homes.completed))),
        (Measure::AffordableHomes, Amount::Count(i64::from(homes.affordable))),
        (Measure::LastHome, Amount::Month(last_home)),
        (Measure::JobsAYear, Amount::Jobs(appraisal.jobs.a_year)),
    ];
    for place in 0..partners {
        let of = |value: &dyn Fn(&PartnerResult) -> Amount| appraisal.partners.get(place).map_or(Amount::None, value);
        measures.extend([
            (Measure::PutsIn(place), of(&|partner| Amount::Money(partner.put_in()))),
            (Measure::GetsBack(place), of(&|partner| Amount::Money(partner.received))),
            (Measure::PresentValue(place), of(&|partner| Amount::Money(partner.present_value_received))),
            (Measure::RepaidBy(place), of(&repaid_by)),
            (Measure::Return(place), of(&|partner| fraction(partner.rates.rate()))),
            (Measure::Multiple(place), of(&|partner| partner.multiple.map_or(Amount::None, Amount::Times))),
        ]);
    }
    measures.extend([
        (Measure::Pot, Amount::Money(appraisal.pot.total)),
        (Measure::PotPresentValue, Amount::Money(appraisal.pot.present_value)),
        (Measure::Surplus, Amount::Money(appraisal.value.surplus)),
        (Measure::PeakFunding, Amount::Money(appraisal.peak.funding.amount)),
        (Measure::PeakLoan, Amount::Money(appraisal.peak.debt.amount)),
        (Measure::PriceHeadroom, Amount::Headroom(verdict.prices, verdict.price_failure)),
        (Measure::CostHeadroom, Amount::Headroom(verdict.costs, verdict.cost_failure)),
        (Measure::PotInDownside, Amount::Money(verdict.downside.pot)),
        (Measure::PublicCashPerHome, appraisal.public_money.cash_per_home.map_or(Amount::None, Amount::Money)),
        (Measure::RealValue, Amount::Money(appraisal.value.real_value)),
    ]);
    measures
}

/// Two measures of one deal that move in opposite directions: the pot in cash, and the scheme's value in real terms.
/// Trust the second: prices that rise while homes wait to be sold inflate the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paradox {
    /// How much larger the pot is than in the other deal.
    pub pot: Pence,
    /// How much more the scheme is worth in real terms.
    pub real_value: Pence,
}

/// Whether the pot and the real value of a deal differ from another deal's in opposite directions.
#[must_use]
pub fn paradox(base: &Appraisal, other: &Appraisal) -> Option<Paradox> {
    let pot = other.pot.total - base.pot.total;
    let real_value = other.value.real_value - base.value.real_value;
    let point_apart =
        (pot.is_positive() && (-real_value).is_positive()) || ((-pot).is_positive() && real_value.is_positive());
    point_apart.then_some(Paradox { pot, real_value })
}

/// The measures by which a comparison says which deal leads, and whether more of it leads, for a deal with a first
/// partner.
const LEADS: [(Measure, bool); 8] = [
    (Measure::AffordableHomes, true),
    (Measure::GetsBack(0), true),
    (Measure::PotPresentValue, true),
    (Measure::RealValue, true),
    (Measure::PriceHeadroom, true),
    (Measure::PotInDownside, true),
    (Measure::PeakLoan, false),
    (Measure::LastHome, false),
];

/// Which of several deals leads on each measure: the measure, the index of the deal, and the amount. Where the best are
/// equal none leads, and the measure is omitted. There is no overall score.
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
        let amounts: Vec<(usize, Amount)> = deals.iter().map(|deal| of(deal, measure)).enumerate().collect();
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
        let (appraisal, verdict) = worked(deal);
        measures(&appraisal, &verdict, 2)
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
        assert_eq!(of(&bad, Measure::RepaidBy(0)), Amount::NotRepaid);
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
            for (measure, amount) in measures(&appraisal, &verdict(&checked, &appraisal), deal.partners.len()) {
                let Some(figure) = measure.figure(&deal) else { continue };
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
                    (Amount::None, Value::None) => true,
                    (Amount::NotRepaid, Value::None | Value::TimePoint(_)) => true,
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
        let (base, slow) = (of_both(&deal), of_both(&slow));
        let found = paradox(&base.0, &slow.0).unwrap();
        assert!(found.pot.is_positive() && !found.real_value.is_positive());
        assert_eq!(paradox(&base.0, &base.0), None);
        let back = paradox(&slow.0, &base.0).unwrap();
        assert_eq!((back.pot, back.real_value), (-found.pot, -found.real_value));
        let led = leads(&[base.1.clone(), slow.1]);
        let leader = |measure: Measure| led.iter().find(|(own, ..)| *own == measure).map(|(_, place, _)| *place);
        assert_eq!((leader(Measure::RealValue), leader(Measure::PeakLoan)), (Some(0), Some(0)));
        // Both finish the same affordable homes, and both partners get back the same.
        assert_eq!((leader(Measure::AffordableHomes), leader(Measure::GetsBack(0))), (None, None));
        assert!(leads(&[base.1]).is_empty());
    }
}
