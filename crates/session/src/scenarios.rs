//! The cases: the baseline (the base case as last set), the base case as edited, and any number of scenarios.
//!
//! A document stores a scenario as its differences from the base case (method 2.15). Here it is a whole deal, so that editing
//! the base case does not change it. Once the edited base case is set as the baseline, every scenario follows it in every
//! value that the scenario does not change.

use crate::field_text;
use appraisal::Deal;
use appraisal::deal::{self, Change, Mark, MarkKind, Operation};
use std::rc::Rc;

/// The name of the base case, which no scenario has.
pub const BASE_CASE: &str = "Base case";

/// A scenario as a whole deal.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its deal.
    pub deal: Rc<Deal>,
}

/// The open case: the base case, or a scenario by its id.
pub type Open = Option<String>;

/// The cases.
#[derive(Clone, Debug, PartialEq)]
pub struct Cases {
    /// The baseline: the base case as last set. Differences are shown from it.
    pub baseline: Rc<Deal>,
    /// The base case as edited.
    pub base: Rc<Deal>,
    /// The scenarios, in the order shown.
    pub scenarios: Vec<Scenario>,
    /// Which one is open.
    pub open: Open,
}

impl Cases {
    /// Cases of one deal.
    #[must_use]
    pub fn of(deal: Rc<Deal>) -> Self {
        Self { baseline: deal.clone(), base: deal, scenarios: Vec::new(), open: None }
    }

    /// Cases of a document: its base case and its scenarios, except those that do not apply. Where a file has a name twice, the
    /// second gets a number.
    #[must_use]
    pub fn of_whole(mut whole: Deal) -> Self {
        let scenarios = std::mem::take(&mut whole.scenarios);
        let mut cases = Self::of(Rc::new(whole));
        for scenario in &scenarios {
            if let Ok(deal) = cases.base.under(scenario) {
                let (id, name) = (scenario.id.clone(), cases.free_name_like(&scenario.name, &scenarios));
                cases.scenarios.push(Scenario { id, name, deal: Rc::new(deal) });
            }
        }
        cases
    }

    /// The deal to write: the base case, and each scenario as its differences from it.
    #[must_use]
    pub fn whole(&self) -> Deal {
        let mut whole = (*self.base).clone();
        if !self.scenarios.is_empty() {
            let base = whole.to_document();
            let written = |scenario: &Scenario| deal::Scenario {
                id: scenario.id.clone(),
                name: scenario.name.clone(),
                changes: deal::difference(&base, &scenario.deal.to_document()),
            };
            whole.scenarios = self.scenarios.iter().map(written).collect();
        }
        whole
    }

    /// The open deal.
    #[must_use]
    pub fn deal(&self) -> &Rc<Deal> {
        self.scenario().map_or(&self.base, |scenario| &scenario.deal)
    }

    /// The open scenario; `None` for the base case.
    #[must_use]
    pub fn scenario(&self) -> Option<&Scenario> {
        self.scenarios.iter().find(|scenario| self.open.as_ref() == Some(&scenario.id))
    }

    /// Whether the open scenario is not among the scenarios.
    #[must_use]
    pub fn lacks_open(&self) -> bool {
        self.open.is_some() && self.scenario().is_none()
    }

    /// Whether both have the same base case and scenarios, whichever is open.
    #[must_use]
    pub fn is_same_deal(&self, other: &Self) -> bool {
        (&self.baseline, &self.base, &self.scenarios) == (&other.baseline, &other.base, &other.scenarios)
    }

    /// Whether the base case differs from the baseline.
    #[must_use]
    pub fn is_edited(&self) -> bool {
        self.base != self.baseline
    }

    /// The cases with the open deal replaced.
    #[must_use]
    pub fn with(&self, deal: Rc<Deal>) -> Self {
        let mut cases = self.clone();
        match cases.scenarios.iter_mut().find(|scenario| self.open.as_ref() == Some(&scenario.id)) {
            Some(scenario) => scenario.deal = deal,
            None => cases.base = deal,
        }
        cases
    }

