//! What each partner puts in and gets back: a table, or on a narrow screen a card for each.

use crate::components::{
    Cell, Column, DataTable, Opening, Paint, RowKind, TableRow, data_table, opens, swatch, use_stale,
};
use crate::outcome::{Answer, Outcome};
use crate::words::deal as sentences;
use crate::words::format::{exact, millions};
use crate::words::page::POT;
use crate::words::tables as text;
use crate::words::{NONE, capitalised, partners as words};
use appraisal::measures::rate_of_return::RatesOfReturn;
use appraisal::{PartnerResult, Pence, council_accounts, peak_borne, sole_partner};
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

    /// Its name beside a figure of the pot alone.
    fn name_for_pot(&self) -> &str {
        if self.name == text::GETS_BACK { text::IS_PAID } else { &self.name }
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
    let opening = Opening { call: props.on_open.clone(), is_figure: true, is_stale: use_stale(), stops: true };
    let rows = rows(current);
    html! {
        <section class="panel" id="partners" tabindex="-1" aria-labelledby="partners-heading">
            <h2 class="chart-frame__heading" id="partners-heading">{ sentences::partners_finding(current) }</h2>
            <div class="partner-table">{ table(current, &rows, opening) }</div>
            <div class="partner-cards">{ cards(current, &rows, &props.on_open) }</div>
            <p class="panel__lead">{ text::DOWNSIDE_NOTE }</p>
            <div>{ for start_note(&rows).into_iter().chain(notes(current)).map(note) }</div>
        </section>
    }
}

fn rows(outcome: &Outcome) -> Vec<Row> {
    let pot = &outcome.appraisal.pot;
    let mut rows = in_and_out(outcome);
    rows.extend(rates(outcome));
    rows.push(Row {
        name: text::PRESENT_VALUE.to_owned(),
        partners: present_values(outcome),
        pot: money(pot.present_value),
        figure: Some("present_value_received"),
        pot_figure: Some("pot/present_value"),
    });
    rows.push(
        Row { partners: peak_exposures(outcome), ..of_each(outcome, text::MOST_AT_RISK, none) }.opening("most_at_risk"),
    );
    if pot.total.is_positive() {
        rows.push(of_each(outcome, text::NOTIONAL, |own| money(own.notional_pot)).opening("notional_pot"));
    }
    let downside = &outcome.verdict.downside;
    let both = downside.received.iter().zip(&downside.put_in).zip(&downside.own_debt);
    rows.push(Row {
        // Figures of another run of the deal, which this one cannot explain.
        partners: both
            .map(|((got, put), owed)| {
                (
                    words::gets_for(got.0, put.0, owed.0),
                    only(*got, *put).filter(|_| *put == Pence::ZERO && *owed == Pence::ZERO),
                )
            })
            .collect(),
        pot: money(downside.pot),
        ..of_each(outcome, &text::downside(downside.unfunded), none)
    });
    rows
}

/// A row with a cell for each partner, none for the pot, and no figure to open.
fn of_each(outcome: &Outcome, name: &str, cell: impl Fn(&PartnerResult) -> Shown) -> Row {
    let partners = outcome.appraisal.partners.iter().map(cell).collect();
    Row { name: name.to_owned(), partners, pot: (NONE.to_owned(), None), figure: None, pot_figure: None }
}

fn none(_: &PartnerResult) -> Shown {
    (NONE.to_owned(), None)
}

/// What is copied of a cell that shows two sums: the only one above zero. A cell with both is copied in words, so that neither
/// is lost.
fn only(first: Pence, second: Pence) -> Option<Pence> {
    match (first.is_positive(), second.is_positive()) {
        (true, false) => Some(first),
        (false, true) => Some(second),
        _ => None,
    }
}

fn money(sum: Pence) -> Shown {
    (millions(sum.0), Some(sum))
}

/// What each partner puts in, gets back by when, and how many times over.
fn in_and_out(outcome: &Outcome) -> Vec<Row> {
    let appraisal = &outcome.appraisal;
    let by = |sum: Pence, k: Option<usize>| match k {
        Some(k) if sum.is_positive() => {
            (text::sum_by(&millions(sum.0), &sentences::short_time_point(appraisal, k)), Some(sum))
        }
        _ => money(sum),
    };
    let puts_in = |own: &PartnerResult| (text::puts_in(own.land_in.0, own.cash_in.0), only(own.land_in, own.cash_in));
    let back = of_each(outcome, text::GETS_BACK, |own| by(own.received, own.last_receipt_k));
    vec![
        of_each(outcome, text::PUTS_IN, puts_in).opening("put_in"),
        Row { pot: by(appraisal.pot.total, appraisal.pot.last_k), ..back }.opening("received").pot_opening("pot/total"),
        of_each(outcome, text::MULTIPLE, |own| (text::multiple(own.multiple), None)).opening("multiple"),
    ]
}

