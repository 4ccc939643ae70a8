//! The verdict in words: its two sentences, the headroom beside them, and the short form for the bar.

mod headroom;
mod losses;
mod shortfall;
mod standard_tests;

pub use headroom::{cost_headroom, gauge, headroom, headroom_title, price_headroom, price_headroom_change, target};

use super::builds::{self, Builds};
use super::deal::{long_month, long_time_point};
use super::format::{count, percent};
use super::names::{named, owner, verb};
use super::scale::MoneyScale;
use super::{capitalised, listed};
use crate::outcome::Outcome;
use appraisal::deal::{Deal, Partner};
use appraisal::verdict::{Failure, Headroom, State, TestResult};
use appraisal::{PartnerResult, Pence, sole_partner};
use headroom::{SMALLEST, fails, is_nothing};
pub use losses::{are_heavy_as_entered, heavier_losses, heavy_losses, heavy_tests, losses_as_planned};
pub use shortfall::{cannot_be_drawn, no_more_of_the_loan, path_of_the_cap};
pub use standard_tests::verdict_second_short;
use standard_tests::{beyond_headroom, event, in_downside, no_weak_point, results_of, weak_point_named};

/// The partners that put something in, where that is not all of them: the others have nothing to get back.
fn some_funders(outcome: &Outcome) -> Option<Vec<&Partner>> {
    let puts_in = |(_, result): &(&Partner, &PartnerResult)| result.put_in().is_positive();
    let funders: Vec<&Partner> = pairs(outcome).filter(puts_in).map(|(partner, _)| partner).collect();
    (!funders.is_empty() && funders.len() < outcome.deal.partners.len()).then_some(funders)
}

/// Whoever puts something in, in the middle of a sentence: "both partners", "the council".
pub fn funders(outcome: &Outcome) -> String {
    match some_funders(outcome) {
        Some(funders) => listed(&funders.iter().map(|partner| named(&partner.short_name)).collect::<Vec<_>>()),
        None if outcome.deal.partners.len() == 2 => "both partners".to_owned(),
        None => "all partners".to_owned(),
    }
}

/// Who gets back what, where not all partners put something in.
pub(super) fn funders_get_back(outcome: &Outcome) -> Option<String> {
    some_funders(outcome).map(|_| get_back(outcome))
}

/// "both partners have their", before the capital, and when the last of it is repaid; `None` if some is not.
pub(super) fn all_repaid(outcome: &Outcome) -> Option<(String, usize)> {
    let is_all = !pairs(outcome).any(|(_, result)| result.unrepaid().is_positive());
    let last = pairs(outcome).filter_map(|(_, result)| result.repaid_k()).max().filter(|_| is_all)?;
    let has = match some_funders(outcome).as_deref() {
        Some([one]) => verb(&one.short_name, "has its", "have their"),
        _ => "have their",
    };
    Some((format!("{} {has}", funders(outcome)), last))
}

/// "both partners have back what they put in", or "have their preferred return and capital back", which is later, where the
/// return is paid first.
fn have_back(outcome: &Outcome) -> String {
    let is_return_first = outcome.deal.sharing.pays_return_first();
    let (one, many) = match is_return_first {
        true => ("has its preferred return and capital back", "have their preferred return and capital back"),
        false => ("has back what it put in", "have back what they put in"),
    };
    let have = match some_funders(outcome).as_deref() {
        Some([own]) => verb(&own.short_name, one, many),
        _ => many,
    };
    format!("{} {have}", funders(outcome))
}

/// "Both partners get back what they put in, but not until March 2043"; where the return is paid first, that and the capital.
fn back_not_until(outcome: &Outcome, month: &str) -> String {
    let back = match outcome.deal.sharing.pays_return_first() {
        true => capitalised(&have_back(outcome)),
        false => get_back(outcome),
    };
    format!("{back}, but not until {month}")
}

/// "Both partners get back what they put in".
fn get_back(outcome: &Outcome) -> String {
    let whoever = capitalised(&funders(outcome));
    match some_funders(outcome).as_deref() {
        Some([one]) => format!(
            "{whoever} {} back what {} in",
            verb(&one.short_name, "gets", "get"),
            verb(&one.short_name, "it puts", "they put")
        ),
        _ => format!("{whoever} get back what they put in"),
    }
}

