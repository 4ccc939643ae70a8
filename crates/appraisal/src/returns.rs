//! Every rate of return of each partner side by side: on the monthly grid, by dates, modified, and the profile of present
//! value (method 2.12). Asked for beside the appraisal.

use crate::appraise::Appraisal;
use crate::check::CheckedDeal;
use crate::measures::modified::{ProfilePoint, modified, profile};
use crate::measures::rate_of_return::{RatesOfReturn, dated, monthly};
use crate::units::{Pence, add};
use serde::Serialize;

/// Rates of return of the partners, in the order of the deal, and of all together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Returns {
    /// Each partner's, in the order of the deal.
    pub partners: Vec<PartnerReturns>,
    /// Of the partners together, with land at its accepted value. Never an average of their rates.
    pub together: ViewOfReturns,
}

/// Rates of return of one partner.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PartnerReturns {
    /// Land at its accepted value is put in on the day it is drawn down.
    pub economic: ViewOfReturns,
    /// Land is left out.
    pub cash: ViewOfReturns,
}

/// Rates of return of one series of flows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ViewOfReturns {
    /// On the monthly grid.
    pub monthly: RatesOfReturn,
    /// By dates, as a spreadsheet's XIRR: days over 365.
    pub dated: RatesOfReturn,
    /// The yearly rate of finance and of reinvestment that the modified rate takes: the partner's own discount rate.
    pub modified_at: f64,
    /// The modified rate (MIRR); none where money does not flow both ways.
    pub modified: Option<f64>,
    /// What the flows are worth over the rate.
    pub profile: Vec<ProfilePoint>,
    /// Whether there is more than one rate on the monthly grid, so that modified rate and profile must be shown.
    pub is_not_unique: bool,
}

/// Works out every rate of return of a deal whose appraisal is at hand.
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

    /// GD-1 gives 28.0598% and 34.3307% on the monthly grid (method 9). Its dates run over the leap year 2028, so that by
    /// dates each is a little less. With the modified rate at the grid's own rate both are the same.
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
        // The council pays no cash at all: no rate, and nothing to modify.
        assert_eq!((found.partners[0].cash.monthly.headline, found.partners[0].cash.modified), (Headline::None, None));
        assert!(matches!(found.together.monthly.headline, Headline::Rate(_)));
    }
}
