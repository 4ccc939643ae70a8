//! Council income and savings outside the venture: council tax, business rates, temporary accommodation, New Homes
//! Bonus (method 3.5). None of it is cash of the venture, and the funding formula offsets part of it.

use crate::check::CheckedDeal;
use crate::plan::Plan;
use crate::rates;
use crate::stages::indices::Indices;
use crate::stages::timetable::Timetable;
use crate::units::Pence;
use deal::calendar::{ReportingYears, YearBasis};
use deal::{BusinessRates, CouncilTax, HomeType, IndexName, NewHomesBonus, TemporaryAccommodation};
use serde::Serialize;

/// The last year in which New Homes Bonus is paid: the year to March 2026.
const LAST_YEAR_OF_BONUS: i32 = 2026;

/// The first, the year to March 2012, is general knowledge; the sources read do not state it.
const FIRST_YEAR_OF_BONUS: i32 = 2012;

/// Council income and savings outside the venture while the deal runs: never cash of the venture, and partly offset by
/// the funding formula.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CouncilRevenue {
    /// Council tax by reporting year; none where the deal does not request it.
    pub council_tax: Option<RevenueByYear>,
    /// Business rates by reporting year; none where the deal does not request them.
    pub business_rates: Option<RevenueByYear>,
    /// Savings on temporary accommodation by reporting year; none where the deal does not request them.
    pub temporary_accommodation: Option<RevenueByYear>,
    /// New Homes Bonus by financial year; none where the deal does not request it.
    pub new_homes_bonus: Option<Bonus>,
}

/// An effect on council revenue, in pence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RevenueByYear {
    /// By reporting year, nominal.
    pub by_year: Vec<Pence>,
    /// Total while the deal runs, nominal.
    pub total: Pence,
    /// One full year with every home occupied, at base prices.
    pub full_year: Pence,
}

/// New Homes Bonus, paid in the years after homes are finished, up to 2025-26, in pence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bonus {
    /// The calendar year in which each financial year of payment ends, and the amount; years without payment are
    /// omitted.
    pub by_year: Vec<(i32, Pence)>,
    /// Total.
    pub total: Pence,
}

/// Homes that count in one month, and the effect of each per year, in pounds at base prices.
type MonthlyEffect<'a> = (f64, IndexName, &'a dyn Fn(usize, usize) -> f64);

/// Calculates the council's revenue effects. A home counts from the month after it is sold or let.
#[must_use]
pub fn council_revenue(checked: &CheckedDeal) -> CouncilRevenue {
    let (plan, public) = (&checked.plan, &checked.deal.public);
    let timetable = Timetable::of(plan);
    let nominated = |phase: usize, row: usize| nominated_share(checked, phase, row);
    let saved = |saved: TemporaryAccommodation| {
        let effect = (saved_a_household(&saved), IndexName::ConsumerPrices, &nominated as &dyn Fn(usize, usize) -> f64);
        RevenueByYear::of(plan, &flows(plan, &timetable, &effect), full_year(plan, &effect))
    };
    CouncilRevenue {
        council_tax: public.council_tax.map(|tax| {
            let effect = tax_effect(checked, &tax);
            let is_home = |phase: usize, row: usize| home_share(plan, phase, row);
            let effect = (effect, IndexName::CouncilTax, &is_home as &dyn Fn(usize, usize) -> f64);
            RevenueByYear::of(plan, &flows(plan, &timetable, &effect), full_year(plan, &effect))
        }),
        business_rates: public.business_rates.map(|terms| business_rates(plan, &timetable.indices, &terms)),
        temporary_accommodation: public.temporary_accommodation.map(saved),
        new_homes_bonus: public.new_homes_bonus.map(|terms| new_homes_bonus(checked, &timetable, &terms)),
    }
}

/// Council tax at time points 0 to N, for the view with indirect flows (method 2.9). Zero where the deal does not
/// request it.
pub(crate) fn council_tax_flows(checked: &CheckedDeal) -> Vec<Pence> {
    let plan = &checked.plan;
    let mut at_close = vec![Pence::ZERO; plan.months + 1];
    let Some(tax) = checked.deal.public.council_tax else { return at_close };
    let is_home = |phase: usize, row: usize| home_share(plan, phase, row);
    let monthly = flows(plan, &Timetable::of(plan), &(tax_effect(checked, &tax), IndexName::CouncilTax, &is_home));
    at_close[1..].copy_from_slice(&monthly);
    at_close
}

