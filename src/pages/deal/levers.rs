//! The levers: a box each, with its unit, its mark, its old value and the button that restores it.

use crate::browser::screen;
use crate::components::{Cited, Field, FieldLayout, Fold, Keypad, MarkKind, StaleNote, source_mark, use_stale};
use crate::curves::{Drawn, Wanted};
use crate::field_text::Fault;
use crate::levers::{FIRST, Kind, Lever};
use crate::outcome::Answer;
use crate::words::curves as curve_words;
use crate::words::inputs::changed;
use crate::words::levers as text;
use crate::words::problems;
use crate::workspace::{Action, Sender, Workspace};
use appraisal::deal::{self, Deal, Mark};
use std::rc::Rc;
use yew::prelude::*;

use super::curves::{Traced, choice_of_answer, curve_of, use_curves};

#[derive(Clone, PartialEq, Properties)]
pub(super) struct LeversProps {
    pub(super) workspace: UseReducerHandle<Workspace>,
    /// The figures of the open case.
    pub(super) current: Answer,
    /// The result that is drawn.
    pub(super) drawn: Drawn,
    /// Called with another choice.
    pub(super) on_drawn: Callback<Drawn>,
}

/// The panel of the levers: the first ones, and the others once they are opened or have an error.
#[component]
pub(super) fn Levers(props: &LeversProps) -> Html {
    let workspace = &props.workspace;
    let drawn = props.drawn;
    let is_open = use_state_eq(|| false);
    let curves = use_curves(workspace, drawn, Wanted::Levers(usize::MAX));
    let levers = workspace.levers();
    let (first, others) = levers.split_at(levers.len().min(FIRST));
    let faults = workspace.faults();
    let item = |lever: &Lever| lever_item(workspace, lever, &faults, curves.as_ref());
    let holds_fault = others.iter().any(|lever| faults.iter().any(|(path, _)| *path == lever.path));
    let is_changed = |lever: &&Lever| workspace.base_lever(lever.kind).is_some_and(|was| was.value != lever.value);
    let changes = others.iter().filter(is_changed).count();
    let toggle = {
        let is_open = is_open.setter();
        Callback::from(move |open| is_open.set(open))
    };
    html! {
        <section class="levers panel" id="levers" tabindex="-1" aria-labelledby="levers-heading">
            <div class="panel__head">
                <h2 id="levers-heading">{ text::heading(first.len()) }</h2>
                <StaleNote />
                <p class="panel__lead">{ curve_words::lead(drawn, &props.current) }</p>
                { choice_of_answer(drawn, &props.current, &props.on_drawn) }
            </div>
            <ul class="levers__list">{ for first.iter().map(item) }</ul>
            <div class="levers__others">
                if !others.is_empty() {
                    <Fold name={text::more(others.len())} class="group" level=3 note={changed(changes)} is_open={*is_open || holds_fault} on_toggle={toggle}>
                        <ul class="levers__list">{ for others.iter().map(item) }</ul>
                    </Fold>
                }
            </div>
        </section>
    }
}

/// A lever with its box.
pub(super) fn lever_item(
    workspace: &UseReducerHandle<Workspace>,
    lever: &Lever,
    faults: &[(String, Fault)],
    curves: Option<&Traced>,
) -> Html {
    let fault = faults.iter().find(|(path, _)| *path == lever.path).map(|(_, fault)| fault.clone());
    let was = workspace.base_lever(lever.kind).filter(|was| was.value != lever.value).cloned();
    // While the figures have stopped, a curve of another value than the box contains would contradict it.
    let curves = curves.filter(|traced| !workspace.is_stale() || traced.has_at(&lever.path, &lever.value));
    html! {
        <li class="lever" key={lever.path.clone()}>
            <LeverField
                text={workspace.text(&lever.path)}
                {fault}
                {was}
                curves={curves.cloned()}
                deal={workspace.deal().clone()}
                kept={workspace.baseline().clone()}
                has_mark_of_another_value={workspace.has_mark_of_another_value(&lever.path)}
                sender={Sender::of(workspace)}
                lever={lever.clone()}
            />
        </li>
    }
}