/// "both partners back what they put in", after "gives" or "give". Getting that back, as return or as capital, is no loss; of
/// capital alone we say that it is repaid.
#[must_use]
pub fn back_what_they_put_in(outcome: &Outcome) -> String {
    let whoever = funders(outcome);
    match some_funders(outcome).as_deref() {
        Some([one]) => format!("{whoever} back what {} in", verb(&one.short_name, "it puts", "they put")),
        _ => format!("{whoever} back what they put in"),
    }
}

fn homes_by(outcome: &Outcome) -> String {
    let homes = &outcome.appraisal.homes;
    let month = long_month(&outcome.appraisal, homes.by_row.last_completion);
    format!("{} by {month}", built(outcome))
}

/// "1,300 homes"; "1,200 plots" where the venture only serves plots.
fn built(outcome: &Outcome) -> String {
    let homes = &outcome.appraisal.homes;
    match builds::finished(homes) {
        Builds::Plots => Builds::Plots.counted(homes.plots.into()),
        _ => Builds::Homes.counted(homes.completed.into()),
    }
}

/// The surplus and its use: "£57.0m is left to reinvest in Norwich".
fn what_is_left(outcome: &Outcome) -> String {
    let place = match outcome.deal.place.as_str() {
        "" => String::new(),
        place => format!(" in {place}"),
    };
    left(outcome, " is", &place, surplus_scale(outcome)).unwrap_or_else(|| "there is no surplus".to_owned())
}

/// The one unit of the surplus, of the part reinvested and of the sums that say how a weak point ends.
fn surplus_scale(outcome: &Outcome) -> MoneyScale {
    let said = |test: &TestResult| match test.is_sound {
        true => [test.surplus.0, 0],
        false => [test.unfunded.shortfall.0, test.unfunded.owed.0],
    };
    let weak = outcome.verdict.weak_points.iter().filter(|_| outcome.verdict.state == State::WorksWithWeakPoint);
    let own = &outcome.appraisal;
    let planned = [own.value.surplus.0, own.pot.total.0, outcome.verdict.downside.surplus.0];
    MoneyScale::of_sentence(&weak.flat_map(said).chain(planned).collect::<Vec<_>>(), 1)
}

/// The surplus and its use, with or without a verb; none without a surplus.
fn left(outcome: &Outcome, is: &str, place: &str, scale: MoneyScale) -> Option<String> {
    let (surplus, pot) = (outcome.appraisal.value.surplus, outcome.appraisal.pot.total);
    let sum = scale.money(surplus.0);
    Some(match pot {
        _ if surplus == Pence::ZERO => return None,
        all if all == surplus => format!("{sum}{is} left to reinvest{place}"),
        // With nobody to share it.
        Pence::ZERO if sole_partner(&outcome.deal).is_some() => format!("{sum}{is} left"),
        Pence::ZERO => format!("{sum}{is} left to share"),
        part => format!("{sum}{is} left, {} of it to reinvest{place}", scale.money(part.0)),
    })
}

/// The first sentence of the verdict: homes, by when, what partners get back, the surplus.
#[must_use]
pub fn verdict_first(outcome: &Outcome) -> String {
    let appraisal = &outcome.appraisal;
    let sentences = |back: String| format!("{}. {back}, and {}.", homes_by(outcome), what_is_left(outcome));
    match outcome.verdict.state {
        State::FallsShort => falls_short(outcome),
        _ if appraisal.partners.iter().any(|partner| partner.unrepaid().is_positive()) => {
            sentences(format!("{}, counting the return already paid", get_back(outcome)))
        }
        state => {
            let last = appraisal.partners.iter().filter_map(PartnerResult::repaid_k).max();
            sentences(last.map_or_else(|| get_back(outcome), |k| back_when(outcome, state, k)))
        }
    }
}

/// Who gets back what, and when the last capital is repaid, where that matters: where it is late, or the deal is tight.
fn back_when(outcome: &Outcome, state: State, k: usize) -> String {
    let month = long_time_point(&outcome.appraisal, k);
    match state {
        State::Tight if !is_late(outcome, k, 0) => format!("By {month} {}", have_back(outcome)),
        State::Tight => back_not_until(outcome, &month),
        _ if is_late(outcome, k, LATE_MONTHS) => back_not_until(outcome, &month),
        _ => get_back(outcome),
    }
}

