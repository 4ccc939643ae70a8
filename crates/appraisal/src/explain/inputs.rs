//! The inputs behind a figure: paths in the deal, with the marks that say where each value comes from.

use super::formulas::tier_name;
use super::rules::{grounds_of, rule_of};
use super::{LedgerLine, OpenBook, Operand, Value};
use crate::ledger::{Account, Entry, Row};
use crate::units::Pence;
use deal::form;
use deal::path::{get, row};
use deal::{Contribution, Deal, MarkKind};
use serde_json::Value as Json;

/// A kind of input: its name, and the pattern of its paths.
pub(super) type Ground = (&'static str, &'static str);

impl OpenBook<'_> {
    /// The input at a path, if it is a number.
    pub(super) fn input(&self, name: &'static str, path: String) -> Option<Operand> {
        let value = get(&self.document, &path)?.as_f64()?;
        let (kind, sources) = self.mark(&path);
        let (of, was) = (self.names_of(&path), self.was(&path, value));
        let (path, mark) = (Some(path), Some(kind));
        Some(Operand { of, path, mark, was, sources, ..Operand::plain(name, Value::Number(value)) })
    }

    /// The number of an input in the base deal, if it is another one.
    fn was(&self, path: &str, value: f64) -> Option<Value> {
        let was = get(self.base.as_ref()?, path)?.as_f64()?;
        (was != value).then_some(Value::Number(was))
    }

    /// The short name of a partner, or its id if it has none.
    pub(super) fn partner_name(&self, id: &str) -> String {
        let partner = self.checked.deal.partners.iter().find(|partner| partner.id == id);
        partner.map_or(id, |partner| partner.short_name.as_str()).to_owned()
    }

    /// The names of the rows along a path: a phase, a home type, a partner.
    pub(super) fn names_of(&self, path: &str) -> Vec<String> {
        let ends = path.match_indices('/').skip(1).map(|(at, _)| at).chain([path.len()]);
        ends.filter_map(|end| self.name_of(&path[..end])).collect()
    }

    /// The names of what an entry is for: its phase, or else its partner, then its row of the deal, or which of the two
    /// accounts of a partner it is of.
    pub(super) fn names_of_entry(&self, entry: &Entry, line: &LedgerLine) -> Vec<String> {
        let phase = entry.phase.and_then(|place| self.checked.deal.phases.get(place)).map(|phase| phase.name.clone());
        let partner = || line.partner.as_deref().map(|id| self.partner_name(id));
        let account = match entry.row {
            Some(Row::LandAccount) => Some("land".to_owned()),
            Some(Row::CashAccount) => Some("cash".to_owned()),
            // What is repaid to parties outside the venture has no other name.
            Some(Row::Grant(_)) if line.partner.is_none() => Some("grant".to_owned()),
            Some(Row::Clawback(_)) if line.partner.is_none() => Some("clawback".to_owned()),
            Some(Row::Tax) => Some("corporation tax".to_owned()),
            Some(Row::HomesLand(_)) => Some("payment for land".to_owned()),
            Some(Row::BalanceAtEnd) => Some("balance at the end".to_owned()),
            _ => None,
        };
        let row = line.row.as_deref().map(|path| self.names_of(path)).unwrap_or_default();
        let mut names: Vec<String> = phase.or_else(partner).into_iter().collect();
        for name in row.into_iter().chain(account) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    /// The name of a row: its own, or that of its home type, partner or phase, or its place among the tiers.
    fn name_of(&self, path: &str) -> Option<String> {
        let found = row(get(&self.document, path)?);
        let text = |row: &Json, key: &str| row.get(key).and_then(Json::as_str).map(str::to_owned);
        let name = |row: &Json| text(row, "short_name").or_else(|| text(row, "name")).or_else(|| text(row, "label"));
        let home_type = || get(&self.document, &format!("/home_types/{}", text(found, "home_type")?)).and_then(name);
        let partner = || {
            let (list, id) = path.rsplit_once('/')?;
            let is_of_partner = list == "/contributions" || list.ends_with("/split");
            let owner = if list.ends_with("/split") { Some(id) } else { owner_of(&self.checked.deal, id) };
            owner.filter(|_| is_of_partner).map(|id| self.partner_name(id))
        };
        let phase = || get(&self.document, &format!("/phases/{}", text(found, "phase")?)).and_then(name);
        let tier = || {
            let id = path.strip_prefix("/sharing/tiers/")?;
            self.checked.deal.sharing.tiers.iter().position(|tier| tier.id == id).map(tier_name)
        };
        name(found).or_else(home_type).or_else(partner).or_else(phase).or_else(tier).filter(|name| !name.is_empty())
    }

    /// Every input of these kinds.
    pub(super) fn inputs(&self, grounds: &[Ground]) -> Vec<Operand> {
        let found = grounds.iter().flat_map(|(name, pattern)| {
            paths(&self.document, pattern).into_iter().filter_map(|path| self.input(name, path))
        });
        found.collect()
    }

    /// The inputs of these kinds behind the entries of an account: of their phases, rows and home types, and no others.
    pub(super) fn inputs_behind(&self, account: Account, grounds: &[Ground]) -> Vec<Operand> {
        let mut lines: Vec<LedgerLine> = Vec::new();
        for entry in self.entries.iter().filter(|entry| entry.account == account) {
            let line = self.line(entry);
            if !lines.iter().any(|other| (&other.phase, &other.row) == (&line.phase, &line.row)) {
                lines.push(line);
            }
        }
        let sources: Vec<Source<'_>> = lines.iter().map(|line| Source::of(&self.checked.deal, line)).collect();
        let found = self.inputs(grounds).into_iter();
        found.filter(|operand| sources.iter().any(|source| source.has(operand))).collect()
    }

    /// The amounts of an account by phase, or else by row of the deal, in the order of the ledger.
    pub(super) fn by_source(&self, account: Account) -> Vec<(Vec<String>, Pence)> {
        let mut sums: Vec<(Vec<String>, Pence)> = Vec::new();
        for entry in self.entries.iter().filter(|entry| entry.account == account) {
            let phase = entry.phase.and_then(|place| self.checked.deal.phases.get(place));
            let row = || row_of(&self.checked.deal, entry).map(|path| self.names_of(&path));
            let of = phase.map(|phase| vec![phase.name.clone()]).or_else(row).unwrap_or_default();
            match sums.iter_mut().find(|(other, _)| *other == of) {
                Some((_, sum)) => *sum += entry.amount,
                None => sums.push((of, entry.amount)),
            }
        }
        sums
    }

    /// The same, without contributions, sites and shares of other partners.
    pub(super) fn inputs_of_partner(&self, id: &str, grounds: &[Ground]) -> Vec<Operand> {
        let deal = &self.checked.deal;
        let is_own = |operand: &Operand| {
            let path = operand.path.as_deref().unwrap_or_default();
            let mut segments = path.split('/').skip(1);
            match (segments.next(), segments.next()) {
                (Some("contributions"), Some(row)) => owner_of(deal, row) == Some(id),
                (Some("sites"), Some(row)) => deal.sites.iter().any(|site| site.id == row && site.owner == id),
                (Some("sharing"), _) if path.contains("/split/") => path.contains(&format!("/split/{id}/")),
                _ => true,
            }
        };
        self.inputs(grounds).into_iter().filter(is_own).collect()
    }

    /// How reliable an input is: typed by the user if it differs from the base deal, or else its mark, or else assumed. In a
    /// row, part or kind that the base deal does not have, only a mark says that a value was typed.
    fn mark(&self, path: &str) -> (MarkKind, Vec<String>) {
        let was_there = |base: &&Json| !form::is_of_new(base, &self.document, path);
        let was_changed =
            self.base.as_ref().filter(was_there).is_some_and(|base| get(base, path) != get(&self.document, path));
        let mark_path = format!("/marks{path}");
        let has_own =
            || self.base.as_ref().is_some_and(|base| get(base, &mark_path) != get(&self.document, &mark_path));
        match self.checked.deal.marks.get(path) {
            Some(mark) if !was_changed || has_own() => (mark.kind, mark.sources.clone()),
            _ if was_changed => (MarkKind::Yours, Vec::new()),
            _ => (MarkKind::Assumed, Vec::new()),
        }
    }
}

