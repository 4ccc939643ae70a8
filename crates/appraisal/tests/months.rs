//! The months behind a figure: a preferred return, a coupon and loan interest are recalculated from them.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may stop")]

#[path = "support/deals.rs"]
mod deals;
#[path = "support/generator.rs"]
mod generator;

use appraisal::deal::{Compounding, Contribution};
use appraisal::explain::{Derivation, OpenBook, Step, Value};
use appraisal::ledger::{Account, Movement, Side};
use appraisal::{Pence, appraise, check};
use deals::deals;
use std::collections::BTreeSet;

/// The five columns of an account that earns a return: what earns and what is unpaid at the start of each month, earned,
/// paid, and unpaid at its end.
fn accounts(derived: &Derivation) -> Vec<[Vec<i64>; 5]> {
    let columns = derived.steps.iter().map(|step| match step {
        Step::Series { values, .. } => values.iter().map(|sum| sum.0).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    });
    columns.collect::<Vec<_>>().chunks(5).map(|account| account.to_vec().try_into().unwrap()).collect()
}

/// Recalculates an account from what earns: every month is the rate on the balances at its start, and the months follow on.
fn assert_earns(what: &str, account: &[Vec<i64>; 5], monthly: f64, compounds: bool) -> i64 {
    let [earns, before, earned, paid, after] = account;
    for k in 0..earns.len() {
        let base = earns[k] + if compounds { before[k] } else { 0 };
        let wanted = if k == 0 { 0 } else { Pence(base).times(monthly).0 };
        assert_eq!(earned[k], wanted, "month {k} of {what}");
        assert_eq!(after[k], before[k] + earned[k] - paid[k], "month {k} of {what}");
        assert_eq!(before[k], if k == 0 { 0 } else { after[k - 1] }, "month {k} of {what}");
    }
    paid.iter().sum()
}

