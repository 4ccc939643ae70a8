//! Tests of the drawer's words.

use super::*;
use appraisal::explain::{Counted, OpenBook};
use appraisal::measures::payback::Dated;
use appraisal::postings::Line;
use appraisal::{appraise, check, document, samples};

/// Calls back with every figure of every sample and its derivation.
fn each(mut held: impl FnMut(&Derivation, &Appraisal, &Deal)) {
    for sample in samples::ALL {
        let deal = document::open(sample.document).unwrap();
        let checked = check(&deal).unwrap();
        let appraisal = appraise(&checked);
        let book = OpenBook::of(&checked, &appraisal);
        book.ids().iter().filter_map(|id| book.explain(id)).for_each(|derived| held(&derived, &appraisal, &deal));
    }
}

/// The pence of a cell that a spreadsheet reads as a number.
fn pence(cell: &str) -> i64 {
    let (sign, digits) = cell.strip_prefix('-').map_or((1, cell), |digits| (-1, digits));
    let (pounds, pence) = digits.split_once('.').unwrap();
    assert!(pounds.bytes().all(|byte| byte.is_ascii_digit()) && pence.len() == 2, "{cell}");
    sign * (pounds.parse::<i64>().unwrap() * 100 + pence.parse::<i64>().unwrap())
}

fn amount(value: &Value) -> Option<i64> {
    match value {
        Value::Pence(sum) => Some(sum.0),
        Value::Dated(dated) => Some(dated.amount.0),
        _ => None,
    }
}

/// A screen reader lists the buttons of a drawer by name.
#[test]
fn buttons_of_a_drawer_that_lead_to_different_places_have_different_names() {
    use std::collections::BTreeMap;
    let mut several = 0;
    each(|derived, appraisal, _| {
        let mut leads = BTreeMap::new();
        let mut add = |name: String, to: &str| {
            let before = leads.insert(name.clone(), to.to_owned());
            assert!(before.as_deref().is_none_or(|before| before == to), "{}: {name}: {before:?} {to}", derived.figure);
        };
        for (operand, name) in derived.operands.iter().zip(names_of_inputs(&derived.operands, appraisal)) {
            operand.path.iter().for_each(|path| add(format!("input: {name}"), path));
            operand.figure.iter().for_each(|figure| add(self::operand(operand, appraisal), figure));
        }
        for (listed, name) in derived.ledger.iter().zip(names_of_entries(&derived.ledger)) {
            listed.line.row.iter().for_each(|row| add(format!("entry: {name}"), row));
        }
        several += usize::from(leads.len() > 20);
    });
    assert!(several > 0);
}

/// What is not repaid earns to the end, long after the last payment: the drawer says to when.
#[test]
fn a_return_that_is_earned_after_the_last_payment_says_to_when() {
    let norwich = crate::link::opened(&samples::NORWICH_2009).unwrap();
    let norwich = norwich.with("/sharing/preferred_return_percent", 8.into()).unwrap();
    let note = |deal: &Deal, name: &str| {
        let checked = check(deal).unwrap();
        let appraisal = appraise(&checked);
        let book = OpenBook::of(&checked, &appraisal);
        let figure = format!("partner/hca/{name}");
        let derived = book.explain(&figure).unwrap();
        (accruing_note(&derived, &appraisal), appraisal)
    };
    assert_eq!(note(&norwich, "preferred_return").0, None);
    let low = norwich.with("/home_types/market/price", 140_000.into()).unwrap();
    let low = low.with("/months", 300.into()).unwrap();
    for name in ["preferred_return", "preferred_return_unpaid"] {
        let (said, appraisal) = note(&low, name);
        let said = said.unwrap();
        let place = low.partners.iter().position(|partner| partner.id == "hca").unwrap();
        let result = &appraisal.partners[place];
        let months = 300 - result.economic.iter().rposition(|sum| sum.is_positive()).unwrap();
        let end = long_time_point(&appraisal, 300);
        assert_eq!(
            said,
            format!("Preferred return keeps accruing until {end}, {months} months after the last payment.")
        );
    }
    assert_eq!(note(&low, "capital").0, None);
}

