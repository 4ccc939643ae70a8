//! The outcomes of each scenario beside those of another, and what was changed to come to them.

use super::{Case, sound};
use crate::components::{Ticks, VerdictState, badge, choice_by_place, opens};
use crate::pages::deal::shown;
use crate::place::link_to_paper;
use crate::words::{compare as text, deal as sentences, steps};
use crate::workspace::inputs_that_differ;
use appraisal::compare::{Amount, Measure, leads, measures};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct CasesProps {
    pub(super) cases: Rc<Vec<Case>>,
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct OutcomesProps {
    pub(super) cases: Rc<Vec<Case>>,
    /// Opens a figure of the case at a place.
    pub(super) on_open: Callback<(usize, String)>,
}

/// The names of the two ticks.
const ONLY_DIFFERENT: &str = "only";
const SHOW_CHANGES: &str = "changes";

/// One row of the table: its measure, and the figure of each case.
struct Row {
    measure: Measure,
    amounts: Vec<Amount>,
}

/// The table of outcomes.
#[component]
pub(super) fn Outcomes(props: &OutcomesProps) -> Html {
    let base = use_state_eq(|| 0_usize);
    let ticked = use_state_eq(|| Rc::<[String]>::from([SHOW_CHANGES.to_owned()]));
    let cases = &props.cases;
    // A scenario that was compared with may be gone since.
    let place = if *base < cases.len() { *base } else { 0 };
    let only_different = ticked.contains(&ONLY_DIFFERENT.to_owned());
    let rows = rows(cases);
    let shown =
        rows.iter().filter(|row| !only_different || row.amounts.iter().any(|amount| *amount != row.amounts[place]));
    let mut groups: Vec<(&'static str, Vec<&Row>)> = Vec::new();
    for row in shown {
        let group = text::group(row.measure);
        match groups.last_mut().filter(|(name, _)| *name == group) {
            Some((_, rows)) => rows.push(row),
            None => groups.push((group, vec![row])),
        }
    }
    let changes = ticked.contains(&SHOW_CHANGES.to_owned());
    let table = Table { cases, base: place, changes, on_open: &props.on_open };
    let on_base = Callback::from(move |chosen| base.set(chosen));
    let names = cases.iter().map(|case| case.name.clone().into());
    let on_tick = {
        let ticked = ticked.clone();
        Callback::from(move |names: Vec<String>| ticked.set(names.into()))
    };
    let ticks = vec![
        (ONLY_DIFFERENT.to_owned(), text::ONLY_DIFFERENT.to_owned()),
        (SHOW_CHANGES.to_owned(), text::SHOW_CHANGES.to_owned()),
    ];
    html! {
        <section class="panel" aria-labelledby="outcomes-heading">
            <h2 class="visually-hidden" id="outcomes-heading">{ text::CAPTION }</h2>
            <div>
                if cases.len() > 1 {
                    <div class="compare__options">
                        { choice_by_place("compare-with", text::COMPARE_WITH, names, place, &on_base) }
                        <Ticks id="compare-show" label={text::SHOW} items={ticks} ticked={(*ticked).clone()} on_change={on_tick} />
                    </div>
                }
            </div>
            <div class="compare__cards">{ for groups.iter().map(|(name, rows)| table.cards(name, rows)) }</div>
            <div class="table-region compare__wide" role="region" aria-labelledby="outcomes-caption" tabindex="0">
                <table class="table compare__table">
                    <caption class="visually-hidden" id="outcomes-caption">{ text::CAPTION }</caption>
                    <thead><tr><th scope="col">{ text::MEASURE }</th>{ for cases.iter().map(heading) }</tr></thead>
                    { for groups.iter().map(|(name, rows)| table.group(name, rows)) }
                </table>
            </div>
        </section>
    }
}

fn heading(case: &Case) -> Html {
    let verdict =
        case.answer.as_ref().map(|answer| (shown(answer.verdict.state), sentences::badge_short(answer.verdict.state)));
    let (state, word) = verdict.unwrap_or((VerdictState::CannotSay, sentences::NOT_UP_TO_DATE));
    html! {
        <th scope="col" key={case.open.clone().unwrap_or_default()}>
            <a href={link_to_paper(&case.open)}>{ &case.name }</a>
            <span class="compare__badge">{ badge(state, word) }</span>
            <span class="compare__sentence">{ case.answer.as_ref().map(|answer| crate::words::verdict::sticky(answer)) }</span>
        </th>
    }
}

/// Every measure with the figures of all cases; a measure that none of them has is left out.
fn rows(cases: &[Case]) -> Vec<Row> {
    let partners = cases.iter().map(|case| case.deal.partners.len()).max().unwrap_or(0);
    let of = |case: &Case| {
        case.answer.as_ref().map(|answer| measures(&answer.appraisal, &answer.verdict, partners)).unwrap_or_default()
    };
    let all: Vec<Vec<(Measure, Amount)>> = cases.iter().map(of).collect();
    let Some(whole) = all.iter().find(|measures| !measures.is_empty()) else { return Vec::new() };
    let row = |(place, (measure, _)): (usize, &(Measure, Amount))| Row {
        measure: *measure,
        amounts: all.iter().map(|own| own.get(place).map_or(Amount::None, |(_, amount)| *amount)).collect(),
    };
    let is_there = |row: &Row| row.amounts.iter().any(|amount| *amount != Amount::None);
    whole.iter().enumerate().map(row).filter(is_there).collect()
}

/// What every row of the table is drawn with.
struct Table<'a> {
    cases: &'a [Case],
    base: usize,
    changes: bool,
    on_open: &'a Callback<(usize, String)>,
}

impl Table<'_> {
    fn group(&self, name: &str, rows: &[&Row]) -> Html {
        html! {
            <tbody key={name.to_owned()}>
                <tr class="compare__group"><th scope="rowgroup" colspan={(self.cases.len() + 1).to_string()}>{ name.to_owned() }</th></tr>
                { for rows.iter().map(|row| self.row(row)) }
            </tbody>
        }
    }

    fn row(&self, row: &Row) -> Html {
        let name = self.name(row);
        html! {
            <tr key={name.clone()}>
                <th scope="row">{ name }</th>
                { for row.amounts.iter().enumerate().map(|(place, amount)| self.cell(row, place, *amount)) }
            </tr>
        }
    }

    fn cell(&self, row: &Row, place: usize, amount: Amount) -> Html {
        let (class, figure) = self.figure(row, place, amount);
        html! { <td {class} key={place}>{ figure }</td> }
    }

    /// The class and the words of a figure: beside the base it is the same, or marked with its change.
    fn figure(&self, row: &Row, place: usize, amount: Amount) -> (Option<&'static str>, Html) {
        let Some(answer) = &self.cases[place].answer else { return (None, html! { { crate::words::NONE } }) };
        let shown = self.opening(row, place, amount, &text::amount(amount, answer).into());
        if place == self.base {
            return (None, shown);
        }
        if amount == row.amounts[self.base] {
            return (Some("compare__same"), html! { { text::SAME } });
        }
        let difference = amount.less(row.amounts[self.base]).filter(|_| self.changes);
        let figure = html! {
            <span class="compare__pair">
                <span class="visually-hidden">{ text::CHANGED }{ " " }</span>
                <span class="compare__change">{ difference.map(|difference| text::difference(row.measure, difference)) }</span>
                { " " }
                <span>{ shown }</span>
            </span>
        };
        (Some("compare__differs"), figure)
    }

    /// A figure that opens its working, where the book of its case has it.
    fn opening(&self, row: &Row, place: usize, amount: Amount, shown: &AttrValue) -> Html {
        let case = &self.cases[place];
        let figure = row.measure.figure(&case.deal).filter(|_| amount != Amount::None);
        let on_open = figure.map(|figure| self.on_open.reform(move |()| (place, figure.clone())));
        opens(&format!("{}, {}:", self.name(row), case.name), shown, on_open)
    }

    /// The same where there is little room: a card for each measure, and on it a line for each case.
    fn cards(&self, name: &str, rows: &[&Row]) -> Html {
        let card = |row: &&Row| {
            let name = self.name(row);
            let line = |(place, amount): (usize, &Amount)| {
                let (class, figure) = self.figure(row, place, *amount);
                html! { <div key={place}><dt>{ &self.cases[place].name }</dt><dd {class}>{ figure }</dd></div> }
            };
            html! {
                <section class="partner-card" key={name.clone()}>
                    <h4>{ name }</h4>
                    <dl>{ for row.amounts.iter().enumerate().map(line) }</dl>
                </section>
            }
        };
        html! {
            <div key={name.to_owned()}>
                <h3>{ name.to_owned() }</h3>
                { for rows.iter().map(card) }
            </div>
        }
    }

    fn name(&self, row: &Row) -> String {
        let partners: Vec<String> =
            self.cases[self.base].deal.partners.iter().map(|partner| partner.short_name.clone()).collect();
        text::measure(row.measure, &partners)
    }
}

