//! The names of what is compared.

use crate::words::format::{millions, month_long};
use crate::words::names;
use appraisal::compare::{Amount, Measure};
use appraisal::deal::Brings;
use appraisal::{Pence, YearMonth};

/// The name of a seat in which the cases have different partners: by what it brings, with a number if several bring it.
#[must_use]
pub fn seat(brings: Brings, number: Option<usize>) -> String {
    let name = match brings {
        Brings::Land => "Land partner",
        Brings::Cash => "Cash partner",
    };
    number.map_or_else(|| name.to_owned(), |number| format!("{name} {number}"))
}

/// What the cases of a comparison do with their surplus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SurplusUse {
    /// All is reinvested, in every case.
    Reinvested,
    /// All is shared, in every case.
    Shared,
    /// Some is reinvested and some is shared.
    Both,
    /// In some case the only partner with a stake has it, so that nothing is shared.
    Kept,
}

impl SurplusUse {
    const fn row(self) -> &'static str {
        match self {
            Self::Reinvested => "Surplus, reinvested",
            Self::Shared => "Surplus, shared",
            Self::Both => "Surplus, reinvested and shared",
            Self::Kept => "Surplus",
        }
    }
}

/// What all cases of a comparison have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Basis {
    /// The month of every present value.
    pub month: YearMonth,
    /// The price for which the land could be sold then.
    pub sale_price: Pence,
}

/// The combined downside, after the name of a measure.
const DOWNSIDE: &str = "in the combined downside (prices 10% lower, costs 10% higher, sales half as fast)";

/// The name of a measure; partners by the names of their seats. The surplus is named by what all do with it.
#[must_use]
pub fn measure(measure: Measure, seats: &[String], basis: Basis, surplus: SurplusUse) -> String {
    let month = || month_long(basis.month.year, basis.month.month);
    let name = |place: usize| crate::words::capitalised(seats.get(place).map_or("", String::as_str));
    let verb = |place: usize, one, many| names::verb(seats.get(place).map_or("", String::as_str), one, many);
    match measure {
        Measure::AgainstSale => {
            let price = millions(basis.sale_price.0);
            format!("Against selling the land for {price} in {}, present value (capital receipt equivalence)", month())
        }
        Measure::HomesFinished => "Homes completed".to_owned(),
        Measure::AffordableHomes => "Affordable homes".to_owned(),
        Measure::AffordableShare => "Affordable homes, share of all homes".to_owned(),
        Measure::LastHome => "Last home completed".to_owned(),
        Measure::PersonYears => "Person-years of construction work".to_owned(),
        Measure::JobsAYear => "Building jobs a year".to_owned(),
        Measure::PutsIn(place) => format!("{} {}", name(place), verb(place, "puts in", "put in")),
        Measure::GetsBack(place) => format!("{} {}", name(place), verb(place, "gets back", "get back")),
        Measure::PresentValue(place) => {
            let whose = verb(place, "its", "their");
            format!("{}: present value (PV) of receipts in {}, at {whose} own rate", name(place), month())
        }
        Measure::RepaidBy(place) => format!("{} {} capital back by", name(place), verb(place, "has its", "have their")),
        Measure::Return(place) => format!("{}: rate of return (IRR), monthly", name(place)),
        Measure::Multiple(place) => format!("{}: money multiple", name(place)),
        Measure::Pot => "Reinvestment pot".to_owned(),
        Measure::PotPresentValue => format!("Reinvestment pot, present value (PV) in {}", month()),
        Measure::KeptValue => "Value of retained property at the end".to_owned(),
        Measure::Surplus => surplus.row().to_owned(),
        Measure::PeakFunding => "Peak funding (maximum exposure)".to_owned(),
        Measure::PeakLoan => "Peak loan".to_owned(),
        Measure::PriceHeadroom => "Headroom on prices".to_owned(),
        Measure::CostHeadroom => "Headroom on costs".to_owned(),
        Measure::GetsBackInDownside(place) => {
            format!("{} {} {DOWNSIDE}", name(place), verb(place, "gets back", "get back"))
        }
        Measure::SurplusInDownside => format!("Surplus {DOWNSIDE}"),
        Measure::PublicCashPerHome => "Public cash per home".to_owned(),
        Measure::RealValue => format!("Scheme value before land, in real terms, {} prices", month()),
    }
}

/// The same in the name of a button, as short as it can be: without what is in brackets.
#[must_use]
pub fn short_measure(measure: Measure, seats: &[String], basis: Basis, surplus: SurplusUse) -> String {
    let name = self::measure(measure, seats, basis, surplus);
    let mut parts = name.split(" (");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| name + part.split_once(')').map_or("", |(_, rest)| rest))
}

/// The same as what is compared to lead on it: in the combined downside the money back less what is put in.
#[must_use]
pub fn measure_of_lead(of: Measure, seats: &[String], basis: Basis, surplus: SurplusUse) -> String {
    match of {
        Measure::GetsBackInDownside(place) => {
            let whose = names::owner(seats.get(place).map_or("", String::as_str));
            let whose = crate::words::capitalised(whose.trim_start_matches("the "));
            format!("{whose} gain or loss in the combined downside")
        }
        other => short_measure(other, seats, basis, surplus),
    }
}

