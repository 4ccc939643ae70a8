//! The cases side by side in small charts, each row on one scale, and a warning if a case looks better than it is.

use super::reasons::with_values_of;
use super::{Case, CasesProps, behind, sound};
use crate::browser::download;
use crate::charts::{Canvas, ChartFrame, Picture, SmallCase, SmallCharts, SmallSeries, csv, small_charts};
use crate::components::{Cell, Column, Paint, RowKind, TableRow};
use crate::outcome::Answer;
use crate::words::charts::{homes_said, year_number};
use crate::words::compare as text;
use crate::words::deal as sentences;
use crate::words::format::{bare_millions, count, exact};
use crate::words::scale::MoneyScale;
use crate::words::tables::millions_said;
use crate::workspace::inputs_that_differ;
use appraisal::calendar::YearLabel;
use appraisal::compare::{Measure, paradox};
use appraisal::deal::{Change, is_timing};
use appraisal::picture::{ComparedSeries, at, compared_series};
use appraisal::{Appraisal, Deal, Pence, appraise, check};
use serde_json::Value;
use std::collections::BTreeMap;
use std::rc::Rc;
use yew::prelude::*;

/// A case that can be worked out, with its chart data.
#[derive(Clone)]
struct Drawn {
    name: String,
    answer: Answer,
    series: Rc<ComparedSeries>,
}

fn drawn(cases: &[Case]) -> Vec<Drawn> {
    let one = |(case, answer): (&Case, &Answer)| {
        let series = Rc::new(compared_series(&answer.appraisal));
        Drawn { name: case.name.clone(), answer: answer.clone(), series }
    };
    sound(cases).into_iter().map(one).collect()
}

/// One row of charts: a measure of all cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    Pot,
    Funding,
    Affordable,
    Market,
}

const ROWS: [Row; 4] = [Row::Pot, Row::Funding, Row::Affordable, Row::Market];

impl Row {
    const fn id(self) -> &'static str {
        match self {
            Self::Pot => "compare-pot",
            Self::Funding => "compare-funding",
            Self::Affordable => "compare-affordable",
            Self::Market => "compare-market",
        }
    }

    const fn paint(self) -> Paint {
        match self {
            Self::Pot => Paint::Pot,
            Self::Funding => Paint::Jobs,
            Self::Affordable => Paint::Social,
            Self::Market => Paint::Market,
        }
    }

    const fn words(self) -> text::Pictured {
        match self {
            Self::Pot => text::POT_PICTURED,
            Self::Funding => text::FUNDING_PICTURED,
            Self::Affordable => text::AFFORDABLE_PICTURED,
            Self::Market => text::MARKET_PICTURED,
        }
    }

    /// The total of the chart of a case: a sum, or homes.
    fn total(self, case: &Drawn) -> i64 {
        let appraisal = &case.answer.appraisal;
        let homes = |years: &[u32]| years.iter().map(|count| i64::from(*count)).sum();
        match self {
            Self::Pot => appraisal.pot.total.0,
            Self::Funding => appraisal.peak.funding.amount.0,
            Self::Affordable => homes(&case.series.affordable_by_year),
            Self::Market => homes(&case.series.market_by_year),
        }
    }

    /// The cases whose total leaves out a shortfall of cash.
    fn short(self, cases: &[Drawn]) -> Vec<String> {
        let is_short = |case: &&Drawn| self == Self::Funding && case.answer.appraisal.shortfall.is_some();
        cases.iter().filter(is_short).map(|case| case.name.clone()).collect()
    }

    /// Whether there is anything to draw, and every case has it: a case without a pot is not compared by its pot.
    fn is_drawn(self, cases: &[Drawn]) -> bool {
        let has_pot = |case: &Drawn| case.answer.deal.sharing.has_pot();
        cases.iter().any(|case| self.total(case) != 0) && (self != Self::Pot || cases.iter().all(has_pot))
    }

    const fn is_money(self) -> bool {
        matches!(self, Self::Pot | Self::Funding)
    }

    /// A total of the charts of a row, in the one unit of their sentence.
    fn said(self, total: i64, scale: MoneyScale) -> String {
        if self.is_money() { scale.money(total) } else { text::homes(&count(total)) }
    }

    fn money(self, case: &Drawn) -> &[(usize, Pence)] {
        if self == Self::Pot { &case.answer.picture.pot_so_far } else { &case.series.funding }
    }

    fn homes(self, case: &Drawn) -> &[u32] {
        if self == Self::Affordable { &case.series.affordable_by_year } else { &case.series.market_by_year }
    }

    fn series(self, case: &Drawn) -> SmallSeries {
        let appraisal = &case.answer.appraisal;
        if self.is_money() {
            let when = |k: usize| year_number(appraisal.start.plus(k as i32));
            return SmallSeries::Steps(
                self.money(case).iter().map(|(k, sum)| (when(*k), sum.pounds() / 1e6)).collect(),
            );
        }
        let years = self.homes(case).iter().enumerate();
        let bars = years.map(|(year, homes)| (sentences::year_end(appraisal, year), f64::from(*homes)));
        SmallSeries::Bars(bars.collect())
    }

    /// Where a reporting year, by its number, is in the drawing of a case: the end of a balance's year, or its bar.
    fn when(self, case: &Drawn, number: i32) -> f64 {
        let appraisal = &case.answer.appraisal;
        match appraisal.years.label(0) {
            _ if !self.is_money() => f64::from(number),
            YearLabel::EndingMarch(_) => f64::from(number) + 0.25,
            YearLabel::Scheme(_) => year_number(appraisal.start.plus(12 * number)),
        }
    }
}

