//! The drawer that explains a figure: its formula, its operands, each with its mark and itself to be opened, its monthly series
//! and its ledger entries.

use crate::browser::{clipboard, download, screen};
use crate::components::{Cell, Column, DataTable, Opening, RowKind, Sign, TableRow, data_table, icon, source_mark};
use crate::inputs::way_to;
use crate::levers::box_id;
use crate::outcome::Answer;
use crate::words::{compact, explain as text};
use appraisal::explain::{CountedLine, Derivation, OpenBook, Operand};
use yew::prelude::*;

/// The most rows of a table that are shown at first: a table of thousands would be slow to draw.
const FIRST_ROWS: usize = 24;

#[derive(Clone, PartialEq, Properties)]
pub(crate) struct DrawerProps {
    pub(crate) answer: Answer,
    /// The baseline, from which changed inputs are marked.
    pub(crate) base: Answer,
    /// The name of the case, if there are several.
    #[prop_or_default]
    pub(crate) case: AttrValue,
    /// Why the figures are not up to date, if they are not.
    #[prop_or_default]
    pub(crate) stale: Option<AttrValue>,
    /// The figures opened one from another; the last is shown.
    pub(crate) opened: Vec<String>,
    /// Called with the figures that are open from now on.
    pub(crate) on_change: Callback<Vec<String>>,
    /// Goes to the input at a path, on a page that has all inputs.
    #[prop_or_default]
    pub(crate) on_seek: Option<Callback<String>>,
}

/// The open figures, and the callbacks that open one or change them.
pub(crate) struct Opened {
    pub(crate) figures: Vec<String>,
    /// Opens a figure.
    pub(crate) on_open: Callback<String>,
    /// Sets the open figures.
    pub(crate) on_change: Callback<Vec<String>>,
}

/// The open figures of a page.
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

/// The id of its title.
const TITLE: &str = "drawer-title";

