use super::*;
use crate::field_text;
use crate::levers::{Kind, levers};
use crate::words::deal::{badge, money_finding, partners_finding};
use appraisal::Verdict;
use appraisal::samples::{self, Sample};
use appraisal::verdict::{TestLoss, TestName, Unfunded};

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
        "The weak point is price growth. If prices stay flat while costs still rise 2.5% a year, the pot is £22.7m. If prices are 10% lower, costs 10% higher and homes sell half as fast (the combined downside), the pot is £20.7m."
    );
    assert!(sticky(&outcome).chars().count() <= 75, "{}", sticky(&outcome));
    assert_eq!(price_headroom(&outcome.verdict), ("Prices can fall", "by 25.7%".to_owned()));
}

#[test]
fn a_low_price_is_tight_and_a_lower_one_falls_short() {
    let tight = with(&[(Kind::Price(0), 141_400.0)]);
    assert_eq!(badge(&tight.verdict), "Tight");
    let first = verdict_first(&tight);
    assert!(first.contains("but not until ") && !first.contains("only"), "{first}");
    assert!(verdict_second(&tight).starts_with("If prices fall by more than 2."), "{}", verdict_second(&tight));
    let short = with(&[(Kind::Price(0), 130_000.0)]);
    assert_eq!(badge(&short.verdict), "Falls short");
    let first = verdict_first(&short);
    assert!(first.contains("the council loses £") && first.contains(" of the £7.5m it puts in"), "{first}");
    assert!(first.contains("and HCA loses £"), "{first}");
    let second = verdict_second(&short);
    assert!(second.ends_with("would give both partners back what they put in.") && !second.contains(','), "{second}");
    assert_eq!(price_headroom(&short.verdict).0, "Prices must rise");
    assert_eq!(partners_finding(&short), "Neither partner gets back what it puts in");
}

/// GD-2 leaves £129,646.95 of each partner's capital unpaid; the council's return covers it, the other's all but
/// £22,491.07. In GD-7 it covers both.
#[test]
fn capital_that_the_return_covers_is_no_loss() {
    let gd_2 = of(&samples::GD_2);
    assert_eq!(verdict_first(&gd_2), "24 homes are built, but the partner loses £22,491 of the £1,200,000 it puts in.");
    let second = verdict_second(&gd_2);
    assert!(
        second.starts_with(
            "£129,647 of the council’s capital is not repaid, but the return already paid covers it. £129,647 of the partner’s capital is not repaid, but the return already paid covers part of it."
        ),
        "{second}"
    );
    assert!(sticky(&gd_2).ends_with("the partner loses £22,491."), "{}", sticky(&gd_2));
    let gd_7 = of(&samples::GD_7);
    assert_eq!(badge(&gd_7.verdict), "Tight");
    let first = verdict_first(&gd_7);
    assert!(
        first.ends_with("get back what they put in, counting the return already paid, and there is no surplus."),
        "{first}"
    );
    let second = verdict_second(&gd_7);
    assert!(
        second.contains("are not repaid, but the return already paid covers that. If prices fall by more than "),
        "{second}"
    );
    assert_eq!(partners_finding(&gd_7), "Each partner gets back what it puts in, with a return; there is no surplus");
    for outcome in [&gd_2, &gd_7] {
        assert!(!money_finding(outcome).contains("back by"), "{}", money_finding(outcome));
    }
}

/// A verdict of one sample with other headroom.
fn judged(prices: Headroom, price_failure: Option<Failure>) -> Verdict {
    let verdict = of(&samples::GD_1).verdict;
    Verdict { prices, costs: prices, price_failure, cost_failure: price_failure, ..verdict }
}

#[test]
fn headroom_has_one_sign_in_every_state() {
    let said = |headroom, failure| {
        let verdict = judged(headroom, failure);
        let ((prices, size), costs) = (price_headroom(&verdict), cost_headroom(&verdict).0);
        [prices.to_owned(), size, costs.to_owned(), super::headroom(headroom, failure, "fall")]
    };
    let (loss, short) = (Some(Failure::PartnerLoses), Some(Failure::CashShort));
    assert_eq!(
        said(Headroom::CanMove(0.257), loss),
        ["Prices can fall", "by 25.7%", "All building costs can rise", "25.7%, then a loss"]
    );
    assert_eq!(
        said(Headroom::CanMove(0.257), short),
        ["Prices can fall", "by 25.7%", "All building costs can rise", "25.7%, then a cash shortage"]
    );
    assert_eq!(
        said(Headroom::AtLeast(0.5), None),
        ["Prices can fall", "by over 50%", "All building costs can rise", "over 50%"]
    );
    assert_eq!(
        said(Headroom::MustMove(0.125), loss),
        ["Prices must rise", "by 12.5%", "Or all building costs must fall", "none: must fall by 12.5%"]
    );
    assert_eq!(
        said(Headroom::NoMoveHelps, loss),
        ["Prices must rise", "by over 50%", "Or all building costs must fall", "none: must fall by over 50%"]
    );
    assert_eq!(
        said(Headroom::NoMoveHelps, short),
        ["Higher prices", "would not help", "Lower building costs", "none: cash is short"]
    );
    let mut by_costs = of(&samples::GD_1).verdict;
    (by_costs.prices, by_costs.price_failure, by_costs.costs) = (Headroom::NoMoveHelps, short, Headroom::MustMove(0.5));
    assert_eq!(cost_headroom(&by_costs).0, "All building costs must fall", "there is no other way");
    assert_eq!(
        said(Headroom::CanMove(0.0), loss),
        ["Prices can fall", "by less than 0.1%", "All building costs can rise", "less than 0.1%, then a loss"]
    );
    assert_eq!(
        said(Headroom::CanMove(0.0), short),
        ["Prices can fall", "by less than 0.1%", "All building costs can rise", "less than 0.1%, then a cash shortage"]
    );
}

