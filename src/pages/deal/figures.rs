//! The verdict, the gauge and the headline figures.

use crate::components::{
    Change, HeadlineFigure, HeadroomGauge, HeadroomKind, HeadroomRow, Paint, Verdict, VerdictState, headline_figure,
    headroom_gauge, verdict,
};
use crate::outcome::{Answer, Outcome};
use crate::words::deal as sentences;
use crate::words::format::{change, count, decimal, millions};
use crate::words::page::{self as text, figures};
use crate::words::verdict as verdict_words;
use crate::words::{NONE, names};
use crate::workspace::Workspace;
use appraisal::compare::Differences;
use appraisal::jobs::differ_by_cost_alone;
use appraisal::public_borne;
use appraisal::verdict::{Headroom, State, TARGET_HEADROOM};
use yew::prelude::*;

use super::sticky::{changed, count_change};
use super::{changes, paint_of};

/// The state to show and its word: that of the last complete result, unless an input has an error.
pub(super) fn state_of(workspace: &Workspace) -> (VerdictState, &'static str) {
    if workspace.is_stale() {
        return (VerdictState::CannotSay, sentences::NOT_UP_TO_DATE);
    }
    let state = workspace.current.verdict.state;
    (shown(state), sentences::badge(state))
}

/// The state as it is shown.
pub(in crate::pages) const fn shown(state: State) -> VerdictState {
    match state {
        State::Works => VerdictState::Works,
        State::WorksWithWeakPoint => VerdictState::WorksWithWeakPoint,
        State::Tight => VerdictState::Tight,
        State::FallsShort => VerdictState::FallsShort,
    }
}

/// The verdict with its gauge, and the headline figures under it.
pub(super) fn figures_panel(workspace: &Workspace, on_open: &Callback<String>) -> Html {
    let current = &workspace.current;
    let stale = workspace.is_stale();
    html! {
        <div class={classes!("verdict-panel", stale.then_some("is-stale"))}>
            { verdict_of(workspace, verdict_words::verdict_second, gauge(current)) }
            <dl class="figures">{ headline_figures(workspace, changes(workspace).as_ref(), on_open) }</dl>
        </div>
    }
}

/// The verdict's first sentence and which the weak point is, without the gauge.
pub(super) fn compact_verdict(workspace: &Workspace) -> Html {
    verdict_of(workspace, verdict_words::verdict_second_short, Html::default())
}

/// The verdict with a second sentence from the outcome; while an input has an error, it says that the figures are not up to
/// date.
fn verdict_of(workspace: &Workspace, second: impl Fn(&Outcome) -> String, gauge: Html) -> Html {
    let (state, badge) = state_of(workspace);
    let current = &workspace.current;
    let (first, second) = if workspace.is_stale() {
        let waiting = workspace.waits_for().map(|path| sentences::waiting_first(&path));
        let first = waiting.unwrap_or_else(|| sentences::stale_first(workspace.faults().len()));
        (first, sentences::stale_second(workspace.figures_are_of_base()).to_owned())
    } else {
        (verdict_words::verdict_first(current), second(current))
    };
    verdict(Verdict { state, badge, first, second, gauge })
}

/// Homes, jobs, surplus and peak funding.
pub(super) fn compact_figures(workspace: &Workspace, on_open: &Callback<String>) -> Html {
    let (current, changes) = (&workspace.current, changes(workspace));
    html! {
        <>
            { output_figures(workspace, changes.as_ref(), on_open) }
            { headline_figure(peak_figure(current, changes.as_ref(), on_open)) }
        </>
    }
}

