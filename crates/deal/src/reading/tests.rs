//! What people write in fields and cells, by the unit of the field.

use super::{Misread, is_figure, read};
use crate::calendar::YearMonth;
use crate::fields;
use serde_json::{Value, json};

const PRICE: &str = "/home_types/*/price";
const GROWTH: &str = "/growth/house_price/*/percent";
const INTEREST: &str = "/funding/facilities/*/rate_percent";
const SHARE: &str = "/sharing/recycled_percent";
const CASH: &str = "/contributions/*/amount";
const HOMES: &str = "/phases/*/homes/*/count";
const PACE: &str = "/home_types/*/sales_a_month";
const LASTS: &str = "/phases/*/build_months";
const PAID_AT: &str = "/costs/programme/*/month";
const BUILDING_STARTS: &str = "/phases/*/build_start_month";
const START: &str = "/start";
const RULES: &str = "/rule_set";

fn at(pattern: &str, text: &str) -> Result<Value, Misread> {
    let field = fields::of_pattern(pattern).unwrap_or_else(|| panic!("{pattern}"));
    read(text, field, YearMonth::new(2009, 4).unwrap())
}

fn understood(pattern: &str, expected: &Value, texts: &[&str]) {
    for text in texts {
        assert_eq!(at(pattern, text), Ok(expected.clone()), "{pattern}: {text:?}");
    }
}

fn refused(pattern: &str, why: Misread, texts: &[&str]) {
    for text in texts {
        assert_eq!(at(pattern, text), Err(why), "{pattern}: {text:?}");
    }
}