/// Both prices and costs must have the headroom. A deal that falls short has none, so no target is beside what it lacks.
#[test]
fn the_target_says_whether_it_is_met() {
    let loss = Some(Failure::PartnerLoses);
    let of = |verdict: &Verdict| target(verdict).unwrap();
    assert_eq!(of(&judged(Headroom::CanMove(0.1), loss)), "Target: 10%, both met");
    assert_eq!(of(&judged(Headroom::AtLeast(0.5), None)), "Target: 10%, both met");
    assert_eq!(of(&judged(Headroom::CanMove(0.09), loss)), "Target: 10%, not met");
    assert_eq!(target(&judged(Headroom::MustMove(0.2), loss)), None);
    assert_eq!(target(&judged(Headroom::NoMoveHelps, Some(Failure::CashShort))), None);
    let one = Verdict { costs: Headroom::CanMove(0.05), ..judged(Headroom::CanMove(0.3), loss) };
    assert_eq!(of(&one), "Target: 10%, met by prices only");
    let other = Verdict { prices: Headroom::CanMove(0.076), ..judged(Headroom::CanMove(0.1), loss) };
    assert_eq!(of(&other), "Target: 10%, met by costs only");
}

#[test]
fn a_change_in_headroom_agrees_with_its_figure() {
    let loss = Some(Failure::PartnerLoses);
    let changed = |now, was| price_headroom_change(&judged(now, loss), &judged(was, loss));
    let text = |text: &str| Some(text.to_owned());
    // Prices that must rise by more: the change says more, though the deal is worse.
    assert_eq!(changed(Headroom::MustMove(0.045), Headroom::MustMove(0.024)), text("2.1 points more"));
    assert_eq!(changed(Headroom::MustMove(0.024), Headroom::MustMove(0.045)), text("2.1 points less"));
    assert_eq!(changed(Headroom::CanMove(0.1), Headroom::CanMove(0.139)), text("3.9 points less"));
    assert_eq!(changed(Headroom::CanMove(0.1), Headroom::CanMove(0.1)), text("no change"));
    // Shown as 25.7% and 26.0%: the difference is the exact one.
    assert_eq!(changed(Headroom::CanMove(0.260_4), Headroom::CanMove(0.256_6)), text("0.4 points more"));
    // A room and a need are two measures.
    assert_eq!(changed(Headroom::MustMove(0.024), Headroom::CanMove(0.1)), text("was: prices can fall by 10.0%"));
    assert_eq!(changed(Headroom::CanMove(0.1), Headroom::AtLeast(0.5)), text("was: prices can fall by over 50%"));
    assert_eq!(changed(Headroom::AtLeast(0.5), Headroom::AtLeast(0.5)), None);
}

/// The move that is said does what it says: prices that rise by it, or fall by the room, leave the deal without a loss, and a
/// tenth of a percent less, or more, does not. At £139,000 the nearest tenth is 0.0%, which changes nothing.
#[test]
fn a_required_move_is_rounded_up_and_room_is_rounded_down() {
    let base = crate::link::opened(&samples::NORWICH_2009).unwrap();
    let base = base.with("/sharing/preferred_return_percent", 4.into()).unwrap();
    let base = base.with("/sharing/recycled_percent", 60.into()).unwrap();
    let at = |price: f64| Outcome::of(base.with("/home_types/market/price", price.into()).unwrap().into()).unwrap();
    let is_sound = |price: f64| at(price).verdict.state != State::FallsShort;
    let mut states = [0, 0];
    for price in (111..160).step_by(2).map(|thousands| f64::from(thousands) * 1_000.0).chain([139_000.0, 125_000.0]) {
        let outcome = at(price);
        let (label, text) = price_headroom(&outcome.verdict);
        let size = |text: &str| text.trim_start_matches("by ").trim_end_matches('%').parse::<f64>().unwrap();
        if label == "Prices must rise" {
            let by = size(&text);
            assert!(is_sound(price * (1.0 + by / 100.0)), "{price} {text}");
            assert!(!is_sound(price * (1.0 + (by - 0.1) / 100.0)), "{price} {text}");
            assert!(verdict_second(&outcome).contains(&format!("Prices {by:.1}% higher or ")), "{price} {text}");
            states[0] += 1;
        } else if label == "Prices can fall" {
            assert!(is_sound(price * (1.0 - size(&text) / 100.0)), "{price} {text}");
            assert!(!is_sound(price * (1.0 - (size(&text) + 0.1) / 100.0)), "{price} {text}");
            states[1] += 1;
        }
    }
    assert!(states.iter().all(|count| *count > 5), "{states:?}");
}

#[test]
fn headroom_beyond_the_searched_range_is_not_a_risk() {
    let outcome = of(&samples::LAND_FOR_NOMINATIONS);
    assert!(matches!(outcome.verdict.prices, Headroom::AtLeast(_)));
    let second = verdict_second(&outcome);
    // A rise of 5% makes no partner lose money: the association's cash runs out before the homes are handed over.
    assert!(second.starts_with("If costs rise by more than 4.9%, cash runs short."), "{second}");
    assert_eq!(headroom_title(&outcome), "Before cash runs short");
}

