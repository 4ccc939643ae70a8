//! The small charts: what each row shows, and its finding.

use crate::words::scale::HALF_A_POUND;

/// Two figures of which one exceeds the other by less than this part of it, one in five thousand, hardly differ.
const HARDLY: i128 = 5_000;

/// Whether two figures hardly differ: neither then leads, nor is one of them called the highest.
fn hardly_differ([one, other]: [i64; 2]) -> bool {
    hardly_differ_by(one - other, [one, other])
}

/// The same by a difference that is given: figures compared with one alternative differ by as much as what is compared.
#[must_use]
pub fn hardly_differ_by(difference: i64, [one, other]: [i64; 2]) -> bool {
    i128::from(difference).abs() * HARDLY < i128::from(one.abs().max(other.abs()))
}

/// What a row of small charts shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pictured {
    /// Its name in a sentence.
    pub what: &'static str,
    /// Measure and unit.
    pub subtitle: &'static str,
    /// What the table and the slider give: balances are those at the end of each year.
    pub caption: &'static str,
    /// The measure without a unit, and what the figure of a case is: its total, or its peak.
    pub total: &'static str,
}

/// The pot.
pub const POT_PICTURED: Pictured = Pictured {
    what: "the pot",
    subtitle: "Paid into the reinvestment pot so far, £m",
    caption: "Paid into the reinvestment pot so far, at the end of each year, £m",
    total: "paid into the reinvestment pot so far; in total",
};
/// Peak funding.
pub const FUNDING_PICTURED: Pictured = Pictured {
    what: "peak funding",
    subtitle: "Partners’ cash not yet repaid, plus loans, £m",
    caption: "Partners’ cash not yet repaid, plus loans, at the end of each year, £m",
    total: "partners’ cash not yet repaid, plus loans; at the peak",
};
/// Affordable homes.
pub const AFFORDABLE_PICTURED: Pictured = Pictured {
    what: "the number of affordable homes",
    subtitle: "Affordable homes completed in each year",
    caption: "Affordable homes completed in each year",
    total: "affordable homes completed in each year; in total",
};
/// Other homes.
pub const MARKET_PICTURED: Pictured = Pictured {
    what: "the number of market homes",
    subtitle: "Market homes completed in each year",
    caption: "Market homes completed in each year",
    total: "market homes completed in each year; in total",
};

/// The name of the picture of a case, with its total.
#[must_use]
pub fn picture(pictured: &Pictured, case: &str, total: &str) -> String {
    format!("{case}: {} {total}.", pictured.total)
}

/// A year of a balance: "End of 2011–12".
#[must_use]
pub fn end_of(year: &str) -> String {
    format!("End of {year}")
}

/// "587 homes".
#[must_use]
pub fn homes(number: &str) -> String {
    format!("{number} homes")
}

/// The heading in a file of a case, with the unit of sums.
#[must_use]
pub fn file_column(case: &str, is_money: bool) -> String {
    if is_money { format!("{case} (£)") } else { case.to_owned() }
}

/// The cases that are left out of the charts: " “Slow sales” is not shown: it has an error."
#[must_use]
pub fn not_pictured(cases: &[String]) -> String {
    match cases {
        [] => String::new(),
        [one] => format!(" {} is not shown: it has an error.", super::quoted(one)),
        many => format!(" {} are not shown: they have errors.", super::quoted_all(many)),
    }
}

/// The finding of a row of small charts: which cases have most and least, as shown, unless they hardly differ. Where a case is
/// left out, it speaks of those shown.
#[must_use]
pub fn finding(
    pictured: &Pictured,
    totals: &[(String, i64)],
    is_one_left_out: bool,
    said: impl Fn(i64) -> String,
) -> String {
    let what = match is_one_left_out {
        true => format!("Of the cases shown, {}", pictured.what),
        false => crate::words::capitalised(pictured.what),
    };
    let Some((highest, lowest)) = spread(totals, |_| true) else { return what };
    let (most, least) = (said(highest), said(lowest));
    if most == least {
        let all = match (totals.len(), is_one_left_out) {
            (2, false) => "both cases",
            (2, true) => "both cases shown",
            (_, false) => "all cases",
            (_, true) => "all cases shown",
        };
        let what = crate::words::capitalised(pictured.what);
        return if highest - lowest < HALF_A_POUND {
            format!("{what} is the same in {all}, {most}")
        } else {
            format!("{what} hardly differs: about {most} in {all}")
        };
    }
    if hardly_differ([highest, lowest]) {
        return format!("{what} hardly differs: between {} and {most}", least.trim_end_matches(" homes"));
    }
    let with = |shown: &str| -> Vec<String> {
        totals.iter().filter(|(_, total)| said(*total) == shown).map(|(name, _)| name.clone()).collect()
    };
    let named = |names: Vec<String>, extreme: &str| match names.len() * 2 > totals.len() {
        // If many are level, only their number is given.
        true if names.len() > 2 => format!("{extreme} in {} cases", names.len()),
        _ => format!("{extreme} in {}", super::quoted_all(&names)),
    };
    // Cases that look level may differ, as the table shows.
    let figure = |shown: &str| {
        let level = spread(totals, |total| said(total) == shown);
        let is_exact = level.is_none_or(|(most, least)| most - least < HALF_A_POUND);
        if is_exact { shown.to_owned() } else { format!("about {shown}") }
    };
    let [first, last] = [(&most, "highest"), (&least, "lowest")]
        .map(|(shown, extreme)| format!("{}, {}", named(with(shown), extreme), figure(shown)));
    format!("{what} is {first}, and {last}")
}

