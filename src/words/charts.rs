//! The words of the charts: what each shows, its keys, and the columns and rows of its table.

use super::format::{count, decimal};
use super::page::{BASE_CASE, POT};
use super::tables::{line, receipts};
use crate::scenarios::Cases;
use appraisal::picture::FlowItem;
use appraisal::{Appraisal, Deal, YearMonth};

/// A bar of where the money goes.
#[must_use]
pub fn flow_item(item: FlowItem, (appraisal, deal): (&Appraisal, &Deal)) -> String {
    let name = |place: usize| {
        deal.partners.get(place).map_or_else(String::new, |partner| super::capitalised(&partner.short_name))
    };
    match item {
        FlowItem::Receipts => receipts(appraisal).to_owned(),
        FlowItem::CashIn(place) => format!("{} cash in", name(place)),
        FlowItem::Unpaid => "Unpaid at the end".to_owned(),
        FlowItem::Cost(cost) => line(cost),
        FlowItem::InterestAndFees => "Loan interest, fees".to_owned(),
        FlowItem::ToPartner(place) => {
            super::names::gets_back(deal.partners.get(place).map_or("", |partner| partner.short_name.as_str()))
        }
        FlowItem::Grant => "Grant".to_owned(),
        FlowItem::ToOthers => "Tax and repayments".to_owned(),
        FlowItem::CashHeld => "Cash held".to_owned(),
        FlowItem::Pot => POT.to_owned(),
    }
}

/// The label of the dashed line, which shows the baseline: beside a scenario the base case, as last set if it is edited; beside the
/// base case itself what it was before its edits.
#[must_use]
pub fn dashed(cases: &Cases) -> &'static str {
    match cases.scenario() {
        None => "Unedited",
        Some(_) if cases.is_edited() => "Base case as last set",
        Some(_) => BASE_CASE,
    }
}

/// A year and month as a number of years, for an axis of time.
#[must_use]
pub fn year_number(month: YearMonth) -> f64 {
    f64::from(month.year) + f64::from(month.month - 1) / 12.0
}

/// The heading of the charts, for screen readers.
pub const CHARTS: &str = "Charts";
/// The first column of a table by year.
pub const YEAR: &str = "Year";
/// The first column of the table of money: its sums count what is put in at the start of the next month.
pub const MONTH: &str = "Month end, counting land and cash put in on the next day";
/// The caption of the homes.
pub const HOMES_CAPTION: &str = "Homes completed, by tenure and year";
/// What the slider of the jobs reads: only the bars.
pub const JOBS_READ: &str = "Building jobs by year";
/// The caption of the jobs.
pub const JOBS_CAPTION: &str = "Building jobs by year, and from gross to net";

/// What the chart of money over time shows, and the caption of its table: with the pot, if there is one.
#[must_use]
pub const fn money_words(has_pot: bool) -> (&'static str, &'static str) {
    if has_pot {
        (
            "Top: paid into the pot, £m. Bottom: each partner’s money back less money in, £m, land at its accepted value",
            "Paid into the pot, and each partner’s money back less money in, at the end of each year, £m",
        )
    } else {
        (
            "Each partner’s money back less money in, £m, land at its accepted value",
            "Each partner’s money back less money in, at the end of each year, £m",
        )
    }
}

/// The caption of a table without the unit of the page, for its file, which is in pounds.
#[must_use]
pub fn without_unit(caption: &str) -> &str {
    caption.strip_suffix(", £m").unwrap_or(caption)
}

/// The heading in a file of the pot, or of a partner: what the amounts are, and their unit.
#[must_use]
pub fn money_column(name: &str, is_pot: bool) -> String {
    let what = if is_pot { "paid in" } else { "money back less money in" };
    format!("{name}: {what}, to date (£)")
}

/// A partner's money back less money in, as it is read out: "−£7.50m (less back than put in)".
#[must_use]
pub fn position_said(pence: i64) -> String {
    let what = match pence {
        0 => "nothing outstanding at this date",
        less if less < 0 => "less back than put in",
        _ => "more back than put in",
    };
    format!("{} ({what})", super::tables::millions_said(pence))
}

/// The caption of where the money goes.
pub const FLOW_CAPTION: &str = "Where the money goes, to the penny";
/// What it shows.
pub const FLOW_SUBTITLE: &str = "Cash in and out over the model period, £m";

/// The name of the picture: the finding, which may be only two words, and what is drawn.
#[must_use]
pub fn flow_name(finding: &str) -> String {
    format!("{finding}. {FLOW_SUBTITLE}")
}

