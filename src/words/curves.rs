//! The effect of a lever on the drawn result, in words.

use super::builds::{self, Builds};
use super::capitalised;
use super::flags;
use super::format::{MINUS, count, decimal, millions, month_long, month_short, plain_number, times};
use super::names::owner;
use crate::components::Paint;
use crate::curves::{Curve, Drawn, Measured, Point, Zero};
use crate::levers::{Kind, Lever};
use crate::outcome::Outcome;
use appraisal::Deal;
use appraisal::fields::Unit;

/// The label of the list of results.
pub const ANSWER_DRAWN: &str = "Figure drawn beside each lever";

/// The line under the heading of the levers.
#[must_use]
pub fn lead(drawn: Drawn, outcome: &Outcome) -> String {
    format!(
        "Each curve shows {} across that lever’s range, on one scale. Where a lever does not move it, its curve shows a figure that it does move. The steeper the curve, the more the lever matters.{}",
        answer(drawn, outcome),
        if counts_land(drawn, &outcome.deal) { LAND_COUNTS } else { "" }
    )
}

/// How a net present value differs from the comparison with a sale.
const LAND_COUNTS: &str = " Net present value counts land at its value in the deal, on the dates it goes in. It is not the comparison with selling the land, which counts a sale of all of it on the first day.";

/// Whether a result is the net present value of a partner that puts in land.
fn counts_land(drawn: Drawn, deal: &Deal) -> bool {
    let Drawn::Value(place) = drawn else { return false };
    deal.partners.get(place).is_some_and(|partner| deal.sites.iter().any(|site| site.owner == partner.id))
}

/// A result in a sentence: "the pot", "Lovell’s rate of return (IRR)".
#[must_use]
pub fn answer(drawn: Drawn, outcome: &Outcome) -> String {
    let of = |place: usize, what: &str| {
        let partner = outcome.deal.partners.get(place).map_or("partner", |partner| partner.short_name.as_str());
        format!("{} {what}", owner(partner))
    };
    match drawn {
        Drawn::Pot => "the pot".to_owned(),
        Drawn::Surplus => "the surplus".to_owned(),
        Drawn::Profit => "the venture’s profit".to_owned(),
        Drawn::Value(place) => of(place, "net present value (NPV)"),
        Drawn::Rate(place) => of(place, "rate of return (IRR)"),
        Drawn::Notional(place) => of(place, "notional share of the pot"),
        Drawn::PeakFunding => "peak funding".to_owned(),
        Drawn::Homes => "the homes completed".to_owned(),
        Drawn::LastHome => format!("the last {}", builds::of_deal(&outcome.deal).one()),
    }
}

/// A result in a list: "Council’s net present value (NPV)".
#[must_use]
pub fn answer_listed(drawn: Drawn, outcome: &Outcome) -> String {
    let answer = answer(drawn, outcome);
    capitalised(answer.strip_prefix("the ").unwrap_or(&answer))
}

/// The colour of a result; a partner's result has the partner's colour.
#[must_use]
pub fn paint(drawn: Drawn, partner: impl Fn(usize) -> Paint) -> Paint {
    match drawn {
        Drawn::Pot | Drawn::Surplus | Drawn::Profit | Drawn::PeakFunding => Paint::Pot,
        Drawn::Value(place) | Drawn::Rate(place) | Drawn::Notional(place) => partner(place),
        Drawn::Homes | Drawn::LastHome => Paint::Market,
    }
}

/// A result as a figure: "£57.04m", "8.1%", "1,300", "March 2020".
fn figure(drawn: Drawn, answer: f64) -> String {
    match drawn.measured() {
        Measured::Money => millions(answer as i64),
        Measured::Rate => format!("{}%", decimal(100.0 * answer, 1)),
        Measured::Homes => count(answer as i64),
        Measured::Months => {
            let months = answer.round() as i32;
            month_long(months.div_euclid(12), months.rem_euclid(12) as u32 + 1)
        }
    }
}

