//! The curves beside the levers: traced during pauses in typing, drawn with the effect of one step.

use super::paint_of;
use crate::browser::clock::Stopwatch;
use crate::charts::LeverCurve;
use crate::components::choice_by_place;
use crate::curves::{self, Curve, Curves, Drawn, Tracing, Wanted};
use crate::levers::Lever;
use crate::outcome::Answer;
use crate::scenarios::Open;
use crate::words::curves as text;
use crate::workspace::{Figures, Workspace};
use gloo::timers::callback::Timeout;
use serde_json::Value;
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// The delay after typing before the curves are traced again.
const REST: u32 = 350;

/// How long points are traced before the browser may react again: the longest wait of a key press.
const MILLISECONDS: f64 = 6.0;

/// Curves with the outcome they were traced for. Two are equal if they are the same object.
#[derive(Clone)]
pub(super) struct Traced(Rc<(Curves, Answer)>);

impl Traced {
    /// Whether the number at a path was traced at this value.
    pub(super) fn has_at(&self, path: &str, value: &Value) -> bool {
        self.0.0.with_lever(path).is_some_and(|(lever, _)| curves::number(&lever.value) == curves::number(value))
    }
}

impl PartialEq for Traced {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The wanted curves of the current outcome; the earlier ones of the same case until they are traced.
#[hook]
pub(super) fn use_curves(workspace: &Workspace, drawn: Drawn, wanted: Wanted) -> Option<Traced> {
    let curves = use_state_eq(|| None::<(Case, Traced)>);
    let setter = curves.setter();
    let case: Case = (workspace.cases.open.clone(), workspace.openings);
    let key = (workspace.figures().cloned(), drawn, wanted, case.clone());
    use_effect_with(key, move |(figures, drawn, wanted, case)| {
        let (figures, drawn, wanted, own) = (figures.clone(), *drawn, wanted.clone(), case.clone());
        let turn = Turn::default();
        let begin = {
            let turn = turn.clone();
            move || {
                let Some(Figures { base, current }) = figures.filter(|_| wanted != Wanted::Nothing) else {
                    return setter.set(None);
                };
                let tracing = Tracing::of((current.deal.clone(), &current.appraisal), &base.deal, drawn, &wanted);
                let done = Callback::from(move |curves| {
                    setter.set(Some((own.clone(), Traced(Rc::new((curves, current.clone()))))));
                });
                trace(tracing, &turn, done);
            }
        };
        *turn.borrow_mut() = Some(Timeout::new(REST, begin));
        move || drop(turn.borrow_mut().take())
    });
    // Under the name of another case they would be false.
    (*curves).clone().filter(|(of, _)| *of == case).map(|(_, traced)| traced)
}

/// A case, and how often another deal was opened before it.
type Case = (Open, u32);

/// The task that continues tracing; dropped if the curves are no longer wanted.
type Turn = Rc<RefCell<Option<Timeout>>>;

/// Traces for a short time, and continues in another task.
fn trace(mut tracing: Tracing, turn: &Turn, done: Callback<Curves>) {
    let watch = Stopwatch::start();
    while tracing.trace() {
        if watch.milliseconds() > MILLISECONDS {
            let next = {
                let turn = turn.clone();
                Timeout::new(0, move || trace(tracing, &turn, done))
            };
            turn.borrow_mut().replace(next);
            return;
        }
    }
    done.emit(tracing.curves());
}

/// The curve of one lever, and its effect in words.
pub(super) fn curve_of(lever: &Lever, label: &str, traced: &Traced) -> Option<(Html, Html)> {
    let (curves, answer) = &*traced.0;
    drawing(curves.of(&lever.path)?, lever, label, curves, answer)
}

/// The curve of the one field that was traced, and its effect in words.
pub(super) fn curve_of_field(path: &str, label: &str, traced: &Traced) -> Option<(Html, Html)> {
    let (curves, answer) = &*traced.0;
    let (lever, curve) = curves.with_lever(path)?;
    drawing(curve, lever, label, curves, answer)
}

fn drawing(curve: &Curve, lever: &Lever, label: &str, curves: &Curves, answer: &Answer) -> Option<(Html, Html)> {
    let drawn = curve.drawn;
    let now = curve.now?;
    // The ends of what is drawn: the range less the values that are not a valid deal.
    let (from, to) = (curve.points.first()?.lever, curve.points.last()?.lever);
    // A flat line would only look like a result.
    let drawing = if curve.has_no_effect {
        Html::default()
    } else {
        html! {
            <LeverCurve
                name={text::name(label, lever, curve, answer)}
                points={curve.points.clone()}
                {now}
                default={curve.kept}
                answers={curves.scale(drawn.measured())}
                from_text={text::end(lever, from)}
                to_text={text::end(lever, to)}
                paint={text::paint(drawn, |place| paint_of(&answer.deal, place))}
            />
        }
    };
    let (before, sum, after) = text::effect(lever, curve, answer);
    // An empty part would be a gap in the sentence.
    let effect = match sum.is_empty() {
        true => html! { <span class="lever__effect">{ before + &after }</span> },
        false => html! { <span class="lever__effect">{ before }<strong>{ sum }</strong>{ after }</span> },
    };
    Some((drawing, effect))
}

/// The list of results that can be drawn.
pub(super) fn choice_of_answer(drawn: Drawn, answer: &Answer, on_change: &Callback<Drawn>) -> Html {
    let choices = Drawn::choices(&answer.deal);
    let names = choices.iter().map(|drawn| text::answer_listed(*drawn, answer).into()).collect::<Vec<AttrValue>>();
    let place = choices.iter().position(|choice| *choice == drawn).unwrap_or_default();
    let on_change = on_change.reform(move |place: usize| choices.get(place).copied().unwrap_or_default());
    choice_by_place("answer-drawn", text::ANSWER_DRAWN, names.into_iter(), place, &on_change)
}
