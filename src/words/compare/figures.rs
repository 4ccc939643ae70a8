//! The figures of a comparison, and the differences between them.

use crate::words::format::{NO_BREAK, count, decimal, month_long, rate_of_return};
use crate::words::names::verb;
use crate::words::partners::{gets_for_in, not_funded};
use crate::words::scale::{MoneyScale, Places};
use crate::words::{self, MINUS_SIGN, NONE, verdict};
use appraisal::compare::{Amount, Measure};
use appraisal::verdict::Unfunded;
use appraisal::{Pence, YearMonth};
use std::cmp::Ordering;

/// The unit and precision of all figures of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    money: MoneyScale,
    /// Of multiples, jobs, and rates in percent.
    places: Places,
}

impl Scale {
    /// The scale of amounts of one measure.
    #[must_use]
    pub fn of(amounts: &[Amount]) -> Self {
        let sums = |amount: &Amount| match amount {
            Amount::Money(sum) | Amount::Beyond(sum) | Amount::IfFunded { sum, .. } => vec![sum.0],
            Amount::BackFor { back: one, put_in: other, .. } | Amount::PutInOf { put_in: one, committed: other } => {
                vec![one.0, other.0]
            }
            _ => Vec::new(),
        };
        let number = |amount: &Amount| match amount {
            Amount::Jobs(jobs) => Some((*jobs, 0)),
            Amount::Fraction(rate) => Some((rate * 100.0, 1)),
            Amount::Times(number) => Some((*number, 2)),
            _ => None,
        };
        let numbers: Vec<(f64, usize)> = amounts.iter().filter_map(number).collect();
        let least = numbers.first().map_or(0, |(_, least)| *least);
        // Multiples that differ in the fourth place are the same to anyone.
        let most = if amounts.iter().any(|amount| matches!(amount, Amount::Times(_))) { 3 } else { usize::MAX };
        let Places(places) = Places::of(&numbers.into_iter().map(|(number, _)| number).collect::<Vec<_>>(), least);
        Self {
            money: MoneyScale::of(&amounts.iter().flat_map(sums).collect::<Vec<_>>()),
            places: Places(places.min(most)),
        }
    }
}

/// A figure alone.
#[must_use]
pub fn amount(measure: Measure, amount: Amount) -> String {
    amount_in(measure, amount, Scale::of(&[amount]))
}

/// A figure of a row.
#[must_use]
pub fn amount_in(measure: Measure, amount: Amount, scale: Scale) -> String {
    let Scale { money, places: Places(places) } = scale;
    match amount {
        Amount::Money(sum) => money.money(sum.0),
        Amount::PutInOf { put_in, committed } => {
            format!("{} of {} committed", money.money(put_in.0), money.money(committed.0))
        }
        Amount::Count(number) => count(number),
        Amount::Jobs(jobs) => decimal(jobs, places),
        // A rate close to −100% is said in words.
        Amount::Fraction(rate) if places > 1 && rate >= -0.99 => format!("{}%", decimal(rate * 100.0, places)),
        Amount::Fraction(rate) => rate_of_return(rate),
        Amount::Times(number) => format!("{} times", decimal(number, places)),
        Amount::Month(month) => month_long(month.year, month.month),
        Amount::Headroom(headroom, failure) => {
            let must = if measure == Measure::CostHeadroom { "fall" } else { "rise" };
            verdict::headroom(headroom, failure, must)
        }
        Amount::Beyond(sum) => beyond(sum.0, money),
        Amount::BackFor { back, put_in, own_debt, unfunded } => {
            gets_for_in(back.0, put_in.0, own_debt.0, money) + &not_funded(unfunded)
        }
        Amount::IfFunded { sum, unfunded } => money.money(sum.0) + &not_funded(unfunded),
        Amount::CoveredByReturn => "not repaid; covered by return already paid".to_owned(),
        Amount::NotRepaid => "not repaid".to_owned(),
        Amount::None => NONE.to_owned(),
    }
}

const THE_SAME: &str = "the same";