/// What the picture of a lever shows, in a sentence: its ends, and what is higher or lower than both between them.
#[must_use]
pub fn name(label: &str, lever: &Lever, curve: &Curve, outcome: &Outcome) -> String {
    let drawn = curve.drawn;
    let at = |point: &Point| format!("{} at {}", figure(drawn, point.answer), end(lever, point.lever));
    let goes = if drawn == Drawn::Homes { "go" } else { "goes" };
    match (curve.points.first(), curve.points.last()) {
        (Some(first), Some(last)) => {
            let (from, to, between) = (at(first), at(last), between_ends(lever, curve));
            format!("{label}: {} {goes} from {from} to {to}{between}.", answer(drawn, outcome))
        }
        _ => format!("{label}: nothing to show."),
    }
}

/// The highest and the lowest result where it is inside the range and is not shown as the result at an end: "; highest, £59.56m,
/// at 3.5".
fn between_ends(lever: &Lever, curve: &Curve) -> String {
    let [first, .., last] = &curve.points[..] else { return String::new() };
    let (high, low) = match curve.drawn.measured() {
        Measured::Months => ("latest", "earliest"),
        _ => ("highest", "lowest"),
    };
    let by_answer = |one: &&Point, other: &&Point| one.answer.total_cmp(&other.answer);
    let extremes = [(high, curve.points.iter().max_by(by_answer)), (low, curve.points.iter().min_by(by_answer))];
    let said = |(extreme, point): (&str, Option<&Point>)| {
        let point = point?;
        let shown = figure(curve.drawn, point.answer);
        let is_end = [first, last].iter().any(|end| figure(curve.drawn, end.answer) == shown);
        (!is_end).then(|| format!("; {extreme}, {shown}, at {}", end(lever, point.lever)))
    };
    extremes.into_iter().filter_map(said).collect()
}

/// The effect of one step, and where the result is zero: "£1,000 more adds £1.19m to the pot. Below £138,100 nothing is left
/// for the pot."
#[must_use]
pub fn effect(lever: &Lever, curve: &Curve, outcome: &Outcome) -> (String, String, String) {
    let drawn = curve.drawn;
    if curve.has_no_effect {
        return (moves_nothing(lever, curve, outcome), String::new(), String::new());
    }
    let Some((by, adds)) = curve.step else { return (String::new(), String::new(), nothing(lever, curve)) };
    let (step, is_plural) = step(lever, by, &outcome.deal);
    let answer = answer(drawn, outcome);
    let verb = |one: &'static str, many: &'static str| if is_plural { many } else { one };
    let sum = match drawn.measured() {
        Measured::Money => millions(adds.abs() as i64),
        Measured::Rate => format!("{} points", decimal(100.0 * adds.abs(), 1)),
        Measured::Homes => counted(adds, "home"),
        Measured::Months => counted(adds, "month"),
    };
    // Only what is too small to show is said to be little.
    let is_little = ["£0", "0.0 points"].contains(&&*sum);
    let after = format!(". {}{}", beside(curve), nothing(lever, curve));
    let more = adds > 0.0;
    match drawn.measured() {
        _ if adds == 0.0 => (format!("{step} {} not move {answer}", verb("does", "do")), String::new(), after),
        _ if is_little => (format!("{step} hardly {} {answer}", verb("changes", "change")), String::new(), after),
        Measured::Months => {
            let way = if more { "later" } else { "sooner" };
            (format!("{step} {} {answer} ", verb("completes", "complete")), format!("{sum} {way}"), after)
        }
        Measured::Homes => {
            let way = if more { "more" } else { "fewer" };
            let homes = if sum.ends_with('s') { "homes" } else { "home" };
            (
                format!("{step} {} ", verb("means", "mean")),
                format!("{} {way}", count(adds.abs() as i64)),
                format!(" {homes} completed{after}"),
            )
        }
        _ if more => (format!("{step} {} ", verb("adds", "add")), sum, format!(" to {answer}{after}")),
        _ => (format!("{step} {} {answer} by ", verb("cuts", "cut")), sum, after),
    }
}

fn counted(number: f64, one: &str) -> String {
    let size = number.abs() as i64;
    format!("{} {one}{}", count(size), if size == 1 { "" } else { "s" })
}

