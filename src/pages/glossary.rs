//! The glossary: plain term, trade term and definition of every term.

use crate::browser::{address, screen};
use crate::route::Route;
use crate::words::glossary as text;
use appraisal::glossary::{TERMS, Term};
use yew::prelude::*;

/// The id of a term on the page, by which a link goes to it.
#[must_use]
pub fn element_id(term: &Term) -> String {
    format!("term-{}", term.id)
}

/// The page of the glossary. An address that names a term opens the page there.
#[component]
pub fn GlossaryPage() -> Html {
    use_effect_with((), |()| {
        let term = Route::read(&address::fragment()).term;
        let drawn = term.map(|term| screen::after_paint(move || screen::go_to(&element_id(term))));
        move || drop(drawn)
    });
    html! {
        <main class="page" id="main" tabindex="-1">
            { super::page_head(text::TITLE, text::LEAD) }
            <section class="panel" aria-labelledby="page-title">
                <table class="glossary" role="table">
                    <caption class="visually-hidden">{ text::TITLE }</caption>
                    <thead>
                        <tr>{ for text::COLUMNS.iter().map(|column| html! { <th scope="col" key={*column}>{ *column }</th> }) }</tr>
                    </thead>
                    <tbody>{ for TERMS.iter().map(row) }</tbody>
                </table>
            </section>
        </main>
    }
}

fn row(term: &Term) -> Html {
    html! {
        // The roles keep the table semantics if the stylesheet stacks the cells of a row.
        <tr role="row" key={term.id}>
            <th role="rowheader" scope="row" id={element_id(term)} tabindex="-1">{ term.plain }</th>
            <td role="cell">{ text::trade(term) }</td>
            <td role="cell">{ term.definition }</td>
        </tr>
    }
}