#[test]
fn a_shortfall_has_its_amount_and_month() {
    // Every partner is repaid in the end; only the cash on the way is missing.
    let short = with(&[(Kind::Cash(1), 3e6), (Kind::LoanLimit(0), 1e6)]);
    let first = verdict_first(&short);
    assert!(first.contains("cash is short by up to £5.") && first.contains(" from "), "{first}");
    assert!(verdict_second(&short).starts_with("The shortfall is deepest, £5."), "{}", verdict_second(&short));
    assert_eq!(headroom_title(&short), "To close the cash shortfall");
}

#[test]
fn homes_left_unsold_are_not_a_loss_of_money() {
    let base = crate::link::opened(&samples::NORWICH_2009).unwrap();
    let slow = base.with("/months", 133.into()).unwrap();
    let slow = slow.with("/home_types/market/sales_a_month", 4.into()).unwrap();
    let outcome = Outcome::of(slow.into()).unwrap();
    assert_eq!(badge(&outcome.verdict), "Falls short");
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
    assert!(sticky(&shared).ends_with("; £57.0m left to share."), "{}", sticky(&shared));
    assert!(sticky(&both).ends_with("; £57.0m left, £28.5m of it to reinvest."), "{}", sticky(&both));
    assert!(sticky_short(&both).ends_with(", £57.0m, £28.5m of it to reinvest"), "{}", sticky_short(&both));
}

/// £16.7m in one sentence is followed by £0.7m, not £707,818, and a loss is in the unit of what was put in.
#[test]
fn sums_of_a_verdict_are_in_one_unit() {
    let is_mixed = |text: &str| {
        let in_millions = |sum: &str| sum.trim_end_matches(['.', ',', ';']).ends_with('m');
        let sums: Vec<&str> = text.split_whitespace().filter(|word| word.starts_with('£')).collect();
        sums.iter().any(|sum| in_millions(sum)) && !sums.iter().all(|sum| in_millions(sum))
    };
    assert!(is_mixed("£16.7m is left. If prices are 10% lower, the pot is £707,818."));
    let price = |price: u32| with(&[(Kind::Price(0), f64::from(price))]);
    let outcomes: Vec<Outcome> = (110..190).step_by(4).map(|thousands| price(thousands * 1_000)).collect();
    let is_small = |sum: Pence| sum.is_positive() && sum < Pence(100_000_000);
    let loses_little = |outcome: &Outcome| outcome.appraisal.partners.iter().any(|own| is_small(own.loss()));
    assert!(outcomes.iter().any(loses_little), "a loss below a million, of more than one");
    for outcome in &outcomes {
        let both = format!("{} {}", verdict_first(outcome), verdict_second(outcome));
        assert!(!is_mixed(&both) && !is_mixed(&sticky(outcome)), "{both} / {}", sticky(outcome));
    }
}

#[test]
fn every_sample_has_a_verdict_in_complete_sentences() {
    for sample in samples::ALL {
        let outcome = of(sample);
        for text in [verdict_first(&outcome), verdict_second(&outcome), sticky(&outcome), money_finding(&outcome)] {
            let is_broken =
                ["  ", "but .", "the the ", "the HCA", "somebody", "everybody"].iter().any(|bad| text.contains(bad));
            assert!(!text.is_empty() && !is_broken, "{}: {text}", sample.name);
        }
    }
}

/// The blank deal with these values, and homes completed from the start of building.
fn blank(land: f64, cash: f64, homes: u32, others: &[(&str, f64)]) -> Outcome {
    let deal = Deal::of_document(&appraisal::deal::form::blank()).unwrap();
    let deal = deal.with("/phases/phase-1/homes/homes-of-a-type-1/count", homes.into()).unwrap();
    let deal = deal.with("/phases/phase-1/first_completion_months", 0.into()).unwrap();
    let with = |deal: Deal, (path, to): &(&str, f64)| deal.with(path, (*to).into()).unwrap();
    let changes = [("/sites/site-1/value", land), ("/contributions/cash/amount", cash)];
    Outcome::of(changes.iter().chain(others).fold(deal, with).into()).unwrap()
}

#[test]
fn headroom_says_what_fails_where_it_ends() {
    let title = |outcome: &Outcome| headroom_title(outcome);
    let short = blank(1e6, 3e6, 60, &[("/home_types/home-type-1/build_cost", 120e3)]);
    assert_eq!(title(&short), "Before cash runs short");
    let second = verdict_second(&short);
    assert!(
        second.starts_with("If prices fall by more than 9.7% or costs rise by more than 7.5%, cash runs short."),
        "{second}"
    );
    // Another half a million of cash: nothing else of the deal changes.
    let more = blank(1e6, 3.5e6, 60, &[("/home_types/home-type-1/build_cost", 120e3)]);
    assert_eq!(cost_headroom(&more.verdict).1, "by 12.6%");
    assert_eq!(title(&of(&samples::GD_1)), "Before a partner loses money");
    // With a loan of £1.0m at most, lower prices lose money first and higher costs leave cash short first.
    let deal = crate::link::opened(&samples::GD_1).unwrap();
    let both = Outcome::of(deal.with("/funding/facilities/senior/limit", 1_000_000.into()).unwrap().into()).unwrap();
    assert_eq!(title(&both), "Before the deal falls short");
    assert_eq!(
        gauge(&both.verdict).map(|(label, text)| format!("{label} {text}")),
        ["Prices can fall by 18.1%, then a loss", "All building costs can rise by 11.7%, then a cash shortage"]
    );
}