/// A lever whose value is text.
pub(super) fn lever_text(workspace: &Workspace, lever: &Lever, curves: Option<&Traced>) -> Html {
    let label = text::words(lever, workspace.deal()).label;
    let (curve, effect) = curves.and_then(|curves| curve_of(lever, &label, curves)).unwrap_or_default();
    let is_changed = workspace.base_lever(lever.kind).is_some_and(|was| was.value != lever.value);
    let is_of_another_value = workspace.has_mark_of_another_value(&lever.path);
    let mark = mark(workspace.deal(), workspace.baseline(), &lever.path, is_changed, is_of_another_value);
    html! {
        <li class="lever" key={lever.path.clone()}>
            <div class="field field--lever">
                <p class="field__label">{ label }</p>
                <p class="lever__value">{ text::with_unit(lever) }</p>
                <div class="field__aside">{ curve }</div>
                <div class="field__foot"><span class="field__mark">{ mark }</span><span class="field__note">{ effect }</span></div>
            </div>
        </li>
    }
}

#[derive(Clone, Properties)]
struct LeverFieldProps {
    lever: Lever,
    text: String,
    fault: Option<Fault>,
    was: Option<Lever>,
    curves: Option<Traced>,
    deal: Rc<Deal>,
    /// The baseline.
    kept: Rc<Deal>,
    has_mark_of_another_value: bool,
    sender: Sender,
}

impl PartialEq for LeverFieldProps {
    /// Of the deal only what the lever shows is compared: its words, with partners' names, and its mark.
    fn eq(&self, other: &Self) -> bool {
        self.lever == other.lever
            && self.text == other.text
            && self.fault == other.fault
            && self.was == other.was
            && self.curves == other.curves
            && (Rc::ptr_eq(&self.deal, &other.deal) || shows_same(&self.lever, &self.deal, &other.deal))
            && Rc::ptr_eq(&self.kept, &other.kept)
            && self.has_mark_of_another_value == other.has_mark_of_another_value
            && self.sender == other.sender
    }
}

/// Whether two deals give a lever the same words, mark and source.
fn shows_same(lever: &Lever, one: &Deal, other: &Deal) -> bool {
    text::words(lever, one) == text::words(lever, other) && one.marks == other.marks && one.sources == other.sources
}

#[component]
fn LeverField(props: &LeverFieldProps) -> Html {
    let lever = &props.lever;
    let words = text::words(lever, &props.deal);
    let act = |action: Action| {
        let sender = props.sender.clone();
        Callback::from(move |()| sender.dispatch(action.clone()))
    };
    let on_input = {
        let (sender, path) = (props.sender.clone(), lever.path.clone());
        Callback::from(move |typed| {
            sender.dispatch(Action::Typed(path.clone(), typed));
            // The text is already drawn: everything else is drawn at once with the new figures.
            sender.work_out();
        })
    };
    let on_step = {
        let (sender, path) = (props.sender.clone(), lever.path.clone());
        Callback::from(move |by| sender.dispatch(Action::Stepped(path.clone(), by)))
    };
    let on_apply = {
        let sender = props.sender.clone();
        Callback::from(move |()| {
            // A lever whose value was left blank goes away.
            screen::keep_focus("levers");
            sender.dispatch(Action::PressedEnter);
        })
    };
    // The curve of a value that the box no longer contains would contradict it.
    let curves = props.curves.as_ref().filter(|_| props.fault.is_none());
    let (curve, effect) = curves.and_then(|curves| curve_of(lever, &words.label, curves)).unwrap_or_default();
    let is_stale = use_stale();
    let hint = (!words.hint.is_empty()).then(|| AttrValue::from(words.hint));
    html! {
        <Field
            id={lever.id()}
            {hint}
            prefix={words.prefix.map(AttrValue::from)}
            suffix={words.suffix.map(AttrValue::from)}
            unit_said={AttrValue::from(words.unit_said)}
            value={props.text.clone()}
            error={props.fault.as_ref().map(|fault| AttrValue::from(problems::fault(fault, &words)))}
            label={words.label}
            mark={mark(&props.deal, &props.kept, &lever.path, props.was.is_some(), props.has_mark_of_another_value)}
            note={html! { <><span class={is_stale.then_some("is-stale")} aria-hidden={is_stale.then_some("true")}>{ effect }</span>{ note(props, &act) }</> }}
            aside={curve}
            {on_input}
            on_enter={act(Action::Entered(lever.path.clone()))}
            on_leave={act(Action::Left(lever.path.clone()))}
            {on_apply}
            on_escape={act(Action::Escaped(lever.path.clone()))}
            on_step={Some(on_step)}
            keypad={keypad(lever)}
            layout={FieldLayout::Lever}
        />
    }
}