/// A difference too small for the places of its row.
const NEARLY: &str = "almost the same";

/// A sum compared with an alternative: "£1.90m less".
#[must_use]
pub fn beyond(pence: i64, scale: MoneyScale) -> String {
    match pence {
        0 => THE_SAME.to_owned(),
        more if more > 0 => format!("{} more", scale.money(more)),
        less => format!("{} less", scale.money(-less)),
    }
}

/// The difference between two amounts of a row, with the partner it measures, and what tells for or against it. `None` if they
/// are the same or cannot be subtracted.
#[must_use]
pub fn difference(measure: Measure, partner: &str, now: Amount, was: Amount, scale: Scale) -> Option<String> {
    let is_better = now.less(was).and_then(Amount::money).is_some_and(Pence::is_positive);
    let [agrees, mut contrasts] = funded_otherwise(now.unfunded(), was.unfunded(), is_better);
    let moved = match (now, was) {
        (
            Amount::BackFor { back, put_in, own_debt, .. },
            Amount::BackFor { back: back_was, put_in: put_in_was, own_debt: debt_was, .. },
        ) => {
            let sums = [[back, put_in, own_debt], [back_was, put_in_was, debt_was]];
            let Moved { words, part } = back_for_moved(partner, sums, scale.money);
            contrasts.splice(0..0, part);
            words
        }
        (Amount::PutInOf { .. }, _) | (_, Amount::PutInOf { .. }) => put_in_moved(now, was, scale.money),
        _ => difference_of_one(measure, now, was, scale),
    };
    qualified(moved, &agrees, &contrasts)
}

/// The difference between two amounts of one figure each.
fn difference_of_one(measure: Measure, now: Amount, was: Amount, scale: Scale) -> Option<String> {
    let difference = now.less(was)?;
    let places = scale.places;
    Some(match (difference, now, was) {
        (Amount::Money(_), Amount::Beyond(now), Amount::Beyond(was)) => moved_beyond(now.0, was.0, scale.money),
        (Amount::Money(_), ..) => scale.money.difference(now.money()?.0, was.money()?.0),
        (Amount::Count(months), ..) if matches!(measure, Measure::LastHome | Measure::RepaidBy(_)) => {
            months_moved(months)
        }
        (Amount::Count(number), ..) => signed(&count(number.abs()), number > 0),
        (_, Amount::Jobs(now), Amount::Jobs(was)) => places.difference(now, was)?,
        (_, Amount::Fraction(now), Amount::Fraction(was)) => points(now, was, places)?,
        (_, Amount::Headroom(own, _), Amount::Headroom(its, _)) => {
            let looks_different = || amount_in(measure, now, scale) != amount_in(measure, was, scale);
            points(own.signed(), its.signed(), HEADROOM_PLACES)
                .or_else(|| looks_different().then(|| NEARLY.to_owned()))?
        }
        (_, Amount::Times(now), Amount::Times(was)) => {
            places.difference(now, was).map_or_else(|| NEARLY.to_owned(), |more| format!("{more} times"))
        }
        _ => return None,
    })
}

/// A change with what agrees with it and what tells against it, in one contrast: "loss £0.81m larger; and debts stay unpaid, but
/// less cash is short".
fn qualified(moved: Option<String>, agrees: &[&str], contrasts: &[&str]) -> Option<String> {
    let agrees = listed(agrees).map(|said| if moved.is_some() { format!("; and {said}") } else { said });
    let so_far = [moved, agrees].into_iter().flatten().reduce(|moved, agrees| moved + &agrees);
    match (so_far, listed(contrasts)) {
        (Some(so_far), Some(contrasts)) => {
            let joint = if so_far.contains("; and ") { "," } else { ";" };
            Some(format!("{so_far}{joint} but {contrasts}"))
        }
        (so_far, contrasts) => so_far.or(contrasts),
    }
}

fn listed(said: &[&str]) -> Option<String> {
    (!said.is_empty()).then(|| words::listed(&said.iter().map(|said| (*said).to_owned()).collect::<Vec<_>>()))
}