#[test]
fn missing_cash_that_prices_do_not_cure_is_said_as_that() {
    let rich = blank(6.1e6, 1e6, 148, &[]);
    assert_eq!(sticky(&rich), "148 homes by September 2028; cash is short by £21.4m.");
    let second = verdict_second(&rich);
    assert!(second.contains("is covered later. The association’s cash is used up, and there is no loan."), "{second}");
    assert!(
        second.ends_with("£21,430,467 more cash or a loan that also covers its own interest and fees would fund the deal; higher prices alone would not."),
        "{second}"
    );
    let poor = blank(6.1e6, 1e6, 148, &[("/home_types/home-type-1/price", 200e3)]);
    let second = verdict_second(&poor);
    assert!(
        second.ends_with(
            "More cash or a loan is needed: even prices 50% higher or costs 50% lower would leave cash short."
        ),
        "{second}"
    );
    let sticky = sticky(&poor);
    assert!(sticky.contains("partners lose £") && sticky.contains(" and cash is short by £"), "{sticky}");
    for outcome in [&rich, &poor] {
        assert_eq!(headroom_title(outcome), "To close the cash shortfall");
        assert_eq!(
            gauge(&outcome.verdict),
            [("Higher prices", "would not help".to_owned()), ("Lower building costs", "would not help".to_owned())]
        );
        let years = crate::words::deal::years_finding(outcome);
        assert!(years.contains("there is no loan: cash is short by up to £") && !years.contains("needed"), "{years}");
    }
}

#[test]
fn a_heavy_loss_under_the_combined_downside_reaches_the_verdict() {
    let works = of(&samples::RENT_AND_SALE);
    assert_eq!(badge(&works.verdict), "Works, with one weak point");
    // The rents repay the capital twelve years after the last homes are finished.
    let first = verdict_first(&works);
    assert!(first.contains("get back what they put in, but not until March 2043, and £11.02m is left"), "{first}");
    assert_eq!(
        verdict_second(&works),
        "The weak point is the pace of sales. If homes sell half as fast, cash is short by up to £0.35m. If prices are 10% lower, costs 10% higher and homes sell half as fast (the combined downside), the council loses all of the £3.4m it puts in and the association loses all of the £3.4m it puts in; cash is short by up to £6.5m; debts left unpaid at the end: £11.0m."
    );
    // Repaid before the last homes are finished, so not "not until".
    let tight = verdict_first(&of(&samples::THREE_PARTY));
    assert!(
        tight.contains(". By September 2031 all partners have back what they put in, and £31.2m is left"),
        "{tight}"
    );
    for sample in [samples::THREE_PARTY, samples::BUILT_ALONE] {
        assert!(verdict_second(&of(&sample)).contains("all of the £"), "{}", sample.name);
    }
}

#[test]
fn a_venture_of_plots_alone_does_not_finish_no_homes() {
    let plots = of(&samples::EQUAL_FUNDERS);
    let first = verdict_first(&plots);
    assert!(first.contains(" plots by ") && !first.contains("homes"), "{first}");
    let second = verdict_second(&plots);
    assert!(second.contains("plots sell half as fast") && !second.contains("homes"), "{second}");
    let chart = crate::words::deal::homes_finding(&plots);
    assert!(chart.contains(" plots by ") && chart.ends_with(", and no homes"), "{chart}");
    assert!(!sticky(&plots).contains("homes") && !sticky_short(&plots).contains("homes"));
}

/// Whoever puts nothing in has nothing to get back; the loans of a council that builds alone are its own.
#[test]
fn a_council_that_builds_alone_is_named_and_owes_its_own_debt() {
    let alone = of(&samples::BUILT_ALONE);
    let first = verdict_first(&alone);
    assert!(first.contains("The council gets back what it puts in, and £"), "{first}");
    assert!(sticky(&alone).ends_with("; no partner loses money; £15.3m left."), "{}", sticky(&alone));
    // It shares the surplus with nobody.
    assert!(first.ends_with(" is left.") && crate::words::deal::flow_finding(&alone).ends_with(" is left"), "{first}");
    assert_eq!(headroom_title(&alone), "Before the council loses money");
    assert_eq!(partners_finding(&alone), "The council gets back what it puts in, and there is a surplus");
    let deal = crate::link::opened(&samples::BUILT_ALONE).unwrap();
    let with = |deal: Deal, path: &str, to: f64| deal.with(path, to.into()).unwrap();
    let deal = with(deal, "/home_types/market/price", 279e3);
    let deal = with(with(deal, "/home_types/market/build_cost", 168.3e3), "/home_types/market/sales_a_month", 1.235);
    let owing = Outcome::of(deal.into()).unwrap();
    let first = verdict_first(&owing);
    assert!(
        first.contains(
            "the council loses £19.8m (all of the £6.0m it puts in, and £13.8m that it still owes on its own borrowing)"
        ),
        "{first}"
    );
    assert!(sticky(&owing).ends_with("; the council loses £19.8m."), "{}", sticky(&owing));
    assert!(
        verdict_second(&owing).ends_with("would give the council back what it puts in."),
        "{}",
        verdict_second(&owing)
    );
}