/// A loan note that is not repaid earns its coupon to the end; without a coupon it earns nothing.
#[test]
fn only_a_loan_note_with_a_coupon_keeps_accruing() {
    let low = crate::link::opened(&samples::PRIORITY_RETURN).unwrap();
    let low = low.home_types.iter().fold(low.clone(), |deal, home| {
        let path = format!("/home_types/{}/price", home.id);
        deal.with(&path, 100_000.into()).unwrap_or(deal)
    });
    let notes = |percent: i32| {
        let deal = low.with("/contributions/council-land/coupon_percent", percent.into()).unwrap();
        let checked = check(&deal).unwrap();
        let appraisal = appraise(&checked);
        assert!(appraisal.partners[0].notes_unpaid.is_positive());
        let book = OpenBook::of(&checked, &appraisal);
        ["coupon", "notes_unpaid"].map(|name| {
            let derived = book.explain(&format!("partner/council/{name}")).unwrap();
            accruing_note(&derived, &appraisal)
        })
    };
    assert_eq!(notes(0), [None, None]);
    let [said, unpaid] = notes(5);
    assert!(said.as_ref().unwrap().starts_with("Coupon keeps accruing until "), "{said:?}");
    assert_eq!(said, unpaid);
}

#[test]
fn the_ledger_file_adds_up_to_the_figure_as_a_spreadsheet_adds() {
    each(|derived, appraisal, _| {
        let [_, rows @ ..] = &ledger_file(derived, appraisal)[..] else { panic!() };
        let sum: i64 = rows.iter().map(|row| pence(&row[3])).sum();
        assert!(rows.is_empty() || Some(sum) == amount(&derived.value), "{}", derived.figure);
    });
}

#[test]
fn the_copied_text_has_numbers_that_add_up_and_no_formula() {
    each(|derived, appraisal, deal| {
        let text = as_text(derived, appraisal, deal);
        let figure = amount(&derived.value);
        assert!(text.lines().all(|line| !line.starts_with(['=', '+', '-', '@', MINUS_SIGN])), "{text}");
        let mut blocks = text.split("\n\n");
        let numbers = |block: &str| -> Vec<String> {
            block.lines().filter_map(|line| Some(line.split('\t').nth(1)?.to_owned())).collect()
        };
        let head = numbers(blocks.next().unwrap());
        assert!(head.iter().all(|cell| !cell.contains(['£', MINUS_SIGN])), "{text}");
        let terms = derived.operands.iter().filter(|operand| operand.enters.is_some()).count();
        // The figure, its terms and their total: nothing that is not a term stands between them.
        assert_eq!(head.len(), if terms > 0 { terms + 2 } else { 1 }, "{text}");
        if let (Some(figure), true) = (figure, terms > 0) {
            let sum: i64 = head[1..=terms].iter().map(|cell| pence(cell)).sum();
            assert_eq!((sum, pence(&head[0]), pence(&head[terms + 1])), (figure, figure, figure), "{text}");
        }
        let others = derived.operands.len() - terms;
        let behind = blocks.find_map(|block| block.strip_prefix(BEHIND)).map(numbers).unwrap_or_default();
        assert_eq!(behind.len(), others, "{text}");
        assert!(behind.iter().all(|cell| !cell.contains(['£', MINUS_SIGN])), "{text}");
    });
}

/// The entries copied with a figure add up to it in their own column, with no total that would be counted twice; so do the
/// flows behind a figure that is found in them.
#[test]
fn the_copied_text_has_the_entries_and_the_flows_that_prove_the_figure() {
    let (mut of_entries, mut of_months) = (0, 0);
    each(|derived, appraisal, deal| {
        let text = as_text(derived, appraisal, deal);
        let table = |heading: &str| {
            let block = text.split("\n\n").find_map(|block| block.strip_prefix(heading)?.strip_prefix('\n'))?;
            Some(block.lines().map(|line| line.split('\t').collect::<Vec<_>>()).collect::<Vec<_>>())
        };
        assert_eq!(table(LEDGER).is_some(), !derived.ledger.is_empty(), "{text}");
        if let Some([head, rows @ ..]) = table(LEDGER).as_deref() {
            assert_eq!(head, FILE_COLUMNS, "{text}");
            assert_eq!(Some(rows.iter().map(|row| pence(row[3])).sum()), amount(&derived.value), "{}", derived.figure);
            of_entries += 1;
        }
        let months = series(derived, appraisal, true);
        assert_eq!(table(MONTH_BY_MONTH).map_or(0, |rows| rows.len()), months.len(), "{text}");
        of_months += usize::from(!months.is_empty());
    });
    assert!(of_entries > 1_000 && of_months > 50, "{of_entries}, {of_months}");
}

