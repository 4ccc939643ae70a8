//! What each partner puts in and gets back: a table, or on a narrow screen a card for each.

use crate::components::{Cell, Column, DataTable, Opening, Paint, RowKind, TableRow, data_table, opens, swatch};
use crate::outcome::{Answer, Outcome};
use crate::words::deal as sentences;
use crate::words::format::{exact, millions};
use crate::words::page as text;
use crate::words::{NONE, capitalised, partners as words};
use appraisal::measures::rate_of_return::RatesOfReturn;
use appraisal::{PartnerResult, Pence, council_accounts, sole_partner};
use yew::prelude::*;

use super::paint_of;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct PartnersProps {
    pub(super) current: Answer,
    /// Opens the calculation of a figure.
    pub(super) on_open: Callback<String>,
}

/// A cell as it is shown, and the exact sum that is copied in its place.
type Shown = (String, Option<Pence>);

/// One row: its name, a cell for each partner, and one for the pot; and the figures that they open.
struct Row {
    name: String,
    partners: Vec<Shown>,
    pot: Shown,
    /// The last part of the key of each partner's figure.
    figure: Option<&'static str>,
    /// The key of the pot's figure.
    pot_figure: Option<&'static str>,
}

impl Row {
    fn opening(self, figure: &'static str) -> Self {
        Self { figure: Some(figure), ..self }
    }

    fn pot_opening(self, figure: &'static str) -> Self {
        Self { pot_figure: Some(figure), ..self }
    }

    /// The cell of a partner.
    fn partner(&self, place: usize, id: &str) -> Option<Cell> {
        let figure = self.figure.map(|figure| format!("partner/{id}/{figure}"));
        Some(cell(self.partners.get(place)?, figure))
    }

    fn pot(&self) -> Cell {
        cell(&self.pot, self.pot_figure.map(str::to_owned))
    }
}

fn cell((text, sum): &Shown, figure: Option<String>) -> Cell {
    let figure = figure.filter(|_| text != NONE);
    let cell = figure.map_or_else(|| text.clone().into(), |figure| Cell::opening(text.clone(), figure));
    cell.copied_as(sum.filter(|_| text != NONE).map(|sum| exact(sum.0)))
}

/// The partners.
#[component]
pub(super) fn Partners(props: &PartnersProps) -> Html {
    let current = &props.current;
    let rows = rows(current);
    html! {
        <section class="panel" id="partners" tabindex="-1" aria-labelledby="partners-heading">
            <h2 class="chart-frame__heading" id="partners-heading">{ sentences::partners_finding(current) }</h2>
            <div class="partner-table">{ table(current, &rows, &props.on_open) }</div>
            <div class="partner-cards">{ cards(current, &rows, &props.on_open) }</div>
            <p class="panel__lead">{ text::DOWNSIDE_NOTE }</p>
            <div>{ for notes(current).into_iter().map(note) }</div>
        </section>
    }
}

fn rows(outcome: &Outcome) -> Vec<Row> {
    let appraisal = &outcome.appraisal;
    let none = || (NONE.to_owned(), None);
    let row = |name: String, cell: &dyn Fn(&PartnerResult) -> Shown, pot: Shown| Row {
        name,
        partners: appraisal.partners.iter().map(cell).collect(),
        pot,
        figure: None,
        pot_figure: None,
    };
    let money = |sum: Pence| (millions(sum.0), Some(sum));
    let rate = |rates: &RatesOfReturn| (text::rate(rates), None);
    let by = |sum: Pence, k: Option<usize>| match k {
        Some(k) if sum.is_positive() => {
            (text::sum_by(&millions(sum.0), &sentences::short_time_point(appraisal, k)), Some(sum))
        }
        _ => money(sum),
    };
    let at = |dated: &appraisal::measures::payback::Dated| match dated.amount {
        Pence(0) => none(),
        some => (text::sum_at(&millions(some.0), &sentences::short_time_point(appraisal, dated.k)), Some(some)),
    };
    let pot = &appraisal.pot;
    let mut rows = vec![
        row(
            text::PUTS_IN.to_owned(),
            &|partner| (text::puts_in(partner.land_in.0, partner.cash_in.0), Some(partner.put_in())),
            none(),
        )
        .opening("put_in"),
        row(
            text::GETS_BACK.to_owned(),
            &|partner| by(partner.received, partner.last_receipt_k),
            by(pot.total, pot.last_k),
        )
        .opening("received")
        .pot_opening("pot/total"),
        row(text::MULTIPLE.to_owned(), &|partner| (text::multiple(partner.multiple), None), none()).opening("multiple"),
        row(text::RATE.to_owned(), &|partner| rate(&partner.rates), none()).opening("rate_of_return"),
        row(text::DATED_RATE.to_owned(), &|partner| rate(&partner.dated_rates(appraisal.start)), none())
            .opening("dated_rate_of_return"),
        row(text::CASH_RATE.to_owned(), &|partner| rate(&partner.cash_rates), none()).opening("cash_rate_of_return"),
        Row {
            name: text::PRESENT_VALUE.to_owned(),
            partners: present_values(outcome),
            pot: money(pot.present_value),
            figure: Some("present_value_received"),
            pot_figure: Some("pot/present_value"),
        },
        row(text::MOST_AT_RISK.to_owned(), &|partner| at(&partner.most_at_risk), none()).opening("most_at_risk"),
    ];
    if pot.total.is_positive() {
        rows.push(
            row(text::NOTIONAL.to_owned(), &|partner| money(partner.notional_pot), none()).opening("notional_pot"),
        );
    }
    let downside = &outcome.verdict.downside;
    rows.push(Row {
        name: text::DOWNSIDE.to_owned(),
        partners: downside
            .received
            .iter()
            .zip(&downside.put_in)
            .map(|(got, put)| (words::gets_for(got.0, put.0), Some(*got)))
            .collect(),
        pot: money(downside.pot),
        // Figures of another run of the deal, which this one cannot explain.
        figure: None,
        pot_figure: None,
    });
    rows
}