fn rates(outcome: &Outcome) -> [Row; 3] {
    let rate = |rates: &RatesOfReturn| (text::rate(rates), None);
    let start = outcome.appraisal.start;
    [
        of_each(outcome, text::RATE, |own| rate(&own.rates)).opening("rate_of_return"),
        of_each(outcome, text::DATED_RATE, |own| rate(&own.dated_rates(start))).opening("dated_rate_of_return"),
        of_each(outcome, text::CASH_RATE, |own| rate(&own.cash_rates)).opening("cash_rate_of_return"),
    ]
}

/// The most that each partner has put in and not yet received, and when.
fn peak_exposures(outcome: &Outcome) -> Vec<Shown> {
    let of = |(place, own): (usize, &PartnerResult)| {
        let most = own.most_at_risk;
        let when = sentences::short_exposure(outcome, place, most.k);
        match most.amount {
            Pence(0) => none(own),
            some => (text::sum_at(&millions(some.0), &when), Some(some)),
        }
    };
    outcome.appraisal.partners.iter().enumerate().map(of).collect()
}

fn note(words: String) -> Html {
    html! { <p class="panel__lead" key={words.clone()}>{ words }</p> }
}

/// What marks the start of a month, if a cell of the rows has it.
fn start_note(rows: &[Row]) -> Option<String> {
    let mut cells = rows.iter().flat_map(|row| row.partners.iter().chain([&row.pot]));
    cells.any(|(said, _)| said.contains(text::START)).then(|| text::START_NOTE.to_owned())
}

/// What the rows leave out: what the venture holds at the end, loans that a partner makes or bears, the council's provision.
fn notes(outcome: &Outcome) -> Vec<String> {
    let (deal, appraisal) = (&outcome.deal, &outcome.appraisal);
    let asks = deal.public.accounts.minimum_revenue_provision.is_some();
    let provision = asks.then(|| council_accounts(&outcome.checked, appraisal).provision).flatten();
    let provision = provision
        .and_then(|own| words::provision(own.first_year, &own.charges.iter().map(|sum| sum.0).collect::<Vec<_>>()));
    let held = words::held_at_end(appraisal.value.kept_value.0);
    held.into_iter().chain(loans(outcome)).chain(provision).collect()
}