/// What is marked as at the start of a month is explained, on the first day of the deal too.
#[test]
fn every_start_is_explained() {
    let mut firsts = 0;
    each(|derived, appraisal, _| {
        let starts = derived.ledger.iter().map(|listed| month(&listed.line, appraisal));
        let rows = series(derived, appraisal, true);
        let starts = starts.chain(rows.iter().map(|row| row[0].clone())).filter(|name| name.ends_with(" (start)"));
        let names: Vec<String> = starts.collect();
        let note = opening_note(derived, appraisal).unwrap_or_default();
        assert_eq!(names.is_empty(), note.is_empty(), "{}: {names:?}", derived.figure);
        let is_first = names.contains(&short_opening(appraisal, 0));
        assert_eq!(is_first, note.contains("first day of the deal"), "{}: {note}", derived.figure);
        firsts += usize::from(is_first);
    });
    assert!(firsts > 50, "{firsts}");
}

#[test]
fn a_rate_that_does_not_exist_has_its_reason_in_one_line() {
    let mut seen = 0;
    each(|derived, appraisal, _| {
        let Value::Rates(rates) = &derived.value else { return };
        let lines = derived.steps.iter().filter_map(|of| step(of, derived, appraisal));
        let reasons = lines.filter(|line| line.starts_with("No rate exists: ")).count();
        assert_eq!(reasons, usize::from(rates.roots.is_empty()), "{}", derived.figure);
        seen += reasons;
    });
    assert!(seen > 0);
}

const MINUS_SIGN: char = super::super::format::MINUS;

/// Every entry of a year's figure is in a month of that year; of any other figure, in its own month.
fn assert_months(derived: &Derivation, appraisal: &Appraisal) -> usize {
    let year = match derived.figure.split('/').collect::<Vec<_>>()[..] {
        ["money", year, ..] => Some(year.parse::<usize>().unwrap()),
        _ => None,
    };
    for listed in &derived.ledger {
        let label = month(&listed.line, appraisal);
        let months: Vec<String> = match year {
            // What opens a month is in the year that ends the day before, and named by its own month all the same.
            _ if listed.line.side == Side::Open => {
                assert!(year.is_none_or(|year| appraisal.years.of_month(listed.line.k.saturating_sub(1)) == year));
                vec![short_opening(appraisal, listed.line.month)]
            }
            Some(year) => {
                let all = 0..appraisal.net.len();
                let own = all.filter(|m| appraisal.years.of_month(*m) == year);
                own.map(|m| short_month(appraisal, m)).collect()
            }
            None => vec![short_month(appraisal, listed.line.month)],
        };
        assert!(months.contains(&label), "{label} in {}", derived.figure);
    }
    if year.is_some() { derived.ledger.len() } else { 0 }
}

/// Only the flows of XIRR have days.
fn assert_days(derived: &Derivation, appraisal: &Appraisal) {
    let is_dated = derived.figure.ends_with("/dated_rate_of_return");
    if let [head, rows @ ..] = &series(derived, appraisal, true)[..] {
        assert_eq!(head[0] == DATE, is_dated, "{}", derived.figure);
        assert!(rows.iter().all(|row| row[0].starts_with("1 ") == is_dated), "{}", derived.figure);
    }
}

/// Numbers have no noise of binary fractions.
fn assert_places(derived: &Derivation, appraisal: &Appraisal) {
    let operands = derived.operands.iter().map(|operand| operand_value(operand, appraisal));
    for text in operands.chain([figure_value(derived, appraisal)]) {
        let places = text.split_once('.').map_or("", |(_, places)| places);
        assert!(places.chars().take_while(char::is_ascii_digit).count() <= 6, "{text} in {}", derived.figure);
    }
}

