//! The drawer in which a figure opens: its formula, what it is worked out of, each with its mark and itself to be opened, and
//! the lines of the ledger behind it.

use crate::browser::{clipboard, download, screen};
use crate::components::{Cell, Column, DataTable, Opening, RowKind, Sign, TableRow, data_table, icon, source_mark};
use crate::inputs::way_to;
use crate::levers::box_id;
use crate::outcome::Answer;
use crate::words::{explain as text, levers as lever_words};
use appraisal::explain::{Derivation, OpenBook, Operand, Value};
use appraisal::ledger::Account;
use yew::prelude::*;

/// The most lines of the ledger that are shown at first: a table of thousands would be slow to draw.
const FIRST_LINES: usize = 24;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct DrawerProps {
    pub(crate) answer: Answer,
    /// Which of several cases it is the answer of.
    #[prop_or_default]
    pub(crate) case: AttrValue,
    /// The figures that were opened one in another; the last is shown.
    pub(crate) opened: Vec<String>,
    /// Called with what stands open from now on.
    pub(crate) on_change: Callback<Vec<String>>,
    /// Goes to the input at a path, on a page that has all inputs.
    #[prop_or_default]
    pub(crate) on_seek: Option<Callback<String>>,
    /// Says something to readers.
    pub(crate) say: Callback<String>,
}

/// The figures that stand open, and what opens one or changes them.
pub(crate) struct Opened {
    pub(crate) figures: Vec<String>,
    /// Opens a figure.
    pub(crate) on_open: Callback<String>,
    /// Sets what stands open from now on.
    pub(crate) on_change: Callback<Vec<String>>,
}

/// Which figures stand open on a page.
#[hook]
pub(crate) fn use_opened() -> Opened {
    let figures = use_state_eq(Vec::<String>::new);
    let on_open = {
        let figures = figures.setter();
        Callback::from(move |figure| figures.set(vec![figure]))
    };
    let on_change = {
        let figures = figures.setter();
        Callback::from(move |opened| figures.set(opened))
    };
    Opened { figures: (*figures).clone(), on_open, on_change }
}

/// The id of the dialog.
const DRAWER: &str = "drawer";

