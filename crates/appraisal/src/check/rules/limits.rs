//! Limits: every number within its row of the catalogue, every list within its number of rows.

use super::super::Problem;
use super::{MOST_CONTRIBUTIONS, MOST_PHASES, MOST_ROWS, Rules};
use crate::stages::cash::MOST_PARTNERS;
use deal::Contribution;
use deal::fields::{self, Field};
use deal::path::row;
use serde_json::Value;

/// A position in the document: its path, and its pattern in the catalogue.
#[derive(Default)]
pub(super) struct Place {
    path: String,
    pattern: String,
}

impl Place {
    /// Moves one step in, and returns how to move out again.
    fn enter(&mut self, step: &str, pattern: &str) -> (usize, usize) {
        let outer = (self.path.len(), self.pattern.len());
        for (text, step) in [(&mut self.path, step), (&mut self.pattern, pattern)] {
            text.push('/');
            text.push_str(step);
        }
        outer
    }

    fn leave(&mut self, outer: (usize, usize)) {
        self.path.truncate(outer.0);
        self.pattern.truncate(outer.1);
    }
}

impl Rules<'_> {
    /// Checks every number of the document against its row of the catalogue.
    pub(super) fn numbers(&mut self, value: &Value, place: &mut Place) {
        match value {
            Value::Object(fields) => {
                const ELSEWHERE: [&str; 3] = ["spending_curve", "curve", "scenarios"];
                for (name, inner) in fields.iter().filter(|(name, _)| !ELSEWHERE.contains(&name.as_str())) {
                    let outer = place.enter(name, name);
                    self.numbers(inner, place);
                    place.leave(outer);
                }
            }
            Value::Array(rows) => {
                for inner in rows.iter().map(row) {
                    let Some(id) = inner.get("id").and_then(Value::as_str) else { continue };
                    let outer = place.enter(id, "*");
                    self.numbers(inner, place);
                    place.leave(outer);
                }
            }
            Value::Number(number) => self.number(number.as_f64().unwrap_or(f64::NAN), place),
            _ => {}
        }
    }

    fn number(&mut self, number: f64, place: &Place) {
        let path = place.path.as_str();
        let Some(field) = fields::of_pattern(&place.pattern).and_then(Field::number) else {
            return self.find(path, Problem::NotInCatalogue);
        };
        if !(field.least..=field.most).contains(&number) {
            self.find(path, Problem::OutOfRange { least: field.least, most: field.most });
        } else if field.whole && number != libm::floor(number) {
            self.find(path, Problem::NotWhole);
        }
    }

    /// Checks the number of rows of each list, and that their ids differ.
    pub(super) fn rows(&mut self) {
        let deal = self.deal;
        self.list("/partners", &deal.partners, |row| &row.id, 2, MOST_PARTNERS);
        self.list("/contributions", &deal.contributions, Contribution::id, 1, MOST_CONTRIBUTIONS);
        for row in &deal.contributions {
            let path = |list: &str| format!("/contributions/{}/{list}", row.id());
            self.list(&path("schedule"), row.schedule(), |row| &row.id, 0, MOST_ROWS);
            if let Contribution::LandDeferred { instalments, .. } = row {
                self.list(&path("instalments"), instalments, |row| &row.id, 1, MOST_ROWS);
            }
        }
        self.list("/sites", &deal.sites, |row| &row.id, 1, MOST_PHASES);
        self.list("/home_types", &deal.home_types, |row| &row.id, 1, MOST_ROWS);
        self.list("/phases", &deal.phases, |row| &row.id, 1, MOST_PHASES);
        self.list("/costs/programme", &deal.costs.programme, |row| &row.id, 0, MOST_ROWS);
        self.list("/funding/facilities", &deal.funding.facilities, |row| &row.id, 0, MOST_PARTNERS);
        self.list("/sharing/split", &deal.sharing.split, |row| &row.id, 0, MOST_PARTNERS);
        for (name, rows) in deal.growth.lists() {
            self.list(&format!("/growth/{name}"), rows, |row| &row.id, 0, MOST_ROWS);
        }
        self.list("/costs/infrastructure", &deal.costs.infrastructure, |row| &row.id, 0, MOST_ROWS);
        self.list("/funding/scheduled_loans", &deal.funding.scheduled_loans, |row| &row.id, 0, MOST_PARTNERS);
        self.list("/funding/guarantees", &deal.funding.guarantees, |row| &row.id, 0, MOST_PARTNERS);
        self.list("/funding/covenants", &deal.funding.covenants, |row| &row.id, 0, MOST_PARTNERS);
        if let Some(case) = &deal.public.economic_case {
            let path = |list: &str| format!("/public/economic_case/{list}");
            self.list(&path("new_use_values"), &case.new_use_values, |row| &row.id, 0, MOST_PHASES);
            self.list(&path("fees_waived"), &case.fees_waived, |row| &row.id, 0, MOST_ROWS);
            self.list(&path("external_effects"), &case.external_effects, |row| &row.id, 0, MOST_ROWS);
            self.list(&path("optimism_bias"), &case.optimism_bias, |row| &row.id, 0, MOST_PARTNERS);
        }
        self.list("/overage", &deal.overage, |row| &row.id, 0, MOST_PHASES);
        self.list("/clawback", &deal.clawback, |row| &row.id, 0, MOST_PARTNERS);
        self.list("/sharing/tiers", &deal.sharing.tiers, |row| &row.id, 0, MOST_PARTNERS);
        for tier in &deal.sharing.tiers {
            let path = format!("/sharing/tiers/{}/split", tier.id);
            self.list(&path, &tier.split, |row| &row.id, 1, MOST_PARTNERS);
        }
        self.rows_of_outputs();
        for phase in &deal.phases {
            let path = |list: &str| format!("/phases/{}/{list}", phase.id);
            self.list(&path("homes"), &phase.homes, |row| &row.id, 1, MOST_ROWS);
            self.list(&path("abnormals"), &phase.abnormals, |row| &row.id, 0, MOST_ROWS);
            self.list(&path("infrastructure"), &phase.infrastructure, |row| &row.id, 0, MOST_ROWS);
            self.list(&path("section_106"), &phase.section_106, |row| &row.id, 0, MOST_ROWS);
            self.list(&path("levies"), &phase.levies, |row| &row.id, 0, MOST_ROWS);
            self.list(&path("commercial"), &phase.commercial, |row| &row.id, 0, MOST_ROWS);
            if let Some(levy) = &phase.community_infrastructure_levy {
                let path = path("community_infrastructure_levy/instalments");
                self.list(&path, &levy.instalments, |row| &row.id, 0, MOST_ROWS);
            }
        }
    }

    fn rows_of_outputs(&mut self) {
        let deal = self.deal;
        self.list("/outputs/floorspace", &deal.outputs.floorspace, |row| &row.id, 0, MOST_ROWS);
        self.list("/outputs/areas", &deal.outputs.areas, |row| &row.id, 0, MOST_PARTNERS);
        let community = &deal.community;
        self.list("/community/social_value", &community.social_value, |row| &row.id, 0, MOST_ROWS);
        self.list("/community/holdings", &community.holdings, |row| &row.id, 0, MOST_ROWS);
        self.list("/community/assets", &community.assets, |row| &row.id, 0, MOST_ROWS);
        self.list("/community/asks_and_offers", &community.asks_and_offers, |row| &row.id, 0, MOST_ROWS);
        self.list("/public/accounts/loans", &deal.public.accounts.loans, |row| &row.id, 0, MOST_CONTRIBUTIONS);
        self.list("/landlords", &deal.landlords, |row| &row.id, 0, MOST_PARTNERS);
        self.list("/costs/partner_income", &deal.costs.partner_income, |row| &row.id, 0, MOST_CONTRIBUTIONS);
        self.list("/exits", &deal.exits, |row| &row.id, 0, MOST_PARTNERS);
        self.list("/joins", &deal.joins, |row| &row.id, 0, MOST_PARTNERS);
    }

    fn list<T>(&mut self, path: &str, rows: &[T], id: impl Fn(&T) -> &str, least: usize, most: usize) {
        let fits = (least..=most).contains(&rows.len());
        self.require(fits, || path.to_owned(), Problem::WrongNumberOfRows { least, most });
        for (index, row) in rows.iter().enumerate() {
            let is_name = !id(row).is_empty() && !id(row).contains('/');
            let is_unique = rows[..index].iter().all(|other| id(other) != id(row));
            self.require(is_name && is_unique, || format!("{path}/{}", id(row)), Problem::IdNotUnique);
        }
    }
}