/// Which case leads on what: no score, and nothing where the best are level.
#[component]
pub(super) fn Leads(props: &CasesProps) -> Html {
    let cases = sound(&props.cases);
    if cases.len() < 2 {
        return Html::default();
    }
    let partners = cases.iter().map(|(case, _)| case.deal.partners.len()).max().unwrap_or(0);
    let all: Vec<_> = cases.iter().map(|(_, answer)| measures(&answer.appraisal, &answer.verdict, partners)).collect();
    let names: Vec<String> = cases[0].0.deal.partners.iter().map(|partner| partner.short_name.clone()).collect();
    let found = leads(&all);
    let lead = |(measure, place, amount): &(Measure, usize, Amount)| {
        let (case, answer) = cases[*place];
        let name = text::measure(*measure, &names);
        html! {
            <div key={name.clone()}>
                <dt>{ name }</dt>
                <dd>{ &case.name }{ ", " }<strong>{ text::amount(*amount, answer) }</strong></dd>
            </div>
        }
    };
    html! {
        <section class="panel" aria-labelledby="leads-heading">
            <h2 id="leads-heading">{ text::LEADS }</h2>
            <dl class="compare__leads">{ for found.iter().map(lead) }</dl>
            <p class="panel__lead">{ if found.is_empty() { text::NO_LEAD } else { text::NO_SCORE } }</p>
        </section>
    }
}