/// A test under which cash runs short is a weak point before one that leaves little, and all weak points are said.
#[test]
fn a_test_that_is_not_sound_is_the_first_weak_point() {
    let said = verdict_second(&of(&samples::PRIORITY_RETURN));
    assert!(
        said.starts_with(
            "The weakest point is the pace of sales. If homes sell half as fast, cash is short by up to £1.8m; if prices are 10% lower, the surplus is £2.5m; if costs are 10% higher, the surplus is £3.7m."
        ),
        "{said}"
    );
    // Plots that lose no surplus under any test, but run out of cash under one.
    let plots = of(&samples::EQUAL_FUNDERS);
    assert_eq!(plots.verdict.state, State::WorksWithWeakPoint);
    assert!(verdict_second(&plots).contains("cash is short by up to £7.0m"), "{}", verdict_second(&plots));
    let sound = of(&samples::GD_4);
    let said = verdict_second(&sound);
    assert!(said.contains("leaves cash short or makes a partner lose money. If prices are 10% lower"), "{said}");
}

/// Little headroom on prices or costs already says what they break; a tight deal's other failing tests are said after it.
#[test]
fn a_tight_deal_names_the_tests_beyond_its_headroom() {
    let names = |sample| beyond_headroom(&of(sample)).iter().map(|test| test.name).collect::<Vec<_>>();
    assert_eq!(names(&samples::INCREMENTAL_90_10), [TestName::PricesFlat]);
    let said = verdict_second(&of(&samples::INCREMENTAL_90_10));
    assert!(said.contains(" a partner starts to lose money. If prices stay flat while costs still rise "), "{said}");
    assert!(said.contains(", the developer loses money."), "{said}");
    assert!(names(&samples::THREE_PARTY).is_empty());
}

/// Money that no one has put in cannot come back.
#[test]
fn partners_get_back_what_they_put_in_only_if_missing_cash_is_found() {
    let mut short = of(&samples::EQUAL_FUNDERS);
    assert!(partners_finding(&short).starts_with("Each partner gets back what it puts in, and "));
    let deepest = appraisal::measures::payback::Dated { amount: Pence(100), k: 4 };
    short.appraisal.shortfall = Some(appraisal::Shortfall { first_k: 3, deepest, at_end: Pence::ZERO });
    assert_eq!(partners_finding(&short), "Each partner gets back what it puts in, if the missing cash is found");
    short.appraisal.shortfall = None;
    short.appraisal.peak.debt_at_end = Pence(100);
    assert_eq!(partners_finding(&short), "Each partner gets back what it puts in, but a loan is not repaid");
}

/// The combined downside is said too where a single condition already costs a partner over half: it may cost it all.
#[test]
fn the_combined_downside_is_said_after_a_single_test() {
    let mut outcome = of(&samples::RENT_AND_SALE);
    let worst = outcome.verdict.heavy_losses[0];
    let mild = TestLoss { test: TestName::PricesLower, received: Pence(100_000_000), ..worst };
    outcome.verdict.heavy_losses.insert(0, mild);
    let said = heavy_losses(&outcome).unwrap();
    assert!(
        said.starts_with("If prices are 10% lower, the council loses £2.4m of the £3.4m it puts in. If prices"),
        "{said}"
    );
    assert!(said.ends_with("the council loses all of the £3.4m it puts in and the association loses all of the £3.4m it puts in; cash is short by up to £6.5m; debts left unpaid at the end: £11.0m."), "{said}");
}

/// A shortage under a test is in a unit of its own sentence, not of the surplus beside it.
#[test]
fn a_small_shortage_of_a_tight_deal_is_not_rounded_away() {
    let mut tight = with(&[(Kind::Price(0), 141_400.0)]);
    assert_eq!(tight.verdict.state, State::Tight);
    let slower = tight.verdict.tests.iter().find(|test| test.name == TestName::SalesSlower).cloned().unwrap();
    let unfunded = Unfunded { shortfall: Pence(2_000_000), owed: Pence::ZERO };
    let failure = Some(Failure::CashShort);
    tight.verdict.weak_points = vec![TestResult { is_sound: false, failure, unfunded, ..slower }];
    let said = verdict_second(&tight);
    assert!(said.contains(" If homes sell half as fast, cash is short by up to £20,000."), "{said}");
}

/// A loss that is said in full is not said a second time as "a partner loses money"; what else the test ends in is.
#[test]
fn a_test_with_a_heavy_loss_is_said_once() {
    let mut outcome = of(&samples::RENT_AND_SALE);
    let slower = outcome.verdict.weak_points[0].clone();
    let heavy = TestLoss { test: slower.name, ..outcome.verdict.heavy_losses[0] };
    outcome.verdict.heavy_losses.insert(0, heavy);
    outcome.verdict.weak_points = vec![TestResult { failure: Some(Failure::PartnerLoses), ..slower }];
    let said = verdict_second(&outcome);
    assert_eq!(said.matches("If homes sell half as fast, ").count(), 1, "{said}");
    assert!(said.contains("If homes sell half as fast, the council loses all of the £3.40m it puts in; cash is short by up to £0.35m. If prices"), "{said}");
    outcome.verdict.weak_points[0].unfunded = Unfunded::default();
    let said = verdict_second(&outcome);
    assert!(
        said.starts_with("The weak point is the pace of sales. If homes sell half as fast, the council loses all"),
        "{said}"
    );
    assert!(!said.contains("a partner loses money"), "{said}");
    assert_eq!(heavy_tests(&outcome), [TestName::SalesSlower, TestName::Downside]);
}

