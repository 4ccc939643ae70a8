//! The words of the levers.

use super::builds::Builds;
use super::names::{self, named, owner as owner_of};
use crate::levers::{Kind, Lever};
use crate::workspace::Workspace;
use appraisal::Deal;
use appraisal::deal::{Contribution, HomeType, MarkKind, Tenure};
use appraisal::fields::{self, Unit};

/// The words of one lever.
#[derive(Clone, Debug, PartialEq)]
pub struct LeverWords {
    /// The label.
    pub label: String,
    /// A line under it; may be empty.
    pub hint: &'static str,
    /// The same in a sentence: "the build cost".
    pub subject: String,
    /// A value that would be accepted.
    pub like: String,
    /// The unit before the box.
    pub prefix: Option<&'static str>,
    /// The unit after the box.
    pub suffix: Option<&'static str>,
    /// The unit in words.
    pub unit_said: &'static str,
}

/// The heading above the levers.
#[must_use]
pub fn heading(levers: usize) -> String {
    const NUMBERS: [&str; 8] = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight"];
    let number = levers.checked_sub(1).and_then(|place| NUMBERS.get(place));
    number.map_or_else(|| "Levers".to_owned(), |number| format!("{number} levers"))
}

/// The fold of the levers that are not among the first.
#[must_use]
pub fn more(levers: usize) -> String {
    if levers == 1 { "One more lever".to_owned() } else { format!("{levers} more levers") }
}

/// The words of a lever of a deal.
#[must_use]
pub fn words(lever: &Lever, deal: &Deal) -> LeverWords {
    let (label, subject, hint) = names(lever, deal);
    let (prefix, suffix, unit_said) = units(lever.kind);
    let unit_said = match super::builds::of_deal(deal) {
        Builds::Plots if lever.kind == Kind::Homes => "in plots",
        Builds::Both if lever.kind == Kind::Homes => "in homes and plots",
        _ => unit_said,
    };
    let like = super::problems::like_at(&lever.path, lever.limits);
    LeverWords { label, hint, subject, like, prefix, suffix, unit_said }
}

/// The words of the field at a path, for errors: those of its lever, or else of the catalogue.
#[must_use]
pub fn names_of(path: &str, workspace: &Workspace) -> LeverWords {
    if let Some(lever) = workspace.levers().iter().find(|lever| lever.path == path) {
        return words(lever, workspace.deal());
    }
    if let Some(field) = fields::of(path) {
        return super::inputs::words(field);
    }
    let (label, subject, like) = ("The value".to_owned(), "the value".to_owned(), String::new());
    LeverWords { subject, label, hint: "", like, prefix: None, suffix: None, unit_said: "" }
}

fn names(lever: &Lever, deal: &Deal) -> (String, String, &'static str) {
    let kind = lever.kind;
    let fixed = |label: &str, subject: &str, hint| (label.to_owned(), subject.to_owned(), hint);
    let owner = |id: &str| {
        deal.partners.iter().find(|partner| partner.id == id).map_or("", |partner| partner.short_name.as_str())
    };
    let of_home = |label: &str, subject: &str, place: usize| {
        let name = name_among_others(kind, deal, place).map_or_else(String::new, |name| format!(", {name}"));
        (format!("{label}{name}"), subject.to_owned(), "")
    };
    match kind {
        Kind::Price(place) => of_home("Market sale price, per home", "the sale price", place),
        Kind::PriceGrowth => fixed("House price growth, a year", "house price growth", ""),
        Kind::BuildCost(place) => of_home("Build cost, per home", "the build cost", place),
        Kind::BuildCostPerM2(place) => of_home("Build cost per m²", "the build cost per m²", place),
        Kind::BuildCostGrowth => fixed("Build cost growth, a year", "build cost growth", ""),
        Kind::Homes => {
            let builds = super::builds::of_deal(deal);
            let what = builds.many();
            let hint = match builds {
                Builds::Plots => "Phases keep their shares.",
                _ => "Phases and tenures keep their shares.",
            };
            fixed(&in_all_phases(what), &format!("the number of {what}"), hint)
        }
        Kind::SalesPace(place) => {
            let (label, subject, _) = of_home("Market sales a month", "the sales a month", place);
            (label, subject, "In each phase that is on sale.")
        }
        Kind::Cash(place) => {
            let partner = match deal.contributions.get(place) {
                Some(Contribution::CashEquity { partner, .. }) => owner(partner),
                _ => "",
            };
            let label = format!("{} cash", names::label(partner));
            let hint = names::verb(partner, "The maximum it puts in.", "The maximum they put in.");
            (label, format!("{} cash", owner_of(partner)), hint)
        }
        Kind::Land(place) => {
            let partner = deal.sites.get(place).map_or("", |site| owner(&site.owner));
            (format!("Land value credited to {}", named(partner)), "the land value".to_owned(), "")
        }
        Kind::PreferredReturn => fixed("Preferred return, a year", "the preferred return", "On land and on cash."),
        Kind::Share(place) => {
            let partner = deal.sharing.split.get(place).map_or("", |row| owner(&row.id));
            let rest = deal.sharing.split.iter().enumerate().find(|(index, _)| *index != place);
            let hint = if rest.is_some() { "The other partner gets the rest." } else { "" };
            (share_of_surplus(partner), format!("{} share", owner_of(partner)), hint)
        }
        Kind::Recycled => {
            fixed("Surplus reinvested", "the share reinvested", "The rest is split between the partners.")
        }
        Kind::Start => fixed("Start of the deal", "the start", ""),
        Kind::LoanLimit(place) => loan(deal, place, "limit", "The maximum that can be owed."),
        Kind::LoanRate(place) => loan(deal, place, "interest, a year", ""),
        // A field has the name of the catalogue.
        Kind::Field(_) => fixed("", "", ""),
    }
}

