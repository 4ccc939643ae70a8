//! The table of offers.

use super::capitalised;
use super::compare::{quoted, quoted_all, sensitivity};
use super::deal::tenure;
use super::format::{count, millions, month_long, percent};
use super::names::{label, named, owner, verb};
use super::scale::MoneyScale;
use appraisal::alternatives::SaleToday;
use appraisal::deal::Tenure;
use appraisal::sensitivity::SensitivityName;
use appraisal::verdict::Unfunded;
use appraisal::{Pence, YearMonth};

/// A row of the table.
pub const HOMES: &str = "Homes by tenure";
/// See [`HOMES`].
pub const NOMINATIONS: &str = "First lettings nominated by the council";
/// No loss, or nothing at risk.
pub const NO_SUM: &str = "none";
/// Of an alternative, in a row of tests.
pub const NOT_TESTED: &str = "not tested";
/// See [`HOMES`].
pub const FLAGS: &str = "Issues to resolve";

/// The council, whatever its name.
pub const COUNCIL: &str = "council";
/// The landowner of offers that name different ones.
const LANDOWNER: &str = "landowner";

/// Whom the offers are to: the council, or if no partner is one, the landowner by name.
#[must_use]
pub fn party(names: &[String]) -> String {
    match names {
        [first, rest @ ..] if rest.iter().all(|name| name == first) => first.clone(),
        _ => LANDOWNER.to_owned(),
    }
}

/// The first row, with the rate and the date at which all are valued.
#[must_use]
pub fn present_value(party: &str, rate: f64, valued_at: YearMonth) -> String {
    let month = month_long(valued_at.year, valued_at.month);
    format!("{} receipts less cash put in: present value (PV), {month}, at {}", whose(party), percent(rate))
}

/// The same in the combined downside.
#[must_use]
pub fn downside(party: &str, rate: f64, valued_at: YearMonth) -> String {
    let month = month_long(valued_at.year, valued_at.month);
    format!(
        "{} receipts less cash put in, in the combined downside (prices 10% lower, costs 10% higher, sales half as fast): \
         present value (PV), {month}, at {}",
        whose(party),
        percent(rate)
    )
}

/// See [`HOMES`].
#[must_use]
pub fn half(party: &str) -> String {
    format!("{} {} receipts by", label(party), verb(party, "has half of its", "have half of their"))
}

/// The row of the pot, which is no part of the first row.
#[must_use]
pub fn pot(party: &str, rate: f64, valued_at: YearMonth) -> String {
    let month = month_long(valued_at.year, valued_at.month);
    format!("Reinvestment pot, not counted as {}: present value (PV), {month}, at {}", owner(party), percent(rate))
}

/// The row that compares with a sale of the land in the month of the present values.
#[must_use]
pub fn against_sale(sale: &SaleToday, valued_at: YearMonth) -> String {
    let (price, month) = (millions(sale.price.0), month_long(valued_at.year, valued_at.month));
    let holding =
        if sale.holding_costs_avoided == Pence::ZERO { "" } else { ", counting the holding costs a sale avoids" };
    format!("Against selling for {price} in {month}{holding}")
}

/// "Council’s", at the start of a label.
fn whose(party: &str) -> String {
    capitalised(owner(party).trim_start_matches("the "))
}

/// See [`HOMES`].
#[must_use]
pub fn exposure(party: &str) -> String {
    format!("{} peak exposure, including {} loans", whose(party), verb(party, "its", "their"))
}

/// See [`HOMES`].
#[must_use]
pub fn largest_loss(party: &str) -> String {
    let own = verb(party, "its", "their");
    format!("{} largest loss, as entered or in a test, with {own} own unpaid loans", whose(party))
}

/// See [`HOMES`].
#[must_use]
pub fn votes(party: &str) -> String {
    format!("{} share of votes", whose(party))
}

/// The row of public cost per home, in prices of the same date.
#[must_use]
pub fn per_home(valued_at: YearMonth) -> String {
    let month = month_long(valued_at.year, valued_at.month);
    format!(
        "Net public cost per additional home, with the land at its value in each case: present value in {month}, at the Green Book’s real rates"
    )
}

/// A net public cost; a negative one is a gain.
#[must_use]
pub fn cost_or_gain(cost: i64, scale: MoneyScale) -> String {
    if cost < 0 { format!("gain of {}", scale.money(-cost)) } else { scale.money(cost) }
}

/// What the rows of exposure, loss and present value count, beside the partner’s own capital.
#[must_use]
pub fn loans_borne(party: &str) -> String {
    format!(
        "{} loans are those {} to the venture, or all loans if {} the only partner with a stake. Outstanding loans count in peak exposure; loans unpaid at the end count as money put in.",
        capitalised(&owner(party)),
        verb(party, "it makes", "they make"),
        verb(party, "it is", "they are"),
    )
}