/// Whether capital is repaid at time point `k`, more than `months` after the month in which the last homes are finished.
fn is_late(outcome: &Outcome, k: usize, months: usize) -> bool {
    k > outcome.appraisal.homes.by_row.last_completion + 1 + months
}

/// Capital repaid this long after the last homes are finished is repaid late: by then homes for sale are sold. A tight deal
/// has no such time to wait.
const LATE_MONTHS: usize = 24;

/// The one unit of the sums that say why a deal falls short.
fn shortfall_scale(outcome: &Outcome) -> MoneyScale {
    let appraisal = &outcome.appraisal;
    let losers = appraisal.partners.iter().filter(|result| result.loss().is_positive());
    let short = appraisal.shortfall.as_ref().map(|short| short.deepest.amount);
    let owed = [appraisal.peak.debt_at_end, appraisal.cash.payables_unpaid];
    let sums = losers.flat_map(|result| [result.loss(), result.put_in()]).chain(owed).chain(short);
    MoneyScale::of_sentence(&sums.map(|sum| sum.0).collect::<Vec<_>>(), 1)
}

/// Each partner's loss, then every other reason why a deal falls short.
fn falls_short(outcome: &Outcome) -> String {
    let (appraisal, scale) = (&outcome.appraisal, shortfall_scale(outcome));
    let mut reasons: Vec<String> = match own_debt(outcome) {
        Some((partner, result)) => {
            vec![own_loss(partner, [result.loss(), result.put_in(), appraisal.peak.debt_at_end], scale)]
        }
        None => {
            let losers = pairs(outcome).filter(|(_, result)| result.loss().is_positive());
            losers.map(|(partner, result)| loss(partner, result, scale)).chain(loans_owed(outcome, scale)).collect()
        }
    };
    reasons.extend(payables_owed(outcome, scale));
    if let Some(short) = &appraisal.shortfall {
        let most = scale.money(short.deepest.amount.0);
        reasons.push(format!("cash is short by up to {most} from {}", long_time_point(appraisal, short.first_k)));
    }
    reasons.extend(unsold(outcome).map(|what| format!("{what} at the end")));
    let (done, number) = match builds::finished(&appraisal.homes) {
        Builds::Plots => ("serviced", appraisal.homes.plots),
        _ => ("built", appraisal.homes.completed),
    };
    let are = if number == 1 { "is" } else { "are" };
    format!("{} {are} {done}, but {}.", built(outcome), listed(&reasons))
}

fn pairs(outcome: &Outcome) -> impl Iterator<Item = (&Partner, &PartnerResult)> {
    outcome.deal.partners.iter().zip(&outcome.appraisal.partners)
}

/// "the council loses £5.1m of the £7.5m it puts in".
fn loss(partner: &Partner, result: &PartnerResult, scale: MoneyScale) -> String {
    let (name, loses) = (named(&partner.short_name), verb(&partner.short_name, "loses", "lose"));
    format!("{name} {loses} {}", lost_of(partner, result, scale))
}

/// "£5.1m of the £7.5m it puts in", "all of the £7.5m it puts in".
fn lost_of(partner: &Partner, result: &PartnerResult, scale: MoneyScale) -> String {
    let (lost, put_in) = (result.loss(), result.put_in());
    let part = part_of(lost, put_in, scale);
    format!("{part} of the {} {}", scale.money(put_in.0), verb(&partner.short_name, "it puts in", "they put in"))
}

/// A part of a sum: "£5.1m", or "all" of it.
fn part_of(part: Pence, whole: Pence, scale: MoneyScale) -> String {
    if part == whole { "all".to_owned() } else { scale.money(part.0) }
}

/// A partner that alone has a stake, and still owes some of the loans, which are its own debt.
fn own_debt(outcome: &Outcome) -> Option<(&Partner, &PartnerResult)> {
    let appraisal = &outcome.appraisal;
    let place = sole_partner(&outcome.deal)?;
    let is_owed = appraisal.peak.debt_at_end.is_positive();
    pairs(outcome).nth(place).filter(|(_, result)| is_owed && result.loss().is_positive())
}

