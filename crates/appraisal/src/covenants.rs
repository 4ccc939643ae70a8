//! Loan covenants: each tested every quarter by its definition, from the balances of the run. A breach is a flag with
//! its time point, value and limit; the model never corrects it (method 1.8).

use crate::appraise::Appraisal;
use crate::check::CheckedDeal;
use crate::holdings::Holdings;
use crate::postings::Line;
use crate::stages::scheduled_loans::ScheduledLoans;
use crate::units::{Pence, to_date};
use deal::CovenantMeasure;
use serde::Serialize;

/// The tests of one covenant over the life of the deal (method 1.8).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CovenantResult {
    /// The index of the covenant in the deal.
    pub covenant: usize,
    /// The maximum ratio allowed, or the minimum for cover, as a fraction.
    pub limit: f64,
    /// Every quarterly test for which there was a ratio.
    pub tests: Vec<CovenantTest>,
    /// The tests that failed.
    pub breaches: Vec<CovenantTest>,
    /// The test closest to the limit, or furthest beyond it.
    pub tightest: Option<CovenantTest>,
}

/// The ratio of a covenant at one time point.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CovenantTest {
    /// The time point.
    pub k: usize,
    /// The ratio, as a fraction.
    pub value: f64,
}

/// Tests every covenant of a deal at `k = 3, 6, ...`, and at the end.
#[must_use]
pub fn covenants(checked: &CheckedDeal, appraisal: &Appraisal) -> Vec<CovenantResult> {
    if checked.deal.funding.covenants.is_empty() {
        return Vec::new();
    }
    let balances = BalancesToDate::of(checked, appraisal);
    let rows = checked.deal.funding.covenants.iter().enumerate();
    rows.map(|(covenant, row)| {
        let end = checked.plan.months;
        let quarters = (1..=end).filter(|k| k % 3 == 0 || *k == end);
        let test = |k| balances.measured(row.measure, k).map(|value| CovenantTest { k, value });
        let tests: Vec<CovenantTest> = quarters.filter_map(test).collect();
        let over = |test: &CovenantTest| beyond(row.measure, test.value, row.limit);
        CovenantResult {
            covenant,
            limit: row.limit,
            breaches: tests.iter().filter(|test| over(test) > 0.0).copied().collect(),
            tightest: tests.iter().copied().max_by(|a, b| over(a).total_cmp(&over(b))),
            tests,
        }
    })
    .collect()
}

/// How far a value lies beyond its limit; a positive figure is a breach.
fn beyond(measure: CovenantMeasure, value: f64, limit: f64) -> f64 {
    match measure {
        CovenantMeasure::InterestCover
        | CovenantMeasure::DebtServiceCover
        | CovenantMeasure::EbitdaMriInterestCover => limit - value,
        _ => value - limit,
    }
}

/// Balances and cumulative sums, at time points 0 to N.
struct BalancesToDate<'a> {
    holdings: Holdings<'a>,
    /// Facilities, including rolled-up interest and fees.
    facilities: Vec<Pence>,
    /// Their highest balance so far.
    peak: Vec<Pence>,
    debt: Vec<Pence>,
    cost_to_date: Vec<Pence>,
    capital: Vec<Pence>,
    net_rent: Vec<Pence>,
    /// Net rent less the development management fee, plus interest on cash.
    earnings: Vec<Pence>,
    interest: Vec<Pence>,
    /// Debt service: interest, and principal repaid by schedule.
    service: Vec<Pence>,
    development_value: Pence,
}