/// What agrees with a gain or a loss, and what tells against it: money that is missing costs nothing, and so a test that is less
/// funded may seem better, and one that is more funded worse.
fn funded_otherwise(now: Unfunded, was: Unfunded, is_better: bool) -> [Vec<&'static str>; 2] {
    let of = |now: Pence, was: Pence, [new, more, less, none]: [&'static str; 4]| match now.cmp(&was) {
        Ordering::Greater => Some((false, if was == Pence::ZERO { new } else { more })),
        Ordering::Less => Some((true, if now == Pence::ZERO { none } else { less })),
        Ordering::Equal => None,
    };
    let cash = ["cash is short", "more cash is short", "less cash is short", "no cash is short"];
    let debts = ["debts stay unpaid", "more debts stay unpaid", "fewer debts stay unpaid", "no debts stay unpaid"];
    let said = [of(now.shortfall, was.shortfall, cash), of(now.owed, was.owed, debts)];
    let (agrees, contrasts): (Vec<_>, Vec<_>) =
        said.into_iter().flatten().partition(|(is_funded, _)| *is_funded == is_better);
    [agrees, contrasts].map(|said| said.into_iter().map(|(_, words)| words).collect())
}

/// How money received for money put in moved.
struct Moved {
    /// By both sums and the unpaid debts; where both cases have a loss, by the loss alone if as much is put in, and otherwise by
    /// the loss too.
    words: Option<String>,
    /// The part of what is put in that is lost, where it moved the other way than the loss.
    part: Option<&'static str>,
}

fn back_for_moved(
    partner: &str,
    [[back, put_in, debt], [back_was, put_in_was, debt_was]]: [[Pence; 3]; 2],
    scale: MoneyScale,
) -> Moved {
    let [loss, loss_was] = [put_in + debt - back, put_in_was + debt_was - back_was].map(|loss| loss.0);
    let (more, is_shown) = (scale.gap(loss, loss_was), |loss: i64| scale.gap(loss, 0) > 0);
    let word = if more > 0 { "larger" } else { "smaller" };
    let by_loss =
        (is_shown(loss) && is_shown(loss_was) && more != 0).then(|| format!("loss {} {word}", scale.money(more.abs())));
    if by_loss.is_some() && put_in == put_in_was {
        return Moved { words: by_loss, part: None };
    }
    let part = by_loss.as_ref().and_then(|_| part_moved([loss, put_in.0], [loss_was, put_in_was.0]));
    let moved = |now: Pence, was: Pence| Some(beyond(scale.gap(now.0, was.0), scale)).filter(|sum| *sum != THE_SAME);
    let (puts_in, gets_back) = (moved(put_in, put_in_was), moved(back, back_was));
    let money = in_and_back(partner, puts_in.as_deref(), gets_back.as_deref());
    let debts = moved(debt, debt_was).map(|sum| format!("unpaid debts {sum}"));
    let said: Vec<String> = [money].into_iter().filter(|money| !money.is_empty()).chain(debts).collect();
    let sums = (!said.is_empty()).then(|| said.join(", "));
    let said: Vec<String> = sums.into_iter().chain(by_loss).collect();
    Moved { words: (!said.is_empty()).then(|| said.join("; ")), part }
}

/// How the part of what is put in that is lost moved, where that is the other way than the loss.
fn part_moved([loss, put_in]: [i64; 2], [loss_was, put_in_was]: [i64; 2]) -> Option<&'static str> {
    let part = |loss: i64, whole: i64| i128::from(loss) * i128::from(whole);
    let (now, was) = (part(loss, put_in_was), part(loss_was, put_in));
    match (loss < loss_was, now.cmp(&was)) {
        (true, Ordering::Greater) if loss >= put_in => Some("the loss is all that is put in"),
        (true, Ordering::Greater) => Some("the loss is a larger part of what is put in"),
        (false, Ordering::Less) => Some("the loss is a smaller part of what is put in"),
        _ => None,
    }
}

