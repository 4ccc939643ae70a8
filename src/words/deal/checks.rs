//! The issues to resolve before a deal goes to committee.

use super::{long_month, surplus_name};
use crate::outcome::Outcome;
use crate::words::flags;
use crate::words::format::{decimal, millions};
use crate::words::names::named;
use crate::words::page::date;
use crate::words::scale::together;
use crate::words::steps;
use crate::words::verdict;
use appraisal::alternatives::{beside_sale, sale_price};
use appraisal::deal::{Deal, MarkKind};
use appraisal::jobs::Step;
use appraisal::slower_sales::{Flattered, SlowerSales, slower_in_the_test, slower_than};
use appraisal::{PartnerResult, Pence};

/// An issue or a note before the deal goes to committee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Whether it is an issue to resolve, and not only for information.
    pub act: bool,
    /// The heading.
    pub heading: String,
    /// The explanation.
    pub text: String,
    /// The path of the input to look at, if any.
    pub path: Option<String>,
}

/// The issues to resolve, as prompts for advice, never legal opinions.
#[must_use]
pub fn checks(outcome: &Outcome, base: &Deal) -> Vec<Check> {
    let mut checks = Vec::new();
    checks.extend(outcome.flags.iter().map(|flag| flags::check(flag, outcome)));
    checks.extend(super::prices::in_another_unit(outcome));
    checks.extend(sale_pays_more(outcome, base));
    checks.extend(slow_sales(outcome, base));
    checks.extend(return_out_of_capital(outcome));
    checks.extend(heavy_loss(outcome, base));
    checks.extend(fitted(outcome, base));
    checks.extend(weak_jobs(outcome));
    checks.push(Check {
        act: false,
        heading: format!("Rules and rates are those of {}", date(&outcome.deal.rule_set)),
        text: "Other rules may apply to a deal signed today: take advice.".to_owned(),
        path: Some("/rule_set".to_owned()),
    });
    // Issues come before information.
    checks.sort_by_key(|check| !check.act);
    checks
}

/// How many issues are to be resolved.
#[must_use]
pub fn issues(outcome: &Outcome, base: &Deal) -> usize {
    checks(outcome, base).iter().filter(|check| check.act).count()
}

/// A deal may work for all partners and still be worth less to the landowner than the sale of its land.
fn sale_pays_more(outcome: &Outcome, base: &Deal) -> Option<Check> {
    let deal = &outcome.deal;
    let (sale, gap) = beside_sale(&outcome.checked, &outcome.appraisal);
    let owner = deal.partners.get(sale.seller)?;
    let (name, price, more) = (named(&owner.short_name), sale.terms.price, -gap);
    let has_unrestricted = deal.sites.iter().any(|site| site.owner == owner.id && site.unrestricted_value.is_some());
    let which = match (deal.alternatives.sale_price, has_unrestricted) {
        (Some(_), _) => "",
        (None, true) => " No sale price is entered, so the price is the land’s unrestricted value.",
        (None, false) => " No sale price is entered, so the price is the land’s value in the deal.",
    };
    let in_base = match sale_price(base, &owner.id) {
        own if own == price || base.sites.iter().all(|site| site.owner != owner.id) => String::new(),
        other => format!(
            " The base case as last set has {}; Compare uses one price for every case, that of the base case as it is now.",
            millions(other.0)
        ),
    };
    let [more_said, price_said, avoided_said] = together([more.0, price.0, sale.terms.holding_costs_avoided.0]);
    let avoided = match sale.terms.holding_costs_avoided {
        Pence::ZERO => String::new(),
        _ => format!(
            " That counts {avoided_said} of holding costs that a sale avoids, in full until the last land is drawn down."
        ),
    };
    let pot = if outcome.appraisal.pot.total.is_positive() { " The pot is not counted as a receipt." } else { "" };
    let grant = flags::grant_beside_sale(&outcome.flags, &owner.id);
    let grant = grant.map_or_else(String::new, |said| format!(" {said}"));
    (price.is_positive() && more.is_positive()).then(|| Check {
        act: true,
        heading: format!("Selling the land would give {name} {more_said} more (present value)"),
        text: format!(
            "A sale at the start for {price_said} is worth more to {name} than this deal (present value at {}%).{which}{in_base}{avoided}{pot}{grant} Say why the deal is preferred to a sale.",
            decimal(sale.rate * 100.0, 1),
        ),
        path: Some("/alternatives/sale_price".to_owned()),
    })
}

