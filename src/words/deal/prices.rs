//! Sums that were probably typed in another unit than pounds.

use super::checks::Check;
use crate::outcome::Outcome;
use crate::words::format::plain_pounds;
use crate::words::steps;
use appraisal::Deal;
use appraisal::mistyped::{LowPrice, SmallSum, prices_in_thousands, sums_in_millions};

/// Each sum that was probably meant in thousands or in millions.
pub(super) fn in_another_unit(outcome: &Outcome) -> Vec<Check> {
    let deal = &outcome.deal;
    let prices = prices_in_thousands(deal).into_iter().map(of_price);
    prices.chain(sums_in_millions(deal).into_iter().map(|sum| of_sum(sum, deal))).collect()
}

fn of_price(low: LowPrice) -> Check {
    Check {
        act: true,
        heading: format!("{}: £{} a home. Is it in thousands?", low.home_type, plain_pounds(low.price)),
        text: format!(
            "That is under a tenth of what the home costs to build, £{}. Enter the price in pounds.",
            plain_pounds(low.build_cost)
        ),
        path: Some(low.path),
    }
}

fn of_sum(sum: SmallSum, deal: &Deal) -> Check {
    Check {
        act: true,
        heading: format!("{}: £{}. Is it in millions?", steps::called(&sum.path, deal), plain_pounds(sum.amount)),
        text: "That is under £1,000. Enter the amount in pounds.".to_owned(),
        path: Some(sum.path),
    }
}

#[cfg(test)]
mod tests {
    use super::super::checks::checks;
    use super::*;
    use appraisal::samples;

    #[test]
    fn a_price_meant_in_thousands_is_an_issue_and_no_sample_has_one() {
        let found = |deal: appraisal::Deal| {
            let outcome = Outcome::of(deal.into()).unwrap();
            let all = checks(&outcome, &outcome.deal);
            all.into_iter().find(|check| check.heading.contains("Is it in "))
        };
        for sample in samples::ALL {
            assert_eq!(found(crate::link::opened(sample).unwrap()), None, "{}", sample.name);
        }
        let norwich = || crate::link::opened(&samples::NORWICH_2009).unwrap();
        let low = found(norwich().with("/home_types/market/price", 265.into()).unwrap()).unwrap();
        assert_eq!(low.heading, "Market sale: £265 a home. Is it in thousands?");
        assert!(low.act && low.text.contains("Enter the price in pounds"), "{low:?}");
        assert!(crate::inputs::way_to(low.path.as_deref().unwrap()).is_some());
        // A low price above a tenth of the cost may be meant.
        let cheap = norwich().with("/home_types/market/price", 40_000.into()).unwrap();
        assert_eq!(found(cheap), None);
    }

    #[test]
    fn a_contribution_meant_in_millions_is_an_issue() {
        let norwich = crate::link::opened(&samples::NORWICH_2009).unwrap();
        for (path, heading) in [
            ("/contributions/hca-cash/amount", "HCA cash: £6.50. Is it in millions?"),
            ("/funding/facilities/senior/limit", "limit: £6.50. Is it in millions?"),
        ] {
            let outcome = Outcome::of(norwich.with(path, 6.5.into()).unwrap().into()).unwrap();
            let found = checks(&outcome, &norwich).into_iter().find(|check| check.heading.contains("Is it in"));
            let found = found.unwrap();
            assert!(found.act && found.heading.ends_with(heading), "{found:?}");
            assert_eq!(found.path.as_deref(), Some(path));
        }
    }
}
