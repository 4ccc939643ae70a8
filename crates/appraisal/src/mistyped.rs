//! Sums that were probably typed in another unit than pounds: a price in thousands, a contribution in millions. They are prompts to
//! look, beside the run: nothing is corrected, and no figure depends on them.

use crate::check::costs_of;
use deal::{Contribution, Deal, Tenure};

/// A price under this part of the cost of building the home is no price of a home: a tenth.
const PART_OF_COST: f64 = 0.1;

/// A contribution, loan or grant under this many pounds is none of a venture.
const LEAST_SUM: f64 = 1_000.0;

/// Land up to this many pounds is transferred at a nominal price.
const NOMINAL: f64 = 1.0;

/// A sale price that is under a tenth of the build cost, as where £265 was typed for £265,000.
#[derive(Clone, Debug, PartialEq)]
pub struct LowPrice {
    /// The path of the price.
    pub path: String,
    /// The name of the home type.
    pub home_type: String,
    /// The price of a home, in pounds.
    pub price: f64,
    /// The build cost of a home, in pounds, its own or that of the home type whose costs it uses.
    pub build_cost: f64,
}

/// A sum above zero and under £1,000, as where £6.50 was typed for £6.5m.
#[derive(Clone, Debug, PartialEq)]
pub struct SmallSum {
    /// The path of the sum.
    pub path: String,
    /// In pounds.
    pub amount: f64,
}

/// Each sale price that was probably meant in thousands.
#[must_use]
pub fn prices_in_thousands(deal: &Deal) -> Vec<LowPrice> {
    let homes = deal.home_types.iter().filter(|home| home.tenure != Tenure::ServicedPlot);
    let low = homes.filter_map(|home| {
        let (price, (build_cost, _)) = (home.price?, costs_of(deal, home)?);
        let path = format!("/home_types/{}/price", home.id);
        let is_low = price > 0.0 && price < PART_OF_COST * build_cost;
        is_low.then(|| LowPrice { path, home_type: home.name.clone(), price, build_cost })
    });
    low.collect()
}

/// Each value of land, contribution of cash, grant and loan that was probably meant in millions.
#[must_use]
pub fn sums_in_millions(deal: &Deal) -> Vec<SmallSum> {
    let sites = deal.sites.iter().filter(|site| site.value > NOMINAL);
    let sites = sites.map(|site| (format!("/sites/{}/value", site.id), site.value));
    let contributions = deal.contributions.iter().filter_map(|row| match row {
        Contribution::CashEquity { id, amount, .. }
        | Contribution::CashLoanNote { id, amount, .. }
        | Contribution::Grant { id, amount, .. } => Some((format!("/contributions/{id}/amount"), *amount)),
        _ => None,
    });
    let loans = deal.funding.facilities.iter();
    let loans = loans.map(|loan| (format!("/funding/facilities/{}/limit", loan.id), loan.limit));
    let scheduled = deal.funding.scheduled_loans.iter();
    let scheduled = scheduled.map(|loan| (format!("/funding/scheduled_loans/{}/amount", loan.id), loan.amount));
    let sums = sites.chain(contributions).chain(loans).chain(scheduled);
    let small = sums.filter(|(_, amount)| *amount > 0.0 && *amount < LEAST_SUM);
    small.map(|(path, amount)| SmallSum { path, amount }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use deal::{document, samples};

    fn norwich() -> Deal {
        document::open(samples::NORWICH_2009.document).unwrap()
    }

    #[test]
    fn a_low_price_counts_the_costs_of_another_home_type() {
        let mut deal = norwich().with("/home_types/market/price", 265.into()).unwrap();
        let low = &prices_in_thousands(&deal)[0];
        assert_eq!((low.path.as_str(), low.price), ("/home_types/market/price", 265.0));
        let cost = low.build_cost;
        let place = deal.home_types.iter().position(|home| home.id == "market").unwrap();
        let mut other = deal.home_types[place].clone();
        other.id = "other".to_owned();
        (other.build_cost, other.build_cost_per_m2) = (None, 0.0);
        other.costs_from = Some("market".to_owned());
        deal.home_types.push(other);
        let low = prices_in_thousands(&deal);
        assert_eq!(low.iter().map(|low| low.build_cost).collect::<Vec<_>>(), [cost, cost]);
        // A low price above a tenth of the cost may be meant.
        assert_eq!(prices_in_thousands(&norwich().with("/home_types/market/price", 40_000.into()).unwrap()), []);
    }

    #[test]
    fn a_sum_is_small_above_zero_and_under_a_thousand_pounds() {
        let cash = "/contributions/hca-cash/amount";
        let land = format!("/sites/{}/value", norwich().sites[0].id);
        for path in [cash, land.as_str(), "/funding/facilities/senior/limit"] {
            let with = |amount: f64| sums_in_millions(&norwich().with(path, amount.into()).unwrap());
            assert_eq!(with(6.5), [SmallSum { path: path.to_owned(), amount: 6.5 }]);
            assert_eq!((with(0.0), with(1_000.0)), (Vec::new(), Vec::new()), "{path}");
            // Land is transferred at a nominal £1; no cash or loan is.
            assert_eq!(with(1.0).is_empty(), path == land, "{path}");
        }
    }
}