fn note(words: String) -> Html {
    html! { <p class="panel__lead" key={words.clone()}>{ words }</p> }
}

/// What the rows leave out: what the venture holds at the end, loans of a partner's own venture, the council's provision.
fn notes(outcome: &Outcome) -> Vec<String> {
    let (deal, appraisal) = (&outcome.deal, &outcome.appraisal);
    let peak = &appraisal.peak;
    let own_loans = sole_partner(deal).filter(|_| peak.debt.amount.is_positive()).map(|place| {
        let month = sentences::long_time_point(appraisal, peak.debt.k);
        words::own_loans(&deal.partners[place].short_name, peak.debt.amount.0, &month, peak.debt_at_end.0)
    });
    let asks = deal.public.accounts.minimum_revenue_provision.is_some();
    let provision = asks.then(|| council_accounts(&outcome.checked, appraisal).provision).flatten();
    let provision = provision
        .and_then(|own| words::provision(own.first_year, &own.charges.iter().map(|sum| sum.0).collect::<Vec<_>>()));
    [words::held_at_end(appraisal.value.kept_value.0), own_loans, provision].into_iter().flatten().collect()
}

/// Whether anything is reinvested, or is meant to be.
fn has_pot(outcome: &Outcome) -> bool {
    outcome.deal.sharing.recycled_percent > 0.0 || outcome.appraisal.pot.total.is_positive()
}

fn present_values(outcome: &Outcome) -> Vec<Shown> {
    let partners = outcome.deal.partners.iter().zip(&outcome.appraisal.partners);
    partners
        .map(|(partner, result)| {
            let sum = result.present_value_received;
            (text::at_rate(&millions(sum.0), partner.discount_rate_percent), Some(sum))
        })
        .collect()
}

fn table(outcome: &Outcome, rows: &[Row], on_open: &Callback<String>) -> Html {
    let mut columns = vec![Column::plain(text::MEASURE)];
    for (place, partner) in outcome.deal.partners.iter().enumerate() {
        let text = capitalised(&partner.short_name).into();
        columns.push(Column { text, paint: Some(paint_of(&outcome.deal, place)) });
    }
    let has_pot = has_pot(outcome);
    if has_pot {
        columns.push(Column { text: text::POT.into(), paint: Some(Paint::Pot) });
    }
    let table_row = |row: &Row| {
        let partners = outcome.deal.partners.iter().enumerate();
        let of = |whose: &str| format!("{}, {whose}", row.name);
        let partners = partners.filter_map(|(place, partner)| {
            Some(row.partner(place, &partner.id)?.of(of(&capitalised(&partner.short_name))))
        });
        let cells = partners.chain(has_pot.then(|| row.pot().of(of(text::POT)))).collect();
        TableRow { header: row.name.clone().into(), cells, kind: RowKind::Plain }
    };
    let rows: Vec<TableRow> = rows.iter().map(table_row).collect();
    let caption = text::PARTNER_CAPTION.into();
    data_table(DataTable {
        id: "partner-table",
        caption,
        caption_hidden: true,
        columns: &columns,
        rows: &rows,
        class: None,
        opening: Some(Opening { call: on_open.clone(), is_figure: true, stops: true }),
    })
}

fn cards(outcome: &Outcome, rows: &[Row], on_open: &Callback<String>) -> Html {
    let card = |(place, partner): (usize, &appraisal::deal::Partner)| {
        html! {
            <section class="partner-card" key={partner.id.clone()}>
                <h3>{ swatch(paint_of(&outcome.deal, place)) }{ &partner.name }</h3>
                <dl>{ for rows.iter().filter_map(|row| Some(entry(&row.name, row.partner(place, &partner.id)?, on_open))) }</dl>
            </section>
        }
    };
    html! {
        <>
            { for outcome.deal.partners.iter().enumerate().map(card) }
            if has_pot(outcome) {
                <section class="partner-card" key="pot">
                    <h3>{ swatch(Paint::Pot) }{ text::POT }</h3>
                    <dl>{ for rows.iter().filter(|row| row.pot.0 != NONE).map(|row| entry(&row.name, row.pot(), on_open)) }</dl>
                </section>
            }
        </>
    }
}

fn entry(name: &str, cell: Cell, on_open: &Callback<String>) -> Html {
    let on_open = cell.opens.map(|figure| on_open.reform(move |()| figure.to_string()));
    let value = opens(&format!("{name}:"), &cell.text, on_open);
    html! { <div key={name.to_owned()}><dt>{ name.to_owned() }</dt><dd>{ value }</dd></div> }
}
