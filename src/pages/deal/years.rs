//! Money in and out by reporting year.

use crate::components::{Cell, Column, DataTable, Opening, RowKind, TableRow, choice_by_place, data_table, use_stale};
use crate::outcome::{Answer, Outcome};
use crate::words::deal as sentences;
use crate::words::format::{bare_millions, count};
use crate::words::tables as text;
use crate::words::{NONE, capitalised};
use appraisal::picture::total_of_years;
use appraisal::{Pence, YearOfMoney};
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct YearsProps {
    pub(super) current: Answer,
    /// Opens the calculation of a figure.
    pub(super) on_open: Callback<String>,
}

/// The table by year.
#[component]
pub(super) fn Years(props: &YearsProps) -> Html {
    let current = &props.current;
    let opening = Opening { call: props.on_open.clone(), is_figure: true, is_stale: use_stale(), stops: false };
    html! {
        <section class="panel" id="years" tabindex="-1" aria-labelledby="years-heading">
            <h2 class="chart-frame__heading" id="years-heading">{ sentences::years_finding(current) }</h2>
            { table(current, opening) }
            <p class="panel__lead">{ text::years_note(&current.appraisal) }</p>
            <OpenFigure ..props.clone() />
        </section>
    }
}

/// The figures of the table are not tab stops, since there are about a hundred: lists of rows and years open them instead.
#[component]
fn OpenFigure(props: &YearsProps) -> Html {
    let chosen = use_state_eq(|| (0, 0));
    let current = &props.current;
    let rows = lines(current);
    let years = years(current);
    let first = current.picture.money_years.0;
    let row_names = rows.iter().map(|line| line.name.clone().into());
    let year_names = (0..years.len()).map(|year| sentences::year_column(&current.appraisal, first + year).into());
    let set = |change: fn((usize, usize), usize) -> (usize, usize)| {
        let chosen = chosen.clone();
        Callback::from(move |place| chosen.set(change(*chosen, place)))
    };
    let (row, year) = *chosen;
    let figure = rows.get(row).and_then(|line| line.figure(first + year));
    let on_open = props.on_open.clone();
    html! {
        <div class="year-figure">
            { choice_by_place("figure-row", text::ROW_OF_TABLE, row_names, row, &set(|(_, year), row| (row, year))) }
            { choice_by_place("figure-year", text::YEAR_OF_TABLE, year_names, year, &set(|(row, _), year| (row, year))) }
            <button type="button" class="button" aria-haspopup="dialog" onclick={move |_| figure.iter().for_each(|figure| on_open.emit(figure.clone()))}>{ text::OPEN_THE_FIGURE }</button>
        </div>
    }
}

fn table(outcome: &Outcome, opening: Opening) -> Html {
    let columns: Vec<Column> = columns(outcome).into_iter().map(Column::plain).collect();
    let caption = text::YEARS_CAPTION.into();
    data_table(DataTable {
        id: "year-table",
        caption,
        caption_hidden: true,
        columns: &columns,
        rows: &rows(outcome),
        class: Some("year-table"),
        opening: Some(opening),
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

/// The text of a year's figure, and the same as it is read out.
type Texts = dyn Fn(&YearOfMoney) -> [String; 2];

/// A row of the table: its name and texts, and the last part of the key of the figure that it opens.
struct Line {
    name: String,
    cell: Box<Texts>,
    figure: Option<String>,
    kind: RowKind,
}

impl Line {
    fn money(
        name: impl Into<String>,
        figure: impl Into<String>,
        sum: impl Fn(&YearOfMoney) -> Pence + 'static,
    ) -> Self {
        let cell = Box::new(move |year: &YearOfMoney| {
            let text = bare_millions(sum(year).0);
            [text.clone(), text::million_pounds(&text)]
        });
        Self { name: name.into(), cell, figure: Some(figure.into()), kind: RowKind::Plain }
    }

    /// The key of the figure of a year.
    fn figure(&self, year: usize) -> Option<String> {
        self.figure.as_ref().map(|figure| format!("money/{year}/{figure}"))
    }
}

fn lines(outcome: &Outcome) -> Vec<Line> {
    let homes = |year: &YearOfMoney| match year.homes {
        0 => [NONE, NONE].map(str::to_owned),
        some => [(); 2].map(|()| count(i64::from(some))),
    };
    let mut lines = vec![
        Line {
            name: text::HOMES_FINISHED.to_owned(),
            cell: Box::new(homes),
            figure: Some("homes".to_owned()),
            kind: RowKind::Plain,
        },
        Line::money(text::receipts(&outcome.appraisal), "receipts", |year| year.receipts),
        Line::money(text::GRANT_IN, "grant", |year| year.grant),
        Line::money(text::PARTNERS_CASH_IN, "cash_in", |year| year.cash_in),
        Line::money(text::LOANS_NET, "loans", |year| year.loans),
        Line::money(text::LOAN_INTEREST, "interest_and_fees", |year| -year.interest_and_fees),
        Line::money(text::COSTS_OUT, "costs", |year| -year.costs),
        Line::money(text::line(appraisal::postings::Line::Programme), "programme", |year| -year.programme),
    ];
    lines.push(Line::money(text::TO_OTHERS, "to_others", |year| -year.to_others));
    for (place, partner) in outcome.deal.partners.iter().enumerate() {
        let back = move |year: &YearOfMoney| year.to_partners.get(place).map_or(Pence::ZERO, |sum| -*sum);
        let figure = format!("to_partners/{}", partner.id);
        lines.push(Line::money(text::back_to(&capitalised(&partner.short_name)), figure, back));
    }
    lines.push(Line { kind: RowKind::Strong, ..Line::money(text::TO_THE_POT, "to_pot", |year| -year.to_pot) });
    // Empty rows are left out, except the one that shows that cash adds up.
    let years = years(outcome);
    lines.retain(|line| years.iter().any(|year| (line.cell)(year)[0] != NONE));
    let change = Line::money(text::CHANGE_IN_CASH, "change_in_cash", |year| year.change_in_cash);
    lines.push(Line { kind: RowKind::Total, ..change });
    lines
}

fn rows(outcome: &Outcome) -> Vec<TableRow> {
    let years = years(outcome);
    let total = total_of_years(years);
    let first = outcome.picture.money_years.0;
    let row = |line: Line| {
        let cell = |(place, year): (usize, &YearOfMoney)| {
            let [text, said] = (line.cell)(year);
            match line.figure(first + place).filter(|_| text != NONE) {
                Some(figure) => Cell::opening(text, figure).said(said),
                None => text.into(),
            }
        };
        let [total, _] = (line.cell)(&total);
        let cells = years.iter().enumerate().map(cell).chain([total.into()]).collect();
        TableRow { header: line.name.clone().into(), cells, kind: line.kind }
    };
    lines(outcome).into_iter().map(row).collect()
}
