//! Money over time: what has been paid into the pot, and each partner's money back less money in.

use super::on_csv;
use crate::charts::{Canvas, ChartFrame, HALF_PAPER, MoneyOverTime, StepLine, Stroke, money_over_time};
use crate::components::{Cell, Column, Paint, TableRow, use_why_stale};
use crate::outcome::{Answer, Outcome};
use crate::pages::deal::paint_of;
use crate::words::capitalised;
use crate::words::charts::{self as text, year_number};
use crate::words::deal as sentences;
use crate::words::format::{bare_millions, exact, millions};
use crate::words::page::POT;
use crate::words::tables::millions_said;
use appraisal::Pence;
use appraisal::picture::at;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct MoneyProps {
    pub(super) base: Answer,
    pub(super) current: Answer,
    /// The name of the base case beside its line.
    pub(super) dashed: &'static str,
}

#[component]
pub(super) fn MoneyChart(props: &MoneyProps) -> Html {
    let (base, current, stale) = (props.base.clone(), props.current.clone(), use_why_stale());
    let heading = sentences::money_finding(&current);
    let has_pot = [&base, &current].iter().any(|answer| answer.appraisal.pot.total.is_positive());
    let (subtitle, caption) = text::money_words(has_pot);
    let draw = {
        let (base, current, name) = (base, current.clone(), heading.clone());
        let dashed = props.dashed;
        Callback::from(move |canvas: Canvas| {
            let moved = base != current && base.appraisal.pot.total != current.appraisal.pot.total;
            let ghost = moved.then(|| pot_line(&base, dashed, Stroke::Ghost));
            let pot = has_pot.then(|| pot_line(&current, text::POT_SHORT, Stroke::Solid));
            let (name, years, partners) = (name.clone().into(), axis(&current), lines(&current));
            let rows = current.picture.year_ends.iter().map(|k| when(&current, *k)).collect();
            money_over_time(&MoneyOverTime { name, years, pot, ghost, partners, rows, canvas })
        })
    };
    let csv = {
        let current = current.clone();
        on_csv("money-over-time.csv", stale, move || {
            let [month, series @ ..] = &header(&current, has_pot)[..] else { return Vec::new() };
            let has_own = |place: usize| has_pot && place == 0;
            let heads = series.iter().enumerate().map(|(place, name)| text::money_column(name, has_own(place)));
            let mut rows = vec![std::iter::once(month.clone()).chain(heads).collect()];
            rows.extend(
                table(&current, has_pot, |sum, _| exact(sum.0))
                    .into_iter()
                    .map(|row| std::iter::once(row.0).chain(row.1).collect()),
            );
            rows
        })
    };
    let columns = header(&current, has_pot).into_iter().map(Column::plain).collect::<Vec<_>>();
    let cell = |sum: Pence, is_pot: bool| {
        let said = if is_pot { millions_said(sum.0) } else { text::position_said(sum.0) };
        Cell::from(bare_millions(sum.0)).said(said)
    };
    let rows = table(&current, has_pot, cell).into_iter().map(|(header, cells)| TableRow {
        header: header.into(),
        cells,
        kind: crate::components::RowKind::Plain,
    });
    html! {
        <ChartFrame id="money" {heading} {subtitle} {draw} {caption} {columns}
            rows={rows.collect::<Vec<_>>()} on_csv={csv} on_paper={HALF_PAPER} />
    }
}

/// From the year of the start to the year after the last money.
fn axis(outcome: &Outcome) -> (i32, i32) {
    let appraisal = &outcome.appraisal;
    let steps = outcome.picture.positions.iter().chain([&outcome.picture.pot_so_far]);
    let last = steps.filter_map(|steps| steps.last()).map(|(k, _)| *k).max().unwrap_or(0);
    (appraisal.start.year, appraisal.start.plus(last as i32).year + 1)
}

/// A time point on the axis.
fn when(outcome: &Outcome, k: usize) -> f64 {
    year_number(outcome.appraisal.start.plus(k as i32))
}

fn points(outcome: &Outcome, steps: &[(usize, Pence)]) -> Vec<(f64, f64)> {
    steps.iter().map(|(k, sum)| (when(outcome, *k), sum.pounds() / 1e6)).collect()
}

fn pot_line(outcome: &Outcome, label: &'static str, stroke: Stroke) -> StepLine {
    let (points, total) = (points(outcome, &outcome.picture.pot_so_far), millions(outcome.appraisal.pot.total.0));
    StepLine { label: label.into(), name: label.into(), total: total.into(), paint: Paint::Pot, stroke, points }
}

fn lines(outcome: &Outcome) -> Vec<StepLine> {
    let mut seen = Vec::new();
    let positions = outcome.picture.positions.iter().enumerate();
    positions
        .map(|(place, steps)| {
            let paint = paint_of(&outcome.deal, place);
            let alike = seen.iter().filter(|other| **other == paint).count();
            seen.push(paint);
            StepLine {
                label: partner_label(outcome, place).into(),
                name: partner_name(outcome, place).into(),
                total: AttrValue::default(),
                paint,
                stroke: [Stroke::Solid, Stroke::Dash, Stroke::Dot][alike % 3],
                points: points(outcome, steps),
            }
        })
        .collect()
}

fn partner_name(outcome: &Outcome, place: usize) -> String {
    outcome.deal.partners.get(place).map(|partner| capitalised(&partner.short_name)).unwrap_or_default()
}

fn partner_label(outcome: &Outcome, place: usize) -> String {
    let result = outcome.appraisal.partners.get(place);
    // The same month as in the heading.
    let back = result.and_then(appraisal::PartnerResult::repaid_k);
    let back = back.map(|k| sentences::short_time_point(&outcome.appraisal, k));
    text::position(&partner_name(outcome, place), back.as_deref(), outcome.deal.sharing.pays_return_first())
}

fn header(outcome: &Outcome, has_pot: bool) -> Vec<String> {
    let partners = outcome.deal.partners.iter().map(|partner| capitalised(&partner.short_name));
    let pot = has_pot.then(|| POT.to_owned());
    std::iter::once(text::MONTH.to_owned()).chain(pot).chain(partners).collect()
}

/// A row for the end of each reporting year in which money moves. `cell` is of a sum, and of whether it is the pot's.
fn table<T>(outcome: &Outcome, has_pot: bool, cell: impl Fn(Pence, bool) -> T) -> Vec<(String, Vec<T>)> {
    let appraisal = &outcome.appraisal;
    let ends = outcome.picture.year_ends.iter();
    ends.map(|k| {
        let pot = has_pot.then(|| cell(at(&outcome.picture.pot_so_far, *k), true));
        let partners = outcome.picture.positions.iter().map(|steps| cell(at(steps, *k), false));
        (sentences::short_time_point(appraisal, *k), pot.into_iter().chain(partners).collect())
    })
    .collect()
}