/// What a council that builds alone owes in a test is its loss there, as it is in the deal as entered.
#[test]
fn a_sole_partner_s_debts_are_in_its_loss_under_a_test() {
    let said = verdict_second(&of(&samples::BUILT_ALONE));
    assert!(
        said.contains("(the combined downside), the council loses £11.7m (all of the £6.0m it puts in, and £5.7m that it still owes on its own borrowing)"),
        "{said}"
    );
    assert!(!said.contains("debts"), "{said}");
}

/// Where one test has such a loss, its debts are said once, in a unit that shows them; a sum that is no loan is unpaid beside it.
#[test]
fn the_debts_of_a_sole_partner_are_said_once() {
    let mut outcome = of(&samples::BUILT_ALONE);
    let own = outcome.verdict.heavy_losses[0];
    let slower = outcome.verdict.tests[2].clone();
    let heavy = TestLoss { test: slower.name, own_debt: Pence(2_000_000), ..own };
    outcome.verdict.heavy_losses.insert(0, heavy);
    let unfunded = Unfunded { shortfall: Pence::ZERO, owed: Pence(2_000_000) };
    let slower = TestResult { is_sound: false, failure: Some(Failure::PartnerLoses), unfunded, ..slower };
    outcome.verdict.weak_points = vec![slower];
    let said = verdict_second(&outcome);
    assert!(said.contains("and £0.02m that it still owes on its own borrowing)"), "{said}");
    assert!(!said.contains("debts"), "{said}");
    outcome.verdict.weak_points[0].unfunded.owed = Pence(202_000_000);
    let said = verdict_second(&outcome);
    assert_eq!(said.matches("If homes sell half as fast, ").count(), 1, "{said}");
    assert!(said.contains("on its own borrowing); other debts left unpaid at the end: £2.00m. If"), "{said}");
}

/// Where nobody loses over half in the combined downside, what it cannot pay is still said.
#[test]
fn what_the_combined_downside_cannot_pay_reaches_the_verdict() {
    let said = verdict_second(&of(&samples::PRIORITY_RETURN));
    let end = "If prices are 10% lower, costs 10% higher and homes sell half as fast (the combined downside), cash is short by up to £5.4m.";
    assert!(said.ends_with(end), "{said}");
}

/// The combined downside is said where it leaves less than the weak point, or takes a partner below what it puts in; and not
/// where it leaves more.
#[test]
fn a_verdict_does_not_stop_at_a_test_that_leaves_more_than_the_combined_downside() {
    let mut outcome = with(&[]);
    let weak = outcome.verdict.weak_points[0].surplus;
    assert!(outcome.verdict.downside.surplus < weak);
    assert!(verdict_second(&outcome).ends_with("(the combined downside), the pot is £20.7m."));
    let (received, put_in) = (outcome.verdict.downside.received[0], outcome.verdict.downside.put_in[0]);
    outcome.verdict.downside.received[0] = put_in - Pence(100_000_000);
    let said = verdict_second(&outcome);
    assert!(said.ends_with("(the combined downside), the council loses £1.00m of the £7.50m it puts in."), "{said}");
    outcome.verdict.downside.received[0] = received;
    outcome.verdict.downside.surplus = weak;
    assert!(!verdict_second(&outcome).contains("combined"));
}

/// The deal of a newcomer: 148 homes at £320,000, £9m of cash and a loan of up to £21.1m, with other values.
fn borrowing(changes: &[(&str, serde_json::Value)]) -> Outcome {
    let deal = Deal::of_document(&appraisal::deal::form::blank()).unwrap();
    let loan = serde_json::json!([{ "id": "loan", "name": "Loan", "limit": 21_089_000, "rate_percent": 7.25,
        "arrangement_fee_percent": 1, "loan_to_cost_percent": 60 }]);
    let own = [
        ("/phases/phase-1/homes/homes-of-a-type-1/count", 148.into()),
        ("/home_types/home-type-1/price", 320_000.into()),
        ("/contributions/cash/amount", 9_000_000.into()),
        ("/sites/site-1/value", 6_100_000.into()),
        ("/funding/facilities", loan),
    ];
    let with = |deal: Deal, (path, to): &(&str, serde_json::Value)| deal.with(path, to.clone()).unwrap();
    Outcome::of(own.iter().chain(changes).fold(deal, with).into()).unwrap()
}

const LOAN: &str = "/funding/facilities/loan";

/// The issue or note about the loan, if any.
fn loan_check(outcome: &Outcome) -> Option<crate::words::deal::Check> {
    let checks = crate::words::deal::checks(outcome, &outcome.deal);
    checks.into_iter().find(|check| check.heading.contains("oan is ") && check.heading.contains("drawn"))
}

fn cash(pounds: u32) -> (&'static str, serde_json::Value) {
    ("/contributions/cash/amount", pounds.into())
}

