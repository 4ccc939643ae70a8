//! Which cases are compared, with which one, and what the table shows.

use super::Case;
use crate::components::{Ticks, choice_by_place};
use crate::scenarios::Open;
use crate::words::compare as text;
use std::rc::Rc;
use yew::prelude::*;

/// From this number of cases the table has the full width, and at first shows only the rows that differ.
pub(super) const MANY: usize = 4;

const ONLY_DIFFERENT: &str = "only";
const SHOW_CHANGES: &str = "changes";

/// The user's choices.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Choices {
    /// The case that the others are compared with.
    base: Open,
    /// The cases without a column.
    hidden: Vec<Open>,
    /// The ticks of what the table shows; `None` until the user changes one.
    ticked: Option<Rc<[String]>>,
}

/// What the table shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shows {
    pub(super) only_different: bool,
    pub(super) changes: bool,
}

impl Choices {
    /// The chosen cases; the first is the one they are compared with. A chosen case may have been deleted since.
    pub(super) fn of(&self, all: &[Case]) -> Vec<Case> {
        let base = all.iter().find(|case| case.open == self.base).or(all.first());
        let is_base = |case: &&Case| base.is_some_and(|base| base.open == case.open);
        let others = all.iter().filter(|case| !is_base(case) && !self.hidden.contains(&case.open));
        base.into_iter().chain(others).cloned().collect()
    }

    /// Whether the same cases are compared with the same one.
    pub(super) fn compares_like(&self, other: &Self) -> bool {
        (&self.base, &self.hidden) == (&other.base, &other.hidden)
    }

    pub(super) fn shows(&self, cases: usize) -> Shows {
        let is_ticked = |name: &str, from_the_start: bool| {
            self.ticked.as_ref().map_or(from_the_start, |ticked| ticked.iter().any(|own| own == name))
        };
        Shows { only_different: is_ticked(ONLY_DIFFERENT, cases >= MANY), changes: is_ticked(SHOW_CHANGES, true) }
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct ChoosingProps {
    /// Every case.
    pub(super) all: Rc<Vec<Case>>,
    pub(super) choices: UseStateHandle<Choices>,
    pub(super) shows: Shows,
}

/// The list and the ticks above the table.
#[component]
pub(super) fn Choosing(props: &ChoosingProps) -> Html {
    let (all, choices) = (&props.all, &props.choices);
    let base = all.iter().position(|case| case.open == choices.base).unwrap_or(0);
    let on_base = {
        let (all, choices) = (all.clone(), choices.clone());
        Callback::from(move |place: usize| {
            let base = all.get(place).and_then(|case| case.open.clone());
            choices.set(Choices { base, ..(*choices).clone() });
        })
    };
    let names = all.iter().map(|case| case.name.clone().into());
    html! {
        <div class="compare__options">
            { choice_by_place("compare-with", text::COMPARE_WITH, names, base, &on_base) }
            <div>
                if all.len() > 2 {
                    { columns(all, choices, base) }
                }
            </div>
            { shown(props) }
        </div>
    }
}

/// The ticks of the columns, by their indices; the case compared with always has a column.
fn columns(all: &Rc<Vec<Case>>, choices: &UseStateHandle<Choices>, base: usize) -> Html {
    let others = || all.iter().enumerate().filter(|(place, _)| *place != base);
    let items: Vec<_> = others().map(|(place, case)| (place.to_string(), case.name.clone())).collect();
    let is_shown = |(_, case): &(usize, &Case)| !choices.hidden.contains(&case.open);
    let ticked: Rc<[String]> = others().filter(is_shown).map(|(place, _)| place.to_string()).collect();
    let on_change = {
        let (all, choices) = (all.clone(), choices.clone());
        Callback::from(move |ticked: Vec<String>| {
            let is_hidden = |(place, _): &(usize, &Case)| *place != base && !ticked.contains(&place.to_string());
            let hidden = all.iter().enumerate().filter(is_hidden).map(|(_, case)| case.open.clone()).collect();
            choices.set(Choices { hidden, ..(*choices).clone() });
        })
    };
    html! { <Ticks id="compare-columns" label={text::COLUMNS} {items} {ticked} {on_change} /> }
}

fn shown(props: &ChoosingProps) -> Html {
    let Shows { only_different, changes } = props.shows;
    let names = [(ONLY_DIFFERENT, text::ONLY_DIFFERENT, only_different), (SHOW_CHANGES, text::SHOW_CHANGES, changes)];
    let items: Vec<_> = names.iter().map(|(name, label, _)| ((*name).to_owned(), (*label).to_owned())).collect();
    let ticked: Rc<[String]> =
        names.iter().filter(|(_, _, is_on)| *is_on).map(|(name, ..)| (*name).to_owned()).collect();
    let choices = props.choices.clone();
    let on_change = Callback::from(move |names: Vec<String>| {
        choices.set(Choices { ticked: Some(names.into()), ..(*choices).clone() });
    });
    html! { <Ticks id="compare-show" label={text::SHOW} {items} {ticked} {on_change} /> }
}
