//! The summary of a closed group of inputs, in one line.

use super::capitalised;
use super::deal::{long_month, tenure};
use super::format::{count, plain_number};
use super::tables::puts_in;
use crate::outcome::Outcome;
use appraisal::deal::GrowthRow;
use appraisal::fields::Group;

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
            let partners = deal.partners.iter().zip(&outcome.appraisal.partners);
            let given = partners.filter(|(_, result)| result.land_in.is_positive() || result.cash_in.is_positive());
            joined(given.map(|(partner, result)| {
                format!("{} {}", capitalised(&partner.short_name), puts_in(result.land_in.0, result.cash_in.0))
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
        assert_eq!(summary(Group::Contributions, &norwich), "Council £7.50m land · HCA £7.50m cash");
        assert_eq!(summary(Group::SitesAndPhases, &norwich), "1 site · 8 phases");
    }
}