/// The partner of a contribution: named, or the owner of the land.
fn owner_of<'a>(deal: &'a Deal, id: &str) -> Option<&'a str> {
    let row = deal.contributions.iter().find(|row| row.id() == id)?;
    let of_site = |site: &str| deal.sites.iter().find(|other| other.id == site).map(|site| site.owner.as_str());
    row.partner().or_else(|| row.land().and_then(|(site, _)| of_site(site)))
}

/// Every path of a document that matches a pattern.
fn paths(document: &Json, pattern: &str) -> Vec<String> {
    let mut found = vec![(String::new(), document)];
    for segment in pattern.split('/').skip(1) {
        found = found.into_iter().flat_map(|(path, value)| steps(&path, value, segment)).collect();
    }
    found.into_iter().map(|(path, _)| path).collect()
}

fn steps<'a>(path: &str, value: &'a Json, segment: &str) -> Vec<(String, &'a Json)> {
    if segment != "*" {
        return value.get(segment).map(|inner| (format!("{path}/{segment}"), inner)).into_iter().collect();
    }
    let rows = value.as_array().into_iter().flatten().map(row);
    rows.filter_map(|row| Some((format!("{path}/{}", row.get("id")?.as_str()?), row))).collect()
}

/// The path of the deal's row that a line comes from.
pub(super) fn row_of(deal: &Deal, entry: &Entry) -> Option<String> {
    let phase = || entry.phase.and_then(|place| deal.phases.get(place));
    let contribution = |place: usize, is_of_kind: fn(&Contribution) -> bool| {
        deal.contributions
            .iter()
            .filter(|row| is_of_kind(row))
            .nth(place)
            .map(|row| format!("/contributions/{}", row.id()))
    };
    match entry.row? {
        Row::Homes(place) | Row::HomesLand(place) => {
            phase().and_then(|of| Some(format!("/phases/{}/homes/{}", of.id, of.homes.get(place)?.id)))
        }
        Row::Space(place) => {
            phase().and_then(|of| Some(format!("/phases/{}/commercial/{}", of.id, of.commercial.get(place)?.id)))
        }
        Row::Spend(place) => phase().and_then(|of| {
            // Abnormal costs come before infrastructure.
            let (list, rows, place) = match place.checked_sub(of.abnormals.len()) {
                None => ("abnormals", &of.abnormals, place),
                Some(place) => ("infrastructure", &of.infrastructure, place),
            };
            Some(format!("/phases/{}/{list}/{}", of.id, rows.get(place)?.id))
        }),
        Row::Obligation(place) => {
            phase().and_then(|of| Some(format!("/phases/{}/section_106/{}", of.id, of.section_106.get(place)?.id)))
        }
        Row::ProgrammeInfrastructure(place) => {
            deal.costs.infrastructure.get(place).map(|row| format!("/costs/infrastructure/{}", row.id))
        }
        Row::ProgrammeCost(place) => deal.costs.programme.get(place).map(|row| format!("/costs/programme/{}", row.id)),
        Row::Cash(place) => sorted_rows(deal, place, |row| {
            matches!(row, Contribution::CashEquity { .. } | Contribution::CashLoanNote { .. })
        }),
        Row::Note(place) => sorted_rows(deal, place, |row| {
            matches!(row, Contribution::LandLoanNote { .. } | Contribution::CashLoanNote { .. })
        }),
        Row::Grant(place) => contribution(place, |row| matches!(row, Contribution::Grant { .. })),
        Row::Services(place) => contribution(place, |row| matches!(row, Contribution::ServicesInKind { .. })),
        Row::Facility(place) => deal.funding.facilities.get(place).map(|row| format!("/funding/facilities/{}", row.id)),
        Row::Guarantee(place) => {
            deal.funding.guarantees.get(place).map(|row| format!("/funding/guarantees/{}", row.id))
        }
        Row::Tier(place) => deal.sharing.tiers.get(place).map(|row| format!("/sharing/tiers/{}", row.id)),
        Row::Overage(place) => deal.overage.get(place).map(|row| format!("/overage/{}", row.id)),
        Row::Clawback(place) => deal.clawback.get(place).map(|row| format!("/clawback/{}", row.id)),
        Row::TrueUp | Row::NoteTrueUp(_) => {
            let site = phase()?.site.clone();
            Some(format!("/sites/{site}/true_up"))
        }
        Row::LandAtOpening | Row::LandAccount | Row::CashAccount | Row::BalanceAtEnd | Row::Tax => None,
    }
}