impl RevenueByYear {
    fn of(plan: &Plan, monthly: &[Pence], full_year: Pence) -> Self {
        let mut by_year = vec![Pence::ZERO; plan.years.count];
        for (month, sum) in monthly.iter().enumerate() {
            by_year[plan.years.of_month(month)] += *sum;
        }
        Self { total: monthly.iter().sum(), by_year, full_year }
    }
}

fn home_share(plan: &Plan, phase: usize, row: usize) -> f64 {
    if plan.phases[phase].homes[row].tenure.is_home() { 1.0 } else { 0.0 }
}

fn tax_effect(checked: &CheckedDeal, tax: &CouncilTax) -> f64 {
    let counted = (1.0 - tax.discounts_percent / 100.0) * tax.collection_percent / 100.0 * tax.retained_percent / 100.0;
    average_tax(tax, &checked.deal.rule_set) * counted
}

/// `sum over bands (share x ratio to D) x Band D`, in pounds a year: the council tax of an average home.
fn average_tax(tax: &CouncilTax, day: &str) -> f64 {
    let ratios = rates::on("council.band_ratios", day).map(|row| row.value.numbers()).unwrap_or_default();
    let mix: f64 = tax.bands.shares().iter().zip(&ratios).map(|(share, ninths)| share / 100.0 * ninths / 9.0).sum();
    mix * tax.band_d.unwrap_or_else(|| average_band_d(day))
}

/// The average for the rule set's year, or else the latest known: a suggestion, shown with its mark.
fn average_band_d(day: &str) -> f64 {
    let rows = || rates::all().filter(|row| row.id == "council.band_d");
    let row = rates::on("council.band_d", day).or_else(|| rows().max_by_key(|row| row.from));
    row.and_then(|row| row.value.numbers().first().copied()).unwrap_or_default()
}

fn saved_a_household(saved: &TemporaryAccommodation) -> f64 {
    saved.cost_a_year * saved.share_percent / 100.0
}

/// The share of a row's homes whose first tenants the council nominates: zero for homes sold and for plots.
pub(crate) fn nominated_share(checked: &CheckedDeal, phase: usize, row: usize) -> f64 {
    let homes = checked.deal.phases.get(phase).and_then(|phase| phase.homes.get(row));
    let home_type = homes.and_then(|row| checked.deal.home_types.iter().find(|home| home.id == row.home_type));
    let is_let = |home: &&HomeType| home.tenure.is_let() || home.letting.is_some();
    home_type.filter(is_let).map_or(0.0, |home| home.nominations_percent / 100.0)
}

/// Each month `rnd(homes occupied by the end of the previous month x £ a year / 12 x I(m))`.
fn flows(plan: &Plan, timetable: &Timetable, (a_year, name, share): &MonthlyEffect) -> Vec<Pence> {
    let prices = timetable.indices.series(*name);
    let mut monthly = vec![Pence::ZERO; plan.months];
    for (month, sum) in monthly.iter_mut().enumerate().skip(1) {
        let mut homes = 0.0;
        for (phase, rows) in timetable.progress.iter().enumerate() {
            for (row, progress) in rows.iter().enumerate() {
                homes += f64::from(progress.at(month - 1).occupied()) * share(phase, row);
            }
        }
        *sum = Pence::from_pounds(homes * a_year / 12.0 * prices[month]);
    }
    monthly
}

/// Every home for a year, at base prices.
fn full_year(plan: &Plan, (a_year, _, share): &MonthlyEffect) -> Pence {
    let rows =
        plan.phases.iter().enumerate().flat_map(|(phase, of)| of.homes.iter().enumerate().map(move |row| (phase, row)));
    let all: f64 = rows.map(|(phase, (row, homes))| f64::from(homes.count) * share(phase, row)).sum();
    Pence::from_pounds(all * a_year)
}

/// `rnd(rateable value x multiplier x (1 - reliefs) x collection x share retained / 12 x CPI(m))` in each month from
/// the first.
fn business_rates(plan: &Plan, indices: &Indices, terms: &BusinessRates) -> RevenueByYear {
    let counted = (1.0 - terms.reliefs_percent / 100.0) * terms.collection_percent * terms.retained_percent / 10_000.0;
    let a_year = terms.rateable_value * terms.multiplier_pence / 100.0 * counted;
    let has_space = plan.phases.iter().any(|phase| !phase.commercial.is_empty());
    let phases = plan.phases.iter().filter(|phase| !has_space || !phase.commercial.is_empty());
    let finished = phases.map(|phase| phase.last_completion() + 1).max().unwrap_or(0);
    let from = terms.from_month.map_or(finished, |month| month as usize);
    let prices = indices.series(IndexName::ConsumerPrices);
    let of_month =
        |month: usize| if month < from { Pence::ZERO } else { Pence::from_pounds(a_year / 12.0 * prices[month]) };
    let monthly: Vec<Pence> = (0..plan.months).map(of_month).collect();
    RevenueByYear::of(plan, &monthly, Pence::from_pounds(a_year))
}

