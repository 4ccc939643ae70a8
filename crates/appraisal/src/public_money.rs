//! Public money: leverage, public cost with its denominators, and what a council earns outside the venture (method 3.5).

use crate::appraise::{Appraisal, PartnerResult, ValueAndCost};
use crate::check::CheckedDeal;
use crate::measures::discounting::{Schedule, monthly_factors, real_present_value};
use crate::plan::Plan;
use crate::rates;
use crate::stages::cash::CashBook;
use crate::stages::indices::index;
use crate::stages::timetable::Timetable;
use crate::units::{Pence, add, subtract};
use deal::{CouncilTax, IndexName, TemporaryAccommodation};
use serde::Serialize;

/// Public money in the deal.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PublicMoney {
    /// Cash that public partners pay in, guarantees included.
    pub cash: Pence,
    /// Grant to the venture, whoever gives it.
    pub grant: Pence,
    /// Land that public partners put in, at its accepted value.
    pub land: Pence,
    /// Gross public cash, `cash + grant`, over homes finished.
    pub cash_per_home: Option<Pence>,
    /// All other money over the cash of public partners: `(total development cost - cash) / cash` (L1).
    pub leverage_of_cash: Option<f64>,
    /// `(total development cost - public) / public`, public being land, cash and grant (L2).
    pub private_to_public: Option<f64>,
    /// The same with land left out of cost and of public money.
    pub private_to_public_without_land: Option<f64>,
}

pub(crate) fn public_money(
    public: &[bool],
    partners: &[PartnerResult],
    value: &ValueAndCost,
    grant: Pence,
    homes: u32,
) -> PublicMoney {
    let of_public = |sum: fn(&PartnerResult) -> Pence| -> Pence {
        partners.iter().zip(public).filter(|(_, public)| **public).map(|(partner, _)| sum(partner)).sum()
    };
    let cash = of_public(|partner| partner.cash_in + partner.guarantees_in);
    let land = of_public(|partner| partner.land_in);
    let total = value.total_development_cost;
    let ratio = |over: Pence, under: Pence| under.is_positive().then(|| over.as_f64() / under.as_f64());
    PublicMoney {
        cash,
        grant,
        land,
        cash_per_home: (homes > 0).then(|| (cash + grant).times(1.0 / f64::from(homes))),
        leverage_of_cash: ratio(total - cash, cash),
        private_to_public: ratio(total - cash - grant - land, cash + grant + land),
        private_to_public_without_land: ratio(total - value.land - cash - grant, cash + grant),
    }
}

/// What a public cost is divided by: the label of the figure says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Denominator {
    /// Homes finished.
    HomesFinished,
    /// Homes less those that would have been built anyway and those displaced.
    NetAdditionalHomes,
    /// Net additional building jobs a year, full-time: they last as long as the works, and are no permanent jobs.
    NetBuildingJobsAYear,
}

/// Public cost of one of something.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CostPer {
    /// What it is the cost of.
    pub denominator: Denominator,
    /// How many there are.
    pub number: f64,
    /// Gross public cash over it; none where there is nothing to divide by.
    pub gross: Option<Pence>,
    /// Net public cost in present value over it; less than nothing where the public side gets back more.
    pub net: Option<Pence>,
}

/// What the deal costs the public side (method 3.5).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PublicCost {
    /// Cash of public partners and grant, in money of the day.
    pub gross: Pence,
    /// `sum over k of (cash in + land in + grant - receipts - grant returned) / P(k) x DF(k)`: real, at Green Book rates.
    pub net_present_value: Pence,
    /// The same two costs over each denominator.
    pub per: Vec<CostPer>,
}

