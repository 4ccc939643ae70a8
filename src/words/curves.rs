//! What a lever does to the answer that is drawn beside it, in words.

use super::capitalised;
use super::format::{MINUS, count, decimal, millions, month_short, plain_number};
use crate::components::Paint;
use crate::curves::{Curve, Drawn, Spot};
use crate::levers::{Kind, Lever};
use crate::outcome::Outcome;
use appraisal::fields::Unit;

/// The label of the list of answers.
pub const ANSWER_DRAWN: &str = "Answer drawn beside each lever";

/// The line under the heading of the levers.
#[must_use]
pub fn lead(drawn: Drawn, outcome: &Outcome) -> String {
    format!(
        "Each curve shows {} across that lever’s range, all on one scale. The steeper the curve, the more the lever matters.",
        answer(drawn, outcome)
    )
}

/// An answer in a sentence: "the pot".
#[must_use]
pub fn answer(drawn: Drawn, outcome: &Outcome) -> String {
    let partner =
        |place: usize| outcome.deal.partners.get(place).map_or("partner", |partner| partner.short_name.as_str());
    match drawn {
        Drawn::Pot => "the pot".to_owned(),
        Drawn::Surplus => "the surplus".to_owned(),
        Drawn::Value(place) => format!("the present value of the {}", partner(place)),
        Drawn::Rate(place) => format!("the return of the {} a year", partner(place)),
        Drawn::Homes => "the homes finished".to_owned(),
    }
}

/// An answer in a list: "Present value of the council".
#[must_use]
pub fn answer_listed(drawn: Drawn, outcome: &Outcome) -> String {
    let answer = answer(drawn, outcome);
    capitalised(answer.strip_prefix("the ").unwrap_or(&answer))
}

/// The colour of an answer; a partner's is its own.
#[must_use]
pub fn paint(drawn: Drawn, partner: impl Fn(usize) -> Paint) -> Paint {
    match drawn {
        Drawn::Pot | Drawn::Surplus => Paint::Pot,
        Drawn::Value(place) | Drawn::Rate(place) => partner(place),
        Drawn::Homes => Paint::Market,
    }
}

/// An answer as a figure: "£57.04m", "8.1%", "1,300 homes".
fn figure(drawn: Drawn, answer: f64) -> String {
    match drawn {
        Drawn::Pot | Drawn::Surplus | Drawn::Value(_) => millions(answer as i64),
        Drawn::Rate(_) => format!("{}%", decimal(100.0 * answer, 1)),
        Drawn::Homes => format!("{} homes", count(answer as i64)),
    }
}

/// What the picture of a lever shows, in a sentence.
#[must_use]
pub fn name(label: &str, lever: &Lever, curve: &Curve, drawn: Drawn, outcome: &Outcome) -> String {
    let at = |spot: &Spot| format!("{} at {}", figure(drawn, spot.answer), end(lever, spot.lever));
    match (curve.spots.first(), curve.spots.last()) {
        (Some(first), Some(last)) => {
            format!("{label}: {} goes from {} to {}.", answer(drawn, outcome), at(first), at(last))
        }
        _ => format!("{label}: nothing to draw."),
    }
}

/// What one step does, and where the answer falls to nothing: "£1,000 more adds £1.19m. The pot is empty at £138,100."
#[must_use]
pub fn effect(lever: &Lever, curve: &Curve, drawn: Drawn, outcome: &Outcome) -> (String, String, String) {
    let Some((by, adds)) = curve.step else { return (String::new(), String::new(), nothing(lever, curve, drawn)) };
    let step = step(lever, by);
    let sum = figure(drawn, adds.abs());
    let is_little = match drawn {
        Drawn::Pot | Drawn::Surplus | Drawn::Value(_) => adds.abs() < LITTLE,
        Drawn::Rate(_) => sum == "0.0%",
        Drawn::Homes => adds == 0.0,
    };
    let sum = match drawn {
        Drawn::Rate(_) => format!("{} points", decimal(100.0 * adds.abs(), 1)),
        _ => sum,
    };
    let (before, strong) = match (is_little, adds > 0.0) {
        (true, _) if adds == 0.0 => (format!("{step} does not move {}", answer(drawn, outcome)), String::new()),
        (true, _) => (format!("{step} hardly moves {}", answer(drawn, outcome)), String::new()),
        (false, true) => (format!("{step} adds "), sum),
        (false, false) => (format!("{step} takes "), sum),
    };
    (before, strong, format!(". {}", nothing(lever, curve, drawn)))
}

