//! The identities of the method's section 2.14, on one deal and its result.

use super::kept::assert_kept;
use super::ledger::{ledger, rnd, shared};
use appraisal::deal::*;
use appraisal::measures::rate_of_return::{Headline, RatesOfReturn};
use appraisal::postings::Line;
use appraisal::{Appraisal, Pence, YearOfHomes};

/// Holds a result to every identity that can be seen from the deal alone.
pub(crate) fn assert_identities(deal: &Deal, result: &Appraisal) {
    cash_moves_by_what_comes_in_and_goes_out(deal, result);
    the_whole_life_balances(result);
    payments_follow_the_second_reckoning(deal, result);
    partners_gain_what_the_venture_earns(result);
    homes_are_counted_once(deal, result);
    sales_bring_in_their_price(deal, result);
    assert_kept(deal, result);
    rates_of_return_are_worth_nothing(result);
    land_enters_once(deal, result);
    jobs_and_years_add_up(deal, result);
    partners_figures_hang_together(result);
}

fn total(series: &[Pence]) -> i64 {
    series.iter().map(|sum| sum.0).sum()
}

/// I1, and that no cash is ever negative.
fn cash_moves_by_what_comes_in_and_goes_out(deal: &Deal, result: &Appraisal) {
    let book = &result.cash;
    let minimum = rnd(100.0 * deal.funding.minimum_cash);
    let (mut cash, mut short) = (0, 0);
    for k in 0..=deal.months as usize {
        let called: i64 = book.partners.iter().map(|partner| partner.cash_in[k].0).sum();
        let inward = result.net[k].0 + book.cash_interest[k].0 + called + book.drawn[k].0 + book.shortfall[k].0 - short;
        let outward = book.interest_and_fees[k].0 + book.repaid[k].0 + book.distributed[k].0;
        cash += inward - outward;
        short = book.shortfall[k].0;
        assert_eq!(book.cash[k].0, cash, "I1 at {k}");
        assert!(cash >= if k == deal.months as usize { 0 } else { minimum }, "I1: least cash at {k}");
        assert!(short >= 0, "I1: shortfall at {k}");
    }
}

/// I2 and, date by date, I3.
fn the_whole_life_balances(result: &Appraisal) {
    let book = &result.cash;
    let postings = &result.postings;
    let receipts = postings.total_of(Line::is_receipt).0;
    let costs = postings.total_of(|line| !line.is_receipt()).0;
    let of_partners = |series: fn(&appraisal::CashBook) -> Vec<i64>| series(book).iter().sum::<i64>();
    let called = of_partners(|book| book.partners.iter().map(|partner| total(&partner.cash_in)).collect());
    let inward = receipts + total(&book.cash_interest) + called + total(&book.drawn);
    let closing = |series: &[Pence]| series.last().unwrap().0;
    let outward = costs + total(&book.interest_and_fees) + total(&book.repaid) + total(&book.distributed);
    assert_eq!(inward + closing(&book.shortfall), outward + closing(&book.cash), "I2");
    for k in 0..book.cash.len() {
        let paid =
            |partner: &appraisal::PartnerBook| partner.preferred_return[k] + partner.capital[k] + partner.split[k];
        let paid: Pence = book.partners.iter().map(paid).sum();
        assert_eq!(paid + book.pot[k], book.distributed[k], "I3 at {k}");
    }
}

/// I3, I4 and I10: every call, draw, payment and balance is that of the second reckoning.
fn payments_follow_the_second_reckoning(deal: &Deal, result: &Appraisal) {
    let second = ledger(deal, result);
    let book = &result.cash;
    let same = |what: &str, first: &[Pence], second: &[i64]| {
        let differs = first.iter().zip(second).position(|(first, second)| first.0 != *second);
        assert_eq!(first.len(), second.len(), "{what}");
        if let Some(k) = differs {
            panic!("{what} at {k}: {} against {}", first[k].0, second[k]);
        }
    };
    same("interest and fees", &book.interest_and_fees, &second.interest_and_fees);
    same("shortfall", &book.shortfall, &second.shortfall);
    same("debt", &book.debt, &second.debt);
    same("paid out", &book.distributed, &second.distributed);
    same("pot", &book.pot, &second.pot);
    same("cash", &book.cash, &second.cash);
    for (place, partner) in book.partners.iter().enumerate() {
        same("calls", &partner.cash_in, &second.cash_in[place]);
        same("preferred return", &partner.preferred_return, &second.preferred_return[place]);
        same("capital", &partner.capital, &second.capital[place]);
        same("split", &partner.split, &second.split[place]);
        let left = total(&partner.land_in) + total(&partner.cash_in) - total(&partner.capital);
        assert_eq!(partner.capital_unpaid.0, left, "I4: capital of partner {place}");
        assert!(left >= 0 && partner.preferred_return_unpaid.0 >= 0, "I4: partner {place}");
        let on_cash = total(&partner.cash_capital);
        assert!(on_cash <= total(&partner.cash_in) && on_cash <= total(&partner.capital), "I4: partner {place}");
    }
}

