//! What each offer means for the council, by the columns of method 3.9, beside the alternatives.

use super::{Case, sound};
use crate::components::{Cell, Column, DataTable, RowKind, TableRow, data_table};
use crate::outcome::Answer;
use crate::words::format::{count, millions, percent};
use crate::words::{NONE, compare as text, deal as sentences, offers as words};
use appraisal::alternatives::{Alternatives, alternatives};
use appraisal::offers::{Offer, compare_offers};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct OffersProps {
    /// The offers: the chosen scenarios.
    pub(super) cases: Rc<Vec<Case>>,
    /// The base case, whose land the alternatives use.
    pub(super) base: Case,
}

/// The table of offers; without offers, the alternatives to the base case.
#[component]
pub(super) fn Offers(props: &OffersProps) -> Html {
    let has_offers = !props.cases.is_empty();
    let base = std::slice::from_ref(&props.base);
    let sound = sound(if has_offers { &props.cases } else { base });
    let Some(first) = props.base.answer.as_ref().or(sound.first().map(|(_, answer)| *answer)) else {
        return Html::default();
    };
    let pairs: Vec<_> = sound.iter().map(|(_, answer)| (&*answer.checked, &answer.appraisal)).collect();
    let offers = compare_offers(&pairs);
    let instead = alternatives(&first.checked, &first.appraisal);
    let mut columns = vec![Column::plain(text::MEASURE)];
    columns.extend(sound.iter().map(|(case, _)| Column::plain(case.name.clone())));
    columns.extend([Column::plain(text::SELL), Column::plain(text::BUILD_ALONE)]);
    let rows = rows(&offers, &sound, &instead);
    html! {
        <section class="panel" aria-labelledby="offers-heading">
            <h2 id="offers-heading">{ if has_offers { text::OFFERS } else { text::ALTERNATIVES } }</h2>
            <p class="panel__lead">{ text::OFFERS_LEAD }</p>
            <div class="compare__cards">{ for rows.iter().enumerate().filter_map(|(place, row)| card(place, row, &columns)) }</div>
            <div class="compare__wide">
                { data_table(DataTable {
                    id: "offers",
                    caption: text::OFFERS_CAPTION.into(),
                    caption_hidden: true,
                    columns: &columns,
                    rows: &rows,
                    class: None,
                    opening: None,
                }) }
            </div>
            <p class="panel__lead">{ text::NO_SCORE }</p>
        </section>
    }
}

/// A row of the table on a narrow screen: a card with a line for each column that has a value.
fn card(place: usize, row: &TableRow, columns: &[Column]) -> Option<Html> {
    let line = |(place, (column, cell)): (usize, (&Column, &Cell))| {
        html! { <div key={place}><dt>{ column.text.clone() }</dt><dd>{ cell.text.clone() }</dd></div> }
    };
    let lines = columns.iter().skip(1).zip(&row.cells).enumerate();
    let lines: Vec<Html> = lines.filter(|(_, (_, cell))| cell.text != NONE).map(line).collect();
    if lines.is_empty() {
        return None;
    }
    Some(html! {
        <section class="partner-card" key={place}>
            <h3>{ row.header.clone() }</h3>
            <dl>{ for lines }</dl>
        </section>
    })
}

fn rows(offers: &[Offer], sound: &[(&Case, &Answer)], instead: &Alternatives) -> Vec<TableRow> {
    let row = |header: String, cell: &dyn Fn(&Offer, &Answer) -> String, instead: [String; 2]| TableRow {
        header: header.into(),
        cells: offers
            .iter()
            .zip(sound)
            .map(|(offer, (_, answer))| cell(offer, answer).into())
            .chain(instead.map(Into::into))
            .collect(),
        kind: RowKind::Plain,
    };
    let none = || [NONE.to_owned(), NONE.to_owned()];
    let rate = offers.first().map_or(0.0, |offer| offer.rate);
    let month = |answer: &Answer, k: Option<usize>| {
        k.map_or_else(|| NONE.to_owned(), |k| sentences::long_time_point(&answer.appraisal, k))
    };
    vec![
        row(
            words::present_value(rate),
            &|offer, _| millions(offer.council_present_value.0),
            [millions(instead.sale.present_value.0), millions(instead.alone.present_value.0)],
        ),
        row(words::DOWNSIDE.to_owned(), &|offer, _| millions(offer.council_present_value_downside.0), none()),
        row(words::HALF.to_owned(), &|offer, answer| month(answer, offer.half_received_k), none()),
        row(words::HOMES.to_owned(), &|offer, _| words::homes(&offer.homes), none()),
        row(
            words::NOMINATIONS.to_owned(),
            &|offer, _| offer.nominations.map_or_else(|| NONE.to_owned(), |homes| count(homes.round() as i64)),
            none(),
        ),
        row(
            words::EXPOSURE.to_owned(),
            &|offer, answer| {
                words::sum_in(&millions(offer.peak_exposure.amount.0), &month(answer, Some(offer.peak_exposure.k)))
            },
            [NONE.to_owned(), millions(instead.alone.peak_debt.amount.0)],
        ),
        row(
            words::WORST.to_owned(),
            &|offer, _| match offer.worst_loss.1 {
                Some(name) => words::worst(&millions(offer.worst_loss.0.0), text::sensitivity(name)),
                None => words::NO_LOSS.to_owned(),
            },
            none(),
        ),
        row(words::VOTES.to_owned(), &|offer, _| percent(offer.votes), none()),
        row(
            words::PER_HOME.to_owned(),
            &|offer, _| offer.public_cost_per_additional_home.map_or_else(|| NONE.to_owned(), |cost| millions(cost.0)),
            none(),
        ),
        row(words::FLAGS.to_owned(), &|offer, _| text::flags(&offer.flags), none()),
    ]
}
