//! Properties of other tenures that the golden cases do not show: retained value, occupation by letting, other sales
//! rates, and what `check` refuses (method 2.4 to 2.6).

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

use appraisal::deal::{Deal, Obligation, Tenure};
use appraisal::postings::Line;
use appraisal::verdict::TestName;
use appraisal::{Appraisal, Pence, Problem, appraise, check, document, samples, verdict};

fn other_tenures() -> Deal {
    document::open(samples::GD_7.document).unwrap()
}

fn homes_for_rent() -> Deal {
    document::open(include_str!("../../../cases/gd-6/deal.json")).unwrap()
}

fn appraised(deal: &Deal) -> Appraisal {
    appraise(&check(deal).unwrap_or_else(|findings| panic!("{findings:?}")))
}

fn problems(deal: &Deal) -> Vec<(String, Problem)> {
    check(deal).unwrap_err().into_iter().map(|finding| (finding.path, finding.problem)).collect()
}

/// Rents retained to the end are worth their sale price, in value and profit but not in cash.
#[test]
fn retained_homes_count_as_value_but_not_cash() {
    let sold = other_tenures();
    let mut retained = sold.clone();
    retained.home_types[0].shared_ownership.as_mut().unwrap().exit_month = None;
    let (sold, retained) = (appraised(&sold), appraised(&retained));
    let price = sold.postings.line(Line::InvestmentSales)[120];
    assert_eq!((sold.value.kept_value, retained.value.kept_value), (Pence::ZERO, price));
    assert_eq!(retained.postings.line(Line::InvestmentSales)[120], Pence::ZERO);
    assert_eq!(retained.net[120], sold.net[120] - price);
    assert_eq!(retained.value.gross_development_value, sold.value.gross_development_value);
    assert_eq!(retained.value.profit, sold.value.profit);
    assert_eq!(retained.value.venture_profit, sold.value.venture_profit - price);
}

/// Without a yield, retained homes have no capital value.
#[test]
fn without_a_yield_there_is_no_value() {
    let mut deal = homes_for_rent();
    let retained = deal.home_types[0].letting.as_mut().unwrap();
    (retained.exit_month, retained.yield_percent) = (None, 0.0);
    let result = appraised(&deal);
    assert_eq!((result.value.gross_development_value, result.value.kept_value), Default::default());
    assert_eq!(result.postings.total(Line::Rent), appraised(&homes_for_rent()).postings.total(Line::Rent));
}

/// Let homes are occupied: three a month are finished from month 10, so the tenth is let in month 13.
#[test]
fn a_letting_counts_as_occupation() {
    let mut deal = homes_for_rent();
    let school =
        Obligation { id: "school".to_owned(), per_home: 100.0, lump_sum: 0.0, at_occupation: Some(10), index: None };
    deal.phases[0].section_106.push(school);
    let result = appraised(&deal);
    let paid: Vec<usize> = (0..=360).filter(|k| result.postings.line(Line::Section106)[*k] != Pence::ZERO).collect();
    assert_eq!(paid, [14]);
    assert_eq!((result.homes.sold, result.homes.let_homes, result.homes.unsold), (0, 24, 0));
    assert_eq!(result.homes.by_row.rows[0].by_year.iter().map(|year| year.let_).collect::<Vec<_>>()[..2], [6, 18]);
}

/// Transfers have sales costs only if set; then each stage costs its share, and each home its amount.
#[test]
fn transfers_have_sales_costs_if_set() {
    let mut deal = other_tenures();
    deal.costs.sales_cost_per_home = 100.0;
    let sales_costs = |deal: &Deal| appraised(deal).postings.total(Line::SalesCosts);
    let without = sales_costs(&deal);
    deal.home_types[2].has_sales_costs = Some(true);
    let more = sales_costs(&deal) - without;
    // 3% of the contract of £750,000, and six homes at £100 with price growth of less than 5%.
    assert!(more > Pence::from_pounds(23_100.0) && more < Pence::from_pounds(23_130.0), "{more:?}");
}

/// The landlord's repairs end this many months after each sale; if not set they never end.
#[test]
fn the_landlords_repairs_end() {
    let with = |months: Option<u32>| {
        let mut deal = other_tenures();
        deal.home_types[0].shared_ownership.as_mut().unwrap().landlord_repairs_months = months;
        appraised(&deal).postings.total(Line::Upkeep)
    };
    let (never, a_year, always) = (with(Some(0)), with(Some(12)), with(None));
    // Eight homes for twelve months at £250 a year, with price growth of less than 10%.
    let repairs = a_year - never;
    assert!(repairs > Pence::from_pounds(2_000.0) && repairs < Pence::from_pounds(2_200.0), "{repairs:?}");
    assert!(always > a_year);
}

/// Slower sales slow first shares and plots too, and do not change the months of exits.
#[test]
fn slower_sales_do_not_move_exits() {
    let deal = other_tenures();
    let mut slower = deal.clone();
    slower.home_types.iter_mut().for_each(|home| home.sales_a_month = home.sales_a_month.map(|pace| pace / 2.0));
    let slower = appraised(&slower);
    let exits = |result: &Appraisal| -> Vec<usize> {
        let sales = result.postings.line(Line::InvestmentSales);
        (0..sales.len()).filter(|k| sales[*k].is_positive()).collect()
    };
    assert_eq!(exits(&slower), [60, 120]);
    let checked = check(&deal).unwrap();
    let judged = verdict(&checked, &appraise(&checked));
    let test = judged.tests.iter().find(|test| test.name == TestName::SalesSlower).unwrap();
    assert_eq!(test.surplus, slower.value.surplus);
    assert_eq!(test.real_value, slower.value.real_value);
}

/// Homes are let at their own rate; those unlet at the end remain, and the deal falls short.
#[test]
fn unlet_homes_remain_at_the_end() {
    let mut deal = homes_for_rent();
    deal.home_types[0].letting.as_mut().unwrap().lets_a_month = Some(0.05);
    let result = appraised(&deal);
    assert_eq!((result.homes.let_homes, result.homes.unsold), (17, 7));
}

#[test]
fn contradictions_in_retained_homes_are_refused() {
    let mut deal = homes_for_rent();
    deal.home_types[0].letting.as_mut().unwrap().exit_month = Some(16);
    let too_early = Problem::SoldBeforeFinished { first: 17 };
    assert_eq!(problems(&deal), [("/home_types/rent/letting/exit_month".to_owned(), too_early.clone())]);
    let mut deal = homes_for_rent();
    deal.home_types[0].tenure = Tenure::ServicedPlot;
    assert_eq!(problems(&deal), [("/home_types/rent/tenure".to_owned(), Problem::NotKeptSo)]);
    let mut deal = other_tenures();
    deal.home_types[0].tenure = Tenure::MarketSale;
    assert_eq!(problems(&deal), [("/home_types/shared/tenure".to_owned(), Problem::NotKeptSo)]);
    let mut deal = other_tenures();
    deal.phases[0].commercial[0].exit_month = Some(0);
    deal.phases[0].commercial[0].yield_percent = 0.0;
    let path = |field: &str| format!("/phases/one/commercial/shop/{field}");
    assert_eq!(problems(&deal), [(path("exit_month"), too_early), (path("yield_percent"), Problem::NoYield)]);
}
