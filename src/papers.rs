//! The papers on the desk: the base case as it was last kept and as it stands, and any number of scenarios.
//!
//! A scenario lives in a document as its differences from the base case (method 2.15). On the desk it is a whole deal, so
//! that the base case can be edited without moving it. Once the base case is kept as it stands, every scenario follows it in
//! all that the scenario does not say otherwise.

use crate::entry;
use appraisal::Deal;
use appraisal::deal::{self, Change, Mark, MarkKind, Operation};
use std::rc::Rc;

/// A scenario, worked out as a whole deal.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Its id within the papers.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The deal under it.
    pub deal: Rc<Deal>,
}

/// Which of the papers is open: the base case, or a scenario by its id.
pub type Open = Option<String>;

/// The papers.
#[derive(Clone, Debug, PartialEq)]
pub struct Papers {
    /// The base case as it was last kept: differences are shown from there.
    pub kept: Rc<Deal>,
    /// The base case as it stands.
    pub base: Rc<Deal>,
    /// The scenarios, in the order in which they are shown.
    pub scenarios: Vec<Scenario>,
    /// Which of them is open.
    pub open: Open,
}

impl Papers {
    /// Papers of one deal.
    #[must_use]
    pub fn of(deal: Rc<Deal>) -> Self {
        Self { kept: deal.clone(), base: deal, scenarios: Vec::new(), open: None }
    }

    /// Papers of a whole deal: its base case and its scenarios, of which those that do not apply are left out.
    #[must_use]
    pub fn of_whole(mut whole: Deal) -> Self {
        let scenarios = std::mem::take(&mut whole.scenarios);
        let resolved = scenarios.into_iter().filter_map(|scenario| {
            let deal = whole.under(&scenario).ok()?;
            Some(Scenario { id: scenario.id, name: scenario.name, deal: Rc::new(deal) })
        });
        let scenarios = resolved.collect();
        Self { scenarios, ..Self::of(Rc::new(whole)) }
    }

    /// The whole deal: the base case as it stands, and each scenario as what differs in it from there.
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

    /// The deal that is open.
    #[must_use]
    pub fn deal(&self) -> &Rc<Deal> {
        self.scenario().map_or(&self.base, |scenario| &scenario.deal)
    }

    /// The scenario that is open; none where the base case is.
    #[must_use]
    pub fn scenario(&self) -> Option<&Scenario> {
        self.scenarios.iter().find(|scenario| self.open.as_ref() == Some(&scenario.id))
    }

    /// Whether both hold the same base case and scenarios, whichever is open.
    #[must_use]
    pub fn holds_the_same(&self, other: &Self) -> bool {
        (&self.kept, &self.base, &self.scenarios) == (&other.kept, &other.base, &other.scenarios)
    }

    /// Whether the base case differs from what was last kept.
    #[must_use]
    pub fn is_edited(&self) -> bool {
        self.base != self.kept
    }

    /// The papers with another deal in the place of the open one.
    #[must_use]
    pub fn with(&self, deal: Rc<Deal>) -> Self {
        let mut papers = self.clone();
        match papers.scenarios.iter_mut().find(|scenario| self.open.as_ref() == Some(&scenario.id)) {
            Some(scenario) => scenario.deal = deal,
            None => papers.base = deal,
        }
        papers
    }

    /// The papers with the base case as it is now as the base case. What was typed into it stays marked as the user's own. A
    /// scenario whose differences no longer fit stays the deal that it is.
    #[must_use]
    pub fn with_base_kept(&self) -> Self {
        let base = Rc::new(with_own_marks(&self.kept, &self.base));
        let (was, now) = (self.kept.to_document(), base.to_document());
        let follow = |scenario: &Scenario| {
            let own = deal::difference(&was, &scenario.deal.to_document());
            let followed = deal::apply(&now, &own).and_then(|document| Deal::of_document(&document));
            let deal = followed.map_or_else(|_| scenario.deal.clone(), Rc::new);
            Scenario { deal, ..scenario.clone() }
        };
        let scenarios = self.scenarios.iter().map(follow).collect();
        Self { kept: base.clone(), base, scenarios, ..self.clone() }
    }

