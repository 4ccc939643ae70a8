//! The verdict, the gauge and the headline figures.

use crate::components::{HeadlineFigure, RoomGauge, RoomKind, RoomRow, Verdict, VerdictState};
use crate::words::deal as sentences;
use crate::words::format::{change, count, decimal, millions};
use crate::words::page::{self as text, figures};
use crate::words::{NONE, capitalised};
use crate::workspace::{Answer, Workspace};
use appraisal::compare::Differences;
use appraisal::verdict::{Room, STANDARD_ROOM, State};
use yew::prelude::*;

use super::bar::{changed, count_change};
use super::{changes, paint_of};
use crate::components::Paint;

#[derive(Clone, PartialEq, Properties)]
pub(super) struct FiguresProps {
    pub(super) workspace: UseReducerHandle<Workspace>,
}

/// The state to show and its word: that of the last whole answer, unless a box holds a fault.
pub(super) fn state_of(workspace: &Workspace) -> (VerdictState, &'static str) {
    if workspace.is_stale() {
        return (VerdictState::CannotSay, sentences::NOT_UP_TO_DATE);
    }
    let state = workspace.current.verdict.state;
    let shown = match state {
        State::Works => VerdictState::Works,
        State::WorksWithWeakPoint => VerdictState::WorksWithWeakPoint,
        State::Tight => VerdictState::Tight,
        State::FallsShort => VerdictState::FallsShort,
    };
    (shown, sentences::badge(state))
}

/// The verdict with its gauge, and the headline figures under it.
#[component]
pub(super) fn Figures(props: &FiguresProps) -> Html {
    let workspace = &props.workspace;
    let current = &workspace.current;
    let stale = workspace.is_stale();
    let (state, badge) = state_of(workspace);
    let (first, second) = if stale {
        (sentences::stale_first(workspace.faults().len()), sentences::STALE_SECOND.to_owned())
    } else {
        (sentences::verdict_first(current), sentences::verdict_second(current))
    };
    html! {
        <div class={classes!("verdict-panel", stale.then_some("is-stale"))}>
            <Verdict {state} {badge} {first} {second}>{ gauge(current) }</Verdict>
            <dl class="figures">{ headline_figures(current, changes(workspace).as_ref()) }</dl>
        </div>
    }
}

fn gauge(current: &Answer) -> Html {
    let verdict = &current.verdict;
    let missing = |room: Room| matches!(room, Room::MustMove(_) | Room::NoMoveHelps);
    let turned = missing(verdict.prices) || missing(verdict.costs);
    let row = |label: &'static str, room: Room, falls: bool| {
        let (size, kind) = match room {
            Room::CanMove(size) | Room::AtLeast(size) if size >= STANDARD_ROOM => (size, RoomKind::Enough),
            Room::CanMove(size) | Room::AtLeast(size) => (size, RoomKind::Little),
            Room::MustMove(size) => (size, RoomKind::Missing),
            Room::NoMoveHelps => (appraisal::verdict::MOST_ROOM, RoomKind::Missing),
        };
        RoomRow { label: label.into(), text: text::room(room, falls).into(), room: size, kind }
    };
    let (title, prices, costs) = if turned {
        let title = if sentences::is_only_short_of_cash(current) { text::TO_FUND } else { text::TO_REPAY };
        (title, text::PRICES_MUST_RISE, text::COSTS_MUST_FALL)
    } else {
        (text::BEFORE_LOSS, text::PRICES_CAN_FALL, text::COSTS_CAN_RISE)
    };
    html! {
        <RoomGauge
            {title}
            rows={vec![row(prices, verdict.prices, true), row(costs, verdict.costs, false)]}
            test={STANDARD_ROOM}
            test_text={text::standard_test(STANDARD_ROOM)}
        />
    }
}

fn headline_figures(current: &Answer, changes: Option<&Differences>) -> Html {
    html! {
        <>
            { output_figures(current, changes) }
            { partner_figures(current, changes) }
            { funding_figures(current, changes) }
        </>
    }
}

fn output_figures(current: &Answer, changes: Option<&Differences>) -> Html {
    let appraisal = &current.appraisal;
    let (homes, jobs) = (&appraisal.homes, &appraisal.jobs);
    html! {
        <>
            <HeadlineFigure
                label={figures::HOMES}
                value={count(i64::from(homes.planned))}
                context={text::affordable(homes.affordable, current.picture.affordable_share)}
                change={changes.map(|changes| changed(count_change(changes.homes)))}
            />
            <HeadlineFigure
                label={figures::JOBS}
                value={decimal(jobs.a_year, 0)}
                unit={figures::A_YEAR}
                context={text::jobs_context(jobs.net_a_year, jobs.low_a_year, jobs.years_of_work)}
                change={changes.map(|changes| changed(count_change(changes.jobs_a_year.round() as i64)))}
            />
            { surplus_figure(current, changes) }
        </>
    }
}

fn surplus_figure(current: &Answer, changes: Option<&Differences>) -> Html {
    let (appraisal, deal) = (&current.appraisal, &current.deal);
    let all = sentences::is_all_reinvested(current);
    let rate = deal.partners.first().map_or(0.0, |partner| partner.discount_rate_percent);
    let context = if all {
        text::worth(appraisal.pot.present_value.0, rate)
    } else {
        text::of_it_reinvested(appraisal.pot.total.0)
    };
    html! {
        <HeadlineFigure
            label={if all { text::POT } else { figures::SURPLUS }}
            value={millions(appraisal.value.surplus.0)}
            {context}
            paint={Paint::Pot}
            change={changes.map(|changes| changed(change(changes.surplus.0)))}
        />
    }
}

/// The first two partners; the table below has them all.
fn partner_figures(current: &Answer, changes: Option<&Differences>) -> Html {
    let (appraisal, deal) = (&current.appraisal, &current.deal);
    let figure = |(place, partner): (usize, &appraisal::deal::Partner)| {
        let result = appraisal.partners.get(place)?;
        let by = result.last_receipt_k.map(|k| sentences::long_month_of(appraisal, k));
        let change = changes.and_then(|changes| changes.received.get(place)).map(|sum| changed(change(sum.0)));
        Some(html! {
            <HeadlineFigure
                key={partner.id.clone()}
                label={text::gets_back(&capitalised(&partner.short_name))}
                value={millions(result.received.0)}
                context={text::for_what_it_put_in(result.land_in.0, result.cash_in.0, by.as_deref())}
                paint={paint_of(deal, place)}
                {change}
            />
        })
    };
    html! { <>{ for deal.partners.iter().enumerate().take(2).filter_map(figure) }</> }
}

fn funding_figures(current: &Answer, changes: Option<&Differences>) -> Html {
    let appraisal = &current.appraisal;
    let (peak, public) = (&appraisal.peak, &appraisal.public_money);
    let month = sentences::long_month_of(appraisal, peak.funding.k);
    html! {
        <>
            <HeadlineFigure
                label={figures::PEAK}
                value={millions(peak.funding.amount.0)}
                context={text::peak_context(&month, peak.partners_cash.0, peak.loans.0)}
                change={changes.map(|changes| changed(change(changes.peak_funding.0)))}
            />
            <HeadlineFigure
                label={figures::PUBLIC}
                value={public.cash_per_home.map_or_else(|| NONE.to_owned(), |sum| millions(sum.0))}
                context={text::public_context(public.cash.0, appraisal.homes.completed)}
                change={changes.and_then(|changes| changes.public_cash_per_home).map(|sum| changed(change(sum.0)))}
            />
        </>
    }
}
