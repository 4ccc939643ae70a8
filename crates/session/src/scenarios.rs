//! The cases: the baseline (the base case as last set), the base case as edited, and any number of scenarios.
//!
//! A document stores a scenario as its differences from the base case (method 2.15). Here it is a whole deal, so that editing
//! the base case does not change it. Once the edited base case is set as the baseline, every scenario follows it in every
//! value that the scenario does not change.

mod follow;

use crate::field_text;
use appraisal::Deal;
use appraisal::deal::identity::{Identity, version_of};
use appraisal::deal::{self, Change, Mark, MarkKind, Operation};
use appraisal::document::Document;
use links::can_name;
use std::rc::Rc;

/// The name of the base case, which no scenario has.
pub const BASE_CASE: &str = "Base case";

/// The id of the base case in an address, which no scenario has either.
pub const BASE: &str = "base";

/// The name of a scenario without one.
#[must_use]
pub fn scenario_name(number: usize) -> String {
    format!("Scenario {number}")
}

/// The longest id of a scenario, in bytes.
const LONGEST_ID: usize = 64;

/// A scenario of a document whose changes do not apply to its base case, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoesNotApply(pub String);

/// Which deal the cases are of, and where they are saved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Origin {
    /// The identity of the deal as it was opened; none for a deal alone.
    pub identity: Option<Identity>,
    /// The code of the version that was opened, if it has an identity.
    pub opened: Option<String>,
    /// The id of the saved deal that it is; empty until the session has one.
    pub slot: String,
}

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
    /// Which deal they are of.
    pub origin: Origin,
}

impl Cases {
    /// Cases of one deal.
    #[must_use]
    pub fn of(deal: Rc<Deal>) -> Self {
        Self { baseline: deal.clone(), base: deal, scenarios: Vec::new(), open: None, origin: Origin::default() }
    }

    /// Cases of a document: its base case and its scenarios. Where a file has a name twice, the second gets a number, and one
    /// that nobody can see is replaced, as is an id that an address cannot name, or that is given twice.
    ///
    /// # Errors
    /// The first scenario whose changes do not apply to the base case.
    pub fn of_whole(mut whole: Deal) -> Result<Self, DoesNotApply> {
        let scenarios = std::mem::take(&mut whole.scenarios);
        let mut cases = Self::of(Rc::new(whole));
        for scenario in &scenarios {
            let deal = cases.base.under(scenario).map_err(|_| DoesNotApply(scenario.name.clone()))?;
            let is_fit = (1..=LONGEST_ID).contains(&scenario.id.len()) && scenario.id != BASE && can_name(&scenario.id);
            let is_free = cases.scenarios.iter().all(|other| other.id != scenario.id);
            let id = if is_fit && is_free { scenario.id.clone() } else { cases.free_id_beside(&scenarios) };
            let name = cases.free_name_like(&scenario.name, &scenarios);
            cases.scenarios.push(Scenario { id, name, deal: Rc::new(deal) });
        }
        Ok(cases)
    }

    /// Cases of a document with its identity, open as they were seen; on the base case if it does not say so.
    ///
    /// # Errors
    /// As [`Self::of_whole`].
    pub fn of_document(document: Document) -> Result<Self, DoesNotApply> {
        let mut cases = Self::of_whole(document.deal)?;
        cases.open = cases.scenario_of(&document.open).map(|scenario| scenario.id.clone());
        // As this program writes it: a file may say the same in another way.
        let opened = document.identity.is_some().then(|| version_of(&cases.whole()));
        cases.origin = Origin { identity: document.identity, opened, slot: String::new() };
        Ok(cases)
    }

    /// The document to write, with its identity: which version it was made from is said once it differs from that.
    #[must_use]
    pub fn document(&self) -> Document {
        let deal = self.whole();
        let Origin { identity, opened, .. } = &self.origin;
        let identity = identity.clone().map(|own| match opened {
            Some(opened) if *opened != version_of(&deal) => Identity { from: Some(opened.clone()), ..own },
            _ => own,
        });
        let open = self.scenario().map(|scenario| scenario.id.clone());
        Document { identity, open, deal }
    }