/// Slower sales can make the surplus, or what partners get back, look bigger while prices grow; the value in real terms, named
/// as on Compare, is the one to rely on. Those of this deal come before those of the standard test.
fn slow_sales(outcome: &Outcome, base: &Deal) -> Option<Check> {
    let own = slower_than(base, &outcome.checked, &outcome.appraisal).filter(is_shown);
    let in_the_test = || slower_in_the_test(&outcome.appraisal, &outcome.verdict);
    let found = own.or_else(in_the_test).filter(is_shown)?;
    let [before, sum, value_before, value] = in_words(&found);
    let (what, look, moves) = match found.of {
        Flattered::Surplus => (surplus_name(outcome), "bigger", "lifts"),
        Flattered::Received => ("what the partners get back", "bigger", "lifts"),
        Flattered::Gain => ("what the partners gain", "bigger", "lifts"),
        Flattered::Loss => ("what the partners lose", "smaller", "cuts"),
    };
    let (slower, is_then) = match own {
        Some(_) => ("The slower rate of sale", "is"),
        None => ("Halving the rate of sale", "is then"),
    };
    // Waiting costs the partners nothing only where their money earns no preferred return.
    let is_free = outcome.deal.sharing.preferred_return_percent == 0.0;
    let why = if is_free {
        "prices grow and the partners’ money has no cost"
    } else {
        "prices grow while homes wait to be sold"
    };
    Some(Check {
        act: true,
        heading: format!("Slower sales make {what} look {look}"),
        text: format!(
            "{slower} {moves} {what} from {before} to {sum} because {why}. The scheme’s value before land in real terms (present value in {} at the Green Book rate of 3.5%) {is_then} {value}, down from {value_before}. Rely on that value.",
            long_month(&outcome.appraisal, 0),
        ),
        path: None,
    })
}

/// The sum that looks better and the value in real terms, before and after.
fn in_words(found: &SlowerSales) -> [String; 4] {
    let ([before, sum], [value_before, value]) = (found.sum, found.real_value);
    together([before.0, sum.0, value_before.0, value.0])
}

/// Whether both sums differ as shown, and the one that looks better by more than a little: a difference that a reader does not
/// see is no finding.
fn is_shown(found: &SlowerSales) -> bool {
    let [before, sum, value_before, value] = in_words(found);
    let [was, is] = found.sum.map(Pence::abs);
    before != sum && value_before != value && (is - was).abs() > was.max(is).times(LITTLE)
}

/// The part of a sum by which it looks only a little better.
const LITTLE: f64 = 1.0 / 500.0;

/// A preferred return that is paid while capital is not repaid is paid out of capital.
fn return_out_of_capital(outcome: &Outcome) -> Option<Check> {
    let results = &outcome.appraisal.partners;
    let unrepaid: Pence = results.iter().map(|partner| partner.capital_unpaid).sum();
    let paid: Pence = results.iter().map(|partner| partner.preferred_return).sum();
    let [paid_said, unrepaid_said] = together([paid.0, unrepaid.0]);
    let hides = |partner: &PartnerResult| {
        partner.capital_unpaid.is_positive() && partner.rates.rate().is_some_and(|rate| rate > 0.0)
    };
    let judge = if results.iter().any(hides) {
        "A rate of return above zero can hide that: judge by money in and money out."
    } else {
        "Judge by money in and money out."
    };
    (unrepaid.is_positive() && paid.is_positive()).then(|| Check {
        act: true,
        heading: "Preferred return is paid while capital is not repaid".to_owned(),
        text: format!(
            "Partners receive {paid_said} of preferred return, and {unrepaid_said} of their capital is not repaid. {judge}",
        ),
        path: Some("/sharing/preferred_return_percent".to_owned()),
    })
}

/// A partner loses over half of what it puts in under a standard test, alone or combined.
fn heavy_loss(outcome: &Outcome, base: &Deal) -> Option<Check> {
    let text = verdict::heavy_losses(outcome)?;
    let partners = outcome.deal.partners.len();
    let when = if verdict::are_heavy_as_entered(outcome) { "As entered," } else { "In a standard test" };
    let heading = match verdict::heavier_losses(outcome).len() {
        0 | 1 => format!("{when} a partner loses over half of what it puts in"),
        2 if partners == 2 => format!("{when} both partners lose over half of what they put in"),
        all if all == partners => format!("{when} all partners lose over half of what they put in"),
        many => format!("{when} {many} partners lose over half of what they put in"),
    };
    let text = verdict::losses_as_planned(outcome).map_or_else(|| text.clone(), |planned| format!("{planned} {text}"));
    // The tests of a scenario come on top of what the scenario itself changes.
    let own = match verdict::heavy_tests(outcome).len() {
        _ if *outcome.deal == *base => "",
        0 | 1 => " The test starts from the values of this case.",
        _ => " These tests start from the values of this case.",
    };
    Some(Check { act: true, heading, text: format!("{text}{own}"), path: None })
}