/// What stops the loan is named, and each way out that is named is one: with it cash is not short.
#[test]
fn the_term_that_stops_a_loan_is_named_and_what_is_advised_helps() {
    let is_short = |changes: &[(&str, serde_json::Value)]| borrowing(changes).appraisal.shortfall.is_some();
    for (field, value, why, advice, enough) in [
        (
            "loan_to_cost_percent",
            0,
            "the loan cannot be drawn: its loan to cost (LTC) is at most 0%",
            "a higher loan to cost (LTC)",
            60,
        ),
        (
            "loan_to_cost_percent",
            5,
            "no more of the loan can be drawn: its loan to cost (LTC) is at most 5%",
            "a higher loan to cost (LTC)",
            60,
        ),
        (
            "loan_to_value_percent",
            2,
            "no more of the loan can be drawn: its loan to gross development value (LTGDV) is at most 2%",
            "a higher loan to gross development value (LTGDV)",
            60,
        ),
        (
            "available_to_month",
            3,
            "the loan cannot be drawn: it can be drawn only until June 2027",
            "a longer time to draw the loan",
            36,
        ),
    ] {
        let path = format!("{LOAN}/{field}");
        let stopped = borrowing(&[(&path, value.into())]);
        let second = verdict_second(&stopped);
        assert!(second.contains(&format!(" The association’s cash is used up, and {why}. ")), "{second}");
        let ways = format!(" more cash or {advice} would fund the deal; higher prices alone would not.");
        assert!(second.ends_with(&ways), "{second}");
        let short = stopped.appraisal.shortfall.unwrap().deepest.amount.0.unsigned_abs().div_ceil(100);
        assert!(
            !is_short(&[(&path, value.into()), cash(9_000_000 + short as u32)]) && !is_short(&[(&path, enough.into())])
        );
        assert!(is_short(&[(&path, value.into()), (&format!("{LOAN}/limit"), 60_000_000.into())]), "{field}");
        // The note on the loan agrees, and no longer says that other money is enough or that a lower limit is better.
        let note = loan_check(&stopped).unwrap();
        assert!(note.text.ends_with(&format!("Cash is short, but {why}.")), "{note:?}");
        assert!(!note.text.contains("enough") && !note.text.contains("lower limit"), "{note:?}");
        assert_eq!(note.path, Some(path.clone()));
        assert!(crate::inputs::way_to(&path).is_some());
        let checks = crate::words::deal::checks(&stopped, &stopped.deal);
        assert!(
            checks
                .iter()
                .any(|check| check.heading.starts_with("Cash falls short") && check.path.as_ref() == Some(&path))
        );
    }
}

/// Terms that both stop a loan are named together; of several loans each is named.
#[test]
fn every_term_that_stops_a_loan_is_named() {
    let two = borrowing(&[
        (&format!("{LOAN}/loan_to_cost_percent"), 5.into()),
        (&format!("{LOAN}/available_to_month"), 3.into()),
    ]);
    let second = verdict_second(&two);
    assert!(
        second.contains(": its loan to cost (LTC) is at most 5% and it can be drawn only until June 2027. "),
        "{second}"
    );
    assert!(
        second.contains(" or a higher loan to cost (LTC) with a longer time to draw the loan would fund the deal"),
        "{second}"
    );
    let loan = |id: &str, terms: (&str, u32)| {
        let mut loan = serde_json::json!({ "id": id, "name": id, "limit": 1_000_000, "rate_percent": 7 });
        loan[terms.0] = terms.1.into();
        loan
    };
    let loans = serde_json::json!([loan("Senior", ("loan_to_cost_percent", 5)), loan("Mezzanine", ("limit", 500_000))]);
    let several = borrowing(&[("/funding/facilities", loans)]);
    let second = verdict_second(&several);
    assert!(second.contains("no more of the loans can be drawn: “Senior”’s"), "{second}");
    assert!(second.contains(" and “Mezzanine”’s limit is £500,000. "), "{second}");
    assert!(second.contains(" £9,924,078 more cash or a larger loan would fund the deal"), "{second}");
}

/// Only a loan that is drawn to its limit is used up.
#[test]
fn a_loan_at_its_limit_is_used_up() {
    let second = verdict_second(&borrowing(&[(&format!("{LOAN}/limit"), 1_000_000.into())]));
    assert!(second.contains(" The association’s cash and the loan are used up. "), "{second}");
    assert!(
        second.contains(
            " £10,405,443 more cash or a higher loan limit (for its interest and fees too) would fund the deal"
        ),
        "{second}"
    );
}

/// More cash comes before the loan, which then is not drawn while it can be: the shortfall is deeper by what it gave.
#[test]
fn cash_that_leaves_a_loan_undrawn_must_be_more_than_the_shortfall() {
    let until = format!("{LOAN}/available_to_month");
    let stopped = borrowing(&[cash(3_000_000), (&until, 3.into())]);
    let second = verdict_second(&stopped);
    assert!(second.contains("and no more of the loan can be drawn: it can be drawn only until June 2027."), "{second}");
    assert!(second.contains(" More cash than that or a longer time to draw the loan would fund the deal"), "{second}");
    let short = stopped.appraisal.shortfall.unwrap().deepest.amount.0.unsigned_abs().div_ceil(100) as u32;
    let with = |more: u32| borrowing(&[cash(3_000_000 + more), (&until, 3.into())]).appraisal.shortfall.is_some();
    assert!(with(short) && !with(2 * short));
}

/// Cash that only matches land is not called further, however much of it there is.
#[test]
fn cash_that_matches_land_is_not_advised_where_more_is_not_called() {
    let matched = serde_json::json!({ "matched": { "ratio": 1.0 } });
    let order = ("/funding/order", matched);
    let limit = format!("{LOAN}/limit");
    let second = verdict_second(&borrowing(&[order.clone(), (&limit, 1_000_000.into())]));
    assert!(
        second.contains(" The association’s cash cannot all be called by then, and the loan is used up. "),
        "{second}"
    );
    assert!(second.contains(" A higher loan limit (for its interest and fees too) would fund the deal"), "{second}");
    assert!(borrowing(&[order, cash(60_000_000), (&limit, 1_000_000.into())]).appraisal.shortfall.is_some());
}