#[test]
fn figures_have_months_of_their_year_days_for_xirr_short_numbers_and_a_section_of_the_method() {
    let (mut of_years, mut payments, mut to_partners) = (0, 0, 0);
    each(|derived, appraisal, deal| {
        of_years += assert_months(derived, appraisal);
        assert_days(derived, appraisal);
        assert_places(derived, appraisal);
        if let Some(words) = in_the_table(derived) {
            let is_paid = amount(&derived.value).unwrap() > 0;
            assert_eq!(words.ends_with("it has a minus, as a payment."), is_paid, "{words}");
            let cell = crate::words::format::bare_millions(amount(&derived.value).unwrap());
            assert_ne!(cell, crate::words::format::bare_millions(0), "a zero with a sign: {}", derived.figure);
            assert!(as_text(derived, appraisal, deal).lines().any(|line| line == words), "{}", derived.figure);
            payments += 1;
            to_partners += usize::from(derived.figure.contains("/to_partners/"));
        }
        let text = format!("{} {}", derived.formula, derived.rule);
        assert!(pieces(&text).iter().any(|piece| matches!(piece, Piece::Method(..))), "{text}");
    });
    assert!(of_years > 5_000 && payments > 100 && to_partners > 10, "{of_years}, {payments}, {to_partners}");
}

/// Land credited at the start of a month has one name: among what a partner puts in, and among its flows behind every
/// measure. The same for stamp duty, as a line and within a year.
#[test]
fn what_opens_a_month_has_one_name_in_every_list() {
    let (mut of_land, mut of_years) = (0, 0);
    for sample in samples::ALL {
        let deal = document::open(sample.document).unwrap();
        let checked = check(&deal).unwrap();
        let appraisal = appraise(&checked);
        let book = OpenBook::of(&checked, &appraisal);
        for partner in &deal.partners {
            let of = |name: &str| book.explain(&format!("partner/{}/{name}", partner.id)).unwrap();
            let (put_in, rate) = (of("put_in"), of("rate_of_return"));
            let rows = series(&rate, &appraisal, true);
            for listed in put_in.ledger.iter().filter(|listed| listed.line.side == Side::Open && listed.line.k > 0) {
                let name = month(&listed.line, &appraisal);
                assert!(name.ends_with(" (start)") && opening_note(&put_in, &appraisal).is_some(), "{name}");
                let flows =
                    &appraisal.partners[deal.partners.iter().position(|of| of.id == partner.id).unwrap()].economic;
                let is_shown = flows[listed.line.k] != Pence::ZERO;
                let both = format!("{}, with {name}", short_time_point(&appraisal, listed.line.k));
                let is_there = rows.iter().any(|row| row[0] == name || row[0] == both);
                assert!(!is_shown || is_there, "{name} in {}: {rows:?}", sample.name);
                of_land += usize::from(is_shown);
            }
        }
        let duty = book.explain("line/stamp_duty").unwrap();
        let names: Vec<String> = duty.ledger.iter().map(|listed| month(&listed.line, &appraisal)).collect();
        for id in book.ids().into_iter().filter(|id| id.starts_with("money/") && id.ends_with("/costs")) {
            let year = book.explain(&id).unwrap();
            let own = year.ledger.iter().filter(|listed| listed.line.account == Account::Operating(Line::StampDuty));
            for listed in own {
                assert!(names.contains(&month(&listed.line, &appraisal)), "{id}");
                of_years += 1;
            }
        }
    }
    assert!(of_land > 10 && of_years > 0, "{of_land}, {of_years}");
}

/// Entries of one month stand together, and read forward: the end of a month before the start of the next.
#[test]
fn entries_are_in_the_order_of_time() {
    each(|derived, _, _| {
        let moments: Vec<_> = derived.ledger.iter().map(|own| (own.line.k, own.line.side == Side::Open)).collect();
        assert!(moments.is_sorted(), "{}: {moments:?}", derived.figure);
    });
}

