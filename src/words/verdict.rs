//! The verdict in words: its two sentences, the headroom beside them, and the short form for the bar.

use super::deal::{is_all_reinvested, long_month_of, surplus_name};
use super::format::{count, decimal, millions, millions_short, percent};
use super::names::{named, owner, verb};
use super::{capitalised, listed};
use crate::outcome::Outcome;
use appraisal::deal::{Deal, Partner};
use appraisal::verdict::{Headroom, State, TestName, TestResult};
use appraisal::{PartnerResult, Pence};

/// All partners, as the subject of a sentence.
fn all_partners(deal: &Deal) -> &'static str {
    if deal.partners.len() == 2 { "Both partners" } else { "All partners" }
}

fn homes_by(outcome: &Outcome) -> String {
    let homes = &outcome.appraisal.homes;
    let month = long_month_of(&outcome.appraisal, homes.by_row.last_completion);
    format!("{} homes by {month}", count(i64::from(homes.completed)))
}

/// The surplus and its use: "£57.0m is left to reinvest in Norwich".
fn what_is_left(outcome: &Outcome, only: &str) -> String {
    let (surplus, pot) = (outcome.appraisal.value.surplus, outcome.appraisal.pot.total);
    let place = match outcome.deal.place.as_str() {
        "" => String::new(),
        place => format!(" in {place}"),
    };
    let sum = millions_short(surplus.0);
    if surplus == Pence::ZERO {
        "there is no surplus".to_owned()
    } else if pot == surplus {
        format!("{only}{sum} is left to reinvest{place}")
    } else if pot == Pence::ZERO {
        format!("{only}{sum} is left to share")
    } else {
        format!("{only}{sum} is left, {} of it to reinvest{place}", millions_short(pot.0))
    }
}

/// The first sentence of the verdict: homes, by when, what partners get back, the surplus.
#[must_use]
pub fn verdict_first(outcome: &Outcome) -> String {
    let appraisal = &outcome.appraisal;
    let (homes, partners) = (homes_by(outcome), all_partners(&outcome.deal));
    match outcome.verdict.state {
        State::Works | State::WorksWithWeakPoint => {
            format!("{homes}. {partners} get back what they put in, and {}.", what_is_left(outcome, ""))
        }
        State::Tight => {
            let is_covered = appraisal.partners.iter().any(|partner| partner.unrepaid().is_positive());
            let last = appraisal.partners.iter().filter_map(PartnerResult::repaid_k).max();
            let how = match last {
                _ if is_covered => ", counting the return already paid".to_owned(),
                Some(k) => format!(", but not until {}", long_month_of(appraisal, k)),
                None => String::new(),
            };
            format!("{homes}. {partners} get back what they put in{how}, and {}.", what_is_left(outcome, "only "))
        }
        State::FallsShort => falls_short(outcome),
    }
}

/// Each partner's loss, then every other reason why a deal falls short.
fn falls_short(outcome: &Outcome) -> String {
    let appraisal = &outcome.appraisal;
    let mut reasons: Vec<String> = pairs(outcome)
        .filter(|(_, result)| result.loss().is_positive())
        .map(|(partner, result)| loss(partner, result))
        .collect();
    reasons.extend(owed(outcome));
    if let Some(short) = &appraisal.shortfall {
        let most = millions_short(short.deepest.amount.0);
        reasons.push(format!("cash is short by up to {most} from {}", long_month_of(appraisal, short.first_k)));
    }
    reasons.extend(unsold(outcome).map(|what| format!("{what} at the end")));
    let homes = count(i64::from(appraisal.homes.completed));
    format!("{homes} homes are built, but {}.", listed(&reasons))
}

fn pairs(outcome: &Outcome) -> impl Iterator<Item = (&Partner, &PartnerResult)> {
    outcome.deal.partners.iter().zip(&outcome.appraisal.partners)
}