/// The charts of all cases; empty if there is nothing to compare.
#[component]
pub(super) fn Pictures(props: &CasesProps) -> Html {
    let (cases, left_out) = (drawn(&props.cases), behind(props.cases.iter()));
    if cases.len() < 2 {
        return Html::default();
    }
    html! {
        <section id="pictures" tabindex="-1" aria-labelledby="pictures-heading">
            <h2 id="pictures-heading">{ text::SIDE_BY_SIDE }</h2>
            <p class="panel__lead">{ text::dashed(&cases[0].name) }{ text::not_pictured(&left_out) }</p>
            <div class="compare__pictures">{ for ROWS.into_iter().filter(|row| row.is_drawn(&cases)).map(|row| chart(row, &cases, !left_out.is_empty())) }</div>
        </section>
    }
}

fn chart(row: Row, cases: &[Drawn], is_one_left_out: bool) -> Html {
    let words = row.words();
    let totals: Vec<(String, i64)> = cases.iter().map(|case| (case.name.clone(), row.total(case))).collect();
    let scale = MoneyScale::of_sentence(&totals.iter().map(|(_, total)| *total).collect::<Vec<_>>(), 2);
    let heading = text::finding(&words, &totals, is_one_left_out, |total| row.said(total, scale));
    let heading = format!("{heading}{}", text::not_counted(&row.short(cases)));
    let draw = {
        let cases = cases.to_vec();
        Callback::<_, Picture>::from(move |canvas: Canvas| {
            let years = years(&cases);
            let case = |case: &Drawn| SmallCase {
                name: case.name.clone().into(),
                said: text::picture(&words, &case.name, &row.said(row.total(case), scale)).into(),
                // In the unit of the chart.
                end: row.said(row.total(case), MoneyScale::Millions(2)).into(),
                series: row.series(case),
                rows: years.keys().map(|number| row.when(case, *number)).collect(),
            };
            let (cases, paint) = (cases.iter().map(case).collect(), row.paint());
            small_charts(&SmallCharts { cases, paint, canvas })
        })
    };
    let columns: Vec<Column> = std::iter::once(Column::plain(text::AT_THE_END_OF))
        .chain(cases.iter().map(|case| Column::plain(case.name.clone())))
        .collect();
    let money = |sum: Pence| Cell::from(bare_millions(sum.0)).said(millions_said(sum.0));
    let homes = |homes: u32| Cell::from(count(homes.into())).said(homes_said(homes));
    let rows = table(row, cases, money, homes).into_iter().map(|(header, cells)| TableRow {
        header: header.into(),
        cells,
        kind: RowKind::Plain,
    });
    let on_csv = {
        let cases = cases.to_vec();
        Callback::from(move |()| {
            let heads = cases.iter().map(|case| text::file_column(&case.name, row.is_money()));
            let head = std::iter::once(text::AT_THE_END_OF.to_owned()).chain(heads);
            let lines = table(row, &cases, |sum| exact(sum.0), |homes| count(homes.into())).into_iter();
            let lines = lines.map(|(header, cells)| std::iter::once(header).chain(cells).collect());
            let all: Vec<Vec<String>> = std::iter::once(head.collect()).chain(lines).collect();
            download::download(&format!("{}.csv", row.id()), "text/csv", &csv::text(&all));
        })
    };
    html! {
        <ChartFrame key={row.id()} id={row.id()} {heading} subtitle={words.subtitle} {draw} caption={words.caption} {columns}
            rows={rows.collect::<Vec<_>>()} {on_csv} />
    }
}

