//! Building jobs by year, by the deal's own figure and by the lowest source.

use super::on_csv;
use crate::charts::{Canvas, ChartFrame, HALF_PAPER, Pair, PairKey, PairedBars, paired_bars};
use crate::components::{Cell, Column, RowKind, TableRow, use_why_stale};
use crate::outcome::{Answer, Outcome};
use crate::words::charts as text;
use crate::words::deal as sentences;
use crate::words::format::decimal;
use yew::prelude::*;

#[derive(Clone, Properties)]
pub(super) struct JobsProps {
    pub(super) current: Answer,
}

impl PartialEq for JobsProps {
    /// Drawn again only if jobs or years differ; most changes leave them unchanged.
    fn eq(&self, other: &Self) -> bool {
        self.current == other.current
            || (self.current.appraisal.jobs == other.current.appraisal.jobs
                && self.current.appraisal.years == other.current.appraisal.years)
    }
}

#[component]
pub(super) fn JobsChart(props: &JobsProps) -> Html {
    let (current, stale) = (props.current.clone(), use_why_stale());
    let heading = sentences::jobs_finding(&current);
    let subtitle = text::jobs_subtitle(sentences::year_measure(&current.appraisal));
    let draw = {
        let (current, name) = (current.clone(), heading.clone());
        Callback::from(move |canvas: Canvas| {
            let (name, pairs, (outer, inner)) = (name.clone().into(), pairs(&current), keys(&current));
            paired_bars(&PairedBars { id: "jobs-chart", name, pairs, outer, inner, canvas })
        })
    };
    let csv = {
        let current = current.clone();
        on_csv("building-jobs-by-year.csv", stale, move || {
            let mut rows = vec![header()];
            rows.extend(table(&current).into_iter().map(|(name, cells)| std::iter::once(name).chain(cells).collect()));
            rows
        })
    };
    let columns = header().into_iter().map(Column::plain).collect::<Vec<_>>();
    let rows = table(&current).into_iter().map(|(header, cells)| TableRow {
        kind: if header == text::A_YEAR_ON_AVERAGE { RowKind::Total } else { RowKind::Plain },
        header: header.into(),
        cells: cells.into_iter().map(Cell::from).collect(),
    });
    html! {
        <ChartFrame id="jobs" {heading} {subtitle} {draw} caption={text::JOBS_CAPTION} read_as={text::JOBS_READ} {columns}
            rows={rows.collect::<Vec<_>>()} on_csv={csv} on_paper={HALF_PAPER} />
    }
}

fn years(outcome: &Outcome) -> std::ops::RangeInclusive<usize> {
    let (first, last) = outcome.picture.jobs_years.unwrap_or((0, 0));
    first..=last
}

fn keys(outcome: &Outcome) -> (PairKey, PairKey) {
    let jobs = &outcome.deal.jobs;
    let key = |coefficient: f64, lines: &[&'static str]| PairKey {
        head: text::person_years_a_million(coefficient).into(),
        lines: lines.iter().map(|line| AttrValue::from(*line)).collect(),
    };
    (key(jobs.person_years_per_million, text::JOBS_DEFAULT), key(jobs.low_person_years_per_million, text::JOBS_LOWEST))
}

fn pairs(outcome: &Outcome) -> Vec<Pair> {
    let (appraisal, jobs) = (&outcome.appraisal, &outcome.appraisal.jobs);
    let pair = |year: usize| Pair {
        label: sentences::year_tick(appraisal, year).into(),
        outer: jobs.by_year[year],
        inner: jobs.low_by_year[year],
        text: decimal(jobs.by_year[year], 0).into(),
    };
    years(outcome).map(pair).collect()
}

fn header() -> Vec<String> {
    text::JOBS_COLUMNS.map(str::to_owned).to_vec()
}

/// A row a year in person-years; then in jobs a year the average, and the steps from gross to net.
fn table(outcome: &Outcome) -> Vec<(String, Vec<String>)> {
    let (appraisal, jobs) = (&outcome.appraisal, &outcome.appraisal.jobs);
    let none = || crate::words::NONE.to_owned();
    let one = |number: f64| decimal(number, 1);
    let year_row = |year: usize| {
        let cells = vec![one(jobs.by_year[year]), one(jobs.low_by_year[year]), none(), none()];
        (sentences::year_name(appraisal, year), cells)
    };
    let average = vec![none(), none(), one(jobs.a_year), one(jobs.low_a_year)];
    let chain = jobs
        .chain
        .iter()
        .map(|step| (text::chain_step(step.step, step.factor), vec![none(), none(), one(step.after), none()]));
    let all = years(outcome).map(year_row).chain([(text::A_YEAR_ON_AVERAGE.to_owned(), average)]);
    all.chain(chain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Person-years of a year and jobs a year are two units: no column has both.
    #[test]
    fn every_column_has_one_unit() {
        let deal = crate::link::opened(&appraisal::samples::NORWICH_2009).unwrap();
        let outcome = Outcome::of(deal.into()).unwrap();
        let rows = table(&outcome);
        let years = years(&outcome).count();
        for (place, (name, cells)) in rows.iter().enumerate() {
            let is_filled: Vec<bool> = cells.iter().map(|cell| cell != crate::words::NONE).collect();
            assert_eq!(is_filled[..2], [place < years; 2], "{name}");
            assert_eq!(is_filled[2], place >= years, "{name}");
            assert_eq!(cells.len() + 1, header().len());
        }
        assert!(rows.len() > years + 4);
    }
}