/// What building alone counts and an offer does not, and the rate at which it borrows, which may be entered.
#[must_use]
pub fn alone_counts(party: &str, borrowing: f64, is_entered: bool) -> String {
    let rate = if is_entered {
        "the rate entered for public borrowing"
    } else {
        "the discount rate, because no rate for public borrowing is entered"
    };
    format!(
        "“{}” counts the whole surplus as {}; an offer does not count its pot. It borrows all its cash at {}, {rate}.",
        super::compare::BUILD_ALONE,
        owner(party),
        percent(borrowing)
    )
}

/// The line under the heading.
#[must_use]
pub fn lead(party: &str) -> String {
    format!(
        "What each offer means for {}, compared with selling the land outright and building alone. Make each partner’s offer a scenario.",
        named(party)
    )
}

/// The heading while there are no offers.
#[must_use]
pub fn instead(party: &str) -> String {
    format!("What {} could do instead", named(party))
}

/// The caption of the table.
#[must_use]
pub fn caption(party: &str) -> String {
    format!("Offers, and what {} could do instead", named(party))
}

/// Homes by tenure: "826 market sale, 419 social rent".
#[must_use]
pub fn homes(homes: &[(Tenure, u32)]) -> String {
    let some = homes.iter().filter(|(_, number)| *number > 0);
    some.map(|(of, number)| format!("{} {}", count(i64::from(*number)), tenure(*of).to_lowercase()))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A sum and when.
#[must_use]
pub fn sum_in(sum: &str, month: &str) -> String {
    format!("{sum}, {month}")
}

/// A loss, and the test that makes it larger than it is as entered.
#[must_use]
pub fn worst(loss: &str, under: Option<SensitivityName>) -> String {
    match under {
        Some(test) => format!("{loss}, {}", in_test(test)),
        None => format!("{loss} as entered; no test makes it larger"),
    }
}

/// "with sales half as fast", "in the combined downside".
fn in_test(test: SensitivityName) -> String {
    let preposition = if test == SensitivityName::Downside { "in" } else { "with" };
    format!("{preposition} {}", sensitivity(test))
}

/// What makes a scenario an offer.
const AN_OFFER: &str = "An offer changes terms, such as cash, land, returns, shares, homes or a partner; the scenario’s name does not count. ";

/// What an offer cannot pay, and under which tests, after its largest loss: "; cash is short with sales half as fast; debts are
/// unpaid in the combined downside". Nothing if it pays everything; where it does not as entered, the tests are not listed.
#[must_use]
pub fn not_funded(as_entered: Unfunded, tests: &[(SensitivityName, Unfunded)]) -> String {
    if let Some(what) = unpaid(as_entered) {
        return format!("; {what} in the deal as entered");
    }
    let mut found: Vec<(&str, Vec<String>)> = Vec::new();
    for (test, unfunded) in tests {
        let Some(what) = unpaid(*unfunded) else { continue };
        match found.iter_mut().find(|(other, _)| *other == what) {
            Some((_, tests)) => tests.push(in_test(*test)),
            None => found.push((what, vec![in_test(*test)])),
        }
    }
    found.iter().map(|(what, tests)| format!("; {what} {}", super::listed(tests))).collect()
}

/// What is not paid; none if everything is.
fn unpaid(unfunded: Unfunded) -> Option<&'static str> {
    match (unfunded.shortfall.is_positive(), unfunded.owed.is_positive()) {
        (true, true) => Some("cash is short and debts are unpaid"),
        (true, false) => Some("cash is short"),
        (false, true) => Some("debts are unpaid"),
        (false, false) => None,
    }
}

/// The scenarios that are tests, each with the case it is a test of, below the tables.
#[must_use]
pub fn not_offers(tests: &[(String, String)]) -> String {
    let mut by_case: Vec<(&str, Vec<String>)> = Vec::new();
    for (test, of) in tests {
        match by_case.iter_mut().find(|(case, _)| case == of) {
            Some((_, tests)) => tests.push(test.clone()),
            None => by_case.push((of, vec![test.clone()])),
        }
    }
    let said = by_case.iter().map(|(of, tests)| match &tests[..] {
        [one] => format!("{} is a test of {of}", quoted(one)),
        many => format!("{} are tests of {of}", quoted_all(many)),
    });
    let said = super::listed(&said.collect::<Vec<_>>());
    match tests.len() {
        0 => String::new(),
        1 => format!("{said}, not an offer: it differs at most in prices, costs, timing or interest. {AN_OFFER}"),
        _ => format!(
            "{said}. They differ at most in prices, costs, timing or interest, so they are not offers. {AN_OFFER}"
        ),
    }
}

/// The column of the base case, with which the offers are compared: it is no offer.
#[must_use]
pub fn for_reference(base: &str) -> String {
    format!("{base} (for reference)")
}

/// The column of an alternative among offers, with the case whose prices and costs it has: "Build alone, as in “Base case”".
#[must_use]
pub fn as_in(alternative: &str, case: &str) -> String {
    format!("{alternative}, as in {}", quoted(case))
}

