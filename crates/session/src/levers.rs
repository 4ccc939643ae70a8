//! The levers: the few inputs that matter first, and how a lever moves more fields than its own.

use crate::field_text::HOMES;
use appraisal::Deal;
use appraisal::deal::{Contribution, HomeType, Tenure};
use appraisal::fields::{self, Unit};
use appraisal::units::{Pence, split};
use serde_json::Value;

/// Which input a lever moves. Rows of a list are named by their place in the deal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The price of a home type.
    Price(usize),
    /// Growth of house prices.
    PriceGrowth,
    /// The build cost of a home type.
    BuildCost(usize),
    /// The build cost of a home type per square metre, where that is how it is given.
    BuildCostPerM2(usize),
    /// Growth of build costs.
    BuildCostGrowth,
    /// All homes of the deal.
    Homes,
    /// Sales a month of a home type.
    SalesPace(usize),
    /// A partner's cash.
    Cash(usize),
    /// The value of a site.
    Land(usize),
    /// Preferred return.
    PreferredReturn,
    /// A partner's share of the surplus.
    Share(usize),
    /// The share of the surplus that goes to the pot.
    Recycled,
    /// The first month of the deal.
    Start,
    /// The limit of a loan.
    LoanLimit(usize),
    /// The rate of a loan.
    LoanRate(usize),
    /// Any other number, by its unit.
    Field(Unit),
}

/// One lever of a deal.
#[derive(Clone, Debug, PartialEq)]
pub struct Lever {
    /// Which input it moves.
    pub kind: Kind,
    /// The path of the field, as in marks and findings.
    pub path: String,
    /// Its value: a number in the unit of the field, or a month.
    pub value: Value,
    /// What one press of a button adds.
    pub step: f64,
    /// The lowest and highest allowed value.
    pub limits: (f64, f64),
}

impl Lever {
    /// The id of its box.
    #[must_use]
    pub fn id(&self) -> String {
        box_id(&self.path)
    }
}

/// The id of the box of the field at a path: the path with hyphens.
#[must_use]
pub fn box_id(path: &str) -> String {
    path.trim_start_matches('/').replace('/', "-")
}

/// The levers of a deal, in the order in which they are shown.
#[must_use]
pub fn levers(deal: &Deal) -> Vec<Lever> {
    let mut levers = Vec::new();
    push_homes(&mut levers, deal);
    push_growth(&mut levers, deal);
    push_contributions(&mut levers, deal);
    push_sharing(&mut levers, deal);
    push_loans(&mut levers, deal);
    let (path, value) = ("/start".to_owned(), deal.start.to_string().into());
    levers.push(Lever { kind: Kind::Start, path, value, step: 1.0, limits: (0.0, 0.0) });
    in_order(levers)
}

/// The levers of a deal whose base case has these levers: one below its value there keeps at least the step it has there, so that
/// a sum that was set to zero returns in the steps in which it went.
#[must_use]
pub fn levers_beside(deal: &Deal, base: &[Lever]) -> Vec<Lever> {
    let mut levers = levers(deal);
    for lever in &mut levers {
        let is_below = |before: &&Lever| before.path == lever.path && lever.value.as_f64() < before.value.as_f64();
        if let Some(before) = base.iter().find(is_below) {
            lever.step = lever.step.max(before.step);
        }
    }
    levers
}

/// Those of the first home type for sale, and all homes.
fn push_homes(levers: &mut Vec<Lever>, deal: &Deal) {
    let (path, value, limits) = (HOMES.to_owned(), homes(deal).into(), homes_limits(deal));
    levers.push(Lever { kind: Kind::Homes, path, value, step: 10.0, limits });
    let is_for_sale = |home: &HomeType| home.tenure == Tenure::MarketSale && home.price.is_some();
    let Some((place, home)) = deal.home_types.iter().enumerate().find(|(_, home)| is_for_sale(home)) else { return };
    let mut add = |kind, name: &str, value: f64, step| {
        push(levers, kind, format!("/home_types/{}/{name}", home.id), value, step);
    };
    if let Some(price) = home.price {
        add(Kind::Price(place), "price", price, 1_000.0);
    }
    // A cost of zero beside a cost per square metre is not in use.
    if let Some(cost) = home.build_cost.filter(|cost| *cost > 0.0 || home.build_cost_per_m2 == 0.0) {
        add(Kind::BuildCost(place), "build_cost", cost, 1_000.0);
    }
    if home.build_cost_per_m2 > 0.0 {
        add(Kind::BuildCostPerM2(place), "build_cost_per_m2", home.build_cost_per_m2, 50.0);
    }
    if let Some(pace) = home.sales_a_month {
        add(Kind::SalesPace(place), "sales_a_month", pace, 1.0);
    }
}