fn keypad(lever: &Lever) -> Keypad {
    match lever.kind {
        Kind::Start => Keypad::Text,
        Kind::Homes => Keypad::Whole,
        _ => Keypad::Decimal,
    }
}

/// The source mark of a value. One that differs from the baseline is the user's unless it has a mark of its own. A published
/// value whose mark is that of another value was changed by whoever published it, who is not the visitor.
fn mark(deal: &Deal, kept: &Deal, path: &str, is_changed: bool, is_of_another_value: bool) -> Html {
    let yours = Mark::of(deal::MarkKind::Yours);
    let mark = match (is_changed, is_of_another_value) {
        (true, _) => Some(deal.own_mark(kept, path).unwrap_or(&yours)),
        (false, true) => return source_mark(MarkKind::Yours, text::CHANGED.to_owned(), &[]),
        (false, false) => deal.marks.get(path),
    };
    let Some(mark) = mark else { return Html::default() };
    source_mark(shape(mark.kind), text::mark(mark.kind, &[], &mark.note), &cited(deal, mark))
}

/// The sources of a mark. One that is not in the deal has its code alone, and only a web address can be opened.
pub(super) fn cited(deal: &Deal, mark: &Mark) -> Vec<Cited> {
    let is_web = |address: &str| address.starts_with("https://") || address.starts_with("http://");
    let cited = |code: &String| {
        let source = deal.sources.get(code);
        let address = source.map(|source| source.address.clone()).filter(|address| is_web(address));
        let title = source.map_or_else(|| code.clone(), |source| source.title.clone());
        Cited { code: code.clone(), title, address }
    };
    mark.sources.iter().map(cited).collect()
}

pub(in crate::pages) const fn shape(kind: deal::MarkKind) -> MarkKind {
    match kind {
        deal::MarkKind::Source => MarkKind::Source,
        deal::MarkKind::SecondHand => MarkKind::SecondHand,
        deal::MarkKind::Unverified => MarkKind::Unverified,
        deal::MarkKind::Calculated => MarkKind::Calculated,
        deal::MarkKind::Assumed => MarkKind::Assumed,
        deal::MarkKind::Yours => MarkKind::Yours,
    }
}

/// The old value and the button that restores it, once it has been changed.
fn note(props: &LeverFieldProps, act: &impl Fn(Action) -> Callback<()>) -> Html {
    let Some(was) = &props.was else { return Html::default() };
    let mark = props.kept.marks.get(&was.path).filter(|_| !props.has_mark_of_another_value);
    let kind = mark.map(|mark| mark.kind);
    let (restore, id) = (act(Action::RestoreValue(props.lever.path.clone())), props.lever.id());
    let onclick = move |_| {
        screen::focus(&id);
        restore.emit(());
    };
    html! {
        <span class="lever__was">
            { text::was(was, kind) }
            <button type="button" class="linklike" {onclick}>
                { text::RESTORE }
                <span class="visually-hidden">{ crate::words::which(&text::words(was, &props.deal).label) }</span>
            </button>
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use appraisal::samples;

    #[test]
    fn every_source_of_a_mark_has_its_title_and_address() {
        let norwich = crate::link::opened(&samples::NORWICH_2009).unwrap();
        let cash = &norwich.marks["/contributions/hca-cash/amount"];
        let found = cited(&norwich, cash);
        assert_eq!(found.iter().map(|source| source.code.as_str()).collect::<Vec<_>>(), ["N1", "N2"]);
        for source in &found {
            assert_eq!(source.title, norwich.sources[&source.code].title);
            assert_eq!(source.address.as_ref(), Some(&norwich.sources[&source.code].address));
        }
        let unknown = Mark { sources: vec!["X1".to_owned()], ..cash.clone() };
        let alone = Cited { code: "X1".to_owned(), title: "X1".to_owned(), address: None };
        assert_eq!(cited(&norwich, &unknown), [alone]);
    }
}
