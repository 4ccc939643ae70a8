//! The bar at the top, and the one that follows once the verdict has left the screen.

use crate::browser::{address, clipboard, screen};
use crate::components::{Change, Sign, StickyBar, StickyFigure, icon, sticky_bar};
use crate::link;
use crate::outcome::Answer;
use crate::papers::Papers;
use crate::words::deal as sentences;
use crate::words::format::{change, count, decimal, millions, percent};
use crate::words::page::{self as text, figures};
use crate::workspace::Workspace;
use appraisal::compare::Differences;
use appraisal::verdict::Room;
use yew::prelude::*;

use super::changes;
use super::figures::state_of;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct BarProps {
    pub(super) papers: Papers,
    pub(super) say: Callback<String>,
}

/// The bar at the top.
#[component]
pub(super) fn Bar(props: &BarProps) -> Html {
    let opened = use_state_eq(|| false);
    let toggle = {
        let opened = opened.clone();
        move |_| opened.set(!*opened)
    };
    html! {
        <header class={classes!("bar", opened.then_some("bar--open"))}>
            <div class="bar__inner">
                <a class="brand" href="./">
                    <svg class="brand__mark" viewBox="0 0 30 20" aria-hidden="true" focusable="false">
                        <rect class="brand__land" x="0" y="0" width="20" height="20" rx="2" />
                        <rect class="brand__cash" x="10" y="0" width="20" height="20" rx="2" />
                        <rect class="brand__pot" x="10" y="0" width="10" height="20" />
                    </svg>
                    { text::PRODUCT }
                </a>
                <button type="button" class="button bar__menu" aria-expanded={opened.to_string()} aria-controls="actions" onclick={toggle}>
                    { text::MENU }
                </button>
                <div class="bar__actions" id="actions">
                    <button type="button" class="button" onclick={|_| screen::print()}>
                        { icon(Sign::Print) }{ text::PRINT }
                    </button>
                    <CopyLink papers={props.papers.clone()} say={props.say.clone()} />
                </div>
            </div>
        </header>
    }
}

/// Copies the link that holds the deal as it stands; where the browser does not allow it, shows the link in a box.
#[component]
fn CopyLink(props: &BarProps) -> Html {
    let copied = use_state_eq(|| None::<bool>);
    {
        let (papers, copied) = (props.papers.clone(), copied.setter());
        use_effect_with(papers, move |_| copied.set(None));
    }
    // Made only when it is wanted: packing a deal at every key press would cost more than working it out.
    let fragment = {
        let papers = props.papers.clone();
        move || link::fragment(&papers)
    };
    let onclick = {
        let (fragment, say, copied) = (fragment.clone(), props.say.clone(), copied.setter());
        move |_| {
            let (say, copied) = (say.clone(), copied.clone());
            let tell = Callback::from(move |done| {
                say.emit(if done { text::LINK_COPIED } else { text::LINK_NOT_COPIED }.to_owned());
                copied.set(Some(done));
            });
            // The address follows a change only once it has rested: what is copied must stand there too.
            let fragment = fragment();
            address::replace_fragment(&fragment);
            clipboard::copy(&address::with_fragment(&fragment), tell);
        }
    };
    html! {
        <>
            <button type="button" class="button button--filled" title={text::LINK_HOLDS_THE_DEAL} {onclick}>
                { icon(Sign::Link) }{ if *copied == Some(true) { text::LINK_COPIED } else { text::COPY_LINK } }
            </button>
            <span class="bar__link">
                if *copied == Some(false) {
                    <label for="link">{ text::COPY_THIS_LINK }</label>
                    <input id="link" class="field__input" readonly={true} value={address::with_fragment(&fragment())} />
                }
            </span>
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
pub(super) struct StickyProps {
    pub(super) workspace: UseReducerHandle<Workspace>,
    pub(super) verdict: NodeRef,
}

/// The bar that follows. It knows itself whether it is shown, so that scrolling draws nothing else.
#[component]
pub(super) fn Sticky(props: &StickyProps) -> Html {
    let shown = use_passed(&props.verdict);
    let workspace = &props.workspace;
    let current = &workspace.current;
    let stale = workspace.is_stale();
    let (state, badge) = state_of(workspace);
    let scenario = if workspace.changes().is_empty() { text::BASE_CASE } else { text::BASE_CASE_EDITED };
    let badge_short = if stale { badge } else { sentences::badge_short(current.verdict.state) };
    sticky_bar(StickyBar {
        shown,
        scenario,
        state,
        badge,
        badge_short,
        sentence: sentences::sticky(current),
        sentence_short: sentences::sticky_short(current),
        figures: sticky_figures(current, changes(workspace).as_ref()),
    })
}

/// Whether the verdict has been scrolled out above the screen.
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

/// What has become of a figure: nothing is said while the deal is as it was opened.
pub(super) fn changed(text: String) -> Change {
    let differs = text != crate::words::NO_CHANGE;
    Change { text: text.into(), differs }
}

fn sticky_figures(current: &Answer, changes: Option<&Differences>) -> Vec<StickyFigure> {
    let appraisal = &current.appraisal;
    let figure = |label: &'static str, value: String, change: Option<String>| StickyFigure {
        label: label.into(),
        value: value.into(),
        change: change.map(changed),
    };
    let surplus = if sentences::is_all_reinvested(current) { text::POT } else { figures::SURPLUS };
    let (label, room) = match current.verdict.prices {
        Room::CanMove(room) | Room::AtLeast(room) => (text::PRICES_CAN_FALL, percent(room)),
        Room::MustMove(room) => (text::PRICES_MUST_RISE, percent(room)),
        Room::NoMoveHelps => (text::PRICES_CAN_FALL, percent(0.0)),
    };
    vec![
        figure(
            figures::HOMES,
            count(i64::from(appraisal.homes.planned)),
            changes.map(|changes| count_change(changes.homes)),
        ),
        figure(surplus, millions(appraisal.value.surplus.0), changes.map(|changes| change(changes.surplus.0))),
        figure(
            figures::PEAK,
            millions(appraisal.peak.funding.amount.0),
            changes.map(|changes| change(changes.peak_funding.0)),
        ),
        figure(label, room, changes.and_then(|changes| changes.price_room).map(points)),
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

/// A change in a percentage: "−3.9 points".
fn points(change: f64) -> String {
    let text = decimal(change * 100.0, 1);
    match text.as_str() {
        "0.0" => crate::words::NO_CHANGE.to_owned(),
        _ if change > 0.0 => format!("+{text} points"),
        _ => format!("{text} points"),
    }
}
