//! The data of the charts: series, running totals and the findings shown above them. Charts only choose geometry.

use crate::appraise::{Appraisal, YearOfMoney, fill_partners_cash_out};
use crate::postings::Line;
use crate::stages::cash::CashBook;
use crate::units::{Pence, add};

/// The series behind the charts of one appraisal.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Affordable homes over homes planned, as a fraction.
    pub affordable_share: f64,
    /// The first and last reporting year in which homes are finished.
    pub homes_years: Option<(usize, usize)>,
    /// The first reporting year in which most homes are finished, and how many.
    pub homes_peak: Option<(usize, u32)>,
    /// In how many reporting years as many are.
    pub homes_peak_years: usize,
    /// The first and last reporting year in which anything is built.
    pub jobs_years: Option<(usize, usize)>,
    /// The first and last reporting year with any money.
    pub money_years: (usize, usize),
    /// Cumulative payments into the pot, at the time points where it changes.
    pub pot_so_far: Vec<(usize, Pence)>,
    /// The last time point of each reporting year with any money.
    pub year_ends: Vec<usize>,
    /// Each partner's cumulative receipts less contributions, land at its accepted value, where it changes.
    pub positions: Vec<Vec<(usize, Pence)>>,
    /// Where the money goes: bars from money in to the surplus.
    pub flow: Vec<FlowBar>,
    /// Surplus as a fraction of all money in.
    pub left_over: Option<f64>,
}

/// One bar of where the money goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FlowBar {
    /// What it is.
    pub item: FlowItem,
    /// How much.
    pub amount: Pence,
    /// The running total of money in less money out before this bar.
    pub before: Pence,
    /// The running total after this bar.
    pub after: Pence,
}

/// What a bar shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlowItem {
    /// Receipts for homes, other income and interest on cash.
    Receipts,
    /// A partner's cash.
    CashIn(usize),
    /// Loans and bills unpaid at the end.
    Unpaid,
    /// A line of cost.
    Cost(Line),
    /// Interest and fees of loans.
    InterestAndFees,
    /// Total paid to a partner.
    ToPartner(usize),
    /// Grant received.
    Grant,
    /// Clawback and grant repaid.
    ToOthers,
    /// Cash remaining at the end.
    CashHeld,
    /// The reinvestment pot.
    Pot,
}

/// Builds the data of the charts.
#[must_use]
pub fn picture(appraisal: &Appraisal) -> Picture {
    let homes = &appraisal.homes.completed_by_year;
    let in_year = |year: usize| homes.iter().map(|counts| counts[year]).sum::<u32>();
    let years = 0..appraisal.years.count;
    let homes_by_year: Vec<u32> = years.map(in_year).collect();
    let mut homes_peak = None;
    for (year, count) in homes_by_year.iter().enumerate() {
        if *count > homes_peak.map_or(0, |(_, most)| most) {
            homes_peak = Some((year, *count));
        }
    }
    let flow = flow(appraisal);
    let money_in: Pence = flow.iter().filter(|bar| bar.after > bar.before).map(|bar| bar.amount).sum();
    let surplus = appraisal.value.surplus;
    Picture {
        affordable_share: f64::from(appraisal.homes.affordable) / f64::from(appraisal.homes.planned.max(1)),
        homes_years: ends(&homes_by_year, |count| *count > 0),
        homes_peak,
        homes_peak_years: homes_by_year
            .iter()
            .filter(|count| homes_peak.is_some_and(|(_, most)| **count == most))
            .count(),
        jobs_years: ends(&appraisal.jobs.spending_by_year, |spent| spent.is_positive()),
        money_years: money_years(appraisal),
        pot_so_far: so_far(&appraisal.cash.pot),
        year_ends: year_ends(appraisal),
        positions: appraisal.partners.iter().map(|partner| so_far(&partner.economic)).collect(),
        left_over: money_in.is_positive().then(|| surplus.as_f64() / money_in.as_f64()),
        flow,
    }
}

/// Partners' cash not yet returned, plus loans, at each time point: the series of peak funding.
#[must_use]
pub fn funding(cash: &CashBook) -> Vec<Pence> {
    let mut funding = Vec::new();
    fill_partners_cash_out(cash, &mut funding);
    add(&mut funding, &cash.debt);
    funding
}

/// The series that a comparison draws for each deal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedSeries {
    /// Partners' cash not yet returned, plus loans, at the time points where they change.
    pub funding: Vec<(usize, Pence)>,
    /// Affordable homes finished, by reporting year.
    pub affordable_by_year: Vec<u32>,
    /// Other homes finished, by reporting year.
    pub market_by_year: Vec<u32>,
}

/// Builds the series that a comparison draws for one appraisal.
#[must_use]
pub fn compared_series(appraisal: &Appraisal) -> ComparedSeries {
    let mut changes: Vec<(usize, Pence)> = funding(&appraisal.cash).into_iter().enumerate().collect();
    changes.dedup_by_key(|(_, sum)| *sum);
    let homes = &appraisal.homes;
    let by_year = |is_affordable: bool| {
        let own = homes.by_tenure.iter().zip(&homes.completed_by_year);
        let own = own.filter(|((tenure, _), _)| tenure.is_affordable() == is_affordable);
        own.fold(vec![0; appraisal.years.count], |mut sums, (_, years)| {
            sums.iter_mut().zip(years).for_each(|(sum, homes)| *sum += homes);
            sums
        })
    };
    ComparedSeries { funding: changes, affordable_by_year: by_year(true), market_by_year: by_year(false) }
}