    /// The cases with the open case as the baseline: the edited base case, or a scenario, which is then the base case and no
    /// longer a scenario. Typed values stay marked as the user's own. A scenario whose differences no longer apply keeps its
    /// deal.
    #[must_use]
    pub fn with_new_baseline(&self) -> Self {
        let base = Rc::new(with_own_marks(&self.baseline, self.deal()));
        let (was, now) = (self.baseline.to_document(), base.to_document());
        let follow = |scenario: &Scenario| {
            let own = deal::difference(&was, &scenario.deal.to_document());
            let followed = deal::apply(&now, &own).and_then(|document| Deal::of_document(&document));
            let deal = followed.map_or_else(|_| scenario.deal.clone(), Rc::new);
            Scenario { deal, ..scenario.clone() }
        };
        let others = self.scenarios.iter().filter(|scenario| self.open.as_ref() != Some(&scenario.id));
        let scenarios = others.map(follow).collect();
        Self { baseline: base.clone(), base, scenarios, open: None }
    }

    /// The cases with a new, open scenario: a copy of the base case or of another scenario. If the base case is open, its
    /// edits move into the scenario, and the base case goes back to the baseline.
    #[must_use]
    pub fn with_scenario(&self, name: &str, from: &Open) -> Self {
        let mut cases = self.clone();
        let id = cases.free_id();
        let origin = self.scenarios.iter().find(|scenario| from.as_ref() == Some(&scenario.id));
        let deal = origin.map_or(&self.base, |scenario| &scenario.deal).clone();
        cases.scenarios.push(Scenario { id: id.clone(), name: name.to_owned(), deal });
        if self.scenario().is_none() && origin.is_none() {
            cases.base = cases.baseline.clone();
        }
        cases.open = Some(id);
        cases
    }

    /// The cases with a scenario renamed.
    #[must_use]
    pub fn renamed(&self, id: &str, name: &str) -> Self {
        let mut cases = self.clone();
        if let Some(scenario) = cases.scenarios.iter_mut().find(|scenario| scenario.id == id) {
            name.clone_into(&mut scenario.name);
        }
        cases
    }

    /// The cases without a scenario; if it was open, the base case is opened.
    #[must_use]
    pub fn without(&self, id: &str) -> Self {
        let mut cases = self.clone();
        cases.scenarios.retain(|scenario| scenario.id != id);
        if cases.open.as_deref() == Some(id) {
            cases.open = None;
        }
        cases
    }

    /// Whether a case already has this name: the base case, or a scenario other than the one with this id.
    #[must_use]
    pub fn has_name(&self, name: &str, except: Option<&str>) -> bool {
        let is_same = |other: &str| is_same_name(other, name);
        let others = self.scenarios.iter().filter(|scenario| Some(scenario.id.as_str()) != except);
        is_same(BASE_CASE) || others.map(|scenario| scenario.name.as_str()).any(is_same)
    }

    /// A name if it is unused, or else with the first number that no scenario of the file has either: "Offer A 2".
    fn free_name_like(&self, name: &str, of_file: &[deal::Scenario]) -> String {
        if !self.has_name(name, None) {
            return name.to_owned();
        }
        let is_of_file = |name: &String| of_file.iter().any(|scenario| is_same_name(&scenario.name, name));
        // Of two more names than scenarios, one is free.
        let mut numbered = (2..=2 * of_file.len() + 3).map(|number| format!("{} {number}", name.trim()));
        numbered.find(|name| !self.has_name(name, None) && !is_of_file(name)).unwrap_or_default()
    }

    /// An unused name for a scenario, of those that a number gives.
    #[must_use]
    pub fn free_name(&self, numbered: fn(usize) -> String) -> String {
        let first = self.scenarios.len() + 1;
        // Of one more names than scenarios, one is free.
        let names = (first..=2 * first).map(numbered);
        names.into_iter().find(|name| !self.has_name(name, None)).unwrap_or_default()
    }

    /// An unused name for a copy of a scenario, of those that its name and a number give.
    #[must_use]
    pub fn free_name_of_copy(&self, name: &str, numbered: fn(&str, usize) -> String) -> String {
        let names = (1..=self.scenarios.len() + 1).map(|number| numbered(name, number));
        names.into_iter().find(|name| !self.has_name(name, None)).unwrap_or_default()
    }

