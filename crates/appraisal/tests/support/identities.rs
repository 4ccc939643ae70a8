//! The identities of the method's section 2.14, for one deal and its result.

use super::ledger::{ledger, rnd, shared};
use super::retained::assert_retained;
use appraisal::deal::*;
use appraisal::measures::rate_of_return::{Headline, RatesOfReturn};
use appraisal::postings::Line;
use appraisal::{Appraisal, PartnerBook, Pence, YearOfHomes};

/// Asserts every identity that can be checked from the deal alone.
pub(crate) fn assert_identities(deal: &Deal, result: &Appraisal) {
    no_account_is_overpaid(deal, result);
    tiers_are_left_when_their_test_is_met(deal, result);
    cash_moves_by_what_comes_in_and_goes_out(deal, result);
    the_whole_life_balances(result);
    if is_plain(deal) {
        payments_equal_the_second_calculation(deal, result);
        plain_land_is_credited_at_drawdown(deal, result);
    }
    partners_gain_what_the_venture_earns(result);
    homes_are_counted_once(deal, result);
    sales_bring_in_their_price(deal, result);
    assert_retained(deal, result);
    rates_of_return_are_worth_nothing(result);
    land_enters_once(result);
    jobs_and_years_add_up(deal, result);
    partners_figures_are_consistent(result);
}

/// The identities that apply under any conditions.
#[allow(dead_code, reason = "a part of the test files run deals under other conditions")]
pub(crate) fn assert_cash_identities(deal: &Deal, result: &Appraisal) {
    cash_moves_by_what_comes_in_and_goes_out(deal, result);
    the_whole_life_balances(result);
    partners_gain_what_the_venture_earns(result);
    land_enters_once(result);
}

fn total(series: &[Pence]) -> i64 {
    series.iter().map(|sum| sum.0).sum()
}