/// The figures with a rate: "The partner then gets £878,742 less: 1.31 times what it puts in, which is tied up for 3.0 years on
/// average. "
fn beside(curve: &Curve) -> String {
    let Some(beside) = curve.beside else { return String::new() };
    let sum = millions(beside.received.0.abs());
    let change = match beside.received.0 {
        0 => "back the same amount,".to_owned(),
        more if more > 0 => format!("{sum} more:"),
        _ => format!("{sum} less:"),
    };
    match (beside.multiple, beside.years_out) {
        // What never comes back is tied up for as long as the model runs: that is no time of the deal.
        (Some(multiple), _) if multiple < 1.0 => {
            format!("The partner then gets {change} {} what it puts in. ", times(multiple))
        }
        (Some(multiple), Some(years)) => format!(
            "The partner then gets {change} {} what it puts in, which is tied up for {} years on average. ",
            times(multiple),
            decimal(years, 1)
        ),
        _ => format!("The partner then gets {}. ", change.trim_end_matches([',', ':'])),
    }
}

/// The note on a lever that changes none of the results that can be drawn. It may change others, such as what the council
/// would get by selling the land. Of a loan that is not drawn the reason is said.
fn moves_nothing(lever: &Lever, curve: &Curve, outcome: &Outcome) -> String {
    let said = |number| if lever.value.is_string() { end(lever, number) } else { exact(lever, number) };
    let (from, to) = curve.range;
    let is_of_loan = lever.path.starts_with("/funding/facilities/");
    let why = flags::loan_not_drawn(outcome).filter(|_| is_of_loan).map(|why| format!(" {why}."));
    format!(
        "From {} to {}, changing this has no effect on the surplus, what the partners get, the funding or the homes of the \
         deal as entered.{}",
        said(from),
        said(to),
        why.unwrap_or_default()
    )
}

/// On which side of a value nothing is left, or between which two, if the result crosses zero within the range. At the values
/// said there is nothing either. At an end of the range there are not two sides, and more than two values make no sentence.
fn nothing(lever: &Lever, curve: &Curve) -> String {
    if lever.value.is_string() {
        return String::new();
    }
    let zeros = &curve.zeros;
    let starts_above = curve.points.first().is_some_and(|point| point.answer > 0.0);
    if zeros.iter().any(|at| at.without <= curve.range.0 || at.without >= curve.range.1)
        || contradicts_now(curve, starts_above)
    {
        return String::new();
    }
    // Homes are spread over rows in whole numbers: one more may leave less, so that no value divides all others.
    let is_rough = lever.kind == Kind::Homes;
    let said = |number: f64| if is_rough { format!("about {}", exact(lever, number)) } else { exact(lever, number) };
    // Below a value does not count that value, so of a rough one it is the one beyond.
    let edge = |zero: &Zero, of: bool, way: &str| match is_rough {
        true => format!("{way} {}", said(if of { zero.without } else { zero.with })),
        false => format!("at {} or {way}", said(if of { zero.with } else { zero.without })),
    };
    let at = zeros.iter().map(|at| exact(lever, at.nearest)).collect::<Vec<_>>().join(" and ");
    // If there is none now, the sentence says where there is some.
    let is_nothing = curve.now.is_some_and(|now| now.answer <= 0.0);
    let (some, side) = match &zeros[..] {
        [at] if starts_above => (edge(at, true, "below"), edge(at, false, "above")),
        [at] => (edge(at, true, "above"), edge(at, false, "below")),
        // Each is rounded away from the result: where that makes them meet or pass each other, no value is said to be between.
        [low, high] if low.without < high.without && (starts_above || low.with <= high.with) => {
            let two = |of: bool, join: &str| format!("{}{join}{}", edge(low, of, "below"), edge(high, of, "above"));
            let between = |[low, high]: [f64; 2]| format!("from {} to {}", said(low), said(high));
            if starts_above {
                (two(true, ", or "), between([low.without, high.without]))
            } else {
                (between([low.with, high.with]), two(false, " and "))
            }
        }
        _ => return String::new(),
    };
    let side = capitalised(&side);
    match curve.drawn {
        Drawn::Pot if is_nothing => format!("There is a pot {some}."),
        Drawn::Pot => format!("{side} nothing is left for the pot."),
        Drawn::Notional(_) => format!("{side} the notional share is zero."),
        Drawn::Surplus if is_nothing => format!("There is a surplus {some}."),
        Drawn::Surplus => format!("{side} there is no surplus."),
        Drawn::Profit if is_nothing => format!("There is a profit {some}."),
        Drawn::Profit => format!("{side} there is no profit."),
        Drawn::Value(_) => format!("At about {at} the net present value is zero."),
        Drawn::Rate(_) => format!("At about {at} the rate of return (IRR) is zero."),
        Drawn::PeakFunding | Drawn::Homes | Drawn::LastHome => String::new(),
    }
}