/// Pence under which a step hardly moves a sum: £5,000.
const LITTLE: f64 = 500_000.0;

fn nothing(lever: &Lever, curve: &Curve, drawn: Drawn) -> String {
    let Some(at) = curve.nothing_at.filter(|_| !lever.value.is_string()) else { return String::new() };
    let at = exact(lever, (at / lever.step * 10.0).round() * lever.step / 10.0);
    // Where it is nought already, what is of interest is where it begins.
    let is_nothing = curve.now.is_some_and(|now| now.answer <= 0.0);
    match drawn {
        Drawn::Pot if is_nothing => format!("The pot begins at {at}."),
        Drawn::Pot => format!("The pot is empty at {at}."),
        Drawn::Surplus if is_nothing => format!("A surplus begins at {at}."),
        Drawn::Surplus => format!("Nothing is left at {at}."),
        Drawn::Value(_) => format!("The present value is nil at {at}."),
        Drawn::Rate(_) => format!("The return is nil at {at}."),
        Drawn::Homes => String::new(),
    }
}

/// A step: "£1,000 more", "0.5 points less", "A month later".
fn step(lever: &Lever, by: f64) -> String {
    let size = plain_number(by.abs());
    let way = if by < 0.0 { "less" } else { "more" };
    match lever.kind {
        Kind::Price(_) | Kind::BuildCost(_) | Kind::Cash(_) | Kind::Land(_) | Kind::LoanLimit(_) => {
            format!("£{size} {way}")
        }
        Kind::PriceGrowth
        | Kind::BuildCostGrowth
        | Kind::PreferredReturn
        | Kind::Share(_)
        | Kind::Recycled
        | Kind::LoanRate(_) => format!("{size} points {way}"),
        Kind::Homes => format!("{size} homes {way}"),
        Kind::SalesPace(_) => format!("{size} a month {way}"),
        Kind::Start => "A month later".to_owned(),
        Kind::Field(unit) => step_of(unit, by),
    }
}

/// A step of any number, by its unit.
fn step_of(unit: Unit, by: f64) -> String {
    let size = plain_number(by.abs());
    let way = if by < 0.0 { "less" } else { "more" };
    let (one, many) = match unit {
        Unit::Pounds => return format!("£{size} {way}"),
        Unit::PoundsASquareMetre => return format!("£{size} a square metre {way}"),
        Unit::MonthNumber if by < 0.0 => return "A month sooner".to_owned(),
        Unit::MonthNumber => return "A month later".to_owned(),
        Unit::HomesAMonth => return format!("{size} a month {way}"),
        Unit::Number | Unit::PersonYearsAMillion => return format!("{size} {way}"),
        Unit::Percent | Unit::PercentAYear => ("point", "points"),
        Unit::Months => ("month", "months"),
        Unit::Homes => ("home", "homes"),
        Unit::SquareMetres => ("square metre", "square metres"),
        Unit::Hectares => ("hectare", "hectares"),
        Unit::Years => ("year", "years"),
    };
    format!("{size} {} {way}", if by.abs() == 1.0 { one } else { many })
}

/// The signs before and after a value; words keep their distance.
fn signs(kind: Kind) -> (String, String) {
    let (prefix, suffix) = super::levers::signs(kind);
    let is_word = |sign: &str| sign.chars().any(char::is_alphabetic);
    let before = if is_word(prefix) { format!("{prefix} ") } else { prefix.to_owned() };
    let after = if is_word(suffix) { format!(" {suffix}") } else { suffix.to_owned() };
    (before, after)
}