/// "the council loses £5.1m of the £7.5m it puts in".
fn loss(partner: &Partner, result: &PartnerResult) -> String {
    let verb = |one, many| verb(&partner.short_name, one, many);
    format!(
        "{} {} {} of the {} {}",
        named(&partner.short_name),
        verb("loses", "lose"),
        millions_short(result.loss().0),
        millions_short(result.put_in().0),
        verb("it puts in", "they put in"),
    )
}

/// What lenders and others are still owed at the end.
fn owed(outcome: &Outcome) -> Vec<String> {
    let (debt, payables) = (outcome.appraisal.peak.debt_at_end, outcome.appraisal.cash.payables_unpaid);
    let mut owed = Vec::new();
    if debt.is_positive() {
        owed.push(format!("{} of the loan is not repaid", millions_short(debt.0)));
    }
    if payables.is_positive() {
        owed.push(format!("{} of overage, clawback, grant or tax is not paid", millions_short(payables.0)));
    }
    owed
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
        (unfinished > 0).then(|| said(unfinished, "home", "not finished"))
    }
}

/// Capital that is not repaid, but covered in whole or in part by the return already paid: no loss, or a smaller one.
fn covered_by_return(outcome: &Outcome) -> Option<String> {
    let is_part = |result: &PartnerResult| result.unrepaid() > result.loss();
    let said = |(partner, result): (&Partner, &PartnerResult)| {
        format!("{} of {} capital", millions(result.unrepaid().0), owner(&partner.short_name))
    };
    let covered: Vec<String> = pairs(outcome).filter(|(_, result)| is_part(result)).map(said).collect();
    let is_whole = pairs(outcome).filter(|(_, result)| is_part(result)).all(|(_, result)| !result.loss().is_positive());
    let covers = if is_whole { "covers" } else { "makes up for some of" };
    match &covered[..] {
        [] => None,
        [one] => Some(format!("{one} is not repaid, but the return already paid {covers} it.")),
        many => Some(format!("{} are not repaid, but the return already paid {covers} that.", listed(many))),
    }
}

/// The second sentence of the verdict: what the deal depends on.
#[must_use]
pub fn verdict_second(outcome: &Outcome) -> String {
    let verdict = &outcome.verdict;
    match (verdict.state, &verdict.weak_point) {
        (State::FallsShort, _) => falls_short_second(outcome),
        (State::Tight, _) => tight_second(outcome),
        (_, Some(weak)) => weak_point(weak, outcome),
        (_, None) => {
            let what = surplus_name(outcome);
            format!(
                "None of the four standard tests cuts {what} by over 50%: prices 10% lower, costs 10% higher, sales half as fast, or flat prices."
            )
        }
    }
}

fn falls_short_second(outcome: &Outcome) -> String {
    let mut sentences: Vec<String> = covered_by_return(outcome).into_iter().collect();
    sentences.extend(shortfall(outcome));
    sentences.push(if is_only_short_of_cash(outcome) {
        "That much more cash or loan would fund the deal.".to_owned()
    } else if outcome.verdict.prices.is_there() {
        "No partner loses money. Faster sales or a longer model period would finish and sell the rest.".to_owned()
    } else {
        what_would_repay(outcome)
    });
    sentences.join(" ")
}

fn shortfall(outcome: &Outcome) -> Option<String> {
    let appraisal = &outcome.appraisal;
    let short = appraisal.shortfall.as_ref()?;
    let end = if short.at_end.is_positive() {
        format!(", and {} is still missing at the end", millions_short(short.at_end.0))
    } else {
        ", and is made up later".to_owned()
    };
    Some(format!(
        "The shortfall is deepest, {}, in {}{end}: partners’ cash and the loan are used up.",
        millions(short.deepest.amount.0),
        long_month_of(appraisal, short.deepest.k),
    ))
}