/// The drawer; closed and empty if no figure is open. Its dialog is always on the page, so that the browser closes it and returns
/// the focus, also where a slow machine draws a figure after the reader has closed it.
#[component]
pub(crate) fn Drawer(props: &DrawerProps) -> Html {
    use_effect_with(props.opened.clone(), |opened| {
        if opened.is_empty() {
            screen::close_modal(DRAWER);
        } else if !screen::show_modal(DRAWER) {
            // Another figure takes the place of the pressed button; its title is read out.
            screen::focus(TITLE);
        }
    });
    let opened = (props.answer.clone(), props.base.clone(), props.opened.last().cloned());
    let derivation = use_memo(opened, |(answer, base, figure)| {
        // The deal is run again with its ledger, only for an open figure.
        let figure = figure.as_ref()?;
        OpenBook::of(&answer.checked, &answer.appraisal).changed_from(&base.deal).explain(figure)
    });
    let on_change = props.on_change.clone();
    let onclose = move |_: Event| on_change.emit(Vec::new());
    html! {
        <dialog class="drawer" id={DRAWER} aria-labelledby={derivation.is_some().then_some(TITLE)} {onclose}>
            if let Some(derivation) = &*derivation {
                <Figure key={derivation.figure.clone()} derivation={derivation.clone()} drawer={props.clone()} />
            }
        </dialog>
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
    let start = crate::words::deal::long_month(appraisal, 0);
    let copied = use_state_eq(|| "");
    html! {
        <>
            <div class="drawer__head">
                <p class="kicker">{ text::how_made(&drawer.case) }</p>
                <div class="drawer__buttons">{ back(drawer) }<button type="button" class="button" onclick={|_| screen::close_modal(DRAWER)}>{ text::CLOSE }</button></div>
                <h2 id={TITLE} tabindex="-1">{ text::title(derivation, (appraisal, deal)) }</h2>
                <p class="drawer__value">{ text::figure_value(derivation, appraisal) }</p>
                <div>
                    if let Some(why) = &drawer.stale {
                        <p class="field__error">{ icon(Sign::Error) }<span>{ why }</span></p>
                    }
                </div>
                <p class="field__hint">{ text::basis(derivation, &start) }{ " " }{ text::in_the_table(derivation) }{ " " }{ text::opening_note(derivation, appraisal) }{ " " }{ text::moment_note(derivation, appraisal) }{ " " }{ text::accruing_note(derivation, appraisal) }</p>
            </div>
            <div class="drawer__body">
                <h3>{ text::formula_heading(derivation) }</h3>
                <p>{ with_links(&text::formula(&derivation.formula)) }</p>
                <p>{ with_links(&text::formula(&derivation.rule)) }</p>
                <div>
                    if !derivation.operands.is_empty() {
                        <>
                            <h3>{ text::FIGURES }</h3>
                            { operands(derivation, drawer) }
                        </>
                    }
                </div>
                <div>{ steps(derivation, drawer) }</div>
                <Series derivation={derivation.clone()} drawer={drawer.clone()} />
                <Ledger derivation={derivation.clone()} drawer={drawer.clone()} />
            </div>
            <div class="drawer__foot">
                { copy_button(props, &copied) }
                { csv_button(props) }
                // Within the dialog: while it is open, nothing outside it is read out.
                <p role="status">{ *copied }</p>
            </div>
        </>
    }
}

/// A rule whose citations of the method lead to its sections.
fn with_links(words: &str) -> Html {
    let piece = |(place, piece): (usize, text::Piece<'_>)| match piece {
        text::Piece::Words(words) => html! { <span key={place}>{ words.to_owned() }</span> },
        text::Piece::Method(cited, section) => html! {
            <a key={place} href={crate::words::method_page(section)} target="_blank" rel="noopener">
                { cited.to_owned() }<span class="visually-hidden">{ compact::NEW_TAB }</span>
            </a>
        },
    };
    html! { { for text::pieces(words).into_iter().enumerate().map(piece) } }
}

/// The intermediate steps, except series.
fn steps(derivation: &Derivation, drawer: &DrawerProps) -> Html {
    let steps: Vec<String> =
        derivation.steps.iter().filter_map(|step| text::step(step, derivation, &drawer.answer.appraisal)).collect();
    if steps.is_empty() {
        return Html::default();
    }
    let items = steps.into_iter().enumerate().map(|(place, words)| html! { <li key={place}>{ words }</li> });
    html! { <><h3>{ text::STEPS }</h3><ul class="drawer__steps">{ for items }</ul></> }
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

/// The terms of a sum with their signs and their total, then the inputs that the rule depends on.
fn operands(derivation: &Derivation, drawer: &DrawerProps) -> Html {
    let inputs = text::names_of_inputs(&derivation.operands, &drawer.answer.appraisal);
    let named = derivation.operands.iter().zip(&inputs).enumerate();
    let lines = named.map(|(place, (operand, input))| operand_line(place, operand, input, drawer));
    let terms = derivation.operands.iter().take_while(|operand| operand.enters.is_some()).count();
    let mut lines: Vec<Html> = lines.collect();
    // One term alone is the figure itself.
    if terms > 0 && lines.len() > 1 {
        let answer = (&drawer.answer.appraisal, &*drawer.answer.deal);
        let title = text::title(derivation, answer);
        lines.insert(terms, sum_line(&title, &text::figure_value(derivation, answer.0)));
    }
    html! { <ul class="drawer__operands">{ for lines }</ul> }
}

/// The total of the terms.
fn sum_line(title: &str, value: &str) -> Html {
    html! {
        <li class="drawer__sum" key="sum">
            <span class="drawer__sign">{ text::EQUALS }</span>
            <strong>{ title.to_owned() }</strong>
            <strong>{ value.to_owned() }</strong>
        </li>
    }
}

fn operand_line(place: usize, operand: &Operand, input: &str, drawer: &DrawerProps) -> Html {
    let name = text::operand(operand, &drawer.answer.appraisal);
    let name = match &operand.figure {
        Some(figure) => {
            let (on_change, mut opened) = (drawer.on_change.clone(), drawer.opened.clone());
            opened.push(figure.clone());
            let onclick = move |_| on_change.emit(opened.clone());
            html! { <button type="button" class="linklike" {onclick}>{ name }</button> }
        }
        None => html! { { name } },
    };
    let words = text::operand_mark(operand, &drawer.answer.appraisal);
    let mark = operand.mark.zip(words).map(|(kind, words)| source_mark(super::levers::shape(kind), words, &[]));
    html! {
        <li key={place}>
            <span class="drawer__sign">{ operand.enters.map(|enters| text::sign(enters, place == 0)) }</span>
            <span>{ name }<span class="drawer__mark">{ mark.unwrap_or_default() }{ input_link(operand, input, drawer) }</span></span>
            <strong>{ text::operand_value(operand, &drawer.answer.appraisal) }</strong>
        </li>
    }
}

/// The button that goes from an operand to its input, of this name: among the levers, or in the form of all inputs.
fn input_link(operand: &Operand, name: &str, drawer: &DrawerProps) -> Html {
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
            { text::GO_TO_INPUT }<span class="visually-hidden">{ crate::words::about(name) }</span>
        </button>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct PartProps {
    derivation: Derivation,
    drawer: DrawerProps,
}

/// The ids of the headings of the tables.
const MONTHS: &str = "drawer-months";
const LEDGER: &str = "drawer-entries";

/// The button under a table of which only the first rows are shown, and then that all are.
fn show_all(rows: usize, all: &UseStateHandle<bool>, heading: &'static str, what: text::Rows) -> Html {
    let is_part = !**all && rows > FIRST_ROWS;
    let onclick = {
        let all = all.setter();
        move |_| {
            // The button disappears.
            screen::focus(heading);
            all.set(true);
        }
    };
    html! {
        <div class="drawer__rows">
            <p>
                if is_part {
                    <button type="button" class="linklike" {onclick}>{ text::show_all(rows, what) }</button>
                }
            </p>
            // Within the dialog: while it is open, nothing outside it is read out.
            <p role="status">
                if **all {
                    { text::all_shown(rows, what) }
                }
            </p>
        </div>
    }
}

/// The flows, balances and factors behind a rate, a date, a peak or a present value.
#[component]
fn Series(props: &PartProps) -> Html {
    let all = use_state_eq(|| false);
    let appraisal = &props.drawer.answer.appraisal;
    let table = text::series(&props.derivation, appraisal, false);
    let [head, months @ ..] = &table[..] else { return Html::default() };
    let shown = if *all { months.len() } else { FIRST_ROWS.min(months.len()) };
    let row = |cells: &Vec<String>| TableRow {
        header: cells.first().cloned().unwrap_or_default().into(),
        cells: cells.iter().skip(1).map(|cell| Cell::from(cell.clone())).collect(),
        kind: RowKind::Plain,
    };
    let rows: Vec<TableRow> = months.iter().take(shown).map(row).collect();
    let columns: Vec<Column> = head.iter().map(|name| Column::plain(name.clone())).collect();
    let file = {
        let (derivation, answer) = (props.derivation.clone(), props.drawer.answer.clone());
        let stale = props.drawer.stale.clone();
        move |_| save(&derivation, "-months", text::series(&derivation, &answer.appraisal, true), stale.as_deref())
    };
    html! {
        <>
            <h3 id={MONTHS} tabindex="-1">{ text::MONTH_BY_MONTH }</h3>
            { data_table(DataTable {
                id: "drawer-series",
                caption: text::MONTH_BY_MONTH.into(),
                caption_hidden: true,
                columns: &columns,
                rows: &rows,
                class: None,
                opening: None,
            }) }
            { show_all(months.len(), &all, MONTHS, text::Rows::Months) }
            <p><button type="button" class="linklike" onclick={file}>{ text::SERIES_CSV }</button></p>
        </>
    }
}

/// The ledger entries with what each adds to the figure, and their total.
#[component]
fn Ledger(props: &PartProps) -> Html {
    let all = use_state_eq(|| false);
    let lines = &props.derivation.ledger;
    let Some(total) = props.derivation.ledger_total() else { return Html::default() };
    let shown = if *all { lines.len() } else { FIRST_ROWS.min(lines.len()) };
    let names = text::names_of_entries(lines);
    let mut rows: Vec<TableRow> =
        lines.iter().zip(names).take(shown).map(|(listed, name)| ledger_row(listed, name, &props.drawer)).collect();
    rows.push(TableRow {
        header: text::total(lines.len(), shown).into(),
        cells: vec![Cell::from(""), Cell::from(""), text::counts(total).into()],
        kind: RowKind::Total,
    });
    let columns: Vec<Column> = text::COLUMNS.iter().map(|name| Column::plain(*name)).collect();
    let on_seek = props.drawer.on_seek.as_ref().map(|seek| {
        let seek = seek.clone();
        Callback::from(move |path| {
            screen::close_modal(DRAWER);
            seek.emit(path);
        })
    });
    html! {
        <>
            <h3 id={LEDGER} tabindex="-1">{ text::LEDGER }</h3>
            { data_table(DataTable {
                id: "drawer-ledger",
                caption: text::LEDGER_CAPTION.into(),
                caption_hidden: true,
                columns: &columns,
                rows: &rows,
                class: Some("ledger-table"),
                opening: on_seek.map(|call| Opening { call, is_figure: false, is_stale: false, stops: true }),
            }) }
            { show_all(lines.len(), &all, LEDGER, text::Rows::Entries) }
            <p class="drawer__check">
                if props.derivation.adds_up() {
                    <>{ icon(Sign::Works) }{ text::ADDS_UP }</>
                }
            </p>
        </>
    }
}

/// An entry; under this name it leads to the row of the inputs that it comes from.
fn ledger_row(listed: &CountedLine, named: String, drawer: &DrawerProps) -> TableRow {
    let (line, answer) = (&listed.line, &drawer.answer);
    let name = AttrValue::from(text::account(line.account));
    let path = line.row.clone().filter(|path| drawer.on_seek.is_some() && way_to(path).is_some());
    let leads = |path| Cell::opening(name.clone(), path).said(named);
    let account = path.map_or_else(|| Cell::from(name.clone()), leads);
    TableRow {
        header: text::month(line, &answer.appraisal).into(),
        cells: vec![account, text::whose(listed).into(), text::counts(listed.counts).into()],
        kind: RowKind::Plain,
    }
}

/// The button that copies the figure as text, and then sets whether that was allowed.
fn copy_button(props: &FigureProps, copied: &UseStateHandle<&'static str>) -> Html {
    let (derivation, answer, copied) = (props.derivation.clone(), props.drawer.answer.clone(), copied.setter());
    let onclick = move |_| {
        let words = text::as_text(&derivation, &answer.appraisal, &answer.deal);
        // The same words again are read out only if they were gone.
        copied.set("");
        let copied = copied.clone();
        let done = move |done| copied.set(if done { text::COPIED } else { text::NOT_COPIED });
        clipboard::copy(&words, done.into());
    };
    html! { <button type="button" class="button" {onclick}>{ icon(Sign::Link) }{ text::COPY_AS_TEXT }</button> }
}

fn csv_button(props: &FigureProps) -> Html {
    let (derivation, answer) = (props.derivation.clone(), props.drawer.answer.clone());
    if derivation.ledger.is_empty() {
        return Html::default();
    }
    let stale = props.drawer.stale.clone();
    let onclick = move |_| save(&derivation, "", text::ledger_file(&derivation, &answer.appraisal), stale.as_deref());
    html! { <button type="button" class="button" {onclick}>{ icon(Sign::Download) }{ crate::words::DOWNLOAD_CSV }</button> }
}

/// Saves rows under the name of the figure, with a note that they are not up to date, if they are not.
fn save(derivation: &Derivation, suffix: &str, rows: Vec<Vec<String>>, stale: Option<&str>) {
    let name = format!("{}{suffix}.csv", derivation.figure.replace('/', "-"));
    download::download(&name, "text/csv;charset=utf-8", &crate::charts::csv::noted(rows, stale));
}