/// What it loses and the debt that it still owes.
fn loss_and_own_debt(outcome: &Outcome, result: &PartnerResult, scale: MoneyScale) -> String {
    scale.money((result.loss() + outcome.appraisal.peak.debt_at_end).0)
}

/// "the council loses £19.8m (all of the £6.0m it puts in, and £13.8m that it still owes on its own borrowing)", of what it
/// loses, what it puts in and what it owes.
fn own_loss(partner: &Partner, [lost, put_in, owed]: [Pence; 3], scale: MoneyScale) -> String {
    let verb = |one, many| verb(&partner.short_name, one, many);
    format!(
        "{} {} {} ({} of the {} {}, and {} that {} own borrowing)",
        named(&partner.short_name),
        verb("loses", "lose"),
        scale.money((lost + owed).0),
        part_of(lost, put_in, scale),
        scale.money(put_in.0),
        verb("it puts in", "they put in"),
        scale.money(owed.0),
        verb("it still owes on its", "they still owe on their"),
    )
}

/// What lenders are still owed at the end.
fn loans_owed(outcome: &Outcome, scale: MoneyScale) -> Option<String> {
    let debt = outcome.appraisal.peak.debt_at_end;
    // Interest runs to the end: the month says of which sum.
    let end = long_time_point(&outcome.appraisal, outcome.appraisal.net.len() - 1);
    debt.is_positive().then(|| format!("{} of the loan, with interest, is not repaid by {end}", scale.money(debt.0)))
}

/// What others are still owed at the end.
fn payables_owed(outcome: &Outcome, scale: MoneyScale) -> Option<String> {
    let payables = outcome.appraisal.cash.payables_unpaid;
    let said = || format!("{} of overage, clawback, grant or tax is not paid", scale.money(payables.0));
    payables.is_positive().then(said)
}

/// "12 homes are left unsold", or not finished; `None` if all are sold.
fn unsold(outcome: &Outcome) -> Option<String> {
    let homes = &outcome.appraisal.homes;
    let said = |number: u32, what: &str, how: &str| {
        let (are, plural) = if number == 1 { ("is", "") } else { ("are", "s") };
        format!("{} {what}{plural} {are} {how}", count(i64::from(number)))
    };
    let unfinished = homes.planned.saturating_sub(homes.completed);
    if homes.unsold > 0 {
        Some(said(homes.unsold, "home", "left unsold"))
    } else if homes.plots_unsold > 0 {
        Some(said(homes.plots_unsold, "plot", "left unsold"))
    } else {
        (unfinished > 0).then(|| said(unfinished, "home", "not completed"))
    }
}

/// Capital that is not repaid, but covered by the return already paid: no loss; or in part: a smaller one. Each of its partners
/// is said as it is.
fn covered_by_return(outcome: &Outcome) -> Vec<String> {
    let is_covered = |(_, own): &(&Partner, &PartnerResult)| own.received.is_positive() && own.unrepaid() > own.loss();
    let covered: Vec<_> = pairs(outcome).filter(is_covered).collect();
    let scale = MoneyScale::of_sentence(&covered.iter().map(|(_, own)| own.unrepaid().0).collect::<Vec<_>>(), 2);
    let (whole, part): (Vec<_>, Vec<_>) = covered.into_iter().partition(|(_, own)| !own.loss().is_positive());
    let said = |of: &[(&Partner, &PartnerResult)], covers: &str| {
        let capital = |(partner, own): &(&Partner, &PartnerResult)| {
            format!("{} of {} capital", scale.money(own.unrepaid().0), owner(&partner.short_name))
        };
        let (are, it) = if of.len() == 1 { ("is", "it") } else { ("are", "that") };
        let capital = listed(&of.iter().map(capital).collect::<Vec<_>>());
        (!of.is_empty()).then(|| format!("{capital} {are} not repaid, but the return already paid {covers} {it}."))
    };
    [said(&whole, "covers"), said(&part, "covers part of")].into_iter().flatten().collect()
}