/// The cases whose shortfall the peak of funding leaves out: "; the cash shortfall of “Low” is not counted".
#[must_use]
pub fn not_counted(short: &[String]) -> String {
    match short {
        [] => String::new(),
        [one] => format!("; the cash shortfall of {} is not counted", super::quoted(one)),
        many => format!("; the cash shortfalls of {} are not counted", super::quoted_all(many)),
    }
}

/// The highest and the lowest of those totals that are chosen.
fn spread(totals: &[(String, i64)], is_chosen: impl Fn(i64) -> bool) -> Option<(i64, i64)> {
    let chosen = || totals.iter().map(|(_, total)| *total).filter(|total| is_chosen(*total));
    chosen().max().zip(chosen().min())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::format::{count, millions};

    #[test]
    fn a_row_of_charts_names_the_highest_and_the_lowest() {
        let totals = |totals: &[(&str, i64)]| -> Vec<(String, i64)> {
            totals.iter().map(|(name, total)| ((*name).to_owned(), *total)).collect()
        };
        let found = finding(&AFFORDABLE_PICTURED, &totals(&[("Base case", 474), ("Offer B", 587)]), false, |total| {
            homes(&count(total))
        });
        assert_eq!(
            found,
            "The number of affordable homes is highest in “Offer B”, 587 homes, and lowest in “Base case”, 474 homes"
        );
        let many =
            finding(&POT_PICTURED, &totals(&[("A", 250_000_000), ("B", 0), ("C", 0), ("D", 0)]), false, millions);
        assert_eq!(many, "The pot is highest in “A”, £2.50m, and lowest in 3 cases, £0");
        let same = |is_one_left_out| finding(&POT_PICTURED, &totals(&[("A", 5), ("B", 5)]), is_one_left_out, millions);
        assert_eq!(same(false), "The pot is the same in both cases, £0");
        assert_eq!(same(true), "The pot is the same in both cases shown, £0");
        let differ = finding(&POT_PICTURED, &totals(&[("A", 250_000_000), ("B", 0)]), true, millions);
        assert_eq!(differ, "Of the cases shown, the pot is highest in “A”, £2.50m, and lowest in “B”, £0");
        assert_eq!(not_pictured(&["Slow sales".to_owned()]), " “Slow sales” is not shown: it has an error.");
    }

    #[test]
    fn a_picture_gives_its_total_once_with_its_unit() {
        let said = picture(&FUNDING_PICTURED, "Base case", "£9.49m");
        assert_eq!(said, "Base case: partners’ cash not yet repaid, plus loans; at the peak £9.49m.");
        let said = picture(&AFFORDABLE_PICTURED, "Base case", "474 homes");
        assert_eq!(said, "Base case: affordable homes completed in each year; in total 474 homes.");
    }

    /// £57.03m and £57.04m are no highest and lowest; nor is a case lowest that the table marks as £2,363 more.
    #[test]
    fn figures_that_hardly_differ_have_no_highest_and_lowest() {
        let totals = |totals: &[i64]| -> Vec<(String, i64)> {
            ["Base case", "B", "C", "D", "E"]
                .iter()
                .zip(totals)
                .map(|(name, total)| ((*name).to_owned(), *total))
                .collect()
        };
        let found = |sums: &[i64]| finding(&POT_PICTURED, &totals(sums), false, millions);
        assert_eq!(
            found(&[5_703_454_200, 5_704_328_700, 5_703_454_200]),
            "The pot hardly differs: between £57.03m and £57.04m"
        );
        assert_eq!(found(&[472_000_000, 472_236_300]), "The pot hardly differs: about £4.72m in both cases");
        assert_eq!(
            found(&[600_000_000, 472_236_300, 472_000_000, 472_000_000, 472_000_000]),
            "The pot is highest in “Base case”, £6.00m, and lowest in 4 cases, about £4.72m"
        );
        let homes = finding(&MARKET_PICTURED, &totals(&[12_826, 12_825]), true, |total| homes(&count(total)));
        assert_eq!(
            homes,
            "Of the cases shown, the number of market homes hardly differs: between 12,825 and 12,826 homes"
        );
    }

    #[test]
    fn figures_that_look_the_same_do_not_differ() {
        let totals = |totals: &[i64]| -> Vec<(String, i64)> {
            ["Base case", "B", "C"].iter().zip(totals).map(|(name, total)| ((*name).to_owned(), *total)).collect()
        };
        let found = |sums: &[i64]| finding(&FUNDING_PICTURED, &totals(sums), false, millions);
        assert_eq!(found(&[949_000_001, 949_000_002, 949_000_040]), "Peak funding is the same in all cases, £9.49m");
        assert_eq!(
            found(&[949_000_001, 800_000_000, 949_000_040]),
            "Peak funding is highest in “Base case” and “C”, £9.49m, and lowest in “B”, £8.00m"
        );
    }
}
