//! Every rate of return of each partner: on the monthly grid, by dates, modified, and the profile of net present value
//! (method 2.12). Calculated on request, in addition to the appraisal.

use crate::appraise::Appraisal;
use crate::check::CheckedDeal;
use crate::measures::modified::{ProfilePoint, modified, profile};
use crate::measures::rate_of_return::{RatesOfReturn, dated, monthly};
use crate::units::{Pence, add};
use serde::Serialize;

/// Rates of return of each partner, and of all partners combined.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Returns {
    /// Each partner's, in the order of the deal.
    pub partners: Vec<PartnerReturns>,
    /// All partners combined, with land at its accepted value. Never an average of their rates.
    pub together: ViewOfReturns,
}

/// Rates of return of one partner.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartnerReturns {
    /// Economic view: land at its accepted value, on the day it is drawn down.
    pub economic: ViewOfReturns,
    /// Cash view: without land.
    pub cash: ViewOfReturns,
}

/// Rates of return of one series of flows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ViewOfReturns {
    /// On the monthly grid.
    pub monthly: RatesOfReturn,
    /// XIRR, as in Excel: by dates, days over 365.
    pub dated: RatesOfReturn,
    /// The yearly finance and reinvestment rate of the modified rate: the partner's own discount rate.
    pub modified_at: f64,
    /// Modified rate of return (MIRR); none without flows in both directions.
    pub modified: Option<f64>,
    /// Net present value of the flows at a range of rates.
    pub profile: Vec<ProfilePoint>,
    /// Whether the monthly grid has several rates, so that the modified rate and profile must be shown.
    pub is_not_unique: bool,
}

/// Calculates every rate of return of a deal from its appraisal.
#[must_use]
pub fn returns(checked: &CheckedDeal, appraisal: &Appraisal) -> Returns {
    let days: Vec<i64> = (0..appraisal.net.len()).map(|k| appraisal.start.plus(k as i32).day_number()).collect();
    let rates: Vec<f64> = checked.deal.partners.iter().map(|partner| partner.discount_rate_percent / 100.0).collect();
    let mut together = vec![Pence::ZERO; appraisal.net.len()];
    appraisal.partners.iter().for_each(|partner| add(&mut together, &partner.economic));
    let partners = appraisal.partners.iter().zip(&rates).map(|(partner, rate)| PartnerReturns {
        economic: view(&partner.economic, &days, *rate),
        cash: view(&partner.cash, &days, *rate),
    });
    Returns {
        partners: partners.collect(),
        together: view(&together, &days, rates.first().copied().unwrap_or_default()),
    }
}

fn view(flows: &[Pence], days: &[i64], rate: f64) -> ViewOfReturns {
    let monthly = monthly(flows);
    ViewOfReturns {
        dated: dated(flows, days),
        modified_at: rate,
        modified: modified(flows, rate, rate),
        profile: profile(flows, &monthly.roots),
        is_not_unique: monthly.roots.len() > 1,
        monthly,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measures::rate_of_return::Headline;
    use crate::{appraise, check, document, samples};

    /// GD-1 gives 28.0598% and 34.3307% on the monthly grid (method 9). Its dates include the leap year 2028, so each
    /// is a little lower by dates. A modified rate at the grid's own rate equals it.
    #[test]
    fn stand_side_by_side_for_every_partner() {
        let mut deal = document::open(samples::GD_1.document).unwrap();
        deal.partners[0].discount_rate_percent = 28.0598;
        let checked = check(&deal).unwrap();
        let found = returns(&checked, &appraise(&checked));
        for (partner, wanted) in found.partners.iter().zip([0.280_598, 0.343_307]) {
            let Headline::Rate(monthly) = partner.economic.monthly.headline else { panic!() };
            let Headline::Rate(dated) = partner.economic.dated.headline else { panic!() };
            assert!((monthly - wanted).abs() < 5e-7, "{monthly}");
            assert!(dated < monthly && monthly - dated < 0.002, "{dated} by dates, {monthly} by months");
            assert!(!partner.economic.is_not_unique && !partner.economic.profile.is_empty());
        }
        let council = &found.partners[0].economic;
        assert!((council.modified.unwrap() - 0.280_598).abs() < 1e-5, "{:?}", council.modified);
        // The council pays no cash: it has no rate, and nothing to modify.
        assert_eq!((found.partners[0].cash.monthly.headline, found.partners[0].cash.modified), (Headline::None, None));
        assert!(matches!(found.together.monthly.headline, Headline::Rate(_)));
    }
}