/// Works out the public cost of a deal whose appraisal is at hand. Loans of public partners to the venture are no cost
/// here: their subsidy is among the flags.
#[must_use]
pub fn public_cost(checked: &CheckedDeal, appraisal: &Appraisal) -> PublicCost {
    let mut flows = grant_flows(&appraisal.cash);
    for partner in public_partners(checked, appraisal) {
        subtract(&mut flows, &partner.economic);
    }
    let real = RealView::of(checked, checked.plan.discount_rates, flows.len() - 1);
    let (gross, net) = (appraisal.public_money.cash + appraisal.public_money.grant, real.present_value(&flows));
    let per = |denominator, number: f64| {
        let over = |cost: Pence| (number > 0.0).then(|| cost.times(1.0 / number));
        CostPer { denominator, number, gross: over(gross), net: over(net) }
    };
    PublicCost {
        gross,
        net_present_value: net,
        per: vec![
            per(Denominator::HomesFinished, f64::from(appraisal.homes.completed)),
            per(Denominator::NetAdditionalHomes, appraisal.jobs.net_homes),
            per(Denominator::NetBuildingJobsAYear, appraisal.jobs.net_a_year),
        ],
    }
}

/// The results of the public partners.
pub(crate) fn public_partners<'a>(
    checked: &'a CheckedDeal,
    appraisal: &'a Appraisal,
) -> impl Iterator<Item = &'a PartnerResult> {
    let partners = checked.deal.partners.iter().zip(&appraisal.partners);
    partners.filter(|(partner, _)| partner.public).map(|(_, result)| result)
}

/// Grant given less grant and clawback returned, by time point. What is paid out before partners and is nobody's overage
/// goes back to those who gave the grant.
pub(crate) fn grant_flows(cash: &CashBook) -> Vec<Pence> {
    let mut flows = cash.grant.clone();
    subtract(&mut flows, &cash.payables_paid);
    subtract(&mut flows, &cash.overage_at_once);
    cash.partners.iter().for_each(|partner| add(&mut flows, &partner.overage));
    flows
}

/// Turns money of the day into real present values: each flow over the price level at its time point, times its factor
/// (method 2.3, 2.13).
pub(crate) struct RealView {
    prices: Vec<f64>,
    pub(crate) factors: Vec<f64>,
}

impl RealView {
    /// Deflates by the GDP deflator, or by consumer prices where the deal does not give one.
    pub(crate) fn of(checked: &CheckedDeal, schedule: &Schedule, months: usize) -> Self {
        let growth = &checked.plan.growth;
        let deflator = &growth[IndexName::GdpDeflator as usize];
        let rows = if deflator.is_empty() { &growth[IndexName::ConsumerPrices as usize] } else { deflator };
        Self { prices: index(rows, checked.plan.price_base_month, months), factors: monthly_factors(schedule, months) }
    }

    /// `sum over k of F(k) / P(k) x DF(k)`, in pence, rounded once.
    pub(crate) fn present_value(&self, flows: &[Pence]) -> Pence {
        real_present_value(flows, &self.prices, self.factors.iter().copied())
    }

    /// A sum of the day at base prices; not discounted.
    pub(crate) fn real(&self, k: usize, sum: Pence) -> Pence {
        self.prices.get(k).map_or(sum, |prices| sum.times(1.0 / prices))
    }

    /// The factor of a time point.
    pub(crate) fn factor(&self, k: usize) -> f64 {
        self.factors.get(k).copied().unwrap_or_default()
    }
}

/// What a council earns or saves outside the venture while the deal runs: never cash of the venture, and offset in part
/// by the funding formula.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CouncilRevenue {
    /// Council tax by reporting year; none where the deal does not ask for it.
    pub council_tax: Option<RevenueByYear>,
    /// Temporary accommodation saved by reporting year; none where the deal does not ask for it.
    pub temporary_accommodation: Option<RevenueByYear>,
}

/// A council revenue effect.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RevenueByYear {
    /// By reporting year, in money of the day.
    pub by_year: Vec<Pence>,
    /// While the deal runs, in money of the day.
    pub total: Pence,
    /// Of one full year with every home occupied, at base prices.
    pub full_year: Pence,
}

/// Homes that pay or save in one month, and what each does in a year, in pounds at base prices.
type MonthlyEffect<'a> = (f64, IndexName, &'a dyn Fn(usize, usize) -> f64);