/// The drawer; nothing where no figure is opened.
#[component]
pub(crate) fn Drawer(props: &DrawerProps) -> Html {
    let is_open = !props.opened.is_empty();
    use_effect_with(is_open, |is_open| {
        if *is_open {
            screen::show_modal(DRAWER);
        }
    });
    let derivation = use_memo((props.answer.clone(), props.opened.last().cloned()), |(answer, figure)| {
        // The book runs the deal again with its ledger: only for a figure that is opened.
        let figure = figure.as_ref()?;
        OpenBook::of(&answer.checked, &answer.appraisal).explain(figure)
    });
    let on_change = props.on_change.clone();
    let onclose = move |_: Event| on_change.emit(Vec::new());
    html! {
        <div>
            if is_open {
                <dialog class="drawer" id={DRAWER} aria-labelledby="drawer-title" {onclose}>
                    if let Some(derivation) = &*derivation {
                        <Figure key={derivation.figure.clone()} derivation={derivation.clone()} drawer={props.clone()} />
                    }
                </dialog>
            }
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FigureProps {
    derivation: Derivation,
    drawer: DrawerProps,
}

#[component]
fn Figure(props: &FigureProps) -> Html {
    let (derivation, drawer) = (&props.derivation, &props.drawer);
    let (appraisal, deal) = (&drawer.answer.appraisal, &drawer.answer.deal);
    let start = crate::words::deal::long_month_of(appraisal, 0);
    html! {
        <>
            <div class="drawer__head">
                <p class="kicker">{ text::how_made(&drawer.case) }</p>
                <div class="drawer__buttons">{ back(drawer) }<button type="button" class="button" onclick={|_| screen::close_modal(DRAWER)}>{ text::CLOSE }</button></div>
                <h2 id="drawer-title">{ text::title(derivation, deal) }</h2>
                <p class="drawer__value">{ text::value(&derivation.value, appraisal) }</p>
                <p class="field__hint">{ text::months(&start, derivation.ledger.len()) }</p>
            </div>
            <div class="drawer__body">
                <h3>{ text::IN_WORDS }</h3>
                <p>{ text::formula(&derivation.formula) }</p>
                <div>
                    if !derivation.operands.is_empty() {
                        <>
                            <h3>{ text::IN_FIGURES }</h3>
                            { operands(derivation, drawer) }
                        </>
                    }
                </div>
                <div>
                    if !derivation.steps.is_empty() {
                        <>
                            <h3>{ text::ON_THE_WAY }</h3>
                            <ul class="drawer__steps">{ for derivation.steps.iter().enumerate().map(|(place, step)| html! { <li key={place}>{ text::step(step, appraisal) }</li> }) }</ul>
                        </>
                    }
                </div>
                <Ledger derivation={derivation.clone()} drawer={drawer.clone()} />
            </div>
            <div class="drawer__foot">{ copy_button(props) }{ csv_button(props) }</div>
        </>
    }
}

fn back(drawer: &DrawerProps) -> Html {
    if drawer.opened.len() < 2 {
        return Html::default();
    }
    let (on_change, mut opened) = (drawer.on_change.clone(), drawer.opened.clone());
    opened.pop();
    let onclick = move |_| on_change.emit(opened.clone());
    html! { <button type="button" class="button" {onclick}>{ text::BACK }</button> }
}

/// The terms of a sum with their signs and what they come to, and then whatever else the figure hangs on.
fn operands(derivation: &Derivation, drawer: &DrawerProps) -> Html {
    let lines = derivation.operands.iter().enumerate().map(|(place, operand)| operand_line(place, operand, drawer));
    let terms = derivation.operands.iter().take_while(|operand| operand.enters.is_some()).count();
    let mut lines: Vec<Html> = lines.collect();
    if terms > 0 {
        let (title, value) = (text::title(derivation, &drawer.answer.deal), &derivation.value);
        lines.insert(terms, sum_line(&title, &text::value(value, &drawer.answer.appraisal)));
    }
    html! { <ul class="drawer__operands">{ for lines }</ul> }
}

/// What the terms come to.
fn sum_line(title: &str, value: &str) -> Html {
    html! {
        <li class="drawer__sum" key="sum">
            <span class="drawer__sign">{ text::EQUALS }</span>
            <strong>{ title.to_owned() }</strong>
            <strong>{ value.to_owned() }</strong>
        </li>
    }
}

fn operand_line(place: usize, operand: &Operand, drawer: &DrawerProps) -> Html {
    let deal = &drawer.answer.deal;
    let name = text::operand(operand, deal);
    let name = match &operand.figure {
        Some(figure) => {
            let (on_change, mut opened) = (drawer.on_change.clone(), drawer.opened.clone());
            opened.push(figure.clone());
            let onclick = move |_| on_change.emit(opened.clone());
            html! { <button type="button" class="linklike" {onclick}>{ name }</button> }
        }
        None => html! { { name } },
    };
    let mark = operand.mark.map(|kind| {
        let words = lever_words::mark(kind, &operand.sources, "");
        source_mark(super::levers::shape(kind), words, None)
    });
    html! {
        <li key={place}>
            <span class="drawer__sign">{ operand.enters.map(|enters| text::sign(enters, place == 0)) }</span>
            <span>{ name }<span class="drawer__mark">{ mark.unwrap_or_default() }{ input_link(operand, drawer) }</span></span>
            <strong>{ text::operand_value(operand, &drawer.answer.appraisal) }</strong>
        </li>
    }
}

/// The way from an operand to the box of its input: among the levers, or in the form of all inputs.
fn input_link(operand: &Operand, drawer: &DrawerProps) -> Html {
    let Some(path) = operand.path.clone() else { return Html::default() };
    let id = box_id(&path);
    let is_lever = screen::is_there(&id);
    let seek = drawer.on_seek.clone().filter(|_| !is_lever && way_to(&path).is_some());
    if !is_lever && seek.is_none() {
        return Html::default();
    }
    let onclick = move |_| {
        screen::close_modal(DRAWER);
        match &seek {
            Some(seek) => seek.emit(path.clone()),
            None => screen::go_to(&id),
        }
    };
    html! {
        <button type="button" class="linklike" {onclick}>
            { text::GO_TO_INPUT }<span class="visually-hidden">{ crate::words::which(operand.name) }</span>
        </button>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct LedgerProps {
    derivation: Derivation,
    drawer: DrawerProps,
}

#[component]
fn Ledger(props: &LedgerProps) -> Html {
    let all = use_state_eq(|| false);
    let lines = &props.derivation.ledger;
    if lines.is_empty() {
        return Html::default();
    }
    let shown = if *all { lines.len() } else { FIRST_LINES.min(lines.len()) };
    let answer = &props.drawer.answer;
    let (appraisal, deal) = (&answer.appraisal, &answer.deal);
    // A line leads to the row of the inputs that it comes from.
    let account = |line: &appraisal::explain::LedgerLine| {
        let name = AttrValue::from(text::account(line.account));
        let path = line.row.clone().filter(|path| props.drawer.on_seek.is_some() && way_to(path).is_some());
        path.map_or_else(|| Cell::from(name.clone()), |path| Cell::opening(name.clone(), path))
    };
    let row = |line: &appraisal::explain::LedgerLine| TableRow {
        header: text::month(line, appraisal).into(),
        cells: vec![account(line), text::whose(line, deal).into(), text::sum(line).into()],
        kind: RowKind::Plain,
    };
    let rows: Vec<TableRow> = lines.iter().take(shown).map(row).collect();
    let columns: Vec<Column> = text::COLUMNS.iter().map(|name| Column::plain(*name)).collect();
    let show_all = move |_| all.set(true);
    let on_seek = props.drawer.on_seek.as_ref().map(|seek| {
        let seek = seek.clone();
        Callback::from(move |path| {
            screen::close_modal(DRAWER);
            seek.emit(path);
        })
    });
    html! {
        <>
            <h3>{ text::IN_THE_LEDGER }</h3>
            { data_table(DataTable {
                id: "drawer-ledger",
                caption: text::LEDGER_CAPTION.into(),
                caption_hidden: true,
                columns: &columns,
                rows: &rows,
                class: Some("ledger-table"),
                opening: on_seek.map(|call| Opening { call, is_figure: false, stops: true }),
            }) }
            <p>
                if shown < lines.len() {
                    <button type="button" class="linklike" onclick={show_all}>{ text::all_lines(lines.len()) }</button>
                }
            </p>
            <p class="drawer__check">
                if adds_up(&props.derivation) {
                    <>{ icon(Sign::Works) }{ text::ADDS_UP }</>
                }
            </p>
        </>
    }
}

/// Whether the terms of the ledger come to the figure, where it is a sum of money.
fn adds_up(derivation: &Derivation) -> bool {
    let Value::Pence(value) = derivation.value else { return false };
    !derivation.terms.is_empty() && derivation.terms.iter().map(|term| term.total).sum::<appraisal::Pence>() == value
}

/// The whole derivation as text, a line each.
fn as_text(props: &FigureProps) -> String {
    let (derivation, answer) = (&props.derivation, &props.drawer.answer);
    let (appraisal, deal) = (&answer.appraisal, &answer.deal);
    let mut lines = vec![
        format!("{}: {}", text::title(derivation, deal), text::value(&derivation.value, appraisal)),
        text::formula(&derivation.formula),
    ];
    let operand =
        |operand: &Operand| format!("{}\t{}", text::operand(operand, deal), text::operand_value(operand, appraisal));
    lines.extend(derivation.operands.iter().map(operand));
    lines.join("\n")
}

fn copy_button(props: &FigureProps) -> Html {
    let (words, say) = (as_text(props), props.drawer.say.clone());
    let onclick = move |_| {
        clipboard::copy_and_say(&words, &say, [text::COPIED, crate::words::page::LINK_NOT_COPIED]);
    };
    html! { <button type="button" class="button" {onclick}>{ icon(Sign::Link) }{ text::COPY_AS_TEXT }</button> }
}

fn csv_button(props: &FigureProps) -> Html {
    let (derivation, answer) = (props.derivation.clone(), props.drawer.answer.clone());
    if derivation.ledger.is_empty() {
        return Html::default();
    }
    let onclick = move |_| {
        let (appraisal, deal) = (&answer.appraisal, &answer.deal);
        let head = text::COLUMNS.iter().map(|name| (*name).to_owned()).collect();
        let row = |line: &appraisal::explain::LedgerLine| {
            let account: Account = line.account;
            let sum = crate::words::format::exact(line.amount.0);
            vec![text::month(line, appraisal), text::account(account), text::whose(line, deal), sum]
        };
        let rows: Vec<Vec<String>> = std::iter::once(head).chain(derivation.ledger.iter().map(row)).collect();
        let name = format!("{}.csv", derivation.figure.replace('/', "-"));
        download::download(&name, "text/csv;charset=utf-8", &crate::charts::csv::text(&rows));
    };
    html! { <button type="button" class="button" {onclick}>{ icon(Sign::Download) }{ crate::words::DOWNLOAD_CSV }</button> }
}