    /// An unused scenario id.
    fn free_id(&self) -> String {
        let taken = |id: &String| self.scenarios.iter().any(|scenario| scenario.id == *id);
        // Of one more ids than scenarios, one is free.
        (1..=self.scenarios.len() + 1).map(|n| format!("s{n}")).find(|id| !taken(id)).unwrap_or_default()
    }
}

/// Whether two names of scenarios cannot be told apart: case and outer spaces do not count.
fn is_same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// The deal with every value that differs from the baseline marked as the user's own, unless it has a newer mark.
fn with_own_marks(baseline: &Deal, deal: &Deal) -> Deal {
    let mut marked = deal.clone();
    let mut mark = |path: String| {
        if deal.own_mark(baseline, &path).is_none() {
            marked.marks.insert(path, Mark::of(MarkKind::Yours));
        }
    };
    let changes = deal::difference(&baseline.to_document(), &deal.to_document());
    let has_rows =
        |value: &serde_json::Value| value.as_array().is_some_and(|rows| rows.iter().any(serde_json::Value::is_object));
    for Change { path, operation } in changes.into_iter().filter(|change| !change.path.starts_with("/marks")) {
        match operation {
            // Values within an added part or row are marked as they are typed; the others are defaults.
            Operation::Set(new) if !new.is_object() && !has_rows(&new) => {
                if is_count_of_homes(&path) {
                    mark(field_text::HOMES.to_owned());
                }
                mark(path);
            }
            _ => {}
        }
    }
    marked
}