/// "Homes, in all phases".
#[must_use]
pub fn in_all_phases(what: &str) -> String {
    format!("{}, in all phases", super::capitalised(what))
}

/// A partner's share of the surplus, by the name that the form has for it.
#[must_use]
pub fn share_of_surplus(partner: &str) -> String {
    let share =
        fields::of("/sharing/split/*/percent").map_or_else(String::new, |field| super::in_sentence(field.label));
    format!("{} {share}", super::capitalised(&owner_of(partner)))
}

/// The name of the home type that a lever moves, if another has a value of its own for it. A type without a build cost has
/// that of the homes for sale.
fn name_among_others(kind: Kind, deal: &Deal, place: usize) -> Option<&str> {
    let is_for_sale = |home: &HomeType| home.tenure == Tenure::MarketSale;
    let has_own = |home: &HomeType| match kind {
        Kind::Price(_) => is_for_sale(home) && home.price.is_some(),
        Kind::SalesPace(_) => is_for_sale(home) && home.sales_a_month.is_some(),
        _ => home.build_cost.is_some() || home.build_cost_per_m2 > 0.0,
    };
    let mut others = deal.home_types.iter().enumerate().filter(|(own, _)| *own != place);
    let home = deal.home_types.get(place)?;
    others.any(|(_, home)| has_own(home)).then_some(home.name.as_str())
}

fn loan(deal: &Deal, place: usize, what: &str, hint: &'static str) -> (String, String, &'static str) {
    let name = deal.funding.facilities.get(place).map_or("Loan", |loan| loan.name.as_str());
    let subject = what.trim_end_matches(", a year");
    (format!("{name} {what}"), format!("the {subject} of the loan"), hint)
}

fn units(kind: Kind) -> (Option<&'static str>, Option<&'static str>, &'static str) {
    match kind {
        Kind::Price(_) | Kind::BuildCost(_) | Kind::Cash(_) | Kind::Land(_) | Kind::LoanLimit(_) => {
            (Some("£"), None, "in pounds")
        }
        Kind::PriceGrowth
        | Kind::BuildCostGrowth
        | Kind::PreferredReturn
        | Kind::Share(_)
        | Kind::Recycled
        | Kind::LoanRate(_) => (None, Some("%"), "in percent"),
        Kind::Homes | Kind::SalesPace(_) => (None, None, "in homes"),
        Kind::BuildCostPerM2(_) => super::inputs::unit_signs(Unit::PoundsASquareMetre),
        Kind::Start => (None, None, "month and year"),
        Kind::Field(unit) => super::inputs::unit_signs(unit),
    }
}

/// The signs before and after a value.
#[must_use]
pub fn signs(kind: Kind) -> (&'static str, &'static str) {
    let (prefix, suffix, _) = units(kind);
    (prefix.unwrap_or_default(), suffix.unwrap_or_default())
}

/// A value with its unit, in a sentence: as in a list of changes. The label of all homes already says what they are.
#[must_use]
pub fn with_unit(lever: &Lever) -> String {
    if lever.kind == Kind::Homes {
        return crate::field_text::shown(&lever.value);
    }
    super::steps::with_unit(&lever.path, &lever.value, &serde_json::Value::Null)
}

/// The value before the change, with its source mark.
#[must_use]
pub fn was(before: &Lever, mark: Option<MarkKind>) -> String {
    let sure = match mark {
        Some(MarkKind::Source) => ", from the source",
        Some(MarkKind::SecondHand) => ", secondary source",
        Some(MarkKind::Calculated) => ", calculated",
        Some(MarkKind::Assumed) => ", assumed",
        Some(MarkKind::Unverified) => ", unverified",
        Some(MarkKind::Yours) | None => "",
    };
    format!("Was {}{sure}. ", with_unit(before))
}

