//! Social value, community ownership, the asset register, and how far offers cover asks (method 3.7, 3.8).

use crate::appraise::{Appraisal, appraise};
use crate::check::CheckedDeal;
use crate::units::{Pence, total};
use deal::{AskOrOffer, Deal, ExchangeKind, Side};
use serde::Serialize;

/// Benefits of the deal to the place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CommunityResult {
    /// The value of each row of social value, in pence: `quantity x unit value`; none where the user gives no unit
    /// value.
    pub social_values: Vec<Option<Pence>>,
    /// The total of the rows that have a value, in pence.
    pub social_value: Pence,
    /// Share of homes held by community bodies: `their homes / homes finished`, as a fraction.
    pub community_homes: Option<f64>,
    /// Share of value held by community bodies: `their value / GDV`, both at today's prices, as a fraction.
    pub community_value: Option<f64>,
    /// Totals of the asset register.
    pub register: Register,
    /// How far asks are covered, by kind and unit, in the order of their first rows.
    pub covers: Vec<Cover>,
    /// The indexes of asks that are not fully covered.
    pub unmet: Vec<usize>,
    /// The indexes of offers that are not fully used.
    pub unused: Vec<usize>,
}

/// Totals of the asset register.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Register {
    /// Area in hectares.
    pub area_ha: f64,
    /// Value in pence.
    pub value: Pence,
    /// The number of assets used in a phase of the deal.
    pub in_the_deal: usize,
    /// The number offered to the community.
    pub offered_to_community: usize,
}

/// Asks and offers of one kind and unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Cover {
    /// The kind.
    pub kind: ExchangeKind,
    /// The unit.
    pub unit: String,
    /// The total asked for.
    pub asked: f64,
    /// The total offered.
    pub offered: f64,
    /// `min(1, offers / asks)`, as a fraction; none where nothing is asked for.
    pub cover: Option<f64>,
}

/// Calculates the benefits of the deal to the place.
#[must_use]
pub fn community(checked: &CheckedDeal, appraisal: &Appraisal) -> CommunityResult {
    let community = &checked.deal.community;
    let value = |row: &deal::SocialValue| row.value_of_one.map(|one| Pence::from_pounds(row.quantity * one));
    let social_values: Vec<Option<Pence>> = community.social_value.iter().map(value).collect();
    let homes = total(community.holdings.iter().map(|row| row.homes));
    let held: Pence = community.holdings.iter().map(|row| Pence::from_pounds(row.value)).sum();
    let completed = appraisal.homes.completed;
    let worth =
        if held.is_positive() { value_at_todays_prices(checked) } else { appraisal.value.gross_development_value };
    let rows = &community.asks_and_offers;
    let covers = covers(rows);
    CommunityResult {
        social_value: social_values.iter().flatten().sum(),
        social_values,
        community_homes: (completed > 0).then(|| homes / f64::from(completed)),
        community_value: worth.is_positive().then(|| held.as_f64() / worth.as_f64()),
        register: register(&checked.deal),
        unmet: places(rows, &covers, Side::Ask, |cover| cover.offered < cover.asked),
        unused: places(rows, &covers, Side::Offer, |cover| cover.offered > cover.asked),
        covers,
    }
}

/// GDV with no growth in prices, costs or rents, because the value held by community bodies is typed at today's prices.
fn value_at_todays_prices(checked: &CheckedDeal) -> Pence {
    let mut flat = checked.clone();
    flat.plan.growth.iter_mut().for_each(Vec::clear);
    appraise(&flat).value.gross_development_value
}

fn register(deal: &Deal) -> Register {
    let assets = &deal.community.assets;
    Register {
        area_ha: total(assets.iter().map(|asset| asset.area_ha)),
        value: assets.iter().map(|asset| Pence::from_pounds(asset.value)).sum(),
        in_the_deal: assets.iter().filter(|asset| asset.phase.is_some()).count(),
        offered_to_community: assets.iter().filter(|asset| asset.is_offered_to_community).count(),
    }
}