/// Norwich’s council is repaid at the end of a month in which land is drawn down at the start of the next.
#[test]
fn a_month_end_with_the_start_of_the_next_has_both_names() {
    let deal = document::open(samples::NORWICH_2009.document).unwrap();
    let checked = check(&deal).unwrap();
    let appraisal = appraise(&checked);
    let derived = OpenBook::of(&checked, &appraisal).explain("partner/council/most_at_risk").unwrap();
    let rows = series(&derived, &appraisal, true);
    assert!(!derived.shared_openings.is_empty());
    for k in derived.shared_openings.iter().filter(|k| **k > 0) {
        let both = format!("{}, with {}", short_time_point(&appraisal, *k), short_opening(&appraisal, *k));
        assert!(rows.iter().any(|row| row[0] == both) || !is_shown(&derived, *k), "{both}: {rows:?}");
    }
}

/// A balance month by month has every month, also one at whose end land of the next is credited.
#[test]
fn a_list_of_months_has_no_gap() {
    let deal = document::open(samples::LABV_MATCHED_EQUITY.document).unwrap();
    let deal = deal.with("/phases/phase-2/drawdown_month", 12.into()).unwrap();
    let checked = check(&deal).unwrap();
    let appraisal = appraise(&checked);
    let derived = OpenBook::of(&checked, &appraisal).explain("partner/council/most_at_risk").unwrap();
    let months: Vec<String> =
        series(&derived, &appraisal, true).into_iter().skip(1).map(|row| row[0].clone()).collect();
    assert!(derived.openings.iter().any(|k| *k > 0 && !derived.shared_openings.contains(k)), "land of a later phase");
    let first = (0..).find(|k| is_shown(&derived, *k)).unwrap();
    for (place, month) in months.iter().enumerate().filter(|(place, _)| first + place > 0) {
        assert!(month.starts_with(&short_time_point(&appraisal, first + place)), "{month}: {months:?}");
    }
}

/// What is counted is not booked: only sums of the ledger speak of entries.
#[test]
fn a_count_of_nothing_says_what_the_deal_has_none_of() {
    let deal = document::open(samples::EQUAL_FUNDERS.document).unwrap();
    let checked = check(&deal).unwrap();
    let appraisal = appraise(&checked);
    let book = OpenBook::of(&checked, &appraisal);
    let said = |id: &str| formula(&book.explain(id).unwrap().formula);
    assert_eq!(
        said("homes/planned"),
        "The deal has no homes: its plots are not counted as homes, so the figure is zero"
    );
    each(|derived, _, _| {
        let is_count = derived.figure.starts_with("homes/") || derived.figure.ends_with("/homes");
        assert!(!is_count || !derived.formula.contains("ledger"), "{}: {}", derived.figure, derived.formula);
    });
}

/// The landowners’ land is paid for on the day it goes in.
#[test]
fn flows_that_cancel_out_each_month_are_the_reason_for_no_rate() {
    let deal = document::open(samples::EQUAL_FUNDERS.document).unwrap();
    let checked = check(&deal).unwrap();
    let appraisal = appraise(&checked);
    let derived = OpenBook::of(&checked, &appraisal).explain("partner/landowners/rate_of_return").unwrap();
    let lines: Vec<String> = derived.steps.iter().filter_map(|of| step(of, &derived, &appraisal)).collect();
    assert_eq!(lines, [no_rate(NoRate::CancelsOut)]);
}

#[test]
fn a_peak_of_nothing_has_no_date() {
    let deal = document::open(samples::EQUAL_FUNDERS.document).unwrap();
    let checked = check(&deal).unwrap();
    let appraisal = appraise(&checked);
    let derived = OpenBook::of(&checked, &appraisal).explain("peak_funding").unwrap();
    let nothing = Derivation { value: Value::Dated(Dated::default()), ..derived.clone() };
    assert_eq!([figure_value(&nothing, &appraisal), value(&nothing.value, &appraisal)], ["£0", "£0"]);
    assert_eq!(step(&Step::Maximum(Dated::default()), &derived, &appraisal).unwrap(), "Highest: £0");
}