#[test]
fn numbers_as_people_write_them() {
    for (text, pounds) in [
        ("82000", 82_000.0),
        ("£7.5m", 7_500_000.0),
        ("£ 7.5 m", 7_500_000.0),
        ("7.5 Million", 7_500_000.0),
        ("7.5 mn", 7_500_000.0),
        ("£0.18mil", 180_000.0),
        ("1,300", 1_300.0),
        (" 82k ", 82_000.0),
        ("82 thousand", 82_000.0),
        ("£1.250m", 1_250_000.0),
        ("£1.2bn", 1_200_000_000.0),
        ("1 300", 1_300.0),
        ("1\u{a0}300", 1_300.0),
        ("1\u{202f}300\u{202f}000", 1_300_000.0),
        ("£\u{a0}180,000", 180_000.0),
        ("\u{200b}180,000", 180_000.0),
        ("１８０，０００", 180_000.0),
        ("￡１８０，０００", 180_000.0),
        ("GBP 180,000", 180_000.0),
        ("180,000 GBP", 180_000.0),
        ("180,000 pounds", 180_000.0),
        ("£180,000 per home", 180_000.0),
        ("£180,000 per unit", 180_000.0),
        ("£180k/plot", 180_000.0),
        ("£180,000 each", 180_000.0),
        ("1,234,567.89", 1_234_567.89),
        ("1,250.000", 1_250.0),
        ("0.250", 0.25),
        ("£180,000.00", 180_000.0),
        ("−3", -3.0),
        ("-3", -3.0),
        ("–3", -3.0),
        ("- £3", -3.0),
        ("£-3", -3.0),
        ("(3,000)", -3_000.0),
        ("(£3,000)", -3_000.0),
        ("£(3,000)", -3_000.0),
        ("( 3k )", -3_000.0),
        ("£(3,000) per home", -3_000.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("0", 0.0),
        ("-0", 0.0),
        ("007", 7.0),
        ("\u{feff}12\n", 12.0),
    ] {
        assert_eq!(at(PRICE, text), Ok(json!(pounds)), "{text:?}");
    }
    assert!(at(PRICE, "-0").unwrap().as_f64().is_some_and(f64::is_sign_positive));
}

#[test]
fn what_is_not_one_number_is_refused() {
    let texts = [
        "five",
        "1 30",
        "12 34",
        "1.2.3",
        "NaN",
        "inf",
        "infinity",
        "1e5",
        "1e400",
        "12 apples",
        "about 90k",
        "3 or 4",
        "3-4",
        "--3",
        "+-3",
        "(-3)",
        "(3",
        "3)",
        "££3",
        "£3 GBP",
        "£",
        "%",
        "m",
        ".",
        "-",
        "5 km",
        "0x10",
        "3%%",
        "()",
        "180'000",
        "#REF!",
        "£180,000 per",
        "1,300 000",
        "1k k",
    ];
    refused(PRICE, Misread::NotANumber, &texts);
    refused(PRICE, Misread::Empty, &["", "   ", "\u{a0}", "\t\n", "\u{200b}"]);
    refused(PRICE, Misread::TooLarge, &[&"9".repeat(400), &format!("{}m", "9".repeat(305))]);
}

#[test]
fn commas_and_points_that_could_mean_something_else_are_refused() {
    refused(
        PRICE,
        Misread::Comma,
        &["18,60", "1,2,3", "1,30", "1,3000", "1300,000", ",300", "180.000,00", "180,5", "1,50,000"],
    );
    refused(GROWTH, Misread::Comma, &["7,5", "7,5%"]);
    refused(PRICE, Misread::Point, &["180.000", "£250.000", "1.234.567", "-250.000"]);
    refused(HOMES, Misread::Point, &["1.300", "6.000"]);
    // Thousands of percent are not allowed, so the three digits can only be decimals.
    understood(INTEREST, &json!(7.125), &["7.125", "7.125%"]);
}

#[test]
fn a_value_in_another_unit_is_refused() {
    for (pattern, text) in [
        (PRICE, "5%"),
        (PRICE, "180,000 homes"),
        (PRICE, "£180,000 a year"),
        (CASH, "5%"),
        (CASH, "£180,000 per home"),
        (GROWTH, "£2"),
        (INTEREST, "£8"),
        (SHARE, "£8"),
        (SHARE, "5% a year"),
        (HOMES, "50%"),
        (HOMES, "£1,300"),
        (PACE, "50%"),
        (PACE, "4 a year"),
        (LASTS, "18%"),
        (LASTS, "2 homes"),
    ] {
        let unit = fields::of_pattern(pattern).unwrap().number().unwrap().unit;
        assert_eq!(at(pattern, text), Err(Misread::OtherUnit(unit)), "{pattern}: {text}");
    }
    refused(PRICE, Misread::OtherCurrency, &["€180,000", "180.000 EUR", "$5", "US$5", "USD 5", "5 dollars"]);
    refused(PRICE, Misread::MinusBehind, &["£3,000-", "3,000 –"]);
    refused(INTEREST, Misread::NotANumber, &["5k", "5m"]);
}

#[test]
fn a_sign_is_read_where_a_change_is_asked_for_and_refused_with_advice_elsewhere() {
    understood(GROWTH, &json!(10.0), &["+10", "+10%", "+ 10 %", "＋10％", "+10% a year", "10"]);
    understood(GROWTH, &json!(-10.0), &["-10", "−10%", "- 10 %", "– 10%", "(10%)"]);
    understood("/home_types/*/launch_month", &json!(-3), &["-3", "- 3 months"]);
    understood("/home_types/*/launch_month", &json!(3), &["+3", "+ 3 months"]);
    understood("/costs/programme/*/amount", &json!(5_000.0), &["+£5,000", "£+5k"]);
    refused(PRICE, Misread::Change, &["+10", "+10%", "−10%", "- 10 %", "+£5,000"]);
    refused(HOMES, Misread::Change, &["+10", "+10%", "-10%"]);
    refused(SHARE, Misread::Change, &["+10%", "+10"]);
    // Below the lowest value, which the limits of the field say.
    understood(SHARE, &json!(-10.0), &["-10%", "-10"]);
}

#[test]
fn a_value_may_name_the_unit_of_its_field() {
    understood(
        GROWTH,
        &json!(7.5),
        &["7.5", "7.5%", "7.5 %", "7.5% pa", "7.5% p.a.", "7.5 per cent a year", "7.5 percent per annum"],
    );
    understood(SHARE, &json!(5.0), &["5%", "5 per cent"]);
    understood(HOMES, &json!(1_300), &["1300 homes", "1,300 units", "1.3k", "1300.0", "１３００"]);
    understood(
        PACE,
        &json!(4.5),
        &["4.5", "4.5 a month", "4.5 homes a month", "4.5/month", "4.5 homes per month", "4.5 pcm"],
    );
    understood(LASTS, &json!(18), &["18 months", "18 mths", "18m", "18", "1.5 years", "1.5 yrs"]);
    understood(BUILDING_STARTS, &json!(24), &["24", "month 24", "24 months", "April 2011", "Apr-11", "04/2011"]);
    understood("/home_types/*/build_cost_per_m2", &json!(1_500.0), &["£1,500/m²", "1500 per sq m", "£1.5k per m2"]);
    understood("/landlords/*/rent_a_week", &json!(98.5), &["£98.50 pw", "£98.50 a week"]);
    understood("/sharing/tiers/*/test/multiple/times", &json!(1.5), &["1.5x", "1.5 times"]);
}

#[test]
fn a_month_for_a_payment_is_its_end_and_a_date_is_that_day() {
    understood(
        PAID_AT,
        &json!(24),
        &[
            "24",
            "month 24",
            "month end 24",
            "24 months",
            "Mar 2011",
            "end of March 2011",
            "1 April 2011",
            "31 March 2011",
        ],
    );
    understood(PAID_AT, &json!(24), &["2011-04-01", "15/03/2011", "start of April 2011", "the end of March 2011"]);
    understood(PAID_AT, &json!(0), &["0", "1 April 2009", "start of April 2009", "Apr 2009 (start)", "March 2009"]);
    understood(PAID_AT, &json!(1), &["April 2009", "2 April 2009", "30/04/2009"]);
    refused(PAID_AT, Misread::NoSuchDay, &["31 April 2011"]);
    refused(PAID_AT, Misread::NotAMonthNumber, &["soon", "end of next year"]);
}

#[test]
fn whole_numbers() {
    for (text, value) in
        [("-3", Ok(json!(-3))), ("3.5", Err(Misread::NotWhole)), ("99999999999999999999", Err(Misread::TooLarge))]
    {
        assert_eq!(at(HOMES, text), value, "{text:?}");
    }
}

#[test]
fn months_as_people_write_them() {
    let texts = [
        "2009-04",
        "2009/4",
        "2009 04",
        "April 2009",
        "april, 2009",
        "apr 2009",
        "Apr. 2009",
        "Apr-2009",
        "04/2009",
        "4 2009",
        "1 April 2009",
        "1st of April 2009",
        "01/04/2009",
        "2009-04-30",
        "2009 April",
        " April\u{a0}2009 ",
        "Apr-09",
        "Apr '09",
        "04/09",
        "01/04/09",
        "1-Apr-09",
        "2009-04-01 00:00:00",
        "2009-04-01T00:00:00Z",
        "01/04/2009 00:00",
        "01.04.2009",
        "０４/２００９",
    ];
    understood(START, &json!("2009-04"), &texts);
    understood(
        START,
        &json!("2027-04"),
        &["Apr-27", "04/27", "01/04/27", "1-Apr-27", "2027-04-01 00:00:00", "01.04.2027", "01/04/2027"],
    );
    understood(START, &json!("2027-09"), &["Sept 2027", "September 2027", "Sep-27"]);
}

#[test]
fn what_is_not_one_month_is_refused() {
    let texts = [
        "April",
        "2009",
        "13/2009",
        "0/2009",
        "2009-00",
        "04/13/2027",
        "32 Smarch 2009",
        "1 2 3 2009",
        "1899-12",
        "2201-01",
        "Aprik 2009",
        "2009-2011",
        "next April",
        "1é April 2009",
        "27-Apr",
        "Apr-99",
        "46113",
        "1/4/27/5",
    ];
    refused(START, Misread::NotAMonth, &texts);
    refused(START, Misread::PartOfYear, &["Q2 2027", "2027 Q2", "2027-Q2", "quarter 2 2027", "H1 2027"]);
    refused(
        START,
        Misread::FinancialYear,
        &["2027/28", "2027-28", "2027/2028", "27/28", "09/10", "2009-10", "FY 2027", "FY27/28"],
    );
    refused(
        START,
        Misread::NoSuchDay,
        &["31 February 2027", "2027-02-31", "31/04/2027", "29 Feb 2027", "0 April 2009"],
    );
    refused(START, Misread::Empty, &[" "]);
    refused(BUILDING_STARTS, Misread::NotAMonthNumber, &["soon", "next April"]);
    refused(BUILDING_STARTS, Misread::PartOfYear, &["Q2 2027"]);
}

#[test]
fn days() {
    understood(
        RULES,
        &json!("2009-04-01"),
        &["1 April 2009", "2009-04-01", "01/04/2009", "1st Apr 2009", "1-Apr-09", "2009-04-01 00:00:00"],
    );
    understood(RULES, &json!("2028-02-29"), &["29 February 2028"]);
    refused(RULES, Misread::NotADate, &["April 2009", "1 Smarch 2009", "2009"]);
    refused(RULES, Misread::NoSuchDay, &["31 February 2027", "29/02/2027", "2027-04-31", "32/04/2009"]);
}

#[test]
fn months_are_counted_from_the_start_only_where_a_field_counts_them_so() {
    let from_building = |field: &&fields::Field| field.hint.contains("after building") || field.hint == "In months.";
    for field in fields::all().filter(from_building) {
        let unit = field.number().map(|number| number.unit);
        assert_eq!(unit, Some(fields::Unit::Months), "{}", field.pattern);
    }
}

#[test]
fn headings_are_no_figures() {
    for text in ["250,000", "£250.000", "70%", "18 months", "Apr-27", "(3,000)", "7,5"] {
        assert!(is_figure(text), "{text}");
    }
    for text in ["Price (£)", "2 bed flat", "Building lasts (months)", "", "Loft", "£"] {
        assert!(!is_figure(text), "{text}");
    }
}

#[test]
fn a_text_has_at_most_the_characters_of_its_field() {
    let (name, prose) = ("é".repeat(100), "é".repeat(2_000));
    understood("/title", &json!(name), &[&name]);
    understood("/summary", &json!(prose), &[&prose]);
    refused("/title", Misread::TooLong { characters: 101, most: 100 }, &[&format!("{name}a")]);
    refused("/summary", Misread::TooLong { characters: 1_100_000, most: 2_000 }, &[&"a".repeat(1_100_000)]);
}
