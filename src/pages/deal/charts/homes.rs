//! Homes finished, by tenure and year.

use super::on_csv;
use crate::charts::{Canvas, ChartFrame, HALF_PAPER, Part, StackedBar, StackedBars, stacked_bars};
use crate::components::{Cell, Column, Paint, RowKind, TableRow, use_why_stale};
use crate::outcome::{Answer, Outcome};
use crate::words::charts as text;
use crate::words::deal as sentences;
use crate::words::format::count;
use crate::words::tables::TOTAL;
use appraisal::deal::Tenure;
use yew::prelude::*;

#[derive(Clone, Properties)]
pub(in crate::pages::deal) struct HomesProps {
    pub(in crate::pages::deal) current: Answer,
}

impl PartialEq for HomesProps {
    /// Drawn again only if homes or years differ; most changes leave them unchanged.
    fn eq(&self, other: &Self) -> bool {
        self.current == other.current
            || (self.current.appraisal.homes == other.current.appraisal.homes
                && self.current.appraisal.years == other.current.appraisal.years)
    }
}

#[component]
pub(in crate::pages::deal) fn HomesChart(props: &HomesProps) -> Html {
    let (current, stale) = (props.current.clone(), use_why_stale());
    let heading = sentences::homes_finding(&current);
    if current.picture.homes_peak.is_none() {
        return not_drawn(heading);
    }
    let subtitle = text::homes_subtitle(sentences::year_measure(&current.appraisal));
    let draw = {
        let (current, name) = (current.clone(), heading.clone());
        Callback::from(move |canvas: Canvas| {
            let (name, parts, bars) = (name.clone().into(), parts(&current), bars(&current));
            stacked_bars(&StackedBars { id: "homes-chart", name, parts, bars, canvas })
        })
    };
    let csv = {
        let current = current.clone();
        on_csv("homes-by-year.csv", stale, move || {
            let mut rows = vec![header(&current)];
            let number = |homes: u32| count(i64::from(homes));
            rows.extend(
                table(&current)
                    .into_iter()
                    .map(|(name, cells)| std::iter::once(name).chain(cells.into_iter().map(number)).collect()),
            );
            rows
        })
    };
    let columns = header(&current).into_iter().map(Column::plain).collect::<Vec<_>>();
    let rows = table(&current).into_iter().map(|(header, cells)| TableRow {
        kind: if header == TOTAL { RowKind::Total } else { RowKind::Plain },
        header: header.into(),
        cells: cells.into_iter().map(cell).collect(),
    });
    html! {
        <ChartFrame id="homes-by-year" {heading} {subtitle} {draw} caption={text::HOMES_CAPTION} {columns}
            rows={rows.collect::<Vec<_>>()} on_csv={csv} on_paper={HALF_PAPER} />
    }
}

/// A deal without homes has no bars: an empty frame would look like a fault.
fn not_drawn(heading: String) -> Html {
    html! {
        <div class="chart-frame panel" id="homes-by-year">
            <h3 class="chart-frame__heading">{ heading }</h3>
            <p class="chart-frame__subtitle">{ text::NO_HOMES_DRAWN }</p>
        </div>
    }
}

/// The reporting years that are drawn.
fn years(outcome: &Outcome) -> std::ops::RangeInclusive<usize> {
    let (first, last) = outcome.picture.homes_years.unwrap_or((0, 0));
    first..=last
}

fn paint(tenure: Tenure) -> Paint {
    match tenure {
        Tenure::MarketSale | Tenure::MarketRent | Tenure::ServicedPlot => Paint::Market,
        Tenure::SocialRent | Tenure::AffordableRent | Tenure::ExtraCare => Paint::Social,
        Tenure::SharedOwnership | Tenure::DiscountMarketSale => Paint::Shared,
    }
}

fn parts(outcome: &Outcome) -> Vec<Part> {
    let part = |(tenure, total): &(Tenure, u32)| Part {
        label: sentences::tenure(*tenure).into(),
        total: count(i64::from(*total)).into(),
        paint: paint(*tenure),
    };
    outcome.appraisal.homes.by_tenure.iter().map(part).collect()
}

fn bars(outcome: &Outcome) -> Vec<StackedBar> {
    let appraisal = &outcome.appraisal;
    let bar = |year: usize| {
        let total = appraisal.money_by_year[year].homes;
        StackedBar {
            label: sentences::year_tick(appraisal, year).into(),
            values: appraisal.homes.completed_by_year.iter().map(|counts| f64::from(counts[year])).collect(),
            total: f64::from(total),
            total_text: count(i64::from(total)).into(),
        }
    };
    years(outcome).map(bar).collect()
}

fn header(outcome: &Outcome) -> Vec<String> {
    let tenures = outcome.appraisal.homes.by_tenure.iter().map(|(tenure, _)| sentences::tenure(*tenure).to_owned());
    std::iter::once(text::YEAR.to_owned()).chain(tenures).chain([TOTAL.to_owned()]).collect()
}

fn cell(homes: u32) -> Cell {
    Cell::from(count(i64::from(homes))).said(text::homes_said(homes))
}

/// A row a year and one of totals.
fn table(outcome: &Outcome) -> Vec<(String, Vec<u32>)> {
    let appraisal = &outcome.appraisal;
    let homes = &appraisal.homes;
    let year_row = |year: usize| {
        let by_tenure = homes.completed_by_year.iter().map(|counts| counts[year]);
        let total = appraisal.money_by_year[year].homes;
        (sentences::year_name(appraisal, year), by_tenure.chain([total]).collect())
    };
    let all = homes.by_tenure.iter().map(|(_, total)| *total).chain([homes.completed]).collect();
    years(outcome).map(year_row).chain([(TOTAL.to_owned(), all)]).collect()
}