/// The reporting years of all cases, each with its name, by number. A year is the same in every case, whenever the case starts.
fn years(cases: &[Drawn]) -> BTreeMap<i32, String> {
    let appraisals = cases.iter().map(|case| &case.answer.appraisal);
    let named = |appraisal, year| (sentences::year_end(appraisal, year), sentences::year_name(appraisal, year));
    appraisals.flat_map(|appraisal| (0..appraisal.years.count).map(move |year| named(appraisal, year))).collect()
}

/// A row for each reporting year: what a sum is at its end, or how many homes are completed in it.
fn table<T>(row: Row, cases: &[Drawn], money: impl Fn(Pence) -> T, homes: impl Fn(u32) -> T) -> Vec<(String, Vec<T>)> {
    let cell = |case: &Drawn, number: i32| {
        let appraisal = &case.answer.appraisal;
        // None before the case starts.
        let year = usize::try_from(number - sentences::year_end(appraisal, 0)).ok();
        if row.is_money() {
            let sum = year.map(|year| at(row.money(case), last_of_year(appraisal, year)));
            return money(sum.unwrap_or(Pence::ZERO));
        }
        homes(year.and_then(|year| row.homes(case).get(year).copied()).unwrap_or(0))
    };
    years(cases)
        .into_iter()
        .map(|(number, name)| {
            let name = if row.is_money() { text::end_of(&name) } else { name };
            (name, cases.iter().map(|case| cell(case, number)).collect())
        })
        .collect()
}

/// The last time point of a reporting year, or of the deal if it ends earlier.
fn last_of_year(appraisal: &Appraisal, year: usize) -> usize {
    let end = appraisal.net.len().saturating_sub(1);
    (0..=end).rev().find(|k| appraisal.years.of_time_point(*k) <= year).unwrap_or(0)
}

/// A case that looks better or worse than it is, compared with the first.
#[component]
pub(super) fn Paradoxes(props: &CasesProps) -> Html {
    let Some((first, others)) = props.cases.split_first() else { return Html::default() };
    let Some(base) = &first.answer else { return Html::default() };
    let others = sound(others).into_iter().filter(|(case, _)| is_of_timing(base, &case.deal));
    let notice = |(case, answer): (&Case, &Answer)| {
        let found = paradox((&base.checked, &base.appraisal), (&answer.checked, &answer.appraisal))?;
        let partner = found.sum.partner().and_then(|place| case.deal.partners.get(place));
        let of = text::Paradox {
            partner: partner.map(|partner| partner.short_name.as_str()),
            is_of_scheme: found.worth == Measure::RealValue,
            more: found.more.0,
            put_ins: found.sum.partner().map_or([0; 2], |place| put_in_by(place, [base, answer])),
            worths: found.worths.map(|worth| worth.0),
            worth_more: found.worth_more().0,
            peaks: [base, answer].map(|answer| answer.appraisal.peak.debt.amount.0),
        };
        Some(html! {
            <div class="paradox" key={case.name.clone()}>
                <h2>{ text::paradox(&case.name, &first.name, &of) }</h2>
                <p>{ text::paradox_why(&of) }</p>
            </div>
        })
    };
    html! { <div>{ for others.filter_map(notice) }</div> }
}

/// What the partner at an index puts in, in two cases.
fn put_in_by(place: usize, answers: [&Answer; 2]) -> [i64; 2] {
    answers.map(|answer| answer.appraisal.partners.get(place).map_or(0, |partner| partner.put_in().0))
}

/// Whether a deal differs from another, in what moves any figure, only in dates, pace and growth: only then do rising prices
/// explain the difference.
fn is_of_timing(base: &Answer, other: &Deal) -> bool {
    let document = other.to_document();
    let changes = inputs_that_differ(&base.deal.to_document(), &document);
    let (timing, rest): (Vec<Change>, Vec<Change>) = changes.into_iter().partition(is_timing);
    !timing.is_empty() && moves_nothing(base, &document, &rest)
}

