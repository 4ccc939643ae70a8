//! A second calculation of income, costs and value of retained homes and space (method 2.6): the rent of shared
//! ownership in each month is a sum over earlier sales, and not a balance carried forward.

use super::identities::{growth, index, off, prices_of, progress};
use super::ledger::rnd;
use appraisal::Appraisal;
use appraisal::deal::*;
use appraisal::postings::Line;
use std::collections::BTreeMap;

/// The lines posted only by what this file calculates.
const LINES: [Line; 8] = [
    Line::RentLost,
    Line::Upkeep,
    Line::CommercialCosts,
    Line::Staircasing,
    Line::InvestmentSales,
    Line::Rent,
    Line::SharedOwnershipRent,
    Line::CommercialRent,
];

/// Amounts of one line at one time point: their total, and how far another order of powers may change it.
#[derive(Clone, Copy, Default)]
struct Sum {
    pence: i64,
    off: i64,
}

struct Second<'a> {
    deal: &'a Deal,
    sums: BTreeMap<(Line, usize), Sum>,
    kept_value: Sum,
}

/// Asserts every line for retained homes and space, month by month, and the value retained at the end.
pub(crate) fn assert_retained(deal: &Deal, result: &Appraisal) {
    let mut second = Second { deal, sums: BTreeMap::new(), kept_value: Sum::default() };
    for phase in &deal.phases {
        for row in &phase.homes {
            let home = deal.home_types.iter().find(|home| home.id == row.home_type).unwrap();
            second.homes(phase, home, row.count);
        }
        phase.commercial.iter().for_each(|space| second.space(phase, space));
    }
    for line in LINES {
        for (k, posted) in result.postings.line(line).iter().enumerate() {
            let sum = second.sums.get(&(line, k)).copied().unwrap_or_default();
            assert!((posted.0 - sum.pence).abs() <= sum.off, "{line:?} at {k}: {posted:?} against {}", sum.pence);
        }
    }
    let (kept, sum) = (result.value.kept_value, second.kept_value);
    assert!((kept.0 - sum.pence).abs() <= sum.off, "kept value: {kept:?} against {}", sum.pence);
    let capital = result.postings.total_of(Line::is_development_value);
    assert_eq!(result.value.gross_development_value, capital + kept, "gross development value");
}