fn what_would_repay(outcome: &Outcome) -> String {
    let verdict = &outcome.verdict;
    let way = |what: &str, how: &str, headroom: Headroom| match headroom {
        Headroom::MustMove(by) => Some(format!("{what} {} {how}", percent(by))),
        _ => None,
    };
    let ways = [way("prices", "higher", verdict.prices), way("costs", "lower", verdict.costs)];
    let ways: Vec<String> = ways.into_iter().flatten().collect();
    let partners = super::lowered(all_partners(&outcome.deal));
    if ways.is_empty() {
        format!("Neither prices 50% higher nor costs 50% lower would repay {partners}.")
    } else {
        format!("{} would repay {partners}.", capitalised(&ways.join(", or ")))
    }
}

/// Whether no partner loses money, no loan is left, and only cash is missing on the way.
#[must_use]
pub fn is_only_short_of_cash(outcome: &Outcome) -> bool {
    let appraisal = &outcome.appraisal;
    appraisal.shortfall.is_some_and(|short| !short.at_end.is_positive())
        && owed(outcome).is_empty()
        && appraisal.partners.iter().all(|partner| !partner.loss().is_positive())
}

fn tight_second(outcome: &Outcome) -> String {
    let verdict = &outcome.verdict;
    // Headroom beyond the searched range is not a risk.
    let further = |headroom: Headroom| if let Headroom::CanMove(by) = headroom { Some(percent(by)) } else { None };
    let prices = further(verdict.prices).map(|by| format!("{by} fall in prices"));
    let costs = further(verdict.costs).map(|by| match prices {
        Some(_) => format!("{by} on costs"),
        None => format!("{by} rise in costs"),
    });
    let ways: Vec<String> = prices.into_iter().chain(costs).collect();
    let lost = if ways.is_empty() {
        "No partner loses money if prices fall or costs rise by 50%.".to_owned()
    } else {
        let ways = ways.join(", or ");
        let comma = if ways.contains(',') { "," } else { "" };
        format!("A further {ways}{comma} and a partner starts to lose money.")
    };
    let peak = format!("At the peak {} is needed.", millions_short(outcome.appraisal.peak.funding.amount.0));
    let sentences: Vec<String> = covered_by_return(outcome).into_iter().chain([lost, peak]).collect();
    sentences.join(" ")
}

fn weak_point(weak: &TestResult, outcome: &Outcome) -> String {
    let costs_rise = match &outcome.deal.growth.build_cost[..] {
        [row] if row.percent > 0.0 => format!(" while costs still rise {}% a year", decimal(row.percent, 1)),
        [] => String::new(),
        _ => " while costs change as planned".to_owned(),
    };
    let (what, event) = match weak.name {
        TestName::PricesLower => ("the sale price", "prices are 10% lower".to_owned()),
        TestName::CostsHigher => ("the cost of building", "costs are 10% higher".to_owned()),
        TestName::SalesSlower => ("the pace of sales", "homes sell half as fast".to_owned()),
        TestName::PricesFlat => ("price growth", format!("prices stay flat{costs_rise}")),
    };
    let result = if weak.is_sound {
        format!("{} is {}", surplus_name(outcome), millions_short(weak.surplus.0))
    } else {
        "a partner loses money or cash runs short".to_owned()
    };
    format!("The weak point is {what}. If {event}, {result}.")
}

/// The short form of the first sentence, for the bar: at most 75 characters in ordinary deals.
#[must_use]
pub fn sticky(outcome: &Outcome) -> String {
    let repaid = if outcome.deal.partners.len() == 2 { "both partners repaid" } else { "all partners repaid" };
    match outcome.verdict.state {
        State::FallsShort => format!("{}; {}.", homes_by(outcome), sticky_short_of(outcome)),
        _ => format!("{}; {repaid}; {}.", homes_by(outcome), sticky_left(outcome)),
    }
}

