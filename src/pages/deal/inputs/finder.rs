//! The box that finds any input, with the terms of the glossary that match.

use super::{Form, field};
use crate::announcer::REST_BEFORE_SAYING;
use crate::components::{Field as Box_, Keypad};
use crate::route::link_to_term;
use crate::search::{self, Found, Results};
use crate::words::inputs as text;
use crate::words::{about, glossary};
use appraisal::glossary::Term;
use gloo::timers::callback::Timeout;
use yew::prelude::*;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct FinderProps {
    pub(super) form: Form,
    /// What is looked for.
    pub(super) query: UseStateHandle<String>,
    /// Announces a text.
    pub(super) say: Callback<String>,
    /// Goes to the input, list or part at a path.
    pub(super) on_seek: Callback<String>,
}

/// The search box and its results.
#[component]
pub(super) fn Finder(props: &FinderProps) -> Html {
    let sought = props.query.clone();
    let is_searching = !sought.trim().is_empty();
    let results = search::find(props.form.workspace.document(), &sought);
    {
        let (say, said) = (props.say.clone(), summary(&results));
        // Not every key press is announced, nor what was found before another page was looked at.
        let is_first = use_mut_ref(|| true);
        use_effect_with((*sought).clone(), move |sought| {
            let is_there = !is_first.replace(false) && !sought.trim().is_empty();
            let rested = is_there.then(|| Timeout::new(REST_BEFORE_SAYING, move || say.emit(said)));
            move || drop(rested)
        });
    }
    let on_input = {
        let sought = sought.clone();
        Callback::from(move |typed| sought.set(typed))
    };
    let clear = {
        let sought = sought.clone();
        Callback::from(move |()| sought.set(String::new()))
    };
    html! {
        <div class="inputs__search" role="search">
            <Box_
                id="find-input"
                label={text::FIND}
                hint={Some(AttrValue::from(text::FIND_HINT))}
                value={(*sought).clone()}
                {on_input}
                on_escape={clear}
                keypad={Keypad::Text}
            />
            <div class="inputs__found">
                if is_searching {
                    <p>{ summary(&results) }</p>
                }
            </div>
            <div class="inputs__terms">
                if !results.terms.is_empty() {
                    <>
                        <h3 id="found-terms">{ glossary::FOUND }</h3>
                        <ul aria-labelledby="found-terms">{ for results.terms.iter().map(|found| term(found)) }</ul>
                    </>
                }
            </div>
            <div class="inputs__list">{ for results.inputs.iter().map(|found| found_input(props, found)) }</div>
        </div>
    }
}

fn summary(results: &Results) -> String {
    let places = results.inputs.iter().filter(|found| found.is_place).count();
    text::found(results.inputs.len() - places, places, results.terms.len(), search::MOST_FOUND)
}

/// A term, with the link to its place in the glossary.
fn term(term: &Term) -> Html {
    html! {
        <li key={term.id}>
            <a href={link_to_term(term)}>{ glossary::name(term) }</a>
            <span>{ " " }{ term.definition }</span>
        </li>
    }
}

/// An input under the names of its group and row, which screen readers read out on the way into it.
fn found_input(props: &FinderProps, found: &Found) -> Html {
    let path = &found.input.path;
    let within = text::within(&found.within);
    html! {
        <div class="inputs__one" role="group" aria-label={within.clone()} key={path.clone()}>
            <p class="inputs__within" aria-hidden="true">{ within }</p>
            <div>
                if found.is_place {
                    { place(props, found) }
                } else {
                    { field::input_field(&props.form, &found.input, "found-") }
                }
            </div>
        </div>
    }
}

/// The button that goes to a list or part. Its name says which: of each phase, one can be found.
fn place(props: &FinderProps, found: &Found) -> Html {
    let (on_seek, path) = (props.on_seek.clone(), found.input.path.clone());
    let label = found.input.field.label;
    html! {
        <p class="inputs__place">
            <button type="button" class="linklike" onclick={move |_| on_seek.emit(path.clone())}>
                { text::go_to(label) }<span class="visually-hidden">{ about(&text::within(&found.within)) }</span>
            </button>
        </p>
    }
}