    /// The papers with a new scenario opened: a copy of the base case or of another scenario. Edits of the base case that is
    /// open move into it, and the base case is again as it was kept.
    #[must_use]
    pub fn with_scenario(&self, name: &str, from: &Open) -> Self {
        let mut papers = self.clone();
        let id = papers.free_id();
        let origin = self.scenarios.iter().find(|scenario| from.as_ref() == Some(&scenario.id));
        let deal = origin.map_or(&self.base, |scenario| &scenario.deal).clone();
        papers.scenarios.push(Scenario { id: id.clone(), name: name.to_owned(), deal });
        if self.scenario().is_none() && origin.is_none() {
            papers.base = papers.kept.clone();
        }
        papers.open = Some(id);
        papers
    }

    /// The papers with a scenario called something else.
    #[must_use]
    pub fn renamed(&self, id: &str, name: &str) -> Self {
        let mut papers = self.clone();
        if let Some(scenario) = papers.scenarios.iter_mut().find(|scenario| scenario.id == id) {
            name.clone_into(&mut scenario.name);
        }
        papers
    }

    /// The papers without a scenario; the base case is opened where it was open.
    #[must_use]
    pub fn without(&self, id: &str) -> Self {
        let mut papers = self.clone();
        papers.scenarios.retain(|scenario| scenario.id != id);
        if papers.open.as_deref() == Some(id) {
            papers.open = None;
        }
        papers
    }

    /// An id that no scenario has.
    fn free_id(&self) -> String {
        let taken = |id: &String| self.scenarios.iter().any(|scenario| scenario.id == *id);
        // One of one more ids than there are scenarios is free.
        (1..=self.scenarios.len() + 1).map(|n| format!("s{n}")).find(|id| !taken(id)).unwrap_or_default()
    }
}

/// The deal with every value that differs from what was kept marked as the user's own, where it says nothing newer itself.
fn with_own_marks(kept: &Deal, deal: &Deal) -> Deal {
    let mut marked = deal.clone();
    let mut mark = |path: String| {
        if deal.marks.get(&path) == kept.marks.get(&path) {
            marked.marks.insert(path, Mark::of(MarkKind::Yours));
        }
    };
    let changes = deal::difference(&kept.to_document(), &deal.to_document());
    for Change { path, operation } in changes.into_iter().filter(|change| !change.path.starts_with("/marks")) {
        match operation {
            Operation::Set(_) => {
                if is_count_of_homes(&path) {
                    mark(entry::HOMES.to_owned());
                }
                mark(path);
            }
            Operation::Insert(new) => {
                let id = deal::path::row(&new).get("id").and_then(serde_json::Value::as_str);
                id.into_iter().for_each(|id| mark(format!("{path}/{id}")));
            }
            _ => {}
        }
    }
    marked
}