/// I1, and that cash is never negative.
fn cash_moves_by_what_comes_in_and_goes_out(deal: &Deal, result: &Appraisal) {
    let book = &result.cash;
    let minimum = rnd(100.0 * deal.funding.minimum_cash);
    let (mut cash, mut short) = (0, 0);
    for k in 0..=deal.months as usize {
        let called: i64 = book.partners.iter().flat_map(|partner| partner.payments().map(|line| line[k].0)).sum();
        let flows = result.net[k].0 + book.cash_interest[k].0 + book.grant[k].0 - book.land_paid[k].0;
        let inward = flows + called + book.drawn[k].0 + book.shortfall[k].0 - short;
        let paid = book.distributed[k].0 + book.overage_at_once[k].0 + book.tax_paid[k].0;
        let outward = book.interest_and_fees[k].0 + book.repaid[k].0 + paid;
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
    let called: i64 = book.partners.iter().flat_map(|partner| partner.payments().map(total)).sum();
    let inward = receipts + total(&book.cash_interest) + total(&book.grant) + called + total(&book.drawn);
    let closing = |series: &[Pence]| series.last().unwrap().0;
    let paid = total(&book.distributed) + total(&book.overage_at_once) + total(&book.tax_paid) + total(&book.land_paid);
    let outward = costs + total(&book.interest_and_fees) + total(&book.repaid) + paid;
    assert_eq!(inward + closing(&book.shortfall), outward + closing(&book.cash), "I2");
    for k in 0..book.cash.len() {
        let paid: Pence =
            book.partners.iter().map(|partner| shared_out(partner).map(|line| line[k]).iter().sum::<Pence>()).sum();
        let payables = book.payables_paid[k];
        assert_eq!(paid + payables + book.pot[k], book.distributed[k], "I3 at {k}");
    }
}

/// A partner's receipts as a partner: neither overage nor the price of land.
fn shared_out(partner: &PartnerBook) -> [&[Pence]; 5] {
    [&partner.coupon, &partner.note_principal, &partner.preferred_return, &partner.capital, &partner.split]
}

/// I4, without a second calculation: no account is ever overpaid, and the amount unpaid at the end is the amount put in
/// less the amount returned.
fn no_account_is_overpaid(deal: &Deal, result: &Appraisal) {
    let book = &result.cash;
    for (place, partner) in book.partners.iter().enumerate() {
        let (mut capital, mut principal) = (0, 0);
        for k in 0..book.cash.len() {
            capital += partner.land_in[k].0 + partner.cash_in[k].0 - partner.cash_premium[k].0;
            capital += partner.services_in[k].0 - partner.capital[k].0;
            principal += partner.land_note_in[k].0 + partner.cash_note_in[k].0 - partner.note_principal[k].0;
            assert!(capital >= 0 && principal >= 0, "I4: partner {place} at {k}");
        }
        assert_eq!(partner.capital_unpaid.0, capital, "I4: capital of partner {place}");
        assert!(partner.notes_unpaid.0 >= principal, "I4: notes of partner {place}");
        assert!(partner.preferred_return_unpaid.0 >= 0, "I4: preferred return of partner {place}");
        let deferred = total(&partner.land_deferred_in);
        assert_eq!(total(&partner.land_paid), deferred, "a deferred price is paid by the end, to partner {place}");
    }
    let left =
        total(&book.payables_due) - total(&book.payables_paid) - total(&book.overage_at_once) - total(&book.tax_paid);
    assert_eq!(book.payables_unpaid.0, left, "I4: payables");
    assert!(book.debt.iter().chain(&book.scheduled_debt).all(|owed| owed.0 >= 0), "I4: loans");
    let split: i64 = book.partners.iter().map(|partner| total(&partner.split)).sum();
    assert_eq!(total(&book.tiers_paid), split, "I3: tiers");
    commitments_are_not_exceeded(deal, result);
}

/// No partner pays more than its commitment, or before its time.
fn commitments_are_not_exceeded(deal: &Deal, result: &Appraisal) {
    for (partner, book) in deal.partners.iter().zip(&result.cash.partners) {
        let mut most = 0;
        for row in &deal.contributions {
            let (of, amount, revolving) = match row {
                Contribution::CashEquity { partner, amount, revolving, .. } => (partner, amount, *revolving),
                Contribution::CashLoanNote { partner, amount, .. } => (partner, amount, false),
                _ => continue,
            };
            if *of == partner.id {
                let scheduled: i64 = row.schedule().iter().map(|row| rnd(100.0 * row.amount)).sum();
                most += rnd(100.0 * amount) + scheduled + if revolving { total(&book.cash_capital) } else { 0 };
            }
        }
        assert!(total(&book.cash_in) + total(&book.cash_note_in) <= most, "the commitment of {}", partner.id);
        let guaranteed = deal.funding.guarantees.iter().filter(|row| row.partner == partner.id);
        let most: i64 = guaranteed.map(|row| rnd(100.0 * row.limit)).sum();
        assert!(total(&book.guarantees_in) <= most, "the guarantee of {}", partner.id);
    }
}

/// A tier with a rate of return is only left once its class has earned the rate: at the last payment through it, or
/// after, the present value of its class at that rate is not below zero, but for a penny a month.
fn tiers_are_left_when_their_test_is_met(deal: &Deal, result: &Appraisal) {
    let book = &result.cash;
    for (place, tier) in deal.sharing.tiers.iter().enumerate() {
        let beyond: i64 = book.tiers_paid[place + 1..].iter().map(|paid| paid.0).sum();
        let TierTest::RateOfReturn { percent } = tier.test else { continue };
        let of_class = |id: &String| tier.class.is_empty() || tier.class.contains(id);
        let partners = deal.partners.iter().zip(&book.partners).filter(|(partner, _)| of_class(&partner.id));
        let partners: Vec<&PartnerBook> = partners.map(|(_, book)| book).collect();
        // From the last payment on: later contributions may raise the hurdle again.
        let Some(last) = book.distributed.iter().rposition(|paid| paid.0 > 0) else { continue };
        let split_then = book.partners.iter().any(|partner| partner.split[last].0 > 0);
        if beyond == 0 || !split_then || place > 0 {
            continue;
        }
        let growth = (1.0 + percent / 100.0).powf(1.0 / 12.0);
        let mut hurdle = 0.0;
        for k in 0..=last {
            let put_in = |partner: &&PartnerBook| {
                partner.land_in[k].0
                    + partner.land_note_in[k].0
                    + partner.cash_in[k].0
                    + partner.cash_note_in[k].0
                    + partner.services_in[k].0
            };
            let out = |partner: &&PartnerBook| shared_out(partner).map(|line| line[k].0).iter().sum::<i64>();
            hurdle = hurdle * growth + partners.iter().map(|book| put_in(book) - out(book)).sum::<i64>() as f64;
        }
        let was_paid_beyond_then = book.tiers_paid[place + 1..].iter().any(|paid| paid.0 > 0);
        if was_paid_beyond_then && deal.sharing.dates == DistributionDates::AtEnd {
            let pence = 2.0 * growth.powi(last as i32) * (last + 2) as f64;
            assert!(hurdle <= pence, "tier {place}: {hurdle} missing of {percent}%");
        }
    }
}

/// I3, I4 and I10: every call, draw, payment and balance equals that of the second calculation.
fn payments_equal_the_second_calculation(deal: &Deal, result: &Appraisal) {
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

/// Whether land and cash are capital only, funded equity first and split without tiers: the deals that the second
/// calculation covers.
fn is_plain(deal: &Deal) -> bool {
    let is_plain = |row: &Contribution| match row {
        Contribution::LandInKind { share_percent, .. } => *share_percent == 100.0,
        Contribution::CashEquity { schedule, revolving, price_percent, .. } => {
            schedule.is_empty() && !revolving && *price_percent == 100.0
        }
        _ => false,
    };
    let funding = &deal.funding;
    deal.contributions.iter().all(is_plain)
        && deal.sites.iter().all(|site| site.true_up.is_none() && site.drawdown_value == LandValueRule::Fixed)
        && funding.order == FundingOrder::EquityFirst
        && (funding.scheduled_loans.len(), funding.guarantees.len()) == (0, 0)
        && (deal.overage.len(), deal.clawback.len(), deal.sharing.tiers.len()) == (0, 0, 0)
        && deal.sharing.land_preference_from == LandPreference::Credit
}

/// I5.
fn partners_gain_what_the_venture_earns(result: &Appraisal) {
    let book = &result.cash;
    let of_partners = |lines: fn(&PartnerBook) -> i64| book.partners.iter().map(lines).sum::<i64>();
    let received = of_partners(|partner| shared_out(partner).map(total).iter().sum());
    let put_in = of_partners(|partner| {
        let kind = total(&partner.land_in) + total(&partner.land_note_in) + total(&partner.services_in);
        kind + partner.payments().map(total).iter().sum::<i64>()
    });
    let closing = |series: &[Pence]| series.last().unwrap().0;
    let deferred = of_partners(|partner| total(&partner.land_deferred_in) - total(&partner.land_paid));
    let owed = closing(&book.shortfall) + closing(&book.debt) + book.payables_unpaid.0 + deferred;
    let left = owed - closing(&book.cash);
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

/// I6, compared with homes counted month by month.
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

/// An index at each month and for twelve months beyond the end, from section 2.3.
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

/// Price of one home, or its full value if only a share is sold, in each month.
pub(crate) fn prices_of(deal: &Deal, home: &HomeType) -> Vec<f64> {
    let usual = if home.tenure == Tenure::ServicedPlot { IndexName::Land } else { IndexName::HousePrice };
    let (_, rows) = deal.growth.lists()[home.price_index.unwrap_or(usual) as usize];
    let price = price_of(deal, home);
    index(deal, rows).into_iter().map(|index| price * index).collect()
}

/// The difference that another order of powers can make to this many postings: a penny each, or a trillionth of huge
/// ones.
pub(crate) fn off(count: i64, sum: i64) -> i64 {
    count + sum / 1_000_000_000_000
}

/// Whether a line records sales or transfers of homes and plots.
fn is_sale(line: Line) -> bool {
    line.is_development_value() && ![Line::Staircasing, Line::InvestmentSales].contains(&line)
}

/// Receipts are homes sold times price times index; for retained shared ownership, times the first share.
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
        // With stage payments, the whole contract: at the price of the month in which construction starts.
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

/// I12: net present value at each rate is zero relative to the gross flow, discounted at the same rate.
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

/// Asserts I12 for rates, at times in years.
pub(crate) fn assert_rates(flows: &[Pence], years: &[f64], rates: &RatesOfReturn) {
    for rate in &rates.roots {
        let x = rate.ln_1p();
        // Powers start at the end at which they cannot overflow.
        let from = if x < 0.0 { *years.last().unwrap() } else { years[0] };
        let values = flows.iter().zip(years).map(|(flow, years)| flow.as_f64() * (-x * (years - from)).exp());
        let (net, gross) = values.fold((0.0, 0.0), |(net, gross), value: f64| (net + value, gross + value.abs()));
        // A rate near -100% is only accurate to sixteen digits.
        let span = years.last().unwrap() - years[0];
        let off = 1e-9 + f64::EPSILON / (1.0 + rate) * span;
        assert!(net.abs() <= off * gross, "I12 at {rate}: {net} of {gross}");
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

/// I15: land in total cost is the land credited in every form, once.
fn land_enters_once(result: &Appraisal) {
    let value = &result.value;
    let credited: i64 = result.partners.iter().map(|partner| partner.land_in.0).sum();
    assert_eq!((value.land.0, total(&result.cash.land)), (credited, credited), "I15");
    let services = Pence(total(&result.cash.services));
    let cost = result.postings.total_of(Line::is_development_cost) + services;
    assert_eq!(value.total_development_cost, value.land + cost + value.interest_and_fees, "I15: cost");
    let profit = value.gross_development_value - value.sales_costs - value.total_development_cost;
    assert_eq!(value.profit, profit);
}

/// I15: the accepted value is credited to the owner at drawdown.
fn plain_land_is_credited_at_drawdown(deal: &Deal, result: &Appraisal) {
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
}

/// I16, and each year's money is the sum of its months.
fn jobs_and_years_add_up(deal: &Deal, result: &Appraisal) {
    let jobs = &result.jobs;
    let by_year: f64 = jobs.by_year.iter().sum();
    assert!((by_year - jobs.person_years).abs() <= 1e-9 * jobs.person_years.max(1.0), "I16");
    assert_eq!(total(&jobs.spending_by_year), total(&result.postings.construction_at_base_prices), "I16");
    assert_eq!(base_cost(deal), total(&jobs.spending_by_year), "works and contingency at base prices");
    assert_eq!(result.money_by_year.iter().map(|year| year.homes).sum::<u32>(), result.homes.completed);
    for year in &result.money_by_year {
        let inward = year.receipts + year.grant + year.cash_in + year.loans;
        let paid = year.to_pot + year.to_others + year.to_partners.iter().sum();
        let outward = year.interest_and_fees + year.costs + year.programme + paid;
        assert_eq!(inward - outward, year.change_in_cash, "money of a year");
    }
    let change: Pence = result.money_by_year.iter().map(|year| year.change_in_cash).sum();
    let closing = *result.cash.cash.last().unwrap() - *result.cash.shortfall.last().unwrap();
    assert_eq!(change, closing, "money of all years");
}

/// Build, externals, abnormals, infrastructure and contingency at base prices, by phase.
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
        // Shares first, as in the method: an amount that ends in .4999 of a penny depends on the last bit.
        let (externals, contingency) = (deal.costs.externals_percent / 100.0, deal.costs.contingency_percent / 100.0);
        let works = build + rnd(build as f64 * externals) + rnd(100.0 * roads) + lumps.sum::<i64>();
        works + rnd(works as f64 * contingency)
    };
    deal.phases.iter().map(of_phase).sum()
}

fn partners_figures_are_consistent(result: &Appraisal) {
    for (partner, book) in result.partners.iter().zip(&result.cash.partners) {
        let lines = [partner.coupon, partner.note_principal, partner.preferred_return, partner.capital, partner.split];
        let outside = partner.land_paid + partner.overage + partner.clawback;
        assert_eq!(partner.received, lines.iter().sum::<Pence>() + outside);
        let paid = partner.cash_in.0 + partner.guarantees_in.0;
        assert_eq!(total(&partner.cash), partner.received.0 - paid);
        let in_kind = partner.land_in.0 + partner.services_in.0;
        assert_eq!(total(&partner.economic), partner.received.0 - paid - in_kind);
        assert_eq!(partner.cash_in.0, total(&book.cash_in) + total(&book.cash_note_in));
        // Land is counted before its true-up.
        let handed_over: i64 = book.in_kind().iter().flat_map(|line| line.iter()).map(|sum| sum.0.max(0)).sum();
        assert!(partner.most_at_risk.amount.0 <= paid + handed_over);
    }
    let surplus: Pence = result.partners.iter().map(|partner| partner.split).sum();
    assert_eq!(result.value.surplus, surplus + result.pot.total);
    let notional: Pence = result.partners.iter().map(|partner| partner.notional_pot).sum();
    assert_eq!(notional, result.pot.total, "the whole pot on paper");
    assert_eq!(result.peak.debt.amount.0, result.cash.debt.iter().map(|debt| debt.0).max().unwrap());
    assert_eq!(result.peak.funding.amount, result.peak.partners_cash + result.peak.loans);
}