impl<'a> BalancesToDate<'a> {
    fn of(checked: &'a CheckedDeal, appraisal: &Appraisal) -> Self {
        let (cash, postings) = (&appraisal.cash, &appraisal.postings);
        let facilities = less(&cash.debt, &cash.scheduled_debt);
        let mut most = Pence::ZERO;
        let peak = facilities.iter().map(|owed| {
            most = most.max(*owed);
            most
        });
        let costs = plus(&postings.series_of(Line::is_development_cost), &plus(&cash.land, &cash.interest_and_fees));
        let rent = postings.series_of(Line::is_rent);
        let upkeep = postings.series_of(Line::is_cost_of_rent);
        let net_rent = less(&rent, &upkeep);
        let management = postings.series_of(|line| line == Line::Management);
        let interest = less(&cash.interest_and_fees, &cash.loan_fees);
        // The balance of a loan at the end of the deal is repaid from assets, not from rent.
        let mut principal = ScheduledLoans::of(&checked.plan).principal;
        principal.resize(interest.len(), Pence::ZERO);
        Self {
            peak: peak.collect(),
            facilities,
            debt: cash.debt.clone(),
            cost_to_date: to_date(&costs),
            capital: capital(appraisal),
            earnings: year_to(&less(&plus(&net_rent, &cash.cash_interest), &management)),
            net_rent: year_to(&net_rent),
            service: year_to(&plus(&interest, &principal)),
            interest: year_to(&interest),
            development_value: appraisal.value.gross_development_value,
            holdings: Holdings::of(&checked.plan),
        }
    }

    /// The ratio at a time point; none where there is nothing to test: no debt, no value to compare it with, or, for
    /// cover, no rent yet.
    fn measured(&self, measure: CovenantMeasure, k: usize) -> Option<f64> {
        let ratio = |over: Pence, under: Pence| under.is_positive().then(|| over.as_f64() / under.as_f64());
        let owes = self.facilities[k].is_positive();
        match measure {
            CovenantMeasure::LoanToCost => ratio(self.facilities[k], self.cost_to_date[k]).filter(|_| owes),
            CovenantMeasure::LoanToValue => ratio(self.facilities[k], self.value(k)).filter(|_| owes),
            CovenantMeasure::LoanToGrossDevelopmentValue => {
                ratio(self.peak[k], self.development_value).filter(|_| self.peak[k].is_positive())
            }
            CovenantMeasure::InterestCover => self.cover(k, &self.net_rent, &self.interest),
            CovenantMeasure::DebtServiceCover => self.cover(k, &self.net_rent, &self.service),
            CovenantMeasure::EbitdaMriInterestCover => self.cover(k, &self.earnings, &self.interest),
            CovenantMeasure::Gearing => {
                ratio(self.debt[k], self.debt[k] + self.capital[k]).filter(|_| self.debt[k].is_positive())
            }
        }
    }

    fn cover(&self, k: usize, earned: &[Pence], paid: &[Pence]) -> Option<f64> {
        let has_both = self.net_rent[k] != Pence::ZERO && paid[k].is_positive();
        has_both.then(|| earned[k].as_f64() / paid[k].as_f64())
    }

    /// Finished unsold homes, let homes, work in progress at cost, and land.
    fn value(&self, k: usize) -> Pence {
        let holdings = &self.holdings;
        holdings.finished_unsold(k) + holdings.let_homes(k) + holdings.work_in_progress(k) + holdings.land(k)
    }
}

/// Capital and notes put in by partners, less the amount returned.
fn capital(appraisal: &Appraisal) -> Vec<Pence> {
    let mut flows = vec![Pence::ZERO; appraisal.net.len()];
    appraisal.cash.partners.iter().for_each(|book| book.add_capital_and_notes(&mut flows));
    to_date(&flows)
}

fn plus(a: &[Pence], b: &[Pence]) -> Vec<Pence> {
    a.iter().zip(b).map(|(a, b)| *a + *b).collect()
}

fn less(a: &[Pence], b: &[Pence]) -> Vec<Pence> {
    a.iter().zip(b).map(|(a, b)| *a - *b).collect()
}