/// The plan lists contributions in the order of the partners, land before cash, then of the rows.
fn sorted_rows(deal: &Deal, place: usize, is_of_kind: fn(&Contribution) -> bool) -> Option<String> {
    let mut rows: Vec<&Contribution> = deal.contributions.iter().filter(|row| is_of_kind(row)).collect();
    let partner = |row: &Contribution| {
        let owner = owner_of(deal, row.id());
        deal.partners.iter().position(|partner| Some(partner.id.as_str()) == owner)
    };
    rows.sort_by_key(|row| (partner(row), row.land().is_none()));
    rows.get(place).map(|row| format!("/contributions/{}", row.id()))
}

/// The inputs behind one line: those of its account that belong to its phase, row, home type or partner.
pub(super) fn of_line(book: &OpenBook<'_>, line: &LedgerLine) -> Vec<Operand> {
    let grounds = match line.account {
        Account::Operating(line) => rule_of(line).1,
        Account::Movement(movement) => grounds_of(movement),
    };
    let found = match &line.partner {
        Some(id) => book.inputs_of_partner(id, grounds),
        None => book.inputs(grounds),
    };
    let source = Source::of(&book.checked.deal, line);
    found.into_iter().filter(|operand| source.has(operand)).collect()
}

/// Where a line comes from: its phase, its row of the deal, and its home types.
struct Source<'a> {
    line: &'a LedgerLine,
    home_types: Vec<&'a str>,
}