/// The preferred return of every partner, month by month from its capital: the figure is what is paid, and what is unpaid is
/// the last balance.
#[test]
fn a_preferred_return_is_recalculated_from_its_months() {
    let mut seen = [0; 3];
    for (what, deal) in deals() {
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        let book = OpenBook::of(&checked, &result);
        let yearly = deal.sharing.preferred_return_percent / 100.0;
        let compounds = deal.sharing.preferred_return == Compounding::Compounding;
        let monthly = if compounds { libm::pow(1.0 + yearly, 1.0 / 12.0) - 1.0 } else { yearly / 12.0 };
        for (partner, of) in deal.partners.iter().zip(&result.partners) {
            let derived = |name: &str| book.explain(&format!("partner/{}/{name}", partner.id)).unwrap();
            let paid = derived("preferred_return");
            let each = accounts(&paid);
            let sum: i64 = each.iter().map(|account| assert_earns(&what, account, monthly, compounds)).sum();
            assert_eq!(sum, of.preferred_return.0, "{what}");
            let unpaid: i64 = each.iter().map(|account| account[4].last().unwrap()).sum();
            assert_eq!(unpaid, of.preferred_return_unpaid.0, "{what}");
            assert_eq!(derived("preferred_return_unpaid").steps, paid.steps, "{what}");
            if sum != 0 {
                assert!(paid.formula.starts_with("preferred return earned"), "{}", paid.formula);
                assert!(paid.rule.contains(if compounds { "unpaid return compounds" } else { "it is simple" }));
                seen[usize::from(compounds)] += 1;
                seen[2] += usize::from(each.len() == 2);
            }
        }
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
}

/// The same for the coupon of every loan note, in the order of the notes of each partner.
#[test]
fn a_coupon_is_recalculated_from_its_months() {
    let mut seen = [0; 3];
    for (what, deal) in deals() {
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        let book = OpenBook::of(&checked, &result);
        for (partner, of) in deal.partners.iter().zip(&result.partners) {
            let derived = |name: &str| book.explain(&format!("partner/{}/{name}", partner.id)).unwrap();
            let paid = derived("coupon");
            let inputs = paid.operands.iter().filter_map(|input| {
                let path = input.path.as_deref()?.strip_suffix("/coupon_percent")?;
                let row = deal.contributions.iter().find(|row| format!("/contributions/{}", row.id()) == path)?;
                let compounds = match row {
                    Contribution::LandLoanNote { coupon, .. } | Contribution::CashLoanNote { coupon, .. } => *coupon,
                    _ => return None,
                };
                let Value::Number(percent) = input.value else { return None };
                Some((percent / 100.0 / 12.0, compounds == Compounding::Compounding))
            });
            let terms: Vec<(f64, bool)> = inputs.collect();
            let earns = |account: &[Vec<i64>; 5]| {
                // The notes of one partner may have other terms: one of them gives every month.
                let gives = |(monthly, compounds): &&(f64, bool)| {
                    (1..account[0].len()).all(|k| {
                        let base = account[0][k] + if *compounds { account[1][k] } else { 0 };
                        Pence(base).times(*monthly).0 == account[2][k]
                    })
                };
                let (monthly, compounds) = terms.iter().find(gives).unwrap_or_else(|| panic!("{what}: {terms:?}"));
                seen[usize::from(*compounds)] += 1;
                assert_earns(&what, account, *monthly, *compounds)
            };
            let each = accounts(&paid);
            assert_eq!(each.iter().map(earns).sum::<i64>(), of.coupon.0, "{what}");
            seen[2] += usize::from(each.len() > 1);
            assert_eq!(derived("notes_unpaid").steps, paid.steps, "{what}");
        }
    }
    assert!(seen[..2].iter().all(|count| *count > 0), "{seen:?}");
}

/// A return that is earned after the month of the last payment says so; one that earns nothing by then does not,
/// whatever is unpaid.
#[test]
fn a_return_is_still_earned_only_where_a_later_month_earns() {
    let (mut seen_later, mut seen_unpaid) = (0, 0);
    for (what, deal) in deals() {
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        let book = OpenBook::of(&checked, &result);
        for (partner, of) in deal.partners.iter().zip(&result.partners) {
            for (name, unpaid) in [("preferred_return_unpaid", of.capital_unpaid), ("notes_unpaid", of.notes_unpaid)] {
                let derived = book.explain(&format!("partner/{}/{name}", partner.id)).unwrap();
                let last = of.last_receipt_k.unwrap_or(0);
                let earned = |account: &[Vec<i64>; 5]| account[2].iter().rposition(|sum| *sum > 0);
                let later = accounts(&derived).iter().filter_map(earned).max().filter(|k| *k > last);
                assert_eq!(derived.still_earned.map(|still| still.to_k), later, "{what}: {name}");
                seen_later += usize::from(later.is_some());
                seen_unpaid += usize::from(later.is_none() && unpaid.is_positive());
            }
        }
    }
    assert!(seen_later > 0 && seen_unpaid > 0, "{seen_later} {seen_unpaid}");
}

/// Interest and fees of a year name the inputs of the loans that bear them in that year, and no others; the balances shown
/// are those from its opening to its end, and those of the loans add up to all loans.
#[test]
fn interest_of_a_year_is_explained_by_the_loans_that_bear_it() {
    let mut seen = [0; 3];
    for (what, deal) in deals().take(150) {
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        let book = OpenBook::of(&checked, &result);
        for year in 0..result.money_by_year.len() {
            let derived = book.explain(&format!("money/{year}/interest_and_fees")).unwrap();
            let has = |account: Movement| derived.ledger.iter().any(|of| of.line.account == Account::Movement(account));
            let inputs = |list: &str| {
                let paths = derived.operands.iter().filter_map(|input| input.path.as_deref());
                let rows = paths.filter_map(|path| path.strip_prefix(list)?.split('/').next().map(str::to_owned));
                rows.collect::<BTreeSet<String>>()
            };
            let (facilities, scheduled) = (inputs("/funding/facilities/"), inputs("/funding/scheduled_loans/"));
            let rows =
                derived.ledger.iter().filter_map(|of| of.line.row.as_ref()?.strip_prefix("/funding/facilities/"));
            assert_eq!(facilities, rows.map(str::to_owned).collect(), "year {year} of {what}");
            assert_eq!(has(Movement::ScheduledInterestPaid), !scheduled.is_empty(), "year {year} of {what}");
            assert_eq!(derived.rule.contains("half-year"), !scheduled.is_empty(), "year {year} of {what}");
            assert_eq!(
                derived.rule.contains("loan rate / 12") || derived.rule.contains("/ 365"),
                has(Movement::FacilityInterestAccrued),
                "year {year} of {what}"
            );
            let (from, to) = derived.shown.unwrap_or((0, result.net.len() - 1));
            let points: Vec<usize> =
                (0..result.net.len()).filter(|k| result.years.of_month(k.saturating_sub(1)) == year).collect();
            assert_eq!((from, Some(&to)), (points[0].saturating_sub(1), points.last()), "year {year} of {what}");
            assert_balances(&what, &derived, &result.cash.debt, (from, to));
            seen[0] += usize::from(!facilities.is_empty());
            seen[1] += usize::from(!scheduled.is_empty());
            seen[2] += usize::from(derived.steps.len() > 2);
        }
        let whole = book.explain("value/interest_and_fees").unwrap();
        assert_balances(&what, &whole, &result.cash.debt, (0, result.net.len() - 1));
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");
}

/// The balances of the loans add up to all that is owed.
fn assert_balances(what: &str, derived: &Derivation, debt: &[Pence], (from, to): (usize, usize)) {
    let columns: Vec<(Option<&String>, &Vec<Pence>)> = derived
        .steps
        .iter()
        .map(|step| match step {
            Step::Series { of, values, .. } => (of.as_ref(), values),
            other => panic!("{other:?}"),
        })
        .collect();
    for (k, owed) in debt.iter().enumerate().take(to + 1).skip(from) {
        let each: Pence = columns.iter().filter(|(of, _)| of.is_some()).map(|(_, values)| values[k]).sum();
        assert_eq!(each, *owed, "{k} of {what}");
        assert_eq!(columns[0].1[k], *owed, "{k} of {what}");
    }
}

/// What falls at the first time point is at the opening of the first month, whatever it is: cash and loans as much as land.
#[test]
fn everything_at_the_start_of_the_deal_opens_its_first_month() {
    let mut seen = BTreeSet::new();
    for (what, deal) in deals() {
        let checked = check(&deal).unwrap();
        let result = appraise(&checked);
        for line in OpenBook::of(&checked, &result).ledger().iter().filter(|line| line.k == 0) {
            assert_eq!((line.month, line.side), (0, Side::Open), "{line:?} of {what}");
            seen.insert(line.account);
        }
    }
    for movement in [Movement::CapitalCalled, Movement::ScheduledLoanDrawn, Movement::FacilityDrawn] {
        assert!(seen.contains(&Account::Movement(movement)), "{movement:?}");
    }
}