fn gauge(current: &Answer) -> Html {
    let verdict = &current.verdict;
    let row = |((label, text), headroom): ((&'static str, String), Headroom)| {
        let kind = match headroom {
            _ if headroom.is_at_least(TARGET_HEADROOM) => HeadroomKind::Enough,
            _ if headroom.is_there() => HeadroomKind::Little,
            _ => HeadroomKind::Missing,
        };
        HeadroomRow { label: label.into(), text: text.into(), size: headroom.signed().abs(), kind }
    };
    let rows = verdict_words::gauge(verdict).into_iter().zip([verdict.prices, verdict.costs]).map(row);
    headroom_gauge(&HeadroomGauge {
        title: verdict_words::headroom_title(current).into(),
        rows: rows.collect(),
        target: verdict_words::target(verdict).map(|text| (TARGET_HEADROOM, text.into())),
    })
}

fn headline_figures(workspace: &Workspace, changes: Option<&Differences>, on_open: &Callback<String>) -> Html {
    let current = &workspace.current;
    html! {
        <>
            { output_figures(workspace, changes, on_open) }
            { partner_figures(current, changes, on_open) }
            { headline_figure(peak_figure(current, changes, on_open)) }
            { headline_figure(public_figure(current, changes, on_open)) }
        </>
    }
}

fn output_figures(workspace: &Workspace, changes: Option<&Differences>, on_open: &Callback<String>) -> Html {
    let current = &workspace.current;
    let appraisal = &current.appraisal;
    let (homes, jobs) = (&appraisal.homes, &appraisal.jobs);
    let planned = HeadlineFigure {
        label: figures::HOMES.into(),
        value: count(i64::from(homes.planned)).into(),
        context: text::affordable(homes.affordable, current.picture.affordable_share).into(),
        change: changes.map(|changes| changed(text::homes_change(changes.homes, changes.affordable))),
        on_open: Some(opens(on_open, "homes/planned")),
        ..HeadlineFigure::default()
    };
    let work = HeadlineFigure {
        label: figures::JOBS.into(),
        value: decimal(jobs.a_year, 0).into(),
        unit: figures::A_YEAR,
        context: text::jobs_context(jobs, current.deal.year_basis).into(),
        change: changes.map(|changes| jobs_change(workspace, changes)),
        on_open: Some(opens(on_open, "jobs/a_year")),
        ..HeadlineFigure::default()
    };
    html! { <>{ headline_figure(planned) }{ headline_figure(work) }{ surplus_figure(current, changes, on_open) }</> }
}

/// The change in jobs, and whether only the cost of the same work changed.
fn jobs_change(workspace: &Workspace, changes: &Differences) -> Change {
    let jobs = changes.jobs_a_year.round() as i64;
    let text = if differ_by_cost_alone(&workspace.current.appraisal, &workspace.base.appraisal) {
        text::jobs_by_cost(jobs, count_change(jobs))
    } else {
        count_change(jobs)
    };
    changed(text)
}

fn surplus_figure(current: &Answer, changes: Option<&Differences>, on_open: &Callback<String>) -> Html {
    let (appraisal, deal) = (&current.appraisal, &current.deal);
    let all = sentences::is_all_reinvested(current);
    let (label, sum) = sentences::main_result(current);
    let rate = deal.partners.first().map_or(0.0, |partner| partner.discount_rate_percent);
    let context = if all {
        text::worth(appraisal.pot.present_value.0, rate)
    } else {
        text::of_it_reinvested(appraisal.pot.total.0)
    };
    headline_figure(HeadlineFigure {
        label: label.into(),
        value: millions(sum.0).into(),
        context: context.into(),
        paint: Some(Paint::Pot),
        change: changes.map(|changes| changed(change(sentences::main_change(current, changes).0))),
        on_open: Some(opens(on_open, if all { "pot/total" } else { "value/surplus" })),
        ..HeadlineFigure::default()
    })
}

/// The first two partners; the table below has all.
fn partner_figures(current: &Answer, changes: Option<&Differences>, on_open: &Callback<String>) -> Html {
    let (appraisal, deal) = (&current.appraisal, &current.deal);
    let figure = |(place, partner): (usize, &appraisal::deal::Partner)| {
        let result = appraisal.partners.get(place)?;
        let by = result.last_receipt_k.map(|k| sentences::long_time_point(appraisal, k));
        let change = changes.and_then(|changes| changes.received.get(place)).map(|sum| changed(change(sum.0)));
        Some(headline_figure(HeadlineFigure {
            label: names::gets_back(&partner.short_name).into(),
            value: millions(result.received.0).into(),
            context: text::for_what_it_put_in(result.land_in.0, result.cash_in.0, by.as_deref()).into(),
            paint: Some(paint_of(deal, place)),
            change,
            on_open: Some(opens(on_open, &format!("partner/{}/received", partner.id))),
            ..HeadlineFigure::default()
        }))
    };
    html! { <>{ for deal.partners.iter().enumerate().take(2).filter_map(figure) }</> }
}

fn peak_figure(current: &Answer, changes: Option<&Differences>, on_open: &Callback<String>) -> HeadlineFigure {
    let appraisal = &current.appraisal;
    let peak = &appraisal.peak;
    let when = sentences::at_time_point(appraisal, peak.funding.k);
    HeadlineFigure {
        label: figures::PEAK.into(),
        value: millions(peak.funding.amount.0).into(),
        context: text::peak_context(&when, peak.partners_cash.0, peak.loans.0).into(),
        change: changes.map(|changes| changed(change(changes.peak_funding.0))),
        on_open: Some(opens(on_open, "peak_funding")),
        ..HeadlineFigure::default()
    }
}

fn public_figure(current: &Answer, changes: Option<&Differences>, on_open: &Callback<String>) -> HeadlineFigure {
    let appraisal = &current.appraisal;
    let public = &appraisal.public_money;
    let (loans, unpaid) = public_borne(&current.checked, appraisal);
    let cash = public.cash + public.grant;
    let context = text::public_context(cash.0, appraisal.homes.completed, loans.amount.0, unpaid.0);
    HeadlineFigure {
        label: figures::PUBLIC.into(),
        value: public.cash_per_home.map_or_else(|| NONE.to_owned(), |sum| millions(sum.0)).into(),
        context: context.into(),
        change: changes.and_then(|changes| changes.public_cash_per_home).map(|sum| changed(change(sum.0))),
        on_open: Some(opens(on_open, "public_money/cash_per_home")),
        ..HeadlineFigure::default()
    }
}

/// Opens the calculation of a figure.
fn opens(on_open: &Callback<String>, figure: &str) -> Callback<()> {
    let figure = figure.to_owned();
    on_open.reform(move |()| figure.clone())
}