impl Second<'_> {
    fn homes(&mut self, phase: &Phase, home: &HomeType, count: u32) {
        // Sold and let by the end of each month.
        let months = self.deal.months;
        let by: Vec<(u32, u32)> =
            (0..months).map(|month| progress(phase, home, count, month)).map(|(_, sold, let_)| (sold, let_)).collect();
        let finished = (phase.build_start_month + phase.build_months - 1) as usize;
        if let Some(letting) = &home.letting {
            self.let_homes(letting, finished, &by.iter().map(|(_, let_)| *let_).collect::<Vec<_>>());
        }
        if let Some(terms) = &home.shared_ownership {
            self.shared_ownership(home, terms, finished, &by.iter().map(|(sold, _)| *sold).collect::<Vec<_>>());
        }
    }

    fn let_homes(&mut self, letting: &Letting, finished: usize, let_by: &[u32]) {
        let last = last_month_of_rent(self.deal, letting.exit_month);
        let (rents, prices) = (self.rents(letting.rent_index), index(self.deal, &self.deal.growth.consumer_prices));
        let month = |month: usize| {
            let homes = if month == 0 { 0.0 } else { f64::from(let_by[last.min(month - 1)]) };
            let gross = rnd(100.0 * homes * letting.rent_a_week * 52.0 / 12.0 * rents[month]);
            let lost = rnd(gross as f64 * (letting.void_percent + letting.bad_debt_percent) / 100.0);
            let service = letting.service_charge_a_year * letting.void_percent / 100.0;
            let upkeep = upkeep(&letting.upkeep, finished, month, (homes, homes), prices[month])
                + rnd(100.0 * homes * service / 12.0 * prices[month]);
            [(Line::Rent, gross), (Line::RentLost, -lost), (Line::Upkeep, -upkeep)]
        };
        self.through(last, (letting.exit_month, letting.yield_percent, letting.purchasers_costs_percent), month);
    }

    fn shared_ownership(&mut self, home: &HomeType, terms: &SharedOwnership, finished: usize, sold_by: &[u32]) {
        let last = last_month_of_rent(self.deal, terms.exit_month);
        let (rents, prices) = (self.rents(terms.rent_index), index(self.deal, &self.deal.growth.consumer_prices));
        let values = prices_of(self.deal, home);
        let left = (1.0 - terms.staircasing_percent / 100.0).powf(1.0 / 12.0);
        let rest = 1.0 - terms.first_share_percent / 100.0;
        let new = |month: usize| f64::from(sold_by[month] - if month == 0 { 0 } else { sold_by[month - 1] });
        let sales: Vec<usize> = (0..=last).filter(|month| new(*month) > 0.0).collect();
        let before = |month: usize| sales.iter().copied().filter(move |sale| *sale < month);
        let months_since = |sale: usize, month: usize| (month - 1).min(last) - sale;
        let month = |month: usize| {
            let homes: f64 = before(month).map(new).sum();
            let repaired =
                |sale: &usize| terms.landlord_repairs_months.is_none_or(|most| month <= sale + most as usize);
            let repaired: f64 = before(month).filter(repaired).map(new).sum();
            let rent = before(month).map(|sale| {
                let shares = rest * new(sale) * left.powi(months_since(sale, month) as i32);
                shares * terms.rent_percent / 100.0 * values[sale] * rents[month] / rents[sale] / 12.0
            });
            let shares = before(month).map(|sale| rest * new(sale) * left.powi(months_since(sale, month) as i32));
            let bought = if month > last { 0.0 } else { shares.sum::<f64>() * (1.0 - left) * values[month] };
            [
                (Line::SharedOwnershipRent, rnd(100.0 * rent.sum::<f64>())),
                (Line::Upkeep, -upkeep(&terms.upkeep, finished, month, (homes, repaired), prices[month])),
                (Line::Staircasing, rnd(100.0 * bought)),
            ]
        };
        self.through(last, (terms.exit_month, terms.yield_percent, terms.purchasers_costs_percent), month);
    }

    fn space(&mut self, phase: &Phase, space: &Commercial) {
        let last = last_month_of_rent(self.deal, space.exit_month);
        let rents = index(self.deal, &self.deal.growth.commercial_rent);
        let from = phase.build_start_month + phase.build_months + space.void_months + space.rent_free_months;
        let month = |month: usize| {
            let paid = if month < from as usize { 0.0 } else { 100.0 * space.area_m2 * space.rent_per_m2 / 12.0 };
            let gross = rnd(paid * rents[month]);
            let part = |percent: f64| rnd(gross as f64 * percent / 100.0);
            let costs = part(space.void_percent) + part(space.cost_percent);
            [(Line::CommercialRent, gross), (Line::CommercialCosts, -costs), (Line::Rent, 0)]
        };
        self.through(last, (space.exit_month, space.yield_percent, space.purchasers_costs_percent), month);
    }

    /// Every month to the last month of rent, then the value of the next twelve months. Costs are negative.
    fn through(
        &mut self,
        last: usize,
        (exit_month, yield_percent, purchasers_costs): (Option<u32>, f64, f64),
        month: impl Fn(usize) -> [(Line, i64); 3],
    ) {
        for at in 0..=last {
            for (line, pence) in month(at) {
                self.add(line, at + 1, Sum { pence: pence.abs(), off: off(4, pence.abs()) });
            }
        }
        if yield_percent == 0.0 {
            return;
        }
        let flows: Vec<i64> = (last + 1..=last + 12)
            .flat_map(&month)
            .filter(|(line, _)| *line != Line::Staircasing)
            .map(|row| row.1)
            .collect();
        let times = (1.0 - purchasers_costs / 100.0) / (yield_percent / 100.0);
        let moved = off(72, flows.iter().map(|flow| flow.abs()).sum());
        let value = Sum {
            pence: rnd(flows.iter().sum::<i64>().max(0) as f64 * times),
            off: (moved as f64 * times).ceil() as i64 + 1,
        };
        match exit_month {
            Some(_) => self.add(Line::InvestmentSales, last + 1, value),
            None => {
                self.kept_value =
                    Sum { pence: self.kept_value.pence + value.pence, off: self.kept_value.off + value.off }
            }
        }
    }

    fn add(&mut self, line: Line, k: usize, more: Sum) {
        let sum = self.sums.entry((line, k)).or_default();
        if more.pence != 0 {
            *sum = Sum { pence: sum.pence + more.pence, off: sum.off + more.off };
        }
    }

    /// The index of a rent at each month, from section 2.3.
    fn rents(&self, name: RentIndex) -> Vec<f64> {
        let growth = &self.deal.growth;
        match name {
            RentIndex::SocialRent => social_rents(self.deal),
            RentIndex::MarketRent => index(self.deal, &growth.market_rent),
            RentIndex::ConsumerPrices => index(self.deal, &growth.consumer_prices),
        }
    }
}

/// A step each 1 April after the base month: CPI growth over the twelve months to the September before plus, up to
/// April 2035, 1%.
fn social_rents(deal: &Deal) -> Vec<f64> {
    let step = |month: i32| {
        let date = deal.start.plus(month);
        let more = if (date.year, date.month) <= (2035, 4) { 0.01 } else { 0.0 };
        let months_to_september = month - 19..month - 7;
        let prices = months_to_september.map(|month| (1.0 + growth(&deal.growth.consumer_prices, month)).ln() / 12.0);
        if date.month == 4 { prices.sum::<f64>().exp() + more } else { 1.0 }
    };
    let base = deal.price_base_month;
    let through = |from: i32, to: i32| (from + 1..=to).map(step).product::<f64>();
    let at = |month: i32| if month >= base { through(base, month) } else { 1.0 / through(month, base) };
    (0..=deal.months as i32 + 12).map(at).collect()
}

/// The month of the sale, or the last month of the deal.
fn last_month_of_rent(deal: &Deal, exit_month: Option<u32>) -> usize {
    exit_month.unwrap_or(deal.months - 1) as usize
}

/// Management, repairs and major repairs of a month, each rounded.
fn upkeep(upkeep: &Upkeep, finished: usize, month: usize, (homes, repaired): (f64, f64), prices: f64) -> i64 {
    let cost = |homes: f64, a_year: f64| rnd(100.0 * homes * a_year / 12.0 * prices);
    let begins = finished + 1 + 12 * (upkeep.major_repairs_from_year as usize - 1);
    let major = if month >= begins { cost(homes, upkeep.major_repairs_a_year) } else { 0 };
    cost(homes, upkeep.management_a_year) + cost(repaired, upkeep.repairs_a_year) + major
}