/// A value that was fitted to a target, until another is typed.
fn fitted(outcome: &Outcome, base: &Deal) -> Option<Check> {
    let (path, mark) = outcome
        .deal
        .marks
        .iter()
        .find(|(path, mark)| mark.note == "fitted" && outcome.deal.number(path) == base.number(path))?;
    let heading = format!("Fitted, not observed: {}", steps::called(path, &outcome.deal));
    Some(Check { act: true, heading, text: mark.reason.clone(), path: Some(path.clone()) })
}

fn weak_jobs(outcome: &Outcome) -> Option<Check> {
    let mark = outcome.deal.marks.get("/jobs/person_years_per_million");
    let jobs = &outcome.appraisal.jobs;
    let left = jobs.chain.iter().rfind(|step| step.step != Step::Multiplier).map_or(jobs.a_year, |step| step.after);
    mark.is_none_or(|mark| mark.kind == MarkKind::Unverified).then(|| Check {
        act: false,
        heading: "Sources on building jobs differ by a factor of three".to_owned(),
        text: format!(
            "The default gives {} a year, the lowest source {}. Of the {}, {} are left after what would happen anyway (deadweight), what goes outside the area (leakage), what is taken from elsewhere (displacement) and what replaces other work (substitution); with suppliers and wages (multiplier), net additional jobs are {} a year. They last only as long as construction and must not be added to permanent jobs.",
            decimal(jobs.a_year, 0),
            decimal(jobs.low_a_year, 0),
            decimal(jobs.a_year, 0),
            decimal(left, 0),
            decimal(jobs.net_a_year, 0),
        ),
        path: Some("/jobs/person_years_per_million".to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::Kind;
    use crate::words::deal::tests::{norwich, with};
    use appraisal::samples;

    /// Where every rate is below zero, or there is none, no rate above zero hides anything.
    #[test]
    fn a_rate_above_zero_is_only_mentioned_where_there_is_one() {
        let (open, hidden) = (
            Some("not repaid. Judge by money in and money out."),
            Some("not repaid. A rate of return above zero can hide that: judge by money in and money out."),
        );
        // In percent of the price: at 72% both rates are below zero, at 75% one is, at 77% none; at 90% all capital is repaid.
        for (percent, above_zero, expected) in [(72.0, 0, open), (75.0, 1, hidden), (77.0, 2, hidden), (90.0, 2, None)]
        {
            let outcome = with(&[(Kind::PreferredReturn, 8.0), (Kind::Price(0), 1_860.0 * percent)]);
            let rates = outcome.appraisal.partners.iter().filter_map(|partner| partner.rates.rate());
            assert_eq!(rates.filter(|rate| *rate > 0.0).count(), above_zero, "{percent}");
            let said = return_out_of_capital(&outcome).map(|check| check.text);
            assert_eq!(said.is_some(), expected.is_some(), "{percent}: {said:?}");
            assert!(said.unwrap_or_default().ends_with(expected.unwrap_or_default()), "{percent}");
        }
    }

    #[test]
    fn the_fitted_price_is_mentioned_until_it_is_replaced() {
        let heading = "Fitted, not observed: Market sale price, per home";
        let has_fitted = |outcome: &Outcome| checks(outcome, &norwich()).iter().any(|check| check.heading == heading);
        assert!(has_fitted(&with(&[])));
        assert!(!has_fitted(&with(&[(Kind::Price(0), 190_000.0)])));
    }

    /// With a preferred return, waiting has a cost for the partners.
    #[test]
    fn slow_sales_are_free_only_without_a_preferred_return() {
        let why = |outcome: &Outcome| slow_sales(outcome, &outcome.deal).map(|check| check.text);
        assert!(why(&with(&[])).unwrap().contains("the partners’ money has no cost"));
        let priced = why(&with(&[(Kind::PreferredReturn, 1.0)])).unwrap();
        assert!(priced.contains("because prices grow while homes wait to be sold."), "{priced}");
    }

    /// The figure is the engine's receipt equivalence, as on Compare.
    #[test]
    fn a_sale_that_pays_the_landowner_more_is_an_issue() {
        let of = |deal: Deal| {
            let outcome = Outcome::of(deal.into()).unwrap();
            let gap = appraisal::alternatives::alternatives(&outcome.checked, &outcome.appraisal).receipt_equivalence;
            (sale_pays_more(&outcome, &norwich()), gap)
        };
        let (check, gap) = of(norwich());
        let check = check.unwrap();
        assert_eq!(
            check.heading,
            format!("Selling the land would give the council {} more (present value)", millions(-gap.0))
        );
        assert!(check.act, "{check:?}");
        assert!(
            check.text.starts_with("A sale at the start for £7.50m is worth more to the council than this deal (present value at 4.5%). No sale price is entered, so the price is the land’s value in the deal. The pot is not counted"),
            "{check:?}"
        );
        assert!(crate::inputs::way_to(check.path.as_deref().unwrap()).is_some());
        let dearer_than_base = || {
            let mut offer = norwich();
            offer.sites.iter_mut().for_each(|site| site.value *= 1.2);
            sale_pays_more(&Outcome::of(offer.into()).unwrap(), &norwich()).unwrap().text
        };
        let priced = |price: f64| norwich().with("/alternatives", serde_json::json!({ "sale_price": price })).unwrap();
        let (dearer, gap) = of(priced(9_000_000.0));
        assert!(
            dearer.is_some_and(
                |check| check.text.contains("£9.00m is worth more") && !check.text.contains("No sale price")
            ) && gap < Pence::ZERO
        );
        let own = dearer_than_base();
        assert!(
            own.contains("for £9.00m")
                && own.contains(" The base case as last set has £7.50m; Compare uses one price for every case, that of the base case as it is now."),
            "{own}"
        );
        let (cheaper, gap) = of(priced(1_000_000.0));
        assert!(cheaper.is_none() && gap.is_positive());
    }

    #[test]
    fn a_heavy_loss_is_an_issue_to_resolve() {
        let of = |sample| Outcome::of(crate::link::opened(sample).unwrap().into()).unwrap();
        let has = |outcome: &Outcome| {
            let said = checks(outcome, &norwich());
            let mut heavy = said.iter().filter(|check| check.act && check.heading.starts_with("In a standard test "));
            let losers = verdict::heavier_losses(outcome).len();
            heavy.any(|check| check.heading.contains(" a partner ") == (losers == 1))
        };
        assert!(has(&of(&samples::RENT_AND_SALE)) && has(&of(&samples::THREE_PARTY)));
        // Where both lose as much, the heading does not speak of one.
        let mut both = of(&samples::RENT_AND_SALE);
        let first = both.verdict.heavy_losses[0];
        both.verdict.heavy_losses = vec![first, appraisal::verdict::TestLoss { partner: 1 - first.partner, ..first }];
        assert_eq!(
            heavy_loss(&both, &both.deal).unwrap().heading,
            "In a standard test both partners lose over half of what they put in"
        );
        // Where that is so without any test, the heading does not put it down to one.
        for partner in &mut both.appraisal.partners {
            partner.received = Pence(partner.put_in().0 / 3);
        }
        assert_eq!(
            heavy_loss(&both, &both.deal).unwrap().heading,
            "As entered, both partners lose over half of what they put in"
        );
        assert!(!has(&with(&[])));
    }

    /// What partners lose as planned comes first; of a partner that loses all of it as planned nothing more is said.
    #[test]
    fn a_heavy_loss_is_said_with_the_loss_as_planned() {
        let plain = with(&[]);
        let at = |received: Pence| {
            let mut outcome = with(&[]);
            let put_in = outcome.appraisal.partners[0].put_in();
            let test = appraisal::verdict::TestName::PricesLower;
            let loss =
                appraisal::verdict::TestLoss { test, partner: 0, received: Pence::ZERO, put_in, own_debt: Pence::ZERO };
            outcome.verdict.heavy_losses = vec![loss];
            outcome.appraisal.partners[0].received = received;
            heavy_loss(&outcome, &outcome.deal).map(|check| check.text)
        };
        // A partner that loses all as planned does not hide another's loss under a later test.
        let mut later = with(&[]);
        let put_in = later.appraisal.partners[0].put_in();
        later.appraisal.partners[0].received = Pence::ZERO;
        let loss = |test, partner| appraisal::verdict::TestLoss {
            test,
            partner,
            received: Pence::ZERO,
            put_in,
            own_debt: Pence::ZERO,
        };
        let (first, second) = (appraisal::verdict::TestName::PricesLower, appraisal::verdict::TestName::CostsHigher);
        later.verdict.heavy_losses = vec![loss(first, 0), loss(second, 0), loss(second, 1)];
        let text = heavy_loss(&later, &later.deal).unwrap().text;
        assert!(text.starts_with("If costs are 10% higher, HCA loses all of"), "{text}");
        let own = &plain.appraisal.partners[0];
        assert!(at(own.put_in()).unwrap().starts_with("If prices are 10% lower, the council loses all of"));
        let planned = at(own.put_in() - Pence::from_pounds(4_000_000.0)).unwrap();
        assert!(
            planned
                .starts_with("As entered, the council loses £4.0m. If prices are 10% lower, the council loses all of"),
            "{planned}"
        );
        assert_eq!(at(Pence::ZERO), None);
        // In a scenario nothing is "as planned", and the test comes on top of its own values.
        let low = norwich().with("/home_types/market/price", 170_000.into()).unwrap();
        let text = heavy_loss(&later, &low).unwrap().text;
        assert!(text.ends_with(" The test starts from the values of this case."), "{text}");
    }

    #[test]
    fn slow_sales_are_explained() {
        let outcome = with(&[]);
        let checks = checks(&outcome, &norwich());
        let slow = checks.iter().find(|check| check.heading == "Slower sales make the pot look bigger").unwrap();
        assert!(
            slow.text.starts_with("Halving the rate of sale lifts the pot from £57.03m to £59.56m because")
                && slow.text.ends_with(
                    "The scheme’s value before land in real terms (present value in April 2009 at the Green Book rate of 3.5%) is then £37.18m, down from £39.97m. Rely on that value."
                ),
            "{}",
            slow.text
        );
    }

    /// Without a surplus, what the partners get back is what looks bigger.
    #[test]
    fn slow_sales_that_cut_a_loss_are_explained() {
        let mut deal = crate::link::opened(&samples::PRIORITY_RETURN).unwrap();
        deal.home_types.iter_mut().for_each(|home| home.price = home.price.map(|price| price * 0.68));
        let check = slow_sales(&Outcome::of(deal.clone().into()).unwrap(), &deal).unwrap();
        assert_eq!(check.heading, "Slower sales make what the partners get back look bigger");
        assert!(
            check.text.starts_with(
                "Halving the rate of sale lifts what the partners get back from £2.29m to £2.98m because prices grow"
            ) && check.text.contains("in real terms")
                && check.text.contains("is then −\u{2060}£4.51m, down from −\u{2060}£3.85m."),
            "{}",
            check.text
        );
    }

    /// A difference of £316 is none where both sums are shown in hundredths of a million.
    #[test]
    fn slow_sales_that_move_no_figure_as_shown_are_no_finding() {
        let mut deal = crate::link::opened(&samples::PRIORITY_RETURN).unwrap();
        deal.home_types.iter_mut().for_each(|home| home.price = home.price.map(|price| price * 0.68));
        let mut outcome = Outcome::of(deal.clone().into()).unwrap();
        let received: Pence = outcome.appraisal.partners.iter().map(|own| own.received).sum();
        let slower = appraisal::verdict::TestName::SalesSlower;
        let mut with_more = |more: f64| {
            let test = outcome.verdict.tests.iter_mut().find(|test| test.name == slower).unwrap();
            test.received = received + Pence::from_pounds(more);
            slow_sales(&outcome, &deal).is_some()
        };
        assert!(!with_more(316.0) && with_more(131_600.0));
    }

    /// Without a pot the surplus grows in the same way, here at three quarters of the pace: half of that again would not be
    /// sold in time, so that the standard test is silent.
    #[test]
    fn slower_sales_of_the_deal_itself_are_explained_without_a_pot() {
        let base = crate::link::opened(&samples::LABV_MATCHED_EQUITY).unwrap();
        let home = base.home_types.iter().find(|home| home.sales_a_month.is_some()).unwrap();
        let pace = serde_json::json!(home.sales_a_month.unwrap() * 0.75);
        let slower = base.with(&format!("/home_types/{}/sales_a_month", home.id), pace).unwrap();
        let outcome = Outcome::of(slower.into()).unwrap();
        let said = checks(&outcome, &base);
        let slow = said.iter().find(|check| check.heading == "Slower sales make the surplus look bigger").unwrap();
        assert!(
            slow.act
                && slow.text.starts_with(
                    "The slower rate of sale lifts the surplus from £15.11m to £15.70m because prices grow"
                )
                && slow
                    .text
                    .contains("value in April 2027 at the Green Book rate of 3.5%) is £13.16m, down from £14.02m."),
            "{}",
            slow.text
        );
        assert!(!checks(&outcome, &outcome.deal).iter().any(|check| check.heading == slow.heading));
    }
}