/// How money put in moved where a case has committed more: by what is called, by what is committed, or by both.
fn put_in_moved(now: Amount, was: Amount, scale: MoneyScale) -> Option<String> {
    let committed = |amount: Amount| match amount {
        Amount::PutInOf { committed, .. } => Some(committed),
        other => other.money(),
    };
    let (called, called_was) = (now.money()?.0, was.money()?.0);
    let more_committed = scale.gap(committed(now)?.0, committed(was)?.0);
    let called = (scale.gap(called, called_was) != 0).then(|| scale.difference(called, called_was));
    let committed = (more_committed != 0).then(|| format!("{} committed", beyond(more_committed, scale)));
    let moved: Vec<String> = called.into_iter().chain(committed).collect();
    (!moved.is_empty()).then(|| moved.join("; "))
}

/// How much more or less a partner puts in and gets back: "puts in £2.00m more, gets back £1.83m more".
fn in_and_back(partner: &str, puts_in: Option<&str>, gets_back: Option<&str>) -> String {
    let puts_in = puts_in.map(|sum| format!("{} in {sum}", verb(partner, "puts", "put")));
    let gets_back = gets_back.map(|sum| format!("{} back {sum}", verb(partner, "gets", "get")));
    puts_in.into_iter().chain(gets_back).collect::<Vec<_>>().join(", ")
}

/// The decimal places of headroom in percent, as its words show it.
const HEADROOM_PLACES: Places = Places(1);

fn points(now: f64, was: f64, places: Places) -> Option<String> {
    places.difference(now * 100.0, was * 100.0).map(|points| format!("{points} points"))
}

/// How a comparison with an alternative moved: in words, because the figure beside it has "more" or "less" for its sign.
fn moved_beyond(now: i64, was: i64, scale: MoneyScale) -> String {
    let gap = scale.gap(now, was);
    format!("{} {}", scale.money(gap.abs()), if gap > 0 { "better" } else { "worse" })
}

/// A sum compared with another of its row: "£1.06m more", "the same". `None` if they are not both sums.
#[must_use]
pub fn sum_moved(now: Amount, was: Amount, scale: Scale) -> Option<String> {
    Some(beyond(scale.money.gap(now.money()?.0, was.money()?.0), scale.money))
}

/// A difference of a rate of return, always with those of the money put in, if it differs, and got back: "+3.0 points; puts in
/// £2.00m more, gets back £1.83m more". Each is as in its own row, and `None` if it cannot be compared.
#[must_use]
pub fn rate_difference(points: &str, partner: &str, puts_in: Option<&str>, gets_back: Option<&str>) -> String {
    let money = in_and_back(partner, puts_in.filter(|sum| *sum != THE_SAME), gets_back);
    if money.is_empty() { points.to_owned() } else { format!("{points}; {money}") }
}

/// A date that moved: "75 months later".
#[must_use]
pub fn months_moved(months: i64) -> String {
    let (size, word) = (months.abs(), if months > 0 { "later" } else { "sooner" });
    if size == 1 { format!("1 month {word}") } else { format!("{size} months {word}") }
}

fn signed(text: &str, is_more: bool) -> String {
    format!("{}{text}", if is_more { "+" } else { "−" })
}

/// A change as it is heard, after its figure: a sign that a screen reader may skip is a word. "(£0.50m less than in “Base
/// case”)".
#[must_use]
pub fn heard(change: Option<&str>, base: &str) -> String {
    let base = super::quoted(base);
    let Some(change) = change else { return format!(" (different from {base})") };
    let (size, word) = match (change.strip_prefix('+'), change.strip_prefix(MINUS_SIGN)) {
        (Some(size), _) => (size, " more"),
        (None, Some(size)) => (size, " less"),
        (None, None) => (change, ""),
    };
    // The money beside a rate has words of its own.
    let (size, rest) = size.split_once("; ").map_or((size, String::new()), |(size, rest)| (size, format!(", {rest}")));
    let is_of_case = ["short", "unpaid", "put in"].iter().any(|end| change.ends_with(end));
    let than = match () {
        () if change == NEARLY => " as in",
        () if is_of_case => ", compared with",
        () => " than in",
    };
    format!(" ({}{word}{rest}{than} {base})", size.trim_start_matches(NO_BREAK))
}