/// Growth of prices and of costs, each if it has one rate.
fn push_growth(levers: &mut Vec<Lever>, deal: &Deal) {
    let growth = &deal.growth;
    let rows = [
        (Kind::PriceGrowth, "house_price", &growth.house_price),
        (Kind::BuildCostGrowth, "build_cost", &growth.build_cost),
    ];
    for (kind, name, rows) in rows {
        if let [row] = &rows[..] {
            push(levers, kind, format!("/growth/{name}/{}/percent", row.id), row.percent, 0.5);
        }
    }
}

/// Each partner's cash, and each site.
fn push_contributions(levers: &mut Vec<Lever>, deal: &Deal) {
    for (place, row) in deal.contributions.iter().enumerate() {
        if let Contribution::CashEquity { id, amount, .. } = row {
            push(levers, Kind::Cash(place), format!("/contributions/{id}/amount"), *amount, money_step(*amount));
        }
    }
    for (place, site) in deal.sites.iter().enumerate() {
        push(levers, Kind::Land(place), format!("/sites/{}/value", site.id), site.value, money_step(site.value));
    }
}

fn push_sharing(levers: &mut Vec<Lever>, deal: &Deal) {
    let sharing = &deal.sharing;
    let mut add = |kind, name: &str, value: f64, step| push(levers, kind, format!("/sharing/{name}"), value, step);
    add(Kind::PreferredReturn, "preferred_return_percent", sharing.preferred_return_percent, 0.5);
    // Of two partners one share determines the other; with more, each share is an input.
    if let [first, _] = &sharing.split[..] {
        add(Kind::Share(0), &format!("split/{}/percent", first.id), first.percent, 5.0);
    }
    add(Kind::Recycled, "recycled_percent", sharing.recycled_percent, 10.0);
}

fn push_loans(levers: &mut Vec<Lever>, deal: &Deal) {
    for (place, loan) in deal.funding.facilities.iter().enumerate() {
        let path = format!("/funding/facilities/{}", loan.id);
        push(levers, Kind::LoanLimit(place), format!("{path}/limit"), loan.limit, money_step(loan.limit));
        push(levers, Kind::LoanRate(place), format!("{path}/rate_percent"), loan.rate_percent, 0.5);
    }
}

/// How many levers are shown at first.
pub const FIRST: usize = 8;

/// How many kinds of levers there are.
const PLACES: usize = 14;

/// The levers by how much they usually move the answer, with land, cash and sharing among the first; those of further sites,
/// partners and loans after one of each.
fn in_order(mut levers: Vec<Lever>) -> Vec<Lever> {
    let place = |kind: Kind| match kind {
        Kind::Price(_) => 0,
        Kind::PriceGrowth => 1,
        Kind::BuildCost(_) | Kind::BuildCostPerM2(_) => 2,
        Kind::Homes => 3,
        Kind::SalesPace(_) => 4,
        Kind::Cash(_) => 5,
        Kind::Land(_) => 6,
        Kind::Recycled => 7,
        Kind::BuildCostGrowth => 8,
        Kind::PreferredReturn => 9,
        Kind::Share(_) => 10,
        Kind::LoanLimit(_) => 11,
        Kind::LoanRate(_) => 12,
        Kind::Start | Kind::Field(_) => PLACES - 1,
    };
    let mut seen = [0; PLACES];
    levers.sort_by_cached_key(|lever| {
        let place = place(lever.kind);
        seen[place] += 1;
        (seen[place], place)
    });
    levers
}

