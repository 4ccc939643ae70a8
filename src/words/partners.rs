//! The notes under the table of partners, and its row of the combined downside.

use super::format::{millions, month_long, pence};
use super::names::{named, owner, verb};
use super::scale::{MoneyScale, together};
use appraisal::verdict::Unfunded;
use appraisal::{Pence, YearMonth};

/// What a partner gets back for what it puts in, in a run of its own, and its loss: "£4.98m for £5.43m put in; loss £0.45m". What
/// a partner that alone has a stake still owes is in its loss: "£0 for £6.00m put in; loss £11.74m with unpaid debts".
#[must_use]
pub fn gets_for(received: i64, put_in: i64, owed: i64) -> String {
    let sums = [received, put_in, owed, (put_in + owed - received).max(0)];
    gets_for_in(received, put_in, owed, MoneyScale::of_sentence(&sums, 2))
}

/// The same in a given unit.
#[must_use]
pub fn gets_for_in(received: i64, put_in: i64, owed: i64, scale: MoneyScale) -> String {
    let back = scale.money(received);
    let debts = if owed > 0 { " with unpaid debts" } else { "" };
    let lost = scale.gap(put_in + owed, received);
    let lost = if lost > 0 { format!("; loss {}{debts}", scale.money(lost)) } else { String::new() };
    match put_in {
        0 => format!("{back}, with nothing put in{lost}"),
        _ => format!("{back} for {} put in{lost}", scale.money(put_in)),
    }
}

/// What a run cannot pay, after its money: "; cash is short by up to £8.2m"; nothing if it pays everything.
#[must_use]
pub fn not_funded(run: Unfunded) -> String {
    let scale = MoneyScale::of_sentence(&[run.shortfall.0, run.owed.0], 1);
    not_funded_beside(run, Pence::ZERO, scale)
}

/// The same in the unit of its sentence, beside sums that count some of the debts: the rest.
#[must_use]
pub fn not_funded_beside(run: Unfunded, counted: Pence, scale: MoneyScale) -> String {
    let said = |sum: i64, words: &str| if sum > 0 { format!("; {words} {}", scale.money(sum)) } else { String::new() };
    let other = if counted.is_positive() { "other " } else { "" };
    let owed = (run.owed - counted).0;
    said(run.shortfall.0, "cash is short by up to") + &said(owed, &format!("{other}debts left unpaid at the end:"))
}

/// What the venture retains at the end, which no partner’s figures count.
#[must_use]
pub fn held_at_end(value: i64) -> Option<String> {
    (value > 0).then(|| {
        format!(
            "The venture retains homes or space worth {} at the end. That is part of the homes’ total value (GDV), but not of what the partners get.",
            millions(value)
        )
    })
}

/// The loans of a venture in which one partner alone has a stake.
#[must_use]
pub fn own_loans(partner: &str, peak: i64, when: &str, unpaid: i64) -> String {
    let [peak, left] = together([peak, unpaid]);
    let end = if unpaid > 0 { format!("; {left} is unpaid at the end") } else { String::new() };
    let whose = owner(partner);
    format!(
        "The loans are {whose} own: up to {peak} {when}{end}. The rows above, including peak exposure, exclude them.",
    )
}

/// The loans that a partner makes to a venture with other partners.
#[must_use]
pub fn lent(partner: &str, peak: i64, when: &str) -> String {
    let (name, lends) = (super::capitalised(&named(partner)), verb(partner, "lends", "lend"));
    format!(
        "{name} also {lends} to the venture: up to {} {when}. The rows above, including peak exposure, exclude loans.",
        millions(peak)
    )
}

/// The provision for repaying debt by financial year: the first charge, and the last if it differs by more than a penny.
#[must_use]
pub fn provision(first_year: YearMonth, charges: &[i64]) -> Option<String> {
    let (first, last) = (*charges.first()?, *charges.last()?);
    let starts = month_long(first_year.year, first_year.month);
    let sum = if (first - last).abs() <= 1 {
        format!("{} a year", pence(first))
    } else {
        format!("{} in the first year, {} in the last", pence(first), pence(last))
    };
    let years = charges.len();
    Some(format!(
        "Provision for repaying debt (MRP) in the council’s accounts: {sum}, for {years} financial years from {starts}."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use appraisal::Pence;

    /// £6,000,000 over 40 years.
    #[test]
    fn a_provision_is_a_yearly_sum_with_its_first_year() {
        let april = YearMonth { year: 2028, month: 4 };
        assert_eq!(
            provision(april, &[15_000_000; 40]).as_deref(),
            Some(
                "Provision for repaying debt (MRP) in the council’s accounts: £150,000.00 a year, for 40 financial years from April 2028."
            )
        );
        let annuity = provision(april, &[3_021, 3_323, 3_656]).unwrap();
        assert!(annuity.contains("£30.21 in the first year, £36.56 in the last, for 3 financial years"), "{annuity}");
        assert_eq!(provision(april, &[]), None);
    }

    #[test]
    fn what_no_row_counts_is_said_where_there_is_any() {
        assert_eq!(held_at_end(0), None);
        assert!(held_at_end(1_234_567_800).is_some_and(|note| note.contains("£12.35m at the end")));
        assert_eq!(
            own_loans("council", 453_705_592, "in July 2028", 0),
            "The loans are the council’s own: up to £4.54m in July 2028. The rows above, including peak exposure, exclude them."
        );
        assert_eq!(
            lent("council", 450_000_000, "in April 2028"),
            "The council also lends to the venture: up to £4.50m in April 2028. The rows above, including peak exposure, exclude loans."
        );
        let unpaid = own_loans("council", 1_951_000_000, "in July 2028", 1_385_000_000);
        assert!(unpaid.contains("; £13.85m is unpaid at the end."), "{unpaid}");
        assert_eq!(gets_for(498_000_000, 543_000_000, 0), "£4.98m for £5.43m put in; loss £0.45m");
        assert_eq!(gets_for(0, 340_000_000, 0), "£0 for £3.40m put in; loss £3.40m");
        let short = Unfunded { shortfall: Pence(820_000_000), owed: Pence::ZERO };
        assert_eq!(not_funded(short), "; cash is short by up to £8.2m");
        assert_eq!(
            not_funded(Unfunded { owed: Pence(130_000_000), ..short }),
            "; cash is short by up to £8.2m; debts left unpaid at the end: £1.3m"
        );
        assert_eq!(not_funded(Unfunded::default()), "");
        assert_eq!(gets_for(0, 0, 0), "£0, with nothing put in");
        assert_eq!(gets_for(0, 600_000_000, 574_489_554), "£0 for £6.00m put in; loss £11.74m with unpaid debts");
        assert!(
            lent("council", 2_700_000_000, "at the start of April 2027")
                .contains("up to £27.00m at the start of April 2027.")
        );
        assert_eq!(gets_for(543_000_000, 543_000_000, 0), "£5.43m for £5.43m put in");
    }
}