    /// The open case alone, as a base case. A scenario's name goes into the title, where it can still be seen; a description of the
    /// base case, which may not be so of the scenario, does not leave with it.
    #[must_use]
    pub fn alone(&self) -> Self {
        let base = match self.scenario() {
            Some(Scenario { name, deal, .. }) => {
                let is_of_base = [&self.base, &self.baseline].iter().any(|base| base.summary == deal.summary);
                let summary = if is_of_base { String::new() } else { deal.summary.clone() };
                Rc::new(Deal { title: format!("{} – {name}", deal.title), summary, ..(**deal).clone() })
            }
            None => self.base.clone(),
        };
        Self { base, scenarios: Vec::new(), open: None, ..self.clone() }
    }

    /// The same cases for a reader without the baseline: a typed value is marked as the user's own, and no longer with the source of
    /// the value before it.
    #[must_use]
    pub fn without_baseline(&self) -> Self {
        if !self.is_edited() {
            return self.clone();
        }
        let base = Rc::new(with_own_marks(&self.baseline, &self.base));
        Self { baseline: base.clone(), base, ..self.clone() }
    }

    /// The cases as they came from outside: the base case is unchanged, whatever it was made from there.
    #[must_use]
    pub fn received(&self) -> Self {
        let cases = self.without_baseline();
        let opened = cases.origin.opened.as_ref().map(|_| version_of(&cases.whole()));
        Self { origin: Origin { opened, ..cases.origin.clone() }, ..cases }
    }

    /// The code of the open deal, as the user and whoever receives it see it.
    #[must_use]
    pub fn code(&self) -> String {
        // The marks of a scenario say what differs from the base case as it is.
        if self.open.is_some() { version_of(self.deal()) } else { version_of(&self.without_baseline().base) }
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
        self.deal_of(&self.open)
    }

    /// The deal of a case; that of the base case where there is no such scenario.
    #[must_use]
    pub fn deal_of(&self, case: &Open) -> &Rc<Deal> {
        self.scenario_of(case).map_or(&self.base, |scenario| &scenario.deal)
    }

    /// The open scenario; `None` for the base case.
    #[must_use]
    pub fn scenario(&self) -> Option<&Scenario> {
        self.scenario_of(&self.open)
    }

    /// The scenario that a case is; `None` for the base case.
    #[must_use]
    pub fn scenario_of(&self, case: &Open) -> Option<&Scenario> {
        self.scenarios.iter().find(|scenario| case.as_ref() == Some(&scenario.id))
    }

    /// Whether there is a case: the base case always is.
    #[must_use]
    pub fn has(&self, case: &Open) -> bool {
        case.is_none() || self.scenario_of(case).is_some()
    }