/// Whether a path is of the homes of one type in one phase, which the lever of all homes moves.
#[must_use]
pub fn is_count_of_homes(path: &str) -> bool {
    appraisal::fields::of(path).is_some_and(|field| field.pattern == "/phases/*/homes/*/count")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::opened;
    use appraisal::{document, samples};

    #[test]
    fn scenarios_follow_a_base_case_that_is_kept_in_all_they_do_not_say_otherwise() {
        let base = opened(&samples::NORWICH_2009).unwrap();
        let low = base.with("/home_types/market/price", 170_000.0.into()).unwrap();
        let papers = Papers::of(Rc::new(base.clone())).with(Rc::new(low)).with_scenario("Low prices", &None);
        let dearer = base.with("/home_types/market/build_cost", 90_000.0.into()).unwrap();
        let dearer = dearer.with("/home_types/market/price", 190_000.0.into()).unwrap();
        let papers = Papers { open: None, ..papers }.with(Rc::new(dearer)).with_base_kept();
        let scenario = &papers.scenarios[0].deal;
        assert_eq!(papers.kept, papers.base);
        assert_eq!(scenario.number("/home_types/market/build_cost"), Some(90_000.0));
        assert_eq!(scenario.number("/home_types/market/price"), Some(170_000.0));
    }

    #[test]
    fn a_new_scenario_starts_from_whichever_case_was_chosen() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let low = base.with("/home_types/market/price", 170_000.0.into()).unwrap();
        let papers = Papers::of(Rc::new(base.clone())).with(Rc::new(low)).with_scenario("Low prices", &None);
        let copy = papers.with_scenario("Copy", &papers.open);
        assert_eq!(copy.deal().number("/home_types/market/price"), Some(170_000.0));
        let fresh = papers.with_scenario("Fresh", &None);
        assert_eq!((fresh.deal(), fresh.scenarios.len()), (&papers.base, 2));
        // Edits of the base case stay where another scenario is open.
        let dearer = base.with("/home_types/market/price", 190_000.0.into()).unwrap();
        let edited = Papers { open: None, ..papers.clone() }.with(Rc::new(dearer));
        let copy = edited.with_scenario("Copy of low", &papers.open);
        assert!(copy.is_edited());
        assert_eq!(copy.deal().number("/home_types/market/price"), Some(170_000.0));
    }

    #[test]
    fn what_was_typed_stays_yours_in_a_base_case_that_is_set() {
        let base = document::open(samples::NORWICH_2009.document).unwrap();
        let other = base.with("/home_types/market/price", 170_000.0.into()).unwrap();
        let other = other.with("/phases/small-sites/homes/social/count", 98.into()).unwrap();
        let set = Papers::of(Rc::new(base)).with(Rc::new(other)).with_base_kept();
        let kind = |path: &str| set.base.marks.get(path).map(|mark| mark.kind);
        assert_eq!(kind("/home_types/market/price"), Some(MarkKind::Yours));
        assert_eq!(kind(entry::HOMES), Some(MarkKind::Yours));
        assert_ne!(kind("/home_types/market/build_cost"), Some(MarkKind::Yours));
        assert_eq!(set.kept, set.base);
    }

    #[test]
    fn a_scenario_that_no_longer_fits_stays_as_it_is() {
        let base = opened(&samples::NORWICH_2009).unwrap();
        let id = &base.phases[0].id;
        let later = base.with(&format!("/phases/{id}/build_start_month"), 40.into()).unwrap();
        let papers = Papers::of(Rc::new(base.clone())).with(Rc::new(later)).with_scenario("Later", &None);
        let before = papers.scenarios[0].deal.clone();
        let mut fewer = base;
        fewer.phases.remove(0);
        let papers = Papers { open: None, ..papers }.with(Rc::new(fewer)).with_base_kept();
        assert_eq!(papers.scenarios[0].deal, before);
    }

    #[test]
    fn a_whole_deal_comes_back_with_its_scenarios() {
        let base = opened(&samples::NORWICH_2009).unwrap();
        let low = base.with("/home_types/market/price", 170_000.0.into()).unwrap();
        let papers = Papers::of(Rc::new(base)).with(Rc::new(low)).with_scenario("Low prices", &None);
        let shorter = papers.deal().with("/months", 150.into()).unwrap();
        let from = papers.open.clone();
        let papers = papers.with(Rc::new(shorter)).with_scenario("Low and short", &from);
        let written = document::write(&papers.whole());
        assert!(written.len() < document::write(&papers.base).len() + 600, "scenarios are written as differences");
        let back = Papers { open: papers.open.clone(), ..Papers::of_whole(document::open(&written).unwrap()) };
        assert_eq!(back, papers);
    }
}