/// The jobs a year that belong to person-years: "; 111 jobs a year".
#[must_use]
pub fn with_jobs(a_year: f64) -> String {
    format!("; {} jobs a year", decimal(a_year, 0))
}

/// The share that belongs to a number of affordable homes: "; 30.0% of all homes".
#[must_use]
pub fn with_share(share: &str) -> String {
    format!("; {share} of all homes")
}

/// A present value of a case that starts later than the month of the table, before its figure: "At its own start, April 2028:".
#[must_use]
pub fn at_its_own_start(start: YearMonth) -> String {
    format!("At its own start, {}:", month_long(start.year, start.month))
}

/// What a partner gets back never alone: with what it puts in for it. "; puts in £9.00m".
#[must_use]
pub fn with_put_in(partner: &str, put_in: &str) -> String {
    format!("; {} in {put_in}", verb(partner, "puts", "put"))
}

/// A rate of return or a multiple never alone: with the money back and in, the multiple and the time that belong to it.
#[must_use]
pub fn with_its_money(
    partner: &str,
    [money, put_in]: [&str; 2],
    multiple: Option<&str>,
    repaid_by: Option<&str>,
) -> String {
    let multiple = multiple.map(|multiple| format!(", {multiple}"));
    let repaid_by = repaid_by.map(|month| format!(", capital back by {month}"));
    format!(
        "; {} in {put_in} and {} back {money}{}{}",
        verb(partner, "puts", "put"),
        verb(partner, "gets", "get"),
        multiple.unwrap_or_default(),
        repaid_by.unwrap_or_default()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cash_that_is_not_all_called_says_what_is_committed() {
        let (put_in, committed) = (Pence(600_000_000), Pence(800_000_000));
        let now = Amount::PutInOf { put_in, committed };
        let was = Amount::Money(Pence(500_000_000));
        assert_eq!(amount(Measure::PutsIn(1), now), "£6.00m of £8.00m committed");
        assert_eq!(
            with_its_money("Alder", ["£6.54m", &amount(Measure::PutsIn(1), now)], None, None),
            "; puts in £6.00m of £8.00m committed and gets back £6.54m"
        );
        let scale = Scale::of(&[now, was]);
        let moved = |now, was| difference(Measure::PutsIn(1), "Alder", now, was, scale).unwrap().replace(NO_BREAK, "");
        assert_eq!(moved(now, was), "+£1.00m; £3.00m more committed");
        let all_called = Amount::Money(put_in);
        assert_eq!(
            [moved(now, all_called), moved(all_called, now)],
            ["£2.00m more committed", "£2.00m less committed"]
        );
        let more_called = Amount::PutInOf { put_in: Pence(700_000_000), committed };
        assert_eq!(moved(more_called, now), "+£1.00m");
        assert_eq!(heard(Some("£2.00m more committed"), "A"), " (£2.00m more committed than in “A”)");
        assert_eq!(sum_moved(now, was, scale).as_deref(), Some("£1.00m more"));
    }

    #[test]
    fn a_difference_in_rate_comes_with_its_money() {
        assert_eq!(
            rate_difference("+3.0 points", "council", Some("£2.00m more"), Some("£1.83m more")),
            "+3.0 points; puts in £2.00m more, gets back £1.83m more"
        );
        assert_eq!(
            rate_difference("+3.0 points", "council", Some("the same"), Some("the same")),
            "+3.0 points; gets back the same"
        );
        // What cannot be compared is not called the same.
        assert_eq!(rate_difference("+3.0 points", "council", None, None), "+3.0 points");
        let sums = [Amount::Money(Pence(900_400_000)), Amount::Money(Pence(794_600_000))];
        let scale = Scale::of(&sums);
        // Shown as £9.00m and £7.95m; the tile of the deal page has the same difference.
        assert_eq!(sum_moved(sums[0], sums[1], scale).as_deref(), Some("£1.06m more"));
        assert_eq!(
            difference(Measure::GetsBack(0), "", sums[0], sums[1], scale).unwrap().replace(NO_BREAK, ""),
            "+£1.06m"
        );
        assert_eq!(sum_moved(sums[0], Amount::None, scale), None);
        assert_eq!(
            with_its_money("council", ["£8.86m", "£7.50m"], Some("1.18 times"), Some("June 2019")),
            "; puts in £7.50m and gets back £8.86m, 1.18 times, capital back by June 2019"
        );
    }

    /// The figures of a row of two cases, and the difference between them.
    fn row(now: Amount, was: Amount) -> [String; 3] {
        let scale = Scale::of(&[now, was]);
        let difference = difference(Measure::Surplus, "council", now, was, scale).unwrap_or_default();
        [amount_in(Measure::Surplus, was, scale), difference, amount_in(Measure::Surplus, now, scale)]
            .map(|text| text.replace(NO_BREAK, ""))
    }

    #[test]
    fn a_row_has_one_unit_and_exact_differences() {
        let money = |was: i64, now: i64| row(Amount::Money(Pence(now)), Amount::Money(Pence(was)));
        assert_eq!(money(5_703_400_000, 4_597_600_000), ["£57.03m", "−£11.06m", "£45.98m"]);
        assert_eq!(money(3_955_655_644, 3_956_015_644), ["£39.557m", "+£0.004m", "£39.560m"]);
        assert_eq!(money(5, 5), ["£0.05", "", "£0.05"]);
        let beyond = |was: i64, now: i64| row(Amount::Beyond(Pence(now)), Amount::Beyond(Pence(was)));
        assert_eq!(beyond(-168_000_000, -167_709_500), ["£1.680m less", "£0.003m better", "£1.677m less"]);
        assert_eq!(beyond(-125_000_000, -264_000_000), ["£1.25m less", "£1.39m worse", "£2.64m less"]);
        assert_eq!(row(Amount::Fraction(0.100_1), Amount::Fraction(0.1)), ["10.00%", "+0.01 points", "10.01%"]);
        assert_eq!(row(Amount::Jobs(120.3), Amount::Jobs(120.0)), ["120.0", "+0.3", "120.3"]);
        assert_eq!(row(Amount::Times(1.25), Amount::Times(1.1)), ["1.10 times", "+0.15 times", "1.25 times"]);
        assert_eq!(row(Amount::Times(2.649_51), Amount::Times(2.649_49))[1], NEARLY);
        assert_eq!(heard(Some(NEARLY), "A"), " (almost the same as in “A”)");
        let headroom = |of: f64| Amount::Headroom(appraisal::verdict::Headroom::CanMove(of), None);
        assert_eq!(row(headroom(0.257), headroom(0.261)), ["26.1%", "−0.4 points", "25.7%"]);
        assert_eq!(row(headroom(0.257_1), headroom(0.257_4)), ["25.7%", "", "25.7%"]);
        assert_eq!(row(headroom(0.257_51), headroom(0.257_49)), ["25.7%", NEARLY, "25.8%"]);
    }

    /// In a worse test more is put in, so that more comes back: £99.36m for £50.00m gains less than £92.05m for £23.42m. A
    /// loss alone is compared only where as much is put in.
    #[test]
    fn money_back_comes_with_the_money_put_in_and_is_compared_by_the_loss_or_by_both() {
        let unfunded = appraisal::verdict::Unfunded::default();
        let own_debt = Pence::ZERO;
        let back_for = |back, put_in| Amount::BackFor { back: Pence(back), put_in: Pence(put_in), own_debt, unfunded };
        let (plain, worse) = (back_for(9_205_000_000, 2_342_000_000), back_for(9_936_000_000, 5_000_000_000));
        assert_eq!(
            row(worse, plain),
            ["£92.05m for £23.42m put in", "puts in £26.58m more, gets back £7.31m more", "£99.36m for £50.00m put in"]
        );
        let (lost_less, lost_more) = (back_for(0, 500_000_000), back_for(89_000_000, 600_000_000));
        // All of £5.00m is lost, where £5.11m of £6.00m was: the smaller loss is no better.
        assert_eq!(
            row(lost_less, lost_more)[1],
            "puts in £1.00m less, gets back £0.89m less; loss £0.11m smaller; but the loss is all that is put in"
        );
        assert_eq!(
            row(lost_more, lost_less)[1],
            "puts in £1.00m more, gets back £0.89m more; loss £0.11m larger; but the loss is a smaller part of what is put in"
        );
        let lost_most = back_for(10_000_000, 500_000_000);
        assert!(
            row(lost_most, lost_more)[1]
                .ends_with("loss £0.21m smaller; but the loss is a larger part of what is put in")
        );
        assert!(row(back_for(0, 600_000_000), lost_less)[1].ends_with("loss £1.00m larger"));
        assert_eq!(row(back_for(0, 600_000_000), lost_more)[1], "loss £0.89m larger");
        // The loss is the same; or there is none in one case.
        assert_eq!(row(lost_less, back_for(100_000_000, 600_000_000))[1], "puts in £1.00m less, gets back £1.00m less");
        assert_eq!(row(back_for(500_000_000, 500_000_000), lost_less)[1], "gets back £5.00m more");
        let owing = |back, own_debt| Amount::BackFor {
            back: Pence(back),
            put_in: Pence(600_000_000),
            own_debt: Pence(own_debt),
            unfunded,
        };
        let (paid, owes) = (owing(600_000_000, 0), owing(600_000_000, 500_000_000));
        assert_eq!(row(owes, paid)[1], "unpaid debts £5.00m more");
        assert_eq!(row(owing(800_000_000, 0), owes)[1], "gets back £2.00m more, unpaid debts £5.00m less");
        assert_eq!(row(back_for(500, 500), back_for(0, 500))[0], "£0 for £5 put in; loss £5");
        assert_eq!(
            [with_put_in("council", "£9.00m"), with_put_in("landowners", "£9.00m")],
            ["; puts in £9.00m", "; put in £9.00m"]
        );
        assert_eq!(
            with_its_money("landowners", ["£8.86m", "£4.00m"], Some("2.22 times"), None),
            "; put in £4.00m and get back £8.86m, 2.22 times"
        );
        assert_eq!(
            rate_difference("+3.0 points", "landowners", Some("£2.00m more"), Some("£1.83m more")),
            "+3.0 points; put in £2.00m more, get back £1.83m more"
        );
    }

    /// Losses of £1.006m and £0.994m, rounded to £1.01m and £0.99m.
    #[test]
    fn the_difference_of_two_losses_is_rounded_once() {
        let put_in = Pence(600_000_000);
        let sums = [[Pence(499_400_000), put_in, Pence::ZERO], [Pence(500_600_000), put_in, Pence::ZERO]];
        let moved = |sums| back_for_moved("Alder", sums, MoneyScale::Millions(2)).words.unwrap();
        assert_eq!(moved(sums), "loss £0.01m larger");
        assert_eq!(moved([sums[1], sums[0]]), "loss £0.01m smaller");
    }

    /// Without its loan a case pays no interest on the cash that is missing, and seems to lose less.
    #[test]
    fn a_smaller_loss_of_a_test_that_is_less_funded_says_so() {
        let of = |back, shortfall, owed| Amount::BackFor {
            back: Pence(back),
            put_in: Pence(610_000_000),
            own_debt: Pence::ZERO,
            unfunded: Unfunded { shortfall: Pence(shortfall), owed: Pence(owed) },
        };
        let (funded, short) = (of(287_000_000, 0, 0), of(295_000_000, 190_000_000, 0));
        assert_eq!(row(short, funded)[1], "loss £0.08m smaller; but cash is short");
        assert_eq!(row(funded, short)[1], "loss £0.08m larger; but no cash is short");
        assert_eq!(row(of(280_000_000, 0, 470_000_000), funded)[1], "loss £0.07m larger; and debts stay unpaid");
        let owing = of(295_000_000, 190_000_000, 470_000_000);
        assert_eq!(row(owing, funded)[1], "loss £0.08m smaller; but cash is short and debts stay unpaid");
        let owing_more = of(280_000_000, 100_000_000, 480_000_000);
        assert_eq!(row(owing_more, owing)[1], "loss £0.15m larger; and more debts stay unpaid, but less cash is short");
        // The money is the same, and the cells differ only in what is not paid.
        assert_eq!(row(of(287_000_000, 190_000_000, 0), funded)[1], "cash is short");
        let surplus = |sum, shortfall| Amount::IfFunded {
            sum: Pence(sum),
            unfunded: Unfunded { shortfall: Pence(shortfall), owed: Pence::ZERO },
        };
        let none = Amount::Money(Pence::ZERO);
        assert_eq!(row(surplus(0, 190_000_000), none)[1], "cash is short");
        assert_eq!(row(surplus(0, 190_000_000), surplus(0, 150_000_000))[1], "more cash is short");
        assert_eq!(row(surplus(150_000_000, 1), none)[1], "+£1.50m; but cash is short");
        assert_eq!(row(none, surplus(150_000_000, 1))[1], "−£1.50m; but no cash is short");
    }

    /// One contrast, however much tells against a smaller loss.
    #[test]
    fn a_smaller_loss_of_all_that_is_put_in_has_one_contrast() {
        let of = |back, put_in, shortfall, owed| Amount::BackFor {
            back: Pence(back),
            put_in: Pence(put_in),
            own_debt: Pence::ZERO,
            unfunded: Unfunded { shortfall: Pence(shortfall), owed: Pence(owed) },
        };
        let (base, other) = (of(89_000_000, 750_000_000, 1, 0), of(0, 600_000_000, 2, 1));
        let said = row(other, base)[1].clone();
        assert_eq!(
            said,
            "puts in £1.50m less, gets back £0.89m less; loss £0.61m smaller; but the loss is all that is put in, more cash is \
             short and debts stay unpaid"
        );
        assert!(heard(Some(&said), "A").ends_with(" and debts stay unpaid, compared with “A”)"));
    }

    #[test]
    fn a_change_is_heard_after_its_figure_and_without_a_sign() {
        let sum = MoneyScale::of(&[150_000_000, 200_000_000]).difference(150_000_000, 200_000_000);
        assert_eq!(heard(Some(&sum), "Base case"), " (£0.50m less than in “Base case”)");
        assert_eq!(heard(Some("£0.003m better"), "Base case"), " (£0.003m better than in “Base case”)");
        assert_eq!(heard(Some(&signed("5", true)), "A"), " (5 more than in “A”)");
        assert_eq!(
            heard(Some("+3.0 points; puts in £2.00m more, gets back £1.83m more"), "A"),
            " (3.0 points more, puts in £2.00m more, gets back £1.83m more than in “A”)"
        );
        assert_eq!(heard(None, "A"), " (different from “A”)");
    }

    #[test]
    fn a_case_is_compared_with_a_sale_in_words() {
        let amount = |pence| amount(Measure::AgainstSale, Amount::Beyond(Pence(pence)));
        assert_eq!([amount(-190_000_000), amount(52_000_000), amount(0)], ["£1.90m less", "£520,000 more", "the same"]);
    }

    #[test]
    fn missing_headroom_says_which_way_to_move() {
        let none = Amount::Headroom(appraisal::verdict::Headroom::MustMove(0.125), None);
        assert_eq!(amount(Measure::PriceHeadroom, none), "none: must rise by 12.5%");
        assert_eq!(amount(Measure::CostHeadroom, none), "none: must fall by 12.5%");
    }
}