/// Whether the values of another deal in the place of some changes leave the appraisal as it is, as names do, and the price for
/// which the land could be sold.
fn moves_nothing(base: &Answer, other: &Value, changes: &[Change]) -> bool {
    let moved = || check(&with_values_of(&base.deal, other, changes)?).ok();
    changes.is_empty() || moved().is_some_and(|moved| appraise(&moved) == base.appraisal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::Outcome;
    use appraisal::{document, samples};

    fn case(name: &str, deal: Deal) -> Drawn {
        let answer = Answer::from(Outcome::of(Rc::new(deal)).unwrap());
        let series = Rc::new(compared_series(&answer.appraisal));
        Drawn { name: name.to_owned(), answer, series }
    }

    /// The slider left out a sum of nothing, and read numbers without a unit.
    #[test]
    fn every_case_has_a_sum_of_nothing_and_a_unit_as_read_out() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let cases = [case("Base case", base.clone()), case("Other", base)];
        let read = |row: Row| table(row, &cases, |sum| millions_said(sum.0), homes_said).swap_remove(0);
        assert_eq!(read(Row::Pot), ("End of 2009–10".to_owned(), vec!["£0".to_owned(), "£0".to_owned()]));
        assert_eq!(read(Row::Market).1, ["no homes", "no homes"]);
    }

    #[test]
    fn a_peak_of_funding_says_whose_shortfall_it_leaves_out() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let short = base.with("/home_types/market/price", 80_000.into()).unwrap();
        let cases = [case("Base case", base), case("Low", short)];
        assert_eq!(text::not_counted(&Row::Funding.short(&cases)), "; the cash shortfall of “Low” is not counted");
        assert_eq!(text::not_counted(&Row::Pot.short(&cases)), "");
    }

    /// A case that starts two years later has nothing in the years before, and the same figures two years later.
    #[test]
    fn a_year_is_the_same_in_every_case() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let later = base.start.plus(24).to_string();
        let later = base.with("/start", later.into()).unwrap();
        let cases = [case("Base case", base), case("Later", later)];
        let table = table(Row::Market, &cases, |sum| sum.0, i64::from);
        assert_eq!(table.iter().map(|(name, _)| name.as_str()).take(2).collect::<Vec<_>>(), ["2009–10", "2010–11"]);
        let column = |place: usize| table.iter().map(|(_, cells)| cells[place]).collect::<Vec<_>>();
        let (base, later) = (column(0), column(1));
        assert!(base.iter().sum::<i64>() > 0 && base[..base.len() - 2] == later[2..], "{table:?}");
        // Each is drawn where it is read.
        let bars = |case: &Drawn| match Row::Market.series(case) {
            SmallSeries::Bars(bars) => bars,
            SmallSeries::Steps(_) => Vec::new(),
        };
        for (place, number) in years(&cases).into_keys().enumerate() {
            let drawn = bars(&cases[1]).into_iter().find(|bar| bar.0 == number).map_or(0.0, |bar| bar.1);
            assert_eq!(drawn as i64, later[place], "{number}");
        }
    }

    #[test]
    fn only_a_change_of_timing_is_explained_by_rising_prices() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let is_of_timing = |base: &Deal, other: &Deal| is_of_timing(&case("Base", base.clone()).answer, other);
        let slow = base.with("/home_types/market/sales_a_month", 3.5.into()).unwrap();
        let slow = slow.with("/months", 190.into()).unwrap();
        assert!(is_of_timing(&base, &slow));
        assert!(is_of_timing(&base, &base.with("/growth/house_price/all/percent", 1.into()).unwrap()));
        assert!(!is_of_timing(&base, &slow.with("/sharing/recycled_percent", 50.into()).unwrap()));
        assert!(!is_of_timing(&base, &base.with("/sharing/preferred_return_percent", 5.into()).unwrap()));
        assert!(!is_of_timing(&base, &base));
        // The price for which the land could be sold moves no flow, and neither does a name.
        let sold = base.with("/alternatives/sale_price", 5_000_000.into()).unwrap();
        let named = slow.with("/title", "Slow".into()).unwrap();
        assert!(is_of_timing(&sold, &slow) && is_of_timing(&sold, &named) && !is_of_timing(&sold, &base));
        let rate = base.with("/partners/council/discount_rate_percent", 6.into()).unwrap();
        assert!(!is_of_timing(&rate, &slow), "present values at two rates");
    }
}