/// Whether the current result is on the other side of zero than the crossings say.
fn contradicts_now(curve: &Curve, starts_above: bool) -> bool {
    curve.now.is_some_and(|now| {
        let passed = curve.zeros.iter().filter(|at| at.without < now.lever).count();
        let is_above = starts_above == (passed % 2 == 0);
        !curve.zeros.iter().any(|at| at.without == now.lever) && is_above != (now.answer > 0.0)
    })
}

/// A step, and whether its verb is in the plural: "£1,000 more", "0.5 points less", "10 more homes", "A month later".
fn step(lever: &Lever, by: f64, deal: &Deal) -> (String, bool) {
    let unit = match lever.kind {
        Kind::BuildCostPerM2(_) => Unit::PoundsASquareMetre,
        Kind::Price(_) | Kind::BuildCost(_) | Kind::Cash(_) | Kind::Land(_) | Kind::LoanLimit(_) => Unit::Pounds,
        Kind::PriceGrowth
        | Kind::BuildCostGrowth
        | Kind::PreferredReturn
        | Kind::Share(_)
        | Kind::Recycled
        | Kind::LoanRate(_) => Unit::Percent,
        Kind::Homes => Unit::Homes,
        Kind::SalesPace(_) => Unit::HomesAMonth,
        Kind::Start => return ("A month later".to_owned(), false),
        Kind::Field(unit) => unit,
    };
    let counts = if unit == Unit::Homes { builds::counted_by(&lever.path, deal) } else { Builds::Homes };
    step_of(unit, by, counts)
}

/// A step of any number, by its unit. Things that are counted are more or fewer, and have a verb in the plural.
fn step_of(unit: Unit, by: f64, counts: Builds) -> (String, bool) {
    let size = plain_number(by.abs());
    let (way, is_one) = (if by < 0.0 { "less" } else { "more" }, by.abs() == 1.0);
    let (one, many) = match unit {
        Unit::Pounds => return (format!("£{size} {way}"), false),
        Unit::PoundsASquareMetre => return (format!("£{size} per m² {way}"), false),
        Unit::MonthNumber | Unit::MonthEnd if by < 0.0 => return ("A month sooner".to_owned(), false),
        Unit::MonthNumber | Unit::MonthEnd => return ("A month later".to_owned(), false),
        Unit::HomesAMonth => return (format!("{size} a month {way}"), false),
        Unit::Number | Unit::PersonYearsAMillion => return (format!("{size} {way}"), false),
        Unit::Percent | Unit::PercentAYear => {
            return (format!("{size} {} {way}", if is_one { "point" } else { "points" }), false);
        }
        Unit::Months => ("month", "months"),
        Unit::Homes => (counts.one(), counts.many()),
        Unit::SquareMetres => ("square metre", "square metres"),
        Unit::Hectares => ("hectare", "hectares"),
        Unit::Years => ("year", "years"),
    };
    let way = if by < 0.0 { "fewer" } else { "more" };
    (format!("{size} {way} {}", if is_one { one } else { many }), !is_one)
}