fn push(levers: &mut Vec<Lever>, kind: Kind, path: String, value: f64, step: f64) {
    let limits = fields::number(&path).map_or((0.0, f64::INFINITY), |number| (number.least, number.most));
    levers.push(Lever { kind, path, value: value.into(), step, limits });
}

/// The limits of all homes: no row of a phase may exceed the limit of a row, and each phase needs at least one home.
pub(crate) fn homes_limits(deal: &Deal) -> (f64, f64) {
    let most_in_a_row = fields::number("/phases/*/homes/*/count").map_or(1.0, |number| number.most);
    let rows = deal.phases.iter().flat_map(|phase| &phase.homes).map(|row| row.count);
    let largest = f64::from(rows.max().unwrap_or(1).max(1));
    (deal.phases.len() as f64, (f64::from(homes(deal)) * most_in_a_row / largest).floor())
}

/// A step that moves a sum of money by about a tenth.
fn money_step(value: f64) -> f64 {
    match value {
        value if value >= 20e6 => 5e6,
        value if value >= 5e6 => 500e3,
        value if value >= 1e6 => 100e3,
        _ => 10e3,
    }
}

/// All homes of a deal.
#[must_use]
pub fn homes(deal: &Deal) -> u32 {
    deal.phases.iter().flat_map(|phase| &phase.homes).map(|row| row.count).sum()
}

/// The deal with the value of the lever at a path set, without a way through its document; `None` if it is no number of a lever.
#[must_use]
pub fn with_value(deal: &Deal, path: &str, value: f64) -> Option<Deal> {
    let kind = levers(deal).into_iter().find(|lever| lever.path == path)?.kind;
    let mut deal = deal.clone();
    *number(&mut deal, kind)? = value;
    Some(deal)
}

/// The number that a lever of one field moves.
fn number(deal: &mut Deal, kind: Kind) -> Option<&mut f64> {
    let Deal { home_types, growth, contributions, sites, sharing, funding, .. } = deal;
    match kind {
        Kind::Price(place) => home_types.get_mut(place)?.price.as_mut(),
        Kind::BuildCost(place) => home_types.get_mut(place)?.build_cost.as_mut(),
        Kind::BuildCostPerM2(place) => Some(&mut home_types.get_mut(place)?.build_cost_per_m2),
        Kind::SalesPace(place) => home_types.get_mut(place)?.sales_a_month.as_mut(),
        Kind::PriceGrowth => Some(&mut growth.house_price.first_mut()?.percent),
        Kind::BuildCostGrowth => Some(&mut growth.build_cost.first_mut()?.percent),
        Kind::Cash(place) => match contributions.get_mut(place)? {
            Contribution::CashEquity { amount, .. } => Some(amount),
            _ => None,
        },
        Kind::Land(place) => Some(&mut sites.get_mut(place)?.value),
        Kind::PreferredReturn => Some(&mut sharing.preferred_return_percent),
        Kind::Share(place) => Some(&mut sharing.split.get_mut(place)?.percent),
        Kind::Recycled => Some(&mut sharing.recycled_percent),
        Kind::LoanLimit(place) => Some(&mut funding.facilities.get_mut(place)?.limit),
        Kind::LoanRate(place) => Some(&mut funding.facilities.get_mut(place)?.rate_percent),
        Kind::Homes | Kind::Start | Kind::Field(_) => None,
    }
}

/// The deal with a number of homes, spread over phases and types as in `mix` if the deal has that mix, so that changing the number
/// and back loses nothing; otherwise as in the deal itself.
#[must_use]
pub fn with_homes(deal: &Deal, mix: &Deal, total: f64) -> Deal {
    let pattern = counts(if has_mix_of(deal, mix) { mix } else { deal });
    let mut deal = deal.clone();
    let parts = spread(total as u64, &pattern);
    for (row, part) in deal.phases.iter_mut().flat_map(|phase| &mut phase.homes).zip(parts) {
        row.count = u32::try_from(part).unwrap_or(u32::MAX);
    }
    deal
}

