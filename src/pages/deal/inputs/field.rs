//! One input: its box, list or ticks, its source mark, and the button that restores it.

use super::super::curves::{Traced, curve_of_field};
use super::Form;
use super::review::{Reviewed, review_button};
use crate::browser::screen;
use crate::components::{Choice, ChoiceItem, Cited, Field as Box_, FieldWidth, Keypad, StaleNote, Ticks, source_mark};
use crate::field_text::Fault;
use crate::inputs::{Input, share_of_cost};
use crate::levers::box_id;
use crate::words::inputs as text;
use crate::words::{levers as lever_words, problems};
use crate::workspace::{Action, Edit, Sender, Workspace};
use appraisal::deal::form;
use appraisal::deal::{Mark, MarkKind, Review, Sure};
use appraisal::fields::{self, Field, Kind, LeftOut};
use appraisal::rates::Publication;
use serde_json::Value;
use std::rc::Rc;
use yew::prelude::*;

/// Draws an input; `before` keeps its ids apart from those of the same input elsewhere on the page.
pub(super) fn input_field(form: &Form, input: &Input, before: &'static str) -> Html {
    let workspace = &form.workspace;
    let path = &input.path;
    let value = match input.field.kind {
        Kind::Variants(_) => form::chosen(workspace.document(), path).into(),
        _ => workspace.value(path),
    };
    let draft = workspace.draft(path);
    let fault = form.fault_at(path);
    let was = workspace.baseline_value(path);
    let was =
        (!workspace.is_of_new(path) && !matches!(input.field.kind, Kind::Variants(_)) && was != value).then_some(was);
    let item_key = format!("{before}{path}");
    let mark = workspace.deal().marks.get(path);
    let calendar = calendar(form, input, &value);
    let larger = larger_limit(workspace, path, &value);
    html! {
        <InputField
            key={item_key}
            {before}
            input={input.clone()}
            text={draft.map(|draft| AttrValue::from(draft.text.clone()))}
            {value}
            {fault}
            was_said={was.as_ref().map_or_else(AttrValue::default, |was| text::was(input.field, was, workspace.baseline_document()).into())}
            sure={mark_of(workspace, input, was.is_some())}
            {was}
            names={names(input, workspace.document())}
            unused={text::unused(path, workspace.document()).map(AttrValue::from)}
            {calendar}
            {larger}
            said={mark.and_then(|mark| mark.review)}
            said_note={mark.map_or_else(AttrValue::default, |mark| mark.review_note.clone().into())}
            sender={Sender::of(workspace)}
        />
    }
}

/// The calendar month of a number of months from the start, as typed, or the end of one.
fn calendar(form: &Form, input: &Input, value: &Value) -> Option<AttrValue> {
    let (document, start) = (form.workspace.document(), form.workspace.deal().start);
    let calendar = text::calendar(input.field, value, start);
    let calendar = calendar.or_else(|| text::homes_finished(&input.path, value, document, start))?;
    Some(text::beside(&calendar).into())
}

/// The limit that a loan needs to reach its share of cost, in words and in pounds, if it is given a lower one.
fn larger_limit(workspace: &Workspace, path: &str, limit: &Value) -> Option<(AttrValue, f64)> {
    let share = share_of_cost(workspace.deal(), &workspace.figures()?.current.appraisal.value, path)?;
    let limit = limit.as_f64()?;
    (limit < share.sum).then(|| (text::below_share_of_cost(limit, &share).into(), share.sum))
}

/// The source mark of a value, as shown.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    kind: MarkKind,
    words: String,
    cited: Vec<Cited>,
}