/// The same for a narrow screen.
#[must_use]
pub fn sticky_short(outcome: &Outcome) -> String {
    let homes = count(i64::from(outcome.appraisal.homes.completed));
    match outcome.verdict.state {
        State::FallsShort => format!("{homes} homes, {}", sticky_short_of(outcome)),
        _ => format!("{homes} homes, {}", sticky_left(outcome).replace(" left", "")),
    }
}

/// The first reason why a deal falls short: losses together, debts, cash, homes.
fn sticky_short_of(outcome: &Outcome) -> String {
    let losers: Vec<_> = pairs(outcome).filter(|(_, result)| result.loss().is_positive()).collect();
    match &losers[..] {
        [(partner, result)] => {
            let (name, loses) = (named(&partner.short_name), verb(&partner.short_name, "loses", "lose"));
            return format!("{name} {loses} {}", millions_short(result.loss().0));
        }
        [] => {}
        many => {
            let lost: Pence = many.iter().map(|(_, result)| result.loss()).sum();
            return format!("partners lose {}", millions_short(lost.0));
        }
    }
    let short = outcome.appraisal.shortfall.as_ref();
    let cash = || short.map(|short| format!("cash is short by {}", millions_short(short.deepest.amount.0)));
    let owed = owed(outcome).into_iter().next();
    owed.or_else(cash).or_else(|| unsold(outcome)).unwrap_or_else(|| "a partner is not repaid".to_owned())
}

fn sticky_left(outcome: &Outcome) -> String {
    let to = if is_all_reinvested(outcome) { "reinvest" } else { "share" };
    match outcome.appraisal.value.surplus {
        Pence::ZERO => "no surplus".to_owned(),
        surplus => format!("{} left to {to}", millions_short(surplus.0)),
    }
}

/// The heading of the headroom: before a loss, or what would be needed.
#[must_use]
pub fn headroom_title(outcome: &Outcome) -> &'static str {
    if outcome.verdict.prices.is_there() {
        "Before a partner loses money"
    } else if is_only_short_of_cash(outcome) {
        "To make up the missing cash"
    } else if outcome.deal.partners.len() == 2 {
        "To repay both partners"
    } else {
        "To repay all partners"
    }
}

/// Headroom on prices: "Prices can fall", "by 25.7%".
#[must_use]
pub fn price_headroom(headroom: Headroom) -> (&'static str, String) {
    match headroom {
        _ if is_nothing(headroom) => ("Prices cannot fall", "without a loss".to_owned()),
        _ if headroom.is_there() => ("Prices can fall", by(headroom)),
        _ => ("Prices must rise", by(headroom)),
    }
}

/// Headroom on costs: "Costs can rise", "by 37.3%".
#[must_use]
pub fn cost_headroom(headroom: Headroom) -> (&'static str, String) {
    match headroom {
        _ if is_nothing(headroom) => ("Costs cannot rise", "without a loss".to_owned()),
        _ if headroom.is_there() => ("Costs can rise", by(headroom)),
        _ => ("Or costs must fall", by(headroom)),
    }
}

/// Headroom in a table whose row says of what: "25.7%", or "none, short by 12.5%".
#[must_use]
pub fn headroom(headroom: Headroom) -> String {
    let size = size(headroom);
    match headroom {
        _ if is_nothing(headroom) => "none".to_owned(),
        _ if headroom.is_there() => size,
        _ => format!("none, short by {size}"),
    }
}

fn by(headroom: Headroom) -> String {
    format!("by {}", size(headroom))
}

fn size(headroom: Headroom) -> String {
    if headroom.is_bound() { "over 50%".to_owned() } else { percent(headroom.signed().abs()) }
}

/// Headroom that would be shown as zero.
fn is_nothing(headroom: Headroom) -> bool {
    matches!(headroom, Headroom::CanMove(by) if percent(by) == "0.0%")
}