/// Works out the revenue of the council. A home counts from the month after it is sold or let.
#[must_use]
pub fn council_revenue(checked: &CheckedDeal) -> CouncilRevenue {
    let (plan, public) = (&checked.plan, &checked.deal.public);
    let day = checked.deal.rule_set.as_str();
    let homes = |phase: usize, row: usize| if plan.phases[phase].homes[row].tenure.is_home() { 1.0 } else { 0.0 };
    let nominated = |phase: usize, row: usize| nominated_share(checked, phase, row);
    let timetable = Timetable::of(plan);
    CouncilRevenue {
        council_tax: public
            .council_tax
            .map(|tax| effect(plan, &timetable, (tax_of_a_home(&tax, day), IndexName::CouncilTax, &homes))),
        temporary_accommodation: public
            .temporary_accommodation
            .map(|saved| effect(plan, &timetable, (saved_a_household(&saved), IndexName::ConsumerPrices, &nominated))),
    }
}

/// `sum over bands (share x ratio to D) x Band D x (1 - discounts) x collection x share kept`, in pounds a year.
fn tax_of_a_home(tax: &CouncilTax, day: &str) -> f64 {
    let ratios = rates::on("council.band_ratios", day).map(|row| row.value.numbers()).unwrap_or_default();
    let mix: f64 = tax.bands.shares().iter().zip(&ratios).map(|(share, ninths)| share / 100.0 * ninths / 9.0).sum();
    let band_d = tax.band_d.unwrap_or_else(|| average_band_d(day));
    let kept = (1.0 - tax.discounts_percent / 100.0) * tax.collection_percent / 100.0 * tax.retained_percent / 100.0;
    mix * band_d * kept
}

/// The average of the rule set's year, or else the latest that is held: a prompt, shown with its mark.
fn average_band_d(day: &str) -> f64 {
    let rows = || rates::all().filter(|row| row.id == "council.band_d");
    let row = rates::on("council.band_d", day).or_else(|| rows().max_by_key(|row| row.from));
    row.and_then(|row| row.value.numbers().first().copied()).unwrap_or_default()
}

fn saved_a_household(saved: &TemporaryAccommodation) -> f64 {
    saved.cost_a_year * saved.share_percent / 100.0
}

/// The share of a row's first lettings that the council may fill.
pub(crate) fn nominated_share(checked: &CheckedDeal, phase: usize, row: usize) -> f64 {
    let homes = checked.deal.phases.get(phase).and_then(|phase| phase.homes.get(row));
    let home_type = homes.and_then(|row| checked.deal.home_types.iter().find(|home| home.id == row.home_type));
    home_type.map_or(0.0, |home| home.nominations_percent / 100.0)
}