impl<'a> Source<'a> {
    fn of(deal: &'a Deal, line: &'a LedgerLine) -> Self {
        Self { line, home_types: home_types_of(deal, line) }
    }

    /// Whether an input belongs to it, or to no phase, row or home type in particular.
    fn has(&self, operand: &Operand) -> bool {
        let path = operand.path.as_deref().unwrap_or_default();
        let is_within = |list: &str, row: &str| !path.starts_with(list) || path.starts_with(&format!("{row}/"));
        let of_phase = self.line.phase.as_ref().is_none_or(|id| is_within("/phases/", &format!("/phases/{id}")));
        let of_row = self.line.row.as_ref().is_none_or(|row| {
            let list = row.rsplit_once('/').map_or("", |(list, _)| list);
            is_within(&format!("{list}/"), row)
        });
        let of_home = self.home_types.is_empty()
            || self.home_types.iter().any(|id| is_within("/home_types/", &format!("/home_types/{id}")));
        of_phase && of_row && of_home
    }
}

/// The home types of a line's row or phase, and those they copy prices and costs from.
fn home_types_of<'a>(deal: &'a Deal, line: &LedgerLine) -> Vec<&'a str> {
    let rows = deal.phases.iter().filter(|phase| line.phase.as_ref() == Some(&phase.id)).flat_map(|phase| {
        let is_row = |id: &str| {
            let path = format!("/phases/{}/homes/{id}", phase.id);
            line.row.as_ref().is_none_or(|row| !row.contains("/homes/") || *row == path)
        };
        phase.homes.iter().filter(move |row| is_row(&row.id))
    });
    let kinds = rows.filter_map(|row| deal.home_types.iter().find(|home| home.id == row.home_type));
    kinds
        .flat_map(|home| {
            let others = home.price_from.iter().chain(&home.costs_from).map(String::as_str);
            others.chain([home.id.as_str()])
        })
        .collect()
}