/// Fifty-fifty of an odd sum: the rule says whose share has the odd penny.
#[test]
fn the_odd_penny_of_the_pot_has_an_owner() {
    let odd =
        |appraisal: &Appraisal| appraisal.partners.windows(2).any(|two| two[0].notional_pot != two[1].notional_pot);
    let mut found = 0;
    each(|derived, appraisal, deal| {
        if !derived.figure.ends_with("/notional_pot") || deal.partners.len() != 2 || !appraisal.pot.total.is_positive()
        {
            return;
        }
        let halves = deal.sharing.split.iter().all(|share| share.percent == 50.0) && !deal.sharing.split.is_empty();
        if halves && odd(appraisal) {
            let owner = format!(" The odd penny goes to {} (method 2.1).", deal.partners[0].name);
            assert!(derived.rule.ends_with(&owner), "{}", derived.rule);
            found += 1;
        }
    });
    assert!(found > 0);
}

#[test]
fn time_points_are_named_by_the_month_that_ends_there() {
    let norwich = crate::link::opened(&samples::NORWICH_2009).unwrap();
    let appraisal = appraise(&check(&norwich).unwrap());
    let named = [0, 1, 24].map(|k| short_time_point(&appraisal, k));
    assert_eq!(named, ["Apr 2009 (start)", "Apr 2009", "Mar 2011"]);
    assert_eq!(first_day(&appraisal, 24), "1 Apr 2011");
}

#[test]
fn a_total_under_the_first_entries_says_that_it_is_of_all() {
    assert_eq!((total(29, 24), total(24, 24)), ("Total of all 29 entries".to_owned(), "Total".to_owned()));
    assert_eq!(show_all(1_300, Rows::Months), "Show all 1,300 rows");
}

#[test]
fn numbers_keep_enough_places_to_work_with() {
    assert_eq!((times_exact(1.0), times_exact(2.245_961_259)), ("1.00 times".to_owned(), "2.246 times".to_owned()));
    assert_eq!(plain_number(digits(75.529_125_000_000_01, MOST_PLACES)), "75.529125");
}

#[test]
fn a_rule_leads_to_the_sections_it_cites() {
    use Piece::{Method, Words};
    assert_eq!(
        pieces("Paid (method 2.7, step 5). By the method 2.12."),
        [
            Words("Paid ("),
            Method("method 2.7", "2.7"),
            Words(", step 5). By the "),
            Method("method 2.12", "2.12"),
            Words(".")
        ]
    );
    assert_eq!(
        pieces("Sold (method 2.5, 2.6)."),
        [Words("Sold ("), Method("method 2.5", "2.5"), Words(", "), Method("2.6", "2.6"), Words(").")]
    );
    assert_eq!(pieces("the method 1 of £2, by method"), [Words("the method 1 of £2, by method")]);
}

#[test]
fn the_months_in_a_file_are_those_of_the_series() {
    each(|derived, appraisal, _| {
        let Some(Step::Series { values, .. }) = derived.steps.first() else { return };
        let (from, to) = derived.shown.unwrap_or((0, values.len() - 1));
        let wanted = values[from..=to].iter().map(|sum| sum.0).sum::<i64>();
        let sum: i64 = series(derived, appraisal, true).iter().skip(1).map(|row| pence(&row[1])).sum();
        assert_eq!(sum, wanted, "{}", derived.figure);
        // Nothing is drawn or saved where there is nothing to show.
        assert_ne!(series(derived, appraisal, true).len(), 1, "{}", derived.figure);
    });
}

/// A changed input is the user's own, and says what it was; every other keeps the mark of the base case.
#[test]
fn a_changed_input_says_what_it_was_and_no_longer_bears_the_mark_of_another_value() {
    let base = document::open(samples::NORWICH_2009.document).unwrap();
    let path = "/home_types/market/price";
    let deal = base.with(path, 190_000.into()).unwrap();
    let checked = check(&deal).unwrap();
    let appraisal = appraise(&checked);
    let marks = |book: &OpenBook<'_>| -> Vec<(Option<String>, Option<String>)> {
        let operands = book.explain("line/market_sales").unwrap().operands;
        operands.iter().map(|operand| (operand.path.clone(), operand_mark(operand, &appraisal))).collect()
    };
    let (own, of_base) =
        (marks(&OpenBook::of(&checked, &appraisal).changed_from(&base)), marks(&OpenBook::of(&checked, &appraisal)));
    for ((at, own), (_, of_base)) in own.iter().zip(of_base) {
        if at.as_deref() == Some(path) {
            assert_eq!(own.as_deref(), Some("Yours, was £186,000"));
            assert_ne!(*own, of_base);
        } else {
            assert_eq!(*own, of_base);
        }
    }
    assert!(own.iter().any(|(at, _)| at.as_deref() == Some(path)));
}