/// The amount of a bar as it is read out: as long as the bar, with its direction in words: "£57,030,000.00 (money out)".
#[must_use]
pub fn flow_said(item: FlowItem, change: i64) -> String {
    let size = super::format::pence(change.abs());
    match item {
        FlowItem::Unpaid | FlowItem::CashHeld => size,
        _ if change < 0 => format!("{size} (money out)"),
        _ => format!("{size} (money in)"),
    }
}

/// Its columns.
pub const FLOW_COLUMNS: &[&str] = &["Item", "Amount", "Balance after"];
/// The same in a file, with their unit.
pub const FLOW_FILE_COLUMNS: &[&str] = &["Item", "Amount (£)", "Balance after (£)"];
/// The pot, beside its line.
pub const POT_SHORT: &str = "Pot";
/// The row of averages.
pub const A_YEAR_ON_AVERAGE: &str = "Average a year";
/// The columns of the jobs, one unit in each: the work of a year, then jobs a year on average.
pub const JOBS_COLUMNS: [&str; 5] =
    ["Year or step", "Person-years", "Person-years, lowest source", "Jobs a year", "Jobs a year, lowest source"];
/// What the pale bars are.
pub const JOBS_DEFAULT: &[&str] = &["this deal"];
/// What the solid bars are.
pub const JOBS_LOWEST: &[&str] = &["lowest source"];

/// The subtitle of the chart of homes.
#[must_use]
pub fn homes_subtitle(year: &str) -> String {
    format!("Homes completed, by tenure and {year}")
}

/// Instead of the chart of homes in a deal that completes none.
pub const NO_HOMES_DRAWN: &str = "There is no chart of homes by year, as this deal completes no homes.";

/// What the chart of jobs shows.
#[must_use]
pub fn jobs_subtitle(year: &str) -> String {
    format!("Person-years of construction work, by {year}. Not permanent jobs.")
}

/// "15 per £1m".
#[must_use]
pub fn person_years_a_million(coefficient: f64) -> String {
    format!("{} per £1m", decimal(coefficient, 1).trim_end_matches(".0"))
}

/// A number of homes as it is read out: "no homes", "1 home", "239 homes".
#[must_use]
pub fn homes_said(homes: u32) -> String {
    match homes {
        0 => "no homes".to_owned(),
        1 => "1 home".to_owned(),
        many => format!("{} homes", count(i64::from(many))),
    }
}

/// A step from gross to net, with its factor.
#[must_use]
pub fn chain_step(step: appraisal::jobs::Step, factor: f64) -> String {
    use appraisal::jobs::Step;
    let what = match step {
        Step::Deadweight => "left after what would happen anyway (deadweight)",
        Step::Leakage => "left after what goes outside the area (leakage)",
        Step::Displacement => "left after what is taken from elsewhere (displacement)",
        Step::Substitution => "left after what replaces other work (substitution)",
        Step::Multiplier => "with suppliers and wages (multiplier): net",
    };
    format!("{} (× {})", super::capitalised(what), decimal(factor, 2))
}

/// A partner's line over time, with the month by which its capital is back, and the preferred return where that is paid first.
#[must_use]
pub fn position(partner: &str, back: Option<&str>, is_return_first: bool) -> String {
    match back {
        Some(month) if is_return_first => format!("{partner}: return and capital back by {month}"),
        Some(month) => format!("{partner}: capital back by {month}"),
        None => partner.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_partners_position_is_read_out_with_what_it_means() {
        let said = [0, -750_000_000, 200_000_000].map(super::position_said);
        let wanted = [
            "£0 (nothing outstanding at this date)",
            "£7.50m (less back than put in)",
            "£2.00m (more back than put in)",
        ];
        for (said, wanted) in said.iter().zip(wanted) {
            assert!(said.ends_with(wanted), "{said}");
        }
        assert!(said[1].starts_with(super::super::format::MINUS), "{}", said[1]);
    }

    /// A minus would say that the pot itself is negative.
    #[test]
    fn what_goes_to_the_pot_is_read_out_as_an_amount_above_zero() {
        use appraisal::picture::FlowItem;
        assert_eq!(super::flow_said(FlowItem::Pot, -5_703_000_000), "£57,030,000.00 (money out)");
        assert_eq!(super::flow_said(FlowItem::Receipts, 16_000_000_000), "£160,000,000.00 (money in)");
        assert_eq!(super::flow_said(FlowItem::Unpaid, 130_000_000), "£1,300,000.00");
    }

    #[test]
    fn homes_are_read_out_with_their_unit() {
        assert_eq!([0, 1, 1_300].map(super::homes_said), ["no homes", "1 home", "1,300 homes"]);
    }
}