/// I5.
fn partners_gain_what_the_venture_earns(result: &Appraisal) {
    let partners = &result.partners;
    let received: i64 = partners.iter().map(|partner| partner.received.0).sum();
    let put_in: i64 = partners.iter().map(|partner| partner.land_in.0 + partner.cash_in.0).sum();
    let closing = |series: &[Pence]| series.last().unwrap().0;
    let left = closing(&result.cash.shortfall) + closing(&result.cash.debt) - closing(&result.cash.cash);
    let gain = received + result.pot.total.0 - put_in;
    assert_eq!(gain, result.value.venture_profit.0 + left, "I5");
}

/// Homes ready, sold and let by the end of a month, from section 2.5.
pub(crate) fn progress(phase: &Phase, home: &HomeType, count: u32, month: u32) -> (u32, u32, u32) {
    let (first, last) =
        (phase.build_start_month + phase.first_completion_months, phase.build_start_month + phase.build_months - 1);
    if month < first {
        return (0, 0, 0);
    }
    let share = (f64::from(month - first + 1) / f64::from(last - first + 1)).min(1.0);
    let ready = count.min((f64::from(count) * share + 0.5 + 1e-9).floor() as u32);
    let taken = |pace: Option<f64>, months: i32| {
        let most = pace.map_or(f64::INFINITY, |pace| (pace * f64::from(months) + 1e-9).floor().max(0.0));
        f64::from(ready).min(most) as u32
    };
    let month = month as i32;
    if let Some(letting) = &home.letting {
        return (ready, 0, taken(letting.lets_a_month, month - first as i32 + 1));
    }
    let launch = phase.build_start_month as i32 + home.launch_month;
    (ready, taken(home.sales_a_month, month - home.sale_lag_months - launch + 1), 0)
}

/// I6, against homes counted month by month.
fn homes_are_counted_once(deal: &Deal, result: &Appraisal) {
    let homes = &result.homes;
    let kind = |row: &HomesRow| deal.home_types.iter().find(|home| home.id == row.home_type).unwrap();
    let planned = |is_of_kind: fn(Tenure) -> bool| -> u32 {
        let rows = deal.phases.iter().flat_map(|phase| &phase.homes);
        rows.filter(|row| is_of_kind(kind(row).tenure)).map(|row| row.count).sum()
    };
    assert_eq!(homes.planned, planned(|tenure| tenure != Tenure::ServicedPlot), "I6");
    assert_eq!(homes.plots, planned(|tenure| tenure == Tenure::ServicedPlot), "I6: plots");
    assert_eq!(homes.care, planned(|tenure| tenure == Tenure::ExtraCare), "I6: care");
    assert_eq!(homes.by_tenure.iter().map(|(_, count)| count).sum::<u32>(), homes.planned, "I6: tenure");
    assert_eq!(homes.completed, homes.planned, "I6: every phase is finished within the deal");
    assert_eq!(homes.completed_by_year.iter().flatten().sum::<u32>(), homes.planned, "I6: years");
    assert_eq!(homes.sold + homes.let_homes + homes.unsold, homes.planned, "I6: end stock");
    let mut rows = homes.by_row.rows.iter();
    let (mut let_homes, mut plots_sold) = (0, 0);
    for phase in &deal.phases {
        for row in &phase.homes {
            let home = kind(row);
            let counts = rows.next().unwrap();
            let mut years = vec![YearOfHomes::default(); result.years.count];
            let mut before = (0, 0, 0);
            for month in 0..deal.months {
                let now = progress(phase, home, row.count, month);
                let year = &mut years[result.years.of_month(month as usize)];
                year.completed += now.0 - before.0;
                year.sold += now.1 - before.1;
                year.let_ += now.2 - before.2;
                before = now;
            }
            years[result.years.of_month(phase.build_start_month as usize)].started = row.count;
            assert_eq!(counts.by_year, years, "I6: {} of {}", row.id, phase.id);
            let_homes += before.2;
            plots_sold += if home.tenure == Tenure::ServicedPlot { before.1 } else { 0 };
        }
    }
    assert!(rows.next().is_none(), "I6: rows");
    assert_eq!((homes.let_homes, homes.plots_unsold), (let_homes, homes.plots - plots_sold), "I6: end stock");
}