/// The label of the gauge's tick: "Target: 10%".
#[must_use]
pub fn target(headroom: f64) -> String {
    format!("Target: {}%", decimal(headroom * 100.0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field_text;
    use crate::levers::{Kind, levers};
    use crate::words::deal::{badge, money_finding, partners_finding};
    use appraisal::samples::{self, Sample};

    fn with(changes: &[(Kind, f64)]) -> Outcome {
        let base = crate::link::opened(&samples::NORWICH_2009).unwrap();
        let moved = |deal: Deal, (kind, to): &(Kind, f64)| {
            let lever = levers(&deal).into_iter().find(|lever| lever.kind == *kind).unwrap();
            field_text::set(&deal, &base, &lever.path, (*to).into()).unwrap()
        };
        Outcome::of(changes.iter().fold(base.clone(), moved).into()).unwrap()
    }

    fn of(sample: &Sample) -> Outcome {
        Outcome::of(crate::link::opened(sample).unwrap().into()).unwrap()
    }

    #[test]
    fn the_worked_example_works_with_one_weak_point() {
        let outcome = with(&[]);
        assert_eq!(
            verdict_first(&outcome),
            "1,300 homes by March 2020. Both partners get back what they put in, and £57.0m is left to reinvest in Norwich."
        );
        assert_eq!(
            verdict_second(&outcome),
            "The weak point is price growth. If prices stay flat while costs still rise 2.5% a year, the pot is £22.7m."
        );
        assert!(sticky(&outcome).chars().count() <= 75, "{}", sticky(&outcome));
        assert_eq!(price_headroom(outcome.verdict.prices), ("Prices can fall", "by 25.7%".to_owned()));
    }

    #[test]
    fn a_low_price_is_tight_and_a_lower_one_falls_short() {
        let tight = with(&[(Kind::Price(0), 141_400.0)]);
        assert_eq!(badge(tight.verdict.state), "Tight");
        assert!(verdict_first(&tight).contains("but not until "), "{}", verdict_first(&tight));
        assert!(verdict_second(&tight).starts_with("A further 2."), "{}", verdict_second(&tight));
        let short = with(&[(Kind::Price(0), 130_000.0)]);
        assert_eq!(badge(short.verdict.state), "Falls short");
        let first = verdict_first(&short);
        assert!(first.contains("the council loses £") && first.contains(" of the £7.5m it puts in"), "{first}");
        assert!(first.contains("and HCA loses £"), "{first}");
        assert!(verdict_second(&short).ends_with("would repay both partners."), "{}", verdict_second(&short));
        assert_eq!(price_headroom(short.verdict.prices).0, "Prices must rise");
        assert_eq!(partners_finding(&short), "Not every partner gets back what it puts in");
    }

    /// GD-2 leaves £129,646.95 of each partner's capital unpaid; the council's return covers it, the other's all but
    /// £22,491.07. In GD-7 it covers both.
    #[test]
    fn capital_that_the_return_covers_is_no_loss() {
        let gd_2 = of(&samples::GD_2);
        assert_eq!(verdict_first(&gd_2), "24 homes are built, but the partner loses £22,491 of the £1.2m it puts in.");
        let second = verdict_second(&gd_2);
        assert!(
            second.starts_with(
                "£129,647 of the council’s capital and £129,647 of the partner’s capital are not repaid, but the return already paid makes up for some of that."
            ),
            "{second}"
        );
        assert!(sticky(&gd_2).ends_with("the partner loses £22,491."), "{}", sticky(&gd_2));
        let gd_7 = of(&samples::GD_7);
        assert_eq!(badge(gd_7.verdict.state), "Tight");
        let first = verdict_first(&gd_7);
        assert!(
            first.ends_with("get back what they put in, counting the return already paid, and there is no surplus."),
            "{first}"
        );
        let second = verdict_second(&gd_7);
        assert!(second.contains("are not repaid, but the return already paid covers that. A further"), "{second}");
        assert_eq!(partners_finding(&gd_7), "Each partner gets back what it puts in; there is a return but no surplus");
        for outcome in [&gd_2, &gd_7] {
            assert!(!money_finding(outcome).contains("back by"), "{}", money_finding(outcome));
        }
    }

    #[test]
    fn headroom_has_one_sign_in_every_state() {
        let said = |headroom| (price_headroom(headroom), cost_headroom(headroom).0, super::headroom(headroom));
        let text = str::to_owned;
        assert_eq!(
            said(Headroom::CanMove(0.257)),
            (("Prices can fall", text("by 25.7%")), "Costs can rise", text("25.7%"))
        );
        assert_eq!(
            said(Headroom::AtLeast(0.5)),
            (("Prices can fall", text("by over 50%")), "Costs can rise", text("over 50%"))
        );
        assert_eq!(
            said(Headroom::MustMove(0.125)),
            (("Prices must rise", text("by 12.5%")), "Or costs must fall", text("none, short by 12.5%"))
        );
        assert_eq!(
            said(Headroom::NoMoveHelps),
            (("Prices must rise", text("by over 50%")), "Or costs must fall", text("none, short by over 50%"))
        );
        assert_eq!(
            said(Headroom::CanMove(0.0)),
            (("Prices cannot fall", text("without a loss")), "Costs cannot rise", text("none"))
        );
    }

    #[test]
    fn headroom_beyond_the_searched_range_is_not_a_risk() {
        let outcome = of(&samples::LAND_FOR_NOMINATIONS);
        assert!(matches!(outcome.verdict.prices, Headroom::AtLeast(_)));
        let second = verdict_second(&outcome);
        assert!(second.starts_with("A further 4.9% rise in costs and a partner starts to lose money."), "{second}");
    }

    #[test]
    fn a_shortfall_has_its_amount_and_month() {
        // Every partner is repaid in the end; only the cash on the way is missing.
        let short = with(&[(Kind::Cash(1), 3e6), (Kind::LoanLimit(0), 1e6)]);
        let first = verdict_first(&short);
        assert!(first.contains("cash is short by up to £5.") && first.contains(" from "), "{first}");
        assert!(verdict_second(&short).starts_with("The shortfall is deepest, £5."), "{}", verdict_second(&short));
        assert_eq!(headroom_title(&short), "To make up the missing cash");
    }

    #[test]
    fn homes_left_unsold_are_not_a_loss_of_money() {
        let base = crate::link::opened(&samples::NORWICH_2009).unwrap();
        let slow = base.with("/months", 133.into()).unwrap();
        let slow = slow.with("/home_types/market/sales_a_month", 4.into()).unwrap();
        let outcome = Outcome::of(slow.into()).unwrap();
        assert_eq!(badge(outcome.verdict.state), "Falls short");
        let (first, second) = (verdict_first(&outcome), verdict_second(&outcome));
        assert!(first.contains(" homes are left unsold at the end."), "{first}");
        assert!(second.starts_with("No partner loses money."), "{second}");
    }

    #[test]
    fn the_surplus_is_named_by_its_use() {
        let shared = with(&[(Kind::Recycled, 0.0)]);
        assert!(verdict_first(&shared).ends_with("£57.0m is left to share."), "{}", verdict_first(&shared));
        let both = with(&[(Kind::Recycled, 50.0)]);
        assert!(verdict_first(&both).contains("£57.0m is left, £28.5m of it to reinvest in Norwich"));
    }

    #[test]
    fn every_sample_has_a_verdict_in_complete_sentences() {
        for sample in samples::ALL {
            let outcome = of(sample);
            for text in [verdict_first(&outcome), verdict_second(&outcome), sticky(&outcome), money_finding(&outcome)] {
                let is_broken = ["  ", "but .", "the the ", "the HCA", "somebody", "everybody"]
                    .iter()
                    .any(|bad| text.contains(bad));
                assert!(!text.is_empty() && !is_broken, "{}: {text}", sample.name);
            }
        }
    }
}