    /// Whether the open scenario is not among the scenarios.
    #[must_use]
    pub fn lacks_open(&self) -> bool {
        !self.has(&self.open)
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
            let followed = follow::followed(&was, &now, &scenario.deal.to_document());
            let deal = followed.map_or_else(|| scenario.deal.clone(), Rc::new);
            Scenario { deal, ..scenario.clone() }
        };
        let others = self.scenarios.iter().filter(|scenario| self.open.as_ref() != Some(&scenario.id));
        let scenarios = others.map(follow).collect();
        Self { baseline: base.clone(), base, scenarios, open: None, origin: self.origin.clone() }
    }

    /// The cases with a new, open scenario: a copy of the base case or of another scenario. If the base case is open, its
    /// edits move into the scenario, and the base case goes back to the baseline. The name of the deal is that of all cases.
    #[must_use]
    pub fn with_scenario(&self, name: &str, from: &Open) -> Self {
        let mut cases = self.clone();
        let id = cases.free_id();
        let origin = self.scenarios.iter().find(|scenario| from.as_ref() == Some(&scenario.id));
        let deal = origin.map_or(&self.base, |scenario| &scenario.deal).clone();
        cases.scenarios.push(Scenario { id: id.clone(), name: name.to_owned(), deal });
        if self.scenario().is_none() && origin.is_none() {
            if self.base.title != self.baseline.title {
                cases.baseline = Rc::new(Deal { title: self.base.title.clone(), ..(*self.baseline).clone() });
            }
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

    /// A name if it is unused, or else with the first number that no scenario of the file has either: "Offer A 2", or
    /// "Scenario 1" for a name that nobody can see.
    fn free_name_like(&self, name: &str, of_file: &[deal::Scenario]) -> String {
        let is_blank = field_text::is_blank(name);
        if !is_blank && !self.has_name(name, None) {
            return name.to_owned();
        }
        let is_of_file = |name: &String| of_file.iter().any(|scenario| is_same_name(&scenario.name, name));
        let numbered =
            |number: usize| if is_blank { scenario_name(number) } else { format!("{} {}", name.trim(), number + 1) };
        // Of two more names than scenarios, one is free.
        let mut numbered = (1..=2 * of_file.len() + 2).map(numbered);
        numbered.find(|name| !self.has_name(name, None) && !is_of_file(name)).unwrap_or_default()
    }

    /// An unused name for a scenario, of those that a number gives: the first, or the one after those in use.
    #[must_use]
    pub fn free_name(&self, numbered: fn(usize) -> String) -> String {
        let (is_taken, most) = (|name: &String| self.has_name(name, None), self.scenarios.len() + 1);
        let last = (1..=most).rev().find(|number| is_taken(&numbered(*number))).unwrap_or(0);
        // Of one more names than scenarios, one is free.
        (last + 1..=last + most).map(numbered).find(|name| !is_taken(name)).unwrap_or_default()
    }

    /// An unused name for a copy of a scenario, of those that its name and a number give.
    #[must_use]
    pub fn free_name_of_copy(&self, name: &str, numbered: fn(&str, usize) -> String) -> String {
        let names = (1..=self.scenarios.len() + 1).map(|number| numbered(name, number));
        names.into_iter().find(|name| !self.has_name(name, None)).unwrap_or_default()
    }

    /// An unused scenario id that none of a file's scenarios has either.
    fn free_id_beside(&self, of_file: &[deal::Scenario]) -> String {
        let is_taken =
            |id: &String| self.scenarios.iter().any(|own| own.id == *id) || of_file.iter().any(|own| own.id == *id);
        // Of one more ids than scenarios, one is free.
        let ids = (1..=self.scenarios.len() + of_file.len() + 1).map(|n| format!("s{n}"));
        ids.into_iter().find(|id| !is_taken(id)).unwrap_or_default()
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
            let own = Mark::of(MarkKind::Yours);
            let own = match deal.marks.get(&path) {
                Some(before) => own.with_review_of(before),
                None => own,
            };
            marked.marks.insert(path, own);
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
    fn the_name_of_the_deal_is_that_of_all_cases_when_changes_move_into_a_scenario() {
        let base = opened(&samples::NORWICH_2009).unwrap();
        let named = base.with("/title", "Anglia Square".into()).unwrap();
        let changed = named.with("/home_types/market/price", 170_000.0.into()).unwrap();
        let cases = Cases::of(Rc::new(base)).with(Rc::new(changed.clone())).with_scenario("Offer A", &None);
        assert_eq!((&*cases.base, &*cases.scenarios[0].deal), (&named, &changed));
        assert!(!cases.is_edited(), "the name is no change of a case");
    }

    /// What is not a number differs even from itself, so that only a comparison of places finds these equal.
    #[test]
    fn cases_of_the_same_deals_are_equal_without_a_look_into_them() {
        let mut deal = opened(&samples::NORWICH_2009).unwrap();
        deal.home_types[0].price = Some(f64::NAN);
        let cases = Cases::of(Rc::new(deal)).with_scenario("Offer A", &None);
        assert!(cases == cases.clone() && !cases.is_edited());
    }

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
        let named = Cases::of(cases.base.clone()).with_scenario("Low", &None);
        assert_eq!(named.free_name(|number| format!("Scenario {number}")), "Scenario 1", "no scenario has a number");
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
        let cases = Cases::of_whole(whole).unwrap();
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

    /// A value was challenged with a note before another was typed over it.
    #[test]
    fn a_note_stays_with_its_value_in_a_new_baseline_and_where_it_is_sent() {
        let price = "/home_types/market/price";
        let mut base = document::open(samples::NORWICH_2009.document).unwrap();
        base.marks.get_mut(price).unwrap().review_note = "Too high".to_owned();
        let other = base.with(price, 170_000.0.into()).unwrap();
        let cases = Cases::of(Rc::new(base)).with(Rc::new(other));
        for marked in [cases.with_new_baseline(), cases.without_baseline()] {
            let mark = &marked.base.marks[price];
            assert_eq!((mark.kind, mark.review_note.as_str()), (MarkKind::Yours, "Too high"));
        }
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
        let back = Cases { open: cases.open.clone(), ..Cases::of_whole(document::open(&written).unwrap()).unwrap() };
        assert_eq!(back, cases);
    }

    /// A tab without a name, and a row without a heading on Compare.
    #[test]
    fn a_scenario_of_a_file_whose_name_nobody_can_see_gets_one() {
        let names = |given: &[&str]| -> Vec<String> {
            let mut whole = opened(&samples::NORWICH_2009).unwrap();
            let scenario = |(nth, name): (usize, &&str)| deal::Scenario {
                id: format!("a{nth}"),
                name: (*name).to_owned(),
                changes: Vec::new(),
            };
            whole.scenarios = given.iter().enumerate().map(scenario).collect();
            Cases::of_whole(whole).unwrap().scenarios.into_iter().map(|scenario| scenario.name).collect()
        };
        for blank in ["", "  ", "\u{200B}", "\u{FEFF}\u{2060}", " \u{AD} "] {
            assert_eq!(names(&[blank]), ["Scenario 1"], "{blank:?}");
        }
        assert_eq!(
            names(&["", "\u{200B}", "scenario 1", "Offer A"]),
            ["Scenario 2", "Scenario 3", "scenario 1", "Offer A"]
        );
    }

    fn found(name: &str) -> Deal {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/found/");
        document::open(&std::fs::read_to_string(format!("{folder}{name}")).unwrap()).unwrap()
    }

    #[test]
    fn scenarios_that_do_not_apply_are_refused_by_name() {
        for (name, scenario) in [("scen_broken.json", "Broken"), ("sc-wrongtype.json", "WT")] {
            assert_eq!(Cases::of_whole(found(name)), Err(DoesNotApply(scenario.to_owned())), "{name}");
        }
        // One that applies and cannot be worked out is opened with its errors.
        for name in ["sc-faulty.json", "sc-rmall.json"] {
            assert_eq!(Cases::of_whole(found(name)).unwrap().scenarios.len(), 1, "{name}");
        }
    }

    /// Whatever its id in the file, a scenario is opened by the address that names it, and no other case is.
    #[test]
    fn every_scenario_has_an_id_that_an_address_can_name() {
        use crate::route::{Page, Route};
        for name in ["sc-sp.json", "sc-amp.json", "sc-base.json", "sc-empty.json", "sc-dupid.json"] {
            let whole = found(name);
            let expected: Vec<Deal> = whole.scenarios.iter().map(|scenario| whole.under(scenario).unwrap()).collect();
            let cases = Cases::of_whole(whole).unwrap();
            assert_eq!(cases.scenarios.len(), expected.len());
            for (scenario, deal) in cases.scenarios.iter().zip(expected) {
                let address = Route::written(Page::Deal, &Some(scenario.id.clone()));
                let open = Cases { open: Route::read(&address).open.unwrap(), ..cases.clone() };
                assert_eq!(**open.deal(), deal, "{name}: {address}");
                let edited = open.with(Rc::new(deal.with("/months", 100.into()).unwrap()));
                assert_eq!(edited.base, cases.base, "{name}");
            }
        }
    }

    fn homes_of(deal: &Deal) -> &[appraisal::deal::HomesRow] {
        &deal.phases.iter().find(|phase| phase.id == "three-score-1").unwrap().homes
    }

    /// A row of the base case and one of a scenario get the same id, though they are two.
    #[test]
    fn a_scenario_keeps_its_row_where_a_new_baseline_has_one_of_the_same_id() {
        let base = opened(&samples::NORWICH_2009).unwrap();
        let homes = "/phases/three-score-1/homes";
        let with_row = |deal: &Deal, count: u32| {
            let (document, row) = form::add_row(&deal.to_document(), homes).unwrap();
            Deal::of_document(&document).unwrap().with(&format!("{row}/count"), count.into()).unwrap()
        };
        let cases = Cases::of(Rc::new(base.clone())).with(Rc::new(with_row(&base, 40))).with_scenario("Offer A", &None);
        let edited = Cases { open: None, ..cases }.with(Rc::new(with_row(&base, 7)));
        let set = edited.with_new_baseline();
        let counts = |deal: &Deal| -> Vec<u32> { homes_of(deal).iter().map(|home| home.count).collect() };
        let ids: std::collections::BTreeSet<_> = homes_of(&set.scenarios[0].deal).iter().map(|home| &home.id).collect();
        assert_eq!(ids.len(), counts(&set.scenarios[0].deal).len(), "no id twice");
        assert!([40, 7].iter().all(|count| counts(&set.scenarios[0].deal).contains(count)), "{ids:?}");
        assert_eq!(counts(&set.base).iter().filter(|count| **count == 7).count(), 1);
        let back = Cases::of_whole(document::open(&document::write(&set.whole())).unwrap()).unwrap();
        assert_eq!((back.base, back.scenarios), (set.base, set.scenarios));
    }

    /// A row with another id is named by it wherever it was named before.
    #[test]
    fn a_home_type_of_a_scenario_is_renamed_with_its_homes_and_marks() {
        let base = opened(&samples::NORWICH_2009).unwrap();
        let with_type = |name: &str| {
            let (document, row) = form::add_row(&base.to_document(), "/home_types").unwrap();
            let id = row.rsplit('/').next().unwrap().to_owned();
            let (mut document, home) = form::add_row(&document, "/phases/three-score-1/homes").unwrap();
            appraisal::deal::path::put(&mut document, &format!("{home}/home_type"), id.into()).unwrap();
            appraisal::deal::path::put(&mut document, &format!("{row}/name"), name.into()).unwrap();
            document["marks"][format!("{row}/name")] = serde_json::json!({ "kind": "yours" });
            Deal::of_document(&document).unwrap()
        };
        let cases = Cases::of(Rc::new(base.clone())).with(Rc::new(with_type("Lofts"))).with_scenario("A", &None);
        let set = Cases { open: None, ..cases }.with(Rc::new(with_type("Barns"))).with_new_baseline();
        let scenario = &set.scenarios[0].deal;
        let id = |name: &str| scenario.home_types.iter().find(|own| own.name == name).unwrap().id.clone();
        assert_ne!(id("Lofts"), id("Barns"));
        for name in ["Lofts", "Barns"] {
            assert!(homes_of(scenario).iter().any(|home| home.home_type == id(name)), "{name}");
            assert!(scenario.marks.contains_key(&format!("/home_types/{}/name", id(name))), "{name}");
        }
    }

    #[test]
    fn a_document_opens_as_it_was_seen_and_on_the_base_case_where_it_does_not_say() {
        let example = crate::example::with_scenarios(&samples::NORWICH_2009).unwrap();
        let seen = Cases { open: Some(example.scenarios[0].id.clone()), ..example.clone() };
        let back = |document: Document| {
            let text = document.written();
            Cases::of_document(Document::open(&text).unwrap()).unwrap()
        };
        assert_eq!((back(seen.document()), back(example.document())), (seen.clone(), example));
        let open_is = |open: Option<&str>| back(Document { open: open.map(str::to_owned), ..seen.document() }).open;
        assert_eq!((open_is(None), open_is(Some("gone"))), (None, None));
        // Alone it is a base case, whose document says nothing of the scenario.
        assert_eq!(seen.alone().document().open, None);
    }

    #[test]
    fn a_document_says_which_version_it_was_made_from_once_it_differs() {
        let base = opened(&samples::GD_1).unwrap();
        let identity = Identity { id: "3f2a".to_owned(), from: Some("7f3a-91c2".to_owned()) };
        let document = Document { identity: Some(identity.clone()), open: None, deal: base };
        let opened = Cases::of_document(document.clone()).unwrap();
        assert_eq!(opened.document(), document);
        let renamed = opened.with(Rc::new(opened.base.with("/title", "Mill Lane".into()).unwrap())).document();
        let own = renamed.identity.clone().unwrap();
        assert_eq!((own.id.as_str(), own.from), ("3f2a", Some(version_of(&document.deal))));
        let theirs = (&identity, version_of(&document.deal));
        let relation = deal::identity::relation(
            (renamed.identity.as_ref().unwrap(), &version_of(&renamed.deal)),
            (theirs.0, &theirs.1),
        );
        assert_eq!(relation, deal::identity::Relation::Later);
        assert_eq!(Cases::of(opened.base).document().identity, None, "a deal alone has none");
    }
}