/// Each month `rnd(homes occupied by the end of the month before x £ a year / 12 x I(m))`.
fn effect(plan: &Plan, timetable: &Timetable, (a_year, name, share): MonthlyEffect) -> RevenueByYear {
    let prices = timetable.indices.series(name);
    let mut by_year = vec![Pence::ZERO; plan.years.count];
    for month in 1..plan.months {
        let mut homes = 0.0;
        for (phase, rows) in timetable.progress.iter().enumerate() {
            for (row, progress) in rows.iter().enumerate() {
                homes += f64::from(progress.at(month - 1).occupied()) * share(phase, row);
            }
        }
        by_year[plan.years.of_month(month)] += Pence::from_pounds(homes * a_year / 12.0 * prices[month]);
    }
    let rows =
        plan.phases.iter().enumerate().flat_map(|(phase, of)| of.homes.iter().enumerate().map(move |row| (phase, row)));
    let all: f64 = rows.map(|(phase, (row, homes))| f64::from(homes.count) * share(phase, row)).sum();
    RevenueByYear { total: by_year.iter().sum(), by_year, full_year: Pence::from_pounds(all * a_year) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{appraise, check, document, samples};
    use deal::{CouncilTaxBands, Deal, GrowthRow};

    fn gd_1() -> Deal {
        document::open(samples::GD_1.document).unwrap()
    }

    #[test]
    fn council_tax_of_a_home() {
        // Half in A (6/9) and half in H (18/9): mix 1.3333; x 1,800 = 2,400; x 0.9 x 0.98 = 2,116.80; half kept 1,058.40.
        let bands = CouncilTaxBands { a: 50.0, h: 50.0, d: 0.0, ..CouncilTaxBands::default() };
        let tax = CouncilTax { band_d: Some(1_800.0), bands, retained_percent: 50.0, ..CouncilTax::default() };
        assert!((tax_of_a_home(&tax, "2027-04-01") - 1_058.40).abs() < 1e-9);
        // No figure given: the average of England, 2,280 x 0.9 x 0.98.
        let average = tax_of_a_home(&CouncilTax::default(), "2027-04-01");
        assert!((average - 2_280.0 * 0.882).abs() < 1e-9);
    }

    #[test]
    fn a_full_year_of_council_tax_and_of_what_is_saved() {
        // 24 homes in Band D of 1,000, all collected and kept: 24,000 a year. Every home nominated, a quarter of the
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
        let revenue = council_revenue(&check(&deal).unwrap());
        let (tax, saved) = (revenue.council_tax.unwrap(), revenue.temporary_accommodation.unwrap());
        assert_eq!((tax.full_year, saved.full_year), (Pence(2_400_000), Pence(6_000_000)));
        // Two sold a month in months 10 to 21 (method 9, GD-1), each paying from the month after to month 35:
        // 2 x (25 + 24 + ... + 14) = 2 x 234 = 468 home-months at 1,000/12 = 39,000, odd pence apart.
        assert!((tax.total - Pence(3_900_000)).abs() <= Pence(36), "{:?}", tax.total);
        assert_eq!(tax.total, tax.by_year.iter().sum());
    }

    #[test]
    fn without_rates_and_prices_the_net_cost_is_what_is_not_got_back() {
        // GD-1: land 1,200,000 in, 1,750,546.80 out: at no rate of discount the council's deal costs -550,546.80.
        let mut deal = gd_1();
        for partner in &mut deal.partners {
            partner.public = partner.kind == deal::PartnerKind::Council;
        }
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        let council = public_partners(&checked, &result).next().unwrap();
        let flat = RealView::of(&checked, &[(1_000.0, 0.0)], result.net.len() - 1);
        assert_eq!(flat.present_value(&council.economic), Pence(55_054_680));
        // At the Green Book's rates the gain is worth less, and gross cost is nothing: the council pays no cash.
        let cost = public_cost(&checked, &result);
        assert!(cost.net_present_value < Pence::ZERO && cost.net_present_value > Pence(-55_054_680));
        assert_eq!(cost.gross, Pence::ZERO);
        assert_eq!(cost.per[0].number, 24.0);
    }

    #[test]
    fn deflates_by_consumer_prices_where_there_is_no_deflator() {
        let mut deal = gd_1();
        let row = |percent| vec![GrowthRow { id: "0".to_owned(), from_month: 0, percent }];
        deal.growth.consumer_prices = row(10.0);
        let of = |deal: &Deal| RealView::of(&check(deal).unwrap(), &[(1_000.0, 0.0)], 24);
        // 121 in two years at 10% is 100 today; at a deflator of nothing it stays 121.
        assert_eq!(of(&deal).real(24, Pence(12_100)), Pence(10_000));
        deal.growth.gdp_deflator = row(0.0);
        assert_eq!(of(&deal).real(24, Pence(12_100)), Pence(12_100));
    }

    #[test]
    fn grant_counts_as_public_money() {
        // GD-9 draws 550,000 of grant (method 9).
        let result = appraise(&check(&document::open(samples::GD_9.document).unwrap()).unwrap());
        let money = &result.public_money;
        assert_eq!(money.grant, Pence(55_000_000));
        let public = money.cash + money.grant + money.land;
        let other = result.value.total_development_cost - public;
        assert_eq!(money.private_to_public, Some(other.as_f64() / public.as_f64()));
    }
}
