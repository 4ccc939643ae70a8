//! Money in and out by reporting year.

use crate::components::{Column, DataTable, RowKind, TableRow, data_table};
use crate::outcome::{Answer, Outcome};
use crate::words::capitalised;
use crate::words::deal as sentences;
use crate::words::format::{bare_millions, count};
use crate::words::page as text;
use appraisal::picture::total_of_years;
use appraisal::{Pence, YearOfMoney};
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct YearsProps {
    pub(super) current: Answer,
}

/// The table by year.
#[component]
pub(super) fn Years(props: &YearsProps) -> Html {
    let current = &props.current;
    html! {
        <section class="panel" id="years" tabindex="-1" aria-labelledby="years-heading">
            <h2 class="chart-frame__heading" id="years-heading">{ sentences::years_finding(current) }</h2>
            { table(current) }
            <p class="panel__lead">{ text::YEARS_NOTE }</p>
        </section>
    }
}

fn table(outcome: &Outcome) -> Html {
    let columns: Vec<Column> = columns(outcome).into_iter().map(Column::plain).collect();
    let caption = text::YEARS_CAPTION.into();
    data_table(DataTable {
        id: "year-table",
        caption,
        caption_hidden: true,
        columns: &columns,
        rows: &rows(outcome),
        class: Some("year-table"),
    })
}

fn years(outcome: &Outcome) -> &[YearOfMoney] {
    let (first, last) = outcome.picture.money_years;
    outcome.appraisal.money_by_year.get(first..=last).unwrap_or(&[])
}

fn columns(outcome: &Outcome) -> Vec<String> {
    let (first, last) = outcome.picture.money_years;
    let names = (first..=last).map(|year| sentences::year_column(&outcome.appraisal, year));
    let head = text::millions_in(sentences::year_measure(&outcome.appraisal));
    std::iter::once(head).chain(names).chain([text::TOTAL.to_owned()]).collect()
}

fn rows(outcome: &Outcome) -> Vec<TableRow> {
    let years = years(outcome);
    let total = total_of_years(years);
    let row = |name: String, cell: &dyn Fn(&YearOfMoney) -> String| TableRow {
        header: name.into(),
        cells: years.iter().chain([&total]).map(|year| cell(year).into()).collect(),
        kind: RowKind::Plain,
    };
    let money = |name: String, sum: &dyn Fn(&YearOfMoney) -> Pence| row(name, &|year| bare_millions(sum(year).0));
    let mut rows = vec![
        row(text::HOMES_FINISHED.to_owned(), &|year| match year.homes {
            0 => crate::words::NONE.to_owned(),
            some => count(i64::from(some)),
        }),
        money(text::RECEIPTS_IN.to_owned(), &|year| year.receipts),
        money(text::PARTNERS_CASH_IN.to_owned(), &|year| year.cash_in),
        money(text::LOANS_NET.to_owned(), &|year| year.loans - year.interest_and_fees),
        money(text::COSTS_OUT.to_owned(), &|year| -year.costs),
        money(text::line(appraisal::postings::Line::Programme).to_owned(), &|year| -year.programme),
    ];
    for (place, partner) in outcome.deal.partners.iter().enumerate() {
        let back = |year: &YearOfMoney| year.to_partners.get(place).map_or(Pence::ZERO, |sum| -*sum);
        rows.push(money(text::back_to(&capitalised(&partner.short_name)), &back));
    }
    rows.push(TableRow { kind: RowKind::Strong, ..money(text::TO_THE_POT.to_owned(), &|year| -year.to_pot) });
    rows.push(TableRow { kind: RowKind::Total, ..money(text::CHANGE_IN_CASH.to_owned(), &|year| year.change_in_cash) });
    rows
}