/// A value that differs from the baseline is the user's unless it has a mark of its own.
fn mark_of(workspace: &Workspace, input: &Input, is_changed: bool) -> Option<Shown> {
    let (deal, path) = (workspace.deal(), &input.path);
    let by_deal = |mark: &Mark| Shown {
        kind: mark.kind,
        words: lever_words::mark(mark.kind, &[], &mark.note),
        cited: super::super::levers::cited(deal, mark),
    };
    if is_changed {
        let yours = Mark::of(MarkKind::Yours);
        return Some(by_deal(deal.own_mark(&workspace.cases.baseline, path).unwrap_or(&yours)));
    }
    match deal.sure(path, &workspace.value(path)) {
        Sure::ByDeal(mark) => Some(by_deal(mark)),
        Sure::ByCatalogue(kind, rates) if input.field.number().is_some() => {
            let sources = rates
                .first()
                .and_then(|id| appraisal::rates::on(id, &deal.rule_set))
                .map_or(&[][..], |rate| rate.sources);
            let cited = sources.iter().filter_map(|code| appraisal::rates::source(code)).map(published).collect();
            Some(Shown { kind, words: lever_words::mark(kind, &[], ""), cited })
        }
        // Filled in with a new row, part or kind, and not typed.
        Sure::Unsaid if workspace.is_of_new(path) && workspace.value(path).is_number() => {
            Some(by_deal(&Mark::of(MarkKind::Assumed)))
        }
        Sure::ByCatalogue(..) | Sure::Unsaid => None,
    }
}