/// What was changed in each scenario.
#[component]
pub(super) fn Changed(props: &CasesProps) -> Html {
    let Some((base, others)) = props.cases.split_first().filter(|(_, others)| !others.is_empty()) else {
        return Html::default();
    };
    let document = base.deal.to_document();
    let scenario = |case: &Case| {
        let other = case.deal.to_document();
        let changes = inputs_that_differ(&document, &other);
        let lines = changes.iter().map(|change| steps::difference(change, &document, &other));
        html! {
            <div class="compare__scenario" key={case.open.clone().unwrap_or_default()}>
                <h3>{ &case.name }{ " " }<a class="compare__open" href={link_to_paper(&case.open)}>{ text::OPEN }<span class="visually-hidden">{ crate::words::which(&case.name) }</span></a></h3>
                <p>{ if case.answer.is_none() { text::CANNOT_SAY } else { "" } }</p>
                <ul class="compare__inputs">{ for lines.map(|difference| line(&difference)) }</ul>
            </div>
        }
    };
    html! {
        <section class="panel" aria-labelledby="changed-heading">
            <h2 id="changed-heading">{ text::WHAT_WAS_CHANGED }</h2>
            <p class="panel__lead">{ text::EVERYTHING_ELSE }</p>
            <div>{ for others.iter().map(scenario) }</div>
        </section>
    }
}

fn line(difference: &steps::Difference) -> Html {
    html! {
        <li key={difference.label.clone()}>
            <span>{ &difference.label }</span>
            <span class="compare__values">
                if !difference.was.is_empty() {
                    <s><span class="visually-hidden">{ text::WAS }{ " " }</span>{ &difference.was }</s>
                }
                { " " }<strong>{ &difference.now }</strong>
            </span>
        </li>
    }
}