/// Whether a path is a number of homes of one type in one phase, which the lever of all homes changes.
#[must_use]
pub fn is_count_of_homes(path: &str) -> bool {
    appraisal::fields::of(path).is_some_and(|field| field.pattern == "/phases/*/homes/*/count")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::opened;
    use appraisal::deal::form;
    use appraisal::{document, samples};

    #[test]
    fn scenarios_follow_a_new_baseline_in_every_value_they_do_not_change() {
        let base = opened(&samples::NORWICH_2009).unwrap();
        let low = base.with("/home_types/market/price", 170_000.0.into()).unwrap();
        let cases = Cases::of(Rc::new(base.clone())).with(Rc::new(low)).with_scenario("Low prices", &None);
        let dearer = base.with("/home_types/market/build_cost", 90_000.0.into()).unwrap();
        let dearer = dearer.with("/home_types/market/price", 190_000.0.into()).unwrap();
        let cases = Cases { open: None, ..cases }.with(Rc::new(dearer)).with_new_baseline();
        let scenario = &cases.scenarios[0].deal;
        assert_eq!(cases.baseline, cases.base);
        assert_eq!(scenario.number("/home_types/market/build_cost"), Some(90_000.0));
        assert_eq!(scenario.number("/home_types/market/price"), Some(170_000.0));
    }

    #[test]
    fn a_new_scenario_starts_from_whichever_case_was_chosen() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let low = base.with("/home_types/market/price", 170_000.0.into()).unwrap();
        let cases = Cases::of(Rc::new(base.clone())).with(Rc::new(low)).with_scenario("Low prices", &None);
        let copy = cases.with_scenario("Copy", &cases.open);
        assert_eq!(copy.deal().number("/home_types/market/price"), Some(170_000.0));
        let fresh = cases.with_scenario("Fresh", &None);
        assert_eq!((fresh.deal(), fresh.scenarios.len()), (&cases.base, 2));
        // Edits of the base case stay there if another scenario is open.
        let dearer = base.with("/home_types/market/price", 190_000.0.into()).unwrap();
        let edited = Cases { open: None, ..cases.clone() }.with(Rc::new(dearer));
        let copy = edited.with_scenario("Copy of low", &cases.open);
        assert!(copy.is_edited());
        assert_eq!(copy.deal().number("/home_types/market/price"), Some(170_000.0));
    }

    #[test]
    fn names_of_scenarios_are_used_once() {
        let cases = Cases::of(Rc::new(opened(&samples::NORWICH_2009).unwrap())).with_scenario("Scenario 3", &None);
        let cases = cases.with_scenario("Low", &None);
        let copy = |cases: &Cases| {
            cases.free_name_of_copy("Low", |name, number| match number {
                1 => format!("Copy of {name}"),
                _ => format!("Copy {number} of {name}"),
            })
        };
        assert_eq!(cases.free_name(|number| format!("Scenario {number}")), "Scenario 4", "Scenario 3 is taken");
        assert_eq!(copy(&cases), "Copy of Low");
        let cases = cases.with_scenario("Copy of Low", &None);
        assert_eq!(copy(&cases), "Copy 2 of Low");
        let low = &cases.scenarios[1].id;
        assert!(cases.has_name(" low ", None) && cases.has_name("base case", None) && !cases.has_name("High", None));
        assert!(!cases.has_name("Low", Some(low)), "a scenario may keep its name");
    }

    #[test]
    fn scenarios_of_one_name_in_a_file_get_numbers() {
        let mut whole = opened(&samples::NORWICH_2009).unwrap();
        let scenario = |id: &str, name: &str| deal::Scenario { id: id.into(), name: name.into(), changes: Vec::new() };
        let named = [("a", "Offer A"), ("b", "Offer A"), ("c", "offer a "), ("d", "Offer A 2"), ("e", "Base case")];
        whole.scenarios = named.map(|(id, name)| scenario(id, name)).into();
        let cases = Cases::of_whole(whole);
        let read: Vec<(&str, &str)> = cases.scenarios.iter().map(|one| (one.id.as_str(), one.name.as_str())).collect();
        let expected =
            [("a", "Offer A"), ("b", "Offer A 3"), ("c", "offer a 4"), ("d", "Offer A 2"), ("e", "Base case 2")];
        assert_eq!(read, expected);
    }

    #[test]
    fn typed_values_stay_yours_in_a_new_baseline() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let other = base.with("/home_types/market/price", 170_000.0.into()).unwrap();
        let other = other.with("/phases/small-sites/homes/social/count", 98.into()).unwrap();
        let set = Cases::of(Rc::new(base)).with(Rc::new(other)).with_new_baseline();
        let kind = |path: &str| set.base.marks.get(path).map(|mark| mark.kind);
        assert_eq!(kind("/home_types/market/price"), Some(MarkKind::Yours));
        assert_eq!(kind(field_text::HOMES), Some(MarkKind::Yours));
        assert_ne!(kind("/home_types/market/build_cost"), Some(MarkKind::Yours));
        assert_eq!(set.baseline, set.base);
    }

    #[test]
    fn a_default_that_nobody_typed_is_not_yours_in_a_new_baseline() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let (edited, row) = form::add_row(&base.to_document(), "/funding/facilities").unwrap();
        let added = Deal::of_document(&edited).unwrap();
        let set = Cases::of(Rc::new(base)).with(Rc::new(added)).with_new_baseline();
        assert_eq!(set.base.marks.keys().find(|path| path.starts_with(&row)), None);
    }

    #[test]
    fn a_scenario_that_no_longer_fits_stays_as_it_is() {
        let base = opened(&samples::NORWICH_2009).unwrap();
        let id = &base.phases[0].id;
        let later = base.with(&format!("/phases/{id}/build_start_month"), 40.into()).unwrap();
        let cases = Cases::of(Rc::new(base.clone())).with(Rc::new(later)).with_scenario("Later", &None);
        let before = cases.scenarios[0].deal.clone();
        let mut fewer = base;
        fewer.phases.remove(0);
        let cases = Cases { open: None, ..cases }.with(Rc::new(fewer)).with_new_baseline();
        assert_eq!(cases.scenarios[0].deal, before);
    }

    #[test]
    fn a_whole_deal_comes_back_with_its_scenarios() {
        let base = opened(&samples::NORWICH_2009).unwrap();
        let low = base.with("/home_types/market/price", 170_000.0.into()).unwrap();
        let cases = Cases::of(Rc::new(base)).with(Rc::new(low)).with_scenario("Low prices", &None);
        let shorter = cases.deal().with("/months", 150.into()).unwrap();
        let from = cases.open.clone();
        let cases = cases.with(Rc::new(shorter)).with_scenario("Low and short", &from);
        let written = document::write(&cases.whole());
        assert!(written.len() < document::write(&cases.base).len() + 600, "scenarios are written as differences");
        let back = Cases { open: cases.open.clone(), ..Cases::of_whole(document::open(&written).unwrap()) };
        assert_eq!(back, cases);
    }
}