/// The ids and names that a field may contain.
fn names(input: &Input, document: &Value) -> Vec<(String, String)> {
    let field = input.field;
    // A row does not name itself: its price is not that of its own.
    let is_itself = |list: &str, id: &str| input.path.starts_with(&format!("{list}/{id}/"));
    let named = |choice: &fields::Choice| (choice.name.to_owned(), choice.label.to_owned());
    match field.kind {
        Kind::Choice(choices) | Kind::Choices(choices) | Kind::Order(choices) => choices.iter().map(named).collect(),
        Kind::Variants(variants) => {
            variants.iter().map(|variant| (variant.name.to_owned(), variant.label.to_owned())).collect()
        }
        Kind::Switch => vec![("true".to_owned(), text::YES.to_owned()), ("false".to_owned(), text::NO.to_owned())],
        Kind::Reference(targets) | Kind::References(targets) => form::ids_of(document, targets)
            .into_iter()
            .filter(|id| !targets.iter().any(|target| is_itself(target.list, id)))
            .map(|id| {
                let name = text::value(field, &Value::String(id.clone()), document);
                (id, name)
            })
            .collect(),
        _ => Vec::new(),
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct InputFieldProps {
    before: &'static str,
    input: Input,
    /// What is being typed.
    text: Option<AttrValue>,
    /// The value of the field.
    value: Value,
    fault: Option<Fault>,
    /// Its value in the baseline, if that differs.
    was: Option<Value>,
    /// The same in words.
    was_said: AttrValue,
    sure: Option<Shown>,
    names: Vec<(String, String)>,
    /// The calendar month of a number of months from the start.
    calendar: Option<AttrValue>,
    /// A limit of a loan that lets it reach its share of cost, in words and in pounds.
    larger: Option<(AttrValue, f64)>,
    /// Why the value is not used, if another takes its place.
    unused: Option<AttrValue>,
    /// The review by the parties.
    said: Option<Review>,
    /// The reason.
    said_note: AttrValue,
    sender: Sender,
}

/// One input. It is drawn again only if one of its own props has changed.
#[component]
pub(super) fn InputField(props: &InputFieldProps) -> Html {
    let field = props.input.field;
    let is_open = use_state_eq(|| false);
    // Names need no review.
    let can_be_said = !matches!(field.kind, Kind::Text(_));
    let act = if can_be_said { review_button(field.label, &is_open) } else { Html::default() };
    let control = match field.kind {
        Kind::Choice(_) | Kind::Switch | Kind::Reference(_) | Kind::Variants(_) => choice(props, act),
        Kind::Choices(_) | Kind::References(_) => ticks(props, act),
        Kind::Order(_) => order(props, act),
        _ => text_box(props, act),
    };
    html! {
        <div class={classes!("input", field.number().is_none().then_some("input--wide"))} data-path={props.input.path.clone()}>
            { control }
            <div>
                if can_be_said {
                    <Reviewed
                        id={id(props)}
                        path={props.input.path.clone()}
                        is_open={*is_open}
                        said={props.said}
                        note={props.said_note.clone()}
                        sender={props.sender.clone()}
                    />
                }
            </div>
        </div>
    }
}

/// The curve of the field in focus, and the effect of one step: at the foot of the form, so that no box moves as it appears.
pub(super) fn effect(form: &Form, focus: &str) -> Html {
    let label = fields::of(focus).map_or("", |field| field.label);
    // While the figures have stopped, a curve of another value than the box contains would contradict it.
    let workspace = &form.workspace;
    let is_current = |traced: &&Traced| !workspace.is_stale() || traced.has_at(focus, &workspace.value(focus));
    let drawn = form.traced.as_ref().filter(is_current).and_then(|traced| curve_of_field(focus, label, traced));
    let Some((curve, words)) = drawn else { return Html::default() };
    html! {
        <>
            <div class="inputs__curve">{ curve }</div>
            <div>
                <StaleNote />
                <p class={classes!("field__note", workspace.is_stale().then_some("is-stale"))}><strong>{ label }</strong>{ ": " }{ words }</p>
            </div>
        </>
    }
}

/// Stores the path of the field that gets the focus.
pub(super) fn on_focus(focus: UseStateSetter<String>) -> Callback<FocusEvent> {
    Callback::from(move |event: FocusEvent| focus.set(screen::attribute_near(&event, "data-path").unwrap_or_default()))
}

fn id(props: &InputFieldProps) -> AttrValue {
    format!("{}{}", props.before, box_id_of(&props.input.path)).into()
}

/// The beginning of the ids of the boxes of the form.
pub(in crate::pages::deal) const BOX: &str = "input-";

/// The id of the box of a field in its group.
pub(in crate::pages::deal) fn box_id_of(path: &str) -> String {
    format!("{BOX}{}", box_id(path))
}

fn hint(field: &Field) -> Option<AttrValue> {
    (!field.hint.is_empty()).then(|| field.hint.into())
}

/// The most letters of a text that fits in one line.
const ONE_LINE: usize = 100;

fn text_box(props: &InputFieldProps, act: Html) -> Html {
    let (field, path) = (props.input.field, &props.input.path);
    let value = props.text.clone().unwrap_or_else(|| crate::field_text::shown_in(field, &props.value).into());
    let (prefix, suffix, unit_said) = text::units(field);
    let suffix = suffix.map(|suffix| text::counted(suffix, &value));
    let acting = |action: fn(String) -> Action| {
        let (sender, path) = (props.sender.clone(), path.clone());
        Callback::from(move |()| sender.dispatch(action(path.clone())))
    };
    let on_input = {
        let (sender, path) = (props.sender.clone(), path.clone());
        Callback::from(move |typed| {
            sender.dispatch(Action::Typed(path.clone(), typed));
            // The text is already drawn: everything else is drawn at once with the new figures.
            sender.work_out();
        })
    };
    let steps = field.number().is_some() || matches!(field.kind, Kind::Month);
    let on_step = steps.then(|| {
        let (sender, path) = (props.sender.clone(), path.clone());
        Callback::from(move |by| sender.dispatch(Action::Stepped(path.clone(), by)))
    });
    let keypad = match field.number() {
        Some(number) if number.whole && number.least >= 0.0 => Keypad::Whole,
        Some(_) => Keypad::Decimal,
        None => Keypad::Text,
    };
    html! {
        <Box_
            id={id(props)}
            label={field.label}
            hint={hint(field)}
            prefix={prefix.map(AttrValue::from)}
            suffix={suffix.map(|suffix| AttrValue::from(suffix.to_owned()))}
            unit_said={(!unit_said.is_empty()).then(|| AttrValue::from(unit_said))}
            {value}
            error={error(props)}
            mark={mark(props)}
            note={note(props)}
            {act}
            {on_input}
            on_enter={acting(Action::Entered)}
            on_leave={acting(Action::Left)}
            on_apply={acting(|_| Action::PressedEnter)}
            on_escape={acting(Action::Escaped)}
            {on_step}
            {keypad}
            width={if field.number().is_some() { FieldWidth::Medium } else { FieldWidth::Full }}
            is_long={matches!(field.kind, Kind::Text(most) if most > ONE_LINE)}
        />
    }
}

/// The value of a list for a field that is left out.
const NOTHING: &str = "";

fn choice(props: &InputFieldProps, act: Html) -> Html {
    let (field, path) = (props.input.field, &props.input.path);
    let mut items = Vec::new();
    if field.left_out != LeftOut::Never && !matches!(field.kind, Kind::Variants(_)) {
        items.push(ChoiceItem { value: NOTHING.into(), text: text::left_out(field).into() });
    }
    // The default of the field is said once.
    let said_already = items.first().map(|item: &ChoiceItem| item.text.clone());
    let chosen = match &props.value {
        Value::String(name) => name.clone(),
        Value::Bool(is_on) => is_on.to_string(),
        _ => NOTHING.to_owned(),
    };
    for (name, label) in &props.names {
        let is_said = said_already.as_deref() == Some(label);
        if is_said && *name == chosen {
            items.remove(0);
        }
        if !is_said || *name == chosen {
            items.push(ChoiceItem { value: name.clone().into(), text: label.clone().into() });
        }
    }
    let on_change = {
        let (sender, path, kind) = (props.sender.clone(), path.clone(), field.kind);
        Callback::from(move |name: String| {
            let value = match (kind, name.as_str()) {
                (Kind::Variants(_), _) => return sender.dispatch(Action::Edited(Edit::Choose(path.clone(), name))),
                (_, NOTHING) => Value::Null,
                (Kind::Switch, name) => (name == "true").into(),
                (_, name) => name.into(),
            };
            sender.dispatch(Action::Chosen(path.clone(), value));
        })
    };
    html! {
        <Choice
            id={id(props)}
            label={field.label}
            hint={hint(field)}
            {items}
            value={chosen}
            error={error(props)}
            mark={mark(props)}
            note={note(props)}
            {act}
            {on_change}
        />
    }
}

fn ticks(props: &InputFieldProps, act: Html) -> Html {
    let (field, path) = (props.input.field, &props.input.path);
    let ticked: Rc<[String]> = strings(&props.value).into();
    let on_change = {
        let (sender, path) = (props.sender.clone(), path.clone());
        Callback::from(move |names: Vec<String>| {
            let value = if names.is_empty() { Value::Null } else { names.into() };
            sender.dispatch(Action::Chosen(path.clone(), value));
        })
    };
    html! {
        <Ticks id={id(props)} label={field.label} hint={hint(field)} items={props.names.clone()} {ticked} mark={mark(props)} note={note(props)} {act} {on_change} />
    }
}

/// An ordered list of names: each can be moved up.
fn order(props: &InputFieldProps, act: Html) -> Html {
    let (field, path) = (props.input.field, &props.input.path);
    let mut names = strings(&props.value);
    if names.is_empty() {
        names = props.names.iter().map(|(name, _)| name.clone()).collect();
    }
    let line_id = |name: &str| format!("{}-{name}", id(props));
    let line = |(place, name): (usize, &String)| {
        let label = props.names.iter().find(|(own, _)| own == name).map_or(name.as_str(), |(_, label)| label);
        let mut forward = names.clone();
        let action = (place > 0).then(|| {
            forward.swap(place, place - 1);
            let (sender, path, id) = (props.sender.clone(), path.clone(), line_id(name));
            move |_| {
                // The first cannot be moved up, so its button goes away.
                screen::keep_focus(id.clone());
                sender.dispatch(Action::Chosen(path.clone(), forward.clone().into()));
            }
        });
        html! {
            <li id={line_id(name)} tabindex="-1" key={name.clone()}>
                { label }
                if let Some(onclick) = action {
                    <button type="button" class="linklike" {onclick}>
                        { text::UP }<span class="visually-hidden">{ crate::words::which(label) }</span>
                    </button>
                }
            </li>
        }
    };
    html! {
        <fieldset class="field field--list">
            <legend class="field__label">{ field.label }</legend>
            <ol>{ for names.iter().enumerate().map(line) }</ol>
            <div class="field__foot"><span class="field__act">{ act }</span></div>
        </fieldset>
    }
}

/// A publication of the dated rates, with its first address.
fn published(source: &Publication) -> Cited {
    let address = source.addresses.first().map(|address| (*address).to_owned());
    Cited { code: source.code.to_owned(), title: source.title.to_owned(), address }
}

fn strings(value: &Value) -> Vec<String> {
    let names = value.as_array().into_iter().flatten().filter_map(Value::as_str);
    names.map(str::to_owned).collect()
}

fn error(props: &InputFieldProps) -> Option<AttrValue> {
    let fault = props.fault.as_ref()?;
    let field = props.input.field;
    let like = problems::like(field);
    Some(problems::sentence(fault, &format!("“{}”", field.label), &like).into())
}

fn mark(props: &InputFieldProps) -> Html {
    let Some(sure) = &props.sure else { return Html::default() };
    source_mark(super::super::levers::shape(sure.kind), sure.words.clone(), &sure.cited)
}

/// The calendar month, or the meaning of an empty box; a larger limit; and the old value with the button that restores it.
fn note(props: &InputFieldProps) -> Html {
    let is_empty = props.value.is_null() && props.text.is_none() && is_typed(&props.input.field.kind);
    let meaning = is_empty.then(|| text::empty(props.input.field)).flatten().map(AttrValue::from);
    let meaning = props.unused.clone().or(meaning);
    html! { <><span>{ props.calendar.clone() }{ meaning }</span>{ larger(props) }{ way_back(props) }</> }
}

/// The limit that a loan needs to reach its share of cost, with the button that sets it.
fn larger(props: &InputFieldProps) -> Html {
    let Some((said, sum)) = props.larger.clone() else { return Html::default() };
    let (sender, path, box_id) = (props.sender.clone(), props.input.path.clone(), id(props));
    let onclick = move |_| {
        screen::focus(&box_id);
        sender.dispatch(Action::Chosen(path.clone(), sum.into()));
    };
    html! {
        <span>
            { said }
            <button type="button" class="linklike" {onclick}>
                { text::USE_IT }<span class="visually-hidden">{ crate::words::about(props.input.field.label) }</span>
            </button>
            { " " }
        </span>
    }
}

/// Whether the value is typed in a box, rather than chosen from a list that names the default.
const fn is_typed(kind: &Kind) -> bool {
    matches!(kind, Kind::Number(_) | Kind::Text(_) | Kind::Month | Kind::Date)
}

fn way_back(props: &InputFieldProps) -> Html {
    if props.was.is_none() {
        return Html::default();
    }
    let (sender, path) = (props.sender.clone(), props.input.path.clone());
    let box_id = id(props);
    let onclick = move |_| {
        screen::focus(&box_id);
        sender.dispatch(Action::RestoreValue(path.clone()));
    };
    html! {
        <>
            { &props.was_said }
            <button type="button" class="linklike" {onclick}>
                { lever_words::RESTORE }
                <span class="visually-hidden">{ crate::words::which(props.input.field.label) }</span>
            </button>
        </>
    }
}