/// With enough cash, whether and when the loan would be drawn is only said where another run draws it.
#[test]
fn a_loan_that_can_never_be_drawn_is_not_said_to_be_drawn_if_costs_rise() {
    let text = |cash_in: u32, percent: u32| {
        let path = format!("{LOAN}/loan_to_cost_percent");
        loan_check(&borrowing(&[cash(cash_in), (&path, percent.into())])).unwrap()
    };
    let never = text(25_000_000, 0);
    assert!(never.text.ends_with("nothing can be drawn: its loan to cost (LTC) is at most 0%."), "{never:?}");
    assert!(!never.text.contains("costs rise"), "{never:?}");
    assert_eq!(never.path, Some(format!("{LOAN}/loan_to_cost_percent")));
    let rising = text(25_000_000, 60);
    assert!(
        rising.text.contains("“Funding order” decides")
            && rising.text.ends_with("in any order it is drawn if costs rise enough."),
        "{rising:?}"
    );
    // No rise of costs that is searched needs so much cash.
    let rich = text(60_000_000, 60);
    assert!(rich.text.contains("“Funding order” decides") && !rich.text.contains("costs rise"), "{rich:?}");
}

/// Who loses is said: one partner, both, or some of several.
#[test]
fn a_test_names_the_partners_that_lose_money() {
    let flat = "prices stay flat while costs still rise 2.5% a year";
    let at = |price: u32| verdict_second(&borrowing(&[("/home_types/home-type-1/price", price.into())]));
    let both = at(250_000);
    assert!(both.contains(&format!("; if {flat}, both partners lose money.")), "{both}");
    let mut three = of(&samples::THREE_PARTY);
    let slower = three.verdict.tests.iter().position(|test| test.name == TestName::SalesSlower).unwrap();
    three.verdict.heavy_losses.clear();
    let test = TestResult {
        is_sound: false,
        failure: Some(Failure::PartnerLoses),
        losses: [0, 2].map(|partner| TestLoss { partner, ..three.verdict.downside.losses().next().unwrap() }).to_vec(),
        ..three.verdict.tests[slower].clone()
    };
    three.verdict.weak_points = vec![test];
    let said = verdict_second(&three);
    assert!(said.contains("sell half as fast, the developer and the association lose money"), "{said}");
}

/// Where one partner loses over half and another less, neither is said to lose money alone.
#[test]
fn a_test_in_which_one_partner_loses_over_half_names_every_loser() {
    let mut tight = of(&samples::RENT_AND_SALE);
    tight.verdict.state = State::Tight;
    let mut slower = tight.verdict.weak_points[0].clone();
    let own = TestLoss { test: slower.name, ..tight.verdict.heavy_losses[0] };
    slower.losses = [300_000_000, 100_000_000].map(|received| TestLoss { received: Pence(received), ..own }).to_vec();
    slower.losses[0].partner = 1 - own.partner;
    tight.verdict.heavy_losses.insert(0, slower.losses[1]);
    tight.verdict.weak_points = vec![TestResult { failure: Some(Failure::PartnerLoses), ..slower }];
    let both = "If homes sell half as fast, the council loses £2.40m of the £3.40m it puts in and the association loses £0.40m of the £3.40m it puts in; cash is short by up to £0.35m.";
    let said = [verdict_second(&tight), heavy_losses(&tight).unwrap()];
    for said in said {
        assert!(said.contains(both) && !said.contains("loses money"), "{said}");
        assert_eq!(said.matches("If homes sell half as fast, ").count(), 1, "{said}");
    }
}

/// Losses of less than half are said beside a shortage, in the sums of the partner table, and beside the heavy loss of another.
#[test]
fn the_combined_downside_says_losses_beside_its_shortage() {
    let mut outcome = of(&samples::PRIORITY_RETURN);
    outcome.verdict.downside.received[1] = Pence(536_700_000);
    let event = "If prices are 10% lower, costs 10% higher and homes sell half as fast (the combined downside), ";
    let said = verdict_second(&outcome);
    let end = "the developer loses £0.63m of the £6.00m it puts in; cash is short by up to £5.41m.";
    assert!(said.ends_with(&format!("{event}{end}")), "{said}");
    let mut outcome = of(&samples::RENT_AND_SALE);
    outcome.verdict.downside.received[1] = Pence(240_000_000);
    outcome.verdict.heavy_losses.retain(|loss| loss.partner == 0);
    let said = verdict_second(&outcome);
    assert!(said.contains(&format!("{event}the council loses all of the £3.40m it puts in and the association loses £1.00m of the £3.40m it puts in; cash")), "{said}");
}

/// The debts of the table's row are all that is owed; beside a loss with the loans in it, the verdict says that the rest is other
/// debts.
#[test]
fn debts_beside_own_borrowing_are_said_to_be_other_debts() {
    let sale = samples::ALL.iter().find(|sample| sample.name == "sold-outright").unwrap();
    let outcome = of(sale);
    let said = verdict_second(&outcome);
    assert!(
        said.contains("and £6.9m that it still owes on its own borrowing)")
            && said.ends_with("; other debts left unpaid at the end: £0.3m."),
        "{said}"
    );
    let row = crate::words::tables::downside(outcome.verdict.downside.unfunded);
    assert!(row.contains("; debts left unpaid at the end: £7.2m"), "{row}");
}
