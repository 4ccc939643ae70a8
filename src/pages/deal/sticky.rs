//! The bar shown once the verdict is scrolled out of view.

use crate::browser::screen;
use crate::components::{Change, StickyBar, StickyFigure, sticky_bar};
use crate::outcome::Answer;
use crate::words::deal as sentences;
use crate::words::format::count;
use crate::words::page::{self as text, figures};
use crate::words::scale::MoneyScale;
use crate::words::verdict as verdict_words;
use crate::workspace::{Figures, Workspace};
use appraisal::compare::differences;
use yew::prelude::*;

use super::compared_with;
use super::figures::state_of;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct StickyProps {
    pub(super) workspace: UseReducerHandle<Workspace>,
    pub(super) figures: Figures,
    pub(super) verdict: NodeRef,
}

/// The bar. It tracks whether it is shown itself, so that scrolling draws nothing else.
#[component]
pub(super) fn Sticky(props: &StickyProps) -> Html {
    let shown = use_passed(&props.verdict);
    let workspace = &props.workspace;
    let current = &props.figures.current;
    let (state, badge) = state_of(workspace, current);
    let scenario = text::case_name(&workspace.cases);
    let (sentence, sentence_short) = match sentences::why_not_up_to_date(workspace) {
        Some(why) => (why.clone(), why),
        None => (verdict_words::sticky(current), verdict_words::sticky_short(current)),
    };
    sticky_bar(StickyBar {
        shown,
        scenario,
        state,
        badge,
        sentence,
        sentence_short,
        figures: sticky_figures(current, compared_with(&props.figures)),
    })
}

/// Whether the verdict is scrolled off the top of the screen.
#[hook]
fn use_passed(verdict: &NodeRef) -> bool {
    let passed = use_state_eq(|| false);
    let (verdict, setter) = (verdict.clone(), passed.setter());
    use_effect_with((), move |()| {
        let call = Callback::from(move |passed| setter.set(passed));
        let watch = screen::watch_leaving(&verdict, call);
        move || drop(watch)
    });
    *passed
}

/// The change of a figure; none while the deal equals the baseline.
pub(super) fn changed(text: String) -> Change {
    let differs = text != crate::words::NO_CHANGE;
    Change { text: text.into(), differs }
}

fn sticky_figures(current: &Answer, was: Option<&Answer>) -> Vec<StickyFigure> {
    let appraisal = &current.appraisal;
    let figure = |label: &'static str, (value, change): (String, Option<String>)| StickyFigure {
        label: label.into(),
        value: value.into(),
        change: change.map(changed),
    };
    let (label, headroom) = verdict_words::price_headroom(&current.verdict);
    let headroom_change = was.and_then(|was| verdict_words::price_headroom_change(&current.verdict, &was.verdict));
    let homes_change = was.map(|was| count_change(differences(&was.appraisal, appraisal).homes));
    let (main, main_was) = sentences::main_sums(current, was.map(|was| &**was));
    let peak = |answer: &Answer| answer.appraisal.peak.funding.amount.0;
    vec![
        figure(figures::HOMES, (count(i64::from(appraisal.homes.planned)), homes_change)),
        figure(sentences::main_result(current), MoneyScale::beside(main, main_was)),
        figure(figures::PEAK, MoneyScale::beside(peak(current), was.map(peak))),
        figure(label, (headroom, headroom_change)),
    ]
}

/// A change in a count: "+10", "−250", "no change".
fn count_change(change: i64) -> String {
    match change {
        0 => crate::words::NO_CHANGE.to_owned(),
        up if up > 0 => format!("+{}", count(up)),
        down => count(down),
    }
}