/// For each home finished in a financial year, above the baseline, the average council tax of the homes in each year of
/// payment, starting the year after: for six years, five in 2017-18, four since, none after 2025-26.
fn new_homes_bonus(checked: &CheckedDeal, timetable: &Timetable, terms: &NewHomesBonus) -> Bonus {
    let plan = &checked.plan;
    let tax = average_tax(&checked.deal.public.council_tax.unwrap_or_default(), &checked.deal.rule_set);
    let years = ReportingYears::new(YearBasis::Financial, plan.start, plan.months);
    let first_end = plan.start.year + i32::from(plan.start.month > 3);
    let mut added = vec![0.0; years.count];
    for (phase, rows) in plan.phases.iter().zip(&timetable.progress) {
        added[years.of_month(phase.start)] -= f64::from(phase.demolished);
        for (homes, progress) in phase.homes.iter().zip(rows).filter(|(homes, _)| homes.tenure.is_home()) {
            let mut before = 0;
            for month in phase.first_completion..=phase.last_completion().min(plan.months - 1) {
                let ready = progress.at(month).ready.min(homes.count);
                added[years.of_month(month)] += f64::from(ready - before);
                before = ready;
            }
        }
    }
    let earns = |paid_in: i32, finished_in: i32, homes: f64| {
        let baseline = if finished_in + 1 >= 2018 { terms.baseline_homes } else { 0.0 };
        let is_paid = finished_in < paid_in && paid_in <= finished_in + years_of_bonus(paid_in);
        if is_paid { (homes - baseline).max(0.0) } else { 0.0 }
    };
    let paid = (FIRST_YEAR_OF_BONUS..=LAST_YEAR_OF_BONUS).map(|paid_in| {
        let of_years = (first_end..).zip(&added).map(|(finished_in, homes)| earns(paid_in, finished_in, *homes));
        (paid_in, Pence::from_pounds(of_years.sum::<f64>() * tax * terms.share_percent / 100.0))
    });
    let by_year: Vec<(i32, Pence)> = paid.filter(|(_, sum)| sum.is_positive()).collect();
    Bonus { total: by_year.iter().map(|(_, sum)| *sum).sum(), by_year }
}

