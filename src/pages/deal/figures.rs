//! The verdict, the gauge and the headline figures.

use crate::components::{
    Change, HeadlineFigure, HeadroomGauge, HeadroomKind, HeadroomRow, Paint, Verdict, VerdictState, headline_figure,
    headroom_gauge, verdict,
};
use crate::outcome::{Answer, Outcome};
use crate::words::builds::{Builds, of_deal};
use crate::words::deal as sentences;
use crate::words::format::{count, decimal};
use crate::words::page::{self as text, figures};
use crate::words::scale::{MoneyScale, Places};
use crate::words::verdict as verdict_words;
use crate::words::{NONE, names};
use crate::workspace::{Figures, Workspace};
use appraisal::compare::differences;
use appraisal::jobs::{differ_by_cost_alone, is_same_work};
use appraisal::picture::funding;
use appraisal::verdict::{Headroom, State, TARGET_HEADROOM};
use appraisal::{PartnerResult, public_borne};
use yew::prelude::*;

use super::sticky::changed;
use super::{compared_with, paint_of};

/// The state to show and its word: that of the last complete result, unless an input has an error.
pub(super) fn state_of(workspace: &Workspace, current: &Answer) -> (VerdictState, &'static str) {
    if workspace.is_stale() {
        return (VerdictState::CannotSay, sentences::NOT_UP_TO_DATE);
    }
    let verdict = &current.verdict;
    (shown(verdict.state), sentences::badge(verdict))
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
pub(super) fn figures_panel(workspace: &Workspace, figures: &Figures, on_open: &Callback<String>) -> Html {
    let current = &figures.current;
    let stale = workspace.is_stale();
    html! {
        <div class={classes!("verdict-panel", stale.then_some("is-stale"))}>
            { verdict_of(workspace, current, verdict_words::verdict_second, gauge(current)) }
            <dl class="figures">{ headline_figures(current, compared_with(figures), on_open) }</dl>
            <div>
                if let Some(from) = text::changes_are_from(&workspace.cases).filter(|_| compared_with(figures).is_some()) {
                    <p class="verdict-panel__note">{ from }</p>
                }
            </div>
        </div>
    }
}

/// The verdict's first sentence and which the weak point is, without the gauge.
pub(super) fn compact_verdict(workspace: &Workspace, current: &Answer) -> Html {
    verdict_of(workspace, current, verdict_words::verdict_second_short, Html::default())
}

/// The verdict with a second sentence from the outcome; while an input has an error, it says that the figures are not up to
/// date.
fn verdict_of(workspace: &Workspace, current: &Answer, second: impl Fn(&Outcome) -> String, gauge: Html) -> Html {
    let (state, badge) = state_of(workspace, current);
    let (first, second) = match sentences::why_not_up_to_date(workspace) {
        Some(why) => (why, sentences::stale_second(workspace.figures_are_of_base()).to_owned()),
        None => (verdict_words::verdict_first(current), second(current)),
    };
    verdict(Verdict { state, badge, first, second, gauge })
}

/// Homes, jobs, surplus and peak funding.
pub(super) fn compact_figures(figures: &Figures, on_open: &Callback<String>) -> Html {
    let (current, was) = (&figures.current, compared_with(figures));
    html! {
        <>
            { output_figures(current, was, on_open) }
            { headline_figure(peak_figure(current, was, on_open)) }
        </>
    }
}

/// In place of the figures: the deal has errors and has never been worked out.
pub(super) fn no_figures(workspace: &Workspace) -> Html {
    let first = sentences::why_not_up_to_date(workspace).unwrap_or_default();
    let verdict = if first.is_empty() {
        Html::default()
    } else {
        let (state, badge, second) =
            (VerdictState::CannotSay, sentences::NO_FIGURES, sentences::NO_FIGURES_YET.to_owned());
        verdict(Verdict { state, badge, first, second, gauge: Html::default() })
    };
    html! { <div class="verdict-panel">{ verdict }</div> }
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

fn headline_figures(current: &Answer, was: Option<&Answer>, on_open: &Callback<String>) -> Html {
    html! {
        <>
            { output_figures(current, was, on_open) }
            { partner_figures(current, was, on_open) }
            { headline_figure(peak_figure(current, was, on_open)) }
            { headline_figure(public_figure(current, was, on_open)) }
        </>
    }
}

fn output_figures(current: &Answer, was: Option<&Answer>, on_open: &Callback<String>) -> Html {
    let appraisal = &current.appraisal;
    let jobs = &appraisal.jobs;
    let is_of_plots = of_deal(&current.deal) == Builds::Plots;
    let built = if is_of_plots { plots_figure(current, was, on_open) } else { homes_figure(current, was, on_open) };
    let work = HeadlineFigure {
        label: figures::JOBS.into(),
        value: decimal(jobs.a_year, 0).into(),
        unit: figures::A_YEAR,
        context: text::jobs_context(jobs, current.deal.year_basis).into(),
        change: was.map(|was| jobs_change(current, was)),
        on_open: Some(opens(on_open, "jobs/a_year")),
        ..HeadlineFigure::default()
    };
    html! { <>{ headline_figure(built) }{ headline_figure(work) }{ surplus_figure(current, was, on_open) }</> }
}

fn homes_figure(current: &Answer, was: Option<&Answer>, on_open: &Callback<String>) -> HeadlineFigure {
    let homes = &current.appraisal.homes;
    let changes = was.map(|was| differences(&was.appraisal, &current.appraisal));
    HeadlineFigure {
        label: figures::HOMES.into(),
        value: count(i64::from(homes.planned)).into(),
        context: text::affordable(homes.affordable, current.picture.affordable_share).into(),
        change: changes.map(|changes| changed(text::homes_change(changes.homes, changes.affordable))),
        on_open: Some(opens(on_open, "homes/planned")),
        ..HeadlineFigure::default()
    }
}

/// The plots of a deal that builds no homes.
fn plots_figure(current: &Answer, was: Option<&Answer>, on_open: &Callback<String>) -> HeadlineFigure {
    let plots = |answer: &Answer| i64::from(answer.appraisal.homes.plots);
    HeadlineFigure {
        label: figures::PLOTS.into(),
        value: count(plots(current)).into(),
        context: figures::NO_HOMES.into(),
        change: was.map(|was| changed(text::homes_change(plots(current) - plots(was), 0))),
        on_open: Some(opens(on_open, "homes/plots")),
        ..HeadlineFigure::default()
    }
}

/// The change in jobs, and whether only the cost of the same work changed, or the years that it is averaged over.
fn jobs_change(current: &Answer, was: &Answer) -> Change {
    let (now, before) = (current.appraisal.jobs.a_year, was.appraisal.jobs.a_year);
    let change = Places(0).change(now, before);
    if differ_by_cost_alone(&current.appraisal, &was.appraisal) {
        changed(text::jobs_by_cost(change))
    } else if is_same_work(&current.appraisal, &was.appraisal) {
        changed(text::jobs_over_other_years(change))
    } else {
        changed(change)
    }
}

fn surplus_figure(current: &Answer, was: Option<&Answer>, on_open: &Callback<String>) -> Html {
    let (appraisal, deal) = (&current.appraisal, &current.deal);
    let all = sentences::is_all_reinvested(current);
    let (sum, earlier) = sentences::main_sums(current, was.map(|was| &**was));
    let (value, change) = MoneyScale::beside_earlier(sum, earlier);
    let pot = sentences::reinvested_sums(current, was.map(|was| &**was));
    let pot_change = pot.and_then(|(now, was)| MoneyScale::beside_earlier(now, was).1);
    let rate = deal.partners.first().map_or(0.0, |partner| partner.discount_rate_percent);
    let context = if all {
        text::worth(appraisal.pot.present_value.0, rate)
    } else {
        text::of_it_reinvested(appraisal.pot.total.0)
    };
    headline_figure(HeadlineFigure {
        label: sentences::main_result(current).into(),
        value: value.into(),
        context: context.into(),
        paint: Some(Paint::Pot),
        change: change.map(|change| changed(text::surplus_change(change, pot_change))),
        on_open: Some(opens(on_open, if all { "pot/total" } else { "value/surplus" })),
        ..HeadlineFigure::default()
    })
}

/// The first two partners; the table below has all.
fn partner_figures(current: &Answer, was: Option<&Answer>, on_open: &Callback<String>) -> Html {
    let (appraisal, deal) = (&current.appraisal, &current.deal);
    let changes = was.map(|was| differences(&was.appraisal, appraisal));
    let figure = |(place, partner): (usize, &appraisal::deal::Partner)| {
        let result = appraisal.partners.get(place)?;
        let before = was.and_then(|was| was.appraisal.partners.get(place));
        let own_was = before.map(|own| own.received.0);
        let repaid = [before, Some(result)].map(|own| own.and_then(PartnerResult::is_repaid));
        let months = changes.as_ref().and_then(|changes| changes.last_receipts.get(place).copied().flatten());
        let (value, change) = MoneyScale::beside_earlier(result.received.0, own_was);
        let put_in = [before.unwrap_or(result), result].map(|own| own.put_in().0);
        let change = change.map(|sum| changed(text::received_change(sum, put_in, months.unwrap_or(0), repaid)));
        let by = result.last_receipt_k.map(|k| sentences::long_time_point(appraisal, k));
        Some(headline_figure(HeadlineFigure {
            label: names::gets_back(&partner.short_name).into(),
            value: value.into(),
            context: text::for_what_it_put_in(
                result.land_in.0,
                result.cash_in.0,
                by.as_deref(),
                repaid[1] != Some(false),
            )
            .into(),
            paint: Some(paint_of(deal, place)),
            change,
            on_open: Some(opens(on_open, &format!("partner/{}/received", partner.id))),
            ..HeadlineFigure::default()
        }))
    };
    html! { <>{ for deal.partners.iter().enumerate().take(2).filter_map(figure) }</> }
}

fn peak_figure(current: &Answer, was: Option<&Answer>, on_open: &Callback<String>) -> HeadlineFigure {
    let appraisal = &current.appraisal;
    let peak = &appraisal.peak;
    let when = sentences::at_peak(appraisal, peak.funding.k, peak.funding.recurs_in(&funding(&appraisal.cash)));
    let short = appraisal.shortfall.as_ref().map_or(0, |short| short.deepest.amount.0);
    let (value, change) =
        MoneyScale::beside_earlier(peak.funding.amount.0, was.map(|was| was.appraisal.peak.funding.amount.0));
    HeadlineFigure {
        label: figures::PEAK.into(),
        value: value.into(),
        context: text::peak_context(&when, peak.partners_cash.0, peak.loans.0, short).into(),
        change: change.map(changed),
        on_open: Some(opens(on_open, "peak_funding")),
        ..HeadlineFigure::default()
    }
}

fn public_figure(current: &Answer, was: Option<&Answer>, on_open: &Callback<String>) -> HeadlineFigure {
    let appraisal = &current.appraisal;
    let public = &appraisal.public_money;
    let (loans, unpaid) = public_borne(&current.checked, appraisal);
    let cash = public.cash + public.grant;
    let context =
        text::public_context(cash.0, of_deal(&current.deal), appraisal.homes.completed, loans.amount.0, unpaid.0);
    let own_was = was.and_then(|was| was.appraisal.public_money.cash_per_home).map(|sum| sum.0);
    let (value, change) =
        public.cash_per_home.map_or_else(|| (NONE.to_owned(), None), |sum| MoneyScale::beside_earlier(sum.0, own_was));
    HeadlineFigure {
        label: figures::PUBLIC.into(),
        value: value.into(),
        context: context.into(),
        change: change.map(changed),
        on_open: Some(opens(on_open, "public_money/cash_per_home")),
        ..HeadlineFigure::default()
    }
}

/// Opens the calculation of a figure.
fn opens(on_open: &Callback<String>, figure: &str) -> Callback<()> {
    let figure = figure.to_owned();
    on_open.reform(move |()| figure.clone())
}
