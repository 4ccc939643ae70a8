//! The summary of a closed group of inputs, in one line.

use super::capitalised;
use super::deal::{long_month, tenure};
use super::format::{count, plain_number};
use super::scale::together;
use crate::outcome::Outcome;
use appraisal::deal::GrowthRow;
use appraisal::fields::Group;
use appraisal::{CashCommitted, Pence};

/// The main values of a group, from the last complete result.
#[must_use]
pub fn summary(group: Group, outcome: &Outcome) -> String {
    let deal = &outcome.deal;
    match group {
        Group::Meta => format!("{}, {} months", long_month(&outcome.appraisal, 0), deal.months),
        Group::Partners => joined(deal.partners.iter().map(|partner| capitalised(&partner.short_name))),
        Group::Indices => joined(
            [growth("house prices", &deal.growth.house_price), growth("build costs", &deal.growth.build_cost)]
                .into_iter()
                .flatten()
                .map(|text| capitalised(&text)),
        ),
        Group::SitesAndPhases => joined([rows(deal.sites.len(), "site"), rows(deal.phases.len(), "phase")].into_iter()),
        Group::Homes => {
            let homes = outcome.appraisal.homes.by_tenure.iter().filter(|(_, homes)| *homes > 0);
            let homes = joined(
                homes.map(|(own, homes)| format!("{} {}", count(i64::from(*homes)), tenure(*own).to_lowercase())),
            );
            some_or_none(homes, "Plots only")
        }
        Group::Costs => {
            let costs = &deal.costs;
            let percent = |name: &str, percent: f64| format!("{name} {}%", plain_number(percent));
            joined([percent("Contingency", costs.contingency_percent), percent("fees", costs.fees_percent)].into_iter())
        }
        Group::Contributions => {
            let partners = deal.partners.iter().zip(&outcome.appraisal.partners).enumerate();
            joined(partners.filter_map(|(place, (partner, result))| {
                let given = contributed(result.land_in, outcome.checked.cash_committed(place))?;
                Some(format!("{} {given}", capitalised(&partner.short_name)))
            }))
        }
        Group::Funding => {
            let loans = deal.funding.facilities.iter().map(|loan| loan.name.clone());
            let scheduled = deal.funding.scheduled_loans.len();
            let scheduled = (scheduled > 0).then(|| rows(scheduled, "scheduled loan"));
            some_or_none(joined(loans.chain(scheduled)), "No loan")
        }
        Group::Sharing => {
            let sharing = &deal.sharing;
            let returned = format!("{}% preferred return", plain_number(sharing.preferred_return_percent));
            joined([returned, format!("{}% reinvested", plain_number(sharing.recycled_percent))].into_iter())
        }
        Group::LandExtras => {
            let extras = [(deal.overage.len(), "overage"), (deal.clawback.len(), "clawback")];
            let extras = extras.into_iter().filter(|(rows, _)| *rows > 0).map(|(number, name)| rows(number, name));
            some_or_none(joined(extras), "None")
        }
        Group::Outputs => {
            format!("{} person-years per £1m of building", plain_number(deal.jobs.person_years_per_million))
        }
        Group::Sources => String::new(),
    }
}

/// "£7.50m land, up to £9.00m cash"; none if neither.
fn contributed(land: Pence, cash: CashCommitted) -> Option<String> {
    let [in_land, in_cash] = together([land.0, cash.sum.0]);
    let up_to = if cash.has_limit { "up to " } else { "" };
    let land = land.is_positive().then(|| format!("{in_land} land"));
    let cash = cash.sum.is_positive().then(|| format!("{up_to}{in_cash} cash"));
    let given: Vec<String> = land.into_iter().chain(cash).collect();
    (!given.is_empty()).then(|| given.join(", "))
}

fn growth(name: &str, rows: &[GrowthRow]) -> Option<String> {
    match rows {
        [] => None,
        [row] => Some(format!("{name} {}% a year", plain_number(row.percent))),
        many => Some(format!("{name} in {} steps", many.len())),
    }
}

fn rows(number: usize, name: &str) -> String {
    if number == 1 { format!("1 {name}") } else { format!("{number} {name}s") }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(" · ")
}

fn some_or_none(text: String, none: &str) -> String {
    if text.is_empty() { none.to_owned() } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use appraisal::deal::Contribution;
    use appraisal::samples;
    use std::rc::Rc;

    #[test]
    fn every_group_of_every_sample_has_a_summary() {
        for sample in samples::ALL {
            let outcome = Outcome::of(Rc::new(crate::link::opened(sample).unwrap())).unwrap();
            for group in Group::ALL.into_iter().filter(|group| !matches!(group, Group::Sources | Group::Indices)) {
                assert!(!summary(group, &outcome).is_empty(), "{group:?} of {}", sample.name);
            }
        }
        let norwich = Outcome::of(Rc::new(crate::link::opened(&samples::NORWICH_2009).unwrap())).unwrap();
        assert_eq!(summary(Group::Homes, &norwich), "826 market sale · 419 social rent · 55 shared ownership");
        assert_eq!(summary(Group::Contributions, &norwich), "Council £7.50m land · HCA up to £7.50m cash");
        assert_eq!(summary(Group::SitesAndPhases, &norwich), "1 site · 8 phases");
    }

    /// The cash entered is the input, whatever of it is called; cash on dates alone is no limit.
    #[test]
    fn the_line_of_contributions_has_the_cash_entered_and_not_what_is_called() {
        let norwich = crate::link::opened(&samples::NORWICH_2009).unwrap();
        let with = |amount: f64, dated: f64| {
            let mut deal = norwich.clone();
            for row in &mut deal.contributions {
                if let Contribution::CashEquity { amount: limit, schedule, .. } = row {
                    *limit = amount;
                    let sum = appraisal::deal::DatedSum { id: "first".to_owned(), month: 1, amount: dated };
                    *schedule = if dated > 0.0 { vec![sum] } else { Vec::new() };
                }
            }
            let outcome = Outcome::of(Rc::new(deal)).unwrap();
            (summary(Group::Contributions, &outcome), outcome.appraisal.partners[1].cash_in)
        };
        let (said, called) = with(90_000_000.0, 0.0);
        assert!(called < Pence::from_pounds(90_000_000.0), "{called:?}");
        assert_eq!(said, "Council £7.50m land · HCA up to £90.00m cash");
        assert_eq!(with(5_000_000.0, 4_000_000.0).0, "Council £7.50m land · HCA up to £9.00m cash");
        assert_eq!(with(0.0, 9_000_000.0).0, "Council £7.50m land · HCA £9.00m cash");
    }
}