/// Adds up asks and offers of the same kind and unit.
fn covers(rows: &[AskOrOffer]) -> Vec<Cover> {
    let mut covers: Vec<Cover> = Vec::new();
    for row in rows {
        let place = covers.iter().position(|cover| is_of(row, cover)).unwrap_or_else(|| {
            covers.push(Cover { kind: row.kind, unit: row.unit.clone(), asked: 0.0, offered: 0.0, cover: None });
            covers.len() - 1
        });
        match row.side {
            Side::Ask => covers[place].asked += row.quantity,
            Side::Offer => covers[place].offered += row.quantity,
        }
    }
    for cover in &mut covers {
        cover.cover = (cover.asked > 0.0).then(|| (cover.offered / cover.asked).min(1.0));
    }
    covers
}

fn is_of(row: &AskOrOffer, cover: &Cover) -> bool {
    row.kind == cover.kind && row.unit == cover.unit
}

fn places(rows: &[AskOrOffer], covers: &[Cover], side: Side, is_so: impl Fn(&Cover) -> bool) -> Vec<usize> {
    let of_side = rows.iter().enumerate().filter(|(_, row)| row.side == side);
    let listed = of_side.filter(|(_, row)| covers.iter().any(|cover| is_of(row, cover) && is_so(cover)));
    listed.map(|(place, _)| place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use deal::{Asset, Holding, SocialValue, ValueBasis};

    fn row(side: Side, kind: ExchangeKind, quantity: f64, unit: &str) -> AskOrOffer {
        AskOrOffer {
            id: format!("{side:?}-{kind:?}-{quantity}"),
            party: "council".into(),
            side,
            kind,
            quantity,
            unit: unit.into(),
            by_when: String::new(),
            condition: String::new(),
        }
    }

    /// 100 + 50 homes are asked for and 120 offered: cover 0.8, both asks unmet. 4 ha are asked for and 5 offered:
    /// cover 1, the offer not fully used. Hectares and homes are never netted.
    #[test]
    fn covers_by_kind_and_unit() {
        use ExchangeKind::{Homes, Land};
        let rows = [
            row(Side::Ask, Homes, 100.0, "social rent"),
            row(Side::Ask, Homes, 50.0, "social rent"),
            row(Side::Offer, Homes, 120.0, "social rent"),
            row(Side::Offer, Homes, 30.0, "market"),
            row(Side::Ask, Land, 4.0, "ha"),
            row(Side::Offer, Land, 5.0, "ha"),
        ];
        let covers = covers(&rows);
        assert_eq!(covers.iter().map(|cover| cover.cover).collect::<Vec<_>>(), [Some(0.8), None, Some(1.0)]);
        assert_eq!(places(&rows, &covers, Side::Ask, |cover| cover.offered < cover.asked), [0, 1]);
        assert_eq!(places(&rows, &covers, Side::Offer, |cover| cover.offered > cover.asked), [3, 5]);
    }

    /// GD-1: 6 of 24 homes and £1.5m of £6.0m are 25% each; 200 weeks at £150 are £30,000, and hours without a unit
    /// value add nothing.
    #[test]
    fn shares_and_values_by_hand() {
        let mut deal = crate::document::open(crate::samples::GD_1.document).unwrap();
        let value = |id: &str, quantity: f64, value_of_one: Option<f64>| SocialValue {
            id: id.into(),
            name: id.into(),
            quantity,
            unit: "weeks".into(),
            value_of_one,
        };
        deal.community.social_value = vec![value("weeks", 200.0, Some(150.0)), value("hours", 40.0, None)];
        deal.community.holdings =
            vec![Holding { id: "trust".into(), holder: "Land trust".into(), homes: 6.0, value: 1_500_000.0 }];
        deal.community.assets = vec![Asset {
            id: "hall".into(),
            name: "Hall".into(),
            owner: "C".into(),
            area_ha: 0.5,
            present_use: String::new(),
            value: 250_000.0,
            basis: ValueBasis::ExistingUse,
            valued_on: String::new(),
            planning_status: String::new(),
            constraints: String::new(),
            phase: Some("one".into()),
            is_offered_to_community: true,
        }];
        let checked = crate::check(&deal).unwrap();
        let result = community(&checked, &crate::appraise(&checked));
        assert_eq!(result.social_values, [Some(Pence(3_000_000)), None]);
        assert_eq!((result.community_homes, result.community_value), (Some(0.25), Some(0.25)));
        let register = Register { area_ha: 0.5, value: Pence(25_000_000), in_the_deal: 1, offered_to_community: 1 };
        assert_eq!(result.register, register);
    }
}