fn ends<T>(items: &[T], is_used: impl Fn(&T) -> bool) -> Option<(usize, usize)> {
    Some((items.iter().position(&is_used)?, items.iter().rposition(&is_used)?))
}

/// The first and last reporting year with a payment or land contribution.
fn money_years(appraisal: &Appraisal) -> (usize, usize) {
    let economic = appraisal.partners.iter().map(|partner| &partner.economic);
    let cash = &appraisal.cash;
    let series = economic.chain([&appraisal.net, &cash.distributed, &cash.debt, &cash.shortfall]);
    let used = series.filter_map(|series| ends(series, |amount| *amount != Pence::ZERO));
    let (first, last) = used.fold((usize::MAX, 0), |all, one| (all.0.min(one.0), all.1.max(one.1)));
    let year = |k: usize| appraisal.years.of_time_point(k);
    (year(first.min(last)), year(last))
}

fn year_ends(appraisal: &Appraisal) -> Vec<usize> {
    let (first, last) = money_years(appraisal);
    let year = |k: usize| appraisal.years.of_time_point(k);
    let end = appraisal.net.len() - 1;
    (0..=end).filter(|k| (first..=last).contains(&year(*k)) && (*k == end || year(k + 1) > year(*k))).collect()
}

/// A running total at a time point: the latest change so far.
#[must_use]
pub fn at(steps: &[(usize, Pence)], k: usize) -> Pence {
    steps.iter().take_while(|(change, _)| *change <= k).last().map_or(Pence::ZERO, |(_, sum)| *sum)
}

/// The running total at the time points where it changes.
fn so_far(flows: &[Pence]) -> Vec<(usize, Pence)> {
    let mut sum = Pence::ZERO;
    let changes = flows.iter().enumerate().filter(|(_, flow)| **flow != Pence::ZERO);
    let steps = changes.map(|(k, flow)| {
        sum += *flow;
        (k, sum)
    });
    std::iter::once((0, flows.first().copied().unwrap_or_default())).chain(steps.skip_while(|(k, _)| *k == 0)).collect()
}

/// Money in, then each cost, then each partner, then the surplus: the running total ends at zero, to the penny.
fn flow(appraisal: &Appraisal) -> Vec<FlowBar> {
    let cash = &appraisal.cash;
    let last = |series: &[Pence]| series.last().copied().unwrap_or_default();
    let receipts = appraisal.postings.total_of(Line::is_receipt) + cash.cash_interest.iter().sum();
    let partners = appraisal.partners.iter().enumerate();
    let mut items = vec![(FlowItem::Receipts, receipts)];
    items.push((FlowItem::Grant, cash.grant.iter().sum()));
    items.extend(
        partners.clone().map(|(index, partner)| (FlowItem::CashIn(index), partner.cash_in + partner.guarantees_in)),
    );
    items.push((FlowItem::Unpaid, last(&cash.debt) + last(&cash.shortfall)));
    let costs = Line::ALL.into_iter().filter(|line| !line.is_receipt());
    items.extend(costs.map(|line| (FlowItem::Cost(line), -appraisal.postings.total(line))));
    items.push((FlowItem::InterestAndFees, -appraisal.value.interest_and_fees));
    let to_others: Pence = appraisal.money_by_year.iter().map(|year| year.to_others).sum();
    items.push((FlowItem::ToOthers, -to_others));
    items.extend(partners.map(|(index, partner)| (FlowItem::ToPartner(index), -partner.received)));
    items.push((FlowItem::CashHeld, -last(&cash.cash)));
    items.push((FlowItem::Pot, -appraisal.pot.total));
    let mut sum = Pence::ZERO;
    let bars = items.into_iter().filter(|(_, amount)| *amount != Pence::ZERO);
    bars.map(|(item, amount)| {
        let before = sum;
        sum += amount;
        FlowBar { item, amount: amount.abs(), before, after: sum }
    })
    .collect()
}

/// The totals of a table by year, shown in its last column.
#[must_use]
pub fn total_of_years(years: &[YearOfMoney]) -> YearOfMoney {
    let mut total = YearOfMoney::default();
    for year in years {
        total.homes += year.homes;
        total.receipts += year.receipts;
        total.cash_in += year.cash_in;
        total.loans += year.loans;
        total.interest_and_fees += year.interest_and_fees;
        total.costs += year.costs;
        total.programme += year.programme;
        total.to_pot += year.to_pot;
        total.to_others += year.to_others;
        total.grant += year.grant;
        total.change_in_cash += year.change_in_cash;
        total.to_partners.resize(year.to_partners.len(), Pence::ZERO);
        total.to_partners.iter_mut().zip(&year.to_partners).for_each(|(sum, paid)| *sum += *paid);
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{appraise, check, document, samples};

    #[test]
    fn the_flow_of_every_sample_ends_at_nothing() {
        for sample in samples::ALL {
            let deal = document::open(sample.document).unwrap();
            let picture = picture(&appraise(&check(&deal).unwrap()));
            assert_eq!(picture.flow.last().unwrap().after, Pence::ZERO, "{}", sample.name);
            assert!(picture.flow.windows(2).all(|pair| pair[0].after == pair[1].before));
        }
    }

    #[test]
    fn norwich_peaks_when_the_small_sites_finish() {
        let deal = document::open(samples::NORWICH_2009.document).unwrap();
        let picture = picture(&appraise(&check(&deal).unwrap()));
        assert_eq!((picture.homes_peak, picture.homes_peak_years), (Some((3, 239)), 1));
        assert_eq!(picture.homes_years, Some((2, 10)));
        assert_eq!(picture.money_years, (1, 11));
    }
}