/// How many years of payments apply in a year to March.
fn years_of_bonus(paid_in: i32) -> i32 {
    let row = rates::on("council.new_homes_bonus_years", &format!("{paid_in}-03-31"));
    let numbers = row.map(|row| row.value.numbers()).unwrap_or_default();
    // For a row with two figures: the first applies in its first year, then the other.
    let is_first_year = row.is_some_and(|row| row.from == format!("{}-04-01", paid_in - 1));
    let years = if is_first_year { numbers.first() } else { numbers.last() };
    years.map_or(0, |years| *years as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{check, document, samples};
    use deal::{CouncilTaxBands, Deal};

    fn gd_1() -> Deal {
        document::open(samples::GD_1.document).unwrap()
    }

    #[test]
    fn council_tax_of_a_home() {
        // Half in A (6/9) and half in H (18/9): mix 1.3333; x 1,800 = 2,400; x 0.9 x 0.98 = 2,116.80; 50% retained 1,058.40.
        let bands = CouncilTaxBands { a: 50.0, h: 50.0, d: 0.0, ..CouncilTaxBands::default() };
        let tax = CouncilTax { band_d: Some(1_800.0), bands, retained_percent: 50.0, ..CouncilTax::default() };
        let of = |tax: &CouncilTax| tax_effect(&check(&gd_1()).unwrap(), tax);
        assert!((of(&tax) - 1_058.40).abs() < 1e-9);
        // No figure is given: the England average, 2,280 x 0.9 x 0.98.
        let average = of(&CouncilTax::default());
        assert!((average - 2_280.0 * 0.882).abs() < 1e-9);
    }

    #[test]
    fn a_full_year_of_council_tax_and_of_what_is_saved() {
        // 24 homes in Band D of 1,000, all collected and retained: 24,000 a year. Every home nominated, 25% of
        // households from temporary accommodation at 10,000: 24 x 2,500 = 60,000.
        let mut deal = gd_1();
        let tax = CouncilTax {
            band_d: Some(1_000.0),
            discounts_percent: 0.0,
            collection_percent: 100.0,
            ..CouncilTax::default()
        };
        deal.public.council_tax = Some(tax);
        deal.public.temporary_accommodation =
            Some(TemporaryAccommodation { cost_a_year: 10_000.0, share_percent: 25.0 });
        deal.home_types.iter_mut().for_each(|home| home.nominations_percent = 100.0);
        let tax = council_revenue(&check(&deal).unwrap()).council_tax.unwrap();
        let mut rented = deal.clone();
        rented.home_types.iter_mut().for_each(|home| home.tenure = deal::Tenure::SocialRent);
        let saved = council_revenue(&check(&rented).unwrap()).temporary_accommodation.unwrap();
        assert_eq!((tax.full_year, saved.full_year), (Pence(2_400_000), Pence(6_000_000)));
        // Two sold a month in months 10 to 21 (method 9, GD-1), each paying from the following month to month 35:
        // 2 x (25 + 24 + ... + 14) = 2 x 234 = 468 home-months at 1,000/12 = 39,000, but for odd pence.
        assert!((tax.total - Pence(3_900_000)).abs() <= Pence(36), "{:?}", tax.total);
        assert_eq!(tax.total, tax.by_year.iter().sum());
    }

    #[test]
    fn business_rates_by_hand() {
        // 100,000 at 50 pence, 10% reliefs, 98% collected, 40% retained: 17,640 a year, 1,470 a month. GD-1 is finished by the
        // end of month 17, so months 18 to 35 pay: 18 x 1,470 = 26,460; starting in month 30 only six: 8,820.
        let mut deal = gd_1();
        let mut terms = BusinessRates {
            rateable_value: 100_000.0,
            multiplier_pence: 50.0,
            reliefs_percent: 10.0,
            collection_percent: 98.0,
            retained_percent: 40.0,
            from_month: None,
        };
        let mut total = |terms: BusinessRates| {
            deal.public.business_rates = Some(terms);
            let found = council_revenue(&check(&deal).unwrap()).business_rates.unwrap();
            assert_eq!(found.full_year, Pence(1_764_000));
            found.total
        };
        assert_eq!(total(terms), Pence(2_646_000));
        terms.from_month = Some(30);
        assert_eq!(total(terms), Pence(882_000));
    }

    #[test]
    fn new_homes_bonus_ends_in_march_2026() {
        // GD-1 moved to April 2014: 24 homes are finished in months 10 to 17, so by the share of time 6 by March 2015 (months
        // 10 and 11) and 18 in the year to March 2016. Band D of 1,000, 80% retained: 4,800 and 14,400 a year.
        // Paid in 2016: the first 6; 2017: all 24; 2018 (five years): all; 2019 (four years, homes of 2015 to 2018): all;
        // 2020 (homes of 2016 to 2019): 18 homes; then none.
        let mut deal = gd_1();
        deal.start = "2014-04".parse().unwrap();
        deal.public.council_tax = Some(CouncilTax { band_d: Some(1_000.0), ..CouncilTax::default() });
        deal.public.new_homes_bonus = Some(NewHomesBonus { share_percent: 80.0, baseline_homes: 0.0 });
        let bonus = |deal: &Deal| council_revenue(&check(deal).unwrap()).new_homes_bonus.unwrap();
        let found = bonus(&deal);
        let pounds = |year: i32| found.by_year.iter().find(|(of, _)| *of == year).map(|(_, sum)| sum.0 / 100);
        let wanted = [(2016, 4_800), (2017, 19_200), (2018, 19_200), (2019, 19_200), (2020, 14_400)];
        assert_eq!(found.by_year.len(), wanted.len(), "{found:?}");
        wanted.into_iter().for_each(|(year, sum)| assert_eq!(pounds(year), Some(sum), "{year}"));
        // Ten homes a year earn nothing since 2017-18, which is after these payments.
        deal.public.new_homes_bonus = Some(NewHomesBonus { share_percent: 80.0, baseline_homes: 10.0 });
        assert_eq!(bonus(&deal), found);
        // A deal that starts in 2027 earns none.
        deal.start = "2027-04".parse().unwrap();
        assert_eq!(bonus(&deal).total, Pence::ZERO);
        // Finished in the years to March 2025 and 2026: the first is paid once, the second not at all.
        deal.start = "2024-04".parse().unwrap();
        deal.public.new_homes_bonus = Some(NewHomesBonus { share_percent: 80.0, baseline_homes: 1.0 });
        assert_eq!(bonus(&deal).by_year, [(2026, Pence(400_000))]);
    }
}