fn price_of(deal: &Deal, home: &HomeType) -> f64 {
    let from =
        home.price_from.as_ref().map_or(home, |id| deal.home_types.iter().find(|other| other.id == *id).unwrap());
    from.price.unwrap() * home.percent_of_price / 100.0
}

/// The growth of an index in a month, from section 2.3.
pub(crate) fn growth(rows: &[GrowthRow], month: i32) -> f64 {
    let held = rows.iter().filter(|row| i64::from(row.from_month) <= i64::from(month));
    let first = rows.iter().min_by_key(|row| row.from_month);
    held.max_by_key(|row| row.from_month).or(first).map_or(0.0, |row| row.percent / 100.0)
}

/// An index at each month and for twelve beyond the end, from section 2.3.
pub(crate) fn index(deal: &Deal, rows: &[GrowthRow]) -> Vec<f64> {
    let base = deal.price_base_month;
    let (first, last) = (base.min(0), base.max(deal.months as i32 + 12));
    // The logarithm of the index, month by month.
    let mut logs = vec![0.0];
    logs.extend((first..last).scan(0.0, |sum, month| {
        *sum += (1.0 + growth(rows, month)).ln() / 12.0;
        Some(*sum)
    }));
    let at = |month: i32| logs[(month - first) as usize];
    (0..=deal.months as i32 + 12).map(|month| (at(month) - at(base)).exp()).collect()
}

/// What one home fetches, or a share of it is reckoned on, in each month.
pub(crate) fn prices_of(deal: &Deal, home: &HomeType) -> Vec<f64> {
    let usual = if home.tenure == Tenure::ServicedPlot { IndexName::Land } else { IndexName::HousePrice };
    let (_, rows) = deal.growth.lists()[home.price_index.unwrap_or(usual) as usize];
    let price = price_of(deal, home);
    index(deal, rows).into_iter().map(|index| price * index).collect()
}

/// What another order of powers may make of so many postings: a penny each, or a trillionth of huge ones.
pub(crate) fn off(count: i64, sum: i64) -> i64 {
    count + sum / 1_000_000_000_000
}

/// Whether a line holds what homes and plots are sold or transferred for.
fn is_sale(line: Line) -> bool {
    line.is_development_value() && ![Line::Staircasing, Line::InvestmentSales].contains(&line)
}

/// Receipts are homes sold times price times index; of shared ownership that is kept, times the first share.
fn sales_bring_in_their_price(deal: &Deal, result: &Appraisal) {
    let mut expected = vec![(0, 0_i64); deal.months as usize + 1];
    let (mut contracts, mut is_staged) = ((0, 0_i64), false);
    for phase in &deal.phases {
        for row in &phase.homes {
            let home = deal.home_types.iter().find(|home| home.id == row.home_type).unwrap();
            if home.letting.is_some() {
                continue;
            }
            let prices = prices_of(deal, home);
            if home.stages.is_some() {
                let contract = f64::from(row.count) * prices[phase.build_start_month as usize];
                contracts = (contracts.0 + 1, contracts.1 + rnd(100.0 * contract));
                is_staged = true;
                continue;
            }
            let share = home.shared_ownership.map_or(1.0, |kept| kept.first_share_percent / 100.0);
            let mut before = 0;
            for month in 0..deal.months {
                let (_, sold, _) = progress(phase, home, row.count, month);
                if sold > before {
                    let receipt = f64::from(sold - before) * share * prices[month as usize];
                    let (count, sum) = &mut expected[month as usize + 1];
                    *count += 1;
                    *sum += rnd(100.0 * receipt);
                }
                before = sold;
            }
        }
    }
    if is_staged {
        // With stage payments, the whole of it: contracts at the price of the month in which building starts.
        let (count, sum) = expected.iter().fold(contracts, |all, one| (all.0 + one.0, all.1 + one.1));
        let posted = result.postings.total_of(is_sale).0;
        assert!((posted - sum).abs() <= off(count, sum), "sales in all: {posted} against {sum}");
        return;
    }
    let posted = result.postings.series_of(is_sale);
    for (k, ((count, sum), posted)) in expected.into_iter().zip(posted).enumerate() {
        assert!((posted.0 - sum).abs() <= off(count, sum), "sales at {k}: {posted:?} against {sum}");
    }
}