/// What it means to lead on a measure with this amount: a case that beats no sale is only nearest to one.
#[must_use]
pub fn lead(measure: Measure, amount: Amount, seats: &[String], basis: Basis) -> String {
    let name = |place: usize| crate::words::capitalised(seats.get(place).map_or("", String::as_str));
    let verb = |place: usize, one, many| names::verb(seats.get(place).map_or("", String::as_str), one, many);
    // A lead in the surplus names it alone.
    let words = self::measure(measure, seats, basis, SurplusUse::Both);
    match measure {
        Measure::AgainstSale => match amount {
            Amount::Beyond(sum) if sum < Pence::ZERO => words.replacen("Against", "Nearest to", 1),
            _ => format!("Best {}", crate::words::lowered(&words)),
        },
        Measure::HomesFinished | Measure::AffordableHomes | Measure::PersonYears => {
            format!("Most {}", crate::words::lowered(&words))
        }
        Measure::Surplus => "Highest surplus".to_owned(),
        Measure::LastHome => "Completed first".to_owned(),
        Measure::PriceHeadroom => "Most room for prices to fall".to_owned(),
        Measure::CostHeadroom => "Most room for costs to rise".to_owned(),
        Measure::GetsBack(_) => format!("{words} most"),
        Measure::GetsBackInDownside(place) => {
            let words = verb(place, "gains most, or loses least,", "gain most, or lose least,");
            format!("{} {words} {DOWNSIDE}", name(place))
        }
        Measure::RepaidBy(place) => {
            format!("{} {} capital back first", name(place), verb(place, "has its", "have their"))
        }
        Measure::PresentValue(_) | Measure::Return(_) | Measure::Multiple(_) => words.replacen(": ", ": highest ", 1),
        _ => {
            let first = if measure.more_is_better() == Some(false) { "Lowest" } else { "Highest" };
            format!("{first} {}", crate::words::lowered(&words))
        }
    }
}

/// The group of a measure.
#[must_use]
pub const fn group(measure: Measure) -> &'static str {
    match measure {
        Measure::AgainstSale => "Compared with a sale",
        Measure::HomesFinished
        | Measure::AffordableHomes
        | Measure::AffordableShare
        | Measure::LastHome
        | Measure::PersonYears
        | Measure::JobsAYear => "Homes and jobs",
        Measure::PutsIn(_)
        | Measure::GetsBack(_)
        | Measure::PresentValue(_)
        | Measure::RepaidBy(_)
        | Measure::Return(_)
        | Measure::Multiple(_)
        | Measure::Pot
        | Measure::PotPresentValue
        | Measure::Surplus
        | Measure::KeptValue => "What the partners get",
        Measure::PeakFunding
        | Measure::PeakLoan
        | Measure::PriceHeadroom
        | Measure::CostHeadroom
        | Measure::GetsBackInDownside(_)
        | Measure::SurplusInDownside => "Funding and risk",
        Measure::PublicCashPerHome | Measure::RealValue => "Public money",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASIS: Basis = Basis { month: YearMonth { year: 2027, month: 4 }, sale_price: Pence(750_000_000) };

    #[test]
    fn a_button_is_named_without_what_a_row_has_in_brackets() {
        let seats = ["council".to_owned()];
        let short = |of| short_measure(of, &seats, BASIS, SurplusUse::Shared);
        assert_eq!(short(Measure::PotPresentValue), "Reinvestment pot, present value in April 2027");
        assert_eq!(short(Measure::PeakFunding), "Peak funding");
        assert_eq!(short(Measure::SurplusInDownside), "Surplus in the combined downside");
        assert_eq!(short(Measure::Pot), "Reinvestment pot");
        assert_eq!(short(Measure::Surplus), "Surplus, shared");
        // £7.50m back for £7.50m put in is level with £8.00m for £8.00m, and what comes back is not.
        let compared = |of| measure_of_lead(of, &seats, BASIS, SurplusUse::Shared);
        assert_eq!(compared(Measure::GetsBackInDownside(0)), "Council’s gain or loss in the combined downside");
        assert_eq!(compared(Measure::Surplus), "Surplus, shared");
    }

    #[test]
    fn a_lead_says_what_is_best_about_it() {
        let seats = ["council".to_owned(), "cash partner".to_owned()];
        let lead = |of| lead(of, Amount::None, &seats, BASIS);
        assert_eq!(lead(Measure::AffordableHomes), "Most affordable homes");
        assert_eq!(lead(Measure::PersonYears), "Most person-years of construction work");
        assert_eq!(lead(Measure::PeakLoan), "Lowest peak loan");
        assert_eq!(lead(Measure::PublicCashPerHome), "Lowest public cash per home");
        assert_eq!(lead(Measure::Pot), "Highest reinvestment pot");
        assert_eq!(lead(Measure::Surplus), "Highest surplus");
        assert_eq!(
            lead(Measure::AgainstSale),
            "Best against selling the land for £7.50m in April 2027, present value (capital receipt equivalence)"
        );
        // A loss is not the best of anything.
        let less = Amount::Beyond(Pence(-168_000_000));
        assert_eq!(
            super::lead(Measure::AgainstSale, less, &seats, BASIS),
            "Nearest to selling the land for £7.50m in April 2027, present value (capital receipt equivalence)"
        );
        assert_eq!(
            lead(Measure::PresentValue(1)),
            "Cash partner: highest present value (PV) of receipts in April 2027, at its own rate"
        );
        assert_eq!(lead(Measure::Return(1)), "Cash partner: highest rate of return (IRR), monthly");
        let landowners = ["landowners".to_owned()];
        let theirs = super::measure(Measure::PresentValue(0), &landowners, BASIS, SurplusUse::Both);
        assert!(theirs.ends_with(", at their own rate"), "{theirs}");
        assert_eq!(lead(Measure::RepaidBy(0)), "Council has its capital back first");
        assert_eq!(
            lead(Measure::GetsBackInDownside(0)),
            "Council gains most, or loses least, in the combined downside (prices 10% lower, costs 10% higher, sales half as fast)"
        );
    }
}