/// The offers that are not up to date, below the table.
#[must_use]
pub fn left_out(cases: &[String]) -> String {
    match cases {
        [] => String::new(),
        [one] => format!("{} is not up to date, so it is not in this table. ", quoted(one)),
        many => format!("{} are not up to date, so they are not in this table. ", quoted_all(many)),
    }
}

/// Whose inputs the alternatives have, below the table: they do not follow the prices of an offer.
#[must_use]
pub fn alternatives_of(case: &str) -> String {
    format!(
        "The figures for selling outright and for building alone, and the discount rate, come from {}, with its prices and costs. ",
        quoted(case)
    )
}

/// Whose alternatives and discount rate are used while the base case is not up to date, below the table.
#[must_use]
pub fn stands_in(base: &str, first: &str) -> String {
    format!(
        "The figures for selling outright and for building alone, and the discount rate, come from {}, because {} is not up to date. ",
        quoted(first),
        quoted(base)
    )
}

/// The verdict on an offer: its word and the short sentence.
#[must_use]
pub fn verdict(badge: &str, sentence: &str) -> String {
    format!("{badge}. {sentence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gain_is_said_as_a_gain() {
        let said = |cost| cost_or_gain(cost, MoneyScale::of(&[cost]));
        assert!(
            not_offers(&[("Low".to_owned(), "the base case".to_owned())])
                .contains(" interest. An offer changes terms, such as cash, land, ")
        );
        let tests = [("Low", "the base case"), ("Slow", "the base case"), ("Dear", "“A”")];
        let tests = tests.map(|(test, of)| (test.to_owned(), of.to_owned()));
        let grouped = not_offers(&tests);
        assert!(
            grouped.starts_with("“Low” and “Slow” are tests of the base case and “Dear” is a test of “A”. They"),
            "{grouped}"
        );
        assert_eq!([said(-4_399_800), said(4_399_800), said(0)], ["gain of £43,998", "£43,998", "£0"]);
    }

    #[test]
    fn what_an_offer_cannot_pay_is_said_with_its_tests() {
        use SensitivityName::{CostsHigher, Downside, NoGrant, SalesSlower};
        let of = |shortfall, owed| Unfunded { shortfall: Pence(shortfall), owed: Pence(owed) };
        let (paid, short, owed, both) = (of(0, 0), of(1, 0), of(0, 1), of(1, 1));
        assert_eq!(not_funded(paid, &[]), "");
        assert_eq!(
            not_funded(paid, &[(SalesSlower, short), (Downside, short)]),
            "; cash is short with sales half as fast and in the combined downside"
        );
        assert_eq!(
            not_funded(paid, &[(CostsHigher, owed), (SalesSlower, short), (NoGrant, owed), (Downside, both)]),
            "; debts are unpaid with costs 10% higher and with no grant; cash is short with sales half as fast; \
             cash is short and debts are unpaid in the combined downside"
        );
        assert_eq!(not_funded(owed, &[(NoGrant, both)]), "; debts are unpaid in the deal as entered");
        assert_eq!(worst("£6.10m", Some(Downside)), "£6.10m, in the combined downside");
        assert_eq!(worst("£6.10m", Some(NoGrant)), "£6.10m, with no grant");
    }

    #[test]
    fn it_is_said_at_what_rate_building_alone_borrows() {
        let said = |is_entered| alone_counts("council", 0.05, is_entered);
        assert!(said(false).ends_with(
            "It borrows all its cash at 5.0%, the discount rate, because no rate for public borrowing is entered."
        ));
        assert!(said(true).ends_with("at 5.0%, the rate entered for public borrowing."));
    }

    #[test]
    fn what_counts_as_exposure_and_as_money_put_in_is_named() {
        let said = loans_borne("council");
        assert!(
            said.ends_with(" Outstanding loans count in peak exposure; loans unpaid at the end count as money put in."),
            "{said}"
        );
    }

    #[test]
    fn rows_name_whom_the_offers_are_to() {
        let party = |names: &[&str]| super::party(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert_eq!(votes(&party(&["council", "council"])), "Council’s share of votes");
        assert_eq!(exposure(&party(&["developer"])), "Developer’s peak exposure, including its loans");
        assert!(largest_loss("landowners").ends_with(" with their own unpaid loans"));
        assert_eq!(
            largest_loss(&party(&["developer", "Lovell"])),
            "Landowner’s largest loss, as entered or in a test, with its own unpaid loans"
        );
        let start = YearMonth { year: 2027, month: 4 };
        assert_eq!(half("council"), "Council has half of its receipts by");
        assert_eq!(half("landowners"), "Landowners have half of their receipts by");
        assert_eq!(
            downside("council", 0.045, start),
            "Council’s receipts less cash put in, in the combined downside (prices 10% lower, costs 10% higher, sales half as fast): present value (PV), April 2027, at 4.5%"
        );
        assert_eq!(
            present_value("council", 0.045, start),
            "Council’s receipts less cash put in: present value (PV), April 2027, at 4.5%"
        );
    }
}