/// The loans of a partner that alone has a stake, or those that each partner makes to the venture.
fn loans(outcome: &Outcome) -> Vec<String> {
    let (deal, appraisal) = (&outcome.deal, &outcome.appraisal);
    if let Some(place) = sole_partner(deal) {
        let peak = &appraisal.peak;
        let when = sentences::at_peak(appraisal, peak.debt.k, peak.debt.recurs_in(&appraisal.cash.debt));
        let own = words::own_loans(&deal.partners[place].short_name, peak.debt.amount.0, &when, peak.debt_at_end.0);
        return peak.debt.amount.is_positive().then_some(own).into_iter().collect();
    }
    let lent = deal.partners.iter().zip(peak_borne(&outcome.checked, appraisal));
    let lent = lent.filter(|(_, (most, _))| most.amount.is_positive());
    lent.map(|(own, (most, recurs))| {
        words::lent(&own.short_name, most.amount.0, &sentences::at_peak(appraisal, most.k, recurs))
    })
    .collect()
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

fn table(outcome: &Outcome, rows: &[Row], opening: Opening) -> Html {
    let mut columns = vec![Column::plain(text::MEASURE)];
    for (place, partner) in outcome.deal.partners.iter().enumerate() {
        let text = capitalised(&partner.short_name).into();
        columns.push(Column { text, paint: Some(paint_of(&outcome.deal, place)) });
    }
    let has_pot = has_pot(outcome);
    if has_pot {
        columns.push(Column { text: POT.into(), paint: Some(Paint::Pot) });
    }
    let table_row = |row: &Row| {
        let partners = outcome.deal.partners.iter().enumerate();
        let partners = partners.filter_map(|(place, partner)| row.partner(place, &partner.id));
        let cells = partners.chain(has_pot.then(|| row.pot())).collect();
        TableRow { header: row.name.clone().into(), cells, kind: RowKind::Plain }
    };
    let rows: Vec<TableRow> = rows.iter().map(table_row).collect();
    let caption = text::partner_caption(has_pot).into();
    data_table(DataTable {
        id: "partner-table",
        caption,
        caption_hidden: true,
        columns: &columns,
        rows: &rows,
        class: None,
        opening: Some(opening),
    })
}

fn cards(outcome: &Outcome, rows: &[Row], on_open: &Callback<String>) -> Html {
    let card = |(place, partner): (usize, &appraisal::deal::Partner)| {
        let short = capitalised(&partner.short_name);
        html! {
            <section class="partner-card" key={partner.id.clone()}>
                <h3>{ swatch(paint_of(&outcome.deal, place)) }{ &partner.name }</h3>
                <dl>{ for rows.iter().filter_map(|row| Some(entry([&row.name, &short], row.partner(place, &partner.id)?, on_open))) }</dl>
            </section>
        }
    };
    html! {
        <>
            { for outcome.deal.partners.iter().enumerate().map(card) }
            if has_pot(outcome) {
                <section class="partner-card" key="pot">
                    <h3>{ swatch(Paint::Pot) }{ POT }</h3>
                    <dl>{ for rows.iter().filter(|row| row.pot.0 != NONE).map(|row| entry([row.name_for_pot(), POT], row.pot(), on_open)) }</dl>
                </section>
            }
        </>
    }
}

fn entry(of: [&str; 2], cell: Cell, on_open: &Callback<String>) -> Html {
    let on_open = cell.opens.map(|figure| on_open.reform(move |()| figure.to_string()));
    let value = opens(&of, &cell.text, on_open);
    let [name, _] = of.map(str::to_owned);
    html! { <div key={name.clone()}><dt>{ name }</dt><dd>{ value }</dd></div> }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the whole run cannot pay is said once, in the name of the row: in every cell it would push a partner off the page.
    #[test]
    fn what_the_downside_cannot_pay_is_in_the_name_of_its_row() {
        let outcome = Outcome::of(crate::link::opened(&appraisal::samples::RENT_AND_SALE).unwrap().into()).unwrap();
        let row = rows(&outcome).into_iter().find(|row| row.name.starts_with("Combined downside")).unwrap();
        assert!(
            row.name.contains("cash is short by up to £6.5m; debts left unpaid at the end: £11.0m"),
            "{}",
            row.name
        );
        let texts = row.partners.iter().map(|(text, _)| text.as_str());
        assert_eq!(texts.collect::<Vec<_>>(), ["£0 for £3.40m put in; loss £3.40m"; 2]);
        // A council that builds alone loses what it still owes, too, as the verdict says.
        let alone = Outcome::of(crate::link::opened(&appraisal::samples::BUILT_ALONE).unwrap().into()).unwrap();
        let row = rows(&alone).into_iter().find(|row| row.name.starts_with("Combined downside")).unwrap();
        assert_eq!(row.partners[0].0, "£0 for £6.00m put in; loss £11.74m with unpaid debts");
    }

    /// The peak exposure of a council that puts in land alone is at the start of the month in which it is credited.
    #[test]
    fn the_start_of_a_month_is_explained_where_a_cell_names_it() {
        let outcome = Outcome::of(crate::link::opened(&appraisal::samples::BUILT_ALONE).unwrap().into()).unwrap();
        let mut rows = rows(&outcome);
        assert!(rows.iter().any(|row| row.partners.iter().any(|(said, _)| said.ends_with(" (start)"))));
        assert_eq!(start_note(&rows).as_deref(), Some(text::START_NOTE));
        rows.retain(|row| row.name != text::MOST_AT_RISK);
        assert_eq!(start_note(&rows), None);
    }

    #[test]
    fn a_cell_with_two_sums_is_copied_in_words_and_one_with_a_single_sum_as_that() {
        let (land, cash, none) = (Pence(2_700_000_000), Pence(3_243_000_000), Pence::ZERO);
        assert_eq!([only(land, cash), only(land, none), only(none, cash)], [None, Some(land), Some(cash)]);
        assert_eq!(cell(&("£27.00m land, £32.43m cash".to_owned(), only(land, cash)), None).copied_as, None);
    }
}