/// A figure at base prices says so, whether or not anything is spent in its year, and no other figure does.
#[test]
fn a_figure_says_the_prices_that_it_is_in() {
    let (mut base, mut none) = (0, 0);
    each(|derived, _, _| {
        let basis = basis(derived, "April 2009");
        let is_at_base = derived.terms.iter().any(|term| term.counted == Counted::Base)
            || derived.label.contains("at base prices") && amount(&derived.value).is_some();
        let is_real = derived.label.contains("real terms");
        let has_prices = amount(&derived.value).is_some() || matches!(derived.value, Value::Rates(_));
        let said = [
            ("At base prices", is_at_base),
            ("In real terms", is_real),
            ("ominal", has_prices && !is_at_base && !is_real),
        ];
        for (words, is_so) in said {
            assert_eq!(basis.contains(words), is_so, "{}: {basis}", derived.figure);
        }
        assert_eq!(basis.contains("Based on"), !derived.ledger.is_empty(), "{}: {basis}", derived.figure);
        base += usize::from(is_at_base && !derived.ledger.is_empty());
        none += usize::from(is_at_base && derived.ledger.is_empty());
    });
    assert!(base > 10 && none > 2, "{base}, {none}");
}

/// No two entries of a figure look alike: homes of two types, loans and accounts are told apart.
#[test]
fn no_entry_looks_as_if_it_were_posted_twice() {
    let mut alike = std::collections::BTreeSet::new();
    each(|derived, appraisal, _| {
        let mut seen = std::collections::BTreeSet::new();
        for listed in &derived.ledger {
            let words = (month(&listed.line, appraisal), account(listed.line.account), whose(listed));
            if !seen.insert(words.clone()) {
                alike.insert(words);
            }
        }
    });
    assert!(alike.is_empty(), "{alike:?}");
}

/// A figure is opened by the same name as its drawer has.
#[test]
fn what_a_partner_gets_back_has_one_name() {
    each(|derived, appraisal, deal| {
        for partner in &deal.partners {
            let name = match derived.figure.strip_prefix(&format!("partner/{}/", partner.id)) {
                Some("received") => super::super::names::gets_back(&partner.short_name),
                Some("put_in") => super::super::names::puts_in(&partner.short_name),
                _ => continue,
            };
            assert_eq!(title(derived, (appraisal, deal)), name);
        }
    });
}

#[test]
fn a_sum_of_nothing_has_no_formula() {
    let mut zero = 0;
    each(|derived, _, _| {
        let is_reason = derived.formula.ends_with("so the figure is zero");
        assert_eq!(formula_heading(derived) == WHY_ZERO, is_reason, "{}: {}", derived.figure, derived.formula);
        zero += usize::from(is_reason);
    });
    assert!(zero > 10, "{zero}");
}

/// Norwich's last land is drawn down at the start of October 2018 and repaid at that moment, in an entry of September.
#[test]
fn land_repaid_at_the_moment_of_its_drawdown_says_so() {
    let mut noted = 0;
    each(|derived, appraisal, _| {
        let is_early = |listed: &CountedLine| {
            let is_land =
                matches!(listed.line.account, Account::Movement(M::LandCapitalReturned | M::LandNotePrincipalPaid));
            is_land && listed.line.k > 0 && appraisal.cash.land[listed.line.k].is_positive()
        };
        let is_noted = moment_note(derived, appraisal).is_some();
        assert_eq!(is_noted, derived.ledger.iter().any(is_early), "{}", derived.figure);
        noted += usize::from(is_noted);
    });
    assert!(noted > 0);
}