/// The button that restores a value.
pub const RESTORE: &str = "Restore";

/// The mark of a published value that differs from the deal it was made from.
pub const CHANGED: &str = "Changed";

/// The words of a source mark.
#[must_use]
pub fn mark(kind: MarkKind, sources: &[String], note: &str) -> String {
    let (word, listed) = match kind {
        MarkKind::Source => ("Source", true),
        MarkKind::SecondHand => ("Secondary source", true),
        MarkKind::Calculated => ("Calculated", false),
        MarkKind::Assumed => ("Assumed", false),
        MarkKind::Unverified => ("Unverified", false),
        MarkKind::Yours => ("Yours", false),
    };
    match (listed && !sources.is_empty(), note == "fitted") {
        (true, _) => format!("{word}: {}", sources.join(", ")),
        (false, true) => format!("{word}, fitted"),
        (false, false) => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::levers::levers;
    use appraisal::samples;

    #[test]
    fn a_share_has_the_name_that_the_form_has_for_it() {
        let deal = crate::link::opened(&samples::NORWICH_2009).unwrap();
        let share = levers(&deal).into_iter().find(|lever| matches!(lever.kind, Kind::Share(_))).unwrap();
        let form = fields::of(&share.path).unwrap().label;
        assert_eq!(words(&share, &deal).label, format!("The council’s {}", super::super::in_sentence(form)));
        assert_eq!(form, "Share of the surplus");
    }

    /// Beside its box, in a list of changes and where it is counted.
    #[test]
    fn the_lever_of_a_deal_of_plots_is_of_plots() {
        let deal = crate::link::opened(&samples::EQUAL_FUNDERS).unwrap();
        let plots = levers(&deal).into_iter().find(|lever| lever.kind == Kind::Homes).unwrap();
        let words = words(&plots, &deal);
        let said = (words.label.as_str(), words.subject.as_str(), words.unit_said);
        assert_eq!(said, ("Plots, in all phases", "the number of plots", "in plots"));
        assert_eq!(super::super::steps::called_in(&plots.path, &deal.to_document()), words.label);
        let now = super::super::steps::value_now(&plots.path, &deal);
        assert!(now.ends_with(" plots."), "{now}");
        let tile = super::super::page::public_context(0, super::super::builds::of_deal(&deal), 0, 0, 0);
        assert!(!tile.contains("0 homes") && tile.contains("plots"), "{tile}");
        // Some of the plots are built on.
        let mut both = deal;
        let first = both.home_types[0].clone();
        both.home_types.push(HomeType { id: "homes".to_owned(), tenure: Tenure::MarketSale, ..first });
        let mut row = both.phases[0].homes[0].clone();
        (row.id, row.home_type) = ("built".to_owned(), "homes".to_owned());
        both.phases[0].homes.push(row);
        let words = super::words(&plots, &both);
        assert_eq!((words.label.as_str(), words.unit_said), ("Homes and plots, in all phases", "in homes and plots"));
    }

    #[test]
    fn the_start_has_one_name() {
        let deal = crate::link::opened(&samples::NORWICH_2009).unwrap();
        let start = levers(&deal).into_iter().find(|lever| lever.kind == Kind::Start).unwrap();
        assert_eq!(words(&start, &deal).label, fields::of(&start.path).unwrap().label);
    }

    /// Homes for rent that cost as much as those for sale move with them; those with a cost of their own do not.
    #[test]
    fn a_lever_of_one_home_type_among_several_names_it() {
        let labels = |deal: &Deal| levers(deal).iter().map(|lever| words(lever, deal).label).collect::<Vec<_>>();
        let deal = crate::link::opened(&samples::NORWICH_2009).unwrap();
        let has = |deal: &Deal, label: &str| labels(deal).iter().any(|own| own == label);
        assert!(has(&deal, "Build cost, per home") && has(&deal, "Market sale price, per home"));
        let own = deal.with("/home_types/social-rent/build_cost_per_m2", 1_200.into()).unwrap();
        assert!(has(&own, "Build cost, per home, Market sale") && !has(&own, "Build cost, per home"));
        assert!(has(&own, "Market sale price, per home") && has(&own, "Market sales a month"));
        let mut two = deal;
        let flats = HomeType { id: "flats".to_owned(), name: "Flats".to_owned(), ..two.home_types[0].clone() };
        two.home_types.push(flats);
        for label in ["Market sale price, per home", "Build cost, per home", "Market sales a month"] {
            assert!(has(&two, &format!("{label}, Market sale")), "{:?}", labels(&two));
        }
    }
}
