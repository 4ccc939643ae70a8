//! Prices that were probably meant in thousands.

use super::checks::Check;
use crate::outcome::Outcome;
use crate::words::format::plain_pounds;
use appraisal::deal::{HomeType, Tenure};

/// A price under this part of the cost of building the home is no price of a home: a tenth.
const PART_OF_COST: f64 = 0.1;

/// Each sale price that is under a tenth of what the home costs to build, as where £265 was typed for £265,000.
pub(super) fn in_thousands(outcome: &Outcome) -> impl Iterator<Item = Check> {
    let low =
        |home: &HomeType| home.price.is_some_and(|price| price > 0.0 && price < PART_OF_COST * home.own_build_cost());
    outcome.deal.home_types.iter().filter(move |home| home.tenure != Tenure::ServicedPlot && low(home)).map(check)
}

fn check(home: &HomeType) -> Check {
    let price = plain_pounds(home.price.unwrap_or_default());
    Check {
        act: true,
        heading: format!("{}: £{price} a home. Is it in thousands?", home.name),
        text: format!(
            "That is under a tenth of what the home costs to build, £{}. Enter the price in pounds.",
            plain_pounds(home.own_build_cost())
        ),
        path: Some(format!("/home_types/{}/price", home.id)),
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
            all.into_iter().find(|check| check.heading.contains("in thousands"))
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
}
