//! A partner that joins later by buying a share of another partner's interest (method 1.6). The price is paid between
//! the two and is not cash of the venture; new cash is a contribution with a first call and a price, and part of the
//! run.

use crate::appraise::Appraisal;
use crate::check::CheckedDeal;
use crate::measures::rate_of_return::{RatesOfReturn, monthly};
use crate::stages::cash::PartnerBook;
use crate::units::{Pence, subtract};
use deal::Join;
use serde::Serialize;

/// What one joining partner pays and receives.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct JoinResult {
    /// The index of the row in the deal.
    pub join: usize,
    /// The index of the selling partner.
    pub seller: usize,
    /// The time point of the sale (X).
    pub k: usize,
    /// The seller's capital and notes outstanding after X, in pence: put in less returned.
    pub outstanding: Pence,
    /// The price in pence: as typed, or the share bought of the capital and notes outstanding.
    pub price: Pence,
    /// The joining partner's flows by time point, in pence: minus the price at X, then its rounded share of the
    /// seller's cash view.
    pub flows: Vec<Pence>,
    /// The joining partner's rates of return, on the monthly grid.
    pub rates: RatesOfReturn,
    /// Multiple: received over paid, including the price; none where it pays nothing.
    pub multiple: Option<f64>,
    /// The seller's cash view after the sale: its flows plus the price, less the share sold.
    pub seller_after: Vec<Pence>,
    /// The seller's rates of return after the sale, with land at its accepted value.
    pub seller_rates: RatesOfReturn,
}

/// Calculates every partner that joins later.
#[must_use]
pub fn joins(checked: &CheckedDeal, appraisal: &Appraisal) -> Vec<JoinResult> {
    let rows = checked.deal.joins.iter().enumerate();
    rows.map(|(place, row)| joined(checked, appraisal, place, row)).collect()
}

fn joined(checked: &CheckedDeal, appraisal: &Appraisal, join: usize, row: &Join) -> JoinResult {
    let seller = checked.deal.partners.iter().position(|partner| partner.id == row.partner).unwrap_or(0);
    let (k, share) = (row.month as usize, row.share_percent / 100.0);
    let result = &appraisal.partners[seller];
    let outstanding = outstanding(&appraisal.cash.partners[seller], k);
    let price = row.price.map_or_else(|| outstanding.times(share), Pence::from_pounds);
    let part = |(at, flow): (usize, &Pence)| if at > k { flow.times(share) } else { Pence::ZERO };
    let mut flows: Vec<Pence> = result.cash.iter().enumerate().map(part).collect();
    flows[k] -= price;
    let less = |whole: &[Pence]| {
        let mut own = whole.to_vec();
        subtract(&mut own, &flows);
        own
    };
    let (paid, received): (Vec<Pence>, Vec<Pence>) = flows.iter().partition(|flow| **flow < Pence::ZERO);
    let paid = -paid.into_iter().sum::<Pence>();
    let received: Pence = received.into_iter().sum();
    JoinResult {
        join,
        seller,
        k,
        outstanding,
        price,
        rates: monthly(&flows),
        multiple: paid.is_positive().then(|| received.as_f64() / paid.as_f64()),
        seller_after: less(&result.cash),
        seller_rates: monthly(&less(&result.economic)),
        flows,
    }
}

/// Capital and notes outstanding at a time point: land, cash and services put in, less the amount returned.
fn outstanding(book: &PartnerBook, k: usize) -> Pence {
    let mut flows = vec![Pence::ZERO; book.capital.len()];
    book.add_capital_and_notes(&mut flows);
    flows[..=k].iter().sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Deal, appraise, check, document, samples};

    fn worked(share_percent: f64, price: Option<f64>) -> (Appraisal, JoinResult) {
        let mut deal: Deal = document::open(samples::GD_1.document).unwrap();
        let (id, name, partner) = ("late".to_owned(), "Late".to_owned(), "P".to_owned());
        deal.joins = vec![Join { id, name, partner, month: 10, share_percent, price }];
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        let found = joins(&checked, &result).remove(0);
        (result, found)
    }

    #[test]
    fn at_par_half_of_what_stands_buys_half_of_what_comes() {
        // All £1,200,000 of P's cash is paid in by k = 7, and the first of it is returned after k = 13.
        let (result, found) = worked(50.0, None);
        assert_eq!((found.outstanding, found.price), (Pence(120_000_000), Pence(60_000_000)));
        let received = result.partners[1].received;
        let bought: Pence = found.flows[11..].iter().sum();
        assert!((received.0 - 2 * bought.0).abs() <= 36, "{received:?} {bought:?}");
        assert_eq!(found.flows[10], Pence(-60_000_000));
        assert!((found.multiple.unwrap() - bought.as_f64() / 60_000_000.0).abs() < 1e-12);
        // The sale neither creates nor destroys money.
        let both: Pence = found.flows.iter().chain(&found.seller_after).sum();
        assert_eq!(both, result.partners[1].cash.iter().sum::<Pence>());
        // The later money earns a higher rate: it waits less for the same amount.
        assert!(found.rates.rate() > result.partners[1].rates.rate());
    }

    #[test]
    fn the_price_may_be_another_and_the_whole_may_be_sold() {
        let (result, found) = worked(100.0, Some(1_500_000.0));
        assert_eq!(found.price, Pence(150_000_000));
        assert_eq!(found.flows[11..], result.partners[1].cash[11..]);
        // The seller has its calls and the price: £300,000 more than it has paid in.
        assert_eq!(found.seller_after.iter().sum::<Pence>(), Pence(30_000_000));
    }
}