/// I12: the present value at each rate is nothing beside the gross flow, discounted at the same rate.
fn rates_of_return_are_worth_nothing(result: &Appraisal) {
    for partner in &result.partners {
        let days: Vec<f64> = (0..partner.economic.len()).map(|k| k as f64 / 12.0).collect();
        assert_rates(&partner.economic, &days, &partner.rates);
        assert_rates(&partner.cash, &days, &partner.cash_rates);
        let first = result.start.day_number();
        let dates = (0..partner.economic.len()).map(|k| result.start.plus(k as i32).day_number() - first);
        let dates: Vec<f64> = dates.map(|days| days as f64 / 365.0).collect();
        assert_rates(&partner.economic, &dates, &partner.dated_rates(result.start));
    }
}

/// Holds rates to I12, at times in years.
pub(crate) fn assert_rates(flows: &[Pence], years: &[f64], rates: &RatesOfReturn) {
    for rate in &rates.roots {
        let x = rate.ln_1p();
        // Powers are taken from the end at which they cannot overflow.
        let from = if x < 0.0 { *years.last().unwrap() } else { years[0] };
        let values = flows.iter().zip(years).map(|(flow, years)| flow.as_f64() * (-x * (years - from)).exp());
        let (net, gross) = values.fold((0.0, 0.0), |(net, gross), value: f64| (net + value, gross + value.abs()));
        assert!(net.abs() <= 1e-9 * gross, "I12 at {rate}: {net} of {gross}");
    }
    assert!(rates.roots.is_sorted(), "rates in order");
    let (some_in, some_out) = (flows.iter().any(|flow| flow.0 > 0), flows.iter().any(|flow| flow.0 < 0));
    assert!((some_in && some_out) || rates.roots.is_empty(), "a rate needs flows both ways");
    match rates.headline {
        Headline::Rate(rate) => assert!(rates.roots.contains(&rate)),
        Headline::None => assert!(rates.roots.is_empty()),
        Headline::NotUnique => assert!(rates.roots.len() > 1),
    }
}

/// I15: what is credited is the accepted value, once, to the owner, at drawdown; and it is the land in total cost.
fn land_enters_once(deal: &Deal, result: &Appraisal) {
    let mut expected = vec![vec![0; deal.months as usize + 1]; deal.partners.len()];
    for site in &deal.sites {
        let owner = deal.partners.iter().position(|partner| partner.id == site.owner).unwrap();
        let phases: Vec<&Phase> = deal.phases.iter().filter(|phase| phase.site == site.id).collect();
        let homes = |phase: &&Phase| phase.homes.iter().map(|row| i64::from(row.count)).sum::<i64>();
        let weights: Vec<i64> =
            phases.iter().map(|phase| if phase.land_value.is_none() { homes(phase) } else { 0 }).collect();
        let shares = shared(rnd(100.0 * site.value), &weights);
        for (phase, share) in phases.into_iter().zip(shares) {
            let value = phase.land_value.map_or(share, |pounds| rnd(100.0 * pounds));
            expected[owner][phase.drawdown_month as usize] += value;
        }
    }
    for (partner, expected) in result.cash.partners.iter().zip(&expected) {
        assert!(partner.land_in.iter().map(|land| land.0).eq(expected.iter().copied()), "I15: {expected:?}");
    }
    let value = &result.value;
    let land: i64 = expected.iter().flatten().sum();
    assert_eq!(value.land.0, land, "I15");
    let cost = result.postings.total_of(Line::is_development_cost);
    assert_eq!(value.total_development_cost, Pence(land) + cost + value.interest_and_fees, "I15: cost");
    let profit = value.gross_development_value - value.sales_costs - value.total_development_cost;
    assert_eq!(value.profit, profit);
}