/// Whether the homes of a deal are spread over phases and types in the proportions of another.
#[must_use]
pub fn has_mix_of(deal: &Deal, other: &Deal) -> bool {
    let (own, pattern) = (counts(deal), counts(other));
    own.len() == pattern.len() && own == spread(own.iter().sum(), &pattern)
}

fn counts(deal: &Deal) -> Vec<u64> {
    deal.phases.iter().flat_map(|phase| &phase.homes).map(|row| row.count.into()).collect()
}

/// The deal where the other of two partners gets the rest of the share at a path.
#[must_use]
pub fn with_the_rest(mut deal: Deal, path: &str) -> Deal {
    let Some(id) = path.strip_prefix("/sharing/split/").and_then(|rest| rest.strip_suffix("/percent")) else {
        return deal;
    };
    if let [first, second] = &mut deal.sharing.split[..] {
        let (own, other) = if first.id == id { (first, second) } else { (second, first) };
        other.percent = 100.0 - own.percent;
    }
    deal
}

/// A number of homes spread over rows in proportion to a pattern.
#[must_use]
pub fn spread(total: u64, pattern: &[u64]) -> Vec<u64> {
    // The exact split of money by weights works for any whole number.
    let weights: Vec<Pence> = pattern.iter().map(|count| Pence(*count as i64)).collect();
    let mut parts = vec![Pence::ZERO; pattern.len()];
    split(Pence(total as i64), &weights, &mut parts);
    parts.into_iter().map(|part| part.0.unsigned_abs()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field_text;
    use appraisal::samples;

    fn norwich() -> Deal {
        crate::example::opened(&samples::NORWICH_2009).unwrap()
    }

    #[test]
    fn every_lever_moves_its_own_field_and_comes_back() {
        for sample in samples::ALL {
            let base = crate::example::opened(sample).unwrap();
            for before in levers(&base) {
                let down = before.value.as_f64().is_some_and(|number| number >= before.step);
                let to = field_text::stepped(&before.value, if down { -1 } else { 1 }, before.step, before.limits);
                let moved = field_text::set(&base, &base, &before.path, to.clone()).unwrap();
                let after = levers(&moved).into_iter().find(|lever| lever.kind == before.kind).unwrap();
                assert_eq!(after.value.as_f64(), to.as_f64(), "{} of {}", before.path, sample.name);
                assert_ne!(moved, base, "{}", before.path);
                assert_eq!(
                    field_text::set(&moved, &base, &before.path, before.value).unwrap(),
                    base,
                    "{}",
                    before.path
                );
                assert!(appraisal::check(&moved).is_ok(), "{}", before.path);
            }
        }
    }

    /// A lever moved without its deal's document gives the same deal as one moved in it.
    #[test]
    fn a_lever_is_set_as_in_the_document() {
        let mut count = 0;
        for sample in samples::ALL {
            let deal = crate::example::opened(sample).unwrap();
            for lever in levers(&deal).into_iter().filter(|lever| !matches!(lever.kind, Kind::Homes | Kind::Start)) {
                let direct = with_value(&deal, &lever.path, 7.25).unwrap();
                assert_eq!(direct, deal.with(&lever.path, 7.25.into()).unwrap(), "{} of {}", lever.path, sample.name);
                count += 1;
            }
            assert_eq!(with_value(&deal, HOMES, 7.0), None);
        }
        assert!(count > 100, "{count}");
    }

    #[test]
    fn homes_keep_their_mix() {
        let base = norwich();
        let half = with_homes(&base, &base, 650.0);
        assert_eq!(homes(&half), 650);
        assert_eq!(half.phases[0].homes[0].count, 54);
        assert_eq!(with_homes(&half, &base, 1300.0), base);
    }

    #[test]
    fn the_other_partner_gets_the_rest() {
        let base = norwich();
        let [first, second] = &base.sharing.split[..] else { panic!() };
        for (own, other) in [(first, second), (second, first)] {
            let path = format!("/sharing/split/{}/percent", own.id);
            let deal = field_text::set(&base, &base, &path, 60.0.into()).unwrap();
            assert_eq!(deal.number(&format!("/sharing/split/{}/percent", other.id)), Some(40.0));
        }
    }
}