/// The sum of the twelve months ending at each time point.
fn year_to(flows: &[Pence]) -> Vec<Pence> {
    (0..flows.len()).map(|k| flows[(k + 1).saturating_sub(12)..=k].iter().sum()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Deal, appraise, check, document, samples};
    use deal::Covenant;

    fn tested(sample: samples::Sample, measure: CovenantMeasure, limit: f64) -> CovenantResult {
        let mut deal: Deal = document::open(sample.document).unwrap();
        deal.funding.covenants = vec![Covenant { id: "one".to_owned(), measure, limit }];
        let checked = check(&deal).unwrap();
        covenants(&checked, &appraise(&checked)).remove(0)
    }

    /// GD-5 prints a balance of £1,205,783.91 at k = 10, which is 55% of cost to date. At k = 9, the quarter before,
    /// the limit on draws also binds, so both quarters around the peak are at 55%; 54% is breached there.
    #[test]
    fn loan_to_cost_is_that_of_the_limit_where_it_binds() {
        let result = tested(samples::GD_5, CovenantMeasure::LoanToCost, 0.54);
        let at = |k| result.tests.iter().find(|test| test.k == k).unwrap().value;
        assert!((at(9) - 0.55).abs() < 1e-6, "{}", at(9));
        assert!(result.breaches.iter().any(|breach| breach.k == 9));
        assert!(tested(samples::GD_5, CovenantMeasure::LoanToCost, 0.56).breaches.is_empty());
    }

    /// GD-1 peaks at £765,297.03 of a value of £6,000,000: 0.12755 from the first quarter after k = 10 to the end.
    #[test]
    fn loan_to_development_value_uses_the_peak_balance() {
        let result = tested(samples::GD_1, CovenantMeasure::LoanToGrossDevelopmentValue, 0.12);
        let last = result.tests.last().unwrap();
        assert_eq!(last.k, 36);
        assert!((last.value - 765_297.03 / 6_000_000.0).abs() < 1e-9);
        assert_eq!(result.breaches.first().map(|breach| breach.k), Some(12));
    }

    /// Cover is not tested before there is rent, nor where nothing is paid.
    #[test]
    fn cover_waits_for_rent() {
        assert!(tested(samples::GD_1, CovenantMeasure::InterestCover, 1.0).tests.is_empty());
        let result = tested(samples::GD_6, CovenantMeasure::DebtServiceCover, 1.0);
        assert!(result.tests.first().is_some_and(|test| test.k > 10));
        // The loan of GD-6 outlasts the deal: repaying its balance at the end is not debt service from rent.
        let last = result.tests.last().unwrap();
        assert!(last.k == 360 && last.value > 1.0, "{last:?}");
    }

    /// GD-6 pays no management fee and earns no interest on cash, so both covers are equal. A fee of £1,000 a month
    /// lowers the cover of a provider by £12,000 over the interest of the year, to the penny, and does not change the
    /// other.
    #[test]
    fn cover_of_a_provider_is_net_of_running_costs() {
        let measured = |measure, management: f64| {
            let mut deal: Deal = document::open(samples::GD_6.document).unwrap();
            deal.funding.covenants = vec![Covenant { id: "one".to_owned(), measure, limit: 1.0 }];
            if management > 0.0 {
                deal.costs.management =
                    Some(deal::Management { percent: 0.0, per_month: management, from_month: 0, to_month: None });
                // A monthly sum rises with CPI.
                deal.growth.consumer_prices.clear();
            }
            let checked = check(&deal).unwrap();
            let result = appraise(&checked);
            let interest = year_to(&less(&result.cash.interest_and_fees, &result.cash.loan_fees));
            (covenants(&checked, &result).remove(0).tests, interest)
        };
        let provider = CovenantMeasure::EbitdaMriInterestCover;
        assert_eq!(measured(provider, 0.0).0, measured(CovenantMeasure::InterestCover, 0.0).0);
        let (cover, _) = measured(CovenantMeasure::InterestCover, 1_000.0);
        let (own, interest) = measured(provider, 1_000.0);
        let (plain, run) =
            (cover.iter().find(|test| test.k == 120).unwrap(), own.iter().find(|test| test.k == 120).unwrap());
        assert!((plain.value - run.value - 1_200_000.0 / interest[120].as_f64()).abs() < 1e-12, "{plain:?} {run:?}");
    }
}