/// The signs before and after a value; words with a space.
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
    // Sums of steps are not exact: this removes the rounding error.
    let text = plain_number((number * 1e4).round() / 1e4);
    match text.strip_prefix(MINUS) {
        Some(size) => format!("{MINUS}{prefix}{size}{suffix}"),
        None => format!("{prefix}{text}{suffix}"),
    }
}

/// An end of a range, short: "£130k", "−1%", "Mar ’09". The two ends are under a narrow curve and must not touch.
#[must_use]
pub fn end(lever: &Lever, number: f64) -> String {
    if lever.value.is_string() {
        let months = number.round() as i32;
        let (year, month) = (months.div_euclid(12), months.rem_euclid(12) as u32 + 1);
        let name = month_short(year, month);
        return format!("{} ’{:02}", name.split(' ').next().unwrap_or_default(), year.rem_euclid(100));
    }
    if number < 0.0 {
        let size = end(lever, -number);
        return if size.trim_matches(|sign: char| !sign.is_ascii_digit()) == "0" {
            size
        } else {
            format!("{MINUS}{size}")
        };
    }
    let (prefix, suffix) = signs(lever.kind);
    match number {
        size if prefix == "£" && size >= 1e6 => format!("£{}m", plain_number((number / 1e4).round() / 100.0)),
        size if prefix == "£" && size >= 1e4 => format!("£{}k", plain_number((number / 1e3).round())),
        size if suffix.is_empty() && prefix.is_empty() && size >= 10.0 => plain_number(number.round()),
        _ => exact(lever, number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::curves::Beside;
    use crate::levers::levers;
    use crate::words::format::NO_BREAK;
    use appraisal::Pence;
    use appraisal::samples;
    use std::rc::Rc;

    fn lever(kind: Kind) -> (Lever, Outcome) {
        let deal = crate::link::opened(&samples::NORWICH_2009).unwrap();
        let lever = levers(&deal).into_iter().find(|lever| lever.kind == kind).unwrap();
        (lever, Outcome::of(Rc::new(deal)).unwrap())
    }

    /// Values without and with a result.
    fn zeros(of: &[(f64, f64)]) -> Vec<Zero> {
        of.iter().map(|&(without, with)| Zero { without, with, nearest: without }).collect()
    }

    fn said(kind: Kind, curve: &Curve) -> String {
        let (lever, outcome) = lever(kind);
        let (before, strong, after) = effect(&lever, curve, &outcome);
        format!("{before}{strong}{after}")
    }

    /// The council of Norwich puts in the land; the agency puts in cash alone.
    #[test]
    fn a_net_present_value_that_counts_land_is_no_comparison_with_a_sale() {
        let (_, outcome) = lever(Kind::PreferredReturn);
        assert!(lead(Drawn::Value(0), &outcome).ends_with(LAND_COUNTS));
        for drawn in [Drawn::Value(1), Drawn::Rate(0), Drawn::Pot] {
            assert!(lead(drawn, &outcome).ends_with("the more the lever matters."), "{drawn:?}");
        }
    }

    #[test]
    fn a_lever_of_a_loan_that_is_not_drawn_says_why_it_has_no_effect() {
        let (rate, plain) = lever(Kind::LoanRate(0));
        let rich = plain.deal.with("/contributions/hca-cash/amount", 20_000_000.into()).unwrap();
        let rich = Outcome::of(rich.into()).unwrap();
        let curve = Curve { has_no_effect: true, range: (3.0, 9.0), ..Curve::default() };
        let said = |outcome: &Outcome, lever: &Lever| effect(lever, &curve, outcome).0;
        assert!(said(&rich, &rate).ends_with(" The loan is not drawn, so its interest and fees cost nothing."));
        let (returns, _) = lever(Kind::PreferredReturn);
        for said in [said(&plain, &rate), said(&rich, &returns)] {
            assert!(said.ends_with(" of the deal as entered."), "{said}");
        }
    }

    #[test]
    fn a_step_gives_its_effect_and_where_nothing_is_left() {
        let points = vec![Point { lever: 130_000.0, answer: 0.0 }, Point { lever: 190_000.0, answer: 5e9 }];
        let curve = Curve {
            range: (130_000.0, 190_000.0),
            step: Some((1_000.0, 118_700_000.0)),
            zeros: zeros(&[(138_100.0, 138_200.0)]),
            points,
            ..Curve::default()
        };
        assert_eq!(
            said(Kind::Price(0), &curve),
            "£1,000 more adds £1.19m to the pot. At £138,100 or below nothing is left for the pot."
        );
        let cuts = Curve { step: Some((1_000.0, -161_000_000.0)), ..Curve::default() };
        assert_eq!(said(Kind::BuildCost(0), &cuts), "£1,000 more cuts the pot by £1.61m. ");
        let now = Some(Point { lever: 130_000.0, answer: 0.0 });
        let curve = Curve { step: Some((1_000.0, 0.0)), now, ..curve };
        assert_eq!(
            said(Kind::Price(0), &curve),
            "£1,000 more does not move the pot. There is a pot at £138,200 or above."
        );
        // At 0% the share of the pot is zero because it is 0%: that says nothing about the deal.
        let points = vec![Point { lever: 0.0, answer: 0.0 }, Point { lever: 100.0, answer: 5e9 }];
        let range = (0.0, 100.0);
        let at_the_edge =
            Curve { range, step: Some((10.0, 57e7)), zeros: zeros(&[(0.02, 0.03)]), points, ..Curve::default() };
        for drawn in [Drawn::Pot, Drawn::Notional(0)] {
            let said = said(Kind::Recycled, &Curve { drawn, ..at_the_edge.clone() });
            assert!(!said.contains("0%") && !said.contains("only"), "{said}");
        }
        let homes = Curve { drawn: Drawn::Pot, step: Some((10.0, 5e7)), ..Curve::default() };
        assert_eq!(said(Kind::Homes, &homes), "10 more homes add £500,000 to the pot. ");
        let drawn = Drawn::Homes;
        let moved = Curve { drawn, step: Some((10.0, 10.0)), ..Curve::default() };
        assert_eq!(said(Kind::Homes, &moved), "10 more homes mean 10 more homes completed. ");
        let moved = Curve { drawn, step: Some((1.0, -1.0)), ..Curve::default() };
        assert_eq!(said(Kind::Recycled, &moved), "1 point more means 1 fewer home completed. ");
        let curve = Curve { drawn, step: Some((-10.0, 0.0)), ..Curve::default() };
        assert_eq!(said(Kind::Recycled, &curve), "10 points less does not move the homes completed. ");
        let curve = Curve { drawn, step: Some((-1.0, 0.0)), ..Curve::default() };
        assert_eq!(said(Kind::Recycled, &curve), "1 point less does not move the homes completed. ");
        let curve = Curve { drawn: Drawn::LastHome, step: Some((1.0, 1.0)), ..Curve::default() };
        assert_eq!(said(Kind::Start, &curve), "A month later completes the last home 1 month later. ");
        // A deal of plots alone.
        let said_of_plots = |kind: Kind, curve: &Curve| {
            let deal = crate::link::opened(&samples::EQUAL_FUNDERS).unwrap();
            assert!(!Drawn::choices(&deal).contains(&Drawn::Homes));
            let lever = levers(&deal).into_iter().find(|lever| lever.kind == kind).unwrap();
            let (before, strong, after) = effect(&lever, curve, &Outcome::of(Rc::new(deal)).unwrap());
            format!("{before}{strong}{after}")
        };
        assert_eq!(said_of_plots(Kind::Homes, &homes), "10 more plots add £500,000 to the pot. ");
        assert_eq!(said_of_plots(Kind::Start, &curve), "A month later completes the last plot 1 month later. ");
    }

    /// £1,000 more of land costs £1,230: small beside the surplus, and still the whole effect of that step.
    #[test]
    fn an_effect_is_called_little_only_where_it_is_too_small_to_show() {
        let of = |pence| Curve { drawn: Drawn::Surplus, step: Some((1_000.0, pence)), ..Curve::default() };
        assert_eq!(said(Kind::Land(0), &of(-123_000.0)), "£1,000 more cuts the surplus by £1,230. ");
        assert_eq!(said(Kind::Land(0), &of(-20.0)), "£1,000 more hardly changes the surplus. ");
        assert_eq!(said(Kind::Land(0), &of(0.0)), "£1,000 more does not move the surplus. ");
    }

    /// 124 homes leave no surplus, nor do 127, but 125 do.
    #[test]
    fn a_number_of_homes_is_said_to_leave_nothing_only_about_where_it_does() {
        let point = |(lever, answer): (f64, f64)| Point { lever, answer };
        let curve = Curve {
            drawn: Drawn::Surplus,
            range: (70.0, 230.0),
            points: [(70.0, 0.0), (124.0, 0.0), (125.0, 1e6), (230.0, 1e9)].map(point).into(),
            now: Some(point((230.0, 1e9))),
            zeros: zeros(&[(124.0, 125.0)]),
            ..Curve::default()
        };
        let (homes, _) = lever(Kind::Homes);
        assert_eq!(nothing(&homes, &curve), "Below about 125 there is no surplus.");
        let now = Some(point((124.0, 0.0)));
        assert_eq!(nothing(&homes, &Curve { now, ..curve }), "There is a surplus above about 124.");
    }

    /// A blank deal makes a profit only if its homes sell slowly: two values, and none that the present one contradicts.
    #[test]
    fn a_result_that_crosses_zero_twice_has_both_ends_named() {
        let point = |(lever, answer): (f64, f64)| Point { lever, answer };
        let curve = Curve {
            drawn: Drawn::Profit,
            range: (0.01, 3.5),
            points: [(0.01, -1e7), (0.5, 1e7), (1.0, -1e7), (3.5, -2e7)].map(point).into(),
            now: Some(point((2.0, -1e7))),
            zeros: zeros(&[(0.1, 0.2), (0.9, 0.8)]),
            ..Curve::default()
        };
        let below_or_above = Curve {
            drawn: Drawn::Profit,
            range: (0.01, 3.5),
            points: [(0.01, 1e7), (0.5, -1e7), (1.0, -1e7), (3.5, 2e7)].map(point).into(),
            now: Some(point((0.5, -1e7))),
            zeros: zeros(&[(0.2, 0.1), (1.8, 1.9)]),
            ..Curve::default()
        };
        let (pace, _) = lever(Kind::SalesPace(0));
        assert_eq!(nothing(&pace, &below_or_above), "There is a profit at 0.1 or below, or at 1.9 or above.");
        assert_eq!(nothing(&pace, &curve), "There is a profit from 0.2 to 0.8.");
        let now = Some(point((0.5, 1e7)));
        assert_eq!(
            nothing(&pace, &Curve { now, ..curve.clone() }),
            "At 0.1 or below and at 0.9 or above there is no profit."
        );
        // A gap of under a tenth of a step.
        let points = [(0.01, 2e7), (0.5, 1e7), (1.0, 1e7), (3.5, 2e7)].map(point).to_vec();
        let gap = |of: &[(f64, f64)]| Curve {
            zeros: zeros(of),
            now: points.first().copied(),
            points: points.clone(),
            ..curve.clone()
        };
        assert_eq!(nothing(&pace, &gap(&[(0.7, 0.6), (0.8, 0.9)])), "From 0.7 to 0.8 there is no profit.");
        assert_eq!(["", ""], [[(0.8, 0.7), (0.7, 0.8)], [(0.8, 0.7), (0.8, 0.9)]].map(|of| nothing(&pace, &gap(&of))));
        let three = Curve { zeros: zeros(&[(0.1, 0.2), (0.9, 0.8), (3.0, 3.1)]), ..curve.clone() };
        assert_eq!(nothing(&pace, &three), "");
        // One threshold, on the wrong side of which the deal makes a loss now.
        assert_eq!(nothing(&pace, &Curve { zeros: zeros(&[(0.1, 0.2)]), ..curve }), "");
    }

    #[test]
    fn a_picture_names_what_is_higher_or_lower_than_both_ends() {
        let named = |kind: Kind, drawn: Drawn, points: &[(f64, f64)]| {
            let points = points.iter().map(|&(lever, answer)| Point { lever, answer }).collect();
            let (lever, outcome) = lever(kind);
            name("Lever", &lever, &Curve { drawn, points, ..Curve::default() }, &outcome)
        };
        let pace = |points: &[(f64, f64)]| named(Kind::SalesPace(0), Drawn::Pot, points);
        let ends = "Lever: the pot goes from £0 at 1 to £56.47m at 13";
        assert_eq!(pace(&[(1.0, 0.0), (7.0, 56e8), (13.0, 5.647e9)]), format!("{ends}."));
        let hump = [(1.0, 0.0), (3.5, 5.956e9), (13.0, 5.647e9)];
        assert_eq!(pace(&hump), format!("{ends}; highest, £59.56m, at 3.5."));
        // £4,000 more than at an end, which the sums do not show.
        assert_eq!(pace(&[(1.0, 0.0), (3.5, 5_647_400_000.0), (13.0, 5.647e9)]), format!("{ends}."));
        assert_eq!(
            pace(&[(1.0, -3e8), (2.0, 1e8), (3.0, -4e8), (4.0, -2e8)]).replace(NO_BREAK, ""),
            "Lever: the pot goes from −£3.00m at 1 to −£2.00m at 4; highest, £1.00m, at 2; lowest, −£4.00m, at 3."
        );
        let month = f64::from(2012 * 12);
        assert_eq!(
            named(Kind::SalesPace(0), Drawn::LastHome, &[(1.0, month), (2.0, month - 1.0), (3.0, month + 1.0)]),
            "Lever: the last home goes from January 2012 at 1 to February 2012 at 3; earliest, December 2011, at 2."
        );
        assert_eq!(
            named(Kind::Homes, Drawn::Homes, &[(650.0, 650.0), (1_950.0, 1_950.0)]),
            "Lever: the homes completed go from 650 at 650 to 1,950 at 1,950."
        );
    }

    #[test]
    fn a_rate_comes_with_its_money_multiple_and_years() {
        let beside = Some(Beside { received: Pence(-87_874_200), multiple: Some(1.31), years_out: Some(3.04) });
        let curve = Curve { drawn: Drawn::Rate(0), step: Some((0.5, 0.0123)), beside, ..Curve::default() };
        assert_eq!(
            said(Kind::PriceGrowth, &curve),
            "0.5 points more adds 1.2 points to the council’s rate of return (IRR). The partner then gets £878,742 less: 1.31 times what it puts in, which is tied up for 3.0 years on average. "
        );
        let lost = Some(Beside { received: Pence(-87_874_200), multiple: Some(0.88), years_out: Some(3.1) });
        assert_eq!(
            super::beside(&Curve { beside: lost, ..Curve::default() }),
            "The partner then gets £878,742 less: 0.88 times what it puts in. "
        );
        let beside = Some(Beside { received: Pence(0), multiple: Some(1.0), years_out: Some(6.0) });
        let same = said(Kind::PriceGrowth, &Curve { beside, ..curve });
        assert!(
            same.ends_with("The partner then gets back the same amount, 1.00 times what it puts in, which is tied up for 6.0 years on average. ")
        );
    }

    #[test]
    fn ends_are_short() {
        let (price, _) = lever(Kind::Price(0));
        assert_eq!((end(&price, 130_000.0), end(&price, 1_250_000.0)), ("£130k".to_owned(), "£1.25m".to_owned()));
        let (growth, _) = lever(Kind::PriceGrowth);
        assert_eq!(end(&growth, -0.5), "−0.5%");
        // Sums of steps show no rounding error, and a minus is before the pound sign.
        assert_eq!((end(&growth, -1.000_000_000_2), end(&growth, -1e-9)), ("−1%".to_owned(), "0%".to_owned()));
        assert_eq!(end(&price, -1_500_000.0), "−£1.5m");
        let (start, _) = lever(Kind::Start);
        assert_eq!(end(&start, f64::from(2009 * 12 + 2)), "Mar ’09");
    }
}