/// The second sentence of the verdict: what the deal depends on.
#[must_use]
pub fn verdict_second(outcome: &Outcome) -> String {
    let verdict = &outcome.verdict;
    let second = match (verdict.state, &verdict.weak_points[..]) {
        (State::FallsShort, _) => return falls_short_second(outcome),
        (State::Tight, _) => tight_second(outcome),
        (_, []) => no_weak_point(outcome),
        (_, weak) => {
            let results = results_of(weak, outcome, surplus_scale(outcome));
            [Some(weak_point_named(weak)), results].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
    };
    let sentences = [Some(second), heavy_losses(outcome), in_downside(outcome, surplus_scale(outcome))];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn falls_short_second(outcome: &Outcome) -> String {
    let mut sentences = covered_by_return(outcome);
    sentences.extend(shortfall::shortfall(outcome));
    if is_only_short_of_cash(outcome) {
        sentences.extend(shortfall::what_would_fund(outcome));
    } else if outcome.verdict.prices.is_there() {
        sentences.push(
            "No partner loses money. Faster sales or a longer model period would complete and sell the rest."
                .to_owned(),
        );
    } else {
        sentences.extend(what_would_help(outcome));
    }
    sentences.join(" ")
}

/// Whether the venture can borrow.
pub(super) fn has_loan(deal: &Deal) -> bool {
    !(deal.funding.facilities.is_empty() && deal.funding.scheduled_loans.is_empty())
}

/// How far prices or costs would have to move, and whether more cash is needed as well.
fn what_would_help(outcome: &Outcome) -> Vec<String> {
    let verdict = &outcome.verdict;
    let way = |what: &str, how: &str, headroom: Headroom| match headroom {
        Headroom::MustMove(by) => Some(format!("{what} {} {how}", percent(by))),
        _ => None,
    };
    let ways = [way("prices", "higher", verdict.prices), way("costs", "lower", verdict.costs)];
    let ways: Vec<String> = ways.into_iter().flatten().collect();
    let leaves_short = |headroom, failure| headroom == Headroom::NoMoveHelps && failure == Some(Failure::CashShort);
    let goal = goal(outcome);
    match (leaves_short(verdict.prices, verdict.price_failure), leaves_short(verdict.costs, verdict.cost_failure)) {
        (true, true) => {
            let needed = shortfall::needed(outcome);
            vec![format!("{needed} is needed: even prices 50% higher or costs 50% lower would leave cash short.")]
        }
        _ if ways.is_empty() => vec![format!("Neither prices 50% higher nor costs 50% lower would {goal}.")],
        (prices, costs) => {
            let mut sentences = vec![format!("{} would {goal}.", capitalised(&ways.join(" or ")))];
            let alone = |what: &str| format!("{what} alone would leave cash short.");
            sentences.extend(prices.then(|| alone("Higher prices")));
            sentences.extend(costs.then(|| alone("Lower costs")));
            sentences
        }
    }
}

/// What a deal that falls short fails to do: "give both partners back what they put in and keep cash from running short".
fn goal(outcome: &Outcome) -> String {
    let loses = pairs(outcome).any(|(_, result)| result.loss().is_positive());
    let parts = [
        loses.then(|| format!("give {}", back_what_they_put_in(outcome))),
        (!loses && outcome.appraisal.peak.debt_at_end.is_positive()).then(|| "repay the loan".to_owned()),
        (!loses && outcome.appraisal.cash.payables_unpaid.is_positive()).then(|| "pay what is owed".to_owned()),
        outcome.appraisal.shortfall.as_ref().map(|_| "keep cash from running short".to_owned()),
    ];
    listed(&parts.into_iter().flatten().collect::<Vec<_>>())
}

/// Whether no partner loses money, no loan is left, and only cash is missing on the way.
#[must_use]
pub fn is_only_short_of_cash(outcome: &Outcome) -> bool {
    let appraisal = &outcome.appraisal;
    appraisal.shortfall.is_some_and(|short| !short.at_end.is_positive())
        && !appraisal.peak.debt_at_end.is_positive()
        && !appraisal.cash.payables_unpaid.is_positive()
        && appraisal.partners.iter().all(|partner| !partner.loss().is_positive())
}

fn tight_second(outcome: &Outcome) -> String {
    let mut sentences = covered_by_return(outcome);
    sentences.push(little_headroom(outcome));
    let failing = beyond_headroom(outcome);
    let sums: Vec<i64> = failing.iter().flat_map(|test| [test.unfunded.shortfall.0, test.unfunded.owed.0]).collect();
    sentences.extend(results_of(&failing, outcome, MoneyScale::of_sentence(&sums, 1)));
    sentences.join(" ")
}

/// "If prices fall by more than 2.3% or costs rise by more than 2.5%, a partner starts to lose money." Headroom beyond the searched range is not a
/// risk.
fn little_headroom(outcome: &Outcome) -> String {
    let verdict = &outcome.verdict;
    let limit = |what: &str, headroom: Headroom, failure: Option<Failure>| match (headroom, failure) {
        (Headroom::CanMove(by), Some(failure)) => {
            Some((format!("{what} {}", by_more_than(by)), fails(failure, outcome)))
        }
        _ => None,
    };
    let prices = limit("prices fall", verdict.prices, verdict.price_failure);
    let costs = limit("costs rise", verdict.costs, verdict.cost_failure);
    match (prices, costs) {
        (Some((prices, one)), Some((costs, other))) if one == other => format!("If {prices} or {costs}, {one}."),
        (Some((prices, one)), Some((costs, other))) => format!("If {prices}, {one}; if {costs}, {other}."),
        (Some((limit, fails)), None) | (None, Some((limit, fails))) => format!("If {limit}, {fails}."),
        (None, None) => {
            "If prices fall or costs rise by 50%, no partner loses money and cash does not run short.".to_owned()
        }
    }
}

/// "by more than 2.3%": the deal stands a move of the headroom itself. Where there is none, the smallest move shown is too much:
/// "by 0.1% or more", beside a headroom of "less than 0.1%".
fn by_more_than(by: f64) -> String {
    if is_nothing(by) { format!("by {SMALLEST} or more") } else { format!("by more than {}", percent(by)) }
}

/// The short form of the first sentence, for the bar: at most 75 characters in ordinary deals.
#[must_use]
pub fn sticky(outcome: &Outcome) -> String {
    match outcome.verdict.state {
        State::FallsShort => format!("{}; {}.", homes_by(outcome), sticky_short_of(outcome)),
        _ => format!("{}; no partner loses money; {}.", homes_by(outcome), sticky_left(outcome)),
    }
}

/// The same for a narrow screen.
#[must_use]
pub fn sticky_short(outcome: &Outcome) -> String {
    let built = built(outcome);
    match outcome.verdict.state {
        State::FallsShort => format!("{built}, {}", sticky_short_of(outcome)),
        _ => format!("{built}, {}", sticky_left(outcome).replace(" left", "")),
    }
}

/// Why a deal falls short, in brief: losses together or else debts, and the shortage of cash; homes only if nothing else.
fn sticky_short_of(outcome: &Outcome) -> String {
    let scale = shortfall_scale(outcome);
    let losers: Vec<_> = pairs(outcome).filter(|(_, result)| result.loss().is_positive()).collect();
    let lost = match &losers[..] {
        [] => None,
        [(partner, result)] => {
            let (name, loses) = (named(&partner.short_name), verb(&partner.short_name, "loses", "lose"));
            let sum = own_debt(outcome)
                .map_or_else(|| scale.money(result.loss().0), |(_, own)| loss_and_own_debt(outcome, own, scale));
            Some(format!("{name} {loses} {sum}"))
        }
        many => {
            let lost: Pence = many.iter().map(|(_, result)| result.loss()).sum();
            Some(format!("partners lose {}", scale.money(lost.0)))
        }
    };
    let cash = |short: &appraisal::Shortfall| format!("cash is short by {}", scale.money(short.deepest.amount.0));
    let debts = || loans_owed(outcome, scale).or_else(|| payables_owed(outcome, scale));
    let reasons = [lost.or_else(debts), outcome.appraisal.shortfall.as_ref().map(cash)];
    let reasons: Vec<String> = reasons.into_iter().flatten().collect();
    if reasons.is_empty() { unsold(outcome).unwrap_or_default() } else { listed(&reasons) }
}

fn sticky_left(outcome: &Outcome) -> String {
    let scale = MoneyScale::of_sentence(&[outcome.appraisal.value.surplus.0, outcome.appraisal.pot.total.0], 1);
    left(outcome, "", "", scale).unwrap_or_else(|| "no surplus".to_owned())
}

#[cfg(test)]
mod tests;