/// A value of a lever in a sentence: "£138,120", "2.4%".
fn exact(lever: &Lever, number: f64) -> String {
    let (prefix, suffix) = signs(lever.kind);
    // Sums of steps are a little beside round numbers.
    let text = plain_number((number * 1e4).round() / 1e4);
    match text.strip_prefix(MINUS) {
        Some(size) => format!("{MINUS}{prefix}{size}{suffix}"),
        None => format!("{prefix}{text}{suffix}"),
    }
}

/// An end of a range, short: "£130k", "−1%", "Mar ’09". The two ends stand under a narrow curve and must not touch.
#[must_use]
pub fn end(lever: &Lever, number: f64) -> String {
    if lever.value.is_string() {
        let months = number.round() as i32;
        let (year, month) = (months.div_euclid(12), months.rem_euclid(12) as u32 + 1);
        let name = month_short(year, month);
        return format!("{} ’{:02}", name.split(' ').next().unwrap_or_default(), year.rem_euclid(100));
    }
    let (prefix, suffix) = signs(lever.kind);
    match number.abs() {
        size if prefix == "£" && size >= 1e6 => format!("£{}m", plain_number((number / 1e4).round() / 100.0)),
        size if prefix == "£" && size >= 1e4 => format!("£{}k", plain_number((number / 1e3).round())),
        size if suffix.is_empty() && prefix.is_empty() && size >= 10.0 => plain_number(number.round()),
        _ => exact(lever, number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::levers;
    use appraisal::samples;
    use std::rc::Rc;

    fn lever(kind: Kind) -> (Lever, Outcome) {
        let deal = crate::link::opened(&samples::NORWICH_2009).unwrap();
        let lever = levers(&deal).into_iter().find(|lever| lever.kind == kind).unwrap();
        (lever, Outcome::of(Rc::new(deal)).unwrap())
    }

    fn said(kind: Kind, curve: &Curve, drawn: Drawn) -> String {
        let (lever, outcome) = lever(kind);
        let (before, strong, after) = effect(&lever, curve, drawn, &outcome);
        format!("{before}{strong}{after}")
    }

    #[test]
    fn a_step_says_what_it_adds_and_where_nothing_is_left() {
        let curve = Curve { step: Some((1_000.0, 118_700_000.0)), nothing_at: Some(138_119.7), ..Curve::default() };
        assert_eq!(said(Kind::Price(0), &curve, Drawn::Pot), "£1,000 more adds £1.19m. The pot is empty at £138,100.");
        let now = Some(Spot { lever: 130_000.0, answer: 0.0 });
        let curve = Curve { step: Some((1_000.0, 0.0)), nothing_at: Some(138_119.7), now, ..Curve::default() };
        assert_eq!(
            said(Kind::Price(0), &curve, Drawn::Pot),
            "£1,000 more does not move the pot. The pot begins at £138,100."
        );
        let curve = Curve { step: Some((0.5, -0.0123)), ..Curve::default() };
        assert_eq!(said(Kind::PriceGrowth, &curve, Drawn::Rate(0)), "0.5 points more takes 1.2 points. ");
        let curve = Curve { step: Some((-10.0, 0.0)), ..Curve::default() };
        assert_eq!(said(Kind::Recycled, &curve, Drawn::Homes), "10 points less does not move the homes finished. ");
    }

    #[test]
    fn ends_are_short() {
        let (price, _) = lever(Kind::Price(0));
        assert_eq!((end(&price, 130_000.0), end(&price, 1_250_000.0)), ("£130k".to_owned(), "£1.25m".to_owned()));
        let (growth, _) = lever(Kind::PriceGrowth);
        assert_eq!(end(&growth, -0.5), "−0.5%");
        let (start, _) = lever(Kind::Start);
        assert_eq!(end(&start, f64::from(2009 * 12 + 2)), "Mar ’09");
    }
}