/// I16, and that each year's money is that of its months.
fn jobs_and_years_add_up(deal: &Deal, result: &Appraisal) {
    let jobs = &result.jobs;
    let by_year: f64 = jobs.by_year.iter().sum();
    assert!((by_year - jobs.person_years).abs() <= 1e-9 * jobs.person_years.max(1.0), "I16");
    assert_eq!(total(&jobs.spending_by_year), total(&result.postings.construction_at_base_prices), "I16");
    assert_eq!(base_cost(deal), total(&jobs.spending_by_year), "works and contingency at base prices");
    assert_eq!(result.money_by_year.iter().map(|year| year.homes).sum::<u32>(), result.homes.completed);
    for year in &result.money_by_year {
        let inward = year.receipts + year.cash_in + year.loans;
        let paid = year.to_pot + year.to_partners.iter().sum();
        let outward = year.interest_and_fees + year.costs + year.programme + paid;
        assert_eq!(inward - outward, year.change_in_cash, "money of a year");
    }
    let change: Pence = result.money_by_year.iter().map(|year| year.change_in_cash).sum();
    let closing = *result.cash.cash.last().unwrap() - *result.cash.shortfall.last().unwrap();
    assert_eq!(change, closing, "money of all years");
}

/// Building, externals, abnormals, infrastructure and contingency at base prices, phase by phase.
fn base_cost(deal: &Deal) -> i64 {
    let costs = |row: &HomesRow| {
        let home = deal.home_types.iter().find(|home| home.id == row.home_type).unwrap();
        let from =
            home.costs_from.as_ref().map_or(home, |id| deal.home_types.iter().find(|other| other.id == *id).unwrap());
        let of = |cost: Option<f64>| f64::from(row.count) * cost.unwrap_or(0.0);
        let build = from.build_cost.unwrap_or(0.0) + from.build_cost_per_m2 * from.area_m2;
        (of(Some(build)), of(from.infrastructure_cost))
    };
    let of_phase = |phase: &Phase| {
        let (build, roads) = phase.homes.iter().map(costs).fold((0.0, 0.0), |sum, row| (sum.0 + row.0, sum.1 + row.1));
        let space = phase.commercial.iter().map(|space| space.area_m2 * space.build_cost_per_m2).sum::<f64>();
        let build = rnd(100.0 * build) + rnd(100.0 * space);
        let lumps = phase.abnormals.iter().chain(&phase.infrastructure).map(|spend| rnd(100.0 * spend.amount));
        let works =
            build + rnd(build as f64 * deal.costs.externals_percent / 100.0) + rnd(100.0 * roads) + lumps.sum::<i64>();
        works + rnd(works as f64 * deal.costs.contingency_percent / 100.0)
    };
    deal.phases.iter().map(of_phase).sum()
}

fn partners_figures_hang_together(result: &Appraisal) {
    for (partner, book) in result.partners.iter().zip(&result.cash.partners) {
        assert_eq!(partner.received, partner.preferred_return + partner.capital + partner.split);
        assert_eq!(total(&partner.cash), partner.received.0 - partner.cash_in.0);
        assert_eq!(total(&partner.economic), partner.received.0 - partner.cash_in.0 - partner.land_in.0);
        assert_eq!((partner.land_in.0, partner.cash_in.0), (total(&book.land_in), total(&book.cash_in)));
        assert!(partner.most_at_risk.amount.0 <= partner.land_in.0 + partner.cash_in.0);
    }
    let surplus: Pence = result.partners.iter().map(|partner| partner.split).sum();
    assert_eq!(result.value.surplus, surplus + result.pot.total);
    let notional: Pence = result.partners.iter().map(|partner| partner.notional_pot).sum();
    assert_eq!(notional, result.pot.total, "the whole pot on paper");
    assert_eq!(result.peak.debt.amount.0, result.cash.debt.iter().map(|debt| debt.0).max().unwrap());
    assert_eq!(result.peak.funding.amount, result.peak.partners_cash + result.peak.loans);
}
