//! The bar shown once the verdict is scrolled out of view.

use crate::browser::screen;
use crate::components::{Change, StickyBar, StickyFigure, sticky_bar};
use crate::outcome::Answer;
use crate::words::deal as sentences;
use crate::words::format::{change, count, millions};
use crate::words::page::{self as text, figures};
use crate::words::verdict as verdict_words;
use crate::workspace::Workspace;
use appraisal::compare::Differences;
use yew::prelude::*;

use super::changes;
use super::figures::state_of;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct StickyProps {
    pub(super) workspace: UseReducerHandle<Workspace>,
    pub(super) verdict: NodeRef,
}

/// The bar. It tracks whether it is shown itself, so that scrolling draws nothing else.
#[component]
pub(super) fn Sticky(props: &StickyProps) -> Html {
    let shown = use_passed(&props.verdict);
    let workspace = &props.workspace;
    let current = &workspace.current;
    let stale = workspace.is_stale();
    let (state, badge) = state_of(workspace);
    let scenario = text::paper_name(&workspace.papers);
    let badge_short = if stale { badge } else { sentences::badge_short(current.verdict.state) };
    sticky_bar(StickyBar {
        shown,
        scenario,
        state,
        badge,
        badge_short,
        sentence: verdict_words::sticky(current),
        sentence_short: verdict_words::sticky_short(current),
        figures: sticky_figures(&workspace.base, current, changes(workspace).as_ref()),
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

fn sticky_figures(base: &Answer, current: &Answer, changes: Option<&Differences>) -> Vec<StickyFigure> {
    let appraisal = &current.appraisal;
    let figure = |label: &'static str, value: String, change: Option<String>| StickyFigure {
        label: label.into(),
        value: value.into(),
        change: change.map(changed),
    };
    let (main, sum) = sentences::main_result(current);
    let (label, headroom) = verdict_words::price_headroom(&current.verdict);
    let headroom_change = || verdict_words::price_headroom_change(&current.verdict, &base.verdict);
    vec![
        figure(
            figures::HOMES,
            count(i64::from(appraisal.homes.planned)),
            changes.map(|changes| count_change(changes.homes)),
        ),
        figure(main, millions(sum.0), changes.map(|changes| change(sentences::main_change(current, changes).0))),
        figure(
            figures::PEAK,
            millions(appraisal.peak.funding.amount.0),
            changes.map(|changes| change(changes.peak_funding.0)),
        ),
        figure(label, headroom, changes.and_then(|_| headroom_change())),
    ]
}

/// A change in a count: "+10", "−250", "no change".
pub(super) fn count_change(change: i64) -> String {
    match change {
        0 => crate::words::NO_CHANGE.to_owned(),
        up if up > 0 => format!("+{}", count(up)),
        down => count(down),
    }
}
